"""What every record shares: id, marking, withheld, references, paths."""

import datetime
import inspect
import pickle
from typing import Annotated

import attrs
import pytest
from builders import faults_of, hurt, incident, values_at

import peacekeep as pk
from peacekeep import authoring
from peacekeep.definitions.paths import placed, references, resolve, target_in
from peacekeep.definitions.values import canonical_text
from peacekeep.models import Ref


FIRST, LAST = datetime.date.min, datetime.date.max


def without(record, path, value):
    return target_in(record, path).without(record, value)


# Ids, markings, what is withheld.


@pytest.mark.parametrize("id_", ["actor/x", "actor/7", "actor/al-qaeda-in-2013"])
def test_an_id_is_the_kind_and_a_slug(id_):
    """Lower case letters, digits and hyphens after the slash."""
    assert id_ == pk.Actor(id=id_).id


@pytest.mark.parametrize("id_", ["actor/", "actor/A", "actor/a_b", "actor/a b", "a"])
def test_any_other_id_is_refused(id_):
    """While the id cannot be read, the record is named by its kind."""
    assert (
        "actor: 1 fault:\n  actor: id must be the id of an actor, such as "
        f"actor/some-name, got {id_!r}."
    ) == faults_of(pk.Actor, id=id_)


def test_an_id_that_is_no_text_is_refused():
    """An id is a text, and no other value is turned into one."""
    assert (
        "actor: 1 fault:\n  actor: id must be a readable text, got 7."
    ) == faults_of(pk.Actor, id=7)


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("", " Leave the field out where nothing is known."),
        ("  ", " Leave the field out where nothing is known."),
        ("\u202eabc", " Take out the control and direction characters."),
    ],
)
def test_a_text_is_readable(text, hint):
    """A text has something to read, and nothing hidden in it."""
    assert (
        f"actor/x: 1 fault:\n  actor/x: note must be a readable text, got "
        f"{text!r}.{hint}"
    ) == faults_of(pk.Actor, id="actor/x", note=text)


def test_a_marking_is_a_word_of_the_protocol():
    """A marking that nobody knows protects nothing, and is refused."""
    assert "TLP:RED" == pk.Actor(id="actor/x", marking="TLP:RED").marking
    assert (
        "actor/x: 1 fault:\n  actor/x: marking must be one of TLP:CLEAR, TLP:GREEN, "
        "TLP:AMBER, TLP:AMBER+STRICT, TLP:RED, got 'TLP:AMBER-STRICT'. "
        "Did you mean TLP:AMBER+STRICT?"
    ) == faults_of(pk.Actor, id="actor/x", marking="TLP:AMBER-STRICT")


def test_a_field_that_is_not_given_can_be_withheld():
    """That something is known can be told without telling it."""
    assert ("place", "methods") == incident(withheld=["place", "methods"]).withheld


def test_what_is_given_is_not_withheld():
    """A record does not say that it withholds what it tells."""
    assert (
        "incident/x: 1 fault:\n  incident/x: withheld[0] must be the name of a "
        "field of "
        "incident that is not given, got 'on'."
    ) == faults_of(incident, on="2023", withheld=["on"])


def test_only_a_field_can_be_withheld():
    """A near miss of a name is offered."""
    assert (
        "incident/x: 1 fault:\n  incident/x: withheld[1] must be the name of a "
        "field of "
        "incident that is not given, got 'plcae'. Did you mean place?"
    ) == faults_of(incident, withheld=["place", "plcae"])


def test_unknown_keys_are_kept():
    """What the class does not know is held as it is."""
    assert "blue" == pk.Actor(id="actor/x", extra={"colour": "blue"}).extra["colour"]


def test_a_record_without_a_kind_of_its_own_is_a_record():
    """The classes that kinds are built on have words of their own too."""
    assert "record" == pk.Record(id="record/x").kind
    assert "fact" == pk.Fact(id="fact/x").kind


def test_a_class_takes_its_kind_from_its_name():
    """A new kind is a class, and its word is its name."""

    class RoadBlock(pk.Fact):
        pass

    assert "road_block" == RoadBlock.kind


def test_a_class_may_name_its_kind():
    """A word that the class gives itself is kept."""

    class Checkpoint(pk.Fact):
        kind = "road_block"

    assert "road_block" == Checkpoint.kind


# Records of an unknown kind.


def test_a_record_prints_what_is_given():
    """What is None or empty is left out, in its parts too."""
    assert (
        "Incident(id='incident/x', mission='mission/minusma', "
        "on=PartialDate.parse('2023-11'))"
    ) == repr(incident(on="2023-11"))
    assert (
        "Incident(id='incident/x', mission='mission/minusma', methods=('ied',), "
        "casualties=(Casualties(group='peacekeeper', outcome='injured', "
        "count=Count.parse('2..')),))"
    ) == repr(incident(methods=["ied"], casualties=[hurt(count="2..")]))
    assert "UnknownRecord(id='x/y', extra=Extra({'hue': 'red'}))" == repr(
        pk.UnknownRecord(id="x/y", extra={"hue": "red"})
    )


