"""
Which counts answer the same question, so that they can be compared.

A total of all causes and a total of malicious acts can both be true, and so can a
ceiling and a head count. "Not comparable" is a result, and the most frequent one.

Two counts of which only one gives a field answer different questions. Where neither
gives it, the field decides:

| record | field | given by neither |
|---|---|---|
| both | mission, contributor | not restricted: comparable |
| both | on, period | not stated: not comparable |
| tally | place, actor, of | not restricted: comparable |
| tally of people harmed | cause | not stated: not comparable |
| tally of people injured or abducted | group | not stated: not comparable |
| any other tally | cause, group | what the measure names: comparable |
| personnel count | base, sex, unit_type, unit_size | not restricted: comparable |
| personnel count | includes | the category as it is defined: comparable |
| personnel count | status | not stated, and may be a ceiling: not comparable |
| personnel count | method | both state a number of people: comparable |

A day or the end of a period that can be two days is not certainly the same in both
records. A mean over a period is compared with a mean, and never with a count.
"""

import itertools
from collections import defaultdict
from collections.abc import Iterator
from enum import StrEnum
from typing import Final

import attrs

from peacekeep.dataset import Dataset
from peacekeep.dataset.counting import MUST_SAY
from peacekeep.errors import InvalidValue, one_line
from peacekeep.models import PersonnelCount, Record, Tally
from peacekeep.values.counts import Count
from peacekeep.values.dates import PartialDate
from peacekeep.values.periods import Period
from peacekeep.values.quantities import Quantity


__all__ = ["Comparison", "Likeness", "compare", "unlike"]

# Fields that give the subject of a count, its scope, and its time.
_SUBJECT: Final[dict[type[Record], tuple[str, ...]]] = {
    Tally: ("mission", "place", "actor", "measure"),
    PersonnelCount: ("mission", "base"),
}
_SCOPE: Final[dict[type[Record], tuple[str, ...]]] = {
    Tally: ("cause", "group", "contributor", "of"),
    PersonnelCount: (
        "category",
        "includes",
        "status",
        "method",
        "contributor",
        "sex",
        "unit_type",
        "unit_size",
    ),
}
_TIME: Final = ("on", "period")
_NUMBERS: Final = ("count", "mean")
_SHOWN: Final = 3


class Likeness(StrEnum):
    """The relation of two counts: both can be true, not both, or not comparable."""

    CONSISTENT = "consistent"
    INCONSISTENT = "inconsistent"
    NOT_COMPARABLE = "not comparable"


@attrs.frozen
class Comparison:
    """
    The result of comparing two counts.

    Attributes:
        likeness: Whether both can be true.
        why: The two counts, or the field in which the records differ.
    """

    likeness: Likeness
    why: str

    def __str__(self) -> str:
        return f"{self.likeness}: {self.why}"


def compare(one: Record, other: Record) -> Comparison:
    """
    Compare two tallies, or two personnel counts.

    Args:
        one: The first record.
        other: The second record, of the same kind.

    Returns:
        Consistent or inconsistent if both have a count, or both a mean, and answer the
        same question: the same subject, such as mission, measure or base, the same
        scope, and certainly the same day or span. Otherwise not comparable. A field
        that is not given is not the same as "all", such as a cause.

    Raises:
        InvalidValue: If they are not two tallies or two personnel counts.

    Example:
        >>> dead = {"mission": "mission/one", "measure": "fatalities", "on": "2023"}
        >>> all_causes = Tally(id="tally/all", **dead, cause="all", count=311)
        >>> hostile = Tally(id="tally/acts", **dead, cause="malicious_act", count=174)
        >>> print(compare(all_causes, hostile))
        not comparable: cause all and malicious_act
    """
    for record in (one, other):
        if type(record) not in _SUBJECT or type(record) is not type(other):
            expected = "be two tallies or two personnel counts"
            got = record.kind if isinstance(record, Record) else record
            raise InvalidValue(expected, got, subject="what is compared")
    why = _differs(one, other) or _apart(one, other) or _left_open(one, other)
    if why is not None:
        return Comparison(Likeness.NOT_COMPARABLE, why)
    mine, theirs = _numbers(one), _numbers(other)
    shared = [name for name in mine if name in theirs]
    if not shared:
        both = bool(mine and theirs)
        why = "a count and a mean" if both else "not both records have a count"
        return Comparison(Likeness.NOT_COMPARABLE, why)
    consistent = all(mine[name].consistent_with(theirs[name]) for name in shared)  # type: ignore[arg-type] # pyright: ignore[reportArgumentType] - of one field
    likeness = Likeness.CONSISTENT if consistent else Likeness.INCONSISTENT
    why = ", ".join(f"{mine[name]} and {theirs[name]}" for name in shared)
    return Comparison(likeness, why)


