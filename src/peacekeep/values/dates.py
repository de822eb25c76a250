"""
Dates as far as known: `PartialDate`, one day.

Records hold them; checks and analysis compare them. A doubtful day is never rounded to
a known one, and days that may be the same have no certain order.
"""

import calendar
import re
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final, NamedTuple, cast

from peacekeep.definitions.values import Beside, Value
from peacekeep.errors import InvalidValue
from peacekeep.values.day_texts import (
    LONGEST,
    SET,
    SIDE_SHAPE,
    bounds_in,
    canonical_in,
    days_in_common,
    is_within,
    pair_words,
    qualifier_in,
    refused_as,
    share_a_day,
    words_of,
)


__all__ = ["Days", "PartialDate", "as_date"]


class Days(NamedTuple):
    """
    A number of days, as far as known.

    Attributes:
        low: Fewest it can be. None: no limit is known. Unit: day.
        high: Most it can be. None: no limit is known. Unit: day.
    """

    low: int | None
    high: int | None


class Dated(Value):
    """A value that is defined by its canonical text."""

    __slots__ = ("text",)
    text: str

    HOLDS_WORDS = False

    def __str__(self) -> str:
        return self.text

    @property
    def qualifier(self) -> str:
        """
        What qualifies the text, in any part or side: `~` about, `?` uncertain.

        `%` is both, in one part or in different ones. Empty: nothing does.
        """
        return qualifier_in(self.text)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, type(self)):
            return NotImplemented
        return self.text == other.text

    def __hash__(self) -> int:
        return hash((type(self), self.text))


def _qualifier(dated: Dated) -> str | None:
    return dated.qualifier or None


QUALIFIER: Final = Beside(
    "qualifier",
    "string",
    "What qualifies the text, in any part or side: ~ about, ? uncertain, % both; "
    "empty: nothing",
    _qualifier,
)


def first_side(day: "PartialDate | None") -> date | None:
    """Return the first day for a table. None: no limit."""
    return None if day is None or day.text.startswith("[..") else day.earliest


def last_side(day: "PartialDate | None") -> date | None:
    """Return the last day for a table. None: no limit."""
    return None if day is None or day.text.endswith("..]") else day.latest


