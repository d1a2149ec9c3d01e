"""What was decided where annotators differ: on one's own tags first, by whom and why."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from typing import NamedTuple

from textual import on
from textual.widget import Widget

from hedgerow.store.adjudication import Decision, decision_in_words, decisions_on, results_of
from hedgerow.store.annotations import Annotation
from hedgerow.store.problem import ProblemError
from hedgerow.store.workspace import Workspace
from hedgerow.tui.commands import bindings
from hedgerow.tui.screens.base.label_looks import label_kind
from hedgerow.tui.screens.base.list_screen import ListScreen
from hedgerow.tui.text.visible import one_line
from hedgerow.tui.widgets.bar import Bar, Piece
from hedgerow.tui.widgets.line_list import Cell, LineList, Row
from hedgerow.tui.widgets.moving_list import MovingList

GoTo = Callable[[Collection[str]], bool]
"""Goes to the place of some tags, by their ids; says whether there is one."""


class _Decided(NamedTuple):
    """What a row of the list stands for: a tag, and what was decided on it, in words."""

    tag: Annotation
    decision: Decision
    words: str


class DecisionsScreen(ListScreen[_Decided]):
    """Lists tags that were decided on; enter goes to one of them."""

    WHERE = "decisions"
    BINDINGS = bindings("decisions")
    DEFAULT_CSS = "DecisionsScreen #detail { background: $surface; }"

    def __init__(self, workspace: Workspace, go_to: GoTo | None = None) -> None:
        """Show the decisions; `go_to` takes the place of opening the article."""
        super().__init__(workspace, MovingList(id="decisions"))
        self._go_to = go_to
        self._detail = Bar(id="detail")

    def below(self) -> Iterator[Widget]:
        """Give the line that says in full what was decided."""
        yield self._detail

    def find(self) -> Iterator[_Decided]:
        """Find the tags that were decided on, and what was decided."""
        workspace, annotations = self.workspace, self.workspace.annotations
        try:
            tables = annotations.articles()
        except ProblemError as error:
            workspace.corpus.tell(error.problem)
            return
        for article in annotations.passing([a for a in workspace.corpus if a in tables]):
            try:
                yield from self._decided_in(article)
            except ProblemError as error:
                workspace.corpus.tell(error.problem)

    def _decided_in(self, article: str) -> Iterator[_Decided]:
        annotations = self.workspace.annotations
        decisions = decisions_on(annotations, article)
        for tag in annotations.of(article) if decisions else ():
            if (decision := decisions.get(tag.id)) is not None:
                words = decision_in_words(decision, tag.id, results_of(annotations, decision))
                yield _Decided(tag, decision, words)

    def show(self, found: list[_Decided]) -> None:
        """Show one's own first."""
        me = self.workspace.annotations.annotator
        own = [one for one in found if one.tag.annotator == me]
        others = [one for one in found if one.tag.annotator != me]
        rows: list[Row] = []
        for name, group in (("On your tags", own), ("On others’ tags", others)):
            if group:
                rows.append(Row((Cell(f"{name} {len(group)}"),)))
                rows += map(self._row, group)
        self.header.show(
            [Piece("Decided ", "title"), Piece("where annotators differ or agree", "muted")],
            [Piece(f"{len(own):,} of yours · {len(others):,} of others’", "muted")],
        )
        self.rows.show(rows, self.looks, self.rows.cursor)
        self._show_detail()
        if not found and self.screen_shown is self:
            self.tell("Nothing has been decided yet: d in the library begins.")

    @on(MovingList.Moved)
    def _show_detail(self) -> None:
        """Say in full what was decided on the tag under the cursor."""
        one = self.rows.value
        if isinstance(one, _Decided):
            whose = f"{one.tag.annotator}’s {one.tag.brief}"
            self._detail.show_text(one_line(f"{whose}: {one.words}"))

    def _row(self, one: _Decided) -> Row:
        letter = self.workspace.codebook.label(one.tag.label).letter
        wide = self.size.width >= 140
        cells = [
            Cell(letter, 1, label_kind(one.tag.label)),
            Cell(one_line(one.tag.quote), 40 if wide else 24),
            Cell(one_line(one.tag.annotator), 10 if wide else 6),
            Cell(one_line(one.words)),
        ]
        if wide:
            cells.append(Cell(one_line(self.workspace.title(one.tag.article)), 28))
        return Row(tuple(cells), one)

    def on_line_list_chosen(self, event: LineList.Chosen) -> None:
        """Go to the tag, and say in full what was decided on it."""
        from hedgerow.tui.screens.reader.screen import ReaderScreen

        if not isinstance(event.value, _Decided):
            return
        tag, decision, words = event.value
        if self._go_to is not None:
            self.dismiss(None)
            self.app.call_later(self._go_to, decision.annotations)
            return
        try:
            article = self.workspace.read(tag.article)
        except ProblemError as error:
            self.tell_problem(error.problem)
            return
        reader = ReaderScreen(self.workspace, article)
        self.app.push_screen(reader)
        reader.call_after_refresh(
            reader.show_decided, tag.id, f"{tag.annotator}’s {tag.brief}: {words}"
        )
