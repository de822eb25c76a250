"""The whole way: exact bytes, nothing lost, each fault with its file and line."""

import io
from decimal import Decimal
from pathlib import Path

import pytest
from builders import refusal

import peacekeep as pk
from peacekeep.definitions.extra import Extra
from peacekeep.models.header import Header


MINUSMA = pk.Mission(
    id="mission/minusma",
    acronym="MINUSMA",
    countries=["MLI"],
    period="2013-07-01/2023-12-31",
)
KIDAL = pk.Base(
    id="base/kidal",
    mission="mission/minusma",
    place=pk.Place(country="MLI", point="18.44345,1.40921", representative=False),
)
CONVOY = pk.Incident(
    id="incident/convoy",
    mission="mission/minusma",
    on="2023-10-31",
    attacks=2,
    casualties=[pk.Casualties(group="peacekeeper", outcome="injured", count="2..")],
    note="Hit at “Anéfis”.",
)

JSON = """\
{
  "peacekeep": "1.1",
  "title": "Drawdown",
  "licence": "CC-BY-4.0",
  "records": [
    {
      "kind": "mission",
      "acronym": "MINUSMA",
      "countries": [
        "MLI"
      ],
      "id": "mission/minusma",
      "period": "2013-07-01/2023-12-31"
    },
    {
      "kind": "base",
      "id": "base/kidal",
      "mission": "mission/minusma",
      "place": {
        "country": "MLI",
        "point": "18.44345,1.40921",
        "representative": false
      }
    },
    {
      "kind": "incident",
      "attacks": 2,
      "casualties": [
        {
          "count": "2..",
          "group": "peacekeeper",
          "outcome": "injured"
        }
      ],
      "id": "incident/convoy",
      "mission": "mission/minusma",
      "note": "Hit at “Anéfis”.",
      "on": "2023-10-31"
    }
  ]
}
"""

JSONL = """\
{"peacekeep":"1.1","title":"Drawdown","licence":"CC-BY-4.0"}
{"kind":"mission","acronym":"MINUSMA","countries":["MLI"],"id":"mission/minusma",\
"period":"2013-07-01/2023-12-31"}
{"kind":"base","id":"base/kidal","mission":"mission/minusma",\
"place":{"country":"MLI","point":"18.44345,1.40921","representative":false}}
{"kind":"incident","attacks":2,"casualties":[{"count":"2..","group":"peacekeeper",\
"outcome":"injured"}],"id":"incident/convoy","mission":"mission/minusma",\
"note":"Hit at “Anéfis”.","on":"2023-10-31"}
"""

TEXTS = {"json": JSON, "jsonl": JSONL}
FORMATS = pytest.mark.parametrize("format_", ["json", "jsonl"])


def drawdown(*records):
    return pk.Dataset(records, title="Drawdown", licence="CC-BY-4.0")


def text_of(format_, *lines, header='"peacekeep":"1.1"'):
    """A file with each record on a line of its own; the first one is line 2."""
    if format_ == "jsonl":
        return "\n".join([f"{{{header}}}", *lines])
    return f'{{{header},"records":[\n' + ",\n".join(lines) + "\n]}"


def again(dataset, format_):
    return pk.loads(pk.dumps(dataset, format_), format_)


# Canonical bytes.


@FORMATS
def test_a_dataset_has_one_text(format_):
    """Kind first, keys by alphabet, absent left out, one final line feed, no float."""
    assert TEXTS[format_] == pk.dumps(drawdown(MINUSMA, KIDAL, CONVOY), format_)


@FORMATS
def test_the_order_of_building_does_not_matter(format_):
    """The same dataset gives the same bytes."""
    assert TEXTS[format_] == pk.dumps(drawdown(CONVOY, KIDAL, MINUSMA), format_)


@FORMATS
def test_a_text_is_read_and_written_as_it_is(format_):
    """Nothing is lost on the way."""
    dataset = pk.loads(TEXTS[format_], format_)

    assert drawdown(MINUSMA, KIDAL, CONVOY) == dataset
    assert TEXTS[format_] == pk.dumps(dataset, format_)


