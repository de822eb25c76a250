"""
Draw a form from the fields and rules that its class declares, valid by construction.

The kinds draw with it. It knows no class by name, except that a record has an id and
may withhold fields.
"""

import functools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date
from typing import Any, Final, TypeVar, cast

import attrs

from peacekeep.definitions.fields import Field, fields_of
from peacekeep.definitions.forms import Form, word_of
from peacekeep.definitions.paths import references
from peacekeep.definitions.rules import (
    WHOLE_NUMBER_LIMIT,
    BetweenFields,
    CodeFrom,
    Dimension,
    OfField,
    Refers,
    SchemeFrom,
    Within,
    is_given,
)
from peacekeep.models import Record
from peacekeep.strategies.base import Drawer, drawer_of, reject, st, up_to
from peacekeep.strategies.texts import (
    code_drawer,
    draw_id,
    draw_text,
    extras,
    matching,
    written,
)
from peacekeep.strategies.values import (
    count_drawer,
    date_drawer,
    draw_date_around,
    draw_period,
    draw_point,
    identifier_drawer,
    quantity_drawer,
)
from peacekeep.values.counts import Count
from peacekeep.values.dates import PartialDate
from peacekeep.values.periods import Period
from peacekeep.values.points import Point
from peacekeep.values.quantities import Quantity


__all__ = ["Ids", "Part", "draw_form", "plan_of"]

F = TypeVar("F", bound=Form)

NOTHING: Final[Mapping[str, Any]] = {}


@attrs.frozen
class Ids:
    """
    The ids that a record may refer to.

    Attributes:
        own: Id of the record, to which it does not refer.
        known: Ids of a dataset by the word of their kind. None: any id is allowed.
        depth: How many forms contain the one that is drawn.
    """

    own: str = ""
    known: Mapping[str, Sequence[str]] | None = None
    depth: int = 0

    def of(self, kinds: Iterable[str]) -> list[str]:
        """Return the ids of a dataset to which a reference to some kinds may lead."""
        known = self.known or {}
        return [
            one
            for kind in kinds or known
            for one in known.get(kind, ())
            if one != self.own
        ]

    def draw(self, draw: st.DrawFn, kinds: tuple[str, ...]) -> str:
        """Draw a reference."""
        if self.known is not None:
            ids = self.of(kinds)
            return ids[draw(up_to(len(ids) - 1))]
        ref = draw_id(draw, *kinds)
        return f"{ref}-a" if ref == self.own else ref


_DEEPEST: Final = 2
_MEMBERS: Final = 4
_TRIES: Final = 10


@attrs.frozen
class Part:
    """
    How a field is drawn.

    Attributes:
        field: The field.
        draw_value: Draws a value, or a member, that is neither a reference nor a form.
        refers: Kinds of the references that it holds. None: it holds no references.
        rules: Rules for a value that its drawing does not satisfy by construction.
        earlier: Fields whose dates must not be later than its own.
        later: Fields whose dates must not be earlier than its own.
    """

    field: Field
    draw_value: Drawer[Any]
    refers: tuple[str, ...] | None
    rules: tuple[OfField, ...]
    earlier: tuple[str, ...]
    later: tuple[str, ...]

    def draw(self, draw: st.DrawFn, ids: Ids, values: Mapping[str, Any]) -> object:
        """Draw the value of the field, given the values of other fields."""
        if not self.field.many:
            return self.draw_one(draw, ids, values)
        number = 1 + draw(up_to(_MEMBERS - 1))
        members = [self.draw_one(draw, ids) for _ in range(number)]
        if self.refers is not None:
            return tuple(dict.fromkeys(members))
        if self.field.part is not None and self.field.part.KEY:
            return tuple({cast("Form", one).key: one for one in members}.values())
        return tuple(members)

    def draw_one(
        self, draw: st.DrawFn, ids: Ids, values: Mapping[str, Any] = NOTHING
    ) -> object:
        """Draw a value, or one member."""
        for _ in range(_TRIES):
            value = self._draw_any(draw, ids, values)
            if all(rule.fault(value) is None for rule in self.rules):
                return value
        return reject()

    def _draw_any(self, draw: st.DrawFn, ids: Ids, values: Mapping[str, Any]) -> object:
        if self.refers is not None:
            return ids.draw(draw, self.refers)
        if self.field.part is not None:
            inner = attrs.evolve(ids, depth=ids.depth + 1)
            return draw_form(draw, self.field.part, inner)
        if self.earlier or self.later:
            first = [one.earliest for one in _dates(self.earlier, values)]
            last = [one.latest for one in _dates(self.later, values)]
            low, high = max(first, default=date.min), min(last, default=date.max)
            if low <= high:
                return draw_date_around(draw, low.toordinal(), high.toordinal())
        return self.draw_value(draw)

    def can_be_drawn(self, ids: Ids) -> bool:
        """Return whether drawing ends, and every required reference has an id."""
        if self.field.part is not None:
            return ids.depth < _DEEPEST and _can_be_drawn(self.field.part, ids)
        return self.refers is None or ids.known is None or bool(ids.of(self.refers))


