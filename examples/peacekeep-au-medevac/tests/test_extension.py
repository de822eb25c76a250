"""What this distribution adds to peacekeep, as a user sees it."""

import json

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import peacekeep as pk
from peacekeep.conformance import conform_extension
from peacekeep_au_medevac import EXTENSION, MedicalEvacuation


FLIGHT = "medical_evacuation/illustration-flight"


def test_it_conforms():
    """One call tests the whole extension."""
    conform_extension(EXTENSION)


def test_it_is_found_where_it_is_installed():
    """The entry point gives the extension."""
    known = pk.installed()

    assert EXTENSION.name in {one.name for one in known.extensions}
    assert MedicalEvacuation is known.kind("medical_evacuation")
    assert "evacuations.more-patients-than-stretchers" in {
        check.id for check in known.checks
    }


def test_its_dataset_opens_by_name_and_has_nothing_doubtful():
    """After installation, the kind, the words and the unit are known."""
    ds = pk.open_dataset("au-medevac")

    assert 2 == len(ds.of(MedicalEvacuation))
    assert "0 errors, 0 warnings, 0 notes." == str(pk.validate(ds))


def test_everything_in_its_dataset_says_that_it_is_an_illustration():
    """No reader can take one of its records for a fact."""
    ds = pk.open_dataset("au-medevac")

    assert ds.title.startswith("Illustration")
    assert all(record.note.startswith("Illustration") for record in ds)


@pytest.mark.parametrize("name", pk.Registry().formats)
def test_its_dataset_comes_back_from_every_format(name, tmp_path):
    """GeoJSON keeps what has a place; every other format keeps all."""
    ds = pk.open_dataset("au-medevac")

    pk.save(ds, tmp_path / "saved", format=name)
    back = pk.load(tmp_path / "saved", format=name)

    assert ds.of(MedicalEvacuation) == back.of(MedicalEvacuation)
    assert (ds == back) is (name != "geojson")


def test_its_dataset_comes_back_from_tables():
    """A quantity has columns for its bounds and its unit."""
    ds = pk.open_dataset("au-medevac")

    (flight, _) = pk.to_rows(ds, MedicalEvacuation)

    assert "2021-03-14" == flight["arrived_on"]
    assert (4, 4, "stretcher") == (
        flight["capacity_low"],
        flight["capacity_high"],
        flight["capacity_unit"],
    )


def test_its_schema_accepts_what_it_saves_and_refuses_other_words():
    """JSON Schema 2020-12, printed and read back."""
    schema = json.loads(json.dumps(pk.json_schema(MedicalEvacuation)))
    ds = pk.open_dataset("au-medevac")
    document = json.loads(pk.dumps(ds))
    flight = next(one for one in document["records"] if one["id"] == FLIGHT)

    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(flight, schema)
    jsonschema.validate(document, json.loads(json.dumps(pk.json_schema())))
    with pytest.raises(jsonschema.ValidationError, match="'maybe' is not one of"):
        jsonschema.validate({**flight, "urgency": "maybe"}, schema)


@settings(max_examples=25, deadline=None, database=None, derandomize=True)
@given(st.from_type(MedicalEvacuation))
def test_hypothesis_draws_it_by_its_type(evacuation):
    """Examples satisfy the rules of the kind, and come back from their text."""
    arrived, on = evacuation.arrived_on, evacuation.on
    ds = pk.Dataset([evacuation])

    assert arrived is None or on is None or not arrived.certainly_before(on)
    assert ds == pk.loads(pk.dumps(ds))


def test_every_fault_is_reported_at_once():
    """One error names faults of dimension, dates, rules and vocabulary."""
    with pytest.raises(pk.InvalidRecord) as caught:
        MedicalEvacuation(
            id="medical_evacuation/one",
            mission="mission/illustration",
            urgency="now",
            on="2021-03-14",
            arrived_on="2021-03-13",
            capacity="2 vehicle",
            flying_time="2 hour",
        )

    told = [str(fault) for fault in caught.value.faults]
    assert """\
medical_evacuation/one: arrived_on must not be before on, 2021-03-14, got '2021-03-13'.
medical_evacuation/one: capacity must be a quantity of stretcher, in a unit such as \
stretcher, got '2 vehicle'.
medical_evacuation/one: flying_time must be a quantity of aircraft*time, in a unit \
such as flight_hour, got '2 hour'.
medical_evacuation/one: urgency must be one of at_once, soon, planned, got 'now'.\
""" == "\n".join(sorted(told))


def test_nobody_lies_on_half_a_stretcher():
    """A thing that is counted has its own dimension, and whole numbers."""
    with pytest.raises(pk.InvalidValue, match="must be"):
        pk.Quantity.parse("1.5 stretcher")
    with pytest.raises(pk.InvalidValue, match="stretcher"):
        pk.Quantity.parse("1 stretcher") + pk.Quantity.parse("1 person")


def test_a_full_flight_is_doubted():
    """The check of this distribution runs with those of the library."""
    ds = pk.open_dataset("au-medevac")
    full = MedicalEvacuation(
        id="medical_evacuation/full",
        mission="mission/illustration",
        patients="7..",
        capacity="4..6 stretcher",
    )

    (finding,) = pk.validate(ds.add(full))

    assert (
        "warning: medical_evacuation/full: patients: 7.. patients do not fit on "
        "4..6 stretcher. See whether some could sit, or whether there was more than "
        "one journey. [evacuations.more-patients-than-stretchers]"
    ) == str(finding)
