"""Totals: what is added, what is left out, what is not known, and what is refused."""

import datetime

import pytest
from builders import claim, error_of, hurt, incident

import peacekeep as pk
from peacekeep.values.counts import Count


MISSION = pk.Mission(id="mission/minusma")
CHAD, TOGO = (pk.Actor(id=f"actor/{name}") for name in ("chad", "togo"))
KIDAL = pk.Base(id="base/kidal", mission=MISSION.id)
AIRPORT = pk.Base(id="base/airport", mission=MISSION.id, parent=KIDAL.id)
CASUALTIES = "incident.casualties.count"
INJURED = {"casualties.outcome": "injured"}
WOUNDED = {"casualties.group": "peacekeeper", **INJURED}
CONVOY = "movement/minusma-kidal-gao-2023-10-31"
STRENGTH = "personnel_count.count"
DAY = "2023-10-31"


def dataset(*records):
    return pk.Dataset([MISSION, CHAD, TOGO, KIDAL, AIRPORT, *records])


def wounded(*parts, **options):
    where = {**WOUNDED, **options.pop("where", {})}
    records = (incident(casualties=parts), *options.pop("claims", ()))
    return pk.total(dataset(*records), CASUALTIES, where=where, **options)


def people(name, count, category="uniformed", on=DAY, **fields):
    fields = {"mission": MISSION.id, "status": "deployed", **fields}
    return pk.PersonnelCount(
        id=f"personnel_count/{name}", category=category, count=count, on=on, **fields
    )


def tally(name, count, **fields):
    fields = {"mission": MISSION.id, "measure": "fatalities", "cause": "all", **fields}
    return pk.Tally(id=f"tally/{name}", count=count, **fields)


def whys(items):
    return {item.record.partition("/")[2]: item.why for item in items}


@pytest.fixture(scope="module")
def drawdown():
    return pk.open_dataset("minusma-drawdown")


class TestDrawdown:
    """What the sources on MINUSMA's drawdown say, as the facts have it."""

    def test_the_wounded_of_the_kidal_convoys_are_at_least_39(self, drawdown):
        """Two, eight, seven and 22: E01, I10, I11 and I12 of the facts."""
        total = pk.total(drawdown, CASUALTIES, where={**WOUNDED, "movement": CONVOY})

        assert (39, None) == (total.count.low, total.count.high)
        assert [
            f"incident/minusma-kidal-convoy-2023-{day}"
            for day in ("10-31", "11-01", "11-03", "11-04")
        ] == [item.record for item in total.added]

    def test_the_claims_behind_a_contested_field_are_named(self, drawdown):
        """Nothing is adopted for the first day: the total rests on what was claimed."""
        total = pk.total(drawdown, CASUALTIES, where={**WOUNDED, "movement": CONVOY})
        first = next(item for item in total.added if item.record.endswith("10-31"))

        assert "the span of what is claimed" == first.why
        assert {"2..", "2", "8.."} <= {one.value for one in first.claims}
        assert set(first.claims) <= set(total.claims)

    def test_who_says_nothing_of_wounded_is_not_zero(self, drawdown):
        """The whole drawdown has no high bound, and lists who does not say."""
        total = pk.total(drawdown, CASUALTIES, where=WOUNDED)

        assert total.count.low >= 46
        assert total.count.high is None
        assert "does not say" == whys(total.unknown)["minusma-tessalit-2023-10-16"]

    def test_light_wounds_are_among_all_wounds(self, drawdown):
        """Four were hurt on the way from Tessalit, all of them lightly: I07."""
        road = "movement/minusma-tessalit-aguelhok-gao-2023-10"
        total = pk.total(drawdown, CASUALTIES, where={**WOUNDED, "movement": road})

        assert Count(4) == total.count_told
        assert {"inside casualties[peacekeeper,injured].count"} == set(
            whys(total.left_out).values()
        )

    def test_ceilings_of_one_day_are_added(self, drawdown):
        """13,289 military and 1,920 police of 29 June 2022 are 15,209."""
        total = pk.total(
            drawdown, STRENGTH, where={"status": "authorised"}, on="2022-06-29"
        )

        assert Count(15209) == total.count_told
        assert "15209.." == str(total.count)  # other categories have none here

    def test_the_people_to_leave_are_counted_once(self, drawdown):
        """12,947 uniformed and 1,786 civilian of 28 August 2023 are 14,733."""
        total = pk.total(
            drawdown, STRENGTH, where={"status": "deployed"}, on="2023-08-28"
        )

        assert Count(14733) == total.count_told


