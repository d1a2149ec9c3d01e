"""Highlights that may overlap, flattened into runs that don't."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple


class Mark(NamedTuple):
    """A highlight: a span in code points, half-open, and the kind of look it has."""

    start: int
    end: int
    kind: str


class Run(NamedTuple):
    """A stretch of text all of whose characters have the same kinds, given as bits of a mask."""

    start: int
    end: int
    mask: int


class Runs:
    """Marks over one text, ready to be looked up by position.

    `kinds` names the kinds in the order in which they are laid over each other; bit `i` of a
    run's mask stands for `kinds[i]`.
    """

    def __init__(self, marks: Iterable[Mark], kinds: Sequence[str]) -> None:
        """Flatten marks; those of a kind that is not in `kinds` are left out."""
        self.kinds = tuple(kinds)
        self._bounds = array("q", [0])
        self._masks = [0]
        self._flatten(marks)

    def between(self, start: int, end: int) -> Iterator[Run]:
        """Give the runs that make up `[start, end)`, in order and without a gap."""
        index = bisect_right(self._bounds, start) - 1
        while start < end:
            following = self._bounds[index + 1] if index + 1 < len(self._bounds) else end
            stop = min(following, end)
            if stop > start:
                yield Run(start, stop, self._masks[index])
            start = stop
            index += 1

    def kinds_in(self, start: int, end: int) -> list[str]:
        """Name the kinds of all marks that touch `[start, end)`, in the order of `kinds`."""
        mask = 0
        for run in self.between(start, end):
            mask |= run.mask
        return [kind for bit, kind in enumerate(self.kinds) if mask >> bit & 1]

    def _flatten(self, marks: Iterable[Mark]) -> None:
        bit_of = {kind: bit for bit, kind in enumerate(self.kinds)}
        events: list[tuple[int, int, int]] = []
        for start, end, kind in marks:
            if kind in bit_of and start < end:
                events.append((start, bit_of[kind], 1))
                events.append((end, bit_of[kind], -1))
        events.sort()
        depth = [0] * len(self.kinds)
        mask = 0
        for position, bit, step in events:
            depth[bit] += step
            new = mask | 1 << bit if depth[bit] else mask & ~(1 << bit)
            if new == mask:
                continue
            mask = new
            if self._bounds[-1] == position:
                self._masks[-1] = mask
            else:
                self._bounds.append(position)
                self._masks.append(mask)
