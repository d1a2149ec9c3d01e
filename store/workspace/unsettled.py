"""Which tags have to be settled: those whose passage is not certain in the present text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hedgerow.store.annotations import Placements


class Unsettled(Mapping[str, int]):
    """How many tags of one person are to be settled, by the article, as far as that is known.

    An article without any is not among them. What is known comes from the articles that have been
    looked at, and from the index of an earlier look; others read it, and it alone is changed.
    """

    def __init__(self, annotator: str) -> None:
        """Know of no article.

        Args:
            annotator: whose tags are counted.
        """
        self._annotator = annotator
        self._own: dict[str, int] = {}
        self._lost: dict[str, frozenset[str]] = {}

    def __getitem__(self, article: str) -> int:
        return self._own[article]

    def __iter__(self) -> Iterator[str]:
        return iter(self._own)

    def __len__(self) -> int:
        return len(self._own)

    def look_at(self, article: str, placements: Placements) -> None:
        """Take in where the annotations of an article stand."""
        needing = [placed.annotation for placed in placements if placed.needs_a_person]
        self._lost[article] = frozenset(annotation.id for annotation in needing)
        self._own.pop(article, None)
        self.remember(article, count_unsettled(placements, self._annotator))

    def remember(self, article: str, count: int) -> None:
        """Take in how many there were when the article was looked at in an earlier session."""
        if count:
            self._own[article] = count

    def forget(self, article: str) -> None:
        """Pass an article over: it has none, or can't be read."""
        self._own.pop(article, None)

    def lost_in(self, article: str) -> frozenset[str] | None:
        """Name the tags of everybody in an article; None if it has not been looked at."""
        return self._lost.get(article)

    def following(self, article: str, order: Iterable[str]) -> str | None:
        """Give the next article with tags to settle, in an order and around its end."""
        ids = list(order)
        at = ids.index(article) + 1 if article in ids else 0
        return next((one for one in (*ids[at:], *ids[:at]) if one in self), None)


def count_unsettled(placements: Placements, annotator: str) -> int:
    """Count the tags of an annotator that a person has to settle."""
    needing = (placed.annotation for placed in placements if placed.needs_a_person)
    return sum(1 for annotation in needing if annotation.annotator == annotator)
