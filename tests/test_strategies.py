"""Strategies draw examples that are valid by construction, and of every form."""

import datetime
import importlib.util
import json
import pickle
import subprocess
import sys
from collections import Counter
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Annotated

import attrs
import pytest
from hypothesis import HealthCheck, Phase, find, given, settings
from hypothesis import strategies as st
from hypothesis.errors import NoSuchExample, Unsatisfiable

import peacekeep as pk
from peacekeep import strategies
from peacekeep.definitions.fields import fields_of
from peacekeep.definitions.forms import Form
from peacekeep.definitions.paths import references, resolve
from peacekeep.definitions.rules import (
    WHOLE_NUMBER_LIMIT,
    CodeFrom,
    Dimension,
    NotBefore,
    NotEmpty,
    NotWith,
    Pattern,
    Refers,
    RequiredWith,
    Within,
    is_given,
)
from peacekeep.definitions.values import Value
from peacekeep.errors import InvalidValue
from peacekeep.formats.base import RECORD_LIMIT
from peacekeep.models import KINDS
from peacekeep.models.vocabularies import MARKING, METHOD, PERSONNEL
from peacekeep.strategies import base, datasets, drawing, forms, records
from peacekeep.strategies.texts import draw_text, extras
from peacekeep.values.quantities import UNITS
from peacekeep.wire.structure import record_from_plain, record_to_plain


PARTS = (
    pk.Affiliation,
    pk.Mandate,
    pk.Place,
    pk.Party,
    pk.Casualties,
    pk.TallyPart,
    pk.Speaker,
)
OWN = {
    "source": strategies.sources,
    "actor": strategies.actors,
    "mission": strategies.missions,
    "base": strategies.bases,
    "base_event": strategies.base_events,
    "base_status": strategies.base_statuses,
    "personnel_count": strategies.personnel_counts,
    "movement": strategies.movements,
    "equipment": strategies.equipment,
    "incident": strategies.incidents,
    "individual_casualty": strategies.individual_casualties,
    "tally": strategies.tallies,
    "project": strategies.projects,
    "event": strategies.events,
    "claim": strategies.claims,
}

every_kind = pytest.mark.parametrize("kind", KINDS, ids=lambda cls: cls.kind)
every_form = pytest.mark.parametrize(
    "form", [*KINDS, *PARTS, pk.UnknownRecord], ids=lambda cls: cls.__name__
)


def drawn(strategy, number=300):
    """Return examples of a strategy; Hypothesis says if it is slow or in vain."""
    found = []

    @settings(
        max_examples=number,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=[],
    )
    @given(strategy)
    def collect(example):
        found.append(example)

    collect()
    return found


examples_of = cache(lambda cls: drawn(forms(cls), 300))


def smallest(strategy, condition=lambda _: True):
    """Return the smallest example that fits, or fail."""
    relaxed = settings(
        max_examples=500,
        derandomize=True,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    return find(strategy, condition, settings=relaxed)


def run(program, **environment):
    """Run a program in an interpreter of its own, and return what it prints."""
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", program],
        check=False,
        capture_output=True,
        encoding="utf-8",
        env={"PYTHONHASHSEED": "0", **environment},
    )

    assert 0 == done.returncode, done.stderr
    return done.stdout


# Values.


def bounds_of(low, high):
    return st.tuples(st.integers(low, high), st.integers(low, high)).map(sorted)


@given(st.data(), bounds_of(0, WHOLE_NUMBER_LIMIT))
def test_a_count_lies_between_its_bounds(data, two):
    """Every number that it allows is within them, and so no such count is open."""
    low, high = two
    count = data.draw(strategies.counts(min_value=low, max_value=high))

    assert low <= count.low <= count.high <= high


@given(st.data(), st.integers(0, WHOLE_NUMBER_LIMIT))
def test_a_count_with_one_bound_may_be_open(data, low):
    """Without a highest number, the lowest still holds."""
    count = data.draw(strategies.counts(min_value=low))

    assert low <= count.low
    assert count.high is None or count.high <= WHOLE_NUMBER_LIMIT


