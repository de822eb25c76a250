"""The door for others: what an extension adds, and what is refused by name."""

import io
import json
import pickle
import zipfile
from pathlib import Path
from typing import Annotated, ClassVar

import attrs
import pytest

import peacekeep as pk
from peacekeep import authoring
from peacekeep.extensions import CORE, GROUP
from peacekeep.formats.base import Document, Row
from peacekeep.values.quantities import UNITS


WATER = authoring.Codes(
    "water_source",
    open=True,
    codes=authoring.glossary(
        "peacekeep",
        """
        well: well
            A hole in the ground, with water at its bottom.
        river: river
            A stream that flows all year.
        """,
    ),
)


@attrs.frozen(kw_only=True)
class WaterDelivery(pk.Fact):
    """
    Water that was brought to a base.

    Attributes:
        base: Where it was brought.
        water_source: Code of the vocabulary water_source.
        amount: How much. Unit: any of volume.
    """

    base: pk.Ref[pk.Base]
    water_source: Annotated[str | None, authoring.CodeFrom(WATER)] = None
    amount: Annotated[pk.Quantity | None, authoring.Dimension("volume", "litre")] = None


def _always(dataset):
    for one in dataset.of(WaterDelivery):
        yield authoring.Doubt(one.id, "is doubted, as every one is.")


always = authoring.Check(
    id="water.always",
    severity=pk.Severity.NOTE,
    title="A delivery is doubted",
    fix="Leave it.",
    failing=(),
    passing=(),
    run=_always,
)


def read_names(file, where):
    """Read a mission from each line of a file."""
    lines = file.read().decode().splitlines()
    return pk.Dataset(
        [pk.Mission(id=f"mission/{line}") for line in lines], title=where.file
    )


def read_slugs(file, where):
    return Document(
        {"peacekeep": "1.0"},
        [Row({"kind": "mission", "id": file.read().decode()})],
        where,
    )


def write_slugs(document):
    for row in document.rows:
        yield row.plain["id"].encode()


SLUGS = authoring.FileFormat(name="slugs", read=read_slugs, write=write_slugs)

EXTENSION = authoring.Extension(
    name="water",
    records=[WaterDelivery],
    codes=[
        authoring.Codes(
            "incident_type",
            open=True,
            codes={
                "theft_of_water": authoring.Code(
                    "theft of water", "Water was taken.", "peacekeep"
                )
            },
        )
    ],
    checks=[always],
    formats=[SLUGS],
    readers={"names": read_names},
    units={"barrel_of_water": "200 litre", "tanker": None},
)
REGISTRY = pk.Registry([EXTENSION])

DATASET = pk.Dataset(
    [
        pk.Mission(id="mission/a"),
        pk.Base(id="base/a", mission="mission/a"),
        WaterDelivery(
            id="water_delivery/one",
            base="base/a",
            water_source="well",
            amount="~3 barrel_of_water",
        ),
        pk.Incident(
            id="incident/a", mission="mission/a", incident_type="theft_of_water"
        ),
    ]
)


def test_the_core_is_the_first_extension():
    """Our own kinds, checks and formats come in by the same door."""
    registry = pk.Registry()

    assert (CORE,) == registry.extensions
    assert CORE.records == registry.kinds
    assert CORE.checks == registry.checks
    assert ["json", "jsonl", "yaml", "csv", "parquet", "geojson"] == list(
        registry.formats
    )
    assert {} == registry.readers
    assert ["minusma-article", "minusma-drawdown"] == list(registry.datasets)


def test_a_registry_is_a_value():
    """Adding an extension leaves the old registry as it was."""
    before = pk.Registry()
    after = before.with_extension(EXTENSION)

    assert (CORE,) == before.extensions
    assert REGISTRY == after
    assert WaterDelivery is after.kind("water_delivery")
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        after.kinds = ()
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        EXTENSION.name = "other"


@pytest.mark.parametrize("format_", ["json", "jsonl", "yaml", "csv", "parquet"])
def test_a_kind_of_an_extension_is_saved_and_loaded(format_, tmp_path):
    """In every format, without another line."""
    path = tmp_path / f"a.{format_}"
    pk.save(DATASET, path, registry=REGISTRY)

    assert DATASET == pk.load(path, registry=REGISTRY)


