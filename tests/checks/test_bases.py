"""The life of a base: what happens to it twice, and who is there after its end."""

import datetime
from itertools import pairwise

from hypothesis import example, given
from hypothesis import strategies as st

import peacekeep as pk
from peacekeep.extensions import CORE


MISSION = pk.Mission(id="mission/minusma")
BASES = [pk.Base(id=f"base/{name}", mission=MISSION.id) for name in "ab"]
ENDS = ("departed", "handed_over", "taken_over", "closed")


def found(check, records):
    """Return record and message of what one check finds."""
    (one,) = (one for one in CORE.checks if one.id == check)
    dataset = pk.Dataset([MISSION, *BASES, *records])
    return [(finding.record, finding.message) for finding in one.findings(dataset)]


def event(name, what, on=None, base="base/a"):
    return pk.BaseEvent(id=f"base_event/{name}", base=base, event=what, on=on)


def people(name="x", **fields):
    about = {"base": "base/a", "category": "troops", "status": "deployed", "count": 20}
    return pk.PersonnelCount(id=f"personnel_count/{name}", **(about | fields))


# Days about an end, and months and sets that overlap with it or with one another.
DAYS = st.sampled_from(
    [
        "2023-10-30",
        "2023-10-31",
        "2023-11-01",
        "2023-10",
        "2023-11",
        "2023",
        "2024",
        "[2023-10-31..2023-11-01]",
        "[..2023-10-31]",
        "[2023-11-01..]",
    ]
)


@st.composite
def lives(draw):
    """Draw events of two bases, and counts of people there."""
    records = []
    for number in range(draw(st.integers(1, 7))):
        what = draw(st.sampled_from([*ENDS, "departed", "opened", "relocated"]))
        on = draw(DAYS | st.none())
        base = draw(st.sampled_from(["base/a", "base/a", "base/b"]))
        records.append(event(number, what, on, base))
    for number in range(draw(st.integers(0, 4))):
        day = draw(DAYS)
        when = {"on": day}
        if draw(st.booleans()) and not day.startswith("["):
            when = {"period": draw(st.sampled_from([f"{day}/..", f"../{day}"]))}
        records.append(people(number, **when))
    return records


def days(record):
    """Return the first and last possible day of an event, or of people."""
    when = record.on or getattr(record, "period", None)
    if when is None:
        return datetime.date.min, datetime.date.max
    return when.earliest, when.latest


def events_of(records, base, *kinds):
    return [
        one
        for one in records
        if isinstance(one, pk.BaseEvent) and one.base == base and one.event in kinds
    ]


def can_be_opened(records, base, first, last):
    """Return whether an opening of a base can lie within some days."""
    opened = [days(one) for one in events_of(records, base, "opened")]
    return any(low <= last and high >= first for low, high in opened)


def is_gone(records, count):
    """Return whether the base of a count has an end that certainly holds for it."""
    first, last = days(count)
    ended = [
        end
        for end in events_of(records, count.base, *ENDS)
        if days(end)[1] < first
        and not can_be_opened(records, count.base, days(end)[0], last)
    ]
    left = events_of(records, count.base, "departed")
    return bool(ended) and not any(days(one)[1] >= first for one in left)


@given(lives())
@example([event(0, "closed", "2023-10-31"), people(on="2023-11-01")])
@example([event(0, "closed", "2023-10-31"), people(on="2023-10")])
@example(
    [event(0, "handed_over", "2023-10-30"), event(1, "departed"), people(on="2024")]
)
def test_people_are_gone_if_an_end_is_before_them_and_no_opening_after_it(records):
    """The definition compares each count with each end, opening and departure."""
    counts = [one for one in records if isinstance(one, pk.PersonnelCount)]
    expected = [one.id for one in counts if is_gone(records, one)]

    assert expected == [ref for ref, _ in found("bases.seen-after-end", records)]


