"""
What the formats share: rows and tables with their place, limits, safe ways to files.

A format reads into a `Document` and writes one, or a `Package` of tables. Nothing is
judged here but form, and no record is known.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, BinaryIO, Final, Literal, Protocol

import attrs

from peacekeep.errors import UnreadableFile, Where


__all__ = [
    "FILE_LIMIT",
    "JSON_CELLS",
    "RECORD_LIMIT",
    "Column",
    "Document",
    "Folder",
    "Format",
    "Package",
    "Row",
    "Table",
    "contents",
    "decoded",
]

RECORD_LIMIT: Final = 2**20
"""Largest size of one record in a file. Unit: byte."""

FILE_LIMIT: Final = 2**30
"""Largest size of a file that is read whole. Unit: byte."""

CellType = Literal[
    "string", "integer", "number", "boolean", "date", "list", "any", "array", "object"
]
"""What a cell holds. A list is of texts; any, arrays and objects are JSON."""

JSON_CELLS: Final = frozenset({"any", "array", "object"})
"""Types of cells that hold JSON."""


@attrs.frozen
class Row:
    """
    A plain record and where it stands.

    Attributes:
        plain: The record as the file has it.
        where: File and line.
    """

    plain: object
    where: Where = Where()


@attrs.frozen
class Document:
    """
    A file taken apart.

    Attributes:
        header: What stands beside the records.
        rows: The records, in the order of the file.
        where: The file.
    """

    header: dict[str, object]
    rows: Iterable[Row]
    where: Where = Where()


@attrs.frozen
class Column:
    """
    A column of a table.

    Attributes:
        name: Name of the column.
        type: What a cell holds.
        description: What it means.
        required: Whether every row has it.
        free: Whether it is text that anybody may write, as no pattern holds it.
        is_point: Whether it holds the text of a point, with its degrees beside it.
    """

    name: str
    type: CellType
    description: str = ""
    required: bool = False
    free: bool = False
    is_point: bool = False


@attrs.frozen
class Table:
    """
    Flat rows of one shape.

    Attributes:
        name: Word of the kind; of the parts of a kind, with the field after a dot.
        columns: The columns, in order.
        rows: The rows: each a dictionary of those cells that hold something.
        key: Columns that tell one row from the others.
        refers: Table whose id a column holds, by the column.
    """

    name: str
    columns: tuple[Column, ...]
    rows: Iterable[Row]
    key: tuple[str, ...] = ()
    refers: Mapping[str, str] = attrs.field(factory=dict)


@attrs.frozen
class Package:
    """
    Tables, and what is said of all of them.

    Attributes:
        header: What stands beside the tables.
        tables: The tables. One without rows may be left out.
        where: The file or folder.
    """

    header: dict[str, object]
    tables: tuple[Table, ...]
    where: Where = Where()


class Folder(Protocol):
    """Files by name, of one folder."""

    def names(self) -> Iterable[str]:  # pyright: ignore[reportReturnType] - a protocol has no body
        """Answer the names of what stands in the folder."""

    def open(self, name: str, /) -> BinaryIO:  # pyright: ignore[reportReturnType] - a protocol has no body
        """
        Open a file of the folder for reading.

        Raises:
            UnreadableFile: If the folder has no such file.
        """


@attrs.frozen(kw_only=True)
class Format:
    """
    How a dataset stands in a file, or in the files of a folder.

    Attributes:
        name: Name of the format, which is the ending of its files.
        read: Takes a file apart; of a folder, its files.
        write: Answers the bytes of a file; of a folder, each file's name and bytes.
        tabular: Whether it reads and writes a `Package` of tables, not a `Document`.
        folder: Whether it stands in a folder.
    """

    name: str
    read: Callable[[Any, Where], Any]
    write: Callable[[Any], Iterator[Any]]
    tabular: bool = False
    folder: bool = False


def decoded(data: bytes, where: Where) -> str:
    """
    Decode UTF-8 without a byte-order mark.

    Raises:
        UnreadableFile: If it is anything else.
    """
    if data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        problem = "must be UTF-8 without a byte-order mark, got one at the start."
        hint = 'Save the file as "UTF-8 without BOM".'
        raise UnreadableFile(problem, where=where, hint=hint)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        found = data[error.start : error.start + 1].hex()
        raise UnreadableFile(
            f"must be UTF-8, got the byte 0x{found}.",
            where=Where(line=line).within(where) if where.line is None else where,
            hint="Save the file as UTF-8.",
        ) from None


def contents(file: BinaryIO, where: Where, hint: str = "") -> bytes:
    """
    Read a file whole.

    Raises:
        UnreadableFile: If it is larger than `FILE_LIMIT`.
    """
    problem = f"must be at most {FILE_LIMIT} bytes."
    if file.seekable():
        # Nothing is read of a file that is seen to be too large.
        file.seek(FILE_LIMIT)
        if file.read(1):
            raise UnreadableFile(problem, where=where, hint=hint)
        file.seek(0)
    data = file.read(FILE_LIMIT + 1)
    if len(data) > FILE_LIMIT:
        raise UnreadableFile(problem, where=where, hint=hint)
    return data
