"""Measure reading, checking, asking and writing a dataset of ten thousand incidents."""

import attrs
import pytest

import peacekeep as pk


NUMBER = 10_000


@pytest.fixture(scope="module")
def dataset():
    mission = pk.Mission(id="mission/minusma", period="2013/2023-12-31")
    incidents = [
        pk.Incident(
            id=f"incident/number-{number}",
            mission=mission.id,
            on=f"20{13 + number % 10}-{1 + number % 12:02}-{1 + number % 28:02}",
            attacks=number % 5,
            methods=("ied",),
            casualties=(
                pk.Casualties(
                    group="peacekeeper", outcome="injured", count=f"{2 + number % 7}.."
                ),
            ),
        )
        for number in range(NUMBER)
    ]
    return pk.Dataset([mission, *incidents], title="Benchmark")


def test_dumps(benchmark, dataset):
    benchmark.pedantic(pk.dumps, (dataset, "jsonl"), rounds=5)


def test_loads(benchmark, dataset):
    text = pk.dumps(dataset, "jsonl")
    benchmark.pedantic(pk.loads, (text, "jsonl"), rounds=5)


def test_validate(benchmark, dataset):
    benchmark.pedantic(pk.validate, (dataset,), rounds=5)


def test_as_of(benchmark, dataset):
    benchmark.pedantic(dataset.as_of, ("2020-06-30",), rounds=5)


@pytest.fixture(scope="module")
def contested(dataset):
    """Each incident with two claims on its attacks; half of the pairs disagree."""
    sources = [
        pk.Source(
            id=f"source/{name}", origin=name.upper(), published_on=f"2023-11-0{day}"
        )
        for day, name in enumerate(("ap", "afp"), start=1)
    ]
    claims = [
        pk.Claim(
            id=f"claim/{source.origin.lower()}-{number}",
            about=f"incident/number-{number}",
            field="attacks",
            value=str(number % 5 + (number % 2) * index),
            source=source.id,
        )
        for number in range(NUMBER)
        for index, source in enumerate(sources)
    ]
    header = attrs.evolve(dataset.header, marking="TLP:CLEAR")
    return pk.Dataset([*dataset, *sources, *claims], header=header)


@pytest.mark.parametrize("policy", ["latest", "best_graded", "envelope"])
def test_settle(benchmark, contested, policy):
    benchmark.pedantic(pk.settle, (contested, policy), rounds=3)


def test_publish(benchmark, contested):
    benchmark.pedantic(pk.publish, (contested, "TLP:CLEAR"), rounds=3)


def test_diff(benchmark, contested):
    settled, _ = pk.settle(contested, "latest")
    benchmark.pedantic(contested.diff, (settled,), rounds=3)


FORMATS = pytest.mark.parametrize("name", pk.Registry().formats)


@FORMATS
def test_save(benchmark, dataset, name, tmp_path):
    path = tmp_path / f"a.{name}"
    benchmark.pedantic(pk.save, (dataset, path), rounds=3)


@FORMATS
def test_load(benchmark, dataset, name, tmp_path):
    path = tmp_path / f"a.{name}"
    pk.save(dataset, path)
    benchmark.pedantic(pk.load, (path,), rounds=3)
