"""
The data dictionary and the code book: what fields hold, and what words mean.

Both are Markdown, written from the classes, their docstrings and their rules. No field
is known here by name.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final
from urllib.parse import urlsplit

from peacekeep.definitions.codes import Code, Codes, Scheme
from peacekeep.definitions.docs import descriptions, summary
from peacekeep.definitions.fields import Field, fields_of, snake_case
from peacekeep.definitions.forms import Form, forms_in, word_of
from peacekeep.definitions.rules import CodeFrom, Dimension, Refers, SchemeFrom
from peacekeep.models.record import Record


__all__ = ["code_book", "data_dictionary"]

# A link to a kind or part that the same page may have.
_LINK: Final = re.compile(r"\[(\w+)\]\(#(\w+)\)")

# Columns of the code book, and those that every table has.
_COLUMNS: Final = (
    "word",
    "label",
    "French",
    "definition",
    "broader",
    "total",
    "terms",
    "pattern",
    "example",
    "address",
    "source",
)
_ALWAYS: Final = frozenset({"word", "label", "definition", "source"})

_SIMPLE: Final[dict[object, str]] = {
    str: "text",
    bool: "true or false",
    int: "whole number",
}


def data_dictionary(
    kinds: Iterable[type[Record]], codes: Mapping[str, Codes] | None = None
) -> str:
    """
    Write the data dictionary: a Markdown page with a table for each kind and part.

    Args:
        kinds: Kinds of record.
        codes: Vocabularies by name, where they replace those of the fields.

    Returns:
        The page. It links to the code book as `codes.md`.

    Example:
        >>> from peacekeep.pages.dictionary import data_dictionary
        >>> print(data_dictionary([Incident]).splitlines()[0])
        # Data dictionary
    """
    kinds = tuple(kinds)
    lines = [
        "# Data dictionary",
        "",
        "What each kind of record holds, field by field. Each record also has a",
        "`kind`: the word above its table. The [code book](codes.md) explains the",
        "codes. In a rule, extra means unknown keys.",
    ]
    for kind in kinds:
        lines += _chapter(kind, codes or {}, "##")
    parts = list(dict.fromkeys(part for kind in kinds for part in forms_in(kind)[1:]))
    if parts:
        lines += ["", "## Parts", "", "Parts are inside records, and have no id."]
    for part in parts:
        lines += _chapter(part, codes or {}, "###")
    known = {word_of(cls) for cls in (*kinds, *parts)}
    return _LINK.sub(
        lambda link: link[0] if link[2] in known else link[1], "\n".join(lines) + "\n"
    )


def code_book(codes: Iterable[Codes]) -> str:
    """
    Write the code book: a Markdown page with a table for each vocabulary.

    Args:
        codes: The vocabularies, in the order of the page.
    """
    lines = [
        "# Code book",
        "",
        "What each word of a vocabulary means, and where its meaning comes from. In a",
        "closed vocabulary any other word is an error. An open vocabulary accepts",
        "other words in lower case letters, digits and underscores, and `pk.validate`",
        "reports them.",
        "",
        "Where a vocabulary has them, further columns give the French of a word, the",
        "broader word that includes it, whether its total up to a day is cumulative,",
        "and the terms of other codebooks that mean it.",
        "A scheme of identifiers has a pattern, an example and the web address of what",
        "has an identifier, with `{}` in its place.",
    ]
    addresses: dict[str, str] = {}
    for vocabulary in codes:
        lines += ["", f"## {vocabulary.name}", ""]
        lines.append("Open." if vocabulary.open else "Closed.")
        for former, word in vocabulary.former.items():
            lines.append(f"`{former}` is a former word for `{word}`.")
        rows = [_cells(word, code, addresses) for word, code in vocabulary.items()]
        used = tuple(
            column
            for column in _COLUMNS
            if column in _ALWAYS or any(row[column] for row in rows)
        )
        cells = (tuple(row[column] for column in used) for row in rows)
        lines += ["", *_table(used, cells)]
    if addresses:
        lines += ["", *(f"[{mark}]: {url}" for url, mark in addresses.items())]
    return "\n".join(lines) + "\n"


def _chapter(cls: type[Form], codes: Mapping[str, Codes], level: str) -> Iterator[str]:
    meanings = descriptions(cls)
    yield from ("", f"{level} `{word_of(cls)}`", "", summary(cls), "")
    rows = []
    for field in fields_of(cls):
        named = meanings.get(field.name, ""), *_rules(field)
        meaning = " ".join(filter(None, named))
        required = "yes" if field.is_required else ""
        rows.append((f"`{field.name}`", _holds(field, codes), required, meaning))
    yield from _table(("field", "holds", "required", "meaning"), rows)


def _rules(field: Field) -> Iterator[str]:
    """Yield the rules of a field that the column "holds" does not show, in words."""
    for rule in field.rules_beside(CodeFrom, Dimension, Refers, SchemeFrom):
        yield f"Must {rule.expected}."
    if field.many and field.part is not None and field.part.KEY:
        key = ", ".join(f"`{name}`" for name in field.part.KEY)
        yield f"No two have the same key: {key}."


def _holds(field: Field, codes: Mapping[str, Codes]) -> str:
    word, rest = _held(field, codes)
    if not field.many:
        return word + rest
    plural = word if field.part is not None or word.startswith("`") else f"{word}s"
    return f"list of {plural}{rest}"


def _held(field: Field, codes: Mapping[str, Codes]) -> tuple[str, str]:
    """Return what a field holds: the noun, and what follows it."""
    if field.codes is not None:
        vocabulary = codes.get(field.codes.name, field.codes)
        other = ", or another word" if vocabulary.open else ""
        name = vocabulary.name
        anchor = name.lower().replace(" ", "-")
        return "code", f" of [{name}](codes.md#{anchor}){other}"
    if field.refers is not None:
        kinds = " or ".join(f"[{kind}](#{kind})" for kind in field.refers)
        return "reference", f" to {kinds or 'any record'}"
    if field.dimensions:
        return "quantity", f" of {' or '.join(field.dimensions)}"
    if field.schemes is not None:
        anchor = field.schemes.name
        return "identifier", f" of a [{anchor}](codes.md#{anchor})"
    if field.part is not None:
        name = word_of(field.part)
        return f"[{name}](#{name})", ""
    if field.value is not None:
        noun = field.value.NOUN or snake_case(field.value.__name__).replace("_", " ")
        return noun, ""
    name = getattr(field.holds, "__name__", str(field.holds))
    return _SIMPLE.get(field.holds, f"`{name}`"), ""


def _cells(word: str, code: Code, addresses: dict[str, str]) -> dict[str, str]:
    """Return every cell that a code may have, by the name of its column."""
    scheme = code if isinstance(code, Scheme) else None
    return {
        "word": _literal(word),
        "label": code.label,
        "French": code.french or "",
        "definition": code.definition,
        "broader": _literal(code.broader or ""),
        "total": "cumulative" if code.cumulative else "",
        "terms": "; ".join(f"{book}: {term}" for book, term in code.terms.items()),
        "pattern": _literal(scheme.pattern if scheme else ""),
        "example": _literal(scheme.such_as if scheme else ""),
        "address": _literal(scheme.address if scheme else ""),
        "source": ", ".join(_source(one, addresses) for one in code.source.split()),
    }


def _literal(text: str) -> str:
    return f"`{text}`" if text else ""


def _source(source: str, addresses: dict[str, str]) -> str:
    host = urlsplit(source).hostname
    if host is None:
        return source
    mark = addresses.setdefault(source, str(len(addresses) + 1))
    return f"[{host.removeprefix('www.')}][{mark}]"


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    yield _row(head)
    yield "|" + "---|" * len(head)
    yield from map(_row, rows)


def _row(cells: tuple[str, ...]) -> str:
    texts = (" ".join(cell.split()).replace("|", r"\|") for cell in cells)
    return f"| {' | '.join(texts)} |"
