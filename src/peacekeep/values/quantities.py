"""
How much, as far as known: `Quantity`, bounds with a unit. The door of pint.

Records hold quantities, analysis computes with them. A text never reaches pint's own
parser, and pint is loaded at the first conversion, not before.
"""

import re
from collections.abc import Mapping
from decimal import Context, Decimal, localcontext
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal, cast

from peacekeep.errors import InvalidValue, near_miss
from peacekeep.values.counts import Bounded, Bounds, Count, bounds_pattern


if TYPE_CHECKING:
    import pint


__all__ = ["UNITS", "Quantity", "as_quantity", "unit_registry"]

_LENGTH = {"length": 1}
_AREA = {"length": 2}
_VOLUME = {"length": 3}
_MASS = {"mass": 1}
_TIME = {"time": 1}

UNITS: Final[Mapping[str, Mapping[str, int]]] = {
    "person": {"person": 1},
    "fatality": {"fatality": 1},
    "incident": {"incident": 1},
    "vehicle": {"vehicle": 1},
    "aircraft": {"aircraft": 1},
    "ration": {"ration": 1},
    "container": {"container": 1},
    "kiloperson": {"person": 1},
    "person_day": {"person": 1, "time": 1},
    "person_month": {"person": 1, "time": 1},
    "person_year": {"person": 1, "time": 1},
    "flight_hour": {"aircraft": 1, "time": 1},
    "vehicle_km": {"vehicle": 1, "length": 1},
    "km": _LENGTH,
    "m": _LENGTH,
    "cm": _LENGTH,
    "mm": _LENGTH,
    "mile": _LENGTH,
    "nautical_mile": _LENGTH,
    "foot": _LENGTH,
    "yard": _LENGTH,
    "hectare": _AREA,
    "acre": _AREA,
    "litre": _VOLUME,
    "US_liquid_gallon": _VOLUME,
    "imperial_gallon": _VOLUME,
    "kg": _MASS,
    "g": _MASS,
    "tonne": _MASS,
    "short_ton": _MASS,
    "long_ton": _MASS,
    "pound": _MASS,
    "second": _TIME,
    "minute": _TIME,
    "hour": _TIME,
    "day": _TIME,
    "week": _TIME,
    "month": _TIME,
    "year": _TIME,
    "percent": {},
    "dimensionless": {},
}
"""
The units that a text may name, each with its dimension.

Source:
    The names and sizes are those of pint's default registry and of `units.txt`. A year
    is 365.25 days, and a month a twelfth of it.
"""

_COUNTED: Final = tuple(list(UNITS)[:7])

_AMBIGUOUS: Final = {
    "ton": "Say tonne, short_ton or long_ton.",
    "gallon": "Say litre, US_liquid_gallon or imperial_gallon.",
    "month": "Give days, or say year; a month alone has no length of its own.",
}

# Words that print and pint have for a unit, beside its own name with an s.
_WORDS: Final = {
    "people": "person",
    "personnel": "person",
    "fatalities": "fatality",
    "deaths": "fatality",
    "kilometre": "km",
    "kilometer": "km",
    "metre": "m",
    "meter": "m",
    "centimeter": "cm",
    "millimeter": "mm",
    "square kilometre": "km**2",
    "square kilometer": "km**2",
    "square metre": "m**2",
    "km²": "km**2",
    "m²": "m**2",
    "feet": "foot",
    "nautical mile": "nautical_mile",
    "liter": "litre",
    "kilogram": "kg",
    "gram": "g",
    "metric_ton": "tonne",
    "flight hour": "flight_hour",
}

# What pint calls a unit where it has another one's name for it.
_PINT_NAMES: Final = {**_WORDS, "gallon": "US_liquid_gallon", "ton": "short_ton"}

_DIMENSIONS: Final = {
    "length**2": "area",
    "length**3": "volume",
    "length/time": "speed",
}

_LONGEST: Final = 240
_MOST_FACTORS: Final = 8
_MOST_DIGITS: Final = 40

# Sums and products of numbers of forty digits to either side are exact in this one;
# quotients and conversions, which never end, are rounded to the digits of the other.
_EXACT: Final = Context(prec=400)
_ROUNDED: Final = Context(prec=28)

_NUMBER: Final = r"(?:0|[1-9][0-9]{0,39})(?:\.[0-9]{0,39}[1-9])?"
_CANONICAL: Final = re.compile(rf"{bounds_pattern(_NUMBER)} (\S+)", re.ASCII)
_FACTOR: Final = re.compile(r"([*/]?)([A-Za-z_]+)(?:\*\*([2-9]))?", re.ASCII)

