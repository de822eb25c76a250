"""What changed between two editions of a dataset."""

import hashlib

import attrs
import pytest
from hypothesis import given, settings

import peacekeep as pk
from peacekeep.strategies import datasets


CONVOY = "incident/convoy"


def incident(**fields):
    """Answer an incident of two wounded."""
    parts = [pk.Casualties(group="peacekeeper", outcome="injured", count=2)]
    return pk.Incident(
        **{"id": CONVOY, "mission": "mission/x", "casualties": parts, **fields}
    )


def dataset(*records, **header):
    """Answer a dataset of a mission and records."""
    return pk.Dataset([pk.Mission(id="mission/x"), *records], **header)


def changes(old, new):
    """Answer the changed fields of the one record that changed."""
    (changed,) = dataset(old).diff(dataset(new)).changed
    return [(one.path, one.old, one.new) for one in changed.fields]


def test_nothing_changed_is_false():
    """Equal datasets have no difference."""
    found = dataset(incident()).diff(dataset(incident()))

    assert not found
    assert "0 added, 0 changed, 0 withdrawn." == str(found)
    assert [] == found.to_rows()


def test_a_digest_is_that_of_the_wire_form():
    """SHA-256 of the record on one line, its kind first and its keys by alphabet."""
    written = b'{"kind":"mission","acronym":"UNX","id":"mission/x"}'
    ds = pk.Dataset([pk.Mission(id="mission/x", acronym="UNX")])

    assert f"sha256:{hashlib.sha256(written).hexdigest()}" == ds.digest("mission/x")
    with pytest.raises(pk.UnknownReference):
        ds.digest("mission/y")


def test_records_are_added_and_withdrawn_with_their_digests():
    """What only one of the two has is told with the digest that it has there."""
    old, new = dataset(incident()), dataset(incident(id="incident/other"))
    found = old.diff(new)

    assert [("incident/other", new.digest("incident/other"))] == [
        (one.id, one.digest) for one in found.added
    ]
    assert [(CONVOY, old.digest(CONVOY))] == [
        (one.id, one.digest) for one in found.withdrawn
    ]
    assert () == found.changed


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"attacks": 2}, [("attacks", None, 2)]),
        ({"on": "2023-10-31"}, [("on", None, "2023-10-31")]),
        ({"methods": ["ied"]}, [("methods", None, ["ied"])]),
        (
            {"place": pk.Place(name="Kidal", country="MLI")},
            [("place.country", None, "MLI"), ("place.name", None, "Kidal")],
        ),
        ({"extra": {"our_key": 7}}, [("our_key", None, 7)]),
        (
            {"casualties": [pk.Casualties(group="peacekeeper", outcome="injured")]},
            [("casualties[peacekeeper,injured].count", 2, None)],
        ),
        (
            {
                "casualties": [
                    pk.Casualties(group="peacekeeper", outcome="injured", count="2.."),
                    pk.Casualties(group="civilian", outcome="killed", count=0),
                ]
            },
            [
                ("casualties[civilian,killed].count", None, 0),
                ("casualties[civilian,killed].group", None, "civilian"),
                ("casualties[civilian,killed].outcome", None, "killed"),
                ("casualties[peacekeeper,injured].count", 2, "2.."),
            ],
        ),
    ],
)
def test_a_change_is_told_field_by_field(fields, expected):
    """A part is found by its key, and what is absent is None."""
    assert expected == changes(incident(), incident(**fields))
    assert sorted((path, new, old) for path, old, new in expected) == sorted(
        changes(incident(**fields), incident())
    )


def test_an_order_that_changed_is_told():
    """The same parts in another order are another wire form."""
    parts = [
        pk.Casualties(group="peacekeeper", outcome=outcome, count=1)
        for outcome in ("injured", "killed")
    ]
    keys = ["peacekeeper,injured", "peacekeeper,killed"]

    assert [("casualties", keys, keys[::-1])] == changes(
        incident(casualties=parts), incident(casualties=parts[::-1])
    )


def test_parts_without_a_key_are_told_by_their_place():
    """A kind of another hand may have such parts."""

    @attrs.frozen(kw_only=True)
    class Leg(pk.Form):
        """
        A leg.

        Attributes:
            name: Its name.
        """

        name: str | None = None

    @attrs.frozen(kw_only=True)
    class Tour(pk.Fact):
        """
        A tour.

        Attributes:
            legs: Its legs.
        """

        legs: tuple[Leg, ...] = ()

    old, new = (
        pk.Dataset([Tour(id="tour/x", legs=[Leg(name=name)])]) for name in ("a", "b")
    )
    (changed,) = old.diff(new).changed

    assert [("legs[0].name", "a", "b")] == [
        (one.path, one.old, one.new) for one in changed.fields
    ]


def test_a_header_that_changed_is_told():
    """Title and licence are of the dataset, and no record."""
    found = dataset(title="One").diff(dataset(title="Two", licence="MIT"))

    assert ["licence: not given became MIT", "title: One became Two"] == [
        str(one) for one in found.header
    ]
    assert "header: title: One became Two" in str(found)
    assert ["header", "header"] == [row["change"] for row in found.to_rows()]


def test_rows_have_a_line_a_field():
    """Every row has the same columns."""
    old = dataset(incident(), pk.Actor(id="actor/gone"))
    new = dataset(incident(attacks=2, methods=["ied"]), pk.Actor(id="actor/new"))
    rows = old.diff(new).to_rows()

    assert [
        ("added", "actor/new", None, None, None),
        ("changed", CONVOY, "attacks", None, "2"),
        ("changed", CONVOY, "methods", None, '["ied"]'),
        ("withdrawn", "actor/gone", None, None, None),
    ] == [
        (row["change"], row["record"], row["field"], row["old"], row["new"])
        for row in rows
    ]
    assert old.digest(CONVOY) == rows[1]["old_digest"]
    assert new.digest(CONVOY) == rows[1]["new_digest"]


def test_a_long_difference_fits_a_screen():
    """The first twenty, and how many more."""
    new = dataset(*(pk.Actor(id=f"actor/a{number}") for number in range(25)))
    lines = str(dataset().diff(new)).splitlines()

    assert 22 == len(lines)
    assert "25 added, 0 changed, 0 withdrawn." == lines[0]
    assert "and 5 more, in to_rows()" == lines[-1]


def test_only_datasets_are_compared():
    """Something else is refused in our words."""
    with pytest.raises(pk.InvalidValue, match="be a dataset"):
        dataset().diff([incident()])


@settings(max_examples=40)
@given(datasets(), datasets())
def test_a_difference_read_backwards_is_the_difference_backwards(one, other):
    """Added is withdrawn, old is new, and nothing changes from a dataset to itself."""
    there, back = one.diff(other), other.diff(one)

    assert there.added == back.withdrawn
    assert there.withdrawn == back.added
    assert not one.diff(one)
    assert {record.id: record.new_digest for record in there.changed} == {
        record.id: record.old_digest for record in back.changed
    }
    assert all(record.fields for record in there.changed)
