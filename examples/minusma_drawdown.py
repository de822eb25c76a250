"""
Print a briefing on MINUSMA's departure from Kidal, from a bundled dataset alone.

Run it with: python examples/minusma_drawdown.py
"""

import textwrap
from collections.abc import Iterable

import peacekeep as pk


KIDAL = "base/minusma-kidal"
CONVOY = "incident/minusma-kidal-convoy-2023-10-31"


def main() -> None:
    """Print the briefing."""
    ds = pk.open_dataset("minusma-article")
    heading(ds.title or "")
    order(ds)
    bases(ds)
    kidal(ds)
    convoy(ds)
    deaths(ds)
    known(ds)
    findings(ds)


def order(ds: pk.Dataset) -> None:
    """Print how large the mission was, who ordered it to leave, and when."""
    mission = ds.first(pk.Mission, acronym="MINUSMA")
    strength = ds.first(pk.PersonnelCount, category="all")
    event = ds.first(pk.Event, event_type="decision")
    if mission and strength and strength.count and event and event.on:
        say(
            f"{mission.acronym}, a mission of the {mission.organisation} with "
            f"{strength.count.to_phrase()} people, was ordered to leave by "
            f"{name(ds, event.actors[0])} {event.on.to_phrase()}."
        )


def bases(ds: pk.Dataset) -> None:
    """Print how many bases the mission had left, and how many it had."""
    left = ds.first(pk.Tally, measure="bases_left")
    total = ds.first(pk.Tally, measure="bases_total")
    if left and total and left.count and total.count and left.on:
        say(
            f"By {left.on.to_phrase()} the mission had left {left.count.to_phrase()} "
            f"of its {total.count.to_phrase()} bases; "
            f"{total.count.without(left.count).to_phrase()} remained."
        )


def kidal(ds: pk.Dataset) -> None:
    """Print when Kidal was left, how early, who had been there, and who came."""
    base = ds.get(KIDAL)
    for event in ds.of(pk.BaseEvent, base=base.id, event="departed"):
        if event.on is None or event.planned_on is None:
            continue
        low, high = event.on.days_until(event.planned_on)
        say(
            f"Kidal was left on {event.on.to_phrase()}, {low} to {high} days earlier "
            f"than planned ({event.planned_on.to_phrase()}). Reason: {event.reason}."
        )
    there = ds.of(pk.PersonnelCount, base=base.id)
    total = pk.total(
        ds, "personnel_count.count", where={"base": base.id}, on=there[0].on
    )
    people = " and ".join(
        f"{one.count.to_phrase()} {PEOPLE.get(one.category, one.category)}"
        for one in reversed(there)
        if one.count is not None
    )
    say(f"Present before: {people}, together {total.count.to_phrase()}.")
    for event in ds.of(pk.BaseEvent, base=base.id, event="taken_over"):
        for claim in ds.claims(event.id, "to"):
            say(f"The base is now {quoted(claim)}, says {speaker(ds, claim)}.")


PEOPLE = {"peacekeeper": "peacekeepers", "other": "other personnel"}


def convoy(ds: pk.Dataset) -> None:
    """Print the convoy, the attacks on it, the wounded, and who claims the attack."""
    incident = ds.first(pk.Incident, id=CONVOY)
    if incident is None or incident.movement is None or incident.attacks is None:
        return
    way = ds.get(incident.movement)
    origin, destination = way.origin, way.destination
    if origin and destination and way.departed_on:
        said = (speaker(ds, claim) for claim in ds.claims(incident.id, "attacks"))
        say(
            f"The convoy from {origin.name} to {destination.name} set out on "
            f"{way.departed_on.to_phrase()} and was attacked "
            f"{incident.attacks.to_phrase()} times with improvised explosive devices, "
            f"says {listed(said)}."
        )
    for part in incident.casualties:
        if part.count is not None:
            say(f"{part.count.to_phrase()} {part.group}s were {part.outcome}.")
    for actor in ds.of(pk.Actor):
        for claim in ds.claims(incident.id, f"parties[{actor.id}].role"):
            roles = [one.role for one in incident.parties if one.actor == actor.id]
            adopted = "adopted" if claim.value in roles else "not adopted as a fact"
            say(f"{actor.name} {claim.basis} responsibility; {adopted}.")
    for tally in ds.of(pk.Tally, measure="convoys"):
        said = (
            f"{pk.Count.parse(claim.value or '').to_phrase()}, {claim.basis} from "
            f"{quoted(claim)} ({speaker(ds, claim)})"
            for claim in ds.claims(tally.id, "count")
        )
        say(f"How many convoys left is not said, and not agreed: {'; '.join(said)}.")


def deaths(ds: pk.Dataset) -> None:
    """Print the deaths since the mission began, with their bounds."""
    tally = ds.first(pk.Tally, measure="fatalities")
    if tally and tally.count and tally.period and tally.period.start:
        highest = "no upper bound" if tally.count.high is None else tally.count.high
        say(
            f"{tally.count.to_phrase()} members of the mission were killed since "
            f"{tally.period.start.to_phrase()}: at least {tally.count.low}, "
            f"{highest} is reported."
        )


def known(ds: pk.Dataset) -> None:
    """Print what had been said by the day before, and by the day itself."""
    heading("What was known when")
    for day in ("2023-10-30", "2023-10-31"):
        then = ds.known_by(day)
        claims = len(then.of(pk.Claim))
        path = "casualties[peacekeeper,injured].count"
        wounded = then.claims(CONVOY, path) if CONVOY in then else ()
        values = listed(pk.Count.parse(one.value or "").to_phrase() for one in wounded)
        say(
            f"By {pk.PartialDate(day).to_phrase()}, {claims} of the "
            f"{len(ds.of(pk.Claim))} claims could be read; "
            f"wounded peacekeepers: {values or 'nothing reported'}."
        )


def findings(ds: pk.Dataset) -> None:
    """Print what is doubtful about the dataset."""
    heading("Findings about the dataset")
    report = pk.validate(ds)
    say(f"{len(ds)} records checked: {report}")


def speaker(ds: pk.Dataset, claim: pk.Claim) -> str:
    """Return who makes a claim, as far as the source names them."""
    said_by = claim.speaker
    if said_by is None:
        return ds.voice(claim) or "its source"
    if said_by.description is not None:
        reason = said_by.anonymous_because
        return said_by.description + (f" (not named: {reason})" if reason else "")
    return ", ".join(
        part for part in (said_by.name, said_by.role, said_by.organisation) if part
    )


def quoted(claim: pk.Claim) -> str:
    """Return the verbatim words of a claim in quotation marks."""
    return f'"{claim.verbatim}"'


def name(ds: pk.Dataset, ref: str | None) -> str:
    """Return the name of the actor with an id, or else the id."""
    actor = ds.get(ref) if ref is not None else None
    if isinstance(actor, pk.Actor) and actor.name:
        return actor.name
    return ref or "somebody not named"


def listed(texts: Iterable[str]) -> str:
    """Return texts joined by "and"."""
    return " and ".join(texts)


def heading(text: str) -> None:
    """Print an underlined heading."""
    print(f"\n{text}\n{'-' * len(text)}")


def say(text: str) -> None:
    """Print a sentence with a capital first letter, wrapped at 79 characters."""
    text = text[0].upper() + text[1:]
    print(textwrap.fill(text, 79, break_on_hyphens=False))


if __name__ == "__main__":
    main()
