"""
The policies by which a contest is settled, each a function of one contest.

A policy chooses on one field at a time. `settle` asks it, and adopts what it says.
"""

import datetime
import re
from collections.abc import Callable, Iterable, Mapping
from itertools import combinations
from typing import Any, Final, Protocol

import attrs

from peacekeep.dataset import Dataset
from peacekeep.dataset.contests import HELD, Contest, Said, last_words
from peacekeep.dataset.voices import name_key
from peacekeep.definitions.paths import fields_along
from peacekeep.definitions.values import Value, canonical_text, covers
from peacekeep.errors import InvalidValue, UnknownName
from peacekeep.models import Actor, Claim, Record, Source
from peacekeep.models.vocabularies import CREDIBILITY, RELIABILITY


__all__ = [
    "POLICIES",
    "Choice",
    "Policies",
    "Policy",
    "envelope",
    "policy_of",
    "prefer",
    "refuse",
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
        rests_on: Claims on which such a value rests.
    """

    reason: str
    winner: Claim | None = None
    value: str | None = None
    rests_on: tuple[Claim, ...] = ()


class Policy(Protocol):
    """A callable that takes a contest: a policy of the library, or a user's own."""

    def __call__(self, contest: Contest, /) -> Choice | Claim | None:
        """Return the claim that wins, a choice, or None if no value is adopted."""
        ...


def only(contest: Contest) -> Choice:
    """Leave the field open: no value of a claim says what all of them say."""
    stated = " and ".join(contest.by_value)
    denied = " and is denied" if contest.denials else ""
    return Choice(f"{stated}{denied}: no value stands alone")


def latest(contest: Contest) -> Choice:
    """
    Adopt what was said on the latest day. Claims without a day are passed over.

    What is said later, and leaves room for an earlier value, does not replace it.
    """
    dated = [one for one in contest.affirmed if one.day is not None]
    passed = len(contest.affirmed) - len(dated)
    also = f"; {passed} without a day passed over" if passed else ""
    kept = attrs.evolve(contest, affirmed=tuple(last_words(dated, of_each=False)))
    if not kept.most_exact:
        return Choice(f"A tie: no value is certainly the latest{also}")
    winner = max(kept.group_of(kept.most_exact[0]), key=_first_day)
    for denial in contest.denials_of(winner.value):
        if not winner.is_after(denial):
            said = contest.dataset.describe(denial.claim)
            return Choice(f"{said} is not certainly earlier{also}")
    return Choice(f"The latest of {len(contest.groups)}{also}", winner.claim)


def _first_day(said: Said) -> datetime.date:
    return datetime.date.min if said.day is None else said.day.earliest


def best_graded(contest: Contest) -> Choice:
    """
    Adopt what the best graded claim says, and among equals what most houses say.

    One claim is better graded than another where its source and itself are graded no
    worse, and one of them better. What cannot be judged is neither better nor worse.
    A voice that states two values, neither later than the other, counts for none.
    """
    graded = [_graded(contest, side) for side in (*contest.groups, *_denied(contest))]
    sides: dict[Grade, set[int]] = {}
    own: dict[tuple[int, str], set[Grade]] = {}
    for index, side in enumerate(graded):
        for grade, one in side:
            sides.setdefault(grade, set()).add(index)
            own.setdefault((index, one.voice.key), set()).add(grade)
    top = [
        [
            (grade, one)
            for grade, one in side
            if not any(
                found != {index} or better in own[index, one.voice.key]
                for better, found in sides.items()
                if _is_better(better, grade)
            )
        ]
        for index, side in enumerate(graded)
    ]
    standing = [side for side in top if side]
    reason = "The best graded"
    if len(standing) > 1:
        if len({grade for side in standing for grade, _ in side}) > 1:
            return Choice("A tie: their grades cannot be compared")
        undecided = _at_odds(contest)
        claims = [
            [one.claim for _, one in side if one.voice.key not in undecided]
            for side in standing
        ]
        numbers = [len(contest.houses(side)) for side in claims]
        most = max(numbers)
        if numbers.count(most) > 1:
            return Choice("A tie: graded alike, and said by equally many houses")
        index = numbers.index(most)
        standing = [standing[index]]
        reason = f"Graded alike, and said by {contest.counted(claims[index])}"
    side = standing[0]
    best = [
        (grade == _UNGRADED, _first_day(one), one.claim.id, one)
        for grade, one in side
        if not any(_is_better(better, grade) for better, _ in side)
    ]
    *_, said = min(best, key=lambda one: one[:3])
    if not said.affirms:
        return Choice(f"{contest.dataset.describe(said.claim)} is the best graded")
    return Choice(reason, said.claim)


Grade = tuple[int | None, int | None]
_UNGRADED: Final[Grade] = (None, None)


def _graded(contest: Contest, side: tuple[Said, ...]) -> list[tuple[Grade, Said]]:
    """Return claims with their grades. A voice that is graded needs no other print."""
    graded = [(_grade(contest, one.claim), one) for one in side]
    judged = {one.voice.key for grade, one in graded if grade != _UNGRADED}
    return [
        (grade, one)
        for grade, one in graded
        if grade != _UNGRADED or one.voice.key not in judged
    ]


def _denied(contest: Contest) -> list[tuple[Said, ...]]:
    """Return what denies a value that is affirmed, value by value."""
    denied: dict[str, tuple[Said, ...]] = {}
    for one in contest.denied:
        if any(covers(one.value, group[0].value) for group in contest.groups):
            text = canonical_text(one.value)
            denied[text] = (*denied.get(text, ()), one)
    return list(denied.values())


def _at_odds(contest: Contest) -> set[str]:
    """Return the voices that state two values which cannot both be true."""
    values: dict[str, list[Said]] = {}
    for group in contest.groups:
        for one in {one.voice.key: one for one in group}.values():
            values.setdefault(one.voice.key, []).append(one)
    return {
        key
        for key, stated in values.items()
        if not all(contest.agree(*pair) for pair in combinations(stated, 2))
    }


def envelope(contest: Contest) -> Choice:
    """Adopt the narrowest value that leaves room for every claim."""
    if contest.denied:
        denial = contest.dataset.describe(contest.denied[0].claim)
        return Choice(f"{denial} does not say what is true instead")
    values: list[Any] = [group[0].value for group in contest.groups]
    if not isinstance(values[0], Value):
        return Choice("Values of this sort have no span")
    try:
        value = values[0].spanning(*values)
    except InvalidValue:
        if contest.agreed is not None:
            return Choice("All claims agree on it", contest.agreed.claim)
        return Choice("Together the values have no span")
    return Choice(
        f"Spans {_claims_of(contest)}",
        value=canonical_text(value),
        rests_on=contest.claims,
    )


def agree(contest: Contest) -> Choice:
    """
    Adopt what the values of claims have in common, where they are compatible.

    No claim states it; the claims leave room for it, and for nothing else.
    """
    if contest.is_contested:
        return Choice("The claims cannot all be true")
    values: list[Any] = [group[0].value for group in contest.groups]
    return Choice(
        f"Within {_claims_of(contest)}",
        value=canonical_text(values[0].intersecting(*values)),
        rests_on=contest.claims,
    )


def _claims_of(contest: Contest) -> str:
    number = len(contest.claims)
    claims = f"{number} claim{'s' if number > 1 else ''}"
    return f"{claims} of {contest.counted(contest.claims)}"


def refuse(contest: Contest) -> Choice:
    """Adopt nothing if any field is contested: `settle` raises."""
    values = "; ".join(contest.dataset.describe(one) for one in contest.claims)
    denied = "; ".join(contest.dataset.describe(one) for one in contest.denials)
    return Choice("; ".join(filter(None, (values, denied))))


@attrs.frozen
class Preferred:
    """
    Adopts what the first of some voices or sources says, in its last word.

    After a voice come the others of its house: "United Nations" also takes what MINUSMA
    says, where the dataset says that MINUSMA is part of it.

    Attributes:
        names: Voices, or ids of sources, the most preferred first.
    """

    names: tuple[str, ...]

    def __str__(self) -> str:
        return f"prefer({', '.join(self.names)})"

    def check(self, dataset: Dataset) -> None:
        """
        Check that a dataset knows each of the names.

        Raises:
            UnknownName: If nobody has one of them.
        """
        known = dataset.voices.known()
        for name in self.names:
            record = dataset.get(name) if name in dataset else None
            if not isinstance(record, Source | Actor) and name_key(name) not in known:
                raise UnknownName("voice or source", name, known.values())

    def __call__(self, contest: Contest, /) -> Choice:
        said = (*contest.affirmed, *contest.denied)
        for name in self.names:
            voice = contest.dataset.voices.named(name)
            own = [
                one
                for one in said
                if voice.key == one.voice.key or name == one.claim.source
            ]
            house = [one for one in said if voice.house == one.voice.house]
            if own or house:
                preferred = name if own else f"The house of {name}"
                return self._chosen(contest, preferred, own or house)
        names = ", ".join(self.names)
        return Choice(f"Nothing that is weighed is said by {names}")

    def _chosen(self, contest: Contest, name: str, said: list[Said]) -> Choice:
        affirmed = tuple(one for one in said if one.affirms)
        denied = tuple(one for one in said if not one.affirms)
        if not affirmed:
            return Choice(f"{contest.dataset.describe(denied[0].claim)} is preferred")
        own = attrs.evolve(contest, affirmed=affirmed, denied=denied)
        if own.agreed is not None:
            return Choice(f"{name} is preferred", own.agreed.claim)
        choice = latest(own)
        return attrs.evolve(choice, reason=f"{name} is preferred. {choice.reason}")


def prefer(*names: str) -> Preferred:
    """
    Make a policy that adopts what the first of some voices says.

    Args:
        names: Voices such as "MINUSMA", or ids of sources, the most preferred first.
            After each voice come the others of its house.

    Raises:
        InvalidValue: If there is no name, or one is not a text.

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
    "agree": agree,
    "refuse": refuse,
}
"""The policies that have a name."""


def policy_of(policy: str | Policy) -> tuple[str, Policy]:
    """
    Return the name of a policy, and the policy.

    Raises:
        UnknownName: If no policy has the name.
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


@attrs.frozen
class Policies:
    """
    Which policy decides on which field.

    Attributes:
        name: The policy, or each field and its policy, as text.
        rules: For each kind and path, the most exact first: the name of its policy, and
            the policy. Empty: every other field.
    """

    name: str
    rules: Mapping[tuple[str, ...], tuple[str, Policy]]

    @classmethod
    def of(
        cls,
        policy: str | Policy | Mapping[str, str | Policy],
        fields: Iterable[str] | None,
        dataset: Dataset,
    ) -> "Policies":
        """
        Read policies, and the fields on which they decide.

        Raises:
            UnknownName: If there is no such policy, kind, field or voice.
            InvalidValue: If a policy or the fields cannot be read.
        """
        if isinstance(policy, Mapping):
            asked = dict(policy)
            if fields is not None:
                hint = "Name the fields in the mapping."
                expected = "be left out beside a policy for each field"
                raise InvalidValue(expected, fields, subject="fields", hint=hint)
        else:
            asked = dict.fromkeys(
                [_DEFAULT] if fields is None else _texts(fields), policy
            )
        named = {field: policy_of(one) for field, one in asked.items()}
        for _, one in named.values():
            if isinstance(one, Preferred):
                one.check(dataset)
        if not named:
            hint = 'Name kinds or fields, such as ["incident.casualties.count"].'
            raise InvalidValue(
                "name a field", "none", subject="what is settled", hint=hint
            )
        rules = {
            _way_of(field, dataset, is_key=fields is None): one
            for field, one in named.items()
        }
        name = ", ".join(f"{field}: {label}" for field, (label, _) in named.items())
        if not isinstance(policy, Mapping):
            name, _ = policy_of(policy)
        return cls(name, dict(sorted(rules.items(), key=lambda one: -len(one[0]))))

    def on(self, contest: Contest) -> tuple[str, Policy] | None:
        """Return the policy that decides on a contest, and its name, if one does."""
        way = (_kind(contest.about), *(name for name, _ in contest.target.way))
        return next(
            (one for rule, one in self.rules.items() if way[: len(rule)] == rule), None
        )


_DEFAULT: Final = "default"
_KEY: Final = r"\[[^\]]*\]"
_NEVER: Final = [[name] for name in HELD]


def _texts(fields: Iterable[str]) -> list[str]:
    if isinstance(fields, str) or not isinstance(fields, Iterable):
        hint = f"Write [{fields!r}]." if isinstance(fields, str) else ""
        raise InvalidValue("be a list of fields", fields, subject="fields", hint=hint)
    return list(fields)


def _way_of(field: str, dataset: Dataset, *, is_key: bool) -> tuple[str, ...]:
    """Return a kind and the names of fields. Empty: every field."""
    expected = "be a kind, or a kind and a path such as incident.casualties.count"
    if not isinstance(field, str):
        raise InvalidValue(expected, field, subject="a field to be settled")
    if field == _DEFAULT and is_key:
        return ()
    kind, dot, path = field.partition(".")
    kinds = dataset.kinds()
    if kind not in kinds:
        raise UnknownName("kind", kind, [*kinds, _DEFAULT] if is_key else kinds)
    if "[" in path:
        hint = f"Name the parts of all keys: {kind}.{re.sub(_KEY, '', path)}."
        raise InvalidValue(expected, field, subject="a field to be settled", hint=hint)
    names = path.split(".") if dot else []
    if names:
        fields_along(kinds[kind], path)
    if issubclass(kinds[kind], Claim | Source) or names[:1] in _NEVER:
        hint = "Sources and claims stay as they are, as does what protects a record."
        expected = "be a field that claims can change"
        raise InvalidValue(expected, field, subject="a field to be settled", hint=hint)
    return (kind, *names)


def _kind(ref: str) -> str:
    return ref.partition("/")[0]


def _grade(contest: Contest, claim: Claim) -> Grade:
    """Return how good source and claim are, 0 the best. None: it is not judged."""
    source: Record | None = None
    if claim.source is not None and claim.source in contest.dataset:
        source = contest.dataset.get(claim.source)
    reliability = source.reliability if isinstance(source, Source) else None
    return _rank(RELIABILITY, reliability), _rank(CREDIBILITY, claim.credibility)


def _rank(scale: Iterable[str], grade: str | None) -> int | None:
    """Return the place of a grade. The last of a scale means: not judged."""
    *judged, _ = scale
    return judged.index(grade) if grade in judged else None


def _is_better(one: Grade, other: Grade) -> bool:
    pairs = list(zip(one, other, strict=True))
    if any((a is None) != (b is None) for a, b in pairs):
        return False
    judged = [(a, b) for a, b in pairs if a is not None and b is not None]
    return all(a <= b for a, b in judged) and any(a < b for a, b in judged)
