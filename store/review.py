"""Verdicts: what a reviewer has said of an annotation, kept as a document of its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from store.annotations import Annotations
from store.journal import JournalTable
from store.lines import Document

Verdict = Literal["accept", "reject", "revise"]

PAST_TENSE = {"accept": "accepted", "reject": "rejected", "revise": "revised"}
"""How a verdict is called once it has been given."""

REASONS = ("ambiguous text", "guideline gap", "slip", "edge case", "judgement")
"""The usual reasons for a rejection; any other may be given in one's own words."""


@dataclass(frozen=True, slots=True)
class Review:
    """One verdict of one reviewer on one annotation.

    `at` is the instant of the verdict, ISO 8601 in UTC. A revision names the label and the span
    (code points, half-open) that the reviewer gave the annotation. A verdict on what was only
    suggested keeps the passage in `suggestion`, since there is no annotation that has it.
    """

    id: str
    annotation: str
    article: str
    verdict: Verdict
    reviewer: str
    at: str
    reason: str = ""
    revision: tuple[str, int, int] | None = None
    suggestion: Document | None = None

    @property
    def outcome(self) -> str:
        """What the verdict comes to: an annotation that was revised is accepted as it is now."""
        return "rejected" if self.verdict == "reject" else "accepted"

    def document(self) -> Document:
        """Write the review as its journal document."""
        label, start, end = self.revision or (None, None, None)
        return {
            "type": "review",
            "schema": 1,
            "article": self.article,
            "annotation": self.annotation,
            "verdict": self.verdict,
            "reason": self.reason,
            "reviewer": self.reviewer,
            "label": label,
            "start": start,
            "end": end,
            **({"suggestion": self.suggestion} if self.suggestion else {}),
        }


def reviews_of(
    annotations: Annotations, article: str, reviewer: str | None = None
) -> dict[str, Review]:
    """Give the newest verdict on each annotation of an article.

    Args:
        annotations: the corpus's annotations.
        article: the article's id.
        reviewer: only this reviewer's verdicts; anyone's without it.

    Returns:
        The reviews, by the ids of their annotations.
    """
    newest: dict[str, Review] = {}
    for review in _reviews(annotations.journal.table(article)):
        if reviewer not in (None, review.reviewer):
            continue
        known = newest.get(review.annotation)
        if known is None or (known.at, known.id) < (review.at, review.id):
            newest[review.annotation] = review
    return newest


def dismissals_of(annotations: Annotations, article: str, reviewer: str) -> Iterator[Document]:
    """Give the passages that a reviewer doesn't want to be suggested again."""
    for review in reviews_of(annotations, article, reviewer).values():
        if review.suggestion is not None and review.verdict == "reject":
            yield review.suggestion


def _reviews(table: JournalTable) -> Iterator[Review]:
    for record in table.records():
        document = record.document or {}
        if document.get("type") != "review" or document.get("verdict") not in _VERDICTS:
            continue
        revision = (document.get("label"), document.get("start"), document.get("end"))
        yield Review(
            id=record.id,
            annotation=str(document.get("annotation")),
            article=str(document.get("article")),
            verdict=document["verdict"],
            reviewer=str(document.get("reviewer")),
            at=record.at,
            reason=str(document.get("reason") or ""),
            revision=None if None in revision else revision,  # type: ignore[arg-type]
            suggestion=_passage(document.get("suggestion")),
        )


def _passage(value: object) -> Document | None:
    return dict(value) if isinstance(value, dict) else None


_VERDICTS = frozenset({"accept", "reject", "revise"})
