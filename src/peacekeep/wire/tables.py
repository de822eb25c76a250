"""
Records as flat tables, and back: which columns a field has, and what stands in them.

Every table uses this one rule. The pipeline calls it between plain rows and the
formats that hold tables. Nothing is judged here but that columns agree.
"""

import datetime
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from functools import cache
from typing import Any, Final, cast

import attrs

from peacekeep.definitions.docs import descriptions
from peacekeep.definitions.fields import Field, Unreadable, fields_of
from peacekeep.definitions.forms import Form, word_of
from peacekeep.definitions.rules import Refers
from peacekeep.definitions.values import Value
from peacekeep.errors import (
    InvalidValue,
    UnreadableFile,
    Where,
    near_miss,
    shown,
)
from peacekeep.formats.base import (
    JSON_CELLS,
    CellType,
    Column,
    Document,
    Package,
    Row,
    Table,
)
from peacekeep.models.record import Record, UnknownRecord
from peacekeep.values.counts import Bounded, Count
from peacekeep.values.dates import PartialDate, Period
from peacekeep.values.points import Point
from peacekeep.values.quantities import Quantity


__all__ = ["columns", "document", "package", "tables"]

POSITION: Final = "position"
"""Column of a part: where it stands among the others of its record, from 1 on."""

_WHOLE: Final = re.compile("0|-?[1-9][0-9]{0,15}", re.ASCII)


Plain = dict[str, Any]
Cells = dict[str, Any]


def _lowest(value: Bounded[Any]) -> Any:
    # Zero bounds everything: in a table it would read as the number that is unknown.
    return value.low if value.low or value.is_exact else None


def _low_side(date: PartialDate | None) -> datetime.date | None:
    open_side = date is None or date.text.startswith("[..")
    return None if open_side else cast("PartialDate", date).earliest


def _high_side(date: PartialDate | None) -> datetime.date | None:
    open_side = date is None or date.text.endswith("..]")
    return None if open_side else cast("PartialDate", date).latest


_Side = tuple[str, CellType, str, Callable[[Any], Any]]

# What a value tells beside its text, each in a column of its own. The text holds all;
# these are for people and programs that compare and add.
_BESIDE: Final[dict[type, tuple[_Side, ...]]] = {
    Count: (
        ("low", "integer", "Lowest it can be; empty: no limit", _lowest),
        ("best", "integer", "Best estimate", lambda it: it.best),
        ("high", "integer", "Highest it can be; empty: no limit", lambda it: it.high),
    ),
    PartialDate: (
        ("earliest", "date", "First day it can be; empty: no limit", _low_side),
        ("latest", "date", "Last day it can be; empty: no limit", _high_side),
    ),
    Period: (
        (
            "earliest",
            "date",
            "First day it can cover; empty: open or unknown",
            lambda it: _low_side(it.start),
        ),
        (
            "latest",
            "date",
            "Last day it can cover; empty: open or unknown",
            lambda it: _high_side(it.end),
        ),
    ),
    Quantity: (
        ("low", "number", "Lowest it can be; empty: no limit", _lowest),
        ("best", "number", "Best estimate", lambda it: it.best),
        ("high", "number", "Highest it can be; empty: no limit", lambda it: it.high),
        ("unit", "string", "Unit, as given", lambda it: it.unit),
    ),
    Point: (
        ("latitude", "number", "Degrees north, WGS 84", lambda it: it.latitude),
        ("longitude", "number", "Degrees east, WGS 84", lambda it: it.longitude),
    ),
}


