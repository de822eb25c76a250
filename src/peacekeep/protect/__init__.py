"""
What of a dataset may be published, and to whom.

Whatever is in doubt is withheld: a kind, a key or a field that nobody decided on. What
stays is told as it is, or coarsened: fewer fields, months for days, regions for points.
"""

from peacekeep.protect.audience import Audience, Omission, Withheld
from peacekeep.protect.clearance import withhold


__all__ = ["Audience", "Omission", "Withheld", "withhold"]