def form_of_count(count):
    """Return the form of a count in a word."""
    if count == pk.Count.UNKNOWN:
        return "unknown"
    if str(count).startswith("~") and ".." not in str(count):
        return "about"
    if count.to_phrase().startswith("almost"):
        return "almost"
    form = "exact" if count.is_exact else "open" if count.high is None else "range"
    best = " best" if count.best is not None and not count.is_exact else ""
    return f"{'~' if count.approximate else ''}{form}{best}"


def test_counts_are_of_every_form():
    """Exact, bounded on one side or both, with a best estimate or without, unknown."""
    found = Counter(map(form_of_count, drawn(strategies.counts(), 1000)))

    bounded = {f"{about}range{best}" for about in ("", "~") for best in ("", " best")}
    opened = {f"{about}open{best}" for about in ("", "~") for best in ("", " best")}
    assert {"exact", "about", "almost", "unknown", *bounded, *opened} == set(found)


@pytest.mark.parametrize(
    ("draw", "text"),
    [
        (
            lambda: strategies.counts(min_value=3, max_value=2),
            "min_value must not be above max_value, 2, got 3.",
        ),
        (
            lambda: strategies.counts(min_value=2**53),
            f"min_value must not be above max_value, {2**53 - 1}, got {2**53}.",
        ),
        (
            lambda: strategies.partial_dates(
                min_value=datetime.date(2023, 2, 1), max_value=datetime.date(2023, 1, 1)
            ),
            (
                "min_value must not be above max_value, 2023-01-01, "
                "got datetime.date(2023, 2, 1)."
            ),
        ),
    ],
)
def test_bounds_that_nothing_fits_are_refused(draw, text):
    """The error comes when the strategy is made."""
    with pytest.raises(pk.InvalidValue) as caught:
        draw()

    assert text == str(caught.value)


def test_a_date_lies_between_its_bounds():
    """Every day that it can be is within them; it is not open on a bounded side."""
    first, last = datetime.date(2023, 10, 20), datetime.date(2024, 2, 10)
    for date in drawn(strategies.partial_dates(min_value=first, max_value=last)):
        assert first <= date.earliest <= date.latest <= last
    for date in drawn(strategies.partial_dates(min_value=first)):
        assert first <= date.earliest
    for date in drawn(strategies.partial_dates(max_value=datetime.date(1000, 1, 1))):
        assert date.latest <= datetime.date(1000, 1, 1)


def test_dates_are_of_every_form():
    """Days, months, years, unknown digits, qualifiers, sets, open sides."""
    texts = " ".join(str(date) for date in drawn(strategies.partial_dates(), 1000))

    for part in "X ? ~ % .. [.. ..]".split():
        assert part in texts
    assert {4, 7, 10} <= {len(text) for text in texts.split()}
    assert {1, 9} <= {int(text[0]) for text in texts.split() if text[0].isdigit()}


def test_a_bounded_date_keeps_its_form_where_it_fits():
    """Months and sets fit into a quarter of a year; what does not is a day."""
    first, last = datetime.date(2023, 1, 1), datetime.date(2023, 3, 31)
    texts = set(
        map(str, drawn(strategies.partial_dates(min_value=first, max_value=last)))
    )

    assert {"2023-01", "2023-02", "2023-03"} <= texts
    assert "2023" not in texts
    assert any(text.startswith("[") for text in texts)


def test_periods_are_of_every_form():
    """Both ends known, or one of them open or unknown."""
    texts = [str(period) for period in drawn(strategies.periods())]

    assert any(text.endswith("/..") for text in texts)
    assert any(text.startswith("../") for text in texts)
    assert any(text.endswith("/") for text in texts)
    assert any(text.startswith("/") for text in texts)
    assert any(period.start and period.end for period in drawn(strategies.periods()))


