"""
Checks of claims: those that fit no field, those that cannot all be true, adopted values
that no claim supports, and voices that are perhaps one.
"""

import re
from collections.abc import Iterator
from typing import Final

from peacekeep.checks.base import Check, Doubt, Plain, check
from peacekeep.dataset import Dataset
from peacekeep.dataset.contests import IN_OWN_CAUSE, contests
from peacekeep.dataset.voices import name_key
from peacekeep.definitions.paths import Target, resolve, target_in
from peacekeep.definitions.values import canonical_text
from peacekeep.errors import (
    InvalidValue,
    Path,
    Severity,
    Step,
    UnknownName,
    shown,
)
from peacekeep.models import Claim, Incident, UnknownRecord


__all__ = ["CHECKS"]

_INCIDENT: list[Plain] = [
    {"kind": "mission", "id": "mission/minusma"},
    {
        "kind": "incident",
        "id": "incident/one",
        "mission": "mission/minusma",
        "attacks": 2,
        "note": "A note.",
    },
]


_BLAMED: list[Plain] = [
    {"kind": "actor", "id": "actor/jnim"},
    {
        "kind": "incident",
        "id": "incident/one",
        "on": "2023-10-31",
        "parties": [{"actor": "actor/jnim", "role": "perpetrator"}],
    },
]


def _claim(**fields: object) -> Plain:
    return {"kind": "claim", "id": "claim/one", "about": "incident/one", **fields}


@check(
    severity=Severity.ERROR,
    title="A claim states a value that its field cannot hold, or has no such field",
    fix="Correct the path or the value. Put what no field can hold in says.",
    failing=[*_INCIDENT, _claim(field="attacks", value="two")],
    passing=[*_INCIDENT, _claim(field="attacks", value="2")],
)
def claim_does_not_fit(dataset: Dataset) -> Iterator[Doubt]:
    for claim in dataset.of(Claim):
        if claim.field is None or claim.about not in dataset:
            continue
        record = dataset.get(claim.about)
        if isinstance(record, UnknownRecord):
            continue
        try:
            target = resolve(type(record), claim.field)
            target.check_keys()
        except (InvalidValue, UnknownName) as error:
            yield Doubt(claim.id, str(error), "field", getattr(error, "hint", None))
            continue
        field = target.field
        if field.part is not None:
            message = f"{claim.field} is a part; a claim must name one of its fields."
            yield Doubt(claim.id, message, "field")
            continue
        try:
            field.parse(claim.value or "")
        except InvalidValue as error:
            message = (
                f"must {error.expected}, as {claim.field}, got {shown(claim.value)}."
            )
            yield Doubt(claim.id, message, "value", error.hint or None)


@check(
    severity=Severity.WARNING,
    title="A field has claims, but none of them states the adopted value",
    fix="Adopt a claimed value, or add a claim that states the adopted value.",
    failing=[*_INCIDENT, _claim(field="attacks", value="3")],
    passing=[*_INCIDENT, _claim(field="attacks", value="2")],
)
def adopted_without_claim(dataset: Dataset) -> Iterator[Doubt]:
    for record in dataset:
        claims = dataset.claims(record.id)
        stated: dict[Target, set[str | None]] = {}
        for claim in claims:
            target = None if claim.field is None else target_in(record, claim.field)
            if target is not None:
                said = stated.setdefault(target, set())
                said.update([] if claim.stance == "denies" else [claim.value])
        for target in sorted(stated, key=lambda one: str(one.path)):
            for value in target.values(record):
                if canonical_text(value) not in stated[target]:
                    message = f"the record says {value}, but no claim supports it."
                    yield Doubt(record.id, message, target.path)


@check(
    severity=Severity.WARNING,
    title="Claims on one field cannot all be true, or one denies the adopted value",
    fix="Keep the claims, since sources do disagree, and settle them by a policy.",
    failing=[
        *_INCIDENT,
        _claim(field="attacks", value="2"),
        {**_claim(field="attacks", value="3.."), "id": "claim/two"},
    ],
    passing=[
        *_INCIDENT,
        _claim(field="attacks", value="2"),
        {**_claim(field="attacks", value="1.."), "id": "claim/two"},
    ],
)
def claims_disagree(dataset: Dataset) -> Iterator[Doubt]:
    for contest in contests(dataset):
        if contest.is_contested:
            said = (*contest.claims, *contest.denials)
            told = "; ".join(dataset.describe(claim) for claim in said)
            yield Doubt(contest.about, f"{told}.", contest.path)


