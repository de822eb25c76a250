"""
Parquet: a Data Package, which is a folder with one file per table. Lossless.

Wire form: the columns of CSV, with types. Counts are whole numbers, and lists are lists
of texts. A quantity or a point is a text with every digit; the columns beside it hold
the nearest doubles. Unknown keys are JSON in a text. The door of pyarrow.

Source:
    Apache Parquet, https://parquet.apache.org/docs/file-format/
"""

import io
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any, Final

from peacekeep.errors import MissingExtra, UnreadableFile, Where
from peacekeep.formats.base import (
    JSON_CELLS,
    Cells,
    Column,
    Folder,
    FolderFormat,
    Package,
    Row,
    Table,
)
from peacekeep.formats.json import RECORD_DEPTH, write_value
from peacekeep.formats.package import (
    Resource,
    parsed_cell,
    read_package,
    write_package,
)


__all__ = ["FORMAT", "read", "write"]


def read(folder: Folder, where: Where) -> Package:
    """
    Read a package of Parquet files.

    Raises:
        UnreadableFile: If the descriptor was not written by peacekeep, a path leaves
            the folder, or a file does not match its description or is not Parquet.
        MissingExtra: If pyarrow is not installed.
    """
    _arrow("Reading Parquet")
    header, resources = read_package(folder, where, "parquet")
    return Package(header, tuple(map(_table, resources)), where)


def write(package: Package) -> Iterator[tuple[str, Iterable[bytes]]]:
    """
    Write the files of a package.

    Raises:
        UnreadableFile: If a cell exceeds a limit of reading.
        MissingExtra: If pyarrow is not installed.
    """
    _arrow("Writing Parquet")
    return write_package(package, "parquet", _written_table)


def _arrow(doing: str) -> Any:
    try:
        import pyarrow  # noqa: PLC0415 - an optional extra
        import pyarrow.parquet  # noqa: PLC0415 # pyright: ignore[reportUnusedImport] - makes it an attribute
    except ImportError:
        raise MissingExtra(doing, "pyarrow", "parquet") from None
    return pyarrow


def _types() -> dict[str, Any]:
    arrow = _arrow("Writing Parquet")
    return {
        "string": arrow.string(),
        "integer": arrow.int64(),
        "number": arrow.float64(),
        "boolean": arrow.bool_(),
        "date": arrow.date32(),
        "list": arrow.list_(arrow.string()),
        **dict.fromkeys(JSON_CELLS, arrow.string()),
    }


def _written_table(table: Table) -> bytes:
    arrow = _arrow("Writing Parquet")
    rows = list(table.rows)
    types = _types()
    schema = arrow.schema(
        [
            arrow.field(
                column.name,
                types[column.type],
                metadata={"type": column.type, "description": column.description},
            )
            for column in table.columns
        ]
    )
    arrays = [
        arrow.array([_cell(column, row) for row in rows], type=types[column.type])
        for column in table.columns
    ]
    file = io.BytesIO()
    written = arrow.Table.from_arrays(arrays, schema=schema)
    arrow.parquet.write_table(written, file, compression="zstd")
    return file.getvalue()


def _cell(column: Column, row: Row[Cells]) -> object:
    cell = row.plain.get(column.name)
    if cell is None:
        return None
    if column.type in JSON_CELLS:
        return write_value(cell, row.where, depth=RECORD_DEPTH).decode()
    return float(cell) if isinstance(cell, Decimal) else cell


def _table(resource: Resource) -> Table:
    arrow = _arrow("Reading Parquet")
    where = resource.where
    try:
        file = arrow.parquet.ParquetFile(arrow.BufferReader(resource.data))
        table = file.read(use_threads=False)
        names = table.column_names
        columns = [column.to_pylist() for column in table.columns]
    except Exception as error:  # noqa: BLE001 - a hostile file may raise any error
        first = str(error).partition("\n")[0].rstrip(". ")
        raise UnreadableFile(f"must be Parquet: {first}.", where=where) from None
    if len(set(names)) < len(names):
        problem = "must name its columns once each."
        raise UnreadableFile(problem, where=where)
    types = _column_types(table)
    rows = [
        _row(
            dict(zip(names, cells, strict=True)),
            types,
            Where(line=number).within(where),
        )
        for number, cells in enumerate(zip(*columns, strict=True), 1)
    ]
    return Table(resource.name, tuple(Column(name, "string") for name in names), rows)


def _row(cells: dict[str, Any], types: dict[str, str], where: Where) -> Row[Cells]:
    return Row(
        {
            name: parsed_cell(cell, name, where)
            if types[name] in JSON_CELLS and isinstance(cell, str)
            else cell
            for name, cell in cells.items()
            # Other programs write NaN, which equals no number, in empty cells.
            if cell is not None and cell == cell  # noqa: PLR0124
        },
        where,
    )


def _column_types(table: Any) -> dict[str, str]:
    return {
        field.name: (field.metadata or {}).get(b"type", b"").decode("ascii", "replace")
        for field in table.schema
    }


FORMAT: Final = FolderFormat(name="parquet", read=read, write=write)
