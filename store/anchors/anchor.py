"""Anchors: what finds an annotation's passage again, and what came of looking for it.

The looking itself is in `store.anchors.search`, which takes a library that nothing else needs.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from hedgerow.store.span import Span

CONTEXT = 32
"""Code points of the text that are kept before and after a quote."""

AnchorStatus = Literal["anchored", "doubtful", "orphaned"]


class Anchor(NamedTuple):
    """Where a quote was found."""

    status: AnchorStatus
    span: Span
    """The place now if anchored, else the old place."""
    score: float
    """How far the best candidate's context is the one that was kept, from 0 to 1."""
    candidate: Span | None = None
    """If doubtful, the best place there is, for a person to confirm."""


def context_of(text: str, span: Span) -> tuple[str, str]:
    """Give the prefix and suffix that are kept with a quote, up to `CONTEXT` code points each."""
    prefix = text[max(0, span.start - CONTEXT) : span.start]
    return prefix, text[span.end : span.end + CONTEXT]