def test_without_its_extension_a_kind_is_kept_and_doubted():
    """Nothing is lost where an extension is not known, but for tables."""
    text = pk.dumps(DATASET, registry=REGISTRY)
    ds = pk.loads(text, registry=pk.Registry())
    found = pk.validate(ds, registry=pk.Registry())

    assert isinstance(ds.get("water_delivery/one"), pk.UnknownRecord)
    assert text == pk.dumps(ds, registry=pk.Registry())
    assert {"words.unknown-kind", "words.unknown-code"} == {one.check for one in found}


def test_its_checks_and_words_are_known():
    """A check of its own runs, and a word that it adds is no finding."""
    found = pk.validate(DATASET, registry=REGISTRY)

    assert ["water.always"] == [one.check for one in found]
    assert "theft_of_water" in REGISTRY.codes["incident_type"]
    assert "theft_of_water" not in pk.Registry().codes["incident_type"]
    assert "well" in REGISTRY.codes["water_source"]
    word = attrs.evolve(DATASET.get("water_delivery/one"), water_source="lake")
    lake = pk.validate(pk.Dataset([*DATASET.records[:2], word]), registry=REGISTRY)
    assert "'lake' is not in the vocabulary water_source." in [
        one.message for one in lake
    ]


def test_its_schema_dictionary_and_rows_follow():
    """JSON Schema, data dictionary and flat rows are those of any kind."""
    schema = pk.json_schema("water_delivery", registry=REGISTRY)
    whole = json.dumps(pk.json_schema(registry=REGISTRY))
    page = pk.data_dictionary(WaterDelivery, registry=REGISTRY)
    (row,) = pk.to_rows(DATASET, "water_delivery", registry=REGISTRY)

    assert ["kind", "id", "base"] == schema["required"]
    assert "water_delivery" in whole
    assert "theft_of_water" in whole
    assert "Water that was brought to a base." in page
    assert "water_delivery" in pk.data_dictionary(registry=REGISTRY)
    assert page == pk.data_dictionary("water_delivery", registry=REGISTRY)
    assert "barrel_of_water" == row["amount_unit"]


def test_its_units_mean_the_same_everywhere():
    """A unit is known once a registry takes the extension in, and goes through pint."""
    amount = DATASET.get("water_delivery/one").amount

    assert "~600 litre" == str(amount.to("litre"))
    assert "tanker" == pk.Quantity.parse("2 tanker").dimension
    assert "2 tankers" == pk.Quantity.parse("2 tanker").to_phrase()
    assert "2 tanker" == str(pk.Quantity.parse_phrase("2 tankers"))
    assert "400 litre" == str(
        pk.Quantity.from_pint(2 * pk.unit_registry()("barrel_of_water").to("litre"))
    )
    assert "2 barrel_of_water" == str(
        pk.Quantity.from_pint(pk.Quantity.parse("2 barrel_of_water").to_pint())
    )
    assert {"length": 3} == UNITS["barrel_of_water"]
    with pytest.raises(pk.InvalidValue, match="tanker"):
        pk.Quantity.parse("2.5 tanker")


def test_its_format_and_reader_are_reached_by_name(tmp_path):
    """`save` and `load` know the format, `read` the reader."""
    small = pk.Dataset([pk.Mission(id="mission/a")])
    pk.save(small, tmp_path / "a.slugs", registry=REGISTRY)
    (tmp_path / "names.txt").write_text("a\nb\n", "utf-8")
    read = pk.read(tmp_path / "names.txt", "names", registry=REGISTRY)

    assert b"mission/a" == (tmp_path / "a.slugs").read_bytes()
    assert small == pk.load(tmp_path / "a.slugs", registry=REGISTRY)
    assert ["mission/a", "mission/b"] == [one.id for one in read]
    assert "names.txt" == read.title
    with pytest.raises(pk.UnknownName) as caught:
        pk.read(tmp_path / "names.txt", "name", registry=REGISTRY)
    assert "No reader is named 'name'. Known: names. Did you mean names?" == str(
        caught.value
    )
    with pytest.raises(pk.UnknownName) as caught:
        pk.read("x", "names", registry=pk.Registry())
    assert "No reader is named 'names'. Known: none." == str(caught.value)
    with pytest.raises(pk.UnreadableFile, match="could not be opened"):
        pk.read(tmp_path / "missing", "names", registry=REGISTRY)


def test_its_datasets_are_opened_by_name(tmp_path):
    """A dataset that an extension ships is read with what it knows."""
    path = tmp_path / "water.json"
    pk.save(DATASET, path, registry=REGISTRY)
    registry = REGISTRY.with_extension(
        authoring.Extension(name="data", datasets={"water": path})
    )

    assert DATASET == pk.open_dataset("water", registry=registry)
    with pytest.raises(pk.UnknownName) as caught:
        pk.open_dataset("watr", registry=registry)
    assert (
        "No bundled dataset is named 'watr'. Known: minusma-article, "
        "minusma-drawdown, water. Did you "
        "mean water?"
    ) == str(caught.value)


