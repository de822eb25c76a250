"""Laws of the two clocks: what the world was like, and what was known of it."""

import datetime

import attrs
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import peacekeep as pk
from peacekeep.definitions.paths import references


MISSION = pk.Mission(id="mission/minusma")

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


# Two actors, each of which refers to the other.
RING = [
    pk.Actor(
        id="actor/one",
        affiliations=[
            pk.Affiliation(to="actor/two", relation="allied_with", period="2023-02/..")
        ],
        part_of="actor/two",
    ),
    pk.Actor(id="actor/two", part_of="actor/one"),
]


@st.composite
def datasets(draw, *, dates=DATES, claimed=CLAIMED, missing=("source/gone",)):
    """Draw a mission, its base, what happened to it, and who said so."""
    numbers = range(draw(st.integers(1, 3)))
    sources = [
        pk.Source(
            id=f"source/{n}",
            published_on=draw(dates),
            retrieved_on=draw(st.sampled_from([None, None, "2024-06-01"])),
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
            pk.PersonnelCount(
                id=f"personnel_count/{n}",
                base=draw(st.sampled_from([None, base.id])),
                mission=MISSION.id,
                category="uniformed",
                status=draw(st.sampled_from([None, "authorised"])),
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
                note=draw(st.sampled_from([None, "A remark."])),
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
    return pk.Dataset([*sources, *RING, *facts, tally, *claims], title="Drawn")


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


def days_of(value):
    """Return the first and the last day that a date or period can be, or all time."""
    if value is None:
        return datetime.date.min, datetime.date.max
    return value.earliest, value.latest


def began(record, dataset):
    """Return when a record can have begun by its own dates. None: it has no day."""
    if isinstance(record, pk.Base):
        shown = [
            days_of(one.on)
            for one in dataset
            if getattr(one, "base", None) == record.id
            and getattr(one, "status", None) != "authorised"
        ]
        first = datetime.date.min
        mission = dataset.get(record.mission).period
        if mission is not None:
            first = mission.start.earliest
        return first, min((last for _, last in shown), default=datetime.date.max)
    if isinstance(record, pk.Tally):
        period = record.period
        if period is None:
            return days_of(None)
        if period.end is None:
            return period.earliest, datetime.date.max
        return days_of(period.end)
    if isinstance(record, pk.Actor):
        return None
    if isinstance(record, pk.Mission):
        return days_of(None if record.period is None else record.period.start)
    return days_of(record.on)


def counted(dataset, day, *, possibly):
    """Return the ids of what had begun, by going round until nothing changes."""
    last = pk.PartialDate(day).latest
    facts = dataset.of(pk.Fact)
    spans = {one.id: began(one, dataset) for one in facts}
    found = {}
    for one in facts:
        bounds = [spans[one.id]] if spans[one.id] else []
        seen, waiting = {one.id}, [one]
        while waiting:
            for _, ref in references(waiting.pop()):
                if ref in spans and ref not in seen:
                    seen.add(ref)
                    waiting.append(dataset.get(ref))
                    bounds += [spans[ref]] if spans[ref] else []
        first = max((early for early, _ in bounds), default=datetime.date.min)
        own = spans[one.id]
        if own is None:
            latest = max((late for _, late in bounds), default=first)
        else:
            latest = max(first, own[1])
        found[one.id] = first if possibly else latest
    return {ref for ref, by in found.items() if by <= last}


def closed(dataset, chosen):
    """Return chosen facts and those that they refer to."""
    chosen, waiting = set(chosen), list(chosen)
    while waiting:
        for _, ref in references(dataset.get(waiting.pop())):
            fact = ref in dataset and isinstance(dataset.get(ref), pk.Fact)
            if fact and ref not in chosen:
                chosen.add(ref)
                waiting.append(ref)
    return chosen


def facts_of(dataset):
    return {one.id for one in dataset.of(pk.Fact)}


class TestWhatHadHappened:
    """What certainly had happened is part of what possibly had, and both only grow."""

    @given(datasets(), GIVEN_DATES)
    def test_what_had_begun_by_its_dates_is_in(self, dataset, day):
        """And what it refers to; nothing before what it refers to."""
        snapshot = dataset.happened_by(day)

        for possibly, view in ((False, snapshot.certain), (True, snapshot.possible)):
            expected = closed(dataset, counted(dataset, day, possibly=possibly))
            assert expected == facts_of(view)

    @given(datasets(), GIVEN_DATES)
    def test_certain_is_a_part_of_possible(self, dataset, day):
        """Whatever is certain is possible, and nothing is changed by asking."""
        snapshot = dataset.happened_by(day)

        assert set(snapshot.certain) <= set(snapshot.possible) <= set(dataset)

    @given(datasets(), DAYS, DAYS)
    def test_what_had_happened_stays_so(self, dataset, one, other):
        """A later day leaves nothing out that counted on an earlier one."""
        earlier, later = map(dataset.happened_by, sorted([one, other]))

        assert set(earlier.certain) <= set(later.certain)
        assert set(earlier.possible) <= set(later.possible)

    @given(datasets(), GIVEN_DATES)
    def test_a_partial_day_means_its_end(self, dataset, text):
        """By October is by its last day."""
        day = pk.PartialDate(text)
        whole = dataset.happened_by(day.latest)

        assert dataset.happened_by(day).certain == whole.certain
        assert dataset.happened_by(day).possible == whole.possible


# What happens, and so is never in what stands on a day.
HAPPENING = (pk.Incident, pk.IndividualCasualty, pk.Movement, pk.Tally, pk.BaseEvent)


class TestTheWorldOnADay:
    """What stands on a day, of the kinds that stand."""

    @given(datasets(), GIVEN_DATES)
    def test_what_happens_does_not_stand(self, dataset, day):
        """No incident, movement, tally or base event is in either."""
        snapshot = dataset.as_of(day)

        for view in (snapshot.certain, snapshot.possible):
            assert not [one for one in view if isinstance(one, HAPPENING)]
            assert not view.of(pk.Event)

    @given(datasets(), GIVEN_DATES)
    def test_certain_is_a_part_of_possible(self, dataset, day):
        """Whatever is certain is possible."""
        snapshot = dataset.as_of(day)

        assert ids(snapshot.certain) <= ids(snapshot.possible) <= ids(dataset)

    @given(datasets(), GIVEN_DATES)
    def test_bases_stand_on_the_days_of_their_spans(self, dataset, day):
        """The three questions of when a base was open have one answer."""
        snapshot, opened = dataset.as_of(day), pk.open_on(dataset, day)
        span = dataset.spans(pk.Base)["base/kidal"]

        assert span.certainly_covers(day) == bool(opened.certain)
        assert span.possibly_covers(day) == bool(opened.possible)
        assert opened.possible == snapshot.possible.of(pk.Base)
        assert set(opened.certain) <= set(snapshot.certain.of(pk.Base))

    @given(datasets(), GIVEN_DATES)
    def test_a_count_stands_on_its_own_day(self, dataset, text):
        """It stands on no other, and not at a base that cannot be open then."""
        snapshot, day = dataset.as_of(text), pk.PartialDate(text)
        bases = ids(snapshot.possible)

        for count in dataset.of(pk.PersonnelCount, status=None):
            on = count.on or pk.PartialDate("[0001-01-01..9999-12-31]")
            there = count.base is None or count.base in bases
            same = on.is_day and day.is_day and on.same_days(day)
            possible = there and on.consistent_with(day)
            assert possible == (count.id in snapshot.possible)
            assert (possible and same) == (count.id in snapshot.certain)

    @given(datasets(), GIVEN_DATES)
    def test_relations_are_those_of_the_day(self, dataset, text):
        """An alliance since February is not one of January."""
        snapshot, day = dataset.as_of(text), pk.PartialDate(text)
        allied = RING[0].affiliations[0].period

        for view, covers in (
            (snapshot.certain, allied.certainly_covers),
            (snapshot.possible, allied.possibly_covers),
        ):
            assert covers(day) == bool(view.get("actor/one").affiliations)

    @given(datasets(), GIVEN_DATES)
    def test_references_stay_closed(self, dataset, day):
        """A reference leads nowhere only if it did so in the dataset."""
        for snapshot in (dataset.as_of(day), dataset.happened_by(day)):
            assert dangling(snapshot.certain) <= dangling(dataset)
            assert dangling(snapshot.possible) <= dangling(dataset)


CEILINGS = st.lists(
    st.tuples(st.integers(1, 7), st.sampled_from([0, 0, 2])), max_size=3
)


@given(CEILINGS, st.integers(1, 9))
def test_a_ceiling_stands_until_the_next_one(bounds, number):
    """Certain in every case of what the days can be, possible in one."""

    def text(one):
        return f"2023-01-{one:02}"

    ds = pk.Dataset(
        [
            pk.Mission(id="mission/m", period="2023-01-01/.."),
            *(
                pk.PersonnelCount(
                    id=f"personnel_count/{n}",
                    mission="mission/m",
                    category="military",
                    status="authorised",
                    on=text(low) if not more else f"[{text(low)}..{text(low + more)}]",
                )
                for n, (low, more) in enumerate(bounds)
            ),
        ]
    )
    snapshot = ds.as_of(text(number))
    cases = [()]
    for low, more in bounds:
        cases = [(*one, day) for one in cases for day in range(low, low + more + 1)]
    for n in range(len(bounds)):
        in_force = [
            one[n] <= number and not any(one[n] < other <= number for other in one)
            for one in cases
        ]
        ref = f"personnel_count/{n}"
        assert all(in_force) == (ref in snapshot.certain)
        assert any(in_force) == (ref in snapshot.possible)


# What was known, from its definition.

VIEWS = st.booleans()
PROTECTED = {"id", "marking", "withheld", "sources", "casualties"}
CALLED = {
    "base": {"name", "mission", "base_type", "place", "parent"},
    "base_event": {"base", "event", "to"},
    "personnel_count": {
        "mission",
        "base",
        "category",
        "status",
        "contributor",
        "sex",
    },
    "incident": {"mission", "incident_type", "place", "base", "movement"},
    "tally": {
        "mission",
        "place",
        "actor",
        "measure",
        "cause",
        "group",
        "contributor",
        "of",
    },
}


def is_out(bounds, day, *, possibly):
    """Return whether a text with some bounds of its day was out by the end of a day."""
    low, high = bounds
    last = pk.PartialDate(day).latest
    return low <= last if possibly else high is not None and high <= last


def text_day(text):
    """Return the bounds of the day of a source. None: it is not known by when."""
    if text.published_on is not None:
        return days_of(text.published_on)
    if text.retrieved_on is not None:
        return datetime.date.min, text.retrieved_on.latest
    return datetime.date.min, None


def sources_out(dataset, refs, day, *, possibly):
    return [
        is_out(text_day(dataset.get(ref)), day, possibly=possibly)
        if ref in dataset
        else possibly
        for ref in refs
    ]


def claim_out(dataset, claim, day, *, possibly):
    if claim.source is None and claim.reported_on is None:
        return possibly
    own = claim.reported_on is None or is_out(
        days_of(claim.reported_on), day, possibly=possibly
    )
    refs = [] if claim.source is None else [claim.source]
    return own and all(sources_out(dataset, refs, day, possibly=possibly))


def known_fields(dataset, day, *, possibly):
    """Return of each fact that was known its fields, as the definition says them."""
    found = {}
    for fact in dataset.of(pk.Fact):
        sources = sources_out(dataset, fact.sources, day, possibly=possibly)
        claims = dataset.claims(fact.id)
        said = [
            one for one in claims if claim_out(dataset, one, day, possibly=possibly)
        ]
        if not any(sources) and not said:
            continue
        whole = any(sources) if possibly else bool(sources) and all(sources)
        fields = {}
        for name in (one.name for one in attrs.fields(type(fact))):
            held = getattr(fact, name)
            if name in PROTECTED or name == "extra":
                continue
            about = [one for one in claims if one.field == name]
            stated = {
                one.value
                for one in said
                if one.field == name and one.stance != "denies"
            }
            if name not in CALLED.get(fact.kind, set()):
                if about and isinstance(held, tuple):
                    held = tuple(one for one in held if str(one) in stated)
                elif (about and str(held) not in stated) or not (about or whole):
                    held = () if isinstance(held, tuple) else None
            fields[name] = held
        found[fact.id] = fields
    return found


class TestWhatWasKnown:
    """What was known on a day is known ever after, and nothing is known too soon."""

    @given(datasets(), DAYS, VIEWS)
    def test_each_field_is_known_as_the_definition_says(self, dataset, day, possibly):
        """By claims on it; else by all sources, or for the possible by one."""
        known = dataset.known_by(day, possibly=possibly)
        expected = known_fields(dataset, day, possibly=possibly)

        for ref, fields in expected.items():
            record = known.get(ref)
            assert fields == {name: getattr(record, name) for name in fields}
        for text in dataset.of(pk.Source):
            out = is_out(text_day(text), day, possibly=possibly)
            assert out == (text.id in known)
        for claim in dataset.of(pk.Claim):
            out = claim_out(dataset, claim, day, possibly=possibly)
            assert out == (claim.id in known)
        for record in known.of(pk.Fact):
            if record.id not in expected:
                assert () == record.sources
                assert record.note is None

    @given(datasets(claimed=[{}]), DAYS)
    def test_no_text_of_a_later_source_is_known(self, dataset, day):
        """A canary in each claim and note that rests on one is nowhere in the view."""
        planted = []
        for record in dataset:
            if isinstance(record, pk.Claim):
                late = not claim_out(dataset, record, day, possibly=False)
                name = "says"
            elif isinstance(record, pk.Source):
                late = not is_out(text_day(record), day, possibly=False)
                name = "note"
            else:
                out = sources_out(dataset, record.sources, day, possibly=False)
                late, name = not (out and all(out)), "note"
            canaries = {name: "canary", "extra": {"other": "canary"}}
            planted.append(attrs.evolve(record, **canaries) if late else record)

        known = pk.Dataset(planted).known_by(day)

        assert "canary" not in pk.dumps(known)

    @given(datasets(), DAYS, DAYS, VIEWS)
    def test_what_was_known_before_is_known_of_what_is_known(
        self, dataset, one, other, possibly
    ):
        """To ask twice is to ask for the earlier day."""
        earlier, later = sorted([one, other])
        asked = dataset.known_by(later, possibly=possibly)

        assert dataset.known_by(earlier, possibly=possibly) == asked.known_by(
            earlier, possibly=possibly
        )

    @given(datasets(), DAYS, DAYS, VIEWS)
    def test_what_was_known_stays_known(self, dataset, one, other, possibly):
        """A later day leaves out no record and no field that an earlier one kept."""
        earlier, later = (
            dataset.known_by(day, possibly=possibly) for day in sorted([one, other])
        )

        assert is_part(earlier, later)
        assert ids(later) <= ids(dataset)

    @given(datasets(), DAYS)
    def test_the_certain_is_a_part_of_the_possible(self, dataset, day):
        """Record by record, field by field."""
        assert is_part(dataset.known_by(day), dataset.known_by(day, possibly=True))

    @given(datasets(), GIVEN_DATES, VIEWS)
    def test_a_partial_day_means_its_end(self, dataset, text, possibly):
        """What was known by October was by its last day."""
        whole = pk.PartialDate(text).latest

        assert dataset.known_by(whole, possibly=possibly) == dataset.known_by(
            text, possibly=possibly
        )

    @given(datasets(), DAYS, VIEWS)
    def test_references_stay_closed(self, dataset, day, possibly):
        """A reference leads nowhere only if it did so in the dataset."""
        known = dataset.known_by(day, possibly=possibly)

        assert dangling(known) <= dangling(dataset)


def is_part(less, more):
    """Return whether one dataset tells nothing that another does not."""
    return all(one.id in more and is_less(one, more.get(one.id)) for one in less)


def is_less(one, other):
    for name in (field.name for field in attrs.fields(type(one))):
        mine, theirs = getattr(one, name), getattr(other, name)
        if not isinstance(mine, tuple):
            if mine not in (None, theirs):
                return False
        elif any(hasattr(member, "key") for member in mine):
            parts = {member.key: member for member in theirs}
            if not all(is_less(member, parts[member.key]) for member in mine):
                return False
        elif not set(mine) <= set(theirs):
            return False
    return True


@pytest.mark.parametrize("day", ["2023-01-01", "2024-01-01"])
@given(dataset=datasets())
@example(dataset=pk.Dataset())
def test_the_clocks_keep_what_is_said_of_the_whole(day, dataset):
    """Title and terms are those of the dataset that was asked."""
    assert dataset.title == dataset.known_by(day).title
    assert dataset.title == dataset.as_of(day).certain.title
    assert dataset.title == dataset.happened_by(day).certain.title
