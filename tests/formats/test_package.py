"""The descriptor of a folder: only what it names is read, and only beside it."""

import json

import pytest

import peacekeep as pk
from peacekeep.formats import csv
from peacekeep.formats.base import Column, Package, Row, Table
from peacekeep.formats.files import DiskFolder, MemoryFolder
from peacekeep.formats.package import is_package


ARTICLE = pk.open_dataset("minusma-article")


@pytest.fixture
def folder(tmp_path):
    """A folder with a saved dataset."""
    pk.save(ARTICLE, tmp_path / "kidal", format="csv")
    return tmp_path / "kidal"


def describe(folder, change):
    """Change the descriptor of a folder."""
    path = folder / "datapackage.json"
    descriptor = json.loads(path.read_text("utf-8"))
    change(descriptor)
    path.write_text(json.dumps(descriptor), "utf-8")


def refusal(folder):
    with pytest.raises(pk.UnreadableFile) as caught:
        pk.load(folder, format="csv")
    return str(caught.value)


def test_no_path_leaves_the_folder(folder, shared):
    """Whatever a descriptor names, nothing but a file beside it is opened."""
    paths = json.loads((shared / "vectors" / "paths.json").read_text("utf-8"))
    for path in paths:
        describe(folder, lambda one: one["resources"][0].update(path=path))  # noqa: B023 - called at once

        assert refusal(folder).startswith(
            "kidal/datapackage.json: must give a path that is the name of a file "
            "beside it, such as incident.csv, got "
        ), path


@pytest.mark.parametrize(
    "path",
    [
        "",
        "..",
        "a/b.csv",
        "a\\b.csv",
        "nul",
        "nul.csv",
        "com1.csv",
        "aux.x.csv",
        "Source.csv",
        "file:///etc/passwd",
        "~/x.csv",
        "source.csv\n",
        "sourc\u00e9.csv",
        ["source.csv"],
        None,
        5,
    ],
)
def test_a_path_is_the_plain_name_of_a_file(folder, path):
    """No folder, no address, no device, no list of parts."""
    describe(folder, lambda one: one["resources"][0].update(path=path))

    assert "must give a path that is the name of a file beside it" in refusal(folder)


def test_a_link_is_not_followed(folder, tmp_path):
    """A link in the folder leads out of it, wherever it leads."""
    secret = tmp_path / "secret.csv"
    secret.write_bytes((folder / "source.csv").read_bytes())
    (folder / "source.csv").unlink()
    (folder / "source.csv").symlink_to(secret)

    assert "kidal/source.csv: must be a file of the folder itself." == refusal(folder)


def test_a_folder_under_a_file_name_is_not_read(folder):
    """A name that is a folder is no file."""
    (folder / "source.csv").unlink()
    (folder / "source.csv").mkdir()

    assert "kidal/source.csv: must be a file of the folder itself." == refusal(folder)


def test_a_file_that_is_missing_is_told(folder):
    """The file is named, with the reason."""
    (folder / "source.csv").unlink()

    assert (
        "kidal/source.csv: must exist, because datapackage.json names it. Put the file "
        "back, or remove source from datapackage.json."
    ) == refusal(folder)


def test_a_table_that_nobody_names_is_told(folder):
    """A table beside the others is not overlooked; other files are none of ours."""
    (folder / "notes.txt").write_text("mine", "utf-8")
    assert ARTICLE == pk.load(folder, format="csv")

    (folder / "extra.csv").write_text("id\n", "utf-8")
    assert (
        "kidal/extra.csv: must be a table that datapackage.json names. Add it to "
        "datapackage.json, or remove it from the folder."
    ) == refusal(folder)


