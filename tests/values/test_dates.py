"""Dates and periods: their texts, what people write, and what is asked of them."""

import copy
import json
import operator
import pickle
import re
import time
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import peacekeep as pk
from peacekeep.errors import InvalidValue
from peacekeep.values.dates import Days, PartialDate, as_date
from peacekeep.values.periods import Period, as_period


VECTORS = Path(__file__).parents[2].parent / "shared" / "vectors"

A_DATE = (
    "date must be a date such as 2023-10-31, 2023-10, 2023-10-XX or "
    '"[2023-11-11..2023-11-20]", got '
)
A_DATE_IN_WORDS = (
    'date must be a date in words such as "31 October 2023", "mid-November 2023" or '
    '"by 31 December 2023", got '
)
A_PERIOD = (
    'period must be a period such as 2013-07-01/2023-12-31, "2013-07-01/.." (still '
    'open) or "2013-07-01/" (end unknown), got '
)
A_PERIOD_IN_WORDS = (
    'period must be a period in words such as "since July 2023" or '
    '"July 2013 to 31 December 2023", got '
)

SLASH = "A text with a slash is a period, not a date."
NO_SLASH = "A period has a slash, such as 2013-07-01/2023-12-31."
TIME = "Leave out the time of day."
WEEK = 'Weeks are not read: write days, such as "[2023-11-13..2023-11-19]".'
DIGITS = (
    "Significant digits and exponents are not read: write X for an unknown digit, such "
    "as 19XX."
)
LONG = "Long years are not read: years run from 0001 to 9999."
NEGATIVE = "Negative years are not read: years run from 0001 to 9999."
QUALIFIED_SET = "A set has no qualifier: write it on the dates inside."
LIST = (
    "Lists are not read: one unknown day is written as a set, such as "
    '"[2023-11-11..2023-11-20]".'
)
NO_BRACKETS = 'Write a set in brackets, such as "[2023-11-11..2023-11-20]".'
EMPTY_SET = "A set has a date on one side at least."
SET_ORDER = "A set must not end before it starts."
SEASON = (
    "Seasons and other parts of a year are not read: write months, such as "
    '"[2023-03..2023-05]".'
)
YEAR = "A year has four digits, from 0001 to 9999."
ORDINAL = "A day is written with its month, such as 2023-10-31."
TWO_DIGITS = "Months and days have two digits."
ONE_QUALIFIER = "A component has one qualifier; % is both ? and ~."
MONTH = "Months run from 01 to 12."
UNKNOWN_DIGIT = "Write X for an unknown digit."
UNKNOWN_END = 'Leave empty what is unknown; the open end of a period is "..".'
PART_OF_YEAR = "Early, mid and late are read for a month, not for a year."
NO_DAY = "The calendar has no such day."
CHARACTERS = "Write plain digits and hyphens, without blanks."
PUBLICATION = 'Give parse_phrase the day, such as published="2023-10-22".'
YEAR_FIRST = "Write the year first, then month and day, such as 2023-10-31."
ONE_DATE_AT_LEAST = "A period has a date on one side at least."

# The text, the first day and the last day that it can mean, by the specification.
DATES = [
    ("1985-04-12", "1985-04-12", "1985-04-12"),
    ("1985-04", "1985-04-01", "1985-04-30"),
    ("1985", "1985-01-01", "1985-12-31"),
    ("2024-02", "2024-02-01", "2024-02-29"),
    ("2023-02", "2023-02-01", "2023-02-28"),
    ("0001", "0001-01-01", "0001-12-31"),
    ("9999-12", "9999-12-01", "9999-12-31"),
    # About: a week to either side of a day, a month of a month, a year of a year.
    ("2004-06-11~", "2004-06-04", "2004-06-18"),
    ("2024-02-25~", "2024-02-18", "2024-03-03"),
    ("2004-06~", "2004-05-01", "2004-07-31"),
    ("2024-01~", "2023-12-01", "2024-02-29"),
    ("1984~", "1983-01-01", "1985-12-31"),
    # Uncertain: the day's month, the month's year, the year's decade.
    ("2004-06-11?", "2004-06-01", "2004-06-30"),
    ("2004-06?", "2004-01-01", "2004-12-31"),
    ("1984?", "1980-01-01", "1989-12-31"),
    # Both: the wider of the two, on each side.
    ("2004-06-11%", "2004-06-01", "2004-06-30"),
    ("2004-06-28%", "2004-06-01", "2004-07-05"),
    ("2004-12%", "2004-01-01", "2005-01-31"),
    ("2009%", "2000-01-01", "2010-12-31"),
    # A part counts for the whole.
    ("2004-06~-11", "2004-06-04", "2004-06-18"),
    ("2004?-06-11", "2004-06-01", "2004-06-30"),
    ("?2004-06-~11", "2004-06-01", "2004-06-30"),
    ("2004-%06-11", "2004-06-01", "2004-06-30"),
    ("2004-06~-~11", "2004-06-04", "2004-06-18"),
    ("?2023", "2020-01-01", "2029-12-31"),
    # No day is beyond the calendar.
    ("0001-01-03~", "0001-01-01", "0001-01-10"),
    ("0001-01~", "0001-01-01", "0001-02-28"),
    ("0001~", "0001-01-01", "0002-12-31"),
    ("0001?", "0001-01-01", "0009-12-31"),
    ("9999-12-31%", "9999-12-01", "9999-12-31"),
    ("9999-12~", "9999-11-01", "9999-12-31"),
    ("9999~", "9998-01-01", "9999-12-31"),
    # The unit is that of the last known digit: a decade, a century, a millennium.
    ("201X~", "2000-01-01", "2029-12-31"),
    ("201X?", "2000-01-01", "2099-12-31"),
    ("20XX~", "1900-01-01", "2199-12-31"),
    ("20XX?", "2000-01-01", "2999-12-31"),
    ("2XXX~", "1000-01-01", "3999-12-31"),
    ("2XXX?", "0001-01-01", "9999-12-31"),
    ("XXXX~", "0001-01-01", "9999-12-31"),
    ("XXXX?", "0001-01-01", "9999-12-31"),
    ("2023-10-XX~", "2023-09-01", "2023-11-30"),
    ("2023-10-XX?", "2023-01-01", "2023-12-31"),
    ("2023-XX-XX~", "2022-01-01", "2024-12-31"),
    ("2023-10-1X~", "2023-10-03", "2023-10-26"),
    ("2023-XX-31~", "2023-01-24", "2024-01-07"),
    ("2023-1X?", "2023-01-01", "2023-12-31"),
    ("X023~", "0022-01-01", "9024-12-31"),
    ("201X", "2010-01-01", "2019-12-31"),
    ("20XX", "2000-01-01", "2099-12-31"),
    ("2004-XX", "2004-01-01", "2004-12-31"),
    ("1985-04-XX", "1985-04-01", "1985-04-30"),
    ("1985-XX-XX", "1985-01-01", "1985-12-31"),
    ("156X-12-25", "1560-12-25", "1569-12-25"),
    ("XXXX-12-XX", "0001-12-01", "9999-12-31"),
    ("XXXX", "0001-01-01", "9999-12-31"),
    ("1XXX-XX", "1000-01-01", "1999-12-31"),
    ("1XXX-12", "1000-12-01", "1999-12-31"),
    ("1984-1X", "1984-10-01", "1984-12-31"),
    ("1984-0X", "1984-01-01", "1984-09-30"),
    ("2023-X0", "2023-10-01", "2023-10-31"),
    ("2023-X1-05", "2023-01-05", "2023-11-05"),
    ("2023-XX-31", "2023-01-31", "2023-12-31"),
    ("2023-04-3X", "2023-04-30", "2023-04-30"),
    ("2023-10-0X", "2023-10-01", "2023-10-09"),
    ("~20XX-%1X", "2000-01-01", "2100-01-31"),
    ("000X", "0001-01-01", "0009-12-31"),
    ("XXXX-02-29", "0004-02-29", "9996-02-29"),
    ("190X-02-29", "1904-02-29", "1908-02-29"),
    ("1X00-02-29", "1200-02-29", "1600-02-29"),
    ("[2023-11-11..2023-11-20]", "2023-11-11", "2023-11-20"),
    ("[1760-12..]", "1760-12-01", "9999-12-31"),
    ("[..1760-12-03]", "0001-01-01", "1760-12-03"),
    ("[2004-06~..2005]", "2004-05-01", "2005-12-31"),
    ("[2004-06~..2005-03-10?]", "2004-05-01", "2005-03-31"),
    ("[2004-06~..]", "2004-05-01", "9999-12-31"),
    ("[2004-06~..2004-05]", "2004-05-01", "2004-05-31"),
    ("[2023..2023-03]", "2023-01-01", "2023-03-31"),
    ("[199X..2001-XX-31]", "1990-01-01", "2001-12-31"),
    ("[2023-10-31..2023-10-31]", "2023-10-31", "2023-10-31"),
]

