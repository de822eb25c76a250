"""
Drawers of texts, codes, ids and JSON values.

The other strategies draw with them. Texts are of any script, and some look like
something else, because formats fail on such texts.
"""

import functools
import re
import string
from decimal import Decimal
from typing import Final

from peacekeep.definitions.codes import WORD_PATTERN, Codes
from peacekeep.definitions.fields import read_text
from peacekeep.definitions.rules import WHOLE_NUMBER_LIMIT
from peacekeep.definitions.values import Value
from peacekeep.errors import InvalidValue
from peacekeep.models import KINDS
from peacekeep.strategies.base import Drawer, InvalidArgument, read_constants, st, up_to


__all__ = [
    "code_drawer",
    "draw_id",
    "draw_text",
    "extras",
    "matching",
    "prepare",
    "written",
]


_LETTERS: Final = string.ascii_lowercase + string.digits

# Texts that a table, a page or a program may not take for text.
_TRICKY: Final = (
    "=1+1",
    "-1",
    "+1",
    "@name",
    "\tname",
    "'name",
    '"name"',
    "name, name",
    "name; name|name",
    "two\nlines",
    " name ",
    "\N{NO-BREAK SPACE}name",
    "null",
    "None",
    "NA",
    "NaN",
    "true",
    "0",
    "007",
    "1e5",
    "2023-10-31",
    "{}",
    "[]",
    "\\n",
    "<b>name</b>",
    "# name",
    "- name",
    "name: name",
    "~",
    "cafe\N{COMBINING ACUTE ACCENT}",
    "\N{RIGHT-TO-LEFT MARK}\N{ARABIC LETTER MEEM}",
    "\N{LINE SEPARATOR}name",
)


def _shown(text: str) -> str:
    """Return the text, with a letter added if it shows nothing."""
    try:
        return read_text(text)
    except InvalidValue:
        return f"{text}a"


_FORMS: Final = ("latin", "any", "tricky", "tricky any", "long")
_MOST_REPEATED: Final = 200


@functools.cache
def _forms() -> st.SearchStrategy[str]:
    return st.sampled_from(_FORMS)


@functools.cache
def _latin() -> st.SearchStrategy[str]:
    return st.text(string.ascii_letters + " ", min_size=1, max_size=20)


def _characters() -> st.SearchStrategy[str]:
    """
    Draw any character that UTF-8 can write.

    Hypothesis' own default is the same, and encodes all of Unicode to find out.
    """
    return st.characters(exclude_categories=["Cs"])


@functools.cache
def _any() -> st.SearchStrategy[str]:
    unfit = [*range(0x202A, 0x202F), *range(0x2066, 0x206A)]
    characters = st.characters(
        exclude_categories=["Cc", "Cs"],
        exclude_characters="".join(map(chr, unfit)),
        include_characters="\t\n",
    )
    return st.text(characters, min_size=1, max_size=20)


@functools.cache
def _tricky() -> st.SearchStrategy[str]:
    return st.sampled_from(_TRICKY)


def draw_text(draw: st.DrawFn) -> str:
    """Draw a text that a person can read: in any script, long, or misleading."""
    form = draw(_forms())
    if form == "tricky":
        return draw(_tricky())
    if form == "tricky any":
        return draw(_tricky()) + draw(_any())
    if form == "long":
        return _shown(draw(_latin())) * (2 + draw(up_to(_MOST_REPEATED)))
    return _shown(draw(_latin() if form == "latin" else _any()))


@functools.cache
def code_drawer(codes: Codes) -> Drawer[str]:
    """Return the drawer of codes. In an open vocabulary, some codes are unknown."""
    words = list(codes) * 3
    known = st.sampled_from(words + [""] * len(codes) if codes.open else words)
    unknown = matching(codes.shape)

    def draw_code(draw: st.DrawFn) -> str:
        return draw(known) or draw(unknown)

    return draw_code


@functools.cache
def matching(pattern: str) -> st.SearchStrategy[str]:
    """Draw texts that match a pattern, in ASCII unless the pattern needs more."""
    expression = re.compile(pattern, re.ASCII)
    alphabet = st.characters(min_codepoint=ord(" "), max_codepoint=ord("~"))
    matching = st.from_regex(expression, fullmatch=True, alphabet=alphabet)
    try:
        matching.validate()
    except InvalidArgument:  # the pattern needs a character outside ASCII
        matching = st.from_regex(expression, fullmatch=True, alphabet=_characters())
    return matching.filter(_is_text)


@functools.cache
def written(cls: type[Value]) -> st.SearchStrategy[Value]:
    """Draw values of a class by the pattern of their texts."""

    def read(text: str) -> Value | None:
        try:
            return cls.parse(text)
        except InvalidValue:  # the shape alone does not make it valid
            return None

    drawn = matching(cls.PATTERN).map(read)
    return drawn.filter(lambda one: one is not None)  # type: ignore[return-value] # pyright: ignore[reportReturnType] - None is filtered


def _is_text(text: str) -> bool:
    try:
        return read_text(text) == text
    except InvalidValue:
        return False


@functools.cache
def _slugs() -> st.SearchStrategy[str]:
    return st.text(f"{_LETTERS}-", min_size=1, max_size=12)


@functools.cache
def _kinds(kinds: tuple[str, ...]) -> st.SearchStrategy[str]:
    return st.sampled_from(kinds or [cls.kind for cls in KINDS])


def draw_id(draw: st.DrawFn, *kinds: str) -> str:
    """Draw the id of a record of some kinds, by their words, or of any kind of ours."""
    word = kinds[0] if len(kinds) == 1 else draw(_kinds(kinds))
    slug = "-".join(filter(None, draw(_slugs()).split("-")))
    return f"{word}/{slug or 'a'}"


@functools.cache
def extras() -> st.SearchStrategy[dict[str, object]]:
    """Draw unknown keys with JSON values. No key begins with an underscore."""
    keys = st.text(_characters(), max_size=5).map(lambda key: key.lstrip("_"))
    decimals = st.tuples(
        st.integers(-WHOLE_NUMBER_LIMIT, WHOLE_NUMBER_LIMIT), st.integers(-30, 30)
    ).map(lambda two: Decimal(f"{two[0]}E{two[1]}"))
    leaves = st.one_of(
        st.none(),
        st.booleans(),
        st.integers(-WHOLE_NUMBER_LIMIT, WHOLE_NUMBER_LIMIT),
        decimals,
        st.text(_characters(), max_size=10),
        st.sampled_from(_TRICKY),
    )
    inner = st.lists(leaves, max_size=3) | st.dictionaries(keys, leaves, max_size=3)
    values = st.one_of(
        leaves,
        leaves,
        inner,
        st.lists(leaves | inner, max_size=3),
        st.dictionaries(keys, leaves | inner, max_size=3),
    )
    return st.dictionaries(keys, values, min_size=1, max_size=3)


@functools.cache
def prepare() -> None:
    """
    Do once what Hypothesis would otherwise do while it draws the first examples.

    It builds alphabets from a table of all of Unicode, and reads the constants of local
    modules. It would count both as drawing time, and refuse the strategy as too slow.
    """
    for texts in (_latin(), _any(), matching(WORD_PATTERN), _slugs(), extras()):
        texts.validate()
    read_constants()
