"""
Checks of numbers: sums, ceilings and totals that cannot all be true.

Only certain contradictions are found: bounds that overlap agree.
"""

import math
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import accumulate
from typing import Final

from peacekeep.checks.base import Check, Doubt, check
from peacekeep.dataset import Dataset
from peacekeep.dataset.counting import MUST_SAY
from peacekeep.definitions.codes import Codes
from peacekeep.errors import Severity
from peacekeep.models import (
    BaseEvent,
    Incident,
    IndividualCasualty,
    PersonnelCount,
    Record,
    Tally,
)
from peacekeep.values.counts import Count
from peacekeep.values.dates import PartialDate


__all__ = ["CHECKS"]

_MISSION = {"kind": "mission", "id": "mission/minusma"}


_PERSON = {
    "kind": "individual_casualty",
    "id": "individual_casualty/one",
    "mission": "mission/minusma",
    "outcome": "died",
    "group": "military",
    "on": "2013-08-09",
}


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
    fix="Check that both count the same people on the same day. A strength may exceed "
    "its ceiling for a short time.",
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
    """Compare each count of a whole mission with the ceilings that may be in force."""
    limits = ceilings(dataset)
    for held in dataset.of(PersonnelCount, status="deployed", base=None):
        if held.count is None or held.on is None or _people(held) not in limits:
            continue
        ceiling = limits[_people(held)]
        if not ceiling.may_be_below(held.on, held.count.low):
            continue
        for ref, on, count in ceiling.in_force(held.on):
            if not count.certainly_below(held.count):
                continue
            message = f"{held.count} is above the ceiling {count} of {ref}"
            if held.on.possibly_before(on):
                yield Doubt(
                    held.id,
                    f"{message}, if it held by then; the dates do not settle it.",
                    "count",
                    "Give a more exact date if a source has one.",
                    Severity.NOTE,
                )
            else:
                yield Doubt(held.id, f"{message}.", "count")


def _people(count: PersonnelCount) -> tuple[object, ...]:
    unit = count.unit_type, count.unit_size
    return count.mission, count.category, count.contributor, count.sex, *unit


def _since(ceiling: PersonnelCount) -> PartialDate | None:
    """Return the day from which a ceiling is in force."""
    if ceiling.period is not None:
        return ceiling.period.start
    return ceiling.on


class Ceilings:
    """
    The ceilings for one group of people, and when each may be in force.

    A ceiling may be in force until another one has certainly been set after it. A
    ceiling without a day limits nothing, and neither does one without a number, which
    still takes the place of an older one.
    """

    def __init__(self, ceilings: Iterable[PersonnelCount]) -> None:
        dated = [(one, day) for one in ceilings if (day := _since(one)) is not None]
        self._days = sorted({on.earliest for _, on in dated})
        self._ends = {
            one.id: one.period.end
            for one, _ in dated
            if one.period is not None and one.period.end is not None
        }
        self._from: list[list[tuple[str, PartialDate, Count]]]
        self._from = [[] for _ in self._days]
        for one, on in dated:
            first = bisect_left(self._days, on.earliest)
            last = bisect_right(self._days, on.latest)
            for found in self._from[first:last]:
                if one.count is not None:
                    found.append((one.id, on, one.count))
        # Most counts are below every ceiling, and need not be compared with each.
        self._lowest = [
            min(
                (count.high for *_, count in found if count.high is not None),
                default=None,
            )
            for found in self._from
        ]

    def may_be_below(self, day: PartialDate, number: int) -> bool:
        """Return whether a ceiling set by a day is certainly below a number."""
        index = bisect_right(self._days, day.latest)
        lowest = self._lowest[index - 1] if index else None
        return lowest is not None and lowest < number

    def in_force(self, day: PartialDate) -> list[tuple[str, PartialDate, Count]]:
        """Return the id, day and number of each that may be in force on a day."""
        index = bisect_right(self._days, day.latest)
        found = self._from[index - 1] if index else []
        return [
            one
            for one in found
            if one[0] not in self._ends or not day.certainly_after(self._ends[one[0]])
        ]


def ceilings(dataset: Dataset) -> dict[tuple[object, ...], Ceilings]:
    """
    Return the ceilings of whole missions, by the people whom they limit.

    A key has the mission, category, contributor, sex, type of unit and size of unit.
    """
    alike: dict[tuple[object, ...], list[PersonnelCount]] = defaultdict(list)
    for one in dataset.of(PersonnelCount, status="authorised", base=None):
        alike[_people(one)].append(one)
    return {people: Ceilings(group) for people, group in alike.items()}


