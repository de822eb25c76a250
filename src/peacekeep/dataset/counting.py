"""
What adds to what: which count lies inside another, and what several add up to.

A count is a `Cell`: bounds on the people or things that fit all of its sides. Nothing
is read and nothing weighed here; `analysis/totals` makes the cells.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import Final

import attrs

from peacekeep.definitions.codes import Codes
from peacekeep.values.counts import Bounds
from peacekeep.values.dates import PartialDate


__all__ = [
    "MUST_SAY",
    "UNSTATED",
    "Cell",
    "Days",
    "Side",
    "Sides",
    "Sum",
    "Words",
    "added",
    "inside_of",
    "within",
    "words_above",
]

MUST_SAY: Final[Mapping[str, tuple[str, ...]]] = {
    "fatalities": ("cause",),
    "injured": ("cause", "group"),
    "abducted": ("cause", "group"),
}
"""Fields without which a tally of a measure leaves its question open."""

Line = tuple[str, ...]
"""A word, and the words that include it, from the nearest on."""

# Pairs of words, neither of which includes the other, for people who may be in both.
_CROSSING: Final[Mapping[str, tuple[tuple[str, str], ...]]] = {
    "casualty_group": (
        ("peacekeeper", "uniformed"),
        ("civilian", "aid_worker"),
        ("civilian", "journalist"),
        ("civilian", "contractor"),
        ("aid_worker", "journalist"),
        ("aid_worker", "contractor"),
        ("journalist", "contractor"),
        ("civilian_staff", "contractor"),
    ),
    "personnel": (
        ("peacekeeper", "uniformed"),
        ("government_provided_personnel", "peacekeeper"),
        ("government_provided_personnel", "uniformed"),
        ("government_provided_personnel", "civilian"),
        ("government_provided_personnel", "other"),
        ("other", "civilian"),
    ),
    "injury_severity": (("serious", "critical"),),
}
# Words for people of whom nothing says that they are not in another group as well.
_LOOSE: Final[Mapping[str, tuple[str, ...]]] = {
    "casualty_group": ("party_member", "unknown"),
    "outcome": ("abducted", "missing"),
}
_LARGEST_SEARCH: Final = 24


def words_above(codes: Codes, word: str) -> Line:
    """Return a word, and the words of its vocabulary that include it."""
    line = [word]
    while line[-1] in codes and (broader := codes[line[-1]].broader) is not None:
        line.append(broader)
    return tuple(line)


@attrs.frozen
class Words:
    """
    What a count counts by one field: words, or ids.

    Attributes:
        lines: Each word, with the words that include it.
        codes: The vocabulary. None: the words are of none.
        is_loose: True if another word can mean the same people.
    """

    lines: frozenset[Line]
    codes: Codes | None = None
    is_loose: bool = False

    def inside(self, other: "Side") -> bool:
        """Return whether all that these words mean is certainly in the other's."""
        # Of two that are not stated, nothing says that they are one.
        if UNSTATED in (self, other) or not isinstance(other, Words):
            return False
        words = {line[0] for line in other.lines}
        return all(not words.isdisjoint(line) for line in self.lines)

    def apart(self, other: "Side") -> bool:
        """Return whether nothing can be in both."""
        if self is other or not isinstance(other, Words):
            return False
        if self.is_loose or other.is_loose:
            return False
        return all(
            mine[0] not in theirs
            and theirs[0] not in mine
            and not self._cross(mine, theirs)
            for mine in self.lines
            for theirs in other.lines
        )

    def _cross(self, one: Line, other: Line) -> bool:
        codes = self.codes
        # Words of other vocabularies, known or not, each mean something of their own.
        if codes is None or codes.name not in {*_CROSSING, *_LOOSE}:
            return False
        loose = _LOOSE.get(codes.name, ())
        if any(line[0] in loose or line[0] not in codes for line in (one, other)):
            return True
        return any(
            _meets(codes, one, first) and _meets(codes, other, second)
            for pair in _CROSSING.get(codes.name, ())
            for first, second in (pair, pair[::-1])
        )


def _meets(codes: Codes, line: Line, word: str) -> bool:
    """Return whether one of two words is the other, or includes it."""
    return word in line or line[0] in words_above(codes, word)


UNSTATED: Final = Words(frozenset({("",)}), is_loose=True)
"""It is not stated what is counted. It may be anything."""


@attrs.frozen
class Days:
    """
    Days over which a total runs.

    Attributes:
        start: First day. None: the beginning.
        end: Last day. None: the total still grows.
    """

    start: PartialDate | None
    end: PartialDate | None

    def inside(self, other: "Side") -> bool:
        """Return whether these days are certainly among the other's."""
        if not isinstance(other, Days):
            return False
        # Two totals since one partial day begin on the same day.
        begins = other.start in (None, self.start) or (
            self.start is not None and not other.start.possibly_after(self.start)
        )
        ends = other.end in (None, self.end) or (
            self.end is not None and not self.end.possibly_after(other.end)
        )
        return begins and ends

    def apart(self, other: "Side") -> bool:
        """Return whether no day is certainly in both."""
        return isinstance(other, Days) and (
            _ends_before(self, other) or _ends_before(other, self)
        )


