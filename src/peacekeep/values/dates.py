"""
When, as far as known: `PartialDate`, one day, and `Period`, a span.

Records hold them, checks and analysis compare them. A doubtful day is never rounded
here to a known one, and no order is made up between days that may be the same.
"""

import calendar
import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import product
from typing import Any, Final, NamedTuple, cast

from peacekeep.errors import InvalidValue
from peacekeep.values.base import Value


__all__ = ["Days", "PartialDate", "Period", "as_date", "as_period"]

_LONGEST: Final = 80
_ONE_DAY: Final = date.resolution


class Days(NamedTuple):
    """
    A number of days, as far as known.

    Attributes:
        low: Fewest it can be. None: no limit is known. Unit: day.
        high: Most it can be. None: no limit is known. Unit: day.
    """

    low: int | None
    high: int | None


# A qualifier stands before a component or behind it, not both.
_ONE_QUALIFIER: Final = "(?![?~%][0-9X]+[?~%])[?~%]?([0-9X]{{{}}})[?~%]?"
_YEAR: Final = _ONE_QUALIFIER.format(4)
_TWO_DIGITS: Final = _ONE_QUALIFIER.format(2)
_DATE: Final = re.compile(f"{_YEAR}(?:-{_TWO_DIGITS}(?:-{_TWO_DIGITS})?)?")
_SET: Final = re.compile(r"\[([^.\[\]]*)\.\.([^.\[\]]*)\]")

# The same with months and days that there are, as a schema asks for them.
_MONTH_DIGITS: Final = "0[1-9X]|1[0-2X]|X[0-9X]"
_DAY_DIGITS: Final = "0[1-9X]|[12][0-9X]|3[01X]|X[0-9X]"
_DATE_SHAPE: Final = (
    "[?~%]?[0-9X]{4}[?~%]?"
    f"(?:-[?~%]?(?:{_MONTH_DIGITS})[?~%]?(?:-[?~%]?(?:{_DAY_DIGITS})[?~%]?)?)?"
)
_SIDE_SHAPE: Final = (
    rf"(?:{_DATE_SHAPE}|\[{_DATE_SHAPE}\.\.(?:{_DATE_SHAPE})?\]"
    rf"|\[\.\.{_DATE_SHAPE}\])"
)

_YEAR_OF_ALL_DAYS: Final = " ".join(
    str(date(2000, 1, 1) + timedelta(number))[5:] for number in range(366)
)


def _bounds(text: str) -> tuple[date, date] | None:
    """Answer the first and the last day that a canonical text can mean, if any."""
    if len(text) > _LONGEST:
        return None
    if not text.startswith("["):
        return _bounds_of_date(text)
    match = _SET.fullmatch(text)
    if match is None:
        return None
    start, end = match.groups()
    if not start and not end:
        return None
    first = _bounds_of_date(start) if start else (date.min, date.min)
    last = _bounds_of_date(end) if end else (date.max, date.max)
    if first is None or last is None or first[0] > last[1]:
        return None
    return first[0], last[1]


def _bounds_of_date(text: str) -> tuple[date, date] | None:
    match = _DATE.fullmatch(text)
    if match is None:
        return None
    year, month, day = match.groups()
    if "X" in text:
        return _bounds_of_pattern(year, month or "XX", day or "XX")
    try:
        first = date(int(year), int(month or "01"), int(day or "01"))
    except ValueError:
        return None
    if day:
        return first, first
    month_number = first.month if month else 12
    days = calendar.monthrange(first.year, month_number)[1]
    return first, date(first.year, month_number, days)


def _bounds_of_pattern(year: str, month: str, day: str) -> tuple[date, date] | None:
    pattern = f"{month}-{day}".replace("X", "[0-9]")
    days = re.findall(pattern, _YEAR_OF_ALL_DAYS)
    first = next(_days(year, "0123456789", days), None)
    last = next(_days(year, "9876543210", days[::-1]), None)
    return None if first is None or last is None else (first, last)


