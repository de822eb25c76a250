"""
Texts of dates: the days that a canonical text can mean, and dates in words.

Dates and periods use it. It works with texts and days of the calendar, and builds no
value.

A text with unknown digits can mean days with gaps between them. Two such texts are
compared in one step for all years: a set of years is an integer with one bit for each
of the years 1 to 9999, and the days within a year are an integer with one bit for each
day. So the time does not depend on the number of days.
"""

import calendar
import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import cache, lru_cache
from itertools import product
from typing import Final, NamedTuple, Protocol

from peacekeep.errors import InvalidValue


__all__ = [
    "FROM_TO",
    "LONGEST",
    "SET",
    "SIDE_SHAPE",
    "SINCE",
    "bounds_in",
    "canonical_in",
    "days_in_common",
    "is_within",
    "pair_words",
    "qualifier_in",
    "refused_as",
    "said_in",
    "said_pair",
    "share_a_day",
    "words_of",
]

LONGEST: Final = 80
"""Most characters of a date."""

_ONE_DAY: Final = date.resolution

# A qualifier is before a component or after it, not both.
_ONE_QUALIFIER: Final = "(?![?~%][0-9X]+[?~%])[?~%]?([0-9X]{{{}}})[?~%]?"
_YEAR: Final = _ONE_QUALIFIER.format(4)
_TWO_DIGITS: Final = _ONE_QUALIFIER.format(2)
_DATE: Final = re.compile(f"{_YEAR}(?:-{_TWO_DIGITS}(?:-{_TWO_DIGITS})?)?")
SET: Final = re.compile(r"\[([^.\[\]]*)\.\.([^.\[\]]*)\]")

# The same for a schema, with the months and days that exist.
_MONTH_DIGITS: Final = "0[1-9X]|1[0-2X]|X[0-9X]"
_DAY_DIGITS: Final = "0[1-9X]|[12][0-9X]|3[01X]|X[0-9X]"
_DATE_SHAPE: Final = (
    "[?~%]?[0-9X]{4}[?~%]?"
    f"(?:-[?~%]?(?:{_MONTH_DIGITS})[?~%]?(?:-[?~%]?(?:{_DAY_DIGITS})[?~%]?)?)?"
)
SIDE_SHAPE: Final = (
    rf"(?:{_DATE_SHAPE}|\[{_DATE_SHAPE}\.\.(?:{_DATE_SHAPE})?\]"
    rf"|\[\.\.{_DATE_SHAPE}\])"
)

_YEAR_OF_ALL_DAYS: Final = " ".join(
    str(date(2000, 1, 1) + timedelta(number))[5:] for number in range(366)
)


def bounds_in(text: str) -> tuple[date, date] | None:
    """Return the first and the last day that a canonical text can mean, if any."""
    if len(text) > LONGEST:
        return None
    if not text.startswith("["):
        return _bounds_of_date(text)
    match = SET.fullmatch(text)
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
    qualifier = qualifier_in(text)
    if qualifier or "X" in text:
        said = _Pattern(year, month or "XX", day or "XX")
        bounds = _bounds_of_pattern(said)
        if bounds is None or not qualifier:
            return bounds
        return _bounds_of_all(_widened(said, qualifier))
    try:
        first = date(int(year), int(month or "01"), int(day or "01"))
    except ValueError:
        return None
    if day:
        return first, first
    month_number = first.month if month else 12
    days = calendar.monthrange(first.year, month_number)[1]
    return first, date(first.year, month_number, days)


def qualifier_in(text: str) -> str:
    """Return the qualifier of a text: the one in it, % if there are several."""
    signs = {sign for sign in "?~%" if sign in text}
    return "%" if len(signs) > 1 else "".join(signs)


class _Pattern(NamedTuple):
    """
    Days by their digits, and the days around them.

    Attributes:
        year: Four digits. X is any digit, here and in the month and the day.
        month: Two digits.
        day: Two digits.
        reach: How far the days around them go, to either side. In days, or in whole
            months if the day has no known digit.
    """

    year: str
    month: str
    day: str
    reach: int = 0


