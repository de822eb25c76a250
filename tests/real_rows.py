"""
Rows of the field's publishers as records, each in the shortest way that loses nothing
of what the model holds.

The files are third-party data beside the project. What no record can hold exactly is
said in a finding: a point that was rounded, a bound that the best value contradicts.
"""

import csv
import io
import re
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path

import attrs

import peacekeep as pk


Row = dict[str, str]
Said = list[tuple[str, str]]

COUNTRIES = pk.codes["country"].spellings


@attrs.frozen
class File:
    """
    A file of a publisher, and how its rows become records.

    Attributes:
        name: What the page calls it.
        path: Where it is, in the folder of data.
        rows: How many rows it has, as its description says.
        records: Makes records of all rows. What it cannot keep it adds to the list.
    """

    name: str
    path: str
    rows: int
    records: Callable[[list[Row], Said], Iterator[pk.Record]]


def read(data: Path, file: File) -> list[Row]:
    """Return the rows of a file."""
    path = data / file.path
    if path.suffix == ".zip":
        with zipfile.ZipFile(path) as archive, archive.open("ged191.csv") as inner:
            return list(csv.DictReader(io.TextIOWrapper(inner, "utf-8-sig")))
    with path.open(encoding="utf-8-sig", newline="") as inner:
        return list(csv.DictReader(inner))


def dataset(file: File, rows: list[Row]) -> tuple[pk.Dataset, Said]:
    """Return the records of rows with their source, and what they could not keep."""
    said: Said = []
    records: dict[str, pk.Record] = {}
    for one in file.records(rows, said):
        if records.setdefault(one.id, one) != one:
            said.append((one.id, "described in two ways"))
    source = pk.Source(id="source/file", title=file.name, medium="dataset")
    return pk.Dataset([source, *records.values()]), said


def slug(text: str) -> str:
    return re.sub("[^a-z0-9]+", "-", text.lower()).strip("-")


def mission(acronym: str) -> pk.Mission:
    return pk.Mission(id=f"mission/{slug(acronym)}", acronym=acronym)


def point(record: str, latitude: str, longitude: str, said: Said) -> pk.Point:
    phrase = f"{latitude.strip()},{longitude.strip()}"
    if pk.Point.rounds(phrase):
        said.append((record, "rounded point"))
    return pk.Point.parse_phrase(phrase)


def number(text: str) -> tuple[int | None, str | None]:
    """Return a whole number as a count, and any other as a mean."""
    exact = Decimal(text)
    if exact == exact.to_integral_value():
        return int(exact), None
    return None, f"{exact.normalize():f} person_day/day"


SOURCE = ["source/file"]


# UCDP GED.


def ucdp(rows: list[Row], said: Said) -> Iterator[pk.Record]:
    for row in rows:
        sides = {}
        for side in "ab":
            ref = f"actor/ucdp-{row[f'side_{side}_new_id']}"
            sides[side] = ref
            yield pk.Actor(
                id=ref,
                name=row[f"side_{side}"],
                identifiers=[f"ucdp_actor:{row[f'side_{side}_new_id']}"],
            )
        yield incident_of_ucdp(row, sides, said)


def incident_of_ucdp(row: Row, sides: dict[str, str], said: Said) -> pk.Incident:
    ref = f"incident/ucdp-{row['id']}"
    first, last = row["date_start"], row["date_end"]
    is_one_event = row["event_clarity"] == "1"
    when = {"on": first if first == last else f"[{first}..{last}]"}
    if not is_one_event:
        when = {"period": f"{first}/{last}"}
    low, best, high = (int(row[name]) for name in ("low", "best", "high"))
    total = pk.Count(low, high, best) if low <= best <= high else None
    note = None
    if total is None:
        said.append((ref, "best outside its bounds"))
        note = f"Total as printed: low {low}, best {best}, high {high}."
    killed = [
        ("party_member", sides["a"], row["deaths_a"]),
        ("party_member", sides["b"], row["deaths_b"]),
        ("civilian", None, row["deaths_civilians"]),
        ("unknown", None, row["deaths_unknown"]),
    ]
    return pk.Incident(
        id=ref,
        note=note,
        sources=SOURCE,
        identifiers=[f"ucdp:{row['id']}"],
        incident_type=pk.codes["incident_type"].word_for(
            "ucdp", row["type_of_violence"]
        ),
        **when,
        events=1 if is_one_event else "2..",
        place=pk.Place(
            name=row["where_coordinates"],
            country=COUNTRIES[row["country"].casefold()],
            admin1=row["adm_1"] or None,
            admin2=row["adm_2"] or None,
            point=point(ref, row["latitude"], row["longitude"], said),
            precision=pk.codes["precision"].word_for("ucdp", row["where_prec"]),
            representative=row["where_prec"] != "1",
            identifiers=[f"priogrid:{row['priogrid_gid']}"],
        ),
        parties=[pk.Party(actor=sides[side], side=side) for side in "ab"],
        casualties=[
            *(
                pk.Casualties(
                    group=group, outcome="killed", party=party, count=int(count)
                )
                for group, party, count in killed
            ),
            pk.Casualties(group="all", outcome="killed", count=total),
        ],
    )


