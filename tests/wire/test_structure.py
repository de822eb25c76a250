"""Dictionaries to records and back: every fault with its path, whoever asks."""

import datetime
import time
from typing import Annotated

import attrs
import cattrs
import pytest

import peacekeep as pk
from peacekeep.definitions.rules import Within
from peacekeep.errors import shown
from peacekeep.models import KINDS
from peacekeep.wire.structure import (
    configure,
    converter,
    form_from_plain,
    form_to_plain,
    record_from_plain,
    record_to_plain,
)


@attrs.frozen
class Radio:
    """A type of somebody else."""

    channel: int


@attrs.frozen(kw_only=True)
class Call(pk.Record):
    """A record that holds types of somebody else."""

    radio: Radio | None = None
    radios: tuple[Radio, ...] = ()
    day: datetime.date | None = None
    loud: Annotated[int | None, Within(0, 10)] = None


def read(plain, where=None):
    return record_from_plain(plain, KINDS, where)


def faults_of(call, *arguments, **fields):
    with pytest.raises(pk.InvalidRecord) as caught:
        call(*arguments, **fields)
    return [str(fault) for fault in caught.value.faults]


# Reading.


def test_a_record_is_read_by_its_kind():
    """The word on the wire decides the class."""
    assert pk.Base(id="base/a", mission="mission/a") == read(
        {"kind": "base", "id": "base/a", "mission": "mission/a"}
    )


@pytest.mark.parametrize("cls", KINDS, ids=lambda cls: cls.kind)
def test_each_kind_is_read_and_written(cls):
    """By its own word."""
    required = {
        "base": {"mission": "mission/a"},
        "base_event": {"base": "base/a", "event": "departed"},
        "base_status": {"base": "base/a", "status": "present"},
        "personnel_count": {"base": "base/a", "category": "troops"},
        "movement": {"operator": "actor/a"},
        "equipment": {"mission": "mission/a"},
        "incident": {"on": "2019-04"},
        "individual_casualty": {"incident": "incident/a", "outcome": "killed"},
        "tally": {"place": {"name": "Gao"}, "measure": "fatalities"},
        "project": {"partner": "actor/a", "cost": "28227.82 USD"},
        "claim": {"about": "base/a"},
    }
    plain = {"kind": cls.kind, "id": f"{cls.kind}/a", **required.get(cls.kind, {})}
    record = read(plain)

    assert cls is type(record)
    assert plain == record_to_plain(record)


def test_parts_and_values_are_read():
    """Each from what stands on the wire."""
    record = read(
        {
            "kind": "incident",
            "id": "incident/a",
            "mission": "mission/a",
            "on": "2023-10",
            "attacks": 2,
            "place": {"point": "18.5,1.4", "representative": True},
            "casualties": [{"group": "peacekeeper", "outcome": "injured"}],
        }
    )

    assert pk.PartialDate.parse("2023-10") == record.on
    assert pk.Count(2) == record.attacks
    assert pk.Place(point="18.5,1.4", representative=True) == record.place
    assert (pk.Casualties(group="peacekeeper", outcome="injured"),) == record.casualties


def test_a_part_that_is_read_already_is_taken():
    """A dictionary made in Python may hold parts."""
    place = pk.Place(name="Kidal")
    record = read(
        {"kind": "base", "id": "base/a", "mission": "mission/a", "place": place}
    )

    assert place is record.place


def test_a_tuple_is_a_list():
    """In Python it is what a list is on the wire."""
    plain = {"kind": "mission", "id": "mission/a", "countries": ("MLI",)}

    assert ("MLI",) == read(plain).countries


def test_a_dictionary_is_not_changed():
    """The caller keeps what he gave."""
    plain = {"kind": "actor", "id": "actor/a", "x": [1]}
    read(plain)

    assert {"kind": "actor", "id": "actor/a", "x": [1]} == plain


# Unknown keys and kinds.


def test_unknown_keys_are_kept_where_they_stand():
    """Of a record and of a part."""
    plain = {
        "kind": "base",
        "colour": {"b": [1, None], "a": True},
        "id": "base/a",
        "mission": "mission/a",
        "place": {"name": "Kidal", "river": "none"},
    }
    record = read(plain)

    assert {"colour"} == set(record.extra)
    assert {"river": "none"} == record.place.extra.to_plain()
    assert plain == record_to_plain(record)


