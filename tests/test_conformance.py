"""One call tests a kind with every part of the library, and reports each fault."""

import sys
from typing import Annotated

import attrs
import pytest

import peacekeep as pk
from peacekeep import authoring
from peacekeep.conformance import conform, conform_extension, through
from peacekeep.formats import jsonl
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
    seen: Annotated[pk.Count | None, authoring.RequiredWith("on")] = None


def test_a_kind_of_ones_own_conforms():
    """A well made class passes, whether or not the registry knows it."""
    conform(Sighting, examples=20)
    conform(
        Sighting,
        registry=CORE.with_extension(authoring.Extension(name="x", records=[Sighting])),
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
    """Missing and surplus fields are reported, and a docstring without a sentence."""
    assert (
        "Untold does not conform:\n"
        "- its docstring must begin with one sentence that says what it is\n"
        "- the Attributes of Untold must list each field once, in order: first, "
        "second; got second, third\n"
        "- the data dictionary must explain first"
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
    both = authoring.Extension(name="x", records=[Earlier, Later])
    assert told in failures(Earlier, registry=CORE.with_extension(both))
    conform(
        Earlier,
        registry=CORE.with_extension(
            authoring.Extension(name="x", records=[Later, Earlier])
        ),
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


def broken(**changes):
    """Return a registry with a format like JSON Lines, with changes."""
    form = attrs.evolve(CORE.formats["jsonl"], name="broken", **changes)
    return CORE.with_extension(authoring.Extension(name="x", formats=[form]))


def test_a_format_that_loses_a_record_beside_another_is_told():
    """The two records that it needs for this are named, and no more."""

    def write(document):
        content = b"".join(jsonl.write(document))
        header, *lines = content.splitlines(keepends=True)
        return iter([header, *lines[:1]])

    told = failures(pk.Mission, registry=broken(write=write), examples=100)

    assert told.startswith(
        "Mission does not conform:\n"
        "- broken must bring back each record of a file: nothing came back: "
        "Mission("
    )
    assert 2 == told.count("Mission(")


def test_a_format_that_fails_one_record_is_told_of_it_alone():
    """Though the records are written together, it names the smallest that fails."""

    def write(document):
        content = b"".join(jsonl.write(document))
        return iter([content.replace(b'"note":', b'"nota":')])

    told = failures(pk.Mission, registry=broken(write=write), examples=100)

    assert told.startswith(
        "Mission does not conform:\n- broken must bring it back: got"
    )
    assert "note='A'" in told
    assert 2 == told.count("Mission(")


class Hour(authoring.Value):
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
        yield pk.InvalidValue("be otherwise", self.name, where=pk.Where(path="name"))


def test_a_kind_of_which_no_example_can_be_drawn_is_told():
    """Drawing does not know a rule that is not declared."""
    assert "- examples of it must be drawn: " in failures(Choosy)


@attrs.frozen(kw_only=True)
class Heir(Untold):
    """
    A record that inherits what nobody explained.
    """


def test_what_is_inherited_is_explained_too():
    """The data dictionary has a meaning for every field."""
    assert "- the data dictionary must explain first" in failures(Heir)


@attrs.frozen(kw_only=True)
class Bounded(pk.Fact):
    """
    A record with a bound that is not a number.

    Attributes:
        number: A number.
    """

    number: Annotated[int | None, authoring.Within(max_value="9")] = None


def test_an_invalid_schema_is_told():
    """A bound in quotes makes the schema invalid."""
    assert "- its JSON Schema must be valid: '9' is not of type 'number'" in failures(
        Bounded
    )


class Grade(authoring.Value):
    """A grade, which is a number in wire form though its pattern is for texts."""

    PATTERN = "[0-9]"

    def __init__(self, number):
        object.__setattr__(self, "number", number)

    @classmethod
    def parse(cls, text):
        return cls(int(text))

    @classmethod
    def from_plain(cls, plain):
        return cls(plain)

    @classmethod
    def refusal(cls, got, hint=""):
        return pk.InvalidValue("be a grade", got, hint=hint)

    def to_plain(self):
        return self.number

    def __str__(self):
        return str(self.number)

    def __eq__(self, other):
        return isinstance(other, Grade) and self.number == other.number

    def __hash__(self):
        return hash(self.number)


@attrs.frozen(kw_only=True)
class Graded(pk.Fact):
    """
    A record with a grade.

    Attributes:
        grade: The grade.
    """

    grade: Grade | None = None


def test_a_schema_that_refuses_what_is_read_is_told():
    """Whatever the reader accepts, the schema accepts."""
    from hypothesis import strategies as st  # noqa: PLC0415 - beside its one use

    st.register_type_strategy(Grade, st.integers(0, 9).map(Grade))
    told = failures(Graded)

    assert "- its JSON Schema must accept it: " in told
    assert "must bring it back" not in told


def check_of(**changes):
    def nothing(_):
        return ()

    return authoring.Check(
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
            yield authoring.Doubt(one.id, "is doubted.")

    good = check_of(run=everything)
    conform_extension(
        authoring.Extension(name="good", records=[Sighting], checks=[good]),
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
            authoring.Extension(name="bad", records=[Sighting], checks=bad),
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
    """Its author can call it before or after installing it."""
    extension = authoring.Extension(name="x", records=[Sighting])
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
def test_a_missing_library_is_told(library, message, monkeypatch):
    """A format that cannot be tested has not passed."""
    monkeypatch.setitem(sys.modules, library, None)
    for name in [name for name in sys.modules if name.startswith("peacekeep.strat")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.delattr("peacekeep.strategies", raising=False)
    with pytest.raises(pk.MissingExtra) as caught:
        conform(pk.Mission, registry=CORE, examples=3)

    assert message == str(caught.value)


class Formula(Grade):
    """A value whose text a spreadsheet would run."""

    PATTERN = ""

    @classmethod
    def parse(cls, text):
        return cls(text)

    def to_plain(self):
        return str(self)


@attrs.frozen(kw_only=True)
class Sheet(pk.Fact):
    """
    A sheet.

    Attributes:
        cell: Its content.
    """

    cell: Formula | None = None


def test_a_third_party_value_is_made_harmless_too():
    """Its text comes back, and does not run in between."""
    registry = CORE.with_extension(authoring.Extension(name="x", records=[Sheet]))
    for text in ("=HYPERLINK(1)", "'=1+1", "a\rb"):
        record = Sheet(id="sheet/a", cell=Formula(text))
        for name in ("csv", "parquet", "json", "yaml"):
            assert record == through(record, registry.formats[name], registry)


def test_datasets_of_an_extension_are_opened(tmp_path):
    """A dataset that does not open, is not canonical or has errors is reported."""
    good = pk.Dataset([pk.Mission(id="mission/a")])
    files = {
        "good": pk.dumps(good),
        "doubtful": '{"peacekeep":"1.0","records":[{"kind":"bass","id":"bass/a"}]}',
        "wrong": pk.dumps(pk.Dataset([pk.Base(id="base/a", mission="mission/a")])),
        "broken": "{",
    }
    for name, text in files.items():
        (tmp_path / name).write_text(text, "utf-8")
    datasets = {name: tmp_path / name for name in (*files, "missing")}
    with pytest.raises(AssertionError) as caught:
        conform_extension(
            authoring.Extension(name="x", datasets=datasets), registry=CORE
        )
    told = str(caught.value)

    assert "- the dataset doubtful must be as save writes it, byte for byte" in told
    assert "- the dataset wrong must have no error, got error: line" in told
    assert "- the dataset broken must open: line 1: must be JSON" in told
    assert "- the dataset missing must open: " in told
    assert "good" not in told
