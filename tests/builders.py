"""What several files of tests make: records, texts of errors, what is at a path."""

import pytest

import peacekeep as pk
from peacekeep.definitions.paths import target_in


def incident(name="x", **fields):
    return pk.Incident(id=f"incident/{name}", mission="mission/minusma", **fields)


def hurt(outcome="injured", **fields):
    return pk.Casualties(group="peacekeeper", outcome=outcome, **fields)


def claim(name="x", about="incident/x", **fields):
    return pk.Claim(id=f"claim/{name}", about=about, **fields)


def _text_of(error, call, arguments, options):
    with pytest.raises(error) as caught:
        call(*arguments, **options)
    return str(caught.value)


def error_of(call, /, *arguments, **options):
    """Return the text with which a value is refused."""
    return _text_of(pk.InvalidValue, call, arguments, options)


def faults_of(make, /, *arguments, **fields):
    """Return the text with which a record, or a part, is refused."""
    return _text_of(pk.InvalidRecord, make, arguments, fields)


def refusal(call, /, *arguments, error=pk.UnreadableFile, **options):
    """Return the text with which a file is refused."""
    return _text_of(error, call, arguments, options)


def values_at(record, path):
    """Return what a record holds at a path: nothing where its class has no such."""
    target = target_in(record, path)
    return () if target is None else target.values(record)
