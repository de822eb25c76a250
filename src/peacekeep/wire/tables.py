"""
Records as flat tables, and back: which columns a field has, and their cells.

Every table uses this one rule. The pipeline calls it between plain rows and the
formats that hold tables. Nothing is judged here but that columns agree.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from functools import cache
from typing import Any, Final

import attrs

from peacekeep.definitions.docs import descriptions
from peacekeep.definitions.fields import Field, Unreadable, fields_of
from peacekeep.definitions.forms import Form, word_of
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
from peacekeep.values.points import Point
from peacekeep.wire.former import BESIDE


__all__ = ["columns", "document", "package", "tables"]

POSITION: Final = "position"
"""Column of a part: its position among the others of its record, from 1."""

WHOLE: Final = "is_whole"
"""Column of a part: whether no field of its key limits it. It follows from the key."""

_WHOLE: Final = re.compile("0|-?[1-9][0-9]{0,15}", re.ASCII)


Plain = dict[str, Any]
Cells = dict[str, Any]
Former = Callable[[Value], Value]
"""What gives the value whose columns a version of the wire form has beside a text."""


@attrs.frozen
class _Leaf:
    """
    A field with columns in the table of its record or part.

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
        """Return the cells of a plain value."""
        name, field = self.column.name, self.field
        if self.column.type == "list":
            yield name, [_text(one) for one in value]
        elif field is None or self.column.type in JSON_CELLS:
            yield name, value
        elif field.value is not None:
            yield name, str(value)
            held = field.value.from_plain(value)
            for column, side in self.beside:
                found = side(held)
                if found is not None:
                    yield column.name, found
        else:
            yield name, value

    def gathered(self, cells: Cells, former: Former) -> Any:
        """Return the plain value of cells, which are taken out. None: there is none."""
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
            held = former(self.field.holds.from_plain(plain)) if told else None
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
    A list of parts, which has a table of its own.

    Attributes:
        path: Keys that lead to it from the record.
        table: Name of the table.
        plan: How the parts are laid out.
        limits: Fields of the key that a part need not give. A part that gives one lies
            inside the part that gives none.
    """

    path: tuple[str, ...]
    table: str
    plan: "_Plan"
    limits: tuple[str, ...]

    def is_whole(self, plain: Plain) -> bool:
        """Return whether a plain part gives none of its limits."""
        return all(plain.get(name) is None for name in self.limits)


@attrs.frozen
class _Plan:
    """
    How a record or part is laid out.

    Attributes:
        leaves: Fields in its own row.
        parts: Lists in tables of their own.
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
    """Return the plain value of a cell that holds all of it."""
    if not isinstance(cell, str):
        return cell
    if field.value is not None:
        return field.value.parse(cell).to_plain()
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
    reserved = {name.partition(".")[0], POSITION, WHOLE} if "." in name else set()
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
        if field.part is None:
            leaf = _leaf(field, here, column, about, is_top=not path and not in_part)
            leaves.append(leaf)
            target = _only_kind(field)
            if target is not None:
                refers[column] = target
        elif field.part in (cls, *around):
            # A part inside another one of its class has no end of columns.
            kind: CellType = "array" if field.many else "object"
            leaves.append(_Leaf(here, field, Column(column, kind, about)))
        elif not field.many:
            within = (cls, *around)
            inner = _laid_out(field.part, name, here, in_part=in_part, around=within)
            leaves += inner.leaves
            parts += inner.parts
            refers |= inner.refers
        elif in_part:
            leaves.append(_Leaf(here, field, Column(column, "array", about)))
        else:
            table = f"{name}.{column}"
            plan = _plan(field.part, table)
            parts.append(_Parts(here, table, plan, _limits(field.part)))
    extra = "_".join((*path, "extra"))
    about = "Keys that the class does not know, as a JSON object."
    leaves.append(_Leaf((*path, "extra"), None, Column(extra, "object", about)))
    return _Plan(tuple(leaves), tuple(parts), refers, issubclass(cls, Record))


