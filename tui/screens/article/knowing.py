"""What is known of an article, made ready off the screen's thread.

A view of ten thousand tags takes a tenth of a second to make. Made elsewhere, it takes the place of
the one that is shown between two keys.
"""

from __future__ import annotations

import asyncio
import gc
import sys
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass

from hedgerow.store.annotations import Annotation, Placed, TagNews, Tally, placed_as_made
from hedgerow.store.extract import Extraction
from hedgerow.store.journal import Document
from hedgerow.store.problem import ProblemError
from hedgerow.store.processes import LONG_TEXT, garbage_left_alone
from hedgerow.tui.screens.article.article_view import ArticleView
from hedgerow.tui.screens.article.extracting import Extracting
from hedgerow.tui.screens.article.findings import Findings
from hedgerow.tui.screens.article.part import Part
from hedgerow.tui.screens.article.reading import ReadingScreen
from hedgerow.tui.text.runs import Runs
from hedgerow.tui.widgets.bar import Piece


@dataclass(frozen=True)
class Known:
    """A view, its highlights, what follows its tags, and what became of those on a new text."""

    view: ArticleView
    runs: Runs
    news: TagNews | None
    tally: Tally


class Knowing(Part):
    """Knows where the article's tags stand and what it mentions, and brings that into the view.

    Attributes:
        tally: what became of the tags, if the text was another when they were last looked for.
    """

    def __init__(
        self,
        screen: ReadingScreen,
        *,
        fill: Callable[[ArticleView], None],
        sift: Callable[[ArticleView], None],
        look_after: Callable[[], None],
    ) -> None:
        """Know nothing yet.

        Args:
            screen: what shows the article.
            fill: puts what else is saved into a view that has its tags; in any thread.
            sift: makes out what is to be shown of a view that was filled; in any thread.
            look_after: is called when the tags are others than before, ahead of drawing them.
        """
        super().__init__(screen)
        self.tally = Tally()
        self._extracting = Extracting(screen, self._show_found)
        self._fill, self._sift, self._look_after = fill, sift, look_after
        self._is_renewing = False
        self._forget()

    def _forget(self) -> None:
        self._news: TagNews | None = None
        self._is_unreadable = False  # what has been saved of the article
        self._found: Extraction | None = None  # what is found and not in the view yet
        self._has_new_tags = False
        self._waiting: list[Callable[[], object]] = []

    def taken(self) -> None:
        """Forget the article before."""
        self._extracting.end()
        self._forget()

    def let_go(self) -> None:
        """Look for nothing any more, and let what was known of the article go."""
        self._extracting.end()
        gc.unfreeze()

    def notes(self) -> Iterator[Piece]:
        """Say whether what is shown was found around the first selection only."""
        if not self.is_found and self.screen.view.found.speakers:
            yield Piece("searching on · ", "muted")

    # What is known by now

    @property
    def is_placed(self) -> bool:
        """Whether the tags are known; until then there are none in the view but new ones."""
        return self._news is not None or self._is_unreadable

    @property
    def is_found(self) -> bool:
        """Whether all that the article mentions is known, and in the view."""
        return self._found is None and self._extracting.is_over

    @property
    def extraction(self) -> Future[Extraction] | None:
        """What the article mentions, as soon as all of it is found; None before it is searched."""
        return self._extracting.extraction

    def search(self) -> None:
        """Begin to look for what the article mentions."""
        self._extracting.begin()

    def once_placed(self, do: Callable[[], object]) -> None:
        """Do something once the tags are known: at once, if they are."""
        if self.is_placed:
            do()
        else:
            self._waiting.append(do)

    def _go_on(self) -> None:
        """Do what has waited for the tags to be known."""
        waiting, self._waiting = self._waiting, []
        for do in waiting:
            do()

    # Tags

    def place_tags(self) -> None:
        """Find where the tags stand now.

        Those that have changed, where that can be said; all of them, where there are few. Many are
        placed in the background, and shown when that is done.
        """
        view = self.screen.view
        try:
            changes = self._news.since(view.tags.by_id) if self._news is not None else None
            if changes is not None:
                view.change_tags(changes)
                self.tally = Tally()
            elif self._has_new_tags or (self._is_renewing and not self.is_placed):
                self._take_out_removed()
            elif self.workspace.annotations.are_many(self.screen.article.id):
                self._has_new_tags = True
                self._renew()
            else:
                self._news, self.tally = self.filled(view)
        except ProblemError as error:
            self._give_up(error)
        self.screen.view.unsaved = list(self._unsaved_tags())  # who waited may have gone elsewhere

    def filled(self, view: ArticleView) -> tuple[TagNews, Tally]:
        """Put into a view all that is saved, the tags where they stand now; in any thread.

        Raises:
            ProblemError: what has been saved can't be read.
        """
        news = TagNews(self.workspace.annotations, view.article)
        placements = self.workspace.place_all(view.article)
        view.placed = list(placements)
        self._fill(view)
        return news, placements.tally

    def show_saved_tag(self, saved: Annotation) -> None:
        """Show a tag that has been saved before the others are known."""
        placed = None if self.is_placed else placed_as_made(saved, self.screen.article)
        if placed is not None:
            self.screen.view.change_tags({saved.id: placed})

    def _take_out_removed(self) -> None:
        """Show no tag any more that was saved before the others were known, and taken back."""
        article, view = self.screen.article.id, self.screen.view
        is_removed = self.workspace.annotations.is_removed
        removed = [key for key in view.tags.by_id if is_removed(article, key)]
        view.change_tags(dict.fromkeys(removed))

    def _give_up(self, error: ProblemError) -> None:
        """Say that the tags can't be read; those that were known stay in view."""
        self.screen.tell_problem(error.problem)
        self._is_unreadable = True
        self._go_on()

    def is_unsaved(self, annotation: str) -> bool:
        """Say whether a tag of the article has a change that could not be saved."""
        return any(annotation in documents for documents in self._unsaved_documents())

    def _unsaved_tags(self) -> Iterator[Annotation]:
        """Give the tags of this text that could not be saved."""
        known = self.screen.view.tags.by_id
        for documents in self._unsaved_documents():
            for key, document in documents.items():
                made = self.workspace.annotations.read(key, document)
                if made is None or key in known:
                    continue
                if made.text_sha256 == self.screen.article.text_sha256:
                    yield made

    def _unsaved_documents(self) -> Iterator[Mapping[str, Document | None]]:
        for change in self.workspace.history.unsaved:
            yield change.after.get(self.screen.article.id, {})

    # What is found and what is tagged, made ready in the background

    def _show_found(self, found: Extraction) -> None:
        """Show what was found in the article, as soon as that is ready to be shown."""
        self._found = found
        self._renew()

    def _renew(self) -> None:
        if not self._is_renewing:
            self._is_renewing = True
            self.screen.run_worker(self._make_known())

    async def _make_known(self) -> None:
        """Make views with what has become known, one after the other, until nothing is new."""
        screen = self.screen
        try:
            while self._has_new_tags or self._found is not None:
                article, view, found = screen.article, screen.view.successor(), self._found
                # What the view has by now, unless all is placed anew, with what goes on from there.
                news = self._news.fork() if self._news and not self._has_new_tags else None
                placed = screen.view.placed if news or not self._has_new_tags else None
                self._has_new_tags = False
                making = screen.once_drawn(self._made, view, found, news, placed)
                done = asyncio.shield(asyncio.wrap_future(making))
                known = (await asyncio.gather(done, return_exceptions=True))[0]
                if article is not screen.article or not screen.is_attached:
                    continue
                self._found = None if self._found is found else self._found
                if isinstance(known, ProblemError):
                    self._give_up(known)
                elif isinstance(known, BaseException):
                    raise known
                else:
                    self._take_known(known)
        finally:
            self._is_renewing = False

    def _made(
        self,
        view: ArticleView,
        found: Extraction | None,
        news: TagNews | None,
        placed: list[Placed] | None,
    ) -> Known:
        """Fill a view; this is done off the screen's thread."""
        is_long = len(view.article.text) >= LONG_TEXT
        with garbage_left_alone(), _short_turns() if is_long else nullcontext():
            tally = Tally()
            if found is not None:
                view.findings = Findings(found)
            if placed is None:
                news, tally = self.filled(view)
            else:
                view.placed = placed
            return Known(view, self._runs_of(view), news, tally)

    def _runs_of(self, view: ArticleView) -> Runs:
        """Give the highlights of a view that was filled; this is done in any thread."""
        self._sift(view)
        return Runs(view.marks(), view.looks.kinds)

    def _take_known(self, known: Known) -> None:
        """Show what has become known, of whoever is shown by now, with what was saved meanwhile."""
        screen, view, runs = self.screen, known.view, known.runs
        if view.shown != screen.view.shown:
            view.shown = screen.view.shown
            runs = self._runs_of(view)
        screen.view, self._news, self._is_unreadable = view, known.news, False
        self.place_tags()
        self.tally = known.tally
        self._look_after()
        screen.show_view(view, runs)
        if self.is_placed:
            self._go_on()


@contextmanager
def _short_turns() -> Iterator[None]:
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
