"""Which columns a field has, what stands in them, and how rows are read back."""

import datetime
import enum
from decimal import Decimal
from typing import Annotated

import attrs
import pytest

import peacekeep as pk
from peacekeep import authoring
from peacekeep.definitions.fields import Unreadable
from peacekeep.errors import Where
from peacekeep.formats.base import Column, Document, Package, Row, Table
from peacekeep.models import KINDS
from peacekeep.wire.structure import record_from_plain
from peacekeep.wire.tables import columns, document, package, tables


class Seal(enum.Enum):
    """A type of another hand, which a hook of the converter reads."""

    WAX = "wax"


@attrs.frozen(kw_only=True)
class Crate(authoring.Form):
    """
    A crate.

    Attributes:
        label: What is written on it.
        sizes: Numbers on its sides.
    """

    KEY = ("label",)

    label: str
    sizes: tuple[int, ...] = ()


@attrs.frozen(kw_only=True)
class Pallet(authoring.Form):
    """
    A pallet.

    Attributes:
        number: Its number.
        crates: What stands on it.
        weight: What it weighs.
    """

    KEY = ("number",)

    number: int
    crates: tuple[Crate, ...] = ()
    weight: pk.Quantity | None = None


@attrs.frozen(kw_only=True)
class Shipment(pk.Fact):
    """
    A shipment.

    Attributes:
        mission: For whom.
        sealed: Whether it is sealed.
        floors: Of how many floors.
        days: Days on which it moved.
        counts: What was counted on each.
        flags: Whether it was seen on each.
        sizes: Numbers on its sides.
        seen_at: Where it was seen.
        pallets: Its pallets.
        token: A mark that others read.
        tokens: More of them.
    """

    mission: pk.Ref[pk.Mission]
    sealed: bool | None = None
    floors: Annotated[int | None, authoring.Within(0, 9)] = None
    days: tuple[pk.PartialDate, ...] = ()
    counts: tuple[pk.Count, ...] = ()
    flags: tuple[bool, ...] = ()
    sizes: tuple[int, ...] = ()
    seen_at: pk.Point | None = None
    pallets: tuple[Pallet, ...] = ()
    token: Seal | None = None
    tokens: tuple[Seal, ...] = ()


SHIPMENT = {
    "kind": "shipment",
    "id": "shipment/one",
    "mission": "mission/minusma",
    "sealed": False,
    "floors": 0,
    "days": ["2023-10", "[2023-11-11..2023-11-20]"],
    "counts": [850, "2.."],
    "flags": [True, False],
    "sizes": [3, -1],
    "seen_at": "18.44345,-1.40921",
    "pallets": [
        {
            "number": 7,
            "crates": [{"label": "a", "sizes": [1, -2]}, {"label": "b"}],
            "weight": "~350 kg",
            "colour": "red",
        },
        {"number": 2},
    ],
    "token": "wax",
    "tokens": ["wax"],
    "driver": {"age": None},
}


def laid_out(*plain, kinds=(*KINDS, Shipment)):
    """Lay plain records out, and answer the rows of each table."""
    made = package(Document({}, [Row(one) for one in plain]), kinds)
    return {table.name: [row.plain for row in table.rows] for table in made.tables}


def gathered(given, kinds=(*KINDS, Shipment), header=None):
    """Gather plain records from rows of tables."""
    made = Package(
        header or {},
        tuple(
            Table(
                name,
                (),
                [
                    Row(row, Where(file=name, line=number))
                    for number, row in enumerate(rows, 2)
                ],
            )
            for name, rows in given.items()
        ),
        Where(file="folder"),
    )
    return [row.plain for row in document(made, kinds).rows]


def names(cls):
    return [column.name for column in columns(cls)]


# Columns.


