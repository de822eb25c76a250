"""Schemas: they accept what is read, and say in words what they cannot refuse."""

import datetime
import json
import re
import runpy
from decimal import Decimal
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Annotated

import attrs
import jsonschema_rs
import pytest
from drawn import texts, values
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

import peacekeep as pk
from peacekeep.definitions.codes import Code, Codes
from peacekeep.definitions.docs import descriptions, summary
from peacekeep.definitions.fields import fields_of
from peacekeep.definitions.forms import Form
from peacekeep.definitions.rules import (
    CodeFrom,
    Dimension,
    NotBefore,
    NotEmpty,
    NotWith,
    OneOf,
    Pattern,
    Refers,
    RequiredWith,
    Within,
)
from peacekeep.definitions.values import Value
from peacekeep.models import KINDS, Record, Ref, UnknownRecord
from peacekeep.models.place import Place
from peacekeep.models.vocabularies import METHOD, OUTCOME, SCHEME
from peacekeep.strategies import datasets, forms, records
from peacekeep.values.counts import Count
from peacekeep.values.dates import PartialDate
from peacekeep.wire.schema import DIALECT, dataset_schema, record_schema
from peacekeep.wire.structure import form_to_plain, record_from_plain, record_to_plain


PROJECT = Path(__file__).parents[2]

every_kind = pytest.mark.parametrize("kind", KINDS, ids=lambda cls: cls.kind)


@cache
def validators(cls):
    """Return two validators, of different hands, for a kind or for all."""
    schema = dataset_schema(KINDS) if cls is None else record_schema(cls)
    return Draft202012Validator(schema), jsonschema_rs.validator_for(schema)


def accepted(plain, cls=None):
    """Return what both validators say, which must be the same."""
    first, second = (one.is_valid(plain) for one in validators(cls))

    assert first == second
    return first


def is_read(plain, cls):
    try:
        record_from_plain(plain, [cls])
    except pk.InvalidRecord:
        return False
    return True


def with_floats(plain):
    """Return what a reader of JSON gives that knows no exact decimals."""
    if isinstance(plain, dict):
        return {key: with_floats(value) for key, value in plain.items()}
    if isinstance(plain, list):
        return [with_floats(value) for value in plain]
    return float(plain) if isinstance(plain, Decimal) else plain


def inside(schema):
    """Return every object in a schema."""
    if isinstance(schema, dict):
        yield schema
    if isinstance(schema, dict | list):
        inner = schema.values() if isinstance(schema, dict) else schema
        for one in inner:
            yield from inside(one)


# What docstrings tell.


def test_descriptions_are_those_of_the_docstrings():
    """What the bases tell comes first; a text over several lines is one."""
    told = descriptions(pk.Source)

    assert [
        *("extra", "id", "marking", "withheld", "note", "identifiers", "title")
    ] == list(told)[:7]
    assert "Day of publication." == told["published_on"]
    assert (
        "`kind/slug`: the word of the class, a slash, and a name in lower case "
        "letters, digits and hyphens."
    ) == told["id"]


def test_a_section_ends_the_descriptions():
    """What is raised is no field."""
    assert {"extra"} | {"to", "relation", "period"} == set(descriptions(pk.Affiliation))


def test_the_summary_is_the_first_sentence():
    """It is the first of two on one line."""
    assert "One event of a base." == summary(pk.BaseEvent)
    assert "A point on the Earth, WGS 84." == summary(pk.Point)


@attrs.frozen(kw_only=True)
class Bare(Form):  # no docstring: it has nothing to tell
    name: str | None = None


def test_a_class_without_a_docstring_tells_nothing_of_its_own():
    """A schema of it has no descriptions but those of its bases."""
    assert "" == summary(Bare)
    assert {"extra"} == set(descriptions(Bare))
    assert "description" not in record_schema(Bare)
    assert {"name": {"$ref": "#/$defs/readable-text"}} == (
        record_schema(Bare)["properties"]
    )


# The schemas of our kinds.


@every_kind
def test_a_schema_says_what_it_is(kind):
    """Dialect, name, title, summary; every field with its description, in order."""
    schema = record_schema(kind)
    names = [field.name for field in fields_of(kind)]
    needed = [field.name for field in fields_of(kind) if field.required]

    Draft202012Validator.check_schema(schema)
    assert DIALECT == schema["$schema"]
    assert f"urn:peacekeep:schema:1.1:{kind.kind}" == schema["$id"]
    assert kind.kind == schema["title"].lower().replace(" ", "_")
    assert summary(kind) == schema["description"]
    assert ["kind", *names] == list(schema["properties"])
    assert ["kind", *needed] == schema["required"]
    for name in names:
        assert descriptions(kind)[name] == schema["properties"][name]["description"]


