"""Picking one of many: typing narrows the list."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from hedgerow.tui.screens.base.leaving import LeftOnce
from hedgerow.tui.text.visible import one_line, visible
from hedgerow.tui.widgets.field import LineField
from hedgerow.tui.widgets.line_list import Cell, LineList, Row


class PickPrompt(ModalScreen[int | None], LeftOnce[int | None]):
    """Asks for one of many answers; gives its position, or None if it is left with esc."""

    BINDINGS = [
        Binding("escape", "dismiss(None)", show=False),
        Binding("down", "move(1)", show=False),
        Binding("up", "move(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
    ]
    DEFAULT_CSS = """
    PickPrompt > Vertical { width: 76; max-width: 95%; height: auto; max-height: 90%; }
    PickPrompt LineList { margin: 1 0; background: $panel; }
    """

    def __init__(self, question: str, answers: Sequence[tuple[str, str]], chosen: int) -> None:
        """Ask a question.

        Args:
            question: what is asked.
            answers: each with what is set at its right.
            chosen: the position of the one that the cursor is on at first.
        """
        super().__init__()
        self._question = question
        self._answers = answers
        self._chosen = chosen
        self._list = LineList()

    def compose(self) -> ComposeResult:
        """Lay the question out."""
        with Vertical(classes="dialog"):
            yield Static(visible(self._question), markup=False)
            yield LineField(placeholder="type to narrow the list")
            yield self._list
            yield Static("↓ ↑ and enter: choose · esc: leave it", markup=False)

    def on_mount(self) -> None:
        """Show the answers."""
        self._list.can_focus = False
        self._list.styles.height = max(1, min(len(self._answers), 12))
        self._show("", self._chosen)
        self.query_one(LineField).focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show what matches."""
        self._show(event.value)

    def on_input_submitted(self) -> None:
        """Give the answer under the cursor."""
        if isinstance(self._list.value, int):
            self.dismiss(self._list.value - 1)
        else:
            self.query_one(LineField).reopen()

    def on_line_list_chosen(self, event: LineList.Chosen) -> None:
        """Give the answer that was clicked."""
        if isinstance(event.value, int):
            self.dismiss(event.value - 1)

    def action_move(self, step: int) -> None:
        """Move the cursor."""
        self._list.action_move(step)

    def action_page(self, direction: int) -> None:
        """Move the cursor by a page."""
        self._list.action_page(direction)

    def _show(self, narrowed: str, cursor: int = 0) -> None:
        wanted = narrowed.casefold().split()
        rows = [
            Row((Cell(one_line(answer)), Cell(beside, 9, is_right=True)), number)
            for number, (answer, beside) in enumerate(self._answers, start=1)
            if all(word in answer.casefold() for word in wanted)
        ]
        self._list.show(rows, cursor=cursor)
