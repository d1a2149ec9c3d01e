"""Which item of a queue comes next: at a cost that doesn't grow with the queue."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Mapping


class ReviewOrder:
    """The items of a queue in their order, and which of them are open still.

    An item that was skipped comes after all that were not, in the order of skipping. Items are
    known by their positions in the queue; `orders` say which were skipped, and when: the greater
    the number, the later.
    """

    def __init__(self, length: int, settled: Iterable[int], orders: Mapping[int, int]) -> None:
        self._orders = dict(orders)
        done = set(settled)
        still = [position for position in range(length) if position not in done]
        self._open = [position for position in still if position not in self._orders]
        self._waiting = sorted((self._orders[one], one) for one in still if one in self._orders)
        self._last = max(self._orders.values(), default=0)

    @property
    def waiting(self) -> int:
        """How many open items were skipped."""
        return len(self._waiting)

    @property
    def still_open(self) -> list[int]:
        """The open items, in the order in which they come."""
        return [*self._open, *(position for _, position in self._waiting)]

    def order_of(self, position: int) -> int | None:
        """Say when an item was skipped; None if it was not."""
        return self._orders.get(position)

    def is_open(self, position: int) -> bool:
        """Say whether an item is still to be judged."""
        order = self._orders.get(position)
        if order is None:
            at = bisect_left(self._open, position)
            return at < len(self._open) and self._open[at] == position
        at = bisect_left(self._waiting, (order, position))
        return at < len(self._waiting) and self._waiting[at] == (order, position)

    def close(self, position: int) -> None:
        """Take an item out, if it is there: it has been judged, or has gone."""
        if not self.is_open(position):
            return
        if (order := self._orders.get(position)) is None:
            del self._open[bisect_left(self._open, position)]
        else:
            del self._waiting[bisect_left(self._waiting, (order, position))]

    def open(self, position: int) -> None:
        """Take an item in again, where it was."""
        if self.is_open(position):
            return
        if (order := self._orders.get(position)) is None:
            insort(self._open, position)
        else:
            insort(self._waiting, (order, position))

    def skip(self, position: int, order: int | None = None) -> int | None:
        """Put an open item at the end; give when it was skipped before, None if it was not.

        Args:
            position: the item.
            order: put it where an earlier skip had put it; at the very end without it.
        """
        is_open, before = self.is_open(position), self._orders.get(position)
        self.close(position)
        self._last = self._last + 1 if order is None else max(self._last, order)
        self._orders[position] = self._last if order is None else order
        if is_open:
            self.open(position)
        return before

    def unskip(self, position: int) -> None:
        """Put an item back into the order of the queue, as if it had never been skipped."""
        is_open = self.is_open(position)
        self.close(position)
        self._orders.pop(position, None)
        if is_open:
            self.open(position)

    def after(self, position: int) -> int | None:
        """Give the open item that follows one, around the end to the one itself; None if none."""
        order = self._orders.get(position)
        if order is None:
            at = bisect_right(self._open, position)
            if at < len(self._open):
                return self._open[at]
            waiting = 0
        else:
            waiting = bisect_right(self._waiting, (order, position))
        if waiting < len(self._waiting):
            return self._waiting[waiting][1]
        return self.first()

    def first(self) -> int | None:
        """Give the open item that comes first."""
        if self._open:
            return self._open[0]
        return self._waiting[0][1] if self._waiting else None