PERIODS = [
    ("1964/2008", "1964-01-01", "2008-12-31"),
    ("2004-06/2006-08", "2004-06-01", "2006-08-31"),
    ("2004-02-01/2005-02-08", "2004-02-01", "2005-02-08"),
    ("2004-02-01/2005", "2004-02-01", "2005-12-31"),
    ("2005/2006-02", "2005-01-01", "2006-02-28"),
    ("1984?/2004-06~", "1980-01-01", "2004-07-31"),
    ("2004-06~/2004-05", "2004-05-01", "2004-05-31"),
    ("1985-04-12/..", "1985-04-12", "9999-12-31"),
    ("1985/", "1985-01-01", "9999-12-31"),
    ("../1985-04", "0001-01-01", "1985-04-30"),
    ("/1985-04-12", "0001-01-01", "1985-04-12"),
    ("2004-06-~01/2004-06-~20", "2004-05-25", "2004-06-27"),
    ("2004-06-XX/2004-07-03", "2004-06-01", "2004-07-03"),
    ("[2023-11-11..2023-11-20]/2023-12", "2023-11-11", "2023-12-31"),
    ("[2023-11..]/[..2024]", "2023-11-01", "2024-12-31"),
    ("2023-10-31/2023", "2023-10-31", "2023-12-31"),
]

REFUSED_DATES = [
    ("2001-21", SEASON),
    ("2001-34", SEASON),
    ("2001-41~", SEASON),
    ("[2001-21..2001-22]", SEASON),
    ("1985-04-12T23:20:30Z", TIME),
    ("2023-11-15T25:00:00", TIME),
    ("1985-04-12 23:20", TIME),
    ("2023-W46-3", WEEK),
    ("2023W46", WEEK),
    ("2023-304", ORDINAL),
    ("Y170000002", LONG),
    ("Y-170000002", LONG),
    ("y2023", LONG),
    ("1950S2", DIGITS),
    ("Y-17E7", DIGITS),
    ("Y3388E2S3", DIGITS),
    ("-1985", NEGATIVE),
    ("[-1985..1986]", NEGATIVE),
    ("[1667,1668,1670..1672]", LIST),
    ("[1760-01,1760-02,1760-12..]", LIST),
    ("[1667, 1668]", LIST),
    ("{1667,1668,1670..1672}", LIST),
    ("{..1984}", LIST),
    ("{2023,}", LIST),
    ("2023,2024", LIST),
    ("[2023]", LIST),
    ("[2023..", LIST),
    ("2023..2024", NO_BRACKETS),
    ("..2023", NO_BRACKETS),
    ("[..]", EMPTY_SET),
    ("[2023..2022]", SET_ORDER),
    ("[2023-10-31..2023-10-30]", SET_ORDER),
    ("[2023..2024]?", QUALIFIED_SET),
    ("~[2023..2024]", QUALIFIED_SET),
    ("2023/2024", SLASH),
    ("2023-10-31?~", ONE_QUALIFIER),
    ("2023~?", ONE_QUALIFIER),
    ("?2023?", ONE_QUALIFIER),
    ("2023-~10~-31", ONE_QUALIFIER),
    ("[?2023?..2024]", ONE_QUALIFIER),
    ("2023-13", MONTH),
    ("2023-20", MONTH),
    ("2023-00", MONTH),
    ("2023-2X", MONTH),
    ("2023-13-01", MONTH),
    ("[2023..2024-13]", MONTH),
    ("2023-11-00", NO_DAY),
    ("2023-11-31", NO_DAY),
    ("2100-02-29", NO_DAY),
    ("2023-02-3X", NO_DAY),
    ("2023-02-30~", NO_DAY),
    ("2023-02-3X?", NO_DAY),
    ("XXXX-02-30", NO_DAY),
    ("0000", YEAR),
    ("0000-01-01", YEAR),
    ("10000", YEAR),
    ("20231031", YEAR),
    ("+2023", YEAR),
    ("23-11-15", YEAR),
    ("X", YEAR),
    ("2023-1-5", TWO_DIGITS),
    ("2023-10-3", TWO_DIGITS),
    ("31.10.2023", 'Write "2023-10-31".'),
    ("31/10/2023", 'Write "2023-10-31".'),
    ("10/31/2023", 'Write "2023-10-31".'),
    ("31-10-2023", 'Write "2023-10-31".'),
    ("03/03/2023", 'Write "2023-03-03".'),
    ("2023/10/31", 'Write "2023-10-31".'),
    ("2023.1.5", 'Write "2023-01-05".'),
    ("03/04/2023", YEAR_FIRST),
    ("3.4.2023", YEAR_FIRST),
    ("31/02/2023", YEAR_FIRST),
    ("2023/31/10", YEAR_FIRST),
    ("10/2023", SLASH),
    ("2023-10-??", 'Write "2023-10-XX".'),
    ("2023-??-??", 'Write "2023-XX-XX".'),
    ("????", 'Write "XXXX".'),
    ("2023-10-xx", UNKNOWN_DIGIT),
    ("199u", UNKNOWN_DIGIT),
    ("unknown", UNKNOWN_END),
    ("2023-11-15 ", CHARACTERS),
    (" 2023", CHARACTERS),
    ("2023\n", CHARACTERS),
    ("2023-11-15\n", CHARACTERS),
    ("２０２３-11-15", CHARACTERS),  # noqa: RUF001 - digits of full width
    ("2023–11–15", CHARACTERS),  # noqa: RUF001 - dashes
    ("mid-2023", PART_OF_YEAR),
    ("mid-November 2023", 'Write "[2023-11-11..2023-11-20]".'),
    ("Nov. 2023", 'Write "2023-11".'),
    ("31 February 2023", NO_DAY),
    ("earlier this year", PUBLICATION),
    ("before 0001", ""),
    ("2023-", ""),
    ("", ""),
]

REFUSED_PERIODS = [
    ("2023-10-31", NO_SLASH),
    ("[2023..2024]", NO_SLASH),
    ("", NO_SLASH),
    ("since July 2023", 'Write "2023-07/..".'),
    ("1978-2024", 'Write "1978/2024".'),
    ("1978 \N{EN DASH} 2024", 'Write "1978/2024".'),
    ("2024-1978", NO_SLASH),
    ("2023-11-15/2023-11-16/2023-11-17", "A period has one slash."),
    ("2023//2024", "A period has one slash."),
    ("/", ONE_DATE_AT_LEAST),
    ("/..", ONE_DATE_AT_LEAST),
    ("../", ONE_DATE_AT_LEAST),
    ("../..", ONE_DATE_AT_LEAST),
    ("unknown/2023", UNKNOWN_END),
    ("2023/open", UNKNOWN_END),
    ("2023-13/2024", MONTH),
    ("2023/[..]", EMPTY_SET),
    ("2004-01-01T10:10:10Z/2004-02-01", TIME),
    ("July 2023/..", CHARACTERS),
    ("2023-/2024", ""),
]


def message(read, *args, **options):
    """Return the text of the error that a call raises."""
    with pytest.raises(InvalidValue) as caught:
        read(*args, **options)
    return str(caught.value)


def refused(cls, text):
    """Return whether a class refuses a text."""
    try:
        cls.parse(text)
    except InvalidValue:
        return True
    return False


# The canonical text of a date


@pytest.mark.parametrize(("text", "earliest", "latest"), DATES)
def test_a_date_can_be_the_days_from_its_first_to_its_last(text, earliest, latest):
    """The bounds are the first and the last day that the text can mean."""
    day = PartialDate.parse(text)

    assert (earliest, latest) == (str(day.earliest), str(day.latest))


