"""What is known of an article, made ready off the screen's thread, and garbage left alone for it.

A view of ten thousand tags takes a tenth of a second to make. Made elsewhere, it takes the place of
the one that is shown between two keys.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Lock

from store.tag_changes import TagNews
from store.tally import Tally
from tui.screens.article_view import ArticleView
from tui.text.runs import Runs


@dataclass(frozen=True)
class Known:
    """A view, its highlights, what follows its tags, and what became of those on a new text."""

    view: ArticleView
    runs: Runs
    news: TagNews | None
    tally: Tally


@contextmanager
def garbage_left_alone() -> Iterator[None]:
    """Look for no garbage while much is made that stays; what stays is never looked through again.

    A collection among so many objects holds up every thread, for a tenth of a second.
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
