"""JSON Lines: a header, a record a line, the line of each fault."""

import io

import pytest
from builders import refusal

import peacekeep as pk
from peacekeep.formats import jsonl
from peacekeep.formats.base import Document, Row


A = pk.Where(file="a.jsonl")


def read(text, where=A):
    data = text if isinstance(text, bytes) else text.encode()
    document = jsonl.read(io.BytesIO(data), where)
    return document.header, list(document.rows)


def written(document):
    return b"".join(jsonl.write(document)).decode()


def test_a_file_is_a_header_and_a_record_a_line():
    """Each row knows its line."""
    assert (
        {"peacekeep": "1.0"},
        [
            Row({"a": 1}, pk.Where(file="a.jsonl", line=2)),
            Row([], pk.Where(file="a.jsonl", line=3)),
        ],
    ) == read('{"peacekeep":"1.0"}\n{"a":1}\n[]\n')


def test_the_last_line_feed_may_lack():
    """As in a file that was written by hand."""
    assert ({}, [Row(1, pk.Where(line=2))]) == read("{}\n1", pk.Where())


def test_a_line_may_end_as_on_windows():
    """The return is white space."""
    assert ({}, [Row(1, pk.Where(line=2))]) == read("{}\r\n1\r\n", pk.Where())


def test_only_a_line_feed_ends_a_line():
    """Other separators stand in texts."""
    (_, [row]) = read('{}\n"a\u2028b\x85c"\n')

    assert "a\u2028b\x85c" == row.plain


def test_a_file_of_nothing_has_an_empty_header():
    """The pipeline reports what the header lacks."""
    assert ({}, []) == read("")


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("[]", "1: must be the header of the file, got []."),
        (
            '{"kind":"mission"}',
            "1: must be the header of the file, got {'kind': 'mission'}.",
        ),
        ("\n", "1: must be JSON: Expecting value at column 1."),
        ("{}\n\n{}", "2: must be JSON: Expecting value at column 1."),
        ("{}\n{}\n{} {}", "3: must end after the value, got '{}'."),
        ("{}\n1 x", "2: must end after the value, got 'x'."),
        ('{}\n{"a":1,"a":2}', "2: must not repeat a key in one object, got 'a' twice."),
        (
            b"{}\n\xef\xbb\xbf{}",
            (
                "2: must be UTF-8 without a byte-order mark, got one at the start. "
                'Save the file as "UTF-8 without BOM".'
            ),
        ),
        (
            b"{}\n{}\n\xff",
            "3: must be UTF-8, got the byte 0xff. Save the file as UTF-8.",
        ),
        (
            '{}\n{"a":' + "[" * 62 + "]" * 62 + "}",
            "2: must not nest deeper than 64 arrays and objects.",
        ),
        (
            '{"a":' + "[" * 64 + "]" * 64 + "}",
            "1: must not nest deeper than 64 arrays and objects.",
        ),
    ],
)
def test_what_is_no_such_file_is_refused_with_its_line(text, problem):
    """Each line is read alone, and knows its number."""
    assert f"a.jsonl:{problem}" == refusal(read, text)


def test_rows_are_read_when_they_are_asked_for():
    """A long file is not held in memory."""
    document = jsonl.read(io.BytesIO(b"{}\n1\nx"), pk.Where())
    rows = iter(document.rows)

    assert 1 == next(rows).plain
    assert "line 3: must be JSON: Expecting value at column 1." == refusal(next, rows)


def test_a_line_of_a_mebibyte_is_read():
    """The limit itself is allowed, with and without a line feed."""
    line = '"' + "x" * (2**20 - 2) + '"'

    assert 2 == len(read(f"{{}}\n{line}\n{line}")[1])


@pytest.mark.parametrize("end", ["", "\n"])
def test_a_longer_line_is_refused(end):
    """One byte is enough."""
    line = '"' + "x" * (2**20 - 1) + '"'

    assert "a.jsonl:2: must be at most 1048576 bytes a record." == refusal(
        read, f"{{}}\n{line}{end}"
    )


def test_a_document_is_written_a_record_a_line():
    """Without white space, and with a final line feed."""
    document = Document({"peacekeep": "1.0"}, [Row({"b": [1, 2], "a": {}}), Row({})])

    assert '{"peacekeep":"1.0"}\n{"b":[1,2],"a":{}}\n{}\n' == written(document)


def test_a_record_as_large_as_can_be_read_is_written():
    """And a larger one is not."""
    where = pk.Where(record="mission/a")
    fits, large = "x" * (2**20 - 8), "x" * (2**20 - 7)
    text = written(Document({}, [Row({"a": fits}, where)]))

    assert [{"a": fits}] == [row.plain for row in read(text)[1]]
    assert "mission/a: must be at most 1048576 bytes a record, got 1048577." == refusal(
        written, Document({}, [Row({"a": large}, where)])
    )


def test_a_header_as_large_as_can_be_read_is_written():
    """And a larger one is not."""
    fits, large = "x" * (2**20 - 8), "x" * (2**20 - 7)

    assert {"a": fits} == read(written(Document({"a": fits}, [])))[0]
    assert "line 1: must be at most 1048576 bytes a record, got 1048577." == refusal(
        written, Document({"a": large}, [])
    )


def test_a_record_is_written_as_deep_as_it_can_be_read():
    """As deep as in JSON, so that each format holds what the other does."""
    value = 1
    for _ in range(61):
        value = [value]
    text = written(Document({}, [Row({"a": value})]))

    assert [{"a": value}] == [row.plain for row in read(text)[1]]
    assert ("mission/a: must not nest deeper than 64 arrays and objects.") == refusal(
        written, Document({}, [Row({"a": [value]}, pk.Where(record="mission/a"))])
    )
