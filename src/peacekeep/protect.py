"""
What of a dataset may be published, and to whom: `withhold`, `Audience`, `Withheld`.

Whatever is in doubt is withheld: a kind, a key or a field that nobody decided on. What
stays is told as it is, or coarsened: fewer fields, months for days, regions for points.
"""

import calendar
import itertools
import re
import secrets
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any, Final, TypeVar, cast

import attrs

from peacekeep.codes import MARKING
from peacekeep.dataset import Dataset, Header
from peacekeep.errors import InvalidValue, UnknownName, Where
from peacekeep.models import (
    Actor,
    Affiliation,
    Base,
    BaseEvent,
    Casualties,
    Claim,
    Equipment,
    Event,
    Fact,
    Incident,
    Mandate,
    Mission,
    Movement,
    PersonnelCount,
    Record,
    Source,
    Speaker,
    Tally,
    TallyPart,
    UnknownRecord,
)
from peacekeep.models.record import canonical_text, field_at, forms_of, word_of
from peacekeep.rules import CodeFrom, Refers, RequiredWith, is_given
from peacekeep.values.base import Field, Form, fields_of
from peacekeep.values.counts import Count
from peacekeep.values.dates import PartialDate, Period
from peacekeep.values.places import Place, Point
from peacekeep.values.quantities import Quantity


__all__ = ["Audience", "Omission", "Withheld", "withhold"]

R = TypeVar("R")

Steps = tuple[tuple[str, tuple[str, ...] | None], ...]
"""The way to a value: fields, each with the key of its part where it has many."""

_LEVEL: Final = {word: level for level, word in enumerate(MARKING)}

_Names = tuple[frozenset[str], frozenset[str]]


def _names(coarsened: str, exact: str = "") -> _Names:
    return frozenset(coarsened.split()), frozenset(exact.split())


# What may be published of each class: the fields that a coarsened record has too, and
# those that are given only as they are. A name that is missing here is not published.
_FIELDS: Final[Mapping[type[Form], _Names]] = {
    Source: _names(
        "id withheld publisher medium published_on licence language reliability origin "
        "supersedes",
        "marking note title retrieved_on url archive_url",
    ),
    Actor: _names(
        "id withheld sources name aliases actor_type country aims affiliations",
        "marking note",
    ),
    Affiliation: _names("to relation period"),
    Mission: _names(
        "id withheld sources name acronym organisation mission_type countries period "
        "mandates predecessor",
        "marking note",
    ),
    Mandate: _names("resolution action adopted_on period"),
    Base: _names(
        "id withheld sources mission base_type place parent", "marking note name area"
    ),
    Place: _names("country admin1 admin2", "name point precision representative"),
    BaseEvent: _names(
        "id withheld sources base event on planned_on to", "marking note reason"
    ),
    PersonnelCount: _names(
        "id withheld sources mission base category includes status count on method "
        "contributor sex",
        "marking note",
    ),
    Movement: _names(
        "id withheld sources mission mode purpose origin destination departed_on "
        "arrived_on vehicles people",
        "marking note distance column_length",
    ),
    Equipment: _names(
        "id withheld sources mission base movement item status count on",
        "marking note amount",
    ),
    Incident: _names(
        "id withheld sources mission incident_type methods on place base movement "
        "attacks casualties perpetrators",
        "marking note",
    ),
    Casualties: _names("group outcome severity count"),
    Tally: _names(
        "id withheld sources mission measure cause group contributor of parts count on "
        "period",
        "marking note",
    ),
    TallyPart: _names("count", "label"),
    Event: _names(
        "id withheld sources event_type on period actors place part_of",
        "marking note title symbol",
    ),
    Claim: _names(
        "id withheld about field value source speaker reported_on credibility stance "
        "basis",
        "marking note says verbatim",
    ),
    Speaker: _names("organisation description anonymous_because", "name role"),
}

# Attributes that are never published. They are no fields, and whoever has them is not.
_NEVER: Final = ("extra",)

# All that is told of a claim by a protected speaker.
_OF_PROTECTED: Final[Mapping[type[Form], frozenset[str]]] = {
    Claim: frozenset(
        "id about field value says source speaker reported_on stance basis "
        "credibility".split()
    ),
    Speaker: frozenset({"description", "anonymous_because"}),
}

# Fields without which a record would say something else: where no base is given, a
# count of people is one of the whole mission.
_NEEDED: Final[Mapping[type[Form], frozenset[str]]] = {
    PersonnelCount: frozenset({"base", "contributor", "sex"}),
    Equipment: frozenset({"base"}),
    Tally: frozenset({"contributor", "cause", "group"}),
}

# Groups of people, and those that are counted among them.
_AMONG: Final[Mapping[str, frozenset[str]]] = {
    group: frozenset(others.split())
    for group, others in {
        "mission_personnel": "peacekeeper uniformed military military_observer police "
        "civilian_staff civilian_international civilian_national contractor",
        "peacekeeper": "uniformed military military_observer police",
        "uniformed": "peacekeeper military military_observer police",
        "military": "military_observer",
        "civilian_staff": "civilian_international civilian_national",
    }.items()
}