Factors = dict[str, int]


def _factors(unit: str) -> Factors:
    """Take a unit expression apart: each name and its exponent, in order."""
    factors: Factors = {}
    position = 0
    while position < len(unit):
        match = _FACTOR.match(unit, position)
        if match is None or (position == 0) == bool(match[1]):
            raise _unit_refusal(unit)
        sign, name, exponent = match.groups()
        if name not in UNITS or name in factors:
            raise _unit_refusal(unit, name)
        factors[name] = int(exponent or 1) * (-1 if sign == "/" else 1)
        position = match.end()
    if not factors or len(factors) > _MOST_FACTORS or unit == "month":
        raise _unit_refusal(unit, unit)
    if _expression(factors) != unit:
        raise _unit_refusal(unit, hint=f"Write {_expression(factors)}.")
    return factors


def _unit_refusal(unit: object, name: str = "", hint: str = "") -> InvalidValue:
    expected = "be a unit such as km, tonne, person*day or fatality/kiloperson/year"
    if not hint and _unit_meant(name) != name:
        hint = f"Write {_unit_meant(name)}."
    hint = hint or _AMBIGUOUS.get(name) or near_miss(name, UNITS)
    return InvalidValue(expected, unit, hint=hint, subject="unit")


def _unit_meant(words: str) -> str:
    """Answer the unit that print has these words for, or the words."""
    for word in (words, words.removesuffix("s")):
        if word in UNITS or word in _WORDS:
            return _WORDS.get(word, word)
    return words


def _expression(factors: Factors) -> str:
    """Write factors as a unit expression: first what is multiplied, then divided."""
    above = [_power(name, exponent) for name, exponent in factors.items() if exponent > 0]
    below = [_power(name, -exponent) for name, exponent in factors.items() if exponent < 0]
    return "/".join(["*".join(above) or "dimensionless", *below])


def _power(name: str, exponent: int) -> str:
    return name if exponent == 1 else f"{name}**{exponent}"


def _combined(left: str, right: str, sign: int) -> str:
    """Write the unit of a product, or of a quotient with the sign -1."""
    factors = dict(_factors(left))
    for name, exponent in _factors(right).items():
        factors[name] = factors.get(name, 0) + sign * exponent
    left_over = {
        name: exponent
        for name, exponent in factors.items()
        if exponent and name != "dimensionless"
    }
    unit = _expression(left_over)
    _factors(unit)
    return unit


@lru_cache(maxsize=256)
def _dimension_of(unit: str) -> str:
    exponents: Factors = {}
    for name, power in _factors(unit).items():
        for dimension, exponent in UNITS[name].items():
            exponents[dimension] = exponents.get(dimension, 0) + exponent * power
    written = _expression({name: exponents[name] for name in sorted(exponents) if exponents[name]})
    return _DIMENSIONS.get(written, written)


@lru_cache(maxsize=1)
def unit_registry() -> "pint.UnitRegistry[Any]":
    """Answer the one registry of pint that quantities are converted with."""
    import pint  # noqa: PLC0415 - pint is slow to load, and most users never convert

    registry: pint.UnitRegistry[Any] = pint.UnitRegistry(non_int_type=Decimal)
    registry.load_definitions(Path(__file__).with_name("units.txt"))
    return registry


def _pint_unit(unit: str) -> Any:
    registry = unit_registry()
    product = registry.Unit("dimensionless")
    for name, exponent in _factors(unit).items():
        product *= getattr(registry, name) ** exponent
    return product


@lru_cache(maxsize=256)
def _factor(unit: str, target: str) -> Decimal:
    """Answer by what a number in one unit is multiplied to be one in another."""
    with localcontext(prec=50):
        one = unit_registry().Quantity(Decimal(1), _pint_unit(unit))
        return Decimal(one.to(_pint_unit(target)).magnitude)


_SAME: Final[Any] = object()


