"""
What every value shares: `Value`, immutable, with one canonical text.

A value knows what others need of it, so that a new one is taught in one place. Nothing
is known here of any field that holds it.
"""

import abc
from typing import Any, ClassVar, NoReturn, Self

from peacekeep.errors import InvalidValue


__all__ = ["Value"]


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
