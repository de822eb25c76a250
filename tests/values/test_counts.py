"""Counts: their texts, what people write, sums, and questions with three answers."""

import copy
import operator
import pickle
import time
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
from builders import error_of

import peacekeep as pk
from peacekeep.errors import InvalidValue
from peacekeep.values.counts import Bounds, Count, as_count


A_COUNT = 'count must be a count such as 850, "2..", "..50", "2..5~3" or "~850", got '
A_PHRASE = (
    'count must be a count in words such as "about 850", "at least 2", "more than 300" '
    'or "1,234", got '
)
WHOLE = "Numbers are whole, from 0 to 9007199254740991."
LARGEST = 9007199254740991  # 2**53 - 1
NEVER = "A known number is never approximate."
TAKEN = "from which it is taken"
PART = "Use a.without(b) in place of a - b where b is a part of a."

# The text and what it means: low, high, best, approximate.
TEXTS = [
    ("0", 0, 0, 0, False),
    ("850", 850, 850, 850, False),
    ("9007199254740991", LARGEST, LARGEST, LARGEST, False),
    ("2..", 2, None, None, False),
    ("..50", 0, 50, None, False),
    ("2..5", 2, 5, None, False),
    ("2..5~3", 2, 5, 3, False),
    ("2..5~2", 2, 5, 2, False),
    ("2..~9", 2, None, 9, False),
    ("..5~0", 0, 5, 0, False),
    ("..~5", 0, None, 5, False),
    # About n is n*9//10 to -(-n*11//10): 850*9 = 7650, 850*11 = 9350.
    ("~850", 765, 935, 850, True),
    # 855*9 = 7695, to 769; 855*11 = 9405, to 941.
    ("~855", 769, 941, 855, True),
    # 1*9//10 = 0; 1*11 = 11, to 2.
    ("~1", 0, 2, 1, True),
    ("~5400..5999", 5400, 5999, None, True),
    ("~1613..1783~1698", 1613, 1783, 1698, True),
    ("~3..", 3, None, None, True),
    ("~..", 0, None, None, True),
    ("..", 0, None, None, False),
]

# What people write, and its canonical text.
PHRASES = [
    ("850", "850"),
    ("exactly 850", "850"),
    ("1,234", "1234"),
    ("1,234,567", "1234567"),
    ("12 947", "12947"),
    ("12\u00a0947", "12947"),
    ("12\u202f947", "12947"),
    ("007", "7"),
    ("zero", "0"),
    ("Twelve", "12"),
    ("at least 2", "2.."),
    ("at least two", "2.."),
    ("no fewer than 2", "2.."),
    ("no less than 2", "2.."),
    (">=2", "2.."),
    ("≥ 2", "2.."),
    ("2+", "2.."),
    ("more than 1", "2.."),
    (">1", "2.."),
    ("over 1", "2.."),
    ("above 1", "2.."),
    ("More than 300", "301.."),
    ("up to 50", "..50"),
    ("at most 50", "..50"),
    ("no more than 50", "..50"),
    ("not more than 50", "..50"),
    ("<=50", "..50"),
    ("≤50", "..50"),
    ("fewer than 51", "..50"),
    ("less than 51", "..50"),
    ("under 51", "..50"),
    ("below 51", "..50"),
    ("< 51", "..50"),
    ("fewer than 1", "0"),
    ("2-5", "2..5"),
    ("2 - 5", "2..5"),
    ("2–5", "2..5"),  # noqa: RUF001 - a dash
    ("2 to 5", "2..5"),
    ("between 2 and 5", "2..5"),
    ("between two and five", "2..5"),
    ("2 to 5, best estimate 3", "2..5~3"),
    ("about 2 to 5", "~2..5"),
    ("2..5~3", "2..5~3"),
    ("about 850", "~850"),
    ("around 850", "~850"),
    ("some 850", "~850"),
    ("roughly 850", "~850"),
    ("approximately 850", "~850"),
    ("circa 850", "~850"),
    ("c. 850", "~850"),
    ("ca. 850", "~850"),
    ("~ 850", "~850"),
    ("about 0", "0"),
    # 6000*9//10 = 5400.
    ("almost 6,000", "~5400..5999"),
    ("nearly 6,000", "~5400..5999"),
    ("close to 6000", "~5400..5999"),
    ("just under 6000", "~5400..5999"),
    ("almost 0", "0"),
    ("unknown", ".."),
    ("?", ".."),
]