class Quantity(Bounded[Decimal]):
    """
    How much, as far as known, in a unit.

    Args:
        low: Lowest number it can be.
        high: Highest number it can be. None: no limit. Left out: the same as `low`.
        best: Best estimate.
        approximate: Whether the bounds are ours, from words such as "about".
        unit: Names of `UNITS`, joined by `*` and `/`, with `**2` for a square. It is
            kept as given.

    Raises:
        InvalidValue: If a number is below 0, not finite, or longer than 40 digits to
            either side of the point; if `low <= best <= high` does not hold; if a
            thing that is counted is not whole; if the unit is none, or ambiguous.

    Example:
        >>> Quantity(330, 352, unit="km") + Quantity.parse("2 km")
        Quantity.parse('332..354 km')

    Notes:
        "About n" is as for a Count where n is whole, else a tenth to either side.
        `parse(str(q)) == q`, with one exception: a mean such as 12.5 person, which
        only a computation gives, is printed and pickled, and is no text to read.
    """

    __slots__ = ("unit",)
    unit: str

    def __init__(
        self,
        low: Decimal | float,
        high: Decimal | float | None = _SAME,
        best: Decimal | float | None = None,
        *,
        approximate: bool = False,
        unit: str,
    ) -> None:
        _dimension_of(unit)
        first = self._exact(low)
        last = first if high is _SAME else self._exact_or_none(high)
        bounds = Bounds(first, last, self._exact_or_none(best), approximate)
        _set_bounds(self, self.checked(bounds))
        _set_unit(self, unit)
        self._check_whole()

    @classmethod
    def _exact(cls, number: object) -> Decimal:
        if type(number) is float:
            number = Decimal(repr(number))
        elif type(number) is int and abs(number) < 10**_MOST_DIGITS:
            number = Decimal(number)
        if not isinstance(number, Decimal) or not number.is_finite() or number < 0:
            raise cls.refusal(number, "Numbers are finite, from 0 on.")
        digits = number.normalize(_EXACT)
        exponent = cast("int", digits.as_tuple().exponent)
        if exponent < -_MOST_DIGITS or digits.adjusted() >= _MOST_DIGITS:
            hint = f"Numbers have at most {_MOST_DIGITS} digits to either side."
            raise cls.refusal(number, hint)
        return abs(digits)

    @classmethod
    def _exact_or_none(cls, number: object) -> Decimal | None:
        return None if number is None else cls._exact(number)

    @classmethod
    def _of(cls, bounds: Bounds[Decimal], unit: str) -> "Quantity":
        """Make a quantity of bounds that a computation gave."""
        low, high, best, approximate = bounds
        exact = Bounds(
            cls._exact(low),
            cls._exact_or_none(high),
            cls._exact_or_none(best),
            approximate,
        )
        quantity = object.__new__(cls)
        _set_bounds(quantity, exact)
        _set_unit(quantity, unit)
        return quantity

    def _check_whole(self) -> None:
        if self.unit in _COUNTED and any(
            number is not None and number != number.to_integral_value()
            for number in self.bounds[:3]
        ):
            hint = f"A {self.unit} is counted, in whole numbers."
            raise self.refusal(str(self), hint)

    @classmethod
    def about(cls, number: Decimal) -> Bounds[Decimal]:
        """Answer the bounds of "about" a number, by the rule of the format."""
        if number == number.to_integral_value():
            low, high, best, approximate = Count.about(int(number))
            high, best = cast("int", high), cast("int", best)
            return Bounds(Decimal(low), Decimal(high), Decimal(best), approximate)
        tenth = _EXACT.multiply(number, Decimal("0.1"))
        low_end = _EXACT.subtract(number, tenth)
        return Bounds(low_end, _EXACT.add(number, tenth), number, True)

    @classmethod
    def number(cls, digits: str) -> Decimal:
        """Read a number from its digits."""
        return cls._exact(Decimal(digits))

    @classmethod
    def written(cls, number: Decimal) -> str:
        """Write a number as it stands in the canonical text."""
        return f"{number:f}"

    @classmethod
    def spoken(cls, number: Decimal) -> str:
        """Write a number as it stands in words."""
        return f"{number:,f}"

    @classmethod
    def refusal(cls, got: object, hint: str = "") -> InvalidValue:
        """Answer the error that says what a quantity looks like."""
        expected = 'be a quantity such as "350 km", "~350 km", "330..352 km"'
        return InvalidValue(expected, got, hint=hint, subject="quantity")

    @classmethod
    def parse(cls, text: str) -> "Quantity":
        """
        Read the canonical text: bounds as of a Count, one blank, a unit.

        Raises:
            InvalidValue: If the text is no quantity, or not the canonical text of one.
        """
        if type(text) is not str or len(text) > _LONGEST:
            raise cls.refusal(text)
        match = _CANONICAL.fullmatch(text)
        if match is None:
            raise cls.refusal(text, _hint_of_phrase(text))
        bounds = cls.checked(cls.bounds_of(match))
        low, high, best, approximate = bounds
        quantity = cls(low, high, best, approximate=approximate, unit=match[6])
        if str(quantity) != text:
            raise cls.refusal(text, f'Write "{quantity}".')
        return quantity

    @classmethod
    def parse_phrase(cls, phrase: str) -> "Quantity":
        """
        Read what people write: `about 350 kilometres`, `5,000 kg`, `at least 550 km`.

        "More than 550 km" has 550 km as its low bound, for there is no next number; of
        things that are counted it begins at the next one.

        Raises:
            InvalidValue: If the phrase is none that is known.
        """
        expected = 'be a quantity in words such as "about 350 km" or "5,000 kg"'
        refusal = InvalidValue(expected, phrase, subject="quantity")
        if not isinstance(phrase, str) or len(phrase) > _LONGEST:
            raise refusal
        match = _CANONICAL.fullmatch(phrase)
        if match is not None and _unit_meant(match[6]) == match[6]:
            return cls.parse(phrase)
        amount, words = _split(phrase)
        unit = _unit_meant(words)
        _dimension_of(unit)
        found: Bounds[Any] | None
        if unit in _COUNTED:
            found = Count.parse_phrase(amount).bounds
        else:
            found = cls.bounds_of_phrase(amount)
        if found is None:
            raise refusal
        low, high, best, approximate = found
        return cls(low, high, best, approximate=approximate, unit=unit)

    def to_phrase(self) -> str:
        """Answer the quantity in words."""
        return f"{self.bounds_phrase()} {self.unit}"

    @property
    def dimension(self) -> str:
        """What it measures: length, area, mass, person, fatality/person/time."""
        return _dimension_of(self.unit)

    def to(self, unit: str) -> "Quantity":
        """
        Answer the same in another unit.

        Raises:
            InvalidValue: If the unit is none, or measures something else.
        """
        return self._of(self._in(unit), unit)

    def _in(self, unit: str) -> Bounds[Decimal]:
        dimension = _dimension_of(unit)
        if self.dimension != dimension:
            raise InvalidValue(
                f"measure {dimension}, as {unit} does", str(self), subject="quantity"
            )
        if unit == self.unit:
            return self.bounds
        factor = _factor(self.unit, unit)
        low, high, best, approximate = self.bounds
        return Bounds(
            _ROUNDED.multiply(low, factor),
            None if high is None else _ROUNDED.multiply(high, factor),
            None if best is None else _ROUNDED.multiply(best, factor),
            approximate,
        )

    def to_pint(
        self, bound: Literal["low", "high", "best"] | None = None
    ) -> "pint.Quantity[Any]":
        """
        Answer a quantity of pint, of our registry.

        Args:
            bound: Which of the bounds. Only a known number needs none named.

        Raises:
            InvalidValue: If it has several bounds and none is named, or not that one.
        """
        if bound is None and not self.is_exact:
            hint = 'Ask for "low", "high" or "best".'
            expected = "be one number to be a quantity of pint"
            raise InvalidValue(expected, str(self), hint=hint, subject="quantity")
        if bound not in {None, "low", "high", "best"}:
            raise InvalidValue("be low, high or best", bound, subject="bound")
        number = getattr(self, bound or "low")
        if number is None:
            expected = f"have a {bound} bound"
            raise InvalidValue(expected, str(self), subject="quantity")
        plain = Decimal(self.written(number))
        return unit_registry().Quantity(plain, _pint_unit(self.unit))

    @classmethod
    def from_pint(cls, quantity: Any) -> "Quantity":
        """
        Read a quantity of pint, of whatever registry.

        Raises:
            InvalidValue: If it is no single number from 0 on in units of `UNITS`.
        """
        try:
            number, items = quantity.magnitude, dict(quantity.unit_items())
        except AttributeError:
            raise InvalidValue(
                "be a quantity of pint", quantity, subject="quantity"
            ) from None
        factors: Factors = {}
        for name, exponent in cast("dict[str, float]", items).items():
            if exponent != int(exponent):
                raise _unit_refusal(str(quantity.units))
            factors[_PINT_NAMES.get(name, name)] = int(exponent)
        return cls(number, unit=_expression(factors))

    def __str__(self) -> str:
        return f"{self.bounds_text()} {self.unit}"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Quantity):
            return NotImplemented
        return (self.bounds, self.unit) == (other.bounds, other.unit)

    __hash__ = Bounded.__hash__

    def __reduce__(self) -> tuple[Any, ...]:
        return _unpickled, (tuple(self.bounds), self.unit)

    def __add__(self, other: "Quantity") -> "Quantity":
        if not isinstance(other, Quantity):
            return NotImplemented
        with localcontext(_EXACT):
            return self._of(self.bounds.plus(other._in(self.unit)), self.unit)

    def __sub__(self, other: "Quantity") -> "Quantity":
        if not isinstance(other, Quantity):
            return NotImplemented
        with localcontext(_EXACT):
            left = self.bounds.minus(other._in(self.unit))
        if left is None:
            expected = f"not exceed {self}, from which it is taken"
            raise InvalidValue(expected, str(other), subject="quantity")
        return self._of(self.checked(left), self.unit)

    def __mul__(self, other: "Quantity | Count | Decimal | int") -> "Quantity":
        bounds, unit = _factor_of(other)
        if bounds is None:
            return NotImplemented
        with localcontext(_EXACT):
            product = self.bounds.times(bounds)
        return self._of(product, _combined(self.unit, unit, 1))

    __rmul__ = __mul__

    def __truediv__(self, other: "Quantity | Count | Decimal | int") -> "Quantity":
        bounds, unit = _factor_of(other)
        if bounds is None:
            return NotImplemented
        if bounds.high == 0:
            raise InvalidValue("be above 0 to divide by", str(other), subject="number")
        return self._of(_quotient(self.bounds, bounds), _combined(self.unit, unit, -1))

    def __rtruediv__(self, other: "Count | Decimal | int") -> "Quantity":
        bounds, _ = _factor_of(other)
        if bounds is None:
            return NotImplemented
        return self._of(bounds, "dimensionless") / self

    def certainly_below(self, other: "Quantity") -> bool:
        """Whether every amount that this can be is below every one of the other."""
        return self.bounds.certainly_below(other._in(self.unit))

    def possibly_below(self, other: "Quantity") -> bool:
        """Whether some amount that this can be is below some one of the other."""
        return self.bounds.possibly_below(other._in(self.unit))

    def consistent_with(self, other: "Quantity") -> bool:
        """Whether both can be the same amount."""
        return self.bounds.consistent_with(other._in(self.unit))


