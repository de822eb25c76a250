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
JSON = GOLDEN / "version_1_0.json"


def contents(path):
    """Return the bytes of a file, or of each file of a folder, by name."""
    if path.is_dir():
        return {one.name: one.read_bytes() for one in path.iterdir()}
    return path.read_bytes()


@pytest.mark.parametrize("name", FORMATS)
def test_a_golden_file_is_written_as_it_is_read(name, tmp_path):
    """Loading and saving gives the same bytes; of Parquet, the same tables."""
    golden, again = GOLDEN / f"version_1_0.{name}", tmp_path / f"version_1_0.{name}"
    pk.save(pk.load(JSON), again)

    if name == "parquet":
        # The bytes are those of a version of Arrow.
        assert sorted(contents(golden)) == sorted(contents(again))
        for path in golden.glob("*.parquet"):
            table = pq.read_table(again / path.name)
            assert pq.read_table(path).equals(table, check_metadata=True), path.name
    else:
        assert contents(golden) == contents(again)


@pytest.mark.parametrize("name", FORMATS)
def test_the_formats_tell_the_same(name):
    """Every format holds one dataset; GeoJSON what of it has a place."""
    whole, read = pk.load(JSON), pk.load(GOLDEN / f"version_1_0.{name}")

    if name == "geojson":
        assert [
            "base/north",
            "movement/north-south",
            "incident/road",
            "event/accord",
        ] == [record.id for record in read]
        assert all(whole.get(record.id) == record for record in read)
        assert whole.header == read.header
    else:
        assert whole == read


def test_every_format_has_a_golden_file():
    """And nothing else stands beside them."""
    assert {f"version_1_0.{name}" for name in FORMATS} == {
        path.name for path in GOLDEN.iterdir()
    }


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
        common = {"extra", "marking", "withheld", "note"}

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
