"""
Who says what: the voice of a claim, and the house that a voice belongs to.

Claims of one voice confirm nothing, and neither do those of one house.
"""

from collections.abc import Iterable, Mapping

import attrs

from peacekeep.definitions.values import folded
from peacekeep.models import Actor, Claim, Record, Source


__all__ = ["Voice", "Voices", "name_key"]


@attrs.frozen
class Voice:
    """
    Who says something.

    Attributes:
        name: Name of the actor, or else the name that the claim or its source gives.
            None: neither gives one.
        key: What two claims of one voice share: the id of the actor, or else the name
            without case, accents and punctuation.
        house: The key of the last actor that it is part of, or its own.
        is_outlet: True if only the publisher is known.
    """

    name: str | None
    key: str
    house: str
    is_outlet: bool = False


class Voices:
    """The voices of a dataset, each led to an actor by its name and aliases."""

    def __init__(self, records: Iterable[Record], by_id: Mapping[str, Record]) -> None:
        self._records = tuple(records)
        self._by_id = by_id
        self._actors = _by_name(one for one in self._records if isinstance(one, Actor))

    def of(self, claim: Claim) -> Voice:
        """Return the voice of a claim: of one that repeats another, the other's."""
        claim = self.first_said(claim)
        source = self.source(claim)
        names: list[str | None] = []
        if claim.speaker is not None:
            names += [claim.speaker.organisation, claim.speaker.name]
        if source is not None:
            names.append(source.origin)
        name = next(filter(None, names), None)
        if name is not None:
            return self.named(name)
        if source is not None and source.publisher is not None:
            return attrs.evolve(self.named(source.publisher), is_outlet=True)
        # A voice that is not known is that of its source, and of no other.
        key = f"? {claim.source or claim.id}"
        return Voice(name=None, key=key, house=key)

    def source(self, claim: Claim) -> Source | None:
        """Return the source of a claim. None: it has none, or it is not there."""
        source = None if claim.source is None else self._by_id.get(claim.source)
        return source if isinstance(source, Source) else None

    def first_said(self, claim: Claim) -> Claim:
        """Return the claim that a claim repeats, through all reprints, or itself."""
        seen = {claim.id}
        last = claim
        while last.repeats is not None:
            original = self._by_id.get(last.repeats)
            if not isinstance(original, Claim):
                break
            if original.id in seen:
                return claim  # a circle has no first one
            seen.add(original.id)
            last = original
        return last

    def known(self) -> dict[str, str]:
        """Return every name of an actor, and every name that a source gives, folded."""
        names: list[str | None] = []
        for one in self._records:
            if isinstance(one, Actor):
                names += [one.name, *one.aliases]
            elif isinstance(one, Source):
                names += [one.origin, one.publisher]
            elif isinstance(one, Claim) and one.speaker is not None:
                names += [one.speaker.organisation, one.speaker.name]
        return {name_key(name): name for name in names if name is not None}

    def named(self, name: str) -> Voice:
        """Return the voice with a name, or the id of an actor, whatever it claims."""
        key = name_key(name)
        record = self._by_id.get(name)
        actor = record if isinstance(record, Actor) else self._actors.get(key)
        if actor is None:
            return Voice(name=name, key=key, house=key)
        shown = name if actor.name is None else actor.name
        return Voice(name=shown, key=actor.id, house=self._house(actor))

    def _house(self, actor: Actor) -> str:
        seen: dict[str, None] = {}
        last = actor
        while last.id not in seen:
            seen[last.id] = None
            if last.part_of is None or last.speaks_for_itself:
                return last.id
            following = self._by_id.get(last.part_of)
            if not isinstance(following, Actor):
                return last.part_of
            last = following
        # All of a circle are of one house.
        ids = list(seen)
        return min(ids[ids.index(last.id) :])


def _by_name(actors: Iterable[Actor]) -> dict[str, Actor]:
    """Return actors by their folded names. A name goes before an alias."""
    own: dict[str, list[Actor]] = {}
    other: dict[str, list[Actor]] = {}
    for actor in actors:
        if actor.name is not None:
            own.setdefault(name_key(actor.name), []).append(actor)
        for alias in {name_key(one) for one in actor.aliases}:
            other.setdefault(alias, []).append(actor)
    # A name that two actors share leads to neither.
    named = {**other, **own}
    return {name: found[0] for name, found in named.items() if len(found) == 1}


def name_key(name: str) -> str:
    """Return what spellings of a name share: its letters and digits, as one."""
    return folded(name).replace(" ", "") or name
