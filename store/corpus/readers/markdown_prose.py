"""Markdown's tokens become reading text: marks are taken off, and kept as styles."""

from __future__ import annotations

import re
import unicodedata
from itertools import islice
from typing import TYPE_CHECKING, Final

from hedgerow.store.corpus.article import StyledSpan, StyleName
from hedgerow.store.corpus.readers.composer import Composer
from hedgerow.store.corpus.readers.html_text import write_element
from hedgerow.store.corpus.readers.html_weights import unseen
from hedgerow.store.corpus.readers.markup import Page

if TYPE_CHECKING:
    from markdown_it.token import Token

_INLINE: Final[dict[str, StyleName]] = {
    "em": "emphasis",
    "strong": "strong",
    "s": "strike",
    "link": "link",
}
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9-]*)")
_TAG_STYLES: Final[dict[str, StyleName]] = {
    "em": "emphasis",
    "i": "emphasis",
    "strong": "strong",
    "b": "strong",
    "mark": "emphasis",
    "s": "strike",
    "del": "strike",
    "a": "link",
    "code": "code",
}
_KNOWN_TAGS: Final = frozenset(
    """
    a abbr address article aside audio b big blockquote br button canvas center cite code col
    colgroup data dd del details dfn dialog div dl dt em embed fieldset figcaption figure font
    footer form h1 h2 h3 h4 h5 h6 head header hr html i iframe img input ins kbd label legend li
    link main mark meta nav noscript object ol optgroup option p picture pre q rp rt ruby s samp
    script section select small source span strike strong style sub summary sup svg table tbody td
    template textarea tfoot th thead time title tr tt u ul var video wbr body
    """.split()
)
_CODE_TAGS: Final = frozenset(("script", "style"))
_WIDEST_TABLE: Final = 100


def compose(tokens: list[Token]) -> tuple[str, tuple[StyledSpan, ...]]:
    """Write what a reader would read of a parsed text; give it with its styles."""
    return _Prose(tokens).compose()


