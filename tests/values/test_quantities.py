"""Quantities: their texts, their units, what is computed with them, and pint."""

import copy
import json
import pickle
import subprocess
import sys
import time
from contextlib import suppress
from decimal import Decimal, localcontext
from fractions import Fraction
from itertools import permutations
from pathlib import Path

import pint
import pytest
from builders import error_of
from hypothesis import given
from hypothesis import strategies as st

from peacekeep.errors import InvalidValue
from peacekeep.values.counts import Count
from peacekeep.values.pint_units import unit_registry
from peacekeep.values.quantities import (
    UNITS,
    Quantity,
    as_quantity,
    define_unit,
)


TRAPS = Path(__file__).parents[2].parent / "shared" / "vectors" / "quantity_traps.json"

A_QUANTITY = (
    'quantity must be a quantity such as "350 km", "550.. km", "330..352~350 km" or '
    '"~350 km", got '
)
A_PHRASE = (
    'quantity must be a quantity in words such as "about 350 km", "at least 550 km" or '
    '"5,000 kg", got '
)
A_UNIT = (
    "unit must be a unit such as km, tonne, person*day or "
    "fatality/kiloperson/year, got "
)
THE_RANGE = (
    "Numbers are 0 or more, with up to 30 digits before the point and 40 after it."
)
OF_PEOPLE = "Numbers of people are whole, from 0 to 9007199254740991."
IN_DAYS = "Write a mean in person_day/day."
OF_EXTENSION = "For a unit of an installed extension, call pk.installed() first."
NO_UNIT = 'Write its unit, too, such as "3 km".'
MONTH = (
    "A month has no one length: write day, week or year; 30.4375 day is the mean month."
)

CANONICAL = [
    "350 km",
    "~350 km",
    "550.. km",
    "..5 tonne",
    "330..352 km",
    "330..352~350 km",
    "~315..350 km",
    "2..~3 km",
    ".. km",
    "0 km",
    "0.5 fatality/kiloperson/year",
    "0.0000000000000000000000000000000000000001 km",
    "999999999999999999999999999999 km",
    "5 person*month",
    "12 person/km**2",
    "3 m**3",
    "7 km**3*km**2",
    "~855 person",
    "~0.5 tonne",
    "8 dimensionless/year",
]


def q(text):
    return Quantity.parse(text)


