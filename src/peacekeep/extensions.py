"""
The door for others: `Extension`, a value, and `Registry`, what is known together.

Our own kinds, checks and formats are the first extension, `CORE`. The pipeline asks
`installed` what is known. Importing or making an extension registers nothing. Its units
are known in the whole process once a registry takes it in, since a text must mean the
same wherever it is read.
"""

import importlib.metadata
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, BinaryIO, Final

import attrs

from peacekeep.checks import CHECKS
from peacekeep.checks.base import Check
from peacekeep.dataset import Dataset
from peacekeep.definitions.codes import Codes
from peacekeep.definitions.fields import fields_of
from peacekeep.definitions.forms import Form, forms_in
from peacekeep.errors import (
    InvalidValue,
    UnknownName,
    UnusableExtension,
    Where,
    near_miss,
    shown,
)
from peacekeep.formats import csv, geojson, json, jsonl, parquet, yaml
from peacekeep.formats.base import Format
from peacekeep.models import KINDS, Record
from peacekeep.models.vocabularies import VOCABULARIES
from peacekeep.values.quantities import define_units, forget_units
from peacekeep.wire.kinds import check_kind


__all__ = ["CORE", "GROUP", "Extension", "Reader", "Registry", "installed"]

GROUP: Final = "peacekeep.extensions"
"""Group of the entry points by which a distribution offers its extension."""

_NOTHING: Final[Mapping[str, Any]] = {}

Reader = Callable[[BinaryIO, Where], Dataset]
"""Reads a file of another publisher: the open file, and its place for errors."""


def _several(given: Any, noun: str) -> tuple[Any, ...]:
    if isinstance(given, str | Mapping) or not isinstance(given, Iterable):
        raise InvalidValue(
            f"be a list of {noun}", given, subject=noun, hint="Write [...]."
        )
    return tuple(given)


# One converter for each field, since type checkers read what a field takes from it.
def _kinds(given: Iterable[type[Record]]) -> tuple[type[Record], ...]:
    return _several(given, "records")


def _codes(given: Iterable[Codes]) -> tuple[Codes, ...]:
    return _several(given, "codes")


def _checks(given: Iterable[Check]) -> tuple[Check, ...]:
    return _several(given, "checks")


def _formats(given: Iterable[Format]) -> tuple[Format, ...]:
    return _several(given, "formats")


@attrs.frozen(kw_only=True, repr=False)
class Extension:
    """
    What a distribution adds: a value, which a registry takes in whole or not at all.

    Making it changes nothing in the process.

    Attributes:
        name: Name of the extension.
        records: Kinds of record, each after the kinds it refers to.
        codes: Words for open vocabularies of others, each under the vocabulary's name.
            Vocabularies that its own records name need not be listed.
        checks: Checks, which `validate` runs after those of earlier extensions.
        formats: Formats.
        readers: Readers of other publishers' files, by name.
        units: What one of each unit is, such as `20 litre`, by the unit's name. None: a
            thing that is counted. Every text may use them once a registry takes the
            extension in.
        datasets: Files of datasets that it ships, by name.
        distribution: Distribution that offers it, as `installed` found it.

    Raises:
        UnusableExtension: If a part of it has the wrong type, or a class cannot be a
            kind of record. A registry judges the units, and what depends on them.

    Example:
        >>> added = Extension(name="example", units={"jerrycan": "20 litre"})
        >>> len(Registry().with_extension(added).extensions)
        2
    """

    name: str
    records: tuple[type[Record], ...] = attrs.field(default=(), converter=_kinds)
    codes: tuple[Codes, ...] = attrs.field(default=(), converter=_codes)
    # A check holds examples, which are dictionaries and have no hash.
    checks: tuple[Check, ...] = attrs.field(default=(), converter=_checks, hash=False)
    formats: tuple[Format, ...] = attrs.field(default=(), converter=_formats)
    readers: Mapping[str, Reader] = attrs.field(default=_NOTHING, hash=False)
    units: Mapping[str, str | None] = attrs.field(default=_NOTHING, hash=False)
    datasets: Mapping[str, Traversable] = attrs.field(default=_NOTHING, hash=False)
    distribution: str | None = None

    def __attrs_post_init__(self) -> None:
        if not isinstance(self.name, str) or not self.name:
            raise InvalidValue("be a text", self.name, subject="an extension's name")
        self._check_parts()
        for cls in self.records:
            try:
                check_kind(cls)
            except InvalidValue as fault:
                # A rule may name a unit that is known once a registry takes this in.
                if fault.subject != "unit":
                    raise self.refusal(_problem(fault)) from None

    def _check_parts(self) -> None:
        for cls in self.records:
            if not isinstance(cls, type) or not issubclass(cls, Record):
                raise self.refusal(f"must have classes of records, got {shown(cls)}")
        for parts, kind, noun in (
            (self.codes, Codes, "vocabularies"),
            (self.checks, Check, "checks, made with @check"),
            (self.formats, Format, "formats"),
        ):
            for part in parts:
                if not isinstance(part, kind):
                    raise self.refusal(f"must have {noun}, got {shown(part)}")
        for named, noun in (
            (self.readers, "readers"),
            (self.units, "units"),
            (self.datasets, "datasets"),
        ):
            if not isinstance(named, Mapping):
                raise self.refusal(f"must have {noun} by name, got {shown(named)}")
        for file in self.datasets.values():
            if not hasattr(file, "read_bytes"):
                hint = "Write importlib.resources.files(...).joinpath(...)."
                problem = f"must have files as datasets, got {shown(file)}"
                raise self.refusal(problem, hint)

    def __repr__(self) -> str:
        return f"<Extension {self.name}{_of(self)}>"

    def refusal(self, problem: str, hint: str = "") -> UnusableExtension:
        """Return the error that says what is wrong with it."""
        return UnusableExtension(
            self.name, problem, distribution=self.distribution, hint=hint
        )


