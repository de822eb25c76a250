"""
The whole way on one page: file, plain rows, records, dataset, questions. Open it first.

Everyone who uses the library calls these verbs; they come through the face. Each is a
few calls to the rooms below, and no room below calls back.
"""

import io
import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO, Final, Protocol

from peacekeep.checks.base import Report, run
from peacekeep.checks.claims import CHECKS as CLAIMS
from peacekeep.checks.numbers import CHECKS as NUMBERS
from peacekeep.checks.places import CHECKS as PLACES
from peacekeep.checks.references import CHECKS as REFERENCES
from peacekeep.checks.time import CHECKS as TIME
from peacekeep.checks.words import CHECKS as WORDS
from peacekeep.dataset import VERSION, Dataset, Header
from peacekeep.errors import (
    InvalidRecord,
    InvalidValue,
    UnknownName,
    UnreadableFile,
    Where,
    shown,
)
from peacekeep.formats import json, jsonl
from peacekeep.formats.base import Document, Row, replace_file
from peacekeep.models import KINDS, Record
from peacekeep.structure import (
    form_from_plain,
    form_to_plain,
    record_from_plain,
    record_to_plain,
)


__all__ = [
    "CHECKS",
    "FORMATS",
    "dumps",
    "from_plain",
    "load",
    "loads",
    "save",
    "validate",
]


class _Format(Protocol):
    def read(self, file: BinaryIO, where: Where, /) -> Document: ...
    def write(self, document: Document, /) -> Iterator[bytes]: ...


FORMATS: Final[dict[str, _Format]] = {"json": json, "jsonl": jsonl}
"""The formats by name, which is also the ending of a file."""

CHECKS: Final = (*REFERENCES, *WORDS, *TIME, *NUMBERS, *PLACES, *CLAIMS)
"""The checks that `validate` runs."""

_FAULTY_RECORDS_SHOWN: Final = 100

_NEWER: Final = re.compile(r"(?:[2-9]|[1-9][0-9]+)(?:\.|$)", re.ASCII)

_CLASSES: Final = {cls.kind: cls for cls in KINDS}

# Where a header has them, they are something else in one format or the other.
_RESERVED: Final = ("kind", "peacekeep", "records", "version")


def load(path: str | os.PathLike[str]) -> Dataset:
    """
    Read a dataset from a file. The ending names the format: `.json` or `.jsonl`.

    Raises:
        UnreadableFile: If the file cannot be opened, read or taken apart.
        InvalidRecord: If records of it cannot be, with every fault of each.
        DuplicateRecord: If two records bear one id.
        UnknownName: If no format has the ending.
    """
    path = Path(path)
    reader = _format(path.suffix.removeprefix(".").lower())
    where = Where(file=path.name)
    try:
        file = path.open("rb")
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise UnreadableFile(f"could not be opened: {reason}.", where=where) from None
    with file:
        try:
            return _dataset(reader.read(file, where))
        except OSError as error:
            problem = f"could not be read: {error.strerror or error}."
            raise UnreadableFile(problem, where=where) from None


def loads(text: str | bytes, format: str = "json") -> Dataset:  # noqa: A002 - the word that a user looks for
    """
    Read a dataset from a text.

    Raises:
        UnreadableFile: If the text cannot be taken apart.
        InvalidRecord: If records of it cannot be, with every fault of each.
        DuplicateRecord: If two records bear one id.
        UnknownName: If there is no such format.
    """
    reader = _format(format)
    if isinstance(text, str):
        try:
            text = text.encode()
        except UnicodeEncodeError:
            problem = "must be text that UTF-8 can write, got a lone surrogate."
            raise UnreadableFile(problem) from None
    return _dataset(reader.read(io.BytesIO(text), Where()))


def save(dataset: Dataset, path: str | os.PathLike[str]) -> None:
    """
    Write a dataset to a file, whole or not at all. The ending names the format.

    Raises:
        UnreadableFile: If the file cannot be written, or passes a limit, so that it
            could not be read.
        InvalidRecord: If a record has the kind of another class.
        UnknownName: If no format has the ending.
    """
    path = Path(path)
    writer = _format(path.suffix.removeprefix(".").lower())
    replace_file(path, writer.write(_document(dataset)))


