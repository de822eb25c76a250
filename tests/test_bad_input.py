"""Bad input of every kind is refused, soon, and by an error of ours."""

import json
import time
from decimal import Decimal
from fnmatch import fnmatch
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import peacekeep as pk
from peacekeep.definitions.fields import fields_of
from peacekeep.formats.base import decoded
from peacekeep.formats.json import parse
from peacekeep.models import KINDS


VECTORS = Path(__file__).parents[1].parent / "shared" / "vectors"

FORMATS = ("json", "jsonl")

# What a record must have beside its id.
REQUIRED = {
    "base": {"mission": "mission/a"},
    "base_event": {"base": "base/a", "event": "departed"},
    "personnel_count": {"mission": "mission/a", "category": "troops"},
    "movement": {"mission": "mission/a"},
    "equipment": {"mission": "mission/a"},
    "incident": {"mission": "mission/a"},
    "tally": {"mission": "mission/a", "measure": "fatalities"},
    "claim": {"about": "base/a"},
}

# Where a value of a sort is aimed at: a kind, a field, and what the refusal says.
COUNT = 'must be a count such as 850, "2..", "..50", "2..5~3" or "~850", got '
TEXT = "must be a readable text, got "
POINT = 'must be a point such as "18.44345,1.40921", latitude first, got '
AIMS = {
    "count": ("tally", lambda value: {"count": value}, COUNT),
    "part": (
        "tally",
        lambda value: {"parts": [{"label": "light", "count": value}]},
        f"parts[light].count {COUNT}",
    ),
    "name": ("base", lambda value: {"name": value}, f"name {TEXT}"),
    "country": (
        "base",
        lambda value: {"place": {"country": value}},
        "place.country must be a code of the vocabulary country, such as AFG, got ",
    ),
    "representative": (
        "base",
        lambda value: {"place": {"representative": value}},
        "place.representative must be true or false, got ",
    ),
    "point": (
        "base",
        lambda value: {"place": {"point": value, "representative": True}},
        f"place.point {POINT}",
    ),
    "area": ("base", lambda value: {"area": value}, "area must be a quantity "),
    "place": ("base", lambda value: {"place": value}, "place must be a JSON object, "),
    "countries": (
        "mission",
        lambda value: {"countries": value},
        "countries must be a list, got ",
    ),
    "on": ("incident", lambda value: {"on": value}, "on must be a date such as "),
}


def plain_of(kind, fields):
    return {"kind": kind, "id": f"{kind}/a", **REQUIRED.get(kind, {}), **fields}


def in_time(call, *arguments):
    """Return the text of the refusal, which comes in less than a second."""
    before = time.process_time()
    with pytest.raises(pk.PeacekeepError) as caught:
        call(*arguments)
    text = str(caught.value)

    assert 1 > time.process_time() - before
    return text


def read_value(data):
    return parse(decoded(data, pk.Where()), pk.Where())


def outcome(call, *arguments):
    """Return what a call gives, and the error of ours that it raises instead."""
    try:
        return call(*arguments), None
    except pk.PeacekeepError as error:
        return None, error


def file_of(record):
    """Bytes of a file in which a text stands as the one record."""
    text = record if isinstance(record, bytes) else record.encode()
    return b'{"peacekeep":"1.0","records":[\n' + text + b"]}"


def refusal_of(aim, value):
    """The refusal of a value in a field: one text, read from a dictionary or a file."""
    kind, fields, _ = AIMS[aim]
    plain = plain_of(kind, fields(value))
    text = in_time(pk.from_plain, plain)
    in_time(pk.loads, file_of(json.dumps(plain)))
    return text


def files(folder, pattern="*"):
    """The vectors of a folder, or one reason to skip where it is absent."""
    found = sorted((VECTORS / folder).glob(pattern))
    absent = pytest.mark.skip(reason="the vectors are not beside the project")
    return [pytest.param(path, id=path.name) for path in found] or [
        pytest.param(None, marks=absent, id="absent")
    ]


def vector(name):
    path = VECTORS / name
    if not path.is_file():
        pytest.skip("the vectors are not beside the project")
    return json.loads(path.read_text("utf-8"))


# Texts that are not JSON.

