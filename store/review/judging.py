"""What a verdict consists of: the documents that it saves, and how an item is shown after it."""

from __future__ import annotations

from dataclasses import replace

from hedgerow.store.annotations import Annotation, Annotations, Review, Verdict
from hedgerow.store.extract import Suggestion
from hedgerow.store.journal import Document, new_id, now
from hedgerow.store.review.candidates import ReviewItem
from hedgerow.store.review.pool import Pool
from hedgerow.store.tagging import Proposals

Documents = dict[str, Document | None]


class Judging:
    """Makes the documents of one reviewer's verdicts on tags and suggestions.

    One's own tag is changed by a revision. Another annotator's stays as they made it: what the
    reviewer would have of it stands in the review alone.
    """

    def __init__(
        self, annotations: Annotations, pool: Pool, proposals: Proposals | None, session: str
    ) -> None:
        """Judge within a session.

        Args:
            annotations: the corpus's annotations; its annotator is the reviewer.
            pool: what has been said so far.
            proposals: what is suggested, if that is judged.
            session: the instant at which the session began.
        """
        self._annotations = annotations
        self._reviewer = annotations.annotator
        self._pool = pool
        self._proposals = proposals
        self._session = session

    def annotation(self, item: ReviewItem) -> Annotation | None:
        """Give the annotation of an item as it is to be shown; None if it has been removed.

        A suggestion that is not accepted is given as the annotation that it would become. Another
        annotator's tag that the reviewer has revised is given as they would have it.
        """
        saved = self._saved(item)
        if saved is None and self._proposals is not None:
            return self._proposals.annotation(item.article, item.annotation)
        review = self._pool.reviews.get(item.annotation)
        if saved is None or review is None or review.revision is None or self.is_own(saved):
            return saved
        label, start, end = review.revision
        if len(review.quote) != end - start:
            return replace(saved, label=label)  # an older version kept no quote
        digest = review.text_sha256
        return replace(
            saved, label=label, start=start, end=end, quote=review.quote, text_sha256=digest
        )

    def is_own(self, annotation: Annotation) -> bool:
        """Say whether an annotation is the reviewer's, and theirs to change."""
        return annotation.annotator == self._reviewer

    def suggestion(self, item: ReviewItem) -> Suggestion | None:
        """Give the suggestion of an item that is not saved so far."""
        if self._proposals is None or self._saved(item) is not None:
            return None
        return self._proposals.suggestion(item.article, item.annotation)

    def review_here(self, annotation: str) -> Review | None:
        """Give the verdict on an item that was given since the session began."""
        review = self._pool.reviews.get(annotation)
        return review if review is not None and review.at >= self._session else None

    def judgement(self, item: ReviewItem, verdict: Verdict, reason: str) -> Documents:
        """Give the documents of a verdict that changes no label and no boundary.

        Raises:
            LookupError: it is not suggested any more.
        """
        review = self._review(item, verdict, reason)
        known = self.review_here(item.annotation)
        if known is not None and known.was:
            review = replace(review, was=known.was)
        if self._proposals is None or self._saved(item) is not None:
            return {review.id: review.document()}
        proposed = self._proposals.annotation(item.article, item.annotation)
        if proposed is None:
            raise LookupError(item.annotation)
        if verdict == "reject":
            dismissal = self._proposals.dismissal(proposed, reason)
            kept = replace(dismissal, id=review.id, session=review.session)
            return {review.id: kept.document()}
        return {proposed.id: proposed.document(), review.id: review.document()}

    def revision(self, item: ReviewItem, before: Annotation, revised: Annotation) -> Documents:
        """Give the documents of a verdict that gives an item another label or span.

        Args:
            item: the item.
            before: its annotation as it is shown now.
            revised: the same with what is new of it.
        """
        known = self.review_here(item.annotation)
        was = (before.label, before.start, before.end)
        review = replace(
            self._review(item, "revise", ""),
            revision=(revised.label, revised.start, revised.end),
            was=known.was if known and known.was else was,
            quote=revised.quote,
            text_sha256=revised.text_sha256,
        )
        documents: Documents = {review.id: review.document()}
        if self.is_own(before):
            documents[revised.id] = revised.document()
        return documents

    def _saved(self, item: ReviewItem) -> Annotation | None:
        return self._annotations.get(item.article, item.annotation)

    def _review(self, item: ReviewItem, verdict: Verdict, reason: str) -> Review:
        known = self._pool.reviews.get(item.annotation)
        return Review(
            known.id if known else new_id(),
            item.annotation,
            item.article,
            verdict,
            self._reviewer,
            now(),
            reason,
            session=self._session,
        )