def test_a_record_shows_its_fields_to_help_and_completion():
    """In the order of the class: what must be given has no default."""
    given = inspect.signature(pk.Incident).parameters

    assert [
        *("id", "marking", "withheld", "note", "identifiers", "sources", "mission")
    ] == list(given)[:7]
    assert ["id"] == [one.name for one in given.values() if one.default is one.empty]
    assert pk.PartialDate | datetime.date | str | None == given["on"].annotation
    casualties = inspect.signature(pk.Casualties).parameters
    assert [
        *("group", "outcome", "severity", "party", "contributor", "sex", "count"),
        "extra",
    ] == list(casualties)
    assert ["group", "outcome"] == [
        one.name for one in casualties.values() if one.default is one.empty
    ]


def test_an_unknown_record_has_the_kind_of_its_id():
    """Its keys are all unknown, and are kept."""
    record = pk.UnknownRecord(id="ration/x", extra={"weight": 3})

    assert "ration" == record.kind
    assert 3 == record.extra["weight"]
    assert record == pickle.loads(pickle.dumps(record))


def test_an_unknown_record_has_an_id_all_the_same():
    """Without one that can be read, it is a record of no kind."""
    assert ("record: 1 fault:\n  record: id must be given, got nothing.") == faults_of(
        pk.UnknownRecord
    )
    assert (
        "record: 1 fault:\n  record: id must be a readable text, got 7."
    ) == faults_of(pk.UnknownRecord, id=7)


# References.


def test_a_reference_is_a_text_at_run_time():
    """What a type checker sees as a reference is plain text."""
    assert type(Ref("mission/minusma")) is str
    assert type(incident().mission) is str


def test_references_are_told_with_their_paths():
    """Those in lists and inside parts too, in the order of the fields."""
    actor = pk.Actor(
        id="actor/jnim",
        sources=["source/a", "source/b"],
        affiliations=[pk.Affiliation(to="actor/aqim", relation="part_of")],
    )

    assert [
        ("sources[0]", "source/a"),
        ("sources[1]", "source/b"),
        ("affiliations[actor/aqim,part_of].to", "actor/aqim"),
    ] == [(str(path), ref) for path, ref in references(actor)]


def test_a_single_reference_is_told_by_its_field():
    """Absent references, and parts without any, are no references."""
    record = incident(base="base/kidal", place=pk.Place(name="Kidal"), on="2023")

    assert [
        ("mission", "mission/minusma"),
        ("base", "base/kidal"),
    ] == [(str(path), ref) for path, ref in references(record)]


def test_a_path_that_leads_nowhere_has_no_target():
    """A field that is not there, a text that is no path, and what has no fields."""
    for path in ("nothing", "no path", "on.day"):
        assert target_in(incident(), path) is None


# When a record begins.


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        (
            incident(on="2023-11"),
            (datetime.date(2023, 11, 1), datetime.date(2023, 11, 30)),
        ),
        (incident(), (FIRST, LAST)),
        (pk.Base(id="base/x", mission="mission/x"), None),
        (
            pk.Event(id="event/x", period="2012-01/2013"),
            (datetime.date(2012, 1, 1), datetime.date(2012, 1, 31)),
        ),
        (
            incident(period="2012-01/2013"),
            (datetime.date(2012, 1, 1), datetime.date(2012, 1, 31)),
        ),
        (
            pk.BaseStatus(
                id="base_status/x", base="base/x", status="present", on="2015-09"
            ),
            (datetime.date(2015, 9, 1), datetime.date(2015, 9, 30)),
        ),
        (
            pk.Project(id="project/x", mission="mission/x", period="2018-05/.."),
            (datetime.date(2018, 5, 1), datetime.date(2018, 5, 31)),
        ),
        (
            pk.Event(id="event/x", period="../2013"),
            (FIRST, datetime.date(2013, 12, 31)),
        ),
        (pk.Event(id="event/x"), (FIRST, LAST)),
        (pk.Mission(id="mission/x"), (FIRST, LAST)),
        (
            pk.Movement(id="movement/x", mission="mission/x", departed_on="2023-10-31"),
            (datetime.date(2023, 10, 31), datetime.date(2023, 10, 31)),
        ),
        (
            pk.Movement(id="movement/x", mission="mission/x", arrived_on="2023-11-07"),
            (FIRST, LAST),
        ),
    ],
)
def test_a_record_begins_on_its_day_or_with_its_span(record, expected):
    """All time where the day is not known; nothing where it has no day."""
    assert expected == record.begins()


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ({"on": "2023-12"}, (datetime.date(2023, 12, 1), datetime.date(2023, 12, 31))),
        (
            {"period": "2013/2023-12"},
            (datetime.date(2023, 12, 1), datetime.date(2023, 12, 31)),
        ),
        ({"period": "2013-07-01/.."}, (datetime.date(2013, 7, 1), LAST)),
        ({}, (FIRST, LAST)),
    ],
)
def test_a_total_is_full_at_the_end_of_its_span(when, expected):
    """A total that is still counted may never be full."""
    tally = pk.Tally(id="tally/x", mission="mission/x", measure="fatalities", **when)

    assert expected == tally.begins()