_WEEK: Final = 7
_MONTHS_A_YEAR: Final = 12


def _widened(said: _Pattern, qualifier: str) -> tuple[_Pattern, ...]:
    """
    Return the days that a date with a qualifier can be, or without one.

    The unit of a date is that of its last known digit: day, month, year, or with X at
    the end of the year decade, century or millennium. About (~) reaches one unit to
    either side, and a week where the unit is the day. Uncertain (?) makes the unit
    unknown, which leaves the next coarser one. Both (%) has the days of either.
    """
    if said.day != "XX":
        about, uncertain = _WEEK, said._replace(day="XX")
    elif said.month != "XX":
        about, uncertain = 1, said._replace(month="XX")
    else:
        known = said.year.rstrip("X")
        about = _MONTHS_A_YEAR * 10 ** (4 - len(known))
        uncertain = said._replace(year=f"{known[:-1]:X<4}")
    near = said._replace(reach=about)
    return {"": (said,), "~": (near,), "?": (uncertain,), "%": (near, uncertain)}[
        qualifier
    ]


def _bounds_of_all(patterns: Iterable[_Pattern]) -> tuple[date, date]:
    bounds = [one for one in map(_bounds_of_pattern, patterns) if one is not None]
    return min(first for first, _ in bounds), max(last for _, last in bounds)


def _bounds_of_pattern(pattern: _Pattern) -> tuple[date, date] | None:
    days = _days_of_year(pattern)
    first = next(_days(pattern.year, "0123456789", days), None)
    last = next(_days(pattern.year, "9876543210", days[::-1]), None)
    if first is None or last is None:
        return None
    return _first_around(first, pattern), _last_around(last, pattern)


def _days_of_year(pattern: _Pattern) -> list[str]:
    digits = f"{pattern.month}-{pattern.day}".replace("X", "[0-9]")
    return re.findall(digits, _YEAR_OF_ALL_DAYS)


def _first_around(day: date, pattern: _Pattern) -> date:
    """Return the first day around a day of a pattern, in the calendar."""
    if pattern.day != "XX":
        return date.fromordinal(max(day.toordinal() - pattern.reach, 1))
    months = _MONTHS_A_YEAR * day.year + day.month - 1 - pattern.reach
    year, month = divmod(max(months, _MONTHS_A_YEAR), _MONTHS_A_YEAR)
    return date(year, month + 1, 1)


def _last_around(day: date, pattern: _Pattern) -> date:
    """Return the last day around a day of a pattern, in the calendar."""
    if pattern.day != "XX":
        last = min(day.toordinal() + pattern.reach, date.max.toordinal())
        return date.fromordinal(last)
    months = _MONTHS_A_YEAR * day.year + day.month - 1 + pattern.reach
    end = _MONTHS_A_YEAR * (date.max.year + 1) - 1
    year, month = divmod(min(months, end), _MONTHS_A_YEAR)
    return date(year, month + 1, calendar.monthrange(year, month + 1)[1])


def _days(year: str, digits: str, days: list[str]) -> Iterator[date]:
    """Yield the matching days of the calendar. Each X takes the digits in order."""
    for number in product(*(digits if one == "X" else one for one in year)):
        for day in days:
            try:
                yield date.fromisoformat(f"{''.join(number)}-{day}")
            except ValueError:  # there is no year 0000, nor a 29 February in most
                continue


class Meant(Protocol):
    """A date or a period, with the first and the last day that it can mean."""

    @property
    def text(self) -> str: ...

    @property
    def earliest(self) -> date: ...

    @property
    def latest(self) -> date: ...


class _Part(NamedTuple):
    """
    The same days in each of several years.

    Attributes:
        years: The years: bit n is the year n.
        days: The days: bit n is the day n of a year, counted from 0.
    """

    years: int
    days: int