# UN fatalities, both layouts.


def un_fatalities(rows: list[Row], said: Said) -> Iterator[pk.Record]:
    del said
    sexes = {"M": "male", "F": "female"}
    for index, given in enumerate(rows, 1):
        row = {name.lower(): cell.strip() for name, cell in given.items()}
        about = mission(row["mission_acronym"])
        yield about
        yield pk.IndividualCasualty(
            id=f"individual_casualty/un-{index}",
            sources=SOURCE,
            identifiers=[f"un_fatality:{row['casualty_id']}"],
            mission=about.id,
            outcome="died",
            on=row["incident_date"],
            cause=pk.codes["cause"].word_for("un", row["type_of_incident"]),
            category=pk.codes["personnel"].word_for(
                "un", row["casualty_personnel_type"]
            ),
            nationality=row["isocode3"] or None,
            sex=sexes.get(row.get("gender", "")),
        )


# UN contributions.


def ranking(rows: list[Row], said: Said) -> Iterator[pk.Record]:
    del said
    columns = {
        "Female_Personnel": "female",
        "Male_Personnel": "male",
        "Total_Uniformed_Personnel": None,
    }
    for row in rows:
        code = row["ISOCode3"]
        state = f"actor/{slug(code or row['Contributing_Country'])}"
        yield pk.Actor(
            id=state,
            name=row["Contributing_Country"],
            actor_type="state",
            country=code or None,
        )
        for column, sex in columns.items():
            yield pk.PersonnelCount(
                id=f"personnel_count/{slug(state)}-{sex or 'all'}",
                sources=SOURCE,
                contributor=state,
                category="uniformed",
                status="deployed",
                sex=sex,
                count=int(row[column]),
                on="2021-01-31",
            )


def strength(rows: list[Row], said: Said) -> Iterator[pk.Record]:
    del said
    columns = {
        "authtroop": ("authorised", "troops"),
        "authpolice": ("authorised", "police"),
        "authmilobs": ("authorised", "military_observer"),
        "totalauth": ("authorised", "uniformed"),
        "troop": ("deployed", "troops"),
        "police": ("deployed", "police"),
        "milobs": ("deployed", "military_observer"),
        "total": ("deployed", "uniformed"),
    }
    for index, row in enumerate(rows, 1):
        about = mission(row["mission"])
        yield about
        month = f"{row['year']}-{int(row['month']):02}"
        for column, (status, category) in columns.items():
            if not row[column]:
                continue
            count, mean = number(row[column])
            when = {"on": month} if mean is None else {"period": f"{month}/{month}"}
            yield pk.PersonnelCount(
                id=f"personnel_count/row-{index}-{column}",
                sources=SOURCE,
                mission=about.id,
                category=category,
                status=status,
                count=count,
                mean=mean,
                **when,
            )


# Geo-PKO.

HQ = {
    "1": "contingent_headquarters",
    "2": "sector_headquarters",
    "3": "mission_headquarters",
}


def base_of(about: pk.Mission, row: Row, said: Said) -> pk.Base:
    name = f"{slug(about.acronym)}-{slug(row['location'])}"
    where = point(f"base/{name}", row["latitude"], row["longitude"], said)
    return pk.Base(
        # Bases of one name at two points are two.
        id=f"base/{name}-{slug(str(where))}",
        name=row["location"],
        mission=about.id,
        place=pk.Place(
            name=row["location"],
            country=COUNTRIES.get(row["country"].casefold()),
            point=where,
            representative=False,
        ),
    )


def status_of(
    base: pk.Base, index: int, row: Row, present: dict[str, str], **when: str
) -> pk.BaseStatus:
    return pk.BaseStatus(
        id=f"base_status/row-{index}",
        sources=SOURCE,
        base=base.id,
        status="present",
        base_type=HQ.get(row["hq"]),
        personnel=[word for column, word in present.items() if row[column] == "1"],
        **when,
    )