def dumps(dataset: Dataset, format: str = "json") -> str:  # noqa: A002 - the word that a user looks for
    """
    Write a dataset to a text. Equal datasets give equal texts.

    Raises:
        UnreadableFile: If the text passes a limit, so that it could not be read.
        InvalidRecord: If a record has the kind of another class.
        UnknownName: If there is no such format.
    """
    return b"".join(_format(format).write(_document(dataset))).decode()


def from_plain(plain: Mapping[str, Any], kind: str | None = None) -> Record:
    """
    Read a record from a dictionary as it stands on the wire.

    Args:
        plain: The dictionary.
        kind: Word of its kind, where the dictionary does not say it.

    Raises:
        InvalidRecord: With every fault of the record.
    """
    if kind is not None and isinstance(plain, Mapping):
        if plain.get("kind", kind) != kind:
            fault = InvalidValue(f"be {kind}", plain["kind"], subject="kind")
            raise InvalidRecord.of([fault], Where())
        plain = {"kind": kind, **plain}
    return record_from_plain(plain, KINDS)


def validate(dataset: Dataset) -> Report:
    """Run every check, and answer what is doubtful about a dataset."""
    return run(CHECKS, dataset)


def _format(name: str) -> _Format:
    if not isinstance(name, str) or name not in FORMATS:
        raise UnknownName("format", name, FORMATS)
    return FORMATS[name]


def _dataset(document: Document) -> Dataset:
    header = _header(document)
    records: list[Record] = []
    origins: dict[str, Where] = {}
    faulty: list[InvalidRecord] = []
    for row in document.rows:
        try:
            record = record_from_plain(row.plain, KINDS, row.where)
        except InvalidRecord as error:
            faulty.append(error)
            if len(faulty) == _FAULTY_RECORDS_SHOWN:
                break
            continue
        records.append(record)
        origins[record.id] = row.where
    if len(faulty) == 1:
        raise faulty[0]
    if faulty:
        least = "at least " if len(faulty) == _FAULTY_RECORDS_SHOWN else ""
        place = str(document.where) or "the text"
        raise InvalidRecord(
            f"{place}: {least}{len(faulty)} records have faults", faulty
        )
    return Dataset(records, header=header, origins=origins)


def _header(document: Document) -> Header:
    fields = dict(document.header)
    version = fields.pop("peacekeep", None)
    if version is None:
        problem = (
            f'must say its version in the header, such as "peacekeep": "{VERSION}".'
        )
        raise UnreadableFile(problem, where=document.where)
    if isinstance(version, str) and _NEWER.match(version):
        problem = f"must be of version 1, got version {shown(version)}."
        hint = "Install a newer peacekeep to read it."
        raise UnreadableFile(problem, where=document.where, hint=hint)
    _refuse_reserved(fields, document.where)
    return form_from_plain({**fields, "version": version}, Header, document.where)


def _refuse_reserved(fields: Mapping[str, object], where: Where) -> None:
    for key in _RESERVED:
        if key in fields:
            problem = f"must not have the key {key!r} in its header."
            raise UnreadableFile(problem, where=where, hint="Rename the key.")


def _document(dataset: Dataset) -> Document:
    plain = form_to_plain(dataset.header)
    plain.pop("version", None)
    _refuse_reserved(plain, Where())
    header: dict[str, object] = {"peacekeep": dataset.header.version}
    for key in ("title", "licence"):
        if key in plain:
            header[key] = plain.pop(key)
    header |= plain
    return Document(header, map(_row, dataset))


def _row(record: Record) -> Row:
    where = Where(record=record.id)
    cls = _CLASSES.get(record.kind, Record)
    if not isinstance(record, cls):
        fault = InvalidValue(
            f"be a {cls.__name__}, for so its kind is read",
            type(record).__name__,
            subject="record",
        )
        raise InvalidRecord.of([fault], where)
    return Row(record_to_plain(record), where)
