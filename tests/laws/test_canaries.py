"""Nothing that is withheld is found in what is published, however it is written."""

import io
import logging
import pickle
import re
import traceback

import attrs
import pyarrow.parquet
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import peacekeep as pk
from peacekeep.definitions.fields import fields_of
from peacekeep.definitions.paths import resolve
from peacekeep.definitions.rules import CodeFrom, Refers, is_given
from peacekeep.errors import PeacekeepError, Where
from peacekeep.models import KINDS, Claim, Fact, IndividualCasualty, Source, Speaker
from peacekeep.models.header import Header
from peacekeep.models.vocabularies import MARKING
from peacekeep.protect import Audience, withhold
from peacekeep.strategies import datasets
from peacekeep.values.counts import Count
from peacekeep.values.dates import PartialDate
from peacekeep.values.identifiers import Identifier
from peacekeep.values.periods import Period
from peacekeep.values.points import Point
from peacekeep.values.quantities import Quantity


# What is planted: a word, a point, a day, a length.
WORD = "canary"
POINT = "7.7777777,7.7777777"
DAY = "0777-07-07"
CANARIES = re.compile(r"canary|7\.7777777|0777-07|77777\.7", re.IGNORECASE)

STRICTNESS = {word: number for number, word in enumerate(MARKING)}
AUDIENCES = [
    "TLP:CLEAR",
    "TLP:AMBER",
    Audience("TLP:CLEAR", coarsened="TLP:AMBER"),
    Audience("TLP:CLEAR", coarsened="TLP:RED", place="admin2", smallest_count=3),
    Audience("TLP:GREEN", coarsened="TLP:AMBER+STRICT"),
]

# Words that a coarsened record may tell.
TOLD_COARSELY = {
    ("actor", "name"),
    ("actor", "aliases"),
    ("mission", "name"),
    ("mission", "acronym"),
    ("mission", "organisation"),
    ("mandate", "resolution"),
    ("source", "publisher"),
    ("source", "licence"),
    ("source", "language"),
    ("source", "origin"),
    ("place", "admin1"),
    ("speaker", "organisation"),
    ("speaker", "description"),
    ("speaker", "anonymous_because"),
}
SLOW = settings(max_examples=max(settings.default.max_examples, 100))
FAST = settings(max_examples=max(20 * settings.default.max_examples, 2000))


def word_of(cls):
    return getattr(cls, "kind", cls.__name__.lower())


def fate_of(record, dataset, audience):
    """
    Return how a record may be published, by its marking alone.

    A person of whom no source may be published exactly is told in a group at best, and
    no claim about such a person is told.
    """
    fate, about = fate_by_marking(record, dataset, audience)
    if not isinstance(about, IndividualCasualty) or fate == "withheld":
        return fate
    sources = (dataset.get(ref) for ref in about.sources if ref in dataset)
    fates = {fate_of(one, dataset, audience) for one in sources}
    if fate == "exact" and "exact" in fates:
        return fate
    return "coarse" if record is about else "withheld"


def fate_by_marking(record, dataset, audience):
    """Return the fate of a record, and the record that it is about in the end."""
    if isinstance(audience, str):
        audience = Audience(audience)
    strictness, seen = 0, set()
    while record.id not in seen:
        seen.add(record.id)
        marking = record.marking or dataset.marking
        if marking is None:
            return "withheld", record
        strictness = max(strictness, STRICTNESS[marking])
        if isinstance(record, Claim):
            record = dataset.get(record.about)
    if strictness <= STRICTNESS[audience.marking]:
        return "exact", record
    most = audience.coarsened or audience.marking
    return "coarse" if strictness <= STRICTNESS[most] else "withheld", record