class TestParts:
    """Parts lie inside the whole, and raise its low bound."""

    @pytest.mark.parametrize(
        ("parts", "count"),
        [
            ((hurt(count=8),), "8"),
            ((hurt(count="~850"),), "~850"),
            ((hurt(count=8), hurt(severity="light", count=5)), "8"),
            ((hurt(severity="light", count=5),), "5.."),
            ((hurt(count="2.."), hurt(severity="light", count=5)), "5.."),
            ((hurt(count=8), hurt(contributor=CHAD.id, count=3)), "8"),
            (
                (
                    hurt(contributor=CHAD.id, count=3),
                    hurt(contributor=TOGO.id, count=4),
                ),
                "7..",
            ),
            ((hurt(party=CHAD.id, count=3), hurt(contributor=TOGO.id, count=4)), "4.."),
            ((hurt(sex="female", count=3), hurt(severity="light", count=4)), "4.."),
            (
                (
                    hurt(severity="serious", count=3),
                    hurt(severity="critical", count=1),
                    hurt(severity="light", count=1),
                ),
                "4..",
            ),
            ((hurt(count=5), hurt(severity="light", count=7)), "5..7"),
            ((hurt(count="..5"), hurt(severity="light", count="1..")), "1..5"),
            ((hurt("killed", count=5),), ".."),
            ((hurt(count="..", severity="light"),), ".."),
            ((hurt(count=".."),), ".."),
            ((hurt(),), ".."),
            ((), ".."),
        ],
    )
    def test_a_severity_is_inside_its_outcome(self, parts, count):
        """Each part of the key counts some of those whom the part without it counts."""
        assert count == str(wounded(*parts).count)

    @pytest.mark.parametrize(
        ("groups", "count"),
        [
            ({"all": 10, "peacekeeper": 8, "contractor": 1}, "10"),
            ({"all": "5..", "peacekeeper": 8, "contractor": 1}, "9.."),
            ({"peacekeeper": 8, "contractor": 1}, "9.."),
            ({"peacekeeper": 8, "uniformed": 7}, "8.."),
            ({"civilian": 8, "aid_worker": 7}, "8.."),
            ({"civilian": 8, "unknown": 7}, "8.."),
            ({"civilian": 8, "not_in_the_vocabulary": 7}, "8.."),
            ({"mission_personnel": 8, "military": 7, "civilian": 1}, "9.."),
        ],
    )
    def test_all_is_taken_in_place_of_the_groups(self, groups, count):
        """Groups add up to a low bound, and those that may overlap are not added."""
        parts = [
            pk.Casualties(group=group, outcome="injured", count=number)
            for group, number in groups.items()
        ]
        total = pk.total(dataset(incident(casualties=parts)), CASUALTIES, where=INJURED)

        assert count == str(total.count)

    def test_a_broader_group_bounds_a_narrower_one(self):
        """Nobody of the mission was hurt, so no peacekeeper was."""
        parts = [pk.Casualties(group="mission_personnel", outcome="injured", count=0)]
        total = wounded(*parts)

        assert Count(0) == total.count
        assert "counts more than is asked: a high bound" == total.added[0].why

    def test_killed_are_among_the_dead(self):
        """An outcome inside another is a low bound of it."""
        total = wounded(hurt("killed", count=2), where={"casualties.outcome": "died"})

        assert "2.." == str(total.count)

    def test_several_values_are_alternatives(self):
        """Military and police together."""
        parts = [
            pk.Casualties(group=group, outcome="injured", count=count)
            for group, count in {"military": 2, "police": 3, "civilian": 9}.items()
        ]
        total = wounded(*parts, where={"casualties.group": ["military", "police"]})

        assert "5.." == str(total.count)
        assert "military or police" == total.where["casualties.group"]

    def test_a_part_that_is_none_of_those_asked_says_nothing(self):
        """Of a group that says less than is asked, nothing is known of the rest."""
        parts = [pk.Casualties(group="police", outcome="injured", count=0)]
        total = wounded(*parts, where={"casualties.group": "uniformed"})

        assert Count.UNKNOWN == total.count
        assert None is total.count_told
        assert "a part of what is asked" == total.unknown[0].why

    def test_a_field_of_the_key_that_must_not_be_given_is_the_whole(self):
        """The whole is asked by leaving a side out, or by None."""
        parts = hurt(count=8), hurt(severity="light", count=5)

        assert Count(8) == wounded(*parts, where={"casualties.severity": None}).count

    def test_many_parts_that_may_overlap_are_bounded_quickly(self):
        """Of 30 groups that nobody knows, the largest is a low bound."""
        parts = [
            pk.Casualties(group=f"group_{at}", outcome="injured", count=at)
            for at in range(1, 31)
        ]
        total = pk.total(dataset(incident(casualties=parts)), CASUALTIES, where=INJURED)

        assert "30.." == str(total.count)

    def test_the_name_of_a_part_is_found_without_its_list(self):
        """`outcome` is a field of the part alone."""
        total = pk.total(
            dataset(incident(casualties=[hurt(count=8)])),
            CASUALTIES,
            where={"outcome": "injured", "group": "peacekeeper"},
        )

        assert Count(8) == total.count