@check(
    severity=Severity.WARNING,
    title="Two counts of the same people cannot both be true",
    fix="Keep one record, and make each number a claim on its count.",
    failing=[
        _MISSION,
        _strength("one", status="deployed", count=12947, on="2023-08-28"),
        _strength("two", status="deployed", count=13001, on="2023-08-28"),
    ],
    passing=[
        _MISSION,
        _strength("one", status="deployed", count=12947, on="2023-08-28"),
        _strength("two", status="deployed", count="~13000", on="2023-08-28"),
    ],
)
def two_counts_of_one_question(dataset: Dataset) -> Iterator[Doubt]:
    """
    Compare counts of one day that differ in nothing but the number.

    Left out are counts of units, of which there may be two alike, and counts without a
    status, of which one may be a ceiling.
    """
    seen: dict[tuple[object, ...], tuple[_Said, _Said]] = {}
    for one in dataset.of(PersonnelCount, unit_type=None, unit_size=None):
        if one.count is None or one.on is None or not one.on.is_day:
            continue
        if one.status is None:
            continue
        key = (
            *(one.mission, one.base, one.category, frozenset(one.includes)),
            *(one.status, one.method, one.contributor, one.sex, one.on),
        )
        said = one.count, one.id
        least, most = seen.get(key, (said, said))
        for count, ref in (least, most):
            if not count.consistent_with(one.count):
                message = f"{one.count} and the {count} of {ref} cannot both be true."
                yield Doubt(one.id, message, "count")
                break
        # A count that agrees with these two agrees with all that were seen.
        most = max(most, said, key=lambda one: one[0].low)
        seen[key] = min(least, said, key=lambda one: _most(one[0])), most


_Said = tuple[Count, str]


def _most(count: Count) -> float:
    return math.inf if count.high is None else count.high


