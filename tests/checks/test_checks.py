"""The checks: what each finds in its examples, and in each of its cases."""

import re

import pytest

import peacekeep as pk
from peacekeep import authoring
from peacekeep.extensions import CORE


MISSION = {"kind": "mission", "id": "mission/minusma"}

every_check = pytest.mark.parametrize("check", CORE.checks, ids=lambda check: check.id)


def dataset(*plain):
    return pk.Dataset([pk.from_plain(one) for one in plain])


def found(check, *plain):
    """Return what one check finds: record, field and message of each finding."""
    (one,) = (one for one in CORE.checks if one.id == check)
    return [
        (finding.record, finding.path and str(finding.path), finding.message)
        for finding in one.findings(dataset(*plain))
    ]


def record(id_, **fields):
    return {"kind": id_.split("/")[0], "id": id_, **fields}


def base(name, **fields):
    return record(f"base/{name}", mission="mission/minusma", **fields)


def incident(name="x", **fields):
    return record(f"incident/{name}", mission="mission/minusma", **fields)


def event(name, what, at="kidal", **fields):
    return record(f"base_event/{name}", base=f"base/{at}", event=what, **fields)


def tally(name, measure, /, **fields):
    about = {"mission": "mission/minusma", "measure": measure}
    return record(f"tally/{name}", **(about | fields))


def strength(name, status, **fields):
    about = {"mission": "mission/minusma", "category": "uniformed", "status": status}
    return record(f"personnel_count/{name}", **(about | fields))


def claim(name="x", about="incident/x", **fields):
    return record(f"claim/{name}", about=about, **fields)


# What all of them share.


def test_every_check_has_an_id_of_its_own():
    """Family and fault, in lower case words, and no two alike."""
    ids = [check.id for check in CORE.checks]

    assert len(set(ids)) == len(ids)
    for one in ids:
        assert re.fullmatch(
            "(references|words|time|bases|numbers|parts|places|claims)[.][a-z-]+", one
        )


@every_check
def test_a_check_says_what_it_finds_and_what_to_do(check):
    """The title is a phrase, the fix is a sentence."""
    assert isinstance(check, authoring.Check)
    assert isinstance(check.severity, pk.Severity)
    assert check.title[0].isupper()
    assert not check.title.endswith(".")
    assert check.fix[0].isupper()
    assert check.fix.endswith(".")


@every_check
def test_a_check_finds_what_is_wrong_in_its_failing_example(check):
    """At the severity of the check, in a record of the example."""
    records = dataset(*check.failing)

    findings = [one for one in pk.validate(records) if one.check == check.id]

    assert findings
    assert {check.severity} == {one.severity for one in findings}
    for one in findings:
        assert one.record in records
        assert one.where.record == one.record
        assert one.message.endswith(".")


@every_check
def test_no_check_finds_anything_in_a_passing_example(check):
    """What is near to the fault and right is right for all of them."""
    report = pk.validate(dataset(*check.passing))

    assert "0 errors, 0 warnings, 0 notes." == str(report)


def test_an_empty_dataset_leaves_nothing_to_doubt():
    """No check needs a record."""
    assert 0 == len(pk.validate(pk.Dataset()))


# References.


def test_a_reference_that_leads_nowhere_is_found():
    """With the nearest id, where there is one."""
    check = "references.dangling-reference"

    near, far = pk.validate(
        dataset(
            MISSION, base("kidal"), base("x", parent="base/kidl"), claim(about="x/y")
        )
    )

    assert [check, check] == [near.check, far.check]
    assert "refers to base/kidl, which is not in the dataset." == near.message
    assert "Did you mean base/kidal?" == near.suggestion
    assert "refers to x/y, which is not in the dataset." == far.message
    assert "Correct the id, or add the record." == far.suggestion


def test_one_record_named_twice_in_a_list_is_found():
    """Once for each that is named more than once, however often."""
    twice = record("source/ap")
    fields = {"sources": ["source/ap"] * 3}

    assert [("mission/minusma", "sources", "refers 3 times to source/ap.")] == found(
        "references.duplicate-reference", twice, {**MISSION, **fields}
    )


def test_one_record_named_in_two_fields_is_not_doubted():
    """An actor may be both the one and the other."""
    part = {"to": "actor/aqim", "relation": "part_of"}
    twice = [part, {**part, "relation": "linked_to"}]

    assert not found(
        "references.duplicate-reference",
        record("actor/aqim"),
        record("actor/jnim", affiliations=twice),
    )


# Words.


def test_a_record_of_an_unknown_kind_is_found():
    """Once, as a whole; its keys are all unknown and are not doubted one by one."""
    (finding,) = pk.validate(dataset(record("bass/kidal", mission="mission/minusma")))

    assert "words.unknown-kind" == finding.check
    assert "has the unknown kind bass." == finding.message


def test_an_unknown_key_is_found():
    """In a record and in its parts, with the nearest name where there is one."""
    findings = pk.validate(
        dataset(
            MISSION,
            incident(
                place={"nmae": "Kidal"},
                casualties=[{"group": "civilian", "outcome": "killed", "zzz": 1}],
                atacks=2,
            ),
        )
    )

    assert [
        (
            "words.unknown-key",
            "atacks",
            "has the unknown key atacks.",
            "Did you mean attacks?",
        ),
        (
            "words.unknown-key",
            "place.nmae",
            "has the unknown key nmae.",
            "Did you mean name?",
        ),
        (
            "words.unknown-key",
            "casualties[civilian,killed].zzz",
            "has the unknown key zzz.",
            "Correct the key, or move its value to a known field.",
        ),
    ] == [
        (one.check, one.path and str(one.path), one.message, one.suggestion)
        for one in findings
    ]


def test_a_word_that_the_vocabulary_does_not_have_is_found():
    """In single fields, in lists and in parts."""
    findings = pk.validate(
        dataset(
            MISSION,
            base("kidal", base_type="camping"),
            incident(
                methods=["ied", "thermobaric_weapon"],
                casualties=[{"group": "peacekeepers", "outcome": "killed"}],
            ),
        )
    )

    assert [
        (
            "words.unknown-code",
            "base_type",
            "'camping' is not in the vocabulary base_type.",
            "Did you mean camp?",
        ),
        (
            "words.unknown-code",
            "methods",
            "'thermobaric_weapon' is not in the vocabulary method.",
            "Use a word of the vocabulary, or keep this one if it names something new.",
        ),
        (
            "words.unknown-code",
            "casualties[peacekeepers,killed].group",
            "'peacekeepers' is not in the vocabulary casualty_group.",
            "Did you mean peacekeeper?",
        ),
    ] == [
        (one.check, one.path and str(one.path), one.message, one.suggestion)
        for one in findings
    ]


# Time.


def mandated(period, mission="2013-07-01/2023-12-31"):
    part = {"resolution": "S/RES/2100 (2013)"}
    if period:
        part["period"] = period
    return {**MISSION, "mandates": [part]} | ({"period": mission} if mission else {})


