"""What goes wrong: the text, the facts and the family of each error."""

import pickle

import pytest

import peacekeep as pk
from peacekeep.errors import MISSING, near_miss, shown


PLACE = pk.Where(file="a.jsonl", line=12, record="mission/a", path="parts[0].count")


class Silent:
    def __repr__(self):
        raise RuntimeError


def value_fault(field="name", got=7, **more):
    return pk.InvalidValue(
        "be a readable text", got, where=pk.Where(path=field), **more
    )


def record_of(*faults):
    return pk.InvalidRecord.of(faults, pk.Where(file="a.json", line=3, record="base/a"))


EXAMPLES = [
    pk.InvalidValue("be a date", "x", hint="Write 2023.", where=PLACE, subject="day"),
    record_of(value_fault(), value_fault("note")),
    pk.InvalidRecord("a.json: 2 records have faults", [record_of(value_fault())] * 2),
    pk.UnreadableFile("must be JSON.", where=pk.Where(file="a.json"), hint="Mend it."),
    pk.UnknownReference("base/kidl", ["base/kidal"]),
    pk.DuplicateRecord("base/a: two records share the id base/a. Rename one."),
    pk.UnknownName("format", "jsn", ["json", "jsonl"]),
    pk.ValidationFailed("2 findings"),
    pk.UnusableExtension("water", "is dry", distribution="wells", hint="Dig."),
    pk.MissingExtra("Writing .parquet", "pyarrow", "parquet"),
]


# The family.


@pytest.mark.parametrize(
    ("cls", "other"),
    [
        (pk.InvalidValue, ValueError),
        (pk.InvalidRecord, ValueError),
        (pk.InvalidRecord, ExceptionGroup),
        (pk.UnreadableFile, ValueError),
        (pk.UnknownReference, LookupError),
        (pk.DuplicateRecord, ValueError),
        (pk.UnknownName, LookupError),
        (pk.ValidationFailed, ValueError),
        (pk.UnusableExtension, ValueError),
        (pk.MissingExtra, ImportError),
    ],
)
def test_each_error_is_ours_and_one_of_pythons(cls, other):
    """Who knows nothing of the library catches it all the same."""
    assert issubclass(cls, pk.PeacekeepError)
    assert issubclass(cls, other)


def test_the_examples_are_of_every_class():
    """A new class comes with an example."""
    assert set(pk.PeacekeepError.__subclasses__()) == {type(one) for one in EXAMPLES}


@pytest.mark.parametrize("error", EXAMPLES, ids=lambda error: type(error).__name__)
def test_an_error_is_the_same_after_pickling(error):
    """It comes back from another process with its text and its facts."""
    copy = pickle.loads(pickle.dumps(error))

    assert type(error) is type(copy)
    assert str(error) == str(copy)
    assert error.args[:1] == copy.args[:1]
    assert error.__dict__.keys() == copy.__dict__.keys()


def test_pickling_keeps_the_breadcrumb():
    """The place of a fault is known on the other side."""
    copy = pickle.loads(pickle.dumps(EXAMPLES[0]))

    assert ("be a date", "x", "Write 2023.", PLACE, "day") == (
        copy.expected,
        copy.got,
        copy.hint,
        copy.where,
        copy.subject,
    )


def test_pickling_keeps_each_fault():
    """Of a record, and of several records."""
    copy = pickle.loads(pickle.dumps(EXAMPLES[2]))

    assert list(map(str, EXAMPLES[2].faults)) == list(map(str, copy.faults))
    assert 2 == len(copy.faults)


# Where.


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("", {}),
        ("a.json", {"file": "a.json"}),
        ("a.json:3", {"file": "a.json", "line": 3}),
        ("line 3", {"line": 3}),
        ("base/a", {"record": "base/a"}),
        (
            "a.json:3: base/a: place.point",
            {"file": "a.json", "line": 3, "record": "base/a", "path": "place.point"},
        ),
    ],
)
def test_a_place_is_told_as_far_as_it_is_known(text, facts):
    """File and line, then the record, then the field."""
    assert text == str(pk.Where(**facts))


