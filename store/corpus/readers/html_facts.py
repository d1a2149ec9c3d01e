"""What a page says of itself: title, outlet, day and address, wherever pages of news say it.

A day is looked for in this order: JSON-LD, `<meta>`, an element that is marked as the day of
publication, the page's address, and a line such as "Published 5 April 2021". When a page was
updated, or saved, is no day of publication.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final

from hedgerow.store.corpus.readers.calendar_names import MONTH_NAME, WEEKDAY_NAME
from hedgerow.store.corpus.readers.days import day_at, day_in_address, fault_of_day, possible_days
from hedgerow.store.corpus.readers.html_linked import LinkedData
from hedgerow.store.corpus.readers.html_names import day_alone, is_about_others
from hedgerow.store.corpus.readers.html_title import outlet_after, without_outlet
from hedgerow.store.corpus.readers.markup import Element, Page, characters
from hedgerow.store.corpus.readers.reading import Metadata

# The names under which `<meta>` states something, without what is no letter, the surest first.
_DAYS: Final = tuple(
    """
    articlepublishedtime articlepublished ogarticlepublishedtime ogpublishedtime datepublished
    publishedtime publicationdate publishdate publisheddate publicationtime pubdate publishtime
    published publishedat firstpublished firstpublicationdate originalpublicationdate
    parselypubdate sailthrudate cxenseparserecspublishtime btpubdate prismpublicationdate
    citationpublicationdate citationonlinedate citationdate dcdateissued dctermsissued
    dcdatecreated dctermscreated dcdate dctermsdate dcdatepublished rnewsdatepublished
    vrpublishedtime articledateoriginal articledate ogpubdate articlecreated dateposted displaydate
    createdate datecreated releasedate articlepostdate date
    """.split()
)
_TITLES: Final = ("ogtitle", "headline", "title", "twittertitle", "dctitle", "citationtitle")
_OUTLETS: Final = ("ogsitename", "publisher", "dcpublisher", "citationjournaltitle")
_LAST_OUTLETS: Final = ("applicationname", "outlet", "source")
_NO_LETTER = re.compile(r"[^a-z]+")
_ADDRESS = re.compile(r"https?:|www\.|[\w-]+(?:\.[a-z0-9-]+)+/?$|[@/]")

_UPDATED = re.compile(
    r"updat|modif|edited|revis|last|aktualisiert|mise? à jour|actualizado", re.IGNORECASE
)
_PUBLISHED = re.compile(
    r"publish|pubdate|pub-date|posted|post-date|entry-date|article-date|story-date|date-created",
    re.IGNORECASE,
)
_DATE_LIKE = re.compile(r"(?:^|[\s_-])(?:date|time|timestamp|datetime|dateline)(?:$|[\s_-])", re.I)
_SAID = re.compile(
    r"(?:\b(?:first |originally )?(?:published|posted|publication date|date published)\b"
    r"(?: on| at| by [^,|•·\d]{3,40}?)?[\s:,|•·-]{0,5}"
    r"|\b(?:veröffentlicht(?: am)?|publié(?:e)?(?: le)?|publicado(?: el)?)[\s:,|•·-]{1,5})",
    re.IGNORECASE,
)
_IS_PUBLISHED = re.compile(r"\b(?:was|were|is|are|been|being|be)\s*$", re.IGNORECASE)
_THIS_ARTICLE = re.compile(
    r"\b(?:this|the) (?:article|story|piece|page|post|column|text|interview|version)\b"
    r"|\bthis report\b",
    re.IGNORECASE,
)
_OF_BYLINES = frozenset("by and de da van von der den di la le at on min am pm".split())
_MOST_SMALL_WORDS = 6
_DAY_START = re.compile(rf"(?<![\w/.-])(?:{WEEKDAY_NAME},?\s+)?(?:\d|{MONTH_NAME})", re.I)
_LONGEST_OUTLET: Final = 80
_MOST_DAYS: Final = 200
_MOST_SIBLINGS: Final = 60
_MOST_HEADINGS: Final = 10
_MOST_LINES: Final = 60
_LONGEST_LINE: Final = 300
_SAVED_FROM = re.compile(r"^\s*(?:url:\s*|saved from url=\(\d+\))(\S+)", re.MULTILINE)


class PageFacts:
    """Reads them from a page.

    `lines` are the page's visible blocks of text, in its order, each with its element's place.
    """

    def __init__(self, page: Page, lines: Sequence[tuple[int, str]]) -> None:
        self._page = page
        self._lines = lines
        self._linked = LinkedData(page)
        self._metas = _metas(page)
        self.faults: list[str] = []

    def metadata(self) -> Metadata:
        """Give what was found; `faults` then says what was stated and can't be used."""
        url = self._url()
        outlet = self._outlet()
        title, outlet = self._title(outlet)
        day = next(filter(None, self._stated_days(url)), None)
        shown = None if day else next(filter(None, self._shown_days()), None)
        return Metadata(
            title=title or None,
            outlet=outlet or None,
            published=day or shown,
            published_from="metadata" if day else "text" if shown else "unknown",
            url=url or None,
        )

    @property
    def body(self) -> str:
        """The article's text where the page's JSON-LD holds it; empty where it doesn't."""
        return self._linked.body()

    # Title, outlet, address

    def _title(self, outlet: str) -> tuple[str, str]:
        written = "".join(e.text() for e in self._page.elements["title"][:1] if not _in_drawing(e))
        written = characters(" ".join(written.split()))
        headings = [" ".join(e.text().split()) for e in self._page.elements["h1"][:_MOST_HEADINGS]]
        headings += [line for _, line in self._lines[:_MOST_LINES] if line and line in written]
        stated = [self._meta(_TITLES[:2]), self._linked.text("headline"), self._meta(_TITLES[2:])]
        stated = [characters(title) for title in stated if title]  # some write "&amp;#039;"
        if not outlet:
            outlet = outlet_after(written, [*headings, *stated])
        for title in [*stated, written]:
            if short := without_outlet(title, outlet, headings):
                return short, outlet
        return "", outlet

    def _outlet(self) -> str:
        linked = self._linked
        named = [
            linked.text("publisher", "name"),
            linked.text("publisher"),
            linked.text("sourceOrganization", "name"),
            self._meta(_OUTLETS[:1]),
            self._meta(_OUTLETS[1:]),
            linked.text("isPartOf", "name"),
            linked.name_of("WebSite"),
            linked.name_of("NewsMediaOrganization"),
            self._meta(_LAST_OUTLETS),
        ]
        return next((name for name in named if name and _is_name(name)), "")

    def _url(self) -> str:
        links = self._page.elements["link"]
        canonical = next(
            (e.get("href") for e in links if "canonical" in e.get("rel").lower().split()), ""
        )
        saved = [match[1] for text in self._page.comments if (match := _SAVED_FROM.search(text))]
        named = [
            canonical,
            self._meta(("ogurl",)),
            self._linked.text("url"),
            *saved,
        ]
        named = [" ".join(url.split()) for url in named]
        whole = (url for url in named if url.startswith(("http://", "https://")))
        return next(whole, next(filter(None, named), ""))

    # The day

    def _stated_days(self, url: str) -> Iterator[str | None]:
        yield self._usable(self._linked.text("datePublished"))
        for name in _DAYS:
            for content in self._metas.get(name, ()):
                yield self._usable(content)
        yield self._marked_day()
        yield day_in_address(url)
        yield self._usable(self._linked.text("dateCreated"))

    def _shown_days(self) -> Iterator[str | None]:
        yield self._said_day()
        yield self._day_by_headline()

    def _usable(self, value: str) -> str | None:
        """Take a day that is stated; tell of one that may be two."""
        days = possible_days(value)
        if len(days) > 1:
            self.faults.append(fault_of_day(value))
        return days[0] if len(days) == 1 else None

    def _marked_day(self) -> str | None:
        """Find an element that is the day of publication, by its markup or by what it says."""
        marked: list[tuple[int, int, str]] = []
        for element in islice(self._may_be_days(), _MOST_DAYS):
            value = element.get("datetime") or element.get("content") or element.get("title")
            text = " ".join(element.text().split())
            if (rank := _rank(element, text)) and (day := _first_day(value) or _first_day(text)):
                marked.append((rank, element.place, day))
        if not marked:
            return None
        heading = self._heading()
        # What stands after the headline is the article's; what stands before it may be today's.
        return min(marked, key=lambda one: (one[0], one[1] < heading, one[1]))[2]

    def _may_be_days(self) -> Iterator[Element]:
        for tag in ("time", "abbr", "span", "div", "p", "meta", "li", "em", "small"):
            for element in self._page.elements[tag]:
                if tag == "time" or (
                    (names := _names(element))
                    and (_PUBLISHED.search(names) or _DATE_LIKE.search(names))
                    and len(element.children) <= 8
                ):
                    yield element

    def _said_day(self) -> str | None:
        for _, line in self._lines:
            if len(line) <= _LONGEST_LINE:
                for said in _SAID.finditer(line):
                    found = day_at(line, said.end())
                    if (
                        found
                        and len(found.days) == 1
                        and _is_of_the_page(line[: said.start()], said[0], line[found.end :])
                    ):
                        return found.days[0]
        return None

    def _day_by_headline(self) -> str | None:
        """Find a line by the headline that says nothing but a day."""
        heading = self._heading()
        at = next((n for n, (place, _) in enumerate(self._lines) if place >= heading), 0)
        after, before = self._lines[at : at + 12], self._lines[max(0, at - 3) : at]
        for _, line in (*after, *before):
            if not _UPDATED.search(line) and (day := day_alone(line)):
                return day
        return None

    def _heading(self) -> int:
        return next((e.place for e in self._page.elements["h1"]), 0)

    def _meta(self, names: Sequence[str]) -> str:
        return next((text for name in names for text in self._metas.get(name, ()) if text), "")


