"""
The shelf: `Dataset`, an immutable set of records that answers by id, kind and day.

The pipeline fills it, questions read it. It judges no record and opens no file.
"""

import warnings
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Final, TypeVar, overload

import attrs

from peacekeep.dataset.clocks import (
    Day,
    begun_by,
    by_day,
    day_of,
    said_on,
    standing_on,
)
from peacekeep.dataset.known import known_by
from peacekeep.dataset.spans import spans_of
from peacekeep.dataset.voices import Voices
from peacekeep.definitions.fields import Field, fields_of, snake_case
from peacekeep.definitions.paths import (
    forms_of,
    located,
    referred,
    resolve,
    target_in,
)
from peacekeep.errors import (
    DuplicateRecord,
    InvalidValue,
    Path,
    UnknownName,
    UnknownReference,
    UnknownWord,
    Where,
    one_line,
)
from peacekeep.models import KINDS, Claim, Record, Ref, UnknownRecord
from peacekeep.models.header import Header
from peacekeep.models.vocabularies import MARKING, SCHEME
from peacekeep.values.dates import PartialDate
from peacekeep.values.identifiers import Identifier
from peacekeep.values.spans import Span


if TYPE_CHECKING:
    from peacekeep.dataset.contests import Contest
    from peacekeep.dataset.difference import Difference


__all__ = ["Dataset", "Snapshot"]

R = TypeVar("R", bound=Record)

_KINDS: dict[str, type[Record]] = {cls.kind: cls for cls in KINDS}

_KNOWN: Final = "what was known by a day"
_POSSIBLY_KNOWN: Final = "what can have been known by a day"
_STOOD: Final = "what stood on a day"
_HAPPENED: Final = "what had happened by a day"

# What to ask instead of a view that has left out what a question needs.
_ASK_INSTEAD: Final[Mapping[str, str]] = {
    _KNOWN: "Ask the whole dataset for what can have been known.",
    _POSSIBLY_KNOWN: "Ask known_by(day) first, for what certainly was known.",
    _STOOD: "Ask the whole dataset; of both clocks ask known_by(day) first.",
    _HAPPENED: "Ask the whole dataset; of both clocks ask known_by(day) first.",
}

_ORDER = {kind: index for index, kind in enumerate(_KINDS)}


def _members(records: object) -> tuple[Record, ...]:
    if isinstance(records, Record) or not isinstance(records, Iterable):
        raise InvalidValue("be several records", records, subject="a dataset")
    members = tuple(records)
    for member in members:
        if not isinstance(member, Record):
            hint = "Read a dictionary with from_plain; add records one by one."
            expected, subject = "be a record", "a dataset's member"
            raise InvalidValue(expected, member, subject=subject, hint=hint)
    return members


def _rank(record: Record) -> tuple[int, str, str]:
    return _ORDER.get(record.kind, len(_ORDER)), record.kind, record.id