@pytest.mark.parametrize(
    ("field", "outer", "inner"),
    [
        ("place.point", "place", "point"),
        ("parts[a].count", "parts[a]", "count"),
        ("place", "place", None),
        ("point", None, "point"),
        (None, None, None),
    ],
)
def test_a_field_is_reached_through_the_outer_one(field, outer, inner):
    """The path grows on the way out."""
    found = pk.Where(path=inner).within(pk.Where(path=outer)).path
    assert field == (None if found is None else str(found))


def test_a_place_keeps_what_it_knows():
    """The outer place adds only what the inner one lacks."""
    inner = pk.Where(file="b.json", line=0, record="base/b")

    assert inner == inner.within(pk.Where(file="a.json", line=1, record="base/a"))
    assert pk.Where(file="a.json", line=1, record="base/b") == pk.Where(
        record="base/b"
    ).within(pk.Where(file="a.json", line=1))


# What is shown.


@pytest.mark.parametrize("length", [77, 78])
def test_a_value_of_eighty_characters_is_shown_whole(length):
    """Its quotes count."""
    assert repr("x" * length) == shown("x" * length)


def test_a_longer_value_is_cut_at_eighty():
    """Three dots stand for the rest."""
    assert "'" + "x" * 76 + "..." == shown("x" * 79)
    assert 80 == len(shown("x" * 10_000))


def test_a_value_that_cannot_show_itself_is_told_by_its_class():
    """An error text never fails."""
    assert "<Silent>" == shown(Silent())
    assert "<int>" == shown(10**5000)


def test_nothing_is_shown_as_nothing():
    """What was not given."""
    assert "nothing" == shown(MISSING)


def test_a_value_that_holds_itself_is_shown():
    """As Python shows it."""
    loop = []
    loop.append(loop)

    assert "[[...]]" == shown(loop)


def test_nothing_stays_nothing():
    """What was not given is one thing, after pickling too."""
    assert MISSING is pickle.loads(pickle.dumps(MISSING))


def test_a_near_miss_is_offered():
    """Nothing is offered where nothing is near, or where the name is no name."""
    assert "Did you mean jsonl?" == near_miss("jsnl", ["json", "jsonl"])
    assert "" == near_miss("xyz", ["json"])
    assert "" == near_miss("j" * 81, ["j" * 82])
    assert "Did you mean json?" == near_miss("jsn", iter(["json"]))


# A value.


def test_a_fault_says_where_what_and_what_to_do():
    """Place, field, what must be true, what was found, what to do."""
    assert (
        "a.jsonl:12: mission/a: parts[0].count must be a date, got 'x'. Write 2023."
    ) == str(EXAMPLES[0])


def test_a_fault_without_a_place_names_its_subject():
    """The value is called what it is, or a value."""
    assert "value must be a date, got 'x'." == str(pk.InvalidValue("be a date", "x"))
    assert "day must be a date, got 'x'." == str(
        pk.InvalidValue("be a date", "x", subject="day")
    )


def test_a_fault_is_placed_from_outside():
    """The same fault, farther out; the first one stays as it is."""
    fault = value_fault("point", hint="Mend it.")
    placed = fault.at(pk.Where(record="base/a", path="place"))

    assert ("base/a: place.point must be a readable text, got 7. Mend it.") == str(
        placed
    )
    assert "point must be a readable text, got 7. Mend it." == str(fault)


def test_a_subject_is_kept_on_the_way():
    """Where no field is known, the subject stands."""
    fault = pk.InvalidValue("be a word", 7, subject="kind")

    assert "line 2: kind must be a word, got 7." == str(fault.at(pk.Where(line=2)))


# A record.


def test_one_fault_is_told():
    """One fault is not faults."""
    assert (
        "a.json:3: base/a: 1 fault:\n"
        "  a.json:3: base/a: name must be a readable text, got 7."
    ) == str(record_of(value_fault()))


def test_every_fault_is_told():
    """One a line, each with its place."""
    assert (
        "a.json:3: base/a: 2 faults:\n"
        "  a.json:3: base/a: name must be a readable text, got 7.\n"
        "  a.json:3: base/a: note must be a readable text, got 7."
    ) == str(record_of(value_fault(), value_fault("note")))


def test_a_form_without_a_place_is_called_by_its_name():
    """A part that is built alone stands nowhere."""
    assert (
        "place: 1 fault"
        == pk.InvalidRecord.of([value_fault()], pk.Where(), name="place").message
    )
    assert "record: 1 fault" == pk.InvalidRecord.of([value_fault()], pk.Where()).message


