"""
What every value shares: `Value`, immutable, with one canonical text.

A value has its own projections: the columns that it has in a table, its shape in a
schema, what it covers and agrees with, its coarser form. So a new value is described in
one place. Nothing is known here of the fields that hold it.
"""

import abc
import unicodedata
from collections.abc import Callable
from typing import Any, ClassVar, Literal, NamedTuple, NoReturn, Self

from peacekeep.errors import InvalidValue


__all__ = [
    "Beside",
    "Ends",
    "Value",
    "agrees",
    "canonical_text",
    "covers",
    "folded",
    "has_spellings",
    "lies_within",
    "same",
]

Ends = tuple[Any, Any]
"""The lowest and the highest that a value can be. None for the highest: no limit."""


class Beside(NamedTuple):
    """
    A column that holds one side of a value, beside the column that holds its text.

    Attributes:
        name: What is added to the name of the field, such as `low`.
        type: What a cell holds.
        meaning: What the column means, without a stop.
        find: Returns the cell of a value. None: the cell is empty.
    """

    name: str
    type: Literal["string", "integer", "number", "date"]
    meaning: str
    find: Callable[[Any], Any]


class Value(abc.ABC):
    """
    An immutable value with one canonical text: `T.parse(str(value)) == value`.

    `parse` reads the canonical text alone; what people write is read by
    `parse_phrase`. The wire never reads a phrase.
    """

    __slots__ = ()

    PATTERN: ClassVar[str] = ""
    """
    Shape of the canonical text on the wire, from end to end.

    A regular expression in the part that JSON Schema recommends, without anchors.
    Empty: there is none.
    """

    UNSAID: ClassVar[str] = ""
    """What a text must fulfil beside its shape, in one sentence. Empty: nothing."""

    WHOLE: ClassVar[tuple[int, int] | None] = None
    """Smallest and largest whole number that it is on the wire. None: always a text."""

    NOUN: ClassVar[str] = ""
    """Its name in the data dictionary. Empty: the name of the class, in words."""

    COLUMNS: ClassVar[tuple[Beside, ...]] = ()
    """Columns beside its text in a table."""

    HOLDS_WORDS: ClassVar[bool] = True
    """True if its text may hold words, which can name somebody or be a formula."""

    @classmethod
    @abc.abstractmethod
    def parse(cls, text: str) -> Self:
        """Read the canonical text."""

    @classmethod
    @abc.abstractmethod
    def refusal(cls, got: object, hint: str = "") -> InvalidValue:
        """Return the error that says what the canonical text looks like."""

    @classmethod
    def from_plain(cls, plain: object) -> Self:
        """Read the value from its wire form."""
        if isinstance(plain, str):
            return cls.parse(plain)
        raise cls.refusal(plain)

    def to_plain(self) -> str | int:
        """Return the value in its wire form."""
        return str(self)

    def storable(self) -> Self:
        """Return the value if a record can hold it, so that it is written and read."""
        return self

    def ends(self, like: Any = None) -> Ends | None:
        """
        Return the lowest and the highest that it can be.

        Args:
            like: A value in whose unit the ends are. None: the unit is its own.

        Returns:
            The ends. None: the value has no order, or cannot be compared with the
            other.
        """
        del like
        return None

    def estimate(self, like: Any = None) -> Ends | None:
        """
        Return the ends of its best estimate, where the library set its bounds.

        Args:
            like: A value in whose unit the ends are. None: the unit is its own.

        Returns:
            The ends, such as 850 and 850 of "about 850". None: its bounds are those of
            the source, or there is no best estimate.
        """
        del like
        return None

    def covers(self, other: object) -> bool:
        """Return whether it can be everything that another value can be."""
        both = self._both_ends(other)
        return self == other if both is None else _holds(*both)

    def agrees(self, other: object) -> bool:
        """
        Return whether both can be one value.

        Where the library set the bounds of both, as in "about 850" and "about 1,000",
        the bounds of each must hold the best estimate of the other.
        """
        both = self._both_ends(other)
        if both is None:
            return self == other
        mine, theirs = both
        estimates = self._both_estimates(other)
        if estimates is not None:
            return _holds(mine, estimates[1]) and _holds(theirs, estimates[0])
        (low, high), (other_low, other_high) = both
        meets = high is None or other_low <= high
        return bool(meets and (other_high is None or low <= other_high))

    def lies_within(self, other: object) -> bool:
        """
        Return whether it says the same as another value, as exactly or more so.

        Where the library set the bounds of both, it does if both can be one value.
        """
        if self._both_estimates(other) is not None:
            return self.agrees(other)
        return covers(other, self)

    def same(self, other: object) -> bool:
        """Return whether both are one value, though perhaps written differently."""
        return self == other

    def _both_ends(self, other: object) -> tuple[Ends, Ends] | None:
        theirs = other.ends(self) if isinstance(other, type(self)) else None
        mine = None if theirs is None else self.ends()
        return None if mine is None or theirs is None else (mine, theirs)

    def _both_estimates(self, other: object) -> tuple[Ends, Ends] | None:
        if not isinstance(other, type(self)) or self._both_ends(other) is None:
            return None
        mine, theirs = self.estimate(), other.estimate(self)
        return None if mine is None or theirs is None else (mine, theirs)

    @classmethod
    def spanning(cls, first: Self, *others: Self) -> Self:
        """
        Return the narrowest value that can be whatever any of several can be.

        Raises:
            InvalidValue: If there is none: such values have no span.
        """
        if all(other == first for other in others):
            return first
        raise InvalidValue("have a span", [str(one) for one in (first, *others)])

    @classmethod
    def intersecting(cls, first: Self, *others: Self) -> Self:
        """
        Return the widest value that can be only what each of several can be.

        Raises:
            InvalidValue: If there is none.
        """
        if all(other == first for other in others):
            return first
        values = [str(one) for one in (first, *others)]
        raise InvalidValue("have something in common", values)

    def coarser(self) -> Self | None:
        """Return the value less exactly, for publishing. None: it has no such form."""
        return None

    def __repr__(self) -> str:
        return f"{type(self).__name__}.parse({str(self)!r})"

    def __setattr__(self, name: str, value: object) -> NoReturn:
        msg = f"{type(self).__name__} is immutable: {name} cannot be set"
        raise AttributeError(msg)

    def __delattr__(self, name: str) -> NoReturn:
        msg = f"{type(self).__name__} is immutable: {name} cannot be deleted"
        raise AttributeError(msg)

    def __copy__(self) -> Self:
        return self

    def __deepcopy__(self, memo: dict[int, Any]) -> Self:
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self).parse, (str(self),)


