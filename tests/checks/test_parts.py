"""Parts and wholes: what is above its whole, and what does not add up to it."""

import math

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import peacekeep as pk
from peacekeep import authoring
from peacekeep.extensions import CORE


ACTORS = [
    pk.Actor(id="actor/chad"),
    pk.Actor(id="actor/togo"),
    pk.Actor(id="actor/ecowas"),
    pk.Actor(id="actor/brigade", part_of="actor/ecowas"),
]
MISSION = pk.Mission(id="mission/minusma")
BASE = pk.Base(id="base/kidal", mission=MISSION.id)

ABOVE = "parts.casualties-above-whole"
SUMS = "parts.casualties-do-not-add-up"
PEOPLE_ABOVE = "parts.people-above-whole"
PEOPLE_SUMS = "parts.people-do-not-add-up"
CEILING = "parts.sum-over-ceiling"
TALLY = "parts.tally-parts-do-not-add-up"


def findings(check, records):
    (one,) = (one for one in CORE.checks if one.id == check)
    dataset = pk.Dataset([MISSION, BASE, *ACTORS, *records])
    return list(one.findings(dataset))


def found(check, *records):
    """Return record, path and message of what one check finds."""
    return [
        (one.record, str(one.path), one.message) for one in findings(check, records)
    ]


COUNTS = st.sampled_from(["0", "1", "2", "3", "1..2", "2..", "..1", ".."]).map(
    pk.Count.parse
)


def low(counts):
    return sum(count.low for count in counts)


def high(counts):
    return sum(math.inf if count.high is None else count.high for count in counts)


# Casualties.

# Each word with those that include it, as the vocabularies say.
GROUPS = {
    "peacekeeper": {"mission_personnel", "all"},
    "police": {"uniformed", "mission_personnel", "all"},
    "uniformed": {"mission_personnel", "all"},
    "mission_personnel": {"all"},
    "all": set(),
}
OUTCOMES = {"killed": {"died"}, "died": set(), "injured": set()}
FREE = {
    "severity": [None, "light", "serious"],
    "party": [None, "actor/chad"],
    "contributor": [None, "actor/chad", "actor/togo", "actor/ecowas", "actor/brigade"],
    "sex": [None, "female", "male", "not_reported"],
}


@st.composite
def incidents(draw):
    """Draw an incident whose parts share much of their keys."""
    parts = {}
    free = st.sampled_from(draw(st.lists(st.sampled_from(list(FREE)), min_size=1)))
    for _ in range(draw(st.integers(0, 8))):
        key = {
            "group": draw(st.sampled_from(list(GROUPS))),
            "outcome": draw(st.sampled_from([*OUTCOMES, "killed"])),
        }
        for name in {draw(free), draw(free)}:
            key[name] = draw(st.sampled_from(FREE[name]))
        part = pk.Casualties(**key, count=draw(COUNTS))
        parts.setdefault(part.key, part)
    return pk.Incident(id="incident/x", on="2023", casualties=tuple(parts.values()))


def includes(whole, part):
    """Return whether the people of one part are certainly among those of another."""
    return (
        whole.group in {part.group, *GROUPS[part.group]}
        and whole.outcome in {part.outcome, *OUTCOMES[part.outcome]}
        and all(getattr(whole, name) in {None, getattr(part, name)} for name in FREE)
    )


@given(incidents())
def test_a_part_is_above_its_whole_if_one_that_includes_it_is_below_it(incident):
    """The definition compares each part with every other one."""
    parts = incident.casualties
    expected = [
        f"casualties[{index}].count"
        for index, part in enumerate(parts)
        if any(
            includes(whole, part) and whole.count.certainly_below(part.count)
            for whole in parts
        )
    ]

    dataset = pk.Dataset([incident, *ACTORS])
    (check,) = (one for one in CORE.checks if one.id == ABOVE)

    assert expected == [doubt.path for doubt in check.run(dataset, pk.codes)]


