"""
The keys that a class does not know: `Extra`, kept to be written back.

Every record and part holds one.
"""

import re
import types
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, Final, cast

from peacekeep.definitions.rules import WHOLE_NUMBER_LIMIT
from peacekeep.definitions.values import Value
from peacekeep.errors import InvalidValue, Path, Where


__all__ = ["DEPTH_LIMIT", "Extra", "as_extra", "read_whole_number"]

DEPTH_LIMIT: Final = 64
"""How deep arrays and objects may be nested in a file."""

# The value of an unknown key is inside a record, in the list, in the whole.
_EXTRA_DEPTH: Final = DEPTH_LIMIT - 3

_SURROGATE: Final = re.compile("[\ud800-\udfff]")


class Extra(Mapping[str, object]):
    """
    The keys of a JSON object that its class does not know, kept to be written back.

    Immutable and hashable all the way down: lists are held as tuples, objects as
    `Extra`. A number with a fraction or an exponent is held as a `Decimal`.

    Raises:
        InvalidValue: If it holds what JSON cannot, is nested too deep, or has a key
            that begins with two underscores, which other languages take for theirs.
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
        """Return the keys and values as lists and dictionaries."""
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
            raise fault.at(Where(path=Path.to(key))) from None
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
        return read_whole_number(value)
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


def read_whole_number(value: object) -> int:
    """Read a whole number that every reader of JSON can hold."""
    if type(value) is int and abs(value) <= WHOLE_NUMBER_LIMIT:
        return value
    raise InvalidValue(f"be a whole number up to {WHOLE_NUMBER_LIMIT}", value)
