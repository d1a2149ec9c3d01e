"""The disk, as the journal needs it: what is written lasts, and goes where it was meant to go."""

from __future__ import annotations

import errno
import os
import time
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

Stamp = tuple[int, int, int]
"""What tells that a file has changed: its inode, its size and its time."""


_NO_FOLLOW: int = getattr(os, "O_NOFOLLOW", 0)  # no such thing on Windows
_APPEND: int = os.O_RDWR | os.O_APPEND | _NO_FOLLOW | getattr(os, "O_BINARY", 0)
_WRITE_TIME = 0.002  # seconds within which a line that another process is writing is whole


def stamp_of(stat: os.stat_result) -> Stamp:
    """Give what tells that a file has changed."""
    return stat.st_ino, stat.st_size, stat.st_mtime_ns


def open_to_append(name: str) -> tuple[int, bool]:
    """Open a file to append to it, and say whether it was made for that.

    A new one is no more open to others than its folder. A link put in the file's place would lead
    the write elsewhere, and is refused.

    Raises:
        OSError: it can't be opened, or is a link.
    """
    if not _NO_FOLLOW and Path(name).is_symlink():
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), name)
    try:
        return os.open(name, _APPEND), False
    except FileNotFoundError:
        mode = 0o666 & Path(name).parent.stat().st_mode
        return os.open(name, _APPEND | os.O_CREAT, mode), True


def write_through(descriptor: int, data: bytes) -> None:
    """Write all of it, and wait until it is on the disk.

    Raises:
        OSError: it is not, or not all of it.
    """
    view = memoryview(data)
    while view:
        count = os.write(descriptor, view)
        if not count:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        view = view[count:]
    os.fsync(descriptor)


def read_settled(file: BinaryIO) -> tuple[Stamp, bytes]:
    """Read a file, with its stamp; a last line without an end may be one that is being written."""
    while True:
        stamp = stamp_of(os.fstat(file.fileno()))
        file.seek(0)
        data = file.read()
        if not data or data.endswith(b"\n"):
            return stamp, data
        time.sleep(_WRITE_TIME)
        if stamp == stamp_of(os.fstat(file.fileno())):
            return stamp, data


def read_whole(name: str) -> bytes:
    """Read a file whose last line may be one that is being written, in as few calls as it takes."""
    # The first frame takes this module, and reads no file of annotations.
    from hedgerow.store.files.strangers import JOURNAL, open_regular, open_to_read

    descriptor, there = open_regular(name, JOURNAL)
    try:
        size = there.st_size
        parts = [os.read(descriptor, size + 1)]
        while parts[-1] and sum(map(len, parts)) != size:
            parts.append(os.read(descriptor, size + 1))
    finally:
        os.close(descriptor)
    data = b"".join(parts)
    if not data or data.endswith(b"\n"):
        return data
    with open_to_read(name, JOURNAL) as file:
        return read_settled(file)[1]


def sync_folder(folder: Path) -> None:
    """Make the name of a file in the folder last, where the system has folders that can be synced.

    Without it, a power cut may take a new or replaced file back, however well it was written.
    """
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def make_folder(folder: Path, *, parents: bool) -> None:
    """Make a folder, unless it is there, and make its name last.

    Its name is synced in any case: whoever made it may have been killed before they did.
    """
    above = folder.parent
    if parents and not above.is_dir():
        make_folder(above, parents=True)
    folder.mkdir(exist_ok=True)
    with suppress(PermissionError):  # a folder that may be entered, but not listed
        sync_folder(above)
