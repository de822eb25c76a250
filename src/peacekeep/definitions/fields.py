"""
`Field`: what an annotation says, and the answers to what others ask of it.

`fields_of` reads the annotations of a form once. This room knows no field by name.
"""

import inspect
import itertools
import operator
import re
import types
import typing
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any, Final, TypeGuard, TypeVar, cast

import attrs

from peacekeep.definitions.codes import Codes
from peacekeep.definitions.extra import read_whole_number
from peacekeep.definitions.rules import (
    BetweenFields,
    CodeFrom,
    Dimension,
    Identity,
    NotBefore,
    NotEmpty,
    NotWith,
    OfField,
    OneOf,
    Pattern,
    Refers,
    RequiredWith,
    Rule,
    SchemeFrom,
    Within,
)
from peacekeep.definitions.values import Value
from peacekeep.errors import (
    MISSING,
    InvalidRecord,
    InvalidValue,
    Path,
    Step,
    Where,
    near_miss,
)


if TYPE_CHECKING:
    from peacekeep.definitions.forms import Form


__all__ = [
    "FAULT_LIMIT",
    "UNFIT_FOR_TEXT",
    "Field",
    "FormType",
    "Unreadable",
    "fields_of",
    "read_text",
    "snake_case",
]

FAULT_LIMIT: Final = 1000
"""How many faults of a record are listed before reading stops."""

_LONGEST_HINT: Final = 60

# Categories of Unicode that show nothing: controls, formats, separators.
_UNSEEN: Final = frozenset({"Cc", "Cf", "Zl", "Zp", "Zs"})

UNFIT_FOR_TEXT: Final = "\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069"
"""
Ranges of the characters that no text holds, for a class of a regular expression.

Control characters except tab and line feed, and those that reorder what is shown.

Source:
    Unicode Standard Annex 9: embeddings, overrides, isolates.
"""

# Surrogates cannot be written as UTF-8.
_UNFIT: Final = re.compile(f"[{UNFIT_FOR_TEXT}\ud800-\udfff]")

_BOOLS: Final = {"true": True, "false": False}


class Unreadable:
    """
    A value that could not be read, in a field of a form that is being built.

    Attributes:
        faults: Why it could not, each placed from the field on.
        key: Texts of the key, if it is a part whose key can be read.
    """

    __slots__ = ("faults", "key")

    def __init__(self, *faults: InvalidValue, key: tuple[str | None, ...] = ()) -> None:
        self.faults = faults
        self.key = key

    @classmethod
    def because(cls, error: InvalidValue | InvalidRecord) -> "Unreadable":
        """Carry an error to the form that the value is for."""
        if isinstance(error, InvalidRecord):
            return cls(*error.faults, key=error.key)
        return cls(error)


Reader = Callable[[object], object]
R = TypeVar("R")


