"""
Test a kind of record, or an extension, with every part of the library in one call.

Authors of extensions call it in their own tests. It requires only what holds for our
own kinds. The door of jsonschema.
"""

import contextlib
import copy
import inspect
import io
import pickle
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, partial
from typing import Any, Final

import attrs

from peacekeep.checks.base import run
from peacekeep.dataset import Dataset
from peacekeep.definitions.docs import descriptions, summary
from peacekeep.definitions.fields import fields_of
from peacekeep.definitions.forms import Form, forms_in
from peacekeep.errors import (
    InvalidRecord,
    MissingExtra,
    PeacekeepError,
    Severity,
    Where,
)
from peacekeep.extensions import Extension, Registry, installed
from peacekeep.formats.base import (
    Document,
    FolderFormat,
    Format,
    Package,
    Row,
    TableFileFormat,
)
from peacekeep.formats.files import MemoryFolder
from peacekeep.models.header import VERSION
from peacekeep.models.record import Record
from peacekeep.pipeline import dumps, loads, validate
from peacekeep.wire.schema import record_schema
from peacekeep.wire.structure import record_from_plain, record_to_plain
from peacekeep.wire.tables import document, package


__all__ = ["conform", "conform_extension", "through"]

_GEOJSON: Final = "geojson"
"""The only format of ours that leaves out records: those without a place."""


def conform(
    kind: type[Record], *, registry: Registry | None = None, examples: int = 100
) -> None:
    """
    Put a kind of record through the whole library, and raise if it fails anywhere.

    The class is immutable and explains every field; it refers to known kinds; its JSON
    Schema is valid and accepts the examples; and every drawn example comes back equal
    from pickling, copying, its wire form and every format.

    Args:
        kind: The class.
        registry: The known kinds and formats. None: those that are installed. The kind
            is added if it is not among them.
        examples: How many examples to draw.

    Raises:
        AssertionError: If anything fails, with each failure on a line of its own.
        MissingExtra: If hypothesis, jsonschema or a library that a format needs is not
            installed.

    Example:
        >>> from peacekeep.conformance import conform
        >>> conform(Movement, registry=Registry(), examples=3)
    """
    known = installed() if registry is None else registry
    if kind not in known.kinds:
        known = known.with_extension(Extension(name="under test", records=(kind,)))
    _raise(
        kind.__name__, [*_of_class(kind, known), *_of_examples(kind, known, examples)]
    )


def conform_extension(
    extension: Extension, *, registry: Registry | None = None, examples: int = 100
) -> None:
    """
    Put every kind of an extension through the library, and run its examples.

    Each check finds something in its failing records, and nothing in its passing ones.
    Each dataset of the extension opens, is byte for byte as `save` writes it, and has
    no finding of severity error.

    Args:
        extension: The extension.
        registry: What else is known. None: what is installed.
        examples: How many examples of each kind to draw.

    Raises:
        AssertionError: If anything fails, with each failure on a line of its own.
        UnusableExtension: If the registry cannot take the extension in.
        MissingExtra: If hypothesis or jsonschema is not installed, or what a format
            needs.
    """
    _validators()
    known = installed() if registry is None else registry
    if extension.name not in {one.name for one in known.extensions}:
        known = known.with_extension(extension)
    for kind in extension.records:
        conform(kind, registry=known, examples=examples)
    _raise(
        extension.name,
        [*_of_checks(extension, known), *_of_datasets(extension, known)],
    )


def _raise(name: str, failures: list[str]) -> None:
    if failures:
        lines = "\n".join(f"- {failure}" for failure in failures)
        msg = f"{name} does not conform:\n{lines}"
        raise AssertionError(msg)


def _of_class(kind: type[Record], known: Registry) -> Iterator[str]:
    if not summary(kind).endswith("."):
        yield "its docstring must begin with one sentence that says what it is"
    for form in forms_in(kind):
        yield from _explained(form)
        yield from _resolvable(form, [cls.kind for cls in known.kinds], kind.kind)
        told = descriptions(form)
        for field in fields_of(form):
            if not told.get(field.name):
                yield f"the data dictionary must explain {field.name}"
    problem = _schema_problem(record_schema(kind, known.codes))
    if problem:
        yield f"its JSON Schema must be valid: {problem}"


