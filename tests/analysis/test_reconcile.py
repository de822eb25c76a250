"""What each policy adopts, on cases whose answer is plain."""

import attrs
import pytest

import peacekeep as pk
from peacekeep import authoring
from peacekeep.analysis.policies import POLICIES


INCIDENT = "incident/convoy"
NAMED_FOR_SPANS = ("only", "latest", "envelope")
COUNT = "casualties[peacekeeper,injured].count"
ROLE = "parties[actor/jnim].role"
SOURCES = {
    "ap": pk.Source(id="source/ap", origin="AP", published_on="2023-10-31"),
    "reprint": pk.Source(id="source/reprint", origin="AP", published_on="2023-10-31"),
    "afp": pk.Source(id="source/afp", origin="AFP", published_on="2023-11-01"),
    "un": pk.Source(id="source/un", origin="UN", published_on="2023-11-08"),
    "undated": pk.Source(id="source/undated", origin="Radio"),
}


def claim(name, source, value, **fields):
    """Return a claim on the wounded of the incident."""
    given = {"field": COUNT, "about": INCIDENT, **fields}
    return pk.Claim(id=f"claim/{name}", source=f"source/{source}", value=value, **given)


def dataset(*claims, sources=(), **fields):
    """Return a dataset of one incident, of claims, and of all their sources."""
    return pk.Dataset(
        [
            pk.Mission(id="mission/one"),
            pk.Actor(id="actor/jnim"),
            pk.Incident(id=INCIDENT, mission="mission/one", **fields),
            *{**SOURCES, **{one.id[7:]: one for one in sources}}.values(),
            *claims,
        ]
    )


def outcome(ds, policy, field=COUNT):
    """Return what becomes of the one contest on a field."""
    (settled,) = pk.settle(ds, policy)[1].of(INCIDENT, field)
    return settled


def adopted(ds, policy):
    """Return the wounded that the incident has after settling. None: not given."""
    settled, _ = pk.settle(ds, policy)
    parts = settled.get(INCIDENT).casualties
    return str(parts[0].count) if parts and parts[0].count is not None else None


AGREED = (claim("a", "ap", "2.."), claim("b", "afp", "2"))
TWO_DAYS = (claim("a", "ap", "3"), claim("b", "afp", "2"))


@pytest.mark.parametrize("policy", POLICIES)
def test_a_value_that_stands_alone_is_adopted_under_every_policy(policy):
    """Where every claim states one value there is nothing to choose, nor to refuse."""
    ds = dataset(claim("a", "ap", "2"), claim("b", "afp", "2"))

    assert "2" == adopted(ds, policy)
    assert not outcome(ds, policy).is_contested
    assert "No other value is weighed" == outcome(ds, policy).reason


@pytest.mark.parametrize(
    ("policy", "value"),
    [
        ("only", None),
        ("latest", "2"),
        ("best_graded", None),  # neither source is graded, each value has one voice
        ("envelope", "2..3"),
        ("agree", None),  # the two have nothing in common
        (pk.prefer("AP"), "3"),
        (pk.prefer("source/afp"), "2"),
        (pk.prefer("Radio", "afp", "AP"), "2"),
        (pk.prefer("Radio"), None),
    ],
)
def test_each_policy_does_what_its_name_says(policy, value):
    """Two claims of two voices on two days, under each policy."""
    ds = dataset(*TWO_DAYS)

    assert value == adopted(ds, policy)
    assert value == outcome(ds, policy).value


def test_what_stays_open_is_emptied_and_what_has_no_claim_is_kept():
    """An adopted value that its claims do not bear goes; one without claims stays."""
    part = pk.Casualties(group="peacekeeper", outcome="injured", count=9)
    ds = dataset(*TWO_DAYS, casualties=(part,), attacks=2)
    settled, _ = pk.settle(ds, "only")

    assert settled.get(INCIDENT).casualties[0].count is None
    assert pk.Count(2) == settled.get(INCIDENT).attacks
    assert pk.Count(9) == ds.get(INCIDENT).casualties[0].count


def test_winner_losers_and_sources_are_told():
    """The winner, what lost, and the source of what is adopted are in the answer."""
    settled, answer = pk.settle(dataset(*TWO_DAYS), "latest")
    (one,) = answer.contested

    assert ("claim/b", "2") == (one.winner.id, one.value)
    assert ["claim/a"] == [claim.id for claim in one.against]
    assert ("source/afp",) == settled.get(INCIDENT).sources
    assert ["claim/b"] == [used.id for used in answer.claims_used]
    assert settled is answer.dataset
    assert () == answer.open
    assert 1 == len(answer) == len(list(answer)) == len(answer.to_rows())


def test_footnotes_say_what_won_and_why():
    """A footnote names the field, the value, the reason, and each side."""
    settled = pk.settle(dataset(*TWO_DAYS), "latest")[1]

    assert settled.footnotes() == (
        f"[1] {INCIDENT}: {COUNT} is 2 (The latest of 2)\n"
        "    For it: 2 (AFP, 2023-11-01).\n"
        "    Against it: 3 (AP, 2023-10-31)."
    )
    assert settled.footnotes() == settled.footnotes(INCIDENT)
    assert "" == settled.footnotes("mission/one")
    for asked in (settled.footnotes, settled.of):
        with pytest.raises(pk.UnknownReference):
            asked("incident/other")


def test_a_footnote_of_a_span_names_what_it_spans():
    """No claim states the span, so every claim stands under it."""
    settled = pk.settle(
        dataset(claim("a", "ap", "2"), claim("b", "afp", "8")), "envelope"
    )[1]

    assert settled.footnotes() == (
        f"[1] {INCIDENT}: {COUNT} is 2..8 (Spans 2 claims of 2 independent houses)\n"
        "    It rests on: 2 (AP, 2023-10-31); 8 (AFP, 2023-11-01)."
    )
    assert settled.fields[0].winner is None
    assert () == settled.fields[0].against


def test_two_values_of_one_day_are_a_tie():
    """Nothing says which of the two came later."""
    ds = dataset(claim("a", "ap", "2"), claim("b", "reprint", "3"))

    assert outcome(ds, "latest").value is None
    assert "A tie: no value is certainly the latest" == outcome(ds, "latest").reason


def test_a_month_is_not_certainly_later_than_a_day_in_it():
    """A claim of some day in November may be older than one of 8 November."""
    partial = claim("b", "afp", "3", reported_on="2023-11")
    ds = dataset(claim("a", "un", "37"), partial)

    assert outcome(ds, "latest").value is None


def test_a_claim_without_a_day_is_passed_over_and_said_to_be():
    """The latest of those that have a day wins, and the rest is told."""
    ds = dataset(*TWO_DAYS, claim("c", "undated", "9"))

    assert "2" == outcome(ds, "latest").value
    assert (
        "The latest of 3; 1 without a day passed over" == outcome(ds, "latest").reason
    )


