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

# 1000 km are 8.9832 degrees of the equator, and of a meridian 9.0429 degrees from the
# equator and 8.9538 from a pole. The steps around them decide.
STEPS = st.sampled_from(
    [0, 0.0001, 4.5, 8.9537, 8.9538, 8.9831, 8.9832, 9, 9.0429, 9.043, 13.5]
)


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
@example(placed(pk.Point(0, 0), pk.Point(9.0429, 0), pk.Point(50, 0)))
@example(placed(pk.Point(0, 0), pk.Point(9.043, 0), pk.Point(50, 0)))
@example(placed(pk.Point(90, 0), pk.Point(81.0463, 0), pk.Point(50, 0)))
@example(placed(pk.Point(-4.52, 0), pk.Point(4.523, 0), pk.Point(50, 0)))
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


# 1 km is 0.008983 degrees of the equator, and 0.009044 of a meridian there.
SMALL_STEPS = st.sampled_from([0, 0.0001, 0.0045, 0.00898, 0.00899, 0.00904, 0.00905])


@st.composite
def bases_of_one_name(draw):
    """Draw bases that lie some steps from each other, most of one name and mission."""
    origin = draw(st.sampled_from([(0, 0), (15.9, 2.4), (89.99, 0), (0, 179.99)]))
    made = []
    for number in range(draw(st.integers(0, 12))):
        north, east = (
            round(start + draw(st.integers(-2, 2)) * draw(SMALL_STEPS), 7)
            for start in origin
        )
        point = pk.Point(min(90, north), east - 360 if east > 180 else east)
        parents = [one.id for one in made]
        made.append(
            pk.Base(
                id=f"base/{number:03}",
                name=draw(mostly("Ménaka", "menaka", "Gao", None)),
                mission=draw(mostly(*MISSIONS)),
                parent=draw(st.sampled_from([None, None, *parents[-1:]])),
                place=draw(mostly(pk.Place(point=point), None)),
            )
        )
    return made


def same_place(one, other):
    """Return whether two bases have points within a kilometre."""
    if None in (one.place, other.place):
        return False
    return one.place.point.distance_to(other.place.point).low <= 1


@given(bases_of_one_name())
def test_a_base_is_doubted_if_an_earlier_one_has_its_name_and_place(records):
    """The definition compares each base with all before it."""
    plain = {"Ménaka": "m", "menaka": "m", "Gao": "g"}
    expected = [
        two.id
        for number, two in enumerate(records)
        if two.name is not None
        and any(
            plain.get(one.name) == plain[two.name]
            and one.mission == two.mission
            and same_place(one, two)
            and two.parent != one.id
            for one in records[:number]
        )
    ]

    assert expected == [
        one[0] for one in found("places.two-bases-of-one-name", records)
    ]


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


MEASURES = ["fatalities", "bases_closed", "injured", "attacks"]
CUMULATIVE = {"fatalities", "bases_closed", "injured"}


@st.composite
def totals(draw):
    """Draw totals up to a day, or over spans of few starts."""
    makers = []
    for _ in range(draw(st.integers(2, 9))):
        day = draw(DAYS)
        start = draw(st.sampled_from(["2013", "2013", "..", "2014"]))
        has_span = day is not None and draw(st.booleans())
        if has_span and (draw(st.booleans()) or not day.possibly_before("2014")):
            when = {"period": pk.Period(f"{start}/{day}")}
        else:
            when = {"on": day}
        fields = {
            "mission": MISSIONS[0],
            "measure": draw(st.sampled_from(MEASURES)),
            "cause": draw(st.sampled_from([None, "all", "all"])),
            "group": draw(mostly("peacekeeper", None)),
            "count": draw(COUNTS),
            **when,
        }
        makers.append(
            lambda number, fields=fields: pk.Tally(id=f"tally/{number}", **fields)
        )
    return numbered(makers)


def last_day(tally):
    """Return the day up to which a total counts. None: it is not compared."""
    if tally.measure == "fatalities" and tally.cause is None:
        return None
    if tally.measure == "injured" and None in {tally.cause, tally.group}:
        return None
    if tally.period is not None:
        return None if tally.period.start is None else tally.period.end
    return tally.on if tally.measure in CUMULATIVE else None


