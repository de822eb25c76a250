"""
The descriptor of a folder of tables: a Data Package, with names, types and hashes.

CSV and Parquet share it. A path in a descriptor is the plain name of a file beside it,
so that no file outside the folder is ever read.

Source:
    Data Package 2.0, https://datapackage.org/standard/data-package/
"""

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import attrs

from peacekeep.errors import UnreadableFile, Where, shown
from peacekeep.formats.base import Column, Folder, Package, Table, contents, decoded
from peacekeep.formats.files import DiskFolder
from peacekeep.formats.json import RECORD_DEPTH, parse, write_value


__all__ = [
    "DESCRIPTOR",
    "Resource",
    "is_package",
    "is_plain_name",
    "parsed_cell",
    "read_package",
    "write_package",
]

DESCRIPTOR: Final = "datapackage.json"
"""Name of the file that describes the others."""

_PROFILE: Final = "https://datapackage.org/profiles/2.0/datapackage.json"
_SCHEMA: Final = "https://datapackage.org/profiles/2.0/tableschema.json"

# No separator, drive or blank, and no name that Windows reserves for a device.
_FILE: Final = re.compile(r"[a-z][a-z0-9_.]{0,99}", re.ASCII)
_DEVICE: Final = re.compile(r"(?:con|nul|aux|prn|com[0-9]|lpt[0-9])(?:\..*)?")
_LICENCE: Final = re.compile("[-A-Za-z0-9._]+")


@attrs.frozen
class Resource:
    """
    A file of a package, as its descriptor describes it.

    Attributes:
        name: Name of the table.
        data: The bytes of the file.
        types: Type of each column in the descriptor, by name.
        where: The file.
    """

    name: str
    data: bytes
    types: Mapping[str, str]
    where: Where


def write_package(
    package: Package, ending: str, written: Callable[[Table], bytes]
) -> Iterator[tuple[str, Iterable[bytes]]]:
    """
    Write the files of a package: one per table, then the descriptor.

    Args:
        package: The tables.
        ending: Ending of the files of the tables.
        written: Writes the file of a table.

    Raises:
        UnreadableFile: If no file can have the name of a table.
    """
    resources = []
    present: dict[str, set[object]] = {
        table.name: {row.plain.get("id") for row in table.rows}
        for table in package.tables
    }
    for table in package.tables:
        name = f"{table.name}.{ending}"
        if not is_plain_name(name):
            problem = f"must give each table a name that a file can have, got {name}."
            hint = "Give the kind of record another name."
            raise UnreadableFile(problem, where=package.where, hint=hint)
        data = written(table)
        resources.append(_described(table, name, ending, data, present))
        yield name, (data,)
    header = package.header
    descriptor: dict[str, object] = {"$schema": _PROFILE}
    if "title" in header:
        descriptor["title"] = header["title"]
    licence = header.get("licence")
    if isinstance(licence, str) and _LICENCE.fullmatch(licence):
        descriptor["licenses"] = [{"name": licence}]
    descriptor["peacekeep"] = header
    descriptor["resources"] = resources
    yield (
        DESCRIPTOR,
        (write_value(descriptor, Where(file=DESCRIPTOR), indent=0), b"\n"),
    )


def _described(
    table: Table,
    path: str,
    ending: str,
    data: bytes,
    present: Mapping[str, set[object]],
) -> dict[str, object]:
    schema: dict[str, object] = {
        "$schema": _SCHEMA,
        "fields": [_field(column) for column in table.columns],
        "primaryKey": list(table.key),
        "missingValues": [""],
    }
    keys = [
        {
            "fields": [column],
            "reference": {"resource": target, "fields": ["id"]},
        }
        for column, target in table.refers.items()
        if target in present
        and present[target].issuperset(
            value for row in table.rows if (value := row.plain.get(column)) is not None
        )
    ]
    if keys:
        schema["foreignKeys"] = keys
    return {
        "name": table.name,
        "type": "table",
        "path": path,
        "format": ending,
        "mediatype": _MEDIA[ending],
        "encoding": "utf-8",
        "bytes": len(data),
        "hash": f"sha256:{hashlib.sha256(data).hexdigest()}",
        "schema": schema,
    }


_MEDIA: Final = {"csv": "text/csv", "parquet": "application/vnd.apache.parquet"}


def _field(column: Column) -> dict[str, object]:
    field: dict[str, object] = {"name": column.name}
    field["type"] = "array" if column.type == "list" else column.type
    if column.description:
        field["description"] = column.description
    constraints: dict[str, object] = {}
    if column.required:
        constraints["required"] = True
    if column.name == "id":
        constraints["unique"] = True
    if constraints:
        field["constraints"] = constraints
    return field


def read_package(
    folder: Folder, where: Where, ending: str
) -> tuple[dict[str, object], list[Resource]]:
    """
    Read the descriptor of a folder, and the files that it names.

    Raises:
        UnreadableFile: If the descriptor was not written by peacekeep, a path leaves
            the folder, or a file does not match its description.
    """
    descriptor = _descriptor(folder, where)
    header, resources = descriptor.get("peacekeep"), descriptor.get("resources")
    place = _place(where, DESCRIPTOR)
    if not isinstance(header, dict) or not isinstance(resources, list):
        problem = 'must have the keys "peacekeep", an object, and "resources", a list.'
        hint = "Only a package that peacekeep wrote is a dataset."
        raise UnreadableFile(problem, where=place, hint=hint)
    read: dict[str, Resource] = {}
    for resource in resources:
        one = _resource(resource, folder, where, ending)
        if one.name in read:
            problem = f"must name each table once, got {shown(one.name)} twice."
            raise UnreadableFile(problem, where=place)
        read[one.name] = one
    for name in folder.names():
        if name.endswith(f".{ending}") and name.removesuffix(f".{ending}") not in read:
            problem = f"must be a table that {DESCRIPTOR} names."
            hint = f"Add it to {DESCRIPTOR}, or remove it from the folder."
            raise UnreadableFile(problem, where=_place(where, name), hint=hint)
    return header, list(read.values())


