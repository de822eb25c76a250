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


def crowded(number):
    """Make a dataset of many points in one country, ceilings, tallies and events."""
    mission = pk.Mission(id="mission/minusma", period="2013/2023-12-31")
    records = [mission]
    for one in range(number // 6):
        day = f"20{13 + one % 10}-{1 + one % 12:02}-{1 + one % 28:02}"
        about = {"mission": mission.id, "on": day}
        people = {"category": "uniformed", "contributor": f"actor/number-{one % 100}"}
        point = pk.Point((3000 + one % 997) / 200, one % 991 / 200)
        place = pk.Place(country="MLI", point=point, representative=False)
        base = pk.Base(id=f"base/number-{one}", mission=mission.id, place=place)
        incident = pk.Incident(id=f"incident/number-{one}", place=place, **about)
        records += [
            incident,
            base,
            pk.BaseEvent(
                id=f"base_event/number-{one}", base=base.id, event="departed", on=day
            ),
            pk.PersonnelCount(
                id=f"personnel_count/deployed-{one}",
                status="deployed",
                count=one,
                **people,
                **about,
            ),
            pk.PersonnelCount(
                id=f"personnel_count/authorised-{one}",
                status="authorised",
                count=number,
                **people,
                **about,
            ),
            pk.Tally(
                id=f"tally/number-{one}",
                measure=("fatalities", "bases_total")[one % 2],
                of=[incident.id],
                count=number,
                **about,
            ),
        ]
    records += [pk.Actor(id=f"actor/number-{one}") for one in range(100)]
    return pk.Dataset(records)


@pytest.mark.parametrize("number", [1_000, 10_000, 50_000])
def test_validate_by_number(benchmark, number):
    benchmark.pedantic(pk.validate, (crowded(number),), rounds=3)
