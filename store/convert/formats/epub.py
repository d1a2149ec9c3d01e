"""EPUB: an article a chapter, as news readers and read-later services make them."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from typing import Final
from urllib.parse import unquote
from zipfile import ZipFile

from hedgerow.store.convert.containers import BROKEN, member_bytes, open_zip
from hedgerow.store.convert.formats.native import read_bytes
from hedgerow.store.convert.found import FoundArticle, Tell
from hedgerow.store.convert.inputs import SourceFile
from hedgerow.store.convert.xml_events import XmlError, read_xml
from hedgerow.store.corpus import parse_date
from hedgerow.store.problem import ProblemError

_FEWEST_WORDS: Final = 25
"""A chapter with fewer words is a cover or a title."""

_LINK: Final = re.compile(r"<a\s[^<>]{0,2000}>(.{0,2000}?)</a\s*>", re.IGNORECASE | re.DOTALL)
_TAG: Final = re.compile(r"<[^<>]*>")
_NO_ARTICLES: Final = frozenset(("toc", "cover", "title-page", "index", "copyright-page"))
"""What the guide of a book calls the files that are none of its texts."""

_SMALL: Final = 5_000_000


class _Package:
    """What a book's package states: its title, its day, its chapters in order."""

    def __init__(self) -> None:
        self.stated: dict[str, str] = {}
        self.files: dict[str, str] = {}
        self.order: list[str] = []
        self.passed_over: set[str] = set()
        self._name = ""

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Take the beginning of an element."""
        self._name = name
        if name == "item" and "nav" not in attributes.get("properties", "").split():
            self.files[attributes.get("id", "")] = attributes.get("href", "")
        elif name == "itemref":
            self.order.append(attributes.get("idref", ""))
        elif name == "reference" and attributes.get("type", "").lower() in _NO_ARTICLES:
            self.passed_over.add(attributes.get("href", "").split("#")[0])

    def end(self, _: str) -> None:
        """Take the end of an element."""
        self._name = ""

    def text(self, data: str) -> None:
        """Take text."""
        if self._name in ("title", "date", "publisher") and data.strip():
            self.stated.setdefault(self._name, " ".join(data.split()))


def read(given: SourceFile, tell: Tell) -> Iterator[FoundArticle]:
    """Give the articles of a file; see `FormatReader.read`."""
    with open_zip(given, tell) as archive:
        if archive is None:
            return
        try:
            folder, package = _package(archive)
        except (XmlError, KeyError, *BROKEN) as error:
            raise ProblemError(
                given.problem(f"no whole EPUB ({error})", "fetch it again")
            ) from error
        number = 0
        for chapter in package.order:
            href = package.files.get(chapter, "").split("#")[0]
            if not href or href in package.passed_over:
                continue
            name = posixpath.normpath(posixpath.join(folder, unquote(href)))
            try:
                data = member_bytes(archive, name, given.largest)
                one = read_bytes(given, data, ".html")
            except KeyError:
                tell(given.problem(f"“{name}” is not in it", "fetch it again"))
            except ProblemError as error:
                tell(error.problem)
            except BROKEN as error:
                tell(given.problem(f"“{name}” in it: {error}", "fetch it again"))
            else:
                words = len(one.reading.text.split())
                if words < _FEWEST_WORDS or 2 * _linked_words(data) > words:
                    continue
                number += 1
                _complete(one, package)
                one.place = f"chapter {number}"
                yield one
        if not number:
            tell(given.problem("no chapter with a text in it", "fetch it again"))


def _linked_words(data: bytes) -> int:
    """Count the words in links: those of a list of contents are most of its words."""
    links = _LINK.findall(data.decode("utf-8", "replace"))
    return sum(len(_TAG.sub("", link).split()) for link in links)


def _package(archive: ZipFile) -> tuple[str, _Package]:
    places: list[str] = []

    def start(name: str, attributes: Mapping[str, str]) -> None:
        if name == "rootfile":
            places.append(attributes.get("full-path", ""))

    read_xml(
        member_bytes(archive, "META-INF/container.xml", _SMALL), start, lambda _: None,
        lambda _: None,
    )  # fmt: skip
    package = _Package()
    place = places[0] if places else ""
    read_xml(member_bytes(archive, place, _SMALL), package.start, package.end, package.text)
    return posixpath.dirname(place), package


def _complete(one: FoundArticle, package: _Package) -> None:
    """Take the book's day and publisher where the chapter states none; its title is a heading."""
    metadata = one.reading.metadata
    headings = [span for span in one.reading.styles if span.style == "heading"]
    if headings:
        metadata.title = " ".join(one.reading.text[headings[0].start : headings[0].end].split())
    metadata.outlet = (
        metadata.outlet or package.stated.get("publisher") or package.stated.get("title")
    )
    if metadata.published is None and (day := parse_date(package.stated.get("date"))):
        metadata.published, metadata.published_from = day, "metadata"
