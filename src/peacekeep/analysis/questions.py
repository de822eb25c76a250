"""
What a total is asked: a kind, the count, the fields that fit, and the day of a stock.

Every word of a question is checked here. `totals` answers it.
"""

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final, cast

import attrs

from peacekeep.dataset import Dataset
from peacekeep.definitions.fields import Field, fields_of
from peacekeep.definitions.forms import Form
from peacekeep.definitions.paths import fields_along
from peacekeep.definitions.values import canonical_text
from peacekeep.errors import InvalidValue, UnknownName, UnknownReference
from peacekeep.models import (
    Casualties,
    Equipment,
    PersonnelCount,
    Record,
    Tally,
)
from peacekeep.values.counts import Count
from peacekeep.values.dates import PartialDate


__all__ = ["DAY_FIELDS", "Condition", "Question", "Span", "question_of", "values_of"]

DAY_FIELDS: Final = ("on", "period", "departed_on")
"""Fields that give the day or the span of a record."""

_TIMES: Final = ("year", "month", "day")

# Fields of which one word is asked: counts of several words do not add up.
_ONE_WORD: Final[Mapping[type[Form], str]] = {
    Casualties: "outcome",
    Tally: "measure",
    Equipment: "status",
}
# Words of these by which a count is a stock.
_STOCKS: Final[Mapping[type[Form], tuple[str, ...]]] = {
    Equipment: ("held",),
    Tally: ("bases_total", "personnel_to_depart", "contributing_countries"),
}
_CARRY: Final = re.compile(r"([1-9][0-9]{0,4}) days?", re.ASCII)

Span = tuple[datetime.date, datetime.date]
"""The first and the last day of something."""


@attrs.frozen
class Condition:
    """
    What a field must be.

    Attributes:
        name: Path of the field, as it was asked.
        fields: The fields on the way. Empty: a time of the record.
        in_part: Whether it is a field of the part that is counted.
        asked: Values that fit. None: it must not be given.
        span: First and last day that fit, of a time.
    """

    name: str
    fields: tuple[Field, ...] = ()
    in_part: bool = False
    asked: tuple[object, ...] | None = None
    span: Span | None = None

    @property
    def text(self) -> str:
        if self.asked is None:
            return "not given"
        return " or ".join(map(canonical_text, self.asked))


@attrs.frozen
class Question:
    """What is asked, as it was read."""

    what: str
    cls: type[Record]
    fields: tuple[Field, ...]
    where: tuple[Condition, ...]
    by: tuple[Condition, ...]
    on: PartialDate | None
    carry: str | None
    is_stock: bool

    @property
    def kind(self) -> str:
        """Word of the kind."""
        return self.what.partition(".")[0]

    @property
    def part(self) -> type[Form] | None:
        """Class of the parts that are counted. None: the count is one of the record."""
        many = [field.part for field in self.fields if field.many]
        return many[-1] if many else None

    @property
    def is_nested(self) -> bool:
        """True if the counts of two records may count the same people."""
        return len(self.fields) == 1 and (self.is_stock or self.cls is Tally)

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(field.name for field in self.fields)


def question_of(
    dataset: Dataset,
    what: object,
    *,
    where: object,
    by: object,
    on: object,
    carry: object,
) -> Question:
    """
    Read what is asked.

    Raises:
        UnknownName: If there is no such kind, field or word.
        UnknownReference: If an id that is asked for is not in the dataset.
        InvalidValue: If it cannot be added up as it is asked.
    """
    cls, fields = _what(dataset, what)
    asked = _conditions(dataset, cls, fields, where)
    keys = tuple(_key(cls, fields, name) for name in _names(by))
    word = _one_word(cls, fields, asked)
    is_stock = bool(fields) and (cls is PersonnelCount or word in _STOCKS.get(cls, ()))
    return Question(
        str(what),
        cls,
        fields,
        asked,
        keys,
        _day_asked(on, str(what), keys, is_stock=is_stock),
        _carried(carry, is_stock=is_stock),
        is_stock,
    )


def _one_word(
    cls: type[Record], fields: tuple[Field, ...], asked: tuple[Condition, ...]
) -> str | None:
    """Return the one outcome, measure or status that is asked, where one must be."""
    if not fields:
        return None
    holder: type[Form] = fields[0].part or cls
    name = _ONE_WORD.get(holder)
    if name is None:
        return None
    path = name if holder is cls else f"{fields[0].name}.{name}"
    given = next((one.asked for one in asked if one.name == path), None)
    if given is not None and len(given) == 1:
        return str(given[0])
    field = next(one for one in fields_of(holder) if one.name == name)
    words = tuple(field.codes or ())
    raise InvalidValue(
        f"be asked of one {name}, for counts of several do not add up",
        None if given is None else [str(one) for one in given],
        subject=path,
        hint=f'Such as where={{"{path}": "{words[0]}"}}, or {", ".join(words[1:])}.',
    )


def _what(dataset: Dataset, what: object) -> tuple[type[Record], tuple[Field, ...]]:
    """Return the kind and the fields that lead to the count. No fields: the kind."""
    if not isinstance(what, str):
        expected = (
            "be a kind and the path of a count, such as incident.casualties.count"
        )
        raise InvalidValue(expected, what, subject="what is added up")
    word, _, path = what.partition(".")
    kinds = dataset.kinds()
    if word not in kinds:
        raise UnknownName("kind", word, kinds)
    cls = kinds[word]
    fields = fields_along(cls, path) if path else ()
    if fields and fields[-1].value is not Count:
        counts = ", ".join(f"{word}.{path}" for path in _counts_of(cls)) or "none"
        hint = f"Counts of {word}: {counts}."
        raise InvalidValue(
            "lead to a count", what, subject="what is added up", hint=hint
        )
    return cls, fields


