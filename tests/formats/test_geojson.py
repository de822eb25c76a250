"""GeoJSON: what has a place, as RFC 7946 has it, and nothing made up."""

import json

import attrs
import pytest

import peacekeep as pk
from peacekeep import authoring


KIDAL = pk.Base(
    id="base/kidal",
    mission="mission/minusma",
    place=pk.Place(
        name="Kidal", country="MLI", point="18.44345,1.40921", representative=False
    ),
    area="9.5 hectare",
)
CONVOY = pk.Movement(
    id="movement/convoy",
    mission="mission/minusma",
    origin=pk.Place(name="Kidal", point="18.44345,1.40921", representative=False),
    destination=pk.Place(name="Gao"),
    departed_on="2023-10-31",
    vehicles=143,
)
HIT = pk.Incident(
    id="incident/hit",
    mission="mission/minusma",
    methods=["ied"],
    place=pk.Place(point="-18.4,-1.4", representative=True),
    casualties=[
        pk.Casualties(group="peacekeeper", outcome="injured", count="2.."),
        pk.Casualties(group="civilian", outcome="killed", extra={"age": 7}),
    ],
)
WITHOUT = pk.Mission(id="mission/minusma")
DATASET = pk.Dataset([KIDAL, CONVOY, HIT, WITHOUT], title="Kidal")


def features(dataset=DATASET):
    return {
        one["id"]: one for one in json.loads(pk.dumps(dataset, "geojson"))["features"]
    }


def test_a_file_is_a_collection_of_features():
    """The header stands beside the features, and each is on a line of its own."""
    text = pk.dumps(pk.Dataset([KIDAL]), "geojson")

    assert (
        '{"type":"FeatureCollection",\n'
        '"peacekeep":{"peacekeep":"1.1"},\n'
        '"features":[\n'
        '{"type":"Feature","id":"base/kidal#place_point","geometry":{"type":"Point",'
        '"coordinates":[1.40921,18.44345]},"properties":{"kind":"base","id":"base/kidal",'
        '"mission":"mission/minusma","place_name":"Kidal","place_country":"MLI",'
        '"place_point":"18.44345,1.40921","place_point_latitude":18.44345,'
        '"place_point_longitude":1.40921,"place_representative":false,'
        '"area":"9.5 hectare","area_low":9.5,"area_best":9.5,"area_high":9.5,'
        '"area_unit":"hectare"}}\n'
        "]}\n"
    ) == text
    assert [] == json.loads(pk.dumps(pk.Dataset(), "geojson"))["features"]


def test_longitude_stands_first():
    """A position is longitude, then latitude."""
    assert {"type": "Point", "coordinates": [-1.4, -18.4]} == features()[
        "incident/hit#place_point"
    ]["geometry"]


def test_each_place_is_a_feature_and_no_line_is_made_up():
    """A movement has a start and an end; the way between them is not known."""
    found = features()

    assert [
        "base/kidal#place_point",
        "movement/convoy#origin_point",
        "movement/convoy#destination_point",
        "incident/hit#place_point",
    ] == list(found)
    assert found["movement/convoy#destination_point"]["geometry"] is None
    assert (
        "2023-10-31"
        == found["movement/convoy#origin_point"]["properties"]["departed_on"]
    )


def test_parts_stand_with_their_record():
    """Casualties are a list among the properties, each with its bounds."""
    assert [
        {
            "is_whole": True,
            "group": "peacekeeper",
            "outcome": "injured",
            "count": "2..",
            "count_low": 2,
        },
        {
            "is_whole": True,
            "group": "civilian",
            "outcome": "killed",
            "extra": {"age": 7},
        },
    ] == features()["incident/hit#place_point"]["properties"]["incident.casualties"]


def test_what_has_a_place_comes_back():
    """The records that stand in a file are read as they were written."""
    back = pk.loads(pk.dumps(DATASET, "geojson"), "geojson")

    assert [KIDAL, CONVOY, HIT] == list(back)
    assert "Kidal" == back.title


def moved(change):
    """Return the error about a file that somebody changed."""
    whole = json.loads(pk.dumps(DATASET, "geojson"))
    change(whole)
    with pytest.raises(pk.PeacekeepError) as caught:
        pk.loads(json.dumps(whole), "geojson")
    return str(caught.value)


