"""Measure reading a value. Budget for a count or a full date: 5 microseconds."""

import pytest

import peacekeep as pk


@pytest.mark.parametrize("text", ["850", "2..", "~850", "2..5~3"])
def test_count(benchmark, text):
    benchmark(pk.Count.parse, text)


@pytest.mark.parametrize("text", ["2023-10-31", "2023-10", "[2023-11-11..2023-11-20]"])
def test_date(benchmark, text):
    benchmark(pk.PartialDate.parse, text)


def test_date_with_unknown_digits(benchmark):
    benchmark(pk.PartialDate.parse, "2023-10-XX")


def test_quantity(benchmark):
    benchmark(pk.Quantity.parse, "~350 km")
