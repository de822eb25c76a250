"""The one order of weighing, against a plain reading of it."""

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import peacekeep as pk
from peacekeep.dataset.contests import contests


ABOUT = "tally/one"
NAMES = ("AP", "a.p.", "Associated Press", "AFP", "UN", "ONU", "MINUSMA", "Panel")
DAYS = ("2023-10-30", "2023-10-31", "2023-11-01", "2023-11", None)
VALUES = ("2", "3", "7", "2..", "7..", "..5", "2..5", "4..9", "~20", "~22", "~40")
NUMBERS = range(61)  # the last one stands for all that no drawn value bounds

# Names that are one voice, and the houses of the actors.
VOICES = {
    "AP": "actor/ap",
    "a.p.": "actor/ap",
    "Associated Press": "actor/ap",
    "UN": "actor/un",
    "ONU": "actor/un",
    "MINUSMA": "actor/minusma",
    "Panel": "actor/panel",
}
HOUSES = {"actor/minusma": "actor/un"}
ACTORS = (
    pk.Actor(id="actor/ap", name="AP", aliases=["Associated Press"]),
    pk.Actor(id="actor/un", name="UN", aliases=["ONU"]),
    pk.Actor(id="actor/minusma", name="Minusma", part_of="actor/un"),
    pk.Actor(
        id="actor/panel", name="Panel", part_of="actor/un", speaks_for_itself=True
    ),
)
BOTH = pk.Speaker(organisation="MINUSMA", name="AP")
POLICIES = ("only", "latest", "best_graded", "envelope", "agree", pk.prefer("UN"))


def others(kind, number, of):
    """Return nothing, mostly, or the id of another one."""
    return st.sampled_from(
        [None] * 6 + [f"{kind}/{n}" for n in range(of) if n != number]
    )


@st.composite
def datasets(draw):
    """Draw claims on one count: voices, houses, reprints, versions, days, stances."""
    many = draw(st.integers(1, 4))
    sources = [
        pk.Source(
            id=f"source/{number}",
            origin=draw(st.sampled_from([*NAMES, None])),
            publisher=draw(st.sampled_from([*NAMES, None])),
            published_on=draw(st.sampled_from(DAYS)),
            reliability=draw(st.sampled_from(["B", "C", None])),
            supersedes=draw(others("source", number, many)),
        )
        for number in range(many)
    ]
    many = draw(st.integers(1, 6))
    claims = [
        pk.Claim(
            id=f"claim/{number}",
            about=ABOUT,
            field="count",
            value=draw(st.sampled_from(VALUES)),
            source=draw(st.sampled_from([*(one.id for one in sources), None])),
            speaker=draw(st.sampled_from([None, None, None, BOTH])),
            reported_on=draw(st.sampled_from([None, None, *DAYS])),
            stance=draw(st.sampled_from([None] * 4 + ["denies"])),
            basis=draw(st.sampled_from([None] * 5 + ["claimed", "inferred"])),
            repeats=draw(others("claim", number, many)),
        )
        for number in range(many)
    ]
    tally = pk.Tally(id=ABOUT, mission="mission/one", measure="injured")
    return pk.Dataset([pk.Mission(id="mission/one"), tally, *ACTORS, *sources, *claims])


class Plain:
    """What the page says of one claim, worked out claim by claim."""

    def __init__(self, ds, claim):
        self.claim, self.ds = claim, ds
        first, seen = claim, {claim.id}
        while first.repeats is not None:
            first = ds.get(first.repeats)
            if first.id in seen:
                first = claim
                break
            seen.add(first.id)
        self.first = first
        source = None if first.source is None else ds.get(first.source)
        names = [None if first.speaker is None else first.speaker.organisation]
        names += [] if source is None else [source.origin, source.publisher]
        name = next((one for one in names if one is not None), None)
        self.voice = VOICES.get(name, name or f"of {first.source or first.id}")
        self.house = HOUSES.get(self.voice, self.voice)
        self.day = first.reported_on
        if self.day is None and source is not None:
            self.day = source.published_on
        self.count = pk.Count.parse(claim.value)
        high = NUMBERS[-1] if self.count.high is None else self.count.high
        self.numbers = {one for one in NUMBERS if self.count.low <= one <= high}

    def is_after(self, other):
        days = self.day, other.day
        return None not in days and days[0].earliest > days[1].latest

    def within(self, other):
        if self.count.approximate and other.count.approximate:
            return self.count.best in other.numbers and other.count.best in self.numbers
        return self.numbers <= other.numbers

    def meets(self, other):
        if self.count.approximate and other.count.approximate:
            return self.within(other)
        return bool(self.numbers & other.numbers)

    @property
    def denies(self):
        return self.claim.stance == "denies"


