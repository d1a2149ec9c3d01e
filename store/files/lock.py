"""One writer at a time in a folder, whichever process or thread it is in."""

from __future__ import annotations

import getpass
import os
import socket
import threading
import time
import weakref
from collections.abc import Callable
from datetime import datetime
from functools import cache
from pathlib import Path

import orjson

from hedgerow.store.files.disk import make_folder
from hedgerow.store.files.strangers import JOURNAL, open_to_read
from hedgerow.store.problem import Problem, ProblemError

LOCK_TIMEOUT = 10.0
"""Seconds to wait for another process to finish its save (one takes a millisecond)."""

_POLL = 0.001  # seconds between two tries: about as long as a save takes
_NOTE_AT = 1  # Windows locks the first byte, and then nobody else can read that one
_NOTE_LENGTH = 500


class FolderLock:
    """The lock of a folder: the file `.lock` in it, which is never removed.

        with lock:
            ...

    A file of its own, since a lock on a data file is lost when that file is replaced. Who takes it
    leaves a note in it, so that one who waits in vain can say who holds it; and since no two notes
    are alike, a look at it tells every other process whether anything was saved.

    A thread that holds the lock may take it again.
    """

    def __init__(
        self, folder: Path, timeout: float = LOCK_TIMEOUT, *, create_dirs: bool = False
    ) -> None:
        """Prepare the lock of a folder; nothing is made yet.

        Args:
            folder: the folder, which is made when the lock is first taken.
            timeout: seconds to wait for whoever holds it.
            create_dirs: make the folders above it, too. Otherwise a corpus that has gone, as with a
                disk that was taken out, is not made anew where it was.
        """
        self.path = folder / ".lock"
        self._name = str(self.path)
        self._timeout = timeout
        self._create_dirs = create_dirs
        self._mutex = threading.RLock()
        self._depth = 0
        self._descriptor: int | None = None
        self._identity: tuple[int, int, int] = (0, 0, 0)  # process, device, inode
        self._close: Callable[[], object] = lambda: None
        self._lock: Callable[..., bool]  # both are set when the file is opened
        self._unlock: Callable[[int], None]
        self._turns = 0
        self._others = 0
        self._last_note = b""

    def __enter__(self) -> None:
        """Keep every other process and thread from saving in the folder.

        Raises:
            ProblemError: someone else has held the lock for all of the time-out; it says who.
            OSError: the folder can't be made or written.
        """
        if not self._mutex.acquire(timeout=self._timeout):
            raise ProblemError(self._problem("another thread of this program"))
        try:
            if not self._depth:
                self._take()
            self._depth += 1
        except BaseException:
            self._mutex.release()
            raise

    def __exit__(self, *_: object) -> None:
        """Let others save."""
        try:
            self._depth -= 1
            if not self._depth and self._descriptor is not None:
                self._unlock(self._descriptor)
        finally:
            self._mutex.release()

    def others(self) -> int:
        """Give a number that grows whenever someone else has taken the lock since it was asked for.

        It costs a look at one small file, and so tells cheaply that nothing was saved by others.
        """
        with self._mutex:
            if self._depth:  # nobody can have, since this process did
                return self._others
            try:
                self._compare_note(self._read_note())
            except OSError:
                self._compare_note(b"")
            return self._others

    def close(self) -> None:
        """Let go of the file; taking the lock opens it again."""
        self._close()
        self._descriptor = None

    def _take(self) -> None:
        deadline = time.monotonic() + self._timeout
        while True:
            descriptor = self._opened()
            while not self._lock(descriptor, blocking=False):
                if time.monotonic() > deadline:
                    raise ProblemError(self._problem(self._holder()))
                time.sleep(_POLL)
            if self._is_current():
                break
            # Someone has removed the file, or put another in its place: that one is to be locked.
            self._unlock(descriptor)
            self.close()
        self._leave_note(descriptor)

    def _leave_note(self, descriptor: int) -> None:
        self._turns += 1
        note = _note(self._turns, id(self))
        # It is a courtesy: a disk that has no room for it may still take a removal.
        try:
            self._compare_note(_read_at(descriptor, _NOTE_AT, _NOTE_LENGTH))
            _write_at(descriptor, _NOTE_AT, note)
            self._last_note = note
        except OSError:
            pass

    def _read_note(self) -> bytes:
        if self._descriptor is not None and self._is_current():
            return _read_at(self._descriptor, _NOTE_AT, _NOTE_LENGTH)
        with open_to_read(self.path, JOURNAL) as file:
            file.seek(_NOTE_AT)
            return file.read(_NOTE_LENGTH)

    def _compare_note(self, note: bytes) -> None:
        if note != self._last_note:
            self._last_note = note
            self._others += 1

    def _opened(self) -> int:
        """Give the open file; a forked child must not share its parent's lock."""
        if self._descriptor is None or self._identity[0] != os.getpid():
            # Who only reads takes no lock, and need not wait for the library that knows how.
            from filelock import lock_descriptor, unlock_descriptor

            self._lock, self._unlock = lock_descriptor, unlock_descriptor
            self.close()
            folder = self.path.parent
            make_folder(folder, parents=self._create_dirs)
            flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)
            flags |= getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
            self._descriptor = os.open(self.path, flags, 0o666 & folder.stat().st_mode)
            self._close = weakref.finalize(self, os.close, self._descriptor)
            there = os.fstat(self._descriptor)
            self._identity = (os.getpid(), there.st_dev, there.st_ino)
        return self._descriptor

    def _is_current(self) -> bool:
        try:
            there = os.stat(self._name)  # noqa: PTH116 - at each save: a Path costs as much again
        except OSError:  # it was removed, or its folder is something else now
            return False
        return (there.st_dev, there.st_ino) == self._identity[1:]

    def _holder(self) -> str:
        """Say who holds the lock: the last to take it has left a note."""
        try:
            note = orjson.loads(self._read_note())
            since = datetime.fromtimestamp(self.path.stat().st_mtime).astimezone()
            who = f"process {note['process']} of {note['user']} on {note['host']}"
            return f"{who}, since {since:%H:%M:%S},"
        except (OSError, ValueError, KeyError, TypeError):
            return "another program"

    def _problem(self, holder: str) -> Problem:
        what = f"{holder} has been saving here for more than {self._timeout:.0f} s"
        return Problem(self.path.parent, what, "let it finish or close it, then try again")


def _read_at(descriptor: int, position: int, length: int) -> bytes:
    if hasattr(os, "pread"):
        return os.pread(descriptor, length, position)
    os.lseek(descriptor, position, os.SEEK_SET)
    return os.read(descriptor, length)


def _write_at(descriptor: int, position: int, data: bytes) -> None:
    if hasattr(os, "pwrite"):
        os.pwrite(descriptor, data, position)
        return
    os.lseek(descriptor, position, os.SEEK_SET)
    os.write(descriptor, data)


def _note(turn: int, lock: int) -> bytes:
    """Make a note of who takes a lock, unlike any other; it is as long as what it covers."""
    note = b'%s,"turn":"%x-%x"}' % (_signature(os.getpid()), lock, turn)
    return note.ljust(_NOTE_LENGTH - 1) + b"\n"


@cache
def _signature(process: int) -> bytes:
    """Say who this is, as the beginning of a JSON object."""
    note = {"process": process, "user": _user()[:40], "host": socket.gethostname()[:40]}
    return orjson.dumps(note).removesuffix(b"}")


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # a container may give its user no name
        return "someone"