def share_a_day(one: Meant, other: Meant) -> bool:
    """Return whether one day can be in both."""
    if one.earliest > other.latest or other.earliest > one.latest:
        return False
    if not (_has_gaps(one.text) or _has_gaps(other.text)):
        return True
    return any(
        mine.years & theirs.years and mine.days & theirs.days
        for mine, theirs in product(_parts(one), _parts(other))
    )


def days_in_common(dates: Iterable[Meant]) -> tuple[date, date] | None:
    """Return the first and the last day that can be in each of several, if any."""
    dates = tuple(dates)
    first, last = max(one.earliest for one in dates), min(one.latest for one in dates)
    if first > last or not any(_has_gaps(one.text) for one in dates):
        return None if first > last else (first, last)
    found = [_Part(-1, -1)]
    for one in dates:
        found = [
            _Part(mine.years & theirs.years, mine.days & theirs.days)
            for mine, theirs in product(found, _parts(one))
            if mine.years & theirs.years and mine.days & theirs.days
        ]
    if not found:
        return None
    ends = [(_day_at(*part, end=0), _day_at(*part, end=-1)) for part in found]
    return min(first for first, _ in ends), max(last for _, last in ends)


def _day_at(years: int, days: int, *, end: int) -> date:
    """Return the first day of a part, or with -1 its last."""
    year, day = (
        (bits & -bits if end == 0 else bits).bit_length() - 1 for bits in (years, days)
    )
    return date(year, 1, 1) + timedelta(day)


def is_within(inner: Meant, outer: Meant) -> bool:
    """Return whether every day that the one can mean is one of the other."""
    if inner.earliest < outer.earliest or inner.latest > outer.latest:
        return False
    if not _has_gaps(outer.text):
        return True
    parts = _parts(outer)
    return all(_is_covered(part, parts) for part in _parts(inner))


def _is_covered(part: _Part, parts: tuple[_Part, ...]) -> bool:
    years, days = part
    if not years or not days:
        return True
    if not parts:
        return False
    first, rest = parts[0], parts[1:]
    inside = _Part(years & first.years, days & ~first.days)
    outside = _Part(years & ~first.years, days)
    return _is_covered(inside, rest) and _is_covered(outside, rest)


def _has_gaps(text: str) -> bool:
    """Return whether days may be missing between the first and the last of a text."""
    return "X" in text and _DATE.fullmatch(text) is not None


def _parts(meant: Meant) -> tuple[_Part, ...]:
    if _has_gaps(meant.text):
        return _parts_of_date(meant.text)
    return tuple(_parts_of_span(meant.earliest, meant.latest))


@lru_cache(maxsize=1024)
def _parts_of_date(text: str) -> tuple[_Part, ...]:
    year, month, day = _DATE.findall(text)[0]
    said = _Pattern(year, month or "XX", day or "XX")
    patterns = _widened(said, qualifier_in(text))
    parts = (part for one in patterns for part in _parts_of_pattern(one))
    return tuple(part for part in parts if part.years and part.days)


def _parts_of_span(first: date, last: date) -> Iterator[_Part]:
    yield from _whole_years(_run(first.year + 1, last.year - 1))
    for year in {first.year, last.year}:
        start = date(year, 1, 1)
        begin, end = max(first, start), min(last, date(year, 12, 31))
        yield _Part(1 << year, _run((begin - start).days, (end - start).days))


def _parts_of_pattern(pattern: _Pattern) -> Iterator[_Part]:
    years = _years(pattern.year)
    if pattern.month == pattern.day == "XX":
        # The decade after 201X has the same last digits: all years, moved by ten.
        far = pattern.reach // _MONTHS_A_YEAR
        if far == 1:
            # There is no year 0, but a first decade, century and millennium.
            years &= _CALENDAR
        yield from _whole_years(years | years << far | years >> far)
        return
    for example, length, alike in _kinds_of_years():
        december = date(example - 1, 12, 1).toordinal()
        around = 0  # bit 0 is 1 December of the year before
        for day in _days(str(example), "", _days_of_year(pattern)):
            first, last = _first_around(day, pattern), _last_around(day, pattern)
            around |= _run(first.toordinal() - december, last.toordinal() - december)
        before, within, after = around, around >> 31, around >> 31 + length
        yield _Part(years & alike, within & _run(0, length - 1))
        yield _Part((years & alike) << 1 & _CALENDAR, after)
        for _, days, earlier in _kinds_of_years():
            in_december = (before & _run(0, 30)) << days - 31
            yield _Part((years & alike) >> 1 & earlier, in_december)