def test_a_kind_is_asked_for_by_its_word():
    """A near miss is offered."""
    with pytest.raises(pk.UnknownName, match=r"Did you mean water_delivery\?"):
        REGISTRY.kind("water_deliveries")
    with pytest.raises(pk.UnknownName):
        REGISTRY.kind(5)
    with pytest.raises(pk.UnknownName, match="No kind is named 'water'"):
        pk.json_schema("water", registry=REGISTRY)


@attrs.frozen(kw_only=True)
class Incident(pk.Fact):
    """An incident of another hand."""


@attrs.frozen(kw_only=True)
class Crossing(pk.Fact):
    """
    A crossing.

    Attributes:
        count: How many.
        count_low: How few.
    """

    count: pk.Count | None = None
    count_low: int | None = None


@attrs.frozen(kw_only=True)
class Weight(pk.Fact):
    """
    A weight.

    Attributes:
        kilograms: How heavy.
    """

    kilograms: float | None = None


class Undecorated(pk.Fact):
    """
    A record without its decorator.

    Attributes:
        name: Its name.
    """

    name: str | None = None


@attrs.frozen(kw_only=True)
class Odd(pk.Fact):
    """
    An odd record.

    Attributes:
        marked: Code of a closed vocabulary of the same name.
    """

    marked: Annotated[
        str | None, authoring.CodeFrom(authoring.Codes("sex", open=False, codes={}))
    ] = None


CODE = {"looting": authoring.Code("looting", "Things were taken.", "peacekeep")}


@pytest.mark.parametrize(
    ("added", "message"),
    [
        (
            {"name": "water"},
            (
                "The extension water of the distribution mine brings the extension "
                "water, "
                "which the extension water brings already. Rename one of the two, or "
                "take "
                "one extension out."
            ),
        ),
        (
            {"records": [Incident]},
            (
                "The extension mine of the distribution mine brings the kind incident, "
                "which the extension core of the distribution peacekeep brings "
                "already. "
                "Rename one of the two, or take one extension out."
            ),
        ),
        (
            {"records": [WaterDelivery]},
            "brings the kind water_delivery, which the extension water",
        ),
        (
            {"checks": [always]},
            "brings the check water.always, which the extension water",
        ),
        ({"formats": [SLUGS]}, "brings the format slugs, which the extension water"),
        ({"readers": {"names": read_names}}, "brings the reader names, which the"),
        (
            {"datasets": {"minusma-article": Path("x")}},
            "brings the dataset minusma-article",
        ),
        (
            {"codes": [authoring.Codes("sex", open=True, codes=CODE)]},
            (
                "brings words for the vocabulary sex, which is closed. Only an open "
                "vocabulary takes more words, from an open one."
            ),
        ),
        (
            {
                "codes": [
                    authoring.Codes(
                        "water_source", open=True, codes={"well": WATER["well"]}
                    )
                ]
            },
            (
                "brings the word well, which water_source has already. Leave the word "
                "out, "
                "or rename it."
            ),
        ),
        (
            {"records": [Odd]},
            "brings the vocabulary sex, which is known already. Give it",
        ),
    ],
)
def test_a_name_that_is_taken_is_refused(added, message):
    """The error names both extensions, and the distribution where one is known."""
    extension = authoring.Extension(**{"name": "mine", "distribution": "mine", **added})
    with pytest.raises(pk.UnusableExtension) as caught:
        REGISTRY.with_extension(extension)

    assert message in str(caught.value)
    assert "mine" == caught.value.distribution
    assert str(caught.value) == str(pickle.loads(pickle.dumps(caught.value)))


