"""HTML as it is written becomes a tree of elements, as a browser would have it.

The standard library's parser is not used: it takes quadratic time over some pages, and reads some
others differently from one release of Python to the next, which would move offsets.
"""

from __future__ import annotations

import html
import re
from collections import defaultdict
from typing import Final

_MOST_TAGS: Final = 250_000
_MOST_LEVELS: Final = 400  # browsers stop at 512; what lies deeper is put beside, not within
_DEEP: Final = 256
_MOST_FAILURES: Final = 50

_VOID: Final = frozenset(
    "area base br col embed hr img input link meta param source track wbr keygen frame".split()
)
_RAW: Final = frozenset("script style textarea title xmp iframe noembed noframes".split())
BLOCKS: Final = frozenset(
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset"
    " figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav"
    " ol p pre search section summary table tbody td tfoot th thead tr ul".split()
)
"""Elements that stand on lines of their own."""

HEADINGS: Final = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
"""A page's headline, and those of its parts."""

# Opening one of the first closes an element of the second that is open, unless one of the third
# has been opened since.
_TABLES: Final = ("table",)
_CELLS: Final = ("td", "th", "caption")
_CLOSED_BY: Final[dict[str, tuple[tuple[str, ...], tuple[str, ...]]]] = {
    "li": (("li",), ("ul", "ol", "menu", *_CELLS)),
    "dt": (("dt", "dd"), ("dl", *_CELLS)),
    "dd": (("dt", "dd"), ("dl", *_CELLS)),
    "td": (("td", "th"), _TABLES),
    "th": (("td", "th"), _TABLES),
    "tr": (("tr",), _TABLES),
    "tbody": (("tbody", "thead", "tfoot"), _TABLES),
    "tfoot": (("tbody", "thead", "tfoot"), _TABLES),
    "option": (("option",), ("select",)),
    "a": (("a",), ("#block",)),
    **dict.fromkeys(HEADINGS, (tuple(HEADINGS), ("div", "section", "article", "li", *_CELLS))),
}
_TABLE: Final = frozenset((*_TABLES, *_CELLS, "tr", "tbody", "thead", "tfoot"))
_FORMATTING: Final = frozenset(
    "a abbr b big cite code del em font i ins kbd mark q s small span strike strong sub sup tt"
    " u".split()
)
_NEVER_CLOSED: Final = frozenset("li dt dd td th tr tbody tfoot thead option p html body".split())

_TAG = re.compile(
    # An attribute's value may hold ">", if quotation marks stand directly after "=".
    r"<(/?)([a-zA-Z][^\s/>]*)((?>[^>=]+|=\s*(?:\"[^\"]*\"|'[^']*')?)*+)>"
)
_PLAIN_TAG = re.compile(r"<(/?)([a-zA-Z][^\s/>]*)([^>]*)>")
_OPENING = re.compile(r"<[a-zA-Z/!?]")
_NEXT_BLOCK = re.compile(r"<(?:p|div|article|section|main|body|h1)\b", re.IGNORECASE)
_ATTRIBUTE = re.compile(
    r"([^\s/=>\"']+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>]+)))?"
)  # fmt: skip
_LONG_REFERENCE = re.compile(r"&#(?:[0-9]{8,}|[xX][0-9a-fA-F]{7,});?")