class TestText:
    @pytest.mark.parametrize("text", CANONICAL)
    def test_canonical_text_is_read_and_written_alike(self, text):
        """The canonical text of a quantity is the text it was read from."""
        assert text == str(q(text))

    @pytest.mark.parametrize("text", CANONICAL)
    def test_words_are_read_back(self, text):
        """What `to_phrase` says is read by `parse_phrase` as the same quantity."""
        quantity = q(text)

        assert quantity == Quantity.parse_phrase(quantity.to_phrase())

    def test_about_is_a_tenth_to_either_side(self):
        """About 350 km is 315 to 385 km, and the bounds are ours."""
        about = q("~350 km")

        assert (315, 385, 350, True) == tuple(about.bounds)

    def test_about_a_decimal_stays_exact(self):
        """About 0.55 tonne is 0.495 to 0.605 tonne."""
        about = q("~0.55 tonne")

        assert (Decimal("0.495"), Decimal("0.605")) == (about.low, about.high)

    def test_about_people_is_in_whole_numbers(self):
        """About 855 people is the same 769 to 941 as about 855 in a count."""
        about = q("~855 person")

        assert (769, 941) == (about.low, about.high)

    def test_unknown_amount_has_a_unit(self):
        """`.. km` is some number of kilometres of which nothing is known."""
        unknown = q(".. km")

        assert (0, None, None) == (unknown.low, unknown.high, unknown.best)

    @pytest.mark.parametrize(
        ("text", "hint"),
        [
            ("5,000 kg", ' Write "5000 kg".'),
            ("12 947 person", ' Write "12947 person".'),
            ("350 kilometres", ' Write "350 km".'),
            ("350km", ' Write "350 km".'),
            ("5.0 kg", ' Write "5 kg".'),
            ("05 kg", ' Write "5 kg".'),
            ("2..2 km", ' Write "2 km".'),
            ("~0 km", ' Write "0 km".'),
            ("0..5 km", ' Write "..5 km".'),
            ("~315..385~350 km", ' Write "~350 km".'),
            ("5 kilometer/hour", " Write km."),
            ("5 km*km", " Write km**2."),
            ("5 kg/kg", " Write dimensionless."),
            ("5 dimensionless*km", " Write km."),
            ("5.000 kg", " Write 5, or 5000 if thousands are meant."),
            ("12.940 km", " Write 12.94, or 12940 if thousands are meant."),
            ("12.947 person", f" {OF_PEOPLE} {IN_DAYS}"),
            ("0.5.. person", f" {OF_PEOPLE} {IN_DAYS}"),
            ("9007199254740992 person", f" {OF_PEOPLE}"),
            ("0.5..9007199254740992 person", f" {OF_PEOPLE}"),
            (
                "2.5 vehicle",
                " Numbers of vehicles are whole, from 0 to 9007199254740991.",
            ),
            ("-28227.82 USD", " No quantity is below 0."),
            ("28,227.82 USD", ' Write "28227.82 USD".'),
            ("5 GBP", f" {OF_EXTENSION}"),
            ("5..3 km", " The low bound 5 is above the high bound 3."),
            ("2..5~7 km", " The best estimate 7 is outside its bounds."),
            ("~5..5 km", " A known number is never approximate."),
            ("5 kgg", f" Did you mean kg? {OF_EXTENSION}"),
            ("1 mperson", f" Did you mean person? {OF_EXTENSION}"),
            ("5 minut", f" Did you mean minute? {OF_EXTENSION}"),
            ("1,5 km", ' Write a point before decimals: "1.5 km".'),
            ("1,5..2,25 km", ' Write a point before decimals: "1.5..2.25 km".'),
            ("1,5 furlong", f" {OF_EXTENSION}"),
            ("~850", f" {NO_UNIT}"),
            ("about 850", f" {NO_UNIT}"),
            ("1 month", f" {MONTH}"),
            ("about 6 months", f" {MONTH}"),
            (
                "1 ton",
                " A ton may be short or long: write short_ton, long_ton or tonne.",
            ),
            (
                "1 Tons",
                " A ton may be short or long: write short_ton, long_ton or tonne.",
            ),
            (
                "2 ton/day",
                " A ton may be short or long: write short_ton, long_ton or tonne.",
            ),
            (
                "1 gallon",
                (
                    " A gallon may be American or British: "
                    "write US_liquid_gallon, imperial_gallon or litre."
                ),
            ),
            (f"1{'0' * 30} km", f" {THE_RANGE}"),
            (f"0.{'0' * 40}1 km", f" {THE_RANGE}"),
            (
                "1 m*m*m*m*m*m*m*m*m",
                " A unit has up to 8 names and 120 characters.",
            ),
            ("-5 person", " No quantity is below 0."),
            ("5 kg, 6 kg", ""),
            ("5\0kg", ""),
            ("5\tkg", ""),
            ("5 kg\n", ""),
            ("5  kg", ""),
            ("5 ", ""),
            (" kg", ""),
            ("5", f" {NO_UNIT}"),
            ("", ""),
            ("nan kg", ""),
            ("inf km", ""),
            ("1e3 kg", ""),
            ("9**9**9 kg", ""),
            ("5 kg**9", ""),
            ("5 km/hour*day", ""),
            ("5 1/km", ""),
            ("5 (kg", ""),
            ('__import__("os")', ""),
            ("\u0665 kg", ""),
            ("5 \u043ag", ""),
            (5, ""),
            (None, ""),
        ],
    )
    def test_what_is_not_canonical_is_refused_with_what_to_write(self, text, hint):
        """Any other text is refused, with how to write it if it can be read."""
        assert f"{A_QUANTITY}{text!r}.{hint}" == error_of(Quantity.parse, text)

    @pytest.mark.parametrize(
        "text",
        [
            "1 " + "a" * 100_000,
            "1 " + "a" * 300,
            "(" * 100_000 + "1" + ")" * 100_000 + " kg",
            "1" * 100_000 + " kg",
            "1,111" * 10_000,
            "1 " * 50_000 + "kg",
            "1 111" * 79 + " kg",
            "between " * 49 + "1 kg",
            "9**" * 40_000 + "9 kg",
            "5 " + "km*" * 39 + "km",
        ],
    )
    @pytest.mark.parametrize("read", [Quantity.parse, Quantity.parse_phrase])
    def test_hostile_text_is_refused_at_once(self, read, text):
        """A text made to be slow is refused in less than a second."""
        begun = time.perf_counter()

        with pytest.raises(InvalidValue):
            read(text)

        assert time.perf_counter() - begun < 1

    @pytest.mark.skipif(not TRAPS.exists(), reason="the shared vectors are not here")
    def test_traps_are_refused_at_once(self):
        """Every trap that asks for it is refused, and none is slow or another error."""
        read = []
        for trap in json.loads(TRAPS.read_text(encoding="utf-8")):
            begun = time.perf_counter()
            with suppress(InvalidValue):
                read.append((q(trap["input"]), trap["wanted"]))
            assert time.perf_counter() - begun < 1

        assert [] == [value for value, wanted in read if wanted.startswith("reject")]

    def test_wire_holds_text_alone(self):
        """A number is no quantity on the wire, for it has no unit."""
        hint = 'Write its unit, too, such as "3 km".'

        assert f"{A_QUANTITY}350. {hint}" == error_of(Quantity.from_plain, 350)

    def test_wire_is_the_canonical_text(self):
        """The wire form is the canonical text, and is read back."""
        assert "~350 km" == Quantity.from_plain("~350 km").to_plain()


