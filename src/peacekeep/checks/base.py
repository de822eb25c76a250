"""
What the checks share: `Check`, `Finding`, `Report`.

A check is a function over a dataset that yields doubts; its name states the fault. The
pipeline runs the checks and returns a report.
"""

import inspect
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final

import attrs

from peacekeep.dataset import Dataset
from peacekeep.definitions.codes import Codes
from peacekeep.definitions.paths import Target, located, target_in
from peacekeep.errors import Finding, Path, Report, Severity, Where
from peacekeep.models import Claim
from peacekeep.models.vocabularies import VOCABULARIES


__all__ = [
    "Check",
    "Doubt",
    "Plain",
    "check",
    "claimed",
    "run",
]

_LONGEST_MESSAGE: Final = 300
_CODES: Final[Mapping[str, Codes]] = {codes.name: codes for codes in VOCABULARIES}


@attrs.frozen
class Doubt:
    """
    One doubt of a check about a record.

    Attributes:
        record: Id of the record.
        message: What is doubtful, in one sentence.
        path: Path of the field, or its text. None: the whole record.
        suggestion: What to do about it. None: the fix of the check.
        severity: How bad it is. None: the severity of the check.
    """

    record: str
    message: str
    path: Path | str | None = None
    suggestion: str | None = None
    severity: Severity | None = None


def _cut(message: str) -> str:
    if len(message) <= _LONGEST_MESSAGE:
        return message
    return f"{message[: _LONGEST_MESSAGE - 3]}..."


def _placed(dataset: Dataset, doubt: Doubt) -> Path | None:
    """Return the path of a doubt, its parts by key, so that claims have the same."""
    if doubt.path is None or doubt.record not in dataset:
        return None if doubt.path is None else Where(path=doubt.path).path
    return located(dataset.get(doubt.record), doubt.path)


Run = Callable[..., Iterable[Doubt]]
Plain = dict[str, Any]


@attrs.frozen
class Check:
    """
    A named question that is put to a dataset.

    Attributes:
        id: Family and name, such as `numbers.count-over-ceiling`.
        severity: How bad its findings are, unless a doubt has its own severity.
        title: The fault, in plain words.
        fix: What to do about it.
        failing: Plain records in which it finds something.
        passing: Plain records, close to the failing ones, in which it finds nothing.
        run: Function that yields the doubts about a dataset.
        asks_codes: Whether `run` takes the known vocabularies, by name, as `codes`.
    """

    id: str
    severity: Severity
    title: str
    fix: str
    failing: tuple[Plain, ...]
    passing: tuple[Plain, ...]
    run: Run = attrs.field(repr=False)
    asks_codes: bool = attrs.field(default=False, repr=False)

    def findings(
        self, dataset: Dataset, codes: Mapping[str, Codes] = _CODES
    ) -> Iterator["Finding"]:
        """Run the check, and yield each doubt as a finding with its place."""
        known = {"codes": codes} if self.asks_codes else {}
        for doubt in self.run(dataset, **known):
            place = Where(record=doubt.record, path=_placed(dataset, doubt))
            if doubt.record in dataset:
                place = place.within(dataset.origin(doubt.record))
            yield Finding(
                check=self.id,
                severity=doubt.severity or self.severity,
                record=doubt.record,
                where=place,
                message=_cut(doubt.message),
                suggestion=doubt.suggestion or self.fix,
            )


def claimed(dataset: Dataset, claim: Claim) -> Target | None:
    """Return the target of a claim's path. None: no such record or field."""
    if claim.field is None or claim.about not in dataset:
        return None
    return target_in(dataset.get(claim.about), claim.field)


def check(
    *,
    severity: Severity,
    title: str,
    fix: str,
    failing: Iterable[Plain],
    passing: Iterable[Plain],
) -> Callable[[Run], Check]:
    """
    Make a check of the decorated function; its module and name give the id.

    The function takes the dataset and yields a `Doubt` for each fault. If it has a
    keyword `codes`, it receives the known vocabularies, by name.
    """

    def made(run: Run) -> Check:
        family = run.__module__.rpartition(".")[2]
        return Check(
            id=f"{family}.{run.__name__.replace('_', '-')}",
            severity=severity,
            title=title,
            fix=fix,
            failing=tuple(failing),
            passing=tuple(passing),
            run=run,
            asks_codes="codes" in inspect.signature(run).parameters,
        )

    return made


def run(
    checks: Iterable[Check], dataset: Dataset, codes: Mapping[str, Codes] = _CODES
) -> Report:
    """Run checks over a dataset, and return a report with the worst findings first."""
    found = [one for check in checks for one in check.findings(dataset, codes)]
    order = list(Severity)
    return Report(tuple(sorted(found, key=lambda one: order.index(one.severity))))
