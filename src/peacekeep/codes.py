"""
Vocabularies: each code with its label, definition and source.
"""

from collections.abc import Iterator, Mapping

import attrs


@attrs.frozen
class Code:
    """
    A word of a vocabulary.

    Attributes:
        label: How it reads in a sentence.
        definition: What it means.
        source: Where the meaning comes from.
    """

    label: str
    definition: str
    source: str


@attrs.frozen(eq=False)
class Codes(Mapping[str, Code]):
    """
    A vocabulary: its codes in order, by their words.

    Attributes:
        name: What the vocabulary is called.
        open: Whether the world owns it, so that another word is a finding, not an error.
    """

    name: str
    open: bool
    _codes: dict[str, Code]

    def __getitem__(self, word: str) -> Code:
        return self._codes[word]

    def __iter__(self) -> Iterator[str]:
        return iter(self._codes)

    def __len__(self) -> int:
        return len(self._codes)
