"""One line of text across the screen: header, context, status."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar, NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

from hedgerow.tui.text.cells import fit, width
from hedgerow.tui.text.visible import visible
from hedgerow.tui.text.wrap import Rows


class Piece(NamedTuple):
    """A stretch of a bar: its text and its part in it, one of `Bar.PARTS` (or none)."""

    text: str
    part: str = ""


class Bar(Widget):
    """A line with something at its left and something at its right.

    Where there is no room for both, the right side stays and the left one is cut. A text that is
    to be read whole takes as many lines as it needs.
    """

    DEFAULT_CSS = """
    Bar { height: 1; background: $panel; color: $foreground; }
    Bar > .bar--title { text-style: bold; }
    Bar > .bar--muted { color: $text-muted; }
    Bar > .bar--key { color: $accent; text-style: bold; }
    Bar > .bar--error { color: $error; text-style: bold; }
    Bar > .bar--good { color: $success; text-style: bold; }
    """
    PARTS: ClassVar[tuple[str, ...]] = ("title", "muted", "key", "error", "good")
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"bar--{part}" for part in PARTS}
    ALLOW_SELECT = False

    def __init__(
        self,
        *,
        id: str | None = None,  # noqa: A002 - Textual's name for it
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._left: tuple[Piece, ...] = ()
        self._right: tuple[Piece, ...] = ()
        self._rows: Rows | None = None

    def show(self, left: Iterable[Piece], right: Iterable[Piece] = ()) -> None:
        """Show other pieces."""
        self._left, self._right = tuple(left), tuple(right)
        self._rows = None
        self._set_height(1)

    def show_text(self, text: str, part: str = "") -> None:
        """Show a text whole."""
        self._left, self._right = (Piece(text, part),), ()
        self._wrap()

    def on_resize(self) -> None:
        """Wrap a text that is shown whole to the width there is now."""
        if self._rows is not None:
            self._wrap()

    def _wrap(self) -> None:
        self._rows = Rows(visible(self._left[0].text), max(2, self.size.width - 2))
        self._set_height(len(self._rows))

    def _set_height(self, height: int) -> None:
        if self.styles.height is None or self.styles.height.value != height:
            self.styles.height = height
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw a line of the bar."""
        base = self.rich_style
        if self._rows is not None:
            start, end = self._rows.drawn(y) if y < len(self._rows) else (0, 0)
            line = Segment(self._rows.text[start:end], self._style(self._left[0].part))
            return Strip([Segment(" ", base), line]).adjust_cell_length(self.size.width, base)
        right = [Piece(visible(piece.text), piece.part) for piece in self._right]
        room = self.size.width - 2 - sum(width(piece.text) for piece in right)
        segments = [Segment(" ", base)]
        for piece in self._left:
            text = visible(piece.text)
            if (taken := width(text)) > room - 1:
                text, taken = fit(text, max(0, room - 1)), max(0, room - 1)
            room -= taken
            segments.append(Segment(text, self._style(piece.part)))
        segments.append(Segment(" " * max(0, room), base))
        segments += [Segment(piece.text, self._style(piece.part)) for piece in right]
        return Strip([*segments, Segment(" ", base)]).adjust_cell_length(self.size.width, base)

    def _style(self, part: str) -> Style:
        return self.get_component_rich_style(f"bar--{part}") if part else self.rich_style
