"""A screen with an article's text: caret and selection, and every way to move them."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
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
from hedgerow.tui.screens.base.work import WorkScreen
from hedgerow.tui.text.runs import Mark, Runs
from hedgerow.tui.text.search import find_all
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
        self.matches: list[tuple[int, int]] = []
        self._matches_shown: list[tuple[int, int]] = []
        self.search_origin = self.selection
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
        self.matches = []

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
        self._matches_shown = list(self.matches)
        marks = [*self.view.marks(), *_match_marks(self.matches)]
        return Runs(marks, self.view.looks.kinds)

    def show_view(self, view: ArticleView, runs: Runs) -> None:
        """Show a view that was made ready elsewhere, with its highlights."""
        self.view = view
        self._matches_shown = []
        self.pane.mark(view.looks, runs)
        self.draw()

    def _draw_marks(self) -> None:
        """Draw the highlights: only those that have changed, where that can be said."""
        changes = self.view.mark_changes()
        if changes is None:
            self.pane.mark(self.view.looks, self._runs())
            return
        if self._matches_shown != self.matches:
            changes.update(_match_marks(self.matches))
            changes.subtract(_match_marks(self._matches_shown))
            self._matches_shown = list(self.matches)
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
            self.end_hint()
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

    def action_next(self, unit: Unit) -> None:
        """Select the next passage."""
        moved = self.motions.next(self.selection, unit, self.take_count())
        self.go(moved, f"This is the last {unit}.")

    def action_previous(self, unit: Unit) -> None:
        """Select the passage before."""
        moved = self.motions.previous(self.selection, unit, self.take_count())
        self.go(moved, f"This is the first {unit}.")

    def action_page(self, direction: int) -> None:
        """Turn the page, and select the sentence there."""
        for _ in range(self.take_count()):
            offset = self.pane.offset_a_page_away(direction)
            self.go(self.motions.at(offset))

    def action_first(self) -> None:
        """Go to the first sentence, or to the one whose number was typed."""
        number = self.take_count()
        first = self.motions.first()
        self.go(self.motions.next(first, "sentence", number - 1) if number > 1 else first)

    def action_last(self) -> None:
        """Go to the last sentence."""
        self.take_count()
        self.go(self.motions.last())

    def action_extend(self, unit: Unit, direction: int) -> None:
        """Extend the selection."""
        step = direction * self.take_count()
        self.go(self.motions.extend(self.selection, unit, step), "There is no more text there.")

    def action_widen(self) -> None:
        """Widen the selection."""
        self.go(self.motions.widen(self.selection), "The whole text is selected.")

    def action_narrow(self) -> None:
        """Narrow the selection."""
        self.go(self.motions.narrow(self.selection), "There is nothing smaller here.")

    def action_quotation(self, direction: int) -> None:
        """Select the next quotation, or the one before."""
        count = direction * self.take_count()
        self.go_or_tell(
            self.motions.jump(self.selection, "quotation", count),
            "quotation",
            count,
            is_any=self.passages.has_quotations,
        )

    def action_move_start(self, direction: int) -> None:
        """Move the start of the selection."""
        self.go(self.motions.move_start(self.selection, direction * self.take_count()))

    def action_move_end(self, direction: int) -> None:
        """Move the end of the selection."""
        self.go(self.motions.move_end(self.selection, direction * self.take_count()))

    def action_mention(self, direction: int) -> None:
        """Go to the next speaker or date."""
        self.jump(self.view.mentions, direction * self.take_count(), "speaker or date")

    def action_tag_at(self, direction: int) -> None:
        """Go to the next tag."""
        self.jump(self.view.tag_spans, direction * self.take_count(), "tag")

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

    # Searching

    def action_search(self) -> None:
        """Search the article as one types."""
        self.search_origin = self.selection
        self.open_field("search; small letters match capitals too")

    def field_changed(self, value: str) -> None:
        """Show the matches, and go to the first at or after where the search began."""
        self.matches = find_all(self.article.text, value)
        self.draw()
        start = self.search_origin.start
        place = next((match for match in self.matches if match[0] >= start), None)
        place = place or next(iter(self.matches), None)
        self.go(select(*place) if place else self.search_origin)

    def search_anew(self, origin: Selection) -> None:
        """Search another text for what stands in the field, if it is open.

        Args:
            origin: where the search has begun, as the text is now.
        """
        self.search_origin = origin
        if self._field is not None:
            self.field_changed(self._field.value)

    def show_matches(self, matches: Sequence[Span], at: Span) -> None:
        """Show where the words of another search stand, and go to one of the places."""
        self.matches = [(match.start, match.end) for match in matches]
        self.draw()
        self.go(select(*at))
        self._tell_matches()

    def _tell_matches(self) -> None:
        count = len(self.matches)
        self.tell(f"{count:,} match{'es' if count > 1 else ''}: n for the next, N back")

    def field_closed(self, value: str, *, cancelled: bool) -> None:
        """Stay at the match, or go back to where the search began."""
        if cancelled or not value.strip():
            self.matches = []
            self.draw()
            self.go(self.search_origin)
        elif not self.matches:
            self.tell(f"“{value}” is not in this article.")
        else:
            self._tell_matches()

    def action_match(self, direction: int) -> None:
        """Go to the next match of the search."""
        if not self.matches:
            self.tell("No search has found anything: / begins one.")
            return
        place = next_place(self.matches, self.selection, direction * self.take_count())
        if place is None:
            place = self.matches[0 if direction > 0 else -1]
            self.tell("The search went on from the other end.")
        self.go(select(*place))

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


def _match_marks(matches: Iterable[tuple[int, int]]) -> Iterator[Mark]:
    return (Mark(*match, "match") for match in matches)