def test_a_count_is_its_text_and_three_whole_numbers():
    """A count keeps its text, and has low, best and high beside it."""
    found = {one.name: one.type for one in columns(pk.Casualties)}

    assert {
        "group": "string",
        "outcome": "string",
        "severity": "string",
        "party": "string",
        "contributor": "string",
        "sex": "string",
        "count": "string",
        "count_low": "integer",
        "count_best": "integer",
        "count_high": "integer",
        "extra": "object",
    } == found


def test_a_date_is_its_text_two_days_and_a_qualifier():
    """So is a period. The days are the first and the last."""
    found = {one.name: one.type for one in columns(pk.BaseEvent)}

    assert ("string", "date", "date", "string") == (
        found["planned_on"],
        found["planned_on_earliest"],
        found["planned_on_latest"],
        found["planned_on_qualifier"],
    )
    beside = {"period_earliest", "period_latest", "period_qualifier"}
    assert beside <= set(names(pk.Mission))


@pytest.mark.parametrize(
    ("field", "text", "beside"),
    [
        ("on", "2023-11-15~", ((2023, 11, 8), (2023, 11, 22), "~")),
        ("on", "2023-11?", ((2023, 1, 1), (2023, 12, 31), "?")),
        ("on", "2023-11-15", ((2023, 11, 15), (2023, 11, 15), None)),
        ("on", "[2023~-05..2023-06?]", ((2023, 4, 1), (2023, 12, 31), "%")),
        ("on", "[2023-05~..]", ((2023, 4, 1), None, "~")),
        ("period", "2013/2023-12~", ((2013, 1, 1), (2024, 1, 31), "~")),
        ("period", "2013?/..", ((2010, 1, 1), None, "?")),
    ],
)
def test_the_days_of_a_qualified_date_are_widened(field, text, beside):
    """The column of the qualifier is of both sides together; the text stays."""
    plain = {"kind": "incident", "id": "incident/a", field: text}
    (row,) = laid_out(plain)["incident"]
    earliest, latest, qualifier = beside

    assert text == row[field]
    assert datetime.date(*earliest) == row[f"{field}_earliest"]
    assert (latest and datetime.date(*latest)) == row.get(f"{field}_latest")
    assert qualifier == row.get(f"{field}_qualifier")
    assert [plain] == gathered({"incident": [row]})


def test_a_quantity_is_its_text_and_numbers_with_their_unit():
    """The unit stands in a column of its own, for each may be given in another."""
    found = {one.name: one.type for one in columns(pk.Base)}

    assert ["string", "number", "number", "number", "string"] == [
        found[f"area{side}"] for side in ("", "_low", "_best", "_high", "_unit")
    ]


def test_a_place_is_its_parts():
    """Each field of a place is a column, under the name of the place's own field."""
    found = [name for name in names(pk.Movement) if name.startswith("origin")]

    assert [
        "origin_name",
        "origin_country",
        "origin_admin1",
        "origin_admin2",
        "origin_admin3",
        "origin_point",
        "origin_point_latitude",
        "origin_point_longitude",
        "origin_precision",
        "origin_representative",
        "origin_identifiers",
        "origin_extra",
    ] == found


def test_lists_of_small_values_are_one_column_and_parts_a_table():
    """Codes, references and texts stand in a list; parts in a table of their own."""
    own, casualties, parties = tables(pk.Incident)
    types = {one.name: one.type for one in own.columns}

    assert ("list", "list") == (types["methods"], types["identifiers"])
    assert not {"casualties", "parties"} & set(types)
    assert "incident.parties" == parties.name
    assert ["incident", "position", "actor", "side", "role", "extra"] == [
        one.name for one in parties.columns
    ]
    assert "incident.casualties" == casualties.name
    assert ("incident", "position") == casualties.key
    assert ["incident", "position", "is_whole", "group"] == [
        one.name for one in casualties.columns[:4]
    ]