@check(
    severity=Severity.WARNING,
    title="A claim repeats another, and states something else",
    fix="Correct the value or the field, or do not call it a repetition.",
    failing=[
        *_INCIDENT,
        _claim(field="attacks", value="2"),
        {
            **_claim(field="attacks", value="3", repeats="claim/one"),
            "id": "claim/two",
        },
    ],
    passing=[
        *_INCIDENT,
        _claim(field="attacks", value="2"),
        {
            **_claim(field="attacks", value="2", repeats="claim/one"),
            "id": "claim/two",
        },
    ],
)
def repeats_something_else(dataset: Dataset) -> Iterator[Doubt]:
    for claim in dataset.of(Claim):
        if claim.repeats is None or claim.repeats not in dataset:
            continue
        other = dataset.get(claim.repeats)
        for name in ("about", "field", "value", "stance"):
            # A claim without a stance affirms.
            none = "affirms" if name == "stance" else "not given"
            mine, theirs = (getattr(one, name) or none for one in (claim, other))
            if mine != theirs:
                message = f"its {name} is {mine}, and in {other.id} {theirs}."
                yield Doubt(claim.id, message, "repeats")
                break


@check(
    severity=Severity.WARNING,
    title="A record that depends on a protected speaker has a note",
    fix="Remove the note, or make sure that it does not identify the speaker.",
    failing=[
        *_INCIDENT,
        _claim(
            says="They left in convoys.",
            speaker={
                "description": "an employee",
                "anonymous_because": "not authorised to speak",
            },
        ),
    ],
    passing=[*_INCIDENT, _claim(speaker={"description": "analysts"})],
)
def note_beside_protected_speaker(dataset: Dataset) -> Iterator[Doubt]:
    for claim in dataset.of(Claim):
        if claim.speaker is None or not claim.speaker.is_protected:
            continue
        about = dataset.get(claim.about) if claim.about in dataset else claim
        for record in dict.fromkeys((claim, about)):
            if record.note is not None:
                message = f"has a note and depends on the speaker of {claim.id}"
                yield Doubt(record.id, f"{message}, who must not be named.", "note")


@check(
    severity=Severity.WARNING,
    title="A perpetrator is adopted though only parties to the matter say so",
    fix="Take the role out, or add the claim of an observer or an inquiry.",
    failing=[
        *_BLAMED,
        _claim(field="parties[actor/jnim].role", value="perpetrator", basis="claimed"),
    ],
    passing=[
        *_BLAMED,
        _claim(field="parties[actor/jnim].role", value="perpetrator", basis="inquiry"),
    ],
)
def perpetrator_in_own_cause(dataset: Dataset) -> Iterator[Doubt]:
    for incident in dataset.of(Incident):
        for party in incident.parties:
            if party.role != "perpetrator":
                continue
            step = Step.to_part("parties", party.KEY, party.key)
            path = Path((step, Step("role")))
            claims = [
                one
                for one in dataset.claims(incident.id, path)
                if one.value == party.role and one.stance != "denies"
            ]
            if claims and all(one.basis in IN_OWN_CAUSE for one in claims):
                message = "only parties to the matter say who did it."
                yield Doubt(incident.id, message, path)


def _spoken(organisation: str) -> Plain:
    name = organisation.lower().replace(" ", "-").replace("'", "").replace(".", "")
    said = _claim(field="attacks", value="2", speaker={"organisation": organisation})
    return {**said, "id": f"claim/{name}"}


@check(
    severity=Severity.WARNING,
    title="Two voices have nearly the same name",
    fix="Spell both in one way, or add an actor that has one of them as its name and "
    "the other as an alias. If they are two voices, keep them.",
    failing=[*_INCIDENT, _spoken("Radio Okapi"), _spoken("Radio Ocapi")],
    passing=[*_INCIDENT, _spoken("Radio Okapi"), _spoken("Radio Mikado")],
)
def near_equal_voices(dataset: Dataset) -> Iterator[Doubt]:
    """
    Compare the voices of claims, without case, accents and punctuation.

    Of longer names, one letter more, less or another one is near, but not a digit.
    Names that differ in less, and those of one actor, are one voice.
    """
    first: dict[str, tuple[str, Claim]] = {}
    for claim in dataset.of(Claim):
        voice = dataset.voices.of(claim)
        if voice.name is not None:
            first.setdefault(voice.key, (voice.name, claim))
    near: dict[str, str] = {}
    for name, claim in first.values():
        ways = tuple(_ways(name_key(name)))
        other = next((near[way] for way in ways if way in near), None)
        if other is not None:
            message = f"the voice {shown(name)} is nearly {shown(other)}."
            yield Doubt(claim.id, message)
        for way in ways:
            near.setdefault(way, name)


def _ways(letters: str) -> Iterator[str]:
    """
    Yield a name and, if it is long, its ways with one letter hidden or one more.

    Two names have a way in common if at most one letter is another one, or missing.
    """
    yield letters
    if _NAME.fullmatch(letters):
        for index, sign in enumerate(letters):
            if not sign.isdigit():
                yield f"{letters[:index]}*{letters[index + 1 :]}"
        for index in range(len(letters) + 1):
            yield f"{letters[:index]}*{letters[index:]}"


_NAME: Final = re.compile(".{8,80}")
"""Among shorter names, many differ in one letter, such as AFP and AP."""


CHECKS: Final[tuple[Check, ...]] = (
    claim_does_not_fit,
    adopted_without_claim,
    claims_disagree,
    repeats_something_else,
    note_beside_protected_speaker,
    perpetrator_in_own_cause,
    near_equal_voices,
)
