"""
How a value is made less exact: months for days, no small counts, no sums over them.

A value that cannot be made less exact is left out.
"""

from collections.abc import Callable, Iterator, Mapping
from itertools import zip_longest
from typing import Any, Final, TypeVar

from peacekeep.definitions.fields import Field, fields_of
from peacekeep.definitions.forms import Form
from peacekeep.definitions.paths import Way
from peacekeep.definitions.values import Value
from peacekeep.protect.audience import COARSER, LEFT_OUT, MONTH
from peacekeep.values.counts import Count
from peacekeep.values.dates import PartialDate
from peacekeep.values.periods import Period
from peacekeep.values.quantities import Quantity


__all__ = [
    "COUNT",
    "Steps",
    "adds_up",
    "coarsened",
    "quietly",
    "values_of",
    "without_small",
]

R = TypeVar("R")

Steps = Way
"""The path to a value: fields, each with the key of its part if it holds many."""

COUNT: Final[Steps] = (("count", None),)

# Groups of people, and the groups that each includes.
_AMONG: Final[Mapping[str, frozenset[str]]] = {
    group: frozenset(others.split())
    for group, others in {
        "mission_personnel": "peacekeeper uniformed military military_observer police "
        "civilian_staff civilian_international civilian_national contractor",
        "peacekeeper": "uniformed military military_observer police",
        "uniformed": "peacekeeper military military_observer police",
        "military": "military_observer",
        "civilian_staff": "civilian_international civilian_national",
    }.items()
}


_BAND: Final = 10


def age_band(age: Quantity) -> Quantity | None:
    """Return an age in bands of ten years, such as 30 to 39. None: it has no end."""
    years = age.to("year")
    if years.high is None:
        return None
    low, high = int(years.low) // _BAND, int(years.high) // _BAND
    return Quantity(low * _BAND, high * _BAND + _BAND - 1, unit="year")


def quietly(make: Callable[..., R], *args: Any, **given: Any) -> R | None:
    """Return what a function makes. None: it failed; its error may hold secrets."""
    try:
        return make(*args, **given)
    except Exception:  # noqa: BLE001 - a third-party kind may raise anything
        return None


def coarsened(field: Field, value: object) -> tuple[object, str]:
    """Return a value as it is published in a coarsened record, and the rule for it."""
    if isinstance(value, Value):
        is_age = field.name == "age" and field.dimensions == ("time",)
        told = quietly(age_band, value) if is_age else quietly(value.coarser)
        if told is None:
            return None, LEFT_OUT
        return told, MONTH if isinstance(value, PartialDate | Period) else COARSER
    is_told = isinstance(value, str | bool) and (
        field.codes is None or value in field.codes
    )
    return (value if is_told else None), LEFT_OUT


def without_small(count: Count, smallest: int) -> Count:
    """Return a count whose bounds hide numbers above 0 and below the smallest."""
    low, high, best, approximate = count.bounds
    if count.is_exact and not low:
        return count
    small = range(1, smallest)
    told = Count(
        0 if low in small else low,
        smallest - 1 if high in small else high,
        None if best is not None and best < smallest else best,
    )
    same = told.bounds[:3] == count.bounds[:3]
    return count if same and approximate else told


def adds_up(total: Steps, share: Steps) -> bool:
    """Return whether the count at one path includes the count at another."""
    if total == COUNT:
        return share[0][0] == "parts"
    (name, key), (other_name, other) = total[0], share[0]
    if name != "casualties" or other_name != name or not key or not other:
        return False
    if key == other:
        return False
    (group, outcome, *narrower), (among, same, *of_other) = key, other
    pairs = zip_longest(narrower, of_other)
    if outcome != same or not all(mine in {None, theirs} for mine, theirs in pairs):
        return False
    return group in {among, "all"} or among in _AMONG.get(group or "", ())


def values_of(form: Form, steps: Steps = ()) -> Iterator[tuple[Steps, Field, object]]:
    """Yield each value in a record and its parts, with the path to it and its field."""
    for field in fields_of(type(form)):
        held = getattr(form, field.name)
        for member in held if field.many else (held,):
            if isinstance(member, Form):
                key = member.key if field.many else None
                yield from values_of(member, (*steps, (field.name, key)))
            elif member is not None:
                yield (*steps, (field.name, None)), field, member
