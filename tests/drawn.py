"""What the laws draw: values of every kind, and texts that look like them."""

from datetime import date
from decimal import Decimal

from hypothesis import strategies as st

from peacekeep.definitions.extra import Extra
from peacekeep.errors import InvalidValue
from peacekeep.models.place import Place
from peacekeep.values.counts import Count
from peacekeep.values.dates import PartialDate
from peacekeep.values.periods import Period
from peacekeep.values.points import Point
from peacekeep.values.quantities import Quantity


WHOLE_NUMBER_LIMIT = 2**53 - 1

# Units of each dimension that are converted into one another.
UNITS_ALIKE = {
    "length": ["mm", "cm", "m", "km", "foot", "mile", "nautical_mile"],
    "area": ["m**2", "km**2", "hectare", "mile**2"],
    "volume": ["m**3", "litre", "US_liquid_gallon", "imperial_gallon"],
    "mass": ["gram", "kg", "tonne", "pound", "short_ton", "long_ton"],
    "time": ["second", "minute", "hour", "day", "week", "year"],
    "length/time": ["km/hour", "m/second", "mile/hour"],
    "person*time": ["person_day", "person_month", "person*year", "kiloperson*hour"],
    "fatality/person/time": ["fatality/kiloperson/year", "fatality/person/day"],
}
COUNTED = ["person", "fatality", "incident", "vehicle", "aircraft", "ration"]
MEASURED = [unit for units in UNITS_ALIKE.values() for unit in units]


@st.composite
def bounds(draw, numbers, *, unbounded=True):
    """Draw low, high and best in order; low and high may be one."""
    kind = draw(st.sampled_from(["point", "range", "best", "open", "open and best"]))
    low, best, high = sorted(draw(st.tuples(numbers, numbers, numbers)))
    if kind == "point":
        return low, low, None
    if kind.startswith("open") and unbounded:
        return low, None, best if "best" in kind else None
    return low, high, best if "best" in kind else None