@pytest.mark.parametrize(
    ("added", "message"),
    [
        (
            {"codes": ["looting"]},
            "The extension mine must have vocabularies, got 'looting'.",
        ),
        (
            {"checks": [_always]},
            "The extension mine must have checks, made with @check, got <function",
        ),
        ({"formats": [io]}, "The extension mine must have formats, got <module 'io'"),
        ({"records": [pk.Casualties]}, "must have classes of records, got <class"),
        ({"records": ["Incident"]}, "must have classes of records, got 'Incident'."),
        (
            {"records": [Crossing]},
            (
                "cannot be taken in: a field of Crossing must have a column of its "
                "own, and "
                "count_low is that of count, got 'count_low'. Give the field another "
                "name."
            ),
        ),
        (
            {"records": [Weight]},
            (
                "cannot be taken in: weight: kilograms must be annotated with str, "
                "bool, "
                "int, Ref[...], a value or a part, alone, with None, or as tuple[..., "
                "...], "
                "got 'float'. Write Count, or Quantity with its unit."
            ),
        ),
        (
            {"records": [Undecorated]},
            (
                "cannot be taken in: Undecorated must be decorated with "
                "@attrs.frozen(kw_only=True), got <class"
            ),
        ),
    ],
)
def test_an_extension_that_cannot_be_is_refused_when_it_is_made(added, message):
    """Its author is told at once."""
    with pytest.raises(pk.UnusableExtension) as caught:
        authoring.Extension(name="mine", **added)

    assert message in str(caught.value)


@pytest.mark.parametrize(
    ("units", "message"),
    [
        (
            {"km": "2 m"},
            (
                "cannot be taken in: unit must be a name that has no meaning yet, got "
                "'km'. Give the unit another name."
            ),
        ),
        ({"ton": "1 tonne"}, "must be a name that has no meaning yet"),
        ({"barrel_of_water": "201 litre"}, "a name that has no meaning yet"),
        ({"7up": "1 litre"}, "be the name of a unit, of letters"),
        ({"drum": "2 jar"}, 'be a quantity such as "350 km"'),
        ({"drum": "200.. litre"}, "be one exact quantity, more than 0"),
        ({"drum": "0 litre"}, "be one exact quantity, more than 0"),
        ({"drum": 5}, 'be a quantity such as "350 km"'),
    ],
)
def test_a_unit_that_cannot_be_defined_is_refused_when_it_is_taken_in(units, message):
    """Only then is it known which names have a meaning already."""
    extension = authoring.Extension(name="mine", units={"pint_of_tea": None, **units})
    with pytest.raises(pk.UnusableExtension) as caught:
        pk.Registry([extension])

    assert message in str(caught.value)
    assert "drum" not in UNITS
    assert "pint_of_tea" not in UNITS


def kind_of(name="Thing", bases=(pk.Fact,), **fields):
    """Make a kind of record of annotations and defaults."""
    space = {"__annotations__": {}, "__module__": __name__, "__doc__": "A thing."}
    for field, (hint, *default) in fields.items():
        space["__annotations__"][field] = hint
        if default:
            space[field] = default[0]
    return attrs.frozen(kw_only=True)(type(pk.Fact)(name, bases, space))


