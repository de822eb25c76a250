"""
`Span`: on which days something stood, as far as known.

Records answer with it what they hold on a day; bases, missions and ceilings have one.
"""

from collections.abc import Iterable
from datetime import date

import attrs

from peacekeep.values.dates import PartialDate
from peacekeep.values.periods import Period


__all__ = ["Ends", "Span"]

Ends = tuple[date, date]
"""A first and a last day, both included."""

_DAY = date.resolution


@attrs.frozen
class Span:
    """
    On which days something stood: certainly, and possibly.

    Attributes:
        certain: First and last days of the spans on which it certainly stood.
        possible: The same, of those on which it possibly stood.

    Example:
        >>> span = Span.over(Period("2013-07-01/2023-12"))
        >>> span.certainly_covers("2023-12-01"), span.certainly_covers("2023-12-02")
        (True, False)
        >>> print(span)
        certain 2013-07-01 to 2023-12-01; possible 2013-07-01 to 2023-12-31
    """

    certain: tuple[Ends, ...] = ()
    possible: tuple[Ends, ...] = ()

    @classmethod
    def between(cls, first: Ends, last: Ends) -> "Span":
        """
        Return the span from a first day to a last one.

        Args:
            first: The earliest and the latest day on which it can have begun.
            last: The earliest and the latest day that can be its last.
        """
        return cls(_joined([(first[1], last[0])]), _joined([(first[0], last[1])]))

    @classmethod
    def over(cls, when: PartialDate | Period | None) -> "Span":
        """Return the span of a day or of a period. None: possibly on any day."""
        if when is None:
            return cls(possible=((date.min, date.max),))
        if isinstance(when, PartialDate):
            ends = when.earliest, when.latest
            return cls.between(ends, ends)
        sides = [side for side in (when.start, when.end) if side is not None]
        first = date.min if when.start_open else min(side.latest for side in sides)
        last = date.max if when.end_open else max(side.earliest for side in sides)
        return cls.between((when.earliest, first), (last, when.latest))

    @classmethod
    def of(cls, spans: "Iterable[Span]") -> "Span":
        """Return the days of several spans together."""
        spans = tuple(spans)
        return cls(
            _joined(ends for span in spans for ends in span.certain),
            _joined(ends for span in spans for ends in span.possible),
        )

    def within(self, days: tuple[Ends, ...]) -> "Span":
        """Return the part of the span that lies within some days."""
        return Span(_shared(self.certain, days), _shared(self.possible, days))

    def certainly_covers(self, day: PartialDate | date | str) -> bool:
        """Return whether it stood, for all days that a date can be."""
        asked = _read(day)
        return any(
            first <= asked.earliest and asked.latest <= last
            for first, last in self.certain
        )

    def possibly_covers(self, day: PartialDate | date | str) -> bool:
        """Return whether it can have stood, for some day that a date can be."""
        asked = _read(day)
        return any(
            first <= asked.latest and asked.earliest <= last
            for first, last in self.possible
        )

    def __str__(self) -> str:
        return f"certain {_shown(self.certain)}; possible {_shown(self.possible)}"


def _read(day: PartialDate | date | str) -> PartialDate:
    return day if isinstance(day, PartialDate) else PartialDate.from_plain(day)


def _joined(spans: Iterable[Ends]) -> tuple[Ends, ...]:
    """Return spans in order, those that touch as one, without those that are empty."""
    joined: list[Ends] = []
    for first, last in sorted(spans):
        if first > last:
            continue
        if joined and (joined[-1][1] == date.max or first <= joined[-1][1] + _DAY):
            joined[-1] = joined[-1][0], max(joined[-1][1], last)
        else:
            joined.append((first, last))
    return tuple(joined)


def _shared(spans: tuple[Ends, ...], days: tuple[Ends, ...]) -> tuple[Ends, ...]:
    return _joined(
        (max(first, since), min(last, until))
        for first, last in spans
        for since, until in days
    )


def _shown(spans: tuple[Ends, ...]) -> str:
    return (
        ", ".join(
            f"{'..' if first == date.min else first} to "
            f"{'..' if last == date.max else last}"
            for first, last in spans
        )
        or "on no day"
    )
