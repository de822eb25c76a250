"""
What is adopted where sources disagree: by a policy that the user names.

A policy chooses on one field at a time. Whatever it chooses, the answer says which
claim won, why, and which lost; what it cannot choose stays open.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final, Protocol

import attrs

from peacekeep.analysis.comparison import unlike
from peacekeep.analysis.contests import Aside, Contest, contests
from peacekeep.checks.base import Finding, Report, Severity
from peacekeep.codes import CREDIBILITY, RELIABILITY
from peacekeep.dataset import Dataset
from peacekeep.errors import (
    InvalidRecord,
    InvalidValue,
    UnknownName,
    ValidationFailed,
    Where,
)
from peacekeep.models import Claim, Fact, Record, Source
from peacekeep.models.record import canonical_text, placed, values_at, without
from peacekeep.values.counts import Count
from peacekeep.values.dates import PartialDate
from peacekeep.values.quantities import Quantity


__all__ = [
    "POLICIES",
    "Choice",
    "Policy",
    "SettledField",
    "Settlement",
    "policy_of",
    "prefer",
    "settle",
]


@attrs.frozen
class Choice:
    """
    What a policy makes of a contest.

    Attributes:
        reason: Why, in a few words.
        winner: The claim whose value is adopted. None: nothing is, or no claim states
            the value.
        value: Canonical text of the value, where no claim states it.
    """

    reason: str
    winner: Claim | None = None
    value: str | None = None


class Policy(Protocol):
    """Whatever can be called with a contest: a function of the user's own, too."""

    def __call__(self, contest: Contest, /) -> Choice | Claim | None:
        """Answer the claim that wins, a choice, or None where nothing does."""
        ...


@attrs.frozen
class SettledField:
    """
    What became of one field, or of one member of a field that holds many.

    Attributes:
        about: Id of the record.
        field: Path of the field.
        member: Canonical text of the member, where the field holds many.
        value: Canonical text of what is adopted. None: the field stays open.
        reason: Why.
        winner: Claim that the policy chose. None: the field stays open, or no claim
            states the value.
        used: Claims that the value rests on: those that state it, or span it.
        losers: Claims that were weighed, and state something else.
        aside: Claims that were not weighed, and why.
        is_contested: Whether there was anything to choose.
        unlike: Records of other questions, which settle nothing here, and why.
    """

    about: str
    field: str
    member: str | None
    value: str | None
    reason: str
    winner: Claim | None
    used: tuple[Claim, ...]
    losers: tuple[Claim, ...]
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

    def of(self, about: str, field: str | None = None) -> tuple[SettledField, ...]:
        """Answer what became of a record, or of one field of it."""
        return tuple(
            one
            for one in self.fields
            if one.about == about and field in (None, one.field)
        )

    def footnotes(self, about: str | None = None) -> str:
        """
        Answer a numbered note on each field that is contested or stays open.

        Args:
            about: Id of the record whose fields are told. None: of all.
        """
        noted = [
            one
            for one in self.fields
            if (one.is_contested or one.value is None) and about in (None, one.about)
        ]
        return "\n".join(
            line
            for number, one in enumerate(noted, start=1)
            for line in self._note(number, one)
        )

    def to_rows(self) -> list[dict[str, str | bool | None]]:
        """Answer every field as a flat row, for a table."""
        return [
            {
                "about": one.about,
                "field": one.field,
                "member": one.member,
                "policy": self.policy,
                "value": one.value,
                "contested": one.is_contested,
                "reason": one.reason,
                "winner": None if one.winner is None else one.winner.id,
                "losers": " ".join(claim.id for claim in one.losers) or None,
                "set_aside": " ".join(aside.claim.id for aside in one.aside) or None,
            }
            for one in self.fields
        ]

    def _note(self, number: int, one: SettledField) -> Iterator[str]:
        value = "stays open" if one.value is None else f"is {one.value}"
        yield f"[{number}] {one.about}: {one.field} {value} ({one.reason})"
        if one.used:
            by = "It spans" if one.winner is None else "For it"
            yield f"    {by}: {self._told(one.used)}."
        if one.losers:
            yield f"    Against it: {self._told(one.losers)}."
        for aside in one.aside:
            yield f"    Not weighed: {self._told([aside.claim])}: {aside.why}."
        for why in one.unlike:
            yield f"    Not comparable: {why}."

    def _told(self, claims: Iterable[Claim]) -> str:
        return "; ".join(self.dataset.told(claim) for claim in claims)


