"""Records of every kind come back the same, by every way there is."""

import pytest
from hypothesis import settings

import peacekeep as pk
from peacekeep.conformance import conform
from peacekeep.models import KINDS


class TestEveryWayBringsARecordBack:
    """Pickling, copying, the wire form and every format bring back an equal record."""

    # Other tests reach every branch; measuring this one would double its minutes.
    @pytest.mark.no_cover
    @pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.kind)
    def test_a_record_comes_back(self, kind):
        """Of each kind ten times the examples of a law, 10,000 when it is deep."""
        examples = min(10 * settings.default.max_examples, 10_000)

        conform(kind, registry=pk.Registry(), examples=examples)
