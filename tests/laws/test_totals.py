"""Totals hold in every world in which what is said is true."""

from itertools import product

import pytest
from builders import claim, hurt, incident
from hypothesis import given
from hypothesis import strategies as st

import peacekeep as pk
from peacekeep.values.counts import Count


MISSION = pk.Mission(id="mission/minusma")
INJURED = {"casualties.outcome": "injured"}
WOUNDED = {"casualties.group": "peacekeeper", **INJURED}

# What a person who was injured is, side by side. None: something that no part names.
SIDES = {
    "group": ("peacekeeper", "contractor", None),
    "severity": ("light", None),
    "contributor": ("mission/one", None),
    "sex": ("female", "male"),
}
PEOPLE = list(product(*SIDES.values()))
# A part gives some of the sides. The group is always given; `all` is every one.
BOXES = list(
    product(
        ("peacekeeper", "contractor", "all"),
        ("light", None),
        ("mission/one", None),
        ("female", "male", None),
    )
)


def is_in(person, box):
    """Return whether a part counts a person."""
    return all(
        asked in (None, "all", side) for side, asked in zip(person, box, strict=True)
    )


def number(world, box):
    return sum(count for person, count in world.items() if is_in(person, box))


def worlds():
    """Draw how many people of each sort an incident injured."""
    return st.lists(st.integers(0, 3), min_size=len(PEOPLE), max_size=len(PEOPLE)).map(
        lambda counts: dict(zip(PEOPLE, counts, strict=True))
    )


@st.composite
def around(draw, true):
    """Draw a count that a number fits."""
    low = draw(st.sampled_from([true, max(0, true - 2), 0]))
    high = draw(st.sampled_from([true, true + 2, None]))
    return Count(low, high)


def part(box, count=None):
    names = ("group", "severity", "contributor", "sex")
    sides = dict(zip(names, box, strict=True))
    return pk.Casualties(outcome="injured", count=count, **sides)


@st.composite
def told(draw, name, world):
    """Draw an incident, and claims, by which some counts of its world are said."""
    parts, claims = [], []
    for box in draw(st.lists(st.sampled_from(BOXES), max_size=4, unique=True)):
        true = number(world, box)
        how = draw(st.sampled_from(["held", "held", "claimed", "empty and claimed"]))
        if how == "held":
            parts.append(part(box, draw(around(true))))
            continue
        if how == "empty and claimed":
            parts.append(part(box))
        path = f"{pk.errors.Path((step_to(box), *pk.errors.Path.parse('count').steps))}"
        said = [
            draw(around(true)),
            *draw(st.lists(around(draw_other(draw)), max_size=2)),
        ]
        claims += [
            claim(
                f"{name}-{len(claims) + at}",
                f"incident/{name}",
                field=path,
                value=str(one),
            )
            for at, one in enumerate(said)
        ]
    return incident(name, casualties=parts), claims


def draw_other(draw):
    return draw(st.integers(0, 9))


def step_to(box):
    one = part(box)
    return pk.errors.Step.to_part("casualties", pk.Casualties.KEY, one.key)


@st.composite
def questions(draw):
    """Draw what is asked, as sides and as `where`."""
    box = draw(st.sampled_from(BOXES))
    names = ("group", "severity", "contributor", "sex")
    sides = {f"casualties.{name}": side for name, side in zip(names, box, strict=True)}
    return box, {**INJURED, **{name: one for name, one in sides.items() if one}}


