"""The shelf: what it answers by id, kind, field and day."""

import datetime
import pickle
from typing import Annotated

import attrs
import pytest
from builders import claim, error_of, hurt, incident

import peacekeep as pk
from peacekeep.authoring import OneOf, as_date, as_period
from peacekeep.models.record import begins_by


MINUSMA = pk.Mission(id="mission/minusma", acronym="MINUSMA")
KIDAL = pk.Base(id="base/kidal", mission="mission/minusma", base_type="camp")
GAO = pk.Base(id="base/gao", mission="mission/minusma")
JNIM = pk.Actor(id="actor/jnim", aliases=["GSIM"])
AP = pk.Source(id="source/ap", published_on="2023-10-31", publisher="AP")
UN = pk.Source(id="source/un", published_on="2023-11-08", publisher="UN")
UNDATED = pk.Source(id="source/undated")


def ids(records):
    return [record.id for record in records]


# What it holds.


def test_records_stand_by_kind_and_then_by_id():
    """In the order in which references may point, whatever the order they came in."""
    dataset = pk.Dataset([claim(), KIDAL, incident(), GAO, MINUSMA, AP, JNIM])

    assert [
        "source/ap",
        "actor/jnim",
        "mission/minusma",
        "base/gao",
        "base/kidal",
        "incident/x",
        "claim/x",
    ] == ids(dataset)
    assert 7 == len(dataset)


def test_unknown_kinds_stand_last_and_by_their_word():
    """What is not known here stands behind all that is."""
    records = [
        pk.UnknownRecord(id="ration/b"),
        pk.UnknownRecord(id="ration/a"),
        claim(),
        pk.UnknownRecord(id="fuel/c"),
    ]

    assert ["claim/x", "fuel/c", "ration/a", "ration/b"] == ids(pk.Dataset(records))


def test_a_dataset_says_what_it_is():
    """Title, licence and marking of the whole."""
    dataset = pk.Dataset(title="Mali", licence="CC-BY-4.0", marking="TLP:GREEN")

    assert "Mali" == dataset.title
    assert "CC-BY-4.0" == dataset.licence
    assert "TLP:GREEN" == dataset.marking


def test_a_header_is_judged_as_a_record_is():
    """What is said of the whole follows rules too."""
    with pytest.raises(pk.InvalidRecord) as caught:
        pk.Dataset(marking="secret", title="")

    assert (
        "header: 2 faults:\n"
        "  title must be a readable text, got ''. "
        "Leave the field out where nothing is known.\n"
        "  marking must be one of TLP:CLEAR, TLP:GREEN, TLP:AMBER, TLP:AMBER+STRICT, "
        "TLP:RED, got 'secret'."
    ) == str(caught.value)


def test_a_dataset_holds_records_and_nothing_else():
    """A dictionary is no record before it is read."""
    with pytest.raises(pk.InvalidValue) as caught:
        pk.Dataset([KIDAL, {"kind": "base"}])

    assert (
        "a dataset's member must be a record, got {'kind': 'base'}. Read a dictionary "
        "with from_plain; add records one by one."
    ) == str(caught.value)


@pytest.mark.parametrize("records", [None, 5, KIDAL])
def test_a_dataset_is_made_of_several_records(records):
    """One record, or nothing, is not several."""
    with pytest.raises(pk.InvalidValue, match="a dataset must be several records"):
        pk.Dataset(records)


def test_two_records_with_one_id_are_refused():
    """An id is borne once; the error names it."""
    with pytest.raises(pk.DuplicateRecord) as caught:
        pk.Dataset([KIDAL, GAO, KIDAL])

    assert ("base/kidal: two records share the id base/kidal. Rename one.") == str(
        caught.value
    )


def test_the_place_of_a_second_record_is_told_where_it_is_known():
    """Read from a file, the error says where the id stands."""
    origins = {"base/kidal": pk.Where(file="mali.jsonl", line=3)}

    with pytest.raises(pk.DuplicateRecord) as caught:
        pk.Dataset([KIDAL, KIDAL], origins=origins)

    assert ("mali.jsonl:3: two records share the id base/kidal. Rename one.") == str(
        caught.value
    )


def test_equal_datasets_hash_alike():
    """Records and header make a dataset, not where they were read."""
    one = pk.Dataset([MINUSMA, KIDAL], title="Mali")
    origins = {"base/kidal": pk.Where(file="mali.jsonl", line=3)}
    same = pk.Dataset([KIDAL, MINUSMA], title="Mali", origins=origins)

    assert one == same
    assert hash(one) == hash(same)
    assert one != pk.Dataset([MINUSMA, KIDAL])
    assert one != pk.Dataset([MINUSMA], title="Mali")


def test_a_dataset_survives_pickling():
    """Records, header and the places where they were read."""
    origins = {"incident/x": pk.Where(file="mali.jsonl", line=3)}
    dataset = pk.Dataset([MINUSMA, incident(), claim()], title="X", origins=origins)

    back = pickle.loads(pickle.dumps(dataset))

    assert dataset == back
    assert dataset.origin("incident/x") == back.origin("incident/x")
    assert dataset.claims("incident/x") == back.claims("incident/x")


def test_a_dataset_cannot_be_changed_in_place():
    """A dataset is changed by making another one."""
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        pk.Dataset().records = ()


def test_a_dataset_shows_its_title_and_its_size():
    """A dataset of thousands shows itself in a line."""
    assert "<Dataset Mali: 1 record>" == repr(pk.Dataset([KIDAL], title="Mali"))
    assert "<Dataset without a title: 0 records>" == repr(pk.Dataset())


# By id.


def test_a_record_is_found_by_its_id():
    """An id leads to the record, and is in the dataset."""
    dataset = pk.Dataset([MINUSMA, KIDAL])

    assert dataset.get("base/kidal") is KIDAL
    assert dataset.get(KIDAL.mission) is MINUSMA
    assert "base/kidal" in dataset
    assert "base/gao" not in dataset


def test_a_near_miss_of_an_id_is_offered():
    """An id that no record bears is an error, which offers the nearest one."""
    with pytest.raises(pk.UnknownReference) as caught:
        pk.Dataset([MINUSMA, KIDAL]).get("base/kidl")

    assert (
        "No record in the dataset has the id 'base/kidl'. Did you mean base/kidal?"
    ) == str(caught.value)


@pytest.mark.parametrize("ref", [7, ["base/kidal"]])
def test_what_is_no_id_leads_nowhere(ref):
    """Even what cannot be looked up is an error of ours."""
    with pytest.raises(pk.UnknownReference) as caught:
        pk.Dataset([KIDAL]).get(ref)

    assert f"No record in the dataset has the id {ref!r}." == str(caught.value)


