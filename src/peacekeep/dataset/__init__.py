"""
The dataset: its records by id and kind, its clocks, its contests, its changes.

Questions, checks and publishing read it. It judges no record and opens no file.
"""

from peacekeep.dataset.shelf import Dataset, Snapshot


__all__ = ["Dataset", "Snapshot"]