CORE: Final = Extension(
    name="core",
    records=KINDS,
    codes=VOCABULARIES,
    checks=CHECKS,
    formats=(
        json.FORMAT,
        jsonl.FORMAT,
        yaml.FORMAT,
        csv.FORMAT,
        parquet.FORMAT,
        geojson.FORMAT,
    ),
    datasets={
        name: files("peacekeep").joinpath("data", f"{name.replace('-', '_')}.json")
        for name in ("minusma-article", "minusma-drawdown")
    },
    distribution="peacekeep",
)
"""What this library itself brings: the first extension of every registry."""


@attrs.frozen(init=False, repr=False)
class Registry:
    """
    Extensions that are known together, and what they bring, by name.

    Making it defines the units of the extensions in this process. A registry that
    cannot be made defines none.

    Args:
        extensions: Extensions beside `CORE`, each after those that it builds on.

    Attributes:
        extensions: The extensions, `CORE` first.
        kinds: Kinds of record. A kind refers to itself and to those before it.
        codes: Vocabularies, with the words that extensions add.
        checks: Checks, in the order in which they run.
        formats: Formats.
        readers: Readers of other publishers' files.
        datasets: Files of bundled datasets.

    Raises:
        UnusableExtension: If two extensions bring the same name, or an extension has a
            unit that cannot be defined or a class that cannot be a kind of record.
    """

    extensions: tuple[Extension, ...]
    kinds: tuple[type[Record], ...] = attrs.field(eq=False)
    codes: Mapping[str, Codes] = attrs.field(eq=False)
    checks: tuple[Check, ...] = attrs.field(eq=False)
    formats: Mapping[str, Format] = attrs.field(eq=False)
    readers: Mapping[str, Reader] = attrs.field(eq=False)
    datasets: Mapping[str, Traversable] = attrs.field(eq=False)

    def __init__(self, extensions: Iterable[Extension] = ()) -> None:
        known = _Known()
        extensions = (CORE, *_several(extensions, "extensions"))
        with ExitStack() as undo:
            undo.callback(forget_units, known.units)
            for extension in extensions:
                _check_extension(extension)
                known.take(extension)
            undo.pop_all()
        self.__attrs_init__(  # pyright: ignore[reportAttributeAccessIssue] - attrs writes it
            extensions=extensions,
            kinds=tuple(known.kinds.values()),
            codes=known.codes,
            checks=tuple(known.checks.values()),
            formats=known.formats,
            readers=known.readers,
            datasets=known.datasets,
        )

    def __repr__(self) -> str:
        return f"<Registry of {', '.join(one.name for one in self.extensions)}>"

    def with_extension(self, extension: Extension) -> "Registry":
        """
        Return a registry that also knows another extension.

        Raises:
            UnusableExtension: If it is not an extension, or this registry cannot take
                it in.
        """
        return Registry((*self.extensions[1:], extension))

    def kind(self, word: str) -> type[Record]:
        """
        Return the class of a kind by its word.

        Raises:
            UnknownName: If no kind has this word.
        """
        kinds = {cls.kind: cls for cls in self.kinds}
        if not isinstance(word, str) or word not in kinds:
            raise UnknownName("kind", word, kinds)
        return kinds[word]


def _check_extension(extension: object) -> None:
    if not isinstance(extension, Extension):
        raise UnusableExtension(
            getattr(extension, "__name__", str(extension)),
            f"must be an Extension, got {type(extension).__name__}",
        )


