"""
Build what follows from the code: pages, schemas, types of the face, citations.

The pages go to `docs/reference/`, the data and schemas to `src/peacekeep/data/`, which
is part of the wheel. Each bundled dataset is read, validated and written in canonical
form, with the citations of its sources.

Run it with: python docs/build_reference.py
"""

import inspect
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import peacekeep as pk
from peacekeep import authoring, conformance, strategies
from peacekeep.extensions import CORE
from peacekeep.models import KINDS
from peacekeep.models.vocabularies import VOCABULARIES
from peacekeep.pages.dictionary import code_book, data_dictionary
from peacekeep.wire.schema import dataset_schema, record_schema


FOLDER = Path(__file__).parent / "reference"
SCHEMAS = Path(__file__).parents[1] / "src" / "peacekeep" / "data" / "schemas"
DATA = SCHEMAS.parent
DRAWDOWN = FOLDER.parent / "explanation" / "minusma-drawdown.md"

POLICIES = (
    "only",
    "latest",
    "best_graded",
    "envelope",
    "agree",
    pk.prefer("United Nations", "MINUSMA"),
    "refuse",
)

_SECTION = re.compile(
    r"^(Args|Attributes|Returns|Raises|Example|Notes|Source):$", re.MULTILINE
)


def main() -> int:
    """Write each file, or with `--check` print which are stale."""
    stale = []
    wanted = {FOLDER / name: page for name, page in pages().items()}
    wanted |= {SCHEMAS / name: text for name, text in schemas().items()}
    wanted |= {DATA / name: text for name, text in data().items()}
    wanted[DATA.parent / "__init__.pyi"] = stub()
    for path, text in wanted.items():
        if "--check" in sys.argv:
            if not path.exists() or path.read_text("utf-8") != text:
                stale.append(path.name)
        else:
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, "utf-8")
    for name in stale:
        print(f"{name} is stale. Run: python docs/build_reference.py")  # noqa: T201 - a script
    return 1 if stale else 0


def pages() -> dict[str, str]:
    """Return each page by its name."""
    return {
        "api.md": "\n".join([*api(), *modules()]) + "\n",
        "checks.md": "\n".join(checks()) + "\n",
        "codes.md": code_book(VOCABULARIES),
        "contradictions.md": "\n".join(contradictions()) + "\n",
        "data-dictionary.md": data_dictionary(KINDS),
        "errors.md": "\n".join(errors()) + "\n",
    }


def stub() -> str:
    """Return the face as type checkers read it: an import of each name."""
    homes: dict[str, list[str]] = {}
    for name in pk.__all__:
        if name != "__version__":
            homes.setdefault(pk._HOME[name], []).append(name)  # noqa: SLF001 - its source
    lines = ["# Built by docs/build_reference.py from the names in __init__.py."]
    for home, names in sorted(homes.items()):
        lines += ["", f"from {home} import ("]
        lines += [*(f"    {name} as {name}," for name in sorted(names)), ")"]
    return "\n".join([*lines, "", "__version__: str", ""])


def schemas() -> dict[str, str]:
    """Return each schema as text, by its name."""
    built = {"dataset": dataset_schema(KINDS)}
    built |= {kind.kind: record_schema(kind) for kind in KINDS}
    return {
        f"{name}.schema.json": json.dumps(schema, indent=2) + "\n"
        for name, schema in built.items()
    }


def data() -> dict[str, str]:
    """Return the bundled datasets and their citations as text, by file name."""
    written = {}
    for name in CORE.datasets:
        dataset = pk.open_dataset(name)
        pk.validate(dataset).raise_for_errors()
        stem = name.replace("-", "_")
        written[f"{stem}.json"] = pk.dumps(dataset)
        written[f"{stem}.citations.json"] = pk.cite(dataset).csl_json()
    return written


def rows() -> list[tuple[str, str, str, str | None]]:
    """Return the contradictions that the page on the drawdown lists."""
    found = []
    for line in DRAWDOWN.read_text("utf-8").splitlines():
        cells = [cell.strip().strip("`") for cell in line.strip("|").split("|")]
        if re.match(r"\| [A-I][0-9]{2}b? \| .* \| `[a-z_]+/", line):
            row, topic, record, field = cells
            found.append((row, topic, record, None if field == "in words" else field))
    return found


def contradictions() -> Iterator[str]:
    """Yield the lines of the page of contradictions, with each policy's result."""
    dataset = pk.open_dataset("minusma-drawdown")
    yield "# The contradictions"
    yield ""
    page = "../explanation/minusma-drawdown.md"
    yield f"What each policy makes of every row in [the drawdown]({page})."
    yield "One row may hold several questions. A field that a policy leaves unresolved"
    yield "is open. No policy settles a claim in words."
    for row, topic, record, field in rows():
        yield ""
        yield f"## {row}: {topic}"
        yield ""
        claims = dataset.claims(record, field)
        if field is None:
            yield f"`{record}`, in words:"
            yield ""
            yield from (
                f"- {one.says} ({told_by(dataset, one)})"
                for one in claims
                if one.field is None and one.says is not None
            )
            continue
        yield (
            f"`{record}`, `{field}`: " + "; ".join(map(dataset.describe, claims)) + "."
        )
        yield ""
        yield "| policy | value | why |"
        yield "|---|---|---|"
        asked = about(dataset, record, field)
        for policy in POLICIES:
            yield settled(asked, record, field, policy)
        aside = {
            f"{dataset.describe(one.claim)}: {one.why}"
            for answer in pk.settle(asked, "only")[1].of(record, field)
            for one in answer.aside
        }
        if aside:
            yield ""
            yield "Not weighed:"
            yield ""
            yield from sorted(f"- {one}." for one in aside)