def test_a_mandate_that_ends_before_its_mission_starts_is_found():
    """The path names the mandate."""
    assert [
        (
            "mission/minusma",
            "mandates[S/RES/2100 (2013)].period",
            "2012-06-30 is before the start of the mission, 2013-07-01.",
        )
    ] == found("time.end-before-start", mandated("2012/2012-06-30"))


def test_a_mandate_that_may_end_before_its_mission_starts_is_a_note():
    """What the dates do not settle is a note, with what would help."""
    (finding,) = pk.validate(dataset(mandated("2012/2013")))

    assert finding.severity is pk.Severity.NOTE
    assert (
        "2013 may be before the start of the mission, 2013-07-01; the dates do "
        "not settle it."
    ) == finding.message
    assert "Give a more exact date if a source has one." == finding.suggestion


@pytest.mark.parametrize(
    ("period", "mission"),
    [
        ("2013-07-01/2014", "2013-07-01/.."),
        ("2012/..", "2013/.."),
        ("2012/2012", None),
        ("2012/2012", "../2013"),
        (None, "2013/.."),
    ],
)
def test_a_mandate_is_not_doubted_where_nothing_can_be_said(period, mission):
    """An open end, or a mission without a start, gives no border."""
    assert not found("time.end-before-start", mandated(period, mission))


@pytest.mark.parametrize(
    ("departed_on", "arrived_on", "expected"),
    [
        ("2023-10-31", "2023-11-07", []),
        (None, "2023-11-07", []),
        ("2023-10-31", None, []),
        (
            "2023-10-31",
            "2023-10",
            [
                (
                    "movement/x",
                    "arrived_on",
                    (
                        "2023-10 may be before its departure, 2023-10-31; the "
                        "dates do not "
                        "settle it."
                    ),
                )
            ],
        ),
    ],
)
def test_a_movement_that_may_arrive_before_it_sets_out_is_found(
    departed_on, arrived_on, expected
):
    """What certainly does is refused before; what may is a note."""
    days = {"departed_on": departed_on, "arrived_on": arrived_on}
    given = {name: day for name, day in days.items() if day}
    movement = record("movement/x", mission="mission/minusma", **given)

    assert expected == found("time.end-before-start", MISSION, movement)


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        ("2013-07-01", []),
        (None, []),
        (
            "2013-06-30",
            [
                (
                    "incident/x",
                    "on",
                    "2013-06-30 is before the start of the mission, 2013-07-01.",
                )
            ],
        ),
        (
            "2013",
            [
                (
                    "incident/x",
                    "on",
                    (
                        "2013 may be before the start of the mission, "
                        "2013-07-01; the dates "
                        "do not settle it."
                    ),
                )
            ],
        ),
    ],
)
def test_an_incident_before_its_mission_is_found(on, expected):
    """Certainly before is an error, possibly before a note."""
    mission = {**MISSION, "period": "2013-07-01/2023-12-31"}
    day = {"on": on} if on else {}

    assert expected == found("time.incident-before-mission", mission, incident(**day))


@pytest.mark.parametrize("mission", [MISSION, {**MISSION, "period": "../2023"}])
def test_an_incident_of_a_mission_without_a_start_is_not_doubted(mission):
    """There is no border to be before."""
    assert not found("time.incident-before-mission", mission, incident(on="1900"))


def test_what_happens_to_a_base_before_it_opens_is_found():
    """Its opening is no event before itself."""
    records = [event("opened", "opened", on="2013-07"), event("left", "departed")]

    assert not found("time.base-event-before-opening", MISSION, base("kidal"), *records)
    assert [
        ("base_event/closed", "on", "2013-06 is before its opening, 2013-07."),
        (
            "base_event/left",
            "on",
            "2013 may be before its opening, 2013-07; the dates do not settle it.",
        ),
    ] == found(
        "time.base-event-before-opening",
        MISSION,
        base("kidal"),
        event("opened", "opened", on="2013-07"),
        event("closed", "closed", on="2013-06"),
        event("left", "departed", on="2013"),
        event("other", "departed", "gao", on="1900"),
    )


def test_a_base_that_opened_again_is_asked_for_its_first_opening():
    """It may well be closed before it opens for the second time."""
    assert not found(
        "time.base-event-before-opening",
        MISSION,
        base("kidal"),
        event("a-again", "opened", on="2018"),
        event("b-first", "opened", on="2013"),
        event("c-again", "opened", on="2020"),
        event("closed", "closed", on="2016"),
    )


def test_a_base_with_an_opening_of_an_unknown_day_is_not_doubted():
    """That opening may have been the first."""
    assert not found(
        "time.base-event-before-opening",
        MISSION,
        base("kidal"),
        event("again", "opened", on="2018"),
        event("first", "opened"),
        event("closed", "closed", on="2016"),
    )


# Numbers.


CEILING = strength("ceiling", "authorised", count=15209, on="2022-06-29")


def test_more_people_than_the_ceiling_are_found():
    """The finding names the ceiling."""
    held = strength("held", "deployed", count="17000..", on="2023-02")

    assert [
        (
            "personnel_count/held",
            "count",
            "17000.. is above the ceiling 15209 of personnel_count/ceiling.",
        )
    ] == found("numbers.count-over-ceiling", MISSION, CEILING, held)


def test_a_count_that_may_be_older_than_the_ceiling_is_a_note():
    """2022 straddles the day on which the ceiling was set."""
    held = strength("held", "deployed", count=17430, on="2022")

    assert [
        (
            "personnel_count/held",
            "count",
            (
                "17430 is above the ceiling 15209 of personnel_count/ceiling, "
                "if it held by then; the dates do not settle it."
            ),
        )
    ] == found("numbers.count-over-ceiling", MISSION, CEILING, held)


@pytest.mark.parametrize(
    "fields",
    [
        {"count": 15209},
        {"count": "15000..16000"},
        {},
        {"count": 17430, "on": None},
        {"count": 17430, "on": "2022-06-28"},
        {"count": 15209, "on": "2022"},
        {"count": 17430, "category": "troops"},
        {"count": 17430, "sex": "female"},
        {"count": 17430, "contributor": "actor/chad"},
        {"count": 17430, "mission": "mission/minustah"},
        {"count": 17430, "base": "base/kidal"},
    ],
)
def test_what_does_not_pass_the_ceiling_or_has_another_is_not_doubted(fields):
    """The same people, on a day on which the ceiling certainly was in force."""
    given = {"on": "2023-02"} | fields
    given = {name: value for name, value in given.items() if value is not None}
    held = strength("held", "deployed", **given)

    assert not found("numbers.count-over-ceiling", MISSION, CEILING, held)


