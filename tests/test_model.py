"""A linter of the model: one name, one type; every field explained."""

import inspect
import re
import typing

import attrs
import pytest

from peacekeep import models
from peacekeep.definitions.fields import fields_of
from peacekeep.definitions.forms import Form
from peacekeep.definitions.rules import Identity
from peacekeep.definitions.values import Value
from peacekeep.models import KINDS
from peacekeep.models.header import Header
from peacekeep.models.place import Place


FORMS = [
    *(
        one
        for one in vars(models).values()
        if isinstance(one, type) and issubclass(one, Form)
    ),
    Place,
    Header,
]

every_form = pytest.mark.parametrize("form", FORMS, ids=lambda cls: cls.__name__)
every_kind = pytest.mark.parametrize("kind", KINDS, ids=lambda cls: cls.kind)


def attributes_of(cls):
    """Return the names that a docstring explains, in its order."""
    text = inspect.cleandoc(cls.__doc__)
    section = re.search(r"^Attributes:\n((?:[ ]+.*\n?|\n)*)", text, re.MULTILINE)
    lines = section[1].splitlines() if section else []
    found = [re.fullmatch(r" {4}(\w+): \S.*", line) for line in lines]
    return [match[1] for match in found if match]


@every_form
def test_every_field_is_explained_where_it_is_declared(form):
    """A class's `Attributes:` has its own fields in order, and no stray ones."""
    inherited = {
        name
        for base in form.__mro__[1:]
        if attrs.has(base)
        for name in attrs.fields_dict(base)
    }
    own = [one.name for one in attrs.fields(form) if one.name not in inherited]

    assert own == attributes_of(form)


def test_unknown_keys_are_explained_once():
    """The one field that every form has is explained on `Form`."""
    assert ["extra"] == attributes_of(Form)


@every_form
def test_a_class_tells_what_it_is_in_one_sentence(form):
    """The first line of a docstring stands alone, and ends with a full stop."""
    first, empty, *_ = [*inspect.cleandoc(form.__doc__).splitlines(), "", ""]

    assert first.endswith(".")
    assert "" == empty


@every_kind
def test_a_kind_shows_how_it_is_written(kind):
    """Every kind of record has an example, and says what it raises."""
    assert "Example:" in kind.__doc__
    assert "Raises:\n    InvalidRecord: " in inspect.cleandoc(kind.__doc__)


def meanings():
    """Return the types of each name of a field, over all forms."""
    found = {}
    for form in FORMS:
        for field in fields_of(form):
            meaning = (field.holds, field.many)
            found.setdefault(field.name, {}).setdefault(meaning, form.__name__)
    return found


# The names that mean two things, and the classes in which they do.
TWO_MEANINGS = {
    # Whose words a source prints; the place from which a movement set out.
    "origin": {"Source", "Movement"},
    # An actor stands to actors alone; a base may pass to a mission too.
    "to": {"Affiliation", "BaseEvent"},
    # Each is part of a larger one of its own kind, as the reference says.
    "part_of": {"Actor", "Event"},
}


def test_one_name_has_one_type_everywhere():
    """A name of a field means one thing, but for the two that are listed here."""
    doubles = {
        name: set(types.values())
        for name, types in meanings().items()
        if len(types) > 1
    }

    assert TWO_MEANINGS == doubles


def test_days_end_in_on_and_spans_are_periods():
    """A field is a date if, and only if, its name says so."""
    for name, types in meanings().items():
        for held, _ in types:
            word = getattr(held, "__name__", "")
            assert (word == "PartialDate") == (name.split("_")[-1] == "on"), name
            assert (word == "Period") == (name == "period"), name


def test_many_are_called_by_a_plural():
    """A field holds many if, and only if, its name is a plural."""
    # Of personnel there is no singular: it is the people of several categories.
    plural_of_one = {"of", "withheld", "includes", "personnel"}
    one_of_plural = {"says", "basis", "status", "supersedes", "repeats"}
    # Counts of things are called by what is counted.
    one_of_plural |= {"attacks", "vehicles", "events", "beneficiaries"}
    for name, types in meanings().items():
        for _, many in types:
            plural = name in plural_of_one or (
                name.endswith("s") and name not in one_of_plural
            )
            assert plural == many, name


@every_form
def test_every_rule_is_one_of_the_vocabulary(form):
    """What stands on an annotation is a rule that every way can read."""
    hints = typing.get_type_hints(form, include_extras=True)
    for field in fields_of(form):
        for rule in getattr(hints[field.name], "__metadata__", ()):
            assert type(rule).__module__ == "peacekeep.definitions.rules", field.name
            is_mark = isinstance(rule, Identity)
            is_rule = hasattr(rule, "fault") != hasattr(rule, "between")
            assert is_mark != is_rule, field.name


# Names, titles, words of what sort of thing it is, and places: what a record is called
# and is about, as the page on time says.
CALLED = {
    "source": "title",
    "actor": "name aliases actor_type",
    "mission": "name acronym mission_type",
    "base": "name base_type place",
    "personnel_count": "status sex",
    "movement": "mode origin destination",
    "equipment": "item",
    "incident": "incident_type place",
    "individual_casualty": "place",
    "tally": "place cause group",
    "project": "title place sector",
    "event": "event_type title place",
}


@every_kind
def test_what_a_record_is_called_is_marked(kind):
    """Required fields and references need no mark."""
    marked = {one.name for one in fields_of(kind) if one.marked}

    assert set(CALLED.get(kind.kind, "").split()) == marked
    for field in fields_of(kind):
        is_identity = field.marked or field.is_required or field.refers is not None
        assert is_identity == field.is_identity


@every_form
def test_a_rule_between_fields_looks_at_fields_that_there_are(form):
    """Its other fields are of the same class."""
    names = {*attrs.fields_dict(form)}
    for field in fields_of(form):
        for rule in field.between:
            assert set(rule.others) <= names, field.name


@every_form
def test_no_field_bears_a_rule_of_attrs(form):
    """An attrs validator would stop at the first fault, and no way could read it."""
    for field in attrs.fields(form):
        assert field.validator is None, field.name


@every_form
def test_a_field_holds_values_that_the_wire_can_hold(form):
    """A text, a truth value, a value or a part of ours."""
    for field in fields_of(form):
        origin = typing.get_origin(field.holds)
        simple = field.holds in {str, bool} or origin is models.Ref
        assert simple or issubclass(field.holds, Value | Form), field.name


@every_form
def test_the_key_of_a_part_is_made_of_texts(form):
    """A claim names a part by texts, which are fields of it."""
    fields = {field.name: field for field in fields_of(form)}
    for name in form.KEY:
        assert not fields[name].many
        assert fields[name].part is None


def test_the_models_list_what_they_hold():
    """`models.__all__` has every class once, and `KINDS`."""
    classes = {one.__name__ for one in FORMS} - {"Place", "Header"}

    assert {*classes, "KINDS", "Ref"} == set(models.__all__)