def test_patterns_are_of_the_part_that_json_schema_recommends():
    """No look to either side, no class by a letter; both ends are anchored."""
    patterns = [
        one["pattern"]
        for one in inside(dataset_schema(KINDS))
        if isinstance(one.get("pattern"), str)
    ]

    assert patterns
    for pattern in patterns:
        assert not re.search(r"\(\?[^:]|\\[a-mo-su-zA-Z]", pattern)
        assert pattern.startswith(("^(?:", "[")), pattern


def test_every_text_with_a_pattern_is_one_line():
    """For $ lets a line feed follow in Python."""
    for one in inside(dataset_schema(KINDS)):
        if one.get("pattern", "").endswith(")$"):
            assert "#/$defs/one-line" == one["$ref"]


def test_the_article_is_accepted():
    """The bundled dataset, as it stands in its file."""
    path = files("peacekeep").joinpath("data", "minusma_article.json")
    plain = json.loads(path.read_text("utf-8"))

    assert accepted(plain)
    for record in plain["records"]:
        kinds = [kind for kind in KINDS if accepted(record, kind)]
        assert [record["kind"]] == [kind.kind for kind in kinds]


@every_kind
@given(data=st.data())
def test_what_is_written_is_accepted(kind, data):
    """A record in wire form."""
    plain = with_floats(record_to_plain(data.draw(records(kind))))

    assert accepted(plain, kind), plain


@st.composite
def near_records(draw, kind):
    """Draw records as they stand on the wire, with one value replaced by another."""
    plain = record_to_plain(draw(records(kind)))
    holder = plain
    while True:
        key = draw(st.sampled_from(list(holder) if isinstance(holder, dict) else [0]))
        if not isinstance(holder[key], dict | list) or not holder[key]:
            break
        if draw(st.booleans()):
            break
        holder = holder[key]
    written = texts().filter(lambda text: "\ud800" not in text)
    others = st.sampled_from([None, True, 0, -1, 1.5, [], {}, ["a"], [{"__a": 1}]])
    holder[key] = draw(written | values().map(Value.to_plain) | others)
    return plain


@every_kind
@given(data=st.data())
def test_whatever_is_read_is_accepted(kind, data):
    """Also a record that was not written by us."""
    plain = data.draw(near_records(kind))

    assert accepted(with_floats(plain), kind) or not is_read(plain, kind), plain


@given(datasets())
def test_a_dataset_that_is_written_is_accepted(dataset):
    """A whole dataset, as JSON."""
    assert accepted(json.loads(pk.dumps(dataset)))


# What is wrong with any value of a field, whatever stands there.
NO_TEXT = [7, 1.5, True, None, {}, []]
NO_LINE = [*NO_TEXT, "", " ", "\n"]


def wrong_texts(rules):
    """Return texts that break a rule."""
    for rule in rules:
        if isinstance(rule, CodeFrom):
            yield from ["No such word", "no-such", ""]
            yield from [] if rule.codes.open else ["no_such_word"]
            yield from (f"{word}\n" for word in rule.codes)
        elif isinstance(rule, Refers):
            kinds = rule.kinds or ("base",)
            yield from ["", "base", "base/", "/gao", "Base/gao", "base/Gao"]
            yield from (f"{kind}/a--b" for kind in kinds)
            yield from (f"{kind}/a\n" for kind in kinds)
            yield from ["no_kind/a"] if rule.kinds else []
        elif isinstance(rule, Pattern):
            yield from ["", "MLI\n", "fr\n", "S/RES/2690 (2023)\n", "https://a\n"]
            # A label of a part may have brackets.
            yield from ["["] if rule.expected != "be one line" else ["a\nb"]


def wrong_values(field):
    """Return what a field, or a member of it, cannot hold."""
    if field.holds is bool:
        return ["true", 0, None, {}, []]
    if field.part is not None:
        inner = [
            {inner.name: wrong}
            for inner in fields_of(field.part)
            for wrong in wrong_members(inner)
        ]
        return [7, "text", True, None, [], {}, {"__a": 1}, *inner]
    if field.holds is Count:
        return [-1, 2**53, 1.5, True, None, {}, [], "", "850", "2..\n", "about 850"]
    if isinstance(field.holds, type) and issubclass(field.holds, Value):
        return [*NO_TEXT, "", "text", "2023-13", "2023-10-31\n", "0,0\n", "1 km\n"]
    broken = list(wrong_texts(field.rules))
    return [*NO_TEXT, *broken] if broken else [*NO_LINE, "\x00", "a\u202eb"]


