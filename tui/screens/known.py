"""What is known of an article, made ready off the screen's thread.

A view of ten thousand tags takes a tenth of a second to make. Made elsewhere, it takes the place of
the one that is shown between two keys.
"""

from __future__ import annotations

from dataclasses import dataclass

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
