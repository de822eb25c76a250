"""Setup of all tests: Hypothesis draws the kind of this distribution too."""

from peacekeep.strategies import register
from peacekeep_au_medevac import MedicalEvacuation


register(MedicalEvacuation)