@attrs.frozen(init=False, repr=False)
class Dataset:
    """
    An immutable set of records, by kind in the order of references, then by id.

    Args:
        records: The records, in any order.
        title: What it is about.
        licence: Terms of use, as an SPDX identifier where there is one.
        marking: Who may see a record without a marking of its own.
        header: All of these together, instead.
        origins: Where each record was read, by id.

    Raises:
        InvalidRecord: If the title, licence or marking cannot be read.
        InvalidValue: If a member is not a record.
        DuplicateRecord: If two records share an id.

    Example:
        >>> mission = Mission(id="mission/minusma", acronym="MINUSMA")
        >>> Dataset([mission], title="Missions").get("mission/minusma").acronym
        'MINUSMA'
    """

    header: Header
    records: tuple[Record, ...]
    _origins: Mapping[str, Where] = attrs.field(eq=False)
    _by_id: dict[str, Record] = attrs.field(eq=False)
    _claims: dict[str, tuple[Claim, ...]] = attrs.field(eq=False)
    # Which question it answers, if it is a view: some verbs need what it left out.
    _view: str | None = attrs.field(eq=False)

    def __init__(
        self,
        records: Iterable[Record] = (),
        *,
        title: str | None = None,
        licence: str | None = None,
        marking: str | None = None,
        header: Header | None = None,
        origins: Mapping[str, Where] | None = None,
    ) -> None:
        if header is None:
            header = Header(title=title, licence=licence, marking=marking)
        origins = {} if origins is None else origins
        by_id: dict[str, Record] = {}
        claims: dict[str, list[Claim]] = defaultdict(list)
        records = _members(records)
        for record in sorted(records, key=_rank):
            if record.id in by_id:
                place = origins.get(record.id, Where(record=record.id))
                msg = f"{place}: two records share the id {record.id}. "
                raise DuplicateRecord(msg + "Rename one.")
            by_id[record.id] = record
            if isinstance(record, Claim):
                claims[record.about].append(record)
        self.__attrs_init__(  # pyright: ignore[reportAttributeAccessIssue] - attrs writes it
            header=header,
            records=tuple(by_id.values()),
            origins=origins,
            by_id=by_id,
            claims={
                about: tuple(sorted(said, key=lambda claim: by_day(claim, by_id)))
                for about, said in claims.items()
            },
            view=None,
        )

    @property
    def title(self) -> str | None:
        """What it is about."""
        return self.header.title

    @property
    def licence(self) -> str | None:
        """Terms of use."""
        return self.header.licence

    @property
    def marking(self) -> str | None:
        """Who may see a record without a marking of its own."""
        return self.header.marking

    def __len__(self) -> int:
        return len(self.records)

    def __iter__(self) -> Iterator[Record]:
        return iter(self.records)

    def __contains__(self, ref: object) -> bool:
        return isinstance(ref, str) and ref in self._by_id

    def __repr__(self) -> str:
        number = f"{len(self)} record{'' if len(self) == 1 else 's'}"
        return f"<Dataset {self.title or 'without a title'}: {number}>"

    @overload
    def get(self, ref: Ref[R]) -> R: ...
    @overload
    def get(self, ref: str) -> Record: ...
    def get(self, ref: str) -> Record:
        """
        Return the record with an id.

        Raises:
            UnknownReference: If no record has it.
        """
        try:
            return self._by_id[ref]
        except (KeyError, TypeError):
            raise UnknownReference(ref, self._by_id) from None

    @overload
    def of(self, kind: type[R], **equals: object) -> tuple[R, ...]: ...
    @overload
    def of(self, kind: str, **equals: object) -> tuple[Record, ...]: ...
    def of(self, kind: type[Record] | str, **equals: object) -> tuple[Record, ...]:
        """
        Return the records of a kind whose fields have certain values.

        Args:
            kind: The class, or the word of the kind.
            equals: Value of each field, or its canonical text. Of a field that holds
                many, one of them.

        Raises:
            UnknownName: If there is no such kind, or it has no such field.
            InvalidValue: If the field cannot hold the value, such as a word that is
                not in its closed vocabulary.
            UnknownReference: If no record has the id that is asked for.

        Warns:
            UnknownWord: If neither the open vocabulary of the field nor any record of
                the kind has the word.
        """
        return self._matching(kind, equals, calls=3)

    def _matching(
        self, kind: type[Record] | str, equals: Mapping[str, object], calls: int
    ) -> tuple[Record, ...]:
        """Return what `of` returns. A warning points at the caller some calls above."""
        found = [one for one in self.records if _is_of(one, kind)]
        kinds = self.kinds()
        cls = kinds.get(kind) if isinstance(kind, str) else kind
        if not isinstance(cls, type) or not issubclass(cls, Record):
            raise UnknownName("kind", kind, kinds)
        fields = {field.name: field for field in fields_of(cls)}
        for name in equals:
            held = bool(found) and all(hasattr(one, name) for one in found)
            if name not in fields and not held:
                raise UnknownName(f"field of {snake_case(cls.__name__)}", name, fields)
        members = found
        for name, value in equals.items():
            field = fields.get(name)
            asked = value if field is None else _asked(field, value)
            known = [one for one in members if _holds(one, name, asked)]
            if not known and field is not None and isinstance(asked, str):
                self._check_word(field, asked, calls)
            found = [one for one in found if _holds(one, name, asked)]
        return tuple(found)

    def kinds(self) -> dict[str, type[Record]]:
        """Return the classes of the library and of its records, by their words."""
        return {**_KINDS, **{one.kind: type(one) for one in self.records}}

    def _check_word(self, field: Field, word: str, calls: int) -> None:
        """Refuse an id that no record has, and warn of a word that is not known."""
        if (field.refers is not None or field.name == "id") and word not in self:
            raise UnknownReference(word, self._by_id)
        if field.codes is not None and word not in field.codes:
            vocabulary = field.codes.name
            _warn_of(word, vocabulary, field.codes.hint(word), calls + 1)

    @overload
    def first(self, kind: type[R], **equals: object) -> R | None: ...
    @overload
    def first(self, kind: str, **equals: object) -> Record | None: ...
    def first(self, kind: type[Record] | str, **equals: object) -> Record | None:
        """Return the first record that `of` returns, or None. Raises what `of` does."""
        return next(iter(self._matching(kind, equals, calls=3)), None)

    def by_identifier(self, identifier: Identifier | str) -> tuple[Record, ...]:
        """
        Return the records that have an identifier.

        Two publishers' records of one thing may share it; `validate` reports that. The
        identifiers of places are not looked at.

        Args:
            identifier: The identifier, or its text, such as `ucdp:12345`.

        Raises:
            InvalidValue: If the text is not that of an identifier.

        Warns:
            UnknownWord: If neither the vocabulary of schemes nor any record has the
                scheme.

        Example:
            >>> mission = Mission(id="mission/one", identifiers=["wikidata:Q1"])
            >>> Dataset([mission]).by_identifier("wikidata:Q1")[0].id
            'mission/one'
        """
        asked = Identifier.from_plain(str(identifier))
        found = tuple(one for one in self if asked in one.identifiers)
        scheme = asked.scheme
        if scheme not in SCHEME and not any(
            held.scheme == scheme for one in self for held in one.identifiers
        ):
            _warn_of(scheme, SCHEME.name, SCHEME.hint(scheme), calls=2)
        return found

    def claims(self, about: str, path: Path | str | None = None) -> tuple[Claim, ...]:
        """
        Return the claims about a record, or about one field of it, by their day.

        Args:
            about: Id of the record.
            path: Path of the field, such as that of a finding or of a difference.
                None: all claims about the record.

        Returns:
            The claims. Empty: the record, or a part that it may have, has none.

        Raises:
            UnknownReference: If no record has the id, or an id by which the path names
                a part.
            InvalidValue: If the text is not a path, or leads nowhere in the record, or
                names a part by what its key cannot hold.
            UnknownName: If the record, or a part of it, has no such field.

        Warns:
            UnknownWord: If neither an open vocabulary nor the record has the word by
                which the path names a part.
        """
        record = self.get(about)
        said = self._claims.get(about, ())
        if path is None:
            return said
        if isinstance(record, UnknownRecord):
            asked = str(path if isinstance(path, Path) else Path.parse(path))
            return tuple(one for one in said if one.field == asked)
        target = resolve(type(record), located(record, path))
        target.check_keys()
        found = tuple(
            one
            for one in said
            if one.field is not None and target_in(record, one.field) == target
        )
        for field, text in target.key_texts() if not found else ():
            if not any(
                getattr(form, field.name, None) == text for _, form in forms_of(record)
            ):
                self._check_word(field, text, calls=2)
        return found

    @cached_property
    def voices(self) -> Voices:
        """Who says what: the voices of its claims."""
        return Voices(self.records, self._by_id)

    def voice(self, claim: Claim) -> str | None:
        """
        Return the name of who makes a claim. Claims of one voice confirm nothing.

        It is the speaker's organisation, else the named speaker, else the origin of
        the source, else its publisher. An actor with that name, or that alias, gives
        its own name. A claim that repeats another has the voice of the other.
        """
        return self.voices.of(claim).name

    def said_on(self, claim: Claim) -> PartialDate | None:
        """
        Return the day on which a claim was made: its own, else its source's.

        A claim that repeats another was made on the day of the other.
        """
        return said_on(self.voices.first_said(claim), self._by_id)

    def contested(self) -> "tuple[Contest, ...]":
        """Return the fields on which claims cannot all be true, by record and path."""
        from peacekeep.dataset.contests import contests  # noqa: PLC0415 - it uses this

        return tuple(one for one in contests(self) if one.is_contested)

    def describe(self, claim: Claim) -> str:
        """Return in a few words what a claim states, whose voice it is, and when."""
        stated = claim.value if claim.field is not None else "as a whole"
        denied = "not " if claim.stance == "denies" else ""
        voice = one_line(self.voice(claim) or "an unknown voice")
        day = self.said_on(claim) or "no day"
        return f"{denied}{one_line(stated or '')} ({voice}, {day})"

    def origin(self, ref: str) -> Where:
        """
        Return where a record was read: its file and line, as far as known.

        Raises:
            UnknownReference: If no record has the id.
        """
        return self._origins.get(self.get(ref).id, Where())

    def select(self, predicate: Callable[[Record], bool]) -> "Dataset":
        """Return a dataset of the records that fit, and of those they refer to."""
        return self._closed([record for record in self if predicate(record)])

    def add(self, *records: Record) -> "Dataset":
        """
        Return a dataset with more records.

        Raises:
            DuplicateRecord: If an id is taken.
        """
        return self._with((*self.records, *records))

    def merge(self, other: "Dataset") -> "Dataset":
        """
        Return a dataset with the records of both, under the header of this one.

        Each record stays as protected as it was: one without a marking takes that of
        its dataset where it would lose it, and one of both the stricter. Where a
        record has none from either, the result has none.

        Raises:
            DuplicateRecord: If the two have different records under one id.
        """
        if other is self:
            return self
        found: list[tuple[Record, str | None]] = []
        shared = {one.id for one in other if self._by_id.get(one.id) == one}
        for dataset in (self, other):
            for record in dataset:
                marking = record.marking or dataset.marking
                if record.id in shared and dataset is self:
                    theirs = record.marking or other.marking
                    marking = max(marking, theirs, key=_strictness)
                if record.id not in shared or dataset is self:
                    found.append((record, marking))
        header = self.header
        if any(marking is None for _, marking in found):
            header = attrs.evolve(header, marking=None)
        records = [
            record
            if (record.marking or header.marking) == marking
            else attrs.evolve(record, marking=marking)
            for record, marking in found
        ]
        origins = {**other._origins, **self._origins}  # noqa: SLF001 - of this class
        merged = Dataset(records, header=header, origins=origins)
        return merged._seen_as(self._view or other._view)  # noqa: SLF001 - as above

    def digest(self, ref: str) -> str:
        """
        Return the digest of a record's wire form, by which a citation can name it.

        Raises:
            UnknownReference: If no record has the id.
        """
        from peacekeep.dataset.difference import digest  # noqa: PLC0415 - it loads cattrs

        return digest(self.get(ref))

    def diff(self, other: "Dataset") -> "Difference":
        """
        Return what changed from this dataset to another one.

        Args:
            other: The later edition.

        Returns:
            Records added, changed field by field, and withdrawn, with their digests.

        Raises:
            InvalidValue: If the other is not a dataset.

        Example:
            >>> first = Dataset([Mission(id="mission/one", period="2013/")])
            >>> revised = Dataset([Mission(id="mission/one", period="2013-07-01/")])
            >>> print(first.diff(revised))
            0 added, 1 changed, 0 withdrawn.
            changed: mission/one: period: 2013/ became 2013-07-01/
        """
        from peacekeep.dataset.difference import difference  # noqa: PLC0415 - it loads cattrs

        if not isinstance(other, Dataset):
            expected = "be a dataset"
            raise InvalidValue(expected, other, subject="what is compared")
        return difference(self, other, (self.header, other.header))

    def as_of(self, day: Day) -> "Snapshot":
        """
        Return what stands on a day, as far as the dates tell.

        Missions, bases, actors, equipment held, counts and ceilings in force, with
        their sources and claims. Mandates and affiliations are those of the day. What
        happens on a day does not stand: incidents, movements, tallies, events and base
        events are asked for with `happened_by`.

        Args:
            day: The day, at its end. A partial day: whichever of its days it is.

        Returns:
            What certainly stands, and what possibly does.

        Raises:
            InvalidValue: If the dataset is a view of another kind.

        Example:
            >>> mission = Mission(id="mission/one", period="2013-07-01/2023-12-31")
            >>> ds = Dataset([mission])
            >>> len(ds.as_of("2023-12-31").certain), len(ds.as_of("2024").certain)
            (1, 0)
        """
        self._ask("as_of", None, _KNOWN)
        asked = day_of(day)
        views = standing_on(self.records, self._by_id, self._claims, asked)
        certain, possible = (self._with(one, _STOOD) for one in views)
        return Snapshot(day=asked, certain=certain, possible=possible)

    def happened_by(self, day: Day) -> "Snapshot":
        """
        Return what had begun or happened by the end of a day, of every kind.

        A record with a day counts from that day on, a total from the end of its span,
        a base from the day on which it is first seen. Nothing counts before what it
        refers to can have begun; and what it refers to counts with it.

        Returns:
            What certainly had begun, and what possibly had, because its day is partial
            or unknown.

        Raises:
            InvalidValue: If the dataset is a view of another kind.
        """
        self._ask("happened_by", None, _KNOWN, _HAPPENED)
        asked = day_of(day)
        views = begun_by(self.records, self._by_id, asked)
        certain, possible = (
            self._with_claims(one)._seen_as(_HAPPENED)  # noqa: SLF001 - of this class
            for one in views
        )
        return Snapshot(day=asked, certain=certain, possible=possible)

    def spans(self, kind: type[Record] | str) -> dict[str, Span]:
        """
        Return for each record of a kind on which days it stands.

        Raises:
            UnknownName: If there is no such kind.
            InvalidValue: If records of the kind happen, and do not stand; or if the
                dataset is a view of the world on a day.

        Example:
            >>> mission = Mission(id="mission/one", period="2013-07-01/2023-12-31")
            >>> print(Dataset([mission]).spans(Mission)["mission/one"])
            certain 2013-07-01 to 2023-12-31; possible 2013-07-01 to 2023-12-31
        """
        self._ask("spans", None, _KNOWN)
        asked = self.of(kind)
        cls = _KINDS.get(kind) if isinstance(kind, str) else kind
        classes: set[type[Record]] = {type(one) for one in asked}
        if any(one.happens() for one in classes | ({cls} if cls else set())):
            word = kind if isinstance(kind, str) else kind.kind
            hint = "Ask happened_by for what happened by a day."
            raise InvalidValue("be one that stands", word, subject="kind", hint=hint)
        spans = spans_of(self.records, self._by_id)
        return {one.id: spans[one.id] for one in asked}

    def known_by(self, day: Day, *, possibly: bool = False) -> "Dataset":
        """
        Return what had been published by the end of a day, and nothing later.

        What a record is called and is about comes with the first source or claim of it.
        Any other field is there if a claim of that time states its value; where no
        claim is about the field, if all sources of the record were out. A source
        without `published_on` was out when it was retrieved. A record without sources
        and claims is not known on any day. If a known record refers to one that is not
        known, what that is called stays.

        Args:
            day: The day. A partial day means its end.
            possibly: Whether what can have been out counts: claims, and the sources
                one of which is enough. False: only what certainly was out.

        Raises:
            InvalidValue: If the dataset is a view of another kind.
        """
        view = _POSSIBLY_KNOWN if possibly else _KNOWN
        self._ask("known_by", None, view)
        asked = day_of(day)
        records = known_by(
            self.records, self._by_id, self._claims, asked, possibly=possibly
        )
        return self._with(records, view)

    def _ask(self, verb: str, *views: str | None) -> None:
        """Refuse a question that needs what this view has left out."""
        if self._view in views:
            return
        hint = _ASK_INSTEAD[self._view or ""]
        raise InvalidValue(
            f"hold what {verb} needs", self._view, subject="the dataset", hint=hint
        )

    def _closed(self, records: Iterable[Record]) -> "Dataset":
        """Return a dataset of records and of those that they refer to."""
        found: dict[str, Record] = {}
        waiting = list(records)
        while waiting:
            record = waiting.pop()
            if record.id not in found:
                found[record.id] = record
                waiting += [
                    self._by_id[ref] for ref in referred(record) if ref in self._by_id
                ]
        return self._with(found.values())

    def _with_claims(self, records: Iterable[Record]) -> "Dataset":
        """Return a closed dataset of records and of the claims about them."""
        closed = self._closed(records)
        return self._closed(
            [*closed, *(claim for one in closed for claim in self.claims(one.id))]
        )

    def with_records(self, records: Iterable[Record]) -> "Dataset":
        """
        Return a dataset of other records, under this header.

        It is the same view as this one, and its records have the same origins.
        """
        return self._with(records)

    def _with(self, records: Iterable[Record], view: str | None = None) -> "Dataset":
        dataset = Dataset(records, header=self.header, origins=self._origins)
        return dataset._seen_as(view or self._view)

    def _seen_as(self, view: str | None) -> "Dataset":
        """Note of a dataset that was just made which view it is, and return it."""
        object.__setattr__(self, "_view", view)
        return self


