"""The one unit of place in Hedgerow: a half-open span of code points."""

from __future__ import annotations

from typing import NamedTuple


class Span(NamedTuple):
    """`[start, end)` in Unicode code points into an article's text.

    Spans compare by start, then by end, so that a sorted list of them reads in text order.
    """

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the slice of `text` that this span covers."""
        return text[self.start : self.end]

    def overlaps(self, other: tuple[int, int]) -> bool:
        """Say whether the two spans share at least one code point."""
        return self.start < other[1] and other[0] < self.end

    def contains(self, other: tuple[int, int]) -> bool:
        """Say whether `other` lies within this span (a span contains itself)."""
        return self.start <= other[0] and other[1] <= self.end

    @property
    def length(self) -> int:
        """The number of code points covered."""
        return self.end - self.start
