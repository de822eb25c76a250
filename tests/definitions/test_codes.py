"""Words and their meanings, as they are read from lines."""

import pytest

from peacekeep.definitions.codes import Code, Codes, glossary
from peacekeep.errors import InvalidValue


WEATHER = """
    rain: rain
        Water that falls.
    drizzle: drizzle
        Water that falls in small drops.
        fr: bruine
        broader: rain
        metar_term: DZ
        synop_term: 5: light
"""


def test_codes_are_read_from_lines():
    """Further lines give the French, the broader word and the terms of others."""
    assert glossary("peacekeep", WEATHER) == {
        "rain": Code("rain", "Water that falls.", "peacekeep"),
        "drizzle": Code(
            "drizzle",
            "Water that falls in small drops.",
            "peacekeep",
            french="bruine",
            broader="rain",
            terms={"metar": "DZ", "synop": "5: light"},
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
    ["It is wet.", "en: rain", "term: RA", "metar_term:", "METAR_term: RA", "fr:pluie"],
)
def test_a_further_line_is_of_a_known_sort(line):
    """A second line of definition is none."""
    with pytest.raises(InvalidValue, match="fr:, broader: or a term"):
        glossary("peacekeep", f"rain: rain\n    Water.\n    {line}")


@pytest.mark.parametrize("key", ["fr", "broader", "metar_term"])
def test_a_further_line_is_given_once(key):
    """The same key twice is an error, even with the same text."""
    text = f"rain: rain\n    Water.\n    {key}: a\n    {key}: a"

    with pytest.raises(InvalidValue, match="once each"):
        glossary("peacekeep", text)


def test_a_word_is_found_by_its_term():
    """It is spelled as the codebook does; an unknown term has no word."""
    weather = Codes("weather", open=False, codes=glossary("peacekeep", WEATHER))

    assert "drizzle" == weather.word_for("metar", "DZ")
    assert weather.word_for("metar", "dz") is None
    assert weather.word_for("synop", "DZ") is None
