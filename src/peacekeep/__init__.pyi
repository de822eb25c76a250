# Built by docs/build_reference.py from the names in __init__.py.

from peacekeep.analysis.comparison import (
    compare as compare,
)

from peacekeep.analysis.policies import (
    prefer as prefer,
)

from peacekeep.analysis.presence import (
    open_on as open_on,
)

from peacekeep.analysis.reconcile import (
    settle as settle,
)

from peacekeep.analysis.sensitivity import (
    sensitivity as sensitivity,
)

from peacekeep.analysis.totals import (
    total as total,
)

from peacekeep.dataset import (
    Dataset as Dataset,
)

from peacekeep.errors import (
    DuplicateRecord as DuplicateRecord,
    Finding as Finding,
    InvalidRecord as InvalidRecord,
    InvalidValue as InvalidValue,
    MissingExtra as MissingExtra,
    Path as Path,
    PeacekeepError as PeacekeepError,
    Report as Report,
    Severity as Severity,
    UnknownName as UnknownName,
    UnknownReference as UnknownReference,
    UnknownWord as UnknownWord,
    UnreadableFile as UnreadableFile,
    UnusableExtension as UnusableExtension,
    ValidationFailed as ValidationFailed,
    Where as Where,
)

from peacekeep.extensions import (
    Registry as Registry,
    installed as installed,
)

from peacekeep.models import (
    Actor as Actor,
    Affiliation as Affiliation,
    Base as Base,
    BaseEvent as BaseEvent,
    BaseStatus as BaseStatus,
    Casualties as Casualties,
    Claim as Claim,
    Equipment as Equipment,
    Event as Event,
    Fact as Fact,
    Incident as Incident,
    IndividualCasualty as IndividualCasualty,
    Mandate as Mandate,
    Mission as Mission,
    Movement as Movement,
    Party as Party,
    PersonnelCount as PersonnelCount,
    Project as Project,
    Record as Record,
    Ref as Ref,
    Source as Source,
    Speaker as Speaker,
    Tally as Tally,
    TallyPart as TallyPart,
    UnknownRecord as UnknownRecord,
)

from peacekeep.models.place import (
    Place as Place,
)

from peacekeep.models.vocabularies import (
    codes as codes,
)

from peacekeep.pages.citations import (
    cite as cite,
)

from peacekeep.pipeline import (
    data_dictionary as data_dictionary,
    dumps as dumps,
    from_plain as from_plain,
    json_schema as json_schema,
    load as load,
    loads as loads,
    open_dataset as open_dataset,
    publish as publish,
    read as read,
    save as save,
    to_rows as to_rows,
    validate as validate,
    view as view,
)

from peacekeep.protect import (
    Audience as Audience,
)

from peacekeep.values.counts import (
    Count as Count,
)

from peacekeep.values.dates import (
    PartialDate as PartialDate,
)

from peacekeep.values.identifiers import (
    Identifier as Identifier,
)

from peacekeep.values.periods import (
    Period as Period,
)

from peacekeep.values.pint_units import (
    unit_registry as unit_registry,
)

from peacekeep.values.points import (
    Point as Point,
)

from peacekeep.values.quantities import (
    Quantity as Quantity,
)

__version__: str