def test_a_reference_to_one_kind_is_a_foreign_key():
    """A column that refers to one kind says so; to several kinds, it cannot."""
    own, casualties, parties = tables(pk.Incident)
    (event,) = tables(pk.BaseEvent)

    assert {
        "mission": "mission",
        "base": "base",
        "movement": "movement",
    } == own.refers
    assert {"base": "base"} == event.refers
    assert {"incident": "incident"} == casualties.refers == parties.refers


def test_columns_tell_what_the_fields_mean():
    """Descriptions come from the docstrings; only what must be given is required."""
    found = {one.name: one for one in columns(pk.Incident)}

    assert (
        "Where." == found["place_name"].description or found["place_name"].description
    )
    assert "How many attacks. Unit: incident." == found["attacks"].description
    assert (
        "Lowest it can be; empty: no limit (attacks)."
        == found["attacks_low"].description
    )
    assert ["id"] == [one.name for one in found.values() if one.required]
    assert ["id", "base", "event"] == [
        one.name for one in columns(pk.BaseEvent) if one.required
    ]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.kind)
def test_no_count_is_a_float(kind):
    """Nothing that is counted stands in a column of numbers with a fraction."""
    for table in tables(kind):
        for column in table.columns:
            if column.name.endswith(("_low", "_best", "_high")):
                unit = f"{column.name.rpartition('_')[0]}_unit"
                measured = unit in [one.name for one in table.columns]
                assert ("number" if measured else "integer") == column.type


# Rows.


def test_rows_hold_what_is_known_and_nothing_else():
    """An unbounded side has no cell, and what is absent has none."""
    rows = laid_out(
        {
            "kind": "incident",
            "id": "incident/one",
            "mission": "mission/minusma",
            "on": "[..2023-10-31]",
            "attacks": "2..5~3",
            "casualties": [
                {"group": "peacekeeper", "outcome": "injured", "count": "2.."}
            ],
        }
    )

    assert {
        "incident": [
            {
                "id": "incident/one",
                "mission": "mission/minusma",
                "on": "[..2023-10-31]",
                "on_latest": datetime.date(2023, 10, 31),
                "attacks": "2..5~3",
                "attacks_low": 2,
                "attacks_best": 3,
                "attacks_high": 5,
            }
        ],
        "incident.casualties": [
            {
                "incident": "incident/one",
                "position": 1,
                "is_whole": True,
                "group": "peacekeeper",
                "outcome": "injured",
                "count": "2..",
                "count_low": 2,
            }
        ],
    } == rows


WHOLE_AND_PART = {
    "kind": "incident",
    "id": "incident/one",
    "mission": "mission/minusma",
    "casualties": [
        {"group": "peacekeeper", "outcome": "injured", "count": 8},
        {"group": "peacekeeper", "outcome": "injured", "severity": "light", "count": 5},
    ],
}


def test_a_row_says_whether_it_is_the_whole():
    """A severity lies inside its outcome, so its count is not added to it."""
    rows = laid_out(WHOLE_AND_PART)["incident.casualties"]

    assert [True, False] == [row["is_whole"] for row in rows]


@pytest.mark.parametrize("given", [None, False, True])
def test_whether_a_row_is_the_whole_follows_from_its_key(given):
    """The column may be left empty; where it is wrong, the row is refused."""
    rows = laid_out(WHOLE_AND_PART)
    rows["incident.casualties"][1]["is_whole"] = given

    if given:
        with pytest.raises(pk.UnreadableFile) as caught:
            gathered(rows)
        assert "must be false in is_whole. It follows from severity" in str(
            caught.value
        )
    else:
        (plain,) = gathered(rows)
        assert WHOLE_AND_PART["casualties"] == plain["casualties"]