def geopko(rows: list[Row], said: Said) -> Iterator[pk.Record]:
    present = {"unpol.dummy": "police", "unmo.dummy": "military_observer"}
    for index, row in enumerate(rows, 1):
        about = mission(row["mission"])
        base = base_of(about, row, said)
        month = f"{row['year']}-{int(row['month']):02}"
        yield from (about, base, status_of(base, index, row, present, on=month))
        counts = [("all", None, row["no.troops"])]
        counts += [
            (f"{part}", row[f"nameoftcc_{part}"], row[f"notroopspertcc_{part}"])
            for part in range(1, 18)
            if row[f"nameoftcc_{part}"] != "NA"
        ]
        for part, sender, troops in counts:
            state = None if sender is None else f"actor/{slug(sender)}"
            if sender is not None:
                yield pk.Actor(id=state, name=sender)
            yield pk.PersonnelCount(
                id=f"personnel_count/row-{index}-{part}",
                sources=SOURCE,
                mission=about.id,
                base=base.id,
                category="troops",
                status="deployed",
                method="nominal_unit_size",
                contributor=state,
                count=".." if troops in {"NA", "unknown"} else int(troops),
                on=month,
            )


def frontmap(rows: list[Row], said: Said) -> Iterator[pk.Record]:
    present = {"UNPOL": "police", "UNMO": "military_observer"}
    for index, row in enumerate(rows, 1):
        about = mission(row["mission"])
        base = base_of(about, row, said)
        year = f"{row['year']}/{row['year']}"
        yield from (about, base, status_of(base, index, row, present, period=year))
        average = row["ave.no.troops"]
        yield pk.PersonnelCount(
            id=f"personnel_count/row-{index}",
            sources=SOURCE,
            mission=about.id,
            base=base.id,
            category="troops",
            status="deployed",
            method="nominal_unit_size",
            count=".." if row["NoTroops"] == "NA" else int(row["NoTroops"]),
            mean=None if average == "NA" else f"{Decimal(average):f} person_day/day",
            period=year,
        )


# RADPKO.


def radpko(rows: list[Row], said: Said) -> Iterator[pk.Record]:
    columns = {
        "pko_deployed": "uniformed",
        "untrp": "troops",
        "unpol": "police",
        "unmob": "military_observer",
    }
    for index, given in enumerate(rows, 1):
        row = given | {"location": given["base"]}
        about = mission(row["mission"])
        base = base_of(about, row, said)
        yield from (about, base)
        for column, category in columns.items():
            yield pk.PersonnelCount(
                id=f"personnel_count/row-{index}-{slug(column)}",
                sources=SOURCE,
                mission=about.id,
                base=base.id,
                category=category,
                status="deployed",
                mean=f"{Decimal(row[column]):f} person_day/day",
                period=f"{row['year']}/{row['year']}",
            )


# Quick-impact projects of MINUSMA.


def qips(rows: list[Row], said: Said) -> Iterator[pk.Record]:
    about = mission("MINUSMA")
    yield about
    for given in rows:
        row = {name: cell.strip("\xa0 ") for name, cell in given.items()}
        ref = f"project/{slug(row['ref'])}"
        end = re.sub(r"(\d\d)\.(\d\d)\.(\d\d)", r"20\3-\2-\1", row["end_date"])
        if end and end < row["start_date"]:
            said.append((ref, "end before start"))
            end = ""
        place = None
        if row["latitude"]:
            found = point(ref, row["latitude"], row["longitude"], said)
            place = pk.Place(point=found, representative=False)
        # The file names no currency, so that no amount of money can be told.
        said.append((ref, "amount without a currency"))
        yield pk.Project(
            id=ref,
            sources=SOURCE,
            identifiers=[f"minusma_qip:{row['ref']}"],
            note=f"Amount disbursed as printed: {row['amount_disbursed']}.",
            mission=about.id,
            place=place,
            sector=pk.codes["sector"].word_for("qip", row["category"]),
            partner_type=pk.codes["partner_type"].word_for(
                "qip", row["implementing_partner_type"]
            ),
            period=f"{row['start_date']}/{end}" if row["start_date"] else None,
            beneficiaries=int(row["total_beneficiaries"])
            if row["total_beneficiaries"]
            else None,
        )


