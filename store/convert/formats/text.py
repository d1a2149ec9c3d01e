"""Text and Markdown: an archive's export, or one article as it is read in place."""

from __future__ import annotations

from collections.abc import Iterator

from hedgerow.store.convert.archives import articles_of_archive
from hedgerow.store.convert.blocks import blocks_of_text, encoding_of
from hedgerow.store.convert.formats.native import read_as
from hedgerow.store.convert.found import Found, Tell
from hedgerow.store.convert.inputs import Input


def read(given: Input, tell: Tell) -> Iterator[Found]:
    """Give the articles of a file; see `FormatReader.read`."""
    if given.ending in (".md", ".markdown"):
        yield read_as(given, ".md")
        return
    every = articles_of_archive(blocks_of_text(given), given, tell)
    if every is None:
        yield read_as(given, ".txt")
        return
    encoding = encoding_of(given)
    for number, one in enumerate(every):
        if number == 0 and not encoding.startswith("utf"):
            what = (
                f"not valid UTF-8, read as {'Windows-1252' if encoding == 'cp1252' else 'Latin-1'}"
            )
            one.reading.problems.append(given.problem(what, "look whether letters are right"))
        yield one