def _resolvable(form: type[Form], kinds: list[str], own: str) -> Iterator[str]:
    """Yield each reference to a kind that is neither its own nor known before it."""
    before = kinds[: kinds.index(own) + 1]
    for field in fields_of(form):
        for word in field.refers or ():
            if word not in before:
                yield (
                    f"{field.name} must refer to a kind that is known before it, "
                    f"got {word}"
                )


def _explained(form: type[Form]) -> Iterator[str]:
    """Yield a failure if a class does not list its own fields once, in order."""
    inherited = {
        name
        for base in form.__mro__[1:]
        if attrs.has(base)
        for name in attrs.fields_dict(base)
    }
    own = [one.name for one in attrs.fields(form) if one.name not in inherited]
    text = inspect.cleandoc(form.__doc__ or "")
    section = re.search(r"^Attributes:\n((?:[ ]+.*\n?|\n)*)", text, re.MULTILINE)
    told = re.findall(r"^ {4}(\w+): \S", section[1], re.MULTILINE) if section else []
    if own != told:
        yield (
            f"the Attributes of {form.__name__} must list each field once, in order: "
            f"{', '.join(own) or 'none'}; got {', '.join(told) or 'none'}"
        )


def _validators() -> Any:
    try:
        import jsonschema  # noqa: PLC0415 - an extra, which only authors need
    except ImportError:
        raise MissingExtra("Testing a schema", "jsonschema", "conformance") from None
    return jsonschema


def _schema_problem(schema: dict[str, Any]) -> str:
    validators = _validators()
    try:
        validators.Draft202012Validator.check_schema(schema)
    except validators.SchemaError as error:
        return str(error.message)
    return ""


def _of_examples(kind: type[Record], known: Registry, examples: int) -> list[str]:
    """
    Draw examples, and return the failures of the smallest that fails.

    Each format writes many examples to one file, which saves most of the time. Where
    anything fails, the examples are drawn again, each with files of its own.
    """
    # These import hypothesis, which only authors need.
    from peacekeep.strategies import records  # noqa: PLC0415
    from peacekeep.strategies.base import first_failure  # noqa: PLC0415

    validator = _validators().Draft202012Validator(record_schema(kind, known.codes))
    drawn: list[Record] = []

    def judge(record: Record, formats: Mapping[str, Format]) -> list[str]:
        drawn.append(record)
        found = _of_example(record, known, validator, formats)
        return [f"{failure}: {record!r}" for failure in found]

    def first_of(formats: Mapping[str, Format]) -> list[str]:
        return first_failure(
            records(kind), partial(judge, formats=formats), examples=examples
        )

    failures = first_of({}) or _of_batches(drawn, known)
    return failures and (first_of(known.formats) or failures)


_MOST_IN_A_FILE: Final = 50


def _of_batches(records: Iterable[Record], known: Registry) -> list[str]:
    """Return the failures of a few records that fail in one file, or nothing."""
    for batch in _batches(records):
        if any(_of_file(batch, known)):
            few = batch
            for record in batch:
                fewer = [one for one in few if one is not record]
                few = fewer if any(_of_file(fewer, known)) else few
            together = ", ".join(map(repr, few))
            return [f"{failure}: {together}" for failure in _of_file(few, known)]
    return []


def _batches(records: Iterable[Record]) -> list[list[Record]]:
    """Return different records in groups for a file, each with different ids."""
    batches: list[dict[str, Record]] = []
    for record in records:
        for batch in batches:
            if record.id not in batch and len(batch) < _MOST_IN_A_FILE:
                batch[record.id] = record
            if batch.get(record.id) == record:
                break
        else:
            batches.append({record.id: record})
    return [list(batch.values()) for batch in batches]


def _of_file(records: Sequence[Record], known: Registry) -> Iterator[str]:
    """Yield the first failure of each format that writes records to one file."""
    for way, form in known.formats.items():
        read = cache(partial(_by_id, records, form, known))
        for record in records:
            problem = _difference(record, partial(_read_one, read, record.id))
            if _is_failure(way, problem):
                yield f"{way} must bring back each record of a file: {problem}"
                break


def _by_id(
    records: Iterable[Record], form: Format, known: Registry
) -> dict[str, Record]:
    return {one.id: one for one in _all_through(records, form, known)}


def _read_one(read: Callable[[], dict[str, Record]], ref: str) -> Record | None:
    return read().get(ref)


