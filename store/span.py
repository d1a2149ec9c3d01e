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


MOST = 2**53
"""No offset is as great: what reads JSON as floating-point numbers would take it for another."""


def span_from(start: object, end: object) -> Span:
    """Read a span from a document.

    Args:
        start: where it begins, in code points.
        end: where it ends, not included.

    Raises:
        ValueError: the two are no span.
    """
    # Not `isinstance`: true and false are no offsets.
    if type(start) is int and type(end) is int and 0 <= start <= end < MOST:
        return Span(start, end)
    raise ValueError('"start" and "end" are no span')
