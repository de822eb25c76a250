"""
What is claimed on each field, and which of it can be weighed.

The policies of `reconcile` choose among what stands here, and the checks ask it which
claims cannot all be true. Nothing is chosen here.
"""

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import NamedTuple

import attrs

from peacekeep.dataset import Dataset
from peacekeep.errors import InvalidValue, UnknownName
from peacekeep.models import Claim, Source
from peacekeep.models.record import canonical_text, field_at, steps_of, values_at
from peacekeep.values.base import Field, Form
from peacekeep.values.counts import Count
from peacekeep.values.dates import PartialDate
from peacekeep.values.quantities import Quantity


__all__ = ["Aside", "Contest", "contests"]

# What protects a record, and its name, hold whatever anybody says.
_HELD = ("id", "marking", "withheld")

# Whoever takes or gives the blame speaks in their own cause.
_IN_OWN_CAUSE = ("claimed", "attributed_by_party")


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
    """A claim, and the canonical text of the value that it affirms or denies."""

    claim: Claim
    text: str

    @property
    def affirms(self) -> bool:
        return self.claim.stance != "denies"


@attrs.frozen(slots=False)
class Contest:
    """
    The claims on one field of one record, as a policy weighs them.

    Of a field that holds many, each member that is claimed is a contest of its own:
    whether it belongs to the field.

    Attributes:
        dataset: The dataset of the record and the claims.
        about: Id of the record.
        field: Path of the field.
        member: Canonical text of the member, where the field holds many.
        claims: Claims that affirm a value, by their day.
        denials: Claims that deny a value that is affirmed, and state no other one.
        aside: Claims that are not weighed, and why.
        is_heard: Whether any claim on it states what the field can hold.
    """

    dataset: Dataset = attrs.field(repr=False)
    about: str
    field: str
    member: str | None
    claims: tuple[Claim, ...]
    denials: tuple[Claim, ...]
    aside: tuple[Aside, ...]
    is_heard: bool = True

    @cached_property
    def holder(self) -> Field:
        """The field itself, which reads values."""
        return field_at(type(self.dataset.get(self.about)), self.field)

    @cached_property
    def by_value(self) -> Mapping[str, tuple[Claim, ...]]:
        """The claims that affirm each value, by its canonical text."""
        found: dict[str, tuple[Claim, ...]] = {}
        for claim in self.claims:
            text = self.text_of(claim)
            found[text] = (*found.get(text, ()), claim)
        return found

    @property
    def is_contested(self) -> bool:
        """Whether more than one value is affirmed, or one is affirmed and denied."""
        return len(self.by_value) > 1 or bool(self.denials)

    @property
    def adopted(self) -> tuple[object, ...]:
        """What the record holds there now."""
        return values_at(self.dataset.get(self.about), self.field)

    def denials_of(self, text: str) -> tuple[Claim, ...]:
        """Answer the claims that deny a value."""
        return tuple(one for one in self.denials if self.text_of(one) == text)

    def text_of(self, claim: Claim) -> str:
        """Answer the canonical text of the value that a claim states."""
        return canonical_text(self.value_of(claim))

    def value_of(self, claim: Claim) -> object:
        """Answer the value that a claim states."""
        return self.holder.parse(claim.value or "")

    def voice(self, claim: Claim) -> str:
        """Answer whose voice a claim is, or that it is not known."""
        return self.dataset.voice(claim) or "an unknown voice"

    def voices(self, claims: tuple[Claim, ...]) -> tuple[str, ...]:
        """Answer the independent voices of claims. Reprints of one are one."""
        return tuple(sorted({self.voice(claim) for claim in claims}))

    def is_later(self, claim: Claim, other: Claim) -> bool:
        """Whether a claim was certainly made on a later day than another."""
        day, other_day = self.dataset.said_on(claim), self.dataset.said_on(other)
        return (
            day is not None and other_day is not None and day.certainly_after(other_day)
        )

    def can_all_be_true(self) -> bool:
        """Whether one value could agree with every claim that is weighed."""
        if self.denials:
            return False
        values = [self.value_of(claims[0]) for claims in self.by_value.values()]
        # Spans that meet in pairs have a point in common.
        return all(
            _consistent(one, other)
            for index, one in enumerate(values)
            for other in values[:index]
        )


def contests(dataset: Dataset) -> Iterator[Contest]:
    """
    Answer each field on which something is claimed, by record and path.

    A claim itself is what was said, and no other claim makes it something else; nor
    does one change an id, or what protects a record.
    """
    replaced = _replaced(dataset)
    for record in dataset:
        if isinstance(record, Claim):
            continue
        said = dataset.claims(record.id)
        paths = {one.field for one in said if one.field is not None}
        for path in sorted(paths.difference(_HELD)):
            claims = tuple(one for one in said if one.field == path)
            yield from _contests_on(dataset, record.id, path, claims, replaced)


