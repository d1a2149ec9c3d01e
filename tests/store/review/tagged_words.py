"""Two articles of eight words, tags in them, and reviews of those."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from hedgerow.store.annotations.annotations import Annotations
from hedgerow.store.annotations.codebook import built_in_codebook
from hedgerow.store.corpus.article import About, Article
from hedgerow.store.review import (
    Pool,
    Queue,
    ReviewSession,
)
from hedgerow.store.span import Span
from hedgerow.store.tagging import tag

CODEBOOK = built_in_codebook()

WORDS = "alpha bravo charlie delta echo foxtrot golf hotel"

ARTICLES = ["two", "one"]

ABOUT = {"one": About("One", "Post", "2022-03-02"), "two": About("Two", "Wire", "2022-04-30")}


def article(key: str) -> Article:
    return Article(key, WORDS, key, Path(f"{key}.txt"))


def mark(annotations, key, word, label="claim", annotator="ann", **changes) -> str:
    start = WORDS.index(word)
    span = Span(start, start + len(word))
    made = tag(article(key), span, label, annotator=annotator, codebook=CODEBOOK)
    made = replace(made, **changes)
    annotations.journal.table(key).change({made.id: made.document()})
    return made.id


def pool_of(annotations, **options) -> Pool:
    return Pool(annotations, ARTICLES, about=lambda key: ABOUT[key], **options)


EVERYTHING = Queue()


def sitting(annotations, queue=EVERYTHING, **options) -> ReviewSession:
    """The session as a run of the program finds it."""
    again = Annotations(annotations.folder, annotations.annotator)
    return ReviewSession(again, ARTICLES, queue=queue, pool=pool_of(again), **options)


def session(annotations, **options) -> ReviewSession:
    return ReviewSession(annotations, ARTICLES, **options)


def later(annotations, **options) -> ReviewSession:
    """The session as another run of the program finds it."""
    return session(Annotations(annotations.folder, annotations.annotator), **options)


def relabelled(label: str):
    return lambda annotation: replace(annotation, label=label)


def quote_at(sitting: ReviewSession) -> str | None:
    return sitting.known.annotation(sitting.current).quote if sitting.current else None


def quotes(sitting: ReviewSession) -> list[str]:
    return [sitting.known.annotation(item).quote for item in sitting.items]