@attrs.frozen(slots=False)
class Field:
    """
    A field of a form, as its annotation declares it, and what others ask of it.

    Attributes:
        name: Name of the field.
        holds: Type of the value, or of each member where there are many.
        required: True if the constructor must be given it.
        many: True if it holds a tuple.
        rules: Rules over the value, or over each member.
        between: Rules over this field and others.
        read: Reads a value, or a member; raises `InvalidValue`.
        part: Form that it holds, if it holds one.
        foreign: True if only the owner of its type can read it: the type is neither
            built in here nor a value nor a form.
        marked: True if the annotation marks it as `Identity`.
    """

    name: str
    holds: Any
    required: bool
    many: bool
    rules: tuple[OfField, ...]
    between: tuple[BetweenFields, ...]
    read: Reader
    part: type["Form"] | None
    foreign: bool
    marked: bool

    @cached_property
    def value(self) -> type[Value] | None:
        """Class of the value that it holds, if it holds one."""
        is_value = isinstance(self.holds, type) and issubclass(self.holds, Value)
        return self.holds if is_value else None

    @cached_property
    def codes(self) -> Codes | None:
        """Vocabulary of its words. None: its words are not codes."""
        return next((rule.codes for rule in self.rules_of(CodeFrom)), None)

    @cached_property
    def refers(self) -> tuple[str, ...] | None:
        """Kinds to which it refers; empty: any kind. None: it holds no reference."""
        return next((rule.kinds for rule in self.rules_of(Refers)), None)

    @cached_property
    def schemes(self) -> Codes | None:
        """Vocabulary of the schemes of its identifiers. None: it holds none."""
        return next((rule.codes for rule in self.rules_of(SchemeFrom)), None)

    @cached_property
    def dimensions(self) -> tuple[str, ...]:
        """Dimensions of which its quantity has one. Empty: any, or no quantity."""
        return next((rule.dimensions for rule in self.rules_of(Dimension)), ())

    @cached_property
    def patterns(self) -> tuple[str, ...]:
        """Regular expressions that its text matches from end to end."""
        return tuple(rule.pattern for rule in self.rules_of(Pattern))

    @cached_property
    def limits(self) -> tuple[int | None, int | None]:
        """Smallest and largest number that it may hold. None: no limit."""
        rules = self.rules_of(Within)
        low = [one.min_value for one in rules if one.min_value is not None]
        high = [one.max_value for one in rules if one.max_value is not None]
        return max(low, default=None), min(high, default=None)

    @cached_property
    def is_required(self) -> bool:
        """True if something must be given: a value, or at least one member."""
        return self.required or bool(self.rules_of(NotEmpty))

    @cached_property
    def is_identity(self) -> bool:
        """True if it says what the record is called or is about."""
        return self.is_required or self.refers is not None or self.marked

    @cached_property
    def is_words(self) -> bool:
        """True if it holds free text: no code, no reference, no value."""
        return self.holds is str and self.codes is None

    @cached_property
    def not_before(self) -> tuple[str, ...]:
        """Fields of dates before which its own date is not."""
        return tuple(rule.field for rule in self.rules_of(NotBefore))

    @cached_property
    def not_with(self) -> tuple[str, ...]:
        """Fields that are never given together with it."""
        return tuple(name for rule in self.rules_of(NotWith) for name in rule.others)

    @cached_property
    def needed_by(self) -> tuple[str, ...]:
        """Fields that are never given without it."""
        return tuple(rule.field for rule in self.rules_of(RequiredWith))

    @cached_property
    def one_of(self) -> tuple[str, ...]:
        """The field and the others of which one must be given. Empty: none must."""
        others = next((rule.others for rule in self.rules_of(OneOf)), ())
        return (self.name, *others) if others else ()

    def rules_of(self, kind: type[R]) -> tuple[R, ...]:
        """Return its rules of one kind, in the order of the annotation."""
        rules: tuple[object, ...] = (*self.rules, *self.between)
        return tuple(rule for rule in rules if isinstance(rule, kind))

    def rules_beside(self, *kinds: type) -> tuple[Rule, ...]:
        """Return its rules of other kinds than some, first those over one value."""
        rules: tuple[Rule, ...] = (*self.rules, *self.between)
        return tuple(rule for rule in rules if not isinstance(rule, kinds))

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
        if self.value is not None:
            return self.read_one(self.value.parse(text))
        if self.holds is bool and text in _BOOLS:
            return _BOOLS[text]
        return self.read_one(text)

    def read_all(self, value: object, faults: list[InvalidValue]) -> object:
        """Read what the field is given, and add what is wrong with it to the faults."""
        if not self.many:
            return self._read_member(value, None, faults)
        if isinstance(value, Unreadable):
            return self._read_member(value, None, faults)
        if not isinstance(value, tuple | list):
            faults.append(
                InvalidValue(
                    "be a list",
                    value,
                    where=Where(path=Path.to(self.name)),
                    hint=_listed(value),
                )
            )
            return value
        members = self._read_members(value, faults)
        if self.part is not None:
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
                        where=Where(path=Path.to(self.name)),
                    )
                )
                break
            members.append(self._read_member(value, index, faults))
        return tuple(members)

    def _read_member(
        self, value: object, index: int | None, faults: list[InvalidValue]
    ) -> object:
        try:
            if not isinstance(value, Unreadable):
                return self.read_one(value)
            found = value
        except (InvalidValue, InvalidRecord) as error:
            found = Unreadable.because(error)
        step = Step(self.name, index)
        if index is not None and self.part is not None and found.key:
            step = Step.to_part(self.name, self.part.KEY, found.key)
        faults.extend(fault.at(Where(path=Path((step,)))) for fault in found.faults)
        return value

    def _repeated_keys(self, members: tuple[object, ...]) -> Iterator[InvalidValue]:
        seen = set()
        for index, member in enumerate(cast("tuple[Form, ...]", members)):
            if not is_form(type(member)) or not member.KEY:
                continue
            if member.key in seen:
                yield InvalidValue(
                    f"be the only one with the key {_key_text(member)}",
                    member,
                    where=Where(path=Path.to(self.name, index)),
                    hint="Merge the two, or tell them apart.",
                )
            seen.add(member.key)


