"""What annotators have marked in one article, as plain spans."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from hedgerow.store.span import Span


class Mark(NamedTuple):
    """A label on `[start, end)`, in code points, with its attributes."""

    start: int
    end: int
    label: str
    attributes: Mapping[str, str] = {}
    key: str = ""

    def overlaps(self, other: Mark) -> bool:
        """Say whether the two share a code point."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True)
class MarkedArticle:
    """One article with the marks of everybody who has any in it.

    Attributes:
        id: the article's id.
        length: of its text, in code points.
        tokens: its words, in text order.
        marks: for each annotator, theirs.
        moved: where only parts of a text are compared, one behind the other: where each begins
            here, and what has to be added to come to its place in the text.
    """

    id: str
    length: int
    tokens: Sequence[Span]
    marks: Mapping[str, Sequence[Mark]] = field(default_factory=dict)
    moved: Sequence[tuple[int, int]] = ()

    def in_text(self, mark: Mark | None) -> Mark | None:
        """Give a mark where it stands in the text."""
        if mark is None or not self.moved:
            return mark
        part = bisect_right(self.moved, mark.start, key=lambda one: one[0]) - 1
        by = self.moved[part][1]
        return mark._replace(start=mark.start + by, end=mark.end + by)

    def of(self, annotator: str, label: str | None = None) -> list[Mark]:
        """Give an annotator's marks in text order, of one label or of all."""
        marks = self.marks.get(annotator, ())
        return sorted(
            (mark for mark in marks if label in (None, mark.label)),
            key=lambda mark: (mark.start, mark.end, mark.label),
        )

    def token_ranges(self, marks: Iterable[Mark]) -> list[tuple[int, int]]:
        """Give the tokens that marks touch, as disjoint half-open ranges of positions.

        A token counts as marked if it shares a code point with the mark.
        """
        starts, ends = self._edges
        return united(
            (bisect_right(ends, mark.start), bisect_left(starts, mark.end)) for mark in marks
        )

    @cached_property
    def _edges(self) -> tuple[list[int], list[int]]:
        """Where the tokens start, and where they end."""
        return [token.start for token in self.tokens], [token.end for token in self.tokens]


def united(ranges: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Bring ranges that overlap or touch together, so that what is left is disjoint and ordered."""
    disjoint: list[tuple[int, int]] = []
    for start, end in sorted(ranges):
        if start >= end:
            continue
        if disjoint and start <= disjoint[-1][1]:
            disjoint[-1] = (disjoint[-1][0], max(end, disjoint[-1][1]))
        else:
            disjoint.append((start, end))
    return disjoint


def shared_length(ours: Sequence[tuple[int, int]], theirs: Sequence[tuple[int, int]]) -> int:
    """Count what two lists of disjoint, ordered ranges have in common."""
    total = at = 0
    for start, end in ours:
        while at < len(theirs) and theirs[at][1] <= start:
            at += 1
        following = at
        while following < len(theirs) and theirs[following][0] < end:
            total += min(end, theirs[following][1]) - max(start, theirs[following][0])
            following += 1
    return total
