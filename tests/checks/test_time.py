"""Time: what is outside its mission, reported too early, or replaced too early."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

import peacekeep as pk
from peacekeep.checks import time
from peacekeep.extensions import CORE


OUTSIDE = "time.outside-mission"
EARLY = "time.reported-before-it-happened"
FUTURE = "time.dated-in-future"
REPLACED = "time.replaced-by-earlier-source"

MISSION = pk.Mission(id="mission/minusma", period="2013-07-01/2023-12-31")
BASE = pk.Base(id="base/kidal", mission=MISSION.id)


def found(check, *records):
    """Return record, path and message of what one check finds."""
    (one,) = (one for one in CORE.checks if one.id == check)
    return [
        (finding.record, str(finding.path), finding.message)
        for finding in one.findings(pk.Dataset(records))
    ]


def people(**fields):
    about = {"base": BASE.id, "category": "troops", "status": "deployed"}
    return pk.PersonnelCount(id="personnel_count/x", **(about | fields))


def event(what, **fields):
    return pk.BaseEvent(id="base_event/x", base=BASE.id, event=what, **fields)


def incident(**fields):
    return pk.Incident(id="incident/x", **({"mission": MISSION.id} | fields))


def person(**fields):
    about = {"mission": MISSION.id, "outcome": "died"}
    return pk.IndividualCasualty(id="individual_casualty/x", **(about | fields))


# The period of a mission.

BEFORE, AFTER = ["2013-06", "2013-06-30"], ["2024-01-01", "2024"]
WITHIN = ["2013", "2013-07-01", "2018", "2023-12", "202X", "[2023-12-31..2024-02]"]


@pytest.mark.parametrize(
    ("make", "before", "after"),
    [
        (incident, False, True),
        (person, False, True),
        (people, True, True),
        (lambda **when: people(base=None, mission=MISSION.id, **when), True, True),
        (lambda **when: event("opened", **when), True, True),
        (lambda **when: event("closed", **when), True, False),
    ],
)
def test_what_is_certainly_outside_its_mission_is_found(make, before, after):
    """Incidents before it have another check, and bases are given up after it."""

    def is_found(day):
        return bool(found(OUTSIDE, MISSION, BASE, make(on=day)))

    assert {before} == set(map(is_found, BEFORE))
    assert {after} == set(map(is_found, AFTER))
    assert {False} == set(map(is_found, WITHIN))
    assert [] == found(OUTSIDE, MISSION, BASE, make())


@pytest.mark.parametrize("make", [incident, people])
def test_a_span_is_outside_if_all_of_it_is(make):
    """One that only overlaps with the mission is not doubted."""
    after = make(period="2024-01/..")

    assert [
        (
            after.id,
            "period",
            "2024-01/.. is after the end of the mission, 2023-12-31.",
        )
    ] == found(OUTSIDE, MISSION, BASE, after)
    assert [] == found(OUTSIDE, MISSION, BASE, make(period="2023-12/2024-06"))


def test_plans_ceilings_and_missions_without_a_period_are_not_doubted():
    """A ceiling is set before the first day; an open end is none."""
    for fields in ({"status": "authorised"}, {"status": "planned"}, {"status": None}):
        assert [] == found(OUTSIDE, MISSION, BASE, people(on="2013-04-25", **fields))
    for period in (None, "2013-07-01/", "2013-07-01/.."):
        mission = pk.Mission(id=MISSION.id, period=period)
        assert [] == found(OUTSIDE, mission, BASE, people(on="2024"))
    mission = pk.Mission(id=MISSION.id, period="../2023-12-31")
    assert [] == found(OUTSIDE, mission, BASE, people(on="2013-04-25"))
    assert [] == found(OUTSIDE, MISSION, people(on="2024"))


# Reports.


def claim(day, field="attacks", value="2", **fields):
    return pk.Claim(
        id="claim/x",
        **({"about": "incident/x", "reported_on": day} | fields),
        field=field,
        value=value,
    )


DAYS = st.sampled_from(
    ["2023-10-29", "2023-10-30", "2023-10-31", "2023-11-01", "2023-10", "2023-11"]
)


@given(DAYS | st.none(), DAYS | st.none())
def test_a_claim_is_too_early_if_two_days_lie_between(said, happened):
    """In another time zone, it may still be the day before."""
    says, day = (one and pk.PartialDate(one) for one in (said, happened))
    is_early = None not in {says, day} and (day.earliest - says.latest).days > 1
    message = f"{said} is before the day of what it reports."

    assert [("claim/x", "reported_on", message)] * is_early == found(
        EARLY, incident(on=happened), claim(said)
    )


def test_the_day_of_a_claim_may_be_that_of_its_source():
    """The finding then is on its source."""
    source = pk.Source(id="source/ap", published_on="2023-10-28")
    said = claim(None, source=source.id)

    assert [
        ("claim/x", "source", "2023-10-28 is before the day of what it reports.")
    ] == found(EARLY, source, incident(on="2023-10-31"), said)


DAY, LATE = "2023-10-28", "2023-10-31"


@pytest.mark.parametrize(
    ("record", "field", "value", "is_found"),
    [
        (incident(), "on", LATE, True),
        (incident(), "period", f"{LATE}/..", True),
        (incident(on=LATE), "on", DAY, False),
        (incident(on=LATE), "on", "soon", False),
        (person(on=LATE), "cause", "accident", True),
        (event("departed", on=LATE), "on", LATE, True),
        (event("departed", on=LATE), "planned_on", LATE, False),
        (event("departed", on=LATE), "to", "actor/mali", False),
        (people(on=LATE), "count", "20", True),
        (people(on=LATE), "count", "20..", True),
        (people(on=LATE, status="authorised"), "count", "20", False),
        (people(on=LATE, status="planned"), "on", LATE, False),
        (people(on=LATE), "counts", "20", False),
    ],
)
def test_a_claim_reports_what_has_happened(record, field, value, is_found):
    """Plans, ceilings, receivers and what fits no field may be of any day."""
    said = claim(DAY, field, value, about=record.id)

    assert is_found == bool(found(EARLY, BASE, record, said))


@pytest.mark.parametrize(
    ("measure", "value", "is_found"),
    [
        ("injured", "20", True),
        ("injured", "..20", True),
        ("injured", "20..", False),
        ("personnel_to_depart", "20", False),
    ],
)
def test_a_total_is_known_on_its_last_day(measure, value, is_found):
    """How many there are at least is known before, and so is who is yet to depart."""
    tally = pk.Tally(
        id="tally/x",
        mission=MISSION.id,
        measure=measure,
        count=pk.Count.parse(value),
        period=f"2023-10/{LATE}",
        sources=["source/ap"],
    )
    source = pk.Source(id="source/ap", published_on=DAY)

    assert is_found == bool(found(EARLY, MISSION, source, tally))
    assert is_found == bool(
        found(EARLY, tally, claim(DAY, "count", value, about=tally.id))
    )


def test_what_is_denied_or_said_of_an_event_to_come_is_not_too_early():
    """An election and a convoy are announced."""
    election = pk.Event(id="event/x", on=LATE)
    convoy = pk.Movement(id="movement/x", mission=MISSION.id, departed_on=LATE)
    claims = [
        (incident(on=LATE), claim(DAY, stance="denies")),
        (election, claim(DAY, "on", LATE, about="event/x")),
        (convoy, claim(DAY, "departed_on", LATE, about="movement/x")),
    ]

    for record, said in claims:
        assert [] == found(EARLY, record, said)


@pytest.mark.parametrize(
    ("sources", "said", "is_found"),
    [
        ([{"published_on": DAY}], None, True),
        ([{"published_on": DAY}, {"retrieved_on": DAY}], None, True),
        ([{"published_on": DAY}, {"published_on": LATE}], None, False),
        ([{"published_on": DAY}, {}], None, False),
        ([{"published_on": DAY}], LATE, False),
        ([], None, False),
    ],
)
def test_the_sources_of_a_record_are_doubted_if_none_can_report_it(
    sources, said, is_found
):
    """Where a source has no day, or a claim is late enough, one can."""
    made = [
        pk.Source(id=f"source/{number}", **fields)
        for number, fields in enumerate(sources)
    ]
    record = incident(on=LATE, sources=[one.id for one in made])
    claims = [] if said is None else [claim(said)]
    message = "all its sources are from before the day that it gives."

    assert [("incident/x", "sources", message)] * is_found == found(
        EARLY, *made, record, *claims
    )


def test_a_source_that_is_not_there_may_be_of_any_day():
    """The check of references finds it."""
    assert [] == found(EARLY, incident(on=LATE, sources=["source/ap"]))


# The present day.


def test_what_is_dated_after_tomorrow_is_found(monkeypatch):
    """By the clock in Greenwich, where it is tomorrow elsewhere."""

    class Clock(datetime.datetime):
        @classmethod
        def now(cls, tz=None):
            return cls(2023, 10, 31, 12, tzinfo=tz)

    monkeypatch.setattr(time.datetime, "datetime", Clock)
    source = pk.Source(
        id="source/ap", published_on="2023-11", retrieved_on="2023-11-02"
    )
    said = pk.Claim(id="claim/x", about="source/ap", reported_on="2023-11-03")

    assert [
        ("source/ap", "retrieved_on", "2023-11-02 is after today."),
        ("claim/x", "reported_on", "2023-11-03 is after today."),
    ] == found(FUTURE, source, said)
    assert [] == found(FUTURE, pk.Source(id="source/ap", published_on="2023-11-01"))


# Versions.


@given(DAYS | st.none(), DAYS | st.none())
def test_a_source_replaces_one_that_is_not_certainly_later(day, other):
    """Where a day is not known, or they may be one, nothing is found."""
    new = pk.Source(id="source/new", published_on=day, supersedes="source/old")
    old = pk.Source(id="source/old", published_on=other)
    is_found = None not in {day, other} and new.published_on.certainly_before(other)
    message = f"{day} is before {other}, the day of source/old."

    assert [("source/new", "published_on", message)] * is_found == found(
        REPLACED, new, old
    )


def test_a_source_may_replace_one_that_is_not_there():
    """The check of references finds it; a source that replaces none is alone."""
    new = pk.Source(id="source/new", published_on=DAY, supersedes="source/old")

    assert [] == found(REPLACED, new)
    assert [] == found(REPLACED, pk.Source(id="source/new", published_on=DAY))
