"""
Files and folders: opened by name, and written whole or not at all.

The pipeline writes through this file, which does not know what the files contain.
"""

import contextlib
import io
import os
import re
import secrets
import shutil
import stat
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import BinaryIO, Final

import attrs

from peacekeep.errors import UnreadableFile, Where


try:
    import fcntl
except (
    ImportError
):  # pragma: no cover - Windows has no fcntl, and locks open files itself
    fcntl = None  # type: ignore[assignment] # the module is optional


__all__ = ["DiskFolder", "MemoryFolder", "replace_file", "replace_folder"]

# Eight bytes in hexadecimal, between the name of a file and its ending.
_TOKEN: Final = re.compile("[0-9a-f]{16}")


@attrs.frozen
class DiskFolder:
    """
    A folder on the disk. Only files directly in it can be opened, by name.

    Attributes:
        path: The folder.
    """

    path: Path

    def names(self) -> Iterable[str]:
        """Return the names of everything in the folder."""
        try:
            return sorted(one.name for one in self.path.iterdir())
        except (OSError, ValueError):
            return ()

    def open(self, name: str, /) -> BinaryIO:
        """
        Open a file for reading. Links are not followed.

        Raises:
            UnreadableFile: If the name is not that of a file in the folder.
        """
        where = Where(file=f"{self.path.name}/{name}")
        file = self.path / name
        try:
            if file.parent != self.path or not stat.S_ISREG(file.lstat().st_mode):
                problem = "must be a file of the folder itself."
                raise UnreadableFile(problem, where=where)
            return file.open("rb")
        except (OSError, ValueError) as error:
            if isinstance(error, UnreadableFile):
                raise
            reason = getattr(error, "strerror", None) or error
            problem = f"could not be opened: {reason}."
            raise UnreadableFile(problem, where=where) from None


@attrs.frozen
class MemoryFolder:
    """
    Files in memory, by name.

    Attributes:
        files: The bytes of each file, by name.
    """

    files: Mapping[str, bytes]

    def names(self) -> Iterable[str]:
        """Return the names of everything in the folder."""
        return self.files

    def open(self, name: str, /) -> BinaryIO:
        """
        Open a file for reading.

        Raises:
            UnreadableFile: If no file has the name.
        """
        if name not in self.files:
            problem = "could not be opened: there is no such file."
            raise UnreadableFile(problem, where=Where(file=name))
        return io.BytesIO(self.files[name])


def replace_file(path: Path, chunks: Iterable[bytes]) -> None:
    """
    Write a file whole or not at all.

    The chunks go to a temporary file in the same folder, which replaces the old file
    once it is safe on the disk. An error leaves the old file untouched. Temporary files
    of killed runs are removed.

    Raises:
        UnreadableFile: If the file cannot be written.
    """
    try:
        path = Path(os.path.realpath(path))
    except ValueError as error:  # no file can have this name
        problem = f"could not be written: {error}."
        raise UnreadableFile(problem, where=Where(file=path.name)) from None
    try:
        _remove_leftovers(path)
        # The replacement of a private file is private from its first byte.
        file = _created_beside(path, 0o600 if path.exists() else 0o666)
        temporary = Path(file.name)
        try:
            with file:
                for chunk in chunks:
                    file.write(chunk)
                _keep_mode(path, temporary)
                file.flush()
                os.fsync(file.fileno())
                if fcntl is None:
                    file.close()  # Windows cannot move an open file
                temporary.replace(path)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
        _sync_folder(path.parent)
    except OSError as error:
        problem = f"could not be written: {error.strerror or error}."
        raise UnreadableFile(problem, where=Where(file=path.name)) from error


def _created_beside(path: Path, mode: int) -> BinaryIO:
    while True:
        temporary = path.with_name(f".{path.name}.{secrets.token_hex(8)}.tmp")
        file = open(  # noqa: SIM115 - locked while open, and of a mode of its own
            temporary, "xb", opener=lambda name, flags: os.open(name, flags, mode)
        )
        # Before it is locked, another run may remove it as a leftover.
        with contextlib.suppress(BlockingIOError):
            _lock(file)
            if temporary.exists():
                return file
        file.close()


def _leftovers(path: Path) -> Iterator[Path]:
    start, end = f".{path.name}.", ".tmp"
    for other in path.parent.iterdir():
        middle = other.name.removeprefix(start).removesuffix(end)
        if other.name == f"{start}{middle}{end}" and _TOKEN.fullmatch(middle):
            yield other


def _remove_leftovers(path: Path) -> None:
    for leftover in list(_leftovers(path)):
        # A run that still writes holds a lock, and may finish in the meantime.
        with contextlib.suppress(OSError), leftover.open("rb") as file:
            _lock(file)
            if fcntl is None:
                file.close()  # Windows cannot remove an open file
            leftover.unlink()


def _lock(file: BinaryIO) -> None:
    if fcntl is not None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _keep_mode(old: Path, new: Path) -> None:
    with contextlib.suppress(FileNotFoundError):
        new.chmod(stat.S_IMODE(old.stat().st_mode))


def _sync_folder(folder: Path) -> None:
    # Windows cannot open a folder, and makes the renaming durable itself.
    if fcntl is not None:
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


Files = Iterable[tuple[str, Iterable[bytes]]]


def replace_folder(
    path: Path, files: Files, *, is_ours: Callable[[Path], bool]
) -> None:
    """
    Write a folder whole or not at all.

    The files go to a temporary folder beside it, which replaces the old folder once it
    is safe on the disk. An error leaves the old folder untouched.

    Args:
        path: The folder.
        files: The name and the bytes of each file.
        is_ours: Returns whether an existing folder holds only what was written here,
            so that it may be replaced.

    Raises:
        UnreadableFile: If the folder cannot be written, or holds other files.
    """
    where = Where(file=path.name)
    try:
        path = Path(os.path.realpath(path))
        token = secrets.token_hex(8)
        new = path.with_name(f".{path.name}.{token}.tmp")
        old = path.with_name(f".{path.name}.{token}.old")
        if path.exists() and not is_ours(path):
            raise UnreadableFile(
                "must be a new folder, or hold a saved dataset and nothing else.",
                where=where,
                hint="Save to another folder.",
            )
        # The replacement of a private folder is private from its first byte.
        new.mkdir(mode=0o700 if path.exists() else 0o777)
        try:
            for name, chunks in files:
                _write_durably(new / name, chunks)
                _keep_mode(path / name, new / name)
            _keep_mode(path, new)
            _sync_folder(new)
            if path.exists():
                path.rename(old)
            new.rename(path)
        except BaseException:
            if old.exists() and not path.exists():
                old.rename(path)
            shutil.rmtree(new, ignore_errors=True)
            raise
        _sync_folder(path.parent)
        shutil.rmtree(old, ignore_errors=True)
    except (OSError, ValueError) as error:
        if isinstance(error, UnreadableFile):
            raise
        reason = getattr(error, "strerror", None) or error
        problem = f"could not be written: {reason}."
        raise UnreadableFile(problem, where=where) from error


def _write_durably(path: Path, chunks: Iterable[bytes]) -> None:
    with path.open("xb") as file:
        for chunk in chunks:
            file.write(chunk)
        file.flush()
        os.fsync(file.fileno())
