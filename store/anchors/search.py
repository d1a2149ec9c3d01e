"""Where a passage stands in the text as it is now.

The quote is looked for together with what stood before and after it. Every place that reads the
quote is a candidate, and so is one that nearly reads it where some of its surroundings are left.
The surroundings decide which candidate is meant. A passage that can't be told from another is
never moved silently: a person is shown the best place and confirms it.

The thresholds are measured on news text by `tests/benchmarks/anchors.py`.
"""

from __future__ import annotations

from typing import NamedTuple

from rapidfuzz.distance import Indel

from hedgerow.store.anchors.anchor import CONTEXT, Anchor
from hedgerow.store.anchors.likeness import Passage, approximate_places, occurrences
from hedgerow.store.span import Span

SUPPORTED = 0.87
"""Mean likeness of both sides from which a context speaks for a candidate, wherever it stands.

At 0.75, one in ten four-word quotes whose sentence was deleted was taken for the same words
elsewhere; from 0.85, fewer than one in forty. A word changed beside a passage that moved costs a
question in one case of nine at 0.87, of three at 0.9. Unrelated news text comes to 0.34 a side.
"""

ONE_SIDE = 0.9
"""Likeness of one side from which it speaks for a candidate alone.

Phrases that come again in an article often share one side ("the White House" with what follows),
so the candidate must have hardly moved, or the other side must have changed only beyond the edge
of the paragraph. Without that condition, 6 % of the four-word quotes whose sentence was deleted
were anchored at the same words in another sentence; with it, 3 %.
"""

HARDLY_MOVED = CONTEXT
"""How far from its old place a candidate may stand for one side to be enough."""

WORTH_CONFIRMING = 0.75
"""Mean likeness from which a candidate is shown to a person to confirm."""

CLEARLY_BETTER = 0.05
"""By how much a candidate must beat any other; three characters of the 64 that are kept."""

LONG_QUOTE = 16
"""Length from which a quote that stands in the text once is shown, whatever its context.

After its sentence was deleted, fewer than two in a hundred quotes of four words were shown for it.
"""

_TELLING = 8  # a context shorter than this (of a tiny text) settles nothing by itself
_MOST_PLACES = 10_000
_MOST_COMPARED = 4_000_000  # characters that may be compared to list places of the quote


def find_anchor(text: str, span: Span, quote: str, prefix: str = "", suffix: str = "") -> Anchor:
    """Find where a quote stands now.

    Args:
        text: the article's present text.
        span: where the quote stood, in code points, half-open.
        quote: the text it had; never empty.
        prefix: what stood before it; only the last `CONTEXT` code points count.
        suffix: what stood after it; only the first `CONTEXT` code points count.

    Returns:
        *anchored* where the context supports one place clearly more than any other, *doubtful*
        where there is a place that a person may confirm, *orphaned* where there is none.
    """
    sought = Passage(quote, prefix[-CONTEXT:], suffix[:CONTEXT])
    if len(sought.whole) >= len(quote) + _TELLING and sought.whole in text:
        return _unchanged(text, span, sought)

    places = _exact_places(text, sought)
    candidates = [_Candidate.at(place, text, sought) for place in places]
    # Where an exact place is as good as this, no approximate one can be clearly better.
    if max((one.score for one in candidates), default=0.0) <= 1 - CLEARLY_BETTER:
        places = approximate_places(text, sought)
        candidates += [_Candidate.at(place, text, sought) for place in places]
    if not candidates:
        return Anchor("orphaned", span, 0.0)

    candidates.sort(key=lambda one: (-one.score, abs(one.place.start - span.start)))
    best = candidates[0]
    is_clear = len(candidates) == 1 or best.score - candidates[1].score >= CLEARLY_BETTER
    has_hardly_moved = abs(best.place.start - span.start) <= HARDLY_MOVED
    if is_clear and (
        best.score >= SUPPORTED
        or (best.is_one_sided and (has_hardly_moved or _keeps_its_paragraph(text, best, sought)))
    ):
        return Anchor("anchored", best.place, best.score)
    is_bare = sought.whole == quote  # nothing was kept that could speak against a place
    is_only_long_one = len(quote) >= LONG_QUOTE and text.find(quote) == text.rfind(quote)
    if (
        best.score >= WORTH_CONFIRMING
        or best.is_one_sided
        or (best.place.of(text) == quote and (is_bare or is_only_long_one))
    ):
        return Anchor("doubtful", span, best.score, best.place)
    return Anchor("orphaned", span, best.score)


class _Candidate(NamedTuple):
    """A place, and how far its context is the one that was kept."""

    place: Span
    score: float
    is_left_like: bool
    is_right_like: bool

    @property
    def is_one_sided(self) -> bool:
        """Whether one side at least speaks for the place."""
        return self.is_left_like or self.is_right_like

    @classmethod
    def at(cls, place: Span, text: str, sought: Passage) -> _Candidate:
        prefix, suffix = sought.prefix, sought.suffix
        before = text[max(0, place.start - len(prefix)) : place.start]
        after = text[place.end : place.end + len(suffix)]
        # No context on a side means that the quote stood at that edge of the text.
        left = Indel.normalized_similarity(before, prefix) if prefix else place.start == 0
        right = Indel.normalized_similarity(after, suffix) if suffix else place.end == len(text)
        return cls(
            place,
            (left + right) / 2,
            len(prefix) >= _TELLING and left >= ONE_SIDE,
            len(suffix) >= _TELLING and right >= ONE_SIDE,
        )


def _keeps_its_paragraph(text: str, found: _Candidate, sought: Passage) -> bool:
    """Say whether the side that changed did so only beyond the edge of the passage's paragraph.

    So it does when a paragraph was put in, or taken out, next to that of the passage.
    """
    start, end = found.place
    if text.startswith(sought.suffix, end):  # so it is the prefix that changed
        _, newline, rest = sought.prefix.rpartition("\n")
        return bool(newline) and text.endswith(newline + rest, 0, start)
    if text.endswith(sought.prefix, 0, start):
        rest, newline, _ = sought.suffix.partition("\n")
        return bool(newline) and text.startswith(rest + newline, end)
    return False


def _unchanged(text: str, span: Span, sought: Passage) -> Anchor:
    """Answer for a passage that stands in the text with all its context; it may do so twice."""
    old_start = max(0, span.start - len(sought.prefix))
    before = text.rfind(sought.whole, 0, old_start + len(sought.whole))
    after = text.find(sought.whole, old_start)
    starts = [at + len(sought.prefix) for at in (before, after) if at >= 0]
    start = min(starts, key=lambda at: abs(at - span.start))
    place = Span(start, start + len(sought.quote))
    if text.find(sought.whole) == text.rfind(sought.whole):
        return Anchor("anchored", place, 1.0)
    return Anchor("doubtful", span, 1.0, place)


def _exact_places(text: str, sought: Passage) -> list[Span]:
    """List where the text reads the quote.

    Where it does so too often to look at every place ("a" in a book), the quote is looked for with
    as many characters of its context, on either side, as make it rare enough.
    """
    quote = sought.quote
    most = min(_MOST_PLACES, _MOST_COMPARED // len(quote) + 2)
    starts = set(occurrences(text, quote, most))
    kept = 1
    while len(starts) >= most and kept <= CONTEXT and sought.whole != quote:
        before, after = sought.prefix[-kept:], sought.suffix[:kept]
        starts = set()
        if before:
            starts.update(at + len(before) for at in occurrences(text, before + quote, most))
        if after:
            starts.update(occurrences(text, quote + after, most))
        kept *= 2
    return [Span(at, at + len(quote)) for at in starts]
