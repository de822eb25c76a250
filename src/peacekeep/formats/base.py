"""
The shapes that all formats share: rows, documents and tables, and what a format is.

A format reads and writes plain rows: a `Document` of records, or a `Package` of tables.
The formats check form only and know no kind of record.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import BinaryIO, Final, Generic, Literal, Protocol, TypeVar

import attrs

from peacekeep.errors import UnreadableFile, Where


__all__ = [
    "FILE_LIMIT",
    "JSON_CELLS",
    "RECORD_LIMIT",
    "Cells",
    "Column",
    "Document",
    "FileFormat",
    "Folder",
    "FolderFormat",
    "Format",
    "Package",
    "Plain",
    "Row",
    "Table",
    "TableFileFormat",
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
"""Type of a cell. A list holds texts; any, array and object hold JSON."""

JSON_CELLS: Final = frozenset({"any", "array", "object"})
"""Types of cells that hold JSON."""

Plain = Mapping[str, object]
"""A record in wire form."""

Cells = Mapping[str, object]
"""The filled cells of a row of a table, by column."""

T_co = TypeVar("T_co", covariant=True)


@attrs.frozen
class Row(Generic[T_co]):
    """
    A row of a file, and its place.

    Attributes:
        plain: The content. A row of a table, and a record to be written, is a mapping
            by name; a record that was read may be any JSON value.
        where: File and line.
    """

    plain: T_co
    where: Where = Where()


@attrs.frozen
class Document(Generic[T_co]):
    """
    Records in wire form, with a header.

    Attributes:
        header: The keys beside the records.
        rows: The records, in the order of the file.
        where: The file.
    """

    header: dict[str, object]
    rows: Iterable[Row[T_co]]
    where: Where = Where()


@attrs.frozen
class Column:
    """
    A column of a table.

    Attributes:
        name: Name of the column.
        type: Type of its cells.
        description: Meaning of the column.
        required: Whether every row fills it.
        free: Whether it holds free text, which no pattern limits.
        is_point: Whether it holds the text of a point. The degrees are in the columns
            beside it.
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
        name: Word of the kind, such as `incident`. A table of parts adds the field
            after a dot, as in `incident.casualties`.
        columns: The columns, in order.
        rows: The rows. Empty cells are left out.
        key: Columns that identify a row.
        refers: The table that a column refers to by id, by column.
    """

    name: str
    columns: tuple[Column, ...]
    rows: Iterable[Row[Cells]]
    key: tuple[str, ...] = ()
    refers: Mapping[str, str] = attrs.field(factory=dict)


@attrs.frozen
class Package:
    """
    Tables, with a header.

    Attributes:
        header: The keys beside the tables.
        tables: The tables. A table without rows may be left out.
        where: The file or folder.
    """

    header: dict[str, object]
    tables: tuple[Table, ...]
    where: Where = Where()


class Folder(Protocol):
    """The files of one folder, by name."""

    def names(self) -> Iterable[str]:  # pyright: ignore[reportReturnType] - a protocol has no body
        """Return the names of everything in the folder."""

    def open(self, name: str, /) -> BinaryIO:  # pyright: ignore[reportReturnType] - a protocol has no body
        """
        Open a file of the folder for reading.

        Raises:
            UnreadableFile: If the folder has no such file.
        """


@attrs.frozen(kw_only=True)
class FileFormat:
    """
    A format that keeps the records of a dataset in one file.

    Attributes:
        name: Name of the format, which is the ending of its files.
        read: Reads a document from an open file. The `Where` is the file, for errors.
        write: Writes a document as the bytes of a file.
    """

    name: str
    read: Callable[[BinaryIO, Where], Document[object]]
    write: Callable[[Document[Plain]], Iterable[bytes]]


@attrs.frozen(kw_only=True)
class TableFileFormat:
    """
    A format that keeps the tables of a dataset in one file.

    Attributes:
        name: Name of the format, which is the ending of its files.
        read: Reads tables from an open file. The `Where` is the file, for errors.
        write: Writes tables as the bytes of a file.
    """

    name: str
    read: Callable[[BinaryIO, Where], Package]
    write: Callable[[Package], Iterable[bytes]]


@attrs.frozen(kw_only=True)
class FolderFormat:
    """
    A format that keeps the tables of a dataset in the files of a folder.

    Attributes:
        name: Name of the format, which is the ending of its folders.
        read: Reads tables from a folder. The `Where` is the folder, for errors.
        write: Writes tables as files: the name and the bytes of each.
    """

    name: str
    read: Callable[[Folder, Where], Package]
    write: Callable[[Package], Iterable[tuple[str, Iterable[bytes]]]]


Format = FileFormat | TableFileFormat | FolderFormat
"""Any format."""


def decoded(data: bytes, where: Where) -> str:
    """
    Decode UTF-8 without a byte-order mark.

    Raises:
        UnreadableFile: If the bytes are not UTF-8, or start with a byte-order mark.
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
    Read a whole file.

    Raises:
        UnreadableFile: If it is larger than `FILE_LIMIT`.
    """
    problem = f"must be at most {FILE_LIMIT} bytes."
    if file.seekable():
        # A seekable file shows that it is too large before anything is read.
        file.seek(FILE_LIMIT)
        if file.read(1):
            raise UnreadableFile(problem, where=where, hint=hint)
        file.seek(0)
    data = file.read(FILE_LIMIT + 1)
    if len(data) > FILE_LIMIT:
        raise UnreadableFile(problem, where=where, hint=hint)
    return data
