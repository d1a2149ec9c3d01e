"""Files that a stranger may have put there: what each kind may be, and how it is opened.

What stands under a file's name may be a pipe that nobody writes to, a device without an end, or a
hundred gigabytes. It is opened without waiting, looked at once it is open, and read no further than
its kind may be long.
"""

from __future__ import annotations

import errno
import io
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import IO, BinaryIO, NamedTuple


class FileKind(NamedTuple):
    """What a kind of file may be; a file of any kind must be a regular one, or a link to one.

    Attributes:
        largest: bytes it may have; None where there is no limit but that of its lines.
        longest_line: bytes that a line may have; None where it isn't read line by line.
        encoding: how its text is decoded; None where the reader of its format decides.
    """

    largest: int | None
    longest_line: int | None
    encoding: str | None


MB = 1_000_000
CODEBOOK = FileKind(2 * MB, None, "utf-8-sig")
SETTINGS = FileKind(1 * MB, None, "utf-8-sig")
JOURNAL = FileKind(1_000 * MB, None, "utf-8")
ARTICLE = FileKind(None, None, None)
"""Its limit is the corpus's, which `--max-size` moves, and 20 MB without it."""
ARTICLE_LINES = FileKind(None, 200 * MB, "utf-8")
IMPORT = FileKind(None, 50 * MB, "utf-8")
"""The one kind that may be a pipe or a device: it was named to be read to its end."""

_FLAGS: int = (
    os.O_RDONLY
    | getattr(os, "O_BINARY", 0)
    | getattr(os, "O_NONBLOCK", 0)  # or opening a pipe would wait for who writes to it
    | getattr(os, "O_NOCTTY", 0)
    | getattr(os, "O_CLOEXEC", 0)
)
_CHUNK = 1 << 20


def open_regular(name: str | Path, kind: FileKind) -> tuple[int, os.stat_result]:
    """Open a file to read it, if it is a regular one and no larger than its kind may be.

    Args:
        name: the file; a link is followed.
        kind: what it is.

    Returns:
        The descriptor, and what the system says of the file.

    Raises:
        OSError: it can't be opened, is no regular file, or is too large.
    """
    descriptor = os.open(name, _FLAGS)
    try:
        there = os.fstat(descriptor)
        if stat.S_ISDIR(there.st_mode):
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(name))
        if not stat.S_ISREG(there.st_mode):
            raise OSError(errno.EINVAL, "not a regular file", str(name))
        if kind.largest is not None and there.st_size > kind.largest:
            what = f"larger than the {kind.largest // MB:,} MB that are read"
            raise OSError(errno.EFBIG, what, str(name))
    except BaseException:
        os.close(descriptor)
        raise
    return descriptor, there


def open_to_read(path: str | Path, kind: FileKind) -> BinaryIO:
    """Do what `open_regular` does, and give a file object."""
    return os.fdopen(open_regular(path, kind)[0], "rb")


def read_text(path: Path, kind: FileKind) -> str:
    """Read a text whole; each of its lines ends in a line feed.

    Raises:
        OSError: as `open_regular`.
        UnicodeDecodeError: it is not in the encoding of its kind.
    """
    with io.TextIOWrapper(open_to_read(path, kind), kind.encoding) as file:
        return file.read()


class TooLongError(ValueError):
    """Raised for a line that is longer than its kind of file may have.

    Attributes:
        number: its number, from 1.
    """

    def __init__(self, number: int, longest: int) -> None:
        super().__init__(f"a line of more than {longest // MB:,} MB")
        self.number = number


def lines_of(file: IO[bytes], kind: FileKind) -> Iterator[bytes]:
    """Give the lines of an open file, each with its newline, as far as they are of a usual length.

    Raises:
        TooLongError: one is longer than the kind may have; no more of it than that is in memory.
    """
    longest = kind.longest_line
    if longest is None:
        yield from file
        return
    number = 0
    while line := file.readline(longest + 1):
        number += 1
        if len(line) > longest:
            raise TooLongError(number, longest)
        yield line


def pass_over_line(file: BinaryIO) -> int:
    """Go on to the next line of a file without keeping the rest of this one; give its bytes."""
    passed = 0
    while part := file.readline(_CHUNK):
        passed += len(part)
        if part.endswith(b"\n"):
            break
    return passed


def real_path(path: Path) -> Path:
    """Give the path of what a path leads to, whatever links there are on the way.

    Raises:
        OSError: it leads to itself.
    """
    loop = OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(path))
    try:
        real = path.resolve()
    except RuntimeError as error:
        raise loop from error
    if real.is_symlink():  # from Python 3.13 on, a loop is left as it stands
        raise loop
    return real
