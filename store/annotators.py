"""Who has marked what in a corpus: each article with the marks of everybody who has any in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from store.agreement import Mark, MarkedArticle
from store.annotations import Annotation, Annotations
from store.article import Article
from store.corpus import Corpus
from store.passages import words
from store.placement import place
from store.problem import Problem, ProblemError


def marked_articles(
    corpus: Corpus,
    annotations: Annotations,
    problems: list[Problem],
    *,
    label: str | None = None,
    articles: Iterable[str] | None = None,
) -> Iterator[MarkedArticle]:
    """Yield the articles in which anybody has marked anything, in the order of the corpus.

    Marks stand where their passages are in the present text. One whose passage is not certain is
    left out and told, as nobody can say with what it agrees.

    Args:
        corpus: the corpus.
        annotations: its annotations.
        problems: takes what could not be read or found.
        label: only marks of this label.
        articles: only these articles, by id.
    """
    tables = annotations.articles()
    wanted = None if articles is None else set(articles)
    for key in annotations.passing([one for one in corpus if one in tables]):
        if wanted is not None and key not in wanted:
            continue
        try:
            article = corpus.read(key)
            marks = _marks(article, annotations, problems, label)
        except ProblemError as error:
            problems.append(error.problem)
            continue
        if marks:
            yield MarkedArticle(key, len(article.text), words(article.text), marks)


def mark_of(annotation: Annotation, start: int, end: int) -> Mark:
    """Make a mark of an annotation that stands at `[start, end)` now."""
    return Mark(start, end, annotation.label, dict(annotation.attributes), annotation.id)


def _marks(
    article: Article, annotations: Annotations, problems: list[Problem], label: str | None
) -> dict[str, list[Mark]]:
    marks: dict[str, list[Mark]] = {}
    for placed in place(annotations, article):
        known = placed.annotation
        if known.is_history or known.origin == "adjudication":
            continue  # what was agreed on later says nothing of how far they agreed
        if label not in (None, known.label):
            continue
        if not placed.is_anchored:
            what = f"{known.label} {known.id} on “{known.quote}” is {placed.anchor.status}"
            remedy = "it is not compared; A in the reader goes to it"
            problems.append(Problem(article.path, what, remedy))
            continue
        marks.setdefault(known.annotator, []).append(mark_of(known, *placed.span))
    return marks
