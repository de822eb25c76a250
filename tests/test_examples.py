"""The examples run, and say what the dataset says."""

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
def test_the_briefing_on_kidal_tells_what_the_article_tells(fact):
    """Each fact of the article that the briefing is for stands in what it prints."""
    printed = " ".join(run("minusma_drawdown.py").split())

    assert fact in printed


def test_the_briefing_has_no_line_too_long_to_read():
    """A terminal of eighty columns shows it whole."""
    assert max(map(len, run("minusma_drawdown.py").splitlines())) <= 80


def test_no_figure_is_typed_into_the_briefing():
    """What it prints comes from the dataset: its own text has no such number."""
    text = (EXAMPLES / "minusma_drawdown.py").read_text("utf-8")

    for figure in ("850", "150", "300", "13 bases", "November", "JNIM"):
        assert figure not in text