class _Prose:
    """Walks Markdown's tokens, which come flat."""

    def __init__(self, tokens: list[Token]) -> None:
        self._tokens = tokens
        self._out = Composer()
        self._lists: list[int | None] = []  # the next number of each open list; None for bullets
        self._spaces: list[int] = []  # what each cell to come needs after it, the last first
        self._is_in_table = False
        self._is_after_tag = False  # which leaves no trace: no second space either

    def compose(self) -> tuple[str, tuple[StyledSpan, ...]]:
        for number, token in enumerate(self._tokens):
            if token.type == "table_open":
                self._spaces = _spaces_after_cells(self._tokens, number)
            if token.type == "inline":
                self._inline(token.children or [])
            elif token.nesting == 1:
                self._open(token)
            elif token.nesting == -1:
                self._close(token)
            else:
                self._leaf(token)
        return self._out.finish()

    def _open(self, token: Token) -> None:
        match token.tag:
            case "ul":
                self._lists.append(None)
            case "ol":
                self._lists.append(int(token.attrs.get("start", 1)))
            case "li":
                self._marker()
            case "blockquote":
                self._out.open("quote")
            case "table":
                self._is_in_table = True
                self._out.open("table")
            case "th" | "td":
                if not self._out.at_block_start:
                    self._out.write(" │ ")
            case tag if _is_heading(tag):
                self._out.open("heading")

    def _close(self, token: Token) -> None:
        match token.tag:
            case "ul" | "ol":
                self._lists.pop()
                self._out.end_block(1 if self._lists else 2)
            case "li" | "tr":
                self._out.end_block(1)
            case "blockquote":
                self._out.close("quote")
            case "th" | "td":
                if self._spaces and (spaces := self._spaces.pop()):
                    self._out.write(" " * spaces)
            case "table":
                self._is_in_table = False
                self._out.close("table")
                self._out.end_block()
            case "p":
                self._out.end_block(1 if token.hidden else 2)
            case tag if _is_heading(tag):
                self._out.close("heading")
                self._out.end_block()

    def _leaf(self, token: Token) -> None:
        if token.type in ("fence", "code_block"):
            self._out.write(token.content.rstrip("\n"), "code")
        elif token.type == "hr":
            self._out.write("───", "rule")
        elif token.type == "html_block":
            self._html(token.content)
        self._out.end_block()

    def _marker(self) -> None:
        number = self._lists[-1]
        indent = "  " * (len(self._lists) - 1)
        if number is None:
            self._out.write(f"{indent}• ", "marker")
        else:
            self._out.write(f"{indent}{number}. ", "marker")
            self._lists[-1] = number + 1

    def _html(self, markup: str) -> None:
        """Write a block of HTML; what only looks like a tag is text."""
        tag = _TAG.match(markup)
        if tag is not None and tag[2].lower() not in _KNOWN_TAGS:
            self._out.write(markup.strip())
            return
        page = Page(markup)
        write_element(self._out, page.root, unseen(page))

    def _inline(self, tokens: list[Token]) -> None:
        opened: list[str] = []  # tags that a style was opened for
        within = ""  # a script and its like: its contents are not read
        ends_line = False  # the title of a callout stands on its own line
        for token in tokens:
            if token.type == "html_inline":
                within = self._tag(token.content, opened, within)
            elif token.type == "callout":
                ends_line = True
            elif ends_line and token.type == "softbreak":
                self._out.break_line()
                ends_line = False
            elif not within:
                self._piece(token)
        for tag in reversed(opened):
            self._out.close(_TAG_STYLES[tag])

    def _piece(self, token: Token) -> None:
        name = token.type.removesuffix("_open").removesuffix("_close")
        if name in _INLINE:
            style = _INLINE[name]
            if token.nesting == 1:
                self._out.open(style)
            else:
                self._out.close(style)
        elif token.type == "softbreak":
            self._out.write(" ")
        elif token.type == "hardbreak":
            self._out.write("\n")
        elif token.type == "code_inline":
            self._out.write(token.content, "code")
        else:  # text, and what stands for it: an image's description
            is_second = self._is_after_tag and self._out.ends_in_space
            self._out.write(token.content.lstrip(" ") if is_second else token.content)
        self._is_after_tag = False

    def _tag(self, markup: str, opened: list[str], within: str) -> str:
        """Take a tag in running text; give the name of a script's that is open."""
        self._is_after_tag = True
        match = _TAG.match(markup)
        if match is None:  # a comment
            return within
        closing, tag = match[1], match[2].lower()
        if within or tag in _CODE_TAGS:
            return "" if closing and tag in (within, "") else within or tag
        if tag == "br":
            if self._is_in_table:
                self._out.write(" ")
            else:
                self._out.break_line()
        elif tag == "q":
            self._out.write("”" if closing else "“")
        elif tag not in _KNOWN_TAGS:
            self._out.write(markup)
        elif tag in _TAG_STYLES and not closing:
            opened.append(tag)
            self._out.open(_TAG_STYLES[tag])
        elif tag in opened:
            opened.remove(tag)
            self._out.close(_TAG_STYLES[tag])
        return ""


def _spaces_after_cells(tokens: list[Token], start: int) -> list[int]:
    """Say how many spaces each cell of a table needs for its columns to line up, the last first.

    A table that is wider than a screen would not line up there, and is left alone.
    """
    rows: list[list[int]] = []
    for token in islice(tokens, start, None):
        if token.type == "table_close":
            break
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "inline" and rows:
            cell, _ = _Prose([token]).compose()
            rows[-1].append(_width(cell))
    columns = max(map(len, rows), default=0)
    widths = [max((row[n] for row in rows if n < len(row)), default=0) for n in range(columns)]
    if sum(widths) + 3 * columns > _WIDEST_TABLE:
        return []
    spaces = []
    for row in rows:
        spaces += [widths[n] - width for n, width in enumerate(row[:-1])]
        spaces += [0] * bool(row)
    return spaces[::-1]


def _width(text: str) -> int:
    """Count the columns of a terminal that a text takes."""
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1
        for char in text
    )


def _is_heading(tag: str) -> bool:
    return len(tag) == 2 and tag[0] == "h" and tag[1].isdigit()