class TestPhrases:
    @pytest.mark.parametrize(
        ("canonical", "phrase"),
        [
            ("~350 km", "about 350 km"),
            ("350 km", "350 kilometres"),
            ("350 km", "350 Kilometers"),
            ("~350 km", "about 350km"),
            ("550.. km", "at least 550 km"),
            ("~315..350 km", "nearly 350 km"),
            ("330..352 km", "between 330 and 352 km"),
            ("330..352~350 km", "330..352~350 km"),
            ("5000 kg", "5,000 kg"),
            ("12947 person", "12,947 people"),
            ("12947 person", "12 947 personnel"),
            ("2 vehicle", "two vehicles"),
            ("12 nautical_mile", "12 nautical miles"),
            ("2 US_liquid_gallon", "2 US liquid gallons"),
            ("3 flight_hour", "3 flight hours"),
            ("2 km**2", "2 square kilometres"),
            ("40 percent", "40%"),
            ("40 percent", "40 per cent"),
            (".. litre", "unknown litres"),
            (".. litre", "? liter"),
            ("0.25 person/km**2", "0.250 person/km**2"),
            ("3 fatality", "exactly 3 fatalities"),
        ],
    )
    def test_what_people_write_is_read(self, canonical, phrase):
        """A phrase is read as the quantity it means, in our name of the unit."""
        assert canonical == str(Quantity.parse_phrase(phrase))

    def test_more_than_a_decimal_is_a_closed_bound(self):
        """There is no next number after 550 km, so more than 550 km may be 550."""
        assert "550.. km" == str(Quantity.parse_phrase("more than 550 km"))

    def test_more_than_a_count_begins_at_the_next(self):
        """More than 300 vehicles is at least 301."""
        assert "301.. vehicle" == str(Quantity.parse_phrase("more than 300 vehicles"))

    @pytest.mark.parametrize(
        ("words", "text"),
        [
            ("about 850 people", "~850 person"),
            ("more than 300 vehicles", "301.. vehicle"),
            ("1 fatality", "1 fatality"),
            ("up to 5,000.5 kg", "..5000.5 kg"),
            ("330 to 352, best estimate 350 km", "330..352~350 km"),
            ("0.0000001 km", "0.0000001 km"),
            ("unknown km", ".. km"),
        ],
    )
    def test_words_say_what_is_known(self, words, text):
        """In words, bounds and counted things read as people write them."""
        assert words == q(text).to_phrase()

    @pytest.mark.parametrize(
        ("words", "mean"),
        [
            ("about 31.5 to 38.5, best estimate 35 people", q("~140 person") / 4),
            # Almost 35 people are 31 to 34.
            (
                "about 31.5 to 35 people",
                Quantity(63, 70, approximate=True, unit="person") / 2,
            ),
        ],
    )
    def test_words_of_a_mean_are_those_of_no_number_of_people(self, words, mean):
        """Bounds that are not whole are never said as "about" or "almost" a number."""
        assert words == mean.to_phrase()

    @pytest.mark.parametrize(
        ("phrase", "hint"),
        [
            ("12.9 people", f" {OF_PEOPLE} {IN_DAYS}"),
            ("fewer than 0 people", ""),
            ("many km", ""),
            ("5 furlongs", f" {OF_EXTENSION}"),
            (
                "more than 3 tons",
                " A ton may be short or long: write short_ton, long_ton or tonne.",
            ),
            (5, ""),
        ],
    )
    def test_other_phrases_are_refused(self, phrase, hint):
        """A phrase that cannot be read is refused with examples of what can."""
        assert f"{A_PHRASE}{phrase!r}.{hint}" == error_of(Quantity.parse_phrase, phrase)