NO_JSON = [
    b"",
    b" ",
    b"[1,]",
    b"[1 2]",
    b"[,1]",
    b"[1]]",
    b"[1}",
    b"[1,",
    b"[",
    b'["a',
    b"{",
    b'{"a"}',
    b'{"a":}',
    b'{"a":1,}',
    b"{'a':1}",
    b"{a:1}",
    b"{1:1}",
    b'{"a":1}}',
    b'{"a":1} {"a":1}',
    b'{"a":1/*b*/}',
    b"[01]",
    b"[-01]",
    b"[+1]",
    b"[1.]",
    b"[.5]",
    b"[1e]",
    b"[1e+]",
    b"[0x1]",
    b"[1_000]",
    b"[-]",
    b"[--1]",
    b"[NaN]",
    b"[-NaN]",
    b"[Infinity]",
    b"[-Infinity]",
    b"[True]",
    b"[nul]",
    b"[nulll]",
    b'["\x00"]',
    b'["\n"]',
    b'["\t"]',
    b'["\\x00"]',
    b'["\\u00"]',
    b'["\\u00zz"]',
    b'["\\a"]',
    b'["\\"]',
    b'["\\ud800\\u"]',
    b"[\x00]",
    b"\x0c[]",
    b"[\xc2\xa0]",
    b"\xe2\x81\xa0[]",
    "[\uff11]".encode(),
    "[٣]".encode(),
    b'["\xff"]',
    b'["\xed\xa0\x80"]',
    b'["\xc0\x80"]',
    b'["\xf4\x90\x80\x80"]',
    b"\xef\xbb\xbf",
    b"\xef\xbb\xbf{}",
    b"\xef\xbb{}",
    "[]".encode("utf-16"),
    "[]".encode("utf-32"),
    "[1]".encode("utf-16-le"),
    b"<null>",
    b"*",
    b"[" * 100_000,
    b'{"":' * 100_000,
    b'[{"":' * 50_000,
]


@pytest.mark.parametrize("data", NO_JSON, ids=lambda data: ascii(data[:20]))
def test_what_is_not_json_is_refused(data):
    """As a value, as a file of each format, as a record of a file."""
    in_time(read_value, data)
    in_time(pk.loads, data)
    in_time(pk.loads, data, "jsonl")
    if data.strip():
        in_time(pk.loads, file_of(data))
        in_time(pk.loads, b'{"peacekeep":"1.0"}\n' + data, "jsonl")


@pytest.mark.parametrize("path", files("json", "n_*"))
def test_every_vector_that_must_be_refused_is(path):
    """As a value, as a file of each format, as a record of a file."""
    data = path.read_bytes()
    in_time(read_value, data)
    in_time(pk.loads, data)
    in_time(pk.loads, data, "jsonl")
    if data.strip():
        in_time(pk.loads, file_of(data))


# Texts that are JSON.

JSON = [
    b"[]",
    b" {} ",
    b'""',
    b"true",
    b"null",
    b"[-0]",
    b"[0e1]",
    b"[1E+2]",
    b"[-0.1e-2]",
    b'["\\u0000\\/\\"\\\\"]',
    b'["\\ud834\\udd1e"]',
    b'["\x7f"]',
    '["\u2028\uffff\U0010ffff"]'.encode(),
    b'{"":0}',
    b'{"a\\u0000b":0}',
    b"\r\n[\t1 ]\r\n",
]


def read_strictly(data):
    """What a reader of JSON must answer, numbers with a fraction as decimals."""
    return json.loads(data, parse_float=Decimal)


@pytest.mark.parametrize("data", JSON, ids=ascii)
def test_what_is_json_is_read(data):
    """As Python reads it, but for its numbers, which keep their digits."""
    assert repr(read_strictly(data)) == repr(read_value(data))


# Rules by which JSON is refused all the same, and how the refusal begins.
DOCUMENTED = {
    "a key is repeated": "must not repeat a key in one object",
    "a whole number that not every reader keeps": "must hold whole numbers up to",
    "a number of more digits than any measure has": "must hold numbers of at most 300",
    "deeper than the limit": "must not nest deeper than 64",
    "a lone surrogate, which UTF-8 cannot write": "must hold text that UTF-8 can",
}


