"""HTML pages as they are saved from the web: the article's prose, not the page around it."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Final

from hedgerow.store.corpus.article import StyledSpan, StyleName
from hedgerow.store.corpus.readers.composer import Composer
from hedgerow.store.corpus.readers.decoding import decode
from hedgerow.store.corpus.readers.metadata import metadata_from
from hedgerow.store.corpus.readers.reading import Reading, Source
from hedgerow.store.problem import Problem

_SKIPPED: Final = frozenset(
    "script style noscript template svg math nav aside footer button iframe title".split()
)
_BLOCKS: Final = frozenset(
    "body p div section article main header form figure figcaption address ul ol dl table"
    " pre".split()
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


_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset=["']?([\w-]{1,40})""", re.IGNORECASE)
_LOOK_FOR_CHARSET: Final = 4096


def read(data: bytes, source: Source) -> Reading:
    """Read an HTML file: what stands in its `article`, else its `main`, else its `body`.

    Raises:
        ProblemError: the file is not text.
    """
    charset = _CHARSET.search(data[:_LOOK_FOR_CHARSET])
    markup, problems = decode(data, source, charset[1].decode() if charset else None)
    facts = _Facts()
    facts.feed(markup)
    facts.close()
    text, styles = _prose(markup, facts.container)
    if facts.container and not text:
        text, styles = _prose(markup, None)
    if not text:
        remedy = "save the page once it is loaded, or as text"
        problems.append(Problem(source.path, "no text in this page", remedy))
    return Reading(text, styles, metadata_from(facts.stated), problems)


def _prose(markup: str, within: str | None) -> tuple[str, tuple[StyledSpan, ...]]:
    prose = _Prose(within)
    prose.feed(markup)
    prose.close()
    return prose.compose()


class _Parser(HTMLParser):
    """Knows which elements hold no prose, and takes odd markup as browsers do."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._skipping = 0

    def parse_marked_section(self, i: int, report: bool = True) -> int:
        """Take "<![…]>" for a comment, where the standard library would give up."""
        return self.parse_bogus_comment(i, report)

    def _enter(self, tag: str) -> None:
        self._skipping += tag in _SKIPPED

    def _leave(self, tag: str) -> None:
        if tag in _SKIPPED:
            self._skipping = max(0, self._skipping - 1)


class _Facts(_Parser):
    """Collects what the page states of itself, and which element holds its article."""

    def __init__(self) -> None:
        super().__init__()
        self.stated: dict[str, object] = {}
        self._containers: set[str] = set()
        self._title: list[str] | None = None

    @property
    def container(self) -> str | None:
        """The tag within which the prose stands, if the page has such an element."""
        return next((tag for tag in ("article", "main") if tag in self._containers), None)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag == "title" and not self._skipping and "title" not in self.stated:
            self._title = []
        elif tag == "meta" and (name := values.get("property") or values.get("name")):
            self.stated.setdefault(name.lower(), values.get("content") or "")
        elif tag == "link" and values.get("rel") == "canonical":
            self.stated["canonical"] = values.get("href") or ""
        elif tag in ("article", "main") and not self._skipping:
            self._containers.add(tag)
        self._enter(tag)

    def handle_endtag(self, tag: str) -> None:
        self._leave(tag)
        if tag == "title" and self._title is not None:
            self.stated["title"] = "".join(self._title)
            self._title = None

    def handle_data(self, data: str) -> None:
        if self._title is not None:
            self._title.append(data)


class _Prose(_Parser):
    """Writes the running text of the page, or of the one element it is kept `within`."""

    def __init__(self, within: str | None) -> None:
        super().__init__()
        self._out = Composer()
        self._within = within
        self._inside = 0 if within else 1
        self._verbatim = 0
        self._lists: list[int | None] = []  # the next number of each open list; None for bullets
        self._is_after_marker = False

    def compose(self) -> tuple[str, tuple[StyledSpan, ...]]:
        return self._out.finish()

    def handle_starttag(self, tag: str, _attrs: list[tuple[str, str | None]]) -> None:
        self._inside += tag == self._within
        self._enter(tag)
        if self._skipping or not self._inside:
            return
        self._break(tag)
        match tag:
            case "br":
                self._out.break_line()
            case "ul" | "ol":
                self._lists.append(1 if tag == "ol" else None)
            case "li":
                self._write_marker()
            case "td" | "th" if not self._out.at_block_start:
                self._out.write(" │ ")
            case "pre":
                self._verbatim += 1
        if style := _STYLES.get(tag):
            self._out.open(style)

    def handle_endtag(self, tag: str) -> None:
        if not self._skipping and self._inside:
            if tag == "pre":
                self._verbatim = max(0, self._verbatim - 1)
            elif tag in ("ul", "ol") and self._lists:
                self._lists.pop()
            if style := _STYLES.get(tag):
                self._out.close(style)
            self._break(tag)
        self._leave(tag)
        if tag == self._within:
            self._inside = max(0, self._inside - 1)

    def handle_data(self, data: str) -> None:
        if self._skipping or not self._inside:
            return
        if not self._verbatim:
            data = _SPACE.sub(" ", data)
            data = data.lstrip(" ") if self._out.ends_in_space else data
        self._out.write(data)
        self._is_after_marker = self._is_after_marker and not data

    def _write_marker(self) -> None:
        number = self._lists[-1] if self._lists else None
        self._out.write("• " if number is None else f"{number}. ", "marker")
        self._is_after_marker = True
        if number is not None:
            self._lists[-1] = number + 1

    def _break(self, tag: str) -> None:
        if self._is_after_marker:  # a paragraph that opens a list's item stays on its line
            return
        if tag in _BLOCKS or _STYLES.get(tag) in ("heading", "quote"):
            self._out.end_block(2)
        elif tag in _LINES:
            self._out.end_block(1)
