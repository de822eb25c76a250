"""
What a field may hold: a small vocabulary of rules, declared once on the field.

A rule is metadata of the field's annotation, `Annotated[str | None, CodeFrom(SEX)]`.
Every way reads it there: a record when it is built, schema, tables, strategies, the
data dictionary. A rule knows nothing of the record it stands on.
"""

import re
from collections.abc import Mapping
from typing import Any, Final, Protocol

import attrs

from peacekeep.codes import Codes
from peacekeep.errors import MISSING, InvalidValue, near_miss


__all__ = [
    "ID_PATTERN",
    "WHOLE_NUMBER_LIMIT",
    "BetweenFields",
    "Bounds",
    "CodeFrom",
    "Dimension",
    "NotBefore",
    "NotEmpty",
    "NotWith",
    "OfField",
    "Pattern",
    "Refers",
    "RequiredWith",
    "Rule",
]

WHOLE_NUMBER_LIMIT: Final = 2**53 - 1
"""
The largest whole number that may be written.

Source:
    RFC 8259, section 6: integers up to 2**53-1 are read alike everywhere.
"""

ID_PATTERN: Final = r"[a-z][a-z0-9_]*/[a-z0-9]+(?:-[a-z0-9]+)*"
"""An id: the kind, a slash, and a slug of lower case letters, digits, hyphens."""

_CODE_WORD: Final = re.compile(r"[a-z][a-z0-9_]*", re.ASCII)


class OfField(Protocol):
    """A rule over the value of one field, or over each member where it has many."""

    def fault(self, value: Any, /) -> InvalidValue | None:
        """Answer what is wrong with a value, or nothing."""


class BetweenFields(Protocol):
    """
    A rule over several fields of one record; it runs when all are readable.

    `others` are the fields that it looks at beside the one it stands on.
    """

    @property
    def others(self) -> tuple[str, ...]: ...

    def between(self, name: str, values: Mapping[str, Any], /) -> InvalidValue | None:
        """Answer what is wrong between the field and the others, or nothing."""


Rule = OfField | BetweenFields


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

    def fault(self, value: str, /) -> InvalidValue | None:
        codes = self.codes
        if value in codes or (codes.open and _CODE_WORD.fullmatch(value)):
            return None
        if codes.open:
            expected = "be a code in lower case letters, digits and underscores"
            return InvalidValue(
                f"{expected}, such as {next(iter(codes))}",
                value,
                hint=near_miss(value.lower(), codes),
            )
        hint = near_miss(value, codes) or near_miss(value.lower(), codes)
        if value in codes.former:
            hint = f"Write {codes.former[value]}."
        return InvalidValue(f"be one of {', '.join(codes)}", value, hint=hint)


@attrs.frozen
class Pattern:
    """
    The whole text matches a regular expression.

    Attributes:
        pattern: The expression, in the part that Python and ECMA-262 share.
        expected: What it asks for, as it follows "must".
    """

    pattern: str
    expected: str

    def fault(self, value: str, /) -> InvalidValue | None:
        if re.fullmatch(self.pattern, value, re.ASCII):
            return None
        return InvalidValue(self.expected, value)


class _Measured(Protocol):
    @property
    def dimension(self) -> str: ...


@attrs.frozen
class Dimension:
    """
    The quantity has a dimension, in whatever unit.

    Attributes:
        dimension: Name as `Quantity.dimension` gives it, such as `length`.
        such_as: A unit of that dimension, for the text of the error.
    """

    dimension: str
    such_as: str

    def fault(self, value: _Measured, /) -> InvalidValue | None:
        if value.dimension == self.dimension:
            return None
        return InvalidValue(
            f"be a quantity of {self.dimension}, in a unit such as {self.such_as}",
            str(value),
        )


class _Bounded(Protocol):
    @property
    def low(self) -> Any: ...
    @property
    def high(self) -> Any: ...


@attrs.frozen
class Bounds:
    """
    The number, or every number that the bounds of a value allow, lies in a range.

    Attributes:
        min_value: Smallest number. None: no limit.
        max_value: Largest number. None: no limit.
    """

    min_value: int | None = None
    max_value: int | None = None

    def fault(self, value: int | _Bounded, /) -> InvalidValue | None:
        low, high = (
            (value, value) if isinstance(value, int) else (value.low, value.high)
        )
        small, large = self.min_value, self.max_value
        if (small is None or low >= small) and (
            large is None or (high is not None and high <= large)
        ):
            return None
        if large is None:
            expected = f"be at least {small}"
        elif small is None:
            expected = f"be at most {large}"
        else:
            expected = f"lie between {small} and {large}"
        return InvalidValue(expected, value)


@attrs.frozen
class NotEmpty:
    """The field has at least one member."""

    def between(self, name: str, values: Mapping[str, Any], /) -> InvalidValue | None:
        if values[name]:
            return None
        return InvalidValue("have at least one member", values[name])

    @property
    def others(self) -> tuple[str, ...]:
        return ()


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
    def others(self) -> tuple[str, ...]:
        return (self.field,)

    def between(self, name: str, values: Mapping[str, Any], /) -> InvalidValue | None:
        first: _Dated | None = values[self.field]
        last: _Dated | None = values[name]
        if first is None or last is None or not last.certainly_before(first):
            return None
        return InvalidValue(f"not be before {self.field}, {first}", str(last))


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

    def between(self, name: str, values: Mapping[str, Any], /) -> InvalidValue | None:
        given = [other for other in self.others if values[other]]
        if not values[name] or not given:
            return None
        return InvalidValue(
            f"not be given together with {', '.join(self.others)}",
            values[name],
            hint=f"Leave out {name} or {', '.join(given)}.",
        )


@attrs.frozen
class RequiredWith:
    """
    The field is given wherever another one is.

    Attributes:
        field: The other field.
    """

    field: str

    @property
    def others(self) -> tuple[str, ...]:
        return (self.field,)

    def between(self, name: str, values: Mapping[str, Any], /) -> InvalidValue | None:
        if values[name] or not values[self.field]:
            return None
        return InvalidValue(
            f"be given where {self.field} is",
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

    def fault(self, value: str, /) -> InvalidValue | None:
        kind = value.partition("/")[0]
        if re.fullmatch(ID_PATTERN, value, re.ASCII) and (
            not self.kinds or kind in self.kinds
        ):
            return None
        named = " or ".join(kind.replace("_", " ") for kind in self.kinds) or "record"
        article = "an" if named[0] in "aeiou" else "a"
        such_as = f"{self.kinds[0] if self.kinds else 'base'}/some-name"
        return InvalidValue(f"be the id of {article} {named}, such as {such_as}", value)