def _contests_on(
    dataset: Dataset,
    about: str,
    path: str,
    said: tuple[Claim, ...],
    replaced: Mapping[str, str],
) -> Iterator[Contest]:
    """Answer what is claimed on one field, member by member where it holds many."""
    try:
        holder = field_at(type(dataset.get(about)), path)
    except (InvalidValue, UnknownName):
        return  # what fits no field is a finding of the checks
    key = _key_at(type(dataset.get(about)), path)
    readable: list[Said] = []
    unreadable: list[Aside] = []
    for claim in said:
        try:
            text = canonical_text(holder.parse(claim.value or ""))
        except InvalidValue:
            unreadable.append(Aside(claim, "its value does not fit the field"))
            continue
        if key in (None, text):
            readable.append(Said(claim, text))
        else:
            unreadable.append(Aside(claim, "its value is not that of the part's key"))
    members = sorted({one.text for one in readable}) if holder.many else [None]
    for member in members:
        asked = [one for one in readable if member in (None, one.text)]
        claims, denials, aside = _weighed(dataset, asked, replaced)
        yield Contest(
            dataset=dataset,
            about=about,
            field=path,
            member=member,
            claims=tuple(claims),
            denials=tuple(denials),
            aside=(*unreadable, *aside),
            is_heard=bool(readable),
        )


def _key_at(cls: type[Form], path: str) -> str | None:
    """Answer the text that a path gives for the field at its end, if it is of a key."""
    *way, (last, _) = steps_of(path)
    if not way or way[-1][1] is None:
        return None
    part = field_at(cls, path.rpartition(".")[0]).form
    texts = dict(zip(part.KEY if part else (), way[-1][1], strict=False))
    return texts.get(last)


def _weighed(
    dataset: Dataset, said: list[Said], replaced: Mapping[str, str]
) -> tuple[list[Claim], list[Claim], list[Aside]]:
    """Part claims into those that affirm, those that deny, and those not weighed."""
    aside: list[Aside] = []
    standing: list[Said] = []
    for one in said:
        source = one.claim.source
        if source is not None and source in replaced:
            why = f"replaced by {replaced[source]}"
            aside.append(Aside(one.claim, why))
        elif one.claim.basis in _IN_OWN_CAUSE:
            aside.append(Aside(one.claim, "said in the speaker's own cause"))
        else:
            standing.append(one)
    if any(one.affirms and one.claim.basis != "inferred" for one in standing):
        inferred = [one for one in standing if one.claim.basis == "inferred"]
        why = "inferred, where others say it outright"
        aside += [Aside(one.claim, why) for one in inferred]
        standing = [one for one in standing if one not in inferred]
    taken_back = [one for one in standing if _is_taken_back(dataset, one, standing)]
    aside += [Aside(one.claim, "taken back by the same voice") for one in taken_back]
    standing = [one for one in standing if one not in taken_back]
    denials: list[Claim] = []
    for one in standing:
        if one.affirms:
            continue
        if _says_otherwise(dataset, one, standing):
            aside.append(Aside(one.claim, "the same voice states another value"))
        elif any(other.affirms and other.text == one.text for other in standing):
            denials.append(one.claim)
        else:
            aside.append(Aside(one.claim, "nobody affirms what it denies"))
    claims = [one.claim for one in standing if one.affirms]
    return claims, denials, aside


def _replaced(dataset: Dataset) -> dict[str, str]:
    """Answer the last version of each source that a later version replaces."""
    newer = {
        str(one.supersedes): one.id
        for one in dataset.of(Source)
        if one.supersedes is not None
    }
    replaced: dict[str, str] = {}
    for source, following in newer.items():
        last, seen = following, {source}
        while last in newer and last not in seen:
            seen.add(last)
            last = newer[last]
        if last not in seen:
            replaced[source] = last
    return replaced


def _is_taken_back(dataset: Dataset, one: Said, said: list[Said]) -> bool:
    """Whether the same voice later said the opposite of the same value."""
    voice, day = dataset.voice(one.claim), dataset.said_on(one.claim)
    if voice is None or day is None:
        return False
    return any(
        other.text == one.text
        and other.affirms != one.affirms
        and dataset.voice(other.claim) == voice
        and (later := dataset.said_on(other.claim)) is not None
        and later.certainly_after(day)
        for other in said
    )


def _says_otherwise(dataset: Dataset, denial: Said, said: list[Said]) -> bool:
    """Whether a voice that denies a value affirms another one."""
    voice = dataset.voice(denial.claim)
    return voice is not None and any(
        other.affirms
        and other.text != denial.text
        and dataset.voice(other.claim) == voice
        for other in said
    )


def _consistent(one: object, other: object) -> bool:
    if isinstance(one, PartialDate) and isinstance(other, PartialDate):
        return one.consistent_with(other)
    if isinstance(one, Count | Quantity) and isinstance(other, type(one)):
        return one.consistent_with(other)  # type: ignore[arg-type] # of one type
    return one == other
