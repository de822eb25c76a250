"""The kinds of record: their fields, their order, and what all of them share."""

import copy
import pickle
import typing

import attrs
import pytest

import peacekeep as pk
from peacekeep.definitions.fields import fields_of
from peacekeep.definitions.forms import Form
from peacekeep.definitions.rules import Refers
from peacekeep.models import KINDS


# The table of the model: kinds in the order in which references may point, and the
# fields of each in their order. A field with an exclamation mark must be given.
TABLE = {
    "source": "title publisher medium published_on retrieved_on url archive_url "
    "licence "
    "language reliability origin supersedes",
    "actor": "name aliases actor_type country aims affiliations",
    "mission": "name acronym organisation mission_type countries period mandates "
    "predecessor",
    "base": "name mission! base_type place area parent",
    "base_event": "base! event! on planned_on to reason",
    "personnel_count": "mission! base category! includes status count on method "
    "contributor sex",
    "movement": "mission! mode purpose origin destination departed_on arrived_on "
    "distance column_length vehicles people",
    "equipment": "mission! base movement item status count amount on",
    "incident": "mission! incident_type methods on place base movement attacks "
    "casualties perpetrators",
    "tally": "mission! measure! cause group contributor of parts count on period",
    "event": "event_type title on period actors place symbol part_of",
    "claim": "about! field value says source speaker reported_on credibility stance "
    "basis verbatim",
}
PARTS = {
    pk.Affiliation: "to! relation! period",
    pk.Mandate: "resolution! action adopted_on period",
    pk.Casualties: "group! outcome! severity count",
    pk.TallyPart: "label! count",
    pk.Speaker: "name role organisation description anonymous_because",
    pk.Place: "name country admin1 admin2 point precision representative",
}
# A record of each kind with what must be given and no more.
SMALLEST = {
    "source": {},
    "actor": {},
    "mission": {},
    "base": {"mission": "mission/minusma"},
    "base_event": {"base": "base/kidal", "event": "departed"},
    "personnel_count": {"mission": "mission/minusma", "category": "troops"},
    "movement": {"mission": "mission/minusma"},
    "equipment": {"mission": "mission/minusma"},
    "incident": {"mission": "mission/minusma"},
    "tally": {"mission": "mission/minusma", "measure": "fatalities"},
    "event": {},
    "claim": {"about": "base/kidal"},
}

every_kind = pytest.mark.parametrize("kind", KINDS, ids=lambda cls: cls.kind)
every_form = pytest.mark.parametrize(
    "form", [*KINDS, *PARTS], ids=lambda cls: cls.__name__
)


def smallest(kind):
    return kind(id=f"{kind.kind}/one", **SMALLEST[kind.kind])


def written(fields):
    return " ".join(f"{one.name}{'!' if one.required else ''}" for one in fields)


def test_the_kinds_stand_in_the_order_of_the_model():
    """Their words are the names of their classes, in the order of references."""
    assert list(TABLE) == [kind.kind for kind in KINDS]


@every_kind
def test_a_kind_has_the_fields_of_the_model(kind):
    """Its own fields follow those of every record; what must be given is marked."""
    shared = "id! marking withheld note"
    if kind not in {pk.Source, pk.Claim}:
        shared += " sources"

    assert f"{shared} {TABLE[kind.kind]}" == written(fields_of(kind))
    assert "extra" in attrs.fields_dict(kind)


@pytest.mark.parametrize("part", PARTS, ids=lambda cls: cls.__name__)
def test_a_part_has_the_fields_of_the_model(part):
    """Small parts of records have their fields in order, and keep unknown keys."""
    assert PARTS[part] == written(fields_of(part))
    assert "extra" in attrs.fields_dict(part)


@every_kind
def test_all_but_sources_and_claims_are_facts(kind):
    """A fact names its sources; a source or a claim does not."""
    assert issubclass(kind, pk.Fact) == (kind not in {pk.Source, pk.Claim})


@every_form
def test_an_optional_field_defaults_to_nothing(form):
    """No default is data: absent is None, or no members."""
    for field in fields_of(form):
        default = attrs.fields_dict(form)[field.name].default
        expected = attrs.NOTHING if field.required else () if field.many else None

        assert expected == default, field.name


