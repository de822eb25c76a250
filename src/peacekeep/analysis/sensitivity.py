"""
How far a conclusion depends on the policy that settles disagreements.

Each question is put to the dataset once for each policy, as that policy settles it.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Final

import attrs

from peacekeep.analysis.policies import Policy, policy_of
from peacekeep.analysis.reconcile import settle
from peacekeep.dataset import Dataset
from peacekeep.errors import (
    InvalidValue,
    PeacekeepError,
    UnknownName,
    UnknownReference,
    ValidationFailed,
)


__all__ = ["Answer", "Sensitivity", "sensitivity"]

Question = Callable[[Dataset], object]

_NAMED: Final = ("only", "latest", "best_graded", "envelope", "agree", "refuse")


@attrs.frozen
class Answer:
    """
    The answer to one question under one policy.

    Attributes:
        question: Name of the question.
        policy: Name of the policy.
        value: The answer. None: there is no answer.
        refusal: Why there is no answer, if the policy or the library refused.
        is_refused: True if the policy itself refused.
    """

    question: str
    policy: str
    value: object
    refusal: str | None = None
    is_refused: bool = False

    def __str__(self) -> str:
        if self.refusal is not None:
            return "refused"
        return "no answer" if self.value is None else str(self.value)


@attrs.frozen
class Sensitivity:
    """
    The answers to several questions under several policies.

    Attributes:
        answers: Every answer, by question, then in the order of the policies.
    """

    answers: tuple[Answer, ...]

    @property
    def questions(self) -> tuple[str, ...]:
        """Names of the questions."""
        return tuple(dict.fromkeys(one.question for one in self.answers))

    @property
    def policies(self) -> tuple[str, ...]:
        """Names of the policies."""
        return tuple(dict.fromkeys(one.policy for one in self.answers))

    def of(self, question: str) -> dict[str, Answer]:
        """
        Return the answers to one question, by the name of the policy.

        Raises:
            UnknownName: If no question has the name.
        """
        if question not in self.questions:
            raise UnknownName("question", question, self.questions)
        return {one.policy: one for one in self.answers if one.question == question}

    @property
    def changing(self) -> tuple[str, ...]:
        """Questions whose answer depends on the policy, policies that refuse aside."""
        return tuple(question for question in self.questions if self._changes(question))

    def _changes(self, question: str) -> bool:
        given = [one for one in self.of(question).values() if not one.is_refused]
        return any(
            one.refusal != given[0].refusal or one.value != given[0].value
            for one in given[1:]
        )

    def to_rows(self) -> list[dict[str, str | bool | None]]:
        """Return every answer as a flat row, for a table."""
        return [
            {
                "question": one.question,
                "policy": one.policy,
                "answer": None if one.value is None else str(one.value),
                "refusal": one.refusal,
                "changes": one.question in self.changing,
            }
            for one in self.answers
        ]

    def __str__(self) -> str:
        table = [["policy", *self.questions]] + [
            [policy, *(str(self.of(question)[policy]) for question in self.questions)]
            for policy in self.policies
        ]
        widths = [max(len(row[i]) for row in table) for i in range(len(table[0]))]
        lines = [
            "  ".join(
                cell.ljust(width) for cell, width in zip(row, widths, strict=True)
            )
            for row in table
        ]
        depends = "No answer depends on the policy."
        if self.changing:
            depends = f"Depends on the policy: {', '.join(self.changing)}."
        return "\n".join([*(line.rstrip() for line in lines), depends])


def sensitivity(
    dataset: Dataset,
    questions: Question | Mapping[str, Question],
    policies: Iterable[str | Policy] = _NAMED,
) -> Sensitivity:
    """
    Put questions to a dataset as each policy settles it.

    Args:
        dataset: The dataset.
        questions: A function of a dataset, or several by their names.
        policies: Names of policies, `prefer(...)`, or callables, as `settle` takes
            them.

    Returns:
        Every answer. Where a policy refuses, or a question raises a `PeacekeepError`,
        the answer holds the text of the refusal. A question that fails on None, or for
        want of a member, which is what an empty field is, has no answer.

    Raises:
        UnknownName: If no policy has one of the names, or a question asks for a name
            that is not there.
        UnknownReference: If a question asks for a record that is not there.
        InvalidValue: If a policy or a question is invalid, or two policies share a
            name.

    Example:
        >>> ds = open_dataset("minusma-article")
        >>> def convoys(ds):
        ...     return ds.get("tally/minusma-kidal-convoys").count
        >>> print(sensitivity(ds, convoys, ["only", "envelope", prefer("MINUSMA")]))
        policy           convoys
        only             no answer
        envelope         1..
        prefer(MINUSMA)  1
        Depends on the policy: convoys.
    """
    if not isinstance(questions, Mapping):
        questions = {getattr(questions, "__name__", "question"): questions}
    for name, question in questions.items():
        if not isinstance(name, str) or not callable(question):
            expected = "be a function of a dataset, and its name a text"
            raise InvalidValue(expected, question, subject=f"the question {name}")
    if isinstance(policies, str) or not isinstance(policies, Iterable):
        hint = f"Write [{policies!r}]." if isinstance(policies, str) else ""
        raise InvalidValue(
            "be a list of policies", policies, subject="policies", hint=hint
        )
    named = [policy_of(policy) for policy in policies]
    if not named or not questions:
        expected = "be one at least, and one policy"
        raise InvalidValue(expected, list(questions), subject="questions")
    labels = [label for label, _ in named]
    if len(set(labels)) < len(labels):
        hint = "Define each policy of your own with def, under its own name."
        expected, subject = "each have a name of their own", "the policies"
        raise InvalidValue(expected, labels, subject=subject, hint=hint)
    answers: list[Answer] = []
    for label, chosen in named:
        try:
            settled, _ = settle(dataset, chosen)
        except ValidationFailed as error:
            answers += [
                Answer(name, label, None, str(error), is_refused=True)
                for name in questions
            ]
            continue
        answers += [
            _answer(settled, name, label, questions[name]) for name in questions
        ]
    order = list(questions)
    return Sensitivity(
        tuple(sorted(answers, key=lambda one: order.index(one.question)))
    )


def _answer(settled: Dataset, name: str, policy: str, question: Question) -> Answer:
    try:
        return Answer(name, policy, question(settled))
    except (UnknownName, UnknownReference):
        raise  # settling removes no record, so the question itself is wrong
    except PeacekeepError as error:
        return Answer(name, policy, None, str(error))
    except (AttributeError, TypeError, ValueError, IndexError, StopIteration) as error:
        if not _is_of_nothing(error):
            raise
        return Answer(name, policy, None)


def _is_of_nothing(error: Exception) -> bool:
    """Return whether an error comes of None, or of no member, in place of a value."""
    if isinstance(error, AttributeError):
        return error.obj is None
    if isinstance(error, IndexError | StopIteration):
        return True
    return "NoneType" in str(error) or "empty" in str(error)
