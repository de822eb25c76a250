"""
The values that facts are made of: counts, dates, periods, quantities and points.

Every room above uses them. They know nothing of peacekeeping.
"""