@pytest.mark.parametrize("fields", [{"on": "2022"}, {"count": 15209}])
def test_a_ceiling_without_a_number_or_a_day_limits_nothing(fields):
    """Nobody knows how high it was, or when."""
    held = strength("held", "deployed", count=17430, on="2023-02")
    ceiling = strength("ceiling", "authorised", **fields)

    assert not found("numbers.count-over-ceiling", MISSION, ceiling, held)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"on": "2023-01"}, []),
        ({"on": "2023"}, []),
        ({"on": "2023-03"}, ["personnel_count/held"]),
        ({}, ["personnel_count/held"]),
        ({"on": "2023-01", "contributor": "actor/chad"}, ["personnel_count/held"]),
    ],
)
def test_a_newer_ceiling_takes_the_place_of_an_older_one(fields, expected):
    """Where it is one for the same people, and may have been set by then."""
    held = strength("held", "deployed", count=17430, on="2023-02")
    newer = strength("newer", "authorised", count=20000, **fields)

    findings = found("numbers.count-over-ceiling", MISSION, CEILING, newer, held)

    assert expected == [one[0] for one in findings]


TOTAL = tally("total", "bases_total", count=2)


@pytest.mark.parametrize("measure", ["bases_left", "bases_closed", "bases_handed_over"])
def test_more_bases_than_there_are_cannot_be_left(measure):
    """Nor closed, nor handed over."""
    assert [("tally/x", "count", "3.. is more than all 2 bases.")] == found(
        "numbers.more-bases-left-than-exist",
        MISSION,
        TOTAL,
        tally("x", measure, count="3.."),
        tally("y", measure, count=2),
        tally("z", measure),
    )


def test_more_bases_than_there_are_cannot_have_an_event():
    """Events of one kind are counted, one for each base of the mission."""
    bases = [base(name) for name in ("kidal", "gao", "ber")]
    left = [event(f"{name}-left", "departed", name) for name in ("kidal", "gao", "ber")]
    more = [
        event("kidal-again", "departed"),
        event("ber-closed", "closed", "ber"),
        event("lost", "departed", "nowhere"),
    ]

    check = "numbers.more-bases-left-than-exist"
    assert not found(check, MISSION, TOTAL, *bases, *left[:2], *more)
    assert [
        ("tally/total", "count", "3 bases have the event departed by then, out of 2.")
    ] == found(check, MISSION, TOTAL, *bases, *left)


@pytest.mark.parametrize("total", [[], [tally("total", "bases_total")]])
def test_bases_left_are_not_doubted_where_nobody_says_how_many_there_are(total):
    """Without a number there is nothing to be above."""
    left = tally("x", "bases_left", count=99)

    assert not found("numbers.more-bases-left-than-exist", MISSION, *total, left)


def test_two_tallies_of_one_question_are_found():
    """Each later one, with the first that it repeats."""
    one = tally("one", "fatalities", on="2023", count=310)
    two = tally("two", "fatalities", on="2023", count=311)
    three = tally("three", "fatalities", on="2023")

    assert [
        ("tally/three", None, "answers the same question as tally/one."),
        ("tally/two", None, "answers the same question as tally/one."),
    ] == found("numbers.two-tallies-of-one-question", MISSION, one, two, three)


@pytest.mark.parametrize(
    "fields",
    [
        {"measure": "injured"},
        {"cause": "illness"},
        {"group": "police"},
        {"contributor": "actor/chad"},
        {"mission": "mission/minustah"},
        {"of": ["incident/x"]},
        {"on": "2022"},
    ],
)
def test_tallies_of_two_questions_are_not_doubted(fields):
    """What they count, of whom, by which cause, when: each makes another question."""
    one = tally("one", "fatalities", on="2023")
    two = tally("two", "fatalities", **({"on": "2023"} | fields))

    assert not found("numbers.two-tallies-of-one-question", MISSION, one, two)


def test_deaths_by_cause_above_all_deaths_are_found():
    """Causes are added up, and compared with the total as far as known."""
    assert [
        (
            "tally/all",
            "count",
            "331 deaths of malicious_act, illness are more than ~300 in all.",
        )
    ] == found(
        "numbers.deaths-by-cause-above-all-deaths",
        MISSION,
        tally("all", "fatalities", on="2023", cause="all", count="~300"),
        tally("a", "fatalities", on="2023", cause="malicious_act", count=300),
        tally("b", "fatalities", on="2023", cause="illness", count="31.."),
        tally("c", "fatalities", on="2023", cause="accident"),
        tally("d", "fatalities", on="2023", cause="unknown", group="police", count=9),
        tally("e", "fatalities", on="2022", cause="unknown", count=9),
    )


def test_deaths_by_cause_that_may_fit_are_not_doubted():
    """A total that is not known, or may be high enough, is none to be above."""
    part = tally("a", "fatalities", on="2023", cause="malicious_act", count=330)

    for fields in ({}, {"count": "~300"}):
        total = tally("all", "fatalities", on="2023", cause="all", **fields)

        assert not found(
            "numbers.deaths-by-cause-above-all-deaths", MISSION, total, part
        )


def test_a_total_without_a_cause_is_not_of_all_causes():
    """174 without a cause beside 180 of malicious acts contradicts nothing."""
    total = tally("some", "fatalities", on="2023", count=174)
    part = tally("acts", "fatalities", on="2023", cause="malicious_act", count=180)

    assert not found("numbers.deaths-by-cause-above-all-deaths", MISSION, total, part)


HURT = {"group": "peacekeeper", "outcome": "injured"}


@pytest.mark.parametrize(
    ("measure", "group", "counted"),
    [
        ("injured", "peacekeeper", 8),
        ("fatalities", None, 2),
        ("abducted", None, 3),
        ("attacks", None, 6),
    ],
)
def test_a_tally_below_what_its_incidents_say_is_found(measure, group, counted):
    """People by outcome, or attacks, of the smallest group where none is said."""
    records = [
        incident(
            "a",
            attacks=6,
            casualties=[
                {**HURT, "count": 8},
                {**HURT, "severity": "light", "count": 5},
                {"group": "civilian", "outcome": "injured", "count": 1},
                {"group": "civilian", "outcome": "killed", "count": 2},
                {"group": "civilian", "outcome": "abducted", "count": 3},
                {"group": "civilian", "outcome": "missing"},
                {"group": "police", "outcome": "injured"},
            ],
        ),
        incident("b"),
    ]
    fields = {"of": ["incident/a", "incident/b", "incident/gone"]}
    fields |= {"group": group} if group else {}
    check = "numbers.tally-below-its-records"

    below = tally("x", measure, count=counted - 1, **fields)
    assert [
        (
            "tally/x",
            "count",
            f"{counted - 1} is less than the {counted} of its records.",
        )
    ] == found(check, MISSION, *records, below)
    even = tally("x", measure, count=f"..{counted}", **fields)
    assert not found(check, MISSION, *records, even)