# By kind and field.


def test_records_are_found_by_class_or_by_word():
    """The class and its word mean the same, and a base class means all below it."""
    dataset = pk.Dataset([MINUSMA, KIDAL, GAO, AP])

    assert (GAO, KIDAL) == dataset.of(pk.Base)
    assert (GAO, KIDAL) == dataset.of("base")
    assert (MINUSMA, GAO, KIDAL) == dataset.of(pk.Fact)
    assert () == dataset.of(pk.Claim)


def test_records_of_an_unknown_kind_are_found_by_their_word():
    """No class is needed to ask for a kind."""
    ration = pk.UnknownRecord(id="ration/a")

    assert (ration,) == pk.Dataset([KIDAL, ration]).of("ration")


@pytest.mark.parametrize(
    "equals",
    [
        {"attacks": pk.Count(2)},
        {"attacks": 2},
        {"attacks": "2"},
        {"on": pk.PartialDate("2023-10-31")},
        {"on": "2023-10-31"},
        {"methods": "ied"},
        {"methods": ("ied", "ambush")},
        {"parties": pk.Party(actor="actor/jnim", role="target")},
        {"identifiers": "ucdp:12345"},
        {"identifiers": pk.Identifier("acled", "MLI4111")},
        {"base": None},
        {"casualties": hurt(count=8)},
        {"attacks": "2", "methods": "ambush"},
    ],
)
def test_a_field_is_asked_for_by_value_or_text(equals):
    """Of a field that holds many, one of them is enough."""
    found = incident(
        attacks=2,
        on="2023-10-31",
        methods=["ied", "ambush"],
        parties=[pk.Party(actor="actor/jnim", role="target")],
        identifiers=["ucdp:12345", "acled:MLI4111"],
        casualties=[hurt(count=8)],
    )

    assert (found,) == pk.Dataset([found]).of(pk.Incident, **equals)


@pytest.mark.parametrize(
    "equals",
    [
        {"attacks": 3},
        {"attacks": pk.Count(2, None)},
        {"on": "2023-10"},
        {"methods": "mine"},
        {"methods": "ied", "attacks": "3"},
        {"identifiers": "ucdp:1"},
    ],
)
def test_another_value_finds_nothing(equals):
    """Values are compared, not what they may be consistent with."""
    record = incident(attacks=2, on="2023-10-31", methods=["ied", "ambush"])

    assert () == pk.Dataset([record]).of(pk.Incident, **equals)


@pytest.mark.parametrize(
    "equals", [{"attacks": 2}, {"on": datetime.date(2023, 10, 31)}]
)
def test_a_value_is_read_as_a_field_reads_it(equals):
    """What a field takes when a record is built, a question takes too."""
    record = incident(attacks=2, on="2023-10-31")

    assert (record,) == pk.Dataset([record]).of(pk.Incident, **equals)


@pytest.mark.parametrize("kind", ["misson", 5, None, int])
def test_a_kind_that_there_is_not_is_an_error(kind):
    """A misspelt kind is no answer of nothing."""
    with pytest.raises(pk.UnknownName, match="No kind is named"):
        pk.Dataset([MINUSMA]).of(kind)


def test_a_field_is_looked_up_before_records_are():
    """A misspelt field is told though no record of the kind is there."""
    with pytest.raises(pk.UnknownName, match="No field of base is named 'nmae'"):
        pk.Dataset([]).of(pk.Base, nmae="Kidal")


def test_a_field_that_there_is_not_is_an_error():
    """A misspelt field never means that there are no records."""
    with pytest.raises(pk.UnknownName) as caught:
        pk.Dataset([KIDAL]).of(pk.Base, nmae="Kidal")

    assert (
        "No field of base is named 'nmae'. Known: id, marking, withheld, note, "
        "identifiers, "
        "sources, name, mission, base_type, place, area, parent. Did you mean name?"
    ) == str(caught.value)


def test_the_first_record_is_answered_or_none():
    """The first by id, where there are several."""
    dataset = pk.Dataset([MINUSMA, KIDAL, GAO])

    assert dataset.first(pk.Base) is GAO
    assert dataset.first(pk.Base, base_type="camp") is KIDAL
    assert dataset.first("base", base_type="outpost") is None


# Identifiers.


@pytest.mark.parametrize("asked", ["ucdp:12345", pk.Identifier("ucdp", "12345")])
def test_records_are_found_by_what_others_call_them(asked):
    """Of whatever kind, in the order of ids; the case of an identifier counts."""
    ids = ["ucdp:12345", "acled:MLI4111"]
    one, other = incident("b", identifiers=ids), incident("a", identifiers=ids[:1])
    unknown = pk.UnknownRecord(id="ration/a", identifiers=ids[:1])
    dataset = pk.Dataset([one, other, unknown, KIDAL])

    assert (other, one, unknown) == dataset.by_identifier(asked)
    assert (one,) == dataset.by_identifier("acled:MLI4111")
    assert () == dataset.by_identifier("acled:mli4111")


def test_the_identifier_of_a_place_is_none_of_its_record():
    """An incident in a town is not the town."""
    place = pk.Place(identifiers=["geonames:2456917"])

    assert () == pk.Dataset([incident(place=place)]).by_identifier("geonames:2456917")


@pytest.mark.parametrize(
    ("asked", "hint"),
    [
        ("12345", ' Name the scheme, as in "wikidata:12345".'),
        ("UCDP:12345", ' Write "ucdp:12345".'),
    ],
)
def test_what_is_no_identifier_is_not_looked_for(asked, hint):
    """A slip is no answer of nothing."""
    assert (
        "identifier must be an identifier with its scheme, such as "
        f'"ucdp:12345", got {asked!r}.{hint}'
    ) == error_of(pk.Dataset([KIDAL]).by_identifier, asked)


# Claims.


def test_claims_are_told_by_their_day():
    """By the first day each can have been made, undated ones last; then by id."""
    dataset = pk.Dataset(
        [
            AP,
            UN,
            UNDATED,
            incident(),
            claim("a", source="source/undated"),
            claim("b", source="source/un"),
            claim("c", source="source/ap"),
            claim("d", source="source/un", reported_on="2023-11-01"),
            claim("e", source="source/gone"),
            claim("f", reported_on="2023-11"),
            claim("g", about="base/kidal"),
        ]
    )

    assert list("cdfbae") == [one.id[-1] for one in dataset.claims("incident/x")]


