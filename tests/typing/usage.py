"""Typed usage, as a user writes it. Checked by type checkers, and never run."""

import datetime
from collections.abc import Iterator, Mapping
from typing import Annotated, Any, BinaryIO, assert_type

import attrs

import peacekeep as pk
from peacekeep import authoring
from peacekeep.analysis.presence import OpenBases
from peacekeep.analysis.reconcile import SettledField, Settlement
from peacekeep.analysis.sensitivity import Sensitivity
from peacekeep.dataset import Snapshot
from peacekeep.dataset.difference import Difference
from peacekeep.pages.citations import Citations
from peacekeep.protect import Withheld
from peacekeep.values.dates import Days
from peacekeep.values.spans import Span


# Fields take values, or texts of them, and are read as values.

incident = pk.Incident(
    id="incident/x",
    mission="mission/minusma",
    on="2023-11",
    attacks="2..",
    place=pk.Place(name="Kidal", point="18.44345,1.40921"),
    casualties=(pk.Casualties(group="peacekeeper", outcome="injured", count=8),),
    methods=("ied", "ambush"),
    parties=[pk.Party(actor="actor/jnim", side="a"), pk.Party(actor="mission/x")],
    identifiers=("ucdp:12345", pk.Identifier("acled", "MLI4111")),
    sources=("source/ap",),
    extra={"colour": "blue"},
)
assert_type(incident.id, str)
assert_type(incident.on, pk.PartialDate | None)
assert_type(incident.attacks, pk.Count | None)
assert_type(incident.place, pk.Place | None)
assert_type(incident.methods, tuple[str, ...])
assert_type(incident.casualties, tuple[pk.Casualties, ...])
assert_type(incident.mission, pk.Ref[pk.Mission] | None)
assert_type(incident.base, pk.Ref[pk.Base] | None)
assert_type(incident.sources, tuple[pk.Ref[pk.Source], ...])
assert_type(incident.parties, tuple[pk.Party, ...])
assert_type(incident.parties[0].actor, pk.Ref[pk.Actor | pk.Mission])
assert_type(incident.identifiers, tuple[pk.Identifier, ...])
if incident.place is not None:
    assert_type(incident.place.point, pk.Point | None)
if incident.attacks is not None:
    assert_type(incident.attacks.low, int)
    assert_type(incident.attacks.high, int | None)

same = pk.Incident(
    id="incident/x",
    mission=incident.mission,
    on=datetime.date(2023, 11, 1),
    attacks=pk.Count(2, None),
)
assert_type(attrs.evolve(same, attacks=6, on=None), pk.Incident)

# What others publish as well: one person, a presence, a project, two numbers.

person = pk.IndividualCasualty(
    id="individual_casualty/x", incident=incident.id, outcome="died", age="30 year"
)
assert_type(person.age, pk.Quantity | None)
assert_type(person.incident, pk.Ref[pk.Incident] | None)
shown = pk.BaseStatus(
    id="base_status/x", base="base/x", status="present", period="2015/2016"
)
assert_type(shown.personnel, tuple[str, ...])
project = pk.Project(
    id="project/x",
    partner="actor/x",
    cost="28227.82 USD",
    place=pk.Place(point=(18.44345, 1.40921)),
)
assert_type(project.partner, pk.Ref[pk.Actor] | None)
mean = pk.PersonnelCount(
    id="personnel_count/x", base="base/x", category="troops", mean="1.5 person_day/day"
)
assert_type(mean.mean, pk.Quantity | None)

# A list stands where a tuple does, of values as well as of texts.

