"""
Ways through a form: its parts, its references, and the paths that lead to fields.

Findings, claims, differences and settlements name a field by one path language. A path
is resolved in a class once, and carried as a `Target`.
"""

from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import Any, TypeVar

import attrs

from peacekeep.definitions.fields import Field, fields_of, snake_case
from peacekeep.definitions.forms import Form, forms_in
from peacekeep.errors import (
    InvalidRecord,
    InvalidValue,
    Path,
    Step,
    UnknownName,
    Where,
)


__all__ = [
    "Key",
    "Target",
    "Way",
    "fields_along",
    "forms_of",
    "located",
    "path_of",
    "placed",
    "references",
    "referred",
    "resolve",
    "target_in",
]

F = TypeVar("F", bound=Form)

Key = tuple[str | None, ...]
"""Texts of the key of a part, in the order of `Form.KEY`. None: not given."""

Way = tuple[tuple[str, Key | None], ...]
"""The fields on the way to a value, each with the key of its part where it has many."""


def forms_of(
    form: Form, path: Path | None = None
) -> Iterator[tuple[Path | None, Form]]:
    """Yield a record and its parts, each with its path. None: the record itself."""
    yield path, form
    for field in fields_of(type(form)):
        if field.part is None:
            continue
        held = getattr(form, field.name)
        for index, part in enumerate(held if field.many else (held,)):
            if part is not None:
                yield from forms_of(part, _joined(path, _step_to(field, part, index)))


def _step_to(field: Field, member: object, index: int) -> Step:
    """Return the step to a member: by its key, by its index, or to the only one."""
    if not field.many:
        return Step(field.name)
    key = member.key if isinstance(member, Form) else ()
    if key and field.part is not None:
        return Step.to_part(field.name, field.part.KEY, key)
    return Step(field.name, index)


def _joined(path: Path | None, step: Step) -> Path:
    return Path((*(() if path is None else path.steps), step))


@cache
def _referring(cls: type[Form]) -> tuple[Field, ...]:
    """Return the fields of a class that refer, themselves or in their parts."""
    return tuple(
        field
        for field in fields_of(cls)
        if field.refers is not None
        or (
            field.part is not None
            and any(
                inner.refers is not None
                for form in forms_in(field.part)
                for inner in fields_of(form)
            )
        )
    )


def references(form: Form, path: Path | None = None) -> Iterator[tuple[Path, str]]:
    """Yield each reference of a record or part: the path to it, and the id."""
    for field in _referring(type(form)):
        held = getattr(form, field.name)
        for index, member in enumerate(held if field.many else (held,)):
            if member is None:
                continue
            here = _joined(path, _step_to(field, member, index))
            if field.part is None:
                yield here, member
            else:
                yield from references(member, here)


def referred(form: Form) -> Iterator[str]:
    """Yield each id to which a record or part refers."""
    for field in _referring(type(form)):
        held = getattr(form, field.name)
        for member in held if field.many else (held,):
            if member is None:
                continue
            if field.part is None:
                yield member
            else:
                yield from referred(member)