@attrs.frozen
class _Leaf:
    """
    A field that stands in columns of its own row.

    Attributes:
        path: Keys that lead to it from the record or part.
        field: The field. None: the keys that are not known.
        column: Column that holds all of it.
        beside: Columns that tell a side of it, and how each is found.
    """

    path: tuple[str, ...]
    field: Field | None
    column: Column
    beside: tuple[tuple[Column, Callable[[Any], Any]], ...] = ()

    def spread(self, value: Any) -> Iterator[tuple[str, Any]]:
        """Answer the cells of a plain value."""
        name, field = self.column.name, self.field
        if self.column.type == "list":
            yield name, [_text(one) for one in value]
        elif field is None or self.column.type in JSON_CELLS:
            yield name, value
        elif isinstance(field.holds, type) and issubclass(field.holds, Value):
            yield name, str(value)
            held = field.holds.from_plain(value)
            for column, side in self.beside:
                found = side(held)
                if found is not None:
                    yield column.name, found
        else:
            yield name, value

    def gathered(self, cells: Cells) -> Any:
        """Answer the plain value of cells, which are taken out. None: there is none."""
        cell = cells.pop(self.column.name, None)
        told = [
            (column, side, cells.pop(column.name))
            for column, side in self.beside
            if cells.get(column.name) is not None
        ]
        if isinstance(cell, Unreadable):
            return cell
        if cell is None:
            return self._alone(told[0][0].name, told[0][2]) if told else None
        if self.field is None or self.column.type in JSON_CELLS:
            return cell
        try:
            if isinstance(cell, list):
                return [_plain(self.field, one) for one in cell]
            plain = _plain(self.field, cell)
            held = self.field.holds.from_plain(plain) if told else None
        except InvalidValue as fault:
            return Unreadable(fault)
        for column, side, given in told:
            derived = side(held)
            if isinstance(given, Unreadable) or not _agree(derived, given):
                return self._apart(column.name, given, derived)
        return plain

    def _alone(self, name: str, given: object) -> Unreadable:
        if isinstance(given, Unreadable):
            return given
        return Unreadable(
            InvalidValue(
                f"be given as text beside {name}",
                given,
                hint=f"Write the text in {self.column.name}; {name} follows from it.",
            )
        )

    def _apart(self, name: str, given: Any, derived: object) -> Unreadable:
        if isinstance(given, Unreadable):
            return given
        return Unreadable(
            InvalidValue(
                f"agree with {name}, which would be "
                f"{'empty' if derived is None else derived}",
                str(given),
                hint=f"Correct {self.column.name}, and leave {name} empty or correct "
                "it too.",
            )
        )


@attrs.frozen
class _Parts:
    """
    A list of parts, which stand in a table of their own.

    Attributes:
        path: Keys that lead to it from the record.
        table: Name of the table.
        plan: How the parts are laid out.
    """

    path: tuple[str, ...]
    table: str
    plan: "_Plan"


@attrs.frozen
class _Plan:
    """
    How a record or part is laid out.

    Attributes:
        leaves: What stands in its own row.
        parts: What stands in tables of its own.
        refers: Table whose id a column holds, by the column.
        is_record: Whether it is of records, and not of parts.
    """

    leaves: tuple[_Leaf, ...]
    parts: tuple[_Parts, ...]
    refers: Mapping[str, str]
    is_record: bool

    @property
    def paths(self) -> tuple[tuple[str, ...], ...]:
        """Keys that lead to each field."""
        leaves = (leaf.path for leaf in self.leaves if leaf.field is not None)
        return (*leaves, *(parts.path for parts in self.parts))

    @property
    def columns(self) -> tuple[Column, ...]:
        """Every column, that of a value before those of its sides."""
        return tuple(
            column
            for leaf in self.leaves
            for column in (leaf.column, *(beside for beside, _ in leaf.beside))
        )


def _text(plain: object) -> str:
    return str(plain).lower() if isinstance(plain, bool) else str(plain)


def _plain(field: Field, cell: Any) -> Any:
    """Answer the plain value of a cell that holds all of it."""
    if not isinstance(cell, str):
        return cell
    if isinstance(field.holds, type) and issubclass(field.holds, Value):
        return field.holds.parse(cell).to_plain()
    if field.holds is bool and cell in {"true", "false"}:
        return cell == "true"
    if field.holds is int and _WHOLE.fullmatch(cell):
        return int(cell)
    return cell


def _agree(derived: Any, given: Any) -> bool:
    if isinstance(given, str):
        return str(derived) == given
    if _is_number(given) != _is_number(derived):
        return False
    if float in {type(given), type(derived)}:
        # A table may hold a decimal as the float that is nearest.
        return float(derived) == float(given)
    return bool(derived == given)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float | Decimal) and not isinstance(value, bool)


