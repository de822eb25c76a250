"""What all tests share: the profiles of Hypothesis, and where the vectors are."""

import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings


PROJECT = Path(__file__).parents[1]

sys.path.insert(0, str(Path(__file__).parent))

# What is drawn must not hang on how busy the machine is, so there is no deadline.
for profile, examples in {"fast": 30, "ci": 100, "deep": 10_000}.items():
    settings.register_profile(
        profile,
        max_examples=examples,
        deadline=None,
        derandomize=profile == "ci",
        suppress_health_check=[HealthCheck.too_slow],
    )
settings.load_profile("ci")


def pytest_collection_modifyitems(items):
    """
    Run tests that are not measured last.

    What they leave in caches would not run again, and so would not be measured.
    """
    items.sort(key=lambda item: item.get_closest_marker("no_cover") is not None)


@pytest.fixture
def shared() -> Path:
    """The folder of facts and vectors beside the project, where it is present."""
    folder = PROJECT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("the folder of facts and vectors is not beside the project")
    return folder
