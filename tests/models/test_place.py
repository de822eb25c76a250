"""Places: what a place may say, and what it does not make up."""

import pytest

from peacekeep.errors import InvalidRecord
from peacekeep.models.place import Place
from peacekeep.models.vocabularies import PRECISION
from peacekeep.values.points import Point


A_POINT = 'point must be a point such as "18.44345,1.40921", latitude first, got '

KIDAL = Point(18.44345, 1.40921)


def faults_of(**fields):
    with pytest.raises(InvalidRecord) as caught:
        Place(**fields)
    return str(caught.value)


class TestPlace:
    def test_nothing_is_known_of_a_place_by_default(self):
        """No coordinate and no country is made up."""
        place = Place()

        assert [None] * 7 == [
            place.name,
            place.country,
            place.admin1,
            place.admin2,
            place.point,
            place.precision,
            place.representative,
        ]

    def test_a_place_reads_its_point(self):
        """A field takes the text of a point too."""
        place = Place(
            name="Kidal", country="MLI", point="18.44345,1.40921", representative=True
        )

        assert KIDAL == place.point

    @pytest.mark.parametrize("code", list(PRECISION))
    def test_each_precision_of_the_codebook_is_taken(self, code):
        """The seven codes of UCDP are kept without loss."""
        assert code == Place(precision=code).precision

    def test_there_are_seven_codes_of_precision(self):
        """Where_prec of UCDP has the values 1 to 7."""
        codes = ["exact", "near", "admin2", "admin1", "linear_or_area", "country"]

        assert [*codes, "international"] == list(PRECISION)

    @pytest.mark.parametrize(
        ("country", "hint"),
        [
            ("ML", " Write MLI."),
            ("Mali", " Write MLI."),
            ("mli", " Write MLI."),
            ("466", " Write MLI."),
            ("Mordor", ""),
        ],
    )
    def test_a_country_is_three_capital_letters(self, country, hint):
        """A country is written by its alpha-3 code."""
        assert (
            "place: 1 fault:\n"
            "  country must be a code of the vocabulary country, such as AFG, "
            f"got {country!r}.{hint}"
        ) == faults_of(country=country)

    @pytest.mark.parametrize("country", ["MLIX", "MLI\n", " MLI", "\uff2dMLI"])
    def test_a_country_is_three_capital_letters_alone(self, country):
        """No letter and no blank is added to the code."""
        assert (
            "place: 1 fault:\n"
            "  country must be a code of the vocabulary country, such as AFG, "
            f"got {country!r}. Did you mean MLI?"
        ) == faults_of(country=country)

    def test_every_fault_of_a_place_is_named(self):
        """An error holds all that is wrong, each with its field."""
        assert (
            "place: 3 faults:\n"
            "  country must be a code of the vocabulary country, such as AFG, got "
            "'ML'. Write MLI.\n"
            f"  {A_POINT}'1'."
            "\n  precision must be one of exact, near, admin2, admin1, "
            "linear_or_area, country, international, got 'exakt'. "
            "Did you mean exact?"
        ) == faults_of(country="ML", point="1", precision="exakt")

    def test_a_place_that_stands_in_for_an_area_has_a_point(self):
        """What is representative is a point."""
        assert (
            "place: 1 fault:\n  point must be given where representative is, "
            "got nothing. Give point, or leave out representative."
        ) == faults_of(representative=True)

    @pytest.mark.parametrize("value", [1, "true", "yes"])
    def test_representative_is_true_or_false(self, value):
        """Nothing is taken for a bool that is none."""
        assert (
            f"place: 1 fault:\n  representative must be true or false, got {value!r}."
        ) == faults_of(point="18,1", representative=value)

    def test_places_are_equal_by_their_fields(self):
        """Places with the same fields are equal and hash alike."""
        assert {Place(name="Kidal", point="18,1")} == {
            Place(name="Kidal", point=Point(18, 1)),
            Place(name="Kidal", point="18,1"),
        }
