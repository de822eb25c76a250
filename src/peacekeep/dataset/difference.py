"""
What changed between two editions of a dataset, record by record and field by field.

Datasets of this field are revised in place. A digest tells whether a record is the one
that was cited, and a difference tells what became of it.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

import attrs

from peacekeep.definitions.fields import fields_of
from peacekeep.definitions.forms import Form
from peacekeep.errors import Path, Step, Where, one_line
from peacekeep.formats.json import write_value
from peacekeep.models.record import Record
from peacekeep.wire.structure import form_to_plain, record_to_plain


__all__ = [
    "Difference",
    "Edition",
    "FieldChange",
    "RecordChange",
    "difference",
    "digest",
]

_SHOWN: Final = 20


@attrs.frozen
class FieldChange:
    """
    One field that changed.

    Attributes:
        path: Path of the field, such as `casualties[peacekeeper,injured].count`.
        old: What it was, in wire form. None: it was not given.
        new: What it is now. None: it is no longer given.
    """

    path: Path
    old: object
    new: object

    def __str__(self) -> str:
        path = one_line(str(self.path))
        return f"{path}: {_shown(self.old)} became {_shown(self.new)}"


@attrs.frozen
class Edition:
    """
    A record in one of the two datasets.

    Attributes:
        id: Id of the record.
        digest: Digest of its wire form.
    """

    id: str
    digest: str


@attrs.frozen
class RecordChange:
    """
    A record that is in both datasets, and differs.

    Attributes:
        id: Id of the record.
        old_digest: Digest of what it was.
        new_digest: Digest of what it is.
        fields: What changed in it, by path.
    """

    id: str
    old_digest: str
    new_digest: str
    fields: tuple[FieldChange, ...]


@attrs.frozen
class Difference:
    """
    What changed from one dataset to another. False where nothing did.

    Attributes:
        header: What changed in title, licence, marking or version.
        added: Records that only the new one has.
        changed: Records that both have, and that differ.
        withdrawn: Records that only the old one has.
    """

    header: tuple[FieldChange, ...] = ()
    added: tuple[Edition, ...] = ()
    changed: tuple[RecordChange, ...] = ()
    withdrawn: tuple[Edition, ...] = ()

    def __bool__(self) -> bool:
        return any((self.header, self.added, self.changed, self.withdrawn))

    def to_rows(self) -> list[dict[str, str | None]]:
        """Return a flat row a record, and a row a field that changed, for a table."""
        rows = [_row("header", field=one) for one in self.header]
        rows += [_row("added", one.id, new=one.digest) for one in self.added]
        rows += [
            _row("changed", one.id, field=field, old=one.old_digest, new=one.new_digest)
            for one in self.changed
            for field in one.fields
        ]
        return rows + [
            _row("withdrawn", one.id, old=one.digest) for one in self.withdrawn
        ]

    def __str__(self) -> str:
        added, changed, withdrawn = map(len, (self.added, self.changed, self.withdrawn))
        lines = [f"{added} added, {changed} changed, {withdrawn} withdrawn."]
        lines += [f"header: {one}" for one in self.header]
        lines += [f"added: {one.id}" for one in self.added]
        lines += [
            f"changed: {one.id}: {field}"
            for one in self.changed
            for field in one.fields
        ]
        lines += [f"withdrawn: {one.id}" for one in self.withdrawn]
        left = len(lines) - _SHOWN - 1
        if left > 0:
            lines[_SHOWN + 1 :] = [f"and {left} more, in to_rows()"]
        return "\n".join(lines)


def digest(record: Record) -> str:
    """Return the SHA-256 of a record's wire form, the same on every machine."""
    written = write_value(record_to_plain(record), Where(record=record.id))
    return f"sha256:{hashlib.sha256(written).hexdigest()}"