def test_claims_about_one_field_are_told_apart():
    """A path is compared as it is written."""
    one = claim("a", field="attacks", value="2")
    other = claim("b", field="on", value="2023")
    dataset = pk.Dataset([incident(), one, other])

    assert dataset.claims("incident/x", "attacks") == (one,)
    assert dataset.claims("incident/x") == (one, other)
    assert () == dataset.claims("incident/x", "place")


@pytest.mark.parametrize(
    ("fields", "voice"),
    [
        ({"source": "source/reprint", "speaker": pk.Speaker(organisation="UN")}, "UN"),
        ({"source": "source/reprint", "speaker": pk.Speaker(name="A. N.")}, "A. N."),
        ({"source": "source/reprint"}, "AFP"),
        ({"source": "source/ap"}, "AP"),
        ({"source": "source/undated"}, None),
        ({"source": "source/gone"}, None),
        ({}, None),
    ],
)
def test_the_voice_of_a_claim(fields, voice):
    """The speaker's organisation, else the speaker, the origin, the publisher."""
    reprint = pk.Source(id="source/reprint", publisher="A paper", origin="AFP")
    dataset = pk.Dataset([AP, UNDATED, reprint, incident()])

    assert voice == dataset.voice(claim(**fields))


@pytest.mark.parametrize(
    ("fields", "day"),
    [
        ({"source": "source/ap", "reported_on": "2023-10-30"}, "2023-10-30"),
        ({"reported_on": "2023-10-30"}, "2023-10-30"),
        ({"source": "source/ap"}, "2023-10-31"),
    ],
)
def test_the_day_of_a_claim(fields, day):
    """Its own, else that of its source."""
    assert pk.PartialDate(day) == pk.Dataset([AP]).said_on(claim(**fields))


@pytest.mark.parametrize(
    "fields", [{}, {"source": "source/undated"}, {"source": "source/x"}]
)
def test_a_claim_may_have_no_day(fields):
    """Nothing is said for a source without a day, or one that is not there."""
    assert pk.Dataset([UNDATED]).said_on(claim(**fields)) is None


# Where records were read.


def test_the_origin_of_a_record_is_kept():
    """The place is known of a record that was read, and empty of another."""
    place = pk.Where(file="mali.jsonl", line=3)
    dataset = pk.Dataset([KIDAL, GAO], origins={"base/kidal": place})

    assert place == dataset.origin("base/kidal")
    assert pk.Where() == dataset.origin("base/gao")
    assert place == dataset.select(lambda one: one == KIDAL).origin("base/kidal")


# Other datasets from it.


def test_a_choice_comes_with_what_it_refers_to():
    """References of a choice lead somewhere if they did so before."""
    left = pk.BaseEvent(id="base_event/x", base="base/kidal", event="departed")
    dangling = attrs.evolve(KIDAL, parent="base/nowhere")
    dataset = pk.Dataset([MINUSMA, dangling, GAO, left], title="Mali")

    chosen = dataset.select(lambda record: isinstance(record, pk.BaseEvent))

    assert ["mission/minusma", "base/kidal", "base_event/x"] == ids(chosen)
    assert "Mali" == chosen.title


def test_records_are_added():
    """The dataset itself stays as it is."""
    dataset = pk.Dataset([MINUSMA], title="Mali")

    more = dataset.add(KIDAL, GAO)

    assert pk.Dataset([MINUSMA, KIDAL, GAO], title="Mali") == more
    assert 1 == len(dataset)


def test_a_record_is_not_added_twice():
    """Adding never replaces."""
    with pytest.raises(pk.DuplicateRecord, match="two records share the id base/kidal"):
        pk.Dataset([KIDAL]).add(KIDAL)


def test_two_datasets_are_merged():
    """What both hold stands once; the header is that of the first."""
    place = pk.Where(file="two.jsonl", line=2)
    one = pk.Dataset([MINUSMA, KIDAL], title="One")
    two = pk.Dataset([MINUSMA, GAO], title="Two", origins={"base/gao": place})

    merged = one.merge(two)

    assert pk.Dataset([MINUSMA, KIDAL, GAO], title="One") == merged
    assert place == merged.origin("base/gao")


def test_different_records_under_one_id_are_not_merged():
    """The disagreement is for a person to solve."""
    one = pk.Dataset([KIDAL], origins={"base/kidal": pk.Where(file="one.json")})
    two = pk.Dataset([attrs.evolve(KIDAL, name="Kidal")])

    with pytest.raises(pk.DuplicateRecord) as caught:
        one.merge(two)

    assert ("one.json: two records share the id base/kidal. Rename one.") == str(
        caught.value
    )


# What had happened by a day, and what stands on it.


DEPARTED = pk.BaseEvent(
    id="base_event/departed", base="base/kidal", event="departed", on="2023-10-31"
)


@pytest.mark.parametrize(
    ("day", "expected"),
    [("2023-10-30", False), ("2023-10-31", True), ("2024", True)],
)
def test_a_record_with_a_day_counts_from_that_day_on(day, expected):
    """A day that is known leaves nothing merely possible."""
    snapshot = pk.Dataset([MINUSMA, KIDAL, DEPARTED]).happened_by(day)

    assert expected == (DEPARTED in snapshot.certain.records)
    assert expected == (DEPARTED in snapshot.possible.records)
    assert pk.PartialDate(day) == snapshot.day


@pytest.mark.parametrize(
    "day", [datetime.date(2023, 10, 31), pk.PartialDate("2023-10-31")]
)
def test_a_day_may_be_given_as_a_date(day):
    """A day of Python's, a partial date, or a text."""
    dataset = pk.Dataset([MINUSMA, KIDAL, DEPARTED])

    assert dataset.as_of("2023-10-31") == dataset.as_of(day)
    assert dataset.happened_by("2023-10-31") == dataset.happened_by(day)
    assert dataset.known_by("2023-10-31") == dataset.known_by(day)


@pytest.mark.parametrize(
    "ask", [pk.Dataset().as_of, pk.Dataset().happened_by, pk.Dataset().known_by]
)
def test_what_is_no_day_is_refused(ask):
    """A question without a day has no answer."""
    with pytest.raises(pk.InvalidValue, match="date must be a date such as"):
        ask("yesterday")