@pytest.mark.parametrize("path", files("json", "y_*"))
def test_every_vector_that_must_be_read_is(path):
    """Equal to what Python reads, or refused by a documented rule."""
    data = path.read_bytes()
    value, error = outcome(read_value, data)
    if error is None:
        assert repr(read_strictly(data)) == repr(value)
    else:
        assert any(error.problem.startswith(rule) for rule in DOCUMENTED.values())


# What JSON leaves to the reader: our choice is to refuse, for these reasons. The
# first name that fits counts.
CHOICES = {
    "i_number_too_big_*": DOCUMENTED["a whole number that not every reader keeps"],
    "i_number_very_big_*": DOCUMENTED["a whole number that not every reader keeps"],
    "i_number_*": DOCUMENTED["a number of more digits than any measure has"],
    "i_structure_500_nested_*": DOCUMENTED["deeper than the limit"],
    "i_*UTF-8_BOM*": "must be UTF-8 without a byte-order mark",
    "i_*with_BOM*": "must be UTF-8 without a byte-order mark",
    "i_string_UTF8_surrogate*": "must be UTF-8, got the byte 0x",
    "i_*surrogate*": DOCUMENTED["a lone surrogate, which UTF-8 cannot write"],
    "i_string_*": "must be UTF-8, got the byte 0x",
}


@pytest.mark.parametrize("path", files("json", "i_*"))
def test_every_choice_is_to_refuse(path):
    """For the reason in the table."""
    problem = next(
        problem for name, problem in CHOICES.items() if fnmatch(path.name, name)
    )

    assert problem in in_time(read_value, path.read_bytes())


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"[1e9999]", CHOICES["i_number_*"]),
        (b"[-1e-9999]", CHOICES["i_number_*"]),
        (b"[123456789012345678901]", CHOICES["i_number_too_big_*"]),
        (b"[-" + b"9" * 5000 + b"]", CHOICES["i_number_very_big_*"]),
        (b"[" * 500 + b"]" * 500, CHOICES["i_structure_500_nested_*"]),
        (b"\xef\xbb\xbf{}", CHOICES["i_*UTF-8_BOM*"]),
        ('["é"]'.encode("utf-16"), CHOICES["i_*with_BOM*"]),
        (b'["\xed\xa0\x80"]', CHOICES["i_string_UTF8_surrogate*"]),
        (b'["\\udd1e\\ud834"]', CHOICES["i_*surrogate*"]),
        (b'{"\\udfaa":0}', CHOICES["i_*surrogate*"]),
        (b'["\xe9"]', CHOICES["i_string_*"]),
        ('["é"]'.encode("utf-16-be"), CHOICES["i_string_*"]),
    ],
)
def test_what_json_leaves_open_is_refused(data, problem):
    """For the same reasons."""
    assert problem in in_time(read_value, data)
    assert problem in in_time(pk.loads, data)


# Values aimed at a field.


