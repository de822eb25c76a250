"""
The checks that this distribution adds, one subject per file.

The name of the file is the first part of the id of each of its checks.
"""