def test_no_claim_has_a_day():
    """Without days, nothing is the latest."""
    ds = dataset(claim("a", "undated", "1"), claim("b", "undated", "2"))
    expected = "A tie: no value is certainly the latest; 2 without a day passed over"

    assert expected == outcome(ds, "latest").reason


@pytest.mark.parametrize(
    ("policy", "value"),
    [("latest", None), ("only", None), ("envelope", None), (pk.prefer("AP"), "2")],
)
def test_a_later_denial_counts(policy, value):
    """Where another voice denies the value later, only one who prefers it adopts it."""
    denial = claim("b", "un", "2", stance="denies")
    ds = dataset(claim("a", "ap", "2"), denial)

    assert value == outcome(ds, policy).value
    assert outcome(ds, policy).is_contested


def test_an_earlier_denial_falls_to_a_later_word():
    """Who affirms after the denial has the last word."""
    ds = dataset(claim("a", "ap", "2", stance="denies"), claim("b", "un", "2"))

    assert "2" == outcome(ds, "latest").value
    assert ["claim/a"] == [one.id for one in outcome(ds, "latest").against]


def test_a_preferred_voice_that_only_denies_leaves_it_open():
    """What the preferred voice denies is not adopted, whoever else affirms it."""
    ds = dataset(claim("a", "ap", "2"), claim("b", "un", "2", stance="denies"))

    assert outcome(ds, pk.prefer("UN", "AP")).value is None
    assert "not 2 (UN, 2023-11-08) is preferred" == outcome(ds, pk.prefer("UN")).reason


def test_a_voice_that_takes_its_word_back_no_longer_states_it():
    """A later denial of the same voice removes its claim."""
    ds = dataset(
        claim("a", "ap", "2"),
        claim("b", "ap", "2", stance="denies", reported_on="2023-11-02"),
        claim("c", "afp", "3"),
    )
    aside = {one.claim.id: one.why for one in outcome(ds, "only").aside}

    assert "3" == outcome(ds, "only").value
    assert "taken back by the same voice" == aside["claim/a"]
    assert "no claim affirms what it denies" == aside["claim/b"]


def test_a_denier_who_states_another_value_counts_by_that_value():
    """Not 14 but 0 is one voice with one value."""
    ds = dataset(
        claim("a", "ap", "14"),
        claim("b", "un", "14", stance="denies"),
        claim("c", "un", "0"),
    )

    assert "..14" == outcome(ds, "envelope").value
    assert [("claim/b", "the same text states another value")] == [
        (one.claim.id, one.why) for one in outcome(ds, "envelope").aside
    ]


def test_a_later_version_of_a_source_replaces_its_claims():
    """What a revised article no longer says is not weighed, whatever the policy."""
    newer = pk.Source(
        id="source/newer",
        origin="AP",
        published_on="2023-10-31",
        supersedes="source/ap",
    )
    newest = pk.Source(id="source/newest", origin="AP", supersedes="source/newer")
    ds = dataset(
        claim("a", "ap", "5"),
        claim("b", "newest", "2.."),
        sources=[newer, newest],
    )
    (aside,) = outcome(ds, "only").aside

    assert "2.." == outcome(ds, "only").value
    assert ("claim/a", "replaced by source/newest") == (aside.claim.id, aside.why)


def test_sources_that_replace_each_other_in_a_circle_replace_nothing():
    """No version of a circle is the last one."""
    one = pk.Source(id="source/one", supersedes="source/two")
    two = pk.Source(id="source/two", supersedes="source/one")
    ds = dataset(claim("a", "one", "2"), claim("b", "two", "3"), sources=[one, two])

    assert 2 == len(outcome(ds, "only").against)


def test_reprints_of_one_agency_are_one_voice():
    """Of values graded alike the one with more voices wins, not with more copies."""
    copies = [
        pk.Source(id=f"source/copy-{n}", origin="AP", reliability="C") for n in range(5)
    ]
    others = [
        pk.Source(id="source/xinhua", origin="Xinhua", reliability="C"),
        pk.Source(id="source/dpa", origin="dpa", reliability="C"),
    ]
    ds = dataset(
        *(claim(f"copy-{n}", f"copy-{n}", "8") for n in range(5)),
        claim("xinhua", "xinhua", "2"),
        claim("dpa", "dpa", "2"),
        sources=[*copies, *others],
    )

    assert "2" == outcome(ds, "best_graded").value
    assert (
        "Graded alike, and said by 2 independent houses"
        == outcome(ds, "best_graded").reason
    )


@pytest.mark.parametrize(
    ("grades", "value"),
    [
        ((("B", None), ("C", None)), "1"),
        ((("C", None), ("B", None)), "2"),
        ((("B", "1"), ("B", "2")), "1"),
        ((("B", "2"), ("C", "1")), None),  # each is better in one
        ((("F", None), ("C", None)), None),  # what cannot be judged is not worse
        ((("B", "6"), ("C", None)), "1"),  # 6 says that it cannot be judged
        ((("B", "1"), ("C", None)), None),  # one is judged where the other is not
        ((("B", None), ("B", None)), None),
    ],
)
def test_a_grade_is_better_where_it_is_nowhere_worse(grades, value):
    """Two claims, each with the reliability of its source and its credibility."""
    sources = [
        pk.Source(id=f"source/graded-{n}", origin=f"Voice {n}", reliability=grade)
        for n, (grade, _) in enumerate(grades, start=1)
    ]
    ds = dataset(
        *(
            claim(f"graded-{n}", f"graded-{n}", str(n), credibility=credibility)
            for n, (_, credibility) in enumerate(grades, start=1)
        ),
        sources=sources,
    )

    assert value == outcome(ds, "best_graded").value


def test_a_claim_without_a_source_is_not_graded():
    """It has no source to be graded by, so that neither of the two is better."""
    sourceless = attrs.evolve(claim("a", "ap", "1"), source=None)
    ds = dataset(sourceless, claim("b", "afp", "2"))

    assert outcome(ds, "best_graded").value is None
    assert "1 (an unknown voice, no day)" == ds.describe(sourceless)


@pytest.mark.parametrize(("grade", "value"), [("C", None), ("D", "2"), ("B", None)])
def test_a_denial_is_graded_as_a_claim_is(grade, value):
    """A denial falls only to a claim that is better graded."""
    sources = [
        pk.Source(id="source/yes", origin="Yes", reliability="C"),
        pk.Source(id="source/no", origin="No", reliability=grade),
    ]
    ds = dataset(
        claim("yes", "yes", "2"),
        claim("no", "no", "2", stance="denies"),
        sources=sources,
    )

    assert value == outcome(ds, "best_graded").value