def wrong_members(field):
    if not field.many:
        return wrong_values(field)
    return [7, "text", True, None, {}, *([wrong] for wrong in wrong_values(field))]


def wrong_records(kind):
    """Return fields that no record of a kind can have."""
    for field in fields_of(kind):
        for wrong in wrong_members(field):
            yield {field.name: wrong}
    names = {field.name for field in fields_of(kind)}
    yield from ({"withheld": [name]} for name in ("id", "withheld", "no_such", ""))
    yield from ({"kind": wrong} for wrong in [*NO_LINE, "no_kind", f"{kind.kind}\n"])
    yield from ({"id": wrong} for wrong in ["x/a", f"{kind.kind}/A", f"{kind.kind}/"])
    yield from ({"__a": 1}, {"a": {"__a": 1}}, {"a": [[{"__a": 1}]]})
    assert "a" not in names


WRONG = {kind: list(wrong_records(kind)) for kind in KINDS}


@every_kind
@given(data=st.data())
def test_a_record_with_something_wrong_is_refused(kind, data):
    """The schema refuses it, and so does the reader."""
    plain = with_floats(record_to_plain(data.draw(records(kind))))
    wrong = data.draw(st.sampled_from(WRONG[kind]))

    assert not is_read({**plain, **wrong}, kind)
    assert not accepted({**plain, **wrong}, kind)


@every_kind
def test_whatever_is_wrong_is_refused(kind):
    """Each of them once."""
    plain = {"kind": kind.kind, "id": f"{kind.kind}/a"}
    plain |= dict.fromkeys(["mission"], "mission/a")
    for field in fields_of(kind):
        if field.required and field.name not in plain:
            rule = next(rule for rule in field.rules if hasattr(rule, "expected"))
            words = getattr(rule, "codes", None)
            kinds = getattr(rule, "kinds", None) or ("base",)
            plain[field.name] = f"{kinds[0]}/a" if words is None else next(iter(words))
    plain = {key: one for key, one in plain.items() if key in {"kind", *vars_of(kind)}}

    assert is_read(plain, kind)
    assert accepted(plain, kind)
    for wrong in WRONG[kind]:
        assert not is_read({**plain, **wrong}, kind), wrong
        assert not accepted({**plain, **wrong}, kind), wrong
    for name in record_schema(kind)["required"]:
        less = {key: value for key, value in plain.items() if key != name}
        assert not accepted(less, kind), name


def vars_of(kind):
    return {field.name for field in fields_of(kind)}


@pytest.mark.parametrize(
    "name", ["", "_", "a__", "_\n", "\n__a", "_a_", "-__", "a\n__"]
)
def test_names_that_do_not_begin_with_two_underscores_are_free(name):
    """Whatever else stands in them, and however deep."""
    plain = {"kind": "mission", "id": "mission/a", name: [{name: None}]}

    assert is_read(plain, pk.Mission)
    assert accepted(plain, pk.Mission)


@given(forms(Place))
def test_a_part_has_a_schema_of_its_own(place):
    """It is accepted as it is written; an empty one is refused."""
    assert accepted(with_floats(form_to_plain(place)), Place)
    assert not accepted({}, Place)


def test_what_a_schema_cannot_say_stands_in_comments():
    """The rules between fields, repeated keys, dimensions, in plain sentences."""
    movement = record_schema(pk.Movement)["properties"]

    assert (
        "arrived_on must not be before departed_on."
        == (movement["arrived_on"]["$comment"])
    )
    assert ("distance must be a quantity of length, in a unit such as km.") == movement[
        "distance"
    ]["$comment"]
    assert "No field that is named is given." == movement["withheld"]["$comment"]
    assert (
        "No two of casualties are alike in group, outcome, severity, party, "
        "contributor, sex."
        == (record_schema(pk.Incident)["properties"]["casualties"]["$comment"])
    )
    assert (
        "cost must be a quantity of USD or EUR or XOF, in a unit such as USD."
        == record_schema(pk.Project)["properties"]["cost"]["$comment"]
    )
    assert (
        "age must be a quantity of time, in a unit such as year. "
        "age must lie between 0 and 150 year."
        == record_schema(pk.IndividualCasualty)["properties"]["age"]["$comment"]
    )
    assert (
        "identifiers must look as its scheme asks, if that is one of "
        f"{', '.join(SCHEME)}."
        == record_schema(pk.Base)["properties"]["identifiers"]["$comment"]
    )
    assert (
        "description must not be given together with name, role, organisation, extra. "
        "extra holds the keys that are not known. "
        "description must be given where anonymous_because is."
    ) == record_schema(pk.Speaker)["properties"]["description"]["$comment"]


