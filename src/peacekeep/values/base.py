"""
What every value shares: `Value`, with one canonical text, and `Form`, with fields.

A `Value` is a plain slotted immutable class. A `Form` is a frozen attrs class that
reads its own fields when it is built, by their annotations, and names every fault.
This room knows no field and no rule by name.
"""

import abc
import inspect
import itertools
import operator
import re
import types
import typing
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar, Final, NoReturn, Self, cast

import attrs

from peacekeep.errors import MISSING, InvalidRecord, InvalidValue, Where, near_miss
from peacekeep.rules import WHOLE_NUMBER_LIMIT, BetweenFields, OfField


__all__ = [
    "DEPTH_LIMIT",
    "FAULT_LIMIT",
    "Extra",
    "Field",
    "Form",
    "Unreadable",
    "UNFIT_FOR_TEXT",
    "Value",
    "fields_of",
    "forms_in",
    "read_text",
    "snake_case",
]

FAULT_LIMIT: Final = 1000
"""How many faults of a record are told before reading stops."""

DEPTH_LIMIT: Final = 64
"""How many arrays and objects may stand inside one another in a file."""

# The value of an unknown key stands in a record, in the records, in the whole.
_EXTRA_DEPTH: Final = DEPTH_LIMIT - 3

_LONGEST_HINT: Final = 60

# Categories of Unicode that show nothing: controls, formats, separators.
_UNSEEN: Final = frozenset({"Cc", "Cf", "Zl", "Zp", "Zs"})

_SURROGATE: Final = re.compile("[\ud800-\udfff]")

UNFIT_FOR_TEXT: Final = "\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069"
"""
Ranges of the characters that no text holds, for a class of a regular expression.

Control characters except tab and line feed, and those that reorder what is shown.

Source:
    Unicode Standard Annex 9: embeddings, overrides, isolates.
"""

# Surrogates cannot be written as UTF-8.
_UNFIT: Final = re.compile(f"[{UNFIT_FOR_TEXT}\ud800-\udfff]")


class Value(abc.ABC):
    """
    An immutable value with one canonical text: `T.parse(str(value)) == value`.

    `parse` reads the canonical text alone; what people write is read by
    `parse_phrase`. The wire never reads a phrase.
    """

    __slots__ = ()

    PATTERN: ClassVar[str] = ""
    """
    Shape of the canonical text where it stands on the wire as text, from end to end.

    A regular expression in the part that JSON Schema recommends, without anchors.
    Empty: there is none.
    """

    UNSAID: ClassVar[str] = ""
    """What must be true of a text beside its shape, in one sentence. Empty: nothing."""

    @classmethod
    @abc.abstractmethod
    def parse(cls, text: str) -> Self:
        """Read the canonical text."""

    @classmethod
    @abc.abstractmethod
    def refusal(cls, got: object, hint: str = "") -> InvalidValue:
        """Answer the error that says what the canonical text looks like."""

    @classmethod
    def from_plain(cls, plain: object) -> Self:
        """Read the value as it stands on the wire."""
        if isinstance(plain, str):
            return cls.parse(plain)
        raise cls.refusal(plain)

    def to_plain(self) -> str | int:
        """Answer the value as it stands on the wire."""
        return str(self)

    def storable(self) -> Self:
        """Answer the value, if it can stand in a record, to be written and read."""
        return self

    def __repr__(self) -> str:
        return f"{type(self).__name__}.parse({str(self)!r})"

    def __setattr__(self, name: str, value: object) -> NoReturn:
        msg = f"{type(self).__name__} is immutable: {name} cannot be set"
        raise AttributeError(msg)

    def __delattr__(self, name: str) -> NoReturn:
        msg = f"{type(self).__name__} is immutable: {name} cannot be deleted"
        raise AttributeError(msg)

    def __copy__(self) -> Self:
        return self

    def __deepcopy__(self, memo: dict[int, Any]) -> Self:
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self).parse, (str(self),)