def _key_text(part: "Form") -> str:
    step = Step.to_part("", part.KEY, part.key)
    return str(step).removeprefix('""[').removesuffix("]")


def _listed(value: object) -> str:
    if isinstance(value, str) and len(value) <= _LONGEST_HINT:
        return f"Write [{value!r}]."
    return ""


def _explained(cls: "FormType", given: dict[str, object]) -> dict[str, object] | None:
    """Return arguments that make the form name what is missing and what is unknown."""
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


class FormType(type):
    """
    The type of every form.

    A call that lacks a field, or has one too many, raises an error of ours that names
    the field. A form prints as `Form` says, though attrs decorates it.
    """

    def __init__(
        cls, name: str, bases: tuple[type, ...], space: dict[str, Any], **given: Any
    ) -> None:
        super().__init__(name, bases, space, **given)
        # attrs writes a __repr__ into each class that has none of its own.
        if "__repr__" not in space:
            type.__setattr__(cls, "__repr__", cls.__repr__)

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

        @property
        def __signature__(cls) -> inspect.Signature:
            """The fields as a call takes them, for help and completion; extra last."""
            signature = inspect.signature(cls.__init__)
            _, *given = signature.parameters.values()
            bare = [one.replace(annotation=_bare(one.annotation)) for one in given]
            bare.sort(key=lambda one: one.name == "extra")
            return signature.replace(parameters=bare)


def _bare(annotation: object) -> object:
    """Return an annotation without its rules, which are too long to be read there."""
    if typing.get_origin(annotation) is typing.Annotated:
        return typing.get_args(annotation)[0]
    return annotation


def is_form(cls: object) -> "TypeGuard[type[Form]]":
    """Return whether a class reads its own fields, as records and parts do."""
    return isinstance(cls, FormType)


@cache
def fields_of(cls: type) -> tuple[Field, ...]:
    """
    Return the fields of a form, read from its annotations once.

    Raises:
        InvalidValue: If a field cannot have its annotation.
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
                place = Where(path=Path.to(field.name))
                expected = f"have rules that name fields, as {type(rule).__name__} does"
                raise InvalidValue(expected, other, hint=hint, where=place)


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
    """Refuse an annotation from which nothing can be derived."""
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
    raise InvalidValue(expected, got, hint=hint_, where=Where(path=Path.to(name)))


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
        raise InvalidValue(
            expected, "None", hint=instead, where=Where(path=Path.to(name))
        )
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
        part=cls if is_form(cls) else None,
        foreign=cls is not None and not (issubclass(cls, Value) or is_form(cls)),
        marked=any(isinstance(rule, Identity) for rule in rules),
    )


def _reader(hint: Any) -> tuple[Reader, tuple[OfField, ...]]:
    """Return how a value of a type is read, and the rules that the type implies."""
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
        if is_form(type(value)) and value.is_empty:  # pyright: ignore[reportAttributeAccessIssue] - it is a form
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
    """Return whether there is anything to see in a text."""
    return any(unicodedata.category(one) not in _UNSEEN for one in text)


def _read_bool(value: object) -> bool:
    if isinstance(value, bool):
        return value
    raise InvalidValue("be true or false", value)


_SIMPLE: Final[dict[object, Reader]] = {
    str: read_text,
    bool: _read_bool,
    int: read_whole_number,
}


def snake_case(name: str) -> str:
    """Return the name of a class as the word of its kind: `BaseEvent`, `base_event`."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()
