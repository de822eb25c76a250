"""YAML: the core schema of 1.2, nothing that is read in two ways, exact text."""

import sys
from decimal import Decimal

import pytest
import yaml as library
from drawn import plain_values
from hypothesis import example, given
from hypothesis import strategies as st

import peacekeep as pk
from peacekeep.formats import yaml
from peacekeep.formats.base import Document, Row


HEAD = 'peacekeep: "1.0"\nrecords:\n'


def read(text):
    """Read one document, and answer its header and plain records."""
    import io  # noqa: PLC0415 - beside its one use

    document = yaml.read(io.BytesIO(text.encode()), pk.Where(file="x.yaml"))
    return document.header, [row.plain for row in document.rows]


def value(text):
    """Read one value of a record."""
    _, (plain,) = read(f"{HEAD}- note: {text}\n")
    return plain["note"]


def written(plain, header=None):
    document = Document({"peacekeep": "1.0", **(header or {})}, [Row(plain)])
    return b"".join(yaml.write(document)).decode()


@pytest.mark.parametrize(
    "text",
    "NO no No yes on off y n 12:30 2023-10-31 1_000 ~850 2.. 0b1 1.2.3 +a <<".split(),
)
def test_a_text_stays_a_text(text):
    """Norway is no truth value, and no text is a day or a time."""
    assert text == value(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("true", True),
        ("FALSE", False),
        ("null", None),
        ("~", None),
        ("", None),
        ("850", 850),
        ("-3", -3),
        ("2.50", Decimal("2.50")),
        ("1e200", Decimal("1e200")),
        ('"850"', "850"),
        ("'null'", "null"),
        ('""', ""),
        ("[a, 1]", ["a", 1]),
        ("{a: {b: []}}", {"a": {"b": []}}),
        ("|\n    two\n    lines", "two\nlines\n"),
        (">-\n    one\n    line", "one line"),
    ],
)
def test_the_core_schema_is_read(text, expected):
    """Truth values, nothing, numbers as in JSON with their digits, texts, lists."""
    found = value(text)

    assert expected == found
    assert type(expected) is type(found)
    assert str(expected) == str(found)


@pytest.mark.parametrize(
    "text", ["010", "0o17", "0x1F", "+5", ".5", "5.", "-.5e3", ".inf", "-.INF", ".nan"]
)
def test_a_number_is_written_as_in_json(text):
    """What versions of YAML read in two ways, and what JSON has not, is refused."""
    with pytest.raises(pk.UnreadableFile) as caught:
        value(text)

    assert (
        f"x.yaml:3: must write numbers as in JSON, got {text!r}. Write it without "
        "leading zeros and signs, or put a text in quotes."
    ) == str(caught.value)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("- note: &a x\n", "x.yaml:3: must not use anchors and aliases."),
        ("- note: *a\n", "x.yaml:3: must not use anchors and aliases."),
        (
            "- note: !!str 5\n",
            "x.yaml:3: must not use tags, got 'tag:yaml.org,2002:str'.",
        ),
        ("- note: !x {}\n", "x.yaml:3: must not use tags, got '!x'."),
        (
            "- note: x\n  note: y\n",
            "x.yaml:4: must not repeat a key in one mapping, got 'note' twice.",
        ),
        (
            "- 5: x\n",
            "x.yaml:3: must have texts as keys, got 5. Put the key in quotes.",
        ),
        (
            "- place: {point: 33.1183,35.1397}\n",
            (
                "x.yaml:3: must have texts as keys, got 35.1397. "
                "Put a text with a comma in quotes."
            ),
        ),
        (
            "- {? [a] : x}\n",
            "x.yaml:3: must have texts as keys, got []. Put the key in quotes.",
        ),
        (
            "- ? [a]\n  : x\n",
            "x.yaml:3: must have texts as keys, got []. Put the key in quotes.",
        ),
        ("--- \n", "x.yaml:3: must hold one document."),
        (
            '- note: "\\ud800"\n',
            "x.yaml:3: must hold text that UTF-8 can write, got a lone surrogate.",
        ),
        ("- note: 9007199254740992\n", "x.yaml:3: must hold whole numbers up to"),
        (
            "- note: a\n\tb: c\n",
            (
                "x.yaml:4: must be YAML: found character '\\t' that cannot start any "
                "token. Write blanks, not tabs."
            ),
        ),
        (
            "- name: UNIFIL: a mission\n",
            (
                "x.yaml:3: must be YAML: mapping values are not allowed here. "
                "Put a text with a colon in quotes."
            ),
        ),
        ("- note: \x07\n", "x.yaml: must be YAML: special characters are not allowed."),
        ("- note: [\n", "x.yaml:4: must be YAML: "),
    ],
)
def test_what_can_be_read_in_two_ways_is_refused(text, message):
    """Each with its line."""
    with pytest.raises(pk.UnreadableFile) as caught:
        read(HEAD + text)

    assert str(caught.value).startswith(message)


@pytest.mark.parametrize(
    "text",
    [
        f'{HEAD}- note: "\\UFFFFFFFF"\n',
        f'{HEAD}- note: "\\U00110000"\n',
        f"%YAML {'9' * 5000}.1\n---\n{HEAD}",
    ],
)
def test_a_number_out_of_range_is_refused(text):
    """What Python refuses inside PyYAML is refused as any file is."""
    with pytest.raises(pk.UnreadableFile) as caught:
        read(text)

    assert (
        "x.yaml: must be YAML: the number of a character or version is out of range."
    ) == str(caught.value)