@given(incidents())
def test_people_by_sex_or_contributor_are_added_up_for_each_whole(incident):
    """The definition looks for the parts of each whole, field by field."""
    parts = incident.casualties
    roots = {"actor/chad", "actor/togo", "actor/ecowas"}
    expected = set()
    for name, words in (("contributor", roots), ("sex", set(FREE["sex"]) - {None})):
        for index, whole in enumerate(parts):
            shares = [
                one
                for one in parts
                if getattr(whole, name) is None
                and getattr(one, name) in words
                and all(
                    getattr(one, other) == getattr(whole, other)
                    for other in {"group", "outcome", *FREE} - {name}
                )
            ]
            counts = [one.count for one in shares]
            is_above = len(shares) > 1 and low(counts) > high([whole.count])
            is_complete = name == "sex" and len(shares) == len(words)
            if is_above or (is_complete and high(counts) < whole.count.low):
                expected.add((name, f"casualties[{index}].count"))

    dataset = pk.Dataset([incident, *ACTORS])
    (check,) = (one for one in CORE.checks if one.id == SUMS)
    paths = [doubt.path for doubt in check.run(dataset, pk.codes)]

    assert sorted(path for _, path in expected) == sorted(paths)


def hurt(**fields):
    return pk.Casualties(**({"group": "peacekeeper", "outcome": "injured"} | fields))


def incident(*casualties):
    return pk.Incident(id="incident/x", on="2023", casualties=casualties)


def test_the_nearest_whole_is_named():
    """Five women, badly hurt, are more than three women, or three badly hurt."""
    part = hurt(severity="serious", sex="female", count=5)
    wholes = [hurt(severity="serious", count=3), hurt(count=3)]

    assert [
        (
            "incident/x",
            "casualties[peacekeeper,injured,serious,sex=female].count",
            "5 is more than the 3 of casualties[peacekeeper,injured,serious].",
        )
    ] == found(ABOVE, incident(part, *wholes))


@pytest.mark.parametrize(
    ("part", "whole", "severity"),
    [
        ({"contributor": "actor/chad"}, {}, pk.Severity.ERROR),
        ({"group": "police"}, {"group": "uniformed"}, pk.Severity.WARNING),
        ({"outcome": "killed"}, {"outcome": "died"}, pk.Severity.WARNING),
        ({"group": "civilian"}, {"group": "all"}, pk.Severity.WARNING),
    ],
)
def test_what_rests_on_the_words_of_a_vocabulary_is_a_warning(part, whole, severity):
    """What rests on the key alone is an error."""
    (finding,) = findings(
        ABOVE, [incident(hurt(**part, count=2), hurt(**whole, count=1))]
    )

    assert severity is finding.severity


def test_an_unknown_word_and_an_unknown_count_have_no_whole():
    """A word that is not in the vocabulary is inside all alone."""
    unknown = hurt(group="nomad", count=2)

    assert 1 == len(found(ABOVE, incident(unknown, hurt(group="all", count=1))))
    assert [] == found(ABOVE, incident(unknown, hurt(count=1)))
    assert [] == found(ABOVE, incident(hurt(severity="light"), hurt(count=1)))


def test_words_that_include_one_another_are_followed_once():
    """A vocabulary of others may have a circle; the check ends."""
    words = {
        one: authoring.Code(one, "A word.", "ours", broader=other)
        for one, other in (("nomad", "herder"), ("herder", "nomad"))
    }
    circle = authoring.Codes("casualty_group", open=True, codes=words)
    dataset = pk.Dataset([incident(hurt(group="nomad", count=2), hurt(count=1))])
    (check,) = (one for one in CORE.checks if one.id == ABOVE)

    codes = {**pk.codes, "casualty_group": circle}

    assert [] == list(check.findings(dataset, codes))


def test_all_sexes_together_are_all_people():
    """Two of three words leave room for the third; all three do not."""
    whole = hurt(count=9)
    parts = [hurt(sex="female", count=3), hurt(sex="male", count=5)]

    assert [] == found(SUMS, incident(whole, *parts))
    assert [
        (
            "incident/x",
            "casualties[peacekeeper,injured].count",
            "8 of female and male and not_reported are fewer than 9 in all.",
        )
    ] == found(SUMS, incident(whole, *parts, hurt(sex="not_reported", count=0)))


# People.


def people(name, **fields):
    about = {
        "mission": MISSION.id,
        "category": "military",
        "status": "deployed",
        "on": "2023-02-28",
    }
    return pk.PersonnelCount(id=f"personnel_count/{name}", **(about | fields))


