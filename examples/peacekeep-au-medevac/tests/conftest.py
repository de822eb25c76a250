"""Setup of all tests: the unit is known, and Hypothesis draws the kind."""

import peacekeep as pk
from peacekeep.strategies import register
from peacekeep_au_medevac import MedicalEvacuation


pk.installed()
register(MedicalEvacuation)