class PartialDate(Dated):
    """
    One day, as far as known.

    Args:
        text: Canonical text, such as `2023-10` or `[2023-11-11..2023-11-20]`.

    Attributes:
        text: The same.
        earliest: First day it can be, widened by a qualifier. 0001-01-01 if the side is
            open.
        latest: Last day it can be, widened by a qualifier. 9999-12-31 if the side is
            open.

    Raises:
        InvalidValue: If the text is not a date, or the calendar has no such day.

    Example:
        >>> PartialDate.parse_phrase("mid-November 2023")
        PartialDate.parse('[2023-11-11..2023-11-20]')
        >>> PartialDate.parse("2023-10").certainly_before("2023-11-07")
        True

    Notes:
        A qualifier is kept in the text and widens the days, by a fixed rule of this
        library. It counts for the whole date, in whatever part it is written. The unit
        of the date is that of its last known digit.

        - `~` (about): a day, a week to either side; a month, a month to either side; a
          year, a year to either side.
        - `?` (uncertain): the day's month, the month's year, the year's decade.
        - `%` (both): the wider of the two, on each side.

        Each side of a set widens by its own qualifier. No day is beyond the calendar.
        An `X` is an unknown digit: a date can be the days that match, and the bounds
        are the first and the last of them. Before, after and the number of days follow
        from the bounds. `consistent_with`, `covers` and `same_days` compare day by day:
        `2023-XX-31` is no day in February. Dates are equal if their texts are: a
        date equals only a date, and so no text and no `datetime.date`, which
        `same_days`, `consistent_with` and the other comparisons take.

    Source:
        Extended Date/Time Format (EDTF), Library of Congress, 4 February 2019:
        https://www.loc.gov/standards/datetime. Levels 0 and 1, and of level 2 the sets
        of one unknown day, X in any digit, and qualifiers of a part; without times of
        day, seasons, negative and long years.
    """

    __slots__ = ("earliest", "latest")

    NOUN = "date"
    COLUMNS = (
        Beside("earliest", "date", "First day it can be; empty: no limit", first_side),
        Beside("latest", "date", "Last day it can be; empty: no limit", last_side),
        QUALIFIER,
    )
    PATTERN = SIDE_SHAPE
    UNSAID = (
        "The calendar has such a day, there is no year 0000, a component has at most "
        "one qualifier, before or after it, and a set does not end before it starts."
    )

    earliest: date
    latest: date

    @classmethod
    def refusal(cls, got: object, hint: str = "") -> InvalidValue:
        """Return an error that says what a date looks like."""
        expected = (
            "be a date such as 2023-10-31, 2023-10, 2023-10-XX or "
            '"[2023-11-11..2023-11-20]"'
        )
        return InvalidValue(expected, got, hint=hint, subject="date")

    def __init__(self, text: str) -> None:
        if type(text) is not str:
            raise self.refusal(text)
        bounds = bounds_in(text)
        if bounds is None:
            raise self.refusal(text, _hint_of_date(text))
        set_text(self, text)
        _set_earliest(self, bounds[0])
        _set_latest(self, bounds[1])

    @classmethod
    def parse(cls, text: str) -> "PartialDate":
        """
        Read the canonical text.

        Raises:
            InvalidValue: If the text is not a date, or the calendar has no such day.
        """
        return cls(text)

    @classmethod
    def parse_phrase(
        cls, phrase: str, *, published: "PartialDate | date | str | None" = None
    ) -> "PartialDate":
        """
        Read a date in words: `31 Oct 2023`, `mid-November 2023`, `by June 2023`.

        Args:
            phrase: Words, or canonical text.
            published: Day of publication, for phrases such as `earlier this year`,
                `today` or `Tuesday`.

        Raises:
            InvalidValue: If the phrase is not known, or needs the day of publication
                and that day is missing or not fully known.

        Notes:
            Early, mid and late are the days 1 to 10, 11 to 20, and 21 to the end of the
            month. The rule belongs to the format and is fixed. A weekday is the last
            such day up to and including the day of publication.
        """
        if type(phrase) is not str:
            raise cls.refusal(phrase)
        day = None if published is None else compared(published)
        text = phrase
        if len(phrase) <= LONGEST:
            known = day.earliest if day is not None and day.is_day else None
            text = canonical_in(phrase, known) or phrase
        if bounds_in(text) is not None:
            return cls.parse(text)
        expected = (
            'be a date in words such as "31 October 2023", "mid-November 2023" or '
            '"by 31 December 2023"'
        )
        raise InvalidValue(expected, phrase, hint=refused_as(text), subject="date")

    @classmethod
    def from_day(cls, day: date) -> "PartialDate":
        """
        Build a date from a known day.

        Raises:
            InvalidValue: If it is not a `datetime.date`, or has a time of day.
        """
        if isinstance(day, datetime):
            raise cls.refusal(day, "Leave out the time of day.")
        if not isinstance(day, date):
            raise cls.refusal(day)
        return cls.parse(date.isoformat(day))

    @classmethod
    def from_plain(cls, plain: object) -> "PartialDate":
        """Read the wire form: canonical text, or a day in formats that have days."""
        if isinstance(plain, date):
            return cls.from_day(plain)
        if type(plain) in {int, Decimal}:
            raise cls.refusal(plain, _hint_of_number(cast("Decimal", plain)))
        return super().from_plain(plain)

    def to_phrase(self) -> str:
        """Write the date in words, if `parse_phrase` reads them back, else as text."""
        match = SET.fullmatch(self.text)
        words = words_of(self.text)
        if match is None or words:
            return words or self.text
        start, end = match.groups()
        if start and end:
            words = pair_words(start, " and ", end)
            return f"between {words}" if words else self.text
        if end:
            words = words_of(end)
            return f"by {words}" if words else self.text
        if start == str(self.earliest) and self.earliest > date.min:
            return f"after {words_of(str(self.earliest - date.resolution))}"
        return self.text

    @classmethod
    def spanning(cls, first: "PartialDate", *others: "PartialDate") -> "PartialDate":  # pyright: ignore[reportIncompatibleMethodOverride] - a span is of the class itself
        """
        Return the narrowest date that covers all the dates given.

        Returns:
            The first of them that covers the others, as it is. Otherwise a set from
            the first to the last day, without a qualifier, so that nothing widens
            twice.

        Raises:
            InvalidValue: If the result would be open on both sides.

        Example:
            >>> dates = PartialDate("2023-10-31"), PartialDate("2023-11-XX")
            >>> str(PartialDate.spanning(*dates))
            '[2023-10-31..2023-11-30]'
        """
        dates = (first, *others)
        earliest = min(one.earliest for one in dates)
        latest = max(one.latest for one in dates)
        for one in dates:
            if (one.earliest, one.latest) == (earliest, latest) and all(
                map(one.covers, dates)
            ):
                return one
        start = "" if earliest == date.min else earliest
        end = "" if latest == date.max else latest
        return cls.parse(f"[{start}..{end}]")

    @classmethod
    def intersecting(  # pyright: ignore[reportIncompatibleMethodOverride] - what is common is of the class itself
        cls, first: "PartialDate", *others: "PartialDate"
    ) -> "PartialDate":
        """
        Return what all the dates given have in common.

        Returns:
            The first of them that lies within the others, as it is. Otherwise the day,
            or a set from the first to the last day, without a qualifier.

        Raises:
            InvalidValue: If they have no day in common.

        Example:
            >>> dates = PartialDate("[..2023-12-28]"), PartialDate("2023-12")
            >>> str(PartialDate.intersecting(*dates))
            '[2023-12-01..2023-12-28]'
        """
        dates = (first, *others)
        for one in dates:
            if all(other.covers(one) for other in dates):
                return one
        common = days_in_common(dates)
        if common is None:
            expected = "have a day in common"
            raise InvalidValue(expected, list(map(str, dates)), subject="the dates")
        first_day, last_day = common
        if first_day == last_day:
            return cls.from_day(first_day)
        return cls.parse(f"[{first_day}..{last_day}]")

    def covers(self, other: object) -> bool:
        """Return whether this can be every day that another date can be."""
        return isinstance(other, PartialDate) and is_within(other, self)

    def agrees(self, other: object) -> bool:
        """
        Return whether another value is a date, and both can be the same day.

        Of two dates with qualifiers, the days without the qualifier must be among the
        days of the other: about the 1st and about the 12th do not agree.
        """
        if not isinstance(other, PartialDate) or not share_a_day(self, other):
            return False
        if not self.qualifier or not other.qualifier:
            return True
        mine, theirs = self._plain, other._plain  # noqa: SLF001 - of this class
        return share_a_day(mine, other) and share_a_day(theirs, self)

    def lies_within(self, other: object) -> bool:
        """Return whether it says the same as another date, as exactly or more so."""
        if not isinstance(other, PartialDate) or not self.agrees(other):
            return False
        inner = self._plain if other.qualifier else self
        return is_within(inner, other)

    @property
    def _plain(self) -> "PartialDate":
        """The date without its qualifiers; itself, if a set then ends too early."""
        text = re.sub("[?~%]", "", self.text)
        return self if bounds_in(text) is None else PartialDate(text)

    def same(self, other: object) -> bool:
        """Return whether both are the same days with the same qualifier."""
        if not isinstance(other, PartialDate):
            return False
        return self.same_days(other) and self.qualifier == other.qualifier

    def coarser(self) -> "PartialDate":
        """
        Return the month of a day, or the months between which it lies.

        It has no qualifier: the months are those of the widened bounds.
        """
        low = "" if first_side(self) is None else self.earliest.replace(day=1)
        last = self.latest
        days = calendar.monthrange(last.year, last.month)[1]
        high = "" if last_side(self) is None else last.replace(day=days)
        if low and high and str(low)[:7] == str(high)[:7]:
            return PartialDate(str(low)[:7])
        return PartialDate(f"[{low}..{high}]")

    @property
    def is_day(self) -> bool:
        """True if it can be only one day."""
        return self.earliest == self.latest

    def same_days(self, other: "PartialDate | date | str") -> bool:
        """Return whether both can be the same days, in any spelling."""
        day = compared(other)
        return self.covers(day) and day.covers(self)

    def certainly_before(self, other: "PartialDate | date | str") -> bool:
        """Return whether this is before the other for all possible days."""
        return self.latest < compared(other).earliest

    def possibly_before(self, other: "PartialDate | date | str") -> bool:
        """Return whether this is before the other for some possible days."""
        return self.earliest < compared(other).latest

    def certainly_after(self, other: "PartialDate | date | str") -> bool:
        """Return whether this is after the other for all possible days."""
        return self.earliest > compared(other).latest

    def possibly_after(self, other: "PartialDate | date | str") -> bool:
        """Return whether this is after the other for some possible days."""
        return self.latest > compared(other).earliest

    def consistent_with(self, other: "PartialDate | date | str") -> bool:
        """Return whether both can be the same day."""
        return share_a_day(self, compared(other))

    def days_until(self, other: "PartialDate | date | str") -> Days:
        """
        Count the days from this date to another. Negative if the other is earlier.

        Returns:
            Fewest and most days: 1 from a day to the next. None where the number
            depends on the open side of a set.
        """
        day = compared(other)
        low = high = None
        if not (self.text.endswith("..]") or day.text.startswith("[..")):
            low = (day.earliest - self.latest).days
        if not (self.text.startswith("[..") or day.text.endswith("..]")):
            high = (day.latest - self.earliest).days
        return Days(low, high)


