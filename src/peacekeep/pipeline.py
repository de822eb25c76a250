"""
The whole way on one page: file, plain rows, records, dataset, questions. Open it first.

Users call these verbs as `pk.load` and so on. Each verb is a few calls to the rooms
below, and no room below calls back. Every verb takes a registry, which holds the known
kinds, checks and formats; without one it uses the registry of what is installed.
"""

import importlib.resources
import io
import os
import re
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any, BinaryIO, Final, overload

import attrs

from peacekeep.analysis.policies import Policies, Policy
from peacekeep.analysis.reconcile import settled_by
from peacekeep.checks.base import run
from peacekeep.dataset import Dataset, Snapshot
from peacekeep.dataset.clocks import Day
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
from peacekeep.wire.former import FORMER
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
    "view",
]

Plain = Mapping[str, Any]

_FAULTY_RECORDS_SHOWN: Final = 100

# Endings in use that are not the name of their format.
_ENDINGS: Final = {"yml": "yaml"}

_NEWER: Final = re.compile(r"(?:[2-9]|[1-9][0-9]+)(?:\.|$)", re.ASCII)

# In one format or another, a header uses these keys for something else.
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
        registry: Known kinds, checks and formats. None: what is installed.

    Raises:
        UnreadableFile: If the file cannot be opened, read or parsed.
        InvalidRecord: If records are invalid, with every fault of each.
        DuplicateRecord: If two records share an id.
        UnknownName: If no format has the name or the ending.
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
        registry: Known kinds, checks and formats. None: what is installed.

    Raises:
        UnreadableFile: If the text cannot be parsed.
        InvalidRecord: If records are invalid, with every fault of each.
        DuplicateRecord: If two records share an id.
        UnknownName: If no format has the name.
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
    Read a file in another publisher's form.

    Args:
        path: The file.
        reader: Name of the reader.
        registry: Known kinds, checks and formats. None: what is installed.

    Raises:
        UnreadableFile: If the file cannot be opened or parsed.
        InvalidRecord: If rows are invalid, with every fault of each.
        UnknownName: If no reader has the name.
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
        name: Name of the dataset.
        registry: Known kinds, checks and formats. None: what is installed.

    Raises:
        UnknownName: If no bundled dataset has the name.
        UnreadableFile: If an extension names a file that does not exist.
        UnusableExtension: If an installed extension cannot be taken in. The datasets
            of the library itself open all the same.

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
    Write a dataset to a file, or to a folder of tables, completely or not at all.

    Args:
        dataset: The dataset.
        path: The file or folder. A folder is replaced only if it holds a saved
            dataset and nothing else.
        format: Name of the format. None: the ending names it, such as `.json`.
        registry: Known kinds, checks and formats. None: what is installed.

    Raises:
        UnreadableFile: If the file cannot be written, or exceeds a limit for reading.
        InvalidRecord: If a record has the kind of another class.
        UnknownName: If no format has the name or the ending.
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
        registry: Known kinds, checks and formats. None: what is installed.

    Raises:
        UnreadableFile: If the text exceeds a limit for reading.
        InvalidRecord: If a record has the kind of another class.
        UnknownName: If no format has the name.
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
    Read a record from a dictionary in wire form.

    Args:
        plain: The dictionary.
        kind: Word of the kind, if the dictionary has no `kind`.
        registry: Known kinds, checks and formats. None: what is installed.

    Raises:
        InvalidRecord: If the record is invalid, with every fault.
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
    Return the records of one kind as flat rows, for a data frame.

    Args:
        dataset: The dataset.
        table: The kind, its word, or the name of a table of parts such as
            `incident.casualties`.
        registry: Known kinds, checks and formats. None: what is installed.

    Returns:
        A dictionary for each row. Each has every column, in order; None: not known.

    Raises:
        UnknownName: If no table has the name.
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
    columns = names[name].columns  # pyright: ignore[reportArgumentType] - it is one of them
    return [
        {column.name: row.plain.get(column.name) for column in columns}
        for one in laid_out.tables
        if one.name == name
        for row in one.rows
    ]


@overload
def view(
    dataset: Dataset,
    *,
    as_of: Day,
    known_by: Day | None = None,
    policy: str | Policy | Mapping[str, str | Policy] | None = None,
) -> Snapshot: ...
@overload
def view(
    dataset: Dataset,
    *,
    known_by: Day | None = None,
    policy: str | Policy | Mapping[str, str | Policy] | None = None,
) -> Dataset: ...
def view(
    dataset: Dataset,
    *,
    as_of: Day | None = None,
    known_by: Day | None = None,
    policy: str | Policy | Mapping[str, str | Policy] | None = None,
) -> Snapshot | Dataset:
    """
    Return a dataset as it was known on a day, settled, and as of a day.

    Knowledge comes first: what was published later neither settles a disagreement nor
    tells what stood on a day. Then the policy decides, and then the clock of the world.

    Args:
        dataset: The dataset.
        as_of: Day of the world. None: all days.
        known_by: Day by whose end it was certainly published. None: whatever is known.
        policy: As `settle` takes it. None: the values that the records hold.

    Returns:
        What certainly stands on the day, and what possibly does. Without `as_of`, a
        dataset.

    Raises:
        InvalidValue: If the dataset or a day cannot be read, or the dataset is a view
            that has left out what is asked.
        UnknownName: If there is no such policy, kind, field or voice.
        ValidationFailed: If the policy is `"refuse"` and a field is contested.

    Example:
        >>> ds = open_dataset("minusma-article")
        >>> seen = view(ds, known_by="2023-11-01", policy="only", as_of="2023-10-31")
        >>> "base/minusma-kidal" in seen.possible
        False
    """
    if not isinstance(dataset, Dataset):
        raise InvalidValue("be a Dataset", dataset, subject="dataset")
    policies = None if policy is None else Policies.of(policy, None, dataset)
    found = dataset if known_by is None else dataset.known_by(known_by)
    if policies is not None:
        found, _ = settled_by(found, policies)
    return found if as_of is None else found.as_of(as_of)