class TestClaims:
    """A field that is empty and contested is not zero."""

    PATH = "casualties[peacekeeper,injured].count"

    def claims(self, *values, field=PATH, **fields):
        return [
            claim(f"n{at}", field=field, value=value, **fields)
            for at, value in enumerate(values)
        ]

    def test_it_counts_with_the_span(self):
        """The part that nobody adopted is there all the same."""
        total = wounded(claims=self.claims("3", "4"))

        assert "3..4" == str(total.count) == str(total.count_told)
        assert ["claim/n0", "claim/n1"] == [one.id for one in total.claims]

    def test_it_counts_as_unknown(self):
        """Nothing is told, and the record is listed."""
        total = wounded(claims=self.claims("3", "4"), contested="unknown")

        assert Count.UNKNOWN == total.count
        assert {"x": "contested"} == whys(total.unknown)

    def test_it_raises_and_names_the_field(self):
        """The report has the place and what is claimed."""
        with pytest.raises(pk.ValidationFailed) as caught:
            wounded(claims=self.claims("3", "4"), contested="refuse")

        (finding,) = caught.value.report
        assert ("incident/x", self.PATH) == (finding.record, str(finding.path))
        assert "3 (an unknown voice, no day); 4" in finding.message

    @pytest.mark.parametrize("contested", ["span", "unknown", "refuse"])
    def test_one_value_is_taken_as_it_is_claimed(self, contested):
        """It is not contested, though nobody adopted it."""
        total = wounded(hurt(), claims=self.claims("3"), contested=contested)

        assert Count(3) == total.count
        assert "as claimed" == total.added[0].why

    def test_what_is_only_denied_is_unknown(self):
        """That it was not 3 leaves any other number."""
        record = incident(attacks=None, casualties=[hurt(severity="light", count=1)])
        denied = self.claims("3", field="attacks", stance="denies")
        total = pk.total(dataset(record, *denied), "incident.attacks")

        assert Count.UNKNOWN == total.count
        assert {"x": "no claim is weighed"} == whys(total.unknown)

    def test_a_claim_on_a_part_raises_the_low_bound_of_the_whole(self):
        """Two were treated on the spot, so two were hurt."""
        path = "casualties[peacekeeper,injured,light].count"
        total = wounded(hurt(count="1.."), claims=self.claims("2", field=path))

        assert "2.." == str(total.count)

    def test_a_claim_whose_part_has_no_key_is_not_counted(self):
        """A claim on the first part says nothing of whom it counts."""
        total = wounded(claims=self.claims("2", field="casualties[0].count"))

        assert Count.UNKNOWN == total.count

    def test_what_a_record_holds_goes_before_what_is_claimed(self):
        """A field that is not empty counts as it is."""
        assert Count(2) == wounded(hurt(count=2), claims=self.claims("2", "9")).count


class TestRecords:
    """Counts of records that count nobody in common."""

    def test_a_record_that_does_not_say_opens_the_total(self):
        """The sum of those that say is called so."""
        total = pk.total(
            dataset(incident("a", attacks=2), incident("b")), "incident.attacks"
        )

        assert ("2..", "2") == (str(total.count), str(total.count_told))
        assert {"b": "does not say"} == whys(total.unknown)

    def test_the_records_of_a_kind_are_counted(self):
        """Each is one, and one that may not belong is none or one."""
        persons = [
            pk.IndividualCasualty(
                id=f"individual_casualty/{name}", outcome="killed", on=DAY, group=group
            )
            for name, group in {"a": "military", "b": "civilian", "c": None}.items()
        ]
        total = pk.total(
            dataset(*persons),
            "individual_casualty",
            where={"group": "uniformed", "outcome": "died"},
        )

        assert ("1..2", "1") == (str(total.count), str(total.count_told))
        assert {"c": "may not belong: group is not given"} == whys(total.unknown)

    @pytest.mark.parametrize(
        ("group", "count"), [("all", "2"), ("military", "1..2"), ("civilian", "..1")]
    )
    def test_a_person_of_any_group_may_be_of_each(self, group, count):
        """`all` says nothing of which."""
        persons = [
            pk.IndividualCasualty(
                id=f"individual_casualty/{word}", outcome="died", on=DAY, group=word
            )
            for word in ("military", "all")
        ]

        assert count == str(
            pk.total(
                dataset(*persons), "individual_casualty", where={"group": group}
            ).count
        )

    def test_none_of_a_kind_is_none(self):
        """Of counts, however, nothing is known where no record states one."""
        assert Count(0) == pk.total(dataset(), "incident").count
        assert Count.UNKNOWN == pk.total(dataset(), "incident.attacks").count

    @pytest.mark.parametrize(
        ("where", "count"),
        [
            ({"on": DAY}, "..3"),
            ({"on": "2023-10"}, "3"),
            ({"on": "2022"}, ".."),
            ({"attacks": 3}, "3"),
            ({"methods": "ied"}, "3"),
            ({"methods": "ambush"}, ".."),
            ({"base": None}, "3"),
            ({"mission": None}, ".."),
            ({"place.country": "MLI"}, "3"),
        ],
    )
    def test_a_value_that_may_be_the_one_asked_adds_to_the_high_bound(
        self, where, count
    ):
        """A month may be a day of it, and a day is of its month."""
        record = incident(
            on="2023-10",
            attacks=3,
            methods=["ied"],
            place=pk.Place(country="MLI"),
        )

        assert count == str(
            pk.total(dataset(record), "incident.attacks", where=where).count
        )

    def test_a_contested_field_may_be_any_that_is_claimed(self):
        """It fits if all that is claimed fits."""
        record = incident(attacks=3)
        claims = [
            claim(name, field="base", value=value)
            for name, value in {"a": KIDAL.id, "b": AIRPORT.id}.items()
        ]
        total = {
            base: pk.total(
                dataset(record, *claims), "incident.attacks", where={"base": base}
            )
            for base in (KIDAL.id, AIRPORT.id, None)
        }

        assert "3" == str(total[KIDAL.id].count)
        assert "..3" == str(total[AIRPORT.id].count)
        assert "..3" == str(total[None].count)
        assert {"x": "may not belong: base is contested"} == whys(total[None].unknown)

    def test_what_settle_leaves_empty_counts_as_before(self):
        """A policy that adopts nothing closes no bound."""
        claims = [claim(f"n{at}", field="attacks", value=f"{at}") for at in (3, 4)]
        settled, _ = pk.settle(dataset(incident(), *claims), "only")

        assert "3..4" == str(pk.total(settled, "incident.attacks").count)

    def test_a_kind_of_another_has_totals_too(self):
        """Movements carry people, and each its own."""
        way = {"mission": MISSION.id}
        moves = [
            pk.Movement(id=f"movement/{at}", people=at, departed_on=DAY, **way)
            for at in (3, 4)
        ]
        total = pk.total(dataset(*moves), "movement.people", by="year")

        assert Count(7) == total.count == total.groups[0].count


