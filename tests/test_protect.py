"""What may be published: each rule on records made by hand."""

import pickle

import attrs
import pytest

import peacekeep as pk
from peacekeep.definitions.fields import fields_of
from peacekeep.definitions.forms import Form, forms_in
from peacekeep.errors import InvalidValue, Where
from peacekeep.models import KINDS, Affiliation, Mandate, TallyPart
from peacekeep.models import vocabularies as codes
from peacekeep.models.header import Header
from peacekeep.models.place import Place
from peacekeep.models.source import Fact
from peacekeep.protect import Audience, Omission, Withheld, withhold
from peacekeep.protect.fields import FIELDS, NEVER
from peacekeep.values.quantities import Quantity


CLEAR, GREEN, AMBER, RED = "TLP:CLEAR", "TLP:GREEN", "TLP:AMBER", "TLP:RED"
COARSE = Audience(CLEAR, coarsened=AMBER)
MISSION = pk.Mission(id="mission/one")
AP = pk.Source(id="source/ap", publisher="AP", title="A title", url="https://ap.org/")
PRIVATE = pk.Source(id="source/private", marking=RED)
PROTECTED = pk.Speaker(description="a resident", anonymous_because="fear of reprisals")


def dataset(*records, marking=CLEAR, **header):
    return pk.Dataset([MISSION, *records], marking=marking, **header)


def published(*records, to=CLEAR, marking=CLEAR):
    """Return what is published beside the mission."""
    told, _ = withhold(dataset(*records, marking=marking), to)
    return tuple(one for one in told if one.kind != "mission")


def only(*records, to=CLEAR, kind=None):
    """Return the one record that is published, of a kind if one is given."""
    (record,) = (one for one in published(*records, to=to) if kind in {None, one.kind})
    return record


def why(*records, to=CLEAR, marking=CLEAR):
    """Return why records are withheld."""
    _, left = withhold(dataset(*records, marking=marking), to)
    return {one.rule for one in left if one.field is None}


def base(**fields):
    return pk.Base(**{"id": "base/kidal", "mission": MISSION.id, **fields})


def incident(**fields):
    return pk.Incident(**{"id": "incident/one", "mission": MISSION.id, **fields})


def tally(**fields):
    given = {"id": "tally/one", "mission": MISSION.id, "measure": "fatalities"}
    return pk.Tally(**{**given, **fields})


def claim(**fields):
    return pk.Claim(**{"id": "claim/a", "about": "base/kidal", **fields})


class TestTheAudience:
    """An audience is a marking, or says more; anything else is refused."""

    @pytest.mark.parametrize(
        ("audience", "message"),
        [
            (None, "audience must be a marking such as TLP:CLEAR, or an Audience"),
            ("CLEAR", "marking must be one of TLP:CLEAR"),
            ("TLP:WHITE", "Write TLP:CLEAR."),
        ],
    )
    def test_what_is_no_audience_is_refused(self, audience, message):
        """The error says what was expected."""
        with pytest.raises(InvalidValue, match=message):
            withhold(dataset(), audience)

    @pytest.mark.parametrize(
        ("fields", "message"),
        [
            ({"marking": None}, "marking must be one of"),
            ({"coarsened": "secret"}, "coarsened must be one of"),
            ({"coarsened": CLEAR}, "coarsened must be stricter than TLP:CLEAR"),
            ({"place": "point"}, "place must be admin1 or admin2"),
            ({"place": ["admin1"]}, "place must be admin1 or admin2"),
            ({"smallest_count": 0}, "smallest_count must be a whole number above 0"),
            ({"smallest_count": True}, "smallest_count must be a whole number"),
            ({"kinds": [pk.Base]}, "kinds must be kinds of record"),
            ({"kinds": {"base": ["name"]}}, "kinds must have classes of records"),
            ({"kinds": {pk.UnknownRecord: []}}, "kinds must have classes of records"),
            ({"kinds": {pk.Base: "name"}}, "kinds must name fields of Base"),
            ({"kinds": {pk.Base: ["title"]}}, "kinds must name fields of Base"),
            ({"kinds": {pk.Base: 1}}, "kinds must name fields of Base"),
        ],
    )
    def test_what_it_cannot_be_is_refused(self, fields, message):
        """Each field says what it must be."""
        with pytest.raises(InvalidValue, match=message):
            Audience(**{"marking": CLEAR, **fields})

    def test_what_is_no_dataset_is_refused_and_not_shown(self):
        """The error holds nothing of what was given."""
        with pytest.raises(
            InvalidValue, match="must be a Dataset, got 'list'"
        ) as caught:
            withhold([base(note="a secret")], CLEAR)

        assert b"secret" not in pickle.dumps(caught.value)


class TestTheFields:
    """Every attribute of every kind and part is published, or never, by decision."""

    def test_each_stands_in_one_list(self):
        """A new field is in neither, and fails here until somebody decides."""
        forms = {form for kind in KINDS for form in forms_in(kind)}
        assert forms == set(FIELDS)
        for form in forms:
            coarsened, exact = FIELDS[form]
            names = {attribute.name for attribute in attrs.fields(form)}
            slots = {
                name for cls in form.__mro__ for name in getattr(cls, "__slots__", ())
            }

            assert names == {*coarsened, *exact, *NEVER}
            assert names == slots - {"__weakref__"}
            assert not coarsened & exact

    def test_a_coarsened_record_tells_no_free_text(self):
        """What it tells in words are names of institutions, and levels of places."""
        told = {
            f"{form.__name__}.{field.name}"
            for form, (coarsened, _) in FIELDS.items()
            for field in fields_of(form)
            if field.name in coarsened and field.holds is str and not field.rules
        }

        assert told == {
            *(f"{kind.__name__}.id" for kind in KINDS),
            *(f"{kind.__name__}.withheld" for kind in KINDS),
            *("Source.publisher", "Source.licence", "Source.origin"),
            *("Actor.name", "Actor.aliases"),
            *("Mission.name", "Mission.acronym", "Mission.organisation"),
            *("Place.admin1", "Place.admin2"),
            *("Claim.field", "Claim.value"),
            "Speaker.organisation",
            "Speaker.description",
            "Speaker.anonymous_because",
        }


