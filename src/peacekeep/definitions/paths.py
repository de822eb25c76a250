"""
Ways through a form: its parts, its references, and the paths that lead to fields.

Findings, claims, differences and settlements name a field by one path language.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any, Final, TypeVar, cast

import attrs

from peacekeep.definitions.fields import Field, fields_of, snake_case
from peacekeep.definitions.forms import Form
from peacekeep.errors import InvalidRecord, InvalidValue, UnknownName


__all__ = [
    "Step",
    "field_at",
    "forms_of",
    "placed",
    "references",
    "steps_of",
    "values_at",
    "without",
]

F = TypeVar("F", bound=Form)


def forms_of(form: Form, path: str = "") -> Iterator[tuple[str, Form]]:
    """Answer a record and its parts, each with the start of its fields' paths."""
    yield path, form
    for field in fields_of(type(form)):
        if field.part is None:
            continue
        held = getattr(form, field.name)
        for index, part in enumerate(held if field.many else (held,)):
            if part is not None:
                place = f"{field.name}[{index}]" if field.many else field.name
                yield from forms_of(part, f"{path}{place}.")


def references(form: Form) -> Iterator[tuple[str, str]]:
    """Answer each reference of a record or part: the path of its field, and the id."""
    for field in fields_of(type(form)):
        value = getattr(form, field.name)
        if value is None or value == ():
            continue
        members = value if field.many else (value,)
        is_reference = field.refers is not None
        for index, member in enumerate(members):
            path = f"{field.name}[{index}]" if field.many else field.name
            if is_reference:
                yield path, member
            elif isinstance(member, Form):
                yield from (
                    (f"{path}.{inner}", ref) for inner, ref in references(member)
                )


# A step of a path: a field and, where it has many parts, the key of one.
_STEP: Final = re.compile(r"([a-z_][a-z0-9_]*)(?:\[([^\[\]]+)\])?(?:\.|$)", re.ASCII)


Step = tuple[str, tuple[str, ...] | None]


def steps_of(path: str) -> list[Step]:
    """
    Answer the steps of a path: fields, each with the key of one part if it has many.

    Raises:
        InvalidValue: If it is no path.
    """
    steps: list[Step] = []
    position = 0
    while position < len(path):
        match = _STEP.match(path, position)
        if match is None:
            break
        key = None if match[2] is None else tuple(match[2].split(","))
        steps.append((match[1], key))
        position = match.end()
    if position < len(path) or not steps or path.endswith("."):
        raise InvalidValue(
            "be a path such as on, place.point or "
            "casualties[peacekeeper,injured].count",
            path,
            subject="path",
        )
    return steps


def field_at(cls: type[Form], path: str) -> Field:
    """
    Find the field that a path leads to in a class.

    Raises:
        InvalidValue: If the text is no path, goes on inside a field without fields of
            its own, or does not name one of many parts.
        UnknownName: If a class on the way has no such field.
    """
    *way, last = steps_of(path)
    for step in way:
        field = _field_of_step(cls, step, path)
        if field.part is None:
            expected = f"end at {field.name}, which has no fields of its own"
            raise InvalidValue(expected, path, subject="path")
        cls = field.part
    return _field_of_step(cls, last, path)


def _field_of_step(cls: type[Form], step: Step, path: str) -> Field:
    name, key = step
    fields = {field.name: field for field in fields_of(cls)}
    if name not in fields:
        raise UnknownName(f"field of {snake_case(cls.__name__)}", name, fields)
    field = fields[name]
    has_parts = field.many and field.part is not None
    if has_parts and key is None:
        expected = f"name one part by its key, such as {name}[...]"
        raise InvalidValue(expected, path, subject="path")
    if key is not None and not has_parts:
        expected = f"name {name} without a key"
        raise InvalidValue(expected, path, subject="path")
    if key is not None and field.part is not None and len(key) > len(field.part.KEY):
        expected = f"name a part of {name} by {', '.join(field.part.KEY)}"
        raise InvalidValue(expected, path, subject="path")
    return field


def values_at(record: Form, path: str) -> tuple[object, ...]:
    """
    Answer what stands at a path: nothing, one value, or the members of a list.

    Where the class has no such field, nothing stands there.
    """
    try:
        field_at(type(record), path)
    except (InvalidValue, UnknownName):
        return ()
    forms: list[Form] = [record]
    values: tuple[object, ...] = ()
    for name, key in steps_of(path):
        values = ()
        for form in forms:
            value: object = getattr(form, name)
            found: tuple[object, ...] = value if isinstance(value, tuple) else (value,)
            values += tuple(
                one
                for one in found
                if one is not None and (key is None or cast("Form", one).key == key)
            )
        forms = [value for value in values if isinstance(value, Form)]
    return values


def without(record: F, path: str, value: object) -> F | None:
    """
    Answer a form in which a value no longer stands at a path.

    What cannot stand without the value goes with it: a field that requires it, and a
    part of whose key it is a text.

    Returns:
        The form. None: the value cannot be left out, for it must be given.
    """
    if value not in values_at(record, path):
        return record
    try:
        return _without(record, steps_of(path), value)
    except InvalidRecord:
        return None  # a rule of the record asks for it


def _without(form: F, steps: list[Step], value: object) -> F | None:
    (name, key), *deeper = steps
    field = next(field for field in fields_of(type(form)) if field.name == name)
    old = getattr(form, name)
    members = old if field.many else (old,)
    left: list[object] = []
    for member in members:
        if not deeper:
            kept = None if member == value else member
        elif isinstance(member, Form) and (key is None or member.key == key):
            kept = _without(member, deeper, value)
            if kept is not None and kept.is_empty:
                kept = None
        else:
            kept = member
        if kept is not None:
            left.append(kept)
    if not left and (field.required or name in form.KEY):
        return None
    changes: dict[str, Any] = {
        name: tuple(left) if field.many else (left[0] if left else None)
    }
    if not left:
        changes |= dict.fromkeys(field.needed_by)
    return attrs.evolve(form, **changes)


def placed(form: F, values: Iterable[tuple[str, object]]) -> F:
    """
    Answer a form in which values stand at their paths.

    A list takes a value as one more member. A part that is not there is made of its
    key.

    Raises:
        InvalidRecord: If the form, or a part, cannot be with them.
    """
    return _placed(form, [(steps_of(path), value) for path, value in values])


def _placed(form: F, values: list[tuple[list[Step], object]]) -> F:
    changes: dict[str, Any] = {}
    for field in fields_of(type(form)):
        asked = [(steps, value) for steps, value in values if steps[0][0] == field.name]
        if not asked:
            continue
        held = getattr(form, field.name)
        if field.part is None:
            members = [value for _, value in asked]
            if field.many:
                changes[field.name] = tuple(dict.fromkeys((*held, *members)))
            else:
                changes[field.name] = members[-1]
            continue
        parts = {part.key: part for part in held} if field.many else {None: held}
        for key in dict.fromkeys(steps[0][1] for steps, _ in asked):
            inner = [(steps[1:], value) for steps, value in asked if steps[0][1] == key]
            part = parts.get(key)
            if part is None:
                given: dict[str, Any] = dict(
                    zip(field.part.KEY, key or (), strict=False)
                )
                part = field.part(**given)
            parts[key] = _placed(part, inner)
        changes[field.name] = tuple(parts.values()) if field.many else parts[None]
    return attrs.evolve(form, **changes) if changes else form
