"""Weighs the elements of a page: how much running prose each holds, and how much else."""

from __future__ import annotations

import re
from typing import Final

from hedgerow.store.corpus.readers.html_names import is_scrap
from hedgerow.store.corpus.readers.markup import BLOCKS, HEADINGS, Element, Page

_SKIPPED: Final = frozenset(
    "script style template svg math nav aside footer button iframe title select input"
    " textarea object embed audio video canvas dialog datalist menu".split()
)
_UNSEEN: Final = frozenset("script style template noscript title svg iframe".split())
_SKIPPED_ROLES: Final = frozenset(
    "navigation contentinfo dialog alertdialog search menu menubar toolbar complementary banner"
    .split()
)  # fmt: skip
_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?…。！？:][\"”’'»)\]]*\s*$")
_WIDE = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")  # a letter that is half a word
_SPACE = re.compile(r"\s{2,}|[^\S ]")
_KEPT_SHORT: Final = frozenset("li td th dd dt pre blockquote".split())

_SHORTEST_SENTENCE: Final = 25
_SHORTEST_PROSE: Final = 80
_MOST_LINKED: Final = 0.4  # of a block of prose
_SCRAPS_COUNT: Final = 0.3
_MOST_AGAINST: Final = 150.0  # of an element without prose: it may stand within an article


class Weight:
    """What an element holds, in characters.

    `prose` is running text, `small` what is short but says something (a short sentence, an item of
    a list), `linked` and `plain` all text in links and outside. `balance` is prose less the rest.
    """

    __slots__ = ("balance", "linked", "plain", "prose", "small")

    def __init__(self) -> None:
        self.prose = self.balance = 0.0
        self.small = self.linked = self.plain = 0

    def add(self, other: Weight) -> None:
        """Take in what a child holds."""
        self.prose += other.prose
        self.balance += other.balance
        self.small += other.small
        self.linked += other.linked
        self.plain += other.plain


class Scales:
    """The elements of a page that may be read, and their weights.

    `order` has the elements in the order of the page; `texts` has each block's own text; `hidden`
    are elements that the page doesn't show; `skipped` are those that never hold prose.
    """

    def __init__(self, page: Page) -> None:
        self.order: list[Element] = []
        self.texts: dict[Element, str] = {}
        self.hidden: list[Element] = []
        self.skipped: set[Element] = set()
        self.unclosed: list[Element] = []
        self.of: dict[Element, Weight] = {}
        self._linked: dict[Element, int] = {}
        self._go_through(page.root)

    def _go_through(self, root: Element) -> None:
        texts: dict[Element, list[str]] = {}
        linked = self._linked
        waiting: list[tuple[Element, Element, bool]] = [(root, root, False)]
        while waiting:
            element, block, is_link = waiting.pop()
            tag = element.tag
            if tag in _SKIPPED or element.get("role") in _SKIPPED_ROLES:
                # What was never closed took in all that follows; nothing may be lost to it.
                if element.is_closed:
                    self.skipped.add(element)
                    continue
                self.unclosed.append(element)
            elif tag == "noscript" or is_hidden(element):
                self.hidden.append(element)
            self.order.append(element)
            if tag in BLOCKS:
                block = element
            is_link = is_link or tag == "a"
            inner = []
            for child in element.children:
                if not isinstance(child, str):
                    inner.append((child, block, is_link))
                elif not child.isspace():
                    texts.setdefault(block, []).append(child)
                    if is_link:
                        linked[block] = linked.get(block, 0) + len(child.strip())
            waiting.extend(reversed(inner))
        for block, pieces in texts.items():
            self.texts[block] = _SPACE.sub(" ", "".join(pieces)).strip()

    def linked(self, element: Element) -> int:
        """Give how much of a block's own text is in links, in characters."""
        return self._linked.get(element, 0)

    def weigh(self, left_out: set[Element]) -> None:
        """Give each element the weight of what stands in it, without what is left out."""
        weights = self.of = {element: Weight() for element in self.order}
        for element in reversed(self.order):
            if element in left_out:
                continue
            weight = weights[element]
            if text := self.texts.get(element):
                self._add_text(weight, element, text)
            if weight.prose == 0 and weight.balance < -_MOST_AGAINST:
                weight.balance = -_MOST_AGAINST
            if element.parent is not None:
                weights[element.parent].add(weight)

    def _add_text(self, weight: Weight, element: Element, text: str) -> None:
        length = len(text) if text.isascii() else len(text) + len(_WIDE.findall(text))
        linked = min(self._linked.get(element, 0), length)
        plain = length - linked
        weight.linked += linked
        weight.plain += plain
        if element.tag in HEADINGS:
            return
        is_sentence = _SENTENCE_END.search(text) is not None
        is_prose = plain >= _SHORTEST_PROSE or (plain >= _SHORTEST_SENTENCE and is_sentence)
        is_noise = linked > _MOST_LINKED * length or is_scrap(text)
        if is_prose and not is_noise:
            weight.prose += plain + linked / 2
            weight.balance += plain + linked / 2
            return
        if not is_noise and (is_sentence or element.tag in _KEPT_SHORT):
            weight.small += plain
        weight.balance -= linked + _SCRAPS_COUNT * plain


def is_hidden(element: Element) -> bool:
    """Say whether a page says of an element that it isn't shown."""
    attributes = element.attributes
    return bool(attributes) and (
        "hidden" in attributes
        or attributes.get("aria-hidden") == "true"
        or bool(_HIDING.search(attributes.get("style", "")))
    )


def unseen(page: Page) -> set[Element]:
    """Give the elements that no browser would show as text: scripts and their like, hidden ones."""
    elements = (element for ones in page.elements.values() for element in ones)
    return {one for one in elements if one.tag in _UNSEEN or is_hidden(one)}
