"""
What a field may hold: a small vocabulary of rules, declared once on the field.

A rule is metadata of the field's annotation, `Annotated[str | None, CodeFrom(SEX)]`.
Every way reads it there: a record when it is built, schema, tables, strategies, the
data dictionary. A rule knows nothing of the record that declares it.
"""

import re
from collections.abc import Mapping
from typing import Any, Final, Protocol, cast

import attrs

from peacekeep.definitions.codes import WORD_PATTERN, Codes, Scheme
from peacekeep.errors import MISSING, InvalidValue


__all__ = [
    "ID_PATTERN",
    "SLUG_PATTERN",
    "WHOLE_NUMBER_LIMIT",
    "BetweenFields",
    "Within",
    "CodeFrom",
    "Dimension",
    "Identity",
    "NotBefore",
    "NotEmpty",
    "NotWith",
    "OfField",
    "OneOf",
    "Pattern",
    "Refers",
    "RequiredWith",
    "Rule",
    "SchemeFrom",
    "is_given",
]

WHOLE_NUMBER_LIMIT: Final = 2**53 - 1
"""
The largest whole number that may be written.

Source:
    RFC 8259, section 6: integers up to 2**53-1 are read alike everywhere.
"""

SLUG_PATTERN: Final = "[a-z0-9]+(?:-[a-z0-9]+)*"
"""The part of an id after the slash."""

ID_PATTERN: Final = f"{WORD_PATTERN}/{SLUG_PATTERN}"
"""An id: the kind, a slash, and a slug of lower case letters, digits, hyphens."""

_LOOKAROUND: Final = re.compile(r"\(\?(?:[=!]|<[=!])")


class OfField(Protocol):
    """
    A rule over the value of one field, or over each member where it has many.

    `expected` is what must be true, as it follows "must".
    """

    @property
    def expected(self) -> str: ...

    def fault(self, value: Any, /) -> InvalidValue | None:
        """Return what is wrong with a value, or nothing."""


class BetweenFields(Protocol):
    """
    A rule over several fields of one record; it runs when all are readable.

    `expected` is what must be true of its own field, as it follows "must";
    `others` are the fields that it looks at beside that one.
    """

    @property
    def expected(self) -> str: ...

    @property
    def others(self) -> tuple[str, ...]: ...

    def between(self, name: str, values: Mapping[str, Any], /) -> InvalidValue | None:
        """Return what is wrong between the field and the others, or nothing."""


Rule = OfField | BetweenFields


class Holder(Protocol):
    """What a rule asks of its field when a class is taken in."""

    @property
    def holds(self) -> Any: ...
    @property
    def many(self) -> bool: ...


def is_given(value: object) -> bool:
    """Return whether a field is given: False and 0 are, None and an empty list not."""
    if isinstance(value, tuple | Mapping):
        return bool(value)
    return value is not None


@attrs.frozen
class Identity:
    """
    The field says what the record is called, or what it is about.

    It is no rule, and accepts every value. What is marked so is known with the record,
    from whichever source; see `Field.is_identity`.
    """


@attrs.frozen
class CodeFrom:
    """
    The word is a code of a vocabulary.

    In an open vocabulary, which the world owns, another word of the same shape is
    accepted here; the check `words.unknown-code` finds it.

    Attributes:
        codes: The vocabulary.
    """

    codes: Codes

    @property
    def expected(self) -> str:
        codes = self.codes
        if not codes.open:
            return f"be one of {', '.join(codes)}"
        such_as = next(iter(codes))
        if codes.shape != WORD_PATTERN:
            return f"be a code of the vocabulary {codes.name}, such as {such_as}"
        shape = "be a code in lower case letters, digits and underscores"
        return f"{shape}, such as {such_as}"

    def misfit(self, field: Holder, fields: Mapping[str, Holder]) -> str:
        """Return why the rule does not fit a field. Empty: it fits."""
        del fields
        return "" if field.holds is str else "CodeFrom is of texts"

    def fault(self, value: str, /) -> InvalidValue | None:
        codes = self.codes
        if value in codes:
            return None
        if codes.open and re.fullmatch(codes.shape, value, re.ASCII):
            return None
        return InvalidValue(self.expected, value, hint=codes.hint(value))


class _Schemed(Protocol):
    @property
    def scheme(self) -> str: ...
    @property
    def value(self) -> str: ...


