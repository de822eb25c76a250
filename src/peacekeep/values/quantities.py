"""
Amounts as far as known: `Quantity`, bounds with a unit.

Records hold quantities, and analysis computes with them. No text ever reaches pint's
parser, and pint is not loaded before the first conversion.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from decimal import ROUND_CEILING, ROUND_FLOOR, Context, Decimal, localcontext
from numbers import Integral, Real
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Final, Literal, cast

from peacekeep.definitions.rules import WHOLE_NUMBER_LIMIT
from peacekeep.definitions.values import Beside, Ends
from peacekeep.errors import MISSING, InvalidValue
from peacekeep.values.counts import (
    Bounded,
    Bounds,
    Count,
    bounds_pattern,
    in_common,
    lowest,
    wire_pattern,
)
from peacekeep.values.pint_units import (
    EXACT,
    define_in_registry,
    forget_in_registry,
    pint_names,
    pint_unit,
    size_of,
    unit_registry,
)
from peacekeep.values.units import (
    COUNTED,
    MOST_FACTORS,
    UNIT_LIMIT,
    UNIT_PATTERN,
    UNITS,
    add_unit,
    checked_unit,
    combined,
    dimension_of,
    exponents_of,
    remove_unit,
    unit_in,
    unit_text,
)


if TYPE_CHECKING:
    import pint


__all__ = [
    "UNITS",
    "Quantity",
    "as_quantity",
    "define_unit",
    "define_units",
    "forget_units",
]

# The meaning of each name that `define_unit` added.
_MEANINGS: Final[dict[str, str | None]] = {}

_MOST_WORDS: Final = 3
_TEXT_LIMIT: Final = 400

_LIMIT: Final = 10**30
_LAST_PLACE: Final = Decimal("1e-40")
_RANGE: Final = (
    "Numbers are 0 or more, with up to 30 digits before the point and 40 after it."
)

# Quotients and conversions, whose digits may have no end, are rounded to as many digits
# as pint keeps.
_ROUNDED: Final = Context(prec=28)
_DOWN: Final = Context(prec=28, rounding=ROUND_FLOOR)
_UP: Final = Context(prec=28, rounding=ROUND_CEILING)

# Numbers whose relative difference is smaller differ only by rounding.
_SLACK: Final = Decimal("1e-24")

_FRACTION: Final = r"\.[0-9]{0,39}[1-9]"
_NUMBER: Final = rf"(?:0|[1-9][0-9]{{0,29}})(?:{_FRACTION})?"
_POSITIVE: Final = rf"(?:[1-9][0-9]{{0,29}}(?:{_FRACTION})?|0{_FRACTION})"
_CANONICAL: Final = re.compile(bounds_pattern(_NUMBER), re.ASCII)
# A point before three digits may separate thousands. As a decimal, the zero at the end
# would only show precision, which bounds express better.
_PERHAPS_THOUSANDS: Final = re.compile(r"[1-9][0-9]{0,2}\.[0-9]{2}0", re.ASCII)

# The place of the missing blank between a number and its unit, as in 350km.
_NO_BLANK: Final = re.compile(r"(?<=[0-9])(?=[A-Za-z%])", re.ASCII)

# A decimal comma, as in 1,5 km: a comma that is not followed by three digits.
_COMMA: Final = re.compile("(?<=[0-9]),(?=(?:[0-9]{1,2}|[0-9]{4,})(?![0-9]))", re.ASCII)

_NO_UNIT: Final = 'Write its unit, too, such as "3 km".'

_SAME: Final[Any] = object()


class Quantity(Bounded[Decimal]):
    """
    An amount, as far as known: bounds on exact decimals, with a unit.

    Args:
        low: Lowest number it can be. A float is read as its shortest decimal.
        high: Highest number it can be. None: no limit. Left out: the same as `low`.
        best: Best estimate.
        approximate: Whether the library set the bounds, for words such as "about".
        unit: Names of `UNITS` with `**2` or `**3`, joined by `*`, then each divisor
            after a `/`: `km`, `person*day`, `fatality/kiloperson/year`.

    Attributes:
        unit: The unit as given.

    Raises:
        InvalidValue: If a number is below 0, not finite or too long, if
            `low <= best <= high` does not hold, if a known number is called
            approximate, if things that are counted are not whole, or if the unit is
            unknown or ambiguous.

    Example:
        >>> Quantity.parse_phrase("between 330 and 352 km") / Quantity(2, unit="hour")
        Quantity.parse('165..176 km/hour')

    Notes:
        "About n" is n*0.9 to n*1.1; for things that are counted, the rule of `Count`
        applies. Sums and products are exact, to 40 decimals. Quotients and conversions
        have 28 digits, and their bounds are rounded outwards. Comparisons ignore
        smaller differences.
        A quantity equals only a quantity with the same bounds in the same unit, and so
        no number and no text: `same` compares across units, `low` is a number.
        Things that are counted are whole in texts and arguments. Only a computation can
        give a mean such as 12.5 person. A mean prints and pickles, but `parse` refuses
        its text, and no record can hold it.
    """

    __slots__ = ("unit",)
    unit: str

    PATTERN = rf"(?:{_NUMBER}|{wire_pattern(_NUMBER, _POSITIVE)}) {UNIT_PATTERN}"
    UNSAID = (
        "Low, best and high are in ascending order, things that are counted are whole, "
        "about 350 km is written ~350 km, and the unit is known, in its canonical "
        f"order, and has up to {MOST_FACTORS} names and {UNIT_LIMIT} characters."
    )

    COLUMNS = (
        Beside("low", "number", "Lowest it can be; empty: no limit", lowest),
        Beside("best", "number", "Best estimate", attrgetter("best")),
        Beside(
            "high",
            "number",
            "Highest it can be; empty: no limit",
            attrgetter("high"),
        ),
        Beside("unit", "string", "Unit, as given", attrgetter("unit")),
    )

    def __init__(
        self,
        low: Decimal | float,
        high: Decimal | float | None = _SAME,
        best: Decimal | float | None = None,
        *,
        approximate: bool = False,
        unit: str,
    ) -> None:
        checked_unit(unit)
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
        if unit in COUNTED and (
            exact > WHOLE_NUMBER_LIMIT or exact != exact.to_integral_value()
        ):
            raise cls.refusal(number, _whole(unit, is_mean=exact <= WHOLE_NUMBER_LIMIT))
        return _plain(exact)

    @classmethod
    def _of(cls, bounds: Bounds[Any], unit: str) -> "Quantity":
        """Build a quantity from computed bounds, which are in order."""
        numbers: list[Decimal | None] = []
        for number in bounds[:3]:
            if number and not _LAST_PLACE <= number < _LIMIT:
                raise cls.refusal(number, _RANGE)
            if number and unit in COUNTED and number > WHOLE_NUMBER_LIMIT:
                raise cls.refusal(number, _whole(unit, is_mean=False))
            numbers.append(None if number is None else _plain(Decimal(number)))
        low, high, best = numbers
        if low == high:
            kept = Bounds(low, low, low)
        else:
            kept = Bounds(low, high, best, bounds.approximate)
        quantity = object.__new__(cls)
        _set_bounds(quantity, kept)
        _set_unit(quantity, checked_unit(unit))
        return quantity

    @classmethod
    def about(cls, number: Decimal) -> Bounds[Decimal]:
        """Return the bounds of "about" a number, by the rule of the format."""
        low = _plain(EXACT.multiply(number, Decimal("0.9")))
        high = _plain(EXACT.multiply(number, Decimal("1.1")))
        return Bounds(low, high, number, low != high)

    def about_here(self, number: Decimal) -> Bounds[Decimal] | None:
        """Return the bounds of "about" a number in the text of this value, if any."""
        # Bounds of "about" are whole for things that are counted, but not for a mean.
        return None if self.unit in COUNTED else self.about(number)

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
        """Write a number as in the canonical text."""
        return f"{number:f}"

    @classmethod
    def spoken(cls, number: Decimal) -> str:
        """Write a number as in a phrase."""
        return f"{number:,f}"

    @classmethod
    def refusal(cls, got: object, hint: str = "") -> InvalidValue:
        """Return an error that says what a quantity looks like."""
        expected = 'be a quantity such as "350 km", "550.. km", "330..352~350 km"'
        expected += ' or "~350 km"'
        return InvalidValue(expected, got, hint=hint, subject="quantity")

    @classmethod
    def parse(cls, text: str) -> "Quantity":
        """
        Read the canonical text: bounds as in a count, one blank, the unit.

        Raises:
            InvalidValue: If the text is not the canonical text of a quantity.
        """
        if type(text) is not str:
            raise cls.refusal(text)
        try:
            quantity = cls._read(text)
        except InvalidValue as fault:
            raise cls.refusal(text, fault.hint) from None
        # Any other readable text is a phrase: there is one canonical text.
        if str(quantity) != text:
            raise cls.refusal(text, f'Write "{quantity}".')
        return quantity

    @classmethod
    def from_plain(cls, plain: object) -> "Quantity":
        """Read the wire form, which is the canonical text."""
        if type(plain) in {int, float, Decimal}:
            raise cls.refusal(plain, _NO_UNIT)
        return super().from_plain(plain)

    @classmethod
    def parse_phrase(cls, phrase: str) -> "Quantity":
        """
        Read a quantity in words: `about 350 km`, `5,000 kg`, `at least 2 hours`.

        A decimal has no next number, so "more than 550 km" is `550.. km`, with a closed
        bound. A whole number has one, so "more than 300 vehicles" is `301.. vehicle`.

        Raises:
            InvalidValue: If the phrase is not known.
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
            unit = unit_in("_".join(words[-number:]))
            if unit in COUNTED:
                try:
                    counted = _bounds_in(Count, head)
                except InvalidValue:
                    numbers = (one for one in bounds[:3] if one is not None)
                    is_mean = all(one <= WHOLE_NUMBER_LIMIT for one in numbers)
                    raise cls.refusal(text, _whole(unit, is_mean=is_mean)) from None
                if counted is None:
                    break
                bounds = counted
            return cls._of(cls.checked(bounds), unit)
        if _bounds_in(cls, text) is not None:
            raise cls.refusal(text, _NO_UNIT)
        pointed = _COMMA.sub(".", text)
        if pointed == text:
            is_below = text.lstrip().startswith("-")
            raise cls.refusal(text, "No quantity is below 0." if is_below else "")
        hint = f'Write a point before decimals: "{cls._read(pointed)}".'
        raise cls.refusal(text, hint)

    def to_phrase(self) -> str:
        """Write the quantity in words, which `parse_phrase` reads back."""
        words = self._counted().bounds_phrase()
        one = words == "1" or self.unit not in COUNTED
        return f"{words} {self.unit if one else COUNTED[self.unit]}"

    def storable(self) -> "Quantity":
        """
        Return the quantity.

        Raises:
            InvalidValue: If it is a mean of things that are counted, whose text
                `parse` refuses.
        """
        if self.unit in COUNTED and self._counted() is self:
            raise self.refusal(str(self), _whole(self.unit, is_mean=True))
        return self

    @property
    def dimension(self) -> str:
        """Its dimension, such as `length`, `person` or `fatality/person/time`."""
        return dimension_of(self.unit)

    def to(self, unit: str) -> "Quantity":
        """
        Convert to another unit of the same dimension.

        Raises:
            InvalidValue: If the unit is of another dimension, unknown or ambiguous.
        """
        if unit == self.unit:
            return self
        expected, found = self.dimension, dimension_of(checked_unit(unit))
        if found != expected:
            raise InvalidValue(
                f"be a unit of the dimension {expected}",
                unit,
                hint=f"{self.unit} measures {expected}, {unit} measures {found}.",
                subject="unit",
            )
        factor = EXACT.divide(size_of(self.unit), size_of(unit))
        with localcontext(EXACT):
            exact = self.bounds.times(Bounds(factor, factor, factor))
        return self._of(_rounded(exact), unit)

    def to_pint(  # pyright: ignore[reportUnknownParameterType] - pint has it so
        self, bound: Literal["low", "high", "best"] | None = None
    ) -> "pint.Quantity[Any]":
        """
        Convert one number of the quantity to a quantity of pint.

        Args:
            bound: The number to convert. Required unless the quantity is exact.

        Raises:
            InvalidValue: If the quantity is not exact and no bound is named, or if it
                does not have the bound.
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
        return unit_registry().Quantity(number, pint_unit(self.unit))  # pyright: ignore[reportReturnType] - pint types its plain base

    @classmethod
    def from_pint(cls, quantity: object) -> "Quantity":
        """
        Read a quantity of any registry of pint, by the names of its units.

        Raises:
            InvalidValue: If it is not one number of 0 or more, or its unit has a name
                that is not in `UNITS`.
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
            if exponent % 1 or abs(exponent) > MOST_FACTORS:
                hint = f"Its exponents are whole, up to {MOST_FACTORS}."
                raise cls._not_from_pint(quantity, hint)
            exponents[pint_names().get(name, name)] = int(exponent)
        bounds = Bounds(exact, exact, exact)
        return cls._of(bounds, unit_text(exponents))

    @staticmethod
    def _not_from_pint(got: object, hint: str = "") -> InvalidValue:
        return InvalidValue("be a quantity of pint", got, hint=hint, subject="quantity")

    def _counted(self) -> Bounded[Any]:
        """Return a whole number of counted things as a count, else the quantity."""
        numbers = self.bounds[:3]
        if self.unit not in COUNTED or any(
            number is not None and number != number.to_integral_value()
            for number in numbers
        ):
            return self
        low, high, best = (None if one is None else int(one) for one in numbers)
        return Count(cast("int", low), high, best, approximate=self.approximate)

    def __str__(self) -> str:
        return f"{self._counted().bounds_text()} {self.unit}"

    def __reduce__(self) -> tuple[Any, ...]:
        # The text would not do: `parse` refuses the text of a mean.
        return Quantity._of, (self.bounds, self.unit)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Quantity):
            return NotImplemented
        return self.unit == other.unit and self.bounds == other.bounds

    def __hash__(self) -> int:
        return hash((self.unit, self.bounds))

    def __add__(self, other: "Measured") -> "Quantity":
        added = _measured(other)
        if added is None:
            return NotImplemented
        bounds = self._alike(added)
        with localcontext(EXACT):
            return self._of(self.bounds.plus(bounds), self.unit)

    def __sub__(self, other: "Measured") -> "Quantity":
        taken = _measured(other)
        if taken is None:
            return NotImplemented
        if self.possibly_below(taken):
            raise self.too_much(other, self._alike(taken))
        return self.without(other)

    def without(self, part: "Measured") -> "Quantity":
        """
        Return what is left of the quantity without a part of it, as `Count.without`.

        Raises:
            InvalidValue: If the part is certainly more than the whole.
        """
        taken = self._compared(part)
        with localcontext(EXACT):
            left = self.bounds.without(taken)
        if left is None:
            raise self.too_much(part, taken)
        return self._of(left, self.unit)

    def __mul__(self, other: "Measured") -> "Quantity":
        factor = _measured(other)
        if factor is None:
            return NotImplemented
        with localcontext(EXACT):
            product = self.bounds.times(factor.bounds)
        return self._of(product, combined(self.unit, factor.unit, 1))

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
        return self._of(quotient, combined(self.unit, by.unit, -1))

    def __rtruediv__(self, other: "Measured") -> "Quantity":
        number = _measured(other)
        return NotImplemented if number is None else number / self

    def ends(self, like: Any = None) -> Ends | None:
        """Return the lowest and the highest amount, in the unit of another quantity."""
        try:
            return self.to(self.unit if like is None else like.unit).bounds[:2]
        except InvalidValue:
            return None

    def estimate(self, like: Any = None) -> Ends | None:
        """Return the best estimate twice, in the unit of another quantity."""
        alike = self if like is None else self.to(like.unit)
        return super(Quantity, alike).estimate()

    def same(self, other: object) -> bool:
        """Return whether both have the same bounds, in whatever unit."""
        if not isinstance(other, Quantity):
            return False
        try:
            return self.bounds == other.to(self.unit).bounds
        except InvalidValue:
            return False

    @classmethod
    def dimension_of(cls, unit: str) -> str:
        """
        Return the dimension of a unit.

        Raises:
            InvalidValue: If the unit is unknown or ambiguous.
        """
        return cls(1, unit=unit).dimension

    @classmethod
    def spanning(cls, first: "Quantity", *others: "Quantity") -> "Quantity":  # pyright: ignore[reportIncompatibleMethodOverride] - a span is of the class itself
        """
        Return the narrowest quantity that covers all the quantities given.

        Raises:
            InvalidValue: If their dimensions differ.

        Example:
            >>> ways = Quantity.parse("330 km"), Quantity.parse("352 km")
            >>> str(Quantity.spanning(*ways))
            '330..352 km'
        """
        found = first
        for other in others:
            alike = found._alike(other)  # noqa: SLF001 - of this class
            found = cls._of(found.bounds.spanning(alike), found.unit)
        return found

    @classmethod
    def intersecting(cls, first: "Quantity", *others: "Quantity") -> "Quantity":  # pyright: ignore[reportIncompatibleMethodOverride] - what is common is of the class itself
        """
        Return the widest quantity that lies within all the quantities given.

        Raises:
            InvalidValue: If their dimensions differ, or they have no amount in common.

        Example:
            >>> ways = Quantity.parse("330.. km"), Quantity.parse("..352 km")
            >>> str(Quantity.intersecting(*ways))
            '330..352 km'
        """
        ways = (first, *others)
        return cls._of(in_common(map(first._alike, ways), ways), first.unit)  # noqa: SLF001 - of this class

    def certainly_below(self, other: "Measured") -> bool:
        """Return whether this is below the other for all possible amounts."""
        return _clearly_below(self.bounds, self._compared(other))

    def possibly_below(self, other: "Measured") -> bool:
        """Return whether this is below the other for some possible amounts."""
        lowest = Bounds(self.low, self.low, None)
        high = self._compared(other).high
        return high is None or _clearly_below(lowest, Bounds(high, None, None))

    def consistent_with(self, other: "Measured") -> bool:
        """Return whether both can be the same amount."""
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
        """Return the bounds of another quantity in the unit of this one."""
        if other.dimension == self.dimension:
            return other.to(self.unit).bounds
        raise InvalidValue(
            f"be a quantity of {self.dimension}, as {self} is",
            str(other),
            hint=f"It is a quantity of {other.dimension}.",
            subject="quantity",
        )


