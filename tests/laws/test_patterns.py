"""Laws of patterns: whatever is read has the shape that the value says it has."""

import re

import pytest
from drawn import values
from hypothesis import example, given
from hypothesis import strategies as st

from peacekeep.definitions.values import Value
from peacekeep.errors import InvalidValue
from peacekeep.values.counts import Count
from peacekeep.values.dates import PartialDate
from peacekeep.values.periods import Period
from peacekeep.values.points import Point
from peacekeep.values.quantities import Quantity


KINDS = [Count, PartialDate, Period, Quantity, Point]
PIECES = [*"0123456789X?~%-/[].,* km\n", "..", "a", "**"]


def has_shape(cls, text):
    """Return whether a text matches the pattern of a class, from end to end."""
    return re.fullmatch(cls.PATTERN, text) is not None


def is_read(cls, text):
    try:
        cls.from_plain(text)
    except InvalidValue:
        return False
    return True


@st.composite
def near_texts(draw):
    """Draw texts of values with one piece put in, taken out or replaced."""
    value = draw(values())
    text = str(value)
    at = draw(st.integers(0, len(text)))
    piece = draw(st.sampled_from(PIECES) | st.just(""))
    return type(value), text[:at] + piece + text[at + draw(st.integers(0, 1)) :]


class TestShape:
    """What the wire reads as text matches the pattern."""

    @given(values())
    @example(Count.parse("~.."))
    @example(Count.parse("~2..5~3"))
    @example(Count.parse("..5~0"))
    @example(Quantity.parse("0 km"))
    @example(Quantity.parse("0.5..0.75~0.6 fatality/kiloperson/year"))
    @example(Quantity.parse("3 m**2*person"))
    @example(PartialDate("XXXX-XX-XX"))
    @example(PartialDate("[?2023-%11..2023~-11?-20~]"))
    @example(Period("../[2023..]"))
    @example(Point(-90, 180))
    @example(Point(0, -0.0000001))
    def test_what_is_written_has_the_shape(self, value):
        """The text of a value, where it stands on the wire as text."""
        plain = value.to_plain()

        assert isinstance(plain, int) or has_shape(type(value), plain)

    @given(near_texts())
    def test_what_is_read_has_the_shape(self, near):
        """Also where a text was not written by us."""
        cls, text = near

        assert has_shape(cls, text) or not is_read(cls, text)


@pytest.mark.parametrize(
    ("cls", "text"),
    [
        (Count, "850"),
        (Count, "~0"),
        (Count, "0..5"),
        (Count, "02.."),
        (Count, "2."),
        (Count, "about 850"),
        (Count, "2..5\n"),
        (PartialDate, "2023-13"),
        (PartialDate, "2023-00"),
        (PartialDate, "2023-1X-32"),
        (PartialDate, "2023-10-00"),
        (PartialDate, "2023-21"),
        (PartialDate, "[..]"),
        (PartialDate, "[2023..2024"),
        (PartialDate, "2023-10-31T10:00"),
        (PartialDate, "31 October 2023"),
        (Period, "2023"),
        (Period, "/"),
        (Period, "../.."),
        (Period, "2023/2024/2025"),
        (Period, "2023-13/.."),
        (Quantity, "350"),
        (Quantity, "350km"),
        (Quantity, "~0 km"),
        (Quantity, "0..5 km"),
        (Quantity, "1.50 km"),
        (Quantity, "350  km"),
        (Quantity, "350 km**4"),
        (Quantity, "350 1/km"),
        (Point, "90.1,0"),
        (Point, "0,180.1"),
        (Point, "91,0"),
        (Point, "0,181"),
        (Point, "-0,0"),
        (Point, "1.0,0"),
        (Point, "01,0"),
        (Point, "0.12345678,0"),
        (Point, "0, 0"),
    ],
)
def test_another_shape_is_no_shape(cls, text):
    """What the pattern can refuse, it does; the reader refuses it too."""
    assert not has_shape(cls, text)
    assert not is_read(cls, text)


@pytest.mark.parametrize(
    ("cls", "text"),
    [
        (Count, "5..2"),
        (Count, "~765..935~850"),
        (PartialDate, "2023-02-30"),
        (PartialDate, "0000"),
        (PartialDate, "?2023?"),
        (PartialDate, "[2024..2023]"),
        (Period, "2024/2023"),
        (Quantity, "1.5 person"),
        (Quantity, "3 parsec"),
        (Quantity, "3 person*kg*person"),
    ],
)
def test_what_no_pattern_can_say_is_said_in_words(cls, text):
    """The shape is right, the reader refuses it, and a sentence says why."""
    assert has_shape(cls, text)
    assert not is_read(cls, text)
    assert re.fullmatch("[A-Z].*[.]", cls.UNSAID)


@pytest.mark.parametrize("latitude", ["0", "-0.5", "9", "10", "89.9999999", "90"])
@pytest.mark.parametrize("longitude", ["0", "99", "-100", "179.5", "180"])
def test_of_a_point_the_pattern_says_everything(latitude, longitude):
    """There is no sentence: what has the shape is a point."""
    assert Point.UNSAID == ""
    assert has_shape(Point, f"{latitude},{longitude}")
    assert is_read(Point, f"{latitude},{longitude}")


@pytest.mark.parametrize("cls", KINDS)
def test_patterns_are_of_the_part_that_all_languages_share(cls):
    """No look to either side, no class by a letter, no anchor."""
    assert cls.PATTERN
    assert not re.search(r"\(\?[^:]|\\[a-zA-Z]|[$^]", cls.PATTERN)


def test_a_value_has_no_pattern_unless_it_says_one():
    """A value of another hand need not have one."""
    assert "" == Value.PATTERN
    assert "" == Value.UNSAID
