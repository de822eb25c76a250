"""
What the records of a dataset say of a question, and whether each one fits it.

Where a field is empty, what is claimed on it is read in its place.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Final, cast

import attrs

from peacekeep.analysis.questions import (
    DAY_FIELDS,
    Condition,
    Question,
    Span,
    values_of,
)
from peacekeep.dataset import Dataset
from peacekeep.dataset.contests import Contest, contests
from peacekeep.dataset.counting import (
    MUST_SAY,
    UNSTATED,
    Cell,
    Days,
    Side,
    Words,
    words_above,
)
from peacekeep.definitions.fields import Field, fields_of
from peacekeep.definitions.forms import Form
from peacekeep.definitions.values import Value, agrees, canonical_text, covers
from peacekeep.errors import Path, Step
from peacekeep.models import (
    Base,
    Claim,
    Equipment,
    PersonnelCount,
    Record,
    Ref,
    Tally,
)
from peacekeep.models.place import Place
from peacekeep.models.vocabularies import MEASURE
from peacekeep.values.counts import Bounds, Count
from peacekeep.values.dates import PartialDate
from peacekeep.values.periods import Period


__all__ = ["Stated", "Statements"]

# What a count of a kind counts, field by field. If a field of the first list is not
# given, the count is of all; if one of the second is not, it is not stated of which.
_SIDES: Final[Mapping[type[Record], tuple[tuple[str, ...], tuple[str, ...]]]] = {
    PersonnelCount: (
        ("mission", "base", "category", "contributor", "sex", "unit_type", "unit_size"),
        (),
    ),
    Tally: (("place", "actor", "contributor"), ("mission", "cause", "group")),
    Equipment: (("base", "operator", "movement"), ("mission", "item")),
}


@attrs.frozen
class Stated:
    """A cell, with what it rests on."""

    cell: Cell
    why: str = ""
    claims: tuple[Claim, ...] = ()
    is_contested: bool = False


class Statements:
    """What the records of one dataset say of one question."""

    def __init__(self, dataset: Dataset, question: Question, contested: str) -> None:
        self.dataset = dataset
        self.question = question
        self.contested = contested
        self.known: dict[tuple[int, tuple[str, ...]], Words | None] = {}
        self.records = dataset.of(question.kind)
        self.claimed: dict[tuple[str, tuple[str, ...]], list[Contest]]
        self.claimed = defaultdict(list)
        for contest in contests(dataset):
            names = tuple(name for name, _ in contest.target.way)
            self.claimed[contest.about, names].append(contest)

    def said(self, record: Record) -> Iterator[Stated]:
        """Yield what a record says, or that it does not."""
        question = self.question
        if not question.fields:
            yield Stated(Cell(record.id, "", {}, Bounds(1, 1, 1)))
        elif question.part is not None:
            yield from self._said_in_parts(record)
        else:
            path = ".".join(question.names)
            held = values_of(record, question.fields)
            sides = self._sides(record) if self.question.is_nested else {}
            counts = self._counted(record)
            alone = not _may_be_two(record)
            cells = [
                Cell(
                    record.id,
                    path,
                    sides,
                    cast("Count", one).bounds,
                    counts,
                    is_alone=alone,
                )
                for one in held
            ]
            if cells:
                yield from (_with_parts(Stated(one), record) for one in cells)
                return
            empty = Cell(record.id, path, sides, None, counts, is_alone=alone)
            about = self.claimed.get((record.id, question.names), [])
            found = [self._claimed(empty, one) for one in about] or [Stated(empty)]
            yield from (_with_parts(one, record) for one in found)

    def _said_in_parts(self, record: Record) -> Iterator[Stated]:
        """Yield what the parts of a record say, and claims on parts it lacks."""
        outer, *inner = self.question.fields
        part = cast("type[Form]", outer.part)
        about = {
            str(one.path): one
            for one in self.claimed.get((record.id, self.question.names), [])
        }
        for index, one in enumerate(getattr(record, outer.name)):
            sides = self._part_sides(part, dict(zip(part.KEY, one.key, strict=False)))
            target = _path(outer, one, index, inner)
            contest = about.pop(target, None)
            held = values_of(one, tuple(inner))
            cell = Cell(record.id, target, sides, None)
            if held:
                yield Stated(attrs.evolve(cell, bounds=cast("Count", held[0]).bounds))
            else:
                yield Stated(cell) if contest is None else self._claimed(cell, contest)
        needed = [field.name for field in fields_of(part) if field.required]
        for target, contest in about.items():
            key = dict(zip(part.KEY, contest.target.way[0][1] or (), strict=False))
            if all(key.get(name) for name in needed):
                cell = Cell(record.id, target, self._part_sides(part, key), None)
                yield self._claimed(cell, contest)

    def _claimed(self, cell: Cell, contest: Contest) -> Stated:
        """Return an empty count as claims on it give it."""
        claims = tuple(one.claim for one in (*contest.affirmed, *contest.denied))
        if not contest.affirmed:
            why = (
                "denied, and nothing else is affirmed"
                if claims
                else "no claim is weighed"
            )
            return Stated(cell, why, claims, contest.is_contested)
        is_denied = any(contest.denials_of(one.value) for one in contest.affirmed)
        if contest.is_contested and (self.contested != "span" or is_denied):
            why = "denied" if is_denied else "contested"
            return Stated(cell, why, claims, is_contested=True)
        counts = [cast("Count", one.value) for one in contest.affirmed]
        bounds = Count.spanning(*counts).bounds
        why = "the span of what is claimed" if contest.is_contested else "as claimed"
        return Stated(attrs.evolve(cell, bounds=bounds), why, claims)

    def _counted(self, record: Record) -> frozenset[str]:
        """Return the ids of the tallies that a tally counts, and that these count."""
        found: set[str] = set()
        waiting = [record]
        while waiting:
            one = waiting.pop()
            refs = one.of if isinstance(one, Tally) else ()
            new = [ref for ref in refs if ref in self.dataset and ref not in found]
            found.update(new)
            waiting += [self.dataset.get(str(ref)) for ref in new]
        return frozenset(found - {record.id})

    # What is counted, side by side

    def _sides(self, record: Record) -> dict[str, Side | None]:
        """Return what a count of a record counts."""
        every, stated = _SIDES[self.question.cls]
        fields = {field.name: field for field in fields_of(type(record))}
        sides: dict[str, Side | None] = {}
        # Whom a measure counts is all whom it names, where it needs no cause or group.
        measure = getattr(record, "measure", None)
        named = {"cause", "group"} - {*MUST_SAY.get(measure or "", ())}
        for name in (*every, *stated):
            members = values_of(record, (fields[name],))
            if name == "category" and isinstance(record, PersonnelCount):
                members += record.includes
            if not members and (record.id, (name,)) in self.claimed:
                sides[name] = UNSTATED
            elif members:
                sides[name] = self.words(fields[name], members)
            else:
                sides[name] = None if name in every or name in named else UNSTATED
        base = getattr(record, "base", None)
        if sides.get("mission") in (None, UNSTATED) and base in self.dataset:
            mission = self.dataset.get(cast("Ref[Base]", base)).mission
            sides["mission"] = self.words(fields["mission"], (mission,))
        if isinstance(record, Tally) and not self.question.is_stock:
            sides["time"] = _days_counted(record)
        return sides

    def _part_sides(
        self, part: type[Form], key: Mapping[str, str | None]
    ) -> dict[str, Side | None]:
        fields = {field.name: field for field in fields_of(part)}
        return {
            name: self.words(fields[name], (text,)) if (text := key.get(name)) else None
            for name in part.KEY
        }

    def words(self, field: Field, members: Iterable[object]) -> Words | None:
        """Return members as words with those above them. None: they are all."""
        texts = tuple(map(canonical_text, members))
        key = id(field), texts
        if key not in self.known:
            self.known[key] = self._words(field, texts)
        return self.known[key]

    def _words(self, field: Field, texts: tuple[str, ...]) -> Words | None:
        codes = field.codes
        if codes is not None:
            if any(text == "all" in codes for text in texts):
                return None
            lines = [words_above(codes, text) for text in texts]
        elif field.refers is not None:
            lines = [self._ids_above(text) for text in texts]
        else:
            lines = [(text,) for text in texts]
        return Words(frozenset(lines), codes, field.part is Place)

    def _ids_above(self, ref: str) -> tuple[str, ...]:
        """Return an id, and those of the records in which its record lies."""
        line = [ref]
        while line[-1] in self.dataset:
            record = self.dataset.get(line[-1])
            above = getattr(record, "parent", None) or getattr(record, "part_of", None)
            if above is None or above in line:
                break
            line.append(str(above))
        return tuple(line)

    # Whether a record fits

    def fits(
        self, record: Record, conditions: Iterable[Condition]
    ) -> tuple[bool | None, str]:
        """Return whether a record fits: certainly, not, or perhaps, and why perhaps."""
        why = ""
        for one in conditions:
            fits, doubt = self._fits_one(record, one)
            if fits is False:
                return False, ""
            if fits is None:
                why = why or f"may not belong: {doubt}"
        return (None if why else True), why

    def _fits_one(self, record: Record, one: Condition) -> tuple[bool | None, str]:
        if one.span is not None:
            first, last = self.days(record)
            if first >= one.span[0] and last <= one.span[1]:
                return True, ""
            return (
                None if first <= one.span[1] and last >= one.span[0] else False
            ), "its day is not certain"
        members = values_of(record, one.fields)
        names = tuple(field.name for field in one.fields)
        about = self.claimed.get((record.id, names), ()) if not members else ()
        affirmed = [said.value for contest in about for said in contest.affirmed]
        if one.asked is None:
            return (None if affirmed else not members), f"{one.name} is contested"
        fits = [self._fits_member(one, member) for member in (*members, *affirmed)]
        if affirmed:
            return (
                fits[0] if len(set(fits)) == 1 else None
            ), f"{one.name} is contested"
        if not members:
            return None, f"{one.name} is not given"
        if True in fits:
            return True, ""
        return (
            None if None in fits else False
        ), f"{one.name} is {canonical_text(members[0])}"

    def _fits_member(self, one: Condition, member: object) -> bool | None:
        field, asked = one.fields[-1], one.asked or ()
        if isinstance(member, Value):
            if any(covers(value, member) for value in asked):
                return True
            return None if any(agrees(value, member) for value in asked) else False
        mine, theirs = self.words(field, (member,)), self.words(field, asked)
        if theirs is None:
            return True
        if mine is None:
            return None
        if mine.inside(theirs):
            return True
        return False if mine.apart(theirs) else None

    def days(self, record: Record) -> Span:
        """Return the first and the last day of what a record describes."""
        for name in DAY_FIELDS:
            value = getattr(record, name, None)
            days = (
                [value]
                if value is not None
                else [
                    said.value
                    for contest in self.claimed.get((record.id, (name,)), ())
                    for said in contest.affirmed
                ]
            )
            dates = [day for day in days if isinstance(day, PartialDate | Period)]
            if dates:
                first = min(one.earliest for one in dates)
                last = max(one.latest for one in dates)
                return datetime.date.min if _runs_on(record) else first, last
        return datetime.date.min, datetime.date.max


def _with_parts(said: Stated, record: Record) -> Stated:
    """Return the total of a tally with the low bound that its parts give it."""
    if not isinstance(record, Tally):
        return said
    low = sum(part.count.low for part in record.parts if part.count is not None)
    bounds = said.cell.bounds
    if bounds is None and low:
        cell = attrs.evolve(said.cell, bounds=Bounds(low, None, None))
        return attrs.evolve(said, cell=cell, why="its parts")
    if bounds is None or low <= bounds.low:
        return said
    high = bounds.high
    if high is not None and low > high:
        low, high = high, low
    cell = attrs.evolve(
        said.cell, bounds=Bounds(low, high, low if low == high else None)
    )
    return attrs.evolve(said, cell=cell)


def _path(outer: Field, part: Form, index: int, inner: list[Field]) -> str:
    step = (
        Step.to_part(outer.name, part.KEY, part.key)
        if part.key
        else Step(outer.name, index)
    )
    return str(Path((step, *(Step(field.name) for field in inner))))


def _may_be_two(record: Record) -> bool:
    """Return whether another record of the same things may count others alike."""
    if isinstance(record, PersonnelCount):
        return record.unit_type is not None or record.unit_size is not None
    return isinstance(record, Equipment)


def _runs_on(record: Record) -> bool:
    """Return whether a tally runs from the beginning to its day."""
    if not isinstance(record, Tally) or record.period is not None:
        return False
    return record.measure in MEASURE and MEASURE[record.measure].cumulative


def _days_counted(tally: Tally) -> Side:
    """Return the days over which a tally counts."""
    if tally.period is None:
        if tally.on is None:
            return UNSTATED
        return Days(None if _runs_on(tally) else tally.on, tally.on)
    if tally.period.end is None and not tally.period.end_open:
        return UNSTATED
    return Days(tally.period.start, tally.period.end)
