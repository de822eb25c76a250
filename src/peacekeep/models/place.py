"""
Where something is: `Place`, as far as a source says.

A part of many records. No place is looked up, and coordinates have no default.
"""

from typing import Annotated

import attrs

from peacekeep.definitions.forms import Form
from peacekeep.definitions.rules import CodeFrom, RequiredWith, SchemeFrom
from peacekeep.models.countries import COUNTRY
from peacekeep.models.vocabularies import PRECISION, SCHEME
from peacekeep.values.identifiers import Identifier, as_identifiers
from peacekeep.values.points import Point, as_point


__all__ = ["Country", "Place"]

Country = Annotated[str, CodeFrom(COUNTRY)]
"""A country by its alpha-3 code of ISO 3166, in use or withdrawn."""


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
        precision: Code of `codes["precision"]`: how near the point is.
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