# Paths.


@pytest.mark.parametrize(
    ("kind", "path", "name"),
    [
        (pk.Incident, "on", "on"),
        (pk.Incident, "methods", "methods"),
        (pk.Incident, "place.point", "point"),
        (pk.Incident, "casualties[peacekeeper,injured].count", "count"),
        (pk.Incident, "casualties[peacekeeper,injured,light].count", "count"),
        (pk.Incident, "casualties[peacekeeper,injured]", "casualties"),
        (
            pk.Incident,
            "casualties[peacekeeper,injured,contributor=actor/burkina-faso].count",
            "count",
        ),
        (pk.Incident, "parties[actor/jnim].role", "role"),
        (pk.Mission, "mandates[S/RES/2100 (2013)].adopted_on", "adopted_on"),
    ],
)
def test_a_path_leads_to_a_field(kind, path, name):
    """Through parts by their field, and through lists by the key of a part."""
    assert name == resolve(kind, path).field.name


@pytest.mark.parametrize(
    "path", ["", ".", "on.", ".on", "on..x", "on x", "place.point]", "a[]", "a[b"]
)
def test_a_text_that_is_no_path_is_refused(path):
    """The error shows what paths look like."""
    with pytest.raises(pk.InvalidValue) as caught:
        resolve(pk.Incident, path)

    assert (
        "path must be a path such as on, place.point or "
        f"casualties[peacekeeper,injured].count, got {path!r}."
    ) == str(caught.value)


@pytest.mark.parametrize(
    ("path", "text"),
    [
        (
            "casualties.count",
            (
                "path must name one part by its key, such as casualties[...], got "
                "'casualties.count'."
            ),
        ),
        ("on[2023]", "path must name on without a key, got 'on[2023]'."),
        ("methods[ied]", "path must name methods without a key, got 'methods[ied]'."),
        (
            "on.day",
            "path must end at on, which has no fields of its own, got 'on.day'.",
        ),
    ],
)
def test_a_path_goes_the_way_of_the_fields(path, text):
    """One part of many is named by its key, and a value has nothing inside."""
    with pytest.raises(pk.InvalidValue) as caught:
        resolve(pk.Incident, path)

    assert text == str(caught.value)


@pytest.mark.parametrize(
    ("path", "text"),
    [
        (
            "plcae.point",
            (
                "No field of incident is named 'plcae'. Known: id, marking, "
                "withheld, note, identifiers, "
                "sources, mission, incident_type, methods, on, period, events, place, "
                "base, movement, attacks, casualties, parties. Did you mean place?"
            ),
        ),
        (
            "place.piont",
            (
                "No field of place is named 'piont'. Known: name, country, "
                "admin1, admin2, admin3, "
                "point, precision, representative, identifiers. Did you mean point?"
            ),
        ),
    ],
)
def test_a_path_names_fields_that_there_are(path, text):
    """The error says which fields the class on the way has."""
    with pytest.raises(pk.UnknownName) as caught:
        resolve(pk.Incident, path)

    assert text == str(caught.value)


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("attacks", (pk.Count(2),)),
        ("on", ()),
        ("methods", ("ied", "ambush")),
        ("place.name", ("Kidal",)),
        ("place.point", ()),
        ("casualties[peacekeeper,injured].count", (pk.Count(8),)),
        ("casualties[peacekeeper,injured,light].count", (pk.Count(3),)),
        ("casualties[peacekeeper,killed].count", ()),
        ("nothing", ()),
        ("casualties.count", ()),
        ("no path", ()),
    ],
)
def test_what_stands_at_a_path_is_answered(path, expected):
    """Nothing, one value, or the members of a list."""
    record = incident(
        attacks=2,
        methods=["ied", "ambush"],
        place=pk.Place(name="Kidal"),
        casualties=[hurt(count=8), hurt(severity="light", count=3)],
    )

    assert expected == values_at(record, path)


@pytest.mark.parametrize("path", ["attacks", "place.name", "casualties[x].count"])
def test_nothing_stands_inside_what_is_absent(path):
    """A record that holds nothing answers with nothing."""
    assert () == values_at(incident(), path)


def test_a_field_is_emptied():
    """What is left is the record without the value."""
    assert incident() == without(incident(attacks=2), "attacks", pk.Count(2))


