"""
Numbers as far as known: `Count`, and the bounds that it shares with `Quantity`.

Records hold counts, and analysis adds them. The one fixed rule for "about" is the only
guess at a bound, and unknown is never zero.
"""

import abc
import re
from collections.abc import Iterable
from decimal import Decimal
from numbers import Number
from operator import attrgetter
from typing import Any, ClassVar, Final, Generic, NamedTuple, TypeVar, cast

from peacekeep.definitions.rules import WHOLE_NUMBER_LIMIT
from peacekeep.definitions.values import Beside, Ends, Value
from peacekeep.errors import InvalidValue


__all__ = ["Bounded", "Bounds", "Count", "as_count", "bounds_pattern"]

N = TypeVar("N", bound=Any)


class Bounds(NamedTuple, Generic[N]):
    """
    A number as far as known.

    Attributes:
        low: Lowest it can be.
        high: Highest it can be. None: no limit.
        best: Best estimate. None: there is none.
        approximate: Whether the library set the bounds, for words such as "about".
    """

    low: N
    high: N | None
    best: N | None
    approximate: bool = False

    @property
    def is_exact(self) -> bool:
        return bool(self.low == self.high)

    def plus(self, other: "Bounds[N]") -> "Bounds[N]":
        return Bounds(
            self.low + other.low,
            None if self.high is None or other.high is None else self.high + other.high,
            None if self.best is None or other.best is None else self.best + other.best,
            self.approximate or other.approximate,
        )

    def without(self, other: "Bounds[N]") -> "Bounds[N] | None":
        """
        Subtract a part of these bounds, which rules out differences below zero.

        None: the part certainly exceeds them.
        """
        if self.high is not None and self.high < other.low:
            return None
        zero = self.low - self.low
        low = zero if other.high is None else max(zero, self.low - other.high)
        high = None if self.high is None else self.high - other.low
        best = None
        if self.best is not None and other.best is not None and self.best >= other.best:
            best = self.best - other.best
        approximate = self.approximate or other.approximate
        return Bounds(low, high, best, approximate and low != high)

    def times(self, other: "Bounds[N]") -> "Bounds[N]":
        zero = self.low - self.low
        low = self.low * other.low
        if zero in (self.high, other.high):
            high: N | None = zero
        elif self.high is None or other.high is None:
            high = None
        else:
            high = self.high * other.high
        best = None
        if low == high:
            best = low
        elif self.best is not None and other.best is not None:
            best = self.best * other.best
        approximate = self.approximate or other.approximate
        return Bounds(low, high, best, approximate and low != high)

    def meeting(self, other: "Bounds[N]") -> "Bounds[N] | None":
        """Return the widest bounds within both. None: they do not meet."""
        low = max(self.low, other.low)
        highs = [one.high for one in (self, other) if one.high is not None]
        high = min(highs) if highs else None
        if high is not None and high < low:
            return None
        bests = {
            one.best
            for one in (self, other)
            if one.best is not None and one.best >= low
            if high is None or one.best <= high
        }
        given = [one for one in (self, other) if not one.approximate]
        is_given = any(low == one.low for one in given)
        is_given = is_given and any(high == one.high for one in given)
        best = low if low == high else bests.pop() if len(bests) == 1 else None
        return Bounds(low, high, best, not is_given and low != high)

    def spanning(self, other: "Bounds[N]") -> "Bounds[N]":
        """Return the narrowest bounds around both, with an estimate that both share."""
        low = min(self.low, other.low)
        high = None
        if self.high is not None and other.high is not None:
            high = max(self.high, other.high)
        best = self.best if self.best == other.best else None
        approximate = self.approximate or other.approximate
        return Bounds(low, high, best, approximate and low != high)

    def certainly_below(self, other: "Bounds[N]") -> bool:
        return self.high is not None and cast("int", self.high) < other.low

    def possibly_below(self, other: "Bounds[N]") -> bool:
        return other.high is None or cast("bool", self.low < other.high)

    def consistent_with(self, other: "Bounds[N]") -> bool:
        return not self.certainly_below(other) and not other.certainly_below(self)


def bounds_pattern(number: str) -> str:
    """Return a regular expression for canonical bounds on numbers of a given form."""
    return rf"(~?)(?:({number})|({number})?\.\.({number})?(?:~({number}))?)"


