"""Parquet: types that engines read, and the same records back."""

import datetime
import io
import sys
from decimal import Decimal

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import peacekeep as pk
from peacekeep.formats import parquet
from peacekeep.formats.base import Column, Package, Row, Table
from peacekeep.formats.files import MemoryFolder


ARTICLE = pk.open_dataset("minusma-article")
COLUMNS = (
    Column("id", "string", "An id."),
    Column("whole", "integer"),
    Column("number", "number"),
    Column("truth", "boolean"),
    Column("day", "date"),
    Column("list", "list"),
    Column("extra", "object"),
)
ROW = {
    "id": "=1+1",
    "whole": 2**53 - 1,
    "number": Decimal("0.1"),
    "truth": False,
    "day": datetime.date(1, 1, 1),
    "list": ["ied", "a,b"],
    "extra": {"a": [1, None], "b": Decimal("2.50")},
}


def written(*rows):
    package = Package(
        {"peacekeep": "1.0"}, (Table("thing", COLUMNS, [Row(one) for one in rows]),)
    )
    return {name: b"".join(chunks) for name, chunks in parquet.write(package)}


def read(files):
    (table,) = parquet.read(MemoryFolder(files), pk.Where(file="x")).tables
    return [row.plain for row in table.rows]


def changed(content):
    """Return a package whose file is another one."""
    files = written(ROW)
    text = files["datapackage.json"].decode()
    lines = [
        line
        for line in text.splitlines()
        if '"hash"' not in line and '"bytes"' not in line
    ]
    return {"datapackage.json": "\n".join(lines).encode(), "thing.parquet": content}


def arrow(**columns):
    file = io.BytesIO()
    pq.write_table(pa.table(columns), file)
    return file.getvalue()


def test_columns_have_the_types_of_arrow():
    """Counts are whole numbers, days are days, lists are lists of texts."""
    schema = pq.read_schema(io.BytesIO(written(ROW)["thing.parquet"]))

    assert {
        "id": pa.string(),
        "whole": pa.int64(),
        "number": pa.float64(),
        "truth": pa.bool_(),
        "day": pa.date32(),
        "list": pa.list_(pa.string()),
        "extra": pa.string(),
    } == {field.name: field.type for field in schema}
    assert b"An id." == schema.field("id").metadata[b"description"]


def test_cells_come_back():
    """A decimal comes as the nearest double; everything else as it was."""
    assert [{**ROW, "number": 0.1}, {"id": "b"}] == read(written(ROW, {"id": "b"}))


def test_equal_tables_give_equal_bytes():
    """Nothing of the moment stands in a file."""
    assert written(ROW) == written(ROW)


def test_an_engine_reads_the_tables(tmp_path):
    """DuckDB adds, joins and compares, without knowing this library."""
    pk.save(ARTICLE, tmp_path / "a.parquet")
    folder = tmp_path / "a.parquet"
    ((total,),) = duckdb.sql(
        f"select sum(count_low) from '{folder}/personnel_count.parquet' "
        "where base = 'base/minusma-kidal'"
    ).fetchall()
    expected = sum(
        one.count.low
        for one in ARTICLE.of(pk.PersonnelCount, base="base/minusma-kidal")
    )
    rows = duckdb.sql(
        f"select i.id, c.count_low, c.count_high from '{folder}/incident.parquet' i "
        f"join '{folder}/incident.casualties.parquet' c on c.incident = i.id"
    ).fetchall()
    ((sources,),) = duckdb.sql(
        f"select any_value(sources) from '{folder}/incident.parquet'"
    ).fetchall()

    assert expected == total
    assert [("incident/minusma-kidal-convoy-2023-10-31", 2, None)] == rows
    assert ["source/ap-2023-10-31"] == sources


def test_what_is_no_parquet_is_refused():
    """The file is named, and the reason is that of the library."""
    for content in (b"", b"PAR1", b"x" * 100, written(ROW)["thing.parquet"][:-9]):
        with pytest.raises(
            pk.UnreadableFile, match=r"x/thing\.parquet: must be Parquet: "
        ):
            read(changed(content))