def _counts_of(cls: type[Form]) -> Iterator[str]:
    for field in fields_of(cls):
        if field.value is Count:
            yield field.name
        elif field.part is not None and field.part is not cls:
            yield from (f"{field.name}.{name}" for name in _counts_of(field.part))


def _names(by: object) -> tuple[str, ...]:
    names = (by,) if isinstance(by, str) else () if by is None else by
    if not isinstance(names, Iterable) or not all(
        isinstance(one, str) for one in names
    ):
        raise InvalidValue("be the path of a field, or several", by, subject="by")
    return tuple(dict.fromkeys(cast("Iterable[str]", names)))


def _key(cls: type[Record], fields: tuple[Field, ...], name: str) -> Condition:
    """Resolve a path of the record, or of the part that is counted."""
    held = {field.name for field in fields_of(cls)}
    if name in _TIMES and name not in held:
        if held.isdisjoint(DAY_FIELDS):
            raise InvalidValue(
                f"not be by {name}, for {cls.kind} has no day", name, subject="by"
            )
        return Condition(name)
    names = name.split(".")
    outer = fields[0] if len(fields) > 1 else None
    inner = (
        set()
        if outer is None or outer.part is None
        else {field.name for field in fields_of(outer.part)}
    )
    if outer is not None and names[0] in inner - held:
        names = [outer.name, *names]
    way = fields_along(cls, ".".join(names))
    if way[-1].part is not None:
        hint = (
            f"Go on to one of {', '.join(one.name for one in fields_of(way[-1].part))}."
        )
        raise InvalidValue(
            "lead to a field without fields of its own", name, subject="path", hint=hint
        )
    in_part = outer is not None and way[0] is outer
    key = way[0].part.KEY if in_part and way[0].part is not None else ()
    if in_part and way[-1].name not in key:
        hint = f"Parts are told apart by {', '.join(key) or 'nothing'}."
        raise InvalidValue(
            "be a field of the key of the part", name, subject="path", hint=hint
        )
    return Condition(".".join(names), way, in_part)


def _conditions(
    dataset: Dataset, cls: type[Record], fields: tuple[Field, ...], where: object
) -> tuple[Condition, ...]:
    if where is None:
        return ()
    if not isinstance(where, Mapping):
        hint = 'Such as {"casualties.group": "peacekeeper"}.'
        raise InvalidValue(
            "be a mapping of paths to values", where, subject="where", hint=hint
        )
    found: list[Condition] = []
    for name, value in where.items():
        if name in _TIMES:
            raise InvalidValue(
                "be the path of a field",
                name,
                subject="where",
                hint='Group by it: by="month".',
            )
        key = _key(cls, fields, str(name))
        if value is None:
            found.append(key)
            continue
        several = (
            value if isinstance(value, list | tuple | set | frozenset) else (value,)
        )
        read = tuple(_read(dataset, cls.kind, key.fields, one) for one in several)
        found.append(attrs.evolve(key, asked=read))
    return tuple(found)


def _read(dataset: Dataset, kind: str, way: tuple[Field, ...], value: object) -> object:
    """Read a value that is asked for, and refuse a word or an id that is not there."""
    field = way[-1]
    read = field.read_one(value)
    if field.refers is not None and read not in dataset:
        raise UnknownReference(read, (one.id for one in dataset))
    codes = field.codes
    if codes is None or read in codes:
        return read
    # The world owns an open vocabulary: a record may hold another word.
    if not any(read in values_of(record, way) for record in dataset.of(kind)):
        raise UnknownName(f"word of {codes.name}", read, codes)
    return read


def values_of(form: Form, way: tuple[Field, ...]) -> tuple[object, ...]:
    """Return what a form holds at the end of some fields."""
    found: list[object] = [form]
    for field in way:
        held = [getattr(one, field.name) for one in found]
        found = [
            member
            for one in held
            for member in (one if isinstance(one, tuple) else (one,))
            if member is not None
        ]
    return tuple(found)


def _day_asked(
    on: object, what: object, by: tuple[Condition, ...], *, is_stock: bool
) -> PartialDate | None:
    if not is_stock:
        if on is None:
            return None
        hint = 'Group it by="month", or ask ds.happened_by(day) for what had happened.'
        raise InvalidValue(
            "be asked without a day, for it is no stock",
            str(on),
            subject=str(what),
            hint=hint,
        )
    times = [one.name for one in by if one.span is None and not one.fields]
    if times:
        hint = "Ask for one day after another."
        raise InvalidValue(
            "not be added over time, for it is a stock",
            times[0],
            subject=str(what),
            hint=hint,
        )
    if on is None:
        hint = 'Give the day: on="2023-10-31".'
        raise InvalidValue(
            "be asked for one day, for it is a stock", on, subject=str(what), hint=hint
        )
    return on if isinstance(on, PartialDate) else PartialDate.from_plain(on)


def _carried(carry: object, *, is_stock: bool) -> str | None:
    if carry is None:
        return None
    if not isinstance(carry, str) or _CARRY.fullmatch(carry) is None or not is_stock:
        hint = "Only counts of a stock are carried." if not is_stock else ""
        raise InvalidValue(
            'be a number of days, such as "90 days"', carry, subject="carry", hint=hint
        )
    return carry