@pytest.mark.parametrize("text", [text for text, _, _ in DATES])
def test_a_date_is_written_as_it_was_read(text):
    """The canonical text is kept, with its qualifiers."""
    day = PartialDate.parse(text)

    assert text == str(day) == day.text == day.to_plain()
    assert f"PartialDate.parse('{text}')" == repr(day)


@pytest.mark.parametrize("text", [text for text, _, _ in DATES])
def test_no_date_is_a_period(text):
    """The slash decides, and a date has none."""
    assert A_PERIOD + f"'{text}'. {NO_SLASH}" == message(Period.parse, text)


@pytest.mark.parametrize(("text", "hint"), REFUSED_DATES)
def test_what_is_no_date_is_refused_by_its_kind(text, hint):
    """The error says what a date looks like, and what the text is, if that is known."""
    expected = f"{A_DATE}{text!r}." + (f" {hint}" if hint else "")

    assert expected == message(PartialDate.parse, text)


@pytest.mark.parametrize("value", [None, 2023.5, True, b"2023", ["2023"]])
def test_only_text_is_read(value):
    """Nothing is taken for a text that is none."""
    assert f"{A_DATE}{value!r}." == message(PartialDate.parse, value)
    assert f"{A_DATE}{value!r}." == message(PartialDate.parse_phrase, value)
    assert f"{A_DATE}{value!r}." == message(PartialDate.from_plain, value)


@pytest.mark.parametrize(
    ("number", "hint"),
    [
        (2023, ' Write "2023", in quotes.'),
        (Decimal(2023), ' Write "2023", in quotes.'),
        (998, ' Write "0998", in quotes.'),
        (0, ""),
        (20231031, ""),
        (Decimal("2023.5"), ""),
        (Decimal("sNaN"), ""),
    ],
)
def test_a_number_on_the_wire_is_no_date(number, hint):
    """The error about a year without quotes asks for quotes."""
    assert f"{A_DATE}{number!r}.{hint}" == message(PartialDate.from_plain, number)


DIGITS_OF_A_DAY = st.dates(date(2000, 1, 1), date(2099, 12, 31)).map(str)
CENTURY = [str(date(2000, 1, 1) + timedelta(days)) for days in range(36525)]


@given(DIGITS_OF_A_DAY, st.sets(st.sampled_from([2, 3, 5, 6, 8, 9])))
@example("2024-02-29", {2, 3})
@example("2023-11-30", {5, 6, 8})
def test_an_x_is_any_digit_that_makes_a_day(day, unknown):
    """The bounds are the first and last of all days that match, tried one by one."""
    text = "".join("X" if at in unknown else one for at, one in enumerate(day))
    pattern = re.compile(text.replace("X", "[0-9]"))
    matching = [one for one in CENTURY if pattern.fullmatch(one)]
    read = PartialDate.parse(text)

    assert (matching[0], matching[-1]) == (str(read.earliest), str(read.latest))


QUALIFYING = st.sampled_from(["{}", "?{}", "~{}", "%{}", "{}?", "{}~", "{}%"])


@given(QUALIFYING, QUALIFYING, QUALIFYING, st.sampled_from(["2004", "200X"]))
def test_a_qualifier_on_any_part_counts_for_the_whole(of_year, of_month, of_day, year):
    """Different ones on different parts are both: the date is `%`."""
    text = f"{of_year}-{of_month}-{of_day}".format(year, "06", "11")
    signs = {one for one in text if one in "?~%"}
    qualifier = "%" if len(signs) > 1 else "".join(signs)
    day = PartialDate.parse(text)

    assert qualifier == day.qualifier
    assert day.same_days(f"{year}-06-11{qualifier}")


@pytest.mark.parametrize(
    ("cls", "text", "qualifier"),
    [
        (PartialDate, "2023-10-31", ""),
        (PartialDate, "2023~-10?-31", "%"),
        (PartialDate, "[2023-10~..2023-11]", "~"),
        (PartialDate, "[2023-10~..2023-11?]", "%"),
        (Period, "2013/2023", ""),
        (Period, "2013-07-01/2023-12?", "?"),
        (Period, "2013~/2023?", "%"),
    ],
)
def test_the_qualifier_is_of_all_parts_and_sides(cls, text, qualifier):
    """Of different ones it is `%`, both. Each side widens by its own alone."""
    assert qualifier == cls.parse(text).qualifier


PIECES = [*"0123456789X?~%-/[].,{}TZYSEW: ", "..", "2023", "-10", "-31", "19XX", "20"]


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join) | st.text())
@example("2023-10-31")
@example("2023/..")
def test_a_text_is_read_by_one_class_at_most_and_kept(text):
    """A text is refused, or read by one class alone and written back unchanged."""
    readers = [cls for cls in (PartialDate, Period) if not refused(cls, text)]

    assert len(readers) <= 1
    for cls in readers:
        value = cls.parse(text)

        assert text == str(value)
        assert value.earliest <= value.latest


# The vectors of the specification


def vectors(name):
    path = VECTORS / name
    if not path.is_file():
        pytest.skip(f"{name} is not beside the project")
    return path.read_text("utf-8")


# What EDTF allows and this library refuses, by kind. The page on what is refused says
# why: a record's day is a day of years 0001 to 9999, and only one of them.
KINDS_REFUSED = {
    "time of day": re.compile(r".*T[0-9]{2}:"),
    "long year, with or without an exponent": re.compile("Y"),
    "negative year": re.compile("-"),
    "significant digits": re.compile(".*S[0-9]+$"),
    "season or other part of a year": re.compile("[0-9]{4}-(2[1-9]|3[0-9]|4[01])"),
    "list of several days": re.compile(r"\[.*,|\{"),
}


def kinds_of(text):
    return [kind for kind, one in KINDS_REFUSED.items() if one.match(text)]


def test_every_valid_text_is_read_by_one_class_or_of_a_refused_kind():
    """Each example of the specification is kept whole, or is of a kind named above."""
    rows = vectors("edtf_valid.tsv").splitlines()[1:]

    for text in (row.split("\t")[1] for row in rows):
        readers = [cls for cls in (PartialDate, Period) if not refused(cls, text)]

        assert bool(kinds_of(text)) + len(readers) == 1, text
        assert [text] * len(readers) == [str(cls.parse(text)) for cls in readers]


def test_every_invalid_text_is_refused_by_both_classes():
    """No text that the specification does not know is a date or a period."""
    for text in json.loads(vectors("edtf_invalid.json")):
        assert refused(PartialDate, text), text[:80]
        assert refused(Period, text), text[:80]


# Long and hostile texts


HOSTILE = [
    "9" * 100_000,
    "X" * 100_000,
    "[" * 100_000,
    "/" * 100_000,
    "?~%" * 30_000,
    "[" + ".." * 50_000 + "]",
    "by " * 30_000,
    "between " + "and " * 25_000,
    "2023-10-31" + "-X" * 35,
    "about " * 13,
    "XXXX-02-3X/XXXX-02-3X",
    "[XXXX-02-3X..XXXX-02-3X]",
]


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: text[:12])
@pytest.mark.parametrize(
    "read",
    [PartialDate.parse, PartialDate.parse_phrase, Period.parse, Period.parse_phrase],
)
def test_no_text_is_refused_slowly(read, text):
    """A text is refused in far less than a second, whatever its length."""
    start = time.perf_counter()
    message(read, text)

    assert time.perf_counter() - start < 1


def test_a_long_text_is_refused_for_its_length():
    """A text of more than 80 characters is cut in the error, and not looked into."""
    shown = repr("9" * 81)[:77] + "..."
    length = "has more than 80 characters."

    assert f"{A_DATE}{shown}. No date {length}" == message(PartialDate.parse, "9" * 81)
    assert f"{A_PERIOD}{shown}. No period {length}" == message(Period.parse, "9" * 81)


# What a date is as a value


def test_dates_are_equal_if_their_texts_are():
    """Equality and hash are of the text, not of the days."""
    assert PartialDate.parse("2023-10") == PartialDate.parse("2023-10")
    assert hash(PartialDate.parse("2023-10")) == hash(PartialDate.parse("2023-10"))
    assert PartialDate.parse("2023-10") != PartialDate.parse("2023-10-XX")
    assert PartialDate.parse("2023-10") != "2023-10"


