"""
Wrong usage. Each line with a comment is an error for mypy and for pyright.

Both report a comment that they do not need, so that a slip which they no longer find
fails. Checked by type checkers, and never run.
"""

import attrs

import peacekeep as pk
from peacekeep import authoring


# A misspelt name.

pk.Misson(id="mission/x")  # type: ignore[attr-defined] # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType]
pk.setle(pk.Dataset([]), "only")  # type: ignore[attr-defined] # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType]
authoring.as_text([])  # type: ignore[attr-defined] # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType]

# A keyword that a class does not have, one that is missing, and a positional argument.

incident = pk.Incident(id="incident/x", mission="mission/x")
part = pk.Casualties(group="peacekeeper", outcome="injured")

pk.Incident(id="incident/x", mision="mission/x")  # type: ignore[call-arg] # pyright: ignore[reportCallIssue]
pk.Base(id="base/x")  # type: ignore[call-arg] # pyright: ignore[reportCallIssue]
pk.Casualties(group="peacekeeper", outcome="injured", number=2)  # type: ignore[call-arg] # pyright: ignore[reportCallIssue]
pk.Mission("mission/x")  # type: ignore[call-arg, arg-type] # pyright: ignore[reportCallIssue]

# A text, which is several characters, where there are several texts.

pk.Mission(id="mission/x", sources="source/x")  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
pk.Tally(id="tally/x", mission="mission/x", measure="fatalities", of="tally/y")  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
pk.Mission(id="mission/x", withheld="name")  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
pk.Mission(id="mission/x", countries="MLI")  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
pk.Mission(id="mission/x", countries=None)  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]

# A part of another class, and one part where there are several.

pk.Mission(id="mission/x", mandates=[part])  # type: ignore[list-item] # pyright: ignore[reportArgumentType]
pk.Incident(id="incident/x", mission="mission/x", casualties=part)  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]

# A number that may be no count, and a change of what cannot be changed.

pk.Incident(id="incident/x", mission="mission/x", attacks=2.5)  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
incident.attacks = None  # type: ignore[misc] # pyright: ignore[reportAttributeAccessIssue]
len(incident.methds)  # type: ignore[attr-defined] # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType, reportUnknownArgumentType]


@attrs.frozen(kw_only=True)
class RoadBlock(pk.Fact):
    """A road block of a mission."""

    mission: pk.Ref[pk.Mission]
    guards: tuple[str, ...] = attrs.field(default=(), converter=authoring.as_texts)


RoadBlock(id="road_block/x", mission=incident.mission, guards="x")  # type: ignore[arg-type] # pyright: ignore[reportArgumentType]