def _descriptor(folder: Folder, where: Where) -> dict[str, Any]:
    place = _place(where, DESCRIPTOR)
    if DESCRIPTOR not in folder.names():
        problem = f"must be a folder with {DESCRIPTOR}, which names its tables."
        hint = "Give the folder that peacekeep saved."
        raise UnreadableFile(problem, where=where, hint=hint)
    with folder.open(DESCRIPTOR) as file:
        descriptor = parse(decoded(contents(file, place), place), place)
    if not isinstance(descriptor, dict):
        problem = f"must be a JSON object, got {shown(descriptor)}."
        raise UnreadableFile(problem, where=place)
    return descriptor


def _resource(
    resource: object, folder: Folder, folder_place: Where, ending: str
) -> Resource:
    place = _place(folder_place, DESCRIPTOR)
    given = resource if isinstance(resource, dict) else {}
    name, path = given.get("name"), given.get("path")
    if not isinstance(path, str) or not is_plain_name(path):
        problem = (
            "must give a path that is the name of a file beside it, such as "
            f"incident.{ending}, got {shown(path)}."
        )
        raise UnreadableFile(problem, where=place)
    if not isinstance(name, str) or path != f"{name}.{ending}":
        problem = (
            f"must name each file after its table, got {shown(path)} for {shown(name)}."
        )
        raise UnreadableFile(problem, where=place)
    for key, expected in (("encoding", "utf-8"), ("dialect", None)):
        if key in given and given[key] != expected:
            only = f"the {key} {expected}" if expected else f"no {key}"
            problem = f"must give {name} {only}, got {shown(given[key])}."
            raise UnreadableFile(problem, where=place)
    where = _place(folder_place, path)
    if path not in folder.names():
        problem = f"must exist, because {DESCRIPTOR} names it."
        hint = f"Put the file back, or remove {name} from {DESCRIPTOR}."
        raise UnreadableFile(problem, where=where, hint=hint)
    with folder.open(path) as file:
        data = contents(file, where)
    found = {"hash": f"sha256:{hashlib.sha256(data).hexdigest()}", "bytes": len(data)}
    if any(key in given and given[key] != value for key, value in found.items()):
        problem = f"must be the file that {DESCRIPTOR} describes, by its hash and size."
        hint = (
            "If it was changed on purpose, remove the hash and bytes of "
            f"{name} from {DESCRIPTOR}."
        )
        raise UnreadableFile(problem, where=where, hint=hint)
    return Resource(name, data, _types(given.get("schema")), where)


def _place(folder: Where, name: str) -> Where:
    return Where(file=f"{folder.file}/{name}" if folder.file else name)


def _types(schema: object) -> dict[str, str]:
    fields = schema.get("fields") if isinstance(schema, dict) else None
    return {
        field["name"]: field["type"]
        for field in (fields if isinstance(fields, list) else ())
        if isinstance(field, dict)
        and isinstance(field.get("name"), str)
        and isinstance(field.get("type"), str)
    }


def is_plain_name(path: str) -> bool:
    """Return whether a text can be the name of a file on every system."""
    return bool(_FILE.fullmatch(path)) and not _DEVICE.fullmatch(path)


def parsed_cell(cell: str, column: str, where: Where) -> object:
    """
    Read a cell of JSON.

    Raises:
        UnreadableFile: If the cell is not JSON, or is null.
    """
    try:
        plain = parse(cell, where, depth=RECORD_DEPTH)
        problem = "must not be null; leave the cell empty where nothing is known."
    except UnreadableFile as error:
        plain, problem = None, error.problem
    if plain is None:
        problem = f"must hold JSON in {column}: {problem}"
        hint = 'Write a list as ["MLI", "NER"].'
        raise UnreadableFile(problem, where=where, hint=hint)
    return plain


def is_package(path: Path) -> bool:
    """
    Return whether a folder is empty, or holds a package of peacekeep and nothing else.

    Each file that the descriptor lists must be a table with a key, and must match its
    hash and size if the descriptor gives them.
    """
    try:
        if path.is_dir() and not any(path.iterdir()):
            return True
        folder = DiskFolder(path)
        descriptor = _descriptor(folder, Where())
        header, resources = descriptor.get("peacekeep"), descriptor.get("resources")
        if not isinstance(header, dict) or not isinstance(resources, list):
            return False
        names = {DESCRIPTOR}
        for given in resources:
            schema = given.get("schema") if isinstance(given, dict) else None
            if not isinstance(schema, dict) or "primaryKey" not in schema:
                return False
            _resource(given, folder, Where(), str(given.get("format")))
            names.add(given["path"])
        return names.issuperset(folder.names())
    except (OSError, UnreadableFile):
        return False