def _ends_before(one: Days, other: Days) -> bool:
    if one.end is None or other.start is None:
        return False
    return one.end.certainly_before(other.start)


Side = Words | Days
Sides = Mapping[str, Side | None]
"""What a count counts, field by field. None: all that there is."""


@attrs.frozen
class Cell:
    """
    A count of one population.

    Attributes:
        record: Id of the record that states it.
        path: Path of the count in the record.
        sides: What it counts.
        bounds: How many. None: it is not said.
        counts: Ids of the records that it says it counts.
        is_certain: True if it certainly belongs to what is added.
        is_alone: True if two of one population are two answers to one question. False:
            there may be two alike, such as two companies.
    """

    record: str
    path: str
    sides: Sides = attrs.field(hash=False)
    bounds: Bounds[int] | None
    counts: frozenset[str] = frozenset()
    is_certain: bool = True
    is_alone: bool = True

    @property
    def place(self) -> tuple[str, str]:
        """The record and the path, by which it is found again."""
        return self.record, self.path

    @property
    def population(self) -> Hashable:
        """What it counts. Two cells of one population answer one question."""
        own = (
            None
            if self.is_alone and UNSTATED not in self.sides.values()
            else self.place
        )
        return frozenset(self.sides.items()), self.counts, own

    def inside(self, other: "Cell") -> bool:
        """Return whether all that it counts is certainly in the other."""
        if self.record in other.counts:
            return True
        is_alike = not self.is_alone and self.sides == other.sides
        return not is_alike and inside_of(self.sides, other.sides)

    def apart(self, other: "Cell") -> bool:
        """Return whether nothing can be in both."""
        if self.record in other.counts or other.record in self.counts:
            return False
        for name, mine in self.sides.items():
            theirs = other.sides.get(name)
            if mine is not None and theirs is not None and mine.apart(theirs):
                return True
        return False


def inside_of(one: Sides, other: Sides) -> bool:
    """Return whether all that fits the first sides certainly fits the others."""
    for name, theirs in other.items():
        mine = one.get(name)
        if theirs is not None and (mine is None or not mine.inside(theirs)):
            return False
    return True


@attrs.frozen
class Sum:
    """
    What several cells add up to.

    Attributes:
        bounds: How many are in at least one of them.
        outermost: Cells that were added.
        inside: Cells that are not added, each with the one inside which it lies.
    """

    bounds: Bounds[int]
    outermost: tuple[Cell, ...]
    inside: tuple[tuple[Cell, Cell], ...]


def added(cells: Iterable[Cell]) -> Sum:
    """
    Add cells, without counting anybody twice.

    What lies inside another cell is not added to it, and raises its low bound. Of cells
    that may count the same people, each adds to the high bound, and the larger to the
    low bound. A cell that may not belong adds to the high bound alone. Two answers on
    one population, and parts that exceed their whole, give the span of both.
    """
    bounds = Bounds(0, 0, 0)
    outermost: list[Cell] = []
    inside: list[tuple[Cell, Cell]] = []
    for bucket in _buckets(list(cells)):
        kept, same = _merged(bucket)
        wholes: list[Cell] = []
        for place, cell in enumerate(kept):
            around = _around(cell, place, kept)
            if around is None:
                wholes.append(cell)
            else:
                inside.append((cell, around))
        for cluster in _clusters(kept):
            tops = [cell for cell in cluster if cell in wholes]
            bounds = bounds.plus(_sum(tops, [one for one in cluster if _counts(one)]))
        outermost += wholes
        inside += same
    return Sum(bounds, tuple(outermost), tuple(inside))


def _counts(cell: Cell) -> bool:
    """Return whether a cell certainly belongs, and says how many."""
    return cell.is_certain and cell.bounds is not None


def _buckets(cells: list[Cell]) -> Iterable[list[Cell]]:
    """Part cells by the ids that all of them give. Cells of two parts are apart."""
    if any(cell.counts for cell in cells):
        return [cells]
    names = [
        name
        for name in (cells[0].sides if cells else ())
        if all(_is_plain(cell.sides.get(name)) for cell in cells)
    ]
    found: dict[tuple[Side | None, ...], list[Cell]] = {}
    for cell in cells:
        found.setdefault(tuple(cell.sides[name] for name in names), []).append(cell)
    return found.values()


def _is_plain(side: Side | None) -> bool:
    """Return whether a side is one id that nothing includes."""
    if not isinstance(side, Words) or side.is_loose or side.codes is not None:
        return False
    return len(side.lines) == 1 and all(len(line) == 1 for line in side.lines)


def _merged(cells: list[Cell]) -> tuple[list[Cell], list[tuple[Cell, Cell]]]:
    """Return cells of which no two that count have the same sides, and the others."""
    first: dict[Hashable, int] = {}
    kept: list[Cell] = []
    same: list[tuple[Cell, int]] = []
    for cell in cells:
        place = (
            first.setdefault(cell.population, len(kept)) if _counts(cell) else len(kept)
        )
        if place == len(kept):
            kept.append(cell)
        else:
            span = _bounds(kept[place]).spanning(_bounds(cell))
            kept[place] = attrs.evolve(kept[place], bounds=span)
            same.append((cell, place))
    return kept, [(cell, kept[place]) for cell, place in same]