@cache
def _plan(cls: type[Form], name: str) -> _Plan:
    """
    Lay a class out.

    Raises:
        InvalidValue: If two of its fields would share a column.
    """
    plan = _laid_out(cls, name, (), in_part="." in name)
    taken: dict[str, str] = {}
    reserved = {name.partition(".")[0]: name, POSITION: name} if "." in name else {}
    for leaf in plan.leaves:
        for column in (leaf.column, *(beside for beside, _ in leaf.beside)):
            field = ".".join(leaf.path) or "extra"
            if column.name in taken or column.name in reserved:
                other = taken.get(column.name, "the table itself")
                raise InvalidValue(
                    f"have a column of its own, and {column.name} is that of {other}",
                    field,
                    subject=f"a field of {cls.__name__}",
                    hint="Give the field another name.",
                )
            taken[column.name] = field
    for parts in plan.parts:
        field = ".".join(parts.path)
        if parts.table in taken or name == POSITION:
            raise InvalidValue(
                f"have a table of its own, and {parts.table} is that of "
                f"{taken.get(parts.table, 'no kind with this name')}",
                field,
                subject=f"a field of {cls.__name__}",
                hint="Give the field or the class another name.",
            )
        taken[parts.table] = field
    return plan


def _laid_out(
    cls: type[Form],
    name: str,
    path: tuple[str, ...],
    *,
    in_part: bool,
    around: tuple[type[Form], ...] = (),
) -> _Plan:
    leaves: list[_Leaf] = []
    parts: list[_Parts] = []
    refers: dict[str, str] = {}
    told = descriptions(cls)
    for field in fields_of(cls):
        here = (*path, field.name)
        column = "_".join(here)
        about = told.get(field.name, "")
        if field.form is None:
            leaf = _leaf(field, here, column, about, is_top=not path and not in_part)
            leaves.append(leaf)
            target = _only_kind(field)
            if target is not None:
                refers[column] = target
        elif field.form in (cls, *around):
            # A part inside another one of its class has no end of columns.
            kind: CellType = "array" if field.many else "object"
            leaves.append(_Leaf(here, field, Column(column, kind, about)))
        elif not field.many:
            within = (cls, *around)
            inner = _laid_out(field.form, name, here, in_part=in_part, around=within)
            leaves += inner.leaves
            parts += inner.parts
            refers |= inner.refers
        elif in_part:
            leaves.append(_Leaf(here, field, Column(column, "array", about)))
        else:
            table = f"{name}.{column}"
            parts.append(_Parts(here, table, _plan(field.form, table)))
    extra = "_".join((*path, "extra"))
    about = "Keys that the class does not know, as a JSON object."
    leaves.append(_Leaf((*path, "extra"), None, Column(extra, "object", about)))
    return _Plan(tuple(leaves), tuple(parts), refers, issubclass(cls, Record))


def _leaf(
    field: Field, path: tuple[str, ...], name: str, about: str, *, is_top: bool
) -> _Leaf:
    kind: CellType = "list" if field.many else "string"
    if not field.many:
        if field.holds is bool:
            kind = "boolean"
        elif field.holds is int:
            kind = "integer"
        elif field.foreign:
            kind = "any"
    elif field.foreign:
        kind = "array"
    held: Any = field.holds if isinstance(field.holds, type) else object
    column = Column(
        name,
        kind,
        about,
        required=field.required and is_top,
        # The text of a value of ours is no formula; whoever adds a value may differ.
        free=kind == "string" and held not in _BESIDE,
        is_point=held is Point and not field.many,
    )
    beside = () if field.many else _BESIDE.get(held, ())
    return _Leaf(
        path,
        field,
        column,
        tuple(
            (
                Column(f"{name}_{side}", type_, f"{meaning} ({name})."),
                find,
            )
            for side, type_, meaning, find in beside
        ),
    )


def _only_kind(field: Field) -> str | None:
    if field.many:
        return None
    for rule in field.rules:
        if isinstance(rule, Refers) and len(rule.kinds) == 1:
            return rule.kinds[0]
    return None


def columns(cls: type[Form]) -> tuple[Column, ...]:
    """
    Answer the columns of a class of records or parts, in the order of its fields.

    Raises:
        InvalidValue: If two of its fields would share a column.
    """
    return _plan(cls, word_of(cls)).columns


def _by_word(kinds: Iterable[type[Record]]) -> dict[str, type[Record]]:
    classes: tuple[type[Record], ...] = (*kinds, UnknownRecord)
    return {word_of(cls): cls for cls in classes}