@FORMATS
def test_a_file_holds_the_text_in_utf_8(format_, tmp_path):
    """Whatever the system takes for its encoding and its line ends."""
    path = tmp_path / f"data.{format_}"
    pk.save(drawdown(MINUSMA, KIDAL, CONVOY), path)

    assert TEXTS[format_].encode() == path.read_bytes()
    assert drawdown(MINUSMA, KIDAL, CONVOY) == pk.load(path)


def test_json_is_the_format_of_a_text_without_a_word():
    """Bytes are read as well as texts."""
    assert drawdown(MINUSMA) == pk.loads(pk.dumps(drawdown(MINUSMA)))
    assert drawdown(MINUSMA) == pk.loads(pk.dumps(drawdown(MINUSMA)).encode())


@FORMATS
def test_the_order_of_keys_and_records_in_a_file_does_not_matter(format_):
    """What is read is written in its place."""
    text = text_of(
        format_,
        '{"on":"2023","mission":"mission/a","id":"incident/a","kind":"incident"}',
        '{"id":"mission/a","kind":"mission"}',
    )
    dataset = pk.loads(text, format_)

    assert ["mission/a", "incident/a"] == [record.id for record in dataset]
    assert (
        '{"peacekeep":"1.1"}\n'
        '{"kind":"mission","id":"mission/a"}\n'
        '{"kind":"incident","id":"incident/a","mission":"mission/a","on":"2023"}\n'
    ) == pk.dumps(dataset, "jsonl")


def test_an_empty_dataset_is_written():
    """A header and no records."""
    assert '{\n  "peacekeep": "1.1",\n  "records": []\n}\n' == pk.dumps(pk.Dataset())
    assert '{"peacekeep":"1.1"}\n' == pk.dumps(pk.Dataset(), "jsonl")


# Nothing is lost.


@FORMATS
def test_what_is_not_known_is_written_back(format_):
    """Keys of a record, of a part, of the header, and a whole kind."""
    header = '"peacekeep":"1.1","title":"T","marking":"TLP:RED","zone":{"b":1,"a":[]}'
    lines = [
        (
            '{"kind":"base","colour":null,"id":"base/a","mission":"mission/a",'
            '"place":{"name":"Kidal","river":[true,"x"]}}'
        ),
        '{"kind":"ration","id":"ration/a","of":{"bread":1.10}}',
    ]
    dataset = pk.loads(text_of(format_, *lines, header=header), format_)
    expected = "\n".join([f"{{{header}}}", *lines]) + "\n"

    assert expected == pk.dumps(dataset, "jsonl")
    assert expected == pk.dumps(again(dataset, "json"), "jsonl")
    assert dataset == again(dataset, format_)


@FORMATS
@pytest.mark.parametrize(
    "number", ["1.10", "0.12345678901234567890", "-0.0", "1E+300", "100.000", "7", "0"]
)
def test_the_digits_of_a_number_are_kept(format_, number):
    """In a key that is not known."""
    text = text_of(format_, f'{{"kind":"actor","id":"actor/a","x":{number}}}')

    assert f'"x":{number}}}\n' in pk.dumps(pk.loads(text, format_), "jsonl")


@FORMATS
def test_a_number_that_is_too_long_is_refused(format_):
    """A record with it could not be written everywhere."""
    text = text_of(format_, '{"kind":"actor","id":"actor/a","x":1E400}')

    assert "line 2: must hold numbers of at most 300 digits, got '1E400'." == refusal(
        pk.loads, text, format_
    )


@FORMATS
@pytest.mark.parametrize(
    "value",
    [
        Decimal(5),
        Decimal(2**53),
        Decimal("1e300"),
        2**53 - 1,
        0.1,
        True,
        None,
        {"a": ()},
    ],
    ids=str,
)
def test_what_python_puts_into_an_unknown_key_is_kept(format_, value):
    """It comes back equal, and of the same type."""
    dataset = pk.Dataset([pk.Actor(id="actor/a", extra={"x": value})])

    assert dataset == again(dataset, format_)


