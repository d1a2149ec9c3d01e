"""A list that says when its cursor has moved."""

from __future__ import annotations

from textual.message import Message

from hedgerow.tui.widgets.line_list import LineList


class MovingList(LineList):
    """A list beside which is shown more about the row under the cursor."""

    class Moved(Message):
        """Another row is under the cursor."""

    def go_to(self, position: int) -> None:
        """Put the cursor on a row, and say so."""
        super().go_to(position)
        self.post_message(self.Moved())
