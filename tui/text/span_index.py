"""Spans by position: those that touch a place are found without looking at the others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, Generic, TypeVar

_Value = TypeVar("_Value")

_SMALLEST: Final = 9
"""Bits of the smallest bin's width: some rows of text."""

_STEP: Final = 3
_LEVELS: Final = 8
"""Each level's bins are eight times as wide as those below: the widest take 2^30 code points."""


class SpanIndex(Generic[_Value]):
    """Spans with a value each, which may overlap, be added and be taken out at any time.

    Each span lies in the smallest bin that holds it whole; what touches a place is in one bin of
    each level. So a change and a look-up cost the same however many spans there are elsewhere.
    Source: the binning scheme of the UCSC Genome Browser (Kent et al. 2002, doi:10.1101/gr.229102).
    """

    def __init__(self, spans: Iterable[tuple[int, int, _Value]] = ()) -> None:
        """Index spans, given as start, end (half-open) and value; empty ones are left out."""
        self._levels: list[dict[int, list[tuple[int, int, _Value]]]] = [{} for _ in range(_LEVELS)]
        for start, end, value in spans:
            self.add(start, end, value)

    def add(self, start: int, end: int, value: _Value) -> None:
        """Take in a span."""
        if start < end:
            level, position = _bin_of(start, end)
            self._levels[level].setdefault(position, []).append((start, end, value))

    def remove(self, start: int, end: int, value: _Value) -> None:
        """Take out a span that was added; one of several that are alike.

        Raises:
            ValueError: it is not there.
        """
        if start < end:
            level, position = _bin_of(start, end)
            there = self._levels[level].get(position, [])
            there.remove((start, end, value))
            if not there:
                del self._levels[level][position]

    def touching(self, start: int, end: int) -> Iterator[tuple[int, int, _Value]]:
        """Give the spans that share a code point with `[start, end)`, in no order."""
        if start >= end:
            return
        for level, bins in enumerate(self._levels):
            if not bins:
                continue
            shift = _SMALLEST + _STEP * level
            for position in range(start >> shift, (end - 1 >> shift) + 1):
                for span in bins.get(position, ()):
                    if span[0] < end and start < span[1]:
                        yield span

    def at(self, offset: int) -> Iterator[_Value]:
        """Give the values of the spans that cover an offset, in no order."""
        return (value for _, _, value in self.touching(offset, offset + 1))


def _bin_of(start: int, end: int) -> tuple[int, int]:
    """Give the level and the position of the smallest bin that holds a span."""
    differing = ((start ^ (end - 1)) >> _SMALLEST).bit_length()
    level = min(-(-differing // _STEP), _LEVELS - 1)
    return level, start >> _SMALLEST + _STEP * level