def test_dates_with_the_same_days_may_differ_in_text():
    """`same_days` compares the days, of which there may be gaps between two bounds."""
    assert PartialDate.parse("2023-10").same_days("2023-10-XX")
    assert PartialDate.parse("2023-10-31?").same_days("2023-10")
    assert not PartialDate.parse("2023-10-31?").same_days(date(2023, 10, 31))
    assert not PartialDate.parse("2023-XX-31").same_days("[2023-01-31..2023-12-31]")
    assert not PartialDate.parse("2023-10").same_days("2023-10-31")
    assert not PartialDate.parse("2023-10").same_days("[2023-10-01..2023-10-30]")


def test_a_period_equals_a_period_of_the_same_text():
    """A period is equal by its text too, and never to a date."""
    assert Period.parse("2013/2023") == Period.parse("2013/2023")
    assert Period.parse("2013/2023") != Period.parse("2013/2023-12")
    assert Period.parse("2013/..") != Period.parse("2013/")
    assert Period.parse("2013/2023") != PartialDate.parse("2013")


@pytest.mark.parametrize(
    "value", [PartialDate.parse("2023-10"), Period.parse("2023-10/..")]
)
def test_a_value_does_not_change(value):
    """It can be copied and pickled, and not altered; it has no room for more."""
    assert value is copy.copy(value) is copy.deepcopy(value)
    assert value == pickle.loads(pickle.dumps(value))
    for name in ("text", "earliest", "other"):
        with pytest.raises(AttributeError):
            setattr(value, name, value)
    assert not hasattr(value, "__dict__")


@pytest.mark.parametrize("cls", [PartialDate, Period])
def test_dates_have_no_order(cls):
    """Days that may be the same have no order, so `<` is no question."""
    value = cls.parse("2023" if cls is PartialDate else "2023/")

    with pytest.raises(TypeError):
        operator.lt(value, value)


def test_the_class_called_reads_the_canonical_text():
    """Calling the class is the same as `parse`."""
    assert PartialDate.parse("2023-10") == PartialDate("2023-10")
    assert Period.parse("2023-10/..") == Period("2023-10/..")


def test_a_known_day_is_a_date():
    """A day of the calendar is written in full, whatever its year."""
    assert PartialDate.parse("2023-10-31") == PartialDate.from_day(date(2023, 10, 31))
    assert PartialDate.parse("0001-01-01") == PartialDate.from_day(date.min)


def test_a_time_of_day_is_no_part_of_a_known_day():
    """A datetime is refused, though Python takes it for a date."""
    moment = datetime(2023, 10, 31, 14, 30, tzinfo=UTC)
    expected = f"{A_DATE}{moment!r}. {TIME}"

    assert expected == message(PartialDate.from_day, moment)
    assert expected == message(PartialDate.from_plain, moment)


def test_a_known_day_is_no_text():
    """`from_day` takes a day alone."""
    assert f"{A_DATE}'2023-10-31'." == message(PartialDate.from_day, "2023-10-31")


def test_a_field_reads_a_day_or_text():
    """The wire is canonical text, or a day where the format knows days."""
    expected = PartialDate.parse("2023-10-31")

    assert expected == PartialDate.from_plain("2023-10-31")
    assert expected == PartialDate.from_plain(date(2023, 10, 31))
    assert Period.parse("2023/..") == Period.from_plain("2023/..")


def test_a_period_is_no_day_on_the_wire():
    """A period is read from text alone."""
    day = date(2023, 10, 31)

    assert f"{A_PERIOD}{day!r}." == message(Period.from_plain, day)
    assert f"{A_PERIOD}None." == message(Period.parse, None)
    assert f"{A_PERIOD}None." == message(Period.parse_phrase, None)


@pytest.mark.parametrize("value", [None, "2023-10", date(2023, 10, 31)])
def test_a_converter_leaves_the_reading_to_the_record(value):
    """What a field is given is handed on as it is."""
    assert value is as_date(value)
    assert value is as_period(value)


@pytest.mark.parametrize(
    ("text", "is_day"),
    [
        ("2023-10-31", True),
        ("2023-10-31?", False),
        ("[2023-10-31..2023-10-31]", True),
        ("2023-04-3X", True),
        ("2023-10", False),
        ("2023-10-XX", False),
        ("[2023-10-30..2023-10-31]", False),
    ],
)
def test_a_day_is_one_single_day(text, is_day):
    """What counts is whether the bounds are one day, however that is written."""
    assert is_day is PartialDate.parse(text).is_day


# Comparison


@pytest.mark.parametrize(
    ("one", "other", "certainly", "possibly"),
    [
        ("2023-10-31", "2023-11-01", True, True),
        ("2023-10-31", "2023-10-31", False, False),
        ("2023-11-01", "2023-10-31", False, False),
        ("2023-10", "2023-11", True, True),
        ("2023-10", "2023-10-31", False, True),
        ("2023-10", "2023-10-01", False, False),
        ("2023-10", "2023-10", False, True),
        ("[..2023-10-31]", "2023-11-01", True, True),
        ("[2023-10-31..]", "2023-11-01", False, True),
        ("2023~", "2024", False, True),
        ("2023~", "2025", True, True),
        ("2023-11-15~", "2023-11-23", True, True),
        ("2023-11-15~", "2023-11-22", False, True),
        ("2023-11-15~", "2023-11-08", False, False),
    ],
)
def test_a_date_is_before_another_certainly_possibly_or_not(
    one, other, certainly, possibly
):
    """Certainly: for all days that both can be. Possibly: for some."""
    first, second = PartialDate.parse(one), PartialDate.parse(other)

    assert certainly is first.certainly_before(second)
    assert possibly is first.possibly_before(second)
    assert certainly is second.certainly_after(first)
    assert possibly is second.possibly_after(first)


def test_dates_are_consistent_if_they_can_be_the_same_day():
    """They are consistent where they have a day in common, be it one."""
    october = PartialDate.parse("2023-10")

    assert october.consistent_with("2023-10-31")
    assert october.consistent_with("[2023-10-31..2023-11]")
    assert october.consistent_with("2023")
    assert not october.consistent_with("2023-11")
    assert not october.consistent_with("2023-09-30")


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [
        ("2023-11-15~", "2023-11-14", True),
        ("2023-11-15~", "2023-11-07", False),
        ("2023-XX-31", "2023-02-15", False),
        ("2023-XX-31", "2023-02", False),
        ("2023-XX-31", "[2023-02-15..2023-04]", True),
        ("2023-XX-31", "[2023-02..2023-02-28]", False),
        ("XXXX-XX-31", "XXXX-XX-30", False),
        ("XXXX-XX-31", "XXXX-0X-3X", True),
        ("XXXX-02-29", "2100-02", False),
        ("XXXX-02-29", "2000-02", True),
        ("XXXX-02-29", "19X3", False),
        ("XXXX-02-29", "[2001..2003]", False),
        ("XXXX-02-29", "[2001..2004]", True),
        ("XXXX-02-29", "[2001..2005]", True),
        # The week around 29 February: in March only after a leap year's February.
        ("XXXX-02-29~", "2024-03-07", True),
        ("XXXX-02-29~", "2023-02-25", False),
        # A week, or a month, goes over the end of the year.
        ("2XX3-12-31~", "2XX4-01-07", True),
        ("2XX3-12-31~", "2XX4-01-08", False),
        ("2XX4-01-01~", "2XX3-12-25", True),
        ("2XX4-01-01~", "2XX3-12-24", False),
        ("2XX4-01~", "2XX3-12-01", True),
        ("2XX4-01~", "2XX3-11-30", False),
        ("XXXX-12~", "XXXX-01", True),
        ("XXXX-12~", "XXXX-02", False),
        ("000X-01-01~", "XXXX-12-24", False),
        # There is no year 0, but a first decade and a first century.
        ("X0X0~", "0001", False),
        ("000X~", "0010", True),
        ("X0XX~", "0100", True),
        ("00XX~", "020X", False),
        ("19X3~", "2004", False),
        ("19X3~", "19X4", True),
        ("19X3~", "19X5", False),
        ("19X3?", "2000", False),
        ("19X3?", "19X5", True),
    ],
)
def test_dates_agree_by_their_days(one, other, agree):
    """Unknown digits leave gaps, in which a date cannot be."""
    assert agree is PartialDate(one).consistent_with(other)
    assert agree is PartialDate(other).agrees(PartialDate(one))


