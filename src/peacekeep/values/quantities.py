"""
How much, as far as known: `Quantity`, bounds with a unit. The door of pint.

Records hold quantities, analysis computes with them. No text ever reaches pint's
parser, and pint is not loaded before the first conversion.
"""

import math
import re
from collections.abc import Callable, Mapping
from decimal import ROUND_CEILING, ROUND_FLOOR, Context, Decimal, localcontext
from functools import lru_cache
from importlib.resources import files
from numbers import Integral, Real
from typing import TYPE_CHECKING, Any, Final, Literal, cast

from peacekeep.errors import InvalidValue, near_miss
from peacekeep.rules import WHOLE_NUMBER_LIMIT
from peacekeep.values.counts import Bounded, Bounds, Count, bounds_pattern


if TYPE_CHECKING:
    import pint


__all__ = ["UNITS", "Quantity", "as_quantity", "unit_registry"]

# What is counted: its name as a unit, which is its dimension too, and its plural.
_COUNTED: Final = {
    "person": "people",
    "fatality": "fatalities",
    "incident": "incidents",
    "vehicle": "vehicles",
    "aircraft": "aircraft",
    "ration": "rations",
    "container": "containers",
}

UNITS: Final[Mapping[str, Mapping[str, int]]] = {
    **{name: {name: 1} for name in _COUNTED},
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
}
"""
Every name that a unit may be made of, with the exponents of its dimensions.

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

# How people write units, beside a plural in s: a blank is read as an underscore.
_WORDS: Final = {
    **{plural: name for name, plural in _COUNTED.items()},
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
_MOST_WORDS: Final = 3

_TEXT_LIMIT: Final = 400
_UNIT_LIMIT: Final = 120
_MOST_FACTORS: Final = 8

_LIMIT: Final = 10**30
_LAST_PLACE: Final = Decimal("1e-40")
_RANGE: Final = (
    "Numbers are 0 or more, with up to 30 digits before the point and 40 after it."
)

# Two numbers within those limits have an exact sum and product of fewer digits. What
# may have no end, a quotient or a conversion, is rounded to as many as pint keeps.
_EXACT: Final = Context(prec=150)
_ROUNDED: Final = Context(prec=28)
_DOWN: Final = Context(prec=28, rounding=ROUND_FLOOR)
_UP: Final = Context(prec=28, rounding=ROUND_CEILING)

# Two numbers nearer than this share of them differ by rounding alone.
_SLACK: Final = Decimal("1e-24")

_NUMBER: Final = r"(?:0|[1-9][0-9]{0,29})(?:\.[0-9]{0,39}[1-9])?"
_CANONICAL: Final = re.compile(bounds_pattern(_NUMBER), re.ASCII)
_NAME: Final = r"[A-Za-z][A-Za-z_]*(?:\*\*[23])?"
_UNIT: Final = re.compile(rf"{_NAME}(?:\*{_NAME})*(?:/{_NAME})*", re.ASCII)
_FACTOR: Final = re.compile(r"([*/]?)([A-Za-z_]+)(?:\*\*([23]))?", re.ASCII)

# A point before three digits may set off thousands; no number is written so but to
# show that its last digit is known, which bounds say better.
_PERHAPS_THOUSANDS: Final = re.compile(r"[1-9][0-9]{0,2}\.[0-9]{2}0", re.ASCII)

# Between a number and its unit, as in 350km.
_NO_BLANK: Final = re.compile(r"(?<=[0-9])(?=[A-Za-z%])", re.ASCII)

_SAME: Final[Any] = object()


class Quantity(Bounded[Decimal]):
    """
    How much, as far as known: bounds on exact decimals, with a unit.

    Args:
        low: Lowest number it can be. A float stands for its shortest decimal.
        high: Highest number it can be. None: no limit. Left out: the same as `low`.
        best: Best estimate.
        approximate: Whether the bounds are ours, from words such as "about".
        unit: Names of `UNITS` with `**2` or `**3`, joined by `*`, then each that
            divides after a `/`: `km`, `person*day`, `fatality/kiloperson/year`.

    Attributes:
        unit: The unit as given. No two spellings of it are equal.

    Raises:
        InvalidValue: If a number is below 0, not finite or too long, if
            `low <= best <= high` does not hold, if a known number is called
            approximate, if things that are counted are not whole, or if the unit is
            unknown or ambiguous.

    Example:
        >>> Quantity.parse_phrase("between 330 and 352 km") / Quantity(2, unit="hour")
        Quantity.parse('165..176 km/hour')

    Notes:
        "About n" is n*0.9 to n*1.1; of things that are counted, as in `Count`.
        Sums and products are exact, to 40 decimals. Quotients and conversions have
        28 digits, bounds being rounded outwards; numbers that differ by less than
        that are not told apart.
        What is counted is whole in texts and arguments. Only a computation gives a
        mean such as 12.5 person: it prints and pickles, `parse` refuses its text, and
        no record holds it.
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
        _checked_unit(unit)
        lowest = self._given(low, unit)
        highest = lowest if high is _SAME else high
        bounds = Bounds(
            lowest,
            None if highest is None else self._given(highest, unit),
            None if best is None else self._given(best, unit),
            approximate,
        )
        _set_bounds(self, self.checked(bounds))
        _set_unit(self, unit)

    @classmethod
    def _given(cls, number: object, unit: str) -> Decimal:
        exact = Decimal(repr(number)) if type(number) is float else number
        if type(exact) is int and 0 <= exact < _LIMIT:
            exact = Decimal(exact)
        if (
            type(exact) is not Decimal
            or not exact.is_finite()
            or not 0 <= exact < _LIMIT
            or _plain(exact) != exact
        ):
            raise cls.refusal(number, _RANGE)
        if unit in _COUNTED and (
            exact > WHOLE_NUMBER_LIMIT or exact != exact.to_integral_value()
        ):
            raise cls.refusal(number, _whole(unit))
        return _plain(exact)

    @classmethod
    def _of(cls, bounds: Bounds[Any], unit: str) -> "Quantity":
        """Make a quantity of bounds that are in order, as a computation gives them."""
        numbers: list[Decimal | None] = []
        for number in bounds[:3]:
            if number and not _LAST_PLACE <= number < _LIMIT:
                raise cls.refusal(number, _RANGE)
            if number and unit in _COUNTED and number > WHOLE_NUMBER_LIMIT:
                raise cls.refusal(number, _whole(unit))
            numbers.append(None if number is None else _plain(Decimal(number)))
        low, high, best = numbers
        if low == high:
            kept = Bounds(low, low, low)
        else:
            kept = Bounds(low, high, best, bounds.approximate)
        quantity = object.__new__(cls)
        _set_bounds(quantity, kept)
        _set_unit(quantity, _checked_unit(unit))
        return quantity

    @classmethod
    def about(cls, number: Decimal) -> Bounds[Decimal]:
        """Answer the bounds of "about" a number, by the rule of the format."""
        low = _plain(_EXACT.multiply(number, Decimal("0.9")))
        high = _plain(_EXACT.multiply(number, Decimal("1.1")))
        return Bounds(low, high, number, low != high)

    def about_here(self, number: Decimal) -> Bounds[Decimal] | None:
        """Answer what "about" a number means in the text of this value, if anything."""
        # About 35 people is whole: a mean has other bounds, and the text shows them.
        return None if self.unit in _COUNTED else self.about(number)

    @classmethod
    def number(cls, digits: str) -> Decimal:
        """Read a decimal number from its digits."""
        if _PERHAPS_THOUSANDS.fullmatch(digits):
            decimal = _plain(Decimal(digits))
            hint = (
                f"Write {decimal}, or {digits.replace('.', '')} if thousands are meant."
            )
            raise cls.refusal(digits, hint)
        return cls._given(Decimal(digits), "dimensionless")

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
        expected = 'be a quantity such as "350 km", "550.. km", "330..352~350 km"'
        expected += ' or "~350 km"'
        return InvalidValue(expected, got, hint=hint, subject="quantity")

    @classmethod
    def parse(cls, text: str) -> "Quantity":
        """
        Read the canonical text: bounds as of a count, one blank, the unit.

        Raises:
            InvalidValue: If the text is no quantity, or not the canonical text of one.
        """
        if type(text) is not str:
            raise cls.refusal(text)
        try:
            quantity = cls._read(text)
        except InvalidValue as fault:
            raise cls.refusal(text, fault.hint) from None
        # Whatever else can be read is a phrase, for the canonical text is only one.
        if str(quantity) != text:
            raise cls.refusal(text, f'Write "{quantity}".')
        return quantity

    @classmethod
    def parse_phrase(cls, phrase: str) -> "Quantity":
        """
        Read what people write: `about 350 km`, `5,000 kilograms`, `at least 2 hours`.

        Between decimals there is no next one, so "more than 550 km" is `550.. km`, a
        closed bound. Things that are counted have one: more than 300 vehicles is
        `301.. vehicle`.

        Raises:
            InvalidValue: If the phrase is none that is known.
        """
        try:
            if isinstance(phrase, str):
                return cls._read(phrase)
            hint = ""
        except InvalidValue as fault:
            hint = fault.hint
        expected = 'be a quantity in words such as "about 350 km", "at least 550 km"'
        expected += ' or "5,000 kg"'
        raise InvalidValue(expected, phrase, hint=hint, subject="quantity") from None

    @classmethod
    def _read(cls, text: str) -> "Quantity":
        """Read bounds, canonical or in words, and the unit in the last words."""
        if len(text) > _TEXT_LIMIT:
            raise cls.refusal(text)
        words = _NO_BLANK.sub(" ", text).split(" ")
        for number in range(1, min(_MOST_WORDS + 1, len(words))):
            head = " ".join(words[:-number])
            bounds = _bounds_in(cls, head)
            if bounds is None:
                continue
            unit = _unit_in("_".join(words[-number:]))
            if unit in _COUNTED:
                try:
                    counted = _bounds_in(Count, head)
                except InvalidValue:
                    raise cls.refusal(text, _whole(unit)) from None
                if counted is None:
                    break
                bounds = counted
            return cls._of(cls.checked(bounds), unit)
        raise cls.refusal(text)

    def to_phrase(self) -> str:
        """Answer the quantity in words, which `parse_phrase` reads back."""
        words = self._counted().bounds_phrase()
        one = words == "1" or self.unit not in _COUNTED
        return f"{words} {self.unit if one else _COUNTED[self.unit]}"

    def storable(self) -> "Quantity":
        """Answer the quantity, if it is no mean, whose text is not read."""
        if self.unit in _COUNTED and self._counted() is self:
            raise self.refusal(str(self), _whole(self.unit))
        return self

    @property
    def dimension(self) -> str:
        """What it measures, such as `length`, `person` or `fatality/person/time`."""
        return _dimension(self.unit)

    def to(self, unit: str) -> "Quantity":
        """
        Convert to another unit of the same dimension.

        Raises:
            InvalidValue: If the unit is of another dimension, unknown or ambiguous.
        """
        if unit == self.unit:
            return self
        expected, found = self.dimension, _dimension(_checked_unit(unit))
        if found != expected:
            raise InvalidValue(
                f"be a unit of the dimension {expected}",
                unit,
                hint=f"{self.unit} measures {expected}, {unit} measures {found}.",
                subject="unit",
            )
        factor = _EXACT.divide(_size(self.unit), _size(unit))
        with localcontext(_EXACT):
            exact = self.bounds.times(Bounds(factor, factor, factor))
        return self._of(_rounded(exact), unit)

    def to_pint(
        self, bound: Literal["low", "high", "best"] | None = None
    ) -> "pint.Quantity[Any]":
        """
        Answer a quantity of pint, which has one number.

        Args:
            bound: Which number to take. Needed unless low and high are one.

        Raises:
            InvalidValue: If the quantity is not exact and no bound is named, or there
                is none.
        """
        if bound not in ("low", "high", "best", None if self.is_exact else "low"):
            hint = f"A quantity of pint is one number, and {self} is not."
            if self.is_exact:
                hint = f"Leave it out for {self}, which is one number."
            expected = 'be "low", "high" or "best"'
            raise InvalidValue(expected, bound, hint=hint, subject="bound")
        number: Decimal | None = getattr(self, bound or "low")
        if number is None:
            named = {"high": "high bound", "best": "best estimate"}[bound or ""]
            raise InvalidValue(f"have a {named}", str(self), subject="quantity")
        return unit_registry().Quantity(number, _pint_unit(self.unit))

    @classmethod
    def from_pint(cls, quantity: object) -> "Quantity":
        """
        Read a quantity of pint, from whatever registry, by the names of its units.

        Raises:
            InvalidValue: If it is not one number of 0 or more, or if its unit is not
                made of `UNITS`.
        """
        number = getattr(quantity, "magnitude", None)
        items: Callable[[], Any] | None = getattr(quantity, "unit_items", None)
        if items is None:
            raise cls._not_from_pint(quantity)
        try:
            if isinstance(number, Integral):
                exact = Decimal(int(number))
            elif isinstance(number, Real):
                exact = Decimal(repr(float(number)))
            else:
                exact = cast("Decimal", number)
            if type(exact) is not Decimal or not exact.is_finite() or exact < 0:
                raise cls._not_from_pint(
                    quantity, "Its number is finite, and 0 or more."
                )
        except OverflowError:
            raise cls._not_from_pint(quantity, _RANGE) from None
        exponents: dict[str, int] = {}
        for name, exponent in items():
            if exponent % 1 or abs(exponent) > _MOST_FACTORS:
                hint = f"Its exponents are whole, up to {_MOST_FACTORS}."
                raise cls._not_from_pint(quantity, hint)
            exponents[_pint_names().get(name, name)] = int(exponent)
        bounds = Bounds(exact, exact, exact)
        return cls._of(bounds, _unit_text(exponents))

    @staticmethod
    def _not_from_pint(got: object, hint: str = "") -> InvalidValue:
        return InvalidValue("be a quantity of pint", got, hint=hint, subject="quantity")

    def _counted(self) -> Bounded[Any]:
        """Answer the count of whole things, whose rules its text follows, or itself."""
        numbers = self.bounds[:3]
        if self.unit not in _COUNTED or any(
            number is not None and number != number.to_integral_value()
            for number in numbers
        ):
            return self
        low, high, best = (None if one is None else int(one) for one in numbers)
        return Count(cast("int", low), high, best, approximate=self.approximate)

    def __str__(self) -> str:
        return f"{self._counted().bounds_text()} {self.unit}"

    def __reduce__(self) -> tuple[Any, ...]:
        # Not by the text, for that of a mean of things that are counted is not read.
        return Quantity._of, (self.bounds, self.unit)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Quantity):
            return NotImplemented
        return self.unit == other.unit and self.bounds == other.bounds

    __hash__ = Bounded.__hash__

    def __add__(self, other: "Measured") -> "Quantity":
        added = _measured(other)
        if added is None:
            return NotImplemented
        bounds = self._alike(added)
        with localcontext(_EXACT):
            return self._of(self.bounds.plus(bounds), self.unit)

    def __sub__(self, other: "Measured") -> "Quantity":
        taken = _measured(other)
        if taken is None:
            return NotImplemented
        bounds = self._alike(taken)
        with localcontext(_EXACT):
            left = self.bounds.minus(bounds)
        if left is None:
            expected = f"not exceed {self}, from which it is taken"
            raise InvalidValue(expected, str(other), subject="quantity")
        return self._of(left, self.unit)

    def __mul__(self, other: "Measured") -> "Quantity":
        factor = _measured(other)
        if factor is None:
            return NotImplemented
        with localcontext(_EXACT):
            product = self.bounds.times(factor.bounds)
        return self._of(product, _combined(self.unit, factor.unit, 1))

    __rmul__ = __mul__

    def __truediv__(self, other: "Measured") -> "Quantity":
        by = _measured(other)
        if by is None:
            return NotImplemented
        if by.high == 0:
            raise InvalidValue(
                "not be 0, to divide by it", str(other), subject="quantity"
            )
        quotient = _divided(self.bounds, by.bounds)
        return self._of(quotient, _combined(self.unit, by.unit, -1))

    def __rtruediv__(self, other: "Measured") -> "Quantity":
        number = _measured(other)
        return NotImplemented if number is None else number / self

    def certainly_below(self, other: "Measured") -> bool:
        """Whether every amount that this can be is below every one of the other."""
        return _clearly_below(self.bounds, self._compared(other))

    def possibly_below(self, other: "Measured") -> bool:
        """Whether some amount that this can be is below some one of the other."""
        return self.bounds.possibly_below(self._compared(other))

    def consistent_with(self, other: "Measured") -> bool:
        """Whether both can be the same amount."""
        compared = self._compared(other)
        return not (
            _clearly_below(self.bounds, compared)
            or _clearly_below(compared, self.bounds)
        )

    def _compared(self, other: "Measured") -> Bounds[Decimal]:
        measured = _measured(other)
        if measured is None:
            raise self.refusal(other)
        return self._alike(measured)

    def _alike(self, other: "Quantity") -> Bounds[Decimal]:
        """Answer the bounds of another quantity in the unit of this one."""
        if other.dimension == self.dimension:
            return other.to(self.unit).bounds
        raise InvalidValue(
            f"be a quantity of {self.dimension}, as {self} is",
            str(other),
            hint=f"It is a quantity of {other.dimension}.",
            subject="quantity",
        )


