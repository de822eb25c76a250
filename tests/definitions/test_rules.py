"""Rules: each lets pass what it should, and says in full what it does not."""

import re

import pytest

import peacekeep as pk
from peacekeep.definitions.codes import Code, Codes
from peacekeep.definitions.extra import Extra
from peacekeep.definitions.rules import (
    ID_PATTERN,
    WHOLE_NUMBER_LIMIT,
    CodeFrom,
    Dimension,
    NotBefore,
    NotEmpty,
    NotWith,
    OneOf,
    Pattern,
    Refers,
    RequiredWith,
    SchemeFrom,
    Within,
    is_given,
)
from peacekeep.errors import InvalidValue
from peacekeep.models.vocabularies import MARKING, METHOD, SCHEME, SEX


def test_whole_numbers_end_where_all_readers_of_json_agree():
    """The limit is that of RFC 8259, section 6."""
    assert 9007199254740991 == WHOLE_NUMBER_LIMIT


# A closed vocabulary.


def test_a_code_of_a_closed_vocabulary_holds():
    """A word of the vocabulary is no fault."""
    assert CodeFrom(SEX).fault("female") is None


def test_a_word_outside_a_closed_vocabulary_is_a_fault():
    """The fault names all codes, for they are few."""
    fault = CodeFrom(SEX).fault("x")

    assert ("value must be one of female, male, not_reported, got 'x'.") == str(fault)


@pytest.mark.parametrize("written", ["femal", "FEMALE"])
def test_a_near_miss_of_a_closed_vocabulary_is_offered(written):
    """The nearest code is offered, in whatever case the word is written."""
    assert "Did you mean female?" == CodeFrom(SEX).fault(written).hint


# An open vocabulary.


@pytest.mark.parametrize("word", ["ied", "thermobaric_weapon"])
def test_an_open_vocabulary_takes_words_of_the_same_shape(word):
    """What the world may add is for a check to find, not for a record to refuse."""
    assert CodeFrom(METHOD).fault(word) is None


def test_a_word_of_another_shape_is_a_fault_in_an_open_vocabulary():
    """The fault asks for the shape, gives an example, and offers the nearest code."""
    fault = CodeFrom(METHOD).fault("Ambush")

    assert (
        "value must be a code in lower case letters, digits and underscores, such as "
        "ied, got 'Ambush'. Did you mean ambush?"
    ) == str(fault)


@pytest.mark.parametrize("word", ["1st_device", "dévice", "device\n", ""])
def test_a_code_is_plain_letters_digits_and_underscores(word):
    """Nothing else passes for a word of an open vocabulary."""
    assert CodeFrom(METHOD).fault(word) is not None


# Text and quantities.


def test_a_pattern_holds_for_a_whole_text():
    """A text that matches from end to end is no fault."""
    assert Pattern("[A-Z]{3}", "be three capital letters").fault("MLI") is None


def test_a_text_with_a_pattern_is_one_line():
    """A line feed is refused, even by a pattern that would let it pass."""
    assert Pattern("[^,]+", "be without commas").fault("a\nb") is not None


@pytest.mark.parametrize("text", ["MLIX", "mli", "ÀÉÎ", "MLI\n"])
def test_a_pattern_refuses_any_other_text(text):
    """The fault says what the pattern asks for, and the text."""
    fault = Pattern("[A-Z]{3}", "be three capital letters").fault(text)

    assert f"value must be three capital letters, got {text!r}." == str(fault)


def test_a_quantity_of_the_dimension_holds_in_any_unit():
    """The unit is free, the dimension is not."""
    rule = Dimension("length", "km")

    assert rule.fault(pk.Quantity(350, unit="km")) is None
    assert rule.fault(pk.Quantity(350, unit="mile")) is None


def test_a_quantity_of_another_dimension_is_a_fault():
    """The fault names the dimension, and a unit of it."""
    fault = Dimension("length", "km").fault(pk.Quantity(350, unit="hour"))

    assert (
        "value must be a quantity of length, in a unit such as km, got '350 hour'."
    ) == str(fault)