@pytest.mark.parametrize(
    ("aim", "value"),
    [
        ("name", "Camp \u202eagro"),
        ("name", "Camp \u2066agro"),
        ("name", "Camp\x00"),
        ("name", "Camp\x1b[31m"),
        ("name", "\x7f"),
        ("name", "\x85"),
        ("name", ""),
        ("name", " \t\n\u3000"),
        ("name", "\ud800"),
        ("name", 7),
        ("name", True),
        ("name", ["Kidal"]),
        ("name", {"en": "Kidal"}),
        ("country", "MΛI"),
        ("country", "\uff2d\uff2c\uff29"),
        ("country", "\u041cLI"),
        ("country", "mli"),
        ("country", "ML"),
        ("country", "MLI\n"),
        ("country", " MLI"),
        ("count", "3"),
        ("count", "\uff13"),
        ("count", "٣"),
        ("count", " 7 "),
        ("count", "1_000"),
        ("count", "1,000"),
        ("count", "+3"),
        ("count", "-3"),
        ("count", "1e3"),
        ("count", "0x10"),
        ("count", "NaN"),
        ("count", "2..\n"),
        ("count", ""),
        ("count", "5..2"),
        ("count", -1),
        ("count", 3.0),
        ("count", 1e300),
        ("count", True),
        ("count", False),
        ("count", [3]),
        ("count", {"low": 3}),
        ("part", True),
        ("part", "3"),
        ("part", 3.5),
        ("representative", "no"),
        ("representative", "true"),
        ("representative", 0),
        ("representative", 1),
        ("representative", 1.0),
        ("representative", []),
        ("point", -0.0),
        ("point", 18.5),
        ("point", True),
        ("point", "nan"),
        ("point", "nan,nan"),
        ("point", "inf,0"),
        ("point", "-0,0"),
        ("point", "-0.0,0"),
        ("point", "18.50,1"),
        ("point", "18.44345, 1.40921"),
        ("point", "91,0"),
        ("point", "0,181"),
        ("point", "1e1,0"),
        ("point", "\uff11\uff18,1"),
        ("point", "18.44345,1.40921\n"),
        ("point", [18.5, 1.5]),
        ("point", {"lat": 18.5, "lon": 1.5}),
        ("area", 9),
        ("area", True),
        ("area", "nan"),
        ("area", "nan hectare"),
        ("area", "inf hectare"),
        ("area", "9"),
        ("area", "9 km"),
        ("area", "-9 hectare"),
        ("area", "1e3 hectare"),
        ("area", "\uff19 hectare"),
        ("area", "9  hectare"),
        ("area", "9**9**9 hectare"),
        ("area", [9, "hectare"]),
        ("place", "Kidal"),
        ("place", ["name", "Kidal"]),
        ("place", [["name", "Kidal"]]),
        ("place", 7),
        ("place", False),
        ("countries", "MLI"),
        ("countries", {"0": "MLI"}),
        ("countries", 1),
        ("countries", True),
        ("on", "2023-W46-3"),
        ("on", "2023-304"),
        ("on", "20231031"),
        ("on", "2023-10-31T00:00:00"),
        ("on", "2023-02-30"),
        ("on", "2023-1-1"),
        ("on", "31.10.2023"),
        ("on", "\uff12\uff10\uff12\uff13"),
        ("on", "0000"),
        ("on", "10000"),
        ("on", "2023-21"),
        ("on", "2023-10-31\n"),
        ("on", "now"),
        ("on", ""),
        ("on", 2023),
        ("on", 1698710400.0),
        ("on", True),
        ("on", ["2023-10-31"]),
        ("on", {"year": 2023}),
    ],
    ids=ascii,
)
def test_a_value_of_another_sort_is_refused(aim, value):
    """Nothing is turned into what the field asks for, and the text says what it is."""
    assert AIMS[aim][2] in refusal_of(aim, value)


def test_null_is_no_value_of_any_sort():
    """Absent is left out."""
    for aim in AIMS:
        text = "must not be null" if aim != "part" else "count must not be null"

        assert text in refusal_of(aim, None)


@pytest.mark.parametrize("members", [[1], [True], [None], [["MLI"]], [{}], [1.5]])
def test_a_member_of_another_sort_is_refused(members):
    """A list is judged member by member."""
    assert "countries[0] must be a readable text, got " in refusal_of(
        "countries", members
    )


# Fields into which a value of each type of Python's is put.
COERCED = {
    "int": ("count", "part"),
    "bool": ("representative",),
    "str": ("name", "country"),
    "float": ("point", "area"),
    "list[int]": ("countries",),
    "dict[str,int]": ("place",),
    "date": ("on",),
}


def test_no_vector_of_coercion_is_coerced():
    """Each is refused by every field of its type."""
    for entry in vector("coercion_traps.json"):
        for aim in COERCED[entry["type"]]:
            expected = AIMS[aim][2].partition(" must ")[0]

            assert expected in refusal_of(aim, entry["value"])


# Files that are hostile.

HOSTILE = {
    "bidi": ("name", f"name {TEXT}"),
    "homoglyph_country": (
        "country",
        "must be a code of the vocabulary country, such as AFG",
    ),
    "str_count": ("count", COUNT),
    "neg_zero": ("point", POINT),
    "nan": ("point", "must not hold NaN, which JSON does not have"),
    "dup_keys": ("name", "must not repeat a key in one object, got 'id' twice"),
    "int_4301_digits": ("count", "must hold whole numbers up to 9007199254740991"),
    "lone_surrogate": ("name", "must hold text that UTF-8 can write"),
    "bom": ("name", "UTF-8"),
    "nest_array_1000": ("name", "must not nest deeper than 64 arrays and objects"),
    "nest_object_100": ("name", "must not nest deeper than 64 arrays and objects"),
    "nest_object_10000": ("name", "must not nest deeper than 64 arrays and objects"),
    "proto": ("name", "an unknown key must be a text that does not begin with two"),
}