@attrs.frozen
class Target:
    """
    Where a path leads in a class.

    Attributes:
        path: The path, in its one canonical form.
        way: The fields on the way, each with the key of its part.
        fields: The same fields, as the classes declare them. The last is the target.
    """

    path: Path
    way: Way
    fields: tuple[Field, ...] = attrs.field(eq=False, repr=False)

    @property
    def field(self) -> Field:
        """The field to which the path leads."""
        return self.fields[-1]

    @property
    def key_text(self) -> str | None:
        """The text that the path itself gives for the field. None: it gives none."""
        if len(self.fields) == 1 or self.way[-2][1] is None:
            return None
        part, key = self.fields[-2].part, self.way[-2][1]
        names = () if part is None else part.KEY
        if self.field.name not in names:
            return None
        # A field of the key that the path leaves out is not given.
        return dict(zip(names, key, strict=False)).get(self.field.name) or ""

    def key_texts(self) -> Iterator[tuple[Field, str]]:
        """Yield each text by which the path names a part, with the field of its key."""
        for field, (_, key) in zip(self.fields, self.way, strict=True):
            if field.part is not None and key:
                inner = {one.name: one for one in fields_of(field.part)}
                for name, text in zip(field.part.KEY, key, strict=False):
                    if text is not None:
                        yield inner[name], text

    def check_keys(self) -> None:
        """
        Check that the path names parts by what their keys can hold.

        Raises:
            InvalidValue: If a field of a key cannot hold its text.
        """
        for field, text in self.key_texts():
            try:
                field.parse(text)
            except InvalidValue as fault:
                raise fault.at(Where(path=Path.to(field.name))) from None

    def values(self, form: Form) -> tuple[object, ...]:
        """Return what a form holds there: nothing, one value, or the members."""
        forms: list[Form] = [form]
        values: tuple[object, ...] = ()
        for name, key in self.way:
            values = ()
            for one in forms:
                held: Any = getattr(one, name)
                if key is not None:
                    part = _by_key(_Parts(held)).get(key)
                    values += () if part is None else (part,)
                elif held is not None:
                    values += held if isinstance(held, tuple) else (held,)
            forms = [value for value in values if isinstance(value, Form)]
        return values

    def without(self, form: F, value: object) -> F | None:
        """
        Return a form in which a value is no longer there.

        What cannot be without the value goes with it: a field that requires it, and a
        part of whose key it is a text.

        Returns:
            The form. None: the value cannot be left out, for it must be given.
        """
        if value not in self.values(form):
            return form
        try:
            return _without(form, self.way, value)
        except InvalidRecord:
            return None  # a rule of the record asks for it


class _Parts:
    """The parts of one list, which is itself and no other list with equal parts."""

    def __init__(self, parts: tuple[Form, ...]) -> None:
        self.parts = parts

    def __hash__(self) -> int:
        return id(self.parts)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Parts) and self.parts is other.parts


@lru_cache(maxsize=16)
def _by_key(held: _Parts) -> dict[Key, Form]:
    """Return parts by their keys, read once for the many paths into one list."""
    return {part.key: part for part in held.parts if part.key}


@lru_cache(maxsize=4096)
def resolve(cls: type[Form], path: Path | str) -> Target:
    """
    Resolve a path in a class.

    Raises:
        InvalidValue: If the text is not a path, or the path goes on inside a field
            without fields of its own, or does not name one of many parts.
        UnknownName: If a class on the way has no such field.
    """
    if not isinstance(path, Path):
        path = Path.parse(path)
    fields: list[Field] = []
    way: list[tuple[str, Key | None]] = []
    for step in path.steps:
        if fields:
            inner = fields[-1].part
            if inner is None:
                expected = f"end at {fields[-1].name}, which has no fields of its own"
                raise InvalidValue(expected, str(path), subject="path")
            cls = inner
        field = next((one for one in fields_of(cls) if one.name == step.name), None)
        if field is None:
            names = [one.name for one in fields_of(cls)]
            raise UnknownName(f"field of {snake_case(cls.__name__)}", step.name, names)
        fields.append(field)
        way.append((field.name, _key_of(field, step, path)))
    return Target(_path(fields, way), tuple(way), tuple(fields))


def _key_of(field: Field, step: Step, path: Path) -> Key | None:
    """Return the key that a step names. None: the field has no parts with keys."""
    given = step.key or step.named or step.index is not None
    if not field.many or field.part is None:
        if given and not (field.many and step.index is not None):
            expected = f"name {field.name} without a key"
            raise InvalidValue(expected, str(path), subject="path")
        return None
    if not given:
        expected = f"name one part by its key, such as {field.name}[...]"
        raise InvalidValue(expected, str(path), subject="path")
    names = field.part.KEY
    key = step.key if step.index is None else (str(step.index),)
    named = dict(step.named)
    if len(key) > len(names) or not named.keys() <= set(names[len(key) :]):
        expected = f"name a part of {field.name} by {', '.join(names) or 'its index'}"
        raise InvalidValue(expected, str(path), subject="path")
    texts = [*key, *(named.get(name) for name in names[len(key) :])]
    while texts and texts[-1] is None:
        texts.pop()
    return tuple(texts)