def test_a_quantity_may_have_one_of_several_dimensions():
    """Each currency is a dimension of its own."""
    rule = Dimension(("USD", "XOF"), "USD")

    assert rule.fault(pk.Quantity(5, unit="USD")) is None
    assert rule.fault(pk.Quantity(5000, unit="XOF")) is None
    assert (
        "value must be a quantity of USD or XOF, in a unit such as USD, got '5 EUR'."
    ) == str(rule.fault(pk.Quantity(5, unit="EUR")))


def test_one_dimension_is_one_of_one():
    """It may be written alone, and is the same rule."""
    assert Dimension("length", "km") == Dimension(("length",), "km")
    assert Dimension(("length", "area"), "km") != Dimension(("area", "length"), "km")


# Identifiers.


@pytest.mark.parametrize(
    "text",
    ["ucdp:12345", "acled:MLI4111", "wikidata:Q1376", "of_a_user:anything at all"],
)
def test_an_identifier_that_looks_as_its_scheme_asks_holds(text):
    """Of a scheme that is not known, any looks well: a check finds the scheme."""
    assert SchemeFrom(SCHEME).fault(pk.Identifier.parse(text)) is None


@pytest.mark.parametrize(
    "text", ["ucdp:012345", "acled:4111", "wikidata:q1376", "wikidata:Q1376 x"]
)
def test_an_identifier_of_another_shape_is_a_fault(text):
    """The fault shows one that its scheme has."""
    scheme = text.partition(":")[0]
    such_as = f"{scheme}:{SCHEME[scheme].such_as}"

    assert f"value must be an identifier such as {such_as}, got '{text}'." == str(
        SchemeFrom(SCHEME).fault(pk.Identifier.parse(text))
    )


def test_a_code_that_is_no_scheme_asks_nothing():
    """A vocabulary may have plain words beside schemes."""
    plain = Codes("plain", open=True, codes={"x": Code("x", "An x.", "ours")})

    assert SchemeFrom(plain).fault(pk.Identifier("x", "anything")) is None


@pytest.mark.parametrize("held", [str, int, pk.Quantity])
def test_a_scheme_is_of_identifiers(held):
    """On another field the rule would ask what nothing answers."""

    class Holder:
        holds = held
        many = False

    rule = SchemeFrom(SCHEME)
    assert "SchemeFrom is of identifiers" == rule.misfit(Holder(), {})
    Holder.holds = pk.Identifier
    assert "" == rule.misfit(Holder(), {})


# Within.


@pytest.mark.parametrize(
    ("rule", "value"),
    [
        (Within(), 5),
        (Within(min_value=1), 1),
        (Within(max_value=3), 3),
        (Within(1, 3), 2),
        (Within(1, 3), pk.Count(1, 3)),
        (Within(min_value=1), pk.Count(1, None)),
        (Within(0, 2), pk.Quantity(2, unit="day")),
        (Within(0, 2, "day"), pk.Quantity(48, unit="hour")),
        (Within(0, 2, "day"), pk.Quantity(2, unit="day")),
        (Within(0, 2, allow_open=True), pk.Count(1, None)),
        (Within(0, 2, "day", allow_open=True), pk.Quantity(48, None, unit="hour")),
        (Within(min_value=1, unit="day"), pk.Quantity(24, None, unit="hour")),
    ],
)
def test_a_number_within_its_range_holds(rule, value):
    """Both limits belong to the range."""
    assert rule.fault(value) is None


