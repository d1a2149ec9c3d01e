"""Text and Markdown: an archive's export, or one article as it is read in place."""

from __future__ import annotations

from collections.abc import Iterator

from hedgerow.store.convert.archives import articles_of_archive
from hedgerow.store.convert.blocks import blocks_of_text
from hedgerow.store.convert.formats.native import read_as
from hedgerow.store.convert.found import Found, Tell
from hedgerow.store.convert.inputs import Input
from hedgerow.store.problem import Problem


def read(given: Input, tell: Tell) -> Iterator[Found]:
    """Give the articles of a file; see `FormatReader.read`."""
    if given.ending in (".md", ".markdown"):
        yield read_as(given, ".md")
        return
    remarks: list[Problem] = []
    every = articles_of_archive(blocks_of_text(given, remarks), given, tell)
    if every is None:
        yield read_as(given, ".txt")
        return
    for one in every:
        one.reading.problems += remarks  # once, with the first
        remarks.clear()
        yield one
