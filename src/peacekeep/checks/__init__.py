"""
Doubts about a dataset, one subject a file.

The pipeline runs them. A check judges nothing that makes a record impossible: that
the record itself refuses.
"""
