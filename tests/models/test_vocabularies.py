"""Vocabularies: whole, without doubles, and word for word where others own them."""

import re

import pytest

from peacekeep.definitions.codes import Code
from peacekeep.definitions.fields import fields_of
from peacekeep.definitions.rules import CodeFrom, SchemeFrom
from peacekeep.errors import UnknownName
from peacekeep.models import KINDS
from peacekeep.models import vocabularies as codes
from peacekeep.models.header import Header
from peacekeep.models.vocabularies import VOCABULARIES


def by_name(vocabulary):
    return vocabulary.name.replace(" ", "_")


every_vocabulary = pytest.mark.parametrize("vocabulary", VOCABULARIES, ids=by_name)


def codes_of(form):
    """Return the vocabularies that the fields of a form and of its parts use."""
    found = set()
    for field in fields_of(form):
        found |= {
            rule.codes
            for rule in field.rules
            if isinstance(rule, CodeFrom | SchemeFrom)
        }
        if field.part is not None:
            found |= codes_of(field.part)
    return found


@every_vocabulary
def test_a_vocabulary_has_codes(vocabulary):
    """No vocabulary is empty."""
    assert len(vocabulary) > 1


def test_names_of_vocabularies_are_unique():
    """No two vocabularies share a name."""
    names = [vocabulary.name for vocabulary in VOCABULARIES]

    assert len(set(names)) == len(names)


@every_vocabulary
def test_a_vocabulary_stands_in_the_module_under_its_name(vocabulary):
    """`codes.BASE_EVENT` is the vocabulary base_event."""
    constant = vocabulary.name.upper().replace(" ", "_")

    assert getattr(codes, constant) is vocabulary
    assert constant in codes.__all__


def test_every_vocabulary_of_the_module_is_listed():
    """`VOCABULARIES` holds each vocabulary once, and nothing else."""
    defined = [one for one in vars(codes).values() if isinstance(one, codes.Codes)]

    assert list(VOCABULARIES) == defined


@every_vocabulary
def test_every_code_has_label_definition_and_source(vocabulary):
    """A code says how it reads, what it means and who says so."""
    for word, code in vocabulary.items():
        assert code.label.strip() == code.label != "", word
        assert code.definition.endswith("."), word
        assert code.definition[0].isupper(), word
        assert code.source, word


@every_vocabulary
def test_words_are_lower_case_save_those_that_others_spell(vocabulary):
    """Standards spell countries, markings and grades; all other words are alike."""
    spelled_by_others = {codes.COUNTRY, codes.MARKING}
    spelled_by_others |= {codes.RELIABILITY, codes.CREDIBILITY}
    odd = [word for word in vocabulary if not re.fullmatch("[a-z][a-z0-9_]*", word)]

    assert (list(vocabulary) if vocabulary in spelled_by_others else []) == odd


@every_vocabulary
def test_labels_are_unique_in_a_vocabulary(vocabulary):
    """Two codes of one vocabulary never read alike."""
    labels = [code.label for code in vocabulary.values()]

    assert len(set(labels)) == len(labels)


def test_every_vocabulary_is_used_by_a_field():
    """No vocabulary is left over, and no field uses one that is not listed."""
    used = set().union(*(codes_of(kind) for kind in KINDS), codes_of(Header))

    assert set(VOCABULARIES) == used


def test_a_vocabulary_is_a_mapping_in_its_own_order():
    """Words lead to codes, in the order of the definition."""
    assert ["female", "male", "not_reported"] == list(codes.SEX)
    assert 3 == len(codes.SEX)
    assert codes.SEX["female"] == Code(
        label="female",
        definition="Reported as female.",
        source="https://peacekeeping.un.org/en"
        "/uniformed-gender-parity-strategy-2018-2018-full-text",
    )
    assert "unknown" not in codes.SEX


def test_a_vocabulary_is_equal_to_itself_alone():
    """Another vocabulary with the same words is another vocabulary."""
    twin = codes.Codes("sex", open=False, codes=dict(codes.SEX))

    assert codes.SEX == codes.SEX
    assert codes.SEX != twin
    assert 2 == len({codes.SEX, twin})


def test_the_markings_are_those_of_the_traffic_light_protocol():
    """
    From the widest to the narrowest, each spelled as its label is.

    Source: FIRST, Traffic Light Protocol 2.0, https://www.first.org/tlp/
    """
    expected = ["TLP:CLEAR", "TLP:GREEN", "TLP:AMBER", "TLP:AMBER+STRICT", "TLP:RED"]

    assert expected == list(codes.MARKING)
    assert expected == [code.label for code in codes.MARKING.values()]


