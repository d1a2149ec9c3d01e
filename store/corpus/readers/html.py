"""HTML pages as they are saved from the web: the article's prose, not the page around it."""

from __future__ import annotations

import re
from typing import Final

from hedgerow.store.corpus.article import StyledSpan
from hedgerow.store.corpus.readers.decoding import decode
from hedgerow.store.corpus.readers.html_facts import PageFacts
from hedgerow.store.corpus.readers.html_prose import Prose, find_prose
from hedgerow.store.corpus.readers.html_text import write_text
from hedgerow.store.corpus.readers.html_weights import unseen
from hedgerow.store.corpus.readers.markup import Page, characters
from hedgerow.store.corpus.readers.reading import Reading, Source
from hedgerow.store.problem import Problem

_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset=["']?([\w-]{1,40})""", re.IGNORECASE)
_LOOK_FOR_CHARSET: Final = 4096
_PARAGRAPH_MARKS = re.compile(r"</?(?:p|br|div|h[1-6]|li|b|i|a|em|strong|span)\b", re.I)
_WORD = re.compile(r"\S+")

_LITTLE: Final = 400  # characters of prose: about a paragraph
_MUCH_MARKUP: Final = 20_000
_LEAST_SHARE: Final = 0.4  # of the page's prose

_LOOK: Final = "compare it with the page in a browser"
_LOADED: Final = "save the page once it is loaded, or as text"


def read(data: bytes, source: Source) -> Reading:
    """Read an HTML file: the element that holds its prose, and what the page says of itself.

    Raises:
        ProblemError: the file is not text.
    """
    charset = _CHARSET.search(data[:_LOOK_FOR_CHARSET])
    markup, problems = decode(data, source, charset[1].decode() if charset else None)
    page = Page(markup)
    prose = find_prose(page)
    text, styles = write_text(prose.elements, prose.left_out)
    facts = PageFacts(page, prose.lines)
    metadata = facts.metadata()
    told = [(fault, _LOOK) for fault in page.faults]
    told += [
        (f"<{tag}> is never closed; what follows it was read all the same", _LOOK)
        for tag in sorted({element.tag for element in prose.unclosed})
    ]
    if len(facts.body) > 2 * len(text) and prose.size < _LITTLE:
        text, styles = _from_data(facts.body)
        told.append(("its text was read from its JSON-LD, since it shows none", _LOOK))
    elif doubt := _doubt(text, prose, len(markup)):
        told.append(doubt)
    if metadata.published is None:
        told += [(fault, "write it as 2022-03-02") for fault in facts.faults[:1]]
    problems += [Problem(source.path, what, remedy) for what, remedy in told]
    return Reading(text, styles, metadata, problems)


def prose_of(markup: str) -> tuple[str, tuple[StyledSpan, ...]]:
    """Write HTML that is nothing but an article's prose: none of it is chosen or left out."""
    page = Page(markup)
    return write_text([page.root], unseen(page))


def _doubt(text: str, prose: Prose, length: int) -> tuple[str, str] | None:
    """Say what makes it doubtful that the text is the whole article, and the way out."""
    if not text:
        return "no text in this page", _LOADED
    if prose.size < _LITTLE and length > _MUCH_MARKUP:
        return f"only {_words(text)} of this page look like an article", _LOADED
    if prose.whole - prose.size > _LITTLE and prose.size < _LEAST_SHARE * prose.whole:
        share = round(100 * prose.size / prose.whole)
        return f"only {share} % of the running text in this page was read, {_words(text)}", _LOOK
    return None


def _words(text: str) -> str:
    count = sum(1 for _ in _WORD.finditer(text))
    return "1 word" if count == 1 else f"{count:,} words"


def _from_data(body: str) -> tuple[str, tuple[StyledSpan, ...]]:
    """Write an article that stands in JSON-LD: with tags, or as plain text."""
    if _PARAGRAPH_MARKS.search(body):
        return prose_of(body)
    lines = (" ".join(line.split()) for line in characters(body).splitlines())
    return "\n\n".join(filter(None, lines)), ()