@st.composite
def counts(draw, *, max_value=WHOLE_NUMBER_LIMIT, unbounded=True):
    """Draw counts: known, bounded, about and almost a number, unknown."""
    numbers = st.integers(0, min(20, max_value)) | st.integers(0, max_value)
    low, high, best = draw(bounds(numbers, unbounded=unbounded))
    words = draw(st.sampled_from(["", "", "about", "almost"]))
    if words:
        number = draw(st.integers(11, max(11, min(10**6, max_value * 9 // 10))))
        return Count.parse_phrase(f"{words} {number}")
    approximate = low != high and draw(st.booleans())
    return Count(low, high, best, approximate=approximate)


def days():
    """Draw days of the calendar, near one another and from one end to the other."""
    return (
        st.dates(date(2023, 10, 20), date(2023, 11, 10))
        | st.dates(date(2019, 12, 25), date(2024, 3, 5))
        | st.dates()
    )


@st.composite
def single_dates(draw):
    """Draw texts of dates without a set: parts, unknown digits, qualifiers."""
    parts = str(draw(days())).split("-")[: draw(st.integers(1, 3))]
    if draw(st.booleans()):
        digits = draw(st.sets(st.integers(0, 7), max_size=4))
        text = "-".join(parts)
        places = [at for at, one in enumerate(text) if one != "-"]
        unknown = {places[at] for at in digits if at < len(places)}
        text = "".join("X" if at in unknown else one for at, one in enumerate(text))
        parts = text.split("-")
    qualifiers = st.sampled_from(
        ["{}"] * 8 + ["?{}", "~{}", "%{}", "{}?", "{}~", "{}%"]
    )
    return "-".join(draw(qualifiers).format(part) for part in parts)


def _ordered(ends):
    first, last = ends
    return PartialDate(first).earliest <= PartialDate(last).latest


def date_texts():
    """Draw texts of dates, each with a day that it can be."""
    pairs = st.tuples(single_dates(), single_dates()).filter(_ordered)
    return (
        single_dates()
        | pairs.map("[{0[0]}..{0[1]}]".format)
        | single_dates().map("[..{}]".format)
        | single_dates().map("[{}..]".format)
    )


def partial_dates():
    """Draw dates of every form."""
    return date_texts().map(PartialDate)


def periods():
    """Draw periods of every form."""
    pairs = st.tuples(date_texts(), date_texts()).filter(_ordered)
    forms = ["{}/", "/{}", "{}/..", "../{}"]
    return (
        pairs.map("/".join)
        | st.builds(str.format, st.sampled_from(forms), date_texts())
    ).map(Period)


def decimals(*, max_value=10**12, places=6):
    """Draw decimals from 0 on, small and large."""
    return (
        st.integers(0, 20).map(Decimal)
        | st.decimals(0, 10, places=places)
        | st.decimals(0, max_value, places=places)
    ).map(abs)


@st.composite
def quantities(draw, *, units=None, numbers=None, unbounded=True):
    """Draw quantities of any unit, or of some; what is counted is whole."""
    unit = draw(st.sampled_from(MEASURED + COUNTED if units is None else units))
    numbers = decimals() if numbers is None else numbers
    if unit in COUNTED:
        count = draw(counts(max_value=10**9, unbounded=unbounded))
        low, high, best, approximate = count.bounds
        return Quantity(low, high, best, approximate=approximate, unit=unit)
    low, high, best = draw(bounds(numbers, unbounded=unbounded))
    if draw(st.integers(0, 4)) == 0:
        return Quantity.parse_phrase(f"about {low:f} {unit}")
    return Quantity(
        low,
        high,
        best,
        approximate=low != high and draw(st.booleans()),
        unit=unit,
    )


def points():
    """Draw points of the Earth, to seven decimals."""
    ten_millionths = 10**7
    return st.builds(
        lambda north, east: Point(north / ten_millionths, east / ten_millionths),
        st.integers(-90 * ten_millionths, 90 * ten_millionths),
        st.integers(-180 * ten_millionths, 180 * ten_millionths),
    )


def _readable(text):
    return bool(text.strip())


def names():
    """Draw texts that a person can read, in any script."""
    characters = st.characters(exclude_categories=["Cc", "Cf", "Cs"])
    return st.text(characters, min_size=1, max_size=20).filter(_readable)


def places():
    """Draw places of which more or less is known."""
    return st.builds(
        Place,
        name=st.none() | names(),
        country=st.sampled_from([None, "MLI", "NER"]),
        point=points(),
        precision=st.sampled_from([None, "exact", "country"]),
        representative=st.sampled_from([None, True, False]),
    )


def plain_values():
    """Draw what JSON can hold."""
    keys = st.text(max_size=5).filter(lambda key: not key.startswith("__"))
    leaves = (
        st.none()
        | st.booleans()
        | st.integers(-WHOLE_NUMBER_LIMIT, WHOLE_NUMBER_LIMIT)
        | st.decimals(allow_nan=False, allow_infinity=False)
        | st.text()
    )
    return st.recursive(
        leaves,
        lambda inner: (
            st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=3)
        ),
        max_leaves=10,
    )


def extras():
    """Draw unknown keys with what JSON can hold."""
    keys = st.text(max_size=5).filter(lambda key: not key.startswith("__"))
    return st.dictionaries(keys, plain_values(), max_size=4).map(Extra)


def values():
    """Draw values of every kind that has a text."""
    return counts() | partial_dates() | periods() | quantities() | points()


# What a text of a value is made of, and what it is not.
PIECES = [
    *"0123456789X?~%-/[]{}.,:TZYSEW+<>° \n",
    "..",
    "2023",
    "-10",
    "-31",
    "19XX",
    "about ",
    "at least ",
    "by ",
    "since ",
    "October",
    " km",
    " person",
    "9007199254740991",
    "\u0665",
    "\ud800",
]


def texts():
    """Draw texts, many of which look like values."""
    return (
        st.lists(st.sampled_from(PIECES), max_size=12).map("".join)
        | st.text(max_size=40)
        | values().map(str)
    )


def refused(read, text):
    """Return whether a reader refuses a text by our own error."""
    try:
        read(text)
    except InvalidValue:
        return True
    return False
