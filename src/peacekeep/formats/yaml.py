"""
YAML: one mapping with a header and all records, for people who write by hand.

Wire form: as in JSON. Files are read by the core schema of YAML 1.2, in which `NO`,
`on`, `12:30` and `2023-10-31` are texts. Anchors, aliases, tags and repeated keys are
refused. So is a number such as 010, whose meaning depends on the version of YAML.
Written files mean the same in YAML 1.1. The door of PyYAML.

Source:
    YAML 1.2.2, section 10.3, https://yaml.org/spec/1.2.2/
"""

import io
import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, BinaryIO, Final

import attrs

from peacekeep.definitions.extra import DEPTH_LIMIT
from peacekeep.errors import MISSING, MissingExtra, UnreadableFile, Where, shown
from peacekeep.formats.base import (
    Document,
    FileFormat,
    Plain,
    Row,
    contents,
    decoded,
)
from peacekeep.formats.json import parse, write_record, write_value


__all__ = ["FORMAT", "read", "write"]

_WORDS: Final[dict[str, object]] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_NUMBER: Final = re.compile(
    r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?"
    r"|0o[0-7]+|0x[0-9a-fA-F]+|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)",
    re.ASCII,
)
_JSON_NUMBER: Final = re.compile(
    r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?", re.ASCII
)

# A text that needs no quotes in any version of YAML.
_PLAIN: Final = re.compile("[A-Za-z](?:[A-Za-z0-9_/ -]*[A-Za-z0-9_])?", re.ASCII)
_NOT_PLAIN: Final = frozenset("y n yes no on off true false null".split())

# What to do, by words in PyYAML's own messages.
_HINTS: Final = (
    (r"'\t'", "Write blanks, not tabs."),
    ("mapping values are not allowed", "Put a text with a colon in quotes."),
)


def _library(doing: str) -> Any:
    try:
        import yaml  # noqa: PLC0415 - an optional extra
    except ImportError:
        raise MissingExtra(doing, "PyYAML", "yaml") from None
    return yaml


@attrs.define
class _Open:
    """A mapping or a list that is being read, and the key whose value comes next."""

    held: Any
    flow: bool = False
    key: object = MISSING


class _Reading:
    """The content of a file so far, built event by event."""

    def __init__(self, where: Where) -> None:
        self.where = where
        self.open: list[_Open] = []
        self.whole: object = MISSING
        self.places: list[Where] = []

    def take(self, event: Any) -> None:
        """Take the next event of the parser."""
        place = Where(line=event.start_mark.line + 1).within(self.where)
        name = type(event).__name__.removesuffix("Event")
        if name == "Alias" or getattr(event, "anchor", None) is not None:
            raise UnreadableFile("must not use anchors and aliases.", where=place)
        if name in {"Scalar", "MappingStart", "SequenceStart"} and event.tag:
            problem = f"must not use tags, got {shown(event.tag)}."
            raise UnreadableFile(problem, where=place)
        if name == "DocumentStart":
            self._start(event, place)
        elif name == "Scalar":
            value = _scalar(event.value, place, quoted=event.style is not None)
            self._put(value, place)
        elif name in {"MappingStart", "SequenceStart"}:
            held: object = {} if name == "MappingStart" else []
            self._put(held, place)
            self.open.append(_Open(held, flow=event.flow_style))
            if len(self.open) > DEPTH_LIMIT:
                problem = f"must not nest deeper than {DEPTH_LIMIT} mappings and lists."
                raise UnreadableFile(problem, where=place)
        elif name in {"MappingEnd", "SequenceEnd"}:
            self._end()

    def _start(self, event: Any, place: Where) -> None:
        if self.whole is not MISSING:
            raise UnreadableFile("must hold one document.", where=place)
        if event.version not in {None, (1, 2)}:
            problem = "must be YAML 1.2, got the directive of another version."
            raise UnreadableFile(problem, where=place)

    def _put(self, value: Any, place: Where) -> None:
        if not self.open:
            self.whole = value
            return
        inner = self.open[-1]
        if isinstance(inner.held, list):
            if len(self.open) == 2 and self.open[0].key == "records":  # noqa: PLR2004 - the list is in the whole
                self.places.append(place)
            inner.held.append(value)
        elif inner.key is MISSING:
            inner.key = self._key(value, inner, place)
        else:
            inner.held[inner.key] = value
            # The key of a collection is needed until the collection ends.
            if not isinstance(value, dict | list):
                inner.key = MISSING

    def _end(self) -> None:
        self.open.pop()
        if self.open:
            self.open[-1].key = MISSING

    def _key(self, value: object, inner: _Open, place: Where) -> str:
        if not isinstance(value, str):
            number = isinstance(value, Decimal)
            got = str(value) if number else shown(value)
            problem = f"must have texts as keys, got {got}."
            hint = "Put the key in quotes."
            if inner.flow and not isinstance(value, dict | list):
                hint = "Put a text with a comma in quotes."
            raise UnreadableFile(problem, where=place, hint=hint)
        if value in inner.held:
            problem = f"must not repeat a key in one mapping, got {shown(value)} twice."
            raise UnreadableFile(problem, where=place)
        return value


