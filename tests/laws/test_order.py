"""Laws of order: total where certain, partial where possible."""

from datetime import date, timedelta

from drawn import UNITS_ALIKE, counts, decimals, partial_dates, periods, quantities
from hypothesis import example, given
from hypothesis import strategies as st

from peacekeep.values.counts import Count
from peacekeep.values.dates import PartialDate
from peacekeep.values.quantities import Quantity


FIRST_DAY = date(2023, 10, 31)
FEW_NUMBERS = counts(max_value=15, unbounded=False).filter(lambda one: one.high <= 15)


@st.composite
def few_days(draw):
    """Draw sets of a few days."""
    low, high = sorted(draw(st.tuples(st.integers(0, 6), st.integers(0, 6))))
    first, last = (FIRST_DAY + timedelta(number) for number in (low, high))
    return PartialDate(f"[{first}..{last}]")


def numbers_of(count):
    return range(count.low, count.high + 1)


def days_of(day):
    return [
        day.earliest + timedelta(number)
        for number in range((day.latest - day.earliest).days + 1)
    ]


LENGTHS = quantities(units=UNITS_ALIKE["length"])


class TestCounts:
    """Of two counts one is certainly below the other, or both can be one number."""

    @given(counts(), counts())
    @example(Count.UNKNOWN, Count.UNKNOWN)
    @example(Count(5), Count(5))
    def test_one_answer_is_true_and_no_other(self, one, other):
        """Below, above and consistent shut one another out."""
        answers = [
            one.certainly_below(other),
            other.certainly_below(one),
            one.consistent_with(other),
        ]

        assert 1 == sum(answers)

    @given(FEW_NUMBERS, FEW_NUMBERS)
    def test_answers_are_those_of_trying_every_number(self, one, other):
        """Certainly is for all numbers, possibly for some, consistent for one alike."""
        pairs = [(x, y) for x in numbers_of(one) for y in numbers_of(other)]

        assert all(x < y for x, y in pairs) is one.certainly_below(other)
        assert any(x < y for x, y in pairs) is one.possibly_below(other)
        assert any(x == y for x, y in pairs) is one.consistent_with(other)

    @given(counts(), counts())
    def test_what_is_certain_is_possible(self, one, other):
        """Certainly below implies possibly below, and not possibly above."""
        if one.certainly_below(other):
            assert one.possibly_below(other)
            assert not other.possibly_below(one)

    @given(counts(), counts())
    @example(Count(5), Count(5))
    @example(Count(5), Count(5, 6))
    def test_only_one_known_number_is_on_neither_side(self, one, other):
        """Neither is possibly below the other where both are the same known number."""
        same = one.is_exact and one == other

        assert same is not (one.possibly_below(other) or other.possibly_below(one))

    @given(counts(), counts(), counts())
    def test_certainly_below_is_passed_on(self, one, two, three):
        """What is below what is below a third is below the third."""
        if one.certainly_below(two) and two.certainly_below(three):
            assert one.certainly_below(three)

    @given(counts(), counts())
    def test_consistent_is_mutual(self, one, other):
        """A count is consistent with itself, and two with each other."""
        assert one.consistent_with(one)
        assert one.consistent_with(other) is other.consistent_with(one)

    @given(st.integers(0, 99), st.integers(0, 99))
    def test_known_numbers_are_compared_as_numbers(self, one, other):
        """Where nothing is doubtful, possible is certain."""
        count = Count(one)

        assert (one < other) is count.certainly_below(other)
        assert (one < other) is count.possibly_below(other)
        assert (one == other) is count.consistent_with(other)

    @given(counts(), st.integers(0, 2**53 - 1))
    def test_a_number_that_it_can_be_is_consistent_with_it(self, count, number):
        """To hold a number is to be consistent with it."""
        assert (number in count) is count.consistent_with(number)


class TestQuantities:
    """Order is of amounts, not of the units that they are written in."""

    @given(LENGTHS, LENGTHS)
    def test_what_is_certain_is_possible(self, one, other):
        """Certainly below implies possibly below, and not consistent."""
        if one.certainly_below(other):
            assert one.possibly_below(other)
            assert not one.consistent_with(other)

    @given(quantities(units=["km"]), quantities(units=["km"]))
    def test_one_answer_is_true_and_no_other(self, one, other):
        """Below, above and consistent shut one another out."""
        answers = [
            one.certainly_below(other),
            other.certainly_below(one),
            one.consistent_with(other),
        ]

        assert 1 == sum(answers)

    @given(decimals(), decimals(), st.sampled_from(["m", "mm", "cm"]))
    def test_exact_conversions_change_no_answer(self, one, other, unit):
        """In units that differ by a power of ten, the answer is the same."""
        left, right = Quantity(one, unit="km"), Quantity(other, unit="km").to(unit)

        assert (one < other) is left.certainly_below(right)
        assert (one == other) is left.consistent_with(right)


