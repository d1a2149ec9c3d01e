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
_ALL_BUT_ALL: Final = 0.95
_LONGEST_SCRAP: Final = 80
_MOST_OF_A_LINE: Final = 0.8  # that are links: beyond this, the line is one
_MOST_OF_A_LIST: Final = 0.6
_SHORTEST_TEASER: Final = 15
_LONGEST_TEASER: Final = 350.0
_MOST_TEASERS: Final = 0.5  # of the article's prose
_PARTS_OF_TABLES: Final = frozenset("table tbody thead tfoot tr td th".split())
_NEVER_SCRAPS: Final = _PARTS_OF_TABLES | HEADINGS | {"pre", "li", "dd", "dt"}


class Prose(NamedTuple):
    """What is read of a page.

    `elements` are written one after the other, without those in `left_out`. `size` and `whole` are
    the characters of prose that were taken and that the page has; `lines` are all blocks of text
    that it shows, each with its element's place. `unclosed` are elements that were opened and
    never closed, such as an aside.
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
        """Take the element with the best balance, or the article that is most of it."""
        weights = self._scales.of
        chosen = max(self._scales.order, key=lambda element: weights[element].balance)
        prose = weights[chosen].prose
        above = chosen.parent
        while above is not None:
            if above.tag == "article" and prose >= _MOST_OF_AN_ARTICLE * weights[above].prose:
                return above
            above = above.parent
        for element in self._inside(chosen):
            if element.tag == "article" and weights[element].prose >= _ALL_BUT_ALL * prose:
                return element
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
        self._leave_out_teasers(chosen)
        weights, texts = self._scales.of, self._scales.texts
        inside = [one for one in self._inside(chosen) if one in texts]
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

    def _inside(self, chosen: Element) -> list[Element]:
        inside = {chosen: None}
        for element in self._scales.order:
            if element.parent in inside:
                inside[element] = None
        return list(inside)

    def _leave_out_teasers(self, chosen: Element) -> None:
        """Leave out what leads to other articles: a heading that is a link, and a few words.

        A page that is made of such pieces (a live report, a list of short items) keeps them.
        """
        weights = self._scales.of
        inside = self._inside(chosen)
        teasers = {self._teaser(element, chosen) for element in inside[1:]}
        size, within = 0.0, {chosen: False}
        for element in inside[1:]:
            is_outer = element in teasers and not within[element.parent or chosen]
            size += weights[element].prose * is_outer
            within[element] = is_outer or within[element.parent or chosen]
        if any(within.values()) and size <= _MOST_TEASERS * weights[chosen].prose:
            self._out.update(element for element, is_within in within.items() if is_within)
            self._drop_below()
            self._scales.weigh(self._out)

    def _teaser(self, element: Element, chosen: Element) -> Element | None:
        """Give the piece that an element makes a teaser; it may be the element itself."""
        weights = self._scales.of
        longest = min(_LONGEST_TEASER, _MOST_FURNITURE * weights[chosen].prose)
        if element.tag == "article" and weights[element].prose <= longest:
            return element
        text = self._scales.texts.get(element, "")
        if element.tag not in HEADINGS or element.tag == "h1" or len(text) < _SHORTEST_TEASER:
            return None
        if self._scales.linked(element) < 0.9 * len(text) or not _leads_away(element):
            return None
        around = element
        while (above := around.parent) is not None and above is not chosen:
            if weights[above].prose > longest:
                break
            around = above
        return None if around is element else around

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
        text = self._scales.texts.get(element, "")
        most = _MOST_OF_A_LINE if len(text) >= length - 5 else _MOST_OF_A_LIST
        if weight.linked > most * length:
            return True
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


def _leads_away(heading: Element) -> bool:
    """Say whether the link in a heading, or around it, leads to another page."""
    link: Element | None = heading
    while link is not None and link.tag != "a":
        link = next((one for one in link.children if not isinstance(one, str)), None)
    around = heading.parent
    if link is None and around is not None and around.tag == "a":
        link = around
    return link is not None and not link.get("href").startswith("#")


def _is_within(element: Element, tag: str) -> bool:
    above = element.parent
    while above is not None and above.tag != tag:
        above = above.parent
    return above is not None