class Element:
    """An element: its tag in lower case, its attributes, and what stands in it.

    `place` counts the elements of the page in their order. `is_closed` says that it has an end, or
    needs none.
    """

    __slots__ = ("_attributes", "_written", "children", "is_closed", "parent", "place", "tag")

    def __init__(
        self, tag: str, written: str = "", parent: Element | None = None, place: int = 0
    ) -> None:
        self.tag = tag
        self.parent = parent
        self.place = place
        self.children: list[Element | str] = []
        self.is_closed = False
        self._written = written
        self._attributes: dict[str, str] | None = None

    @property
    def attributes(self) -> dict[str, str]:
        """The attributes, their names in lower case; the first of a name counts."""
        if self._attributes is None:
            self._attributes = {}
            for name, double, single, bare in _ATTRIBUTE.findall(self._written):
                value = double or single or bare
                self._attributes.setdefault(name.lower(), characters(value) if value else "")
        return self._attributes

    def get(self, name: str) -> str:
        """Give an attribute's value; empty where there is none."""
        return self.attributes.get(name, "") if self._written else ""

    def text(self) -> str:
        """Give all text in the element, however deep it stands, as it is written."""
        pieces: list[str] = []
        waiting: list[Element | str] = [self]
        while waiting:
            item = waiting.pop()
            if isinstance(item, str):
                pieces.append(item)
            else:
                waiting.extend(reversed(item.children))
        return "".join(pieces)


class Page:
    """A parsed page.

    `root` holds everything; `elements` names those of the kinds asked for in the order of the page;
    `comments` are the first few; `faults` say in words what was not read as it was written.
    """

    def __init__(self, markup: str) -> None:
        self.root = Element("#page")
        self.elements: dict[str, list[Element]] = defaultdict(list)
        self.comments: list[str] = []
        self.faults: list[str] = []
        _Builder(self, markup).build()


def characters(text: str) -> str:
    """Put characters in the place of references such as "&amp;"."""
    if "&" not in text:
        return text
    # Python refuses numbers of thousands of digits; none as long as this is a character.
    return html.unescape(_LONG_REFERENCE.sub("\ufffd", text))


