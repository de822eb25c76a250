"""
Model peacekeeping missions as they are reported: bounded, dated, sourced.

The face of the library, in the order of the way of the data. It loads what is used
when it is used, and holds nothing of its own.
"""

import importlib
from typing import TYPE_CHECKING, Any


if TYPE_CHECKING:
    from peacekeep.checks.base import Check, Finding, Report, Severity
    from peacekeep.data import open_dataset
    from peacekeep.dataset import Dataset, Snapshot
    from peacekeep.errors import (
        DuplicateRecord,
        InvalidRecord,
        InvalidValue,
        MissingExtra,
        PeacekeepError,
        UnknownName,
        UnknownReference,
        UnreadableFile,
        ValidationFailed,
        Where,
    )
    from peacekeep.models import (
        Actor,
        Affiliation,
        Base,
        BaseEvent,
        Casualties,
        Claim,
        Equipment,
        Event,
        Fact,
        Incident,
        Mandate,
        Mission,
        Movement,
        PersonnelCount,
        Record,
        Ref,
        Source,
        Speaker,
        Tally,
        TallyPart,
        UnknownRecord,
    )
    from peacekeep.pipeline import dumps, from_plain, load, loads, save, validate
    from peacekeep.values.counts import Count
    from peacekeep.values.dates import Days, PartialDate, Period
    from peacekeep.values.places import Place, Point
    from peacekeep.values.quantities import Quantity, unit_registry

_HOMES = {
    "peacekeep.values.counts": ("Count",),
    "peacekeep.values.dates": ("PartialDate", "Period", "Days"),
    "peacekeep.values.quantities": ("Quantity", "unit_registry"),
    "peacekeep.values.places": ("Point", "Place"),
    "peacekeep.models": (
        "Source",
        "Actor",
        "Affiliation",
        "Mission",
        "Mandate",
        "Base",
        "BaseEvent",
        "PersonnelCount",
        "Movement",
        "Equipment",
        "Incident",
        "Casualties",
        "Tally",
        "TallyPart",
        "Event",
        "Claim",
        "Speaker",
        "Record",
        "Fact",
        "Ref",
        "UnknownRecord",
    ),
    "peacekeep.dataset": ("Dataset", "Snapshot"),
    "peacekeep.pipeline": (
        "load",
        "loads",
        "from_plain",
        "validate",
        "save",
        "dumps",
    ),
    "peacekeep.data": ("open_dataset",),
    "peacekeep.checks.base": ("Report", "Finding", "Severity", "Check"),
    "peacekeep.errors": (
        "PeacekeepError",
        "InvalidValue",
        "InvalidRecord",
        "UnreadableFile",
        "UnknownReference",
        "DuplicateRecord",
        "UnknownName",
        "ValidationFailed",
        "MissingExtra",
        "Where",
    ),
}
_HOME = {name: home for home, names in _HOMES.items() for name in names}

__version__ = "0.1.0"

__all__ = [
    "Count",
    "PartialDate",
    "Period",
    "Days",
    "Quantity",
    "unit_registry",
    "Point",
    "Place",
    "Source",
    "Actor",
    "Affiliation",
    "Mission",
    "Mandate",
    "Base",
    "BaseEvent",
    "PersonnelCount",
    "Movement",
    "Equipment",
    "Incident",
    "Casualties",
    "Tally",
    "TallyPart",
    "Event",
    "Claim",
    "Speaker",
    "Record",
    "Fact",
    "Ref",
    "UnknownRecord",
    "Dataset",
    "Snapshot",
    "load",
    "loads",
    "from_plain",
    "validate",
    "save",
    "dumps",
    "open_dataset",
    "Report",
    "Finding",
    "Severity",
    "Check",
    "PeacekeepError",
    "InvalidValue",
    "InvalidRecord",
    "UnreadableFile",
    "UnknownReference",
    "DuplicateRecord",
    "UnknownName",
    "ValidationFailed",
    "MissingExtra",
    "Where",
    "__version__",
]


def __getattr__(name: str) -> Any:
    home = _HOME.get(name)
    if home is None:
        msg = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(msg)
    value = getattr(importlib.import_module(home), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *_HOME})
