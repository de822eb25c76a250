"""
Totals that count nobody twice, and take nothing that is not said for zero.

`dataset/counting` says which count lies inside which. Here the counts of a dataset are
found, with what is claimed where a field is empty.
"""

import datetime
from collections.abc import Iterable, Iterator, Mapping
from itertools import product
from typing import Final

import attrs

from peacekeep.analysis.questions import (
    Condition,
    Question,
    Span,
    question_of,
    values_of,
)
from peacekeep.analysis.statements import Stated, Statements
from peacekeep.dataset import Dataset
from peacekeep.dataset.counting import (
    MUST_SAY,
    UNSTATED,
    Cell,
    Side,
    Words,
    added,
    inside_of,
    within,
)
from peacekeep.definitions.values import canonical_text
from peacekeep.errors import (
    Finding,
    InvalidValue,
    Path,
    Report,
    Severity,
    UnknownName,
    ValidationFailed,
    Where,
)
from peacekeep.models import (
    Claim,
    Equipment,
    PersonnelCount,
    Record,
)
from peacekeep.values.counts import Bounds, Count
from peacekeep.values.dates import PartialDate


__all__ = ["Addend", "Total", "total"]

_CONTESTED: Final = ("span", "unknown", "refuse")

# Fields in which counts that are added must agree.
_POPULATION: Final[Mapping[type[Record], tuple[str, ...]]] = {
    PersonnelCount: ("status", "method"),
    Equipment: ("item",),
}


@attrs.frozen
class Addend:
    """
    One count of a record, and what became of it in a total.

    Attributes:
        record: Id of the record.
        path: Path of the count. None: the record itself is counted, or it has no such
            count.
        count: The count, as it is used. None: the record does not say.
        why: Why it is left out or unknown, or from what it is taken. Empty: the record
            holds it, and it is added.
        claims: Claims on which it rests, where the record holds no value.
    """

    record: str
    path: str | None
    count: Count | None
    why: str = ""
    claims: tuple[Claim, ...] = attrs.field(default=(), repr=False)

    def __str__(self) -> str:
        place = self.record if self.path is None else f"{self.record}: {self.path}"
        said = "" if self.count is None else f" is {self.count}"
        return f"{place}{said}{f' ({self.why})' if self.why else ''}"


@attrs.frozen
class Total:
    """
    What the records of a dataset add up to.

    Attributes:
        what: What is counted.
        where: What was asked of it, by field.
        on: Day of a stock. None: a flow.
        carry: How old a count of a stock may be. None: it is of the day.
        count: Bounds on the number, whatever is not said. It has no high bound as long
            as one record does not say.
        count_told: The sum of what is said. None: nothing is. It is the total only if
            nothing is unknown.
        added: What was added.
        left_out: What fits the question and is not added, and why.
        unknown: What is not said, and what may not belong, and why. It is never zero.
        by: Fields of the groups.
        key: What the group has in these fields. Empty: the total is of no group.
        groups: The total of each group. They need not add up: what may be in two groups
            adds to the high bound of both.
    """

    what: str
    where: Mapping[str, str] = attrs.field(hash=False)
    on: PartialDate | None
    carry: str | None
    count: Count
    count_told: Count | None
    added: tuple[Addend, ...] = attrs.field(repr=False)
    left_out: tuple[Addend, ...] = attrs.field(repr=False)
    unknown: tuple[Addend, ...] = attrs.field(repr=False)
    by: tuple[str, ...] = ()
    key: tuple[str, ...] = ()
    groups: tuple["Total", ...] = attrs.field(default=(), repr=False)

    @property
    def claims(self) -> tuple[Claim, ...]:
        """The claims on which it rests, where records hold no value."""
        found = {one.id: one for item in self.added for one in item.claims}
        return tuple(found[ref] for ref in sorted(found))

    def to_rows(self) -> list[dict[str, str | int | bool | None]]:
        """Return each group as a flat row, then the total, for a table."""
        return [one._row(self.by) for one in (*self.groups, self)]  # noqa: SLF001 - of this class

    def _row(self, by: tuple[str, ...]) -> dict[str, str | int | bool | None]:
        keys = self.key or (None,) * len(by)
        sides = {f"count_{one.name}": one.find(self.count) for one in Count.COLUMNS}
        return {
            **dict(zip(by, keys, strict=True)),
            "is_total": not self.key,
            "count": str(self.count),
            **sides,
            "count_told": None if self.count_told is None else str(self.count_told),
            "added": len(self.added),
            "unknown": len(self.unknown),
        }

    def __str__(self) -> str:
        asked = ", ".join(f"{name} {text}" for name, text in self.where.items())
        heading = f"{self.what}{f' where {asked}' if asked else ''}"
        if self.on is not None:
            heading += f", on {self.on}"
        if self.carry is not None:
            heading += f", with counts of the {self.carry} before"
        names = ("count", "count_told", "added", "unknown")
        table = [[*self.by, *names]]
        for row in self.to_rows():
            keys = [row[name] or "total" for name in self.by]
            cells = ["none" if row[name] is None else row[name] for name in names]
            table.append([str(one) for one in (*keys, *cells)])
        widths = [max(map(len, column)) for column in zip(*table, strict=True)]
        lines = (
            "  ".join(
                cell.ljust(width) for cell, width in zip(row, widths, strict=True)
            )
            for row in table
        )
        return "\n".join([heading, *(line.rstrip() for line in lines)])