_UNMARKED: Final = "no marking"
_UNKNOWN_MARKING: Final = "marking not known here"
_UNKNOWN_KIND: Final = "kind not known here"
_UNKNOWN_KEYS: Final = "has unknown keys"
_UNLISTED: Final = "not among the fields to publish"
_REFERS: Final = "refers to what is withheld"
_NOWHERE: Final = "refers to what is not in the dataset"
_NEARER: Final = "would lead from what is coarsened to what is not"
_LEFT_OUT: Final = "coarsened: left out"
_MONTH: Final = "coarsened: day to month"
_NEW_ID: Final = "coarsened: id"
_SMALL: Final = "small count"
_GAP: Final = "its number would show a gap"
_SILENT: Final = "would say nothing once coarsened"
_TELLS: Final = "would tell of what is withheld"
_UNFIT: Final = "could not be coarsened"

# What may say in words what a count no longer tells.
_SAY_COUNTS: Final = frozenset({"note", "says", "verbatim"})

_SHOWN_OMISSIONS: Final = 20
_SHORTEST_SECRET: Final = 4

_COUNT: Final[Steps] = (("count", None),)
_ID: Final[Steps] = (("id", None),)
_STEP: Final = re.compile(r"([a-z_][a-z0-9_]*)(?:\[([^\[\]]+)\])?(?:\.|$)")

# An id wherever in a text it begins.
_IDS: Final = re.compile(
    r"(?<![a-z0-9_])(?=([a-z][a-z0-9_]*/[a-z0-9]+(?:-[a-z0-9]+)*))"
)

# An id that ends in a number that may count, and not in a day or a year.
_NUMBERED: Final = re.compile("(.*[^-0-9]-?)(?!(?:19|20)[0-9]{2}$)([0-9]+)")


@attrs.frozen
class Audience:
    """
    For whom a dataset is published, and how much they may see.

    Attributes:
        marking: Strictest marking of what they may see as it is.
        coarsened: Strictest marking of what they may see coarsened. None: nothing is
            coarsened, and what is marked more strictly is withheld.
        place: How near a coarsened place may be: admin1 or admin2.
        smallest_count: Smallest count, other than 0, that is told where no source of
            it is published as it is.
        kinds: Kinds of another hand, and their parts, with the names of those of their
            fields that may be published. Of a kind of ours, it may name fewer.

    Raises:
        InvalidValue: If a marking, a level, a number or a kind is none.

    Example:
        >>> Audience("TLP:CLEAR", coarsened="TLP:AMBER").place
        'admin1'

    Source:
        Threshold of 5: OECD, Glossary of Statistical Terms,
        https://stats.oecd.org/glossary/detail.asp?ID=7010
    """

    marking: str
    coarsened: str | None = None
    place: str = "admin1"
    smallest_count: int = 5
    kinds: Mapping[type[Form], Collection[str]] = attrs.field(factory=dict, hash=False)

    def __attrs_post_init__(self) -> None:
        rule = CodeFrom(MARKING)
        for name in ("marking", "coarsened"):
            word: object = getattr(self, name)
            if name == "marking" or word is not None:
                _demand(isinstance(word, str), rule.expected, word, name)
                fault = rule.fault(cast("str", word))
                hint = "" if fault is None else fault.hint
                _demand(fault is None, rule.expected, word, name, hint)
        if self.coarsened is not None:
            strict = _LEVEL[self.coarsened] > _LEVEL[self.marking]
            expected = f"be stricter than {self.marking}"
            _demand(strict, expected, self.coarsened, "coarsened")
        is_level = isinstance(self.place, str) and self.place in {"admin1", "admin2"}
        _demand(is_level, "be admin1 or admin2", self.place, "place")
        is_number = type(self.smallest_count) is int and self.smallest_count > 0
        expected = "be a whole number above 0"
        _demand(is_number, expected, self.smallest_count, "smallest_count")
        expected = "be kinds of record, each with the names of fields"
        _demand(isinstance(self.kinds, Mapping), expected, self.kinds, "kinds")
        kinds = {cls: _known_names(cls, names) for cls, names in self.kinds.items()}
        object.__setattr__(self, "kinds", kinds)


def _demand(
    is_met: object, expected: str, got: object, name: str, hint: str = ""
) -> None:
    if not is_met:
        place = Where(field=name)
        raise InvalidValue(expected, got, where=place, hint=hint)


def _known_names(cls: object, names: object) -> frozenset[str]:
    is_kind = isinstance(cls, type) and issubclass(cls, Form)
    is_known = is_kind and not issubclass(cast("type", cls), UnknownRecord)
    expected = "have classes of records or parts as keys"
    _demand(is_known, expected, cls, "kinds")
    known = {field.name for field in fields_of(cast("type[Form]", cls))}
    are_names = isinstance(names, Collection) and not isinstance(names, str)
    fit = are_names and all(name in known for name in cast("Collection[str]", names))
    expected = f"name fields of {cast('type', cls).__name__}"
    _demand(fit, expected, names, "kinds")
    return frozenset(cast("Collection[str]", names))