@pytest.mark.parametrize(
    "dimension",
    [
        "length",
        "area",
        "volume",
        "time",
        "dimensionless",
        "person*time",
        "length/time",
        "fatality/person/time",
        "dimensionless/time",
    ],
)
def test_a_quantity_has_its_dimension(dimension):
    """Whatever its unit, it has the dimension that was asked for, and can be stored."""
    found = drawn(strategies.quantities(dimension=dimension), 100)

    assert {dimension} == {one.dimension for one in found}
    assert len({one.unit for one in found}) > 1
    assert all(one.storable() is one for one in found)


@pytest.mark.parametrize("dimension", ["lenght", "length**4", "length*nothing"])
def test_a_dimension_that_no_unit_has_is_named(dimension):
    """The error says which dimensions there are."""
    with pytest.raises(
        pk.UnknownName, match=r"No dimension is named .* Known: .*length"
    ):
        drawn(strategies.quantities(dimension=dimension), 1)


def test_quantities_are_of_every_unit():
    """Units alone, powers, products and quotients; with bounds of every form."""
    found = drawn(strategies.quantities(), 3000)
    units = {one.unit for one in found}

    assert set(UNITS) - {"month"} <= units
    assert any("**" in unit for unit in units)
    assert any("*" in unit.replace("**", "") for unit in units)
    assert any("/" in unit for unit in units)
    assert any(one.high is None for one in found)
    assert any(str(one).startswith("~") for one in found)
    assert all(pk.Quantity.parse(str(one)) == one for one in found)


def test_a_unit_that_is_added_is_drawn():
    """The units are those that there are when a quantity is drawn."""
    program = (
        "from hypothesis import find, settings\n"
        "from peacekeep.strategies import quantities\n"
        "from peacekeep.values.quantities import define_unit\n"
        "drawn = quantities(dimension='volume')\n"
        "find(drawn, lambda _: True)\n"
        "define_unit('jerrycan', '20 litre')\n"
        "print(find(drawn, lambda one: one.unit == 'jerrycan',"
        " settings=settings(database=None, max_examples=2000)))\n"
    )

    assert "0 jerrycan\n" == run(program)


def test_points_are_of_the_whole_earth():
    """Both hemispheres, and both sides of Greenwich."""
    found = drawn(strategies.points())

    sides = {(one.latitude >= 0, one.longitude >= 0) for one in found}
    assert 4 == len(sides)


def test_identifiers_are_of_every_scheme_and_of_others():
    """Those of a known scheme look as it asks, and differ."""
    found = drawn(strategies.identifiers())
    schemes = pk.codes["scheme"]
    known = [one for one in found if one.scheme in schemes]

    assert set(schemes) < {one.scheme for one in found}
    assert all(schemes[one.scheme].fits(one.value) for one in known)
    assert len(set(known)) > 2 * len(schemes)


# Forms.


@every_form
def test_a_form_is_what_it_claims_to_be(form):
    """It is of its class, and is not empty."""
    for one in examples_of(form):
        assert type(one) is form
        assert not one.is_empty


@every_form
def test_every_field_is_given_and_left_out(form):
    """Each optional field, and `extra`, is in some examples and not in others."""
    given_ = Counter(
        name
        for one in examples_of(form)
        for name in (*(field.name for field in fields_of(form)), "extra")
        if is_given(getattr(one, name))
    )

    for field in fields_of(form):
        everywhere = len(examples_of(form)) == given_[field.name]
        assert given_[field.name], field.name
        assert field.required == everywhere, field.name
    assert 0 < given_["extra"] < 120


@every_kind
def test_a_record_survives_what_it_goes_through(kind):
    """It is read back from its wire form and from a pickle, and is not too large."""
    for record in examples_of(kind):
        plain = record_to_plain(record)

        assert record == record_from_plain(plain, KINDS)
        assert record == pickle.loads(pickle.dumps(record))
        assert len(json.dumps(plain, default=str)) < RECORD_LIMIT / 10


