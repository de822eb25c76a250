"""
For whom a dataset is published, and the report of what is withheld from them.

The texts of the rules are here, because the report is the only place that shows them.
"""

from collections.abc import Collection, Iterator, Mapping
from typing import Final, cast

import attrs

from peacekeep.definitions.fields import fields_of
from peacekeep.definitions.forms import Form
from peacekeep.definitions.rules import CodeFrom
from peacekeep.errors import InvalidValue, Path, Where
from peacekeep.models import UnknownRecord
from peacekeep.models.vocabularies import MARKING


__all__ = ["LEVEL", "Audience", "Omission", "Withheld"]

LEVEL: Final = {word: level for level, word in enumerate(MARKING)}
"""Strictness of each marking."""

UNMARKED: Final = "no marking"
UNKNOWN_MARKING: Final = "unknown marking"
UNKNOWN_KIND: Final = "unknown kind"
UNKNOWN_KEYS: Final = "has unknown keys"
UNLISTED: Final = "not in the list of fields to publish"
REFERS: Final = "refers to a withheld record"
NOWHERE: Final = "refers to a record that is not in the dataset"
NEARER: Final = "would link coarsened records to exact ones"
LEFT_OUT: Final = "coarsened: left out"
MONTH: Final = "coarsened: day to month"
COARSER: Final = "coarsened: less exact"
NEW_ID: Final = "coarsened: id"
SMALL: Final = "small count"
GAP: Final = "its number would reveal a gap"
SILENT: Final = "would be empty once coarsened"
TELLS: Final = "would reveal what is withheld"
UNFIT: Final = "could not be coarsened"
FEW: Final = "fewer than k people alike"
SINGLED: Final = "about a person who is published only in a group"

_SHOWN_OMISSIONS: Final = 20


@attrs.frozen
class Audience:
    """
    For whom a dataset is published, and how much they may see.

    Attributes:
        marking: Strictest marking of records that they may see unchanged.
        coarsened: Strictest marking of records that they may see coarsened. None:
            nothing is coarsened, and records with a stricter marking are withheld.
        place: Finest level of a coarsened place: admin1 or admin2.
        smallest_count: Smallest count above 0 that is published if none of its sources
            is published unchanged.
        kinds: Third-party kinds, and their parts, with the names of the fields that may
            be published. For a kind of the library, it may only name fewer.

    Raises:
        InvalidValue: If a marking, level, number or kind is invalid.

    Example:
        >>> Audience("TLP:CLEAR", coarsened="TLP:AMBER").place
        'admin1'

    Source:
        Threshold of 5: OECD, Glossary of Statistical Terms,
        https://stats.oecd.org/glossary/detail.asp?ID=7010
    """

    marking: str
    coarsened: str | None = None
    place: str = "admin1"
    smallest_count: int = 5
    kinds: Mapping[type[Form], Collection[str]] = attrs.field(factory=dict, hash=False)

    def __attrs_post_init__(self) -> None:
        rule = CodeFrom(MARKING)
        for name in ("marking", "coarsened"):
            word: object = getattr(self, name)
            if name == "marking" or word is not None:
                _demand(isinstance(word, str), rule.expected, word, name)
                fault = rule.fault(cast("str", word))
                hint = "" if fault is None else fault.hint
                _demand(fault is None, rule.expected, word, name, hint)
        if self.coarsened is not None:
            strict = LEVEL[self.coarsened] > LEVEL[self.marking]
            expected = f"be stricter than {self.marking}"
            _demand(strict, expected, self.coarsened, "coarsened")
        is_level = isinstance(self.place, str) and self.place in {"admin1", "admin2"}
        _demand(is_level, "be admin1 or admin2", self.place, "place")
        is_number = type(self.smallest_count) is int and self.smallest_count > 0
        expected = "be a whole number above 0"
        _demand(is_number, expected, self.smallest_count, "smallest_count")
        expected = "be kinds of record, each with the names of fields"
        _demand(isinstance(self.kinds, Mapping), expected, self.kinds, "kinds")
        kinds = {cls: _known_names(cls, names) for cls, names in self.kinds.items()}
        object.__setattr__(self, "kinds", kinds)


def _demand(
    is_met: object, expected: str, got: object, name: str, hint: str = ""
) -> None:
    if not is_met:
        place = Where(path=Path.to(name))
        raise InvalidValue(expected, got, where=place, hint=hint)


def _known_names(cls: object, names: object) -> frozenset[str]:
    is_kind = isinstance(cls, type) and issubclass(cls, Form)
    is_known = is_kind and not issubclass(cast("type", cls), UnknownRecord)
    expected = "have classes of records or parts as keys"
    _demand(is_known, expected, cls, "kinds")
    known = {field.name for field in fields_of(cast("type[Form]", cls))}
    are_names = isinstance(names, Collection) and not isinstance(names, str)
    fit = are_names and all(name in known for name in cast("Collection[str]", names))
    expected = f"name fields of {cast('type', cls).__name__}"
    _demand(fit, expected, names, "kinds")
    return frozenset(cast("Collection[str]", names))


@attrs.frozen
class Omission:
    """
    One rule that left something out or made it less exact, and how often.

    Attributes:
        rule: Reason, in plain words.
        kind: Word of the kind of record.
        field: Path of the field, without keys. None: whole records.
        number: Number of times. Unit: record, or field.
    """

    rule: str
    kind: str
    field: str | None
    number: int

    def __str__(self) -> str:
        place = self.kind if self.field is None else f"{self.kind}.{self.field}"
        return f"{self.number} {place}: {self.rule}"


@attrs.frozen
class Withheld:
    """
    What was left out and why, without its ids, values and texts.

    Attributes:
        entries: Each rule that left something out, whole records first.
        rules: Rules that were applied, with their parameters.
    """

    entries: tuple[Omission, ...] = ()
    rules: tuple[str, ...] = ()

    def to_rows(self) -> list[dict[str, str | int | None]]:
        """Return the entries as flat rows, for a table."""
        return [attrs.asdict(entry) for entry in self.entries]

    def __len__(self) -> int:
        return len(self.entries)

    def __iter__(self) -> Iterator[Omission]:
        return iter(self.entries)

    def __str__(self) -> str:
        records = sum(one.number for one in self.entries if one.field is None)
        fields = sum(one.number for one in self.entries) - records
        lines = [f"{records} records withheld, {fields} fields left out or coarsened."]
        lines += [str(one) for one in self.entries[:_SHOWN_OMISSIONS]]
        if len(self) > _SHOWN_OMISSIONS:
            lines.append(f"and {len(self) - _SHOWN_OMISSIONS} more, in to_rows()")
        return "\n".join([*lines, *(f"Rule: {rule}." for rule in self.rules)])