def test_a_key_may_be_called_extra():
    """It is a key like any other that is not known."""
    plain = {"kind": "actor", "extra": {"a": 1}, "id": "actor/a"}

    assert plain == record_to_plain(read(plain))


def test_an_unknown_kind_is_kept():
    """All that it has, what every record has included."""
    plain = {"kind": "ration", "amount": 1, "id": "ration/a", "marking": "TLP:RED"}
    record = read(plain)

    assert pk.UnknownRecord is type(record)
    assert ("ration", "TLP:RED") == (record.kind, record.marking)
    assert plain == record_to_plain(record)


def test_an_unknown_kind_has_an_id_of_that_kind():
    """Else it would be written back as another kind."""
    assert [
        (
            "line 4: actor/a: id must begin with its kind, ration/, got 'actor/a'. "
            "Did you mean actor?"
        )
    ] == faults_of(read, {"kind": "ration", "id": "actor/a"}, pk.Where(line=4))


def test_a_kind_among_the_unknown_keys_is_refused():
    """It would make the record another one when it is written."""
    assert [
        "actor/a: kind must not be among the unknown keys, got 'mission'."
    ] == faults_of(pk.Actor, id="actor/a", extra={"kind": "mission"})


# Writing.


def test_keys_stand_by_alphabet_after_the_kind():
    """Known and unknown ones together; what is absent is left out."""
    record = pk.Base(
        id="base/a",
        mission="mission/a",
        place=pk.Place(name="Kidal", country="MLI", extra={"dune": 1}),
        extra={"age": 2, "z": 3},
    )
    plain = record_to_plain(record)

    assert ["kind", "age", "id", "mission", "place", "z"] == list(plain)
    assert ["country", "dune", "name"] == list(plain["place"])


def test_values_are_written_as_their_text():
    """An exact count alone is a number."""
    record = pk.Movement(
        id="movement/a",
        mission="mission/a",
        departed_on="2023-10",
        distance="~350 km",
        vehicles=143,
        people="~848",
    )

    assert {
        "kind": "movement",
        "departed_on": "2023-10",
        "distance": "~350 km",
        "id": "movement/a",
        "mission": "mission/a",
        "people": "~848",
        "vehicles": 143,
    } == record_to_plain(record)


# What is no record.


@pytest.mark.parametrize("plain", [None, 1, "x", [], [["kind", "actor"]]])
def test_only_an_object_is_a_record(plain):
    """Whatever else stands there is shown."""
    assert [f"a record must be a JSON object, got {plain!r}."] == faults_of(read, plain)


@pytest.mark.parametrize(
    ("plain", "got"),
    [
        ({}, "nothing"),
        ({"kind": None}, "None"),
        ({"kind": 1}, "1"),
        ({"kind": ["actor"]}, "['actor']"),
    ],
)
def test_a_record_has_a_kind(plain, got):
    """A word, and the known ones are told."""
    (text,) = faults_of(read, plain, pk.Where(file="a.json", line=2))

    assert (
        "a.json:2: kind must be the word of a kind, such as incident, "
        f"got {got}. Known: source, actor, mission, base, base_event, "
        "base_status, personnel_count, movement, equipment, incident, "
        "individual_casualty, tally, project, event, claim."
    ) == text


def test_a_form_of_a_known_class_needs_no_kind():
    """A header, or a part that stands alone."""
    assert pk.Place(name="Kidal") == form_from_plain({"name": "Kidal"}, pk.Place)
    assert {"name": "Kidal"} == form_to_plain(pk.Place(name="Kidal"))


def test_a_form_is_an_object():
    """And is called by its name while it stands nowhere."""
    with pytest.raises(pk.InvalidRecord) as caught:
        form_from_plain([], pk.Place)

    assert "place: 1 fault:\n  value must be a JSON object, got []." == str(
        caught.value
    )


# Every fault, with its path.