DATE, TEXT = pk.PartialDate | None, str | None


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        (
            {
                "on": (Annotated[DATE, authoring.NotBefore("begn")], None),
                "begun": (DATE, None),
            },
            (
                "thing: on must have rules that name fields, as NotBefore does, got "
                "'begn'. Did you mean begun?"
            ),
        ),
        (
            {"a": (Annotated[TEXT, authoring.NotWith(("b",))], None)},
            "a must have rules that name fields, as NotWith does, got ('b',).",
        ),
        (
            {"a": (TEXT, "x")},
            (
                "a must have no default, got 'x'. Write = None, for what is not given "
                "is "
                "not known."
            ),
        ),
        (
            {"a": (tuple[str, ...], ("x",))},
            "a must have no default, got ('x',). Write = ()",
        ),
        ({"a": (int, 7)}, "a must have no default, got 7. Write = None"),
        (
            {"a": (tuple[str, ...] | None, None)},
            "a must hold many without None, got 'None'. Write tuple[..., ...] = ().",
        ),
        ({"a": (tuple[tuple[str, ...], ...], ())}, "a must be annotated with"),
        ({"a": (tuple[str | None, ...], ())}, "a must be annotated with"),
        ({"a": (tuple, ())}, "a must be annotated with"),
        ({"a": (None, None)}, "a must be annotated with"),
        ({"a": (pk.Ref, None)}, "a must be annotated with"),
        (
            {"a": (pk.Ref[str] | None, None)},
            "a reference must be of a kind of record, as in Ref[Mission]",
        ),
        ({"a": ("1+", None)}, "Thing must be annotated with types that can be found"),
        (
            {"a": (pk.Mission | None, None)},
            (
                "a must refer to a record, not hold one, got 'Mission'. Write "
                "Ref[Mission]."
            ),
        ),
        (
            {"_a": (TEXT, None)},
            "_a must have one name, without a leading underscore",
        ),
        ({"a": (TEXT, attrs.field(default=None, alias="b"))}, "a must have one name"),
        (
            {"a": (TEXT, attrs.field(default=None, init=False))},
            "a must be given to the constructor",
        ),
        (
            {"kind": (TEXT, None)},
            "a kind of record must be named in letters and digits",
        ),
        (
            {"extra": (TEXT, None)},
            "extra must have another name, for this one is taken",
        ),
        (
            {"a": (Annotated[pk.Count | None, authoring.Pattern("a", "be a")], None)},
            "Pattern is of texts",
        ),
        (
            {"a": (Annotated[TEXT, authoring.Pattern("(?=a)a", "be a")], None)},
            "a pattern looks to no side",
        ),
        (
            {"a": (Annotated[TEXT, authoring.Pattern("(", "be a")], None)},
            "a pattern is a regular expression, and missing )",
        ),
        (
            {"a": (Annotated[TEXT, authoring.Dimension("length", "km")], None)},
            "Dimension is of quantities",
        ),
        (
            {
                "a": (
                    Annotated[
                        pk.Quantity | None, authoring.Dimension("length", "litre")
                    ],
                    None,
                )
            },
            "litre measures volume",
        ),
        (
            {"a": (Annotated[TEXT, authoring.Within(1, 2)], None)},
            "Within is of numbers",
        ),
        (
            {"a": (Annotated[int | None, authoring.Within(5, 2)], None)},
            "the smallest number is above the largest",
        ),
        (
            {"a": (Annotated[TEXT, authoring.NotBefore("b")], None), "b": (DATE, None)},
            "NotBefore is between two dates",
        ),
    ],
)
def test_a_class_that_could_be_no_kind_is_refused_with_its_extension(fields, message):
    """What would fail at the first record, or the first save, is told to its author."""
    with pytest.raises(pk.UnusableExtension) as caught:
        authoring.Extension(name="mine", records=[kind_of(**fields)])

    assert message in str(caught.value)


@pytest.mark.parametrize(
    ("name", "message"),
    [
        (
            "Con",
            "a kind of record must have a name that a file can have on every system",
        ),
        ("X" + "x" * 110, "a kind of record must have a name that a file can have"),
        ("UnknownRecord", "a kind of record must be named in letters and digits"),
    ],
)
def test_a_word_that_tables_cannot_bear_is_refused(name, message):
    """The name of a device, a very long one, or that of the kinds that are unknown."""
    with pytest.raises(pk.UnusableExtension, match=message):
        authoring.Extension(name="mine", records=[kind_of(name)])


def test_a_kind_may_choose_its_word():
    """An acronym is read better so."""

    @attrs.frozen(kw_only=True)
    class IEDFind(pk.Fact):
        """A device that was found."""

        kind: ClassVar[str] = "ied_find"

    registry = pk.Registry([authoring.Extension(name="x", records=[IEDFind])])
    ds = pk.Dataset([IEDFind(id="ied_find/a")])

    assert ds == pk.loads(pk.dumps(ds, registry=registry), registry=registry)
    assert {"const": "ied_find"} == pk.json_schema(IEDFind)["properties"]["kind"]
    with pytest.raises(pk.UnusableExtension, match="be named in letters"):
        authoring.Extension(
            name="mine", records=[type(pk.Fact)("Odd", (IEDFind,), {"kind": 5})]
        )


def test_two_of_one_name_in_one_extension_are_refused():
    """The last would hide the first."""
    for added in (
        {"records": [kind_of("Same"), kind_of("Same")]},
        {"checks": [always, always]},
        {"formats": [SLUGS, SLUGS]},
    ):
        extension = authoring.Extension(name="mine", **added)
        with pytest.raises(
            pk.UnusableExtension, match="which the extension mine brings"
        ):
            pk.Registry([extension])
    with pytest.raises(pk.UnusableExtension, match="brings the extension water, which"):
        pk.Registry([EXTENSION, EXTENSION])


def test_making_an_extension_defines_no_unit():
    """A value changes nothing in the process; a registry that takes it in does."""
    extension = authoring.Extension(name="mine", units={"bushel_of_rice": "20 kg"})

    assert "bushel_of_rice" not in UNITS
    pk.Registry([extension])
    assert "40 kg" == str(pk.Quantity.parse("2 bushel_of_rice").to("kg"))


def amount_in(unit, dimension="volume", name="Thing"):
    """Make a kind of record that holds an amount in a certain unit."""
    rule = authoring.Dimension(dimension, unit)
    return kind_of(name, amount=(Annotated[pk.Quantity | None, rule], None))


