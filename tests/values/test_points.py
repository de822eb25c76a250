"""Points: texts, ranges, distances."""

import copy
import pickle
import time
from decimal import Decimal

import pytest
from builders import error_of

from peacekeep.values.points import Point, as_point


A_POINT = 'point must be a point such as "18.44345,1.40921", latitude first, got '
A_PHRASE = 'point must be a point in decimal degrees such as "18.443 N, 1.409 E", got '
LATITUDE = "The latitude lies between -90 and 90, with at most 7 decimals."
LONGITUDE = "The longitude lies between -180 and 180, with at most 7 decimals."

KIDAL = Point(18.44345, 1.40921)
GAO = Point(16.27167, -0.04472)

TEXTS = [
    ("18.44345,1.40921", 18.44345, 1.40921),
    ("16.27167,-0.04472", 16.27167, -0.04472),
    ("0,0", 0.0, 0.0),
    ("90,180", 90.0, 180.0),
    ("-90,-180", -90.0, -180.0),
    ("89.9999999,-179.9999999", 89.9999999, -179.9999999),
    ("0.0000001,-0.0000001", 0.0000001, -0.0000001),
    ("-0.5,100", -0.5, 100.0),
]


class TestText:
    @pytest.mark.parametrize(("text", "latitude", "longitude"), TEXTS)
    def test_a_text_is_latitude_and_longitude(self, text, latitude, longitude):
        """Latitude is first, in plain decimals."""
        point = Point.parse(text)

        assert (latitude, longitude) == (point.latitude, point.longitude)
        assert text == str(point) == point.to_plain()
        assert point == Point(latitude, longitude) == Point.from_plain(text)

    def test_its_repr_is_evaluated_to_it(self):
        """The repr is the Python that makes the point."""
        assert "Point.parse('18.44345,1.40921')" == repr(KIDAL)
        assert KIDAL == eval(repr(KIDAL))

    @pytest.mark.parametrize(
        ("text", "hint"),
        [
            ("18.443450,1.40921", ' Write "18.44345,1.40921".'),
            ("18.0,1", ' Write "18,1".'),
            ("018,1", ' Write "18,1".'),
            ("+18,1", ' Write "18,1".'),
            ("18.44345, 1.40921", ' Write "18.44345,1.40921".'),
            ("18.44345 1.40921", ' Write "18.44345,1.40921".'),
            ("18.44345;1.40921", ' Write "18.44345,1.40921".'),
            ("18.44345° N, 1.40921° E", ' Write "18.44345,1.40921".'),
            ("-0,0", ' Write "0,0".'),
            ("0,-0.0", ' Write "0,0".'),
            ("18.44345678999,1", f" {LATITUDE}"),
            ("18,4,1,4", ' Write points for decimals: "18.4,1.4".'),
            ("18,4; -1,4", ' Write points for decimals: "18.4,-1.4".'),
            ("118,4,1,4", f" {LATITUDE}"),
            ("1e1,1", ""),
            ("18", ""),
            ("18,1,5", ""),
            ("18,44345,1,40921", ' Write points for decimals: "18.44345,1.40921".'),
            ("1812", ""),
            ("812", ""),
            ("18°26", ""),
            ("18°26′20″N 1°24′30″E", ""),  # noqa: RUF001 - minutes and seconds
            ("nan,nan", ""),
            ("inf,0", ""),
            (" 18,1", ""),
            ("18,1\n", ""),
            ("\u0661,\u0661", ""),
            ("", ""),
        ],
    )
    def test_any_other_text_is_refused(self, text, hint):
        """The error says what a point looks like, and what to write, if known."""
        assert f"{A_POINT}{text!r}.{hint}" == error_of(Point.parse, text)

    def test_a_text_out_of_range_is_refused(self):
        """Latitude and longitude swapped are found where the first is above 90."""
        assert f"{A_POINT}120.5. {LATITUDE}" == error_of(Point.parse, "120.5,10")
        assert f"{A_POINT}181.0. {LONGITUDE}" == error_of(Point.parse, "10,181")

    @pytest.mark.parametrize("value", [None, 18.5, True, (18.5, 1.5), b"18,1"])
    def test_only_text_is_parsed(self, value):
        """A number is no point, nor are two."""
        assert f"{A_POINT}{value!r}." == error_of(Point.parse, value)
        assert f"{A_POINT}{value!r}." == error_of(Point.from_plain, value)
        assert f"{A_PHRASE}{value!r}." == error_of(Point.parse_phrase, value)