def publish(
    dataset: Dataset, audience: Audience | str, *, registry: Registry | None = None
) -> tuple[Dataset, Withheld]:
    """
    Return the part of a dataset that an audience may see, and what was withheld.

    A record has its own marking, or else the dataset's; a record with neither is never
    published. A record that is marked more strictly than the audience may see is
    withheld, or coarsened if the audience allows that for its marking. Everything that
    identifies a protected speaker is left out. Unknown keys and kinds are withheld.

    Args:
        dataset: The dataset.
        audience: The strictest marking that the audience may see, such as "TLP:CLEAR",
            or an `Audience`.
        registry: Known kinds, checks and formats. None: what is installed.

    Returns:
        A dataset with the audience's marking, in which every reference names a record
        of the dataset; and a report of what was withheld, without its content.

    Raises:
        InvalidValue: If the dataset or the audience is invalid.
        ValidationFailed: If the part to be published has a finding of severity error.
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
    Run every check over a dataset, and return the findings.

    Args:
        dataset: The dataset.
        registry: Known kinds, checks and formats. None: what is installed.

    Raises:
        UnusableExtension: If an installed extension cannot be taken in.
    """
    known = _known(registry)
    return run(known.checks, dataset, known.codes)


def json_schema(
    kind: type[Record] | str | None = None, *, registry: Registry | None = None
) -> dict[str, Any]:
    """
    Return the JSON Schema of a dataset, or of one kind of record.

    Args:
        kind: The kind, or its word. None: a dataset of every known kind.
        registry: Known kinds, checks and formats. None: what is installed.

    Returns:
        The schema, in draft 2020-12. Rules that it cannot express are in `$comment`.

    Raises:
        UnknownName: If no kind has the word.
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
    Return what each field means, what it holds and its rules, as Markdown.

    Args:
        kinds: The kinds, or their words. Without any: every known kind.
        registry: Known kinds, checks and formats. None: what is installed.

    Raises:
        UnknownName: If no kind has the word.
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
    upgraded = FORMER.get(header.version)
    if upgraded is not None:
        header = attrs.evolve(header, version=VERSION)
    records: list[Record] = []
    origins: dict[str, Where] = {}
    faulty: list[InvalidRecord] = []
    for row in given.rows:
        try:
            plain = row.plain if upgraded is None else upgraded(row.plain)
            record = record_from_plain(plain, known.kinds, row.where)
        except InvalidRecord as error:
            faulty.append(error)
            if len(faulty) == _FAULTY_RECORDS_SHOWN:
                break
            continue
        records.append(record)
        origins[record.id] = row.where
    newer = ""
    if _minor(header.version) > _minor(VERSION):
        newer = f" (version {header.version}; this peacekeep knows {VERSION})"
    if len(faulty) == 1 and not newer:
        raise faulty[0]
    if faulty:
        least = "at least " if len(faulty) == _FAULTY_RECORDS_SHOWN else ""
        some = "1 record has" if len(faulty) == 1 else f"{len(faulty)} records have"
        place = str(given.where) or "the text"
        raise InvalidRecord(f"{place}: {least}{some} faults{newer}", faulty)
    return Dataset(records, header=header, origins=origins)


def _minor(version: str) -> int:
    return int(version.partition(".")[2])


def _header(given: Document[object]) -> Header:
    fields = dict(given.header)
    version = fields.pop("peacekeep", None)
    if version is None:
        problem = (
            f'must give its version in the header, such as "peacekeep": "{VERSION}".'
        )
        raise UnreadableFile(problem, where=given.where)
    if not isinstance(version, str):
        problem = f"must give its version as text, got {shown(version)}."
        meant = str(version) if isinstance(version, Decimal) else VERSION
        meant = meant if meant in FORMER else VERSION
        hint = f'Write "{meant}", in quotes.'
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
        raise InvalidValue("be a Dataset", dataset, subject="dataset", hint=hint)
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
            f"be a {cls.__name__}, the class of its kind",
            type(record).__name__,
            subject="record",
        )
        raise InvalidRecord.of([fault], where)
    return Row(record_to_plain(record), where)
