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
    "actor": "name aliases actor_type country aims affiliations part_of "
    "speaks_for_itself",
    "mission": "name acronym organisation mission_type countries period mandates "
    "predecessor",
    "base": "name mission! base_type place area parent",
    "base_event": "base! event! on planned_on to reason",
    "base_status": "base! status! on period base_type personnel",
    "personnel_count": "mission base category! includes status count mean on period "
    "method contributor sex unit_type unit_size",
    "movement": "mission base operator mode purpose origin destination departed_on "
    "arrived_on distance column_length vehicles people",
    "equipment": "mission base operator movement item status count amount on",
    "incident": "mission incident_type methods on period events place base movement "
    "attacks casualties parties",
    "individual_casualty": "incident mission outcome! severity on cause group category "
    "contributor nationality sex age place",
    "tally": "mission place actor measure! cause group contributor of parts count on "
    "period",
    "project": "title mission place sector period cost beneficiaries partner "
    "partner_type status",
    "event": "event_type title on period actors place symbol part_of",
    "claim": "about! field value says source speaker reported_on credibility stance "
    "basis verbatim repeats",
}
PARTS = {
    pk.Affiliation: "to! relation! period",
    pk.Mandate: "resolution! action adopted_on period",
    pk.Party: "actor! side role",
    pk.Casualties: "group! outcome! severity party contributor sex count",
    pk.TallyPart: "label! count",
    pk.Speaker: "name role organisation description anonymous_because",
    pk.Place: "name country admin1 admin2 admin3 point precision representative "
    "identifiers",
}
# A record of each kind with what must be given and no more.
SMALLEST = {
    "source": {},
    "actor": {},
    "mission": {},
    "base": {"mission": "mission/minusma"},
    "base_event": {"base": "base/kidal", "event": "departed"},
    "base_status": {"base": "base/kidal", "status": "present"},
    "personnel_count": {"mission": "mission/minusma", "category": "troops"},
    "movement": {"mission": "mission/minusma"},
    "equipment": {"mission": "mission/minusma"},
    "incident": {"mission": "mission/minusma"},
    "individual_casualty": {"mission": "mission/minusma", "outcome": "died"},
    "tally": {"mission": "mission/minusma", "measure": "fatalities"},
    "project": {"mission": "mission/minusma"},
    "event": {},
    "claim": {"about": "base/kidal"},
}
# A record of these kinds is about something: one of these fields is given.
ABOUT = {
    "personnel_count": ("mission", "base", "contributor"),
    "movement": ("mission", "base", "operator"),
    "equipment": ("mission", "base", "operator"),
    "incident": ("mission", "on", "period", "place"),
    "individual_casualty": ("incident", "mission", "on", "place"),
    "tally": ("mission", "place", "actor"),
    "project": ("mission", "place", "partner"),
}
# What such a field may be given.
GIVEN = {
    "mission": "mission/minusma",
    "base": "base/kidal",
    "contributor": "actor/burkina-faso",
    "operator": "actor/wagner",
    "on": "2023-10-31",
    "period": "2023-10/2023-11",
    "place": pk.Place(name="Kidal"),
    "incident": "incident/kidal",
    "actor": "actor/jnim",
    "partner": "actor/mairie-de-kidal",
}

every_kind = pytest.mark.parametrize("kind", KINDS, ids=lambda cls: cls.kind)
every_form = pytest.mark.parametrize(
    "form", [*KINDS, *PARTS], ids=lambda cls: cls.__name__
)


