"""
Where something is: `Place`, as far as a source says, and how near its point is.

A part of many records. No place is looked up, and coordinates have no default.
"""

from collections.abc import Iterable, Mapping
from typing import Annotated, Final

import attrs

from peacekeep.definitions.forms import Form
from peacekeep.definitions.rules import CodeFrom, RequiredWith, SchemeFrom
from peacekeep.errors import InvalidValue, UnknownName
from peacekeep.models.countries import COUNTRY
from peacekeep.models.vocabularies import PRECISION, SCHEME
from peacekeep.values.identifiers import Identifier, as_identifiers
from peacekeep.values.points import Point, as_point
from peacekeep.values.quantities import Quantity


__all__ = ["RADII", "Country", "Place", "agree_within", "radius_of"]

Country = Annotated[str, CodeFrom(COUNTRY)]
"""A country by its alpha-3 code of ISO 3166, in use or withdrawn."""

RADII: Final[Mapping[str, Quantity]] = {
    "exact": Quantity(1, unit="km"),
    "near": Quantity(25, unit="km"),
}
"""
How far a place may be from its point, by code of `codes["precision"]`.

| precision | radius | from |
|---|---|---|
| exact | 1 km | this library: the point of a town stands for all of the town |
| near | 25 km | UCDP GED codebook, variable where_prec |
| any other, or none | unknown | no source gives a number |
"""


def radius_of(precision: str | None) -> Quantity | None:
    """
    Return how far a place may be from its point, by its precision.

    Args:
        precision: Code of `codes["precision"]`. None: it is not stated.

    Returns:
        The radius in `RADII`. None: it is not known.

    Raises:
        UnknownName: If there is no such code.
    """
    if precision is not None and precision not in PRECISION:
        raise UnknownName("code of precision", precision, PRECISION)
    return RADII.get(precision or "")


def agree_within(
    one: Point, other: Point, precisions: Iterable[str | None] = ()
) -> bool:
    """
    Return whether two points can be points of one place.

    Points agree if they are no farther apart than the largest radius that `RADII` has
    for a precision: 25 km if one of them is near, else 1 km if one of them is exact. A
    precision that is not stated or has no radius gives no room: how much is not known.
    Without any radius, only equal points agree.

    Args:
        one: A point.
        other: Another.
        precisions: What is stated on how near they are to the place. Codes of
            `codes["precision"]`.

    Raises:
        UnknownName: If there is no such code.

    Example:
        >>> from peacekeep.models.place import agree_within
        >>> town, airport = Point(18.44345, 1.40921), Point(18.433, 1.417)
        >>> [agree_within(town, airport, [one]) for one in ("near", "exact")]
        [True, False]
    """
    found = [radius_of(precision) for precision in precisions]
    room = max((radius.low for radius in found if radius is not None), default=0)
    return one == other or one.distance_to(other).low <= room


@attrs.frozen(kw_only=True)
class Place(Form):
    """
    Where something is, as far as a source says.

    Attributes:
        name: Name of the place, as the source spells it.
        country: Code of `codes["country"]`, that is ISO 3166 alpha-3.
        admin1: First administrative level: region, state.
        admin2: Second administrative level: cercle, district.
        admin3: Third administrative level: commune, sub-district.
        point: Coordinates. WGS 84, degrees.
        precision: Code of `codes["precision"]`: how near the point is. None: not
            stated, so that no distance from the place is known.
        representative: Whether the point represents an area.
        identifiers: What others call the place, such as `geonames:2456917`. Schemes are
            codes of `codes["scheme"]`.

    Raises:
        InvalidRecord: If any field cannot be read or breaks a rule.

    Source:
        Precision: UCDP GED codebook, variable where_prec.
    """

    name: str | None = None
    country: Country | None = None
    admin1: str | None = None
    admin2: str | None = None
    admin3: str | None = None
    point: Annotated[Point | None, RequiredWith("representative")] = attrs.field(
        default=None, converter=as_point
    )
    precision: Annotated[str | None, CodeFrom(PRECISION)] = None
    representative: bool | None = None
    identifiers: Annotated[tuple[Identifier, ...], SchemeFrom(SCHEME)] = attrs.field(
        default=(), converter=as_identifiers
    )

    def distance_to(self, other: "Place") -> Quantity | None:
        """
        Compute the straight distance to another place.

        The points give the best estimate. The bounds are that less, and that plus, the
        radii that `RADII` has for the precisions of both places; as these say "some 25
        km", or are of this library, so are the bounds.

        Returns:
            The distance; with unknown bounds and no estimate if a precision is not
            stated or has no radius. None: a place has no point. Unit: km.

        Raises:
            InvalidValue: If the other is not a place.

        Example:
            >>> gao = Place(point="16.27167,-0.04472", precision="near")
            >>> kidal = Place(point="18.44345,1.40921", precision="near")
            >>> print(kidal.distance_to(gao))
            ~235.739..335.739~285.739 km
        """
        if not isinstance(other, Place):
            raise InvalidValue("be a place", other, subject="what is measured to")
        if self.point is None or other.point is None:
            return None
        radii = radius_of(self.precision), radius_of(other.precision)
        if radii[0] is None or radii[1] is None:
            return Quantity(0, None, unit="km")
        best = self.point.distance_to(other.point).low
        room = (radii[0] + radii[1]).low
        low = max(best - room, best - best)
        return Quantity(low, best + room, best, approximate=True, unit="km")