def test_responsibility_that_somebody_claims_is_not_adopted():
    """Claimed is not found: the party stays without a role, and the reason is told."""
    ds = dataset(
        claim("a", "ap", "perpetrator", field=ROLE, basis="claimed"),
        parties=(pk.Party(actor="actor/jnim", side="a", role="perpetrator"),),
    )
    settled, answer = pk.settle(ds, "latest")

    assert (pk.Party(actor="actor/jnim", side="a"),) == settled.get(INCIDENT).parties
    assert answer.footnotes() == (
        f"[1] {INCIDENT}: {ROLE} stays open (No claim can be weighed)\n"
        "    Not weighed: perpetrator (AP, 2023-10-31): the speaker is a party to the "
        "matter."
    )


def test_what_an_inquiry_finds_is_adopted_beside_members_without_claims():
    """A list takes what is affirmed, and keeps what nobody speaks of."""
    ds = dataset(
        claim("a", "un", "perpetrator", field=ROLE, basis="inquiry"),
        claim("b", "ap", "ied", field="methods"),
        claim("c", "un", "mine", field="methods"),
        claim("d", "afp", "mine", field="methods", stance="denies"),
        methods=("ambush", "mine"),
        parties=(pk.Party(actor="actor/mali", side="b", role="target"),),
    )
    incident = pk.settle(ds, "only")[0].get(INCIDENT)

    assert (
        pk.Party(actor="actor/mali", side="b", role="target"),
        pk.Party(actor="actor/jnim", role="perpetrator"),
    ) == incident.parties
    assert ("ambush", "ied") == incident.methods


def test_what_is_inferred_yields_to_what_is_said():
    """An inference is weighed only where nobody says it outright."""
    inferred = claim("a", "ap", "2", basis="inferred")
    said = claim("b", "afp", "3")

    assert "2" == outcome(dataset(inferred), "only").value
    assert "3" == outcome(dataset(inferred, said), "only").value


def test_a_claim_that_does_not_fit_is_not_weighed():
    """What the field cannot hold is set aside, and a path to nowhere is skipped."""
    ds = dataset(
        claim("a", "ap", "two"),
        claim("b", "afp", "2"),
        claim("c", "afp", "2", field="no_such_field"),
    )
    (aside,) = outcome(ds, "only").aside

    assert "2" == outcome(ds, "only").value
    assert ("claim/a", "its value does not fit the field") == (
        aside.claim.id,
        aside.why,
    )
    with pytest.raises(pk.UnknownName):
        pk.settle(ds, "only")[1].of(INCIDENT, "no_such_field")


@pytest.mark.parametrize(
    ("field", "values", "span"),
    [
        ("on", ("2023-10-31", "2023-11-02"), "[2023-10-31..2023-11-02]"),
        ("attacks", ("~850", "848"), "~765..935"),
        ("incident_type", ("explosion", "ambush"), None),
        ("on", ("[..2023-10-31]", "[2023-10-31..]"), None),
    ],
)
def test_an_envelope_spans_counts_and_dates_and_nothing_else(field, values, span):
    """Counts and dates have a narrowest span; words have none."""
    ds = dataset(*(claim(f"c{n}", "ap", v, field=field) for n, v in enumerate(values)))

    assert span == outcome(ds, "envelope", field).value


def test_an_envelope_spans_quantities_in_the_first_unit():
    """330 km and 220 miles, which are 354.05568 km."""
    ds = pk.Dataset(
        [
            pk.Mission(id="mission/one"),
            pk.Movement(id="movement/one", mission="mission/one"),
            *SOURCES.values(),
            claim("a", "ap", "330 km", about="movement/one", field="distance"),
            claim("b", "afp", "220 mile", about="movement/one", field="distance"),
        ]
    )
    settled, _ = pk.settle(ds, "envelope")

    assert "330..354.05568 km" == str(settled.get("movement/one").distance)


def test_refuse_names_every_contested_field():
    """The report has a finding for each, and nothing is adopted."""
    ds = dataset(
        *TWO_DAYS,
        claim("c", "ap", "1", field="attacks"),
        claim("d", "un", "1", field="attacks", stance="denies"),
    )
    with pytest.raises(pk.ValidationFailed) as caught:
        pk.settle(ds, "refuse")

    assert ["attacks", COUNT] == [str(one.where.path) for one in caught.value.report]
    assert "1 (AP, 2023-10-31); not 1 (UN, 2023-11-08)." in str(caught.value)


def test_a_policy_of_ones_own_chooses_among_the_claims():
    """A function of a contest is a policy; its name is the policy's."""

    def highest(contest):
        return max(contest.claims, key=lambda one: contest.value_of(one).low)

    ds = dataset(claim("a", "ap", "8"), claim("b", "afp", "2"))
    settled, answer = pk.settle(ds, highest)

    assert "highest" == answer.policy
    assert pk.Count(8) == settled.get(INCIDENT).casualties[0].count
    assert "The policy chose it" == answer.fields[0].reason


def test_a_policy_of_ones_own_may_leave_it_open_or_state_a_value():
    """None leaves a field open, a choice may hold a value that no claim states."""
    ds = dataset(claim("a", "ap", "8"), claim("b", "afp", "2"))

    assert outcome(ds, lambda _: None).value is None
    assert "5" == outcome(ds, lambda _: authoring.Choice("The mean", value="5")).value


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (8, "be one of the claims, a Choice with a reason, or None"),
        (authoring.Choice(8), "be one of the claims, a Choice with a reason, or None"),
        (
            authoring.Choice("Why", winner="claim/a"),
            "be one of the claims that it was given",
        ),
        (claim("other", "ap", "2"), "be one of the claims that it was given"),
        (authoring.Choice("Because", value="many"), "be a count such as 850"),
    ],
)
def test_a_policy_that_answers_with_something_else_is_refused(answer, expected):
    """What cannot be adopted is an error that says what was expected."""
    ds = dataset(claim("a", "ap", "8"), claim("b", "afp", "2"))

    with pytest.raises(pk.InvalidValue, match="the answer of a policy must") as caught:
        pk.settle(ds, lambda _: answer)
    assert expected in caught.value.expected


def test_a_policy_decides_on_a_member_only_whether_it_belongs():
    """Of a list, no other member can be the answer."""
    ds = dataset(
        claim("a", "ap", "ied", field="methods"),
        claim("b", "un", "ied", field="methods", stance="denies"),
    )

    with pytest.raises(pk.InvalidValue, match="be ied, or none"):
        pk.settle(ds, lambda _: authoring.Choice("Because", value="mine"))


def test_bad_policies_are_refused():
    """An unknown name is met with a near one, and a number is no policy."""
    with pytest.raises(pk.UnknownName, match="latest"):
        pk.settle(dataset(), "lattest")
    with pytest.raises(pk.InvalidValue, match="be the name of a policy"):
        pk.settle(dataset(), 3)
    with pytest.raises(pk.InvalidValue, match="be one or more names"):
        pk.prefer()
    with pytest.raises(pk.InvalidValue, match="be one or more names"):
        pk.prefer("AP", 3)


