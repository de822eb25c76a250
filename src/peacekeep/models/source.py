"""
Where facts come from: `Source`, and `Fact`, a record that names its sources.

These nouns come first. Nothing of a publication is quoted except its title.
"""

from typing import Annotated

import attrs

from peacekeep.definitions.rules import CodeFrom, Identity, NotBefore, Pattern
from peacekeep.models.record import Record, Ref, as_ref, as_refs
from peacekeep.models.vocabularies import MEDIUM, RELIABILITY
from peacekeep.values.dates import PartialDate, as_date


__all__ = ["Fact", "Source", "Url"]

Url = Annotated[
    str, Pattern(r"https?://[^ \t]+", "be a web address that begins with https://")
]

Language = Annotated[
    str,
    Pattern(
        "[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-[A-Z]{2})?",
        "be a language tag such as en, fr or fr-ML",
    ),
]


@attrs.frozen(kw_only=True)
class Source(Record):
    """
    A publication: one text on one day.

    Attributes:
        title: Title as printed.
        publisher: Who published it.
        medium: Code of `codes["medium"]`.
        published_on: Day of publication.
        retrieved_on: Day on which it was read.
        url: Address of the text.
        archive_url: Address of an archived copy.
        licence: Terms of use, as an SPDX identifier where there is one.
        language: Language tag.
        reliability: Grade of the source, from A to F. Code of `codes["reliability"]`.
        origin: Whose words it prints. Five reprints of one agency are one voice.
        supersedes: Earlier version whose claims it replaces.

    Raises:
        InvalidRecord: If any field cannot be read or breaks a rule.

    Example:
        >>> Source(id="source/ap-2023-10-31", publisher="AP", origin="AP").origin
        'AP'

    Source:
        Reliability: Admiralty scale, STANAG 2511. Language: BCP 47.
    """

    title: Annotated[str | None, Identity()] = None
    publisher: str | None = None
    medium: Annotated[str | None, CodeFrom(MEDIUM)] = None
    published_on: PartialDate | None = attrs.field(default=None, converter=as_date)
    retrieved_on: Annotated[PartialDate | None, NotBefore("published_on")] = (
        attrs.field(default=None, converter=as_date)
    )
    url: Url | None = None
    archive_url: Url | None = None
    licence: str | None = None
    language: Language | None = None
    reliability: Annotated[str | None, CodeFrom(RELIABILITY)] = None
    origin: str | None = None
    supersedes: "Ref[Source] | None" = attrs.field(default=None, converter=as_ref)

    @classmethod
    def happens(cls) -> bool:
        """Return True: it is a text of its day."""
        return True


@attrs.frozen(kw_only=True)
class Fact(Record):
    """
    A record that says something about the world, and where it comes from.

    Attributes:
        sources: Sources of its adopted values.

    Raises:
        InvalidRecord: If any field cannot be read or breaks a rule.
    """

    sources: tuple[Ref[Source], ...] = attrs.field(default=(), converter=as_refs)
