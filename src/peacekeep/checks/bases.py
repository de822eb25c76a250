"""
Checks of the life of a base: what happens twice, and who is there after its end.

Only what is certain is found: a base that may have been opened again is open.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import accumulate, pairwise
from typing import Final

from peacekeep.checks.base import Check, Doubt, Plain, check
from peacekeep.dataset import Dataset
from peacekeep.dataset.spans import ends_base
from peacekeep.errors import Severity
from peacekeep.models import (
    Base,
    BaseEvent,
    BaseStatus,
    Incident,
    Movement,
    PersonnelCount,
    Record,
)
from peacekeep.values.dates import PartialDate
from peacekeep.values.periods import Period


__all__ = ["CHECKS"]

_BASE: Final[list[Plain]] = [
    {"kind": "mission", "id": "mission/minusma"},
    {"kind": "base", "id": "base/kidal", "mission": "mission/minusma"},
]


def _event(name: str, event: str, on: str) -> Plain:
    about = {"base": "base/kidal", "event": event, "on": on}
    return {"kind": "base_event", "id": f"base_event/{name}", **about}


def _people(on: str) -> Plain:
    return {
        "kind": "personnel_count",
        "id": "personnel_count/one",
        "base": "base/kidal",
        "category": "troops",
        "status": "deployed",
        "count": 20,
        "on": on,
    }


def _days(when: PartialDate | Period | None) -> tuple[date, date]:
    """Return the first and the last possible day. Not known: all of time."""
    return (date.min, date.max) if when is None else (when.earliest, when.latest)


class _Life:
    """When a base was certainly at its end, and when it may have been opened."""

    def __init__(self, events: Iterable[BaseEvent]) -> None:
        events = list(events)
        opened = sorted(_days(one.on) for one in events if one.event == "opened")
        self._opened = [first for first, _ in opened]
        self._opened_last = list(accumulate((last for _, last in opened), max))
        ends = [one for one in events if one.on is not None and ends_base(one)]
        ends.sort(key=lambda one: _days(one.on)[1])
        self._ended = [_days(one.on)[1] for one in ends]
        self._ends = list(accumulate(ends, _later))
        left = [_days(one.on)[1] for one in events if one.event == "departed"]
        self._left = max(left, default=date.min)

    def may_open(self, first: date, last: date) -> bool:
        """Return whether an opening can be on one of some days."""
        number = bisect_right(self._opened, last)
        return number > 0 and self._opened_last[number - 1] >= first

    def end_before(self, first: date, last: date) -> BaseEvent | None:
        """Return an event by which the base and its people were gone on some days."""
        number = bisect_left(self._ended, first)
        if number == 0 or self._left >= first:
            return None
        end = self._ends[number - 1]
        return None if self.may_open(_days(end.on)[0], last) else end


def _later(one: BaseEvent, other: BaseEvent) -> BaseEvent:
    return max(one, other, key=lambda event: _days(event.on)[0])


def _lives(dataset: Dataset) -> Mapping[str, _Life]:
    events: dict[str, list[BaseEvent]] = defaultdict(list)
    for one in dataset.of(BaseEvent):
        events[one.base].append(one)
    return {base: _Life(found) for base, found in events.items()}


@check(
    severity=Severity.WARNING,
    title="A base is departed, closed or handed over twice, and not opened in between",
    fix="Keep one event, and make each day a claim on it; or add the opening between "
    "the two.",
    failing=[
        *_BASE,
        _event("one", "departed", "2023-10-31"),
        _event("two", "departed", "2023-11-07"),
    ],
    passing=[
        *_BASE,
        _event("one", "opened", "2013-07"),
        _event("two", "departed", "2014-05-21"),
        _event("three", "opened", "2014-06"),
        _event("four", "departed", "2023-10-31"),
    ],
)
def ended_twice(dataset: Dataset) -> Iterator[Doubt]:
    """
    Compare each such event with the one before it, by their first possible days.

    Ends of different sorts follow one another, and a base may be taken over twice.
    """
    alike: dict[tuple[str, str], list[BaseEvent]] = defaultdict(list)
    for one in dataset.of(BaseEvent):
        if one.event in {"departed", "closed", "handed_over"}:
            alike[one.base, one.event].append(one)
    lives = _lives(dataset)
    for (base, _), events in alike.items():
        events.sort(key=lambda one: (*_days(one.on), one.id))
        for one, other in pairwise(events):
            first = _days(one.on)[0]
            last = max(_days(one.on)[1], _days(other.on)[1])
            if not lives[base].may_open(first, last):
                message = f"{one.id} is the same event, and no opening lies between."
                yield Doubt(other.id, message, "event")


@check(
    severity=Severity.WARNING,
    title="The mission is at a base after the base has ended",
    fix="Correct one of the two dates, or add the event by which the base was "
    "opened again.",
    failing=[*_BASE, _event("one", "closed", "2023-10-31"), _people("2023-11-07")],
    passing=[*_BASE, _event("one", "closed", "2023-10-31"), _people("2023-10-31")],
)
def seen_after_end(dataset: Dataset) -> Iterator[Doubt]:
    """
    Compare people, incidents, movements and sights with the end of their base.

    Where a base was handed over before the last people left, they may be there until
    then.
    """
    lives = _lives(dataset)
    for record, base, path, when in _seen(dataset):
        if when is None or base not in lives:
            continue
        end = lives[base].end_before(when.earliest, when.latest)
        if end is not None:
            message = f"{when} is after the end of {base}: {end.event} on {end.on}."
            yield Doubt(record.id, message, path)


_Sight = tuple[Record, str, str, PartialDate | Period | None]


def _seen(dataset: Dataset) -> Iterator[_Sight]:
    """Yield each record that shows the mission at a base, with the field and days."""
    missions = {base.id: base.mission for base in dataset.of(Base)}
    for count in dataset.of(PersonnelCount, status="deployed"):
        base = count.base
        is_somebody = count.count is not None and count.count.low > 0
        if base and is_somebody and count.mission in {None, missions.get(base)}:
            yield count, base, *_when(count.on, count.period)
    # Others may be there now. What does not name the mission may be about them.
    for incident in dataset.of(Incident):
        base = incident.base
        if base and incident.mission and incident.mission == missions.get(base):
            yield incident, base, *_when(incident.on, incident.period)
    for movement in dataset.of(Movement):
        base = movement.base
        if base and movement.mission and movement.mission == missions.get(base):
            yield movement, base, "departed_on", movement.departed_on
    for status in dataset.of(BaseStatus, status="present"):
        yield status, status.base, *_when(status.on, status.period)


def _when(
    on: PartialDate | None, period: Period | None
) -> tuple[str, PartialDate | Period | None]:
    return ("on", on) if period is None else ("period", period)


CHECKS: Final[tuple[Check, ...]] = (ended_twice, seen_after_end)