def total(
    dataset: Dataset,
    what: str,
    *,
    where: Mapping[str, object] | None = None,
    by: str | Iterable[str] | None = None,
    on: PartialDate | datetime.date | str | None = None,
    contested: str = "span",
    carry: str | None = None,
) -> Total:
    """
    Add up a count over the records of a kind, or the records themselves.

    Nobody is counted twice: a severity lies inside its outcome, a group inside `all`, a
    category inside a broader one, a contributor's part inside the whole, and what a
    tally counts inside the tally. Parts raise the low bound of the whole, and never
    close its high bound. A record that does not say is listed, and leaves the count
    open.

    Args:
        dataset: The dataset.
        what: A kind and the path of a count, such as `incident.casualties.count`, or a
            kind alone, whose records are counted.
        where: Value of each field, by its path in the record. Several values are
            alternatives. A record that does not give the field may belong, and adds to
            the high bound alone.
        by: Fields by which to group, and `year`, `month` or `day` of the record.
        on: Day, for a stock: personnel, equipment that is held, ceilings. It takes only
            counts of that day, or of a period that holds it. Of a partial day, it takes
            counts of the same partial day.
        contested: How a field counts that is empty because claims differ: by their
            `"span"`, as `"unknown"`, or not at all: `"refuse"`.
        carry: How old a count of a stock may be, such as `"90 days"`.

    Returns:
        The bounds, with what was added, what was left out and why, and what is not
        known.

    Raises:
        UnknownName: If there is no such kind, field, word or way.
        UnknownReference: If an id in `where` is not in the dataset.
        InvalidValue: If it is no count, the question mixes populations, or a stock is
            asked without its day.
        ValidationFailed: If a contested field is empty and `contested` is `"refuse"`.

    Example:
        >>> ds = Dataset([
        ...     Incident(
        ...         id="incident/one",
        ...         on="2023-11-01",
        ...         casualties=[
        ...             Casualties(group="peacekeeper", outcome="injured", count=8),
        ...             Casualties(
        ...                 group="peacekeeper",
        ...                 outcome="injured",
        ...                 severity="light",
        ...                 count=5,
        ...             ),
        ...         ],
        ...     ),
        ...     Incident(id="incident/two", on="2023-11-03"),
        ... ])
        >>> injured = {"casualties.outcome": "injured"}
        >>> peacekeepers = {"casualties.group": "peacekeeper", **injured}
        >>> found = total(ds, "incident.casualties.count", where=peacekeepers)
        >>> print(found.count, found.count_told, found.unknown[0])
        8.. 8 incident/two (does not say)
    """
    if not isinstance(dataset, Dataset):
        raise InvalidValue("be a dataset", dataset, subject="what is added up")
    if contested not in _CONTESTED:
        raise UnknownName("way to count contested fields", contested, _CONTESTED)
    return _Adding(
        dataset,
        question_of(dataset, what, where=where, by=by, on=on, carry=carry),
        contested,
    ).total()