def test_a_rule_may_name_a_unit_of_its_own_extension():
    """The class is judged when the unit is known."""
    extension = authoring.Extension(
        name="mine", records=[amount_in("keg_of_oil")], units={"keg_of_oil": "9 litre"}
    )

    assert "keg_of_oil" not in UNITS
    (thing,) = pk.Registry([extension]).kinds[len(CORE.records) :]
    assert "9 litre" == str(
        thing(id="thing/a", amount="1 keg_of_oil").amount.to("litre")
    )


def test_a_rule_may_name_a_unit_of_an_earlier_extension():
    """And not of a later one."""
    first = authoring.Extension(name="first", units={"vat_of_oil": "90 litre"})
    second = authoring.Extension(name="second", records=[amount_in("vat_of_oil")])

    with pytest.raises(pk.UnusableExtension) as caught:
        pk.Registry([second, first])
    assert (
        "The extension second cannot be taken in: unit must be a unit such as"
        in str(caught.value)
    )
    assert "vat_of_oil" not in UNITS
    assert "thing" == pk.Registry([first, second]).kinds[-1].kind


@pytest.mark.parametrize(
    ("unit", "message"),
    [
        ("metre", "cannot be taken in: unit must be a unit such as km"),
        (
            "pot_of_oil",
            (
                "cannot be taken in: thing: amount must have rules that fit: "
                "pot_of_oil measures length, got Dimension(dimensions=('volume',), "
                "such_as='pot_of_oil')."
            ),
        ),
    ],
)
def test_a_rule_of_a_unit_is_judged_when_it_is_taken_in(unit, message):
    """A unit that nobody brings, or that measures something else."""
    extension = authoring.Extension(
        name="mine", records=[amount_in(unit)], units={"pot_of_oil": "2 km"}
    )
    with pytest.raises(pk.UnusableExtension) as caught:
        pk.Registry([extension])

    assert message in str(caught.value)
    assert "pot_of_oil" not in UNITS


def test_a_registry_that_cannot_be_made_defines_no_unit():
    """Whichever of its extensions is refused, and for whatever reason."""
    unit_registry = pk.unit_registry()
    good = authoring.Extension(name="good", units={"sack": "50 kg", "pallet": None})
    taken = authoring.Extension(name="taken", units={"crate": None}, records=[Incident])
    for extensions in (
        [authoring.Extension(name="mine", units={"sack": "50 kg", "bad unit": "1 kg"})],
        [good, authoring.Extension(name="mine", units={"sack": "51 kg"})],
        [good, authoring.Extension(name="mine", records=[amount_in("metre")])],
        [good, taken],
        [good, good],
        [good, "mine"],
    ):
        with pytest.raises(pk.UnusableExtension):
            pk.Registry(extensions)
        for unit in ("sack", "pallet", "crate"):
            with pytest.raises(pk.InvalidValue):
                pk.Quantity.parse(f"3 {unit}")
    assert unit_registry is not pk.unit_registry()
    pk.Registry([authoring.Extension(name="mine", units={"sack": "40 kg"})])
    assert "80 kg" == str(pk.Quantity.parse("2 sack").to("kg"))


def test_a_refused_registry_leaves_the_units_of_others():
    """A unit that was known before stays, if the refused registry brought it too."""
    crate = authoring.Extension(name="crate", units={"crate_of_tins": "8 kg"})
    pk.Registry([crate])
    with pytest.raises(pk.UnusableExtension):
        pk.Registry([crate, crate])

    assert "16 kg" == str(pk.Quantity.parse("2 crate_of_tins").to("kg"))


