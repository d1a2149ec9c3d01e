"""What was decided where annotators differ: on one's own tags first, by whom and why."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from typing import NamedTuple

from textual import on, work
from textual.app import ComposeResult
from textual.widget import Widget

from hedgerow.store.adjudication import Decision, decision_in_words, decisions_on, results_of
from hedgerow.store.annotations import Annotation
from hedgerow.store.problem import ProblemError
from hedgerow.store.workspace import Workspace
from hedgerow.tui.commands import Command, bindings, commands_of
from hedgerow.tui.screens.base.label_looks import label_kind, label_looks
from hedgerow.tui.screens.base.work import WorkScreen
from hedgerow.tui.text.visible import one_line
from hedgerow.tui.widgets.bar import Bar, Piece
from hedgerow.tui.widgets.line_list import Cell, LineList, Row
from hedgerow.tui.widgets.looks import Looks
from hedgerow.tui.widgets.moving_list import MovingList

GoTo = Callable[[Collection[str]], bool]
"""Goes to the place of some tags, by their ids; says whether there is one."""


class _Decided(NamedTuple):
    """What a row of the list stands for: a tag, and what was decided on it, in words."""

    tag: Annotation
    decision: Decision
    words: str


class DecisionsScreen(WorkScreen):
    """Lists tags that were decided on; enter goes to one of them."""

    WHERE = "decisions"
    BINDINGS = bindings("decisions")
    AUTO_FOCUS = "#decisions"
    DEFAULT_CSS = """
    DecisionsScreen #decisions { height: 1fr; }
    DecisionsScreen #detail { background: $surface; }
    """

    def __init__(self, workspace: Workspace, go_to: GoTo | None = None) -> None:
        """Show the decisions; `go_to` takes the place of opening the article."""
        super().__init__(workspace)
        self._go_to = go_to
        self._header = Bar(id="header")
        self._list = MovingList(id="decisions")
        self._detail = Bar(id="detail")
        self._looks = Looks(label_looks(workspace.codebook.labels))

    def compose(self) -> ComposeResult:
        """Lay the screen out."""
        yield self._header
        yield self._list
        yield self._detail
        yield self.status

    def on_mount(self) -> None:
        """Find the decisions."""
        self._find()

    def on_screen_resume(self) -> None:
        """Bring the list up to date."""
        super().on_screen_resume()
        self._find()

    def article_changed(self, article: str) -> None:  # noqa: ARG002 - whichever it is
        """Bring the list up to date."""
        if self.screen_shown is self:
            self._find()

    def hinted_commands(self) -> Iterator[Command]:
        """Say how a tag is gone to."""
        yield from (command for command in commands_of("list") if command.hint)

    def main_widget(self) -> Widget:
        """The list has the focus."""
        return self._list

    @work(thread=True, exclusive=True, group="decisions")
    def _find(self) -> None:
        annotations = self.workspace.annotations
        found: list[_Decided] = []
        try:
            tables = annotations.articles()
        except ProblemError as error:
            tables = set()
            self.workspace.corpus.tell(error.problem)
        for article in annotations.passing([a for a in self.workspace.corpus if a in tables]):
            try:
                decisions = decisions_on(annotations, article)
                for tag in annotations.of(article) if decisions else ():
                    if (decision := decisions.get(tag.id)) is not None:
                        words = decision_in_words(
                            decision, tag.id, results_of(annotations, decision)
                        )
                        found.append(_Decided(tag, decision, words))
            except ProblemError as error:
                self.workspace.corpus.tell(error.problem)
        self.app.call_from_thread(self._show, found)

    def _show(self, found: list[_Decided]) -> None:
        if not self.is_attached:
            return
        me = self.workspace.annotations.annotator
        own = [one for one in found if one.tag.annotator == me]
        others = [one for one in found if one.tag.annotator != me]
        rows: list[Row] = []
        for name, group in (("On your tags", own), ("On others’ tags", others)):
            if group:
                rows.append(Row((Cell(f"{name} {len(group)}"),)))
                rows += map(self._row, group)
        self._header.show(
            [Piece("Decided ", "title"), Piece("where annotators differ or agree", "muted")],
            [Piece(f"{len(own):,} of yours · {len(others):,} of others’", "muted")],
        )
        self._list.show(rows, self._looks, self._list.cursor)
        self._show_detail()
        if not found and self.screen_shown is self:
            self.tell("Nothing has been decided yet: d in the library begins.")

    @on(MovingList.Moved)
    def _show_detail(self) -> None:
        """Say in full what was decided on the tag under the cursor."""
        one = self._list.value
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