def _addend(said: Stated, why: str = "") -> Addend:
    """Return what became of a count in a total."""
    bounds = said.cell.bounds
    return Addend(
        said.cell.record,
        said.cell.path or None,
        None if bounds is None else _count(bounds),
        why or said.why,
        said.claims,
    )


class _Found:
    """What one question comes to, while it is put together."""

    def __init__(self) -> None:
        self.bounds = Bounds(0, 0, 0)
        self.told: Bounds[int] | None = None
        self.added: list[Addend] = []
        self.left_out: list[Addend] = []
        self.unknown: list[Addend] = []

    def add(self, bounds: Bounds[int], *, is_certain: bool) -> None:
        if is_certain:
            self.told = bounds if self.told is None else self.told.plus(bounds)
        else:
            bounds = bounds._replace(low=0, best=None)
        self.bounds = self.bounds.plus(bounds)

    def add_unknown(self, *items: Addend) -> None:
        self.bounds = self.bounds.plus(_UNKNOWN)
        self.unknown += items


_UNKNOWN: Final[Bounds[int]] = Bounds(0, None, None)


def _count(bounds: Bounds[int]) -> Count:
    low, high, best, approximate = bounds
    return Count(low, high, best, approximate=approximate and low != high)


class _Adding:
    """One question, put to one dataset."""

    def __init__(self, dataset: Dataset, question: Question, contested: str) -> None:
        self.dataset = dataset
        self.question = question
        self.contested = contested
        self.refused: dict[tuple[str, str], Stated] = {}
        self.statements = Statements(dataset, question, contested)
        self.said = {
            record.id: tuple(self.statements.said(record))
            for record in self.statements.records
        }

    def total(self) -> Total:
        """Return the total, and that of each group."""
        question = self.question
        whole = self._total(question.where, ())
        if self.refused:
            raise ValidationFailed(
                Report(tuple(map(self._finding, self.refused.values())))
            )
        groups = tuple(
            self._total((*question.where, *conditions), key)
            for key, conditions in self._groups()
        )
        return attrs.evolve(whole, groups=groups)

    def _finding(self, said: Stated) -> Finding:
        record = said.cell.record
        where = Where(record=record, path=Path.parse(said.cell.path))
        told = "; ".join(map(self.dataset.describe, said.claims))
        return Finding(
            check="total.contested",
            severity=Severity.ERROR,
            record=record,
            where=where.within(self.dataset.origin(record)),
            message=f"{told}.",
            suggestion='Settle it by a policy, or count its span: contested="span".',
        )

    def _total(self, conditions: tuple[Condition, ...], key: tuple[str, ...]) -> Total:
        question = self.question
        found = _Found()
        if self.question.is_nested:
            self._add_nested(found, conditions)
        elif question.part is not None:
            self._add_parts(found, conditions)
        else:
            self._add_records(found, conditions)
        if question.fields and not (found.added or found.unknown):
            found.bounds = _UNKNOWN
        return Total(
            what=question.what,
            where={one.name: one.text for one in question.where},
            on=question.on,
            carry=question.carry,
            count=_count(found.bounds),
            count_told=None if found.told is None else _count(found.told),
            added=tuple(found.added),
            left_out=tuple(found.left_out),
            unknown=tuple(found.unknown),
            by=tuple(one.name for one in question.by),
            key=key,
        )

    # What is added

    def _add_records(self, found: _Found, conditions: Iterable[Condition]) -> None:
        """Add counts of records that count nobody in common."""
        for record in self.statements.records:
            fits, why = self.statements.fits(record, conditions)
            if fits is False:
                continue
            for said in self.said[record.id]:
                bounds = said.cell.bounds
                if bounds is None:
                    found.add_unknown(self._open(said, why))
                    continue
                found.add(bounds, is_certain=fits is True)
                (found.unknown if why else found.added).append(_addend(said, why))

    def _add_parts(self, found: _Found, conditions: Iterable[Condition]) -> None:
        """Add what the parts of each record say of what is asked."""
        outer = [one for one in conditions if not one.in_part]
        asked = self._asked(conditions)
        for record in self.statements.records:
            fits, why = self.statements.fits(record, outer)
            if fits is False:
                continue
            said = {one.cell.place: one for one in self.said[record.id]}
            near = [
                one
                for one in said.values()
                if inside_of(one.cell.sides, asked) or inside_of(asked, one.cell.sides)
            ]
            silent = [self._open(one, why) for one in near if one.cell.bounds is None]
            sum_ = within((one.cell for one in near), asked)
            if sum_ is None or sum_.bounds == _UNKNOWN:
                told = [
                    _addend(one, why or "a part of what is asked")
                    for one in near
                    if one.cell.bounds is not None
                ]
                nothing = Addend(record.id, None, None, why or "does not say")
                found.add_unknown(*(silent or told or [nothing]))
                continue
            found.add(sum_.bounds, is_certain=fits is True)
            if sum_.bounds.high is None:
                found.unknown += silent
            items = [_addend(said[cell.place], why) for cell in sum_.outermost] or [
                _addend(one, why or "counts more than is asked: a high bound")
                for one in near
                if one.cell.bounds is not None
            ]
            (found.unknown if why else found.added).extend(items)
            found.left_out += [
                _addend(said[cell.place], f"inside {around.path}")
                for cell, around in sum_.inside
            ]

    def _asked(self, conditions: Iterable[Condition]) -> dict[str, Side | None]:
        return {
            one.fields[-1].name: self.statements.words(one.fields[-1], one.asked)
            for one in conditions
            if one.in_part and one.asked is not None
        }

    def _open(self, said: Stated, why: str) -> Addend:
        """Return a count that is not said, and refuse it if it is contested."""
        if self.contested == "refuse" and said.is_contested:
            self.refused.setdefault((said.cell.record, said.cell.path), said)
        return _addend(said, said.why or why or "does not say")

    def _add_nested(self, found: _Found, conditions: Iterable[Condition]) -> None:
        """Add counts of records that may count the same people."""
        taken: list[_Taken] = []
        for record in self.statements.records:
            (said,) = self.said[record.id]
            fits, why = self._fits_beside(record, said.cell, conditions)
            if fits is False:
                continue
            day, doubt, carried = self._of_day(record)
            if day is False or why.startswith(_WIDER):
                found.left_out.append(_addend(said, doubt if day is False else why))
                continue
            is_certain = fits is True and day is True
            cell = attrs.evolve(said.cell, is_certain=is_certain)
            said = attrs.evolve(said, cell=cell)
            taken.append(_Taken(said, record, why or doubt, carried))
        self._check_population(taken)
        taken, replaced = _newest(taken)
        found.left_out += [
            _addend(one.said, "a newer count is taken") for one in replaced
        ]
        by_cell = {one.said.cell.place: one for one in taken}
        sum_ = added(one.said.cell for one in taken)
        certain = [
            one.said.cell
            for one in taken
            if one.said.cell.is_certain and one.said.cell.bounds is not None
        ]
        found.bounds = sum_.bounds
        if not self._is_whole(taken, conditions):
            found.bounds = found.bounds._replace(high=None, best=None)
        found.told = added(certain).bounds if certain else None
        inside = {cell.place for cell, _ in sum_.inside}
        for one in taken:
            cell = one.said.cell
            item = _addend(one.said, one.why)
            if cell.bounds is None:
                item = self._open(one.said, one.why)
            if cell.place not in inside:
                is_added = cell.is_certain and cell.bounds is not None
                (found.added if is_added else found.unknown).append(item)
        found.left_out += [
            _addend(by_cell[cell.place].said, f"inside {around.record}")
            for cell, around in sum_.inside
        ]

    def _is_whole(self, taken: list["_Taken"], conditions: Iterable[Condition]) -> bool:
        """Return whether, for each mission, one count is of all that is asked."""
        names = [one for one in conditions if one.asked is not None]
        # Each of several alternatives needs a count of all that it asks for.
        asked = [
            {
                one.name: self.statements.words(one.fields[-1], (word,))
                for one, word in zip(names, words, strict=True)
            }
            for words in product(*(one.asked or () for one in names))
        ]
        by_mission: dict[Side | None, list[_Taken]] = {}
        for one in taken:
            by_mission.setdefault(one.said.cell.sides.get("mission"), []).append(one)
        return all(
            any(_is_of_all(one, sides) for one in counts)
            for counts in by_mission.values()
            for sides in asked
        )

    def _fits_beside(
        self, record: Record, cell: Cell, conditions: Iterable[Condition]
    ) -> tuple[bool | None, str]:
        """Return whether a count fits, or counts more than is asked."""
        rest: list[Condition] = []
        doubt = ""
        for one in conditions:
            if one.asked is None or one.name not in cell.sides:
                rest.append(one)
                continue
            side, asked = (
                cell.sides[one.name],
                self.statements.words(one.fields[-1], one.asked),
            )
            if asked is None or (side is not None and side.inside(asked)):
                continue
            if side is not None and side.apart(asked):
                return False, ""
            if side is None or asked.inside(side):
                doubt = doubt or f"{_WIDER}: {one.name} is {_written(side)}"
            else:
                doubt = doubt or f"may not belong: {one.name} is {_written(side)}"
        fits, why = self.statements.fits(record, rest)
        if fits is False or not doubt:
            return fits, why
        return None, doubt

    def _of_day(self, record: Record) -> tuple[bool | None, str, datetime.date | None]:
        """
        Return whether a count is of the day that is asked.

        Returns:
            Whether it is, what is to be said of its day, and the day from which it is
            carried.
        """
        on, carry = self.question.on, self.question.carry
        if on is None:
            return True, "", None
        period = getattr(record, "period", None)
        first, last = self.statements.days(record)
        if period is not None:
            is_of_day = period.certainly_covers(on)
        else:
            is_of_day = (first, last) == (on.earliest, on.latest)
        if is_of_day:
            return True, "", None
        told = str(first) if first == last else f"{first} to {last}"
        if first <= on.latest and on.earliest <= last:
            return None, f"may not be of the day: {told}", None
        days = 0 if carry is None else int(carry.split()[0])
        if last < on.earliest and (on.earliest - first).days <= days:
            return True, f"carried from {told}", last
        return False, f"of another day: {told}", None

    def _check_population(self, taken: list["_Taken"]) -> None:
        asked = {one.name for one in self.question.where}
        for name in _POPULATION.get(self.question.cls, ()):
            if name in asked:
                continue
            words = {_population(name, getattr(one.record, name)) for one in taken}
            if len(words) > 1:
                told = " and ".join(sorted(word or "not stated" for word in words))
                word = max(word for word in words if word)
                raise InvalidValue(
                    f"be of one {name}, for these are different populations",
                    told,
                    subject=self.question.what,
                    hint=f'Such as where={{"{name}": "{word}"}}.',
                )

    # Groups

    def _groups(self) -> list[tuple[tuple[str, ...], tuple[Condition, ...]]]:
        """Return each group that a record or part may be in, and what it asks."""
        question = self.question
        if not question.by:
            return []
        found: dict[tuple[str, ...], tuple[Condition, ...]] = {}
        outer = [one for one in question.where if not one.in_part]
        asked = self._asked(question.where)
        for record in self.statements.records:
            if self.statements.fits(record, outer)[0] is False:
                continue
            for said in self.said[record.id]:
                if question.part is None or inside_of(said.cell.sides, asked):
                    keys = [self._keys(record, said.cell, one) for one in question.by]
                    for chosen in product(*keys):
                        found[tuple(text for text, _ in chosen)] = tuple(
                            condition for _, condition in chosen
                        )
        return sorted(found.items(), key=lambda group: group[0])

    def _keys(
        self, record: Record, cell: Cell, one: Condition
    ) -> list[tuple[str, Condition]]:
        if not one.fields:
            return [
                (text, attrs.evolve(one, span=span))
                for text, span in _times(one.name, *self.statements.days(record))
            ]
        if one.in_part:
            side = cell.sides[one.fields[-1].name]
            lines = side.lines if isinstance(side, Words) else ()
            members: tuple[object, ...] = tuple(line[0] for line in lines)
        else:
            members = values_of(record, one.fields)
        return [
            (canonical_text(member), attrs.evolve(one, asked=(member,)))
            for member in members
        ]


