"""
Doubts about numbers: sums, ceilings and totals that cannot all be true.

Only what certainly cannot be is found: bounds that overlap agree.
"""

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations
from typing import Final

from peacekeep.checks.base import Check, Doubt, check
from peacekeep.dataset import Dataset
from peacekeep.errors import Severity
from peacekeep.models import BaseEvent, Incident, PersonnelCount, Record, Tally


__all__ = ["CHECKS"]

_MISSION = {"kind": "mission", "id": "mission/minusma"}


def _tally(name: str, measure: str, **fields: object) -> dict[str, object]:
    about = {"mission": "mission/minusma", "measure": measure}
    return {"kind": "tally", "id": f"tally/{name}", **about, **fields}


def _strength(name: str, **fields: object) -> dict[str, object]:
    about = {"mission": "mission/minusma", "category": "uniformed"}
    return {
        "kind": "personnel_count",
        "id": f"personnel_count/{name}",
        **about,
        **fields,
    }


@check(
    severity=Severity.WARNING,
    title="More people are deployed than are authorised",
    fix="See whether both count the same people on the same day. For a short time it "
    "may be so.",
    failing=[
        _MISSION,
        _strength("ceiling", status="authorised", count=15209, on="2022-06-29"),
        _strength("deployed", status="deployed", count=17430, on="2023-02"),
    ],
    passing=[
        _MISSION,
        _strength("ceiling", status="authorised", count=15209, on="2022-06-29"),
        _strength("deployed", status="deployed", count=12947, on="2023-08-28"),
    ],
)
def count_over_ceiling(dataset: Dataset) -> Iterator[Doubt]:
    """A count of the whole mission against the ceilings set by then."""
    ceilings = dataset.of(PersonnelCount, status="authorised", base=None)
    for held in dataset.of(PersonnelCount, status="deployed", base=None):
        for ceiling in ceilings:
            if (
                _people(held) != _people(ceiling)
                or held.count is None
                or ceiling.count is None
                or held.on is None
                or ceiling.on is None
                or not ceiling.count.certainly_below(held.count)
                or not _may_be_in_force(ceiling, held, ceilings)
            ):
                continue
            message = (
                f"{held.count} is above the ceiling {ceiling.count} of {ceiling.id}"
            )
            if held.on.possibly_before(ceiling.on):
                yield Doubt(
                    held.id,
                    f"{message}, if that held by then; the dates do not tell.",
                    "count",
                    "Give a finer date where a source has one.",
                    Severity.NOTE,
                )
            else:
                yield Doubt(held.id, f"{message}.", "count")


def _people(count: PersonnelCount) -> tuple[object, ...]:
    return count.mission, count.category, count.contributor, count.sex


def _may_be_in_force(
    ceiling: PersonnelCount, held: PersonnelCount, ceilings: tuple[PersonnelCount, ...]
) -> bool:
    """Whether a ceiling can have been set before a count, and no other one since."""
    return not _set_after(ceiling, held) and not any(
        _people(other) == _people(ceiling)
        and _set_after(other, ceiling)
        and not _set_after(other, held)
        for other in ceilings
    )


def _set_after(ceiling: PersonnelCount, count: PersonnelCount) -> bool:
    """Whether a ceiling certainly dates from after another count."""
    if ceiling.on is None or count.on is None:
        return False
    return count.on.certainly_before(ceiling.on)


@check(
    severity=Severity.ERROR,
    title="More bases are left, closed or handed over than the mission has",
    fix="Correct the number of bases, or the tally of those left.",
    failing=[
        _MISSION,
        _tally("total", "bases_total", count=13),
        _tally("left", "bases_left", count=14),
    ],
    passing=[
        _MISSION,
        _tally("total", "bases_total", count=13),
        _tally("left", "bases_left", count=8),
    ],
)
def more_bases_left_than_exist(dataset: Dataset) -> Iterator[Doubt]:
    for total in dataset.of(Tally, measure="bases_total"):
        if total.count is None:
            continue
        for event in _ENDS:
            for left in dataset.of(Tally, measure=_ENDS[event], mission=total.mission):
                if (
                    left.count is not None
                    and (left.on, left.period) == (total.on, total.period)
                    and total.count.certainly_below(left.count)
                ):
                    message = f"{left.count} of {total.count} bases cannot be."
                    yield Doubt(left.id, message, "count")
            bases = {
                one.base
                for one in dataset.of(BaseEvent, event=event)
                if getattr(_held(dataset, one.base), "mission", None) == total.mission
                and not _after(one, total)
            }
            if total.count.certainly_below(len(bases)):
                message = (
                    f"{len(bases)} bases have an event {event} by then; there are "
                )
                fix = "See whether some were opened again, or since, or never counted."
                yield Doubt(
                    total.id, f"{message}{total.count}.", "count", fix, Severity.WARNING
                )


def _after(event: BaseEvent, total: Tally) -> bool:
    """Whether an event may be of after the day on which bases were counted."""
    if total.on is None:
        return False
    return event.on is None or event.on.possibly_after(total.on)


_ENDS: Final = {
    "departed": "bases_left",
    "closed": "bases_closed",
    "handed_over": "bases_handed_over",
}


_OUTCOMES: Final = {
    "fatalities": "killed",
    "injured": "injured",
    "abducted": "abducted",
}