def test_every_fault_of_a_record_is_told_with_its_path():
    """In parts, in members of lists, beside what is missing and what is null."""
    plain = {
        "kind": "incident",
        "id": "incident/a",
        "on": "October",
        "attacks": True,
        "note": None,
        "methods": ["ied", 7],
        "place": {"country": "mli", "point": [1, 2], "representative": "no"},
        "casualties": [{"group": "peacekeeper", "outcome": "injured", "count": "2"}, 1],
        "identifiers": ["ucdp:1", "2"],
        "parties": [{"actor": "actor/a", "role": "culprit"}, "actor/b"],
        "__class__": "os",
    }
    with pytest.raises(pk.InvalidRecord) as caught:
        read(plain, pk.Where(file="a.json", line=9))
    faults = caught.value.faults

    assert [
        "note",
        "identifiers[1]",
        "methods[1]",
        "on",
        "place.country",
        "place.point",
        "place.representative",
        "attacks",
        "casualties[peacekeeper,injured].count",
        "casualties[1]",
        "parties[actor/a].role",
        "parties[1]",
        None,
    ] == [(fault.where.path and str(fault.where.path)) for fault in faults]
    assert {("a.json", 9, "incident/a")} == {
        (fault.where.file, fault.where.line, fault.where.record) for fault in faults
    }
    assert str(caught.value).startswith("a.json:9: incident/a: 13 faults:\n")
    assert (
        "a.json:9: incident/a: an unknown key must be a text that does not begin with "
        "two underscores, without lone surrogates, got '__class__'. Rename the key, "
        "or leave it out."
    ) == str(faults[-1])


@pytest.mark.parametrize(
    ("field", "value", "problem"),
    [
        (
            "note",
            None,
            (
                "note must not be null, got 'null'. "
                "Leave the key out where nothing is known."
            ),
        ),
        (
            "casualties",
            None,
            (
                "casualties must not be null, got 'null'. "
                "Leave the key out where nothing is known."
            ),
        ),
        ("casualties", {"group": 1}, "casualties must be a list, got {'group': 1}."),
        ("casualties", [None], "casualties[0] must be a JSON object, got None."),
        ("methods", "ied", "methods must be a list, got 'ied'. Write ['ied']."),
        ("methods", [None], "methods[0] must be a readable text, got None."),
        ("place", "Kidal", "place must be a JSON object, got 'Kidal'."),
        (
            "base",
            {"id": "base/a"},
            "base must be a readable text, got {'id': 'base/a'}.",
        ),
        ("base", 3, "base must be a readable text, got 3."),
        (
            "base",
            "mission/a",
            "base must be the id of a base, such as base/some-name, got 'mission/a'.",
        ),
        (
            "id",
            "base/a",
            (
                "id must be the id of an incident, such as incident/some-name, "
                "got 'base/a'."
            ),
        ),
    ],
)
def test_a_fault_says_what_was_expected(field, value, problem):
    """The whole text."""
    plain = {"kind": "incident", "id": "incident/a", "mission": "mission/a"}
    record = value if field == "id" else "incident/a"

    assert [f"{record}: {problem}"] == faults_of(read, {**plain, field: value})


def test_a_record_without_a_readable_id_is_called_by_its_kind():
    """And its other faults are told beside it."""
    assert [
        "line 1: mission: id must be given, got nothing.",
        "line 1: mission: name must be a readable text, got 1.",
    ] == faults_of(read, {"kind": "mission", "name": 1}, pk.Where(line=1))


# Built in Python or read, the same faults.

