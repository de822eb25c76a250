"""
The last guard: whether a text tells of what is withheld, however it is written.

It looks for ids, names and notes, whatever let them through.
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

# An id wherever in a text it begins.
_IDS: Final = re.compile(
    r"(?<![a-z0-9_])(?=([a-z][a-z0-9_]*/[a-z0-9]+(?:-[a-z0-9]+)*))"
)


@attrs.frozen
class Secrets:
    """
    What no text may tell.

    Attributes:
        shown: Ids that are published.
        hidden: Ids that are not.
        texts: Names and notes, as they are and in plain letters.
    """

    shown: frozenset[str]
    hidden: frozenset[str]
    texts: frozenset[str]

    def found_in(self, text: str) -> "Secrets":
        """Answer the same ids, and those names and notes that stand in a text."""
        forms = _forms(text)
        # Most are ruled out by their letters, long before the text is searched.
        runs = set(_runs(forms))
        likely = (one for one in self.texts if runs.issuperset(_runs(one)))
        return attrs.evolve(
            self, texts=frozenset(one for one in likely if one in forms)
        )

    def are_in(self, text: str) -> bool:
        """Whether a text tells one of them, however it is written."""
        forms = _forms(text)
        return any(one in forms for one in self.texts) or any(
            match[1] not in self.shown and self._is_hidden(match[1])
            for match in _IDS.finditer(text.lower())
        )

    def _is_hidden(self, ref: str) -> bool:
        """Whether a word begins with an id that is hidden, up to a hyphen."""
        begins = itertools.accumulate(ref.split("-"), "{}-{}".format)
        return any(one in self.hidden for one in begins)


def texts_of(record: Record) -> Iterator[str]:
    """Answer the words of a record, other than codes, references and numbers."""
    for steps, field, value in values_of(record):
        has_words = field.foreign or field.is_words or field.holds is int
        if field.value is not None:
            has_words = field.value.HOLDS_WORDS
        if has_words and steps != (("withheld", None),):
            yield quietly(str, value) or ""


def plain(text: str) -> str:
    """Answer a text in small letters and digits, with one blank for all else."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return re.sub(r"[\W_]+", " ", folded).strip()


def _forms(text: str) -> str:
    """Answer a text as it is and in plain letters."""
    return f"{text}\0{plain(text)}"


def _runs(text: str) -> Iterator[str]:
    """Answer each run of letters of a text that is as long as the shortest secret."""
    ends = range(SHORTEST_SECRET, len(text) + 1)
    return (text[end - SHORTEST_SECRET : end] for end in ends)
