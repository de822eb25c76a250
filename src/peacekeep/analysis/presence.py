"""
Which bases were open on a day.

When a base was open is one rule, in `dataset/spans`; `Dataset.spans` gives the spans.
"""

import attrs

from peacekeep.dataset import Dataset
from peacekeep.dataset.clocks import Day, day_of
from peacekeep.errors import InvalidValue
from peacekeep.models import Base
from peacekeep.values.dates import PartialDate


__all__ = ["OpenBases", "open_on"]


@attrs.frozen
class OpenBases:
    """
    The bases that were open on a day.

    Attributes:
        day: The day.
        certain: Bases that certainly were open.
        possible: The same, and those that possibly were.
    """

    day: PartialDate
    certain: tuple[Base, ...]
    possible: tuple[Base, ...]

    def __str__(self) -> str:
        return f"{self.day}: {len(self.certain)} to {len(self.possible)} bases open"


def open_on(dataset: Dataset, day: Day) -> OpenBases:
    """
    Return the bases that were open at the end of a day.

    A base was certainly open from the first day on which it was seen until its end. It
    possibly was from the start of its mission. The first departure, closure, handover
    or takeover ends it, and a later opening begins it again.

    Args:
        dataset: The bases, what happened to them, and what shows them in use.
        day: The day. A partial day: whichever of its days it is.

    Raises:
        InvalidValue: If the dataset is not one, or is a view of the world on a day.

    Example:
        >>> ds = pk.open_dataset("minusma-drawdown")
        >>> print(open_on(ds, "2013-07-01"))
        2013-07-01: 0 to 16 bases open
    """
    if not isinstance(dataset, Dataset):
        raise InvalidValue("be a dataset", dataset, subject="what is asked")
    asked = day_of(day)
    spans = dataset.spans(Base)
    bases = dataset.of(Base)
    return OpenBases(
        asked,
        tuple(one for one in bases if spans[one.id].certainly_covers(asked)),
        tuple(one for one in bases if spans[one.id].possibly_covers(asked)),
    )