_set_bounds: Final = Bounded.__dict__["bounds"].__set__
_set_unit: Final = Quantity.__dict__["unit"].__set__


def _unpickled(bounds: tuple[Any, ...], unit: str) -> Quantity:
    return Quantity._of(Bounds(*bounds), unit)  # noqa: SLF001 - of this module


def _factor_of(value: object) -> tuple[Bounds[Decimal] | None, str]:
    """Answer what a quantity may be multiplied with as bounds and unit, if it may."""
    if isinstance(value, Quantity):
        return value.bounds, value.unit
    if isinstance(value, Count):
        low, high, best, approximate = value.bounds
        value = Quantity(low, high, best, approximate=approximate, unit="dimensionless")
    elif type(value) is int or isinstance(value, Decimal):
        value = Quantity(value, unit="dimensionless")
    else:
        return None, ""
    return value.bounds, value.unit


def _quotient(above: Bounds[Decimal], below: Bounds[Decimal]) -> Bounds[Decimal]:
    """Divide bounds by bounds that are not only 0."""
    divide = _ROUNDED.divide
    low = Decimal(0) if below.high is None else divide(above.low, below.high)
    high = None
    if above.high == 0:
        high = Decimal(0)
    elif above.high is not None and below.low:
        high = divide(above.high, below.low)
    best = None
    if low == high:
        best = low
    elif above.best is not None and below.best:
        best = divide(above.best, below.best)
    approximate = (above.approximate or below.approximate) and low != high
    return Bounds(low, high, best, approximate)


def _split(phrase: str) -> tuple[str, str]:
    """Take a phrase apart: the amount, and the words of its unit."""
    digits = [index for index, one in enumerate(phrase) if one in "0123456789"]
    if not digits:
        amount, _, words = phrase.rpartition(" ")
        return amount, words
    end = digits[-1] + 1
    if phrase[end : end + 1] == "+":
        end += 1
    return phrase[:end], phrase[end:].strip()


def _hint_of_phrase(text: str) -> str:
    """Say what a phrase would be as canonical text, where it is one."""
    try:
        return f'Write "{Quantity.parse_phrase(text)}".'
    except InvalidValue as error:
        return error.hint if error.subject == "unit" else ""


def as_quantity(value: Quantity | str | None) -> Quantity | None:
    """Let a field take a quantity or its canonical text; the record reads it."""
    return cast("Quantity | None", value)
