"""HTML pages as they are saved from the web: the article's prose, not the page around it."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Final

from store.article import StyledSpan, StyleName
from store.readers.composer import Composer
from store.readers.decoding import decode
from store.readers.metadata import metadata_from
from store.readers.reading import Reading, Source

_SKIPPED: Final = frozenset(
    "script style noscript template svg math head nav aside footer form button iframe".split()
)
_BLOCKS: Final = frozenset(
    "p div section article main header figure figcaption address ul ol dl table pre".split()
)
_LINES: Final = frozenset("li tr dt dd".split())
_STYLES: Final[dict[str, StyleName]] = {
    "em": "emphasis",
    "i": "emphasis",
    "strong": "strong",
    "b": "strong",
    "s": "strike",
    "del": "strike",
    "a": "link",
    "code": "code",
    "pre": "code",
    "blockquote": "quote",
    "table": "table",
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "heading"),
}
_SPACE = re.compile(r"[ \t\r\n\f]+")


def read(data: bytes, source: Source) -> Reading:
    """Read an HTML file: what stands in its `article`, else its `main`, else its `body`.

    Raises:
        ProblemError: the file is not text.
    """
    markup, problems = decode(data, source)
    facts = _Facts()
    facts.feed(markup)
    facts.close()
    prose = _Prose(within=next((tag for tag in ("article", "main") if tag in facts.tags), None))
    prose.feed(markup)
    prose.close()
    text, styles = prose.compose()
    return Reading(text, styles, metadata_from(facts.stated), problems)


class _Facts(HTMLParser):
    """Collects what the page's head states, and which tags the page has."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: set[str] = set()
        self.stated: dict[str, object] = {}
        self._in_title = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self._in_title = tag == "title"
        values = dict(attrs)
        if tag == "meta" and (name := values.get("property") or values.get("name")):
            self.stated.setdefault(name.lower(), values.get("content") or "")
        elif tag == "link" and values.get("rel") == "canonical":
            self.stated["canonical"] = values.get("href") or ""

    def handle_endtag(self, tag: str) -> None:
        if tag == "title":
            self._in_title = False

    def handle_data(self, data: str) -> None:
        if self._in_title:
            self.stated["title"] = f"{self.stated.get('title', '')}{data}"


class _Prose(HTMLParser):
    """Writes the running text of the page, or of the one element it is kept `within`."""

    def __init__(self, within: str | None) -> None:
        super().__init__(convert_charrefs=True)
        self._out = Composer()
        self._within = within
        self._inside = 0 if within else 1
        self._skipping = 0
        self._verbatim = 0

    def compose(self) -> tuple[str, tuple[StyledSpan, ...]]:
        return self._out.finish()

    def handle_starttag(self, tag: str, _attrs: list[tuple[str, str | None]]) -> None:
        if tag == self._within:
            self._inside += 1
        if tag in _SKIPPED:
            self._skipping += 1
        if self._skipping or not self._inside:
            return
        self._break(tag)
        if tag == "br":
            self._out.write("\n")
        elif tag == "li":
            self._out.write("• ", "marker")
        elif tag in ("td", "th") and not self._out.at_block_start:
            self._out.write(" │ ")
        if tag == "pre":
            self._verbatim += 1
        if style := _STYLES.get(tag):
            self._out.open(style)

    def handle_endtag(self, tag: str) -> None:
        if tag in _SKIPPED:
            self._skipping = max(0, self._skipping - 1)
        elif not self._skipping and self._inside:
            if tag == "pre":
                self._verbatim = max(0, self._verbatim - 1)
            if style := _STYLES.get(tag):
                self._out.close(style)
            self._break(tag)
        if tag == self._within:
            self._inside = max(0, self._inside - 1)

    def handle_data(self, data: str) -> None:
        if self._skipping or not self._inside:
            return
        if self._verbatim:
            self._out.write(data)
            return
        words = _SPACE.sub(" ", data)
        self._out.write(words.lstrip(" ") if self._out.ends_in_space else words)

    def _break(self, tag: str) -> None:
        if tag in _BLOCKS or _STYLES.get(tag) in ("heading", "quote"):
            self._out.end_block(2)
        elif tag in _LINES:
            self._out.end_block(1)