@every_kind
def test_a_kind_has_a_strategy_of_its_own(kind):
    """It has the name of the property of a dataset, and takes fields."""
    found = drawn(OWN[kind.kind](note=st.just("A note.")), 10)

    assert {kind} == set(map(type, found))
    assert {"A note."} == {one.note for one in found}
    assert OWN[kind.kind].__name__ in strategies.__all__


@every_form
def test_no_form_of_ours_is_rejected(form, monkeypatch):
    """Examples satisfy our rules by construction."""

    def fail():
        raise AssertionError

    monkeypatch.setattr(drawing, "reject", fail)

    assert 100 == len(drawn(forms(form), 100))


@pytest.mark.parametrize("form", [pk.Mission, pk.Place, pk.Speaker, pk.Claim])
def test_the_smallest_example_is_small(form):
    """It has what must be given, and no more than one field beside."""
    one = smallest(forms(form))
    left = [
        field.name
        for field in fields_of(form)
        if is_given(getattr(one, field.name)) and not field.required
    ]

    assert len(left) <= 1
    assert not one.extra


def test_texts_are_of_any_script_and_mislead():
    """Letters of many scripts, long texts, formulas, line breaks, what looks null."""
    texts = set(drawn(base.drawn_by(draw_text), 1000))

    assert any(ord(letter) > 0xFFFF for text in texts for letter in text)
    assert any(len(text) > 500 for text in texts)
    assert {"=", "+", "-", "@", "\t", "'", '"'} <= {text[0] for text in texts}
    assert {"null", "NA", "true", "007"} <= texts
    assert any("\n" in text for text in texts)


def test_an_open_vocabulary_has_words_that_are_not_known():
    """A closed one has none."""
    methods = {one for incident in examples_of(pk.Incident) for one in incident.methods}
    markings = {one.marking for one in examples_of(pk.Incident)}

    assert methods & set(METHOD)
    assert methods - set(METHOD)
    assert {None, *MARKING} == markings


def test_extra_holds_what_json_can():
    """Numbers with all their digits, lists, objects, nothing, true; no known key."""
    found = drawn(extras())
    values = [value for extra in found for value in extra.values()]

    assert {Decimal, int, str, bool, list, dict, type(None)} == set(map(type, values))
    assert any(key == "" for extra in found for key in extra)
    assert any(one.extra for one in examples_of(pk.Incident))


def test_an_unknown_key_is_never_a_known_one(monkeypatch):
    """A key that is the name of a field gets a sign at its end."""
    keys = st.fixed_dictionaries({"kind": st.none(), "note": st.none()})
    monkeypatch.setattr(drawing, "extras", lambda: keys)
    one = smallest(records(pk.Source), lambda source: source.extra)

    assert {"kind+", "note+"} == set(one.extra)


def test_a_withheld_field_is_not_given():
    """The names are of fields that are left out, and not of `withheld` itself."""
    found = [one for one in examples_of(pk.Incident) if one.withheld]

    assert found
    for one in found:
        assert all(not is_given(getattr(one, name)) for name in one.withheld)


@every_kind
def test_a_record_does_not_refer_to_itself(kind):
    """Neither in a field of its own nor in a part."""
    for record in examples_of(kind):
        refs = [ref for _, ref in references(record)]

        assert record.id not in refs


def test_the_id_of_the_record_itself_is_not_drawn():
    """Where a reference would be the own id, another one takes its place."""
    own = strategies.bases(id=st.just("base/0"))

    assert "base/0-a" == smallest(own, lambda one: one.parent).parent


def test_parts_of_a_list_have_different_keys():
    """Some lists have several parts, and no key occurs twice."""
    found = [one.casualties for one in examples_of(pk.Incident)]

    assert max(map(len, found)) > 1
    assert all(len(parts) == len({one.key for one in parts}) for parts in found)


# Fields that a user chooses.


