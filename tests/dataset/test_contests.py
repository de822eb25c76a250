"""What is claimed on a field, and whether it can all be true."""

from itertools import zip_longest

import attrs
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


def place_contest(points, precisions=(), held=None):
    """Return the contest of points, each of a source that may state its precision."""
    claims = []
    for number, (point, precision) in enumerate(
        zip_longest(points, precisions, fillvalue=None)
    ):
        for field, value in (("place.point", point), ("place.precision", precision)):
            if value is not None:
                claims.append(
                    pk.Claim(
                        id=f"claim/{field[6:]}-{number}",
                        about="base/one",
                        field=field,
                        value=value,
                        source=f"source/{number}",
                    )
                )
    ds = pk.Dataset(
        [
            pk.Mission(id="mission/one"),
            pk.Base(
                id="base/one",
                mission="mission/one",
                place=held and pk.Place(name="Kidal", precision=held),
            ),
            *(pk.Source(id=f"source/{n}", origin=f"V{n}") for n in range(3)),
            *claims,
        ]
    )
    return next(one for one in contests(ds) if str(one.path) == "place.point")


@pytest.mark.parametrize(
    ("precisions", "held", "agreed"),
    [
        ((), None, None),  # how near they are to the place is not known
        ((), "exact", "18.443,1.409"),  # 64 metres lie within the kilometre of a town
        (("exact", "near"), None, "18.443,1.409"),
        (("near", "exact"), None, "18.4435,1.4093"),  # the more exact of the two
        (("no_code",), None, None),
        (("exact", "exact"), "near", "18.443,1.409"),
    ],
)
def test_points_agree_within_the_coarser_of_their_precisions(precisions, held, agreed):
    """Gazetteers differ by some metres, and mean one place."""
    found = place_contest(("18.443,1.409", "18.4435,1.4093"), precisions, held)

    assert agreed == (None if found.agreed is None else str(found.agreed.value))
    assert found.is_contested is (agreed is None)


def test_points_of_two_towns_are_contested():
    """Kidal and Gao are 286 km apart."""
    found = place_contest(("18.443,1.409", "16.272,-0.045"), ("near", "near"))

    assert found.is_contested
    assert not found.allows(found.affirmed[0], found.affirmed[1].value)


def test_a_house_that_is_not_there_is_a_house():
    """Two that are part of one missing actor are of one house."""
    ds = pk.Dataset(
        [
            pk.Actor(id="actor/a", aliases=["A"], part_of="actor/gone"),
            pk.Actor(id="actor/b", name="B", part_of="actor/gone"),
        ]
    )

    assert {"actor/gone"} == {ds.voices.named(name).house for name in "AB"}
    assert ("A", "B") == tuple(ds.voices.named(name).name for name in "AB")


def test_claims_that_repeat_each_other_are_their_own():
    """A circle has no first one, and what is not there was not said here."""
    claims = [
        pk.Claim(id=f"claim/{one}", about="mission/one", repeats=f"claim/{other}")
        for one, other in (("a", "b"), ("b", "a"), ("c", "gone"))
    ]
    ds = pk.Dataset([pk.Mission(id="mission/one"), *claims])

    assert claims == [ds.voices.first_said(one) for one in claims]


def test_a_contest_names_what_it_does_not_affirm():
    """A claim that is not weighed has its own text, and no voice is lost in a list."""
    found = contest("attacks", "2", "3", stances=(None, "denies"))
    (aside,) = found.aside

    assert "3" == found.text_of(aside.claim)
    assert () == found.voices([aside.claim])


def test_two_precisions_of_one_source_are_none():
    """Which of them belongs to the point is not known."""
    found = place_contest(("18.443,1.409", "18.4435,1.4093"), ("near", "near"))
    again = pk.Claim(
        id="claim/again",
        about="base/one",
        field="place.precision",
        value="exact",
        source="source/0",
    )
    both = next(
        one
        for one in contests(found.dataset.add(again))
        if str(one.path) == "place.point"
    )

    assert found.agreed is not None
    assert [None, "near"] == [one.precision for one in both.affirmed]


@attrs.frozen(kw_only=True)
class Spot(pk.Fact):
    """
    A point of another package's kind.

    Attributes:
        point: Where it is.

    Raises:
        InvalidRecord: If any field cannot be read or breaks a rule.
    """

    point: pk.Point | None = None


def test_a_point_without_a_precision_beside_it_agrees_with_itself_alone():
    """A kind that states none leaves no room."""
    claims = [
        pk.Claim(id=f"claim/c{n}", about="spot/one", field="point", value=point)
        for n, point in enumerate(("1,2", "1,2.0001"))
    ]
    (found,) = contests(pk.Dataset([Spot(id="spot/one"), *claims]))

    assert found.is_contested