def test_a_preferred_voice_with_two_words_is_taken_by_its_last():
    """Of the preferred voice the last word is weighed, and a tie is none."""
    words = (
        claim("a", "ap", "1"),
        claim("b", "ap", "2", reported_on="2023-11-02"),
        claim("c", "afp", "3"),
    )
    reason = outcome(dataset(*words), pk.prefer("AP")).reason

    assert "2" == outcome(dataset(*words), pk.prefer("AP")).value
    assert "AP is preferred" == reason
    tie = (claim("a", "ap", "1"), claim("b", "reprint", "2"))
    assert outcome(dataset(*tie), pk.prefer("AP")).value is None


def test_choices_that_cannot_stand_together_are_taken_in_turn():
    """A convoy cannot arrive before it departs: the second of the two stays open."""
    about = "movement/one"
    ds = pk.Dataset(
        [
            pk.Mission(id="mission/one"),
            pk.Movement(id=about, mission="mission/one"),
            *SOURCES.values(),
            claim("a", "ap", "2023-10-30", about=about, field="arrived_on"),
            claim("b", "ap", "2023-10-31", about=about, field="departed_on"),
            claim("c", "ap", "road", about=about, field="mode"),
            claim("d", "ap", "air", about=about, field="mode"),
        ]
    )
    settled, answer = pk.settle(ds, "only")
    reasons = {str(one.path): one.reason for one in answer}

    assert "2023-10-30" == str(settled.get(about).arrived_on)
    assert settled.get(about).departed_on is None
    assert "the record cannot hold 2023-10-31" == (reasons["departed_on"])


def test_what_no_claim_can_speak_of_stays_as_it_is():
    """A field whose every claim is unreadable is like one without claims."""
    ds = dataset(claim("a", "ap", "two", field="attacks"), attacks=2)
    settled, answer = pk.settle(ds, "only")

    assert pk.Count(2) == settled.get(INCIDENT).attacks
    assert "No claim can be weighed; what the record holds is kept" == (
        answer.fields[0].reason
    )


@pytest.mark.parametrize(
    ("value", "outcomes"),
    [("injured", ["injured"]), ("killed", [])],
)
def test_a_claim_on_a_key_states_the_key(value, outcomes):
    """A part is what its key says: with another value, the path leads to another."""
    path = "casualties[peacekeeper,injured].outcome"
    settled, _ = pk.settle(dataset(claim("a", "ap", value, field=path)), "only")

    assert outcomes == [one.outcome for one in settled.get(INCIDENT).casualties]


@pytest.mark.parametrize(
    ("about", "field", "value"),
    [
        (INCIDENT, "marking", "TLP:CLEAR"),
        (INCIDENT, "withheld", "attacks"),
        (INCIDENT, "id", "incident/other"),
        ("claim/a", "value", "3"),
        ("claim/a", "speaker.anonymous_because", "none"),
    ],
)
def test_nothing_that_protects_or_was_said_is_settled(about, field, value):
    """No claim lifts a marking, renames a record, or puts words into a mouth."""
    speaker = {"description": "a resident", "anonymous_because": "fear of reprisals"}
    ds = dataset(
        claim("a", "ap", "2", speaker=pk.Speaker(**speaker)),
        claim("b", "un", value, about=about, field=field),
        claim("c", "afp", value, about=about, field=field, stance="denies"),
        marking="TLP:RED",
    )
    settled, answer = pk.settle(ds, "latest")

    assert () == answer.of(about, field)
    assert "TLP:RED" == settled.get(INCIDENT).marking
    assert ds.of(pk.Claim) == settled.of(pk.Claim)


def test_settling_again_changes_nothing():
    """The claims are what they were, so the same policy adopts the same."""
    once, _ = pk.settle(dataset(*TWO_DAYS), "latest")
    twice, _ = pk.settle(once, "latest")

    assert once == twice


def test_a_total_of_all_causes_never_overrules_one_of_malicious_acts():
    """Each question is settled by its own claims, and the other is named beside it."""
    dead = {"mission": "mission/one", "measure": "fatalities", "on": "2023-12-11"}
    acts = pk.Tally(id="tally/acts", cause="malicious_act", **dead)
    everything = pk.Tally(id="tally/all", cause="all", **dead)
    ds = pk.Dataset(
        [
            pk.Mission(id="mission/one"),
            acts,
            everything,
            *SOURCES.values(),
            claim("a", "ap", "174", about="tally/acts", field="count"),
            claim("b", "afp", "180", about="tally/acts", field="count"),
            claim("c", "un", "311", about="tally/all", field="count"),
        ]
    )
    settled, answer = pk.settle(ds, "latest")
    (one,) = answer.of("tally/acts")

    assert "180" == str(settled.get("tally/acts").count)
    assert "311" == str(settled.get("tally/all").count)
    assert ("tally/all, which counts cause all",) == one.unlike
    assert "    Not comparable: tally/all, which counts cause all." in (
        answer.footnotes("tally/acts")
    )


@pytest.mark.parametrize("policy", [*NAMED_FOR_SPANS])
def test_a_name_of_a_place_can_stay_open(policy):
    """A place of which only the name was known is no place without it."""
    ds = dataset(
        claim("a", "ap", "Gao", field="place.name"),
        claim("b", "ap", "Kidal", field="place.name"),
        place=pk.Place(name="Kidal"),
    )

    assert pk.settle(ds, policy)[0].get(INCIDENT).place is None
    known = ds.known_by("2023-10-30")
    assert INCIDENT not in known


@pytest.mark.parametrize(
    ("field", "affirmed", "denied"),
    [
        ("attacks", "5", "1.."),
        ("attacks", "2..5", ".."),
        ("on", "2023-10-31", "2023-10"),
        ("incident_type", "explosion", "explosion"),
    ],
)
def test_a_denial_bears_on_all_that_it_covers(field, affirmed, denied):
    """Who denies that there was any attack denies that there were five."""
    ds = dataset(
        claim("a", "ap", affirmed, field=field),
        claim("b", "un", denied, field=field, stance="denies"),
    )

    assert outcome(ds, "only", field).value is None
    assert outcome(ds, "latest", field).value is None
    assert ["claim/b"] == [one.id for one in outcome(ds, "only", field).against][1:]
    with pytest.raises(pk.ValidationFailed):
        pk.settle(ds, "refuse")


def test_a_denial_of_more_than_is_said_is_none():
    """Not exactly five says nothing against at least two."""
    ds = dataset(
        claim("a", "ap", "2..", field="attacks"),
        claim("b", "un", "5", field="attacks", stance="denies"),
    )

    assert "2.." == outcome(ds, "only", "attacks").value


