"""
The rooms of the house, their floors, and who imports whom.

A room is a folder of `src/peacekeep`, or a file beside the folders. Print the graph
with: python tests/house.py
"""

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path


SOURCE = Path(__file__).parents[1] / "src" / "peacekeep"

FACE = "__init__"

# Lowest floor first. The one plan: the page on the house and the code are held to it.
FLOORS = (
    ("errors", "hooks"),
    ("definitions",),
    ("values", "formats"),
    ("models",),
    ("wire",),
    ("dataset",),
    ("analysis", "checks", "protect", "strategies"),
    ("pages", "extensions", "entry"),
    ("pipeline",),
    ("__init__", "authoring", "conformance"),
)

FLOOR = {room: floor for floor, rooms in enumerate(FLOORS, 1) for room in rooms}

# Rooms that bring others together, and so may use more than six.
GATHERING = {FACE, "authoring", "pipeline", "conformance", "extensions", "pages"}

# Each third-party library has one door. attrs is at home everywhere. Hypothesis loads
# `entry`, which must not load the other door.
DOORS = {
    "pint": {"values.pint_units", "values.quantities"},
    "cattrs": {"wire.structure"},
    "yaml": {"formats.yaml"},
    "pyarrow": {"formats.parquet"},
    "geographiclib": {"values.points"},
    "hypothesis": {"strategies.base", "entry"},
    "jsonschema": {"conformance"},
    "attrs": None,
}


def modules() -> dict[str, Path]:
    """Return each module by its name; a folder's own file has the folder's name."""
    found = {}
    for path in sorted(SOURCE.rglob("*.py")):
        name = ".".join(path.relative_to(SOURCE).with_suffix("").parts)
        found[name.removesuffix(".__init__")] = path
    return found


MODULES = modules()


def room_of(module: str) -> str:
    """Return the room of a module."""
    return module.partition(".")[0]


def imports(path: Path, *, types: bool = True) -> set[str]:
    """
    Return the modules that a file imports, wherever in it.

    Args:
        path: The file.
        types: Whether imports for type checkers alone count.
    """
    return set(_imports(ast.parse(path.read_text("utf-8")), path, types=types))


def _imports(tree: ast.AST, path: Path, *, types: bool) -> Iterator[str]:
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} imports relatively"
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                whole = inner.removeprefix("peacekeep.") in MODULES
                yield inner if whole else str(node.module)
        elif types or not _is_for_types(node):
            yield from _imports(node, path, types=types)
            if isinstance(node, ast.Call) and ast.unparse(node.func).endswith(
                "import_module"
            ):
                yield from (
                    one.value for one in node.args if isinstance(one, ast.Constant)
                )


def _is_for_types(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"


def inner(path: Path, *, types: bool = True) -> set[str]:
    """Return the modules of the house that a file imports."""
    return {
        FACE if name == "peacekeep" else name.removeprefix("peacekeep.")
        for name in imports(path, types=types)
        if name == "peacekeep" or name.startswith("peacekeep.")
    }


def graph() -> dict[str, set[str]]:
    """Return the rooms that each room imports."""
    found: dict[str, set[str]] = {}
    for name, path in MODULES.items():
        room = room_of(name)
        others = {room_of(one) for one in inner(path)} - {room}
        found.setdefault(room, set()).update(others)
    # The face opens rooms by their names, when a name is asked for.
    found[FACE] |= {room_of(name) for name in homes()}
    return found


def homes() -> list[str]:
    """Return the modules in which the face finds its names."""
    tree = ast.parse(MODULES[FACE].read_text("utf-8"))
    texts = [str(one.value) for one in ast.walk(tree) if isinstance(one, ast.Constant)]
    found = [one.removeprefix("peacekeep.") for one in texts if "peacekeep." in one]
    return [one for one in found if one in MODULES]


def ring(arrows: Mapping[str, set[str]]) -> list[str]:
    """Return some ring of the graph, or nothing."""
    done: set[str] = set()

    def walk(way: list[str]) -> list[str]:
        for other in sorted(arrows.get(way[-1], ())):
            if other in way:
                return [*way[way.index(other) :], other]
            if other not in done:
                found = walk([*way, other])
                if found:
                    return found
        done.add(way[-1])
        return []

    for start in sorted(arrows):
        found = walk([start]) if start not in done else []
        if found:
            return found
    return []


def numbers() -> str:
    """Return in one sentence how large the house is."""
    arrows = sum(map(len, graph().values()))
    return f"{len(FLOOR)} rooms on {len(FLOORS)} floors, {arrows} arrows between them"


def main() -> None:
    """Print every floor, the highest first, with the rooms that each room uses."""
    arrows = graph()
    for floor in range(len(FLOORS), 0, -1):
        for room in FLOORS[floor - 1]:
            uses = sorted(arrows[room], key=lambda one: (FLOOR[one], one))
            print(f"{floor:2}  {room:12} uses {len(uses):2}: {', '.join(uses)}")
    print(f"{numbers()}.")


if __name__ == "__main__":
    main()
