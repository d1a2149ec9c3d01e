"""Text and Markdown: an archive's export, or one article as it is read in place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from hedgerow.store.convert.archives import articles_of_archive
from hedgerow.store.convert.blocks import blocks_of_text
from hedgerow.store.convert.formats.native import read_as, read_bytes
from hedgerow.store.convert.formats.printed import shape_of_line
from hedgerow.store.convert.found import FoundArticle, Tell
from hedgerow.store.convert.inputs import SourceFile
from hedgerow.store.corpus import Source, decode
from hedgerow.store.problem import Problem


def read(given: SourceFile, tell: Tell) -> Iterator[FoundArticle]:
    """Give the articles of a file; see `FormatReader.read`."""
    if given.ending in (".md", ".markdown"):
        yield read_as(given, ".md")
        return
    remarks: list[Problem] = []
    every = articles_of_archive(blocks_of_text(given, remarks), given, tell)
    if every is None:
        yield _article(given)
        return
    for one in every:
        one.reading.problems += remarks  # once, with the first
        remarks.clear()
        yield one


def _article(given: SourceFile) -> FoundArticle:
    """Read one article; the heads of its pages are left out, if it has form feeds."""
    data = given.data()
    if b"\f" not in data:
        return read_as(given, ".txt")
    source = Source(Path(str(given.shown)), given.name, None, given.read_as.encoding)
    text, problems = decode(data, source)
    whole = without_page_heads(text).encode("utf-8", "surrogatepass")
    one = read_bytes(given, whole, ".txt")
    one.reading.problems = [*map(given.told_here, problems), *one.reading.problems]
    return one


def without_page_heads(text: str) -> str:
    """Leave out lines behind form feeds that are the same but for their figures.

    A paragraph that such a line divides goes on: the page before it then has no empty line at its
    end.
    """
    first, *pages = text.split("\f")
    heads = Counter(shape_of_line(_head_of(page)) for page in pages)
    done = first
    for page in pages:
        head = _head_of(page)
        if head and heads[shape_of_line(head)] > 1:
            done += page.split(head, 1)[1].lstrip("\r\n")
        else:
            done += f"\f{page}"
    return done


def _head_of(page: str) -> str:
    """Give the first line of a page that says something."""
    return page.lstrip().split("\n", 1)[0].rstrip()
