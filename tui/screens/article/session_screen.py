"""A session's screen: one thing after another in its article, until nothing is left."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from typing import Generic, Protocol, TypeVar

from hedgerow.store.corpus import Article
from hedgerow.store.extract import Extraction
from hedgerow.store.journal import Change
from hedgerow.store.problem import ProblemError
from hedgerow.store.workspace import Workspace
from hedgerow.tui.screens.article.extracting import Extracting
from hedgerow.tui.screens.article.findings import Findings
from hedgerow.tui.screens.article.reading import ReadingScreen
from hedgerow.tui.screens.base.services import reason


class InArticle(Protocol):
    """What a session offers, one after another."""

    @property
    def article(self) -> str:
        """The id of the article that it stands in."""


Here = TypeVar("Here", bound=InArticle)


class SessionScreen(ReadingScreen, Generic[Here]):
    """Goes through what a session offers, and takes its steps off the screen's thread.

    The screens built on it say what is current, how it is shown, and what comes at the end.
    """

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace, Article(id="", text="", title="", path=workspace.corpus.path))
        self.extracting = Extracting(self, self._show_found)
        self._ahead: Article | None = None  # the next one, read off the screen's thread
        self._is_searched = True  # no article, nothing to look for
        self._is_over = False
        self._is_stepping = False

    def on_mount(self) -> None:
        """Show what is current: the first of all, or where the session was left."""
        self.show_current()

    def on_unmount(self) -> None:
        """Look for nothing any more."""
        self.extracting.end()

    # What a session's own screen says

    @property
    def current(self) -> Here | None:
        """What is to be shown; None where nothing is left."""
        raise NotImplementedError

    def show_here(self, here: Here) -> bool:
        """Show what is current; give False where it has gone.

        Raises:
            ProblemError: its article can't be read.
        """
        raise NotImplementedError

    def pass_over(self, here: Here) -> None:
        """Leave out what can't be shown, in this sitting."""
        raise NotImplementedError

    def show_nothing(self) -> None:
        """Show that nothing is left."""
        self.show_header()
        self.show_status()

    def end(self) -> None:
        """Say what the session has come to; called once, when nothing is left."""
        raise NotImplementedError

    def make_view_ready(self) -> None:
        """Put into the view of an article that was just taken what is known of it already."""

    def look_again_at(self, article: str) -> None:
        """Look again at an article whose text has changed; called off the screen's thread."""

    def others_changed(self, article: str) -> None:
        """Hear that the annotations of an article have changed, but not by a step from here."""

    # Showing

    def show_current(self) -> None:
        """Show what is current, or that nothing is left; what can't be shown is left out."""
        while (here := self.current) is not None:
            try:
                if self.show_here(here):
                    self._is_over = False
                    self._search()
                    return
            except ProblemError as error:
                self.tell_problem(error.problem)
            self.pass_over(here)
        self.show_nothing()
        if not self._is_over:
            self._is_over = True
            self.end()

    def go_on_anew(self) -> None:
        """Show where another session stands, which has taken the place of the one before."""
        self._is_over = False
        self.show_current()

    def show_article(self, article: str) -> None:
        """Show an article, unless it is the one that is shown.

        Raises:
            ProblemError: it can't be read.
        """
        if article == self.article.id:
            return
        ahead, self._ahead = self._ahead, None
        is_ahead = ahead is not None and ahead.id == article
        self._open(ahead if ahead is not None and is_ahead else self.workspace.read(article))

    def _open(self, article: Article) -> None:
        self.extracting.end()
        self.take(article)
        self._is_searched = False
        self.make_view_ready()
        self.load()

    def _search(self) -> None:
        """Begin to look for who speaks in the article, around what is current first."""
        if not self._is_searched:
            self._is_searched = True
            self.extracting.begin()

    def _show_found(self, found: Extraction) -> None:
        self.run_worker(self._take_found(found, self.article))

    async def _take_found(self, found: Extraction, article: Article) -> None:
        """Show what was found, once that is in order: of a long article, that takes a while."""
        ordering = self.once_drawn(Findings, found)
        findings = await asyncio.shield(asyncio.wrap_future(ordering))
        if article is self.article and self.is_attached:
            self.view.findings = findings
            self.draw()

    def text_changed(self, article: str) -> None:
        """Show the text that the article's file has now."""
        if article != self.article.id:
            return
        try:
            read = self.workspace.read_again(article)
        except ProblemError as error:
            self.tell_problem(error.problem)
            return
        if read.text != self.article.text:
            self.run_worker(self._show_new_text(read))

    async def _show_new_text(self, article: Article) -> None:
        """Show the article that is shown with another text, and what is current in it."""
        await self.services.in_turn(self.look_again_at, article.id)
        if self.is_attached and article.id == self.article.id:
            self._open(article)
            self.show_current()
            self.tell("The article has changed on the disk.")

    def action_scroll(self, direction: int) -> None:
        """Read what stands around."""
        self.pane.scroll_relative(y=3 * direction, animate=False)

    # Steps

    async def step(self, step: Callable[..., object], *given: object) -> bool:
        """Take a step off the screen's thread, and show where it leads; say whether it was saved.

        What is not saved has been told, and the session stands where it stood.
        """

        def taken() -> object:
            change = step(*given)
            with suppress(OSError, ProblemError):  # showing it tells
                self.look_ahead()
            return change

        try:
            change = await self.services.in_turn(taken)
        except (OSError, ProblemError) as error:
            self.tell(f"Not saved: {reason(error)}. What was saved before is safe.", part="error")
            return False
        if isinstance(change, Change):
            self.tell_others(*change.articles)
        if self.is_attached:
            self.show_current()
        return True

    def look_ahead(self) -> None:
        """Read what it takes to show what is current; called off the screen's thread."""
        following = self.current
        if following is not None and following.article != self.article.id:
            self._ahead = self.workspace.read(following.article)

    def tell_others(self, *articles: str) -> None:
        """Let the other screens know of a change; this one shows it anyway."""
        self._is_stepping = True
        self.services.changed(*articles)
        self._is_stepping = False

    def article_changed(self, article: str) -> None:
        """Pass on what has changed, unless it was a step from here."""
        if not self._is_stepping:
            self.others_changed(article)
