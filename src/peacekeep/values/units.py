"""
Names of units: which are known, how a unit is composed of them, and its dimension.

Quantities use it. It works with texts and dimensions. Only pint knows the size of a
unit.
"""

import difflib
import re
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from peacekeep.errors import InvalidValue


__all__ = [
    "COUNTED",
    "CURRENCIES",
    "MOST_FACTORS",
    "UNITS",
    "UNIT_LIMIT",
    "UNIT_PATTERN",
    "add_unit",
    "checked_unit",
    "combined",
    "dimension_of",
    "exponents_of",
    "factors_of",
    "remove_unit",
    "unit_in",
    "unit_text",
]

UNIT_LIMIT: Final = 120
"""Most characters of a unit."""

MOST_FACTORS: Final = 8
"""Most names in a unit."""

_PLURALS: Final[dict[str, str]] = {
    "person": "people",
    "fatality": "fatalities",
    "incident": "incidents",
    "vehicle": "vehicles",
    "aircraft": "aircraft",
    "ration": "rations",
    "container": "containers",
}

COUNTED: Final[Mapping[str, str]] = MappingProxyType(_PLURALS)
"""Things that are counted: the plural, by the name of the unit and dimension."""

CURRENCIES: Final = ("USD", "EUR", "XOF")
"""
Currencies that a unit may contain. Each is a dimension of its own: none is converted.

Source:
    ISO 4217, https://www.iso.org/iso-4217-currency-codes.html
"""

_UNITS: Final[dict[str, Mapping[str, int]]] = {
    **{name: {name: 1} for name in _PLURALS},
    **{
        name: dimension
        for names, dimension in (
            ("kiloperson", {"person": 1}),
            ("person_day person_month person_year", {"person": 1, "time": 1}),
            ("flight_hour", {"aircraft": 1, "time": 1}),
            ("vehicle_km", {"vehicle": 1, "length": 1}),
            ("mm cm m km foot mile nautical_mile", {"length": 1}),
            ("hectare", {"length": 2}),
            ("litre US_liquid_gallon imperial_gallon", {"length": 3}),
            ("gram kg tonne pound short_ton long_ton", {"mass": 1}),
            ("second minute hour day week month year", {"time": 1}),
            ("percent dimensionless", {}),
        )
        for name in names.split()
    },
    **{name: {name: 1} for name in CURRENCIES},
}
UNITS: Final[Mapping[str, Mapping[str, int]]] = MappingProxyType(_UNITS)
"""
Every name that a unit may contain, with the exponents of its dimensions.

Source:
    `units.txt`, and the default definitions of pint: a year is 365.25 days, a month
    a twelfth of it.
"""

_AMBIGUOUS: Final = {
    "ton": "A ton may be short or long: write short_ton, long_ton or tonne.",
    "gallon": "A gallon may be American or British: "
    "write US_liquid_gallon, imperial_gallon or litre.",
    "month": "A month has no one length: write day, week or year; 30.4375 day is the "
    "mean month.",
}

# Other spellings of units, besides a plural in s. A blank is read as an underscore.
_WORDS: Final = {
    **{plural: name for name, plural in _PLURALS.items()},
    "personnel": "person",
    **dict.fromkeys(("millimetre", "millimeter"), "mm"),
    **dict.fromkeys(("centimetre", "centimeter"), "cm"),
    **dict.fromkeys(("metre", "meter"), "m"),
    **dict.fromkeys(("kilometre", "kilometer"), "km"),
    "feet": "foot",
    **dict.fromkeys(("square_metre", "square_meter"), "m**2"),
    **dict.fromkeys(("square_kilometre", "square_kilometer"), "km**2"),
    **dict.fromkeys(("cubic_metre", "cubic_meter"), "m**3"),
    "liter": "litre",
    "kilogram": "kg",
    "metric_ton": "tonne",
    **dict.fromkeys(("%", "per_cent"), "percent"),
}

_NAME: Final = r"[A-Za-z][A-Za-z_]*(?:\*\*[23])?"

UNIT_PATTERN: Final = rf"{_NAME}(?:\*{_NAME})*(?:/{_NAME})*"
"""Shape of a unit, as a regular expression."""

_UNIT: Final = re.compile(UNIT_PATTERN, re.ASCII)
_UNIT_NAME: Final = re.compile("[A-Za-z][A-Za-z_]*", re.ASCII)
# Least similarity to a known name for a hint: kgg is similar enough to kg.
_NEAR: Final = 0.8

_FACTOR: Final = re.compile(r"([*/]?)([A-Za-z_]+)(?:\*\*([23]))?", re.ASCII)


def checked_unit(unit: object) -> str:
    """
    Return a unit.

    Raises:
        InvalidValue: If it is not the canonical text of a known unit.
    """
    if type(unit) is not str:
        raise _no_unit(unit)
    factors_of(unit)
    return unit


