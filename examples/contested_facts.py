"""
Print how many peacekeepers were wounded on the way from Kidal, as each source reports.

Every figure comes from the bundled dataset. Run it with:
python examples/contested_facts.py
"""

import textwrap
from collections.abc import Iterator

import peacekeep as pk


FIRST_DAY = "incident/minusma-kidal-convoy-2023-10-31"
CONVOY = "movement/minusma-kidal-gao-2023-10-31"
TOTAL = "tally/minusma-kidal-convoy-injured"
INJURED = "casualties[peacekeeper,injured].count"
WOUNDED = "incident.casualties.count"
ASKED = {
    "casualties.group": "peacekeeper",
    "casualties.outcome": "injured",
    "movement": CONVOY,
}
DAYS = ("2023-10-31", "2023-11-01", "2023-11-06", "2023-11-08")
POLICIES = ("only", "latest", "best_graded", "envelope", pk.prefer("United Nations"))


def main() -> None:
    """Print what was said, what was known when, and what each policy adopts."""
    ds = pk.open_dataset("minusma-drawdown")
    said(ds)
    known(ds)
    settled(ds)
    sums(ds)
    sensitive(ds)
    cited(ds)


def said(ds: pk.Dataset) -> None:
    """Print every version, question by question, by day of report."""
    heading("What was said")
    for record, path in questions(ds):
        print(f"{record.id}")
        for claim in ds.claims(record.id, path):
            value = pk.Count.parse(claim.value or "").to_phrase()
            said_on = ds.said_on(claim)
            day = "no day" if said_on is None else said_on.to_phrase()
            print(f"  {day:<18} {value:<14} {ds.voice(claim)}")


def known(ds: pk.Dataset) -> None:
    """Print what could be read on four days about the wounded of the first one."""
    heading(f"The wounded of {phrase(ds, FIRST_DAY)}, as known by")
    for day in DAYS:
        then = ds.known_by(day)
        said = then.claims(FIRST_DAY, INJURED) if FIRST_DAY in then else ()
        values = [pk.Count.parse(claim.value or "").to_phrase() for claim in said]
        say(f"{pk.PartialDate(day).to_phrase()}: {', '.join(values) or 'nothing'}.")


def settled(ds: pk.Dataset) -> None:
    """Print what two policies adopt for the first day, with the footnotes."""
    heading("Settled")
    for policy in ("latest", "envelope"):
        _, answer = pk.settle(ds, policy)
        print(f"By the policy {policy}:")
        print(answer.footnotes(FIRST_DAY))


def sums(ds: pk.Dataset) -> None:
    """Print the sum of the days, and which published totals agree with it."""
    heading("The days added up")
    ds, _ = pk.settle(ds, pk.prefer("United Nations", "MINUSMA", "AP"))
    days = [(one, injured(one)) for one in incidents(ds)]
    for incident, count in days:
        if incident.on is not None and count is not None:
            say(f"{incident.on.to_phrase()}: {count.to_phrase()}.")
    later = {"on": [one.on for one, _ in days if one.id != FIRST_DAY]}
    sums = {
        "all days": pk.total(ds, WOUNDED, where=ASKED).count,
        "all days but the first": pk.total(ds, WOUNDED, where=ASKED | later).count,
    }
    say(
        f"All days together: {sums['all days'].to_phrase()}. Without the first, whose "
        "wounded were treated on the spot: "
        f"{sums['all days but the first'].to_phrase()}."
    )
    for claim in ds.claims(TOTAL, "count"):
        total = pk.Count.parse(claim.value or "")
        for name, sum_ in sums.items():
            if total.consistent_with(sum_):
                print(f"  {ds.describe(claim)} agrees with {name}")


def sensitive(ds: pk.Dataset) -> None:
    """Print which answers depend on the policy."""
    heading("Does the answer depend on the policy?")
    print(
        pk.sensitivity(
            ds,
            {
                "first day": lambda ds: worded(injured(ds.get(FIRST_DAY))),
                "total": lambda ds: worded(ds.get(TOTAL).count),
                "devices": lambda ds: worded(
                    ds.get("tally/minusma-kidal-convoy-devices").count
                ),
            },
            POLICIES,
        )
    )


def cited(ds: pk.Dataset) -> None:
    """Print the sources of every claim about the wounded of the first day."""
    heading(f"Sources on the wounded of {phrase(ds, FIRST_DAY)}")
    print(pk.cite(pk.Dataset([*ds.of(pk.Source), *ds.claims(FIRST_DAY, INJURED)])))


def questions(ds: pk.Dataset) -> Iterator[tuple[pk.Record, str]]:
    """Yield each question about the wounded of the convoy: a record and its field."""
    for incident in incidents(ds):
        yield incident, INJURED
    yield ds.get(TOTAL), "count"


def incidents(ds: pk.Dataset) -> tuple[pk.Incident, ...]:
    """Return the incidents of the convoy, day by day."""
    return ds.of(pk.Incident, movement=CONVOY)


def injured(incident: pk.Incident) -> pk.Count | None:
    """Return how many peacekeepers an incident injured, if that is adopted."""
    for part in incident.casualties:
        if part.key == ("peacekeeper", "injured"):
            return part.count
    return None


def phrase(ds: pk.Dataset, incident: str) -> str:
    """Return the day of an incident in words."""
    on = ds.get(pk.Ref[pk.Incident](incident)).on
    return "an unknown day" if on is None else on.to_phrase()


def worded(count: pk.Count | None) -> str | None:
    """Return a count in words, or None."""
    return None if count is None else count.to_phrase()


def heading(text: str) -> None:
    """Print an underlined heading."""
    print(f"\n{text}\n{'-' * len(text)}")


def say(text: str) -> None:
    """Print a sentence, wrapped at 79 characters."""
    print(textwrap.fill(text, 79, break_on_hyphens=False))


if __name__ == "__main__":
    main()
