"""
GeoJSON: the records that have a place, for maps.

Wire form: each place of a record is a feature, with its point if it has one. The
properties are the columns of the record's table. The parts in a list are a list of such
properties, under the name of their table. Longitude comes before latitude. Not
lossless, because records without a place are left out.

Source:
    RFC 7946, https://www.rfc-editor.org/rfc/rfc7946
"""

import datetime
import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, BinaryIO, Final

from peacekeep.definitions.extra import DEPTH_LIMIT
from peacekeep.definitions.rules import WHOLE_NUMBER_LIMIT
from peacekeep.errors import Path, UnreadableFile, Where, shown
from peacekeep.formats.base import (
    Cells,
    Column,
    Package,
    Row,
    Table,
    TableFileFormat,
    contents,
    decoded,
)
from peacekeep.formats.json import parse, write_value


__all__ = ["FORMAT", "read", "write"]

# A record is nested in the properties of a feature, in the list of features.
_DEPTH: Final = DEPTH_LIMIT + 4

# After the id of a record: the column of a point, or a table of parts, the position of
# the part, and its column.
_COLUMN: Final = re.compile(r"(?:([a-z0-9_.]+)\[([1-9][0-9]{0,9})\]\.)?([^\[\].]+)")

Properties = dict[str, Any]


def write(package: Package) -> Iterator[bytes]:
    """
    Write the records of a package that have a place.

    Raises:
        UnreadableFile: If a record holds a value that JSON does not have.
    """
    parts = _parts_by_record(package)
    header = write_value(package.header, package.where)
    yield b'{"type":"FeatureCollection",\n"peacekeep":' + header + b',\n"features":['
    start = b"\n"
    for table in package.tables:
        for row in () if "." in table.name else table.rows:
            cells = row.plain
            ref = str(cells["id"])
            places = [(name, cells) for name in _places(table, cells)]
            properties = {"kind": table.name, **_properties(table, cells)}
            for part_table, members in parts[table.name, ref]:
                properties[part_table.name] = [
                    _properties(part_table, member, part_table.key)
                    for member in members
                ]
                places += [
                    (f"{part_table.name}[{position}].{name}", member)
                    for position, member in enumerate(members, 1)
                    for name in _places(part_table, member)
                ]
            for name, holder in places:
                feature = {
                    "type": "Feature",
                    "id": f"{ref}#{name}",
                    "geometry": _geometry(holder, name.rpartition(".")[2]),
                    "properties": properties,
                }
                yield start + write_value(feature, row.where, depth=_DEPTH)
                start = b",\n"
    yield b"\n]}\n"


def _parts_by_record(
    package: Package,
) -> defaultdict[tuple[str, str], list[tuple[Table, list[Cells]]]]:
    found: defaultdict[tuple[str, str], list[tuple[Table, list[Cells]]]]
    found = defaultdict(list)
    for table in package.tables:
        kind, dot, _ = table.name.partition(".")
        members: dict[str, list[Cells]] = {}
        for row in table.rows if dot else ():
            members.setdefault(str(row.plain[kind]), []).append(row.plain)
        for ref, of_record in members.items():
            found[kind, ref].append((table, of_record))
    return found


def _properties(
    table: Table, cells: Cells, left_out: tuple[str, ...] = ()
) -> Properties:
    return {
        column.name: _plain(cells[column.name])
        for column in table.columns
        if column.name in cells and column.name not in left_out
    }


def _plain(cell: Any) -> object:
    if isinstance(cell, datetime.date):
        return cell.isoformat()
    if isinstance(cell, float):
        cell = Decimal(repr(cell))
    if (
        isinstance(cell, Decimal)
        and cell == cell.to_integral_value()
        and abs(cell) <= WHOLE_NUMBER_LIMIT
    ):
        return int(cell)
    return cell


def _places(table: Table, cells: Cells) -> Iterator[str]:
    """Yield the column of the point of each place in a row."""
    for column in table.columns:
        if not column.is_point:
            continue
        around = column.name.removesuffix("point")
        alone = around in {"", column.name}
        if column.name in cells or (
            not alone and any(name.startswith(around) for name in cells)
        ):
            yield column.name


def _geometry(cells: Cells, name: str) -> object:
    if name not in cells:
        return None
    sides = [cells.get(f"{name}_{side}") for side in ("longitude", "latitude")]
    return {"type": "Point", "coordinates": [_plain(side) for side in sides]}


