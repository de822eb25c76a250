"""
Doubts about places: points that stand where their country does not.

No map is at hand; a point is compared with the other points of its country.
"""

from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from peacekeep.checks.base import Check, Doubt, Plain, check
from peacekeep.dataset import Dataset
from peacekeep.definitions.paths import forms_of
from peacekeep.errors import Severity
from peacekeep.models.place import Place
from peacekeep.values.points import Point
from peacekeep.values.quantities import Quantity


__all__ = ["CHECKS"]

_FAR: Final = Quantity(1000, unit="km")
"""Few countries have a base, town or incident with none other within this distance."""

_ENOUGH: Final = 2
"""With fewer other points nobody can tell which of them is the stray one."""

_MISSION: Plain = {"kind": "mission", "id": "mission/minusma"}


def _base(name: str, point: str) -> Plain:
    place: Plain = {"country": "MLI", "point": point}
    base: Plain = {"kind": "base", "id": f"base/{name}", "mission": "mission/minusma"}
    return {**base, "place": place}


_PLACED: list[Plain] = [
    _MISSION,
    _base("kidal", "18.44345,1.40921"),
    _base("gao", "16.27167,-0.04472"),
]


def _places(dataset: Dataset) -> Iterator[tuple[str, str, Place]]:
    """Answer each place of each record, of whatever kind, with the path to it."""
    for record in dataset:
        for path, form in forms_of(record):
            if isinstance(form, Place):
                yield record.id, str(path), form


def _strays(dataset: Dataset) -> Iterator[tuple[str, str, Place, Point, set[Point]]]:
    """Answer each point that is far from all others of its country, and those."""
    found = [(*one, one[2].point) for one in _places(dataset)]
    points: dict[str | None, set[Point]] = defaultdict(set)
    for _, _, place, point in found:
        if point is not None:
            points[place.country].add(point)
    for record, field, place, point in found:
        if point is None or place.country is None:
            continue
        others = points[place.country] - {point}
        if len(others) >= _ENOUGH and not _near(point, others):
            yield record, field, place, point, others


def _near(point: Point, others: set[Point]) -> bool:
    return any(point.distance_to(other).certainly_below(_FAR) for other in others)


@check(
    severity=Severity.WARNING,
    title="A point is far from every other point of its country",
    fix="Correct the point or the country, or keep it if the country is that wide.",
    failing=[*_PLACED, _base("ber", "48.85341,2.3488")],
    passing=[*_PLACED, _base("timbuktu", "16.77348,-3.00742")],
)
def far_from_country(dataset: Dataset) -> Iterator[Doubt]:
    for record, field, place, point, _ in _strays(dataset):
        message = (
            f"{point} is {_FAR} or more from every other point in {place.country}."
        )
        yield Doubt(record, message, f"{field}.point")


@check(
    severity=Severity.ERROR,
    title="Coordinates are zero, or latitude and longitude are swapped",
    fix="Correct the point, latitude first, or leave it out where it is not known.",
    failing=[*_PLACED, _base("ansongo", "0,0"), _base("tessalit", "1.01186,20.20126")],
    passing=[*_PLACED, _base("tessalit", "20.20126,1.01186")],
)
def swapped_or_zero_coordinates(dataset: Dataset) -> Iterator[Doubt]:
    for record, field, place in _places(dataset):
        if place.point == Point(0, 0):
            message = (
                "0,0 lies in the Gulf of Guinea, and stands for unknown in tables."
            )
            yield Doubt(record, message, f"{field}.point")
    for record, field, place, point, others in _strays(dataset):
        if point == Point(0, 0) or abs(point.longitude) > 90:  # noqa: PLR2004 - no latitude
            continue
        turned = Point(point.longitude, point.latitude)
        if _near(turned, others):
            message = (
                f"{point} is near other points in {place.country} when turned round."
            )
            fix = f"Write {turned}, if a source has it so."
            yield Doubt(record, message, f"{field}.point", fix)


CHECKS: Final[tuple[Check, ...]] = (far_from_country, swapped_or_zero_coordinates)
