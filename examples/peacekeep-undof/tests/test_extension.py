"""What this distribution adds to peacekeep, as a user sees it."""

from importlib.resources import files

import peacekeep as pk
from peacekeep.conformance import conform_extension
from peacekeep_undof import EXTENSION


def unknown_words(report):
    return [one.record for one in report if one.check == "words.unknown-code"]


def test_it_conforms():
    """One call tests the whole extension."""
    conform_extension(EXTENSION)


def test_it_is_found_where_it_is_installed():
    """The entry point gives the extension."""
    assert EXTENSION.name in {one.name for one in pk.installed().extensions}


def test_its_dataset_opens_by_name_and_only_its_sources_disagree():
    """After installation its words are known; two sources give a camp two points."""
    ds = pk.open_dataset("undof")
    (finding,) = pk.validate(ds)

    assert 30 == len(ds)
    assert "claims.claims-disagree" == finding.check
    assert ("base/undof-camp-faouar", "place.point") == (
        finding.record,
        str(finding.where.path),
    )


def test_without_it_the_same_dataset_is_read_and_its_words_are_found():
    """An unknown word is a finding, never an error."""
    text = files("peacekeep_undof").joinpath("data", "undof.json").read_bytes()
    bare = pk.Registry()

    report = pk.validate(pk.loads(text, registry=bare), registry=bare)

    assert report.ok
    assert [
        "base/undof-checkpoint-c",
        "base/undof-position-27",
        "base/undof-position-60",
        "base/undof-position-67",
        "tally/undof-shortfall-2003-12",
    ] == unknown_words(report)


def test_its_file_has_canonical_bytes():
    """Saved again, it is the same file."""
    text = files("peacekeep_undof").joinpath("data", "undof.json").read_text("utf-8")

    assert text == pk.dumps(pk.open_dataset("undof"))


def test_two_sources_disagree_and_both_are_kept():
    """Units of a standard size are not people: six places sum to twice as many."""
    ds = pk.open_dataset("undof")
    deployed = ds.get("personnel_count/undof-deployed-2003-12")
    claims = ds.claims(deployed.id, "count")

    assert {"1032", "2505.."} == {claim.value for claim in claims}
    assert pk.Count(1032) == deployed.count
    assert "Uppsala University" in {ds.voice(claim) for claim in claims}


def test_unknown_is_not_zero():
    """The count at one place is unknown, so the sum has no upper bound."""
    ds = pk.open_dataset("undof")
    units = {"method": "nominal_unit_size", "status": "deployed"}

    total = pk.total(ds, "personnel_count.count", where=units, on="2003")

    assert pk.Count.UNKNOWN in {item.count for item in total.added}
    assert "at least 2,505" == total.count.to_phrase()


def test_deaths_by_cause_add_up_to_all_deaths():
    """Five causes, and their total, to which none of them is added."""
    ds = pk.open_dataset("undof")
    deaths = {"measure": "fatalities", "group": "mission_personnel"}
    causes = [one.cause for one in ds.of(pk.Tally, **deaths) if one.cause != "all"]

    whole = pk.total(ds, "tally.count", where=deaths)
    by_cause = pk.total(ds, "tally.count", where={**deaths, "cause": causes})

    assert pk.Count(57) == whole.count == by_cause.count
    assert (1, 5) == (len(whole.added), len(by_cause.added))
