"""
Strategies for values of every form: counts, dates, quantities, points, identifiers.

Tests and the other strategies draw them. This module knows no record.
"""

import functools
import itertools
import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any, Final

import attrs

from peacekeep.definitions.codes import Codes, Scheme
from peacekeep.definitions.rules import WHOLE_NUMBER_LIMIT
from peacekeep.errors import InvalidValue, UnknownName
from peacekeep.models.vocabularies import SCHEME
from peacekeep.strategies.base import Drawer, drawn_by, st, up_to
from peacekeep.strategies.texts import written
from peacekeep.values.counts import Bounded, Bounds, Count
from peacekeep.values.dates import PartialDate
from peacekeep.values.identifiers import Identifier
from peacekeep.values.periods import Period
from peacekeep.values.points import Point
from peacekeep.values.quantities import UNITS, Quantity


__all__ = [
    "FIRST_DAY",
    "LAST_DAY",
    "count_drawer",
    "counts",
    "date_drawer",
    "draw_date_around",
    "draw_period",
    "identifier_drawer",
    "identifiers",
    "draw_point",
    "partial_dates",
    "periods",
    "points",
    "quantities",
    "quantity_drawer",
]


def _in_order(low: Any, high: Any) -> None:
    if low > high:
        expected = f"not be above max_value, {high}"
        raise InvalidValue(expected, low, subject="min_value")


# Counts and quantities.

# Each form of bounds, and how many numbers it needs.
_FORMS: Final = {"exact": 1, "range": 2, "best": 3, "~range": 2, "~best": 3}
_OPEN_FORMS: Final = {"open": 1, "open best": 2, "~open": 1, "~open best": 2}


@attrs.frozen
class _Range:
    """
    The strategies for bounds on some numbers.

    Attributes:
        forms: Draws the form.
        numbers: Draws a number of the range.
        around: Draws a number whose tenth to either side is in the range.
    """

    forms: st.SearchStrategy[str]
    numbers: st.SearchStrategy[int]
    around: st.SearchStrategy[int]