@check(
    severity=Severity.WARNING,
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
    tallies: dict[tuple[object, ...], list[Tally]] = defaultdict(list)
    for tally in dataset.of(Tally):
        tallies[tally.measure, *_about(tally), tally.on, tally.period].append(tally)
    ended = _bases_ended(dataset)
    for total in dataset.of(Tally, measure="bases_total"):
        if total.count is None:
            continue
        for event, measure in _ENDS.items():
            for left in tallies[measure, *_about(total), total.on, total.period]:
                if left.count is not None and total.count.certainly_below(left.count):
                    message = f"{left.count} is more than all {total.count} bases."
                    yield Doubt(left.id, message, "count")
            number, days = ended[event, total.mission]
            if total.on is not None:
                number = bisect_right(days, total.on.earliest)
            if total.count.certainly_below(number):
                message = f"{number} bases have the event {event} by then, out of "
                fix = "Check whether some reopened, opened later or were not counted."
                yield Doubt(
                    total.id, f"{message}{total.count}.", "count", fix, Severity.WARNING
                )


def _bases_ended(
    dataset: Dataset,
) -> Mapping[tuple[str, object], tuple[int, list[date]]]:
    """
    Return, by event and mission, how many bases had the event, and by which days.

    Each base counts once, by the first day on which it certainly had had the event. A
    base whose events have no day counts, but has no such day.
    """
    found: dict[tuple[str, object], dict[str, list[date]]]
    found = defaultdict(lambda: defaultdict(list))
    for one in dataset.of(BaseEvent):
        mission = getattr(_held(dataset, one.base), "mission", None)
        days = found[one.event, mission][one.base]
        if one.on is not None:
            days.append(one.on.latest)
    ended: dict[tuple[str, object], tuple[int, list[date]]]
    ended = defaultdict(lambda: (0, []))
    for key, bases in found.items():
        ended[key] = len(bases), sorted(min(days) for days in bases.values() if days)
    return ended


_ENDS: Final = {
    "departed": "bases_left",
    "closed": "bases_closed",
    "handed_over": "bases_handed_over",
}


_OUTCOMES: Final = {
    "fatalities": ("killed", "died"),
    "injured": ("injured",),
    "abducted": ("abducted",),
}
"""Outcomes that each measure counts."""


def _held(dataset: Dataset, ref: str) -> Record | None:
    return dataset.get(ref) if ref in dataset else None


@check(
    severity=Severity.WARNING,
    title="Two tallies answer the same question",
    fix="Keep one tally, and make each answer a claim on its count.",
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
    for first, *others in questions.values():
        for other in others:
            yield Doubt(other.id, f"answers the same question as {first.id}.")


def _about(tally: Tally) -> tuple[object, ...]:
    return tally.mission, tally.place, tally.actor


def _scope(tally: Tally) -> tuple[object, ...]:
    return *_about(tally), tally.group, tally.contributor, tally.of


@check(
    severity=Severity.WARNING,
    title="A cumulative total falls with time",
    fix="Check that both count the same from the same day on. A publisher may have "
    "corrected the total.",
    failing=[
        _MISSION,
        _tally("october", "bases_closed", on="2023-10-31", count=8),
        _tally("november", "bases_closed", on="2023-11-18", count=7),
    ],
    passing=[
        _MISSION,
        _tally("october", "bases_closed", on="2023-10-31", count=8),
        _tally("november", "bases_closed", on="2023-11-18", count=9),
    ],
)
def total_falls(dataset: Dataset, codes: Mapping[str, Codes]) -> Iterator[Doubt]:
    """
    Compare each total with those up to an earlier day, of the same question.

    Totals over spans are compared if the spans have the same start. Totals up to a day
    are compared if the vocabulary marks their measure as cumulative. Totals of people
    harmed are compared if they state the cause, and of people hurt or abducted also the
    group: otherwise they may answer two questions.
    """
    cumulative = {word for word, code in codes["measure"].items() if code.cumulative}
    alike: dict[tuple[object, ...], list[tuple[PartialDate, Tally]]]
    alike = defaultdict(list)
    for tally in dataset.of(Tally):
        span = tally.period
        if any(
            getattr(tally, name) is None for name in MUST_SAY.get(tally.measure, ())
        ):
            continue
        if span is not None and span.start is not None and span.end is not None:
            question = *_scope(tally), tally.measure, tally.cause, span.start
            alike[question].append((span.end, tally))
        elif tally.on is not None and tally.measure in cumulative:
            question = *_scope(tally), tally.measure, tally.cause, None
            alike[question].append((tally.on, tally))
    for group in alike.values():
        yield from _falls(group)


def _falls(totals: list[tuple[PartialDate, Tally]]) -> Iterator[Doubt]:
    """Yield a doubt about each total that is below one up to an earlier day."""
    counted = sorted(
        (
            (day, tally.count, tally.id)
            for day, tally in totals
            if tally.count is not None
        ),
        key=lambda one: one[0].latest,
    )
    days = [day.latest for day, _, _ in counted]
    most = list(accumulate(counted, _higher))
    for day, count, ref in counted:
        number = bisect_left(days, day.earliest)
        if number and count.certainly_below(most[number - 1][1]):
            since, former, other = most[number - 1]
            message = (
                f"{count} by {day} is less than the {former} by {since} of {other}."
            )
            yield Doubt(ref, message, "count")


_Total = tuple[PartialDate, Count, str]


def _higher(one: _Total, other: _Total) -> _Total:
    return other if other[1].low > one[1].low else one


@check(
    severity=Severity.ERROR,
    title="Deaths by cause exceed all deaths",
    fix="Correct one of the counts, or the cause or span of its tally.",
    failing=[
        _MISSION,
        _tally("all", "fatalities", on="2023-12-11", cause="all", count=311),
        _tally("acts", "fatalities", on="2023-12-11", cause="malicious_act", count=312),
    ],
    passing=[
        _MISSION,
        _tally("all", "fatalities", on="2023-12-11", cause="all", count=311),
        _tally("acts", "fatalities", on="2023-12-11", cause="malicious_act", count=174),
        _tally("some", "fatalities", on="2023-12-11", count=173),
    ],
)
def deaths_by_cause_above_all_deaths(dataset: Dataset) -> Iterator[Doubt]:
    """
    Compare tallies of the same people, over the same span or up to the same day.

    A tally without a cause is no total of all causes, and no share of one.
    """
    deaths = dataset.of(Tally, measure="fatalities")
    least: dict[tuple[object, ...], dict[str, int]] = defaultdict(dict)
    for part in deaths:
        if part.cause not in {None, "all"} and part.count is not None:
            causes = least[*_scope(part), part.on, part.period]
            low = part.count.low
            causes[str(part.cause)] = min(low, causes.get(str(part.cause), low))
    for total in deaths:
        if total.cause != "all" or total.count is None:
            continue
        causes = least[*_scope(total), total.on, total.period]
        summed = sum(causes.values())
        if total.count.high is not None and summed > total.count.high:
            message = (
                f"{summed} deaths of {', '.join(causes)} are more than {total.count} "
                "in all."
            )
            yield Doubt(total.id, message, "count")


@check(
    severity=Severity.WARNING,
    title="A tally is smaller than the sum of the records that it counts",
    fix="Correct the tally, or the records that it counts.",
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
    """Return the lowest number that records give for what a tally counts."""
    incidents = [record for record in records if isinstance(record, Incident)]
    if tally.measure == "attacks":
        return sum(one.attacks.low for one in incidents if one.attacks is not None)
    if tally.measure in _ENDS.values():
        events = [record for record in records if isinstance(record, BaseEvent)]
        ends = [one for one in events if _ENDS.get(one.event) == tally.measure]
        return len({event.base for event in ends})
    outcomes = _OUTCOMES.get(tally.measure, ())
    people = [
        one
        for one in records
        if isinstance(one, IndividualCasualty)
        and one.outcome in outcomes
        and tally.group in {None, one.group}
        and tally.contributor in {None, one.contributor}
        and tally.cause in {None, "all", one.cause}
        and one.incident not in tally.of
    ]
    harmed = sum(_least_harmed(one, outcomes, tally) for one in incidents)
    return harmed + len(people)


def _least_harmed(incident: Incident, outcomes: tuple[str, ...], tally: Tally) -> int:
    """Return the fewest people harmed: of a tally's group, or of the smallest."""
    harmed: dict[str, int] = {}
    for part in incident.casualties:
        if (
            part.outcome in outcomes
            and tally.group in {None, part.group}
            and tally.contributor in {None, part.contributor}
        ):
            low = 0 if part.count is None else part.count.low
            # A count of any severity includes the counts of each severity.
            harmed[part.group] = max(low, harmed.get(part.group, 0))
    return min(harmed.values(), default=0)


@check(
    severity=Severity.WARNING,
    title="More people are recorded one by one than a total reports",
    fix="Check whether both count the same people. A total may be older than what is "
    "known of single people.",
    failing=[
        _MISSION,
        _tally(
            "deaths", "fatalities", on="2013-12", count=0, cause="all", group="military"
        ),
        _PERSON,
    ],
    passing=[
        _MISSION,
        _tally(
            "deaths", "fatalities", on="2013-12", count=1, cause="all", group="military"
        ),
        _PERSON,
    ],
)
def more_people_than_reported(dataset: Dataset) -> Iterator[Doubt]:
    """
    Compare single people with the totals that certainly count them.

    A total counts a person if both name the same mission and group, and the person was
    harmed within its span; and if it counts all causes, or the person's.
    """
    people = dataset.of(IndividualCasualty)
    yield from _more_than_incidents_report(dataset, people)
    yield from _more_than_tallies_report(dataset, people)


def _more_than_incidents_report(
    dataset: Dataset, people: tuple[IndividualCasualty, ...]
) -> Iterator[Doubt]:
    by_incident: Counter[tuple[str | None, str, str | None]] = Counter(
        (one.incident, one.outcome, group)
        for one in people
        for group in {one.group, "all"}
    )
    for incident in dataset.of(Incident):
        for index, part in enumerate(incident.casualties):
            number = by_incident[incident.id, part.outcome, part.group]
            narrower = (part.severity, part.party, part.contributor, part.sex)
            if any(narrower) or part.count is None:
                continue
            if part.count.certainly_below(number):
                message = f"{number} people are recorded one by one, and {part.count} "
                place = f"casualties[{index}].count"
                yield Doubt(incident.id, f"{message}are reported.", place)


def _more_than_tallies_report(
    dataset: Dataset, people: tuple[IndividualCasualty, ...]
) -> Iterator[Doubt]:
    days: dict[tuple[object, ...], list[PartialDate]] = defaultdict(list)
    for one in people:
        if one.mission is not None and one.on is not None:
            for cause in {"all", one.cause}:
                days[one.mission, one.group, one.outcome, cause].append(one.on)
    for tally in dataset.of(Tally, contributor=None, of=(), place=None, actor=None):
        if tally.count is None or None in {tally.mission, tally.group, tally.cause}:
            continue
        number = sum(
            _is_within(day, tally)
            for outcome in _OUTCOMES.get(tally.measure, ())
            for day in days[tally.mission, tally.group, outcome, tally.cause]
        )
        if tally.count.certainly_below(number):
            message = f"{number} people are recorded one by one, and {tally.count} are "
            yield Doubt(tally.id, f"{message}reported.", "count")


def _is_within(day: PartialDate, tally: Tally) -> bool:
    """Return whether a day is certainly within what a tally counts."""
    if tally.on is not None:
        return day.latest <= tally.on.earliest
    if tally.period is None or tally.period.start is None:
        return False
    start, end = tally.period.start, tally.period.end
    return start.latest <= day.earliest and (
        end is not None and day.latest <= end.earliest
    )


CHECKS: Final[tuple[Check, ...]] = (
    count_over_ceiling,
    two_counts_of_one_question,
    more_bases_left_than_exist,
    two_tallies_of_one_question,
    total_falls,
    deaths_by_cause_above_all_deaths,
    tally_below_its_records,
    more_people_than_reported,
)