def _metas(page: Page) -> dict[str, list[str]]:
    metas: dict[str, list[str]] = {}
    for element in page.elements["meta"]:
        content = " ".join((element.get("content") or element.get("value")).split())
        for attribute in ("property", "name", "itemprop"):
            for name in element.get(attribute).lower().split():
                metas.setdefault(_NO_LETTER.sub("", name), []).append(content)
    return metas


def _rank(element: Element, text: str) -> int:
    """Say how surely an element states the day of publication: 1 most, 0 not at all."""
    names = _names(element)
    if "pubdate" in element.attributes or "datePublished" in names.split():
        return 1
    before = _text_before(element)
    is_published = bool(_PUBLISHED.search(names) or _SAID.search(text) or _SAID.search(before))
    if not is_published and (_UPDATED.search(names) or _UPDATED.search(before + text)):
        return 0
    above = element.parent
    for _ in range(8):
        if above is None or above.tag == "#page":
            break
        if above.tag in ("aside", "nav", "footer") or is_about_others(above):
            return 0
        above = above.parent
    if is_published:
        return 2
    return 3 if element.tag == "time" else 4


def _is_of_the_page(before: str, said: str, after: str) -> bool:
    """Say whether "published" and a day in a line are the page's, and not those of a report.

    The line then says little else, or that "this article" was published.
    """
    if _IS_PUBLISHED.search(before):
        return _THIS_ARTICLE.search(before) is not None
    if said[:1].islower() and _small_words(before.rstrip(" \t|•·–—-:")) > 0:
        return False
    return _small_words(before) + _small_words(after) <= _MOST_SMALL_WORDS


def _small_words(text: str) -> int:
    """Count the words that prose has and a list of facts hasn't."""
    return sum(word[:1].islower() and word not in _OF_BYLINES for word in text.split())


def _names(element: Element) -> str:
    return f"{element.get('class')} {element.get('itemprop')} {element.get('id')}".strip()


def _text_before(element: Element) -> str:
    """Give the last words before an element, as far as its parent holds them."""
    if element.parent is None or len(element.parent.children) > _MOST_SIBLINGS:
        return ""
    before = ""
    for child in element.parent.children:
        if child is element:
            break
        before += child if isinstance(child, str) else child.text()[-60:]
    return " ".join(before[-60:].split())


def _first_day(text: str) -> str | None:
    """Give the first day in a short text, if it can be only one."""
    for match in _DAY_START.finditer(text[:120]):
        if found := day_at(text, match.start()):
            return found.days[0] if len(found.days) == 1 else None
    return None


def _is_name(name: str) -> bool:
    return len(name) <= _LONGEST_OUTLET and _ADDRESS.match(name) is None


def _in_drawing(element: Element) -> bool:
    return element.parent is not None and element.parent.tag in ("svg", "symbol", "g")
