"""Laws of settling: what holds whatever the sources say and whoever they are."""

import attrs
import pytest
from drawn import counts
from hypothesis import given
from hypothesis import strategies as st

import peacekeep as pk
from peacekeep.dataset.contests import contests
from peacekeep.definitions.paths import target_in
from peacekeep.definitions.values import canonical_text


ABOUT = "incident/one"
VOICES = ("AP", "AFP", "UN", None)
DAYS = ("2023-10-31", "2023-11-01", "2023-11", None)
NAMED = ("only", "latest", "best_graded", "envelope", pk.prefer("UN", "AP"))
FIELDS = {
    "attacks": counts(max_value=40).map(str),
    "casualties[peacekeeper,injured].count": counts(max_value=40).map(str),
    "on": st.sampled_from(["2023-10-31", "2023-10", "[..2023-11-01]", "2023-11-02"]),
    "incident_type": st.sampled_from(["explosion", "accident"]),
    "methods": st.sampled_from(["ied", "mine"]),
    "perpetrators": st.just("actor/jnim"),
    "place.name": st.sampled_from(["Kidal", "Gao"]),
    "place.country": st.just("MLI"),
    "casualties[peacekeeper,injured].severity": st.just("serious"),
    "casualties[peacekeeper,injured,serious,more].count": st.just("1"),
    "mission": st.sampled_from(["mission/one", "mission/two"]),
    "marking": st.just("TLP:CLEAR"),
    "no_such_field": st.just("1"),
}


@st.composite
def datasets(draw):
    """Draw an incident, sources of few voices and days, and claims that disagree."""
    sources = [
        pk.Source(
            id=f"source/{number}",
            origin=draw(st.sampled_from(VOICES)),
            published_on=draw(st.sampled_from(DAYS)),
            reliability=draw(st.sampled_from(["B", "C", "F", None])),
            supersedes=f"source/{number - 1}"
            if number and draw(st.integers(0, 4)) == 0
            else None,
        )
        for number in range(draw(st.integers(1, 4)))
    ]
    claims = []
    for number in range(draw(st.integers(0, 8))):
        field = draw(st.sampled_from(sorted(FIELDS)))
        claims.append(
            pk.Claim(
                id=f"claim/{number}",
                about=ABOUT,
                field=field,
                value=draw(FIELDS[field]),
                source=draw(st.sampled_from(sources)).id,
                stance=draw(st.sampled_from([None, None, "affirms", "denies"])),
                basis=draw(st.sampled_from([None, None, "claimed", "inferred"])),
                credibility=draw(st.sampled_from([None, None, "1", "2"])),
            )
        )
    incident = pk.Incident(
        id=ABOUT,
        mission="mission/one",
        attacks=draw(st.sampled_from([None, 2])),
        methods=draw(st.sampled_from([(), ("ied", "ambush")])),
        place=draw(st.sampled_from([None, pk.Place(name="Kidal")])),
        marking="TLP:RED",
    )
    known = [pk.Mission(id="mission/one"), pk.Actor(id="actor/jnim")]
    known += [pk.Actor(id=f"actor/{name.lower()}", name=name) for name in ("AP", "UN")]
    return pk.Dataset([*known, incident, *sources, *claims])


policies = st.sampled_from(NAMED)


@given(datasets(), policies)
def test_settling_is_idempotent(ds, policy):
    """The claims are the same, so that settling again adopts the same."""
    settled, answer = pk.settle(ds, policy)
    again, same = pk.settle(settled, policy)

    assert settled == again
    assert [(one.about, str(one.path), one.member, one.value) for one in answer] == [
        (one.about, str(one.path), one.member, one.value) for one in same
    ]


@given(datasets(), policies)
def test_what_is_adopted_is_what_the_answer_says(ds, policy):
    """A field holds the value that is told, or nothing where it stays open."""
    settled, answer = pk.settle(ds, policy)
    for one in answer:
        held = {
            canonical_text(value)
            for value in target_in(settled.get(one.about), one.path).values(
                settled.get(one.about)
            )
        }
        if one.member is not None:
            held &= {one.member}

        assert held == ({one.value} if one.value is not None else set())


