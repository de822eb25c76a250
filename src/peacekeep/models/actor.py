"""
Who acts: `Actor`, with its `Affiliation` to others.

States, armed groups, movements, contributors. Later references to an actor may also
name a mission.
"""

from typing import Annotated, cast

import attrs

from peacekeep.definitions.forms import Form
from peacekeep.definitions.rules import CodeFrom, Identity
from peacekeep.models.place import Country
from peacekeep.models.record import Ref, as_ref, as_texts
from peacekeep.models.source import Fact
from peacekeep.models.vocabularies import ACTOR_TYPE, AIM, RELATION
from peacekeep.values.periods import Period, as_period
from peacekeep.values.spans import Span


__all__ = ["Actor", "Affiliation"]


@attrs.frozen(kw_only=True)
class Affiliation(Form):
    """
    How an actor is related to another one.

    Attributes:
        to: The other actor.
        relation: Code of `codes["relation"]`.
        period: Span over which the relation holds.

    Raises:
        InvalidRecord: If any field cannot be read or breaks a rule.
    """

    KEY = ("to", "relation")

    to: "Ref[Actor]" = attrs.field(converter=as_ref)
    relation: Annotated[str, CodeFrom(RELATION)]
    period: Period | None = attrs.field(default=None, converter=as_period)

    def stands(self) -> Span:
        """Return the span of its period."""
        return Span.over(self.period)


def _as_affiliations(
    parts: list[Affiliation] | tuple[Affiliation, ...],
) -> tuple[Affiliation, ...]:
    """Let a field take a list of parts; the record reads it."""
    return cast("tuple[Affiliation, ...]", parts)


@attrs.frozen(kw_only=True)
class Actor(Fact):
    """
    A state, an armed group, a movement, an organisation, a contributor.

    Attributes:
        name: Name in common use.
        aliases: Other names and abbreviations.
        actor_type: Code of `codes["actor_type"]`.
        country: Home country. Code of `codes["country"]`.
        aims: What it seeks. Codes of `codes["aim"]`.
        affiliations: Relations to other actors.
        part_of: Actor to which it belongs: a mission and an agency are part of the
            United Nations.
        speaks_for_itself: Whether its word counts apart from that of what it is part
            of, as an inquiry's or a panel's does. None: it does not.

    Raises:
        InvalidRecord: If any field cannot be read or breaks a rule.

    Example:
        >>> Actor(id="actor/mali", actor_type="state", country="MLI").country
        'MLI'
    """

    name: Annotated[str | None, Identity()] = None
    aliases: Annotated[tuple[str, ...], Identity()] = attrs.field(
        default=(), converter=as_texts
    )
    actor_type: Annotated[str | None, CodeFrom(ACTOR_TYPE), Identity()] = None
    country: Country | None = None
    aims: Annotated[tuple[str, ...], CodeFrom(AIM)] = attrs.field(
        default=(), converter=as_texts
    )
    affiliations: tuple[Affiliation, ...] = attrs.field(
        default=(), converter=_as_affiliations
    )
    part_of: "Ref[Actor] | None" = attrs.field(default=None, converter=as_ref)
    speaks_for_itself: bool | None = None
