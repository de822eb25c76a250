"""What the formats share: decoding, and a file that is written whole or not at all."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

import peacekeep as pk
from peacekeep.formats import files
from peacekeep.formats.base import Document, Row, decoded
from peacekeep.formats.files import replace_file


WRITER = """
import os, sys, time
import peacekeep as pk

def stop(handle):
    print("writing", flush=True)
    time.sleep(60)

os.fsync = stop
pk.save(pk.Dataset(title="new"), sys.argv[1])
"""


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def leftovers(folder):
    return sorted(path.name for path in folder.glob(".*.tmp"))


@pytest.fixture
def target(tmp_path):
    path = tmp_path / "data.json"
    path.write_bytes(b"old")
    return path


@pytest.fixture
def writer(target):
    """A run that stands in the middle of saving the file."""
    source = Path(pk.__file__).parents[1]
    run = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(target)],
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(source)},
    )
    assert b"writing" == run.stdout.readline().strip()
    yield run
    run.kill()
    run.wait()
    run.stdout.close()


def refusal(path, chunks=(b"new",)):
    with pytest.raises(pk.UnreadableFile) as caught:
        replace_file(path, chunks)
    return str(caught.value)


# Rows and documents.


def test_a_row_and_a_document_may_have_no_place():
    """What is made in memory has no file and no line."""
    assert pk.Where() == Row({}).where
    assert pk.Where() == Document({}, []).where


# Decoding.


def test_utf_8_is_decoded():
    """Text beyond ASCII is read as it is."""
    assert "Ménaka, Гао" == decoded("Ménaka, Гао".encode(), pk.Where())


@pytest.mark.parametrize(
    "data",
    [
        b"\xef\xbb\xbf{}",
        "{}".encode("utf-16"),
        b"\xfe\xff\x00{\x00}",
        b"\xef\xbb\xbf",
    ],
)
def test_a_byte_order_mark_is_refused(data):
    """Of UTF-8 and of UTF-16, of an empty text too."""
    with pytest.raises(pk.UnreadableFile) as caught:
        decoded(data, pk.Where(file="a.json"))

    assert (
        "a.json: must be UTF-8 without a byte-order mark, got one at the start. "
        'Save the file as "UTF-8 without BOM".'
    ) == str(caught.value)


def test_other_encodings_are_refused_with_their_line():
    """The line is that of the first byte that cannot be read."""
    with pytest.raises(pk.UnreadableFile) as caught:
        decoded(b"{\n\n'\xe9'}", pk.Where(file="a.json"))

    assert (
        "a.json:3: must be UTF-8, got the byte 0xe9. Save the file as UTF-8."
    ) == str(caught.value)


def test_a_line_keeps_its_number_when_it_is_refused():
    """A line of a larger file is not counted again."""
    with pytest.raises(pk.UnreadableFile) as caught:
        decoded(b"\xff", pk.Where(line=7))

    assert 7 == caught.value.where.line


# Replacing a file.


def test_a_new_file_is_written(tmp_path):
    """Nothing but the file is left in the folder."""
    replace_file(tmp_path / "new.json", [b"one", b"two"])

    assert b"onetwo" == (tmp_path / "new.json").read_bytes()
    assert ["new.json"] == names(tmp_path)


def test_an_old_file_is_replaced(target):
    """The new bytes stand where the old ones stood."""
    replace_file(target, [b"new"])

    assert b"new" == target.read_bytes()
    assert [] == leftovers(target.parent)


@pytest.mark.parametrize("error", [RuntimeError, KeyboardInterrupt, pk.UnreadableFile])
def test_an_error_leaves_the_old_file_and_nothing_else(target, error):
    """Whatever breaks off the writing, it is as if it had not begun."""

    def chunks():
        yield b"half"
        raise error("broken off")

    with pytest.raises(error, match="broken off"):
        replace_file(target, chunks())

    assert b"old" == target.read_bytes()
    assert ["data.json"] == names(target.parent)


def test_the_old_file_stands_until_all_is_written(target):
    """A reader meets the old file or the new one, and never a part."""
    seen = []

    def chunks():
        yield b"half"
        seen.append(target.read_bytes())
        yield b"whole"

    replace_file(target, chunks())

    assert [b"old"] == seen


def test_the_file_and_its_folder_are_made_durable(target, monkeypatch):
    """Both reach the disk: the file before it takes its place, the folder after."""
    synced = []

    def fsync(handle):
        path = Path(f"/proc/self/fd/{handle}").readlink()
        synced.append((path == target.parent, target.read_bytes()))

    if not Path("/proc/self/fd").is_dir():
        pytest.skip("this system does not tell what a handle belongs to")
    monkeypatch.setattr(os, "fsync", fsync)
    replace_file(target, [b"new"])

    assert [(False, b"old"), (True, b"new")] == synced


def test_where_files_are_locked_by_the_system_no_folder_is_synced(target, monkeypatch):
    """Windows has no fcntl; a leftover is removed there, for an open one cannot be."""
    synced = []
    monkeypatch.setattr(files, "fcntl", None)
    monkeypatch.setattr(os, "fsync", synced.append)
    (target.parent / ".data.json.0123456789abcdef.tmp").touch()
    replace_file(target, [b"new"])

    assert b"new" == target.read_bytes()
    assert 1 == len(synced)
    assert [] == leftovers(target.parent)


def test_a_link_is_followed(target):
    """The file that a link leads to is replaced, and the link stays."""
    link = target.parent / "link.json"
    link.symlink_to(target)
    replace_file(link, [b"new"])

    assert link.is_symlink()
    assert b"new" == target.read_bytes()


def test_a_link_to_nothing_is_followed(tmp_path):
    """The file that it names is made."""
    (tmp_path / "link.json").symlink_to(tmp_path / "data.json")
    replace_file(tmp_path / "link.json", [b"new"])

    assert b"new" == (tmp_path / "data.json").read_bytes()


@pytest.mark.parametrize("mode", [0o600, 0o644, 0o664])
def test_the_mode_of_the_file_is_kept(target, mode):
    """Who may read the old file may read the new one, and nobody else."""
    target.chmod(mode)
    replace_file(target, [b"new"])

    assert mode == target.stat().st_mode & 0o777


# What cannot be written.


def test_a_missing_folder_is_told(tmp_path):
    """No folder is made on the way."""
    assert "a.json: could not be written: No such file or directory." == refusal(
        tmp_path / "none" / "a.json"
    )


def test_a_folder_is_no_file(tmp_path):
    """A folder is not replaced."""
    (tmp_path / "a.json").mkdir()

    assert "a.json: could not be written: Is a directory." == refusal(
        tmp_path / "a.json"
    )
    assert [] == leftovers(tmp_path)


def test_a_folder_that_takes_no_file_is_told(target, monkeypatch):
    """Where nothing may be made, the old file stays."""

    def refused(*_):
        raise PermissionError(13, "Permission denied")

    with monkeypatch.context() as patch:
        patch.setattr(os, "open", refused)
        text = refusal(target)

    assert "data.json: could not be written: Permission denied." == text
    assert b"old" == target.read_bytes()


def test_an_error_without_a_reason_of_the_system_is_told(target, monkeypatch):
    """Its own words stand in the text."""

    def broken(_):
        raise OSError("disk on fire")

    monkeypatch.setattr(os, "fsync", broken)

    assert "data.json: could not be written: disk on fire." == refusal(target)
    assert ["data.json"] == names(target.parent)


@pytest.mark.parametrize("name", ["a\0b.json", "a\ud800b.json"])
def test_a_name_that_no_file_can_have_is_told(tmp_path, name):
    """Such a name is an error of ours, not one of Python's."""
    assert "could not be written" in refusal(tmp_path / name)


