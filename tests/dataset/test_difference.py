"""What changed between two editions of a dataset."""

import hashlib
from decimal import Decimal

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import peacekeep as pk
from peacekeep import authoring
from peacekeep.strategies import datasets, incidents


CONVOY = "incident/convoy"


def incident(**fields):
    """Return an incident of two wounded."""
    parts = [pk.Casualties(group="peacekeeper", outcome="injured", count=2)]
    return pk.Incident(
        **{"id": CONVOY, "mission": "mission/x", "casualties": parts, **fields}
    )


def dataset(*records, **header):
    """Return a dataset of a mission and records."""
    return pk.Dataset([pk.Mission(id="mission/x"), *records], **header)


def changes(old, new):
    """Return the changed fields of the one record that changed."""
    (changed,) = dataset(old).diff(dataset(new)).changed
    return [(str(one.path), one.old, one.new) for one in changed.fields]


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


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (1, True, (1, True)),
        (Decimal("1.0"), Decimal("1.00"), (Decimal("1.0"), Decimal("1.00"))),
        ("1", 1, ("1", 1)),
        ([0], [False], ([0], [False])),
        ({"a": 1, "b": 2}, {"b": 2, "a": 1}, ({"a": 1, "b": 2}, {"b": 2, "a": 1})),
        (None, "x", ("null", "x")),
    ],
)
def test_what_is_written_otherwise_is_told(old, new, told):
    """Values of unknown keys that are equal in Python, and differ on the wire."""
    found = changes(incident(extra={"key": old}), incident(extra={"key": new}))

    assert [("key", *told)] == found
    assert [("key", *map(type, told))] == [
        (path, type(was), type(now)) for path, was, now in found
    ]


def test_a_key_with_null_that_is_gone_is_told():
    """It was given, though nothing was said in it."""
    assert [("key", "null", None)] == changes(incident(extra={"key": None}), incident())


def test_a_long_text_is_told_on_one_line():
    """What is printed is one line a change, whatever a note holds; a row has it all."""
    note = "one\ntwo\n" * 40
    found = dataset(incident()).diff(dataset(incident(note=note)))
    line = str(found.changed[0].fields[0])

    assert line.startswith(r"note: not given became one\ntwo\none")
    assert len("note: not given became ") + 80 == len(line)
    assert line.endswith("...")
    assert 2 == len(str(found).splitlines())
    assert [note] == [row["new"] for row in found.to_rows()]


def test_an_order_that_changed_is_told():
    """The same parts in another order are another wire form."""
    parts = [
        pk.Casualties(group="peacekeeper", outcome=outcome, count=1)
        for outcome in ("injured", "killed")
    ]
    keys = ["casualties[peacekeeper,injured]", "casualties[peacekeeper,killed]"]

    assert [("casualties", keys, keys[::-1])] == changes(
        incident(casualties=parts), incident(casualties=parts[::-1])
    )


@attrs.frozen(kw_only=True)
class Leg(authoring.Form):
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


def test_parts_without_a_key_are_told_by_their_place():
    """A kind of another hand may have such parts."""

    old, new = (
        pk.Dataset([Tour(id="tour/x", legs=[Leg(name=name)])]) for name in ("a", "b")
    )
    (changed,) = old.diff(new).changed

    assert [("legs[0].name", "a", "b")] == [
        (str(one.path), one.old, one.new) for one in changed.fields
    ]


def test_a_kind_that_is_known_on_one_side_only():
    """The same wire form is no change; another one is told, list by list."""

    known = pk.Dataset([Tour(id="tour/x", legs=[Leg(name="a")])])
    same, other = (
        pk.Dataset([pk.UnknownRecord(id="tour/x", extra={"legs": [{"name": name}]})])
        for name in ("a", "b")
    )
    (changed,) = known.diff(other).changed

    assert not known.diff(same)
    assert [("legs", [{"name": "a"}], [{"name": "b"}])] == [
        (str(one.path), one.old, one.new) for one in changed.fields
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


convoys = incidents(id=st.just(CONVOY))


@settings(max_examples=40)
@given(convoys, convoys)
def test_a_record_that_changed_has_fields_that_changed(one, other):
    """Whatever stands in it: no digest differs without a field that does."""
    there = dataset(one).diff(dataset(other))
    back = dataset(other).diff(dataset(one))

    assert (one == other) == (not there)
    assert all(record.fields for record in there.changed)
    assert [
        (str(field.path), field.new, field.old)
        for record in there.changed
        for field in record.fields
    ] == [
        (str(field.path), field.old, field.new)
        for record in back.changed
        for field in record.fields
    ]


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
