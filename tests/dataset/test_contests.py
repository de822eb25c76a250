"""What is claimed on a field, and whether it can all be true."""

import pytest

import peacekeep as pk
from peacekeep.dataset.contests import contests


def contest(field, *values, about="incident/one", stances=()):
    """Return the contest of claims of one source on a field."""
    claims = [
        pk.Claim(
            id=f"claim/c{number}",
            about=about,
            field=field,
            value=value,
            source="source/one",
            stance=dict(enumerate(stances)).get(number),
        )
        for number, value in enumerate(values)
    ]
    ds = pk.Dataset(
        [
            pk.Source(id="source/one", origin="AP", published_on="2023-10-31"),
            pk.Mission(id="mission/one"),
            pk.Incident(id="incident/one", mission="mission/one", attacks=2),
            pk.Movement(id="movement/one", mission="mission/one"),
            *claims,
        ]
    )
    (found,) = contests(ds)
    return found


@pytest.mark.parametrize(
    ("about", "field", "values", "agreed"),
    [
        ("incident/one", "attacks", ("2..", "2", "..5"), "2"),
        ("incident/one", "attacks", ("13871", "~13800"), "13871"),
        ("incident/one", "attacks", ("~850", "~900"), "~850"),
        ("incident/one", "attacks", ("~850", "700.."), "~850"),
        ("incident/one", "on", ("2023-10", "2023-10-31"), "2023-10-31"),
        (
            "incident/one",
            "on",
            ("[2023-08-21..2023-08-31]", "2023-08-25"),
            "2023-08-25",
        ),
        ("incident/one", "incident_type", ("explosion", "explosion"), "explosion"),
        ("movement/one", "distance", ("350 km", "~350 km"), "350 km"),
        ("movement/one", "distance", ("350 km", "~220 mile"), "350 km"),
    ],
)
def test_claims_agree_where_one_value_lies_within_every_other(
    about, field, values, agreed
):
    """At least two and exactly two agree on two."""
    found = contest(field, *values, about=about)

    assert agreed == str(found.agreed.value)
    assert not found.is_contested
    assert not found.is_compatible


@pytest.mark.parametrize(
    ("about", "field", "values"),
    [
        ("incident/one", "attacks", ("2..5", "3..8")),
        ("incident/one", "attacks", ("~850", "800..")),
        (
            "incident/one",
            "on",
            ("[2023-10-20..2023-10-31]", "[2023-10-25..2023-11-05]"),
        ),
    ],
)
def test_claims_that_overlap_are_compatible(about, field, values):
    """They can all be true, and no value of a claim says what both say."""
    found = contest(field, *values, about=about)

    assert found.is_compatible
    assert found.agreed is None
    assert not found.is_contested


@pytest.mark.parametrize(
    ("about", "field", "values"),
    [
        ("incident/one", "attacks", ("2..", "2", "3..5")),
        ("incident/one", "attacks", ("~850", "~1000")),
        ("incident/one", "on", ("2023-10-30", "2023-10-31")),
        ("incident/one", "incident_type", ("explosion", "ambush")),
        ("movement/one", "distance", ("330 km", "352 km")),
        ("movement/one", "distance", ("~350 km", "~250 mile")),
    ],
)
def test_claims_that_cannot_all_be_true_are_contested(about, field, values):
    """About 850 and about 1,000 overlap only by bounds of our own."""
    found = contest(field, *values, about=about)

    assert found.is_contested
    assert found.agreed is None
    assert not found.is_compatible


def test_a_value_that_is_affirmed_and_denied_is_contested():
    """A voice that denies its own word of the same day has not taken it back."""
    found = contest("attacks", "2", "2", stances=(None, "denies"))

    assert found.is_contested
    assert ("claim/c1",) == tuple(
        one.id for one in (one.claim for one in found.denials_of(pk.Count(2)))
    )
    assert () == found.denials_of(pk.Count(3))


def test_a_contest_tells_what_a_policy_asks_it():
    """Values, voices, and what is adopted now."""
    found = contest("attacks", "2", "3")

    assert {"2": ["claim/c0"], "3": ["claim/c1"]} == {
        value: [one.id for one in claims] for value, claims in found.by_value.items()
    }
    assert ("AP",) == found.voices(found.claims)
    assert pk.Count(3) == found.value_of(found.claims[1])


def test_a_claim_on_a_part_is_no_contest():
    """What fits no field is a finding, and is not weighed."""
    ds = pk.Dataset(
        [
            pk.Mission(id="mission/one"),
            pk.Incident(id="incident/one", mission="mission/one"),
            pk.Claim(id="claim/a", about="incident/one", field="casualties", value="2"),
        ]
    )

    assert [] == list(contests(ds))