@FORMATS
def test_a_newer_minor_version_is_kept(format_):
    """It is read, and written back as it was."""
    header = '"peacekeep":"1.7","area":"Sahel"'
    dataset = pk.loads(text_of(format_, header=header), format_)

    assert "1.7" == dataset.header.version
    assert f"{{{header}}}\n" == pk.dumps(dataset, "jsonl")


# The version.


@FORMATS
@pytest.mark.parametrize("version", ["2.0", "2", "10.3", "3.x"])
def test_a_newer_major_version_is_refused(format_, version):
    """With what to do."""
    text = text_of(format_, header=f'"peacekeep":"{version}"')

    assert (
        f"must be of version 1, got version {version!r}. "
        "Install a newer peacekeep to read it."
    ) == refusal(pk.loads, text, format_)


def test_a_long_version_is_shown_in_part():
    """As every value."""
    text = refusal(pk.loads, f'{{"peacekeep":"2{"0" * 10_000}","records":[]}}')

    assert 160 > len(text)


@FORMATS
@pytest.mark.parametrize("header", ['"title":"T"', '"peacekeep":null'])
def test_a_file_says_its_version(format_, header):
    """Else it is none of ours."""
    assert (
        'must give its version in the header, such as "peacekeep": "1.1".'
    ) == refusal(pk.loads, text_of(format_, header=header), format_)


@FORMATS
@pytest.mark.parametrize(
    "version", ["0.9", "1", "1.", "1.x", "1.00", "01.0", "", "²", "٢.0", "v2.0", "1.0 "]
)
def test_any_other_version_is_refused(format_, version):
    """There is no older one, and no other way to write one."""
    text = text_of(format_, header=f'"peacekeep":"{version}"')
    error = refusal(pk.loads, text, format_, error=pk.InvalidRecord)

    assert error.startswith("header: 1 fault:\n  version must be a ")
    assert f"got {version!r}." in error


@pytest.mark.parametrize(
    ("version", "meant"),
    [
        ("1", "1.1"),
        ("1.0", "1.0"),
        ("1.1", "1.1"),
        ("1.00", "1.1"),
        ("true", "1.1"),
        ("[]", "1.1"),
        ("{}", "1.1"),
    ],
)
def test_a_version_is_a_text(version, meant):
    """A number would lose its digits. A file of a former version stays one."""
    text = f'{{"peacekeep":{version},"records":[]}}'
    error = refusal(pk.loads, text, error=pk.UnreadableFile)

    assert error.startswith("must give its version as text, got ")
    assert error.endswith(f'. Write "{meant}", in quotes.')


@FORMATS
def test_a_file_of_a_former_version_is_written_in_this_one(format_):
    """What is read of it is brought to the present version, and the header says so."""
    record = '{"kind":"mission","id":"mission/a"}'
    text = text_of(format_, record, header='"peacekeep":"1.0"')

    dataset = pk.loads(text, format_)
    assert "1.1" == dataset.header.version
    assert dataset == pk.loads(text_of(format_, record), format_)


# The header.


@FORMATS
def test_every_fault_of_the_header_is_told(format_, tmp_path):
    """At the file."""
    path = tmp_path / f"a.{format_}"
    header = '"peacekeep":"0.1","title":7,"licence":null,"marking":"red"'
    path.write_text(text_of(format_, header=header))
    with pytest.raises(pk.InvalidRecord) as caught:
        pk.load(path)

    assert ["title", "licence", "marking", "version"] == [
        str(fault.where.path) for fault in caught.value.faults
    ]
    assert {path.name} == {fault.where.file for fault in caught.value.faults}


@FORMATS
@pytest.mark.parametrize("key", ["kind", "records", "version"])
def test_a_header_without_a_place_for_a_key_refuses_it(format_, key, tmp_path):
    """One format or the other reads something else in it."""
    path = tmp_path / f"a.{format_}"
    header = f'"peacekeep":"1.1","{key}":1'
    path.write_text(text_of(format_, header=header))

    assert refusal(pk.load, path).startswith(f"a.{format_}:")