# One of several fields.


@every_kind
def test_a_record_about_nothing_is_refused(kind):
    """Any of the fields of which one must be given is enough, and none is not."""
    whole = {
        "kind": kind.kind,
        "id": f"{kind.kind}/a",
        "mission": "mission/a",
        "base": "base/a",
        "incident": "incident/a",
        "actor": "actor/a",
        "contributor": "actor/a",
        "operator": "actor/a",
        "partner": "actor/a",
        "place": {"name": "Gao"},
        "on": "2023",
        "period": "2023/..",
        "category": "troops",
        "outcome": "died",
        "measure": "fatalities",
    }
    names = next((field.one_of for field in fields_of(kind) if field.one_of), ())
    needed = {"kind", *(field.name for field in fields_of(kind) if field.required)}
    plain = {name: one for name, one in whole.items() if name in needed}

    assert bool(names) == ("anyOf" in record_schema(kind))
    if names:
        assert not is_read(plain, kind)
        assert not accepted(plain, kind)
    for name in names:
        assert is_read({**plain, name: whole[name]}, kind), name
        assert accepted({**plain, name: whole[name]}, kind), name


@attrs.frozen(kw_only=True)
class Find(Record):
    """
    What was found.

    Attributes:
        by: Who found it.
        on: Day on which it was found.
        until: Day until which it was there.
        traces: What was found of it.
    """

    by: Annotated[str | None, OneOf("traces")] = None
    on: Annotated[PartialDate | None, OneOf("until")] = attrs.field(default=None)
    until: PartialDate | None = None
    traces: tuple[str, ...] = ()


@pytest.mark.parametrize(
    ("given_", "reads"),
    [
        ({"by": "a", "on": "2023"}, True),
        ({"traces": ["b"], "until": "2023"}, True),
        ({"by": "a", "traces": ["b"], "on": "2023", "until": "2023"}, True),
        ({"by": "a"}, False),
        ({"until": "2023"}, False),
        ({"traces": [], "on": "2023"}, False),
        ({}, False),
    ],
)
def test_each_group_of_several_fields_is_judged(given_, reads):
    """Every group says of which one must be given; an empty list is nothing."""
    plain = {"kind": "find", "id": "find/a", **given_}

    assert 2 == len(record_schema(Find)["allOf"])
    assert reads == is_read(plain, Find) == accepted(plain, Find)


# Words of extensions.


def test_an_open_vocabulary_lists_its_words_and_takes_others():
    """The words of an extension are listed where they are given."""
    more = Codes("method", open=True, codes={"trap": Code("trap", "A trap.", "ours")})
    listed = record_schema(pk.Incident, {"method": more})["properties"]["methods"]

    assert {"enum": ["trap"]} == listed["items"]["anyOf"][0]
    assert {"enum": list(METHOD)} == (
        record_schema(pk.Incident)["properties"]["methods"]["items"]["anyOf"][0]
    )
    plain = {"kind": "incident", "id": "incident/a", "mission": "mission/a"}
    assert accepted({**plain, "methods": ["another_word"]}, pk.Incident)


def test_a_closed_vocabulary_is_the_list_of_its_words():
    """Nothing else is accepted."""
    outcome = record_schema(pk.Casualties)["properties"]["outcome"]

    assert list(OUTCOME) == outcome["enum"]
    assert "anyOf" not in outcome


# Classes of other hands.


class Grid(Value):
    """A value of another hand, without a pattern."""

    __slots__ = ("text",)

    def __init__(self, text):
        object.__setattr__(self, "text", text)

    @classmethod
    def parse(cls, text):
        return cls(text)

    @classmethod
    def refusal(cls, got, hint=""):
        return pk.InvalidValue("be a grid", got, hint=hint)

    def __str__(self):
        return self.text


class Even:
    """A rule of another hand."""

    expected = "be even"

    def fault(self, value):
        return pk.InvalidValue(self.expected, value) if value % 2 else None


class Short:
    """A rule of another hand, on texts."""

    expected = "be short"

    def fault(self, value):
        return pk.InvalidValue(self.expected, value) if len(value) > 5 else None