def _holds(outer: Ends, inner: Ends) -> bool:
    """Return whether what lies between two ends lies between two others."""
    (low, high), (inner_low, inner_high) = outer, inner
    is_below = high is None or (inner_high is not None and inner_high <= high)
    return bool(low <= inner_low and is_below)


def canonical_text(value: object) -> str:
    """Return the text by which a claim states a value."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def folded(text: str) -> str:
    """
    Return a text without case, accents and punctuation, by which names are compared.

    Letters and digits stay, with one space for all that is between them. A letter that
    Unicode does not part from its accent, such as the Polish l with a stroke, stays.

    Example:
        >>> folded("N'Djamena, Camp Sévaré") == folded("n-djamena (CAMP SEVARE)")
        True
    """
    # Folding the case can part an accent from its letter, as in the Turkish dotted I.
    plain = unicodedata.normalize(
        "NFKD", unicodedata.normalize("NFKD", text).casefold()
    )
    return " ".join(
        "".join(
            one if unicodedata.category(one)[0] in "LMN" else " "
            for one in plain
            if not unicodedata.combining(one)
        ).split()
    )


def covers(one: object, other: object) -> bool:
    """Return whether one value, of whatever type, can be everything another can be."""
    return one.covers(other) if isinstance(one, Value) else one == other


def agrees(one: object, other: object) -> bool:
    """Return whether two values, of whatever type, can be one."""
    return one.agrees(other) if isinstance(one, Value) else one == other


def lies_within(one: object, other: object) -> bool:
    """Return whether one value says the same as another, as exactly or more so."""
    return one.lies_within(other) if isinstance(one, Value) else one == other


def has_spellings(value: object) -> bool:
    """Return whether a value like this one can be written in more than one text."""
    return isinstance(value, Value) and type(value).same is not Value.same


def same(one: object, other: object) -> bool:
    """Return whether two values are one, though perhaps written differently."""
    return one.same(other) if isinstance(one, Value) else one == other