def test_another_version_of_yaml_is_refused():
    """A directive of 1.1 asks for other truth values; one of 1.2 is ours."""
    with pytest.raises(pk.UnreadableFile, match="directive of another version"):
        read(f"%YAML 1.1\n---\n{HEAD} []\n")

    assert ({"peacekeep": "1.0"}, []) == read(f"%YAML 1.2\n---\n{HEAD} []\n")


@pytest.mark.parametrize("text", ["", "5", "[]", "a: b", "records: {}", "records:"])
def test_a_file_is_a_mapping_with_records(text):
    """Anything else is refused."""
    with pytest.raises(pk.UnreadableFile, match='a mapping with the key "records"'):
        read(text)


def test_depth_has_a_limit():
    """64 mappings and lists may stand inside one another, and not 65."""
    assert [] != value("[" * 61 + "]" * 61)
    for depth in (62, 5000):
        with pytest.raises(pk.UnreadableFile, match="must not nest deeper than 64"):
            value("[" * depth + "]" * depth)


def test_hostile_files_are_refused_at_once(shared):
    """Bombs, merges, octals, repeated keys: none of them gets as far as a record."""
    seen = 0
    for path in sorted((shared / "vectors" / "hostile_yaml").iterdir()):
        with pytest.raises(pk.UnreadableFile):
            pk.load(path)
        seen += 1
    assert seen >= 7


def test_records_know_their_lines():
    """An error names the line on which its record begins."""
    text = f"{HEAD}- kind: actor\n  id: actor/a\n\n- kind: incident\n  id: incident/a\n"
    with pytest.raises(pk.InvalidRecord) as caught:
        pk.loads(text, "yaml")

    assert (
        "line 6: incident/a: mission must be given, or one of on, period, place, got "
        "nothing. Give mission, on, period or place."
    ) == str(caught.value.faults[0])


def test_a_version_without_quotes_is_told_to_have_them():
    """1.0 is a number in YAML, and 1.10 would be 1.1."""
    with pytest.raises(pk.UnreadableFile) as caught:
        pk.loads("peacekeep: 1.0\nrecords: []\n", "yaml")

    assert (
        "must give its version as text, got Decimal('1.0'). Write \"1.0\", in quotes."
    ) == str(caught.value)


def test_a_dataset_is_written_line_by_line():
    """Keys stand plain where every version reads a text, and in quotes elsewhere."""
    ds = pk.Dataset(
        [
            pk.Mission(id="mission/minusma", acronym="NO", countries=["MLI"]),
            pk.Incident(
                id="incident/a-1",
                mission="mission/minusma",
                on="2023-10-31",
                attacks=2,
                place=pk.Place(name="Anéfis\n(on the road)", country="NOR"),
                extra={"share": Decimal("2.50"), "none": None, "empty": []},
            ),
        ],
        title="Drawdown",
    )

    assert """\
peacekeep: "1.1"
title: Drawdown
records:
- kind: mission
  acronym: "NO"
  countries:
  - MLI
  id: mission/minusma
- kind: incident
  attacks: 2
  empty: []
  id: incident/a-1
  mission: mission/minusma
  none: null
  "on": "2023-10-31"
  place:
    country: NOR
    name: "Anéfis\\n(on the road)"
  share: 2.50
""" == pk.dumps(ds, "yaml")
    assert ds == pk.loads(pk.dumps(ds, "yaml"), "yaml")


@given(st.dictionaries(st.text(), plain_values(), max_size=3))
@example({"\ufeff\u2028\x85\x07\U0001f600": "a" * 200 + " b"})
@example({"a": "0o17", "b": "1e3", "y": "", "é" * 140: {}})
def test_whatever_json_can_hold_comes_back(plain):
    """Every text, key and number is read as it was written."""
    _, (back,) = read(written(plain))

    assert plain == back
    assert repr(plain) == repr(back)


@given(
    st.dictionaries(
        st.text(),
        st.text()
        | st.sampled_from(
            [
                "NO",
                "010",
                "on",
                "12:30",
                "1e3",
                "=",
                "<<",
                "2023-10-31",
                "0o7",
                ".inf",
                "~",
            ]
        ),
    )
)
def test_a_reader_of_another_version_reads_the_same_texts(plain):
    """PyYAML itself reads YAML 1.1, and finds the same texts."""
    (back,) = library.safe_load(written(plain))["records"]

    assert plain == back


def test_what_could_not_be_read_is_not_written():
    """A limit holds on the way out, too."""
    with pytest.raises(
        pk.UnreadableFile, match="must be at most 1048576 bytes a record"
    ):
        pk.dumps(pk.Dataset([pk.Source(id="source/a", title="x" * 2**20)]), "yaml")


def test_a_missing_library_is_told_with_the_way_to_install_it(monkeypatch):
    """Reading and writing name the extra."""
    monkeypatch.setitem(sys.modules, "yaml", None)
    with pytest.raises(pk.MissingExtra) as reading:
        pk.loads("", "yaml")
    with pytest.raises(pk.MissingExtra) as writing:
        pk.dumps(pk.Dataset(), "yaml")
    how = 'needs PyYAML. Install it with: pip install "peacekeep[yaml]".'

    assert f"Reading YAML {how}" == str(reading.value)
    assert f"Writing YAML {how}" == str(writing.value)
