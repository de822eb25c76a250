"""
The policies by which a contest is settled, each a function of one contest.

A policy chooses on one field at a time. `settle` asks it, and adopts what it says.
"""

import datetime
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final, Protocol

import attrs

from peacekeep.dataset.contests import Contest, Said
from peacekeep.definitions.values import Value, canonical_text
from peacekeep.errors import InvalidValue, UnknownName
from peacekeep.models import Claim, Record, Source
from peacekeep.models.vocabularies import CREDIBILITY, RELIABILITY


__all__ = ["POLICIES", "Choice", "Policy", "policy_of", "prefer", "refuse"]


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
    """Adopt a value where it is the only one, and leave the field open elsewhere."""
    stated = " and ".join(contest.by_value)
    denied = " and is denied" if contest.denials else ""
    return Choice(f"{stated}{denied}: no value stands alone")


def latest(contest: Contest) -> Choice:
    """Adopt what was said on the latest day. Claims without a day are passed over."""
    dated = [[one for one in group if one.day is not None] for group in contest.groups]
    passed = len(contest.affirmed) - sum(map(len, dated))
    also = f"; {passed} without a day passed over" if passed else ""
    last = [max(group, key=_first_day) for group in dated if group]
    latest_days = [
        max(one.day.latest for one in group if one.day is not None)
        for group in dated
        if group
    ]
    winners = [
        one
        for index, one in enumerate(last)
        if all(
            day < _first_day(one)
            for other, day in enumerate(latest_days)
            if other != index
        )
    ]
    if not winners:
        return Choice(f"A tie: no value is certainly the latest{also}")
    (winner,) = winners
    for denial in contest.denials_of(winner.value):
        if not winner.is_after(denial):
            told = contest.dataset.told(denial.claim)
            return Choice(f"{told} is not certainly earlier{also}")
    return Choice(f"The latest of {len(contest.groups)}{also}", winner.claim)


def _first_day(said: Said) -> datetime.date:
    return datetime.date.min if said.day is None else said.day.earliest


def best_graded(contest: Contest) -> Choice:
    """
    Adopt what the best graded claim says, and among equals what most voices say.

    One claim is better graded than another where its source and itself are graded no
    worse, and one of them better. What cannot be judged is neither better nor worse.
    A voice counts once for each value, by its best grade, and for its last word alone.
    """
    sides = [_by_voice(contest, group) for group in contest.groups]
    denied: dict[str, tuple[Said, ...]] = {}
    for denial in contest.denied:
        text = canonical_text(denial.value)
        denied[text] = (*denied.get(text, ()), denial)
    sides += [_by_voice(contest, group) for group in denied.values()]
    top = [
        [
            grade
            for grade, _ in side
            if not any(
                _is_better(other, grade)
                for others in sides
                if others is not side
                for other, _ in others
            )
        ]
        for side in sides
    ]
    standing = [index for index, grades in enumerate(top) if grades]
    reason = "The best graded"
    if len(standing) > 1:
        grades = {grade for index in standing for grade in top[index]}
        if len(grades) > 1:
            return Choice("A tie: their grades cannot be compared")
        voices = [
            len(
                _last_words(
                    contest, [one for one in sides[index] if one[0] in top[index]]
                )
            )
            for index in standing
        ]
        most = max(voices)
        standing = [
            index
            for index, number in zip(standing, voices, strict=True)
            if number == most
        ]
        if len(standing) > 1:
            return Choice("A tie: graded alike, and said by equally many voices")
        reason = f"Graded alike, and said by {most} independent voices"
    (index,) = standing
    best, said = max(
        sides[index], key=lambda one: (one[0] != _UNGRADED, _first_day(one[1]))
    )
    for grade, other in sides[index]:
        if _is_better(grade, best):
            best, said = grade, other
    if not said.affirms:
        return Choice(f"{contest.dataset.told(said.claim)} is the best graded")
    return Choice(reason, said.claim)


Grade = tuple[int | None, int | None]
_UNGRADED: Final[Grade] = (None, None)


def _by_voice(contest: Contest, group: tuple[Said, ...]) -> list[tuple[Grade, Said]]:
    """Return for each voice the claim of its best grade."""
    best: dict[str, tuple[Grade, Said]] = {}
    for one in group:
        grade = _grade(contest, one.claim)
        known = best.get(one.voice)
        if known is None or _is_better(grade, known[0]) or known[0] == _UNGRADED:
            best[one.voice] = grade, one
    return list(best.values())


def _last_words(
    contest: Contest, side: list[tuple[Grade, Said]]
) -> list[tuple[Grade, Said]]:
    """Return the claims on a value whose voice says nothing else later."""
    return [
        (grade, one)
        for grade, one in side
        if not any(
            other.voice == one.voice
            and canonical_text(other.value) != canonical_text(one.value)
            and other.is_after(one)
            for other in contest.affirmed
        )
    ]


def envelope(contest: Contest) -> Choice:
    """Adopt the narrowest value that leaves room for every claim."""
    if contest.denied:
        denial = contest.dataset.told(contest.denied[0].claim)
        return Choice(f"{denial} does not say what is true instead")
    values: list[Any] = [group[0].value for group in contest.groups]
    if not isinstance(values[0], Value) or values[0].ends() is None:
        return Choice("Values of this sort have no span")
    try:
        value = values[0].spanning(*values)
    except InvalidValue:
        return Choice("Together the values have no span")
    voices = len(contest.voices(contest.claims))
    voiced = "voice" if voices == 1 else "independent voices"
    return Choice(
        f"Spans {len(contest.claims)} claims of {voices} {voiced}",
        value=canonical_text(value),
        rests_on=contest.claims,
    )


def refuse(contest: Contest) -> Choice:
    """Adopt nothing if any field is contested: `settle` raises."""
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
            affirmed, denied = (
                tuple(one for one in said if name in (one.voice, one.claim.source))
                for said in (contest.affirmed, contest.denied)
            )
            if not affirmed and not denied:
                continue
            if not affirmed:
                return Choice(f"{contest.dataset.told(denied[0].claim)} is preferred")
            own = attrs.evolve(contest, affirmed=affirmed, denied=denied)
            if not own.is_contested:
                return Choice(f"{name} is preferred", affirmed[-1].claim)
            choice = latest(own)
            return attrs.evolve(choice, reason=f"{name} is preferred. {choice.reason}")
        names = ", ".join(self.names)
        return Choice(f"Nothing that is weighed is said by {names}")


def prefer(*names: str) -> Preferred:
    """
    Make a policy that adopts what the first of some voices says.

    Args:
        names: Voices such as "MINUSMA", or ids of sources, the most preferred first.

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
