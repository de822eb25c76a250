"""
Formats: files to plain rows and back. Each format is one file with the same names.

The pipeline calls `read` and `write`. No kind of record is known here.
"""
