"""
JSON Lines: the header on the first line, then one record per line. Of any length.

Wire form: as in JSON. Each line ends with a line feed, and no line is blank.
"""

from collections.abc import Iterator
from typing import BinaryIO, Final

from peacekeep.definitions.extra import DEPTH_LIMIT
from peacekeep.errors import UnreadableFile, Where, shown
from peacekeep.formats.base import (
    RECORD_LIMIT,
    Document,
    FileFormat,
    Plain,
    Row,
    decoded,
)
from peacekeep.formats.json import (
    RECORD_DEPTH,
    fitting,
    parse,
    write_record,
    write_value,
)


__all__ = ["FORMAT", "read", "write"]


def read(file: BinaryIO, where: Where) -> Document[object]:
    """
    Read a JSON Lines file, one line for each row that is requested.

    Raises:
        UnreadableFile: If a line is not a JSON value, or exceeds a limit. The rows
            raise it for the lines after the first.
    """
    lines = _lines(file, where)
    header, place = next(lines, ({}, where))
    if not isinstance(header, dict) or "kind" in header:
        problem = f"must be the header of the file, got {shown(header)}."
        raise UnreadableFile(problem, where=place)
    return Document(header, (Row(plain, place) for plain, place in lines), where)


def _lines(file: BinaryIO, where: Where) -> Iterator[tuple[object, Where]]:
    number = 0
    while data := file.readline(RECORD_LIMIT + 2):
        number += 1
        place = Where(line=number).within(where)
        if len(data.removesuffix(b"\n")) > RECORD_LIMIT:
            problem = f"must be at most {RECORD_LIMIT} bytes a record."
            raise UnreadableFile(problem, where=place)
        depth = DEPTH_LIMIT if number == 1 else RECORD_DEPTH
        yield parse(decoded(data, place), place, depth=depth), place


def write(document: Document[Plain]) -> Iterator[bytes]:
    """
    Write a document as JSON Lines, in canonical bytes.

    Raises:
        UnreadableFile: If a line exceeds a limit of reading.
    """
    where = Where(line=1).within(document.where)
    yield fitting(write_value(document.header, where), where) + b"\n"
    for row in document.rows:
        yield write_record(row) + b"\n"


FORMAT: Final = FileFormat(name="jsonl", read=read, write=write)
