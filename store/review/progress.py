"""Where a session goes next: its items and its bookmark move together, or not at all."""

from __future__ import annotations

from collections.abc import Mapping

from hedgerow.store.problem import ProblemError
from hedgerow.store.review.bookmark import Bookmark
from hedgerow.store.review.candidates import ReviewItem
from hedgerow.store.review.items import SessionItems
from hedgerow.store.review.sitting import SittingStep


class SessionProgress:
    """Moves a session on and back. What can't be saved leaves it where it stood."""

    def __init__(self, items: SessionItems, bookmark: Bookmark) -> None:
        self._items = items
        self._bookmark = bookmark

    @property
    def at(self) -> str | None:
        """The id of the item to judge; None when the queue is done."""
        return self._bookmark.current

    def stand_at(
        self,
        current: str | None,
        skips: Mapping[str, int | None] | None = None,
        *,
        is_vital: bool = True,
    ) -> None:
        """Save where the session stands, and only then stand there.

        Args:
            current: the id of the item to judge.
            skips: items that have just been skipped, and when; None takes a skip back.
            is_vital: whether it matters that it isn't saved. It doesn't where a verdict has just
                been saved, which tells as much.

        Raises:
            OSError, ProblemError: it is vital, and was not saved.
        """
        try:
            self._bookmark.save(current, self._items, skips or {})
        except (OSError, ProblemError):
            if is_vital:
                raise
            self._bookmark.stand_at(current)

    def go_on(self, item: ReviewItem) -> None:
        """Go to the first open item after this one, whose verdict has been saved."""
        self.stand_at(self._items.after(item), is_vital=False)

    def skip(self, item: ReviewItem) -> int | None:
        """Leave an item for the end; give when it was skipped before, None if it was not.

        Raises:
            OSError, ProblemError: it was not saved.
        """
        following, before = self._items.after(item), self._items.skip(item)
        try:
            self.stand_at(following, {item.annotation: self._items.skipped_when(item)})
        except (OSError, ProblemError):
            self._items.put_back(item, before)
            raise
        return before

    def drop(self, item: ReviewItem) -> None:
        """Take an item out of the queue, and go on."""
        self._items.drop(item)
        self._bookmark.stand_at(self._items.after(item))

    def return_to(self, step: SittingStep) -> None:
        """Go back to the item of a step; if it was a skip, put the item where it was.

        Raises:
            OSError, ProblemError: it was not saved.
        """
        item = step.item
        if not step.skip:
            self.stand_at(item.annotation, is_vital=step.change is None)
            return
        skipped = self._items.skipped_when(item)
        self._items.put_back(item, step.skipped_before)
        try:
            self.stand_at(item.annotation, {item.annotation: step.skipped_before})
        except (OSError, ProblemError):
            self._items.put_back(item, skipped)
            raise
