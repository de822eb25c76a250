"""
What happened around a mission: `Event`.

Coups, accords, rebellions, resolutions, statements. What harms people is an
`Incident`; what happens to a base is a `BaseEvent`.
"""

from typing import Annotated

import attrs

from peacekeep.definitions.rules import CodeFrom, Identity, NotWith
from peacekeep.models.actor import Actor
from peacekeep.models.mission import Mission, Symbol
from peacekeep.models.place import Place
from peacekeep.models.record import Ref, as_ref, as_refs
from peacekeep.models.source import Fact
from peacekeep.models.vocabularies import EVENT_TYPE
from peacekeep.values.dates import PartialDate, as_date
from peacekeep.values.periods import Period, as_period


__all__ = ["Event"]


@attrs.frozen(kw_only=True)
class Event(Fact):
    """
    A coup, an accord, a rebellion, a resolution, a statement.

    Attributes:
        event_type: Code of `codes["event_type"]`.
        title: Who did what to whom, in a few words of the dataset's author.
        on: Day on which it happened.
        period: Span over which it happened.
        actors: Who took part.
        place: Place where it happened.
        symbol: Symbol of the document that it is or produced.
        part_of: Larger event to which it belongs.

    Raises:
        InvalidRecord: If any field cannot be read or breaks a rule.

    Example:
        >>> Event(id="event/mali-rebellion-2012", event_type="rebellion", on="2012").on
        PartialDate.parse('2012')
    """

    event_type: Annotated[str | None, CodeFrom(EVENT_TYPE), Identity()] = None
    title: Annotated[str | None, Identity()] = None
    on: PartialDate | None = attrs.field(default=None, converter=as_date)
    period: Annotated[Period | None, NotWith("on")] = attrs.field(
        default=None, converter=as_period
    )
    actors: tuple[Ref[Actor | Mission], ...] = attrs.field(
        default=(), converter=as_refs
    )
    place: Annotated[Place | None, Identity()] = None
    symbol: Symbol | None = None
    part_of: "Ref[Event] | None" = attrs.field(default=None, converter=as_ref)