def test_a_chosen_field_is_always_given():
    """So are the fields that it requires; None leaves a field out."""
    place = smallest(strategies.places(representative=st.just(False)))  # noqa: FBT003 - the value
    source = smallest(
        strategies.sources(published_on=st.just("2023-11"), note=st.none()),
        lambda one: one.retrieved_on,
    )

    assert place.point is not None
    assert pk.PartialDate("2023-11") == source.published_on
    assert not source.retrieved_on.certainly_before("2023-11")
    assert source.note is None


def test_a_chosen_later_date_has_an_earlier_one_before_it():
    """The earlier date is drawn to fit the later one."""
    chosen = strategies.sources(
        retrieved_on=st.just("0001-01-02"), published_on=strategies.partial_dates()
    )
    free = drawn(strategies.sources(retrieved_on=st.just("0001-01-02")), 300)

    assert any(one.published_on for one in free)
    assert smallest(chosen, lambda one: one.published_on).retrieved_on


def test_chosen_fields_that_do_not_fit_are_rejected():
    """They are drawn again; where none ever fits, Hypothesis says so."""
    strategy = strategies.events(
        on=st.none() | st.just("2023"), period=st.none() | st.just("2023/..")
    )
    own = strategies.bases(id=st.just("base/a"), parent=st.just("base/a"))
    inside = strategies.actors(
        id=st.just("actor/a"),
        affiliations=st.just([pk.Affiliation(to="actor/a", relation="allied_with")]),
    )
    apart = strategies.places(point=st.none(), representative=st.just(True))  # noqa: FBT003 - the value

    assert all(one.on is None or one.period is None for one in drawn(strategy, 50))
    for never in (own, inside, apart):
        with pytest.raises(Unsatisfiable):
            smallest(never)


def test_a_chosen_value_that_cannot_be_read_is_named():
    """The record says what is wrong with it."""
    with pytest.raises(pk.InvalidRecord) as caught:
        smallest(strategies.sources(published_on=st.just("2023-13")))

    assert ["published_on"] == [str(fault.where.path) for fault in caught.value.faults]


def test_a_field_that_is_not_there_is_named():
    """The error comes when the strategy is made."""
    with pytest.raises(
        pk.UnknownName, match=r"No field of place is named 'nmae'.*name"
    ):
        strategies.places(nmae=st.none())


def test_extra_and_withheld_can_be_chosen():
    """Both are as chosen."""
    one = smallest(
        records(
            pk.Source,
            extra=st.just({"key": Decimal("1.0")}),
            withheld=st.just(["note"]),
        )
    )

    assert {"key": Decimal("1.0")} == one.extra.to_plain()
    assert ("note",) == one.withheld


def test_an_empty_form_is_drawn_where_all_is_left_out():
    """A place of which every field is left out has none."""
    nothing = {field.name: st.none() for field in fields_of(pk.Place)}

    assert pk.Place() == smallest(strategies.places(extra=st.just({}), **nothing))


# Classes of a user.


class Length(Value):
    """A value of a user's own, whose text is a whole number."""

    __slots__ = ("number",)

    def __init__(self, number: int) -> None:
        object.__setattr__(self, "number", abs(number))

    @classmethod
    def parse(cls, text):
        return cls(int(text))

    @classmethod
    def refusal(cls, got, hint=""):
        return InvalidValue("be a length", got, hint=hint)

    def __str__(self):
        return str(self.number)


class Colour(Enum):
    """A type that is not ours."""

    BLUE = "blue"
    WHITE = "white"


@attrs.frozen
class Even:
    """A rule of a user's own, over a value."""

    expected = "be even"

    def fault(self, value):
        number = value if isinstance(value, int) else len(value)
        return InvalidValue(self.expected, value) if number % 2 else None


@attrs.frozen
class Never:
    """A rule that nothing keeps."""

    expected = "never be"

    def fault(self, value):
        return InvalidValue(self.expected, value)


