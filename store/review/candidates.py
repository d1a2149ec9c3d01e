"""What may be reviewed: a tag or a suggestion, as far as a queue asks for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from hedgerow.store.annotations import Review
from hedgerow.store.journal import Document


@dataclass(frozen=True, slots=True)
class ReviewItem:
    """One tag in the queue, by the ids of its article and its annotation.

    A suggestion has the id that its annotation will have.
    """

    article: str
    annotation: str


class Candidate(NamedTuple):
    """A tag or a suggestion that may be reviewed.

    `id` is that of the annotation, or the one that the suggestion will have as an annotation;
    `annotator` is empty for what is only suggested. `start` is where it was made.
    """

    article: str
    id: str
    annotator: str
    label: str
    speaker: str
    confidence: float | None
    quote: str
    start: int
    origin: str = "human"


def candidate_from(article: str, key: str, document: Document) -> Candidate | None:
    """Read of an annotation what a queue asks for; None where it can't be used at all."""
    label, quote, start = (document.get(name) for name in ("label", "quote", "start"))
    if not isinstance(label, str) or not isinstance(quote, str) or not isinstance(start, int):
        return None  # the annotations' `problems` tell
    speaker, confidence = document.get("speaker"), document.get("confidence")
    return Candidate(
        article,
        key,
        str(document.get("annotator") or ""),
        label,
        str(speaker.get("name") or "") if isinstance(speaker, dict) else "",
        float(confidence) if isinstance(confidence, int | float) else None,
        quote,
        start,
        str(document.get("origin") or "human"),
    )


def candidate_dismissed(review: Review) -> Candidate:
    """Make a candidate again of the suggestion that a verdict has dismissed."""
    passage = review.suggestion or {}
    label, quote = str(passage.get("label")), str(passage.get("quote"))
    start = int(passage.get("start") or 0)
    return Candidate(review.article, review.annotation, "", label, "", None, quote, start)