FAULTY = [
    (pk.Mission, {}),
    (pk.Mission, {"id": "mission/A"}),
    (pk.Mission, {"id": 7}),
    (pk.Mission, {"id": "mission/a", "name": 7, "acronym": "", "note": "\x00"}),
    (pk.Mission, {"id": "mission/a", "countries": ["MLI", "mli", 3]}),
    (pk.Mission, {"id": "mission/a", "countries": "MLI"}),
    (pk.Mission, {"id": "mission/a", "period": "2023/2013"}),
    (pk.Mission, {"id": "mission/a", "marking": "red", "withheld": ["nam", "id"]}),
    (pk.Mission, {"id": "mission/a", "sources": ["base/a", "source/a"]}),
    (pk.Base, {"id": "base/a"}),
    (pk.Base, {"id": "base/a", "mission": "base/a", "area": "9 km"}),
    (pk.Base, {"id": "base/a", "mission": "mission/a", "area": "9 furlongs"}),
    (pk.Incident, {"id": "incident/a", "on": "2023-13", "attacks": "850"}),
    (pk.Incident, {"id": "incident/a", "mission": "mission/a", "attacks": True}),
    (pk.Incident, {"id": "incident/a", "mission": "mission/a", "attacks": 1.0}),
    (pk.Incident, {"id": "incident/a", "mission": "mission/a", "methods": ["IED"]}),
    (pk.Tally, {"id": "tally/a", "mission": "mission/a", "measure": "x", "count": -1}),
    (
        pk.Tally,
        {
            "id": "tally/a",
            "mission": "mission/a",
            "measure": "fatalities",
            "on": "2023",
            "period": "2013/2023",
        },
    ),
    (
        pk.Movement,
        {
            "id": "movement/a",
            "mission": "mission/a",
            "departed_on": "2023-10-31",
            "arrived_on": "2023-10-30",
        },
    ),
    (pk.Claim, {"id": "claim/a", "about": "base/a", "field": "name"}),
    (pk.Source, {"id": "source/a", "url": "ftp://a", "language": "French"}),
    (
        pk.PersonnelCount,
        {"id": "personnel_count/a", "mission": "mission/a", "category": 5, "sex": "x"},
    ),
    (pk.Equipment, {"id": "equipment/a", "mission": "mission/a", "amount": 3}),
    (pk.Event, {"id": "event/a", "actors": ["base/a"], "symbol": "S/RES/1"}),
    (pk.BaseEvent, {"id": "base_event/a", "base": "base/a", "event": "vanished"}),
]


@pytest.mark.parametrize(
    ("cls", "fields"), FAULTY, ids=lambda one: getattr(one, "kind", None)
)
def test_what_is_built_and_what_is_read_has_the_same_faults(cls, fields):
    """In the same words, at the same places, in the same order."""
    built = faults_of(cls, **fields)

    assert built
    assert built == faults_of(pk.from_plain, fields, cls.kind)


def test_a_part_that_is_none_has_its_fault_at_one_place():
    """Python asks for the class, and the wire for an object."""
    fields = {"id": "mission/a", "mandates": [7]}

    assert ["mission/a: mandates[0] must be a Mandate, got 7."] == faults_of(
        pk.Mission, **fields
    )
    assert ["mission/a: mandates[0] must be a JSON object, got 7."] == faults_of(
        pk.from_plain, fields, "mission"
    )


def test_a_part_has_the_same_faults_built_and_read():
    """Those of the part, placed from the record on where it is read as a whole."""
    fields = {"group": "peacekeeper", "outcome": "hurt", "count": "many"}
    built = faults_of(pk.Casualties, **fields)
    read = faults_of(
        pk.from_plain,
        {"id": "incident/a", "mission": "mission/a", "casualties": [fields]},
        "incident",
    )

    assert 2 == len(built)
    assert [f"incident/a: casualties[0].{text}" for text in built] == read


# The door for others.


def test_a_converter_of_ones_own_is_taught():
    """It reads and writes values, parts, references and records."""
    ours = cattrs.Converter()
    configure(ours)
    plain = {"id": "mission/a", "period": "2013/.."}
    mission = pk.Mission(id="mission/a", period="2013/..")

    assert mission == ours.structure(plain, pk.Mission)
    assert plain == ours.unstructure(mission)
    assert [mission] == ours.structure([plain], list[pk.Mission])
    assert pk.Count(7) == ours.structure(7, pk.Count)
    assert "7.." == ours.unstructure(pk.Count(7, None))


def test_a_reference_of_a_class_of_ones_own_is_read():
    """And judged as in a record."""
    ref = pk.Ref[pk.Mission]

    assert "mission/a" == converter().structure("mission/a", ref)
    assert "mission/a" == converter().unstructure("mission/a", ref)
    with pytest.raises(pk.InvalidValue) as caught:
        converter().structure("base/a", ref)
    assert (
        "value must be the id of a mission, such as mission/some-name, got 'base/a'."
    ) == str(caught.value)


