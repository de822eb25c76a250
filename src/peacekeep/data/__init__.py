"""
The bundled datasets, read offline.

Each is a JSON file beside this one, or one that an extension ships. Users open one by
its name.
"""

import importlib.resources

from peacekeep.dataset import Dataset
from peacekeep.errors import UnknownName, UnreadableFile, Where
from peacekeep.extensions import CORE, Registry, installed
from peacekeep.pipeline import load


__all__ = ["open_dataset"]


def open_dataset(name: str, *, registry: Registry | None = None) -> Dataset:
    """
    Read a bundled dataset.

    Args:
        name: Its name.
        registry: What is known. None: what is installed.

    Raises:
        UnknownName: If none has the name.
        UnreadableFile: If an extension names a file that is not there.
        UnusableExtension: If it is none of ours, and an installed extension cannot be
            taken in.

    Example:
        >>> open_dataset("minusma-article").get("mission/minusma").acronym
        'MINUSMA'
    """
    if registry is None and isinstance(name, str) and name in CORE.datasets:
        registry = Registry()
    known = installed() if registry is None else registry
    if not isinstance(name, str) or name not in known.datasets:
        raise UnknownName("bundled dataset", name, known.datasets)
    try:
        with importlib.resources.as_file(known.datasets[name]) as path:
            return load(path, format="json", registry=known)
    except OSError as error:
        problem = f"could not be opened: {error.strerror or error}."
        raise UnreadableFile(problem, where=Where(file=name)) from None
