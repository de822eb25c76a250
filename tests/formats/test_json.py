"""JSON: exact bytes, strict reading with the place of each fault, limits."""

import io
import time
from decimal import Decimal

import pytest
from builders import refusal

import peacekeep as pk
from peacekeep.formats import base, json
from peacekeep.formats.base import Document, Row


A = pk.Where(file="a.json")


def read(text, where=A):
    data = text if isinstance(text, bytes) else text.encode()
    return json.read(io.BytesIO(data), where)


def written(document):
    return b"".join(json.write(document)).decode()


def parse(text, **options):
    return json.parse(text, pk.Where(), **options)


def write(value, **options):
    return json.write_value(value, pk.Where(), **options).decode()


# Reading.


def test_a_file_is_a_header_and_rows():
    """Each row knows its line; white space and the order of the keys do not matter."""
    document = read('{"records": [\n {"a": 1},\n {"a": 2}\n], "peacekeep": "1.0"}')

    assert {"peacekeep": "1.0"} == document.header
    assert [
        Row({"a": 1}, pk.Where(file="a.json", line=2)),
        Row({"a": 2}, pk.Where(file="a.json", line=3)),
    ] == list(document.rows)
    assert A == document.where


def test_a_file_without_records_in_the_list_is_read():
    """An empty list is a list."""
    assert [] == read('{"records": [ ]}').rows


def test_line_feeds_and_returns_are_white_space():
    """A file from Windows is read like any other, and its lines are counted alike."""
    document = read('{\r\n"records": [\r\n\t{}\r\n]\r\n}\r\n')

    assert [Row({}, pk.Where(file="a.json", line=3))] == document.rows


def test_a_line_number_may_stand_without_a_file():
    """A text has lines too."""
    assert "line 2: must be JSON: , or ] expected, got '2'." == refusal(
        read, '{"records":[1\n2]}', pk.Where()
    )


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", ":1: must be JSON: Expecting value at column 1."),
        ("{", ":1: must be JSON: \" expected, got ''."),
        ("{1:2}", ":1: must be JSON: \" expected, got '1'."),
        ('{"a"', ":1: must be JSON: : expected, got ''."),
        ('{"a":1', ":1: must be JSON: , or } expected, got ''."),
        ('{"a":\n1 "b"}', ":2: must be JSON: , or } expected, got '\"'."),
        ('{"a":1,}', ":1: must be JSON: \" expected, got '}'."),
        ('{"records":[{}\n,]}', ":2: must be JSON: Expecting value at column 2."),
        ('{"records":[{}', ":1: must be JSON: , or ] expected, got ''."),
        (
            '{"records":\n["a]}',
            ":2: must be JSON: Unterminated string starting at column 2.",
        ),
        (
            '{"records":\n["a\n"]}',
            ":2: must be JSON: Invalid control character at column 4.",
        ),
        (
            '{"records":[{"a":NaN}]}',
            ":1: must not hold NaN, which JSON does not have.",
        ),
        (
            '{"records":[{"a":-Infinity}]}',
            ":1: must not hold -Infinity, which JSON does not have.",
        ),
        (
            '{"records":[{"a":1,\n"a":1}]}',
            ":1: must not repeat a key in one object, got 'a' twice.",
        ),
        (
            '{"a":1,\n"a":1,"records":[]}',
            ":2: must not repeat a key in one object, got 'a' twice.",
        ),
        (
            '{"records":[],\n"records":[]}',
            ":2: must not repeat a key in one object, got 'records' twice.",
        ),
        (
            '{"records":[],\n"records":{}}',
            ":2: must not repeat a key in one object, got 'records' twice.",
        ),
        (
            '{"records":{},\n"records":[]}',
            ":2: must not repeat a key in one object, got 'records' twice.",
        ),
        (
            '{"\\ud800":1,"records":[]}',
            ":1: must hold text that UTF-8 can write, got a lone surrogate.",
        ),
        ('{"records":[]} x', ":1: must end after the value, got 'x'."),
        ('{"records":[]}\n{}', ":2: must end after the value, got '{}'."),
        ("[1]", ": must be a JSON object with a header and records, got [1]."),
        ("[1] 2", ":1: must end after the value, got '2'."),
        ('{"records":1}', ': must have the key "records" with a list.'),
        ("{}", ': must have the key "records" with a list.'),
        (b"\xff", ":1: must be UTF-8, got the byte 0xff. Save the file as UTF-8."),
    ],
)
def test_what_is_no_such_file_is_refused_with_its_line(text, problem):
    """The line is that of the fault, or of the value that holds it."""
    assert f"a.json{problem}" == refusal(read, text)