@pytest.mark.parametrize(
    ("one", "other", "covers"),
    [
        ("2023-11-15~", "2023-11-22", True),
        ("2023-11-15~", "2023-11", False),
        ("2023-XX-31", "2023-12-31", True),
        ("2023-XX-31", "2023-02", False),
        ("2023-XX-31", "2023-12", False),
        ("2023-XX-3X", "2023-XX-31", True),
        ("XXXX-XX-XX", "[0001-01-01..2023]", True),
        ("19X3~", "[1992..1994]", True),
        ("19X3~", "[1992..1995]", False),
        ("XX2X-02-29", "XX24-02-29", True),
        ("XX2X-02-29", "XX2X-02", False),
        ("20XX-0X-XX", "20X4-02", True),
    ],
)
def test_a_date_covers_days_and_not_only_ends(one, other, covers):
    """To cover is to have each day that the other can be."""
    assert covers is PartialDate(one).covers(PartialDate(other))


def test_nothing_but_a_date_agrees_with_a_date():
    """A period of one day, and a text, are no dates."""
    day = PartialDate("2023-10-31")

    for other in (Period("2023-10-31/2023-10-31"), "2023-10-31", None):
        assert not day.agrees(other)
        assert not day.covers(other)
        assert not day.same(other)


@pytest.mark.parametrize("one", ["XXXX-XX-30", "XXXX-XX-31~", "XXX3-0X-3X%"])
@pytest.mark.parametrize("other", ["XXXX-02", "XXXX-XX-31?", "X1X1-01-XX", "..2023"])
def test_days_of_all_years_are_compared_at_once(one, other):
    """Ten comparisons of hundreds of thousands of days take less than a second."""
    first = PartialDate(one)
    second = PartialDate(f"[{other}]" if ".." in other else other)
    start = time.perf_counter()
    for _ in range(10):
        first.consistent_with(second)
        first.covers(second)

    assert time.perf_counter() - start < 1


@given(*[st.sampled_from([text for text, _, _ in DATES]).map(PartialDate.parse)] * 2)
def test_one_answer_at_most_is_certain(one, other):
    """Exactly one, unless the days of one lie in the gaps of the other."""
    answers = [
        one.certainly_before(other),
        one.certainly_after(other),
        one.consistent_with(other),
    ]

    assert sum(answers) <= 1
    if "X" not in f"{one}{other}":
        assert 1 == sum(answers)
    assert not one.certainly_before(other) or one.possibly_before(other)
    assert one.possibly_before(other) is not (other.latest <= one.earliest)


@pytest.mark.parametrize("other", ["2023-11-01", date(2023, 11, 1)])
def test_a_date_is_compared_with_a_day_or_text(other):
    """The other may be canonical text, or a day."""
    assert PartialDate.parse("2023-10").certainly_before(other)


def test_a_date_is_not_compared_with_anything_else():
    """A period, a time of day and a phrase are refused."""
    day = PartialDate.parse("2023-10")
    moment = datetime(2023, 10, 31, tzinfo=UTC)

    assert f"{A_DATE}'2023/2024'. {SLASH}" == message(day.certainly_before, "2023/2024")
    assert f"{A_DATE}{moment!r}. {TIME}" == message(day.consistent_with, moment)
    assert f"{A_DATE}'by 2023'. Write \"[..2023]\"." == message(
        day.same_days, "by 2023"
    )
    assert f"{A_DATE}Period.parse('2023/2024')." == message(
        day.possibly_after, Period.parse("2023/2024")
    )


@pytest.mark.parametrize(
    ("one", "other", "low", "high"),
    [
        ("2023-10-31", "2023-11-01", 1, 1),
        ("2023-10-31", "2023-10-31", 0, 0),
        ("2023-11-01", "2023-10-31", -1, -1),
        ("2024-02-28", "2024-03-01", 2, 2),
        ("2023-10", "2023-11", 1, 60),
        ("2023-10", "2023-10", -30, 30),
        ("2023-10-31", "2023-11-15~", 8, 22),
        ("2023-10-31", "[2023-11-01..]", 1, None),
        ("2023-10-31", "[..2023-11-01]", None, 1),
        ("[..2023-10-31]", "2023-11-01", 1, None),
        ("[2023-10-31..]", "2023-11-01", None, 1),
        ("[..2023-10-31]", "[2023-11-01..]", 1, None),
        ("[2023-10-31..]", "[2023-11-01..]", None, None),
        ("2023-10-31", "9999-12-31", 2913235, 2913235),
        ("XXXX-01-01", "0001-01-01", -3651694, 0),
    ],
)
def test_days_are_counted_from_one_date_to_another(one, other, low, high):
    """The fewest and most days; None where they depend on an open side of a set."""
    assert Days(low, high) == PartialDate.parse(one).days_until(other)


# What people write


PHRASES = [
    ("31 October 2023", "2023-10-31"),
    ("31 Oct 2023", "2023-10-31"),
    ("31 oct. 2023", "2023-10-31"),
    ("October 31, 2023", "2023-10-31"),
    ("Oct. 31, 2023", "2023-10-31"),
    ("1 may 2023", "2023-05-01"),
    ("October 2023", "2023-10"),
    ("OCTOBER 2023", "2023-10"),
    ("Nov. 2023", "2023-11"),
    ("Sept 2023", "2023-09"),
    ("Sep 2023", "2023-09"),
    ("2023-10-31", "2023-10-31"),
    ("[2023..2024]", "[2023..2024]"),
    ("some day in November 2023", "2023-11-XX"),
    ("early November 2023", "[2023-11-01..2023-11-10]"),
    ("mid-November 2023", "[2023-11-11..2023-11-20]"),
    ("mid November 2023", "[2023-11-11..2023-11-20]"),
    ("Mid-Nov. 2023", "[2023-11-11..2023-11-20]"),
    ("late November 2023", "[2023-11-21..2023-11-30]"),
    ("late February 2024", "[2024-02-21..2024-02-29]"),
    ("about 2013", "2013~"),
    ("circa 2013", "2013~"),
    ("c. 2013", "2013~"),
    ("about October 2023", "2023-10~"),
    ("possibly 2013", "2013?"),
    ("perhaps 31 October 2023", "2023-10-31?"),
    ("possibly about 2013", "2013%"),
    ("by 31 December 2023", "[..2023-12-31]"),
    ("by October 2023", "[..2023-10]"),
    ("by mid-November 2023", "[..2023-11-20]"),
    ("by about 2013", "[..2013~]"),
    ("before 1 November 2023", "[..2023-10-31]"),
    ("before 2013", "[..2012-12-31]"),
    ("before mid-November 2023", "[..2023-11-10]"),
    ("after 31 October 2023", "[2023-11-01..]"),
    ("after October 2023", "[2023-11-01..]"),
    ("after mid-November 2023", "[2023-11-21..]"),
    ("between 3 November 2023 and 9 December 2023", "[2023-11-03..2023-12-09]"),
    ("between 3 and 9 November 2023", "[2023-11-03..2023-11-09]"),
    ("between 28 October and 3 November 2023", "[2023-10-28..2023-11-03]"),
    ("between October and December 2023", "[2023-10..2023-12]"),
    ("Between 2013 and June 2015", "[2013..2015-06]"),
    ("between mid-November 2023 and 9 December 2023", "[2023-11-11..2023-12-09]"),
    ("night of 7 November 2023", "[2023-11-07..2023-11-08]"),
    ("the night of 31 December 2023", "[2023-12-31..2024-01-01]"),
]


@pytest.mark.parametrize(("phrase", "text"), PHRASES)
def test_what_people_write_is_read(phrase, text):
    """The phrase is the date that its words say."""
    assert PartialDate.parse(text) == PartialDate.parse_phrase(phrase)


