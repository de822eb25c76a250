"""
What somebody added up: `Tally`, a flow or a cumulated total, with its parts.

One question is one tally. Different answers to it are claims on it.
"""

import datetime
from typing import Annotated, cast

import attrs

from peacekeep.definitions.forms import Form
from peacekeep.definitions.rules import CodeFrom, Identity, NotWith, OneOf, Pattern
from peacekeep.models.actor import Actor
from peacekeep.models.mission import Mission
from peacekeep.models.place import Place
from peacekeep.models.record import Record, Ref, as_ref, as_refs, begins_by
from peacekeep.models.source import Fact
from peacekeep.models.vocabularies import CASUALTY_GROUP, CAUSE, MEASURE
from peacekeep.values.counts import Count, as_count
from peacekeep.values.dates import PartialDate, as_date
from peacekeep.values.periods import Period, as_period


__all__ = ["Tally", "TallyPart"]


@attrs.frozen(kw_only=True)
class TallyPart(Form):
    """
    A share of a total.

    Attributes:
        label: What is counted in it.
        count: How many. Unit: that of the tally.

    Raises:
        InvalidRecord: If any field cannot be read or breaks a rule.
    """

    KEY = ("label",)

    label: Annotated[str, Pattern("[^\n]+", "be one line")]
    count: Count | None = attrs.field(default=None, converter=as_count)


def _as_parts(parts: list[TallyPart] | tuple[TallyPart, ...]) -> tuple[TallyPart, ...]:
    """Let a field take a list of parts; the record reads it."""
    return cast("tuple[TallyPart, ...]", parts)


@attrs.frozen(kw_only=True)
class Tally(Fact):
    """
    A flow or a cumulated total that somebody reported.

    Attributes:
        mission: Mission that it concerns. None: none, or it is not stated.
        place: Place that it concerns, such as a region.
        actor: Actor or mission that it concerns, such as an armed force.
        measure: What is counted. Code of `codes["measure"]`.
        cause: Cause that is counted. Code of `codes["cause"]`. None: not stated.
        group: People who are counted. Code of `codes["casualty_group"]`. None: not
            stated.
        contributor: Actor or mission whose people are counted.
        of: Records that it counts.
        parts: Shares of the total.
        count: The total. Unit: that of the measure.
        on: Day up to which it counts.
        period: Span over which it counts.

    Raises:
        InvalidRecord: If any field cannot be read or breaks a rule.

    Example:
        >>> Tally(
        ...     id="tally/minusma-fatalities",
        ...     mission="mission/minusma",
        ...     measure="fatalities",
        ...     period="2013/2023-10-31",
        ...     count="301..",
        ... ).count.to_phrase()
        'more than 300'
    """

    mission: Annotated[Ref[Mission] | None, OneOf("place", "actor")] = attrs.field(
        default=None, converter=as_ref
    )
    place: Annotated[Place | None, Identity()] = None
    actor: Ref[Actor | Mission] | None = attrs.field(default=None, converter=as_ref)
    measure: Annotated[str, CodeFrom(MEASURE)]
    cause: Annotated[str | None, CodeFrom(CAUSE), Identity()] = None
    group: Annotated[str | None, CodeFrom(CASUALTY_GROUP), Identity()] = None
    contributor: Ref[Actor | Mission] | None = attrs.field(
        default=None, converter=as_ref
    )
    of: tuple[Ref[Record], ...] = attrs.field(default=(), converter=as_refs)
    parts: tuple[TallyPart, ...] = attrs.field(default=(), converter=_as_parts)
    count: Count | None = attrs.field(default=None, converter=as_count)
    on: PartialDate | None = attrs.field(default=None, converter=as_date)
    period: Annotated[Period | None, NotWith("on")] = attrs.field(
        default=None, converter=as_period
    )

    def begins(self) -> tuple[datetime.date, datetime.date] | None:
        """Return the first and the last day on which the total can be complete."""
        if self.period is None:
            return begins_by(self, "on")
        if self.period.end is None:
            return self.period.earliest, datetime.date.max
        return self.period.end.earliest, self.period.end.latest