@given(lives())
@example([event(0, "departed", "2023-10-31"), event(1, "departed", "2023-10-31")])
@example([event(0, "departed", "2023-10-31"), event(1, "departed")])
def test_an_end_is_compared_with_the_one_before_it(records):
    """The definition looks for an opening between each two that follow each other."""
    expected = []
    for base in ("base/a", "base/b"):
        for kind in ("departed", "closed", "handed_over"):
            events = events_of(records, base, kind)
            events.sort(key=lambda one: (*days(one), one.id))
            for one, other in pairwise(events):
                last = max(days(one)[1], days(other)[1])
                if not can_be_opened(records, base, days(one)[0], last):
                    message = (
                        f"{one.id} is the same event, and no opening lies between."
                    )
                    expected.append((other.id, message))

    assert sorted(expected) == sorted(found("bases.ended-twice", records))


def test_ends_of_different_sorts_follow_one_another():
    """A base is departed, closed, handed over, taken over twice, and moved."""
    records = [
        event("a", "departed", "2023-10-31"),
        event("b", "closed", "2023-10-31"),
        event("c", "handed_over", "2023-11-02"),
        event("d", "taken_over", "2023-11-03"),
        event("e", "taken_over", "2023-11-14"),
        event("f", "relocated", "2023-11-07"),
    ]

    assert [] == found("bases.ended-twice", records)
    assert [] == found("bases.seen-after-end", records)


def test_the_last_people_may_leave_after_a_base_was_handed_over():
    """Until they left, they may be counted; on the day after, nobody is there."""
    records = [
        event("a", "handed_over", "2023-08-03"),
        event("b", "departed", "2023-08-05"),
    ]

    assert [] == found("bases.seen-after-end", [*records, people(on="2023-08-04")])
    assert [
        (
            "personnel_count/x",
            "2023-08-06 is after the end of base/a: departed on 2023-08-05.",
        )
    ] == found("bases.seen-after-end", [*records, people(on="2023-08-06")])


def test_whoever_is_there_after_the_end_is_found():
    """People, an incident, a sight and a movement of the mission, each by its day."""
    others = [
        pk.Incident(id="incident/x", mission=MISSION.id, base="base/a", on="2024"),
        pk.BaseStatus(
            id="base_status/x", base="base/a", status="present", period="2024/2025"
        ),
        pk.Movement(
            id="movement/x", mission=MISSION.id, base="base/a", departed_on="2024-01-01"
        ),
        people("y", mission=MISSION.id, period="2024-01/.."),
    ]

    refs = {
        ref
        for ref, _ in found(
            "bases.seen-after-end", [event("a", "closed", "2023-10-31"), *others]
        )
    }

    assert refs == {one.id for one in others}


def test_what_is_not_of_the_mission_at_the_base_is_not_doubted():
    """Others, plans, nobody, no day, a base without an end, and a base elsewhere."""
    fields = {"base": "base/a", "on": "2024"}
    others = [
        pk.Mission(id="mission/other"),
        pk.Incident(id="incident/a", **fields),
        pk.Incident(id="incident/b", mission="mission/other", **fields),
        pk.Incident(id="incident/c", mission=MISSION.id, on="2024"),
        pk.Incident(id="incident/d", mission=MISSION.id, base="base/a"),
        pk.Incident(id="incident/e", mission=MISSION.id, base="base/b", on="2024"),
        pk.Movement(id="movement/a", base="base/a", departed_on="2024"),
        pk.Movement(id="movement/b", mission=MISSION.id, departed_on="2024"),
        pk.BaseStatus(id="base_status/a", status="absent", **fields),
        people("a", on="2024", mission="mission/other"),
        people("b", on="2024", status="planned"),
        people("c", on="2024", status=None),
        people("d", on="2024", count=0),
        people("e", on="2024", count=None),
        people("f", on="2024", base=None, mission=MISSION.id),
        people("g"),
    ]

    assert [] == found(
        "bases.seen-after-end", [event("a", "closed", "2023-10-31"), *others]
    )