_OF_PART: Final = (
    "Id of the record that the part is of.",
    "Where the part stands among those of its record, from 1 on.",
)


@cache
def tables(cls: type[Record]) -> tuple[Table, ...]:
    """Answer the tables of a kind, without rows: its own, and one for each of parts."""
    name = word_of(cls)
    plan = _plan(cls, name)
    own = Table(name, _columns_of(cls, plan), (), ("id",), plan.refers)
    return own, *(
        Table(
            parts.table,
            (
                Column(name, "string", _OF_PART[0], required=True),
                Column(POSITION, "integer", _OF_PART[1], required=True),
                *parts.plan.columns,
            ),
            (),
            (name, POSITION),
            {name: name, **parts.plan.refers},
        )
        for parts in plan.parts
    )


def _columns_of(cls: type[Record], plan: _Plan) -> tuple[Column, ...]:
    if cls is not UnknownRecord:
        return plan.columns
    about = "Word of the kind, which is not known here."
    return (Column("kind", "string", about, required=True), *plan.columns)


def package(
    rows: Document[Mapping[str, object]], kinds: Iterable[type[Record]]
) -> Package:
    """
    Lay plain records out as tables.

    Args:
        rows: The records as they stand on the wire.
        kinds: Kinds that are known. A record of another one stands in the table
            `unknown_record`, with its own keys in `extra`.
    """
    classes = _by_word(kinds)
    filled: dict[str, list[Row[Cells]]] = defaultdict(list)
    for row in rows.rows:
        plain: Plain = dict(row.plain)
        kind = plain.pop("kind")
        cls = classes.get(kind, UnknownRecord)
        name = word_of(cls)
        plan = _plan(cls, name)
        cells = {"kind": kind} if cls is UnknownRecord else {}
        own, parts = _spread(plan, plain)
        filled[name].append(Row(cells | own, row.where))
        for of_part, members in parts:
            filled[of_part.table].extend(
                Row(
                    {
                        name: plain["id"],
                        POSITION: position,
                        **_spread(of_part.plan, member)[0],
                    },
                    row.where,
                )
                for position, member in enumerate(members, 1)
            )
    return Package(
        rows.header,
        tuple(
            attrs.evolve(table, rows=filled[table.name])
            for cls in classes.values()
            for table in tables(cls)
            if filled[table.name]
        ),
        rows.where,
    )


def _spread(plan: _Plan, plain: Plain) -> tuple[Cells, list[tuple[_Parts, list[Any]]]]:
    left = _copied(plain)
    parts = [
        (parts, members)
        for parts in plan.parts
        if (members := _taken(left, parts.path)) is not None
    ]
    extras = [leaf for leaf in plan.leaves if leaf.field is None]
    cells: Cells = {}
    for leaf in plan.leaves:
        if leaf.field is not None:
            value = _taken(left, leaf.path)
            if value is not None:
                cells.update(leaf.spread(value))
    # The innermost first: what is left of a part then is its own.
    for leaf in sorted(extras, key=lambda leaf: -len(leaf.path)):
        rest = _taken(left, leaf.path[:-1]) if leaf.path[1:] else left
        if rest:
            cells[leaf.column.name] = rest
    return cells, parts


def _copied(plain: Any) -> Any:
    if isinstance(plain, dict):
        return {key: _copied(value) for key, value in plain.items()}
    return plain


def _taken(plain: Plain, path: tuple[str, ...]) -> Any:
    """Take what stands at a path out of a plain record. None: nothing stands there."""
    *way, last = path
    for key in way:
        inner = plain.get(key)
        if not isinstance(inner, dict):
            return None
        plain = inner
    return plain.pop(last, None)