def test_an_extension_has_a_hash_that_agrees_with_equality():
    """Whatever it holds: readers, units, datasets, and checks with their examples."""

    def extension(**changed):
        given = {
            "name": "mine",
            "records": [WaterDelivery],
            "codes": [WATER],
            "checks": [attrs.evolve(always, failing=({"id": "a"},))],
            "formats": [SLUGS],
            "readers": {"names": read_names},
            "units": {"keg": "30 litre"},
            "datasets": {"a": Path("a.json")},
        }
        return authoring.Extension(**{**given, **changed})

    one, same = extension(), extension()

    assert one == same
    assert hash(one) == hash(same)
    assert 1 == len({one, same})
    for changed in (
        {"name": "other"},
        {"records": []},
        {"checks": []},
        {"readers": {}},
        {"units": {"keg": "31 litre"}},
        {"datasets": {}},
        {"distribution": "wells"},
    ):
        assert one != extension(**changed)
        assert 2 == len({one, extension(**changed)})
    assert hash(REGISTRY) == hash(pk.Registry([EXTENSION]))
    assert isinstance(hash(CORE), int)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (
            lambda: authoring.Extension(name=""),
            "an extension's name must be a text, got ''.",
        ),
        (
            lambda: authoring.Extension(name=5),
            "an extension's name must be a text, got 5.",
        ),
        (
            lambda: authoring.Extension(name="x", records=WaterDelivery),
            "records must be a list of records, got <class",
        ),
        (
            lambda: authoring.Extension(name="x", codes=None),
            "codes must be a list of codes, got None. Write [...].",
        ),
        (
            lambda: authoring.Extension(name="x", checks="ab"),
            "checks must be a list of checks",
        ),
        (
            lambda: authoring.Extension(name="x", formats={}),
            "formats must be a list of formats",
        ),
        (
            lambda: authoring.Extension(name="x", units=["a"]),
            "must have units by name, got ['a'].",
        ),
        (
            lambda: authoring.Extension(name="x", readers=5),
            "must have readers by name, got 5.",
        ),
        (
            lambda: authoring.Extension(name="x", datasets={"a": "a.json"}),
            "must have files as datasets, got 'a.json'. Write importlib.resources.",
        ),
        (lambda: pk.Registry(EXTENSION), "extensions must be a list of extensions"),
        (lambda: pk.Registry([5]), "The extension 5 must be an Extension, got int."),
        (
            lambda: pk.validate(DATASET, registry=EXTENSION),
            (
                "registry must be a Registry, got <Extension water>. Write "
                "Registry([extension])."
            ),
        ),
        (lambda: pk.dumps(list(DATASET)), "dataset must be a Dataset, got"),
        (
            lambda: pk.save("a.json", DATASET),
            "path must be the path of a file or folder",
        ),
        (lambda: pk.load(5), "path must be the path of a file or folder, got 5."),
    ],
)
def test_what_stands_in_the_wrong_place_is_told(call, message):
    """By an error of ours, with what was expected."""
    with pytest.raises(pk.PeacekeepError) as caught:
        call()

    assert message in str(caught.value)


def test_a_registry_and_an_extension_print_their_names():
    """And not all that they hold."""
    assert "<Registry of core, water>" == repr(REGISTRY)
    assert "<Extension water>" == repr(EXTENSION)
    assert "<Extension core of the distribution peacekeep>" == repr(CORE)


def test_a_shipped_file_that_is_missing_is_told(tmp_path):
    """Whether it should stand in a folder or in an archive."""
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("other.json", "{}")
    for file in (tmp_path / "lost.json", zipfile.Path(tmp_path / "a.zip", "lost.json")):
        extension = authoring.Extension(name="x", datasets={"lost": file})
        with pytest.raises(pk.UnreadableFile, match="could not be opened"):
            pk.open_dataset("lost", registry=pk.Registry([extension]))


def test_words_for_a_vocabulary_have_a_name_and_a_shape():
    """The name of one that a field uses, and words that a field can hold."""
    for codes, message in (
        (
            authoring.Codes("base_typ", open=True, codes=CODE),
            "no field uses. Did you mean base_type?",
        ),
        (
            authoring.Codes("Base_type", open=True, codes=CODE),
            "no field uses. Did you mean base_type?",
        ),
        (
            authoring.Codes("base_type", open=False, codes=CODE),
            "which is closed. Only an open",
        ),
        (
            authoring.Codes(
                "base_type", open=True, codes={"listening-post": CODE["looting"]}
            ),
            (
                "brings the word listening-post, which no field can hold. Write it "
                "like camp."
            ),
        ),
    ):
        extension = authoring.Extension(name="mine", codes=[codes])
        with pytest.raises(pk.UnusableExtension) as caught:
            pk.Registry([extension])
        assert message in str(caught.value)


def test_an_ending_in_use_is_known(tmp_path):
    """.yml is YAML, too."""
    pk.save(DATASET, tmp_path / "a.yml", registry=REGISTRY)

    assert DATASET == pk.load(tmp_path / "a.yml", registry=REGISTRY)


def test_a_kind_that_is_misspelt_is_told_with_the_one_that_is_meant():
    """In the error where the id tells it, and else in the finding."""
    with pytest.raises(pk.InvalidRecord) as caught:
        pk.from_plain({"kind": "bases", "id": "base/a"})
    assert (
        "id must begin with its kind, bases/, got 'base/a'. Did you mean base?"
        in str(caught.value)
    )
    (finding,) = pk.validate(
        pk.Dataset([pk.from_plain({"kind": "bases", "id": "bases/a"})])
    )
    assert "Did you mean base?" == finding.suggestion