@pytest.mark.parametrize(("denied", "left"), [("5", "2"), ("2", None), ("1..", None)])
def test_a_lone_denial_empties_only_what_it_denies(denied, left):
    """An adopted value that nobody speaks against is kept."""
    ds = dataset(claim("a", "un", denied, field="attacks", stance="denies"), attacks=2)
    attacks = pk.settle(ds, "latest")[0].get(INCIDENT).attacks

    assert left == (None if attacks is None else str(attacks))


def test_an_earlier_word_does_not_lift_a_later_denial():
    """The UN said 8 first, and later that it was not 14: 14 stays denied."""
    ds = dataset(
        claim("a", "afp", "14"),
        claim("b", "un", "8", reported_on="2023-10-30"),
        claim("c", "undated", "14", stance="denies", reported_on="2023-11-08"),
        claim("d", "un", "14", stance="denies"),
    )

    assert outcome(ds, "latest").value is None


def test_claims_within_a_span_are_not_against_it():
    """At least two leaves room for two, and both sources are cited."""
    settled, answer = pk.settle(dataset(*AGREED), "envelope")

    assert () == answer.fields[0].against
    assert {"claim/a", "claim/b"} == {one.id for one in answer.claims_used}
    assert ("source/ap", "source/afp") == settled.get(INCIDENT).sources


def test_a_value_of_the_users_own_rests_on_no_claim():
    """Nobody is cited for what nobody said, unless the policy says on what it rests."""
    ds = dataset(claim("a", "ap", "8"), claim("b", "afp", "2"))
    own = pk.settle(ds, lambda _: authoring.Choice("Own research", value="50"))[1]
    mean = pk.settle(
        ds, lambda one: authoring.Choice("Mean", value="5", rests_on=one.claims)
    )[1]

    assert () == own.claims_used
    assert "    No claim states it." in own.footnotes()
    assert 2 == len(mean.claims_used)


def test_the_winner_is_the_best_graded_of_those_who_say_so():
    """Of two who say the same, the graded one, and of these the better."""
    sources = [
        pk.Source(id=f"source/g{n}", origin=f"V{n}", reliability=grade)
        for n, grade in enumerate(("A", None, "C", "B"))
    ]
    ds = dataset(
        claim("a", "g0", "1"),
        claim("b", "g1", "1", reported_on="2024"),
        claim("c", "g2", "2"),
        claim("d", "g3", "1", reported_on="2024-02"),
        sources=sources,
    )

    assert "claim/a" == outcome(ds, "best_graded").winner.id


def test_a_reprint_without_a_grade_changes_nothing():
    """A voice is graded by the best source that prints it."""
    sources = [
        pk.Source(id="source/a1", origin="V1", reliability="A"),
        pk.Source(id="source/c3", origin="V3", reliability="C"),
        pk.Source(id="source/c3-copy", origin="V3"),
    ]
    ds = dataset(
        claim("a", "a1", "1"),
        claim("b", "c3", "2"),
        claim("c", "c3-copy", "2"),
        sources=sources,
    )

    assert "1" == outcome(ds, "best_graded").value


def test_an_outdated_word_is_no_voice():
    """AP said five first and eight later, so that five has one voice left."""
    ds = dataset(
        claim("a", "ap", "5"),
        claim("b", "ap", "8", reported_on="2023-11-03"),
        claim("c", "un", "5"),
    )

    assert outcome(ds, "best_graded").value is None
    assert "A tie: graded alike, and said by equally many houses" == (
        outcome(ds, "best_graded").reason
    )


def test_unknown_voices_are_not_one():
    """Two papers of which nothing is known are two; neither can be preferred."""
    sources = [pk.Source(id=f"source/u{n}") for n in range(3)]
    ds = dataset(
        claim("a", "u0", "5"),
        claim("b", "u1", "5"),
        claim("c", "u2", "8"),
        sources=sources,
    )

    assert "5" == outcome(ds, "best_graded").value
    with pytest.raises(pk.UnknownName, match="voice or source"):
        pk.settle(ds, pk.prefer("an unknown voice"))


@pytest.mark.parametrize("policy", [*NAMED_FOR_SPANS])
def test_quantities_of_two_dimensions_are_told_apart(policy):
    """Litres and tonnes of fuel disagree, and nothing fails."""
    about = "equipment/fuel"
    ds = pk.Dataset(
        [
            pk.Mission(id="mission/one"),
            pk.Equipment(id=about, mission="mission/one", item="fuel"),
            *SOURCES.values(),
            claim("a", "ap", "100 litre", about=about, field="amount"),
            claim("b", "ap", "3 tonne", about=about, field="amount"),
        ]
    )

    assert ["claims.claims-disagree"] == [one.check for one in pk.validate(ds)]
    assert pk.settle(ds, policy)[0].get(about).amount is None


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("on", ("2023-10", "2023-10-XX")),
        ("attacks", ("2", "2")),
    ],
)
def test_one_value_in_two_spellings_is_one_value(field, values):
    """Some day of October is written in two ways."""
    ds = dataset(*(claim(f"c{n}", "ap", v, field=field) for n, v in enumerate(values)))

    assert not outcome(ds, "only", field).is_contested


def test_a_doubtful_day_agrees_with_the_day_itself():
    """Possibly the 31st leaves room for the 31st, which is more exact."""
    ds = dataset(
        claim("a", "ap", "2023-10-31?", field="on"),
        claim("b", "afp", "2023-10-31", field="on"),
    )

    assert not outcome(ds, "only", "on").is_contested
    assert "2023-10-31" == outcome(ds, "only", "on").value


def test_a_key_that_a_path_leaves_out_is_not_claimed():
    """Twenty hurt, and a claim that they are serious, are not twenty seriously hurt."""
    ds = dataset(
        claim("a", "ap", "20"),
        claim("b", "ap", "serious", field="casualties[peacekeeper,injured].severity"),
    )

    assert [("injured", None)] == [
        (one.outcome, one.severity)
        for one in pk.settle(ds, "only")[0].get(INCIDENT).casualties
    ]


def test_a_key_that_is_too_long_leads_nowhere():
    """A path with more keys than a part has is a finding, and settles nothing."""
    path = "casualties[peacekeeper,injured,serious,actor/a,actor/b,female,more].count"
    ds = dataset(claim("a", "ap", "3", field=path))

    assert ["claims.claim-does-not-fit"] == [one.check for one in pk.validate(ds)]
    assert () == pk.settle(ds, "only")[0].get(INCIDENT).casualties