class TestGroups:
    """A total by field or by time, with that of all beside the groups."""

    def test_a_day_that_may_lie_in_two_months_is_in_neither_for_certain(self):
        """It adds to the high of each, and the groups do not add up."""
        days = {"a": "2023-10-30", "b": "[2023-10-31..2023-11-01]", "c": None}
        records = [
            pk.Incident(id=f"incident/{name}", on=on, mission=MISSION.id, attacks=1)
            for name, on in days.items()
        ]
        total = pk.total(dataset(*records), "incident.attacks", by="month")

        assert {"2023-10": "1..3", "2023-11": "..2"} == {
            group.key[0]: str(group.count) for group in total.groups
        }
        assert Count(3) == total.count

    def test_groups_of_a_part(self):
        """A group holds what lies inside it; the whole holds each."""
        parts = [
            hurt(count=8),
            hurt(count=3, contributor=CHAD.id),
            pk.Casualties(group="all", outcome="injured", count=10),
        ]
        total = pk.total(
            dataset(incident(casualties=parts)),
            CASUALTIES,
            where=INJURED,
            by=["casualties.group", "contributor"],
        )

        assert [(("peacekeeper", CHAD.id), Count(3))] == [
            (group.key, group.count) for group in total.groups
        ]
        assert Count(10) == total.count

    def test_groups_of_a_field_of_the_record(self):
        """Parts of another question make no group."""
        records = [
            incident("a", base=KIDAL.id, casualties=[hurt("killed", count=1)]),
            incident("b", base=AIRPORT.id, casualties=[hurt(count=2)]),
        ]
        total = pk.total(dataset(*records), CASUALTIES, where=INJURED, by="base")

        assert {AIRPORT.id: "2.."} == {
            group.key[0]: str(group.count) for group in total.groups
        }

    def test_a_contested_day_may_be_any_that_is_claimed(self):
        """Two months are possible, and no other."""
        days = {"a": "2023-10-31", "b": "2023-11-01"}
        claims = [claim(name, field="on", value=day) for name, day in days.items()]
        total = pk.total(
            dataset(incident(attacks=2), *claims), "incident.attacks", by="month"
        )

        assert ["..2", "..2"] == [str(group.count) for group in total.groups]

    def test_rows_and_a_table(self):
        """Each group is a row, and the total has its mark."""
        record = incident(attacks=2, on=DAY)
        total = pk.total(
            dataset(record, incident("y", on=DAY)), "incident.attacks", by="year"
        )

        assert {
            "year": "2023",
            "is_total": False,
            "count": "2..",
            "count_low": 2,
            "count_best": None,
            "count_high": None,
            "count_told": "2",
            "added": 1,
            "unknown": 1,
        } == total.to_rows()[0]
        assert [False, True] == [row["is_total"] for row in total.to_rows()]
        assert [
            "incident.attacks",
            "year   count  count_told  added  unknown",
            "2023   2..    2           1      1",
            "total  2..    2           1      1",
        ] == str(total).splitlines()

    def test_a_table_says_what_was_asked(self):
        """Conditions, the day, and how old a count may be."""
        total = pk.total(
            dataset(), STRENGTH, where={"status": "deployed"}, on=DAY, carry="90 days"
        )

        assert (
            "personnel_count.count where status deployed, on 2023-10-31, with counts "
            "of the 90 days before\ncount  count_told  added  unknown\n"
            "..     none        0      0" == str(total)
        )

    def test_an_item_says_what_became_of_it(self):
        """The record, the path, the count and why."""
        total = wounded(hurt(count=2), where={"mission": MISSION.id})
        other = pk.total(dataset(incident()), "incident")

        assert "incident/x: casualties[peacekeeper,injured].count is 2" == str(
            total.added[0]
        )
        assert "incident/x is 1" == str(other.added[0])


UNIFORMED = {"category": "uniformed"}