@pytest.mark.parametrize("path", files("hostile_json"))
def test_every_hostile_vector_is_refused(path):
    """By what was expected, in the field that it aims at."""
    aim, expected = HOSTILE.get(path.stem, ("name", ""))
    data = path.read_bytes()
    value, error = outcome(read_value, data)
    if error is not None:
        text = in_time(pk.loads, file_of(data))

        assert expected in str(error)
        assert expected in text or data.startswith(b"\xef\xbb\xbf")
    else:
        kind, fields, _ = AIMS[aim]
        members = value if path.stem == "proto" else fields(next(iter(value.values())))

        assert expected in in_time(pk.from_plain, plain_of(kind, members))


@pytest.mark.parametrize(
    ("record", "problem"),
    [
        ('{"kind":"actor","id":"actor/a","id":"actor/b"}', "got 'id' twice"),
        ('{"kind":"actor","id":"actor/a","\\u0069d":"actor/b"}', "got 'id' twice"),
        ('{"kind":"actor","id":"actor/a","x":{"y":1,"y":1}}', "got 'y' twice"),
        ('{"kind":"actor","id":"actor/a","x":NaN}', "must not hold NaN"),
        ('{"kind":"actor","id":"actor/a","x":-Infinity}', "must not hold -Infinity"),
        ('{"kind":"tally","id":"tally/a","count":' + "9" * 4301 + "}", "whole numbers"),
        ('{"kind":"actor","id":"actor/a","name":"\\ud800"}', "a lone surrogate"),
        ('{"kind":"actor","id":"actor/a","\\ud800":1}', "a lone surrogate"),
        ('{"kind":"actor","id":"actor/a","__proto__":{}}', "two underscores"),
        ('{"kind":"actor","id":"actor/a","x":{"__class__":1}}', "two underscores"),
        ('{"kind":"ration","id":"ration/a","__init__":1}', "two underscores"),
        ('{"kind":"__proto__","id":"__proto__/a"}', "id must be the id of "),
        ('{"kind":"actor","id":"../../etc/passwd"}', "id must be the id of an actor"),
        ('{"kind":"actor","id":"actor/a\\n"}', "id must be the id of an actor"),
        ('{"kind":"actor","id":"actor/\\u0430"}', "id must be the id of an actor"),
        ('{"kind":"Actor","id":"actor/a"}', "id must begin with its kind, Actor/"),
        ('{"kind":"","id":"actor/a"}', "id must begin with its kind, /"),
        ('{"kind":["actor"],"id":"actor/a"}', "kind must be the word of a kind"),
        ('{"kind":{"a":1},"id":"actor/a"}', "kind must be the word of a kind"),
        ('{"id":"actor/a"}', "kind must be the word of a kind"),
        ("null", "a record must be a JSON object"),
        ("1e999999999999999999999", "at most 300 digits"),
    ],
)
@pytest.mark.parametrize("format_", FORMATS)
def test_a_hostile_record_is_refused(format_, record, problem):
    """With its line, in both formats."""
    head = b'{"peacekeep":"1.0"}\n'
    data = file_of(record) if format_ == "json" else head + record.encode()
    text = in_time(pk.loads, data, format_)

    assert problem in text
    assert "line 2: " in text


@pytest.mark.parametrize("depth", [100, 1000, 10_000])
@pytest.mark.parametrize(("opening", "closing"), [("[", "]"), ('{"a":', "}")])
def test_a_record_that_is_too_deep_is_refused(depth, opening, closing):
    """In an unknown key, in a field, in the header; built in Python too."""
    value = opening * depth + "1" + closing * depth
    start = '{"kind":"actor","id":"actor/a",'
    problem = "must not nest deeper than 64 arrays and objects"
    nested = 1
    for _ in range(depth):
        nested = [nested] if opening == "[" else {"a": nested}

    assert problem in in_time(pk.loads, file_of(f'{start}"x":{value}}}'))
    assert problem in in_time(pk.loads, file_of(f'{start}"name":{value}}}'))
    assert problem in in_time(pk.loads, f'{{"peacekeep":"1.0","x":{value}}}', "jsonl")
    assert "must not stand deeper than 64 arrays and objects" in in_time(
        pk.from_plain, {"kind": "actor", "id": "actor/a", "x": nested}
    )
    assert f"name {TEXT}" in in_time(
        pk.from_plain, {"kind": "actor", "id": "actor/a", "name": nested}
    )


