"""A review session: tags or suggestions, one at a time, to be left and resumed at will."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import NamedTuple

from hedgerow.store.annotations import Annotation, Annotations, Review, Verdict
from hedgerow.store.journal import Change, ConflictError, Document, History, now
from hedgerow.store.problem import ProblemError
from hedgerow.store.review.bookmark import Bookmark, ReviewPlaces
from hedgerow.store.review.candidates import ReviewItem
from hedgerow.store.review.choosing import select_for_session
from hedgerow.store.review.items import SessionItems
from hedgerow.store.review.judging import VerdictDocuments
from hedgerow.store.review.known import KnownItems
from hedgerow.store.review.pace import Pace
from hedgerow.store.review.pool import Pool
from hedgerow.store.review.progress import SessionProgress
from hedgerow.store.review.queue import EVERY_TAG, Queue
from hedgerow.store.review.remarks import flag, flag_id, memo, memo_id
from hedgerow.store.review.sitting import SittingStep, Steps
from hedgerow.store.tagging import Proposals


class JudgedItem(NamedTuple):
    """A verdict of a session, and its item's label when it was gathered, and now."""

    review: Review
    label_before: str
    label_now: str


class ReviewSession:
    """A queue of tags, or of what is suggested, with a verdict on each.

    The items stand in the order of the corpus. A suggestion that is accepted becomes a tag, with
    the verdict; one that is rejected stays dismissed. An item that is skipped comes back at the
    end. Where the session stands is saved with each step, beside the annotations.

    The queue is kept in memory. A step reads and saves what belongs to its item, and nothing else,
    however long the queue is.

    A step that can't be saved raises OSError or ProblemError; the session then stands where it
    stood. Where a verdict was saved and only the place in the queue could not be, the verdict
    counts, and a later sitting goes on at the first item that has none.

    Attributes:
        reviewer: whose session it is.
        queue: what is reviewed.
        known: what is known of its items.
        pace: how fast the sitting gets on.
    """

    def __init__(
        self,
        annotations: Annotations,
        articles: Iterable[str],
        *,
        queue: Queue = EVERY_TAG,
        again: bool = False,
        history: History | None = None,
        proposals: Proposals | None = None,
        pool: Pool | None = None,
        pace: Pace | None = None,
    ) -> None:
        """Start a session, or resume the one that was left.

        Args:
            annotations: the corpus's annotations; its annotator is the reviewer.
            articles: the corpus's article ids, in order.
            queue: what is reviewed. With a name alone, what is kept under the name.
            again: offer items that have a verdict, too, if the session is a new one.
            history: takes the session's changes, so that they can be undone elsewhere as well.
            proposals: what is suggested, if the queue is of that.
            pool: what has been gathered of the corpus already.
            pace: measures how fast the sitting gets on.

        Raises:
            ProblemError: what has been marked can't be read, or the queue's name is another's.
        """
        self._annotations = annotations
        self.reviewer = annotations.annotator
        self._history = history or History(annotations.journal, self.reviewer)
        queue = queue.for_reviewer(self.reviewer)
        self._bookmark = Bookmark(ReviewPlaces(annotations), queue, again=again)
        self.queue = self._bookmark.queue
        self._proposals = proposals if self.queue.suggested else None
        self._pool = pool or Pool(annotations, articles, proposals=proposals)
        for _ in self._pool.gather(self.queue):
            pass
        self.pace = pace or Pace()
        self._steps = Steps(self._history)
        self.known = KnownItems(annotations, self._pool, self._proposals, self.started)
        self._judging = VerdictDocuments(self.known, self._pool, self._proposals, self.started)
        candidates = select_for_session(
            self._pool, self.queue, self.started, self._bookmark.drawn, again=self._bookmark.again
        )
        judged = [one.id for one in candidates if self.known.verdict_of(one.id) is not None]
        self._items = SessionItems(candidates, judged, self._bookmark.skips)
        self._progress = SessionProgress(self._items, self._bookmark)
        if not self._is_to_be_shown(self.current):
            self._bookmark.stand_at(self._items.first())

    def keep(self) -> None:
        """Save the session as it stands, before anything has been done in it.

        Raises:
            OSError, ProblemError: it was not saved.
        """
        self._progress.stand_at(self._progress.at)

    # The queue

    @property
    def items(self) -> list[ReviewItem]:
        """The queue: the items in the order of the corpus, those that were skipped at the end."""
        return self._items.in_order()

    @property
    def total(self) -> int:
        """How many items the queue has."""
        return self._items.total

    @property
    def current(self) -> ReviewItem | None:
        """The item to judge; None when the queue is done."""
        return self._items.get(self._bookmark.current)

    @property
    def started(self) -> str:
        """The instant (ISO 8601) at which the session began, in whichever sitting."""
        return self._bookmark.started

    @property
    def done(self) -> int:
        """How many of the items have a verdict."""
        return self._items.done

    @property
    def skipped(self) -> int:
        """How many items are waiting at the end because they were skipped."""
        return self._items.waiting

    @property
    def judged(self) -> list[JudgedItem]:
        """The verdicts of the session, in the order of the queue, with the labels."""
        found = (self.known.verdict_on(item) for item in self._items.drawn)
        return [self._judged_item(review) for review in found if review is not None]

    def _judged_item(self, review: Review) -> JudgedItem:
        known = self._items.label_at_first(review.annotation)
        before = review.was[0] if review.was else known
        return JudgedItem(review, before, review.revision[0] if review.revision else before)

    def look_ahead(self) -> None:
        """Read what it takes to show the current item, so that showing it takes no reading."""
        with suppress(ProblemError):  # showing it tells
            if self.current is not None:
                self.known.annotation(self.current)

    def identical(self) -> list[ReviewItem]:
        """Give the open items that have the quote and the label of the current one, it first."""
        item = self._require_current()
        annotation = self.known.annotation(item)
        if annotation is None:
            return []
        return self._items.identical_to(item, annotation.label, annotation.quote)

    # Steps

    def judge(self, verdict: Verdict, reason: str = "") -> Change | None:
        """Give the verdict on the current item and go on to the next.

        Accepting an item that was revised just now leaves it revised.

        Returns:
            The change, or None where nothing had to be saved.
        """
        item = self._require_current()
        known = self.known.verdict_on(item)
        change, is_new = None, known is None
        if not (verdict == "accept" and known is not None and known.verdict == "revise"):
            documents = self._judging.judgement(item, verdict, reason)
            what = f"{verdict} {self.known.brief(item)}"
            change = self._save(item, what, {item.article: documents}, judged=int(is_new))
        else:
            self._steps.add(SittingStep(item, None, self._history.newest_id))
        self._progress.go_on(item)
        return change

    def accept_all(self, items: Sequence[ReviewItem]) -> Change:
        """Accept several items as one step, and go on.

        Args:
            items: some of the queue, the current one among them.
        """
        item = self._require_current()
        documents: dict[str, dict[str, Document | None]] = {}
        for one in items:
            documents.setdefault(one.article, {}).update(self._judging.judgement(one, "accept", ""))
        fresh = sum(1 for one in items if self.known.verdict_on(one) is None)
        what = f"accept {len(items)} × {self.known.brief(item)}"
        change = self._save(item, what, documents, judged=fresh)
        self._progress.go_on(item)
        return change

    def revise(self, change_it: Callable[[Annotation], Annotation], what: str) -> Change:
        """Change the current item's label or span, with the verdict "revise", and stay there.

        One's own tag is changed. Another annotator's stays as they made it, and the revision is
        kept in the verdict alone.

        Args:
            change_it: gives the annotation its new label or span.
            what: the change in words, for undo.
        """
        item = self._require_current()
        annotation = self.known.annotation(item)
        if annotation is None:
            raise LookupError(item.annotation)
        revised = replace(change_it(annotation), modified=now())
        known = self.known.verdict_on(item)
        documents = self._judging.revision(item, annotation, revised)
        judged = int(known is None)
        change = self._save(item, what, {item.article: documents}, judged=judged)
        self._progress.stand_at(self._progress.at, is_vital=False)
        return change

    def skip(self) -> None:
        """Leave the current item for the end."""
        item = self._require_current()
        before = self._progress.skip(item)
        self._steps.add(
            SittingStep(item, None, self._history.newest_id, skip=True, skipped_before=before)
        )

    def flag(self) -> bool:
        """Flag the current item as difficult, or take the flag off; say whether it is flagged."""
        item = self._require_current()
        difficult = not self.known.remarks_on(item).difficult
        key = flag_id(item.annotation, self.reviewer)
        document = flag(item.article, item.annotation, self.reviewer, difficult=difficult)
        what = "flag" if difficult else "take the flag off"
        self._save(item, f"{what} {self.known.brief(item)}", {item.article: {key: document}})
        return difficult

    def note(self, text: str) -> None:
        """Write a memo on the current item, which is another annotator's: it is the reviewer's."""
        item = self._require_current()
        key = memo_id(item.annotation, self.reviewer)
        document = memo(item.article, item.annotation, self.reviewer, text)
        self._save(item, f"memo on {self.known.brief(item)}", {item.article: {key: document}})

    def return_to(self, annotation: str) -> None:
        """Go back to an item, after its verdict was taken back by other means."""
        if annotation in self._items:
            self._progress.stand_at(annotation)

    def drop(self) -> None:
        """Take the current item out of the queue: its annotation is no longer there."""
        item = self._require_current()
        self._progress.drop(item)

    @property
    def can_undo(self) -> bool:
        """Whether this sitting has taken a step."""
        return bool(self._steps)

    def undo(self) -> str | None:
        """Take back the last step of this sitting and return to its item.

        Where something else was changed since (a memo), that is taken back first.

        Returns:
            What was taken back, in words; None where there is nothing.
        """
        if not self._steps:
            return None
        step = self._steps.last
        newest = self._history.newest_id
        if self._steps.is_of_elsewhere(newest):
            newer = self._history.undo()
            self._learn(newer)
            return newer.what if newer else None
        if step.change is not None and newest == step.change.id:
            try:
                self._learn(self._history.undo())
            except ConflictError:
                self._steps.forget_last()
                raise
            self.pace.note(-step.judged)
        self._progress.return_to(step)
        self._steps.forget_last()
        return step.change.what if step.change else f"skip {self.known.brief(step.item)}"

    def _is_to_be_shown(self, item: ReviewItem | None) -> bool:
        """An item that was only revised is still to be gone on from."""
        review = self.known.verdict_on(item) if item else None
        return item is not None and (review is None or review.verdict == "revise")

    def _save(
        self,
        item: ReviewItem,
        what: str,
        documents: dict[str, dict[str, Document | None]],
        judged: int = 0,
    ) -> Change:
        change = self._history.save_all(what, documents)
        self._learn(change)
        self._steps.add(SittingStep(item, change, change.id, judged))
        if judged:
            self.pace.note(judged)
        return change

    # What is known

    def _learn(self, change: Change | None) -> None:
        """Take in what a change says of items, as it stands in memory by now."""
        for article, documents in (change.after if change else {}).items():
            before = change.before.get(article, {}) if change else {}
            for key, document in documents.items():
                about = self._pool.learn(article, key, document or before.get(key))
                if about is not None and about in self._items:
                    is_judged = self.known.verdict_of(about) is not None
                    self._items.take_verdict(about, is_judged=is_judged)

    def _require_current(self) -> ReviewItem:
        if self.current is None:
            raise LookupError("the queue is done")
        return self.current
