"""
Write the pages and the schemas that the code itself tells.

The pages stand in `docs/reference/`, the schemas in `src/peacekeep/schemas/`, from
where they go into the wheel.

Run it with: python docs/build_reference.py
"""

import inspect
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import peacekeep as pk
from peacekeep import conformance, strategies
from peacekeep.codes import VOCABULARIES
from peacekeep.dictionary import code_book, data_dictionary
from peacekeep.extensions import CORE
from peacekeep.models import KINDS
from peacekeep.schema import dataset_schema, record_schema


FOLDER = Path(__file__).parent / "reference"
SCHEMAS = Path(__file__).parents[1] / "src" / "peacekeep" / "schemas"

_SECTION = re.compile(
    r"^(Args|Attributes|Returns|Raises|Example|Notes|Source):$", re.MULTILINE
)


def main() -> int:
    """Write each page and schema, or with `--check` say which are stale."""
    stale = []
    wanted = {FOLDER / name: page for name, page in pages().items()}
    wanted |= {SCHEMAS / name: text for name, text in schemas().items()}
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
    """Answer each page by its name."""
    return {
        "api.md": "\n".join([*api(), *modules()]) + "\n",
        "checks.md": "\n".join(checks()) + "\n",
        "codes.md": code_book(VOCABULARIES),
        "data-dictionary.md": data_dictionary(KINDS),
        "errors.md": "\n".join(errors()) + "\n",
    }


def schemas() -> dict[str, str]:
    """Answer each schema, as text, by its name."""
    built = {"dataset": dataset_schema(KINDS)}
    built |= {kind.kind: record_schema(kind) for kind in KINDS}
    return {
        f"{name}.schema.json": json.dumps(schema, indent=2) + "\n"
        for name, schema in built.items()
    }


def api() -> Iterator[str]:
    """Tell each name on the face, in the order of the way of the data."""
    yield "# Names"
    yield ""
    yield "All of them are reached as `import peacekeep as pk`, in the order in which"
    yield "data goes through the library. Errors have a [page](errors.md) of their own."
    for name in pk.__all__:
        thing = getattr(pk, name)
        if not callable(thing) or is_error(thing):
            continue
        yield ""
        yield f"## `{name}`"
        yield ""
        yield from prose(thing)
        if inspect.isclass(thing):
            yield from methods(thing)


def modules() -> Iterator[str]:
    """Tell what stands beside the face, for authors of tests and extensions."""
    for module in (strategies, conformance):
        yield ""
        yield f"# `{module.__name__}`"
        yield ""
        yield from prose(module)
        for name in module.__all__:
            yield f"## `{module.__name__.rpartition('.')[2]}.{name}`"
            yield ""
            yield from prose(getattr(module, name))


def methods(cls: type) -> Iterator[str]:
    """Tell the methods that a class has of its own, each in its first sentence."""
    for name, member in vars(cls).items():
        thing = getattr(member, "__func__", getattr(member, "fget", member))
        if name.startswith("_") or not inspect.isfunction(thing) or not thing.__doc__:
            continue
        text = inspect.getdoc(thing) or ""
        yield f"- `{name}`: {' '.join(text.strip().partition(chr(10) * 2)[0].split())}"


def prose(thing: object) -> Iterator[str]:
    """Tell a docstring, its sections as lists."""
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
    """Tell each check with its examples."""
    yield "# Checks"
    yield ""
    yield "`pk.validate(dataset)` asks these questions. An error cannot be, a warning"
    yield "is doubtful; where partial dates do not tell, the finding is a note."
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
    """Tell each error, and what else it is."""
    yield "# Errors"
    yield ""
    yield "Bad input raises these and nothing else. A text says where, what must be"
    yield "true, what was found, and what to do; the attributes say it to a program."
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
    """Whether it is a class of exceptions."""
    return inspect.isclass(thing) and issubclass(thing, Exception)


if __name__ == "__main__":
    sys.exit(main())
