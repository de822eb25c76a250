"""Vocabularies: words as they are read from lines, hints, terms, schemes."""

import re

import pytest
from builders import error_of

from peacekeep.definitions.codes import Code, Codes, Scheme, glossary
from peacekeep.errors import InvalidValue, UnknownName


CAMP = Code("camp", "A camp.", "ours")
WEATHER = """
    rain: rain
        Water that falls.
    drizzle: drizzle
        Water that falls in small drops.
        fr: bruine
        broader: rain
        total: cumulative
        metar_term: DZ
        synop_term: 5: light
"""


def test_codes_are_read_from_lines():
    """Further lines give the French, the broader word, totals, the terms of others."""
    assert glossary("peacekeep", WEATHER) == {
        "rain": Code("rain", "Water that falls.", "peacekeep"),
        "drizzle": Code(
            "drizzle",
            "Water that falls in small drops.",
            "peacekeep",
            french="bruine",
            broader="rain",
            terms={"metar": "DZ", "synop": "5: light"},
            cumulative=True,
        ),
    }


@pytest.mark.parametrize(
    "text",
    [
        "rain",
        "rain: rain",
        "rain: rain\n    Water.\nrain: rain\n    Water.",
        "big rain: rain\n    Water.",
    ],
)
def test_a_word_needs_a_label_and_a_definition_once(text):
    """The message has the line of the word."""
    with pytest.raises(InvalidValue, match='"word: label" with a definition'):
        glossary("peacekeep", text)


@pytest.mark.parametrize(
    "line",
    [
        "It is wet.",
        "en: rain",
        "term: RA",
        "metar_term:",
        "METAR_term: RA",
        "fr:pluie",
        "total: all",
    ],
)
def test_a_further_line_is_of_a_known_sort(line):
    """A second line of definition is none."""
    with pytest.raises(
        InvalidValue, match="fr:, broader:, total: cumulative or a term"
    ):
        glossary("peacekeep", f"rain: rain\n    Water.\n    {line}")


@pytest.mark.parametrize("key", ["fr", "broader", "metar_term"])
def test_a_further_line_is_given_once(key):
    """The same key twice is an error, even with the same text."""
    text = f"rain: rain\n    Water.\n    {key}: a\n    {key}: a"

    with pytest.raises(InvalidValue, match=f"once each, got '{key}: a'"):
        glossary("peacekeep", text)


def test_a_word_is_found_by_its_term():
    """It is spelled as the codebook does; an unknown term has no word."""
    weather = Codes("weather", open=False, codes=glossary("peacekeep", WEATHER))

    assert "drizzle" == weather.word_for("metar", "DZ")
    assert weather.word_for("metar", "dz") is None
    with pytest.raises(UnknownName, match="Did you mean metar"):
        weather.word_for("meter", "DZ")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "camp: camp",
            (
                'a code must be "word: label" with a definition on the next line, once '
                "each, got 'camp: camp'."
            ),
        ),
        (
            "camp: camp\n    A camp.\n    fr: camp\n    fr: bivouac",
            (
                "a line of a code must be fr:, broader:, total: cumulative or a term "
                "such as acled_term:, once each, got 'fr: bivouac'."
            ),
        ),
    ],
)
def test_what_is_refused_is_told_with_what_it_should_be(text, expected):
    """The text of the line stands in the error."""
    assert expected == error_of(glossary, "ours", text)


def test_the_first_of_several_words_of_a_term_is_found():
    """A term of a codebook may be wider than our words."""
    rain = Code("rain", "Water.", "ours", terms={"metar": "RA"})
    codes = Codes("weather", open=True, codes={"rain": rain, "drops": rain})

    assert "rain" == codes.word_for("metar", "RA")


# Hints.


@pytest.mark.parametrize(
    ("word", "hint"),
    [
        ("bivouac", "Write camp."),
        ("Militärlager", "Write camp."),
        ("MILITÄRLAGER", "Write camp."),
        ("Bivouac", ""),
        ("camq", "Did you mean camp?"),
        ("CAMP", "Did you mean camp?"),
        ("quarry", ""),
    ],
)
def test_what_is_meant_is_told(word, hint):
    """A former word, another spelling in whatever case, a near miss, or nothing."""
    codes = Codes(
        "base_type",
        open=True,
        codes={"camp": CAMP},
        former={"bivouac": "camp"},
        spellings={"militärlager": "camp"},
    )

    assert hint == codes.hint(word)


def test_a_code_with_terms_is_hashable():
    """Equal codes hash alike."""
    one, same = (Code("a", "An a.", "x", terms={"acled": "A"}) for _ in range(2))

    assert {one} == {same}


# Schemes.


ITEM = Scheme(
    "item",
    "An item.",
    "https://example.org",
    pattern="Q[1-9][0-9]*|P[0-9]",
    such_as="Q1376",
    address="https://example.org/wiki/{}",
)


@pytest.mark.parametrize("value", ["Q1", "Q1376", "P7"])
def test_an_identifier_fits_its_scheme(value):
    """From end to end, whichever side of the pattern it is on."""
    assert ITEM.fits(value)


@pytest.mark.parametrize("value", ["", "Q0", "q1", "Q1 ", " Q1", "Q1\n", "Q1x", "P77"])
def test_another_identifier_does_not(value):
    """Nothing before it, and nothing after."""
    assert not ITEM.fits(value)


def test_a_scheme_without_a_pattern_takes_anything():
    """What its publisher does not say is not asked."""
    assert Scheme("any", "Any.", "ours").fits("anything at all")


def test_a_scheme_says_where_a_thing_is_described():
    """The identifier stands in the template; without one there is no address."""
    assert "https://example.org/wiki/Q1376" == ITEM.address_of("Q1376")
    assert Scheme("any", "Any.", "ours").address_of("Q1376") is None


def test_a_vocabulary_has_a_shape_of_its_own():
    """Words that it may come to have look like those of its standard."""
    codes = Codes("letters", open=True, codes={"A": CAMP}, shape="[A-F]")

    assert re.fullmatch(codes.shape, "B")
    assert "<Codes letters: 1 words>" == repr(codes)


def test_a_pattern_of_a_scheme_is_a_regular_expression():
    """It is refused when the scheme is made, and not when an identifier is read."""
    with pytest.raises(InvalidValue, match="a regular expression"):
        Scheme("Example", "An example.", "us", pattern="(")


def test_an_address_takes_the_identifier_in_one_place():
    """Other braces stay as they are."""
    scheme = Scheme("Example", "An example.", "us", address="https://x.org/{a}/{}")

    assert "https://x.org/{a}/7" == scheme.address_of("7")