def _is_failure(way: str, problem: str) -> bool:
    """Return whether there is a problem; GeoJSON may leave out a record."""
    return bool(problem) and (way, problem) != (_GEOJSON, "nothing came back")


def _of_example(
    record: Record, known: Registry, validator: Any, formats: Mapping[str, Format]
) -> Iterator[str]:
    same: dict[str, Callable[[], object]] = {
        "pickling": lambda: pickle.loads(pickle.dumps(record)),  # noqa: S301 - our own bytes
        "copying": lambda: copy.copy(record),
        "copying deeply": lambda: copy.deepcopy(record),
        "its wire form": lambda: record_from_plain(
            record_to_plain(record), known.kinds
        ),
        **{
            name: partial(through, record, form, known)
            for name, form in formats.items()
        },
    }
    for way, come_back in same.items():
        problem = _difference(record, come_back)
        if _is_failure(way, problem):
            yield f"{way} must bring it back: {problem}"
    for error in validator.iter_errors(_in_json(record_to_plain(record))):
        yield f"its JSON Schema must accept it: {error.message}"
    other = copy.copy(record)
    for field in attrs.fields(type(record)):
        with contextlib.suppress(AttributeError):
            setattr(other, field.name, None)
            yield f"{field.name} must not be changed in place"


def _difference(record: Record, come_back: Callable[[], object]) -> str:
    try:
        back = come_back()
        if back is None:
            return "nothing came back"
        same = back == record and hash(back) == hash(record)
    except MissingExtra:
        raise
    except Exception as error:  # noqa: BLE001 - every failure is reported
        return f"{type(error).__name__}: {error}"
    return "" if same else f"got {back!r}"


def _in_json(plain: Any) -> Any:
    """Return what a validator reads: JSON as Python's own reader gives it."""
    if isinstance(plain, dict):
        return {key: _in_json(value) for key, value in plain.items()}
    if isinstance(plain, list | tuple):
        return [_in_json(value) for value in plain]
    if plain is None or isinstance(plain, bool | int | str):
        return plain
    return float(plain)


def through(record: Record, form: Format, known: Registry) -> Record | None:
    """Return a record as it comes back from a format. None: the format omits it."""
    return next(_all_through([record], form, known), None)


def _all_through(
    records: Iterable[Record], form: Format, known: Registry
) -> Iterator[Record]:
    rows = [Row(record_to_plain(record)) for record in records]
    content = Document({"peacekeep": VERSION}, rows)
    given: Document[object] | Package
    if isinstance(form, FolderFormat):
        written = form.write(package(content, known.kinds))
        files = {name: b"".join(chunks) for name, chunks in written}
        given = form.read(MemoryFolder(files), Where())
    elif isinstance(form, TableFileFormat):
        chunks = form.write(package(content, known.kinds))
        given = form.read(io.BytesIO(b"".join(chunks)), Where())
    else:
        given = form.read(io.BytesIO(b"".join(form.write(content))), Where())
    if isinstance(given, Package):
        given = document(given, known.kinds)
    for row in given.rows:
        yield record_from_plain(row.plain, known.kinds)


def _of_checks(extension: Extension, known: Registry) -> Iterator[str]:
    for check in extension.checks:
        for records, must_find in ((check.failing, True), (check.passing, False)):
            kind = "failing" if must_find else "passing"
            try:
                members = [record_from_plain(one, known.kinds) for one in records]
            except InvalidRecord as error:
                yield f"the {kind} records of {check.id} must be records: {error}"
                continue
            found = run([check], Dataset(members), known.codes)
            if bool(found) is not must_find:
                expected = "something" if must_find else "nothing"
                yield f"{check.id} must find {expected} in its {kind} records"


def _of_datasets(extension: Extension, known: Registry) -> Iterator[str]:
    for name, file in extension.datasets.items():
        try:
            content = file.read_bytes()
            dataset = loads(content, registry=known)
        except (OSError, PeacekeepError) as error:
            yield f"the dataset {name} must open: {error}"
            continue
        if dumps(dataset, registry=known).encode() != content:
            yield f"the dataset {name} must be as save writes it, byte for byte"
        for finding in validate(dataset, registry=known):
            if finding.severity is Severity.ERROR:
                yield f"the dataset {name} must have no error, got {finding}"