injured = [pk.Casualties(group="peacekeeper", outcome="injured", count=8)]
told_by = [pk.Ref[pk.Source]("source/ap")]
listed = pk.Incident(
    id="incident/y",
    mission="mission/minusma",
    withheld=["place"],
    sources=told_by,
    methods=["ied", "ambush"],
    casualties=injured,
    parties=(pk.Party(actor="actor/jnim", role="target"),),
    identifiers=["ucdp:12345"],
)
assert_type(listed.withheld, tuple[str, ...])
assert_type(listed.sources, tuple[pk.Ref[pk.Source], ...])
assert_type(listed.methods, tuple[str, ...])
assert_type(listed.casualties, tuple[pk.Casualties, ...])
assert_type(attrs.evolve(listed, methods=[], casualties=injured), pk.Incident)

group = pk.Actor(
    id="actor/jnim",
    aliases=["JNIM"],
    aims=["territory"],
    affiliations=[pk.Affiliation(to="actor/aqim", relation="part_of")],
)
assert_type(group.aliases, tuple[str, ...])
assert_type(group.aims, tuple[str, ...])
assert_type(group.affiliations, tuple[pk.Affiliation, ...])

mandated = pk.Mission(
    id="mission/minusma",
    countries=["MLI"],
    mandates=[pk.Mandate(resolution="S/RES/2100 (2013)")],
)
assert_type(mandated.countries, tuple[str, ...])
assert_type(mandated.mandates, tuple[pk.Mandate, ...])

strength = pk.PersonnelCount(
    id="personnel_count/x",
    mission="mission/minusma",
    category="uniformed",
    includes=["troops", "police"],
)
assert_type(strength.includes, tuple[str, ...])

tally = pk.Tally(
    id="tally/x",
    mission="mission/minusma",
    measure="fatalities",
    of=["incident/x", "incident/y"],
    parts=[pk.TallyPart(label="Chad", count=2)],
)
assert_type(tally.of, tuple[pk.Ref[pk.Record], ...])
assert_type(tally.parts, tuple[pk.TallyPart, ...])

event = pk.Event(id="event/x", actors=["actor/jnim"])
assert_type(event.actors, tuple[pk.Ref[pk.Actor | pk.Mission], ...])

movement = pk.Movement(id="movement/x", mission="mission/x", distance="~350 km")
assert_type(movement.distance, pk.Quantity | None)

mission = pk.Mission(id="mission/minusma", period="2013-07-01/..", countries=("MLI",))
assert_type(mission.period, pk.Period | None)
assert_type(mission.mandates, tuple[pk.Mandate, ...])
assert_type(mission.predecessor, pk.Ref[pk.Mission] | None)

left = pk.BaseEvent(
    id="base_event/x",
    base="base/kidal",
    event="departed",
    on="2023-10-31",
    planned_on="[2023-11-11..2023-11-20]",
    to="actor/mali",
)
if left.on is not None and left.planned_on is not None:
    assert_type(left.on.days_until(left.planned_on), Days)

said = pk.Claim(
    id="claim/x",
    about=incident.id,
    field="attacks",
    value="2..",
    source="source/ap",
    speaker=pk.Speaker(description="analysts"),
    reported_on="2023-11",
)
assert_type(said.about, pk.Ref[pk.Record])
assert_type(said.value, str | None)
assert_type(said.speaker, pk.Speaker | None)

# A dataset answers with the class that it is asked for.

dataset = pk.Dataset([incident, mission, left, said], title="Mali", marking="TLP:CLEAR")
if incident.mission is not None:
    assert_type(dataset.get(incident.mission), pk.Mission)
assert_type(dataset.get(said.about), pk.Record)
assert_type(dataset.get("incident/x"), pk.Record)
if left.to is not None:
    assert_type(dataset.get(left.to), pk.Actor | pk.Mission)
for party in incident.parties:
    assert_type(dataset.get(party.actor).name, str | None)
assert_type(dataset.by_identifier("ucdp:12345"), tuple[pk.Record, ...])

