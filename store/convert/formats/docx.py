"""Word: the paragraphs of the document; what was deleted under "track changes" is left out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from hedgerow.store.convert.containers import BROKEN, member_bytes, open_zip
from hedgerow.store.convert.formats.document import articles_of_document
from hedgerow.store.convert.found import FoundArticle, Tell
from hedgerow.store.convert.inputs import SourceFile
from hedgerow.store.convert.xml_events import XmlError, read_xml
from hedgerow.store.problem import ProblemError

_LEFT_OUT = frozenset(("del", "Fallback", "instrText", "delText", "moveFrom", "footnoteReference"))


class _Document:
    """Gathers paragraphs; one within another, as in a text box, comes before it."""

    def __init__(self) -> None:
        self.paragraphs: list[tuple[str, str]] = []
        self._open: list[tuple[list[str], list[str]]] = []
        self._skipping = 0
        self._is_text = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Take the beginning of an element."""
        self._skipping += name in _LEFT_OUT
        if name == "p":
            self._open.append(([], []))
        elif not self._open or self._skipping:
            return
        elif name == "t":
            self._is_text = True
        elif name in ("tab", "ptab"):
            self._open[-1][0].append("\t")
        elif name in ("br", "cr"):
            self._open[-1][0].append("\n")
        elif name == "noBreakHyphen":
            self._open[-1][0].append("-")
        elif name == "pStyle":
            style = attributes.get("val", "").lower()
            if style.startswith(("heading", "title", "berschrift", "titre", "titel")):
                self._open[-1][1].append("heading")

    def end(self, name: str) -> None:
        """Take the end of an element."""
        self._skipping -= name in _LEFT_OUT
        if name == "t":
            self._is_text = False
        elif name == "p" and self._open:
            pieces, roles = self._open.pop()
            text = "".join(pieces).strip()
            if text:
                self.paragraphs.append((text, roles[0] if roles else ""))

    def text(self, data: str) -> None:
        """Take text."""
        if self._is_text and self._open and not self._skipping:
            self._open[-1][0].append(data)


def read(given: SourceFile, tell: Tell) -> Iterator[FoundArticle]:
    """Give the articles of a file; see `FormatReader.read`."""
    document = _Document()
    core: list[str] = []
    with open_zip(given, tell) as archive:
        if archive is None:
            return
        try:
            names = set(archive.namelist())
            name = "word/document.xml"
            if name not in names:
                raise ProblemError(
                    given.problem("no Word document in it", "save it as .docx again")
                )
            data = member_bytes(archive, name, given.largest)
            read_xml(data, document.start, document.end, document.text)
            if "docProps/core.xml" in names:
                core += title_in(member_bytes(archive, "docProps/core.xml", 1_000_000))
        except (XmlError, *BROKEN) as error:
            raise ProblemError(given.problem(str(error), "save it as .docx again")) from error
    yield from articles_of_document(document.paragraphs, given, tell, core[0] if core else None)


def title_in(data: bytes) -> list[str]:
    """Give what a document's properties state as its title, if they state one."""
    pieces: list[str] = []
    inside = [False]

    def start(name: str, _: Mapping[str, str]) -> None:
        inside[0] = name == "title"

    def end(_: str) -> None:
        inside[0] = False

    def text(data: str) -> None:
        if inside[0]:
            pieces.append(data)

    read_xml(data, start, end, text)
    title = " ".join("".join(pieces).split())
    return [title] if title else []