def test_a_base_counts_from_the_day_on_which_it_is_seen():
    """It possibly is from the start of its mission, and certainly once it is left."""
    mission = pk.Mission(id="mission/minusma", period="2013/..")
    ds = pk.Dataset([mission, KIDAL, DEPARTED])

    assert () == ds.happened_by("1900").possible.records
    assert (mission, KIDAL) == ds.happened_by("2013-06-30").possible.records
    assert (mission,) == ds.happened_by("2023-10-30").certain.records
    assert (mission, KIDAL, DEPARTED) == ds.happened_by("2023-10-31").certain.records


def test_an_actor_always_counts():
    """It has no day, and refers to nothing that has one."""
    actor = pk.Actor(id="actor/one")

    assert (actor,) == pk.Dataset([actor]).as_of("1900").certain.records


def test_nothing_counts_before_what_it_is_part_of():
    """An event of 2019 that is part of one of 2020 is not certain in 2019."""
    big = pk.Event(id="event/big", on="2020")
    small = pk.Event(id="event/small", on="2019-06-01", part_of=big.id)
    ds = pk.Dataset([big, small])

    assert () == ds.happened_by("2019-12-31").possible.records
    assert (big, small) == ds.happened_by("2020-12-31").certain.records


def test_records_that_refer_to_each_other_have_a_beginning():
    """A ring of references adds no day."""
    one = pk.Actor(
        id="actor/one",
        affiliations=(pk.Affiliation(to="actor/two", relation="allied_with"),),
    )
    two = pk.Actor(
        id="actor/two",
        affiliations=(pk.Affiliation(to="actor/one", relation="allied_with"),),
    )

    assert (one, two) == pk.Dataset([one, two]).happened_by("1900").certain.records


@pytest.mark.parametrize(
    ("day", "certain", "possible"),
    [
        ("2023-10-31", False, False),
        ("2023-11-01", False, True),
        ("2023-11-29", False, True),
        ("2023-11-30", True, True),
    ],
)
def test_a_record_with_a_partial_day_is_certain_from_its_last(day, certain, possible):
    """It is possible from the first day that it can be, certain from the last."""
    record = incident(on="2023-11")

    snapshot = pk.Dataset([MINUSMA, record]).happened_by(day)

    assert certain == (record in snapshot.certain.records)
    assert possible == (record in snapshot.possible.records)


def test_by_a_month_is_by_its_end():
    """What happened on its last day had happened by it, and stood on no day of it."""
    ds = pk.Dataset([MINUSMA, KIDAL, DEPARTED])

    assert DEPARTED in ds.happened_by("2023-10").certain.records
    assert DEPARTED not in ds.happened_by("2023-09").possible.records


def test_an_unknown_day_is_possible_and_never_certain():
    """Of a record whose day is not known nobody says that it had happened."""
    record = incident()

    for day in ("0001-01-01", "9999-12-30"):
        snapshot = pk.Dataset([MINUSMA, record]).happened_by(day)

        assert record not in snapshot.certain.records
        assert record in snapshot.possible.records


@pytest.mark.parametrize(
    ("day", "expected"), [("2023-12-30", False), ("2023-12-31", True)]
)
def test_a_total_counts_from_the_end_of_its_span(day, expected):
    """Before its last day it is not full."""
    tally = pk.Tally(
        id="tally/x",
        mission="mission/minusma",
        measure="fatalities",
        period="2013-07-01/2023-12-31",
        count=311,
    )

    snapshot = pk.Dataset([MINUSMA, tally]).happened_by(day)

    assert expected == (tally in snapshot.certain.records)
    assert expected == (tally in snapshot.possible.records)


def test_what_a_record_that_counts_refers_to_counts_too():
    """A convoy that was hit had set out, though its day is not known."""
    convoy = pk.Movement(id="movement/one", mission="mission/minusma")
    hit = incident(on="2023-10-31", movement=convoy.id)

    snapshot = pk.Dataset([convoy, hit]).happened_by("2023-10-31")

    assert {convoy.id, hit.id} == set(ids(snapshot.certain))


def test_claims_go_with_the_record_that_they_are_about():
    """What was said, even later, is about what had happened; so come its sources."""
    late = claim("late", about="base_event/departed", source="source/un")
    other = claim("other", about="incident/x")
    dataset = pk.Dataset(
        [UN, AP, MINUSMA, KIDAL, DEPARTED, incident(on="2024"), late, other]
    )

    snapshot = dataset.happened_by("2023-10-31")

    assert [
        "source/un",
        "mission/minusma",
        "base/kidal",
        "base_event/departed",
        "claim/late",
    ] == ids(snapshot.certain)


def test_a_snapshot_keeps_header_and_origins():
    """Its datasets are parts of the one that was asked."""
    place = pk.Where(file="mali.jsonl", line=3)
    minusma = attrs.evolve(MINUSMA, period="2013/2023")
    dataset = pk.Dataset([minusma], title="X", origins={"mission/minusma": place})

    snapshot = dataset.as_of("2020")

    assert "X" == snapshot.possible.title
    assert place == snapshot.certain.origin("mission/minusma")


# What was known by a day.


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2023-10-30", []),
        ("2023-10-31", ["source/ap"]),
        ("2023-11", ["source/ap", "source/un"]),
    ],
)
def test_later_sources_are_left_out_and_undated_ones_too(day, expected):
    """A source is known from its day; asked for a month, by its end."""
    assert expected == ids(pk.Dataset([AP, UN, UNDATED]).known_by(day))


def test_a_source_with_a_partial_day_is_known_from_its_last():
    """Only what certainly had been published is kept."""
    month = pk.Source(id="source/m", published_on="2023-11")

    assert 0 == len(pk.Dataset([month]).known_by("2023-11-29"))
    assert 1 == len(pk.Dataset([month]).known_by("2023-11-30"))


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"source": "source/ap"}, True),
        ({"source": "source/un"}, False),
        ({"source": "source/undated"}, False),
        ({"source": "source/gone"}, False),
        ({"reported_on": "2023-11-01"}, True),
        ({"reported_on": "2023-11-02"}, False),
        ({"reported_on": "2023-11"}, False),
        ({"source": "source/ap", "reported_on": "2023-11-02"}, False),
        ({"source": "source/un", "reported_on": "2023-10-30"}, False),
        ({}, False),
    ],
)
def test_later_claims_are_left_out_and_undated_ones_too(fields, expected):
    """A claim is known when it had been said, and its source was out."""
    dataset = pk.Dataset([AP, UN, UNDATED, MINUSMA, incident(), claim(**fields)])

    assert expected == ("claim/x" in dataset.known_by("2023-11-01"))


