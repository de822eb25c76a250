"""
Files to plain rows and back, one format a file, the same names in each.

The pipeline calls `read` and `write`. No record is known here.
"""