@attrs.frozen
class _Taken:
    """A count of a stock or a tally that fits, and what is doubtful about it."""

    said: Stated
    record: Record
    why: str
    carried: datetime.date | None


_WIDER: Final = "counts more than is asked"


def _newest(taken: list[_Taken]) -> tuple[list[_Taken], list[_Taken]]:
    """Part counts into those taken, and those carried where there is a newer one."""
    newest: dict[object, datetime.date] = {}
    for one in taken:
        cell = one.said.cell
        if cell.is_certain and cell.bounds is not None:
            day = one.carried or datetime.date.max
            newest[cell.population] = max(newest.get(cell.population, day), day)
    kept: list[_Taken] = []
    old: list[_Taken] = []
    for one in taken:
        last = newest.get(one.said.cell.population)
        is_old = last is not None and one.carried is not None and one.carried < last
        (old if is_old else kept).append(one)
    return kept, old


def _population(name: str, word: str | None) -> str | None:
    """Return a word by which counts that may be added are alike."""
    if name == "method" and word != "nominal_unit_size":
        return "head counts"
    return word


# Sides by which a count can be of some of those whom another counts.
_SIDES_OF_ALL: Final = frozenset(
    {
        "actor",
        "base",
        "category",
        "cause",
        "contributor",
        "group",
        "place",
        "sex",
        "unit_size",
        "unit_type",
    }
)


