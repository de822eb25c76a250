"""What a user installs: the wheel, and what importing it loads."""

import re
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
        "peacekeep/data/minusma_drawdown.json",
        "peacekeep/data/minusma_drawdown.citations.json",
        "peacekeep/data/LICENCES.md",
        "peacekeep/data/schemas/dataset.schema.json",
        "peacekeep/data/schemas/incident.schema.json",
    } <= names
    assert not [name for name in names if name.startswith(("tests", "examples"))]


def test_the_wheel_asks_for_four_libraries(unpacked):
    """The core needs these four alone, and Python from 3.11 on."""
    (metadata,) = unpacked.glob("*.dist-info/METADATA")
    lines = metadata.read_text("utf-8").splitlines()
    needs = [line.partition(": ")[2] for line in lines if "Requires-Dist" in line]
    always = [need for need in needs if "extra ==" not in need]

    assert ["attrs", "cattrs", "geographiclib", "pint"] == sorted(
        need.partition(">")[0].partition("<")[0] for need in always
    )
    assert {"pyyaml", "pyarrow", "hypothesis", "jsonschema"} == {
        re.match(r"\w+", need)[0] for need in needs if "extra ==" in need
    }
    assert {
        "csv",
        "geojson",
        "yaml",
        "parquet",
        "strategies",
        "conformance",
        "all",
    } == {
        line.partition(": ")[2] for line in lines if line.startswith("Provides-Extra")
    }
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
    assert "84" == number
    assert "1000 m" == metres


def test_importing_loads_no_optional_library(unpacked):
    """Neither the import nor a dataset loads pint or any optional library."""
    program = (
        "import sys, peacekeep as pk\n"
        "heavy = {'attr', 'attrs', 'cattrs', 'pint', 'hypothesis'}\n"
        "before = heavy & set(sys.modules)\n"
        "pk.validate(pk.open_dataset('minusma-article'))\n"
        "after = {'pint', 'geographiclib', 'hypothesis', 'yaml', 'pyarrow',\n"
        "         'pandas', 'polars', 'matplotlib', 'msgspec', 'jsonschema'}\n"
        "after &= set(sys.modules)\n"
        "print(sorted(before), sorted(after))\n"
    )

    assert "[] []\n" == run(unpacked, program)


def test_importing_hypothesis_loads_nothing_of_ours(unpacked):
    """It loads the module that its entry point names, and what that one imports."""
    program = (
        "import sys, hypothesis\n"
        "from hypothesis import given, strategies as st\n"
        "given(st.lists(st.integers()))(lambda _: None)()\n"
        "print(*sorted(one for one in sys.modules if one.startswith('peacekeep')))\n"
    )

    assert "peacekeep peacekeep.entry peacekeep.hooks\n" == run(unpacked, program)


@pytest.mark.parametrize(
    "imports",
    [
        "import hypothesis, peacekeep as pk",
        "import peacekeep as pk, hypothesis",
        "import peacekeep as pk; pk.Incident; import hypothesis",
        "import peacekeep.strategies, peacekeep as pk",
    ],
)
def test_hypothesis_draws_our_types_in_either_order(unpacked, imports):
    """It loads the strategies when one of our types is drawn, and not before."""
    program = (
        f"{imports}\n"
        "import sys\n"
        "from hypothesis import HealthCheck, given, settings, strategies as st\n"
        "print('peacekeep.strategies' in sys.modules)\n"
        "found = []\n"
        "@settings(max_examples=20, suppress_health_check=list(HealthCheck))\n"
        "@given(st.from_type(pk.Incident), st.from_type(tuple[pk.Count, ...]))\n"
        "def collect(incident, counts):\n"
        "    found.append(incident.id)\n"
        "collect()\n"
        "print('peacekeep.strategies' in sys.modules, len(found) >= 20)\n"
    )
    early = "strategies" in imports

    assert f"{early}\nTrue True\n" == run(unpacked, program)


WATER = '''\
"""Water that is brought to bases: a kind of record of one's own."""

from typing import Annotated

import attrs

import peacekeep as pk
from peacekeep import authoring
from peacekeep.models.vocabularies import SEX


@attrs.frozen(kw_only=True)
class WaterDelivery(pk.Fact):
    """
    Water that was brought to a base.

    Attributes:
        base: Where it was brought.
        sex: For whom it was. Code of `codes.SEX`.
        place: Where it was drawn.
        ordered_on: Day on which it was asked for.
        on: Day on which it was brought.
        amount: How much. Unit: any of volume.
        people: How many it was for. Unit: person.
        sealed: Whether it was sealed.
        marks: What was written on it.
    """

    base: pk.Ref[pk.Base]
    sex: Annotated[str | None, authoring.CodeFrom(SEX)] = None
    place: pk.Place | None = None
    ordered_on: pk.PartialDate | None = None
    on: Annotated[pk.PartialDate | None, authoring.NotBefore("ordered_on")] = None
    amount: Annotated[pk.Quantity | None, authoring.Dimension("volume", "litre")] = None
    people: pk.Count | None = None
    sealed: bool | None = None
    marks: tuple[str, ...] = ()


REGISTRY = pk.Registry([authoring.Extension(name="water", records=[WaterDelivery])])
'''

USE = """\
import json
import peacekeep as pk
from hypothesis import find
from peacekeep.conformance import conform
from peacekeep.strategies import records
from water import REGISTRY, WaterDelivery

one = WaterDelivery(
    id="water_delivery/one", base="base/a", sex="female", on="2021-03", sealed=False,
    place=pk.Place(name="the well", point="61.5,-7.25", representative=False),
    amount="~30 litre", people="2..", marks=["=1", "a,b"],
)
ds = pk.Dataset([one])
for name in REGISTRY.formats:
    pk.save(ds, f"saved.{name}", registry=REGISTRY)
    print(name, pk.load(f"saved.{name}", registry=REGISTRY) == ds)
schema = pk.json_schema(WaterDelivery, registry=REGISTRY)
print(schema["title"], schema["required"], sorted(schema["properties"]["sex"]["enum"]))
print(find(records(WaterDelivery), lambda one: one.people is not None).people)
print("`ordered_on`" in pk.data_dictionary(WaterDelivery, registry=REGISTRY))
conform(WaterDelivery, registry=REGISTRY, examples=25)
"""


def test_a_kind_of_forty_lines_has_everything(unpacked, tmp_path):
    """In a folder outside the project, with the wheel and its extras alone."""
    (tmp_path / "water.py").write_text(WATER, "utf-8")
    (tmp_path / "use.py").write_text(USE, "utf-8")
    out = subprocess.run(
        [sys.executable, "use.py"],
        env={"PYTHONPATH": str(unpacked)},
        cwd=tmp_path,
        check=True,
        capture_output=True,
        encoding="utf-8",
    ).stdout

    assert 40 >= len(WATER.strip().splitlines())
    assert (
        "json True\njsonl True\nyaml True\ncsv True\nparquet True\ngeojson True\n"
        "Water delivery ['kind', 'id', 'base'] ['female', 'male', 'not_reported']\n"
        "0\nTrue\n"
    ) == out