class Extra(Mapping[str, object]):
    """
    The keys of a JSON object that its class does not know, kept to be written back.

    Immutable and hashable all the way down: lists are held as tuples, objects as
    `Extra`. A number with a fraction or an exponent is held as a `Decimal`.

    Raises:
        InvalidValue: If it holds what JSON cannot, stands too deep, or has a key that
            begins with two underscores, which other languages take for their own.
    """

    __slots__ = ("_items",)
    _items: dict[str, object]

    def __init__(
        self, items: Mapping[str, object] = types.MappingProxyType({})
    ) -> None:
        object.__setattr__(self, "_items", _frozen_items(items, _EXTRA_DEPTH))

    def __getitem__(self, key: str) -> object:
        return self._items[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._items)

    def __len__(self) -> int:
        return len(self._items)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Extra):
            return NotImplemented
        return self._members() == other._members()

    def __hash__(self) -> int:
        return hash(self._members())

    def _members(self) -> frozenset[object]:
        # The outermost keys are written by alphabet, whatever their order.
        return frozenset((key, _typed(value)) for key, value in self._items.items())

    def __repr__(self) -> str:
        return f"Extra({self._items!r})"

    __setattr__ = Value.__setattr__
    __delattr__ = Value.__delattr__
    __copy__ = Value.__copy__
    __deepcopy__ = Value.__deepcopy__

    def __reduce__(self) -> tuple[Any, ...]:
        return Extra, (self._items,)

    def to_plain(self) -> dict[str, object]:
        """Answer the keys and values as lists and dictionaries."""
        return {key: _thawed(value) for key, value in self._items.items()}


def _frozen_items(items: Mapping[str, object], depth: int) -> dict[str, object]:
    if not isinstance(items, Mapping):
        raise InvalidValue("be keys with their values", items, subject="extra")
    frozen = {}
    for key, value in items.items():
        if not isinstance(key, str) or key.startswith("__") or _SURROGATE.search(key):
            raise InvalidValue(
                "be a text that does not begin with two underscores, without lone "
                "surrogates",
                key,
                subject="an unknown key",
                hint="Rename the key, or leave it out.",
            )
        try:
            frozen[key] = _frozen(value, depth)
        except InvalidValue as fault:
            raise fault.at(Where(field=key)) from None
    return frozen


def _frozen(value: object, depth: int) -> object:
    if isinstance(value, Mapping | list | tuple) and depth == 0:
        raise InvalidValue(
            f"not stand deeper than {DEPTH_LIMIT} arrays and objects", type(value)
        )
    if isinstance(value, Mapping):
        inner = Extra()
        object.__setattr__(inner, "_items", _frozen_items(value, depth - 1))
        return inner
    if isinstance(value, list | tuple):
        return tuple(_frozen(member, depth - 1) for member in value)
    return _frozen_leaf(value)


def _frozen_leaf(value: object) -> object:
    if isinstance(value, str):
        if _SURROGATE.search(value):
            raise InvalidValue("be text without lone surrogates", value)
        return value
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int):
        return _read_whole_number(value)
    number = Decimal(repr(value)) if isinstance(value, float) else value
    if isinstance(number, Decimal) and number.is_finite():
        return number
    raise InvalidValue("be what JSON can hold", value)


def _thawed(value: object) -> object:
    if isinstance(value, Extra):
        return value.to_plain()
    if isinstance(value, tuple):
        return [_thawed(member) for member in value]
    return value


def _typed(value: object) -> object:
    # True, 1 and Decimal(1) are equal in Python and differ in JSON.
    # Equal must be what is written alike: the digits of a number, the order of keys.
    if isinstance(value, Extra):
        return Extra, tuple((key, _typed(inner)) for key, inner in value.items())
    if isinstance(value, tuple):
        return tuple, tuple(map(_typed, value))
    return type(value), str(value)