def _days(year: str, digits: str, days: list[str]) -> Iterator[date]:
    """Answer the days of the calendar that match, each X taking digits in order."""
    for number in product(*(digits if one == "X" else one for one in year)):
        for day in days:
            try:
                yield date.fromisoformat(f"{''.join(number)}-{day}")
            except ValueError:  # there is no year 0000, nor a 29 February in most
                continue


_QUALIFIED_YEAR: Final = "^[?~%]?[0-9X]{4}[?~%]?"
_KINDS: Final = [
    (re.compile(pattern, re.ASCII), hint)
    for pattern, hint in {
        r"/": "A text with a slash is a period, not a date.",
        r"[0-9]T|[0-9]:[0-9]": "Leave out the time of day.",
        r"[0-9]-?W[0-9]": "Weeks are not read: write days, such as "
        '"[2023-11-13..2023-11-19]".',
        r"[0-9X][SE][0-9]": "Significant digits and exponents are not read: write X "
        "for an unknown digit, such as 19XX.",
        r"^[Yy]-?[0-9]": "Long years are not read: years run from 0001 to 9999.",
        r"^[?~%]?-[0-9X]": "Negative years are not read: years run from 0001 to 9999.",
        r"\][?~%]|^[?~%]\[": "A set bears no qualifier: write it on the dates inside.",
        r"^[\[{]|[\]}]$|[0-9X?~%],[0-9X?~%]": "Lists are not read: one unknown day is "
        'written as a set, such as "[2023-11-11..2023-11-20]".',
        r"\.\.": 'A set stands in brackets, such as "[2023-11-11..2023-11-20]".',
        rf"{_QUALIFIED_YEAR}-[?~%]?(?:2[1-9]|3[0-9]|4[01])[?~%]?$": "Seasons and other "
        'parts of a year are not read: write months, such as "[2023-03..2023-05]".',
        r"^[?~%]?(?:\+|0000|[0-9X]{5}|[0-9X]{1,3}(?:-|$))": "A year has four digits, "
        "from 0001 to 9999.",
        rf"{_QUALIFIED_YEAR}-[?~%]?[0-9X]{{3}}": "A day is written with its month, "
        "such as 2023-10-31.",
        rf"{_QUALIFIED_YEAR}.*-[0-9X](?:-|$)": "Months and days have two digits.",
        r"[?~%]{2}|[?~%][0-9X]+[?~%]": "A component bears one qualifier; % is both ? "
        "and ~.",
        rf"{_QUALIFIED_YEAR}-[?~%]?(?:00|1[3-9]|[2-9][0-9X])": "Months run from 01 to "
        "12.",
        r"^(?=.*[xu])[0-9Xxu?~%-]+$": "Write X for an unknown digit.",
        r"(?i)^(?:open|unknown)$": "Leave empty what is unknown; the open end of a "
        'period is "..".',
        r"(?i)^(?:early|mid|late)[- ](?:in )?[0-9]{4}$": "Early, mid and late are read "
        "of a month, not of a year.",
        rf"^(?:{_DATE.pattern})\Z": "The calendar has no such day.",
    }.items()
]


_YEAR_LAST: Final = re.compile(r"([0-9]{1,2})([./-])([0-9]{1,2})\2([0-9]{4})")
_YEAR_FIRST: Final = re.compile(r"([0-9]{4})([./])([0-9]{1,2})\2([0-9]{1,2})")
_QUERIES: Final = re.compile(r"(?:[0-9X]{4}|\?{4})(?:-(?:[0-9X]{2}|\?\?)){0,2}")


