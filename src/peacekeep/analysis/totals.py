"""
Totals that count nobody twice, and take nothing that is not said for zero.

`dataset/counting` says which count lies inside which. Here the counts of a dataset are
found, with what is claimed where a field is empty.
"""

import datetime
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import product
from typing import Any, Final, cast

import attrs

from peacekeep.dataset import Dataset
from peacekeep.dataset.contests import Contest, contests
from peacekeep.dataset.counting import (
    UNSTATED,
    Cell,
    Days,
    Side,
    Words,
    added,
    inside_of,
    within,
    words_above,
)
from peacekeep.definitions.fields import Field, fields_of, snake_case
from peacekeep.definitions.forms import Form
from peacekeep.definitions.values import Value, agrees, canonical_text, covers
from peacekeep.errors import (
    Finding,
    InvalidValue,
    Path,
    Report,
    Severity,
    Step,
    UnknownName,
    UnknownReference,
    ValidationFailed,
    Where,
)
from peacekeep.models import (
    KINDS,
    Casualties,
    Claim,
    Equipment,
    PersonnelCount,
    Record,
    Tally,
)
from peacekeep.models.place import Place
from peacekeep.values.counts import Bounds, Count
from peacekeep.values.dates import PartialDate, Period


__all__ = ["Addend", "Total", "total"]

_CONTESTED: Final = ("span", "unknown", "refuse")
_TIMES: Final = ("year", "month", "day")
_DAY_FIELDS: Final = ("on", "period", "departed_on")

# What a count of one kind counts, field by field. Where a field of the first list is not
# given, the count is of all; where one of the second is not, it is not stated of which.
_SIDES: Final[Mapping[type[Record], tuple[tuple[str, ...], tuple[str, ...]]]] = {
    PersonnelCount: (
        ("mission", "base", "category", "contributor", "sex", "unit_type", "unit_size"),
        (),
    ),
    Tally: (("place", "actor", "contributor"), ("mission", "cause", "group")),
    Equipment: (("base",), ("mission", "operator", "movement", "item")),
}
# Fields of which one word must be asked: what the others count cannot be added to it.
_ONE_WORD: Final[Mapping[type[Form], str]] = {
    Casualties: "outcome",
    Tally: "measure",
    Equipment: "status",
}
# Fields in which counts that are added must agree.
_POPULATION: Final[Mapping[type[Record], tuple[str, ...]]] = {
    PersonnelCount: ("status", "method"),
    Equipment: ("item",),
}
_STOCKS: Final[Mapping[type[Record], tuple[str, ...]]] = {
    Equipment: ("held",),
    Tally: ("bases_total", "personnel_to_depart", "contributing_countries"),
}
_CARRY: Final = re.compile(r"([1-9][0-9]{0,4}) days?", re.ASCII)

Span = tuple[datetime.date, datetime.date]


@attrs.frozen
class Addend:
    """
    One count of a record, and what became of it in a total.

    Attributes:
        record: Id of the record.
        path: Path of the count. None: the record itself is counted, or it has no such
            count.
        count: The count, as it is used. None: the record does not say.
        why: Why it is left out or unknown, or from what it is taken. Empty: the record
            holds it, and it is added.
        claims: Claims on which it rests, where the record holds no value.
    """

    record: str
    path: str | None
    count: Count | None
    why: str = ""
    claims: tuple[Claim, ...] = attrs.field(default=(), repr=False)

    def __str__(self) -> str:
        place = self.record if self.path is None else f"{self.record}: {self.path}"
        said = "" if self.count is None else f" is {self.count}"
        return f"{place}{said}{f' ({self.why})' if self.why else ''}"


