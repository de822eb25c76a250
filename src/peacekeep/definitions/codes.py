"""
The machinery of vocabularies: `Code`, a word with its meaning, and `Codes`.

Fields take words through the rule `CodeFrom`, and identifiers their schemes through
`SchemeFrom`. The library's own words are in `models/vocabularies`.
"""

import re
import textwrap
from collections.abc import Iterator, Mapping
from typing import Final

import attrs

from peacekeep.errors import InvalidValue, UnknownName, near_miss


__all__ = ["WORD_PATTERN", "Code", "Codes", "Scheme", "glossary"]

WORD_PATTERN: Final = "[a-z][a-z0-9_]*"
"""The word of a kind, or of a code in an open vocabulary."""

_HEAD: Final = re.compile(r"(?P<word>[^ ]+): (?P<label>.+)")
_FURTHER: Final = re.compile(r"(?P<key>fr|broader|total|[a-z]+_term): (?P<text>.+)")


@attrs.frozen
class Code:
    """
    A word of a vocabulary.

    Attributes:
        label: How it reads in a sentence.
        definition: What it means.
        source: Where the meaning comes from. Blanks separate several sources, such as
            one for the meaning and one for the French.
        french: How it reads in French. None: no source has the French.
        broader: Word of the same vocabulary that includes it. None: there is none.
        terms: Terms of other codebooks that mean it, by the name of the codebook, such
            as the event types of UCDP and ACLED.
        cumulative: Whether it is counted from the beginning, so that its total up to a
            day does not fall with time. For words of what a tally counts.
    """

    label: str
    definition: str
    source: str
    french: str | None = None
    broader: str | None = None
    terms: Mapping[str, str] = attrs.field(factory=dict, hash=False)
    cumulative: bool = False


@attrs.frozen
class Scheme(Code):
    """
    A scheme of identifiers, such as that of Wikidata.

    Attributes:
        pattern: Regular expression that an identifier of the scheme matches from end to
            end. Empty: any text without blanks.
        such_as: An identifier of the scheme, as an example.
        address: Web address of what has an identifier, with `{}` in its place. Empty:
            there is none.
    """

    pattern: str = ""
    such_as: str = ""
    address: str = ""

    def __attrs_post_init__(self) -> None:
        try:
            re.compile(self.pattern)
        except re.error as error:
            expected = "have a pattern that is a regular expression"
            raise InvalidValue(
                expected, self.pattern, subject="a scheme", hint=f"{error}."
            ) from None

    def fits(self, value: str) -> bool:
        """Return whether an identifier looks as the scheme asks."""
        return not self.pattern or bool(re.fullmatch(self.pattern, value, re.ASCII))

    def address_of(self, value: str) -> str | None:
        """Return the web address of what has an identifier. None: there is none."""
        return self.address.replace("{}", value) if self.address else None


@attrs.frozen(eq=False, repr=False)
class Codes(Mapping[str, Code]):
    """
    A vocabulary: its codes in order, by their words.

    Attributes:
        name: What the vocabulary is called.
        open: Whether the world owns it, so that another word is a finding, no error.
        former: Words of older versions, each with the word that replaces it.
        shape: Regular expression of a word that the vocabulary may come to have.
        spellings: Other spellings of words, for hints alone.
    """

    name: str
    open: bool
    _codes: dict[str, Code] = attrs.field(alias="codes")
    former: Mapping[str, str] = attrs.field(factory=dict)
    shape: str = WORD_PATTERN
    spellings: Mapping[str, str] = attrs.field(factory=dict)

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

    def hint(self, word: str) -> str:
        """Return what to write instead of a word that is not in it. Empty: no idea."""
        meant = self.former.get(word) or self.spellings.get(word.casefold())
        if meant is not None:
            return f"Write {meant}."
        return near_miss(word, self) or near_miss(word.lower(), self)

    def word_for(self, codebook: str, term: str) -> str | None:
        """
        Return the word for a term of another codebook. None: there is none.

        Args:
            codebook: Name of the codebook, such as acled.
            term: The term, as the codebook spells it.

        Raises:
            UnknownName: If no word has a term of the codebook.
        """
        known = dict.fromkeys(book for word in self for book in self[word].terms)
        if codebook not in known:
            raise UnknownName(f"codebook of {self.name}", codebook, known)
        alike = (word for word in self if self[word].terms.get(codebook) == term)
        return next(alike, None)


def glossary(source: str, text: str) -> dict[str, Code]:
    r"""
    Read codes from lines: `word: label`, and its definition on the next, indented.

    More indented lines may follow: `fr:` with the label in French, `broader:` with the
    word that includes it, `total: cumulative`, and `acled_term:` with what another
    codebook calls it.

    Args:
        source: Where all of the meanings come from.
        text: The lines.

    Raises:
        InvalidValue: If a word has no label or no definition, or is given twice.

    Example:
        >>> codes = glossary(
        ...     "peacekeep",
        ...     "drone_attack: drone attack\n"
        ...     "    A machine in the air, flown from afar.\n"
        ...     "    acled_term: Air/drone strike",
        ... )
        >>> codes["drone_attack"].label
        'drone attack'
        >>> codes["drone_attack"].terms
        {'acled': 'Air/drone strike'}
    """
    codes: dict[str, Code] = {}
    entries: list[list[str]] = []
    for line in textwrap.dedent(text).splitlines():
        if line.startswith((" ", "\t")) and entries:
            entries[-1].append(line.strip())
        elif line.strip():
            entries.append([line.strip()])
    for head, *lines in entries:
        found = _HEAD.fullmatch(head)
        if found is None or not lines or found["word"] in codes:
            expected = 'be "word: label" with a definition on the next line, once each'
            raise InvalidValue(expected, head, subject="a code")
        definition, *further = lines
        codes[found["word"]] = _code(found["label"], definition, source, further)
    return codes


def _code(label: str, definition: str, source: str, lines: list[str]) -> Code:
    given: dict[str, str] = {}
    for line in lines:
        found = _FURTHER.fullmatch(line)
        is_known = found is not None and (
            found["key"] != "total" or found["text"] == "cumulative"
        )
        if found is None or not is_known or found["key"] in given:
            expected = (
                "be fr:, broader:, total: cumulative or a term such as acled_term:, "
                "once each"
            )
            raise InvalidValue(expected, line, subject="a line of a code")
        given[found["key"]] = found["text"]
    return Code(
        label,
        definition,
        source,
        french=given.pop("fr", None),
        broader=given.pop("broader", None),
        cumulative=given.pop("total", None) is not None,
        terms={key.removesuffix("_term"): text for key, text in given.items()},
    )