def _around(cell: Cell, place: int, cells: list[Cell]) -> Cell | None:
    """Return a cell that counts all that another does, which then is not added."""
    for index, other in enumerate(cells):
        if index == place or not _counts(other) or not cell.inside(other):
            continue
        # Of two that lie in each other, the first is added.
        if index < place or not (_counts(cell) and other.inside(cell)):
            return other
    return None


def _clusters(cells: Sequence[Cell]) -> list[list[Cell]]:
    """Part cells so that those of two parts are certainly apart."""
    found: list[list[Cell]] = []
    for cell in cells:
        near = [one for one in found if not all(cell.apart(other) for other in one)]
        found = [one for one in found if one not in near]
        found.append([*(other for one in near for other in one), cell])
    return found


def _sum(wholes: list[Cell], certain: list[Cell]) -> Bounds[int]:
    """Return the bounds on one cluster, from its outermost cells and those certain."""
    wholes, certain = _spanned(wholes, certain)
    packed = _packed(certain)
    if set(map(id, packed)) == set(map(id, wholes)):
        return _plus(packed)
    low = _low(packed)
    high = _plus(wholes).high
    return Bounds(low, high, low if low == high else None)


def _spanned(wholes: list[Cell], certain: list[Cell]) -> tuple[list[Cell], list[Cell]]:
    """Give each whole that its parts exceed the span of both, and leave them out."""
    found: list[Cell] = []
    certain = list(certain)
    for whole in wholes:
        parts = [one for one in certain if one is not whole and one.inside(whole)]
        high, low = _bounds(whole).high, _low(_packed(parts))
        if _counts(whole) and high is not None and low > high:
            span = attrs.evolve(whole, bounds=Bounds(_bounds(whole).low, low, None))
            left = [one for one in certain if one is not whole and one not in parts]
            certain = [*left, span]
            found.append(span)
        else:
            found.append(whole)
    return found, certain


def _bounds(cell: Cell) -> Bounds[int]:
    return Bounds(0, None, None) if cell.bounds is None else cell.bounds


def _plus(cells: Iterable[Cell]) -> Bounds[int]:
    total = Bounds(0, 0, 0)
    for cell in cells:
        bounds = _bounds(cell)
        total = total.plus(
            bounds if cell.is_certain else bounds._replace(low=0, best=None)
        )
    return total


def _packed(cells: list[Cell]) -> list[Cell]:
    """Return cells that are apart from one another, with the largest sum of lows."""
    if len(cells) > _LARGEST_SEARCH:
        return _packed_quickly(cells)
    packed: list[Cell] = []
    for cluster in _clusters(cells):
        if len(cluster) == 1:
            packed += cluster
            continue
        # The cell that meets most others is taken, or left out.
        most = max(cluster, key=lambda one: sum(not one.apart(two) for two in cluster))
        rest = [one for one in cluster if one is not most]
        taken = [most, *_packed([one for one in rest if one.apart(most)])]
        left = _packed(rest)
        packed += max(taken, left, key=_low)
    return packed


def _low(cells: Iterable[Cell]) -> int:
    return sum(_bounds(cell).low for cell in cells)


def _packed_quickly(cells: list[Cell]) -> list[Cell]:
    """Return cells that are apart, the largest first. Their sum may not be the best."""
    packed: list[Cell] = []
    for cell in sorted(cells, key=lambda one: -_bounds(one).low):
        if all(cell.apart(other) for other in packed):
            packed.append(cell)
    return packed


def within(cells: Iterable[Cell], asked: Sides) -> Sum | None:
    """
    Return how many of one population fit what is asked.

    Args:
        cells: What is said of the population, each certain.
        asked: Sides that fit.

    Returns:
        The bounds, with the cells that lie in what is asked. The high bound is that of
        the cells around it: parts alone do not add up to the whole. None: nothing is
        said of it.
    """
    said = [cell for cell in cells if cell.bounds is not None]
    parts = [cell for cell in said if inside_of(cell.sides, asked)]
    around = [cell for cell in said if inside_of(asked, cell.sides)]
    whole = next((cell for cell in around if cell in parts), None)
    if not parts and not around:
        return None
    highs = [high for cell in around if (high := _bounds(cell).high) is not None]
    contradict = any(
        one.inside(other) and _bounds(one).low > (_bounds(other).high or 0)
        for one in around
        for other in around
        if _bounds(other).high is not None
    )
    low = _low(_packed(parts))
    high = (max if contradict else min)(highs, default=None)
    if high is not None and low > high:
        low, high = high, low
    bounds = Bounds(low, high, low if low == high else None)
    if (
        whole is not None
        and whole.bounds is not None
        and whole.bounds[:2] == bounds[:2]
    ):
        bounds = whole.bounds
    return attrs.evolve(added(parts), bounds=bounds)
