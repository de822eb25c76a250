"""Laws of distances: of points on the ellipsoid, and of places with their radii."""

import math

import pytest
from drawn import points
from hypothesis import assume, example, given
from hypothesis import strategies as st

from peacekeep.models.place import Place, agree_within
from peacekeep.models.vocabularies import PRECISION
from peacekeep.values.points import Point


# WGS 84 is defined by its equatorial radius in kilometres, and by its flattening.
EQUATOR = 6378.137
FLATTENING = 1 / 298.257223563
SQUARED = FLATTENING * (2 - FLATTENING)
# Of all radii of curvature, that of a meridian at the equator is the smallest, and that
# at a pole the largest: 6335.439 and 6399.594.
SMALLEST = EQUATOR * (1 - SQUARED)
LARGEST = EQUATOR / math.sqrt(1 - SQUARED)
A_METRE = 0.001

LATITUDES = st.integers(-90, 90)
RADIUS = {"exact": 1, "near": 25}


def kilometres(one, other):
    return float(one.distance_to(other).low)


def turn(one, other):
    """Return the angle between the verticals of two points, from their dot product."""
    north = math.radians(one.latitude), math.radians(other.latitude)
    east = math.radians(other.longitude - one.longitude)
    rise = math.sin((north[1] - north[0]) / 2) ** 2
    run = math.cos(north[0]) * math.cos(north[1]) * math.sin(east / 2) ** 2
    return 2 * math.asin(min(1, math.sqrt(rise + run)))


def along_a_meridian(south, north):
    """Add up a meridian in steps, each as long as its radius of curvature says."""
    steps = 2000
    step = math.radians(north - south) / steps
    middles = (math.radians(south) + step * (number + 0.5) for number in range(steps))
    return sum(
        SMALLEST / math.sqrt(1 - SQUARED * math.sin(middle) ** 2) ** 3 * step
        for middle in middles
    )


class TestPoints:
    """A distance is that of the shortest line on the ellipsoid, to a metre."""

    @given(points(), points())
    @example(Point(0, 0), Point(0, 180))
    @example(Point(90, 0), Point(-90, 0))
    def test_no_curvature_is_out_of_the_ellipsoid(self, one, other):
        """As a line turns with its verticals, the radii of curvature bound it."""
        angle = turn(one, other)
        found = kilometres(one, other)

        assert SMALLEST * angle - A_METRE <= found <= LARGEST * angle + A_METRE

    @pytest.mark.parametrize("longitude", [0, -7.5, 180])
    @given(LATITUDES, LATITUDES)
    @example(-90, 90)
    def test_a_meridian_is_the_shortest_line(self, longitude, one, other):
        """Due north, a distance is the length of the meridian, added up in steps."""
        expected = along_a_meridian(min(one, other), max(one, other))

        found = kilometres(Point(one, longitude), Point(other, longitude))
        assert expected == pytest.approx(found, abs=A_METRE)

    @given(st.integers(-180, 180), st.integers(0, 179))
    def test_the_equator_is_the_shortest_line(self, start, degrees):
        """Due east, it is the arc of the equator; from 179.4 degrees on, it is not."""
        end = (start + degrees + 180) % 360 - 180

        found = kilometres(Point(0, start), Point(0, end))
        assert math.radians(degrees) * EQUATOR == pytest.approx(found, abs=A_METRE)

    @given(points(), points(), points())
    def test_no_detour_is_shorter(self, one, two, three):
        """Every distance is rounded by half a metre at most."""
        straight = kilometres(one, three)

        assert straight <= kilometres(one, two) + kilometres(two, three) + 2 * A_METRE

    @given(points(), points())
    def test_it_is_the_same_both_ways(self, one, other):
        """To itself it is 0, and back it is as far as there."""
        assert one.distance_to(other) == other.distance_to(one)
        assert 0 == kilometres(one, one)


def precisions():
    return st.sampled_from([None, *PRECISION])


@st.composite
def points_beside(draw):
    """Draw two points, often some metres or kilometres from each other."""
    one = draw(points())
    steps = st.sampled_from([0, 0.0001, 0.005, 0.01, 0.1, 0.3, 90])
    north = max(-90, min(90, one.latitude + draw(steps)))
    return one, Point(round(north, 7), one.longitude)


class TestPlaces:
    """A distance between places has room for wherever the two places are."""

    @given(points(), points(), precisions(), precisions())
    def test_its_bounds_are_the_radii_of_both(self, one, other, first, second):
        """Known radii widen the distance of the points, and an unknown one opens it."""
        here = Place(point=one, precision=first)
        there = Place(point=other, precision=second)
        found = here.distance_to(there)

        assert found == there.distance_to(here)
        if RADIUS.keys() >= {first, second}:
            best = one.distance_to(other).low
            room = RADIUS[first] + RADIUS[second]
            assert (max(0, best - room), best + room, best) == found.bounds[:3]
            assert found.approximate
        else:
            assert (0, None, None) == found.bounds[:3]

    @given(points(), st.floats(-0.2, 0.2), st.floats(-0.2, 0.2), precisions())
    def test_where_a_place_may_be_is_within_its_bounds(self, at, north, east, other):
        """A place that is as near as its precision says is as far as the bounds say."""
        assume(abs(at.latitude) < 80)
        east = max(-180, min(180, at.longitude + east))
        place = Point(round(at.latitude + north, 7), round(east, 7))
        assume(kilometres(at, place) <= 25)
        gao = Place(point="16.27167,-0.04472", precision=other)
        found = Place(point=at, precision="near").distance_to(gao)
        far = kilometres(place, gao.point)

        assert float(found.low) - A_METRE <= far
        assert found.high is None or far <= float(found.high) + A_METRE

    @given(points_beside(), st.lists(precisions(), max_size=3))
    def test_points_agree_within_the_largest_radius(self, both, stated):
        """And without a radius only if they are one point."""
        one, other = both
        room = max((RADIUS.get(precision, 0) for precision in stated), default=0)
        near = kilometres(one, other) <= room if room else one == other

        assert near is agree_within(one, other, stated)
        assert agree_within(one, one, stated)
