"""Highlights that may overlap, made into runs that don't."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from hedgerow.tui.text.span_index import SpanIndex


class Highlight(NamedTuple):
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
    run's mask stands for `kinds[i]`. Marks come and go one by one; runs are made of those that
    touch the place that is asked for.
    """

    def __init__(self, marks: Iterable[Highlight], kinds: Sequence[str]) -> None:
        """Take in marks; those of a kind that is not in `kinds` are left out."""
        self.kinds = tuple(kinds)
        self._masks = {kind: 1 << bit for bit, kind in enumerate(self.kinds)}
        self._marks = SpanIndex(self._masked(marks))

    def add(self, marks: Iterable[Highlight]) -> None:
        """Take in more marks."""
        for start, end, mask in self._masked(marks):
            self._marks.add(start, end, mask)

    def remove(self, marks: Iterable[Highlight]) -> None:
        """Take out marks that are there.

        Raises:
            ValueError: one of them isn't.
        """
        for start, end, mask in self._masked(marks):
            self._marks.remove(start, end, mask)

    def between(self, start: int, end: int) -> Iterator[Run]:
        """Give the runs that make up `[start, end)`, in order and without a gap."""
        mask, at = 0, start
        for position, new in self._changes(start, end):
            if position > at:
                yield Run(at, position, mask)
                at = position
            mask = new
        if at < end:
            yield Run(at, end, mask)

    def kinds_in(self, start: int, end: int) -> list[str]:
        """Name the kinds of all marks that touch `[start, end)`, in the order of `kinds`."""
        mask = 0
        for _, _, of_mark in self._marks.touching(start, end):
            mask |= of_mark
        return self.kinds_of(mask)

    def kinds_of(self, mask: int) -> list[str]:
        """Name the kinds that a mask stands for, in the order of `kinds`."""
        found = []
        while mask:
            lowest = mask & -mask
            found.append(self.kinds[lowest.bit_length() - 1])
            mask ^= lowest
        return found

    def _changes(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Give the places within `[start, end)` at which the mask changes, and the new mask."""
        steps: list[tuple[int, int, int]] = []
        for first, last, of_mark in self._marks.touching(start, end):
            steps.append((max(first, start), of_mark, 1))
            if last < end:
                steps.append((last, of_mark, -1))
        steps.sort()
        depths: dict[int, int] = {}
        mask = 0
        for place, of_place in groupby(steps, key=itemgetter(0)):
            before = mask
            for _, of_mark, step in of_place:
                depth = depths[of_mark] = depths.get(of_mark, 0) + step
                mask = mask | of_mark if depth else mask & ~of_mark
            if mask != before:
                yield place, mask

    def _masked(self, marks: Iterable[Highlight]) -> Iterator[tuple[int, int, int]]:
        masks = self._masks
        return ((start, end, masks[kind]) for start, end, kind in marks if kind in masks)
