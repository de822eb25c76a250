"""Which counts answer one question."""

import pytest

import peacekeep as pk
from peacekeep.analysis.comparison import unlike


DEAD = {"mission": "mission/one", "measure": "fatalities", "on": "2023-10-31"}


def tally(name, **fields):
    """Return a tally of the dead."""
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
            {"count": 303, "on": "2023"},
            {"count": 311, "on": "2023"},
            "not comparable: on 2023, which can be two days",
        ),
        (
            {"count": 303, "on": None},
            {"count": 311, "on": None},
            "not comparable: neither record gives a day",
        ),
        (
            {"count": 303, "on": None, "period": "2013/2023"},
            {"count": 311, "on": None, "period": "2013/2023"},
            "inconsistent: 303 and 311",
        ),
        (
            {"count": 1, "of": ["base/a"]},
            {"count": 2, "of": ["base/b"]},
            "not comparable: of base/a and base/b",
        ),
        (
            {"count": 311},
            {"count": 311, "cause": "all"},
            "not comparable: cause not given and all",
        ),
        (
            {"count": 311},
            {"count": 700, "measure": "injured"},
            "not comparable: measure fatalities and injured",
        ),
        ({}, {"count": 311}, "not comparable: not both records have a count"),
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

    assert "not comparable: includes not given and troops" == str(pk.compare(*counts))


@pytest.mark.parametrize(
    "records",
    [
        (None, None),
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

    others = unlike(ds)

    assert (
        "tally/accident, which counts cause accident",
        "tally/illness, which counts cause illness",
        "tally/malicious-act, which counts cause malicious_act",
        "1 more",
    ) == others["tally/all"]
    assert "mission/one" not in others
    assert "tally/later" not in others


def test_the_order_of_a_scope_says_nothing():
    """Troops and police are police and troops."""
    counts = [
        pk.PersonnelCount(
            id=f"personnel_count/{number}",
            mission="mission/one",
            category="uniformed",
            includes=includes,
            on="2023-10-31",
            count=850,
        )
        for number, includes in enumerate((("troops", "police"), ("police", "troops")))
    ]

    assert "consistent: 850 and 850" == str(pk.compare(*counts))


@pytest.mark.parametrize("name", ["contributor", "sex", "on"])
def test_every_part_of_a_scope_counts(name):
    """Of one contributor and of another, of women and of men, of two days."""
    values = {
        "contributor": ("actor/a", "actor/b"),
        "sex": ("female", "male"),
        "on": ("2023-10-30", "2023-10-31"),
    }[name]
    counts = [
        pk.PersonnelCount(
            id=f"personnel_count/{number}",
            mission="mission/one",
            category="troops",
            count=850,
            **{"on": "2023-10-31", name: value},
        )
        for number, value in enumerate(values)
    ]

    assert f"not comparable: {name} {values[0]} and {values[1]}" == str(
        pk.compare(*counts)
    )
