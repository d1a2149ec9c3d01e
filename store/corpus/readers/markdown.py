"""Markdown: front matter, and prose whose marks become styles over plain reading text."""

from __future__ import annotations

from typing import Final

from hedgerow.store.corpus.readers.decoding import decode
from hedgerow.store.corpus.readers.front_matter import read_front_matter
from hedgerow.store.corpus.readers.heads import read_fields, read_head
from hedgerow.store.corpus.readers.markdown_marks import add_marks
from hedgerow.store.corpus.readers.markdown_prose import compose
from hedgerow.store.corpus.readers.reading import Reading, Source
from hedgerow.store.problem import Problem

_DEEPEST: Final = 100


def read(data: bytes, source: Source) -> Reading:
    """Read a Markdown file: CommonMark with tables, strikethrough, and the marks of note apps.

    Raises:
        ProblemError: the file is not text.
    """
    from markdown_it import MarkdownIt

    markdown, problems = decode(data, source)
    front = read_front_matter(markdown, source)
    problems += front.problems
    options = {"html": True, "maxNesting": _DEEPEST}
    parser = MarkdownIt("commonmark", options).enable(["table", "strikethrough"])
    add_marks(parser)
    tokens = parser.parse(markdown[front.end :])
    if any(token.level >= _DEEPEST - 1 for token in tokens):
        what = f"quotes or lists are nested more than {_DEEPEST} deep"
        problems.append(Problem(source.path, what, "what stands deeper is left out; flatten it"))
    text, styles = compose(tokens)
    head = read_head(text)
    fields = read_fields(markdown[front.end :])  # in the text, such lines may have become one
    if any(span.style == "heading" for span in styles):
        head.title = fields.title  # else the heading is it
    fields.complete(front.metadata)
    head.complete(front.metadata)
    return Reading(text, styles, front.metadata, problems)
