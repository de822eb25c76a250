"""
People: `PersonnelCount`, how many of one category are present.

A stock, never a flow: who left, died or was hurt is a `Tally` or an `Incident`.
"""

from typing import Annotated

import attrs

from peacekeep.definitions.rules import CodeFrom
from peacekeep.models.actor import Actor
from peacekeep.models.base import Base
from peacekeep.models.mission import Mission
from peacekeep.models.record import Ref, as_ref, as_texts
from peacekeep.models.source import Fact
from peacekeep.models.vocabularies import COUNT_METHOD, PERSONNEL, SEX, STRENGTH_STATUS
from peacekeep.values.counts import Count, as_count
from peacekeep.values.dates import PartialDate, as_date


__all__ = ["PersonnelCount"]


@attrs.frozen(kw_only=True)
class PersonnelCount(Fact):
    """
    People of one category present at one place on one day.

    A stock, not a flow: two counts of one base are never added over time.

    Attributes:
        mission: Mission that they serve.
        base: Where they are. None: the mission as a whole.
        category: Code of `codes["personnel"]`.
        includes: Categories that the source says the count includes.
        status: Code of `codes["strength_status"]`. A ceiling is a count of status
            authorised.
        count: How many. Unit: person.
        on: Day on which they were present.
        method: How they were counted. Code of `codes["count_method"]`.
        contributor: Actor or mission that sent them.
        sex: Code of `codes["sex"]`. None: all.

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

    mission: Ref[Mission] = attrs.field(converter=as_ref)
    base: Ref[Base] | None = attrs.field(default=None, converter=as_ref)
    category: Annotated[str, CodeFrom(PERSONNEL)]
    includes: Annotated[tuple[str, ...], CodeFrom(PERSONNEL)] = attrs.field(
        default=(), converter=as_texts
    )
    status: Annotated[str | None, CodeFrom(STRENGTH_STATUS)] = None
    count: Count | None = attrs.field(default=None, converter=as_count)
    on: PartialDate | None = attrs.field(default=None, converter=as_date)
    method: Annotated[str | None, CodeFrom(COUNT_METHOD)] = None
    contributor: Ref[Actor | Mission] | None = attrs.field(
        default=None, converter=as_ref
    )
    sex: Annotated[str | None, CodeFrom(SEX)] = None
