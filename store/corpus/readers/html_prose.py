"""Finds the element of a page that holds its prose, and what in it is none.

Blocks of text are weighed: running sentences count for an element, links and scraps against it. The
element with the most left over holds the article. So teasers and comments don't count as long as
the article outweighs them, whatever they are called; names of classes only help.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from hedgerow.store.corpus.readers.html_names import (
    is_comments,
    is_furniture,
    is_line_of_facts,
    is_scrap,
)
from hedgerow.store.corpus.readers.html_weights import Scales
from hedgerow.store.corpus.readers.markup import BLOCKS, HEADINGS, Element, Page

_MOST_FURNITURE: Final = 0.3  # of the page's prose: what holds more is no furniture
_MOST_HIDDEN: Final = 0.6  # of the page's prose: a script shows it, since a page without is none
_LEAST_BESIDE_COMMENTS: Final = 200.0
_MOST_OF_AN_ARTICLE: Final = 0.8
_LONGEST_SCRAP: Final = 80
_PARTS_OF_TABLES: Final = frozenset("table tbody thead tfoot tr td th".split())
_NEVER_SCRAPS: Final = _PARTS_OF_TABLES | HEADINGS | {"pre", "li", "dd", "dt"}


class Prose(NamedTuple):
    """What is read of a page.

    `elements` are written one after the other, without those in `left_out`. `size` and `whole` are
    the characters of prose that were taken and that the page has; `lines` are all blocks of text
    that it shows, each with its element's place. `unclosed` are elements that were opened and never closed, such as an aside.
    """

    elements: list[Element]
    left_out: set[Element]
    size: float
    whole: float
    lines: list[tuple[int, str]]
    unclosed: list[Element]


def find_prose(page: Page) -> Prose:
    """Choose what is read of a page."""
    return _Search(page).run()


class _Search:
    def __init__(self, page: Page) -> None:
        self._root = page.root
        self._scales = Scales(page)
        self._out = self._scales.skipped
        self._first = self._last = 0  # where the chosen prose begins and ends

    def run(self) -> Prose:
        scales = self._scales
        scales.weigh(set())
        self._leave_out_hidden()
        self._leave_out_furniture()
        scales.weigh(self._out)
        whole = scales.of[self._root].prose
        chosen = [self._choose()] if whole else self._all_there_is()
        size = sum(scales.of[element].prose for element in chosen)
        if whole:
            self._clean(chosen[-1])
            if headline := self._headline(chosen[-1]):
                chosen.insert(0, headline)
        lines = [(element.place, text) for element, text in scales.texts.items()]
        return Prose(chosen, self._out, size, whole, lines, scales.unclosed)

    # Choosing

    def _leave_out_hidden(self) -> None:
        whole = self._scales.of[self._root].prose
        for element in self._scales.hidden:
            if self._scales.of[element].prose <= _MOST_HIDDEN * whole:
                self._out.add(element)
        self._drop_below()

    def _leave_out_furniture(self) -> None:
        """Leave out what its names call furniture, as long as most of the prose stays."""
        self._scales.weigh(self._out)
        left = self._scales.of[self._root].prose
        for element in self._scales.order:
            if element.parent in self._out:
                self._out.add(element)
                continue
            prose = self._scales.of[element].prose
            if is_comments(element):
                is_out = left - prose >= _LEAST_BESIDE_COMMENTS
            else:
                is_out = is_furniture(element) and prose <= _MOST_FURNITURE * left
            if is_out and left:
                self._out.add(element)
                left -= prose
        self._drop_below()

    def _drop_below(self) -> None:
        """Take what is left out, and all below, out of the order."""
        order = []
        for element in self._scales.order:
            if element in self._out or element.parent in self._out:
                self._out.add(element)
            else:
                order.append(element)
        self._scales.order = order

    def _choose(self) -> Element:
        """Take the element with the best balance, and the article around it if it is most of it."""
        weights = self._scales.of
        chosen = max(self._scales.order, key=lambda element: weights[element].balance)
        prose = weights[chosen].prose
        above = chosen.parent
        while above is not None:
            if above.tag == "article" and prose >= _MOST_OF_AN_ARTICLE * weights[above].prose:
                return above
            above = above.parent
        return chosen

    def _all_there_is(self) -> list[Element]:
        """Where there is no running prose, take the articles, else the main part, else all."""
        for tag in ("article", "main"):
            named = [element for element in self._scales.order if element.tag == tag]
            outer = [element for element in named if not _is_within(element, tag)]
            if any(self._scales.of[element].plain for element in outer):
                return outer
        return [self._root]

    def _headline(self, chosen: Element) -> Element | None:
        """Find the headline of the article that the chosen element is the body of."""
        bounds = chosen
        while bounds.parent is not None and bounds.tag not in ("article", "main"):
            bounds = bounds.parent
        if bounds is chosen:
            return None
        headline = None
        is_inside = False
        for element in self._scales.order:
            is_inside |= element is bounds
            if element is chosen:
                break
            if element.tag == "h1" and is_inside:
                headline = element
        return headline

    # Cleaning

    def _clean(self, chosen: Element) -> None:
        """Leave out links that stand alone, and scraps around and between the paragraphs."""
        weights, texts = self._scales.of, self._scales.texts
        inside = [one for one in self._scales.order if one in texts and _is_in(one, chosen)]
        said = [one.place for one in inside if weights[one].prose or weights[one].small]
        self._first, self._last = (said[0], said[-1]) if said else (0, 0)
        waiting = [chosen]
        while waiting:
            element = waiting.pop()
            kept: list[Element] = []
            for child in element.children:
                if isinstance(child, str) or child in self._out:
                    continue
                if self._is_scrap(child):
                    self._out.add(child)
                    while kept and kept[-1].tag in HEADINGS - {"h1"}:
                        self._out.add(kept.pop())
                else:
                    kept.append(child)
            waiting.extend(kept)

    def _is_scrap(self, element: Element) -> bool:
        weight = self._scales.of[element]
        tag = element.tag
        if weight.prose or tag not in BLOCKS:
            return False
        if tag in HEADINGS:
            return tag != "h1" and element.place > self._last
        if tag in _NEVER_SCRAPS:
            return False
        length = weight.linked + weight.plain
        if weight.linked > 1.5 * weight.plain:
            return True
        text = self._scales.texts.get(element, "")
        if is_scrap(text) or (len(text) >= length - 5 and is_line_of_facts(text)):
            return True
        if weight.small or not length or self._has_heading(element):
            return False
        is_outside = not self._first < element.place < self._last
        return is_outside or (tag != "p" and length <= _LONGEST_SCRAP)

    def _has_heading(self, element: Element) -> bool:
        waiting = [element]
        while waiting:
            one = waiting.pop()
            if one.tag in HEADINGS:
                return True
            waiting.extend(child for child in one.children if not isinstance(child, str))
        return False


def _is_in(element: Element, outer: Element) -> bool:
    above: Element | None = element
    while above is not None and above is not outer:
        above = above.parent
    return above is outer


def _is_within(element: Element, tag: str) -> bool:
    above = element.parent
    while above is not None and above.tag != tag:
        above = above.parent
    return above is not None
