"""
What describes a dataset as a whole: `Header`, with the version of the wire form.

Every dataset holds one, and every format writes one.
"""

from typing import Annotated, Final

import attrs

from peacekeep.definitions.forms import Form
from peacekeep.definitions.rules import CodeFrom, Pattern
from peacekeep.models.vocabularies import MARKING


__all__ = ["VERSION", "Header"]

VERSION: Final = "1.1"
"""Version of the wire form that the library writes."""


@attrs.frozen(kw_only=True)
class Header(Form):
    """
    The title, terms, marking and version of a dataset as a whole.

    Attributes:
        title: Subject of the dataset.
        licence: Terms of use, as an SPDX identifier where there is one.
        marking: Who may see a record without a marking of its own. None: not stated,
            and such a record is never published.
        version: Version of the wire form. What is read of a former one is brought to
            the present one.

    Raises:
        InvalidRecord: If any field cannot be read or breaks a rule.
    """

    title: str | None = None
    licence: str | None = None
    marking: Annotated[str | None, CodeFrom(MARKING)] = None
    version: Annotated[
        str, Pattern("1[.](?:0|[1-9][0-9]*)", f"be a version such as {VERSION}")
    ] = VERSION
