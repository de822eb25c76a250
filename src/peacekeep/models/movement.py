"""
What moves and what is held: `Movement` and `Equipment`.

A convoy, a flight, a patrol; vehicles, containers, fuel.
"""

import datetime
from typing import Annotated, Final

import attrs

from peacekeep.definitions.rules import CodeFrom, Dimension, Identity, NotBefore, OneOf
from peacekeep.models.actor import Actor
from peacekeep.models.base import Base
from peacekeep.models.mission import Mission
from peacekeep.models.place import Place
from peacekeep.models.record import Ref, as_ref, begins_by, seen
from peacekeep.models.source import Fact
from peacekeep.models.vocabularies import (
    EQUIPMENT_STATUS,
    ITEM,
    MOVEMENT_MODE,
    MOVEMENT_PURPOSE,
)
from peacekeep.values.counts import Count, as_count
from peacekeep.values.dates import PartialDate, as_date
from peacekeep.values.quantities import Quantity, as_quantity
from peacekeep.values.spans import Ends, Span


__all__ = ["Equipment", "Movement"]

# Words of a status that leaves things with the mission.
_HELD: Final = frozenset({"held", "moved", "damaged", "disabled", "decommissioned"})


@attrs.frozen(kw_only=True)
class Movement(Fact):
    """
    A convoy, a flight, a patrol.

    Attributes:
        mission: Mission that moves. None: none does, or it is not stated.
        base: Base from which it set out.
        operator: Actor or mission that runs it, such as a contractor or an air force.
        mode: Code of `codes["movement_mode"]`.
        purpose: Code of `codes["movement_purpose"]`.
        origin: Where it set out.
        destination: Where it was going.
        departed_on: Day on which it set out.
        arrived_on: Day on which it arrived.
        distance: Way covered. Unit: any of length.
        column_length: Length of the column on the road. Unit: any of length.
        vehicles: How many vehicles or craft. Unit: vehicle.
        people: How many people. Unit: person.

    Raises:
        InvalidRecord: If any field cannot be read or breaks a rule.

    Example:
        >>> Movement(
        ...     id="movement/minusma-kidal-gao",
        ...     mission="mission/minusma",
        ...     distance="330..352 km",
        ... ).distance.to("mile").low < 206
        True
    """

    mission: Annotated[Ref[Mission] | None, OneOf("base", "operator")] = attrs.field(
        default=None, converter=as_ref
    )
    base: Ref[Base] | None = attrs.field(default=None, converter=as_ref)
    operator: Ref[Actor | Mission] | None = attrs.field(default=None, converter=as_ref)
    mode: Annotated[str | None, CodeFrom(MOVEMENT_MODE), Identity()] = None
    purpose: Annotated[str | None, CodeFrom(MOVEMENT_PURPOSE)] = None
    origin: Annotated[Place | None, Identity()] = None
    destination: Annotated[Place | None, Identity()] = None
    departed_on: PartialDate | None = attrs.field(default=None, converter=as_date)
    arrived_on: Annotated[PartialDate | None, NotBefore("departed_on")] = attrs.field(
        default=None, converter=as_date
    )
    distance: Annotated[Quantity | None, Dimension("length", "km")] = attrs.field(
        default=None, converter=as_quantity
    )
    column_length: Annotated[Quantity | None, Dimension("length", "km")] = attrs.field(
        default=None, converter=as_quantity
    )
    vehicles: Count | None = attrs.field(default=None, converter=as_count)
    people: Count | None = attrs.field(default=None, converter=as_count)

    def begins(self) -> tuple[datetime.date, datetime.date] | None:
        """Return the first and the last day on which it can have set out."""
        return begins_by(self, "departed_on")

    def shows_base(self) -> Ends | None:
        """Return when it set out from its base."""
        return seen(self.departed_on)


@attrs.frozen(kw_only=True)
class Equipment(Fact):
    """
    Things of one sort held, moved, destroyed or handed over.

    Attributes:
        mission: Mission whose things they are. None: not a mission's, or not stated.
        base: Where they are.
        operator: Actor or mission that holds or runs them.
        movement: Movement that carried them.
        item: Code of `codes["item"]`.
        status: Code of `codes["equipment_status"]`.
        count: How many.
        amount: How much, if it is not counted. Unit: as given.
        on: Day to which it refers.

    Raises:
        InvalidRecord: If any field cannot be read or breaks a rule.

    Example:
        >>> Equipment(
        ...     id="equipment/minusma-containers",
        ...     mission="mission/minusma",
        ...     item="container",
        ...     count="~5500",
        ... ).count.best
        5500
    """

    mission: Annotated[Ref[Mission] | None, OneOf("base", "operator")] = attrs.field(
        default=None, converter=as_ref
    )
    base: Ref[Base] | None = attrs.field(default=None, converter=as_ref)
    operator: Ref[Actor | Mission] | None = attrs.field(default=None, converter=as_ref)
    movement: Ref[Movement] | None = attrs.field(default=None, converter=as_ref)
    item: Annotated[str | None, CodeFrom(ITEM), Identity()] = None
    status: Annotated[str | None, CodeFrom(EQUIPMENT_STATUS)] = None
    count: Count | None = attrs.field(default=None, converter=as_count)
    amount: Quantity | None = attrs.field(default=None, converter=as_quantity)
    on: PartialDate | None = attrs.field(default=None, converter=as_date)

    @classmethod
    def happens(cls) -> bool:
        """Return False: things are held on a day."""
        return False

    def stands(self) -> Span:
        """
        Return on which days the things are held.

        They certainly are on their day, if their status leaves them with the mission;
        and possibly from then on. Without a status they possibly are. Things destroyed
        or given away never are.
        """
        if self.status is not None and self.status not in _HELD:
            return Span()
        first, _ = seen(self.on)
        held = Span.over(self.on).certain if self.status else ()
        return Span(held, ((first, datetime.date.max),))
