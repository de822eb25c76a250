"""
The door of hypothesis: the other strategies import it from here alone.

Without hypothesis, importing this module raises an error that says how to install it.
"""

import contextlib
import functools
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from peacekeep.errors import MissingExtra, PeacekeepError


try:
    from hypothesis import HealthCheck, given, reject, settings
    from hypothesis import strategies as st
    from hypothesis.errors import HypothesisException, InvalidArgument
except ImportError:
    raise MissingExtra("Drawing examples", "hypothesis", "strategies") from None


__all__ = [
    "Drawer",
    "Drawn",
    "InvalidArgument",
    "drawer_of",
    "drawn_by",
    "first_failure",
    "read_constants",
    "reject",
    "st",
    "up_to",
]

T = TypeVar("T")

Drawn = st.SearchStrategy[Any]
Drawer = Callable[[st.DrawFn], T]
"""
A function that draws a value with the `draw` function that it is given.

In Hypothesis, strategies inside strategies take time. A drawer draws only numbers and
choices, and calls another drawer directly.
"""


def drawn_by(drawer: Drawer[T]) -> st.SearchStrategy[T]:
    """Return the strategy that uses a drawer."""
    return st.composite(drawer)()


def drawer_of(strategy: st.SearchStrategy[T]) -> Drawer[T]:
    """Return the drawer that uses a strategy."""
    return lambda draw: draw(strategy)


def first_failure(
    strategy: st.SearchStrategy[T],
    judge: Callable[[T], Iterable[str]],
    *,
    examples: int,
) -> list[str]:
    """
    Draw examples, the same each time, and return what is wrong with a small one.

    Args:
        strategy: What to draw.
        judge: Returns what is wrong with an example.
        examples: How many to draw.

    Returns:
        What is wrong with the smallest failing example that Hypothesis finds. Empty:
        no example fails.
    """
    failures: list[str] = []

    @settings(
        max_examples=examples,
        deadline=None,
        database=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),  # pyright: ignore[reportArgumentType] - an enum iterates its members
    )
    @given(strategy)
    def every_example_holds(example: T) -> None:
        found = list(judge(example))
        if found:
            failures[:] = found
            raise AssertionError

    try:
        every_example_holds()
    except AssertionError:
        return failures
    except (PeacekeepError, HypothesisException) as error:
        if isinstance(error, MissingExtra):
            raise
        return [f"examples of it must be drawn: {error}"]
    return []


def read_constants() -> None:
    """
    Let Hypothesis read the constants of local modules, of which it draws some.

    It does so when it first draws one. The function is internal to it: older versions
    have none, and later ones may have none.
    """
    with contextlib.suppress(ImportError, AttributeError):
        from hypothesis.internal.conjecture import providers  # noqa: PLC0415

        providers._get_local_constants()  # noqa: SLF001 # pyright: ignore[reportPrivateUsage] - as said above


@functools.lru_cache(maxsize=1024)
def up_to(number: int) -> st.SearchStrategy[int]:
    """Draw whole numbers from 0 up to another."""
    return st.integers(0, number)