@pytest.mark.parametrize(
    ("phrase", "hint"),
    [
        ("mid-2023", PART_OF_YEAR),
        ("early 2023", PART_OF_YEAR),
        ("late in 2023", PART_OF_YEAR),
        ("about mid-November 2023", QUALIFIED_SET),
        ("about 2013?", ONE_QUALIFIER),
        ("31 February 2023", NO_DAY),
        ("0 May 2023", NO_DAY),
        ("by 31 February 2023", NO_DAY),
        ("before 31 February 2023", NO_DAY),
        ("after 29 February 2023", NO_DAY),
        ("late May 0000", YEAR),
        ("between 2015 and 2013", SET_ORDER),
        ("2023-13", MONTH),
        ("2023/2024", SLASH),
        ("31/10/2023", 'Write "2023-10-31".'),
        ("03/04/2023", YEAR_FIRST),
        ("before about 2013", ""),
        ("night of October 2023", ""),
        ("between 3 and 9", ""),
        ("between 3 November and never", ""),
        ("by and by", ""),
        ("about", ""),
        ("about a year ago", ""),
        ("31 Oktober 2023", ""),
        ("31  October 2023", ""),
        ("October 2023\n", ""),
        ("٣١ October 2023", ""),
        ("", ""),
    ],
)
def test_an_unknown_phrase_is_refused(phrase, hint):
    """The error says which words are read, and what is wrong, if that is known."""
    expected = f"{A_DATE_IN_WORDS}{phrase!r}." + (f" {hint}" if hint else "")

    assert expected == message(PartialDate.parse_phrase, phrase)


def test_a_long_phrase_is_refused_for_its_length():
    """A phrase of more than 80 characters is not looked into."""
    error = message(PartialDate.parse_phrase, "by " * 27 + "2023")

    assert error.endswith("No date has more than 80 characters.")


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        # 22 October 2023 is a Sunday.
        ("earlier this year", "[2023-01-01..2023-10-22]"),
        ("Earlier this month", "[2023-10-01..2023-10-22]"),
        ("today", "2023-10-22"),
        ("Yesterday", "2023-10-21"),
        ("Sunday", "2023-10-22"),
        ("on Saturday", "2023-10-21"),
        ("Tuesday", "2023-10-17"),
        ("on monday", "2023-10-16"),
        ("mid-November 2023", "[2023-11-11..2023-11-20]"),
    ],
)
@pytest.mark.parametrize(
    "published", ["2023-10-22", date(2023, 10, 22), PartialDate.parse("2023-10-22")]
)
def test_a_phrase_is_counted_from_the_day_of_publication(phrase, text, published):
    """A weekday is the last one up to and including the day of publication."""
    read = PartialDate.parse_phrase(phrase, published=published)

    assert PartialDate.parse(text) == read


@pytest.mark.parametrize("phrase", ["earlier this year", "today", "on Tuesday"])
@pytest.mark.parametrize(
    "published", [None, "2023-10", "[..2023-10-22]", "2023-10-22~"]
)
def test_the_day_of_publication_is_needed(phrase, published):
    """Without it, or where it is not one single day, nothing is counted from."""
    expected = (
        f"date must come with the day of publication, got {phrase!r}. {PUBLICATION}"
    )

    assert expected == message(PartialDate.parse_phrase, phrase, published=published)


def test_the_day_of_publication_is_itself_a_date():
    """What is given as the day of publication is refused as a date is."""
    expected = f"{A_DATE}'last week'."

    assert message(PartialDate.parse_phrase, "today", published="last week").startswith(
        expected
    )


@pytest.mark.parametrize(
    ("phrase", "published"),
    [
        ("before 0001", None),
        ("after 9999", None),
        ("night of 31 December 9999", None),
        ("yesterday", "0001-01-01"),
        ("Sunday", "0001-01-01"),
    ],
)
def test_no_phrase_leads_out_of_the_calendar(phrase, published):
    """The day before the first and the day after the last are refused."""
    expected = f"date must lie between 0001-01-01 and 9999-12-31, got {phrase!r}."

    assert expected == message(PartialDate.parse_phrase, phrase, published=published)


# Into words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2023-10-31", "31 October 2023"),
        ("2023-10-01", "1 October 2023"),
        ("2023-10", "October 2023"),
        ("2013", "2013"),
        ("0001", "0001"),
        ("2023-11-XX", "some day in November 2023"),
        ("2013~", "about 2013"),
        ("2013?", "possibly 2013"),
        ("2023-10-31%", "possibly about 31 October 2023"),
        ("[2023-11-01..2023-11-10]", "early November 2023"),
        ("[2023-11-11..2023-11-20]", "mid-November 2023"),
        ("[2023-11-21..2023-11-30]", "late November 2023"),
        ("[2023-11-21..2023-11-29]", "between 21 and 29 November 2023"),
        ("[..2023-12-31]", "by 31 December 2023"),
        ("[..2013~]", "by about 2013"),
        ("[2023-11-01..]", "after 31 October 2023"),
        ("[2023-11-03..2023-11-09]", "between 3 and 9 November 2023"),
        ("[2023-10-28..2023-11-03]", "between 28 October and 3 November 2023"),
        ("[2023-10..2023-12]", "between October and December 2023"),
        ("[2013..2015]", "between 2013 and 2015"),
        ("[2022-12..2023-01]", "between December 2022 and January 2023"),
        ("[2013..2015-06]", "between 2013 and June 2015"),
        ("[2013~..2013~]", "between about 2013 and about 2013"),
        ("[2023-10~..2023-11~]", "between about October and about November 2023"),
        (
            "[2023-11-XX..2023-11-XX]",
            "between some day in November and some day in November 2023",
        ),
        ("20XX", "20XX"),
        ("2004-06~-11", "2004-06~-11"),
        ("[..20XX]", "[..20XX]"),
        ("[20XX..2023]", "[20XX..2023]"),
        ("[2023..20XX]", "[2023..20XX]"),
        ("[1760-12..]", "[1760-12..]"),
        ("[0001-01-01..]", "[0001-01-01..]"),
        ("[2023-11-01~..]", "[2023-11-01~..]"),
    ],
)
def test_a_date_is_put_into_words(text, words):
    """The words say the date; a date without words is its text."""
    assert words == PartialDate.parse(text).to_phrase()


@pytest.mark.parametrize("text", [text for text, _, _ in DATES])
def test_the_words_of_a_date_are_read_back(text):
    """Whatever its words are, reading them gives the same date."""
    day = PartialDate.parse(text)

    assert day == PartialDate.parse_phrase(day.to_phrase())


SIDES = st.builds(
    lambda day, length, mark: str(day)[:length] + mark,
    st.dates(date(1, 1, 1), date(9999, 12, 31))
    | st.dates(date(2023, 10, 20), date(2023, 11, 10)),
    st.sampled_from([4, 7, 10]),
    st.sampled_from(["", "", "?", "~", "%"]),
)
SIDES_IN_ORDER = st.tuples(SIDES, SIDES).filter(
    lambda ends: not PartialDate.parse(ends[1]).certainly_before(ends[0])
)


@given(SIDES | SIDES_IN_ORDER.map("[{0[0]}..{0[1]}]".format))
@example("[2023-11~..2023-11-03]")
@example("[2023-11-03..2023-11~]")
def test_words_of_any_date_are_read_back(text):
    """No shortened year or month is read back as another."""
    day = PartialDate.parse(text)

    assert day == PartialDate.parse_phrase(day.to_phrase())


@given(SIDES_IN_ORDER.map("/".join) | SIDES.map("{}/..".format))
@example("2023-11~/2023-11-03")
def test_words_of_any_period_are_read_back(text):
    """The words of a period give the same period."""
    period = Period.parse(text)

    assert period == Period.parse_phrase(period.to_phrase())


# Periods


@pytest.mark.parametrize(("text", "earliest", "latest"), PERIODS)
def test_a_period_can_cover_the_days_from_its_first_to_its_last(text, earliest, latest):
    """The bounds are the first and the last day that it can cover."""
    period = Period.parse(text)

    assert (earliest, latest) == (str(period.earliest), str(period.latest))


@pytest.mark.parametrize("text", [text for text, _, _ in PERIODS])
def test_a_period_is_written_as_it_was_read(text):
    """The canonical text is kept, and no date reads it."""
    period = Period.parse(text)

    assert text == str(period) == period.text == period.to_plain()
    assert f"Period.parse('{text}')" == repr(period)
    assert f"{A_DATE}'{text}'. {SLASH}" == message(PartialDate.parse, text)