class TestMarkings:
    """A record goes to those who may see what is marked as it is."""

    @pytest.mark.parametrize(
        ("own", "of_all", "to", "is_told"),
        [
            (CLEAR, None, CLEAR, True),
            (None, CLEAR, CLEAR, True),
            (None, AMBER, CLEAR, False),
            (CLEAR, RED, CLEAR, True),
            (RED, CLEAR, AMBER, False),
            ("TLP:AMBER+STRICT", None, AMBER, False),
            (AMBER, None, "TLP:AMBER+STRICT", True),
            (None, None, RED, False),
        ],
    )
    def test_its_own_or_that_of_all(self, own, of_all, to, is_told):
        """Its own marking counts, else that of the dataset; with neither, it stays."""
        source = attrs.evolve(AP, marking=own)
        told = [one.id for one in withhold(pk.Dataset([source], marking=of_all), to)[0]]

        assert is_told == (told == ["source/ap"])

    def test_what_is_told_is_as_it_was(self):
        """Nothing is changed that need not be."""
        given = base(name="Kidal", area="9 hectare", note="A note.", withheld=["place"])

        assert given == only(given)

    def test_the_result_has_the_marking_and_neither_files_nor_unknown_keys(self):
        """Title and licence stay; where records were read does not."""
        header = Header(title="T", licence="L", marking=GREEN, extra={"by": "me"})
        given = pk.Dataset([AP], header=header, origins={AP.id: Where(file="a.json")})
        told, left = withhold(given, AMBER)

        assert Header(title="T", licence="L", marking=AMBER) == told.header
        assert Where() == told.origin(AP.id)
        assert Omission("has unknown keys", "header", None, 1) in left.entries

    def test_a_claim_is_as_strict_as_what_it_is_about(self):
        """A clear claim on a red base is not told, nor one about that claim."""
        kept = base(marking=RED)
        told = claim(marking=CLEAR)
        again = claim(id="claim/b", about="claim/a", marking=CLEAR)

        assert () == published(kept, told, again)
        assert {"marked more strictly than TLP:CLEAR"} == why(kept, told, again)

    def test_a_claim_is_no_stricter_for_its_source(self):
        """The source is withheld; what it says is told without it."""
        told = claim(field="name", value="Kidal", source=PRIVATE.id)

        assert attrs.evolve(told, source=None, withheld=["source"]) == only(
            PRIVATE, base(), told, kind="claim"
        )

    def test_claims_about_each_other_come_to_an_end(self):
        """Two claims about one another are as strict as the stricter."""
        one = claim(id="claim/a", about="claim/b", marking=CLEAR)
        other = claim(id="claim/b", about="claim/a", marking=RED)

        assert () == published(one, other)
        assert (one, attrs.evolve(other, marking=None)) == published(
            one, attrs.evolve(other, marking=None)
        )

    def test_why_is_told(self):
        """The report says which records, and why, by kind."""
        _, left = withhold(dataset(base(marking=RED), marking=None), CLEAR)

        assert [
            Omission("marked more strictly than TLP:CLEAR", "base", None, 1),
            Omission("no marking", "mission", None, 1),
        ] == list(left)


@attrs.frozen(kw_only=True)
class Meter(Form):
    KEY = ("number",)

    number: str
    reading: Quantity | None = None


@attrs.frozen(kw_only=True)
class Fuel(Fact):
    depot: str | None = None
    tanks: int | None = None
    full: bool | None = None
    drums: pk.Count | None = None
    meters: tuple[Meter, ...] = ()
    at: Place | None = None


@attrs.frozen(kw_only=True)
class LargeBase(pk.Base):
    kind = "base"

    commander: str | None = None


@attrs.frozen(kw_only=True)
class Marked(Fact):
    kind = "marked"

    marking: str | None = None


@attrs.frozen(kw_only=True)
class Odd(Fact):
    def _faults(self):
        if self.note is None:
            raise ZeroDivisionError(self.id)
        return ()


FUEL = Fuel(
    id="fuel/one", depot="Kidal", tanks=3, full=False, drums=2, at=Place(country="MLI")
)
ALL_OF_FUEL = {one.name for one in fields_of(Fuel)}


class TestKindsAndKeys:
    """What nobody decided on is not published."""

    def test_a_record_with_an_unknown_key_is_withheld(self):
        """The key may change what the rest means, on the record or a part."""
        assert {"has unknown keys"} == why(base(extra={"planned": True}))
        part = Place(country="MLI", extra={"wrong": True})
        assert {"has unknown keys"} == why(base(place=part))

    @pytest.mark.parametrize(
        "record",
        [
            pk.UnknownRecord(id="fuel/one"),
            LargeBase(id="base/kidal", mission=MISSION.id),
            FUEL,
        ],
        ids=lambda record: type(record).__name__,
    )
    def test_a_kind_that_is_not_known_is_withheld(self, record):
        """Nor is a class that builds on one of ours: it may have more fields."""
        assert {"unknown kind"} == why(record)

    def test_the_kind_of_an_unknown_record_is_not_told(self):
        """Its word comes from its id."""
        _, left = withhold(dataset(pk.UnknownRecord(id="secret_site/one")), CLEAR)

        assert [Omission("unknown kind", "unknown_record", None, 1)] == [*left]

    def test_of_a_kind_that_is_named_the_named_fields_are_told(self):
        """A field that is not named stays; a part's class is named too."""
        told = only(FUEL, to=Audience(CLEAR, kinds={Fuel: ["depot"]}))
        assert FUEL != told == Fuel(id="fuel/one", depot="Kidal")

        metered = attrs.evolve(FUEL, meters=[Meter(number="1", reading="2 km")])
        everything = {Fuel: ALL_OF_FUEL}
        assert () == published(metered, to=Audience(CLEAR, kinds=everything))
        everything[Meter] = ["number"]
        told = only(metered, to=Audience(CLEAR, kinds=everything))
        assert attrs.evolve(metered, meters=[Meter(number="1")]) == told

    def test_of_a_kind_of_ours_fewer_fields_may_be_told(self):
        """A claim on a field that is not told is not told either."""
        to = Audience(CLEAR, kinds={pk.Base: ["mission", "name"]})
        given = base(name="Kidal", base_type="camp", parent=None)
        told = (
            claim(field="base_type", value="camp"),
            claim(id="claim/b", field="name", value="Kidal"),
        )

        assert (base(name="Kidal"), told[1]) == published(given, *told, to=to)
        assert () == published(base(), to=Audience(CLEAR, kinds={pk.Base: ["name"]}))

    def test_a_kind_that_is_named_is_coarsened_by_its_types(self):
        """Texts, numbers and amounts go; codes, counts, parts and yes and no stay."""
        to = attrs.evolve(COARSE, kinds={Fuel: ALL_OF_FUEL})
        told = only(attrs.evolve(FUEL, marking=AMBER), to=to)

        assert told.id.startswith("fuel/")
        assert (
            Fuel(
                id=told.id,
                full=False,
                drums="..4",
                at=Place(country="MLI", precision="country"),
                withheld=["depot", "tanks"],
            )
            == told
        )

    def test_an_unknown_marking_is_withheld(self):
        """A third-party class may have markings of its own."""
        to = Audience(RED, kinds={Marked: ["note"]})

        assert {"unknown marking"} == why(Marked(id="marked/a", marking="X"), to=to)

    def test_what_fails_is_withheld_without_a_word(self):
        """No error of a third-party class is passed on."""
        to = Audience(CLEAR, kinds={Odd: []})

        assert {"could not be coarsened"} == why(Odd(id="odd/one", note="n"), to=to)


