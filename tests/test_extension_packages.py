"""Packages of others: two that are worked out under examples, and some that fail."""

import ast
import csv
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

import peacekeep as pk
from peacekeep import authoring
from peacekeep.conformance import conform_extension


EXAMPLES = Path(__file__).parents[1] / "examples"
PACKAGES = ("peacekeep-au-medevac", "peacekeep-undof")
UNDOF = EXAMPLES / "peacekeep-undof" / "src" / "peacekeep_undof"
MEDEVAC = EXAMPLES / "peacekeep-au-medevac" / "src" / "peacekeep_au_medevac"


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """A folder into which pip installed both packages, as it would for a user."""
    folder = tmp_path_factory.mktemp("site")
    subprocess.run(
        [
            *(sys.executable, "-m", "pip", "install", "--quiet", "--no-deps"),
            *("--no-build-isolation", "--disable-pip-version-check"),
            *("--no-compile", "--target", folder),
            *(EXAMPLES / name for name in PACKAGES),
        ],
        check=True,
    )
    return folder


def run(folder, *arguments):
    """Run Python where the distributions of a folder are installed, too."""
    return subprocess.run(
        [sys.executable, "-B", *arguments],
        check=False,
        capture_output=True,
        encoding="utf-8",
        cwd=folder,
        env={"PYTHONPATH": str(folder), "PYTHONUTF8": "1"},
    )


@pytest.mark.parametrize("name", PACKAGES)
def test_a_package_passes_its_own_tests(site, name):
    """They run outside the project, against what pip installed."""
    tests = EXAMPLES / name / "tests"

    done = run(site, "-m", "pytest", "-q", "-p", "no:cacheprovider", tests)

    assert 0 == done.returncode, done.stdout + done.stderr
    assert " passed" in done.stdout
    assert "skipped" not in done.stdout


def test_both_are_installed_with_the_names_of_their_distributions(site):
    """The registry says who brings what."""
    program = (
        "import peacekeep as pk\n"
        "for one in pk.installed().extensions: print(one.name, one.distribution)"
    )

    done = run(site, "-W", "error", "-c", program)

    assert "" == done.stderr
    assert [
        "core peacekeep",
        "au-medevac peacekeep-au-medevac",
        "undof peacekeep-undof",
    ] == done.stdout.splitlines()


def test_each_has_the_anatomy_of_the_other():
    """Who has read one finds the way in the next."""
    for name in PACKAGES:
        module = name.replace("-", "_")
        for part in (
            "README.md",
            "pyproject.toml",
            "tests/test_extension.py",
            f"src/{module}/__init__.py",
            f"src/{module}/py.typed",
        ):
            assert (EXAMPLES / name / part).is_file()
        assert len((EXAMPLES / name / "README.md").read_text("utf-8")) < 4000


def test_a_mission_needs_no_code():
    """The package on UNDOF is one value, beside its file."""
    (path,) = UNDOF.rglob("*.py")
    tree = ast.parse(path.read_text("utf-8"))

    assert [] == [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.ClassDef | ast.Lambda)
    ]


def test_a_kind_of_record_takes_at_most_forty_lines():
    """From its decorator to its last field, with what is said of each."""
    text = (MEDEVAC / "medical_evacuation.py").read_text("utf-8")
    (cls,) = [one for one in ast.parse(text).body if isinstance(one, ast.ClassDef)]

    assert cls.end_lineno - cls.decorator_list[0].lineno + 1 <= 40


