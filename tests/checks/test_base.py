"""What the checks share: findings, and the report of them."""

import json
import pickle

import attrs
import pytest

import peacekeep as pk
from peacekeep.checks.base import Doubt, check, run


NOTE, WARNING, ERROR = pk.Severity.NOTE, pk.Severity.WARNING, pk.Severity.ERROR


def doubting(severity, *doubts):
    """Make a check that has some doubts about any dataset."""

    def something_odd(dataset):
        del dataset
        yield from doubts

    made = check(
        severity=severity, title="It is odd", fix="Look at it.", failing=[], passing=[]
    )
    return made(something_odd)


def report(*severities):
    return pk.Report(
        tuple(
            pk.Finding(
                check="base.odd",
                severity=severity,
                record=f"base/{number}",
                where=pk.Where(record=f"base/{number}"),
                message="is odd.",
                suggestion="Look at it.",
            )
            for number, severity in enumerate(severities)
        )
    )


def test_a_check_is_named_after_its_function():
    """The id is the family, which is the module, and the fault in words."""
    made = doubting(ERROR)

    assert "test_base.something-odd" == made.id
    assert made.severity is ERROR
    assert "It is odd" == made.title
    assert "Look at it." == made.fix


def test_a_finding_says_what_the_check_says():
    """Severity and suggestion are those of the check, unless a doubt has its own."""
    made = doubting(ERROR, Doubt("base/kidal", "is odd.", "name"))

    (found,) = run([made], pk.Dataset())

    assert (
        pk.Finding(
            check="test_base.something-odd",
            severity=ERROR,
            record="base/kidal",
            where=pk.Where(record="base/kidal", path="name"),
            message="is odd.",
            suggestion="Look at it.",
        )
        == found
    )


def test_a_doubt_may_be_milder_than_its_check():
    """What cannot be judged is a note, with a suggestion of its own."""
    doubt = Doubt("base/kidal", "may be odd.", None, "Give a finer date.", NOTE)

    (found,) = run([doubting(ERROR, doubt)], pk.Dataset())

    assert found.severity is NOTE
    assert "Give a finer date." == found.suggestion
    assert pk.Where(record="base/kidal") == found.where


def test_a_finding_knows_where_its_record_was_read(tmp_path):
    """Loaded from a file, a finding names the file, the line and the field."""
    path = tmp_path / "mali.jsonl"
    path.write_text(
        '{"peacekeep":"1.0"}\n'
        '{"kind":"mission","id":"mission/minusma"}\n'
        '{"kind":"base","id":"base/kidal","mission":"mission/minusam"}\n',
        encoding="utf-8",
    )

    (found,) = pk.validate(pk.load(path))

    expected = pk.Where(file="mali.jsonl", line=3, record="base/kidal", path="mission")
    assert expected == found.where
    assert (
        "error: mali.jsonl:3: base/kidal: mission: refers to mission/minusam, which is "
        "not in the dataset. Did you mean mission/minusma? "
        "[references.dangling-reference]"
    ) == str(found)


def test_the_worst_is_found_first():
    """Errors, then warnings, then notes; each in the order of checks and doubts."""
    checks = [
        doubting(NOTE, Doubt("base/a", "is odd.")),
        doubting(
            ERROR,
            Doubt("base/d", "is odd."),
            Doubt("base/b", "is odd.", severity=WARNING),
            Doubt("base/c", "is odd."),
        ),
    ]

    found = run(checks, pk.Dataset())

    assert ["base/d", "base/c", "base/b", "base/a"] == [one.record for one in found]
    assert 4 == len(found)


@pytest.mark.parametrize(
    ("severities", "ok"),
    [
        ([], True),
        ([WARNING, NOTE], True),
        ([ERROR], False),
        ([ERROR, WARNING], False),
    ],
)
def test_a_report_without_errors_is_ok(severities, ok):
    """Warnings and notes are for a person to weigh."""
    assert ok == report(*severities).ok


def test_findings_are_counted_by_severity():
    """Each severity has its number, which may be 0."""
    assert {ERROR: 2, WARNING: 0, NOTE: 1} == report(ERROR, NOTE, ERROR).counts()


def test_a_report_without_errors_raises_nothing():
    """What is not wrong does not stop anybody."""
    report(WARNING, NOTE).raise_for_errors()


def test_an_error_of_a_report_is_raised_with_the_report():
    """Who catches it has all findings at hand."""
    findings = report(ERROR, NOTE)

    with pytest.raises(pk.ValidationFailed) as caught:
        findings.raise_for_errors()

    assert caught.value.report is findings
    assert str(caught.value) == str(findings)


def test_findings_are_rows_of_a_table():
    """Every finding is a flat row, of what a file can hold."""
    place = pk.Where(file="mali.jsonl", line=3, record="base/0", path="name")
    (found,) = report(ERROR)

    rows = pk.Report((attrs.evolve(found, where=place),)).to_rows()

    assert [
        {
            "check": "base.odd",
            "severity": "error",
            "record": "base/0",
            "field": "name",
            "file": "mali.jsonl",
            "line": 3,
            "message": "is odd.",
            "suggestion": "Look at it.",
        }
    ] == rows
    assert rows == json.loads(json.dumps(rows))


def test_a_report_is_read_as_text():
    """First the numbers, then a line for each finding."""
    assert (
        "1 error, 0 warnings, 2 notes.\n"
        "error: base/0: is odd. Look at it. [base.odd]\n"
        "note: base/1: is odd. Look at it. [base.odd]\n"
        "note: base/2: is odd. Look at it. [base.odd]"
    ) == str(report(ERROR, NOTE, NOTE))


def test_a_report_of_nothing_says_so():
    """The numbers are there even where there is nothing to tell."""
    assert "0 errors, 0 warnings, 0 notes." == str(pk.Report())


@pytest.mark.parametrize(
    ("number", "lines", "last"),
    [
        (20, 21, "warning: base/19: is odd. Look at it. [base.odd]"),
        (21, 22, "and 1 more, in to_rows()"),
        (500, 22, "and 480 more, in to_rows()"),
    ],
)
def test_the_text_of_a_report_fits_a_screen(number, lines, last):
    """Twenty findings are shown, and the number of the others."""
    found = str(report(*[WARNING] * number)).split("\n")

    assert lines == len(found)
    assert last == found[-1]


def test_a_report_survives_pickling():
    """Found in another process, it is the same report."""
    findings = report(ERROR, NOTE)

    assert findings == pickle.loads(pickle.dumps(findings))
