"""Files within files: .gz, .zst and .zip, unpacked one at a time and within bounds.

What is unpacked goes into a folder of its own under names of our own, so no name in an archive
decides where anything is written.
"""

from __future__ import annotations

import gzip
import lzma
import stat
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, cast

from hedgerow.store.convert.found import Tell
from hedgerow.store.convert.inputs import SourceFile
from hedgerow.store.problem import ProblemError

if TYPE_CHECKING:
    from collections.abc import Callable

DEEPEST = 3
"""How many containers may be in one another."""

MOST_MEMBERS = 200_000
MOST_UNPACKED = 8_000_000_000
"""Bytes that one container may hold unpacked."""

HIGHEST_RATIO = 200
"""How many bytes may come of one; prose and JSON come to 3 to 30."""

_SMALL = 16_000_000  # bytes that may come of anything
_CHUNK = 1 << 18

BROKEN = (
    zipfile.BadZipFile, gzip.BadGzipFile, zlib.error, lzma.LZMAError, EOFError, RuntimeError,
    NotImplementedError, ValueError,
)  # fmt: skip
"""What the libraries for packed files raise where one is not what it says."""


def unpacked_gzip(given: SourceFile, tell: Tell) -> Iterator[SourceFile]:
    """Unpack a .gz file: one file."""
    with given.open() as packed:
        yield from _one(
            given, lambda: cast(IO[bytes], gzip.GzipFile(fileobj=packed)), packed, ".gz", tell
        )


def unpacked_zstd(given: SourceFile, tell: Tell) -> Iterator[SourceFile]:
    """Unpack a .zst file: one file.

    Raises:
        ImportError: the library for it is not installed.
    """
    import zstandard

    def opened() -> IO[bytes]:
        reader: IO[bytes] = zstandard.ZstdDecompressor(max_window_size=1 << 27).stream_reader(
            packed, read_across_frames=True
        )
        return reader

    with given.open() as packed:
        try:
            yield from _one(given, opened, packed, ".zst", tell)
        except zstandard.ZstdError as error:
            tell(given.problem(f"can't be unpacked ({error})", "make the file again"))


def _one(
    given: SourceFile, opened: Callable[[], IO[bytes]], packed: IO[bytes], ending: str, tell: Tell
) -> Iterator[SourceFile]:
    name = given.name.rsplit("/", 1)[-1]
    name = name[: -len(ending)] if name.lower().endswith(ending) else name
    if _is_too_deep(given, tell):
        return
    with tempfile.TemporaryDirectory(prefix="hedgerow-") as folder:
        path = Path(folder) / f"unpacked{_ending(name)}"
        try:
            with opened() as stream, path.open("wb") as file:
                _copy(given, stream, file, lambda: packed.tell())
        except ProblemError as error:
            tell(error.problem)
            return
        except BROKEN as error:
            tell(given.problem(f"can't be unpacked ({error})", "make the file again"))
            return
        below = given.name.rpartition("/")[0]
        yield SourceFile(
            path,
            given.shown,
            f"{below}/{name}" if below else name,
            given.largest,
            given.depth + 1,
            given.read_as,
        )


def members_of_zip(given: SourceFile, tell: Tell) -> Iterator[SourceFile]:
    """Unpack the files of a .zip, one after the other; each is gone when the next is asked for."""
    if _is_too_deep(given, tell):
        return
    with open_zip(given, tell) as archive:
        if archive is None:
            return
        for number, member in enumerate(archive.infolist()):
            name = shown_name(member.filename)
            if member.is_dir() or is_of_the_system(name):
                continue
            if stat.S_ISLNK(member.external_attr >> 16):
                tell(given.problem(f"“{name}” in it is a link", "put the file itself there"))
                continue
            with tempfile.TemporaryDirectory(prefix="hedgerow-") as folder:
                path = Path(folder) / f"{number}{_ending(name)}"
                if unpack(given, archive, member, path, tell):
                    yield given.within(path, name)