def fields_along(cls: type[Form], path: str) -> tuple[Field, ...]:
    """
    Return the fields on a path that names no part by its key.

    Such a path, as `casualties.count`, means that field of every part.

    Raises:
        UnknownName: If a class on the way has no such field.
        InvalidValue: If the path goes on inside a field without fields of its own.
    """
    fields: list[Field] = []
    inner: type[Form] | None = cls
    for name in path.split("."):
        if inner is None:
            expected = f"end at {fields[-1].name}, which has no fields of its own"
            raise InvalidValue(expected, path, subject="path")
        known = {field.name: field for field in fields_of(inner)}
        if name not in known:
            raise UnknownName(f"field of {snake_case(inner.__name__)}", name, known)
        fields.append(known[name])
        inner = known[name].part
    return tuple(fields)


def path_of(cls: type[Form], way: Way) -> Path:
    """Return the canonical path of a way that a class has."""
    fields: list[Field] = []
    for name, _ in way:
        inner = fields[-1].part if fields else cls
        fields.append(next(one for one in fields_of(inner or cls) if one.name == name))
    return _path(fields, way)


def _path(fields: Iterable[Field], way: Iterable[tuple[str, Key | None]]) -> Path:
    return Path(
        tuple(
            Step(name)
            if key is None or field.part is None
            else Step.to_part(name, field.part.KEY, key)
            for field, (name, key) in zip(fields, way, strict=True)
        )
    )


def target_in(form: Form, path: Path | str) -> Target | None:
    """
    Return the target of a claim's path in the class of a record. None: it has none.

    A claim names a part by its key: the position of a part is no statement of a source.
    A key that cannot be names no part.
    """
    return _claimable(type(form), path)


@lru_cache(maxsize=4096)
def _claimable(cls: type[Form], path: Path | str) -> Target | None:
    try:
        target = resolve(cls, path)
        target.check_keys()
    except (InvalidValue, UnknownName):
        return None
    return target


def located(form: Form, path: Path | str) -> Path:
    """Return a path in which each part is named by its key, where it has one."""
    path = path if isinstance(path, Path) else Path.parse(path)
    steps: list[Step] = []
    inner: Form | None = form
    for step in path.steps:
        fields = () if inner is None else fields_of(type(inner))
        field = next((one for one in fields if one.name == step.name), None)
        held: Any = None if field is None else getattr(inner, step.name)
        found: Form | None = None
        if field is not None and field.part is not None:
            found = _member(field, held, step) if field.many else held
        if found is not None and field is not None and step.index is not None:
            steps.append(_step_to(field, found, step.index))
        else:
            steps.append(step)
        inner = found
    return Path(tuple(steps))


def _member(field: Field, parts: tuple[Form, ...], step: Step) -> Form | None:
    """Return the part that a step names. A key goes before an index."""
    try:
        key = _key_of(field, step, Path((step,)))
    except InvalidValue:
        key = None
    found = None if key is None else _by_key(_Parts(parts)).get(key)
    if found is None and step.index is not None and step.index < len(parts):
        return parts[step.index]
    return found


def _without(form: F, way: Way, value: object) -> F | None:
    (name, key), *deeper = way
    field = next(field for field in fields_of(type(form)) if field.name == name)
    old = getattr(form, name)
    members = old if field.many else (old,)
    left: list[object] = []
    for member in members:
        if not deeper:
            kept = None if member == value else member
        elif isinstance(member, Form) and (key is None or member.key == key):
            kept = _without(member, tuple(deeper), value)
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


def placed(form: F, values: Iterable[tuple[Target, object]]) -> F:
    """
    Return a form that holds values at their targets.

    A list takes a value as one more member. A part that is not there is made of its
    key.

    Raises:
        InvalidRecord: If the form, or a part, cannot be with them.
    """
    return _placed(form, [(target.way, value) for target, value in values])


def _placed(form: F, values: list[tuple[Way, object]]) -> F:
    changes: dict[str, Any] = {}
    for field in fields_of(type(form)):
        asked = [(way, value) for way, value in values if way[0][0] == field.name]
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
        parts: dict[Key | None, Any] = (
            {part.key: part for part in held} if field.many else {None: held}
        )
        for key in dict.fromkeys(way[0][1] for way, _ in asked):
            inner = [(way[1:], value) for way, value in asked if way[0][1] == key]
            part = parts.get(key)
            if part is None:
                given: dict[str, Any] = dict(
                    zip(field.part.KEY, key or (), strict=False)
                )
                part = field.part(**given)
            parts[key] = _placed(part, inner)
        changes[field.name] = tuple(parts.values()) if field.many else parts[None]
    return attrs.evolve(form, **changes) if changes else form
