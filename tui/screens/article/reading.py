"""A screen with an article's text: what is shown of it, and what is selected in it."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future
from threading import Event
from typing import ParamSpec, TypeVar

from textual.binding import Binding
from textual.widget import Widget

from hedgerow.store.corpus import Article
from hedgerow.store.passages import Passages
from hedgerow.store.span import Span
from hedgerow.store.workspace import Workspace
from hedgerow.tui.screens.article.article_view import ArticleView
from hedgerow.tui.screens.article.moving import Moving
from hedgerow.tui.screens.article.search_in_text import SearchInText
from hedgerow.tui.screens.base.work import WorkScreen
from hedgerow.tui.text.runs import Runs
from hedgerow.tui.text.selection import Motions, Selection, Unit, next_place, select
from hedgerow.tui.text.visible import one_line
from hedgerow.tui.widgets.bar import Bar, Piece
from hedgerow.tui.widgets.text_pane import TextPane

_LONGEST_COUNT = 5

_LONGEST_WAIT = 0.5
"""Seconds for which work in the background waits for a frame, which may be far off on no screen."""

_Given = ParamSpec("_Given")
_Result = TypeVar("_Result")

_REST_SECONDS = 0.001
"""Between two parts of what is done in the background, so that no key waits for it."""


class ReadingScreen(WorkScreen):
    """Shows a text, in which something is always selected.

    What the screens built on it add is what can be done with the selection.
    """

    AUTO_FOCUS = "TextPane"
    BINDINGS = [Binding(digit, f"digit('{digit}')", show=False) for digit in "0123456789"]
    DEFAULT_CSS = "ReadingScreen #context { background: $surface; }"

    def __init__(self, workspace: Workspace, article: Article) -> None:
        super().__init__(workspace)
        self.header = Bar(id="header")
        self.pane = TextPane()
        self.context = Bar(id="context")
        self.selection = select(0, 0)
        self.search = self.with_part(SearchInText(self))
        self.with_part(Moving(self))
        self._count = ""
        self.take(article)

    def take(self, article: Article) -> None:
        """Work on an article from now on."""
        self.article = article
        self.view = ArticleView(
            article, self.workspace.codebook, self.workspace.annotations.annotator
        )
        self.passages = Passages(article.text)
        self.motions = Motions(self.passages)
        self.search.forget()

    def main_widget(self) -> Widget:
        """The text has the focus."""
        return self.pane

    @property
    def article_shown(self) -> str | None:
        """The id of the article."""
        return self.article.id or None

    @property
    def selected(self) -> Span:
        """The selected passage."""
        return Span(*self.selection.span)

    # Showing

    def load(self, selection: Selection | None = None) -> None:
        """Show the article, with a selection, or with its first sentence selected."""
        self.pane.load(self.article.text, self.view.looks, self._runs())
        self.services.reads(self.article_shown)
        if self.passages.number(0) is None:
            self.run_worker(self._count_sentences(self.passages))
        self.go(selection or self.motions.first())

    def once_drawn(
        self, work: Callable[_Given, _Result], *args: _Given.args, **kwargs: _Given.kwargs
    ) -> Future[_Result]:
        """Compute something in the background that the next frame must not wait for."""
        drawn = Event()

        def begin() -> _Result:
            drawn.wait(_LONGEST_WAIT)
            return work(*args, **kwargs)

        self.call_after_refresh(drawn.set)
        return self.services.in_background(begin)

    def draw(self) -> None:
        """Draw the highlights and the bars as things are now."""
        self._draw_marks()
        self.show_header()
        self.show_context()
        self.show_status()

    def _runs(self) -> Runs:
        marks = [*self.view.marks(), *self.search.marks()]
        return Runs(marks, self.view.looks.kinds)

    def show_view(self, view: ArticleView, runs: Runs) -> None:
        """Show a view that was made ready elsewhere, with its highlights."""
        self.view = view
        self.search.forget_marks()
        self.pane.mark(view.looks, runs)
        self.draw()

    def _draw_marks(self) -> None:
        """Draw the highlights: only those that have changed, where that can be said."""
        changes = self.view.mark_changes()
        if changes is None:
            self.pane.mark(self.view.looks, self._runs())
            return
        changes.update(self.search.mark_changes())
        self.pane.change_marks(list((-changes).elements()), list((+changes).elements()))

    async def _count_sentences(self, passages: Passages) -> None:
        """Count the sentences of a long article meanwhile, for the header."""

        def rest() -> None:
            time.sleep(_REST_SECONDS)

        counting = self.once_drawn(passages.count_sentences, rest)
        await asyncio.shield(asyncio.wrap_future(counting))
        if passages is self.passages and self.is_attached:
            self.show_header()

    def show_header(self) -> None:
        """Show the article's title, where it is from, and where the caret is."""
        article = self.article
        where = " · ".join(part for part in (article.outlet, article.published) if part)
        percent = 100 * self.selection.end // max(1, len(article.text))
        number = self.passages.number(self.selection.caret)
        place = f"{number[0]}/{number[1]} · {percent} %" if number else f"{percent} %"
        self.header.show(
            [Piece(one_line(article.title), "title"), Piece("  "), Piece(one_line(where), "muted")],
            [
                Piece(f"  {self._count} ", "key"),
                *self.header_notes(),
                Piece(place, "muted"),
            ],
        )

    def header_notes(self) -> Iterable[Piece]:
        """Say in the header what else is to be known of what is shown."""
        return ()

    def show_context(self) -> None:
        """Show what is known of the selection."""
        start, end = self.selected
        self.context.show(
            self.view.context(self.selected, self.selection.caret),
            [Piece(f"{start}–{end}", "muted")],
        )

    # Moving

    def go(self, selection: Selection, otherwise: str = "") -> None:
        """Select; where a motion has gone nowhere, say why."""
        if selection == self.selection and otherwise:
            self.tell(otherwise)
        else:
            self.status.end_hint()
        self._count = ""
        self.selection = selection
        self.pane.select(selection.start, selection.end, selection.caret)
        self.show_header()
        self.show_context()

    def take_count(self) -> int:
        """Give the number that was typed before a command, or 1."""
        count, self._count = int(self._count or 1), ""
        return max(1, count)

    async def action_digit(self, digit: str) -> None:
        """Collect the digits of a number, which repeats the next motion."""
        if self.focused is self.pane and (self._count or digit != "0"):
            self._count = (self._count + digit)[:_LONGEST_COUNT]
            self.show_header()

    def jump(self, places: Sequence[tuple[int, int]], count: int, what: str) -> None:
        """Go to a place so many places further on, or back; `what` says in words what stands there.

        Args:
            places: half-open spans of code points, in text order.
            count: how many places on; back if negative.
            what: as in "speaker or date".
        """
        place = next_place(places, self.selection, count)
        self.go_or_tell(select(*place) if place else None, what, count, is_any=bool(places))

    def go_or_tell(
        self, selection: Selection | None, what: str, count: int, *, is_any: bool
    ) -> None:
        """Go to what was found, or say in which direction there is none."""
        if selection is not None:
            self.go(selection)
        elif is_any:
            self.tell(f"There is no {what} {'further on' if count > 0 else 'before this'}.")
        else:
            self.tell(f"There is no {what} in this article.")

    # The mouse

    def on_text_pane_clicked(self, event: TextPane.Clicked) -> None:
        """Put the caret where the mouse was clicked; a double click selects the word."""
        self.pane.focus()
        unit: Unit = "sentence" if event.times == 1 else "word"
        around = self.motions.at(event.offset, unit)
        if around.start <= event.offset < around.end:
            self.go(select(*around.span, point=event.offset if event.times == 1 else None))

    def on_text_pane_dragged(self, event: TextPane.Dragged) -> None:
        """Select what the mouse was drawn over."""
        self.go(select(event.start, event.end))