class TestProtectedSpeakers:
    """Of a claim by a protected speaker, what identifies nobody is told."""

    CLAIM = claim(
        id="claim/mayor",
        field="name",
        value="Kidal",
        says="It stands.",
        source=AP.id,
        speaker=PROTECTED,
        reported_on="2023-10-31",
        stance="denies",
        basis="claimed",
        credibility="2",
        verbatim="it stands",
        note="He lives there.",
        withheld=(),
        marking=CLEAR,
    )

    def test_what_stays(self):
        """Not its note, its wording, or its marking; its id is drawn anew."""
        told = only(AP, base(), self.CLAIM, kind="claim")

        assert self.CLAIM.id != told.id
        assert told == attrs.evolve(
            self.CLAIM, id=told.id, note=None, verbatim=None, marking=None
        )

    def test_the_id_is_drawn_anew_each_time(self):
        """Two publications cannot be laid side by side."""
        ids = {only(AP, base(), self.CLAIM, kind="claim").id for _ in range(9)}

        assert 9 == len(ids)
        assert all(len("claim/") + 32 == len(one) for one in ids)

    def test_notes_beside_it_go_and_the_day_of_reading(self):
        """Of the record it is about, its source, and claims about it."""
        source = attrs.evolve(AP, note="n", retrieved_on="2023-11-01", title="T")
        about = base(note="Says the mayor.", name="Kidal")
        comment = claim(id="claim/x", about=self.CLAIM.id, says="So it is.", note="n")
        told = published(source, about, self.CLAIM, comment)
        (new,) = (one for one in told if one.kind == "claim" and one.speaker)

        assert attrs.evolve(source, note=None, retrieved_on=None) in told
        assert attrs.evolve(about, note=None) in told
        assert attrs.evolve(comment, about=new.id, note=None) in told

    def test_what_is_left_out_beside_it_cannot_be_claimed(self):
        """A claim that states the note would give it back."""
        told = claim(id="claim/x", field="note", value="The mayor says so.")
        given = base(note="The mayor says so.")

        assert 1 == len(published(AP, base(), self.CLAIM, told)) - 2
        assert (given, told) == published(given, told)

    def test_a_speaker_without_a_reason_is_not_protected(self):
        """Analysts are described and nothing is promised to them."""
        told = claim(speaker=pk.Speaker(description="analysts"), verbatim="v", note="n")

        assert told == only(base(), told, kind="claim")

    def test_references_follow(self):
        """A tally that counts the claim counts it under its new id."""
        told = published(AP, base(), self.CLAIM, tally(of=[self.CLAIM.id]))
        (new,) = (one.id for one in told if one.kind == "claim")

        assert tally(of=[new]) in told

    def test_a_claim_that_names_its_own_id_is_withheld(self):
        """The sentence would tell which one it was."""
        told = attrs.evolve(self.CLAIM, says="As in claim/mayor.")

        assert {"would reveal what is withheld"} == why(AP, base(), told)

    def test_the_report_says_what_was_left_out(self):
        """By kind and field, and how often."""
        _, left = withhold(dataset(AP, base(), self.CLAIM), CLEAR)

        assert [
            Omission("protected speaker: id", "claim", "id", 1),
            Omission("protected speaker: note", "claim", "note", 1),
            Omission("protected speaker: verbatim", "claim", "verbatim", 1),
        ] == list(left)


class TestCoarsening:
    """A coarsened record tells regions and months, and no words."""

    @staticmethod
    def coarse(record, *others, to=COARSE):
        """Return a record as it is published, with its original id."""
        record = attrs.evolve(record, marking=AMBER)
        told = only(*others, record, to=to, kind=record.kind)
        assert record.id != told.id
        assert 32 == len(told.id.partition("/")[2])
        return attrs.evolve(told, id=record.id)

    def test_a_source(self):
        """The title, the addresses and the day of reading go."""
        source = attrs.evolve(
            AP,
            archive_url="https://archive.org/",
            retrieved_on="2023-11-02",
            published_on="2023-10-31",
            note="A note.",
        )
        gone = ["note", "title", "retrieved_on", "url", "archive_url"]

        assert self.coarse(source) == pk.Source(
            id=AP.id, publisher="AP", published_on="2023-10", withheld=gone
        )

    @pytest.mark.parametrize(
        ("near", "place", "told"),
        [
            (
                "admin1",
                Place(name="Kidal", country="MLI", admin1="Kidal", admin2="Kidal"),
                Place(country="MLI", admin1="Kidal", precision="admin1"),
            ),
            (
                "admin2",
                Place(admin1="Kidal", admin2="Abeibara", precision="exact"),
                Place(admin1="Kidal", admin2="Abeibara", precision="admin2"),
            ),
            (
                "admin2",
                Place(country="MLI", point="18.4,1.4", representative=True),
                Place(country="MLI", precision="country"),
            ),
            ("admin1", Place(point="18.4,1.4", precision="exact"), None),
        ],
    )
    def test_a_place(self, near, place, told):
        """It is told as near as the audience may know, and no point of it."""
        to = attrs.evolve(COARSE, place=near)
        found = self.coarse(base(place=place, name="Kidal", area="9 hectare"), to=to)

        assert told == found.place
        gone = ["name", "area"] if told else ["name", "place", "area"]
        assert gone == list(found.withheld)

    @pytest.mark.parametrize(
        ("day", "told"),
        [
            ("2023-10-31", "2023-10"),
            ("2023-10", "2023-10"),
            ("2023-10-31?", "2023-10"),
            ("[2023-11-11..2023-11-20]", "2023-11"),
            ("[2023-10-30..2024-02-02]", "[2023-10-01..2024-02-29]"),
            ("2023", "[2023-01-01..2023-12-31]"),
            ("[..2023-12-30]", "[..2023-12-31]"),
            ("[2023-10-31..]", "[2023-10-01..]"),
            ("0001-01-01", "0001-01"),
            ("9999-12-31", "9999-12"),
        ],
    )
    def test_a_day(self, day, told):
        """A day is told by its month, and open sides stay open."""
        assert pk.PartialDate(told) == self.coarse(incident(on=day)).on

    @pytest.mark.parametrize(
        ("period", "told"),
        [
            ("2013-07-01/2023-12-31", "2013-07/2023-12"),
            ("2013-07-01/..", "2013-07/.."),
            ("2013-07-01~/", "[2013-06-01..2013-07-31]/"),
            ("../2013-07-01", "../2013-07"),
            ("/[2013-07-01..2013-08-02]", "/[2013-07-01..2013-08-31]"),
        ],
    )
    def test_a_period(self, period, told):
        """Both ends are told by their months."""
        given = tally(period=period)

        assert pk.Period(told) == self.coarse(given).period

    def test_names_of_actors_and_missions_stay(self):
        """They are known; what they hold of days is told by months."""
        other = pk.Actor(id="actor/mali", name="Mali")
        relation = {"to": other.id, "relation": "allied_with"}
        actor = pk.Actor(
            id="actor/one",
            name="A group",
            aliases=["AG"],
            affiliations=[Affiliation(**relation, period="2013-07-01/..")],
            marking=AMBER,
        )
        (told,) = set(published(other, actor, to=COARSE)) - {other}

        assert told == pk.Actor(
            id=told.id,
            name="A group",
            aliases=["AG"],
            affiliations=[Affiliation(**relation, period="2013-07/..")],
        )

    def test_codes_that_are_not_known_go(self):
        """A word of somebody's own may tell what a sentence would."""
        told = self.coarse(incident(incident_type="shot_at_the_well", methods=["ied"]))
        assert (None, ("ied",)) == (told.incident_type, told.methods)

        given = tally(measure="shot_at_the_well", marking=AMBER)
        assert {"coarsened: left out"} == why(given, to=COARSE)

    def test_the_speaker_of_a_coarsened_claim_has_no_name(self):
        """The organisation stays, and no words do."""
        speaker = pk.Speaker(name="A. B.", role="chief", organisation="MINUSMA")
        given = claim(
            field="base_type", value="camp", speaker=speaker, says="s", verbatim="v"
        )
        told = self.coarse(given, base())
        assert told == claim(
            field="base_type",
            value="camp",
            speaker=pk.Speaker(organisation="MINUSMA"),
            withheld=["says", "verbatim"],
        )

        given = attrs.evolve(given, speaker=pk.Speaker(name="A. B."), says=None)
        assert (None, ("speaker", "verbatim")) == (
            self.coarse(given, base()).speaker,
            self.coarse(given, base()).withheld,
        )

    def test_a_protected_claim_does_not_show_that_it_was_coarsened(self):
        """It has the keys of every other one."""
        given = claim(
            field="base_type", value="camp", says="s", note="n", speaker=PROTECTED
        )
        told = claim(field="base_type", value="camp", speaker=PROTECTED)

        assert told == self.coarse(given, base())

    def test_a_claim_that_would_say_nothing_is_withheld(self):
        """A denial without its sentence would deny something else."""
        given = claim(says="No base was closed.", stance="denies", marking=AMBER)

        assert {"would be empty once coarsened"} == why(base(), given, to=COARSE)

    def test_other_kinds(self):
        """Amounts, reasons, titles and symbols go, and labels with their parts."""
        movement = pk.Movement(
            id="movement/one",
            mission=MISSION.id,
            distance="350 km",
            column_length="9 km",
            vehicles=100,
        )
        assert self.coarse(movement) == attrs.evolve(
            movement,
            distance=None,
            column_length=None,
            withheld=["distance", "column_length"],
        )
        mission = pk.Mission(
            id="mission/two", mandates=[Mandate(resolution="S/RES/2690 (2023)")]
        )
        told, _ = withhold(dataset(attrs.evolve(mission, marking=AMBER)), COARSE)
        assert mission.mandates in {one.mandates for one in told}
        event = pk.Event(id="event/one", title="t", symbol="S/2023/1", on="2023-10-31")
        assert self.coarse(event) == pk.Event(
            id="event/one", on="2023-10", withheld=["title", "symbol"]
        )
        parted = tally(parts=[TallyPart(label="Kidal", count=9)], count=20)
        assert self.coarse(parted) == tally(count=20, withheld=["parts"])

    def test_what_was_withheld_stays_named(self):
        """New names stand after the old ones."""
        given = base(withheld=["place"], name="Kidal")

        assert ("place", "name") == self.coarse(given).withheld