Measured = Quantity | Count | Decimal | int
"""What a quantity is computed with. Numbers and counts are dimensionless."""

_set_bounds: Final = Bounded.__dict__["bounds"].__set__
_set_unit: Final = Quantity.__dict__["unit"].__set__


def _plain(number: Decimal) -> Decimal:
    """Round to the last place, with no zero at the end and no exponent above 0."""
    kept = number.copy_abs().quantize(_LAST_PLACE, context=_EXACT).normalize(_EXACT)
    whole = kept.to_integral_value()
    return whole.quantize(Decimal(1), context=_EXACT) if kept == whole else kept


def _whole(unit: str) -> str:
    return f"Numbers of {_COUNTED[unit]} are whole, from 0 to {WHOLE_NUMBER_LIMIT}."


def _bounds_in(kind: type[Bounded[Any]], text: str) -> Bounds[Any] | None:
    match = _CANONICAL.fullmatch(text)
    if match is not None:
        return kind.bounds_of(match)
    if text in {"unknown", "?"}:
        return Bounds(0, None, None)
    return kind.bounds_of_phrase(text)


def _measured(value: object) -> Quantity | None:
    if isinstance(value, Quantity):
        return value
    if isinstance(value, Count):
        return Quantity._of(value.bounds, "dimensionless")  # noqa: SLF001 - of this file
    if type(value) in {int, Decimal}:
        return Quantity(cast("Decimal", value), unit="dimensionless")
    return None


