"""
Checks of references: ids that no record has, and ids that are given twice.

Only the ids are checked here. A record itself checks the kinds that it refers to.
"""

from collections import Counter
from collections.abc import Iterator
from typing import Final

from peacekeep.checks.base import Check, Doubt, check, claimed_field
from peacekeep.dataset import Dataset
from peacekeep.definitions.paths import references, referred
from peacekeep.definitions.rules import Refers
from peacekeep.errors import Path, Severity, Step, near_miss
from peacekeep.models import Claim, Record


__all__ = ["CHECKS"]


@check(
    severity=Severity.ERROR,
    title="A record refers to a record that is not in the dataset",
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
    """Check the references of records, and those that claims state for a record."""
    hints: dict[str, str] = {}
    for record, path, ref in _stated(dataset):
        if ref in dataset:
            continue
        if ref not in hints:
            kind = ref.partition("/")[0]
            # Comparing names is slow: after many unknown ids, hints are left out.
            few = len(hints) < _MOST_HINTS
            known = [one for one in dataset if few and one.kind == kind]
            hints[ref] = near_miss(ref, (other.id for other in known))
        message = f"refers to {ref}, which is not in the dataset."
        yield Doubt(record, message, path, hints[ref] or None)


def _stated(dataset: Dataset) -> Iterator[tuple[str, Path, str]]:
    for record in dataset:
        if not all(ref in dataset for ref in referred(record)):
            yield from ((record.id, path, ref) for path, ref in references(record))
    for claim in dataset.of(Claim):
        field = claimed_field(dataset, claim)
        if field is None or field.refers is None:
            continue
        if Refers(field.refers).fault(claim.value or "") is None:
            yield claim.id, Path.to("value"), claim.value or ""


_MOST_HINTS: Final = 100


@check(
    severity=Severity.WARNING,
    title="A record refers to the same record twice in one field",
    fix="Remove one of the two.",
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
        if not _repeats(record):
            continue
        found = Counter(
            (Path((*path.steps[:-1], Step(path.steps[-1].name))), ref)
            for path, ref in references(record)
            if path.steps[-1].index is not None
        )
        for (path, ref), times in found.items():
            if times > 1:
                yield Doubt(record.id, f"refers {times} times to {ref}.", path)


def _repeats(record: Record) -> bool:
    """Return whether a record refers to one id more than once, in whatever field."""
    refs = list(referred(record))
    return len(set(refs)) < len(refs)


CHECKS: Final[tuple[Check, ...]] = (dangling_reference, duplicate_reference)
