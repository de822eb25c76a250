"""
What harms: `Incident`, with its `Casualties` by group and outcome.

An incident without casualties does not state that nobody was hurt: that is a count of
0 for the group.
"""

from typing import Annotated, cast

import attrs

from peacekeep.definitions.forms import Form
from peacekeep.definitions.rules import CodeFrom
from peacekeep.models.actor import Actor
from peacekeep.models.base import Base
from peacekeep.models.mission import Mission
from peacekeep.models.movement import Movement
from peacekeep.models.place import Place
from peacekeep.models.record import Ref, as_ref, as_refs, as_texts
from peacekeep.models.source import Fact
from peacekeep.models.vocabularies import (
    CASUALTY_GROUP,
    INCIDENT_TYPE,
    INJURY_SEVERITY,
    METHOD,
    OUTCOME,
)
from peacekeep.values.counts import Count, as_count
from peacekeep.values.dates import PartialDate, as_date


__all__ = ["Casualties", "Incident"]


@attrs.frozen(kw_only=True)
class Casualties(Form):
    """
    People of one group whom an incident harmed in one way.

    Attributes:
        group: Code of `codes["casualty_group"]`.
        outcome: Code of `codes["outcome"]`.
        severity: Code of `codes["injury_severity"]`. None: any severity.
        count: How many. Unit: person.

    Raises:
        InvalidRecord: If any field cannot be read or breaks a rule.

    Source:
        OHCHR, Guidance on Casualty Recording, HR/PUB/19/1 (2019): counts by group.
    """

    KEY = ("group", "outcome", "severity")

    group: Annotated[str, CodeFrom(CASUALTY_GROUP)]
    outcome: Annotated[str, CodeFrom(OUTCOME)]
    severity: Annotated[str | None, CodeFrom(INJURY_SEVERITY)] = None
    count: Count | None = attrs.field(default=None, converter=as_count)


def _as_casualties(
    parts: list[Casualties] | tuple[Casualties, ...],
) -> tuple[Casualties, ...]:
    """Let a field take a list of parts; the record reads it."""
    return cast("tuple[Casualties, ...]", parts)


@attrs.frozen(kw_only=True)
class Incident(Fact):
    """
    A safety or security incident.

    Attributes:
        mission: Mission that it concerns.
        incident_type: Code of `codes["incident_type"]`.
        methods: How it was carried out. Codes of `codes["method"]`.
        on: Day on which it happened.
        place: Place where it happened.
        base: Base that it affected.
        movement: Movement that it affected.
        attacks: How many attacks. Unit: incident.
        casualties: People whom it harmed, by group and outcome.
        perpetrators: Who did it, as adopted. Each assertion of who did it is a claim.

    Raises:
        InvalidRecord: If any field cannot be read or breaks a rule.

    Example:
        >>> Incident(
        ...     id="incident/minusma-kidal-convoy-2023-10-31",
        ...     mission="mission/minusma",
        ...     on="2023-10-31",
        ...     attacks=2,
        ...     casualties=(
        ...         Casualties(group="peacekeeper", outcome="injured", count="2.."),
        ...     ),
        ... ).casualties[0].count.to_phrase()
        'at least 2'
    """

    mission: Ref[Mission] = attrs.field(converter=as_ref)
    incident_type: Annotated[str | None, CodeFrom(INCIDENT_TYPE)] = None
    methods: Annotated[tuple[str, ...], CodeFrom(METHOD)] = attrs.field(
        default=(), converter=as_texts
    )
    on: PartialDate | None = attrs.field(default=None, converter=as_date)
    place: Place | None = None
    base: Ref[Base] | None = attrs.field(default=None, converter=as_ref)
    movement: Ref[Movement] | None = attrs.field(default=None, converter=as_ref)
    attacks: Count | None = attrs.field(default=None, converter=as_count)
    casualties: tuple[Casualties, ...] = attrs.field(
        default=(), converter=_as_casualties
    )
    perpetrators: tuple[Ref[Actor | Mission], ...] = attrs.field(
        default=(), converter=as_refs
    )
