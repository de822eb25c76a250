"""Laws of texts: what is written is read back, and is read in one way alone."""

import copy
import pickle
from decimal import Decimal

import pytest
from drawn import (
    MEASURED,
    counts,
    extras,
    partial_dates,
    periods,
    places,
    points,
    quantities,
    refused,
    texts,
    values,
)
from hypothesis import example, given
from hypothesis import strategies as st

from peacekeep.definitions.extra import Extra
from peacekeep.values.counts import Count
from peacekeep.values.dates import PartialDate
from peacekeep.values.periods import Period
from peacekeep.values.points import Point
from peacekeep.values.quantities import Quantity


KINDS = [Count, PartialDate, Period, Quantity, Point]
SMALL_COUNTS = counts(max_value=10**7)


def read_back(value):
    return type(value).parse(str(value))


class TestText:
    """The text of a value is read as that value, and no value has two texts."""

    @given(values())
    def test_the_text_of_a_value_is_read_back(self, value):
        """`parse` undoes `str`."""
        assert value == read_back(value)
        assert str(value) == str(read_back(value))

    @given(values())
    def test_the_wire_is_read_back(self, value):
        """`from_plain` undoes `to_plain`."""
        assert value == type(value).from_plain(value.to_plain())

    @given(values())
    def test_the_repr_is_evaluated_to_the_value(self, value):
        """The repr is the Python that makes the value."""
        assert value == eval(repr(value))

    @given(values())
    def test_words_are_read_back(self, value):
        """`parse_phrase` undoes `to_phrase`."""
        assert value == type(value).parse_phrase(value.to_phrase())

    @given(values())
    def test_the_canonical_text_is_a_phrase_too(self, value):
        """`parse_phrase` reads what `parse` reads."""
        assert value == type(value).parse_phrase(str(value))

    @given(texts())
    @example("850")
    @example("[2023-11-11..2023-11-20]")
    def test_a_text_is_refused_or_written_back(self, text):
        """What is read is canonical, and nothing but our own error is raised."""
        for kind in KINDS:
            if not refused(kind.parse, text):
                assert text == str(kind.parse(text))

    @given(texts())
    @example("after 31 December 9999")
    @example("2023-02-30")
    def test_a_phrase_is_refused_or_read(self, text):
        """Nothing but our own error is raised for any phrase."""
        for kind in KINDS:
            if not refused(kind.parse_phrase, text):
                value = kind.parse_phrase(text)

                assert value == read_back(value)

    @given(texts())
    def test_no_text_is_a_date_and_a_period(self, text):
        """The slash decides."""
        read = [kind for kind in (PartialDate, Period) if not refused(kind.parse, text)]

        assert len(read) <= 1
        assert read != [PartialDate] or "/" not in text
        assert read != [Period] or "/" in text

    @given(partial_dates())
    def test_no_date_is_a_period(self, day):
        """What one reads the other refuses."""
        assert refused(Period.parse, str(day))

    @given(periods())
    def test_no_period_is_a_date(self, period):
        """What one reads the other refuses, and its ends are dates."""
        assert refused(PartialDate.parse, str(period))
        for end in (period.start, period.end):
            assert end is None or end == read_back(end)


class TestResults:
    """What is computed has a text, and is read back from it."""

    @given(SMALL_COUNTS, SMALL_COUNTS, st.integers(0, 1000))
    def test_a_computed_count(self, one, other, factor):
        """Sums, products and differences are counts like any other."""
        for result in (one + other, one * factor, (one + other).without(other)):
            assert result == read_back(result)
            assert result == Count.from_plain(result.to_plain())
            assert result == Count.parse_phrase(result.to_phrase())

    @given(quantities(units=["km"]), quantities(units=["km", "m"]))
    def test_a_computed_quantity(self, one, other):
        """Sums and differences are quantities like any other."""
        for result in (one + other, (one + other).without(other)):
            assert result == read_back(result)
            assert result == Quantity.parse_phrase(result.to_phrase())

    @given(quantities(units=MEASURED), quantities(units=MEASURED))
    def test_a_product_and_a_quotient(self, one, other):
        """Their units are written, and read."""
        results = [one * other]
        if other.high != 0:
            results.append(one / other)
        for result in results:
            assert result == read_back(result)

    @given(quantities(units=["person", "vehicle"]), st.integers(1, 7))
    @example(Quantity.parse("~140 person"), 4)
    def test_a_mean_of_things_is_pickled(self, quantity, number):
        """A mean of what is counted has a text that no reader takes, and is kept."""
        mean = quantity / number

        assert mean == pickle.loads(pickle.dumps(mean))
        assert refused(Quantity.parse, str(mean)) or mean == read_back(mean)

    @given(quantities(unbounded=False), st.sampled_from(["low", "high"]))
    def test_pint_and_back(self, quantity, bound):
        """A bound that is given to pint is read back."""
        number = getattr(quantity, bound)

        assert Quantity(number, unit=quantity.unit) == Quantity.from_pint(
            quantity.to_pint(bound)
        )


class TestSameness:
    """What is equal hashes alike, and stays so when it is copied or pickled."""

    @given(values() | extras() | places())
    def test_copies_are_equal(self, value):
        """A pickled value is the value, and hashes alike."""
        again = pickle.loads(pickle.dumps(value))

        assert value == again == copy.copy(value) == copy.deepcopy(value)
        assert hash(value) == hash(again)

    @pytest.mark.parametrize(
        "drawn",
        [
            counts(max_value=3),
            partial_dates(),
            quantities(units=["km"]),
            points(),
            extras(),
        ],
        ids=["counts", "dates", "quantities", "points", "extras"],
    )
    @given(data=st.data())
    def test_equal_values_hash_alike(self, drawn, data):
        """Two values are equal together with their hash, and from both sides."""
        one, other = data.draw(drawn), data.draw(drawn)

        assert (one == other) is (other == one)
        assert one != other or hash(one) == hash(other)

    @given(values(), values())
    def test_values_are_equal_if_their_kinds_and_texts_are(self, one, other):
        """A value is its text."""
        same = type(one) is type(other) and str(one) == str(other)

        assert same is (one == other)

    @given(extras())
    def test_unknown_keys_are_written_back(self, extra):
        """What is read from what was written is the same."""
        assert extra == Extra(extra.to_plain())
        assert extra == eval(repr(extra), {"Extra": Extra, "Decimal": Decimal})