class TestStocks:
    """Counts of people and things that are there are never added over time."""

    def test_only_counts_of_the_day_are_taken(self):
        """Others are left out, and those that may be of the day are doubtful."""
        records = [
            people("day", 10, base=KIDAL.id),
            people(
                "period", 5, on=None, period="2023-10-01/2023-11-30", base=AIRPORT.id
            ),
            people("month", 7, "civilian", on="2023-10"),
            people("before", 90, on="2023-10-30"),
            people("silent", None, "other"),
        ]
        total = pk.total(dataset(*records), STRENGTH, on=DAY)

        assert ("10..", "10") == (str(total.count), str(total.count_told))
        assert {
            "month": "may not be of the day: 2023-10-01 to 2023-10-31",
            "silent": "does not say",
        } == whys(total.unknown)
        assert {
            "before": "of another day: 2023-10-30",
            "period": "inside personnel_count/day",
        } == whys(total.left_out)

    @pytest.mark.parametrize(
        ("categories", "count"),
        [
            ({"uniformed": 10, "military": 8, "police": 1}, "10.."),
            ({"military": 8, "police": 1}, "9.."),
            ({"all": 20, "uniformed": 10}, "20"),
            ({"peacekeeper": 850, "other": 150}, "1000.."),
            ({"peacekeeper": 10, "uniformed": 8}, "10.."),
            ({"civilian": 10, "other": 8}, "10.."),
        ],
    )
    def test_a_category_inside_another_is_not_added_to_it(self, categories, count):
        """Military and police are among the uniformed, and parts alone are no whole."""
        records = [
            people(word.replace("_", "-"), n, word) for word, n in categories.items()
        ]

        assert count == str(pk.total(dataset(*records), STRENGTH, on=DAY).count)

    def test_two_answers_on_one_population_give_their_span(self):
        """Neither is added to the other."""
        records = people("a", 10), people("b", 12), people("c", 3, base=KIDAL.id)
        total = pk.total(dataset(*records), STRENGTH, on=DAY, where=UNIFORMED)

        assert "10..12" == str(total.count)
        assert {
            "b": "inside personnel_count/a",
            "c": "inside personnel_count/a",
        } == whys(total.left_out)

    def test_what_a_count_includes_is_counted_with_it(self):
        """All include the uniformed, so far as the source says."""
        records = [
            people("a", 10, "civilian", includes=["police"]),
            people("b", 3, "police"),
        ]

        total = pk.total(dataset(*records), STRENGTH, on=DAY)

        assert ("10..", "10") == (str(total.count), str(total.count_told))

    def test_a_count_of_more_than_is_asked_is_left_out(self):
        """The whole mission is not one base."""
        records = people("a", 10), people("b", 3, base=KIDAL.id)
        where = {"base": KIDAL.id, **UNIFORMED}
        total = pk.total(dataset(*records), STRENGTH, on=DAY, where=where)

        assert Count(3) == total.count
        assert {"a": "counts more than is asked: base is not given"} == whys(
            total.left_out
        )

    def test_a_count_of_a_broader_category_is_left_out(self):
        """And one of another category is no part of the question."""
        records = (
            people("a", 10),
            people("b", 3, "military"),
            people("c", 4, "civilian"),
        )
        total = pk.total(
            dataset(*records), STRENGTH, on=DAY, where={"category": "military"}
        )

        assert Count(3) == total.count
        assert {"a": "counts more than is asked: category is uniformed"} == whys(
            total.left_out
        )

    def test_a_count_that_may_be_of_those_asked_adds_to_the_high_bound(self):
        """Peacekeepers may all be military."""
        records = people("a", 10, "peacekeeper"), people("b", 3, "military")
        total = pk.total(
            dataset(*records), STRENGTH, on=DAY, where={"category": "military"}
        )

        assert ("3..13", "3") == (str(total.count), str(total.count_told))

    def test_a_side_that_is_contested_is_not_stated(self):
        """Nobody knows at which base they were."""
        claims = [
            claim(name, "personnel_count/a", field="base", value=value)
            for name, value in {"a": KIDAL.id, "b": AIRPORT.id}.items()
        ]
        total = pk.total(
            dataset(people("a", 10), *claims),
            STRENGTH,
            on=DAY,
            where={"base": KIDAL.id, **UNIFORMED},
        )

        assert "..10" == str(total.count)
        assert {"a": "may not belong: base is not given"} == whys(total.unknown)

    def test_the_mission_of_a_base_is_that_of_its_people(self):
        """A count that names its base alone is inside that of the mission."""
        records = people("a", 10), people("b", 3, mission=None, base=KIDAL.id)
        stray = people("c", 2, mission=None, base="base/elsewhere")

        for given, count in ((records, "10"), ((*records, stray), "10..")):
            total = pk.total(dataset(*given), STRENGTH, on=DAY, where=UNIFORMED)

            assert count == str(total.count)

    def test_counts_are_carried_only_when_asked_and_the_newest_is(self):
        """The result says which day it is carried from."""
        records = [
            people("old", 90, base=KIDAL.id, on="2023-09-01"),
            people("new", 80, base=KIDAL.id, on="2023-10-01"),
            people("older", 70, base=AIRPORT.id, on="2023-06-01"),
            people("civil", 5, "civilian"),
        ]
        total = pk.total(dataset(*records), STRENGTH, on=DAY, carry="90 days")

        assert ("85..", "85") == (str(total.count), str(total.count_told))
        assert "carried from 2023-10-01" == whys(total.added)["new"]
        assert {
            "old": "a newer count is taken",
            "older": "of another day: 2023-06-01",
        } == whys(total.left_out)
        assert "90 days" == total.carry

    @pytest.mark.parametrize(
        "day", [DAY, datetime.date(2023, 10, 31), pk.PartialDate(DAY)]
    )
    def test_a_day_may_be_given_in_any_form(self, day):
        """As a text, a day of the calendar or a date."""
        ds = dataset(people("a", 10))

        assert Count(10) == pk.total(ds, STRENGTH, on=day, where=UNIFORMED).count

    @pytest.mark.parametrize(
        ("on", "count"), [("2023-10", "10"), (DAY, "..10"), ("2023", "..10")]
    )
    def test_counts_of_one_month_are_of_one_day_only_where_it_is_asked(self, on, count):
        """Days of a month, or of a year, are not one day."""
        ds = dataset(people("a", 10, on="2023-10"))

        assert count == str(pk.total(ds, STRENGTH, on=on, where=UNIFORMED).count)

    def test_equipment_that_is_held_is_a_stock(self):
        """Lorries at a base are among those of the mission."""
        held = {"mission": MISSION.id, "item": "truck", "on": DAY}
        things = [
            pk.Equipment(id="equipment/a", status="held", count=20, **held),
            pk.Equipment(
                id="equipment/b", status="held", count=5, base=KIDAL.id, **held
            ),
            pk.Equipment(id="equipment/c", status="destroyed", count=2, **held),
        ]
        where = {"status": "held"}
        ds = dataset(*things)

        assert Count(20) == pk.total(ds, "equipment.count", where=where, on=DAY).count
        assert Count(2) == (
            pk.total(ds, "equipment.count", where={"status": "destroyed"}).count
        )