@every_form
def test_a_form_is_frozen_slotted_and_keyword_only(form):
    """Nothing is changed in place, and nothing is told by its position."""
    assert form.__attrs_attrs__
    assert "__dict__" not in dir(form)
    assert all(one.kw_only for one in attrs.fields(form))


def targets_of(annotation):
    """Return the classes that the references inside an annotation may point to."""
    if typing.get_origin(annotation) is pk.Ref:
        (target,) = typing.get_args(annotation)
        return set(typing.get_args(target) or (target,))
    inner = (targets_of(one) for one in typing.get_args(annotation))
    return set().union(*inner)


def references_of(form):
    """Return the targets of each reference field of a form and of its parts."""
    hints = typing.get_type_hints(form)
    for field in fields_of(form):
        if field.part is not None:
            yield from references_of(field.part)
        elif targets := targets_of(hints[field.name]):
            yield field.name, targets, field


@every_kind
def test_a_reference_points_to_an_older_kind_or_its_own(kind):
    """Each kind refers to those above it; a claim or a total may be about any."""
    older = set(KINDS[: KINDS.index(kind) + 1])
    for name, targets, _ in references_of(kind):
        if targets == {pk.Record}:
            assert (kind, name) in {(pk.Claim, "about"), (pk.Tally, "of")}
        else:
            assert targets <= older, name


@every_kind
def test_a_reference_is_checked_for_the_kinds_of_its_annotation(kind):
    """What a type checker is told is what a record refuses."""
    for name, targets, field in references_of(kind):
        kinds = tuple(one.kind for one in KINDS if one in targets)

        assert Refers(kinds) in field.rules, name


@every_kind
def test_a_mission_may_stand_where_an_actor_may(kind):
    """In every later record, who may be an actor may be a mission."""
    if kind is pk.Actor:
        return
    for name, targets, _ in references_of(kind):
        assert (pk.Actor in targets) <= (pk.Mission in targets), name


@every_kind
def test_a_record_needs_only_what_it_is_about(kind):
    """All that a claim can contest may be absent."""
    record = smallest(kind)

    assert f"{kind.kind}/one" == record.id
    assert kind.kind == record.kind


@every_kind
def test_every_missing_field_is_named(kind):
    """A record without anything says all that must be given."""
    with pytest.raises(pk.InvalidRecord) as caught:
        kind()

    expected = ["id", *SMALLEST[kind.kind]]
    lines = [f"  {kind.kind}: {name} must be given, got nothing." for name in expected]
    number = f"{len(lines)} fault{'s' if len(lines) > 1 else ''}"
    assert [f"{kind.kind}: {number}:", *lines] == str(caught.value).split("\n")


@every_kind
def test_a_record_is_hashable(kind):
    """Equal records hash alike, and another id makes another record."""
    one, other = smallest(kind), attrs.evolve(smallest(kind), id=f"{kind.kind}/two")

    assert hash(one) == hash(smallest(kind))
    assert 2 == len({one, smallest(kind), other})


@every_kind
def test_a_record_survives_pickling_and_copying(kind):
    """A record that is read back is the same one."""
    record = smallest(kind)

    assert record == pickle.loads(pickle.dumps(record))
    assert record == copy.copy(record)
    assert record == copy.deepcopy(record)


@every_kind
def test_a_record_cannot_be_changed_in_place(kind):
    """A record is changed by making another one."""
    record = smallest(kind)

    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        record.note = "A note."


@every_kind
def test_a_changed_record_is_judged_again(kind):
    """`attrs.evolve` refuses what the constructor refuses."""
    with pytest.raises(pk.InvalidRecord) as caught:
        attrs.evolve(smallest(kind), note="")

    assert (
        f"{kind.kind}/one: 1 fault:\n"
        f"  {kind.kind}/one: note must be a readable text, got ''. "
        "Leave the field out where nothing is known."
    ) == str(caught.value)