def c(text):
    return Count.parse(text)


class TestText:
    @pytest.mark.parametrize(("text", "low", "high", "best", "approximate"), TEXTS)
    def test_a_text_means_its_bounds(self, text, low, high, best, approximate):
        """The canonical text says low, high, best, and whether the bounds are ours."""
        count = c(text)

        assert (low, high, best, approximate) == tuple(count.bounds)
        assert (low, high, best, approximate) == (
            count.low,
            count.high,
            count.best,
            count.approximate,
        )

    @pytest.mark.parametrize(("text", "low", "high", "best", "approximate"), TEXTS)
    def test_bounds_have_one_text(self, text, low, high, best, approximate):
        """A count that is built prints the text that is read."""
        assert text == str(Count(low, high, best, approximate=approximate))

    @pytest.mark.parametrize("text", [row[0] for row in TEXTS])
    def test_its_repr_is_evaluated_to_it(self, text):
        """The repr is the Python that makes the count."""
        assert c(text) == eval(repr(c(text)))

    def test_its_repr_is_short(self):
        """The repr shows the canonical text."""
        assert "Count.parse('~850')" == repr(c("~850"))

    @pytest.mark.parametrize(
        ("text", "hint"),
        [
            ("0..5", ' Write "..5".'),
            ("0..", ' Write "..".'),
            ("2..2", " Write 2."),
            ("2..2~2", " Write 2."),
            ("~0", " Write 0."),
            ("~765..935~850", ' Write "~850".'),
            ("05", " Write 5."),
            ("1,234", " Write 1234."),
            ("12 947", " Write 12947."),
            ("2-5", ' Write "2..5".'),
            ("about 850", ' Write "~850".'),
            ("more than 300", ' Write "301..".'),
            ("unknown", ' Write "..".'),
            ("5..2", " The low bound 5 is above the high bound 2."),
            ("2..5~7", " The best estimate 7 is outside its bounds."),
            ("2..5~1", " The best estimate 1 is outside its bounds."),
            ("2..~1", " The best estimate 1 is outside its bounds."),
            ("~850..850", f" {NEVER}"),
            ("9007199254740992", f" {WHOLE}"),
            ("9007199254740992..", f" {WHOLE}"),
            ("..9007199254740992", f" {WHOLE}"),
            ("..~9007199254740992", f" {WHOLE}"),
            ("~9007199254740991", f" {WHOLE}"),
            ("99999999999999999", ""),
            ("", ""),
            ("~", ""),
            ("...", ""),
            ("-5", ""),
            ("+5", ""),
            ("5.5", ""),
            ("1_000", " Write 1000."),
            ("850.0", " Write 850."),
            ("850.000", " Write 850, or 850000 if thousands are meant."),
            ("1__0", ""),
            ("1e3", ""),
            ("8oo", ""),
            (" 5", ""),
            ("5 ", ""),
            ("5\n", ""),
            ("~~5", ""),
            ("2..5~", ""),
            ("2 .. 5", ""),
            ("\u0665", ""),
            ("\uff15", ""),
            ("\u00b2", ""),
            ("many", ""),
            ("1,23", ""),
            ("about 850" + " " * 80, ""),
        ],
    )
    def test_any_other_text_is_refused(self, text, hint):
        """The error says what a count looks like, and what to write, if known."""
        got = repr(text) if len(text) < 78 else repr(text)[:77] + "..."

        assert f"{A_COUNT}{got}.{hint}" == error_of(c, text)

    @pytest.mark.parametrize("value", [None, 850, 8.5, True, b"850", ["850"]])
    def test_only_text_is_parsed(self, value):
        """Nothing is taken for a text that is none."""
        assert f"{A_COUNT}{value!r}." == error_of(Count.parse, value)
        assert f"{A_COUNT}{value!r}." == error_of(Count.parse_phrase, value)


