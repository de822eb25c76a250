"""Points: texts, ranges, distances."""

import copy
import pickle
import time
from decimal import Decimal, localcontext
from fractions import Fraction

import numpy as np
import pytest
from builders import error_of, faults_of

import peacekeep as pk
from peacekeep.values.points import Point, as_point


A_POINT = 'point must be a point such as "18.44345,1.40921", latitude first, got '
A_PHRASE = 'point must be a point in decimal degrees such as "18.443 N, 1.409 E", got '
LATITUDE = "The latitude lies between -90 and 90, with at most 7 decimals."
LONGITUDE = "The longitude lies between -180 and 180, with at most 7 decimals."

CENTIMETRE = "A point has 7 decimals, a centimetre."

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
            ("18.44345678999,1", ' Write "18.4434568,1".'),
            ("19.461390000000002,0.85889", ' Write "19.46139,0.85889".'),
            ("18,4,1,4", ' Write points for decimals: "18.4,1.4".'),
            ("18,4; -1,4", ' Write points for decimals: "18.4,-1.4".'),
            ("118,4,1,4", f" {LATITUDE}"),
            ("1e1,1", ' Write "10,1".'),
            ("1e99,1", f" {LATITUDE}"),
            ("1e999,1", ""),
            ("18.5,nan", ""),
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
            # As tables of other publishers print them.
            ("19.461390000000002,0.85889", "19.46139,0.85889"),
            ("19.4613900,0.8588900", "19.46139,0.85889"),
            ("16.27, -4.4720000000000003E-2", "16.27,-0.04472"),
            ("1.844345e+1,1.40921e0", "18.44345,1.40921"),
            ("1e-99,-1e-99", "0,0"),
            ("18.00000005 N, 1.00000015 E", "18,1.0000002"),
        ],
    )
    def test_what_people_write_is_read(self, phrase, text):
        """South and west are below 0."""
        assert text == str(Point.parse_phrase(phrase))

    @pytest.mark.parametrize(
        ("phrase", "rounds"),
        [
            ("19.461390000000002,0.85889", True),
            ("0.85889, 19.461390000000002", True),
            ("19.46139 S, 0.858890000000000000000000000001 W", True),
            ("1.000000000000000000000000000001 S, 0 E", True),
            ("1e-8,0", True),
            ("19.46139,0.85889", False),
            ("19.4613900000,0.85889000000", False),
            ("1.940e1, 8.5E-6", False),
            ("8.5E-8,0", True),
        ],
    )
    def test_what_is_rounded_is_said(self, phrase, rounds):
        """Zeros at the end are no decimals that are lost."""
        assert rounds is Point.rounds(phrase)

    def test_rounding_of_the_caller_changes_nothing(self):
        """Degrees are read alike whatever decimal context the caller is in."""
        with localcontext(prec=2):
            assert KIDAL == Point.parse_phrase("18.443450000000002, 1.40921")
            assert Point.rounds("18.443450000000002, 1.40921")
            assert KIDAL == Point(Decimal("18.44345"), Decimal("1.40921"))

    def test_a_phrase_that_is_not_known_is_not_judged(self):
        """Whether it rounds is asked of points alone."""
        assert f"{A_PHRASE}'18'." == error_of(Point.rounds, "18")

    @pytest.mark.parametrize("phrase", ["1e99,0", "-1e99,0", "9.1e1, 0"])
    def test_a_huge_exponent_is_out_of_range(self, phrase):
        """It is refused as a latitude, and not computed at length."""
        assert error_of(Point.parse_phrase, phrase).endswith(f". {LATITUDE}")

    @pytest.mark.parametrize(
        "phrase",
        [
            "1.40921 E, 18.44345 N",
            "1e100,0",
            "18e,1",
            "1e+-1,0",
            f"1.{'0' * 31}1,0",
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
            True,
            "18",
            None,
            1j,
            Decimal("90.0000001"),
            Decimal("1e999999"),
            Decimal("nan"),
            Decimal("snan"),
            Decimal("-inf"),
            Fraction(181, 2),
            np.float64("nan"),
            np.float32("inf"),
            np.int64(91),
            np.bool_(1),
            np.array([18.5]),
            np.str_("18"),
        ],
    )
    def test_a_latitude_out_of_range_is_refused(self, number):
        """A latitude is a number from -90 to 90."""
        error = error_of(Point, number, 0)

        assert error.startswith(A_POINT)
        assert error.endswith(f". {LATITUDE}")

    @pytest.mark.parametrize(
        ("number", "rounded"),
        [
            (0.12345678, "0.1234568"),
            (1e-8, "0"),
            (-1e-8, "0"),
            (18.443450000000002, "18.44345"),
            (Decimal("18.443450000000000000000000000000000001"), "18.44345"),
            (Decimal("1e-999999"), "0"),
            (Fraction(1, 3), "0.3333333"),
            # A number of 32 bits has no seven decimals: it is 18.443450927734375.
            (np.float32(18.44345), "18.4434509"),
        ],
    )
    def test_more_than_seven_decimals_are_refused_with_what_to_write(
        self, number, rounded
    ):
        """In Python nothing is rounded in silence."""
        for name, numbers in (("latitude", (number, 0)), ("longitude", (0, number))):
            assert (
                f"{A_POINT}{number!r}. {CENTIMETRE} Round the {name} to {rounded}."
            ) == error_of(Point, *numbers)

    @pytest.mark.parametrize(
        "number",
        [
            18.5,
            Decimal("18.5"),
            Decimal("18.50000000000000000000000000000000000000000"),
            Decimal("1.85e1"),
            Fraction(37, 2),
            np.float64(18.5),
            np.float32(18.5),
            np.float16(18.5),
            np.longdouble(18.5),
        ],
    )
    def test_a_number_of_any_sort_is_taken(self, number):
        """Python's own, exact ones, and those of numpy, of whatever size."""
        point = Point(number, number)

        assert "18.5,18.5" == str(point)
        assert float is type(point.latitude) is type(point.longitude)

    @pytest.mark.parametrize("number", [np.int8(18), np.uint64(18), Decimal(18)])
    def test_whole_numbers_of_any_sort_are_taken(self, number):
        """They are degrees without decimals."""
        assert Point(18, 1) == Point(number, 1)

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

    @pytest.mark.parametrize(
        "value", [None, "18,1", KIDAL, (18.5,), (1, 2, 3), [18.5, 1.5]]
    )
    def test_a_field_takes_it_as_it_is(self, value):
        """`as_point` changes no text and no point: the record reads them."""
        assert value is as_point(value)

    @pytest.mark.parametrize(
        "numbers",
        [
            (18.44345, 1.40921),
            (Decimal("18.44345"), np.float64(1.40921)),
        ],
    )
    def test_a_place_takes_two_numbers(self, numbers):
        """A tuple is the latitude and the longitude, as tables in Python have them."""
        assert KIDAL == as_point(numbers) == pk.Place(point=numbers).point

    @pytest.mark.parametrize(
        ("numbers", "got"),
        [
            ((91, 0), f"91. {LATITUDE}"),
            ((0, "1"), f"'1'. {LONGITUDE}"),
            ((float("nan"), 0), f"nan. {LATITUDE}"),
            (
                (18.443450000000002, 0),
                f"18.443450000000002. {CENTIMETRE} Round the latitude to 18.44345.",
            ),
            ((18.5,), "(18.5,)."),
            ((18.5, 1.5, 3), "(18.5, 1.5, 3)."),
            ([18.5, 1.5], "[18.5, 1.5]."),
        ],
    )
    def test_a_place_refuses_other_numbers(self, numbers, got):
        """The error is told with the field."""
        assert (f"place: 1 fault:\n  {A_POINT}{got}") == faults_of(
            pk.Place, point=numbers
        )


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
    def test_kidal_is_285_739_km_from_gao(self):
        """On the ellipsoid; a sphere of its mean radius would say 286.575."""
        assert "285.739 km" == str(KIDAL.distance_to(GAO))

    def test_from_the_equator_to_the_pole_is_a_quarter_of_a_meridian(self):
        """The series for a meridian of WGS 84 says 10001.966 km."""
        # With n = f/(2-f) = 0.00167922 it is pi/2 * a/(1+n) * (1 + n**2/4 + ...):
        # 1.57079633 * 6378.137/1.00167922 * 1.00000070 = 10001.966
        assert "10001.966 km" == str(Point(0, 0).distance_to(Point(90, 0)))

    def test_the_other_side_is_reached_over_a_pole(self):
        """The Earth is flat at its poles: twice a quarter of a meridian is shorter."""
        # The series has 10001.965729; half the equator is 3.14159265 * 6378.137 =
        # 20037.508.
        assert "20003.931 km" == str(Point(0, 0).distance_to(Point(0, 180)))

    def test_the_way_is_short_across_the_date_line(self):
        """One degree on the equator is a 360th of its circle, on either side of it."""
        # 2 * 3.14159265 * 6378.137 / 360 = 111.319
        assert "111.319 km" == str(Point(0, 179.5).distance_to(Point(0, -179.5)))

    def test_a_point_is_not_far_from_itself(self):
        """The distance to itself is 0 km, exactly."""
        assert "0 km" == str(KIDAL.distance_to(KIDAL))

    def test_a_distance_is_to_a_point(self):
        """A text is no point to measure to."""
        assert f"{A_POINT}'18,1'." == error_of(KIDAL.distance_to, "18,1")