class Planter:
    """Puts canaries where nobody may find them."""

    def __init__(self, dataset, audience, draw_bool):
        self.dataset = dataset
        self.draw_bool = draw_bool
        self.number = 0
        near = getattr(audience, "place", None) == "admin2"
        self.told = TOLD_COARSELY | ({("place", "admin2")} if near else set())
        self.fates = {one.id: fate_of(one, dataset, audience) for one in dataset}
        self.protected = {
            one.id
            for one in dataset.of(Claim)
            if one.speaker is not None and one.speaker.is_protected
        }
        self.hushed, self.unread = set(), set()
        for ref in self.protected:
            claim = dataset.get(ref)
            self.hushed |= {claim.about, claim.id}
            self.unread.add(claim.source)
        hidden = [
            one.id
            for one in dataset
            if self.fates[one.id] != "exact" or one.id in self.protected
        ]
        self.ids = {
            ref: f"{ref.partition('/')[0]}/canary-{number}"
            for number, ref in enumerate(hidden)
        }

    def planted(self):
        """Return the dataset with its canaries."""
        header = self.dataset.header
        header = attrs.evolve(header, extra={"canary": "canary", **header.extra})
        records = [self.record(one) for one in self.dataset]
        origins = {
            one.id: Where(file=f"canary-{number}.csv", line=77777)
            for number, one in enumerate(records)
        }
        return pk.Dataset(records, header=header, origins=origins)

    def word(self, field):
        """Return a canary that a field can hold, or None."""
        self.number += 1
        for text in (
            f"Canary no. {self.number}",
            f"https://canary.example/{self.number}",
            f"canary-{self.number}",
        ):
            try:
                return field.read_one(text)
            except PeacekeepError:
                continue
        return None

    def record(self, record):
        fate = self.fates[record.id]
        if fate == "exact" and record.id not in self.protected:
            return self.exact(record)
        told = self.form(attrs.evolve(record, withheld=()), record.id)
        if isinstance(told, Claim):
            told = self.claim(told, record)
        return self.with_note(told, record.id)

    def with_note(self, told, ref):
        changes = {"withheld": ()}
        for name in ("note", "title", "reason", "verbatim", "says"):
            if not hasattr(told, name) or self.is_told(told, name, ref):
                continue
            changes[name] = f"canary {name} {ref}"
        if isinstance(told, Source):
            changes |= {"retrieved_on": DAY, "published_on": None}
        return attrs.evolve(told, **changes)

    def exact(self, record):
        """Return a record that is published exactly, with canaries that are not."""
        told = self.refer(record)
        changes = {}
        if record.id in self.hushed:
            changes = {"note": "canary of a protected speaker"}
        if record.id in self.unread:
            changes |= {"note": "canary", "retrieved_on": DAY, "published_on": None}
        if not changes and self.draw_bool():
            changes = {"extra": {"Canary": [{"canary": "canary"}]}}
        elif not changes and self.ids and self.draw_bool():
            changes = {"note": f"See {next(iter(self.ids.values()))}, or so."}
        if "note" in changes or "retrieved_on" in changes:
            changes["withheld"] = ()
        return attrs.evolve(told, **changes)

    def claim(self, claim, original):
        changes = {}
        described = claim.speaker is not None and claim.speaker.description is not None
        if not described and original.id not in self.protected:
            changes["speaker"] = Speaker(name=f"Canary {original.id}", role="canary")
        if claim.field is not None and original.id not in self.protected:
            try:
                about = type(self.dataset.get(original.about))
                field = resolve(about, claim.field).field
            except PeacekeepError:
                field = None
            if field is not None and field.holds is Point:
                changes["value"] = POINT
            elif field is not None and field.holds is str and self.is_word(field):
                *_, last = claim.field.split(".")
                owner = word_of(about) if "." not in claim.field else "place"
                if (owner, last) not in self.told:
                    changes["value"] = self.word(field) or claim.value
        return attrs.evolve(claim, **changes)

    def is_word(self, field):
        return field.holds is str and not any(
            isinstance(rule, CodeFrom | Refers) for rule in field.rules
        )

    def is_told(self, form, name, ref):
        """Return whether a field of a record that is not published exactly is kept."""
        if self.fates[ref] == "withheld":
            return False
        if ref in self.protected and self.fates[ref] == "exact":
            return name not in {"verbatim", "note"}
        return (word_of(type(form)), name) in self.told

    def refer(self, form):
        """Return a form that refers to the ids that were planted."""
        return self.form(form, None)

    def form(self, form, ref):
        changes = {}
        for field in fields_of(type(form)):
            held = getattr(form, field.name)
            members = held if field.many else (held,)
            told = [
                one if one is None else self.value(form, field, one, ref)
                for one in members
            ]
            changes[field.name] = tuple(told) if field.many else told[0]
        if isinstance(form, Claim) and form.field is not None:
            for old, new in self.ids.items():
                changes["field"] = changes["field"].replace(old, new)
            changes["value"] = self.ids.get(form.value, changes["value"])
        return type(form)(**changes, extra=form.extra)

    def value(self, form, field, value, ref):
        if isinstance(value, str) and (field.name == "id" or not self.is_word(field)):
            return self.ids.get(value, value)
        if hasattr(value, "extra"):
            return self.form(value, ref)
        if ref is None or self.is_told(form, field.name, ref):
            return value
        if isinstance(form, Claim) and field.name in {"field", "value"}:
            return value
        if isinstance(value, Point):
            return Point.parse(POINT)
        if isinstance(value, Identifier):
            self.number += 1
            return Identifier("canary", str(self.number))
        if isinstance(value, Quantity) and value.dimension == "length":
            return Quantity.parse("77777.7 km")
        if self.is_word(field) and field.name not in {"country", "language"}:
            return self.word(field) or value
        return value


