"""
Checks of parts: those above their whole, and those that do not add up to it.

A part is compared with a whole that differs from it in nothing else. Only certain
contradictions are found: bounds that overlap agree.
"""

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import product
from typing import Any, Final

import attrs

from peacekeep.checks.base import Check, Doubt, Plain, check
from peacekeep.checks.numbers import ceilings
from peacekeep.dataset import Dataset
from peacekeep.definitions.codes import Codes
from peacekeep.errors import Severity, Step
from peacekeep.models import Actor, Casualties, Incident, PersonnelCount, Tally
from peacekeep.values.counts import Count


__all__ = ["CHECKS"]

_MISSION: Final[Plain] = {"kind": "mission", "id": "mission/minusma"}


def _hurt(light: int) -> list[Plain]:
    part = {"group": "peacekeeper", "outcome": "injured"}
    hurt = {
        "kind": "incident",
        "id": "incident/one",
        "mission": "mission/minusma",
        "casualties": [
            {**part, "count": 8},
            {**part, "severity": "light", "count": light},
        ],
    }
    return [_MISSION, hurt]


def _strength(name: str, **fields: object) -> Plain:
    about = {"mission": "mission/minusma", "status": "deployed", "on": "2023-02-28"}
    return {
        "kind": "personnel_count",
        "id": f"personnel_count/{name}",
        **about,
        **fields,
    }


def _tally(*counts: int) -> list[Plain]:
    parts = [
        {"label": f"convoy {number}", "count": count}
        for number, count in enumerate(counts, 1)
    ]
    about = {"mission": "mission/minusma", "measure": "vehicles"}
    tally = {"kind": "tally", "id": "tally/one", **about, "count": 20, "parts": parts}
    return [_MISSION, tally]


Key = tuple[Any, ...]


@attrs.frozen
class _Held:
    """
    What is counted under one key.

    Attributes:
        count: The count; where there are several, the span of them.
        record: Id of the first record that gives it.
        path: Path of the count in that record.
    """

    count: Count
    record: str
    path: str


def _hold(held: dict[Key, _Held], key: Key, one: _Held) -> None:
    former = held.get(key)
    if former is None:
        held[key] = one
    else:
        count = Count.spanning(former.count, one.count)
        held[key] = attrs.evolve(former, count=count)


def _broader(codes: Codes, word: object) -> Iterator[str]:
    """Yield the words of a vocabulary that include a word, the nearest first."""
    found = {word}
    while isinstance(word, str) and word in codes:
        word = codes[word].broader
        if word is None or word in found:
            return
        found.add(word)
        yield word


def _above(
    held: Mapping[Key, _Held], options: Callable[[Key], Iterable[Key]]
) -> Iterator[tuple[Key, Key]]:
    """Yield each part that is certainly above one of its wholes, with the nearest."""
    for key, part in held.items() if len(held) > 1 else ():
        for whole in options(key):
            total = held.get(whole)
            if total is not None and total.count.certainly_below(part.count):
                yield key, whole
                break


def _by_whole(
    held: Mapping[Key, _Held], position: int, whole_of: Mapping[object, object]
) -> Mapping[Key, list[Key]]:
    """Return, by whole, its parts: keys that differ from it in one position."""
    groups: dict[Key, list[Key]] = defaultdict(list)
    for key in held:
        if key[position] in whole_of:
            whole = whole_of[key[position]]
            groups[*key[:position], whole, *key[position + 1 :]].append(key)
    return groups


def _words(parts: list[Key], position: int) -> str:
    return " and ".join(str(key[position]) for key in parts)


def _least(counts: Iterable[Count | None]) -> int:
    """Return the lowest sum of some counts. It may be too large for a count."""
    return sum(count.low for count in counts if count is not None)


def _most(counts: Iterable[Count | None]) -> float:
    """Return the highest sum of some counts. One of them may have no limit."""
    return sum(
        math.inf if count is None or count.high is None else count.high
        for count in counts
    )