@attrs.frozen
class LongerThan:
    """A rule of a user's own, between fields."""

    field: str

    @property
    def expected(self):
        return f"be longer than {self.field}"

    @property
    def others(self):
        return (self.field,)

    def between(self, name, values):
        one, other = values[name], values[self.field]
        if one is None or other is None or one > other:
            return None
        return InvalidValue(self.expected, one)


@attrs.frozen(kw_only=True)
class Step(Form):
    """A part that holds parts of its own kind."""

    name: str | None = None
    steps: "tuple[Step, ...]" = ()


@attrs.frozen(kw_only=True)
class Camp(pk.Fact):
    """A kind of a user's own, with a rule of every type."""

    camp_of: "pk.Ref[Camp]"
    near: pk.Ref[pk.Record] | None = None
    names: Annotated[tuple[str, ...], NotEmpty()] = ()
    words: Annotated[tuple[str, ...], CodeFrom(PERSONNEL), Pattern("[a-z]+", "be a-z")]
    tents: Annotated[int | None, Within(3, 9), Even()] = None
    people: Annotated[pk.Count | None, Within(min_value=5), Within(2, 700)] = None
    depth: int | None = None
    width: Annotated[int | None, LongerThan("depth")] = None
    area: Annotated[
        pk.Quantity | None, Dimension("area", "hectare"), Within(max_value=50)
    ] = None
    opened_on: Annotated[pk.PartialDate | None, NotBefore("planned_on")] = None
    planned_on: Annotated[pk.PartialDate | None, NotBefore("decided_on")] = None
    decided_on: Annotated[pk.PartialDate | None, NotBefore("opened_on")] = None
    open: bool | None = None
    reason: Annotated[
        str | None, RequiredWith("open"), NotWith("length"), Pattern("да+", "be да")
    ] = None
    length: Annotated[Length | None, NotWith("people")] = None
    colours: tuple[Colour, ...] = ()
    steps: tuple[Step, ...] = ()
    place: Annotated[pk.Place | None, NotWith("place_name")] = None
    place_name: Annotated[str | None, Pattern(" ?", "be blank or empty")] = None
    sign: Annotated[str, Pattern("[ -~]", "be one sign")]
    village: Annotated[str | None, Refers(("village",))] = None
    code: Annotated[str | None, Even()] = None


def test_a_kind_of_a_user_keeps_its_rules():
    """Its own rules and ours, on fields of our types and of others."""
    found = drawn(records(Camp, place_name=st.none()), 300)
    given_ = Counter(
        field.name
        for one in found
        for field in fields_of(Camp)
        if is_given(getattr(one, field.name))
    )

    assert {field.name for field in fields_of(Camp)} - {"place_name"} == set(given_)
    assert {4, 6, 8, None} == {one.tents for one in found}
    assert all(one.people is None or one.people.high <= 700 for one in found)
    assert all(one.area is None or one.area.high <= 50 for one in found)
    assert set(Colour) == {colour for one in found for colour in one.colours}
    assert {False, True, None} == {one.open for one in found}


def test_parts_inside_parts_come_to_an_end():
    """A part can hold parts of its own kind, to a limited depth."""

    def depth(step):
        return 1 + max(map(depth, step.steps), default=0)

    assert {1, 2, 3} == {depth(step) for step in drawn(forms(Step), 300)}


def test_a_rule_that_nothing_keeps_is_told_by_hypothesis():
    """It gives up on values, and so on forms."""

    @attrs.frozen(kw_only=True)
    class Nothing(Form):
        name: Annotated[str, Never()]

    with pytest.raises(Unsatisfiable):
        smallest(forms(Nothing))


def test_fields_that_forbid_one_another_are_told_by_the_form():
    """Where both must be given, there is no such form."""

    @attrs.frozen(kw_only=True)
    class Torn(Form):
        name: Annotated[str, NotWith("title")]
        title: str

    with pytest.raises(Unsatisfiable):
        smallest(forms(Torn))


# What is wrong with examples.