def test_a_tally_of_bases_counts_the_events_of_its_own_kind():
    """Each base once, and no event of another kind."""
    records = [
        base("kidal"),
        base("gao"),
        event("a", "departed"),
        event("b", "departed"),
        event("c", "departed", "gao"),
        event("d", "closed"),
    ]
    of = [f"base_event/{name}" for name in "abcd"]

    assert [("tally/left", "count", "1 is less than the 2 of its records.")] == found(
        "numbers.tally-below-its-records",
        MISSION,
        *records,
        tally("left", "bases_left", of=of, count=1),
        tally("closed", "bases_closed", of=of, count=1),
        tally("handed", "bases_handed_over", of=of, count=0),
    )


@pytest.mark.parametrize("fields", [{}, {"measure": "convoys", "count": 0}])
def test_a_tally_that_cannot_be_compared_is_not_doubted(fields):
    """One without a number, or of something that its records do not say."""
    one = incident(casualties=[{**HURT, "count": 8}])
    asked = tally("x", "injured", of=["incident/x"], **fields)

    assert not found("numbers.tally-below-its-records", MISSION, one, asked)


# Places.


def at(name, point=None, country="MLI"):
    place = {"country": country, "point": point}
    return base(name, place={key: one for key, one in place.items() if one})


KIDAL, GAO = at("kidal", "18.44345,1.40921"), at("gao", "16.27167,-0.04472")


def test_a_point_far_from_all_others_of_its_country_is_found():
    """In bases, incidents, events, and both ends of a movement."""
    paris = {"country": "MLI", "point": "48.85341,2.3488"}
    rome = {"country": "MLI", "point": "41.89193,12.51133"}
    moved = {"origin": paris, "destination": rome, "mission": "mission/minusma"}

    assert [
        (
            "movement/x",
            "origin.point",
            "48.85341,2.3488 is 1000 km or more from every other point in MLI.",
        ),
        (
            "movement/x",
            "destination.point",
            "41.89193,12.51133 is 1000 km or more from every other point in MLI.",
        ),
    ] == found(
        "places.far-from-country", MISSION, KIDAL, GAO, record("movement/x", **moved)
    )
    for one in (incident(place=paris), record("event/x", place=paris)):
        (finding,) = found("places.far-from-country", MISSION, KIDAL, GAO, one)

        assert finding[:2] == (one["id"], "place.point")


@pytest.mark.parametrize(
    "other",
    [
        at("x"),
        at("x", "48.85341,2.3488", country="FRA"),
        at("x", "48.85341,2.3488", country=None),
        at("x", "16.77348,-3.00742"),
        at("x", "18.44345,1.40921"),
        base("x"),
        incident(),
        record("event/x"),
        record("movement/x", mission="mission/minusma"),
    ],
)
def test_a_point_that_cannot_be_compared_or_is_near_is_not_doubted(other):
    """Without a point, a country, or another one in its country, nothing is said."""
    assert 0 == len(pk.validate(dataset(MISSION, KIDAL, GAO, other)))


def test_coordinates_of_zero_are_found():
    """Zero, zero stands for unknown in tables, wherever the country is."""
    assert [
        (
            "base/x",
            "place.point",
            "0,0 is in the Gulf of Guinea, and in tables often means unknown.",
        )
    ] == found(
        "places.swapped-or-zero-coordinates", MISSION, at("x", "0,0", country=None)
    )


def test_swapped_coordinates_are_found():
    """The suggestion has them the right way round."""
    (finding,) = (
        one
        for one in pk.validate(
            dataset(MISSION, KIDAL, GAO, at("tessalit", "1.01186,20.20126"))
        )
        if one.check == "places.swapped-or-zero-coordinates"
    )

    assert "place.point" == str(finding.path)
    assert (
        "1.01186,20.20126 is near other points in MLI if swapped."
    ) == finding.message
    assert "Write 20.20126,1.01186 if a source confirms it." == finding.suggestion


@pytest.mark.parametrize("point", ["48.85341,2.3488", "18.44345,120.5"])
def test_a_stray_point_that_is_not_swapped_is_no_swapped_one(point):
    """Turned round it is no nearer, or is no point at all."""
    assert not found(
        "places.swapped-or-zero-coordinates", MISSION, KIDAL, GAO, at("x", point)
    )


def moved(distance="250 km", **fields):
    ends = {
        "origin": {"point": "18.44345,1.40921", "precision": "near"},
        "destination": {"point": "16.27167,-0.04472", "precision": "near"},
    }
    about = {"mission": MISSION["id"], "distance": distance, **ends, **fields}
    return record("movement/x", **{key: one for key, one in about.items() if one})


@pytest.mark.parametrize(
    ("distance", "arrived_on", "message"),
    [
        # Between places within 25 km of Kidal and of Gao lie 235.739 km at least.
        (
            "235 km",
            "2023-11-07",
            "235 km is less than the straight line, ~235.739..335.739~285.739 km.",
        ),
        (
            "235 km",
            None,
            (
                "235 km is less than the straight line, ~235.739..335.739~285.739 km, "
                "if it arrived; no day of arrival is given."
            ),
        ),
        (
            "..146 mile",
            "2023-11-07",
            "..146 mile is less than the straight line, ~235.739..335.739~285.739 km.",
        ),
    ],
)
def test_a_way_shorter_than_its_straight_line_is_found(distance, arrived_on, message):
    """In any unit; a movement that may not have arrived is only noted."""
    check = "places.way-below-straight-line"
    one = moved(distance, arrived_on=arrived_on)

    assert [("movement/x", "distance", message)] == found(check, MISSION, one)
    (finding,) = (
        one for one in pk.validate(dataset(MISSION, one)) if one.check == check
    )
    assert ("error" if arrived_on else "note") == finding.severity


def test_a_way_sets_out_from_its_base():
    """Where its origin has no point, or it has none."""
    check = "places.way-below-straight-line"
    kidal = base("kidal", place={"point": "18.44345,1.40921", "precision": "near"})
    for origin in (None, {"name": "Kidal"}):
        one = moved("235 km", origin=origin, base="base/kidal")

        assert 1 == len(found(check, MISSION, kidal, one))


@pytest.mark.parametrize(
    "one",
    [
        moved("236 km"),
        moved("..236 km"),
        moved("1.. km"),
        moved(None),
        moved(origin=None),
        moved(destination=None),
        moved(destination={"name": "Gao"}),
        moved(origin={"point": "18.44345,1.40921"}),
        moved(origin={"point": "18.44345,1.40921", "precision": "admin1"}),
        moved(origin=None, base="base/bare"),
        moved(origin=None, base="base/none"),
    ],
)
def test_a_way_that_may_be_as_long_is_not_doubted(one):
    """Its bounds reach the line, or the line has no lower bound, or no end."""
    check = "places.way-below-straight-line"

    assert not found(check, MISSION, base("bare"), one)


def named(id_, name="Ménaka", point="15.91985,2.39609", **fields):
    about = {"name": name, "place": point and {"point": point}}
    return base(id_, **fields) | {key: one for key, one in about.items() if one}


