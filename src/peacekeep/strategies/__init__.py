"""
Hypothesis strategies for values, parts, records and datasets, each of them valid.

Our tests and users' tests call them. A record is drawn from the fields and rules that
its class declares, so a new kind needs no strategy of its own.
"""

import functools
from collections.abc import Callable, Mapping
from typing import Final

from peacekeep.dataset import Dataset
from peacekeep.definitions.forms import Form
from peacekeep.models import (
    KINDS,
    Affiliation,
    Casualties,
    Mandate,
    Party,
    Speaker,
    TallyPart,
)
from peacekeep.models.place import Place
from peacekeep.strategies.base import Drawn, st
from peacekeep.strategies.kinds import (
    actors,
    base_events,
    base_statuses,
    bases,
    claims,
    datasets,
    equipment,
    events,
    forms,
    incidents,
    individual_casualties,
    missions,
    movements,
    personnel_counts,
    places,
    projects,
    records,
    sources,
    tallies,
)
from peacekeep.strategies.values import (
    counts,
    identifiers,
    partial_dates,
    periods,
    points,
    quantities,
)
from peacekeep.values.counts import Count
from peacekeep.values.dates import PartialDate
from peacekeep.values.identifiers import Identifier
from peacekeep.values.periods import Period
from peacekeep.values.points import Point
from peacekeep.values.quantities import Quantity


__all__ = [
    "counts",
    "partial_dates",
    "periods",
    "quantities",
    "points",
    "identifiers",
    "places",
    "forms",
    "records",
    "sources",
    "actors",
    "missions",
    "bases",
    "base_events",
    "base_statuses",
    "personnel_counts",
    "movements",
    "equipment",
    "incidents",
    "individual_casualties",
    "tallies",
    "projects",
    "events",
    "claims",
    "datasets",
    "register",
]


_VALUES: Final[Mapping[type, Callable[[], Drawn]]] = {
    Count: counts,
    PartialDate: partial_dates,
    Period: periods,
    Quantity: quantities,
    Point: points,
    Identifier: identifiers,
    Dataset: datasets,
}
_PARTS: Final = (Affiliation, Casualties, Mandate, Party, Place, Speaker, TallyPart)


def register(*kinds: type[Form]) -> None:
    """
    Let `hypothesis.strategies.from_type` draw our values, parts, kinds and datasets.

    Hypothesis calls this where the library is installed. An extension calls it for its
    own kinds.

    Args:
        kinds: More classes of forms.
    """
    for cls, drawn in _VALUES.items():
        st.register_type_strategy(cls, functools.partial(_call, drawn))
    forms_of_ours: tuple[type[Form], ...] = (*_PARTS, *KINDS)
    for form in (*forms_of_ours, *kinds):
        st.register_type_strategy(form, forms)


def _call(drawn: Callable[[], Drawn], _: type) -> Drawn:
    return drawn()


# `peacekeep.entry` loads this module when Hypothesis is asked for one of our types.
register()