def wire_pattern(number: str, positive: str) -> str:
    """
    Return a regular expression for the canonical text of bounds that are not exact.

    Args:
        number: Regular expression for a number.
        positive: Regular expression for a number above 0. A bound of 0 is left out.
    """
    return rf"~{positive}|~?(?:{positive})?\.\.(?:{positive})?(?:~(?:{number}))?"


_WORDS: Final = {
    word: str(number)
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve".split()
    )
}
# A comma, or one of the spaces that print uses, between groups of three digits.
_WRITTEN: Final = (
    r"((?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,3}(?:[ \u00a0\u2009\u202f][0-9]{3})+"
    rf"|[0-9]+)(?:\.[0-9]+)?|{'|'.join(_WORDS)})"
)
_PHRASES: Final = {
    meaning: re.compile(pattern.replace("N", _WRITTEN), re.ASCII | re.IGNORECASE)
    for meaning, pattern in {
        "exactly": r"(?:exactly )?N",
        "at least": r"(?:at least|no fewer than|no less than|>=|≥) ?N|N\+",
        "more than": r"(?:more than|over|above|>) ?N",
        "at most": r"(?:at most|up to|no more than|not more than|<=|≤) ?N",
        "fewer than": r"(?:fewer than|less than|under|below|<) ?N",
        "almost": r"(?:almost|nearly|close to|just under) N",
        "about": r"(?:about|around|some|roughly|approximately|circa|ca?\.|~) ?N",
        "between": r"(?:(about) )?(?:between )?N(?: ?[-\u2013] ?| and | to )N"
        r"(?:, best estimate N)?",
    }.items()
}


def lowest(value: "Bounded[Any]") -> Any:
    """Return the low bound for a table. None: it bounds nothing."""
    # Zero bounds everything: in a table it would read as the number that is unknown.
    return value.low if value.low or value.is_exact else None


def in_common(bounds: Iterable[Bounds[N]], values: Iterable[object]) -> Bounds[N]:
    """
    Return the widest bounds within all of several.

    Raises:
        InvalidValue: If there are none; it names the values.
    """
    first, *others = bounds
    found: Bounds[N] | None = first
    for other in others:
        found = None if found is None else found.meeting(other)
    if found is None:
        raise InvalidValue("have a number in common", [str(one) for one in values])
    return found


