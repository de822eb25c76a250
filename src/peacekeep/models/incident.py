"""
What harms: `Incident`, with each `Party` to it and its `Casualties`; and one person,
`IndividualCasualty`.

An incident without casualties does not state that nobody was hurt: that is a count of
0 for the group.
"""

from typing import Annotated, cast

import attrs

from peacekeep.definitions.forms import Form
from peacekeep.definitions.rules import (
    CodeFrom,
    Dimension,
    Identity,
    NotWith,
    OneOf,
    Within,
)
from peacekeep.models.actor import Actor
from peacekeep.models.base import Base
from peacekeep.models.mission import Mission
from peacekeep.models.movement import Movement
from peacekeep.models.place import Country, Place
from peacekeep.models.record import Ref, as_ref, as_texts, seen
from peacekeep.models.source import Fact
from peacekeep.models.vocabularies import (
    CASUALTY_GROUP,
    CAUSE,
    INCIDENT_TYPE,
    INJURY_SEVERITY,
    METHOD,
    OUTCOME,
    PARTY_ROLE,
    PERSONNEL,
    SEX,
    SIDE,
)
from peacekeep.values.counts import Count, as_count
from peacekeep.values.dates import PartialDate, as_date
from peacekeep.values.periods import Period, as_period
from peacekeep.values.quantities import Quantity, as_quantity
from peacekeep.values.spans import Ends


__all__ = ["Casualties", "Incident", "IndividualCasualty", "Party"]


@attrs.frozen(kw_only=True)
class Party(Form):
    """
    Who was in an incident. To be a party says nothing of who did what to whom.

    Attributes:
        actor: Actor or mission.
        side: Code of `codes["side"]`.
        role: Code of `codes["party_role"]`. Each assertion of who did it is a claim on
            this field, and what a party claims for itself or lays on another is never
            adopted.

    Raises:
        InvalidRecord: If any field cannot be read or breaks a rule.

    Source:
        Sides: UCDP GED codebook, variables side_a and side_b.
    """

    KEY = ("actor",)

    actor: Ref[Actor | Mission] = attrs.field(converter=as_ref)
    side: Annotated[str | None, CodeFrom(SIDE)] = None
    role: Annotated[str | None, CodeFrom(PARTY_ROLE)] = None


def _as_parties(parts: list[Party] | tuple[Party, ...]) -> tuple[Party, ...]:
    """Let a field take a list of parts; the record reads it."""
    return cast("tuple[Party, ...]", parts)


@attrs.frozen(kw_only=True)
class Casualties(Form):
    """
    People of one group whom an incident harmed in one way.

    The group `all` is the total that a source reports. It stands beside the groups and
    is never added to them.

    Attributes:
        group: Code of `codes["casualty_group"]`.
        outcome: Code of `codes["outcome"]`.
        severity: Code of `codes["injury_severity"]`. None: any severity.
        party: Party of the incident whose people they are, by its actor.
        contributor: Actor or mission that sent them.
        sex: Code of `codes["sex"]`. None: all.
        count: How many. Unit: person.

    Raises:
        InvalidRecord: If any field cannot be read or breaks a rule.

    Source:
        OHCHR, Guidance on Casualty Recording, HR/PUB/19/1 (2019): counts by group.
    """

    KEY = ("group", "outcome", "severity", "party", "contributor", "sex")

    group: Annotated[str, CodeFrom(CASUALTY_GROUP)]
    outcome: Annotated[str, CodeFrom(OUTCOME)]
    severity: Annotated[str | None, CodeFrom(INJURY_SEVERITY)] = None
    party: Ref[Actor | Mission] | None = attrs.field(default=None, converter=as_ref)
    contributor: Ref[Actor | Mission] | None = attrs.field(
        default=None, converter=as_ref
    )
    sex: Annotated[str | None, CodeFrom(SEX)] = None
    count: Count | None = attrs.field(default=None, converter=as_count)


def _as_casualties(
    parts: list[Casualties] | tuple[Casualties, ...],
) -> tuple[Casualties, ...]:
    """Let a field take a list of parts; the record reads it."""
    return cast("tuple[Casualties, ...]", parts)