@attrs.frozen
class Total:
    """
    What the records of a dataset add up to.

    Attributes:
        what: What is counted.
        where: What was asked of it, by field.
        on: Day of a stock. None: a flow.
        carry: How old a count of a stock may be. None: it is of the day.
        count: Bounds on the number, whatever is not said. It has no high bound as long
            as one record does not say.
        count_told: The sum of what is said. None: nothing is. It is the total only if
            nothing is unknown.
        added: What was added.
        left_out: What fits the question and is not added, and why.
        unknown: What is not said, and what may not belong, and why. It is never zero.
        by: Fields of the groups.
        key: What the group has in these fields. Empty: the total is of no group.
        groups: The total of each group. They need not add up: what may be in two groups
            adds to the high bound of both.
    """

    what: str
    where: Mapping[str, str] = attrs.field(hash=False)
    on: PartialDate | None
    carry: str | None
    count: Count
    count_told: Count | None
    added: tuple[Addend, ...] = attrs.field(repr=False)
    left_out: tuple[Addend, ...] = attrs.field(repr=False)
    unknown: tuple[Addend, ...] = attrs.field(repr=False)
    by: tuple[str, ...] = ()
    key: tuple[str, ...] = ()
    groups: tuple["Total", ...] = attrs.field(default=(), repr=False)

    @property
    def claims(self) -> tuple[Claim, ...]:
        """The claims on which it rests, where records hold no value."""
        found = {one.id: one for item in self.added for one in item.claims}
        return tuple(found[ref] for ref in sorted(found))

    def to_rows(self) -> list[dict[str, str | int | bool | None]]:
        """Return each group as a flat row, then the total, for a table."""
        return [one._row(self.by) for one in (*self.groups, self)]  # noqa: SLF001 - of this class

    def _row(self, by: tuple[str, ...]) -> dict[str, str | int | bool | None]:
        keys = self.key or (None,) * len(by)
        sides = {f"count_{one.name}": one.find(self.count) for one in Count.COLUMNS}
        return {
            **dict(zip(by, keys, strict=True)),
            "is_total": not self.key,
            "count": str(self.count),
            **sides,
            "count_told": None if self.count_told is None else str(self.count_told),
            "added": len(self.added),
            "unknown": len(self.unknown),
        }

    def __str__(self) -> str:
        asked = ", ".join(f"{name} {text}" for name, text in self.where.items())
        heading = f"{self.what}{f' where {asked}' if asked else ''}"
        if self.on is not None:
            heading += f", on {self.on}"
        if self.carry is not None:
            heading += f", with counts of the {self.carry} before"
        names = ("count", "count_told", "added", "unknown")
        table = [[*self.by, *names]]
        for row in self.to_rows():
            keys = [row[name] or "total" for name in self.by]
            table.append([str(one) for one in (*keys, *(row[name] for name in names))])
        widths = [max(map(len, column)) for column in zip(*table, strict=True)]
        lines = (
            "  ".join(
                cell.ljust(width) for cell, width in zip(row, widths, strict=True)
            )
            for row in table
        )
        return "\n".join([heading, *(line.rstrip() for line in lines)])


def total(
    dataset: Dataset,
    what: str,
    *,
    where: Mapping[str, object] | None = None,
    by: str | Iterable[str] | None = None,
    on: PartialDate | datetime.date | str | None = None,
    contested: str = "span",
    carry: str | None = None,
) -> Total:
    """
    Add up a count over the records of a kind, or the records themselves.

    Nobody is counted twice: a severity lies inside its outcome, a group inside `all`, a
    category inside a broader one, a contributor's part inside the whole, and what a
    tally counts inside the tally. Parts raise the low bound of the whole, and never
    close its high bound. A record that does not say is listed, and leaves the count
    open.

    Args:
        dataset: The dataset.
        what: A kind and the path of a count, such as `incident.casualties.count`, or a
            kind alone, whose records are counted.
        where: Value of each field, by its path in the record. Several values are
            alternatives. A record that does not give the field may belong, and adds to
            the high bound alone.
        by: Fields by which to group, and `year`, `month` or `day` of the record.
        on: Day, for a stock: personnel, equipment that is held, ceilings. It takes only
            counts of that day, or of a period that holds it.
        contested: How a field counts that is empty because claims differ: by their
            `"span"`, as `"unknown"`, or not at all: `"refuse"`.
        carry: How old a count of a stock may be, such as `"90 days"`.

    Returns:
        The bounds, with what was added, what was left out and why, and what is not
        known.

    Raises:
        UnknownName: If there is no such kind, field, word or way.
        UnknownReference: If an id in `where` is not in the dataset.
        InvalidValue: If it is no count, the question mixes populations, or a stock is
            asked without its day.
        ValidationFailed: If a contested field is empty and `contested` is `"refuse"`.

    Example:
        >>> ds = Dataset([
        ...     Incident(
        ...         id="incident/one",
        ...         on="2023-11-01",
        ...         casualties=[
        ...             Casualties(group="peacekeeper", outcome="injured", count=8),
        ...             Casualties(
        ...                 group="peacekeeper",
        ...                 outcome="injured",
        ...                 severity="light",
        ...                 count=5,
        ...             ),
        ...         ],
        ...     ),
        ...     Incident(id="incident/two", on="2023-11-03"),
        ... ])
        >>> injured = {"casualties.outcome": "injured"}
        >>> peacekeepers = {"casualties.group": "peacekeeper", **injured}
        >>> found = total(ds, "incident.casualties.count", where=peacekeepers)
        >>> print(found.count, found.count_told, found.unknown[0])
        8.. 8 incident/two (does not say)
    """
    if not isinstance(dataset, Dataset):
        raise InvalidValue("be a dataset", dataset, subject="what is added up")
    if contested not in _CONTESTED:
        raise UnknownName("way to count contested fields", contested, _CONTESTED)
    return _Adding(
        dataset, _question(dataset, what, where, by, on, carry), contested
    ).total()


