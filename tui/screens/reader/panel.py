"""The reader's part that shows the side panel: what the article mentions and its tags, as rows."""

from __future__ import annotations

from collections.abc import Callable

from hedgerow.store.span import Span
from hedgerow.tui.screens.article.part import Part
from hedgerow.tui.screens.article.reading import ReadingScreen
from hedgerow.tui.screens.reader.panel_rows import PanelRows
from hedgerow.tui.text.selection import select
from hedgerow.tui.widgets.line_list import LineList

_SHOWN_FROM = 110
"""Cells of width from which the side panel is shown without being asked for."""


class Panel(Part):
    """Shows what is in the article beside its text; a row that is chosen leads there.

    Attributes:
        rows: the list that is shown.
    """

    def __init__(self, screen: ReadingScreen, *, take_in_hand: Callable[[str], None]) -> None:
        """Prepare the panel.

        Args:
            screen: the reader.
            take_in_hand: shows a tag without a certain place, by its id, to settle it.
        """
        super().__init__(screen)
        self.rows = LineList(id="panel")
        self._take_in_hand = take_in_hand
        self._is_wanted: bool | None = None  # None: nobody has said

    def draw(self) -> None:
        """Draw the panel, where it is shown, as things are now."""
        if self.rows.has_class("shown"):
            view = self.screen.view
            self.rows.show(PanelRows(view), view.looks, self.rows.cursor)

    def show(self) -> None:
        """Show the panel where it is wanted or there is room for it; hide it elsewhere."""
        wanted = self._is_wanted
        shown = self.screen.size.width >= _SHOWN_FROM if wanted is None else wanted
        if not shown and self.screen.focused is self.rows:
            self.screen.pane.focus()
        self.rows.set_class(shown, "shown")
        self.draw()

    def turn_on_or_off(self) -> None:
        """Show or hide the panel."""
        self._is_wanted = not self.rows.has_class("shown")
        self.show()

    def focus(self) -> None:
        """Go to the panel, which opens if it has to, or back to the text."""
        if self.screen.focused is self.rows:
            self.screen.pane.focus()
        else:
            self._is_wanted = True
            self.show()
            self.rows.focus()

    def choose(self, value: object) -> None:
        """Jump to what a row stands for: the next of its places, or the first again."""
        if isinstance(value, str):
            self._take_in_hand(value)
        elif isinstance(value, tuple) and value:
            places: list[Span] = sorted(value)
            here = self.screen.selection.span
            later = [place for place in places if place > here]
            self.screen.go(select(*(later or places)[0]))