@pytest.mark.parametrize(
    ("rule", "value", "text"),
    [
        (
            Within(0, 2, allow_open=True),
            pk.Count(3, None),
            "value must lie between 0 and 2, got Count.parse('3..').",
        ),
        (Within(min_value=1), 0, "value must be at least 1, got 0."),
        (Within(max_value=3), 4, "value must be at most 3, got 4."),
        (Within(1, 3), 4, "value must lie between 1 and 3, got 4."),
        (Within(1, 3), 0, "value must lie between 1 and 3, got 0."),
        (
            Within(1, 3),
            pk.Count(1, None),
            "value must lie between 1 and 3, got Count.parse('1..').",
        ),
        (
            Within(1, 3),
            pk.Count(2, 4),
            "value must lie between 1 and 3, got Count.parse('2..4').",
        ),
        (
            Within(0, 2, "day"),
            pk.Quantity(49, unit="hour"),
            "value must lie between 0 and 2 day, got Quantity.parse('49 hour').",
        ),
        (
            Within(min_value=1, unit="day"),
            pk.Quantity(23, unit="hour"),
            "value must be at least 1 day, got Quantity.parse('23 hour').",
        ),
        (
            Within(max_value=1, unit="day"),
            pk.Quantity(2, unit="week"),
            "value must be at most 1 day, got Quantity.parse('2 week').",
        ),
    ],
)
def test_a_number_that_may_be_outside_its_range_is_a_fault(rule, value, text):
    """Every number that the bounds allow has to lie in the range."""
    assert text == str(rule.fault(value))


@pytest.mark.parametrize(
    ("held", "rule", "misfit"),
    [
        (int, Within(0, 1), ""),
        (pk.Quantity, Within(0, 1, "day"), ""),
        (str, Within(0, 1), "Within is of numbers"),
        (pk.Count, Within(0, 1, "day"), "Within with a unit is of quantities"),
        (int, Within(0, 1, "day"), "Within with a unit is of quantities"),
        (
            pk.Quantity,
            Within(2, 1, "day"),
            "the smallest number is above the largest",
        ),
    ],
)
def test_a_range_is_of_numbers_and_its_unit_of_quantities(held, rule, misfit):
    """On another field the rule would ask what nothing answers."""

    class Holder:
        holds = held
        many = False

    assert misfit == rule.misfit(Holder(), {})


def test_the_unit_of_a_range_is_known():
    """It is judged when the class is taken in."""

    class Holder:
        holds = pk.Quantity
        many = False

    with pytest.raises(InvalidValue, match="unit must be a unit such as"):
        Within(0, 1, "days").misfit(Holder(), {})


# Between fields.


def test_a_field_with_a_member_is_not_empty():
    """One member is enough, and no other field is looked at."""
    rule = NotEmpty()

    assert rule.between("names", {"names": ("a",)}) is None
    assert () == rule.others


def test_a_field_without_members_is_empty():
    """The fault says that one is missing."""
    fault = NotEmpty().between("names", {"names": ()})

    assert "value must have at least one member, got ()." == str(fault)


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (None, pk.PartialDate("2023")),
        (pk.PartialDate("2023"), None),
        (pk.PartialDate("2023-10-31"), pk.PartialDate("2023-10-31")),
        (pk.PartialDate("2023-10-31"), pk.PartialDate("2023-10")),
    ],
)
def test_a_date_that_may_follow_another_holds(first, last):
    """Only what is certainly before the other date is a fault."""
    rule = NotBefore("departed_on")
    values = {"departed_on": first, "arrived_on": last}

    assert rule.between("arrived_on", values) is None
    assert ("departed_on",) == rule.others


def test_a_date_certainly_before_another_is_a_fault():
    """The fault names the other field and its date."""
    values = {
        "departed_on": pk.PartialDate("2023-10-31"),
        "arrived_on": pk.PartialDate("2023-10-30"),
    }

    assert (
        "value must not be before departed_on, 2023-10-31, got '2023-10-30'."
    ) == str(NotBefore("departed_on").between("arrived_on", values))


@pytest.mark.parametrize(
    "values",
    [
        {"description": None, "name": "A. Name", "role": None},
        {"description": "a resident", "name": None, "role": None},
    ],
)
def test_a_field_without_the_others_holds(values):
    """Each side may be given alone."""
    rule = NotWith("name", "role")

    assert rule.between("description", values) is None
    assert ("name", "role") == rule.others


