"""
Answers that ask more than one record.

What sources disagree on, what a policy makes of it, and which conclusions depend on it.
"""
