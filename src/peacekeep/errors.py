"""
What goes wrong, in our words: the error tree, and `Where`, the breadcrumb.

Every room raises these and nothing else on bad input. A text says where, what must
be true, what was found, and what to do. This room never decides what is wrong.
"""

import difflib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from typing import Any, Final, Self

import attrs


__all__ = [
    "MISSING",
    "DuplicateRecord",
    "Finding",
    "InvalidRecord",
    "InvalidValue",
    "MissingExtra",
    "PeacekeepError",
    "Report",
    "Severity",
    "UnknownName",
    "UnknownReference",
    "UnreadableFile",
    "UnusableExtension",
    "ValidationFailed",
    "Where",
    "near_miss",
    "one_line",
    "shown",
]

_SHOWN_CHARACTERS: Final = 80
_SHOWN_FINDINGS: Final = 20


class _Missing:
    """What stands for a value that was not given."""

    def __repr__(self) -> str:
        return "nothing"

    def __reduce__(self) -> str:
        return "MISSING"


MISSING: Final = _Missing()


def one_line(text: str, longest: int = 80) -> str:
    """Answer a text on one line that hides nothing and is not too long to read."""
    line = "".join(
        sign if sign.isprintable() else sign.encode("unicode_escape").decode()
        for sign in text
    )
    return line if len(line) <= longest else f"{line[: longest - 3]}..."


def shown(value: object) -> str:
    """Show a value as its `repr`, cut at 80 characters, whatever the value is."""
    try:
        text = repr(value)
    except Exception:  # noqa: BLE001 - a repr may fail in any way, and an error text must not
        return f"<{type(value).__name__}>"
    if len(text) > _SHOWN_CHARACTERS:
        return text[: _SHOWN_CHARACTERS - 3] + "..."
    return text


def near_miss(name: str, known: Iterable[str]) -> str:
    """Offer the known name nearest to a wrong one, as a question, or nothing."""
    # The comparison is quadratic in the length, and no name of ours is long.
    if len(name) > _SHOWN_CHARACTERS:
        return ""
    close = difflib.get_close_matches(name, list(known), n=1)
    return f"Did you mean {close[0]}?" if close else ""


@attrs.frozen
class Where:
    """
    The place that an error or a finding speaks of.

    Attributes:
        file: Name of the file.
        line: Line in the file. Counted from 1.
        record: Id of the record, or its kind while it has no readable id.
        field: Path of the field from the record, such as `casualties[0].count`.
    """

    file: str | None = None
    line: int | None = None
    record: str | None = None
    field: str | None = None

    def __str__(self) -> str:
        file = self.file
        if self.line is not None:
            file = f"{file}:{self.line}" if file else f"line {self.line}"
        return ": ".join(part for part in (file, self.record, self.field) if part)

    def within(self, outer: "Where") -> "Where":
        """Answer this place with the outer one's parts where it has none itself."""
        return Where(
            file=self.file or outer.file,
            line=self.line if self.line is not None else outer.line,
            record=self.record or outer.record,
            field=_joined(outer.field, self.field),
        )


def _joined(outer: str | None, inner: str | None) -> str | None:
    if not outer or not inner:
        return outer or inner
    return outer + inner if inner.startswith("[") else f"{outer}.{inner}"


class PeacekeepError(Exception):
    """Any error of this library."""


class InvalidValue(PeacekeepError, ValueError):
    """
    A value that is not what its place asks for.

    Attributes:
        expected: What must be true, as it follows "must".
        got: The value that was found.
        hint: What to do.
        where: The place, as far as known.
        subject: What the value is called where no field is known.
    """

    def __init__(
        self,
        expected: str,
        got: object,
        *,
        hint: str = "",
        where: Where | None = None,
        subject: str = "value",
    ) -> None:
        self.expected = expected
        self.got = got
        self.hint = hint
        self.where = where or Where()
        self.subject = subject
        super().__init__(expected, got)

    def __str__(self) -> str:
        place = str(attrs.evolve(self.where, field=None))
        text = f"{place}: " if place else ""
        text += f"{self.where.field or self.subject} must {self.expected}"
        text += f", got {shown(self.got)}."
        return f"{text} {self.hint}" if self.hint else text

    def __reduce__(self) -> tuple[Any, ...]:
        return _restored, (type(self), self.args, self.__dict__)

    def at(self, outer: Where) -> "InvalidValue":
        """Answer the same fault, placed within an outer place."""
        return InvalidValue(
            self.expected,
            self.got,
            hint=self.hint,
            where=self.where.within(outer),
            subject=self.subject,
        )


