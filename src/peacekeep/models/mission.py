"""
The mission: `Mission`, and the `Mandate` that a resolution gives it.

Everything below happens to a mission. Its strength and its bases are other records.
"""

import re
from datetime import date
from typing import Annotated, Final, cast

import attrs

from peacekeep.definitions.forms import Form
from peacekeep.definitions.rules import CodeFrom, Identity, Pattern
from peacekeep.models.place import Country
from peacekeep.models.record import Ref, as_ref, as_texts
from peacekeep.models.source import Fact
from peacekeep.models.vocabularies import MANDATE_ACTION, MISSION_TYPE
from peacekeep.values.dates import PartialDate, as_date
from peacekeep.values.periods import Period, as_period
from peacekeep.values.spans import Span


__all__ = ["Mandate", "Mission", "Symbol"]

# The year of a resolution, at the end of its symbol.
_YEAR: Final = re.compile(r"^S/RES/[0-9]+ \(([0-9]{4})\)$")

_REST: Final = r"[^\[\],]*"


def _not(beginning: str) -> str:
    """Return a pattern of texts that do not continue with a beginning."""
    first, rest = beginning[0], beginning[1:]
    further = f"|{first}{_not(rest)}" if rest else ""
    return rf"(?:[^{first}\[\],]{_REST}{further})?"


Symbol = Annotated[
    str,
    Pattern(
        r"S/RES/[1-9][0-9]{0,4} \((?:19|20)[0-9]{2}\)"
        rf"|[^S\[\], \t]{_REST}|S{_not('/RES/')}",
        "be a document symbol such as S/RES/2690 (2023)",
    ),
]
"""A document symbol. Symbols of Security Council resolutions are checked in full."""


@attrs.frozen(kw_only=True)
class Mandate(Form):
    """
    What one resolution does to a mission.

    Attributes:
        resolution: Symbol of the resolution, such as `S/RES/2690 (2023)`.
        action: Code of `codes["mandate_action"]`.
        adopted_on: Day of adoption.
        period: Span over which it is in force.

    Raises:
        InvalidRecord: If any field cannot be read or breaks a rule.

    Source:
        Symbols: UN Dag Hammarskjold Library,
        http://www.un.org/Depts/dhl/resguide/scres.htm
    """

    KEY = ("resolution",)

    resolution: Symbol
    action: Annotated[str | None, CodeFrom(MANDATE_ACTION)] = None
    adopted_on: PartialDate | None = attrs.field(default=None, converter=as_date)
    period: Period | None = attrs.field(default=None, converter=as_period)

    def stands(self) -> Span:
        """
        Return the span of its period, from its adoption on.

        Without a day of adoption, it is from the year of its symbol on.
        """
        year = _YEAR.search(self.resolution)
        adopted = self.adopted_on or (PartialDate(year[1]) if year else None)
        first = date.min if adopted is None else adopted.earliest
        return Span.over(self.period).within(((first, date.max),))


def _as_mandates(parts: list[Mandate] | tuple[Mandate, ...]) -> tuple[Mandate, ...]:
    """Let a field take a list of parts; the record reads it."""
    return cast("tuple[Mandate, ...]", parts)


@attrs.frozen(kw_only=True)
class Mission(Fact):
    """
    A peacekeeping or political mission.

    Attributes:
        name: Full name.
        acronym: Acronym in common use.
        organisation: Who leads it.
        mission_type: Code of `codes["mission_type"]`.
        countries: Countries in which it works. Codes of `codes["country"]`.
        period: From the first day of its operations to the last.
        mandates: What resolutions did to it.
        predecessor: Mission from which it took over.

    Raises:
        InvalidRecord: If any field cannot be read or breaks a rule.

    Example:
        >>> Mission(id="mission/minusma", acronym="MINUSMA", period="2013/..").period
        Period.parse('2013/..')
    """

    name: Annotated[str | None, Identity()] = None
    acronym: Annotated[str | None, Identity()] = None
    organisation: str | None = None
    mission_type: Annotated[str | None, CodeFrom(MISSION_TYPE), Identity()] = None
    countries: tuple[Country, ...] = attrs.field(default=(), converter=as_texts)
    period: Period | None = attrs.field(default=None, converter=as_period)
    mandates: tuple[Mandate, ...] = attrs.field(default=(), converter=_as_mandates)
    predecessor: "Ref[Mission] | None" = attrs.field(default=None, converter=as_ref)
