"""
Which parts of a dataset may be published, and to whom.

What is in doubt is withheld: a kind, a key or a field without a decision. The rest is
published unchanged or coarsened: fewer fields, months for days, regions for points.
"""

from peacekeep.protect.audience import Audience, Omission, Withheld
from peacekeep.protect.clearance import withhold


__all__ = ["Audience", "Omission", "Withheld", "withhold"]