def test_the_ends_of_a_period_are_dates():
    """An end is a date, and None where it is open or unknown."""
    period = Period.parse("[2023-11-11..2023-11-20]/2023-12")

    assert PartialDate.parse("[2023-11-11..2023-11-20]") == period.start
    assert PartialDate.parse("2023-12") == period.end
    assert Period.parse("2013/..").end is None
    assert Period.parse("2013/").end is None
    assert Period.parse("/2013").start is None


@pytest.mark.parametrize(
    ("text", "start_open", "end_open"),
    [
        ("2013/2023", False, False),
        ("2013/..", False, True),
        ("2013/", False, False),
        ("../2013", True, False),
        ("/2013", False, False),
        ("[..2013]/[2023..]", False, False),
    ],
)
def test_an_open_end_is_not_an_unknown_one(text, start_open, end_open):
    """`..` says that it goes on, nothing says that the day is not known."""
    period = Period.parse(text)

    assert start_open is period.start_open
    assert end_open is period.end_open


@pytest.mark.parametrize(("text", "hint"), REFUSED_PERIODS)
def test_what_is_no_period_is_refused_by_its_kind(text, hint):
    """The error says what a period looks like, and what is wrong with the text."""
    expected = f"{A_PERIOD}{text!r}." + (f" {hint}" if hint else "")

    assert expected == message(Period.parse, text)


@pytest.mark.parametrize("text", ["2019-03/2018-11", "2023-10-31/2023-10-30"])
def test_a_period_does_not_end_before_it_starts(text):
    """An end that is certainly before the start is refused."""
    expected = f"period must not end before it starts, got '{text}'."

    assert expected == message(Period.parse, text)


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("since July 2023", "2023-07/.."),
        ("Since about 2013", "2013~/.."),
        ("since mid-November 2023", "[2023-11-11..2023-11-20]/.."),
        ("from 1 July 2013 to 31 December 2023", "2013-07-01/2023-12-31"),
        ("July 2013 to December 2023", "2013-07/2023-12"),
        ("from July to September 2023", "2023-07/2023-09"),
        ("3 to 9 November 2023", "2023-11-03/2023-11-09"),
        ("2013 to 2015", "2013/2015"),
        ("2013/", "2013/"),
    ],
)
def test_periods_that_people_write_are_read(phrase, text):
    """The phrase is the period that its words say."""
    assert Period.parse(text) == Period.parse_phrase(phrase)


@pytest.mark.parametrize(
    "phrase",
    [
        "2013",
        "for two years",
        "since by 2013",
        "2013 to date",
        "",
        "since 2013" + "0" * 80,
    ],
)
def test_an_unknown_period_in_words_is_refused(phrase):
    """The error says which words are read."""
    assert message(Period.parse_phrase, phrase).startswith(A_PERIOD_IN_WORDS)


def test_the_error_of_an_unknown_period_in_words_is_whole():
    """The error names the words that are read, and the phrase."""
    expected = f"{A_PERIOD_IN_WORDS}'for two years'."

    assert expected == message(Period.parse_phrase, "for two years")


def test_a_period_in_words_does_not_end_before_it_starts():
    """The error names the phrase as it was written."""
    expected = "period must not end before it starts, got '2015 to 2013'."

    assert expected == message(Period.parse_phrase, "2015 to 2013")


def test_a_period_in_words_has_days_of_the_calendar():
    """A day that does not exist is named so."""
    phrase = "since 31 February 2023"

    assert f"{A_PERIOD}'{phrase}'. {NO_DAY}" == message(Period.parse_phrase, phrase)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2023-07/..", "since July 2023"),
        ("2013-07-01/2023-12-31", "1 July 2013 to 31 December 2023"),
        ("2023-07/2023-09", "July to September 2023"),
        ("[2023-11-11..2023-11-20]/2023-12", "mid-November to December 2023"),
        ("2013-07-01/", "2013-07-01/"),
        ("../1985-04", "../1985-04"),
        ("20XX/..", "20XX/.."),
        ("[..2013]/2015", "[..2013]/2015"),
    ],
)
def test_a_period_is_put_into_words(text, words):
    """The words say the period; a period without words is its text."""
    assert words == Period.parse(text).to_phrase()


@pytest.mark.parametrize(
    ("text", "day", "certainly", "possibly"),
    [
        ("2013-07-01/2023-12-31", "2013-07-01", True, True),
        ("2013-07-01/2023-12-31", "2023-12-31", True, True),
        ("2013-07-01/2023-12-31", "2013-06-30", False, False),
        ("2013-07-01/2023-12-31", "2024-01-01", False, False),
        ("2013-07-01/2023-12-31", "2023", True, True),
        ("2013-07-01/2023-12-31", "2013", False, True),
        ("2013-07-01/2023-12-31", "2012", False, False),
        ("2013-07-01/2023-12-31", "2013-07-07~", False, True),
        ("2013-07-01/2023-12-31", "2013-07-08~", True, True),
        ("2013-07-01/2023-12-31", "2013-06-23~", False, False),
        ("2013-07-01~/2023-12-31", "2013-07-07", False, True),
        ("2013-07-01~/2023-12-31", "2013-07-08", True, True),
        ("2023-02-01/2023-02-28", "2023-XX-31", False, False),
        ("2013-07/2023-12", "2013-07-15", False, True),
        ("2013-07/2023-12", "2013-07-31", True, True),
        ("2013-07/2023-12", "2023-12-02", False, True),
        # It still goes on: every later day is covered.
        ("2013-07-01/..", "2050-01-01", True, True),
        ("2013-07/..", "2013-07-15", False, True),
        ("../1985-04-12", "0001-01-01", True, True),
        ("../1985-04-12", "1985-04-13", False, False),
        # When it ended is unknown: it covers its first day, for it has no end before.
        ("2013-07-01/", "2013-07-01", True, True),
        ("2013-07-01/", "2013-07-02", False, True),
        ("2013-07-01/", "2013-06-30", False, False),
        ("2013-07/", "2013-07-31", False, True),
        ("/1985-04-12", "1985-04-12", True, True),
        ("/1985-04-12", "1985-04-11", False, True),
        ("/1985-04-12", "1985-04-13", False, False),
        # It starts by the 20th, and not after it ends: so by the 15th.
        ("[2023-11-11..2023-11-20]/2023-11-15", "2023-11-15", True, True),
        ("[2023-11-11..2023-11-20]/2023-11-15", "2023-11-14", False, True),
        ("2023/2023", "2023-06-15", False, True),
    ],
)
def test_a_period_covers_a_day_certainly_possibly_or_not(
    text, day, certainly, possibly
):
    """Certainly: wherever its ends and the day are. Possibly: for some of them."""
    period = Period.parse(text)

    assert certainly is period.certainly_covers(day)
    assert possibly is period.possibly_covers(day)
    assert possibly is period.possibly_covers(PartialDate.parse(day))


def test_a_period_is_asked_about_a_day():
    """A day of the calendar is taken as it is, and a time of day refused."""
    period = Period.parse("2013-07-01/2023-12-31")
    moment = datetime(2023, 10, 31, tzinfo=UTC)

    assert period.certainly_covers(date(2023, 10, 31))
    assert f"{A_DATE}{moment!r}. {TIME}" == message(period.certainly_covers, moment)


NOVEMBER = [date(2023, 11, 1) + timedelta(days) for days in range(6)]
FEW_DAYS = st.tuples(st.sampled_from(NOVEMBER), st.sampled_from(NOVEMBER)).map(sorted)