def _misfits(
    held: Mapping[Key, _Held],
    position: int,
    whole_of: Mapping[object, object],
    *,
    are_all: bool,
) -> Iterator[Doubt]:
    """
    Yield a doubt about each whole whose parts certainly add up to another number.

    Args:
        held: The counts.
        position: Where in a key the word of a part is.
        whole_of: Words of parts that do not overlap, and the word of their whole.
        are_all: Whether these are all words that a part can have, so that where each
            of them is given, the sum must not be less either.
    """
    for whole, parts in _by_whole(held, position, whole_of).items():
        if whole not in held or len(parts) == 1:
            continue
        total = held[whole].count
        counts = [held[key].count for key in parts]
        least, most = _least(counts), _most(counts)
        every = sum(of == whole[position] for of in whole_of.values())
        message = ""
        if least > _most([total]):
            message = f"{least} of {_words(parts, position)} are more than"
        elif are_all and len(parts) == every and most < total.low:
            message = f"{most} of {_words(parts, position)} are fewer than"
        if message:
            path = held[whole].path
            yield Doubt(held[whole].record, f"{message} {total} in all.", path)


def _contributors(dataset: Dataset) -> dict[object, None]:
    """Return the contributors that are certainly not part of one another."""
    return {one.id: None for one in dataset.of(Actor) if one.part_of is None}


# Casualties of one incident.


@check(
    severity=Severity.ERROR,
    title="Casualties of one incident are more than the casualties that include them",
    fix="Correct one of the two counts.",
    failing=_hurt(light=9),
    passing=_hurt(light=8),
)
def casualties_above_whole(
    dataset: Dataset, codes: Mapping[str, Codes]
) -> Iterator[Doubt]:
    """
    Compare each part with those that leave out some of its key, or name a wider word.

    People of one severity, party, contributor or sex are among those of the same group
    and outcome; the vocabularies say which groups and outcomes include others. What
    rests on those words, and not on the key alone, is a warning.
    """
    options = _casualty_options(codes)
    for incident in dataset.of(Incident):
        held = _casualties(incident)
        for key, whole in _above(held, options):
            part, total = held[key], held[whole].count
            name = Step.to_part("casualties", Casualties.KEY, whole)
            message = f"{part.count} is more than the {total} of {name}."
            is_sure = key[:2] == whole[:2]
            severity = Severity.ERROR if is_sure else Severity.WARNING
            yield Doubt(incident.id, message, part.path, severity=severity)


def _casualty_options(codes: Mapping[str, Codes]) -> Callable[[Key], Iterable[Key]]:
    groups, outcomes = codes["casualty_group"], codes["outcome"]

    def options(key: Key) -> Iterable[Key]:
        group, outcome, *others = key
        return product(
            dict.fromkeys((group, *_broader(groups, group), "all")),
            (outcome, *_broader(outcomes, outcome)),
            *({one: None, None: None} for one in others),
        )

    return options


def _casualties(incident: Incident) -> dict[Key, _Held]:
    held: dict[Key, _Held] = {}
    for index, part in enumerate(incident.casualties):
        if part.count is not None:
            key = tuple(getattr(part, name) for name in Casualties.KEY)
            path = f"casualties[{index}].count"
            held[key] = _Held(part.count, incident.id, path)
    return held


