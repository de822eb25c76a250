"""
The bundled datasets, read offline.

Each is a JSON file beside this one. Users open one by its name.
"""

import importlib.resources
from typing import Final

from peacekeep.dataset import Dataset
from peacekeep.errors import UnknownName
from peacekeep.pipeline import loads


__all__ = ["DATASETS", "open_dataset"]

DATASETS: Final = {"minusma-article": "minusma_article.json"}
"""Names of the bundled datasets, and their files."""


def open_dataset(name: str) -> Dataset:
    """
    Read a bundled dataset.

    Raises:
        UnknownName: If none has the name.

    Example:
        >>> open_dataset("minusma-article").get("mission/minusma").acronym
        'MINUSMA'
    """
    if not isinstance(name, str) or name not in DATASETS:
        raise UnknownName("bundled dataset", name, DATASETS)
    file = importlib.resources.files(__name__) / DATASETS[name]
    return loads(file.read_bytes())
