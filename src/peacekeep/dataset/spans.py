"""
On which days each record stands: bases, ceilings, and what stands by its own dates.

A class says itself whether its records happen or stand. Here is only what more than one
record decides: when a base was open, and when a ceiling was replaced.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final

import attrs

from peacekeep.models import Base, BaseEvent, BaseStatus, Mission, Record
from peacekeep.models.record import seen
from peacekeep.values.spans import Ends, Span


__all__ = ["begin_of_bases", "ends_base", "spans_of"]

_DAY: Final = date.resolution
_ALL_TIME: Final[Ends] = (date.min, date.max)
_ENDS: Final = frozenset({"departed", "closed", "handed_over", "taken_over"})

ById = Mapping[str, Record]


def ends_base(event: BaseEvent) -> bool:
    """
    Return whether an event ends a base.

    The first of departed, closed, handed over and taken over does. A later opening
    begins it again; that it was relocated says nothing of the place that it left.
    """
    return event.event in _ENDS


def spans_of(records: Iterable[Record], by_id: ById) -> dict[str, Span]:
    """Return on which days each record stands, of those that do not happen."""
    records = tuple(records)
    standing = {cls for cls in {type(one) for one in records} if not cls.happens()}
    found = {one.id: one.stands() for one in records if type(one) in standing}
    for ref, history in _histories(records, by_id).items():
        found[ref] = history.span()
    series: dict[object, list[Record]] = defaultdict(list)
    for record in records:
        question = record.series()
        if question is not None:
            series[question].append(record)
    for members in series.values():
        for record in members:
            ends = _ends_of_mission(record, by_id)
            found[record.id] = _until_the_next(record, members, ends)
    for record in records:
        base = found.get(getattr(record, "base", None) or "")
        if record.id in found and base is not None:
            found[record.id] = found[record.id].within(base.possible)
    return found


def begin_of_bases(records: Iterable[Record], by_id: ById) -> dict[str, Ends]:
    """Return the first and the last day on which each base can have begun."""
    return {ref: one.begins() for ref, one in _histories(records, by_id).items()}


@attrs.frozen
class _History:
    """
    What is known of the time of a base.

    Attributes:
        mission: Bounds of the first day of its mission, and of the last one.
        ends: Bounds of the day of each event that ends it.
        openings: Bounds of the day of each opening.
        sights: Bounds of each day on which it was seen.
        absences: First day of each time at which it was seen not to be there.
    """

    mission: tuple[Ends, Ends]
    ends: list[Ends] = attrs.field(factory=list)
    openings: list[Ends] = attrs.field(factory=list)
    sights: list[Ends] = attrs.field(factory=list)
    absences: list[date] = attrs.field(factory=list)

    def span(self) -> Span:
        """Return on which days it was open: at their end, after what happened then."""
        until = self.mission[1][0]
        if any(end[0] > until for end in self.ends):
            until = date.max  # it outlasted its mission
        opened = [self._since(opening, until) for opening in self._openings()]
        return Span.of([*self._before_any_opening(until), *opened])

    def begins(self) -> Ends:
        """Return the first and the last day on which it can have begun."""
        first = min((one[0] for one in self.span().possible), default=date.max)
        shown = [*self.openings, *self.sights, *self.ends]
        return first, max(first, min((one[1] for one in shown), default=date.max))

    def _openings(self) -> list[Ends]:
        """Return the openings, none before its mission where that is possible."""
        start = self.mission[0][0]
        return [(max(first, min(start, last)), last) for first, last in self.openings]

    def _before_any_opening(self, until: date) -> Iterable[Span]:
        """Yield the span that began on an unknown day, if there was one."""
        opened = min((first for first, _ in self._openings()), default=date.max)
        shown = [*self.sights, *self.ends]
        if self.openings and not any(last < opened for _, last in shown):
            return
        closed = min((first for first, _ in self.ends), default=None)
        gone = min((last for _, last in self.ends), default=None)
        sights = [last for _, last in self.sights]
        # It is seen by its own end: it was open the day before.
        sights += [last - _DAY for first, last in self.ends if date.min < first == last]
        start = min([self.mission[0][0], *sights])
        latest = date.max if gone is None else _before(gone)
        yield Span(possible=Span.between((start, start), (latest, latest)).possible)
        last = until if closed is None else min(until, _before(closed))
        for day in sights:
            until = self._until_absent(day, last)
            yield Span.between((day, day), (until, until))

    def _until_absent(self, seen: date, last: date) -> date:
        """Return the last day on which it certainly was there since it was seen."""
        gone = min((one for one in self.absences if one > seen), default=None)
        return last if gone is None else min(last, _before(gone))

    def _since(self, opening: Ends, until: date) -> Span:
        """Return the span that an opening began."""
        first, last = opening
        certain, possible = until, date.max
        for early, late in self.ends:
            # On the day of the opening itself, which came first is not known.
            if late >= first:
                certain = min(certain, _before(max(early, first)))
            if early > last:
                possible = min(possible, _before(late))
        certain = self._until_absent(last, certain)
        return Span.between(opening, (certain, possible))


def _before(day: date) -> date:
    return day if day in _ALL_TIME else day - _DAY


def _histories(records: Iterable[Record], by_id: ById) -> dict[str, _History]:
    records = tuple(records)
    found = {
        one.id: _History(_mission(by_id.get(one.mission)))
        for one in records
        if isinstance(one, Base)
    }
    for record in records:
        history = found.get(getattr(record, "base", None) or "")
        if history is None:
            continue
        if isinstance(record, BaseEvent):
            if ends_base(record):
                history.ends.append(seen(record.on))
            elif record.event == "opened":
                history.openings.append(seen(record.on))
        if isinstance(record, BaseStatus) and record.status == "absent":
            history.absences.append(seen(record.on or record.period)[0])
        shown = record.shows_base()
        if shown is not None:
            history.sights.append(shown)
    return found


def _mission(mission: Record | None) -> tuple[Ends, Ends]:
    """Return the bounds of the first day of a mission, and those of its last one."""
    period = mission.period if isinstance(mission, Mission) else None
    if period is None:
        return _ALL_TIME, (date.max, date.max)
    start, end = period.start, period.end
    return (
        _ALL_TIME if start is None else (start.earliest, start.latest),
        (date.max, date.max) if end is None else (end.earliest, end.latest),
    )


def _ends_of_mission(record: Record, by_id: ById) -> Ends:
    return _mission(by_id.get(getattr(record, "mission", None) or ""))[1]


def _until_the_next(record: Record, series: list[Record], ends: Ends) -> Span:
    """Return the span of a record that the next of its series ends."""
    first, last = record.begins() or _ALL_TIME
    certain, possible = ends
    for other in series:
        early, late = other.begins() or _ALL_TIME
        if other is not record and late > first:
            certain = min(certain, max(_before(early), first))
        if early > last:
            possible = min(possible, _before(late))
    return Span.between((first, last), (certain, possible))
