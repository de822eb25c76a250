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
    ("about", "field", "values", "can"),
    [
        ("incident/one", "attacks", ("2..", "2", "..5"), True),
        ("incident/one", "attacks", ("2..", "2", "3..5"), False),
        ("incident/one", "on", ("2023-10", "2023-10-31"), True),
        ("incident/one", "on", ("2023-10-30", "2023-10-31"), False),
        ("incident/one", "incident_type", ("explosion", "explosion"), True),
        ("incident/one", "incident_type", ("explosion", "ambush"), False),
        ("movement/one", "distance", ("350 km", "~350 km"), True),
        ("movement/one", "distance", ("330 km", "352 km"), False),
    ],
)
def test_claims_can_all_be_true_where_their_bounds_meet(about, field, values, can):
    """At least two and exactly two agree; 30 and 31 October do not."""
    assert can is contest(field, *values, about=about).can_all_be_true()


def test_a_value_that_is_affirmed_and_denied_cannot_be_true():
    """A voice that denies its own word of the same day has not taken it back."""
    found = contest("attacks", "2", "2", stances=(None, "denies"))

    assert not found.can_all_be_true()
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