def _limits(part: type[Form]) -> tuple[str, ...]:
    """Return the fields of a key that need not be given."""
    optional = {field.name for field in fields_of(part) if not field.required}
    return tuple(name for name in part.KEY if name in optional)


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
    column = Column(
        name,
        kind,
        about,
        required=field.required and is_top,
        free=kind == "string" and (field.value is None or field.value.HOLDS_WORDS),
        is_point=field.value is Point and not field.many,
    )
    beside = () if field.many or field.value is None else field.value.COLUMNS
    return _Leaf(
        path,
        field,
        column,
        tuple(
            (
                Column(f"{name}_{side.name}", side.type, f"{side.meaning} ({name})."),
                side.find,
            )
            for side in beside
        ),
    )


def _only_kind(field: Field) -> str | None:
    """Return the one kind to which a field refers, whose table then has the id."""
    if field.many or field.refers is None or len(field.refers) != 1:
        return None
    return field.refers[0]


def columns(cls: type[Form]) -> tuple[Column, ...]:
    """
    Return the columns of a class of records or parts, in the order of its fields.

    Raises:
        InvalidValue: If two of its fields would share a column.
    """
    return _plan(cls, word_of(cls)).columns


def _by_word(kinds: Iterable[type[Record]]) -> dict[str, type[Record]]:
    classes: tuple[type[Record], ...] = (*kinds, UnknownRecord)
    return {word_of(cls): cls for cls in classes}


_OF_PART: Final = (
    "Id of the record that the part is of.",
    "Position of the part among those of its record, from 1.",
    "True if none of {} is given. A part that gives one lies inside the one without.",
)


@cache
def tables(cls: type[Record]) -> tuple[Table, ...]:
    """Return the tables of a kind, without rows: its own, and one for each of parts."""
    name = word_of(cls)
    plan = _plan(cls, name)
    own = Table(name, _columns_of(cls, plan), (), ("id",), plan.refers)
    return own, *(
        Table(
            parts.table,
            (
                Column(name, "string", _OF_PART[0], required=True),
                Column(POSITION, "integer", _OF_PART[1], required=True),
                *(
                    [Column(WHOLE, "boolean", _OF_PART[2].format(", ".join(limits)))]
                    if (limits := parts.limits)
                    else []
                ),
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
        rows: The records in wire form.
        kinds: Kinds that are known. A record of another one is in the table
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
                        **({WHOLE: of_part.is_whole(member)} if of_part.limits else {}),
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
    """Take the value at a path out of a plain record. None: there is none."""
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
    version = read.header.get("peacekeep")
    former = BESIDE.get(version if isinstance(version, str) else "", _present)
    return Document(read.header, _records(read, classes, former), read.where)


def _present(value: Value) -> Value:
    return value


def _records(
    read: Package, classes: Mapping[str, type[Record]], former: Former
) -> Iterator[Row[Plain]]:
    given = {table.name: table for table in read.tables}
    for kind, cls in classes.items():
        plan = _plan(cls, kind)
        members = {
            parts.table: _members(given.get(parts.table), kind, parts, former)
            for parts in plan.parts
        }
        for row in given[kind].rows if kind in given else ():
            cells: Cells = dict(row.plain)
            word = cells.pop("kind", None) if cls is UnknownRecord else kind
            ref = cells.get("id")
            ref = ref if isinstance(ref, str) else ""
            plain = _gathered(plan, cells, row.where, former)
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
    table: Table | None, kind: str, parts: _Parts, former: Former
) -> dict[object, list[tuple[int, Plain | Unreadable, Where]]]:
    """Return the parts of each record, in order."""
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
        whole = cells.pop(WHOLE, None) if parts.limits else None
        plain = _gathered(parts.plan, cells, row.where, former)
        if whole is not None and whole != parts.is_whole(plain):
            problem = f"must be {str(parts.is_whole(plain)).lower()} in {WHOLE}."
            hint = f"It follows from {', '.join(parts.limits)}. Leave it empty."
            raise UnreadableFile(problem, where=row.where, hint=hint)
        found[ref].append((position, plain, row.where))
    for members in found.values():
        members.sort(key=lambda member: member[0])
    return found


def _gathered(plan: _Plan, cells: Cells, where: Where, former: Former) -> Plain:
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
        value = leaf.gathered(cells, former)
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
