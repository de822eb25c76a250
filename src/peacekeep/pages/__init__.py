"""
What people read: the data dictionary, the code book, citations.

The pipeline and the face call it. Nothing is computed here that a table could hold.
"""
