"""
CSV: a Data Package, which is a folder with one file per table. Lossless.

Wire form: each value is a text as in JSON. A value with several sides also has a column
for each side. An empty cell is an absent value. Lists and unknown keys are JSON in a
cell. A text that a spreadsheet would run as a formula gets an apostrophe before it;
reading removes the apostrophe.

Source:
    RFC 4180; Data Package 2.0, https://datapackage.org; for formulas,
    https://owasp.org/www-community/attacks/CSV_Injection
"""

import csv
import datetime
import io
import re
from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager
from decimal import Decimal
from typing import Any, Final

from peacekeep.definitions.fields import Unreadable
from peacekeep.errors import InvalidValue, UnreadableFile, Where, shown
from peacekeep.formats.base import (
    JSON_CELLS,
    RECORD_LIMIT,
    Column,
    Folder,
    FolderFormat,
    Package,
    Row,
    Table,
    decoded,
)
from peacekeep.formats.json import RECORD_DEPTH, write_value
from peacekeep.formats.package import (
    Resource,
    parsed_cell,
    read_package,
    write_package,
)


__all__ = ["FORMAT", "read", "write"]

# A spreadsheet takes a cell for a formula if it starts with a control character or,
# after blanks and apostrophes, with an operator or its wide form. A cell starts at the
# start of a text, and after each sign that some program takes for a separator.
_OPERATOR: Final = r"=+\-@\uff1d\uff0b\uff0d\uff20"
_BLANK: Final = r"[ \u00a0']*"
_AT_START: Final = rf"(?={_BLANK}[{_OPERATOR}\t\n\r])"
_BEHIND: Final = rf"(?={_BLANK}[{_OPERATOR}])"
_NEUTRAL: Final = re.compile(rf"^{_AT_START}|(?<=[,;|\t]){_BEHIND}")
_UNDONE: Final = re.compile(rf"^'{_AT_START}|(?<=[,;|\t])'{_BEHIND}")
# In a cell of JSON an escape has the same effect, and JSON undoes it.
_QUOTED: Final = re.compile(r'"(?:[^"\\]|\\.)*"', re.DOTALL)
_IN_JSON: Final = re.compile(rf"([,;|]{_BLANK})([{_OPERATOR}])")

_WHOLE: Final = re.compile("-?(?:0|[1-9][0-9]*)", re.ASCII)
_DECIMAL: Final = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?", re.ASCII)
_DAY: Final = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
_LONGEST_NUMBER: Final = 300
_JSON: Final = JSON_CELLS | {"list"}


def read(folder: Folder, where: Where) -> Package:
    """
    Read a package of CSV files.

    Raises:
        UnreadableFile: If the descriptor was not written by peacekeep, a path leaves
            the folder, or a file does not match its description or is not CSV.
    """
    header, resources = read_package(folder, where, "csv")
    return Package(header, tuple(map(_table, resources)), where)


def _table(resource: Resource) -> Table:
    where = resource.where
    text = decoded(resource.data, where)
    names, *rows = _lines(text, where) or [([], where)]
    columns = names[0]
    if len(columns) == 1 and re.search("[;\t|]", columns[0]):
        problem = f"must separate cells by commas, got {shown(columns[0])}."
        raise UnreadableFile(problem, where=names[1])
    if len(set(columns)) < len(columns) or not all(columns) or not columns:
        problem = f"must name its columns once each, got {shown(columns)}."
        raise UnreadableFile(problem, where=names[1])
    read_rows = []
    for cells, place in rows:
        if len(cells) != len(columns):
            problem = f"must have {len(columns)} cells, got {len(cells)}."
            raise UnreadableFile(problem, where=place)
        read_rows.append(
            Row(
                {
                    name: _read(cell, resource.types.get(name, "string"), name, place)
                    for name, cell in zip(columns, cells, strict=True)
                    if cell
                },
                place,
            )
        )
    return Table(
        resource.name, tuple(Column(name, "string") for name in columns), read_rows
    )


@contextmanager
def _long_cells() -> Generator[None]:
    before = csv.field_size_limit(RECORD_LIMIT)
    try:
        yield
    finally:
        csv.field_size_limit(before)


