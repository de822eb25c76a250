"""
What the formats share: rows with their place, limits, and the safe way to a file.

Every format reads into a `Document` and writes one. Nothing is judged here but form.
"""

import contextlib
import os
import secrets
import stat
from collections.abc import Iterable, Iterator
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


__all__ = ["RECORD_LIMIT", "Document", "Row", "decoded", "replace_file"]

RECORD_LIMIT: Final = 2**20
"""Largest size of one record in a file. Unit: byte."""


@attrs.frozen
class Row:
    """
    A plain record and where it stands.

    Attributes:
        plain: The record as the file has it.
        where: File and line.
    """

    plain: object
    where: Where = Where()


@attrs.frozen
class Document:
    """
    A file taken apart.

    Attributes:
        header: What stands beside the records.
        rows: The records, in the order of the file.
        where: The file.
    """

    header: dict[str, object]
    rows: Iterable[Row]
    where: Where = Where()


def decoded(data: bytes, where: Where) -> str:
    """
    Decode UTF-8 without a byte-order mark.

    Raises:
        UnreadableFile: If it is anything else.
    """
    if data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        problem = "must be UTF-8 without a byte-order mark, got one at the start."
        hint = 'Save the file as "UTF-8 without BOM".'
        raise UnreadableFile(problem, where=where, hint=hint)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        found = data[error.start : error.start + 1].hex()
        raise UnreadableFile(
            f"must be UTF-8, got the byte 0x{found}.",
            where=Where(line=line).within(where) if where.line is None else where,
            hint="Save the file as UTF-8.",
        ) from None


def replace_file(path: Path, chunks: Iterable[bytes]) -> None:
    """
    Write a file whole or not at all.

    The chunks go to a temporary file in the same folder, which takes the place of the
    old one when it is safe on the disk. An error leaves the old file untouched. What
    a killed run left behind is removed.

    Raises:
        UnreadableFile: If the file cannot be written.
    """
    try:
        path = Path(os.path.realpath(path))
    except ValueError as error:  # a name that no file can have
        problem = f"could not be written: {error}."
        raise UnreadableFile(problem, where=Where(file=path.name)) from None
    try:
        _remove_leftovers(path)
        # What replaces a private file is private from its first byte on.
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
                    file.close()  # Windows moves no open file
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
        # Until it is locked, another run may take it for a leftover, and remove it.
        with contextlib.suppress(BlockingIOError):
            _lock(file)
            if temporary.exists():
                return file
        file.close()


def _leftovers(path: Path) -> Iterator[Path]:
    start, end = f".{path.name}.", ".tmp"
    for other in path.parent.iterdir():
        middle = other.name.removeprefix(start).removesuffix(end)
        if other.name == f"{start}{middle}{end}" and len(middle) == 16:  # noqa: PLR2004 - eight bytes in hexadecimal
            yield other


def _remove_leftovers(path: Path) -> None:
    for leftover in list(_leftovers(path)):
        # A run that still writes holds a lock, and may also finish before we look.
        with contextlib.suppress(OSError), leftover.open("rb") as file:
            _lock(file)
            if fcntl is None:
                file.close()  # Windows removes no open file
            leftover.unlink()


def _lock(file: BinaryIO) -> None:
    if fcntl is not None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _keep_mode(old: Path, new: Path) -> None:
    with contextlib.suppress(FileNotFoundError):
        new.chmod(stat.S_IMODE(old.stat().st_mode))


def _sync_folder(folder: Path) -> None:
    # Windows opens no folder, and makes the renaming durable itself.
    if fcntl is not None:
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
