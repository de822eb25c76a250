"""
GeoJSON: what has a place, for maps. A record that has none is left out.

What stands on the wire: a feature for each place of a record, at its point or without
one; the columns of the record's table as properties; the parts of a list as a list of
such columns. Longitude stands before latitude. Not lossless, for what is left out.

Source:
    RFC 7946, https://www.rfc-editor.org/rfc/rfc7946
"""

import datetime
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, BinaryIO, Final

from peacekeep.errors import UnreadableFile, Where, shown
from peacekeep.formats.base import (
    Column,
    Format,
    Package,
    Row,
    Table,
    contents,
    decoded,
)
from peacekeep.formats.json import parse, write_value
from peacekeep.rules import WHOLE_NUMBER_LIMIT
from peacekeep.values.base import DEPTH_LIMIT


__all__ = ["FORMAT", "read", "write"]

# A feature and its properties stand around what a record holds.
_DEPTH: Final = DEPTH_LIMIT + 4
_POINT: Final = "Point"


def write(package: Package) -> Iterator[bytes]:
    """
    Write the records of a package that have a place.

    Raises:
        UnreadableFile: If a record holds what JSON cannot.
    """
    parts = _parts_by_record(package)
    header = write_value(package.header, package.where)
    yield b'{"type":"FeatureCollection",\n"peacekeep":' + header + b',\n"features":['
    start = b"\n"
    for table in package.tables:
        points = [column for column in table.columns if column.role == _POINT]
        if "." in table.name or not points:
            continue
        for row in table.rows:
            cells: Any = row.plain
            properties = {"kind": table.name, **_properties(table, cells)}
            properties |= parts[table.name, cells["id"]]
            for column in points:
                if _has_place(cells, column.name):
                    feature = {
                        "type": "Feature",
                        "id": f"{cells['id']}#{column.name}",
                        "geometry": _geometry(cells, column.name),
                        "properties": properties,
                    }
                    yield start + write_value(feature, row.where, depth=_DEPTH)
                    start = b",\n"
    yield b"\n]}\n"


def _parts_by_record(
    package: Package,
) -> defaultdict[tuple[str, str], dict[str, list[object]]]:
    found: defaultdict[tuple[str, str], dict[str, list[object]]]
    found = defaultdict(dict)
    for table in package.tables:
        kind, dot, field = table.name.partition(".")
        for row in table.rows if dot else ():
            cells: Any = row.plain
            of = found[kind, cells[kind]]
            of.setdefault(field, []).append(_properties(table, cells, table.key))
    return found


def _properties(
    table: Table, cells: dict[str, Any], left_out: tuple[str, ...] = ()
) -> dict[str, object]:
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


def _has_place(cells: dict[str, Any], name: str) -> bool:
    """Whether a place is given: its point, or what stands beside the point."""
    around = name.removesuffix("point")
    if around in {"", name}:
        return name in cells
    return any(other.startswith(around) for other in cells)


def _geometry(cells: dict[str, Any], name: str) -> object:
    if name not in cells:
        return None
    longitude, latitude = cells[f"{name}_longitude"], cells[f"{name}_latitude"]
    return {"type": "Point", "coordinates": [_plain(longitude), _plain(latitude)]}


def read(file: BinaryIO, where: Where) -> Package:
    """
    Take a GeoJSON file apart that was written here.

    Raises:
        UnreadableFile: If it is no collection of features that bear the records of a
            dataset, or a feature was moved away from the point that it tells.
    """
    whole = parse(decoded(contents(file, where), where), where, depth=_DEPTH)
    given: dict[str, Any] = whole if isinstance(whole, dict) else {}
    header, features = given.get("peacekeep"), given.get("features")
    if not isinstance(header, dict) or not isinstance(features, list):
        problem = (
            'must be a collection of features with the key "peacekeep", got '
            f"{shown(whole)}."
        )
        hint = "Only a file that peacekeep wrote is a dataset."
        raise UnreadableFile(problem, where=where, hint=hint)
    records: dict[str, dict[str, Any]] = {}
    for number, feature in enumerate(features):
        place = Where(field=f"features[{number}]").within(where)
        ref, properties = _record(feature, place)
        if records.setdefault(ref, properties) != properties:
            problem = f"must tell {ref} alike in each of its features."
            raise UnreadableFile(problem, where=place)
    return Package(header, tuple(_tables(records, where)), where)


def _record(feature: Any, where: Where) -> tuple[str, dict[str, Any]]:
    given: dict[str, Any] = feature if isinstance(feature, dict) else {}
    ref, _, column = str(given.get("id")).partition("#")
    properties = given.get("properties")
    if (
        not isinstance(properties, dict)
        or properties.get("id") != ref
        or not isinstance(properties.get("kind"), str)
        or not column
    ):
        problem = (
            "must be a feature with a record in its properties, and the record's id "
            f"before # in its own, got {shown(feature)}."
        )
        raise UnreadableFile(problem, where=where)
    if given.get("geometry") != _geometry_of(properties, column):
        problem = f"must lie at the point that {column} tells, longitude first."
        hint = f"Correct {column} and what stands beside it, or move the feature back."
        raise UnreadableFile(problem, where=where, hint=hint)
    return ref, properties


def _geometry_of(properties: dict[str, Any], column: str) -> object:
    sides = [properties.get(f"{column}_{side}") for side in ("longitude", "latitude")]
    if column not in properties:
        return None
    return {"type": "Point", "coordinates": sides}


def _tables(records: dict[str, dict[str, Any]], where: Where) -> Iterator[Table]:
    rows: defaultdict[str, list[Row]] = defaultdict(list)
    for ref, properties in records.items():
        cells = dict(properties)
        kind = cells.pop("kind")
        for name, cell in properties.items():
            if isinstance(cell, list) and any(isinstance(one, dict) for one in cell):
                for position, part in enumerate(cells.pop(name), 1):
                    own = part if isinstance(part, dict) else {}
                    part_of = {kind: ref, "position": position}
                    rows[f"{kind}.{name}"].append(Row({**own, **part_of}, where))
        rows[kind].append(Row(cells, where))
    for name, found in rows.items():
        columns = {key: Column(key, "string") for row in found for key in row.plain}  # type: ignore[attr-defined] # cells are a dictionary
        yield Table(name, tuple(columns.values()), found)


FORMAT: Final = Format(name="geojson", read=read, write=write, tabular=True)
