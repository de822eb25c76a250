"""
Which fields of which classes may be published: one allow-list, and what depends on it.

A field that is not listed is not published. A new field is withheld until it is listed.
"""

from collections.abc import Mapping
from typing import Any, Final

from peacekeep.definitions.fields import Field, fields_of
from peacekeep.definitions.forms import Form
from peacekeep.models import (
    Actor,
    Affiliation,
    Base,
    BaseEvent,
    BaseStatus,
    Casualties,
    Claim,
    Equipment,
    Event,
    Incident,
    IndividualCasualty,
    Mandate,
    Mission,
    Movement,
    Party,
    PersonnelCount,
    Project,
    Source,
    Speaker,
    Tally,
    TallyPart,
)
from peacekeep.models.place import Place


__all__ = [
    "CLAIMED_IN_WORDS",
    "FIELDS",
    "NEEDED",
    "NEVER",
    "OF_PROTECTED",
    "SAY_COUNTS",
    "Names",
    "drop_dependent",
    "fields_by_type",
    "is_needed",
]

Names = tuple[frozenset[str], frozenset[str]]


def _names(coarsened: str, exact: str = "") -> Names:
    return frozenset(coarsened.split()), frozenset(exact.split())


# Fields of each class that may be published: those that a coarsened record keeps, then
# those that only an unchanged record keeps. A field that is missing is not published.
FIELDS: Final[Mapping[type[Form], Names]] = {
    Source: _names(
        "id withheld publisher medium published_on licence language reliability origin "
        "supersedes",
        "marking identifiers note title retrieved_on url archive_url",
    ),
    Actor: _names(
        "id withheld sources name aliases actor_type country aims affiliations part_of "
        "speaks_for_itself",
        "marking identifiers note",
    ),
    Affiliation: _names("to relation period"),
    Mission: _names(
        "id withheld sources name acronym organisation mission_type countries period "
        "mandates predecessor",
        "marking identifiers note",
    ),
    Mandate: _names("resolution action adopted_on period"),
    Base: _names(
        "id withheld sources mission base_type place parent",
        "marking identifiers note name area",
    ),
    Place: _names(
        "country admin1 admin2",
        "name admin3 point precision representative identifiers",
    ),
    BaseEvent: _names(
        "id withheld sources base event on planned_on to",
        "marking identifiers note reason",
    ),
    BaseStatus: _names(
        "id withheld sources base status on period base_type personnel",
        "marking identifiers note",
    ),
    PersonnelCount: _names(
        "id withheld sources mission base category includes status count on period "
        "method contributor sex unit_type unit_size",
        "marking identifiers note mean",
    ),
    Movement: _names(
        "id withheld sources mission base operator mode purpose origin destination "
        "departed_on arrived_on vehicles people",
        "marking identifiers note distance column_length",
    ),
    Equipment: _names(
        "id withheld sources mission base operator movement item status count on",
        "marking identifiers note amount",
    ),
    Incident: _names(
        "id withheld sources mission incident_type methods on period events place base "
        "movement attacks casualties parties",
        "marking identifiers note",
    ),
    Party: _names("actor side role"),
    Casualties: _names("group outcome severity party contributor sex count"),
    IndividualCasualty: _names(
        "id withheld sources incident mission outcome severity on cause group category "
        "contributor nationality sex age place",
        "marking identifiers note",
    ),
    Tally: _names(
        "id withheld sources mission place actor measure cause group contributor of "
        "parts count on "
        "period",
        "marking identifiers note",
    ),
    TallyPart: _names("count", "label"),
    Project: _names(
        "id withheld sources mission place sector period beneficiaries partner_type "
        "status",
        "marking identifiers note title cost partner",
    ),
    Event: _names(
        "id withheld sources event_type on period actors place part_of",
        "marking identifiers note title symbol",
    ),
    Claim: _names(
        "id withheld about field value source speaker reported_on credibility stance "
        "basis repeats",
        "marking identifiers note says verbatim",
    ),
    Speaker: _names("organisation description anonymous_because", "name role"),
}

# Attributes that are not fields. A record that has one of them is never published.
NEVER: Final = ("extra",)

# The only fields of a claim by a protected speaker that are published.
OF_PROTECTED: Final[Mapping[type[Form], frozenset[str]]] = {
    Claim: frozenset(
        "id about field value says source speaker reported_on stance basis "
        "credibility".split()
    ),
    Speaker: frozenset({"description", "anonymous_because"}),
}

# Fields without which a record would mean something else: without a base, a count of
# people is a count of the whole mission.
NEEDED: Final[Mapping[type[Form], frozenset[str]]] = {
    PersonnelCount: frozenset(
        {"mission", "base", "contributor", "sex", "unit_type", "unit_size", "period"}
    ),
    Movement: frozenset({"mission", "operator"}),
    Equipment: frozenset({"mission", "base", "operator"}),
    Tally: frozenset({"mission", "place", "actor", "contributor", "cause", "group"}),
}

# The path and value of a claim are free text if another claim states them.
CLAIMED_IN_WORDS: Final = frozenset({"field", "value"})

# Fields that may say in words what a count no longer shows.
SAY_COUNTS: Final = frozenset({"note", "says", "verbatim"})


def fields_by_type(cls: type[Form]) -> Names:
    """Return the fields of a third-party kind: those without free text, and others."""
    safe, exact = {"withheld"}, {"marking"}
    for field in fields_of(cls):
        is_safe = not field.is_words and not field.foreign and field.schemes is None
        (safe if is_safe else exact).add(field.name)
    return frozenset(safe) - {"marking"}, frozenset(exact)


def drop_dependent(cls: type[Form], kept: dict[str, Any]) -> None:
    """Drop each field that requires another field that is not kept."""
    for field in fields_of(cls):
        for name in field.needed_by if field.name not in kept else ():
            kept.pop(name, None)


def is_needed(cls: type[Form], field: Field) -> bool:
    """Return whether a form means nothing, or something else, without a field."""
    needed = field.name in cls.KEY or field.name in NEEDED.get(cls, ())
    return needed or field.required