@pytest.mark.parametrize(
    ("type_", "value"),
    [
        (pa.date32(), 3_000_000),
        (pa.date64(), 2**60),
        (pa.time64("us"), 2**60),
        (pa.timestamp("us"), 2**62),
        (pa.duration("s"), 2**62),
        (pa.timestamp("us", tz="Nowhere/Land"), 0),
    ],
    ids=str,
)
def test_what_python_cannot_hold_is_refused(type_, value):
    """An error about a day beyond the calendar, in any column, names the file."""
    width = pa.int32() if type_ == pa.date32() else pa.int64()
    column = pa.array([value], type=width).view(type_)
    with pytest.raises(pk.UnreadableFile, match=r"thing\.parquet: must be Parquet: "):
        read(changed(arrow(id=["a"], other=column)))


def test_a_number_that_is_none_is_nothing():
    """Other programs write NaN where a cell is empty."""
    assert [{"id": "a"}] == read(changed(arrow(id=["a"], whole=[float("nan")])))


def test_columns_are_named_once_each():
    """Two columns of one name would hide one another."""
    table = pa.Table.from_arrays([pa.array(["a"]), pa.array(["b"])], names=["id", "id"])
    file = io.BytesIO()
    pq.write_table(table, file)
    with pytest.raises(pk.UnreadableFile, match="must name its columns once each"):
        read(changed(file.getvalue()))


def test_a_file_of_another_writer_is_read_by_its_types():
    """A column without a type of ours is what Arrow says; no JSON is guessed in it."""
    assert [{"id": "a", "extra": "{}", "day": datetime.date(2023, 1, 1)}] == read(
        changed(arrow(id=["a"], extra=["{}"], day=[datetime.date(2023, 1, 1)]))
    )


def test_json_in_a_cell_is_read_strictly():
    """An error about a cell that should be JSON and is not names its row."""
    schema = pa.schema([pa.field("extra", pa.string(), metadata={"type": "object"})])
    file = io.BytesIO()
    pq.write_table(pa.table([["{}", "{"]], schema=schema), file)
    with pytest.raises(pk.UnreadableFile) as caught:
        read(changed(file.getvalue()))

    assert str(caught.value).startswith("x/thing.parquet:2: must hold JSON in extra: ")


def test_a_count_that_came_back_as_a_float_is_refused(tmp_path):
    """A table that another program saved with counts as floats is not believed."""
    folder = tmp_path / "a.parquet"
    pk.save(ARTICLE, folder)
    path = folder / "incident.parquet"
    table = pq.read_table(path)
    index = table.schema.get_field_index("attacks")
    table = table.set_column(index, "attacks", pa.array([2.0]))
    pq.write_table(table, path)
    text = (folder / "datapackage.json").read_text("utf-8")
    lines = [
        line
        for line in text.splitlines()
        if '"hash"' not in line and '"bytes"' not in line
    ]
    (folder / "datapackage.json").write_text("\n".join(lines), "utf-8")
    with pytest.raises(pk.InvalidRecord) as caught:
        pk.load(folder)

    assert (
        "a.parquet/incident.parquet:1: incident/minusma-kidal-convoy-2023-10-31: "
        'attacks must be a count such as 850, "2..", "..50", "2..5~3" or "~850", got '
        "2.0. Write 2."
    ) == str(caught.value.faults[0])


def test_a_missing_library_is_told_with_the_way_to_install_it(monkeypatch, tmp_path):
    """Reading and writing name the extra, and nothing is written."""
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(pk.MissingExtra) as reading:
        pk.load(tmp_path / "x.parquet")
    with pytest.raises(pk.MissingExtra) as writing:
        pk.save(pk.Dataset(), tmp_path / "x.parquet")
    how = 'needs pyarrow. Install it with: pip install "peacekeep[parquet]".'

    assert f"Reading Parquet {how}" == str(reading.value)
    assert f"Writing Parquet {how}" == str(writing.value)
    assert [] == list(tmp_path.iterdir())