class TestTallies:
    """A total is not added to what it counts."""

    @pytest.mark.parametrize(
        ("tallies", "count"),
        [
            (
                [
                    {"period": "2013/2022", "count": 5},
                    {"period": "2013/2023", "count": 9},
                ],
                "9",
            ),
            (
                [
                    {"period": "2021/2022-06", "count": 5},
                    {"period": "2022-07/..", "count": 9},
                ],
                "14",
            ),
            (
                [
                    {"period": "2021/2022-06", "count": 5},
                    {"period": "2022/2023", "count": 9},
                ],
                "9..14",
            ),
            ([{"on": "2022", "count": 5}, {"on": "2023", "count": 9}], "9"),
            ([{"period": "2023/", "count": 5}, {"on": "2023", "count": 9}], "9..14"),
            ([{"count": 5}, {"on": "2023", "count": 9}], "9..14"),
            (
                [{"period": "/2022", "count": 5}, {"period": "2019/2023", "count": 9}],
                "9..14",
            ),
            (
                [
                    {"period": "2019/2021", "count": 5},
                    {"period": "2018/2022", "count": 9},
                ],
                "9",
            ),
            (
                [{"cause": "accident", "count": 5}, {"cause": "illness", "count": 9}],
                "14..",
            ),
            (
                [
                    {"cause": "accident", "on": "2023", "count": 5},
                    {"cause": "all", "on": "2023", "count": 9},
                ],
                "9",
            ),
            # Two totals of unknown days may be of different people.
            (
                [{"cause": "accident", "count": 5}, {"cause": "all", "count": 9}],
                "9..14",
            ),
            ([{"cause": None, "count": 5}, {"cause": "illness", "count": 9}], "9.."),
            ([{"cause": None, "count": 5}, {"cause": None, "count": 9}], "9.."),
            (
                [
                    {"place": pk.Place(name="Gao"), "count": 5},
                    {"place": pk.Place(name="Kidal"), "count": 9},
                ],
                "9..",
            ),
        ],
    )
    def test_a_later_total_holds_an_earlier_one(self, tallies, count):
        """Spans, causes and places lie inside others, or apart, or may overlap."""
        records = [tally(f"n{at}", **one) for at, one in enumerate(tallies)]
        total = pk.total(
            dataset(*records), "tally.count", where={"measure": "fatalities"}
        )

        assert count == str(total.count)

    def test_a_total_of_tallies_is_not_added_to_them(self):
        """What it counts lies inside it, and what that counts as well."""
        spans = {"a": "2021/2021", "b": "2022/2022", "c": "2023/2023"}
        a, b, c = (
            tally(name, count, period=spans[name], of=of)
            for name, count, of in [
                ("a", 3, []),
                ("b", 4, ["tally/a"]),
                ("c", 9, ["tally/b", "tally/missing"]),
            ]
        )
        total = pk.total(
            dataset(a, b, c), "tally.count", where={"measure": "fatalities"}
        )

        assert Count(9) == total.count
        assert {"a", "b"} == set(whys(total.left_out))

    @pytest.mark.parametrize(
        ("count", "shares", "total"),
        [
            (None, [3, 4], "7.."),
            (7, [3, 4], "7"),
            ("5..", [3, 4], "7.."),
            (5, [3, 4], "5..7"),
            (None, [None], ".."),
        ],
    )
    def test_parts_raise_the_low_bound_of_a_tally(self, count, shares, total):
        """They are not added to it."""
        parts = [
            pk.TallyPart(label=f"part {at}", count=share)
            for at, share in enumerate(shares)
        ]
        one = tally("a", count, parts=parts)

        assert total == str(
            pk.total(dataset(one), "tally.count", where={"measure": "fatalities"}).count
        )

    def test_shares_of_a_tally_are_a_low_bound(self):
        """Their sum is no whole."""
        parts = [pk.TallyPart(label=label, count=3) for label in ("a", "b")]
        total = pk.total(
            dataset(tally("a", 9, parts=parts)),
            "tally.parts.count",
            where={"measure": "fatalities"},
        )

        assert "6.." == str(total.count)

    def test_two_tallies_that_count_each_other_give_their_span(self):
        """Neither is added to the other."""
        records = tally("a", 3, of=["tally/b"]), tally("b", 4, of=["tally/a"])
        total = pk.total(
            dataset(*records), "tally.count", where={"measure": "fatalities"}
        )

        assert "3..4" == str(total.count)

    def test_what_a_measure_counts_at_a_time_is_a_stock(self):
        """Those still to leave are fewer every day."""
        records = [
            tally(f"n{on}", count, measure="personnel_to_depart", cause=None, on=on)
            for on, count in {"2023-10-31": 5, "2023-11-01": 4}.items()
        ]
        where = {"measure": "personnel_to_depart"}

        assert Count(5) == (
            pk.total(dataset(*records), "tally.count", where=where, on=DAY).count
        )

    def test_a_contested_tally_is_refused(self):
        """Also where it lies inside another."""
        claims = [
            claim(f"n{at}", "tally/a", field="count", value=f"{at}") for at in (3, 4)
        ]
        ds = dataset(tally("a", None, on="2022"), tally("b", 9, on="2023"), *claims)

        with pytest.raises(pk.ValidationFailed):
            pk.total(
                ds, "tally.count", where={"measure": "fatalities"}, contested="refuse"
            )


