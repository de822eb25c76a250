"""Paths: one language for faults, findings, claims, differences and settlements."""

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import peacekeep as pk
from peacekeep import authoring
from peacekeep.definitions.paths import located, path_of, references, referred, resolve
from peacekeep.errors import Step


@attrs.frozen(kw_only=True)
class Load(authoring.Form):
    """
    A load.

    Attributes:
        item: What it is.
        owner: Whose it is.
        state: In what state.
        colour: Of which colour.
        count: How many.
    """

    KEY = ("item", "owner", "state", "colour")

    item: str
    owner: str | None = None
    state: str | None = None
    colour: str | None = None
    count: pk.Count | None = attrs.field(default=None, converter=authoring.as_count)


@attrs.frozen(kw_only=True)
class Barge(pk.Fact):
    """
    A barge.

    Attributes:
        loads: What it carries.
    """

    loads: tuple[Load, ...] = ()


def casualties(**fields):
    return pk.Casualties(group="peacekeeper", outcome="injured", **fields)


INCIDENT = pk.Incident(
    id="incident/one",
    mission="mission/one",
    casualties=[casualties(count=2), casualties(severity="light", count=1)],
    methods=["ied"],
)


@pytest.mark.parametrize(
    ("path", "text"),
    [
        (pk.Path((Step("on"),)), "on"),
        (pk.Path((Step("place"), Step("point"))), "place.point"),
        (pk.Path((Step("casualties", 0), Step("count"))), "casualties[0].count"),
        (
            pk.Path((Step("parts", key=("troops", "police")), Step("count"))),
            "parts[troops,police].count",
        ),
        (
            pk.Path((Step("c", key=("a",), named=(("by", "actor/mali"),)),)),
            "c[a,by=actor/mali]",
        ),
        (pk.Path((Step("parts", key=("2013",)),)), 'parts["2013"]'),
        (
            pk.Path((Step("parts", key=("men, and [women]",)),)),
            'parts["men, and [women]"]',
        ),
        (pk.Path((Step("parts", key=('the "rest"',)),)), r'parts["the \"rest\""]'),
        (pk.Path((Step("parts", key=("a=b",)),)), 'parts["a=b"]'),
        (pk.Path((Step("our key"), Step("x"))), '"our key".x'),
    ],
)
def test_a_path_has_one_text(path, text):
    """A key that could be read as something else is quoted, and so is such a name."""
    assert text == str(path)
    assert path == pk.Path.parse(text)


STEPS = st.builds(
    Step,
    st.from_regex("[a-z_]{1,5}", fullmatch=True) | st.text(min_size=1, max_size=4),
    st.none(),
    st.lists(st.text(max_size=5), max_size=3).map(tuple),
    st.lists(
        st.tuples(st.from_regex("[a-z]{1,3}", fullmatch=True), st.text(max_size=4)),
        max_size=2,
    ).map(tuple),
)


class TestEveryPathComesBackFromItsText:
    """Whatever keys and names hold, the text of a path is read as the same path."""

    @given(st.lists(STEPS, min_size=1, max_size=3))
    def test_a_path_comes_back(self, steps):
        """Quotes, brackets, commas, digits and blanks included."""
        path = pk.Path(tuple(steps))

        assert path == pk.Path.parse(str(path))


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ('parts[the "rest"].count', 'the "rest"'),
        ('parts["men].count', '"men'),
        ('parts[men"].count', 'men"'),
        ('parts["].count', '"'),
    ],
)
def test_a_quote_without_its_pair_is_a_sign_like_any_other(text, key):
    """A label of an older file may hold quotes, and its claims are still found."""
    tally = pk.Tally(
        id="tally/a",
        mission="mission/a",
        measure="injured",
        parts=[pk.TallyPart(label=key, count=4)],
    )
    claim = pk.Claim(id="claim/a", about=tally.id, field=text, value="4")

    assert (key,) == pk.Path.parse(text).steps[0].key
    assert (claim,) == pk.Dataset([tally, claim]).claims(tally.id, "parts[0].count")


