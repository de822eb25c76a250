"""
What goes wrong, in our words: the error tree, and `Where`, the breadcrumb.

Every room raises these and nothing else on bad input. A text says where, what must
be true, what was found, and what to do. This room never decides what is wrong.
"""

import bisect
import difflib
import itertools
import json
import re
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
    "Path",
    "PeacekeepError",
    "Report",
    "Severity",
    "Step",
    "UnknownName",
    "UnknownReference",
    "UnknownWord",
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
_COMPARED: Final = 1000
_NEAR: Final = 100


class _Missing:
    """The sign for a value that was not given."""

    def __repr__(self) -> str:
        return "nothing"

    def __reduce__(self) -> str:
        return "MISSING"


MISSING: Final = _Missing()


def one_line(text: str, longest: int = 80) -> str:
    """Return a text on one line that hides nothing and is not too long to read."""
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


def _neighbours(name: str, names: Iterable[str], turn: int = 1) -> list[str]:
    """Return the names next to one by their letters, or by the letters from the end."""
    ordered = sorted(one[::turn] for one in names)
    place = bisect.bisect(ordered, name[::turn])
    return [one[::turn] for one in ordered[max(0, place - _NEAR) : place + _NEAR]]


def near_miss(name: str, known: Iterable[str]) -> str:
    """
    Return the known name nearest to a wrong one, as a question. Empty: none is near.

    Notes:
        The comparison is slow. Among more than 1,000 names, only those are compared
        that are nearest by their beginning or by their end.
    """
    # The comparison is quadratic in the length, and no name of ours is long.
    if len(name) > _SHOWN_CHARACTERS:
        return ""
    names = list(known)
    if len(names) > _COMPARED:
        names = [*_neighbours(name, names), *_neighbours(name, names, -1)]
    close = difflib.get_close_matches(name, names, n=1)
    return f"Did you mean {close[0]}?" if close else ""


_NAME: Final = "[A-Za-z_][A-Za-z0-9_]*"
_QUOTED: Final = r'"(?:[^"\\]|\\.)*"'
# A quote inside an item, or one without its pair, is a sign like any other.
_ITEM: Final = rf"(?:{_NAME}=)?{_QUOTED}(?=[,\]]|$)|[^,\[\]]+"
_STEP: Final = re.compile(
    rf"({_NAME}|{_QUOTED})(?:\[((?:{_ITEM})(?:,(?:{_ITEM}))*)\])?(?:\.|$)", re.ASCII
)
_PART: Final = re.compile(rf"(?:({_NAME})=)?({_QUOTED}|.+)", re.ASCII | re.DOTALL)
_INDEX: Final = re.compile("0|[1-9][0-9]{0,8}", re.ASCII)
_PLAIN: Final = re.compile(rf'(?!{_NAME}=)[^,\[\]"]+', re.ASCII)
_BY_POSITION: Final = 3


@attrs.frozen
class Step:
    """
    One step of a path: a field and, where it has many, which of its members.

    Attributes:
        name: Name of the field.
        index: Position of the member, from 0 on. None: it is named by its key, or the
            field holds one value.
        key: Texts of the first fields of the part's key.
        named: Name and text of the others.
    """

    name: str
    index: int | None = None
    key: tuple[str, ...] = ()
    named: tuple[tuple[str, str], ...] = ()

    @classmethod
    def to_part(
        cls, name: str, names: Sequence[str], texts: Sequence[str | None]
    ) -> "Step":
        """
        Make a step to a part.

        Args:
            name: Name of the field.
            names: Names of the fields of the part's key.
            texts: Their canonical texts. None: not given.
        """
        given = list(zip(names, texts, strict=False))
        first = list(itertools.takewhile(lambda one: one[1] is not None, given))
        first = first[:_BY_POSITION]
        return cls(
            name,
            key=tuple(str(text) for _, text in first),
            named=tuple((at, text) for at, text in given[len(first) :] if text),
        )

    def __str__(self) -> str:
        name = self.name if re.fullmatch(_NAME, self.name) else _quoted(self.name)
        if self.index is not None:
            return f"{name}[{self.index}]"
        only = len(self.key) == 1 and not self.named
        items = [_written(text, alone=only) for text in self.key]
        items += [f"{at}={_written(text)}" for at, text in self.named]
        return f"{name}[{','.join(items)}]" if items else name


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _written(text: str, *, alone: bool = False) -> str:
    """Return a text of a key, in quotes where it could be read as something else."""
    looks_like_index = alone and _INDEX.fullmatch(text) is not None
    is_plain = _PLAIN.fullmatch(text) is not None and not looks_like_index
    return text if is_plain else _quoted(text)


def _read(text: str) -> str:
    is_quoted = re.fullmatch(_QUOTED, text, re.DOTALL) is not None
    return str(json.loads(text, strict=False)) if is_quoted else text


@attrs.frozen
class Path:
    """
    The way from a record to one of its fields.

    A part of a list is named by its key: `casualties[peacekeeper,injured].count`. The
    first three fields of the key go by position, later ones by name, such as
    `contributor=actor/mali`. A text with a comma, bracket or quote is quoted, and so is
    a key that would read as an index. A part without a readable key has its index:
    `casualties[0].count`.

    Attributes:
        steps: The steps, at least one.

    Example:
        >>> path = Path.parse("casualties[peacekeeper,injured].count")
        >>> [step.name for step in path.steps], path.steps[0].key
        (['casualties', 'count'], ('peacekeeper', 'injured'))
    """

    steps: tuple[Step, ...]

    @classmethod
    def to(cls, name: str, index: int | None = None) -> "Path":
        """Make a path of one step, to a field or to one of its members."""
        return cls((Step(name, index),))

    @classmethod
    def parse(cls, text: str) -> "Path":
        """
        Read a path.

        Raises:
            InvalidValue: If the text is not a path.
        """
        steps: list[Step] = []
        position = 0
        while isinstance(text, str) and position < len(text):
            match = _STEP.match(text, position)
            if match is None:
                break
            steps.append(_step(match[1], match[2]))
            position = match.end()
        if not steps or position < len(text) or text.endswith("."):
            raise InvalidValue(
                "be a path such as on, place.point or "
                "casualties[peacekeeper,injured].count",
                text,
                subject="path",
            )
        return cls(tuple(steps))

    def then(self, other: "Path") -> "Path":
        """Return the path that goes on with another one."""
        return Path(self.steps + other.steps)

    def __str__(self) -> str:
        return ".".join(map(str, self.steps))


