"""What every value shares: unknown keys, forms that read their fields, plain text."""

import copy
import datetime
import inspect
import pickle
from decimal import Decimal
from typing import Annotated, Any, Generic, TypeVar

import attrs
import pytest
from builders import error_of

from peacekeep.definitions.extra import DEPTH_LIMIT, Extra
from peacekeep.definitions.fields import Unreadable, fields_of, read_text, snake_case
from peacekeep.definitions.forms import Form
from peacekeep.definitions.rules import (
    NotBefore,
    NotEmpty,
    NotWith,
    OneOf,
    Pattern,
    RequiredWith,
    Within,
)
from peacekeep.definitions.values import Value
from peacekeep.errors import InvalidRecord, InvalidValue, Where
from peacekeep.models.place import Place
from peacekeep.values.counts import Count
from peacekeep.values.dates import PartialDate
from peacekeep.values.points import Point


KEY = (
    "an unknown key must be a text that does not begin with two underscores, without "
    "lone surrogates, got {!r}. Rename the key, or leave it out."
)
HIDDEN = "Take out the control and direction characters."
EMPTY = "Leave the field out where nothing is known."
A_DATE = (
    "must be a date such as 2023-10-31, 2023-10, 2023-10-XX or "
    '"[2023-11-11..2023-11-20]", got '
)
A_COUNT = 'must be a count such as 850, "2..", "..50", "2..5~3" or "~850", got '
TOO_DEEP = "must not stand deeper than 64 arrays and objects, got <class 'list'>."
# A record in the list of records in the whole: three of the 64 are taken.
DEEPEST = 61


T = TypeVar("T")


def as_any(value: Any) -> Any:
    """Let a field take anything, as the converters of records do."""
    return value


class Letter(str, Generic[T]):
    """A type that says itself how it is read."""

    __slots__ = ()

    @staticmethod
    def reader(args):
        assert (str,) == args
        return read_text, (Pattern("[a-z]", "be one letter"),)


@attrs.frozen(kw_only=True)
class Part(Form):
    """A part of a list, found by its label and its colour."""

    KEY = ("label", "colour")

    label: str
    colour: str | None = None
    count: Count | None = attrs.field(default=None, converter=as_any)


@attrs.frozen(kw_only=True)
class Keyless(Form):
    """A part of a list that bears no key."""

    label: str


@attrs.frozen(kw_only=True)
class Thing(Form):
    """A form with a field of every sort."""

    name: Annotated[str, Pattern("[a-z]+", "be a word in lower case")]
    on: PartialDate | None = attrs.field(default=None, converter=as_any)
    until: Annotated[PartialDate | None, NotBefore("on")] = attrs.field(
        default=None, converter=as_any
    )
    count: Annotated[Count | None, Within(min_value=1)] = attrs.field(
        default=None, converter=as_any
    )
    number: int | None = None
    sure: bool | None = None
    words: tuple[str, ...] = ()
    counts: Annotated[tuple[Count, ...], NotWith("words")] = attrs.field(
        default=(), converter=as_any
    )
    parts: tuple[Part, ...] = ()
    keyless: tuple[Keyless, ...] = ()
    part: Part | None = None
    day: datetime.date | None = None
    reason: Annotated[str | None, RequiredWith("sure")] = None
    letter: Letter[str] | None = None


@attrs.frozen(kw_only=True)
class ListOfWords(Form):
    """A form with a list that must be given, and with a rule of its own."""

    words: Annotated[tuple[str, ...], NotEmpty()]
    last: str | None = None

    def _faults(self):
        if self.last is not None and self.last != self.words[-1]:
            yield InvalidValue("be the last word", self.last, where=Where(path="last"))

    def _place(self):
        return Where(record="list/one")


@attrs.frozen(kw_only=True)
class Either(Form):
    """A form that is about something, said in two ways."""

    first: Annotated[str | None, OneOf("second", "words")] = None
    second: str | None = None
    words: tuple[str, ...] = ()
    day: Annotated[PartialDate | None, OneOf("until")] = attrs.field(
        default=None, converter=as_any
    )
    until: PartialDate | None = attrs.field(default=None, converter=as_any)


def faults_of(make=Thing, /, **fields):
    """Return the text of the error that making a form raises."""
    with pytest.raises(InvalidRecord) as caught:
        make(**fields)
    return str(caught.value)


