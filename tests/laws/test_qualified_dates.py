"""Laws of qualified dates, against an implementation that lists every day."""

import re
from datetime import date, timedelta
from functools import cache

from hypothesis import example, given
from hypothesis import strategies as st

from peacekeep.errors import InvalidValue
from peacekeep.values.dates import PartialDate
from peacekeep.values.periods import Period


# No date drawn here can be a day before or after these years.
YEARS = range(1900, 2200)


def days_of_months(months):
    """Return the days of months, each as 12 times its year and its number from 0."""
    found = set()
    for month in months:
        day = date(month // 12, month % 12 + 1, 1)
        while day.month == month % 12 + 1:
            found.add(day)
            day += timedelta(1)
    return found


def matching(pattern, texts):
    """Return what has a text that matches, where X is any digit."""
    shape = re.compile(pattern.replace("X", "[0-9]"))
    return {one for one, text in texts if shape.fullmatch(text)}


def matching_years(pattern):
    return matching(pattern, ((year, str(year)) for year in YEARS))


def matching_months(pattern):
    year, month = pattern.split("-")
    numbers = matching(month, ((n, f"{n:02}") for n in range(1, 13)))
    return {12 * one + n - 1 for one in matching_years(year) for n in numbers}


def matching_days(pattern):
    year, month, day = pattern.split("-")
    days = days_of_months(matching_months(f"{year}-{month}"))
    return matching(day, ((one, str(one)[8:]) for one in days))


def months_of(years):
    return {12 * year + number for year in years for number in range(12)}


def days_of_text(text):
    """Return the days of a date without a qualifier."""
    match text.count("-"):
        case 0:
            return days_of_months(months_of(matching_years(text)))
        case 1:
            return days_of_months(matching_months(text))
    return matching_days(text)


def days_about(text):
    """Return the days of a date, and those of a unit to either side of each."""
    match text.count("-"):
        case 0:
            unit = 10 if text.endswith("X") else 1
            years = {
                near
                for year in matching_years(text)
                for near in range(year - unit, year + unit + 1)
            }
            return days_of_months(months_of(years))
        case 1:
            months = matching_months(text)
            return days_of_months({one + by for one in months for by in (-1, 0, 1)})
    days = matching_days(text)
    return {day + timedelta(by) for day in days for by in range(-7, 8)}


def coarser(text):
    """Return the month of a day, the year of a month, the decade of a year."""
    if "-" in text:
        return text.rpartition("-")[0]
    known = text.rstrip("X")[:-1]
    return known + "X" * (4 - len(known))


@cache
def days_of(text):
    """Return every day that a date or a set can be, by the printed rule."""
    if text.startswith("["):
        first, last = text[1:-1].split("..")
        start, end = min(days_of(first)), max(days_of(last))
        return frozenset(
            start + timedelta(number) for number in range((end - start).days + 1)
        )
    plain = re.sub("[?~%]", "", text)
    while plain.endswith("-XX"):  # a part without a known digit says nothing
        plain = plain[:-3]
    signs = set(text) & set("?~%")
    found = set(days_of_text(plain))
    if signs & {"~", "%"} or len(signs) > 1:
        found |= days_about(plain)
    if signs & {"?", "%"} or len(signs) > 1:
        found |= days_of_text(coarser(plain))
    return frozenset(found)


NEAR = st.one_of(
    st.dates(date(2023, 12, 20), date(2024, 1, 12)),
    st.dates(date(2024, 1, 25), date(2024, 3, 10)),
    st.dates(date(2023, 1, 25), date(2023, 3, 10)),
)
QUALIFIERS = st.sampled_from(["", "~", "?", "%"])


@st.composite
def plain_texts(draw):
    """Draw texts without a qualifier, many with an X, at most one in the year."""
    text = str(draw(NEAR))[: draw(st.sampled_from([4, 7, 10, 10, 10]))]
    unknown = draw(st.sets(st.sampled_from([5, 6, 8, 9]), max_size=3))
    unknown |= {draw(st.sampled_from([0, 0, 2, 3]))} - {0}
    return "".join("X" if at in unknown else one for at, one in enumerate(text))


def dates():
    """Draw texts of dates, qualified or not."""
    return st.builds("{}{}".format, plain_texts(), QUALIFIERS)


def sets():
    """Draw texts of sets, whose sides may differ in their qualifier."""
    return (
        st.tuples(dates(), dates())
        .filter(lambda ends: min(days_of(ends[0])) <= max(days_of(ends[1])))
        .map("[{0[0]}..{0[1]}]".format)
    )


def texts():
    return dates() | dates() | sets()


class TestDays:
    """A qualifier widens a date by the printed rule, and the bounds follow."""

    @given(texts())
    @example("2023-XX-31~")
    @example("202X-02-29%")
    @example("202X?")
    @example("202X~")
    @example("2023-XX-XX~")
    def test_the_bounds_are_the_first_and_the_last_day(self, text):
        """They are those of all days, listed one by one."""
        day, listed = PartialDate(text), days_of(text)

        assert (min(listed), max(listed)) == (day.earliest, day.latest)
        assert day.is_day is (len(listed) == 1)

    @given(plain_texts(), QUALIFIERS, st.data())
    def test_a_qualifier_on_a_part_counts_for_the_whole(self, text, qualifier, data):
        """Before or after whatever part it is, the days are the same."""
        parts = text.split("-")
        at = data.draw(st.integers(0, len(parts) - 1))
        form = data.draw(st.sampled_from(["{0}{1}", "{1}{0}"]))
        parts[at] = form.format(parts[at], qualifier)
        day = PartialDate("-".join(parts))

        assert day.same(PartialDate(text + qualifier))
        assert qualifier == day.qualifier

    @given(plain_texts())
    def test_both_is_the_wider_on_each_side(self, text):
        """The qualifier `%` reaches as far as `~` and `?`, and no farther."""
        about, uncertain, both = (PartialDate(text + one) for one in "~?%")

        assert min(about.earliest, uncertain.earliest) == both.earliest
        assert max(about.latest, uncertain.latest) == both.latest
        assert both.covers(about)
        assert both.covers(uncertain)


def days_as_said(text):
    """Return the days without the qualifiers; all, where a set then has none."""
    return days_of(re.sub("[?~%]", "", text)) or days_of(text)


class TestComparison:
    """Two dates are compared by their days, and not by their ends."""

    @given(texts(), texts())
    @example("2023-XX-31", "2023-02")
    @example("2023-XX-31", "2023-02-15")
    @example("2023-XX-31~", "2023-02-07")
    @example("2023-XX-31~", "2023-02-08")
    @example("202X-02-29", "2023-02")
    @example("202X-02-29~", "2023-XX-XX")
    @example("202X-02-29~", "2024-03-07")
    @example("202X-12-3X~", "2024-01-0X")
    @example("202X-01-0X~", "2023-12")
    @example("20X3", "2023-02")
    @example("20X3~", "2025")
    @example("2023-XX-3X", "2023-XX-31")
    def test_dates_agree_if_one_day_is_in_both(self, one, other):
        """To cover is to have every day of the other."""
        first, second = PartialDate(one), PartialDate(other)
        mine, theirs = days_of(one), days_of(other)
        meet = not mine.isdisjoint(theirs)
        said, also_said = map(days_as_said, (one, other))
        if first.qualifier and second.qualifier:
            agree = not (said.isdisjoint(theirs) or also_said.isdisjoint(mine))
        else:
            agree = meet

        assert meet is first.consistent_with(other)
        assert agree is first.agrees(second)
        assert (mine >= theirs) is first.covers(second)
        assert (mine == theirs) is first.same_days(other)

    @given(texts(), texts())
    def test_order_is_that_of_all_days(self, one, other):
        """Certainly is for all days, possibly for some."""
        first, second = PartialDate(one), PartialDate(other)
        mine, theirs = days_of(one), days_of(other)

        assert (max(mine) < min(theirs)) is first.certainly_before(second)
        assert (min(mine) < max(theirs)) is first.possibly_before(second)
        fewest, most = min(theirs) - max(mine), max(theirs) - min(mine)
        assert (fewest.days, most.days) == first.days_until(second)

    @given(texts(), texts(), texts())
    @example("2023-02-01", "2023-02", "2023-XX-31")
    @example("2023-02-01", "2023-02-03~", "2023-XX-31~")
    def test_a_period_possibly_covers_a_day_that_it_can_have(self, start, end, asked):
        """Its ends widen by their own qualifiers, and the day is one by one."""
        try:
            period = Period(f"{start}/{end}")
        except InvalidValue:
            assert max(days_of(end)) < min(days_of(start))
            return
        first, last = min(days_of(start)), max(days_of(end))

        assert (first, last) == (period.earliest, period.latest)
        possible = any(first <= day <= last for day in days_of(asked))
        assert possible is period.possibly_covers(asked)


class TestArithmetic:
    """Nothing widens twice."""

    @given(st.lists(texts(), min_size=1, max_size=3))
    def test_a_span_is_one_of_the_texts_or_has_no_qualifier(self, given):
        """It covers each, and starts and ends with the first and the last day."""
        dates = [PartialDate(text) for text in given]
        span = PartialDate.spanning(*dates)
        listed = frozenset().union(*map(days_of, given))

        assert str(span) in given or "" == span.qualifier
        assert (min(listed), max(listed)) == (span.earliest, span.latest)
        assert all(span.covers(one) for one in dates)
        assert span.same_days(PartialDate.spanning(span, *dates))

    @given(texts())
    def test_the_months_of_a_date_are_those_of_its_days(self, text):
        """They have no qualifier, and begin and end with a month."""
        months = PartialDate(text).coarser()
        first, last = min(days_of(text)), max(days_of(text))

        assert "" == months.qualifier
        assert first.replace(day=1) == months.earliest
        assert (last.year, last.month) == (months.latest.year, months.latest.month)
        assert 1 == (months.latest + timedelta(1)).day