class TestPhrases:
    @pytest.mark.parametrize(
        ("phrase", "text"),
        [
            ("18.44345° N, 1.40921° E", "18.44345,1.40921"),
            ("18.44345 N, 1.40921 E", "18.44345,1.40921"),
            ("18.44345N 1.40921E", "18.44345,1.40921"),
            ("16.27167° N, 0.04472° W", "16.27167,-0.04472"),
            ("33.5 S; 70.6 W", "-33.5,-70.6"),
            ("18.44345,1.40921", "18.44345,1.40921"),
            ("18.44345 1.40921", "18.44345,1.40921"),
            ("18.44345° 1.40921°", "18.44345,1.40921"),
            ("+18, -1", "18,-1"),
            ("0 S, 0 W", "0,0"),
        ],
    )
    def test_what_people_write_is_read(self, phrase, text):
        """South and west are below 0."""
        assert text == str(Point.parse_phrase(phrase))

    @pytest.mark.parametrize(
        "phrase",
        [
            "1.40921 E, 18.44345 N",
            "18",
            "812",
            "8.55.5",
            "18°26",
            "N 18, E 1",
            "18 n 1 e",
        ],
    )
    def test_other_phrases_are_refused(self, phrase):
        """Degrees are decimal, latitude first, and two numbers never touch."""
        assert f"{A_PHRASE}{phrase!r}." == error_of(Point.parse_phrase, phrase)

    @pytest.mark.parametrize("phrase", ["-18 S, 5 W", "18 N, -5 W", "+18 N, 5 E"])
    def test_a_sign_and_a_letter_are_not_both_taken(self, phrase):
        """Whether minus 18 south is north is not for us to say."""
        hint = "Write a sign or a letter, not both."

        assert f"{A_POINT}{phrase!r}. {hint}" == error_of(Point.parse_phrase, phrase)

    def test_a_phrase_out_of_range_is_refused(self):
        """There is no 91st degree north."""
        assert f"{A_POINT}91.0. {LATITUDE}" == error_of(Point.parse_phrase, "91 N, 5 E")

    @pytest.mark.parametrize(
        ("point", "words"),
        [
            (KIDAL, "18.44345° N, 1.40921° E"),
            (GAO, "16.27167° N, 0.04472° W"),
            (Point(-33.5, 0), "33.5° S, 0° E"),
        ],
    )
    def test_a_point_is_put_into_words_that_are_read_back(self, point, words):
        """The words say the hemisphere by a letter."""
        assert words == point.to_phrase()
        assert point == Point.parse_phrase(words)

    @pytest.mark.parametrize(
        "text", ["1" * 100_000, "1." * 50_000, "1," * 50_000, " " * 100_000]
    )
    @pytest.mark.parametrize("read", [Point.parse, Point.parse_phrase])
    def test_hostile_text_is_refused_at_once(self, read, text):
        """A text that is made to be slow is refused in less than a second."""
        begun = time.perf_counter()
        error_of(read, text)

        assert time.perf_counter() - begun < 1


