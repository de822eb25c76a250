"""
Medical evacuations for peacekeep: one kind of record, one check, one unit.

An entry point offers `EXTENSION`; users need not call anything.
"""

from importlib.resources import files

from peacekeep import authoring
from peacekeep_au_medevac.checks.evacuations import CHECKS
from peacekeep_au_medevac.medical_evacuation import MedicalEvacuation


__all__ = ["EXTENSION", "MedicalEvacuation"]

EXTENSION = authoring.Extension(
    name="au-medevac",
    records=(MedicalEvacuation,),
    checks=CHECKS,
    units={"stretcher": None},
    datasets={
        "au-medevac": files("peacekeep_au_medevac").joinpath("data", "au_medevac.json")
    },
)
"""What this distribution adds to peacekeep."""