def only(contest: Contest) -> Choice:
    """Adopt a value where it is the only one, and leave the field open elsewhere."""
    stated = " and ".join(contest.by_value)
    denied = " and is denied" if contest.denials else ""
    return Choice(f"{stated}{denied}: no value stands alone")


def latest(contest: Contest) -> Choice:
    """Adopt what was said on the latest day. Claims without a day are passed over."""
    dated = [one for one in contest.claims if contest.dataset.said_on(one) is not None]
    passed = len(contest.claims) - len(dated)
    also = f"; {passed} without a day passed over" if passed else ""
    last = [
        one
        for one in dated
        if all(
            contest.is_later(one, other)
            for other in dated
            if contest.text_of(other) != contest.text_of(one)
        )
    ]
    if not last:
        return Choice(f"A tie: no value is certainly the latest{also}")
    winner = last[-1]
    for denial in contest.denials_of(contest.text_of(winner)):
        if not contest.is_later(winner, denial):
            return Choice(f"{contest.dataset.told(denial)} is not earlier{also}")
    return Choice(f"The latest of {len(contest.by_value)}{also}", winner)


def best_graded(contest: Contest) -> Choice:
    """
    Adopt what the best graded claim says, and among equals what most voices say.

    One claim is better graded than another where its source and itself are graded no
    worse, and one of them better. What cannot be judged is neither better nor worse.
    """
    every = (*contest.claims, *contest.denials)
    top = [
        one
        for one in every
        if not any(
            _is_better(contest, other, one)
            for other in every
            if not _agree(contest, one, other)
        )
    ]
    for_each: dict[tuple[str, bool], tuple[Claim, ...]] = {}
    for one in top:
        key = contest.text_of(one), one.stance != "denies"
        for_each[key] = (*for_each.get(key, ()), one)
    reason = "The best graded"
    if len(for_each) > 1 and len({_grade(contest, one) for one in top}) == 1:
        most = max(len(contest.voices(claims)) for claims in for_each.values())
        for_each = {
            key: claims
            for key, claims in for_each.items()
            if len(contest.voices(claims)) == most
        }
        reason = f"Graded alike, and said by {most} independent voices"
    if len(for_each) > 1:
        return Choice("A tie: none is better graded, or said by more voices")
    ((_, affirmed), claims), *_ = for_each.items()
    if not affirmed:
        return Choice(f"{contest.dataset.told(claims[0])} is the best graded")
    return Choice(reason, claims[-1])


def envelope(contest: Contest) -> Choice:
    """Adopt the narrowest value that leaves room for every claim."""
    if contest.denials:
        denial = contest.dataset.told(contest.denials[0])
        return Choice(f"{denial} does not say what is true instead")
    first, *others = [
        contest.value_of(claims[0]) for claims in contest.by_value.values()
    ]
    for kind in (Count, Quantity, PartialDate):
        if isinstance(first, kind):
            try:
                value = kind.spanning(first, *others)  # type: ignore[arg-type] # of one field
            except InvalidValue:
                return Choice("Nothing is left out by the values together")
            voices = len(contest.voices(contest.claims))
            said = f"{len(contest.claims)} claims of {voices} "
            voiced = "voice" if voices == 1 else "independent voices"
            return Choice(f"Spans {said}{voiced}", value=canonical_text(value))
    return Choice("Values of this sort have no span")


def refuse(contest: Contest) -> Choice:
    """Adopt nothing at all where any field is contested; `settle` raises."""
    values = "; ".join(contest.dataset.told(one) for one in contest.claims)
    denied = "; ".join(contest.dataset.told(one) for one in contest.denials)
    return Choice("; ".join(filter(None, (values, denied))))


@attrs.frozen
class Preferred:
    """
    Adopts what the first of some voices or sources says, in its last word.

    Attributes:
        names: Voices, or ids of sources, the most preferred first.
    """

    names: tuple[str, ...]

    def __str__(self) -> str:
        return f"prefer({', '.join(self.names)})"

    def __call__(self, contest: Contest, /) -> Choice:
        for name in self.names:
            claims, denials = (
                tuple(one for one in said if name in (contest.voice(one), one.source))
                for said in (contest.claims, contest.denials)
            )
            if not claims and not denials:
                continue
            own = attrs.evolve(contest, claims=claims, denials=denials)
            if not claims:
                return Choice(f"{contest.dataset.told(denials[0])} is preferred")
            if not own.is_contested:
                return Choice(f"{name} is preferred", claims[-1])
            choice = latest(own)
            return attrs.evolve(choice, reason=f"{name} is preferred. {choice.reason}")
        return Choice(f"None of {', '.join(self.names)} says anything of it")


