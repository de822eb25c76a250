"""Places: what a place may say, and what it does not make up."""

import pytest

from peacekeep.errors import InvalidRecord, InvalidValue, UnknownName
from peacekeep.models.place import RADII, Place, agree_within, radius_of
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


GAO = Point(16.27167, -0.04472)


def place(point, precision="near"):
    return Place(point=point, precision=precision)


class TestRadii:
    def test_two_precisions_have_a_radius(self):
        """The codebook has 25 km for near; one km for exact is of the library."""
        assert {"exact": "1 km", "near": "25 km"} == {
            precision: str(radius) for precision, radius in RADII.items()
        }

    @pytest.mark.parametrize("precision", [None, *(set(PRECISION) - {"exact", "near"})])
    def test_no_radius_is_made_up(self, precision):
        """No source says how large a district, a road or a country is."""
        assert radius_of(precision) is None

    def test_a_precision_is_a_code(self):
        """A typo is no precision without a radius."""
        with pytest.raises(UnknownName, match=r"Did you mean exact\?"):
            radius_of("exakt")


class TestDistance:
    @pytest.mark.parametrize(
        ("one", "other", "distance"),
        [
            # 285.739 km, less and plus 25 + 25, 25 + 1, 1 + 1.
            ("near", "near", "~235.739..335.739~285.739 km"),
            ("near", "exact", "~259.739..311.739~285.739 km"),
            ("exact", "exact", "~283.739..287.739~285.739 km"),
            ("exact", None, ".. km"),
            (None, "exact", ".. km"),
            ("near", "admin1", ".. km"),
            ("country", "linear_or_area", ".. km"),
        ],
    )
    def test_its_bounds_are_those_of_both_places(self, one, other, distance):
        """Each place is as far from its point as its precision says, if it does."""
        assert distance == str(place(KIDAL, one).distance_to(place(GAO, other)))

    def test_it_is_never_below_zero(self):
        """Two places near one point may be one place, or 50 km apart."""
        assert "~..50~0 km" == str(place(KIDAL).distance_to(place(KIDAL)))

    def test_without_points_there_is_none(self):
        """Nothing is measured from a name."""
        assert place(KIDAL).distance_to(Place(name="Gao")) is None
        assert Place(name="Kidal").distance_to(place(GAO)) is None

    def test_it_is_the_distance_of_places(self):
        """A point has no precision, and is no place to measure to."""
        with pytest.raises(InvalidValue, match="what is measured to must be a place"):
            place(KIDAL).distance_to(GAO)


class TestAgreement:
    # Two points of Ansongo are 64 m apart; Kidal's town and airport 1.42 km.
    ANSONGO = Point(15.6597, 0.5022), Point(15.65944, 0.50167)
    TOWN_AND_AIRPORT = KIDAL, Point(18.433, 1.417)

    @pytest.mark.parametrize(
        ("points", "precisions", "agree"),
        [
            (ANSONGO, ["near"], True),
            (ANSONGO, ["exact", "exact"], True),
            (ANSONGO, [], False),
            (ANSONGO, [None, "admin1"], False),
            (TOWN_AND_AIRPORT, ["exact"], False),
            (TOWN_AND_AIRPORT, ["exact", "near"], True),
            (TOWN_AND_AIRPORT, [None, "near", "country"], True),
            ((KIDAL, GAO), ["near", "near"], False),
            ((KIDAL, KIDAL), [], True),
        ],
    )
    def test_points_agree_within_the_coarser_precision(self, points, precisions, agree):
        """The largest radius that is known gives the room, and none gives none."""
        one, other = points

        assert agree is agree_within(one, other, precisions)
        assert agree is agree_within(other, one, reversed(precisions))

    def test_a_precision_is_a_code(self):
        """A typo does not make points disagree."""
        with pytest.raises(UnknownName, match="code of precision"):
            agree_within(KIDAL, GAO, ["nearby"])
