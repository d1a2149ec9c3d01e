"""A survey of a corpus: what its articles are called, and how far a person's work on each has come.

It is made from the index as far as that holds, and goes on while the list can be used already.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from hedgerow.store.annotations import Annotations, Tally
from hedgerow.store.files import Stamp
from hedgerow.store.index import Catalogue, CorpusIndex, Indexing
from hedgerow.store.overview.headway import Headway, has_its_places, headway_from, headway_of
from hedgerow.store.problem import ProblemError
from hedgerow.store.workspace import Workspace

_SAVED_AT_ONCE = 200


class Surveyed(NamedTuple):
    """How far the work on an article has come.

    `tally` says what has become of its tags, if the text has changed since they were looked for.
    """

    article: str
    headway: Headway
    tally: Tally = Tally()


class Survey:
    """Goes over a corpus for one person.

    Attributes:
        index: the index of the corpus.
        indexing: what keeps it in step with the corpus.
    """

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self.index = CorpusIndex(workspace.corpus.path, read_as=workspace.corpus.read_as)
        self.indexing = Indexing(workspace.corpus, self.index)

    def catalogue(self) -> Catalogue:
        """Find the articles, and list them with what the index knows of them."""
        catalogue = self.indexing.catalogue()
        if self.index.problem:
            self._workspace.corpus.tell(self.index.problem)
        return catalogue

    def annotated(self) -> set[str]:
        """Name the articles that have annotations."""
        corpus = self._workspace.corpus
        return {one for one in self._stamps() if one in corpus}

    def opened(self) -> set[str]:
        """Name the articles that the person has opened."""
        return self.index.opened(self._workspace.annotations.annotator)

    def keep_opened(self, article: str) -> None:
        """Remember that the person has opened an article."""
        self.index.keep_opened(self._workspace.annotations.annotator, article)

    def headway_of(self, article: str, annotations: Annotations | None = None) -> Surveyed:
        """Say how far the work on an article has come; its text is read only if it must be.

        Args:
            article: the article's id.
            annotations: where to look them up, if not in those that stay in memory.

        Raises:
            ProblemError: it can't be read.
        """
        workspace = self._workspace
        annotations = annotations or workspace.annotations
        for problem in annotations.problems(article):
            workspace.corpus.tell(problem)
        if not annotations.of(article) or self._has_its_places(annotations, article):
            workspace.unsettled.forget(article)
            return Surveyed(article, headway_of(annotations, article))
        placements = workspace.place(workspace.read(article))
        headway = headway_of(workspace.annotations, article, placements)
        return Surveyed(article, headway, placements.tally)

    def headway(self, wanted: Callable[[], str | None] = lambda: None) -> Iterator[Surveyed]:
        """Go through the articles that have annotations.

        Only those are read whose files have changed since the last time.

        Args:
            wanted: gives an article whose turn should come next, if there is one.
        """
        me = self._workspace.annotations.annotator
        known = self.index.headway(me)
        fresh: dict[str, tuple[str, bytes]] = {}
        stamps = self._stamps()
        # Not the workspace's own: what others work on is not to be let go of when it is passed.
        annotations = Annotations(self._workspace.annotations.folder, me)
        for article in annotations.passing(self._in_turn(stamps, wanted)):
            mark = f"{stamps[article]} {self.indexing.mark(article)}"
            if article in known and known[article][0] == mark:
                yield self._remembered(article, known[article][1])
                continue
            try:
                surveyed = self.headway_of(article, annotations)
            except ProblemError as error:
                self._workspace.corpus.tell(error.problem)
                continue
            if not any(surveyed.tally) and not annotations.problems(article):
                fresh[article] = (mark, surveyed.headway.document())
            if len(fresh) == _SAVED_AT_ONCE:
                self.index.keep_headway(me, fresh)
                fresh.clear()
            yield surveyed
        self.index.keep_headway(me, fresh)

    def _stamps(self) -> dict[str, Stamp]:
        """Look at each table's file; a folder that can't be read is told, and has none."""
        try:
            return self._workspace.annotations.journal.stamps()
        except ProblemError as error:
            self._workspace.corpus.tell(error.problem)
            return {}

    def _in_turn(self, articles: Iterable[str], wanted: Callable[[], str | None]) -> Iterator[str]:
        waiting = dict.fromkeys(one for one in articles if one in self._workspace.corpus)
        for article in list(waiting):
            while (seen := wanted()) is not None:
                if seen in waiting:
                    del waiting[seen]
                    yield seen
            if article in waiting:
                del waiting[article]
                yield article

    def _remembered(self, article: str, document: bytes) -> Surveyed:
        headway = headway_from(document)
        self._workspace.unsettled.remember(article, headway.unsettled)
        return Surveyed(article, headway)

    def _has_its_places(self, annotations: Annotations, article: str) -> bool:
        mark = self.indexing.mark(article)
        text = self.index.text_sha256(article, mark) if mark else None
        if text is None:
            text = self._workspace.read(article).text_sha256
        return has_its_places(annotations, article, text)
