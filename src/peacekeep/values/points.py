"""
Points on the Earth: `Point`, and the distance between two. The door of geographiclib.

Places hold points, and checks compare them. No coordinate is ever a default.
geographiclib is not loaded before the first distance.
"""

import numbers
import re
from decimal import Context, Decimal
from operator import attrgetter
from typing import Final, cast

from peacekeep.definitions.fields import Unreadable
from peacekeep.definitions.values import Beside, Value
from peacekeep.errors import InvalidValue
from peacekeep.values.quantities import Quantity


__all__ = ["Point", "as_point"]

_FRACTION: Final = r"\.[0-9]{0,6}[1-9]"
_DEGREES: Final = rf"(-?(?:0|[1-9][0-9]{{0,2}})(?:{_FRACTION})?)"
_CANONICAL: Final = re.compile(f"{_DEGREES},{_DEGREES}", re.ASCII)
# A letter, a comma, a semicolon or a blank separates the two numbers.
_NUMBER: Final = r"[+-]?[0-9]{1,3}(?:\.[0-9]{1,30})?(?:[eE][+-]?[0-9]{1,2})?"
_WRITTEN: Final = re.compile(
    rf"({_NUMBER})°? ?(?:([NS])[,;]? ?|[,;] ?|(?<= ))({_NUMBER})°? ?([EW]?)", re.ASCII
)
# Decimal commas, as in 18,4,1,4.
_COMMAS: Final = re.compile(
    "([+-]?[0-9]+),([0-9]+)[,; ] ?([+-]?[0-9]+),([0-9]+)", re.ASCII
)
_DECIMAL_PLACES: Final = 7
_LAST_PLACE: Final = Decimal("1e-7")
# Whatever decimal context the caller is in.
_EXACT: Final = Context(prec=20)
_NUMBERS: Final = 2
_FULL_TURN: Final = 360
_METRES: Final = 1000