def _divided(bounds: Bounds[Decimal], by: Bounds[Decimal]) -> Bounds[Decimal]:
    """Divide by what is not exactly 0. Where it reaches 0, there is no high bound."""
    with localcontext(_EXACT):
        low = Decimal(0) if by.high is None else bounds.low / by.high
        high = None if bounds.high is None or not by.low else bounds.high / by.low
        best = None if bounds.best is None or not by.best else bounds.best / by.best
    return _rounded(Bounds(low, high, best, bounds.approximate or by.approximate))


def _rounded(bounds: Bounds[Decimal]) -> Bounds[Decimal]:
    """Round what may have no end: bounds outwards, a known number to the nearest."""
    low, high, best, approximate = bounds
    if low == high:
        number = _ROUNDED.plus(low)
        return Bounds(number, number, number, approximate)
    return Bounds(
        _DOWN.plus(low),
        None if high is None else _UP.plus(high),
        None if best is None else _ROUNDED.plus(best),
        approximate,
    )


def _clearly_below(bounds: Bounds[Decimal], other: Bounds[Decimal]) -> bool:
    """Whether all of one is below all of the other, by more than rounding."""
    if not bounds.certainly_below(other):
        return False
    highest = cast("Decimal", bounds.high)
    return _EXACT.subtract(other.low, highest) > _EXACT.multiply(other.low, _SLACK)