def later_versions(ds, source):
    """Return every later version of a source; of a circle, none."""
    found = set()
    while source is not None:
        more = {
            one.id for one in ds.of(pk.Source) if one.supersedes in {source, *found}
        }
        if more <= found:
            return set() if source in found else found
        found |= more
    return found


def printed(ds, one):
    """Return what two prints of one text share, if that is known."""
    source = None if one.claim.source is None else ds.get(one.claim.source)
    name = source and (source.origin or source.publisher)
    if name is None or source.published_on is None:
        return None
    origin, day = VOICES.get(name, name), source.published_on
    said = (one.voice, one.claim.value, one.denies)
    return (origin, str(day), said) if day.is_day else None


def is_last_word(one, left):
    """Return whether no last word of the voice is later and leaves no room for it."""
    return not any(
        other.voice == one.voice
        and not other.denies
        and other.is_after(one)
        and not one.numbers <= other.numbers
        and is_last_word(other, left)
        for other in left
    )


def weighed(ds):
    """Return what is affirmed and weighed, and what is denied, by the page."""
    said = [Plain(ds, claim) for claim in ds.of(pk.Claim)]
    sources = {one.claim.source for one in said if one.claim.basis != "claimed"}
    replaced = [one for one in said if later_versions(ds, one.claim.source) & sources]
    own = [one for one in said if one.claim.basis == "claimed" and one not in replaced]
    alike = [
        [other for other in replaced if printed(ds, one) == printed(ds, other)]
        if printed(ds, one) is not None
        else []
        for one in said
    ]
    copies = [
        one
        for one, others in zip(said, alike, strict=True)
        if one not in replaced and one not in own and others
        if not any(
            one.claim.source in later_versions(ds, other.claim.source)
            for other in others
        )
    ]
    repeats = [
        one
        for one in said
        if one.first.id != one.claim.id
        and one.claim.source not in later_versions(ds, one.first.source)
    ]
    out = [*replaced, *own, *copies, *repeats]
    left = [one for one in said if one not in out]
    taken_back = [
        one
        for one in left
        for other in left
        if one.denies != other.denies and one.voice == other.voice
        if one.is_after(other) is False and other.is_after(one)
        if (other if other.denies else one).numbers
        >= (one if other.denies else other).numbers
    ]
    left = [one for one in left if one not in taken_back]
    if any(one.claim.basis is None and not one.denies for one in left):
        left = [one for one in left if one.denies or one.claim.basis is None]
    affirmed = [one for one in left if not one.denies and is_last_word(one, left)]
    denied = [
        one
        for one in left
        if one.denies
        and any(other.numbers <= one.numbers for other in affirmed)
        and not any(
            other.claim.source == one.claim.source is not None
            and other.voice == one.voice
            and not other.numbers <= one.numbers
            and not one.numbers <= other.numbers
            for other in affirmed
        )
    ]
    return affirmed, denied


def standing(ds):
    """Return the state of the contest, and the values on which claims agree."""
    affirmed, denied = weighed(ds)
    agreed = [
        one
        for one in affirmed
        if all(one.within(other) for other in affirmed)
        and not any(one.numbers <= other.numbers for other in denied)
    ]
    if not affirmed:
        return "silent", set()
    if agreed:
        return "agreed", {one.claim.value for one in agreed}
    refuted = any(one.numbers <= other.numbers for one in affirmed for other in denied)
    meet = all(one.meets(other) for one in affirmed for other in affirmed)
    return "compatible" if meet and not refuted else "contested", set()


def contest_of(ds):
    (found,) = contests(ds)
    return found


@given(datasets())
def test_a_voice_is_led_to_an_actor_and_a_house_to_the_last_it_is_part_of(ds):
    """Names without case and punctuation, aliases, and who speaks for itself."""
    for claim in ds.of(pk.Claim):
        plain, found = Plain(ds, claim), ds.voices.of(claim)
        keys = (plain.voice.casefold(), plain.house.casefold())

        if not plain.voice.startswith("of "):
            assert keys == (found.key, found.house)
        assert plain.day == ds.said_on(claim)


