"""
Doubts about references: those that lead nowhere, and those that stand twice.

A reference may lead to any record of the dataset; its kind the record itself judges.
"""

from collections import Counter
from collections.abc import Iterator
from typing import Final

from peacekeep.checks.base import Check, Doubt, Severity, check
from peacekeep.dataset import Dataset
from peacekeep.errors import near_miss
from peacekeep.models.record import references


__all__ = ["CHECKS"]


@check(
    severity=Severity.ERROR,
    title="A record refers to one that is not in the dataset",
    fix="Correct the id, or add the record.",
    failing=[
        {"kind": "mission", "id": "mission/minusma"},
        {"kind": "base", "id": "base/kidal", "mission": "mission/minusam"},
    ],
    passing=[
        {"kind": "mission", "id": "mission/minusma"},
        {"kind": "base", "id": "base/kidal", "mission": "mission/minusma"},
    ],
)
def dangling_reference(dataset: Dataset) -> Iterator[Doubt]:
    for record in dataset:
        for path, ref in references(record):
            if ref not in dataset:
                hint = near_miss(ref, (other.id for other in dataset))
                message = f"refers to {ref}, which is not in the dataset."
                yield Doubt(record.id, message, path, hint or None)


@check(
    severity=Severity.WARNING,
    title="A record refers twice to the same one in one field",
    fix="Leave one of the two out.",
    failing=[
        {"kind": "source", "id": "source/ap"},
        {
            "kind": "mission",
            "id": "mission/minusma",
            "sources": ["source/ap", "source/ap"],
        },
    ],
    passing=[
        {"kind": "source", "id": "source/ap"},
        {"kind": "mission", "id": "mission/minusma", "sources": ["source/ap"]},
    ],
)
def duplicate_reference(dataset: Dataset) -> Iterator[Doubt]:
    for record in dataset:
        found = Counter(
            (path.rpartition("[")[0], ref)
            for path, ref in references(record)
            if path.endswith("]")
        )
        for (path, ref), times in found.items():
            if times > 1:
                yield Doubt(record.id, f"refers {times} times to {ref}.", path)


CHECKS: Final[tuple[Check, ...]] = (dangling_reference, duplicate_reference)
