"""
The kind of record that this distribution adds, and its vocabulary.

Everything else follows from the class: errors, formats, JSON Schema, tables, examples.
"""

from typing import Annotated

import attrs

import peacekeep as pk
from peacekeep import authoring


__all__ = ["URGENCY", "MedicalEvacuation"]

URGENCY = authoring.Codes(
    "evacuation_urgency",
    open=False,
    codes=authoring.glossary(
        "peacekeep-au-medevac",
        """
        at_once: at once
            Life or limb is lost without an operation.
        soon: soon
            The patient can wait some hours.
        planned: planned
            The day can be chosen.
        """,
    ),
)
"""How urgent an evacuation is. The words were made up for the illustration."""


@attrs.frozen(kw_only=True)
class MedicalEvacuation(pk.Fact):
    """
    One journey that brings patients to a place where they can be treated.

    Attributes:
        mission: Mission whose patients they are.
        incident: Incident that injured them, if any.
        urgency: Code of `URGENCY`.
        origin: Where they were picked up.
        destination: Where they were taken.
        on: Day on which they were picked up.
        arrived_on: Day on which they arrived.
        patients: How many. Unit: person.
        capacity: How many can be carried lying down. Unit: stretcher.
        flying_time: Time in the air, of all aircraft together. Unit: flight_hour.

    Raises:
        InvalidRecord: If any field cannot be read or breaks a rule.
    """

    mission: pk.Ref[pk.Mission] = attrs.field(converter=authoring.as_ref)
    incident: pk.Ref[pk.Incident] | None = attrs.field(
        default=None, converter=authoring.as_ref
    )
    urgency: Annotated[str | None, authoring.CodeFrom(URGENCY)] = None
    origin: pk.Place | None = None
    destination: pk.Place | None = None
    on: pk.PartialDate | None = attrs.field(default=None, converter=authoring.as_date)
    arrived_on: Annotated[pk.PartialDate | None, authoring.NotBefore("on")] = (
        attrs.field(default=None, converter=authoring.as_date)
    )
    patients: pk.Count | None = attrs.field(default=None, converter=authoring.as_count)
    capacity: Annotated[
        pk.Quantity | None, authoring.Dimension("stretcher", "stretcher")
    ] = attrs.field(default=None, converter=authoring.as_quantity)
    flying_time: Annotated[
        pk.Quantity | None, authoring.Dimension("aircraft*time", "flight_hour")
    ] = attrs.field(default=None, converter=authoring.as_quantity)