def test_a_feature_that_was_moved_is_refused():
    """A point that was dragged in a map program is not ignored."""
    expected = (
        "features[0]: must lie at the point in place_point, longitude first. "
        "Correct place_point and its degrees, or move the feature back."
    )

    assert expected == moved(
        lambda one: one["features"][0]["geometry"].update(coordinates=[1.5, 18.4])
    )
    assert expected == moved(lambda one: one["features"][0].update(geometry=None))
    assert "features[2]: must lie at the point" in moved(
        lambda one: one["features"][2].update(
            geometry={"type": "Point", "coordinates": [0, 0]}
        )
    )
    assert "place.point must agree with place_point_latitude" in moved(
        lambda one: (
            one["features"][0]["geometry"].update(coordinates=[1.40921, 18]),
            one["features"][0]["properties"].update(place_point_latitude=18),
        )
    )


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda one: one.pop("peacekeep"), "Only a file that peacekeep wrote"),
        (lambda one: one.update(features={}), "Only a file that peacekeep wrote"),
        (lambda one: one["features"].append(5), "features[4]: must be a feature"),
        (lambda one: one["features"][0].pop("id"), "features[0]: must be a feature"),
        (
            lambda one: one["features"][0].update(id="base/kidal"),
            "features[0]: must be a feature",
        ),
        (
            lambda one: one["features"][0]["properties"].pop("kind"),
            "features[0]: must be a feature",
        ),
        (
            lambda one: one["features"][0].update(properties=None),
            "features[0]: must be a feature",
        ),
        (
            lambda one: one["features"][1]["properties"].update(vehicles="144"),
            (
                "features[2]: must give movement/convoy the same properties in each "
                "feature, and one feature for each of its places."
            ),
        ),
        (
            lambda one: one["features"][3]["properties"]["incident.casualties"].append(
                5
            ),
            "must hold a list of parts in incident.casualties of incident/hit.",
        ),
    ],
)
def test_a_file_without_its_records_is_refused(change, message):
    """A feature has a whole record, and each place has one feature."""
    assert message in moved(change)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda one: one.update(type="Feature"), "Only a file that peacekeep wrote"),
        (lambda one: one["features"][0].pop("type"), "features[0]: must be a feature"),
        (
            lambda one: one["features"].append(one["features"][0]),
            (
                "features[4]: must give base/kidal the same properties in each "
                "feature, and one feature for each of its places."
            ),
        ),
        (
            lambda one: one["features"].pop(0) and one["features"].pop(0),
            "must have a feature for origin_point of movement/convoy.",
        ),
        (
            lambda one: one["features"][0].update(id="base/kidal#zzz", geometry=None),
            "must have a feature for place_point of base/kidal.",
        ),
        (
            lambda one: one["features"][3]["properties"].update(
                {"incident.casualties": 5}
            ),
            "must hold a list of parts in incident.casualties of incident/hit.",
        ),
        (
            lambda one: one["features"][3]["properties"]["incident.casualties"][
                0
            ].update(position=7),
            "must hold a list of parts in incident.casualties of incident/hit.",
        ),
    ],
)
def test_what_is_taken_out_or_turned_is_told(change, message):
    """Nothing that a file no longer says is overheard."""
    assert message in moved(change)


def test_true_is_no_degree():
    """Python takes True for 1, and the world does not."""
    base = attrs.evolve(
        KIDAL, place=pk.Place(point="1,1", representative=False), area=None
    )
    text = pk.dumps(pk.Dataset([base]), "geojson")
    with pytest.raises(pk.UnreadableFile, match="must lie at the point"):
        pk.loads(
            text.replace('"coordinates":[1,1]', '"coordinates":[true,1]'), "geojson"
        )


@attrs.frozen(kw_only=True)
class Stop(authoring.Form):
    """
    A stop.

    Attributes:
        place: Where.
        at: Where exactly.
    """

    place: pk.Place | None = None
    at: pk.Point | None = None


@attrs.frozen(kw_only=True)
class Route(pk.Fact):
    """
    A route.

    Attributes:
        stops: Where it stops.
        points: Points on the way.
        places: Places on the way.
    """

    stops: tuple[Stop, ...] = ()
    points: tuple[pk.Point, ...] = ()
    places: tuple[pk.Place, ...] = ()


def test_places_of_parts_are_features_too():
    """Each at its own point, and a list of points is no place."""
    registry = pk.Registry([authoring.Extension(name="x", records=[Route])])
    route = Route(
        id="route/a",
        stops=[
            Stop(place=pk.Place(name="Kidal"), at="1,2"),
            Stop(place=pk.Place(point="3,4", representative=False)),
        ],
        points=["5,6"],
        places=[pk.Place(point="7,8", representative=True)],
    )
    ds = pk.Dataset([route, Route(id="route/b", points=["5,6"])])
    text = pk.dumps(ds, "geojson", registry=registry)

    assert {
        "route/a#route.stops[1].place_point": None,
        "route/a#route.stops[1].at": [2, 1],
        "route/a#route.stops[2].place_point": [4, 3],
        "route/a#route.places[1].point": [8, 7],
    } == {
        one["id"]: one["geometry"] and one["geometry"]["coordinates"]
        for one in json.loads(text)["features"]
    }
    assert [route] == list(pk.loads(text, "geojson", registry=registry))
    for change in (("stops[2]", "stops[3]"), ("stops[2]", "steps[2]")):
        with pytest.raises(pk.UnreadableFile):
            pk.loads(text.replace(*change), "geojson", registry=registry)
    gone = json.loads(text)
    gone["features"].pop()
    with pytest.raises(pk.UnreadableFile, match=r"a feature for route\.places\[1\]"):
        pk.loads(json.dumps(gone), "geojson", registry=registry)


def test_files_of_others_are_no_datasets(shared):
    """The examples of the RFC are read as JSON, and refused as datasets."""
    seen = 0
    for path in sorted((shared / "vectors" / "geojson").iterdir()):
        with pytest.raises(pk.UnreadableFile, match="Only a file that peacekeep wrote"):
            pk.load(path)
        seen += 1
    assert seen >= 5


def test_a_field_that_is_a_point_by_itself_is_a_place():
    """A kind of one's own may hold a point without a place around it."""

    @attrs.frozen(kw_only=True)
    class Sighting(pk.Fact):
        """
        A sighting.

        Attributes:
            seen_at: Where.
            point: Where else.
        """

        seen_at: pk.Point | None = None
        point: pk.Point | None = None

    registry = pk.Registry([authoring.Extension(name="x", records=[Sighting])])
    ds = pk.Dataset(
        [Sighting(id="sighting/a", seen_at="1,2"), Sighting(id="sighting/b")]
    )
    text = pk.dumps(ds, "geojson", registry=registry)

    assert ["sighting/a#seen_at"] == [one["id"] for one in json.loads(text)["features"]]
    assert ds.get("sighting/a") == pk.loads(text, "geojson", registry=registry).get(
        "sighting/a"
    )
