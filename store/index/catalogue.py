"""The catalogue of a corpus: a line of facts an article, filtered and ordered at once.

It is kept in memory and made for 100,000 articles: to filter is to look for the words in one string
an article, or in those that the last filter left.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Literal, NamedTuple

Order = Literal["folder", "title", "date", "outlet", "words"]

NOT_COUNTED = -1
"""The number of words of an article that has not been read yet."""


_LAST = "\U0010ffff"


class Facts(NamedTuple):
    """What is known of an article: a title, and what may be "" where it is not known.

    `published` is an ISO 8601 date or "XXXX-03-02"; `words` counts the words of the text, or is
    `NOT_COUNTED`. Of an article that can't be read, `is_readable` is false and its id is its title.
    """

    title: str
    outlet: str = ""
    published: str = ""
    words: int = NOT_COUNTED
    is_readable: bool = True


class Catalogue:
    """The articles of a corpus by their position in it, with the facts of each."""

    def __init__(self, articles: Iterable[str] = ()) -> None:
        """List articles by their ids, in the order of the corpus; `update` says more of them."""
        self._ids = list(articles)
        self._positions = {article: at for at, article in enumerate(self._ids)}
        self._titles = list(self._ids)
        self._outlets = [""] * len(self._ids)
        self._dates = [""] * len(self._ids)
        self._words = array("q", [NOT_COUNTED]) * len(self._ids)
        self._readable = bytearray(b"\1") * len(self._ids)
        self._lines = list(map(str.casefold, self._ids))
        self._shared: dict[str, str] = {}  # one string for all articles of an outlet or a day
        self._last: tuple[Order, tuple[str, ...], Sequence[int]] | None = None
        self._orders: dict[Order, Sequence[int]] = {}

    def __len__(self) -> int:
        return len(self._ids)

    def __contains__(self, article: object) -> bool:
        return article in self._positions

    @property
    def known(self) -> int:
        """The number of articles whose facts are known."""
        return len(self._ids) - self._words.count(NOT_COUNTED)

    def article(self, position: int) -> str:
        """Give the id of the article at a position."""
        return self._ids[position]

    def position(self, article: str) -> int | None:
        """Give the position of an article in the corpus."""
        return self._positions.get(article)

    def facts(self, position: int) -> Facts:
        """Give the facts of the article at a position."""
        return Facts(
            self._titles[position],
            self._outlets[position],
            self._dates[position],
            self._words[position],
            bool(self._readable[position]),
        )

    def update(self, found: Iterable[tuple[str, Facts]]) -> None:
        """Take other facts of some articles; those of articles that aren't here are passed over."""
        positions, shared = self._positions, self._shared
        for article, (title, outlet, published, words, is_readable) in found:
            if (at := positions.get(article)) is None:
                continue
            self._titles[at] = title
            self._outlets[at] = shared.setdefault(outlet, outlet)
            self._dates[at] = shared.setdefault(published, published)
            self._words[at] = words
            self._readable[at] = is_readable
            # The parts of a line never run into one another.
            self._lines[at] = f"{title}\n{outlet}\n{published}\n{article}".casefold()
        self._last = None
        self._orders.clear()

    def ordered(self, order: Order) -> Sequence[int]:
        """Give the positions of all articles in an order; ties stay as in the folder."""
        if order == "folder":
            return range(len(self._ids))
        if order not in self._orders:
            self._orders[order] = array("I", sorted(range(len(self._ids)), key=self._key(order)))
        return self._orders[order]

    def matching(self, filter_: str, order: Order | Sequence[int] = "folder") -> Sequence[int]:
        """Give the positions of the articles in which every word of a filter stands.

        Small letters match capitals, and a word may stand within another. Where a filter has only
        grown since the last time, what was left then is looked through.

        Args:
            filter_: words to be found in title, outlet, date or id; without any, all match.
            order: the order to give them in, or all positions in an order of one's own.
        """
        words = tuple(filter_.casefold().split())
        everything = self.ordered(order) if isinstance(order, str) else order
        if not words:
            return everything
        found = everything
        if self._last is not None and self._last[0] == order:
            _, before, left = self._last
            found = left if _narrows(words, before) else everything
        lines = self._lines
        for word in words:
            found = [at for at in found if word in lines[at]]
        if isinstance(order, str):
            self._last = (order, words, found)
        return found

    def _key(self, order: Order) -> Callable[[int], Any]:
        if order == "title":
            return self._lines.__getitem__  # a line begins with the title, in small letters
        if order == "words":
            return [-count for count in self._words].__getitem__
        if order == "outlet":
            outlets = {name: name.casefold() or _LAST for name in ("", *self._shared)}
            return [outlets[name] for name in self._outlets].__getitem__
        dates = {name: _inverted(name) for name in ("", *self._shared)}
        return [dates[name] for name in self._dates].__getitem__


def _narrows(words: Sequence[str], before: Sequence[str]) -> bool:
    """Say whether all that some words match was matched by the words before."""
    return all(any(known in word for word in words) for known in before)


def _inverted(published: str) -> tuple[int, ...]:
    """Sort later dates first, and unknown ones last."""
    return tuple(-ord(character) for character in published) or (1,)