def test_a_field_that_must_be_given_is_said_to_be_kept():
    """The answer has what the record holds, and says why."""
    ds = pk.Dataset(
        [
            pk.Mission(id="mission/one"),
            pk.Tally(id="tally/one", mission="mission/one", measure="fatalities"),
            *SOURCES.values(),
            claim("a", "ap", "injured", about="tally/one", field="measure"),
            claim("b", "ap", "attacks", about="tally/one", field="measure"),
        ]
    )
    settled, answer = pk.settle(ds, "only")
    (one,) = answer.of("tally/one")

    assert "fatalities" == one.value == settled.get("tally/one").measure
    assert one.reason.endswith("; what the record holds is kept")


def test_a_text_forges_no_footnote():
    """What somebody writes stands on the line where it belongs."""
    forged = pk.Source(
        id="source/forged", origin="AP\n[2] incident/x: on is 2023", published_on="2023"
    )
    ds = dataset(claim("a", "forged", "1"), claim("b", "un", "2"), sources=[forged])

    assert 2 == len(pk.settle(ds, "latest")[1].footnotes().splitlines())


def test_sources_that_are_withheld_stay_withheld():
    """A value is adopted, and its source not named."""
    ds = dataset(claim("a", "ap", "2", field="attacks"), withheld=("sources",))
    incident = pk.settle(ds, "only")[0].get(INCIDENT)

    assert pk.Count(2) == incident.attacks
    assert () == incident.sources


def test_what_a_record_cites_already_stays_cited():
    """The sources of other values are kept, and so is where a record was read."""
    places = {INCIDENT: pk.Where(file="a.json", line=3)}
    ds = dataset(*TWO_DAYS, sources=[], attacks=2)
    incident = attrs.evolve(ds.get(INCIDENT), sources=("source/un",))
    ds = pk.Dataset(
        [incident, *(one for one in ds if one.id != INCIDENT)], origins=places
    )
    settled, _ = pk.settle(ds, "latest")

    assert ("source/un", "source/afp") == settled.get(INCIDENT).sources
    assert places[INCIDENT] == settled.origin(INCIDENT)


def test_an_unreadable_claim_on_a_list_is_not_lost():
    """It stands in the answer once, and no member is touched."""
    ds = dataset(
        claim("a", "ap", "Not A Code", field="methods"),
        claim("b", "ap", "ied", field="methods"),
        methods=("mine",),
    )
    settled, answer = pk.settle(ds, "only")

    assert ("mine", "ied") == settled.get(INCIDENT).methods
    assert ["claim/a"] == [
        aside.claim.id for one in answer.of(INCIDENT, "methods") for aside in one.aside
    ]


@pytest.mark.parametrize("bad", [None, [], "dataset"])
def test_only_a_dataset_is_settled(bad):
    """Something else is refused in our words."""
    with pytest.raises(pk.InvalidValue, match="be a dataset"):
        pk.settle(bad, "only")


@pytest.mark.parametrize(
    ("denied_on", "value"), [("2023-10-30", "2"), ("2023-11-02", None)]
)
def test_the_last_word_of_a_voice_counts(denied_on, value):
    """A later affirmation of the same voice takes a denial back, and a denial that."""
    ds = dataset(
        claim("a", "ap", "2"),
        claim("b", "ap", "2", stance="denies", reported_on=denied_on),
    )

    assert value == outcome(ds, "only").value


def test_a_voice_without_a_day_takes_nothing_back():
    """Which of its two words is the later one is not known."""
    ds = dataset(
        claim("a", "undated", "2"), claim("b", "undated", "2", stance="denies")
    )

    assert outcome(ds, "only").is_contested


@pytest.mark.parametrize(("deniers", "value"), [(1, "2"), (2, None), (3, None)])
def test_those_who_deny_count_together(deniers, value):
    """Two voices affirm it: one denier is fewer, two are as many, three are more."""
    sources = [
        pk.Source(id=f"source/v{n}", origin=f"V{n}", reliability="C") for n in range(5)
    ]
    denials = [
        claim(f"d{n}", f"v{n + 2}", "2", stance="denies") for n in range(deniers)
    ]
    ds = dataset(
        claim("a", "v0", "2"), claim("b", "v1", "2"), *denials, sources=sources
    )

    assert value == outcome(ds, "best_graded").value


def two_fields():
    """Return claims that are contested on two fields of one record."""
    return dataset(
        *TWO_DAYS,
        claim("c", "ap", "5", field="attacks"),
        claim("d", "afp", "6", field="attacks"),
    )


def test_only_the_fields_that_are_named_are_settled():
    """All others stay as they are, though they are contested."""
    settled, answer = pk.settle(
        two_fields(), "latest", fields=["incident.casualties.count"]
    )

    assert [COUNT] == [str(one.path) for one in answer]
    assert "latest" == answer.policy == answer.fields[0].policy
    assert settled.get(INCIDENT).attacks is None
    assert "2" == str(settled.get(INCIDENT).casualties[0].count)


def test_each_field_can_have_a_policy_of_its_own():
    """The most exact name goes before the kind, and the kind before the default."""
    policies = {
        "default": "only",
        "incident": "latest",
        "incident.casualties.count": pk.prefer("AP"),
    }
    ds = two_fields()
    _, answer = pk.settle(ds, policies)

    assert {"attacks": "6", COUNT: "3"} == {str(one.path): one.value for one in answer}
    assert {"latest", "prefer(AP)"} == {row["policy"] for row in answer.to_rows()}
    assert (
        "default: only, incident: latest, incident.casualties.count: prefer(AP)"
        == answer.policy
    )
    assert {"only": "open", "latest": "2"} == {
        policy: pk.settle(ds, {"default": policy})[1].of(INCIDENT, COUNT)[0].value
        or "open"
        for policy in ("only", "latest")
    }
    assert () == pk.settle(ds, {"tally": "latest"})[1].fields


def test_one_field_may_be_refused_and_another_settled():
    """A policy refuses on its own fields alone."""
    with pytest.raises(pk.ValidationFailed) as caught:
        pk.settle(two_fields(), {"incident.attacks": "refuse", "default": "latest"})

    assert ["attacks"] == [str(one.where.path) for one in caught.value.report]


