"""
Checks of places: points outside their country, ways too short, bases that are one.

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
from peacekeep.definitions.values import folded
from peacekeep.errors import Severity
from peacekeep.models import Base, Movement
from peacekeep.models.place import Place
from peacekeep.values.points import Point
from peacekeep.values.quantities import Quantity


__all__ = ["CHECKS"]

_FAR: Final = Quantity(1000, unit="km")
"""In few countries is a base, town or incident this far from every other one."""

_ENOUGH: Final = 2
"""With fewer other points, it is not clear which point is the stray one."""

_CLOSE: Final = Quantity(1, unit="km")
"""Two bases of one name that are no farther apart are likely one."""

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

_SIDE: Final = 0.079
"""
Side of a cube, in radii of the Earth: about 500 km.

The radius of curvature of the ellipsoid lies between 6335.4 and 6399.6 km. So two
points in one cube are at most 877 km from each other on the ground, and two that are
within 1000 km are at most two cubes apart.
"""

_SMALL_SIDE: Final = 0.00016
"""Likewise about 1 km: two points within 1 km are at most one cube apart."""

_AROUND: Final = tuple(product(range(-2, 3), repeat=3))
_BESIDE: Final = tuple(product(range(-1, 2), repeat=3))


def _cube(point: Point, side: float = _SIDE) -> Cube:
    """Return the cube of space in which a point lies."""
    north, east = math.radians(point.latitude), math.radians(point.longitude)
    x, y = math.cos(north) * math.cos(east), math.cos(north) * math.sin(east)
    return (
        math.floor(x / side),
        math.floor(y / side),
        math.floor(math.sin(north) / side),
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


def _moved(distance: str, **fields: str) -> Plain:
    origin: Plain = {"point": "18.44345,1.40921", "precision": "exact"}
    destination: Plain = {"point": "16.27167,-0.04472", "precision": "exact"}
    about: Plain = {"mission": "mission/minusma", "distance": distance, **fields}
    ends: Plain = {"origin": origin, "destination": destination}
    return {"kind": "movement", "id": "movement/kidal-gao", **about, **ends}


@check(
    severity=Severity.ERROR,
    title="A way is shorter than the straight line between its ends",
    fix="Correct the distance, or the points of the origin and the destination.",
    failing=[_MISSION, _moved("250 km", arrived_on="2023-11-07")],
    passing=[_MISSION, _moved("330..352 km", arrived_on="2023-11-07")],
)
def way_below_straight_line(dataset: Dataset) -> Iterator[Doubt]:
    """Compare the bounds of both; whoever did not arrive need not have gone so far."""
    for moved in dataset.of(Movement):
        origin, destination = _origin(dataset, moved), moved.destination
        if moved.distance is None or origin is None or destination is None:
            continue
        line = origin.distance_to(destination)
        if line is None or not moved.distance.certainly_below(line):
            continue
        message = f"{moved.distance} is less than the straight line, {line}"
        if moved.arrived_on is None:
            yield Doubt(
                moved.id,
                f"{message}, if it arrived; no day of arrival is given.",
                "distance",
                severity=Severity.NOTE,
            )
        else:
            yield Doubt(moved.id, f"{message}.", "distance")


def _origin(dataset: Dataset, moved: Movement) -> Place | None:
    """Return where it set out: the place with a point, or that of the base."""
    if moved.origin is not None and moved.origin.point is not None:
        return moved.origin
    if moved.base is None or moved.base not in dataset:
        return None
    return dataset.get(moved.base).place


def _named(id_: str, name: str, point: str) -> Plain:
    return {**_base(id_, point), "name": name}


@check(
    severity=Severity.WARNING,
    title="Two bases of a mission have one name and are within a kilometre",
    fix="Keep one of them if they are one base, or give them names that differ.",
    failing=[
        _MISSION,
        _named("menaka", "Ménaka", "15.91985,2.39609"),
        _named("menaka-camp", "MENAKA", "15.92,2.396"),
    ],
    passing=[
        _MISSION,
        _named("menaka", "Ménaka", "15.91985,2.39609"),
        _named("menaka-airport", "MENAKA", "15.85,2.433"),
    ],
)
def two_bases_of_one_name(dataset: Dataset) -> Iterator[Doubt]:
    """Compare the points. A base inside another one may have its name."""
    seen: dict[tuple[str, str, Cube], list[tuple[Base, Point]]] = defaultdict(list)
    for base in dataset.of(Base):
        name = folded(base.name or "")
        point = None if base.place is None else base.place.point
        if not name or point is None:
            continue
        x, y, z = _cube(point, _SMALL_SIDE)
        for other, distance in (
            (other, point.distance_to(there))
            for east, north, up in _BESIDE
            for other, there in seen.get(
                (base.mission, name, (x + east, y + north, z + up)), ()
            )
            if base.id != other.parent and other.id != base.parent
        ):
            if not _CLOSE.certainly_below(distance):
                message = f"has the name of {other.id}, whose point is {distance} away."
                yield Doubt(base.id, message, "name")
                break
        seen[base.mission, name, (x, y, z)].append((base, point))


CHECKS: Final[tuple[Check, ...]] = (
    far_from_country,
    swapped_or_zero_coordinates,
    way_below_straight_line,
    two_bases_of_one_name,
)
