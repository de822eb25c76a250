"""
What a class says of itself: the one ground that all other rooms read.

Codes, rules, values, fields, forms, paths. No field and no record is known here by
name.
"""

from peacekeep.hooks import used


used.happen()