def test_what_follows_is_shown_in_part():
    """However much it is."""
    text = refusal(read, '{"records":[]}' + "x" * 10_000_000)

    assert f"a.json:1: must end after the value, got '{'x' * 76}...." == text


# One value.


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", 0),
        ("-0", 0),
        ("true", True),
        ("null", None),
        ('"a"', "a"),
        (' [1, {"a": []}] ', [1, {"a": []}]),
        ('"\\ud83d\\ude00"', "😀"),
        ('"\\\\ud800"', "\\ud800"),
        ('["\\ud83d\\ude00", {"\\ud83d\\ude00": 1}]', ["😀", {"😀": 1}]),
        ("9007199254740991", 2**53 - 1),
        ("-9007199254740991", 1 - 2**53),
        ("1.10", Decimal("1.10")),
        ("1e2", Decimal("1e2")),
        ("-0.0", Decimal("-0.0")),
    ],
)
def test_a_value_is_read(text, value):
    """Whole numbers are whole, and other numbers keep their digits."""
    assert repr(value) == repr(parse(text))


def test_digits_are_kept():
    """More of them than a float has."""
    assert "0.12345678901234567890" == str(parse("0.12345678901234567890"))


@pytest.mark.parametrize("text", ["9007199254740992", "-9007199254740992", "9" * 4301])
def test_a_larger_whole_number_is_refused(text):
    """However many digits it has."""
    shown = repr(text) if len(text) < 80 else f"'{'9' * 76}..."

    assert (
        f"line 1: must hold whole numbers up to 9007199254740991, got {shown}."
    ) == refusal(parse, text)


@pytest.mark.parametrize(
    "text",
    [
        "1e301",
        "1E400",
        "-1e-301",
        "0e999999999",
        "1e99999999999999999999",
        "1e-99999999999999999999",
        "0." + "1" * 299,
    ],
)
def test_a_number_of_more_digits_is_refused(text):
    """Written out, it has more than three hundred."""
    assert refusal(parse, text).startswith(
        "line 1: must hold numbers of at most 300 digits, got '"
    )


@pytest.mark.parametrize("text", ["1e300", "1e-300", "0." + "1" * 298])
def test_a_number_of_three_hundred_digits_is_read(text):
    """The limit itself is allowed."""
    assert Decimal(text) == parse(text)


@pytest.mark.parametrize(
    "text", ['"\\ud800"', '["\\udfff"]', '{"\\uD800": 1}', '{"a": ["\\ude00\\ud83d"]}']
)
def test_a_lone_surrogate_is_refused(text):
    """In a text, in a key, however deep."""
    assert (
        "line 1: must hold text that UTF-8 can write, got a lone surrogate."
    ) == refusal(parse, text)


def test_brackets_in_text_are_not_depth():
    """They are text, after an escaped quote too."""
    assert "[" * 99 == parse('"' + "[" * 99 + '"')
    assert ['"' + "[{" * 99, {}] == parse('["\\"' + "[{" * 99 + '", {}]')


def test_arrays_beside_one_another_are_not_depth():
    """As many as there are."""
    assert [[]] * 99 == parse("[" + ",".join(["[]"] * 99) + "]")


@pytest.mark.parametrize(("opening", "closing"), [("[", "]"), ('{"a":', "}")])
@pytest.mark.parametrize("depth", [65, 100, 1000, 10_000, 100_000])
def test_what_is_too_deep_is_refused(opening, closing, depth):
    """A little, and far beyond what Python can follow."""
    text = f"{opening * depth}1{closing * depth}"

    assert ("line 1: must not nest deeper than 64 arrays and objects.") == refusal(
        parse, text
    )


@pytest.mark.parametrize(("opening", "closing"), [("[", "]"), ('{"a":', "}")])
def test_sixty_four_deep_is_read(opening, closing):
    """The limit itself is allowed."""
    value = parse(f"{opening * 64}1{closing * 64}")
    for _ in range(64):
        (value,) = value.values() if isinstance(value, dict) else value

    assert 1 == value