def test_a_dictionary_that_holds_itself_is_refused():
    """It is deeper than anything."""
    plain = {"kind": "actor", "id": "actor/a"}
    plain["x"] = plain

    assert "must not stand deeper than 64" in in_time(pk.from_plain, plain)


@pytest.mark.parametrize(
    "value",
    [
        float("nan"),
        float("inf"),
        Decimal("NaN"),
        Decimal("sNaN"),
        2**53,
        10**5000,
        b"x",
        {1},
        object(),
        {1: 2},
        {"a": "\ud800"},
        {None: 1},
        1j,
    ],
    ids=lambda value: type(value).__name__,
)
def test_what_json_cannot_hold_is_no_unknown_value(value):
    """A dictionary made in Python holds no more than one that was read."""
    in_time(pk.from_plain, {"kind": "actor", "id": "actor/a", "x": value})


@pytest.mark.parametrize("key", [None, 1, (), b"x", "__x", "__proto__"], ids=repr)
def test_an_unknown_key_is_a_text(key):
    """And not one that another language takes for its own."""
    assert "an unknown key must be a text" in in_time(
        pk.from_plain, {"kind": "actor", "id": "actor/a", key: 1}
    )


LONG = [
    "9" * 200_000,
    "1," * 100_000,
    " " * 200_000 + "x",
    "~" * 200_000,
    "2023-" * 40_000,
    "[2023-01-01.." * 16_000,
    "1." + "0" * 200_000,
    "at least " * 22_000,
    "9 km/" * 40_000,
    "9 hectare" + "*hectare" * 25_000,
    "9 hectare**" + "9" * 200_000,
    "(" * 200_000,
    "actor/a" + "-a" * 100_000,
    "https://" + "a" * 200_000 + " ",
    "\u202e" * 200_000,
]


@pytest.mark.parametrize("text", LONG, ids=lambda text: ascii(text[:12]))
@pytest.mark.parametrize("aim", ["count", "country", "point", "area", "on"])
def test_a_long_text_is_refused_soon(aim, text):
    """No reader takes longer than the text is long, and none shows it whole."""
    assert 1000 > len(refusal_of(aim, text))


def test_a_record_of_many_keys_is_refused_soon():
    """A repeated one is found among them."""
    keys = ",".join(f'"k{number}":1' for number in range(80_000))

    assert "got 'k79999' twice" in in_time(pk.loads, file_of(f'{{{keys},"k79999":1}}'))


# Strings that break naive programs.

NAUGHTY = [
    "undefined",
    "NULL",
    "None",
    "1E+02",
    "0x0",
    "-1",
    "NaN",
    "1,000.00",
    "01000",
    "08",
    '<>?:"{}|_+',
    "Ω≈ç√∫",
    "田中さんにあげて下さい",
    "🐵 🙈 🙉 🙊",
    "👨‍👩‍👧‍👦",
    "\uff11\uff12\uff13",
    "הָיְתָה",
    "الكل",
    "Z̮̞̠͙͔ͅḀ̗̞͈̻̗Ḷ͙͎̯̹̞͓G̻O̭̗̮",
    "\u200b",
    "\ufeff",
    "\u00ad",
    "\u2028",
    "a\tb",
    "a\nb",
    "a\r\nb",
    "\x00",
    "\x1f",
    "\x9f",
    "\u202etest\u202e",
    "\u2066test\u2067",
    "\ud800",
    "\uffff",
    "\U0010ffff",
    "<script>alert(1)</script>",
    "'; DROP TABLE users; --",
    "$HOME",
    "%s%s%n",
    "=1+1",
    "../../../etc/passwd",
    "{{7*7}}",
    "\\",
    "\\u0000",
    '"',
    " ",
    "",
]


def round_trips_or_is_refused(text):
    for field in ("name", "note"):
        plain = plain_of("base", {field: text})
        record, _ = outcome(pk.from_plain, plain)
        for format_ in FORMATS if record is not None else ():
            read = pk.loads(pk.dumps(pk.Dataset([record]), format_), format_)
            # The text itself stays out of what a failure prints.
            same = text == getattr(read.get("base/a"), field)

            assert same, "a text did not come back as it was"


