"""Corpora and their indexes, for tests of the index and of what it finds."""

from __future__ import annotations

import os

from hedgerow.store.corpus.corpus import Corpus
from hedgerow.store.index.index import CorpusIndex
from hedgerow.store.index.indexing import Indexing
from hedgerow.store.index.search import parse_query

LONG_AGO = 1_600_000_000


def put(folder, name, text, at=LONG_AGO):
    """Write an article that has stood there for long."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    os.utime(path, (at, at))
    return path


def articles(folder, count):
    for number in range(count):
        put(folder, f"a{number}.txt", f"Headline {number}\n\nThe talks number {number} went on.\n")
    return folder


def indexed(path, largest=None):
    """Open a corpus and read into its index what is not known; say what had to be read."""
    corpus = Corpus(path, find=False, largest=largest)
    index = CorpusIndex(path)
    indexing = Indexing(corpus, index)
    catalogue = indexing.catalogue()
    outdated = indexing.outdated()
    for found in indexing.read(outdated):
        catalogue.update(found)
    return corpus, index, catalogue, outdated


def found(index, typed):
    return index.search(parse_query(typed)).articles