class TestPhrases:
    @pytest.mark.parametrize(("phrase", "text"), PHRASES)
    def test_what_people_write_is_read(self, phrase, text):
        """The phrase is the count that its words say."""
        assert text == str(Count.parse_phrase(phrase))

    @pytest.mark.parametrize(
        ("phrase", "hint"),
        [
            ("many", ""),
            ("dozens", ""),
            ("about", ""),
            ("fewer than 0", ""),
            ("1,23", ""),
            ("1,2345", ""),
            ("12 94", ""),
            ("minus 5", ""),
            ("5 people", ""),
            ("850\n", ""),
            ("\u0665", ""),
            ("thirteen", ""),
            ("", ""),
            ("5-2", " The low bound 5 is above the high bound 2."),
            ("2 to 5, best estimate 7", " The best estimate 7 is outside its bounds."),
            ("1.234", f" {WHOLE}"),
            ("about 1.5", f" {WHOLE}"),
            ("more than 9007199254740991", f" {WHOLE}"),
            ("about 9007199254740991", f" {WHOLE}"),
            ("99999999999999999", f" {WHOLE}"),
        ],
    )
    def test_other_phrases_are_refused(self, phrase, hint):
        """The error says which words are read, and what is wrong, if known."""
        assert f"{A_PHRASE}{phrase!r}.{hint}" == error_of(Count.parse_phrase, phrase)

    @pytest.mark.parametrize(
        ("text", "words"),
        [
            ("850", "850"),
            ("1234", "1,234"),
            ("0", "0"),
            ("2..", "at least 2"),
            ("11..", "more than 10"),
            ("301..", "more than 300"),
            ("300..", "at least 300"),
            ("..50", "up to 50"),
            ("2..5", "2 to 5"),
            ("2000..5000~3000", "2,000 to 5,000, best estimate 3,000"),
            ("..5~3", "0 to 5, best estimate 3"),
            ("2..~3", "2..~3"),
            ("~850", "about 850"),
            ("~5400..5999", "almost 6,000"),
            ("~5401..5999", "about 5,401 to 5,999"),
            ("~1613..1783~1698", "about 1,613 to 1,783, best estimate 1,698"),
            ("~3..", "~3.."),
            ("..", "unknown"),
        ],
    )
    def test_a_count_is_put_into_words(self, text, words):
        """The words say what is known; a count without words is its text."""
        assert words == c(text).to_phrase()

    @pytest.mark.parametrize("text", [row[0] for row in TEXTS])
    def test_words_are_read_back(self, text):
        """What `to_phrase` says is read as the same count."""
        assert c(text) == Count.parse_phrase(c(text).to_phrase())


