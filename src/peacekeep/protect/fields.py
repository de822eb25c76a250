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
    Casualties,
    Claim,
    Equipment,
    Event,
    Incident,
    Mandate,
    Mission,
    Movement,
    PersonnelCount,
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
        "marking note title retrieved_on url archive_url",
    ),
    Actor: _names(
        "id withheld sources name aliases actor_type country aims affiliations",
        "marking note",
    ),
    Affiliation: _names("to relation period"),
    Mission: _names(
        "id withheld sources name acronym organisation mission_type countries period "
        "mandates predecessor",
        "marking note",
    ),
    Mandate: _names("resolution action adopted_on period"),
    Base: _names(
        "id withheld sources mission base_type place parent", "marking note name area"
    ),
    Place: _names("country admin1 admin2", "name point precision representative"),
    BaseEvent: _names(
        "id withheld sources base event on planned_on to", "marking note reason"
    ),
    PersonnelCount: _names(
        "id withheld sources mission base category includes status count on method "
        "contributor sex",
        "marking note",
    ),
    Movement: _names(
        "id withheld sources mission mode purpose origin destination departed_on "
        "arrived_on vehicles people",
        "marking note distance column_length",
    ),
    Equipment: _names(
        "id withheld sources mission base movement item status count on",
        "marking note amount",
    ),
    Incident: _names(
        "id withheld sources mission incident_type methods on place base movement "
        "attacks casualties perpetrators",
        "marking note",
    ),
    Casualties: _names("group outcome severity count"),
    Tally: _names(
        "id withheld sources mission measure cause group contributor of parts count on "
        "period",
        "marking note",
    ),
    TallyPart: _names("count", "label"),
    Event: _names(
        "id withheld sources event_type on period actors place part_of",
        "marking note title symbol",
    ),
    Claim: _names(
        "id withheld about field value source speaker reported_on credibility stance "
        "basis",
        "marking note says verbatim",
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
    PersonnelCount: frozenset({"base", "contributor", "sex"}),
    Equipment: frozenset({"base"}),
    Tally: frozenset({"contributor", "cause", "group"}),
}

# The path and value of a claim are free text if another claim states them.
CLAIMED_IN_WORDS: Final = frozenset({"field", "value"})

# Fields that may say in words what a count no longer shows.
SAY_COUNTS: Final = frozenset({"note", "says", "verbatim"})


def fields_by_type(cls: type[Form]) -> Names:
    """Return the fields of a third-party kind: those without free text, and others."""
    safe, exact = {"withheld"}, {"marking"}
    for field in fields_of(cls):
        is_safe = not field.is_words and not field.foreign
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
