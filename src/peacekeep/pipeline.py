"""
The whole way on one page: file, plain rows, records, dataset, questions. Open it first.

Everyone who uses the library calls these verbs; they come through the face. Each is a
few calls to the rooms below, and no room below calls back. What is known, such as kinds
and formats, is what is installed, or the registry that is given.
"""

import importlib.resources
import io
import os
import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, BinaryIO, Final

from peacekeep.checks.base import run
from peacekeep.dataset import Dataset
from peacekeep.errors import (
    InvalidRecord,
    InvalidValue,
    Report,
    UnknownName,
    UnreadableFile,
    Where,
    shown,
)
from peacekeep.extensions import CORE, Registry, installed
from peacekeep.formats.base import (
    Document,
    FileFormat,
    FolderFormat,
    Format,
    Package,
    Row,
    TableFileFormat,
)
from peacekeep.formats.files import DiskFolder, replace_file, replace_folder
from peacekeep.formats.package import is_package
from peacekeep.models import Record
from peacekeep.models.header import VERSION, Header
from peacekeep.pages.dictionary import data_dictionary as written_dictionary
from peacekeep.protect import Audience, Withheld, withhold
from peacekeep.wire.schema import dataset_schema, record_schema
from peacekeep.wire.structure import (
    form_from_plain,
    form_to_plain,
    record_from_plain,
    record_to_plain,
)
from peacekeep.wire.tables import document, package, tables


__all__ = [
    "data_dictionary",
    "dumps",
    "from_plain",
    "json_schema",
    "load",
    "loads",
    "open_dataset",
    "publish",
    "read",
    "save",
    "to_rows",
    "validate",
]

Plain = Mapping[str, Any]

_FAULTY_RECORDS_SHOWN: Final = 100

# Endings in use that are not the name of their format.
_ENDINGS: Final = {"yml": "yaml"}

_NEWER: Final = re.compile(r"(?:[2-9]|[1-9][0-9]+)(?:\.|$)", re.ASCII)

# Where a header has them, they are something else in one format or the other.
_RESERVED: Final = ("kind", "peacekeep", "records", "version")


def load(
    path: str | os.PathLike[str],
    *,
    format: str | None = None,  # noqa: A002 - the word that a user looks for
    registry: Registry | None = None,
) -> Dataset:
    """
    Read a dataset from a file, or from a folder of tables.

    Args:
        path: The file or folder.
        format: Name of the format. None: the ending names it, such as `.json`.
        registry: What is known. None: what is installed.

    Raises:
        UnreadableFile: If the file cannot be opened, read or taken apart.
        InvalidRecord: If records of it cannot be, with every fault of each.
        DuplicateRecord: If two records bear one id.
        UnknownName: If no format has the ending.
        MissingExtra: If the format needs a library that is not installed.
        UnusableExtension: If an installed extension cannot be taken in.
    """
    path, known = _path(path), _known(registry)
    reader = _format_of(path, format, known)
    where = Where(file=path.name)
    if isinstance(reader, FolderFormat):
        return _dataset(reader.read(DiskFolder(path), where), known)
    return _with_open(path, lambda file: _dataset(reader.read(file, where), known))


def loads(
    text: str | bytes,
    format: str = "json",  # noqa: A002 - the word that a user looks for
    *,
    registry: Registry | None = None,
) -> Dataset:
    """
    Read a dataset from a text.

    Args:
        text: The text.
        format: Name of a format that is one file.
        registry: What is known. None: what is installed.

    Raises:
        UnreadableFile: If the text cannot be taken apart.
        InvalidRecord: If records of it cannot be, with every fault of each.
        DuplicateRecord: If two records bear one id.
        UnknownName: If there is no such format.
        MissingExtra: If the format needs a library that is not installed.
        UnusableExtension: If an installed extension cannot be taken in.
    """
    known = _known(registry)
    reader = _one_file(format, known)
    if isinstance(text, str):
        try:
            text = text.encode()
        except UnicodeEncodeError:
            problem = "must be text that UTF-8 can write, got a lone surrogate."
            raise UnreadableFile(problem) from None
    return _dataset(reader.read(io.BytesIO(text), Where()), known)