@attrs.frozen
class SchemeFrom:
    """
    The identifier is of a scheme of a vocabulary, and looks as the scheme asks.

    An identifier of another scheme is accepted here; the check `words.unknown-code`
    finds it.

    Attributes:
        codes: The vocabulary, whose codes are of class `Scheme`.
    """

    codes: Codes

    @property
    def expected(self) -> str:
        return f"look as its scheme asks, if that is one of {', '.join(self.codes)}"

    def misfit(self, field: Holder, fields: Mapping[str, Holder]) -> str:
        """Return why the rule does not fit a field. Empty: it fits."""
        del fields
        return "" if hasattr(field.holds, "scheme") else "SchemeFrom is of identifiers"

    def fault(self, value: _Schemed, /) -> InvalidValue | None:
        scheme = self.codes.get(value.scheme)
        if not isinstance(scheme, Scheme) or scheme.fits(value.value):
            return None
        expected = f"be an identifier such as {value.scheme}:{scheme.such_as}"
        return InvalidValue(expected, str(value))


@attrs.frozen
class Pattern:
    """
    The text is one line, and matches a regular expression from end to end.

    Attributes:
        pattern: The expression, in the part that JSON Schema recommends: no look to
            either side, no class by a letter.
        expected: What it asks for, as it follows "must".

    Source:
        JSON Schema, draft 2020-12, core specification, section 6.4.
    """

    pattern: str
    expected: str

    def misfit(self, field: Holder, fields: Mapping[str, Holder]) -> str:
        """Return why the rule does not fit a field. Empty: it fits."""
        del fields
        if field.holds is not str:
            return "Pattern is of texts"
        if _LOOKAROUND.search(self.pattern):
            return "a pattern looks to no side, for not every reader of a schema can"
        try:
            re.compile(self.pattern)
        except re.error as error:
            return f"a pattern is a regular expression, and {error}"
        return ""

    def fault(self, value: str, /) -> InvalidValue | None:
        if "\n" not in value and re.fullmatch(self.pattern, value, re.ASCII):
            return None
        return InvalidValue(self.expected, value)


class _Measured(Protocol):
    @property
    def dimension(self) -> str: ...


def _as_texts(texts: str | tuple[str, ...]) -> tuple[str, ...]:
    return (texts,) if isinstance(texts, str) else tuple(texts)


@attrs.frozen
class Dimension:
    """
    The quantity has a dimension, in whatever unit.

    Attributes:
        dimensions: Name as `Quantity.dimension` gives it, such as `length`, or several
            of which it has one.
        such_as: A unit of the first dimension, for the text of the error.
    """

    dimensions: tuple[str, ...] = attrs.field(converter=_as_texts)
    such_as: str

    @property
    def expected(self) -> str:
        named = " or ".join(self.dimensions)
        return f"be a quantity of {named}, in a unit such as {self.such_as}"

    def misfit(self, field: Holder, fields: Mapping[str, Holder]) -> str:
        """Return why the rule does not fit a field. Empty: it fits."""
        del fields
        if not hasattr(field.holds, "dimension_of"):
            return "Dimension is of quantities"
        found = field.holds.dimension_of(self.such_as)
        return "" if found == self.dimensions[0] else f"{self.such_as} measures {found}"

    def fault(self, value: _Measured, /) -> InvalidValue | None:
        if value.dimension in self.dimensions:
            return None
        return InvalidValue(self.expected, str(value))


class _Bounded(Protocol):
    @property
    def low(self) -> Any: ...
    @property
    def high(self) -> Any: ...


class _InUnit(_Bounded, Protocol):
    def to(self, unit: str, /) -> _Bounded: ...


@attrs.frozen
class Within:
    """
    The number, or every number that the bounds of a value allow, lies in a range.

    Attributes:
        min_value: Smallest number. None: no limit.
        max_value: Largest number. None: no limit.
        unit: Unit of the two, to which a quantity is converted. Empty: whatever its
            own is.
        allow_open: Whether a value without an upper end is accepted where its lower
            end lies in the range.
    """

    min_value: int | None = None
    max_value: int | None = None
    unit: str = ""
    allow_open: bool = False

    @property
    def expected(self) -> str:
        small, large = self.min_value, self.max_value
        unit = f" {self.unit}" if self.unit else ""
        if small is None:
            return "be a number" if large is None else f"be at most {large}{unit}"
        if large is None:
            return f"be at least {small}{unit}"
        return f"lie between {small} and {large}{unit}"

    def misfit(self, field: Holder, fields: Mapping[str, Holder]) -> str:
        """Return why the rule does not fit a field. Empty: it fits."""
        del fields
        if field.holds is not int and not hasattr(field.holds, "high"):
            return "Within is of numbers"
        dimension_of: Any = getattr(field.holds, "dimension_of", None)
        if self.unit and dimension_of is None:
            return "Within with a unit is of quantities"
        if self.unit:
            dimension_of(self.unit)
        low, high = self.min_value, self.max_value
        if low is not None and high is not None and low > high:
            return "the smallest number is above the largest"
        return ""

    def fault(self, value: int | _Bounded, /) -> InvalidValue | None:
        if isinstance(value, int):
            low, high = value, value
        else:
            same = cast("_InUnit", value).to(self.unit) if self.unit else value
            low, high = same.low, same.high
        small, large = self.min_value, self.max_value
        if high is None and self.allow_open:
            high = low
        if (small is None or low >= small) and (
            large is None or (high is not None and high <= large)
        ):
            return None
        return InvalidValue(self.expected, value)


