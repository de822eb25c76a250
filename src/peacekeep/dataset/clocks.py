"""
The two clocks: what had begun in the world by a day, and what had been said by it.

`Dataset` asks both. They look at records alone, and make no dataset.
"""

import datetime
from collections.abc import Iterable, Mapping
from typing import Any, Final

import attrs

from peacekeep.definitions.fields import fields_of
from peacekeep.definitions.paths import Target, referred, target_in
from peacekeep.definitions.rules import is_given
from peacekeep.definitions.values import canonical_text
from peacekeep.models import Claim, Fact, Record, Source
from peacekeep.values.dates import PartialDate


__all__ = ["Day", "begun_by", "by_day", "day_of", "known_by", "said_on"]

Day = PartialDate | datetime.date | str
Span = tuple[datetime.date, datetime.date]
ById = Mapping[str, Record]

_ALWAYS: Final[Span] = (datetime.date.min, datetime.date.min)


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


def begun_by(
    records: Iterable[Record], by_id: ById, day: PartialDate
) -> tuple[list[Record], list[Record]]:
    """Return what had certainly begun by a day, and what possibly had."""
    certain: list[Record] = []
    possible: list[Record] = []
    begun: dict[str, Span] = {}
    for record in records:
        if isinstance(record, Claim):
            continue
        _find_beginnings(record, by_id, begun)
        earliest, latest = begun[record.id]
        if latest <= day.earliest:
            certain.append(record)
        if earliest <= day.latest:
            possible.append(record)
    return certain, possible


def _find_beginnings(record: Record, by_id: ById, begun: dict[str, Span]) -> None:
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
        begun[current.id] = _begins(current, [begun[one.id] for one in referred])


def _referred(record: Record, by_id: ById) -> list[Record]:
    return [by_id[ref] for ref in referred(record) if ref in by_id]


def _begins(record: Record, spans: list[Span]) -> Span:
    """Return the days on which a record can have begun, after what it refers to."""
    first = max((earliest for earliest, _ in spans), default=_ALWAYS[0])
    own = record.begins()
    if own is None:
        return first, max((latest for _, latest in spans), default=_ALWAYS[1])
    first = max(first, own[0])
    return first, max(first, own[1])


def known_by(
    records: tuple[Record, ...],
    by_id: ById,
    claims: Mapping[str, tuple[Claim, ...]],
    day: PartialDate,
) -> tuple[list[Record], set[str]]:
    """Return every record as it was known by a day, and the ids of those known."""
    last = day.earliest
    sources = {
        one.id
        for one in records
        if isinstance(one, Source)
        and one.published_on is not None
        and one.published_on.latest <= last
    }
    said = {
        one.id
        for one in records
        if isinstance(one, Claim)
        and (one.source is None or one.source in sources)
        and (said_day := said_on(one, by_id)) is not None
        and said_day.latest <= last
    }
    known: set[str] = set()
    told: list[Record] = []
    for record in records:
        about = claims.get(record.id, ())
        if _is_known(record, about, sources, said):
            known.add(record.id)
            told.append(_told(record, about, sources, said))
        else:
            told.append(_bare(record))
    return told, known


def _is_known(
    record: Record, about: tuple[Claim, ...], sources: set[str], said: set[str]
) -> bool:
    if isinstance(record, Source):
        return record.id in sources
    if isinstance(record, Claim):
        return record.id in said
    if isinstance(record, Fact) and (record.sources or about):
        by_claim = any(claim.id in said for claim in about)
        return by_claim or not sources.isdisjoint(record.sources)
    return True


def _told(
    record: Record, about: tuple[Claim, ...], sources: set[str], said: set[str]
) -> Record:
    """Return a record as its known sources and claims give it."""
    told = record
    if isinstance(record, Fact):
        left = tuple(ref for ref in record.sources if ref in sources)
        told = attrs.evolve(record, sources=left)
    elif isinstance(record, Source) and record.supersedes not in sources:
        told = attrs.evolve(record, supersedes=None)
    claimed: dict[Target, set[str | None]] = {}
    for claim in about:
        target = None if claim.field is None else target_in(record, claim.field)
        if target is not None:
            stated = claimed.setdefault(target, set())
            if claim.id in said and claim.stance != "denies":
                stated.add(claim.value)
    for target in sorted(claimed, key=lambda one: str(one.path)):
        # What protects a record holds whatever is known.
        if target.field.name in {"marking", "withheld"} and len(target.way) == 1:
            continue
        for value in target.values(record):
            if canonical_text(value) not in claimed[target]:
                told = target.without(told, value) or told
    return told


def _bare(record: Record) -> Record:
    """Return a record with only its required fields and its protection."""
    kept: dict[str, Any] = {"marking": record.marking, "withheld": record.withheld}
    for field in fields_of(type(record)):
        names = [name for name in field.one_of if is_given(getattr(record, name))]
        if field.required:
            kept[field.name] = getattr(record, field.name)
        if names and not kept.keys() & names:
            kept[names[0]] = getattr(record, names[0])
    return type(record)(**kept)
