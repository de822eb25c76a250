"""What Hypothesis loads: strategies on demand. See also `test_packaging.py`."""

import sys

import pytest
from hypothesis.strategies._internal import types

import peacekeep as pk
from peacekeep import entry


@pytest.fixture
def table(monkeypatch):
    """Return an empty table in the place of the one of Hypothesis."""
    table = {}
    monkeypatch.setattr(types, "_global_extra_lookup", table)
    return table


@pytest.fixture
def _not_loaded(monkeypatch):
    monkeypatch.setitem(sys.modules, "peacekeep.strategies", None)


@pytest.mark.usefixtures("_not_loaded")
def test_strategies_are_loaded_for_our_types_alone(table):
    """Importing them is tried for a type of ours, and for no other."""
    entry.draw_on_demand()

    assert table["peacekeep"](int) is None
    assert table["peacekeep"](list[int]) is None
    for ours in (pk.Count, pk.Incident, pk.Dataset):
        with pytest.raises(ImportError, match=r"peacekeep\.strategies"):
            table["peacekeep"](ours)


def test_hypothesis_without_the_table_is_left_alone(monkeypatch):
    """The table is internal to Hypothesis, and may go."""
    monkeypatch.delattr(types, "_global_extra_lookup")

    entry.draw_on_demand()

    assert not hasattr(types, "_global_extra_lookup")
