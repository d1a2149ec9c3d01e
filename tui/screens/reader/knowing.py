"""What is known of an article, made ready off the screen's thread.

A view of ten thousand tags takes a tenth of a second to make. Made elsewhere, it takes the place of
the one that is shown between two keys.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from hedgerow.store.annotations import TagNews, Tally
from hedgerow.tui.screens.article.article_view import ArticleView
from hedgerow.tui.text.runs import Runs


@dataclass(frozen=True)
class Known:
    """A view, its highlights, what follows its tags, and what became of those on a new text."""

    view: ArticleView
    runs: Runs
    news: TagNews | None
    tally: Tally


@contextmanager
def short_turns() -> Iterator[None]:
    """Let keys wait for this thread half a millisecond each time the two take turns, not five.

    Only while much is made: with short turns, keys that come in one burst are taken in one by one.
    """
    sys.setswitchinterval(_SHORT_TURN)
    try:
        yield
    finally:
        sys.setswitchinterval(_USUAL_TURN)


_USUAL_TURN = sys.getswitchinterval()
_SHORT_TURN = 0.0005
