"""Identifiers that others give: texts, refusals, and what is kept."""

import copy
import pickle
import time

import pytest
from builders import error_of, faults_of

import peacekeep as pk
from peacekeep.models.vocabularies import SCHEME
from peacekeep.values.identifiers import Identifier, as_identifiers


AN_IDENTIFIER = (
    'identifier must be an identifier with its scheme, such as "ucdp:12345", got '
)
LIMIT = "It has at most 200 characters."

CAPITAL = Identifier("wikidata", "Q3777")

# Of every publisher whose identifiers the model is to hold.
TEXTS = [
    ("ucdp:12345", "ucdp", "12345"),
    ("acled:MLI4111", "acled", "MLI4111"),
    ("wikidata:Q1376", "wikidata", "Q1376"),
    ("geonames:2456917", "geonames", "2456917"),
    ("pcode:ML08", "pcode", "ML08"),
    ("priogrid:153701", "priogrid", "153701"),
    ("iso3166:ML", "iso3166", "ML"),
    ("un_fatality:MINUSMA-2013-08-08359", "un_fatality", "MINUSMA-2013-08-08359"),
    ("of_a_user:a b", "of_a_user", "a b"),
    ("urn:isbn:0451450523", "urn", "isbn:0451450523"),
    ("x1:~!", "x1", "~!"),
]


class TestText:
    @pytest.mark.parametrize(("text", "scheme", "value"), TEXTS)
    def test_a_text_is_a_scheme_and_a_value(self, text, scheme, value):
        """The first colon parts the two."""
        one = Identifier.parse(text)

        assert (scheme, value) == (one.scheme, one.value)
        assert text == str(one) == one.to_plain()
        assert one == Identifier(scheme, value) == Identifier.from_plain(text)

    def test_the_case_of_a_value_is_kept(self):
        """Two identifiers that differ in case are of two things."""
        assert "Q1376" == Identifier.parse("wikidata:Q1376").value
        assert Identifier("pcode", "ML08") != Identifier("pcode", "ml08")

    def test_its_repr_is_evaluated_to_it(self):
        """The repr is the Python that makes the identifier."""
        assert "Identifier.parse('wikidata:Q3777')" == repr(CAPITAL)
        assert CAPITAL == eval(repr(CAPITAL))

    @pytest.mark.parametrize(
        ("text", "hint"),
        [
            ("", ""),
            (" ", ""),
            (":", ""),
            ("ucdp:", ""),
            (":12345", ""),
            ("12345", ' Name the scheme, as in "wikidata:12345".'),
            ("Q1376", ' Name the scheme, as in "wikidata:Q1376".'),
            ("Wikidata:Q1376", ' Write "wikidata:Q1376".'),
            ("wikidata: Q1376", ' Write "wikidata:Q1376".'),
            ("wikidata :Q1376 ", ' Write "wikidata:Q1376".'),
            ("WIKIDATA:q1376", ' Write "wikidata:q1376".'),
            ("ucdp:12345\n", ' Write "ucdp:12345".'),
            ("a b:1", ""),
            ("1a:1", ""),
            ("of-a-user:1", ""),
            ("ucdp:1  2", ""),
            ("ucdp:1\t2", ""),
            ("pcode:ML\u00e9", ""),
            ("ucdp:\u0661", ""),
        ],
    )
    def test_any_other_text_is_refused(self, text, hint):
        """The error shows an identifier, and what to write where that is clear."""
        assert f"{AN_IDENTIFIER}{text!r}.{hint}" == error_of(Identifier.parse, text)
        assert f"{AN_IDENTIFIER}{text!r}.{hint}" == error_of(
            Identifier.from_plain, text
        )

    @pytest.mark.parametrize("value", [None, 12345, True, b"ucdp:12345", ["ucdp:1"]])
    def test_only_text_is_parsed(self, value):
        """A number is no identifier: its scheme is missing."""
        assert f"{AN_IDENTIFIER}{value!r}." == error_of(Identifier.parse, value)
        assert f"{AN_IDENTIFIER}{value!r}." == error_of(Identifier.from_plain, value)

    def test_a_text_up_to_the_limit_is_read(self):
        """200 characters with the scheme, and not one more."""
        longest = f"ucdp:{'1' * 195}"

        assert 200 == len(longest)
        assert longest == str(Identifier.parse(longest))
        assert error_of(Identifier.parse, f"{longest}1").endswith(f". {LIMIT}")

    @pytest.mark.parametrize(
        "text", ["a" * 1_000_000, "a:" * 500_000, f"a:{' a' * 500_000}"]
    )
    def test_hostile_text_is_refused_at_once(self, text):
        """A text that is made to be slow is refused in less than a second."""
        begun = time.perf_counter()
        error_of(Identifier.parse, text)

        assert time.perf_counter() - begun < 1


