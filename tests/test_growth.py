"""
The number of steps grows with the records, and not with their pairs.

Calls are counted, for time depends on the machine.
"""

import sys

import pytest

import peacekeep as pk


MISSION = pk.Mission(id="mission/minusma")


def claimed_parts(number):
    """Return a tally of many parts, and a claim on each of them."""
    tally = pk.Tally(
        id="tally/one",
        mission=MISSION.id,
        measure="convoys",
        parts=[pk.TallyPart(label=f"Part {one}", count=1) for one in range(number)],
    )
    claims = [
        pk.Claim(
            id=f"claim/number-{one}",
            about=tally.id,
            field=f"parts[Part {one}].count",
            value="1",
        )
        for one in range(number)
    ]
    return pk.Dataset([MISSION, tally, *claims])


def counts_and_ceilings(number):
    """Return many counts of one question, and as many ceilings that hold them all."""
    counts = [
        pk.PersonnelCount(
            id=f"personnel_count/{status}-{one}",
            mission=MISSION.id,
            category="troops",
            status=status,
            on="2023-10-31",
            count=count,
        )
        for status, count in (("deployed", 850), ("authorised", 1000))
        for one in range(number)
    ]
    return pk.Dataset([MISSION, *counts])


def calls(dataset):
    """Return how many functions of Python are called to validate a dataset."""
    number = 0

    def count(_frame, event, _argument):
        nonlocal number
        number += event == "call"

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        pk.validate(dataset)
    finally:
        sys.setprofile(before)
    return number


@pytest.mark.parametrize("shape", [claimed_parts, counts_and_ceilings])
def test_four_times_the_records_are_four_times_the_steps(shape):
    """A step for each pair would make sixteen times as many."""
    calls(shape(2))  # what is read once is read before

    few, many = calls(shape(100)), calls(shape(400))

    assert many < 5 * few