def _rewritten(text: str) -> str:
    """Say how a date in other digits is written: `31.10.2023`, `2023-10-??`."""
    first, last = _YEAR_FIRST.fullmatch(text), _YEAR_LAST.fullmatch(text)
    texts: set[str] = set()
    if first is not None:
        texts = {f"{first[1]}-{first[3]:0>2}-{first[4]:0>2}"}
    elif last is not None:
        one, _, other, year = last.groups()
        pairs = ((one, other), (other, one))
        texts = {f"{year}-{month:0>2}-{day:0>2}" for day, month in pairs}
    elif _QUERIES.fullmatch(text):
        texts = {text.replace("?", "X")}
    days = [day for day in texts if day != text and _bounds_of_date(day)]
    if len(days) == 1:
        return f'Write "{days[0]}".'
    if first is None and last is None:
        return ""
    return "Write the year first, then month and day, such as 2023-10-31."


def _kind(text: str) -> str:
    """Say what a refused text is, where that can be told."""
    if len(text) > _LONGEST:
        return f"No date has more than {_LONGEST} characters."
    match = _SET.fullmatch(text)
    if match is None:
        hints = (hint for kind, hint in _KINDS if kind.search(text))
        return _rewritten(text) or next(hints, "")
    if not any(match.groups()):
        return "A set has a date on one side at least."
    for side in match.groups():
        if side and _bounds_of_date(side) is None:
            return _kind(side)
    return "A set must not end before it starts."


_MONTHS: Final = (
    "January February March April May June July August September October November "
    "December".split()
)
_WEEKDAYS: Final = "monday tuesday wednesday thursday friday saturday sunday".split()
_PARTS: Final = ("early ", "mid-", "late ")
_QUALIFIERS: Final = {"": "", "?": "possibly ", "~": "about ", "%": "possibly about "}
_FLAGS: Final = re.ASCII | re.IGNORECASE
_MONTH: Final = rf"(?P<month>{'|'.join(f'{m}|{m[:3]}' for m in _MONTHS)}|sept)\.?,?"
_WORDED: Final = [
    re.compile(pattern.replace("MONTH", _MONTH) + " (?P<year>[0-9]{4})", _FLAGS)
    for pattern in (
        "(?P<day>[0-9]{1,2}) MONTH",
        "MONTH (?P<day>[0-9]{1,2}),?",
        "(?:(?P<part>early|mid|late|some day in)[- ])?MONTH",
    )
]
_QUALIFIED: Final = re.compile(
    r"((?:possibly|perhaps) )?((?:about|around|approximately|circa) |ca?\. ?)?(.+)",
    _FLAGS,
)
_BESIDE: Final = re.compile(r"(by|before|after|(?:the )?night of) (.+)", _FLAGS)
_BETWEEN: Final = re.compile(r"between (.+) and (.+)", _FLAGS)
_SINCE_PUBLICATION: Final = re.compile(
    rf"today|yesterday|earlier this (?:month|year)|(?:on )?(?:{'|'.join(_WEEKDAYS)})",
    _FLAGS,
)
_SINCE: Final = re.compile(r"since (.+)", _FLAGS)
_FROM_TO: Final = re.compile(r"(?:from )?(.+) to (.+)", _FLAGS)
_PLAIN: Final = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}|XX))?)?([?~%]?)")


def _said(phrase: str) -> str | None:
    """Answer the canonical text of a date in words by itself, if it is one."""
    if _DATE.fullmatch(phrase):
        return phrase
    match = _QUALIFIED.fullmatch(phrase)
    if match is None:
        return None
    possibly, about, rest = match.groups()
    if possibly or about:
        said = _said(rest)
        return said and said + ("~" if not possibly else "%" if about else "?")
    for pattern in _WORDED:
        match = pattern.fullmatch(phrase)
        if match is not None:
            return _said_of(**match.groupdict())
    return None


def _said_of(
    year: str, month: str, day: str | None = None, part: str | None = None
) -> str:
    names = [name[:3].lower() for name in _MONTHS]
    number = names.index(month[:3].lower()) + 1
    text = f"{year}-{number:02}"
    if day is not None:
        return f"{text}-{day:0>2}"
    if part is None:
        return text
    last = calendar.monthrange(int(year), number)[1]
    return {
        "early": f"[{text}-01..{text}-10]",
        "mid": f"[{text}-11..{text}-20]",
        "late": f"[{text}-21..{text}-{last}]",
        "some day in": f"{text}-XX",
    }[part.lower()]