@attrs.frozen
class _Condition:
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
class _Question:
    """What is asked, as it was read."""

    what: str
    cls: type[Record]
    fields: tuple[Field, ...]
    where: tuple[_Condition, ...]
    by: tuple[_Condition, ...]
    on: PartialDate | None
    carry: str | None
    is_stock: bool

    @property
    def part(self) -> type[Form] | None:
        """Class of the parts that are counted. None: the count is one of the record."""
        many = [field.part for field in self.fields if field.many]
        return many[-1] if many else None

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(field.name for field in self.fields)


def _question(
    dataset: Dataset, what: object, where: object, by: object, on: object, carry: object
) -> _Question:
    cls, fields = _what(dataset, what)
    asked = _conditions(dataset, cls, fields, where)
    keys = tuple(_key(cls, fields, name) for name in _names(by))
    words = {one.name.rpartition(".")[2]: one for one in asked}
    part = next((one.part for one in reversed(fields) if one.part is not None), None)
    for kind in (cls, part):
        name = _ONE_WORD.get(cast("type[Form]", kind))
        held = None if name is None else words.get(name)
        if name is None or not fields or (held is not None and held.asked):
            continue
        path = f"{fields[0].name}.{name}" if kind is part else name
        field = next(one for one in fields_of(cast("type", kind)) if one.name == name)
        raise InvalidValue(
            f"ask one {name}, for counts of several do not add up",
            what,
            subject="total",
            hint=f'Give where={{"{path}": "{next(iter(field.codes or ()))}"}}, or another '
            f"of {', '.join(field.codes or ())}.",
        )
    stocks = _STOCKS.get(cls, ())
    texts = {text for one in asked if one.asked for text in map(str, one.asked)}
    is_stock = bool(fields) and (cls is PersonnelCount or not texts.isdisjoint(stocks))
    if (
        is_stock
        and texts.intersection(stocks)
        and len(words[_ONE_WORD[cls]].asked or ()) > 1
    ):
        raise InvalidValue(
            f"ask one {_ONE_WORD[cls]}", words[_ONE_WORD[cls]].text, subject="total"
        )
    return _Question(
        cast("str", what),
        cls,
        fields,
        asked,
        keys,
        _day_asked(on, what, keys, is_stock=is_stock),
        _carried(carry, is_stock=is_stock),
        is_stock,
    )


def _what(dataset: Dataset, what: object) -> tuple[type[Record], tuple[Field, ...]]:
    """Return the kind and the fields that lead to the count. No fields: the kind."""
    if not isinstance(what, str):
        expected = (
            "be a kind and the path of a count, such as incident.casualties.count"
        )
        raise InvalidValue(expected, what, subject="what is added up")
    word, *names = what.split(".")
    kinds = {
        **{cls.kind: cls for cls in KINDS},
        **{one.kind: type(one) for one in dataset},
    }
    if word not in kinds:
        raise UnknownName("kind", word, kinds)
    cls = kinds[word]
    fields = _way(cls, names, what)
    if fields and fields[-1].value is not Count:
        counts = ", ".join(f"{word}.{path}" for path in _counts_of(cls)) or "none"
        hint = f"Counts of {word}: {counts}."
        raise InvalidValue(
            "lead to a count", what, subject="what is added up", hint=hint
        )
    return cls, fields


def _way(cls: type[Form], names: Iterable[str], path: str) -> tuple[Field, ...]:
    fields: list[Field] = []
    inner: type[Form] | None = cls
    for name in names:
        if inner is None:
            expected = f"end at {fields[-1].name}, which has no fields of its own"
            raise InvalidValue(expected, path, subject="path")
        known = {field.name: field for field in fields_of(inner)}
        if name not in known:
            raise UnknownName(f"field of {snake_case(inner.__name__)}", name, known)
        fields.append(known[name])
        inner = known[name].part
    return tuple(fields)


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


def _key(cls: type[Record], fields: tuple[Field, ...], name: str) -> _Condition:
    """Resolve a path of the record, or of the part that is counted."""
    held = {field.name for field in fields_of(cls)}
    if name in _TIMES and name not in held:
        if held.isdisjoint(_DAY_FIELDS):
            raise InvalidValue(
                f"not be by {name}, for {cls.kind} has no day", name, subject="by"
            )
        return _Condition(name)
    names = name.split(".")
    outer = fields[0] if len(fields) > 1 else None
    inner = (
        set()
        if outer is None or outer.part is None
        else {field.name for field in fields_of(outer.part)}
    )
    if outer is not None and names[0] in inner - held:
        names = [outer.name, *names]
    way = _way(cls, names, name)
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
    return _Condition(".".join(names), way, in_part)