def read(
    path: str | os.PathLike[str], reader: str, *, registry: Registry | None = None
) -> Dataset:
    """
    Read a file of another publisher.

    Args:
        path: The file.
        reader: Name of the reader.
        registry: What is known. None: what is installed.

    Raises:
        UnreadableFile: If the file cannot be opened or taken apart.
        InvalidRecord: If rows of it cannot be, with every fault of each.
        UnknownName: If there is no such reader.
        UnusableExtension: If an installed extension cannot be taken in.
    """
    path, readers = _path(path), _known(registry).readers
    if not isinstance(reader, str) or reader not in readers:
        raise UnknownName("reader", reader, readers)
    return _with_open(path, lambda file: readers[reader](file, Where(file=path.name)))


def open_dataset(name: str, *, registry: Registry | None = None) -> Dataset:
    """
    Read a bundled dataset.

    Args:
        name: Its name.
        registry: What is known. None: what is installed.

    Raises:
        UnknownName: If none has the name.
        UnreadableFile: If an extension names a file that is not there.
        UnusableExtension: If it is none of ours, and an installed extension cannot be
            taken in.

    Example:
        >>> open_dataset("minusma-article").get("mission/minusma").acronym
        'MINUSMA'
    """
    if registry is None and isinstance(name, str) and name in CORE.datasets:
        registry = Registry()
    known = installed() if registry is None else registry
    if not isinstance(name, str) or name not in known.datasets:
        raise UnknownName("bundled dataset", name, known.datasets)
    try:
        with importlib.resources.as_file(known.datasets[name]) as path:
            return load(path, format="json", registry=known)
    except OSError as error:
        problem = f"could not be opened: {error.strerror or error}."
        raise UnreadableFile(problem, where=Where(file=name)) from None


def save(
    dataset: Dataset,
    path: str | os.PathLike[str],
    *,
    format: str | None = None,  # noqa: A002 - the word that a user looks for
    registry: Registry | None = None,
) -> None:
    """
    Write a dataset to a file, or to a folder of tables, whole or not at all.

    Args:
        dataset: The dataset.
        path: The file or folder. A folder is replaced only if it holds a saved
            dataset and nothing else.
        format: Name of the format. None: the ending names it, such as `.json`.
        registry: What is known. None: what is installed.

    Raises:
        UnreadableFile: If the file cannot be written, or passes a limit, so that it
            could not be read.
        InvalidRecord: If a record has the kind of another class.
        UnknownName: If no format has the ending.
        MissingExtra: If the format needs a library that is not installed.
        UnusableExtension: If an installed extension cannot be taken in.
    """
    path, known = _path(path), _known(registry)
    writer = _format_of(path, format, known)
    written = _document(dataset, known)
    if isinstance(writer, FolderFormat):
        files = writer.write(package(written, known.kinds))
        replace_folder(path, files, is_ours=is_package)
    else:
        replace_file(path, _file_of(written, writer, known))


def dumps(
    dataset: Dataset,
    format: str = "json",  # noqa: A002 - the word that a user looks for
    *,
    registry: Registry | None = None,
) -> str:
    """
    Write a dataset to a text. Equal datasets give equal texts.

    Args:
        dataset: The dataset.
        format: Name of a format that is one file.
        registry: What is known. None: what is installed.

    Raises:
        UnreadableFile: If the text passes a limit, so that it could not be read.
        InvalidRecord: If a record has the kind of another class.
        UnknownName: If there is no such format.
        MissingExtra: If the format needs a library that is not installed.
        UnusableExtension: If an installed extension cannot be taken in.
    """
    known = _known(registry)
    writer = _one_file(format, known)
    return b"".join(_file_of(_document(dataset, known), writer, known)).decode()


def from_plain(
    plain: Mapping[str, Any],
    kind: str | None = None,
    *,
    registry: Registry | None = None,
) -> Record:
    """
    Read a record from a dictionary as it stands on the wire.

    Args:
        plain: The dictionary.
        kind: Word of its kind, where the dictionary does not say it.
        registry: What is known. None: what is installed.

    Raises:
        InvalidRecord: With every fault of the record.
        UnusableExtension: If an installed extension cannot be taken in.
    """
    if kind is not None and isinstance(plain, Mapping):
        if plain.get("kind", kind) != kind:
            fault = InvalidValue(f"be {kind}", plain["kind"], subject="kind")
            raise InvalidRecord.of([fault], Where())
        plain = {"kind": kind, **plain}
    return record_from_plain(plain, _known(registry).kinds)


