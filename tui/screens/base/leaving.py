"""How a screen is left: once, and never another in its place."""

from __future__ import annotations

from textual.await_complete import AwaitComplete
from textual.screen import Screen, ScreenResultType


class LeftOnce(Screen[ScreenResultType]):
    """A screen that takes no second "back".

    Textual takes away whichever screen is on top. Where two keys arrive together, or a result comes
    late, that would be another one. Name it last among a class's bases: Textual takes styles from
    the first.
    """

    def dismiss(self, result: ScreenResultType | None = None) -> AwaitComplete:
        """Leave this screen, with what lies over it; nothing happens where it has gone already."""
        if self not in self.app.screen_stack:
            return AwaitComplete()
        while self.app.screen is not self:
            self.app.pop_screen()
        return super().dismiss(result)
