"""Pages and docstrings are complete, fresh and linked."""

import ast
import inspect
import re
import runpy
import subprocess
import sys
from pathlib import Path

import pytest

import peacekeep as pk
from peacekeep.extensions import CORE


PROJECT = Path(__file__).parents[1]
DOCS = PROJECT / "docs"
README = PROJECT / "README.md"
PAGES = [README, PROJECT / "CONTRIBUTING.md", *sorted(DOCS.rglob("*.md"))]
SOURCES = sorted((PROJECT / "src" / "peacekeep").rglob("*.py"))
PUBLIC = [name for name in pk.__all__ if name != "__version__"]


def printed_command(mark):
    """Return the command that the README prints below a mark."""
    text = README.read_text("utf-8")
    (command,) = re.findall(rf"<!-- {mark} -->\n```sh\n(.*?)\n```", text, re.DOTALL)
    return command


def test_the_readme_prints_two_commands():
    """Each creates an environment; one runs the example, one runs the tests."""
    example, tests = printed_command("example"), printed_command("tests")

    for command in (example, tests):
        assert command.startswith("python3 -m venv .venv && ")
        assert "\n" not in command
    assert example.endswith(".venv/bin/python examples/minusma_drawdown.py")
    assert (PROJECT / "examples" / "minusma_drawdown.py").is_file()
    assert tests.endswith(".venv/bin/python -m pytest --cov -n auto --dist loadfile")
    assert "--group tests" in tests


def test_ci_runs_the_command_that_the_readme_prints():
    """CI reads the command from the README, and has no copy of it."""
    script = (PROJECT / ".ci" / "run").read_text("utf-8")
    (line,) = [one for one in script.splitlines() if one.startswith("command=")]
    taken = subprocess.run(
        ["bash", "-c", f'{line}; printf %s "$command"'],
        cwd=PROJECT,
        check=True,
        capture_output=True,
        encoding="utf-8",
    ).stdout

    assert printed_command("tests") == taken
    assert 'bash -c "$command"' in script
    assert "pytest" not in script


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_to_files(page):
    """The target of every link to a file exists."""
    for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", page.read_text("utf-8")):
        if not target.startswith("https://"):
            assert (page.parent / target).exists(), target


def test_every_page_is_reached_from_the_index_or_the_readme():
    """The index or the README links to every page."""
    linked = {
        (page.parent / target).resolve()
        for page in (README, DOCS / "index.md")
        for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text("utf-8"))
    }

    assert set() == set(DOCS.rglob("*.md")) - linked - {DOCS / "index.md"}


@pytest.mark.parametrize("name", PUBLIC)
def test_every_public_name_is_explained(name):
    """A name of the face has a docstring that begins with a sentence, and an entry."""
    doc = (inspect.getdoc(getattr(pk, name)) or "").strip()
    page = "errors.md" if name in errors() else "api.md"

    assert re.match(r"[A-Z].*?\.(\n\n|$)", doc, re.DOTALL), name
    assert f"## `{name}`" in (DOCS / "reference" / page).read_text("utf-8")


def errors():
    return {
        name
        for name in PUBLIC
        if inspect.isclass(getattr(pk, name))
        and issubclass(getattr(pk, name), Exception)
    }


@pytest.mark.parametrize("check", CORE.checks, ids=lambda check: check.id)
def test_every_check_has_its_entry(check):
    """The page of checks has its title and its fix."""
    page = (DOCS / "reference" / "checks.md").read_text("utf-8")

    assert f"## `{check.id}`" in page
    assert check.title in page
    assert check.fix in page


def test_generated_pages_are_fresh():
    """Building the pages from the code and the data gives the pages that are there."""
    pages = runpy.run_path(str(DOCS / "build_reference.py"))["pages"]()

    for name, page in pages.items():
        assert page == (DOCS / "reference" / name).read_text("utf-8"), name


def test_the_types_of_the_face_are_fresh():
    """Type checkers read the names that `__init__.py` lists."""
    stub = runpy.run_path(str(DOCS / "build_reference.py"))["stub"]()

    assert stub == (PROJECT / "src" / "peacekeep" / "__init__.pyi").read_text("utf-8")


def public_members():
    """Yield every public name, and the public methods and properties of classes."""
    for name in PUBLIC:
        thing = getattr(pk, name)
        yield name, thing
        if inspect.isclass(thing):
            for member, value in vars(thing).items():
                inner = getattr(value, "__func__", getattr(value, "fget", value))
                if not member.startswith("_") and inspect.isfunction(inner):
                    yield f"{name}.{member}", inner


@pytest.mark.parametrize(("name", "thing"), list(public_members()))
def test_sections_have_one_order(name, thing):
    """Sections of a docstring are in the order that CONTRIBUTING gives."""
    order = ["Args", "Attributes", "Returns", "Raises", "Example", "Notes", "Source"]
    doc = inspect.getdoc(thing) or ""
    found = re.findall(rf"^({'|'.join(order)}):$", doc, re.MULTILINE)

    assert sorted(found, key=order.index) == found, name


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_a_module_says_what_its_room_is_for(path):
    """Every module begins with a docstring."""
    assert path.read_text("utf-8").startswith('"""\n')


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_a_docstring_begins_with_what_is_done(path):
    """Return, Read, Check: none begins with Answer, and no function with Whether."""
    tree = ast.parse(path.read_text("utf-8"))
    kinds = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    told = [ast.get_docstring(one) for one in ast.walk(tree) if isinstance(one, kinds)]

    assert [] == [
        one for one in told if one and one.startswith(("Answer ", "Whether "))
    ]


def test_every_example_in_a_docstring_is_run():
    """The examples of every folder are collected, and not only of the files beside."""
    documents = runpy.run_path(str(PROJECT / "conftest.py"))["docstrings"]

    for path in SOURCES:
        if ">>> " in path.read_text("utf-8"):
            assert documents.should_parse(path), path


def test_the_map_of_the_house_names_every_room():
    """The page on the house names each folder and file."""
    page = (DOCS / "explanation" / "the-house.md").read_text("utf-8")
    for path in SOURCES:
        name = path.parent.name if path.name == "__init__.py" else path.name

        assert name in page


def test_versions_agree():
    """The version is the same wherever it is printed."""
    pyproject = (PROJECT / "pyproject.toml").read_text("utf-8")
    citation = (PROJECT / "CITATION.cff").read_text("utf-8")
    changelog = (PROJECT / "CHANGELOG.md").read_text("utf-8")

    assert f'version = "{pk.__version__}"' in pyproject
    assert f"version: {pk.__version__}\n" in citation
    assert f"## [{pk.__version__}] - " in changelog


def test_the_script_says_which_page_is_stale(tmp_path):
    """With --check it writes nothing, and says what to run."""
    copy = tmp_path / "build_reference.py"
    copy.write_text((DOCS / "build_reference.py").read_text("utf-8"), "utf-8")
    (tmp_path / "reference").mkdir()
    listed = DOCS / "explanation" / "minusma-drawdown.md"
    (tmp_path / "explanation").mkdir()
    (tmp_path / "explanation" / listed.name).write_bytes(listed.read_bytes())
    done = subprocess.run(
        [sys.executable, copy, "--check"],
        check=False,
        capture_output=True,
        encoding="utf-8",
    )

    assert 1 == done.returncode
    assert "api.md is stale. Run: python docs/build_reference.py" in done.stdout
    assert [] == list((tmp_path / "reference").iterdir())
