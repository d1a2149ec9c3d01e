"""PDF, by pypdf: lines become paragraphs, heads and feet of pages are left out."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Final

from hedgerow.store.convert.formats.document import articles_of_document
from hedgerow.store.convert.formats.printed import Printed, paragraphs_of, without_heads
from hedgerow.store.convert.found import FoundArticle, Tell, library_version
from hedgerow.store.convert.inputs import SourceFile
from hedgerow.store.problem import ProblemError

MOST_PAGES: Final = 20_000
MOST_TEXT: Final = 100_000_000
"""Characters that may come of one file."""


def read(given: SourceFile, tell: Tell) -> Iterator[FoundArticle]:
    """Give the articles of a file; see `FormatReader.read`.

    Raises:
        ImportError: pypdf is not installed.
    """
    pages = _pages(given)
    if not any(line.text.strip() for page in pages for line in page):
        what = "no text in it, only pictures of pages"
        raise ProblemError(given.problem(what, "let a program for that (OCR) read it first"))
    rows = ((line, "") for line in paragraphs_of(without_heads(pages)))
    for one in articles_of_document(rows, given, tell):
        one.library = library_version("pypdf")
        yield one


def _pages(given: SourceFile) -> list[list[Printed]]:
    import io
    import logging

    from pypdf import PdfReader

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    pages: list[list[Printed]] = []
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
            places = _Places()
            text = page.extract_text(visitor_text=places.take)
            length += len(text)
            if number >= MOST_PAGES or length > MOST_TEXT:
                raise ProblemError(given.problem("too long for one file", "divide it"))
            pages.append(places.lines(text, number))
    except ProblemError:
        raise
    except ImportError:
        raise
    except (Exception, RecursionError) as error:
        what = f"no whole PDF ({type(error).__name__})"
        raise ProblemError(given.problem(what, "fetch it again, or print it to PDF")) from error
    return pages


class _Places:
    """Takes the pieces of a page's text, with where they stand."""

    def __init__(self) -> None:
        self._length = 0
        self._pieces: list[tuple[int, float, float, float]] = []

    def take(
        self, text: str, outer: Sequence[float], inner: Sequence[float], _: object, size: float
    ) -> None:
        """Take a piece: its text, how the page and the text are moved, its font and its size."""
        if text.strip():
            start = self._length + len(text) - len(text.lstrip())
            left = inner[4] * outer[0] + inner[5] * outer[2] + outer[4]
            up = inner[4] * outer[1] + inner[5] * outer[3] + outer[5]
            self._pieces.append((start, left, up, abs(size * inner[3] * outer[3])))
        self._length += len(text)

    def lines(self, text: str, page: int) -> list[Printed]:
        """Give the lines of the page's text; without their places if the pieces aren't all of it.

        A line stands where its first piece does.
        """
        lines = text.split("\n")
        if self._length != len(text):
            return [Printed(line.rstrip()) for line in lines]
        starts = [piece[0] for piece in self._pieces]
        found: list[Printed] = []
        start = 0
        for line in lines:
            at = bisect_left(starts, start)
            is_in = at < len(starts) and starts[at] <= start + len(line)
            place = self._pieces[at][1:] if is_in else (0.0, 0.0, 0.0)
            found.append(Printed(line.rstrip(), *place, page))
            start += len(line) + 1
        return found