def test_the_smallest_failure_is_told():
    """The failure that is reported is of the smallest example that fails."""

    def judge(number):
        return [f"{number} is above 10"] if number > 10 else []

    assert ["11 is above 10"] == base.first_failure(
        st.integers(0, 1000), judge, examples=100
    )
    assert [] == base.first_failure(st.integers(0, 10), judge, examples=100)


def test_what_cannot_be_drawn_is_told():
    """An error of ours or of Hypothesis is a failure; a missing library is raised."""

    def lack(_):
        raise pk.MissingExtra("Testing a schema", "jsonschema", "conformance")

    unread = strategies.sources(published_on=st.just("2023-13"))
    (told,) = base.first_failure(unread, lambda _: [], examples=1)

    assert told.startswith("examples of it must be drawn: source/0: 1 fault:")
    with pytest.raises(pk.MissingExtra):
        base.first_failure(st.none(), lack, examples=1)


# Datasets.


def is_closed(dataset):
    findings = {one.check for one in pk.validate(dataset)}
    return findings.isdisjoint(
        ("references.dangling-reference", "references.duplicate-reference")
    )


def test_every_reference_of_a_dataset_is_to_a_record():
    """No reference dangles or stands twice, and every kind is drawn."""
    found = drawn(datasets(), 150)

    assert all(map(is_closed, found))
    assert set(KINDS) == {type(one) for dataset in found for one in dataset}
    assert {0, 10} <= set(map(len, found))
    assert all(len(dataset) <= 10 for dataset in found)


def test_a_dataset_has_a_header_at_times():
    """A title, a licence, a marking."""
    found = drawn(datasets(max_size=1), 100)

    for name in ("title", "licence", "marking"):
        assert {True, False} == {getattr(one, name) is None for one in found}


def test_claims_state_fields_of_records():
    """Some state the value it has, some another value; some name no field."""
    stated = Counter()
    kinds = [pk.Mission, pk.Incident, pk.Claim]
    for dataset in drawn(datasets(kinds, max_size=12), 300):
        for claim in dataset.of(pk.Claim):
            record = dataset.get(claim.about)
            if claim.field is None:
                stated["nothing"] += 1
                continue
            field = resolve(type(record), claim.field).field
            assert field.parse(claim.value) is not None
            stated["part" if "." in claim.field else "field"] += 1

    assert {"nothing", "part", "field"} == set(stated)


@pytest.mark.parametrize(
    "kinds",
    [
        (),
        (pk.Claim,),
        (pk.BaseEvent, pk.Claim),
        (pk.Claim, pk.Tally, pk.Actor),
        (Camp,),
        (pk.Claim, Camp, pk.UnknownRecord, pk.Mission),
        KINDS[::-1],
    ],
    ids=lambda kinds: "-".join(cls.__name__ for cls in kinds),
)
def test_any_kinds_in_any_order_make_a_dataset(kinds):
    """The records that they must refer to are in it, too."""
    found = drawn(datasets(kinds), 100)

    assert all(map(is_closed, found))
    assert set(kinds) <= {type(one) for dataset in found for one in dataset}


def test_what_a_record_must_refer_to_is_drawn_with_it():
    """Even if its kind is not asked for, or not known."""

    @attrs.frozen(kw_only=True)
    class Visit(Form):
        village: Annotated[str, Refers(("village",))]

    @attrs.frozen(kw_only=True)
    class Tour(pk.Record):
        visit: Visit
        movement: pk.Ref[pk.Movement]

    dataset = smallest(datasets([Tour]), len)
    kinds = [record.kind for record in dataset]

    assert ["mission", "movement", "tour", "village"] == sorted(kinds)
    assert pk.UnknownRecord is type(dataset.first("village"))
    assert 0 == len(smallest(datasets([Tour], max_size=3)))
    with pytest.raises(NoSuchExample):
        smallest(datasets([Tour], max_size=3), len)