def about_nothing(kind):
    """Return how a record of a kind is refused that is about nothing."""
    first, *others = names = ABOUT[kind.kind]
    return (
        f"{first} must be given, or one of {', '.join(others)}, got nothing. "
        f"Give {', '.join(names[:-1])} or {names[-1]}."
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
    shared = "id! marking withheld note identifiers"
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
    """In every later record, who may be an actor may be a mission, but a partner."""
    if kind is pk.Actor:
        return
    for name, targets, _ in references_of(kind):
        # A mission pays for a project, and somebody else carries it out.
        if (kind, name) == (pk.Project, "partner"):
            assert {pk.Actor} == targets
        else:
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

    expected = ["id", *(one for one in TABLE[kind.kind].split() if one.endswith("!"))]
    lines = [
        f"  {kind.kind}: {name.removesuffix('!')} must be given, got nothing."
        for name in expected
    ]
    if kind.kind in ABOUT:
        lines.append(f"  {kind.kind}: {about_nothing(kind)}")
    number = f"{len(lines)} fault{'s' if len(lines) > 1 else ''}"
    assert [f"{kind.kind}: {number}:", *lines] == str(caught.value).split("\n")


@every_kind
def test_a_record_about_nothing_is_refused(kind):
    """Where one of several fields must be given, the error names each of them."""
    about = ABOUT.get(kind.kind, ())
    given = {name: SMALLEST[kind.kind][name] for name in SMALLEST[kind.kind]}
    if not about:
        assert not any(field.one_of for field in fields_of(kind))
        return
    for name in about:
        given.pop(name, None)

    with pytest.raises(pk.InvalidRecord) as caught:
        kind(id=f"{kind.kind}/one", **given)

    assert (
        f"{kind.kind}/one: 1 fault:\n  {kind.kind}/one: {about_nothing(kind)}"
    ) == str(caught.value)


@pytest.mark.parametrize(
    ("kind", "name"),
    [(kind, name) for kind in KINDS for name in ABOUT.get(kind.kind, ())],
)
def test_a_record_is_about_any_one_of_several_things(kind, name):
    """A file of another publisher may not say which mission it concerns."""
    rest = SMALLEST[kind.kind].items()
    given = {one: value for one, value in rest if one not in ABOUT[kind.kind]}
    record = kind(id=f"{kind.kind}/one", **given, **{name: GIVEN[name]})

    assert str(GIVEN[name]) == str(getattr(record, name))


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
            events="several",
            parties=[pk.Party(actor="actor/jnim"), "actor/jnim"],
            atacks=2,
        )

    assert (
        "incident/x: 8 faults:\n"
        "  incident/x: mission must be the id of a mission, such as "
        "mission/some-name, got 'base/kidal'.\n"
        "  incident/x: methods must be a list, got 'ied'. Write ['ied'].\n"
        "  incident/x: on must be a date such as 2023-10-31, 2023-10, 2023-10-XX or "
        "\"[2023-11-11..2023-11-20]\", got '2023-13'. Months run from 01 to 12.\n"
        '  incident/x: events must be a count such as 850, "2..", "..50", "2..5~3" '
        "or \"~850\", got 'several'.\n"
        '  incident/x: attacks must be a count such as 850, "2..", "..50", "2..5~3" '
        'or "~850", got True.\n'
        "  incident/x: casualties[0] must be a Casualties, got "
        "{'group': 'peacekeeper'}.\n"
        "  incident/x: parties[1] must be a Party, got 'actor/jnim'.\n"
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
                "  outcome must be one of killed, died, injured, abducted, missing, "
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
            {"label": "killed\nwounded"},
            ("tally_part: 1 fault:\n  label must be one line, got 'killed\\nwounded'."),
        ),
        (
            pk.Party,
            {"actor": "jnim", "side": "A", "role": "victim"},
            (
                "party: 3 faults:\n"
                "  actor must be the id of an actor or mission, such as "
                "actor/some-name, got 'jnim'.\n"
                "  side must be one of a, b, got 'A'. Did you mean a?\n"
                "  role must be one of participant, target, bystander, perpetrator, "
                "got 'victim'."
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
        (pk.Incident, {}),
        (pk.PersonnelCount, {"base": "base/kidal", "category": "troops"}),
        (pk.BaseStatus, {"base": "base/kidal", "status": "present"}),
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


def test_an_actor_is_one_party_of_an_incident():
    """Whoever is on both sides, or in two roles, is still one party."""
    with pytest.raises(pk.InvalidRecord) as caught:
        pk.Incident(
            id="incident/x",
            on="2023-10-31",
            parties=[
                pk.Party(actor="actor/jnim", side="a"),
                pk.Party(actor="actor/mali", side="b"),
                pk.Party(actor="actor/jnim", side="b", role="target"),
            ],
        )

    assert (
        "incident/x: 1 fault:\n"
        "  incident/x: parties[2] must be the only one with the key actor/jnim, got "
        "Party(actor='actor/jnim', side='b', role='target'). "
        "Merge the two, or tell them apart."
    ) == str(caught.value)


def test_casualties_are_told_apart_by_side_sender_and_sex():
    """Deaths of either side, and the wounded of one contingent, stand apart."""
    dead = {"group": "armed_group_member", "outcome": "killed"}
    wounded = {"group": "peacekeeper", "outcome": "injured"}
    record = pk.Incident(
        id="incident/x",
        on="2019-04",
        casualties=[
            pk.Casualties(**dead, party="actor/jnim", count=3),
            pk.Casualties(**dead, party="actor/mali", count=4),
            pk.Casualties(**wounded, contributor="actor/burkina-faso", count=4),
            pk.Casualties(**wounded, sex="female", count=1),
            pk.Casualties(**wounded, count=5),
        ],
    )

    assert 5 == len({part.key for part in record.casualties})


def test_the_reported_total_stands_beside_the_groups():
    """Group `all` is one more part, which nothing adds to the others."""
    record = pk.Incident(
        id="incident/x",
        on="2019-04",
        casualties=[
            pk.Casualties(group="all", outcome="killed", count=9),
            pk.Casualties(group="civilian", outcome="killed", count=2),
        ],
    )

    assert [("all", "killed"), ("civilian", "killed")] == [
        part.key for part in record.casualties
    ]


def test_a_summary_says_how_many_events_it_stands_for():
    """A row of a publisher may be several events that fell in a span."""
    record = pk.Incident(id="incident/x", period="2019-04/2019-06", events="2..")

    assert pk.Count(2, None) == record.events
    assert pk.Period("2019-04/2019-06") == record.period


def test_a_person_is_recorded_without_a_name():
    """What the United Nations publish of a death, and no field for who it was."""
    record = pk.IndividualCasualty(
        id="individual_casualty/un-minusma-2013-08-08359",
        mission="mission/minusma",
        outcome="died",
        on="2013-08",
        cause="illness",
        category="troops",
        nationality="TCD",
        sex="male",
        age="30..39 year",
        identifiers=["un_fatality:MINUSMA-2013-08-08359"],
    )

    assert pk.Quantity(30, 39, unit="year") == record.age
    assert (pk.Identifier("un_fatality", "MINUSMA-2013-08-08359"),) == (
        record.identifiers
    )
    assert not any("name" in field.name for field in fields_of(pk.IndividualCasualty))


@pytest.mark.parametrize(
    "age", ["0 year", "150 year", "..150 year", "18..34 year", "18.. year", "1000 day"]
)
def test_an_age_lies_between_birth_and_150_years(age):
    """Nobody is known to have lived to 150; a child's age may be in days or weeks."""
    record = attrs.evolve(smallest(pk.IndividualCasualty), age=age)

    assert age == str(record.age)


@pytest.mark.parametrize(
    "age", ["151 year", "151.. year", "140..151 year", "54788 day"]
)
def test_an_age_above_150_years_is_refused(age):
    """In whatever unit: 150 years are 54787.5 days. An adult is `18.. year`."""
    with pytest.raises(pk.InvalidRecord) as caught:
        attrs.evolve(smallest(pk.IndividualCasualty), age=age)

    assert (
        "individual_casualty/one: 1 fault:\n"
        "  individual_casualty/one: age must lie between 0 and 150 year, got "
        f"Quantity.parse('{age}')."
    ) == str(caught.value)


def test_a_person_says_what_is_wrong_with_it():
    """Every fault, each with what the field takes."""
    with pytest.raises(pk.InvalidRecord) as caught:
        pk.IndividualCasualty(
            id="individual_casualty/x",
            mission="actor/jnim",
            outcome="dead",
            sex="f",
            age="30 kg",
            name="N.N.",
        )

    assert (
        "individual_casualty/x: 5 faults:\n"
        "  individual_casualty/x: mission must be the id of a mission, such as "
        "mission/some-name, got 'actor/jnim'.\n"
        "  individual_casualty/x: outcome must be one of killed, died, injured, "
        "abducted, missing, got 'dead'. Did you mean died?\n"
        "  individual_casualty/x: sex must be one of female, male, not_reported, got "
        "'f'.\n"
        "  individual_casualty/x: age must be a quantity of time, in a unit such as "
        "year, got '30 kg'.\n"
        "  individual_casualty/x: the name must be a field of IndividualCasualty, got "
        "'name'."
    ) == str(caught.value)


def test_a_status_says_what_a_source_shows():
    """Present in a year as a company's camp, with troops; no event is stated."""
    record = pk.BaseStatus(
        id="base_status/aguelhok-2015",
        base="base/aguelhok",
        status="present",
        period="2015/2015",
        base_type="team_site",
        personnel=["troops"],
    )

    assert pk.Period("2015/2015") == record.period
    assert ("troops",) == record.personnel
    assert record.on is None


def test_a_status_says_what_is_wrong_with_it():
    """Its status is one of three, and its personnel a list of codes."""
    with pytest.raises(pk.InvalidRecord) as caught:
        pk.BaseStatus(
            id="base_status/x", base="base/x", status="open", personnel="troops"
        )

    assert (
        "base_status/x: 2 faults:\n"
        "  base_status/x: status must be one of present, absent, planned, got 'open'.\n"
        "  base_status/x: personnel must be a list, got 'troops'. Write ['troops']."
    ) == str(caught.value)


def test_a_project_has_a_cost_in_one_currency():
    """The amount stays in the currency in which it is published."""
    record = pk.Project(
        id="project/minusma-qip-tim18-010",
        title="Construction of a market",
        mission="mission/minusma",
        place=pk.Place(country="MLI", admin1="Tombouctou"),
        sector="early_recovery",
        period="2018-05/2018-09",
        cost="15000000 XOF",
        beneficiaries="~2000",
        partner="actor/mairie-de-tombouctou",
        partner_type="local_government",
        status="completed",
    )

    assert "XOF" == record.cost.unit == record.cost.dimension
    assert 2000 == record.beneficiaries.best


def test_a_project_says_what_is_wrong_with_it():
    """A cost is no distance, a partner is an actor, and a status is a known word."""
    with pytest.raises(pk.InvalidRecord) as caught:
        pk.Project(
            id="project/x",
            cost="5 km",
            partner="mission/minusma",
            status="done",
        )

    assert (
        "project/x: 3 faults:\n"
        "  project/x: cost must be a quantity of USD or EUR or XOF, in a unit such as "
        "USD, got '5 km'.\n"
        "  project/x: partner must be the id of an actor, such as actor/some-name, got "
        "'mission/minusma'.\n"
        "  project/x: status must be one of planned, ongoing, completed, cancelled, "
        "got 'done'."
    ) == str(caught.value)


def test_a_mean_is_read_whole_or_in_days_of_a_person():
    """A mean is never cut to a whole number of people."""
    months = {"mission": "mission/minusma", "category": "troops"}
    months["period"] = "2013/2014"
    whole = pk.PersonnelCount(id="personnel_count/a", mean="12 person", **months)
    broken = pk.PersonnelCount(
        id="personnel_count/b", mean="1307.25 person_day/day", **months
    )

    assert "12 person" == str(whole.mean)
    assert "1307.25 person_day/day" == str(broken.mean)
    assert whole.mean.dimension == broken.mean.dimension == "person"
    assert broken.count is None


@pytest.mark.parametrize(
    ("mean", "text"),
    [
        (
            "1307.25 person",
            (
                'mean must be a quantity such as "350 km", "550.. km", '
                '"330..352~350 km" or "~350 km", got '
                "'1307.25 person'. Numbers of people are whole, from 0 to "
                "9007199254740991. Write a mean in person_day/day."
            ),
        ),
        (
            "5 km",
            (
                "mean must be a quantity of person, in a unit such as "
                "person_day/day, got '5 km'."
            ),
        ),
    ],
)
def test_a_mean_says_what_is_wrong_with_it(mean, text):
    """A fraction of a person is told its unit."""
    with pytest.raises(pk.InvalidRecord) as caught:
        attrs.evolve(smallest(pk.PersonnelCount), mean=mean)

    assert (f"personnel_count/one: 1 fault:\n  personnel_count/one: {text}") == str(
        caught.value
    )


@pytest.mark.parametrize("mean", ["-1 person_day/day", "-5..5 person"])
def test_a_mean_is_never_below_zero(mean):
    """No amount is."""
    with pytest.raises(pk.InvalidRecord) as caught:
        attrs.evolve(smallest(pk.PersonnelCount), mean=mean)

    (fault,) = caught.value.faults
    assert mean == fault.got
    assert "mean" == str(fault.where.path)


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
        (
            pk.Casualties(group="civilian", outcome="killed", party="actor/jnim"),
            ("civilian", "killed", None, "actor/jnim"),
        ),
        (
            pk.Casualties(
                group="civilian",
                outcome="killed",
                severity="light",
                party="actor/jnim",
                contributor="actor/mali",
                sex="female",
                count=1,
            ),
            ("civilian", "killed", "light", "actor/jnim", "actor/mali", "female"),
        ),
        (pk.Party(actor="actor/jnim", side="a", role="target"), ("actor/jnim",)),
        (pk.TallyPart(label="by road"), ("by road",)),
        (pk.TallyPart(label="women, [girls]"), ("women, [girls]",)),
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
