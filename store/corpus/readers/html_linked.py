"""What a page says of its article in JSON-LD (schema.org): `NewsArticle` and its kin."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Final

from hedgerow.store.corpus.readers.markup import Page, characters

Item = dict[str, object]

_ARTICLES = re.compile(r"(?:Article|Posting|Report|Review|CreativeWork|BackgroundNews)$")
_PAGES = re.compile(r"(?:WebPage|ItemPage|VideoObject|Recipe)$")
# Where an item's own parts stand. What else it names (a list of other stories, say) has days too.
_INTO: Final = ("@graph", "mainEntity", "mainEntityOfPage")
_LARGEST: Final = 2_000_000
_MOST_ITEMS: Final = 2_000
_WRAPPED = re.compile(r"^\s*(?://\s*)?(?:<!--|<!\[CDATA\[)|(?://\s*)?(?:-->|\]\]>)\s*;?\s*$")
_LAST_COMMA = re.compile(r",(?=\s*[}\]])")


class LinkedData:
    """The items that a page describes; `article` is the one that it is about."""

    def __init__(self, page: Page) -> None:
        self.items = [
            item for whole in _parsed(page) for item in islice(_items(whole), _MOST_ITEMS)
        ]
        self._by_id = {item["@id"]: item for item in self.items if isinstance(item.get("@id"), str)}
        self.article = self._first(_ARTICLES) or self._first(_PAGES) or {}

    def text(self, *path: str, of: Item | None = None) -> str:
        """Follow names from an item (the article, if none is given) to a text; empty if none."""
        value: object = self.article if of is None else of
        for name in path:
            value = self._resolved(value)
            value = value.get(name) if isinstance(value, dict) else None
        while isinstance(value, list):
            value = value[0] if value else None
        if isinstance(value, dict):
            value = value.get("@value", value.get("name"))
        if isinstance(value, str | int | float):
            return " ".join(characters(characters(str(value))).split())
        return ""

    def body(self) -> str:
        """Give the text of the article, with its line ends; empty where it isn't there."""
        body = self.article.get("articleBody")
        if not isinstance(body, str):
            return ""
        return characters(body) if "&lt;" in body and "<" not in body else body

    def name_of(self, kind: str) -> str:
        """Give the name of the first item of a kind, such as "WebSite"."""
        found = next((item for item in self.items if kind in _types(item)), None)
        return self.text("name", of=found) if found else ""

    def _resolved(self, value: object) -> object:
        while isinstance(value, list):
            value = value[0] if value else None
        if isinstance(value, dict) and set(value) <= {"@id", "@type"}:
            return self._by_id.get(value.get("@id"), value)
        return value

    def _first(self, kinds: re.Pattern[str]) -> Item | None:
        fitting = [item for item in self.items if any(map(kinds.search, _types(item)))]
        dated = [item for item in fitting if item.get("datePublished")]
        return next(iter(dated or fitting), None)


def _parsed(page: Page) -> Iterator[object]:
    import orjson

    left = _LARGEST
    for script in page.elements["script"]:
        if "ld+json" not in script.get("type").lower():
            continue
        written = script.text()
        left -= len(written)
        if left < 0:
            return
        written = _WRAPPED.sub("", written).strip()
        try:
            yield orjson.loads(written)
        except ValueError:
            yield _parsed_leniently(written)


def _parsed_leniently(written: str) -> object:
    """Read what nearly is JSON: raw line ends in strings, a comma too many."""
    import json

    written = _LAST_COMMA.sub("", written.rstrip("; \n"))
    try:
        return json.loads(written, strict=False)
    except (ValueError, RecursionError):
        return None


def _items(whole: object) -> Iterator[Item]:
    waiting = [whole]
    while waiting:
        value = waiting.pop(0)
        if isinstance(value, list):
            waiting[:0] = value
        elif isinstance(value, dict):
            yield value
            waiting[:0] = [value[name] for name in _INTO if name in value]


def _types(item: Item) -> list[str]:
    types = item.get("@type")
    return [one for one in (types if isinstance(types, list) else [types]) if isinstance(one, str)]
