"""Columns of short texts side by side, such as what each of several people has said."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

from hedgerow.tui.text.cells import fit
from hedgerow.tui.text.visible import visible
from hedgerow.tui.text.wrap import Rows
from hedgerow.tui.widgets.bar import Piece

_NARROWEST = 20
_BETWEEN = " │ "


class Column(NamedTuple):
    """A column: a heading, and texts below it, each of which takes the lines that it needs."""

    heading: Piece
    texts: tuple[Piece, ...]


class Columns(Widget):
    """Shows columns of one width; those for which there is no room are counted at the right.

    It is as high as its highest column, up to the height that it is given; a column that is higher
    ends with "…".
    """

    DEFAULT_CSS = """
    Columns { height: 3; background: $surface; color: $foreground; }
    Columns > .columns--key { color: $accent; text-style: bold; }
    Columns > .columns--title { text-style: bold; }
    Columns > .columns--muted { color: $text-muted; }
    Columns > .columns--error { color: $error; text-style: bold; }
    """
    PARTS: ClassVar[tuple[str, ...]] = ("key", "title", "muted", "error")
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"columns--{part}" for part in PARTS}
    ALLOW_SELECT = False

    def __init__(self, highest: int = 10, *, id: str | None = None) -> None:  # noqa: A002
        """Make columns that are at most so many lines high, the heading included."""
        super().__init__(id=id)
        self.highest = highest
        self._columns: Sequence[Column] = ()
        self._lines: list[list[tuple[str, str]]] = []

    def show(self, columns: Sequence[Column]) -> None:
        """Show other columns."""
        self._columns = columns
        self._lay_out()

    def on_resize(self) -> None:
        """Wrap the texts to the width there is now."""
        self._lay_out()

    @property
    def column_width(self) -> int:
        """Cells of one column."""
        count = max(1, self._fitting)
        return (self.size.width - 2 - len(_BETWEEN) * (count - 1)) // count

    @property
    def _fitting(self) -> int:
        room = (self.size.width - 2 + len(_BETWEEN)) // (_NARROWEST + len(_BETWEEN))
        return min(len(self._columns), max(1, room))

    def _lay_out(self) -> None:
        if not self.size.width:
            return
        cells = max(2, self.column_width)
        self._lines = [list(self._wrapped(one, cells)) for one in self._columns[: self._fitting]]
        for lines in self._lines:
            if len(lines) > self.highest:
                del lines[self.highest - 1 :]
                lines.append(("…", "muted"))
        hidden = len(self._columns) - self._fitting
        if hidden and self._lines:
            text, part = self._lines[-1][0]
            self._lines[-1][0] = (f"{text} (+{hidden} more)", part)
        height = max((len(lines) for lines in self._lines), default=1)
        if self.styles.height is None or self.styles.height.value != height:
            self.styles.height = height
        self.refresh()

    @staticmethod
    def _wrapped(column: Column, cells: int) -> Sequence[tuple[str, str]]:
        lines = []
        for piece in (column.heading, *column.texts):
            rows = Rows(visible(piece.text), cells)
            spans = (rows.drawn(row) for row in range(len(rows)))
            lines += [(rows.text[start:end].rstrip(), piece.part) for start, end in spans]
        return lines

    def render_line(self, y: int) -> Strip:
        """Draw a line of all columns."""
        base, cells = self.rich_style, self.column_width
        segments = [Segment(" ", base)]
        for number, lines in enumerate(self._lines):
            text, part = lines[y] if y < len(lines) else ("", "")
            if number:
                segments.append(Segment(_BETWEEN, self._style("muted")))
            segments.append(Segment(fit(text, cells), self._style(part)))
        return Strip(segments).adjust_cell_length(self.size.width, base)

    def _style(self, part: str) -> Style:
        return self.get_component_rich_style(f"columns--{part}") if part else self.rich_style
