"""A list that draws its own lines: the library, and the side panel."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widget import Widget

from hedgerow.tui.commands import bindings
from hedgerow.tui.text.cells import fit
from hedgerow.tui.text.visible import visible
from hedgerow.tui.widgets.looks import Looks

_MARGIN = 1


class Cell(NamedTuple):
    """One column of a row: its text, its width in cells (None takes what is left), its look."""

    text: str
    width: int | None = None
    kind: str = ""
    is_right: bool = False


class Row(NamedTuple):
    """A row: its cells, and what choosing it means (None for a heading, which can't be chosen)."""

    cells: tuple[Cell, ...]
    value: object = None


class LineList(ScrollView, can_focus=True, inherit_bindings=False):
    """A list of rows, of which one is under the cursor.

    The rows may be any sequence, and only those that are seen are asked for.
    """

    DEFAULT_CSS = """
    LineList {
        background: $surface;
        color: $foreground;
        overflow-x: hidden;
        overflow-y: auto;
        scrollbar-size-vertical: 1;
    }
    LineList > .line-list--cursor { background: $primary 30%; text-style: bold; }
    LineList:focus > .line-list--cursor { background: $primary 55%; text-style: bold; }
    LineList > .line-list--heading { color: $text-muted; text-style: bold underline; }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"line-list--cursor", "line-list--heading"}
    BINDINGS = bindings("list")
    ALLOW_SELECT = False

    @dataclass
    class Chosen(Message):
        """A row was chosen, with enter or the mouse."""

        list: LineList
        value: object

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name for it
        super().__init__(id=id)
        self._rows: Sequence[Row] = ()
        self._looks = Looks({})
        self._drawn: dict[int, Row] = {}  # by the line of the widget: what stands there
        self.cursor = 0

    def show(self, rows: Sequence[Row], looks: Looks | None = None, cursor: int = 0) -> None:
        """Show other rows, with the cursor on one that can be chosen, at or after `cursor`."""
        before = self._looks, self.cursor, self.scroll_offset, self.virtual_size.width
        self._rows = rows
        self._looks = looks or self._looks
        self._set_length(len(rows))
        self.cursor = self._nearest(max(0, min(cursor, len(rows) - 1)), 1)
        self._bring_into_view()
        now = self._looks, self.cursor, self.scroll_offset, self.virtual_size.width
        if now == before and self._drawn:
            self._refresh_changed_rows()
        else:
            self.refresh()

    @property
    def value(self) -> object:
        """What the row under the cursor means; None where there is no such row."""
        return self._rows[self.cursor].value if 0 <= self.cursor < len(self._rows) else None

    def go_to(self, position: int) -> None:
        """Put the cursor on a row."""
        before, self.cursor = self.cursor, position
        self._bring_into_view()
        self.refresh_line(before)
        self.refresh_line(position)

    def action_move(self, step: int) -> None:
        """Move the cursor by rows, past headings."""
        position = self.cursor + step
        if 0 <= position < len(self._rows):
            self.go_to(self._nearest(position, step, otherwise=self.cursor))

    def action_page(self, direction: int) -> None:
        """Move the cursor by a page."""
        step = max(1, self.size.height - 1) * direction
        position = max(0, min(self.cursor + step, len(self._rows) - 1))
        if self._rows:
            self.go_to(self._nearest(position, -direction, otherwise=self.cursor))

    def action_edge(self, direction: int) -> None:
        """Move the cursor to the first or the last row."""
        if self._rows:
            position = 0 if direction < 0 else len(self._rows) - 1
            self.go_to(self._nearest(position, -direction, otherwise=self.cursor))

    def action_choose(self) -> None:
        """Choose the row under the cursor."""
        if self.value is not None:
            self.post_message(self.Chosen(self, self.value))

    def on_click(self, event: events.Click) -> None:
        """Move the cursor to the row under the mouse, or choose it if it is there already."""
        position = self.scroll_offset.y + event.y
        if not 0 <= position < len(self._rows) or self._rows[position].value is None:
            return
        if position == self.cursor:
            self.action_choose()
        else:
            self.go_to(position)

    def on_resize(self) -> None:
        """Keep the cursor in view."""
        self._drawn.clear()
        self.virtual_size = Size(self.size.width, len(self._rows))
        self._bring_into_view()

    def render_line(self, y: int) -> Strip:
        """Draw the row that stands at line `y` of the widget."""
        position = self.scroll_offset.y + y
        width = self.scrollable_content_region.width
        base = self.rich_style
        if position >= len(self._rows):
            self._drawn.pop(y, None)
            return Strip.blank(width, base)
        row = self._drawn[y] = self._rows[position]
        if row.value is None:
            base = self.get_component_rich_style("line-list--heading")
        elif position == self.cursor:
            base = self.get_component_rich_style("line-list--cursor")
        return Strip(self._segments(row, width, base)).adjust_cell_length(width, base)

    def _segments(self, row: Row, width: int, base: Style) -> list[Segment]:
        fixed = sum(cell.width for cell in row.cells if cell.width is not None)
        left = width - fixed - (len(row.cells) - 1) - 2 * _MARGIN
        segments = [Segment(" " * _MARGIN, base)]
        dark = self.app.current_theme.dark
        for number, cell in enumerate(row.cells):
            cells = left if cell.width is None else cell.width
            text = fit(visible(cell.text), max(0, cells))
            if cell.is_right:
                text = text.rstrip().rjust(cells)
            style = base
            if cell.kind:
                style += self._looks.ink(cell.kind, base, dark=dark)
            segments.append(Segment(("" if number == 0 else " ") + text, style))
        return segments

    def _refresh_changed_rows(self) -> None:
        """Draw the rows in view again that are not what is on the screen."""
        top = self.scroll_offset.y
        for y in range(self.size.height):
            row = self._rows[top + y] if top + y < len(self._rows) else None
            if row != self._drawn.get(y):
                self.refresh_line(top + y)

    def _set_length(self, length: int) -> None:
        """Say how many rows there are.

        Where the scroll bar stays as it is, shown or not, it is told by hand: by way of the
        widget's size it would take a new layout of the whole screen.
        """
        before, after = self.virtual_size.height, Size(self.size.width, length)
        height = self.scrollable_content_region.height
        if not height or (before > height) != (length > height):
            self.virtual_size = after
            return
        self.set_reactive(Widget.virtual_size, after)
        if length > height:
            self.vertical_scrollbar.window_virtual_size = length
            if self.scroll_offset.y > length - height:
                self.scroll_to(y=length - height, animate=False)

    def _nearest(self, position: int, step: int, otherwise: int = 0) -> int:
        """Find the first row at or after a position (in the direction of `step`) to be chosen."""
        step = 1 if step > 0 else -1
        while 0 <= position < len(self._rows):
            if self._rows[position].value is not None:
                return position
            position += step
        return otherwise

    def _bring_into_view(self) -> None:
        height = self.size.height
        top = self.scroll_offset.y
        if not height or self.cursor < 0:  # it is on no row
            return
        first = (
            self.cursor - 1 if self.cursor and self._is_heading(self.cursor - 1) else self.cursor
        )
        if first < top:
            self.scroll_to(y=first, animate=False)
        elif self.cursor >= top + height:
            self.scroll_to(y=self.cursor - height + 1, animate=False)

    def _is_heading(self, position: int) -> bool:
        return self._rows[position].value is None