def _no_unit(unit: object, hint: str = "") -> InvalidValue:
    expected = "be a unit such as km, tonne, person*day or fatality/kiloperson/year"
    return InvalidValue(expected, unit, hint=hint, subject="unit")


@lru_cache(maxsize=1024)
def factors_of(unit: str) -> Mapping[str, int]:
    """
    Return the exponent of each name in a unit.

    Raises:
        InvalidValue: If it is not the canonical text of a known unit.
    """
    fits = len(unit) <= UNIT_LIMIT
    if fits and not _UNIT.fullmatch(unit):
        raise _no_unit(unit)
    found = _FACTOR.findall(unit) if fits else []
    if not fits or len(found) > MOST_FACTORS:
        hint = f"A unit has up to {MOST_FACTORS} names and {UNIT_LIMIT} characters."
        raise _no_unit(unit, hint)
    exponents: dict[str, int] = {}
    for sign, name, power in found:
        if name not in UNITS or unit == "month":
            raise _no_unit(unit, _hint_of_name(name))
        exponent = int(power or 1) * (-1 if sign == "/" else 1)
        exponents[name] = exponents.get(name, 0) + exponent
    canonical = unit_text(exponents)
    if canonical != unit:
        raise _no_unit(unit, f"Write {canonical}.")
    return exponents


def _hint_of_name(name: str) -> str:
    singular = name.lower().removesuffix("s")
    if singular in _AMBIGUOUS:
        return _AMBIGUOUS[singular]
    word = _WORDS.get(name.lower()) or _WORDS.get(singular)
    if word:
        return f"Write {word}."
    hint = "For a unit of an installed extension, call pk.installed() first."
    near = difflib.get_close_matches(name, UNITS, n=1, cutoff=_NEAR)
    return f"Did you mean {near[0]}? {hint}" if near else hint


def unit_in(words: str) -> str:
    """Read a unit in words, in the plural or in another spelling."""
    for word in (words, words.lower()):
        for one in (word, word.removesuffix("s")):
            if one in _WORDS or one in UNITS:
                return checked_unit(_WORDS.get(one, one))
    return checked_unit(words)


def unit_text(exponents: Mapping[str, int]) -> str:
    """Write the canonical text of a unit: its names with exponents, divisors last."""
    above: list[str] = []
    below: list[str] = []
    for name, exponent in exponents.items():
        if name == "dimensionless":
            continue
        left = abs(exponent)
        while left:
            power = min(left, 3)
            text = name if power == 1 else f"{name}**{power}"
            (above if exponent > 0 else below).append(text)
            left -= power
    return "/".join(["*".join(above) or "dimensionless", *below])


def combined(unit: str, other: str, sign: int) -> str:
    """Return the unit of a product, or with the sign -1 of a quotient."""
    exponents = dict(factors_of(unit))
    for name, exponent in factors_of(other).items():
        exponents[name] = exponents.get(name, 0) + sign * exponent
    return unit_text(exponents)


def exponents_of(unit: str) -> dict[str, int]:
    """Return the exponents of the dimensions of a unit. An area is a length of 2."""
    exponents: dict[str, int] = {}
    for name, power in factors_of(unit).items():
        for dimension, exponent in UNITS[name].items():
            exponents[dimension] = exponents.get(dimension, 0) + exponent * power
    return exponents


@lru_cache(maxsize=1024)
def dimension_of(unit: str) -> str:
    """Return the dimension of a unit, such as `area` or `person*time`."""
    exponents = exponents_of(unit)
    length = exponents.get("length", 0)
    for name, power in (("area", 2), ("volume", 3)):
        if abs(length) == power:
            exponents[name] = exponents.pop("length") // power
    return unit_text(dict(sorted(exponents.items())))


def add_unit(name: object, exponents: Mapping[str, int] | None) -> None:
    """
    Add a name, with the exponents of its dimensions. None: a thing that is counted.

    Raises:
        InvalidValue: If it cannot be the name of a unit, or already has a meaning.
    """
    if not isinstance(name, str) or not _UNIT_NAME.fullmatch(name):
        expected = "be the name of a unit, of letters and underscores"
        raise InvalidValue(expected, name, subject="unit")
    if name in UNITS or name.lower() in _AMBIGUOUS:
        expected = "be a name that has no meaning yet"
        hint = "Give the unit another name."
        raise InvalidValue(expected, name, subject="unit", hint=hint)
    if exponents is None:
        _PLURALS[name] = f"{name}s"
        exponents = {name: 1}
    _UNITS[name] = dict(exponents)


def remove_unit(name: str) -> None:
    """Remove a name that was added, and clear the caches of units with it."""
    del _UNITS[name]
    _PLURALS.pop(name, None)
    factors_of.cache_clear()
    dimension_of.cache_clear()