def holds_more(form):
    """Return whether a form holds more than unknown keys."""
    return any(is_given(getattr(form, field.name)) for field in fields_of(type(form)))


def without_extra(form):
    """Return a form without unknown keys in it or in its parts."""
    changes = {"extra": {}}
    for field in fields_of(type(form)):
        held = getattr(form, field.name)
        if field.part is not None and is_given(held):
            parts = held if field.many else (held,)
            told = [without_extra(one) for one in parts if holds_more(one)]
            changes[field.name] = tuple(told) if field.many else next(iter(told), None)
    return attrs.evolve(form, **changes)


@st.composite
def planted(draw):
    """Draw a dataset with canaries in all that an audience may not see."""
    dataset = draw(datasets([*KINDS, *[Claim] * 8]))
    audience = draw(st.sampled_from(AUDIENCES))
    markings = st.sampled_from([*MARKING, "TLP:CLEAR", "TLP:CLEAR", "TLP:AMBER", None])
    records = []
    for record in dataset:
        plain = record if draw(st.integers(0, 9)) == 9 else without_extra(record)
        changes = {"marking": draw(markings)}
        changes["withheld"] = tuple(one for one in record.withheld if one != "marking")
        if isinstance(record, Claim):
            changes["withheld"] = ()
            if draw(st.booleans()):
                changes["speaker"] = Speaker(
                    description="a resident", anonymous_because="fear of reprisals"
                )
        records.append(attrs.evolve(plain, **changes))
    header = Header(title="Reports", marking=draw(markings))
    dataset = pk.Dataset(records, header=header)
    bools = st.integers(0, 5).map(lambda number: number == 5)
    return Planter(dataset, audience, lambda: draw(bools)).planted(), audience


def said_quickly(told, left):
    """Yield all texts of what was published, in the quick formats."""
    yield "json", pk.dumps(told)
    yield "jsonl", pk.dumps(told, "jsonl")
    yield "repr", repr(told)
    yield "header", repr(told.header)
    for record in told:
        yield "record", repr(record)
        yield "origin", str(told.origin(record.id))
    yield "report", str(left)
    yield "repr of the report", repr(left)
    yield "rows", repr(left.to_rows())
    for pickled in (told, left):
        yield "pickle", pickle.dumps(pickled).decode("latin-1")


def said_slowly(told, folder):
    """Yield all texts of what was published, in the slow formats."""
    yield "yaml", pk.dumps(told, "yaml")
    for ending in ("csv", "parquet", "geojson"):
        path = folder / f"told.{ending}"
        pk.save(told, path)
        files = [one for one in path.rglob("*") if one.is_file()] or [path]
        for file in files:
            yield ending, file.name
            yield ending, file.read_bytes().decode("latin-1")
            if file.suffix == ".parquet":
                table = pyarrow.parquet.read_table(io.BytesIO(file.read_bytes()))
                yield ending, repr(table.to_pylist())
                yield ending, repr(table.schema.metadata)


def found_in(said):
    """Return where a canary is found."""
    return [(name, text) for name, text in said if CANARIES.search(text)]