class InvalidRecord(PeacekeepError, ExceptionGroup[Exception], ValueError):
    """
    A record that cannot be, with every fault of it, or several such records.

    Attributes:
        faults: Each fault as an `InvalidValue`, however deep it stands.
    """

    def __new__(cls, message: str, faults: Sequence[Exception]) -> Self:
        return super().__new__(cls, message, faults)

    @property
    def faults(self) -> tuple[InvalidValue, ...]:
        found: list[InvalidValue] = []
        for fault in self.exceptions:
            if isinstance(fault, InvalidRecord):
                found.extend(fault.faults)
            elif isinstance(fault, InvalidValue):
                found.append(fault)
        return tuple(found)

    def __str__(self) -> str:
        return "\n".join([f"{self.message}:", *(f"  {one}" for one in self.faults)])

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.message, self.exceptions)

    def derive(self, faults: Sequence[Exception], /) -> "InvalidRecord":  # type: ignore[override] # typeshed types the argument with a variable of its own
        """Answer a group of the same kind with some of the faults, for `except*`."""
        return InvalidRecord(self.message, faults)

    @classmethod
    def of(
        cls, faults: Sequence[InvalidValue], where: Where, *, name: str = "record"
    ) -> "InvalidRecord":
        """Gather the faults of one record, or part of one, that stands at a place."""
        number = f"{len(faults)} fault" + ("s" if len(faults) > 1 else "")
        placed = [fault.at(where) for fault in faults]
        return cls(f"{str(where) or name}: {number}", placed)


class UnreadableFile(PeacekeepError, ValueError):
    """
    A file or text that cannot be taken apart into records, or cannot be written.

    Attributes:
        where: The file, and the line where one is known.
        problem: What must be true, and what is.
        hint: What to do.
    """

    def __init__(
        self, problem: str, *, where: Where | None = None, hint: str = ""
    ) -> None:
        self.problem = problem
        self.where = where or Where()
        self.hint = hint
        super().__init__(problem)

    def __str__(self) -> str:
        place = str(self.where)
        text = f"{place}: {self.problem}" if place else self.problem
        return f"{text} {self.hint}" if self.hint else text

    def __reduce__(self) -> tuple[Any, ...]:
        return _restored, (type(self), self.args, self.__dict__)


class UnknownReference(PeacekeepError, LookupError):
    """An id that no record of the dataset bears."""

    def __init__(self, ref: object, known: Iterable[str] = ()) -> None:
        hint = near_miss(ref, known) if isinstance(ref, str) else ""
        text = f"No record of the dataset has the id {shown(ref)}."
        super().__init__(f"{text} {hint}" if hint else text)

    def __reduce__(self) -> tuple[Any, ...]:
        return _restored, (type(self), self.args, self.__dict__)


class DuplicateRecord(PeacekeepError, ValueError):
    """An id that more than one record bears."""


class UnknownName(PeacekeepError, LookupError):
    """A name that is none of those that can stand in its place."""

    def __init__(self, what: str, name: object, known: Iterable[str]) -> None:
        self.known = tuple(known)
        hint = near_miss(name, self.known) if isinstance(name, str) else ""
        known_names = ", ".join(self.known) or "none"
        text = f"No {what} is named {shown(name)}. Known: {known_names}."
        super().__init__(f"{text} {hint}" if hint else text)

    def __reduce__(self) -> tuple[Any, ...]:
        return _restored, (type(self), self.args, self.__dict__)


