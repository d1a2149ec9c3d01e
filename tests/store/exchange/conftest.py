"""Two annotators in one folder, and a way to import as either."""

from __future__ import annotations

from dataclasses import replace

import orjson
import pytest

from hedgerow.store.annotations import Annotations, load_codebook
from hedgerow.store.corpus import Corpus
from hedgerow.store.exchange import import_lines
from hedgerow.store.review import ReviewSession
from hedgerow.store.span import Span
from hedgerow.store.tagging import tag
from tests.store.exchange.claimed import (
    ALL,
    TEXT,
)


@pytest.fixture
def corpus(tmp_path):
    folder = tmp_path / "corpus"
    folder.mkdir()
    for name in ("one", "two"):
        (folder / f"{name}.txt").write_text(TEXT, encoding="utf-8")
    return Corpus(folder)


@pytest.fixture
def codebook(corpus):
    return load_codebook(corpus.codebook)


@pytest.fixture
def bring(corpus, codebook):
    """Import lines as somebody."""

    def run(lines, annotations, choice=ALL):
        written = [line if isinstance(line, bytes) else orjson.dumps(line) for line in lines]
        return import_lines(written, "file.jsonl", corpus, annotations, codebook, choice)

    return run


@pytest.fixture
def mark(corpus, codebook):
    """Tag a word as somebody."""

    def run(annotations, word, article="one", **fields):
        start = TEXT.index(word)
        span = Span(start, start + len(word))
        made = tag(
            corpus.read(article), span, "claim", annotator=annotations.annotator, codebook=codebook
        )
        made = replace(made, **fields)
        annotations.journal.table(article).change({made.id: made.document()})
        return made

    return run


@pytest.fixture
def ann(corpus, mark):
    """Ann, who has tagged a word and reviewed it."""
    annotations = Annotations(corpus.annotations, "ann")
    mark(annotations, "envoy", memo="hers")
    ReviewSession(annotations, corpus).judge("accept")
    return annotations


@pytest.fixture
def bob(corpus):
    """Bob, who works in the same folder."""
    return Annotations(corpus.annotations, "bob")
