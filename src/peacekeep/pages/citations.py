"""
The sources actually used, as citations: CSL-JSON, BibTeX, or a plain list.

For a dataset, these are the sources that its facts and claims name; for a settlement,
those on which the adopted values rest. A source does not name speakers, and neither
does a citation.
"""

import json
import re
from collections.abc import Iterator
from typing import Final

import attrs

from peacekeep.analysis.reconcile import Settlement
from peacekeep.dataset import Dataset
from peacekeep.errors import InvalidValue
from peacekeep.models import Claim, Fact, Source
from peacekeep.models.vocabularies import MEDIUM
from peacekeep.values.dates import PartialDate


__all__ = ["Citations", "cite"]

# Types of the Citation Style Language 1.0.2. A medium without a type there is a
# document with a genre. So is a published letter: styles leave personal communications
# out of the list.
_TYPES: Final = {
    "news_article": "article-newspaper",
    "report": "report",
    "resolution": "legislation",
    "meeting_record": "hearing",
    "dataset": "dataset",
    "web_page": "webpage",
    "social_media": "post",
    "broadcast": "broadcast",
    "video": "motion_picture",
}
_CONTAINED: Final = {"article-newspaper", "webpage", "post", "broadcast"}

_DAY: Final = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?([?~%]?)", re.ASCII)
_MONTHS: Final = "jan feb mar apr may jun jul aug sep oct nov dec".split()
# Characters that TeX reads as commands, or that LaTeX's default fonts print as others.
_TEX: Final = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        "`": r"\textasciigrave{}",
        "<": r"\textless{}",
        ">": r"\textgreater{}",
        "|": r"\textbar{}",
        **{sign: f"\\{sign}" for sign in "&%$#_"},
    }
)
# Characters of which LaTeX prints two in a row as one other character.
_LIGATURE: Final = re.compile(r"([-',])(?=\1)")
_ADDRESS: Final = str.maketrans({"{": "%7B", "}": "%7D", "\\": "%5C"})


@attrs.frozen
class Citations:
    """
    Sources, each once, sorted by day and id; those without a day last.

    Attributes:
        sources: The sources.
        missing: Ids that are named as sources, and are no source in the dataset.

    Example:
        >>> source = Source(id="source/ap", origin="AP", published_on="2023-11~")
        >>> mission = Mission(id="mission/minusma", sources=["source/ap"])
        >>> cite(Dataset([source, mission])).csl()[0]["issued"]
        {'date-parts': [[2023, 11]], 'circa': True}
    """

    sources: tuple[Source, ...]
    missing: tuple[str, ...] = ()

    def __len__(self) -> int:
        return len(self.sources)

    def __iter__(self) -> Iterator[Source]:
        return iter(self.sources)

    def csl(self) -> list[dict[str, object]]:
        """
        Return the sources as items of CSL-JSON, which reference managers read.

        A day that is not fully known is given in words, because CSL has no bounds.

        Source:
            Citation Style Language 1.0.2, https://docs.citationstyles.org
        """
        return [_csl(source) for source in self.sources]

    def csl_json(self) -> str:
        """Return the items of CSL-JSON as text."""
        return json.dumps(self.csl(), ensure_ascii=False, indent=2) + "\n"

    def bibtex(self) -> str:
        """Return the sources as BibTeX entries, in UTF-8."""
        return "\n".join(map(_bibtex, self.sources))

    def __str__(self) -> str:
        lines = [_plain(source) for source in self.sources]
        return "\n".join([*lines, *(f"{ref} is not here." for ref in self.missing)])


def cite(what: Dataset | Settlement) -> Citations:
    """
    Return the sources that a dataset, or a settlement, actually uses.

    Args:
        what: A dataset, for the sources that its facts and claims name; or a
            settlement, for the sources of the claims on which the adopted values rest.

    Raises:
        InvalidValue: If `what` is neither.

    Example:
        >>> source = Source(id="source/ap", origin="AP", published_on="2023-10-31")
        >>> mission = Mission(id="mission/minusma", sources=["source/ap"])
        >>> print(cite(Dataset([source, mission])))
        AP. 31 October 2023.
    """
    if isinstance(what, Settlement):
        dataset = what.dataset
        named = {claim.source for claim in what.claims_used}
    elif isinstance(what, Dataset):
        dataset = what
        named = {claim.source for claim in dataset.of(Claim)}
        named.update(*(fact.sources for fact in dataset.of(Fact)))
    else:
        hint = "settle answers with two: a dataset, and the settlement."
        expected = "be a dataset or a settlement"
        raise InvalidValue(expected, what, subject="what is cited", hint=hint)
    refs = sorted(ref for ref in named if ref is not None)
    sources = [one for one in dataset.of(Source) if one.id in named]
    found = {one.id for one in sources}
    return Citations(
        sources=tuple(sorted(sources, key=_order)),
        missing=tuple(ref for ref in refs if ref not in found),
    )


