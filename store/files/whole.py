"""Writing a file whole or not at all."""

from __future__ import annotations

import errno
import os
import stat
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from hedgerow.store.files.disk import sync_folder
from hedgerow.store.files.strangers import real_path

DRAFT_ENDING = ".draft"
"""The ending of a file that is being written and has not got its name yet."""

_BUFFER = 1 << 18  # bytes; with the usual 8 KB an export spends a fifth of its time in the system


def write_whole(
    path: Path, chunks: Iterable[bytes], *, replace: bool = False, follow: bool = True
) -> int:
    """Write a file in one move: until all of it is on the disk, nothing stands under its name.

    A file that is replaced hands on its permissions and its owner. A device or a pipe is written
    into, since it can't be replaced and has no content to lose.

    Args:
        path: the file.
        chunks: its content, in pieces.
        replace: whether a file that has this name already may be replaced.
        follow: whether a link is followed to the file it leads to; else it is refused.

    Returns:
        The number of chunks written.

    Raises:
        FileExistsError: there is such a file and it may not be replaced.
        OSError: it could not be written; nothing is left behind. Its `filename` is `path`.
    """
    if not follow and path.is_symlink():
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(path))
    target = real_path(path)
    if target.exists() and not target.is_file() and not target.is_dir():
        with target.open("wb") as device:
            return _write(chunks, device)
    if target.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    if not replace and target.exists():
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))
    try:
        descriptor, name = tempfile.mkstemp(DRAFT_ENDING, f".{target.name[:40]}-", target.parent)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from error
    draft = Path(name)
    try:
        with os.fdopen(descriptor, "wb", _BUFFER) as file:
            written = _write(chunks, file)
            file.flush()
            os.fsync(file.fileno())
        _take_after(draft, target)
        if replace or not _can_link(draft, target):
            draft.replace(target)
        sync_folder(target.parent)
    finally:
        draft.unlink(missing_ok=True)
    return written


def _take_after(draft: Path, target: Path) -> None:
    """Make a draft as open to others as what it replaces, and no more."""
    if not target.exists():
        draft.chmod(0o666 & ~_umask())
        return
    before = target.stat()
    with suppress(OSError, AttributeError):  # only root may give a file away
        os.chown(draft, before.st_uid, before.st_gid)
    draft.chmod(stat.S_IMODE(before.st_mode))


def _write(chunks: Iterable[bytes], file: BinaryIO) -> int:
    written = 0
    for chunk in chunks:
        file.write(chunk)
        written += 1
    return written


def _can_link(draft: Path, path: Path) -> bool:
    """Give the file its name unless someone took it meanwhile; False where links aren't known."""
    try:
        path.hardlink_to(draft)
    except FileExistsError:
        raise
    except (OSError, NotImplementedError):
        return False
    return True


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