def test_a_record_without_sources_or_claims_is_never_known():
    """Nobody is named as having said it, so nothing says when."""
    ds = pk.Dataset([MINUSMA, incident()])

    assert () == ds.known_by("9999").records
    assert () == ds.known_by("9999", possibly=True).records


def test_a_source_without_a_day_is_known_from_when_it_was_read():
    """By then it was out; before, it can have been."""
    read = pk.Source(id="source/page", retrieved_on="2024-06")
    ds = pk.Dataset([read, UNDATED])

    assert () == ds.known_by("2024-06-29").records
    assert (read,) == ds.known_by("2024-06-30").records
    assert (read, UNDATED) == ds.known_by("1900", possibly=True).records


def test_with_one_late_source_nobody_can_tell_which_said_it():
    """What it is called is known with the first source; the rest when all are out."""
    convoy = incident(
        incident_type="attack",
        attacks=2,
        note="Two attacks.",
        sources=["source/ap", "source/un"],
        extra={"severity": 3},
    )
    ds = pk.Dataset([AP, UN, MINUSMA, convoy])
    by_ap = incident(incident_type="attack", sources=["source/ap"])

    assert by_ap == ds.known_by("2023-11-01").get("incident/x")
    assert convoy == ds.known_by("2023-11-08").get("incident/x")
    possible = ds.known_by("2023-11-01", possibly=True).get("incident/x")
    assert attrs.evolve(convoy, sources=["source/ap"]) == possible


def test_a_claim_on_a_part_states_its_key():
    """Who says how many were hurt says that some were, whatever else is not known."""
    record = incident(
        casualties=[hurt(count=8), hurt("died", count=1)],
        sources=["source/ap", "source/un"],
    )
    said = claim(
        field="casualties[peacekeeper,injured].count", value="8", source="source/ap"
    )
    ds = pk.Dataset([AP, UN, MINUSMA, record, said])

    assert (hurt(count=8),) == ds.known_by("2023-11-01").get("incident/x").casualties


def test_a_record_of_an_unknown_kind_is_possible_on_any_day():
    """Its sources cannot be read, and so it is never certain but for its claims."""
    ration = pk.UnknownRecord(id="ration/a", note="Rice.", extra={"unit": "kg"})
    said = claim(about="ration/a", says="It is.", source="source/ap")
    ds = pk.Dataset([AP, ration, said])

    assert ration not in ds.known_by("2023-10-30").records
    assert pk.UnknownRecord(id="ration/a") in ds.known_by("2023-10-31").records
    assert ration in ds.known_by("1900", possibly=True).records


def test_a_text_that_a_known_claim_is_about_keeps_its_day():
    """Otherwise it would be taken for one that can have been out on any day."""
    late = attrs.evolve(UN, title="Note")
    about = claim("about", about="source/un", says="To come.", source="source/ap")
    known = pk.Dataset([AP, late, about]).known_by("2023-11-01", possibly=True)

    bare = pk.Source(id="source/un", title="Note", published_on="2023-11-08")
    assert bare == known.get("source/un")
    assert "source/un" not in known.known_by("2023-10-30", possibly=True)


def test_a_claim_repeats_no_claim_that_was_not_out():
    """A reprint is known by its own day and source."""
    first = claim("first", source="source/undated")
    reprint = claim("reprint", source="source/ap", repeats="claim/first")
    ds = pk.Dataset([AP, UNDATED, MINUSMA, incident(), first, reprint])

    assert ds.known_by("2023-11-01").get("claim/reprint").repeats is None
    assert reprint in ds.known_by("2023-11-01", possibly=True).records


@attrs.frozen(kw_only=True)
class Depot(pk.Fact):
    """A depot that must have a stock or a state, and never a stock without a state."""

    stock: Annotated[str | None, OneOf("state")] = None
    state: str | None = None
    grade: str | None = None

    def _faults(self):
        yield from super()._faults()
        if self.stock is not None and self.grade is None:
            yield pk.InvalidValue("be given with its stock", "no grade")


def test_what_a_record_cannot_be_without_is_kept():
    """A rule between fields holds in a view too."""
    depot = Depot(
        id="depot/a",
        stock="full",
        state="new",
        grade="A",
        sources=["source/ap", "source/un"],
    )
    known = pk.Dataset([AP, UN, depot]).known_by("2023-11-01").get("depot/a")

    assert attrs.evolve(depot, state=None, sources=["source/ap"]) == known


WHOLE = pk.Dataset([MINUSMA, KIDAL, DEPARTED])
VIEWS = {
    "known": WHOLE.known_by("2024"),
    "possibly known": WHOLE.known_by("2024", possibly=True),
    "stood": WHOLE.as_of("2024").possible,
    "happened": WHOLE.happened_by("2024").certain.select(bool),
}
QUESTIONS = {
    "known": lambda ds: ds.known_by("2023"),
    "possibly known": lambda ds: ds.known_by("2023", possibly=True),
    "stood": lambda ds: ds.as_of("2023"),
    "happened": lambda ds: ds.happened_by("2023"),
    "spans": lambda ds: ds.spans(pk.Base),
    "open": lambda ds: pk.open_on(ds, "2023"),
}
ANSWERED = {
    "known": {"known", "stood", "happened", "spans", "open"},
    "possibly known": {"possibly known"},
    "stood": set(),
    "happened": {"happened"},
}


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("question", QUESTIONS)
def test_a_view_is_not_asked_for_what_it_left_out(view, question):
    """Knowledge first, then the world; the certain never from the possible."""
    if question in ANSWERED[view]:
        QUESTIONS[question](VIEWS[view])
    else:
        with pytest.raises(pk.InvalidValue, match=r"the dataset must hold what .* Ask"):
            QUESTIONS[question](VIEWS[view])


def test_which_view_it_is_does_not_make_a_dataset_another():
    """Nor is it written: what is read is a whole dataset again."""
    view = VIEWS["stood"]
    back = pk.loads(pk.dumps(view))

    assert view == back
    assert hash(view) == hash(back)
    assert 0 == len(back.known_by("2023"))
    with pytest.raises(pk.InvalidValue, match="Ask the whole dataset"):
        pk.Dataset().merge(view).known_by("2023")


# What stands.


def test_a_base_that_opens_again_is_not_ended_for_ever():
    """Closed in 2015, opened in 2017, left in 2023."""
    mission = pk.Mission(id="mission/minusma", period="2013-07-01/2023-12-31")
    events = [
        pk.BaseEvent(id=f"base_event/{on}", base=KIDAL.id, event=word, on=on)
        for word, on in (
            ("closed", "2015-06-01"),
            ("opened", "2017-03"),
            ("departed", "2023-10-31"),
            ("taken_over", "2023-11-14"),
            ("relocated", "2023-11-20"),
        )
    ]

    assert (
        "certain 2015-05-31 to 2015-05-31, 2017-03-31 to 2023-10-30; "
        "possible 2013-07-01 to 2015-05-31, 2017-03-01 to 2023-10-30"
    ) == str(pk.Dataset([mission, KIDAL, *events]).spans("base")[KIDAL.id])