def thing(**fields):
    return Thing(name="x", **fields)


def fault_of(**fields):
    """Return the one fault of a thing with a good name."""
    head, *faults = faults_of(name="x", **fields).split("\n  ")

    assert "thing: 1 fault:" == head
    return "".join(faults)


def nested(depth, make=list):
    """Return lists, or what else is made, inside one another."""
    value = "leaf"
    for _ in range(depth):
        value = [value] if make is list else {"in": value}
    return value


# Unknown keys


class TestExtra:
    def test_it_is_a_mapping(self):
        """Its keys and values are those that were given."""
        extra = Extra({"a": 1, "b": "two"})

        assert {"a": 1, "b": "two"} == dict(extra)
        assert 2 == len(extra)
        assert "a" in extra
        assert 0 == len(Extra())

    def test_a_key_that_is_not_there_is_none_of_its(self):
        """A mapping without a key says so as Python does."""
        with pytest.raises(KeyError):
            Extra()["a"]

    def test_what_it_holds_is_immutable_all_the_way_down(self):
        """Lists are held as tuples, objects as `Extra`."""
        extra = Extra({"a": [1, [2, {"b": [3]}]]})

        assert (1, (2, Extra({"b": [3]}))) == extra["a"]
        assert (3,) == extra["a"][1][1]["b"]

    def test_what_it_was_made_of_can_change(self):
        """A list that is changed later changes nothing."""
        words = ["a"]
        extra = Extra({"words": words})
        words.append("b")

        assert ("a",) == extra["words"]

    def test_it_is_written_back_as_lists_and_dictionaries(self):
        """What was read is written."""
        plain = {"a": [1, [2, {"b": [3, None, True]}]], "c": {"d": "text"}, "e": []}

        assert plain == Extra(plain).to_plain()

    def test_numbers_with_a_point_are_decimals(self):
        """A float stands for its shortest decimal."""
        extra = Extra({"a": 0.1, "b": Decimal("1.50"), "c": 1e22})

        assert [Decimal("0.1"), Decimal("1.50"), Decimal("1e22")] == list(
            extra.values()
        )
        assert "1.50" == str(extra["b"])

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            (True, 1),
            (False, 0),
            (1, Decimal(1)),
            (1, 1.0),
            (True, Decimal(1)),
            ([1], [True]),
            ({"b": 1}, {"b": True}),
            (None, False),
            ("1", 1),
            ([], {}),
        ],
    )
    def test_what_differs_in_json_differs(self, one, other):
        """True, 1 and 1.0 are equal in Python, and not here."""
        assert Extra({"a": one}) != Extra({"a": other})

    def test_equal_is_the_same_keys_and_values(self):
        """Equal ones hash alike, in whatever order their keys stand."""
        assert {Extra({"a": [1], "b": {"c": 2}})} == {
            Extra({"b": {"c": 2}, "a": (1,)}),
            Extra({"a": [1], "b": Extra({"c": 2})}),
        }

    def test_it_equals_no_dictionary(self):
        """A dictionary is no `Extra`."""
        assert Extra({"a": 1}) != {"a": 1}

    def test_its_repr_is_evaluated_to_it(self):
        """The repr is the Python that makes it."""
        extra = Extra({"a": [1, {"b": None}]})

        assert "Extra({'a': (1, Extra({'b': None}))})" == repr(extra)
        assert extra == eval(repr(extra))

    def test_it_cannot_be_changed(self):
        """Nothing of it can be set or deleted."""
        extra = Extra({"a": 1})

        with pytest.raises(AttributeError, match=r"^Extra is immutable: b cannot"):
            extra.b = 2
        with pytest.raises(AttributeError, match=r"immutable: b cannot be deleted"):
            del extra.b
        with pytest.raises(TypeError):
            extra["a"] = 2

    def test_it_is_copied_and_pickled(self):
        """A copy is itself, and pickling keeps it."""
        extra = Extra({"a": [1, {"b": Decimal("0.5")}], "c": True})

        assert extra is copy.copy(extra) is copy.deepcopy(extra)
        assert extra == pickle.loads(pickle.dumps(extra))

    @pytest.mark.parametrize(
        "key", ["__class__", "__", 1, None, True, "\ud800", "a\udfff"]
    )
    def test_a_key_is_a_text_of_its_own(self, key):
        """Two underscores belong to other languages, and a surrogate to no text."""
        assert KEY.format(key) == error_of(Extra, {key: 1})

    def test_a_key_further_in_is_found(self):
        """The error says where the key stands."""
        expected = KEY.format("__b").replace("an unknown key", "a")

        assert expected == error_of(Extra, {"a": {"__b": 1}})

    @pytest.mark.parametrize("key", ["", "_a", "a__b", "A key", "\u00e9"])
    def test_any_other_text_is_a_key(self, key):
        """A key of somebody else need not be to our taste."""
        assert {key: 1} == Extra({key: 1}).to_plain()

    @pytest.mark.parametrize(
        "value",
        [
            {1},
            b"bytes",
            object,
            datetime.date(2023, 10, 31),
            1j,
            float("nan"),
            float("inf"),
            Decimal("NaN"),
            Decimal("sNaN"),
            Decimal("-Infinity"),
        ],
    )
    def test_what_json_cannot_hold_is_refused(self, value):
        """Only null, bools, numbers, texts, arrays and objects are kept."""
        assert f"a must be what JSON can hold, got {value!r}." == error_of(
            Extra, {"a": value}
        )

    @pytest.mark.parametrize("number", [2**53, -(2**53), 10**400])
    def test_a_whole_number_above_the_limit_is_refused(self, number):
        """Beyond 2**53 - 1 a number is not read alike everywhere."""
        shown = repr(number) if number < 10**60 else repr(number)[:77] + "..."
        expected = f"a must be a whole number up to 9007199254740991, got {shown}."

        assert expected == error_of(Extra, {"a": number})

    @pytest.mark.parametrize("number", [2**53 - 1, -(2**53) + 1, 0])
    def test_a_whole_number_up_to_the_limit_is_kept(self, number):
        """2**53 - 1 is kept, and so is what is below 0."""
        assert number == Extra({"a": number})["a"]

    @pytest.mark.parametrize("text", ["\ud800", "a\udc00b"])
    def test_a_lone_surrogate_is_no_text(self, text):
        """What cannot be written as UTF-8 is refused, however deep."""
        expected = f"a must be text without lone surrogates, got {text!r}."

        assert expected == error_of(Extra, {"a": text})
        assert expected.replace("a ", "a.b ", 1) == error_of(
            Extra, {"a": {"b": [text]}}
        )

    def test_other_text_is_kept_as_it_is(self):
        """A text of somebody else is kept, empty or strange."""
        text = " \x00\u202e\U0001f54a"

        assert text == Extra({"a": text})["a"]

    @pytest.mark.parametrize("make", [list, dict])
    @pytest.mark.parametrize("depth", [DEEPEST - 1, DEEPEST])
    def test_values_stand_up_to_the_limit(self, make, depth):
        """With the record, the records and the whole, 64 stand inside one another."""
        assert DEPTH_LIMIT == DEEPEST + 3

        value = nested(depth, make)

        assert {"a": value} == Extra({"a": value}).to_plain()

    @pytest.mark.parametrize("depth", [DEEPEST + 1, 5_000])
    def test_values_deeper_than_the_limit_are_refused(self, depth):
        """The error is of ours, however deep the value is."""
        assert f"a {TOO_DEEP}" == error_of(Extra, {"a": nested(depth)})

    def test_objects_deeper_than_the_limit_are_refused(self):
        """An object counts as an array does."""
        error = error_of(Extra, {"in": nested(DEEPEST + 1, dict)})

        assert "deeper than 64 arrays and objects, got <class 'dict'>." in error

    def test_a_value_that_holds_itself_is_refused(self):
        """A circle is deeper than any limit."""
        circle = []
        circle.append(circle)

        assert f"a {TOO_DEEP}" == error_of(Extra, {"a": circle})

    def test_one_inside_another_counts_as_deep_as_it_is(self):
        """The limit holds for what was made before."""
        extra = Extra()
        for _ in range(DEEPEST):
            extra = Extra({"in": extra})

        assert "deeper than 64" in error_of(Extra, {"in": extra})

    @pytest.mark.parametrize("items", [None, 5, "text", ["a"], [("a", 1)]])
    def test_it_is_made_of_a_mapping(self, items):
        """Whatever else is given is refused by an error of ours."""
        expected = f"extra must be keys with their values, got {items!r}."

        assert expected == error_of(Extra, items)


