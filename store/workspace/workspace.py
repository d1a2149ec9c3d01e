"""A workspace: one person at work on one corpus, with everything that takes."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from hedgerow.store.annotations import (
    Annotation,
    Annotations,
    Codebook,
    default_annotator,
    load_codebook,
)
from hedgerow.store.corpus import LARGEST_FILE, Corpus, ReadAs
from hedgerow.store.problem import Problem, ProblemError, Remedy
from hedgerow.store.workspace.settings import NOTHING_SET, Settings
from hedgerow.store.workspace.unsettled import Unsettled

# The list of articles is shown before any of this is needed; each is loaded where it is.
if TYPE_CHECKING:
    from hedgerow.store.annotations import Placements
    from hedgerow.store.corpus import About, Article, Unread
    from hedgerow.store.extract import Extraction
    from hedgerow.store.journal import Change, History
    from hedgerow.store.tagging import Proposals
    from hedgerow.store.workspace.extraction import ArticleExtraction


class Workspace:
    """The articles, the codebook, the annotations and the history of what is done to them.

    Attributes:
        corpus: the articles.
        codebook: the labels in use.
        annotations: what has been marked.
        unsettled: how many tags of the annotator's are to be settled, by article.
        settings: what the person wants everywhere.
    """

    def __init__(
        self,
        path: str | os.PathLike[str],
        *,
        annotations: str | os.PathLike[str] | None = None,
        annotator: str | None = None,
        largest: int | None = LARGEST_FILE,
        taken_keys: Mapping[str, str] | None = None,
        settings: Settings = NOTHING_SET,
        read_as: ReadAs | None = None,
        find: bool = True,
    ) -> None:
        """Open a corpus.

        Args:
            path: a folder, an article's file or a `.jsonl` file.
            annotations: where annotations are kept, if not beside the articles.
            annotator: who works here; the login name if it is not given.
            largest: the most bytes an article may have; None lifts the limit.
            taken_keys: keys that no label may have, with what each does.
            settings: what the person wants everywhere.
            read_as: how the files are to be read; as the settings say, if it is not given.
            find: find the articles at once, not only when they are first asked for.

        Raises:
            ProblemError: there is no corpus at `path`.
        """
        folder = annotations or os.environ.get("HEDGEROW_ANNOTATIONS") or None
        self.corpus = Corpus(
            path,
            annotations=folder,
            largest=largest,
            read_as=settings.read_as if read_as is None else read_as,
            find=find,
        )
        self.codebook: Codebook = load_codebook(self.corpus.codebook).without_keys(taken_keys or {})
        self.annotations = Annotations(
            self.corpus.annotations,
            annotator or default_annotator(),
            create_dirs=folder is not None,
        )
        self.unsettled = Unsettled(self.annotations.annotator)
        self.settings = settings
        self._known: dict[str, About] = {}
        self._told: set[tuple[str, str]] = set()  # texts whose tally could not be kept
        self._first_use, self._looking_around = Lock(), Lock()
        self._history: History | None = None
        self._extraction: ArticleExtraction | None = None
        self._unwritable = _unwritable(self.corpus.annotations)
        self._known_problems: list[Problem] | None = None

    # What a list of titles doesn't need is made when it is first asked for, by whichever thread.

    @property
    def history(self) -> History:
        """Saves what is marked now, with undo and redo."""
        with self._first_use:
            if self._history is None:
                from hedgerow.store.journal import History

                self._history = History(self.annotations.journal, self.annotations.annotator)
            return self._history

    @property
    def can_undo(self) -> bool:
        """Whether there is something to undo, as far as that is known without reading a file."""
        return self._history is not None and self._history.can_undo

    @property
    def has_unsaved(self) -> bool:
        """Whether something could not be saved yet."""
        return self._history is not None and bool(self._history.unsaved)

    @property
    def extraction(self) -> ArticleExtraction:
        """Finds what articles mention."""
        with self._first_use:
            if self._extraction is None:
                from hedgerow.store.workspace.extraction import ArticleExtraction

                self._extraction = ArticleExtraction(self.settings, self.corpus.tell)
            return self._extraction

    @property
    def _own_problems(self) -> list[Problem]:
        """What was to be told of the workspace itself at first; an article's faults are elsewhere.

        Once the articles have been found, it looks at the folder of annotations, which may hold
        many files.
        """
        with self._looking_around:
            if self._known_problems is not None:
                return self._known_problems
            problems = [
                *self.settings.problems,
                *self.extraction.problems,
                *self.codebook.problems,
                *self._unwritable,
            ]
            if self.corpus.is_found:
                problems += self._missing_problems()
                self._known_problems = problems
            return problems

    def _missing_problems(self) -> list[Problem]:
        try:
            return [_missing(self.annotations, one) for one in self.missing_articles()]
        except ProblemError as error:  # the folder of annotations can't be read
            return [error.problem]

    @property
    def problems(self) -> list[Problem]:
        """All that is to be told: of the workspace, and of what has been found and read so far."""
        return [*self._own_problems, *(self.corpus.problems if self.corpus.is_found else ())]

    @property
    def remarks(self) -> list[Problem]:
        """What is to be known, and is no fault: what was taken for what, as far as it is found."""
        return self.corpus.remarks if self.corpus.is_found else []

    @property
    def unread(self) -> list[Unread]:
        """What of the corpus was not read, as far as it has been found."""
        return self.corpus.unread if self.corpus.is_found else []

    def lives_on(self, path: Path) -> bool:
        """Say whether a file is one that work on this corpus needs, or would be one.

        Raises:
            OSError: the path leads to itself.
        """
        from hedgerow.store.files import real_path
        from hedgerow.store.index import is_in_cache

        settings = self.settings.path
        is_settings = settings is not None and real_path(path) == real_path(settings)
        return is_settings or is_in_cache(path) or self.corpus.holds(path)

    def missing_articles(self) -> list[str]:
        """Name the articles that have annotations and are not in the corpus any more.

        Raises:
            ProblemError: the folder of annotations can't be read.
        """
        if not self.corpus.holds_many:
            return []  # one article's file shares its annotations folder with its neighbours
        return sorted(name for name in self.annotations.articles() if name not in self.corpus)

    def read(self, article: str) -> Article:
        """Read an article, with the publication date that an annotator has set, if one has.

        What is to be told of it joins the corpus's problems.

        Raises:
            ProblemError: it can't be read.
        """
        made = self._read_text(article)
        self._tell_all(self.annotations.problems(article))
        return self._dated(made)

    def read_to_show(self, article: str) -> Article:
        """Read an article without waiting for its annotations, where those are many.

        What is to be told of them is told when they are placed.

        Raises:
            ProblemError: it can't be read.
        """
        if not self.annotations.are_many(article):
            return self.read(article)
        made = self._read_text(article)
        return self._dated(made) if self.annotations.may_be_dated(article) else made

    def place_all(self, article: Article) -> Placements:
        """Do what `place` does, and tell what is to be told of the annotations.

        Raises:
            ProblemError: the annotations can't be read.
        """
        self._tell_all(self.annotations.problems(article.id))
        return self.place(article)

    def _read_text(self, article: str) -> Article:
        made, problems = self.corpus.read_with_problems(article)
        self._tell_all(problems)
        self._keep_about(made)
        return made

    def _keep_about(self, article: Article) -> None:
        from hedgerow.store.corpus import About

        self._known[article.id] = About(article.title, article.outlet, article.published)

    def _dated(self, article: Article) -> Article:
        if given := self.annotations.published(article.id):
            article = replace(article, published=given, published_from="given")
            self._keep_about(article)
        return article

    def _tell_all(self, problems: Iterable[Problem]) -> None:
        for problem in problems:
            self.corpus.tell(problem)

    def title(self, article: str) -> str:
        """Give the title of an article, or its id where it can't be read."""
        try:
            return self.about(article).title
        except ProblemError:
            return article

    def about(self, article: str) -> About:
        """Give an article's title, outlet and day; it is read for them once.

        Raises:
            ProblemError: it can't be read.
        """
        if article not in self._known:
            self.read(article)
        return self._known[article]

    def read_again(self, article: str) -> Article:
        """Read an article whose file has changed.

        Raises:
            ProblemError: it can't be read.
        """
        self.corpus.find_again(article)
        return self.read(article)

    def place(self, article: Article) -> Placements:
        """Find where the annotations of an article stand in its present text.

        What had to be looked for is kept, so that it is told and looked for once.

        Raises:
            ProblemError: the annotations can't be read.
        """
        from hedgerow.store.annotations import Tally, place, record_if_possible

        placements = place(self.annotations, article)
        fresh = placements.fresh
        if fresh and not record_if_possible(self.annotations, article, fresh):
            # Where nothing can be kept, it is told once all the same.
            text = (article.id, article.text_sha256)
            if text in self._told:
                placements = replace(placements, tally=Tally())
            self._told.add(text)
        self.unsettled.look_at(article.id, placements)
        return placements

    def next_unsettled(self, article: str) -> str | None:
        """Give the next article with tags to settle, in the order of the corpus and around."""
        return self.unsettled.following(article, self.corpus)

    def lost(self, article: str) -> frozenset[str]:
        """Name the tags of an article whose passage is not certain, of all annotators.

        Raises:
            ProblemError: it can't be read.
        """
        if (lost := self.unsettled.lost_in(article)) is None:
            self.place(self.read(article))
            lost = self.unsettled.lost_in(article)
        return lost or frozenset()

    def change(
        self,
        article: str,
        annotation: str,
        change_it: Callable[[Annotation], Annotation],
        what: str,
        otherwise: Annotation | None = None,
    ) -> Change:
        """Change an annotation, as it stands now, and save it.

        What can't be saved is kept in the history's `unsaved`.

        Args:
            article: the article's id.
            annotation: the annotation's id.
            change_it: gives the annotation what is new of it.
            what: the change in words, for undo.
            otherwise: the annotation as it was last seen, for when its file has gone.

        Raises:
            LookupError: the annotation has been removed.
            OSError, ProblemError: it was not saved.
        """
        from hedgerow.store.journal import now

        known = self.annotations.get(article, annotation)
        if known is None and annotation not in self.annotations.journal.table(article).file.records:
            known = otherwise  # not removed: its file has gone, and saving tells why
        if known is None:
            raise LookupError(annotation)
        changed = replace(change_it(known), modified=now())
        return self.history.save(article, what, {annotation: changed.document()}, keep=True)

    def proposals(self) -> Proposals:
        """Give access to what is suggested in the corpus."""
        from hedgerow.store.tagging import Proposals

        return Proposals(self.read, self.extract, self.annotations, self.codebook)

    def extract(self, article: Article) -> Extraction:
        """Find the speakers, attributions, dates and suggestions of an article."""
        return self.extraction.of(article)


def _missing(annotations: Annotations, article: str) -> Problem:
    path = annotations.journal.table(article).file.path
    what = f"its article “{article}” is not in the corpus"
    return Problem(path, what, "its annotations are kept; put the article back")


def _unwritable(folder: Path) -> list[Problem]:
    """Tell at once, not at the first tag, that nothing can be saved."""
    existing = folder
    while not existing.exists() and existing != existing.parent:
        existing = existing.parent
    if existing.is_dir() and os.access(existing, os.W_OK | os.X_OK):
        return []
    what = "annotations can't be saved here"
    return [Problem(folder, what, Remedy.SAVE_ELSEWHERE)]
