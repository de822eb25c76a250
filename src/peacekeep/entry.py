"""
What Hypothesis loads when it is imported, named by the entry point in `pyproject.toml`.

Every test run in an environment pays for what is imported here. So nothing is, until
the library is used, and our strategies only when one of our types is to be drawn.
"""

import importlib

from peacekeep.hooks import used


__all__ = ["draw_on_demand"]


def draw_on_demand() -> None:
    """
    Let `hypothesis.strategies.from_type` load our strategies when it needs them.

    Notes:
        Hypothesis does the same for NumPy, with a table of its own: it asks what stands
        there about each type that has no strategy, once the module of the key is
        loaded. Were that table gone, it would draw our types once
        `peacekeep.strategies` is imported.
    """
    used.then(_enter)


def _enter() -> None:
    from hypothesis.strategies._internal import types  # noqa: PLC0415 - it loads us

    getattr(types, "_global_extra_lookup", {})["peacekeep"] = _load_for


def _load_for(cls: object) -> None:
    """Load the strategies, which register themselves, if a class is ours."""
    if str(getattr(cls, "__module__", "")).startswith("peacekeep."):
        importlib.import_module("peacekeep.strategies")
