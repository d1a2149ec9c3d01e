"""What has changed on the disk by other hands: tags that others save, and an article's text."""

from __future__ import annotations

from typing import NamedTuple

from hedgerow.store.annotations import Annotations
from hedgerow.store.corpus import Corpus
from hedgerow.store.files import Stamp
from hedgerow.store.problem import ProblemError

_LOOKS_BETWEEN_FULL_ONES = 25
"""A program that doesn't take the lock (a copy, an editor) is noticed at the next full look."""


class News(NamedTuple):
    """What has changed since the last look, by ids of articles."""

    tagged: frozenset[str]
    rewritten: frozenset[str]

    def __bool__(self) -> bool:
        return bool(self.tagged or self.rewritten)


class Watch:
    """Looks for changes, cheaply enough to do so several times a second.

    As long as nothing happens a look takes three questions to the file system, however many
    articles there are. What this process saves itself is no news.
    """

    def __init__(self, annotations: Annotations, corpus: Corpus) -> None:
        """Begin with things as they are at the first look."""
        self._annotations = annotations
        self._corpus = corpus
        self._journal_news: tuple[int, int] | None = None
        self._stamps: dict[str, Stamp] | None = None
        self._looks = 0
        self._article: str | None = None
        self._text: Stamp | None = None

    def read(self, article: str | None) -> None:
        """Watch the text of one article: the one that is being read."""
        if article == self._article:
            return  # what changed since the last look is still news
        self._article = article
        self._text = self._corpus.stamp(article) if article is not None else None

    def look(self) -> News:
        """Say what has changed since the last look."""
        return News(frozenset(self._changed_tables()), frozenset(self._changed_texts()))

    def _changed_tables(self) -> list[str]:
        journal = self._annotations.journal
        self._looks += 1
        news = journal.news()
        is_quiet = news == self._journal_news and self._looks % _LOOKS_BETWEEN_FULL_ONES
        if self._stamps is not None and is_quiet:
            return []
        try:
            known, stamps = self._stamps, journal.stamps()
        except ProblemError:
            return []  # the next save tells
        self._journal_news, self._stamps = news, stamps
        if known is None:
            return []
        changed = [table for table, stamp in stamps.items() if known.get(table) != stamp]
        changed += [table for table in known if table not in stamps]
        return [t for t in changed if not journal.table(t).file.is_own(stamps.get(t))]

    def _changed_texts(self) -> list[str]:
        if self._article is None:
            return []
        text = self._corpus.stamp(self._article)
        if text == self._text:
            return []
        self._text = text
        return [self._article]