# Runs that were killed, and runs that live.


def test_a_killed_run_leaves_the_old_file(target, writer):
    """What it had written stays beside it until the next save, which removes it."""
    writer.kill()
    writer.wait()

    assert b"old" == target.read_bytes()
    assert 1 == len(leftovers(target.parent))

    replace_file(target, [b"new"])

    assert b"new" == target.read_bytes()
    assert [] == leftovers(target.parent)


def test_what_a_living_run_writes_is_not_removed(target, writer):
    """Its lock tells that it lives."""
    before = leftovers(target.parent)
    replace_file(target, [b"new"])

    assert 1 == len(before)
    assert before == leftovers(target.parent)
    assert writer.poll() is None


@pytest.mark.parametrize(
    "name",
    [
        ".data.json.tmp",
        ".data.json.short.tmp",
        ".data.jsonl.0123456789abcdef.tmp",
        "data.json.0123456789abcdef.tmp",
        ".data.json.0123456789abcdef",
    ],
)
def test_files_of_others_are_not_removed(target, name):
    """Only files with the name of a leftover of this file are removed."""
    other = target.parent / name
    other.touch()
    replace_file(target, [b"new"])

    assert other.exists()


def test_a_leftover_that_cannot_be_removed_does_not_stop_a_save(target):
    """A folder of that name stays where it is."""
    (target.parent / ".data.json.0123456789abcdef.tmp").mkdir()
    replace_file(target, [b"new"])

    assert b"new" == target.read_bytes()