class Bounded(Value, Generic[N]):
    """A value with bounds on a number, whole or decimal."""

    __slots__ = ("bounds",)
    bounds: Bounds[N]

    HOLDS_WORDS = False

    STEP: ClassVar[int] = 0
    """Distance from a number to the next one. 0: between decimals there is no next."""

    @property
    def low(self) -> N:
        """Lowest number it can be."""
        return self.bounds.low

    @property
    def high(self) -> N | None:
        """Highest number it can be. None: no limit."""
        return self.bounds.high

    @property
    def best(self) -> N | None:
        """Best estimate. None: there is none."""
        return self.bounds.best

    @property
    def approximate(self) -> bool:
        """True if the library set the bounds, for words such as "about"."""
        return self.bounds.approximate

    @property
    def is_exact(self) -> bool:
        """True if low and high are the same number."""
        return self.bounds.is_exact

    def ends(self, like: Any = None) -> Ends | None:
        """Return the lowest and the highest number that it can be."""
        del like
        return self.bounds[:2]

    def estimate(self, like: Any = None) -> Ends | None:
        """Return the best estimate twice, where the library set the bounds."""
        del like
        if not self.approximate or self.best is None:
            return None
        return self.best, self.best

    def too_much(self, taken: object, bounds: Bounds[N]) -> InvalidValue:
        """Return the error about a value whose bounds are above these, or may be."""
        expected, hint = f"not exceed {self}, from which it is taken", ""
        if not self.bounds.certainly_below(bounds):
            expected = f"certainly {expected}"
            hint = "Use a.without(b) in place of a - b where b is a part of a."
        subject = type(self).__name__.lower()
        return InvalidValue(expected, str(taken), hint=hint, subject=subject)

    @classmethod
    @abc.abstractmethod
    def about(cls, number: N) -> Bounds[N]:
        """Return the bounds of "about" a number: a tenth of it to either side."""

    @classmethod
    @abc.abstractmethod
    def number(cls, digits: str) -> N:
        """Read a number from its digits."""

    @classmethod
    def written(cls, number: N) -> str:
        """Write a number as in the canonical text."""
        return str(number)

    @classmethod
    def checked(cls, bounds: Bounds[N]) -> Bounds[N]:
        """
        Return the bounds, with the best estimate set if low and high are one number.

        Raises:
            InvalidValue: If the bounds are not in order, or a known number is called
                approximate.
        """
        low, high, best, approximate = bounds
        if type(approximate) is not bool:
            raise cls.refusal(approximate, "Approximate is true or false.")
        if high is not None and low > high:
            hint = f"The low bound {low} is above the high bound {high}."
            raise cls.refusal(tuple(bounds), hint)
        if best is not None and (best < low or (high is not None and best > high)):
            hint = f"The best estimate {best} is outside its bounds."
            raise cls.refusal(tuple(bounds), hint)
        if low != high:
            return bounds
        if approximate:
            raise cls.refusal(tuple(bounds), "A known number is never approximate.")
        return bounds._replace(best=low)

    @classmethod
    def bounds_of(cls, match: re.Match[str]) -> Bounds[N]:
        """Read bounds from the first groups of a match of `bounds_pattern`."""
        tilde, point, low, high, best = match.groups()[:5]
        if point is not None:
            number = cls.number(point)
            return cls.about(number) if tilde else Bounds(number, number, number)
        return Bounds(
            cls.number(low or "0"),
            None if high is None else cls.number(high),
            None if best is None else cls.number(best),
            bool(tilde),
        )

    @classmethod
    def bounds_of_phrase(cls, phrase: str) -> Bounds[N] | None:
        """Read bounds in words, such as `at least 2`. None: the phrase is not known."""
        for meaning, pattern in _PHRASES.items():
            match = pattern.fullmatch(phrase)
            if match is not None:
                found = [group for group in match.groups() if group]
                return cls._meant(meaning, found)
        return None

    @classmethod
    def _meant(cls, meaning: str, found: list[str]) -> Bounds[N] | None:
        about = found[0].lower() == "about"
        n, *others = (
            cls.number(_WORDS.get(digits.lower(), re.sub(r"[^0-9.]", "", digits)))
            for digits in found[about:]
        )
        step = cls.STEP
        zero = n - n
        if meaning == "fewer than" and n < step:
            return None
        if meaning == "between":
            high, best = (*others, None)[:2]
            return Bounds(n, high, best, about)
        if meaning == "about" or (meaning == "almost" and n == zero):
            return cls.about(n)
        least = cls.about(n).low
        return {
            "exactly": Bounds(n, n, n),
            "at least": Bounds(n, None, None),
            "more than": Bounds(n + step, None, None),
            "at most": Bounds(zero, n, None),
            "fewer than": Bounds(zero, n - step, None),
            "almost": Bounds(least, n - step, None, approximate=least != n - step),
        }[meaning]

    def about_here(self, number: N) -> Bounds[N] | None:
        """Return the bounds of "about" a number in the text of this value, if any."""
        return self.about(number)

    def bounds_text(self) -> str:
        """Write the bounds as canonical text."""
        low, high, best, approximate = self.bounds
        if low == high:
            return self.written(low)
        if approximate and best is not None and self.bounds == self.about_here(best):
            return f"~{self.written(best)}"
        text = "~" if approximate else ""
        text += f"{self.written(low)}.." if low else ".."
        text += "" if high is None else self.written(high)
        return text if best is None else f"{text}~{self.written(best)}"

    @classmethod
    def spoken(cls, number: N) -> str:
        """Write a number as in a phrase."""
        return f"{number:,}"

    def bounds_phrase(self) -> str:
        """Write the bounds in words."""
        low, high, best, approximate = self.bounds
        say = self.spoken
        if low == high:
            return f"{say(low)}"
        if approximate and best is not None and self.bounds == self.about_here(best):
            return f"about {say(best)}"
        if approximate and high is not None and best is None:
            almost = high + self.STEP
            about = self.about_here(almost)
            if about is not None and low == about.low:
                return f"almost {say(almost)}"
        if high is None and best is None and not approximate:
            if self.STEP and low > 10 and low % 10 == 1:  # noqa: PLR2004 - a round number
                return f"more than {say(low - self.STEP)}"
            return f"at least {say(low)}" if low else "unknown"
        if low == 0 and high is not None and best is None and not approximate:
            return f"up to {say(high)}"
        if high is None:
            return self.bounds_text()
        text = f"{'about ' if approximate else ''}{say(low)} to {say(high)}"  # pyright: ignore[reportArgumentType] - low is a number of its kind
        return text if best is None else f"{text}, best estimate {say(best)}"