def test_a_field_together_with_another_is_a_fault():
    """The fault names all others, the hint those that were given."""
    values = {"description": "a resident", "name": None, "role": "mayor"}

    assert (
        "value must not be given together with name, role, got 'a resident'. "
        "Leave out description or role."
    ) == str(NotWith("name", "role").between("description", values))


@pytest.mark.parametrize(
    "values",
    [
        {"value": "2", "field": "attacks"},
        {"value": "2", "field": None},
        {"value": None, "field": None},
    ],
)
def test_a_field_is_not_missed_where_the_other_is_not_given(values):
    """The rule binds in one direction."""
    rule = RequiredWith("field")

    assert rule.between("value", values) is None
    assert ("field",) == rule.others


def test_a_field_is_missed_where_the_other_is_given():
    """The fault says what to give or to leave out."""
    values = {"value": None, "field": "attacks"}

    assert (
        "value must be given where field is, got nothing. "
        "Give value, or leave out field."
    ) == str(RequiredWith("field").between("value", values))


@pytest.mark.parametrize(
    "values",
    [
        {"mission": "mission/x", "on": None, "base": None, "words": ()},
        {"mission": None, "on": None, "base": "base/x", "words": ()},
        {"mission": None, "on": None, "base": None, "words": ("a",)},
        {"mission": "mission/x", "on": "2023", "base": "base/x", "words": ("a",)},
    ],
)
def test_any_one_of_several_fields_is_enough(values):
    """So are several of them, and a list with a member."""
    rule = OneOf("on", "base", "words")

    assert rule.between("mission", values) is None
    assert ("on", "base", "words") == rule.others


@pytest.mark.parametrize(
    ("others", "text"),
    [
        (
            ("base",),
            "be given, or one of base, got nothing. Give mission or base.",
        ),
        (
            ("base", "words"),
            (
                "be given, or one of base, words, got nothing. "
                "Give mission, base or words."
            ),
        ),
    ],
)
def test_one_of_several_fields_is_missed(others, text):
    """The fault says which, and the hint what to give; an empty list is none."""
    values = {"mission": None, "base": None, "words": ()}

    assert f"value must {text}" == str(OneOf(*others).between("mission", values))


# References.


@pytest.mark.parametrize("text", ["base/kidal", "base_event/minusma-kidal-2023", "x/0"])
def test_an_id_is_a_kind_a_slash_and_a_slug(text):
    """Lower case letters, digits and hyphens, in one spelling."""
    assert re.fullmatch(ID_PATTERN, text)
    assert Refers(()).fault(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "base",
        "base/",
        "/kidal",
        "Base/kidal",
        "base/Kidal",
        "base/kidal-",
        "base/-kidal",
        "base/ki--dal",
        "base/ki_dal",
        "base/kidal/1",
        "1base/kidal",
        "base/kidal\n",
        "base/kidál",
    ],
)
def test_any_other_text_is_no_id(text):
    """The fault gives an id as an example."""
    assert (
        f"value must be the id of a record, such as base/some-name, got {text!r}."
    ) == str(Refers(()).fault(text))


def test_a_reference_of_the_right_kind_holds():
    """Any of the kinds may be referred to."""
    rule = Refers(("actor", "mission"))

    assert rule.fault("actor/jnim") is None
    assert rule.fault("mission/minusma") is None


@pytest.mark.parametrize(
    ("kinds", "expected"),
    [
        (("actor", "mission"), "an actor or mission, such as actor/some-name"),
        (("base_event",), "a base event, such as base_event/some-name"),
    ],
)
def test_a_reference_of_another_kind_is_a_fault(kinds, expected):
    """The fault names the kinds in words, and shows an id of the first."""
    fault = Refers(kinds).fault("base/kidal")

    assert f"value must be the id of {expected}, got 'base/kidal'." == str(fault)


def test_a_fault_is_an_error_of_ours():
    """What a rule answers can be raised."""
    assert isinstance(Refers(()).fault(""), InvalidValue)


