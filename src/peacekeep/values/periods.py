"""
Spans of days with ends as far as known: `Period`.

Records hold them; checks and analysis compare them. An end is a date, open or unknown.
"""

import re
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, Final, cast

from peacekeep.definitions.values import Beside
from peacekeep.errors import InvalidValue
from peacekeep.values.dates import (
    QUALIFIER,
    Dated,
    Days,
    PartialDate,
    characters,
    compared,
    first_side,
    last_side,
    set_text,
)
from peacekeep.values.day_texts import (
    FROM_TO,
    LONGEST,
    SIDE_SHAPE,
    SINCE,
    bounds_in,
    pair_words,
    refused_as,
    said_in,
    said_pair,
    share_a_day,
    words_of,
)


__all__ = ["Period", "as_period"]


def _first_day(period: "Period") -> date | None:
    return first_side(period.start)


def _last_day(period: "Period") -> date | None:
    return last_side(period.end)


class Period(Dated):
    """
    A span of days, with ends as far as known.

    Args:
        text: Canonical text, such as `2013-07-01/2023-12-31`.

    Attributes:
        text: The same.
        start: First day. None: open or unknown.
        end: Last day, which is part of the span. None: open or unknown.

    Raises:
        InvalidValue: If the text is not a period, or ends before it starts.

    Example:
        >>> Period.parse_phrase("since July 2023")
        Period.parse('2023-07/..')
        >>> Period.parse("2013-07-01/2023-12").certainly_covers("2023-10-31")
        True

    Notes:
        Each end is a `PartialDate`, open or unknown, and widens by its own qualifier.
        An open end is written `..`: the
        span has no start, or still goes on. An unknown end is left empty: the span
        started, or ended, on an unknown day. A period has a slash, and a date does not.
        Periods are equal if their texts are. A period equals only a period, and so no
        text.

    Source:
        EDTF, as for `PartialDate`: intervals of levels 0 to 2.
    """

    __slots__ = ("end", "start")

    COLUMNS = (
        Beside(
            "earliest",
            "date",
            "First day it can cover; empty: open or unknown",
            _first_day,
        ),
        Beside(
            "latest",
            "date",
            "Last day it can cover; empty: open or unknown",
            _last_day,
        ),
        QUALIFIER,
    )
    PATTERN = rf"{SIDE_SHAPE}/(?:\.\.|{SIDE_SHAPE})?|(?:\.\.)?/{SIDE_SHAPE}"
    UNSAID = (
        "Each end is a valid date, which its shape alone does not ensure, and no "
        "period ends before it starts."
    )

    start: PartialDate | None
    end: PartialDate | None

    @classmethod
    def refusal(cls, got: object, hint: str = "") -> InvalidValue:
        """Return an error that says what a period looks like."""
        expected = (
            'be a period such as 2013-07-01/2023-12-31, "2013-07-01/.." (still open) '
            'or "2013-07-01/" (end unknown)'
        )
        return InvalidValue(expected, got, hint=hint, subject="period")

    def __init__(self, text: str) -> None:
        if type(text) is not str:
            raise self.refusal(text)
        try:
            start, end = map(_end, text.split("/") if len(text) <= LONGEST else ())
        except ValueError:  # not two sides, or a side that is not a date
            raise self.refusal(text, _hint_of_period(text)) from None
        if start is None and end is None:
            raise self.refusal(text, "A period has a date on one side at least.")
        if start is not None and end is not None and end.certainly_before(start):
            raise InvalidValue("not end before it starts", text, subject="period")
        set_text(self, text)
        _set_start(self, start)
        _set_end(self, end)

    @classmethod
    def parse(cls, text: str) -> "Period":
        """
        Read the canonical text.

        Raises:
            InvalidValue: If the text is not a period, or ends before it starts.
        """
        return cls(text)

    @classmethod
    def parse_phrase(cls, phrase: str) -> "Period":
        """
        Read a period in words: `since July 2023`, `from 2013 to June 2023`.

        Raises:
            InvalidValue: If the phrase is not known, or ends before it starts.
        """
        if type(phrase) is not str:
            raise cls.refusal(phrase)
        text = _canonical_period(phrase) if len(phrase) <= LONGEST else None
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
        """Write the period in words, if `parse_phrase` reads them, else as text."""
        words = None
        if self.start is not None and self.end_open:
            words = words_of(self.start.text)
            return f"since {words}" if words else self.text
        if self.start is not None and self.end is not None:
            words = pair_words(self.start.text, " to ", self.end.text)
        return words or self.text

    def covers(self, other: object) -> bool:
        """
        Return whether this can be every span that another period can be.

        An unknown end can be every end that is not open.
        """
        return isinstance(other, Period) and all(
            _end_covers(*ends) for ends in self._ends(other)
        )

    def agrees(self, other: object) -> bool:
        """Return whether another value is a period, and both can be one span."""
        if not isinstance(other, Period):
            return False
        # No span ends before it starts, whichever of the two states the end.
        starts = max(self.earliest, other.earliest)
        return starts <= min(self.latest, other.latest) and all(
            _end_agrees(*ends) for ends in self._ends(other)
        )

    def lies_within(self, other: object) -> bool:
        """Return whether it says the same as another period, as exactly or more so."""
        return isinstance(other, Period) and all(
            _end_lies_within(*ends) for ends in self._ends(other)
        )

    def same(self, other: object) -> bool:
        """Return whether both are one span, though perhaps written differently."""
        return isinstance(other, Period) and all(
            mine == theirs
            or (_is_date(mine, theirs) and PartialDate(mine).same(PartialDate(theirs)))
            for mine, theirs in self._ends(other)
        )

    def _ends(self, other: "Period") -> Iterable[tuple[str, str]]:
        return zip(self.text.split("/"), other.text.split("/"), strict=True)

    @classmethod
    def spanning(cls, first: "Period", *others: "Period") -> "Period":  # pyright: ignore[reportIncompatibleMethodOverride] - a span is of the class itself
        """
        Return the narrowest period that can be each of the periods given.

        Raises:
            InvalidValue: If an end is open in some of them alone, or no end is known.

        Example:
            >>> spans = Period("2013-07/2023-12"), Period("2013-07-01/2024-11-15")
            >>> str(Period.spanning(*spans))
            '2013-07/[2023-12-01..2024-11-15]'
        """
        return cls._joined((first, *others), PartialDate.spanning, unknown=True)

    @classmethod
    def intersecting(cls, first: "Period", *others: "Period") -> "Period":  # pyright: ignore[reportIncompatibleMethodOverride] - what is common is of the class itself
        """
        Return the widest period that can be only what each of the periods can be.

        Raises:
            InvalidValue: If there is none.

        Example:
            >>> str(Period.intersecting(Period("2013-07-01/"), Period("/2023-12-31")))
            '2013-07-01/2023-12-31'
        """
        return cls._joined((first, *others), PartialDate.intersecting, unknown=False)

    @classmethod
    def _joined(
        cls,
        periods: tuple["Period", ...],
        join: Callable[..., PartialDate],
        *,
        unknown: bool,
    ) -> "Period":
        """Join starts and ends. Whether one unknown side makes the result unknown."""
        sides: list[str] = []
        for side in zip(*(one.text.split("/") for one in periods), strict=True):
            known = [PartialDate(one) for one in side if one not in {"", ".."}]
            if ".." in side and set(side) != {".."}:
                expected = "all go on, or all have a start or an end"
                raise InvalidValue(expected, list(map(str, periods)), subject="periods")
            if not known or (unknown and "" in side):
                sides.append(side[0] if ".." in side else "")
            else:
                sides.append(str(join(*known)))
        return cls("/".join(sides))

    def coarser(self) -> "Period":
        """Return the period from month to month."""
        ends = self.text.split("/")
        return Period(
            "/".join(
                end if end in {"", ".."} else str(PartialDate(end).coarser())
                for end in ends
            )
        )

    @property
    def start_open(self) -> bool:
        """True if it has no start, according to the source."""
        return self.text.startswith("../")

    @property
    def end_open(self) -> bool:
        """True if it still goes on."""
        return self.text.endswith("/..")

    @property
    def earliest(self) -> date:
        """First day that it can cover. 0001-01-01 if the start is open or unknown."""
        return date.min if self.start is None else self.start.earliest

    @property
    def latest(self) -> date:
        """Last day that it can cover. 9999-12-31 if the end is open or unknown."""
        return date.max if self.end is None else self.end.latest

    def certainly_covers(self, day: "PartialDate | date | str") -> bool:
        """
        Return whether the span covers a date for all possible days and ends.

        Notes:
            An open side covers every day beyond the other end. An unknown end is never
            before the start, and nothing else is known of it: `2013-07-01/` certainly
            covers 2013-07-01 and no other day.
        """
        asked = compared(day)
        ends = [end for end in (self.start, self.end) if end is not None]
        since = date.min if self.start_open else min(end.latest for end in ends)
        until = date.max if self.end_open else max(end.earliest for end in ends)
        return since <= asked.earliest and asked.latest <= until

    def possibly_covers(self, day: "PartialDate | date | str") -> bool:
        """Return whether the span covers a date for some possible day and ends."""
        return share_a_day(self, compared(day))

    def days(self) -> Days:
        """
        Count the days from the start to the end: 0 if both are the same day.

        Returns:
            Fewest and most days, never below 0. None where the number depends on a side
            that is open or unknown.
        """
        if self.start is None or self.end is None:
            return Days(None, None)
        low, high = self.start.days_until(self.end)
        return Days(None if low is None else max(low, 0), high)


