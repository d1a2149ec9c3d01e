"""Rows: where a text breaks when it is set in a column, as offsets into it."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Callable

from tui.text.cells import graphemes, is_simple

LONG_LINE = 100
"""Code points from which a line is taken for a paragraph of its own."""


class Rows:
    """A text set in a column `width` cells wide.

    Each row is a span of the text; together they cover it without a gap. Lines break after a
    space where there is one. A row's last space, and its line break, take no cell.
    """

    def __init__(self, text: str, width: int, *, is_spaced: bool = False) -> None:
        """Set `text` in a column.

        Args:
            text: the text, with line feeds between its lines.
            width: the column's width in cells, at least 2 (a wide character needs as much).
            is_spaced: whether an empty row sets a long line apart from the next one, as it should
                be where each line is a paragraph. The row holds the line feed.
        """
        self.text = text
        self.width = max(2, width)
        self._is_spaced = is_spaced
        self._starts = array("q")
        self._lay_out()

    def __len__(self) -> int:
        return len(self._starts)

    def row_of(self, offset: int) -> int:
        """Give the row in which an offset stands."""
        return max(0, bisect_right(self._starts, offset) - 1)

    def span(self, row: int) -> tuple[int, int]:
        """Give the span of a row, its line break included."""
        end = self._starts[row + 1] if row + 1 < len(self._starts) else len(self.text)
        return self._starts[row], end

    def drawn(self, row: int) -> tuple[int, int]:
        """Give the part of a row that is drawn: without its line break."""
        start, end = self.span(row)
        if end > start and self.text[end - 1] == "\n":
            end -= 1
        # Only a carriage return right before the line feed belongs to the line break.
        if start < end < len(self.text) and self.text[end - 1] in "\r␍":
            end -= self.text[end] == "\n"
        return start, end

    def _lay_out(self) -> None:
        append = self._starts.append
        text, width = self.text, self.width
        start = 0
        while True:
            end = text.find("\n", start)
            stop = len(text) if end < 0 else end
            append(start)
            if stop - start > width // 2:
                if not is_simple(text, start, stop):
                    _wrap_graphemes(text, start, stop, width, append)
                elif stop - start > width:
                    _wrap_characters(text, start, stop, width, append)
            if end < 0:
                return
            if self._is_spaced and self._is_set_apart(start, end):
                append(end)
            start = end + 1

    def _is_set_apart(self, start: int, end: int) -> bool:
        """Say whether a line is long, or the one after it, with no empty line between them."""
        following = self.text.find("\n", end + 1)
        next_length = (following if following >= 0 else len(self.text)) - end - 1
        return min(end - start, next_length) > 0 and max(end - start, next_length) >= LONG_LINE


def _wrap_characters(
    text: str, start: int, stop: int, width: int, append: Callable[[int], None]
) -> None:
    """Wrap a line whose characters all take one cell."""
    at = start
    while stop - at > width:
        space = text.rfind(" ", at, at + width + 1)
        if space <= at:
            at += width
        else:
            at = space + 1
            while at < stop and text[at] == " ":
                at += 1
        if at >= stop:
            return
        append(at)


def _wrap_graphemes(
    text: str, start: int, stop: int, width: int, append: Callable[[int], None]
) -> None:
    """Wrap a line with wide or combining characters; those break anywhere between graphemes."""
    used = 0
    after_space, used_by_then = -1, 0
    for first, last, cells in graphemes(text[start:stop]):
        if text[start + first] == " ":
            used += cells
            after_space, used_by_then = start + last, used
            continue
        if used + cells > width:
            if after_space >= 0:
                append(after_space)
                used -= used_by_then
                after_space = -1
            if used + cells > width:
                append(start + first)
                used = 0
        used += cells
