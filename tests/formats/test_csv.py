"""CSV: exact bytes, formulas made harmless and undone, and what is refused."""

import csv as reader
import datetime
import hashlib
import io
import json
import re
from decimal import Decimal

import frictionless
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import peacekeep as pk
from peacekeep.definitions.fields import Unreadable
from peacekeep.formats import csv
from peacekeep.formats.base import RECORD_LIMIT, Column, Package, Row, Table
from peacekeep.formats.files import MemoryFolder


HEADER = {"peacekeep": "1.0"}
COLUMNS = (
    Column("id", "string", "An id.", required=True, free=True),
    Column("text", "string", free=True),
    Column("point", "string", is_point=True),
    Column("whole", "integer"),
    Column("number", "number"),
    Column("truth", "boolean"),
    Column("day", "date"),
    Column("list", "list"),
    Column("extra", "object"),
)

# A spreadsheet takes a cell for a formula that begins with one of these.
STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def written(*rows, columns=COLUMNS):
    """Write one table, and answer the files."""
    table = Table("thing", columns, [Row(one) for one in rows], ("id",))
    package = Package(HEADER, (table,))
    return {name: b"".join(chunks) for name, chunks in csv.write(package)}


def read(files):
    """Read the rows of the one table."""
    (table,) = csv.read(MemoryFolder(files), pk.Where(file="x")).tables
    return [row.plain for row in table.rows]


def changed(files, content, name="thing.csv"):
    """Return a package whose file somebody changed, without its hash."""
    descriptor = json.loads(files["datapackage.json"])
    for resource in descriptor["resources"]:
        del resource["hash"], resource["bytes"]
    files = dict(files)
    files["datapackage.json"] = json.dumps(descriptor).encode()
    files[name] = content
    return files


ROW = {
    "id": "thing/a",
    "text": 'He said "no",\nand left',
    "point": "-18.44345,-1.40921",
    "whole": -2,
    "number": Decimal("-0.0000001"),
    "truth": False,
    "day": datetime.date(1, 1, 1),
    "list": ["ied", "a,b"],
    "extra": {"a": [1, None, "=1"], "b": Decimal("2.50")},
}


def test_a_table_is_written_byte_by_byte():
    """A header line, then a row a line; only what needs them stands in quotes."""
    expected = (
        "id,text,point,whole,number,truth,day,list,extra\n"
        'thing/a,"He said ""no"",\nand left","-18.44345,-1.40921",-2,-0.0000001,false,'
        '0001-01-01,"[""ied"",""a,b""]","{""a"":[1,null,""=1""],""b"":2.50}"\n'
        "thing/b,,,,,,,,\n"
    )

    assert expected == written(ROW, {"id": "thing/b"})["thing.csv"].decode()


def test_a_table_is_read_as_it_was_written():
    """Types come back, and an empty cell is nothing at all."""
    assert [ROW, {"id": "thing/b"}] == read(written(ROW, {"id": "thing/b"}))


def test_the_descriptor_tells_types_keys_and_hashes():
    """The descriptor is a Data Package of version 2."""
    files = written(ROW)
    descriptor = json.loads(files["datapackage.json"])
    (resource,) = descriptor["resources"]
    schema = resource["schema"]

    assert (
        "https://datapackage.org/profiles/2.0/datapackage.json" == descriptor["$schema"]
    )
    assert HEADER == descriptor["peacekeep"]
    assert ("thing", "table", "thing.csv", "utf-8") == tuple(
        resource[key] for key in ("name", "type", "path", "encoding")
    )
    digest = hashlib.sha256(files["thing.csv"]).hexdigest()
    assert f"sha256:{digest}" == resource["hash"]
    assert len(files["thing.csv"]) == resource["bytes"]
    assert ["id"] == schema["primaryKey"]
    assert [""] == schema["missingValues"]
    assert {
        "id": "string",
        "text": "string",
        "point": "string",
        "whole": "integer",
        "number": "number",
        "truth": "boolean",
        "day": "date",
        "list": "array",
        "extra": "object",
    } == {field["name"]: field["type"] for field in schema["fields"]}
    assert {"required": True, "unique": True} == schema["fields"][0]["constraints"]
    assert "An id." == schema["fields"][0]["description"]


def test_frictionless_accepts_what_is_written(tmp_path):
    """A third-party reader accepts the types, keys and hashes."""
    ds = pk.load("tests/golden/version_1_0.json")
    for name, dataset in (("all", ds), ("article", pk.open_dataset("minusma-article"))):
        pk.save(dataset, tmp_path / name, format="csv")
        report = frictionless.validate(tmp_path / name / "datapackage.json")

        assert report.valid, report.to_summary()
        assert len(report.tasks) > 10


def test_frictionless_finds_a_changed_file(tmp_path):
    """The hashes and the foreign keys are such that a stranger sees a break."""
    folder = tmp_path / "article"
    pk.save(pk.open_dataset("minusma-article"), folder, format="csv")
    path = folder / "incident.csv"
    path.write_text(
        path.read_text("utf-8").replace("mission/minusma", "mission/x"), "utf-8"
    )
    report = frictionless.validate(folder / "datapackage.json")
    found = {error.type for task in report.tasks for error in task.errors}

    assert {"hash-count", "foreign-key"} <= found