class TestConstruction:
    @pytest.mark.parametrize(
        "number",
        [
            90.0000001,
            -90.0000001,
            91,
            10**400,
            float("nan"),
            float("inf"),
            0.12345678,
            1e-8,
            True,
            "18",
            None,
            Decimal(18),
            1j,
        ],
    )
    def test_a_latitude_out_of_range_is_refused(self, number):
        """A latitude is a number from -90 to 90 with seven decimals at most."""
        error = error_of(Point, number, 0)

        assert error.startswith(A_POINT)
        assert error.endswith(f". {LATITUDE}")

    @pytest.mark.parametrize("number", [180.0000001, -181, float("nan"), False, None])
    def test_a_longitude_out_of_range_is_refused(self, number):
        """A longitude is a number from -180 to 180 with seven decimals at most."""
        assert f"{A_POINT}{number!r}. {LONGITUDE}" == error_of(Point, 0, number)

    def test_negative_zero_is_zero(self):
        """The negative zero is no other place."""
        point = Point(-0.0, -0.0)

        assert "0,0" == str(point)
        assert {Point(0, 0)} == {point, Point(0.0, 0.0)}

    def test_a_whole_number_is_a_number_of_degrees(self):
        """18 degrees are 18.0 degrees."""
        assert Point(18.0, 1.0) == Point(18, 1)
        assert float is type(Point(18, 1).latitude)

    @pytest.mark.parametrize("value", [None, "18,1", KIDAL])
    def test_a_field_takes_it_as_it_is(self, value):
        """`as_point` changes nothing: the record reads the text."""
        assert value is as_point(value)


class TestValue:
    def test_equal_is_the_same_degrees(self):
        """Points with the same degrees are equal and hash alike."""
        assert {KIDAL} == {KIDAL, Point.parse("18.44345,1.40921")}

    @pytest.mark.parametrize(
        "other", [GAO, Point(1.40921, 18.44345), "18.44345,1.40921"]
    )
    def test_unequal_is_anything_else(self, other):
        """A point swapped is another, and a text is none."""
        assert KIDAL != other

    def test_it_cannot_be_changed(self):
        """The degrees of a point stay."""
        with pytest.raises(
            AttributeError, match=r"^Point is immutable: latitude cannot be set$"
        ):
            KIDAL.latitude = 0

    def test_it_is_copied_and_pickled(self):
        """A copy is the point itself, and pickling keeps it."""
        assert KIDAL is copy.copy(KIDAL) is copy.deepcopy(KIDAL)
        assert KIDAL == pickle.loads(pickle.dumps(KIDAL))


class TestDistance:
    def test_kidal_is_286_6_km_from_gao(self):
        """The great circle between the two towns, to a tenth of a kilometre."""
        distance = KIDAL.distance_to(GAO)

        assert "km" == distance.unit
        assert Decimal("286.6") == round(distance.low, 1)

    def test_a_quarter_of_the_earth_is_a_quarter_of_its_circle(self):
        """From the equator to the pole it is pi/2 times 6371.0088 km."""
        # 3.14159265 / 2 * 6371.0088 = 10007.557
        assert "10007.557 km" == str(Point(0, 0).distance_to(Point(90, 0)))

    def test_the_other_side_is_half_the_circle(self):
        """No two points are farther apart than pi times 6371.0088 km."""
        # 3.14159265 * 6371.0088 = 20015.114
        assert "20015.114 km" == str(Point(0, 0).distance_to(Point(0, 180)))

    def test_the_way_is_short_across_the_date_line(self):
        """One degree on the equator is a 360th of the circle on either side of it."""
        # 2 * 20015.114 / 360 = 111.195
        assert "111.195 km" == str(Point(0, 179.5).distance_to(Point(0, -179.5)))

    def test_a_point_is_not_far_from_itself(self):
        """The distance to itself is 0 km, exactly."""
        assert "0 km" == str(KIDAL.distance_to(KIDAL))

    def test_a_distance_is_to_a_point(self):
        """A text is no point to measure to."""
        assert f"{A_POINT}'18,1'." == error_of(KIDAL.distance_to, "18,1")