@check(
    severity=Severity.WARNING,
    title="Casualties by sex or contributor do not add up",
    fix="Correct one of the counts.",
    failing=[
        _MISSION,
        {
            "kind": "incident",
            "id": "incident/one",
            "mission": "mission/minusma",
            "casualties": [
                {"group": "civilian", "outcome": "killed", "count": 8},
                {"group": "civilian", "outcome": "killed", "sex": "female", "count": 5},
                {"group": "civilian", "outcome": "killed", "sex": "male", "count": 4},
            ],
        },
    ],
    passing=[
        _MISSION,
        {
            "kind": "incident",
            "id": "incident/one",
            "mission": "mission/minusma",
            "casualties": [
                {"group": "civilian", "outcome": "killed", "count": 8},
                {"group": "civilian", "outcome": "killed", "sex": "female", "count": 4},
                {"group": "civilian", "outcome": "killed", "sex": "male", "count": 3},
            ],
        },
    ],
)
def casualties_do_not_add_up(
    dataset: Dataset, codes: Mapping[str, Codes]
) -> Iterator[Doubt]:
    contributor, sex = map(Casualties.KEY.index, ("contributor", "sex"))
    contributors = _contributors(dataset)
    sexes: dict[object, None] = dict.fromkeys(codes["sex"])
    for incident in dataset.of(Incident):
        held = _casualties(incident)
        yield from _misfits(held, contributor, contributors, are_all=False)
        yield from _misfits(held, sex, sexes, are_all=True)


# People of one day.

_PEOPLE: Final = ("mission", "base", "method", "on", "category", "contributor", "sex")


def _deployed(dataset: Dataset) -> dict[Key, _Held]:
    """
    Return how many people were present on one day, by what is counted.

    Left out are counts of a day that is not known exactly, counts that the source says
    include other categories, and those of units, of which there may be two alike.
    """
    held: dict[Key, _Held] = {}
    for one in dataset.of(PersonnelCount, status="deployed", unit_type=None):
        is_whole = not one.includes and one.unit_size is None
        if one.count is not None and one.on is not None and one.on.is_day and is_whole:
            key = tuple(getattr(one, name) for name in _PEOPLE)
            _hold(held, key, _Held(one.count, one.id, "count"))
    return held


@check(
    severity=Severity.WARNING,
    title="People are more than the people of the same day who include them",
    fix="Correct one of the two counts, or its day, category or method.",
    failing=[
        _MISSION,
        _strength("all", category="military", count=900),
        _strength("women", category="military", sex="female", count=901),
    ],
    passing=[
        _MISSION,
        _strength("all", category="military", count=900),
        _strength("women", category="military", sex="female", count=90),
    ],
)
def people_above_whole(dataset: Dataset, codes: Mapping[str, Codes]) -> Iterator[Doubt]:
    """Compare counts with those of the whole mission, a wider category, all people."""
    personnel = codes["personnel"]

    def options(key: Key) -> Iterable[Key]:
        mission, base, method, on, category, *others = key
        return product(
            (mission,),
            {base: None, None: None},
            (method,),
            (on,),
            (category, *_broader(personnel, category)),
            *({one: None, None: None} for one in others),
        )

    held = _deployed(dataset)
    for key, whole in _above(held, options):
        part, total = held[key], held[whole]
        message = f"{part.count} is more than the {total.count} of {total.record}."
        yield Doubt(part.record, message, part.path)


@check(
    severity=Severity.WARNING,
    title="People by category, contributor or sex do not add up on one day",
    fix="Correct one of the counts, or its day, category or method.",
    failing=[
        _MISSION,
        {"kind": "actor", "id": "actor/chad"},
        {"kind": "actor", "id": "actor/togo"},
        _strength("all", category="military", count=900),
        _strength("chad", category="military", contributor="actor/chad", count=600),
        _strength("togo", category="military", contributor="actor/togo", count=301),
    ],
    passing=[
        _MISSION,
        {"kind": "actor", "id": "actor/chad"},
        {"kind": "actor", "id": "actor/togo"},
        _strength("all", category="military", count=900),
        _strength("chad", category="military", contributor="actor/chad", count=400),
        _strength("togo", category="military", contributor="actor/togo", count=301),
    ],
)
def people_do_not_add_up(
    dataset: Dataset, codes: Mapping[str, Codes]
) -> Iterator[Doubt]:
    """Add up categories that a wider one includes, contributors, and sexes."""
    held = _deployed(dataset)
    category, contributor, sex = map(_PEOPLE.index, ("category", "contributor", "sex"))
    wider = _wider(codes)
    sexes: dict[object, None] = dict.fromkeys(codes["sex"])
    yield from _misfits(held, category, wider, are_all=True)
    yield from _misfits(held, contributor, _contributors(dataset), are_all=False)
    yield from _misfits(held, sex, sexes, are_all=True)


