"""The plan of the house, held by reading every import."""

import ast
import re
import subprocess
import sys

import pytest
from house import (
    DOORS,
    FACE,
    FLOOR,
    FLOORS,
    GATHERING,
    MODULES,
    SOURCE,
    graph,
    imports,
    inner,
    numbers,
    ring,
    room_of,
)


PAGE = SOURCE.parents[1] / "docs" / "explanation" / "the-house.md"
ARROWS = graph()
MOST_USED = 6
MOST_FLOORS = 10
MOST_ASKED = 12


def test_every_room_stands_on_one_floor():
    """The plan names every room once, and no other, on ten floors."""
    planned = [room for floor in FLOORS for room in floor]

    assert sorted(ARROWS) == sorted(planned)
    assert len(FLOORS) <= MOST_FLOORS


def test_every_folder_is_a_room_or_holds_data():
    """A folder is a room; `data` holds files and no code."""
    folders = {path.name for path in SOURCE.iterdir() if path.is_dir()}

    assert folders - {"__pycache__"} <= {*FLOOR, "data"}
    assert [] == list((SOURCE / "data").rglob("*.py"))


@pytest.mark.parametrize("room", sorted(ARROWS))
def test_a_room_uses_lower_floors_alone(room):
    """No arrow goes up, and none to a neighbour."""
    assert [] == [other for other in ARROWS[room] if FLOOR[other] >= FLOOR[room]]


def test_rooms_form_no_ring():
    """Following the arrows never leads back, whatever the plan says of floors."""
    assert [] == ring(ARROWS)


def test_a_ring_is_found():
    """The search for rings finds one behind a room that has none."""
    arrows = {"a": {"b"}, "b": {"c", "d"}, "c": set(), "d": {"b"}}

    assert ["b", "d", "b"] == ring(arrows)


@pytest.mark.parametrize("room", sorted(set(ARROWS) - GATHERING))
def test_a_room_uses_at_most_six_others(room):
    """A room that needs more stands in the wrong place, or is two rooms."""
    assert len(ARROWS[room]) <= MOST_USED


@pytest.mark.parametrize("room", sorted({room_of(name) for name in MODULES}))
def test_files_of_a_room_form_no_ring(room):
    """In a folder, a file uses older ones; its base uses none of them."""
    members = {name: path for name, path in MODULES.items() if room_of(name) == room}
    arrows = {
        name: inner(path, types=False) & members.keys() - {room}
        for name, path in members.items()
    }

    assert [] == ring(arrows)
    if room != "models":  # where a base is a camp
        assert set() == arrows.get(f"{room}.base", set())


@pytest.mark.parametrize("name", sorted(MODULES))
def test_a_third_party_library_has_one_door(name):
    """Only the standard library, attrs, and the library whose door it is."""
    outside = {
        one.partition(".")[0]
        for one in imports(MODULES[name])
        if not one.startswith("peacekeep")
    }
    third_party = outside - set(sys.stdlib_module_names)

    assert third_party <= set(DOORS)
    for library in third_party:
        assert DOORS[library] is None or name in DOORS[library]


def test_every_door_is_used():
    """A door in the plan opens to its library."""
    for library, doors in DOORS.items():
        for name in doors or ():
            assert library in {one.partition(".")[0] for one in imports(MODULES[name])}


def test_nobody_imports_the_face():
    """No room below imports the face, for it would turn back."""
    assert [] == [name for name, path in MODULES.items() if FACE in inner(path)]


def test_fields_answer_what_others_ask_of_their_rules():
    """Outside the ground, rules are matched by type to draw and to print them alone."""
    rules = {"CodeFrom", "Dimension", "NotBefore", "NotEmpty", "NotWith"}
    rules |= {"Pattern", "Refers", "RequiredWith", "Within"}
    asked = {
        name: [
            node
            for node in ast.walk(ast.parse(path.read_text("utf-8")))
            if isinstance(node, ast.Call)
            and ast.unparse(node.func).rpartition(".")[2]
            in {"isinstance", "rules_of", "rules_beside"}
            and rules & set(re.findall(r"\w+", ast.unparse(node)))
        ]
        for name, path in MODULES.items()
        if room_of(name) != "definitions"
    }

    assert sum(map(len, asked.values())) <= MOST_ASKED
    assert {name for name, found in asked.items() if found} <= {
        "strategies.drawing",  # builds a rule into what it draws
        "wire.schema",  # prints the rules that a shape does not say
        "pages.dictionary",  # as above
    }


def test_the_page_shows_the_same_floors():
    """The page on the house has the floors of the plan, and the size of the graph."""
    page = PAGE.read_text("utf-8")
    block = re.search(r"## Floors\n\n```\n(.*?)```", page, re.DOTALL)
    lines = [line.split() for line in block[1].splitlines()]

    assert [[str(n), *FLOORS[n - 1]] for n in range(len(FLOORS), 0, -1)] == lines
    assert numbers() in " ".join(page.split())


def test_one_command_prints_the_graph():
    """It prints each room with the rooms that it uses."""
    done = subprocess.run(
        [sys.executable, SOURCE.parents[1] / "tests" / "house.py"],
        check=True,
        capture_output=True,
        encoding="utf-8",
    )

    assert re.search(
        r"^ 3  formats +uses  2: errors, definitions$", done.stdout, re.MULTILINE
    )
    assert done.stdout.endswith(f"{numbers()}.\n")


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
    """Every name in `__all__` is there, and none is the name of a module."""
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
        if name != "models.vocabularies":
            assert len(path.read_text("utf-8").splitlines()) <= 800, name