def _conditions(
    dataset: Dataset, cls: type[Record], fields: tuple[Field, ...], where: object
) -> tuple[_Condition, ...]:
    if where is None:
        return ()
    if not isinstance(where, Mapping):
        hint = 'Such as {"casualties.group": "peacekeeper"}.'
        raise InvalidValue(
            "be a mapping of paths to values", where, subject="where", hint=hint
        )
    found: list[_Condition] = []
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
        read = tuple(_read(dataset, cls, key.fields[-1], one) for one in several)
        found.append(attrs.evolve(key, asked=read))
    return tuple(found)


def _read(dataset: Dataset, cls: type[Record], field: Field, value: object) -> object:
    """Read a value that is asked for, and refuse a word or an id that is not there."""
    read = (
        field.parse(value)
        if isinstance(value, str) and field.holds is bool
        else field.read_one(value)
    )
    if field.refers is not None and read not in dataset:
        raise UnknownReference(read, (one.id for one in dataset))
    if field.codes is not None and read not in field.codes:
        raise UnknownName(f"word of {field.codes.name}", read, field.codes)
    return read


def _day_asked(
    on: object, what: object, by: tuple[_Condition, ...], *, is_stock: bool
) -> PartialDate | None:
    if not is_stock:
        if on is None:
            return None
        hint = (
            'Group it by="month", or count what had happened by a day: ds.as_of(day).'
        )
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


@attrs.frozen
class _Said:
    """A cell, with what it rests on."""

    cell: Cell
    why: str = ""
    claims: tuple[Claim, ...] = ()
    is_contested: bool = False

    def addend(self, why: str = "") -> Addend:
        bounds = self.cell.bounds
        return Addend(
            self.cell.record,
            self.cell.path or None,
            None if bounds is None else _count(bounds),
            why or self.why,
            self.claims,
        )


class _Found:
    """What one question comes to, while it is put together."""

    def __init__(self) -> None:
        self.bounds = Bounds(0, 0, 0)
        self.told: Bounds[int] | None = None
        self.added: list[Addend] = []
        self.left_out: list[Addend] = []
        self.unknown: list[Addend] = []

    def add(self, bounds: Bounds[int], *, is_certain: bool) -> None:
        if is_certain:
            self.told = bounds if self.told is None else self.told.plus(bounds)
        else:
            bounds = bounds._replace(low=0, best=None)
        self.bounds = self.bounds.plus(bounds)

    def add_unknown(self, *items: Addend) -> None:
        self.bounds = self.bounds.plus(_UNKNOWN)
        self.unknown += items


_UNKNOWN: Final[Bounds[int]] = Bounds(0, None, None)


def _count(bounds: Bounds[int]) -> Count:
    low, high, best, approximate = bounds
    return Count(low, high, best, approximate=approximate and low != high)