Measured = Quantity | Count | Decimal | int
"""Operands of computations with quantities. Numbers and counts are dimensionless."""

_set_bounds: Final = Bounded.__dict__["bounds"].__set__
_set_unit: Final = Quantity.__dict__["unit"].__set__


def _plain(number: Decimal) -> Decimal:
    """Round to the last place, with no zero at the end and no exponent above 0."""
    kept = number.copy_abs().quantize(_LAST_PLACE, context=EXACT).normalize(EXACT)
    whole = kept.to_integral_value()
    return whole.quantize(Decimal(1), context=EXACT) if kept == whole else kept


def _whole(unit: str, *, is_mean: bool) -> str:
    hint = f"Numbers of {COUNTED[unit]} are whole, from 0 to {WHOLE_NUMBER_LIMIT}."
    can_be_mean = is_mean and unit == "person"
    return f"{hint} Write a mean in person_day/day." if can_be_mean else hint


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
        return Quantity._of(value.bounds, "dimensionless")  # noqa: SLF001 # pyright: ignore[reportPrivateUsage] - of this file
    if type(value) in {int, Decimal}:
        return Quantity(cast("Decimal", value), unit="dimensionless")
    return None


def _divided(bounds: Bounds[Decimal], by: Bounds[Decimal]) -> Bounds[Decimal]:
    """Divide by bounds that are not exactly 0. If they reach 0, the high is None."""
    with localcontext(EXACT):
        low = Decimal(0) if by.high is None else bounds.low / by.high
        high = None if bounds.high is None or not by.low else bounds.high / by.low
        best = None if bounds.best is None or not by.best else bounds.best / by.best
    return _rounded(Bounds(low, high, best, bounds.approximate or by.approximate))