def test_the_first_three_fields_of_a_key_stand_by_position():
    """Later ones stand by name, and so does what follows one that is not given."""
    whole = Load(item="fuel", owner="un", state="new", colour="red", count=1)
    gap = Load(item="fuel", state="new", count=2)
    barge = Barge(id="barge/one", loads=[whole, gap])

    assert ["loads[fuel,un,new,colour=red].count", "loads[fuel,state=new].count"] == [
        str(located(barge, f"loads[{index}].count")) for index in (0, 1)
    ]
    for path, count in (
        ("loads[fuel,un,new,colour=red].count", 1),
        ("loads[fuel,state=new].count", 2),
        ("loads[fuel,state=new,colour=red].count", None),
    ):
        expected = () if count is None else (pk.Count(count),)
        assert expected == resolve(Barge, path).values(barge)


@pytest.mark.parametrize(
    "path",
    [
        "casualties[peacekeeper,injured,contributor=actor/burkina-faso].count",
        "casualties[peacekeeper,injured,light,party=actor/mali,sex=male].count",
        "parties[actor/jnim].role",
        'parts["women, [girls]"].count',
    ],
)
def test_a_path_of_an_incident_or_a_total_comes_back(path):
    """Of the wounded of one contingent, of a party, of a label with a comma."""
    kind = pk.Tally if path.startswith("parts") else pk.Incident

    assert path == str(resolve(kind, path).path)


@pytest.mark.parametrize(
    "path",
    [
        "place.point",
        "casualties[peacekeeper,injured,contributor=actor/burkina-faso].count",
        "parties[actor/jnim].role",
    ],
)
def test_a_way_leads_back_to_its_path(path):
    """The fields on the way, and the keys of their parts, are all that a path says."""
    assert path == str(path_of(pk.Incident, resolve(pk.Incident, path).way))


def test_a_fourth_key_may_stand_by_position_and_is_written_by_name():
    """There is one text for the way to a part."""
    path = "casualties[peacekeeper,injured,light,actor/mali].count"

    assert "casualties[peacekeeper,injured,light,party=actor/mali].count" == str(
        resolve(pk.Incident, path).path
    )


def test_a_key_may_be_written_by_name():
    """A path by name and one by position are one."""
    by_name = resolve(
        pk.Incident, "casualties[group=peacekeeper,outcome=injured].count"
    )

    assert "casualties[peacekeeper,injured].count" == str(by_name.path)


def test_a_key_of_digits_is_a_key_before_it_is_an_index():
    """A part named 1 is meant, not the second part; without such a part, the second."""
    parts = [pk.TallyPart(label=label, count=4) for label in ("1", "women")]
    tally = pk.Tally(id="tally/a", mission="mission/a", measure="injured", parts=parts)

    assert 'parts["1"].count' == str(located(tally, "parts[1].count"))
    assert 'parts["1"].count' == str(located(tally, "parts[0].count"))


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("casualtis[a,b].count", "Did you mean casualties?"),
        ("casualties[peacekeeper,injured].cuont", "Did you mean count?"),
        (
            "casualties[peacekeeper,injured,light,actor/a,actor/b,male,more].count",
            "group, outcome, severity, party, contributor, sex",
        ),
        (
            "casualties[peacekeeper,colour=red].count",
            "group, outcome, severity, party, contributor, sex",
        ),
        ("parties.role", "must name one part by its key, such as parties[...]"),
        ("parties[actor/jnim,role=target].role", "name a part of parties by actor"),
        ("casualties.count", "must name one part by its key"),
        ("on[1]", "must name on without a key"),
        ("on.day", "must end at on, which has no fields of its own"),
        ("on..day", "must be a path such as"),
    ],
)
def test_a_path_that_leads_nowhere_is_refused(path, text):
    """By the verbs that take a path, with the near miss."""
    claim = pk.Claim(id="claim/a", about=INCIDENT.id, field="on", value="2023")
    ds = pk.Dataset([INCIDENT, claim])
    _, settled = pk.settle(ds, "only")

    for verb in (ds.claims, settled.of):
        with pytest.raises((pk.UnknownName, pk.InvalidValue)) as caught:
            verb(INCIDENT.id, path)
        assert text in str(caught.value)