def falls(records):
    """Yield each total that is below another up to an earlier day."""
    for total in records:
        for other in records:
            if (
                (total.measure, total.cause, total.group)
                == (other.measure, other.cause, other.group)
                and (total.period is None) == (other.period is None)
                and (total.period is None or total.period.start == other.period.start)
                and None
                not in {last_day(total), last_day(other), total.count, other.count}
                and last_day(other).certainly_before(last_day(total))
                and total.count.certainly_below(other.count)
            ):
                yield total.id
                break


def up_to(name, on, count):
    return pk.Tally(
        id=f"tally/{name}",
        mission=MISSIONS[0],
        measure="bases_closed",
        on=on,
        count=count,
    )


@given(totals())
@example([up_to("a", "2022-06-28", 3), up_to("b", "2022-06-29", "..2")])
@example([up_to("a", "2022-06", 3), up_to("b", "2022-06-29", "..2")])
def test_a_total_falls_if_it_is_below_one_up_to_an_earlier_day(records):
    """The definition compares each total with every other one."""
    refs = [ref for ref, _, _ in found("numbers.total-falls", records)]

    assert sorted(falls(records)) == sorted(refs)


def test_a_total_that_falls_names_the_highest_one_before_it():
    """Of several, the first of the highest."""
    records = [
        up_to("a", "2023-10-22", 7),
        up_to("b", "2023-10-23", 8),
        up_to("c", "2023-10-31", 6),
    ]

    assert [
        (
            "tally/c",
            "warning",
            "6 by 2023-10-31 is less than the 8 by 2023-10-23 of tally/b.",
        )
    ] == found("numbers.total-falls", records)


# Counts of people.


@st.composite
def counts_of_people(draw):
    """Draw counts of few questions."""
    makers = []
    for _ in range(draw(st.integers(2, 9))):
        fields = {
            "mission": draw(MISSION),
            "category": draw(mostly("uniformed", "police")),
            "includes": draw(
                mostly((), ("military", "police"), ("police", "military"))
            ),
            "status": draw(mostly("deployed", "planned", None)),
            "method": draw(mostly(None, "headcount")),
            "base": draw(mostly(None, "base/kidal")),
            "unit_size": draw(mostly(None, "battalion")),
            "on": draw(st.sampled_from(["2022-06-28", "2022-06-28", "2022-06", None])),
            "count": draw(COUNTS),
        }
        makers.append(
            lambda number, fields=fields: pk.PersonnelCount(
                id=f"personnel_count/{number}", **fields
            )
        )
    return numbered(makers)


def asked(count):
    """Return what a count answers."""
    return (
        *(count.mission, count.category, set(count.includes), count.status),
        *(count.method, count.base, count.on),
    )


@given(counts_of_people())
def test_a_count_is_compared_with_each_before_it_of_one_question(records):
    """Of one day, without units; the definition looks for one that differs."""
    counts = [
        one
        for one in records
        if one.on
        and one.on.is_day
        and one.count is not None
        and one.status is not None
        and one.unit_size is None
    ]
    expected = [
        one.id
        for index, one in enumerate(counts)
        if any(
            asked(one) == asked(other) and not one.count.consistent_with(other.count)
            for other in counts[:index]
        )
    ]

    refs = [ref for ref, _, _ in found("numbers.two-counts-of-one-question", records)]

    assert expected == refs


def test_the_two_counts_are_named():
    """The later record is doubted, with the number of the other."""
    records = [
        strength("a", "deployed", 12947, "2023-08-28"),
        strength("b", "deployed", 13001, "2023-08-28"),
    ]
    message = "13001 and the 12947 of personnel_count/a cannot both be true."

    assert [("personnel_count/b", "warning", message)] == found(
        "numbers.two-counts-of-one-question", records
    )


# Circles.

KINDS = [
    (pk.Source, "source", "supersedes", {}),
    (pk.Mission, "mission", "predecessor", {}),
    (pk.Base, "base", "parent", {"mission": MISSIONS[0]}),
    (pk.Actor, "actor", "part_of", {}),
    (pk.Event, "event", "part_of", {}),
    (pk.Claim, "claim", "repeats", {"about": MISSIONS[0]}),
]


@st.composite
def chains(draw):
    """Draw records of one kind, each of which may refer to another one, or to none."""
    cls, kind, name, fields = draw(st.sampled_from(KINDS))
    number = draw(st.integers(1, 9))
    records = []
    for own in range(number):
        others = [one for one in range(number + 1) if one != own]
        other = draw(st.none() | st.sampled_from(others))
        ref = None if other is None else f"{kind}/{other}"
        records.append(cls(id=f"{kind}/{own}", **{name: ref}, **fields))
    return name, records