def _whole_years(years: int) -> Iterator[_Part]:
    for _, length, alike in _kinds_of_years():
        yield _Part(years & alike, _run(0, length - 1))


def _run(first: int, last: int) -> int:
    """Return the bits from first to last. 0: there are none."""
    return (2 << last) - (1 << first) if first <= last else 0


_CALENDAR: Final = (1 << date.max.year + 1) - 2
"""The years 1 to 9999."""


@cache
def _kinds_of_years() -> tuple[tuple[int, int, int], ...]:
    """Return an example, the number of days, and all years, of leap and other years."""
    leap = sum(
        1 << year for year in range(4, date.max.year, 4) if calendar.isleap(year)
    )
    return (2000, 366, leap), (2001, 365, _CALENDAR & ~leap)


def _years(digits: str) -> int:
    """Return the years with some digits, of which X is any. 0000 can be in them."""
    years = 1
    for digit, place in zip(digits, (1000, 100, 10, 1), strict=True):
        known = range(10) if digit == "X" else (int(digit),)
        found = 0
        for number in known:
            found |= years << number * place
        years = found
    return years


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
        r"\][?~%]|^[?~%]\[": "A set has no qualifier: write it on the dates inside.",
        r"^[\[{]|[\]}]$|[0-9X?~%],[0-9X?~%]": "Lists are not read: one unknown day is "
        'written as a set, such as "[2023-11-11..2023-11-20]".',
        r"\.\.": 'Write a set in brackets, such as "[2023-11-11..2023-11-20]".',
        rf"{_QUALIFIED_YEAR}-[?~%]?(?:2[1-9]|3[0-9]|4[01])[?~%]?$": "Seasons and other "
        'parts of a year are not read: write months, such as "[2023-03..2023-05]".',
        r"^[?~%]?(?:\+|0000|[0-9X]{5}|[0-9X]{1,3}(?:-|$))": "A year has four digits, "
        "from 0001 to 9999.",
        rf"{_QUALIFIED_YEAR}-[?~%]?[0-9X]{{3}}": "A day is written with its month, "
        "such as 2023-10-31.",
        rf"{_QUALIFIED_YEAR}.*-[0-9X](?:-|$)": "Months and days have two digits.",
        r"[?~%]{2}|[?~%][0-9X]+[?~%]": "A component has one qualifier; % is both ? "
        "and ~.",
        rf"{_QUALIFIED_YEAR}-[?~%]?(?:00|1[3-9]|[2-9][0-9X])": "Months run from 01 to "
        "12.",
        r"^(?=.*[xu])[0-9Xxu?~%-]+$": "Write X for an unknown digit.",
        r"(?i)^(?:open|unknown)$": "Leave empty what is unknown; the open end of a "
        'period is "..".',
        r"(?i)^(?:early|mid|late)[- ](?:in )?[0-9]{4}$": "Early, mid and late are read "
        "for a month, not for a year.",
        rf"^(?:{_DATE.pattern})\Z": "The calendar has no such day.",
    }.items()
]


_YEAR_LAST: Final = re.compile(r"([0-9]{1,2})([./-])([0-9]{1,2})\2([0-9]{4})")
_YEAR_FIRST: Final = re.compile(r"([0-9]{4})([./])([0-9]{1,2})\2([0-9]{1,2})")
_QUERIES: Final = re.compile(r"(?:[0-9X]{4}|\?{4})(?:-(?:[0-9X]{2}|\?\?)){0,2}")


def _rewritten(text: str) -> str:
    """Return a hint for a date in other digits: `31.10.2023`, `2023-10-??`."""
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