@attrs.frozen
class Omission:
    """
    One way in which something was left out, or made less exact.

    Attributes:
        rule: Why, in plain words.
        kind: Word of the kind of record.
        field: Path of the field, without keys. None: whole records.
        number: How many times. Unit: record, or field.
    """

    rule: str
    kind: str
    field: str | None
    number: int

    def __str__(self) -> str:
        place = self.kind if self.field is None else f"{self.kind}.{self.field}"
        return f"{self.number} {place}: {self.rule}"


@attrs.frozen
class Withheld:
    """
    What was left out and why, without any id, value or text of it.

    Attributes:
        entries: Each rule that left something out, whole records first.
        rules: The rules that ran, with their parameters.
    """

    entries: tuple[Omission, ...] = ()
    rules: tuple[str, ...] = ()

    def to_rows(self) -> list[dict[str, str | int | None]]:
        """Answer the entries as flat rows, for a table."""
        return [attrs.asdict(entry) for entry in self.entries]

    def __len__(self) -> int:
        return len(self.entries)

    def __iter__(self) -> Iterator[Omission]:
        return iter(self.entries)

    def __str__(self) -> str:
        records = sum(one.number for one in self.entries if one.field is None)
        fields = sum(one.number for one in self.entries) - records
        lines = [f"{records} records withheld, {fields} fields left out or coarsened."]
        lines += [str(one) for one in self.entries[:_SHOWN_OMISSIONS]]
        if len(self) > _SHOWN_OMISSIONS:
            lines.append(f"and {len(self) - _SHOWN_OMISSIONS} more, in to_rows()")
        return "\n".join([*lines, *(f"Rule: {rule}." for rule in self.rules)])


def withhold(dataset: Dataset, audience: Audience | str) -> tuple[Dataset, Withheld]:
    """
    Answer what of a dataset an audience may see, and what was left out.

    Args:
        dataset: The dataset.
        audience: The audience, or the strictest marking of what it may see.

    Returns:
        A dataset with the audience's marking, without unknown keys, files and lines;
        and what was left out. Equal but for ids that are drawn anew each time.

    Raises:
        InvalidValue: If it is no dataset, or no audience.

    Example:
        >>> base = Base(id="base/gao", mission="mission/one", marking="TLP:RED")
        >>> mission = Mission(id="mission/one")
        >>> told, left = withhold(
        ...     Dataset([mission, base], marking="TLP:CLEAR"), "TLP:CLEAR"
        ... )
        >>> [record.id for record in told]
        ['mission/one']
        >>> print(left.entries[0])
        1 base: marked more strictly than TLP:CLEAR
    """
    if not isinstance(dataset, Dataset):
        # What it is stays out of the error, for it may be what must not be told.
        found = type(dataset).__name__
        raise InvalidValue("be a Dataset", found, subject="what is published")
    if isinstance(audience, str):
        audience = Audience(audience)
    if not isinstance(audience, Audience):
        expected = "be a marking such as TLP:CLEAR, or an Audience"
        raise InvalidValue(expected, audience, subject="audience")
    return _Clearance(dataset, audience).cleared()


