"""
Checks of a dataset, one subject per file. `CHECKS` lists them in running order.

A check finds what is impossible, or what a reader must know. It never changes a record.
"""

from typing import Final

from peacekeep.checks.base import Check
from peacekeep.checks.bases import CHECKS as BASES
from peacekeep.checks.claims import CHECKS as CLAIMS
from peacekeep.checks.numbers import CHECKS as NUMBERS
from peacekeep.checks.parts import CHECKS as PARTS
from peacekeep.checks.places import CHECKS as PLACES
from peacekeep.checks.references import CHECKS as REFERENCES
from peacekeep.checks.time import CHECKS as TIME
from peacekeep.checks.words import CHECKS as WORDS


__all__ = ["CHECKS"]

CHECKS: Final[tuple[Check, ...]] = (
    *REFERENCES,
    *WORDS,
    *TIME,
    *BASES,
    *NUMBERS,
    *PARTS,
    *PLACES,
    *CLAIMS,
)
"""The checks of the library."""