@attrs.frozen
class Snapshot:
    """
    The world on a day, as far as the dates of its records tell.

    Attributes:
        day: The day.
        certain: What certainly stood, or had begun or happened.
        possible: The same, and what possibly did.
    """

    day: PartialDate
    certain: Dataset
    possible: Dataset


def _strictness(marking: str | None) -> int:
    """Return how strict a marking is. A missing one is the strictest."""
    return len(MARKING) if marking is None else list(MARKING).index(marking)


def _is_of(record: Record, kind: object) -> bool:
    if isinstance(kind, str):
        return record.kind == kind
    return isinstance(kind, type) and isinstance(record, kind)


def _asked(field: Field, value: object) -> object:
    """Read a value that is looked for, as its field does."""
    try:
        if value is None:
            return None
        if field.many and isinstance(value, tuple | list):
            return tuple(field.read_one(one) for one in value)
        return field.parse(value) if isinstance(value, str) else field.read_one(value)
    except InvalidValue as fault:
        raise fault.at(Where(path=Path.to(field.name))) from None


def _holds(record: Record, name: str, value: object) -> bool:
    held = getattr(record, name)
    return held == value or (isinstance(held, tuple) and value in held)


def _warn_of(word: str, vocabulary: str, hint: str, calls: int) -> None:
    """Warn of a word that is not known, at the line that asks for it."""
    message = f"{word!r} is not in the vocabulary {vocabulary}, and no record has it."
    warnings.warn(f"{message} {hint}".strip(), UnknownWord, stacklevel=calls + 1)