HOSTILE = [
    "9" * 100_000,
    "~" * 100_000,
    "." * 100_000,
    "1," * 50_000,
    "1" + ",111" * 25_000,
    "1" + ",111" * 25_000 + "x",
    "1" + " 111" * 25_000,
    "1-" * 50_000,
    "about " * 20_000,
    "between " + "1 and " * 20_000,
    "\ud800" * 100,
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.parametrize("read", [Count.parse, Count.parse_phrase])
def test_hostile_text_is_refused_at_once(read, text):
    """A text that is made to be slow is refused in less than a second."""
    begun = time.perf_counter()
    error_of(read, text)

    assert time.perf_counter() - begun < 1


class TestConstruction:
    def test_one_number_is_known(self):
        """A single number is a point, which has itself as best."""
        assert (850, 850, 850, False) == tuple(Count(850).bounds)

    def test_a_point_is_its_own_best(self):
        """Where low and high are one, the best estimate is that number."""
        assert Count(850) == Count(850, 850, 850) == Count(850, 850)

    def test_no_high_bound_is_none(self):
        """None is no limit, and left out it is the low bound."""
        assert "2.." == str(Count(2, None))

    def test_unknown_is_not_zero(self):
        """There is a number, and nothing is known of it."""
        assert c("..") == Count.UNKNOWN
        assert Count(0) != Count.UNKNOWN

    @pytest.mark.parametrize("number", [True, False, 8.0, "850", -1, 2**53, 2**70])
    @pytest.mark.parametrize("place", ["low", "high", "best"])
    def test_a_number_is_whole_and_in_range(self, number, place):
        """A bool, a float, a text, and what is below 0 or above the limit is refused.

        The limit holds for each of the three numbers.
        """
        numbers = {"low": 1, "high": 5, "best": 3} | {place: number}

        assert f"{A_COUNT}{number!r}. {WHOLE}" == error_of(Count, **numbers)

    def test_the_low_bound_is_never_none(self):
        """What has no lowest number is written from 0 on."""
        assert f"{A_COUNT}None. {WHOLE}" == error_of(Count, None)

    @pytest.mark.parametrize("number", [LARGEST - 1, LARGEST])
    def test_numbers_up_to_the_limit_are_taken(self, number):
        """2**53 - 1 is the last number that is read alike everywhere."""
        assert str(number) == str(Count(number)) == str(c(str(number)))
        assert number == Count(0, number).high

    @pytest.mark.parametrize(
        ("bounds", "hint"),
        [
            ((5, 2, None), "The low bound 5 is above the high bound 2."),
            ((2, 5, 1), "The best estimate 1 is outside its bounds."),
            ((2, 5, 6), "The best estimate 6 is outside its bounds."),
            ((2, None, 1), "The best estimate 1 is outside its bounds."),
            ((2, 2, 3), "The best estimate 3 is outside its bounds."),
        ],
    )
    def test_bounds_are_in_order(self, bounds, hint):
        """`low <= best <= high` holds in every count."""
        got = (*bounds, False)

        assert f"{A_COUNT}{got}. {hint}" == error_of(Count, *bounds)

    def test_a_known_number_is_never_approximate(self):
        """A point has no bounds that could be ours."""
        expected = f"{A_COUNT}(5, 5, None, True). {NEVER}"

        assert expected == error_of(Count, 5, approximate=True)

    def test_approximate_is_true_or_false(self):
        """A word is not taken for either."""
        expected = f"{A_COUNT}'no'. Approximate is true or false."

        assert expected == error_of(Count, 1, 2, approximate="no")

    @pytest.mark.parametrize("value", [None, "850", 850])
    def test_a_field_takes_it_as_it_is(self, value):
        """`as_count` changes nothing: the record reads the value."""
        assert value is as_count(value)


class TestValue:
    def test_equal_is_same_bounds(self):
        """Counts with the same bounds are equal and hash alike."""
        assert {c("~850")} == {Count(765, 935, 850, approximate=True), c("~850")}

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            (c("850"), "850"),
            (c("850"), 851),
            (c("850"), 850.5),
            (c("850"), None),
            (c("850..851"), 850),
            (c("~850"), 850),
            (c(".."), 0),
            (c("2..~2"), 2),
            (c("2..5"), c("2..5~3")),
            (c("2..5"), c("~2..5")),
            (c(".."), c("0")),
            (c("2.."), c("2")),
        ],
    )
    def test_unequal_is_anything_else(self, one, other):
        """A doubtful count equals no number, none a text; doubt is part of a count."""
        assert one != other
        assert other != one

    @pytest.mark.parametrize(
        "number",
        [2, 2.0, Decimal(2), Decimal("2.00"), Fraction(2), np.int64(2), np.float64(2)],
        ids=repr,
    )
    def test_an_exact_count_is_its_number(self, number):
        """Two is two, whoever writes it, on either side, in a set and in a dict."""
        assert Count(2) == number
        assert number == Count(2)
        assert hash(Count(2)) == hash(number)
        assert {number} == {Count(2)}
        assert "two" == {number: "two"}[Count(2)]

    def test_an_exact_count_is_what_its_integer_is(self):
        """One is True in Python, and so a count of one is."""
        assert Count(1) == 1 == True  # noqa: PLR0133 - the law of Python
        assert Count(1) == True  # noqa: E712 - the question
        assert True is (Count(1) == 1)
        assert Count(2) != True  # noqa: E712 - the question

    def test_a_filter_of_numbers_finds_exact_counts(self):
        """Exact counts are in a list of numbers, and doubtful ones are not."""
        counts = [Count(2), c("2.."), c("~2"), Count(3), None]

        assert [Count(2)] == [count for count in counts if count == 2]
        assert [Count(2), None] == [count for count in counts if count in (None, 2)]

    @pytest.mark.parametrize("name", ["bounds", "low", "other"])
    def test_it_cannot_be_changed(self, name):
        """Nothing of a count can be set, and it has no room for more."""
        with pytest.raises(
            AttributeError, match=f"^Count is immutable: {name} cannot be set$"
        ):
            setattr(c("850"), name, 3)
        assert not hasattr(c("850"), "__dict__")

    def test_nothing_of_it_can_be_deleted(self):
        """The bounds of a count stay."""
        with pytest.raises(
            AttributeError, match=r"^Count is immutable: bounds cannot be deleted$"
        ):
            del c("850").bounds

    @pytest.mark.parametrize("make", [copy.copy, copy.deepcopy])
    def test_a_copy_is_itself(self, make):
        """What cannot change needs no copy."""
        count = c("~850")

        assert count is make(count)

    @pytest.mark.parametrize("text", [row[0] for row in TEXTS])
    def test_pickling_keeps_it(self, text):
        """A count is pickled and read back."""
        assert c(text) == pickle.loads(pickle.dumps(c(text)))

    def test_an_exact_count_is_one_number(self):
        """Any other can be several, or has no limit."""
        assert Count(3).is_exact
        assert not c("2..3").is_exact
        assert not Count.UNKNOWN.is_exact