def as_extra(items: "Extra | Mapping[str, object]") -> "Extra":
    """Let a form take the keys as a mapping; the form reads it."""
    return cast("Extra", items)


_BOOLS: Final = {"true": True, "false": False}
_NOTHING_EXTRA: Final = Extra()


class Unreadable:
    """
    What stands in a field of a form while it is built where nothing could be read.

    Attributes:
        faults: Why it could not, each placed from the field on.
    """

    __slots__ = ("faults",)

    def __init__(self, *faults: InvalidValue) -> None:
        self.faults = faults

    @classmethod
    def because(cls, error: InvalidValue | InvalidRecord) -> "Unreadable":
        """Carry an error to the form that the value is for."""
        if isinstance(error, InvalidRecord):
            return cls(*error.faults)
        return cls(error)


Reader = Callable[[object], object]


@attrs.frozen
class Field:
    """
    A field of a form, as its annotation declares it.

    Attributes:
        name: Name of the field.
        holds: Type of the value, or of each member where there are many.
        required: Whether it must be given.
        many: Whether it holds a tuple.
        rules: Rules over the value, or over each member.
        between: Rules over this field and others.
        read: Reads a value, or a member; raises `InvalidValue`.
        form: Form that it holds, if it holds one.
        foreign: Whether the type is none of ours, so that only its owner can read it.
    """

    name: str
    holds: Any
    required: bool
    many: bool
    rules: tuple[OfField, ...]
    between: tuple[BetweenFields, ...]
    read: Reader
    form: type["Form"] | None
    foreign: bool

    def read_one(self, value: object) -> object:
        """Read a value, or a member, and apply its rules."""
        result = self.read(value)
        for rule in self.rules:
            fault = rule.fault(result)
            if fault is not None:
                raise fault
        return result

    def parse(self, text: str) -> object:
        """Read a value, or a member, from its canonical text, and apply its rules."""
        if isinstance(self.holds, type) and issubclass(self.holds, Value):
            return self.read_one(self.holds.parse(text))
        if self.holds is bool and text in _BOOLS:
            return _BOOLS[text]
        return self.read_one(text)

    def read_all(self, value: object, faults: list[InvalidValue]) -> object:
        """Read what the field is given, and add what is wrong with it to the faults."""
        if not self.many:
            return self._read_member(value, self.name, faults)
        if isinstance(value, Unreadable):
            return self._read_member(value, self.name, faults)
        if not isinstance(value, tuple | list):
            faults.append(
                InvalidValue(
                    "be a list",
                    value,
                    where=Where(field=self.name),
                    hint=_listed(value),
                )
            )
            return value
        members = self._read_members(value, faults)
        if self.form is not None:
            faults.extend(itertools.islice(self._repeated_keys(members), FAULT_LIMIT))
        same = isinstance(value, tuple) and all(map(operator.is_, value, members))
        return value if same else members

    def _read_members(
        self, values: tuple[object, ...] | list[object], faults: list[InvalidValue]
    ) -> tuple[object, ...]:
        members: list[object] = []
        for index, value in enumerate(values):
            if len(faults) >= FAULT_LIMIT:
                faults.append(
                    InvalidValue(
                        f"have fewer than {FAULT_LIMIT} faults to be read on",
                        f"{index} members, and more",
                        where=Where(field=self.name),
                    )
                )
                break
            members.append(self._read_member(value, f"{self.name}[{index}]", faults))
        return tuple(members)

    def _read_member(
        self, value: object, path: str, faults: list[InvalidValue]
    ) -> object:
        try:
            if not isinstance(value, Unreadable):
                return self.read_one(value)
            found = value.faults
        except (InvalidValue, InvalidRecord) as error:
            found = Unreadable.because(error).faults
        faults.extend(fault.at(Where(field=path)) for fault in found)
        return value

    def _repeated_keys(self, members: tuple[object, ...]) -> Iterator[InvalidValue]:
        seen = set()
        for index, member in enumerate(members):
            if not isinstance(member, Form) or not member.KEY:
                continue
            if member.key in seen:
                yield InvalidValue(
                    f"be the only one with the key {','.join(member.key)}",
                    member,
                    where=Where(field=f"{self.name}[{index}]"),
                    hint="Merge the two, or tell them apart.",
                )
            seen.add(member.key)


