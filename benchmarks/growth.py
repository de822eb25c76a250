"""
Measure how validate and publish grow with the number of records, shape by shape.

For each shape of a dataset, all sizes are measured in one run, and the last column
compares microseconds a record at the largest and at the smallest size: 1 is linear.
Run it with: python benchmarks/growth.py [shape ...]
"""

import contextlib
import sys
import time
from collections.abc import Callable, Iterator

import attrs

import peacekeep as pk


SIZES = (1_000, 10_000, 50_000)
MISSION = "mission/one"
BASES = 50
CONTRIBUTORS = 60
PROTECTED = pk.Speaker(description="a resident", anonymous_because="fear")


def header() -> Iterator[pk.Record]:
    """Yield what the records of every shape refer to."""
    yield pk.Mission(id=MISSION, period="2013/2023-12-31")
    yield pk.Source(id="source/one", origin="UN", published_on="2023-12-31")
    yield from (pk.Actor(id=f"actor/number-{one}") for one in range(CONTRIBUTORS))
    for one in range(BASES):
        place = pk.Place(country="MLI", point=f"{15 + one % 7},{one % 5}")
        yield pk.Base(id=f"base/number-{one}", mission=MISSION, place=place)


def day(number: int) -> str:
    """Return a day of the mission."""
    return f"{2013 + number % 10}-{1 + number % 12:02}-{1 + number % 28:02}"


def incident(number: int, on: str) -> pk.Incident:
    """Return an incident with casualties and a place."""
    injured = pk.Casualties(group="peacekeeper", outcome="injured", count="2..")
    return pk.Incident(
        id=f"incident/number-{number}",
        mission=MISSION,
        on=on,
        attacks=number % 5,
        place=pk.Place(country="MLI", admin1=f"Region {number % 9}"),
        casualties=(injured,),
        sources=["source/one"],
    )


def claim(
    number: int, about: str, field: str | None = None, value: str | None = None
) -> pk.Claim:
    """Return a claim of one of many voices."""
    return pk.Claim(
        id=f"claim/number-{number}",
        about=about,
        field=field,
        value=value,
        says="It is so." if field is None else None,
        source="source/one",
        speaker=pk.Speaker(organisation=f"Voice {number % 40}"),
        reported_on=day(number),
    )


def count(number: int, **fields: object) -> pk.PersonnelCount:
    """Return a personnel count."""
    return pk.PersonnelCount(
        **{
            "id": f"personnel_count/number-{number}",
            "mission": MISSION,
            "category": "troops",
            "status": "deployed",
            "count": 300 + number % 600,
            "sources": ["source/one"],
            **fields,
        }
    )


