"""Rows: where a text breaks when it is set in a column, as offsets into it."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Callable
from typing import Final

from hedgerow.tui.text.cells import graphemes, is_simple, width
from hedgerow.tui.text.prefix_sums import PrefixSums
from hedgerow.tui.text.visible import visible_lines

LONG_LINE = 100
"""Code points from which a line is taken for a paragraph of its own."""

BLOCK: Final = 4096
"""Code points, about, of the lines that are wrapped together."""

_LONGEST_WHOLE: Final = 2 * BLOCK
"""Code points from which a line is wrapped in pieces; each begins a row."""

# Where a line may be cut without dividing what a reader sees as one character.
_CUT: Final = re.compile(
    "(?<!\u200d)[\x20-\x7e\u3001-\u3029\u3041-\u3096\u30a0-\u9fff\uac00-\ud7a3]"
)
_CUT_WITHIN: Final = 1024


class Rows:
    """A text set in a column `width` cells wide.

    Each row is a span of the text; together they cover it without a gap. Lines break after a
    space where there is one. A row's last space, and its line break, take no cell.

    A block of lines is wrapped when it is first reached; until then its rows are estimated. So the
    numbers of rows may change by what is asked for (never their spans): those of the rows below a
    block that is wrapped.
    """

    def __init__(self, text: str, width: int, *, is_spaced: bool = False) -> None:
        """Set `text` in a column.

        Args:
            text: the text, with line feeds between its lines. Its other control characters are
                taken for the visible ones that are shown for them.
            width: the column's width in cells, at least 2 (a wide character needs as much).
            is_spaced: whether an empty row sets a long line apart from the next one, as it should
                be where each line is a paragraph. The row holds the line feed.
        """
        self._set(text, _blocks(text), width, is_spaced=is_spaced)

    def _set(self, text: str, blocks: array[int], width: int, *, is_spaced: bool) -> None:
        self.text = text
        self.width = max(2, width)
        self._is_spaced = is_spaced
        self._blocks = blocks
        self._starts: dict[int, array[int]] = {}
        self._counts = PrefixSums([self._estimate(block) for block in range(len(blocks) - 1)])
        self._wrapped(0)  # so that all is known of a short text

    def at_width(self, width: int) -> Rows:
        """Set the same text in a column of another width."""
        rows = Rows.__new__(Rows)
        rows._set(self.text, self._blocks, width, is_spaced=self._is_spaced)
        return rows

    def __len__(self) -> int:
        """The number of rows, as far as it is known."""
        return self._counts.total

    @property
    def wrapped(self) -> int:
        """How many code points have been wrapped."""
        return sum(self._blocks[block + 1] - self._blocks[block] for block in self._starts)

    def row_of(self, offset: int) -> int:
        """Give the row in which an offset stands."""
        block = max(0, bisect_right(self._blocks, offset, 0, len(self._blocks) - 1) - 1)
        starts = self._wrapped(block)
        return self._counts.before(block) + max(0, bisect_right(starts, offset) - 1)

    def span(self, row: int) -> tuple[int, int]:
        """Give the span of a row, its line break included; of the last one, if there are fewer."""
        block, position = self._place(row)
        starts = self._wrapped(block)
        following = position + 1
        end = starts[following] if following < len(starts) else self._blocks[block + 1]
        return starts[position], end

    def drawn(self, row: int) -> tuple[int, int]:
        """Give the part of a row that is drawn: without its line break."""
        start, end = self.span(row)
        if end > start and self.text[end - 1] == "\n":
            end -= 1
        # Only a carriage return right before the line feed belongs to the line break.
        if start < end < len(self.text) and self.text[end - 1] in "\r␍":
            end -= self.text[end] == "\n"
        return start, end

    def reach(self, row: int, count: int) -> int:
        """Wrap all that stands up to `count` rows below a row, or above it if negative.

        Returns:
            The number that the row has then.
        """
        block, position = self._place(row)
        if count < 0:
            reached = position
            for before in range(block - 1, -1, -1):
                if reached >= -count:
                    break
                reached += len(self._wrapped(before))
        else:
            reached = self._counts[block] - 1 - position
            for after in range(block + 1, len(self._blocks) - 1):
                if reached >= count:
                    break
                reached += len(self._wrapped(after))
        return self._counts.before(block) + position

    def _place(self, row: int) -> tuple[int, int]:
        """Give the block of a row and its position in it, all wrapped that it takes to know."""
        while True:
            block = self._counts.index_at(max(0, min(row, len(self) - 1)))
            if block in self._starts:
                break
            self._wrapped(block)
        position = row - self._counts.before(block)
        return block, max(0, min(position, self._counts[block] - 1))

    def _estimate(self, block: int) -> int:
        start, end = self._blocks[block], self._blocks[block + 1]
        return max(1, self.text.count("\n", start, end) + (end - start) // self.width)

    def _wrapped(self, block: int) -> array[int]:
        """Give the starts of a block's rows, which is wrapped if it isn't yet."""
        starts = self._starts.get(block)
        if starts is None:
            starts = self._starts[block] = self._wrap(self._blocks[block], self._blocks[block + 1])
            self._counts[block] = len(starts)
        return starts

    def _wrap(self, first: int, last: int) -> array[int]:
        starts = array("q")
        shown, column = visible_lines(self.text[first:last]), self.width
        start = 0
        while True:
            end = shown.find("\n", start)
            stop = len(shown) if end < 0 else end
            starts.append(start)
            if stop - start > column // 2:
                if not is_simple(shown, start, stop):
                    _wrap_graphemes(shown, start, stop, column, starts.append)
                elif stop - start > column:
                    _wrap_characters(shown, start, stop, column, starts.append)
            if end < 0:
                break
            if self._is_spaced and self._is_set_apart(first + start, first + end):
                starts.append(end)
            start = end + 1
            # The row after the text's last line feed is there, though nothing stands in it.
            if start == len(shown) and last < len(self.text):
                break
        return array("q", [first + start for start in starts])

    def _is_set_apart(self, start: int, end: int) -> bool:
        """Say whether a line is long, or the one after it, with no empty line between them."""
        is_rest = start > 0 and self.text[start - 1] != "\n"  # of a line wrapped in pieces
        length = LONG_LINE if is_rest else end - start
        following = self.text.find("\n", end + 1, end + 1 + LONG_LINE)
        next_length = (
            following - end - 1 if following >= 0 else min(LONG_LINE, len(self.text) - end - 1)
        )
        return min(length, next_length) > 0 and max(length, next_length) >= LONG_LINE


def has_long_lines(text: str) -> bool:
    """Say whether a line of the text's first million code points is a paragraph of its own."""
    start, stop = 0, min(len(text), 1_000_000)
    while stop - start >= LONG_LINE:
        line_feed = text.rfind("\n", start, start + LONG_LINE)
        if line_feed < 0:
            return True
        start = line_feed + 1
    return False


def _blocks(text: str) -> array[int]:
    """Divide a text into what is wrapped together: whole lines, or pieces of a very long one.

    Returns:
        Where each block starts, and the text's end.
    """
    starts = array("q", [0])
    start = 0
    while len(text) - start > BLOCK:
        end = _block_end(text, start)
        if end >= len(text):
            break
        starts.append(end)
        start = end
    starts.append(len(text))
    return starts


def _block_end(text: str, start: int) -> int:
    line_feed = text.find("\n", start + BLOCK, start + _LONGEST_WHOLE)
    if line_feed < 0:
        line_feed = text.rfind("\n", start, start + BLOCK)
    if line_feed >= 0:
        return line_feed + 1
    space = text.rfind(" ", start + BLOCK - _CUT_WITHIN, start + BLOCK)
    if space >= 0 and width(text[space + 1]):
        return space + 1
    if cut := _CUT.search(text, start + BLOCK):
        line_feed = text.find("\n", start + BLOCK, cut.start())
        return cut.start() if line_feed < 0 else line_feed + 1
    return len(text)


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
        if text[start + first : start + last] == " ":  # with an accent it is a letter
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