def rows(path, **equals):
    """The rows of a table that hold certain texts."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        found = list(csv.DictReader(file))
    return [
        row for row in found if all(row[key] == text for key, text in equals.items())
    ]


def whole(text):
    """A whole number, as some of the files write it: `1250.0`."""
    number = float(text)
    assert number.is_integer()
    return int(number)


@pytest.fixture(scope="module")
def undof():
    """The dataset on UNDOF, read without its extension."""
    return pk.load(UNDOF / "data" / "undof.json", registry=pk.Registry())


def test_the_mission_is_as_its_row_has_it(undof, shared):
    """Its name, its first day, and that it goes on."""
    (row,) = rows(
        shared / "data" / "un_missions" / "DPPADPOSS-PKO.csv", mission_acronym="UNDOF"
    )
    (mission,) = undof.of(pk.Mission)
    claims = undof.claims("base/undof-camp-faouar", "place.point")
    degrees = {key: text.replace(",", ".") for key, text in row.items()}
    point = f"{degrees['mission_latitude']},{degrees['mission_longitude']}"

    assert row["mission_name"] == mission.name
    assert pk.Period.parse(f"{row['start_date']}/..") == mission.period
    assert ("Yes", "") == (row["mission_isactive"], row["end_date"])
    assert "Camp Faouar" == row["mission_location"]
    assert {"United Nations": point} == {
        undof.voice(one): one.value
        for one in claims
        if one.source == "source/un-missions-2024-02-19"
    }
    assert row["last_update"] == str(
        undof.get("source/un-missions-2024-02-19").published_on
    )


def test_bases_and_their_counts_are_as_the_six_rows_of_the_year_have_them(
    undof, shared
):
    """Name, point, headquarters, and the count, of which NA is not known."""
    table = rows(
        shared / "data" / "geopko" / "FrontMap_v.2.3.csv", mission="UNDOF", year="2003"
    )
    counts = {
        one.base: one for one in undof.of(pk.PersonnelCount) if one.base is not None
    }

    assert {
        (
            row["location"],
            f"{row['latitude']},{row['longitude']}",
            row["country"],
            row["hq"] == "3",
            row["NoTroops"].replace("NA", ".."),
        )
        for row in table
    } == {
        (
            base.name,
            str(base.place.point),
            {"SYR": "Syria"}[base.place.country],
            base.base_type == "mission_headquarters",
            str(counts[base.id].count),
        )
        for base in undof.of(pk.Base)
    }
    assert len(table) == len(undof.of(pk.Base)) == len(counts)
    assert {("nominal_unit_size", "2003", "troops", "deployed")} == {
        (one.method, str(one.on), one.category, one.status) for one in counts.values()
    }


def test_strength_is_as_the_row_of_december_has_it_and_disagrees(undof, shared):
    """Authorised, deployed, and how many are missing; and the other sum beside it."""
    (row,) = rows(
        shared / "data" / "un_contributions" / "authorized_vs_deployed_1990-2015.csv",
        mission="UNDOF",
        year="2003",
        month="12",
    )
    deployed = undof.get("personnel_count/undof-deployed-2003-12")
    here = [one.count for one in undof.of(pk.PersonnelCount) if one.base is not None]

    assert [whole(row[key]) for key in ("authtroop", "troop", "shortfalltotal")] == [
        undof.get(ref).count.best
        for ref in (
            "personnel_count/undof-authorised-2003-12",
            deployed.id,
            "tally/undof-shortfall-2003-12",
        )
    ]
    assert {str(whole(row["troop"])), str(pk.Count.total(here))} == {
        one.value for one in undof.claims(deployed.id, "count")
    }


def test_deaths_are_as_many_as_rows(undof, shared):
    """In all, and by cause; each row is one person."""
    table = rows(
        shared / "data" / "un_fatalities" / "dppadposs-fatalities_hdx_2023-11.csv",
        mission_acronym="UNDOF",
        type_of_casualty="Fatality",
    )
    causes = Counter(
        row["type_of_incident"].lower().replace(" ", "_").replace("-", "_")
        for row in table
    )

    assert {"all": len(table), **causes} == {
        one.cause: one.count.best
        for one in undof.of(pk.Tally, measure="fatalities", on="2023-11-28")
    }
    assert {"2023-11-28"} == {row["last_update"] for row in table}
    assert len(table) == len({row["casualty_id"] for row in table})


def offer(folder, name, module):
    """Make a distribution by hand, which offers what a module calls EXTENSION."""
    info = folder / f"peacekeep_{name}-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(
        f"Metadata-Version: 2.1\nName: peacekeep-{name}\nVersion: 1.0\n"
    )
    (info / "entry_points.txt").write_text(
        f"[peacekeep.extensions]\n{name} = {name}_words:EXTENSION\n"
    )
    (folder / f"{name}_words.py").write_text(module)


def what_is_said(folder):
    """The whole error of asking what is installed, and that Registry() does without."""
    program = (
        "import peacekeep as pk\n"
        "pk.validate(pk.Dataset([]), registry=pk.Registry())\n"
        "pk.open_dataset('minusma-article')\n"
        "try: pk.installed()\n"
        "except pk.UnusableExtension as error: print(error)"
    )
    done = run(folder, "-c", program)
    assert "" == done.stderr
    return done.stdout.rstrip("\n")


FUEL = '''
import attrs
import peacekeep as pk
from peacekeep import authoring

@attrs.frozen(kw_only=True)
class FuelDelivery(pk.Fact):
    """Fuel that was brought."""

EXTENSION = authoring.Extension(name="{name}", records=(FuelDelivery,))
'''


def test_two_distributions_with_one_kind_are_told_apart(tmp_path):
    """The error names both, and what to do."""
    for name in ("first", "second"):
        offer(tmp_path, name, FUEL.format(name=name))

    assert (
        "The extension second of the distribution peacekeep-second brings the kind "
        "fuel_delivery, which the extension first of the distribution peacekeep-first "
        "brings already. Update or uninstall peacekeep-second, or do without: "
        "registry=pk.Registry()."
    ) == what_is_said(tmp_path)


@pytest.mark.parametrize(
    ("module", "problem"),
    [
        pytest.param(
            "import nowhere",
            "The extension broken of the distribution peacekeep-broken could not be "
            "imported: ModuleNotFoundError: No module named 'nowhere'.",
            id="its import fails",
        ),
        pytest.param(
            "OTHER = 1",
            "The extension broken of the distribution peacekeep-broken could not be "
            "imported: AttributeError: module 'broken_words' has no attribute "
            "'EXTENSION'.",
            id="its module has no such name",
        ),
        pytest.param(
            "EXTENSION = ['words']",
            "The extension broken of the distribution peacekeep-broken must be an "
            "Extension, got list.",
            id="it is no extension",
        ),
        pytest.param(
            "from peacekeep import authoring\n"
            "EXTENSION = authoring.Extension(name='fuel', units={'month': None})",
            "The extension fuel of the distribution peacekeep-broken cannot be taken "
            "in: unit must be a name that has no meaning yet, got 'month'. Give the "
            "unit another name.",
            id="it refuses a part of itself",
        ),
    ],
)
def test_a_distribution_that_cannot_be_taken_in_is_named(tmp_path, module, problem):
    """The error says whose it is, what is wrong with it, and how to go on."""
    offer(tmp_path, "broken", module)

    assert (
        f"{problem} Update or uninstall peacekeep-broken, or do without: "
        "registry=pk.Registry()."
    ) == what_is_said(tmp_path)


def test_a_vocabulary_under_a_wrong_name_is_refused():
    """Words for a vocabulary that no field uses would be lost."""
    codes = authoring.Codes(
        "base type", open=True, codes=authoring.glossary("us", "yurt: yurt\n    A.")
    )
    added = authoring.Extension(name="yurts", codes=(codes,))

    with pytest.raises(pk.UnusableExtension) as caught:
        pk.Registry((added,))

    assert (
        "The extension yurts brings the vocabulary base type, which no field uses. "
        "Did you mean base_type?"
    ) == str(caught.value)


DANGLING = """\
{
  "peacekeep": "1.1",
  "records": [
    {
      "kind": "base",
      "id": "base/one",
      "mission": "mission/none"
    }
  ]
}
"""


@pytest.mark.parametrize(
    ("text", "failure"),
    [
        pytest.param(None, "must open: ", id="no file"),
        pytest.param(
            "{}", 'must open: must have the key "records" with a list.', id="no dataset"
        ),
        pytest.param(
            '{"peacekeep": "1.1", "records": []}',
            "must be as save writes it, byte for byte",
            id="other bytes",
        ),
        pytest.param(
            DANGLING,
            "must have no error, got error: line 4: base/one: mission: refers to "
            "mission/none, which is not in the dataset.",
            id="an error",
        ),
    ],
)
def test_a_dataset_that_an_extension_ships_is_put_through_the_house(
    tmp_path, text, failure
):
    """It opens, is as it is saved, and has no error; each fault is told."""
    path = tmp_path / "words.json"
    if text is not None:
        path.write_text(text, "utf-8")
    added = authoring.Extension(name="words", datasets={"words": path})

    with pytest.raises(AssertionError) as caught:
        conform_extension(added, registry=pk.Registry())

    head, line = str(caught.value).splitlines()
    assert "words does not conform:" == head
    assert line.startswith(f"- the dataset words {failure}")
