"""
Checks of places: points that are outside their country.

There is no map: a point is compared with the other points of its country.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import product
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
"""In few countries is a base, town or incident this far from every other one."""

_ENOUGH: Final = 2
"""With fewer other points, it is not clear which point is the stray one."""

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
    """Yield each place in each record of any kind, with the path to it."""
    for record in dataset:
        for path, form in forms_of(record):
            if isinstance(form, Place):
                yield record.id, str(path), form


Cube = tuple[int, int, int]
Cubes = dict[Cube, list[Point]]

_SIDE: Final = 0.0785
"""
Side of a cube, in radii of the Earth: about 500 km.

Two points in one cube are at most 870 km from each other on the ground, and two that
are within 1000 km are at most two cubes apart.
"""

_AROUND: Final = tuple(product(range(-2, 3), repeat=3))


def _cube(point: Point) -> Cube:
    """Return the cube of space in which a point lies."""
    north, east = math.radians(point.latitude), math.radians(point.longitude)
    x, y = math.cos(north) * math.cos(east), math.cos(north) * math.sin(east)
    return (
        math.floor(x / _SIDE),
        math.floor(y / _SIDE),
        math.floor(math.sin(north) / _SIDE),
    )


def _cubes(points: Iterable[Point]) -> Cubes:
    cubes: Cubes = defaultdict(list)
    for point in points:
        cubes[_cube(point)].append(point)
    return cubes


def _strays(dataset: Dataset) -> Iterator[tuple[str, str, Place, Point, Cubes]]:
    """Yield each point that is far from all others of its country, with the others."""
    found = [(*one, one[2].point) for one in _places(dataset)]
    points: dict[str | None, set[Point]] = defaultdict(set)
    for _, _, place, point in found:
        if point is not None and place.country is not None:
            points[place.country].add(point)
    cubes = {country: _cubes(held) for country, held in points.items()}
    strays = {
        (country, point)
        for country, held in points.items()
        for point in held
        if len(held) > _ENOUGH and not _near(point, cubes[country], point)
    }
    for record, field, place, point in found:
        if point is not None and (place.country, point) in strays:
            yield record, field, place, point, cubes[place.country]


def _near(point: Point, cubes: Cubes, stray: Point) -> bool:
    """Return whether a point is near any other point than a stray one."""
    x, y, z = _cube(point)
    if any(other != stray for other in cubes.get((x, y, z), ())):
        return True
    return any(
        point.distance_to(other).certainly_below(_FAR)
        for east, north, up in _AROUND
        for other in cubes.get((x + east, y + north, z + up), ())
        if other != stray
    )


@check(
    severity=Severity.WARNING,
    title="A point is far from every other point of its country",
    fix="Correct the point or the country, or keep both if the country is that large.",
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
    fix="Correct the point, latitude first, or leave it out if it is not known.",
    failing=[*_PLACED, _base("ansongo", "0,0"), _base("tessalit", "1.01186,20.20126")],
    passing=[*_PLACED, _base("tessalit", "20.20126,1.01186")],
)
def swapped_or_zero_coordinates(dataset: Dataset) -> Iterator[Doubt]:
    for record, field, place in _places(dataset):
        if place.point == Point(0, 0):
            message = "0,0 is in the Gulf of Guinea, and in tables often means unknown."
            yield Doubt(record, message, f"{field}.point")
    for record, field, place, point, cubes in _strays(dataset):
        if point == Point(0, 0) or abs(point.longitude) > 90:  # noqa: PLR2004 - no latitude
            continue
        turned = Point(point.longitude, point.latitude)
        if _near(turned, cubes, point):
            message = f"{point} is near other points in {place.country} if swapped."
            fix = f"Write {turned} if a source confirms it."
            yield Doubt(record, message, f"{field}.point", fix)


CHECKS: Final[tuple[Check, ...]] = (far_from_country, swapped_or_zero_coordinates)