@functools.cache
def _range(low: int, high: int, *, is_open: bool) -> _Range:
    least, most = -(-low * 10 // 9), high * 10 // 11
    forms = ["exact", *_FORMS]
    if least <= most:
        forms += ["about", "almost"]
    if is_open:
        forms += _OPEN_FORMS
    if is_open and low == 0:
        forms.append("unknown")
    return _Range(
        forms=st.sampled_from(forms),
        numbers=st.integers(low, high),
        around=st.integers(least, max(least, most)),
    )


def _draw_bounds(
    draw: st.DrawFn,
    allowed: _Range,
    kind: type[Bounded[Any]],
    number: Callable[[int], Any],
) -> Bounds[Any]:
    """Draw the bounds of a kind of value, with numbers made from whole ones."""
    form = draw(allowed.forms)
    if form == "unknown":
        return Bounds(number(0), None, None)
    if form in {"about", "almost"}:
        one = number(draw(allowed.around))
        about = kind.about(one)
        if form == "about":
            return about
        high = max(about.low, one - kind.STEP)
        return Bounds(about.low, high, None, about.low != high)
    if form in _OPEN_FORMS:
        numbers = [number(draw(allowed.numbers)) for _ in range(_OPEN_FORMS[form])]
        best = max(numbers) if form.endswith("best") else None
        return Bounds(min(numbers), None, best, form.startswith("~"))
    numbers = sorted(number(draw(allowed.numbers)) for _ in range(_FORMS[form]))
    low, high = numbers[0], numbers[-1]
    best = numbers[1] if form.endswith("best") else None
    return Bounds(low, high, best, form.startswith("~") and low != high)


@functools.cache
def count_drawer(min_value: int | None, max_value: int | None) -> Drawer[Count]:
    """Return the drawer of counts between two numbers. None: no limit."""
    low = max(min_value or 0, 0)
    high = WHOLE_NUMBER_LIMIT if max_value is None else max_value
    high = min(high, WHOLE_NUMBER_LIMIT)
    _in_order(low, high)
    allowed = _range(low, high, is_open=max_value is None)

    def draw_count(draw: st.DrawFn) -> Count:
        bounds = _draw_bounds(draw, allowed, Count, int)
        return Count(*bounds[:3], approximate=bounds.approximate)

    return draw_count


def counts(
    *, min_value: int = 0, max_value: int | None = None
) -> st.SearchStrategy[Count]:
    """
    Draw counts of every form: exact, bounded, with a best estimate, about, unknown.

    Args:
        min_value: Every number that a count allows is at least this.
        max_value: Every number that a count allows is at most this. None: no limit,
            and a count may be open.

    Raises:
        InvalidValue: If no whole number lies between the two.

    Example:
        >>> from hypothesis import find
        >>> find(counts(), lambda count: count.high is None)
        Count.parse('..')
    """
    return drawn_by(count_drawer(min_value, max_value))


_MOST: Final = 10**12
_MILLIONTHS: Final = 10**6


def _millionths(number: int) -> Decimal:
    return Decimal(f"{number}E-6")


@functools.cache
def quantity_drawer(
    dimension: str | None, min_value: int | None, max_value: int | None
) -> Drawer[Quantity]:
    """Return the drawer of quantities of a dimension, between two numbers."""
    low = max(min_value or 0, 0)
    high = max(_MOST, low) if max_value is None else max_value
    _in_order(low, high)
    is_open = max_value is None
    whole = _range(low, high, is_open=is_open)
    parts = _range(low * _MILLIONTHS, high * _MILLIONTHS, is_open=is_open)
    counted = count_drawer(min_value, max_value)

    def draw_quantity(draw: st.DrawFn) -> Quantity:
        unit = draw(_units(dimension, *_names()))
        if _is_counted(unit):
            bounds: Bounds[Any] = counted(draw).bounds
        elif draw(up_to(2)):
            bounds = _draw_bounds(draw, parts, Quantity, _millionths)
        else:
            bounds = _draw_bounds(draw, whole, Quantity, Decimal)
        return Quantity(*bounds[:3], approximate=bounds.approximate, unit=unit)

    return draw_quantity


def quantities(*, dimension: str | None = None) -> st.SearchStrategy[Quantity]:
    """
    Draw quantities that a record can hold, with bounds of every form.

    Args:
        dimension: What they measure, such as `length`, `area` or
            `fatality/person/time`. None: any dimension.

    Raises:
        UnknownName: When the first is drawn, if no unit has the dimension.

    Notes:
        The units are those in `UNITS` at the time of drawing.
    """
    return drawn_by(quantity_drawer(dimension, None, None))


# The name of a unit, and the exponents of its dimensions.
_Name = tuple[str, tuple[tuple[str, int], ...]]

# Each is a power of length.
_POWERS: Final = {"area": 2, "volume": 3}
_FACTOR: Final = re.compile(r"([*/]?)([A-Za-z_]+)(?:\*\*([0-9]+))?", re.ASCII)
_HIGHEST_POWER: Final = 3


def _names() -> Iterator[_Name]:
    return ((name, tuple(base.items())) for name, base in UNITS.items())


def _exponents(dimension: str) -> dict[str, int]:
    """Return the base dimensions of a dimension, and the exponent of each."""
    found: dict[str, int] = {}
    for sign, name, power in _FACTOR.findall(dimension):
        exponent = int(power or 1) * _POWERS.get(name, 1) * (-1 if sign == "/" else 1)
        found["length" if name in _POWERS else name] = exponent
    found.pop("dimensionless", None)
    return found


def _unit_of(factors: Iterable[tuple[str, int]]) -> str:
    """Return the text of a unit, the divisors last."""
    above: list[str] = []
    below: list[str] = []
    for name, exponent in factors:
        power = abs(exponent)
        text = name if power == 1 else f"{name}**{power}"
        (above if exponent > 0 else below).append(text)
    return "/".join(["*".join(above) or "dimensionless", *below])


@functools.lru_cache(maxsize=64)
def _units(dimension: str | None, *names: _Name) -> st.SearchStrategy[str]:
    """Draw units of a dimension, or of any, made from some names."""
    alone = {name: dict(base) for name, base in names if name != "month"}
    if dimension is None:
        factors = [name for name, _ in names if name != "dimensionless"]
        made = [f"{name}**{power}" for name in factors for power in (2, 3)]
        pairs = itertools.permutations(factors, 2)
        made += [f"{one}{sign}{other}" for one, other in pairs for sign in "*/"]
        return st.sampled_from(list(alone) * len(names) + made)
    asked = _exponents(dimension)
    found = [name for name, base in alone.items() if base == asked]
    if all(abs(exponent) <= _HIGHEST_POWER for exponent in asked.values()):
        choices = [
            [(name, exponent) for name, base in names if dict(base) == {one: 1}]
            for one, exponent in asked.items()
        ]
        found += map(_unit_of, itertools.product(*choices))
    found = [unit for unit in dict.fromkeys(found) if unit != "month"]
    if not found:
        known = sorted({Quantity(1, unit=name).dimension for name in alone})
        raise UnknownName("dimension", dimension, known)
    return st.sampled_from(found)


@functools.lru_cache(maxsize=1024)
def _is_counted(unit: str) -> bool:
    """Return whether a unit is of things that are counted in whole numbers."""
    try:
        Quantity(Decimal("0.5"), unit=unit)
    except InvalidValue:
        return True
    return False


# Dates, periods and points.

FIRST_DAY: Final = date.min.toordinal()
LAST_DAY: Final = date.max.toordinal()
_RECENT: Final = (date(2013, 1, 1).toordinal(), date(2024, 12, 31).toordinal())


def _draw_day(draw: st.DrawFn, low: int, high: int) -> int:
    """Draw a day between two, by their numbers; about half are in recent years."""
    all_days = high - low + 1
    first, last = max(low, _RECENT[0]), min(high, _RECENT[1])
    if first > last:
        return low + draw(up_to(all_days - 1))
    number = draw(up_to(2 * all_days - 1))
    if number < all_days:
        return first + number % (last - first + 1)
    return low + number - all_days


# How a date is written: what formats the digits of its day, or of the two of a set.
# A set that is open has nothing on one side; a date that is not a set has no second.
_Template = tuple[str, str | None]


def _qualified(text: str) -> Iterator[str]:
    """Yield a date with a qualifier before or after some of its parts."""
    marks = ["{}", "?{}", "~{}", "%{}", "{}?", "{}~", "{}%"]
    parts = text.split("-")
    for chosen in itertools.product(marks, repeat=len(parts)):
        yield "-".join(map(str.format, chosen, parts))


def _compiled(form: str) -> str:
    """Return a template of a form, with D for a known digit and X for an unknown."""
    numbers = itertools.count()
    template = ""
    for one in form:
        number = next(numbers) if one in "DX" else None
        template += f"{{{number}}}" if one == "D" else one
    return template


@functools.cache
def _templates(*, before: bool, after: bool) -> st.SearchStrategy[_Template]:
    """Draw how a date is written, including sets open before or after if allowed."""
    plain = ["DDDD-DD-DD", "DDDD-DD", "DDDD"]
    unknown = [
        "".join(form)
        for one in plain
        for form in itertools.product(*("DX" if at == "D" else at for at in one))
    ]
    rare = [form for one in plain for form in _qualified(one)] + unknown
    rare += [
        next(itertools.islice(_qualified(form), number % 6 + 1, None))
        for number, form in enumerate(unknown)
    ]
    plain, rare = list(map(_compiled, plain)), list(map(_compiled, rare))
    both = list(itertools.product(plain, plain))
    both = both * 30 + list(zip(rare, rare[7:], strict=False))
    found: list[_Template] = [(one, None) for one in plain * 300 + rare]
    found += both
    if before:
        found += [("", last) for _, last in both]
    if after:
        found += [(first, "") for first, _ in both]
    return st.sampled_from(found)


def _written(template: str, day: int) -> str:
    return template.format(*date.fromordinal(day).isoformat().replace("-", ""))


# A text of a date, and a day that it can be.
_Dated = tuple[int, str]


def _draw_dated(
    draw: st.DrawFn, low: int, high: int, templates: st.SearchStrategy[_Template]
) -> _Dated:
    first, last = draw(templates)
    day = _draw_day(draw, low, high)
    if last is None:
        return day, _written(first, day)
    days = sorted([day, _draw_day(draw, low, high)] if first and last else [day, day])
    return days[0], f"[{_written(first, days[0])}..{_written(last, days[1])}]"


def draw_date_around(draw: st.DrawFn, low: int, high: int) -> PartialDate:
    """Draw a date that can be a day between two, by their numbers."""
    templates = _templates(before=True, after=True)
    return PartialDate(_draw_dated(draw, low, high, templates)[1])


@functools.cache
def date_drawer(min_value: date | None, max_value: date | None) -> Drawer[PartialDate]:
    """Return the drawer of dates between two days. None: no limit."""
    first, last = min_value or date.min, max_value or date.max
    _in_order(first, last)
    low, high = first.toordinal(), last.toordinal()
    before, after = min_value is None, max_value is None

    def draw_date(draw: st.DrawFn) -> PartialDate:
        templates = _templates(before=before, after=after)
        day, text = _draw_dated(draw, low, high, templates)
        found = PartialDate(text)
        if first <= found.earliest and found.latest <= last:
            return found
        return PartialDate(date.fromordinal(day).isoformat())

    return draw_date


def partial_dates(
    *, min_value: date | None = None, max_value: date | None = None
) -> st.SearchStrategy[PartialDate]:
    """
    Draw dates of every form: days, months, years, sets, unknown digits, qualifiers.

    Args:
        min_value: The first day that a date can be. None: no limit, and a date may be
            open on this side.
        max_value: The last day that a date can be. None: no limit, and a date may be
            open on this side.

    Raises:
        InvalidValue: If `min_value` is after `max_value`.

    Example:
        >>> import datetime
        >>> from hypothesis import find
        >>> day = datetime.date(2023, 10, 31)
        >>> find(partial_dates(min_value=day, max_value=day), lambda _: True)
        PartialDate.parse('2023-10-31')
    """
    return drawn_by(date_drawer(min_value, max_value))


_SPANS: Final = ("{}/{}", "{}/..", "{}/", "/{}", "../{}")


def draw_period(draw: st.DrawFn) -> Period:
    """Draw a period."""
    template = draw(_spans())
    templates = _templates(before=True, after=True)
    ends = sorted(
        _draw_dated(draw, FIRST_DAY, LAST_DAY, templates)
        for _ in range(template.count("{}"))
    )
    return Period(template.format(*(text for _, text in ends)))


@functools.cache
def _spans() -> st.SearchStrategy[str]:
    return st.sampled_from([_SPANS[0], *_SPANS])


def periods() -> st.SearchStrategy[Period]:
    """Draw periods of every form. An end is a date of any form, open or unknown."""
    return drawn_by(draw_period)


_TEN_MILLIONTHS: Final = 10**7


@functools.cache
def _degrees(limit: int) -> st.SearchStrategy[int]:
    return st.integers(-limit * _TEN_MILLIONTHS, limit * _TEN_MILLIONTHS)


def draw_point(draw: st.DrawFn) -> Point:
    """Draw a point."""
    north, east = draw(_degrees(90)), draw(_degrees(180))
    return Point(north / _TEN_MILLIONTHS, east / _TEN_MILLIONTHS)


def points() -> st.SearchStrategy[Point]:
    """Draw points of the Earth, to seven decimals."""
    return drawn_by(draw_point)


def _alike(scheme: Scheme, number: int) -> str:
    """Return the example of a scheme, with other digits where it allows them."""
    value = ""
    for sign in scheme.such_as:
        number, digit = divmod(number, 10)
        value += str(digit) if sign.isdigit() else sign
    return value if scheme.fits(value) else scheme.such_as


@functools.cache
def identifier_drawer(schemes: Codes) -> Drawer[Identifier]:
    """Return the drawer of identifiers. Some are of a scheme that is not known."""
    known = st.sampled_from([*schemes, ""])
    numbers = st.integers(0, 10**12)

    def draw_identifier(draw: st.DrawFn) -> Identifier:
        word = draw(known)
        scheme = schemes[word] if word else None
        if isinstance(scheme, Scheme) and scheme.such_as:
            return Identifier(word, _alike(scheme, draw(numbers)))
        one: Any = draw(written(Identifier))
        return one if one.scheme not in schemes else Identifier("other", one.value)

    return draw_identifier


def identifiers() -> st.SearchStrategy[Identifier]:
    """Draw identifiers of known schemes, and of others."""
    return drawn_by(identifier_drawer(SCHEME))
