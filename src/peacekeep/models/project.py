"""
What a mission pays for: `Project`, such as a quick-impact project.

Projects are published by the hundred. Money is never converted.
"""

from typing import Annotated

import attrs

from peacekeep.definitions.rules import CodeFrom, Dimension, Identity, OneOf
from peacekeep.models.actor import Actor
from peacekeep.models.mission import Mission
from peacekeep.models.place import Place
from peacekeep.models.record import Ref, as_ref
from peacekeep.models.source import Fact
from peacekeep.models.vocabularies import PARTNER_TYPE, PROJECT_STATUS, SECTOR
from peacekeep.values.counts import Count, as_count
from peacekeep.values.periods import Period, as_period
from peacekeep.values.quantities import Quantity, as_quantity
from peacekeep.values.units import CURRENCIES


__all__ = ["Project"]


@attrs.frozen(kw_only=True)
class Project(Fact):
    """
    A project that a mission pays for or supports.

    Attributes:
        title: Title as published.
        mission: Mission that pays for it.
        place: Place where it is carried out.
        sector: What it is for. Code of `codes["sector"]`.
        period: Span over which it is carried out.
        cost: What it costs, or what was paid. Unit: one currency.
        beneficiaries: How many people it is for. Unit: person.
        partner: Actor that carries it out.
        partner_type: What sort of partner carries it out. Code of
            `codes["partner_type"]`.
        status: Code of `codes["project_status"]`.

    Raises:
        InvalidRecord: If any field cannot be read or breaks a rule.

    Example:
        >>> Project(
        ...     id="project/minusma-qip-tim18-010",
        ...     mission="mission/minusma",
        ...     cost="28227.82 USD",
        ... ).cost
        Quantity.parse('28227.82 USD')

    Source:
        Currencies: ISO 4217.
    """

    title: Annotated[str | None, Identity()] = None
    mission: Annotated[Ref[Mission] | None, OneOf("place", "partner")] = attrs.field(
        default=None, converter=as_ref
    )
    place: Annotated[Place | None, Identity()] = None
    sector: Annotated[str | None, CodeFrom(SECTOR), Identity()] = None
    period: Period | None = attrs.field(default=None, converter=as_period)
    cost: Annotated[Quantity | None, Dimension(CURRENCIES, CURRENCIES[0])] = (
        attrs.field(default=None, converter=as_quantity)
    )
    beneficiaries: Count | None = attrs.field(default=None, converter=as_count)
    partner: Ref[Actor] | None = attrs.field(default=None, converter=as_ref)
    partner_type: Annotated[str | None, CodeFrom(PARTNER_TYPE)] = None
    status: Annotated[str | None, CodeFrom(PROJECT_STATUS)] = None