class Severity(StrEnum):
    """How bad a finding is: an error, a warning, or a note."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@attrs.frozen
class Finding:
    """
    One doubt about a dataset.

    Attributes:
        check: Id of the check.
        severity: How bad it is.
        record: Id of the record.
        where: File, line, record and field, as far as known.
        message: What is doubtful.
        suggestion: What to do.
    """

    check: str
    severity: Severity
    record: str
    where: Where
    message: str
    suggestion: str

    def __str__(self) -> str:
        return (
            f"{self.severity}: {self.where}: {self.message} "
            f"{self.suggestion} [{self.check}]"
        )


@attrs.frozen
class Report:
    """
    All findings about a dataset, the worst first.

    Attributes:
        findings: The findings.
    """

    findings: tuple[Finding, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether there is no error among them."""
        return not any(one.severity is Severity.ERROR for one in self.findings)

    def counts(self) -> dict[Severity, int]:
        """Answer how many findings there are of each severity."""
        found = Counter(one.severity for one in self.findings)
        return {severity: found[severity] for severity in Severity}

    def raise_for_errors(self) -> None:
        """
        Raise if there is an error among the findings.

        Raises:
            ValidationFailed: With the report.
        """
        if not self.ok:
            raise ValidationFailed(self)

    def to_rows(self) -> list[dict[str, str | int | None]]:
        """Answer the findings as flat rows, for a table."""
        return [
            {
                "check": one.check,
                "severity": one.severity.value,
                "record": one.record,
                "field": one.where.field,
                "file": one.where.file,
                "line": one.where.line,
                "message": one.message,
                "suggestion": one.suggestion,
            }
            for one in self.findings
        ]

    def __len__(self) -> int:
        return len(self.findings)

    def __iter__(self) -> Iterator[Finding]:
        return iter(self.findings)

    def __str__(self) -> str:
        total = ", ".join(
            f"{number} {severity}{'' if number == 1 else 's'}"
            for severity, number in self.counts().items()
        )
        lines = [str(one) for one in self.findings[:_SHOWN_FINDINGS]]
        left = len(self.findings) - len(lines)
        if left:
            lines.append(f"and {left} more, in to_rows()")
        return "\n".join([f"{total}.", *lines])


class ValidationFailed(PeacekeepError, ValueError):
    """
    A dataset with findings of the severity error.

    Attributes:
        report: The report of all findings.
    """

    def __init__(self, report: Report) -> None:
        self.report = report
        super().__init__(report)

    def __str__(self) -> str:
        return str(self.report)


class UnusableExtension(PeacekeepError, ValueError):
    """
    An extension that cannot be taken in.

    Attributes:
        extension: Name of the extension.
        distribution: Distribution that it comes from. None: it was given in Python.
        problem: What must be true, and what is.
        hint: What to do.
    """

    def __init__(
        self,
        extension: str,
        problem: str,
        *,
        distribution: str | None = None,
        hint: str = "",
    ) -> None:
        self.extension = extension
        self.distribution = distribution
        self.problem = problem
        self.hint = hint
        super().__init__(extension, problem)

    def __str__(self) -> str:
        text = f"The extension {self.extension}"
        if self.distribution is not None:
            text += f" of the distribution {self.distribution}"
        text += f" {self.problem}."
        return f"{text} {self.hint}" if self.hint else text

    def __reduce__(self) -> tuple[Any, ...]:
        return _restored, (type(self), self.args, self.__dict__)


class MissingExtra(PeacekeepError, ImportError):
    """An optional library that is needed and not installed."""

    def __init__(self, doing: str, library: str, extra: str) -> None:
        super().__init__(
            f"{doing} needs {library}. "
            f'Install it with: pip install "peacekeep[{extra}]".'
        )

    def __reduce__(self) -> tuple[Any, ...]:
        return _restored, (type(self), self.args, self.__dict__)


def _restored(
    kind: type[PeacekeepError], args: tuple[object, ...], state: dict[str, object]
) -> PeacekeepError:
    error = kind.__new__(kind, *args)
    error.args = args
    error.__dict__.update(state)
    return error
