"""
The preparation of one dataset for one audience: `withhold`.

Each record is judged, reduced to what the audience may see, and searched by the guard.
This repeats until nothing changes.
"""

import re
import secrets
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, Final, cast

import attrs

from peacekeep.dataset import Dataset
from peacekeep.definitions.fields import Field, fields_of
from peacekeep.definitions.forms import Form, word_of
from peacekeep.definitions.paths import Key, Target, forms_of, path_of, target_in
from peacekeep.definitions.rules import is_given
from peacekeep.definitions.values import canonical_text
from peacekeep.errors import InvalidValue
from peacekeep.models import (
    Actor,
    Claim,
    Fact,
    IndividualCasualty,
    Mission,
    Record,
    Source,
    Tally,
)
from peacekeep.models.header import Header
from peacekeep.models.place import Place
from peacekeep.protect.audience import (
    FEW,
    GAP,
    LEFT_OUT,
    LEVEL,
    NEARER,
    NEW_ID,
    NOWHERE,
    REFERS,
    SILENT,
    SINGLED,
    SMALL,
    TELLS,
    UNFIT,
    UNKNOWN_KEYS,
    UNKNOWN_KIND,
    UNKNOWN_MARKING,
    UNLISTED,
    UNMARKED,
    Audience,
    Omission,
    Withheld,
)
from peacekeep.protect.coarse import (
    COUNT,
    Steps,
    adds_up,
    coarsened,
    quietly,
    values_of,
    without_small,
)
from peacekeep.protect.fields import (
    CLAIMED_IN_WORDS,
    FIELDS,
    NEEDED,
    NEVER,
    OF_PROTECTED,
    SAY_COUNTS,
    drop_dependent,
    fields_by_type,
    is_needed,
)
from peacekeep.protect.guard import SHORTEST_SECRET, Secrets, plain, texts_of
from peacekeep.values.counts import Count
from peacekeep.values.dates import PartialDate
from peacekeep.values.identifiers import Identifier
from peacekeep.values.periods import Period
from peacekeep.values.quantities import Quantity


__all__ = ["withhold"]

_ID: Final[Steps] = (("id", None),)

# An id that ends in a number of a series, and not in a day or a year.
_NUMBERED: Final = re.compile("(.*[^-0-9]-?)(?!(?:19|20)[0-9]{2}$)([0-9]+)")


