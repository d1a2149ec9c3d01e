"""Who has marked what in a corpus: each article with the marks of everybody who has any in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from hedgerow.store.agreement import Mark, MarkedArticle
from hedgerow.store.annotations import ADJUDICATION, Annotation, Annotations, Placed, place
from hedgerow.store.corpus import Article, Corpus
from hedgerow.store.journal import Line
from hedgerow.store.passages import words_in
from hedgerow.store.problem import Problem, ProblemError, Remedy


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
            yield MarkedArticle(key, len(article.text), words_in(article.text), marks)


def annotators_of(annotations: Annotations, articles: Iterable[str]) -> list[str]:
    """Name everybody who has tags of their own in some articles, in order of their names.

    Raises:
        ProblemError: what has been marked can't be read.
    """
    tables = annotations.articles()
    names = set[str]()
    for key in annotations.passing([one for one in articles if one in tables]):
        lines, _ = annotations.lines(key)
        names |= {str(line.get("annotator") or "") for line in lines if _is_own(line)}
    return sorted(names)


def _is_own(line: Line) -> bool:
    return line.get("origin") != ADJUDICATION and not line.get("history")


def mark_of(annotation: Annotation, start: int, end: int) -> Mark:
    """Make a mark of an annotation that stands at `[start, end)` now."""
    return Mark(start, end, annotation.label, dict(annotation.attributes), annotation.id)


def tags_by_annotator(
    article: Article, annotations: Annotations, problems: list[Problem], label: str | None = None
) -> dict[str, list[Placed]]:
    """Give the tags of an article that each annotator has made and whose passage is certain.

    What was decided on tags (the origin "adjudication") is nobody's own, and left out.

    Args:
        article: the article.
        annotations: the corpus's annotations.
        problems: takes the tags whose passage is not certain.
        label: only tags of this label.

    Raises:
        ProblemError: what has been marked can't be read.
    """
    tags: dict[str, list[Placed]] = {}
    for placed in place(annotations, article):
        known = placed.annotation
        if known.is_history or known.is_adjudicated or label not in (None, known.label):
            continue
        if not placed.is_anchored:
            what = f"{known.label} {known.id} on “{known.quote}” is {placed.anchor.status}"
            problems.append(Problem(article.path, what, Remedy.SETTLE_TO_COMPARE))
            continue
        tags.setdefault(known.annotator, []).append(placed)
    return tags


def _marks(
    article: Article, annotations: Annotations, problems: list[Problem], label: str | None
) -> dict[str, list[Mark]]:
    tags = tags_by_annotator(article, annotations, problems, label)
    return {
        name: [mark_of(placed.annotation, *placed.span) for placed in own]
        for name, own in tags.items()
    }
