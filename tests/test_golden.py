"""Files of every version load for ever, and are written as they are."""

from pathlib import Path

import attrs
import pytest

import peacekeep as pk
from peacekeep.models import KINDS


GOLDEN = Path(__file__).parent / "golden"
FILES = sorted(GOLDEN.glob("version_*"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_golden_file_is_written_as_it_is_read(path, tmp_path):
    """Loading and saving gives the same bytes."""
    pk.save(pk.load(path), tmp_path / path.name)

    assert path.read_bytes() == (tmp_path / path.name).read_bytes()


def test_the_formats_tell_the_same():
    """JSON and JSON Lines hold one dataset."""
    first, *others = [pk.load(path) for path in FILES]

    assert 2 == len(FILES)
    assert [first] == others


def test_the_golden_file_has_every_field_of_every_kind():
    """Each field of each kind is given at least once."""
    ds = pk.load(FILES[0])
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
    text = FILES[0].read_text("utf-8")
    ds = pk.load(FILES[0])

    assert '"to": 2.50' in text
    assert 1 == len(ds.of(pk.UnknownRecord))
    assert ds.get("source/example-news-early").extra["checked"] is None
    assert ds.get("incident/road").withheld == ()
    assert ds.get("personnel_count/north-2021-03").withheld == ("sex",)
