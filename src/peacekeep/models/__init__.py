"""
The nouns of a UN report, as frozen attrs classes.

A reference points only to an earlier noun: each module imports only modules that come
before it in the order of `KINDS`. A noun knows its own fields and nothing else.
"""

from peacekeep.models.actor import Actor, Affiliation
from peacekeep.models.base import Base, BaseEvent, BaseStatus
from peacekeep.models.claim import Claim, Speaker
from peacekeep.models.event import Event
from peacekeep.models.incident import Casualties, Incident, IndividualCasualty, Party
from peacekeep.models.mission import Mandate, Mission
from peacekeep.models.movement import Equipment, Movement
from peacekeep.models.personnel import PersonnelCount
from peacekeep.models.project import Project
from peacekeep.models.record import Record, Ref, UnknownRecord
from peacekeep.models.source import Fact, Source
from peacekeep.models.tally import Tally, TallyPart


__all__ = [
    "KINDS",
    "Actor",
    "Affiliation",
    "Base",
    "BaseEvent",
    "BaseStatus",
    "Casualties",
    "Claim",
    "Equipment",
    "Event",
    "Fact",
    "Incident",
    "IndividualCasualty",
    "Mandate",
    "Mission",
    "Movement",
    "Party",
    "PersonnelCount",
    "Project",
    "Record",
    "Ref",
    "Source",
    "Speaker",
    "Tally",
    "TallyPart",
    "UnknownRecord",
]

KINDS: tuple[type[Record], ...] = (
    Source,
    Actor,
    Mission,
    Base,
    BaseEvent,
    BaseStatus,
    PersonnelCount,
    Movement,
    Equipment,
    Incident,
    IndividualCasualty,
    Tally,
    Project,
    Event,
    Claim,
)
"""The kinds of record, in the order in which references may point: upwards."""