_POSITIVE: Final = "[1-9][0-9]{0,15}"
_NUMBER: Final = f"0|{_POSITIVE}"
_CANONICAL: Final = re.compile(bounds_pattern(_NUMBER), re.ASCII)
_WHOLE: Final = f"Numbers are whole, from 0 to {WHOLE_NUMBER_LIMIT}."
_SAME: Final[Any] = object()


class Count(Bounded[int]):
    """
    A count, as far as known.

    Args:
        low: Lowest number it can be.
        high: Highest number it can be. None: no limit. Left out: the same as `low`.
        best: Best estimate.
        approximate: Whether the library set the bounds, for words such as "about".

    Raises:
        InvalidValue: If a number is not whole, is below 0 or above 2**53-1, if
            `low <= best <= high` does not hold, or if a known number is called
            approximate.

    Example:
        >>> Count.parse_phrase("about 850") + 848
        Count.parse('~1613..1783~1698')

    Notes:
        "About n" is n*9//10 to -(-n*11//10). The rule belongs to the format and is
        fixed.
        An exact count equals whatever its integer equals: 850, 850.0, Decimal(850). It
        hashes as that integer, so True equals Count(1), as it equals 1. Any other count
        equals only a count with the same bounds, and so no number: ask `850 in count`.
        No count equals a text.
    """

    __slots__ = ()

    PATTERN = wire_pattern(_NUMBER, _POSITIVE)
    UNSAID = (
        "Low, best and high are in ascending order, none is above "
        f"{WHOLE_NUMBER_LIMIT}, a known number is written without quotes, and "
        "about 850 is written ~850."
    )
    WHOLE = (0, WHOLE_NUMBER_LIMIT)
    COLUMNS = (
        Beside("low", "integer", "Lowest it can be; empty: no limit", lowest),
        Beside("best", "integer", "Best estimate", attrgetter("best")),
        Beside(
            "high",
            "integer",
            "Highest it can be; empty: no limit",
            attrgetter("high"),
        ),
    )
    STEP = 1
    UNKNOWN: ClassVar["Count"]
    """A number of which nothing is known. It is neither zero nor absent."""

    def __init__(
        self,
        low: int,
        high: int | None = _SAME,
        best: int | None = None,
        *,
        approximate: bool = False,
    ) -> None:
        high = low if high is _SAME else high
        for number in (low, high, best):
            if number is not None or number is low:  # pyright: ignore[reportUnnecessaryComparison] - a user may give None
                self._check(number)
        _set_bounds(self, self.checked(Bounds(low, high, best, approximate)))

    @classmethod
    def _check(cls, number: object) -> None:
        # isinstance would accept True and False, whose type is a subclass of int.
        if type(number) is not int or not 0 <= number <= WHOLE_NUMBER_LIMIT:
            raise cls.refusal(number, _WHOLE)

    @classmethod
    def _of(cls, bounds: Bounds[int]) -> "Count":
        """Build a count from bounds that are in order."""
        low, high, best, _ = bounds
        largest = low if high is None else high
        if largest > WHOLE_NUMBER_LIMIT or (best or 0) > WHOLE_NUMBER_LIMIT:
            cls._check(max(largest, best or 0))
        count = object.__new__(cls)
        _set_bounds(count, bounds)
        return count

    @classmethod
    def about(cls, number: int) -> Bounds[int]:
        """Return the bounds of "about" a number, by the rule of the format."""
        low, high = number * 9 // 10, -(-number * 11 // 10)
        return Bounds(low, high, number, low != high)

    @classmethod
    def number(cls, digits: str) -> int:
        """Read a whole number from its digits."""
        if not digits.isdigit() or len(digits) > len(str(WHOLE_NUMBER_LIMIT)):
            raise cls.refusal(digits, _WHOLE)
        return int(digits)

    @classmethod
    def refusal(cls, got: object, hint: str = "") -> InvalidValue:
        """Return an error that says what a count looks like."""
        expected = 'be a count such as 850, "2..", "..50", "2..5~3" or "~850"'
        return InvalidValue(expected, got, hint=hint, subject="count")

    @classmethod
    def parse(cls, text: str) -> "Count":
        """
        Read the canonical text.

        Raises:
            InvalidValue: If the text is not the canonical text of a count.
        """
        if type(text) is not str:
            raise cls.refusal(text)
        match = _CANONICAL.fullmatch(text)
        if match is None:
            raise cls.refusal(text, _hint_of_phrase(text))
        bounds = cls.bounds_of(match)
        try:
            if match[2] is not None and not match[1]:
                return cls._of(bounds)
            count = cls._of(cls.checked(bounds))
        except InvalidValue as fault:
            raise cls.refusal(text, fault.hint) from None
        if str(count) != text:
            raise cls.refusal(text, f"Write {_plain(count)}.")
        return count

    @classmethod
    def parse_phrase(cls, phrase: str) -> "Count":
        """
        Read a count in words: `about 850`, `at least 2`, `1,234`, `2-5`, `unknown`.

        Raises:
            InvalidValue: If the phrase is not known.
        """
        if not isinstance(phrase, str):
            raise cls.refusal(phrase)
        if phrase in {"unknown", "?"}:
            return cls.UNKNOWN
        if _CANONICAL.fullmatch(phrase):
            return cls.parse(phrase)
        try:
            bounds = cls.bounds_of_phrase(phrase)
            if bounds is not None:
                return cls._of(cls.checked(bounds))
            hint = ""
        except InvalidValue as fault:
            hint = fault.hint
        expected = (
            'be a count in words such as "about 850", "at least 2", "more than 300"'
            ' or "1,234"'
        )
        raise InvalidValue(expected, phrase, hint=hint, subject="count") from None

    @classmethod
    def from_plain(cls, plain: object) -> "Count":
        """Read the wire form: an exact count as a whole number, any other as text."""
        if type(plain) is int:
            return cls(plain)
        if type(plain) is str:
            count = cls.parse(plain)
            if not count.is_exact:
                return count
            raise cls.refusal(plain, f"Write {plain} without quotes.")
        exact = Decimal(repr(plain)) if type(plain) is float else plain
        hint = _hint_of_number(exact) if type(exact) is Decimal else ""
        raise cls.refusal(plain, hint)

    def to_plain(self) -> str | int:
        """Return the wire form: an exact count as a whole number, any other as text."""
        return self.low if self.is_exact else str(self)

    def to_phrase(self) -> str:
        """Write the count in words, which `parse_phrase` reads back."""
        return self.bounds_phrase()

    def __str__(self) -> str:
        return self.bounds_text()

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Count):
            return self.bounds == other.bounds
        if isinstance(other, Number):
            return self.is_exact and bool(self.low == cast("int", other))
        return NotImplemented

    def __hash__(self) -> int:
        return hash(self.low if self.is_exact else self.bounds)

    def __contains__(self, number: int) -> bool:
        return self.low <= number and (self.high is None or number <= self.high)

    def __add__(self, other: "Count | int") -> "Count":
        added = _counted(other)
        return NotImplemented if added is None else self._of(self.bounds.plus(added))

    __radd__ = __add__

    def __sub__(self, other: "Count | int") -> "Count":
        taken = _counted(other)
        if taken is None:
            return NotImplemented
        if self.bounds.possibly_below(taken):
            raise self.too_much(other, taken)
        return self.without(other)

    def without(self, part: "Count | int") -> "Count":
        """
        Return what is left of the count without a part of it.

        A part is never more than the whole, so no possible difference is below 0. That
        is known, and computed with, only where this method is called: `-` refuses two
        counts of which the second may be the greater. `possibly_below` answers whether
        it may.

        Args:
            part: A count of some of the same things.

        Raises:
            InvalidValue: If the part is certainly more than the whole.

        Example:
            >>> there = Count.parse("~850")
            >>> str(there.without(900)), there.possibly_below(900)
            ('~..35', True)
        """
        taken = _compared(part)
        left = self.bounds.without(taken)
        if left is None:
            raise self.too_much(part, taken)
        return self._of(self.checked(left))

    def __mul__(self, factor: int) -> "Count":
        if type(factor) is not int:
            return NotImplemented
        return self._of(self.bounds.times(Count(factor).bounds))

    __rmul__ = __mul__

    @classmethod
    def total(cls, counts: Iterable["Count | int"]) -> "Count":
        """
        Return the sum of counts. The sum of none is 0.

        Counts of records overlap, and some are not said: `peacekeep.total` adds those.
        """
        total = cls(0)
        for count in counts:
            total += cls._of(_compared(count))
        return total

    @classmethod
    def spanning(cls, first: "Count | int", *others: "Count | int") -> "Count":  # pyright: ignore[reportIncompatibleMethodOverride] - a span is of the class itself
        """
        Return the narrowest count that covers all the counts given.

        Example:
            >>> str(Count.spanning(8, Count.parse("2..5~3")))
            '2..8'
        """
        found = cls._of(_compared(first))
        for other in others:
            found = cls._of(found.bounds.spanning(_compared(other)))
        return found

    @classmethod
    def intersecting(cls, first: "Count | int", *others: "Count | int") -> "Count":  # pyright: ignore[reportIncompatibleMethodOverride] - what is common is of the class itself
        """
        Return the widest count that lies within all the counts given.

        Raises:
            InvalidValue: If they have no number in common.

        Example:
            >>> str(Count.intersecting(Count.parse("2.."), Count.parse("..8")))
            '2..8'
        """
        counts = (first, *others)
        return cls._of(in_common([_compared(one) for one in counts], counts))

    def certainly_below(self, other: "Count | int") -> bool:
        """Return whether this is below the other for all possible numbers."""
        return self.bounds.certainly_below(_compared(other))

    def possibly_below(self, other: "Count | int") -> bool:
        """Return whether this is below the other for some possible numbers."""
        return self.bounds.possibly_below(_compared(other))

    def consistent_with(self, other: "Count | int") -> bool:
        """Return whether both can be the same number."""
        return self.bounds.consistent_with(_compared(other))