def test_a_reference_that_is_no_text_is_refused():
    """Nothing is turned into a text."""
    with pytest.raises(pk.InvalidValue) as caught:
        converter().structure(3, pk.Ref[pk.Mission])

    assert "value must be a readable text, got 3." == str(caught.value)


def test_a_type_of_somebody_else_goes_through_its_own_hooks():
    """A record may hold it, alone and in a list."""
    plain = {
        "kind": "call",
        "id": "call/a",
        "loud": 7,
        "radio": {"channel": 1},
        "radios": [{"channel": 2}],
    }
    record = record_from_plain(plain, [Call])

    assert Radio(1) == record.radio
    assert (Radio(2),) == record.radios
    assert plain == record_to_plain(record)


def test_a_type_of_somebody_else_is_refused_in_our_words():
    """Whatever its hook raises is told at the place of the field."""
    plain = {"kind": "call", "id": "call/a", "radio": {"channel": "x"}, "loud": 11}
    radio, loud = faults_of(record_from_plain, plain, [Call])

    assert radio.startswith("call/a: radio must be a Radio, got {'channel': 'x'}. ")
    assert "call/a: loud must lie between 0 and 10, got 11." == loud


def test_faults_of_a_hook_that_speaks_our_language_are_kept():
    """With the path that they have."""
    ours = cattrs.Converter()
    configure(ours)

    def refuse(plain, _):
        raise pk.InvalidValue("be a radio", plain, where=pk.Where(path="channel"))

    ours.register_structure_hook(Radio, refuse)

    assert ["call/a: radios[0].channel must be a radio, got 5."] == faults_of(
        ours.structure, {"id": "call/a", "radios": [5]}, Call
    )


def test_a_value_that_cannot_be_turned_into_a_text_is_refused():
    """A date of Python's is what cattrs reads only with a hook."""
    plain = {"kind": "call", "id": "call/a", "day": "2023-10-31"}
    (text,) = faults_of(record_from_plain, plain, [Call])

    assert text.startswith("call/a: day must be a date, got '2023-10-31'.")


@pytest.mark.parametrize(
    ("kind", "field", "member"),
    [
        ("mission", "countries", 0),
        ("incident", "casualties", {}),
        ("incident", "casualties", {"group": "civilian", "outcome": "killed"}),
        ("incident", "methods", "No Code"),
        ("actor", "withheld", "nmae"),
    ],
)
def test_reading_stops_after_a_thousand_faults(kind, field, member):
    """A list of twenty thousand bad members is refused soon, and says so."""
    plain = {"kind": kind, "id": f"{kind}/a", field: [member] * 20_000}
    if kind == "incident":
        plain["mission"] = "mission/a"
    before = time.process_time()
    found = faults_of(pk.from_plain, plain)

    assert 1000 <= len(found) <= 1003
    assert 5 > time.process_time() - before


def test_the_last_fault_says_that_reading_stopped():
    """It tells at which member."""
    plain = {"kind": "mission", "id": "mission/a", "countries": [0] * 2000}

    assert (
        "mission/a: countries must have fewer than 1000 faults to be read on, "
        "got '1000 members, and more'."
    ) == faults_of(pk.from_plain, plain)[-1]


def test_a_record_does_not_refer_to_itself():
    """A base is not its own parent."""
    assert [
        "base/a: parent must not refer to the record itself, got 'base/a'."
    ] == faults_of(pk.Base, id="base/a", mission="mission/a", parent="base/a")


def test_a_part_without_anything_is_refused():
    """It would be left out when it is written."""
    assert [
        (
            "base/a: place must have at least one field, got "
            f"{shown(pk.Place())}. Leave it out where nothing is known."
        )
    ] == faults_of(pk.Base, id="base/a", mission="mission/a", place=pk.Place())


def test_a_text_with_nothing_to_see_is_refused():
    """A space of no width is no name."""
    assert [
        (
            "actor/a: name must be a readable text, got '\\u200b'. "
            "Leave the field out where nothing is known."
        )
    ] == faults_of(pk.Actor, id="actor/a", name="\u200b")