@pytest.mark.parametrize("name", ["Ménaka", "MENAKA", "menaka."])
def test_two_bases_of_one_name_are_found(name):
    """By name without case, accents and punctuation, and by the metres between."""
    # From 15.91985 to 15.92, a degree being 110.65 km there, are 17 m.
    other = named("two", name, "15.92,2.39609")

    assert [
        ("base/two", "name", "has the name of base/one, whose point is 0.017 km away.")
    ] == found("places.two-bases-of-one-name", MISSION, named("one"), other)


@pytest.mark.parametrize(
    "other",
    [
        named("two", "Gao"),
        named("two", None),
        named("two", "???"),
        named("two", point=None),
        base("two") | {"name": "Ménaka"},
        # A hundredth of a degree is 1.1 km.
        named("two", point="15.92985,2.39609"),
        {**named("two"), "mission": "mission/other"},
        named("two", parent="base/one"),
        named("two", point="15.85,2.433"),
    ],
)
def test_bases_that_differ_are_not_doubted(other):
    """In name, place or mission; or one is inside the other."""
    records = MISSION, named("one"), other

    assert not found("places.two-bases-of-one-name", *records)


def test_a_base_inside_a_later_one_is_not_doubted():
    """Whichever of the two the dataset has first."""
    records = named("one", parent="base/two"), named("two")

    assert not found("places.two-bases-of-one-name", MISSION, *records)


# Claims.


@pytest.mark.parametrize(
    ("fields", "field", "message", "suggestion"),
    [
        (
            {"field": "atacks", "value": "2"},
            "field",
            (
                "No field of incident is named 'atacks'. Known: id, marking, withheld, "
                "note, identifiers, sources, mission, incident_type, methods, on, "
                "period, events, place, base, movement, attacks, casualties, "
                "parties. Did you mean attacks?"
            ),
            "Correct the path or the value. Put what no field can hold in says.",
        ),
        (
            {"field": "casualties.count", "value": "2"},
            "field",
            (
                "path must name one part by its key, such as casualties[...], got "
                "'casualties.count'."
            ),
            "Correct the path or the value. Put what no field can hold in says.",
        ),
        (
            {"field": "place", "value": "Kidal"},
            "field",
            "place is a part; a claim must name one of its fields.",
            "Correct the path or the value. Put what no field can hold in says.",
        ),
        (
            {"field": "attacks", "value": "at least 2"},
            "value",
            (
                'must be a count such as 850, "2..", "..50", "2..5~3" or "~850", as '
                "attacks, got 'at least 2'."
            ),
            'Write "2..".',
        ),
        (
            {"field": "base", "value": "actor/jnim"},
            "value",
            (
                "must be the id of a base, such as base/some-name, as base, got "
                "'actor/jnim'."
            ),
            "Correct the path or the value. Put what no field can hold in says.",
        ),
    ],
)
def test_a_claim_that_its_field_cannot_hold_is_found(
    fields, field, message, suggestion
):
    """A path that leads nowhere, or a value that the field would refuse."""
    (finding,) = pk.validate(dataset(MISSION, incident(), claim(**fields)))

    assert "claims.claim-does-not-fit" == finding.check
    assert field == str(finding.path)
    assert message == finding.message
    assert suggestion == finding.suggestion


@pytest.mark.parametrize(
    "said",
    [
        claim(says="They left in convoys."),
        claim(field="attacks", value="2.."),
        claim(field="methods", value="ied"),
        claim(field="place.representative", value="true"),
        claim(field="casualties[peacekeeper,injured].count", value="2"),
        claim(about="incident/gone", field="atacks", value="2"),
        claim(about="ration/x", field="weight", value="2"),
    ],
)
def test_a_claim_that_fits_or_cannot_be_judged_is_not_doubted(said):
    """A claim about a record that is not here, or not known, is not judged."""
    unknown = record("ration/x", weight=3)

    assert not found("claims.claim-does-not-fit", MISSION, incident(), unknown, said)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ([claim(field="attacks", value="2")], []),
        (
            [claim(field="attacks", value="3"), claim("y", field="attacks", value="2")],
            [],
        ),
        ([claim(field="on", value="2023")], []),
        ([claim(says="It was so.")], []),
        (
            [claim(field="attacks", value="3")],
            [("incident/x", "attacks", "the record says 2, but no claim supports it.")],
        ),
        (
            [claim(field="attacks", value="2", stance="denies")],
            [("incident/x", "attacks", "the record says 2, but no claim supports it.")],
        ),
        (
            [claim(field="methods", value="ied")],
            [
                (
                    "incident/x",
                    "methods",
                    "the record says ambush, but no claim supports it.",
                )
            ],
        ),
    ],
)
def test_an_adopted_value_that_no_claim_states_is_found(said, expected):
    """Where a field has claims, one of them states each value that is adopted."""
    one = incident(attacks=2, methods=["ied", "ambush"])

    assert expected == found("claims.adopted-without-claim", MISSION, one, *said)


PROTECTED = {"description": "an employee", "anonymous_because": "fear"}
UNSAFE = "has a note and depends on the speaker of claim/x, who must not be named."


@pytest.mark.parametrize(
    ("one", "said", "expected"),
    [
        (incident(note="A."), claim(speaker=PROTECTED), ["incident/x"]),
        (incident(), claim(speaker=PROTECTED, note="A."), ["claim/x"]),
        (
            incident(note="A."),
            claim(speaker=PROTECTED, note="A."),
            ["claim/x", "incident/x"],
        ),
        (incident(), claim(speaker=PROTECTED), []),
        (incident(note="A."), claim(speaker={"description": "analysts"}), []),
        (incident(note="A."), claim(), []),
        (incident(note="A."), claim(about="x/gone", speaker=PROTECTED), []),
        (
            incident(note="A."),
            claim(about="x/gone", speaker=PROTECTED, note="A."),
            ["claim/x"],
        ),
    ],
)
def test_a_note_beside_a_protected_speaker_is_found(one, said, expected):
    """A note of the claim, and one of the record that it is about."""
    findings = found("claims.note-beside-protected-speaker", MISSION, one, said)

    assert [(record, "note", UNSAFE) for record in expected] == findings


def test_a_reference_that_a_claim_states_leads_somewhere():
    """In the value of a claim, and in the key by which its path names a part."""
    jnim = record("actor/jnim")
    value = claim("v", field="movement", value="movement/kidal")
    key = claim("k", field="parties[actor/jnmi].role", value="perpetrator")
    right = claim("r", field="parties[actor/jnim].role", value="perpetrator")
    told = "which is not in the dataset."

    assert [
        ("claim/k", "field", f"refers to actor/jnmi, {told}"),
        ("claim/v", "value", f"refers to movement/kidal, {told}"),
    ] == found(
        "references.dangling-reference", MISSION, incident("x"), jnim, value, key, right
    )


def test_a_word_that_a_claim_states_is_looked_up():
    """A method that is claimed is a word as one that is adopted."""
    said = {
        "kind": "claim",
        "id": "claim/x",
        "about": "incident/x",
        "field": "methods",
        "value": "roadside_bmb",
    }

    assert [
        ("claim/x", "value", "'roadside_bmb' is not in the vocabulary method.")
    ] == found("words.unknown-code", MISSION, incident("x"), said)