@given(datasets())
def test_what_is_weighed_is_what_the_page_leaves(ds):
    """Replaced, repeated, in one's own cause, taken back, outdated: all left out."""
    affirmed, denied = weighed(ds)
    found = contest_of(ds)

    assert {one.claim.id for one in affirmed} == {one.id for one in found.claims}
    assert {one.claim.id for one in denied} == {one.id for one in found.denials}
    assert len(ds.of(pk.Claim)) == len(
        {
            *(one.id for one in (*found.claims, *found.denials)),
            *(one.claim.id for one in found.aside),
        }
    )


@given(datasets())
def test_claims_agree_or_are_compatible_or_contested(ds):
    """One notion, for the contest, for `contested` and for `validate`."""
    state, values = standing(ds)
    found = contest_of(ds)

    assert (state == "agreed") == (found.agreed is not None)
    assert (state == "compatible") == found.is_compatible
    assert (state == "contested") == found.is_contested
    assert (state == "contested") == bool(ds.contested())
    doubts = {one.check for one in pk.validate(ds)}
    assert (state == "contested") == ("claims.claims-disagree" in doubts)
    if found.agreed is not None:
        assert str(found.agreed.value) in values


@given(datasets(), st.sampled_from(POLICIES))
def test_what_claims_agree_on_is_adopted_under_every_policy(ds, policy):
    """Only what claims leave open goes to a policy; an envelope spans all of it."""
    state, values = standing(ds)
    (one,) = pk.settle(ds, policy)[1]

    if state == "agreed" and policy != "envelope":
        assert one.value in values
        assert () == one.against
    elif state == "silent" or policy == "only":
        assert one.value is None


@given(datasets())
def test_refuse_raises_where_claims_are_contested_and_nowhere_else(ds):
    """What is compatible stays open, and is no error."""
    if standing(ds)[0] == "contested":
        with pytest.raises(pk.ValidationFailed):
            pk.settle(ds, "refuse")
    else:
        assert pk.settle(ds, "only")[0] == pk.settle(ds, "refuse")[0]


@given(datasets())
def test_agree_adopts_what_all_have_in_common(ds):
    """The numbers that compatible claims leave, and nothing where one is denied."""
    state, _ = standing(ds)
    (one,) = pk.settle(ds, "agree")[1]
    if state != "compatible":
        assert (state == "agreed") == (one.value is not None)
        return
    common = set(NUMBERS)
    for said in weighed(ds)[0]:
        common &= said.numbers
    value = pk.Count.parse(one.value)
    high = NUMBERS[-1] if value.high is None else value.high

    assert common == {number for number in NUMBERS if value.low <= number <= high}


@given(datasets())
def test_an_envelope_holds_every_number_that_is_weighed(ds):
    """Its ends are the lowest and the highest of what is affirmed."""
    affirmed, denied = weighed(ds)
    (one,) = pk.settle(ds, "envelope")[1]
    if affirmed and not denied:
        numbers = set().union(*(said.numbers for said in affirmed))
        value = pk.Count.parse(one.value)
        high = NUMBERS[-1] if value.high is None else value.high

        assert (min(numbers), max(numbers)) == (value.low, high)


@given(datasets(), st.sampled_from(POLICIES))
def test_no_outcome_depends_on_an_id(ds, policy):
    """With the ids of claims and sources turned round, the same value is adopted."""
    turned = {
        f"{kind}/{n}": f"{kind}/{9 - n}"
        for kind in ("claim", "source")
        for n in range(9)
    }
    texts = {"id", "repeats", "source", "supersedes"}
    renamed = [
        attrs.evolve(
            one,
            **{
                name: turned.get(getattr(one, name))
                for name in texts
                if hasattr(one, name)
            },
        )
        if isinstance(one, pk.Claim | pk.Source)
        else one
        for one in ds
    ]
    (before,) = pk.settle(ds, policy)[1]
    (after,) = pk.settle(pk.Dataset(renamed), policy)[1]

    assert before.value == after.value


def is_last_word_of_all(one, left):
    return not any(
        other.is_after(one)
        and not one.numbers <= other.numbers
        and is_last_word_of_all(other, left)
        for other in left
    )


@given(datasets())
def test_the_latest_never_goes_from_a_number_to_at_least_it(ds):
    """A later and wider claim of anybody does not replace a narrower one."""
    (one,) = pk.settle(ds, "latest")[1]
    if one.value is None or one.winner is None:
        return
    winner = Plain(ds, one.winner)
    for said in weighed(ds)[0]:
        if winner.is_after(said) and said.numbers < winner.numbers:
            assert not is_last_word_of_all(said, weighed(ds)[0])
