"""Which marks of two annotators belong together, and how well spans match.

The scores are those of SemEval-2013 task 9 (Segura-Bedmar et al., 2013, 2.4): a pair of spans
counts as *exact* if its boundaries are the same, as *partial* (by half) if it overlaps, as *type*
if it overlaps and has the same label, as *strict* if boundaries and label are the same. Which spans
are a pair is decided as `nervaluate` 1.2 does, so that figures can be compared: spans are taken in
text order, and each takes what it fits perfectly or else the first free one that it overlaps.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

from hedgerow.store.agreement.measures.marks import Mark

MATCHING_SCHEMES = ("exact", "partial", "type", "strict")

# With less of the other's span in common, as nervaluate has it, there is no overlap to speak of.
_LEAST_SHARE = 0.01


class Credits(NamedTuple):
    """How many pairs of spans count under each scheme; a partial one counts half."""

    exact: float = 0.0
    partial: float = 0.0
    type: float = 0.0
    strict: float = 0.0


def credits_of(ours: Sequence[Mark], theirs: Sequence[Mark]) -> Credits:
    """Count what of two annotators' spans in one article matches.

    Both are in text order. Each scheme pairs spans anew, as each asks for something else.
    """
    candidates = _Candidates(ours)
    return Credits(
        exact=_paired(candidates, theirs, _same_span, whole=1.0, part=0.0),
        partial=_paired(candidates, theirs, _same_span, whole=1.0, part=0.5),
        type=_typed(candidates, theirs),
        strict=_paired(candidates, theirs, _same_mark, whole=1.0, part=0.0),
    )


def f1(credit: float, ours: int, theirs: int) -> float | None:
    """Compute the F1 of so much credit among so many spans of each; None where there are none."""
    return 2.0 * credit / (ours + theirs) if ours + theirs else None


def matched(ours: Sequence[Mark], theirs: Sequence[Mark]) -> list[tuple[Mark | None, Mark | None]]:
    """Bring the marks of two annotators together one to one, whatever their labels.

    Returns:
        Pairs in text order, as `group_marks` makes them; None stands for nothing.
    """
    return [(group.get(0), group.get(1)) for group in group_marks((ours, theirs))]


def group_marks(marks: Sequence[Sequence[Mark]]) -> list[dict[int, Mark]]:
    """Bring marks of several annotators together, at most one of each, whatever their labels.

    The best pairs are made first: same span and label, then same label, then same span, then those
    that share most of their length. A mark that no other is left for stands alone.

    Args:
        marks: of each annotator theirs, in text order.

    Returns:
        Groups in text order: marks by the positions of their annotators. Each mark is in one.
    """
    groups: dict[_Place, dict[int, int]] = {
        (who, at): {who: at} for who, own in enumerate(marks) for at in range(len(own))
    }
    for _, one, other in sorted(_likely_pairs(marks)):
        group, joining = groups[one], groups[other]
        if not group.keys() & joining.keys():
            group |= joining
            groups |= dict.fromkeys(joining.items(), group)
    made = {id(group): group for group in groups.values()}.values()
    found = [{who: marks[who][at] for who, at in sorted(group.items())} for group in made]
    return sorted(found, key=_first_place)


_Place = tuple[int, int]
"""A mark, by the positions of its annotator and among that annotator's."""


def _likely_pairs(
    marks: Sequence[Sequence[Mark]],
) -> Iterator[tuple[tuple[float, ...], _Place, _Place]]:
    """Give the marks of two that overlap, with what puts the best of such pairs first."""
    candidates = [_Candidates(own) for own in marks]
    for who, other_who in combinations(range(len(marks)), 2):
        for number, other in enumerate(marks[other_who]):
            for at in candidates[who].near(other):
                one = marks[who][at]
                if one.overlaps(other):
                    rank = tuple(-part for part in _likeness(one, other))
                    yield rank, (who, at), (other_who, number)


def _first_place(group: Mapping[int, Mark]) -> tuple[int, int, str]:
    first = group[min(group)]
    return first.start, first.end, first.label


def _likeness(one: Mark, other: Mark) -> tuple[float, ...]:
    same_label = one.label == other.label
    shared = min(one.end, other.end) - max(one.start, other.start)
    share = shared / (max(one.end, other.end) - min(one.start, other.start))
    return (same_label and share == 1.0, same_label, share)


class _Candidates:
    """One annotator's spans, from which those that may overlap a span are found at once."""

    def __init__(self, marks: Sequence[Mark]) -> None:
        self.marks = marks
        self._reach: list[int] = []
        reach = 0
        for mark in marks:
            reach = max(reach, mark.end)
            self._reach.append(reach)

    def near(self, mark: Mark) -> range:
        """Give the positions among which are all that overlap a span."""
        first = bisect_right(self._reach, mark.start)
        return range(first, bisect_left(self.marks, mark.end, key=lambda one: one.start))


def _same_span(one: Mark, other: Mark) -> bool:
    return one[:2] == other[:2]


def _same_mark(one: Mark, other: Mark) -> bool:
    return one[:3] == other[:3]


def _overlap_enough(one: Mark, other: Mark) -> bool:
    shared = min(one.end, other.end) - max(one.start, other.start)
    return shared > 0 and shared >= _LEAST_SHARE * (one.end - one.start)


def _paired(
    ours: _Candidates,
    theirs: Sequence[Mark],
    fits: Callable[[Mark, Mark], bool],
    *,
    whole: float,
    part: float,
) -> float:
    taken: set[int] = set()
    credit = 0.0
    for other in theirs:
        overlapping = None
        for at in ours.near(other):
            if at in taken:
                continue
            if fits(ours.marks[at], other):
                credit += whole
                taken.add(at)
                break
            if overlapping is None and _overlap_enough(ours.marks[at], other):
                overlapping = at
        else:
            if overlapping is not None:
                credit += part
                taken.add(overlapping)
    return credit


def _typed(ours: _Candidates, theirs: Sequence[Mark]) -> float:
    """Pair by label: the span of the same label with the nearest boundaries, else any."""
    taken: set[int] = set()
    credit = 0.0
    for other in theirs:
        free = [
            at
            for at in ours.near(other)
            if at not in taken and _overlap_enough(ours.marks[at], other)
        ]
        same = [at for at in free if ours.marks[at].label == other.label]
        if same:
            credit += 1.0
            taken.add(min(same, key=lambda at: _distance(ours.marks[at], other)))
        elif free:
            taken.add(free[0])
    return credit


def _distance(one: Mark, other: Mark) -> int:
    return abs(one.start - other.start) + abs(one.end - other.end)