class _Clearance:
    """
    One dataset on its way to one audience.

    Attributes:
        out: Why each record that is withheld is, by its id.
        kept: Ids of the others, as they were.
        coarse: Ids of those that are coarsened.
        protected: Ids of claims by protected speakers.
        unsaid: Fields that would tell of protected speakers, by the record's id.
        fresh: Ids that replace others.
        counts: What is told instead of a count, by the record's id.
    """

    def __init__(self, dataset: Dataset, audience: Audience) -> None:
        self.dataset = dataset
        self.audience = audience
        self.allowed = dict(_FIELDS)
        for cls, names in audience.kinds.items():
            coarsened, exact = _FIELDS.get(cls) or _by_type(cls)
            self.allowed[cls] = coarsened.intersection(names), exact.intersection(names)
            if issubclass(cls, Record):
                self.allowed[cls] = (
                    self.allowed[cls][0] | {"id"},
                    self.allowed[cls][1] | {"marking"},
                )
        self.out: dict[str, str] = {}
        self.kept: set[str] = set()
        self.coarse: set[str] = set()
        self.protected: set[str] = set()
        self.unsaid: dict[str, set[str]] = defaultdict(set)
        self.fresh: dict[str, str] = {}
        self.counts: dict[str, dict[Steps, Count | None]] = {}
        self.found: Counter[tuple[str, str, str | None]] = Counter()
        self.notes: list[tuple[str, str, str | None]] = []

    def cleared(self) -> tuple[Dataset, Withheld]:
        """Answer the dataset that may be published, and the report."""
        for record in self.dataset:
            self._judge(record)
        given = self._given()
        while telling := self._telling(given):
            self.out.update(dict.fromkeys(telling, _TELLS))
            given = self._given()
        header = self._header(given)
        return Dataset(given.values(), header=header), self._report()

    def _report(self) -> Withheld:
        audience = self.audience
        for ref, rule in self.out.items():
            self.found[rule, word_of(type(self.dataset.get(ref))), None] += 1
        entries = [Omission(*key, number) for key, number in self.found.items()]
        entries.sort(key=lambda one: (one.field or "", one.kind, one.rule))
        rules = [f"what is marked up to {audience.marking} is told as it is"]
        if audience.coarsened is not None:
            rules.append(
                f"what is marked up to {audience.coarsened} is coarsened, places to "
                f"{audience.place}, days to months"
            )
        rules.append(
            "counts from sources that are not published are told from "
            f"k = {audience.smallest_count} on"
        )
        return Withheld(tuple(entries), tuple(rules))

    # What may be told of a record at all.

    def _judge(self, record: Record) -> None:
        """Decide whether a record is withheld, coarsened, or told as it is."""
        speaker = record.speaker if isinstance(record, Claim) else None
        if speaker is not None and speaker.is_protected:
            self.protected.add(record.id)
            self._hush(cast("Claim", record))
        rule = self._refusal(record)
        if rule is not None:
            self.out[record.id] = rule
        elif record.id in self.coarse or record.id in self.protected:
            self.fresh[record.id] = f"{record.kind}/{secrets.token_hex(16)}"

    def _refusal(self, record: Record) -> str | None:
        forms = [form for _, form in forms_of(record)]
        if any(type(form) not in self.allowed for form in forms):
            return _UNKNOWN_KIND
        if any(getattr(form, name) for form in forms for name in _NEVER):
            return _UNKNOWN_KEYS
        level = 0
        for one in self._about(record):
            marking = self.dataset.marking if one.marking is None else one.marking
            if marking not in _LEVEL:
                return _UNMARKED if marking is None else _UNKNOWN_MARKING
            level = max(level, _LEVEL[marking])
        if level <= _LEVEL[self.audience.marking]:
            return None
        most = self.audience.coarsened or self.audience.marking
        if level > _LEVEL[most]:
            return f"marked more strictly than {most}"
        self.coarse.add(record.id)
        return None

    def _about(self, record: Record) -> Iterator[Record]:
        """Answer a record, what it is about if it is a claim, and so on."""
        seen: set[str] = set()
        while record.id not in seen:
            yield record
            seen.add(record.id)
            if isinstance(record, Claim) and record.about in self.dataset:
                record = self.dataset.get(record.about)

    def _hush(self, claim: Claim) -> None:
        """Leave out what people write beside the words of a protected speaker."""
        for one in (*self._about(claim), *self.dataset.claims(claim.id)):
            self.unsaid[one.id].add("note")
        if claim.source is not None:
            self.unsaid[claim.source] |= {"note", "retrieved_on"}

    def _told_names(
        self, cls: type[Form], owner: Record, *, top: bool
    ) -> Collection[str]:
        """Answer the fields of a class that are told where it stands in a record."""
        names, exact = self.allowed[cls]
        if owner.id not in self.coarse:
            names |= exact
        elif cls is Place and self.audience.place == "admin1":
            names -= {"admin2"}
        if owner.id in self.protected:
            for base, told in _OF_PROTECTED.items():
                names = names & told if issubclass(cls, base) else names
        if top and self.counts.get(owner.id):
            names -= _SAY_COUNTS
        return names.difference(self.unsaid.get(owner.id, ())) if top else names

    # All records, told as far as they may be.

    def _given(self) -> dict[str, Record]:
        """Answer what is told of each record, by the id it had, with closed ends."""
        while True:
            self.kept = {one.id for one in self.dataset if one.id not in self.out}
            number = len(self.out)
            self._close_gaps()
            self._hide_counts()
            self.found.clear()
            given: dict[str, Record] = {}
            for record in self.dataset:
                if record.id in self.kept:
                    self._tell(record, given)
            if len(self.out) == number:
                return given

    def _tell(self, record: Record, given: dict[str, Record]) -> None:
        self.notes = []
        stated = self._stated(record) if isinstance(record, Claim) else record
        told = None if stated is None else self._form(stated, stated)
        if told is None:
            self.out[record.id] = self.notes[-1][0] if self.notes else _UNFIT
            self.kept.discard(record.id)
            return
        given[record.id] = cast("Record", told)
        self.found.update(self.notes)

    def _note(self, rule: str, owner: Record, steps: Steps) -> None:
        path = ".".join(name for name, _ in steps)
        self.notes.append((rule, word_of(type(owner)), path))

    def _form(self, form: Form, owner: Record, steps: Steps = ()) -> Form | None:
        """Answer what is told of a record or part. None: it cannot be told."""
        cls = type(form)
        names = self._told_names(cls, owner, top=not steps)
        kept: dict[str, Any] = {}
        given: dict[str, Any] = {}
        for field in fields_of(cls):
            held = getattr(form, field.name)
            if not is_given(held):
                continue
            given[field.name] = held
            told = self._field(field, held, names, owner, steps)
            if is_given(told):
                kept[field.name] = told
            elif _is_needed(cls, field):
                return None
        _drop_dependent(cls, kept)
        if cls is Place and owner.id in self.coarse and kept:
            levels = ("admin2", "admin1", "country")
            kept["precision"] = next(name for name in levels if name in kept)
        if not steps and "withheld" in names:
            self._list_withheld(cls, owner, given, kept)
        if kept == given:
            return form
        made = _quietly(cls, **kept) if kept else None
        if kept and made is None:
            self._note(_UNFIT, owner, steps)
        return made

    def _list_withheld(
        self,
        cls: type[Form],
        owner: Record,
        given: Mapping[str, object],
        kept: dict[str, Any],
    ) -> None:
        """Name the fields that are known and no longer given."""
        names = self.allowed[cls][0] | self.allowed[cls][1]
        if owner.id not in self.coarse:
            names -= self.unsaid.get(owner.id, set())
        left = [name for name in given if name in names and name not in kept]
        left = [name for name in left if name not in {"marking", "withheld"}]
        if left:
            kept["withheld"] = tuple(dict.fromkeys([*kept.get("withheld", ()), *left]))

    def _field(
        self,
        field: Field,
        held: Any,
        names: Collection[str],
        owner: Record,
        steps: Steps,
    ) -> Any:
        """Answer what is told of a field that is given."""
        place = (*steps, (field.name, None))
        if field.name not in names:
            if field.name != "marking":
                self._note(self._why(field, owner, place), owner, place)
            return None
        told: list[object] = []
        for member in held if field.many else (held,):
            if field.many and isinstance(member, Form):
                place = (*steps, (field.name, member.key))
            one = self._value(field, member, owner, place)
            if one is not None:
                told.append(one)
        if field.many:
            return tuple(told)
        return told[0] if told else None

    def _why(self, field: Field, owner: Record, place: Steps) -> str:
        of_speaker = owner.id in self.protected and owner.id not in self.coarse
        top = len(place) == 1
        if of_speaker or (top and field.name in self.unsaid.get(owner.id, ())):
            return f"protected speaker: {field.name}"
        if top and field.name in _SAY_COUNTS and self.counts.get(owner.id):
            return _SMALL
        return _LEFT_OUT if owner.id in self.coarse else _UNLISTED

    def _value(self, field: Field, value: Any, owner: Record, steps: Steps) -> Any:
        """Answer what is told of a value, or of one member. None: nothing."""
        if isinstance(value, Form):
            return self._form(value, owner, steps)
        if steps == _ID:
            if value in self.fresh:
                self._note(self._why_fresh(value), owner, steps)
            return self.fresh.get(value, value)
        if any(isinstance(rule, Refers) for rule in field.rules):
            return self._reference(field, value, owner, steps)
        told, rule = value, _SMALL
        if isinstance(value, Count):
            told = self.counts.get(owner.id, {}).get(steps, value)
        elif owner.id in self.coarse:
            told, rule = _coarsened(field, value)
        if told != value:
            self._note(rule, owner, steps)
        return told

    def _why_fresh(self, ref: str) -> str:
        if ref in self.protected:
            return "protected speaker: id"
        return _NEW_ID if ref in self.coarse else _GAP

    # References.

    def _reference(
        self, field: Field, ref: str, owner: Record, steps: Steps
    ) -> str | None:
        if ref not in self.kept:
            rule = _REFERS if ref in self.dataset else _NOWHERE
            self._note(rule, owner, steps)
            return None
        needed = field.required or any(
            field.name in names
            for cls, names in _NEEDED.items()
            if isinstance(self._subject(owner), cls)
        )
        if not needed and self._leads_nearer(owner, ref):
            self._note(_NEARER, owner, steps)
            return None
        return self.fresh.get(ref, ref)

    def _subject(self, record: Record) -> Record:
        """Answer the record whose field a record is, or speaks of."""
        return self.dataset.get(record.about) if isinstance(record, Claim) else record

    def _leads_nearer(self, owner: Record, ref: str) -> bool:
        """Whether a reference gives back a place or day that is coarsened."""
        referred = self.dataset.get(ref)
        if isinstance(referred, Source | Actor | Mission):
            return False
        is_coarse = ref in self.coarse
        if owner.id in self.coarse:
            return not is_coarse
        told = self._subject(owner)
        names = [field.name for field in fields_of(type(told))]
        return is_coarse and any(isinstance(getattr(told, one), Place) for one in names)

    def _close_gaps(self) -> None:
        """Give fresh ids to a row of numbered ones from which some are missing."""
        shown: dict[str, list[tuple[int, str]]] = defaultdict(list)
        hidden: dict[str, list[int]] = defaultdict(list)
        for record in self.dataset:
            match = _NUMBERED.fullmatch(record.id)
            if match is not None:
                stem, number = match[1], int(match[2])
                if record.id in self.kept and record.id not in self.fresh:
                    shown[stem].append((number, record.id))
                else:
                    hidden[stem].append(number)
        for stem, numbers in hidden.items():
            if stem in shown and min(numbers) < max(shown[stem])[0]:
                for _, ref in shown[stem]:
                    self.fresh[ref] = f"{ref.partition('/')[0]}/{secrets.token_hex(16)}"

    # Claims, which state values as texts.

    def _stated(self, claim: Claim) -> Claim | None:
        """Answer a claim whose path and value are told as the field itself would be."""
        is_coarse = claim.id in self.coarse
        if is_coarse and claim.says is not None and claim.field is None:
            self._note(_SILENT, claim, (("says", None),))
            return None
        if claim.field is None or claim.value is None or claim.about not in self.kept:
            return claim
        place: Steps = (("value", None),)
        field = self._claimed(claim)
        if field is None and not is_coarse:
            return claim
        steps = _steps(claim.field)
        if field is None or not self._may_be_claimed(claim, steps):
            self._note(_LEFT_OUT if is_coarse else _UNLISTED, claim, place)
            return None
        value = _quietly(field.parse, claim.value)
        if value is None and (is_coarse or self._is_small(claim)):
            self._note(_UNFIT, claim, place)
            return None
        told = None if value is None else self._value(field, value, claim, steps)
        self.notes = [(rule, kind, "value") for rule, kind, _ in self.notes]
        if told is None and value is not None:
            return None
        text = claim.value if told == value else canonical_text(told)
        return attrs.evolve(claim, field=self._path(steps), value=text)

    def _claimed(self, claim: Claim) -> Field | None:
        try:
            return field_at(type(self._subject(claim)), claim.field or "")
        except (InvalidValue, UnknownName):
            return None

    def _may_be_claimed(self, claim: Claim, steps: Steps) -> bool:
        """Whether each field on the way may be told, and each key of a part."""
        about = self._subject(claim)
        cls: type[Form] = type(about)
        for index, (name, key) in enumerate(steps):
            names = set(self._told_names(cls, about, top=not index))
            if name not in names.intersection(self._told_names(cls, claim, top=False)):
                return False
            form = next(one.form for one in fields_of(cls) if one.name == name)
            if form is None:
                break
            cls = form
            if claim.id in self.coarse and not self._is_key(claim, cls, key or ()):
                return False
        return True

    def _is_key(self, claim: Claim, cls: type[Form], key: tuple[str, ...]) -> bool:
        """Whether a key is made of what is told of the fields of a key."""
        fields = {field.name: field for field in fields_of(cls)}
        for name, text in zip(cls.KEY, key, strict=False):
            value = _quietly(fields[name].parse, text)
            told = self._value(fields[name], value, claim, ((name, None),))
            is_told = name in self._told_names(cls, claim, top=False)
            if not is_told or told is None or told != self.fresh.get(text, value):
                return False
        return len(key) <= len(cls.KEY)

    def _path(self, steps: Steps) -> str:
        return ".".join(
            name
            if key is None
            else f"{name}[{','.join(self.fresh.get(one, one) for one in key)}]"
            for name, key in steps
        )

    # Small counts, and sums that would give them back.

    def _is_small(self, record: Record) -> bool:
        """Whether small counts of a record are hidden: no source of it is shown."""
        if record.id in self.coarse:
            return True
        if isinstance(record, Claim):
            if record.source is None:
                about = self._subject(record) if record.about in self.kept else record
                return not isinstance(about, Claim) and self._is_small(about)
            return not self._is_public(record.source)
        sources = record.sources if isinstance(record, Fact) else ()
        return bool(sources) and not any(map(self._is_public, sources))

    def _is_public(self, ref: str) -> bool:
        return ref in self.kept and ref not in self.coarse

    def _counts_of(self, record: Record) -> tuple[str, dict[Steps, Count]]:
        """Answer the record of which a record tells counts, and the counts."""
        if not isinstance(record, Claim):
            found = {
                steps: value
                for steps, _, value in _values(record)
                if isinstance(value, Count)
            }
            return record.id, found
        field = self._claimed(record) if record.about in self.kept else None
        value = None if field is None else _quietly(field.parse, record.value)
        if isinstance(value, Count):
            return record.about, {_steps(record.field or ""): value}
        return record.about, {}

    def _hide_counts(self) -> None:
        """Find what is told in place of small counts, and of sums over them."""
        smallest = self.audience.smallest_count
        told = [
            (record, *self._counts_of(record))
            for record in self.dataset
            if record.id in self.kept and self._is_small(record)
        ]
        self.counts = {record.id: {} for record, _, _ in told}
        hidden: dict[str, set[Steps]] = defaultdict(set)
        for record, about, counts in told:
            for steps, count in counts.items():
                less = _without_small(count, smallest)
                if less != count:
                    self.counts[record.id][steps] = less
                    hidden[about].add(steps)
        sums: set[tuple[str, Steps]] = set()
        number = -1
        while number < len(sums):
            number = len(sums)
            for record, about, counts in told:
                for steps, count in counts.items():
                    if (record.id, steps) not in sums and self._gives_back(
                        about, steps, hidden
                    ):
                        sums.add((record.id, steps))
                        total = self._sum_instead(record, steps, count, hidden)
                        self.counts[record.id][steps] = total
                        hidden[about].add(steps)

    def _gives_back(
        self, about: str, steps: Steps, hidden: Mapping[str, set[Steps]]
    ) -> bool:
        """Whether a count is a sum over one that is hidden."""
        if any(_adds_up(steps, share) for share in hidden.get(about, ())):
            return True
        return steps == _COUNT and self._counts_hidden(about, hidden)

    def _counts_hidden(self, about: str, hidden: Mapping[str, set[Steps]]) -> bool:
        """Whether a tally counts records that are withheld, or counts of which are."""
        record = self.dataset.get(about) if about in self.dataset else None
        members = record.of if isinstance(record, Tally) else ()
        return any(ref not in self.kept or hidden.get(ref) for ref in members)

    def _sum_instead(
        self,
        record: Record,
        steps: Steps,
        count: Count,
        hidden: Mapping[str, set[Steps]],
    ) -> Count | None:
        """Answer the sum of a tally's parts as they are told. None: there is none."""
        if not isinstance(record, Tally) or steps != _COUNT or not record.parts:
            return None
        if self._counts_hidden(record.id, hidden):
            return None
        told = self.counts[record.id]
        parts = [
            told.get((("parts", part.key), ("count", None)), part.count)
            or Count.UNKNOWN
            for part in record.parts
        ]
        total = _quietly(Count.total, parts)
        if total is None:
            return None
        # Shares need not be all there is: the sum also holds what the total was.
        high = None
        if total.high is not None and count.high is not None:
            high = max(total.high, count.high)
        wide = Count(min(total.low, count.low), high)
        return _without_small(wide, self.audience.smallest_count)

    # The last guard.

    def _telling(self, given: Mapping[str, Record]) -> list[str]:
        """Answer the ids of records whose texts tell of what is withheld."""
        texts = {ref: "\0".join(_texts(record)) for ref, record in given.items()}
        tells = self._secrets(given).found_in("\0".join(texts.values()))
        return [ref for ref, text in texts.items() if tells.are_in(text)]

    def _secrets(self, given: Mapping[str, Record]) -> "_Secrets":
        """Answer ids, and names and notes of claims, that are nowhere published."""
        shown = {one.id for one in given.values()}
        claims = self.dataset.of(Claim)
        texts = {one.speaker.name for one in claims if one.speaker is not None}
        texts -= {
            one.speaker.name
            for one in given.values()
            if isinstance(one, Claim) and one.speaker is not None
        }
        texts |= {one.note for one in claims} - {one.note for one in given.values()}
        forms = {
            form for one in texts if one is not None for form in (one, _plain(one))
        }
        return _Secrets(
            shown=frozenset(shown),
            hidden=frozenset(one.id for one in self.dataset if one.id not in shown),
            texts=frozenset(one for one in forms if len(one) >= _SHORTEST_SECRET),
        )

    def _header(self, given: Mapping[str, Record]) -> Header:
        """Answer the header, without what it says of what is withheld."""
        header = self.dataset.header
        if header.extra:
            self.found[_UNKNOWN_KEYS, "header", None] += len(header.extra)
        secret = self._secrets(given)
        kept: dict[str, Any] = {"marking": self.audience.marking}
        for name in ("title", "licence"):
            if secret.are_in(getattr(header, name) or ""):
                self.found[_TELLS, "header", name] += 1
            else:
                kept[name] = getattr(header, name)
        return Header(**kept)


