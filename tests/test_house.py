"""The plan of the house, held by reading every import."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest


SOURCE = Path(__file__).parents[1] / "src" / "peacekeep"

# Lowest floor first. A module imports from lower floors, and from those that stand
# before it on its own floor where the floor is a list; members of a set never meet.
FLOORS = (
    ["errors", "codes", "rules"],
    [
        "values",
        "values.base",
        "values.counts",
        "values.day_texts",
        "values.dates",
        "values.units",
        "values.quantities",
        "values.places",
        "formats",
        "formats.base",
        "formats.json",
        "formats.jsonl",
        "formats.yaml",
        "formats.package",
        "formats.csv",
        "formats.parquet",
        "formats.geojson",
    ],
    [
        "models.record",
        "models.source",
        "models.actor",
        "models.mission",
        "models.base",
        "models.personnel",
        "models.movement",
        "models.incident",
        "models.tally",
        "models.event",
        "models.claim",
        "models",
    ],
    ["structure", "difference", "dataset", "schema", "dictionary", "layout", "kinds"],
    ["checks", "checks.base"],
    [
        "analysis",
        "analysis.contests",
        "analysis.comparison",
        "analysis.reconcile",
        "analysis.sensitivity",
    ],
    [
        "protect.audience",
        "protect.fields",
        "protect.coarse",
        "protect.guard",
        "protect.clearance",
        "protect",
    ],
    {"citations"},
    {
        "checks.references",
        "checks.words",
        "checks.time",
        "checks.numbers",
        "checks.places",
        "checks.claims",
    },
    [
        "strategies.base",
        "strategies.values",
        "strategies.texts",
        "strategies.drawing",
        "strategies.kinds",
        "strategies",
    ],
    {"extensions"},
    {"pipeline"},
    {"data", "conformance"},
    {""},
)

# Each library of another hand has one door; attrs is at home everywhere.
DOORS = {
    "pint": {"values.quantities"},
    "cattrs": {"structure"},
    "yaml": {"formats.yaml"},
    "pyarrow": {"formats.parquet"},
    "hypothesis": {"strategies.base"},
    "jsonschema": {"conformance"},
    "attrs": None,
}

MODULES = {
    path.relative_to(SOURCE)
    .with_suffix("")
    .as_posix()
    .replace("/", ".")
    .removesuffix(".__init__")
    .removesuffix("__init__"): path
    for path in sorted(SOURCE.rglob("*.py"))
}


def imports(path: Path) -> set[str]:
    """Answer the modules that a file imports, wherever in it."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} imports relatively"
            module = node.module or ""
            for alias in node.names:
                inner = f"{module}.{alias.name}".removeprefix("peacekeep.")
                whole = module.startswith("peacekeep") and inner in MODULES
                found.add(f"peacekeep.{inner}" if whole else module)
    return found


def inner(path: Path) -> set[str]:
    """Answer the modules of the house that a file imports."""
    return {
        name.removeprefix("peacekeep").removeprefix(".")
        for name in imports(path)
        if name == "peacekeep" or name.startswith("peacekeep.")
    }


def test_every_module_stands_on_one_floor():
    """The plan names every module once."""
    planned = [name for floor in FLOORS for name in floor]

    assert sorted(MODULES) == sorted(planned)


@pytest.mark.parametrize("name", [name for name in sorted(MODULES) if name])
def test_a_module_imports_only_from_below(name):
    """A module imports from lower floors, and from older members of its own."""
    below = set()
    for floor in FLOORS:
        if name in floor:
            if isinstance(floor, list):
                below.update(floor[: floor.index(name)])
            break
        below.update(floor)

    assert inner(MODULES[name]) <= below


@pytest.mark.parametrize("name", sorted(MODULES))
def test_a_library_of_another_hand_has_one_door(name):
    """Only the standard library, attrs, and the library whose door it is."""
    outside = {
        one.partition(".")[0]
        for one in imports(MODULES[name])
        if not one.startswith("peacekeep")
    }
    strangers = outside - set(sys.stdlib_module_names)

    assert strangers <= set(DOORS)
    for library in strangers:
        assert DOORS[library] is None or name in DOORS[library]


def test_nobody_imports_the_face():
    """No room below imports the face, for it would turn back."""
    importers = {name for name, path in MODULES.items() if "" in inner(path)}

    assert set() == importers


def test_values_and_formats_know_no_record():
    """Values are of any field, and formats of any record."""
    for name, path in MODULES.items():
        if name.startswith(("values", "formats")):
            assert not any(one.startswith("models") for one in inner(path))


def test_the_face_is_lazy():
    """Importing the face loads attrs, cattrs, pint and our own rooms only when used."""
    program = (
        "import sys, peacekeep\n"
        "heavy = {'attrs', 'attr', 'cattrs', 'pint', 'hypothesis'} & set(sys.modules)\n"
        "rooms = [name for name in sys.modules if name.startswith('peacekeep.')]\n"
        "assert not heavy and not rooms, (heavy, rooms)\n"
        "peacekeep.open_dataset('minusma-article')\n"
        "assert 'pint' not in sys.modules\n"
    )

    subprocess.run([sys.executable, "-c", program], check=True)


def test_the_face_has_everything_that_it_lists():
    """Every name in `__all__` is there, and none bears the name of a module."""
    import peacekeep  # noqa: PLC0415 - here, to test the import itself

    for name in peacekeep.__all__:
        assert getattr(peacekeep, name) is not None
        assert name not in MODULES
    assert set(peacekeep.__all__) <= set(dir(peacekeep))
    with pytest.raises(AttributeError, match="has no attribute 'missing'"):
        _ = peacekeep.missing


def test_no_file_is_too_long_to_read():
    """A room is read in one sitting: at most 800 lines, save the vocabularies."""
    for name, path in MODULES.items():
        if name != "codes":
            assert len(path.read_text("utf-8").splitlines()) <= 800, name
