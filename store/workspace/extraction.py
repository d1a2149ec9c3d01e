"""What articles mention: found by the extractor in use, of a long article in another process."""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock

from hedgerow.store.corpus import Article
from hedgerow.store.extract import CheckedExtractor, Extraction, Extractor, extract
from hedgerow.store.problem import Problem
from hedgerow.store.processes import (
    Apart,
    EndedError,
    extract_near_first,
    found_near,
    is_long_text,
    range_around,
)
from hedgerow.store.workspace.settings import Settings


class ArticleExtraction:
    """Extracts from articles. Where a user's own extractor fails, nothing is found in them."""

    def __init__(self, settings: Settings, tell: Callable[[Problem], object]) -> None:
        """Load nothing yet: an extractor may take long to load.

        Args:
            settings: they name the extractor.
            tell: hears of each article in which it has failed.
        """
        self._settings = settings
        self._tell = tell
        self._loading = Lock()
        self._loaded: tuple[Extractor, list[Problem]] | None = None

    @property
    def extractor(self) -> Extractor:
        """What finds speakers, dates and suggestions in an article."""
        return self._load()[0]

    @property
    def problems(self) -> list[Problem]:
        """What is to be told of the extractor itself."""
        return self._load()[1]

    def _load(self) -> tuple[Extractor, list[Problem]]:
        with self._loading:
            if self._loaded is None:
                self._loaded = self._settings.load_extractor()
            return self._loaded

    def of(self, article: Article) -> Extraction:
        """Find the speakers, attributions, dates and suggestions of an article."""
        try:
            return self.extractor(article.text, article.publication_date)
        except ValueError as error:
            return self._nothing_found(article, error)

    def to_show(
        self, article: Article, offset: int, show: Callable[[Extraction], object], process: Apart
    ) -> Extraction:
        """Find what `of` finds; of a long article, in a process of its own.

        Args:
            article: the article.
            offset: the place that is looked at, in code points. What is around it in a long article
                is found first.
            show: is told of that, without suggestions, before the rest is found.
            process: what ends that process when nobody waits any more.
        """
        if not is_long_text(article.text):
            return self.of(article)
        near = range_around(article.text, offset)
        given = (self.extractor, article.text, article.publication_date, near, show)
        try:
            if self._can_be_loaded_elsewhere:
                return process.extract(*given)
            return extract_near_first(*given)
        except ValueError as error:
            return self._nothing_found(article, error)
        except EndedError:
            if not process.is_over:
                what = "what it mentions was not found: the process for it was ended from outside"
                remedy = "perhaps for want of memory; open it again"
                self._tell(Problem(article.path, what, remedy, article.line))
            return Extraction()
        except OSError:  # there can be no other process
            return extract_near_first(*given)

    def near(self, article: Article, offset: int) -> Extraction:
        """Find what the text around a place of an article shows alone, without suggestions.

        It serves those who can't wait until a long article has been searched.
        """
        near = range_around(article.text, offset)
        try:
            return found_near(self.extractor, article.text, article.publication_date, near)
        except ValueError as error:
            return self._nothing_found(article, error)

    @property
    def _can_be_loaded_elsewhere(self) -> bool:
        """Whether the extractor is one that another process can load."""
        return self.extractor is extract or isinstance(self.extractor, CheckedExtractor)

    def _nothing_found(self, article: Article, error: ValueError) -> Extraction:
        remedy = "nothing is found in it; mend the extractor, or take it out of the settings"
        self._tell(Problem(article.path, str(error), remedy, article.line))
        return Extraction()