def _order(source: Source) -> tuple[bool, str, str]:
    day = source.published_on
    return day is None, "" if day is None else str(day.earliest), source.id


def _csl(source: Source) -> dict[str, object]:
    kind = _TYPES.get(source.medium or "", "document")
    holder = "container-title" if kind in _CONTAINED else "publisher"
    copy = source.archive_url
    item = {
        "id": _key(source),
        "type": kind,
        "title": source.title,
        "author": None if source.origin is None else [{"literal": source.origin}],
        holder: source.publisher,
        "genre": _medium(source) if kind == "document" else None,
        "issued": _csl_date(source.published_on),
        "accessed": _csl_date(source.retrieved_on),
        "URL": source.url or copy,
        "language": source.language,
        "note": None if copy is None or source.url is None else f"Copy: {copy}",
    }
    return {name: value for name, value in item.items() if value is not None}


def _csl_date(day: PartialDate | None) -> dict[str, object] | None:
    if day is None:
        return None
    match = _DAY.fullmatch(str(day))
    if match is None:
        return {"literal": day.to_phrase()}
    *parts, doubt = match.groups()
    date: dict[str, object] = {"date-parts": [[int(part) for part in parts if part]]}
    return {**date, "circa": True} if doubt else date


def _bibtex(source: Source) -> str:
    year, month, words = _bibtex_date(source.published_on)
    notes = [
        words,
        None if source.archive_url is None else f"Copy: {source.archive_url}",
        None if source.retrieved_on is None else f"Read {source.retrieved_on}",
    ]
    note = ". ".join(filter(None, notes))
    fields = {
        "author": _braced(source.origin),
        "title": _braced(source.title),
        "howpublished": _braced(source.publisher),
        "year": None if year is None else f"{{{year}}}",
        "month": month,
        "url": _braced(source.url, verbatim=True),
        "note": _braced(note or None),
        "language": _braced(source.language),
    }
    lines = [f"  {name} = {text}," for name, text in fields.items() if text is not None]
    return "\n".join([f"@misc{{{_key(source)},", *lines, "}\n"])


def _bibtex_date(
    day: PartialDate | None,
) -> tuple[str | None, str | None, str | None]:
    """Return year and month if they are certain, and words if the date says more."""
    if day is None:
        return None, None, None
    first, last = str(day.earliest), str(day.latest)
    year = first[:4] if first[:4] == last[:4] else None
    month = _MONTHS[day.earliest.month - 1] if first[:7] == last[:7] else None
    is_told = str(day) in (first[:4], first[:7])
    return year, month, None if is_told else day.to_phrase()


def _braced(text: str | None, *, verbatim: bool = False) -> str | None:
    """Return a text in braces, with escapes, so that BibTeX prints it as it is."""
    if text is None:
        return None
    if verbatim:
        return f"{{{text.translate(_ADDRESS)}}}"
    escaped = _LIGATURE.sub(r"\1{}", text.translate(_TEX))
    return f"{{{{{escaped}}}}}"


def _plain(source: Source) -> str:
    day = source.published_on
    publisher = None if source.publisher == source.origin else source.publisher
    parts = [
        source.origin,
        source.title,
        publisher,
        _medium(source),
        None if day is None else day.to_phrase(),
    ]
    text = " ".join(". ".join(filter(None, parts)).split()) or _key(source)
    address = source.url or source.archive_url
    return f"{text}." if address is None else f"{text}. {address}"


def _medium(source: Source) -> str | None:
    if source.medium is None:
        return None
    label = MEDIUM[source.medium].label if source.medium in MEDIUM else source.medium
    return label[:1].upper() + label[1:]


def _key(source: Source) -> str:
    return source.id.partition("/")[2]
