"""
Checks of words: unknown kinds, keys and codes.

They may come from a newer version or from another tool, and are kept unchanged.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from peacekeep.checks.base import Check, Doubt, check, claimed
from peacekeep.dataset import Dataset
from peacekeep.definitions.codes import Codes, Scheme
from peacekeep.definitions.fields import Field, fields_of
from peacekeep.definitions.paths import forms_of
from peacekeep.errors import Path, Severity, near_miss
from peacekeep.models import KINDS, Claim, UnknownRecord
from peacekeep.models.header import Header


__all__ = ["CHECKS"]


@check(
    severity=Severity.WARNING,
    title="A record has an unknown kind",
    fix="Correct the kind, or install the extension that defines it.",
    failing=[{"kind": "bass", "id": "bass/kidal"}],
    passing=[{"kind": "actor", "id": "actor/jnim"}],
)
def unknown_kind(dataset: Dataset) -> Iterator[Doubt]:
    for record in dataset.of(UnknownRecord):
        message = f"has the unknown kind {record.kind}."
        meant = near_miss(record.kind, [cls.kind for cls in KINDS])
        yield Doubt(record.id, message, suggestion=meant or None)


@check(
    severity=Severity.WARNING,
    title="A record, or a part of one, has an unknown key",
    fix="Correct the key, or move its value to a known field.",
    failing=[{"kind": "actor", "id": "actor/jnim", "nmae": "JNIM"}],
    passing=[{"kind": "actor", "id": "actor/jnim", "name": "JNIM"}],
)
def unknown_key(dataset: Dataset) -> Iterator[Doubt]:
    for key in dataset.header.extra:
        names = [field.name for field in fields_of(Header)]
        message = f"has the unknown key {key}."
        yield Doubt("the header", message, Path.to(key), near_miss(key, names) or None)
    for record in dataset:
        if isinstance(record, UnknownRecord):
            continue
        for path, form in forms_of(record):
            names = [field.name for field in fields_of(type(form))]
            for key in form.extra:
                message = f"has the unknown key {key}."
                hint = near_miss(key, names)
                place = Path.to(key) if path is None else path.then(Path.to(key))
                yield Doubt(record.id, message, place, hint or None)


@check(
    severity=Severity.WARNING,
    title="A word is not in the vocabulary of its field",
    fix="Use a word of the vocabulary, or keep this one if it names something new.",
    failing=[
        {"kind": "mission", "id": "mission/minusma"},
        {
            "kind": "incident",
            "id": "incident/one",
            "mission": "mission/minusma",
            "methods": ["roadside_bomb"],
        },
    ],
    passing=[
        {"kind": "mission", "id": "mission/minusma"},
        {
            "kind": "incident",
            "id": "incident/one",
            "mission": "mission/minusma",
            "methods": ["ied"],
        },
    ],
)
def unknown_code(dataset: Dataset, *, codes: Mapping[str, Codes]) -> Iterator[Doubt]:
    """Check the words in records, and those that claims state or name a part by."""
    for record in dataset:
        for path, form in forms_of(record):
            for field in fields_of(type(form)):
                held = getattr(form, field.name)
                words = held if field.many else (held,)
                for message, hint in _unknown(field, words, codes):
                    here = Path.to(field.name)
                    place = here if path is None else path.then(here)
                    yield Doubt(record.id, message, place, hint)
    for claim in dataset.of(Claim):
        target = claimed(dataset, claim)
        if target is not None:
            for message, hint in _unknown(target.field, (claim.value,), codes):
                yield Doubt(claim.id, message, "value", hint)
            for field, text in target.key_texts():
                for message, hint in _unknown(field, (text,), codes):
                    yield Doubt(claim.id, message, "field", hint)


def _unknown(
    field: Field, words: tuple[Any, ...], codes: Mapping[str, Codes]
) -> Iterator[tuple[str, str | None]]:
    """Yield a message about each unknown word, and the near miss."""
    if field.schemes is not None:
        yield from _unfit(words, codes.get(field.schemes.name, field.schemes))
    if field.codes is None or not field.codes.open:
        return
    known = codes.get(field.codes.name, field.codes)
    for word in words:
        if word is not None and word not in known:
            message = f"{word!r} is not in the vocabulary {known.name}."
            yield message, known.hint(word) or None


def _unfit(
    identifiers: tuple[object, ...], known: Codes
) -> Iterator[tuple[str, str | None]]:
    """Yield a message about each identifier that no known scheme takes."""
    for text in map(str, filter(None, identifiers)):
        word, colon, value = text.partition(":")
        scheme = known.get(word)
        if colon and scheme is None:
            message = f"{word!r} is not in the vocabulary {known.name}."
            yield message, known.hint(word) or None
        elif isinstance(scheme, Scheme) and not scheme.fits(value):
            message = f"{text!r} does not look like {word}:{scheme.such_as}."
            yield message, None


CHECKS: Final[tuple[Check, ...]] = (unknown_kind, unknown_key, unknown_code)
