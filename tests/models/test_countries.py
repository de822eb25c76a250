"""Countries: every code of ISO 3166, its names, and how else it may be written."""

import csv
import re

import attrs
import pycountry
import pytest

import peacekeep as pk
from peacekeep.errors import InvalidRecord
from peacekeep.models.countries import COUNTRY, CountryCode
from peacekeep.models.place import Place


CURRENT = {word: code for word, code in COUNTRY.items() if code.until is None}
FORMER = {word: code for word, code in COUNTRY.items() if code.until is not None}

# The alpha-3 code of FQ, French Southern and Antarctic Territories, until 1979. It is
# the code of TF, French Southern Territories, today.
IN_USE_AGAIN = "ATF"


def curved(text):
    """Return a text with curved apostrophes, as many sources print them."""
    return text.replace("'", "\N{RIGHT SINGLE QUOTATION MARK}")


def straight(text):
    """Return a text with straight apostrophes, as all of ours are."""
    return text.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")


def test_the_current_codes_are_those_of_iso_3166_1():
    """
    Alpha-3, alpha-2, numeric code and English name are equal, both ways.

    Source: ISO 3166-1, as in iso-codes.
    """
    expected = {
        (one.alpha_3, one.alpha_2, one.numeric, one.name) for one in pycountry.countries
    }

    assert expected == {
        (word, code.alpha_2, code.numeric, code.label) for word, code in CURRENT.items()
    }


def test_the_former_codes_are_those_of_iso_3166_3():
    """
    Alpha-3, alpha-2, numeric code, English name and withdrawal are equal, both ways.

    Source: ISO 3166-3, as in iso-codes.
    """
    expected = {
        (
            one.alpha_3,
            one.alpha_2,
            getattr(one, "numeric", ""),
            one.name,
            one.withdrawal_date,
        )
        for one in pycountry.historic_countries
        if one.alpha_3 != IN_USE_AGAIN
    }

    assert expected == {
        (word, code.alpha_2, code.numeric, code.label, code.until)
        for word, code in FORMER.items()
    }
    assert IN_USE_AGAIN in CURRENT


def test_current_codes_come_first_in_the_order_of_their_names():
    """Afghanistan is first, and Zimbabwe the last that is in use."""
    words = list(COUNTRY)

    assert words == [*CURRENT, *FORMER]
    assert ["AFG", "ZWE"] == [words[0], words[len(CURRENT) - 1]]


def test_former_codes_begin_with_the_last_withdrawn():
    """The Netherlands Antilles came last, in 2010; Sikkim was first, in 1975."""
    withdrawn = [code.until for code in FORMER.values()]

    assert sorted(withdrawn, reverse=True) == withdrawn
    assert ["ANT", "SKM"] == [next(iter(FORMER)), list(FORMER)[-1]]


def test_names_are_those_of_the_united_nations(shared):
    """
    The French name of each current code is that of M49, and so is its numeric code.

    Source: M49, in the table of countries of OCHA. It has no names of Taiwan.
    """
    path = shared / "vectors" / "countries.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["M49 French"]]
    expected = {
        (
            row["ISO 3166-1 Alpha 3-Codes"],
            row["ISO 3166-1 Alpha 2-Codes"],
            row["m49 numerical code"].zfill(3),
            straight(row["M49 French"]),
        )
        for row in rows
    }

    assert expected == {
        (word, code.alpha_2, code.numeric, code.french)
        for word, code in CURRENT.items()
        if word != "TWN"
    }


@pytest.mark.parametrize(
    ("word", "french"),
    [
        ("CIV", "Côte d'Ivoire"),
        ("COD", "République démocratique du Congo"),
        ("DEU", "Allemagne"),
        ("MLI", "Mali"),
        ("NGA", "Nigéria"),
        ("SSD", "Soudan du Sud"),
        ("TZA", "République-Unie de Tanzanie"),
    ],
)
def test_french_names_are_those_of_the_united_nations(word, french):
    """Source: United Nations, M49, https://unstats.un.org/unsd/methodology/m49/."""
    assert french == COUNTRY[word].french


def test_every_country_has_its_names():
    """No name is empty, and every apostrophe is straight."""
    for word, code in COUNTRY.items():
        assert isinstance(code, CountryCode)
        for name in (code.label, code.french):
            assert name, word
            assert name.strip() == straight(name) == name, word


def test_every_code_has_the_shape_of_its_kind():
    """Three capital letters, two, and three digits, save where there was no number."""
    for word, code in COUNTRY.items():
        assert re.fullmatch(COUNTRY.shape, word), word
        assert re.fullmatch("[A-Z]{2}", code.alpha_2), word
        assert re.fullmatch("[0-9]{3}", code.numeric or "000"), word
    assert ["PCZ", "ATB", "VDR", "SKM"] == [
        word for word, code in FORMER.items() if not code.numeric
    ]


def test_a_definition_says_the_other_codes_or_the_withdrawal():
    """The numeric code of Mali is 466; Serbia and Montenegro was withdrawn in 2006."""
    assert (
        "Country or area with the alpha-2 code ML and the numeric code 466."
        == COUNTRY["MLI"].definition
    )
    assert (
        "Former country or area, code withdrawn in 2006." == COUNTRY["SCG"].definition
    )