def test_the_claims_of_a_finding_are_found_by_its_path():
    """Whatever way the claim itself writes the path."""
    fields = [
        "casualties[peacekeeper,injured].count",
        "casualties[group=peacekeeper,outcome=injured].count",
        "casualties[peacekeeper,injured,light].count",
    ]
    claims = [
        pk.Claim(id=f"claim/{number}", about=INCIDENT.id, field=field, value=str(value))
        for number, (field, value) in enumerate(zip(fields, (2, 5, 1), strict=True))
    ]
    ds = pk.Dataset([pk.Mission(id="mission/one"), INCIDENT, *claims])
    (finding,) = [
        one for one in pk.validate(ds) if one.check == "claims.claims-disagree"
    ]

    assert "casualties[peacekeeper,injured].count" == str(finding.path)
    assert claims[:2] == list(ds.claims(finding.record, finding.path))
    assert claims[:2] == list(ds.claims(INCIDENT.id, "casualties[0].count"))
    assert claims[2:] == list(ds.claims(INCIDENT.id, "casualties[1].count"))


def test_a_claim_names_no_part_by_its_position():
    """A verb may be asked by an index; a claim that says one changes no part."""
    field = "casualties[0].count"
    claim = pk.Claim(id="claim/a", about=INCIDENT.id, field=field, value="7")
    ds = pk.Dataset([pk.Mission(id="mission/one"), INCIDENT, claim])
    settled, _ = pk.settle(ds, "only")

    assert INCIDENT.casualties == settled.get(INCIDENT.id).casualties
    assert () == ds.claims(INCIDENT.id, field)


def test_difference_and_settlement_name_a_field_alike():
    """The path of a change finds what was settled, and its claims."""
    claim = pk.Claim(
        id="claim/a",
        about=INCIDENT.id,
        field="casualties[peacekeeper,injured].count",
        value="7",
    )
    ds = pk.Dataset([pk.Mission(id="mission/one"), INCIDENT, claim])
    settled, answer = pk.settle(ds, "only")
    (changed,) = ds.diff(settled).changed
    (change,) = changed.fields

    assert [change.path] == [one.path for one in answer.of(INCIDENT.id, change.path)]
    assert (claim,) == ds.claims(INCIDENT.id, change.path)


def test_a_fault_names_a_part_by_its_key_once_that_can_be_read():
    """While the key itself has a fault, by its index."""
    plain = {
        "kind": "incident",
        "id": "incident/a",
        "mission": "mission/a",
        "casualties": [
            {"group": "peacekeeper", "outcome": "injured", "count": "two"},
            {"group": "peacekeeper", "outcome": "hurt", "count": "two"},
        ],
    }
    with pytest.raises(pk.InvalidRecord) as caught:
        pk.from_plain(plain)

    assert [
        "casualties[peacekeeper,injured].count",
        "casualties[1].outcome",
        "casualties[1].count",
    ] == [str(fault.where.path) for fault in caught.value.faults]


def test_references_and_ids_are_the_same():
    """Ids alone are found where nobody asks for paths."""
    actor = pk.Actor(
        id="actor/a",
        sources=["source/a", "source/b"],
        affiliations=[pk.Affiliation(to="actor/b", relation="part_of")],
    )

    assert [
        ("sources[0]", "source/a"),
        ("sources[1]", "source/b"),
        ("affiliations[actor/b,part_of].to", "actor/b"),
    ] == [(str(path), ref) for path, ref in references(actor)]
    assert ["source/a", "source/b", "actor/b"] == list(referred(actor))