# Forms


class TestForm:
    def test_fields_take_their_values_or_texts(self):
        """A value and its canonical text make the same form."""
        assert thing(on="2023-10", count="2..", counts=["~850", 3]) == thing(
            on=PartialDate("2023-10"),
            count=Count(2, None),
            counts=(Count.parse("~850"), Count(3)),
        )

    def test_a_list_is_taken_as_a_tuple(self):
        """What is held is a tuple of what was read."""
        assert ("a", "b") == thing(words=["a", "b"]).words
        assert (Count(3),) == thing(counts=[3]).counts
        assert () == thing(words=[]).words

    def test_a_tuple_that_needs_no_reading_is_kept(self):
        """Nothing is made anew that is read already."""
        words = ("a", "b")

        assert words is thing(words=words).words

    def test_nothing_is_made_up(self):
        """An optional field that is not given is None, or empty."""
        made = thing()

        assert (None, None, (), ()) == (made.on, made.count, made.words, made.parts)
        assert Extra() == made.extra

    def test_every_fault_is_named(self):
        """The error holds all faults at once, each with its field and member."""
        error = faults_of(
            name="X",
            on="2023-13",
            count=0,
            number=1.5,
            sure=1,
            words=["a", "", "b\u202e"],
            counts=[1, "850"],
            parts=["a"],
            part=Keyless(label="a"),
            day="2023-10-31",
        )

        assert [
            "thing: 11 faults:",
            "  name must be a word in lower case, got 'X'.",
            f"  on {A_DATE}'2023-13'. Months run from 01 to 12.",
            "  count must be at least 1, got Count.parse('0').",
            "  number must be a whole number up to 9007199254740991, got 1.5.",
            "  sure must be true or false, got 1.",
            f"  words[1] must be a readable text, got ''. {EMPTY}",
            f"  words[2] must be a readable text, got 'b\\u202e'. {HIDDEN}",
            f"  counts[1] {A_COUNT}'850'. Write 850 without quotes.",
            "  parts[0] must be a Part, got 'a'.",
            "  part must be a Part, got Keyless(label='a').",
            "  day must be a date, got '2023-10-31'.",
        ] == error.split("\n")

    def test_what_is_missing_is_named_with_all_other_faults(self):
        """A field that must be given is a fault like any other."""
        assert (
            "thing: 2 faults:\n"
            "  name must be given, got nothing.\n"
            "  number must be a whole number up to 9007199254740991, got 'many'."
        ) == faults_of(number="many")

    def test_what_is_unknown_is_named_with_all_other_faults(self):
        """A name that is no field is offered the nearest one."""
        assert (
            "thing: 3 faults:\n"
            "  name must be given, got nothing.\n"
            "  the name must be a field of Thing, got 'cuont'. Did you mean count?\n"
            "  the name must be a field of Thing, got 'zzz'."
        ) == faults_of(cuont=3, zzz=4)

    def test_a_field_that_must_be_given_is_not_none(self):
        """None is no text."""
        assert "thing: 1 fault:\n  name must be a readable text, got None." == (
            faults_of(name=None)
        )

    def test_fields_are_given_by_name(self):
        """What is given by its place is refused as Python does."""
        with pytest.raises(TypeError, match="positional"):
            Thing("x")

    def test_an_error_inside_is_not_hidden(self):
        """A TypeError that is not of the call is raised as it is."""

        @attrs.frozen(kw_only=True)
        class Faulty(Form):
            name: str = attrs.field(converter=lambda value: value + 1)

        with pytest.raises(TypeError, match="can only concatenate str"):
            Faulty(name="x")

    @pytest.mark.parametrize("value", ["a", "x" * 60])
    def test_a_text_is_no_list(self, value):
        """The error shows how a list of one is written."""
        assert f"words must be a list, got {value!r}. Write [{value!r}]." == fault_of(
            words=value
        )

    @pytest.mark.parametrize("value", ["x" * 61, {"a"}, 5, None, {"a": 1}, Count(1)])
    def test_nothing_else_is_a_list(self, value):
        """A set has no order, and None is no list of nothing."""
        assert f"words must be a list, got {value!r}." == fault_of(words=value)

    @pytest.mark.parametrize("number", [True, 1.0, "1", 2**53, -(2**53)])
    def test_a_whole_number_is_one(self, number):
        """A bool, a float, a text and what is beyond the limit are refused."""
        assert (
            f"number must be a whole number up to 9007199254740991, got {number!r}."
        ) == fault_of(number=number)

    def test_a_day_of_another_owner_is_taken_as_it_is(self):
        """A type that is none of ours is asked for, and not read."""
        day = datetime.date(2023, 10, 31)

        assert day is thing(day=day).day

    # What parts of a list are told apart by

    def test_parts_have_keys_of_their_own(self):
        """A key is the canonical texts of its fields, as far as they are given."""
        assert ("a",) == Part(label="a").key
        assert ("a", "red") == Part(label="a", colour="red").key
        assert () == Keyless(label="a").key

    def test_no_two_parts_have_one_key(self):
        """Two parts that cannot be told apart are a fault of the second."""
        one, red = Part(label="a"), Part(label="a", colour="red")

        assert (
            "parts[2] must be the only one with the key a,red, got "
            "Part(label='a', colour='red'). "
            "Merge the two, or tell them apart."
        ) == fault_of(parts=[one, red, red])

    def test_parts_without_a_key_may_be_alike(self):
        """What bears no key is not told apart."""
        parts = (Keyless(label="a"), Keyless(label="a"))

        assert parts == thing(keyless=parts).keyless

    # Rules between fields

    @pytest.mark.parametrize(
        ("fields", "fault"),
        [
            (
                {"on": "2023-11", "until": "2023-10"},
                "until must not be before on, 2023-11, got '2023-10'.",
            ),
            (
                {"words": ["a"], "counts": [1]},
                (
                    "counts must not be given together with words, got "
                    "(Count.parse('1'),). Leave out counts or words."
                ),
            ),
            (
                {"sure": True},
                (
                    "reason must be given where sure is, got nothing. "
                    "Give reason, or leave out sure."
                ),
            ),
        ],
    )
    def test_rules_between_fields_hold(self, fields, fault):
        """A rule stands on one field and looks at others."""
        assert fault == fault_of(**fields)

    def test_a_rule_between_fields_runs_where_all_are_read(self):
        """A fault that follows from another is not named."""
        assert "on must be a date" in fault_of(on="soon", until="2023-10")

    def test_a_list_that_must_be_given_has_members(self):
        """An empty list is no list of what must be given."""
        assert (
            "list/one: 1 fault:\n"
            "  list/one: words must have at least one member, got ()."
        ) == faults_of(ListOfWords, words=())

    @pytest.mark.parametrize(
        "fields",
        [
            {"first": "a", "day": "2023"},
            {"second": "a", "until": "2023"},
            {"words": ["a"], "day": "2023", "until": "2023"},
        ],
    )
    def test_a_form_is_about_one_of_several_things(self, fields):
        """Of each group one field is enough, and more are none too many."""
        assert isinstance(Either(**fields), Either)

    def test_each_group_of_several_fields_is_judged(self):
        """A form with two such rules names what either of them misses."""
        day = "  day must be given, or one of until, got nothing. Give day or until."

        assert (
            "either: 2 faults:\n"
            "  first must be given, or one of second, words, got nothing. "
            f"Give first, second or words.\n{day}"
        ) == faults_of(Either)
        assert f"either: 1 fault:\n{day}" == faults_of(Either, words=["a"])

    def test_one_of_several_is_not_missed_where_one_cannot_be_read(self):
        """A day that is misspelt was given."""
        assert "either: 1 fault:\n  until must be a date" in faults_of(
            Either, first="a", until="soon"
        )

    def test_a_field_knows_of_which_one_must_be_given(self):
        """The first field carries the rule, and itself is one of them."""
        fields = {field.name: field for field in fields_of(Either)}

        assert ("first", "second", "words") == fields["first"].one_of
        assert () == fields["second"].one_of
        assert not fields["first"].required

    def test_one_of_several_fields_is_a_field_that_there_is(self):
        """A misspelt name is told with the one that is meant."""

        @attrs.frozen(kw_only=True)
        class Slip(Form):
            base: Annotated[str | None, OneOf("missoin")] = None
            mission: str | None = None

        assert (
            "slip: base must have rules that name fields, as OneOf does, got "
            "'missoin'. Did you mean mission?"
        ) == error_of(fields_of, Slip)

    def test_a_form_has_rules_of_its_own(self):
        """What no rule of a field can say is said by the form."""
        assert (
            "list/one: 1 fault:\n  list/one: last must be the last word, got 'a'."
        ) == faults_of(ListOfWords, words=["a", "b"], last="a")

    def test_rules_of_its_own_run_where_all_fields_are_read(self):
        """They find every field readable."""
        assert "words[0] must be a readable text" in faults_of(
            ListOfWords, words=[1], last="a"
        )

    # Unknown keys

    def test_unknown_keys_are_kept(self):
        """A mapping is read as `Extra`."""
        assert Extra({"colour": "blue"}) == thing(extra={"colour": "blue"}).extra
        assert Extra({"colour": "blue"}) == thing(extra=Extra({"colour": "blue"})).extra

    @pytest.mark.parametrize("extra", [None, 5, "text", []])
    def test_unknown_keys_are_a_mapping(self, extra):
        """Whatever else is given is a fault of the form."""
        assert f"extra must be keys with their values, got {extra!r}." == fault_of(
            extra=extra
        )

    def test_a_known_key_is_no_unknown_one(self):
        """A field is given as a field."""
        assert (
            "words must be given as a field, not in extra, got 'words'."
        ) == fault_of(extra={"words": ["a"], "other": 1})

    def test_a_fault_of_an_unknown_key_is_one_of_the_form(self):
        """It is named with the others."""
        assert (
            "thing: 2 faults:\n"
            "  name must be a word in lower case, got 'X'.\n"
            f"  {KEY.format('__a')}"
        ) == faults_of(name="X", extra={"__a": 1})

    # What a form is as a value

    def test_forms_are_equal_by_their_fields(self):
        """Equal forms hash alike, and unknown keys are part of them."""
        assert {thing(words=["a"])} == {thing(words=("a",)), thing(words=["a"])}
        assert thing() != thing(extra={"a": 1})

    def test_a_form_cannot_be_changed(self):
        """A field that is set is an error of Python's."""
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            thing().name = "y"

    def test_a_form_is_changed_by_making_another(self):
        """`attrs.evolve` reads the fields again."""
        assert thing(count=3) == attrs.evolve(thing(), count=3)
        with pytest.raises(InvalidRecord):
            attrs.evolve(thing(), count=0)

    @pytest.mark.parametrize(
        "form",
        [
            thing(),
            thing(
                on="2023-10",
                words=["a"],
                parts=[Part(label="a", count="~850")],
                extra={"a": [1]},
            ),
        ],
    )
    def test_a_form_is_pickled(self, form):
        """Pickling keeps all of it."""
        assert form == pickle.loads(pickle.dumps(form))
        assert form == copy.deepcopy(form)

    def test_its_error_is_pickled(self):
        """The faults and their places are kept."""
        with pytest.raises(InvalidRecord) as caught:
            thing(count=0, words="a")

        again = pickle.loads(pickle.dumps(caught.value))

        assert str(caught.value) == str(again)
        assert 2 == len(again.faults)

    def test_it_prints_what_is_given(self):
        """What is None or empty is left out; unknown keys come last."""
        assert "Thing(name='x')" == repr(thing(words=[], sure=None))
        assert "Thing(name='x', sure=False, reason='r')" == str(
            thing(sure=False, reason="r")
        )
        assert (
            "Thing(name='x', on=PartialDate.parse('2023-11'), words=('a',), "
            "part=Part(label='a'), extra=Extra({'hue': None}))"
        ) == repr(
            thing(on="2023-11", words=["a"], part=Part(label="a"), extra={"hue": None})
        )

    def test_its_repr_is_the_python_that_makes_it(self):
        """Fields that are left out are those that a call may leave out."""
        one = thing(on="2023-11", parts=[Part(label="a", count=2)], extra={"a": 1})

        assert one == eval(repr(one))

    def test_a_class_may_print_itself(self):
        """Its own __repr__, one that it inherits, and what attrs is told of a field."""

        class Loud:
            def __repr__(self):
                return "LOUD"

        @attrs.frozen(kw_only=True)
        class Own(Form):
            label: str

            def __repr__(self):
                return f"<{self.label}>"

        @attrs.frozen(kw_only=True)
        class Child(Own):
            other: str | None = None

        @attrs.frozen(kw_only=True)
        class Mixed(Loud, Form):
            label: str

        @attrs.frozen(kw_only=True)
        class Discreet(Form):
            name: str = attrs.field(repr=False)
            code: str = attrs.field(repr=str.upper)

        @attrs.frozen(kw_only=True, slots=False)
        class Slotless(Part):
            size: str | None = None

        class Undecorated(Part):
            pass

        assert "<a>" == repr(Own(label="a"))
        assert "<a>" == repr(Child(label="a", other="b"))
        assert "LOUD" == repr(Mixed(label="a"))
        assert "Discreet(code=A)" == repr(Discreet(name="n", code="a"))
        assert "Slotless(label='a', size='b')" == repr(Slotless(label="a", size="b"))
        assert "Undecorated(label='a')" == repr(Undecorated(label="a"))

    def test_its_signature_shows_its_fields(self):
        """For help and completion: by keyword, without rules, unknown keys last."""
        assert (
            "(*, label: str, colour: str | None = None, count: Any = None, "
            "extra: 'Extra | Mapping[str, object]' = Extra({})) -> None"
        ) == str(inspect.signature(Part)).replace("typing.", "")
        given = inspect.signature(Thing).parameters

        assert [one.name for one in attrs.fields(Thing)][1:] == list(given)[:-1]
        assert {inspect.Parameter.KEYWORD_ONLY} == {one.kind for one in given.values()}
        assert (str, inspect.Parameter.empty) == (
            given["name"].annotation,
            given["name"].default,
        )
        assert () == given["words"].default
        assert "extra" == list(given)[-1]

    def test_a_class_of_a_user_shows_its_fields_too(self):
        """With what it inherits; a part as well as a record."""

        @attrs.frozen(kw_only=True)
        class Wide(Part):
            width: Annotated[int | None, Within(1, 5)] = None

        assert [
            ("label", str),
            ("colour", str | None),
            ("count", Any),
            ("width", int | None),
        ] == [
            (name, one.annotation)
            for name, one in inspect.signature(Wide).parameters.items()
            if name != "extra"
        ]