def _dates(names: Iterable[str], values: Mapping[str, Any]) -> Iterator[PartialDate]:
    for name in names:
        if isinstance(values.get(name), PartialDate):
            yield values[name]


def _can_be_drawn(cls: type[Form], ids: Ids) -> bool:
    if ids.known is None:
        return True
    plan, inner = plan_of(cls), attrs.evolve(ids, depth=ids.depth + 1)
    return any(plan.can_be_drawn(names, inner) for names in plan.ways())


def _drawer(field: Field) -> tuple[Drawer[Any], Sequence[object]]:
    """Return what draws values of a field, and the rules that they keep."""
    holds = field.holds
    if holds in {int, Count, Quantity}:
        return _drawer_of_numbers(field)
    if field.schemes is not None:
        return identifier_drawer(field.schemes), field.rules_of(SchemeFrom)[:1]
    if field.codes is not None:
        return code_drawer(field.codes), field.rules_of(CodeFrom)[:1]
    if field.patterns:
        # A pattern asks for one line, too.
        return drawer_of(matching(field.patterns[0])), ()
    if holds is str:
        return draw_text, ()
    if holds in _DRAWERS:
        return _DRAWERS[holds], ()
    if field.value is not None and field.value.PATTERN:
        return drawer_of(written(field.value)), ()
    return drawer_of(st.from_type(holds)), ()


_DRAWERS: Final[Mapping[object, Drawer[Any]]] = {
    bool: lambda draw: draw(st.booleans()),
    PartialDate: date_drawer(None, None),
    Period: draw_period,
    Point: draw_point,
}


def _drawer_of_numbers(field: Field) -> tuple[Drawer[Any], Sequence[object]]:
    low, high = field.limits
    # In which unit a quantity is drawn is open, so that a range in one is asked for.
    ranges = tuple(one for one in field.rules_of(Within) if not one.unit)
    if field.holds is Count:
        return count_drawer(low, high), ranges
    if field.holds is int:
        least = -WHOLE_NUMBER_LIMIT if low is None else low
        most = WHOLE_NUMBER_LIMIT if high is None else high
        return drawer_of(st.integers(least, most)), ranges
    if not field.dimensions:
        return quantity_drawer(None, low, high), ranges
    drawers = [quantity_drawer(one, low, high) for one in field.dimensions]
    kept = (*ranges, *field.rules_of(Dimension)[:1])
    if len(drawers) == 1:
        return drawers[0], kept
    return lambda draw: drawers[draw(up_to(len(drawers) - 1))](draw), kept