def prefer(*names: str) -> Preferred:
    """
    Make a policy that adopts what the first of some voices says.

    Args:
        names: Voices such as "MINUSMA", or ids of sources, the most preferred first.

    Raises:
        InvalidValue: If there is none, or one is no text.

    Example:
        >>> str(prefer("MINUSMA", "AP"))
        'prefer(MINUSMA, AP)'
    """
    if not names or not all(isinstance(name, str) and name for name in names):
        hint = 'Name voices, as in prefer("MINUSMA", "AP").'
        expected = "be one or more names"
        raise InvalidValue(expected, names, subject="what is preferred", hint=hint)
    return Preferred(names)


POLICIES: Final[Mapping[str, Callable[[Contest], Choice]]] = {
    "only": only,
    "latest": latest,
    "best_graded": best_graded,
    "envelope": envelope,
    "refuse": refuse,
}
"""The policies that have a name."""


def policy_of(policy: str | Policy) -> tuple[str, Policy]:
    """
    Answer the name of a policy, and the policy.

    Raises:
        UnknownName: If none has the name.
        InvalidValue: If it is neither a name nor can be called.
    """
    if isinstance(policy, str):
        if policy not in POLICIES:
            raise UnknownName("policy", policy, POLICIES)
        return policy, POLICIES[policy]
    if not callable(policy):
        hint = f"Named policies: {', '.join(POLICIES)}."
        expected = "be the name of a policy, or be called with a contest"
        raise InvalidValue(expected, policy, subject="policy", hint=hint)
    name = getattr(policy, "__name__", None)
    return str(policy if name is None else name), policy


def settle(dataset: Dataset, policy: str | Policy) -> tuple[Dataset, Settlement]:
    """
    Recompute adopted values from the claims, by a policy.

    A field of which one value alone is claimed takes it. Where sources disagree, the
    policy is asked; what it leaves open is emptied, if the record can do without. A
    field without claims stays as it is. Not weighed are claims of a source that a
    later one replaces, claims in the speaker's own cause, and what is inferred where
    others say it outright. Reprints of one agency are one voice. Claims on another
    record, such as a total of all causes beside one of malicious acts, settle nothing.

    Args:
        dataset: The dataset.
        policy: `"only"`, `"latest"`, `"best_graded"`, `"envelope"`, `"refuse"`,
            `prefer(...)`, or a callable that is given a `Contest` and answers with
            one of its claims, a `Choice`, or None.

    Returns:
        The dataset with the adopted values, and what became of each field.

    Raises:
        UnknownName: If no policy has the name.
        InvalidValue: If the policy is none, or answers with what cannot be adopted.
        ValidationFailed: If the policy is `"refuse"` and any field is contested. Its
            report names them all.

    Example:
        >>> ds = open_dataset("minusma-article")
        >>> ds, settled = settle(ds, "envelope")
        >>> settled.of("tally/minusma-kidal-convoys")[0].value
        '1..'
    """
    name, policy = policy_of(policy)
    decided = [(contest, _choice(contest, policy)) for contest in contests(dataset)]
    if policy is refuse:
        _raise_for_contested(dataset, decided)
    by_record: dict[str, list[tuple[Contest, Choice]]] = {}
    for contest, choice in decided:
        by_record.setdefault(contest.about, []).append((contest, choice))
    records: list[Record] = []
    fields: list[SettledField] = []
    for record in dataset:
        kept, choices = _adopted(record, by_record.get(record.id, []))
        records.append(kept)
        fields += [_told(dataset, contest, choice) for contest, choice in choices]
    settled = Dataset(
        records,
        header=dataset.header,
        origins={one.id: dataset.origin(one.id) for one in dataset},
    )
    return settled, Settlement(name, settled, tuple(fields))


def _choice(contest: Contest, policy: Policy) -> Choice:
    if not contest.claims:
        return Choice("No claim can be weighed")
    if not contest.is_contested:
        return Choice("No other value is weighed", contest.claims[-1])
    answer = policy(contest)
    if answer is None:
        return Choice("The policy leaves it open")
    if isinstance(answer, Claim):
        answer = Choice("The policy chose it", answer)
    if not isinstance(answer, Choice):
        raise _misfit(answer, "be one of the claims, a Choice or None")
    if answer.winner is not None and answer.winner not in contest.claims:
        raise _misfit(answer.winner.id, "be one of the claims that it was given")
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


