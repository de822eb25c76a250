"""
What was known by a day: records as the sources and claims give them that were out.

A field of a record is known if a claim that was out states its value. If no claim is
about the field, it is known if all sources of the record were out: with one of them
later, nobody can tell which of them said it. What a record is called and is about is
known with the first source or claim.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Final, TypeVar

import attrs

from peacekeep.definitions.extra import Extra
from peacekeep.definitions.fields import Field, fields_of
from peacekeep.definitions.forms import Form
from peacekeep.definitions.paths import Way, referred, target_in
from peacekeep.definitions.rules import is_given
from peacekeep.definitions.values import canonical_text
from peacekeep.errors import InvalidRecord
from peacekeep.models import Claim, Fact, Record, Source, UnknownRecord
from peacekeep.values.dates import PartialDate


__all__ = ["known_by"]

F = TypeVar("F", bound=Form)

ById = Mapping[str, Record]

# When a text was out: from the first day on which it can have been, to the first on
# which it certainly was. None: it never certainly was.
Out = tuple[date, date | None]
_UNDATED: Final[Out] = (date.min, None)

# What a field is stated to be by claims that were out. No entry: no claim is about it.
Stated = Mapping[Way, set[str | None]]

# What protects a record holds whatever is known of it.
_PROTECTION: Final = frozenset({"marking", "withheld"})

# The day of a text stays with it, so that it is not taken for one without a day.
_DAYS: Final[Mapping[type[Record], frozenset[str]]] = {
    Source: frozenset({"published_on", "retrieved_on"}),
    Claim: frozenset({"source", "reported_on"}),
}


def known_by(
    records: Iterable[Record],
    by_id: ById,
    claims: Mapping[str, tuple[Claim, ...]],
    day: PartialDate,
    *,
    possibly: bool,
) -> list[Record]:
    """
    Return the records that were known by the end of a day, as they were known.

    Where one of them refers to a record that was not known, what that is called and is
    about is among them.

    Args:
        records: The records.
        by_id: The same by id.
        claims: Claims by the id of the record that they are about.
        day: The day.
        possibly: Whether what can have been out counts. False: what certainly was.
    """
    out = _texts_out(by_id, day.latest, possibly=possibly)
    view = _View(by_id, claims, out, possibly=possibly)
    found: dict[str, Record] = {
        one.id: view.known(one) for one in records if view.is_known(one)
    }
    waiting = list(found.values())
    while waiting:
        for ref in referred(waiting.pop()):
            if ref in by_id and ref not in found:
                found[ref] = _bare(by_id[ref])
                waiting.append(found[ref])
    return list(found.values())


def _texts_out(by_id: ById, last: date, *, possibly: bool) -> set[str]:
    """Return the ids of the sources and claims that were out by a day."""

    def is_out(when: Out) -> bool:
        by = when[0] if possibly else when[1]
        return by is not None and by <= last

    texts = [one for one in by_id.values() if isinstance(one, Source | Claim)]
    found = {one.id for one in texts if isinstance(one, Source) and is_out(_out(one))}
    for claim in texts:
        if not isinstance(claim, Claim):
            continue
        source = by_id.get(claim.source or "")
        days = [_out(source)] if isinstance(source, Source) else []
        if claim.reported_on is not None:
            days.append((claim.reported_on.earliest, claim.reported_on.latest))
        if claim.source is not None and not isinstance(source, Source):
            days.append(_UNDATED)
        if all(map(is_out, days or [_UNDATED])):
            found.add(claim.id)
    return found


def _out(source: Source) -> Out:
    if source.published_on is not None:
        return source.published_on.earliest, source.published_on.latest
    if source.retrieved_on is not None:
        return date.min, source.retrieved_on.latest
    return _UNDATED


@attrs.frozen
class _View:
    """What was out by a day, and what records were by it."""

    by_id: ById
    claims: Mapping[str, tuple[Claim, ...]]
    out: set[str]
    possibly: bool = attrs.field(kw_only=True)

    def is_known(self, record: Record) -> bool:
        if isinstance(record, Source | Claim):
            return record.id in self.out
        if any(claim.id in self.out for claim in self.claims.get(record.id, ())):
            return True
        return any(self._sources_out(record))

    def _sources_out(self, record: Record) -> list[bool]:
        """Return of each source of a record whether it was out."""
        if isinstance(record, UnknownRecord):
            return [self.possibly]  # its sources cannot be read
        refs = record.sources if isinstance(record, Fact) else ()
        # A source that is not there can have been out, and never certainly was.
        return [ref in self.out if ref in self.by_id else self.possibly for ref in refs]

    def known(self, record: Record) -> Record:
        """Return a record that was known, as it was."""
        links = self._links(record)
        if isinstance(record, Source | Claim):
            return _changed(record, links)
        sources = self._sources_out(record)
        whole = any(sources) if self.possibly else bool(sources) and all(sources)
        stated: dict[Way, set[str | None]] = {}
        for claim in self.claims.get(record.id, ()):
            target = None if claim.field is None else target_in(record, claim.field)
            if target is not None:
                values = stated.setdefault(target.way, set())
                if claim.id in self.out and claim.stance != "denies":
                    values.add(claim.value)
        stays = _called(record)
        changes = dict(links)
        for field in fields_of(type(record)):
            if field.name not in stays and field.refers is None:
                held = getattr(record, field.name)
                changes[field.name], _ = _left(field, held, (), stated, whole=whole)
        if not whole:
            changes["extra"] = Extra()
        return _changed(record, changes)

    def _links(self, record: Record) -> dict[str, Any]:
        """Return the references of a record, save those to texts that were not out."""
        links: dict[str, Any] = {}
        for field in fields_of(type(record)):
            if field.refers is None or field.is_required:
                continue
            held = getattr(record, field.name)
            refs = held if field.many else (held,)
            left = tuple(ref for ref in refs if ref is not None and self._leads(ref))
            links[field.name] = left if field.many else next(iter(left), None)
        return links

    def _leads(self, ref: str) -> bool:
        target = self.by_id.get(ref)
        return ref in self.out or not isinstance(target, Source | Claim)


def _left(
    field: Field, held: Any, way: Way, stated: Stated, *, whole: bool
) -> tuple[Any, bool]:
    """Return what is left of a field, and whether a claim states any of it."""
    members = held if field.many else (held,)
    left: list[Any] = []
    is_stated = False
    for member in members:
        if isinstance(member, Form):
            here = (*way, (field.name, member.key if field.many else None))
            part, by_claim = _left_part(member, here, stated, whole=whole)
            left += [part] if part is not None else []
        elif member is not None:
            said = stated.get((*way, (field.name, None)))
            by_claim = said is not None and canonical_text(member) in said
            left += [member] if by_claim or (said is None and whole) else []
        else:
            continue
        is_stated = is_stated or by_claim
    return tuple(left) if field.many else next(iter(left), None), is_stated


def _left_part(
    part: F, way: Way, stated: Stated, *, whole: bool
) -> tuple[F | None, bool]:
    """
    Return what is left of a part, and whether a claim states any of it.

    A claim on any field of a part states its key. Otherwise the part goes with a field
    of its key that was not known.
    """
    changes: dict[str, Any] = {} if whole else {"extra": Extra()}
    stays = _called(part) | set(part.KEY)
    is_stated = False
    is_unknown = not whole
    for field in fields_of(type(part)):
        held = getattr(part, field.name)
        left, by_claim = _left(field, held, way, stated, whole=whole)
        is_stated = is_stated or by_claim
        if field.name not in stays:
            changes[field.name] = left
        elif left != held:
            is_unknown = True
    if is_unknown and not is_stated:
        return None, False
    left_part = _changed(part, changes)
    return None if left_part.is_empty else left_part, is_stated


def _called(form: Form) -> set[str]:
    """Return the fields by which a form is called, and without which it cannot be."""
    names = set(_PROTECTION) if isinstance(form, Record) else set()
    fields = fields_of(type(form))
    for field in fields:
        if field.marked or field.is_required:
            names.add(field.name)
    for field in fields:
        given = [name for name in field.one_of if is_given(getattr(form, name))]
        if given and names.isdisjoint(given):
            names.add(given[0])
    return names


def _bare(record: Record) -> Record:
    """Return a record with what it is called, its protection, and the day of a text."""
    stays = _called(record) | _DAYS.get(type(record), frozenset())
    changes: dict[str, Any] = {
        field.name: () if field.many else None
        for field in fields_of(type(record))
        if field.name not in stays
    }
    return _changed(record, {**changes, "extra": Extra()})


def _changed(form: F, changes: Mapping[str, Any]) -> F:
    """
    Return a form with other values in some fields.

    A field goes with one that it may not be given without. What the form cannot be
    without keeps its value.
    """
    wanted = {
        name: value for name, value in changes.items() if value != getattr(form, name)
    }
    for field in fields_of(type(form)):
        if field.name in wanted and not is_given(wanted[field.name]):
            wanted.update(
                (name, None)
                for name in field.needed_by
                if is_given(getattr(form, name))
            )
    if not wanted:
        return form
    try:
        return attrs.evolve(form, **wanted)
    except InvalidRecord:
        if len(wanted) == 1:
            return form
    for name, value in wanted.items():
        form = _changed(form, {name: value})
    return form
