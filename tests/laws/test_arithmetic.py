"""Laws of arithmetic: of sums, differences, products, and conversion."""

from decimal import Decimal
from fractions import Fraction

import pytest
from drawn import UNITS_ALIKE, counts, decimals, quantities
from hypothesis import assume, example, given
from hypothesis import strategies as st

from peacekeep.errors import InvalidValue
from peacekeep.values.counts import Count
from peacekeep.values.quantities import Quantity


# Of three such numbers the sum, and of two the product, is within the limit.
COUNTS = counts(max_value=10**7)
FEW = counts(max_value=12, unbounded=False)
LENGTHS = quantities(units=["km"])
ZERO = Count(0)
A_BILLIONTH_OF_A_THOUSANDTH = Decimal("1e-12")


def all_of(count):
    return range(count.low, count.high + 1)


def numbers_of(count):
    return range(count.low, min(count.high, count.low + 12) + 1)


def within(inner, outer):
    """Return whether all numbers of one value are numbers of another."""
    if outer.high is None:
        return outer.low <= inner.low
    return (
        inner.high is not None and outer.low <= inner.low and inner.high <= outer.high
    )


@st.composite
def widened(draw, count):
    """Draw a count that can be whatever a count can, and more."""
    low = count.low - draw(st.integers(0, count.low))
    high = None
    if count.high is not None and draw(st.booleans()):
        high = count.high + draw(st.integers(0, 1000))
    return Count(low, high)


class TestSums:
    """Counts are added in any order and in any groups, and 0 changes nothing."""

    @given(COUNTS, COUNTS)
    def test_the_order_does_not_matter(self, one, other):
        """One and the other is the other and one."""
        assert one + other == other + one

    @given(COUNTS, COUNTS, COUNTS)
    def test_the_groups_do_not_matter(self, one, two, three):
        """The first two and the third are the first and the last two."""
        assert (one + two) + three == one + (two + three)

    @given(counts())
    @example(Count.UNKNOWN)
    def test_zero_changes_nothing(self, count):
        """A count and 0 is the count."""
        assert count == count + ZERO == ZERO + count == count + 0 == 0 + count

    @given(st.lists(COUNTS, max_size=5), st.lists(COUNTS, max_size=5))
    def test_a_total_is_the_sum_of_totals(self, some, others):
        """Totals of two lists make the total of both, of nothing too."""
        assert Count.total(some + others) == Count.total(some) + Count.total(others)

    @given(FEW, FEW)
    def test_a_sum_is_what_its_numbers_add_up_to(self, one, other):
        """All that two numbers can add up to is in the sum."""
        total = one + other

        assert all(x + y in total for x in numbers_of(one) for y in numbers_of(other))
        assert (one.low + other.low, one.high + other.high) == (total.low, total.high)

    @given(st.data(), COUNTS, COUNTS)
    def test_wider_in_means_wider_out(self, data, one, other):
        """More doubt in what is added is never less doubt in the sum."""
        wider = data.draw(widened(one))

        assert within(one + other, wider + other)
        assert within(one * 3, wider * 3)

    @given(COUNTS, COUNTS)
    def test_doubt_of_ours_stays_ours(self, one, other):
        """A sum is approximate where one of its counts is."""
        assert (one.approximate or other.approximate) is (one + other).approximate

    @given(st.integers(0, 2**52), st.integers(0, 2**52))
    def test_known_numbers_are_added_as_numbers(self, one, other):
        """Where nothing is doubtful, a sum is a number."""
        assume(one + other < 2**53)

        assert Count(one + other) == Count(one) + Count(other)


class TestDifferences:
    """What is taken away and given back is there again, with more doubt or none."""

    @given(COUNTS, COUNTS)
    def test_what_is_given_and_taken_leaves_what_was(self, one, other):
        """All that a count can be, it can be after adding and taking the same."""
        assert within(one, (one + other).without(other))

    @given(st.integers(0, 2**50), counts(max_value=2**50))
    def test_known_numbers_are_taken_away_exactly(self, number, count):
        """To add a known number and take it away changes nothing."""
        assert count == (count + number) - number

    @given(counts())
    def test_a_count_less_itself_can_be_nothing(self, count):
        """A count can be a part of itself, and then all of it."""
        assert 0 in count.without(count)

    @given(FEW, FEW)
    def test_what_is_left_is_what_its_numbers_leave(self, one, other):
        """All that a whole and its part can leave is left, and nothing else."""
        found = [x - y for x in all_of(one) for y in all_of(other) if x >= y]
        if found:
            left = one.without(other)

            assert (min(found), max(found)) == (left.low, left.high)
        else:
            with pytest.raises(InvalidValue, match="must not exceed"):
                one.without(other)

    @given(FEW, FEW)
    def test_a_difference_that_can_be_below_zero_is_refused(self, one, other):
        """`-` cuts nothing: it has every number that two can leave, or is refused."""
        found = [x - y for x in all_of(one) for y in all_of(other)]
        if min(found) < 0:
            with pytest.raises(InvalidValue, match="not exceed"):
                one - other
        else:
            left = one - other

            assert left == one.without(other)
            assert (min(found), max(found)) == (left.low, left.high)

    @given(LENGTHS, LENGTHS)
    def test_a_quantity_is_cut_only_by_name(self, one, other):
        """A difference of quantities is refused where that of a low and a high is."""
        if other.high is None or one.low < other.high:
            with pytest.raises(InvalidValue, match="not exceed"):
                one - other
        else:
            left = one - other

            assert left == one.without(other)
            assert one.low - other.high == left.low