def _checked_unit(unit: object) -> str:
    """Answer a unit, if it is one and stands alone."""
    if type(unit) is not str:
        raise _no_unit(unit)
    _factors(unit)
    return unit


def _no_unit(unit: object, hint: str = "") -> InvalidValue:
    expected = "be a unit such as km, tonne, person*day or fatality/kiloperson/year"
    return InvalidValue(expected, unit, hint=hint, subject="unit")


@lru_cache(maxsize=1024)
def _factors(unit: str) -> Mapping[str, int]:
    """Take a unit apart: its names, and the exponent of each."""
    fits = len(unit) <= _UNIT_LIMIT
    if fits and not _UNIT.fullmatch(unit):
        raise _no_unit(unit)
    found = _FACTOR.findall(unit) if fits else []
    if not fits or len(found) > _MOST_FACTORS:
        hint = f"A unit has up to {_MOST_FACTORS} names and {_UNIT_LIMIT} characters."
        raise _no_unit(unit, hint)
    exponents: dict[str, int] = {}
    for sign, name, power in found:
        if name not in UNITS or unit == "month":
            raise _no_unit(unit, _hint_of_name(name))
        exponent = int(power or 1) * (-1 if sign == "/" else 1)
        exponents[name] = exponents.get(name, 0) + exponent
    canonical = _unit_text(exponents)
    if canonical != unit:
        raise _no_unit(unit, f"Write {canonical}.")
    return exponents


