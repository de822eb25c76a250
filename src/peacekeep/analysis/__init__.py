"""Answers that ask more than one record: what sources disagree on, and what then."""