def _said_pair(first: str, second: str) -> tuple[str, str] | None:
    """Read two dates, of which the first may lack its year, or its month and year."""
    end = _said(second)
    words = second.split()
    for left_out in range(3):
        start = _said(" ".join([first, *words[len(words) - left_out :]]))
        if start and end:
            return start, end
    return None


def _first(said: str) -> str:
    return said.strip("[]").partition("..")[0]


def _last(said: str) -> str:
    return said.strip("[]").rpartition("..")[2]


def _canonical(phrase: str, published: date | None) -> str | None:
    """Answer the canonical text of a date in words, if it is one."""
    try:
        if _SINCE_PUBLICATION.fullmatch(phrase):
            return _since_publication(phrase, published)
        return _said(phrase) or _set_said(phrase)
    except OverflowError:
        expected = "lie between 0001-01-01 and 9999-12-31"
        raise InvalidValue(expected, phrase, subject="date") from None


def _set_said(phrase: str) -> str | None:
    pair = _BETWEEN.fullmatch(phrase)
    if pair is not None:
        dates = _said_pair(*pair.groups())
        return dates and f"[{_first(dates[0])}..{_last(dates[1])}]"
    beside = _BESIDE.fullmatch(phrase)
    if beside is None:
        return None
    word, said = beside[1].lower(), _said(beside[2])
    if said is None or word == "by":
        return said and f"[..{_last(said)}]"
    bounds = _bounds(said)
    if bounds is None:
        return said
    first, last = bounds
    # The day before "about 2013" is not known: there is nothing to count from.
    if re.search("[?~%]", said):
        return None
    if word == "before":
        return f"[..{first - _ONE_DAY}]"
    if word == "after":
        return f"[{last + _ONE_DAY}..]"
    return f"[{first}..{first + _ONE_DAY}]" if first == last else None


def _since_publication(phrase: str, published: date | None) -> str:
    if published is None:
        raise InvalidValue(
            "come with the day of publication",
            phrase,
            hint='Give parse_phrase the day, such as published="2023-10-22".',
            subject="date",
        )
    word = phrase.lower().split()[-1]
    if word == "year":
        return f"[{published.replace(month=1, day=1)}..{published}]"
    if word == "month":
        return f"[{published.replace(day=1)}..{published}]"
    if word in _WEEKDAYS:
        days = (published.weekday() - _WEEKDAYS.index(word)) % 7
        return str(published - timedelta(days))
    return str(published - _ONE_DAY if word == "yesterday" else published)


def _words(text: str) -> str | None:
    """Answer the words of a canonical text that `_said` reads back, if it has any."""
    match = _PLAIN.fullmatch(text)
    if match is None:
        month = _words(text[1:8]) if text.startswith("[") else None
        return next(
            (part + month for part in _PARTS if month and _said(part + month) == text),
            None,
        )
    year, month, day, qualifier = match.groups()
    words = f"{_MONTHS[int(month) - 1]} {year}" if month else year
    if day:
        words = f"some day in {words}" if day == "XX" else f"{int(day)} {words}"
    return _QUALIFIERS[qualifier] + words


def _pair_words(start: str, between: str, end: str) -> str | None:
    """Put two dates into words, without the year and month that they share."""
    first, second = _words(start), _words(end)
    if first is None or second is None:
        return None
    words = first.split()
    if len(words) == len(second.split()):
        for left_out in (2, 1):
            shorter = " ".join(words[:-left_out])
            if not shorter or shorter.endswith(("about", "possibly", "in")):
                continue
            if _said_pair(shorter, second) == (start, end):
                return f"{shorter}{between}{second}"
    return f"{first}{between}{second}"