def read(file: BinaryIO, where: Where) -> Package:
    """
    Read a GeoJSON file that peacekeep wrote.

    Raises:
        UnreadableFile: If the file is not a collection of features with the records of
            a dataset, if a feature is not at the point in its properties, or if the
            feature of a point is missing.
    """
    whole = parse(decoded(contents(file, where), where), where, depth=_DEPTH)
    given: Properties = whole if isinstance(whole, dict) else {}
    header, features = given.get("peacekeep"), given.get("features")
    if (
        given.get("type") != "FeatureCollection"
        or not isinstance(header, dict)
        or not isinstance(features, list)
    ):
        problem = (
            'must be a collection of features with the key "peacekeep", got '
            f"{shown(whole)}."
        )
        hint = "Only a file that peacekeep wrote is a dataset."
        raise UnreadableFile(problem, where=where, hint=hint)
    records: dict[str, Properties] = {}
    seen: set[str] = set()
    for number, feature in enumerate(features):
        place = Where(path=Path.to("features", number)).within(where)
        ref, properties, id_ = _record(feature, place)
        if records.setdefault(ref, properties) != properties or id_ in seen:
            problem = (
                f"must give {ref} the same properties in each feature, and one feature "
                "for each of its places."
            )
            raise UnreadableFile(problem, where=place)
        seen.add(id_)
    for ref, properties in records.items():
        for name in _points(properties):
            if f"{ref}#{name}" not in seen:
                problem = f"must have a feature for {name} of {ref}."
                hint = "Put it back, or remove the point from the properties."
                raise UnreadableFile(problem, where=where, hint=hint)
    return Package(header, tuple(_tables(records, where)), where)


def _record(feature: Any, where: Where) -> tuple[str, Properties, str]:
    given: Properties = feature if isinstance(feature, dict) else {}
    id_ = str(given.get("id"))
    ref, _, place = id_.partition("#")
    found = _COLUMN.fullmatch(place)
    properties = given.get("properties")
    if (
        given.get("type") != "Feature"
        or not isinstance(properties, dict)
        or properties.get("id") != ref
        or not isinstance(properties.get("kind"), str)
        or found is None
    ):
        problem = (
            "must be a feature with a record in its properties, and the record's id "
            f"before # in its own, got {shown(feature)}."
        )
        raise UnreadableFile(problem, where=where)
    table, position, column = found.groups()
    holder = properties if table is None else _part(properties, table, position)
    expected = _geometry(holder, column)
    geometry = given.get("geometry")
    # True equals 1 in Python, but is not a number of degrees.
    if geometry != expected or "True" in str(geometry) or "False" in str(geometry):
        problem = f"must lie at the point in {place}, longitude first."
        hint = f"Correct {column} and its degrees, or move the feature back."
        raise UnreadableFile(problem, where=where, hint=hint)
    return ref, properties, id_


def _part(properties: Properties, table: str, position: str) -> Properties:
    members = properties.get(table)
    number = int(position)
    if not isinstance(members, list) or number > len(members):
        return {}
    member = members[number - 1]
    return member if isinstance(member, dict) else {}


def _points(properties: Properties) -> Iterator[str]:
    """Yield the name of each point in properties, as in the id of its feature."""
    for name, cell in properties.items():
        point = name.removesuffix("_longitude")
        if point != name and point in properties:
            yield point
        if "." in name and isinstance(cell, list):
            for position, member in enumerate(cell, 1):
                inner = member if isinstance(member, dict) else {}
                yield from (f"{name}[{position}].{one}" for one in _points(inner))


def _tables(records: dict[str, Properties], where: Where) -> Iterator[Table]:
    rows: defaultdict[str, list[Row[Cells]]] = defaultdict(list)
    for ref, properties in records.items():
        cells = dict(properties)
        kind = cells.pop("kind")
        for name in [name for name in cells if name.startswith(f"{kind}.")]:
            members = cells.pop(name)
            if not isinstance(members, list) or not all(
                isinstance(one, dict) and not {kind, "position"} & one.keys()
                for one in members
            ):
                problem = f"must hold a list of parts in {name} of {ref}."
                raise UnreadableFile(problem, where=where)
            rows[name] += [
                Row({**one, kind: ref, "position": position}, where)
                for position, one in enumerate(members, 1)
            ]
        rows[kind].append(Row(cells, where))
    for name, found in rows.items():
        yield Table(name, _columns(found), found)


def _columns(rows: list[Row[Cells]]) -> tuple[Column, ...]:
    names = {name: None for row in rows for name in row.plain}
    return tuple(Column(name, "string") for name in names)


FORMAT: Final = TableFileFormat(name="geojson", read=read, write=write)