class TestConstruction:
    @pytest.mark.parametrize(
        ("text", "number"),
        [
            ("350 km", 350),
            ("0.1 km", 0.1),
            ("0.0000001 km", 1e-7),
            ("10000000000000000000000 km", 1e22),
            ("5 km", Decimal("5.00")),
            ("500 km", Decimal("5E+2")),
            ("0 km", -0.0),
        ],
    )
    def test_number_is_kept_exactly_and_written_plainly(self, text, number):
        """A number is kept as its shortest decimal, with no exponent or last zero."""
        assert text == str(Quantity(number, unit="km"))

    def test_bounds_are_taken(self):
        """Low, high, best and approximate are what was given."""
        quantity = Quantity(330, None, 350, approximate=True, unit="km")

        assert "~330..~350 km" == str(quantity)

    @pytest.mark.parametrize(
        "number",
        [
            True,
            "5",
            None,
            -1,
            -0.5,
            10**30,
            float("nan"),
            float("inf"),
            1e-300,
            Decimal("NaN"),
            Decimal("sNaN"),
            Decimal("Infinity"),
            Decimal("1E+999999"),
            Decimal("1E-999999"),
        ],
    )
    def test_number_out_of_range_is_refused(self, number):
        """What is no finite number from 0 on, or too long a one, is refused."""
        expected = f"{A_QUANTITY}{number!r}. {THE_RANGE}"

        assert expected == error_of(Quantity, number, unit="km")

    def test_huge_number_is_refused_at_once(self):
        """A whole number that Python will not print is refused, and not printed."""
        expected = f"{A_QUANTITY}<int>. {THE_RANGE}"

        assert expected == error_of(Quantity, 10**100_000, unit="km")

    @pytest.mark.parametrize(
        ("number", "hint"),
        [(2.5, f"{OF_PEOPLE} {IN_DAYS}"), (2**53, OF_PEOPLE)],
    )
    def test_counted_things_are_whole(self, number, hint):
        """A number of people is whole, and no larger than a count can be."""
        expected = f"{A_QUANTITY}{number!r}. {hint}"

        assert expected == error_of(Quantity, number, unit="person")

    @pytest.mark.parametrize("unit", ["USD", "EUR", "XOF"])
    def test_money_has_decimals_and_is_never_negative(self, unit):
        """A currency is no thing that is counted in whole numbers."""
        assert f"28227.82 {unit}" == str(Quantity(Decimal("28227.82"), unit=unit))
        assert f"{A_QUANTITY}-1. {THE_RANGE}" == error_of(Quantity, -1, unit=unit)

    def test_a_mean_of_people_is_in_days_of_a_person(self):
        """A fraction is read, and may be compared with whole people."""
        mean = q("1307.25 person_day/day")

        assert "1307.25 person_day/day" == str(mean)
        assert "person" == mean.dimension
        assert q("1307 person").certainly_below(mean)

    def test_bounds_out_of_order_are_refused(self):
        """The low bound is never above the high one."""
        expected = (
            f"{A_QUANTITY}(Decimal('5'), Decimal('3'), None, False). "
            "The low bound 5 is above the high bound 3."
        )

        assert expected == error_of(Quantity, 5, 3, unit="km")

    @pytest.mark.parametrize(
        ("unit", "hint"),
        [
            ("kilometre", " Write km."),
            ("furlong", f" {OF_EXTENSION}"),
            ("month", f" {MONTH}"),
            ("", ""),
            (None, ""),
            ([], ""),
        ],
    )
    def test_unknown_unit_is_refused(self, unit, hint):
        """A unit is made of the names that are known, and text."""
        assert f"{A_UNIT}{unit!r}.{hint}" == error_of(Quantity, 5, unit=unit)

    def test_field_takes_it_as_it_is(self):
        """`as_quantity` changes nothing: the record reads the text."""
        assert "350 km" == as_quantity("350 km")

    def test_quantity_cannot_be_changed(self):
        """Setting the unit of a quantity raises."""
        with pytest.raises(AttributeError, match="Quantity is immutable"):
            q("5 km").unit = "m"

    def test_equal_is_same_bounds_in_the_same_unit(self):
        """Quantities with the same bounds and unit are equal, and hash alike."""
        assert {q("5 km")} == {q("5 km"), Quantity(Decimal("5.0"), unit="km")}

    @pytest.mark.parametrize("other", [q("5000 m"), q("~5 km"), q("5 kg"), 5, "5 km"])
    def test_unequal_is_any_other_spelling(self, other):
        """The same distance in another unit is no equal quantity."""
        assert q("5 km") != other

    @pytest.mark.parametrize("make", [copy.copy, copy.deepcopy])
    def test_copy_is_itself(self, make):
        """What cannot change needs no copy."""
        quantity = q("5 km")

        assert quantity is make(quantity)

    @pytest.mark.parametrize("quantity", [q("~350 km"), q("25 person") / 2])
    def test_pickle_keeps_it(self, quantity):
        """A quantity is pickled and read back, even one whose text is not read."""
        assert quantity == pickle.loads(pickle.dumps(quantity))


class TestUnits:
    @pytest.mark.parametrize("name", sorted(UNITS))
    def test_pint_gives_every_unit_the_same_dimension(self, name):
        """Each name is one that pint reads, with the dimensions of our table."""
        found = unit_registry().parse_expression(f"1 {name}")
        dimensions = getattr(found, "dimensionality", {})

        assert {f"[{base}]": n for base, n in UNITS[name].items()} == dict(dimensions)

    @pytest.mark.parametrize(
        ("dimension", "unit"),
        [
            ("length", "nautical_mile"),
            ("area", "hectare"),
            ("area", "km**2"),
            ("volume", "litre"),
            ("volume", "km*m**2"),
            ("mass", "short_ton"),
            ("time", "week"),
            ("person", "kiloperson"),
            ("person", "person_day/day"),
            ("USD", "USD"),
            ("EUR/person", "EUR/person"),
            ("XOF/area", "XOF/hectare"),
            ("vehicle", "vehicle"),
            ("person*time", "person_year"),
            ("person*time", "day*person"),
            ("aircraft*time", "flight_hour"),
            ("length*vehicle", "vehicle_km"),
            ("fatality/person/time", "fatality/kiloperson/year"),
            ("ration/person/time", "ration/person/day"),
            ("person/area", "person/km**2"),
            ("length/time", "km/hour"),
            ("dimensionless/time", "dimensionless/year"),
            ("dimensionless", "percent"),
            ("dimensionless", "m/km"),
        ],
    )
    def test_dimension_has_a_readable_name(self, dimension, unit):
        """The dimension is named in words, in one order whatever the unit's."""
        assert dimension == Quantity(1, unit=unit).dimension