def test_a_key_repeated_among_many_is_found_soon():
    """The time grows with the number of keys, and not with its square."""
    keys = ",".join(f'"{number}":1' for number in range(50_000))
    before = time.monotonic()
    text = refusal(parse, f'{{{keys},"49999":1}}')

    assert "line 1: must not repeat a key in one object, got '49999' twice." == text
    assert 1 > time.monotonic() - before


# Limits of a file.


def record_of(size):
    return '{"a":"' + "x" * (size - 8) + '"}'


@pytest.mark.parametrize("size", [2**20 - 1, 2**20])
def test_a_record_of_a_mebibyte_is_read(size):
    """The limit itself is allowed."""
    (row,) = read(f'{{"records":[{record_of(size)}]}}').rows

    assert size - 8 == len(row.plain["a"])


def test_a_larger_record_is_refused():
    """One byte is enough; the white space around it does not count."""
    text = f'{{"records":[\n{record_of(2**20 + 1)}\n]}}'

    assert "a.json:2: must be at most 1048576 bytes a record." == refusal(read, text)


def test_bytes_are_counted_and_not_characters():
    """A character has up to four of them."""
    fits, large = "é" * (2**19 - 4), "é" * (2**19 - 3)

    assert 1 == len(read(f'{{"records":[{{"a":"{fits}"}}]}}').rows)
    assert "a.json:1: must be at most 1048576 bytes a record." == refusal(
        read, f'{{"records":[{{"a":"{large}"}}]}}'
    )


def test_the_limit_of_a_file_is_a_gibibyte():
    """Above it, JSON Lines is offered."""
    assert 2**30 == base.FILE_LIMIT


def test_a_file_above_the_limit_is_refused_unread(tmp_path):
    """Nothing of it is held in memory."""
    path = tmp_path / "large.json"
    with path.open("wb") as file:
        file.truncate(2**30 + 1)
    before = time.monotonic()
    text = refusal(pk.load, path)

    assert (
        "large.json: must be at most 1073741824 bytes. "
        "Save it as JSON Lines, which has no limit."
    ) == text
    assert 1 > time.monotonic() - before


class Pipe(io.BytesIO):
    """A stream that cannot go back."""

    def seekable(self):
        return False

    def seek(self, *_):
        raise io.UnsupportedOperation


@pytest.mark.parametrize("stream", [io.BytesIO, Pipe])
def test_a_file_at_the_limit_is_read_and_one_above_is_not(stream, monkeypatch):
    """Whether or not the stream can say how long it is."""
    for module in (base, json):
        monkeypatch.setattr(module, "FILE_LIMIT", 20)
    data = b'{"records":[]}'
    at, above = stream(data.ljust(20)), stream(data.ljust(21))

    assert [] == json.read(stream(data), A).rows
    assert [] == json.read(at, A).rows
    assert refusal(json.read, above, A).startswith("a.json: must be at most 20 bytes.")


# Writing.


def test_a_document_is_written_over_lines():
    """Two spaces a level, one line a member, one final line feed."""
    rows = [Row({"b": 1, "a": [True, "x"]}), Row({}), Row({"n": [], "o": {"p": None}})]
    document = Document({"peacekeep": "1.0", "more": {"a": 1}}, rows)

    assert (
        "{\n"
        '  "peacekeep": "1.0",\n'
        '  "more": {\n'
        '    "a": 1\n'
        "  },\n"
        '  "records": [\n'
        "    {\n"
        '      "b": 1,\n'
        '      "a": [\n'
        "        true,\n"
        '        "x"\n'
        "      ]\n"
        "    },\n"
        "    {},\n"
        "    {\n"
        '      "n": [],\n'
        '      "o": {\n'
        '        "p": null\n'
        "      }\n"
        "    }\n"
        "  ]\n"
        "}\n"
    ) == written(document)


def test_a_document_without_anything_is_written():
    """It has a list of records, which is empty."""
    assert '{\n  "records": []\n}\n' == written(Document({}, []))


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (True, "true"),
        (False, "false"),
        (None, "null"),
        (0, "0"),
        (1 - 2**53, "-9007199254740991"),
        (Decimal("1.10"), "1.10"),
        (Decimal("1e5"), "1E+5"),
        (Decimal(-5), "-5E+0"),
        ('"\\\n\té\u2028\x7f', '"\\"\\\\\\n\\té\u2028\x7f"'),
        ([1, {"a": "b"}], '[1,{"a":"b"}]'),
        ((), "[]"),
    ],
)
def test_a_value_is_written_on_one_line(value, text):
    """Text beyond ASCII stands as it is, and a number with its digits."""
    assert text == write(value)


