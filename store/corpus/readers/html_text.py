"""Writes the chosen elements of a page as reading text."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable
from typing import Final

from hedgerow.store.corpus.article import StyledSpan, StyleName
from hedgerow.store.corpus.readers.composer import Composer
from hedgerow.store.corpus.readers.markup import BLOCKS, Element

_LINES: Final = frozenset("li tr dt dd caption legend".split())
_NO_BREAKS: Final = frozenset("td th tbody thead tfoot hr center".split())
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
_APART: Final = frozenset("span time a label abbr".split())
_SPACE = re.compile(r"[ \t\r\n\f]{2,}|[\t\r\n\f]")
_UNSEEN = re.compile("[\u00ad\u200b]")  # where a word may be divided: no part of it
_MARKS: Final = (("“", "”"), ("‘", "’"))
_ANY_MARK: Final = tuple("“”„«»‘’\"'")


def write_text(
    elements: Iterable[Element], left_out: Container[Element]
) -> tuple[str, tuple[StyledSpan, ...]]:
    """Write elements one after the other.

    Args:
        elements: what is to be written, in the order of the page.
        left_out: elements within them that are not.

    Returns:
        The reading text and its styles.
    """
    out = Composer()
    for element in elements:
        write_element(out, element, left_out)
    return out.finish()


def write_element(out: Composer, element: Element, left_out: Container[Element] = ()) -> None:
    """Write one element to where other text may stand; arguments are those of `write_text`."""
    _Writer(out, left_out).write(element)


class _Writer:
    """Walks down a tree without recursion, however deep it is."""

    def __init__(self, out: Composer, left_out: Container[Element]) -> None:
        self.out = out
        self._left_out = left_out
        self._verbatim = 0
        self._quotations: list[str] = []  # the closing mark of each open one, if it needs one
        self._lists: list[int | None] = []  # the next number of each open list; None for bullets
        self._is_after_marker = False
        self._last = ""  # the last character of the block at hand
        self._is_left = False  # an element such as a span has ended since then,
        self._is_between = False  # and another has begun

    def write(self, top: Element) -> None:
        waiting: list[tuple[Element | str, bool]] = [(top, False)]
        while waiting:
            item, is_end = waiting.pop()
            if isinstance(item, str):
                self._text(item)
            elif is_end:
                self._leave(item)
            elif item not in self._left_out:
                self._enter(item)
                waiting.append((item, True))
                waiting.extend((child, False) for child in reversed(item.children))

    def _enter(self, element: Element) -> None:
        tag = element.tag
        self._is_between |= self._is_left and tag in _APART
        self._break(tag)
        match tag:
            case "br":
                self.out.break_line()
                self._last = ""
            case "ul" | "ol":
                self._lists.append(_first_number(element) if tag == "ol" else None)
            case "li":
                self._marker()
            case "td" | "th" if not self.out.at_block_start:
                self._put(" │ ")
            case "pre" | "textarea":
                self._verbatim += 1
            case "q":
                self._quote(element)
        if style := _STYLES.get(tag):
            self.out.open(style)

    def _leave(self, element: Element) -> None:
        tag = element.tag
        self._is_left |= tag in _APART
        match tag:
            case "pre" | "textarea":
                self._verbatim -= 1
            case "ul" | "ol":
                self._lists.pop()
            case "q" if closing := self._quotations.pop():
                self._put(closing)
        if style := _STYLES.get(tag):
            self.out.close(style)
        self._break(tag)

    def _text(self, text: str) -> None:
        text = _UNSEEN.sub("", text)
        if not self._verbatim:
            text = _SPACE.sub(" ", text)
            text = text.lstrip(" ") if self.out.ends_in_space else text
        if not text:
            return
        if self._is_between and not self._verbatim and _are_apart(self._last, text[0]):
            self.out.write(" ")
        self._put(text)
        self._is_after_marker = False
        self._is_left = self._is_between = False

    def _put(self, text: str) -> None:
        self.out.write(text)
        self._last = text[-1]

    def _quote(self, element: Element) -> None:
        """Open a quotation, unless marks are written within it."""
        first = next((child for child in element.children if isinstance(child, str)), "")
        if first.lstrip().startswith(_ANY_MARK):
            self._quotations.append("")
            return
        opening, closing = _MARKS[len(self._quotations) % 2]
        self._put(opening)
        self._quotations.append(closing)

    def _marker(self) -> None:
        number = self._lists[-1] if self._lists else None
        self.out.write("• " if number is None else f"{number}. ", "marker")
        self._last = " "
        self._is_after_marker = True
        if number is not None:
            self._lists[-1] = number + 1

    def _break(self, tag: str) -> None:
        if self._is_after_marker:  # a paragraph that opens a list's item stays on its line
            return
        if tag in _LINES:
            self.out.end_block(1)
        elif tag in BLOCKS and tag not in _NO_BREAKS:
            self.out.end_block(2)
        else:
            return
        self._last = ""


def _are_apart(last: str, first: str) -> bool:
    """Say whether two pieces that no space divides are two words: "Ana Ruiz" and "Reporter"."""
    return last.isalnum() and not last.isupper() and (first.isupper() or first.isdigit())


def _first_number(element: Element) -> int:
    start = element.get("start")
    return int(start) if start.isdecimal() and len(start) < 7 else 1