class TestArithmetic:
    @pytest.mark.parametrize(
        ("expected", "result"),
        [
            ("8 km", lambda: q("5 km") + q("3000 m")),
            ("335..357~355 km", lambda: q("330..352~350 km") + q("5 km")),
            ("3.. km", lambda: q(".. km") + q("3 km")),
            ("8 dimensionless", lambda: q("5 dimensionless") + 3),
            ("2..4 km", lambda: q("5 km") - q("1..3 km")),
            ("0 km", lambda: q("5 km") - q("5 km")),
            # A foot is 0.3048 m, and the digits of its inverse have no end.
            ("0 foot", lambda: q("1 foot") - q("0.3048 m")),
            ("..4 km", lambda: q("5 km").without(q("1..7 km"))),
            ("..4 km", lambda: q("5 km").without(q("1.. km"))),
            ("2 dimensionless", lambda: q("5 dimensionless").without(Count(3))),
            ("10..15 km", lambda: q("5 km") * Count(2, 3)),
            ("10 km", lambda: 2 * q("5 km")),
            ("2.5 km", lambda: q("5 km") * Decimal("0.5")),
            ("3 fatality", lambda: Count(3) * q("1 fatality")),
            ("25 km**2", lambda: q("5 km") * q("5 km")),
            ("32 km**3*km**2", lambda: q("4 km**2") * q("8 km**3")),
            ("0.1 km**3*km", lambda: q("0.1 km**2") * q("1 km**2")),
            ("350 km", lambda: q("70 km/hour") * q("5 hour")),
            ("0 km", lambda: q("0 km") * q(".. dimensionless")),
            ("2.5 km", lambda: q("5 km") / 2),
            ("12.5 person", lambda: q("25 person") / 2),
            # 126/4 = 31.5 and 154/4 = 38.5; "~35 person" is 31 to 39.
            ("~31.5..38.5~35 person", lambda: q("~140 person") / 4),
            ("165..176 km/hour", lambda: q("330..352 km") / q("2 hour")),
            (
                "0.0005 fatality/person_year",
                lambda: q("3 fatality") / q("6000 person_year"),
            ),
            (
                "0.0005 fatality/person/day",
                lambda: q("3 fatality") / q("6000 person*day"),
            ),
            ("2.5 dimensionless", lambda: q("5 km") / q("2 km")),
            ("1.5 dimensionless/hour", lambda: Count(3) / q("2 hour")),
            ("..2.5 km/hour", lambda: q("5 km") / q("2.. hour")),
            ("2.5.. km/hour", lambda: q("5 km") / q("..2 hour")),
            ("25..~30 km/hour", lambda: q("50..70~60 km") / q("..2~2 hour")),
            ("..4 km/hour", lambda: q("..4 km") / q("1.. hour")),
            ("~5 km/hour", lambda: q("~10 km") / q("2 hour")),
            ("2500..3000 XOF/person", lambda: q("5000..6000 XOF") / q("2 person")),
            ("28327.82 USD", lambda: q("28227.82 USD") + q("100 USD")),
            ("25.5 person_day/day", lambda: q("51 person_day") / q("2 day")),
            (
                "0.3333333333333333333333333333 km",
                lambda: q("1 km") / 3,
            ),
            (
                f"1{'0' * 29}.{'0' * 39}1 km",
                lambda: q(f"1{'0' * 29} km") + q(f"0.{'0' * 39}1 km"),
            ),
        ],
    )
    def test_bounds_and_units_are_carried(self, expected, result):
        """What is computed with bounds has bounds, and with units a unit."""
        assert expected == str(result())

    def test_rounding_of_the_caller_changes_nothing(self):
        """Sums are exact whatever decimal context the caller is in."""
        with localcontext(prec=2):
            total = q("1234.5 km") + q("0.25 km")

        assert "1234.75 km" == str(total)

    @pytest.mark.parametrize(
        ("expected", "call"),
        [
            (
                (
                    "quantity must be a quantity of person, as 5 person is, got "
                    "'5 fatality'. It is a quantity of fatality."
                ),
                lambda: q("5 person") + q("5 fatality"),
            ),
            (
                (
                    "quantity must be a quantity of USD, as 5 USD is, got "
                    "'5000 XOF'. It is a quantity of XOF."
                ),
                lambda: q("5 USD") + q("5000 XOF"),
            ),
            (
                (
                    "unit must be a unit of the dimension USD, got 'EUR'. "
                    "USD measures USD, EUR measures EUR."
                ),
                lambda: q("5 USD").to("EUR"),
            ),
            (
                (
                    "quantity must be a quantity of length, as 5 km is, got "
                    "'3 dimensionless'. It is a quantity of dimensionless."
                ),
                lambda: q("5 km") - 3,
            ),
            (
                "quantity must not exceed 5 km, from which it is taken, got '6.. km'.",
                lambda: q("5 km") - q("6.. km"),
            ),
            (
                "quantity must not exceed 5 km, from which it is taken, got '6.. km'.",
                lambda: q("5 km").without(q("6.. km")),
            ),
            (
                (
                    "quantity must certainly not exceed 5 km, from which it is taken, "
                    "got '1..7 km'. Use a.without(b) in place of a - b where b is a "
                    "part of a."
                ),
                lambda: q("5 km") - q("1..7 km"),
            ),
            (
                (
                    "quantity must certainly not exceed 5 km, from which it is taken, "
                    "got '1.. km'. Use a.without(b) in place of a - b where b is a "
                    "part of a."
                ),
                lambda: q("5 km") - q("1.. km"),
            ),
            (
                "quantity must not be 0, to divide by it, got '0'.",
                lambda: q("5 km") / 0,
            ),
            (
                f"{A_QUANTITY}-2. {THE_RANGE}",
                lambda: q("5 km") * -2,
            ),
            (
                f"{A_QUANTITY}Decimal('1000000000000000000000000000000'). {THE_RANGE}",
                lambda: q("1000000000000000 km") * Decimal(10**15),
            ),
            (
                f"{A_QUANTITY}Decimal('1E-41'). {THE_RANGE}",
                lambda: q("0.0000000000000000000000000000000000000001 km") / 10,
            ),
            (
                f"{A_QUANTITY}Decimal('18014398509481982'). {OF_PEOPLE}",
                lambda: q("9007199254740991 person") * 2,
            ),
            (
                f"{A_UNIT}'month'. {MONTH}",
                lambda: q("12 person*month") / q("2 person"),
            ),
        ],
    )
    def test_what_cannot_be_is_refused(self, expected, call):
        """Dimensions never mix, amounts are never negative, and limits hold."""
        assert expected == error_of(call)

    @pytest.mark.parametrize(
        "call",
        [
            lambda: q("5 km") + "5 km",
            lambda: q("5 km") - None,
            lambda: q("5 km") * 2.5,
            lambda: q("5 km") / True,
            lambda: "5" / q("5 km"),
        ],
    )
    def test_other_operands_are_refused_as_python_does(self, call):
        """What is no quantity, count or exact number is no operand."""
        with pytest.raises(TypeError, match="unsupported operand"):
            call()

    @given(st.decimals(0, 10**29, places=6), st.decimals(0, 10**29, places=40).map(abs))
    def test_sums_commute(self, one, other):
        """The sum of two amounts does not depend on their order."""
        left, right = Quantity(one, unit="km"), Quantity(other, unit="km")

        assert left + right == right + left


