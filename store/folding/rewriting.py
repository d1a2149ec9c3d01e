"""A text in which some places are written otherwise, and what stands there in the article's."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterable
from typing import NamedTuple

from hedgerow.store.span import Span


class Edit(NamedTuple):
    """What is written in the place of `[start, end)`."""

    start: int
    end: int
    written: str


class Rewritten:
    """A text written otherwise. Its spans lead back to those of the text that it was made of.

    Attributes:
        text: the text as it is written here.
        is_same: whether nothing has moved: every offset is that of the other text.
    """

    __slots__ = ("_ends", "_here", "_starts", "_there", "is_same", "text")

    def __init__(self, text: str, edits: Iterable[Edit] = ()) -> None:
        """Say how a text is written, and where it differs from the other.

        Args:
            text: with the edits made.
            edits: in text order, none on top of another, in offsets of the other text.
        """
        self.text = text
        # Where each edit stands here and there: first its beginning, then what comes after it.
        self._here, self._there = array("q"), array("q")
        self._starts, self._ends = array("q"), array("q")
        moved = 0
        for start, end, written in edits:
            here = start + moved
            self._here.append(here)
            self._there.append(here + len(written))
            self._starts.append(start)
            self._ends.append(end)
            moved += len(written) - (end - start)
        self.is_same = not self._here

    def span(self, start: int, end: int) -> Span:
        """Give the span of the other text that `[start, end)` is; an edit counts as a whole."""
        if self.is_same:
            return Span(start, end)
        if start >= end:
            return Span(at := self.start(start), at)
        return Span(self.start(start), self.end(end))

    def start(self, offset: int) -> int:
        """Give the place in the other text of what begins at an offset."""
        edit = bisect_right(self._here, offset) - 1
        # What is written as nothing stands before its place: what begins there comes after it.
        if edit < 0:
            return offset
        if offset < self._there[edit]:
            return self._starts[edit]
        return self._ends[edit] + offset - self._there[edit]

    def end(self, offset: int) -> int:
        """Give the place in the other text of what ends at an offset that isn't 0."""
        last = offset - 1
        edit = bisect_right(self._here, last) - 1
        if edit < 0:
            return offset
        if last < self._there[edit]:
            return self._ends[edit]
        return self._ends[edit] + offset - self._there[edit]


def rewritten(text: str, edits: Iterable[Edit]) -> Rewritten:
    """Make some edits, which are in text order and not on top of one another, in a text."""
    edits = list(edits)
    if not edits:
        return Rewritten(text)
    pieces: list[str] = []
    at = 0
    for start, end, written in edits:
        pieces += (text[at:start], written)
        at = end
    return Rewritten("".join((*pieces, text[at:])), edits)