@pytest.mark.parametrize("text", NAUGHTY, ids=ascii)
def test_a_text_comes_back_as_it_was_or_is_refused(text):
    """As a name and as a note, in both formats."""
    round_trips_or_is_refused(text)


def test_every_naughty_vector_comes_back_as_it_was_or_is_refused(tmp_path):
    """As a name and as a note, in both formats, through files too."""
    texts = vector("naughty_strings.json")
    records = []
    for number, text in enumerate(texts):
        round_trips_or_is_refused(text)
        plain = {"kind": "actor", "id": f"actor/a{number}", "name": text, "note": text}
        record, _ = outcome(pk.from_plain, plain)
        records += [record] if record is not None else []
    dataset = pk.Dataset(records)
    for format_ in FORMATS:
        pk.save(dataset, tmp_path / f"a.{format_}")
        same = dataset == pk.load(tmp_path / f"a.{format_}")

        assert same, "a text did not come back as it was"
    assert 0 < len(records) <= len(texts)


# Whatever is drawn.

texts = st.text(st.characters(), max_size=12)
values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.decimals()
    | texts
    | st.sampled_from(["2..", "~850", "2023-10", "9 km", "18.5,1.5", "base/a", "MLI"]),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3)
    ),
    max_leaves=6,
)
names = sorted({field.name for cls in KINDS for field in fields_of(cls)})


@st.composite
def dictionaries(draw):
    """Draw what is nearly a record."""
    kind = draw(st.sampled_from([*(cls.kind for cls in KINDS), "ration"]))
    plain = plain_of(kind, {})
    plain |= draw(st.dictionaries(st.sampled_from(names) | texts, values, max_size=4))
    for key in draw(st.lists(st.sampled_from(["kind", "id"]), max_size=1)):
        plain[key] = draw(values)
    return plain


def is_lossless(record):
    dataset = pk.Dataset([record])
    written = [(outcome(pk.dumps, dataset, one)[0], one) for one in FORMATS]
    return all(text is None or dataset == pk.loads(text, one) for text, one in written)


@given(values)
def test_any_value_is_a_record_or_is_refused(plain):
    """Nothing but an error of ours is raised."""
    record, error = outcome(pk.from_plain, plain)

    assert str(error)
    assert record is None or is_lossless(record)


@given(dictionaries())
def test_any_dictionary_is_a_record_or_is_refused(plain):
    """What is a record comes back as it was from each format that writes it."""
    record, error = outcome(pk.from_plain, plain)

    assert str(error)
    assert record is None or is_lossless(record)


@given(st.binary(max_size=64), st.sampled_from(FORMATS))
def test_any_bytes_are_a_file_or_are_refused(data, format_):
    """Nothing but an error of ours is raised."""
    dataset, error = outcome(pk.loads, data, format_)

    assert str(error)
    assert dataset is None or dataset == pk.loads(pk.dumps(dataset, format_), format_)


WHOLE = {
    "json": b'{"peacekeep":"1.0","title":"T","records":[{"kind":"tally",'
    b'"id":"tally/a","mission":"mission/a","measure":"injured","count":"2..",'
    b'"x":{"y":[1.10,null,"\\u00e9"]}}]}',
    "jsonl": b'{"peacekeep":"1.0","title":"T"}\n{"kind":"tally","id":"tally/a",'
    b'"mission":"mission/a","measure":"injured","count":"2..","x":{"y":[1.10]}}\n',
}
pieces = st.binary(max_size=3) | st.sampled_from(
    [
        b"{",
        b"}",
        b"[",
        b"]",
        b",",
        b":",
        b'"',
        b"\\",
        b"\n",
        b"1e9",
        b"null",
        b"-",
        b".",
    ]
)


@given(st.sampled_from(FORMATS), st.integers(0, 200), st.integers(0, 9), pieces)
def test_a_file_with_a_piece_changed_is_a_file_or_is_refused(format_, at, cut, piece):
    """What is still a file comes back as it was."""
    whole = WHOLE[format_]
    data = whole[:at] + piece + whole[at + cut :]
    dataset, error = outcome(pk.loads, data, format_)

    assert str(error)
    assert dataset is None or dataset == pk.loads(pk.dumps(dataset, format_), format_)