def test_faults_are_found_however_deep():
    """What is none of ours is in the group, and no fault of a value."""
    group = pk.InvalidRecord(
        "all", [pk.InvalidRecord("some", [value_fault("a")]), KeyError(), value_fault()]
    )

    assert ["a", "name"] == [str(fault.where.path) for fault in group.faults]
    assert (
        "all:\n  a must be a readable text, got 7."
        "\n  name must be a readable text, got 7."
    ) == str(group)


def test_an_except_star_takes_the_faults():
    """A part of the group is a group of the same kind."""
    caught = []
    try:
        raise record_of(value_fault(), value_fault("note"))
    except* pk.InvalidValue as group:
        caught.append(group)

    assert [pk.InvalidRecord] == [type(group) for group in caught]
    assert 2 == len(caught[0].faults)


def take_key_errors(group):
    try:
        raise group
    except* KeyError:
        pass


def test_an_except_star_leaves_the_rest():
    """What it did not take goes on."""
    with pytest.raises(pk.InvalidRecord) as caught:
        take_key_errors(pk.InvalidRecord("all", [value_fault(), KeyError("x")]))

    assert 1 == len(caught.value.exceptions)
    assert 1 == len(caught.value.faults)


def test_a_group_splits_into_groups_of_its_kind():
    """By what a fault is, and by what a caller asks of it."""
    group = record_of(value_fault("name"), value_fault("note"))
    named, rest = group.split(
        lambda one: isinstance(one, pk.InvalidValue) and str(one.where.path) == "name"
    )

    assert (["name"], ["note"]) == (
        [str(fault.where.path) for fault in named.faults],
        [str(fault.where.path) for fault in rest.faults],
    )
    assert (pk.InvalidRecord, pk.InvalidRecord) == (type(named), type(rest))


def test_a_derived_group_keeps_its_message():
    """With other faults in it."""
    group = record_of(value_fault(), value_fault("note"))
    derived = group.derive([value_fault()])

    assert (group.message, 1) == (derived.message, len(derived.faults))


# A file.


def test_an_unreadable_file_says_where_and_why():
    """And what to do, where something can be done."""
    assert "a.json: must be JSON. Mend it." == str(EXAMPLES[3])
    assert "must be JSON." == str(pk.UnreadableFile("must be JSON."))


def test_an_unreadable_file_bears_its_facts():
    """For machines."""
    error = EXAMPLES[3]

    assert ("must be JSON.", pk.Where(file="a.json"), "Mend it.") == (
        error.problem,
        error.where,
        error.hint,
    )


# Names.


def test_an_unknown_reference_offers_a_near_miss():
    """From the ids of the dataset."""
    assert (
        "No record in the dataset has the id 'base/kidl'. Did you mean base/kidal?"
    ) == str(EXAMPLES[4])


@pytest.mark.parametrize("ref", ["xyz", 7, None])
def test_an_unknown_reference_may_be_near_nothing(ref):
    """Or be no id at all."""
    assert f"No record in the dataset has the id {ref!r}." == str(
        pk.UnknownReference(ref, ["base/kidal"])
    )


def test_a_reference_needs_no_ids_beside_it():
    """What is known may be nothing."""
    assert "No record in the dataset has the id 'a'." == str(pk.UnknownReference("a"))


def test_an_unknown_name_says_which_are_known():
    """And offers the nearest."""
    assert ("No format is named 'jsn'. Known: json, jsonl. Did you mean json?") == str(
        EXAMPLES[6]
    )
    assert ("json", "jsonl") == EXAMPLES[6].known


@pytest.mark.parametrize("name", ["parquet", 7])
def test_an_unknown_name_may_be_near_nothing(name):
    """Or be no name at all."""
    assert f"No format is named {name!r}. Known: json, jsonl." == str(
        pk.UnknownName("format", name, iter(["json", "jsonl"]))
    )


# The others.


def test_a_validation_that_failed_tells_the_report():
    """And holds it."""
    assert "2 findings" == str(EXAMPLES[7])
    assert "2 findings" == EXAMPLES[7].report


def test_a_missing_extra_says_how_to_install_it():
    """With a line that can be run."""
    assert (
        "Writing .parquet needs pyarrow. "
        'Install it with: pip install "peacekeep[parquet]".'
    ) == str(EXAMPLES[-1])
