"""Looks for what the article mentions: in the background, and in a process of its own if long."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress

from hedgerow.store.corpus import Article
from hedgerow.store.extract import Extraction
from hedgerow.store.processes import Apart, is_long_text
from hedgerow.store.workspace import Workspace
from hedgerow.tui.screens.article.reading import ReadingScreen


class Extracting:
    """The search for what an article mentions; of a long one, what is near the selection first.

    Attributes:
        extraction: what is found in the whole article, as soon as it is; None before that is begun.
    """

    def __init__(self, screen: ReadingScreen, show: Callable[[Extraction], None]) -> None:
        """Prepare to search.

        Args:
            screen: what shows the article.
            show: is called with what was found, on the screen's thread; once or twice an article.
        """
        self.extraction: Future[Extraction] | None = None
        self._screen = screen
        self._show = show
        self._apart = Apart()

    @property
    def is_over(self) -> bool:
        """Whether nothing is being searched."""
        return self.extraction is None or self.extraction.done()

    def begin(self) -> None:
        """Search the article that is shown, in its long texts around the selection first."""
        screen, article = self._screen, self._screen.article
        self._apart = Apart()

        def show_near(found: Extraction) -> None:
            # The app may be about to end, and then nobody is there to be called.
            with suppress(RuntimeError):
                screen.app.call_from_thread(self._show_near, found, article)

        search, start = screen.workspace.extraction.to_show, screen.selection.start
        self.extraction = screen.once_drawn(search, article, start, show_near, self._apart)
        screen.run_worker(self._show_whole(self.extraction, article))

    def end(self) -> None:
        """Search no further, once the tags are saved that may wait for what is found."""
        if self.extraction is not None:
            with suppress(RuntimeError):  # the app has ended, and with it whatever searched
                self._screen.services.in_turn(self._apart.end)

    def _show_near(self, found: Extraction, article: Article) -> None:
        if self._is_shown(article) and not self.is_over:
            self._show(found)

    async def _show_whole(self, extraction: Future[Extraction], article: Article) -> None:
        found = await asyncio.shield(asyncio.wrap_future(extraction))
        if self._is_shown(article):
            self._show(found)

    def _is_shown(self, article: Article) -> bool:
        return article is self._screen.article and self._screen.is_attached


def found_by_now(
    workspace: Workspace, article: Article, place: int, extraction: Future[Extraction]
) -> Extraction:
    """Give what a tag may take along; it is saved now, however long the article is searched.

    Args:
        workspace: where the article is from.
        article: the article.
        place: where the tag begins, in code points.
        extraction: what the article mentions, once it has been found.
    """
    if extraction.done() or not is_long_text(article.text):
        return extraction.result()
    return workspace.extraction.near(article, place)