CATEGORIES = {
    "troops": {"military", "uniformed", "all"},
    "military": {"uniformed", "all"},
    "police": {"uniformed", "all"},
    "uniformed": {"all"},
    "civilian": {"all"},
    "all": set(),
    "peacekeeper": set(),
}
WIDER = {
    "troops": "military",
    "military": "uniformed",
    "police": "uniformed",
    "uniformed": "all",
    "civilian": "all",
}


@st.composite
def strengths(draw):
    """Draw counts of people, each of another question, of one or two days."""
    records = {}
    for number in range(draw(st.integers(0, 9))):
        key = {
            "category": draw(st.sampled_from(list(CATEGORIES))),
            "base": draw(st.sampled_from([None, None, None, "base/kidal"])),
            "contributor": draw(
                st.sampled_from([None, None, None, "actor/chad", "actor/togo"])
            ),
            "sex": draw(st.sampled_from([None, None, None, "female", "male"])),
            "on": draw(st.sampled_from(["2023-02-28", "2023-02-28", "2023-02"])),
        }
        one = people(f"{number}", **key, count=draw(COUNTS))
        records.setdefault(tuple(key.values()), one)
    return list(records.values())


def is_among(part, whole):
    """Return whether people of one count are certainly among those of another."""
    return (
        part.on == whole.on
        and part.on.is_day
        and whole.category in {part.category, *CATEGORIES[part.category]}
        and all(
            getattr(whole, name) in {None, getattr(part, name)}
            for name in ("base", "contributor", "sex")
        )
    )


@given(strengths())
def test_people_are_above_their_whole_if_a_count_that_includes_them_is_below(records):
    """The definition compares each count with every other one."""
    expected = [
        part.id
        for part in records
        if any(
            is_among(part, whole) and whole.count.certainly_below(part.count)
            for whole in records
        )
    ]

    assert expected == [ref for ref, _, _ in found(PEOPLE_ABOVE, *records)]


def shares_of(whole, records, name, word_of):
    """Return counts that differ from a whole in one field, whose word has it."""
    return [
        one
        for one in records
        if getattr(one, name) is not None
        and word_of(getattr(one, name)) == getattr(whole, name)
        and one.on.is_day
        and all(
            getattr(one, other) == getattr(whole, other)
            for other in {"category", "base", "contributor", "sex", "on"} - {name}
        )
    ]


# Of these, a vocabulary has no more words that the wider one includes.
COMPLETE = [{"military", "police"}, {"uniformed", "civilian"}]


@given(strengths())
@example(
    [
        people("0", category="all", count=5),
        people("1", category="uniformed", count=2),
        people("2", category="civilian", count=2),
    ]
)
def test_people_are_added_up_for_each_whole(records):
    """The definition looks for the parts of each whole, field by field."""
    expected = []
    for name in ("category", "contributor", "sex"):
        for whole in records:
            word_of = WIDER.get if name == "category" else lambda _: None
            shares = shares_of(whole, records, name, word_of)
            if name == "category" and whole.category not in WIDER.values():
                continue
            counts = [one.count for one in shares]
            is_complete = {getattr(one, name) for one in shares} in COMPLETE
            if len(shares) > 1 and (
                low(counts) > high([whole.count])
                or (is_complete and high(counts) < whole.count.low)
            ):
                expected.append(whole.id)

    refs = [ref for ref, _, _ in found(PEOPLE_SUMS, *records)]

    assert sorted(expected) == sorted(refs)


def test_counts_of_one_question_are_one_span():
    """Chad has 400 or 600; with 500 of Togo, they are at least 900."""
    records = [
        people("all", count=900),
        people("chad-one", contributor="actor/chad", count=600),
        people("chad-two", contributor="actor/chad", count=400),
        people("togo", contributor="actor/togo", count=500),
    ]
    message = "900 of actor/chad and actor/togo are more than 899 in all."

    assert [] == found(PEOPLE_SUMS, *records)
    assert [("personnel_count/all", "count", message)] == found(
        PEOPLE_SUMS, people("all", count=899), *records[1:]
    )