@given(chains())
def test_each_circle_is_found_once(drawn):
    """The definition follows each record until it comes back, or long enough."""
    name, records = drawn
    upward = {one.id: getattr(one, name) for one in records}
    circles = set()
    for start in upward:
        way = [start]
        while upward.get(way[-1]) is not None and len(way) <= len(records):
            way.append(upward[way[-1]])
        if start in way[1:]:
            circles.add(frozenset(way))

    said = found("references.circular-reference", records)

    assert len(circles) == len(said)
    for ref, severity, message in said:
        (circle,) = (one for one in circles if ref in one)
        assert "error" == severity
        assert message.count(",") == len(circle)
        assert circle == set(
            message.removeprefix("leads back to itself: ").strip(".").split(", ")
        )


# Voices.


@st.composite
def names(draw):
    """Draw names of which many differ in a letter, a digit or an accent."""
    base = draw(st.sampled_from(["radio okapi", "ecole 24 sud", "afp", "lessor m"]))
    signs = list(base)
    for _ in range(draw(st.integers(0, 2))):
        at = draw(st.integers(0, len(signs)))
        sign = draw(st.sampled_from([*"abé2-. O", ""]))
        signs[at : at + draw(st.integers(0, 1))] = [sign] if sign else []
    return "".join(signs)


def letters_of(name):
    """Return a name without case, accents and punctuation, by a table of its own."""
    plain = name.lower().replace("é", "e")
    return "".join(sign for sign in plain if sign not in " -.'")


def are_near(one, other):
    """Return whether two long names differ in one letter, which is no digit."""
    one, other = sorted((one, other), key=len)
    if len(one) < 8:
        return False
    if len(one) == len(other):
        pairs = [pair for pair in zip(one, other, strict=True) if pair[0] != pair[1]]
        return len(pairs) == 1 and not any(map(str.isdigit, pairs[0]))
    return any(
        other[:at] + other[at + 1 :] == one and not other[at].isdigit()
        for at in range(len(other))
        if len(other) == len(one) + 1
    )


def spoken(voices):
    return [
        pk.Claim(
            id=f"claim/{number:03}",
            about=MISSIONS[0],
            speaker=pk.Speaker(organisation=voice),
        )
        for number, voice in enumerate(voices)
    ]


@given(st.lists(names().filter(letters_of), max_size=7))
@example(["Radio Okapi", "Radio Ocapi"])
@example(["L'Essor M", "LESSOR-M"])
def test_two_voices_are_near_if_one_letter_makes_them_one(voices):
    """The definition compares each voice with each that was heard before."""
    letters = [letters_of(voice) for voice in voices]
    expected = [
        f"claim/{index:03}"
        for index, voice in enumerate(letters)
        if voice not in letters[:index]
        and any(are_near(voice, other) for other in letters[:index])
    ]

    refs = [ref for ref, _, _ in found("claims.near-equal-voices", spoken(voices))]

    assert expected == refs


def test_names_of_one_actor_are_one_voice():
    """The name and the alias may be spelt in any way; other actors are not it."""
    voices = spoken(["radio okapi", "Radio Ocapi"])
    one = pk.Actor(id="actor/okapi", name="Radio Okapi", aliases=["RADIO OCAPI"])
    two = pk.Actor(id="actor/ocapi", name="Radio Ocapi")
    check = "claims.near-equal-voices"
    message = "the voice 'Radio Ocapi' is nearly 'radio okapi'."

    assert [] == found(check, [one, *voices])
    assert [("claim/001", "warning", message)] == found(check, [two, *voices])
    assert [("claim/001", "warning", message)] == found(check, voices)


def test_two_actors_of_one_name_are_near():
    """Each is reached by its alias; which of them is meant, nobody can tell."""
    actors = [
        pk.Actor(id=f"actor/{alias}", name="Radio", aliases=[alias])
        for alias in ("one", "two")
    ]
    message = "the voice 'Radio' is nearly 'Radio'."

    assert [("claim/001", "warning", message)] == found(
        "claims.near-equal-voices", [*actors, *spoken(["one", "two"])]
    )


def test_a_voice_without_letters_is_near_no_other():
    """Signs alone are not a name; and who speaks may not be known."""
    silent = pk.Claim(id="claim/x", about=MISSIONS[0])

    assert [] == found("claims.near-equal-voices", [*spoken(["?", "!"]), silent])


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
                    yield left.id, "warning", message
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