@pytest.mark.parametrize(
    ("period", "earliest", "latest"),
    [
        ("2013-07-01/2023-12-31", (2013, 7, 1), (2023, 12, 31)),
        ("2013/..", (2013, 1, 1), None),
        ("/2023-06", None, (2023, 6, 30)),
        ("[..2013-07-01]/[2023-12-31..]", None, None),
    ],
)
def test_an_open_side_of_a_period_has_no_day(period, earliest, latest):
    """A side that is open or unknown is empty, not the first day of the calendar."""
    (row,) = laid_out({"kind": "mission", "id": "mission/a", "period": period})[
        "mission"
    ]

    assert (earliest and datetime.date(*earliest)) == row.get("period_earliest")
    assert (latest and datetime.date(*latest)) == row.get("period_latest")


@pytest.mark.parametrize(
    ("count", "sides"),
    [
        (0, (0, 0, 0)),
        ("..", (None, None, None)),
        ("..50", (None, None, 50)),
        ("~1", (None, 1, 2)),
        ("2..", (2, None, None)),
    ],
)
def test_what_is_unknown_is_never_zero(count, sides):
    """A low bound that says nothing is empty; only a known 0 is 0."""
    (row,) = laid_out(
        {
            "kind": "incident",
            "id": "incident/a",
            "mission": "mission/a",
            "attacks": count,
        }
    )["incident"]

    assert sides == tuple(
        row.get(f"attacks_{side}") for side in ("low", "best", "high")
    )


def test_a_quantity_keeps_every_digit():
    """Bounds of a quantity are exact decimals, with the unit as given."""
    (row,) = laid_out(
        {
            "kind": "base",
            "id": "base/a",
            "mission": "mission/a",
            "area": "0.1..0.30000000000000000001 hectare",
        }
    )["base"]

    assert Decimal("0.1") == row["area_low"]
    assert Decimal("0.30000000000000000001") == row["area_high"]
    assert "hectare" == row["area_unit"]
    assert "area_best" not in row


def test_a_kind_of_ones_own_is_laid_out_and_gathered():
    """Every type that a field can have goes into columns and comes back."""
    rows = laid_out(SHIPMENT)
    (own,) = rows["shipment"]

    assert own["sealed"] is False
    assert 0 == own["floors"]
    assert ["2023-10", "[2023-11-11..2023-11-20]"] == own["days"]
    assert ["850", "2.."] == own["counts"]
    assert ["true", "false"] == own["flags"]
    assert ["3", "-1"] == own["sizes"]
    assert (18.44345, -1.40921) == (own["seen_at_latitude"], own["seen_at_longitude"])
    assert {"driver": {"age": None}} == own["extra"]
    first, second = rows["shipment.pallets"]
    assert (1, 7, "~350 kg") == (first["position"], first["number"], first["weight"])
    assert [{"label": "a", "sizes": [1, -2]}, {"label": "b"}] == first["crates"]
    assert {"colour": "red"} == first["extra"]
    assert {"shipment": "shipment/one", "position": 2, "number": 2} == second
    assert [SHIPMENT] == gathered(rows)
    record = record_from_plain(SHIPMENT, (*KINDS, Shipment))
    assert Seal.WAX is record.token


def test_parts_come_back_in_their_order():
    """Rows of parts may stand in any order; their position tells."""
    rows = laid_out(SHIPMENT)
    rows["shipment.pallets"].reverse()

    assert [SHIPMENT] == gathered(rows)


def test_a_record_of_an_unknown_kind_has_a_table_for_all_such():
    """Its kind stands in a column, and its own keys in extra."""
    plain = {"kind": "bass", "id": "bass/kidal", "depth": 3, "note": "A note."}
    rows = laid_out(plain)

    assert {
        "unknown_record": [
            {
                "kind": "bass",
                "id": "bass/kidal",
                "note": "A note.",
                "extra": {"depth": 3},
            }
        ]
    } == rows
    assert [plain] == gathered(rows)