class TestUnreadable:
    def test_a_field_that_could_not_be_read_is_a_fault(self):
        """What was found while reading is named where the field stands."""
        fault = InvalidValue("be better", 5, where=Where(path="inner"))

        assert "count.inner must be better, got 5." == fault_of(count=Unreadable(fault))
        assert "words.inner must be better, got 5." == fault_of(words=Unreadable(fault))
        assert "words[1].inner must be better, got 5." == fault_of(
            words=["a", Unreadable(fault)]
        )

    def test_it_carries_one_error_or_all_of_a_record(self):
        """A record that could not be read brings every fault of it."""
        with pytest.raises(InvalidRecord) as caught:
            Part(label="", colour=5)

        assert (
            "thing: 2 faults:\n"
            f"  part.label must be a readable text, got ''. {EMPTY}\n"
            "  part.colour must be a readable text, got 5."
        ) == faults_of(name="x", part=Unreadable.because(caught.value))

        fault = InvalidValue("be better", 5)

        assert (fault,) == Unreadable.because(fault).faults


# Fields


class TestFields:
    def test_fields_stand_in_the_order_of_the_class(self):
        """Each is there once, and unknown keys are none."""
        assert (
            "name on until count number sure words counts parts keyless part day "
            "reason letter"
        ).split() == [field.name for field in fields_of(Thing)]

    @pytest.mark.parametrize(
        ("name", "expected"),
        [
            # What it holds, whether it must be given, is many, is a form, is foreign.
            ("name", (str, True, False, None, False)),
            ("on", (PartialDate, False, False, None, False)),
            ("words", (str, False, True, None, False)),
            ("counts", (Count, False, True, None, False)),
            ("parts", (Part, False, True, Part, False)),
            ("part", (Part, False, False, Part, False)),
            ("day", (datetime.date, False, False, None, True)),
            ("letter", (Letter[str], False, False, None, False)),
        ],
    )
    def test_a_field_is_what_its_annotation_says(self, name, expected):
        """What it holds, whether it must be given, and how many."""
        field = next(one for one in fields_of(Thing) if one.name == name)

        assert expected == (
            field.holds,
            field.required,
            field.many,
            field.part,
            field.foreign,
        )

    def test_a_type_may_bring_its_own_reader(self):
        """A type with an argument says how it is read, and which rules it implies."""
        assert "a" == thing(letter="a").letter
        assert "letter must be one letter, got 'ab'." == fault_of(letter="ab")
        assert f"letter must be a readable text, got ''. {EMPTY}" == fault_of(letter="")

    def test_rules_are_sorted_by_what_they_look_at(self):
        """Some look at one value, some between fields."""
        fields = {field.name: field for field in fields_of(Thing)}

        assert (Within(min_value=1),) == fields["count"].rules
        assert (NotBefore("on"),) == fields["until"].between
        assert () == fields["until"].rules == fields["count"].between

    @pytest.mark.parametrize(
        ("name", "text", "value"),
        [
            ("count", "850", Count(850)),
            ("counts", "2..", Count(2, None)),
            ("on", "2023-10", PartialDate("2023-10")),
            ("sure", "true", True),
            ("sure", "false", False),
            ("name", "x", "x"),
        ],
    )
    def test_a_value_is_read_from_its_canonical_text(self, name, text, value):
        """A field, or a member of it, has a text as a claim writes it."""
        field = next(one for one in fields_of(Thing) if one.name == name)

        assert value == field.parse(text)

    @pytest.mark.parametrize(
        ("name", "text", "expected"),
        [
            ("count", "0", "value must be at least 1, got Count.parse('0')."),
            ("sure", "yes", "value must be true or false, got 'yes'."),
            ("name", "X", "value must be a word in lower case, got 'X'."),
            (
                "number",
                "5",
                "value must be a whole number up to 9007199254740991, got '5'.",
            ),
        ],
    )
    def test_a_text_that_does_not_fit_is_refused(self, name, text, expected):
        """The rules of the field hold for the text too."""
        field = next(one for one in fields_of(Thing) if one.name == name)

        assert expected == error_of(field.parse, text)


