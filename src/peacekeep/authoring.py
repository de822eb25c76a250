"""
What authors of kinds, values, checks, policies, formats and readers import.

Users of the library need none of it: their names are on the face, `import peacekeep`.
"""

from peacekeep.analysis.policies import Choice as Choice
from peacekeep.analysis.policies import Policy as Policy
from peacekeep.checks.base import Check as Check
from peacekeep.checks.base import Doubt as Doubt
from peacekeep.checks.base import check as check
from peacekeep.dataset.contests import Aside as Aside
from peacekeep.dataset.contests import Contest as Contest
from peacekeep.definitions.codes import Code as Code
from peacekeep.definitions.codes import Codes as Codes
from peacekeep.definitions.codes import Scheme as Scheme
from peacekeep.definitions.codes import glossary as glossary
from peacekeep.definitions.fields import Field as Field
from peacekeep.definitions.fields import fields_of as fields_of
from peacekeep.definitions.forms import Form as Form
from peacekeep.definitions.rules import BetweenFields as BetweenFields
from peacekeep.definitions.rules import CodeFrom as CodeFrom
from peacekeep.definitions.rules import Dimension as Dimension
from peacekeep.definitions.rules import Identity as Identity
from peacekeep.definitions.rules import NotBefore as NotBefore
from peacekeep.definitions.rules import NotEmpty as NotEmpty
from peacekeep.definitions.rules import NotWith as NotWith
from peacekeep.definitions.rules import OfField as OfField
from peacekeep.definitions.rules import OneOf as OneOf
from peacekeep.definitions.rules import Pattern as Pattern
from peacekeep.definitions.rules import RequiredWith as RequiredWith
from peacekeep.definitions.rules import SchemeFrom as SchemeFrom
from peacekeep.definitions.rules import Within as Within
from peacekeep.definitions.values import Beside as Beside
from peacekeep.definitions.values import Ends as Ends
from peacekeep.definitions.values import Value as Value
from peacekeep.errors import Severity as Severity
from peacekeep.errors import Where as Where
from peacekeep.extensions import Extension as Extension
from peacekeep.extensions import Reader as Reader
from peacekeep.formats.base import Column as Column
from peacekeep.formats.base import Document as Document
from peacekeep.formats.base import FileFormat as FileFormat
from peacekeep.formats.base import Folder as Folder
from peacekeep.formats.base import FolderFormat as FolderFormat
from peacekeep.formats.base import Package as Package
from peacekeep.formats.base import Row as Row
from peacekeep.formats.base import Table as Table
from peacekeep.formats.base import TableFileFormat as TableFileFormat
from peacekeep.models.record import as_ref as as_ref
from peacekeep.models.record import as_refs as as_refs
from peacekeep.models.record import as_texts as as_texts
from peacekeep.values.counts import as_count as as_count
from peacekeep.values.dates import as_date as as_date
from peacekeep.values.identifiers import as_identifiers as as_identifiers
from peacekeep.values.periods import as_period as as_period
from peacekeep.values.points import as_point as as_point
from peacekeep.values.quantities import as_quantity as as_quantity
from peacekeep.values.quantities import define_unit as define_unit
from peacekeep.values.spans import Span as Span
from peacekeep.wire.structure import configure as configure
