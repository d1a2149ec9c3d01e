"""What is suggested in a corpus, for going through it article by article."""

from __future__ import annotations

from collections.abc import Callable

from hedgerow.store.annotations import (
    Annotation,
    Annotations,
    Codebook,
    Review,
    place,
)
from hedgerow.store.corpus import Article
from hedgerow.store.extract import Extraction, Suggestion
from hedgerow.store.tagging.suggestions import (
    SettledPassage,
    accepted_suggestion,
    dismissal,
    dismissed_passages,
    suggestion_id,
    suggestions_still_open,
)


class Proposals:
    """What is suggested in a corpus, as the annotations that it would become.

    The text and the findings of the article that was asked for last are kept.
    """

    def __init__(
        self,
        read: Callable[[str], Article],
        extract: Callable[[Article], Extraction],
        annotations: Annotations,
        codebook: Codebook,
    ) -> None:
        """Prepare to look for suggestions.

        Args:
            read: gives an article by its id.
            extract: finds what is suggested in one.
            annotations: what is tagged and dismissed; its annotator is the one to accept.
            codebook: the codebook in use.
        """
        self._read = read
        self._extract = extract
        self._annotations = annotations
        self._codebook = codebook
        self._last: tuple[Article, Extraction, dict[str, Suggestion]] | None = None

    def open_in(self, article: str) -> dict[str, Suggestion]:
        """Give the suggestions of an article that nothing has settled yet, by their ids.

        Raises:
            ProblemError: it can't be read.
        """
        read, found, _ = self._look_at(article)
        annotator = self._annotations.annotator
        taken: list[SettledPassage] = [
            (placed.annotation.label, placed.span)
            for placed in place(self._annotations, read)
            if placed.annotation.is_own_of(annotator) and placed.is_anchored
        ]
        taken += dismissed_passages(self._annotations, read)
        still = suggestions_still_open(found.suggestions, taken, self._codebook)
        return {suggestion_id(read, one, annotator): one for one in still}

    def annotation(self, article: str, key: str) -> Annotation | None:
        """Give the annotation that a suggestion would become; None if it isn't suggested any more.

        Raises:
            ProblemError: the article can't be read.
        """
        suggestion = self.suggestion(article, key)
        if suggestion is None:
            return None
        read, found, _ = self._look_at(article)
        annotator = self._annotations.annotator
        return accepted_suggestion(
            read, suggestion, found, annotator=annotator, codebook=self._codebook
        )

    def suggestion(self, article: str, key: str) -> Suggestion | None:
        """Give the suggestion with an id; None if it isn't suggested any more.

        Raises:
            ProblemError: the article can't be read.
        """
        return self._look_at(article)[2].get(key)

    def quote(self, article: str, suggestion: Suggestion) -> str:
        """Give the passage of a suggestion.

        Raises:
            ProblemError: the article can't be read.
        """
        return suggestion.span.of(self._look_at(article)[0].text)

    def dismissal(self, proposed: Annotation, reason: str) -> Review:
        """Make the verdict by which a suggestion stays dismissed.

        Raises:
            ProblemError: its article can't be read.
        """
        read, _, _ = self._look_at(proposed.article)
        return dismissal(read, proposed, self._annotations.annotator, reason)

    def _look_at(self, article: str) -> tuple[Article, Extraction, dict[str, Suggestion]]:
        """Give an article, what was found in it, and what is suggested there by id."""
        if self._last is None or self._last[0].id != article:
            read = self._read(article)
            found, who = self._extract(read), self._annotations.annotator
            by_id = {suggestion_id(read, one, who): one for one in found.suggestions}
            self._last = read, found, by_id
        return self._last