set_text: Final[Any] = Dated.__dict__["text"].__set__
_set_earliest: Final[Any] = PartialDate.__dict__["earliest"].__set__
_set_latest: Final[Any] = PartialDate.__dict__["latest"].__set__


def compared(value: "PartialDate | date | str") -> PartialDate:
    return value if isinstance(value, PartialDate) else PartialDate.from_plain(value)


def _hint_of_date(text: str) -> str:
    """Return a hint with the canonical text of a refused text, or with its fault."""
    said = None
    if len(text) <= LONGEST:
        try:
            said = canonical_in(text, None)
        except InvalidValue as fault:
            return fault.hint
    if said is not None and bounds_in(said) is not None:
        return f'Write "{said}".'
    return refused_as(said or text) or characters(text)


def _hint_of_number(number: Decimal | int) -> str:
    # The comparison comes first: a number may have more digits than Python prints.
    if isinstance(number, Decimal) and not number.is_finite():
        return ""
    if not date.min.year <= number <= date.max.year or number != int(number):
        return ""
    return f'Write "{int(number):04}", in quotes.'


def characters(text: str) -> str:
    if re.search("[^!-~]", text):
        return "Write plain digits and hyphens, without blanks."
    return ""


def as_date(value: PartialDate | date | str | None) -> PartialDate | None:
    """Declare that a field takes a date, a day or canonical text."""
    return cast("PartialDate | None", value)
