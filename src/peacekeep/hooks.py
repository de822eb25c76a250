"""
Functions that wait until the library is used.

It imports nothing of ours, so that a function can be left here at no cost.
"""

from collections.abc import Callable


__all__ = ["Moment", "used"]


class Moment:
    """Something that happens once, and functions that wait for it."""

    def __init__(self) -> None:
        self._waiting: list[Callable[[], object]] = []
        self._is_past = False

    def then(self, function: Callable[[], object]) -> None:
        """Run a function when it happens: at once, if it already has."""
        if self._is_past:
            function()
        else:
            self._waiting.append(function)

    def happen(self) -> None:
        """Run the functions that wait for it."""
        self._is_past = True
        while self._waiting:
            self._waiting.pop(0)()


used = Moment()
"""The library is used: `definitions` is loaded, and no class of ours is defined yet."""
