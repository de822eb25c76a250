"""
The machinery of vocabularies: `Code`, a word with its meaning, and `Codes`.

Fields take words through the rule `CodeFrom`. The library's own words are in
`models/vocabularies`.
"""

from collections.abc import Iterator, Mapping
from itertools import zip_longest

import attrs

from peacekeep.errors import InvalidValue


__all__ = ["Code", "Codes", "glossary"]


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


@attrs.frozen(eq=False, repr=False)
class Codes(Mapping[str, Code]):
    """
    A vocabulary: its codes in order, by their words.

    Attributes:
        name: What the vocabulary is called.
        open: Whether the world owns it, so that another word is a finding, no error.
        former: Words of older versions, each with the word that replaces it.
    """

    name: str
    open: bool
    _codes: dict[str, Code] = attrs.field(alias="codes")
    former: Mapping[str, str] = attrs.field(factory=dict)

    # A vocabulary is itself, and no other one with the same words.
    def __eq__(self, other: object) -> bool:
        return self is other

    def __hash__(self) -> int:
        return id(self)

    def __repr__(self) -> str:
        return f"<Codes {self.name}: {len(self)} words>"

    def __getitem__(self, word: str) -> Code:
        return self._codes[word]

    def __iter__(self) -> Iterator[str]:
        return iter(self._codes)

    def __len__(self) -> int:
        return len(self._codes)


def glossary(source: str, text: str) -> dict[str, Code]:
    r"""
    Read codes from lines: `word: label`, and its definition on the next.

    Args:
        source: Where all of the meanings come from.
        text: The lines.

    Raises:
        InvalidValue: If a word has no label or no definition, or is given twice.

    Example:
        >>> codes = glossary(
        ...     "peacekeep",
        ...     "drone_attack: drone attack\nA machine in the air, flown from afar.",
        ... )
        >>> codes["drone_attack"].label
        'drone attack'
    """
    lines = [line.strip() for line in text.strip().splitlines()]
    codes: dict[str, Code] = {}
    for head, definition in zip_longest(lines[::2], lines[1::2], fillvalue=""):
        word, colon, label = head.partition(": ")
        if not colon or not definition or word in codes:
            expected = 'be "word: label" with a definition on the next line, once each'
            raise InvalidValue(expected, head, subject="a code")
        codes[word] = Code(label, definition, source)
    return codes
