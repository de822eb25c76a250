"""What was known, settled, as of a day: three questions in one order."""

import pytest

import peacekeep as pk


BASE = "base/one"
CLOSED = "base_event/one-closed"
DS = pk.Dataset(
    [
        pk.Source(id="source/early", origin="AP", published_on="2023-11-19"),
        pk.Source(id="source/late", origin="UN", published_on="2023-11-25"),
        pk.Mission(id="mission/one", sources=["source/early"]),
        pk.Base(id=BASE, mission="mission/one", sources=["source/early"]),
        pk.BaseStatus(
            id="base_status/one",
            base=BASE,
            status="present",
            on="2023-11-01",
            sources=["source/early"],
        ),
        pk.BaseEvent(
            id=CLOSED,
            base=BASE,
            event="closed",
            sources=["source/early", "source/late"],
        ),
        pk.Claim(
            id="claim/early",
            about=CLOSED,
            field="on",
            value="2023-11-20",
            source="source/early",
        ),
        pk.Claim(
            id="claim/late",
            about=CLOSED,
            field="on",
            value="2023-11-18",
            source="source/late",
        ),
    ]
)


@pytest.mark.parametrize(
    ("known_by", "day", "is_open"),
    [
        ("2023-11-22", "2023-11-19", True),  # AP alone, who has the 20th
        ("2023-11-22", "2023-11-20", False),
        ("2023-11-30", "2023-11-19", False),  # the UN is the latest, and has the 18th
        ("2023-11-30", "2023-11-17", True),
        (None, "2023-11-19", False),
    ],
)
def test_knowledge_comes_first_then_the_policy_then_the_world(known_by, day, is_open):
    """What is published later settles nothing that an earlier reader could settle."""
    seen = pk.view(DS, known_by=known_by, policy="latest", as_of=day)

    assert is_open is (BASE in seen.certain)
    by_hand = DS if known_by is None else DS.known_by(known_by)
    assert pk.settle(by_hand, "latest")[0].as_of(day) == seen


def test_each_question_can_be_left_out():
    """Without a day of the world it is a dataset, and without any question the same."""
    assert DS is pk.view(DS)
    assert DS.known_by("2023-11-22") == pk.view(DS, known_by="2023-11-22")
    assert DS.as_of("2023-11-19") == pk.view(DS, as_of="2023-11-19")
    assert pk.settle(DS, "latest")[0] == pk.view(DS, policy="latest")


def test_a_voice_that_has_not_spoken_yet_is_a_voice():
    """A name is looked for in the whole dataset, and a typo is refused."""
    seen = pk.view(DS, known_by="2023-11-22", policy=pk.prefer("UN", "AP"))

    assert "2023-11-20" == str(seen.get(CLOSED).on)
    with pytest.raises(pk.UnknownName, match="Did you mean UN"):
        pk.view(DS, known_by="2023-11-22", policy=pk.prefer("UNN"))


def test_what_cannot_be_viewed_is_refused():
    """What is no dataset, and a view that has left out what is asked."""
    with pytest.raises(pk.InvalidValue, match="be a Dataset"):
        pk.view([], as_of="2023")
    with pytest.raises(pk.InvalidValue, match="known_by"):
        pk.view(DS.as_of("2023-11-19").certain, known_by="2023-11-19")
    with pytest.raises(pk.ValidationFailed):
        pk.view(DS, policy="refuse", as_of="2023")


def test_a_settled_view_is_the_same_view():
    """What can have been known stays that, whoever settles it."""
    possible, _ = pk.settle(DS.known_by("2023-11-22", possibly=True), "only")

    with pytest.raises(pk.InvalidValue):
        possible.known_by("2023-11-22")
