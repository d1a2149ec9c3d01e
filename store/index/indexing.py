"""Indexing: what the articles of a corpus are called and say, from the index where it knows.

Only what the index doesn't know, or knows of other bytes, is read; what is read is saved by another
thread meanwhile.
"""

from __future__ import annotations

import os
import time
from array import array
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import islice

from hedgerow.store.corpus import Corpus
from hedgerow.store.index.catalogue import Catalogue, Facts
from hedgerow.store.index.index import TICK, BytesMark, CorpusIndex, Indexed
from hedgerow.store.passages import count_words
from hedgerow.store.problem import ProblemError

_BATCH = 200
_ANY_TIME = -1  # stands for a time that is too near to tell one change from the next


class Indexing:
    """Keeps an index in step with its corpus."""

    def __init__(self, corpus: Corpus, index: CorpusIndex) -> None:
        self._corpus = corpus
        self._index = index
        self._gone: list[str] = []
        self._sizes = array("q")  # with the times, what the index knows of each article's bytes
        self._times = array("q")

    def catalogue(self) -> Catalogue:
        """Find the articles, and list them with what the index knows of them.

        Whether that still holds is not asked here; `outdated` asks.
        """
        self._corpus.known_lines = self._index
        listing = self._corpus.find()
        catalogue = Catalogue(listing)
        self._sizes = array("q", [0]) * len(listing)
        self._times = array("q", [_ANY_TIME]) * len(listing)
        self._gone.clear()
        catalogue.update(self._known(catalogue))
        for article, problem in self._index.problems():
            if article in listing:
                self._corpus.tell(problem)
        return catalogue

    def _known(self, catalogue: Catalogue) -> Iterator[tuple[str, Facts]]:
        for article, (size, time_), facts in self._index.rows():
            at = catalogue.position(article)
            if at is None:
                self._gone.append(article)
            else:
                self._sizes[at], self._times[at] = size, time_
                yield article, facts

    def outdated(self) -> list[str]:
        """Name the articles whose bytes are not those that the index knows.

        Articles that have gone are taken out of the index.
        """
        if self._gone:
            self._index.forget(self._gone)
        found = []
        places = self._corpus.listing.places()
        known = zip(self._sizes, self._times, strict=True)
        for (article, file, length, checksum), mark in zip(places, known, strict=True):
            if not _is_same(mark, (length, checksum) if length else _mark_of_file(file)):
                found.append(article)
        return found

    def read(
        self, articles: Iterable[str], is_cancelled: Callable[[], bool] = lambda: False
    ) -> Iterator[list[tuple[str, Facts]]]:
        """Read articles into the index.

        Args:
            articles: their ids.
            is_cancelled: asked before each article is read; what was read until then is kept.

        Yields:
            The facts of some articles after the others.
        """
        remaining = iter(articles)
        saving: Future[None] | None = None
        with ThreadPoolExecutor(max_workers=1, thread_name_prefix="index") as saver:
            while not is_cancelled() and (ids := list(islice(remaining, _BATCH))):
                batch, found = self._read_batch(ids, is_cancelled)
                if saving is not None:
                    saving.result()
                saving = saver.submit(self._index.save, batch)
                yield found

    def mark(self, article: str) -> BytesMark | None:
        """Say of which bytes what is read of an article now would hold; None if it has gone."""
        entry = self._corpus.listing.get(article)
        if entry is None:
            return None
        if entry.length is not None:
            return entry.length, entry.checksum
        return _mark_of_file(str(entry.path))

    def is_outdated(self, article: str) -> bool:
        """Say whether an article's bytes are not those that the index knows at this moment."""
        return not _is_same(self._index.marks_of([article]).get(article), self.mark(article))

    def _read_batch(
        self, ids: list[str], is_cancelled: Callable[[], bool]
    ) -> tuple[list[Indexed], list[tuple[str, Facts]]]:
        known = self._index.marks_of(ids)  # another process may have read them meanwhile
        batch: list[Indexed] = []
        found: list[tuple[str, Facts]] = []
        for article in ids:
            if is_cancelled():
                break
            mark = self.mark(article)
            is_known = _is_same(known.get(article), mark)
            if is_known and (facts := self._index.facts_of(article)):
                found.append((article, facts))
                continue
            made = self._read(article, mark)
            found.append((article, made.facts))
            if mark is not None:
                batch.append(made)
        return batch, found

    def _read(self, article: str, mark: BytesMark | None) -> Indexed:
        try:
            made, problems = self._corpus.read_with_problems(article)
        except ProblemError as error:
            self._corpus.tell(error.problem)
            facts = Facts(article, words=0, is_readable=False)
            return Indexed(article, mark or (0, 0), facts, problems=(error.problem,))
        for problem in problems:
            self._corpus.tell(problem)
        words = count_words(made.text)
        facts = Facts(made.title, made.outlet or "", made.published or "", words)
        return Indexed(article, mark or (0, 0), facts, made.text, made.text_sha256, tuple(problems))


def _is_same(known: BytesMark | None, mark: BytesMark | None) -> bool:
    return known is not None and known == mark and mark[1] != _ANY_TIME


def _mark_of_file(file: str) -> BytesMark | None:
    """Give size and time of a file; a time that has just been is not taken for a certain one."""
    try:
        stat = os.stat(file)  # noqa: PTH116 - a Path costs as much again, 100,000 times
    except OSError:
        return None
    if time.time_ns() - stat.st_mtime_ns < TICK:
        return stat.st_size, _ANY_TIME
    return stat.st_size, stat.st_mtime_ns