def test_many_references_that_lead_nowhere_are_told():
    """The same one has one hint, and after a hundred there is none."""
    bases = [
        {"kind": "base", "id": f"base/b{number:03}", "mission": f"mission/m{number}"}
        for number in [0, *range(149)]
    ]
    bases[0]["id"] = "base/again"
    ds = pk.Dataset([pk.from_plain(plain) for plain in [MISSION, *bases]])
    report = pk.validate(ds)

    assert 150 == len(report)
    assert "Correct the id, or add the record." == report.findings[149].suggestion


def test_a_key_of_the_header_that_is_not_known_is_found():
    """A marking that is misspelt is lost if nobody sees it."""
    ds = pk.loads('{"peacekeep":"1.0","markng":"TLP:RED","records":[]}')
    (finding,) = pk.validate(ds)

    assert (
        "warning: the header: markng: has the unknown key markng. "
        "Did you mean marking? [words.unknown-key]"
    ) == str(finding)


def test_a_long_message_is_cut():
    """A report fits a screen, whatever a claim states."""
    said = {
        "kind": "claim",
        "id": "claim/x",
        "about": "incident/x",
        "field": "methods",
        "value": "a" * 10_000,
    }
    ds = pk.Dataset([pk.from_plain(plain) for plain in (MISSION, incident("x"), said)])

    assert all(len(finding.message) <= 300 for finding in pk.validate(ds))


def test_two_tallies_of_one_cause_are_not_added_up():
    """174 and 175 are two answers to one question, and 311 is above both."""
    total = tally("all", "fatalities", on="2023", cause="all", count=311)
    one = tally("a", "fatalities", on="2023", cause="malicious_act", count=174)
    two = tally("b", "fatalities", on="2023", cause="malicious_act", count=175)
    check = "numbers.deaths-by-cause-above-all-deaths"

    assert not found(check, MISSION, total, one, two)


def test_numbers_of_different_days_are_not_compared():
    """Five bases in 2014, and eight left by 2023 of more that came."""
    total = tally("total", "bases_total", on="2014", count=5)
    left = tally("left", "bases_left", on="2023", count=8)

    assert not found("numbers.more-bases-left-than-exist", MISSION, total, left)


def test_bases_that_were_left_later_are_not_counted():
    """Of what is dated after the count, or not dated, nobody knows."""
    total = tally("total", "bases_total", on="2014-12-31", count=1)
    records = []
    for number, on in enumerate(["2014-06-01", "2015", None]):
        base = {"kind": "base", "id": f"base/b{number}", "mission": MISSION["id"]}
        event = {
            "kind": "base_event",
            "id": f"base_event/e{number}",
            "base": base["id"],
            "event": "departed",
        }
        records += [base, event | ({"on": on} if on else {})]

    assert not found("numbers.more-bases-left-than-exist", MISSION, total, *records)


def test_two_points_do_not_tell_which_is_stray():
    """Kinshasa and Goma lie far from each other, in one country."""
    points = {"kinshasa": "-4.32758,15.31357", "goma": "-1.67409,29.22845"}
    bases = [
        {
            "kind": "base",
            "id": f"base/{name}",
            "mission": MISSION["id"],
            "place": {"country": "COD", "point": point},
        }
        for name, point in points.items()
    ]

    assert not found("places.far-from-country", MISSION, *bases)


def test_sums_beyond_the_largest_count_are_compared():
    """Two counts at the limit are more than one, and nothing is raised."""
    total = tally("all", "fatalities", on="2023", cause="all", count=2**53 - 1)
    parts = [
        tally(cause, "fatalities", on="2023", cause=cause, count=2**53 - 1)
        for cause in ("accident", "illness")
    ]
    check = "numbers.deaths-by-cause-above-all-deaths"

    assert 1 == len(found(check, MISSION, total, *parts))


# What single people, parties, identifiers and statuses bring.


def person(name, **fields):
    about = {"mission": "mission/minusma", "outcome": "died"} | fields
    return record(f"individual_casualty/{name}", **about)


def test_records_that_share_an_identifier_are_found():
    """Of any kind, each later one; the identifiers of places are shared freely."""
    place = {"identifiers": ["pcode:ML08"]}

    assert [
        (
            "incident/b",
            "identifiers[1]",
            "ucdp:209980 is also an identifier of incident/a.",
        )
    ] == found(
        "references.shared-identifier",
        MISSION,
        incident("a", identifiers=["ucdp:209980"], place=place),
        incident("b", identifiers=["acled:MLI4111", "ucdp:209980"], place=place),
        incident("c", identifiers=["ucdp:209981"]),
    )


def test_an_identifier_twice_in_one_record_is_not_shared():
    """It names one thing twice, and no two things."""
    twice = incident("a", identifiers=["ucdp:209980", "ucdp:209980"])

    assert [] == found("references.shared-identifier", MISSION, twice)


def test_an_unknown_scheme_is_found_with_its_near_miss():
    """In a record, in a place, and in what a claim states."""
    place = {"name": "Kidal", "identifiers": ["geoname:6880995"]}
    ds = dataset(
        MISSION,
        incident("x", identifiers=["ucpd:209980"], place=place),
        claim("y", field="identifiers", value="aceld:MLI4111"),
    )

    assert [
        (
            "incident/x",
            "identifiers",
            "'ucpd' is not in the vocabulary scheme.",
            "Did you mean ucdp?",
        ),
        (
            "incident/x",
            "place.identifiers",
            "'geoname' is not in the vocabulary scheme.",
            "Did you mean geonames?",
        ),
        (
            "claim/y",
            "value",
            "'aceld' is not in the vocabulary scheme.",
            "Did you mean acled?",
        ),
    ] == [
        (one.record, str(one.path), one.message, one.suggestion)
        for one in pk.validate(ds)
        if one.check == "words.unknown-code"
    ]


def test_an_identifier_that_an_extension_describes_is_looked_at():
    """A scheme of an extension has a pattern, which the field itself cannot know."""
    scheme = authoring.Scheme(
        "Example", "An example.", "us", pattern="[0-9]+", such_as="1"
    )
    codes = authoring.Codes("scheme", open=True, codes={"example": scheme})
    registry = pk.Registry([authoring.Extension(name="example", codes=[codes])])
    ds = dataset(incident("x", identifiers=["example:one", "example:2"]), MISSION)

    assert ["'example:one' does not look like example:1."] == [
        one.message for one in pk.validate(ds, registry=registry)
    ]


def test_casualties_of_a_party_that_is_not_there_are_found():
    """Each part that names one, by its own path."""
    casualties = [
        {"group": "party_member", "outcome": "killed", "party": "actor/fmaa"},
        {"group": "civilian", "outcome": "killed"},
    ]

    assert [
        (
            "incident/x",
            "casualties[party_member,killed,party=actor/fmaa].party",
            "actor/fmaa is not among the parties of the incident.",
        )
    ] == found(
        "references.casualties-of-no-party",
        MISSION,
        incident(casualties=casualties, parties=[{"actor": "actor/fama"}]),
    )


