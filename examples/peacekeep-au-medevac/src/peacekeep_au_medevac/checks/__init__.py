"""
Doubts that this distribution adds, a subject a file.

The name of the file is the family in the id of each of its checks.
"""