def _listed(value: object) -> str:
    if isinstance(value, str) and len(value) <= _LONGEST_HINT:
        return f"Write [{value!r}]."
    return ""


def _explained(cls: "FormType", given: dict[str, object]) -> dict[str, object] | None:
    """Answer arguments that make the form name what is missing and what is unknown."""
    fields = {field.name: field for field in fields_of(cls)}
    unknown = [name for name in given if name not in fields and name != "extra"]
    missing = [
        name for name, field in fields.items() if field.required and name not in given
    ]
    if not unknown and not missing:
        return None
    arguments = {name: value for name, value in given.items() if name not in unknown}
    for name in missing:
        arguments[name] = Unreadable(InvalidValue("be given", MISSING))
    if unknown:
        arguments["extra"] = Unreadable(
            *(
                InvalidValue(
                    f"be a field of {cls.__name__}",
                    name,
                    subject="the name",
                    hint=near_miss(name, fields),
                )
                for name in unknown
            )
        )
    return arguments


class FormType(abc.ABCMeta):
    """Makes a call that lacks a field, or has one too many, an error of ours."""

    # Type checkers read the signature that attrs writes.
    if not TYPE_CHECKING:  # pragma: no branch - it is never true when this runs

        def __call__(cls, *args: Any, **given: Any) -> Any:
            try:
                return super().__call__(*args, **given)
            except TypeError:
                arguments = None if args else _explained(cls, given)
                if arguments is None:
                    raise
            return super().__call__(**arguments)