def _hint_of_name(name: str) -> str:
    singular = name.lower().removesuffix("s")
    if singular in _AMBIGUOUS:
        return _AMBIGUOUS[singular]
    word = _WORDS.get(name.lower()) or _WORDS.get(singular)
    return f"Write {word}." if word else near_miss(name, UNITS)


def _unit_in(words: str) -> str:
    """Read a unit as people write it, in the plural or in another spelling."""
    for word in (words, words.lower()):
        for one in (word, word.removesuffix("s")):
            if one in _WORDS or one in UNITS:
                return _checked_unit(_WORDS.get(one, one))
    return _checked_unit(words)


def _unit_text(exponents: Mapping[str, int]) -> str:
    """Write factors as the canonical text of a unit: what divides stands last."""
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


def _combined(unit: str, other: str, sign: int) -> str:
    """Answer the unit of a product, or with the sign -1 of a quotient."""
    exponents = dict(_factors(unit))
    for name, exponent in _factors(other).items():
        exponents[name] = exponents.get(name, 0) + sign * exponent
    return _unit_text(exponents)


@lru_cache(maxsize=1024)
def _dimension(unit: str) -> str:
    exponents: dict[str, int] = {}
    for name, power in _factors(unit).items():
        for dimension, exponent in UNITS[name].items():
            exponents[dimension] = exponents.get(dimension, 0) + exponent * power
    length = exponents.get("length", 0)
    for name, power in (("area", 2), ("volume", 3)):
        if abs(length) == power:
            exponents[name] = exponents.pop("length") // power
    return _unit_text(dict(sorted(exponents.items())))