@given(FEW_DAYS, FEW_DAYS, st.sampled_from(NOVEMBER))
def test_covering_is_what_trying_every_end_says(start, end, day):
    """Of all pairs of ends in order, all cover the day, or some, or none."""
    if end[1] < start[0]:
        start, end = end, start
    period = Period.parse(f"[{start[0]}..{start[1]}]/[{end[0]}..{end[1]}]")
    covers = [
        first <= day <= last
        for first in NOVEMBER
        for last in NOVEMBER
        if start[0] <= first <= start[1] and end[0] <= last <= end[1] and first <= last
    ]

    assert all(covers) is period.certainly_covers(day)
    assert any(covers) is period.possibly_covers(day)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("2023-10-31/2023-10-31", 0, 0),
        ("2023-10-31/2023-11-01", 1, 1),
        ("2023-10/2023-11", 1, 60),
        # Its end is not before its start.
        ("2023-10/2023-10", 0, 30),
        ("2023-10-31/..", None, None),
        ("2023-10-31/", None, None),
        ("/2023-10-31", None, None),
        ("2023-10-31/[2023-11-01..]", 1, None),
        ("[2023-10-31..]/2023-11-01", None, 1),
    ],
)
def test_the_days_of_a_period_are_those_between_its_ends(text, low, high):
    """The last day less the first; None where an end is open or unknown."""
    assert Days(low, high) == Period.parse(text).days()


@pytest.mark.parametrize(
    ("texts", "span"),
    [
        (("2023-11-XX", "2023-11-XX"), "2023-11-XX"),
        (("2023-10-31", "2023-10-31~"), "2023-10-31~"),
        (("2023-10-31", "2023-11-15~"), "[2023-10-31..2023-11-22]"),
        (("2023-11-15~", "2023-11-16~"), "[2023-11-08..2023-11-23]"),
        (("2023-10", "2023-10-XX", "2023-10-01"), "2023-10"),
        (("2023-01-31", "2023-XX-31", "2023-12-31"), "2023-XX-31"),
        (("2023-01-31", "2023-12-31"), "[2023-01-31..2023-12-31]"),
        (("2023-XX-31", "2023-02-01"), "[2023-01-31..2023-12-31]"),
        (("2023-10-31", "2023-11-02"), "[2023-10-31..2023-11-02]"),
        (("2023-10-31", "[..2023-10-01]"), "[..2023-10-31]"),
        (("2023-10", "[2023-11-05..]"), "[2023-10-01..]"),
    ],
)
def test_a_span_is_the_narrowest_that_holds_all(texts, span):
    """From the first day to the last; a text that holds the others stays as it is."""
    assert PartialDate.parse(span) == PartialDate.spanning(
        *map(PartialDate.parse, texts)
    )


def test_any_day_is_no_date():
    """What is open on both sides says nothing."""
    with pytest.raises(InvalidValue, match="be a date"):
        PartialDate.spanning(
            PartialDate.parse("[..2023-10-31]"), PartialDate.parse("[2023-10-31..]")
        )


@pytest.mark.parametrize(
    ("text", "coarser"),
    [
        ("2023-10-31", "2023-10"),
        ("2023-10", "2023-10"),
        ("2023-11-15~", "2023-11"),
        ("2023-11-03~", "[2023-10-01..2023-11-30]"),
        ("2023-11~", "[2023-10-01..2023-12-31]"),
        ("2023-11-15?", "2023-11"),
        ("[2023-10-03..2023-10-20]", "2023-10"),
        ("[2023-10-30..2023-11-02]", "[2023-10-01..2023-11-30]"),
        ("[2024-01-31..2024-02-01]", "[2024-01-01..2024-02-29]"),
    ],
)
def test_a_date_is_told_less_exactly_by_its_months(text, coarser):
    """The month of a day, or from the first of the months to the last."""
    assert coarser == str(PartialDate(text).coarser())


@pytest.mark.parametrize(
    ("one", "other", "agree", "within"),
    [
        ("2023-11-15~", "2023-11-15", True, False),
        ("2023-11-15", "2023-11-15~", True, True),
        ("2023-11-15~", "2023-11-18~", True, True),
        ("2023-11-15~", "2023-11-25~", False, False),  # a week leads from 15 to 22
        ("2023-11~", "2023-11-15~", True, False),
        ("2023-11-15~", "2023-11~", True, True),
        ("2023-11-15?", "2023-10-31?", False, False),  # each is in its own month
    ],
)
def test_days_widened_by_us_agree_by_the_days_that_were_said(one, other, agree, within):
    """Of two qualifiers, each has to leave room for the day that the other names."""
    one, other = pk.PartialDate(one), pk.PartialDate(other)

    assert agree is one.agrees(other) is other.agrees(one)
    assert within is one.lies_within(other)


@pytest.mark.parametrize(
    ("one", "other", "covers", "agrees"),
    [
        ("2013-07-01/", "2013-07-01/2023-12-31", True, True),
        ("2013-07-01/2023-12-31", "2013-07-01/", False, True),
        ("2013-07-01/", "/2023-12-31", False, True),
        ("2013-07/2023", "2013-07-01/2023-12-31", True, True),
        ("2013/2023", "2013/2024", False, False),
        ("2013/..", "2013/2023", False, False),  # it still goes on, or it has ended
        ("2013/..", "2013/", False, False),
        ("2013/..", "2013-07/..", True, True),
        ("2013-07-01/", "/2012-01-01", False, False),  # it would end before it starts
    ],
)
def test_periods_are_compared_end_by_end(one, other, covers, agrees):
    """An unknown end can be any that is not open."""
    one, other = pk.Period(one), pk.Period(other)

    assert covers is one.covers(other)
    assert agrees is one.agrees(other) is other.agrees(one)
    assert not one.covers("2013/2023")
    assert not one.agrees("2013/2023")


@pytest.mark.parametrize(
    ("texts", "span", "common"),
    [
        (("2013/2023", "2013/2024"), "2013/[2023-01-01..2024-12-31]", None),
        (("2013/", "/2023"), None, "2013/2023"),
        (("2013/", "2012/"), "[2012-01-01..2013-12-31]/", None),
        (("2013/..", "2013-07/.."), "2013/..", "2013-07/.."),
        (("2013/..", "2013/2023"), None, None),
    ],
)
def test_periods_have_a_span_and_what_they_have_in_common(texts, span, common):
    """Starts and ends apart; a span that ended and one that goes on have none."""
    periods = [pk.Period(text) for text in texts]
    for join, expected in (
        (pk.Period.spanning, span),
        (pk.Period.intersecting, common),
    ):
        if expected is None:
            with pytest.raises(pk.InvalidValue):
                join(*periods)
        else:
            assert expected == str(join(*periods))


@pytest.mark.parametrize(
    ("texts", "common"),
    [
        (("2023-12", "2023-12-28"), "2023-12-28"),
        (("[..2023-12-28]", "2023-12"), "[2023-12-01..2023-12-28]"),
        (("[2023-10-31..]", "[..2023-10-31]"), "2023-10-31"),
        (("2023-11", "2023-12"), None),
        # Only the last day of January is in both, and no day in all three.
        (("2023-XX-31", "[2023-01-15..2023-03-15]"), "2023-01-31"),
        (("2023-XX-31", "[2023-01-15..2023-06-15]"), "[2023-01-31..2023-05-31]"),
        (
            ("2023-XX-31", "[2023-01-15..2023-03-30]", "[2023-02-10..2023-03-31]"),
            None,
        ),
        (("202X-02-29", "[2023-01-01..]"), "[2024-02-29..2028-02-29]"),
    ],
)
def test_dates_have_days_in_common_or_none(texts, common):
    """The days between the bounds of all."""
    dates = [pk.PartialDate(text) for text in texts]
    if common is None:
        with pytest.raises(pk.InvalidValue, match="have a day in common"):
            pk.PartialDate.intersecting(*dates)
    else:
        assert common == str(pk.PartialDate.intersecting(*dates))


def test_periods_are_one_in_two_spellings_and_within_what_is_wider():
    """Each end is compared as a date is."""
    span = pk.Period("2023-06-10~/..")

    assert pk.Period("2023-06/..").same(pk.Period("2023-06-XX/.."))
    assert not span.same(pk.Period("2023-06-10/.."))
    assert not span.same(pk.Period("2023-06-10~/"))
    assert span.lies_within(pk.Period("2023-06-12~/.."))
    assert span.lies_within(pk.Period("2023-06/.."))
    assert not span.lies_within(pk.Period("2023-06-10/.."))
    assert pk.Period("2013/2023").lies_within(pk.Period("2013/"))
    assert not pk.Period("2013/").lies_within(pk.Period("2013/2023"))
    assert not span.lies_within("2023-06-10~/..")
    assert not span.same("2023-06-10~/..")