def told_by(dataset: pk.Dataset, claim: pk.Claim) -> str:
    """Return the voice of a claim, its day, its basis and its stance, as text."""
    parts = [dataset.voice(claim), str(dataset.said_on(claim) or "no day")]
    parts += [word for word in (claim.basis, claim.stance) if word is not None]
    return ", ".join(filter(None, parts))


def about(dataset: pk.Dataset, record: str, field: str) -> pk.Dataset:
    """Return a dataset of one record, the claims on one field, sources and actors."""
    return dataset.select(
        lambda one: (
            isinstance(one, pk.Source | pk.Actor)
            or one.id == record
            or (isinstance(one, pk.Claim) and (one.about, one.field) == (record, field))
        )
    )


def settled(
    asked: pk.Dataset, record: str, field: str, policy: str | authoring.Policy
) -> str:
    """Return the row of a table that says what a policy makes of one field."""
    try:
        answers = pk.settle(asked, policy)[1].of(record, field)
    except pk.ValidationFailed as error:
        (finding,) = error.report.findings
        return f"| `{policy}` | refused | {finding.message} |"
    value = ", ".join(one.value for one in answers if one.value is not None) or "open"
    why = "; ".join(dict.fromkeys(one.reason for one in answers))
    return f"| `{policy}` | {value} | {why}. |"


def api() -> Iterator[str]:
    """Yield an entry for each name of the face, in the order of the way of the data."""
    yield "# Names"
    yield ""
    yield "Write `import peacekeep as pk`, then `pk.Count` and so on. The names are in"
    yield "the order in which data goes through the library. [Errors](errors.md) have a"
    yield "page of their own."
    for name in pk.__all__:
        thing = getattr(pk, name)
        if name == "__version__" or is_error(thing):
            continue
        yield ""
        yield f"## `{name}`"
        yield ""
        yield from prose(thing)
        if inspect.isclass(thing):
            yield from methods(thing)


def modules() -> Iterator[str]:
    """Yield an entry for each name that authors of tests and extensions import."""
    for module in (authoring, strategies, conformance):
        yield ""
        yield f"# `{module.__name__}`"
        yield ""
        yield from prose(module)
        for name in names_of(module):
            yield f"## `{module.__name__.rpartition('.')[2]}.{name}`"
            yield ""
            yield from prose(getattr(module, name))


def names_of(module: ModuleType) -> list[str]:
    """Return the names that a module offers."""
    return getattr(module, "__all__", [one for one in vars(module) if one[0] != "_"])


def methods(cls: type) -> Iterator[str]:
    """Yield the first paragraph of each public method that a class defines."""
    for name, member in vars(cls).items():
        thing = getattr(member, "__func__", getattr(member, "fget", member))
        if name.startswith("_") or not inspect.isfunction(thing) or not thing.__doc__:
            continue
        text = inspect.getdoc(thing) or ""
        yield f"- `{name}`: {' '.join(text.strip().partition(chr(10) * 2)[0].split())}"


def prose(thing: object) -> Iterator[str]:
    """Yield a docstring as Markdown, its sections as lists."""
    whole = (inspect.getdoc(thing) or "").strip()
    parts = _SECTION.split(whole)
    yield parts[0].strip()
    yield ""
    for title, body in zip(parts[1::2], parts[2::2], strict=True):
        yield f"**{title}**"
        yield ""
        text = inspect.cleandoc(body)
        if title == "Example":
            yield from ("```python", text, "", "```", "")
        elif title in {"Args", "Attributes", "Raises"}:
            for entry in re.split(r"\n(?=\S)", text):
                name, _, meaning = " ".join(entry.split()).partition(": ")
                yield f"- `{name}`: {meaning}"
            yield ""
        else:
            yield text
            yield ""


def checks() -> Iterator[str]:
    """Yield an entry for each check, with its examples."""
    yield "# Checks"
    yield ""
    yield "`pk.validate(dataset)` runs these checks. An error is impossible, a warning"
    yield "is doubtful. If partial dates leave it undecided, the finding is a note."
    for check in CORE.checks:
        yield ""
        yield f"## `{check.id}`"
        yield ""
        yield f"{check.title}. Severity: {check.severity}. {check.fix}"
        yield ""
        for title, records in (("Found", check.failing), ("Not found", check.passing)):
            yield f"{title}:"
            yield ""
            yield "```json"
            yield from (json.dumps(record) for record in records)
            yield "```"
            yield ""


def errors() -> Iterator[str]:
    """Yield an entry for each error, with its base classes."""
    yield "# Errors"
    yield ""
    yield "Bad input raises these errors and no others. A message says where, what must"
    yield "be true, what was found, and what to do. Programs read the same from the"
    yield "attributes."
    for name in pk.__all__:
        thing = getattr(pk, name)
        if not is_error(thing):
            continue
        yield ""
        yield f"## `{name}`"
        yield ""
        others = [base.__name__ for base in thing.__bases__]
        yield f"Is a {' and a '.join(f'`{other}`' for other in others)}."
        yield ""
        yield from prose(thing)


def is_error(thing: object) -> bool:
    """Return whether a thing is a class of exceptions."""
    return inspect.isclass(thing) and issubclass(thing, Exception)


if __name__ == "__main__":
    sys.exit(main())
