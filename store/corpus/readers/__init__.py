"""Bytes become articles: one file a format, chosen by the ending of a file's name.

A reader is a module with `read(data, source) -> Reading`. To add a format, add such a module and
its line in `FORMATS`. Files of many articles, a record each, are read by `store/corpus/records`.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Final

from hedgerow.store import hand_out

if TYPE_CHECKING:
    from hedgerow.store.corpus.article import Article
    from hedgerow.store.corpus.readers.reading import Reading as Reading, Source as Source
else:
    __getattr__ = hand_out(__name__, {"reading": "Reading Source"})

FORMATS = {
    ".txt": "hedgerow.store.corpus.readers.plain",
    ".md": "hedgerow.store.corpus.readers.markdown",
    ".markdown": "hedgerow.store.corpus.readers.markdown",
    ".html": "hedgerow.store.corpus.readers.html",
    ".htm": "hedgerow.store.corpus.readers.html",
}
"""Which module reads a file, by the lower-case ending of its name."""


JSON_LINES: Final = (".jsonl", ".ndjson")
RECORDS: Final = (*JSON_LINES, ".json", ".csv", ".tsv")
"""What the names of files with many articles end in."""

PACKED: Final = (".gz", ".zst")
ARCHIVE: Final = ".zip"


def records_ending(name: str) -> str:
    """Give the ending that says how the records of a file are written; "" for another file."""
    name = unpacked_name(name).lower()
    return next((ending for ending in RECORDS if name.endswith(ending)), "")


def is_of_records(name: str) -> bool:
    """Say whether a file holds records, by its name."""
    return bool(records_ending(name))


def unpacked_name(name: str) -> str:
    """Leave out the ending of a packed file, if the name has one."""
    for packed in PACKED:
        if name.lower().endswith(packed):
            return name[: -len(packed)]
    return name


def bare_name(name: str) -> str:
    """Give the name of a file of records, or of an archive of them, without its endings."""
    bare = unpacked_name(name)
    ending = records_ending(bare) or (ARCHIVE if bare.lower().endswith(ARCHIVE) else "")
    return bare[: len(bare) - len(ending)] or name


def read_article(data: bytes, source: Source) -> tuple[Article, Reading]:
    """Make an article of one file's bytes.

    Args:
        data: the whole file.
        source: the file's path (its ending chooses the reader) and the article's id.

    Returns:
        The article, and the reading it was made from, whose `problems` are worth telling.

    Raises:
        ProblemError: the file is not text.
    """
    reading = read_file(data, source)
    return article_from(reading, source), reading


def read_file(data: bytes, source: Source) -> Reading:
    """Read one file's bytes; arguments and what is raised are those of `read_article`."""
    reader = import_module(FORMATS[source.path.suffix.lower()])
    reading: Reading = reader.read(data, source)
    return reading


def article_from(reading: Reading, source: Source) -> Article:
    """Complete a reading with the title and date that its text shows, and make it an article."""
    from hedgerow.store.corpus.article import Article
    from hedgerow.store.corpus.readers.dateline import find_dateline
    from hedgerow.store.corpus.readers.headline import find_title

    metadata = reading.metadata
    published, published_from = metadata.published, metadata.published_from
    if published is None:
        published = find_dateline(reading.text)
        published_from = "text" if published else "unknown"
    return Article(
        id=source.article,
        text=reading.text,
        title=metadata.title or find_title(reading.text, reading.styles) or source.article,
        path=source.path,
        line=source.line,
        outlet=metadata.outlet,
        published=published,
        published_from=published_from,
        url=metadata.url,
        styles=reading.styles,
    )