class TestClaimsOnCoarsenedRecords:
    """What is claimed is coarsened as the field would be."""

    WHERE = Place(
        country="MLI",
        admin1="Kidal",
        admin2="Kidal",
        point="18.4,1.4",
        representative=True,
    )
    HURT = pk.Casualties(group="peacekeeper", outcome="injured", count=22)

    @classmethod
    def told(cls, field, value, to=COARSE, **about):
        """Return the published path and value of a claim on an incident."""
        about = incident(marking=AMBER, place=cls.WHERE, casualties=[cls.HURT], **about)
        given = claim(about=about.id, field=field, value=value, marking=CLEAR)
        found = published(about, given, pk.Actor(id="actor/one"), to=to)
        return [(one.field, one.value) for one in found if one.kind == "claim"]

    @pytest.mark.parametrize(
        ("field", "value", "told"),
        [
            ("on", "2023-10-31", "2023-10"),
            ("attacks", "2", "..4"),
            ("attacks", "22", "22"),
            ("casualties[peacekeeper,injured].count", "2..", ".."),
            ("casualties[peacekeeper,injured,light].severity", "light", "light"),
            ("incident_type", "air_strike", "air_strike"),
            ("place.admin1", "Kidal", "Kidal"),
            ("mission", "mission/one", "mission/one"),
            ("parties[actor/one].role", "perpetrator", "perpetrator"),
            ("parties[actor/one].side", "a", "a"),
        ],
    )
    def test_what_is_told(self, field, value, told):
        """Days by months, counts without small ones, codes as they are."""
        assert [(field, told)] == self.told(field, value)

    @pytest.mark.parametrize(
        ("field", "value"),
        [
            ("note", "A note."),
            ("place.name", "Kidal"),
            ("place.point", "18.4,1.4"),
            ("place.precision", "exact"),
            ("place.admin2", "Kidal"),
            ("place.admin1", "Gao"),
            ("place", "Kidal"),
            ("marking", "TLP:AMBER"),
            ("attacks", "two"),
            ("nothing", "2"),
            ("incident_type", "a_word_of_ours"),
            ("parties[actor/nowhere].role", "perpetrator"),
            ("identifiers", "ucdp:209980"),
            ("place.identifiers", "pcode:ML08"),
            ("casualties[a-secret,injured].count", "22"),
            ("casualties[not a code,injured].count", "22"),
            ("casualties[peacekeeper,injured,light,nowhere].count", "22"),
        ],
    )
    def test_what_is_withheld(self, field, value):
        """Words, points, and what is no field, value or key."""
        assert [] == self.told(field, value)

    def test_a_nearer_place_for_those_who_may_know(self):
        """To admin2 where the audience may have it so near."""
        to = attrs.evolve(COARSE, place="admin2")

        assert [("place.admin2", "Kidal")] == self.told("place.admin2", "Kidal", to)

    def test_an_id_follows(self):
        """A claim on the id of a record states the one that it has now."""
        about = base(marking=AMBER)
        given = claim(field="id", value=about.id)
        told, stated = published(about, given, to=COARSE)

        assert (told.id, told.id) == (stated.about, stated.value)

    def test_ids_in_keys_and_values_follow(self):
        """A key that holds an id that is replaced holds the new one."""
        other = pk.Actor(id="actor/b", marking=AMBER)
        actor = pk.Actor(id="actor/a", marking=AMBER)
        path = "affiliations[actor/b,{}].to"
        relation = next(iter(codes.RELATION))
        given = claim(about=actor.id, field=path.format(relation), value=other.id)
        told = published(other, actor, given, to=COARSE)
        (stated,) = (one for one in told if one.kind == "claim")
        (new,) = {one.id for one in told if one.kind == "actor"} - {stated.about}

        assert (f"affiliations[{new},{relation}].to", new) == (
            stated.field,
            stated.value,
        )

    def test_a_label_is_no_key_that_may_be_told(self):
        """The labels of a coarsened tally are words."""
        about = tally(marking=AMBER, parts=[TallyPart(label="Kidal")])
        given = claim(about=about.id, field="parts[Kidal].count", value="22")

        assert ["tally"] == [one.kind for one in published(about, given, to=COARSE)]

    def test_a_claim_that_fits_no_field_is_told_as_it_is(self):
        """Of a record that is told exactly; the checks find it."""
        wrong = claim(field="nothing", value="2")
        odd = claim(id="claim/b", field="area", value="large")

        assert (base(), wrong, odd) == published(base(), wrong, odd)

    @pytest.mark.parametrize("field", ["field", "value"])
    def test_what_a_claim_says_of_a_claim_is_words(self, field):
        """A path or a value that another claim states may be any text."""
        first = claim(about="mission/one", field="acronym", value="UNX", marking=CLEAR)
        second = claim(
            id="claim/second",
            about=first.id,
            field=field,
            value="A name",
            marking=AMBER,
        )

        assert ["claim"] == [
            one.kind
            for one in published(first, second, to=COARSE)
            if one.kind == "claim"
        ]