# Formulas.


def cells(text, *, delimiter=","):
    """Return the cells of the text column, split at a delimiter."""
    files = written({"id": "thing/a", "text": text}, columns=COLUMNS[:2])
    lines = files["thing.csv"].decode().partition("\n")[2]
    return [
        cell
        for row in reader.reader(io.StringIO(lines), delimiter=delimiter)
        for cell in row
    ]


def test_formula_cells_are_harmless_and_undone(shared):
    """Every hostile cell begins with an apostrophe or a letter, and comes back."""
    hostile = json.loads((shared / "vectors" / "formula_cells.json").read_text("utf-8"))
    for text in hostile:
        for cell in cells(text):
            assert not cell.startswith(STARTS), text
        assert [{"id": "thing/a", "text": text}] == read(
            written({"id": "thing/a", "text": text}, columns=COLUMNS[:2])
        )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("=1+1", "'=1+1"),
        ("- Camp Castor", "'- Camp Castor"),
        ("'=1", "''=1"),
        (" @SUM(1)", "' @SUM(1)"),
        ("\uff1d1", "'\uff1d1"),
        ("\n=1", "'\n=1"),
        ("Left:\n- two,\n- three", "Left:\n- two,\n- three"),
        ("a;=1+1", "a;'=1+1"),
        ("a,=1", "a,'=1"),
        ("it's", "it's"),
        ("'quoted'", "'quoted'"),
        ("a=b", "a=b"),
        ("e-mail", "e-mail"),
        ("%0A=1+1", "%0A=1+1"),
    ],
)
def test_an_apostrophe_stands_before_what_would_run(text, expected):
    """Only what a spreadsheet would run is changed, and it is changed back."""
    (_, cell) = next(
        reader.reader(
            io.StringIO(
                written({"id": "thing/a", "text": text}, columns=COLUMNS[:2])[
                    "thing.csv"
                ]
                .decode()
                .partition("\n")[2],
                newline="",
            )
        )
    )

    assert expected == cell


@given(
    st.lists(st.sampled_from([*"'=+-@\t\n\r,;| a\u00a0", "\uff1d"]), max_size=8).map(
        "".join
    )
    | st.text()
)
@example("',\t'=")
def test_no_text_is_lost_to_the_apostrophes(text):
    """Making harmless is undone, whatever the text is."""
    neutral = csv.neutral(text)

    assert text == csv.undone(neutral)
    assert not neutral.startswith(STARTS)
    for cell in re.split("[,;|\t]", neutral):
        assert not cell.lstrip(" \u00a0").startswith(("=", "+", "-", "@", "\uff1d")), (
            cell
        )


def test_numbers_are_untouched():
    """A number, and a point, that begin with a sign stay as they are."""
    text = written(
        {"id": "thing/a", "point": "-1.5,2", "whole": -4, "number": Decimal("-3.00742")}
    )["thing.csv"].decode()

    assert 'thing/a,,"-1.5,2",-4,-3.00742,' in text


def test_json_in_a_cell_is_escaped_and_stays_json():
    """Behind a sign that separates, an escape says the same."""
    extra = {"a;=1": ["b|+2", "c,-3", "d;'@e", "f=g"], "h": [1, -2]}
    files = written({"id": "thing/a", "extra": extra})
    line = files["thing.csv"].decode().splitlines()[1]

    assert r'"{""a;\u003d1"":[""b|\u002b2"",""c,\u002d3"",""d;\'' not in line
    assert r"a;\u003d1" in line
    assert r"b|\u002b2" in line
    assert r"c,\u002d3" in line
    assert r"d;'\u0040e" in line
    assert "f=g" in line
    assert "[1,-2]" in line
    assert [{"id": "thing/a", "extra": extra}] == read(files)


# What is refused.


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "x/thing.csv: must name its columns once each, got []."),
        (
            b"id;text\na;b\n",
            "x/thing.csv:1: must separate cells by commas, got 'id;text'.",
        ),
        (
            b"id,\na,b\n",
            "x/thing.csv:1: must name its columns once each, got ['id', ''].",
        ),
        (
            b"id,list\na,null\n",
            (
                "x/thing.csv:2: must hold JSON in list: must not be null; leave the "
                'cell empty where nothing is known. Write a list as ["MLI", "NER"].'
            ),
        ),
        (
            b"id,id\n",
            "x/thing.csv:1: must name its columns once each, got ['id', 'id'].",
        ),
        (b"id,text\na\n", "x/thing.csv:2: must have 2 cells, got 1."),
        (b"id,text\na,b\na,b,c\n", "x/thing.csv:3: must have 2 cells, got 3."),
        (
            b'id,text\n"a\n\n",b\n"a"x,b\n',
            "x/thing.csv:5: must be CSV: ',' expected after '\"'.",
        ),
        (b'id,text\n"a', "x/thing.csv:2: must be CSV: unexpected end of data."),
        (
            b"\xef\xbb\xbfid,text\n",
            (
                "x/thing.csv: must be UTF-8 without a byte-order mark, got one at the "
                'start. Save the file as "UTF-8 without BOM".'
            ),
        ),
        (
            b"id\n\xff\n",
            "x/thing.csv:2: must be UTF-8, got the byte 0xff. Save the file as UTF-8.",
        ),
        (
            b"id,extra\na,{\n",
            (
                "x/thing.csv:2: must hold JSON in extra: must be JSON: Expecting "
                "property "
                "name enclosed in double quotes at column 2. Write a list as "
                '["MLI", "NER"].'
            ),
        ),
    ],
)
def test_what_is_no_table_is_refused_with_its_line(content, message):
    """Each error names the file and the line."""
    with pytest.raises(pk.UnreadableFile) as caught:
        read(changed(written(ROW), content))

    assert message == str(caught.value)