assert_type(dataset.of(pk.Base), tuple[pk.Base, ...])
assert_type(dataset.of(pk.Base, mission="mission/minusma"), tuple[pk.Base, ...])
assert_type(dataset.of("base"), tuple[pk.Record, ...])
assert_type(dataset.first(pk.BaseEvent, event="departed"), pk.BaseEvent | None)
assert_type(dataset.first("base"), pk.Record | None)
assert_type(dataset.claims(incident.id, "attacks"), tuple[pk.Claim, ...])
assert_type(dataset.voice(said), str | None)
assert_type(dataset.said_on(said), pk.PartialDate | None)
assert_type(dataset.origin(incident.id), pk.Where)
assert_type(dataset.title, str | None)
assert_type(len(dataset), int)
for record in dataset:
    assert_type(record, pk.Record)
    assert_type(record.kind, str)

assert_type(dataset.select(lambda one: one.kind == "base"), pk.Dataset)
assert_type(dataset.add(incident).merge(dataset), pk.Dataset)
assert_type(dataset.known_by("2023-11-01", possibly=True), pk.Dataset)
assert_type(dataset.happened_by("2023-11-01"), Snapshot)
assert_type(dataset.spans(pk.Base)["base/one"], Span)
assert_type(pk.open_on(dataset, "2023-11-01"), OpenBases)
assert_type(dataset.as_of(datetime.date(2023, 11, 1)), Snapshot)
assert_type(dataset.as_of("2023-11").certain, pk.Dataset)
assert_type(dataset.as_of("2023-11").day, pk.PartialDate)

# The verbs.

report = pk.validate(dataset)
assert_type(report, pk.Report)
assert_type(report.ok, bool)
assert_type(report.counts(), dict[pk.Severity, int])
for finding in report:
    assert_type(finding, pk.Finding)
    assert_type(finding.severity, pk.Severity)

assert_type(pk.dumps(dataset), str)
assert_type(pk.loads(pk.dumps(dataset)), pk.Dataset)
assert_type(pk.from_plain({"kind": "base", "id": "base/x"}), pk.Record)
assert_type(pk.open_dataset("minusma-article"), pk.Dataset)

try:
    pk.load("mali.jsonl")
except pk.InvalidRecord as error:
    assert_type(error.faults, tuple[pk.InvalidValue, ...])


# A kind of one's own is a class.


@attrs.frozen(kw_only=True)
class RoadBlock(pk.Fact):
    """A road block of a mission."""

    mission: pk.Ref[pk.Mission]
    lanes: int | None = None
    guards: tuple[str, ...] = attrs.field(default=(), converter=authoring.as_texts)


mine = pk.Ref[pk.Mission]("mission/minusma")
block = RoadBlock(id="road_block/x", mission=mine, lanes=2, guards=["x"])
assert_type(block.mission, pk.Ref[pk.Mission])
assert_type(block.guards, tuple[str, ...])
assert_type(pk.Dataset([block]).of(RoadBlock), tuple[RoadBlock, ...])


# Extensions, and verbs that take what they know.


@attrs.frozen(kw_only=True)
class WaterDelivery(pk.Fact):
    """
    Water that was brought to a base.

    Attributes:
        base: Where it was brought.
        amount: How much. Unit: any of volume.
    """

    base: pk.Ref[pk.Base] = attrs.field(converter=authoring.as_ref)
    amount: Annotated[pk.Quantity | None, authoring.Dimension("volume", "litre")] = (
        attrs.field(default=None, converter=authoring.as_quantity)
    )


water = WaterDelivery(id="water_delivery/x", base="base/x", amount="3 litre")
assert_type(water.amount, pk.Quantity | None)

extension = authoring.Extension(
    name="water",
    records=[WaterDelivery],
    codes=(
        authoring.Codes(
            "base type", open=True, codes=authoring.glossary("us", "a: a\n    A.")
        ),
    ),
    units={"jerrycan": "20 litre", "tanker": None},
)
registry = pk.Registry([extension])
assert_type(registry.kinds, tuple[type[pk.Record], ...])
assert_type(registry.with_extension(extension), pk.Registry)