def _raise_for_contested(
    dataset: Dataset, decided: Iterable[tuple[Contest, Choice]]
) -> None:
    found = tuple(
        Finding(
            check="settle.contested",
            severity=Severity.ERROR,
            record=contest.about,
            where=Where(record=contest.about, field=contest.field).within(
                dataset.origin(contest.about)
            ),
            message=f"{choice.reason}.",
            suggestion="Settle it by another policy, or leave the question open.",
        )
        for contest, choice in decided
        if contest.is_contested
    )
    if found:
        raise ValidationFailed(Report(found))


def _value(contest: Contest, choice: Choice) -> str | None:
    if choice.winner is not None:
        return contest.text_of(choice.winner)
    return choice.value


def _adopted(
    record: Record, decided: list[tuple[Contest, Choice]]
) -> tuple[Record, list[tuple[Contest, Choice]]]:
    """Answer a record with what was chosen, and the choices that it could take."""
    emptied = record
    for contest, choice in decided:
        if not contest.is_heard:
            continue
        value = _value(contest, choice)
        for held in values_at(emptied, contest.field):
            text = canonical_text(held)
            if text != value and contest.member in (None, text):
                emptied = without(emptied, contest.field, held) or emptied
    taken = [
        (contest.field, contest.holder.parse(value))
        for contest, choice in decided
        if (value := _value(contest, choice)) is not None
    ]
    sources = [
        one.source for contest, choice in decided for one in _used(contest, choice)
    ]
    try:
        return _sourced(placed(emptied, taken), sources), decided
    except InvalidRecord:
        return _adopted_one_by_one(emptied, decided)


def _adopted_one_by_one(
    record: Record, decided: list[tuple[Contest, Choice]]
) -> tuple[Record, list[tuple[Contest, Choice]]]:
    """Answer a record with each choice in turn that it can take beside the others."""
    choices = []
    for contest, choice in decided:
        value = _value(contest, choice)
        if value is not None:
            try:
                record = placed(record, [(contest.field, contest.holder.parse(value))])
                used = [one.source for one in _used(contest, choice)]
                record = _sourced(record, used)
            except InvalidRecord:
                reason = f"{value} cannot stand in the record"
                choice = Choice(reason)  # noqa: PLW2901 - what becomes of it
        choices.append((contest, choice))
    return record, choices


def _sourced(record: Record, sources: Iterable[str | None]) -> Record:
    """Name the sources of what a record now adopts."""
    if not isinstance(record, Fact):
        return record
    named = dict.fromkeys((*record.sources, *filter(None, sources)))
    return attrs.evolve(record, sources=tuple(named))


def _used(contest: Contest, choice: Choice) -> tuple[Claim, ...]:
    """Answer the claims on which a choice rests."""
    value = _value(contest, choice)
    if value is None:
        return ()
    return contest.by_value.get(value, contest.claims)


def _told(dataset: Dataset, contest: Contest, choice: Choice) -> SettledField:
    used = _used(contest, choice)
    return SettledField(
        about=contest.about,
        field=contest.field,
        member=contest.member,
        value=_value(contest, choice),
        reason=choice.reason,
        winner=choice.winner,
        used=used,
        losers=tuple(
            one for one in (*contest.claims, *contest.denials) if one not in used
        ),
        aside=contest.aside,
        is_contested=contest.is_contested,
        unlike=unlike(dataset, contest.about) if contest.is_contested else (),
    )


def _agree(contest: Contest, one: Claim, other: Claim) -> bool:
    same = contest.text_of(one) == contest.text_of(other)
    return same and (one.stance == "denies") == (other.stance == "denies")


def _grade(contest: Contest, claim: Claim) -> tuple[int | None, int | None]:
    """Answer how good source and claim are, 0 the best. None: it is not judged."""
    source: Record | None = None
    if claim.source is not None and claim.source in contest.dataset:
        source = contest.dataset.get(claim.source)
    reliability = source.reliability if isinstance(source, Source) else None
    return _rank(RELIABILITY, reliability), _rank(CREDIBILITY, claim.credibility)


def _rank(scale: Iterable[str], grade: str | None) -> int | None:
    """Answer the place of a grade. The last of a scale says that none can be given."""
    *judged, _ = scale
    return judged.index(grade) if grade in judged else None


def _is_better(contest: Contest, one: Claim, other: Claim) -> bool:
    pairs = list(zip(_grade(contest, one), _grade(contest, other), strict=True))
    if any((a is None) != (b is None) for a, b in pairs):
        return False
    judged = [(a, b) for a, b in pairs if a is not None and b is not None]
    return all(a <= b for a, b in judged) and any(a < b for a, b in judged)