@lru_cache(maxsize=1)
def unit_registry() -> "pint.UnitRegistry[Any]":
    """
    Answer the one registry of pint behind all quantities, made on the first call.

    Its numbers are decimals, and it knows the units of `units.txt` beside pint's own.
    """
    import pint  # noqa: PLC0415 - half a second that many programs never need

    definitions = files("peacekeep.values").joinpath("units.txt")
    with localcontext(_EXACT):
        registry: pint.UnitRegistry[Any] = pint.UnitRegistry(non_int_type=Decimal)
        registry.load_definitions(definitions.read_text(encoding="utf-8").splitlines())
    return registry


@lru_cache(maxsize=1024)
def _pint_unit(unit: str) -> Any:
    registry = unit_registry()
    powers = (registry.Unit(name) ** power for name, power in _factors(unit).items())
    return math.prod(powers, start=registry.Unit("dimensionless"))


@lru_cache(maxsize=1024)
def _size(unit: str) -> Decimal:
    """Answer how large a unit is, in the root units of pint."""
    with localcontext(_EXACT):
        one = unit_registry().Quantity(Decimal(1), _pint_unit(unit))
        size = Decimal(one.to_root_units().magnitude)
        # Pint takes a foot for a third of a yard: the last of the digits are noise.
        return size.normalize(Context(prec=_EXACT.prec - 50))


@lru_cache(maxsize=1)
def _pint_names() -> Mapping[str, str]:
    """Answer our name of each unit by that which pint gives it."""
    registry = unit_registry()
    ours = {name: registry.Quantity(1, registry.Unit(name)) for name in UNITS}
    return {named: name for name, one in ours.items() for named, _ in one.unit_items()}


def as_quantity(value: Quantity | str | None) -> Quantity | None:
    """Let a field take a quantity or its canonical text; the record reads it."""
    return cast("Quantity | None", value)