def document(read: Package, kinds: Iterable[type[Record]]) -> Document[Plain]:
    """
    Gather plain records from tables.

    A cell whose column is not known is kept under the column's name, as an unknown
    key of its record or part.

    Args:
        read: The tables.
        kinds: Kinds that are known.

    Raises:
        UnreadableFile: If a table or a part belongs to nothing that is known; for a
            row, when it is asked for.
    """
    classes = _by_word(kinds)
    homes = {table.name: cls for cls in classes.values() for table in tables(cls)}
    required = {
        table.name: [column.name for column in table.columns if column.required]
        for cls in classes.values()
        for table in tables(cls)
    }
    for table in read.tables:
        if table.name not in homes:
            hint = "Install the extension that defines it, or give its registry."
            raise UnreadableFile(
                f"must hold tables of kinds that are known, got {shown(table.name)}.",
                where=read.where,
                hint=f"{near_miss(table.name, homes)} {hint}".strip(),
            )
        given = [column.name for column in table.columns]
        for name in required[table.name] if given else ():
            if name not in given:
                raise UnreadableFile(
                    f"must have the column {name} in {table.name}.",
                    where=read.where,
                    hint=near_miss(name, given),
                )
    return Document(read.header, _records(read, classes), read.where)


def _records(
    read: Package, classes: Mapping[str, type[Record]]
) -> Iterator[Row[Plain]]:
    given = {table.name: table for table in read.tables}
    for kind, cls in classes.items():
        plan = _plan(cls, kind)
        members = {
            parts.table: _members(given.get(parts.table), kind, parts.plan)
            for parts in plan.parts
        }
        for row in given[kind].rows if kind in given else ():
            cells: Cells = dict(row.plain)
            word = cells.pop("kind", None) if cls is UnknownRecord else kind
            ref = cells.get("id")
            ref = ref if isinstance(ref, str) else ""
            plain = _gathered(plan, cells, row.where)
            for parts in plan.parts:
                found = members[parts.table].pop(ref, [])
                if found:
                    _put(plain, parts.path, [one for _, one, _ in found])
            yield Row({"kind": word, **plain}, row.where)
        for name, left in members.items():
            for ref, ((_, _, where), *_) in left.items():
                problem = f"must be of a record that is there, got a part of {ref}."
                hint = f"Add the record to {kind}, or take its rows out of {name}."
                raise UnreadableFile(problem, where=where, hint=hint)


def _members(
    table: Table | None, kind: str, plan: _Plan
) -> dict[object, list[tuple[int, Plain | Unreadable, Where]]]:
    """Answer the parts of each record, in order."""
    found: dict[object, list[tuple[int, Plain | Unreadable, Where]]] = defaultdict(list)
    taken: set[tuple[str, int]] = set()
    for row in () if table is None else table.rows:
        cells: Cells = dict(row.plain)
        ref, position = cells.pop(kind, None), cells.pop(POSITION, None)
        if not isinstance(ref, str) or type(position) is not int or position < 1:
            problem = f"must have an id in {kind} and a number from 1 on in {POSITION}."
            raise UnreadableFile(problem, where=row.where)
        if (ref, position) in taken:
            problem = f"must have a {POSITION} of its own, got {position} again."
            raise UnreadableFile(problem, where=row.where)
        taken.add((ref, position))
        found[ref].append((position, _gathered(plan, cells, row.where), row.where))
    for members in found.values():
        members.sort(key=lambda member: member[0])
    return found


def _gathered(plan: _Plan, cells: Cells, where: Where) -> Plain:
    plain: Plain = {}
    extras: list[tuple[tuple[str, ...], Mapping[str, Any]]] = []
    for leaf in plan.leaves:
        if leaf.field is None:
            rest = cells.pop(leaf.column.name, None)
            if isinstance(rest, dict):
                extras.append((leaf.path[:-1], rest))
            elif rest is not None:
                problem = f"must hold a JSON object in {leaf.column.name}."
                raise UnreadableFile(problem, where=where)
            continue
        value = leaf.gathered(cells)
        if value is not None:
            _put(plain, leaf.path, value)
    left = {name: cell for name, cell in cells.items() if cell is not None}
    for path, rest in (*extras, ((), left)):
        names = {known[len(path)] for known in plan.paths if known[: len(path)] == path}
        if not path and plan.is_record:
            names.add("kind")
        for key, value in rest.items():
            if key in names:
                problem = f"must give {key} in its own column, not among unknown keys."
                raise UnreadableFile(problem, where=where)
            _put(plain, (*path, key), value)
    return plain


def _put(plain: Plain, path: tuple[str, ...], value: object) -> None:
    *way, last = path
    for key in way:
        plain = plain.setdefault(key, {})
    plain[last] = value
