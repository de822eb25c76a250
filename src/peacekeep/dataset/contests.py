"""
What is claimed on each field, and which of it can be weighed.

There is one order of weighing. Left out is what a later version of its text replaces,
what repeats another claim, and what a party says in its own cause. Of each voice its
last word is kept. Then claims agree, are compatible, or are contested. Policies choose
among what is contested, the checks report it, and nothing is chosen here.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import combinations, takewhile
from typing import Any, Final, NamedTuple

import attrs

from peacekeep.dataset import Dataset
from peacekeep.dataset.voices import Voice
from peacekeep.definitions.fields import Field
from peacekeep.definitions.paths import Target, target_in
from peacekeep.definitions.values import (
    Value,
    agrees,
    canonical_text,
    covers,
    has_spellings,
    lies_within,
    same,
)
from peacekeep.errors import InvalidValue, Path
from peacekeep.models import Claim, Record, Source
from peacekeep.models.place import agree_within, radius_of
from peacekeep.values.dates import Dated, PartialDate
from peacekeep.values.points import Point


__all__ = ["HELD", "IN_OWN_CAUSE", "Aside", "Contest", "Said", "contests", "last_words"]

HELD: Final = ("id", "marking", "sources", "withheld")
"""What protects a record, where it comes from, and its name: no claim changes it."""

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
    """
    A claim with what it says: the value, whose voice it is, and when it was said.

    A point comes with its precision, as the same source states it, or else the record.
    """

    claim: Claim
    value: object
    voice: Voice
    day: PartialDate | None
    precision: str | None = None

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
        affirmed: What is affirmed and weighed, by day: the last word of each voice.
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
            alike = (
                next(
                    (other for other in found if same(other[0].value, group[0].value)),
                    None,
                )
                if has_spellings(group[0].value)
                else None
            )
            if alike is None:
                found.append(group)
            else:
                alike.extend(group)
        return tuple(tuple(sorted(group, key=_first_said)) for group in found)

    @cached_property
    def by_value(self) -> Mapping[str, tuple[Claim, ...]]:
        """The claims that affirm each value, by its text in the earliest of them."""
        return {
            canonical_text(group[0].value): tuple(one.claim for one in group)
            for group in self.groups
        }

    @cached_property
    def most_exact(self) -> tuple[Said, ...]:
        """The claims whose value lies within that of every other, the best first."""
        first = [group[0] for group in self.groups]
        found: list[Said] = []
        against = None
        for one in first:
            # What the last one did not lie within is where this one, too, may fail.
            if against is not None and not _lies_within(one, against):
                continue
            against = next(
                (other for other in reversed(first) if not _lies_within(one, other)),
                None,
            )
            if against is None:
                found.append(one)
        return tuple(sorted(found, key=_exactness))

    @property
    def agreed(self) -> Said | None:
        """The claim whose value every claim allows. None: there is none."""
        found = (one for one in self.most_exact if not self.denials_of(one.value))
        return next(found, None)

    def group_of(self, said: Said) -> tuple[Said, ...]:
        """Return all that states the value that something affirmed states."""
        return next(group for group in self.groups if said in group)

    @cached_property
    def is_contested(self) -> bool:
        """True if the claims cannot all be true."""
        if not self.affirmed:
            return bool(self.denied)
        if self.agreed is not None:
            return False
        first = [group[0] for group in self.groups]
        if any(self.denials_of(one.value) for one in first):
            return True
        values: list[Any] = [one.value for one in first]
        if isinstance(values[0], Value) and not isinstance(values[0], Point):
            try:
                values[0].intersecting(*values)
            except InvalidValue:
                return True
            # What is left to compare are bounds that the library set.
            first = [one for one in first if _is_ours(one.value)]
        return not all(self.agree(*pair) for pair in combinations(first, 2))

    @property
    def is_compatible(self) -> bool:
        """True if the claims can all be true, though no value of theirs says it all."""
        return bool(self.affirmed) and self.agreed is None and not self.is_contested

    def denials_of(self, value: object) -> tuple[Said, ...]:
        """Return what denies a value."""
        return tuple(one for one in self.denied if covers(one.value, value))

    def allows(self, one: Said, value: object) -> bool:
        """Return whether what is said can be true beside a value."""
        if not one.affirms:
            return not covers(one.value, value)
        if not isinstance(value, Point):
            return agrees(one.value, value)
        stated = next((other for other in self.affirmed if other.value == value), one)
        return self.agree(one, stated._replace(value=value))

    @staticmethod
    def agree(one: Said, other: Said) -> bool:
        """
        Return whether two values that are stated can both be true.

        Points can within the coarser of the precisions that come with them.
        """
        if isinstance(one.value, Point) and isinstance(other.value, Point):
            precisions = one.precision, other.precision
            return agree_within(one.value, other.value, precisions)
        return agrees(one.value, other.value)

    def value_of(self, claim: Claim) -> object:
        """Return the value that a claim states."""
        return self.holder.parse(claim.value or "")

    def text_of(self, claim: Claim) -> str:
        """
        Return the canonical text of the value that a claim states.

        Where others state an equal value in another text, it is that of the earliest.
        """
        for text, claims in self.by_value.items():
            if any(one.id == claim.id for one in claims):
                return text
        return canonical_text(self.value_of(claim))

    def voices(self, claims: Iterable[Claim]) -> tuple[str, ...]:
        """Return the names of the voices of claims. Reprints of one are one."""
        found = {one.voice.key: one.voice.name for one in self._of(claims)}
        return tuple(sorted(name for name in found.values() if name is not None))

    def houses(self, claims: Iterable[Claim]) -> tuple[str, ...]:
        """
        Return what the voices of claims are part of in the end, or themselves.

        Only claims of two houses are independent of each other.
        """
        return tuple(sorted({one.voice.house for one in self._of(claims)}))

    def counted(self, claims: Iterable[Claim]) -> str:
        """
        Return in words how many houses stand behind claims.

        Houses of which all are known are independent of each other. Of an outlet it is
        not known whose words it prints.
        """
        voices = [one.voice for one in self._of(claims)]
        number = len({voice.house for voice in voices})
        if any(voice.name is None for voice in voices):
            return f"{number} voice{'s' * (number > 1)}, not all of them known"
        if all(voice.is_outlet for voice in voices):
            return f"{number} outlet{'s' * (number > 1)}"
        if any(voice.is_outlet for voice in voices):
            return f"{number} house{'s' * (number > 1)} and outlets"
        return "1 house" if number == 1 else f"{number} independent houses"

    def _of(self, claims: Iterable[Claim]) -> Iterator[Said]:
        wanted = {claim.id for claim in claims}
        said = (*self.affirmed, *self.denied)
        return (one for one in said if one.claim.id in wanted)


def _first_said(said: Said) -> tuple[PartialDate | str, ...]:
    """Return what orders what is said: its first possible day, then its text."""
    day = "9999-12-31" if said.day is None else str(said.day.earliest)
    return day, canonical_text(said.value)


def _lies_within(one: Said, other: Said) -> bool:
    if isinstance(one.value, Point):
        return Contest.agree(one, other)
    return lies_within(one.value, other.value)


def _is_ours(value: object) -> bool:
    """Return whether the library set bounds of a value, for words such as about."""
    if isinstance(value, Dated):
        return bool(value.qualifier)
    return isinstance(value, Value) and value.estimate() is not None


def _exactness(said: Said) -> tuple[object, ...]:
    """Return what orders claims that agree: the most exact point, then the earliest."""
    radius = None if said.precision is None else radius_of(said.precision)
    return radius is None, 0 if radius is None else radius.low, *_first_said(said)


def contests(dataset: Dataset) -> Iterator[Contest]:
    """
    Return each field on which something is claimed, by record and path.

    Sources and claims are what they are, and no other claim makes them something else;
    nor does one change an id, or what protects a record.
    """
    newer: dict[str, list[str]] = {}
    for source in dataset.of(Source):
        if source.supersedes is not None:
            newer.setdefault(source.supersedes, []).append(source.id)
    for record in dataset:
        if isinstance(record, Claim | Source):
            continue
        claimed: dict[Target, list[Claim]] = defaultdict(list)
        for claim in dataset.claims(record.id):
            # What fits no field is a finding of the checks.
            target = None if claim.field is None else target_in(record, claim.field)
            if target is not None and str(target.path) not in HELD:
                claimed[target].append(claim)
        for target in sorted(claimed, key=lambda one: str(one.path)):
            precisions: dict[str | None, str] = {}
            if target.field.value is Point:
                precisions = _precisions(dataset, record, target, claimed, newer)
            yield from _contests_on(
                dataset,
                record,
                target,
                claimed[target],
                newer,
                precisions=precisions,
            )


def _precisions(
    dataset: Dataset,
    record: Record,
    target: Target,
    claimed: Mapping[Target, list[Claim]],
    newer: Mapping[str, list[str]],
) -> dict[str | None, str]:
    """
    Return the precision of a point as each source states it.

    That of the record, under None, counts where nobody claims it.
    """
    names = [name for name, _ in target.way]
    path = ".".join([*names[:-1], "precision"])
    beside = target_in(record, path)
    if beside is None:
        return {}
    claims = claimed.get(beside, [])
    if not claims:
        return {None: str(held) for held in beside.values(record)}  # noqa: B035 - it has one at most
    left_out = _left_out(dataset, claims, newer)
    stated: dict[str, set[str]] = {}
    for claim in claims:
        is_weighed = claim.id not in left_out and claim.stance != "denies"
        if is_weighed and claim.source and claim.value in (beside.field.codes or ()):
            stated.setdefault(claim.source, set()).add(str(claim.value))
    return {source: min(words) for source, words in stated.items() if len(words) == 1}


def _contests_on(
    dataset: Dataset,
    record: Record,
    target: Target,
    claims: list[Claim],
    newer: Mapping[str, list[str]],
    *,
    precisions: Mapping[str | None, str],
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
        voice = dataset.voices.of(claim)
        precision = precisions.get(claim.source, precisions.get(None))
        said.append(Said(claim, value, voice, dataset.said_on(claim), precision))
    left_out = _left_out(dataset, [one.claim for one in said], newer)
    held = target.values(record)
    by_member: dict[str | None, list[Said]] = defaultdict(list)
    for one in said:
        by_member[canonical_text(one.value) if holder.many else None].append(one)
    if unreadable or not by_member:
        by_member.setdefault(None, [])
    for member in sorted(by_member, key=lambda text: text or ""):
        affirmed, denied, aside = _weighed(by_member[member], held, left_out)
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


def _left_out(
    dataset: Dataset, claims: list[Claim], newer: Mapping[str, list[str]]
) -> dict[str, str]:
    """Return why claims on one field are left out, by their ids."""
    speaking = {one.source for one in claims if one.basis not in IN_OWN_CAUSE}
    found: dict[str, str] = {}
    outdated: dict[tuple[str, ...], str] = {}
    versions: set[tuple[tuple[str, ...], str]] = set()
    for claim in claims:
        later = _later_versions(claim.source, newer)
        # A later version that is silent on a field leaves it alone.
        replacing = [one for one in later if one in speaking]
        if replacing:
            found[claim.id] = f"replaced by {replacing[-1]}"
            printed = _printed(dataset, claim)
            outdated[printed] = min(claim.id, outdated.get(printed, claim.id))
            versions.update((printed, one) for one in later)
        elif claim.basis in IN_OWN_CAUSE:
            found[claim.id] = "the speaker is a party to the matter"
    for claim in claims if outdated else ():
        printed = _printed(dataset, claim)
        original = outdated.get(printed) if printed else None
        is_version = (printed, claim.source) in versions
        if original is not None and claim.id not in found and not is_version:
            found[claim.id] = f"repeats {original}, {found[original]}"
    by_id = {claim.id: claim for claim in claims}
    for claim in claims:
        first = by_id.get(dataset.voices.first_said(claim).id, claim)
        # A later version that says the same again is no reprint.
        is_version = claim.source in _later_versions(first.source, newer)
        if first is not claim and not is_version:
            why = f", {found[first.id]}" if first.id in found else ""
            found[claim.id] = f"repeats {first.id}{why}"
    return found


def _later_versions(source: str | None, newer: Mapping[str, list[str]]) -> list[str]:
    """Return the later versions of a source, the last one last. A circle has none."""
    found: dict[str, None] = {}
    waiting = list(newer.get(source or "", ()))
    for version in waiting:
        if version not in found:
            found[version] = None
            waiting += newer.get(version, ())
    return [] if source in found else list(found)


def _printed(dataset: Dataset, claim: Claim) -> tuple[str, ...]:
    """Return what two prints of one text on one day share. Empty: it is not known."""
    source = dataset.voices.source(claim)
    if source is None or source.published_on is None:
        return ()
    origin = source.origin or source.publisher
    if origin is None or not source.published_on.is_day:
        return ()
    said = (claim.value or "", "denies" if claim.stance == "denies" else "affirms")
    voices = (dataset.voices.named(origin).key, dataset.voices.of(claim).key)
    return (*voices, str(source.published_on.earliest), *said)


def _weighed(
    said: list[Said], held: tuple[object, ...], left_out: Mapping[str, str]
) -> tuple[list[Said], list[Said], list[Aside]]:
    """Part claims into those that affirm, those that deny, and those not weighed."""
    aside = {
        one.claim.id: left_out[one.claim.id] for one in said if one.claim.id in left_out
    }
    standing = [one for one in said if one.claim.id not in aside]
    aside |= dict.fromkeys(_taken_back(standing), "taken back by the same voice")
    standing = [one for one in standing if one.claim.id not in aside]
    affirmed = [one for one in standing if one.affirms]
    if any(one.claim.basis != "inferred" for one in affirmed):
        why = "inferred, where others say it outright"
        aside |= {
            one.claim.id: why for one in affirmed if one.claim.basis == "inferred"
        }
    standing = [one for one in standing if one.claim.id not in aside]
    affirmed = last_words([one for one in standing if one.affirms])
    kept = {one.claim.id for one in affirmed}
    denied: list[Said] = []
    for one in standing:
        if one.affirms and one.claim.id not in kept:
            aside[one.claim.id] = "the same voice later states another value"
        elif not one.affirms:
            if any(_replaces(other, one) for other in affirmed):
                aside[one.claim.id] = "the same text states another value"
            elif _bears_on(one, [*(other.value for other in affirmed), *held]):
                denied.append(one)
            else:
                aside[one.claim.id] = "no claim affirms what it denies"
    found = [
        Aside(one.claim, aside[one.claim.id]) for one in said if one.claim.id in aside
    ]
    return affirmed, denied, found


def last_words(said: Sequence[Said], *, of_each: bool = True) -> list[Said]:
    """
    Return what is affirmed without what is said otherwise later.

    What is said later, and leaves room for an earlier value, does not replace it: at
    least 7 does not replace 7. Nor does what is itself replaced.

    Args:
        said: What is affirmed.
        of_each: Whether each voice replaces only its own word. False: all count as one.
    """
    kept: dict[str, list[Said]] = {}
    found: set[str] = set()
    for one in sorted(said, key=_start, reverse=True):
        others = kept.setdefault(one.voice.key if of_each else "", [])
        if all(covers(other.value, one.value) for other in _after(one, others)):
            found.add(one.claim.id)
            # One claim of a value stands for all: they are in the order of their days.
            if not any(other.value == one.value for other in others[-1:]):
                others.append(one)
    return [one for one in said if one.claim.id in found]


def _start(said: Said) -> datetime.date:
    return datetime.date.min if said.day is None else said.day.earliest


def _after(one: Said, others: list[Said]) -> Iterator[Said]:
    """Return those, of others by their day, that were certainly said later."""
    return takewhile(lambda other: other.is_after(one), others)


def _bears_on(denial: Said, values: Iterable[object]) -> bool:
    return any(covers(denial.value, value) for value in values)


def _replaces(other: Said, denial: Said) -> bool:
    """Return whether the voice that denies a value affirms another in the same text."""
    same = other.claim.source is not None and other.claim.source == denial.claim.source
    return (
        same
        and other.voice.key == denial.voice.key
        and not covers(denial.value, other.value)
        and not covers(other.value, denial.value)
    )


def _taken_back(said: list[Said]) -> set[str]:
    """Return the claims of which the same voice later said the opposite."""
    by_voice: dict[str, tuple[list[Said], list[Said]]] = {}
    for one in said:
        by_voice.setdefault(one.voice.key, ([], []))[0 if one.affirms else 1].append(
            one
        )
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
