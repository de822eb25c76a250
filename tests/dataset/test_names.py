"""What does not exist is refused or warned of, and is no empty answer."""

import warnings

import pytest

import peacekeep as pk


def held():
    """Return an incident with a wounded peacekeeper, and a claim on them."""
    incident = pk.Incident(
        id="incident/kidal",
        mission="mission/minusma",
        on="2023-10-31",
        attacks=2,
        methods=["ied", "drone_swarm"],
        identifiers=["ucdp:1", "house_scheme:7"],
        casualties=[
            pk.Casualties(group="peacekeeper", outcome="injured", count="2.."),
            pk.Casualties(group="village_watch", outcome="killed", count=1),
        ],
    )
    claim = pk.Claim(
        id="claim/ap",
        about="incident/kidal",
        field="casualties[peacekeeper,injured].count",
        value="2..",
    )
    mission = pk.Mission(id="mission/minusma", acronym="MINUSMA")
    other = pk.Mission(id="mission/monusco", acronym="MONUSCO")
    return pk.Dataset([mission, other, incident, claim])


class TestClaims:
    """An id, a path or a key that cannot be raises; one that may be gives nothing."""

    @pytest.mark.parametrize("path", [None, "attacks"])
    def test_an_id_that_no_record_has(self, path):
        with pytest.raises(pk.UnknownReference, match=r"Did you mean incident/kidal\?"):
            held().claims("incident/kidla", path)

    def test_a_claim_about_a_record_that_is_not_there_belongs_to_none(self):
        ds = pk.Dataset([pk.Claim(id="claim/a", about="incident/gone", says="X.")])

        with pytest.raises(pk.UnknownReference):
            ds.claims("incident/gone")

    def test_a_field_that_the_class_does_not_have(self):
        with pytest.raises(pk.UnknownName, match=r"Did you mean attacks\?"):
            held().claims("incident/kidal", "atacks")

    def test_a_word_that_is_not_in_a_closed_vocabulary(self):
        with pytest.raises(pk.InvalidValue, match=r"Did you mean injured\?"):
            held().claims("incident/kidal", "casualties[peacekeeper,injurd].count")

    def test_a_word_that_is_not_in_an_open_vocabulary(self):
        with pytest.warns(pk.UnknownWord, match=r"Did you mean peacekeeper\?") as said:
            found = held().claims("incident/kidal", "casualties[peacekeepr,injured]")

        assert () == found
        assert __file__ == said[0].filename

    def test_an_id_in_a_key_that_no_record_has(self):
        path = "casualties[peacekeeper,injured,contributor=mission/monsco].count"

        with pytest.raises(
            pk.UnknownReference, match=r"Did you mean mission/monusco\?"
        ):
            held().claims("incident/kidal", path)

    @pytest.mark.parametrize(
        "path",
        [
            "casualties[civilian,killed].count",
            "casualties[village_watch,killed].count",
            "casualties[peacekeeper,injured,contributor=mission/monusco].count",
            "attacks",
            "place.name",
        ],
    )
    def test_what_may_be_there_and_is_not_is_nothing(self, path):
        with warnings.catch_warnings():
            warnings.simplefilter("error")

            assert () == held().claims("incident/kidal", path)


