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
    if span.of(text) == quote and _is_the_same_place(text, span, quote, prefix, suffix):
        return Anchor("anchored", span, 1.0)
    ranked = sorted(
        ((_likeness(text, place, prefix, suffix), place) for place in _occurrences(text, quote)),
        key=lambda candidate: (-candidate[0], abs(candidate[1].start - span.start)),
    )
    if not ranked:
        return Anchor("orphaned", span, 0.0)
    score, place = ranked[0]
    rival = ranked[1][0] if len(ranked) > 1 else 0.0
    if score >= SUPPORTED and (len(ranked) == 1 or score - rival >= CLEARLY_BETTER):
        return Anchor("anchored", place, score)
    return Anchor("doubtful", span, score)


def _is_the_same_place(text: str, span: Span, quote: str, prefix: str, suffix: str) -> bool:
    """The quote at its old offset settles it, unless another occurrence fits its context better."""
    here = _likeness(text, span, prefix, suffix)
    if here >= SUPPORTED:
        return True
    return all(
        _likeness(text, place, prefix, suffix) <= here for place in _occurrences(text, quote)
    )


def _occurrences(text: str, quote: str) -> list[Span]:
    places: list[Span] = []
    at = text.find(quote)
    while at >= 0 and len(places) < _MOST_CANDIDATES:
        places.append(Span(at, at + len(quote)))
        at = text.find(quote, at + 1)
    return places


def _likeness(text: str, place: Span, prefix: str, suffix: str) -> float:
    """Compare the context at a place with the one that was kept, 0 to 1."""
    before = text[max(0, place.start - len(prefix)) : place.start]
    after = text[place.end : place.end + len(suffix)]
    sides = [(before, prefix), (after, suffix)]
    # A side without context (the text's first or last words) says something only if it still is.
    return sum(_ratio(now, then) for now, then in sides) / 2


def _ratio(one: str, other: str) -> float:
    if one == other:
        return 1.0
    return SequenceMatcher(None, one, other, autojunk=False).ratio()