def test_a_key_of_the_header_that_has_no_place_is_named():
    """With what to do."""
    assert "must not have the key 'kind' in its header. Rename the key." == refusal(
        pk.loads, '{"peacekeep":"1.1","kind":"x","records":[]}'
    )


@FORMATS
@pytest.mark.parametrize("key", ["kind", "peacekeep", "records"])
def test_such_a_key_is_not_written(format_, key):
    """What could not be read is refused when it is written."""
    dataset = pk.Dataset(header=Header(extra={key: "9.9"}))

    assert f"must not have the key {key!r} in its header. Rename the key." == refusal(
        pk.dumps, dataset, format_
    )


# Faults with their file and line.


@FORMATS
def test_a_record_knows_its_file_and_line(format_, tmp_path):
    """For those who mend it."""
    path = tmp_path / f"a.{format_}"
    path.write_text(
        text_of(
            format_,
            '{"kind":"actor","id":"actor/a"}',
            '{"kind":"actor","id":"actor/b"}',
        )
    )
    dataset = pk.load(path)

    assert f"{path.name}:2" == str(dataset.origin("actor/a"))
    assert f"{path.name}:3" == str(dataset.origin("actor/b"))


@FORMATS
def test_every_fault_of_a_record_is_told_with_file_and_line(format_, tmp_path):
    """However deep it stands."""
    path = tmp_path / f"a.{format_}"
    path.write_text(
        text_of(
            format_,
            '{"kind":"actor","id":"actor/a"}',
            '{"kind":"incident","id":"incident/a","mission":"mission/a","on":"soon",'
            '"casualties":[{"group":"peacekeeper","outcome":"injured","count":1.5}]}',
        )
    )

    count = 'must be a count such as 850, "2..", "..50", "2..5~3" or "~850"'
    with pytest.raises(pk.InvalidRecord) as caught:
        pk.load(path)
    on, casualties = map(str, caught.value.faults)

    assert f"{path.name}:3: incident/a: 2 faults" == caught.value.message
    assert on.startswith(f"{path.name}:3: incident/a: on must be a date such as ")
    assert casualties.startswith(
        f"{path.name}:3: incident/a: casualties[peacekeeper,injured].count {count}, "
        "got Decimal('1.5')."
    )


@FORMATS
def test_several_faulty_records_are_told_together(format_, tmp_path):
    """Each with its own place; the good ones between them do not matter."""
    path = tmp_path / f"a.{format_}"
    path.write_text(
        text_of(
            format_,
            '{"kind":"actor","id":"actor/A"}',
            '{"kind":"actor","id":"actor/a"}',
            '{"kind":"actor","id":"actor/b","name":7}',
            "[]",
        )
    )

    assert (
        f"{path.name}: 3 records have faults:\n"
        f"  {path.name}:2: actor: id must be the id of an actor, such as "
        "actor/some-name, got 'actor/A'.\n"
        f"  {path.name}:4: actor/b: name must be a readable text, got 7.\n"
        f"  {path.name}:5: a record must be a JSON object, got []."
    ) == refusal(pk.load, path, error=pk.InvalidRecord)


@FORMATS
@pytest.mark.parametrize(
    ("number", "least"), [(99, ""), (100, "at least "), (101, "at least ")]
)
def test_a_hundred_faulty_records_are_told_at_most(format_, number, least):
    """More would not be read."""
    lines = ['{"kind":"actor","id":"actor/a","name":7}'] * number
    with pytest.raises(pk.InvalidRecord) as caught:
        pk.loads(text_of(format_, *lines), format_)

    told = min(number, 100)

    assert f"the text: {least}{told} records have faults" == caught.value.message
    assert told == len(caught.value.faults)