def _wider(codes: Mapping[str, Codes]) -> dict[object, str]:
    """Return the category that includes each category. Their parts do not overlap."""
    personnel = codes["personnel"]
    return {
        word: code.broader
        for word, code in personnel.items()
        if code.broader is not None
    }


@check(
    severity=Severity.WARNING,
    title="People of several categories are more than are authorised for all of them",
    fix="Check that all count people of the same day. A strength may exceed its "
    "ceiling for a short time.",
    failing=[
        _MISSION,
        _strength("ceiling", category="uniformed", status="authorised", count=15209),
        _strength("military", category="military", count=13500),
        _strength("police", category="police", count=1800),
    ],
    passing=[
        _MISSION,
        _strength("ceiling", category="uniformed", status="authorised", count=15209),
        _strength("military", category="military", count=13289),
        _strength("police", category="police", count=1800),
    ],
)
def sum_over_ceiling(dataset: Dataset, codes: Mapping[str, Codes]) -> Iterator[Doubt]:
    """Add up the categories of one day, and compare the sum with each ceiling."""
    held = {key: one for key, one in _deployed(dataset).items() if key[1] is None}
    limits = ceilings(dataset)
    category = _PEOPLE.index("category")
    for whole, parts in _by_whole(held, category, _wider(codes)).items():
        mission, _, _, on, *people = whole
        ceiling = limits.get((mission, *people, None, None))
        if ceiling is None or len(parts) == 1:
            continue
        least = _least(held[key].count for key in parts)
        if not ceiling.may_be_below(on, least):
            continue
        words = _words(parts, category)
        for ref, since, count in ceiling.in_force(on):
            if least > _most([count]) and not on.possibly_before(since):
                message = f"{least} of {words} are above the ceiling {count} of {ref}."
                yield Doubt(held[parts[0]].record, message, "count")


# Shares of a total.


@check(
    severity=Severity.WARNING,
    title="The parts of a tally do not add up to its total",
    fix="Correct the total or a part. Parts are shares: nothing is counted in two.",
    failing=_tally(12, 9),
    passing=_tally(12, 8),
)
def tally_parts_do_not_add_up(dataset: Dataset) -> Iterator[Doubt]:
    """
    Add up the parts of each tally.

    A part that is itself above the total is an error. If the parts are fewer than the
    total, the finding is a note: a tally does not say whether it lists all parts.
    """
    for tally in dataset.of(Tally):
        total = tally.count
        if total is None or not tally.parts:
            continue
        for index, part in enumerate(tally.parts):
            if part.count is not None and total.certainly_below(part.count):
                message = f"{part.count} is more than the total {total}."
                path = f"parts[{index}].count"
                yield Doubt(tally.id, message, path, severity=Severity.ERROR)
        counts = [part.count for part in tally.parts]
        least, most = _least(counts), _most(counts)
        if len(counts) > 1 and least > _most([total]):
            message = f"the parts add up to {least}, more than the total {total}."
            yield Doubt(tally.id, message, "count")
        elif most < total.low:
            message = f"the parts add up to {most}, less than the total {total}."
            fix = "Add the part that is missing, if a source has it."
            yield Doubt(tally.id, message, "count", fix, Severity.NOTE)


CHECKS: Final[tuple[Check, ...]] = (
    casualties_above_whole,
    casualties_do_not_add_up,
    people_above_whole,
    people_do_not_add_up,
    sum_over_ceiling,
    tally_parts_do_not_add_up,
)