def _held(dataset: Dataset, ref: str) -> Record | None:
    return dataset.get(ref) if ref in dataset else None


@check(
    severity=Severity.WARNING,
    title="Two tallies answer one question",
    fix="Keep one tally, and make the answers claims on its count.",
    failing=[
        _MISSION,
        _tally("one", "fatalities", on="2023-12-11", count=310),
        _tally("two", "fatalities", on="2023-12-11", count=311),
    ],
    passing=[
        _MISSION,
        _tally("one", "fatalities", on="2023-12-11", count=311),
        _tally("two", "fatalities", on="2023-12-11", cause="malicious_act", count=174),
    ],
)
def two_tallies_of_one_question(dataset: Dataset) -> Iterator[Doubt]:
    questions: dict[tuple[object, ...], list[Tally]] = defaultdict(list)
    for tally in dataset.of(Tally):
        when = (tally.on, tally.period)
        questions[*_scope(tally), tally.measure, tally.cause, *when].append(tally)
    for tallies in questions.values():
        for first, other in combinations(tallies, 2):
            yield Doubt(other.id, f"asks what {first.id} asks.")


def _scope(tally: Tally) -> tuple[object, ...]:
    return tally.mission, tally.group, tally.contributor, tally.of


@check(
    severity=Severity.ERROR,
    title="Deaths of some causes are more than all deaths",
    fix="Correct one of the counts, or the cause or span of its tally.",
    failing=[
        _MISSION,
        _tally("all", "fatalities", on="2023-12-11", count=311),
        _tally("acts", "fatalities", on="2023-12-11", cause="malicious_act", count=312),
    ],
    passing=[
        _MISSION,
        _tally("all", "fatalities", on="2023-12-11", count=311),
        _tally("acts", "fatalities", on="2023-12-11", cause="malicious_act", count=174),
    ],
)
def deaths_by_cause_above_all_deaths(dataset: Dataset) -> Iterator[Doubt]:
    """Tallies over the same people and the same span, or up to the same day."""
    deaths = dataset.of(Tally, measure="fatalities")
    for total in deaths:
        if total.cause not in _EVERY_CAUSE or total.count is None:
            continue
        parts = [
            tally
            for tally in deaths
            if tally.cause not in _EVERY_CAUSE
            and tally.count is not None
            and _scope(tally) == _scope(total)
            and (tally.on, tally.period) == (total.on, total.period)
        ]
        least: dict[str, int] = {}
        for part in parts:
            low = 0 if part.count is None else part.count.low
            least[str(part.cause)] = min(low, least.get(str(part.cause), low))
        summed = sum(least.values())
        if total.count.high is not None and summed > total.count.high:
            causes = ", ".join(least)
            message = f"{summed} deaths of {causes} are more than {total.count} in all."
            yield Doubt(total.id, message, "count")


_EVERY_CAUSE: Final = (None, "all")


@check(
    severity=Severity.ERROR,
    title="A tally is smaller than the records that it counts",
    fix="Correct the tally, or the records that it names.",
    failing=[
        _MISSION,
        {
            "kind": "incident",
            "id": "incident/one",
            "mission": "mission/minusma",
            "casualties": [{"group": "peacekeeper", "outcome": "injured", "count": 8}],
        },
        _tally("injured", "injured", of=["incident/one"], count="2..7"),
    ],
    passing=[
        _MISSION,
        {
            "kind": "incident",
            "id": "incident/one",
            "mission": "mission/minusma",
            "casualties": [{"group": "peacekeeper", "outcome": "injured", "count": 8}],
        },
        _tally("injured", "injured", of=["incident/one"], count="2..8"),
    ],
)
def tally_below_its_records(dataset: Dataset) -> Iterator[Doubt]:
    for tally in dataset.of(Tally):
        records = [_held(dataset, ref) for ref in tally.of]
        counted = _counted(tally, [record for record in records if record is not None])
        high = None if tally.count is None else tally.count.high
        if high is not None and counted > high:
            message = f"{tally.count} is less than the {counted} of its records."
            yield Doubt(tally.id, message, "count")


def _counted(tally: Tally, records: list[Record]) -> int:
    """Add up the least that records certainly say to a tally's question."""
    incidents = [record for record in records if isinstance(record, Incident)]
    if tally.measure == "attacks":
        return sum(one.attacks.low for one in incidents if one.attacks is not None)
    if tally.measure in _ENDS.values():
        events = [record for record in records if isinstance(record, BaseEvent)]
        ends = [one for one in events if _ENDS.get(one.event) == tally.measure]
        return len({event.base for event in ends})
    outcome = _OUTCOMES.get(tally.measure)
    return sum(_least_harmed(one, outcome, tally.group) for one in incidents)


def _least_harmed(incident: Incident, outcome: str | None, group: str | None) -> int:
    """Answer how many at least were harmed, of one group or of whichever is meant."""
    harmed: dict[str, int] = {}
    for part in incident.casualties:
        if part.outcome == outcome and group in {None, part.group}:
            low = 0 if part.count is None else part.count.low
            # Those of one severity are among those of any.
            harmed[part.group] = max(low, harmed.get(part.group, 0))
    return min(harmed.values(), default=0)


CHECKS: Final[tuple[Check, ...]] = (
    count_over_ceiling,
    more_bases_left_than_exist,
    two_tallies_of_one_question,
    deaths_by_cause_above_all_deaths,
    tally_below_its_records,
)
