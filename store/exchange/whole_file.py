"""Writing a file whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable
from pathlib import Path


def write_whole(path: Path, chunks: Iterable[bytes], *, replace: bool = False) -> int:
    """Write a file in one move: until all of it is on the disk, nothing stands under its name.

    Args:
        path: the file.
        chunks: its content, in pieces.
        replace: whether a file that has this name already may be replaced.

    Returns:
        The number of chunks written.

    Raises:
        FileExistsError: there is such a file and it may not be replaced.
        OSError: it could not be written; nothing is left behind.
    """
    if not replace and path.exists():
        raise FileExistsError(f"{path} exists")
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:40]}-")
    draft = Path(name)
    written = 0
    try:
        with os.fdopen(descriptor, "wb") as file:
            for chunk in chunks:
                file.write(chunk)
                written += 1
            file.flush()
            os.fsync(file.fileno())
        draft.chmod(0o666 & ~_umask())
        if replace or not _can_link(draft, path):
            draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
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