@attrs.frozen
class _Secrets:
    """
    What no text may tell.

    Attributes:
        shown: Ids that are published.
        hidden: Ids that are not.
        texts: Names and notes, as they are and in plain letters.
    """

    shown: frozenset[str]
    hidden: frozenset[str]
    texts: frozenset[str]

    def found_in(self, text: str) -> "_Secrets":
        """Answer the same ids, and those names and notes that stand in a text."""
        forms = _forms(text)
        # Most are ruled out by their letters, long before the text is searched.
        runs = set(_runs(forms))
        likely = (one for one in self.texts if runs.issuperset(_runs(one)))
        return attrs.evolve(
            self, texts=frozenset(one for one in likely if one in forms)
        )

    def are_in(self, text: str) -> bool:
        """Whether a text tells one of them, however it is written."""
        forms = _forms(text)
        return any(one in forms for one in self.texts) or any(
            match[1] not in self.shown and self._is_hidden(match[1])
            for match in _IDS.finditer(text.lower())
        )

    def _is_hidden(self, ref: str) -> bool:
        """Whether a word begins with an id that is hidden, up to a hyphen."""
        begins = itertools.accumulate(ref.split("-"), "{}-{}".format)
        return any(one in self.hidden for one in begins)


def _quietly(make: Callable[..., R], *args: Any, **given: Any) -> R | None:
    """Answer what is made, or nothing where it fails, whatever the error holds."""
    try:
        return make(*args, **given)
    except Exception:  # noqa: BLE001 - a kind of the user's may raise anything
        return None