class _Adding:
    """One question, put to one dataset."""

    def __init__(self, dataset: Dataset, question: _Question, contested: str) -> None:
        self.dataset = dataset
        self.question = question
        self.contested = contested
        self.refused: dict[tuple[str, str], _Said] = {}
        self.claimed: dict[tuple[str, tuple[str, ...]], list[Contest]] = defaultdict(
            list
        )
        for contest in contests(dataset):
            names = tuple(name for name, _ in contest.target.way)
            self.claimed[contest.about, names].append(contest)
        self.said = {
            record.id: tuple(self._said(record)) for record in dataset.of(question.cls)
        }

    def total(self) -> Total:
        """Return the total, and that of each group."""
        question = self.question
        whole = self._total(question.where, ())
        if self.refused:
            raise ValidationFailed(
                Report(tuple(map(self._finding, self.refused.values())))
            )
        groups = tuple(
            self._total((*question.where, *conditions), key)
            for key, conditions in self._groups()
        )
        return attrs.evolve(whole, groups=groups)

    def _finding(self, said: _Said) -> Finding:
        record = said.cell.record
        where = Where(record=record, path=Path.parse(said.cell.path))
        told = "; ".join(map(self.dataset.told, said.claims))
        return Finding(
            check="total.contested",
            severity=Severity.ERROR,
            record=record,
            where=where.within(self.dataset.origin(record)),
            message=f"{told}.",
            suggestion='Settle it by a policy, or count its span: contested="span".',
        )

    def _total(self, conditions: tuple[_Condition, ...], key: tuple[str, ...]) -> Total:
        question = self.question
        found = _Found()
        if self._is_nested():
            self._add_nested(found, conditions)
        elif question.part is not None:
            self._add_parts(found, conditions)
        else:
            self._add_records(found, conditions)
        if question.fields and not (found.added or found.unknown):
            found.bounds = _UNKNOWN
        return Total(
            what=question.what,
            where={one.name: one.text for one in question.where},
            on=question.on,
            carry=question.carry,
            count=_count(found.bounds),
            count_told=None if found.told is None else _count(found.told),
            added=tuple(found.added),
            left_out=tuple(found.left_out),
            unknown=tuple(found.unknown),
            by=tuple(one.name for one in question.by),
            key=key,
        )

    def _is_nested(self) -> bool:
        """Return whether counts of two records may count the same people."""
        question = self.question
        return len(question.fields) == 1 and (
            question.is_stock or question.cls is Tally
        )

    # What records say

    def _said(self, record: Record) -> Iterator[_Said]:
        """Yield what a record says, or that it does not."""
        question = self.question
        if not question.fields:
            yield _Said(Cell(record.id, "", {}, Bounds(1, 1, 1)))
        elif question.part is not None:
            yield from self._said_in_parts(record)
        else:
            path = ".".join(question.names)
            held = _values(record, question.fields)
            sides = self._sides(record) if self._is_nested() else {}
            counts = self._counted(record)
            cells = [
                Cell(record.id, path, sides, cast("Count", one).bounds, counts)
                for one in held
            ]
            if cells:
                yield from map(_Said, cells)
                return
            empty = Cell(record.id, path, sides, None, counts)
            about = self.claimed.get((record.id, question.names), [])
            yield from (self._claimed(empty, one) for one in about)
            if not about:
                yield _Said(empty)

    def _said_in_parts(self, record: Record) -> Iterator[_Said]:
        """Yield what the parts of a record say, and claims on parts it lacks."""
        outer, *inner = self.question.fields
        part = cast("type[Form]", outer.part)
        about = {
            str(one.path): one
            for one in self.claimed.get((record.id, self.question.names), [])
        }
        for index, one in enumerate(getattr(record, outer.name)):
            sides = self._part_sides(part, dict(zip(part.KEY, one.key, strict=False)))
            target = _path(outer, one, index, inner)
            contest = about.pop(target, None)
            held = _values(one, tuple(inner))
            cell = Cell(record.id, target, sides, None)
            if held:
                yield _Said(attrs.evolve(cell, bounds=cast("Count", held[0]).bounds))
            else:
                yield _Said(cell) if contest is None else self._claimed(cell, contest)
        needed = [field.name for field in fields_of(part) if field.required]
        for target, contest in about.items():
            key = dict(zip(part.KEY, contest.target.way[0][1] or (), strict=False))
            if all(key.get(name) for name in needed):
                cell = Cell(record.id, target, self._part_sides(part, key), None)
                yield self._claimed(cell, contest)

    def _claimed(self, cell: Cell, contest: Contest) -> _Said:
        """Return an empty count as claims on it give it."""
        claims = tuple(one.claim for one in (*contest.affirmed, *contest.denied))
        if not contest.affirmed:
            why = (
                "denied, and nothing else is affirmed"
                if claims
                else "no claim is weighed"
            )
            return _Said(cell, why, claims, contest.is_contested)
        if contest.is_contested and self.contested != "span":
            return _Said(cell, "contested", claims, is_contested=True)
        counts = [cast("Count", one.value) for one in contest.affirmed]
        bounds = Count.spanning(*counts).bounds
        why = "the span of what is claimed" if contest.is_contested else "as claimed"
        return _Said(attrs.evolve(cell, bounds=bounds), why, claims)

    def _counted(self, record: Record) -> frozenset[str]:
        """Return the ids of the tallies that a tally counts, and that these count."""
        found: set[str] = set()
        waiting = [record]
        while waiting:
            one = waiting.pop()
            refs = one.of if isinstance(one, Tally) else ()
            new = [ref for ref in refs if ref in self.dataset and ref not in found]
            found.update(new)
            waiting += [self.dataset.get(str(ref)) for ref in new]
        return frozenset(found - {record.id})

    # What is counted, side by side

    def _sides(self, record: Record) -> dict[str, Side | None]:
        """Return what a count of a record counts."""
        every, stated = _SIDES[self.question.cls]
        fields = {field.name: field for field in fields_of(type(record))}
        sides: dict[str, Side | None] = {}
        for name in (*every, *stated):
            members = _values(record, (fields[name],))
            if name == "category" and isinstance(record, PersonnelCount):
                members += record.includes
            if not members and (record.id, (name,)) in self.claimed:
                sides[name] = UNSTATED
            elif members:
                sides[name] = self._words(fields[name], members)
            else:
                sides[name] = None if name in every else UNSTATED
        base = getattr(record, "base", None)
        if sides.get("mission") in (None, UNSTATED) and base in self.dataset:
            mission = getattr(self.dataset.get(base), "mission", None)
            if mission is not None:
                sides["mission"] = self._words(fields["mission"], (mission,))
        if isinstance(record, Tally) and not self.question.is_stock:
            sides["time"] = _days_counted(record)
        return sides

    def _part_sides(
        self, part: type[Form], key: Mapping[str, str | None]
    ) -> dict[str, Side | None]:
        fields = {field.name: field for field in fields_of(part)}
        return {
            name: self._words(fields[name], (text,))
            if (text := key.get(name))
            else None
            for name in part.KEY
        }

    def _words(self, field: Field, members: Iterable[object]) -> Words | None:
        """Return members as words with those above them. None: they are all."""
        codes = field.codes
        lines: set[tuple[str, ...]] = set()
        for member in members:
            text = canonical_text(member)
            if codes is not None and text == "all" in codes:
                return None
            if codes is not None:
                lines.add(words_above(codes, text))
            else:
                lines.add(
                    self._ids_above(text) if field.refers is not None else (text,)
                )
        return Words(frozenset(lines), codes, field.part is Place)

    def _ids_above(self, ref: str) -> tuple[str, ...]:
        """Return an id, and those of the records in which its record lies."""
        line = [ref]
        while line[-1] in self.dataset:
            record = self.dataset.get(line[-1])
            above = getattr(record, "parent", None) or getattr(record, "part_of", None)
            if above is None or above in line:
                break
            line.append(str(above))
        return tuple(line)

    # Whether a record fits

    def _fits(
        self, record: Record, conditions: Iterable[_Condition]
    ) -> tuple[bool | None, str]:
        """Return whether a record fits: certainly, not, or perhaps, and why perhaps."""
        why = ""
        for one in conditions:
            fits, doubt = self._fits_one(record, one)
            if fits is False:
                return False, ""
            if fits is None:
                why = why or f"may not belong: {doubt}"
        return (None if why else True), why

    def _fits_one(self, record: Record, one: _Condition) -> tuple[bool | None, str]:
        if one.span is not None:
            first, last = self._days(record)
            if first >= one.span[0] and last <= one.span[1]:
                return True, ""
            return (
                None if first <= one.span[1] and last >= one.span[0] else False
            ), "its day is not certain"
        members = _values(record, one.fields)
        names = tuple(field.name for field in one.fields)
        about = self.claimed.get((record.id, names), ()) if not members else ()
        affirmed = [said.value for contest in about for said in contest.affirmed]
        if one.asked is None:
            return (None if affirmed else not members), f"{one.name} is contested"
        fits = [self._fits_member(one, member) for member in (*members, *affirmed)]
        if affirmed:
            return (
                fits[0] if len(set(fits)) == 1 else None
            ), f"{one.name} is contested"
        if not members:
            return None, f"{one.name} is not given"
        if True in fits:
            return True, ""
        return (
            None if None in fits else False
        ), f"{one.name} is {canonical_text(members[0])}"

    def _fits_member(self, one: _Condition, member: object) -> bool | None:
        field, asked = one.fields[-1], one.asked or ()
        if isinstance(member, Value):
            if any(covers(value, member) for value in asked):
                return True
            return None if any(agrees(value, member) for value in asked) else False
        mine, theirs = self._words(field, (member,)), self._words(field, asked)
        if theirs is None:
            return True
        if mine is None:
            return None
        if mine.inside(theirs):
            return True
        return False if mine.apart(theirs) else None

    def _days(self, record: Record) -> Span:
        """Return the first and the last day of what a record describes."""
        for name in _DAY_FIELDS:
            value = getattr(record, name, None)
            days = (
                [value]
                if value is not None
                else [
                    said.value
                    for contest in self.claimed.get((record.id, (name,)), ())
                    for said in contest.affirmed
                ]
            )
            dates = [day for day in days if isinstance(day, PartialDate | Period)]
            if dates:
                return min(one.earliest for one in dates), max(
                    one.latest for one in dates
                )
        return datetime.date.min, datetime.date.max

    # What is added

    def _add_records(self, found: _Found, conditions: Iterable[_Condition]) -> None:
        """Add counts of records that count nobody in common."""
        for record in self.dataset.of(self.question.cls):
            fits, why = self._fits(record, conditions)
            if fits is False:
                continue
            for said in self.said[record.id]:
                bounds = said.cell.bounds
                if bounds is None:
                    found.add_unknown(self._open(said, why))
                    continue
                found.add(bounds, is_certain=fits is True)
                (found.unknown if why else found.added).append(said.addend(why))

    def _add_parts(self, found: _Found, conditions: Iterable[_Condition]) -> None:
        """Add what the parts of each record say of what is asked."""
        outer = [one for one in conditions if not one.in_part]
        asked = self._asked(conditions)
        for record in self.dataset.of(self.question.cls):
            fits, why = self._fits(record, outer)
            if fits is False:
                continue
            said = {id(one.cell): one for one in self.said[record.id]}
            near = [
                one
                for one in said.values()
                if inside_of(one.cell.sides, asked) or inside_of(asked, one.cell.sides)
            ]
            silent = [self._open(one, why) for one in near if one.cell.bounds is None]
            sum_ = within((one.cell for one in near), asked)
            if sum_ is None or sum_.bounds == _UNKNOWN:
                told = [
                    one.addend("it is not known") for one in near if one.cell.bounds
                ]
                nothing = Addend(record.id, None, None, why or "does not say")
                found.add_unknown(*(silent or told or [nothing]))
                continue
            found.add(sum_.bounds, is_certain=fits is True)
            if sum_.bounds.high is None:
                found.unknown += silent
            items = [said[id(cell)].addend(why) for cell in sum_.outermost] or [
                one.addend(why or "counts more than is asked: a high bound")
                for one in near
                if one.cell.bounds is not None
            ]
            (found.unknown if why else found.added).extend(items)
            found.left_out += [
                said[id(cell)].addend(f"inside {around.path}")
                for cell, around in sum_.inside
            ]

    def _asked(self, conditions: Iterable[_Condition]) -> dict[str, Side | None]:
        return {
            one.fields[-1].name: self._words(one.fields[-1], one.asked)
            for one in conditions
            if one.in_part and one.asked is not None
        }

    def _open(self, said: _Said, why: str) -> Addend:
        """Return a count that is not said, and refuse it if it is contested."""
        if self.contested == "refuse" and said.is_contested:
            self.refused.setdefault((said.cell.record, said.cell.path), said)
        return said.addend(said.why or why or "does not say")

    def _add_nested(self, found: _Found, conditions: Iterable[_Condition]) -> None:
        """Add counts of records that may count the same people."""
        taken: list[_Taken] = []
        for record in self.dataset.of(self.question.cls):
            (said,) = self.said[record.id]
            fits, why = self._fits_beside(record, said.cell, conditions)
            if fits is False:
                continue
            if why.startswith(_WIDER):
                found.left_out.append(said.addend(why))
                continue
            day, doubt = self._of_day(record)
            if day is False:
                found.left_out.append(said.addend(doubt))
                continue
            is_certain = fits is True and day is True
            cell = attrs.evolve(said.cell, is_certain=is_certain)
            taken.append(_Taken(attrs.evolve(said, cell=cell), record, why or doubt))
        self._check_population(taken)
        taken, replaced = _newest(taken)
        found.left_out += [
            one.said.addend("a newer count is taken") for one in replaced
        ]
        by_cell = {id(one.said.cell): one for one in taken}
        sum_ = added(one.said.cell for one in taken)
        certain = [
            one for one in taken if one.said.cell.is_certain and one.said.cell.bounds
        ]
        found.bounds = sum_.bounds
        found.told = added(one.said.cell for one in certain).bounds if certain else None
        inside = {id(cell) for cell, _ in sum_.inside}
        for one in taken:
            cell = one.said.cell
            if id(cell) in inside:
                continue
            if cell.bounds is None:
                found.unknown.append(self._open(one.said, one.why))
            else:
                items = found.added if cell.is_certain else found.unknown
                items.append(one.said.addend(one.why))
        found.left_out += [
            by_cell[id(cell)].said.addend(f"inside {around.record}")
            for cell, around in sum_.inside
        ]

    def _fits_beside(
        self, record: Record, cell: Cell, conditions: Iterable[_Condition]
    ) -> tuple[bool | None, str]:
        """Return whether a count fits, or counts more than is asked."""
        rest: list[_Condition] = []
        doubt = ""
        for one in conditions:
            if one.asked is None or one.name not in cell.sides:
                rest.append(one)
                continue
            side, asked = cell.sides[one.name], self._words(one.fields[-1], one.asked)
            if asked is None or (side is not None and side.inside(asked)):
                continue
            if side is not None and side.apart(asked):
                return False, ""
            if side is None or asked.inside(side):
                doubt = doubt or f"{_WIDER}: {one.name} is {_written(side)}"
            else:
                doubt = doubt or f"may not belong: {one.name} is {_written(side)}"
        fits, why = self._fits(record, rest)
        if fits is False or not doubt:
            return fits, why
        return None, doubt

    def _of_day(self, record: Record) -> tuple[bool | None, str]:
        """Return whether a count is of the day that is asked, and if not, of which."""
        on, carry = self.question.on, self.question.carry
        if on is None:
            return True, ""
        period = getattr(record, "period", None)
        first, last = self._days(record)
        if period is not None and period.certainly_covers(on):
            return True, ""
        if period is None and on.earliest <= first and last <= on.latest:
            return True, ""
        told = f"{first} to {last}" if first != last else str(first)
        if first <= on.latest and on.earliest <= last:
            return None, f"may not be of the day: {told}"
        days = 0 if carry is None else int(carry.split()[0])
        if 0 <= (on.earliest - last).days and (on.earliest - first).days <= days:
            return True, f"carried from {told}"
        return False, f"of another day: {told}"

    def _check_population(self, taken: list["_Taken"]) -> None:
        for name in _POPULATION.get(self.question.cls, ()):
            words = {_population(name, getattr(one.record, name)) for one in taken}
            if len(words) > 1:
                told = " and ".join(sorted(word or "not stated" for word in words))
                word = next(word for word in sorted(words, key=str) if word)
                raise InvalidValue(
                    f"be of one {name}, for these are different populations",
                    told,
                    subject=self.question.what,
                    hint=f'Such as where={{"{name}": "{word}"}}.',
                )

    # Groups

    def _groups(self) -> list[tuple[tuple[str, ...], tuple[_Condition, ...]]]:
        """Return each group that a record or part may be in, and what it asks."""
        question = self.question
        if not question.by:
            return []
        found: dict[tuple[str, ...], tuple[_Condition, ...]] = {}
        outer = [one for one in question.where if not one.in_part]
        asked = self._asked(question.where)
        for record in self.dataset.of(question.cls):
            if self._fits(record, outer)[0] is False:
                continue
            for said in self.said[record.id]:
                if question.part is None or inside_of(said.cell.sides, asked):
                    keys = [self._keys(record, said.cell, one) for one in question.by]
                    for chosen in product(*keys):
                        found[tuple(text for text, _ in chosen)] = tuple(
                            condition for _, condition in chosen
                        )
        return sorted(found.items(), key=lambda group: group[0])

    def _keys(
        self, record: Record, cell: Cell, one: _Condition
    ) -> list[tuple[str, _Condition]]:
        if not one.fields:
            return [
                (text, attrs.evolve(one, span=span))
                for text, span in _times(one.name, *self._days(record))
            ]
        if one.in_part:
            side = cell.sides[one.fields[-1].name]
            lines = side.lines if isinstance(side, Words) else ()
            members: tuple[object, ...] = tuple(line[0] for line in lines)
        else:
            members = _values(record, one.fields)
        return [
            (canonical_text(member), attrs.evolve(one, asked=(member,)))
            for member in members
        ]


