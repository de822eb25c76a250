"""
Plain rows of former versions of the wire form, as the version that is written has them.

The pipeline calls it for each row of a file whose header has a former version, and
`tables` for the columns beside the text of a value.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any, Final

from peacekeep.definitions.values import Value
from peacekeep.errors import Path, Step
from peacekeep.values.dates import PartialDate
from peacekeep.values.periods import Period


__all__ = ["BESIDE", "FORMER"]

Plain = dict[str, Any]


def _since_1_1(plain: object) -> object:
    """Return a row of version 1.0 with the perpetrators of incidents as parties."""
    if not isinstance(plain, Mapping):
        return plain
    row: Plain = dict(plain)
    if row.get("kind") == "incident":
        _name_parties(row)
    about = row.get("about")
    if isinstance(about, str) and about.startswith("incident/"):
        _claim_role(row)
    return row


def _name_parties(row: Plain) -> None:
    withheld = row.get("withheld")
    if isinstance(withheld, list | tuple) and "perpetrators" in withheld:
        row["withheld"] = [
            "parties" if name == "perpetrators" else name for name in withheld
        ]
    # Where an unknown key has the name of the new field, both stay unknown keys.
    if "perpetrators" in row and "parties" not in row:
        given = row.pop("perpetrators")
        if isinstance(given, list | tuple):
            given = [
                {"actor": actor, "role": "perpetrator"}
                for index, actor in enumerate(given)
                if actor not in given[:index]
            ]
        row["parties"] = given


def _claim_role(row: Plain) -> None:
    actor = row.get("value")
    if row.get("field") == "perpetrators" and isinstance(actor, str):
        step = Step.to_part("parties", ("actor",), (actor,))
        row["field"] = str(Path((step, Step("role"))))
        row["value"] = "perpetrator"


FORMER: Final[Mapping[str, Callable[[object], object]]] = {"1.0": _since_1_1}
"""What brings a row of a former version to the present one, by the version."""


def _unqualified(value: Value) -> Value:
    """Return a date or period without its qualifiers, which widen it since 1.1."""
    if isinstance(value, PartialDate | Period):
        return type(value).parse(re.sub("[?~%]", "", value.text))
    return value


BESIDE: Final[Mapping[str, Callable[[Value], Value]]] = {"1.0": _unqualified}
"""What gives the value whose columns a former version has beside a text."""