def to_rows(
    dataset: Dataset, table: str | type[Record], *, registry: Registry | None = None
) -> list[dict[str, Any]]:
    """
    Lay records of one kind out as flat rows, for a data frame.

    Args:
        dataset: The dataset.
        table: The kind, its word, or the name of a table of parts such as
            `incident.casualties`.
        registry: What is known. None: what is installed.

    Returns:
        A dictionary a row. Shape: each has every column, in order; None where nothing
        is known.

    Raises:
        UnknownName: If there is no such table.
        UnusableExtension: If an installed extension cannot be taken in.

    Example:
        >>> rows = to_rows(open_dataset("minusma-article"), "incident.casualties")
        >>> [(row["incident"], row["count"], row["count_low"]) for row in rows[:1]]
        [('incident/minusma-kidal-convoy-2023-10-31', '2..', 2)]
    """
    known = _known(registry)
    name = table if isinstance(table, str) else getattr(table, "kind", table)
    kinds = known.kinds
    if isinstance(table, type) and issubclass(table, Record) and table not in kinds:
        kinds = (*kinds, table)
    names = {one.name: one for cls in kinds for one in tables(cls)}
    if name not in names:
        raise UnknownName("table", name, names)
    laid_out = package(_document(dataset, known), kinds)
    columns = names[name].columns
    return [
        {column.name: row.plain.get(column.name) for column in columns}
        for one in laid_out.tables
        if one.name == name
        for row in one.rows
    ]


def publish(
    dataset: Dataset, audience: Audience | str, *, registry: Registry | None = None
) -> tuple[Dataset, Withheld]:
    """
    Answer what of a dataset an audience may see, and what was withheld.

    A record has its own marking, or the dataset's; without either it is never given.
    What is marked more strictly than the audience may see is withheld, or coarsened
    where the audience says up to which marking. Whatever identifies a protected speaker
    is left out. What is not known here, such as a key or a kind, is withheld.

    Args:
        dataset: The dataset.
        audience: The strictest marking that they may see, such as "TLP:CLEAR", or an
            `Audience`.
        registry: What is known. None: what is installed.

    Returns:
        A dataset under the audience's marking, in which every reference leads
        somewhere; and a report of what was withheld, which does not repeat it.

    Raises:
        InvalidValue: If it is no dataset, or no audience.
        ValidationFailed: If what would be given has a finding of the severity error.
        UnusableExtension: If an installed extension cannot be taken in.

    Example:
        >>> ds = open_dataset("minusma-article")
        >>> told, withheld = publish(ds, "TLP:CLEAR")
        >>> len(told) == len(ds), told.marking
        (True, 'TLP:CLEAR')
    """
    told, withheld = withhold(dataset, audience)
    validate(told, registry=registry).raise_for_errors()
    return told, withheld


def validate(dataset: Dataset, *, registry: Registry | None = None) -> Report:
    """
    Run every check, and answer what is doubtful about a dataset.

    Args:
        dataset: The dataset.
        registry: What is known. None: what is installed.

    Raises:
        UnusableExtension: If an installed extension cannot be taken in.
    """
    known = _known(registry)
    return run(known.checks, dataset, known.codes)


def json_schema(
    kind: type[Record] | str | None = None, *, registry: Registry | None = None
) -> dict[str, Any]:
    """
    Answer the JSON Schema of a dataset, or of one kind of record.

    Args:
        kind: The kind, or its word. None: a dataset of every kind that is known.
        registry: What is known. None: what is installed.

    Returns:
        The schema, in draft 2020-12. What it cannot say stands in `$comment`.

    Raises:
        UnknownName: If there is no such kind.
        UnusableExtension: If an installed extension cannot be taken in.

    Example:
        >>> json_schema("mission")["properties"]["period"]["description"]
        'From the first day of its operations to the last.'
    """
    known = _known(registry)
    if kind is None:
        return dataset_schema(known.kinds, known.codes)
    cls = known.kind(kind) if isinstance(kind, str) else kind
    return record_schema(cls, known.codes)


def data_dictionary(
    *kinds: type[Record] | str, registry: Registry | None = None
) -> str:
    """
    Tell what every field means, what it holds and which rules it keeps, in Markdown.

    Args:
        kinds: The kinds, or their words. None: every kind that is known.
        registry: What is known. None: what is installed.

    Raises:
        UnknownName: If there is no such kind.
        UnusableExtension: If an installed extension cannot be taken in.
    """
    known = _known(registry)
    classes = [known.kind(one) if isinstance(one, str) else one for one in kinds]
    return written_dictionary(classes or known.kinds, known.codes)


def _known(registry: Registry | None) -> Registry:
    if registry is None:
        return installed()
    if not isinstance(registry, Registry):
        hint = "Write Registry([extension])."
        expected = "be a Registry"
        raise InvalidValue(expected, registry, subject="registry", hint=hint)
    return registry


