"""
What every record shares: `Record`, and the typed reference `Ref`.

Each noun below builds on it. A record never loads, saves, or finds its siblings.
"""

import datetime
import types
import typing
from collections.abc import Iterable
from typing import (
    Annotated,
    Any,
    ClassVar,
    Generic,
    TypeVar,
    cast,
)

import attrs

from peacekeep.definitions.fields import (
    FAULT_LIMIT,
    fields_of,
    read_text,
    snake_case,
)
from peacekeep.definitions.forms import Form
from peacekeep.definitions.paths import references
from peacekeep.definitions.rules import (
    CodeFrom,
    OfField,
    Refers,
    SchemeFrom,
    is_given,
)
from peacekeep.errors import (
    InvalidValue,
    Path,
    Where,
    near_miss,
)
from peacekeep.models.vocabularies import MARKING, SCHEME
from peacekeep.values.dates import PartialDate
from peacekeep.values.identifiers import Identifier, as_identifiers
from peacekeep.values.periods import Period
from peacekeep.values.spans import Ends, Span


__all__ = [
    "Record",
    "Ref",
    "UnknownRecord",
    "as_ref",
    "as_refs",
    "as_texts",
    "begins_by",
    "seen",
]

T_co = TypeVar("T_co", covariant=True)
F = TypeVar("F", bound=Form)


class Ref(str, Generic[T_co]):
    """
    The id of a record of a certain kind, `kind/slug`, such as `base/minusma-kidal`.

    `Ref[Mission]` tells a type checker what `dataset.get` returns. At run time a
    reference is a plain `str`.
    """

    __slots__ = ()

    def __new__(cls, text: str) -> "Ref[T_co]":
        return cast("Ref[T_co]", str(text))

    @staticmethod
    def reader(
        args: tuple[Any, ...],
    ) -> tuple[typing.Callable[[object], str], tuple[OfField, ...]]:
        """Return the function that reads such a reference, and the rule it implies."""
        targets = args
        if typing.get_origin(args[0]) in {typing.Union, types.UnionType}:
            targets = typing.get_args(args[0])
        for target in targets:
            if not isinstance(target, type) or not issubclass(target, Record):
                expected = "be of a kind of record, as in Ref[Mission]"
                raise InvalidValue(expected, target, subject="a reference")
        kinds = () if Record in targets else tuple(target.kind for target in targets)
        return read_text, (Refers(kinds),)


def as_texts(texts: list[str] | tuple[str, ...]) -> tuple[str, ...]:
    """Let a field take a list of texts; the record reads it."""
    return cast("tuple[str, ...]", texts)


