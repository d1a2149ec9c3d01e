"""What a verdict consists of: the documents that it saves."""

from __future__ import annotations

from dataclasses import replace

from hedgerow.store.annotations import Annotation, Review, Verdict
from hedgerow.store.journal import Document, new_id, now
from hedgerow.store.review.candidates import ReviewItem
from hedgerow.store.review.known import KnownItems
from hedgerow.store.review.pool import Pool
from hedgerow.store.tagging import Proposals

Documents = dict[str, Document | None]


class VerdictDocuments:
    """Makes the documents of one reviewer's verdicts on tags and suggestions.

    One's own tag is changed by a revision. Another annotator's stays as they made it: what the
    reviewer would have of it stands in the review alone.
    """

    def __init__(
        self, known: KnownItems, pool: Pool, proposals: Proposals | None, session: str
    ) -> None:
        """Judge within a session.

        Args:
            known: what is known of the session's items.
            pool: what has been said so far; its reviewer judges.
            proposals: what is suggested, if that is judged.
            session: the instant at which the session began.
        """
        self._known = known
        self._pool = pool
        self._proposals = proposals
        self._session = session

    def judgement(self, item: ReviewItem, verdict: Verdict, reason: str) -> Documents:
        """Give the documents of a verdict that changes no label and no boundary.

        Raises:
            LookupError: it is not suggested any more.
        """
        review = self._review(item, verdict, reason)
        known = self._known.verdict_on(item)
        if known is not None and known.was:
            review = replace(review, was=known.was)
        if self._proposals is None or self._known.saved(item) is not None:
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
        known = self._known.verdict_on(item)
        was = (before.label, before.start, before.end)
        review = replace(
            self._review(item, "revise", ""),
            revision=(revised.label, revised.start, revised.end),
            was=known.was if known and known.was else was,
            quote=revised.quote,
            text_sha256=revised.text_sha256,
        )
        documents: Documents = {review.id: review.document()}
        if self._known.is_own(before):
            documents[revised.id] = revised.document()
        return documents

    def _review(self, item: ReviewItem, verdict: Verdict, reason: str) -> Review:
        known = self._pool.reviews.get(item.annotation)
        return Review(
            known.id if known else new_id(),
            item.annotation,
            item.article,
            verdict,
            self._pool.reviewer,
            now(),
            reason,
            session=self._session,
        )
