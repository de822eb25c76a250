"""
The checks that group records find exactly what comparing every pair finds.

Each plain definition compares every record with every other one. It is slow, and short
enough to be read.
"""

import math

from hypothesis import example, given
from hypothesis import strategies as st

import peacekeep as pk
from peacekeep.extensions import CORE


MISSIONS = ["mission/minusma", "mission/monusco"]


def mostly(usual, *others):
    """Draw a value that most records share, so that most of them are compared."""
    return st.sampled_from([usual] * 9 + list(others))


MISSION = mostly(*MISSIONS)

# Days, and months, years and sets that overlap with them or end where they begin.
DAYS = st.sampled_from(
    [
        None,
        "2022-06-28",
        "2022-06-29",
        "2022-06-30",
        "2022-05",
        "2022-06",
        "2022-07",
        "2021",
        "2022",
        "2023",
        "202X",
        "[2022-05-15..2022-06-29]",
        "[2022-06-29..2022-08]",
        "[..2022-06-29]",
        "[2022-06-29..]",
    ]
).map(lambda text: text and pk.PartialDate(text))

COUNTS = st.sampled_from([None, "0", "1", "2", "3", "1..2", "2..", "..1", ".."]).map(
    lambda text: text and pk.Count.parse(text)
)


def found(check, records):
    """Return what one check finds: record, severity and message, in order."""
    (one,) = (one for one in CORE.checks if one.id == check)
    return [
        (finding.record, finding.severity.value, finding.message)
        for finding in one.findings(pk.Dataset(records))
    ]


def numbered(records):
    """Give records ids in the order in which a dataset holds them."""
    return [make(f"{number:03}") for number, make in enumerate(records)]


def making(cls, kind, **fields):
    """Draw functions that make a record of a number."""
    return st.fixed_dictionaries(fields).map(
        lambda given: lambda number: cls(id=f"{kind}/{number}", **given)
    )


# Places.

FAR = pk.Quantity(1000, unit="km")

# 1000 km are 8.9932 degrees of a meridian. The steps around it decide.
STEPS = st.sampled_from([0, 0.0001, 4.5, 8.9931, 8.9932, 8.9933, 8.994, 9, 13.5])


@st.composite
def degrees(draw, limit):
    """Draw degrees that lie a step, or some, from one another, and any others."""
    many = draw(st.integers(-3, 3) | st.integers(-20, 20))
    start = draw(st.sampled_from([0, 15, limit, -limit]))
    drawn = start + many * draw(STEPS)
    return round(max(-limit, min(limit, drawn)), 4)


POINTS = (
    st.tuples(degrees(90), degrees(180))
    | st.tuples(st.integers(-90, 90), st.integers(-180, 180))
    | st.sampled_from([(0, 0), (90, 0), (90, 180), (-90, 7), (1.5, 20), (20, 1.5)])
).map(lambda pair: pk.Point(*pair))


@st.composite
def bases(draw):
    """Draw bases with points; a few share one point."""
    points = draw(st.lists(POINTS, max_size=12))
    held = st.none() if not points else st.sampled_from(points) | st.none()
    country = st.sampled_from(["MLI", "MLI", "MLI", "COD", None])
    drawn = draw(st.lists(st.tuples(held, country), max_size=20))
    drawn += [(point, "MLI") for point in points]
    return [
        pk.Base(
            id=f"base/{number:03}",
            mission=MISSIONS[0],
            place=pk.Place(
                name="a place",
                country=country,
                point=point,
                representative=None if point is None else False,
            ),
        )
        for number, (point, country) in enumerate(drawn)
    ]


def near(point, others):
    """Return whether a point is within 1000 km of one of some others."""
    return any(point.distance_to(other).certainly_below(FAR) for other in others)


def strays(records):
    """Yield each point that is far from two others of its country, or from more."""
    for base in records:
        point, country = base.place.point, base.place.country
        others = {one.place.point for one in records if one.place.country == country}
        others -= {point, None}
        if point and country and len(others) > 1 and not near(point, others):
            yield base, point, others


MALI = [pk.Point(18.44345, 1.40921), pk.Point(16.27167, -0.04472)]


def placed(*points):
    """Make bases in Mali of points."""
    return [
        pk.Base(
            id=f"base/{number:03}",
            mission=MISSIONS[0],
            place=pk.Place(country="MLI", point=point, representative=False),
        )
        for number, point in enumerate(points)
    ]


@given(bases())
@example(placed(*MALI, pk.Point(48.85341, 2.3488)))
@example(placed(pk.Point(0, 180), pk.Point(0, -179), pk.Point(0, 0)))
@example(placed(pk.Point(89, 0), pk.Point(89, 180), pk.Point(0, 0)))
@example(placed(pk.Point(0, 0), pk.Point(8.9932, 0), pk.Point(50, 0)))
@example(placed(pk.Point(0, 0), pk.Point(8.9933, 0), pk.Point(50, 0)))
def test_a_point_is_far_if_no_other_one_is_near(records):
    """The definition compares each point with all others of its country."""
    expected = [
        (
            base.id,
            "warning",
            (
                f"{point} is 1000 km or more from every other point in "
                f"{base.place.country}."
            ),
        )
        for base, point, _ in strays(records)
    ]

    assert expected == found("places.far-from-country", records)


