"""Records that refer to one another in a long chain, deeper than Python's stack."""

import functools

import pytest

import peacekeep as pk


LENGTH = 3000
LONG = 20_000


@functools.cache
def chain(length=LENGTH):
    """Return bases inside one another, and sources that replace one another."""
    records = [pk.Mission(id="mission/one", period="2013/")]
    before = {"base": None, "source": None}
    for number in range(length):
        base, source = f"base/b{number}", f"source/s{number}"
        records += [
            pk.Base(
                id=base, mission="mission/one", parent=before["base"], sources=[source]
            ),
            pk.Source(id=source, published_on="2023", supersedes=before["source"]),
        ]
        before = {"base": base, "source": source}
    last = pk.Claim(
        id="claim/one", about=before["base"], source=before["source"], says="It is."
    )
    return pk.Dataset([*records, last], marking="TLP:CLEAR")


VERBS = {
    "as_of": lambda ds: ds.as_of("2024").possible,
    "happened_by": lambda ds: ds.happened_by("2024").possible,
    "spans": lambda ds: [ds, ds.spans(pk.Base)][0],
    "open_on": lambda ds: [ds, pk.open_on(ds, "2024")][0],
    "known_by": lambda ds: ds.known_by("2024-01-01"),
    "select": lambda ds: ds.select(lambda one: one.id == f"base/b{LENGTH - 1}"),
    "merge": lambda ds: ds.merge(ds),
    "settle": lambda ds: pk.settle(ds, "latest")[0],
    "publish": lambda ds: pk.publish(ds, "TLP:CLEAR")[0],
    "validate": lambda ds: [ds, pk.validate(ds)][0],
    "cite": lambda ds: [ds, pk.cite(ds)][0],
    "diff": lambda ds: [ds, ds.diff(ds.add(pk.Mission(id="mission/two")))][0],
    "json": lambda ds: pk.loads(pk.dumps(ds)),
}


@pytest.mark.parametrize("verb", list(VERBS))
def test_a_long_chain_works(verb):
    """Every base of the chain comes through."""
    assert LENGTH == len(VERBS[verb](chain()).of(pk.Base))


CLOCKS = ("as_of", "happened_by", "known_by", "spans", "open_on")


@pytest.mark.parametrize("verb", CLOCKS)
def test_a_very_long_chain_works(verb):
    """The clocks go along twenty thousand references without a deep stack."""
    assert LONG == len(VERBS[verb](chain(LONG)).of(pk.Base))


def test_the_nearest_of_many_ids_is_offered():
    """One slip in an id is found among thousands, in its first half or its second."""
    for ref in ("base/b2999x", "base/2999", "bsae/b2999"):
        with pytest.raises(pk.UnknownReference, match=r"Did you mean base/b2999\?"):
            chain().get(ref)