class TestComparison:
    @pytest.mark.parametrize(
        ("certainly", "possibly", "consistent", "one", "other"),
        [
            (True, True, False, "1 km", "2 km"),
            (False, True, True, "1..3 km", "2 km"),
            (False, False, False, "3 km", "2 km"),
            (False, False, True, "1 mile", "1609.344 m"),
            (False, True, True, "..5 kg", ".. gram"),
            (True, True, False, "12 person", "1 kiloperson"),
        ],
    )
    def test_answers_are_three(self, certainly, possibly, consistent, one, other):
        """One amount is certainly, possibly or not below another, in whatever units."""
        left, right = q(one), q(other)

        assert (certainly, possibly, consistent) == (
            left.certainly_below(right),
            left.possibly_below(right),
            left.consistent_with(right),
        )

    def test_numbers_are_dimensionless(self):
        """A rate of 5 per cent is certainly below a half, and not below a count."""
        rate = q("5 percent")

        assert rate.certainly_below(Count(1))

    def test_dimensions_are_not_compared(self):
        """Whether people are fewer than kilometres is no question."""
        expected = (
            "quantity must be a quantity of person, as 5 person is, got '5 km'. "
            "It is a quantity of length."
        )

        assert expected == error_of(q("5 person").certainly_below, q("5 km"))

    def test_other_things_are_not_compared(self):
        """A text is no quantity to compare with."""
        assert f"{A_QUANTITY}'5 km'." == error_of(q("5 km").consistent_with, "5 km")


def units_alike():
    """Return every two units of one simple dimension."""
    groups: dict[str, list[str]] = {}
    for name in UNITS:
        if name != "month":
            groups.setdefault(q(f"1 {name}").dimension, []).append(name)
    groups["area"].append("km**2")
    return [pair for group in groups.values() for pair in permutations(group, 2)]