def another_place():
    """Return a part that bears the name of one of ours."""

    @attrs.frozen(kw_only=True)
    class Place(Form):
        """Another place."""

        ward: str

    return Place


AnotherPlace = another_place()


@attrs.frozen(kw_only=True)
class Tree(Form):
    """
    A part that holds parts of its own class.

    Attributes:
        name: Its name.
        under: What stands under it.
    """

    name: str
    under: "tuple[Tree, ...]" = ()


@attrs.frozen(kw_only=True)
class Depot(Record):
    """
    A record of another hand.

    Attributes:
        tree: What is in it.
        levels: Its levels.
    """

    tree: Tree | None = None
    place: Place | None = None
    other_place: AnotherPlace | None = None
    levels: Annotated[int | None, Within(1, 4), Even()] = None
    rooms: Annotated[int | None, Within(min_value=0)] = None
    any_number: int | None = None
    people: Annotated[Count | None, Within(max_value=100)] = attrs.field(
        default=None, converter=lambda one: one
    )
    locked: bool | None = None
    grid: Grid | None = None
    opens_at: datetime.time | None = None
    closes_at: tuple[datetime.time, ...] = ()
    labels: Annotated[tuple[str, ...], NotEmpty(), Short()] = ()
    code: Annotated[
        str | None, Pattern("[a-z]+", "be low"), Pattern(".b.", "be in the middle")
    ] = None
    area: Annotated[pk.Quantity | None, Dimension("area", "hectare")] = None
    first_on: PartialDate | None = None
    last_on: Annotated[PartialDate | None, NotBefore("first_on"), NotWith("locked")] = (
        None
    )
    needed: Annotated[str | None, RequiredWith("locked")] = None
    at: Ref[pk.Base] | None = None


DEPOT = {"kind": "depot", "id": "depot/a", "labels": ["a"]}


@pytest.mark.parametrize(
    "given_",
    [
        {"tree": {"name": "a", "under": [{"name": "b", "under": [{"name": "c"}]}]}},
        {"place": {"name": "Gao"}, "other_place": {"ward": "1"}},
        {"levels": 4, "rooms": 0, "any_number": -(2**53) + 1},
        {"people": 100},
        {"people": "2..5"},
        {"locked": True, "needed": "a"},
        {"grid": "31 N"},
        {"code": "abc"},
        {"at": "base/gao"},
    ],
)
def test_a_record_of_another_hand_is_accepted(given_):
    """What is read of it is accepted."""
    assert is_read({**DEPOT, **given_}, Depot)
    assert accepted({**DEPOT, **given_}, Depot)


@pytest.mark.parametrize(
    "wrong",
    [
        {"tree": {"name": "a", "under": [{"name": "b", "under": [{"name": 7}]}]}},
        {"place": {"ward": 1, "name": 7}},
        {"other_place": {"name": "Gao"}},
        {"levels": 5},
        {"levels": 0},
        {"levels": 1.5},
        {"rooms": -1},
        {"any_number": 2**53},
        {"people": 101},
        {"locked": "yes"},
        {"grid": []},
        {"labels": []},
        {"code": "abcd"},
        {"code": "ABC"},
        {"at": "depot/a"},
    ],
)
def test_a_record_of_another_hand_is_refused(wrong):
    """What breaks its rules is refused by both."""
    assert not is_read({**DEPOT, **wrong}, Depot)
    assert not accepted({**DEPOT, **wrong}, Depot)


def test_a_list_that_is_not_empty_is_required():
    """For a list that is left out is empty."""
    plain = {"kind": "depot", "id": "depot/a"}

    assert not is_read(plain, Depot)
    assert not accepted(plain, Depot)


def test_what_only_another_hand_can_read_is_left_open():
    """Its type is named; its rules stand in words."""
    properties = record_schema(Depot)["properties"]

    assert {"$comment": "A time, read by the owner of that type."} == (
        properties["opens_at"]
    )
    assert "time" in properties["closes_at"]["items"]["$comment"]
    assert "levels must be even." == properties["levels"]["$comment"]
    assert (
        "labels must be short. labels must have at least one member."
        == (properties["labels"]["$comment"])
    )
    assert "people must be at most 100." == properties["people"]["$comment"]


def test_two_parts_of_one_name_have_two_definitions():
    """The second bears a number."""
    schema = record_schema(Depot)

    assert {"$ref": "#/$defs/place"} == schema["properties"]["place"]
    assert {"$ref": "#/$defs/place-2"} == schema["properties"]["other_place"]
    assert ["ward"] == list(schema["$defs"]["place-2"]["properties"])


