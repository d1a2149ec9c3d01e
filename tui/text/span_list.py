"""Spans in text order, each once, that come and go."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Iterable
from typing import Generic, TypeVar

_Span = TypeVar("_Span", bound=tuple[int, int])


class SpanList(Generic[_Span]):
    """The distinct ones of some spans, sorted once and kept in order from then on.

    Attributes:
        spans: the spans, in text order; not to be changed by others.
    """

    def __init__(self, spans: Iterable[_Span] = ()) -> None:
        self._counts = Counter(spans)
        self.spans: list[_Span] = sorted(self._counts)

    def add(self, span: _Span) -> None:
        """Take in a span, which may be there already."""
        self._counts[span] += 1
        if self._counts[span] == 1:
            insort(self.spans, span)

    def remove(self, span: _Span) -> None:
        """Take out a span as often as it was added; it goes with the last time."""
        self._counts[span] -= 1
        if not self._counts[span]:
            del self._counts[span]
            del self.spans[bisect_left(self.spans, span)]
