"""
Where a mission lives: `Base`, and `BaseEvent`, what happens to a base.

Departed, closed, handed over and taken over are separate events, never merged.
"""

from typing import Annotated

import attrs

from peacekeep.definitions.rules import CodeFrom, Dimension
from peacekeep.models.actor import Actor
from peacekeep.models.mission import Mission
from peacekeep.models.place import Place
from peacekeep.models.record import Ref, as_ref
from peacekeep.models.source import Fact
from peacekeep.models.vocabularies import BASE_EVENT, BASE_TYPE
from peacekeep.values.dates import PartialDate, as_date
from peacekeep.values.quantities import Quantity, as_quantity


__all__ = ["Base", "BaseEvent"]


@attrs.frozen(kw_only=True)
class Base(Fact):
    """
    A camp, team site or headquarters of a mission.

    Attributes:
        name: Name in common use.
        mission: Mission that it belongs to.
        base_type: Code of `codes["base_type"]`.
        place: Where it is.
        area: Ground that it covers. Unit: any of area.
        parent: Base inside which it lies.

    Raises:
        InvalidRecord: If any field cannot be read or breaks a rule.

    Example:
        >>> Base(id="base/gao", mission="mission/minusma", area="9 hectare").area
        Quantity.parse('9 hectare')
    """

    name: str | None = None
    mission: Ref[Mission] = attrs.field(converter=as_ref)
    base_type: Annotated[str | None, CodeFrom(BASE_TYPE)] = None
    place: Place | None = None
    area: Annotated[Quantity | None, Dimension("area", "hectare")] = attrs.field(
        default=None, converter=as_quantity
    )
    parent: "Ref[Base] | None" = attrs.field(default=None, converter=as_ref)


@attrs.frozen(kw_only=True)
class BaseEvent(Fact):
    """
    One event of a base. A report that an event did not happen is a claim on the base.

    Attributes:
        base: The base.
        event: Code of `codes["base_event"]`.
        on: Day on which it happened.
        planned_on: Day in the plan last in force. Older plans are claims.
        to: Actor or mission that received or took it.
        reason: Reason, in a few words of the dataset's author.

    Raises:
        InvalidRecord: If any field cannot be read or breaks a rule.

    Example:
        >>> left = BaseEvent(
        ...     id="base_event/minusma-kidal-departed",
        ...     base="base/minusma-kidal",
        ...     event="departed",
        ...     on="2023-10-31",
        ...     planned_on="[2023-11-11..2023-11-20]",
        ... )
        >>> left.on.days_until(left.planned_on)
        Days(low=11, high=20)

    Source:
        Events of a site's end: vocabulary after the UN notes on MINUSMA's withdrawal,
        https://minusma.unmissions.org/en/note-correspondents-%E2%80%93-mali
    """

    base: Ref[Base] = attrs.field(converter=as_ref)
    event: Annotated[str, CodeFrom(BASE_EVENT)]
    on: PartialDate | None = attrs.field(default=None, converter=as_date)
    planned_on: PartialDate | None = attrs.field(default=None, converter=as_date)
    to: Ref[Actor | Mission] | None = attrs.field(default=None, converter=as_ref)
    reason: str | None = None