def _path(path: str | os.PathLike[str]) -> Path:
    if not isinstance(path, str | os.PathLike):
        raise InvalidValue("be the path of a file or folder", path, subject="path")
    return Path(path)


def _format(name: object, known: Registry) -> Format:
    if not isinstance(name, str) or name not in known.formats:
        raise UnknownName("format", name, known.formats)
    return known.formats[name]


def _format_of(path: Path, name: str | None, known: Registry) -> Format:
    ending = path.suffix.removeprefix(".").lower()
    return _format(_ENDINGS.get(ending, ending) if name is None else name, known)


def _one_file(name: str, known: Registry) -> FileFormat | TableFileFormat:
    found = _format(name, known)
    if isinstance(found, FolderFormat):
        problem = f"{name} stands in the files of a folder, not in one text."
        raise UnreadableFile(problem, hint="Use load and save with a path.")
    return found


def _with_open(path: Path, take: Callable[[BinaryIO], Dataset]) -> Dataset:
    where = Where(file=path.name)
    try:
        file = path.open("rb")
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise UnreadableFile(f"could not be opened: {reason}.", where=where) from None
    with file:
        try:
            return take(file)
        except OSError as error:
            problem = f"could not be read: {error.strerror or error}."
            raise UnreadableFile(problem, where=where) from None


def _dataset(content: Document[object] | Package, known: Registry) -> Dataset:
    given = document(content, known.kinds) if isinstance(content, Package) else content
    header = _header(given)
    records: list[Record] = []
    origins: dict[str, Where] = {}
    faulty: list[InvalidRecord] = []
    for row in given.rows:
        try:
            record = record_from_plain(row.plain, known.kinds, row.where)
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
        place = str(given.where) or "the text"
        raise InvalidRecord(
            f"{place}: {least}{len(faulty)} records have faults", faulty
        )
    return Dataset(records, header=header, origins=origins)


def _header(given: Document[object]) -> Header:
    fields = dict(given.header)
    version = fields.pop("peacekeep", None)
    if version is None:
        problem = (
            f'must say its version in the header, such as "peacekeep": "{VERSION}".'
        )
        raise UnreadableFile(problem, where=given.where)
    if not isinstance(version, str):
        problem = f"must say its version as text, got {shown(version)}."
        hint = f'Write "{VERSION}", in quotes.'
        raise UnreadableFile(problem, where=given.where, hint=hint)
    if _NEWER.match(version):
        problem = f"must be of version 1, got version {shown(version)}."
        hint = "Install a newer peacekeep to read it."
        raise UnreadableFile(problem, where=given.where, hint=hint)
    _refuse_reserved(fields, given.where)
    return form_from_plain({**fields, "version": version}, Header, given.where)


def _refuse_reserved(fields: Mapping[str, object], where: Where) -> None:
    for key in _RESERVED:
        if key in fields:
            problem = f"must not have the key {key!r} in its header."
            raise UnreadableFile(problem, where=where, hint="Rename the key.")


def _file_of(
    written: Document[Plain], writer: FileFormat | TableFileFormat, known: Registry
) -> Iterable[bytes]:
    if isinstance(writer, TableFileFormat):
        return writer.write(package(written, known.kinds))
    return writer.write(written)


def _document(dataset: Dataset, known: Registry) -> Document[Plain]:
    if not isinstance(dataset, Dataset):
        hint = "Write Dataset([record])."
        raise InvalidValue("be a Dataset", dataset, subject="what is saved", hint=hint)
    plain = form_to_plain(dataset.header)
    plain.pop("version", None)
    _refuse_reserved(plain, Where())
    header: dict[str, object] = {"peacekeep": dataset.header.version}
    for key in ("title", "licence"):
        if key in plain:
            header[key] = plain.pop(key)
    header |= plain
    classes = {cls.kind: cls for cls in known.kinds}
    return Document(header, (_row(record, classes) for record in dataset))


def _row(record: Record, classes: Mapping[str, type[Record]]) -> Row[Plain]:
    where = Where(record=record.id)
    cls = classes.get(record.kind, Record)
    if not isinstance(record, cls):
        fault = InvalidValue(
            f"be a {cls.__name__}, for so its kind is read",
            type(record).__name__,
            subject="record",
        )
        raise InvalidRecord.of([fault], where)
    return Row(record_to_plain(record), where)