# Datasets.


HEADER = {"peacekeep": "1.0", "records": []}


@pytest.mark.parametrize(
    "given_",
    [
        {},
        {"peacekeep": "1.27"},
        {"title": "Missions", "licence": "MIT", "marking": "TLP:GREEN"},
        {"unknown": {"a": [None, 1.5]}},
        {"records": [{"kind": "mission", "id": "mission/a"}]},
        {"records": [{"kind": "convoy", "id": "convoy/a", "unknown": {"a": None}}]},
    ],
)
def test_a_header_is_accepted(given_):
    """With what it must have, what it may have, and what is not known."""
    plain = {**HEADER, **given_}

    assert pk.loads(json.dumps(plain)) is not None
    assert accepted(plain)


@pytest.mark.parametrize(
    "wrong",
    [
        {"peacekeep": "2.0"},
        {"peacekeep": "1.0\n"},
        {"peacekeep": "1"},
        {"peacekeep": 1.0},
        {"title": ""},
        {"title": None},
        {"marking": "TLP:WHITE"},
        {"kind": "header"},
        {"version": "1.0"},
        {"__a": 1},
        {"records": {}},
        {"records": ["mission/a"]},
        {"records": [{"id": "mission/a"}]},
        {"records": [{"kind": 7, "id": "mission/a"}]},
        {"records": [{"kind": "mission", "id": "base/a"}]},
        {"records": [{"kind": "convoy"}]},
        {"records": [{"kind": "convoy", "id": "Convoy/a"}]},
        {"records": [{"kind": "convoy", "id": "convoy/a", "marking": "none"}]},
        {"records": [{"kind": "convoy", "id": "convoy/a", "withheld": ["a"]}]},
        {"records": [{"kind": "convoy", "id": "convoy/a", "a": {"__a": 1}}]},
    ],
)
def test_a_header_or_record_that_cannot_be_is_refused(wrong):
    """The schema refuses it, and so does the reader."""
    plain = {**HEADER, **wrong}
    with pytest.raises(pk.PeacekeepError):
        pk.loads(json.dumps(plain))

    assert not accepted(plain)


@pytest.mark.parametrize("name", list(HEADER))
def test_a_dataset_has_a_version_and_records(name):
    """Neither may be left out."""
    assert not accepted({key: one for key, one in HEADER.items() if key != name})


def test_a_dataset_says_what_it_is():
    """Dialect, name, limits; and it is itself a schema."""
    schema = dataset_schema(KINDS)

    Draft202012Validator.check_schema(schema)
    assert "urn:peacekeep:schema:1.1:dataset" == schema["$id"]
    assert (
        "Arrays and objects are nested at most 64 deep. A record has at most 1 MiB. "
        "No object has a key twice. No two records share an id."
    ) == schema["$comment"]


def test_a_record_of_a_kind_that_is_not_known_has_a_schema():
    """Only its id and what every record has are known of it."""
    assert accepted({"kind": "convoy", "id": "convoy/a", "a": 1}, UnknownRecord)
    assert not accepted({"kind": "Convoy", "id": "convoy/a"}, UnknownRecord)


# What ships.


def test_the_schemas_that_ship_are_fresh():
    """They are those that the code would write now, and no others."""
    built = runpy.run_path(str(PROJECT / "docs" / "build_reference.py"))["schemas"]()
    folder = files("peacekeep").joinpath("data", "schemas")

    assert {"dataset.schema.json", "base_event.schema.json"} < set(built)
    assert set(built) == {path.name for path in folder.iterdir()}
    for name, text in built.items():
        assert text == folder.joinpath(name).read_text("utf-8"), name
        assert text.endswith("}\n")


@attrs.frozen(kw_only=True)
class Worst(Record):
    """
    The worst outcome.

    Attributes:
        outcome: Code of two vocabularies.
    """

    outcome: Annotated[
        str | None,
        CodeFrom(OUTCOME),
        CodeFrom(Codes("worst", open=False, codes={"killed": OUTCOME["killed"]})),
    ] = None


def test_a_word_of_two_vocabularies_is_in_both():
    """The schema says each of them, as the reader asks for each."""
    worst = {"kind": "worst", "id": "worst/a"}

    assert accepted({**worst, "outcome": "killed"}, Worst)
    assert not accepted({**worst, "outcome": "injured"}, Worst)
    with pytest.raises(pk.InvalidRecord):
        Worst(id="worst/a", outcome="injured")
