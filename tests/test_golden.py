"""Files of every version load for ever, and are written as they are."""

from pathlib import Path

import attrs
import pyarrow.parquet as pq
import pytest

import peacekeep as pk
from peacekeep.extensions import CORE
from peacekeep.models import KINDS


GOLDEN = Path(__file__).parent / "golden"
FORMATS = [one.name for one in CORE.formats]
VERSIONS = ("1_0", "1_1")
JSON = GOLDEN / "version_1_1.json"


def golden(version, name):
    """Return the path of the golden file of a version in a format."""
    return GOLDEN / f"version_{version}.{name}"


def contents(path):
    """Return the bytes of a file, or of each file of a folder, by name."""
    if path.is_dir():
        return {one.name: one.read_bytes() for one in path.iterdir()}
    return path.read_bytes()


@pytest.mark.parametrize("name", FORMATS)
def test_a_golden_file_is_written_as_it_is_read(name, tmp_path):
    """Loading and saving gives the same bytes; of Parquet, the same tables."""
    path, again = golden("1_1", name), tmp_path / f"version_1_1.{name}"
    pk.save(pk.load(JSON), again)

    if name == "parquet":
        # The bytes are those of a version of Arrow.
        assert sorted(contents(path)) == sorted(contents(again))
        for file in path.glob("*.parquet"):
            table = pq.read_table(again / file.name)
            assert pq.read_table(file).equals(table, check_metadata=True), file.name
    else:
        assert contents(path) == contents(again)


WITH_A_PLACE = {
    "1_0": ["base/north", "movement/north-south", "incident/road", "event/accord"],
    "1_1": [
        "base/north",
        "movement/north-south",
        "incident/road",
        "individual_casualty/one",
        "tally/injured",
        "project/well",
        "event/accord",
    ],
}


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("name", FORMATS)
def test_the_formats_tell_the_same(name, version):
    """Every format holds one dataset; GeoJSON what of it has a place."""
    whole, read = pk.load(golden(version, "json")), pk.load(golden(version, name))

    if name == "geojson":
        assert WITH_A_PLACE[version] == [record.id for record in read]
        assert all(whole.get(record.id) == record for record in read)
        assert whole.header == read.header
    else:
        assert whole == read


def test_every_format_has_a_golden_file():
    """Of each version, and nothing else stands beside them."""
    assert {golden(version, name) for version in VERSIONS for name in FORMATS} == set(
        GOLDEN.iterdir()
    )


@pytest.mark.parametrize("name", FORMATS)
def test_perpetrators_of_version_1_0_are_parties(name):
    """What 1.0 adopts as a perpetrator is a party in that role; 1.1 is written."""
    read = pk.load(golden("1_0", name))

    assert read.get("incident/road").parties == (
        pk.Party(actor="actor/example-group", role="perpetrator"),
    )
    assert "1.1" == read.header.version


def test_claims_and_withheld_fields_of_version_1_0_are_on_parties():
    """A claim on perpetrators is one on the role; a withheld list is of parties."""
    text = """{"peacekeep": "1.0", "records": [
        {"kind": "incident", "id": "incident/one", "mission": "mission/one",
         "withheld": ["perpetrators", "note"]},
        {"kind": "claim", "id": "claim/one", "about": "incident/one",
         "field": "perpetrators", "value": "actor/jnim", "stance": "denies"},
        {"kind": "claim", "id": "claim/two", "about": "base/one",
         "field": "perpetrators", "value": "actor/jnim"}]}"""
    read = pk.loads(text)

    claim = read.get("claim/one")
    assert ("parties", "note") == read.get("incident/one").withheld
    assert "parties[actor/jnim].role" == claim.field
    assert ("perpetrator", "denies") == (claim.value, claim.stance)
    assert "perpetrators" == read.get("claim/two").field


