"""The part of a screen with an article that moves: each key selects what comes next, or less."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from hedgerow.store.passages import Passages
from hedgerow.tui.screens.article.article_view import ArticleView
from hedgerow.tui.text.selection import Motions, Selection, Unit
from hedgerow.tui.widgets.text_pane import TextPane


class MovingScreen(Protocol):
    """What moving asks of the screen that it is a part of."""

    passages: Passages
    motions: Motions
    view: ArticleView
    pane: TextPane
    selection: Selection

    def go(self, selection: Selection, otherwise: str = "") -> None:
        """Select; where a motion has gone nowhere, say why."""

    def jump(self, places: Sequence[tuple[int, int]], count: int, what: str) -> None:
        """Go to a place so many places further on, or back."""

    def go_or_tell(
        self, selection: Selection | None, what: str, count: int, *, is_any: bool
    ) -> None:
        """Go to what was found, or say in which direction there is none."""

    def take_count(self) -> int:
        """Give the number that was typed before a command, or 1."""


class Moving:
    """Moves the selection by its units; a number that was typed before repeats it."""

    def __init__(self, screen: MovingScreen) -> None:
        self._screen = screen

    def action_next(self, unit: Unit) -> None:
        """Select the next passage."""
        screen = self._screen
        moved = screen.motions.next(screen.selection, unit, screen.take_count())
        screen.go(moved, f"This is the last {unit}.")

    def action_previous(self, unit: Unit) -> None:
        """Select the passage before."""
        screen = self._screen
        moved = screen.motions.previous(screen.selection, unit, screen.take_count())
        screen.go(moved, f"This is the first {unit}.")

    def action_page(self, direction: int) -> None:
        """Turn the page, and select the sentence there."""
        for _ in range(self._screen.take_count()):
            offset = self._screen.pane.offset_a_page_away(direction)
            self._screen.go(self._screen.motions.at(offset))

    def action_first(self) -> None:
        """Go to the first sentence, or to the one whose number was typed."""
        number, motions = self._screen.take_count(), self._screen.motions
        first = motions.first()
        self._screen.go(motions.next(first, "sentence", number - 1) if number > 1 else first)

    def action_last(self) -> None:
        """Go to the last sentence."""
        self._screen.take_count()
        self._screen.go(self._screen.motions.last())

    def action_extend(self, unit: Unit, direction: int) -> None:
        """Extend the selection."""
        screen, step = self._screen, direction * self._screen.take_count()
        extended = screen.motions.extend(screen.selection, unit, step)
        screen.go(extended, "There is no more text there.")

    def action_widen(self) -> None:
        """Widen the selection."""
        screen = self._screen
        screen.go(screen.motions.widen(screen.selection), "The whole text is selected.")

    def action_narrow(self) -> None:
        """Narrow the selection."""
        screen = self._screen
        screen.go(screen.motions.narrow(screen.selection), "There is nothing smaller here.")

    def action_quotation(self, direction: int) -> None:
        """Select the next quotation, or the one before."""
        screen, count = self._screen, direction * self._screen.take_count()
        quotation = screen.motions.jump(screen.selection, "quotation", count)
        is_any = screen.passages.has_quotations
        screen.go_or_tell(quotation, "quotation", count, is_any=is_any)

    def action_move_start(self, direction: int) -> None:
        """Move the start of the selection."""
        screen, step = self._screen, direction * self._screen.take_count()
        screen.go(screen.motions.move_start(screen.selection, step))

    def action_move_end(self, direction: int) -> None:
        """Move the end of the selection."""
        screen, step = self._screen, direction * self._screen.take_count()
        screen.go(screen.motions.move_end(screen.selection, step))

    def action_mention(self, direction: int) -> None:
        """Go to the next speaker or date."""
        screen, count = self._screen, direction * self._screen.take_count()
        screen.jump(screen.view.findings.mentions, count, "speaker or date")