@pytest.mark.parametrize(
    ("one", "same", "other"),
    [
        (CodeFrom(SEX), CodeFrom(SEX), CodeFrom(METHOD)),
        (NotWith("a", "b"), NotWith("a", "b"), NotWith("a")),
        (Within(1), Within(1), Within(2)),
        (OneOf("a", "b"), OneOf("a", "b"), OneOf("a")),
        (SchemeFrom(SCHEME), SchemeFrom(SCHEME), SchemeFrom(SEX)),
    ],
)
def test_rules_are_values(one, same, other):
    """Rules with the same terms are equal and hash alike."""
    assert one == same
    assert hash(one) == hash(same)
    assert one != other


def test_a_former_word_is_told_its_successor():
    """WHITE of TLP 1.0 is CLEAR of TLP 2.0, and not the nearest word, RED."""
    fault = CodeFrom(MARKING).fault("TLP:WHITE")

    assert fault is not None
    assert (
        "value must be one of TLP:CLEAR, TLP:GREEN, TLP:AMBER, TLP:AMBER+STRICT, "
        "TLP:RED, got 'TLP:WHITE'. Write TLP:CLEAR."
    ) == str(fault)


# What is given, and what is expected.


@pytest.mark.parametrize("value", [False, True, 0, "", "text", ("a",), Extra({"a": 1})])
def test_a_value_is_given_also_where_it_is_false(value):
    """False and 0 say something."""
    assert is_given(value)


@pytest.mark.parametrize("value", [None, (), Extra()])
def test_nothing_and_what_is_empty_is_not_given(value):
    """An empty list and no unknown keys say nothing."""
    assert not is_given(value)


def test_false_is_given_together_with_another():
    """What must stand alone must stand alone when it is false, too."""
    values = {"description": "a resident", "named": False}

    assert (
        "value must not be given together with named, got 'a resident'. "
        "Leave out description or named."
    ) == str(NotWith("named").between("description", values))
    assert NotWith("description").between("named", values) is not None


def test_zero_asks_for_the_field_that_it_needs():
    """A field is required beside 0, and 0 is enough where it is required."""
    assert RequiredWith("number").between("unit", {"number": 0, "unit": None})
    assert RequiredWith("unit").between("number", {"number": 0, "unit": "km"}) is None


def test_a_place_says_whether_its_point_stands_for_an_area_only_with_a_point():
    """To say that it does not needs a point as well."""
    with pytest.raises(pk.InvalidRecord) as caught:
        pk.Place(name="Kidal", representative=False)

    assert (
        "place: 1 fault:\n  point must be given where representative is, got nothing. "
        "Give point, or leave out representative."
    ) == str(caught.value)


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        (CodeFrom(SEX), "be one of female, male, not_reported"),
        (
            CodeFrom(METHOD),
            "be a code in lower case letters, digits and underscores, such as ied",
        ),
        (Pattern("[A-Z]{3}", "be three capitals"), "be three capitals"),
        (
            Dimension("length", "km"),
            "be a quantity of length, in a unit such as km",
        ),
        (Within(), "be a number"),
        (Within(min_value=1), "be at least 1"),
        (Within(max_value=3), "be at most 3"),
        (Within(1, 3), "lie between 1 and 3"),
        (Within(1, 3, "day"), "lie between 1 and 3 day"),
        (NotEmpty(), "have at least one member"),
        (NotBefore("departed_on"), "not be before departed_on"),
        (NotWith("name", "role"), "not be given together with name, role"),
        (
            Dimension(("USD", "EUR"), "USD"),
            "be a quantity of USD or EUR, in a unit such as USD",
        ),
        (OneOf("base", "place"), "be given, or one of base, place"),
        (
            SchemeFrom(SCHEME),
            f"look as its scheme asks, if that is one of {', '.join(SCHEME)}",
        ),
        (RequiredWith("value"), "be given where value is"),
        (Refers(()), "be the id of a record, such as base/some-name"),
        (
            Refers(("actor", "mission")),
            "be the id of an actor or mission, such as actor/some-name",
        ),
    ],
)
def test_a_rule_says_what_must_be_true(rule, expected):
    """In words that follow "must", as its fault has them."""
    assert expected == rule.expected
