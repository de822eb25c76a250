"""
Which counts answer the same question, so that they can be compared.

A total of all causes and a total of malicious acts can both be true, and so can a
ceiling and a head count. "Not comparable" is a result, and the most frequent one.
"""

from collections import defaultdict
from enum import StrEnum
from typing import Final

import attrs

from peacekeep.dataset import Dataset
from peacekeep.errors import InvalidValue
from peacekeep.models import PersonnelCount, Record, Tally
from peacekeep.values.counts import Count
from peacekeep.values.dates import PartialDate


__all__ = ["Comparison", "Likeness", "compare", "unlike"]

# Fields that give the subject of a count, its scope, and its time.
_SUBJECT: Final[dict[type[Record], tuple[str, ...]]] = {
    Tally: ("mission", "measure"),
    PersonnelCount: ("mission", "base"),
}
_SCOPE: Final[dict[type[Record], tuple[str, ...]]] = {
    Tally: ("cause", "group", "contributor", "of"),
    PersonnelCount: ("category", "includes", "status", "contributor", "sex"),
}
_TIME: Final[dict[type[Record], tuple[str, ...]]] = {
    Tally: ("on", "period"),
    PersonnelCount: ("on",),
}
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
        Consistent or inconsistent if both have a count and answer the same question:
        the same mission, the same measure or base, the same scope, and certainly the
        same day or span. Otherwise not comparable.

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
    kind = type(one)
    for name in (*_SUBJECT[kind], *_SCOPE[kind]):
        if not _is_alike(one, other, name):
            mine, theirs = _shown(getattr(one, name)), _shown(getattr(other, name))
            why = f"{name} {mine} and {theirs}"
            return Comparison(Likeness.NOT_COMPARABLE, why)
    apart = _apart(one, other)
    if apart is not None:
        return Comparison(Likeness.NOT_COMPARABLE, apart)
    counts = getattr(one, "count"), getattr(other, "count")  # noqa: B009 - of either kind
    if not all(isinstance(count, Count) for count in counts):
        return Comparison(Likeness.NOT_COMPARABLE, "not both records have a count")
    consistent = counts[0].consistent_with(counts[1])
    likeness = Likeness.CONSISTENT if consistent else Likeness.INCONSISTENT
    return Comparison(likeness, f"{counts[0]} and {counts[1]}")


def _apart(one: Record, other: Record) -> str | None:
    """Return why two counts are not certainly of the same time. None: they are."""
    given = False
    for name in _TIME[type(one)]:
        mine, theirs = getattr(one, name), getattr(other, name)
        if mine is None and theirs is None:
            continue
        given = True
        if mine != theirs:
            return f"{name} {_shown(mine)} and {_shown(theirs)}"
        if isinstance(mine, PartialDate) and not mine.is_day:
            return f"{name} {mine}, which can be two days"
    return None if given else "neither record gives a day"


def unlike(dataset: Dataset) -> dict[str, tuple[str, ...]]:
    """
    Find, for each count, those of its subject and time that answer another question.

    Returns:
        By id: a phrase for each of the other records, without a full stop. After three,
        the number of those left out.
    """
    alike: dict[tuple[object, ...], list[Record]] = defaultdict(list)
    for kind in _SUBJECT:
        for record in dataset.of(kind):
            names = (*_SUBJECT[kind], *_TIME[kind])
            alike[kind, *(getattr(record, name) for name in names)].append(record)
    return {
        record.id: _sentences(record, group)
        for group in alike.values()
        for record in group
        if len(group) > 1
    }


def _sentences(record: Record, group: list[Record]) -> tuple[str, ...]:
    found: list[str] = []
    more = 0
    for other in group:
        scope = _differing(record, other)
        if scope and len(found) < _SHOWN:
            found.append(f"{other.id}, which counts {scope}")
        elif scope:
            more += 1
    return (*found, *([f"{more} more"] if more else []))


def _is_alike(one: Record, other: Record, name: str) -> bool:
    mine, theirs = getattr(one, name), getattr(other, name)
    if isinstance(mine, tuple) and isinstance(theirs, tuple):
        return set(mine) == set(theirs)
    return bool(mine == theirs)


def _differing(one: Record, other: Record) -> str:
    return ", ".join(
        f"{name} {_shown(getattr(other, name))}"
        for name in _SCOPE[type(one)]
        if not _is_alike(one, other, name)
    )


def _shown(value: object) -> str:
    if isinstance(value, tuple):
        return " and ".join(map(str, value)) or "not given"
    return "not given" if value is None else str(value)