@pytest.mark.parametrize(
    "fields",
    [
        {"status": "planned"},
        {"method": "nominal_unit_size"},
        {"includes": ["civilian"]},
        {"unit_type": "infantry"},
        {"unit_size": "battalion"},
        {"on": "2023-02"},
        {"on": "2023-03-31"},
        {"on": None},
        {"count": None},
        {"category": "peacekeeper"},
        {"mission": "mission/other"},
    ],
)
def test_counts_that_differ_otherwise_are_not_parts(fields):
    """Another status, method, time or mission, and what may overlap or be twice."""
    part = people("part", **({"sex": "female", "count": 2} | fields))

    assert [] == found(PEOPLE_ABOVE, people("all", count=1), part)


# Ceilings.


def ceiling(count, on="2022-06-29", **fields):
    about = {"category": "uniformed", "status": "authorised", "on": on, "count": count}
    name = on.strip("[]").replace("..", "-")
    return people(f"ceiling-{name}", **(about | fields))


SUMMED = [
    people("military", count=13500),
    people("police", category="police", count="1800.."),
]


def test_categories_of_one_day_are_compared_with_the_ceiling_of_all():
    """13,500 and at least 1,800 are above 15,209, and not above 15,300."""
    assert [
        (
            "personnel_count/military",
            "count",
            (
                "15300 of military and police are above the ceiling 15209 of "
                "personnel_count/ceiling-2022-06-29."
            ),
        )
    ] == found(CEILING, ceiling(15209), *SUMMED)
    assert [] == found(CEILING, ceiling(15300), *SUMMED)


def test_a_sum_is_compared_with_the_ceiling_in_force():
    """Not with a later one, nor with one that may be later, nor with an older one."""
    for on in ("2023-03-01", "2023", "[2023-02-01..2023-03-01]"):
        assert [] == found(CEILING, ceiling(10, on), *SUMMED)
    assert [] == found(CEILING, ceiling(10), ceiling(16000, "2022-12-01"), *SUMMED)


@pytest.mark.parametrize(
    "fields",
    [{"on": "2023-02-27"}, {"base": "base/kidal"}, {"includes": ["military"]}],
)
def test_only_people_of_the_whole_mission_on_one_day_are_added(fields):
    """One category alone is compared with its own ceiling."""
    police = people("police", category="police", count=1800, **fields)

    assert [] == found(CEILING, ceiling(10), SUMMED[0], police)
    assert [] == found(CEILING, ceiling(10, category="military"), *SUMMED)


# Tallies.


def tally(count, *parts):
    return pk.Tally(
        id="tally/x",
        mission=MISSION.id,
        measure="vehicles",
        count=count,
        parts=[
            pk.TallyPart(label=f"{number}", count=part)
            for number, part in enumerate(parts)
        ],
    )


@given(COUNTS, st.lists(COUNTS | st.none(), max_size=4))
def test_parts_are_more_or_less_than_their_total(total, parts):
    """Only if no numbers within the bounds fit."""
    counts = [part or pk.Count.UNKNOWN for part in parts]
    expected = [
        ("error", f"parts[{index}].count")
        for index, part in enumerate(counts)
        if total.certainly_below(part)
    ]
    if len(counts) > 1 and low(counts) > high([total]):
        expected.append(("warning", "count"))
    elif counts and high(counts) < total.low:
        expected.append(("note", "count"))
    (check,) = (one for one in CORE.checks if one.id == TALLY)

    doubts = check.run(pk.Dataset([tally(total, *parts)]))

    assert expected == [
        (str((one.severity or check.severity).value), one.path) for one in doubts
    ]


def test_a_tally_without_a_total_or_without_parts_is_not_added_up():
    """Nothing is there to compare."""
    assert [] == found(TALLY, tally(None, 1, 2))
    assert [] == found(TALLY, tally(3))


def test_the_parts_are_told_as_they_add_up():
    """More, and less, each with both numbers; sums may be too large for a count."""
    assert [
        ("tally/x", "count", "the parts add up to 21, more than the total 20.")
    ] == found(TALLY, tally(20, 12, 9))
    assert [
        ("tally/x", "count", "the parts add up to 19, less than the total 20.")
    ] == found(TALLY, tally(20, 12, 7))
    assert 1 == len(found(TALLY, tally(2**53 - 1, 2**53 - 1, 2**53 - 1)))
