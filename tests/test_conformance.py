"""One call puts a kind through the whole house, and each fault of it is told."""

import subprocess
import sys
from typing import Annotated

import attrs
import pytest

import peacekeep as pk
from peacekeep.conformance import conform, conform_extension
from peacekeep.models import KINDS


CORE = pk.Registry()


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.kind)
def test_our_own_kinds_conform(kind):
    """What is asked of others is asked of ours."""
    conform(kind, registry=CORE, examples=5)


@attrs.frozen(kw_only=True)
class Sighting(pk.Fact):
    """
    Something that was seen.

    Attributes:
        incident: Incident during which it was seen.
        on: Day on which it was seen.
        seen: How many were seen.
    """

    incident: pk.Ref[pk.Incident]
    on: pk.PartialDate | None = None
    seen: Annotated[pk.Count | None, pk.RequiredWith("on")] = None


def test_a_kind_of_ones_own_conforms():
    """Known or not, a class that is well made passes."""
    conform(Sighting, examples=20)
    conform(
        Sighting,
        registry=CORE.with_extension(pk.Extension(name="x", records=[Sighting])),
        examples=20,
    )


def failures(kind, examples=20, registry=CORE):
    with pytest.raises(AssertionError) as caught:
        conform(kind, registry=registry, examples=examples)
    return str(caught.value)


@attrs.frozen(kw_only=True)
class Untold(pk.Fact):
    """something without a sentence

    Attributes:
        second: Not the first.
        third: Not there.
    """

    first: str | None = None
    second: str | None = None


def test_fields_are_explained_once_in_order():
    """What is missing and what is too much is told, and that it has no sentence."""
    assert (
        "Untold does not conform:\n"
        "- its docstring must begin with one sentence that says what it is\n"
        "- the Attributes of Untold must tell each field once, in order: first, "
        "second; got second, third"
    ) == failures(Untold)


@attrs.frozen(kw_only=True)
class Later(pk.Fact):
    """
    A later record.
    """


@attrs.frozen(kw_only=True)
class Earlier(pk.Fact):
    """
    An earlier record.

    Attributes:
        later: What comes after it.
    """

    later: pk.Ref[Later] | None = None


def test_a_reference_is_to_a_kind_that_is_known_before():
    """References point upwards, so that a dataset can be read in one way."""
    told = "- later must refer to a kind that is known before it, got later"

    assert told in failures(Earlier)
    both = pk.Extension(name="x", records=[Earlier, Later])
    assert told in failures(Earlier, registry=CORE.with_extension(both))
    conform(
        Earlier,
        registry=CORE.with_extension(pk.Extension(name="x", records=[Later, Earlier])),
        examples=5,
    )


@attrs.frozen(kw_only=True)
class Kept(pk.Fact):
    """
    A record that can be changed.

    Attributes:
        name: Its name.
    """

    name: str | None = None


@attrs.define(kw_only=True)
class Changeable(Kept):
    """
    A record that takes back what its bases promise.
    """

    __setattr__ = object.__setattr__


def test_a_record_is_never_changed_in_place():
    """A class that lets its fields be set is found by trying."""
    conform(Kept, registry=CORE, examples=5)

    assert "name must not be changed in place" in failures(Changeable)


class Hour(pk.Value):
    """An hour that forgets what it was."""

    def __init__(self, text):
        object.__setattr__(self, "text", text)

    @classmethod
    def parse(cls, text):
        return cls(text)

    @classmethod
    def refusal(cls, got, hint=""):
        return pk.InvalidValue("be an hour", got, hint=hint)

    def __str__(self):
        return self.text

    def __eq__(self, other):
        return self is other

    __hash__ = object.__hash__


@attrs.frozen(kw_only=True)
class Shift(pk.Fact):
    """
    A shift.

    Attributes:
        hour: When it begins.
    """

    hour: Hour | None = None


def test_a_value_that_does_not_come_back_is_told_with_each_way():
    """Pickling, the wire form and every format are tried."""
    from hypothesis import strategies as st  # noqa: PLC0415 - beside its one use

    st.register_type_strategy(Hour, st.just("06:00").map(Hour))
    told = failures(Shift)

    for way in ("pickling", "its wire form", "json", "jsonl", "yaml", "csv", "parquet"):
        assert f"- {way} must bring it back: got Shift(" in told
    assert "geojson" not in told
    assert "copying" not in told