SEEN = {"category": "all", "on": "2020-05-01"}


@pytest.mark.parametrize(
    ("record", "shown"),
    [
        ({"kind": "incident", "mission": MINUSMA.id, "on": "2020-05-01"}, True),
        ({"kind": "incident", "on": "2020-05-01"}, False),
        ({"kind": "movement", "departed_on": "2020-05-01"}, True),
        ({"kind": "base_status", "status": "present", "on": "2020-05-01"}, True),
        (
            {"kind": "base_status", "status": "present", "period": "2020-05-01/.."},
            True,
        ),
        (
            {"kind": "base_status", "status": "present", "period": "2020/2020-05-01"},
            True,
        ),
        ({"kind": "base_status", "status": "planned", "on": "2020-05-01"}, False),
        ({"kind": "base_status", "status": "absent", "on": "2020-05-01"}, False),
        ({"kind": "personnel_count", **SEEN, "status": "deployed", "count": 9}, True),
        ({"kind": "personnel_count", **SEEN, "status": "deployed"}, False),
        ({"kind": "personnel_count", **SEEN, "count": 9}, False),
        (
            {"kind": "personnel_count", **SEEN, "status": "deployed", "count": "..5"},
            False,
        ),
        (
            {
                "kind": "personnel_count",
                "category": "all",
                "on": "2020-05-01",
                "status": "authorised",
            },
            False,
        ),
        ({"kind": "equipment", "status": "held", "on": "2020-05-01"}, False),
        ({"kind": "base_event", "event": "relocated", "on": "2020-05-01"}, False),
    ],
)
def test_what_shows_a_base_in_use(record, shown):
    """A status of being present, people, an incident, a movement: from then on."""
    plain = {"id": f"{record['kind']}/x", "base": KIDAL.id, **record}
    mission = attrs.evolve(MINUSMA, period="2013/2023-12-31")
    ds = pk.Dataset([mission, KIDAL, pk.from_plain(plain)])
    certain = ds.spans(pk.Base)[KIDAL.id].certain

    days = datetime.date(2020, 5, 1), datetime.date(2023, 12, 31)
    assert ((days,) if shown else ()) == certain


def test_a_base_that_is_seen_absent_is_not_certain_until_it_is_seen_again():
    """A status says nothing of the day on which it ended."""
    states = [
        pk.BaseStatus(id=f"base_status/y{year}", base=KIDAL.id, status=word, on=day)
        for year, word, day in (
            (2013, "present", "2013-09-01"),
            (2015, "absent", "2015-06-01"),
            (2017, "present", "2017-01-01"),
        )
    ]
    mission = attrs.evolve(MINUSMA, period="2013-07-01/2023-12-31")
    span = pk.Dataset([mission, KIDAL, *states]).spans(pk.Base)[KIDAL.id]

    assert (
        "certain 2013-09-01 to 2015-05-31, 2017-01-01 to 2023-12-31; "
        "possible 2013-07-01 to .."
    ) == str(span)


def test_a_base_that_is_opened_and_closed_on_one_day_is_certain_on_none_after():
    """Which of the two came first is not known."""
    events = [
        pk.BaseEvent(
            id=f"base_event/{word}", base=KIDAL.id, event=word, on="2014-06-01"
        )
        for word in ("opened", "closed")
    ]
    span = pk.Dataset([MINUSMA, KIDAL, *events]).spans(pk.Base)[KIDAL.id]

    assert not span.certainly_covers("2014-06-02")


@pytest.mark.parametrize("kind", [pk.Incident, "tally", pk.Claim, "source"])
def test_what_happens_has_no_span(kind):
    """It is asked for by the day by which it had happened."""
    with pytest.raises(pk.InvalidValue, match=r"Ask happened_by") as caught:
        pk.Dataset([incident()]).spans(kind)

    assert "kind must be one that stands" in str(caught.value)


def test_a_kind_that_is_not_there_has_no_span():
    """A slip is no answer of nothing."""
    with pytest.raises(pk.UnknownName):
        pk.Dataset().spans("misson")


@attrs.frozen(kw_only=True)
class Lease(pk.Fact):
    """A kind that stands over its period."""

    period: pk.Period | None = attrs.field(default=None, converter=as_period)


@attrs.frozen(kw_only=True)
class Delivery(pk.Fact):
    """A kind that has a day under a name of its own, and so happens."""

    delivered_on: pk.PartialDate | None = attrs.field(default=None, converter=as_date)

    def begins(self):
        return begins_by(self, "delivered_on")


def test_kinds_of_others_stand_or_happen_by_their_fields():
    """A period stands, a day happens, and of an unknown kind nobody can tell."""
    lease = Lease(id="lease/a", period="2014/2015")
    delivery = Delivery(id="delivery/a", delivered_on="2014-06-01")
    ration = pk.UnknownRecord(id="ration/a")
    snapshot = pk.Dataset([lease, delivery, ration]).as_of("2014-12-31")
    happened = pk.Dataset([lease, delivery, ration]).happened_by("2014-12-31")

    assert (lease,) == snapshot.certain.records
    assert {lease, ration} == set(snapshot.possible.records)
    assert {lease, delivery} == set(happened.certain.records)
    assert {lease, delivery, ration} == set(happened.possible.records)


@pytest.mark.parametrize(
    ("status", "on", "certain", "possible"),
    [
        ("held", "2023-08-28", True, True),
        ("held", "2023-08", False, True),
        ("held", "2023-08-27", False, True),
        ("held", "2023-08-29", False, False),
        ("held", None, False, True),
        ("decommissioned", "2023-08-28", True, True),
        (None, "2023-08-28", False, True),
        ("destroyed", "2023-08-28", False, False),
    ],
)
def test_equipment_is_held_from_its_day_on(status, on, certain, possible):
    """Certainly on the day, possibly later; never what was destroyed or given away."""
    convoy = pk.Movement(id="movement/m", mission="mission/minusma")
    things = pk.Equipment(
        id="equipment/x",
        mission="mission/minusma",
        movement="movement/m",
        status=status,
        on=on,
    )
    snapshot = pk.Dataset([MINUSMA, convoy, things]).as_of("2023-08-28")

    assert certain == ("equipment/x" in snapshot.certain)
    assert possible == ("equipment/x" in snapshot.possible)
    assert "movement/m" not in snapshot.possible


