"""Anchors: where a passage stands in the text as it is now.

Position comes first: where the text still reads the quote at the place it was taken from, that is
the place. Otherwise the quote is looked for, and what stood before and after it decides which
occurrence is meant. A passage that can't be told from another is never moved silently.
"""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import Literal, NamedTuple

from store.span import Span

CONTEXT = 32
"""Code points of the text that are kept before and after a quote."""

SUPPORTED = 0.75
"""Mean likeness of both sides from which a context speaks for an occurrence."""

ONE_SIDE = 0.9
"""Likeness of one side from which it speaks for an occurrence alone."""

CLEARLY_BETTER = 0.05
"""By how much an occurrence must beat any other."""

_MOST_CANDIDATES = 200

AnchorStatus = Literal["anchored", "doubtful", "orphaned"]


class Anchor(NamedTuple):
    """Where a quote was found: its status, its span (the old one unless anchored), its score."""

    status: AnchorStatus
    span: Span
    score: float


def context_of(text: str, span: Span) -> tuple[str, str]:
    """Give the prefix and suffix that are kept with a quote, up to `CONTEXT` code points each."""
    prefix = text[max(0, span.start - CONTEXT) : span.start]
    return prefix, text[span.end : span.end + CONTEXT]


def find_anchor(text: str, span: Span, quote: str, prefix: str = "", suffix: str = "") -> Anchor:
    """Find where a quote stands now.

    Args:
        text: the article's present text.
        span: where the quote stood, in code points, half-open.
        quote: the text it had; never empty.
        prefix: what stood before it, up to `CONTEXT` code points.
        suffix: what stood after it.

    Returns:
        *anchored* where the quote is certain to be the same passage, *doubtful* where an
        occurrence exists but its context doesn't settle it, *orphaned* where there is none.
    """
    whole = prefix + quote + suffix
    if len(whole) > len(quote) and (at := text.find(whole)) >= 0 and text.find(whole, at + 1) < 0:
        start = at + len(prefix)
        return Anchor("anchored", Span(start, start + len(quote)), 1.0)
    ranked = sorted(
        (_candidate(text, place, prefix, suffix) for place in _occurrences(text, quote)),
        key=lambda candidate: (-candidate.score, abs(candidate.place.start - span.start)),
    )
    if not ranked:
        return Anchor("orphaned", span, 0.0)
    best = ranked[0]
    rival = ranked[1].score if len(ranked) > 1 else 0.0
    is_old_place = best.place == span and best.score > rival
    is_alone = len(ranked) == 1 or best.score - rival >= CLEARLY_BETTER
    if is_old_place or (best.is_supported and is_alone):
        return Anchor("anchored", best.place, best.score)
    return Anchor("doubtful", span, best.score)


class _Candidate(NamedTuple):
    """A place where the quote stands, and how far its context is the one that was kept."""

    place: Span
    score: float
    is_supported: bool


def _candidate(text: str, place: Span, prefix: str, suffix: str) -> _Candidate:
    before = text[max(0, place.start - len(prefix)) : place.start]
    after = text[place.end : place.end + len(suffix)]
    # No context on a side means that the quote stood at that edge of the text.
    # Where nothing at all was kept, nothing speaks against a place.
    is_bare = not prefix and not suffix
    left = _likeness(before, prefix) if prefix else float(is_bare or place.start == 0)
    right = _likeness(after, suffix) if suffix else float(is_bare or place.end == len(text))
    score = (left + right) / 2
    has_strong_side = (bool(prefix) and left >= ONE_SIDE) or (bool(suffix) and right >= ONE_SIDE)
    return _Candidate(place, score, score >= SUPPORTED or has_strong_side)


def _occurrences(text: str, quote: str) -> list[Span]:
    places: list[Span] = []
    at = text.find(quote)
    while at >= 0 and len(places) < _MOST_CANDIDATES:
        places.append(Span(at, at + len(quote)))
        at = text.find(quote, at + 1)
    return places


def _likeness(now: str, then: str) -> float:
    if now == then:
        return 1.0
    return SequenceMatcher(None, now, then, autojunk=False).ratio()