@pytest.mark.parametrize(
    ("policy", "fields", "error", "text"),
    [
        ("latest", ["incidnt"], pk.UnknownName, "Did you mean incident"),
        ("latest", ["incident.atacks"], pk.UnknownName, "Did you mean attacks"),
        ("latest", ["incident.attacks.low"], pk.InvalidValue, "end at attacks"),
        ("latest", "incident", pk.InvalidValue, "be a list of fields"),
        ("latest", [3], pk.InvalidValue, "be a kind, or a kind and a path"),
        ("latest", 5, pk.InvalidValue, "be a list of fields"),
        ("latest", [], pk.InvalidValue, "name a field"),
        ({}, None, pk.InvalidValue, "name a field"),
        ("latest", ["incident."], pk.UnknownName, "No field of incident"),
        ("latest", ["default"], pk.UnknownName, "No kind"),
        ({"Default": "only"}, None, pk.UnknownName, "Did you mean default"),
        ("latest", ["source.title"], pk.InvalidValue, "that claims can change"),
        ("latest", ["incident.marking"], pk.InvalidValue, "that claims can change"),
        (
            "latest",
            ["incident.casualties[peacekeeper,injured].count"],
            pk.InvalidValue,
            "all keys: incident.casualties.count",
        ),
        (pk.prefer("claim/a"), None, pk.UnknownName, "No voice or source"),
        ({"incident": "lattest"}, None, pk.UnknownName, "Did you mean latest"),
        ({"incident": "latest"}, ["incident"], pk.InvalidValue, "in the mapping"),
        (pk.prefer("APP"), None, pk.UnknownName, "Did you mean AP"),
    ],
)
def test_fields_that_are_not_there_are_refused(policy, fields, error, text):
    """A typo never settles nothing."""
    with pytest.raises(error, match=text):
        pk.settle(two_fields(), policy, fields=fields)


@pytest.mark.parametrize(
    ("policy", "value"),
    [("agree", "3..5"), ("only", None), ("refuse", None), ("envelope", "2..8")],
)
def test_what_is_compatible_is_left_to_the_policy(policy, value):
    """Two to five and three to eight can both be true; no claim says three to five."""
    ds = dataset(claim("a", "ap", "2..5"), claim("b", "afp", "3..8"))
    one = outcome(ds, policy)

    assert value == one.value
    assert not one.is_contested
    assert () == one.against
    if value is None:
        assert "    Can all be true: " in pk.settle(ds, policy)[1].footnotes()
    if policy == "agree":
        assert "Within 2 claims of 2 independent houses" == one.reason


def test_a_house_speaks_where_its_voice_is_silent():
    """Who prefers the United Nations takes what its mission says, and is told so."""
    ds = dataset(claim("a", "ap", "2"), claim("b", "un", "3")).add(
        pk.Actor(id="actor/un", name="United Nations"),
        pk.Actor(id="actor/mission", name="UN", part_of="actor/un"),
    )
    one = outcome(ds, pk.prefer("united nations"))

    assert "3" == one.value
    assert "The house of united nations is preferred" == one.reason


def test_only_outlets_are_called_outlets():
    """Who said it is not known where a publisher alone is."""
    sources = [
        pk.Source(id=f"source/p{n}", publisher=f"Paper {n}", reliability="C")
        for n in range(3)
    ]
    ds = dataset(
        claim("a", "p0", "2"),
        claim("b", "p1", "2"),
        claim("c", "p2", "3"),
        sources=sources,
    )

    assert "2" == outcome(ds, "best_graded").value
    assert "Graded alike, and said by 2 outlets" == outcome(ds, "best_graded").reason


def test_one_house_outvotes_nobody():
    """The organisation and its mission are one, and the agency as many."""
    sources = [
        pk.Source(id=f"source/{name}", origin=name, reliability="C")
        for name in ("un-one", "un-two", "agency")
    ]
    actors = [
        pk.Actor(id="actor/un", name="UN One"),
        pk.Actor(id="actor/mission", name="UN Two", part_of="actor/un"),
    ]
    ds = dataset(
        claim("a", "un-one", "2"),
        claim("b", "un-two", "2"),
        claim("c", "agency", "3"),
        sources=sources,
    )

    assert "2" == outcome(ds, "best_graded").value
    assert outcome(ds.add(*actors), "best_graded").value is None


def test_a_later_version_that_is_silent_on_a_field_leaves_it_alone():
    """Only what it speaks of is replaced."""
    newer = pk.Source(id="source/newer", origin="AP", supersedes="source/ap")
    ds = dataset(
        claim("a", "ap", "5"),
        claim("b", "ap", "1", field="attacks"),
        claim("c", "newer", "2", field="attacks"),
        sources=[newer],
    )

    assert "5" == outcome(ds, "only").value
    assert "2" == outcome(ds, "only", "attacks").value


def test_a_reprint_of_a_replaced_text_does_not_revive_it():
    """A copy of one day, and a claim that says what it repeats, fall with it."""
    newer = pk.Source(
        id="source/newer",
        origin="AP",
        published_on="2023-10-31",
        supersedes="source/ap",
    )
    slow = pk.Source(id="source/slow", publisher="Paper", published_on="2023-11-05")
    ds = dataset(
        claim("a", "ap", "5"),
        claim("b", "reprint", "5"),
        claim("c", "newer", "2"),
        claim("d", "slow", "5", repeats="claim/a"),
        sources=[newer, slow],
    )

    assert "2" == outcome(ds, "latest").value
    assert {
        "claim/a": "replaced by source/newer",
        "claim/b": "repeats claim/a, replaced by source/newer",
        "claim/d": "repeats claim/a, replaced by source/newer",
    } == {one.claim.id: one.why for one in outcome(ds, "latest").aside}


def test_a_slow_reprint_does_not_beat_the_newer_word():
    """It has the day of what it repeats."""
    slow = pk.Source(id="source/slow", publisher="Paper", published_on="2023-11-05")
    ds = dataset(
        claim("a", "ap", "0"),
        claim("b", "ap", "2", reported_on="2023-11-02"),
        claim("c", "slow", "0", repeats="claim/a"),
        sources=[slow],
    )

    assert "2" == outcome(ds, "latest").value
    assert "AP" == ds.voice(ds.get("claim/c"))
    assert "2023-10-31" == str(ds.said_on(ds.get("claim/c")))


def test_points_that_agree_are_kept_under_every_policy():
    """An envelope, too, has no span of points, and takes the one that all allow."""
    about = "base/one"
    ds = pk.Dataset(
        [
            pk.Mission(id="mission/one"),
            pk.Base(
                id=about,
                mission="mission/one",
                place=pk.Place(point="18.443,1.409", precision="exact"),
            ),
            *SOURCES.values(),
            claim("a", "ap", "18.443,1.409", about=about, field="place.point"),
            claim("b", "afp", "18.4435,1.4093", about=about, field="place.point"),
        ]
    )
    for policy in ("only", "latest", "best_graded", "envelope", "agree", "refuse"):
        (one,) = pk.settle(ds, policy)[1]

        assert "18.443,1.409" == one.value
        assert ["claim/b"] == [claim.id for claim in one.consistent]


def test_an_actor_is_preferred_by_its_id():
    """Its id leads to the voice, as its name and aliases do."""
    ds = dataset(claim("a", "ap", "2"), claim("b", "un", "3")).add(
        pk.Actor(id="actor/un", aliases=["UN"])
    )

    assert "3" == outcome(ds, pk.prefer("actor/un")).value


def test_a_policy_of_ones_own_may_be_called_refuse():
    """A name does not make a policy refuse."""

    def refuse(contest):
        return contest.claims[0]

    assert "3" == outcome(dataset(*TWO_DAYS), refuse).value


