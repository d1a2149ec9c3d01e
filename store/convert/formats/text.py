"""Text and Markdown: an archive's export, or one article as it is read in place."""

from __future__ import annotations

from collections.abc import Iterator

from hedgerow.store.convert.archives import articles_of_archive
from hedgerow.store.convert.blocks import blocks_of_text
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
    else:
        yield from every
