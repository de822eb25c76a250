"""
What is claimed on each field, and which of it can be weighed.

Policies choose among these claims, and the checks ask it which
claims cannot all be true. Nothing is chosen here.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from itertools import combinations
from typing import Final, NamedTuple

import attrs

from peacekeep.dataset import Dataset
from peacekeep.definitions.fields import Field
from peacekeep.definitions.paths import Target, target_in
from peacekeep.definitions.values import agrees, canonical_text, covers, same
from peacekeep.errors import InvalidValue, Path
from peacekeep.models import Claim, Record, Source
from peacekeep.values.dates import PartialDate


__all__ = ["IN_OWN_CAUSE", "Aside", "Contest", "Said", "contests"]

# What protects a record, where it comes from, and its name hold whatever anybody says.
_HELD = ("id", "marking", "sources", "withheld")

# Who takes or assigns the blame is a party to the matter.
IN_OWN_CAUSE: Final = ("claimed", "attributed_by_party")
"""Bases of claims whose speaker is a party to the matter."""


@attrs.frozen
class Aside:
    """
    A claim that is not weighed.

    Attributes:
        claim: The claim.
        why: Why not.
    """

    claim: Claim
    why: str


class Said(NamedTuple):
    """A claim with what it says: the value, whose voice it is, and when it was said."""

    claim: Claim
    value: object
    voice: str
    day: PartialDate | None

    @property
    def affirms(self) -> bool:
        return self.claim.stance != "denies"

    def is_after(self, other: "Said") -> bool:
        """Return whether it was certainly said on a later day."""
        if self.day is None or other.day is None:
            return False
        return self.day.certainly_after(other.day)


@attrs.frozen(slots=False)
class Contest:
    """
    The claims on one field of one record, as a policy weighs them.

    Of a field that holds many, each member that is claimed is a contest of its own:
    whether it belongs to the field.

    Attributes:
        dataset: The dataset of the record and the claims.
        about: Id of the record.
        target: The field, as its path was resolved.
        member: Canonical text of the member, where the field holds many.
        affirmed: What is affirmed and weighed, by day.
        denied: What is denied of that, or of what the record holds.
        aside: Claims that are not weighed, and why.
        is_heard: Whether any claim affirms what the field can hold.
    """

    dataset: Dataset = attrs.field(repr=False)
    about: str
    target: Target
    member: str | None
    affirmed: tuple[Said, ...]
    denied: tuple[Said, ...]
    aside: tuple[Aside, ...]
    is_heard: bool

    @property
    def claims(self) -> tuple[Claim, ...]:
        """The claims that affirm a value, by their day."""
        return tuple(one.claim for one in self.affirmed)

    @property
    def denials(self) -> tuple[Claim, ...]:
        """The claims that deny a value that is affirmed, or held."""
        return tuple(one.claim for one in self.denied)

    @property
    def path(self) -> Path:
        """Path of the field."""
        return self.target.path

    @property
    def holder(self) -> Field:
        """The field itself, which reads values."""
        return self.target.field

    @cached_property
    def groups(self) -> tuple[tuple[Said, ...], ...]:
        """What is affirmed, value by value. Equal values may be written differently."""
        by_text: dict[str, list[Said]] = {}
        for one in self.affirmed:
            by_text.setdefault(canonical_text(one.value), []).append(one)
        found: list[list[Said]] = []
        for group in by_text.values():
            alike = next(
                (other for other in found if same(other[0].value, group[0].value)),
                None,
            )
            if alike is None:
                found.append(group)
            else:
                alike.extend(group)
        return tuple(tuple(group) for group in found)

    @property
    def by_value(self) -> Mapping[str, tuple[Claim, ...]]:
        """The claims that affirm each value, by its canonical text."""
        return {
            canonical_text(group[0].value): tuple(one.claim for one in group)
            for group in self.groups
        }

    @property
    def is_contested(self) -> bool:
        """True if more than one value is affirmed, or one is denied."""
        return len(self.groups) > 1 or bool(self.denied)

    def denials_of(self, value: object) -> tuple[Said, ...]:
        """Return what denies a value."""
        return tuple(one for one in self.denied if covers(one.value, value))

    def value_of(self, claim: Claim) -> object:
        """Return the value that a claim states."""
        return self.holder.parse(claim.value or "")

    def text_of(self, claim: Claim) -> str:
        """Return the canonical text of the value that a claim states."""
        return canonical_text(self.value_of(claim))

    def voices(self, claims: Iterable[Claim]) -> tuple[str, ...]:
        """Return the independent voices of claims. Reprints of one are one."""
        wanted = {claim.id for claim in claims}
        said = (*self.affirmed, *self.denied)
        return tuple(sorted({one.voice for one in said if one.claim.id in wanted}))

    def can_all_be_true(self) -> bool:
        """Return whether one value could agree with every claim that is weighed."""
        if self.denied and self.affirmed:
            return False
        values = (group[0].value for group in self.groups)
        return all(agrees(one, other) for one, other in combinations(values, 2))


def contests(dataset: Dataset) -> Iterator[Contest]:
    """
    Return each field on which something is claimed, by record and path.

    Sources and claims are what they are, and no other claim makes them something else;
    nor does one change an id, or what protects a record.
    """
    replaced = _replaced(dataset)
    for record in dataset:
        if isinstance(record, Claim | Source):
            continue
        claimed: dict[Target, list[Claim]] = defaultdict(list)
        for claim in dataset.claims(record.id):
            # What fits no field is a finding of the checks.
            target = None if claim.field is None else target_in(record, claim.field)
            if target is not None and str(target.path) not in _HELD:
                claimed[target].append(claim)
        for target in sorted(claimed, key=lambda one: str(one.path)):
            yield from _contests_on(dataset, record, target, claimed[target], replaced)


def _contests_on(
    dataset: Dataset,
    record: Record,
    target: Target,
    claims: list[Claim],
    replaced: Mapping[str, str],
) -> Iterator[Contest]:
    """Yield what is claimed on one field, member by member where it holds many."""
    holder, key = target.field, target.key_text
    said: list[Said] = []
    unreadable: list[Aside] = []
    for claim in claims:
        try:
            value = holder.parse(claim.value or "")
        except InvalidValue:
            unreadable.append(Aside(claim, "its value does not fit the field"))
            continue
        if key not in (None, canonical_text(value)):
            unreadable.append(
                Aside(claim, "its value differs from the key of the part")
            )
            continue
        # A voice that is not known is that of its source, and of no other.
        voice = dataset.voice(claim) or f"the voice of {claim.source or claim.id}"
        said.append(Said(claim, value, voice, dataset.said_on(claim)))
    held = target.values(record)
    by_member: dict[str | None, list[Said]] = defaultdict(list)
    for one in said:
        by_member[canonical_text(one.value) if holder.many else None].append(one)
    if unreadable:
        by_member.setdefault(None, [])
    for member in sorted(by_member, key=lambda text: text or ""):
        affirmed, denied, aside = _weighed(by_member[member], held, replaced)
        yield Contest(
            dataset=dataset,
            about=record.id,
            target=target,
            member=member,
            affirmed=tuple(affirmed),
            denied=tuple(denied),
            aside=(*(unreadable if member is None else ()), *aside),
            is_heard=any(one.affirms for one in by_member[member]),
        )


def _weighed(
    said: list[Said], held: tuple[object, ...], replaced: Mapping[str, str]
) -> tuple[list[Said], list[Said], list[Aside]]:
    """Part claims into those that affirm, those that deny, and those not weighed."""
    aside: list[Aside] = []
    standing: list[Said] = []
    for one in said:
        source = one.claim.source
        if source is not None and source in replaced:
            aside.append(Aside(one.claim, f"replaced by {replaced[source]}"))
        elif one.claim.basis in IN_OWN_CAUSE:
            aside.append(Aside(one.claim, "the speaker is a party to the matter"))
        else:
            standing.append(one)
    taken_back = _taken_back(standing)
    aside += [
        Aside(one.claim, "taken back by the same voice")
        for one in standing
        if one.claim.id in taken_back
    ]
    standing = [one for one in standing if one.claim.id not in taken_back]
    affirmed = [one for one in standing if one.affirms]
    if any(one.claim.basis != "inferred" for one in affirmed):
        why = "inferred, where others say it outright"
        inferred = [one for one in affirmed if one.claim.basis == "inferred"]
        aside += [Aside(one.claim, why) for one in inferred]
        affirmed = [one for one in affirmed if one.claim.basis != "inferred"]
    denied: list[Said] = []
    for one in standing:
        if one.affirms:
            continue
        if any(_replaces(other, one) for other in affirmed):
            aside.append(Aside(one.claim, "the same text states another value"))
        elif _bears_on(one, [*(other.value for other in affirmed), *held]):
            denied.append(one)
        else:
            aside.append(Aside(one.claim, "no claim affirms what it denies"))
    return affirmed, denied, aside


def _bears_on(denial: Said, values: Iterable[object]) -> bool:
    return any(covers(denial.value, value) for value in values)


def _replaces(other: Said, denial: Said) -> bool:
    """Return whether the voice that denies a value affirms another in the same text."""
    same = other.claim.source is not None and other.claim.source == denial.claim.source
    return (
        same
        and other.voice == denial.voice
        and not covers(denial.value, other.value)
        and not covers(other.value, denial.value)
    )


def _taken_back(said: list[Said]) -> set[str]:
    """Return the claims of which the same voice later said the opposite."""
    by_voice: dict[str, tuple[list[Said], list[Said]]] = {}
    for one in said:
        by_voice.setdefault(one.voice, ([], []))[0 if one.affirms else 1].append(one)
    found: set[str] = set()
    for affirmed, denied in by_voice.values():
        for denial in denied:
            for claim in affirmed:
                if covers(denial.value, claim.value):
                    if denial.is_after(claim):
                        found.add(claim.claim.id)
                    elif claim.is_after(denial):
                        found.add(denial.claim.id)
    return found


def _replaced(dataset: Dataset) -> dict[str, str]:
    """Return the last version of each source that a later version replaces."""
    newer = {
        str(one.supersedes): one.id
        for one in dataset.of(Source)
        if one.supersedes is not None
    }
    replaced: dict[str, str] = {}
    for source, following in newer.items():
        last, seen = following, {source}
        while last in newer and last not in seen and last not in replaced:
            seen.add(last)
            last = newer[last]
        if last not in seen:
            replaced[source] = replaced.get(last, last)
    return replaced