# ACLED, whose terms let no row be passed on: the layout alone.


def acled(rows: list[Row], said: Said) -> Iterator[pk.Record]:
    for row in rows:
        actors = [row[name] for name in ("actor1", "actor2") if row[name]]
        for name in actors:
            yield pk.Actor(id=f"actor/{slug(name)}", name=name)
        ref = f"incident/acled-{slug(row['event_id_cnty'])}"
        day = row["event_date"]
        yield pk.Incident(
            id=ref,
            sources=SOURCE,
            identifiers=[f"acled:{row['event_id_cnty']}"],
            incident_type=pk.codes["incident_type"].word_for(
                "acled", row["sub_event_type"]
            ),
            on=day if row["time_precision"] == "1" else day[:7],
            place=pk.Place(
                name=row["location"],
                country=row["iso3"],
                admin1=row["admin1"],
                admin2=row["admin2"],
                admin3=row["admin3"] or None,
                point=point(ref, row["latitude"], row["longitude"], said),
                representative=row["geo_precision"] != "1",
            ),
            parties=[
                pk.Party(actor=f"actor/{slug(name)}", role="participant")
                for name in actors
            ],
            casualties=[
                pk.Casualties(
                    group="all", outcome="killed", count=int(row["fatalities"])
                )
            ],
        )


# Aid Worker Security Database, the layout alone.


def awsd(rows: list[Row], said: Said) -> Iterator[pk.Record]:
    columns = {
        "Total killed": "killed",
        "Total wounded": "injured",
        "Total kidnapped": "abducted",
    }
    for row in rows:
        ref = f"incident/awsd-{row['Incident ID']}"
        parts = [row["Year"], row["Month"], row["Day"]]
        method = pk.codes["method"].word_for("awsd", row["Means of attack"])
        known = [part for part in parts if part]
        place = pk.Place(
            name=row["City"] or None,
            country=COUNTRIES[row["Country"].casefold()],
            admin1=row["Region"] or None,
            admin2=row["District"] or None,
        )
        if row["Latitude"]:
            found = point(
                ref, row["Latitude"].strip("\t, "), row["Longitude"].strip("\t, "), said
            )
            place = attrs.evolve(place, point=found, representative=True)
        yield pk.Incident(
            id=ref,
            sources=SOURCE,
            identifiers=[f"awsd:{row['Incident ID']}"],
            on="-".join(part.zfill(2) for part in known),
            methods=[] if method is None else [method],
            place=place,
            casualties=[
                pk.Casualties(
                    group="aid_worker", outcome=outcome, count=int(row[column])
                )
                for column, outcome in columns.items()
            ],
        )


FILES = (
    File("UCDP GED 19.1, Myanmar and Bangladesh", "ucdp/ged191_sample.zip", 3194, ucdp),
    File(
        "UN fatalities 2021",
        "un_fatalities/odp_noticas_2021.csv",
        4117,
        un_fatalities,
    ),
    File(
        "UN fatalities 2023",
        "un_fatalities/dppadposs-fatalities_hdx_2023-11.csv",
        4350,
        un_fatalities,
    ),
    File(
        "UN ranking of contributors",
        "un_contributions/ranking_2021-01-31.csv",
        122,
        ranking,
    ),
    File(
        "Authorised and deployed by month",
        "un_contributions/authorized_vs_deployed_1990-2015.csv",
        4833,
        strength,
    ),
    File("Geo-PKO v2.1, MINUSMA", "geopko/geopko_v2.1_MINUSMA.csv", 442, geopko),
    File("Geo-PKO 2.3 by year (FrontMap)", "geopko/FrontMap_v.2.3.csv", 8783, frontmap),
    File("RADPKO, MINUSMA", "radpko/radpko_bases_cc_y_MINUSMA.csv", 84, radpko),
    File("Quick-impact projects of MINUSMA", "minusma_qips/qips.csv", 451, qips),
)


HEAD = "| file | rows | refused | records | no record can hold | `validate` finds |"


def line(file: File, ds: pk.Dataset, said: Said) -> str:
    """Return the line of a file in the table of the page."""
    kept = Counter(what for _, what in said)
    found = Counter(one.check for one in pk.validate(ds))
    numbers = (
        ", ".join(f"{number:,} {what}" for what, number in counted.items()) or "nothing"
        for counted in (kept, found)
    )
    cells = (file.name, f"{file.rows:,}", "0", f"{len(ds):,}", *numbers)
    return f"| {' | '.join(cells)} |"