class _Builder:
    """Goes once through the markup. Each step looks at what is open, never back at the text."""

    def __init__(self, page: Page, markup: str) -> None:
        self._page = page
        self._markup = markup
        self._last_end = markup.rfind(">")
        self._count = 0
        self._failures = 0
        self._deepest = 0
        self._too_deep = 0
        self._stack = [page.root]
        self._at: dict[str, list[int]] = defaultdict(list)  # where each tag stands on the stack
        self._missing: set[str] = set()  # endings that don't come again in the rest

    def build(self) -> None:
        position, tags = 0, 0
        markup, end = self._markup, len(self._markup)
        while position < end:
            opening = _OPENING.search(markup, position)
            if opening is None or opening.start() > self._last_end:
                self._text(markup[position:])
                break
            start = opening.start()
            self._text(markup[position:start])
            tags += 1
            if tags > _MOST_TAGS:
                left = f"what follows character {start:,} is left out"
                self._page.faults.append(f"more than {_MOST_TAGS:,} tags; {left}")
                break
            position = self._markup_at(start)
        self._pop_to(1)
        if self._deepest > _DEEP:
            self._page.faults.append(f"elements stand {self._deepest:,} deep in one another")

    def _markup_at(self, start: int) -> int:
        """Take the tag or comment that begins at `start`; give the place after it."""
        markup = self._markup
        match = (_TAG if self._failures < _MOST_FAILURES else _PLAIN_TAG).match(markup, start)
        if match is None and markup[start + 1] not in "!?/":
            self._failures += 1
            match = _PLAIN_TAG.match(markup, start)
        if match is None:
            return self._comment(start)
        closing, tag, written = match.groups()
        tag = tag.lower()
        if closing:
            self._close(tag)
            return match.end()
        is_empty = tag in _VOID or (written.endswith("/") and self._in_drawing())
        element = self._open(tag, written, is_empty=is_empty)
        if tag in _RAW and not is_empty and not self._in_drawing():
            return self._raw(element, match.end())
        return match.end()

    def _comment(self, start: int) -> int:
        markup = self._markup
        if markup.startswith("<!--", start):
            end = self._find("-->", start + 2)
            if end >= 0:
                if len(self._page.comments) < 4:
                    self._page.comments.append(markup[start + 4 : end])
                return end + 3
            self._tell("a comment is never closed; it was taken to end with its first “>”")
        elif markup[start : start + 9].lower() == "<!doctype":
            end = markup.find(">", start)
            if "[" in markup[start:end]:
                self._tell("it declares entities of its own, which are not put in")
                inner = self._find("]>", start)
                return inner + 2 if inner >= 0 else end + 1
        return markup.find(">", start) + 1 or len(markup)

    def _raw(self, element: Element, start: int) -> int:
        """Take the contents of a script and its like, up to the end tag, for text."""
        tag, markup = element.tag, self._markup
        ending = None
        if tag not in self._missing:
            ending = re.compile(f"</{tag}(?=[\\s/>])", re.IGNORECASE).search(markup, start)
        if ending is None:
            return self._unclosed_raw(tag, start)
        inner = markup[start : ending.start()]
        element.children.append(characters(inner) if tag in ("title", "textarea") else inner)
        self._close(tag)
        return markup.find(">", ending.end()) + 1 or len(markup)

    def _unclosed_raw(self, tag: str, start: int) -> int:
        """End a script and its like that is never closed before the next text, if there is one."""
        self._missing.add(tag)
        self._close(tag)
        self._tell(f"<{tag}> is never closed; it was taken to end before the next block")
        if tag not in ("script", "style"):
            return start
        block = _NEXT_BLOCK.search(self._markup, start)
        return block.start() if block else len(self._markup)

    def _find(self, ending: str, start: int) -> int:
        """Find an ending; one that was missing once is not looked for again."""
        if ending in self._missing:
            return -1
        found = self._markup.find(ending, start)
        if found < 0:
            self._missing.add(ending)
        return found

    def _tell(self, fault: str) -> None:
        if fault not in self._page.faults:
            self._page.faults.append(fault)

    def _text(self, text: str) -> None:
        if text:
            self._stack[-1].children.append(characters(text))

    def _open(self, tag: str, written: str, *, is_empty: bool) -> Element:
        if tag in BLOCKS:
            self._close_open(("p",), "#block")
        if rule := _CLOSED_BY.get(tag):
            self._close_open(rule[0], *rule[1])
        parent = self._stack[-1]
        self._count += 1
        element = Element(tag, written, parent, self._count)
        parent.children.append(element)
        self._page.elements[tag].append(element)
        if is_empty:
            element.is_closed = True
            return element
        level = len(self._stack) + self._too_deep
        self._deepest = max(self._deepest, level)
        if len(self._stack) > _MOST_LEVELS and tag not in _RAW:
            self._too_deep += 1
            return element
        self._at[tag].append(len(self._stack))
        if tag in BLOCKS and tag != "p":
            self._at["#block"].append(len(self._stack))
        self._stack.append(element)
        return element

    def _close(self, tag: str) -> None:
        if tag == "br":
            self._open("br", "", is_empty=True)
        if tag in ("html", "body") or not (places := self._at[tag]):
            return
        place = places[-1]
        if tag not in _TABLE and place < self._last(("#block",) if tag in _FORMATTING else _CELLS):
            return  # an end tag that belongs to nothing in this block, or in this cell
        self._stack[place].is_closed = True
        self._pop_to(place)

    def _close_open(self, tags: tuple[str, ...], *barriers: str) -> None:
        place = self._last(tags)
        if place > self._last(barriers):
            self._pop_to(place)

    def _last(self, tags: tuple[str, ...]) -> int:
        return max((self._at[tag][-1] for tag in tags if self._at[tag]), default=0)

    def _pop_to(self, place: int) -> None:
        while len(self._stack) > place:
            element = self._stack.pop()
            self._at[element.tag].pop()
            if element.tag in BLOCKS and element.tag != "p":
                self._at["#block"].pop()
            element.is_closed |= element.tag in _NEVER_CLOSED

    def _in_drawing(self) -> bool:
        return bool(self._at["svg"] or self._at["math"])