def _by_type(cls: type[Form]) -> _Names:
    """Answer the fields of a kind of another hand: those without words, and others."""
    safe, exact = {"withheld"}, {"marking"}
    for field in fields_of(cls):
        is_word = any(isinstance(rule, CodeFrom | Refers) for rule in field.rules)
        is_safe = is_word or (field.holds is not str and not field.foreign)
        (safe if is_safe else exact).add(field.name)
    return frozenset(safe) - {"marking"}, frozenset(exact)


def _drop_dependent(cls: type[Form], kept: dict[str, Any]) -> None:
    """Drop what needs a field beside it that is not kept."""
    for field in fields_of(cls):
        for rule in field.between:
            if isinstance(rule, RequiredWith) and field.name not in kept:
                kept.pop(rule.field, None)


def _is_needed(cls: type[Form], field: Field) -> bool:
    """Whether a form says nothing, or something else, without a field it has."""
    needed = field.name in cls.KEY or field.name in _NEEDED.get(cls, ())
    return needed or field.required


def _coarsened(field: Field, value: object) -> tuple[object, str]:
    """Answer a value as it is told of a coarsened record, and the rule for it."""
    if isinstance(value, PartialDate):
        return _month(value), _MONTH
    if isinstance(value, Period):
        ends = str(value).split("/")
        told = (
            one if one in {"", ".."} else f"{_month(PartialDate(one))}" for one in ends
        )
        return Period("/".join(told)), _MONTH
    known = [rule.codes for rule in field.rules if isinstance(rule, CodeFrom)]
    is_told = isinstance(value, str | bool) and all(value in codes for codes in known)
    return (value if is_told else None), _LEFT_OUT