# Texts


class TestReadText:
    @pytest.mark.parametrize(
        "text",
        [
            "a",
            " a ",
            "two\nlines",
            "a\ttab",
            "M\u00e9naka",
            "\u0645\u0627\u0644\u064a",
            "a\u200eb",
            "\U0001f54a",
        ],
    )
    def test_a_text_that_can_be_read_is_kept(self, text):
        """Any script, with tabs and lines, as it is."""
        assert text == read_text(text)

    @pytest.mark.parametrize(
        "character",
        [
            "\x00",
            "\x07",
            "\x08",
            "\x0b",
            "\r",
            "\x1b",
            "\x1f",
            "\x7f",
            "\x85",
            "\x9f",
            "\u202a",
            "\u202e",
            "\u2066",
            "\u2069",
            "\ud800",
        ],
    )
    def test_hidden_characters_are_refused(self, character):
        """Control characters, and those that reorder what is shown, hide something."""
        text = f"a{character}b"

        assert f"value must be a readable text, got {text!r}. {HIDDEN}" == error_of(
            read_text, text
        )

    @pytest.mark.parametrize("text", ["", " ", "\n\t ", "\u00a0"])
    def test_an_empty_text_is_refused(self, text):
        """What is not known is left out."""
        assert f"value must be a readable text, got {text!r}. {EMPTY}" == error_of(
            read_text, text
        )

    @pytest.mark.parametrize("value", [None, 5, True, b"a", ["a"]])
    def test_only_text_is_one(self, value):
        """Nothing is turned into a text."""
        assert f"value must be a readable text, got {value!r}." == error_of(
            read_text, value
        )


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("Base", "base"),
        ("BaseEvent", "base_event"),
        ("PersonnelCount", "personnel_count"),
    ],
)
def test_the_word_of_a_kind_is_its_class_in_lower_case(name, word):
    """`BaseEvent` is `base_event`."""
    assert word == snake_case(name)


@pytest.mark.parametrize("value", [Point(18, 1), Count(3), PartialDate("2023")])
def test_every_value_is_one(value):
    """Each is immutable, and written as its canonical text."""
    assert isinstance(value, Value)
    assert value == type(value).parse(str(value))


def test_a_place_is_a_form():
    """A place has fields, and no text."""
    assert issubclass(Place, Form)


def test_an_annotation_that_cannot_be_found_is_told():
    """A class whose field names nothing says so when it is first used."""

    @attrs.frozen(kw_only=True)
    class Lost(Form):
        """
        A lost form.

        Attributes:
            name: Its name.
        """

        name: "Nowhere | None" = None  # noqa: F821 - that is the fault

    with pytest.raises(InvalidValue) as caught:
        Lost()

    assert str(caught.value).startswith(
        "Lost must be annotated with types that can be found, got <class"
    )
    assert str(caught.value).endswith("name 'Nowhere' is not defined.")