@FORMATS
def test_two_records_of_one_id_are_refused_with_a_line(format_, tmp_path):
    """That of the second."""
    path = tmp_path / f"a.{format_}"
    line = '{"kind":"actor","id":"actor/a"}'
    path.write_text(text_of(format_, line, line))

    assert (f"{path.name}:3: two records share the id actor/a. Rename one.") == refusal(
        pk.load, path, error=pk.DuplicateRecord
    )


# A dictionary.


def test_a_dictionary_says_its_kind_or_is_told():
    """In itself, or beside it."""
    plain = {"kind": "actor", "id": "actor/a"}

    assert pk.Actor(id="actor/a") == pk.from_plain(plain)
    assert pk.Actor(id="actor/a") == pk.from_plain({"id": "actor/a"}, "actor")


@pytest.mark.parametrize("plain", [None, [], "actor", 7])
def test_what_is_no_dictionary_is_refused(plain):
    """With and without a kind beside it."""
    text = f"a record must be a JSON object, got {plain!r}."

    assert text in refusal(pk.from_plain, plain, error=pk.InvalidRecord)
    assert text in refusal(pk.from_plain, plain, "actor", error=pk.InvalidRecord)


def test_a_dataset_is_validated():
    """By the checks that stand in the pipeline."""
    assert pk.validate(pk.Dataset()).ok


# Names of formats.


KNOWN = "json, jsonl, yaml, csv, parquet, geojson"


@pytest.mark.parametrize("name", ["a.xlsx", "a", ".json"])
def test_the_ending_names_the_format(name, tmp_path):
    """Another one is refused, with those that are known."""
    for call in (pk.load, lambda path: pk.save(pk.Dataset(), path)):
        text = refusal(call, tmp_path / name, error=pk.UnknownName)

        assert f"Known: {KNOWN}." in text
    assert [] == list(tmp_path.iterdir())


def test_an_unknown_format_offers_a_near_miss():
    """Of a text too."""
    expected = f"No format is named 'jsnl'. Known: {KNOWN}. Did you mean jsonl?"

    assert expected == refusal(pk.loads, "", "jsnl", error=pk.UnknownName)
    assert expected == refusal(pk.dumps, pk.Dataset(), "jsnl", error=pk.UnknownName)


def test_a_path_may_be_a_text(tmp_path):
    """As everywhere in Python."""
    path = str(tmp_path / "a.json")
    pk.save(drawdown(), path)

    assert drawdown() == pk.load(path)


# Files that cannot be read or written.


def test_a_file_that_is_missing_is_told(tmp_path):
    """By its name, without the folders."""
    assert "a.json: could not be opened: No such file or directory." == refusal(
        pk.load, tmp_path / "a.json"
    )


def test_a_folder_is_no_file(tmp_path):
    """Neither for reading nor for writing."""
    path = tmp_path / "a.jsonl"
    path.mkdir()

    assert "a.jsonl: could not be opened: Is a directory." == refusal(pk.load, path)
    assert "a.jsonl: could not be written: Is a directory." == refusal(
        pk.save, drawdown(), path
    )


@pytest.mark.parametrize("name", ["a\0b.json", "a\ud800.json"])
def test_a_name_that_no_file_can_have_is_told(tmp_path, name):
    """Neither for reading nor for writing."""
    assert "could not be opened" in refusal(pk.load, tmp_path / name)
    assert "could not be written" in refusal(pk.save, drawdown(), tmp_path / name)


def test_a_file_that_may_not_be_read_is_told(tmp_path, monkeypatch):
    """With the reason that the system gives."""

    def refused(*_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refused)

    assert "a.json: could not be opened: Permission denied." == refusal(
        pk.load, tmp_path / "a.json"
    )


@FORMATS
@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (OSError(5, "Input/output error"), "Input/output error"),
        (OSError("gone"), "gone"),
    ],
)
def test_a_file_that_breaks_off_is_told(format_, error, reason, tmp_path, monkeypatch):
    """An error of the disk is an error of ours."""

    class Broken(io.BytesIO):
        def read(self, *_):
            raise error

        readline = read

    monkeypatch.setattr(Path, "open", lambda *_: Broken())

    assert f"a.{format_}: could not be read: {reason}." == refusal(
        pk.load, tmp_path / f"a.{format_}"
    )


