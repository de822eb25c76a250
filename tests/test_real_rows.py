"""Rows of the field's publishers become records, and nothing is lost on the way."""

from collections import Counter
from pathlib import Path

import pytest
import real_rows
from hypothesis import settings
from real_rows import FILES, File

import peacekeep as pk
from peacekeep.extensions import CORE


PAGE = Path(__file__).parents[1] / "docs" / "how-to" / "from-a-row-to-a-record.md"

# Other tests reach every branch; measuring these would double their time.
pytestmark = pytest.mark.no_cover

every_file = pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)

# A deep run takes all rows through every format, a normal one some of each file.
SOME_ROWS = 60
IS_DEEP = settings.default.max_examples > 1000
FORMATS = [one.name for one in CORE.formats]


@pytest.fixture(scope="module")
def of_file():
    """Return the rows of a file, and the dataset and what is said of it, made once."""
    made = {}

    def rows_and_records(shared, file):
        if file.name not in made:
            rows = real_rows.read(shared / "data", file)
            made[file.name] = rows, *real_rows.dataset(file, rows)
        return made[file.name]

    return rows_and_records


def dataset(file, rows):
    return real_rows.dataset(file, rows)[0]


def is_back(ds, format_, folder):
    """Return whether a dataset comes back; of GeoJSON, what has a place."""
    path = folder / f"rows.{format_}"
    pk.save(ds, path)
    again = pk.load(path)
    if format_ != "geojson":
        return again == ds
    placed = [one for one in ds if getattr(one, "place", None) is not None]
    return [(one.id, one) for one in again] == [(one.id, one) for one in placed]


# Every file.


@every_file
def test_every_row_is_there_and_none_is_refused(file, shared, of_file):
    """As many rows as its description says; each becomes records without a fault."""
    rows, ds, _ = of_file(shared, file)

    assert file.rows == len(rows)
    assert len(ds) > 1