@pytest.mark.parametrize(
    "number", ["1.10", "1E+5", "-0.0", "5", "-7", "9007199254740992", "1E-300"]
)
def test_a_decimal_is_read_as_it_was(number):
    """Its digits and its exponent are kept; it does not become a whole number."""
    assert Decimal(number).as_tuple() == parse(write(Decimal(number))).as_tuple()


@pytest.mark.parametrize(
    ("value", "problem"),
    [
        (2**53, "whole numbers up to 9007199254740991, got 9007199254740992"),
        ([10**5000], "whole numbers up to 9007199254740991, got <int>"),
        (Decimal("1e400"), "numbers of at most 300 digits, got '1E+400'"),
        (Decimal("NaN"), "numbers of at most 300 digits, got 'NaN'"),
        (1.5, "what JSON can hold, got 1.5"),
        ([{"a": {1}}], "what JSON can hold, got {1}"),
        ("\ud800", "text that UTF-8 can write, got a lone surrogate"),
        ({"\ud800": 1}, "text that UTF-8 can write, got a lone surrogate"),
    ],
)
def test_what_could_not_be_read_is_not_written(value, problem):
    """The fault is met when it is written, and not when it is too late."""
    assert f"mission/a: must hold {problem}." == refusal(
        json.write_value, value, pk.Where(record="mission/a")
    )


def nested(depth):
    value = 1
    for _ in range(depth):
        value = [value]
    return value


def test_a_value_as_deep_as_can_be_read_is_written():
    """The limit itself is allowed."""
    assert nested(64) == parse(write(nested(64)))


def test_a_deeper_value_is_not_written():
    """By one, or by far."""
    for depth in (65, 5000):
        assert "must not nest deeper than 64 arrays and objects." == refusal(
            write, nested(depth)
        )


def test_a_record_is_written_as_deep_as_it_can_be_read():
    """It stands in the list of records, and that in the whole."""
    fits = Document({}, [Row({"a": nested(61)})])
    deep = Document({}, [Row({"a": nested(62)}, pk.Where(record="mission/a"))])

    assert [{"a": nested(61)}] == [row.plain for row in read(written(fits)).rows]
    assert ("mission/a: must not nest deeper than 64 arrays and objects.") == refusal(
        written, deep
    )


def test_a_deeper_record_is_not_read():
    """The same limit holds where it is read."""
    text = '{"records":[\n{"a":' + "[" * 62 + "]" * 62 + "}]}"

    assert ("a.json:2: must not nest deeper than 64 arrays and objects.") == refusal(
        read, text
    )


def test_a_header_is_written_as_deep_as_it_can_be_read():
    """Its values stand in the whole."""
    fits = Document({"a": nested(63)}, [])

    assert {"a": nested(63)} == read(written(fits)).header
    assert "must not nest deeper than 64 arrays and objects." == refusal(
        written, Document({"a": nested(64)}, [])
    )
    assert ("a.json:1: must not nest deeper than 64 arrays and objects.") == refusal(
        read, '{"a":' + "[" * 64 + "]" * 64 + "}"
    )


def test_a_record_as_large_as_can_be_read_is_written():
    """What stands around it does not count."""
    plain = {"a": "x" * (2**20 - len('{\n      "a": ""\n    }'))}

    assert [plain] == [
        row.plain for row in read(written(Document({}, [Row(plain)]))).rows
    ]


def test_a_larger_record_is_not_written():
    """One byte is enough."""
    plain = {"a": "x" * (2**20 + 1 - len('{\n      "a": ""\n    }'))}
    where = pk.Where(record="mission/a")

    assert "mission/a: must be at most 1048576 bytes a record, got 1048577." == refusal(
        written, Document({}, [Row(plain, where)])
    )


def test_a_file_as_large_as_can_be_read_is_written(monkeypatch):
    """And a larger one is not."""
    document = Document({"a": 1}, [Row({"b": 2})])
    size = len(written(document))
    for module in (base, json):
        monkeypatch.setattr(module, "FILE_LIMIT", size)

    assert size == len(written(document))

    for module in (base, json):
        monkeypatch.setattr(module, "FILE_LIMIT", size - 1)

    assert (
        f"must be at most {size - 1} bytes. Save it as JSON Lines, which has no limit."
    ) == refusal(written, document)
