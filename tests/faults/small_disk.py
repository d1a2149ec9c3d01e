"""Disks with little room, and disks that refuse."""

from __future__ import annotations

import errno
import os
import signal
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


def forked(work: Callable[[], str]) -> str:
    """Do some work in a forked child, and give what it says, or the name of what it raised."""
    reader, writer = os.pipe()
    child = os.fork()
    if not child:
        try:
            try:
                said = work()
            except BaseException as error:
                said = f"{type(error).__name__} {error}"
            os.write(writer, said.encode())
        finally:
            os._exit(0)
    os.close(writer)
    with os.fdopen(reader) as answer:
        said = answer.read()
    os.waitpid(child, 0)
    return said


def limit_files(size: int) -> None:
    """Let this process write no file beyond a size, as on a disk that is full."""
    resource = pytest.importorskip("resource")
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    _, most = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, most))


@contextmanager
def file_system(folder: Path, options: str) -> Iterator[Path]:
    """Mount a file system in memory; the test is skipped where that isn't permitted."""
    if sys.platform != "linux" or os.geteuid():
        pytest.skip("only root may mount a file system, and only Linux has tmpfs")
    folder.mkdir()
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", options, "tmpfs", folder], capture_output=True, text=True
    )
    if done.returncode:
        pytest.skip(f"no file system can be mounted here: {done.stderr.strip()}")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", folder], check=True)


def failing_sync(is_folder: bool, code: int = errno.EIO) -> Callable[[int], None]:
    """Give an `os.fsync` that fails for files, or for folders."""
    real = os.fsync

    def fsync(descriptor: int) -> None:
        if stat.S_ISDIR(os.fstat(descriptor).st_mode) == is_folder:
            raise OSError(code, os.strerror(code))
        real(descriptor)

    return fsync