def _is_of_all(taken: _Taken, asked: Mapping[str, Side | None]) -> bool:
    """Return whether a count is of all that fits the sides that are asked."""
    cell = taken.said.cell
    must_say = MUST_SAY.get(getattr(taken.record, "measure", ""), ())
    return cell.bounds is not None and all(
        side is None
        or (side == UNSTATED and name not in must_say)
        or (name in asked and _lies_in(asked[name], side))
        for name, side in cell.sides.items()
        if name in _SIDES_OF_ALL
    )


def _lies_in(asked: Side | None, side: Side) -> bool:
    return asked is not None and asked.inside(side)


def _written(side: Side | None) -> str:
    if not isinstance(side, Words) or side == UNSTATED:
        return "not given"
    return " and ".join(sorted(line[0] for line in side.lines))


def _times(
    name: str, first: datetime.date, last: datetime.date
) -> Iterator[tuple[str, Span]]:
    """Yield each year, month or day in which a day can lie. None: it has no bounds."""
    if first == datetime.date.min or last == datetime.date.max:
        return
    length = {"year": 4, "month": 7, "day": 10}[name]
    day = first
    while True:
        text = day.isoformat()[:length]
        whole = PartialDate(text)
        yield text, (whole.earliest, whole.latest)
        if whole.latest >= last:
            return
        day = whole.latest + datetime.date.resolution
