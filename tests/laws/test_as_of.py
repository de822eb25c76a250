"""Laws of the two clocks: what the world was like, and what was known of it."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import peacekeep as pk
from peacekeep.definitions.paths import references


MISSION = pk.Mission(id="mission/minusma")
FAR_FUTURE = "9999-12-31"

DAYS = st.sampled_from(["2023-01-01", "2023-02-10", "2023-02-28", "2023-03-15"])
GIVEN_DATES = st.sampled_from(
    [
        "2023-01-01",
        "2023-02-10",
        "2023-02",
        "2023",
        "[..2023-02-10]",
        "[2023-02-10..]",
        "2023-02-1X",
        "2024",
    ]
)
DATES = st.none() | GIVEN_DATES
PERIODS = st.sampled_from(
    [None, "2013/2023-02-10", "2013/..", "2013/", "../2023-02", "2023-01/2023-02-28"]
)
COUNTS = st.sampled_from(["2..", 6, "..9"])
METHODS = st.sampled_from(["ied", "ambush", "mine"])


HURT = "casualties[peacekeeper,injured]"
CLAIMED = [
    {},
    {"field": "attacks", "value": "2.."},
    {"field": "attacks", "value": "6"},
    {"field": "methods", "value": "ied"},
    {"field": "on", "value": "2023-02"},
    {"field": f"{HURT}.count", "value": "2.."},
    {"field": "casualties[peacekeeper,injured,light].severity", "value": "light"},
    {"field": "mission", "value": "mission/other"},
    {"field": "nothing", "value": "2"},
]


def some(strategy, size=2):
    return st.lists(strategy, unique=True, max_size=size)


@st.composite
def datasets(draw, *, dates=DATES, claimed=CLAIMED, missing=("source/gone",)):
    """Draw a mission, its base, what happened to it, and who said so."""
    numbers = range(draw(st.integers(1, 3)))
    sources = [
        pk.Source(
            id=f"source/{n}",
            published_on=draw(dates),
            supersedes=f"source/{n - 1}" if n and draw(st.booleans()) else None,
        )
        for n in numbers
    ]
    named = st.sampled_from([*(one.id for one in sources), *missing])
    base = pk.Base(id="base/kidal", mission=MISSION.id, sources=draw(some(named)))
    facts = [
        MISSION,
        base,
        *(
            pk.BaseEvent(
                id=f"base_event/{n}",
                base=base.id,
                event="departed",
                on=draw(DATES),
                sources=draw(some(named)),
            )
            for n in range(draw(st.integers(0, 2)))
        ),
        *(
            pk.Incident(
                id=f"incident/{n}",
                mission=MISSION.id,
                on=draw(DATES),
                base=draw(st.sampled_from([None, base.id])),
                attacks=draw(COUNTS),
                methods=draw(some(METHODS)),
                casualties=[
                    pk.Casualties(
                        group="peacekeeper",
                        outcome="injured",
                        severity=draw(st.sampled_from([None, "light"])),
                        count=draw(COUNTS),
                    )
                ],
                sources=draw(some(named)),
            )
            for n in range(draw(st.integers(0, 2)))
        ),
    ]
    incidents = [one.id for one in facts if isinstance(one, pk.Incident)]
    tally = pk.Tally(
        id="tally/x",
        mission=MISSION.id,
        measure="attacks",
        of=draw(some(st.sampled_from(incidents))) if incidents else (),
        period=draw(PERIODS),
        sources=draw(some(named)),
    )
    claims = [
        pk.Claim(
            id=f"claim/{n}",
            about=draw(st.sampled_from([one.id for one in (*facts, tally)])),
            source=draw(st.none() | named),
            reported_on=draw(dates),
            stance=draw(st.sampled_from([None, "denies"])),
            **draw(st.sampled_from(claimed)),
        )
        for n in range(draw(st.integers(0, 4)))
    ]
    return pk.Dataset([*sources, *facts, tally, *claims], title="Drawn")


def ids(dataset):
    return {record.id for record in dataset}


def dangling(dataset):
    """Return the references that lead nowhere."""
    return {
        (record.id, ref)
        for record in dataset
        for _, ref in references(record)
        if ref not in dataset
    }


class TestTheWorldOnADay:
    """What certainly had happened is part of what possibly had, and both only grow."""

    @given(datasets(), GIVEN_DATES)
    def test_certain_is_a_part_of_possible(self, dataset, day):
        """Whatever is certain is possible."""
        snapshot = dataset.as_of(day)

        assert set(snapshot.certain) <= set(snapshot.possible)

    @given(datasets(), GIVEN_DATES)
    def test_a_snapshot_is_a_part_of_the_dataset(self, dataset, day):
        """No record is changed or made up by asking."""
        assert set(dataset.as_of(day).possible) <= set(dataset)

    @given(datasets(), DAYS, DAYS)
    def test_what_had_happened_stays_so(self, dataset, one, other):
        """A later day leaves nothing out that counted on an earlier one."""
        earlier, later = map(dataset.as_of, sorted([one, other]))

        assert set(earlier.certain) <= set(later.certain)
        assert set(earlier.possible) <= set(later.possible)

    @given(datasets(), GIVEN_DATES)
    def test_a_partial_day_lies_between_its_bounds(self, dataset, text):
        """Certain as on the first day that it can be, possible as on the last."""
        day = pk.PartialDate(text)
        snapshot = dataset.as_of(day)

        assert dataset.as_of(day.earliest).certain == snapshot.certain
        assert dataset.as_of(day.latest).possible == snapshot.possible

    @given(datasets(), GIVEN_DATES)
    def test_references_stay_closed(self, dataset, day):
        """A reference leads nowhere only if it did so in the dataset."""
        snapshot = dataset.as_of(day)

        assert dangling(snapshot.certain) <= dangling(dataset)
        assert dangling(snapshot.possible) <= dangling(dataset)


class TestWhatWasKnown:
    """What was known on a day is known ever after, and nothing is known too soon."""

    @given(datasets(), DAYS, DAYS)
    def test_what_was_known_stays_known(self, dataset, one, other):
        """A later day leaves out no record that an earlier one kept."""
        earlier, later = map(dataset.known_by, sorted([one, other]))

        assert ids(earlier) <= ids(later) <= ids(dataset)

    @given(datasets(), DAYS)
    def test_references_stay_closed(self, dataset, day):
        """A reference leads nowhere only if it did so in the dataset."""
        assert dangling(dataset.known_by(day)) <= dangling(dataset)

    @given(datasets(), DAYS)
    def test_nothing_that_was_said_later_is_known(self, dataset, day):
        """Each source and each claim that is left certainly was out by the day."""
        known = dataset.known_by(day)

        for source in known.of(pk.Source):
            assert not source.published_on.possibly_after(day)
        for claim in known.of(pk.Claim):
            assert not dataset.said_on(claim).possibly_after(day)

    @given(datasets(), DAYS)
    def test_to_ask_again_changes_nothing_about_who_said_what(self, dataset, day):
        """Sources and claims that are left are left again."""
        known = dataset.known_by(day)
        again = known.known_by(day)

        assert known.of(pk.Claim) == again.of(pk.Claim)
        assert known.of(pk.Source) == again.of(pk.Source)

    @given(datasets())
    def test_in_the_end_all_is_known_but_what_has_no_day(self, dataset):
        """Sources and claims of no day are never known; all others are in the end."""
        undated = {one.id for one in dataset.of(pk.Source) if one.published_on is None}
        lost = {
            one.id
            for one in dataset.of(pk.Claim)
            if dataset.said_on(one) is None
            or one.source in undated
            or (one.source is not None and one.source not in dataset)
        }

        known = dataset.known_by(FAR_FUTURE)

        said = {one.id for one in (*dataset.of(pk.Source), *dataset.of(pk.Claim))}
        assert said - undated - lost == ids(known) & said

    @given(datasets(dates=GIVEN_DATES, claimed=[{}], missing=()))
    def test_in_the_end_a_dataset_with_every_day_is_known_whole(self, dataset):
        """Where all days are known and no claim contests a value, nothing is lost."""
        assert dataset == dataset.known_by(FAR_FUTURE)


@pytest.mark.parametrize("day", ["2023-01-01", "2024-01-01"])
@given(dataset=datasets())
@example(dataset=pk.Dataset())
def test_the_clocks_keep_what_is_said_of_the_whole(day, dataset):
    """Title and terms are those of the dataset that was asked."""
    assert dataset.title == dataset.known_by(day).title
    assert dataset.title == dataset.as_of(day).certain.title