@attrs.frozen
class NotEmpty:
    """The field has at least one member."""

    @property
    def expected(self) -> str:
        return "have at least one member"

    @property
    def others(self) -> tuple[str, ...]:
        return ()

    def between(self, name: str, values: Mapping[str, Any], /) -> InvalidValue | None:
        if is_given(values[name]):
            return None
        return InvalidValue(self.expected, values[name])


class _Dated(Protocol):
    def certainly_before(self, other: Any, /) -> bool: ...


@attrs.frozen
class NotBefore:
    """
    The date is not certainly before that of another field.

    Attributes:
        field: The earlier field.
    """

    field: str

    @property
    def expected(self) -> str:
        return f"not be before {self.field}"

    def misfit(self, field: Holder, fields: Mapping[str, Holder]) -> str:
        """Return why the rule does not fit a field. Empty: it fits."""
        both = (field, fields[self.field])
        fits = all(
            hasattr(one.holds, "certainly_before") and not one.many for one in both
        )
        return "" if fits else "NotBefore is between two dates"

    @property
    def others(self) -> tuple[str, ...]:
        return (self.field,)

    def between(self, name: str, values: Mapping[str, Any], /) -> InvalidValue | None:
        first: _Dated | None = values[self.field]
        last: _Dated | None = values[name]
        if first is None or last is None or not last.certainly_before(first):
            return None
        return InvalidValue(f"{self.expected}, {first}", str(last))


@attrs.frozen(init=False)
class NotWith:
    """
    The field and the others are never given together.

    Attributes:
        others: The other fields.
    """

    others: tuple[str, ...]

    def __init__(self, *others: str) -> None:
        object.__setattr__(self, "others", others)

    @property
    def expected(self) -> str:
        return f"not be given together with {', '.join(self.others)}"

    def between(self, name: str, values: Mapping[str, Any], /) -> InvalidValue | None:
        given = [other for other in self.others if is_given(values[other])]
        if not is_given(values[name]) or not given:
            return None
        return InvalidValue(
            self.expected,
            values[name],
            hint=f"Leave out {name} or {', '.join(given)}.",
        )


@attrs.frozen(init=False)
class OneOf:
    """
    The field, or one of the others, is given: without any, the form is about nothing.

    Attributes:
        others: The other fields.
    """

    others: tuple[str, ...]

    def __init__(self, other: str, *more: str) -> None:
        object.__setattr__(self, "others", (other, *more))

    @property
    def expected(self) -> str:
        return f"be given, or one of {', '.join(self.others)}"

    def between(self, name: str, values: Mapping[str, Any], /) -> InvalidValue | None:
        names = (name, *self.others)
        if any(is_given(values[one]) for one in names):
            return None
        hint = f"Give {', '.join(names[:-1])} or {names[-1]}."
        return InvalidValue(self.expected, MISSING, hint=hint)


@attrs.frozen
class RequiredWith:
    """
    The field is given wherever another one is.

    Attributes:
        field: The other field.
    """

    field: str

    @property
    def expected(self) -> str:
        return f"be given where {self.field} is"

    @property
    def others(self) -> tuple[str, ...]:
        return (self.field,)

    def between(self, name: str, values: Mapping[str, Any], /) -> InvalidValue | None:
        if is_given(values[name]) or not is_given(values[self.field]):
            return None
        return InvalidValue(
            self.expected,
            MISSING,
            hint=f"Give {name}, or leave out {self.field}.",
        )


@attrs.frozen
class Refers:
    """
    The text is the id of a record of certain kinds.

    Attributes:
        kinds: Words of the kinds. Empty: any kind.
    """

    kinds: tuple[str, ...]

    @property
    def expected(self) -> str:
        named = " or ".join(kind.replace("_", " ") for kind in self.kinds) or "record"
        article = "an" if named[0] in "aeiou" else "a"
        such_as = f"{self.kinds[0] if self.kinds else 'base'}/some-name"
        return f"be the id of {article} {named}, such as {such_as}"

    def fault(self, value: str, /) -> InvalidValue | None:
        kind = value.partition("/")[0]
        if re.fullmatch(ID_PATTERN, value, re.ASCII) and (
            not self.kinds or kind in self.kinds
        ):
            return None
        return InvalidValue(self.expected, value)
