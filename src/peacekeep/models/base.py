"""
Where a mission lives: `Base`, what happens to it, `BaseEvent`, and `BaseStatus`.

Departed, closed, handed over and taken over are separate events, never merged. That a
source shows a base on a day is a status, and no event.
"""

from typing import Annotated

import attrs

from peacekeep.definitions.rules import CodeFrom, Dimension, Identity, NotWith
from peacekeep.models.actor import Actor
from peacekeep.models.mission import Mission
from peacekeep.models.place import Place
from peacekeep.models.record import Ref, as_ref, as_texts, seen
from peacekeep.models.source import Fact
from peacekeep.models.vocabularies import BASE_EVENT, BASE_STATUS, BASE_TYPE, PERSONNEL
from peacekeep.values.dates import PartialDate, as_date
from peacekeep.values.periods import Period, as_period
from peacekeep.values.quantities import Quantity, as_quantity
from peacekeep.values.spans import Ends, Span


__all__ = ["Base", "BaseEvent", "BaseStatus"]


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

    name: Annotated[str | None, Identity()] = None
    mission: Ref[Mission] = attrs.field(converter=as_ref)
    base_type: Annotated[str | None, CodeFrom(BASE_TYPE), Identity()] = None
    place: Annotated[Place | None, Identity()] = None
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


@attrs.frozen(kw_only=True)
class BaseStatus(Fact):
    """
    State of a base on a day or over a span, as a map or a list shows it.

    A base that is seen present on a day had been opened by then, and was not yet
    closed. A status says nothing of the day on which either happened.

    Attributes:
        base: The base.
        status: Code of `codes["base_status"]`.
        on: Day to which it refers.
        period: Span to which it refers, such as the year of a yearly table.
        base_type: What the base was then. Code of `codes["base_type"]`.
        personnel: Categories of people who the source says were there. Empty: not
            stated. Codes of `codes["personnel"]`.

    Raises:
        InvalidRecord: If any field cannot be read or breaks a rule.

    Example:
        >>> BaseStatus(
        ...     id="base_status/aguelhok-2015-09",
        ...     base="base/aguelhok",
        ...     status="present",
        ...     on="2015-09",
        ... ).status
        'present'

    Source:
        Geo-PKO, version 2.1: a row is a location on a map of the mission.
    """

    base: Ref[Base] = attrs.field(converter=as_ref)
    status: Annotated[str, CodeFrom(BASE_STATUS)]
    on: PartialDate | None = attrs.field(default=None, converter=as_date)
    period: Annotated[Period | None, NotWith("on")] = attrs.field(
        default=None, converter=as_period
    )
    base_type: Annotated[str | None, CodeFrom(BASE_TYPE)] = None
    personnel: Annotated[tuple[str, ...], CodeFrom(PERSONNEL)] = attrs.field(
        default=(), converter=as_texts
    )

    @classmethod
    def happens(cls) -> bool:
        """Return False: it holds on its day or over its period."""
        return False

    def stands(self) -> Span:
        """Return its day, or the span of its period."""
        return Span.over(self.on or self.period)

    def shows_base(self) -> Ends | None:
        """Return when the base was seen present."""
        return seen(self.on or self.period) if self.status == "present" else None
