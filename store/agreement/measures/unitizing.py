"""Krippendorff's alpha for unitizing: how alike two annotators cut a text into units.

Source: K. Krippendorff, "Measuring the reliability of qualitative text analysis data", Quality &
Quantity 38 (2004), 787-800, and "Content Analysis" (2nd ed. 2004), chapter 11.6. Marks of one label
that overlap or touch are one unit, as the measure wants units that don't overlap. Articles are
stretches of one continuum; no unit and no gap reaches from one into the next.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import accumulate
from operator import mul

from hedgerow.store.agreement.measures.chance import NOTHING_MARKED, ONE_VALUE, Undefined
from hedgerow.store.agreement.measures.marks import Mark, united

_ANNOTATORS = 2

Range = tuple[int, int]


class Unitizing:
    """The units of two annotators in several articles, from which alpha is computed.

    An article is given as the length of its text and the marks of the one and the other, all of
    one label. `alpha` takes how often each article counts, so that the articles can be drawn again
    and again without looking at the marks.
    """

    def __init__(self, articles: Iterable[tuple[int, Sequence[Mark], Sequence[Mark]]]) -> None:
        self._lengths: list[int] = []
        self._disagreements: list[int] = []
        units: list[tuple[int, int]] = []
        gaps: list[tuple[int, int]] = []
        for number, (length, *marks) in enumerate(articles):
            ours, theirs = (united((mark.start, mark.end) for mark in one) for one in marks)
            self._lengths.append(length)
            self._disagreements.append(_observed(ours, theirs, length))
            for one in (ours, theirs):
                units += [(end - start, number) for start, end in one]
                gaps += [(end - start, number) for start, end in _gaps(one, length)]
        gaps.sort(reverse=True)
        units.sort()
        self._counts = _PerArticle([(number, 1) for _, number in units], len(self._lengths))
        pairs = [(number, length * (length - 1)) for length, number in units]
        self._within = _PerArticle(pairs, len(self._lengths))
        cubes = [(number, _among(length)) for length, number in units]
        self._among = _PerArticle(cubes, len(self._lengths))
        self._gap_articles = [number for _, number in gaps]
        self._gap_lengths = [length for length, _ in gaps]
        # Units in the order of their lengths, and thus of how many gaps they fit into: all those
        # that fit into as many stand together.
        self._unit_articles = [number for _, number in units]
        self._squares = [_square(length) for length, _ in units]
        self._reaches = [_square(length) * (length - 1) for length, _ in units]
        ordered = [-length for length in self._gap_lengths]
        roomy = [bisect_left(ordered, 1 - length) for length, _ in units]
        self._ends = [
            at for at in range(1, len(roomy) + 1) if roomy[at - 1 : at] != roomy[at : at + 1]
        ]
        self._rooms = [roomy[end - 1] for end in self._ends]

    def alpha(self, times: Sequence[int] | None = None) -> float | Undefined:
        """Compute alpha over the articles, each counted so many times (once if it isn't said)."""
        times = times if times is not None else [1] * len(self._lengths)
        continuum: int = sum(map(mul, self._lengths, times))
        number = self._counts.sum(times)
        if not continuum or not number:
            return NOTHING_MARKED
        whole = _ANNOTATORS * continuum
        expected = (number - 1) / 3 * self._among.sum(times) + self._in_gaps(times)
        expected *= 2 / continuum / (whole * (whole - 1) - self._within.sum(times))
        if not expected:
            return ONE_VALUE
        pairs = _ANNOTATORS * (_ANNOTATORS - 1)
        observed: float = sum(map(mul, self._disagreements, times)) / (pairs * _square(continuum))
        return 1.0 - observed / expected

    def _in_gaps(self, times: Sequence[int]) -> int:
        """Sum over units and gaps: in how many places a unit fits into a gap, by its square."""
        of = times.__getitem__
        weights = list(map(of, self._gap_articles))
        counts = list(accumulate(weights, initial=0))
        lengths = list(accumulate(map(mul, self._gap_lengths, weights), initial=0))
        units = list(map(of, self._unit_articles))
        squares = list(accumulate(map(mul, self._squares, units)))
        reaches = list(accumulate(map(mul, self._reaches, units)))
        total = square_before = reach_before = 0
        for end, room in zip(self._ends, self._rooms, strict=True):
            square, reach = squares[end - 1], reaches[end - 1]
            total += (square - square_before) * lengths[room]
            total -= (reach - reach_before) * counts[room]
            square_before, reach_before = square, reach
        return total


class _PerArticle:
    """Numbers summed up once for each article, to be summed again with articles counted anew."""

    def __init__(self, numbers: Iterable[tuple[int, int]], articles: int) -> None:
        self._sums = [0] * articles
        for article, number in numbers:
            self._sums[article] += number

    def sum(self, times: Sequence[int]) -> int:
        """Sum over the articles, each counted so many times."""
        return sum(map(mul, self._sums, times))


def _among(length: int) -> int:
    return 2 * length**3 - 3 * length**2 + length


def _gaps(units: Sequence[Range], length: int) -> list[Range]:
    edges = [0, *(edge for unit in units for edge in unit), length]
    pairs = zip(edges[::2], edges[1::2], strict=True)
    return [(start, end) for start, end in pairs if start < end]


def _observed(ours: Sequence[Range], theirs: Sequence[Range], length: int) -> int:
    """Sum the squared differences between the units of both, in both directions."""
    total = at = 0
    for start, end in ours:
        while at < len(theirs) and theirs[at][1] <= start:
            at += 1
        other = at
        while other < len(theirs) and theirs[other][0] < end:
            there = theirs[other]
            total += 2 * (_square(start - there[0]) + _square(end - there[1]))
            other += 1
    for one, others in ((ours, theirs), (theirs, ours)):
        gaps = _gaps(others, length)
        starts = [gap[0] for gap in gaps]
        for start, end in one:
            gap = gaps[bisect_left(starts, start + 1) - 1] if gaps and starts[0] <= start else None
            if gap is not None and end <= gap[1]:
                total += 2 * _square(end - start)
    return total


def _square(length: int) -> int:
    return length * length
