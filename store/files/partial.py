"""A file of lines that takes hours to write: what is there is kept, and gone on with."""

from __future__ import annotations

import errno
import os
import stat
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

from hedgerow.store.files.disk import sync_folder
from hedgerow.store.files.strangers import real_path
from hedgerow.store.problem import Problem, ProblemError, Remedy

Line = TypeVar("Line")

ENDING = ".partial"
"""What the name of a file ends in until all of it is there."""

_SYNC_EVERY = 5.0  # seconds of work that a power cut may cost
_LOCK_TIMEOUT = 5.0  # seconds that the processes of a run that was killed may need to end
_LOCK_POLL = 0.05
_NO_FOLLOW = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)
_FLAGS = os.O_RDWR | os.O_APPEND | os.O_CREAT | _NO_FOLLOW | getattr(os, "O_BINARY", 0)


class PartialFile:
    """Lines on their way to `path`, which stand in `path` + ".partial" until they are complete.

        with PartialFile(path, resume=True) as file:
            for known in file.lines(read):
                ...
            file.write(another)
            file.finish()

    Without `finish` the lines stay where they are, for another run to go on with; a file in which
    there is none is taken away. Only one run at a time can have the file.

    Attributes:
        path: the file that there will be.
        draft: the file in which the lines stand until then.
        kept: how many lines of an earlier run `lines` has given.
        written: how many lines have been added.
    """

    def __init__(self, path: Path, *, resume: bool = False, replace: bool = False) -> None:
        """Open the draft.

        Args:
            path: the file that there will be; a link is followed.
            resume: whether to go on with the lines of an earlier run, if there are any.
            replace: whether a file that has this name may be replaced, and, unless it is gone on
                with, what an earlier run has left.

        Raises:
            ProblemError: there is such a file, or an earlier run has left something, or another
                run is at it.
            OSError: it can't be written.
        """
        self.path = path
        self.kept = self.written = 0
        self._target = real_path(path)
        self.draft = self._target.with_name(self._target.name + ENDING)
        self._resume, self._replace = resume, replace
        self._size = 0
        self._is_cut = False
        if self._target.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
        if self._target.exists() and not replace:
            raise ProblemError(Problem(path, "exists", Remedy.REPLACE))
        if self.draft.exists() and not (resume or replace):
            what = "a run that was broken off has left it"
            remedy = Remedy.RESUME_OR_BEGIN_ANEW
            raise ProblemError(Problem(self.shown_draft, what, remedy))
        self._descriptor = self._opened()
        self._synced = time.monotonic()

    def __enter__(self) -> PartialFile:
        return self

    def __exit__(self, *_: object) -> None:
        """Close the file, and take it away if no line is in it."""
        if self._descriptor < 0:
            return
        with suppress(OSError):
            if not os.fstat(self._descriptor).st_size:
                self.draft.unlink()
        self._close()

    @property
    def shown_draft(self) -> Path:
        """The draft's path, in the form in which `path` was given."""
        return self.draft if self.path.is_symlink() else self.path.with_name(self.draft.name)

    @property
    def is_left(self) -> bool:
        """Whether this run leaves lines behind that another can go on with."""
        return self._descriptor >= 0 and self.written > 0

    def lines(self, read: Callable[[bytes], Line | None]) -> Iterator[Line]:
        """Give the whole lines of an earlier run, in order, up to the first that is not.

        What a crash has torn, or a power cut has left of lines that were not on the disk yet, is at
        the end. It is cut off before the first line is written.

        Args:
            read: makes something of a line, with its newline; None where it is torn, or of another
                kind.

        Yields:
            What was made of each line.

        Raises:
            ProblemError: what stands there was never a file of this kind.
            OSError: it can't be read.
        """
        if not self._resume:
            return
        with self.draft.open("rb") as file:
            for line in file:
                made = read(line) if line.endswith(b"\n") else None
                if made is None:
                    break
                self._size += len(line)
                self.kept += 1
                yield made
            else:
                return
        if not self.kept and line.endswith(b"\n") and line.strip(b"\0\n"):
            what = "its first line was not written by this command"
            raise ProblemError(Problem(self.shown_draft, what, Remedy.REPLACE, 1))

    def write(self, line: bytes) -> None:
        """Add a line; what the system has taken survives a crash, and the disk has it soon after.

        Raises:
            ProblemError: it can't be written, as on a full disk.
        """
        try:
            self._cut()
            view = memoryview(line)
            while view:
                view = view[os.write(self._descriptor, view) :]
            if time.monotonic() - self._synced > _SYNC_EVERY:
                self._sync()
        except OSError as error:
            what = f"can't be written ({error.strerror})"
            raise ProblemError(
                Problem(self.shown_draft, what, "make room, or go elsewhere")
            ) from error
        self.written += 1

    def finish(self) -> None:
        """Give the file its name, now that it is complete.

        Raises:
            ProblemError: a file has got this name meanwhile; the draft is kept.
            OSError: it can't be done; the draft is kept.
        """
        self._cut()
        self._sync()
        if self._replace or not self._can_link():
            self._close()  # Windows gives no other name to an open file
            self.draft.replace(self._target)
        else:
            self._close()
            self.draft.unlink()
        sync_folder(self._target.parent)

    def _opened(self) -> int:
        mode = 0o666
        if self._target.exists():  # what replaces a file is no more open to others
            mode = stat.S_IMODE(self._target.stat().st_mode)
        descriptor = os.open(self.draft, _FLAGS, mode)
        try:
            if not _is_locked(descriptor) or not _is_still(self.draft, descriptor):
                what = "another run is writing it"
                remedy = "let that one finish, or name another file"
                raise ProblemError(Problem(self.shown_draft, what, remedy))
            if mode != 0o666:
                self.draft.chmod(mode)
            sync_folder(self.draft.parent)
        except BaseException:
            os.close(descriptor)
            raise
        return descriptor

    def _cut(self) -> None:
        """Cut off what is no whole line, or not of this run."""
        if not self._is_cut:
            os.ftruncate(self._descriptor, self._size)
            self._is_cut = True

    def _sync(self) -> None:
        os.fsync(self._descriptor)
        self._synced = time.monotonic()

    def _can_link(self) -> bool:
        """Give the draft the name, too, unless it is taken; False where links aren't known."""
        try:
            self._target.hardlink_to(self.draft)
        except FileExistsError as error:
            problem = Problem(self.path, "exists by now", Remedy.RESUME_AND_REPLACE)
            raise ProblemError(problem) from error
        except (OSError, NotImplementedError):
            return False
        return True

    def _close(self) -> None:
        os.close(self._descriptor)
        self._descriptor = -1


def _is_locked(descriptor: int) -> bool:
    """Keep other runs from a file until it is closed; False if another has it and keeps it."""
    from filelock import lock_descriptor

    deadline = time.monotonic() + _LOCK_TIMEOUT
    try:
        while not lock_descriptor(descriptor, blocking=False):
            if time.monotonic() > deadline:
                return False
            time.sleep(_LOCK_POLL)
    except OSError:
        pass  # a file system without locks: nobody can be kept from anything
    return True


def _is_still(path: Path, descriptor: int) -> bool:
    """Say whether an open file has its name yet: another run may have finished it meanwhile."""
    held = os.fstat(descriptor)
    with suppress(OSError):
        there = path.stat()
        return (there.st_dev, there.st_ino) == (held.st_dev, held.st_ino)
    return False