@contextmanager
def open_zip(given: SourceFile, tell: Tell) -> Iterator[zipfile.ZipFile | None]:
    """Open a ZIP file, if what is in it can be unpacked within bounds; else tell, and give None."""
    try:
        file = given.open()
        archive = zipfile.ZipFile(file)
    except BROKEN as error:
        tell(given.problem(f"no whole ZIP file ({error})", "fetch or make it again"))
        yield None
        return
    with file, archive:
        members = archive.infolist()
        whole = sum(member.file_size for member in members)
        size = given.path.stat().st_size
        if len(members) > MOST_MEMBERS:
            what = f"{len(members):,} files in it, more than {MOST_MEMBERS:,}"
        elif whole > MOST_UNPACKED:
            what = f"{whole / 1e9:,.1f} GB unpacked, more than {MOST_UNPACKED / 1e9:,.0f} GB"
        elif whole > _SMALL and whole > HIGHEST_RATIO * size:
            what = _ratio_told(whole, size)
        else:
            yield archive
            return
        tell(given.problem(what, "unpack it yourself, if you trust it"))
        yield None


def unpack(
    given: SourceFile, archive: zipfile.ZipFile, member: zipfile.ZipInfo, path: Path, tell: Tell
) -> bool:
    """Unpack one file of a ZIP file; say whether that went well, and tell if not."""
    name = shown_name(member.filename)
    if member.flag_bits & 1:
        tell(given.problem(f"“{name}” in it is encrypted", "unpack it with its password"))
        return False
    try:
        with archive.open(member) as stream, path.open("wb") as file:
            _copy(given, stream, file, lambda: max(member.compress_size, 1), name)
    except ProblemError as error:
        tell(error.problem)
        return False
    except BROKEN as error:
        tell(given.problem(f"“{name}” in it can't be unpacked ({error})", "make the file again"))
        return False
    return True


def member_bytes(archive: zipfile.ZipFile, name: str, largest: int) -> bytes:
    """Read one file of a ZIP file whole.

    Raises:
        KeyError: there is no such file.
        ValueError: it is larger, or packed harder, than what is read.
    """
    member = archive.getinfo(name)
    if member.flag_bits & 1:
        raise ValueError(f"“{shown_name(name)}” in it is encrypted")
    with archive.open(member) as stream:
        data = stream.read(largest + 1)
    if len(data) > largest:
        raise ValueError(f"“{shown_name(name)}” in it has more than {largest / 1e6:,.0f} MB")
    if len(data) > _SMALL and len(data) > HIGHEST_RATIO * member.compress_size:
        raise ValueError(_ratio_told(len(data), member.compress_size))
    return data


def _copy(
    given: SourceFile, stream: IO[bytes], file: IO[bytes], taken: Callable[[], int], name: str = ""
) -> None:
    """Unpack, and stop as soon as what comes is out of bounds.

    Raises:
        ProblemError: it is.
    """
    written = 0
    while chunk := stream.read(_CHUNK):
        written += len(chunk)
        if written > MOST_UNPACKED:
            what = f"more than {MOST_UNPACKED / 1e9:,.0f} GB unpacked"
        elif written > _SMALL and written > HIGHEST_RATIO * taken():
            what = _ratio_told(written, taken())
        else:
            file.write(chunk)
            continue
        told = f"“{name}” in it: {what}" if name else what
        raise ProblemError(given.problem(told, "unpack it yourself, if you trust it"))


def _ratio_told(unpacked: int, packed: int) -> str:
    return (
        f"packed so hard that it may be a bomb ({unpacked / 1e6:,.0f} MB of {packed / 1e6:,.2f} MB)"
    )


def _is_too_deep(given: SourceFile, tell: Tell) -> bool:
    if given.depth >= DEEPEST:
        tell(given.problem(f"more than {DEEPEST} packed files in one another", "unpack it once"))
    return given.depth >= DEEPEST


def _ending(name: str) -> str:
    ending = Path(name.replace("\0", "")).suffix.lower()
    return ending if ending.isascii() and ending[1:].isalnum() and len(ending) < 12 else ""


def shown_name(name: str) -> str:
    """Give the name of a file in an archive as it is shown, and as ids are made from it.

    Folders above, drives and empty parts are left out: it is a name, never a way.
    """
    parts = name.replace("\\", "/").split("/")
    kept = [part for part in parts if part not in ("", ".", "..") and not part.endswith(":")]
    return "/".join(kept) or "nameless"


def is_of_the_system(name: str) -> bool:
    """Say whether a file in an archive is one that systems put there: no part of what was sent."""
    parts = name.split("/")
    return "__MACOSX" in parts or parts[-1].startswith(".") or parts[-1] == "Thumbs.db"
