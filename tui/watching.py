"""What others do while the app runs: tags that they save, texts that change on the disk."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from textual.app import App

from hedgerow.store.workspace import Watch

_LOOK_SECONDS = 0.4
"""Between two looks at what others have saved, so that it is seen within a second."""


class Watching:
    """Looks again and again, off the screen's thread, whether something has changed."""

    def __init__(
        self,
        app: App[None],
        watch: Watch,
        *,
        tagged: Callable[..., None],
        rewritten: Callable[[str], None],
    ) -> None:
        """Prepare to look.

        Args:
            app: what shows the articles.
            watch: what notices a change.
            tagged: hears in which articles annotations have changed.
            rewritten: hears of an article whose text has changed, or gone.
        """
        self._app = app
        self._watch = watch
        self._tagged = tagged
        self._rewritten = rewritten
        self._is_looking = False

    def read(self, article: str | None) -> None:
        """Have the text of an article watched from now on."""
        self._watch.read(article)

    def begin(self) -> None:
        """Look now, and from now on."""
        self._look_soon()
        self._app.set_interval(_LOOK_SECONDS, self._look_soon)

    def _look_soon(self) -> None:
        self._app.run_worker(self._look(), group="look")

    async def _look(self) -> None:
        """See whether others have saved, or a text has changed; looks never pile up."""
        if self._is_looking:
            return
        self._is_looking = True
        try:
            news = await asyncio.to_thread(self._watch.look)
        except OSError:
            return  # the next save tells
        finally:
            self._is_looking = False
        self._tagged(*sorted(news.tagged))
        for article in news.rewritten:
            self._rewritten(article)
