"""
JSON: one object with a header and all records. Strict, canonical, lossless.

Wire form: an exact count is a whole number, and every other value is its text. `kind`
is the first key, and the others are in alphabetical order. Absent fields are left out.
A number with a fraction in an unknown key keeps all its digits.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from decimal import Decimal, InvalidOperation
from json.encoder import encode_basestring as _text
from typing import Any, BinaryIO, Final, NoReturn

from peacekeep.definitions.extra import DEPTH_LIMIT
from peacekeep.definitions.rules import WHOLE_NUMBER_LIMIT
from peacekeep.errors import UnreadableFile, Where, shown
from peacekeep.formats.base import (
    FILE_LIMIT,
    RECORD_LIMIT,
    Document,
    FileFormat,
    Plain,
    Row,
    contents,
    decoded,
)


__all__ = [
    "FORMAT",
    "RECORD_DEPTH",
    "fitting",
    "parse",
    "read",
    "write",
    "write_record",
    "write_value",
]

_SPACE: Final = re.compile(r"[ \t\n\r]*")
_SURROGATE: Final = re.compile(r"\\u[dD][89a-fA-F]|[\ud800-\udfff]")
_LONE: Final = re.compile("[\ud800-\udfff]")
_BRACKET: Final = re.compile(r'"(?:[^"\\]|\\.)*"|[\[\]{}]', re.DOTALL)
_LONGEST_NUMBER: Final = 300
_WIDEST_CHARACTER: Final = 4
_SHOWN: Final = 100
_HINT: Final = "Save it as JSON Lines, which has no limit."

RECORD_DEPTH: Final = DEPTH_LIMIT - 2
"""Depth that is left for a record, which is in the list of records of the whole."""


class _Problem(ValueError):
    """A fault in a piece of JSON whose place is not known yet."""


def _refuse_constant(text: str) -> NoReturn:
    msg = f"must not hold {text}, which JSON does not have"
    raise _Problem(msg)


def _unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
    result = dict(pairs)
    if len(result) != len(pairs):
        [(repeated, _)] = Counter(key for key, _ in pairs).most_common(1)
        msg = f"must not repeat a key in one object, got {shown(repeated)} twice"
        raise _Problem(msg)
    return result


def _whole(digits: str) -> int:
    if len(digits) <= len(str(WHOLE_NUMBER_LIMIT)) + 1:
        number = int(digits)
        if abs(number) <= WHOLE_NUMBER_LIMIT:
            return number
    raise _no_whole_number(digits)


def _no_whole_number(got: object) -> _Problem:
    msg = f"must hold whole numbers up to {WHOLE_NUMBER_LIMIT}, got {shown(got)}"
    return _Problem(msg)


def _decimal(text: str) -> Decimal:
    if len(text) <= _LONGEST_NUMBER:
        # An exponent may pass what a Decimal can hold.
        with suppress(InvalidOperation):
            number = Decimal(text)
            if number.is_finite() and abs(number.adjusted()) <= _LONGEST_NUMBER:
                return number
    msg = f"must hold numbers of at most {_LONGEST_NUMBER} digits, got {shown(text)}"
    raise _Problem(msg)


_DECODER: Final = json.JSONDecoder(
    object_pairs_hook=_unique,
    parse_constant=_refuse_constant,
    parse_float=_decimal,
    parse_int=_whole,
)


class _Cursor:
    """A place in a JSON text. Reading moves it on."""

    def __init__(self, text: str, where: Where) -> None:
        self.text = text
        self.where = where
        self.position = 0
        self._line = 1
        self._counted = 0

    def place(self) -> Where:
        """Return the place of the cursor."""
        self._line += self.text.count("\n", self._counted, self.position)
        self._counted = self.position
        return Where(line=self._line).within(self.where)

    def refusal(self, problem: str) -> UnreadableFile:
        # A line of a larger file knows its own number.
        place = self.where if self.where.line is not None else self.place()
        return UnreadableFile(f"{problem}.", where=place)

    def sees(self, character: str) -> bool:
        """Return whether a character is next, after any white space."""
        match = _SPACE.match(self.text, self.position)
        self.position = match.end() if match else self.position
        return self.text.startswith(character, self.position)

    def takes(self, *characters: str) -> str:
        """Move past one of some characters, and return it."""
        for character in characters:
            if self.sees(character):
                self.position += 1
                return character
        expected = " or ".join(characters)
        got = shown(self.text[self.position : self.position + 1])
        msg = f"must be JSON: {expected} expected, got {got}"
        raise self.refusal(msg)

    def ends(self) -> None:
        """Check that nothing follows."""
        if not self.sees("") or self.position < len(self.text):
            got = shown(self.text[self.position : self.position + _SHOWN])
            msg = f"must end after the value, got {got}"
            raise self.refusal(msg)

    def value(self, depth: int) -> Any:
        """Read the next value, which may nest up to a depth."""
        self.sees("")
        start = self.position
        try:
            value, end = _DECODER.raw_decode(self.text, start)
            if _is_deep(self.text, start, end, depth):
                raise RecursionError
            if _SURROGATE.search(self.text, start, end) and _has_lone_surrogate(value):
                msg = "must hold text that UTF-8 can write, got a lone surrogate"
                raise _Problem(msg)
        except json.JSONDecodeError as error:
            self.position = error.pos
            found = error.msg.removesuffix(" at")
            msg = f"must be JSON: {found} at column {error.colno}"
            raise self.refusal(msg) from None
        except RecursionError:
            msg = f"must not nest deeper than {DEPTH_LIMIT} arrays and objects"
            raise self.refusal(msg) from None
        except _Problem as problem:
            raise self.refusal(str(problem)) from None
        self.position = end
        return value

    def rows(self) -> Iterator[Row[object]]:
        """Read the records of an array, one at a time."""
        self.takes("[")
        if self.sees("]"):
            self.takes("]")
            return
        while True:
            self.sees("")
            start, place = self.position, self.place()
            value = self.value(RECORD_DEPTH)
            size = self.position - start
            if size * _WIDEST_CHARACTER > RECORD_LIMIT:
                size = len(self.text[start : self.position].encode())
            if size > RECORD_LIMIT:
                problem = f"must be at most {RECORD_LIMIT} bytes a record."
                raise UnreadableFile(problem, where=place)
            yield Row(value, place)
            if self.takes(",", "]") == "]":
                return


def _is_deep(text: str, start: int, end: int, allowed: int) -> bool:
    if text.count("[", start, end) + text.count("{", start, end) <= allowed:
        return False
    depth = 0
    for match in _BRACKET.finditer(text, start, end):
        if match[0] in "[{":
            depth += 1
            if depth > allowed:
                return True
        elif match[0] in "]}":
            depth -= 1
    return False


def _has_lone_surrogate(value: object) -> bool:
    if isinstance(value, str):
        return _LONE.search(value) is not None
    if isinstance(value, dict):
        return any(map(_has_lone_surrogate, (*value, *value.values())))
    return isinstance(value, list) and any(map(_has_lone_surrogate, value))


def parse(text: str, where: Where, *, depth: int = DEPTH_LIMIT) -> object:
    """
    Read a text that is one JSON value, strictly.

    Raises:
        UnreadableFile: If the text is not JSON, repeats a key in an object, or exceeds
            a limit.
    """
    cursor = _Cursor(text, where)
    value = cursor.value(depth)
    cursor.ends()
    return value


def read(file: BinaryIO, where: Where) -> Document[object]:
    """
    Read a JSON file.

    Raises:
        UnreadableFile: If the file is not a JSON object with a list of records, or
            exceeds a limit.
    """
    cursor = _Cursor(decoded(contents(file, where, _HINT), where), where)
    header: dict[str, object] = {}
    rows: list[Row[object]] | None = None
    if not cursor.sees("{"):
        value = cursor.value(DEPTH_LIMIT)
        cursor.ends()
        problem = (
            f"must be a JSON object with a header and records, got {shown(value)}."
        )
        raise UnreadableFile(problem, where=where)
    cursor.takes("{")
    closed = cursor.sees("}") and bool(cursor.takes("}"))
    while not closed:
        if not cursor.sees('"'):
            cursor.takes('"')
        key = cursor.value(1)
        cursor.takes(":")
        if key in header or (key == "records" and rows is not None):
            msg = f"must not repeat a key in one object, got {shown(key)} twice"
            raise cursor.refusal(msg)
        if key == "records" and cursor.sees("["):
            rows = list(cursor.rows())
        else:
            header[key] = cursor.value(DEPTH_LIMIT - 1)
        closed = cursor.takes(",", "}") == "}"
    cursor.ends()
    if rows is None:
        raise UnreadableFile('must have the key "records" with a list.', where=where)
    return Document(header, rows, where)


def write(document: Document[Plain]) -> Iterator[bytes]:
    """
    Write a document as JSON, in canonical bytes.

    Raises:
        UnreadableFile: If the file exceeds a limit of reading.
    """
    size = 0
    for chunk in _chunks(document):
        size += len(chunk)
        if size > FILE_LIMIT:
            problem = f"must be at most {FILE_LIMIT} bytes."
            raise UnreadableFile(problem, where=document.where, hint=_HINT)
        yield chunk


def _chunks(document: Document[Plain]) -> Iterator[bytes]:
    start = b"{"
    for key, value in document.header.items():
        yield start + b"\n  " + write_value(key, document.where) + b": "
        yield write_value(value, document.where, indent=2, depth=DEPTH_LIMIT - 1)
        start = b","
    yield start + b'\n  "records": ['
    start = b"\n    "
    empty = True
    for row in document.rows:
        yield start
        yield write_record(row, indent=4)
        start = b",\n    "
        empty = False
    yield b"]\n}\n" if empty else b"\n  ]\n}\n"


def write_record(row: Row[Plain], *, indent: int | None = None) -> bytes:
    """
    Write one record.

    Raises:
        UnreadableFile: If the record exceeds a limit of reading.
    """
    written = write_value(row.plain, row.where, indent=indent, depth=RECORD_DEPTH)
    return fitting(written, row.where)


def fitting(written: bytes, where: Where) -> bytes:
    """
    Return a written record or header, if it is small enough to be read.

    Raises:
        UnreadableFile: If it is larger than `RECORD_LIMIT`.
    """
    if len(written) > RECORD_LIMIT:
        problem = f"must be at most {RECORD_LIMIT} bytes a record, got {len(written)}."
        raise UnreadableFile(problem, where=where)
    return written


def write_value(
    value: object,
    where: Where,
    *,
    indent: int | None = None,
    depth: int = DEPTH_LIMIT,
) -> bytes:
    """
    Write one JSON value: on several lines if an indent is given, else on one line.

    Raises:
        UnreadableFile: If the value is not JSON, or exceeds a limit of reading.
    """
    try:
        return _written(value, indent, depth).encode()
    except UnicodeEncodeError:
        problem = "must hold text that UTF-8 can write, got a lone surrogate."
        raise UnreadableFile(problem, where=where) from None
    except _Problem as problem:
        raise UnreadableFile(f"{problem}.", where=where) from None


def _written(value: object, indent: int | None, depth: int) -> str:
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, bool) or value is None:
        return {True: "true", False: "false", None: "null"}[value]
    if isinstance(value, int | Decimal):
        return _written_number(value)
    if depth == 0:
        msg = f"must not nest deeper than {DEPTH_LIMIT} arrays and objects"
        raise _Problem(msg)
    inner = None if indent is None else indent + 2
    if isinstance(value, dict):
        colon = ":" if indent is None else ": "
        members = [
            f"{_text(key)}{colon}{_written(one, inner, depth - 1)}"
            for key, one in value.items()
        ]
        opening, closing = "{}"
    elif isinstance(value, list | tuple):
        members = [_written(one, inner, depth - 1) for one in value]
        opening, closing = "[]"
    else:
        msg = f"must hold what JSON can hold, got {shown(value)}"
        raise _Problem(msg)
    if indent is None or not members:
        return f"{opening}{','.join(members)}{closing}"
    space = "\n" + " " * indent
    return f"{opening}{space}  {f',{space}  '.join(members)}{space}{closing}"


def _written_number(value: int | Decimal) -> str:
    if isinstance(value, int):
        if abs(value) > WHOLE_NUMBER_LIMIT:
            raise _no_whole_number(value)
        return str(value)
    text = str(value)
    # Without a fraction or an exponent it would be read as a whole number.
    if text.lstrip("-").isdigit():
        text += "E+0"
    _decimal(text)
    return text


FORMAT: Final = FileFormat(name="json", read=read, write=write)