def test_keys_that_are_not_known_stand_with_what_has_them():
    """Those of a place stand in the place's own column."""
    plain = {
        "kind": "base",
        "id": "base/a",
        "mission": "mission/a",
        "place": {"name": "Kidal", "height": 459},
        "colour": ["blue", None],
    }
    rows = laid_out(plain)

    assert {"height": 459} == rows["base"][0]["place_extra"]
    assert {"colour": ["blue", None]} == rows["base"][0]["extra"]
    assert [plain] == gathered(rows)


# Reading what others changed.


def fault(rows):
    """Return the one fault of the one record of some rows."""
    (plain,) = gathered(rows)
    with pytest.raises(pk.InvalidRecord) as caught:
        record_from_plain(plain, (*KINDS, Shipment))
    (one,) = caught.value.faults
    return str(one)


def incident(**cells):
    return {"incident": [{"id": "incident/a", "mission": "mission/a", **cells}]}


def test_a_cell_that_its_format_could_not_read_is_told_by_its_field():
    """Whether it holds all of the value or a side of it."""
    bad = Unreadable(pk.InvalidValue("be a whole number", "x"))

    assert "floors must be a whole number, got 'x'." in fault(
        {"shipment": [{"id": "shipment/a", "mission": "mission/a", "floors": bad}]}
    )
    for cells in ({"attacks": "2..", "attacks_low": bad}, {"attacks_low": bad}):
        assert "attacks must be a whole number, got 'x'." in fault(incident(**cells))


@attrs.frozen(kw_only=True)
class Box(authoring.Form):
    """
    A box, in which another may stand.

    Attributes:
        label: What is written on it.
        inner: The box that stands in it.
        others: More of them.
    """

    KEY = ("label",)

    label: str
    inner: "Box | None" = None
    others: "tuple[Box, ...]" = ()


@attrs.frozen(kw_only=True)
class Cargo(pk.Fact):
    """
    Cargo.

    Attributes:
        box: A box.
        boxes: More boxes.
    """

    box: Box | None = None
    boxes: tuple[Box, ...] = ()


def test_a_part_inside_a_part_of_its_class_is_json():
    """It has no end of columns, and comes back all the same."""
    box = {"label": "a", "inner": {"label": "b"}, "others": [{"label": "c"}]}
    plain = {"kind": "cargo", "id": "cargo/a", "box": box, "boxes": [box]}
    rows = laid_out(plain, kinds=(Cargo,))

    assert {"label": "b"} == rows["cargo"][0]["box_inner"]
    assert [{"label": "c"}] == rows["cargo.boxes"][0]["others"]
    assert [plain] == gathered(rows, kinds=(Cargo,))


def test_columns_beside_a_text_must_agree_with_it():
    """Who changes a bound in a table and not the text is told, not overheard."""
    assert (
        "incident/a: attacks must agree with attacks_low, which would be 2, got '3'. "
        "Correct attacks, and leave attacks_low empty or correct it too."
    ) == fault(incident(attacks="2..", attacks_low=3))
    assert (
        "incident/a: attacks must agree with attacks_high, which would be empty, got "
        "'3'. Correct attacks, and leave attacks_high empty or correct it too."
    ) == fault(incident(attacks="2..", attacks_high=3))
    assert "on must agree with on_latest" in fault(
        incident(on="2023-10", on_latest=datetime.date(2023, 10, 30))
    )


@pytest.mark.parametrize(
    ("kind", "cells", "former"),
    [
        (
            "incident",
            {"on": "2023-11-15~", "on_earliest": datetime.date(2023, 11, 8)},
            datetime.date(2023, 11, 15),
        ),
        (
            "mission",
            {"period": "2013?/2023", "period_earliest": datetime.date(2010, 1, 1)},
            datetime.date(2013, 1, 1),
        ),
    ],
)
def test_a_qualifier_does_not_widen_the_days_of_version_1_0(kind, cells, former):
    """Each version is compared by its own rule, and the text is kept."""
    (field, text), (column, widened) = cells.items()
    found = {}
    for version in ("1.0", "1.1"):
        for day in (former, widened):
            row = {"id": f"{kind}/a", field: text, column: day}
            (plain,) = gathered({kind: [row]}, header={"peacekeep": version})
            found[version, day] = plain[field] == text

    assert {
        ("1.0", former): True,
        ("1.0", widened): False,
        ("1.1", former): False,
        ("1.1", widened): True,
    } == found


