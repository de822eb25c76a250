"""A value class that stands in this file alone goes through the whole house."""

import re
from typing import Any

import attrs
import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

import peacekeep as pk
from peacekeep import authoring
from peacekeep.conformance import conform
from peacekeep.definitions.fields import fields_of
from peacekeep.protect.coarse import coarsened


class Altitude(authoring.Value):
    """
    Whole metres above the sea, as far as known: `250m`, or `200m..300m`.

    Args:
        low: Lowest it can be.
        high: Highest it can be.
    """

    __slots__ = ("high", "low")

    PATTERN = "(?:0|[1-9][0-9]{0,3})m(?:[.]{2}(?:0|[1-9][0-9]{0,3})m)?"
    UNSAID = "The first number is below the second."
    HOLDS_WORDS = False
    COLUMNS = (
        authoring.Beside("low", "integer", "Lowest it can be", lambda it: it.low),
        authoring.Beside("high", "integer", "Highest it can be", lambda it: it.high),
    )

    low: int
    high: int

    def __init__(self, low: int, high: int) -> None:
        object.__setattr__(self, "low", low)
        object.__setattr__(self, "high", high)

    @classmethod
    def refusal(cls, got: object, hint: str = "") -> pk.InvalidValue:
        return pk.InvalidValue(
            "be an altitude such as 250m or 200m..300m", got, hint=hint
        )

    @classmethod
    def parse(cls, text: str) -> "Altitude":
        if not isinstance(text, str) or not re.fullmatch(cls.PATTERN, text, re.ASCII):
            raise cls.refusal(text)
        low, *high = (int(one.removesuffix("m")) for one in text.split(".."))
        if high and low >= high[0]:
            raise cls.refusal(text)
        return cls(low, *(high or [low]))

    def __str__(self) -> str:
        exact = self.low == self.high
        return f"{self.low}m" if exact else f"{self.low}m..{self.high}m"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Altitude):
            return NotImplemented
        return (self.low, self.high) == (other.low, other.high)

    def __hash__(self) -> int:
        return hash((self.low, self.high))

    def ends(self, like: Any = None) -> authoring.Ends:
        del like
        return self.low, self.high

    @classmethod
    def spanning(cls, first: "Altitude", *others: "Altitude") -> "Altitude":
        every = (first, *others)
        return cls(min(one.low for one in every), max(one.high for one in every))

    def coarser(self) -> "Altitude":
        return Altitude(self.low // 100 * 100, self.high // 100 * 100 + 100)


@attrs.frozen(kw_only=True)
class Well(pk.Fact):
    """
    A well that a mission dug.

    Attributes:
        mission: Mission that dug it.
        altitude: How high it lies.
    """

    mission: pk.Ref[pk.Mission] = attrs.field(converter=authoring.as_ref)
    altitude: Altitude | None = None


REGISTRY = pk.Registry([authoring.Extension(name="wells", records=[Well])])
MISSION = pk.Mission(id="mission/one")
WELL = Well(id="well/one", mission="mission/one", altitude="200m..300m")


def claimed(value: str, number: int) -> pk.Claim:
    return pk.Claim(
        id=f"claim/{number}",
        about=WELL.id,
        field="altitude",
        value=value,
        source=f"source/{number}",
    )


def dataset(*values: str) -> pk.Dataset:
    sources = [
        pk.Source(id=f"source/{number}", origin=f"Paper {number}")
        for number, _ in enumerate(values)
    ]
    claims = [claimed(value, number) for number, value in enumerate(values)]
    return pk.Dataset([MISSION, WELL, *sources, *claims], marking="TLP:AMBER")


def test_a_field_reads_it():
    """A field takes the text, and an error shows what the value asks for."""
    assert Altitude(200, 300) == WELL.altitude
    with pytest.raises(pk.InvalidRecord) as caught:
        Well(id="well/one", mission="mission/one", altitude="high")
    assert (
        "well/one: 1 fault:\n  well/one: altitude must be an altitude such as 250m or "
        "200m..300m, got 'high'."
    ) == str(caught.value)


def test_a_table_has_its_columns():
    """The sides of the value are columns beside its text."""
    (row,) = pk.to_rows(dataset(), Well, registry=REGISTRY)

    assert ("200m..300m", 200, 300) == (
        row["altitude"],
        row["altitude_low"],
        row["altitude_high"],
    )


def test_a_schema_has_its_pattern():
    """The schema accepts the text of the value, and refuses another."""
    schema = pk.json_schema("well", registry=REGISTRY)
    well = {"kind": "well", "id": "well/one", "mission": "mission/one"}

    jsonschema.validate({**well, "altitude": "250m"}, schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**well, "altitude": "high"}, schema)


@given(st.data())
def test_strategies_draw_it(data):
    """Records are drawn with such values, by the pattern of their text."""
    from peacekeep.strategies import records  # noqa: PLC0415 - what is tested

    drawn = data.draw(records(Well))

    assert drawn.altitude is None or isinstance(drawn.altitude, Altitude)


def test_it_conforms():
    """A kind that holds it comes back from every format."""
    conform(Well, registry=REGISTRY, examples=20)


def test_it_is_coarsened():
    """A coarsened record has the coarser value: hundreds of metres."""
    audience = pk.Audience(
        "TLP:CLEAR", coarsened="TLP:AMBER", kinds={Well: ["mission", "altitude"]}
    )
    ds = pk.Dataset([MISSION, attrs.evolve(WELL, altitude="250m")], marking="TLP:AMBER")
    told, withheld = pk.publish(ds, audience, registry=REGISTRY)

    assert ["200m..300m"] == [str(one.altitude) for one in told.of(Well)]
    assert "1 well.altitude: coarsened: less exact" in map(str, withheld)


def test_a_value_without_a_coarser_form_is_left_out():
    """A distance has none, so a coarsened record does not tell it."""
    (field,) = (one for one in fields_of(pk.Movement) if one.name == "distance")

    assert (None, "coarsened: left out") == coarsened(field, pk.Quantity.parse("3 km"))


def test_it_is_settled():
    """Claims that agree are no contradiction; the envelope spans what was said."""
    agreeing, apart = dataset("200m..260m", "250m"), dataset("200m", "250m")

    def found(ds):
        report = pk.validate(ds, registry=REGISTRY)
        return {one.check for one in report} & {"claims.claims-disagree"}

    assert set() == found(agreeing)
    assert {"claims.claims-disagree"} == found(apart)
    settled, _ = pk.settle(apart, "envelope")
    assert Altitude(200, 250) == settled.get(WELL.id).altitude