class Point(Value):
    """
    A point on the Earth, WGS 84. Its text has the latitude first.

    Args:
        latitude: Degrees north of the equator, from -90 to 90. A number of Python, of
            numpy, or a Decimal.
        longitude: Degrees east of Greenwich, from -180 to 180. Likewise.

    Raises:
        InvalidValue: If a number is out of its range, is not finite, or has more than
            seven decimals, about a centimetre.

    Example:
        >>> Point(18.44345, 1.40921)
        Point.parse('18.44345,1.40921')

    Notes:
        A point equals only a point, and so no text and no pair of numbers.
    """

    __slots__ = ("latitude", "longitude")

    PATTERN = (
        rf"(?:0|-?(?:[1-8]?[0-9]{_FRACTION}|[1-9]|[1-8][0-9]|90)),"
        rf"(?:0|-?(?:(?:1[0-7]|[1-9])?[0-9]{_FRACTION}|[1-9]|[1-9][0-9]|1[0-7][0-9]"
        r"|180))"
    )

    HOLDS_WORDS = False
    COLUMNS = (
        Beside("latitude", "number", "Degrees north, WGS 84", attrgetter("latitude")),
        Beside("longitude", "number", "Degrees east, WGS 84", attrgetter("longitude")),
    )

    latitude: float
    longitude: float

    def __init__(self, latitude: float, longitude: float) -> None:
        for number, limit, name in (
            (latitude, 90, "latitude"),
            (longitude, 180, "longitude"),
        ):
            is_number = isinstance(number, numbers.Real | Decimal)
            is_number = is_number and not isinstance(number, bool)
            if not is_number or not _is_within(number, limit):
                hint = f"The {name} lies between -{limit} and {limit}"
                hint += f", with at most {_DECIMAL_PLACES} decimals."
                raise self.refusal(number, hint)
            exact = number if isinstance(number, Decimal) else float(number)
            if _rounded(exact) != exact:
                written = _written(float(number))
                hint = f"A point has {_DECIMAL_PLACES} decimals, a centimetre. "
                hint += f"Round the {name} to {written}."
                raise self.refusal(number, hint)
        # Adding 0.0 turns negative zero into zero, which is the same place.
        _set_latitude(self, float(latitude) + 0.0)
        _set_longitude(self, float(longitude) + 0.0)

    @classmethod
    def refusal(cls, got: object, hint: str = "") -> InvalidValue:
        """Return an error that says what a point looks like."""
        expected = 'be a point such as "18.44345,1.40921", latitude first'
        return InvalidValue(expected, got, hint=hint, subject="point")

    @classmethod
    def parse(cls, text: str) -> "Point":
        """
        Read the canonical text.

        Raises:
            InvalidValue: If the text is not the canonical text of a point.
        """
        if type(text) is not str:
            raise cls.refusal(text)
        match = _CANONICAL.fullmatch(text)
        if match is None:
            raise cls.refusal(text, _hint_of_phrase(text))
        point = cls(float(match[1]), float(match[2]))
        if str(point) != text:
            raise cls.refusal(text, f'Write "{point}".')
        return point

    @classmethod
    def parse_phrase(cls, phrase: str) -> "Point":
        """
        Read decimal degrees as people and tables write them.

        Decimals beyond the seventh, less than a centimetre, are rounded; `rounds` says
        so. Exponents, trailing zeros and a blank after the comma are read.

        Raises:
            InvalidValue: If the phrase is not known.

        Example:
            >>> Point.parse_phrase("18.44345° N, 1.40921° E")
            Point.parse('18.44345,1.40921')
            >>> Point.parse_phrase("16.27, -4.4720000000000003E-2")
            Point.parse('16.27,-0.04472')
        """
        return cls(*(float(_rounded(one)) for one in cls._degrees(phrase)))

    @classmethod
    def rounds(cls, phrase: str) -> bool:
        """
        Return whether reading a phrase rounds one of its numbers.

        Raises:
            InvalidValue: If the phrase is not known.

        Example:
            >>> Point.rounds("19.461390000000002,0.85889")
            True
            >>> Point.rounds("19.4613900,0.85889")
            False
        """
        return any(_rounded(one) != one for one in cls._degrees(phrase))

    @classmethod
    def _degrees(cls, phrase: str) -> tuple[Decimal, Decimal]:
        match = _WRITTEN.fullmatch(phrase) if isinstance(phrase, str) else None
        if match is None:
            expected = 'be a point in decimal degrees such as "18.443 N, 1.409 E"'
            raise InvalidValue(expected, phrase, subject="point")
        north, south, east, west = match.groups()
        if (south and north[0] in "+-") or (west and east[0] in "+-"):
            raise cls.refusal(phrase, "Write a sign or a letter, not both.")
        latitude, longitude = Decimal(north), Decimal(east)
        return (
            latitude.copy_negate() if south == "S" else latitude,
            longitude.copy_negate() if west == "W" else longitude,
        )

    def to_phrase(self) -> str:
        """Write the point in words, which `parse_phrase` reads back."""
        north = f"{_written(abs(self.latitude))}° {'S' if self.latitude < 0 else 'N'}"
        east = f"{_written(abs(self.longitude))}° {'W' if self.longitude < 0 else 'E'}"
        return f"{north}, {east}"

    def distance_to(self, other: "Point") -> Quantity:
        """
        Compute the shortest distance to another point on the ellipsoid of WGS 84.

        Of two places, it is the distance of their points alone: `Place.distance_to`
        has bounds from how near each point is to its place.

        Returns:
            The distance, rounded to a metre. Unit: km.

        Example:
            >>> Point(18.44345, 1.40921).distance_to(Point(16.27167, -0.04472))
            Quantity.parse('285.739 km')

        Source:
            Karney, Algorithms for geodesics, Journal of Geodesy 87 (2013), as
            geographiclib computes it.
        """
        if not isinstance(other, Point):
            raise self.refusal(other)
        from geographiclib.geodesic import Geodesic  # noqa: PLC0415 - many programs measure nothing

        found = Geodesic.WGS84.Inverse(
            self.latitude,
            self.longitude,
            other.latitude,
            other.longitude,
            Geodesic.DISTANCE,
        )
        return Quantity(Decimal(f"{found['s12'] / _METRES:.3f}"), unit="km")

    def __str__(self) -> str:
        return f"{_written(self.latitude)},{_written(self.longitude)}"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Point):
            return NotImplemented
        return (self.latitude, self.longitude) == (other.latitude, other.longitude)

    def __hash__(self) -> int:
        return hash((Point, self.latitude, self.longitude))


_set_latitude: Final = Point.__dict__["latitude"].__set__
_set_longitude: Final = Point.__dict__["longitude"].__set__


def _is_within(number: float | Decimal, limit: int) -> bool:
    # A Decimal that is not a number cannot be compared.
    if isinstance(number, Decimal) and number.is_nan():
        return False
    return -limit <= number <= limit


def _rounded(degrees: Decimal | float) -> Decimal | float:
    # What is out of range cannot always be rounded, and is refused as it is.
    if not -_FULL_TURN < degrees < _FULL_TURN:
        return degrees
    if isinstance(degrees, Decimal):
        return degrees.quantize(_LAST_PLACE, context=_EXACT)
    return round(degrees, _DECIMAL_PLACES)


def _written(degrees: float) -> str:
    text = f"{degrees:.{_DECIMAL_PLACES}f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def _hint_of_phrase(text: str) -> str:
    commas = _COMMAS.fullmatch(text)
    try:
        if commas is None:
            return f'Write "{Point.parse_phrase(text)}".'
        point = Point.parse_phrase(commas.expand(r"\1.\2,\3.\4"))
    except InvalidValue as fault:
        return fault.hint
    return f'Write points for decimals: "{point}".'


def as_point(value: Point | tuple[float, float] | str | None) -> Point | None:
    """Declare that a field takes a point, its text, or its two numbers in a tuple."""
    if isinstance(value, tuple) and len(value) == _NUMBERS:
        try:
            return Point(*value)
        except InvalidValue as fault:
            return cast("Point", Unreadable(fault))
    return cast("Point | None", value)