class TestReferences:
    """What is told refers to nothing that is not."""

    def test_an_optional_reference_is_left_out(self):
        """And its name stands among what is withheld; of several, the others stay."""
        parent = base(id="base/gao", marking=RED)
        given = base(parent=parent.id, sources=[AP.id, PRIVATE.id])
        told = only(AP, PRIVATE, parent, given, kind="base")

        assert told == base(sources=[AP.id], withheld=["parent"])

    def test_a_required_reference_takes_its_record_along(self):
        """And what refers to that one, as far as it goes."""
        event = pk.BaseEvent(id="base_event/a", base="base/kidal", event="departed")
        given = (
            base(marking=RED),
            event,
            claim(id="claim/z", about=event.id),
            claim(about="claim/z"),
        )

        assert () == published(*given)
        assert "refers to a withheld record" in why(*given)

    def test_a_part_that_must_refer_goes_whole(self):
        """An affiliation to nobody says nothing."""
        other = pk.Actor(id="actor/b", marking=RED)
        relation = next(iter(codes.RELATION))
        actor = pk.Actor(
            id="actor/a", affiliations=[Affiliation(to=other.id, relation=relation)]
        )

        assert pk.Actor(id="actor/a", withheld=["affiliations"]) == only(actor, other)

    def test_a_reference_without_which_the_record_says_something_else(self):
        """People of a base that is withheld are not people of the whole mission."""
        given = pk.PersonnelCount(
            id="personnel_count/a",
            mission=MISSION.id,
            base="base/kidal",
            category="troops",
            count=850,
        )

        assert () == published(base(marking=RED), given)
        assert given in published(base(), given)

    def test_a_reference_that_leads_nowhere_is_left_out(self):
        """The id alone may tell."""
        _, left = withhold(dataset(base(parent="base/gao")), CLEAR)

        assert base(withheld=["parent"]) == only(base(parent="base/gao"))
        assert "refers to a record that is not in the dataset" == left.entries[0].rule

    def test_a_source_stays_without_those_who_cite_it(self):
        """If its marking allows."""
        assert (AP,) == published(AP, base(marking=RED, sources=[AP.id]))

    def test_supersedes_leads_past_nothing(self):
        """The middle of three versions is withheld, and the last does not name it."""
        first = pk.Source(id="source/a")
        second = pk.Source(id="source/b", supersedes=first.id, marking=RED)
        third = pk.Source(id="source/c", supersedes=second.id)

        assert (first, pk.Source(id="source/c", withheld=["supersedes"])) == published(
            first, second, third
        )

    def test_a_claimed_reference_follows(self):
        """To a new id where there is one, and it goes with what is withheld."""
        parent = base(id="base/gao", marking=AMBER)
        given = claim(field="parent", value=parent.id)
        told = published(parent, base(), given, to=COARSE)
        (new,) = (one.id for one in told if one.kind == "base" and one != base())

        assert attrs.evolve(given, value=new) in told
        assert (base(),) == published(parent, base(), given)

    def test_nothing_leads_from_what_is_coarsened_to_a_point(self):
        """Nor from a point to what is coarsened; both would undo the coarsening."""
        point = Place(point="18.4,1.4", representative=False)
        exact = base(place=point)
        attacked = incident(base="base/kidal", marking=AMBER)
        told = next(
            one for one in published(exact, attacked, to=COARSE) if one != exact
        )
        assert (None, ("base",)) == (told.base, told.withheld)

        hidden = base(place=Place(country="MLI"), marking=AMBER)
        attacked = incident(base="base/kidal", place=point)
        given = claim(about=attacked.id, field="base", value="base/kidal")
        told = published(hidden, attacked, given, to=COARSE)
        assert incident(place=point, withheld=["base"]) in told
        assert not [one for one in told if one.kind == "claim"]

        told = published(hidden, incident(base="base/kidal"), to=COARSE)
        (new,) = (one.id for one in told if one.kind == "base")
        assert incident(base=new) in told


class TestSmallCounts:
    """Counts from sources that are not published do not tell few from fewer."""

    @pytest.mark.parametrize(
        ("count", "told"),
        [
            (0, 0),
            (1, "..4"),
            (2, "..4"),
            (4, "..4"),
            (5, 5),
            ("2..", ".."),
            ("..", ".."),
            ("..3", "..4"),
            ("2..5~3", "..5"),
            ("5..9~6", "5..9~6"),
            ("..9~0", "..9"),
            ("~3", "..4"),
            ("~850", "~850"),
            ("~5400..5999", "~5400..5999"),
        ],
    )
    def test_below_the_smallest(self, count, told):
        """Bounds above 0 and below 5 go to 0 and 4; 0 is no small count."""
        given = incident(attacks=count, sources=[PRIVATE.id])

        assert (
            pk.Incident(id=given.id, mission=MISSION.id, attacks=told).attacks
            == only(PRIVATE, given, kind="incident").attacks
        )

    def test_the_smallest_is_the_audience_s(self):
        """With 1, every count is told; with 3, two are not."""
        given = incident(attacks=2, sources=[PRIVATE.id])
        for number, told in ((1, 2), (2, 2), (3, "..2")):
            to = Audience(CLEAR, smallest_count=number)
            found = only(PRIVATE, given, to=to, kind="incident")

            assert attrs.evolve(given, attacks=told).attacks == found.attacks

    def test_counts_of_public_sources_stay(self):
        """Where one source is published as it is, or none is named."""
        one = incident(attacks=2, sources=[AP.id, PRIVATE.id])
        other = incident(id="incident/b", attacks=2)

        assert [2, 2] == [
            found.attacks.low
            for found in published(AP, PRIVATE, one, other)
            if found.kind == "incident"
        ]

    def test_a_coarsened_source_is_not_public(self):
        """Who it is was left out, too."""
        given = incident(attacks=2, sources=[AP.id])
        source = attrs.evolve(AP, marking=AMBER)

        assert "..4" == str(only(source, given, to=COARSE, kind="incident").attacks)

    def test_claims_likewise_and_their_words(self):
        """The value, and the words that say it; so of a claim without a source."""
        about = incident(sources=[PRIVATE.id])
        given = claim(
            about=about.id,
            field="attacks",
            value="2..",
            verbatim="at least two",
            says="Two came.",
            source=PRIVATE.id,
        )
        hidden = claim(
            about=about.id,
            field="attacks",
            value="..",
            withheld=["says", "source", "verbatim"],
        )
        told = only(PRIVATE, about, given, kind="claim")
        assert hidden == attrs.evolve(told, withheld=sorted(told.withheld))

        unsourced = attrs.evolve(given, source=None, says=None)
        told = only(PRIVATE, about, unsourced, kind="claim")
        assert attrs.evolve(hidden, withheld=["verbatim"]) == told

        public = attrs.evolve(given, source=AP.id)
        assert public in published(AP, PRIVATE, about, public)

        wrong = attrs.evolve(given, value="two")
        assert {"could not be coarsened", "marked more strictly than TLP:CLEAR"} == why(
            PRIVATE, about, wrong
        )

    def test_a_total_is_the_sum_of_its_parts_as_they_are_told(self):
        """12 would give back the 2 beside the 10."""
        parts = [TallyPart(label="a", count=2), TallyPart(label="b", count=10)]
        given = tally(parts=parts, count=12, sources=[PRIVATE.id], note="2 and 10")
        told = only(PRIVATE, given, kind="tally")

        assert told == tally(
            parts=[TallyPart(label="a", count="..4"), TallyPart(label="b", count=10)],
            count="10..14",
            withheld=["note", "sources"],
        )

    @pytest.mark.parametrize(
        ("parts", "total", "told"),
        [
            ([2, 10], 20, "10..20"),
            ([2, 10], "8..13", "8..14"),
            ([2, 10], "12..", "10.."),
            ([2, None], 12, ".."),
            ([2, 2], 4, "..8"),
            ([1, 0], 1, "..4"),
            ([2, 2**53 - 1], 2**53 - 1, None),
            ([9, 10], 19, "19"),
        ],
    )
    def test_a_total_is_never_told_wrong(self, parts, total, told):
        """It holds what it was, even where the parts are not all there is."""
        named = [
            TallyPart(label=label, count=count)
            for label, count in zip("ab", parts, strict=True)
        ]
        given = tally(parts=named, count=total, sources=[PRIVATE.id])
        found = only(PRIVATE, given, kind="tally").count

        assert told == (None if found is None else str(found))

    def test_claims_on_a_total_do_not_give_it_back(self):
        """Where a part was hidden in a claim or in the tally, they are withheld."""
        about = tally(sources=[AP.id])
        path = {"about": about.id, "source": PRIVATE.id}
        part = claim(id="claim/part", field="parts[a].count", value="2", **path)
        total = claim(id="claim/total", field="count", value="12", **path)
        told = [one.id for one in published(AP, PRIVATE, about, part, total)]
        assert ["claim/part", "source/ap", "tally/one"] == sorted(told)

        public = attrs.evolve(total, source=AP.id)
        assert public in published(AP, PRIVATE, about, part, public)

        without_parts = tally(sources=[PRIVATE.id], count=12)
        told = published(PRIVATE, without_parts, part)
        assert tally(withheld=["sources", "count"]) in told

    def test_a_tallied_with_what_is_hidden_has_no_count(self):
        """Nor one of that tally; unless its sources are public."""
        few = incident(attacks=2, sources=[PRIVATE.id])
        many = incident(id="incident/b", attacks=20, sources=[PRIVATE.id])
        path = {"sources": [PRIVATE.id], "count": 22}
        inner = tally(of=[few.id, many.id], **path)
        outer = tally(
            id="tally/two",
            of=[inner.id],
            parts=[TallyPart(label="a", count=22)],
            **path,
        )
        told = published(PRIVATE, few, many, inner, outer)
        assert [None, None] == [one.count for one in told if one.kind == "tally"]

        told = published(PRIVATE, many, tally(of=[many.id], **path))
        assert [22] == [one.count.low for one in told if one.kind == "tally"]

        told = published(
            PRIVATE, many, attrs.evolve(few, marking=RED), tally(of=[few.id], **path)
        )
        assert [None] == [one.count for one in told if one.kind == "tally"]

        public = tally(of=[few.id], sources=[AP.id], count=22)
        assert public in published(AP, PRIVATE, few, public)

    @pytest.mark.parametrize(
        ("total", "part", "is_told"),
        [
            ("peacekeeper,injured", "peacekeeper,injured,serious", False),
            ("mission_personnel,injured", "police,injured", False),
            ("uniformed,injured,serious", "police,injured,serious", False),
            ("uniformed,injured,light", "police,injured,serious", True),
            ("uniformed,killed", "police,injured", True),
            ("civilian,injured", "police,injured", True),
            ("police,injured,light", "police,injured,serious", True),
        ],
    )
    def test_casualties_that_count_others_among_them(self, total, part, is_told):
        """All the injured would give back the few of one severity or group."""
        names = ("group", "outcome", "severity")
        given = incident(
            sources=[PRIVATE.id],
            casualties=[
                pk.Casualties(**dict(zip(names, key.split(","), strict=False)), count=n)
                for key, n in ((total, 10), (part, 2))
            ],
        )
        first, second = only(PRIVATE, given, kind="incident").casualties

        assert (is_told, "..4") == (first.count is not None, str(second.count))


