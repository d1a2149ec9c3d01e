"""Verdicts: what a reviewer has said of an annotation, kept as a document of its own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Literal, cast

from hedgerow.store.annotations.annotations import Annotations
from hedgerow.store.journal import Document, JournalTable, Record
from hedgerow.store.span import span_from

Verdict = Literal["accept", "reject", "revise"]

VERDICT_PAST_TENSE = {"accept": "accepted", "reject": "rejected", "revise": "revised"}
"""How a verdict is called once it has been given."""

REJECTION_REASONS = ("ambiguous text", "guideline gap", "slip", "edge case", "judgement")
"""The usual reasons for a rejection; any other may be given in one's own words."""


CLAIMED = "import"
"""The origin of a verdict that an import brought under the name of somebody who didn't import it.

It is kept and exported, and counts for nobody: it was claimed, not given here.
"""

Given = tuple[str, int, int]
"""A label and a span, as an annotation has them or a reviewer has given them."""


@dataclass(frozen=True, slots=True)
class Review:
    """One verdict of one reviewer on one annotation.

    `at` is the instant of the verdict, ISO 8601 in UTC. A revision names the label and the span
    (code points, half-open) that the reviewer gave the annotation, with the `quote` and the digest
    of the text there (`text_sha256`); `was` what it had when the session first met it. `session` is
    the instant at which the session began. A verdict on what was only suggested keeps the passage
    in `suggestion`, since there is no annotation that has it.

    Whose annotation it is decides what a revision does: one's own is changed along with it;
    another's stays as its annotator made it, and the revision stands here alone.
    """

    id: str
    annotation: str
    article: str
    verdict: Verdict
    reviewer: str
    at: str
    reason: str = ""
    revision: Given | None = None
    suggestion: Document | None = None
    was: Given | None = None
    session: str = ""
    quote: str = ""
    text_sha256: str = ""

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
            **({"was": dict(zip(_GIVEN, self.was, strict=True))} if self.was else {}),
            **({"session": self.session} if self.session else {}),
            **({"quote": self.quote} if self.quote else {}),
            **({"text_sha256": self.text_sha256} if self.text_sha256 else {}),
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
        if reviewer in (None, review.reviewer):
            keep_newest(newest, review)
    return newest


def keep_newest(reviews: dict[str, Review], review: Review) -> None:
    """Take in a verdict, unless a newer one on the same annotation is there: the newest counts.

    Args:
        reviews: the newest verdicts so far, by the ids of their annotations.
        review: the verdict.
    """
    known = reviews.get(review.annotation)
    if known is None or (known.at, known.id) < (review.at, review.id):
        reviews[review.annotation] = review


def dismissals_of(annotations: Annotations, article: str, reviewer: str) -> Iterator[Document]:
    """Give the passages that a reviewer doesn't want to be suggested again."""
    for review in reviews_of(annotations, article, reviewer).values():
        if review.suggestion is not None and review.verdict == "reject":
            yield review.suggestion


def _reviews(table: JournalTable) -> Iterator[Review]:
    for record in table.records():
        if (review := review_from(record)) is not None:
            yield review


def review_from(record: Record) -> Review | None:
    """Read a record; None where it is no verdict that is known, or one that was only claimed."""
    document = record.document or {}
    if not is_verdict(document) or document.get("origin") == CLAIMED:
        return None
    suggestion = document.get("suggestion")
    return Review(
        id=record.id,
        annotation=str(document.get("annotation")),
        article=str(document.get("article")),
        verdict=cast(Verdict, document["verdict"]),
        reviewer=str(document["reviewer"]),
        at=record.at,
        reason=str(document.get("reason") or ""),
        revision=_given(document),
        suggestion=dict(suggestion) if isinstance(suggestion, dict) else None,
        was=_given(document.get("was")),
        session=str(document.get("session") or ""),
        quote=str(document.get("quote") or ""),
        text_sha256=str(document.get("text_sha256") or ""),
    )


def is_verdict(document: Document) -> bool:
    """Say whether a document is a verdict, given here or claimed by an import."""
    verdict = document.get("verdict")
    return (
        document.get("type") == "review"
        and isinstance(document.get("reviewer"), str)
        and isinstance(verdict, str)
        and verdict in VERDICT_PAST_TENSE
    )


def _given(value: object) -> Given | None:
    if not isinstance(value, Mapping):
        return None
    label, start, end = (value.get(name) for name in _GIVEN)
    with suppress(ValueError):
        return (label, *span_from(start, end)) if isinstance(label, str) else None
    return None


_GIVEN = ("label", "start", "end")
