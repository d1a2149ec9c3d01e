"""Appending to a file: all of it is on the disk, or nothing of it is left behind."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from hedgerow.store.files import Stamp, open_to_append, stamp_of, sync_folder, write_through


class Appended(NamedTuple):
    """What was appended to a file: its bytes, where they begin, and the file's stamp since."""

    data: bytes
    start: int
    stamp: Stamp


class Appender:
    """Appends whole lines to one file, which is made with the first of them."""

    def __init__(self, path: Path) -> None:
        """Prepare to append to a file; nothing is opened yet."""
        self._path = path
        self._name = str(path)
        self._lasting: tuple[int, int] | None = None  # device and inode whose name is synced

    def append(self, data: bytes, closed_at: int | None) -> Appended:
        """Append lines, with one write and one fsync.

        Args:
            data: the lines, newlines included.
            closed_at: the size in bytes at which the file is known to end in a newline, if it is.

        Raises:
            OSError: nothing was saved, and nothing is left behind.
        """
        descriptor, is_new = open_to_append(self._name)
        try:
            there = os.fstat(descriptor)
            size = there.st_size
            if size and size != closed_at and _last_byte(descriptor, size) != b"\n":
                data = b"\n" + data  # a torn line spoils no other
            try:
                write_through(descriptor, data)
                self._make_name_last(there)
            except OSError:
                self._take_back(descriptor, size, is_new=is_new)
                raise
            return Appended(data, size, stamp_of(os.fstat(descriptor)))
        finally:
            os.close(descriptor)

    def _make_name_last(self, there: os.stat_result) -> None:
        """Sync the folder when a file is first saved to.

        Whoever made the file, or put it in the place of another, may have been killed, or refused
        by the disk, before they did.
        """
        if self._lasting != (there.st_dev, there.st_ino):
            sync_folder(self._path.parent)
            self._lasting = (there.st_dev, there.st_ino)

    def _take_back(self, descriptor: int, size: int, *, is_new: bool) -> None:
        """Leave nothing of a save that has failed."""
        with suppress(OSError):  # what is left then is a line that nobody was told of
            os.ftruncate(descriptor, size)
            if is_new:
                self._path.unlink(missing_ok=True)


def _last_byte(descriptor: int, size: int) -> bytes:
    os.lseek(descriptor, size - 1, os.SEEK_SET)
    return os.read(descriptor, 1)
