"""
People: `PersonnelCount`, how many of one category are present.

A stock, never a flow: who left, died or was hurt is a `Tally` or an `Incident`.
"""

from datetime import date
from typing import Annotated

import attrs

from peacekeep.definitions.rules import CodeFrom, Dimension, Identity, NotWith, OneOf
from peacekeep.models.actor import Actor
from peacekeep.models.base import Base
from peacekeep.models.mission import Mission
from peacekeep.models.record import Ref, as_ref, as_texts, seen
from peacekeep.models.source import Fact
from peacekeep.models.vocabularies import (
    COUNT_METHOD,
    PERSONNEL,
    SEX,
    STRENGTH_STATUS,
    UNIT_SIZE,
    UNIT_TYPE,
)
from peacekeep.values.counts import Count, as_count
from peacekeep.values.dates import PartialDate, as_date
from peacekeep.values.periods import Period, as_period
from peacekeep.values.quantities import Quantity, as_quantity
from peacekeep.values.spans import Ends, Span


__all__ = ["PersonnelCount"]


@attrs.frozen(kw_only=True)
class PersonnelCount(Fact):
    """
    People of one category present at one place, on one day or over a span.

    A stock, not a flow: two counts of one base are never added over time.

    Attributes:
        mission: Mission that they serve. None: not one mission, as in a ranking of
            contributors over all missions.
        base: Where they are. None: the mission as a whole.
        category: Code of `codes["personnel"]`.
        includes: Categories that the source says the count includes.
        status: Code of `codes["strength_status"]`. A ceiling is a count of status
            authorised.
        count: How many. Unit: person.
        mean: Mean number over the period, where the source gives a mean. Unit: person,
            or person_day/day, in which fractions are read.
        on: Day on which they were present.
        period: Span over which they were present, or which the mean covers.
        method: How they were counted. Code of `codes["count_method"]`.
        contributor: Actor or mission that sent them.
        sex: Code of `codes["sex"]`. None: all.
        unit_type: What sort of unit they are. Code of `codes["unit_type"]`.
        unit_size: How large the unit is by its name. Code of `codes["unit_size"]`.

    Raises:
        InvalidRecord: If any field cannot be read or breaks a rule.

    Example:
        >>> PersonnelCount(
        ...     id="personnel_count/minusma-kidal-2023-10",
        ...     mission="mission/minusma",
        ...     category="peacekeeper",
        ...     count="~850",
        ... ).count.high
        935

    Source:
        Categories: UN Peacekeeping,
        https://peacekeeping.un.org/en/data-troop-and-police-contributions
    """

    mission: Annotated[Ref[Mission] | None, OneOf("base", "contributor")] = attrs.field(
        default=None, converter=as_ref
    )
    base: Ref[Base] | None = attrs.field(default=None, converter=as_ref)
    category: Annotated[str, CodeFrom(PERSONNEL)]
    includes: Annotated[tuple[str, ...], CodeFrom(PERSONNEL)] = attrs.field(
        default=(), converter=as_texts
    )
    status: Annotated[str | None, CodeFrom(STRENGTH_STATUS), Identity()] = None
    count: Count | None = attrs.field(default=None, converter=as_count)
    mean: Annotated[Quantity | None, Dimension("person", "person_day/day")] = (
        attrs.field(default=None, converter=as_quantity)
    )
    on: PartialDate | None = attrs.field(default=None, converter=as_date)
    period: Annotated[Period | None, NotWith("on")] = attrs.field(
        default=None, converter=as_period
    )
    method: Annotated[str | None, CodeFrom(COUNT_METHOD)] = None
    contributor: Ref[Actor | Mission] | None = attrs.field(
        default=None, converter=as_ref
    )
    sex: Annotated[str | None, CodeFrom(SEX), Identity()] = None
    unit_type: Annotated[str | None, CodeFrom(UNIT_TYPE)] = None
    unit_size: Annotated[str | None, CodeFrom(UNIT_SIZE)] = None

    @classmethod
    def happens(cls) -> bool:
        """Return False: it holds on its day or over its period."""
        return False

    def stands(self) -> Span:
        """
        Return its day, or the span of its period.

        A ceiling without an end stands until another record ends it; see `series`.
        """
        if self.series() is None:
            return Span.over(self.on or self.period)
        return Span.between(seen(self.on or self.period), (date.max, date.max))

    def series(self) -> object:
        """Return what a ceiling without an end shares with the next one."""
        ends = self.period is not None and not self.period.end_open
        if self.status != "authorised" or ends:
            return None
        who = self.mission, self.base, self.category, self.contributor
        return *who, self.sex, self.unit_type

    def shows_base(self) -> Ends | None:
        """Return when people certainly were there: deployed, and one at least."""
        number = self.mean if self.count is None else self.count
        is_there = self.status == "deployed" and number is not None and number.low > 0
        return seen(self.on or self.period) if is_there else None
