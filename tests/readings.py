"""Files read as an article's, for tests of the formats."""

from __future__ import annotations

from pathlib import Path

from hedgerow.store.corpus.readers import read_article
from hedgerow.store.corpus.readers.reading import Source

FOLDER = Path("corpus")


def read(name, data):
    """Read a file's bytes (or text in UTF-8); give the article and the problems told of it."""
    raw = data if isinstance(data, bytes) else data.encode()
    article, reading = read_article(raw, Source(FOLDER / name, "the-id"))
    return article, reading.problems


def plain(data):
    return read("a.txt", data)[0]


def markdown(data):
    return read("a.md", data)[0]


def html(data):
    return read("a.html", data)[0]


def styled(article, style):
    """Give the stretches of text that have a style, in text order."""
    return [article.text[start:end] for start, end, name in article.styles if name == style]


def paragraphs(*texts):
    return "\n\n".join(texts)