class Dated(Value):
    """A value that is its canonical text."""

    __slots__ = ("text",)
    text: str

    def __str__(self) -> str:
        return self.text

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, type(self)):
            return NotImplemented
        return self.text == other.text

    def __hash__(self) -> int:
        return hash((type(self), self.text))


class PartialDate(Dated):
    """
    One day, not fully known.

    Args:
        text: Canonical text, such as `2023-10` or `[2023-11-11..2023-11-20]`.

    Attributes:
        text: The same.
        earliest: First day it can be. 0001-01-01 where the side is open.
        latest: Last day it can be. 9999-12-31 where the side is open.

    Raises:
        InvalidValue: If the text is no date, or there is no such day.

    Example:
        >>> PartialDate.parse_phrase("mid-November 2023")
        PartialDate.parse('[2023-11-11..2023-11-20]')
        >>> PartialDate.parse("2023-10").certainly_before("2023-11-07")
        True

    Notes:
        The qualifiers `?` (uncertain), `~` (about) and `%` (both) are kept in the text
        and do not move the bounds. An `X` is an unknown digit; the bounds are the first
        and the last day of the calendar that match. Questions about two dates are
        answered from the bounds alone. Dates are equal if their texts are; `same_days`
        compares the bounds.

    Source:
        Extended Date/Time Format (EDTF), Library of Congress, 4 February 2019:
        https://www.loc.gov/standards/datetime. Levels 0 and 1, and of level 2 the sets
        of one unknown day, X in any digit, and qualifiers of a part; without times of
        day, seasons, negative and long years.
    """

    __slots__ = ("earliest", "latest")

    PATTERN = _SIDE_SHAPE
    UNSAID = (
        "The calendar has such a day, there is no year 0000, a component bears one "
        "qualifier, before or behind it, and a set does not end before it starts."
    )

    earliest: date
    latest: date

    @classmethod
    def refusal(cls, got: object, hint: str = "") -> InvalidValue:
        """Answer the error that says what a date looks like."""
        expected = (
            "be a date such as 2023-10-31, 2023-10, 2023-10-XX or "
            '"[2023-11-11..2023-11-20]"'
        )
        return InvalidValue(expected, got, hint=hint, subject="date")

    def __init__(self, text: str) -> None:
        if type(text) is not str:
            raise self.refusal(text)
        bounds = _bounds(text)
        if bounds is None:
            raise self.refusal(text, _hint_of_date(text))
        _set_text(self, text)
        _set_earliest(self, bounds[0])
        _set_latest(self, bounds[1])

    @classmethod
    def parse(cls, text: str) -> "PartialDate":
        """
        Read the canonical text.

        Raises:
            InvalidValue: If the text is no date, or there is no such day.
        """
        return cls(text)

    @classmethod
    def parse_phrase(
        cls, phrase: str, *, published: "PartialDate | date | str | None" = None
    ) -> "PartialDate":
        """
        Read what people write: `31 Oct 2023`, `mid-November 2023`, `by June 2023`.

        Args:
            phrase: Words, or canonical text.
            published: Day of publication, from which `earlier this year`, `today` or
                `Tuesday` are counted.

        Raises:
            InvalidValue: If the phrase is none that is known, or needs the day of
                publication and has none that is one single day.

        Notes:
            Early, mid and late are the days 1 to 10, 11 to 20, and 21 to the end of the
            month. The rule belongs to the format and is fixed. A weekday is the last
            one up to and including the day of publication.
        """
        if type(phrase) is not str:
            raise cls.refusal(phrase)
        day = None if published is None else _compared(published)
        text = phrase
        if len(phrase) <= _LONGEST:
            known = day.earliest if day is not None and day.is_day else None
            text = _canonical(phrase, known) or phrase
        if _bounds(text) is not None:
            return cls.parse(text)
        expected = (
            'be a date in words such as "31 October 2023", "mid-November 2023" or '
            '"by 31 December 2023"'
        )
        raise InvalidValue(expected, phrase, hint=_kind(text), subject="date")

    @classmethod
    def from_day(cls, day: date) -> "PartialDate":
        """
        Make a date of a day that is known.

        Raises:
            InvalidValue: If it is no day, or has a time of day.
        """
        if isinstance(day, datetime):
            raise cls.refusal(day, "Leave out the time of day.")
        if not isinstance(day, date):
            raise cls.refusal(day)
        return cls.parse(date.isoformat(day))

    @classmethod
    def from_plain(cls, plain: object) -> "PartialDate":
        """Read the wire: canonical text, or a day where a format knows days."""
        if isinstance(plain, date):
            return cls.from_day(plain)
        if type(plain) in {int, Decimal}:
            raise cls.refusal(plain, _hint_of_number(cast("Decimal", plain)))
        return super().from_plain(plain)

    def to_phrase(self) -> str:
        """Answer the date in words, which `parse_phrase` reads back, or as its text."""
        match = _SET.fullmatch(self.text)
        words = _words(self.text)
        if match is None or words:
            return words or self.text
        start, end = match.groups()
        if start and end:
            words = _pair_words(start, " and ", end)
            return f"between {words}" if words else self.text
        if end:
            words = _words(end)
            return f"by {words}" if words else self.text
        if start == str(self.earliest) and self.earliest > date.min:
            return f"after {_words(str(self.earliest - _ONE_DAY))}"
        return self.text

    @property
    def is_day(self) -> bool:
        """Whether it can be one single day only."""
        return self.earliest == self.latest

    def same_days(self, other: "PartialDate | date | str") -> bool:
        """Whether both have the same first and last day, however they are written."""
        day = _compared(other)
        return self.earliest == day.earliest and self.latest == day.latest

    def certainly_before(self, other: "PartialDate | date | str") -> bool:
        """Whether every day that this can be is before every one of the other."""
        return self.latest < _compared(other).earliest

    def possibly_before(self, other: "PartialDate | date | str") -> bool:
        """Whether some day that this can be is before some one of the other."""
        return self.earliest < _compared(other).latest

    def certainly_after(self, other: "PartialDate | date | str") -> bool:
        """Whether every day that this can be is after every one of the other."""
        return self.earliest > _compared(other).latest

    def possibly_after(self, other: "PartialDate | date | str") -> bool:
        """Whether some day that this can be is after some one of the other."""
        return self.latest > _compared(other).earliest

    def consistent_with(self, other: "PartialDate | date | str") -> bool:
        """Whether both can be the same day."""
        day = _compared(other)
        return self.earliest <= day.latest and day.earliest <= self.latest

    def days_until(self, other: "PartialDate | date | str") -> Days:
        """
        Count the days from this to the other: 1 from a day to the next, or below 0.

        Returns:
            Fewest and most days. None where it hangs on the open side of a set.
        """
        day = _compared(other)
        low = high = None
        if not (self.text.endswith("..]") or day.text.startswith("[..")):
            low = (day.earliest - self.latest).days
        if not (self.text.startswith("[..") or day.text.endswith("..]")):
            high = (day.latest - self.earliest).days
        return Days(low, high)