@attrs.frozen
class _Taken:
    """A count that is taken for a stock or a tally, and what is doubtful about it."""

    said: _Said
    record: Record
    why: str

    @property
    def is_carried(self) -> bool:
        return self.why.startswith("carried")


_WIDER: Final = "counts more than is asked"


def _newest(taken: list[_Taken]) -> tuple[list[_Taken], list[_Taken]]:
    """Return counts without the carried ones for which there is a newer count."""
    newest: dict[object, str] = {}
    for one in taken:
        if one.said.cell.bounds is not None and one.said.cell.is_certain:
            sides = _sorted(one.said.cell)
            newest[sides] = max(newest.get(sides, ""), _age(one))
    kept = [
        one
        for one in taken
        if not one.is_carried or newest.get(_sorted(one.said.cell), "") <= _age(one)
    ]
    return kept, [one for one in taken if one not in kept]


def _age(one: _Taken) -> str:
    """Return what orders counts by their day: those of the day that is asked last."""
    return one.why.removeprefix("carried from ")[-10:] if one.is_carried else "the day"


def _sorted(cell: Cell) -> object:
    return tuple(sorted(cell.sides.items(), key=lambda side: side[0]))


def _population(name: str, word: str | None) -> str | None:
    """Return a word by which counts that may be added are alike."""
    if name == "method" and word != "nominal_unit_size":
        return None
    return word