def test_a_word_of_a_kind_is_made_of_ascii_letters():
    """A class whose name makes no word is refused."""
    strange = attrs.make_class("Wäge", {}, bases=(pk.Fact,), frozen=True, kw_only=True)
    with pytest.raises(pk.UnusableExtension, match="be named in letters and digits"):
        authoring.Extension(name="mine", records=[strange])


def test_what_is_no_extension_is_refused():
    """A class or a module in its place is told."""
    for thing in (authoring.Extension, io, "water"):
        with pytest.raises(pk.UnusableExtension, match="must be an Extension, got"):
            pk.Registry().with_extension(thing)


class Entry:
    """An entry point as a distribution offers it."""

    def __init__(self, name, thing, dist="wells"):
        self.name = name
        self.thing = thing
        self.dist = dist and type("Distribution", (), {"name": dist})

    def load(self):
        if isinstance(self.thing, Exception):
            raise self.thing
        return self.thing


@pytest.fixture
def offered(monkeypatch):
    """Let the environment offer some entry points, and nothing else."""

    def offer(*entries):
        monkeypatch.setattr(
            "importlib.metadata.entry_points",
            lambda *, group: [one for one in entries if group == GROUP],
        )
        pk.installed.cache_clear()

    yield offer
    pk.installed.cache_clear()


def test_what_is_installed_is_looked_for_once(offered):
    """By the names of distributions, and then it is remembered."""
    other = authoring.Extension(name="other")
    offered(Entry("b", EXTENSION, "wells"), Entry("a", other, None))
    known = pk.installed()

    assert ["core", "other", "water"] == [one.name for one in known.extensions]
    assert [None, "wells"] == [one.distribution or None for one in known.extensions[1:]]
    assert known is pk.installed()
    assert DATASET == pk.loads(pk.dumps(DATASET))


@pytest.mark.parametrize(
    ("thing", "message"),
    [
        (
            ImportError("no module"),
            (
                "The extension a of the distribution wells could not be imported: "
                "ImportError: no module."
            ),
        ),
        (5, "The extension a of the distribution wells must be an Extension, got int."),
        (
            pk.UnusableExtension("dry", "has no water"),
            "The extension dry of the distribution wells has no water.",
        ),
        (
            authoring.Extension(name="mine", records=[Incident]),
            (
                "The extension mine of the distribution wells brings the kind "
                "incident, "
                "which the extension core of the distribution peacekeep brings already."
            ),
        ),
    ],
)
def test_an_installed_extension_that_cannot_be_taken_in_is_told(
    offered, thing, message
):
    """With its distribution, and the way to do without; our own data is still read."""
    offered(Entry("a", thing))
    with pytest.raises(pk.UnusableExtension) as caught:
        pk.loads(pk.dumps(DATASET, registry=REGISTRY))

    assert (
        f"{message} Update or uninstall wells, or do without: registry=pk.Registry()."
    ) == str(caught.value)
    assert 84 == len(pk.open_dataset("minusma-article"))
    with pytest.raises(pk.UnusableExtension):
        pk.open_dataset("another")


def test_a_misspelt_vocabulary_is_told():
    """A vocabulary has the name of a word, and blanks are not in it."""
    codes = authoring.Codes("base type", open=True, codes=CODE)
    with pytest.raises(pk.UnusableExtension, match=r"Did you mean base_type\?"):
        pk.Registry([authoring.Extension(name="mine", codes=[codes])])


def test_a_unit_may_be_defined_twice_alike():
    """Two extensions may need one unit, if it means the same to both."""
    other = authoring.Extension(
        name="other", units={"barrel_of_water": "200 litre", "tanker": None}
    )
    REGISTRY.with_extension(other)

    assert "600 litre" == str(pk.Quantity.parse("3 barrel_of_water").to("litre"))


def test_words_of_a_vocabulary_are_read_from_lines():
    """A word without a label or a definition, or twice, is refused."""
    assert ["well", "river"] == list(WATER)
    assert "A stream that flows all year." == WATER["river"].definition
    for text in ("well\nA hole.", "well: well", "a: a\nA.\na: a\nA."):
        with pytest.raises(pk.InvalidValue, match="a definition on the next line"):
            authoring.glossary("peacekeep", text)