@FORMATS
def test_a_save_that_fails_leaves_the_old_file(format_, tmp_path):
    """A record that could not be read is met in the middle of the writing."""
    path = tmp_path / f"a.{format_}"
    pk.save(drawdown(MINUSMA), path)
    old = path.read_bytes()
    large = pk.Actor(id="actor/a", extra={"x": "x" * 2**20})

    assert refusal(pk.save, drawdown(MINUSMA, large), path).startswith(
        "actor/a: must be at most 1048576 bytes a record, got "
    )
    assert old == path.read_bytes()
    assert [path] == list(tmp_path.iterdir())


def test_a_text_that_utf_8_cannot_write_is_refused():
    """A lone surrogate stands in no file."""
    assert "must be text that UTF-8 can write, got a lone surrogate." == refusal(
        pk.loads, "\ud800"
    )


# What could not be read is not written.


@FORMATS
@pytest.mark.parametrize(
    "record",
    [
        pk.UnknownRecord(id="incident/a"),
        pk.UnknownRecord(id="mission/a", extra={"x": 1}),
    ],
    ids=lambda record: record.id,
)
def test_an_unknown_record_of_a_known_kind_is_not_written(format_, record):
    """It would be read as something else."""
    name = type(pk.from_plain({"id": record.id, "mission": "mission/a"}, record.kind))

    assert (
        f"{record.id}: 1 fault:\n  {record.id}: record must be a {name.__name__}, "
        "the class of its kind, got 'UnknownRecord'."
    ) == refusal(pk.dumps, pk.Dataset([record]), format_, error=pk.InvalidRecord)


@FORMATS
def test_a_record_of_a_kind_of_ones_own_is_written(format_):
    """It is read as an unknown one, where nothing is known of it."""

    class Ration(pk.Record):
        pass

    dataset = pk.Dataset([Ration(id="ration/a", note="Bread")])

    assert pk.UnknownRecord(id="ration/a", note="Bread") == again(dataset, format_).get(
        "ration/a"
    )


@FORMATS
@pytest.mark.parametrize(
    ("extra", "problem"),
    [
        ({"x": Decimal("1e400")}, "hold numbers of at most 300 digits, got '1E+400'"),
        (
            {"x": Extra({"y": Extra({"z": {}})})},
            None,
        ),
    ],
    ids=["number", "object"],
)
def test_an_unknown_value_is_written_only_if_it_can_be_read(format_, extra, problem):
    """Else it is refused with the record that holds it."""
    dataset = pk.Dataset([pk.Actor(id="actor/a", extra=extra)])
    if problem is None:
        assert dataset == again(dataset, format_)
    else:
        assert f"actor/a: must {problem}." == refusal(pk.dumps, dataset, format_)


def deep(levels):
    value = 1
    for _ in range(levels):
        value = [value]
    return value


@FORMATS
@pytest.mark.parametrize("levels", [60, 61])
def test_an_unknown_value_as_deep_as_can_be_read_is_written(format_, levels):
    """It stands in a record, in the records, in the whole: sixty-four in all."""
    dataset = pk.Dataset([pk.Actor(id="actor/a", extra={"x": deep(levels)})])

    assert dataset == again(dataset, format_)


def test_a_deeper_unknown_value_is_refused_when_the_record_is_built():
    """By one level."""
    text = refusal(
        lambda: pk.Actor(id="actor/a", extra={"x": deep(62)}), error=pk.InvalidRecord
    )

    assert "actor/a: x must not stand deeper than 64 arrays and objects" in text


@FORMATS
def test_an_unknown_value_in_a_part_may_be_too_deep_for_the_record(format_):
    """The part does not know where it stands, and so it is met when it is written."""
    place = pk.Place(extra={"x": deep(61)})
    base = pk.Base(id="base/a", mission="mission/a", place=place)

    assert ("base/a: must not nest deeper than 64 arrays and objects.") == refusal(
        pk.dumps, pk.Dataset([base]), format_
    )