@every_file
@pytest.mark.parametrize("format_", FORMATS)
def test_records_of_rows_come_back_from_every_format(
    file, format_, shared, of_file, tmp_path
):
    """Equal, whatever holds them in between."""
    rows, ds, _ = of_file(shared, file)
    if not IS_DEEP:
        ds = dataset(file, rows[:: max(1, len(rows) // SOME_ROWS)])

    assert is_back(ds, format_, tmp_path)


@every_file
def test_the_page_tells_what_became_of_each_file(file, shared, of_file):
    """Its table is what is found here, to the last number."""
    _, ds, said = of_file(shared, file)

    assert real_rows.line(file, ds, said) in PAGE.read_text("utf-8").splitlines()


def test_the_page_has_no_other_file():
    """A line for each, and no more."""
    lines = PAGE.read_text("utf-8").splitlines()
    first = lines.index(real_rows.HEAD) + 2

    assert len(FILES) == len([one for one in lines[first:] if one.startswith("|")])


# What was asked of single files.


def by_name(name):
    (file,) = (one for one in FILES if one.name == name)
    return file


def test_no_mission_is_invented(shared, of_file):
    """UCDP and the ranking name none; the others those of their columns alone."""
    for name in (FILES[0].name, "UN ranking of contributors"):
        _, ds, _ = of_file(shared, by_name(name))
        assert () == ds.of(pk.Mission)

    rows, ds, _ = of_file(shared, by_name("UN fatalities 2023"))
    assert {row["mission_acronym"] for row in rows} == {
        one.acronym for one in ds.of(pk.Mission)
    }


def test_the_sides_of_a_battle_stay_apart(shared, of_file):
    """Each side's dead, and civilians and unknown ones, sum to the best total."""
    rows, ds, _ = of_file(shared, FILES[0])
    for row in rows:
        (incident,) = ds.by_identifier(f"ucdp:{row['id']}")
        dead = {(part.group, part.party): part.count for part in incident.casualties}

        assert 5 == len(dead)
        for side in "ab":
            party = f"actor/ucdp-{row[f'side_{side}_new_id']}"
            assert int(row[f"deaths_{side}"]) == dead["party_member", party].best
            assert row[f"side_{side}"] == ds.get(party).name
        assert int(row["deaths_civilians"]) == dead["civilian", None].best
        assert int(row["deaths_unknown"]) == dead["unknown", None].best
        if dead["all", None] is not None:
            low, high, best, _ = dead["all", None].bounds
            assert (low, high, best) == tuple(
                int(row[name]) for name in ("low", "high", "best")
            )


def test_the_span_and_the_summary_of_an_event_are_kept(shared, of_file):
    """The days as printed; a row of several events says that it is one."""
    rows, ds, _ = of_file(shared, FILES[0])
    for row in rows:
        (incident,) = ds.by_identifier(f"ucdp:{row['id']}")
        when = incident.on or incident.period

        assert row["date_start"] == str(when.earliest)
        assert row["date_end"] == str(when.latest)
        assert (row["event_clarity"] == "1") == incident.events.is_exact


def test_one_dead_person_warns_of_no_other(shared, of_file):
    """Only the six deaths that stand twice are found, by their identifiers."""
    for name in ("UN fatalities 2021", "UN fatalities 2023"):
        rows, ds, _ = of_file(shared, by_name(name))
        key = next(one for one in rows[0] if one.lower() == "casualty_id")
        twice = [ref for ref, n in Counter(row[key] for row in rows).items() if n > 1]
        found = pk.validate(ds)

        assert 6 == len(twice) == len(found)
        assert {"references.shared-identifier"} == {one.check for one in found}
        assert set(twice) == {one.message.split()[0].partition(":")[2] for one in found}


def test_no_mean_is_cut_to_a_whole_number(shared, of_file):
    """Each mean is the number of its cell, to its last digit."""
    rows, ds, _ = of_file(shared, by_name("RADPKO, MINUSMA"))
    for index, row in enumerate(rows, 1):
        for column in ("pko_deployed", "untrp", "unpol", "unmob"):
            ref = f"personnel_count/row-{index}-{column.replace('_', '-')}"
            count = ds.get(ref)

            assert count.count is None
            assert float(row[column]) == float(count.mean.best)


def test_a_ceiling_is_passed_where_the_rows_say_so(shared, of_file):
    """Each finding is a month in which more are deployed than were last authorised."""
    rows, ds, _ = of_file(shared, by_name("Authorised and deployed by month"))
    pairs = {
        "troop": "authtroop",
        "police": "authpolice",
        "milobs": "authmilobs",
        "total": "totalauth",
    }
    last: dict[tuple[str, str], float] = {}
    over = set()
    order = sorted(
        enumerate(rows, 1), key=lambda one: (int(one[1]["year"]), int(one[1]["month"]))
    )
    for index, row in order:
        for deployed, authorised in pairs.items():
            key = row["mission"], authorised
            if row[authorised]:
                last[key] = float(row[authorised])
            ceiling = last.get(key)
            is_whole = ceiling is not None and ceiling.is_integer()
            if row[deployed] and is_whole and float(row[deployed]) > ceiling:
                over.add(f"personnel_count/row-{index}-{deployed}")

    assert over == {one.record for one in pk.validate(ds)}


# Layouts of which no row may be passed on, or none is at hand.

ACLED = File("ACLED", "", 2, real_rows.acled)
ACLED_ROWS = [
    {
        "event_id_cnty": "MLI90001",
        "event_date": "2020-07-31",
        "time_precision": "1",
        "event_type": "Battles",
        "sub_event_type": "Armed clash",
        "actor1": "An Armed Group (Mali)",
        "actor2": "Military Forces of Mali (2013-)",
        "iso3": "MLI",
        "admin1": "Mopti",
        "admin2": "Koro",
        "admin3": "",
        "location": "A village",
        "latitude": "14.1000",
        "longitude": "-3.1000",
        "geo_precision": "2",
        "fatalities": "0",
    },
    {
        "event_id_cnty": "MLI90002",
        "event_date": "2020-07-15",
        "time_precision": "3",
        "event_type": "Violence against civilians",
        "sub_event_type": "Attack",
        "actor1": "Unidentified Armed Group (Mali)",
        "actor2": "",
        "iso3": "MLI",
        "admin1": "Gao",
        "admin2": "Ansongo",
        "admin3": "Talataye",
        "location": "A camp",
        "latitude": "16.5",
        "longitude": "1.3",
        "geo_precision": "1",
        "fatalities": "3",
    },
]

AWSD = File("AWSD", "", 2, real_rows.awsd)
AWSD_ROWS = [
    {
        "Incident ID": "90001",
        "Year": "2020",
        "Month": "6",
        "Day": "",
        "Country Code": "NA",
        "Country": "Namibia",
        "Region": "",
        "District": "",
        "City": "",
        "Total killed": "1",
        "Total wounded": "0",
        "Total kidnapped": "0",
        "Means of attack": "Shooting",
        "Latitude": "15.9181995\t",
        "Longitude": "2.4000000001",
    },
    {
        "Incident ID": "90002",
        "Year": "2019",
        "Month": "12",
        "Day": "3",
        "Country Code": "ML",
        "Country": "Mali",
        "Region": "Kidal",
        "District": "Abeibara",
        "City": "Boghassa",
        "Total killed": "0",
        "Total wounded": "2",
        "Total kidnapped": "1",
        "Means of attack": "Unknown",
        "Latitude": "",
        "Longitude": "",
    },
]


@pytest.mark.parametrize(
    ("file", "rows"), [(ACLED, ACLED_ROWS), (AWSD, AWSD_ROWS)], ids=["ACLED", "AWSD"]
)
@pytest.mark.parametrize("format_", FORMATS)
def test_a_layout_without_missions_fits(file, rows, format_, tmp_path):
    """No mission, no finding, and the same after every format."""
    ds = dataset(file, rows)

    assert () == ds.of(pk.Mission)
    assert () == tuple(pk.validate(ds))
    assert is_back(ds, format_, tmp_path)


def test_a_row_of_acled_keeps_its_event_type_and_its_actors():
    """The sub-event is the word, its event type the broader one; nobody attacked."""
    clash, attack = dataset(ACLED, ACLED_ROWS).of(pk.Incident)
    words = pk.codes["incident_type"]

    assert ("armed_clash", "battle") == (
        clash.incident_type,
        words[clash.incident_type].broader,
    )
    assert "attack_on_civilians" == attack.incident_type
    assert ["participant", "participant"] == [one.role for one in clash.parties]
    assert ("2020-07-31", "2020-07") == (str(clash.on), str(attack.on))
    assert pk.Count(0) == clash.casualties[0].count
    assert "Talataye" == attack.place.admin3


def test_a_row_of_awsd_without_a_day_or_a_point_keeps_what_it_says():
    """The month alone, the country by its name, and a point that was rounded."""
    ds, said = real_rows.dataset(AWSD, AWSD_ROWS)
    first, second = ds.of(pk.Incident)

    assert ("2020-06", "NAM") == (str(first.on), first.place.country)
    assert "15.9181995,2.4" == str(first.place.point)
    assert [("incident/awsd-90001", "rounded point")] == said
    assert ("direct_fire",) == first.methods
    assert () == second.methods
    assert second.place.point is None
    assert [0, 2, 1] == [part.count.best for part in second.casualties]