@given(datasets(), policies)
def test_every_claim_stands_on_one_side(ds, policy):
    """Each claim that fits a field is used, has lost, or is set aside; none is lost."""
    _, answer = pk.settle(ds, policy)
    for one in answer:
        weighed = [*one.used, *one.consistent, *one.against]
        told = [claim.id for claim in weighed]
        aside = {each.claim.id for each in one.aside}
        if one.member is None:
            about = ds.claims(one.about, one.path)

            assert {claim.id for claim in about} == {*told, *aside}
        assert len(set(told)) == len(told)
        assert not aside.intersection(told)


@given(datasets())
def test_only_adopts_what_everybody_says(ds):
    """Under the strictest policy no claim that is weighed says otherwise."""
    for one in pk.settle(ds, "only")[1]:
        is_kept = one.reason.endswith("what the record holds is kept")
        if one.value is not None and not is_kept:
            assert () == one.against


@given(datasets())
def test_an_envelope_leaves_room_for_every_claim(ds):
    """What is adopted agrees with each value that is weighed."""
    settled, answer = pk.settle(ds, "envelope")
    for one in answer.of(ABOUT, "attacks"):
        held = settled.get(ABOUT).attacks
        for claim in (*one.used, *one.consistent, *one.against):
            if claim.stance == "denies" or one.winner or one.value is None:
                continue
            said = pk.Count.parse(claim.value)

            assert held.low <= said.low
            assert held.high is None or (
                said.high is not None and said.high <= held.high
            )


@given(datasets())
def test_refuse_raises_where_anything_is_contested_and_only_there(ds):
    """It goes through where no field is contested, and then adopts what only does."""
    if any(contest.is_contested for contest in contests(ds)):
        with pytest.raises(pk.ValidationFailed):
            pk.settle(ds, "refuse")
    else:
        assert pk.settle(ds, "only")[0] == pk.settle(ds, "refuse")[0]


@given(datasets(), st.integers(1, 5))
def test_a_reprint_decides_nothing(ds, copies):
    """One more copy of what a voice has said changes no outcome of a grade."""
    said = ds.of(pk.Claim)
    reprints = [
        attrs.evolve(claim, id=f"{claim.id}-copy-{number}")
        for claim in said[:1]
        for number in range(copies)
    ]
    before, _ = pk.settle(ds, "best_graded")
    after, _ = pk.settle(ds.add(*reprints), "best_graded")

    assert before.get(ABOUT) == after.get(ABOUT)


@given(datasets(), policies)
def test_nothing_but_the_fact_changes(ds, policy):
    """Sources, actors and claims are what they were."""
    settled, _ = pk.settle(ds, policy)
    kept = [one for one in ds if one.id != ABOUT]

    assert kept == [one for one in settled if one.id != ABOUT]
    assert "TLP:RED" == settled.get(ABOUT).marking
    assert ds.header == settled.header


@given(datasets())
def test_claims_that_cannot_all_be_true_are_those_that_are_found(ds):
    """The finding is where a field is contested, and there alone."""
    found = {
        str(one.where.path)
        for one in pk.validate(ds)
        if one.check == "claims.claims-disagree"
    }

    assert found == {str(one.path) for one in contests(ds) if one.is_contested}
    assert ds.contested() == tuple(one for one in contests(ds) if one.is_contested)


NAMES = ("incident", "incident.attacks", "incident.casualties.count", "incident.place")


@given(datasets(), policies, st.sampled_from(NAMES))
def test_only_what_is_named_is_settled(ds, policy, name):
    """Named fields are settled as they are with all others, which stay as they were."""
    way = tuple(name.split(".")[1:])
    _, whole = pk.settle(ds, policy)
    settled, named = pk.settle(ds, policy, fields=[name])

    def is_named(one):
        return tuple(step.name for step in one.path.steps)[: len(way)] == way

    assert {(str(one.path), one.member) for one in whole if is_named(one)} == {
        (str(one.path), one.member) for one in named
    }
    if way:
        before, after = ds.get(ABOUT), settled.get(ABOUT)
        kept = {"sources": (), way[0]: () if way[0] == "casualties" else None}
        assert attrs.evolve(before, **kept) == attrs.evolve(after, **kept)


@given(datasets(), st.sampled_from(NAMES))
def test_a_policy_for_each_field_decides_as_it_would_alone(ds, name):
    """With a mapping, each field has the outcome of its own policy."""
    way = tuple(name.split(".")[1:])
    _, mixed = pk.settle(ds, {name: "latest", "default": "envelope"})
    for one in mixed:
        named = tuple(step.name for step in one.path.steps)[: len(way)] == way

        assert ("latest" if named else "envelope") == one.policy
