"""The text pane: an article's text in a measured column, with highlights, caret and selection.

It draws only the lines that are seen, and a change costs the lines that it touches. Offsets are
code points into the text it was given; what is drawn for a character may differ (a control is
shown as a visible character), the offsets never do.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import ClassVar, Final

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.cache import LRUCache
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tui.text.cells import grapheme_end, offset_at
from tui.text.runs import Mark, Run, Runs
from tui.text.visible import visible_lines
from tui.text.wrap import LONG_LINE, Rows
from tui.widgets.looks import Looks

WIDEST_COLUMN: Final = 90
"""Cells beyond which a line is too long to read at ease."""

GUTTER: Final = 4
"""Cells left of the text: up to three letters and a space."""

_LETTERS: Final = GUTTER - 1
_CONTEXT_ROWS: Final = 2


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
        self._shown = ""
        self._is_spaced = False
        self._rows = Rows("", WIDEST_COLUMN)
        self._looks = Looks({})
        self._runs = Runs((), ())
        self._selection = (0, 0)
        self._caret = 0
        self._strips: LRUCache[tuple[object, ...], Strip] = LRUCache(1024)
        self._styles: dict[int, Style] = {}
        self._drag_from: int | None = None
        self._is_laid_out = False

    # What the screen says

    def load(self, text: str, looks: Looks, marks: Iterable[Mark]) -> None:
        """Show another text, from its beginning."""
        self._text = text
        self._shown = visible_lines(text)
        self._is_spaced = any(len(line) >= LONG_LINE for line in self._shown.split("\n"))
        self._selection, self._caret = (0, 0), 0
        self._looks = looks
        self._runs = Runs(marks, looks.kinds)
        self._lay_out()
        self.scroll_to(y=0, animate=False)

    def mark(self, looks: Looks, marks: Iterable[Mark]) -> None:
        """Show other highlights over the same text."""
        self._looks = looks
        self._runs = Runs(marks, looks.kinds)
        self._forget_strips()
        self.refresh()

    def select(self, start: int, end: int, caret: int) -> None:
        """Show `[start, end)` as selected with the caret at `caret`, and bring it into view."""
        before = (*self._selection, self._caret)
        self._selection, self._caret = (start, end), caret
        if not self._is_laid_out:
            return
        self._refresh_rows(*before)
        self._refresh_rows(start, end, caret)
        self._bring_into_view(start, end, caret)

    @property
    def rows_above_caret(self) -> int:
        """How many rows of the view stand above the caret's."""
        return self._rows.row_of(self._caret) - self.scroll_offset.y if self._is_laid_out else 0

    def show_caret_below(self, rows: int) -> None:
        """Scroll so that so many rows of the view stand above the caret's."""
        if self._is_laid_out:
            self.scroll_to(y=max(0, self._rows.row_of(self._caret) - rows), animate=False)

    def offset_a_page_away(self, direction: int) -> int:
        """Scroll by a page, and give the offset that is then where the caret was."""
        height = self.scrollable_content_region.height
        step = max(1, height - _CONTEXT_ROWS) * direction
        row = self._rows.row_of(self._caret) + step
        self.scroll_to(y=self.scroll_offset.y + step, animate=False)
        row = max(0, min(row, len(self._rows) - 1))
        return (
            self._rows.span(row)[0]
            if direction < 0 or row < len(self._rows) - 1
            else len(self._text)
        )

    # What the terminal says

    def on_resize(self) -> None:
        """Set the text anew if the column's width has changed; what was in view stays."""
        self._lay_out()

    def notify_style_update(self) -> None:
        """Forget what was drawn in the colours of another theme."""
        super().notify_style_update()
        self._forget_strips()

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
        if not self._is_laid_out or row >= len(self._rows):
            return Strip.blank(self.size.width, self.rich_style)
        start, end = self._rows.span(row)
        overlay = self._overlay(start, end)
        key = (row, overlay, self.size.width)
        strip = self._strips.get(key)
        if strip is None:
            strip = self._strips[key] = self._draw(row, overlay)
        return strip

    def _overlay(self, start: int, end: int) -> tuple[int, int, int]:
        """Give the part of the selection and the caret that fall into a row; -1 for neither."""
        first, last = max(start, self._selection[0]), min(end, self._selection[1])
        if first >= last:
            first = last = -1
        is_here = start <= self._caret < end or self._caret == end == len(self._text)
        return first, last, self._caret if is_here else -1

    def _draw(self, row: int, overlay: tuple[int, int, int]) -> Strip:
        base = self.rich_style
        start, end = self._rows.drawn(row)
        segments = [Segment(" " * self._margin, base), *self._gutter(start, end, base)]
        first, last, caret = overlay
        caret_end = min(end, grapheme_end(self._text, caret)) if caret >= 0 else -1
        # Only the ground: speakers keep their colours within a selection.
        selection = Style(bgcolor=self.get_component_rich_style("text-pane--selection").bgcolor)
        reverse = self.get_component_rich_style("text-pane--caret", partial=True)
        cuts = sorted({first, last, caret, caret_end})
        for run in self._runs.between(start, end):
            for piece in _split(run, cuts):
                style = self._style_of(piece.mask, base)
                if first <= piece.start < last:
                    style += selection
                if caret <= piece.start < caret_end:
                    style += reverse
                segments.append(Segment(self._shown[piece.start : piece.end], style))
        if caret >= end and caret >= 0:  # the caret is on a line break
            segments.append(Segment(" ", base + reverse))
        return Strip(segments).adjust_cell_length(self.size.width, base)

    def _gutter(self, start: int, end: int, base: Style) -> list[Segment]:
        letters = self._looks.letters(self._runs.kinds_in(start, max(end, start + 1)))
        segments = [
            Segment(letter, base + self._looks.ink(kind, base, dark=self._is_dark))
            for letter, kind in letters[:_LETTERS]
        ]
        if len(letters) > _LETTERS:
            segments[-1] = Segment("+", base)
        taken = sum(segment.cell_length for segment in segments)
        return [Segment(" " * (_LETTERS - taken), base), *segments, Segment(" ", base)]

    def _style_of(self, mask: int, base: Style) -> Style:
        style = self._styles.get(mask)
        if style is None:
            style = base
            for bit, kind in enumerate(self._runs.kinds):
                if mask >> bit & 1:
                    style += self._looks.style(kind, base, dark=self._is_dark)
            self._styles[mask] = style
        return style

    @property
    def _is_dark(self) -> bool:
        return self.app.current_theme.dark

    # Geometry

    @property
    def _column(self) -> int:
        return max(2, min(WIDEST_COLUMN, self.scrollable_content_region.width - GUTTER - 1))

    @property
    def _margin(self) -> int:
        spare = self.scrollable_content_region.width - GUTTER - self._column - 1
        return max(0, spare // 2)

    def _lay_out(self) -> None:
        self._forget_strips()
        region = self.scrollable_content_region
        # Before the first resize there is no width, and a text set in none has a row a letter.
        self._is_laid_out = region.width > GUTTER
        if not self._is_laid_out:
            return
        if self._rows.text is not self._shown or self._rows.width != self._column:
            top = self._rows.span(min(self.scroll_offset.y, len(self._rows) - 1))[0]
            same_text = self._rows.text is self._shown
            self._rows = Rows(self._shown, self._column, is_spaced=self._is_spaced)
            self.virtual_size = Size(region.width, len(self._rows))
            if same_text:
                self.scroll_to(y=self._rows.row_of(top), animate=False)
        self._bring_into_view(*self._selection, self._caret)
        self.refresh()

    def _bring_into_view(self, start: int, end: int, caret: int) -> None:
        """Scroll no further than it takes; of a selection that is too tall, show the caret."""
        height = self.scrollable_content_region.height
        if not height:
            return
        first, last = self._rows.row_of(start), self._rows.row_of(max(start, end - 1))
        if last - first + 1 > height - _CONTEXT_ROWS:
            first = last = self._rows.row_of(caret)
        top = self.scroll_offset.y
        margin = min(_CONTEXT_ROWS, max(0, (height - (last - first + 1)) // 2))
        if first < top + margin:
            self.scroll_to(y=max(0, first - margin), animate=False)
        elif last >= top + height - margin:
            self.scroll_to(y=last - height + 1 + margin, animate=False)

    def _refresh_rows(self, start: int, end: int, caret: int) -> None:
        first, last = self._rows.row_of(start), self._rows.row_of(max(start, end - 1))
        top = self.scroll_offset.y
        first, last = max(first, top), min(last, top + self.size.height)
        if first <= last:
            self.refresh_lines(first, last - first + 1)
        self.refresh_line(self._rows.row_of(caret))

    def _offset_under(self, x: int, y: int) -> int:
        row = max(0, min(self.scroll_offset.y + y, len(self._rows) - 1))
        start, end = self._rows.drawn(row)
        cell = x - self._margin - GUTTER
        offset = start + offset_at(self._shown[start:end], max(0, cell))
        return max(0, min(offset, end - 1 if end > start else end))

    def _forget_strips(self) -> None:
        self._strips.clear()
        self._styles.clear()


def _split(run: Run, cuts: Iterable[int]) -> Iterator[Run]:
    """Divide a run where the selection or the caret begins or ends."""
    start = run.start
    for cut in cuts:
        if start < cut < run.end:
            yield Run(start, cut, run.mask)
            start = cut
    yield Run(start, run.end, run.mask)
