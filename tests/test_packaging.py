"""What a user installs: the wheel, and what importing it loads."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest


PROJECT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """The wheel as a user would get it."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [
            sys.executable,
            "-m",
            "pip",
            "wheel",
            "--quiet",
            "--no-deps",
            "--no-build-isolation",
            "--wheel-dir",
            folder,
            PROJECT,
        ],
        check=True,
    )
    (path,) = folder.glob("*.whl")
    return path


@pytest.fixture(scope="module")
def unpacked(wheel, tmp_path_factory):
    folder = tmp_path_factory.mktemp("unpacked")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


def test_the_wheel_holds_every_module_and_data_file(wheel):
    """Modules, the mark of types, units, and the bundled dataset are all inside."""
    source = PROJECT / "src"
    expected = {
        path.relative_to(source).as_posix()
        for path in source.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())

    assert expected <= names
    assert {
        "peacekeep/py.typed",
        "peacekeep/values/units.txt",
        "peacekeep/data/minusma_article.json",
    } <= names
    assert not [name for name in names if name.startswith(("tests", "examples"))]


def test_the_wheel_asks_for_three_libraries(unpacked):
    """The core needs attrs, cattrs and pint alone, and Python from 3.11 on."""
    (metadata,) = unpacked.glob("*.dist-info/METADATA")
    lines = metadata.read_text("utf-8").splitlines()
    needs = [line.partition(": ")[2] for line in lines if "Requires-Dist" in line]
    always = [need for need in needs if "extra ==" not in need]

    assert ["attrs", "cattrs", "pint"] == sorted(
        need.partition(">")[0].partition("<")[0] for need in always
    )
    assert "Requires-Python: >=3.11" in lines
    assert "License-Expression: MIT" in lines


def run(folder, program):
    """Run a program with the unpacked wheel first, outside the project."""
    return subprocess.run(
        [sys.executable, "-W", "error", "-c", program],
        env={"PYTHONPATH": str(folder)},
        cwd=folder,
        check=True,
        capture_output=True,
        encoding="utf-8",
    ).stdout


def test_the_wheel_opens_its_dataset(unpacked):
    """The dataset is read from the wheel, and units with it."""
    program = (
        "import peacekeep as pk\n"
        "print(pk.__file__)\n"
        "print(len(pk.open_dataset('minusma-article')))\n"
        "print(pk.Quantity.parse('1 km').to('m'))\n"
    )
    file, number, metres = run(unpacked, program).splitlines()

    assert str(unpacked) in file
    assert "81" == number
    assert "1000 m" == metres


def test_importing_loads_no_optional_library(unpacked):
    """Neither the import nor a dataset loads pint or any optional library."""
    program = (
        "import sys, peacekeep as pk\n"
        "heavy = {'attr', 'attrs', 'cattrs', 'pint', 'hypothesis'}\n"
        "before = heavy & set(sys.modules)\n"
        "pk.validate(pk.open_dataset('minusma-article'))\n"
        "after = {'pint', 'hypothesis', 'yaml', 'pyarrow', 'pandas', 'polars',\n"
        "         'matplotlib', 'msgspec'} & set(sys.modules)\n"
        "print(sorted(before), sorted(after))\n"
    )

    assert "[] []\n" == run(unpacked, program)