def test_an_optional_reference_to_nothing_is_left_out():
    """Alone, a base has no parent, and an actor no affiliation."""
    for dataset in drawn(datasets([pk.Actor, pk.Event], max_size=2), 100):
        assert all(ref in dataset for one in dataset for _, ref in references(one))


# What Hypothesis finds by itself.


@pytest.mark.parametrize("held", strategies._PARTS)  # noqa: SLF001 - the list itself
def test_every_part_of_a_record_is_registered(held):
    """The list has the parts that stand in fields of records."""
    inside = {field.part for kind in KINDS for field in fields_of(kind)} - {None}

    assert set(PARTS) == inside == set(strategies._PARTS)  # noqa: SLF001 - as above
    assert {held} == set(map(type, drawn(st.from_type(held), 10)))


@pytest.mark.parametrize(
    "kind",
    [pk.Count, pk.PartialDate, pk.Period, pk.Quantity, pk.Point, pk.Dataset, *KINDS],
)
def test_hypothesis_draws_our_types(kind):
    """Without a strategy, by the type alone."""
    assert {kind} == set(map(type, drawn(st.from_type(kind), 10)))


def test_a_kind_of_a_user_is_registered():
    """An extension lets Hypothesis draw its own kinds."""

    @attrs.frozen(kw_only=True)
    class Village(pk.Fact):
        mission: pk.Ref[pk.Mission]

    strategies.register(Village)

    assert "village/0" == smallest(st.from_type(Village)).id


def test_hypothesis_finds_the_strategies_by_itself():
    """In an interpreter that never imports them, whichever comes first."""
    program = (
        "from hypothesis import find, strategies as st\n"
        "import peacekeep as pk\n"
        "print(type(find(st.from_type(pk.Incident), lambda _: True)).__name__)\n"
    )

    assert "Incident\n" == run(program)
    assert "Incident\n" == run(f"import peacekeep.strategies\n{program}")


@pytest.mark.parametrize("built", ["forms(pk.Incident)", "datasets()"])
def test_drawing_is_prepared_when_a_strategy_is_built(built, tmp_path):
    """
    In a fresh folder, the first example takes no longer than another.

    Hypothesis keeps in files what takes it long: drawing adds none to those that
    building leaves, and none has how each character is encoded.
    """
    program = (
        "import os\n"
        "from pathlib import Path\n"
        "from hypothesis import given, settings\n"
        "import peacekeep as pk\n"
        "from peacekeep.strategies import datasets, forms\n"
        "folder = Path(os.environ['HYPOTHESIS_STORAGE_DIRECTORY'])\n"
        "def kept():\n"
        "    return sorted(one.name for one in folder.glob('unicode_data/*/*'))\n"
        "print(kept())\n"
        f"built = {built}\n"
        "print(kept())\n"
        "examples = settings(max_examples=100, database=None)\n"
        "examples(given(built)(lambda _: None))()\n"
        "print(kept())\n"
    )

    out = run(program, HYPOTHESIS_STORAGE_DIRECTORY=str(tmp_path))

    assert "[]\n['charmap.json.gz']\n['charmap.json.gz']\n" == out


def test_missing_hypothesis_is_told():
    """The error says what to install."""
    program = (
        "import sys\n"
        "sys.modules['hypothesis'] = None\n"
        "try:\n"
        "    import peacekeep.strategies\n"
        "except ImportError as error:\n"
        "    print(type(error).__name__, error)\n"
    )

    assert (
        "MissingExtra Drawing examples needs hypothesis. "
        'Install it with: pip install "peacekeep[strategies]".\n'
    ) == run(program)


def test_the_door_is_shut_without_hypothesis(monkeypatch):
    """The same where this very interpreter lacks it."""
    monkeypatch.setitem(sys.modules, "hypothesis", None)
    spec = importlib.util.spec_from_file_location("door", base.__file__)

    with pytest.raises(pk.MissingExtra, match="Drawing examples needs hypothesis"):
        spec.loader.exec_module(importlib.util.module_from_spec(spec))