class TestConversion:
    @pytest.mark.parametrize(
        ("expected", "text", "unit"),
        [
            ("1.609344 km", "1 mile", "km"),
            ("1 mile", "1.609344 km", "mile"),
            ("30.48 m", "100 foot", "m"),
            ("1.852 km", "1 nautical_mile", "km"),
            ("907.18474 kg", "1 short_ton", "kg"),
            ("3.785411784 litre", "1 US_liquid_gallon", "litre"),
            ("4.54609 litre", "1 imperial_gallon", "litre"),
            ("365.25 day", "1 year", "day"),
            ("30.4375 person*day", "1 person_month", "person*day"),
            ("100 hectare", "1 km**2", "hectare"),
            (
                "0.5 fatality/kiloperson/year",
                "0.0005 fatality/person_year",
                "fatality/kiloperson/year",
            ),
            ("330000..352000~350000 m", "330..352~350 km", "m"),
            ("550000.. m", "550.. km", "m"),
            ("~0.85 kiloperson", "~850 person", "kiloperson"),
            ("~850 person", "~0.85 kiloperson", "person"),
            ("12.3 person", "0.0123 kiloperson", "person"),
            ("0.05 dimensionless", "5 percent", "dimensionless"),
        ],
    )
    def test_bounds_are_converted(self, expected, text, unit):
        """A conversion carries the bounds, and is exact where decimals can be."""
        assert expected == str(q(text).to(unit))

    def test_conversion_to_its_own_unit_is_itself(self):
        """To the unit that it has, a quantity needs no conversion."""
        quantity = q("5 km")

        assert quantity is quantity.to("km")

    def test_other_dimension_is_refused(self):
        """Kilometres are no kilograms, and the error names both dimensions."""
        expected = (
            "unit must be a unit of the dimension length, got 'kg'. "
            "km measures length, kg measures mass."
        )

        assert expected == error_of(q("5 km").to, "kg")

    @pytest.mark.parametrize("unit", ["kilograms", "month", "9**9**9", [], None])
    def test_unknown_unit_is_refused(self, unit):
        """A target that is no unit is refused by the same error as a field."""
        assert error_of(q("5 day").to, unit).startswith(f"{A_UNIT}{unit!r}.")

    @pytest.mark.parametrize(("unit", "target"), units_alike())
    def test_there_and_back_is_the_same(self, unit, target):
        """Twelve of a unit, converted and back, are twelve within 1e-12."""
        back = Quantity(12, unit=unit).to(target).to(unit)

        assert abs(back.low - 12) <= Decimal("1.2e-11")

    def test_import_and_plain_arithmetic_load_no_pint(self):
        """Pint is not loaded before the first conversion, and then without warning."""
        program = """
import pickle
import sys
from peacekeep.values.counts import Count
from peacekeep.values.quantities import Quantity

a = Quantity.parse("330..352 km")
b = Quantity.parse_phrase("about 5 kilometres")
pickle.loads(pickle.dumps(a))
str(a + b), str(a - b), a == b, hash(a), a.dimension, a.to_phrase()
str(a * b), str(a / b), str(a * Count(2)), a / 2, a.to("km")
a.certainly_below(b), (a / b).possibly_below(3)
assert "pint" not in sys.modules
a.to("mile")
assert "pint" in sys.modules
"""
        command = [sys.executable, "-W", "error", "-c", program]
        done = subprocess.run(command, capture_output=True, check=False, text=True)

        assert (0, "", "") == (done.returncode, done.stdout, done.stderr)