def _part(field: Field, fields: Iterable[Field]) -> Part:
    kept: Sequence[object] = field.rules_of(Refers)[:1]
    draw_value: Drawer[Any] = draw_text
    if field.refers is None and field.part is None:
        draw_value, kept = _drawer(field)
    is_date = field.holds is PartialDate and not field.many
    later = (other.name for other in fields if field.name in other.not_before)
    return Part(
        field=field,
        draw_value=draw_value,
        refers=field.refers,
        rules=tuple(rule for rule in field.rules if rule not in kept),
        earlier=field.not_before if is_date else (),
        later=tuple(later) if is_date else (),
    )


def _in_time(parts: Mapping[str, Part]) -> dict[str, Part]:
    """Return parts in the order of drawing: earlier dates first."""
    ordered: dict[str, Part] = {}

    def add(name: str, *waiting: str) -> None:
        for earlier in parts[name].earlier:
            if earlier not in ordered and earlier not in waiting:
                add(earlier, name, *waiting)
        ordered[name] = parts[name]

    for name in parts:
        add(name)
    return ordered


@attrs.frozen
class Plan:
    """
    How a form is drawn.

    Attributes:
        word: Word of the kind. None: the form is not a record, and has no id.
        parts: How each field is drawn, by its name, in the order of drawing.
        between: Each rule between fields, with the name of the field that declares it.
        required: Names of the fields that must be given.
        optional: Names of the fields that may be left out, and `extra`.
        weights: Draws how many fields are given, and the weight of each optional one.
        empty: The values of all fields where nothing is given.
        one_of: Names of fields of which one must be given. Empty: there are none.
    """

    word: str | None
    parts: Mapping[str, Part]
    between: tuple[tuple[str, BetweenFields], ...]
    required: frozenset[str]
    optional: tuple[str, ...]
    weights: st.SearchStrategy[bytes]
    empty: Mapping[str, Any]
    one_of: tuple[str, ...]

    def with_needed(self, names: Iterable[str]) -> frozenset[str]:
        """Return names of fields, and of those that must be given with them."""
        found = set(names)
        for _ in self.between:
            found.update(
                name
                for name, part in self.parts.items()
                if found.intersection(part.field.needed_by)
            )
        return frozenset(found)

    def can_be_drawn(self, names: Iterable[str], ids: Ids) -> bool:
        """Return whether each of some fields can hold something."""
        return all(
            self.parts[name].can_be_drawn(ids) for name in names if name in self.parts
        )

    def ways(self) -> list[frozenset[str]]:
        """Return sets of fields, each of which is enough for a form."""
        if self.one_of:
            return [self.with_needed({*self.required, one}) for one in self.one_of]
        if self.required:
            return [self.required]
        return [self.with_needed([name]) for name in self.optional[:-1]]

    def given(
        self, ids: Ids, chosen: Mapping[str, Any], wanted: Mapping[str, int], level: int
    ) -> set[str]:
        """Return the fields that are given: the chosen ones, and more by the level."""
        left_out = {name for name, value in chosen.items() if not is_given(value)}
        kept = self.required
        if chosen:
            kept = self.with_needed(kept | chosen.keys()) - left_out
        found = {
            name
            for name, weight in wanted.items()
            if weight + level >= _KEPT
            and name not in left_out
            and self.can_be_drawn([name], ids)
        }
        given = self._settled(found | kept, kept, wanted)
        if given and (not self.one_of or given.intersection(self.one_of)):
            return given
        ways = [
            names
            for names in self.ways()
            if not names & left_out and self.can_be_drawn(names, ids)
        ]
        if not ways:
            return given
        way = ways[level % len(ways)]
        return self._settled(given | way, kept | way, wanted)

    def _settled(
        self, given: set[str], kept: AbstractSet[str], wanted: Mapping[str, int]
    ) -> set[str]:
        """Return the given fields without those that a rule between fields forbids."""
        while True:
            dropped: set[str] = set()
            for name, part in self.parts.items():
                if name not in given:
                    dropped.update(part.field.needed_by)
                    continue
                rivals = given.intersection(part.field.not_with)
                best = max((wanted.get(one, _KEPT) for one in rivals), default=0)
                weaker = bool(rivals) and wanted.get(name, _KEPT) < best
                dropped |= {name} if weaker else rivals
            dropped = dropped & given - kept
            if not dropped:
                return given
            given = given - dropped


