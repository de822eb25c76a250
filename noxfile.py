"""Run every check of the project: `nox`, or one of them: `nox -s tests`."""

import nox


nox.options.sessions = ["lint", "typing", "tests"]
nox.options.reuse_existing_virtualenvs = True

PYPROJECT = nox.project.load_toml("pyproject.toml")


def install(session: nox.Session, *groups: str) -> None:
    """Install the project in editable mode, and what some dependency groups need."""
    needs = [
        need
        for group in groups
        for need in nox.project.dependency_groups(PYPROJECT, group)
    ]
    session.install("-e", ".", *needs)


@nox.session
def lint(session: nox.Session) -> None:
    """Check style with ruff."""
    session.install(*nox.project.dependency_groups(PYPROJECT, "lint"))
    session.run("ruff", "check", ".")
    session.run("ruff", "format", "--check", ".")


@nox.session
def typing(session: nox.Session) -> None:
    """Check types with mypy and pyright, as a user's checker would."""
    install(session, "typing")
    session.run("mypy")
    session.run("pyright")


@nox.session(python=["3.11", "3.12", "3.13"])
def tests(session: nox.Session) -> None:
    """Run the tests, and measure branch coverage."""
    install(session, "tests")
    session.run("pytest", "--cov", *session.posargs)


@nox.session
def deep(session: nox.Session) -> None:
    """Run the laws with many more examples. Takes minutes."""
    install(session, "tests")
    session.run("pytest", "tests/laws", "--hypothesis-profile=deep", *session.posargs)


@nox.session
def bench(session: nox.Session) -> None:
    """Measure speed. No result passes or fails."""
    install(session, "bench")
    session.run("pytest", "benchmarks", "-c", "benchmarks/pytest.ini", *session.posargs)
    session.run("python", "benchmarks/import_time.py")
