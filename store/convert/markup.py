"""HTML as paragraphs: the archives' exports, which have no other structure worth knowing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Final

_PARAGRAPHS: Final = frozenset(
    "p div h1 h2 h3 h4 h5 h6 li tr table ul ol blockquote article section header footer hr body"
    " center pre dl dt dd".split()
)
_SKIPPED: Final = frozenset("script style noscript template head title svg".split())
_ROLES: Final = (
    (re.compile(r"headline|\bSS_L3|\btitle\b", re.IGNORECASE), "heading"),
    (re.compile(r"\bauthor\b|byline", re.IGNORECASE), "author"),
)
_SPACE: Final = re.compile(r"[ \t\r\n\f]+")


class _Paragraphs(HTMLParser):
    """Gathers text until a block ends; a table's cells are parted by tabs."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.done: list[tuple[str, str]] = []
        self._pieces: list[str] = []
        self._role = ""
        self._skipping = 0

    def parse_marked_section(self, i: int, report: bool = True) -> int:
        """Take "<![…]>" for a comment, where the standard library would give up."""
        return self.parse_bogus_comment(i, report)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a block, or learn what the one at hand is."""
        self._skipping += tag in _SKIPPED
        if tag in _PARAGRAPHS:
            self.end()
        elif tag == "br":
            self._pieces.append("\n")
        elif tag in ("td", "th") and self._pieces:
            self._pieces.append("\t")
        if tag in ("h1", "h2"):
            self._role = "heading"
        about = " ".join(value or "" for name, value in attrs if name in ("class", "id"))
        for pattern, role in _ROLES:
            if about and pattern.search(about):
                self._role = role

    def handle_endtag(self, tag: str) -> None:
        """End a block."""
        if tag in _SKIPPED:
            self._skipping = max(0, self._skipping - 1)
        if tag in _PARAGRAPHS:
            self.end()

    def handle_data(self, data: str) -> None:
        """Take text."""
        if not self._skipping:
            self._pieces.append(_SPACE.sub(" ", data))

    def end(self) -> None:
        """Keep the block at hand, unless it is empty."""
        text = "\n".join(line.strip(" ") for line in "".join(self._pieces).split("\n"))
        if text.strip():
            self.done.append((text.strip(), self._role))
            self._role = ""
        elif self._pieces:
            self._role = ""
        self._pieces.clear()


def paragraphs_of_html(markup: str) -> Iterator[tuple[str, str]]:
    """Give the paragraphs of a page, each with its role ("heading", "author" or "")."""
    parser = _Paragraphs()
    for start in range(0, len(markup), 1 << 16):
        parser.feed(markup[start : start + (1 << 16)])
        yield from parser.done
        parser.done.clear()
    parser.close()
    parser.end()
    yield from parser.done