@pytest.mark.parametrize(
    ("bases", "expected"),
    [
        (["claimed", "attributed_by_party"], 1),
        (["claimed", "attributed_by_observer"], 0),
        (["claimed", None], 0),
        (["claimed", "denied by an observer"], 1),
        (["claimed", "a target, by an observer"], 1),
        (["denied by an observer"], 0),
        ([], 0),
    ],
)
def test_a_perpetrator_by_the_word_of_parties_alone_is_found(bases, expected):
    """Who takes or lays the blame is a party; an observer, or one not said, is none."""
    role = {"actor": "actor/jnim", "role": "perpetrator"}
    others = {
        None: {},
        "denied by an observer": {
            "basis": "attributed_by_observer",
            "stance": "denies",
        },
        "a target, by an observer": {
            "basis": "attributed_by_observer",
            "value": "target",
        },
    }
    said = [
        claim(
            f"c{index}",
            field="parties[actor/jnim].role",
            **({"value": "perpetrator"} | others.get(basis, {"basis": basis})),
        )
        for index, basis in enumerate(bases)
    ]

    findings = found(
        "claims.perpetrator-in-own-cause",
        MISSION,
        record("actor/jnim"),
        incident(parties=[role]),
        *said,
    )

    message = "only parties to the matter say who did it."
    where = "parties[actor/jnim].role"
    assert [("incident/x", where, message)] * expected == findings


def test_a_target_is_no_perpetrator():
    """Other roles are adopted from whoever says them."""
    target = {"actor": "actor/jnim", "role": "target"}
    said = claim(field="parties[actor/jnim].role", value="target", basis="claimed")

    assert [] == found(
        "claims.perpetrator-in-own-cause",
        MISSION,
        record("actor/jnim"),
        incident(parties=[target]),
        said,
    )


STARTED = MISSION | {"period": "2013-07-01/2023-12-31"}


def test_spans_and_people_before_the_mission_are_found():
    """A span that ends before the start, and a person who was harmed before it."""
    assert [
        ("incident/x", "period", "2013-01 is before the start of the mission,"),
        ("individual_casualty/x", "on", "2012-05-01 is before the start of the missi"),
    ] == [
        (where, path, message[:43].rstrip())
        for where, path, message in found(
            "time.incident-before-mission",
            STARTED,
            incident(period="2012-12/2013-01"),
            incident("y", period="2012-12/.."),
            incident("z", period="2013-06-30/2013-07-01"),
            record("incident/w", on="1999"),
            person("x", on="2012-05-01"),
            person("y", on="2013-07-02"),
            record("individual_casualty/z", outcome="died", on="1999"),
        )
    ]


def test_a_base_seen_before_it_opened_is_found():
    """Present on a day or in a span before the opening; absent is no sight."""
    opened = event("opened", "opened", on="2014-02-01")

    def seen(name, **fields):
        about = {"base": "base/kidal", "status": "present"} | fields
        return record(f"base_status/{name}", **about)

    assert [
        ("base_status/a", "on", "2014-01 is before its opening, 2014-02-01."),
        ("base_status/b", "period", "2013 is before its opening, 2014-02-01."),
    ] == found(
        "time.base-event-before-opening",
        MISSION,
        base("kidal"),
        opened,
        seen("a", on="2014-01"),
        seen("b", period="2013/2013"),
        seen("c", period="2013/2014-03"),
        seen("d", on="2013", status="absent"),
        seen("e", on="2014-02-01"),
        seen("f", period="2013/.."),
    )


def test_tallies_of_people_count_each_once():
    """One for each person, apart from those of an incident that is counted itself."""
    hurt = incident(
        casualties=[{"group": "peacekeeper", "outcome": "killed", "count": 2}]
    )
    people = [
        person("a", group="peacekeeper", incident="incident/x"),
        person("b", group="peacekeeper"),
        person("c", group="peacekeeper", outcome="injured"),
        person("d", group="civilian"),
    ]
    of = ["incident/x", *(one["id"] for one in people)]

    def counted(count):
        one = tally("t", "fatalities", group="peacekeeper", of=of, count=count)
        return found("numbers.tally-below-its-records", MISSION, hurt, *people, one)

    assert [] == counted(3)
    assert [("tally/t", "count", "2 is less than the 3 of its records.")] == counted(2)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"on": "2014", "cause": "all", "group": "military"}, 1),
        ({"on": "2014", "cause": "illness", "group": "military"}, 1),
        ({"period": "2013-08/2013-10", "cause": "all", "group": "military"}, 1),
        ({"period": "2013-08/..", "cause": "all", "group": "military"}, 0),
        ({"period": "../2014", "cause": "all", "group": "military"}, 0),
        ({"cause": "all", "group": "military"}, 0),
        ({"on": "2013-08", "cause": "all", "group": "military"}, 0),
        ({"on": "2014", "cause": "accident", "group": "military"}, 0),
        ({"on": "2014", "group": "military"}, 0),
        ({"on": "2014", "cause": "all"}, 0),
        ({"on": "2014", "cause": "all", "group": "police"}, 0),
        ({"on": "2014", "cause": "all", "group": "military", "count": ".."}, 0),
        (
            {
                "on": "2014",
                "cause": "all",
                "group": "military",
                "contributor": "actor/chad",
            },
            0,
        ),
    ],
)
def test_a_total_below_the_people_it_certainly_counts_is_found(fields, expected):
    """Of the same mission, group and cause, within its span; else nobody can tell."""
    people = [
        person(name, group="military", cause="illness", on="2013-09-09")
        for name in "ab"
    ]
    total = tally("t", "fatalities", **({"count": 1} | fields))

    findings = found(
        "numbers.more-people-than-reported",
        MISSION,
        record("actor/chad"),
        *people,
        total,
    )

    message = "2 people are recorded one by one, and 1 are reported."
    assert [("tally/t", "count", message)] * expected == findings


def test_a_total_without_a_number_is_below_nobody():
    """Nothing is compared with what is not given."""
    people = [person("a", group="military", on="2013-09-09")]
    total = tally("t", "fatalities", on="2014", cause="all", group="military")

    assert [] == found("numbers.more-people-than-reported", MISSION, *people, total)


def test_an_incident_below_the_people_it_harmed_is_found():
    """Of the same group and outcome; a part that is narrower is not compared."""
    people = [
        person(name, group="peacekeeper", outcome="injured", incident="incident/x")
        for name in "ab"
    ]

    def reported(**part):
        given = {"group": "peacekeeper", "outcome": "injured", "count": 1} | part
        one = incident(casualties=[given])
        return found("numbers.more-people-than-reported", MISSION, one, *people)

    message = "2 people are recorded one by one, and 1 are reported."
    path = "casualties[peacekeeper,injured].count"
    assert [("incident/x", path, message)] == reported()
    assert [] == reported(count="1..")
    assert [] == reported(severity="light")
    assert [] == reported(outcome="killed")