@attrs.frozen(kw_only=True)
class Form(metaclass=FormType):
    """
    A frozen attrs class that reads its fields when it is built.

    A field takes its value, or the canonical text of it. Every fault is named, not
    only the first.

    Attributes:
        extra: Keys that the class does not know, kept and written back.

    Raises:
        InvalidRecord: If any field cannot be read or breaks a rule.
    """

    KEY: ClassVar[tuple[str, ...]] = ()
    """Fields that tell one part of a list from the others, as far as they are given."""

    extra: Extra = attrs.field(default=_NOTHING_EXTRA, converter=as_extra)

    def __attrs_post_init__(self) -> None:
        faults: list[InvalidValue] = []
        values: dict[str, object] = {}
        broken: set[str] = set()
        self._read_fields(faults, values, broken)
        self._read_extra(faults, values, broken)
        for field in fields_of(type(self)):
            for rule in field.between:
                if not broken.intersection((field.name, *rule.others)):
                    fault = rule.between(field.name, values)
                    if fault is not None:
                        faults.append(fault.at(Where(field=field.name)))
        if not broken:
            faults.extend(self._faults())
        if faults:
            name = snake_case(type(self).__name__)
            raise InvalidRecord.of(faults, self._place(), name=name)

    def _read_fields(
        self, faults: list[InvalidValue], values: dict[str, object], broken: set[str]
    ) -> None:
        for field in fields_of(type(self)):
            value = getattr(self, field.name)
            number = len(faults)
            if value == () if field.many else value is None and not field.required:
                read = value
            else:
                read = field.read_all(value, faults)
            if len(faults) > number:
                broken.add(field.name)
            elif read is not value:
                object.__setattr__(self, field.name, read)
            values[field.name] = read

    def _read_extra(
        self, faults: list[InvalidValue], values: dict[str, object], broken: set[str]
    ) -> None:
        extra = self.extra
        found: tuple[InvalidValue, ...] = ()
        if isinstance(extra, Unreadable):
            found = extra.faults
        elif not isinstance(extra, Extra):
            try:
                extra = Extra(extra)
                object.__setattr__(self, "extra", extra)
            except InvalidValue as error:
                found = (error,)
        if not found and extra:
            found = tuple(
                InvalidValue("be given as a field, not in extra", name, subject=name)
                for name in extra
                if name in values
            )
        values["extra"] = extra
        faults.extend(found)
        if found:
            broken.add("extra")

    def _faults(self) -> Iterable[InvalidValue]:
        """Answer what a rule of a field cannot say. Runs when all fields are read."""
        return ()

    def _place(self) -> Where:
        """Where the faults of this form are, as far as it knows."""
        return Where()

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all is given in it."""
        names = (field.name for field in fields_of(type(self)))
        return not self.extra and all(
            getattr(self, name) in (None, ()) for name in names
        )

    @property
    def key(self) -> tuple[str, ...]:
        """The canonical texts of the key, by which a claim finds this part."""
        values = (getattr(self, name) for name in self.KEY)
        return tuple(str(value) for value in values if value is not None)


@cache
def fields_of(cls: type) -> tuple[Field, ...]:
    """
    Answer the fields of a form, read from its annotations once.

    Raises:
        InvalidValue: If an annotation is none that a field can have.
    """
    if "__attrs_attrs__" not in vars(cls) and inspect.get_annotations(cls):
        expected = "be decorated with @attrs.frozen(kw_only=True)"
        raise InvalidValue(expected, cls, subject=cls.__name__)
    try:
        hints = typing.get_type_hints(cls, include_extras=True)
        fields = tuple(
            _field_of(attribute.name, hints[attribute.name], attribute.default)
            for attribute in attrs.fields(cls)
            if attribute.name != "extra"
        )
        for field in fields:
            _check_between(field, {"extra", *(one.name for one in fields)})
    except (NameError, SyntaxError, TypeError, AttributeError) as error:
        expected = "be annotated with types that can be found"
        raise InvalidValue(
            expected, cls, subject=cls.__name__, hint=f"{error}."
        ) from None
    except InvalidValue as fault:
        raise fault.at(Where(record=snake_case(cls.__name__))) from None
    return fields


def _check_between(field: Field, names: set[str]) -> None:
    """Refuse a rule that looks at a field which is not there."""
    for rule in field.between:
        for other in rule.others:
            if not isinstance(other, str) or other not in names:
                hint = near_miss(other, names) if isinstance(other, str) else ""
                place = Where(field=field.name)
                expected = f"have rules that name fields, as {type(rule).__name__} does"
                raise InvalidValue(expected, other, hint=hint, where=place)


def forms_in(cls: type[Form]) -> tuple[type[Form], ...]:
    """Answer a class and those of its parts, and of theirs, each once."""
    found = [cls]
    for form in found:  # grows while it is walked
        found += dict.fromkeys(
            field.form
            for field in fields_of(form)
            if field.form is not None and field.form not in found
        )
    return tuple(found)


# What a field cannot hold, and what to write instead.
_INSTEAD: Final[Mapping[object, str]] = {
    tuple: "Write tuple[..., ...], of one thing and not of tuples.",
    type(None): "Write what the field holds beside None.",
    float: "Write Count, or Quantity with its unit.",
    complex: "Write Quantity.",
    list: "Write tuple[..., ...].",
    set: "Write tuple[..., ...].",
    dict: "Write a part, a class that builds on Form.",
    object: "Write the type of what it holds.",
    Any: "Write the type of what it holds.",
}


def _check_annotation(name: str, hint: Any) -> None:
    """Refuse an annotation of which nothing could be derived."""
    held = typing.get_origin(hint) or hint
    if (held is not hint and hasattr(held, "reader")) or (
        isinstance(hint, type)
        and hint not in _INSTEAD
        and held is hint
        and not hasattr(hint, "reader")
    ):
        return
    expected = (
        "be annotated with str, bool, int, Ref[...], a value or a part, alone, "
        "with None, or as tuple[..., ...]"
    )
    got = hint.__name__ if held is hint and isinstance(hint, type) else str(hint)
    hint_ = _INSTEAD.get(held, "")
    raise InvalidValue(expected, got, hint=hint_, where=Where(field=name))


def _field_of(name: str, hint: object, default: object) -> Field:
    rules: list[Any] = []
    many = optional = False
    while True:
        origin, args = typing.get_origin(hint), typing.get_args(hint)
        if origin is typing.Annotated:
            rules += args[1:]
            hint = args[0]
        elif (
            origin in {typing.Union, types.UnionType}
            and type(None) in args
            and not many
        ):
            optional = True
            inner = tuple(arg for arg in args if arg is not type(None))
            hint = typing.Union[inner]  # noqa: UP007 - built from a tuple at run time
        elif origin is tuple and args[1:] == (...,) and not many:
            many = True
            hint = args[0]
        else:
            break
    if many and optional:
        expected, instead = "hold many without None", "Write tuple[..., ...] = ()."
        raise InvalidValue(expected, "None", hint=instead, where=Where(field=name))
    _check_annotation(name, hint)
    read, implied = _reader(hint)
    rules += implied
    cls = hint if isinstance(hint, type) and hint not in _SIMPLE else None
    return Field(
        name=name,
        holds=hint,
        required=default is attrs.NOTHING,
        many=many,
        rules=tuple(rule for rule in rules if hasattr(rule, "fault")),
        between=tuple(rule for rule in rules if hasattr(rule, "between")),
        read=read,
        form=cls if cls is not None and issubclass(cls, Form) else None,
        foreign=cls is not None and not issubclass(cls, Value | Form),
    )


def _reader(hint: Any) -> tuple[Reader, tuple[OfField, ...]]:
    """Answer how a value of a type is read, and the rules that the type implies."""
    parametrised = getattr(typing.get_origin(hint), "reader", None)
    if parametrised is not None:
        return cast(
            "tuple[Reader, tuple[OfField, ...]]", parametrised(typing.get_args(hint))
        )
    if hint in _SIMPLE:
        return _SIMPLE[hint], ()
    if isinstance(hint, type) and issubclass(hint, Value):
        from_plain = hint.from_plain
        return (
            lambda value: (
                value.storable() if type(value) is hint else from_plain(value)
            ),
            (),
        )

    def read(value: object) -> object:
        if not isinstance(value, hint):
            article = "an" if hint.__name__[0] in "AEIOU" else "a"
            raise InvalidValue(f"be {article} {hint.__name__}", value)
        if isinstance(value, Form) and value.is_empty:
            hint_ = "Leave it out where nothing is known."
            raise InvalidValue("have at least one field", value, hint=hint_)
        return value

    return read, ()


def read_text(value: object) -> str:
    """Read a text that a person can read: not empty, nothing hidden in it."""
    if type(value) is str and _shows(value) and not _UNFIT.search(value):
        return value
    hint = ""
    if isinstance(value, str) and _shows(value):
        hint = "Take out the control and direction characters."
    elif isinstance(value, str):
        hint = "Leave the field out where nothing is known."
    raise InvalidValue("be a readable text", value, hint=hint)


def _shows(text: str) -> bool:
    """Whether there is anything to see in a text."""
    return any(unicodedata.category(one) not in _UNSEEN for one in text)


def _read_bool(value: object) -> bool:
    if isinstance(value, bool):
        return value
    raise InvalidValue("be true or false", value)


def _read_whole_number(value: object) -> int:
    if type(value) is int and abs(value) <= WHOLE_NUMBER_LIMIT:
        return value
    raise InvalidValue(f"be a whole number up to {WHOLE_NUMBER_LIMIT}", value)


_SIMPLE: Final[dict[object, Reader]] = {
    str: read_text,
    bool: _read_bool,
    int: _read_whole_number,
}


def snake_case(name: str) -> str:
    """Answer the name of a class as the word of its kind: `BaseEvent`, `base_event`."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()
