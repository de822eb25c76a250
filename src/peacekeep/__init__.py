"""
Model peacekeeping missions as they are reported: bounded, dated, sourced.

The face of the library, in the order of the way of the data. It loads what is used
when it is used, and holds nothing of its own.
"""

import importlib
from typing import TYPE_CHECKING, Any


if TYPE_CHECKING:
    from peacekeep.analysis.comparison import Comparison, Likeness, compare
    from peacekeep.analysis.contests import Aside, Contest
    from peacekeep.analysis.reconcile import (
        Choice,
        Policy,
        SettledField,
        Settlement,
        prefer,
        settle,
    )
    from peacekeep.analysis.sensitivity import Answer, Sensitivity, sensitivity
    from peacekeep.checks.base import Check, Doubt, Finding, Report, Severity, check
    from peacekeep.citations import Citations, cite
    from peacekeep.codes import Code, Codes, glossary
    from peacekeep.data import open_dataset
    from peacekeep.dataset import Dataset, Snapshot
    from peacekeep.difference import (
        Difference,
        Edition,
        FieldChange,
        RecordChange,
    )
    from peacekeep.errors import (
        DuplicateRecord,
        InvalidRecord,
        InvalidValue,
        MissingExtra,
        PeacekeepError,
        UnknownName,
        UnknownReference,
        UnreadableFile,
        UnusableExtension,
        ValidationFailed,
        Where,
    )
    from peacekeep.extensions import Extension, Registry, installed
    from peacekeep.formats.base import Format
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
    from peacekeep.models.record import as_ref, as_refs
    from peacekeep.pipeline import (
        data_dictionary,
        dumps,
        from_plain,
        json_schema,
        load,
        loads,
        publish,
        read,
        save,
        to_rows,
        validate,
    )
    from peacekeep.protect import Audience, Omission, Withheld
    from peacekeep.rules import (
        Bounds,
        CodeFrom,
        Dimension,
        NotBefore,
        NotEmpty,
        NotWith,
        Pattern,
        RequiredWith,
    )
    from peacekeep.values.base import Form, Value
    from peacekeep.values.counts import Count, as_count
    from peacekeep.values.dates import (
        Days,
        PartialDate,
        Period,
        as_date,
        as_period,
    )
    from peacekeep.values.places import Place, Point, as_point
    from peacekeep.values.quantities import (
        Quantity,
        as_quantity,
        define_unit,
        unit_registry,
    )

_HOMES = {
    "peacekeep.values.counts": ("Count", "as_count"),
    "peacekeep.values.dates": (
        "PartialDate",
        "Period",
        "Days",
        "as_date",
        "as_period",
    ),
    "peacekeep.values.quantities": (
        "Quantity",
        "as_quantity",
        "unit_registry",
        "define_unit",
    ),
    "peacekeep.values.places": ("Point", "Place", "as_point"),
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
    "peacekeep.difference": ("Difference", "Edition", "RecordChange", "FieldChange"),
    "peacekeep.pipeline": (
        "load",
        "loads",
        "from_plain",
        "read",
        "validate",
        "publish",
        "to_rows",
        "save",
        "dumps",
        "json_schema",
        "data_dictionary",
    ),
    "peacekeep.data": ("open_dataset",),
    "peacekeep.analysis.reconcile": (
        "settle",
        "prefer",
        "Settlement",
        "SettledField",
        "Choice",
        "Policy",
    ),
    "peacekeep.analysis.contests": ("Contest", "Aside"),
    "peacekeep.analysis.sensitivity": ("sensitivity", "Sensitivity", "Answer"),
    "peacekeep.protect": ("Audience", "Withheld", "Omission"),
    "peacekeep.citations": ("cite", "Citations"),
    "peacekeep.analysis.comparison": ("compare", "Comparison", "Likeness"),
    "peacekeep.checks.base": (
        "Report",
        "Finding",
        "Severity",
        "Check",
        "Doubt",
        "check",
    ),
    "peacekeep.extensions": ("Extension", "Registry", "installed"),
    "peacekeep.formats.base": ("Format",),
    "peacekeep.codes": ("Codes", "Code", "glossary"),
    "peacekeep.rules": (
        "CodeFrom",
        "Pattern",
        "Dimension",
        "Bounds",
        "NotEmpty",
        "NotBefore",
        "NotWith",
        "RequiredWith",
    ),
    "peacekeep.values.base": ("Form", "Value"),
    "peacekeep.models.record": ("as_ref", "as_refs"),
    "peacekeep.errors": (
        "PeacekeepError",
        "InvalidValue",
        "InvalidRecord",
        "UnreadableFile",
        "UnknownReference",
        "DuplicateRecord",
        "UnknownName",
        "ValidationFailed",
        "UnusableExtension",
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
    "Difference",
    "Edition",
    "RecordChange",
    "FieldChange",
    "load",
    "loads",
    "from_plain",
    "read",
    "validate",
    "to_rows",
    "save",
    "dumps",
    "json_schema",
    "data_dictionary",
    "open_dataset",
    "settle",
    "prefer",
    "Settlement",
    "SettledField",
    "Contest",
    "Choice",
    "Policy",
    "Aside",
    "sensitivity",
    "Sensitivity",
    "Answer",
    "compare",
    "Comparison",
    "Likeness",
    "publish",
    "Audience",
    "Withheld",
    "Omission",
    "cite",
    "Citations",
    "Report",
    "Finding",
    "Severity",
    "Check",
    "Extension",
    "Registry",
    "installed",
    "Format",
    "Form",
    "Value",
    "Codes",
    "Code",
    "glossary",
    "CodeFrom",
    "Pattern",
    "Dimension",
    "Bounds",
    "NotEmpty",
    "NotBefore",
    "NotWith",
    "RequiredWith",
    "as_count",
    "as_date",
    "as_period",
    "as_quantity",
    "as_point",
    "as_ref",
    "as_refs",
    "define_unit",
    "check",
    "Doubt",
    "PeacekeepError",
    "InvalidValue",
    "InvalidRecord",
    "UnreadableFile",
    "UnknownReference",
    "DuplicateRecord",
    "UnknownName",
    "ValidationFailed",
    "UnusableExtension",
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