class TestWire:
    @pytest.mark.parametrize(
        ("text", "plain"),
        [("850", 850), ("0", 0), ("~850", "~850"), ("2..", "2.."), ("..", "..")],
    )
    def test_an_exact_count_is_a_number_any_other_its_text(self, text, plain):
        """The wire form of 850 is 850; a doubtful count is text."""
        written = c(text).to_plain()

        assert plain == written
        assert type(plain) is type(written)
        assert c(text) == Count.from_plain(plain)

    def test_an_exact_count_is_never_a_text(self):
        """What can be written in two ways is written in one."""
        expected = f"{A_COUNT}'850'. Write 850 without quotes."

        assert expected == error_of(Count.from_plain, "850")

    @pytest.mark.parametrize("plain", [True, None, [850], {"low": 1}])
    def test_other_values_are_no_counts(self, plain):
        """A bool and null are refused."""
        assert f"{A_COUNT}{plain!r}." == error_of(Count.from_plain, plain)

    @pytest.mark.parametrize(
        ("plain", "hint"),
        [
            (850.0, " Write 850."),
            (Decimal("850.0"), " Write 850."),
            (Decimal("850.000"), " Write 850, or 850000 if thousands are meant."),
            (850.5, ""),
            (-3.0, ""),
            (1e300, ""),
            (float("nan"), ""),
            (Decimal("Infinity"), ""),
        ],
    )
    def test_a_decimal_is_no_count(self, plain, hint):
        """The error about a whole one says how to write it."""
        assert f"{A_COUNT}{plain!r}.{hint}" == error_of(Count.from_plain, plain)

    def test_a_number_on_the_wire_is_in_range(self):
        """The limit holds on the wire too."""
        assert f"{A_COUNT}-1. {WHOLE}" == error_of(Count.from_plain, -1)

    def test_the_wire_holds_no_phrase(self):
        """A phrase is refused, with what to write."""
        expected = f"{A_COUNT}'about 850'. Write \"~850\"."

        assert expected == error_of(Count.from_plain, "about 850")