def _step(name: str, content: str | None) -> Step:
    if content is None:
        return Step(_read(name))
    if _INDEX.fullmatch(content):
        return Step(_read(name), int(content))
    key: list[str] = []
    named: list[tuple[str, str]] = []
    for item in re.findall(_ITEM, content):
        match = _PART.fullmatch(item)
        at, text = match.groups() if match is not None else (None, item)
        if at is not None:
            named.append((at, _read(text)))
        elif named:
            named.append(("", _read(text)))  # no field has this name
        else:
            key.append(_read(text))
    return Step(_read(name), None, tuple(key), tuple(named))


def _as_path(path: "Path | str | None") -> "Path | None":
    return Path.parse(path) if isinstance(path, str) else path


@attrs.frozen
class Where:
    """
    The place that an error or a finding is about.

    Attributes:
        file: Name of the file.
        line: Line in the file. Counted from 1.
        record: Id of the record, or its kind while it has no readable id.
        path: Path of the field from the record.
    """

    file: str | None = None
    line: int | None = None
    record: str | None = None
    path: Path | None = attrs.field(default=None, converter=_as_path)

    def __str__(self) -> str:
        file = self.file
        if self.line is not None:
            file = f"{file}:{self.line}" if file else f"line {self.line}"
        path = None if self.path is None else str(self.path)
        return ": ".join(part for part in (file, self.record, path) if part)

    def within(self, outer: "Where") -> "Where":
        """Return this place, completed by the facts of an outer one."""
        path = self.path or outer.path
        if self.path is not None and outer.path is not None:
            path = outer.path.then(self.path)
        return Where(
            file=self.file or outer.file,
            line=self.line if self.line is not None else outer.line,
            record=self.record or outer.record,
            path=path,
        )


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
        place = str(attrs.evolve(self.where, path=None))
        text = f"{place}: " if place else ""
        text += f"{self.where.path or self.subject} must {self.expected}"
        text += f", got {shown(self.got)}."
        return f"{text} {self.hint}" if self.hint else text

    def __reduce__(self) -> tuple[Any, ...]:
        return _restored, (type(self), self.args, self.__dict__)

    def at(self, outer: Where) -> "InvalidValue":
        """Return the same fault, placed within an outer place."""
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
        faults: Each fault as an `InvalidValue`, from whatever depth.
        key: Texts of the key, if it is of a part whose key can be read.
    """

    key: tuple[str | None, ...] = ()

    def __new__(cls, message: str, faults: Sequence[Exception]) -> Self:  # pyright: ignore[reportInconsistentConstructor] - typeshed names the arguments otherwise
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

    def derive(self, faults: Sequence[Exception], /) -> "InvalidRecord":  # type: ignore[override] # pyright: ignore[reportIncompatibleMethodOverride] - typeshed types the argument with a variable of its own
        """Return a group of the same kind with some of the faults, for `except*`."""
        return InvalidRecord(self.message, faults)

    @classmethod
    def of(
        cls, faults: Sequence[InvalidValue], where: Where, *, name: str = "record"
    ) -> "InvalidRecord":
        """Gather the faults of one record, or of a part, at a place."""
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
    """No record in the dataset has this id."""

    def __init__(self, ref: object, known: Iterable[str] = ()) -> None:
        hint = near_miss(ref, known) if isinstance(ref, str) else ""
        text = f"No record in the dataset has the id {shown(ref)}."
        super().__init__(f"{text} {hint}" if hint else text)

    def __reduce__(self) -> tuple[Any, ...]:
        return _restored, (type(self), self.args, self.__dict__)


class DuplicateRecord(PeacekeepError, ValueError):
    """Two records share an id."""


class UnknownName(PeacekeepError, LookupError):
    """A name that is not known where it is used."""

    def __init__(self, what: str, name: object, known: Iterable[str]) -> None:
        self.known = tuple(known)
        hint = near_miss(name, self.known) if isinstance(name, str) else ""
        known_names = ", ".join(self.known) or "none"
        text = f"No {what} is named {shown(name)}. Known: {known_names}."
        super().__init__(f"{text} {hint}" if hint else text)

    def __reduce__(self) -> tuple[Any, ...]:
        return _restored, (type(self), self.args, self.__dict__)


class UnknownWord(UserWarning):
    """A word that is neither in an open vocabulary nor anywhere in the dataset."""


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

    @property
    def path(self) -> Path | None:
        """Path of the field, by which `dataset.claims` finds its claims."""
        return self.where.path

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
        """True if no finding has severity error."""
        return not any(one.severity is Severity.ERROR for one in self.findings)

    def counts(self) -> dict[Severity, int]:
        """Return how many findings there are of each severity."""
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
        """Return the findings as flat rows, for a table."""
        return [
            {
                "check": one.check,
                "severity": one.severity.value,
                "record": one.record,
                "field": None if one.path is None else str(one.path),
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
