"""
Identifiers that others give: `Identifier`, a scheme and what the scheme calls a thing.

Records and places hold them. What a scheme asks of its identifiers stands in the
vocabulary `scheme`, above this room.
"""

import re
from typing import Final, cast

from peacekeep.definitions.codes import WORD_PATTERN
from peacekeep.definitions.values import Value
from peacekeep.errors import InvalidValue


__all__ = ["Identifier", "as_identifiers"]

_LONGEST: Final = 200
_VALUE: Final = r"[!-~]+(?: [!-~]+)*"


class Identifier(Value):
    """
    What a publisher or a standard calls a thing: `scheme:value`, as in `ucdp:12345`.

    The case of the value is kept.

    Args:
        scheme: Word of the scheme, such as wikidata.
        value: The identifier in that scheme, such as Q1376.

    Raises:
        InvalidValue: If the scheme is not a word in lower case, or the value is empty,
            too long, or not of visible ASCII characters.

    Example:
        >>> Identifier("ucdp", "12345")
        Identifier.parse('ucdp:12345')

    Notes:
        An identifier equals only an identifier, and so no text:
        `Dataset.by_identifier` takes either.
    """

    __slots__ = ("scheme", "value")

    PATTERN = f"{WORD_PATTERN}:{_VALUE}"
    UNSAID = f"It has at most {_LONGEST} characters. What a scheme asks holds, too."

    scheme: str
    value: str

    def __init__(self, scheme: str, value: str) -> None:
        one = Identifier.parse(f"{scheme}:{value}")
        _set_scheme(self, one.scheme)
        _set_value(self, one.value)

    @classmethod
    def refusal(cls, got: object, hint: str = "") -> InvalidValue:
        """Return an error that says what an identifier looks like."""
        expected = 'be an identifier with its scheme, such as "ucdp:12345"'
        return InvalidValue(expected, got, hint=hint, subject="identifier")

    @classmethod
    def parse(cls, text: str) -> "Identifier":
        """
        Read the canonical text.

        Raises:
            InvalidValue: If the text is not the canonical text of an identifier.
        """
        if type(text) is not str:
            raise cls.refusal(text)
        if len(text) > _LONGEST:
            raise cls.refusal(text, f"It has at most {_LONGEST} characters.")
        if not _CANONICAL.fullmatch(text):
            raise cls.refusal(text, _hint(text))
        one = object.__new__(cls)
        scheme, _, value = text.partition(":")
        _set_scheme(one, scheme)
        _set_value(one, value)
        return one

    def __str__(self) -> str:
        return f"{self.scheme}:{self.value}"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Identifier):
            return NotImplemented
        return (self.scheme, self.value) == (other.scheme, other.value)

    def __hash__(self) -> int:
        return hash((Identifier, self.scheme, self.value))


_CANONICAL: Final = re.compile(Identifier.PATTERN, re.ASCII)
_set_scheme: Final = Identifier.__dict__["scheme"].__set__
_set_value: Final = Identifier.__dict__["value"].__set__


def _hint(text: str) -> str:
    scheme, colon, value = text.partition(":")
    if not colon:
        return f'Name the scheme, as in "wikidata:{text}".' if text.strip() else ""
    meant = f"{scheme.strip().lower()}:{value.strip()}"
    return f'Write "{meant}".' if _CANONICAL.fullmatch(meant) else ""


def as_identifiers(
    values: list[Identifier] | list[str] | tuple[Identifier | str, ...],
) -> tuple[Identifier, ...]:
    """Declare that a field takes identifiers, or their canonical texts."""
    return cast("tuple[Identifier, ...]", values)
