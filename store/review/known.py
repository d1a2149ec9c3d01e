"""What is known of the items of a review session: what was marked, suggested and said of each."""

from __future__ import annotations

from dataclasses import replace

from hedgerow.store.annotations import Annotation, Annotations, Review
from hedgerow.store.extract import Suggestion
from hedgerow.store.review.candidates import ReviewItem
from hedgerow.store.review.pool import Pool
from hedgerow.store.review.remarks import Remarks
from hedgerow.store.tagging import Proposals


class KnownItems:
    """Tells of an item what one reviewer, in one session, is to see of it."""

    def __init__(
        self, annotations: Annotations, pool: Pool, proposals: Proposals | None, session: str
    ) -> None:
        """Know the items of a session.

        Args:
            annotations: the corpus's annotations; its annotator is the reviewer.
            pool: what has been said so far.
            proposals: what is suggested, if that is reviewed.
            session: the instant (ISO 8601) at which the session began.
        """
        self._annotations = annotations
        self._pool = pool
        self._proposals = proposals
        self._session = session

    def annotation(self, item: ReviewItem) -> Annotation | None:
        """Give the annotation of an item as it is to be shown; None if it has been removed.

        A suggestion that is not accepted is given as the annotation that it would become. Another
        annotator's tag that the reviewer has revised is given as they would have it.
        """
        saved = self.saved(item)
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

    def saved(self, item: ReviewItem) -> Annotation | None:
        """Give the annotation of an item as it is saved; None of what is only suggested."""
        return self._annotations.get(item.article, item.annotation)

    def is_own(self, annotation: Annotation) -> bool:
        """Say whether an annotation is the reviewer's, and theirs to change."""
        return annotation.annotator == self._pool.reviewer

    def suggestion_of(self, annotation: Annotation) -> Suggestion | None:
        """Give the suggestion that an annotation is made from, if it is not saved so far."""
        item = ReviewItem(annotation.article, annotation.id)
        if self._proposals is None or self.saved(item) is not None:
            return None
        return self._proposals.suggestion(item.article, item.annotation)

    def verdict_on(self, item: ReviewItem) -> Review | None:
        """Give the verdict that this session has given on an item."""
        return self.verdict_of(item.annotation)

    def verdict_of(self, annotation: str) -> Review | None:
        """Give the verdict that this session has given on an annotation, by its id."""
        review = self._pool.reviews.get(annotation)
        return review if review is not None and review.at >= self._session else None

    def remarks_on(self, item: ReviewItem) -> Remarks:
        """Give what the reviewer has noted on an item."""
        return self._pool.remarks(item.annotation)

    def others_on(self, item: ReviewItem) -> list[Review]:
        """Give what other reviewers have said of an item, as it was when the session began."""
        return self._pool.others_on(item.annotation)

    def brief(self, item: ReviewItem) -> str:
        """Name an item in few words."""
        annotation = self.annotation(item)
        return annotation.brief if annotation else "a removed tag"