@attrs.frozen(kw_only=True)
class Choosy(pk.Fact):
    """
    A record with a rule that nobody can draw.

    Attributes:
        name: Its name.
    """

    name: str | None = None

    def _faults(self):
        yield from super()._faults()
        yield pk.InvalidValue("be otherwise", self.name, where=pk.Where(field="name"))


def test_a_kind_of_which_no_example_can_be_drawn_is_told():
    """A rule that is not declared is not drawn by."""
    assert "- examples of it must be drawn: " in failures(Choosy)


@attrs.frozen(kw_only=True)
class Unschemed(pk.Fact):
    """
    A record whose pattern no schema can hold.

    Attributes:
        name: Its name.
    """

    name: Annotated[str | None, pk.Pattern("a(?P<x>b)", "be ab")] = None


def test_a_schema_that_is_none_is_told():
    """A pattern that JSON Schema cannot read is found before anybody ships it."""
    schema = pk.json_schema(Unschemed)

    assert "(?P<x>b)" in str(schema)
    conform(Unschemed, registry=CORE, examples=5)


def check_of(**changes):
    def nothing(_):
        return ()

    return pk.Check(
        **{
            "id": "x.check",
            "severity": pk.Severity.NOTE,
            "title": "T",
            "fix": "F.",
            "failing": [
                {"kind": "sighting", "id": "sighting/a", "incident": "incident/a"}
            ],
            "passing": [],
            "run": nothing,
            **changes,
        }
    )


def test_the_examples_of_a_check_are_run():
    """A check finds something in its failing records, and nothing in the others."""

    def everything(dataset):
        for one in dataset:
            yield pk.Doubt(one.id, "is doubted.")

    good = check_of(run=everything)
    conform_extension(
        pk.Extension(name="good", records=[Sighting], checks=[good]),
        registry=CORE,
        examples=5,
    )

    bad = [
        check_of(id="x.blind"),
        check_of(
            id="x.broken",
            failing=[{"kind": "sighting", "id": "sighting/a"}],
            passing=[],
        ),
        check_of(
            id="x.eager",
            run=everything,
            passing=[{"kind": "mission", "id": "mission/a"}],
        ),
    ]
    with pytest.raises(AssertionError) as caught:
        conform_extension(
            pk.Extension(name="bad", records=[Sighting], checks=bad),
            registry=CORE,
            examples=5,
        )

    assert (
        "bad does not conform:\n"
        "- x.blind must find something in its failing records\n"
        "- the failing records of x.broken must be records: sighting/a: 1 fault:\n"
        "  sighting/a: incident must be given, got nothing.\n"
        "- x.eager must find nothing in its passing records"
    ) == str(caught.value)


def test_an_extension_that_is_installed_is_not_taken_in_twice():
    """Its author calls it with or without having installed it."""
    extension = pk.Extension(name="x", records=[Sighting])
    conform_extension(extension, registry=CORE.with_extension(extension), examples=5)
    conform_extension(extension, examples=5)


@pytest.mark.parametrize(
    ("library", "message"),
    [
        (
            "jsonschema",
            (
                "Testing a schema needs jsonschema. Install it with: pip install "
                '"peacekeep[conformance]".'
            ),
        ),
        (
            "hypothesis",
            (
                "Drawing examples needs hypothesis. Install it with: pip install "
                '"peacekeep[strategies]".'
            ),
        ),
        (
            "pyarrow",
            (
                "Writing Parquet needs pyarrow. Install it with: pip install "
                '"peacekeep[parquet]".'
            ),
        ),
    ],
)
def test_a_missing_library_is_told(library, message):
    """A format that cannot be tried is no format that passed."""
    program = (
        f"import sys; sys.modules[{library!r}] = None\n"
        "import peacekeep as pk\n"
        "from peacekeep.conformance import conform\n"
        "try:\n"
        "    conform(pk.Mission, registry=pk.Registry(), examples=3)\n"
        "except pk.MissingExtra as error:\n"
        "    print(error)\n"
    )
    out = subprocess.run(
        [sys.executable, "-c", program],
        check=True,
        capture_output=True,
        encoding="utf-8",
    ).stdout

    assert f"{message}\n" == out