def test_a_changed_file_is_refused(folder):
    """The hash shows the change; a person who meant it removes hash and size."""
    path = folder / "source.csv"
    path.write_text(path.read_text("utf-8").replace("AP", "AFP"), "utf-8")

    assert (
        "kidal/source.csv: must be the file that datapackage.json describes, by its "
        "hash and size. If it was changed on purpose, remove the hash and bytes of "
        "source from datapackage.json."
    ) == refusal(folder)

    describe(folder, lambda one: one["resources"][0].pop("hash"))
    assert "by its hash and size" in refusal(folder)

    describe(folder, lambda one: one["resources"][0].pop("bytes"))
    assert "AFP" == pk.load(folder, format="csv").get("source/ap-2023-10-31").origin


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda one: one.pop("peacekeep"), "Only a package that peacekeep wrote"),
        (lambda one: one.update(resources={}), "Only a package that peacekeep wrote"),
        (
            lambda one: one["resources"].append(one["resources"][0]),
            "must name each table once, got 'source' twice.",
        ),
        (
            lambda one: one["resources"][0].update(name="actor"),
            "must name each file after its table, got 'source.csv' for 'actor'.",
        ),
        (
            lambda one: one["resources"].append("source.csv"),
            "must give a path that is the name of a file beside it",
        ),
        (
            lambda one: one["peacekeep"].update(peacekeep="2.0"),
            "must be of version 1, got version '2.0'.",
        ),
        (
            lambda one: one["peacekeep"].update(marking="TLP:PINK"),
            "marking must be one of TLP:CLEAR",
        ),
    ],
)
def test_a_descriptor_that_is_none_of_ours_is_refused(folder, change, message):
    """An error about a missing or repeated key names the descriptor."""
    describe(folder, change)
    with pytest.raises(pk.PeacekeepError) as caught:
        pk.load(folder, format="csv")

    assert message in str(caught.value)


@pytest.mark.parametrize("content", [b"[]", b"{", b'{"a":1,"a":2}', b"\xff"])
def test_a_descriptor_is_read_as_strictly_as_any_json(folder, content):
    """No object, no JSON, a repeated key, no UTF-8."""
    (folder / "datapackage.json").write_bytes(content)

    assert refusal(folder).startswith("kidal/datapackage.json")


@pytest.mark.parametrize(
    "schema", [None, [], {"fields": {}}, {"fields": [1, {"name": 2}]}]
)
def test_types_that_are_not_told_are_texts(folder, schema):
    """Without a schema a list is a text, which its record refuses by name."""
    describe(
        folder,
        lambda one: next(
            resource for resource in one["resources"] if resource["name"] == "base"
        ).update(schema=schema),
    )
    with pytest.raises(pk.InvalidRecord) as caught:
        pk.load(folder, format="csv")

    assert "sources must be a list" in str(caught.value)


def test_unknown_keys_of_the_header_come_back(tmp_path):
    """What is said of the dataset stands whole in the descriptor."""
    ds = pk.loads(
        '{"peacekeep": "1.7", "title": "T", "licence": "Terms of ours", "by": {"a": '
        '2.50}, "records": []}'
    )
    pk.save(ds, tmp_path / "x", format="csv")
    descriptor = json.loads((tmp_path / "x" / "datapackage.json").read_text("utf-8"))

    assert ds == pk.load(tmp_path / "x", format="csv")
    assert "T" == descriptor["title"]
    assert "licenses" not in descriptor


def test_a_foreign_key_is_claimed_only_where_it_holds():
    """A reference that leads nowhere is a finding of ours, and no key here."""
    base = Table(
        "base",
        (Column("id", "string"), Column("mission", "string")),
        [Row({"id": "base/a", "mission": "mission/a"})],
        ("id",),
        {"mission": "mission"},
    )
    mission = Table(
        "mission", (Column("id", "string"),), [Row({"id": "mission/a"})], ("id",)
    )
    other = Table(
        "mission", (Column("id", "string"),), [Row({"id": "mission/b"})], ("id",)
    )

    def keys(*tables):
        files = {n: b"".join(c) for n, c in csv.write(Package({}, tables))}
        resources = json.loads(files["datapackage.json"])["resources"]
        return [one["schema"].get("foreignKeys") for one in resources]

    assert [
        None,
        [
            {
                "fields": ["mission"],
                "reference": {"resource": "mission", "fields": ["id"]},
            }
        ],
    ] == keys(mission, base)
    assert [None, None] == keys(other, base)
    assert [None] == keys(base)