class TestOf:
    """A value that its field cannot hold is refused, and an unknown word warned of."""

    @pytest.mark.parametrize(
        ("kind", "equals", "error", "match"),
        [
            ("incident", {"atacks": 2}, pk.UnknownName, "attacks"),
            ("incident", {"attacks": "two"}, pk.InvalidValue, "attacks must"),
            ("incident", {"attacks": True}, pk.InvalidValue, "attacks must"),
            ("incident", {"on": "October"}, pk.InvalidValue, "on must"),
            ("incident", {"place": "Kidal"}, pk.InvalidValue, "place must"),
            (
                "incident",
                {"mission": "mission/minusam"},
                pk.UnknownReference,
                "minusma",
            ),
            ("incident", {"mission": "base/kidal"}, pk.InvalidValue, "mission must"),
            ("incident", {"id": "incident/kidla"}, pk.UnknownReference, "kidal"),
            ("claim", {"stance": "afirms"}, pk.InvalidValue, "Did you mean affirms"),
        ],
    )
    def test_what_cannot_be_is_refused(self, kind, equals, error, match):
        for ask in (held().of, held().first):
            with pytest.raises(error, match=match):
                ask(kind, **equals)

    @pytest.mark.parametrize("verb", ["of", "first"])
    def test_an_unknown_word_of_an_open_vocabulary_is_warned_of(self, verb):
        with pytest.warns(pk.UnknownWord, match=r"'ide' .* Did you mean ied") as said:
            assert not getattr(held(), verb)(pk.Incident, methods="ide")

        assert __file__ == said[0].filename

    @pytest.mark.parametrize(
        ("equals", "number"),
        [
            ({"methods": "drone_swarm"}, 1),
            ({"methods": "mine"}, 0),
            ({"methods": ["ied", "drone_swarm"]}, 1),
            ({"methods": ["ied"]}, 0),
            ({"attacks": 3}, 0),
            ({"attacks": "2", "methods": "drone_swarm"}, 1),
            ({"attacks": 3, "methods": "drone_swarm"}, 0),
            ({"mission": "mission/monusco"}, 0),
            ({"mission": None}, 0),
            ({"base": None}, 1),
        ],
    )
    def test_what_may_be_is_found_or_not(self, equals, number):
        with warnings.catch_warnings():
            warnings.simplefilter("error")

            assert number == len(held().of(pk.Incident, **equals))

    def test_a_reference_that_leads_nowhere_is_found_where_it_is_held(self):
        base = pk.Base(id="base/gao", mission="mission/gone")

        assert (base,) == pk.Dataset([base]).of(pk.Base, mission="mission/gone")


class TestIdentifiersAndOrigins:
    """A scheme or an id that is nowhere is not answered with nothing."""

    def test_an_unknown_scheme_is_warned_of(self):
        with pytest.warns(pk.UnknownWord, match=r"Did you mean wikidata\?") as said:
            assert () == held().by_identifier("wikidta:Q1")

        assert __file__ == said[0].filename

    @pytest.mark.parametrize("text", ["house_scheme:8", "ucdp:2"])
    def test_an_identifier_that_no_record_has_is_not_found(self, text):
        with warnings.catch_warnings():
            warnings.simplefilter("error")

            assert () == held().by_identifier(text)

    @pytest.mark.parametrize("ref", ["mission/minusam", [], None])
    def test_the_origin_of_an_unknown_record_is_refused(self, ref):
        with pytest.raises(pk.UnknownReference):
            held().origin(ref)

    def test_the_origin_of_a_record_made_here_is_nowhere(self):
        assert pk.Where() == held().origin("mission/minusma")


def test_a_question_that_was_not_put_has_no_answers():
    """Its name is refused, with the near miss."""
    answers = pk.sensitivity(held(), {"records": len}, ["latest"])

    with pytest.raises(pk.UnknownName, match=r"Did you mean records\?"):
        answers.of("recods")


def test_a_word_in_the_key_of_a_claim_is_checked():
    """A closed vocabulary gives an error, an open one a warning with the near miss."""
    keys = {"open": "peacekeepr,injured", "closed": "peacekeeper,injurd"}
    claims = [
        pk.Claim(
            id=f"claim/{name}",
            about="incident/kidal",
            field=f"casualties[{key}].count",
            value="3",
        )
        for name, key in keys.items()
    ]
    report = pk.validate(held().add(*claims))
    found = {
        (one.record, one.severity.value, one.check)
        for one in report
        if one.record != "incident/kidal"
    }

    assert {
        ("claim/open", "warning", "words.unknown-code"),
        ("claim/closed", "error", "claims.claim-does-not-fit"),
    } == found