class TestEquality:
    """An exact count equals what its integer equals, and equals hash alike."""

    NUMBERS = st.integers(0, 3) | st.booleans() | st.floats(0, 3) | st.decimals(0, 3)
    SOME = counts(max_value=3) | NUMBERS | st.sampled_from(["2", None])

    @given(SOME, SOME, SOME)
    def test_equality_is_an_equivalence(self, one, two, three):
        """All are equal to themselves, in both orders, and to what their equals are."""
        assert one == one  # noqa: PLR0124 - the law
        assert (one == two) is (two == one)
        assert one != two or two != three or one == three
        assert one != two or hash(one) == hash(two)

    @given(st.integers(0, 2**53 - 1), counts())
    def test_a_count_is_a_number_if_it_can_be_no_other(self, number, count):
        """A known count is its number alone, and a doubtful one is no number."""
        assert Count(number) == number
        assert (count == count.low) is count.is_exact
        assert (count == number) is (count.low == number == count.high)

    @given(quantities(), quantities())
    def test_equal_quantities_hash_alike(self, one, other):
        """A quantity is equal to its copy, and to what has its text."""
        assert Quantity.parse(str(one)) == one
        assert hash(Quantity.parse(str(one))) == hash(one)
        assert (one == other) is (str(one) == str(other))


class TestProducts:
    """A product is a sum of so many of the same."""

    @given(COUNTS, st.integers(0, 5))
    def test_a_product_is_a_sum(self, count, factor):
        """Three times a count is the total of three of it."""
        assert Count.total([count] * factor) == count * factor == factor * count

    @given(COUNTS, COUNTS, st.integers(0, 1000))
    def test_a_sum_is_multiplied_one_by_one(self, one, other, factor):
        """So many of two counts are so many of one and so many of the other."""
        assert (one + other) * factor == one * factor + other * factor


class TestQuantities:
    """Quantities are added as counts are, and exactly."""

    @given(LENGTHS, LENGTHS)
    def test_the_order_does_not_matter(self, one, other):
        """One and the other is the other and one; of factors too."""
        assert one + other == other + one
        assert one * other == other * one

    @given(LENGTHS, LENGTHS, LENGTHS)
    def test_the_groups_do_not_matter(self, one, two, three):
        """The first two and the third are the first and the last two."""
        assert (one + two) + three == one + (two + three)

    @given(LENGTHS)
    def test_zero_and_one_change_nothing(self, quantity):
        """A quantity and 0 of its unit, and one times it, is the quantity."""
        assert quantity == quantity + Quantity(0, unit="km") == quantity * 1
        assert quantity == quantity / 1

    @given(decimals(), decimals())
    def test_amounts_are_added_exactly(self, one, other):
        """No digit of a sum or a product is lost."""
        left, right = Quantity(one, unit="km"), Quantity(other, unit="km")

        # Fractions do not round, as decimals do.
        assert Fraction(one) + Fraction(other) == Fraction((left + right).low)
        assert Fraction(one) * Fraction(other) == Fraction((left * right).low)

    @given(LENGTHS, LENGTHS)
    def test_what_is_given_and_taken_leaves_what_was(self, one, other):
        """All that a quantity can be, it can be after adding and taking the same."""
        assert within(one, (one + other).without(other))

    @given(decimals().filter(bool), decimals().filter(bool))
    def test_a_quotient_times_its_divisor_is_what_was_divided(self, one, other):
        """Within the digits that are kept, division undoes multiplication."""
        quotient = Quantity(one, unit="km") / Quantity(other, unit="hour")
        back = (quotient * Quantity(other, unit="hour")).low

        assert abs(back - one) <= one * A_BILLIONTH_OF_A_THOUSANDTH


class TestConversion:
    """What is converted and converted back is the same within 1e-12."""

    @pytest.mark.parametrize("dimension", UNITS_ALIKE)
    @given(data=st.data())
    def test_there_and_back(self, dimension, data):
        """Every bound comes back, in its unit, and in its order."""
        units = UNITS_ALIKE[dimension]
        quantity = data.draw(quantities(units=units))
        unit = data.draw(st.sampled_from(units))
        there = quantity.to(unit)
        back = there.to(quantity.unit)

        assert unit == there.unit
        assert quantity.dimension == there.dimension
        for number, again in zip(quantity.bounds[:3], back.bounds[:3], strict=True):
            assert (number is None) is (again is None)
            if number is not None:
                assert abs(again - number) <= number * A_BILLIONTH_OF_A_THOUSANDTH

    @pytest.mark.parametrize("dimension", UNITS_ALIKE)
    @given(data=st.data())
    def test_by_way_of_a_third_unit(self, dimension, data):
        """A detour is no other way, within 1e-12."""
        units = st.sampled_from(UNITS_ALIKE[dimension])
        number = data.draw(decimals())
        first, second, third = data.draw(st.tuples(units, units, units))
        quantity = Quantity(number, unit=first)
        straight = quantity.to(third).low
        detour = quantity.to(second).to(third).low

        assert abs(straight - detour) <= straight * A_BILLIONTH_OF_A_THOUSANDTH