def _rounded(bounds: Bounds[Decimal]) -> Bounds[Decimal]:
    """Round to 28 digits: bounds outwards, a known number to the nearest."""
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
    """Return whether bounds are certainly below others, by more than rounding."""
    if not bounds.certainly_below(other):
        return False
    highest = cast("Decimal", bounds.high)
    return EXACT.subtract(other.low, highest) > EXACT.multiply(other.low, _SLACK)


def define_unit(name: str, meaning: str | None) -> None:
    """
    Add a name of a unit, which texts in this process may use.

    A name keeps its first meaning, so that a text always means the same.

    Args:
        name: Letters and underscores.
        meaning: Size of the unit, such as `20 litre`. None: a thing that is counted in
            whole numbers, a dimension of its own.

    Raises:
        InvalidValue: If the name is invalid or already has another meaning, or if the
            meaning is not one exact quantity.

    Example:
        >>> define_unit("jerrycan", "20 litre")
        >>> Quantity.parse("3 jerrycan").to("litre")
        Quantity.parse('60 litre')
    """
    define_units({name: meaning})


def define_units(units: Mapping[str, str | None]) -> tuple[str, ...]:
    """
    Add names of units, all or none, and return those that are new.

    Raises:
        InvalidValue: In the cases of `define_unit`.
    """
    added: list[str] = []
    try:
        for name, meaning in units.items():
            if not isinstance(name, str) or _MEANINGS.get(name, MISSING) != meaning:
                _define(name, meaning)
                added.append(name)
    except InvalidValue:
        forget_units(added)
        raise
    return tuple(added)


def forget_units(names: Iterable[str]) -> None:
    """Remove names of units that no value uses yet."""
    for name in names:
        remove_unit(name)
        del _MEANINGS[name]
        forget_in_registry(name)


def _define(name: str, meaning: str | None) -> None:
    exponents = None
    if meaning is not None:
        one = Quantity.parse(meaning)
        if not one.is_exact or not one.low:
            expected = f"be one exact quantity, more than 0, for {name} to mean"
            raise InvalidValue(expected, meaning, subject="unit")
        exponents = exponents_of(one.unit)
    add_unit(name, exponents)
    _MEANINGS[name] = meaning
    define_in_registry(name, _definition(name, meaning))


def _definition(name: str, meaning: str | None) -> str:
    """Return the definition of a unit in the language of pint."""
    if meaning is None:
        return f"{name} = [{name}]"
    one = Quantity.parse(meaning)
    return f"{name} = {one.low:f} * {one.unit}"


def as_quantity(value: Quantity | str | None) -> Quantity | None:
    """Declare that a field takes a quantity or its canonical text."""
    return cast("Quantity | None", value)
