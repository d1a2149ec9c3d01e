"""Garbage left alone while much is made that stays."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock


@contextmanager
def garbage_left_alone() -> Iterator[None]:
    """Look for no garbage meanwhile; what has been made by then is never looked through again.

    A collection among a hundred thousand objects holds up every thread, for a tenth of a second.
    `gc.unfreeze()` lets them be collected when they have served.
    """
    global _makers
    with _counting:
        _makers += 1
        gc.disable()
    try:
        yield
    finally:
        with _counting:
            _makers -= 1
            if not _makers:
                gc.freeze()
                gc.enable()


_counting = Lock()
_makers = 0