@every_kind
def test_another_kind_of_id_is_refused(kind):
    """The id of a record begins with its own kind."""
    with pytest.raises(pk.InvalidRecord) as caught:
        attrs.evolve(smallest(kind), id="x/one")

    kinds = kind.kind.replace("_", " ")
    article = "an" if kinds[0] in "aeiou" else "a"
    assert (
        "x/one: 1 fault:\n"
        f"  x/one: id must be the id of {article} {kinds}, "
        f"such as {kind.kind}/some-name, got 'x/one'."
    ) == str(caught.value)


def test_a_field_takes_the_text_of_its_value():
    """What the wire holds is what Python may be given."""
    written_out = pk.Incident(
        id="incident/x",
        mission="mission/minusma",
        on="2023-11",
        attacks="2..",
        place=pk.Place(point="18.44345,1.40921"),
        casualties=[pk.Casualties(group="peacekeeper", outcome="injured", count=3)],
    )
    made = pk.Incident(
        id="incident/x",
        mission="mission/minusma",
        on=pk.PartialDate("2023-11"),
        attacks=pk.Count(2, None),
        place=pk.Place(point=pk.Point(18.44345, 1.40921)),
        casualties=(
            pk.Casualties(group="peacekeeper", outcome="injured", count=pk.Count(3)),
        ),
    )

    assert made == written_out
    assert type(written_out.casualties) is tuple


def test_periods_and_quantities_are_taken_as_text_too():
    """A span, and an amount with its unit."""
    mission = pk.Mission(id="mission/x", period="2013-07-01/..")
    movement = pk.Movement(id="movement/x", mission="mission/x", distance="~350 km")

    assert pk.Period("2013-07-01/..") == mission.period
    assert pk.Quantity.parse("~350 km") == movement.distance


def test_all_faults_of_a_record_are_told_at_once():
    """Every field that cannot be read is named with its path, inside parts too."""
    with pytest.raises(pk.InvalidRecord) as caught:
        pk.Incident(
            id="incident/x",
            mission="base/kidal",
            on="2023-13",
            attacks=True,
            methods="ied",
            casualties=[{"group": "peacekeeper"}],
            perpetrators=["actor/jnim", "jnim"],
            atacks=2,
        )

    assert (
        "incident/x: 7 faults:\n"
        "  incident/x: mission must be the id of a mission, such as "
        "mission/some-name, got 'base/kidal'.\n"
        "  incident/x: methods must be a list, got 'ied'. Write ['ied'].\n"
        "  incident/x: on must be a date such as 2023-10-31, 2023-10, 2023-10-XX or "
        "\"[2023-11-11..2023-11-20]\", got '2023-13'. Months run from 01 to 12.\n"
        '  incident/x: attacks must be a count such as 850, "2..", "..50", "2..5~3" '
        'or "~850", got True.\n'
        "  incident/x: casualties[0] must be a Casualties, got "
        "{'group': 'peacekeeper'}.\n"
        "  incident/x: perpetrators[1] must be the id of an actor or mission, such as "
        "actor/some-name, got 'jnim'.\n"
        "  incident/x: the name must be a field of Incident, got 'atacks'. "
        "Did you mean attacks?"
    ) == str(caught.value)


@pytest.mark.parametrize(
    ("part", "given", "text"),
    [
        (
            pk.Casualties,
            {"group": "peacekeeper", "outcome": "hurt"},
            (
                "casualties: 1 fault:\n"
                "  outcome must be one of killed, injured, abducted, missing, "
                "got 'hurt'."
            ),
        ),
        (
            pk.Mandate,
            {"resolution": "S/RES/2690(2023)"},
            (
                "mandate: 1 fault:\n  resolution must be a document symbol such as "
                "S/RES/2690 (2023), got 'S/RES/2690(2023)'."
            ),
        ),
        (
            pk.TallyPart,
            {"label": "killed, wounded"},
            (
                "tally_part: 1 fault:\n"
                "  label must be one line without brackets and commas, got "
                "'killed, wounded'."
            ),
        ),
        (
            pk.Affiliation,
            {"to": "mission/minusma", "relation": "part_of"},
            (
                "affiliation: 1 fault:\n  to must be the id of an actor, such as "
                "actor/some-name, got 'mission/minusma'."
            ),
        ),
    ],
)
def test_a_part_says_what_is_wrong_with_it(part, given, text):
    """A small part judges itself when it is built."""
    with pytest.raises(pk.InvalidRecord) as caught:
        part(**given)

    assert text == str(caught.value)