def test_a_perpetrator_twice_in_a_file_of_version_1_0_is_one_party():
    """1.0 allowed it, and reported it; two parties of one actor there are not."""
    text = """{"peacekeep": "1.0", "records": [
        {"kind": "incident", "id": "incident/one", "mission": "mission/one",
         "perpetrators": ["actor/b", "actor/a", "actor/b"]}]}"""
    incident = pk.loads(text).get("incident/one")

    assert ["actor/b", "actor/a"] == [one.actor for one in incident.parties]


def test_an_unknown_key_of_version_1_0_is_not_overwritten():
    """Where it has the name of the new field, the perpetrators stay an unknown key."""
    text = """{"peacekeep": "1.0", "records": [
        {"kind": "incident", "id": "incident/one", "mission": "mission/one",
         "perpetrators": ["actor/a"], "parties": [{"actor": "actor/b"}]}]}"""
    incident = pk.loads(text).get("incident/one")

    assert (pk.Party(actor="actor/b"),) == incident.parties
    assert {"perpetrators": ["actor/a"]} == incident.extra.to_plain()


def test_perpetrators_in_a_file_of_version_1_1_are_an_unknown_key():
    """Only a former version has the field; `validate` names the key."""
    text = """{"peacekeep": "1.1", "records": [
        {"kind": "incident", "id": "incident/one", "on": "2023",
         "perpetrators": ["actor/jnim"]}]}"""
    ds = pk.loads(text)

    assert [("words.unknown-key", "has the unknown key perpetrators.")] == [
        (one.check, one.message) for one in pk.validate(ds)
    ]


def test_faults_in_a_file_of_a_newer_version_name_it():
    """A reader that is too old for what is new says which version the file has."""
    text = """{"peacekeep": "1.9", "records": [
        {"kind": "tally", "id": "tally/one", "measure": "attacks"}]}"""
    with pytest.raises(pk.InvalidRecord) as caught:
        pk.loads(text)

    first = "the text: 1 record has faults (version 1.9; this peacekeep knows 1.1):"
    assert first == str(caught.value).splitlines()[0]


OF_1_0 = '"kind": "incident", "id": "incident/one", "mission": "mission/one"'
NO_ACTOR = (
    "incident/one: parties[0].actor must be the id of an actor or mission, such as "
    "actor/some-name, got 'jnim'."
)


@pytest.mark.parametrize(
    ("record", "fault"),
    [
        ("5", "a record must be a JSON object, got 5."),
        (
            f'{{{OF_1_0}, "perpetrators": 5}}',
            "incident/one: parties must be a list, got 5.",
        ),
        (f'{{{OF_1_0}, "perpetrators": ["jnim"]}}', NO_ACTOR),
    ],
)
def test_faults_in_a_file_of_version_1_0_are_told(record, fault):
    """What a former version refuses is refused, and not kept as an unknown key."""
    with pytest.raises(pk.InvalidRecord) as caught:
        pk.loads(f'{{"peacekeep": "1.0", "records": [{record}]}}')

    (found,) = caught.value.faults
    assert str(found).endswith(fault)


def test_the_golden_file_has_every_field_of_every_kind():
    """Each field of each kind is given at least once."""
    ds = pk.load(JSON)
    for cls in KINDS:
        given = {
            field.name
            for record in ds.of(cls)
            for field in attrs.fields(cls)
            if getattr(record, field.name) not in (None, ())
        }
        common = {"extra", "marking", "withheld", "note", "identifiers"}

        assert set() == {field.name for field in attrs.fields(cls)} - given - common


def test_the_golden_file_has_what_is_not_known():
    """Unknown keys, numbers with their digits, and an unknown kind are kept."""
    text = JSON.read_text("utf-8")
    ds = pk.load(JSON)

    assert '"to": 2.50' in text
    assert 1 == len(ds.of(pk.UnknownRecord))
    assert ds.get("source/example-news-early").extra["checked"] is None
    assert ds.get("incident/road").withheld == ()
    assert ds.get("personnel_count/north-2021-03").withheld == ("sex",)