def swapped(records):
    """Yield the findings of zeros, and of points that are near when turned round."""
    for base in records:
        if base.place.point == pk.Point(0, 0):
            message = "0,0 is in the Gulf of Guinea, and in tables often means unknown."
            yield base.id, "error", message
    for base, point, others in strays(records):
        if point == pk.Point(0, 0) or abs(point.longitude) > 90:
            continue
        if near(pk.Point(point.longitude, point.latitude), others):
            place = f"in {base.place.country} if swapped."
            yield base.id, "error", f"{point} is near other points {place}"


@given(bases())
@example(placed(*MALI, pk.Point(1.01186, 20.20126)))
@example(placed(*MALI, pk.Point(45, 45)))
@example(placed(*MALI, pk.Point(1.40921, 18.44345)))
def test_a_point_is_swapped_if_it_is_near_others_when_turned(records):
    """The definition compares each turned point with all others of its country."""
    assert list(swapped(records)) == found(
        "places.swapped-or-zero-coordinates", records
    )


# Ceilings.


@st.composite
def strengths(draw):
    """Draw ceilings, and counts of the same people, of which many are above them."""
    makers = []
    for _ in range(draw(st.integers(2, 14))):
        status = draw(st.sampled_from(["authorised", "deployed"]))
        fields = {
            "mission": draw(MISSION),
            "category": draw(mostly("uniformed", "police")),
            "status": status,
            "contributor": draw(mostly(None, "actor/chad")),
            "sex": draw(mostly(None, "female")),
            "base": draw(mostly(None, "base/kidal")),
            "count": draw(COUNTS if status == "authorised" else COUNTS_ABOVE),
            "on": draw(DAYS),
        }
        makers.append(
            lambda number, fields=fields: pk.PersonnelCount(
                id=f"personnel_count/{number}", **fields
            )
        )
    return numbered(makers)


COUNTS_ABOVE = st.sampled_from([None, "2", "3", "2..", "4", "4.."]).map(
    lambda text: text and pk.Count.parse(text)
)


def set_after(ceiling, count):
    """Return whether a ceiling certainly dates from after a count, or a ceiling."""
    if ceiling.on is None or count.on is None:
        return False
    return count.on.certainly_before(ceiling.on)


def over_ceiling(records):
    """Yield the findings of each count against each ceiling."""
    ceilings = [one for one in records if one.status == "authorised" and not one.base]
    for held in records:
        if held.status != "deployed" or held.base:
            continue
        alike = [
            one
            for one in ceilings
            if (one.mission, one.category, one.contributor, one.sex)
            == (held.mission, held.category, held.contributor, held.sex)
        ]
        for ceiling in alike:
            if None in {held.count, held.on, ceiling.count, ceiling.on}:
                continue
            is_replaced = any(
                set_after(other, ceiling) and not set_after(other, held)
                for other in alike
            )
            is_in_force = not set_after(ceiling, held) and not is_replaced
            if not is_in_force or not ceiling.count.certainly_below(held.count):
                continue
            message = (
                f"{held.count} is above the ceiling {ceiling.count} of {ceiling.id}"
            )
            if held.on.possibly_before(ceiling.on):
                message += ", if it held by then; the dates do not settle it."
                yield held.id, "note", message
            else:
                yield held.id, "warning", f"{message}."


def strength(name, status, count, on):
    return pk.PersonnelCount(
        id=f"personnel_count/{name}",
        mission=MISSIONS[0],
        category="uniformed",
        status=status,
        count=count,
        on=on,
    )


@given(strengths())
@example(
    [
        strength("a", "authorised", 1, "2022-06-29"),
        strength("b", "deployed", 2, "2022-06-29"),
    ]
)
def test_each_count_is_compared_with_each_ceiling_in_force(records):
    """The definition compares each count with each ceiling, and those with others."""
    assert list(over_ceiling(records)) == found("numbers.count-over-ceiling", records)


# Tallies.

PERIODS = mostly(None, "2013/2022", "../2022").map(
    lambda text: text and pk.Period(text)
)


