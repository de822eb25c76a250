"""
Records to plain rows and back, and every projection of a class.

All of them read the one definition that a class gives of itself.
"""