class TestTheLastGuard:
    """No text that is told holds an id, a name or a note of what is not."""

    SECRET = claim(
        id="claim/secret",
        about=MISSION.id,
        marking=RED,
        speaker=pk.Speaker(name="Ali ag Hassan"),
        note="Met at the well.",
    )

    @pytest.mark.parametrize(
        "text",
        [
            "See claim/secret.",
            "See Claim/Secret-and others",
            "https://example.org/claim/secret",
            "So says Ali ag Hassan.",
            "ALI AG\nHASSAN",
            "ali-ag-hassan",
            "He was met at the well, he says. (Met at the well.)",
        ],
    )
    def test_a_text_that_tells_is_withheld_with_its_record(self, text):
        """However it is written."""
        assert {
            "marked more strictly than TLP:CLEAR",
            "would reveal what is withheld",
        } == why(self.SECRET, base(note=text))

    @pytest.mark.parametrize(
        "text",
        ["claim/secrets", "my_claim/secret", "claim/secret-2", "Ali", "the well"],
    )
    def test_other_texts_stay(self, text):
        """Another id that begins alike is another one, where it is published."""
        other = pk.Claim(id="claim/secret-2", about=MISSION.id, marking=CLEAR)
        told = published(self.SECRET, other, base(note=text))

        assert base(note=text) in told

    def test_an_id_that_spells_a_name(self):
        """An id is a text, too."""
        source = pk.Source(id="source/interview-ali-ag-hassan")

        assert () == published(self.SECRET, source)

    def test_a_name_that_is_published_elsewhere_is_no_secret(self):
        """Who speaks on the record is known; a note that is published is, too."""
        known = claim(
            id="claim/b",
            about=MISSION.id,
            speaker=self.SECRET.speaker,
            note="Met at the well.",
        )
        given = base(note="Ali ag Hassan. Met at the well.")

        assert {given, known} == set(published(self.SECRET, known, given))

    def test_short_texts_are_no_secrets(self):
        """Three letters are in everything."""
        secret = attrs.evolve(self.SECRET, speaker=pk.Speaker(name="Ali"), note="n")

        assert (base(note="Ali"),) == published(secret, base(note="Ali"))

    def test_what_is_withheld_so_is_a_secret_again(self):
        """It is looked for until nothing more is found."""
        first = base(note="See claim/secret.")
        second = pk.Source(id="source/b", note="See base/kidal.")
        third = pk.Source(id="source/c", note="See source/b.")

        assert () == published(self.SECRET, first, second, third)

    def test_the_title_of_the_dataset(self):
        """It goes without a word; the licence stays."""
        given = dataset(self.SECRET, title="Said by Ali ag Hassan", licence="CC0-1.0")
        told, left = withhold(given, CLEAR)

        assert (None, "CC0-1.0") == (told.title, told.licence)
        rule = "would reveal what is withheld"
        assert Omission(rule, "header", "title", 1) in left.entries


class TestNumberedIds:
    """A row of numbers does not show that one is missing."""

    @staticmethod
    def ids(*slugs, hidden):
        sources = [
            pk.Source(id=f"source/{slug}", marking=RED if slug in hidden else CLEAR)
            for slug in slugs
        ]
        return {one.id.partition("/")[2] for one in published(*sources)}

    @pytest.mark.parametrize(
        ("slugs", "hidden", "stay"),
        [
            (["1", "2", "3"], ["2"], []),
            (["a-1", "a-2", "b-1"], ["a-1"], ["b-1"]),
            (["a1", "a2"], ["a2"], ["a1"]),
            (["2022", "2023"], ["2022"], ["2023"]),
            (["ap-2023-10-30", "ap-2023-10-31"], ["ap-2023-10-30"], ["ap-2023-10-31"]),
            (["1", "2"], [], ["1", "2"]),
        ],
    )
    def test_a_gap_is_closed(self, slugs, hidden, stay):
        """Where a number below one that is told is missing; days and years stay."""
        told = self.ids(*slugs, hidden=hidden)

        assert len(slugs) - len(hidden) == len(told)
        assert set(stay) == told.intersection(slugs)

    def test_the_report_says_so(self):
        """By kind."""
        sources = (pk.Source(id="source/1", marking=RED), pk.Source(id="source/2"))
        _, left = withhold(dataset(*sources), CLEAR)

        rule = "its number would reveal a gap"
        assert Omission(rule, "source", "id", 1) in left.entries


class TestTheReport:
    """The report says what was left out, and nothing of it."""

    def test_a_few_lines(self):
        """How many, which and why, and by which rules."""
        given = dataset(base(marking=RED), claim(marking=CLEAR), AP)
        _, left = withhold(given, COARSE)

        assert str(left) == (
            "2 records withheld, 0 fields left out or coarsened.\n"
            "1 base: marked more strictly than TLP:AMBER\n"
            "1 claim: marked more strictly than TLP:AMBER\n"
            "Rule: records marked up to TLP:CLEAR are published unchanged.\n"
            "Rule: records marked up to TLP:AMBER are coarsened: places to admin1, "
            "days to months.\n"
            "Rule: counts above 0 and below k = 5 are hidden if their sources are not "
            "published unchanged."
        )

    def test_rows_length_and_truth(self):
        """A report of nothing is false, and has no rows."""
        _, left = withhold(dataset(AP), CLEAR)
        assert (0, False, []) == (len(left), bool(left), left.to_rows())

        _, left = withhold(dataset(base(marking=RED)), CLEAR)
        assert (1, True) == (len(left), bool(left))
        assert [
            {
                "rule": "marked more strictly than TLP:CLEAR",
                "kind": "base",
                "field": None,
                "number": 1,
            }
        ] == left.to_rows()

    def test_a_long_report_is_cut(self):
        """What is cut is in the rows."""
        entries = tuple(Omission("a rule", "base", f"f{n}", 1) for n in range(25))

        assert "and 5 more, in to_rows()" == str(Withheld(entries)).splitlines()[-1]

    def test_it_is_the_same_each_time(self):
        """And so is what is told, but for the ids that are drawn."""
        given = dataset(base(name="Kidal", marking=AMBER), AP)
        (one, left), (other, again) = withhold(given, COARSE), withhold(given, COARSE)

        assert left == again
        assert [attrs.evolve(a, id="base/a") for a in one.of(pk.Base)] == [
            attrs.evolve(b, id="base/a") for b in other.of(pk.Base)
        ]


