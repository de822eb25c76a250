"""The examples run, and print what the dataset holds."""

import re
import subprocess
import sys
from pathlib import Path

import pytest


EXAMPLES = Path(__file__).parents[1] / "examples"


def run(name):
    done = subprocess.run(
        [sys.executable, "-W", "error", EXAMPLES / name],
        check=True,
        capture_output=True,
        encoding="utf-8",
    )

    assert "" == done.stderr
    return done.stdout


@pytest.mark.parametrize(
    "fact",
    [
        "left 8 of its 13 bases; 5 remained",
        "11 to 20 days earlier than planned (mid-November 2023)",
        "about 850 peacekeepers and 150 other personnel",
        "set out on 31 October 2023 and was attacked 2 times",
        "says Myriam Dessables, head of communications, MINUSMA",
        'The base is now "under rebel control", says an employee of MINUSMA',
        '1, inferred from "convoy"',
        'at least 2, inferred from "in convoys"',
        "At least 2 peacekeepers were injured",
        "JNIM claimed responsibility; not adopted",
        "More than 300 members of the mission were killed since 2013",
        "By 30 October 2023, 0 of the 46 claims could be read",
        "By 31 October 2023, 46 of the 46 claims could be read",
        "0 errors, 1 warning, 0 notes",
        "count: 1 (MINUSMA, 2023-10-31); 2.. (AP, 2023-10-31)",
    ],
)
def test_the_briefing_on_kidal_prints_what_the_article_says(fact):
    """The briefing prints each of these facts of the article."""
    printed = " ".join(run("minusma_drawdown.py").split())

    assert fact in printed


def test_the_briefing_has_no_line_too_long_to_read():
    """It fits on a terminal of eighty columns."""
    assert max(map(len, run("minusma_drawdown.py").splitlines())) <= 80


@pytest.mark.parametrize(
    ("example", "figures"),
    [
        ("minusma_drawdown.py", ("850", "150", "300", "13 bases", "November", "JNIM")),
        ("contested_facts.py", ("15", "22", "26", "37", "39", "RFI", "Atlas")),
    ],
)
def test_no_figure_is_typed_into_an_example(example, figures):
    """The figures come from the dataset; the source of the example has none of them."""
    text = (EXAMPLES / example).read_text("utf-8")

    for figure in figures:
        assert not re.search(rf"\b{figure}\b", text), figure


@pytest.fixture(scope="module")
def contested():
    return run("contested_facts.py")


def part(text, heading):
    """Return the lines below a heading."""
    return text.split(f"\n{heading}\n")[1].split("\n\n")[0]


@pytest.mark.parametrize(
    ("day", "value", "voice"),
    [
        ("31 October 2023", "0", "United Nations"),
        ("31 October 2023", "at least 2", "AP"),
        ("31 October 2023", "2", "MINUSMA"),
        ("1 November 2023", "2", "United Nations"),
        ("1 November 2023", "8", "MINUSMA"),
        ("6 November 2023", "at least 8", "Atlas News"),
        ("6 November 2023", "22", "United Nations"),
        ("6 November 2023", "at least 39", "United Nations"),
        ("8 November 2023", "26", "RFI"),
        ("8 November 2023", "37", "United Nations"),
        ("no day", "more than 20", "APA"),
    ],
)
def test_every_version_of_the_wounded_is_printed(contested, day, value, voice):
    """Each row of the fact base on the convoy is printed with its day and its voice."""
    said = [re.split(r"\s{2,}", line.strip()) for line in contested.splitlines()]

    assert [day, value, voice] in said


@pytest.mark.parametrize(
    ("day", "known"),
    [
        ("31 October 2023", "at least 2, 2, 0"),
        ("1 November 2023", "at least 2, 2, 0, 2, 2"),
        ("6 November 2023", "at least 2, 2, 0, 2, 2, at least 8"),
        ("8 November 2023", "at least 2, 2, 0, 2, 2, at least 8"),
    ],
)
def test_what_was_known_is_printed_day_by_day(contested, day, known):
    """Texts of later days are left out."""
    heading = "The wounded of 31 October 2023, as known by"

    assert f"{day}: {known}." in part(contested, heading)


def test_the_sums_explain_the_totals(contested):
    """Two, eight, seven and 22 are 39; without the first day they are 37."""
    told = " ".join(part(contested, "The days added up").split())

    assert "31 October 2023: 2. 1 November 2023: 8." in told
    assert "All days together: at least 39." in told
    assert "on the spot: 37." in told
    assert "37 (United Nations, 2023-11-08) agrees with all days but the first" in told
    assert "37 (United Nations, 2023-11-08) agrees with all days 3" not in told


def test_the_policies_are_compared_and_the_sources_cited(contested):
    """The first day and the total depend on the policy, and the devices do not."""
    assert "Depends on the policy: first day, total." in contested
    for address in ("https://nan.media/", "https://theatlasnews.co/"):
        assert address in part(contested, "Sources on the wounded of 31 October 2023")
