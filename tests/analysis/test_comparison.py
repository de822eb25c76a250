"""Which counts answer one question."""

import pytest

import peacekeep as pk
from peacekeep.analysis.comparison import unlike


DEAD = {
    "mission": "mission/one",
    "measure": "fatalities",
    "cause": "all",
    "on": "2023-10-31",
}


def tally(name, **fields):
    """Return a tally of the dead."""
    return pk.Tally(id=f"tally/{name}", **{**DEAD, **fields})


def people(name, **fields):
    """Return a count of deployed troops."""
    about = {"mission": "mission/one", "category": "troops", "status": "deployed"}
    return pk.PersonnelCount(
        id=f"personnel_count/{name}", **{**about, "on": "2023-10-31", **fields}
    )


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
            {"count": 303, "on": None, "period": "2013-07-01/2023-12-31"},
            {"count": 311, "on": None, "period": "2013-07-01/2023-12-31"},
            "inconsistent: 303 and 311",
        ),
        (
            {"count": 303, "on": None, "period": "2013/2023-12-31"},
            {"count": 311, "on": None, "period": "2013/2023-12-31"},
            "not comparable: period 2013/2023-12-31, which can be two spans",
        ),
        (
            {"count": 303, "on": None, "period": "2013-07-01/.."},
            {"count": 311, "on": None, "period": "2013-07-01/.."},
            "not comparable: period 2013-07-01/.., which can be two spans",
        ),
        (
            {"count": 303, "place": pk.Place(name="Gao")},
            {"count": 311, "place": pk.Place(name="Kidal")},
            "not comparable: place Place(name='Gao') and Place(name='Kidal')",
        ),
        (
            {"count": 303, "actor": "actor/one"},
            {"count": 311},
            "not comparable: actor actor/one and not given",
        ),
        (
            {"count": 1, "of": ["base/a"]},
            {"count": 2, "of": ["base/b"]},
            "not comparable: of base/a and base/b",
        ),
        (
            {"count": 180, "cause": "malicious_act"},
            {"count": 174, "cause": None},
            "not comparable: cause malicious_act and not given",
        ),
        (
            {"count": 180, "cause": None},
            {"count": 174, "cause": None},
            "not comparable: neither record gives its cause",
        ),
        (
            {"count": 2, "measure": "injured"},
            {"count": 3, "measure": "injured"},
            "not comparable: neither record gives its group",
        ),
        (
            {"count": 2, "measure": "convoys", "cause": None},
            {"count": 3, "measure": "convoys", "cause": None},
            "inconsistent: 2 and 3",
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
        people(number, category="uniformed", includes=includes, count=850)
        for number, includes in enumerate((("troops", "police"), ("police", "troops")))
    ]

    assert "consistent: 850 and 850" == str(pk.compare(*counts))


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("base", ("base/a", "base/b")),
        ("category", ("troops", "police")),
        ("status", ("authorised", "deployed")),
        ("method", ("headcount", "nominal_unit_size")),
        ("method", ("headcount", "not given")),
        ("contributor", ("actor/a", "actor/b")),
        ("sex", ("female", "not given")),
        ("unit_type", ("infantry", "engineer")),
        ("unit_size", ("company", "battalion")),
        ("on", ("2023-10-30", "2023-10-31")),
    ],
)
def test_every_part_of_a_scope_counts(name, values):
    """Heads and nominal unit sizes, women and everybody, two days."""
    counts = [
        people(number, count=850, **{name: None if value == "not given" else value})
        for number, value in enumerate(values)
    ]

    assert f"not comparable: {name} {values[0]} and {values[1]}" == str(
        pk.compare(*counts)
    )


def test_a_count_without_a_status_may_be_a_ceiling():
    """Neither says whether the people were there or were only allowed."""
    counts = [people(number, status=None, count=850) for number in range(2)]

    assert "not comparable: neither record gives its status" == str(pk.compare(*counts))


JULY = {"on": None, "period": "2023-07-01/2023-07-31"}


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ({"count": 850}, {"mean": "850 person"}, "not comparable: a count and a mean"),
        ({"mean": "850 person"}, {}, "not comparable: not both records have a count"),
        (
            {"mean": "850.5 person_day/day"},
            {"mean": "850.5 person_day/day"},
            "consistent: 850.5 person_day/day and 850.5 person_day/day",
        ),
        (
            {"mean": "850.5 person_day/day"},
            {"mean": "850 person"},
            "inconsistent: 850.5 person_day/day and 850 person",
        ),
        (
            {"count": 850, "mean": "840 person"},
            {"count": 850, "mean": "841 person"},
            "inconsistent: 850 and 850, 840 person and 841 person",
        ),
        (
            {"count": 850},
            {"count": 850, "on": "2023-07-01", "period": None},
            "not comparable: on not given and 2023-07-01",
        ),
    ],
)
def test_a_mean_is_compared_with_a_mean(one, other, expected):
    """A mean over a month says nothing of the number on one of its days."""
    counts = [
        people(number, **{**JULY, **fields})
        for number, fields in enumerate((one, other))
    ]

    assert expected == str(pk.compare(*counts))


def test_records_that_leave_their_question_open_are_unlike_each_other():
    """Two tallies without a cause may be of two causes; those of one cause are not."""
    ds = pk.Dataset(
        [
            pk.Mission(id="mission/one"),
            tally("open", cause=None),
            tally("open-too", cause=None),
            tally("acts", cause="malicious_act"),
            tally("acts-too", cause="malicious_act"),
        ]
    )

    assert {
        "tally/open": (
            "tally/acts, which counts cause malicious_act",
            "tally/acts-too, which counts cause malicious_act",
            "tally/open-too, which counts cause not given",
        ),
        "tally/open-too": (
            "tally/acts, which counts cause malicious_act",
            "tally/acts-too, which counts cause malicious_act",
            "tally/open, which counts cause not given",
        ),
        "tally/acts": (
            "tally/open, which counts cause not given",
            "tally/open-too, which counts cause not given",
        ),
        "tally/acts-too": (
            "tally/open, which counts cause not given",
            "tally/open-too, which counts cause not given",
        ),
    } == unlike(ds)
