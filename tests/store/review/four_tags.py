"""Four tags in two articles of eight words, and a review of them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from hedgerow.store.annotations.annotations import Annotations
from hedgerow.store.annotations.codebook import built_in_codebook
from hedgerow.store.corpus.article import Article
from hedgerow.store.review import ReviewSession
from hedgerow.store.span import Span
from hedgerow.store.tagging import tag

CODEBOOK = built_in_codebook()

WORDS = "alpha bravo charlie delta echo foxtrot golf hotel"

ARTICLES = ["two", "one"]  # the order of the corpus, which is not that of the alphabet


def article(key: str) -> Article:
    return Article(key, WORDS, key, Path(f"{key}.txt"))


def mark(annotations, key: str, word: str, label: str = "claim", annotator: str = "ann") -> str:
    start = WORDS.index(word)
    span = Span(start, start + len(word))
    made = tag(article(key), span, label, annotator=annotator, codebook=CODEBOOK)
    annotations.journal.table(key).change({made.id: made.document()})
    return made.id


def session(annotations, **options) -> ReviewSession:
    return ReviewSession(annotations, ARTICLES, **options)


def later(annotations, **options) -> ReviewSession:
    """The session as another run of the program finds it."""
    return session(Annotations(annotations.folder, annotations.annotator), **options)


def quote_at(sitting: ReviewSession) -> str | None:
    return sitting.known.annotation(sitting.current).quote if sitting.current else None


def quotes(sitting: ReviewSession) -> list[str]:
    return [sitting.known.annotation(item).quote for item in sitting.items]


def relabelled(label: str):
    return lambda annotation: replace(annotation, label=label)
