"""
Which counts answer one question, and can be compared.

A total of all causes and one of malicious acts, a ceiling and a head count: each is
true beside the other. Not comparable is an answer, and the usual one.
"""

from enum import StrEnum
from typing import Final

import attrs

from peacekeep.dataset import Dataset
from peacekeep.errors import InvalidValue
from peacekeep.models import PersonnelCount, Record, Tally
from peacekeep.values.counts import Count


__all__ = ["Comparison", "Likeness", "compare", "unlike"]

# What two counts of one subject must share, and in what they may differ in scope.
_SUBJECT: Final[dict[type[Record], tuple[str, ...]]] = {
    Tally: ("mission", "measure"),
    PersonnelCount: ("mission", "base"),
}
_SCOPE: Final[dict[type[Record], tuple[str, ...]]] = {
    Tally: ("cause", "group", "contributor"),
    PersonnelCount: ("category", "includes", "status", "contributor", "sex"),
}
_TIME: Final[dict[type[Record], tuple[str, ...]]] = {
    Tally: ("on", "period"),
    PersonnelCount: ("on",),
}
_SHOWN: Final = 3


class Likeness(StrEnum):
    """Whether two counts can both be true: consistent, inconsistent, not comparable."""

    CONSISTENT = "consistent"
    INCONSISTENT = "inconsistent"
    NOT_COMPARABLE = "not comparable"


@attrs.frozen
class Comparison:
    """
    How two counts stand to each other.

    Attributes:
        likeness: Whether both can be true.
        why: In what they differ.
    """

    likeness: Likeness
    why: str

    def __str__(self) -> str:
        return f"{self.likeness}: {self.why}"


def compare(one: Record, other: Record) -> Comparison:
    """
    Compare two tallies, or two personnel counts.

    Args:
        one: The one.
        other: The other, of the same kind.

    Returns:
        Consistent or inconsistent where both answer one question: the same mission
        and measure or base, the same scope, the same day or span. Not comparable
        elsewhere, or where one of them has no count.

    Raises:
        InvalidValue: If they are not of one of these kinds.

    Example:
        >>> dead = {"mission": "mission/minusma", "measure": "fatalities"}
        >>> all_causes = Tally(id="tally/all", **dead, cause="all", count=311)
        >>> hostile = Tally(id="tally/acts", **dead, cause="malicious_act", count=174)
        >>> print(compare(all_causes, hostile))
        not comparable: cause all and malicious_act
    """
    for record in (one, other):
        if type(record) not in _SUBJECT or type(record) is not type(other):
            expected = "be two tallies or two personnel counts"
            raise InvalidValue(expected, record.kind, subject="what is compared")
    kind = type(one)
    differing = (*_SUBJECT[kind], *_SCOPE[kind], *_TIME[kind])
    for name in differing:
        mine, theirs = getattr(one, name), getattr(other, name)
        if mine != theirs:
            why = f"{name} {_shown(mine)} and {_shown(theirs)}"
            return Comparison(Likeness.NOT_COMPARABLE, why)
    counts = getattr(one, "count"), getattr(other, "count")  # noqa: B009 - of either kind
    if not all(isinstance(count, Count) for count in counts):
        return Comparison(Likeness.NOT_COMPARABLE, "no count is adopted on both sides")
    consistent = counts[0].consistent_with(counts[1])
    likeness = Likeness.CONSISTENT if consistent else Likeness.INCONSISTENT
    return Comparison(likeness, f"{counts[0]} and {counts[1]}")


def unlike(dataset: Dataset, ref: str) -> tuple[str, ...]:
    """
    Tell the counts of the same subject and time that answer another question.

    Returns:
        A sentence a record, without its stop. At most three, and how many more.
    """
    record = dataset.get(ref)
    kind = type(record)
    if kind not in _SUBJECT:
        return ()
    found = [
        f"{other.id}, which counts {scope}"
        for other in dataset.of(kind)
        if other.id != ref
        and _alike(record, other, _SUBJECT[kind])
        and _alike(record, other, _TIME[kind])
        and (scope := _differing(record, other))
    ]
    more = len(found) - _SHOWN
    return (*found[:_SHOWN], *([f"{more} more"] if more > 0 else []))


def _alike(one: Record, other: Record, names: tuple[str, ...]) -> bool:
    return all(getattr(one, name) == getattr(other, name) for name in names)


def _differing(one: Record, other: Record) -> str:
    return ", ".join(
        f"{name} {_shown(getattr(other, name))}"
        for name in _SCOPE[type(one)]
        if getattr(one, name) != getattr(other, name)
    )


def _shown(value: object) -> str:
    if isinstance(value, tuple):
        return " and ".join(map(str, value)) or "not said"
    return "not said" if value is None else str(value)
