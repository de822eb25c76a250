"""
Strategies for forms, for records of every kind, and for whole datasets.

A user's kind is drawn in the same way as ours.
"""

import functools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

import attrs

from peacekeep.dataset import Dataset
from peacekeep.definitions.fields import fields_of, snake_case
from peacekeep.definitions.forms import Form, word_of
from peacekeep.definitions.rules import is_given
from peacekeep.definitions.values import canonical_text
from peacekeep.errors import Path, Step, UnknownName
from peacekeep.models import (
    KINDS,
    Actor,
    Base,
    BaseEvent,
    BaseStatus,
    Claim,
    Equipment,
    Event,
    Incident,
    IndividualCasualty,
    Mission,
    Movement,
    PersonnelCount,
    Project,
    Record,
    Source,
    Tally,
    UnknownRecord,
)
from peacekeep.models.place import Place
from peacekeep.models.vocabularies import MARKING
from peacekeep.strategies.base import Drawn, drawn_by, st, up_to
from peacekeep.strategies.drawing import Ids, Part, draw_form, plan_of
from peacekeep.strategies.texts import code_drawer, draw_id, draw_text, prepare


__all__ = [
    "actors",
    "base_events",
    "base_statuses",
    "bases",
    "claims",
    "datasets",
    "equipment",
    "events",
    "forms",
    "incidents",
    "individual_casualties",
    "missions",
    "movements",
    "personnel_counts",
    "places",
    "projects",
    "records",
    "sources",
    "tallies",
]

F = TypeVar("F", bound=Form)
R = TypeVar("R", bound=Record)


@st.composite
def _drawn(draw: st.DrawFn, cls: type[F], fields: Mapping[str, Drawn]) -> F:
    chosen = {name: draw(values) for name, values in fields.items()}
    return draw_form(draw, cls, Ids(), chosen)


@functools.cache
def _any_of(cls: type[F]) -> st.SearchStrategy[F]:
    return _drawn(cls, {})


def forms(
    cls: type[F], /, *, extra: Drawn | None = None, **fields: Drawn
) -> st.SearchStrategy[F]:
    """
    Draw forms of a class: a place, the casualties of an incident, a record.

    Args:
        cls: The class. Its fields and their rules say what is drawn.
        extra: Draws the unknown keys. None: some examples have unknown keys.
        fields: Draws the value of a field, in place of its rules. Where it draws None,
            the field is left out.

    Raises:
        UnknownName: If the class has no such field.

    Example:
        >>> from hypothesis import find
        >>> from hypothesis import strategies as st
        >>> find(forms(Place, country=st.just("MLI")), lambda _: True).country
        'MLI'

    Notes:
        Examples satisfy the rules by construction. Exceptions: a rule of your own over
        one value filters the values; a rule of your own between fields, and chosen
        fields that do not fit one another, filter whole forms.
        A `Value` of your own is drawn by its `PATTERN`. A value without one, and a
        field of a third-party type, is drawn by `hypothesis.strategies.from_type`.
    """
    prepare()
    names = [field.name for field in fields_of(cls)]
    for name in fields:
        if name not in names:
            raise UnknownName(f"field of {snake_case(cls.__name__)}", name, names)
    if extra is not None:
        fields["extra"] = extra
    return _drawn(cls, fields) if fields else _any_of(cls)


def records(
    cls: type[R], /, *, extra: Drawn | None = None, **fields: Drawn
) -> st.SearchStrategy[R]:
    """
    Draw records of a kind, none of which refers to itself.

    Args:
        cls: The kind: one of ours, or any class that builds on `Record`.
        extra: Draws the unknown keys. None: some examples have unknown keys.
        fields: Draws the value of a field, as in `forms`.

    Raises:
        UnknownName: If the kind has no such field.

    Notes:
        No record has the ids that it refers to; `datasets` draws records that belong
        together.
    """
    return forms(cls, extra=extra, **fields)


def places(**fields: Drawn) -> st.SearchStrategy[Place]:
    """Draw places, some with few fields given, some with many."""
    return forms(Place, **fields)


def sources(**fields: Drawn) -> st.SearchStrategy[Source]:
    """Draw publications."""
    return records(Source, **fields)


def actors(**fields: Drawn) -> st.SearchStrategy[Actor]:
    """Draw states, armed groups, movements, organisations."""
    return records(Actor, **fields)


def missions(**fields: Drawn) -> st.SearchStrategy[Mission]:
    """Draw missions with their mandates."""
    return records(Mission, **fields)


def bases(**fields: Drawn) -> st.SearchStrategy[Base]:
    """Draw camps, team sites and headquarters."""
    return records(Base, **fields)


def base_events(**fields: Drawn) -> st.SearchStrategy[BaseEvent]:
    """Draw what happens to bases."""
    return records(BaseEvent, **fields)


def base_statuses(**fields: Drawn) -> st.SearchStrategy[BaseStatus]:
    """Draw what a map or a list shows of bases on a day or over a span."""
    return records(BaseStatus, **fields)


def personnel_counts(**fields: Drawn) -> st.SearchStrategy[PersonnelCount]:
    """Draw counts of people present."""
    return records(PersonnelCount, **fields)


def movements(**fields: Drawn) -> st.SearchStrategy[Movement]:
    """Draw convoys, flights and patrols."""
    return records(Movement, **fields)


def equipment(**fields: Drawn) -> st.SearchStrategy[Equipment]:
    """Draw equipment that is held, moved, destroyed or handed over."""
    return records(Equipment, **fields)


def incidents(**fields: Drawn) -> st.SearchStrategy[Incident]:
    """Draw incidents with their casualties."""
    return records(Incident, **fields)


