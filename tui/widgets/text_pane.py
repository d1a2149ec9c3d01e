"""The text pane: an article's text in a measured column, with highlights, caret and selection.

It draws only the lines that are seen, and a change costs the lines that it touches. Offsets are
code points into the text it was given; what is drawn for a character may differ (a control is
shown as a visible character), the offsets never do.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import ClassVar, Final, NamedTuple

from rich.style import Style
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widget import Widget

from hedgerow.tui.text.cells import grapheme_end, offset_at
from hedgerow.tui.text.runs import Highlight, Runs
from hedgerow.tui.text.visible import visible
from hedgerow.tui.text.wrap import Rows, has_long_lines
from hedgerow.tui.widgets.looks import Looks
from hedgerow.tui.widgets.text_strips import Grounds, Overlay, TextStrips

WIDEST_COLUMN: Final = 90
"""Cells beyond which a line is too long to read at ease."""

_CONTEXT_ROWS: Final = 2
_FEW_MARKS: Final = 50
"""Highlights from which on it takes less to draw all that is in view than to look for each."""


class _Columns(NamedTuple):
    """How a line of the pane is divided, in cells.

    Attributes:
        gutter: left of the text: letters and a space.
        width: the text.
        margin: what is spare on either side of both.
    """

    gutter: int
    width: int
    margin: int


# Without Textual's own bindings for scrolling: the arrows belong to the screen.
class TextPane(ScrollView, can_focus=True, inherit_bindings=False):
    """Shows one text. The screen tells it what to mark and what is selected."""

    DEFAULT_CSS = """
    TextPane {
        background: $background;
        color: $foreground;
        overflow-x: hidden;
        overflow-y: scroll;
        scrollbar-size-vertical: 1;
    }
    TextPane > .text-pane--selection { background: $primary 32%; }
    TextPane > .text-pane--caret { text-style: reverse; }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"text-pane--selection", "text-pane--caret"}
    # Textual's own selection knows cells, not offsets; the mouse selects as the keys do.
    ALLOW_SELECT = False

    @dataclass
    class Clicked(Message):
        """The mouse was clicked on a character; `times` is 2 for a double click."""

        offset: int
        times: int

    @dataclass
    class Dragged(Message):
        """The mouse was drawn over `[start, end)` with its button down."""

        start: int
        end: int

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name for it
        super().__init__(id=id)
        self._text = ""
        self._rows = Rows("", WIDEST_COLUMN)
        self._selection = (0, 0)
        self._caret = 0
        self._top = 0  # the offset at which the view begins
        self._strips = TextStrips(self._grounds)
        self._drag_from: int | None = None
        self._is_laid_out = False

    # What the screen says

    def load(self, text: str, looks: Looks, runs: Runs) -> None:
        """Show another text, from its beginning; the highlights are the pane's from now on."""
        self._text = text
        self._selection, self._caret = (0, 0), 0
        self._strips.show(text, looks, runs)
        self._lay_out()

    def mark(self, looks: Looks, runs: Runs) -> None:
        """Show other highlights over the same text, which are the pane's from now on."""
        is_as_wide = looks.letter_room == self._strips.looks.letter_room
        self._strips.show(self._text, looks, runs)
        if not is_as_wide:
            self._lay_out()
        self.refresh()

    def change_marks(self, removed: Iterable[Highlight], added: Iterable[Highlight]) -> None:
        """Take some highlights out and others in; only the rows that they touch are drawn again."""
        removed, added = list(removed), list(added)
        self._strips.runs.remove(removed)
        self._strips.runs.add(added)
        if len(removed) + len(added) > _FEW_MARKS:
            self._strips.forget()
            self.refresh()
            return
        for start, end, _ in (*removed, *added):
            self._strips.forget_span(start, end)
            if self._is_laid_out:
                self._refresh_span(start, end)

    def select(self, start: int, end: int, caret: int) -> None:
        """Show `[start, end)` as selected with the caret at `caret`, and bring it into view."""
        before = (*self._selection, self._caret)
        self._selection, self._caret = (start, end), caret
        if not self._is_laid_out:
            return
        for first, last, at in (before, (start, end, caret)):
            self._refresh_span(first, last)
            self._refresh_span(at, at + 1)
        self._bring_into_view(start, end, caret)

    @property
    def rows_above_caret(self) -> int:
        """How many rows of the view stand above the caret's."""
        return self._rows.row_of(self._caret) - self.scroll_offset.y if self._is_laid_out else 0

    def show_caret_below(self, rows: int) -> None:
        """Scroll so that so many rows of the view stand above the caret's."""
        if self._is_laid_out:
            with self._keeping_view():
                row = self._rows.reach(self._rows.row_of(self._caret), -rows)
            self._scroll_to_row(row - rows)

    def offset_a_page_away(self, direction: int) -> int:
        """Scroll by a page, and give the offset that is then where the caret was."""
        height = self.scrollable_content_region.height
        step = max(1, height - _CONTEXT_ROWS) * direction
        with self._keeping_view():
            row = self._rows.reach(self._rows.row_of(self._caret), step) + step
            row = max(0, min(row, len(self._rows) - 1))
            is_end = direction > 0 and row == len(self._rows) - 1
            offset = len(self._text) if is_end else self._rows.span(row)[0]
        with self._keeping_view():
            top = self._rows.reach(self.scroll_offset.y, step)
        self._scroll_to_row(top + step)
        return offset

    # What the terminal says

    def on_resize(self) -> None:
        """Set the text anew if the column's width has changed; what was in view stays."""
        self._lay_out()

    def notify_style_update(self) -> None:
        """Forget what was drawn in the colours of another theme."""
        super().notify_style_update()
        self._strips.forget()

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Begin to select where the button goes down."""
        if event.button == 1 and self._is_laid_out:
            self._drag_from = self._offset_under(event.x, event.y)
            self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Select up to the character under the mouse."""
        if self._drag_from is None:
            return
        here = self._offset_under(event.x, event.y)
        if here != self._drag_from:
            start, end = sorted((self._drag_from, here))
            self.post_message(self.Dragged(start, grapheme_end(self._text, end)))

    def on_mouse_up(self) -> None:
        """End selecting."""
        self._drag_from = None
        self.release_mouse()

    def on_click(self, event: events.Click) -> None:
        """Place the caret; a double click means the word."""
        if self._is_laid_out and event.button == 1:
            self.post_message(self.Clicked(self._offset_under(event.x, event.y), event.chain))

    # Drawing

    def render_line(self, y: int) -> Strip:
        """Draw the row that stands at line `y` of the widget."""
        row = self.scroll_offset.y + y
        span = self._rows.span(row) if self._is_laid_out and row < len(self._rows) else None
        if span is None or row >= len(self._rows):  # fewer than estimated may have been found
            return Strip.blank(self.size.width, self.rich_style)
        overlay, cells = self._overlay(*span), self.size.width
        if (kept := self._strips.kept(span, overlay, cells)) is not None:
            return kept
        drawn = self._rows.drawn(row)
        return self._strips.draw(span, drawn, overlay, margin=self._columns.margin, cells=cells)

    def _overlay(self, start: int, end: int) -> Overlay:
        """Give the part of the selection and the caret that fall into a row."""
        first, last = max(start, self._selection[0]), min(end, self._selection[1])
        if first >= last:
            first = last = -1
        is_here = start <= self._caret < end or self._caret == end == len(self._text)
        return Overlay(first, last, self._caret if is_here else -1)

    def _grounds(self) -> Grounds:
        """Work out what rows are drawn on; Textual takes its time over it."""
        # Only the ground: speakers keep their colours within a selection.
        ground = self.get_component_rich_style("text-pane--selection").bgcolor
        reverse = self.get_component_rich_style("text-pane--caret", partial=True)
        is_dark = self.app.current_theme.dark
        return Grounds(self.rich_style, Style(bgcolor=ground), reverse, is_dark)

    # Geometry

    @property
    def _columns(self) -> _Columns:
        gutter = self._strips.looks.letter_room + 1
        room = self.scrollable_content_region.width - gutter - 1
        width = max(2, min(WIDEST_COLUMN, room))
        return _Columns(gutter, width, max(0, (room - width) // 2))

    def _lay_out(self) -> None:
        region = self.scrollable_content_region
        # Before the first resize there is no width, and a text set in none has a row a letter.
        self._is_laid_out = region.width > self._columns.gutter
        if not self._is_laid_out:
            return
        width = self._columns.width
        if self._rows.text is not self._text:
            is_spaced = has_long_lines(self._text)
            self._rows = Rows(self._text, width, is_spaced=is_spaced)
            self._scroll_to_row(0)
        elif self._rows.width != width:
            top = self._rows.span(self.scroll_offset.y)[0]
            self._rows = self._rows.at_width(width)
            self._scroll_to_row(self._rows.row_of(top))
        else:
            self._scroll_to_row(self.scroll_offset.y)
        self._bring_into_view(*self._selection, self._caret)
        self.refresh()

    def _bring_into_view(self, start: int, end: int, caret: int) -> None:
        """Scroll no further than it takes; of a selection that is too tall, show the caret."""
        height = self.scrollable_content_region.height
        if not height:
            return
        with self._keeping_view():
            first = self._rows.row_of(start)
            of_caret = self._rows.row_of(caret)
            last = self._rows.row_of(max(start, end - 1))
            if last - first + 1 > height - _CONTEXT_ROWS:
                first = last = of_caret
            margin = min(_CONTEXT_ROWS, max(0, (height - (last - first + 1)) // 2))
            is_above = first < self._rows.row_of(self._top) + margin
            far = self._rows.reach(first, -margin) if is_above else self._rows.reach(last, 1)
        if is_above:
            self._scroll_to_row(far - margin)
        elif far >= self.scroll_offset.y + height - margin:
            top = self._rows.reach(far, margin - height)
            self._scroll_to_row(top - height + 1 + margin)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Wrap what the mouse has brought into view; the rows above are counted from there."""
        super().watch_scroll_y(old_value, new_value)
        if not self._is_laid_out:
            return
        before, top = round(old_value), round(new_value)
        if 0 < before - top <= 2 * self.size.height:
            top += self._rows.reach(before, top - before) - before
        self._scroll_to_row(top)

    def _scroll_to_row(self, row: int) -> None:
        """Put a row at the top of the view, if there are rows enough below it."""
        height = self.scrollable_content_region.height
        row = self._rows.reach(max(0, row), height)
        if row + height > len(self._rows):
            row = max(0, self._rows.reach(len(self._rows) - 1, -height) - height + 1)
        before = self._top
        self._put_top(row)
        if self._top != before:
            self.refresh()

    @contextmanager
    def _keeping_view(self) -> Iterator[None]:
        """Keep the rows in view where they are, whatever is wrapped above them meanwhile."""
        yield
        self._put_top(self._rows.row_of(self._top))

    def _put_top(self, row: int) -> None:
        """Say which row is the topmost, and how many there are, as far as that is known.

        The scroll bar is told by hand: by way of the widget's size it would take a new layout.
        """
        self._top = self._rows.span(row)[0]
        size = Size(self.scrollable_content_region.width, len(self._rows))
        self.set_reactive(Widget.virtual_size, size)
        self.set_reactive(Widget.scroll_y, row)
        self.set_reactive(Widget.scroll_target_y, row)
        self.vertical_scrollbar.window_virtual_size = size.height
        self.vertical_scrollbar.position = row

    def _refresh_span(self, start: int, end: int) -> None:
        """Draw the rows in view again that a span touches."""
        top, height = self.scroll_offset.y, self.size.height
        in_view = self._top, self._rows.span(top + height - 1)[1]
        start, end = max(start, in_view[0]), min(end, in_view[1] + (in_view[1] == len(self._text)))
        if start < end:
            first, last = self._rows.row_of(start), self._rows.row_of(end - 1)
            self.refresh_lines(first, last - first + 1)

    def _offset_under(self, x: int, y: int) -> int:
        row = max(0, min(self.scroll_offset.y + y, len(self._rows) - 1))
        start, end = self._rows.drawn(row)
        columns = self._columns
        cell = x - columns.margin - columns.gutter
        offset = start + offset_at(visible(self._text[start:end]), max(0, cell))
        return max(0, min(offset, end - 1 if end > start else end))