class TestArithmetic:
    @pytest.mark.parametrize(
        ("expected", "result"),
        [
            # 765 + 848 = 1613, 935 + 848 = 1783, 850 + 848 = 1698.
            ("~1613..1783~1698", lambda: c("~850") + 848),
            ("~1613..1783~1698", lambda: 848 + c("~850")),
            ("1698", lambda: Count(850) + Count(848)),
            ("3..", lambda: Count.UNKNOWN + 3),
            ("..", lambda: Count.UNKNOWN + Count.UNKNOWN),
            ("5..9", lambda: c("2..5~3") + c("3..4")),
            ("5..9~7", lambda: c("2..5~3") + c("3..4~4")),
            ("2", lambda: Count(5) - 3),
            ("0", lambda: Count(5) - 5),
            ("..3", lambda: c("2..5") - 2),
            ("..3", lambda: c("2..5").without(c("2..4"))),
            ("1..3~1", lambda: c("4..5~4") - c("2..3~3")),
            ("1..3", lambda: c("4..5") - c("2..3~3")),
            ("..3", lambda: c("2..5~2").without(c("2..4~3"))),
            ("2..", lambda: c("5..") - 3),
            ("2..", lambda: c("5..").without(3)),
            ("..3", lambda: Count(5).without(c("2.."))),
            ("..", lambda: c("..").without(c("2.."))),
            ("..", lambda: Count.UNKNOWN - 0),
            ("0", lambda: c("~850").without(c("935.."))),
            # 765 - 900 is below 0, and 935 - 900 = 35.
            ("~..35", lambda: c("~850").without(900)),
            # 765 - 100 = 665, 935 - 100 = 835; about 750 would be 675 to 825.
            ("~665..835~750", lambda: c("~850") - 100),
            ("10..25~15", lambda: c("2..5~3") * 5),
            ("10..25~15", lambda: 5 * c("2..5~3")),
            ("6..", lambda: 3 * c("2..")),
            # Twice about 850 is 1530 to 1870, which is about 1700.
            ("~1700", lambda: 2 * c("~850")),
            ("0", lambda: 0 * c("~850")),
            ("0", lambda: Count.UNKNOWN * 0),
            ("0", lambda: Count.total([])),
            ("6", lambda: Count.total([1, Count(2), 3])),
            ("~766..~851", lambda: Count.total([c("~850"), c("1..~1")])),
        ],
    )
    def test_bounds_are_carried(self, expected, result):
        """What is computed with bounds has bounds."""
        assert expected == str(result())

    @pytest.mark.parametrize(
        ("expected", "call"),
        [
            (
                "count must not exceed 5, from which it is taken, got '6'.",
                lambda: Count(5) - 6,
            ),
            (
                "count must not exceed ~850, from which it is taken, got '936..'.",
                lambda: c("~850") - c("936.."),
            ),
            (
                "count must not exceed ~850, from which it is taken, got '936..'.",
                lambda: c("~850").without(c("936..")),
            ),
            (
                f"count must certainly not exceed ~850, {TAKEN}, got '900'. {PART}",
                lambda: c("~850") - 900,
            ),
            (
                f"count must certainly not exceed 2..5, {TAKEN}, got '2..4'. {PART}",
                lambda: c("2..5") - c("2..4"),
            ),
            (
                f"count must certainly not exceed 5, {TAKEN}, got '2..'. {PART}",
                lambda: Count(5) - c("2.."),
            ),
            (
                f"count must certainly not exceed .., {TAKEN}, got '1'. {PART}",
                lambda: Count.UNKNOWN - 1,
            ),
            (f"{A_COUNT}'3'.", lambda: Count(5).without("3")),
            (f"{A_COUNT}-2. {WHOLE}", lambda: Count(5) * -2),
            (f"{A_COUNT}-2. {WHOLE}", lambda: Count(5) + -2),
            (f"{A_COUNT}9007199254740992. {WHOLE}", lambda: Count(LARGEST) + 1),
            (f"{A_COUNT}9007199254740992. {WHOLE}", lambda: c("1..") * 2**53),
            (
                f"{A_COUNT}9007199254740992. {WHOLE}",
                lambda: c("..9007199254740991") + 1,
            ),
            (
                f"{A_COUNT}9007199254740992. {WHOLE}",
                lambda: c("..~9007199254740991") + c("..~1"),
            ),
        ],
    )
    def test_what_cannot_be_is_refused(self, expected, call):
        """No count is below 0 or above the limit."""
        assert expected == error_of(call)

    def test_a_result_may_reach_the_limit(self):
        """2**53 - 1 is a count, computed or read."""
        assert str(LARGEST) == str(Count(LARGEST - 1) + 1)

    @pytest.mark.parametrize("other", [True, 2.5, "3", None, Bounds(1, 1, 1)])
    @pytest.mark.parametrize("calculate", [operator.add, operator.sub, operator.mul])
    def test_other_operands_are_refused_as_python_does(self, calculate, other):
        """What is no count and no whole number is no operand."""
        with pytest.raises(TypeError):
            calculate(Count(5), other)

    def test_a_product_takes_an_integer(self):
        """The product of two counts has no meaning here."""
        with pytest.raises(TypeError, match="unsupported operand"):
            Count(5) * Count(2)