def withhold(dataset: Dataset, audience: Audience | str) -> tuple[Dataset, Withheld]:
    """
    Return the part of a dataset that an audience may see, and a report of the rest.

    Args:
        dataset: The dataset.
        audience: The audience, or the strictest marking that it may see.

    Returns:
        A dataset with the audience's marking, without unknown keys, files and lines;
        and the report of what was left out. Replacement ids are random, and differ
        each time; all else is the same each time.

    Raises:
        InvalidValue: If an argument is not a dataset, or not an audience.

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
        # The error names only the type, because the value may be confidential.
        found = type(dataset).__name__
        raise InvalidValue("be a Dataset", found, subject="the dataset to publish")
    if isinstance(audience, str):
        audience = Audience(audience)
    if not isinstance(audience, Audience):
        expected = "be a marking such as TLP:CLEAR, or an Audience"
        raise InvalidValue(expected, audience, subject="audience")
    return Clearance(dataset, audience).cleared()


class Clearance:
    """
    The preparation of one dataset for one audience.

    Attributes:
        out: Reason why each withheld record is withheld, by its id.
        kept: Original ids of the other records.
        coarse: Ids of the records that are coarsened.
        protected: Ids of claims by protected speakers.
        unsaid: Fields that would reveal protected speakers, by the record's id.
        fresh: Replacement ids, by the original id.
        counts: Replacements of counts, by the record's id.
    """

    def __init__(self, dataset: Dataset, audience: Audience) -> None:
        self.dataset = dataset
        self.audience = audience
        self.allowed = dict(FIELDS)
        for cls, names in audience.kinds.items():
            coarsened, exact = FIELDS.get(cls) or fields_by_type(cls)
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
        """Return the dataset that may be published, and the report."""
        for record in self.dataset:
            self._judge(record)
        given = self._given()
        while telling := self._telling(given):
            self.out.update(dict.fromkeys(telling, TELLS))
            given = self._given()
        header = self._header(given)
        return Dataset(given.values(), header=header), self._report()

    def _report(self) -> Withheld:
        audience = self.audience
        for ref, rule in self.out.items():
            self.found[rule, word_of(type(self.dataset.get(ref))), None] += 1
        entries = [Omission(*key, number) for key, number in self.found.items()]
        entries.sort(key=lambda one: (one.field or "", one.kind, one.rule))
        rules = [f"records marked up to {audience.marking} are published unchanged"]
        if audience.coarsened is not None:
            rules.append(
                f"records marked up to {audience.coarsened} are coarsened: places to "
                f"{audience.place}, days to months"
            )
        rules.append(
            f"counts above 0 and below k = {audience.smallest_count} are hidden if "
            "their sources are not published unchanged"
        )
        if self.dataset.of(IndividualCasualty):
            rules.append(
                "people without a source that is published unchanged are published "
                f"only in groups of at least k = {audience.smallest_count} alike, by "
                "month and with ages in bands of ten years"
            )
        return Withheld(tuple(entries), tuple(rules))

    # Whether a record may be published at all.

    def _judge(self, record: Record) -> None:
        """Decide whether a record is withheld, coarsened, or published unchanged."""
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
            return UNKNOWN_KIND
        if any(getattr(form, name) for form in forms for name in NEVER):
            return UNKNOWN_KEYS
        level = 0
        for one in self._about(record):
            marking = self.dataset.marking if one.marking is None else one.marking
            if marking not in LEVEL:
                return UNMARKED if marking is None else UNKNOWN_MARKING
            level = max(level, LEVEL[marking])
        if level <= LEVEL[self.audience.marking]:
            return None
        most = self.audience.coarsened or self.audience.marking
        if level > LEVEL[most]:
            return f"marked more strictly than {most}"
        self.coarse.add(record.id)
        return None

    def _about(self, record: Record) -> Iterator[Record]:
        """Yield a record and, while it is a claim, the record that it is about."""
        seen: set[str] = set()
        while record.id not in seen:
            yield record
            seen.add(record.id)
            if isinstance(record, Claim) and record.about in self.dataset:
                record = self.dataset.get(record.about)

    def _hush(self, claim: Claim) -> None:
        """Leave out the free texts beside a claim by a protected speaker."""
        for one in (*self._about(claim), *self.dataset.claims(claim.id)):
            self.unsaid[one.id].add("note")
        if claim.source is not None:
            self.unsaid[claim.source] |= {"note", "retrieved_on"}

    def _told_names(
        self, cls: type[Form], owner: Record, *, top: bool
    ) -> Collection[str]:
        """Return the fields of a class that are published in a record, or in a part."""
        names, exact = self.allowed[cls]
        if owner.id not in self.coarse:
            names |= exact
        elif cls is Place and self.audience.place == "admin1":
            names -= {"admin2"}
        if owner.id in self.protected:
            for base, told in OF_PROTECTED.items():
                names = names & told if issubclass(cls, base) else names
        if top and self.counts.get(owner.id):
            names -= SAY_COUNTS
        return names.difference(self.unsaid.get(owner.id, ())) if top else names

    # All records, reduced to what may be published.

    def _given(self) -> dict[str, Record]:
        """Return what is published of each record, by its original id."""
        while True:
            self.kept = {one.id for one in self.dataset if one.id not in self.out}
            number = len(self.out)
            self._group_people()
            self._close_gaps()
            self._hide_counts()
            self.found.clear()
            given: dict[str, Record] = {}
            for record in self.dataset:
                if record.id in self.kept:
                    self._tell(record, given)
            self._withhold_few(given)
            if len(self.out) == number:
                return given

    # Single people, who are published only in groups.

    def _group_people(self) -> None:
        """Coarsen each person whose sources are not public, and withhold its claims."""
        people = self.dataset.of(IndividualCasualty)
        for one in people:
            if one.id in self.kept and not any(map(self._is_public, one.sources)):
                self.coarse.add(one.id)
                self.fresh.setdefault(one.id, f"{one.kind}/{secrets.token_hex(16)}")
        grouped = {one.id for one in people if not self._is_public(one.id)}
        for claim in self.dataset.of(Claim) if grouped else ():
            if claim.id in self.kept and any(
                one.id in grouped for one in self._about(claim)
            ):
                self.out[claim.id] = SINGLED
                self.kept.discard(claim.id)

    def _withhold_few(self, given: Mapping[str, Record]) -> None:
        """Withhold people where fewer than k would be published alike."""
        alike: dict[Record, list[str]] = defaultdict(list)
        for ref, told in given.items():
            if isinstance(told, IndividualCasualty) and ref in self.coarse:
                alike[attrs.evolve(told, id=f"{told.kind}/one")].append(ref)
        for refs in alike.values():
            if len(refs) < self.audience.smallest_count:
                self.out.update(dict.fromkeys(refs, FEW))

    def _tell(self, record: Record, given: dict[str, Record]) -> None:
        self.notes = []
        stated = self._stated(record) if isinstance(record, Claim) else record
        told = None if stated is None else self._form(stated, stated)
        if told is None:
            self.out[record.id] = self.notes[-1][0] if self.notes else UNFIT
            self.kept.discard(record.id)
            return
        given[record.id] = cast("Record", told)
        self.found.update(self.notes)

    def _note(self, rule: str, owner: Record, steps: Steps) -> None:
        path = ".".join(name for name, _ in steps)
        self.notes.append((rule, word_of(type(owner)), path))

    def _form(self, form: Form, owner: Record, steps: Steps = ()) -> Form | None:
        """Return what is published of a record or part. None: it is withheld."""
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
            elif is_needed(cls, field):
                return None
        drop_dependent(cls, kept)
        if cls is Place and owner.id in self.coarse and kept:
            levels = ("admin2", "admin1", "country")
            kept["precision"] = next(name for name in levels if name in kept)
        if not steps and "withheld" in names:
            self._list_withheld(cls, owner, given, kept)
        if kept == given:
            return form
        made = quietly(cls, **kept) if kept else None
        if kept and made is None:
            self._note(UNFIT, owner, steps)
        return made

    def _list_withheld(
        self,
        cls: type[Form],
        owner: Record,
        given: Mapping[str, object],
        kept: dict[str, Any],
    ) -> None:
        """List the fields that are known but no longer given as withheld."""
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
        """Return what is published of a field that is given."""
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
        if top and field.name in SAY_COUNTS and self.counts.get(owner.id):
            return SMALL
        return LEFT_OUT if owner.id in self.coarse else UNLISTED

    def _value(self, field: Field, value: Any, owner: Record, steps: Steps) -> Any:
        """Return what is published of a value, or of one member. None: nothing."""
        if isinstance(value, Form):
            part = self._form(value, owner, steps)
            # A total of a town would be read as that of its region.
            is_scope = isinstance(owner, Tally) and isinstance(value, Place)
            return None if is_scope and _is_wider(value, part) else part
        if steps == _ID:
            if value in self.fresh:
                self._note(self._why_fresh(value), owner, steps)
            return self.fresh.get(value, value)
        if field.refers is not None:
            return self._reference(field, value, owner, steps)
        told, rule = value, SMALL
        if isinstance(value, Count) or steps in self.counts.get(owner.id, {}):
            told = self.counts.get(owner.id, {}).get(steps, value)
        elif owner.id in self.coarse:
            told, rule = coarsened(field, value)
        if told != value:
            self._note(rule, owner, steps)
        return told

    def _why_fresh(self, ref: str) -> str:
        if ref in self.protected:
            return "protected speaker: id"
        return NEW_ID if ref in self.coarse else GAP

    # References.

    def _reference(
        self, field: Field, ref: str, owner: Record, steps: Steps
    ) -> str | None:
        if ref not in self.kept:
            rule = REFERS if ref in self.dataset else NOWHERE
            self._note(rule, owner, steps)
            return None
        if self._singles_out(owner, ref):
            self._note(SINGLED, owner, steps)
            return None
        needed = field.required or any(
            field.name in names
            for cls, names in NEEDED.items()
            if isinstance(self._subject(owner), cls)
        )
        if not needed and self._leads_nearer(owner, ref):
            self._note(NEARER, owner, steps)
            return None
        return self.fresh.get(ref, ref)

    def _subject(self, record: Record) -> Record:
        """Return the record that a claim is about, or any other record itself."""
        return self.dataset.get(record.about) if isinstance(record, Claim) else record

    def _singles_out(self, owner: Record, ref: str) -> bool:
        """Return whether a reference would single out one person of a group."""
        is_grouped = ref in self.coarse and isinstance(
            self.dataset.get(ref), IndividualCasualty
        )
        return is_grouped and owner.id != ref

    def _leads_nearer(self, owner: Record, ref: str) -> bool:
        """Return whether a reference would reveal a coarsened place or day."""
        referred = self.dataset.get(ref)
        if isinstance(referred, Source | Actor | Mission):
            return False
        is_coarse = ref in self.coarse
        if owner.id in self.coarse:
            return not is_coarse
        told = self._subject(owner)
        names = [field.name for field in fields_of(type(told))]
        near = (Place, PartialDate, Period)
        return is_coarse and any(isinstance(getattr(told, one), near) for one in names)

    def _close_gaps(self) -> None:
        """Replace the ids of a numbered series from which some are missing."""
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

    # Claims, which state values as text.

    def _stated(self, claim: Claim) -> Claim | None:
        """Return a claim with its path and value reduced as its field would be."""
        is_coarse = claim.id in self.coarse
        if is_coarse and claim.says is not None and claim.field is None:
            self._note(SILENT, claim, (("says", None),))
            return None
        if claim.field is None or claim.value is None or claim.about not in self.kept:
            return claim
        place: Steps = (("value", None),)
        target = self._claimed(claim)
        if target is None and not is_coarse:
            return claim
        if target is None or not self._may_be_claimed(claim, target.way):
            self._note(LEFT_OUT if is_coarse else UNLISTED, claim, place)
            return None
        field, steps = target.field, target.way
        value = quietly(field.parse, claim.value)
        if value is None and (is_coarse or self._is_small(claim)):
            self._note(UNFIT, claim, place)
            return None
        if is_coarse and self._adds_words(claim, target, value):
            self._note(LEFT_OUT, claim, place)
            return None
        told = None if value is None else self._value(field, value, claim, steps)
        self.notes = [(rule, kind, "value") for rule, kind, _ in self.notes]
        if told is None and value is not None:
            return None
        text = claim.value if told == value else canonical_text(told)
        return attrs.evolve(claim, field=self._path(claim, steps), value=text)

    def _adds_words(self, claim: Claim, target: Target, value: object) -> bool:
        """Return whether a claim states a text that the record itself does not have."""
        held = target.values(self._subject(claim))
        return target.field.is_words and value not in held

    def _claimed(self, claim: Claim) -> Target | None:
        return (
            None
            if claim.field is None
            else target_in(self._subject(claim), claim.field)
        )

    def _may_be_claimed(self, claim: Claim, steps: Steps) -> bool:
        """Return whether each field of a path may be published, and each key in it."""
        about = self._subject(claim)
        in_words = isinstance(about, Claim) and steps[0][0] in CLAIMED_IN_WORDS
        if in_words and claim.id in self.coarse:
            return False
        cls: type[Form] = type(about)
        for index, (name, key) in enumerate(steps):
            names = set(self._told_names(cls, about, top=not index))
            if name not in names.intersection(self._told_names(cls, claim, top=False)):
                return False
            form = next(one.part for one in fields_of(cls) if one.name == name)
            if form is None:
                break
            cls = form
            if claim.id in self.coarse and not self._is_key(claim, cls, key or ()):
                return False
        return True

    def _is_key(self, claim: Claim, cls: type[Form], key: Key) -> bool:
        """Return whether a key consists of published values of the key's fields."""
        fields = {field.name: field for field in fields_of(cls)}
        given = zip(cls.KEY, key, strict=False)
        for name, text in ((name, text) for name, text in given if text is not None):
            value = quietly(fields[name].parse, text)
            told = self._value(fields[name], value, claim, ((name, None),))
            is_told = name in self._told_names(cls, claim, top=False)
            if not is_told or told is None or told != self.fresh.get(text, value):
                return False
        return len(key) <= len(cls.KEY)

    def _path(self, claim: Claim, steps: Steps) -> str:
        fresh = tuple(
            (name, None if key is None else tuple(map(self._fresh, key)))
            for name, key in steps
        )
        return str(path_of(type(self._subject(claim)), fresh))

    def _fresh(self, text: str | None) -> str | None:
        return None if text is None else self.fresh.get(text, text)

    # Small counts, and sums that would reveal them.

    def _is_small(self, record: Record) -> bool:
        """Return whether small counts of a record are hidden: no source is public."""
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
        """Return the id of the record that a record gives counts of, and the counts."""
        if not isinstance(record, Claim):
            found = {
                steps: value
                for steps, _, value in values_of(record)
                if isinstance(value, Count)
            }
            return record.id, found
        target = self._claimed(record) if record.about in self.kept else None
        if target is not None:
            value = quietly(target.field.parse, record.value)
            if isinstance(value, Count):
                return record.about, {target.way: value}
        return record.about, {}

    def _hide_means(self, record: Record) -> None:
        """Leave out each mean of people that may be small."""
        smallest = self.audience.smallest_count
        for steps, value in self._quantities_of(record):
            if _is_small_mean(value, smallest):
                self.counts[record.id][steps] = None

    def _quantities_of(self, record: Record) -> Iterator[tuple[Steps, object]]:
        """Yield the values of a record, or the one that a claim states, by path."""
        if not isinstance(record, Claim):
            yield from ((steps, value) for steps, _, value in values_of(record))
            return
        target = self._claimed(record) if record.about in self.kept else None
        if target is not None:
            yield target.way, quietly(target.field.parse, record.value)

    def _hide_counts(self) -> None:
        """Find the replacements of small counts, and of sums over them."""
        smallest = self.audience.smallest_count
        told = [
            (record, *self._counts_of(record))
            for record in self.dataset
            if record.id in self.kept and self._is_small(record)
        ]
        self.counts = {record.id: {} for record, _, _ in told}
        for record, _, _ in told:
            self._hide_means(record)
        hidden: dict[str, set[Steps]] = defaultdict(set)
        for record, about, counts in told:
            for steps, count in counts.items():
                less = without_small(count, smallest)
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
        """Return whether a count would reveal a hidden count that it includes."""
        if any(adds_up(steps, share) for share in hidden.get(about, ())):
            return True
        return steps == COUNT and self._counts_hidden(about, hidden)

    def _counts_hidden(self, about: str, hidden: Mapping[str, set[Steps]]) -> bool:
        """Return whether a tally counts withheld records or hidden counts."""
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
        """Return the sum of a tally's published parts. None: there is no such sum."""
        if not isinstance(record, Tally) or steps != COUNT or not record.parts:
            return None
        if self._counts_hidden(record.id, hidden):
            return None
        told = self.counts[record.id]
        parts = [
            told.get((("parts", part.key), ("count", None)), part.count)
            or Count.UNKNOWN
            for part in record.parts
        ]
        total = quietly(Count.total, parts)
        if total is None:
            return None
        # The parts need not be complete, so the bounds must include the stated total.
        high = None
        if total.high is not None and count.high is not None:
            high = max(total.high, count.high)
        wide = Count(min(total.low, count.low), high)
        return without_small(wide, self.audience.smallest_count)

    # The last guard.

    def _telling(self, given: Mapping[str, Record]) -> list[str]:
        """Return the ids of records whose texts reveal what is withheld."""
        texts = {ref: "\0".join(texts_of(record)) for ref, record in given.items()}
        tells = self._secrets(given).found_in("\0".join(texts.values()))
        return [ref for ref, text in texts.items() if tells.are_in(text)]

    def _secrets(self, given: Mapping[str, Record]) -> "Secrets":
        """Return the ids, and names and notes of claims, that are not published."""
        shown = {one.id for one in given.values()}
        claims = self.dataset.of(Claim)
        texts = {one.speaker.name for one in claims if one.speaker is not None}
        texts -= {
            one.speaker.name
            for one in given.values()
            if isinstance(one, Claim) and one.speaker is not None
        }
        told = {one.note for one in given.values()}
        texts |= {one.note for one in claims} - told
        words = {one.note for one in self.dataset.of(IndividualCasualty)} - told
        hidden = _identifiers(self.dataset) - _identifiers(given.values())
        words.update(text for one in hidden for text in _written(one))
        forms = {form for one in texts if one is not None for form in (one, plain(one))}
        return Secrets(
            shown=frozenset(shown),
            hidden=frozenset(one.id for one in self.dataset if one.id not in shown),
            texts=frozenset(one for one in forms if len(one) >= SHORTEST_SECRET)
            | {
                f" {plain(one)} "
                for one in words
                if one is not None and len(plain(one)) >= SHORTEST_SECRET
            },
        )

    def _header(self, given: Mapping[str, Record]) -> Header:
        """Return the header, without the texts that reveal what is withheld."""
        header = self.dataset.header
        if header.extra:
            self.found[UNKNOWN_KEYS, "header", None] += len(header.extra)
        secret = self._secrets(given)
        kept: dict[str, Any] = {"marking": self.audience.marking}
        for name in ("title", "licence"):
            if secret.are_in(getattr(header, name) or ""):
                self.found[TELLS, "header", name] += 1
            else:
                kept[name] = getattr(header, name)
        return Header(**kept)


def _is_wider(place: Form, told: Form | None) -> bool:
    """Return whether a place lost details, so that it now means a larger area."""
    names = ("name", "admin1", "admin2", "admin3", "point")
    return any(
        is_given(getattr(place, one)) and not is_given(getattr(told, one, None))
        for one in names
    )


def _is_small_mean(value: object, smallest: int) -> bool:
    """Return whether a value is a mean of people that is above 0 and may be small."""
    if not isinstance(value, Quantity) or value.dimension != "person":
        return False
    people = value.to("person")
    return people.high != 0 and people.low < smallest


_LONG: Final = 6
"""A value that is as long as this is found without its scheme."""


def _written(identifier: Identifier) -> Iterator[str]:
    """Yield an identifier as people write it: with its scheme, or alone if long."""
    scheme, value = identifier.scheme, identifier.value
    yield from (f"{scheme}:{value}", f"{scheme}{value}")
    if len(value) >= _LONG:
        yield value


def _identifiers(records: Iterable[Record]) -> set[Identifier]:
    """Return the identifiers of records and of their places."""
    return {
        value
        for record in records
        for _, _, value in values_of(record)
        if isinstance(value, Identifier)
    }
