"""
Checks of time: what ends before it starts, or happens before it can.

If a partial date straddles the border, so that nothing is certain, the finding is a
note.
"""

from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from peacekeep.checks.base import Check, Doubt, check
from peacekeep.dataset import Dataset
from peacekeep.errors import Severity
from peacekeep.models import (
    BaseEvent,
    BaseStatus,
    Incident,
    IndividualCasualty,
    Mission,
    Movement,
)
from peacekeep.values.dates import PartialDate


__all__ = ["CHECKS"]


def _too_early(
    record: str, field: str, day: PartialDate | None, start: PartialDate | None, of: str
) -> Iterator[Doubt]:
    """Yield a doubt if a day is, or may be, before the start of what it belongs to."""
    if day is None or start is None:
        return
    if day.certainly_before(start):
        yield Doubt(record, f"{day} is before {of}, {start}.", field)
    elif day.possibly_before(start):
        yield Doubt(
            record,
            f"{day} may be before {of}, {start}; the dates do not settle it.",
            field,
            "Give a more exact date if a source has one.",
            Severity.NOTE,
        )


@check(
    severity=Severity.ERROR,
    title="Something ends before it starts",
    fix="Correct the end or the start.",
    failing=[
        {
            "kind": "mission",
            "id": "mission/minusma",
            "period": "2013-07-01/2023-12-31",
            "mandates": [
                {"resolution": "S/RES/2100 (2013)", "period": "2012-04-25/2012-06-30"}
            ],
        }
    ],
    passing=[
        {
            "kind": "mission",
            "id": "mission/minusma",
            "period": "2013-07-01/2023-12-31",
            "mandates": [
                {"resolution": "S/RES/2100 (2013)", "period": "2013-04-25/2014-06-30"}
            ],
        }
    ],
)
def end_before_start(dataset: Dataset) -> Iterator[Doubt]:
    """Check each mandate against its mission, and each movement against its start."""
    for mission in dataset.of(Mission):
        start = mission.period.start if mission.period else None
        for index, mandate in enumerate(mission.mandates):
            end = mandate.period.end if mandate.period else None
            field = f"mandates[{index}].period"
            yield from _too_early(
                mission.id, field, end, start, "the start of the mission"
            )
    for movement in dataset.of(Movement):
        day, start = movement.arrived_on, movement.departed_on
        yield from _too_early(movement.id, "arrived_on", day, start, "its departure")


@check(
    severity=Severity.ERROR,
    title="An incident, or harm to a person, is dated before its mission began",
    fix="Correct the date, or the mission.",
    failing=[
        {"kind": "mission", "id": "mission/minusma", "period": "2013-07-01/2023-12-31"},
        {
            "kind": "incident",
            "id": "incident/one",
            "mission": "mission/minusma",
            "on": "2012-10-31",
        },
    ],
    passing=[
        {"kind": "mission", "id": "mission/minusma", "period": "2013-07-01/2023-12-31"},
        {
            "kind": "incident",
            "id": "incident/one",
            "mission": "mission/minusma",
            "on": "2023-10-31",
        },
    ],
)
def incident_before_mission(dataset: Dataset) -> Iterator[Doubt]:
    starts = {
        mission.id: mission.period.start
        for mission in dataset.of(Mission)
        if mission.period
    }
    start_of = "the start of the mission"
    for incident in dataset.of(Incident):
        start = starts.get(incident.mission or "")
        yield from _too_early(incident.id, "on", incident.on, start, start_of)
        end = None if incident.period is None else incident.period.end
        yield from _too_early(incident.id, "period", end, start, start_of)
    for person in dataset.of(IndividualCasualty):
        start = starts.get(person.mission or "")
        yield from _too_early(person.id, "on", person.on, start, start_of)


@check(
    severity=Severity.ERROR,
    title="A base has an event, or is seen present, before it opened",
    fix="Correct one of the two dates.",
    failing=[
        {"kind": "mission", "id": "mission/minusma"},
        {"kind": "base", "id": "base/kidal", "mission": "mission/minusma"},
        {
            "kind": "base_event",
            "id": "base_event/kidal-opened",
            "base": "base/kidal",
            "event": "opened",
            "on": "2013-07",
        },
        {
            "kind": "base_event",
            "id": "base_event/kidal-closed",
            "base": "base/kidal",
            "event": "closed",
            "on": "2013-06-30",
        },
    ],
    passing=[
        {"kind": "mission", "id": "mission/minusma"},
        {"kind": "base", "id": "base/kidal", "mission": "mission/minusma"},
        {
            "kind": "base_event",
            "id": "base_event/kidal-opened",
            "base": "base/kidal",
            "event": "opened",
            "on": "2013-07",
        },
        {
            "kind": "base_event",
            "id": "base_event/kidal-closed",
            "base": "base/kidal",
            "event": "closed",
            "on": "2023-10-31",
        },
    ],
)
def base_event_before_opening(dataset: Dataset) -> Iterator[Doubt]:
    """Check each event and each sight against the first opening of its base."""
    opened: dict[str, list[PartialDate | None]] = defaultdict(list)
    for one in dataset.of(BaseEvent, event="opened"):
        opened[one.base].append(one.on)
    for one in dataset.of(BaseEvent):
        if one.event != "opened":
            start = _first(opened[one.base])
            yield from _too_early(one.id, "on", one.on, start, "its opening")
    for seen in dataset.of(BaseStatus, status="present"):
        start = _first(opened[seen.base])
        yield from _too_early(seen.id, "on", seen.on, start, "its opening")
        end = None if seen.period is None else seen.period.end
        yield from _too_early(seen.id, "period", end, start, "its opening")


def _first(days: list[PartialDate | None]) -> PartialDate | None:
    """Return the first of some days. None: there is no day, or one is not known."""
    known = [day for day in days if day is not None]
    if len(known) < len(days):
        return None
    return min(known, key=lambda day: day.earliest, default=None)


CHECKS: Final[tuple[Check, ...]] = (
    end_before_start,
    incident_before_mission,
    base_event_before_opening,
)