def _month(day: PartialDate) -> PartialDate:
    """Answer the month of a day, or the months between which it lies."""
    first, last = day.earliest, day.latest
    text = str(day)
    low = "" if text.startswith("[..") else first.replace(day=1).isoformat()
    days = calendar.monthrange(last.year, last.month)[1]
    high = "" if text.endswith("..]") else last.replace(day=days).isoformat()
    if low and high and low[:7] == high[:7]:
        return PartialDate(low[:7])
    return PartialDate(f"[{low}..{high}]")


def _without_small(count: Count, smallest: int) -> Count:
    """Answer a count that does not tell apart what is above 0 and below a number."""
    low, high, best, approximate = count.bounds
    if count.is_exact and not low:
        return count
    small = range(1, smallest)
    told = Count(
        0 if low in small else low,
        smallest - 1 if high in small else high,
        None if best is not None and best < smallest else best,
    )
    same = told.bounds[:3] == count.bounds[:3]
    return count if same and approximate else told


def _adds_up(total: Steps, share: Steps) -> bool:
    """Whether the count at one place is a sum over that at another."""
    if total == _COUNT:
        return share[0][0] == "parts"
    (name, key), (other_name, other) = total[0], share[0]
    if name != "casualties" or other_name != name or not key or not other:
        return False
    (group, outcome, *severity), (among, same, *of_severity) = key, other
    if outcome != same or severity not in ([], of_severity):
        return False
    return among in _AMONG.get(group, ()) or (
        group == among and bool(of_severity) and not severity
    )


