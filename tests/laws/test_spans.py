"""Law of the time of a base: what is certain holds in every case, and no more."""

import itertools
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

import peacekeep as pk
from peacekeep.values.spans import Span


FIRST = date(2020, 1, 1)
DAYS = range(9)


def day(number):
    return FIRST + timedelta(number)


def text(bounds):
    """Return the date of two bounds; an open side is None."""
    low, high = bounds
    low, high = ("" if one is None else day(one) for one in bounds)
    return str(low) if low == high else f"[{low}..{high}]"


@st.composite
def bounds(draw):
    low = draw(st.sampled_from(DAYS[1:8]))
    return low, min(8, low + draw(st.sampled_from([0, 0, 1, 3])))


@st.composite
def histories(draw):
    """Draw bounds of a mission's start and end, and of what happened at a base."""
    some = st.lists(bounds(), max_size=2)
    return {
        "start": draw(bounds()),
        "end": draw(st.none() | bounds()),
        "ends": draw(some),
        "openings": draw(some),
        "sights": draw(some),
    }


def dataset(history):
    """Return a mission with one base, to which all of it happened."""
    start, end = text(history["start"]), history["end"]
    late = end and max(end[0], history["start"][1]), end and max(end[1], 8)
    period = f"{start}/" + ("" if end is None else text(late))
    history["end"] = None if end is None else late
    base = pk.Base(id="base/one", mission="mission/one")
    event = {"base": base.id}
    ends = itertools.cycle(["departed", "closed", "handed_over", "taken_over"])
    return pk.Dataset(
        [
            pk.Mission(id="mission/one", period=period),
            base,
            *(
                pk.BaseEvent(id=f"base_event/e{n}", event=next(ends), on=on, **event)
                for n, on in enumerate(map(text, history["ends"]))
            ),
            *(
                pk.BaseEvent(id=f"base_event/o{n}", event="opened", on=on, **event)
                for n, on in enumerate(map(text, history["openings"]))
            ),
            *(
                pk.BaseStatus(id=f"base_status/{n}", status="present", on=on, **event)
                for n, on in enumerate(map(text, history["sights"]))
            ),
        ]
    )


def worlds(history):
    """Yield every way in which it can have been: start, ends, openings, sights."""
    start_of_mission = history["start"][0]
    choices = [
        [range(max(low, min(start_of_mission, high)), high + 1) for low, high in some]
        if name == "openings"
        else [range(low, high + 1) for low, high in some]
        for name, some in (
            (name, history[name]) for name in ("ends", "openings", "sights")
        )
    ]
    start = history["start"]
    return itertools.product(
        range(start[0], start[1] + 1),
        *(list(itertools.product(*some)) for some in choices),
    )


def seen_before_any_opening(history):
    """Return whether it certainly was there before it was first opened."""
    if not history["openings"]:
        return True
    start = history["start"][0]
    opened = min(max(low, min(start, high)) for low, high in history["openings"])
    shown = [*history["ends"], *history["sights"]]
    return any(high < opened for _, high in shown)


def first_shown(history):
    """Return the first day by which it certainly was there, whatever its mission."""
    eves = [low - 1 for low, high in history["ends"] if low == high]
    return min([high for _, high in history["sights"]] + eves, default=99)


def is_open(number, world, *, before, shown=None):
    """
    Return whether a base was open at the end of a day, in one case.

    Args:
        number: The day.
        world: The case.
        before: Whether it was there before it was first opened.
        shown: The day by which it certainly was there: from then on, or from the start
            of its mission, it can have been open. None: something must have shown it
            open, a sight or its end on the day after.
    """
    start, ends, openings, sights = world
    ended = [one for one in ends if one <= number]
    since = max(ended, default=-1)
    # Of an end and an opening on one day, either can have come first.
    after = since if shown is not None else since + bool(ended)
    if any(after <= one <= number for one in openings):
        return True
    if ended or not before:
        return False
    if shown is None:
        return any(one <= number for one in sights) or number + 1 in ends
    return number >= min(start, shown)


@given(histories())
def test_a_base_was_open_certainly_or_possibly(history):
    """
    In every case for the certain, and in one for the possible.

    It is certain where it had been seen, and possible from the start of its mission. An
    end after that of the mission apart, it is not certain after the mission.
    """
    span = dataset(history).spans(pk.Base)["base/one"]
    cases = list(worlds(history))
    before, shown = seen_before_any_opening(history), first_shown(history)
    until = 99 if history["end"] is None else history["end"][0]
    if any(low > until for low, _ in history["ends"]):
        until = 99

    for number in DAYS:
        asked = day(number)
        certain = number <= until and all(
            is_open(number, one, before=before) for one in cases
        )
        possible = any(
            is_open(number, one, before=before, shown=shown) for one in cases
        )
        assert certain == span.certainly_covers(asked), asked
        assert possible == span.possibly_covers(asked), asked


PERIODS = st.sampled_from(
    ["2020-01-02/2020-01-04", "2020-01/..", "2020-01-02/", "/2020-01-03", "../2020"]
)


@given(PERIODS.map(pk.Period), st.sampled_from(["2020-01-02", "2020-01", "2019"]))
def test_a_span_covers_what_its_period_covers(period, asked):
    """Certainly and possibly, as the period itself does."""
    span = Span.over(period)

    assert period.certainly_covers(asked) == span.certainly_covers(asked)
    assert period.possibly_covers(asked) == span.possibly_covers(asked)


@pytest.mark.parametrize(
    ("span", "text"),
    [
        (Span(), "certain on no day; possible on no day"),
        (Span.over(None), "certain on no day; possible .. to .."),
        (
            Span.of([Span.over(pk.PartialDate("2020-01-0X")), Span.over(None)]),
            "certain on no day; possible .. to ..",
        ),
    ],
)
def test_a_span_prints_its_days(span, text):
    """Open sides are two dots."""
    assert text == str(span)