def test_only_dates_differ_in_the_columns_of_version_1_0():
    """Bounds of a count are what they were; a version that is no text has none."""
    row = {"id": "incident/a", "attacks": "~850", "attacks_low": 765}

    for version in ("1.0", 1.0, ["1.0"]):
        (plain,) = gathered({"incident": [row]}, header={"peacekeep": version})
        assert "~850" == plain["attacks"]


def test_a_bound_without_a_text_is_refused():
    """A bound alone does not say whether it is about, or exact, or the best."""
    assert (
        "incident/a: attacks must be given as text beside attacks_low, got 2. Write "
        "the text in attacks; attacks_low follows from it."
    ) == fault(incident(attacks_low=2))


def test_a_text_alone_is_enough():
    """Who fills a table by hand need not fill the columns that follow."""
    assert [
        {"kind": "incident", "id": "incident/a", "mission": "mission/a", "attacks": 850}
    ] == gathered(incident(attacks="850"))


def test_numbers_may_come_as_the_nearest_double_or_as_text():
    """A table of doubles agrees with the decimals that it stands for."""
    cells = {"id": "base/a", "mission": "mission/a", "area": "0.1 hectare"}
    for low in (0.1, Decimal("0.1"), "0.1"):
        (plain,) = gathered({"base": [{**cells, "area_low": low}]})
        assert "0.1 hectare" == plain["area"]
    assert "area must agree with area_low" in fault(
        {"base": [{**cells, "area_low": 0.2}]}
    )
    assert "area must agree with area_low" in fault(
        {"base": [{**cells, "area_low": True}]}
    )


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        ({"attacks": "two"}, "attacks must be a count"),
        ({"attacks": 2.0}, "attacks must be a count"),
        ({"methods": ["ied", "IED!"]}, "methods[1] must be a code"),
        ({"methods": "ied"}, "methods must be a list"),
        ({"place_point": "1,2", "place_representative": "no"}, "representative must"),
        ({"on": 5}, "on must be a date"),
    ],
)
def test_a_cell_that_cannot_be_read_is_told_by_its_field(cells, message):
    """The record judges a cell, and names the field."""
    assert message in fault(incident(**cells))


def test_a_bad_member_of_a_list_is_told():
    """A text that is no count, among counts in a list."""
    assert "counts must be a count" in fault(
        {"shipment": [{"id": "shipment/a", "mission": "mission/a", "counts": ["x"]}]}
    )