def test_a_folder_is_replaced_whole(folder):
    """A smaller dataset leaves no table of the larger one behind."""
    before = {one.name for one in folder.iterdir()}
    small = pk.Dataset([ARTICLE.get("mission/minusma")])
    pk.save(small, folder, format="csv")

    assert len(before) > 10
    assert {"datapackage.json", "mission.csv"} == {one.name for one in folder.iterdir()}
    assert small == pk.load(folder, format="csv")
    assert [folder.name] == [one.name for one in folder.parent.iterdir()]


def test_an_empty_folder_is_filled(tmp_path):
    """Whoever made the folder before may have it."""
    (tmp_path / "x").mkdir()
    pk.save(ARTICLE, tmp_path / "x", format="csv")

    assert ARTICLE == pk.load(tmp_path / "x", format="csv")


def test_a_folder_with_other_files_is_left_alone(folder):
    """Nobody's file is removed: not beside a saved dataset, and not without one."""
    message = (
        "kidal: must be a new folder, or hold a saved dataset and nothing else. Save "
        "to another folder."
    )
    (folder / "notes.txt").write_text("mine", "utf-8")
    before = sorted(one.name for one in folder.iterdir())
    with pytest.raises(pk.UnreadableFile) as caught:
        pk.save(ARTICLE, folder, format="csv")

    assert message == str(caught.value)
    assert before == sorted(one.name for one in folder.iterdir())

    for content in (
        '{"resources": [1, {"path": "notes.txt"}]}',
        '{"peacekeep": {}, "resources": [1]}',
        '{"peacekeep": {}, "resources": [{"path": ["notes.txt"], "schema": {}}]}',
        '{"peacekeep": null, "resources": [{"path": "notes.txt"}]}',
        (
            '{"peacekeep": {}, "resources": [{"name": "notes", "path": "notes.txt", '
            '"format": "txt", "schema": {}}]}'
        ),
    ):
        (folder / "datapackage.json").write_text(content, "utf-8")
        assert not is_package(folder)
    (folder / "datapackage.json").write_text("[]", "utf-8")
    assert not is_package(folder)
    (folder / "datapackage.json").write_text(
        '{"peacekeep": {}, "resources": 3}', "utf-8"
    )
    assert not is_package(folder)
    (folder / "datapackage.json").unlink()
    assert not is_package(folder)


def test_only_the_files_that_were_saved_are_replaced(folder):
    """A folder under the name of a table, or a file that was changed, is kept."""
    path = folder / "source.csv"
    data = path.read_bytes()
    path.write_bytes(data + b"source/mine\n")
    assert not is_package(folder)

    path.unlink()
    path.mkdir()
    assert not is_package(folder)

    path.rmdir()
    path.write_bytes(data)
    assert is_package(folder)


def test_a_private_folder_stays_private(folder):
    """Who may read a dataset is not changed by saving it again."""
    folder.chmod(0o700)
    for path in folder.iterdir():
        path.chmod(0o600)
    pk.save(ARTICLE, folder, format="csv")

    assert 0o700 == folder.stat().st_mode & 0o777
    assert {0o600} == {path.stat().st_mode & 0o777 for path in folder.iterdir()}


@pytest.mark.parametrize(
    ("key", "value", "message"),
    [
        (
            "encoding",
            "latin-1",
            "must give source the encoding utf-8, got 'latin-1'",
        ),
        ("dialect", {"delimiter": ";"}, "must give source no dialect, got"),
        ("bytes", 5, "by its hash and size"),
        ("hash", None, "by its hash and size"),
    ],
)
def test_what_a_descriptor_tells_of_a_file_holds(folder, key, value, message):
    """Nothing that it says is overheard."""
    describe(folder, lambda one: one["resources"][0].update({key: value}))

    assert message in refusal(folder)