class Period(Dated):
    """
    A span of days, with ends as far as known.

    Args:
        text: Canonical text, such as `2013-07-01/2023-12-31`.

    Attributes:
        text: The same.
        start: First day. None: open or unknown.
        end: Last day, which belongs to the span. None: open or unknown.

    Raises:
        InvalidValue: If the text is no period, or ends before it starts.

    Example:
        >>> Period.parse_phrase("since July 2023")
        Period.parse('2023-07/..')
        >>> Period.parse("2013-07-01/2023-12").certainly_covers("2023-10-31")
        True

    Notes:
        An end is a `PartialDate`; `..`, open: it has always been so, or goes on; or
        nothing, unknown: it began, or ended, on a day of which nothing is known. The
        slash decides: no text is both a date and a period.

    Source:
        EDTF, as for `PartialDate`: intervals of levels 0 to 2.
    """

    __slots__ = ("end", "start")

    PATTERN = rf"{_SIDE_SHAPE}/(?:\.\.|{_SIDE_SHAPE})?|(?:\.\.)?/{_SIDE_SHAPE}"
    UNSAID = (
        "Each end is a date, of which more must be true than its shape, and no period "
        "ends before it starts."
    )

    start: PartialDate | None
    end: PartialDate | None

    @classmethod
    def refusal(cls, got: object, hint: str = "") -> InvalidValue:
        """Answer the error that says what a period looks like."""
        expected = (
            'be a period such as 2013-07-01/2023-12-31, "2013-07-01/.." (still open) '
            'or "2013-07-01/" (end unknown)'
        )
        return InvalidValue(expected, got, hint=hint, subject="period")

    def __init__(self, text: str) -> None:
        if type(text) is not str:
            raise self.refusal(text)
        try:
            start, end = map(_end, text.split("/") if len(text) <= _LONGEST else ())
        except ValueError:  # other than two sides, or no date on one
            raise self.refusal(text, _hint_of_period(text)) from None
        if start is None and end is None:
            raise self.refusal(text, "A period has a date on one side at least.")
        if start is not None and end is not None and end.certainly_before(start):
            raise InvalidValue("not end before it starts", text, subject="period")
        _set_text(self, text)
        _set_start(self, start)
        _set_end(self, end)

    @classmethod
    def parse(cls, text: str) -> "Period":
        """
        Read the canonical text.

        Raises:
            InvalidValue: If the text is no period, or ends before it starts.
        """
        return cls(text)

    @classmethod
    def parse_phrase(cls, phrase: str) -> "Period":
        """
        Read what people write: `since July 2023`, `from 2013 to June 2023`.

        Raises:
            InvalidValue: If the phrase is none that is known, or ends before it starts.
        """
        if type(phrase) is not str:
            raise cls.refusal(phrase)
        text = _canonical_period(phrase) if len(phrase) <= _LONGEST else None
        if text is None and "/" not in phrase:
            expected = (
                'be a period in words such as "since July 2023" or '
                '"July 2013 to 31 December 2023"'
            )
            raise InvalidValue(expected, phrase, subject="period")
        try:
            return cls.parse(text or phrase)
        except InvalidValue as fault:
            raise InvalidValue(
                fault.expected, phrase, hint=fault.hint, subject="period"
            ) from None

    def to_phrase(self) -> str:
        """Answer the period in words that `parse_phrase` reads, or as its text."""
        words = None
        if self.start is not None and self.end_open:
            words = _words(self.start.text)
            return f"since {words}" if words else self.text
        if self.start is not None and self.end is not None:
            words = _pair_words(self.start.text, " to ", self.end.text)
        return words or self.text

    @property
    def start_open(self) -> bool:
        """Whether it has always been so, as far as the source goes."""
        return self.text.startswith("../")

    @property
    def end_open(self) -> bool:
        """Whether it goes on."""
        return self.text.endswith("/..")

    @property
    def earliest(self) -> date:
        """First day that it can cover. 0001-01-01 where the start is not known."""
        return date.min if self.start is None else self.start.earliest

    @property
    def latest(self) -> date:
        """Last day that it can cover. 9999-12-31 where the end is not known."""
        return date.max if self.end is None else self.end.latest

    def certainly_covers(self, day: "PartialDate | date | str") -> bool:
        """
        Whether every day that this can be lies in the span, wherever its ends are.

        Notes:
            An open side covers every day beyond the other end. Of an unknown side only
            this is known, that a span has no end before its start: `2013-07-01/`
            certainly covers 2013-07-01 and no other day.
        """
        asked = _compared(day)
        ends = [end for end in (self.start, self.end) if end is not None]
        since = date.min if self.start_open else min(end.latest for end in ends)
        until = date.max if self.end_open else max(end.earliest for end in ends)
        return since <= asked.earliest and asked.latest <= until

    def possibly_covers(self, day: "PartialDate | date | str") -> bool:
        """Whether some day that this can be lies in the span, for some of its ends."""
        asked = _compared(day)
        return self.earliest <= asked.latest and asked.earliest <= self.latest

    def days(self) -> Days:
        """
        Count the days from the start to the end: 0 where both are one day.

        Returns:
            Fewest and most days, never below 0. None where they hang on a side that is
            open or unknown.
        """
        if self.start is None or self.end is None:
            return Days(None, None)
        low, high = self.start.days_until(self.end)
        return Days(None if low is None else max(low, 0), high)