def test_the_grades_of_sources_are_those_of_the_admiralty_scale():
    """
    Reliability runs from A to E; F says that it cannot be judged.

    Source: STANAG 2511, as in the MISP taxonomy admiralty-scale.
    """
    expected = {
        "A": "completely reliable",
        "B": "usually reliable",
        "C": "fairly reliable",
        "D": "not usually reliable",
        "E": "unreliable",
        "F": "of a reliability that cannot be judged",
    }

    assert expected == {word: one.label for word, one in codes.RELIABILITY.items()}
    assert not codes.RELIABILITY.open


def test_the_grades_of_claims_are_those_of_the_admiralty_scale():
    """
    Credibility runs from 1 to 5; 6 says that it cannot be judged.

    Source: STANAG 2511, as in the MISP taxonomy admiralty-scale.
    """
    expected = {
        "1": "confirmed by other sources",
        "2": "probably true",
        "3": "possibly true",
        "4": "doubtful",
        "5": "improbable",
        "6": "of a truth that cannot be judged",
    }

    assert expected == {word: one.label for word, one in codes.CREDIBILITY.items()}
    assert not codes.CREDIBILITY.open


@every_vocabulary
def test_a_broader_word_is_a_word_and_its_chain_ends(vocabulary):
    """No word is broader than itself, by however many steps."""
    for word in vocabulary:
        chain = [word]
        while (broader := vocabulary[chain[-1]].broader) is not None:
            assert broader in vocabulary, word
            assert broader not in chain, word
            chain.append(broader)


@every_vocabulary
def test_a_term_of_a_codebook_leads_to_one_word(vocabulary):
    """No two words of a vocabulary share a term of one codebook."""
    terms = [pair for code in vocabulary.values() for pair in code.terms.items()]

    assert len(set(terms)) == len(terms)
    for word, code in vocabulary.items():
        for codebook, term in code.terms.items():
            assert word == vocabulary.word_for(codebook, term)


@every_vocabulary
def test_a_word_with_french_names_a_text_that_has_it(vocabulary):
    """The last source of such a word is an address."""
    for word, code in vocabulary.items():
        if code.french is not None:
            assert code.source.split()[-1].startswith(("http://", "https://")), word


ACLED = {
    "Battles": [
        "Government regains territory",
        "Non-state actor overtakes territory",
        "Armed clash",
    ],
    "Protests": [
        "Excessive force against protesters",
        "Protest with intervention",
        "Peaceful protest",
    ],
    "Riots": ["Violent demonstration", "Mob violence"],
    "Explosions/Remote violence": [
        "Chemical weapon",
        "Air/drone strike",
        "Suicide bomb",
        "Shelling/artillery/missile attack",
        "Remote explosive/landmine/IED",
        "Grenade",
    ],
    "Violence against civilians": [
        "Sexual violence",
        "Attack",
        "Abduction/forced disappearance",
    ],
    "Strategic developments": [
        "Agreement",
        "Arrests",
        "Change to group/activity",
        "Disrupted weapons use",
        "Headquarters or base established",
        "Looting/property destruction",
        "Non-violent transfer of territory",
        "Other",
    ],
}


def test_the_events_of_acled_are_its_six_types_with_25_sub_types():
    """
    A sub-type is included in its type.

    Source: ACLED Codebook, editions of 2023 and 2024, list of contents.
    """
    word_for = codes.INCIDENT_TYPE.word_for
    included = {
        codes.INCIDENT_TYPE[word_for("acled", term)].broader: word_for("acled", kind)
        for kind, terms in ACLED.items()
        for term in terms
    }
    mapped = {one.terms.get("acled") for one in codes.INCIDENT_TYPE.values()} - {None}

    assert 6 == len(ACLED)
    assert 25 == sum(map(len, ACLED.values()))
    assert all(word == kind for word, kind in included.items())
    assert 6 == len(included)
    assert mapped == {*ACLED, *(term for terms in ACLED.values() for term in terms)}


def test_a_word_is_found_by_the_term_of_a_codebook():
    """Terms are spelled as their codebooks do; a number is text."""
    incident_type = codes.codes["incident_type"]

    assert "armed_clash" == incident_type.word_for("acled", "Armed clash")
    assert "protest" == incident_type.word_for("acled", "Protests")
    assert incident_type.word_for("acled", "armed clash") is None
    with pytest.raises(UnknownName, match="No codebook of incident_type"):
        incident_type.word_for("gtd", "Armed clash")


@pytest.mark.parametrize(
    ("number", "word"),
    [
        ("1", "state_based_violence"),
        ("2", "non_state_violence"),
        ("3", "one_sided_violence"),
    ],
)
def test_the_violence_of_ucdp_is_of_three_types(number, word):
    """
    The codes 1 to 3 of `type_of_violence`.

    Source: UCDP GED codebook, variable type_of_violence.
    """
    assert word == codes.INCIDENT_TYPE.word_for("ucdp", number)