def individual_casualties(**fields: Drawn) -> st.SearchStrategy[IndividualCasualty]:
    """Draw single people who were killed, injured, missing or abducted."""
    return records(IndividualCasualty, **fields)


def tallies(**fields: Drawn) -> st.SearchStrategy[Tally]:
    """Draw totals with their parts."""
    return records(Tally, **fields)


def projects(**fields: Drawn) -> st.SearchStrategy[Project]:
    """Draw projects with their cost in one currency."""
    return records(Project, **fields)


def events(**fields: Drawn) -> st.SearchStrategy[Event]:
    """Draw coups, accords, rebellions, resolutions, statements."""
    return records(Event, **fields)


def claims(**fields: Drawn) -> st.SearchStrategy[Claim]:
    """Draw claims. The value that one states is any text; see also `datasets`."""
    return records(Claim, **fields)


# Datasets.

_Planned = tuple[type[Record], str]


def _needs(cls: type[Form]) -> Iterator[tuple[str, ...]]:
    """Yield the kinds of each reference that a form must have."""
    plan = plan_of(cls)
    for name in plan.required:
        part = plan.parts[name]
        if part.refers is not None:
            yield part.refers
        elif part.field.part is not None:
            yield from _needs(part.field.part)
    refs = [plan.parts[name].refers for name in plan.one_of]
    if refs and all(one is not None for one in refs):
        yield refs[0] or ()


def _with_referred(
    planned: Iterable[_Planned], kinds: Sequence[_Planned]
) -> list[_Planned]:
    """Return records to draw, and those to which they must refer."""
    found = list(planned)
    for index, (cls, word) in enumerate(found):
        for needed in _needs(cls):
            others = found[:index] + found[index + 1 :]
            if any(not needed or other in needed for _, other in others):
                continue
            fitting = [one for one in kinds if not needed or one[1] in needed]
            fitting.sort(key=lambda one: one[1] == word)
            found.append(fitting[0] if fitting else (_known(needed[0]), needed[0]))
    return found


def _known(word: str) -> type[Record]:
    return next((cls for cls in KINDS if cls.kind == word), UnknownRecord)


@st.composite
def _datasets(
    draw: st.DrawFn,
    kinds: Sequence[_Planned],
    wanted: st.SearchStrategy[list[_Planned]],
    max_size: int,
) -> Dataset:
    planned: list[_Planned] = []
    for one in draw(wanted):
        more = _with_referred([*planned, one], kinds)
        planned = more if len(more) <= max_size else planned
    taken: dict[str, _Planned] = {}
    for one in planned:
        ref = draw_id(draw, one[1])
        while ref in taken:
            ref += "-a"
        taken[ref] = one
    known: dict[str, list[str]] = {}
    for ref, (_, word) in taken.items():
        known.setdefault(word, []).append(ref)
    ids = Ids(known=known)
    drawn: dict[str, Record] = {}
    for ref, (cls, _) in taken.items():
        if not issubclass(cls, Claim):
            drawn[ref] = draw_form(draw, cls, ids, {"id": ref})
    for ref, (cls, _) in taken.items():
        if issubclass(cls, Claim):
            stated = _stated(draw, ref, drawn, ids)
            drawn[ref] = draw_form(draw, cls, ids, stated)
    return Dataset(drawn.values(), **draw(_headers()))


@functools.cache
def _headers() -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(
        {},
        optional={
            "title": drawn_by(draw_text),
            "licence": drawn_by(draw_text),
            "marking": drawn_by(code_drawer(MARKING)),
        },
    )


def _stated(
    draw: st.DrawFn, own: str, drawn: Mapping[str, Record], ids: Ids
) -> dict[str, str | None]:
    """Draw what a claim is about, and sometimes a field and the value it states."""
    about = attrs.evolve(ids, own=own).draw(draw, ())
    stated = {"id": own, "about": about, "field": None, "value": None}
    record = drawn.get(about)
    if record is None or not draw(st.booleans()):
        return stated
    ids = attrs.evolve(ids, own=about)
    paths = list(_paths(record, ids))
    path, part, value = paths[draw(up_to(len(paths) - 1))]
    if not is_given(value) or draw(st.booleans()):
        value = part.draw_one(draw, ids)
    return stated | {"field": str(path), "value": canonical_text(value)}


def _paths(form: Form, ids: Ids) -> Iterator[tuple[Path, Part, object]]:
    """Yield the path of each field that a claim can state, and its present value."""
    for name, part in plan_of(type(form)).parts.items():
        value = getattr(form, name)
        members = [
            one for one in (value if part.field.many else [value]) if is_given(one)
        ]
        if part.field.part is None:
            can_be_stated = name != "id" and not part.field.foreign
            if can_be_stated and part.can_be_drawn(ids):
                yield Path.to(name), part, members[0] if members else None
            continue
        for member in members:
            step = Step(name)
            if part.field.many:
                step = Step.to_part(name, member.KEY, member.key)
            for path, inner, held in _paths(member, ids):
                yield Path((step, *path.steps)), inner, held


def datasets(
    kinds: Iterable[type[Record]] = KINDS, *, max_size: int = 10
) -> st.SearchStrategy[Dataset]:
    """
    Draw datasets in which every reference has its record.

    Args:
        kinds: Kinds of the records, ours or your own, in any order.
        max_size: The most records that a dataset has.

    Notes:
        A dataset also holds records of other kinds where one of these must refer to
        them: a base has a mission. A record of a kind whose class is not known is an
        `UnknownRecord`. Claims are about records of the dataset; many state a value of
        a field, some the value that it has, some another one.
    """
    prepare()
    planned = [(cls, word_of(cls)) for cls in kinds]
    wanted: Drawn = st.just([])
    if planned:
        wanted = st.lists(st.sampled_from(planned), max_size=max_size)
    return _datasets(planned, wanted, max_size)
