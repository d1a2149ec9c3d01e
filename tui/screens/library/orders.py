"""The orders in which the library lists its articles."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from hedgerow.store.index import Catalogue, Order
    from hedgerow.store.overview import Headway

_ORDERS: tuple[tuple[str, Order | Literal["tags", "reviews", "unread"]], ...] = (
    ("as in the folder", "folder"),
    ("by title", "title"),
    ("by date, newest first", "date"),
    ("by outlet", "outlet"),
    ("by words, longest first", "words"),
    ("by tags, most first", "tags"),
    ("by what is left to review", "reviews"),
    ("unread first", "unread"),
)


class Ordering:
    """The order that is chosen. Some orders go by the articles' own facts, some by the work."""

    def __init__(self) -> None:
        self._chosen = 0

    @property
    def name(self) -> str:
        """Say which it is."""
        return _ORDERS[self._chosen][0]

    @property
    def is_usual(self) -> bool:
        """Whether the articles are listed as in the folder."""
        return not self._chosen

    def turn(self) -> None:
        """Choose the next order."""
        self._chosen = (self._chosen + 1) % len(_ORDERS)

    def of(
        self, catalogue: Catalogue, headway: Mapping[str, Headway], opened: Iterable[str]
    ) -> Order | Sequence[int]:
        """Give the order for the catalogue: one that it knows, or all positions in order.

        Args:
            catalogue: the articles.
            headway: how far the work has come, for each article where it is known.
            opened: the ids of those that have been read.
        """
        match _ORDERS[self._chosen][1]:
            case "tags":
                return _by_work(catalogue, headway, lambda work: -work.tagged)
            case "reviews":
                return _by_work(catalogue, headway, lambda work: work.reviewed - work.tagged)
            case "unread":
                return _last(catalogue, opened)
            case order:
                return order


def _by_work(
    catalogue: Catalogue, headway: Mapping[str, Headway], key: Callable[[Headway], int]
) -> Sequence[int]:
    """Put articles in the order of a key that is negative, or 0 where nothing was done."""
    keys = {
        at: key(work)
        for article, work in headway.items()
        if (at := catalogue.position(article)) is not None and key(work)
    }
    rest = (at for at in range(len(catalogue)) if at not in keys)
    return [*sorted(keys, key=lambda at: (keys[at], at)), *rest]


def _last(catalogue: Catalogue, articles: Iterable[str]) -> Sequence[int]:
    """Put some articles behind all others."""
    last = {at for at in map(catalogue.position, articles) if at is not None}
    return [*(at for at in range(len(catalogue)) if at not in last), *sorted(last)]
