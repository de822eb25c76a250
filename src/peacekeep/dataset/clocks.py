"""
The two clocks: the world on a day, and what had been published by a day.

`Dataset` asks both. They look at records alone, and make no dataset.
"""

import datetime
from collections.abc import Iterable, Mapping
from typing import Any, Final

import attrs

from peacekeep.dataset.spans import begin_of_bases, spans_of
from peacekeep.definitions.fields import fields_of
from peacekeep.definitions.paths import referred
from peacekeep.models import Claim, Record, Source
from peacekeep.values.dates import PartialDate
from peacekeep.values.spans import Ends


__all__ = ["Day", "begun_by", "by_day", "day_of", "said_on", "standing_on"]

Day = PartialDate | datetime.date | str
ById = Mapping[str, Record]
Claims = Mapping[str, tuple[Claim, ...]]

_ALWAYS: Final[Ends] = (datetime.date.min, datetime.date.min)


def day_of(day: Day) -> PartialDate:
    """Read a day, whole or partial."""
    return day if isinstance(day, PartialDate) else PartialDate.from_plain(day)


def said_on(claim: Claim, by_id: Mapping[str, Record]) -> PartialDate | None:
    """Return the day on which a claim was made: its own, else its source's."""
    if claim.reported_on is not None or claim.source is None:
        return claim.reported_on
    source = by_id.get(claim.source)
    return source.published_on if isinstance(source, Source) else None


def by_day(claim: Claim, by_id: Mapping[str, Record]) -> tuple[datetime.date, str]:
    """Return what orders claims: their first possible day, those without last."""
    day = said_on(claim, by_id)
    return datetime.date.max if day is None else day.earliest, claim.id


def standing_on(
    records: Iterable[Record], by_id: ById, claims: Claims, day: PartialDate
) -> tuple[list[Record], list[Record]]:
    """
    Return what certainly stands on a day, and what possibly does, trimmed to the day.

    A record brings along what it is about, its sources and its claims. Any other
    reference to something that does not stand on the day is left out.
    """
    spans = spans_of(records, by_id)
    possible = {ref for ref, span in spans.items() if span.possibly_covers(day)}
    certain = {ref for ref, span in spans.items() if span.certainly_covers(day)}

    def held(asked: set[str], covers: str) -> list[Record]:
        found: dict[str, Record] = {}
        waiting = list(asked)
        while waiting:
            ref = waiting.pop()
            if ref in found or ref not in by_id:
                continue
            record = _trimmed(by_id[ref], covers, day)
            found[ref] = _without_ended(record, by_id, possible)
            waiting += referred(found[ref])
            waiting += [claim.id for claim in claims.get(ref, ())]
        return list(found.values())

    return held(certain, "certainly_covers"), held(possible, "possibly_covers")


def _trimmed(record: Record, covers: str, day: PartialDate) -> Record:
    """Return a record with those of its parts that stand on a day."""
    changes: dict[str, Any] = {}
    for field in fields_of(type(record)):
        if field.many and hasattr(field.part, "stands"):
            held = getattr(record, field.name)
            left = tuple(one for one in held if getattr(one.stands(), covers)(day))
            if left != held:
                changes[field.name] = left
    return attrs.evolve(record, **changes) if changes else record


def _without_ended(record: Record, by_id: ById, standing: set[str]) -> Record:
    """Return a record without references to what does not stand, save its subjects."""
    fields = fields_of(type(record))
    subjects = {name for field in fields for name in field.one_of}
    changes: dict[str, Any] = {}
    for field in fields:
        if field.refers is None or field.is_required or field.name in subjects:
            continue
        held = getattr(record, field.name)
        left = tuple(
            ref
            for ref in (held if field.many else (held,))
            if ref not in by_id or ref in standing or isinstance(by_id[ref], Source)
        )
        value = left if field.many else next(iter(left), None)
        if value != held:
            changes[field.name] = value
    return attrs.evolve(record, **changes) if changes else record


def begun_by(
    records: Iterable[Record], by_id: ById, day: PartialDate
) -> tuple[list[Record], list[Record]]:
    """
    Return what had certainly begun or happened by the end of a day, and what possibly.

    Sources and claims are in neither: they come with what they are about.
    """
    certain: list[Record] = []
    possible: list[Record] = []
    records = tuple(records)
    bases = begin_of_bases(records, by_id)
    begun: dict[str, Ends] = {}
    for record in records:
        if isinstance(record, Source | Claim):
            continue
        _find_beginnings(record, by_id, bases, begun)
        earliest, latest = begun[record.id]
        if latest <= day.latest:
            certain.append(record)
        if earliest <= day.latest:
            possible.append(record)
    return certain, possible


def _find_beginnings(
    record: Record, by_id: ById, bases: Mapping[str, Ends], begun: dict[str, Ends]
) -> None:
    """Find the days on which a record, and all it refers to, can have begun."""
    if record.id in begun:
        return
    # A chain of references may be longer than Python's stack is deep.
    begun[record.id] = _ALWAYS  # what refers back to it adds nothing
    stack = [(record, _referred(record, by_id))]
    while stack:
        current, referred = stack[-1]
        following = next((one for one in referred if one.id not in begun), None)
        if following is not None:
            begun[following.id] = _ALWAYS
            stack.append((following, _referred(following, by_id)))
            continue
        stack.pop()
        own = bases.get(current.id) or current.begins()
        begun[current.id] = _begins(own, [begun[one.id] for one in referred])


def _referred(record: Record, by_id: ById) -> list[Record]:
    found = [by_id[ref] for ref in referred(record) if ref in by_id]
    return [one for one in found if not isinstance(one, Source | Claim)]


def _begins(own: Ends | None, spans: list[Ends]) -> Ends:
    """Return the days on which a record can have begun, after what it refers to."""
    first = max((earliest for earliest, _ in spans), default=_ALWAYS[0])
    if own is None:
        return first, max((latest for _, latest in spans), default=_ALWAYS[1])
    first = max(first, own[0])
    return first, max(first, own[1])
