"""
Who says what: `Claim`, on a field of a record, and its `Speaker`.

Records hold adopted values, and claims hold what sources say. This noun comes last,
because a claim may be about any other record.
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
    Who said it: by name and role, or only by the description that was agreed.

    Attributes:
        name: Name of a speaker who is on the record.
        role: Office in which the speaker speaks.
        organisation: Whose voice it is. Alone: a statement of the institution.
        description: How the source describes a speaker whom it does not name. A
            speaker with a description has no name, role, organisation or unknown keys.
        anonymous_because: Reason that the source gives for not naming. None: it gives
            no reason, and the speaker is not protected.

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
        """True if the source gives a reason for not naming the speaker."""
        return self.anonymous_because is not None


@attrs.frozen(kw_only=True)
class Claim(Record):
    """
    What one voice says about one field of a record, or about the record.

    Attributes:
        about: Record that it is about.
        field: Path of the field, such as `casualties[peacekeeper,injured].count`.
        value: Canonical text of the value that it states. Of a list, each claim states
            one member.
        says: What no field can hold, in one sentence of the dataset's author.
        source: Source that prints it.
        speaker: Who says it. None: the source in its own voice.
        reported_on: Day on which it was said. None: the day of the source.
        credibility: Grade of the claim, from 1 to 6. Code of `codes["credibility"]`.
        stance: Code of `codes["stance"]`. None: affirms.
        basis: What it is based on. Code of `codes["basis"]`.
        verbatim: Hedge as printed, in a few words.
        repeats: Claim that it reprints, and with which it is one voice.

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
    repeats: "Ref[Claim] | None" = attrs.field(default=None, converter=as_ref)

    @classmethod
    def happens(cls) -> bool:
        """Return True: it is made on its day."""
        return True