@st.composite
def tallies(draw, measures):
    """Draw tallies of some measures: most on one day or without, some over a span."""
    makers = []
    # Few days in one dataset, so that several tallies speak of one of them.
    days = st.sampled_from(draw(st.lists(DAYS, min_size=1, max_size=2)))
    for _ in range(draw(st.integers(0, 12))):
        period = draw(PERIODS)
        fields = {
            "mission": draw(MISSION),
            "measure": draw(st.sampled_from(measures)),
            "cause": draw(
                st.sampled_from([None, "all", "all", "accident", "illness", "unknown"])
            ),
            "group": draw(mostly(None, "police")),
            "contributor": draw(mostly(None, "actor/chad")),
            "of": draw(mostly((), ("incident/x",))),
            "count": draw(COUNTS),
            "on": draw(days) if period is None else None,
            "period": period,
        }
        makers.append(
            lambda number, fields=fields: pk.Tally(id=f"tally/{number}", **fields)
        )
    return numbered(makers)


def scope(tally):
    """Return of whom and of when a tally counts."""
    people = (tally.mission, tally.group, tally.contributor, tally.of)
    return people, tally.on, tally.period


def question(tally):
    """Return what a tally answers."""
    return scope(tally), tally.measure, tally.cause


@given(tallies(["fatalities", "injured"]))
def test_a_later_tally_is_compared_with_the_first_of_its_question(records):
    """The definition looks for the later ones of each that is itself the first."""
    later = []
    expected = []
    for index, first in enumerate(records):
        for other in records[index + 1 :]:
            if first not in later and question(first) == question(other):
                later.append(other)
                expected.append(
                    (other.id, "warning", f"answers the same question as {first.id}.")
                )

    assert expected == found("numbers.two-tallies-of-one-question", records)


def above_all_deaths(records):
    """Yield the findings of each total against the causes of its scope."""
    for total in records:
        if total.measure != "fatalities" or total.cause != "all":
            continue
        least = {}
        for part in records:
            if (
                part.measure == "fatalities"
                and part.cause not in {None, "all"}
                and part.count is not None
                and scope(part) == scope(total)
            ):
                low = part.count.low
                least[part.cause] = min(low, least.get(part.cause, low))
        high = None if total.count is None else total.count.high
        if sum(least.values()) > (math.inf if high is None else high):
            deaths = f"{sum(least.values())} deaths of {', '.join(least)}"
            message = f"{deaths} are more than {total.count} in all."
            yield total.id, "error", message


@given(tallies(["fatalities", "fatalities", "fatalities", "injured"]))
def test_each_total_is_compared_with_each_cause(records):
    """The definition adds up the least of each cause, for each total."""
    check = "numbers.deaths-by-cause-above-all-deaths"

    assert list(above_all_deaths(records)) == found(check, records)


# Bases.

ENDS = {
    "departed": "bases_left",
    "closed": "bases_closed",
    "handed_over": "bases_handed_over",
}

BASES = [
    pk.Base(id=f"base/{name}", mission=mission)
    for name, mission in zip("abcd", [*MISSIONS, *MISSIONS], strict=True)
]

EVENTS = st.lists(
    making(
        pk.BaseEvent,
        "base_event",
        base=st.sampled_from([*[one.id for one in BASES], "base/nowhere"]),
        event=st.sampled_from(["departed", "departed", "closed", "opened"]),
        on=DAYS,
    ),
    max_size=8,
).map(numbered)


def more_left(bases_tallied, events):
    """Yield the findings of each total against each tally and each event."""
    missions = {base.id: base.mission for base in BASES}
    for total in bases_tallied:
        if total.measure != "bases_total" or total.count is None:
            continue
        for event, measure in ENDS.items():
            for left in bases_tallied:
                if (
                    (left.measure, left.mission) == (measure, total.mission)
                    and (left.on, left.period) == (total.on, total.period)
                    and left.count is not None
                    and total.count.certainly_below(left.count)
                ):
                    message = f"{left.count} is more than all {total.count} bases."
                    yield left.id, "error", message
            ended = {
                one.base
                for one in events
                if one.event == event
                and missions.get(one.base) == total.mission
                and (
                    total.on is None
                    or (one.on is not None and not one.on.possibly_after(total.on))
                )
            }
            if total.count.certainly_below(len(ended)):
                message = f"{len(ended)} bases have the event {event} by then, "
                yield total.id, "warning", f"{message}out of {total.count}."


NO_BASES = pk.Tally(
    id="tally/a", mission=MISSIONS[0], measure="bases_total", count=0, on="2022-06-29"
)


def departed(*days):
    """Make events of one base, on some days."""
    return [
        pk.BaseEvent(
            id=f"base_event/{number}", base=BASES[0].id, event="departed", on=day
        )
        for number, day in enumerate(days)
    ]


@given(tallies(["bases_total", *ENDS.values()]), EVENTS)
@example([NO_BASES], departed("2022-06-29"))
@example([NO_BASES], departed("2021", "2023"))
@example([NO_BASES], departed(None, "2022-06-30"))
def test_each_total_of_bases_is_compared_with_each_end_of_one(records, events):
    """The definition counts tallies and events afresh for each total."""
    check = "numbers.more-bases-left-than-exist"
    expected = list(more_left(records, events))

    assert expected == found(check, [*BASES, *records, *events])
