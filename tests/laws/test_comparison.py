"""Counts of which one does not say what the other says are not compared."""

from hypothesis import given
from hypothesis import strategies as st

import peacekeep as pk
from peacekeep.analysis.comparison import unlike


def either(*values):
    """Draw a value that two records often share, or None."""
    return st.sampled_from([None, *values])


DAYS = either("2023-10-31", "2023-10-30", "2023-10", "[2023-10-30..2023-10-31]")
SPANS = either("2023-07-01/2023-07-31", "2023-07/2023-07-31", "2023-07-01/", "2023/..")
TIMES = st.one_of(
    st.builds(lambda on: {"on": on}, DAYS),
    st.builds(lambda period: {"period": period}, SPANS),
)
COUNTS = either(1, 2, "1..2", "2..", "..")

TALLIES_HOLD = {
    "mission": st.just("mission/one"),
    "measure": st.sampled_from(["fatalities", "injured", "convoys"]),
    "cause": either("all", "malicious_act"),
    "group": either("peacekeeper"),
    "contributor": either("actor/one"),
    "actor": either("actor/one"),
    "place": either(pk.Place(name="Gao")),
    "of": st.sampled_from([(), ("base/a", "base/b"), ("base/b", "base/a")]),
    "count": COUNTS,
}
PEOPLE_HOLD = {
    "mission": st.just("mission/one"),
    "base": either("base/one"),
    "category": st.sampled_from(["troops", "uniformed"]),
    "includes": st.sampled_from([(), ("troops",)]),
    "status": either("authorised", "deployed"),
    "method": either("headcount", "nominal_unit_size"),
    "contributor": either("actor/one"),
    "sex": either("female"),
    "unit_type": either("infantry"),
    "unit_size": either("company"),
    "count": COUNTS,
    "mean": either("1 person", "2 person"),
}


def pairs(cls, held):
    """Draw two records that differ in few fields, so that many can be compared."""

    def made(first, second, times, changed):
        one = {**first, **times[0]}
        other = {**one, **{name: second[name] for name in changed}}
        if times[1] is not None:
            other = {**other, "on": None, "period": None, **times[1]}
        return tuple(
            cls(id=f"{cls.kind}/{name}", **given)
            for name, given in (("one", one), ("other", other))
        )

    fields = st.fixed_dictionaries(held)
    times = st.tuples(TIMES, st.none() | TIMES)
    return fields.flatmap(
        lambda first: st.builds(
            made,
            st.just(first),
            fields,
            times,
            st.lists(st.sampled_from(sorted({*held} - {"mission"})), max_size=2),
        )
    )


PAIRS = st.one_of(pairs(pk.Tally, TALLIES_HOLD), pairs(pk.PersonnelCount, PEOPLE_HOLD))

# What two records must not both leave out, by measure; the status of people, always.
MUST_SAY = {"fatalities": {"cause"}, "injured": {"cause", "group"}, "convoys": set()}


def asks_one_question(one, other):
    """Return whether two records certainly ask one question, field by field."""
    must_say = MUST_SAY[one.measure] if isinstance(one, pk.Tally) else {"status"}
    asked = {*(TALLIES_HOLD if isinstance(one, pk.Tally) else PEOPLE_HOLD)}
    for name in asked - {"count", "mean"}:
        mine, theirs = getattr(one, name), getattr(other, name)
        if isinstance(mine, tuple):
            mine, theirs = sorted(mine), sorted(theirs)
        if mine != theirs or (mine is None and name in must_say):
            return False
    if (one.on, one.period) != (other.on, other.period):
        return False
    if one.on is not None:
        return one.on.earliest == one.on.latest
    span = one.period
    return span is not None and all(
        end is not None and end.earliest == end.latest for end in (span.start, span.end)
    )


class TestNotSaidIsNotComparable:
    """
    Two counts are compared only if each says all that makes their question one.

    What both leave out must be something that does not restrict the question; a day or
    span must be certain; and a number is compared with one of its own sort.
    """

    @given(PAIRS)
    def test_only_one_question_is_compared(self, records):
        """As a table of the fields has it."""
        one, other = records
        comparable = asks_one_question(one, other) and any(
            getattr(one, name, None) is not None
            and getattr(other, name, None) is not None
            for name in ("count", "mean")
        )

        assert comparable == (pk.compare(one, other).likeness != "not comparable")

    @given(PAIRS)
    def test_the_order_of_two_records_says_nothing(self, records):
        """What is not comparable is so from both sides."""
        one, other = records

        assert pk.compare(one, other).likeness == pk.compare(other, one).likeness

    @given(PAIRS)
    def test_records_beside_each_other_are_not_comparable(self, records):
        """What is listed as of another question contradicts nothing."""
        ds = pk.Dataset([pk.Mission(id="mission/one"), *records])
        beside = unlike(ds)

        assert {*beside} <= {one.id for one in records}
        if any(beside.values()):
            assert "not comparable" == pk.compare(*records).likeness