class TestRefused:
    """What cannot be added says what to ask instead."""

    @pytest.mark.parametrize(
        ("what", "options", "error"),
        [
            ("incidnt.attacks", {}, "Did you mean incident?"),
            ("incident.atacks", {}, "Did you mean attacks?"),
            ("incident.casualties.cuont", {}, "Did you mean count?"),
            ("incident.attacks", {"where": {"misson": "mission/minusma"}}, "mission?"),
            ("incident.attacks", {"contested": "spam"}, "Did you mean span?"),
            (CASUALTIES, {"where": {"casualties.group": "peacekeepr"}}, "peacekeeper?"),
            (STRENGTH, {"on": DAY, "by": "contributer"}, "Did you mean contributor?"),
        ],
    )
    def test_an_unknown_name_has_its_near_miss(self, what, options, error):
        """Kinds, fields, words and ways."""
        with pytest.raises(pk.UnknownName) as caught:
            pk.total(dataset(), what, **options)

        assert error in str(caught.value)

    def test_a_word_that_a_record_holds_is_known(self):
        """The world owns an open vocabulary."""
        part = pk.Casualties(group="porter", outcome="injured", count=3)
        where = {**INJURED, "casualties.group": "porter"}

        assert Count(3) == (
            pk.total(
                dataset(incident(casualties=[part])), CASUALTIES, where=where
            ).count
        )

    def test_an_unknown_id_has_its_near_miss(self):
        """A reference that leads nowhere is no zero."""
        with pytest.raises(pk.UnknownReference) as caught:
            pk.total(dataset(), "incident.attacks", where={"mission": "mission/minusm"})

        assert "Did you mean mission/minusma?" in str(caught.value)

    @pytest.mark.parametrize(
        ("what", "options", "error"),
        [
            (5, {}, "be a kind and the path of a count"),
            (
                "incident.on",
                {},
                "Counts of incident: incident.events, incident.attacks",
            ),
            ("actor.name", {}, "Counts of actor: none"),
            ("incident.casualties", {}, "lead to a count"),
            ("incident.attacks.low", {}, "attacks, which has no fields of its own"),
            (
                "personnel_count.mean",
                {"on": DAY},
                "Counts of personnel_count: personnel_count.count",
            ),
            (CASUALTIES, {}, 'where={"casualties.outcome": "killed"}'),
            (
                CASUALTIES,
                {"where": {"casualties.outcome": ["killed", "injured"]}},
                "be asked of one outcome",
            ),
            (
                CASUALTIES,
                {"where": {"casualties.outcome": "injurd"}},
                "Did you mean injured?",
            ),
            (
                CASUALTIES,
                {"where": {**INJURED, "casualties.count": 3}},
                "group, outcome",
            ),
            (
                CASUALTIES,
                {"where": {**INJURED, "casualties": 3}},
                "Go on to one of group",
            ),
            ("tally.count", {}, 'where={"measure": "bases_total"}'),
            ("equipment.count", {}, 'where={"status": "held"}'),
            (
                "incident.attacks",
                {"where": ["mission"]},
                "be a mapping of paths to values",
            ),
            ("incident.attacks", {"where": {"month": "2023-10"}}, 'by="month"'),
            ("incident.attacks", {"by": 5}, "be the path of a field, or several"),
            ("incident.attacks", {"by": [5]}, "be the path of a field, or several"),
            ("base", {"by": "month"}, "base has no day"),
            ("incident.attacks", {"on": DAY}, "without a day, for it is no stock"),
            (
                "incident.attacks",
                {"carry": "90 days"},
                "Only counts of a stock are carried",
            ),
            (STRENGTH, {}, 'Give the day: on="2023-10-31"'),
            (STRENGTH, {"on": DAY, "by": "month"}, "not be added over time"),
            (STRENGTH, {"on": DAY, "carry": "3 months"}, 'such as "90 days"'),
            (STRENGTH, {"on": "October"}, "be a date such as 2023-10-31"),
        ],
    )
    def test_a_question_that_does_not_add_up_is_refused(self, what, options, error):
        """The message has what to write."""
        assert error in error_of(pk.total, dataset(), what, **options)

    @pytest.mark.parametrize(
        ("fields", "error"),
        [
            ({"status": "authorised"}, 'Such as where={"status": "deployed"}.'),
            ({"status": None}, "deployed and not stated"),
            ({"method": "nominal_unit_size"}, "head counts and nominal_unit_size"),
        ],
    )
    def test_two_populations_are_not_added(self, fields, error):
        """Ceilings and people, people and units by their nominal size."""
        records = people("a", 10, base=KIDAL.id), people("b", 12, "civilian", **fields)

        assert error in error_of(pk.total, dataset(*records), STRENGTH, on=DAY)

    def test_populations_are_told_apart_by_what_is_asked(self):
        """A count without a status may be of it, and is listed."""
        records = people("a", 10), people("b", 3, "civilian", status=None)
        total = pk.total(
            dataset(*records), STRENGTH, on=DAY, where={"status": "deployed"}
        )

        assert ("10..", "10") == (str(total.count), str(total.count_told))
        assert 1 == len(total.unknown)

    def test_things_of_two_sorts_are_not_added(self):
        """A container and a lorry are not two."""
        things = [
            pk.Equipment(
                id=f"equipment/{item}",
                mission=MISSION.id,
                item=item,
                status="held",
                on=DAY,
                count=1,
            )
            for item in ("truck", "container")
        ]

        assert "container and truck" in error_of(
            pk.total,
            dataset(*things),
            "equipment.count",
            where={"status": "held"},
            on=DAY,
        )

    def test_what_is_no_dataset_is_refused(self):
        """A list of records is no dataset."""
        assert "be a dataset" in error_of(pk.total, [MISSION], "incident")