@pytest.mark.parametrize(
    ("column", "cell", "expected"),
    [
        ("whole", "2.0", "be a whole number"),
        ("whole", "1e3", "be a whole number"),
        ("whole", "007", "be a whole number"),
        ("whole", "9" * 5000, "be a whole number"),
        ("number", "1,5", "be a number with a point"),
        ("number", "NaN", "be a number with a point"),
        ("number", "9" * 5000, "be a number with a point"),
        ("day", "31.10.2023", "be a day such as 2023-10-31"),
        ("day", "2023-02-30", "be a day such as 2023-10-31"),
    ],
)
def test_a_cell_of_another_type_waits_for_its_record(column, cell, expected):
    """The record tells it, with its other faults."""
    content = f'id,{column}\na,"{cell}"\n'.encode()
    (row,) = read(changed(written(ROW), content))
    found = row[column]

    assert isinstance(found, Unreadable)
    assert f"{expected} in {column}" == found.faults[0].expected


@pytest.mark.parametrize("cell", ["2023-W44-2", "20231031"])
def test_a_day_is_written_in_one_way(cell):
    """What Python reads beside it is not what the page tells."""
    (row,) = read(changed(written(ROW), f"id,day\na,{cell}\n".encode()))

    assert isinstance(row["day"], Unreadable)


def test_a_whole_number_that_was_saved_with_a_point_is_told_what_to_write():
    """As pandas does with a column in which a cell is empty."""
    (row,) = read(changed(written(ROW), b"id,whole\na,8.0\n"))

    assert "value must be a whole number in whole, got '8.0'. Write 8." == str(
        row["whole"].faults[0]
    )


def test_a_carriage_return_stays_inside_its_cell():
    """Our texts have none; a third-party value may."""
    row = {"id": "thing/a", "text": "a\rb", "whole": 1}

    assert [row] == read(written(row))


def test_an_empty_text_is_not_written():
    """It would come back as nothing at all."""
    with pytest.raises(pk.UnreadableFile, match="must not be an empty text in text"):
        written({"id": "thing/a", "text": ""})


def test_a_truth_value_in_other_words_stays_a_text():
    """The record says what it must be."""
    (row,) = read(changed(written(ROW), b"id,truth\na,yes\n"))

    assert "yes" == row["truth"]


def test_columns_that_the_descriptor_does_not_tell_are_texts():
    """Nothing is guessed from what a cell looks like."""
    assert [{"id": "a", "other": "007"}] == read(
        changed(written(ROW), b"id,other\na,007\n")
    )


def test_lines_may_end_as_in_windows_and_be_empty():
    """A program that saves with carriage returns changes no record."""
    assert [{"id": "a", "whole": 1}, {"id": "b"}] == read(
        changed(written(ROW), b"id,whole\r\na,1\r\n\r\nb,\r\n")
    )


def test_the_spectrum_of_csv_is_read(shared):
    """Commas, quotes, line feeds and UTF-8 inside cells, as the suite means them."""
    folder = shared / "vectors" / "csv_spectrum"
    seen = 0
    for path in sorted(folder.glob("*.csv")):
        expected = json.loads(path.with_suffix(".json").read_text("utf-8"))
        rows = read(changed(written(ROW), path.read_bytes()))
        seen += 1

        assert [
            {name: cell for name, cell in row.items() if cell} for row in expected
        ] == rows, path.name
    assert seen >= 5


def test_a_cell_has_a_limit():
    """A cell that could not be read is not written; one at the limit is."""
    fits = {"id": "thing/a", "text": "x" * RECORD_LIMIT}

    assert [fits] == read(written(fits))
    with pytest.raises(pk.UnreadableFile, match="must be at most 1048576 characters"):
        written({"id": "thing/a", "text": "x" * (RECORD_LIMIT + 1)})
    before = reader.field_size_limit()
    with pytest.raises(pk.UnreadableFile, match="field larger than field limit"):
        read(changed(written(ROW), b"id\n" + b"x" * (RECORD_LIMIT + 1) + b"\n"))
    assert before == reader.field_size_limit()