PUBLIC = pk.Source(id="source/un", publisher="UN")


def person(name="a", **fields):
    given = {
        "id": f"individual_casualty/{name}",
        "mission": MISSION.id,
        "outcome": "killed",
        "on": "2013-08-09",
        "age": "34 year",
        "sources": [PRIVATE.id],
    }
    return pk.IndividualCasualty(**{**given, **fields})


def people(number=5, **fields):
    return [person(f"p{letter}", **fields) for letter in "abcdefgh"[:number]]


class TestSinglePeople:
    """One person is told only where the record itself is public, else in a group."""

    def test_a_person_of_a_public_source_is_told_unchanged(self):
        """The marking allows the record, and somebody published it."""
        one = person(
            sources=[PUBLIC.id],
            note="A note.",
            identifiers=["un_fatality:MINUSMA-2013-08-08359"],
        )

        assert one in published(PUBLIC, one)

    @pytest.mark.parametrize("sources", [[], [PRIVATE.id]])
    def test_a_person_without_a_public_source_is_withheld_alone(self, sources):
        """Though the marking would allow it."""
        assert {"fewer than k people alike"} <= why(PRIVATE, person(sources=sources))

    @pytest.mark.parametrize(
        ("to", "fields"),
        [
            (CLEAR, {}),
            (COARSE, {}),
            (COARSE, {"marking": AMBER}),
            (COARSE, {"marking": AMBER, "sources": [PUBLIC.id]}),
        ],
    )
    def test_a_group_is_told_by_month_and_band(self, to, fields):
        """With new ids, without notes and identifiers; the place to its region."""
        place = Place(country="MLI", admin1="Kidal", admin2="Abeibara", name="Boghassa")
        group = [
            attrs.evolve(
                one,
                note=f"A note of {one.id[-1]}.",
                identifiers=[f"un_fatality:UN-2013-08-0000{number}"],
                on=f"2013-08-{number + 1:02}",
                age=f"3{number} year",
                place=place,
            )
            for number, one in enumerate(people(**fields))
        ]
        told = [
            one
            for one in published(PRIVATE, PUBLIC, *group, to=to)
            if one.kind == "individual_casualty"
        ]

        assert 5 == len(told) == len({one.id for one in told})
        assert not {one.id for one in told} & {one.id for one in group}
        for one in told:
            assert ("2013-08", "30..39 year") == (str(one.on), str(one.age))
            assert ("MLI", "Kidal") == (one.place.country, one.place.admin1)
            assert one.place.admin2 is one.place.name is one.note is None
            assert () == one.identifiers

    @pytest.mark.parametrize(
        ("differs", "value"),
        [
            ("age", "40 year"),
            ("on", "2013-09-01"),
            ("sex", "female"),
            ("nationality", "TCD"),
            ("outcome", "injured"),
            ("category", "police"),
        ],
    )
    def test_people_who_differ_make_no_group(self, differs, value):
        """Four alike and one apart: none of the five is told."""
        four, apart = people(4), person("z", **{differs: value})

        assert () == published(PRIVATE, *four, apart)

    def test_the_smallest_group_is_the_audience_s_choice(self):
        """The report says the rule, with its number."""
        to = Audience(CLEAR, smallest_count=2)
        told, left = withhold(dataset(PRIVATE, *people(2)), to)

        assert 2 == len(told.of(pk.IndividualCasualty))
        assert (
            "people without a source that is published unchanged are published "
            "only in groups of at least k = 2 alike, by month and with ages in bands "
            "of ten years"
        ) in left.rules
        assert 0 == len(
            withhold(dataset(PRIVATE, person()), to)[0].of("individual_casualty")
        )

    def test_claims_about_a_person_in_a_group_are_withheld(self):
        """They would single the person out; those about a public one are told."""
        group, open_one = people(), person("open", sources=[PUBLIC.id])
        said = [
            claim(id=f"claim/c{number}", about=one.id, field="age", value="34 year")
            for number, one in enumerate((*group, open_one))
        ]
        further = claim(id="claim/d", about=said[0].id, says="It is so.")
        told = published(PRIVATE, PUBLIC, *group, open_one, *said, further)

        claims = [one.about for one in told if one.kind == "claim"]
        assert [open_one.id] == claims
        rules = why(PRIVATE, PUBLIC, *group, open_one, *said, further)
        assert "about a person who is published only in a group" in rules

    def test_nothing_refers_to_one_of_a_group(self):
        """A total with a day, and a claim on what it counts, would single one out."""
        group = people()
        total = tally(of=[group[0].id], count=1, on="2013-08-09", sources=[PUBLIC.id])
        said = claim(about=total.id, field="of", value=group[1].id, source=PUBLIC.id)
        told = published(PRIVATE, PUBLIC, *group, total, said)

        assert 5 == len([one for one in told if one.kind == "individual_casualty"])
        assert [()] == [one.of for one in told if one.kind == "tally"]
        assert [] == [one for one in told if one.kind == "claim"]

    def test_the_source_must_be_published_itself(self):
        """A source that is withheld, or coarsened, makes nobody public."""
        coarse = pk.Source(id="source/un", marking=AMBER)

        for to in (CLEAR, COARSE):
            told = published(coarse, person(sources=[coarse.id]), to=to)
            assert not [one for one in told if one.kind == "individual_casualty"]

    def test_a_note_on_a_person_counts_as_a_name(self):
        """A record that repeats it is withheld, and so is one with the identifier."""
        one = person(
            note="Sergeant of the third company",
            identifiers=["un_fatality:MINUSMA-2013-08-08359"],
        )
        noted = base(note="The sergeant of the third company lived here.")
        named = base(id="base/gao", note="See un_fatality:MINUSMA-2013-08-08359.")
        other = base(id="base/ber", note="A camp.")

        assert [other] == list(published(PRIVATE, one, noted, named, other))

    @pytest.mark.parametrize(
        "note",
        [
            "See fatality MINUSMA-2013-08-08359.",
            "un_fatality MINUSMA 2013 08 08359",
            "https://example.org/MINUSMA-2013-08-08359",
            "UCDP event 123450 has more.",
            "ucdp123450",
            "https://ucdp.uu.se/event/123450",
            "awsd:12 and others",
            "AWSD 12",
        ],
    )
    def test_an_identifier_is_found_however_it_is_written(self, note):
        """With its scheme or, if it is long, alone; in an address too."""
        one = person(
            identifiers=[
                "un_fatality:MINUSMA-2013-08-08359",
                "ucdp:123450",
                "awsd:12",
            ]
        )

        assert () == published(PRIVATE, one, base(note=note))

    @pytest.mark.parametrize(
        "other",
        [
            base(identifiers=["awsd:123"]),
            base(note="Incident awsd:120 and 12 more."),
            base(note="Two men studied here."),
            base(identifiers=["awsd:12"]),
        ],
    )
    def test_what_only_contains_an_identifier_or_a_note_is_told(self, other):
        """Whole identifiers and whole words count; what is public is no secret."""
        one = person(identifiers=["awsd:12"], note="died")

        assert (other,) == published(PRIVATE, one, other)

    @pytest.mark.parametrize(
        ("age", "told"),
        [
            ("0 year", "..9 year"),
            ("9 year", "..9 year"),
            ("10 year", "10..19 year"),
            ("39..41 year", "30..49 year"),
            ("6720 day", "10..19 year"),
            ("18.. year", None),
        ],
    )
    def test_ages_are_told_in_bands(self, age, told):
        """Whole bands that include all it can be; without an end, nothing."""
        (found, *_) = (
            one
            for one in published(PRIVATE, *people(age=age))
            if one.kind == "individual_casualty"
        )

        assert told == (None if found.age is None else str(found.age))


