"""
Checks of time: what ends before it starts, or happens before it can.

What ends or happens too early, and may not, is a note. Otherwise only what is certain
is found.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from peacekeep.checks.base import Check, Doubt, Plain, check, claimed
from peacekeep.dataset import Dataset
from peacekeep.errors import InvalidValue, Severity
from peacekeep.models import (
    Base,
    BaseEvent,
    BaseStatus,
    Claim,
    Fact,
    Incident,
    IndividualCasualty,
    Mission,
    Movement,
    PersonnelCount,
    Record,
    Source,
    Tally,
)
from peacekeep.values.counts import Count
from peacekeep.values.dates import PartialDate
from peacekeep.values.periods import Period


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
    severity=Severity.WARNING,
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
    severity=Severity.WARNING,
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


_LASTING: Final[Plain] = {
    "kind": "mission",
    "id": "mission/minusma",
    "period": "2013-07-01/2023-12-31",
}


def _troops(on: str) -> Plain:
    return {
        "kind": "personnel_count",
        "id": "personnel_count/one",
        "mission": "mission/minusma",
        "category": "troops",
        "status": "deployed",
        "count": 120,
        "on": on,
    }


@check(
    severity=Severity.WARNING,
    title="What belongs to a mission is dated outside the period of the mission",
    fix="Correct the date or the period of the mission. A mission may send people "
    "ahead, and has some left while it gives up its sites and accounts.",
    failing=[_LASTING, _troops("2024-01-31")],
    passing=[_LASTING, _troops("2023-12")],
)
def outside_mission(dataset: Dataset) -> Iterator[Doubt]:
    """
    Compare incidents, people and openings of bases with the period of their mission.

    Incidents before it have a check of their own. Bases are closed and handed over
    after it, and ceilings are set before it.
    """
    periods = {one.id: one.period for one in dataset.of(Mission) if one.period}
    for record, mission, path, when in _of_missions(dataset):
        period = periods.get(mission or "")
        if period is None or when is None:
            continue
        start, end = period.start, period.end
        is_harm = isinstance(record, Incident | IndividualCasualty)
        ends_base = isinstance(record, BaseEvent) and record.event != "opened"
        if start is not None and when.latest < start.earliest and not is_harm:
            message = f"{when} is before the start of the mission, {start}."
            yield Doubt(record.id, message, path)
        elif end is not None and when.earliest > end.latest and not ends_base:
            message = f"{when} is after the end of the mission, {end}."
            yield Doubt(record.id, message, path)


_Dated = tuple[Fact, str | None, str, PartialDate | Period | None]


def _of_missions(dataset: Dataset) -> Iterator[_Dated]:
    """Yield each record that happens to a mission, with the mission and its days."""
    missions = {base.id: base.mission for base in dataset.of(Base)}
    for incident in dataset.of(Incident):
        when = incident.on or incident.period
        yield incident, incident.mission, "on" if incident.on else "period", when
    for person in dataset.of(IndividualCasualty):
        yield person, person.mission, "on", person.on
    for count in dataset.of(PersonnelCount, status="deployed"):
        mission = count.mission or missions.get(count.base or "")
        when = count.on or count.period
        yield count, mission, "on" if count.on else "period", when
    for event in dataset.of(BaseEvent):
        yield event, missions.get(event.base), "on", event.on


# Reports.

_DAY: Final = datetime.timedelta(days=1)
"""Where a report is dated, it may still be the day before."""


def _incident(**fields: object) -> Plain:
    about = {"mission": "mission/minusma", "on": "2023-10-31"}
    return {"kind": "incident", "id": "incident/one", **about, **fields}


def _claim(reported_on: str) -> list[Plain]:
    incident = _incident()
    claim = {
        "kind": "claim",
        "id": "claim/one",
        "about": "incident/one",
        "field": "attacks",
        "value": "2",
        "reported_on": reported_on,
    }
    return [_LASTING, incident, claim]


def _is_too_early(said: PartialDate | None, first: datetime.date | None) -> bool:
    """Return whether a report is certainly from before the day that it reports."""
    if said is None or first is None:
        return False
    return said.latest < first and said.latest + _DAY < first


@check(
    severity=Severity.WARNING,
    title="A claim or a source reports what had not happened by its day",
    fix="Correct one of the two dates. A plan is a claim on planned_on, or in says.",
    failing=_claim(reported_on="2023-10-29"),
    passing=_claim(reported_on="2023-10-30"),
)
def reported_before_it_happened(dataset: Dataset) -> Iterator[Doubt]:
    """
    Compare reports of harm, of people present, of totals and of what happened to bases.

    Of a base, only the day of an event is compared: its receiver may be known before.
    Plans, ceilings and projects are about what is to come, and so may be an event or a
    movement. What is at least so many before a day is so on that day. The sources of a
    record are doubted if none of them, and no claim about the record, can be late
    enough.
    """
    for claim in dataset.of(Claim):
        said = dataset.said_on(claim)
        if claim.stance != "denies" and _is_too_early(said, _reported(dataset, claim)):
            path = "source" if claim.reported_on is None else "reported_on"
            message = f"{said} is before the day of what it reports."
            yield Doubt(claim.id, message, path)
    for cls in (Incident, IndividualCasualty, BaseEvent, PersonnelCount, Tally):
        for record in dataset.of(cls):
            is_least = isinstance(record, Tally) and _is_least(record.count)
            if not record.sources or is_least:
                continue
            days = [_published(dataset, ref) for ref in record.sources]
            days += [dataset.said_on(claim) for claim in dataset.claims(record.id)]
            first = _happened(record)
            if all(_is_too_early(day, first) for day in days):
                message = "all its sources are from before the day that it gives."
                yield Doubt(record.id, message, "sources")


def _happened(record: Record) -> datetime.date | None:
    """Return the first day of what a record reports. None: it may be yet to come."""
    if isinstance(record, Incident | IndividualCasualty | BaseEvent):
        is_past = True
    elif isinstance(record, PersonnelCount):
        is_past = record.status == "deployed"
    else:
        is_past = isinstance(record, Tally) and record.measure != "personnel_to_depart"
    begins = record.begins() if is_past else None
    return None if begins is None else begins[0]


def _reported(dataset: Dataset, claim: Claim) -> datetime.date | None:
    """Return the first day on which what a claim states can have happened."""
    target = claimed(dataset, claim)
    if target is None:
        return None
    record = dataset.get(claim.about)
    first = _happened(record)
    try:
        value = target.field.parse(claim.value or "")
    except InvalidValue:
        return None
    if isinstance(record, Tally) and _is_least(value):
        return None
    is_day = target.field.name in {"on", "period"}
    if first is not None and is_day and isinstance(value, PartialDate | Period):
        return value.earliest
    return None if isinstance(record, BaseEvent) else first


def _is_least(value: object) -> bool:
    """Return whether a number says only how many there are at least, by any day."""
    return isinstance(value, Count) and value.high is None


def _published(dataset: Dataset, ref: str) -> PartialDate | None:
    """Return the day on which a source was published, else the day it was read."""
    source = dataset.get(ref) if ref in dataset else None
    if not isinstance(source, Source):
        return None
    return source.published_on or source.retrieved_on


@check(
    severity=Severity.WARNING,
    title="A source or a claim is dated after today",
    fix="Correct the day. A printed issue may be dated ahead.",
    failing=[{"kind": "source", "id": "source/ap", "published_on": "9023-10-31"}],
    passing=[{"kind": "source", "id": "source/ap", "published_on": "2023-10-31"}],
)
def dated_in_future(dataset: Dataset) -> Iterator[Doubt]:
    """Compare each day with that of the clock, and one more for other time zones."""
    last = datetime.datetime.now(datetime.UTC).date() + _DAY
    for record in (*dataset.of(Source), *dataset.of(Claim)):
        for name in ("published_on", "retrieved_on", "reported_on"):
            day = getattr(record, name, None)
            if isinstance(day, PartialDate) and day.certainly_after(last):
                yield Doubt(record.id, f"{day} is after today.", name)


def _versions(*days: str) -> list[Plain]:
    first, second = days
    return [
        {"kind": "source", "id": "source/first", "published_on": first},
        {
            "kind": "source",
            "id": "source/second",
            "published_on": second,
            "supersedes": "source/first",
        },
    ]


@check(
    severity=Severity.ERROR,
    title="A source is dated before the version that it replaces",
    fix="Correct one of the two days, or let the later one replace the earlier one.",
    failing=_versions("2023-10-31", "2023-10-30"),
    passing=_versions("2023-10-31", "2023-11-01"),
)
def replaced_by_earlier_source(dataset: Dataset) -> Iterator[Doubt]:
    for source in dataset.of(Source):
        ref = source.supersedes
        former = dataset.get(ref) if ref is not None and ref in dataset else None
        if isinstance(former, Source):
            day, other = source.published_on, former.published_on
            if day is not None and other is not None and day.certainly_before(other):
                message = f"{day} is before {other}, the day of {former.id}."
                yield Doubt(source.id, message, "published_on")


CHECKS: Final[tuple[Check, ...]] = (
    end_before_start,
    incident_before_mission,
    base_event_before_opening,
    outside_mission,
    reported_before_it_happened,
    dated_in_future,
    replaced_by_earlier_source,
)
