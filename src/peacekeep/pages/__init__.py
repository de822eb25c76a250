"""
What people read: the data dictionary, the code book, citations.

The pipeline and the face call this room. It formats, and computes no figures.
"""