@attrs.frozen(kw_only=True)
class Incident(Fact):
    """
    A safety or security incident, or several that a source gives as one row.

    Attributes:
        mission: Mission that it concerns. None: none, or it is not stated.
        incident_type: Code of `codes["incident_type"]`.
        methods: How it was carried out. Codes of `codes["method"]`.
        on: Day on which it happened.
        period: Span over which it went on, or within which the single events fell.
        events: How many single events it sums up, where a source gives several as one.
            Unit: incident.
        place: Place where it happened.
        base: Base that it affected.
        movement: Movement that it affected.
        attacks: How many attacks. Unit: incident.
        casualties: People whom it harmed, by group and outcome.
        parties: Who was in it, by side and role.

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

    mission: Annotated[Ref[Mission] | None, OneOf("on", "period", "place")] = (
        attrs.field(default=None, converter=as_ref)
    )
    incident_type: Annotated[str | None, CodeFrom(INCIDENT_TYPE), Identity()] = None
    methods: Annotated[tuple[str, ...], CodeFrom(METHOD)] = attrs.field(
        default=(), converter=as_texts
    )
    on: PartialDate | None = attrs.field(default=None, converter=as_date)
    period: Annotated[Period | None, NotWith("on")] = attrs.field(
        default=None, converter=as_period
    )
    events: Count | None = attrs.field(default=None, converter=as_count)
    place: Annotated[Place | None, Identity()] = None
    base: Ref[Base] | None = attrs.field(default=None, converter=as_ref)
    movement: Ref[Movement] | None = attrs.field(default=None, converter=as_ref)
    attacks: Count | None = attrs.field(default=None, converter=as_count)
    casualties: tuple[Casualties, ...] = attrs.field(
        default=(), converter=_as_casualties
    )
    parties: tuple[Party, ...] = attrs.field(default=(), converter=_as_parties)

    def shows_base(self) -> Ends | None:
        """Return when it affected its base, if it was one of the mission."""
        return None if self.mission is None else seen(self.on or self.period)


@attrs.frozen(kw_only=True)
class IndividualCasualty(Fact):
    """
    One person killed, injured, missing or abducted: the unit of casualty recording.

    It never holds a name. How it relates to reported totals is a question to a dataset:
    a person is one of those whom a tally or the casualties of an incident count.

    Attributes:
        incident: Incident that harmed the person.
        mission: Mission that the person served, or that the incident concerns.
        outcome: Code of `codes["outcome"]`.
        severity: Code of `codes["injury_severity"]`. None: not stated.
        on: Day on which the person was harmed.
        cause: Code of `codes["cause"]`.
        group: Code of `codes["casualty_group"]`.
        category: What the person served as. Code of `codes["personnel"]`.
        contributor: Actor that sent the person, where the source says who did.
        nationality: Code of `codes["country"]`. Whose citizen the person was does not
            say who sent the person.
        sex: Code of `codes["sex"]`.
        age: Age on that day. Unit: any of time, as a rule year.
        place: Place where it happened.

    Raises:
        InvalidRecord: If any field cannot be read or breaks a rule.

    Example:
        >>> IndividualCasualty(
        ...     id="individual_casualty/un-minusma-2013-08-08359",
        ...     mission="mission/minusma",
        ...     outcome="died",
        ...     on="2013-08",
        ...     age="30..39 year",
        ...     identifiers=["un_fatality:MINUSMA-2013-08-08359"],
        ... ).age.to_phrase()
        '30 to 39 year'

    Source:
        OHCHR, Guidance on Casualty Recording, HR/PUB/19/1 (2019); Every Casualty,
        Standards 1.01, https://everycasualty.org/
    """

    incident: Annotated[Ref[Incident] | None, OneOf("mission", "on", "place")] = (
        attrs.field(default=None, converter=as_ref)
    )
    mission: Ref[Mission] | None = attrs.field(default=None, converter=as_ref)
    outcome: Annotated[str, CodeFrom(OUTCOME)]
    severity: Annotated[str | None, CodeFrom(INJURY_SEVERITY)] = None
    on: PartialDate | None = attrs.field(default=None, converter=as_date)
    cause: Annotated[str | None, CodeFrom(CAUSE)] = None
    group: Annotated[str | None, CodeFrom(CASUALTY_GROUP)] = None
    category: Annotated[str | None, CodeFrom(PERSONNEL)] = None
    contributor: Ref[Actor | Mission] | None = attrs.field(
        default=None, converter=as_ref
    )
    nationality: Country | None = None
    sex: Annotated[str | None, CodeFrom(SEX)] = None
    age: Annotated[
        Quantity | None,
        Dimension("time", "year"),
        Within(0, 150, "year", allow_open=True),
    ] = attrs.field(default=None, converter=as_quantity)
    place: Annotated[Place | None, Identity()] = None
