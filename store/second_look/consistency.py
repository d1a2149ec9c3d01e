"""How far people agree with themselves: their tags beside what they chose in a blind second look.

Only the words that were shown are compared: the places of an article, one behind the other, are
what `store.agreement` takes for its text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from hedgerow.store.agreement import Mark, MarkedArticle
from hedgerow.store.annotations import Annotations, attributes_from
from hedgerow.store.corpus import Article, Corpus
from hedgerow.store.journal import Document
from hedgerow.store.passages import words_in
from hedgerow.store.problem import Problem, ProblemError
from hedgerow.store.second_look.answers import second_looks
from hedgerow.store.span import Span


def second_look_name(annotator: str) -> str:
    """Name an annotator's second look, as if it were someone else's."""
    return f"{annotator} (again)"


def looked_at_twice(
    corpus: Corpus,
    annotations: Annotations,
    problems: list[Problem],
    *,
    annotator: str | None = None,
    label: str | None = None,
) -> Iterator[MarkedArticle]:
    """Yield the articles of which something was looked at twice, in the order of the corpus.

    Each holds what an annotator had marked in the sentences that were shown, and under their
    `second_look_name` what they chose there the second time. Where the text has changed since,
    nobody can say any more which words were shown; such places are left out and told.

    Args:
        corpus: the corpus.
        annotations: its annotations.
        problems: takes what could not be read or compared.
        annotator: only this annotator's second looks.
        label: only marks of this label.
    """
    tables = annotations.articles()
    for key in annotations.passing([one for one in corpus if one in tables]):
        try:
            found = [document for _, document in second_looks(annotations, key, annotator)]
            article = corpus.read(key) if found else None
        except ProblemError as error:
            problems.append(error.problem)
            continue
        if article is None:
            continue
        still = [one for one in found if one.get("text_sha256") == article.text_sha256]
        if len(still) < len(found):
            changed = len(found) - len(still)
            are = "is" if changed == 1 else "are"
            what = f"{changed} of its second looks {are} on a former text"
            problems.append(Problem(article.path, what, "they are not compared"))
        if still:
            yield _marked(article, still, label)


def who_looked_twice(articles: Iterable[MarkedArticle]) -> list[str]:
    """Name those whose second looks are among some articles."""
    names = {name for article in articles for name in article.marks}
    return sorted(name for name in names if second_look_name(name) in names)


def _marked(article: Article, looks: list[Document], label: str | None) -> MarkedArticle:
    places = _Shown(article, {Span(*one["shown"]) for one in looks})
    marks: dict[str, list[Mark]] = {}
    taken: set[tuple[str, Span]] = set()
    for one in looks:
        who, shown = one["annotator"], Span(*one["shown"])
        once, twice = marks.setdefault(who, []), marks.setdefault(second_look_name(who), [])
        if (who, shown) not in taken:  # several passages chosen in a place tell of the same tags
            once += places.marks(shown, one["first"], label)
            taken.add((who, shown))
        if one.get("label") is not None:
            chosen = {**one, "annotation": ""}
            twice += places.marks(shown, [chosen], label)
    return MarkedArticle(article.id, places.length, places.words, marks, places.moved)


class _Shown:
    """The places of an article that were shown, one behind the other, with a gap between."""

    def __init__(self, article: Article, shown: set[Span]) -> None:
        self._offsets: dict[Span, int] = {}
        self.length = 0
        every_word = words_in(article.text)
        self.words: list[Span] = []
        self.moved: list[tuple[int, int]] = []
        for span in sorted(shown):
            offset = self._offsets[span] = self.length - span.start
            self.moved.append((self.length, -offset))
            self.words += [
                Span(word.start + offset, word.end + offset)
                for word in every_word
                if span.start <= word.start and word.end <= span.end
            ]
            self.length += span.length + 1

    def marks(self, shown: Span, made: list[dict[str, Any]], label: str | None) -> Iterator[Mark]:
        """Give the marks of a place, as far as they lie in what was shown."""
        offset = self._offsets[shown]
        for one in made:
            start, end = max(one["start"], shown.start), min(one["end"], shown.end)
            if start < end and label in (None, one["label"]):
                attributes = attributes_from(one.get("attributes"))
                key = str(one.get("annotation") or "")
                yield Mark(start + offset, end + offset, one["label"], attributes, key)