_KEPT: Final = 256


@functools.cache
def plan_of(cls: type[Form]) -> Plan:
    """Return how a form is drawn, computed once a class."""
    fields = fields_of(cls)
    word = word_of(cls) if issubclass(cls, Record) else None
    parts = {field.name: _part(field, fields) for field in fields}
    if word is not None:
        del parts["withheld"]  # it depends on all the others
    required = [field.name for field in fields if field.is_required]
    plan = Plan(
        word=word,
        parts=_in_time(parts),
        between=tuple((field.name, rule) for field in fields for rule in field.between),
        required=frozenset(required),
        optional=(),
        weights=st.nothing(),
        empty={
            "extra": NOTHING,
            **{field.name: () if field.many else None for field in fields},
        },
        one_of=next((field.one_of for field in fields if field.one_of), ()),
    )
    needed = plan.with_needed(required)
    optional = [field.name for field in fields if field.name not in needed]
    size = len(optional) + 2
    return attrs.evolve(
        plan,
        required=needed,
        optional=(*optional, "extra"),
        weights=st.binary(min_size=size, max_size=size),
    )


def draw_form(
    draw: st.DrawFn, cls: type[F], ids: Ids, chosen: Mapping[str, Any] = NOTHING
) -> F:
    """
    Draw a form.

    Args:
        draw: Draws.
        cls: Its class.
        ids: The ids that it may refer to.
        chosen: The values of some of its fields. None: the field is left out.
    """
    plan = plan_of(cls)
    values, readable = _read(plan, chosen)
    if plan.word is not None:
        values["id"] = values.get("id") or draw_id(draw, plan.word)
        ids = attrs.evolve(ids, own=values["id"])
    level, *weights = draw(plan.weights)
    wanted = dict(zip(plan.optional, weights, strict=True))
    wanted["extra"] //= 4
    given = plan.given(ids, chosen, wanted, level)
    for name, part in plan.parts.items():
        if name in given and name not in values:
            values[name] = part.draw(draw, ids, values)
    if "extra" in given and "extra" not in values:
        values["extra"] = {
            f"{key}+" if key in plan.empty or key == "kind" else key: value
            for key, value in draw(extras()).items()
        }
    if "withheld" in given - plan.parts.keys() - values.keys():
        absent = plan.empty.keys() - values.keys() - {"extra", "withheld"}
        values["withheld"] = tuple(sorted(one for one in absent if wanted[one] % 2))
    if readable and not _agree(plan, values, chosen):
        reject()
    return cls(**values)


def _read(plan: Plan, chosen: Mapping[str, Any]) -> tuple[dict[str, Any], bool]:
    """Read the chosen values that are given, and return whether all can be read."""
    values: dict[str, Any] = {}
    faults: list[Any] = []
    for name, value in chosen.items():
        if is_given(value):
            part = plan.parts.get(name)
            values[name] = value if part is None else part.field.read_all(value, faults)
    return values, not faults


def _agree(plan: Plan, values: Mapping[str, Any], chosen: Mapping[str, Any]) -> bool:
    """Return whether values keep the rules between fields and no self-reference."""
    every = {**plan.empty, **values}
    return all(
        rule.between(name, every) is None for name, rule in plan.between
    ) and all(
        values["id"] not in _refs_of(plan.parts[name], values.get(name))
        for name in chosen
        if plan.word is not None and name in plan.parts
    )


def _refs_of(part: Part, value: Any) -> Iterator[object]:
    for member in value if isinstance(value, tuple) else (value,):
        if part.refers is not None:
            yield member
        elif isinstance(member, Form):
            yield from (ref for _, ref in references(member))