_set_bounds: Final = Bounded.__dict__["bounds"].__set__
Count.UNKNOWN = Count(0, None)


def _counted(value: object) -> Bounds[int] | None:
    if isinstance(value, Count):
        return value.bounds
    return Count(value).bounds if type(value) is int else None


def _compared(value: "Count | int") -> Bounds[int]:
    bounds = _counted(value)
    if bounds is None:
        raise Count.refusal(value)
    return bounds


def _plain(count: Count) -> str:
    plain = count.to_plain()
    return str(plain) if isinstance(plain, int) else f'"{plain}"'


def _hint_of_phrase(text: str) -> str:
    """Return a hint with the canonical text of a phrase, if it is known."""
    if len(text) > _PHRASE_LENGTH:
        return ""
    try:
        return f"Write {_plain(Count.parse_phrase(text))}."
    except InvalidValue:
        digits = text.replace("_", "")
        return _hint_of_number(Decimal(digits)) if _DIGITS.fullmatch(text) else ""


def _hint_of_number(number: Decimal) -> str:
    """Return a hint on how to write a decimal, if it is a whole number."""
    if not number.is_finite() or not 0 <= number <= WHOLE_NUMBER_LIMIT:
        return ""
    whole = int(number)
    if whole != number:
        return ""
    if _PERHAPS_THOUSANDS.fullmatch(str(number)):
        return f"Write {whole}, or {whole * 1000} if thousands are meant."
    return f"Write {whole}."


_PHRASE_LENGTH: Final = 80
_DIGITS: Final = re.compile(r"[0-9]+(?:_[0-9]+)*(?:\.0+)?", re.ASCII)
_PERHAPS_THOUSANDS: Final = re.compile(r"[1-9][0-9]{0,2}\.000")


def as_count(value: Count | int | str | None) -> Count | None:
    """Declare that a field takes a count, a number or canonical text."""
    return cast("Count | None", value)
