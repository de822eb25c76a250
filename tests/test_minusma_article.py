"""The bundled dataset agrees with the article, and the page maps one to the other."""

import re
from pathlib import Path

import pytest
from builders import values_at

import peacekeep as pk
from peacekeep.definitions.values import canonical_text
from peacekeep.values.dates import Days


PROJECT = Path(__file__).parents[1]
PAGE = PROJECT / "docs" / "explanation" / "minusma-article.md"
FILE = PROJECT / "src" / "peacekeep" / "data" / "minusma_article.json"

CONVOY = "incident/minusma-kidal-convoy-2023-10-31"
KIDAL_LEFT = "base_event/minusma-kidal-departed"

# What the article leaves open, or only claims: these are stated and not adopted.
NOT_ADOPTED = {
    "claim/ap-08-convoy-singular",
    "claim/ap-12-jnim-claims",
    "claim/ap-21-convoys-plural",
    "claim/ap-27-coup-on",
}


@pytest.fixture(scope="module")
def ds():
    return pk.open_dataset("minusma-article")


def rows():
    """Return the rows of the map: fact, text, speaker, record, field, value, claim."""
    lines = PAGE.read_text("utf-8").splitlines()
    cells = [
        [cell.strip().replace("`", "") for cell in line.strip("|").split("|")]
        for line in lines
        if re.match(r"\| A\d\d \|", line)
    ]
    return [tuple(row) for row in cells]


def test_the_map_has_all_forty_facts():
    """The map has every fact from A01 to A40, each once in words."""
    assert [f"A{number:02}" for number in range(1, 41)] == sorted(
        {row[0] for row in rows()}
    )
    assert 40 == len([row for row in rows() if row[1]])


def test_the_map_names_the_facts_of_the_article(shared):
    """The facts of the map are those of the fact base, no more and no fewer."""
    facts = (shared / "facts" / "minusma.md").read_text("utf-8")
    known = set(re.findall(r"^\| (A\d\d) \|", facts, re.MULTILINE))

    assert known == {row[0] for row in rows()}


@pytest.mark.parametrize("row", rows(), ids=lambda row: f"{row[0]}-{row[4]}")
def test_the_map_is_true(ds, row):
    """Each row names a record with the value, and the claim that states it."""
    _, _, speaker, about, field, value, claim_id = row
    record = ds.get(about)
    if not claim_id:
        part, _, name = field.partition(".")

        assert value == getattr(getattr(record, part), name)
        return
    claim = ds.get(claim_id)
    said_by = claim.speaker or pk.Speaker(name="AP")

    assert about == claim.about
    assert speaker == (said_by.description or said_by.name or said_by.organisation)
    if field == "as a whole":
        assert claim.field is None
        assert claim.says is not None
        assert "in says" == value
    else:
        assert (field, value) == (claim.field, claim.value)
        adopted = [canonical_text(one) for one in values_at(record, field)]
        assert (value in adopted) == (claim_id not in NOT_ADOPTED)


def test_the_map_is_complete(ds):
    """Every claim of the dataset is in the map."""
    assert {claim.id for claim in ds.of(pk.Claim)} == {row[6] for row in rows()} - {""}


@pytest.mark.parametrize(
    ("ref", "path", "phrase"),
    [
        (CONVOY, "casualties[peacekeeper,injured].count", "at least two"),
        (CONVOY, "attacks", "two"),
        ("tally/minusma-bases-left", "count", "eight"),
        ("tally/minusma-bases-total", "count", "13"),
        ("personnel_count/minusma", "count", "15,000"),
        ("personnel_count/minusma-kidal-peacekeepers", "count", "about 850"),
        ("personnel_count/minusma-kidal-others", "count", "150"),
        ("tally/minusma-fatalities", "count", "more than 300"),
    ],
)
def test_a_count_is_as_the_article_hedges_it(ds, ref, path, phrase):
    """The adopted count is what the article's own words mean."""
    assert (pk.Count.parse_phrase(phrase),) == values_at(ds.get(ref), path)


@pytest.mark.parametrize(
    ("ref", "path", "phrase"),
    [
        (KIDAL_LEFT, "on", "Tuesday"),
        (KIDAL_LEFT, "planned_on", "mid-November 2023"),
        ("event/mali-orders-minusma-to-leave", "on", "earlier this year"),
        ("event/france-withdraws-from-mali", "on", "2022"),
        ("event/mali-accord-2015", "on", "2015"),
        ("event/mali-rebellion-2012", "on", "2012"),
    ],
)
def test_a_date_is_as_the_article_hedges_it(ds, ref, path, phrase):
    """The adopted date is what the article's own words mean on its day."""
    date = pk.PartialDate.parse_phrase(phrase, published="2023-10-31")

    assert (date,) == values_at(ds.get(ref), path)


def test_the_article_is_published_on_a_tuesday(ds):
    """31 October 2023 was a Tuesday, the day on which the article says it was."""
    (source,) = ds.of(pk.Source)

    assert 1 == source.published_on.earliest.weekday()


def test_every_fact_and_claim_comes_from_the_article(ds):
    """There is one source, and every record but it names it."""
    (source,) = ds.of(pk.Source)
    for record in ds:
        if isinstance(record, pk.Claim):
            assert source.id == record.source
        elif isinstance(record, pk.Fact):
            assert (source.id,) == record.sources