def test_a_file_that_another_run_took_for_a_leftover_is_made_again(target, monkeypatch):
    """Between its making and its lock, another run may remove it."""
    lock, taken = files._lock, []  # noqa: SLF001 - the step that others may come before

    def late(file):
        if not taken:
            taken.append(file.name)
            Path(file.name).unlink()
        lock(file)

    monkeypatch.setattr(files, "_lock", late)
    replace_file(target, [b"new"])

    assert 1 == len(taken)
    assert b"new" == target.read_bytes()


def test_a_file_that_another_run_has_locked_is_made_again(target, monkeypatch):
    """Who holds the lock is about to remove it."""
    lock, taken = files._lock, []  # noqa: SLF001 - the step that others may come before

    def held(file):
        if not taken:
            taken.append(file.name)
            raise BlockingIOError
        lock(file)

    monkeypatch.setattr(files, "_lock", held)
    replace_file(target, [b"new"])

    assert b"new" == target.read_bytes()


def test_two_runs_save_one_file(tmp_path):
    """Each leaves it whole, and neither meets an error."""
    script = (
        "import sys, peacekeep as pk\n"
        "for number in range(60):\n"
        "    pk.save(pk.Dataset(title=sys.argv[2]), sys.argv[1])\n"
    )
    source = Path(pk.__file__).parents[1]
    runs = [
        subprocess.Popen(
            [sys.executable, "-c", script, str(tmp_path / "a.json"), title],
            env={**os.environ, "PYTHONPATH": str(source)},
        )
        for title in ("one", "two")
    ]

    assert [0, 0] == [run.wait() for run in runs]
    assert pk.load(tmp_path / "a.json").title in {"one", "two"}
    assert ["a.json"] == names(tmp_path)


def test_what_replaces_a_private_file_is_private_while_it_is_written(target):
    """Nobody else can read the temporary file, and the mode is kept."""
    target.chmod(0o600)
    modes = []

    def chunks():
        yield b"new"
        modes.extend(
            stat.S_IMODE(path.stat().st_mode) for path in target.parent.iterdir()
        )

    replace_file(target, chunks())

    assert [0o600, 0o600] == modes
    assert 0o600 == stat.S_IMODE(target.stat().st_mode)


def test_a_file_that_only_looks_like_a_leftover_is_kept(target):
    """What stands between the name and the ending is no token of ours."""
    other = target.with_name(".data.json.my-precious-note.tmp")
    other.write_text("mine", "utf-8")
    replace_file(target, [b"new"])

    assert "mine" == other.read_text("utf-8")
