"""A disk that refuses, for tests of what happens when something can't be saved."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def saving_refused(path: Path) -> Iterator[None]:
    """Put a link in the place of a file: it can be read, and every save is refused."""
    elsewhere = path.with_suffix(".elsewhere")
    path.rename(elsewhere)
    path.symlink_to(elsewhere)
    try:
        yield
    finally:
        path.unlink()
        elsewhere.rename(path)