@FORMATS
@pytest.mark.parametrize("levels", [60, 61])
def test_an_unknown_value_of_the_header_is_written(format_, levels):
    """As deep as that of a record."""
    dataset = pk.Dataset(header=Header(extra={"x": deep(levels)}))

    assert dataset == again(dataset, format_)


# Limits of whole numbers.


@FORMATS
@pytest.mark.parametrize("count", [2**53 - 2, 2**53 - 1])
def test_a_count_up_to_the_limit_is_read(format_, count):
    """The limit itself is allowed."""
    tally = pk.Tally(id="tally/a", mission="mission/a", measure="injured", count=count)
    dataset = pk.Dataset([tally])

    assert dataset == again(dataset, format_)


@FORMATS
def test_a_larger_count_is_refused(format_):
    """One is enough."""
    line = '{"kind":"tally","id":"tally/a","count":9007199254740992}'

    assert (
        "line 2: must hold whole numbers up to 9007199254740991, "
        "got '9007199254740992'."
    ) == refusal(pk.loads, text_of(format_, line), format_)


# Limits of a record, in both formats.


def lines_of(size):
    start = '{"kind":"actor","id":"actor/a","note":"'
    return start + "x" * (size - len(start) - 2) + '"}'


@FORMATS
@pytest.mark.parametrize("size", [2**20 - 1, 2**20])
def test_a_record_up_to_a_mebibyte_is_read(format_, size):
    """The limit itself is allowed."""
    dataset = pk.loads(text_of(format_, lines_of(size)), format_)

    assert size - 41 == len(dataset.get("actor/a").note)


@FORMATS
def test_a_larger_record_is_refused(format_):
    """One byte is enough."""
    text = text_of(format_, lines_of(2**20 + 1))

    assert "line 2: must be at most 1048576 bytes a record." == refusal(
        pk.loads, text, format_
    )


@pytest.mark.parametrize("name", [[], None, 5])
def test_what_is_no_name_is_no_format_and_no_dataset(name):
    """Whatever is asked for is answered in our words."""
    with pytest.raises(pk.UnknownName):
        pk.loads("", format=name)
    with pytest.raises(pk.UnknownName):
        pk.open_dataset(name)


def test_the_ending_of_a_file_may_be_in_capitals(tmp_path):
    """Some systems write it so."""
    pk.save(pk.Dataset(), tmp_path / "a.JSON")

    assert pk.Dataset() == pk.load(tmp_path / "a.JSON")


def test_a_kind_that_is_said_twice_is_the_same():
    """One in the dictionary and another beside it is a fault."""
    plain = {"kind": "actor", "id": "actor/a"}
    with pytest.raises(pk.InvalidRecord) as caught:
        pk.from_plain(plain, kind="mission")

    assert "record: 1 fault:\n  kind must be mission, got 'actor'." == str(caught.value)
    assert pk.Actor(id="actor/a") == pk.from_plain(plain, kind="actor")


def test_what_is_published_is_validated():
    """A dataset with an error is not given out; one without is, with a report."""
    mission = pk.Mission(id="mission/x")
    incident = pk.Incident(id="incident/x", mission="mission/x", marking="TLP:RED")
    claim = pk.Claim(id="claim/x", about="mission/x", field="acronym", value="UNX")
    wrong = pk.Claim(id="claim/y", about="mission/x", field="acronyms", value="UNX")
    sound = pk.Dataset([mission, incident, claim], marking="TLP:CLEAR")

    told, withheld = pk.publish(sound, "TLP:CLEAR")
    assert ["mission/x", "claim/x"] == [record.id for record in told]
    assert ["1 incident: marked more strictly than TLP:CLEAR"] == list(
        map(str, withheld)
    )
    with pytest.raises(pk.ValidationFailed, match="acronyms"):
        pk.publish(sound.add(wrong), "TLP:CLEAR")