def refused_as(text: str) -> str:
    """Return a hint on what is wrong with a refused text, if that is known."""
    if len(text) > LONGEST:
        return f"No date has more than {LONGEST} characters."
    match = SET.fullmatch(text)
    if match is None:
        hints = (hint for kind, hint in _KINDS if kind.search(text))
        return _rewritten(text) or next(hints, "")
    if not any(match.groups()):
        return "A set has a date on one side at least."
    for side in match.groups():
        if side and _bounds_of_date(side) is None:
            return refused_as(side)
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
SINCE: Final = re.compile(r"since (.+)", _FLAGS)
FROM_TO: Final = re.compile(r"(?:from )?(.+) to (.+)", _FLAGS)
_PLAIN: Final = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}|XX))?)?([?~%]?)")


def said_in(phrase: str) -> str | None:
    """Return the canonical text of one date in words. None: it is not known."""
    if _DATE.fullmatch(phrase):
        return phrase
    match = _QUALIFIED.fullmatch(phrase)
    if match is None:
        return None
    possibly, about, rest = match.groups()
    if possibly or about:
        said = said_in(rest)
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


def said_pair(first: str, second: str) -> tuple[str, str] | None:
    """Read two dates, of which the first may lack its year, or its month and year."""
    end = said_in(second)
    words = second.split()
    for left_out in range(3):
        start = said_in(" ".join([first, *words[len(words) - left_out :]]))
        if start and end:
            return start, end
    return None


def _first(said: str) -> str:
    return said.strip("[]").partition("..")[0]


def _last(said: str) -> str:
    return said.strip("[]").rpartition("..")[2]


def canonical_in(phrase: str, published: date | None) -> str | None:
    """
    Return the canonical text of a date or set in words. None: it is not known.

    Args:
        phrase: The words.
        published: Day of publication, if known.

    Raises:
        InvalidValue: If the phrase needs the day of publication and there is none, or
            its days are beyond the calendar.
    """
    try:
        if _SINCE_PUBLICATION.fullmatch(phrase):
            return _since_publication(phrase, published)
        return said_in(phrase) or _set_said(phrase)
    except OverflowError:
        expected = "lie between 0001-01-01 and 9999-12-31"
        raise InvalidValue(expected, phrase, subject="date") from None


def _set_said(phrase: str) -> str | None:
    pair = _BETWEEN.fullmatch(phrase)
    if pair is not None:
        dates = said_pair(*pair.groups())
        return dates and f"[{_first(dates[0])}..{_last(dates[1])}]"
    beside = _BESIDE.fullmatch(phrase)
    if beside is None:
        return None
    word, said = beside[1].lower(), said_in(beside[2])
    if said is None or word == "by":
        return said and f"[..{_last(said)}]"
    bounds = bounds_in(said)
    if bounds is None:
        return said
    first, last = bounds
    # The day before "about 2013" is not known.
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


def words_of(text: str) -> str | None:
    """Return words for a canonical text that `said_in` reads back, if there are any."""
    match = _PLAIN.fullmatch(text)
    if match is None:
        month = words_of(text[1:8]) if text.startswith("[") else None
        return next(
            (
                part + month
                for part in _PARTS
                if month and said_in(part + month) == text
            ),
            None,
        )
    year, month, day, qualifier = match.groups()
    words = f"{_MONTHS[int(month) - 1]} {year}" if month else year
    if day:
        words = f"some day in {words}" if day == "XX" else f"{int(day)} {words}"
    return _QUALIFIERS[qualifier] + words


def pair_words(start: str, between: str, end: str) -> str | None:
    """Write two dates in words, without repeating a year and month that they share."""
    first, second = words_of(start), words_of(end)
    if first is None or second is None:
        return None
    words = first.split()
    if len(words) == len(second.split()):
        for left_out in (2, 1):
            shorter = " ".join(words[:-left_out])
            if not shorter or shorter.endswith(("about", "possibly", "in")):
                continue
            if said_pair(shorter, second) == (start, end):
                return f"{shorter}{between}{second}"
    return f"{first}{between}{second}"