class TestWhatTheFieldAdds:
    """Identifiers, parties, means and scopes have rules of their own."""

    def test_identifiers_are_told_with_the_unchanged_record_alone(self):
        """A coarsened one would be found by them again, and so would its place."""
        given = {
            "identifiers": ["ucdp:209980"],
            "place": Place(country="MLI", identifiers=["pcode:ML08"]),
        }
        exact = only(incident(**given), to=COARSE)
        coarse = only(incident(**given, marking=AMBER), to=COARSE)

        assert ("ucdp:209980",) == tuple(map(str, exact.identifiers))
        assert ("pcode:ML08",) == tuple(map(str, exact.place.identifiers))
        assert () == coarse.identifiers == coarse.place.identifiers
        assert ("identifiers",) == coarse.withheld

    def test_a_third_party_kind_keeps_no_identifiers_either(self):
        """Its fields are judged by what they hold."""

        @attrs.frozen(kw_only=True)
        class Well(pk.Fact):
            """A well."""

            depth: str | None = None

        well = Well(id="well/one", marking=AMBER, identifiers=["other:1"])
        kinds = {Well: ["identifiers", "depth"]}

        assert () == only(well, to=attrs.evolve(COARSE, kinds=kinds)).identifiers

    def test_a_party_whose_actor_is_withheld_is_left_out(self):
        """And so are its casualties, which would count somebody else's."""
        hidden = pk.Actor(id="actor/hidden", marking=RED)
        shown = pk.Actor(id="actor/shown")
        hurt = [
            pk.Casualties(
                group="party_member", outcome="killed", party=one.id, count=22
            )
            for one in (hidden, shown)
        ]
        parties = [pk.Party(actor=one.id, role="target") for one in (hidden, shown)]
        one = only(
            hidden, shown, incident(parties=parties, casualties=hurt), kind="incident"
        )

        assert ["actor/shown"] == [party.actor for party in one.parties]
        assert ["actor/shown"] == [part.party for part in one.casualties]

    @pytest.mark.parametrize(
        ("mean", "told"),
        [
            ("1.125 person_day/day", False),
            ("4 person", False),
            ("0.002 kiloperson", False),
            ("1..9 person", False),
            ("5 person", True),
            ("243.419 person_day/day", True),
            ("0 person", True),
        ],
    )
    def test_a_small_mean_is_hidden_as_a_small_count_is(self, mean, told):
        """Where no source of it is public, and in whatever unit."""
        count = pk.PersonnelCount(
            id="personnel_count/a",
            mission=MISSION.id,
            category="all",
            mean=mean,
            period="2014/2014",
            sources=[PRIVATE.id],
        )
        one = only(PRIVATE, count)

        assert (mean if told else None) == (one.mean and str(one.mean))
        assert mean == str(
            only(
                PUBLIC, attrs.evolve(count, sources=[PUBLIC.id]), kind="personnel_count"
            ).mean
        )

    @pytest.mark.parametrize("mean", ["2 person", "2.5 person_day/day"])
    def test_a_claim_on_a_small_mean_is_withheld(self, mean):
        """As the mean of the record itself is; a large one is told."""
        count = pk.PersonnelCount(
            id="personnel_count/a",
            mission=MISSION.id,
            category="all",
            period="2014/2014",
            sources=[PUBLIC.id],
        )
        small = claim(about=count.id, field="mean", value=mean, source=PRIVATE.id)
        large = claim(id="claim/b", about=count.id, field="mean", value="20 person")
        told = published(PRIVATE, PUBLIC, count, small, large)

        assert ["20 person"] == [one.value for one in told if one.kind == "claim"]

    def test_a_total_of_a_town_is_not_told_of_its_region(self):
        """Coarsened, it would answer another question."""

        def told(**place):
            one = tally(
                marking=AMBER, count=40, on="2013", place=Place(country="MLI", **place)
            )
            return published(one, to=COARSE)

        assert () == told(admin1="Gao", admin2="Ansongo")
        assert () == told(admin1="Gao", name="Ansongo")
        (region,) = told(admin1="Gao")
        assert "Gao" == region.place.admin1

    @pytest.mark.parametrize(
        "record",
        [
            pk.PersonnelCount(
                id="personnel_count/a",
                mission="mission/secret",
                contributor="actor/one",
                category="all",
                count=500,
            ),
            pk.Tally(
                id="tally/a",
                mission=MISSION.id,
                actor="actor/secret",
                measure="attacks",
                count=500,
            ),
            pk.Equipment(
                id="equipment/a",
                mission="mission/secret",
                operator="actor/one",
                count=500,
            ),
        ],
        ids=lambda one: one.kind,
    )
    def test_a_number_whose_scope_is_withheld_is_withheld(self, record):
        """Without it, the number would count more than it does."""
        secret = [
            pk.Mission(id="mission/secret", marking=RED),
            pk.Actor(id="actor/secret", marking=RED),
        ]
        told = published(*secret, pk.Actor(id="actor/one"), record)

        assert ["actor/one"] == [one.id for one in told]

    @pytest.mark.parametrize(
        ("total", "share"),
        [
            ({"group": "all"}, {"group": "civilian"}),
            ({"group": "all"}, {"group": "peacekeeper", "party": "actor/one"}),
            ({}, {"sex": "female"}),
            ({}, {"contributor": "actor/one"}),
            ({"party": "actor/one"}, {"party": "actor/one", "severity": "light"}),
        ],
    )
    def test_a_total_that_would_give_back_a_small_share_is_hidden(self, total, share):
        """One share less, and the total less it, would be the hidden number."""
        common = {"group": "peacekeeper", "outcome": "injured"}
        hurt = [
            pk.Casualties(**{**common, **total}, count=22),
            pk.Casualties(**{**common, **share}, count=2),
        ]
        one = only(
            PRIVATE,
            pk.Actor(id="actor/one"),
            incident(casualties=hurt, sources=[PRIVATE.id]),
            kind="incident",
        )

        assert [None, pk.Count(0, 4)] == [part.count for part in one.casualties]

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ({"sex": "male"}, {"sex": "female"}),
            ({"group": "civilian"}, {"group": "peacekeeper"}),
            ({"severity": "light"}, {}),
            ({"outcome": "killed"}, {}),
        ],
    )
    def test_a_count_beside_a_small_one_is_told(self, one, other):
        """It does not include the other."""
        common = {"group": "peacekeeper", "outcome": "injured"}
        hurt = [
            pk.Casualties(**{**common, **one}, count=22),
            pk.Casualties(**{**common, **other}, count=2),
        ]
        told = only(
            PRIVATE, incident(casualties=hurt, sources=[PRIVATE.id]), kind="incident"
        )

        assert 22 == told.casualties[0].count.best