def mixture(number: int) -> Iterator[pk.Record]:
    """Yield counts by base, contributor and month, incidents, and claims on them."""
    for one in range(number // 5):
        yield incident(one, day(one))
        base, sender = one % BASES, one // BASES % CONTRIBUTORS
        month = one // BASES // CONTRIBUTORS
        yield count(
            one,
            base=f"base/number-{base}",
            contributor=f"actor/number-{sender}",
            on=f"{2013 + month // 12}-{1 + month % 12:02}",
        )
        about = f"incident/number-{one}"
        yield claim(3 * one, about, "attacks", str(one % 5))
        yield claim(3 * one + 1, about, "attacks", str(one % 5 + one % 2))
        injured = "casualties[peacekeeper,injured].count"
        yield claim(3 * one + 2, about, injured, "2..")


def one_day(number: int) -> Iterator[pk.Record]:
    """Yield incidents of one day and place."""
    yield from (incident(one, "2023-10-31") for one in range(number))


def one_record(number: int) -> Iterator[pk.Record]:
    """Yield many claims on one field of one incident."""
    yield incident(0, "2023-10-31")
    for one in range(number):
        yield claim(one, "incident/number-0", "attacks", f"{one}..")


def one_value(number: int) -> Iterator[pk.Record]:
    """Yield many claims of one value, and some that deny it."""
    yield incident(0, "2023-10-31")
    for one in range(number):
        found = claim(one, "incident/number-0", "attacks", str(one % 3))
        yield found if one % 7 else attrs.evolve(found, stance="denies")


def many_parts(number: int) -> Iterator[pk.Record]:
    """Yield one tally with many parts, and a claim on each."""
    parts = [pk.TallyPart(label=f"Part {one}", count=1) for one in range(number // 2)]
    yield pk.Tally(
        id="tally/one", mission=MISSION, measure="fatalities", parts=parts, on="2023"
    )
    for one in range(number // 2):
        yield claim(one, "tally/one", f"parts[Part {one}].count", "2")


def one_source(number: int) -> Iterator[pk.Record]:
    """Yield incidents, each with a claim, of one source, whose speaker is protected."""
    for one in range(number // 2):
        yield incident(one, day(one))
        found = claim(one, f"incident/number-{one}", "attacks", "2")
        yield attrs.evolve(found, speaker=PROTECTED)


def chain(number: int) -> Iterator[pk.Record]:
    """Yield a chain of claims, each about the one before."""
    yield incident(0, "2023-10-31")
    yield claim(0, "incident/number-0", "attacks", "2")
    yield from (claim(one, f"claim/number-{one - 1}") for one in range(1, number))


def secret_chain(number: int) -> Iterator[pk.Record]:
    """Yield a chain of claims by protected speakers, each about the one before."""
    for one in chain(number):
        if isinstance(one, pk.Claim):
            yield attrs.evolve(one, speaker=PROTECTED)
        else:
            yield one


def one_question(number: int) -> Iterator[pk.Record]:
    """Yield deployed and authorised counts of one question, and tallies of one."""
    for one in range(number // 3):
        yield count(2 * one, on="2023-10")
        yield count(2 * one + 1, on="2023-10", status="authorised", count=10_000)
        yield pk.Tally(
            id=f"tally/number-{one}",
            mission=MISSION,
            measure=("fatalities", "bases_total", "bases_left")[one % 3],
            cause=("all", "accident")[one % 2],
            on="2023-10-31",
            count=one,
        )


def people(number: int) -> Iterator[pk.Record]:
    """Yield people harmed, and tallies that count them."""
    for one in range(number // 2):
        yield pk.IndividualCasualty(
            id=f"individual_casualty/number-{one}",
            mission=MISSION,
            outcome="died",
            group="military",
            cause="accident",
            on=day(one),
            sources=["source/one"],
        )
        yield pk.Tally(
            id=f"tally/number-{one}",
            mission=MISSION,
            measure="fatalities",
            cause="all",
            group="military",
            on=day(one),
            count=number,
        )


SHAPES = {
    shape.__name__: shape
    for shape in (
        mixture,
        one_day,
        one_record,
        one_value,
        many_parts,
        one_source,
        chain,
        secret_chain,
        one_question,
        people,
    )
}


def microseconds(run: Callable[[], object], number: int) -> float:
    """Return how long a run takes a record. Unit: microsecond."""
    start = time.perf_counter()
    run()
    return (time.perf_counter() - start) / number * 1e6


def publish(dataset: pk.Dataset) -> None:
    """Publish a dataset; one that has errors is refused after the same work."""
    with contextlib.suppress(pk.ValidationFailed):
        pk.publish(dataset, "TLP:CLEAR")


def main(names: list[str]) -> None:
    """Print microseconds a record by shape, verb and size."""
    print(f"{'':24}", *(f"{size:>8}" for size in SIZES), "   growth")
    for name in names or SHAPES:
        taken: dict[str, list[float]] = {"Dataset": [], "validate": [], "publish": []}
        for size in SIZES:
            records = [*header(), *SHAPES[name](size)]
            number = len(records)
            taken["Dataset"].append(microseconds(lambda: pk.Dataset(records), number))  # noqa: B023 - it runs at once
            dataset = pk.Dataset(records, marking="TLP:CLEAR")
            taken["validate"].append(
                microseconds(lambda: pk.validate(dataset), number)  # noqa: B023 - it runs at once
            )
            taken["publish"].append(microseconds(lambda: publish(dataset), number))  # noqa: B023 - it runs at once
        for verb, times in taken.items():
            cells = (f"{one:8.1f}" for one in times)
            growth = times[-1] / times[0]
            print(f"{name:14} {verb:9}", *cells, f"   x {growth:.1f}", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
