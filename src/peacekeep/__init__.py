"""
Model peacekeeping missions as they are reported: bounded, dated, sourced.

The face of the library: the names that users hold, in the order of the way of the data.
A name is loaded when it is first used. What authors of kinds, values, checks, policies
and formats need is in `peacekeep.authoring`.
"""

import importlib
from typing import Any


# Type checkers read the same names in `__init__.pyi`, which is built from these.
_HOMES = {
    "peacekeep.values.counts": "Count",
    "peacekeep.values.dates": "PartialDate",
    "peacekeep.values.periods": "Period",
    "peacekeep.values.quantities": "Quantity",
    "peacekeep.values.pint_units": "unit_registry",
    "peacekeep.values.points": "Point",
    "peacekeep.values.identifiers": "Identifier",
    "peacekeep.models.place": "Place",
    "peacekeep.models": (
        "Source Actor Affiliation Mission Mandate Base BaseEvent BaseStatus "
        "PersonnelCount Movement Equipment Incident Party Casualties "
        "IndividualCasualty Tally TallyPart Project Event Claim "
        "Speaker Record Fact Ref UnknownRecord"
    ),
    "peacekeep.models.vocabularies": "codes",
    "peacekeep.dataset": "Dataset",
    "peacekeep.pipeline": (
        "load loads from_plain read open_dataset validate to_rows view save dumps "
        "publish json_schema data_dictionary"
    ),
    "peacekeep.analysis.policies": "prefer",
    "peacekeep.analysis.reconcile": "settle",
    "peacekeep.analysis.sensitivity": "sensitivity",
    "peacekeep.analysis.comparison": "compare",
    "peacekeep.analysis.totals": "total",
    "peacekeep.analysis.presence": "open_on",
    "peacekeep.protect": "Audience",
    "peacekeep.pages.citations": "cite",
    "peacekeep.extensions": "Registry installed",
    "peacekeep.errors": (
        "PeacekeepError InvalidValue InvalidRecord UnreadableFile UnknownReference "
        "DuplicateRecord UnknownName UnknownWord ValidationFailed UnusableExtension "
        "MissingExtra Where Path Report Finding Severity"
    ),
}
_HOME = {name: home for home, names in _HOMES.items() for name in names.split()}

__version__ = "0.1.0"

__all__ = [*_HOME, "__version__"]  # noqa: PLE0604 # pyright: ignore[reportUnsupportedDunderAll] - each is a text


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
