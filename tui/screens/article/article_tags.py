"""The tags of an article, by position and by id."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Iterable, Iterator

from hedgerow.store.annotations import Annotation, Placed
from hedgerow.store.span import Span
from hedgerow.tui.screens.article.whose import owner_of
from hedgerow.tui.text.span_index import SpanIndex
from hedgerow.tui.text.span_list import SpanList

_Order = tuple[Span, int, int, str, str]


class ArticleTags:
    """Placed annotations, of which a change costs the same however many others there are.

    Attributes:
        by_id: all of them.
        lost: those without a certain place, by their ids.
        owners: how many there are of each owner.
    """

    def __init__(self, placed: Iterable[Placed] = ()) -> None:
        self.by_id: dict[str, Placed] = {one.annotation.id: one for one in placed}
        self.lost = {key: one for key, one in self.by_id.items() if not one.is_anchored}
        self.owners = Counter(owner_of(one.annotation) for one in self.by_id.values())
        there = [one for one in self.by_id.values() if one.is_anchored]
        self._order = sorted(map(_order, there))
        self._spans = SpanList(one.span for one in there)
        self._index = SpanIndex((*one.span, one) for one in there)

    def put(self, placed: Placed) -> None:
        """Take in a tag, in place of the one that has its id."""
        self.take_out(placed.annotation.id)
        self.by_id[placed.annotation.id] = placed
        self.owners[owner_of(placed.annotation)] += 1
        if not placed.is_anchored:
            self.lost[placed.annotation.id] = placed
            return
        insort(self._order, _order(placed))
        self._spans.add(placed.span)
        self._index.add(*placed.span, placed)

    def take_out(self, key: str) -> Placed | None:
        """Take out the tag with an id, and give it; None where there is none."""
        placed = self.by_id.pop(key, None)
        self.lost.pop(key, None)
        if placed is not None:
            self.owners[owner_of(placed.annotation)] -= 1
        if placed is not None and placed.is_anchored:
            del self._order[bisect_left(self._order, _order(placed))]
            self._spans.remove(placed.span)
            self._index.remove(*placed.span, placed)
        return placed

    @property
    def spans(self) -> list[Span]:
        """The passages of the tags that have a place, in text order, each once."""
        return self._spans.spans

    @property
    def count(self) -> int:
        """The number of tags that have a place."""
        return len(self._order)

    def nth(self, position: int) -> Placed:
        """Give a tag that has a place, by its position in the order of the text."""
        return self.by_id[self._order[position][-1]]

    def touching(self, span: tuple[int, int]) -> Iterator[Placed]:
        """Give the tags that share a code point with a span, in no order."""
        return (placed for _, _, placed in self._index.touching(*span))

    def on(self, span: Span) -> list[Annotation]:
        """Give the annotations of just one passage."""
        here = self._index.at(span.start)
        return [one.annotation for one in (*here, *self.lost.values()) if one.span == span]

    def at(self, offset: int) -> list[Placed]:
        """Give the tags that cover an offset, the smallest and newest first."""
        covering = sorted(self._index.at(offset), key=_order)
        covering.sort(key=lambda placed: placed.annotation.created, reverse=True)
        return sorted(covering, key=lambda placed: placed.span.length)


def _order(placed: Placed) -> _Order:
    made = placed.annotation
    return placed.span, made.start, made.end, made.label, made.id