@attrs.frozen(kw_only=True)
class Record(Form):
    """
    One thing that a dataset holds, with an id of its own.

    Attributes:
        id: `kind/slug`: the word of the class, a slash, and a name in lower case
            letters, digits and hyphens.
        marking: Who may see it, by the Traffic Light Protocol. None: as the dataset.
        withheld: Names of fields that are known but not given.
        note: Any other remark.
        identifiers: What others call it, such as `ucdp:12345`. Schemes are codes of
            `codes["scheme"]`.

    Raises:
        InvalidRecord: If any field cannot be read or breaks a rule.

    Source:
        FIRST, Traffic Light Protocol 2.0, https://www.first.org/tlp/
    """

    kind: ClassVar[str] = "record"
    """Word of the class in wire form: `BaseEvent` is `base_event`."""

    id: str
    marking: Annotated[str | None, CodeFrom(MARKING)] = None
    withheld: tuple[str, ...] = attrs.field(default=(), converter=as_texts)
    note: str | None = None
    identifiers: Annotated[tuple[Identifier, ...], SchemeFrom(SCHEME)] = attrs.field(
        default=(), converter=as_identifiers
    )

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        if "kind" not in cls.__dict__:
            cls.kind = snake_case(cls.__name__)

    def begins(self) -> tuple[datetime.date, datetime.date] | None:
        """
        Return the first and the last day on which what it describes can have begun.

        Returns:
            The two days: all of time if the day is not known. None: its class has no
            day.
        """
        return begins_by(self, "on", "period")

    @classmethod
    def happens(cls) -> bool:
        """
        Return whether its records happen on a day, and so do not stand on one.

        By default those happen whose class has a field `on`, or its own `begins` and
        no field `period`.
        """
        names = {field.name for field in fields_of(cls)}
        return "on" in names or (
            "period" not in names and cls.begins is not Record.begins
        )

    def stands(self) -> Span:
        """
        Return on which days it stands, where its class does not happen.

        By default over its period, or on every day where its class has none.
        """
        if hasattr(self, "period"):
            return Span.over(getattr(self, "period"))  # noqa: B009 - not of every class
        always = ((datetime.date.min, datetime.date.max),)
        return Span(always, always)

    def series(self) -> object:
        """Return what it shares with those of which the next ends it. None: nothing."""
        return None

    def shows_base(self) -> Ends | None:
        """
        Return the first and the last day on which it can have shown its base in use.

        The base is that of its field `base`. None: it shows no base in use.
        """
        return None

    def _faults(self) -> Iterable[InvalidValue]:
        fault = Refers((self.kind,)).fault(self.id)
        if fault is not None:
            yield fault.at(Where(path=Path.to("id")))
        names = [field.name for field in fields_of(type(self))]
        if "kind" in self.extra:
            yield InvalidValue(
                "not be among the unknown keys", self.extra["kind"], subject="kind"
            )
        for path, ref in references(self):
            if ref == self.id:
                yield InvalidValue(
                    "not refer to the record itself", ref, where=Where(path=path)
                )
        for index, name in enumerate(self.withheld[:FAULT_LIMIT]):
            if name not in names or is_given(getattr(self, name)):
                yield InvalidValue(
                    f"be the name of a field of {self.kind} that is not given",
                    name,
                    where=Where(path=Path.to("withheld", index)),
                    hint=near_miss(name, names) if name not in names else "",
                )

    def _place(self) -> Where:
        readable = isinstance(self.id, str) and Refers(()).fault(self.id) is None
        return Where(record=self.id if readable else self.kind)


@attrs.frozen(kw_only=True)
class UnknownRecord(Record):
    """
    A record of an unknown kind, kept so that it can be written back unchanged.

    Its own keys are in `extra`.
    """

    def begins(self) -> tuple[datetime.date, datetime.date] | None:
        """Return all of time: no field of its kind is known."""
        return datetime.date.min, datetime.date.max

    @classmethod
    def happens(cls) -> bool:
        """Return False: it may stand on any day."""
        return False

    def stands(self) -> Span:
        """Return a span that is possible on every day, and certain on none."""
        return Span.over(None)

    @property
    def kind(self) -> str:  # type: ignore[override] # pyright: ignore[reportIncompatibleVariableOverride] - the one class whose kind differs by record
        """Word of its kind, from its id."""
        return self.id.partition("/")[0] if isinstance(self.id, str) else Record.kind


def begins_by(
    record: Record, *names: str
) -> tuple[datetime.date, datetime.date] | None:
    """Return when a record can have begun, by the first of some fields it gives."""
    has_day = False
    for name in names:
        has_day = has_day or hasattr(record, name)
        value: Any = getattr(record, name, None)
        if isinstance(value, PartialDate):
            return value.earliest, value.latest
        if isinstance(value, Period):
            if value.start is not None:
                return value.start.earliest, value.start.latest
            return datetime.date.min, value.latest
    return (datetime.date.min, datetime.date.max) if has_day else None


def seen(when: PartialDate | Period | None) -> Ends:
    """Return the first and the last day on which something of a day or span is seen."""
    if when is None:
        return datetime.date.min, datetime.date.max
    if isinstance(when, Period) and when.end_open and when.start is not None:
        return when.start.earliest, when.start.latest
    return when.earliest, when.latest


def as_ref(id: str | None) -> Any:  # noqa: A002 - the field's own word
    """Let a field take the id as text; the record reads it."""
    return id


def as_refs(ids: list[str] | list[Ref[Any]] | tuple[str, ...]) -> tuple[Any, ...]:
    """Let a field take a list of ids as texts; the record reads them."""
    return cast("tuple[Any, ...]", ids)