@pytest.mark.parametrize(
    ("mandate", "certain", "possible"),
    [
        ({"resolution": "S/RES/2100 (2013)", "period": "2013/2014-06-30"}, [1], [1]),
        ({"resolution": "S/RES/2100 (2013)", "adopted_on": "2013-04-25"}, [], [1]),
        ({"resolution": "S/RES/2100 (2013)"}, [], [1]),
        ({"resolution": "S/RES/2423 (2018)"}, [], []),
        ({"resolution": "S/RES/2423 (2018)", "adopted_on": "2018-06-28"}, [], []),
        ({"resolution": "A/RES/1 (I)"}, [], [1]),
    ],
)
def test_mandates_are_those_of_the_day(mandate, certain, possible):
    """None of a resolution of 2018 stands in 2014."""
    afisma = pk.Mission(id="mission/afisma", period="2013-01/2013-06-30")
    mission = pk.Mission(
        id="mission/minusma",
        period="2013-07-01/..",
        mandates=[pk.Mandate(**mandate)],
        predecessor=afisma.id,
    )
    snapshot = pk.Dataset([afisma, mission]).as_of("2014-01-01")

    assert (mission.id,) == tuple(one.id for one in snapshot.possible)
    assert len(certain) == len(snapshot.certain.get(mission.id).mandates)
    assert len(possible) == len(snapshot.possible.get(mission.id).mandates)


def test_open_on_asks_a_dataset():
    """Anything else is an error of ours."""
    with pytest.raises(pk.InvalidValue, match="what is asked must be a dataset"):
        pk.open_on(None, "2024")


@pytest.mark.parametrize(
    ("sources", "said", "expected"),
    [
        (["source/ap"], [], True),
        (["source/un"], [], False),
        (["source/un", "source/ap"], [], True),
        ([], [claim(source="source/ap")], True),
        ([], [claim(source="source/un")], False),
        (["source/un"], [claim(source="source/ap")], True),
    ],
)
def test_a_record_is_known_with_the_first_source_or_claim(sources, said, expected):
    """A record that had some, and has none left, is left out."""
    dataset = pk.Dataset([AP, UN, MINUSMA, incident(sources=sources), *said])

    assert expected == ("incident/x" in dataset.known_by("2023-11-01"))


def test_sources_that_are_left_out_are_no_longer_named():
    """A record names the sources that were out."""
    dataset = pk.Dataset(
        [AP, UN, MINUSMA, incident(sources=["source/ap", "source/un"])]
    )

    assert ("source/ap",) == dataset.known_by("2023-11-01").get("incident/x").sources


def test_what_a_known_record_refers_to_is_known():
    """A base of which a known event tells was known, whatever its own source."""
    kidal = attrs.evolve(KIDAL, sources=["source/un"])
    left = attrs.evolve(DEPARTED, sources=["source/ap"])
    dataset = pk.Dataset([AP, UN, MINUSMA, kidal, left])

    known = dataset.known_by("2023-11-01")

    assert [
        "source/ap",
        "mission/minusma",
        "base/kidal",
        "base_event/departed",
    ] == ids(known)
    assert () == known.get("base/kidal").sources


def test_a_field_is_emptied_when_no_claim_is_left_that_states_its_value():
    """The value that was adopted later is not told before."""
    dataset = pk.Dataset(
        [
            AP,
            UN,
            MINUSMA,
            incident(attacks=6, on="2023-10-31", sources=["source/ap"]),
            claim("ap", field="attacks", value="2..", source="source/ap"),
            claim("un", field="attacks", value="6", source="source/un"),
        ]
    )

    known = dataset.known_by("2023-11-01").get("incident/x")

    assert incident(on="2023-10-31", sources=["source/ap"]) == known
    assert pk.Count(6) == dataset.known_by("2023-11-08").get("incident/x").attacks


def test_a_field_without_claims_is_known_by_the_sources_of_its_record():
    """Without any, nobody is named as having said it."""
    said = claim(field="on", value="2023-10-31", source="source/ap")
    record = incident(attacks=6, on="2023-10-31")
    sourced = attrs.evolve(record, sources=["source/ap"])

    for one, expected in ((record, None), (sourced, pk.Count(6))):
        known = pk.Dataset([AP, MINUSMA, one, said]).known_by("2023-11-01")
        assert expected == known.get("incident/x").attacks


def test_a_claim_that_denies_states_no_value():
    """Who says that it is not so does not say that it is."""
    dataset = pk.Dataset(
        [
            AP,
            MINUSMA,
            incident(attacks=6),
            claim(field="attacks", value="6", source="source/ap", stance="denies"),
        ]
    )

    assert dataset.known_by("2024").get("incident/x").attacks is None


def test_members_of_a_list_are_emptied_one_by_one():
    """A list is claimed one member a claim."""
    dataset = pk.Dataset(
        [
            AP,
            UN,
            MINUSMA,
            incident(methods=["ied", "ambush", "mine"]),
            claim("a", field="methods", value="ambush", source="source/ap"),
            claim("b", field="methods", value="ied", source="source/un"),
        ]
    )

    assert ("ambush",) == dataset.known_by("2023-11-01").get("incident/x").methods
    assert ("ied", "ambush") == dataset.known_by("2024").get("incident/x").methods


def test_a_field_of_a_part_is_emptied():
    """The part stays: that there were some was known."""
    dataset = pk.Dataset(
        [
            AP,
            UN,
            MINUSMA,
            incident(sources=["source/ap"], casualties=[hurt(count=8)]),
            claim(
                field="casualties[peacekeeper,injured].count",
                value="8",
                source="source/un",
            ),
        ]
    )

    known = dataset.known_by("2023-11-01").get("incident/x")

    assert (hurt(),) == known.casualties


def test_a_part_goes_with_a_text_of_its_key():
    """Light injuries that nobody had called so are not injuries of any severity."""
    dataset = pk.Dataset(
        [
            AP,
            UN,
            MINUSMA,
            incident(
                sources=["source/ap"],
                casualties=[hurt(count=8), hurt(severity="light", count=3)],
            ),
            claim(
                field="casualties[peacekeeper,injured,light].severity",
                value="light",
                source="source/un",
            ),
        ]
    )

    known = dataset.known_by("2023-11-01").get("incident/x")

    assert (hurt(count=8),) == known.casualties


