"""
What is adopted where sources disagree: by a policy that the user names.

A policy chooses on one field at a time. Whatever it chooses, the answer says which
claim won, why, and which lost; what it cannot choose stays open.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

import attrs

from peacekeep.analysis.comparison import unlike
from peacekeep.analysis.policies import Choice, Policies, Policy, envelope, refuse
from peacekeep.dataset import Dataset
from peacekeep.dataset.contests import Aside, Contest, contests
from peacekeep.definitions.paths import located, placed, resolve
from peacekeep.definitions.values import canonical_text
from peacekeep.errors import (
    Finding,
    InvalidRecord,
    InvalidValue,
    Path,
    Report,
    Severity,
    ValidationFailed,
    Where,
)
from peacekeep.models import Claim, Fact, Record


__all__ = ["SettledField", "Settlement", "settle", "settled_by"]


@attrs.frozen
class SettledField:
    """
    What became of one field, or of one member of a field that holds many.

    Attributes:
        about: Id of the record.
        path: Path of the field.
        member: Canonical text of the member, where the field holds many.
        value: Canonical text of what is adopted, or of what the record holds and
            keeps. None: the field stays open.
        reason: Why, and whether it is kept.
        policy: Name of the policy that was asked, or would have been.
        winner: Claim whose value was adopted. None: the field stays open, or no claim
            states the value.
        used: Claims that the value rests on: those that state it, or span it.
        consistent: Other claims that can be true beside the value. If the field stays
            open: all claims, where they can all be true.
        against: Claims that cannot be true beside the value. If the field stays open:
            all claims, where they cannot all be true.
        aside: Claims that were not weighed, and why.
        is_contested: Whether the claims cannot all be true.
        unlike: Records of other questions, which settle nothing here, and why.
    """

    about: str
    path: Path
    member: str | None
    value: str | None
    reason: str
    policy: str
    winner: Claim | None
    used: tuple[Claim, ...]
    consistent: tuple[Claim, ...]
    against: tuple[Claim, ...]
    aside: tuple[Aside, ...]
    is_contested: bool
    unlike: tuple[str, ...]


@attrs.frozen
class Settlement:
    """
    What a policy adopted, field by field.

    Attributes:
        policy: Name of the policy.
        dataset: The dataset with what was adopted.
        fields: Every field on which something is claimed, by record and path.
    """

    policy: str
    dataset: Dataset = attrs.field(repr=False)
    fields: tuple[SettledField, ...] = attrs.field(repr=False)

    def __len__(self) -> int:
        return len(self.fields)

    def __iter__(self) -> Iterator[SettledField]:
        return iter(self.fields)

    @property
    def contested(self) -> tuple[SettledField, ...]:
        """The fields on which sources disagree."""
        return tuple(one for one in self.fields if one.is_contested)

    @property
    def open(self) -> tuple[SettledField, ...]:
        """The fields that stay open."""
        return tuple(one for one in self.fields if one.value is None)

    @property
    def claims_used(self) -> tuple[Claim, ...]:
        """The claims on which the adopted values rest."""
        used = {claim.id: claim for one in self.fields for claim in one.used}
        return tuple(used[id_] for id_ in sorted(used))

    def of(
        self, about: str, path: Path | str | None = None
    ) -> tuple[SettledField, ...]:
        """
        Return what became of a record, or of one field of it.

        Args:
            about: Id of the record.
            path: Path of the field. None: every field of the record.

        Raises:
            UnknownReference: If no record has the id.
            InvalidValue: If the text is not a path, or leads nowhere in the record, or
                names a part by what its key cannot hold.
            UnknownName: If the record, or a part of it, has no such field.

        Warns:
            UnknownWord: As `Dataset.claims` does.
        """
        record = self.dataset.get(about)
        found = tuple(one for one in self.fields if one.about == about)
        if path is None:
            return found
        self.dataset.claims(about, path)
        asked = resolve(type(record), located(record, path)).path
        return tuple(one for one in found if one.path == asked)

    def footnotes(self, about: str | None = None) -> str:
        """
        Return a numbered note on each field of which a claim is not for the value.

        Such a field is contested, or stays open, or one of its claims states another
        value or was not weighed.

        Args:
            about: Id of the record whose fields are listed. None: every record.

        Raises:
            UnknownReference: If no record has the id.
        """
        if about is not None:
            self.dataset.get(about)
        noted = [
            one
            for one in self.fields
            if one.winner is None or one.is_contested or one.consistent or one.aside
            if about in (None, one.about)
        ]
        return "\n".join(
            line
            for number, one in enumerate(noted, start=1)
            for line in self._note(number, one)
        )

    def to_rows(self) -> list[dict[str, str | bool | None]]:
        """Return every field as a flat row, for a table."""
        return [
            {
                "about": one.about,
                "field": str(one.path),
                "member": one.member,
                "policy": one.policy,
                "value": one.value,
                "contested": one.is_contested,
                "reason": one.reason,
                "winner": None if one.winner is None else one.winner.id,
                "consistent": " ".join(claim.id for claim in one.consistent) or None,
                "against": " ".join(claim.id for claim in one.against) or None,
                "set_aside": " ".join(aside.claim.id for aside in one.aside) or None,
            }
            for one in self.fields
        ]

    def _note(self, number: int, one: SettledField) -> Iterator[str]:
        value = "stays open" if one.value is None else f"is {one.value}"
        yield f"[{number}] {one.about}: {one.path} {value} ({one.reason})"
        if one.used:
            by = "It rests on" if one.winner is None else "For it"
            yield f"    {by}: {self._told(one.used)}."
        elif one.value is not None and one.is_contested:
            yield "    No claim states it."
        is_open = one.value is None
        if one.consistent:
            label = "Can all be true" if is_open else "Consistent with it"
            yield f"    {label}: {self._told(one.consistent)}."
        if one.against:
            label = "Cannot all be true" if is_open else "Against it"
            if len(one.against) == 1 and is_open:
                label = "Claimed alone"
            yield f"    {label}: {self._told(one.against)}."
        for aside in one.aside:
            yield f"    Not weighed: {self._told([aside.claim])}: {aside.why}."
        for why in one.unlike:
            yield f"    Not comparable: {why}."

    def _told(self, claims: Iterable[Claim]) -> str:
        return "; ".join(self.dataset.describe(claim) for claim in claims)


def settle(
    dataset: Dataset,
    policy: str | Policy | Mapping[str, str | Policy],
    *,
    fields: Iterable[str] | None = None,
) -> tuple[Dataset, Settlement]:
    """
    Recompute adopted values from the claims, by a policy.

    A field whose claims agree on a value takes it: 2 and "at least 2" agree on 2. Where
    claims are compatible without such a value, or contested, the policy decides; fields
    that the policy leaves unresolved are cleared, unless they are required. `envelope`
    decides on every field with two values. A field without claims stays as it is.

    Not weighed are claims of a source that a later version replaces on the same field,
    claims that repeat another, claims whose speaker is a party to the matter, inferred
    claims where others state a value, and what a voice later states otherwise. Claims
    on another record, such as a total of all causes beside one of malicious acts,
    settle nothing.

    Args:
        dataset: The dataset.
        policy: `"only"`, `"latest"`, `"best_graded"`, `"envelope"`, `"agree"`,
            `"refuse"`, `prefer(...)`, or a callable that takes a `Contest` and returns
            one of its claims, a `Choice`, or None. Or a policy for each of several
            fields, as `fields` names them, with `"default"` for all others.
        fields: What is settled: kinds such as `"incident"`, or kinds and paths such as
            `"incident.casualties.count"`. All other fields stay as they are. None:
            every field, or with a mapping those that it names.

    Returns:
        The dataset with the adopted values, and what became of each field.

    Raises:
        UnknownName: If no policy has the name, or there is no such kind, field or
            voice.
        InvalidValue: If it is not a policy, or returns what cannot be adopted.
        ValidationFailed: If the policy is `"refuse"` and any field is contested. Its
            report names them all.

    Example:
        >>> ds = open_dataset("minusma-article")
        >>> ds, settled = settle(ds, "envelope")
        >>> settled.of("tally/minusma-kidal-convoys")[0].value
        '1..'
    """
    if not isinstance(dataset, Dataset):
        raise InvalidValue("be a dataset", dataset, subject="what is settled")
    return settled_by(dataset, Policies.of(policy, fields, dataset))


def settled_by(dataset: Dataset, policies: Policies) -> tuple[Dataset, Settlement]:
    """Return what `settle` returns, by policies that were read."""
    beside = unlike(dataset)
    decided = [
        Decided(contest, _choice(contest, asked), name, is_refused=asked is refuse)
        for contest in contests(dataset)
        if (found := policies.on(contest)) is not None
        for name, asked in [found]
    ]
    _raise_for_contested(dataset, decided)
    by_record: dict[str, list[Decided]] = {}
    for one in decided:
        by_record.setdefault(one.contest.about, []).append(one)
    records: list[Record] = []
    settled_fields: list[SettledField] = []
    for record in dataset:
        kept, choices = _adopted(record, by_record.get(record.id, []))
        records.append(kept)
        settled_fields += [
            _settled(kept, one, beside.get(record.id, ())) for one in choices
        ]
    settled = dataset.with_records(records)
    return settled, Settlement(policies.name, settled, tuple(settled_fields))


class Decided(NamedTuple):
    """What the policy with a name makes of a contest."""

    contest: Contest
    choice: Choice
    policy: str
    is_refused: bool


def _choice(contest: Contest, policy: Policy) -> Choice:
    if not contest.affirmed:
        denied = "; ".join(map(contest.dataset.describe, contest.denials))
        return Choice(denied or "No claim can be weighed")
    agreed = contest.agreed
    if agreed is not None and len(contest.groups) == 1:
        return Choice("No other value is weighed", agreed.claim)
    if agreed is not None and policy is not envelope:
        return Choice("All claims agree on it", agreed.claim)
    return _checked(contest, policy(contest))


def _checked(contest: Contest, answer: object) -> Choice:
    """Return what a policy says, if it can be adopted."""
    if answer is None:
        return Choice("The policy leaves it open")
    if isinstance(answer, Claim):
        answer = Choice("The policy chose it", answer)
    if not isinstance(answer, Choice) or not isinstance(answer.reason, str):
        raise _misfit(answer, "be one of the claims, a Choice with a reason, or None")
    chosen = () if answer.winner is None else (answer.winner,)
    given = {claim.id: claim for claim in contest.claims}
    for claim in (*chosen, *answer.rests_on):
        if not isinstance(claim, Claim) or given.get(claim.id) != claim:
            got = claim.id if isinstance(claim, Claim) else claim
            raise _misfit(got, "be one of the claims that it was given")
    if answer.winner is None and answer.value is not None:
        if contest.member not in (None, answer.value):
            raise _misfit(answer.value, f"be {contest.member}, or none")
        try:
            contest.holder.parse(answer.value)
        except InvalidValue as error:
            raise _misfit(answer.value, error.expected) from None
    return answer


def _misfit(got: object, expected: str) -> InvalidValue:
    return InvalidValue(expected, got, subject="the answer of a policy")


def _raise_for_contested(dataset: Dataset, decided: Iterable[Decided]) -> None:
    found = tuple(
        Finding(
            check="settle.contested",
            severity=Severity.ERROR,
            record=contest.about,
            where=Where(record=contest.about, path=contest.path).within(
                dataset.origin(contest.about)
            ),
            message=f"{choice.reason}.",
            suggestion="Settle it by another policy, or leave the question open.",
        )
        for contest, choice, _, is_refused in decided
        if is_refused and contest.is_contested
    )
    if found:
        raise ValidationFailed(Report(found))


def _value(one: Decided) -> str | None:
    if one.choice.winner is not None:
        return one.contest.text_of(one.choice.winner)
    return one.choice.value


def _adopted(record: Record, decided: list[Decided]) -> tuple[Record, list[Decided]]:
    """Return a record with what was chosen, and the choices that it could take."""
    emptied = record
    for one in decided:
        contest, value = one.contest, _value(one)
        for held in contest.target.values(emptied):
            text = canonical_text(held)
            if text == value or contest.member not in (None, text):
                continue
            if contest.is_heard or contest.denials_of(held):
                emptied = contest.target.without(emptied, held) or emptied
    taken = [
        (one.contest.target, one.contest.holder.parse(value))
        for one in decided
        if (value := _value(one)) is not None
    ]
    sources = [claim.source for one in decided for claim in _used(one)]
    try:
        return _sourced(placed(emptied, taken), sources), decided
    except InvalidRecord:
        return _adopted_one_by_one(emptied, decided)


def _adopted_one_by_one(
    record: Record, decided: list[Decided]
) -> tuple[Record, list[Decided]]:
    """Return a record with each choice in turn that it can take beside the others."""
    choices: list[Decided] = []
    for one in decided:
        value = _value(one)
        if value is not None:
            try:
                taken = [(one.contest.target, one.contest.holder.parse(value))]
                record = _sourced(
                    placed(record, taken), [claim.source for claim in _used(one)]
                )
            except InvalidRecord:
                reason = f"the record cannot hold {value}"
                one = one._replace(choice=Choice(reason))  # noqa: PLW2901 - what becomes of it
        choices.append(one)
    return record, choices


def _sourced(record: Record, sources: Iterable[str | None]) -> Record:
    """Name the sources of what a record now adopts."""
    if not isinstance(record, Fact) or "sources" in record.withheld:
        return record
    named = dict.fromkeys((*record.sources, *filter(None, sources)))
    return attrs.evolve(record, sources=tuple(named))


def _used(one: Decided) -> tuple[Claim, ...]:
    """Return the claims on which a choice rests."""
    winner = one.choice.winner
    if winner is None:
        return one.choice.rests_on if one.choice.value is not None else ()
    group = next(
        group
        for group in one.contest.groups
        if any(said.claim.id == winner.id for said in group)
    )
    return tuple(said.claim for said in group)


def _settled(record: Record, one: Decided, beside: tuple[str, ...]) -> SettledField:
    contest, choice, policy, _ = one
    used = _used(one)
    value, reason = _value(one), choice.reason
    held = [canonical_text(held) for held in contest.target.values(record)]
    kept = [text for text in held if contest.member in (None, text)]
    if value is None and kept and (contest.member or not contest.holder.many):
        value = kept[0]
        reason = f"{reason}; what the record holds is kept"
    consistent, against = _beside(contest, value, {claim.id for claim in used})
    is_count = str(contest.path) == "count" and contest.is_contested
    return SettledField(
        about=contest.about,
        path=contest.path,
        member=contest.member,
        value=value,
        reason=reason,
        policy=policy,
        winner=choice.winner,
        used=used,
        consistent=consistent,
        against=against,
        aside=contest.aside,
        is_contested=contest.is_contested,
        unlike=beside if is_count else (),
    )


def _beside(
    contest: Contest, text: str | None, used: set[str]
) -> tuple[tuple[Claim, ...], tuple[Claim, ...]]:
    """Return the other claims: those that can be true beside a value, and the rest."""
    others = [
        one for one in (*contest.affirmed, *contest.denied) if one.claim.id not in used
    ]
    if text is None:
        fits = [one for one in others if not contest.is_contested]
    else:
        value = contest.holder.parse(text)
        fits = [one for one in others if contest.allows(one, value)]
    consistent = [one.claim for one in fits]
    fitting = {claim.id for claim in consistent}
    against = [one.claim for one in others if one.claim.id not in fitting]
    return tuple(consistent), tuple(against)