@pytest.mark.parametrize(
    "symbol", ["S/RES/2690 (2023)", "S/RES/1 (1946)", "A/RES/77/303", "SC/15398"]
)
def test_a_symbol_is_taken_as_the_united_nations_write_it(symbol):
    """Resolutions of the Security Council are checked whole, others by their shape."""
    assert symbol == pk.Mandate(resolution=symbol).resolution


@pytest.mark.parametrize(
    ("given", "text"),
    [
        (
            {"url": "ftp://example.org"},
            (
                "url must be a web address that begins with https://, got "
                "'ftp://example.org'."
            ),
        ),
        (
            {"language": "english"},
            "language must be a language tag such as en, fr or fr-ML, got 'english'.",
        ),
        (
            {"published_on": "2023-11-02", "retrieved_on": "2023-11-01"},
            (
                "retrieved_on must not be before published_on, 2023-11-02, got "
                "'2023-11-01'."
            ),
        ),
    ],
)
def test_a_source_says_what_is_wrong_with_it(given, text):
    """Addresses, languages and days of a source are checked."""
    with pytest.raises(pk.InvalidRecord) as caught:
        pk.Source(id="source/ap", **given)

    assert f"source/ap: 1 fault:\n  source/ap: {text}" == str(caught.value)


@pytest.mark.parametrize(
    ("kind", "given"),
    [
        (pk.Event, {}),
        (pk.Tally, {"mission": "mission/minusma", "measure": "fatalities"}),
    ],
)
def test_a_day_and_a_span_are_never_given_together(kind, given):
    """What has a span has no day beside it."""
    with pytest.raises(pk.InvalidRecord) as caught:
        kind(id=f"{kind.kind}/x", on="2023", period="2013/2023", **given)

    assert (
        f"{kind.kind}/x: 1 fault:\n"
        f"  {kind.kind}/x: period must not be given together with on, got "
        "Period.parse('2013/2023'). Leave out period or on."
    ) == str(caught.value)


def test_a_movement_does_not_arrive_before_it_sets_out():
    """What certainly cannot be is refused."""
    with pytest.raises(pk.InvalidRecord) as caught:
        pk.Movement(
            id="movement/x",
            mission="mission/minusma",
            departed_on="2023-10-31",
            arrived_on="2023-10-30",
        )

    assert (
        "movement/x: 1 fault:\n"
        "  movement/x: arrived_on must not be before departed_on, 2023-10-31, got "
        "'2023-10-30'."
    ) == str(caught.value)


def test_two_parts_with_one_key_are_refused():
    """A claim has to find the one part that it is about."""
    part = pk.Casualties(group="peacekeeper", outcome="injured", count=2)

    with pytest.raises(pk.InvalidRecord) as caught:
        pk.Incident(id="incident/x", mission="mission/minusma", casualties=[part, part])

    (fault,) = caught.value.faults
    assert "casualties[1]" == str(fault.where.path)
    assert "be the only one with the key peacekeeper,injured" == fault.expected
    assert "Merge the two, or tell them apart." == fault.hint


@pytest.mark.parametrize(
    ("part", "key"),
    [
        (
            pk.Casualties(group="civilian", outcome="killed", severity="light"),
            ("civilian", "killed", "light"),
        ),
        (
            pk.Casualties(group="civilian", outcome="killed"),
            ("civilian", "killed"),
        ),
        (pk.TallyPart(label="by road"), ("by road",)),
        (pk.Mandate(resolution="S/RES/2100 (2013)"), ("S/RES/2100 (2013)",)),
        (
            pk.Affiliation(to="actor/aqim", relation="part_of"),
            ("actor/aqim", "part_of"),
        ),
    ],
)
def test_a_part_of_many_has_a_key(part, key):
    """Those of its key's fields that are given, in order, as texts."""
    assert key == part.key


def test_parts_of_which_a_record_holds_many_have_keys():
    """A form that stands in a list can be told from the others of the list."""
    for kind in KINDS:
        for field in fields_of(kind):
            if field.many and field.part is not None:
                assert issubclass(field.part, Form)
                assert field.part.KEY, field.name