class _Known:
    """What is known while extensions are taken in, and who brought each name."""

    def __init__(self) -> None:
        self.kinds: dict[str, type[Record]] = {}
        self.codes: dict[str, Codes] = {}
        self.checks: dict[str, Check] = {}
        self.formats: dict[str, Format] = {}
        self.readers: dict[str, Reader] = {}
        self.datasets: dict[str, Traversable] = {}
        self.units: list[str] = []
        self._originals: dict[str, Codes] = {}
        self._names: dict[tuple[str, str], Extension] = {}

    def take(self, extension: Extension) -> None:
        """
        Take an extension in.

        Raises:
            UnusableExtension: If a name of it is taken, a unit cannot be defined, or a
                class cannot be a kind of record.
        """
        try:
            self.units += define_units(extension.units)
            for cls in extension.records:
                check_kind(cls)
        except InvalidValue as fault:
            raise extension.refusal(_problem(fault)) from None
        self._name("extension", extension.name, extension)
        for cls in extension.records:
            self._name("kind", cls.kind, extension)
            self.kinds[cls.kind] = cls
            for codes in _vocabularies(cls):
                if self._originals.get(codes.name) is not codes:
                    self._take_codes(codes, extension)
        for codes in extension.codes:
            if self._originals.get(codes.name) is not codes:
                self._take_words(codes, extension)
        named: tuple[tuple[str, dict[str, Any], list[tuple[str, Any]]], ...] = (
            ("check", self.checks, [(one.id, one) for one in extension.checks]),
            ("format", self.formats, [(one.name, one) for one in extension.formats]),
            ("reader", self.readers, list(extension.readers.items())),
            ("dataset", self.datasets, list(extension.datasets.items())),
        )
        for noun, known, added in named:
            for name, one in added:
                self._name(noun, name, extension)
                known[name] = one

    def _name(self, noun: str, name: str, extension: Extension) -> None:
        other = self._names.get((noun, name))
        if other is not None:
            raise extension.refusal(
                f"brings the {noun} {name}, which the extension {other.name}"
                f"{_of(other)} brings already",
                "Rename one of the two, or take one extension out.",
            )
        self._names[noun, name] = extension

    def _take_codes(self, codes: Codes, extension: Extension) -> None:
        """Add the vocabulary of a field."""
        if codes.name in self.codes:
            raise extension.refusal(
                f"brings the vocabulary {codes.name}, which is known already",
                "Give it another name.",
            )
        self.codes[codes.name] = self._originals[codes.name] = codes

    def _take_words(self, codes: Codes, extension: Extension) -> None:
        """Add words to a known open vocabulary."""
        known = self.codes.get(codes.name)
        if known is None:
            name = codes.name.lower().replace(" ", "_")
            hint = near_miss(name, self.codes)
            problem = f"brings the vocabulary {codes.name}, which no field uses"
            raise extension.refusal(problem, hint)
        if not known.open or not codes.open:
            hint = "Only an open vocabulary takes more words, from an open one."
            problem = f"brings words for the vocabulary {codes.name}, which is closed"
            raise extension.refusal(problem, hint)
        for word in codes:
            if word in known:
                problem = f"brings the word {word}, which {codes.name} has already"
                raise extension.refusal(problem, "Leave the word out, or rename it.")
            if not re.fullmatch(known.shape, word, re.ASCII):
                problem = f"brings the word {word}, which no field can hold"
                hint = next((f"Write it like {one}." for one in known), "")
                raise extension.refusal(problem, hint)
        self.codes[codes.name] = attrs.evolve(known, codes={**known, **codes})


def _vocabularies(cls: type[Form]) -> Iterator[Codes]:
    """Yield the vocabularies of the fields of a class and of its parts."""
    for form in forms_in(cls):
        for field in fields_of(form):
            # A vocabulary without words is one all the same.
            both = (field.codes, field.schemes)
            yield from (codes for codes in both if codes is not None)


def _problem(fault: InvalidValue) -> str:
    return f"cannot be taken in: {str(fault).removesuffix('.')}"


def _of(extension: Extension) -> str:
    if extension.distribution is None:
        return ""
    return f" of the distribution {extension.distribution}"


@cache
def installed() -> Registry:
    """
    Return the registry of this environment: `CORE`, and every installed extension.

    A distribution offers its extension by an entry point of the group `GROUP`. The
    first call looks for them; later calls return the same registry.

    Raises:
        UnusableExtension: If an extension cannot be imported or taken in. The error
            names its distribution. `Registry()` knows no installed extension.
    """
    found = importlib.metadata.entry_points(group=GROUP)
    registry = Registry()
    for entry in sorted(found, key=lambda one: (_distribution(one), one.name)):
        registry = _with_entry(registry, entry)
    return registry


def _with_entry(registry: Registry, entry: importlib.metadata.EntryPoint) -> Registry:
    distribution = _distribution(entry)
    hint = f"Update or uninstall {distribution}, or do without: registry=pk.Registry()."
    try:
        return registry.with_extension(_loaded(entry, distribution))
    except UnusableExtension as error:
        raise UnusableExtension(
            error.extension, error.problem, distribution=distribution, hint=hint
        ) from error


def _distribution(entry: importlib.metadata.EntryPoint) -> str:
    return "" if entry.dist is None else entry.dist.name


def _loaded(entry: importlib.metadata.EntryPoint, distribution: str) -> Extension:
    try:
        extension = entry.load()
    except UnusableExtension:
        raise
    except Exception as error:
        problem = f"could not be imported: {type(error).__name__}: {error}"
        raise UnusableExtension(entry.name, problem) from error
    if not isinstance(extension, Extension):
        problem = f"must be an Extension, got {type(extension).__name__}"
        raise UnusableExtension(entry.name, problem)
    return attrs.evolve(extension, distribution=distribution)
