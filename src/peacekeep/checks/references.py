"""
Checks of references: ids that no record has, and ids that are given twice.

Only the ids are checked here. A record itself checks the kinds that it refers to.
"""

from collections import Counter
from collections.abc import Iterator
from typing import Final

from peacekeep.checks.base import Check, Doubt, check, claimed
from peacekeep.dataset import Dataset
from peacekeep.definitions.paths import Target, references, referred
from peacekeep.definitions.rules import Refers
from peacekeep.errors import Path, Severity, Step, near_miss
from peacekeep.models import Claim, Incident, Record


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
        target = claimed(dataset, claim)
        if target is None:
            continue
        yield from ((claim.id, Path.to("field"), ref) for ref in _in_keys(target))
        refers = target.field.refers
        if refers is not None and Refers(refers).fault(claim.value or "") is None:
            yield claim.id, Path.to("value"), claim.value or ""


def _in_keys(target: Target) -> Iterator[str]:
    """Yield each reference by which a path names a part."""
    for field, text in target.key_texts():
        refers = field.refers
        if refers is not None and text and Refers(refers).fault(text) is None:
            yield text


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


@check(
    severity=Severity.WARNING,
    title="Two records of one kind have the same identifier",
    fix="Merge the two if they describe one thing. Otherwise correct the identifier.",
    failing=[
        {"kind": "actor", "id": "actor/one", "identifiers": ["wikidata:Q1"]},
        {"kind": "actor", "id": "actor/two", "identifiers": ["wikidata:Q1"]},
    ],
    passing=[
        {"kind": "actor", "id": "actor/one", "identifiers": ["wikidata:Q1"]},
        {"kind": "actor", "id": "actor/two", "identifiers": ["wikidata:Q2"]},
    ],
)
def shared_identifier(dataset: Dataset) -> Iterator[Doubt]:
    first: dict[tuple[str, object], str] = {}
    for record in dataset:
        for index, one in enumerate(record.identifiers):
            other = first.setdefault((record.kind, one), record.id)
            if other != record.id:
                message = f"{one} is also an identifier of {other}."
                yield Doubt(record.id, message, Path.to("identifiers", index))


@check(
    severity=Severity.WARNING,
    title="The casualties of an incident name a party that the incident does not have",
    fix="Add the party to the incident, or correct the actor.",
    failing=[
        {"kind": "actor", "id": "actor/fama"},
        {
            "kind": "incident",
            "id": "incident/one",
            "on": "2023-10-31",
            "casualties": [
                {"group": "party_member", "outcome": "killed", "party": "actor/fama"}
            ],
        },
    ],
    passing=[
        {"kind": "actor", "id": "actor/fama"},
        {
            "kind": "incident",
            "id": "incident/one",
            "on": "2023-10-31",
            "parties": [{"actor": "actor/fama"}],
            "casualties": [
                {"group": "party_member", "outcome": "killed", "party": "actor/fama"}
            ],
        },
    ],
)
def casualties_of_no_party(dataset: Dataset) -> Iterator[Doubt]:
    for incident in dataset.of(Incident):
        actors = [party.actor for party in incident.parties]
        for index, part in enumerate(incident.casualties):
            known = "parties" in incident.withheld or part.party in actors
            if part.party is not None and not known:
                message = f"{part.party} is not among the parties of the incident."
                hint = near_miss(part.party, actors) or None
                place = Path.to("casualties", index).then(Path.to("party"))
                yield Doubt(incident.id, message, place, hint)


_UPWARD: Final = ("supersedes", "predecessor", "parent", "part_of", "repeats")
"""Fields by which records form chains: each refers to one record of the same kind."""


@check(
    severity=Severity.ERROR,
    title="Records refer to one another in a circle",
    fix="Remove one of the references.",
    failing=[
        {"kind": "actor", "id": "actor/one", "part_of": "actor/two"},
        {"kind": "actor", "id": "actor/two", "part_of": "actor/one"},
    ],
    passing=[
        {"kind": "actor", "id": "actor/one", "part_of": "actor/two"},
        {"kind": "actor", "id": "actor/two"},
    ],
)
def circular_reference(dataset: Dataset) -> Iterator[Doubt]:
    """Follow each chain of references once, and report a circle at one record."""
    for name in _UPWARD:
        upward = {one.id: _ref(one, name) for one in dataset}
        first_of: dict[str, str] = {}
        for start in upward:
            ref: str | None = start
            while ref is not None and ref not in first_of:
                first_of[ref] = start
                ref = upward.get(ref)
            if ref is None or first_of[ref] != start:
                continue
            circle, following = [ref], upward[ref]
            while following is not None and following != ref:
                circle.append(following)
                following = upward[following]
            message = f"leads back to itself: {', '.join([*circle, ref])}."
            yield Doubt(ref, message, name)


def _ref(record: Record, name: str) -> str | None:
    held = getattr(record, name, None)
    return held if isinstance(held, str) else None


CHECKS: Final[tuple[Check, ...]] = (
    dangling_reference,
    duplicate_reference,
    shared_identifier,
    casualties_of_no_party,
    circular_reference,
)