def published(dataset, audience):
    """Yield what is published, or the text of the error if nothing is."""
    try:
        told, left = pk.publish(dataset, audience)
    except PeacekeepError as error:
        said = "".join(traceback.format_exception(error))
        yield "error", f"{error!r} {error} {said}"
        yield "pickle", pickle.dumps(error).decode("latin-1")
        told, left = withhold(dataset, audience)
    yield from said_quickly(told, left)


class TestNoCanaryIsFound:
    """What is withheld, coarsened or protected is in nothing that is published."""

    # Other tests reach every branch; measuring this one would double its time.
    @pytest.mark.no_cover
    @FAST
    @given(planted())
    def test_in_what_is_said_of_it(self, drawn):
        """Not in its text, its reprs, its pickle, the report, or an error."""
        assert [] == found_in(published(*drawn))

    @pytest.mark.no_cover
    def test_in_what_every_format_writes(self, tmp_path_factory):
        """Not in a file of any format, neither in its names nor in its metadata."""

        @SLOW
        @given(planted())
        def law(drawn):
            told, _ = withhold(*drawn)

            assert [] == found_in(said_slowly(told, tmp_path_factory.mktemp("told")))

        law()

    def test_in_what_is_logged(self, caplog):
        """Nothing is logged at all."""
        mission = pk.Mission(id="mission/canary", note="canary", marking="TLP:RED")
        with caplog.at_level(logging.DEBUG):
            withhold(pk.Dataset([mission]), "TLP:CLEAR")

        assert [] == caplog.records

    @given(st.data())
    def test_the_search_finds_what_is_published(self, data):
        """The same canaries, where they may be seen, are found by every way."""
        dataset = pk.Dataset(
            [pk.Mission(id="mission/one", note="A canary.")], marking="TLP:CLEAR"
        )
        to = data.draw(st.sampled_from(AUDIENCES))
        names = {name for name, _ in found_in(published(dataset, to))}

        assert {"json", "jsonl", "record", "pickle"} == names

    @pytest.mark.parametrize("canary", ["canary", POINT, DAY])
    def test_the_search_finds_what_a_format_writes(self, tmp_path, canary):
        """Words, points and days, in every format."""
        base = pk.Base(
            id="base/one",
            mission="mission/one",
            note=canary,
            place=pk.Place(name=canary),
        )
        told, _ = withhold(
            pk.Dataset([pk.Mission(id="mission/one"), base], marking="TLP:CLEAR"),
            "TLP:CLEAR",
        )
        names = {name for name, _ in found_in(said_slowly(told, tmp_path))}

        assert {"yaml", "csv", "parquet", "geojson"} == names


def is_wider(told, known, smallest):
    """Return whether a count includes another one and reveals no small number."""
    if told == known:
        return smallest is None or not is_small(told, smallest)
    return (
        told.low <= known.low
        and (told.high is None or (known.high or told.high + 1) <= told.high)
        and not is_small(told, smallest or 1)
    )


def is_small(count, smallest):
    if count.is_exact and count.low == 0:
        return False
    small = range(1, smallest)
    high = range(1, smallest - 1)
    return count.low in small or count.high in high or count.best in small


def is_month(text):
    """Return whether a date reveals nothing finer than a month."""
    return re.fullmatch(
        r"\d{4}-\d\d|\[(\d{4}-\d\d-01)?\.\.(\d{4}-\d\d-(28|29|30|31))?\]", text
    )


def is_band(new, old):
    """Return whether an age is told in whole bands of ten years."""
    years = old.to("year")
    is_whole = new.low % 10 == 0 and new.high % 10 == 9
    return is_whole and new.low <= years.low and years.high < new.high + 1