def test_cells_of_columns_that_are_not_known_are_kept():
    """They are unknown keys of the record or the part, under the column's name."""
    rows = incident(colour="blue", height=3)
    rows["incident.casualties"] = [
        {
            "incident": "incident/a",
            "position": 5,
            "group": "civilian",
            "outcome": "killed",
            "age": 7,
        }
    ]
    (plain,) = gathered(rows)
    record = record_from_plain(plain, KINDS)

    assert {"colour": "blue", "height": 3} == dict(record.extra)
    assert {"age": 7} == dict(record.casualties[0].extra)


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        (
            {"incidnet": []},
            (
                "folder: must hold tables of kinds that are known, got 'incidnet'. Did "
                "you "
                "mean incident? Install the extension that defines it, or give its "
                "registry."
            ),
        ),
        (
            {"fuel_delivery": []},
            (
                "folder: must hold tables of kinds that are known, got "
                "'fuel_delivery'. "
                "Install the extension that defines it, or give its registry."
            ),
        ),
        (
            incident(extra={"attacks": 3}),
            "incident:2: must give attacks in its own column, not among unknown keys.",
        ),
        (
            incident(kind="incident"),
            "incident:2: must give kind in its own column, not among unknown keys.",
        ),
        (
            incident(place_extra={"name": "Gao"}),
            "incident:2: must give name in its own column, not among unknown keys.",
        ),
        (incident(extra="blue"), "incident:2: must hold a JSON object in extra."),
        (
            {"incident.casualties": [{"position": 1}]},
            (
                "incident.casualties:2: must have an id in incident and a number from "
                "1 on in position."
            ),
        ),
        (
            {"incident.casualties": [{"incident": "incident/a", "position": True}]},
            (
                "incident.casualties:2: must have an id in incident and a number from "
                "1 on in position."
            ),
        ),
        (
            {
                "incident.casualties": [
                    {"incident": "incident/a", "position": 1},
                    {"incident": "incident/a", "position": 1},
                ]
            },
            "incident.casualties:3: must have a position of its own, got 1 again.",
        ),
        (
            {"incident.casualties": [{"incident": "incident/a", "position": 1}]},
            (
                "incident.casualties:2: must be of a record that is there, got a part "
                "of "
                "incident/a. Add the record to incident, or take its rows out of "
                "incident.casualties."
            ),
        ),
    ],
)
def test_a_table_that_tells_nothing_certain_is_refused(rows, message):
    """What belongs to nothing, or stands in two places, is not guessed."""
    with pytest.raises(pk.UnreadableFile) as caught:
        gathered(rows)

    assert message == str(caught.value)


@pytest.mark.parametrize("position", [0, -1])
def test_a_position_counts_from_one(position):
    """The first part is the first."""
    with pytest.raises(pk.UnreadableFile, match="a number from 1 on in position"):
        gathered(
            {"incident.casualties": [{"incident": "incident/a", "position": position}]}
        )


def test_a_part_may_have_an_unknown_key_called_kind():
    """Only a record has a kind of its own."""
    plain = {
        "kind": "incident",
        "id": "incident/a",
        "mission": "mission/a",
        "place": {"name": "x", "kind": "well"},
        "casualties": [{"group": "civilian", "outcome": "killed", "kind": "x"}],
    }

    assert [plain] == gathered(laid_out(plain))


@pytest.mark.parametrize(
    "cells",
    [
        {"on": "2023-10", "on_earliest": 19000.0},
        {"on": "2023-10", "on_earliest": float("nan")},
        {"attacks": "2..", "attacks_low": True},
        {"attacks": "1", "attacks_low": True},
        {"attacks": "2..", "attacks_low": datetime.date(2023, 1, 1)},
    ],
)
def test_a_side_of_another_type_does_not_agree(cells):
    """And no error of another hand leaves."""
    assert "must agree with" in fault(incident(**cells))


def test_a_unit_of_another_type_does_not_agree():
    """A number is no unit."""
    assert "area must agree with area_unit, which would be hectare" in fault(
        {
            "base": [
                {
                    "id": "base/a",
                    "mission": "mission/a",
                    "area": "9 hectare",
                    "area_unit": 5.0,
                }
            ]
        }
    )


def test_an_id_that_is_no_text_is_told_by_the_record():
    """It is asked for its parts all the same."""
    assert "id must be a readable text, got ['incident/a']." in fault(
        {"incident": [{"id": ["incident/a"], "mission": "mission/a"}]}
    )


def test_a_whole_number_in_a_list_is_canonical():
    """No other digits, no zero before it, no number of thousands of digits."""
    for text in ("\u0663", "007", "-0", "1" * 5000):
        assert "sizes[0] must be a whole number" in fault(
            {
                "shipment": [
                    {"id": "shipment/a", "mission": "mission/a", "sizes": [text]}
                ]
            }
        )


