"""
Doubts about evacuations: more patients than stretchers.

The check reports only what is certain: bounds that overlap are no contradiction.
"""

from collections.abc import Iterator

import peacekeep as pk
from peacekeep import authoring
from peacekeep_au_medevac.medical_evacuation import MedicalEvacuation


__all__ = ["CHECKS"]

MISSION = {"kind": "mission", "id": "mission/illustration"}
FULL = {
    "kind": "medical_evacuation",
    "id": "medical_evacuation/one",
    "mission": "mission/illustration",
    "capacity": "4 stretcher",
}


@authoring.check(
    severity=pk.Severity.WARNING,
    title="More patients are carried than there are stretchers",
    fix="See whether some could sit, or whether there was more than one journey.",
    failing=[MISSION, {**FULL, "patients": "5.."}],
    passing=[MISSION, {**FULL, "patients": "4.."}],
)
def more_patients_than_stretchers(dataset: pk.Dataset) -> Iterator[authoring.Doubt]:
    """Find evacuations with more patients, at least, than stretchers, at most."""
    for one in dataset.of(MedicalEvacuation):
        if one.patients is None or one.capacity is None or one.capacity.high is None:
            continue
        if one.patients.low > one.capacity.high:
            message = f"{one.patients} patients do not fit on {one.capacity}."
            yield authoring.Doubt(one.id, message, "patients")


CHECKS = (more_patients_than_stretchers,)