def _written(side: Side | None) -> str:
    if not isinstance(side, Words) or side == UNSTATED:
        return "not given"
    return " and ".join(sorted(line[0] for line in side.lines))


def _values(form: Form, fields: tuple[Field, ...]) -> tuple[object, ...]:
    """Return what a form holds at the end of some fields."""
    found: list[object] = [form]
    for field in fields:
        held = [getattr(one, field.name) for one in found]
        found = [
            member
            for one in held
            for member in (one if isinstance(one, tuple) else (one,))
            if member is not None
        ]
    return tuple(found)


def _path(outer: Field, part: Form, index: int, inner: list[Field]) -> str:
    step = (
        Step.to_part(outer.name, part.KEY, part.key)
        if part.key
        else Step(outer.name, index)
    )
    return str(Path((step, *(Step(field.name) for field in inner))))


def _days_counted(tally: Tally) -> Side:
    """Return the days over which a tally counts."""
    if tally.period is None:
        return UNSTATED if tally.on is None else Days(None, tally.on)
    if tally.period.end is None and not tally.period.end_open:
        return UNSTATED
    return Days(tally.period.start, tally.period.end)


def _times(
    name: str, first: datetime.date, last: datetime.date
) -> Iterator[tuple[str, Span]]:
    """Yield each year, month or day in which a day can lie. None: it has no bounds."""
    if first == datetime.date.min or last == datetime.date.max:
        return
    length = {"year": 4, "month": 7, "day": 10}[name]
    day = first
    while day <= last:
        text = day.isoformat()[:length]
        whole = PartialDate(text)
        yield text, (whole.earliest, whole.latest)
        if whole.latest >= last:
            break
        day = whole.latest + datetime.date.resolution
