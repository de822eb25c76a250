"""
What a fact is made of: counts, dates, periods, quantities, points, places.

Every room above uses them. They know nothing of peacekeeping.
"""