@pytest.mark.parametrize("kind", ["con", "x" * 120])
def test_a_table_that_no_file_can_be_named_after_is_not_written(kind):
    """It could not be read again."""
    table = Table(kind, (Column("id", "string"),), [Row({"id": f"{kind}/a"})], ("id",))
    with pytest.raises(
        pk.UnreadableFile, match="must give each table a name that a file"
    ):
        list(csv.write(Package({}, (table,))))


def test_a_file_is_no_folder_to_replace(tmp_path):
    """A file under the name is left alone."""
    path = tmp_path / "x"
    path.write_text("mine", "utf-8")
    with pytest.raises(pk.UnreadableFile, match="must be a new folder"):
        pk.save(ARTICLE, path, format="csv")

    assert "mine" == path.read_text("utf-8")
    with pytest.raises(pk.UnreadableFile) as caught:
        pk.load(path, format="csv")
    assert (
        "x: must be a folder with datapackage.json, which names its tables. Give the "
        "folder that peacekeep saved."
    ) == str(caught.value)


def test_an_error_while_writing_leaves_the_old_folder(folder, monkeypatch):
    """The new folder takes the place of the old one when it is whole, or never."""
    too_long = pk.Source(id="source/x", title="x" * (2**20 + 1))
    with pytest.raises(pk.UnreadableFile, match="must be at most 1048576"):
        pk.save(pk.Dataset([too_long]), folder, format="csv")

    assert ARTICLE == pk.load(folder, format="csv")

    rename = type(folder).rename

    def fails(self, target):
        if self.name.endswith(".tmp"):
            raise OSError(5, "Input/output error")
        return rename(self, target)

    monkeypatch.setattr(type(folder), "rename", fails)
    with pytest.raises(pk.UnreadableFile) as caught:
        pk.save(pk.Dataset(), folder, format="csv")
    monkeypatch.undo()

    assert "kidal: could not be written: Input/output error." == str(caught.value)
    assert ARTICLE == pk.load(folder, format="csv")
    assert ["kidal"] == [one.name for one in folder.parent.iterdir()]


@pytest.mark.parametrize("path", ["a\0b", "x" * 300])
def test_a_name_that_no_folder_can_have_is_refused(tmp_path, path):
    """The error gives the reason of the system."""
    with pytest.raises(pk.UnreadableFile, match=r"must be a folder with datapackage"):
        pk.load(tmp_path / path, format="csv")
    with pytest.raises(pk.UnreadableFile, match="could not be written"):
        pk.save(ARTICLE, tmp_path / path, format="csv")


def test_folders_open_what_they_have(tmp_path):
    """A missing file gives the same error on the disk and in memory."""
    (tmp_path / "a.csv").write_bytes(b"a")
    for folder in (DiskFolder(tmp_path), MemoryFolder({"a.csv": b"a"})):
        with folder.open("a.csv") as file:
            assert b"a" == file.read()
        assert ["a.csv"] == list(folder.names())
        with pytest.raises(pk.UnreadableFile, match=r"b\.csv: could not be opened"):
            folder.open("b.csv")
        with pytest.raises(pk.UnreadableFile, match="could not be opened"):
            folder.open("b\0.csv")
    assert () == DiskFolder(tmp_path / "missing").names()
    with pytest.raises(pk.UnreadableFile, match="must be a file of the folder itself"):
        DiskFolder(tmp_path / "x").open("../a.csv")


def test_a_folder_is_no_text():
    """A format of several files has no one text."""
    message = (
        "csv stands in the files of a folder, not in one text. Use load and save with "
        "a path."
    )
    for verb, argument in ((pk.dumps, ARTICLE), (pk.loads, "x")):
        with pytest.raises(pk.UnreadableFile) as caught:
            verb(argument, "csv")
        assert message == str(caught.value)
