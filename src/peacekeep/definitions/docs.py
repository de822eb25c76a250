"""
What a docstring says of a class and of each field.

The data dictionary, the schema and the tables read it.
"""

import inspect
import re
from typing import Final


__all__ = ["descriptions", "summary"]

_ENTRY: Final = re.compile(r"^ {4}(\w+): (.*(?:\n {5,}.*)*)", re.MULTILINE)


def descriptions(cls: type) -> dict[str, str]:
    """
    Return what each field holds, as `Attributes` of the docstrings tell it.

    Args:
        cls: A class. What its bases tell of inherited fields comes first.
    """
    found: dict[str, str] = {}
    for base in reversed(cls.__mro__):
        _, _, section = _docstring(base).partition("\nAttributes:\n")
        section = re.split(r"^\S", section, maxsplit=1, flags=re.MULTILINE)[0]
        for name, text in _ENTRY.findall(section):
            found[name] = " ".join(text.split())
    return found


def summary(cls: type) -> str:
    """Return the first sentence of a class's docstring. Empty: it has none."""
    paragraph = _docstring(cls).partition("\n\n")[0]
    match = re.match(r".*?\.(?=\s|$)", paragraph, re.DOTALL)
    return " ".join(match[0].split()) if match else ""


def _docstring(cls: type) -> str:
    return inspect.cleandoc(cls.__dict__.get("__doc__") or "")