class TestConstruction:
    @pytest.mark.parametrize(
        ("scheme", "value", "text"),
        [
            ("Wikidata", "Q1", "'Wikidata:Q1'. Write \"wikidata:Q1\"."),
            ("ucdp", "", "'ucdp:'."),
            ("", "12345", "':12345'."),
            ("ucdp", " 1", "'ucdp: 1'. Write \"ucdp:1\"."),
        ],
    )
    def test_a_scheme_and_a_value_are_judged_together(self, scheme, value, text):
        """What its text refuses, its constructor refuses."""
        assert f"{AN_IDENTIFIER}{text}" == error_of(Identifier, scheme, value)

    def test_a_field_takes_them_as_they_are(self):
        """`as_identifiers` changes nothing: the record reads the texts."""
        given = ["ucdp:12345", CAPITAL]

        assert given is as_identifiers(given)

    def test_a_record_and_a_place_have_identifiers(self):
        """Texts and values stand side by side."""
        incident = pk.Incident(
            id="incident/x",
            on="2019",
            identifiers=["ucdp:12345", Identifier("acled", "MLI4111")],
            place=pk.Place(identifiers=["geonames:2456917"]),
        )

        assert ("ucdp:12345", "acled:MLI4111") == tuple(map(str, incident.identifiers))
        assert (Identifier("geonames", "2456917"),) == incident.place.identifiers

    def test_a_record_says_which_of_its_identifiers_is_wrong(self):
        """One without a scheme, one that is not as its scheme asks; another passes."""
        assert (
            "incident/x: 2 faults:\n"
            "  incident/x: identifiers[0] must be an identifier with its scheme, such "
            "as \"ucdp:12345\", got '12345'. Name the scheme, as in "
            '"wikidata:12345".\n'
            "  incident/x: identifiers[1] must be an identifier such as wikidata:"
            f"{SCHEME['wikidata'].such_as}, got 'wikidata:1376'."
        ) == faults_of(
            pk.Incident,
            id="incident/x",
            on="2019",
            identifiers=["12345", "wikidata:1376", "of_a_user:anything"],
        )

    def test_a_text_is_no_list_of_identifiers(self):
        """One identifier is a list of one."""
        assert (
            "place: 1 fault:\n  identifiers must be a list, got 'geonames:2456917'. "
            "Write ['geonames:2456917']."
        ) == faults_of(pk.Place, identifiers="geonames:2456917")


class TestValue:
    def test_equal_is_the_same_scheme_and_value(self):
        """They hash alike."""
        assert {CAPITAL} == {CAPITAL, Identifier.parse("wikidata:Q3777")}

    @pytest.mark.parametrize(
        "other",
        [
            Identifier("geonames", "Q3777"),
            Identifier("wikidata", "Q1376"),
            "wikidata:Q3777",
            None,
        ],
    )
    def test_unequal_is_anything_else(self, other):
        """A text is no identifier."""
        assert CAPITAL != other

    @pytest.mark.parametrize("name", ["scheme", "value", "colour"])
    def test_it_cannot_be_changed(self, name):
        """Scheme and value stay."""
        with pytest.raises(
            AttributeError, match=rf"^Identifier is immutable: {name} cannot be set$"
        ):
            setattr(CAPITAL, name, "x")

    def test_it_is_copied_and_pickled(self):
        """A copy is the identifier itself, and pickling keeps it."""
        assert CAPITAL is copy.copy(CAPITAL) is copy.deepcopy(CAPITAL)
        assert CAPITAL == pickle.loads(pickle.dumps(CAPITAL))
