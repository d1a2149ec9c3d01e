"""A workspace: one person at work on one corpus, with everything that takes."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from store.annotations import Annotation, Annotations, default_annotator
from store.article import Article
from store.codebook import Codebook, load_codebook
from store.corpus import LARGEST_FILE, Corpus
from store.problem import Problem, ProblemError
from store.settings import NOTHING_SET, Settings

# The list of articles is shown before any of this is needed; each is loaded where it is.
if TYPE_CHECKING:
    from store.extract.findings import Extraction, Extractor
    from store.history import History
    from store.placement import Placements
    from store.suggesting import Proposals
    from store.tally import Tally
    from store.trail import Change


@dataclass(frozen=True, slots=True)
class Summary:
    """An article's line in the library; tags and reviews are the annotator's own.

    `tally` says what became of all tags, if the text has changed since they were looked for last.
    """

    id: str
    title: str
    outlet: str
    published: str
    words: int
    tags: Mapping[str, int]
    reviewed: int
    tally: Tally

    @property
    def tagged(self) -> int:
        """The number of tags of all labels."""
        return sum(self.tags.values())


class Workspace:
    """The articles, the codebook, the annotations and the history of what is done to them.

    Attributes:
        corpus: the articles.
        codebook: the labels in use.
        annotations: what has been marked.
        unsettled: of the articles that have been looked at, those with tags of the annotator's
            whose passage is not certain; with their number.
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
    ) -> None:
        """Open a corpus.

        Args:
            path: a folder, an article's file or a `.jsonl` file.
            annotations: where annotations are kept, if not beside the articles.
            annotator: who works here; the login name if it is not given.
            largest: the most bytes an article may have; None lifts the limit.
            taken_keys: keys that no label may have, with what each does.
            settings: what the person wants everywhere.

        Raises:
            ProblemError: there is no corpus at `path`.
        """
        folder = annotations or os.environ.get("HEDGEROW_ANNOTATIONS") or None
        self.corpus = Corpus(path, annotations=folder, largest=largest)
        self.codebook: Codebook = load_codebook(self.corpus.codebook).without_keys(taken_keys or {})
        self.annotations = Annotations(
            self.corpus.annotations,
            annotator or default_annotator(),
            create_dirs=folder is not None,
        )
        self.unsettled: dict[str, int] = {}
        self.settings = settings
        self._titles: dict[str, str] = {}
        self._told: set[tuple[str, str]] = set()  # texts whose tally could not be kept
        self._first_use, self._remarking = Lock(), Lock()
        self._history: History | None = None
        self._extractor: tuple[Extractor, list[Problem]] | None = None
        self._unwritable = _unwritable(self.corpus.annotations)
        self._remarks: list[Problem] | None = None

    # What a list of titles doesn't need is made when it is first asked for, by whichever thread.

    @property
    def history(self) -> History:
        """Saves what is marked now, with undo and redo."""
        with self._first_use:
            if self._history is None:
                from store.history import History

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
    def extractor(self) -> Extractor:
        """What finds speakers, dates and suggestions in an article."""
        return self._loaded_extractor()[0]

    def _loaded_extractor(self) -> tuple[Extractor, list[Problem]]:
        with self._first_use:
            if self._extractor is None:
                self._extractor = self.settings.load_extractor()
            return self._extractor

    @property
    def remarks(self) -> list[Problem]:
        """What was to be told of the workspace itself at first; an article's faults are elsewhere.

        It looks at the folder of annotations, which may hold many files.
        """
        with self._remarking:
            if self._remarks is None:
                self._remarks = [
                    *self.settings.problems,
                    *self._loaded_extractor()[1],
                    *self.codebook.problems,
                    *self._unwritable,
                    *map(self._missing_article, self.missing_articles()),
                ]
            return self._remarks

    @property
    def problems(self) -> list[Problem]:
        """All that is to be told: of the workspace, and of what has been read so far."""
        return [*self.remarks, *self.corpus.problems]

    def missing_articles(self) -> list[str]:
        """Name the articles that have annotations and are not in the corpus any more."""
        if not self.corpus.path.is_dir() and self.corpus.path.suffix.lower() != ".jsonl":
            return []  # one article's file shares its annotations folder with its neighbours
        return sorted(self.annotations.articles() - set(self.corpus))

    def _missing_article(self, article: str) -> Problem:
        path = self.annotations.journal.table(article).file.path
        what = f"its article “{article}” is not in the corpus"
        return Problem(path, what, "its annotations are kept; put the article back")

    def read(self, article: str) -> Article:
        """Read an article, with the publication date that a reader has set, if one has.

        What is to be told of it joins the corpus's problems.

        Raises:
            ProblemError: it can't be read.
        """
        made, problems = self.corpus.read_with_problems(article)
        for problem in (*problems, *self.annotations.problems(article)):
            self.corpus.tell(problem)
        self._titles[article] = made.title
        if given := self.annotations.published(article):
            return replace(made, published=given, published_from="given")
        return made

    def title(self, article: str) -> str:
        """Give the title of an article, or its id where it can't be read."""
        if article not in self._titles:
            try:
                self._titles[article] = self.corpus.read(article).title
            except ProblemError:
                return article
        return self._titles[article]

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
        from store.placement import place, record_if_possible
        from store.tally import Tally

        placements = place(self.annotations, article)
        fresh = placements.fresh
        if fresh and not record_if_possible(self.annotations, article, fresh):
            # Where nothing can be kept, it is told once all the same.
            text = (article.id, article.text_sha256)
            if text in self._told:
                placements = replace(placements, tally=Tally())
            self._told.add(text)
        self._count_unsettled(article.id, placements)
        return placements

    def next_unsettled(self, article: str) -> str | None:
        """Give the next article with tags to settle, in the order of the corpus and around."""
        ids = list(self.corpus)
        at = ids.index(article) + 1 if article in ids else 0
        return next((one for one in (*ids[at:], *ids[:at]) if one in self.unsettled), None)

    def _count_unsettled(self, article: str, placements: Placements) -> None:
        me = self.annotations.annotator
        own = sum(1 for p in placements if p.needs_a_person and p.annotation.annotator == me)
        if own:
            self.unsettled[article] = own
        else:
            self.unsettled.pop(article, None)

    def summarise(self, article: str) -> Summary:
        """Say in a line what an article is and how far the work on it has come.

        Raises:
            ProblemError: it can't be read.
        """
        from store.passages import words
        from store.review import reviews_of

        made = self.read(article)
        placements = self.place(made)
        tags = Counter[str]()
        own: list[str] = []
        for placed in placements:
            if placed.annotation.is_own_of(self.annotations.annotator):
                own.append(placed.annotation.id)
                tags[placed.annotation.label] += 1
        reviews = reviews_of(self.annotations, article) if own else {}
        return Summary(
            id=article,
            title=made.title,
            outlet=made.outlet or "",
            published=made.published or "",
            words=len(words(made.text)),
            tags=tags,
            reviewed=sum(1 for key in own if key in reviews),
            tally=placements.tally,
        )

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
        from store.lines import now

        known = self.annotations.get(article, annotation)
        if known is None and annotation not in self.annotations.journal.table(article).file.records:
            known = otherwise  # not removed: its file has gone, and saving tells why
        if known is None:
            raise LookupError(annotation)
        changed = replace(change_it(known), modified=now())
        return self.history.save(article, what, {annotation: changed.document()}, keep=True)

    def proposals(self) -> Proposals:
        """Give access to what is suggested in the corpus."""
        from store.suggesting import Proposals

        return Proposals(self.read, self.extract, self.annotations, self.codebook)

    def extract(self, article: Article) -> Extraction:
        """Find the speakers, attributions, dates and suggestions of an article.

        Where a reader's own extractor fails, nothing is found, and the fault is told.
        """
        try:
            return self.extractor(article.text, article.publication_date)
        except ValueError as error:
            from store.extract.findings import Extraction

            remedy = "nothing is found in it; mend the extractor, or take it out of the settings"
            self.corpus.tell(Problem(article.path, str(error), remedy, article.line))
            return Extraction()


def _unwritable(folder: Path) -> list[Problem]:
    """Tell at once, not at the first tag, that nothing can be saved."""
    existing = folder
    while not existing.exists() and existing != existing.parent:
        existing = existing.parent
    if existing.is_dir() and os.access(existing, os.W_OK | os.X_OK):
        return []
    what = "annotations can't be saved here"
    remedy = "reading works; pass --annotations with a folder you may write to"
    return [Problem(folder, what, remedy)]