_set_start: Final[Any] = Period.__dict__["start"].__set__
_set_end: Final[Any] = Period.__dict__["end"].__set__


def _end_covers(one: str, other: str) -> bool:
    if one == other or ".." in {one, other}:
        return one == other
    if one and other:
        return PartialDate(one).covers(PartialDate(other))
    return not one


def _end_agrees(one: str, other: str) -> bool:
    if one == other or ".." in {one, other}:
        return one == other
    return not (one and other) or PartialDate(one).agrees(PartialDate(other))


def _end_lies_within(one: str, other: str) -> bool:
    if _is_date(one, other):
        return PartialDate(one).lies_within(PartialDate(other))
    return _end_covers(other, one)


def _is_date(*ends: str) -> bool:
    return not {"", ".."}.intersection(ends)


def _end(side: str) -> PartialDate | None:
    return None if side in {"", ".."} else PartialDate.parse(side)


def _canonical_period(phrase: str) -> str | None:
    """Return the canonical text of a period in words. None: it is not known."""
    match = SINCE.fullmatch(phrase)
    if match is not None:
        start = said_in(match[1])
        return start and f"{start}/.."
    match = FROM_TO.fullmatch(phrase)
    ends = match and said_pair(*match.groups())
    return "/".join(ends) if ends else None


_YEARS: Final = re.compile(r"([0-9]{4}) ?[-\u2013] ?([0-9]{4})", re.ASCII)


def _hint_of_period(text: str) -> str:
    if len(text) > LONGEST:
        return f"No period has more than {LONGEST} characters."
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
        refused_as(side)
        for side in sides
        if side not in {"", ".."} and not bounds_in(side)
    )
    return next(filter(None, hints), "") or characters(text)


def as_period(value: Period | str | None) -> Period | None:
    """Declare that a field takes a period or canonical text."""
    return cast("Period | None", value)
