"""Which counts answer one question."""

import pytest

import peacekeep as pk
from peacekeep.analysis.comparison import unlike


DEAD = {"mission": "mission/one", "measure": "fatalities"}


def tally(name, **fields):
    """Answer a tally of the dead."""
    return pk.Tally(id=f"tally/{name}", **{**DEAD, **fields})


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ({"count": "301.."}, {"count": 311}, "consistent: 301.. and 311"),
        ({"count": "..299"}, {"count": 311}, "inconsistent: ..299 and 311"),
        (
            {"count": 311, "cause": "all"},
            {"count": 174, "cause": "malicious_act"},
            "not comparable: cause all and malicious_act",
        ),
        (
            {"count": 303, "on": "2023-05-31"},
            {"count": 311, "on": "2023-12-11"},
            "not comparable: on 2023-05-31 and 2023-12-11",
        ),
        (
            {"count": 311},
            {"count": 311, "cause": "all"},
            "not comparable: cause not said and all",
        ),
        (
            {"count": 311},
            {"count": 700, "measure": "injured"},
            "not comparable: measure fatalities and injured",
        ),
        ({}, {"count": 311}, "not comparable: no count is adopted on both sides"),
    ],
)
def test_two_tallies_are_consistent_or_not_or_not_comparable(one, other, expected):
    """Only counts of one question can contradict each other."""
    assert expected == str(pk.compare(tally("one", **one), tally("other", **other)))


def test_a_ceiling_and_a_head_count_are_not_comparable():
    """Authorised is another question than deployed."""
    counts = [
        pk.PersonnelCount(
            id=f"personnel_count/{status}",
            mission="mission/one",
            category="military",
            includes=includes,
            status=status,
            count=13289,
        )
        for status, includes in (("authorised", ()), ("deployed", ("troops",)))
    ]

    assert "not comparable: includes not said and troops" == str(pk.compare(*counts))


@pytest.mark.parametrize(
    "records",
    [
        (
            tally("one"),
            pk.PersonnelCount(
                id="personnel_count/one", mission="mission/one", category="all"
            ),
        ),
        (pk.Mission(id="mission/one"), pk.Mission(id="mission/two")),
    ],
)
def test_other_records_are_not_compared(records):
    """Only tallies with tallies, and personnel counts with their like."""
    with pytest.raises(pk.InvalidValue, match="two tallies or two personnel counts"):
        pk.compare(*records)


def test_records_of_other_questions_are_told_at_most_three():
    """Of the same subject and day; a fourth is only counted."""
    causes = ("all", "malicious_act", "accident", "illness", "other")
    ds = pk.Dataset(
        [
            pk.Mission(id="mission/one"),
            *(tally(cause.replace("_", "-"), cause=cause) for cause in causes),
            tally("later", cause="all", on="2023-12-11"),
        ]
    )

    assert (
        "tally/accident, which counts cause accident",
        "tally/illness, which counts cause illness",
        "tally/malicious-act, which counts cause malicious_act",
        "1 more",
    ) == unlike(ds, "tally/all")
    assert () == unlike(ds, "mission/one")
    assert () == unlike(ds, "tally/later")