def _scalar(text: str, place: Where, *, quoted: bool) -> object:
    if quoted:
        try:
            text.encode()
        except UnicodeEncodeError:
            problem = "must hold text that UTF-8 can write, got a lone surrogate."
            raise UnreadableFile(problem, where=place) from None
        return text
    if text in _WORDS:
        return _WORDS[text]
    if not _NUMBER.fullmatch(text):
        return text
    if not _JSON_NUMBER.fullmatch(text):
        problem = f"must write numbers as in JSON, got {shown(text)}."
        hint = "Write it without leading zeros and signs, or put a text in quotes."
        raise UnreadableFile(problem, where=place, hint=hint)
    return parse(text, place)


def read(file: BinaryIO, where: Where) -> Document[object]:
    """
    Read a YAML file.

    Raises:
        UnreadableFile: If the file is not a mapping with a list of records, or is
            ambiguous.
        MissingExtra: If PyYAML is not installed.
    """
    yaml = _library("Reading YAML")
    text = decoded(contents(file, where), where)
    reading = _Reading(where)
    try:
        for event in yaml.parse(text, Loader=yaml.SafeLoader):
            reading.take(event)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = where if mark is None else Where(line=mark.line + 1).within(where)
        problem = getattr(error, "problem", None) or getattr(error, "reason", error)
        hint = next((hint for words, hint in _HINTS if words in str(problem)), "")
        raise UnreadableFile(
            f"must be YAML: {problem}.", where=place, hint=hint
        ) from None
    except UnreadableFile:
        raise
    except (OverflowError, ValueError):  # PyYAML passes on errors of chr and int
        problem = "must be YAML: the number of a character or version is out of range."
        raise UnreadableFile(problem, where=where) from None
    whole = reading.whole
    if not isinstance(whole, dict) or not isinstance(whole.get("records"), list):
        problem = (
            f'must be a mapping with the key "records" and a list, got {shown(whole)}.'
        )
        raise UnreadableFile(problem, where=where)
    records = whole.pop("records")
    rows = [Row(*one) for one in zip(records, reading.places, strict=True)]
    return Document(whole, rows, where)


def write(document: Document[Plain]) -> Iterator[bytes]:
    """
    Write a document as YAML.

    Raises:
        UnreadableFile: If the file exceeds a limit of reading.
        MissingExtra: If PyYAML is not installed.
    """
    yaml = _library("Writing YAML")
    stream = io.StringIO()
    yaml.emit(
        _events(yaml, document),
        stream,
        Dumper=yaml.SafeDumper,
        allow_unicode=True,
        width=float("inf"),
    )
    yield stream.getvalue().encode()


def _events(yaml: Any, document: Document[Plain]) -> Iterator[Any]:
    yield yaml.StreamStartEvent()
    yield yaml.DocumentStartEvent(explicit=False)
    yield yaml.MappingStartEvent(None, None, implicit=True, flow_style=False)
    for key, value in document.header.items():
        # JSON sets the limits.
        write_value(value, document.where, depth=DEPTH_LIMIT - 1)
        yield _text(yaml, key)
        yield from _written(yaml, value)
    yield _text(yaml, "records")
    yield yaml.SequenceStartEvent(None, None, implicit=True, flow_style=False)
    for row in document.rows:
        write_record(row)
        yield from _written(yaml, row.plain)
    yield yaml.SequenceEndEvent()
    yield yaml.MappingEndEvent()
    yield yaml.DocumentEndEvent(explicit=False)
    yield yaml.StreamEndEvent()


def _written(yaml: Any, value: object) -> Iterator[Any]:
    if isinstance(value, dict):
        yield yaml.MappingStartEvent(None, None, implicit=True, flow_style=not value)
        for key, inner in value.items():
            yield _text(yaml, key)
            yield from _written(yaml, inner)
        yield yaml.MappingEndEvent()
    elif isinstance(value, list | tuple):
        yield yaml.SequenceStartEvent(None, None, implicit=True, flow_style=not value)
        for inner in value:
            yield from _written(yaml, inner)
        yield yaml.SequenceEndEvent()
    elif isinstance(value, str):
        yield _text(yaml, value)
    else:
        written = write_value(value, Where()).decode()
        yield yaml.ScalarEvent(None, None, (True, True), written)


def _text(yaml: Any, text: str) -> Any:
    plain = _PLAIN.fullmatch(text) and text.lower() not in _NOT_PLAIN
    style = None if plain else '"'
    return yaml.ScalarEvent(None, None, (True, True), text, style=style)


FORMAT: Final = FileFormat(name="yaml", read=read, write=write)
