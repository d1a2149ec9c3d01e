"""The items of a session in memory: which are judged, skipped or gone, and which comes next."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from hedgerow.store.review.candidates import Candidate, ReviewItem
from hedgerow.store.review.order import ReviewOrder


class SessionItems:
    """The queue of a session, at a cost that doesn't grow with it.

    Attributes:
        drawn: all items, in the order of the corpus, those that have been dropped included.
    """

    def __init__(
        self, candidates: Sequence[Candidate], judged: Iterable[str], skips: Mapping[str, int]
    ) -> None:
        """Take in what was chosen.

        Args:
            candidates: the items, in the order of the corpus.
            judged: the ids of those that have a verdict of the session's.
            skips: when items were skipped, by their ids: the greater the number, the later.
        """
        self.drawn = [ReviewItem(one.article, one.id) for one in candidates]
        self._passages = [(one.label, one.quote) for one in candidates]
        self._at = {item.annotation: at for at, item in enumerate(self.drawn)}
        self._judged = set(judged) & self._at.keys()
        self._dropped: set[str] = set()
        self._order = ReviewOrder(
            len(self.drawn),
            (self._at[key] for key in self._judged),
            {self._at[key]: order for key, order in skips.items() if key in self._at},
        )

    def __contains__(self, annotation: str) -> bool:
        return annotation in self._at

    def get(self, annotation: str | None) -> ReviewItem | None:
        """Give an item by its id; None if it is not in the queue any more, or never was."""
        if annotation is None or annotation in self._dropped or annotation not in self._at:
            return None
        return self.drawn[self._at[annotation]]

    def in_order(self) -> list[ReviewItem]:
        """Give the items in the order of the corpus, those that were skipped at the end."""
        there = [item for item in self.drawn if item.annotation not in self._dropped]
        return sorted(there, key=lambda item: self.skipped_when(item) or 0)

    @property
    def total(self) -> int:
        """How many items there are."""
        return len(self.drawn) - len(self._dropped)

    @property
    def done(self) -> int:
        """How many of them have a verdict."""
        return len(self._judged)

    @property
    def waiting(self) -> int:
        """How many open items were skipped."""
        return self._order.waiting

    def label_at_first(self, annotation: str) -> str:
        """Give the label that an item had when it was gathered."""
        return self._passages[self._at[annotation]][0]

    def identical_to(self, item: ReviewItem, label: str, quote: str) -> list[ReviewItem]:
        """Give the open items with a label and a quote, the one that they are compared with first.

        Args:
            item: the one that they are compared with.
            label: its label as it is now.
            quote: its quote as it is now.
        """
        here = self._at[item.annotation]
        open_now = self._order.still_open
        same = [at for at in open_now if at == here or self._passages[at] == (label, quote)]
        return [self.drawn[at] for at in sorted(same, key=lambda at: at != here)]

    # The order

    def first(self) -> str | None:
        """Give the id of the open item that comes first; None if none is open."""
        return self._id(self._order.first())

    def after(self, item: ReviewItem) -> str | None:
        """Give the id of the open item that follows one, around the end to the one itself."""
        return self._id(self._order.after(self._at[item.annotation]))

    def skipped_when(self, item: ReviewItem) -> int | None:
        """Say when an item was skipped: the greater, the later; None if it was not."""
        return self._order.order_of(self._at[item.annotation])

    def skip(self, item: ReviewItem) -> int | None:
        """Put an item at the very end; give when it was skipped before, None if it was not."""
        return self._order.skip(self._at[item.annotation])

    def put_back(self, item: ReviewItem, skipped_before: int | None) -> None:
        """Put an item where an earlier skip had put it, or where it was if there was none."""
        at = self._at[item.annotation]
        if skipped_before is None:
            self._order.unskip(at)
        else:
            self._order.skip(at, skipped_before)

    def drop(self, item: ReviewItem) -> None:
        """Take an item out of the queue; it counts no more, whether it was judged or not."""
        self._order.close(self._at[item.annotation])
        self._dropped.add(item.annotation)
        self._judged.discard(item.annotation)

    def take_verdict(self, annotation: str, *, is_judged: bool) -> None:
        """Take in whether an item has a verdict now."""
        at = self._at[annotation]
        if not is_judged:
            self._judged.discard(annotation)
            self._order.open(at)
        elif annotation not in self._dropped:
            self._judged.add(annotation)
            self._order.close(at)

    def _id(self, at: int | None) -> str | None:
        return None if at is None else self.drawn[at].annotation
