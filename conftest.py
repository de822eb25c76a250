"""Run the examples in the docstrings and in the pages as tests."""

from doctest import ELLIPSIS, NORMALIZE_WHITESPACE
from typing import Any

from sybil import Sybil
from sybil.parsers.doctest import DocTestParser
from sybil.parsers.markdown import PythonCodeBlockParser


def home(namespace: dict[str, Any]) -> None:
    """Give the examples in a module the names of that module."""
    import peacekeep  # noqa: PLC0415 - the tests are collected before it is measured
    from peacekeep import authoring  # noqa: PLC0415 - as above

    namespace["pk"] = peacekeep
    namespace.update(vars(authoring))
    namespace.update({name: getattr(peacekeep, name) for name in peacekeep.__all__})


pages = Sybil(
    parsers=[
        PythonCodeBlockParser(doctest_optionflags=ELLIPSIS),
    ],
    patterns=["*.md"],
    excludes=["CONTRIBUTING.md", "CHANGELOG.md", "docs/reference/*.md"],
)
docstrings = Sybil(
    parsers=[DocTestParser(optionflags=ELLIPSIS | NORMALIZE_WHITESPACE)],
    path="src",
    pattern="*.py",
    setup=home,
)

pytest_collect_file = (pages + docstrings).pytest()
