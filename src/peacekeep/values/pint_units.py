"""
The door of pint: its registry with our units, which the first conversion builds.

Quantities convert through it. No text of a user ever reaches pint's parser.
"""

import math
from collections.abc import Mapping
from decimal import Context, Decimal, localcontext
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final

from peacekeep.values.units import UNITS, factors_of


if TYPE_CHECKING:
    import pint


__all__ = [
    "EXACT",
    "define_in_registry",
    "forget_in_registry",
    "pint_names",
    "pint_unit",
    "size_of",
    "unit_registry",
]

EXACT: Final = Context(prec=150)
"""Context in which sums and products of numbers within the limits are exact."""

# The definition, in the language of pint, of each name that was added.
_DEFINED: Final[dict[str, str]] = {}


@lru_cache(maxsize=1)
def unit_registry() -> "pint.UnitRegistry[Any]":
    """
    Return the registry of pint for all quantities, which the first call builds.

    Its numbers are decimals. It has the units of `units.txt` in addition to pint's own.
    """
    import pint  # noqa: PLC0415 - takes half a second, which many programs never need

    definitions = files("peacekeep.values").joinpath("units.txt")
    with localcontext(EXACT):
        registry: pint.UnitRegistry[Any] = pint.UnitRegistry(non_int_type=Decimal)  # pyright: ignore[reportArgumentType] - pint takes Decimal, and types float
        registry.load_definitions(definitions.read_text(encoding="utf-8").splitlines())
        for definition in _DEFINED.values():
            registry.define(definition)
    return registry


def define_in_registry(name: str, definition: str) -> None:
    """Add a unit, by its definition in the language of pint."""
    _DEFINED[name] = definition
    pint_names.cache_clear()
    if unit_registry.cache_info().currsize:
        with localcontext(EXACT):
            unit_registry().define(definition)


def forget_in_registry(name: str) -> None:
    """Remove a unit that was added. The next conversion builds the registry anew."""
    del _DEFINED[name]
    for cached in (unit_registry, pint_unit, pint_names, size_of):
        cached.cache_clear()


@lru_cache(maxsize=1024)
def pint_unit(unit: str) -> Any:
    """Return the unit of pint with the name of ours."""
    registry = unit_registry()
    powers = (registry.Unit(name) ** power for name, power in factors_of(unit).items())
    return math.prod(powers, start=registry.Unit("dimensionless"))


@lru_cache(maxsize=1024)
def size_of(unit: str) -> Decimal:
    """Return the size of a unit in the root units of pint."""
    with localcontext(EXACT):
        one = unit_registry().Quantity(Decimal(1), pint_unit(unit))
        size = Decimal(one.to_root_units().magnitude)
        # Pint defines a foot as a third of a yard, so the last digits are noise.
        return size.normalize(Context(prec=EXACT.prec - 50))


@lru_cache(maxsize=1)
def pint_names() -> Mapping[str, str]:
    """Return our name of each unit, by pint's name."""
    registry = unit_registry()
    ours = {name: registry.Quantity(1, registry.Unit(name)) for name in UNITS}
    return {named: name for name, one in ours.items() for named, _ in one.unit_items()}
