"""
The last guard: whether a text reveals what is withheld, however it is written.

It searches for ids, names and notes, and does not rely on the earlier steps.
"""

import itertools
import re
import unicodedata
from collections.abc import Iterator
from typing import Final

import attrs

from peacekeep.models import Record
from peacekeep.protect.coarse import quietly, values_of


__all__ = ["SHORTEST_SECRET", "Secrets", "plain", "texts_of"]

SHORTEST_SECRET: Final = 4

# An id, at each place in a text where one begins.
_IDS: Final = re.compile(
    r"(?<![a-z0-9_])(?=([a-z][a-z0-9_]*/[a-z0-9]+(?:-[a-z0-9]+)*))"
)


@attrs.frozen
class Secrets:
    """
    Ids and texts that no published text may contain.

    Attributes:
        shown: Ids that are published.
        hidden: Ids that are withheld.
        texts: Names and notes that are withheld, as written and in plain letters;
            between blanks, what is found as whole words alone.
    """

    shown: frozenset[str]
    hidden: frozenset[str]
    texts: frozenset[str]

    def found_in(self, text: str) -> "Secrets":
        """Return the same ids, with only the names and notes that a text contains."""
        forms = _forms(text)
        # Comparing runs of letters rules most of them out without a search of the text.
        runs = set(_runs(forms))
        likely = (one for one in self.texts if runs.issuperset(_runs(one)))
        return attrs.evolve(
            self, texts=frozenset(one for one in likely if one in forms)
        )

    def are_in(self, text: str) -> bool:
        """Return whether a text contains one of them, however it is written."""
        forms = _forms(text)
        return any(one in forms for one in self.texts) or any(
            match[1] not in self.shown and self._is_hidden(match[1])
            for match in _IDS.finditer(text.lower())
        )

    def _is_hidden(self, ref: str) -> bool:
        """Return whether a word begins with a hidden id, up to a hyphen."""
        begins = itertools.accumulate(ref.split("-"), "{}-{}".format)
        return any(one in self.hidden for one in begins)


def texts_of(record: Record) -> Iterator[str]:
    """Yield the free texts of a record: no codes, references or numbers."""
    for steps, field, value in values_of(record):
        has_words = field.foreign or field.is_words or field.holds is int
        if field.value is not None:
            has_words = field.value.HOLDS_WORDS
        if has_words and steps != (("withheld", None),):
            yield quietly(str, value) or ""


def plain(text: str) -> str:
    """Return a text in lower-case letters and digits, with one space for all else."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return re.sub(r"[\W_]+", " ", folded).strip()


def _forms(text: str) -> str:
    """Return a text as written, and in plain letters between blanks."""
    return f"{text}\0 {plain(text)} "


def _runs(text: str) -> Iterator[str]:
    """Return each run of letters of a text that is as long as the shortest secret."""
    ends = range(SHORTEST_SECRET, len(text) + 1)
    return (text[end - SHORTEST_SECRET : end] for end in ends)