def _numbers(record: Record) -> dict[str, Count | Quantity]:
    """Return the numbers that a record gives, by field."""
    held = {name: getattr(record, name, None) for name in _NUMBERS}
    return {name: value for name, value in held.items() if value is not None}


def _differs(one: Record, other: Record) -> str | None:
    """Return in which field two counts differ in subject or scope. None: in none."""
    for name in (*_SUBJECT[type(one)], *_SCOPE[type(one)]):
        if not _is_alike(one, other, name):
            mine, theirs = _shown(getattr(one, name)), _shown(getattr(other, name))
            return f"{name} {mine} and {theirs}"
    return None


def _apart(one: Record, other: Record) -> str | None:
    """Return why two counts are not certainly of the same time. None: they are."""
    given = False
    for name in _TIME:
        mine, theirs = getattr(one, name), getattr(other, name)
        if mine is None and theirs is None:
            continue
        given = True
        if mine != theirs:
            return f"{name} {_shown(mine)} and {_shown(theirs)}"
        ends = (mine.start, mine.end) if isinstance(mine, Period) else (mine,)
        if not all(isinstance(end, PartialDate) and end.is_day for end in ends):
            times = "spans" if isinstance(mine, Period) else "days"
            return f"{name} {mine}, which can be two {times}"
    return None if given else "neither record gives a day"


def unlike(dataset: Dataset) -> dict[str, tuple[str, ...]]:
    """
    Find, for each count, those of its subject and time that answer another question.

    Returns:
        By id: a phrase for each of the other records, without a full stop. After three,
        the number of those left out.
    """
    groups: dict[tuple[object, ...], list[Record]] = defaultdict(list)
    for kind in _SUBJECT:
        for record in dataset.of(kind):
            names = (*_SUBJECT[kind], *_TIME)
            groups[kind, *(getattr(record, name) for name in names)].append(record)
    return {
        ref: phrases
        for group in groups.values()
        if len(group) > 1
        for ref, phrases in _beside(group)
    }


def _beside(group: list[Record]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield each record of a group, and phrases for those of another scope."""
    alike: dict[object, list[Record]] = defaultdict(list)
    for record in group:
        alike[_scope(record)].append(record)
    for scope, members in alike.items():
        others = (one for one in group if _scope(one) != scope)
        first = list(itertools.islice(others, _SHOWN))
        more = len(group) - len(members) - len(first)
        for record in members:
            found = [
                f"{one.id}, which counts {_differing(record, one)}" for one in first
            ]
            yield record.id, (*found, *([f"{more} more"] if more else []))


def _scope(record: Record) -> tuple[object, ...]:
    """Return what two records share if their scopes are alike, and only then."""
    is_open = any(getattr(record, name) is None for name in _must_say(record))
    held = (_unordered(getattr(record, name)) for name in _SCOPE[type(record)])
    return (record.id if is_open else None, *held)


def _unordered(value: object) -> object:
    return frozenset(value) if isinstance(value, tuple) else value


def _must_say(record: Record) -> tuple[str, ...]:
    """Return the fields without which a record leaves its question open."""
    if isinstance(record, Tally):
        return MUST_SAY.get(record.measure, ())
    return ("status",)


def _left_open(one: Record, other: Record) -> str | None:
    """Return why two counts of like scope may answer two questions."""
    for name in _must_say(one):
        if getattr(one, name) is None and getattr(other, name) is None:
            return f"neither record gives its {name}"
    return None


def _is_alike(one: Record, other: Record, name: str) -> bool:
    mine, theirs = getattr(one, name), getattr(other, name)
    return bool(_unordered(mine) == _unordered(theirs))


def _differing(one: Record, other: Record) -> str:
    return ", ".join(
        f"{name} {_shown(getattr(other, name))}"
        for name in _SCOPE[type(one)]
        if not _is_alike(one, other, name)
        or (name in _must_say(one) and getattr(other, name) is None)
    )


def _shown(value: object) -> str:
    if isinstance(value, tuple):
        return " and ".join(map(str, value)) or "not given"
    return "not given" if value is None else one_line(str(value))