def difference(
    old: Iterable[Record], new: Iterable[Record], header: tuple[Form, Form]
) -> Difference:
    """Return what changed between two sets of records, and between their headers."""
    before = {record.id: record for record in old}
    after = {record.id: record for record in new}
    differing = (
        (record, after[id_])
        for id_, record in before.items()
        if id_ in after and record != after[id_]
    )
    return Difference(
        header=tuple(_changes(*header)),
        added=tuple(
            Edition(one.id, digest(one))
            for one in after.values()
            if one.id not in before
        ),
        changed=tuple(
            RecordChange(
                id=was.id,
                old_digest=digest(was),
                new_digest=digest(now),
                fields=tuple(_changes(was, now)),
            )
            for was, now in differing
            # The same wire form can be read into records of different classes.
            if digest(was) != digest(now)
        ),
        withdrawn=tuple(
            Edition(one.id, digest(one))
            for one in before.values()
            if one.id not in after
        ),
    )


def _changes(
    old: Form | None, new: Form | None, path: Path | None = None
) -> Iterator[FieldChange]:
    """Return what changed between two forms, of which one may be absent."""
    was, now = _plain(old), _plain(new)
    forms = [form for form in (old, new) if form is not None]
    parts = {
        field.name: field
        for form in forms
        for field in fields_of(type(form))
        # A record of an unknown kind holds the same key as a plain list.
        if field.part is not None and all(hasattr(one, field.name) for one in forms)
    }
    for name in sorted({*was, *now}):
        before, after = _told(was, name), _told(now, name)
        place = _after(path, Step(name))
        if _written(was, name) == _written(now, name):
            continue
        if name not in parts:
            yield FieldChange(place, before, after)
        elif not parts[name].many:
            yield from _changes(_held(old, name), _held(new, name), place)
        else:
            yield from _part_changes(_held(old, name), _held(new, name), place)


def _part_changes(old: object, new: object, place: Path) -> Iterator[FieldChange]:
    """Yield what changed between two lists of parts, each found by its key."""
    *way, last = place.steps
    was, now = _by_step(old, last.name), _by_step(new, last.name)
    if list(was) != list(now) and set(was) == set(now):
        yield FieldChange(place, list(map(str, was)), list(map(str, now)))
    for step in sorted({*was, *now}, key=str):
        yield from _changes(was.get(step), now.get(step), Path((*way, step)))


def _by_step(parts: object, name: str) -> dict[Step, Form]:
    members = parts if isinstance(parts, tuple) else ()
    return {
        Step.to_part(name, part.KEY, part.key) if part.key else Step(name, index): part
        for index, part in enumerate(members)
    }


def _after(path: Path | None, step: Step) -> Path:
    return Path((*(() if path is None else path.steps), step))


def _written(plain: Mapping[str, object], name: str) -> bytes | None:
    """Return the bytes on the wire, where True, 1 and 1.0 differ."""
    return write_value(plain[name], Where()) if name in plain else None


def _told(plain: Mapping[str, object], name: str) -> object:
    """Return the value of a key. Only unknown keys can hold null."""
    value = plain.get(name)
    return "null" if value is None and name in plain else value


def _held(form: Form | None, name: str) -> Any:
    return getattr(form, name, None)


def _plain(form: Form | None) -> Mapping[str, object]:
    return {} if form is None else form_to_plain(form)


def _row(
    change: str,
    record: str | None = None,
    *,
    field: FieldChange | None = None,
    old: str | None = None,
    new: str | None = None,
) -> dict[str, str | None]:
    return {
        "change": change,
        "record": record,
        "field": None if field is None else str(field.path),
        "old": None if field is None else _text(field.old),
        "new": None if field is None else _text(field.new),
        "old_digest": old,
        "new_digest": new,
    }


def _text(value: object) -> str | None:
    if value is None:
        return None
    return value if isinstance(value, str) else write_value(value, Where()).decode()


def _shown(value: object) -> str:
    text = _text(value)
    return "not given" if text is None else one_line(text)
