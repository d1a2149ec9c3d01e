"""The annotator's tags whose passage is not certain in the present text, of all articles."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from hedgerow.store.annotations import Placed
from hedgerow.store.problem import ProblemError
from hedgerow.store.workspace import Workspace
from hedgerow.tui.commands import bindings
from hedgerow.tui.screens.base.label_looks import label_kind
from hedgerow.tui.screens.base.list_screen import ListScreen
from hedgerow.tui.text.visible import one_line
from hedgerow.tui.widgets.bar import Piece
from hedgerow.tui.widgets.line_list import Cell, LineList, Row


class _Unsettled(NamedTuple):
    """What a row of the list stands for."""

    article: str
    placed: Placed


class UnsettledScreen(ListScreen[_Unsettled]):
    """Lists the tags to settle; enter goes to one of them in its article."""

    WHERE = "unsettled"
    BINDINGS = bindings("unsettled")

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace, LineList(id="unsettled"))

    def find(self) -> Iterator[_Unsettled]:
        """Find the annotator's own tags that need a person."""
        workspace = self.workspace
        me = workspace.annotations.annotator
        for article in [a for a in workspace.corpus if a in workspace.unsettled]:
            try:
                placements = workspace.place(workspace.read(article))
            except ProblemError as error:
                workspace.corpus.tell(error.problem)
                continue
            for placed in placements:
                if placed.needs_a_person and placed.annotation.annotator == me:
                    yield _Unsettled(article, placed)

    def show(self, found: list[_Unsettled]) -> None:
        """Show them, article by article."""
        count = "1 tag" if len(found) == 1 else f"{len(found)} tags"
        self.header.show(
            [Piece("To settle ", "title"), Piece("tags whose passage is not certain", "muted")],
            [Piece(count, "muted")],
        )
        self.rows.show([self._row(one) for one in found], self.looks, self.rows.cursor)
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
