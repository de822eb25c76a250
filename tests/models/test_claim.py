"""Claims and their speakers: what may stand together, and what has no place."""

import pytest
from builders import claim, faults_of

import peacekeep as pk


@pytest.mark.parametrize(
    "fields",
    [
        {"field": "attacks", "value": "2.."},
        {"says": "They left in convoys."},
        {},
    ],
)
def test_a_claim_names_a_field_with_its_value_or_neither(fields):
    """Without them it is about the record as a whole."""
    assert claim(**fields).field == fields.get("field")


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        (
            {"field": "attacks"},
            (
                "value must be given where field is, got nothing. "
                "Give value, or leave out field."
            ),
        ),
        (
            {"value": "2.."},
            (
                "field must be given where value is, got nothing. "
                "Give field, or leave out value."
            ),
        ),
    ],
)
def test_a_field_or_a_value_alone_is_refused(fields, text):
    """A value of nothing, or nothing of a field, is no claim."""
    assert f"claim/x: 1 fault:\n  claim/x: {text}" == faults_of(claim, **fields)


def test_a_claimed_value_is_a_text():
    """A claim holds what the wire holds: canonical text, and no number."""
    assert (
        "claim/x: 1 fault:\n  claim/x: value must be a readable text, got 2."
    ) == faults_of(claim, field="attacks", value=2)


def test_a_claim_is_about_a_record_of_any_kind():
    """Whatever has an id can be spoken of, but it has an id."""
    assert "ration/42" == pk.Claim(id="claim/x", about="ration/42").about
    assert (
        "claim/x: 1 fault:\n"
        "  claim/x: about must be the id of a record, such as base/some-name, got "
        "'everything'."
    ) == faults_of(pk.Claim, id="claim/x", about="everything")


@pytest.mark.parametrize(
    ("field", "word", "codes"),
    [
        ("credibility", "7", "1, 2, 3, 4, 5, 6"),
        ("stance", "doubts", "affirms, denies"),
        (
            "basis",
            "hearsay",
            "claimed, attributed_by_party, attributed_by_observer, inquiry, inferred",
        ),
    ],
)
def test_the_grades_of_a_claim_are_words_of_ours(field, word, codes):
    """Credibility, stance and basis have closed vocabularies."""
    assert (
        f"claim/x: 1 fault:\n  claim/x: {field} must be one of {codes}, got {word!r}."
    ) == faults_of(claim, **{field: word})


def test_a_speaker_may_be_named_with_office_and_voice():
    """On the record: name, role, organisation, in any choice."""
    speaker = pk.Speaker(name="A. Name", role="spokesperson", organisation="UN")

    assert "UN" == speaker.organisation
    assert not speaker.is_protected


def test_a_speaker_may_be_an_institution_alone():
    """A statement of an organisation has no other name."""
    assert pk.Speaker(organisation="MINUSMA").name is None


def test_a_speaker_may_be_described_without_a_reason():
    """Analysts are not named, and nobody promised them anything."""
    assert not pk.Speaker(description="analysts").is_protected


def test_a_speaker_with_a_reason_is_protected():
    """Who is not named for a reason was promised not to be."""
    speaker = pk.Speaker(
        description="a UN employee", anonymous_because="not authorised to speak"
    )

    assert speaker.is_protected


def test_a_described_speaker_has_no_name_and_no_role():
    """There is nowhere to hold what was agreed to be left out."""
    text = faults_of(pk.Speaker, description="a resident", name="A. Name", role="mayor")

    assert (
        "speaker: 1 fault:\n"
        "  description must not be given together with name, role, organisation, "
        "extra, got 'a resident'. Leave out description or name, role."
    ) == text


def test_a_described_speaker_has_no_unknown_keys():
    """Nor in a key that the class does not know."""
    text = faults_of(pk.Speaker, description="a resident", extra={"phone": "1"})

    assert (
        "speaker: 1 fault:\n"
        "  description must not be given together with name, role, organisation, "
        "extra, got 'a resident'. Leave out description or extra."
    ) == text


def test_a_named_speaker_may_have_unknown_keys():
    """What another tool says of a named speaker is kept."""
    speaker = pk.Speaker(name="A. Name", extra={"title": "Dr"})

    assert speaker.extra == pk.Speaker(name="B. Name", extra={"title": "Dr"}).extra


def test_a_reason_for_not_naming_comes_with_a_description():
    """A speaker of whom nothing at all is said is no speaker."""
    assert (
        "speaker: 1 fault:\n"
        "  description must be given where anonymous_because is, got nothing. "
        "Give description, or leave out anonymous_because."
    ) == faults_of(pk.Speaker, anonymous_because="fear of reprisals")


def test_a_claim_takes_a_speaker_and_nothing_else_for_one():
    """A name alone is no speaker."""
    assert (
        "claim/x: 1 fault:\n  claim/x: speaker must be a Speaker, got 'A. Name'."
    ) == faults_of(claim, speaker="A. Name")


def test_a_described_speaker_has_no_organisation():
    """It would be one more place to hold a name."""
    text = faults_of(pk.Speaker, description="a resident", organisation="A. Name")

    assert "Leave out description or organisation." in text