# What sources write, with the code that it means.
SPELLINGS = {
    "AFG": ["afg", "Afghanistan", "AF", "004"],
    "ARE": ["UAE"],
    "BHS": ["The Bahamas"],
    "BIH": ["Bosnia & Herzegovina", "Bosnia"],
    "BOL": ["Bolivia", "Bolivia (Plurinational State of)"],
    "CAF": ["CAR", "RCA", "République centrafricaine"],
    "CIV": [
        "Cote d'Ivoire",
        curved("Cote D'Ivoire"),
        "CÔTE D'IVOIRE",
        curved("Côte d'Ivoire"),
        "Côte dIvoire",
        "Cote d Ivoire",
        "Ivory Coast",
    ],
    "COD": [
        "DRC",
        "DR Congo",
        "Democratic Republic of Congo",
        "Democratic Republic of the Congo",
        "Congo (Kinshasa)",
        "Congo-Kinshasa",
    ],
    "COG": ["Congo", "Republic of the Congo", "Congo (Brazzaville)"],
    "CPV": ["Cape Verde"],
    "CZE": ["Czech Republic"],
    "GBR": ["Britain", "UK", "United Kingdom"],
    "GMB": ["Gambia", "The Gambia"],
    "IRN": ["Iran", "Iran (Islamic Republic of)"],
    "KOR": [
        "Korea (ROK)",
        "South Korea",
        "Republic of Korea",
        "Korea (the Republic of)",
    ],
    "LAO": ["Laos", curved("Lao People's Democratic Republic")],
    "MDA": ["Moldova", "Republic of Moldova"],
    "MKD": ["Macedonia", "FYROM"],
    "MLI": ["Mali", "mali", "ML", "ml", "466", "mli"],
    "MMR": ["Burma", "Myanmar", "Myanmar (Burma)"],
    "PRK": ["North Korea", "DPRK"],
    "RUS": ["Russia"],
    "SCG": ["CS", "891"],
    "SDN": ["Sudan", "the Sudan", "Sudan (the)"],
    "SUN": ["USSR", "Soviet Union"],
    "SWZ": ["Swaziland"],
    "SYR": ["Syria"],
    "TLS": ["East Timor", "626"],
    "TUR": ["Turkey", "Turkiye", "Türkiye"],
    "TZA": ["Tanzania", "United Republic of Tanzania"],
    "USA": ["US", "U.S.", "United States", "United States of America"],
    "VEN": ["Venezuela", "Venezuela (Bolivarian Republic of)"],
    "VNM": ["Viet Nam", "Vietnam"],
    "YUG": ["Yugoslavia"],
}


@pytest.mark.parametrize(
    ("word", "written"),
    [(word, one) for word, written in SPELLINGS.items() for one in written],
)
def test_a_spelling_leads_to_its_code(word, written):
    """An error about a country says what to write instead."""
    assert f"Write {word}." == COUNTRY.hint(written)


@pytest.mark.parametrize("written", ["Korea", "Virgin Islands", "Saint Martin"])
def test_a_name_of_two_countries_leads_to_neither(written):
    """A hint takes no side."""
    assert "" == COUNTRY.hint(written)


@pytest.mark.parametrize("country", list(pycountry.countries), ids=lambda c: c.alpha_3)
def test_each_code_and_name_of_iso_leads_to_its_country(country):
    """So does each name without its accents."""
    codes = [country.alpha_2, country.alpha_2.lower(), country.numeric]

    for written in [*codes, country.name, country.alpha_3.lower()]:
        assert f"Write {country.alpha_3}." == COUNTRY.hint(written)


def test_the_table_of_spellings_is_as_it_is_looked_up():
    """Each is in lower case, and leads to a code; none is another one's lower case."""
    for written, word in COUNTRY.spellings.items():
        assert written.casefold() == written
        assert word in COUNTRY
        assert written.upper() not in COUNTRY or written.upper() == word


def test_names_of_the_united_nations_lead_to_their_countries(shared):
    """
    English and French, long and short, with either apostrophe.

    Source: M49 and UNTERM, in the table of countries of OCHA.
    """
    path = shared / "vectors" / "countries.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["ISO 3166-1 Alpha 3-Codes"]]
    titles = ["M49 English", "M49 French", "French Short"]
    missed = [
        (row["ISO 3166-1 Alpha 3-Codes"], name)
        for row in rows
        for name in filter(None, (row[title] for title in titles))
        if f"Write {row['ISO 3166-1 Alpha 3-Codes']}." != COUNTRY.hint(name)
    ]

    assert [] == missed


def test_a_country_by_its_name_is_refused_with_its_code():
    """The whole text of the error."""
    with pytest.raises(InvalidRecord) as caught:
        Place(country="Mali")

    assert (
        "place: 1 fault:\n"
        "  country must be a code of the vocabulary country, such as AFG, got 'Mali'. "
        "Write MLI."
    ) == str(caught.value)


def test_a_former_country_is_taken():
    """What happened there then is recorded as it was."""
    assert "YUG" == Place(country="YUG").country


def findings(country):
    mission = pk.Mission(id="mission/minusma", countries=[country])
    report = pk.validate(pk.Dataset([mission]))
    return [one for one in report if one.check == "words.unknown-code"]


@pytest.mark.parametrize("country", ["ZZZ", "MLX", "DRC"])
def test_a_code_that_iso_does_not_have_is_found(country):
    """A record takes it, for the world may have it by now; validation finds it."""
    (finding,) = findings(country)

    assert f"{country!r} is not in the vocabulary country." in finding.message
    assert "countries" == str(finding.path)


def test_the_finding_of_an_unknown_code_says_what_to_write():
    """By its spelling, or by a near code; nothing is near ZZZ."""
    assert "Write COD." == findings("DRC")[0].suggestion
    assert findings("MLX")[0].suggestion.startswith("Did you mean M")
    assert findings("ZZZ")[0].suggestion.startswith("Use a word of the vocabulary")


@pytest.mark.parametrize("country", ["MLI", "SCG"])
def test_a_code_in_use_or_withdrawn_is_no_finding(country):
    """Both are words of the vocabulary."""
    assert [] == findings(country)


def test_a_code_of_a_country_is_frozen():
    """Its meaning never changes."""
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        COUNTRY["MLI"].until = "2099"