def test_a_later_version_that_says_the_same_again_is_no_reprint():
    """Its claim stands, though it says what it repeats."""
    newer = pk.Source(id="source/newer", origin="AP", supersedes="source/ap")
    ds = dataset(
        claim("a", "ap", "5"),
        claim("b", "newer", "5", repeats="claim/a"),
        sources=[newer],
    )

    assert "5" == outcome(ds, "only").value
    assert ["claim/b"] == [one.id for one in outcome(ds, "only").used]


def test_a_reprint_of_what_cannot_be_read_stands_for_it():
    """What is readable is weighed, whoever printed it."""
    ds = dataset(claim("a", "ap", "some 5"), claim("b", "afp", "5", repeats="claim/a"))

    assert "5" == outcome(ds, "only").value


@pytest.mark.parametrize(("value", "basis"), [("six", None), ("6", "claimed")])
def test_a_later_version_that_says_nothing_to_be_weighed_replaces_nothing(value, basis):
    """Neither what cannot be read nor what is said in its own cause."""
    newer = pk.Source(id="source/newer", origin="AP", supersedes="source/ap")
    ds = dataset(
        claim("a", "ap", "5"),
        claim("b", "newer", value, basis=basis),
        sources=[newer],
    )

    assert "5" == outcome(ds, "only").value


def test_what_is_inferred_stands_where_the_outright_is_taken_back():
    """Nobody states another value any more."""
    ds = dataset(
        claim("a", "ap", "5"),
        claim("b", "ap", "5", stance="denies", reported_on="2023-11-02"),
        claim("c", "afp", "4", basis="inferred"),
    )

    assert "4" == outcome(ds, "only").value


def test_a_copy_under_an_alias_falls_with_the_text_it_copies():
    """The agency's own text has a publisher alone, the copy another of its names."""
    sources = [
        pk.Source(id="source/own", publisher="AP", published_on="2023-10-31"),
        pk.Source(id="source/new", publisher="AP", supersedes="source/own"),
        pk.Source(
            id="source/copy",
            publisher="Paper",
            origin="Associated Press",
            published_on="2023-10-31",
        ),
    ]
    ds = dataset(
        claim("a", "own", "0"),
        claim("b", "new", "2"),
        claim("c", "copy", "0"),
        sources=sources,
    ).add(pk.Actor(id="actor/ap", name="AP", aliases=["Associated Press"]))

    assert "2" == outcome(ds, "only").value


def test_what_is_replaced_replaces_nothing():
    """Seven, at most six, at least seven: the last word leaves room for seven."""
    ds = dataset(
        claim("a", "ap", "7"),
        claim("b", "ap", "..6", reported_on="2023-11-01"),
        claim("c", "ap", "7..", reported_on="2023-11-02"),
    )

    assert "7" == outcome(ds, "only").value
    assert "7" == outcome(ds, "latest").value


@pytest.mark.parametrize(
    ("sources", "words"),
    [
        ([{}, {}], "2 voices, not all of them known"),
        ([{"publisher": "A"}, {"publisher": "B"}], "2 outlets"),
        ([{"publisher": "A"}, {"origin": "UN"}], "2 houses and outlets"),
        ([{"origin": "UN"}, {"origin": "AFP"}], "2 independent houses"),
        ([{"origin": "UN"}, {"origin": "un"}], "1 house"),
    ],
)
def test_only_known_houses_are_called_independent(sources, words):
    """Of an outlet it is not known whose words it prints."""
    found = [pk.Source(id=f"source/s{n}", **one) for n, one in enumerate(sources)]
    ds = dataset(
        *(claim(f"c{n}", f"s{n}", f"{n + 2}") for n in range(len(found))),
        sources=found,
    )

    assert f"Spans 2 claims of {words}" == outcome(ds, "envelope").reason


def test_a_circle_of_houses_is_one_house():
    """Each is part of the other, so neither is independent of it."""
    actors = [
        pk.Actor(id="actor/a", name="AP", part_of="actor/b"),
        pk.Actor(id="actor/b", name="AFP", part_of="actor/a"),
        pk.Actor(id="actor/c", name="UN", part_of="actor/b"),
    ]
    ds = dataset(claim("a", "ap", "2"), claim("b", "afp", "3")).add(*actors)

    assert "Spans 2 claims of 1 house" == outcome(ds, "envelope").reason
    assert {"actor/a"} == {ds.voices.named(name).house for name in ("AP", "AFP", "UN")}


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("period", ("2013-07-01/", "/2012-01-01")),
        (
            "on",
            ("2023-XX-31", "[2023-01-15..2023-03-30]", "[2023-02-10..2023-03-31]"),
        ),
    ],
)
def test_claims_that_cannot_all_be_true_together_are_contested(field, values):
    """Though each two of the three dates can; and no period ends before it starts."""
    names = ("ap", "afp", "un")
    ds = dataset(
        *(claim(f"c{n}", names[n], v, field=field) for n, v in enumerate(values))
    )

    assert outcome(ds, "agree", field).value is None
    assert outcome(ds, "only", field).is_contested
    assert len(values) == len(outcome(ds, "only", field).against)


def test_a_lone_denial_is_told_alone():
    """There is one claim, and nothing beside it that could be true or not."""
    ds = dataset(claim("a", "un", "5", field="attacks", stance="denies"), attacks=5)

    assert "    Claimed alone: not 5 (UN, 2023-11-08)." in (
        pk.settle(ds, "only")[1].footnotes()
    )


def test_settling_points_again_changes_nothing():
    """A precision that is adopted does not widen what others said of the point."""
    about = "base/one"
    ds = pk.Dataset(
        [
            pk.Mission(id="mission/one"),
            pk.Base(id=about, mission="mission/one"),
            *SOURCES.values(),
            claim("a", "ap", "16.27,-0.04", about=about, field="place.point"),
            claim("b", "afp", "16.25,0.02", about=about, field="place.point"),
            claim("c", "un", "near", about=about, field="place.precision"),
            attrs.evolve(
                claim("d", "un", "near", about=about, field="place.precision"),
                source=None,
            ),
        ]
    )
    once, _ = pk.settle(ds, "only")

    assert once.get(about).place == pk.Place(precision="near")
    assert once == pk.settle(once, "only")[0]


def test_a_denial_of_what_is_held_alone_outvotes_nobody():
    """It bears on the two that is held, and on neither of the values that are said."""
    ds = dataset(
        claim("a", "ap", "3", field="attacks"),
        claim("b", "afp", "4", field="attacks"),
        claim("c", "un", "2", field="attacks", stance="denies"),
        attacks=2,
    )

    assert "A tie: graded alike, and said by equally many houses" == (
        outcome(ds, "best_graded", "attacks").reason
    )