_set_text: Final[Any] = Dated.__dict__["text"].__set__
_set_earliest: Final[Any] = PartialDate.__dict__["earliest"].__set__
_set_latest: Final[Any] = PartialDate.__dict__["latest"].__set__
_set_start: Final[Any] = Period.__dict__["start"].__set__
_set_end: Final[Any] = Period.__dict__["end"].__set__


def _compared(value: "PartialDate | date | str") -> PartialDate:
    return value if isinstance(value, PartialDate) else PartialDate.from_plain(value)


def _end(side: str) -> PartialDate | None:
    return None if side in {"", ".."} else PartialDate.parse(side)


def _canonical_period(phrase: str) -> str | None:
    """Answer the canonical text of a period in words, if it is one."""
    match = _SINCE.fullmatch(phrase)
    if match is not None:
        start = _said(match[1])
        return start and f"{start}/.."
    match = _FROM_TO.fullmatch(phrase)
    ends = match and _said_pair(*match.groups())
    return "/".join(ends) if ends else None


def _hint_of_date(text: str) -> str:
    """Say what a refused text would be as canonical text, or what it is."""
    said = None
    if len(text) <= _LONGEST:
        try:
            said = _canonical(text, None)
        except InvalidValue as fault:
            return fault.hint
    if said is not None and _bounds(said) is not None:
        return f'Write "{said}".'
    return _kind(said or text) or _characters(text)