def test_a_column_that_must_be_there_is_asked_for_once():
    """Not of every row, and with the one that is meant."""
    made = Package(
        {},
        (
            Table(
                "personnel_count",
                (
                    Column("id", "string"),
                    Column("Category", "string"),
                    Column("mission", "string"),
                ),
                (),
            ),
        ),
        Where(file="x"),
    )
    with pytest.raises(pk.UnreadableFile) as caught:
        document(made, KINDS)

    assert (
        "x: must have the column category in personnel_count. Did you mean Category?"
    ) == str(caught.value)


@attrs.frozen(kw_only=True)
class Crew(authoring.Form):
    """
    A crew.

    Attributes:
        list: Its members.
    """

    list: tuple[Crate, ...] = ()


@attrs.frozen(kw_only=True)
class Voyage(pk.Fact):
    """
    A voyage.

    Attributes:
        crew: Its crew.
        crew_list: Others.
    """

    crew: Crew | None = None
    crew_list: tuple[Crate, ...] = ()


@attrs.frozen(kw_only=True)
class Position(pk.Fact):
    """
    A position.

    Attributes:
        crates: What stands there.
    """

    crates: tuple[Crate, ...] = ()


@pytest.mark.parametrize("kind", [Voyage, Position])
def test_two_lists_of_parts_never_share_a_table(kind):
    """Nor does a kind bear the name of the column that counts its parts."""
    with pytest.raises(pk.InvalidValue, match="have a table of its own, and"):
        tables(kind)


def test_many_parts_are_read_in_time():
    """Ten thousand parts of one record are told apart without comparing each pair."""
    rows = [
        {
            "incident": "incident/a",
            "position": number,
            "group": "civilian",
            "outcome": "killed",
            "severity": "x",
        }
        for number in range(1, 10_001)
    ]
    (plain,) = gathered(
        {
            "incident": [{"id": "incident/a", "mission": "mission/a"}],
            "incident.casualties": rows,
        }
    )

    assert 10_000 == len(plain["casualties"])


def test_two_fields_never_share_a_column():
    """A class whose fields would share one is refused, with the two fields."""

    @attrs.frozen(kw_only=True)
    class Crash(pk.Fact):
        """
        A crash.

        Attributes:
            count: How many.
            count_low: How few.
        """

        count: pk.Count | None = None
        count_low: int | None = None

    with pytest.raises(pk.InvalidValue) as caught:
        columns(Crash)

    assert (
        "a field of Crash must have a column of its own, and count_low is that of "
        "count, got 'count_low'. Give the field another name."
    ) == str(caught.value)


def test_a_part_has_no_field_of_the_name_of_its_own_table():
    """The columns that tell whose part it is are taken."""

    @attrs.frozen(kw_only=True)
    class Leg(authoring.Form):
        """
        A leg.

        Attributes:
            position: Where.
        """

        position: int

    @attrs.frozen(kw_only=True)
    class Journey(pk.Fact):
        """
        A journey.

        Attributes:
            legs: Its legs.
        """

        legs: tuple[Leg, ...] = ()

    with pytest.raises(pk.InvalidValue, match="position is that of the table itself"):
        tables(Journey)


def test_rows_for_a_data_frame_have_every_column():
    """`to_rows` gives each row every column, None where nothing is known."""
    ds = pk.open_dataset("minusma-article")
    (row,) = pk.to_rows(ds, pk.Incident)

    assert [one.name for one in columns(pk.Incident)] == list(row)
    assert (2, None) == (row["attacks_low"], row["place_name"])
    assert 2 == pk.to_rows(ds, "incident.casualties")[0]["count_low"]
    with pytest.raises(pk.UnknownName, match="No table is named 'incidents'"):
        pk.to_rows(ds, "incidents")
    cargo = Cargo(id="cargo/a", box=Box(label="a"))
    (row,) = pk.to_rows(pk.Dataset([cargo]), Cargo, registry=pk.Registry())
    assert ("cargo/a", "a") == (row["id"], row["box_label"])
    assert isinstance(tables(pk.Incident)[0].columns[0], Column)
