"""Whether an answer depends on the policy."""

import pytest

import peacekeep as pk


CONVOYS = "tally/minusma-kidal-convoys"


@pytest.fixture(scope="module")
def ds():
    return pk.open_dataset("minusma-article")


def convoys(dataset):
    """Return how many convoys there were."""
    return dataset.get(CONVOYS).count


def bases(dataset):
    """Return how many bases had been left, which nobody disputes."""
    return dataset.get("tally/minusma-bases-left").count


def test_one_question_under_each_named_policy(ds):
    """The article says one convoy and convoys: only a span has an answer."""
    answers = pk.sensitivity(ds, convoys).of("convoys")

    assert {
        "only": "no answer",
        "latest": "no answer",
        "best_graded": "no answer",
        "envelope": "1..",
        "agree": "no answer",
        "refuse": "refused",
    } == {policy: str(answer) for policy, answer in answers.items()}
    assert "settle.contested" in answers["refuse"].refusal


def test_the_answers_that_hang_on_the_policy_are_named(ds):
    """Eight bases under every policy; the convoys change."""
    found = pk.sensitivity(ds, {"bases left": bases, "convoys": convoys})

    assert ("convoys",) == found.changing
    assert ("bases left", "convoys") == found.questions
    assert {False: 6, True: 6} == {
        changes: sum(row["changes"] is changes for row in found.to_rows())
        for changes in (False, True)
    }


def test_a_table_shows_every_answer(ds):
    """A row a policy, a column a question, and what depends on the policy below."""
    policies = ["only", pk.prefer("MINUSMA")]
    found = pk.sensitivity(ds, {"bases left": bases, "convoys": convoys}, policies)

    assert (
        "policy           bases left  convoys\n"
        "only             8           no answer\n"
        "prefer(MINUSMA)  8           1\n"
        "Depends on the policy: convoys."
    ) == str(found)
    assert "No answer depends on the policy." in str(
        pk.sensitivity(ds, bases, ["only", "latest"])
    )


def test_a_question_that_the_library_refuses_is_refused(ds):
    """An error of ours is an answer of its own; another's is the user's to see."""

    def too_many(dataset):
        return dataset.get("tally/minusma-bases-left").count - 99

    def lost(dataset):
        return dataset.get("tally/minusma-bases-lefft")

    def misnamed(dataset):
        return dataset.of("taly")

    def broken(dataset):
        return len(dataset) / 0

    (answer,) = pk.sensitivity(ds, too_many, ["only"]).answers
    assert "not exceed 8" in answer.refusal
    assert "refused" == str(answer)
    for question, error in (
        (broken, ZeroDivisionError),
        (lost, pk.UnknownReference),
        (misnamed, pk.UnknownName),
    ):
        with pytest.raises(error):
            pk.sensitivity(ds, question, ["only"])


def test_a_question_that_fails_on_an_empty_field_has_no_answer(ds):
    """None has no sum and no attribute; what fails on anything else is a mistake."""

    def more(dataset):
        return dataset.get(CONVOYS).count + 1

    def least(dataset):
        return dataset.get(CONVOYS).count.low

    def misspelt(dataset):
        return dataset.get(CONVOYS).cuont

    def no_number(dataset):
        return int(str(dataset))

    def first_place(dataset):
        return dataset.get("mission/minusma").mandates[99].action

    def fewest(dataset):
        return min(one for one in () if one is not dataset)

    for question in (first_place, fewest):
        assert "no answer" == str(pk.sensitivity(ds, question, ["only"]).answers[0])
    with pytest.raises(ValueError, match="invalid literal"):
        pk.sensitivity(ds, no_number, ["only"])
    found = pk.sensitivity(ds, {"more": more, "least": least}, ["only", "envelope"])
    assert ["no answer", "2..", "no answer", "1"] == list(map(str, found.answers))
    with pytest.raises(AttributeError):
        pk.sensitivity(ds, misspelt, ["only"])


@pytest.mark.parametrize(
    ("questions", "policies", "expected"),
    [
        ({"one": 3}, ["only"], "the question one must be a function of a dataset"),
        ({3: convoys}, ["only"], "and its name a text"),
        (convoys, "only", "be a list of policies"),
        (convoys, 5, "be a list of policies"),
        (convoys, [], "be one at least, and one policy"),
        ({}, ["only"], "be one at least, and one policy"),
        (convoys, [lambda _: None, lambda _: None], "each have a name of their own"),
    ],
)
def test_bad_questions_and_policies_are_refused(ds, questions, policies, expected):
    """Each is told what was expected."""
    with pytest.raises(pk.InvalidValue, match=expected):
        pk.sensitivity(ds, questions, policies)
