"""The annotator's tags whose passage is not certain in the present text, of all articles."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from textual import work
from textual.app import ComposeResult
from textual.widget import Widget

from hedgerow.store.annotations import Placed
from hedgerow.store.problem import ProblemError
from hedgerow.store.workspace import Workspace
from hedgerow.tui.commands import Command, bindings, commands_of
from hedgerow.tui.screens.base.label_looks import label_kind, label_looks
from hedgerow.tui.screens.base.work import WorkScreen
from hedgerow.tui.text.visible import one_line
from hedgerow.tui.widgets.bar import Bar, Piece
from hedgerow.tui.widgets.line_list import Cell, LineList, Row
from hedgerow.tui.widgets.looks import Looks


class _Unsettled(NamedTuple):
    """What a row of the list stands for."""

    article: str
    placed: Placed


class UnsettledScreen(WorkScreen):
    """Lists the tags to settle; enter goes to one of them in its article."""

    WHERE = "unsettled"
    BINDINGS = bindings("unsettled")
    AUTO_FOCUS = "#unsettled"
    DEFAULT_CSS = "UnsettledScreen #unsettled { height: 1fr; }"

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._header = Bar(id="header")
        self._list = LineList(id="unsettled")
        self._looks = Looks(label_looks(workspace.codebook.labels))

    def compose(self) -> ComposeResult:
        """Lay the screen out."""
        yield self._header
        yield self._list
        yield self.status

    def on_mount(self) -> None:
        """Find the tags."""
        self._find()

    def on_screen_resume(self) -> None:
        """Leave out those that have been settled meanwhile."""
        self._find()

    def article_changed(self, article: str) -> None:  # noqa: ARG002 - whichever it is
        """Leave out those that have been settled meanwhile."""
        if self.screen_shown is self:
            self._find()

    def hinted_commands(self) -> Iterator[Command]:
        """Say how a tag is taken in hand."""
        yield from (command for command in commands_of("list") if command.hint)

    def main_widget(self) -> Widget:
        """The list has the focus."""
        return self._list

    @work(thread=True, exclusive=True, group="unsettled")
    def _find(self) -> None:
        found: list[_Unsettled] = []
        for article in [a for a in self.workspace.corpus if a in self.workspace.unsettled]:
            try:
                placements = self.workspace.place(self.workspace.read(article))
            except ProblemError as error:
                self.workspace.corpus.tell(error.problem)
                continue
            me = self.workspace.annotations.annotator
            found += [
                _Unsettled(article, placed)
                for placed in placements
                if placed.needs_a_person and placed.annotation.annotator == me
            ]
        self.app.call_from_thread(self._show, found)

    def _show(self, found: list[_Unsettled]) -> None:
        if not self.is_attached:
            return
        count = "1 tag" if len(found) == 1 else f"{len(found)} tags"
        self._header.show(
            [Piece("To settle ", "title"), Piece("tags whose passage is not certain", "muted")],
            [Piece(count, "muted")],
        )
        self._list.show([self._row(one) for one in found], self._looks, self._list.cursor)
        if not found and self.screen_shown is self:
            self.tell("Each of your tags has its place.")

    def _row(self, one: _Unsettled) -> Row:
        known = one.placed.annotation
        letter = self.workspace.codebook.label(known.label).letter
        score = f"{one.placed.anchor.score:.0%}" if one.placed.anchor.candidate else ""
        cells = (
            Cell(one.placed.anchor.status, 9),
            Cell(score, 4, is_right=True),
            Cell(letter, 1, label_kind(known.label)),
            Cell(one_line(known.quote)),
            Cell(one_line(self.workspace.title(one.article)), 28 if self.size.width >= 110 else 18),
        )
        return Row(cells, one)

    def on_line_list_chosen(self, event: LineList.Chosen) -> None:
        """Open the article with the tag in hand."""
        from hedgerow.tui.screens.reader.screen import ReaderScreen

        if not isinstance(event.value, _Unsettled):
            return
        try:
            article = self.workspace.read(event.value.article)
        except ProblemError as error:
            self.tell_problem(error.problem)
            return
        tag = event.value.placed.annotation.id
        self.app.push_screen(ReaderScreen(self.workspace, article, in_hand=tag))