def test_a_case_of_abduction_is_no_violence_against_civilians():
    """People of a mission are abducted too, so the wider word stays as it was."""
    assert codes.INCIDENT_TYPE["abduction"].broader is None
    assert {} == codes.INCIDENT_TYPE["abduction"].terms


def test_a_term_of_a_method_says_no_more_than_the_word():
    """
    What a codebook counts together with other means leads to no method.

    Source: ACLED counts rocket-propelled grenades as shelling.
    """
    assert codes.METHOD.word_for("acled", "Shelling/artillery/missile attack") is None
    assert "air_drone_strike" == codes.METHOD.word_for("acled", "Air/drone strike")
    assert "ied" == codes.METHOD.word_for("awsd", "Roadside IED")


@pytest.mark.parametrize(
    ("vocabulary", "term", "word"),
    [
        (codes.PERSONNEL, "Military", "military"),
        (codes.PERSONNEL, "Local", "civilian_national"),
        (codes.PERSONNEL, "International Civilian", "civilian_international"),
        (codes.PERSONNEL, "Police", "police"),
        (codes.PERSONNEL, "Military Observer", "military_observer"),
        (codes.PERSONNEL, "Other", "other"),
        (codes.CAUSE, "Malicious Act", "malicious_act"),
        (codes.CAUSE, "Accident", "accident"),
        (codes.CAUSE, "Illness", "illness"),
        (codes.CAUSE, "Self-Inflicted", "self_inflicted"),
        (codes.CAUSE, "To Be Determined", "to_be_determined"),
        (codes.CAUSE, "Unknown", "unknown"),
    ],
)
def test_the_spellings_of_the_united_nations_lead_to_words(vocabulary, term, word):
    """
    The file of fatalities has six types of personnel and six of incident.

    Source: DPPADPOSS-FATALITIES, edition of 28 November 2023.
    """
    assert word == vocabulary.word_for("un", term)


def test_the_schemes_give_examples_of_themselves():
    """An example matches its pattern, and an address has a place for it."""
    for word, scheme in codes.SCHEME.items():
        assert re.fullmatch(scheme.pattern, scheme.such_as), word
        assert scheme.address.count("{}") == bool(scheme.address), word


@pytest.mark.parametrize(
    "identifier", ["ID9433050", "HT0811-07", "BDI014006", "LB63", "ML01"]
)
def test_place_codes_have_two_or_three_letters_and_may_have_a_dash(identifier):
    """
    Each country shapes its codes for itself.

    Source: OCHA, P-codes, table of examples.
    """
    assert re.fullmatch(codes.SCHEME["pcode"].pattern, identifier)


def test_precision_has_the_seven_codes_of_ucdp_in_their_order():
    """
    The codes 1 to 7 of `where_prec` are read without loss.

    Source: UCDP GED codebook 25.1, section 5.4.2.
    """
    expected = [
        "exact",
        "near",
        "admin2",
        "admin1",
        "linear_or_area",
        "country",
        "international",
    ]

    assert expected == list(codes.PRECISION)
    assert expected == [codes.PRECISION.word_for("ucdp", code) for code in "1234567"]


def test_causes_begin_with_the_types_of_incident_of_the_united_nations():
    """
    The six words of the public file come first, then those that it does not have.

    Source: data dictionary of DPPADPOSS-FATALITIES, https://psdata.un.org
    """
    expected = [
        "malicious_act",
        "accident",
        "illness",
        "self_inflicted",
        "to_be_determined",
        "unknown",
    ]

    assert [*expected, "other", "all"] == list(codes.CAUSE)
    assert {"https://psdata.un.org"} == {codes.CAUSE[one].source for one in expected}


@pytest.mark.parametrize(
    ("vocabulary", "word"),
    [
        (codes.BASE_TYPE, "company_operating_base"),
        (codes.BASE_TYPE, "mobile_operating_base"),
        (codes.BASE_TYPE, "standing_combat_deployment"),
        (codes.BASE_TYPE, "team_site"),
        (codes.BASE_TYPE, "logistics_base"),
        (codes.BASE_TYPE, "entry_point"),
        (codes.BASE_TYPE, "airfield"),
        (codes.BASE_TYPE, "hospital"),
        (codes.INCIDENT_TYPE, "safety_incident"),
        (codes.INCIDENT_TYPE, "security_incident"),
    ],
)
def test_what_no_source_bears_out_is_ours(vocabulary, word):
    """A sense that is common knowledge is not put into the mouth of a source."""
    assert "peacekeep" == vocabulary[word].source


def test_a_vocabulary_is_shown_by_its_name():
    """Its words are too many for a signature or an error."""
    assert "<Codes sex: 3 words>" == repr(codes.SEX)