def _lines(text: str, where: Where) -> list[tuple[list[str], Where]]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    lines = []
    line = 1
    with _long_cells():
        try:
            for cells in reader:
                if any(cells):
                    lines.append((cells, Where(line=line).within(where)))
                line = reader.line_num + 1
        except csv.Error as error:
            place = Where(line=line).within(where)
            raise UnreadableFile(f"must be CSV: {error}.", where=place) from None
    return lines


def _read(cell: str, kind: str, name: str, where: Where) -> Any:
    if kind in _JSON:
        return parsed_cell(cell, name, where)
    try:
        if kind == "integer":
            return _whole(cell)
        if kind == "number":
            return _decimal(cell)
        if kind == "boolean" and cell in {"true", "false"}:
            return cell == "true"
        if kind == "date":
            return _day(cell)
    except ValueError:
        expected = {
            "integer": "be a whole number",
            "number": "be a number with a point",
            "date": "be a day such as 2023-10-31",
        }[kind]
        whole, point, zeros = cell.partition(".")
        is_whole = kind == "integer" and point and not zeros.strip("0")
        hint = f"Write {whole}." if is_whole and _WHOLE.fullmatch(whole) else ""
        return Unreadable(InvalidValue(f"{expected} in {name}", cell, hint=hint))
    return cell if kind == "boolean" else undone(cell)


def _whole(cell: str) -> int:
    if len(cell) > _LONGEST_NUMBER or not _WHOLE.fullmatch(cell):
        raise ValueError
    return int(cell)


def _day(cell: str) -> datetime.date:
    if not _DAY.fullmatch(cell):
        raise ValueError
    return datetime.date.fromisoformat(cell)


def _decimal(cell: str) -> Decimal:
    if len(cell) > _LONGEST_NUMBER or not _DECIMAL.fullmatch(cell):
        raise ValueError
    return Decimal(cell)


def write(package: Package) -> Iterator[tuple[str, Iterable[bytes]]]:
    """
    Write the files of a package.

    Raises:
        UnreadableFile: If a row exceeds a limit of reading.
    """
    return write_package(package, "csv", _written_table)


def neutral(text: str) -> str:
    """Return a text with an apostrophe before each part that a spreadsheet may run."""
    return _NEUTRAL.sub("'", text)


def undone(text: str) -> str:
    """Return the text from which `neutral` made this one."""
    return _UNDONE.sub("", text)


def _written_table(table: Table) -> bytes:
    file = io.StringIO(newline="")
    writer = csv.writer(file, lineterminator="\n")
    # The plain writer leaves a carriage return without quotes, and so ends the line.
    careful = csv.writer(file, lineterminator="\n", quoting=csv.QUOTE_ALL)
    writer.writerow(column.name for column in table.columns)
    for row in table.rows:
        cells = [
            _written(row.plain.get(column.name), column, row.where)
            for column in table.columns
        ]
        (careful if any("\r" in cell for cell in cells) else writer).writerow(cells)
    return file.getvalue().encode()


def _written(cell: Any, column: Column, where: Where) -> str:
    text = _text(cell, column, where)
    if len(text) > RECORD_LIMIT:
        problem = f"must be at most {RECORD_LIMIT} characters a cell, got {len(text)}."
        raise UnreadableFile(problem, where=where)
    return text


def _text(cell: Any, column: Column, where: Where) -> str:
    if cell is None:
        return ""
    if column.type in _JSON:
        text = write_value(cell, where, depth=RECORD_DEPTH).decode()
        return _QUOTED.sub(_neutral_literal, text)
    if column.type == "boolean":
        return "true" if cell else "false"
    if isinstance(cell, float):
        cell = Decimal(repr(cell))
    if isinstance(cell, Decimal):
        return f"{cell:f}"
    if cell == "":
        problem = (
            f"must not be an empty text in {column.name}, which CSV cannot tell from "
            "an empty cell."
        )
        raise UnreadableFile(problem, where=where)
    return neutral(cell) if column.free else str(cell)


def _neutral_literal(literal: re.Match[str]) -> str:
    return _IN_JSON.sub(lambda found: f"{found[1]}\\u{ord(found[2]):04x}", literal[0])


FORMAT: Final = FolderFormat(name="csv", read=read, write=write)
