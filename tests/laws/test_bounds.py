"""Laws of bounds: what is first is never after what is last, and doubt only widens."""

from datetime import timedelta
from decimal import Decimal

from drawn import (
    counts,
    date_texts,
    decimals,
    partial_dates,
    periods,
    points,
    quantities,
    single_dates,
)
from hypothesis import example, given
from hypothesis import strategies as st

from peacekeep.values.counts import Count
from peacekeep.values.dates import PartialDate
from peacekeep.values.periods import Period
from peacekeep.values.quantities import Quantity


def in_order(value):
    """Return whether low, best and high of a value are in order."""
    best = value.low if value.best is None else value.best
    high = best if value.high is None else value.high
    return 0 <= value.low <= best <= high


def within(inner, outer):
    """Return whether all days of one date are days of another."""
    return outer.earliest <= inner.earliest and inner.latest <= outer.latest


def unqualified(text):
    """Return the text of a date without its qualifiers."""
    return "".join(one for one in text if one not in "?~%")


class TestOrderOfBounds:
    """The lowest is never above the best, nor the best above the highest."""

    @given(counts())
    def test_a_count(self, count):
        """A count holds `low <= best <= high`, and a known one is its own best."""
        assert in_order(count)
        assert not count.is_exact or count.low == count.best
        assert not (count.is_exact and count.approximate)

    @given(quantities())
    def test_a_quantity(self, quantity):
        """A quantity holds the same."""
        assert in_order(quantity)
        assert not quantity.is_exact or quantity.low == quantity.best
        assert not (quantity.is_exact and quantity.approximate)

    @given(partial_dates())
    def test_a_date(self, day):
        """The first day is never after the last."""
        assert day.earliest <= day.latest
        assert day.is_day is (day.earliest == day.latest)

    @given(periods())
    def test_a_period(self, period):
        """The first day is never after the last, and no period has fewer than 0."""
        low, high = period.days()

        assert period.earliest <= period.latest
        assert low is None or low >= 0
        assert low is None or high is None or low <= high

    @given(partial_dates(), partial_dates())
    def test_days_between_two_dates(self, one, other):
        """The fewest days are never more than the most."""
        low, high = one.days_until(other)

        assert low is None or high is None or low <= high

    @given(points(), points())
    def test_a_distance(self, one, other):
        """No point is farther than half way round, and all are as far back."""
        distance = one.distance_to(other)

        # Half a meridian of WGS 84: 2 * 10001.965729 km.
        assert 0 <= distance.low <= Decimal("20003.931")
        assert distance == other.distance_to(one)


class TestWidening:
    """To know less never loses what was possible."""

    @given(st.integers(0, 10**12))
    def test_about_a_number_is_that_number_too(self, number):
        """A number is in what is about it, and in a tenth of it to either side."""
        about = Count.parse_phrase(f"about {number}")

        assert number in about
        assert number == about.best
        assert 10 * about.low <= 9 * number + 9
        assert 10 * about.high >= 11 * number

    @given(decimals())
    def test_about_an_amount_is_that_amount_too(self, number):
        """The bounds of an amount are nine and eleven tenths of it, exactly."""
        about = Quantity.parse_phrase(f"about {number:.6f}5 km")
        exact = Decimal(f"{number:.6f}5")

        assert (9 * exact, 11 * exact) == (10 * about.low, 10 * about.high)

    @given(single_dates().map(unqualified), st.sampled_from(["", "~", "?", "%"]))
    def test_a_shorter_date_holds_the_longer(self, text, qualifier):
        """All days of a date are days of its month and of its year, as qualified."""
        day = PartialDate(text + qualifier)
        parts = text.split("-")

        for length in range(1, len(parts)):
            shorter = "-".join(parts[:length])
            assert within(day, PartialDate(shorter + qualifier))

    @given(single_dates(), st.integers(0, 9))
    def test_an_unknown_digit_widens(self, text, place):
        """With X for a digit, no day is lost."""
        digits = [at for at, one in enumerate(text) if one.isdigit()]
        if not digits:
            return
        at = digits[place % len(digits)]
        unknown = f"{text[:at]}X{text[at + 1 :]}"

        assert within(PartialDate(text), PartialDate(unknown))

    @given(single_dates(), single_dates())
    @example("2023", "2023-03")
    def test_a_set_begins_with_its_first_and_ends_with_its_last(self, one, other):
        """A set runs from the first day of one date to the last day of the other."""
        first, last = PartialDate(one), PartialDate(other)
        if first.earliest > last.latest:
            first, last = last, first
        between = PartialDate(f"[{first}..{last}]")

        assert (first.earliest, last.latest) == (between.earliest, between.latest)
        assert within(between, PartialDate(f"[{first}..]"))
        assert within(between, PartialDate(f"[..{last}]"))

    @given(single_dates())
    def test_a_qualifier_only_widens(self, text):
        """Without it, a date can be no other day."""
        plain = PartialDate(unqualified(text))

        assert within(plain, PartialDate(text))
        assert PartialDate(text).covers(plain)

    @given(date_texts(), st.dates())
    def test_an_open_end_covers_what_a_known_one_covers(self, text, day):
        """A period that goes on covers each day that one with an end does."""
        last = max(PartialDate(text).latest, day)
        ended = Period(f"{text}/{last.isoformat()}")
        goes_on = Period(f"{text}/..")

        assert goes_on.certainly_covers(day) or not ended.certainly_covers(day)
        assert goes_on.possibly_covers(day) or not ended.possibly_covers(day)

    @given(periods())
    def test_days_beside_a_period_are_not_covered(self, period):
        """The day before the first and the day after the last are outside."""
        if period.start is not None and period.earliest.toordinal() > 1:
            assert not period.possibly_covers(period.earliest - timedelta(1))
        if period.end is not None and period.latest.year < 9999:
            assert not period.possibly_covers(period.latest + timedelta(1))
