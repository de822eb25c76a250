"""
Who says what: `Claim`, on a field of a record, and its `Speaker`.

Records hold adopted values; claims stand beside them. The youngest noun, for a claim
may be about any other.
"""

from typing import Annotated

import attrs

from peacekeep.definitions.forms import Form
from peacekeep.definitions.rules import CodeFrom, NotWith, RequiredWith
from peacekeep.models.record import Record, Ref, as_ref
from peacekeep.models.source import Source
from peacekeep.models.vocabularies import BASIS, CREDIBILITY, STANCE
from peacekeep.values.dates import PartialDate, as_date


__all__ = ["Claim", "Speaker"]


@attrs.frozen(kw_only=True)
class Speaker(Form):
    """
    Who said it: by name and role, or by the description that was agreed, and no more.

    Attributes:
        name: Name, where it was said on the record.
        role: Office in which it was said.
        organisation: Whose voice it is. Alone: a statement of the institution.
        description: How the source describes a speaker whom it does not name. One
            who is described has no name, role or organisation, and nowhere to hold
            them.
        anonymous_because: Reason that the source gives for not naming. None: it gives
            none, and the speaker is not protected.

    Raises:
        InvalidRecord: If any field cannot be read or breaks a rule.

    Example:
        >>> Speaker(
        ...     description="a resident of Kidal", anonymous_because="fear of reprisals"
        ... ).is_protected
        True
    """

    name: str | None = None
    role: str | None = None
    organisation: str | None = None
    description: Annotated[
        str | None,
        NotWith("name", "role", "organisation", "extra"),
        RequiredWith("anonymous_because"),
    ] = None
    anonymous_because: str | None = None

    @property
    def is_protected(self) -> bool:
        """True if the source promised not to name the speaker."""
        return self.anonymous_because is not None


@attrs.frozen(kw_only=True)
class Claim(Record):
    """
    What one voice says about one field of a record, or about the record.

    Attributes:
        about: Record that it is about.
        field: Path of the field, such as `casualties[peacekeeper,injured].count`.
        value: Canonical text of the value that it states. A list is claimed one
            member a claim.
        says: What no field can hold, in one sentence of ours.
        source: Where it is printed.
        speaker: Who says it. None: the source in its own voice.
        reported_on: Day on which it was said. None: the source's day.
        credibility: Grade of the claim, from 1 to 6. Code of `codes.CREDIBILITY`.
        stance: Code of `codes.STANCE`. None: affirms.
        basis: On what it rests. Code of `codes.BASIS`.
        verbatim: The hedge as printed, a few words.

    Raises:
        InvalidRecord: If any field cannot be read or breaks a rule.

    Example:
        >>> Claim(
        ...     id="claim/ap-wounded",
        ...     about="incident/minusma-kidal-convoy-2023-10-31",
        ...     field="casualties[peacekeeper,injured].count",
        ...     value="2..",
        ...     verbatim="at least two",
        ... ).value
        '2..'

    Source:
        Credibility: Admiralty scale, STANAG 2511.
    """

    about: Ref[Record] = attrs.field(converter=as_ref)
    field: Annotated[str | None, RequiredWith("value")] = None
    value: Annotated[str | None, RequiredWith("field")] = None
    says: str | None = None
    source: Ref[Source] | None = attrs.field(default=None, converter=as_ref)
    speaker: Speaker | None = None
    reported_on: PartialDate | None = attrs.field(default=None, converter=as_date)
    credibility: Annotated[str | None, CodeFrom(CREDIBILITY)] = None
    stance: Annotated[str | None, CodeFrom(STANCE)] = None
    basis: Annotated[str | None, CodeFrom(BASIS)] = None
    verbatim: str | None = None