@attrs.frozen(kw_only=True)
class Camp(pk.Fact):
    """A kind with a site, which says where the camp was at times."""

    site: pk.Place | None = None


def test_what_requires_an_emptied_field_goes_with_it():
    """A site whose point was not known has no point that stands in for an area."""
    site = pk.Place(name="Kidal", point="18.44345,1.40921", representative=True)
    said = claim(
        about="camp/x", field="site.point", value="18.44345,1.40921", source="source/un"
    )
    camp = Camp(id="camp/x", site=site, sources=["source/ap"])
    known = pk.Dataset([AP, UN, camp, said]).known_by("2023-11-01")

    assert pk.Place(name="Kidal") == known.get("camp/x").site


def test_a_field_that_must_be_given_keeps_its_value():
    """Without it there would be no record."""
    dataset = pk.Dataset(
        [
            AP,
            UN,
            MINUSMA,
            incident(sources=["source/ap"]),
            claim(field="mission", value="mission/minusma", source="source/un"),
        ]
    )

    known = dataset.known_by("2023-11-01").get("incident/x")

    assert "mission/minusma" == known.mission


def test_a_claim_on_a_field_that_there_is_not_empties_nothing():
    """What is wrong with the claim is a finding, and no reason to forget."""
    dataset = pk.Dataset(
        [
            AP,
            MINUSMA,
            incident(attacks=2, sources=[AP.id]),
            claim(field="atacks", value="2", source=AP.id),
        ]
    )

    assert pk.Count(2) == dataset.known_by("2024").get("incident/x").attacks


def test_a_source_does_not_supersede_one_that_was_not_out():
    """What it supersedes is named where that was known, and not otherwise."""
    second = pk.Source(
        id="source/second", published_on="2023-12-01", supersedes="source/un"
    )
    third = pk.Source(
        id="source/third", published_on="2023-12-01", supersedes="source/undated"
    )

    known = pk.Dataset([UN, UNDATED, second, third]).known_by("2024")

    assert "source/un" == known.get("source/second").supersedes
    assert known.get("source/third").supersedes is None


def test_what_is_known_keeps_header_and_origins():
    """It is a part of the dataset that was asked."""
    place = pk.Where(file="mali.jsonl", line=3)
    minusma = attrs.evolve(MINUSMA, period="2013/2023", sources=[AP.id])
    dataset = pk.Dataset([minusma, AP], title="X", origins={"mission/minusma": place})

    known = dataset.known_by("2024")

    assert "X" == known.title
    assert place == known.origin("mission/minusma")


def test_what_protects_a_record_is_not_emptied():
    """A marking stays, whoever states it later."""
    source = pk.Source(id="source/late", published_on="2023-12-01")
    actor = pk.Actor(id="actor/one", marking="TLP:RED")
    claim = pk.Claim(
        id="claim/one",
        about=actor.id,
        field="marking",
        value="TLP:RED",
        source=source.id,
    )
    event = pk.Event(id="event/e", actors=(actor.id,), sources=[AP.id])
    ds = pk.Dataset([AP, source, actor, claim, event])

    assert "TLP:RED" == ds.known_by("2023-11-01").get(actor.id).marking


def test_what_is_no_id_is_not_in_a_dataset():
    """Whatever it is."""
    assert [] not in pk.Dataset([])


LATE = pk.Source(id="source/late", published_on="2023-11-08")
EARLY = pk.Source(id="source/early", published_on="2023-10-31")


def test_of_what_was_told_later_only_what_it_is_about_stays():
    """A convoy is known from the attack on it; who was in it was told later."""
    convoy = pk.Movement(
        id="movement/one",
        mission="mission/minusma",
        marking="TLP:AMBER",
        people=848,
        sources=[LATE.id],
    )
    hit = incident(movement=convoy.id, sources=[EARLY.id])
    known = pk.Dataset([EARLY, LATE, MINUSMA, convoy, hit]).known_by("2023-10-31")

    assert pk.Movement(
        id="movement/one", mission="mission/minusma", marking="TLP:AMBER"
    ) == known.get(convoy.id)


def actor(number, marking=None):
    return pk.Actor(id=f"actor/a{number}", marking=marking)


def test_to_merge_keeps_each_record_as_protected_as_it_was():
    """What was RED by its dataset is RED in one that is CLEAR."""
    red = pk.Dataset([actor(1), actor(2, "TLP:GREEN")], marking="TLP:RED")
    clear = pk.Dataset([actor(3)], marking="TLP:CLEAR")
    merged = clear.merge(red)

    assert "TLP:CLEAR" == merged.marking
    assert ["TLP:RED", "TLP:GREEN", None] == [one.marking for one in merged]


def test_to_merge_what_has_no_marking_leaves_it_without():
    """What was never published is not published by a header of another dataset."""
    clear = pk.Dataset([actor(1)], marking="TLP:CLEAR")
    merged = clear.merge(pk.Dataset([actor(2)]))

    assert merged.marking is None
    assert ["TLP:CLEAR", None] == [one.marking for one in merged]


@pytest.mark.parametrize(
    ("other", "expected"),
    [("TLP:RED", "TLP:RED"), ("TLP:CLEAR", None), (None, None)],
)
def test_a_record_of_both_takes_the_stricter_marking(other, expected):
    """None is the strictest; None where the header says it already."""
    merged = pk.Dataset([actor(1)], marking="TLP:CLEAR").merge(
        pk.Dataset([actor(1)], marking=other)
    )

    assert (expected,) == tuple(one.marking for one in merged)
    assert (None if other is None else "TLP:CLEAR") == merged.marking


def test_a_place_is_known_with_its_record():
    """Whoever names it: it says what the record is about."""
    ds = pk.Dataset(
        [
            AP,
            UN,
            MINUSMA,
            incident(sources=["source/ap"], place=pk.Place(name="Kidal")),
            claim(field="place.name", value="Kidal", source="source/un"),
        ]
    )

    assert "Kidal" == ds.known_by("2023-11-01").get("incident/x").place.name


def test_what_is_known_of_a_part_may_be_nothing():
    """The name of a site that was first said later takes the site with it."""
    camp = Camp(id="camp/x", site=pk.Place(name="Kidal"), sources=["source/ap"])
    said = claim(about="camp/x", field="site.name", value="Kidal", source="source/un")
    ds = pk.Dataset([AP, UN, camp, said])

    assert ds.known_by("2023-11-01").get("camp/x").site is None
    assert "Kidal" == ds.known_by("2023-12-01").get("camp/x").site.name