class TestDates:
    """
    Of two dates one is certainly before the other, or both can be one day.

    Unless the days of one lie in gaps that unknown digits leave in the other.
    """

    @given(partial_dates(), partial_dates())
    def test_one_answer_is_true_and_no_other(self, one, other):
        """Before, after and consistent shut one another out."""
        answers = [
            one.certainly_before(other),
            one.certainly_after(other),
            one.consistent_with(other),
        ]

        assert sum(answers) <= 1
        if "X" not in f"{one}{other}":
            assert 1 == sum(answers)

    @given(few_days(), few_days())
    def test_answers_are_those_of_trying_every_day(self, one, other):
        """Certainly is for all days, possibly for some, consistent for one alike."""
        pairs = [(x, y) for x in days_of(one) for y in days_of(other)]

        assert all(x < y for x, y in pairs) is one.certainly_before(other)
        assert any(x < y for x, y in pairs) is one.possibly_before(other)
        assert any(x == y for x, y in pairs) is one.consistent_with(other)

    @given(few_days(), few_days())
    def test_days_between_are_those_of_trying_every_day(self, one, other):
        """The fewest and the most days are those of some two days."""
        between = [(y - x).days for x in days_of(one) for y in days_of(other)]

        assert (min(between), max(between)) == one.days_until(other)

    @given(partial_dates(), partial_dates())
    def test_after_is_before_from_the_other_side(self, one, other):
        """What is after a date has that date before it."""
        assert one.certainly_before(other) is other.certainly_after(one)
        assert one.possibly_before(other) is other.possibly_after(one)

    @given(partial_dates(), partial_dates())
    def test_what_is_certain_is_possible(self, one, other):
        """Certainly before implies possibly before, and not possibly after."""
        if one.certainly_before(other):
            assert one.possibly_before(other)
            assert not one.possibly_after(other)

    @given(partial_dates(), partial_dates())
    @example(PartialDate("2023-10-31"), PartialDate("2023-10-31?"))
    def test_only_one_single_day_is_on_neither_side(self, one, other):
        """Neither is possibly before the other where both are the same single day."""
        same = one.is_day and one.same_days(other)

        assert same is not (one.possibly_before(other) or one.possibly_after(other))

    @given(partial_dates(), partial_dates(), partial_dates())
    def test_certainly_before_is_passed_on(self, one, two, three):
        """What is before what is before a third is before the third."""
        if one.certainly_before(two) and two.certainly_before(three):
            assert one.certainly_before(three)

    @given(partial_dates(), partial_dates())
    def test_consistent_is_mutual(self, one, other):
        """A date is consistent with itself, and two with each other."""
        assert one.consistent_with(one)
        assert one.same_days(one)
        assert one.consistent_with(other) is other.consistent_with(one)

    @given(partial_dates(), partial_dates())
    def test_days_are_counted_alike_from_both_sides(self, one, other):
        """The fewest days to a date are the most days from it, below 0."""
        there, back = one.days_until(other), other.days_until(one)

        assert there.low == (None if back.high is None else -back.high)
        assert there.high == (None if back.low is None else -back.low)

    @given(partial_dates(), partial_dates())
    def test_days_agree_with_order(self, one, other):
        """At least one day lies between what is certainly before and what is after."""
        low, high = one.days_until(other)

        assert low is None or (low > 0) is one.certainly_before(other)
        assert high is None or (high > 0) is one.possibly_before(other)

    @given(st.dates(), st.dates())
    def test_known_days_are_compared_as_days(self, one, other):
        """Where nothing is doubtful, possible is certain."""
        day = PartialDate.from_day(one)

        assert (one < other) is day.certainly_before(other)
        assert (one < other) is day.possibly_before(other)
        assert (one == other) is day.consistent_with(other)


class TestPeriods:
    """A period covers a day certainly, possibly or not, and never contradicts it."""

    @given(periods(), partial_dates())
    def test_what_is_certain_is_possible(self, period, day):
        """What is certainly covered is possibly covered."""
        if period.certainly_covers(day):
            assert period.possibly_covers(day)

    @given(periods(), st.dates())
    def test_what_is_outside_its_bounds_is_not_covered(self, period, day):
        """A day is possibly covered within the bounds, and only there."""
        assert (period.earliest <= day <= period.latest) is period.possibly_covers(day)

    @given(periods(), partial_dates())
    def test_a_date_is_covered_as_its_first_and_last_day_are(self, period, day):
        """A span has no gap, so both ends of a doubt decide."""
        assert period.certainly_covers(day) is (
            period.certainly_covers(day.earliest)
            and period.certainly_covers(day.latest)
        )