def test_verbatim_hedges_are_in_the_article(ds, shared):
    """Verbatim words are printed in the article, and are at most seven."""
    article = (shared / "facts" / "article.txt").read_text("utf-8").lower()
    for claim in ds.of(pk.Claim):
        if claim.verbatim is not None:
            assert claim.verbatim.lower() in article
            assert len(claim.verbatim.split()) <= 7


def test_sentences_are_our_own(ds, shared):
    """No sentence in a record shares six words in a row with the article."""
    text = (shared / "facts" / "article.txt").read_text("utf-8")
    article = " ".join(re.findall(r"\w+", text.lower()))
    for record in ds:
        for name in ("says", "title", "reason"):
            words = re.findall(r"\w+", (getattr(record, name, None) or "").lower())
            runs = [" ".join(words[i : i + 6]) for i in range(len(words) - 5)]

            assert not [run for run in runs if run in article]


def test_anonymous_speakers_are_held_as_described(ds):
    """The two protected speakers have a description and the printed reason alone."""
    speakers = {one.speaker for one in ds.of(pk.Claim) if one.speaker}

    assert {
        pk.Speaker(
            description="an employee of MINUSMA",
            anonymous_because="not authorised to speak to journalists",
        ),
        pk.Speaker(
            description="a resident of Kidal", anonymous_because="fear of reprisals"
        ),
    } == {one for one in speakers if one.is_protected}
    assert pk.Speaker(description="analysts") in speakers
    assert (
        pk.Speaker(
            name="Myriam Dessables",
            role="head of communications",
            organisation="MINUSMA",
        )
        in speakers
    )


def test_the_coup_has_no_adopted_date(ds):
    """That it was in 2021 is a claim of the article, and is not adopted."""
    (claim,) = ds.claims("event/mali-coup", "on")

    assert ds.get("event/mali-coup").on is None
    assert "2021" == claim.value


def test_responsibility_is_claimed_and_not_adopted(ds):
    """JNIM claims the attack; that it was is not adopted."""
    (claim,) = ds.claims(CONVOY, "parties[actor/jnim].role")

    assert "perpetrator" not in {party.role for party in ds.get(CONVOY).parties}
    assert ("perpetrator", "claimed", "JNIM") == (
        claim.value,
        claim.basis,
        ds.voice(claim),
    )


def test_nothing_was_known_the_day_before(ds):
    """The article was not published on 30 October, so no sourced record is known."""
    before = ds.known_by("2023-10-30")

    assert () == before.of(pk.Claim) == before.of(pk.Fact)
    assert ds == ds.known_by("2023-10-31")


def test_the_day_before_the_base_was_not_left(ds):
    """By 30 October the departure had certainly not happened; by 31 October it had."""
    before, after = ds.happened_by("2023-10-30"), ds.happened_by("2023-10-31")

    assert KIDAL_LEFT not in before.possible
    assert KIDAL_LEFT in after.certain


@pytest.mark.parametrize(
    "ref",
    ["base_event/minusma-kidal-taken-over", "event/kidal-airport-held-by-rebels"],
)
def test_what_is_so_now_began_by_the_day_of_the_article(ds, ref):
    """A speaker says that it is now so, and nobody says since when."""
    assert pk.PartialDate("[..2023-10-31]") == ds.get(ref).on
    assert ref in ds.happened_by("2023-10-30").possible
    assert ref not in ds.happened_by("2023-10-30").certain


def test_the_order_to_leave_may_have_been_given_in_june(ds):
    """Earlier this year covers June: possible, and not certain."""
    order = "event/mali-orders-minusma-to-leave"
    june = ds.happened_by("2023-06-30")

    assert order in june.possible
    assert order not in june.certain


def test_kidal_was_left_eleven_to_twenty_days_early(ds):
    """From 31 October to 11 November are 11 days, to 20 November 20."""
    left = ds.get(KIDAL_LEFT)

    assert Days(11, 20) == left.on.days_until(left.planned_on)


def test_its_one_finding_is_that_it_contradicts_itself(ds):
    """It mentions the convoy and convoys; no check finds anything else."""
    (finding,) = pk.validate(ds)

    assert "claims.claims-disagree" == finding.check
    assert ("tally/minusma-kidal-convoys", "count") == (
        finding.record,
        str(finding.where.path),
    )


def test_its_bytes_are_canonical(ds):
    """The file is what saving the dataset writes."""
    assert FILE.read_text("utf-8") == pk.dumps(ds)


def test_a_bundled_dataset_that_is_not_there():
    """The error gives the wrong name, and the nearest one."""
    with pytest.raises(pk.UnknownName) as error:
        pk.open_dataset("minusma-articel")

    assert (
        "No bundled dataset is named 'minusma-articel'. Known: minusma-article, "
        "minusma-drawdown. Did you mean minusma-article?"
    ) == str(error.value)


def test_the_mission_speaks_for_the_united_nations(ds):
    """The article calls MINUSMA a mission of the UN, and the junta that of Mali."""
    assert "actor/united-nations" == ds.get("actor/minusma").part_of
    assert "actor/mali" == ds.get("actor/mali-junta").part_of
    assert "The Associated Press" in ds.get("actor/ap").aliases