class TestQuestions:
    @pytest.mark.parametrize(
        ("one", "other", "certainly", "possibly", "consistent"),
        [
            ("1", "2", True, True, False),
            ("2", "2", False, False, True),
            ("3", "2", False, False, False),
            ("1..3", "2", False, True, True),
            ("1..3", "3", False, True, True),
            ("1..3", "4..", True, True, False),
            ("2..5", "2..5", False, True, True),
            ("2..", "1", False, False, False),
            ("2..", "2", False, False, True),
            ("2..", "..", False, True, True),
            ("..", "..", False, True, True),
            ("..", "0", False, False, True),
            ("~850", "936", True, True, False),
        ],
    )
    def test_answers_are_three(self, one, other, certainly, possibly, consistent):
        """One count is certainly, possibly or not below another."""
        assert (certainly, possibly, consistent) == (
            c(one).certainly_below(c(other)),
            c(one).possibly_below(c(other)),
            c(one).consistent_with(c(other)),
        )

    def test_a_whole_number_can_be_asked_about(self):
        """A number is a known count."""
        assert c("..50").certainly_below(51)
        assert c("..50").possibly_below(1)
        assert c("..50").consistent_with(50)

    @pytest.mark.parametrize("other", [True, 2.5, "3", None])
    def test_other_things_are_not_compared(self, other):
        """A text is no count, and no bool is a number."""
        for ask in (
            Count(5).certainly_below,
            Count(5).possibly_below,
            Count(5).consistent_with,
        ):
            assert f"{A_COUNT}{other!r}." == error_of(ask, other)

    @pytest.mark.parametrize(
        "compare", [operator.lt, operator.le, operator.gt, operator.ge]
    )
    def test_counts_have_no_order(self, compare):
        """Numbers that may be the same have no order, so `<` is no question."""
        with pytest.raises(TypeError):
            compare(Count(1), Count(2))

    def test_more_than_300_can_be_311(self):
        """A number is in a count that it can be."""
        count = Count.parse_phrase("more than 300")

        assert 311 in count
        assert 300 not in count

    @pytest.mark.parametrize(
        ("number", "can_be"), [(1, False), (2, True), (5, True), (6, False)]
    )
    def test_a_number_is_in_its_bounds(self, number, can_be):
        """Both bounds belong to the count."""
        assert can_be is (number in c("2..5"))


@pytest.mark.parametrize(
    ("phrase", "number"), [("almost 10", 9), ("nearly 5", 4), ("almost 1", 0)]
)
def test_almost_a_small_number_is_the_one_below(phrase, number):
    """From nine tenths of ten on, and below ten, there is one whole number."""
    assert Count(number) == Count.parse_phrase(phrase)


def test_a_total_is_of_counts():
    """A text among them is refused in our words."""
    with pytest.raises(InvalidValue, match="count must be a count"):
        Count.total(["2.."])


@pytest.mark.parametrize(
    ("texts", "span"),
    [
        (("2",), "2"),
        (("2", "8"), "2..8"),
        (("0", "2.."), ".."),
        (("2..5~3", "3"), "2..5~3"),
        (("2..5~3", "8"), "2..8"),
        (("~850", "848"), "~765..935"),
        (("..50", "60"), "..60"),
    ],
)
def test_a_span_is_the_narrowest_that_holds_all(texts, span):
    """From the lowest low to the highest high; an estimate only where it is shared."""
    assert c(span) == Count.spanning(*map(c, texts))
    assert c(span) == Count.spanning(*map(c, reversed(texts)))


def test_counts_and_amounts_have_something_in_common_or_nothing():
    """The widest that lies within all; of bounds that the library set, as much."""
    counts = [pk.Count.parse(text) for text in ("2..", "..8~5", "~6")]

    assert "~6" == str(pk.Count.intersecting(counts[2], counts[0]))
    assert "2..8~5" == str(pk.Count.intersecting(*counts[:2]))
    assert pk.Count(4) == pk.Count.intersecting(pk.Count.parse("4.."), 4)
    with pytest.raises(pk.InvalidValue, match="have a number in common"):
        pk.Count.intersecting(2, 3, 4)
    ways = pk.Quantity.parse("330.. km"), pk.Quantity.parse("..352000 m")
    assert "330..352 km" == str(pk.Quantity.intersecting(*ways))
    with pytest.raises(pk.InvalidValue, match="have a number in common"):
        pk.Quantity.intersecting(pk.Quantity.parse("1 km"), pk.Quantity.parse("2 m"))


def test_values_without_an_order_have_only_themselves_in_common():
    """A point is itself, and two points are not one."""
    point, other = pk.Point(1, 2), pk.Point(1, 3)

    assert point == pk.Point.intersecting(point, point)
    with pytest.raises(pk.InvalidValue, match="have something in common"):
        pk.Point.intersecting(point, other)