saved = pk.load("x.parquet", registry=registry)
assert_type(saved, pk.Dataset)
assert_type(saved.of(WaterDelivery), tuple[WaterDelivery, ...])
pk.save(saved, "folder", format="csv", registry=registry)
assert_type(pk.to_rows(saved, WaterDelivery, registry=registry), list[dict[str, Any]])
assert_type(pk.json_schema(WaterDelivery, registry=registry), dict[str, Any])
assert_type(pk.data_dictionary(WaterDelivery, registry=registry), str)
assert_type(pk.validate(saved, registry=registry), pk.Report)


@authoring.check(severity=pk.Severity.NOTE, title="T", fix="F.", failing=[], passing=[])
def doubtful(dataset: pk.Dataset) -> Iterator[authoring.Doubt]:
    """Doubt every record."""
    for record in dataset:
        yield authoring.Doubt(record.id, "is doubted.")


assert_type(doubtful, authoring.Check)


# What sources disagree on, what may be published, and what was used.


def highest(contest: authoring.Contest) -> pk.Claim | None:
    """Prefer the claim of the longest text."""
    return max(contest.claims, key=lambda claim: len(claim.value or ""), default=None)


for policy in ("latest", highest, pk.prefer("AP")):
    settled, answer = pk.settle(saved, policy)
    assert_type(settled, pk.Dataset)
    assert_type(answer, Settlement)
    for one in answer:
        assert_type(one, SettledField)
        assert_type(one.winner, pk.Claim | None)
    assert_type(answer.footnotes(), str)
    assert_type(pk.cite(answer), Citations)

found = pk.sensitivity(saved, {"how many": len}, ["only", highest])
assert_type(found, Sensitivity)
assert_type(found.changing, tuple[str, ...])

told, withheld = pk.publish(saved, pk.Audience("TLP:CLEAR", coarsened="TLP:AMBER"))
assert_type(told, pk.Dataset)
assert_type(withheld, Withheld)

assert_type(saved.diff(told), Difference)
assert_type(saved.digest("base/x"), str)
assert_type(pk.cite(saved).csl(), list[dict[str, object]])
assert_type(pk.PartialDate.spanning(pk.PartialDate("2023")), pk.PartialDate)


# A format says what it reads and writes: records, or tables.


def read_slugs(file: BinaryIO, where: pk.Where) -> authoring.Document[object]:
    """Read a mission from each line."""
    rows = [authoring.Row({"kind": "mission", "id": line.decode()}) for line in file]
    return authoring.Document({"peacekeep": "1.0"}, rows, where)


def write_slugs(document: authoring.Document[Mapping[str, object]]) -> Iterator[bytes]:
    """Write the id of each record."""
    for row in document.rows:
        assert_type(row.plain["id"], object)
        yield f"{row.plain['id']}\n".encode()


def read_tables(file: BinaryIO, where: pk.Where) -> authoring.Package:
    """Read one table of one row."""
    columns = (authoring.Column("id", "string"),)
    rows = [authoring.Row({"id": file.read().decode()}, where)]
    return authoring.Package({}, (authoring.Table("mission", columns, rows),), where)


def read_folder(folder: authoring.Folder, where: pk.Where) -> authoring.Package:
    """Read one table from a folder."""
    with folder.open("mission.txt") as file:
        return read_tables(file, where)


def write_tables(package: authoring.Package) -> Iterator[bytes]:
    """Write the ids of each table."""
    for table in package.tables:
        for row in table.rows:
            yield f"{row.plain['id']}\n".encode()


def write_folder(package: authoring.Package) -> Iterator[tuple[str, Iterator[bytes]]]:
    """Write all tables to one file."""
    yield "mission.txt", write_tables(package)


slugs = authoring.FileFormat(name="slugs", read=read_slugs, write=write_slugs)
formats = authoring.Extension(
    name="formats",
    formats=[
        slugs,
        authoring.TableFileFormat(name="ids", read=read_tables, write=write_tables),
        authoring.FolderFormat(name="folder", read=read_folder, write=write_folder),
    ],
)