def test_people_never_warn_of_one_another():
    """Many alike, on one day, in one mission."""
    people = [person(f"p{number}", on="2013-09-09") for number in range(50)]

    assert [] == list(pk.validate(dataset(MISSION, *people)))


@pytest.mark.parametrize("name", ["place", "actor"])
def test_tallies_about_different_things_are_different_questions(name):
    """A region and an actor are what a tally is about, as a mission is."""
    one, other = {
        "place": ({"admin1": "Gao"}, {"admin1": "Kidal"}),
        "actor": ("actor/fama", "actor/jnim"),
    }[name]
    actors = [record("actor/fama"), record("actor/jnim")]

    def asked(*abouts):
        tallies = [
            record(
                f"tally/t{number}",
                measure="fatalities",
                on="2020",
                count=number,
                **{name: about},
            )
            for number, about in enumerate(abouts)
        ]
        return len(found("numbers.two-tallies-of-one-question", *actors, *tallies))

    assert 0 == asked(one, other)
    assert 1 == asked(one, one)


def test_strengths_of_different_units_have_no_common_ceiling():
    """A ceiling of infantry is none of engineers."""
    ceiling = strength("c", "authorised", count=10, on="2022", unit_type="infantry")
    over = {"count": 20, "on": "2023"}

    def above(**fields):
        return len(
            found(
                "numbers.count-over-ceiling",
                MISSION,
                ceiling,
                strength("d", "deployed", **over, **fields),
            )
        )

    assert 1 == above(unit_type="infantry")
    assert 0 == above(unit_type="engineering")
    assert 0 == above()


@pytest.mark.parametrize(
    ("path", "value", "message"),
    [
        (
            "parties[JNIM].role",
            "perpetrator",
            (
                "actor must be the id of an actor or mission, such as actor/some-name, "
                "got 'JNIM'."
            ),
        ),
        (
            "casualties[peacekeeper,hurt].count",
            "2",
            (
                "outcome must be one of killed, died, injured, abducted, missing, got "
                "'hurt'."
            ),
        ),
    ],
)
def test_a_path_that_names_a_part_by_what_no_key_can_be_is_found(path, value, message):
    """It would be a part that there cannot be, and settle nothing."""
    assert [("claim/x", "field", message)] == found(
        "claims.claim-does-not-fit",
        MISSION,
        incident(),
        claim(field=path, value=value),
    )


def test_a_ceiling_over_a_span_ends_with_it():
    """Afterwards it limits nobody; within it, it does."""
    ceiling = strength("c", "authorised", count=100, period="2013-07-01/2014-06-30")

    def above(on):
        held = strength("d", "deployed", count=150, on=on)
        return len(found("numbers.count-over-ceiling", MISSION, ceiling, held))

    assert 0 == above("2020-01-01")
    assert 1 == above("2014-06-30")
    assert 0 == above("2013-06-30")


def test_a_national_total_counts_the_nation_alone():
    """The wounded of another contributor are not in it, nor another's people."""
    casualties = [
        {
            "group": "peacekeeper",
            "outcome": "killed",
            "contributor": f"actor/{name}",
            "count": number,
        }
        for name, number in (("a", 2), ("b", 8))
    ]
    people = [
        person("a", contributor="actor/a", cause="accident"),
        person("b", contributor="actor/b"),
    ]
    actors = [record("actor/a"), record("actor/b")]
    of = ["incident/x", *(one["id"] for one in people)]

    def below(count, **fields):
        one = tally(
            "t", "fatalities", contributor="actor/a", of=of, count=count, **fields
        )
        return len(
            found(
                "numbers.tally-below-its-records",
                MISSION,
                *actors,
                incident(casualties=casualties),
                *people,
                one,
            )
        )

    assert 0 == below(3)
    assert 1 == below(2)
    assert 0 == below(2, cause="illness")
    assert 1 == below(2, cause="all")


@pytest.mark.parametrize(
    "about", [{"place": {"admin1": "Gao"}}, {"actor": "actor/fama"}]
)
def test_a_total_of_a_region_or_of_an_actor_does_not_count_everybody(about):
    """Who was harmed elsewhere is not in it."""
    people = [person("a", group="military", on="2013-09-09")]
    total = tally(
        "t", "fatalities", on="2014", cause="all", group="military", count=0, **about
    )

    assert [] == found(
        "numbers.more-people-than-reported",
        MISSION,
        record("actor/fama"),
        *people,
        total,
    )


def test_the_reported_total_of_an_incident_counts_every_group():
    """Two people of two groups are more than one in all."""
    people = [
        person(name, group=group, outcome="killed", incident="incident/x")
        for name, group in (("a", "military"), ("b", "civilian"))
    ]
    reported = incident(casualties=[{"group": "all", "outcome": "killed", "count": 1}])

    assert [
        (
            "incident/x",
            "casualties[all,killed].count",
            "2 people are recorded one by one, and 1 are reported.",
        )
    ] == found("numbers.more-people-than-reported", MISSION, reported, *people)


def test_an_incident_and_its_people_may_come_from_one_row():
    """One identifier of two kinds of record names one row of a publisher."""
    assert [] == found(
        "references.shared-identifier",
        MISSION,
        incident("x", identifiers=["ucdp:1234"]),
        person("x", identifiers=["ucdp:1234"]),
    )


def test_parties_that_are_withheld_miss_nobody():
    """They are known and not given."""
    killed = {"group": "party_member", "outcome": "killed", "party": "actor/fama"}

    assert [] == found(
        "references.casualties-of-no-party",
        MISSION,
        record("actor/fama"),
        incident(casualties=[killed], withheld=["parties"]),
    )


def test_a_path_with_a_key_that_leaves_fields_out_is_no_fault():
    """What is not given between two fields of a key is nothing that can be wrong."""
    path = "casualties[peacekeeper,injured,contributor=actor/a].count"

    assert [] == found(
        "claims.claim-does-not-fit", MISSION, incident(), claim(field=path, value="2")
    )


def test_a_repetition_of_what_is_not_there_is_another_check():
    """A claim that repeats no claim of the dataset is a dangling reference."""
    ds = pk.Dataset(
        [
            pk.Actor(id="actor/one"),
            pk.Source(id="source/one"),
            pk.Claim(id="claim/one", about="actor/one", repeats="claim/gone"),
            pk.Claim(
                id="claim/two", about="actor/one", repeats="claim/one", stance="affirms"
            ),
            pk.Claim(
                id="claim/three",
                about="actor/one",
                repeats="claim/two",
                stance="denies",
                says="It did not.",
            ),
        ]
    )
    found = {
        one.record: one.message
        for one in pk.validate(ds)
        if one.check == "claims.repeats-something-else"
    }

    assert {"claim/three": "its stance is denies, and in claim/two affirms."} == found