class TestCasualties:
    """No sum gives a bound that the claims do not support."""

    @given(st.data(), st.lists(worlds(), min_size=1, max_size=3), questions())
    def test_what_is_true_is_within_the_bounds(self, data, drawn, question):
        """Whatever is held, claimed, contested, silent, light, female or of a group."""
        box, where = question
        records = [MISSION, pk.Mission(id="mission/one")]
        for at, world in enumerate(drawn):
            one, claims = data.draw(told(f"n{at}", world))
            records += [one, *claims]
        total = pk.total(pk.Dataset(records), "incident.casualties.count", where=where)
        silent = {item.record for item in total.unknown}
        said = [
            number(world, box)
            for at, world in enumerate(drawn)
            if f"incident/n{at}" not in silent
        ]

        assert sum(number(world, box) for world in drawn) in total.count
        if total.count_told is not None:
            assert total.count_told.low <= total.count.low
        if not silent:
            assert total.count == total.count_told
            assert sum(said) in total.count_told

    @given(st.lists(st.sampled_from([0, 1, 2, 3, None]), min_size=9, max_size=9))
    def test_the_low_bound_is_the_smallest_that_is_possible(self, lows):
        """Every world is tried: group by severity, where only low bounds are said."""
        asked = list(
            product(("peacekeeper", "contractor", "all"), ("light", "serious", None))
        )
        said = {
            box: low for box, low in zip(asked, lows, strict=True) if low is not None
        }
        record = incident(
            casualties=[
                pk.Casualties(
                    group=group,
                    outcome="injured",
                    severity=severity,
                    count=Count(low, None),
                )
                for (group, severity), low in said.items()
            ]
        )
        total = pk.total(
            pk.Dataset([MISSION, record]), "incident.casualties.count", where=INJURED
        )
        people = list(product(("peacekeeper", "contractor"), ("light", "serious")))
        smallest = min(
            sum(world)
            for world in product(range(4), repeat=4)
            if all(
                sum(
                    count
                    for person, count in zip(people, world, strict=True)
                    if is_in(person, box)
                )
                >= low
                for box, low in said.items()
            )
        )

        assert Count(smallest, None) == total.count

    @given(st.data(), st.lists(st.integers(0, 5), max_size=2))
    def test_parts_of_one_side_raise_the_low_bound_of_the_whole(self, data, parts):
        """The bounds are those of the whole, raised to the sum of its parts."""
        whole = data.draw(around(sum(parts)))
        held = [data.draw(around(one)) for one in parts]
        sexes = [
            hurt(sex=sex, count=count)
            for sex, count in zip(("female", "male"), held, strict=False)
        ]
        record = incident(casualties=[hurt(count=whole), *sexes])
        total = pk.total(
            pk.Dataset([MISSION, record]), "incident.casualties.count", where=WOUNDED
        )

        low = max(whole.low, sum(one.low for one in held))
        assert (low, whole.high) == (total.count.low, total.count.high)


@st.composite
def dated(draw, name):
    """Draw an incident with a doubtful day and mission, and what is true of it."""
    month, day = draw(st.integers(9, 11)), draw(st.integers(1, 28))
    true = draw(st.integers(0, 4))
    whole = f"2023-{month:02}-{day:02}"
    text = draw(
        st.sampled_from(
            [whole, whole[:7], "2023", f"[2023-09-01..{whole}]", f"[{whole}..]", None]
        )
    )
    count = draw(st.sampled_from([None, true, true, Count(0, true), Count(true, None)]))
    where, mission = draw(
        st.sampled_from(
            [
                (True, "mission/minusma"),
                (False, "mission/one"),
                (True, None),
                (False, None),
            ]
        )
    )
    record = pk.Incident(
        id=f"incident/{name}",
        on=text,
        mission=mission,
        place=pk.Place(name="Gao"),
        attacks=count,
    )
    return record, whole, true if where else 0


class TestDoubtfulRecords:
    """What may be in a group adds to its high bound, and not to its low one."""

    @given(st.data())
    def test_no_group_and_no_total_says_more_than_is_known(self, data):
        """Days and missions that are not certain may be any that they can be."""
        drawn = [
            data.draw(dated(f"n{at}")) for at in range(data.draw(st.integers(2, 4)))
        ]
        dataset = pk.Dataset(
            [MISSION, pk.Mission(id="mission/one"), *(record for record, _, _ in drawn)]
        )
        by = data.draw(st.sampled_from(["year", "month", "day"]))
        total = pk.total(
            dataset, "incident.attacks", where={"mission": "mission/minusma"}, by=by
        )

        assert sum(true for _, _, true in drawn) in total.count
        for group in total.groups:
            (key,) = group.key
            inside = sum(true for _, day, true in drawn if day.startswith(key))
            assert inside in group.count