def test_a_field_is_emptied_beside_one_that_it_must_fit():
    """A day of arrival is left out, and that of departure stays."""
    movement = pk.Movement(
        id="movement/x",
        mission="mission/x",
        departed_on="2023-10-31",
        arrived_on="2023-11-07",
    )

    left = without(movement, "arrived_on", pk.PartialDate("2023-11-07"))

    assert movement.departed_on == left.departed_on
    assert left.arrived_on is None


def test_a_member_is_taken_out_of_a_list():
    """The others stay, in their order."""
    record = incident(methods=["ied", "ambush", "mine"])

    left = without(record, "methods", "ambush")

    assert incident(methods=["ied", "mine"]) == left


def test_a_field_of_one_part_is_emptied():
    """Other parts, with another key, stay as they are."""
    record = incident(casualties=[hurt(count=8), hurt(severity="light", count=8)])

    left = without(record, "casualties[peacekeeper,injured].count", pk.Count(8))

    expected = incident(casualties=[hurt(), hurt(severity="light", count=8)])
    assert expected == left


def test_a_field_inside_a_place_is_emptied():
    """The rest of the place stays."""
    record = incident(place=pk.Place(name="Kidal", country="MLI"))

    left = without(record, "place.name", "Kidal")

    assert incident(place=pk.Place(country="MLI")) == left


def test_what_requires_a_value_goes_with_it():
    """A point that stands in for an area is no longer there, and stands for nothing."""
    place = pk.Place(name="Kidal", point="18.44345,1.40921", representative=True)

    left = without(incident(place=place), "place.point", place.point)

    assert incident(place=pk.Place(name="Kidal")) == left


@pytest.mark.parametrize(
    ("field", "word"), [("outcome", "injured"), ("severity", "light")]
)
def test_a_part_goes_with_a_text_of_its_key(field, word):
    """Without it, the part would be another one."""
    record = incident(casualties=[hurt(), hurt(severity="light", count=8)])

    left = without(record, f"casualties[peacekeeper,injured,light].{field}", word)

    assert incident(casualties=[hurt()]) == left


def test_a_part_goes_with_its_last_field():
    """A place of which nothing is known is no place."""
    record = incident(place=pk.Place(name="Kidal"), attacks=2)

    assert incident(attacks=2) == without(record, "place.name", "Kidal")


def test_what_must_be_given_is_not_taken_out():
    """A record without its mission would be no record."""
    assert without(incident(), "mission", "mission/minusma") is None


@pytest.mark.parametrize(
    ("path", "value"),
    [("attacks", pk.Count(3)), ("on", pk.PartialDate("2023"))],
)
def test_where_the_value_does_not_stand_nothing_changes(path, value):
    """Another value, or a path to no field, leaves the record unchanged."""
    record = incident(attacks=2)

    assert record is without(record, path, value)


@pytest.mark.parametrize(
    ("value", "text"),
    [(True, "true"), (False, "false"), (pk.Count(2), "2"), ("ied", "ied")],
)
def test_a_value_is_claimed_by_its_canonical_text(value, text):
    """As in wire form, with truth values in lower case."""
    assert text == canonical_text(value)


def test_values_are_placed_together():
    """A field, a part that is there, a part that is not, and a member of a list."""
    record = incident(casualties=[hurt(count=1)], methods=["ied"])
    values = [
        (resolve(pk.Incident, path), value)
        for path, value in [
            ("attacks", pk.Count(2)),
            ("casualties[peacekeeper,injured].count", pk.Count(3)),
            ("casualties[peacekeeper,killed].count", pk.Count(0)),
            ("methods", "ambush"),
            ("place.name", "Kidal"),
        ]
    ]

    assert incident(
        attacks=2,
        casualties=[hurt(count=3), hurt("killed", count=0)],
        methods=["ied", "ambush"],
        place=pk.Place(name="Kidal"),
    ) == placed(record, values)
    assert record is placed(record, [])


def test_what_cannot_stand_together_is_not_placed():
    """A tally is of a day or of a span, never both."""
    tally = pk.Tally(id="tally/x", mission="mission/x", measure="injured")

    with pytest.raises(pk.InvalidRecord):
        placed(
            tally,
            [
                (resolve(pk.Tally, "on"), pk.PartialDate("2023")),
                (resolve(pk.Tally, "period"), pk.Period.parse("2013/2023")),
            ],
        )


def test_what_a_rule_asks_for_is_not_taken_out():
    """A third-party kind may require at least one member."""

    @attrs.frozen(kw_only=True)
    class Trip(pk.Record):
        """
        A trip.

        Attributes:
            stops: Where it stops.
        """

        stops: Annotated[tuple[str, ...], authoring.NotEmpty()] = ("Gao",)

    assert without(Trip(id="trip/x"), "stops", "Gao") is None
