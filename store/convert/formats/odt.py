"""OpenDocument text: its headings and paragraphs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from hedgerow.store.convert.containers import BROKEN, member_bytes, open_zip
from hedgerow.store.convert.formats.document import articles_of_document
from hedgerow.store.convert.formats.docx import title_in
from hedgerow.store.convert.found import FoundArticle, Tell
from hedgerow.store.convert.inputs import SourceFile
from hedgerow.store.convert.xml_events import XmlError, read_xml
from hedgerow.store.problem import ProblemError

_LEFT_OUT = frozenset(("tracked-changes", "annotation", "note", "forms", "sequence-decls"))


class _Document:
    """Gathers paragraphs and headings."""

    def __init__(self) -> None:
        self.paragraphs: list[tuple[str, str]] = []
        self._open: list[list[str]] = []
        self._skipping = 0

    def start(self, name: str, _: Mapping[str, str]) -> None:
        """Take the beginning of an element."""
        self._skipping += name in _LEFT_OUT
        if self._skipping:
            return
        if name in ("p", "h"):
            self._open.append([])
        elif self._open:
            if name == "s":
                self._open[-1].append(" ")
            elif name == "tab":
                self._open[-1].append("\t")
            elif name == "line-break":
                self._open[-1].append("\n")

    def end(self, name: str) -> None:
        """Take the end of an element."""
        if name in _LEFT_OUT:
            self._skipping -= 1
        elif name in ("p", "h") and self._open and not self._skipping:
            text = "".join(self._open.pop()).strip()
            if text:
                self.paragraphs.append((text, "heading" if name == "h" else ""))

    def text(self, data: str) -> None:
        """Take text."""
        if self._open and not self._skipping:
            self._open[-1].append(data)


def read(given: SourceFile, tell: Tell) -> Iterator[FoundArticle]:
    """Give the articles of a file; see `FormatReader.read`."""
    document = _Document()
    title: list[str] = []
    with open_zip(given, tell) as archive:
        if archive is None:
            return
        try:
            data = member_bytes(archive, "content.xml", given.largest)
            read_xml(data, document.start, document.end, document.text)
            if "meta.xml" in archive.namelist():
                title = title_in(member_bytes(archive, "meta.xml", 1_000_000))
        except KeyError as error:
            raise ProblemError(given.problem("no text in it", "save it again")) from error
        except (XmlError, *BROKEN) as error:
            raise ProblemError(given.problem(str(error), "save it again")) from error
    yield from articles_of_document(document.paragraphs, given, tell, title[0] if title else None)