UNIFORMED = ("troops", "individual_police_officer")
CATEGORIES = {
    "troops": {"troops"},
    "police": {"individual_police_officer"},
    "uniformed": {*UNIFORMED},
    "civilian": {"civilian"},
    "all": {*UNIFORMED, "civilian"},
}


class TestStocks:
    """A stock is counted on one day, and nobody in it twice."""

    @given(st.data())
    def test_people_counted_by_several_records_are_counted_once(self, data):
        """Whom no record of the day counts may be there all the same."""
        people = list(
            product(("base/one", "base/two", None), sorted(CATEGORIES["all"]))
        )
        world = {one: data.draw(st.integers(0, 4)) for one in people}
        records, counted = [], set()
        for at in range(data.draw(st.integers(1, 5))):
            base = data.draw(st.sampled_from(["base/one", "base/two", None]))
            category = data.draw(st.sampled_from(sorted(CATEGORIES)))
            day = data.draw(st.sampled_from(["2023-10-31", "2023-10-30"]))
            within = {
                one
                for one in people
                if base in (None, one[0]) and one[1] in CATEGORIES[category]
            }
            true = sum(world[one] for one in within)
            if day == "2023-10-31":
                counted |= within
            else:
                true = data.draw(st.integers(0, 50))
            records.append(
                pk.PersonnelCount(
                    id=f"personnel_count/n{at}",
                    mission="mission/minusma",
                    base=base,
                    category=category,
                    on=day,
                    count=data.draw(around(true)),
                )
            )
        bases = [
            pk.Base(id=f"base/{one}", mission=MISSION.id) for one in ("one", "two")
        ]
        total = pk.total(
            pk.Dataset([MISSION, *bases, *records]),
            "personnel_count.count",
            on="2023-10-31",
        )

        if not counted:
            assert total.count == Count.UNKNOWN
            return
        assert sum(world[one] for one in counted) in total.count_told
        # The strength of the mission is that of everybody, whoever is counted.
        assert sum(world.values()) in total.count
        is_whole = counted == set(people) and any(
            (one.base, one.category, str(one.on)) == (None, "all", "2023-10-31")
            for one in records
        )
        high = total.count_told.high if is_whole else None
        assert total.count == total.count_told or not is_whole
        assert (total.count.low, total.count.high) == (total.count_told.low, high)

    @given(st.lists(st.tuples(st.integers(1, 9), st.integers(0, 9)), max_size=5))
    def test_a_cumulated_total_is_not_added_to_a_later_one(self, drawn):
        """The total of tallies since one day is the last, however many there are."""
        ends = dict(drawn)
        grown = 0
        tallies = []
        for month in sorted(ends):
            grown += ends[month]
            tallies.append(
                pk.Tally(
                    id=f"tally/n{month}",
                    mission="mission/minusma",
                    measure="fatalities",
                    cause="all",
                    period=f"2013-07-01/2023-0{month}-01",
                    count=grown,
                )
            )
        total = pk.total(
            pk.Dataset([MISSION, *tallies]),
            "tally.count",
            where={"measure": "fatalities"},
        )

        assert total.count == (Count(grown) if tallies else Count.UNKNOWN)


@pytest.mark.parametrize("contested", ["span", "unknown"])
@given(st.lists(st.integers(0, 9), min_size=2, max_size=3))
def test_a_contested_field_is_never_zero(contested, values):
    """It counts with its span, or opens the total."""
    record = incident(attacks=None)
    claims = [
        claim(f"n{at}", field="attacks", value=str(value))
        for at, value in enumerate(values)
    ]
    total = pk.total(
        pk.Dataset([MISSION, record, *claims]), "incident.attacks", contested=contested
    )

    if contested == "span" or len(set(values)) == 1:
        assert total.count == Count(min(values), max(values))
    else:
        assert total.count == Count.UNKNOWN