class Judge:
    """Checks whether a published record comes from one in the dataset."""

    def __init__(self, dataset, audience):
        self.audience = Audience(audience) if isinstance(audience, str) else audience
        self.dataset = dataset
        self.exact = {
            one.id for one in dataset if fate_of(one, dataset, audience) == "exact"
        }
        near = {("place", "admin2")} if self.audience.place == "admin2" else set()
        self.told = TOLD_COARSELY | near

    def comes_from(self, told, record):
        """Return whether all that one record says may be published of the other."""
        fate = fate_of(record, self.dataset, self.audience)
        is_grouped = isinstance(record, IndividualCasualty) and told.id != record.id
        coarse = fate == "coarse" or (fate == "exact" and is_grouped)
        speaker = getattr(record, "speaker", None)
        protected = speaker is not None and speaker.is_protected
        # An id is new where it would tell, or where its number would show a gap.
        is_new = told.id not in self.dataset
        may_be_new = coarse or protected or record.id[-1].isdigit()
        must_be_new = coarse or protected
        if fate == "withheld" or not (may_be_new if is_new else not must_be_new):
            return False
        if protected and (told.verbatim or told.note or told.withheld or told.marking):
            return False
        if coarse and told.marking is not None:
            return False
        self.coarse = coarse
        self.least = self.smallest(record, coarse=coarse)
        return self.form(told, record)

    def smallest(self, record, *, coarse):
        sources = record.sources if isinstance(record, Fact) else ()
        private = coarse or (sources and not self.exact.intersection(sources))
        return self.audience.smallest_count if private else None

    def form(self, told, known):
        if type(told) is not type(known):
            return False
        for field in fields_of(type(told)):
            new, old = getattr(told, field.name), getattr(known, field.name)
            if not is_given(new) or field.name in {"id", "withheld"}:
                continue
            if self.coarse and field.name == "precision":
                if new not in {"admin2", "admin1", "country"}:
                    return False
                continue
            news, olds = (new, old) if field.many else ((new,), (old,))
            for one in news:
                if not any(self.value(told, field, one, other) for other in olds):
                    return False
        return True

    def value(self, form, field, new, old):
        if old is None:
            return False
        if hasattr(new, "extra"):
            return not new.extra and self.form(new, old)
        if any(isinstance(rule, Refers) for rule in field.rules):
            return True
        if isinstance(form, Claim) and field.name in {"field", "value"}:
            return True
        if isinstance(new, Count):
            return is_wider(new, old, self.least)
        if isinstance(new, Quantity) and new.dimension == "person" and self.least:
            return new == old and (new.high == 0 or new.to("person").low >= self.least)
        if not self.coarse:
            return new == old
        return self.coarsely(form, field, new, old)

    def coarsely(self, form, field, new, old):
        """Return whether a value of a coarsened record may be told of another one."""
        if field.name == "age":
            return is_band(new, old)
        if isinstance(new, bool):
            return new == old
        if isinstance(new, PartialDate):
            held = new.earliest <= old.earliest and old.latest <= new.latest
            return held and is_month(str(new))
        if isinstance(new, Period):
            ends = str(new).split("/")
            return all(one in {"", ".."} or is_month(one) for one in ends)
        codes = [rule.codes for rule in field.rules if isinstance(rule, CodeFrom)]
        if codes:
            return new == old and new in codes[0]
        is_told = (word_of(type(form)), field.name) in self.told
        return new == old and (is_told or field.name in {"country", "countries"})


class TestWhatIsToldMayBeTold:
    """Each record that is published comes from one that was there, and is allowed."""

    @pytest.mark.no_cover
    @settings(max_examples=5 * settings.default.max_examples)
    @given(planted())
    def test_each_comes_from_one(self, drawn):
        """As it was, or coarsened, or without what would tell of its speaker."""
        dataset, audience = drawn
        told, _ = withhold(dataset, audience)
        judge = Judge(dataset, audience)

        assert len(told) <= len(dataset)
        for record in told:
            assert not record.extra
            known = [dataset.get(record.id)] if record.id in dataset else dataset
            assert any(judge.comes_from(record, one) for one in known)

    @pytest.mark.no_cover
    @given(planted())
    def test_every_reference_leads_somewhere(self, drawn):
        """The check of references finds nothing, whatever was left out."""
        told, _ = withhold(*drawn)
        checks = {one.check for one in pk.validate(told)}

        assert "references.dangling-reference" not in checks

    @pytest.mark.no_cover
    @given(planted())
    def test_to_publish_again_withholds_nothing(self, drawn):
        """What is published may be published, to the same audience."""
        dataset, audience = drawn
        told, _ = withhold(dataset, audience)
        again, _ = withhold(told, told.marking)

        assert len(told) == len(again)
