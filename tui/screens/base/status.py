"""The line at the bottom of a screen: a message for a while, else the keys that work now."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from textual.timer import Timer

from hedgerow.tui.commands import Command, key_sign
from hedgerow.tui.text.cells import width
from hedgerow.tui.text.visible import one_line
from hedgerow.tui.widgets.bar import Bar, Piece

_MESSAGE_SECONDS = 6.0


class StatusLine(Bar):
    """Shows the keys that its screen offers, unless there is a message."""

    def __init__(self, offer_again: Callable[[], None]) -> None:
        """Make the line; `offer_again` has the keys offered anew, once a message has gone."""
        super().__init__(id="status")
        self._offer_again = offer_again
        self._message: tuple[str, str] | None = None
        self._message_timer: Timer | None = None

    @property
    def unread_fault(self) -> str | None:
        """The fault that is shown, if one is."""
        is_fault = self._message is not None and self._message[1] == "error"
        return self._message[0] if self._message is not None and is_fault else None

    def tell(self, message: str, part: str) -> None:
        """Show a message for a while, a fault for longer; `part` is one of `Bar.PARTS`."""
        self._message = (message, part)
        if self._message_timer is not None:
            self._message_timer.stop()
        seconds = _MESSAGE_SECONDS * (2 if part == "error" else 1)
        self._message_timer = self.set_timer(seconds, self.end_message)
        self._offer_again()

    def end_message(self) -> None:
        """Take the message away."""
        self._message = None
        self._offer_again()

    def end_hint(self) -> None:
        """Take a plain message away once the user has gone on; results and faults stay a while."""
        if self._message is not None and not self._message[1]:
            self.end_message()

    def offer(self, commands: Iterable[Command], everywhere: Iterable[Command], room: int) -> None:
        """Show the message; else the keys of as many commands as there is room for.

        Args:
            commands: what works now on the screen, what matters most first.
            everywhere: what works everywhere; it stands at the right.
            room: cells that the line has.
        """
        if self._message is not None:
            message, part = self._message
            self.show_text(one_line(message), part)
            return
        right = [piece for command in everywhere for piece in _hint(command)]
        room -= 2 + sum(width(piece.text) for piece in right)
        left: list[Piece] = []
        for command in commands:
            hint = _hint(command)
            taken = sum(width(piece.text) for piece in hint)
            if taken < room:
                room -= taken
                left += hint
        self.show(left, right)


def _hint(command: Command) -> list[Piece]:
    """Show a command's key and what it does."""
    return [Piece(key_sign(command.keys[0]), "key"), Piece(f" {command.hint}  ", "muted")]
