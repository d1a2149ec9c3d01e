"""PDF, by pypdf: lines become paragraphs, heads and feet of pages are left out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

from hedgerow.store.convert.blocks import is_divided
from hedgerow.store.convert.formats.document import articles_of_document
from hedgerow.store.convert.found import Found, Tell, library_version
from hedgerow.store.convert.inputs import Input
from hedgerow.store.problem import ProblemError

MOST_PAGES: Final = 20_000
MOST_TEXT: Final = 100_000_000
"""Characters that may come of one file."""

_AT_EDGE: Final = 2  # lines at the top and at the bottom of a page that may be its head and foot
_FIGURES: Final = re.compile(r"\d+")
_ENDS: Final = re.compile(r"""[.!?:…]["”’')\]]*$""")
_WORD: Final = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def read(given: Input, tell: Tell) -> Iterator[Found]:
    """Give the articles of a file; see `FormatReader.read`.

    Raises:
        ImportError: pypdf is not installed.
    """
    pages = _pages(given)
    if not any(line.strip() for page in pages for line in page):
        what = "no text in it, only pictures of pages"
        raise ProblemError(given.problem(what, "let a program for that (OCR) read it first"))
    rows = ((line, "") for line in paragraphs_of(without_heads(pages)))
    for one in articles_of_document(rows, given, tell):
        one.library = library_version("pypdf")
        yield one


def _pages(given: Input) -> list[list[str]]:
    import io
    import logging

    from pypdf import PdfReader

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    pages: list[list[str]] = []
    length = 0
    try:
        reader = PdfReader(io.BytesIO(given.data()))
        if reader.is_encrypted and not reader.decrypt(""):
            raise ProblemError(given.problem("encrypted", "save it without its password"))
        seen: set[object] = set()
        for number, page in enumerate(reader.pages):
            here = page.indirect_reference and page.indirect_reference.idnum
            if here is not None and here in seen:
                raise ProblemError(given.problem("its pages go round in circles", "print it again"))
            seen.add(here)
            text = page.extract_text()
            length += len(text)
            if number >= MOST_PAGES or length > MOST_TEXT:
                raise ProblemError(given.problem("too long for one file", "divide it"))
            pages.append([line.rstrip() for line in text.split("\n")])
    except ProblemError:
        raise
    except ImportError:
        raise
    except (Exception, RecursionError) as error:
        what = f"no whole PDF ({type(error).__name__})"
        raise ProblemError(given.problem(what, "fetch it again, or print it to PDF")) from error
    return pages


def without_heads(pages: list[list[str]]) -> list[list[str]]:
    """Leave out the lines at the edges of pages that come again and again, and bare numbers."""
    kept = [[line for line in page if line.strip()] for page in pages]
    counts: Counter[str] = Counter()
    for page in kept:
        edges = {_shape(line) for line in (*page[:_AT_EDGE], *page[-_AT_EDGE:])}
        counts.update(edges)
    often = {shape for shape, count in counts.items() if count >= max(2, (len(kept) + 1) // 2)}
    done = []
    for page in kept:
        start, end = 0, len(page)
        while start < min(_AT_EDGE, end) and _is_edge(page[start], often):
            start += 1
        while end > max(start, len(page) - _AT_EDGE) and _is_edge(page[end - 1], often):
            end -= 1
        done.append(page[start:end])
    return done


def _is_edge(line: str, often: set[str]) -> bool:
    return _shape(line) in often or line.strip().strip("-–— ").isdigit()


def _shape(line: str) -> str:
    return _FIGURES.sub("0", " ".join(line.split()))


def paragraphs_of(pages: list[list[str]]) -> Iterator[str]:
    """Put lines together where the next one's first word would not have fitted."""
    lines = [" ".join(line.split()) for page in pages for line in page]
    lengths = sorted(len(line) for line in lines)
    width = lengths[int(len(lengths) * 0.9)] if lengths else 0
    words = {word.lower() for line in lines for word in _WORD.findall(line)}
    whole = ""
    last = ""
    for line in lines:
        if whole and _goes_on(last, line, width):
            whole = _joined(whole, line, words)
        else:
            if whole:
                yield whole
            whole = line
        last = line
    if whole:
        yield whole


def _goes_on(line: str, after: str, width: int) -> bool:
    first = after.split(" ", 1)[0]
    is_full = len(line) + 1 + len(first) > width - 6
    if is_divided(line, after) or (is_full and after[:1].islower()):
        return True
    return is_full and (not _ENDS.search(line) or len(line) > 0.9 * width) and len(line) > 40


def _joined(whole: str, line: str, words: set[str]) -> str:
    if not is_divided(whole, line):
        return f"{whole} {line}"
    before = _WORD.findall(whole[:-1])[-1:]
    after = _WORD.findall(line)[:1]
    if before and after and f"{before[0]}-{after[0]}".lower() in words:
        return whole + line  # a hyphen that the word has elsewhere, too
    return whole[:-1] + line