class TestNothingIsClosed:
    """What is not stated, denied, or of parts alone closes no bound."""

    def test_a_value_that_is_denied_is_no_number(self):
        """One says two, and another that it was not two."""
        claims = [
            claim("a", "tally/a", field="count", value="2"),
            claim("b", "tally/a", field="count", value="2", stance="denies"),
        ]
        ds = dataset(tally("a", None, on="2023"), *claims)
        where = {"measure": "fatalities"}

        assert ".." == str(pk.total(ds, "tally.count", where=where).count)

    def test_parts_of_a_strength_are_no_whole(self):
        """Two contributors, one base, or women alone leave the others open."""
        for fields in (
            [{"contributor": "actor/chad"}, {"contributor": "actor/togo"}],
            [{"base": KIDAL.id}],
            [{"sex": "female"}],
        ):
            records = [people(f"n{at}", 300, **one) for at, one in enumerate(fields)]
            total = pk.total(dataset(*records), STRENGTH, on=DAY, where=UNIFORMED)

            assert f"{300 * len(fields)}.." == str(total.count)

    def test_two_units_alike_may_stand_side_by_side(self):
        """Two companies of one contributor are no two answers to one question."""
        unit = {"base": KIDAL.id, "unit_type": "infantry", "unit_size": "company"}
        records = people("a", 120, **unit), people("b", 150, **unit)
        where = {**UNIFORMED, "base": KIDAL.id}
        where |= {"unit_type": "infantry", "unit_size": "company"}
        total = pk.total(dataset(*records), STRENGTH, on=DAY, where=where)

        assert "150..270" == str(total.count)

    def test_a_total_that_runs_on_is_of_no_month(self):
        """It adds to the high bound of each month before, and to the low of none."""
        fields = {"measure": "bases_closed", "cause": None}
        records = [
            tally("a", 9, on="2023-11-22", **fields),
            tally("b", 4, period="2023-08-01/2023-08-31", **fields),
        ]
        total = pk.total(
            dataset(*records),
            "tally.count",
            where={"measure": "bases_closed"},
            by="month",
        )

        assert {("2023-08",): "4..13"} == {
            one.key: str(one.count) for one in total.groups
        }

    def test_a_measure_that_does_not_run_on_is_of_its_day(self):
        """Attacks of three days may be six; of one day there are three at least."""
        records = [
            tally(f"n{day}", count, measure="attacks", cause=None, on=f"2023-10-0{day}")
            for day, count in ((1, 2), (2, 3), (3, 1))
        ]
        total = pk.total(dataset(*records), "tally.count", where={"measure": "attacks"})

        assert "6" == str(total.count)

    def test_parts_above_their_whole_narrow_nothing_else(self):
        """Uniformed 8, military 10 and peacekeepers 3: from 8 to all three apart."""
        records = [
            people("a", 8),
            people("b", 10, "military"),
            people("c", 3, "peacekeeper"),
        ]
        total = pk.total(dataset(*records), STRENGTH, on=DAY, where=UNIFORMED)

        assert "8..13" == str(total.count)

    def test_the_error_leads_to_what_had_happened(self):
        """What stands on a day holds no incident."""
        assert "ds.happened_by(day)" in error_of(
            pk.total, dataset(), "incident", on="2023-11-06"
        )

    def test_a_claim_on_a_part_that_cannot_be_adds_nothing(self):
        """A part has a group and an outcome; with one of them it is no part."""
        ds = dataset(
            pk.Incident(id="incident/x", mission=MISSION.id, on=DAY),
            claim("a", "incident/x", field="casualties[peacekeeper].count", value="2"),
        )
        where = {"casualties.outcome": "injured"}
        total = pk.total(ds, "incident.casualties.count", where=where)

        assert ".." == str(total.count)
