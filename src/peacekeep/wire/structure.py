"""
Plain dictionaries to records and back, every fault explained. The door of cattrs.

The pipeline calls it with the kinds of record that it knows. No file is opened here,
and what a field may hold is not known here: a record judges itself when it is built.
"""

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache, partial
from typing import Any, TypeVar, cast, get_args, get_origin

import cattrs
from cattrs.gen import make_dict_unstructure_fn, override

from peacekeep.definitions.fields import (
    FAULT_LIMIT,
    Field,
    Unreadable,
    fields_of,
    snake_case,
)
from peacekeep.definitions.forms import Form
from peacekeep.definitions.values import Value
from peacekeep.errors import MISSING, InvalidRecord, InvalidValue, Where, near_miss
from peacekeep.models.record import Record, Ref, UnknownRecord


__all__ = [
    "configure",
    "converter",
    "form_from_plain",
    "form_to_plain",
    "record_from_plain",
    "record_to_plain",
]

F = TypeVar("F", bound=Form)


def configure(target: cattrs.Converter) -> None:
    """
    Teach a cattrs converter to read and write values, parts and records.

    A field of a type that is not ours goes through the hooks that the converter has
    for it, so that a record may hold types of your own.
    """
    target.register_structure_hook_func(
        lambda cls: _is_a(cls, Value), lambda plain, cls: cls.from_plain(plain)
    )
    target.register_unstructure_hook_func(
        lambda cls: _is_a(cls, Value), lambda value: value.to_plain()
    )
    # cattrs takes a type with an argument, of a class of texts, for a list.
    target.register_structure_hook_func(_is_ref, _read_ref)
    target.register_unstructure_hook_func(_is_ref, lambda ref: ref)
    target.register_structure_hook_factory(
        lambda cls: _is_a(cls, Form), partial(_structure_hook, target=target)
    )
    target.register_unstructure_hook_factory(
        lambda cls: _is_a(cls, Form), partial(_unstructure_hook, target=target)
    )


@lru_cache(maxsize=1)
def converter() -> cattrs.Converter:
    """Return the converter that the pipeline uses."""
    ours = cattrs.Converter()
    configure(ours)
    return ours


def form_from_plain(plain: object, cls: type[F], where: Where | None = None) -> F:
    """
    Read a form of a known class from its wire form, a dictionary.

    Raises:
        InvalidRecord: With every fault of the form.
    """
    try:
        return converter().structure(plain, cls)
    except (InvalidRecord, InvalidValue) as error:
        faults = Unreadable.because(error).faults
        inner = Where(record=faults[0].where.record)
        name = snake_case(cls.__name__)
        outer = inner.within(where or Where())
        raise InvalidRecord.of(faults, outer, name=name) from None


def record_from_plain(
    plain: object, kinds: Iterable[type[Record]], where: Where | None = None
) -> Record:
    """
    Read a record from its wire form, a dictionary.

    Args:
        plain: The dictionary, with its `kind`.
        kinds: Kinds that are known. Another one gives an `UnknownRecord`.
        where: Where the dictionary comes from.

    Raises:
        InvalidRecord: With every fault of the record.
    """
    where = where or Where()
    by_word = {cls.kind: cls for cls in kinds}
    if not isinstance(plain, Mapping):
        fault = InvalidValue("be a JSON object", plain, subject="a record")
        raise InvalidRecord.of([fault], where)
    kind = plain.get("kind", MISSING)
    if not isinstance(kind, str):
        hint = f"Known: {', '.join(by_word)}."
        fault = InvalidValue(
            "be the word of a kind, such as incident", kind, hint=hint, subject="kind"
        )
        raise InvalidRecord.of([fault], where)
    fields = {key: value for key, value in plain.items() if key != "kind"}
    record = form_from_plain(fields, by_word.get(kind, UnknownRecord), where)
    if record.kind != kind:
        meant = record.kind if record.kind in by_word else kind
        hint = near_miss(meant, by_word) if kind not in by_word else ""
        fault = InvalidValue(
            f"begin with its kind, {kind}/", record.id, subject="id", hint=hint
        )
        raise InvalidRecord.of([fault], Where(record=record.id).within(where))
    return record


def form_to_plain(form: Form) -> dict[str, object]:
    """Return the wire form of a form, its keys by alphabet."""
    return cast("dict[str, object]", converter().unstructure(form))


def record_to_plain(record: Record) -> dict[str, object]:
    """Return the wire form of a record: its kind, then its keys by alphabet."""
    return {"kind": record.kind, **form_to_plain(record)}


def _read_ref(plain: object, cls: Any) -> str:
    read, rules = Ref.reader(get_args(cls))
    ref = read(plain)
    for fault in filter(None, (rule.fault(ref) for rule in rules)):
        raise fault
    return ref


def _is_ref(cls: Any) -> bool:
    origin: object = get_origin(cls)
    return origin is Ref


def _is_a(cls: object, base: type) -> bool:
    return isinstance(cls, type) and issubclass(cls, base)


def _structure_hook(
    cls: type[Form], target: cattrs.Converter
) -> Callable[[object, object], Form]:
    fields = {field.name: field for field in fields_of(cls)}

    def structure(plain: object, _: object) -> Form:
        if isinstance(plain, cls):
            return plain
        if not isinstance(plain, Mapping):
            raise InvalidValue("be a JSON object", plain)
        given: dict[str, Any] = {}
        extra: dict[str, object] = {}
        for key, value in plain.items():
            field = fields.get(key)
            if field is None:
                extra[key] = value
            else:
                given[key] = _given(field, value, target)
        return cls(**given, extra=extra)

    return structure


def _given(field: Field, value: object, target: cattrs.Converter) -> object:
    """Return what the constructor takes for a field; it reads values itself."""
    if value is None:
        hint = "Leave the key out where nothing is known."
        return Unreadable(InvalidValue("not be null", "null", hint=hint))
    if not field.many:
        return _part(field, value, target)
    if not isinstance(value, list | tuple):
        return value
    members: list[object] = []
    unreadable = 0
    for member in value:
        members.append(_part(field, member, target))
        unreadable += isinstance(members[-1], Unreadable)
        if unreadable > FAULT_LIMIT:
            break  # the form stops before the last, and says so
    return tuple(members)


def _part(field: Field, value: object, target: cattrs.Converter) -> object:
    if isinstance(value, Unreadable) or (field.part is None and not field.foreign):
        return value
    try:
        return target.structure(value, field.holds)
    except (InvalidValue, InvalidRecord) as error:
        return Unreadable.because(error)
    except Exception as error:  # noqa: BLE001 - a hook of the user's may raise anything
        expected = f"be a {field.holds.__name__}"
        return Unreadable(
            InvalidValue(expected, value, hint=f"{str(error).rstrip('.')}.")
        )


def _unstructure_hook(
    cls: type[Form], target: cattrs.Converter
) -> Callable[[Form], dict[str, object]]:
    known = make_dict_unstructure_fn(
        cls, target, _cattrs_omit_if_default=True, extra=override(omit=True)
    )

    def unstructure(form: Form) -> dict[str, object]:
        plain = known(form)
        if form.extra:
            plain |= form.extra.to_plain()
        return dict(sorted(plain.items()))

    return unstructure