class TestPint:
    def test_known_number_is_given(self):
        """A point becomes the quantity of pint with its number and unit."""
        assert (
            unit_registry().Quantity(Decimal(5), "km/hour") == q("5 km/hour").to_pint()
        )

    def test_registry_is_one(self):
        """Every quantity of pint that is given is of the same registry."""
        assert unit_registry() is unit_registry()

    @pytest.mark.parametrize(
        ("number", "bound"), [(330, "low"), (352, "high"), (350, "best")]
    )
    def test_bound_is_given(self, number, bound):
        """Of bounds, the one that is asked for is given."""
        assert number == q("330..352~350 km").to_pint(bound).magnitude

    @pytest.mark.parametrize(
        ("expected", "text", "bound"),
        [
            (
                (
                    'bound must be "low", "high" or "best", got None. '
                    "A quantity of pint is one number, and 330.. km is not."
                ),
                "330.. km",
                None,
            ),
            (
                (
                    'bound must be "low", "high" or "best", got \'middle\'. '
                    "Leave it out for 5 km, which is one number."
                ),
                "5 km",
                "middle",
            ),
            (
                (
                    'bound must be "low", "high" or "best", got []. '
                    "A quantity of pint is one number, and 330.. km is not."
                ),
                "330.. km",
                [],
            ),
            ("quantity must have a high bound, got '330.. km'.", "330.. km", "high"),
            ("quantity must have a best estimate, got '330.. km'.", "330.. km", "best"),
        ],
    )
    def test_bound_that_is_not_there_is_refused(self, expected, text, bound):
        """Of bounds, one must be named, and be there."""
        assert expected == error_of(q(text).to_pint, bound)

    @pytest.mark.parametrize(
        "text", ["5 km", "0.5 fatality/kiloperson/year", "3 tonne"]
    )
    def test_what_was_given_is_read_back(self, text):
        """A quantity goes to pint and comes back with the same text."""
        assert text == str(Quantity.from_pint(q(text).to_pint()))

    def test_mean_is_read_back(self):
        """A mean that a computation gave goes to pint and back."""
        mean = q("25 person") / 2

        assert mean == Quantity.from_pint(mean.to_pint())

    @pytest.mark.parametrize(
        ("text", "number", "unit"),
        [
            ("5 mile", 5, "miles"),
            ("5.5 short_ton", 5.5, "ton"),
            ("0.1 US_liquid_gallon", Decimal("0.1"), "gallon"),
            ("0.5 km/hour", Fraction(1, 2), "kilometer/hour"),
            ("5 dimensionless", 5, ""),
            ("5 m**3", 5, "m*m*m"),
        ],
    )
    def test_any_registry_is_read(self, text, number, unit):
        """A quantity of another registry is read by the names of its units."""
        foreign = pint.UnitRegistry().Quantity(number, unit)

        assert text == str(Quantity.from_pint(foreign))

    @pytest.mark.parametrize(
        ("number", "unit", "hint"),
        [
            (-5, "m", " Its number is finite, and 0 or more."),
            (float("nan"), "m", " Its number is finite, and 0 or more."),
            (float("inf"), "m", " Its number is finite, and 0 or more."),
            (Decimal("sNaN"), "m", " Its number is finite, and 0 or more."),
            (1j, "m", " Its number is finite, and 0 or more."),
            (Fraction(10**400), "m", f" {THE_RANGE}"),
            (5, "m**0.5", " Its exponents are whole, up to 8."),
            (5, "m**1000000000", " Its exponents are whole, up to 8."),
        ],
    )
    def test_other_quantities_of_pint_are_refused(self, number, unit, hint):
        """What has no one number from 0 on, or an odd power, is refused."""
        foreign = pint.UnitRegistry().Quantity(number, unit)

        error = error_of(Quantity.from_pint, foreign)

        assert error.startswith("quantity must be a quantity of pint, got ")
        assert error.endswith(f".{hint}")

    @pytest.mark.parametrize("unit", ["furlong", "degC", "month"])
    def test_other_units_of_pint_are_refused(self, unit):
        """A unit that we have no name for, or an ambiguous one, is refused."""
        foreign = pint.UnitRegistry().Quantity(5, unit)

        assert error_of(Quantity.from_pint, foreign).startswith(A_UNIT)

    def test_what_is_not_of_pint_is_refused(self):
        """A text is no quantity of pint."""
        expected = "quantity must be a quantity of pint, got '5 km'."

        assert expected == error_of(Quantity.from_pint, "5 km")


@pytest.mark.parametrize("number", range(1, 40))
@pytest.mark.parametrize("unit", ["year", "day", "hour"])
def test_a_number_is_consistent_with_itself_in_another_unit(number, unit):
    """Rounding is no difference: a week is no shorter in years."""
    week = Quantity(number, unit="week")
    other = week.to(unit)

    assert week.consistent_with(other)
    assert not other.certainly_below(week)
    assert week.consistent_with(other.to("week"))


def test_a_third_three_times_is_the_whole():
    """1 km / 3 * 3 differs from 1 km by rounding alone."""
    whole = Quantity.parse("1 km")
    thirds = whole / 3 * 3

    assert thirds.consistent_with(whole)
    assert not thirds.certainly_below(whole)


def test_bounds_are_rounded_outwards():
    """A third of 2 to 2.5 km lies inside what is printed."""
    third = Quantity.parse("2..2.5 km") / 3

    assert third.low * 3 <= 2
    assert third.high * 3 >= Decimal("2.5")


def test_what_differs_is_told_apart():
    """A millimetre in a kilometre is no rounding."""
    assert Quantity.parse("999.999 m").certainly_below(Quantity.parse("1 km"))


def test_no_record_holds_a_mean_of_things():
    """Its text could not be read back."""
    mean = Quantity.parse("25 container") / 2

    with pytest.raises(InvalidValue, match=r"got '12\.5 container'") as caught:
        mean.storable()
    assert "Numbers of containers are whole" in caught.value.hint
    assert Quantity.parse("25 container").storable() is not None


def test_a_unit_is_defined_once_for_all_texts():
    """It is converted like any other; a second meaning is refused, the same is not."""
    for _ in range(2):
        define_unit("jerrycan", "20 litre")

    assert "60 litre" == str(Quantity.parse("3 jerrycan").to("litre"))
    assert "volume" == Quantity.parse("3 jerrycan").dimension
    with pytest.raises(InvalidValue, match="be a name that has no meaning yet"):
        define_unit("jerrycan", "19 litre")


def test_a_span_is_in_the_first_unit_and_of_one_dimension():
    """A mile is 1.609344 km, by the international definition; a litre is no length."""
    span = Quantity.spanning(Quantity.parse("1 km"), Quantity.parse("1 mile"))

    assert "1..1.609344 km" == str(span)
    with pytest.raises(InvalidValue, match="length"):
        Quantity.spanning(Quantity.parse("1 km"), Quantity.parse("1 litre"))