def _hint_of_number(number: Decimal | int) -> str:
    # Compared first, for a number may have more digits than Python prints.
    if isinstance(number, Decimal) and not number.is_finite():
        return ""
    if not date.min.year <= number <= date.max.year or number != int(number):
        return ""
    return f'Write "{int(number):04}", in quotes.'


_YEARS: Final = re.compile(r"([0-9]{4}) ?[-\u2013] ?([0-9]{4})", re.ASCII)


def _hint_of_period(text: str) -> str:
    if len(text) > _LONGEST:
        return f"No period has more than {_LONGEST} characters."
    sides = text.split("/")
    if len(sides) == 1:
        years = _YEARS.fullmatch(text)
        try:
            said = Period.parse_phrase("/".join(years.groups()) if years else text)
        except InvalidValue:
            return "A period has a slash, such as 2013-07-01/2023-12-31."
        return f'Write "{said}".'
    if len(sides) > 2:  # noqa: PLR2004 - a period has two ends
        return "A period has one slash."
    hints = (
        _kind(side) for side in sides if side not in {"", ".."} and not _bounds(side)
    )
    return next(filter(None, hints), "") or _characters(text)


def _characters(text: str) -> str:
    if re.search("[^!-~]", text):
        return "Write plain digits and hyphens, without blanks."
    return ""


def as_date(value: PartialDate | date | str | None) -> PartialDate | None:
    """Let a field take a date, a day or canonical text; the record reads it."""
    return cast("PartialDate | None", value)


def as_period(value: Period | str | None) -> Period | None:
    """Let a field take a period or canonical text; the record reads it."""
    return cast("Period | None", value)