def _steps(path: str) -> Steps:
    return tuple(
        (name, tuple(key.split(",")) if key else None)
        for name, key in _STEP.findall(path)
    )


def _values(form: Form, steps: Steps = ()) -> Iterator[tuple[Steps, Field, object]]:
    """Answer what stands in a record and its parts, each with the way to it."""
    for field in fields_of(type(form)):
        held = getattr(form, field.name)
        for member in held if field.many else (held,):
            if isinstance(member, Form):
                key = member.key if field.many else None
                yield from _values(member, (*steps, (field.name, key)))
            elif member is not None:
                yield (*steps, (field.name, None)), field, member


def _texts(record: Record) -> Iterator[str]:
    """Answer the words of a record, other than codes, references and numbers."""
    for steps, field, value in _values(record):
        is_word = any(isinstance(rule, CodeFrom | Refers) for rule in field.rules)
        is_plain = isinstance(
            value, bool | Count | PartialDate | Period | Point | Quantity
        )
        if not is_word and not is_plain and steps != (("withheld", None),):
            yield _quietly(str, value) or ""


def _plain(text: str) -> str:
    """Answer a text in small letters and digits, with one blank for all else."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return re.sub(r"[\W_]+", " ", folded).strip()


def _forms(text: str) -> str:
    """Answer a text as it is and in plain letters."""
    return f"{text}\0{_plain(text)}"


def _runs(text: str) -> Iterator[str]:
    """Answer each run of letters of a text that is as long as the shortest secret."""
    ends = range(_SHORTEST_SECRET, len(text) + 1)
    return (text[end - _SHORTEST_SECRET : end] for end in ends)
