"""What every value has without saying so, and how values of one sort are compared."""

import pytest

import peacekeep as pk
from peacekeep.definitions.values import agrees, covers, folded, same
from peacekeep.models.vocabularies import VOCABULARIES


KIDAL, GAO = pk.Point(18.44345, 1.40921), pk.Point(16.27167, -0.04472)


def test_a_value_without_order_has_no_ends():
    """It covers and agrees with its equal alone, and has no span with another."""
    assert KIDAL.ends() is None
    for question in (covers, agrees, same):
        assert question(KIDAL, KIDAL)
        assert not question(KIDAL, GAO)
    assert KIDAL == pk.Point.spanning(KIDAL, KIDAL)
    with pytest.raises(pk.InvalidValue, match="must have a span"):
        pk.Point.spanning(KIDAL, GAO)


def test_a_value_is_not_told_less_exactly_unless_it_says_how():
    """A point has no coarser form; a period goes from month to month."""
    assert KIDAL.coarser() is None
    assert pk.Count(850).coarser() is None
    assert "2013-07/2023-12" == str(pk.Period.parse("2013-07-01/2023-12-31").coarser())
    assert "2013-07/.." == str(pk.Period.parse("2013-07-01/..").coarser())


@pytest.mark.parametrize(
    ("one", "other", "covered", "agree"),
    [
        ("1..5", 3, True, True),
        (3, "1..5", False, True),
        ("1..", "..9", False, True),
        ("..9", "10..", False, False),
        ("..", 850, True, True),
    ],
)
def test_counts_cover_and_agree_by_their_bounds(one, other, covered, agree):
    """One covers what lies in its bounds; two agree where their bounds meet."""
    first, second = pk.Count.from_plain(one), pk.Count.from_plain(other)

    assert (covered, agree) == (covers(first, second), agrees(first, second))


def test_quantities_are_compared_in_one_unit():
    """1,000 m is 1 km; a distance has no ends beside a duration."""
    metres, kilometre = pk.Quantity.parse("1000 m"), pk.Quantity.parse("1 km")
    hour = pk.Quantity.parse("1 hour")

    assert same(metres, kilometre)
    assert covers(metres, kilometre)
    assert not same(metres, hour)
    assert not same(metres, 1000)
    assert hour.ends(metres) is None
    assert not covers(metres, hour)
    assert not agrees(metres, hour)


def test_dates_are_the_same_with_the_same_doubts():
    """Days written in two ways are the same; a doubtful one differs."""
    month = pk.PartialDate("2023-11")

    assert same(month, pk.PartialDate("[2023-11-01..2023-11-30]"))
    assert not same(month, pk.PartialDate("2023-11?"))
    assert not same(month, "2023-11")


def test_what_is_no_value_is_compared_by_equality():
    """Texts cover and agree with their equals."""
    for question in (covers, agrees, same):
        assert question("ied", "ied")
        assert not question("ied", "mine")


def test_claims_on_an_unknown_record_are_found_by_the_text_of_their_path():
    """Nothing is known of its fields, so no path can be refused."""
    ship = pk.UnknownRecord(id="ship/one", extra={"crew": 5})
    claim = pk.Claim(id="claim/one", about="ship/one", field="crew", value="5")
    ds = pk.Dataset([ship, claim])

    assert (claim,) == ds.claims("ship/one", "crew")
    assert (claim,) == ds.claims("ship/one", pk.Path.parse("crew"))
    assert () == ds.claims("ship/one", "captain")


def test_no_claim_takes_away_what_protects_a_record():
    """A marking that only a later claim states holds on an earlier day."""
    base = pk.Base(
        id="base/one", mission="mission/one", marking="TLP:RED", sources=["source/a"]
    )
    records = [
        pk.Mission(id="mission/one"),
        base,
        pk.Source(id="source/a", published_on="2023-01-01"),
        pk.Source(id="source/b", published_on="2023-02-01"),
        pk.Claim(
            id="claim/one",
            about="base/one",
            field="marking",
            value="TLP:RED",
            source="source/b",
        ),
    ]
    then = pk.Dataset(records).known_by("2023-01-15")

    assert "TLP:RED" == then.get("base/one").marking


def test_vocabularies_are_found_by_name():
    """A name that is none is told, with the near miss."""
    assert "ied" in pk.codes["method"]
    assert "method" in pk.codes
    assert "methods" not in pk.codes
    assert [one.name for one in VOCABULARIES] == list(pk.codes)
    assert len(VOCABULARIES) == len(pk.codes)
    with pytest.raises(pk.UnknownName, match=r"Did you mean method\?"):
        pk.codes["methd"]


def test_a_key_by_name_cannot_be_followed_by_position():
    """No field has such a key."""
    path = pk.Path.parse("casualties[group=peacekeeper,injured].count")
    incident = pk.Incident(id="incident/a", mission="mission/a")

    with pytest.raises(pk.InvalidValue, match="group, outcome, severity"):
        pk.Dataset([incident]).claims("incident/a", path)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Ménaka", "menaka"),
        ("MENAKA", "menaka"),
        # The same letter and accent, as two characters.
        ("Me\u0301naka", "menaka"),
        ("Al-Qasr (camp)", "al qasr camp"),
        ("  al   qasr camp. ", "al qasr camp"),
        ("N'Djamena", "n djamena"),
        ("N\u2019Djamena", "n djamena"),
        ("\u0130stanbul", "istanbul"),
        ("Stra\u00dfe 12", "strasse 12"),
        # Vowel signs of Hindi are marks, and no accents.
        ("\u0939\u093f\u0928", "\u0939\u093f\u0928"),
        # Alef and hamza, written apart by Unicode.
        ("\u0623", "\u0627"),
        ("???", ""),
        ("", ""),
    ],
)
def test_a_text_is_folded(text, plain):
    """Case, accents and punctuation go; letters, digits and words stay."""
    assert plain == folded(text)
    assert plain == folded(plain)
