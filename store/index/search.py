"""Full-text search: what was typed becomes a query that is never at fault, and hits become spans.

A hit is a word or phrase as a person sees it (`folding`). The last word that is typed may be a
beginning, from three letters on.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from typing import NamedTuple

from hedgerow.store.folding import fold, folded
from hedgerow.store.span import Span

_PART = re.compile(r'"([^"]*)"?|(\S+)')
_TOKEN = re.compile(r"[^\W_]+")  # as SQLite's unicode61 divides words
_LEAST_BEGINNING = 3
_TOGETHER = 160  # code points within which words stand together


class Query(NamedTuple):
    """Phrases that must all stand in a text, each a sequence of words in small letters.

    `is_open` says that the last word of the last phrase is only its beginning.
    """

    phrases: tuple[tuple[str, ...], ...]
    is_open: bool = False

    def __bool__(self) -> bool:
        return bool(self.phrases)

    @property
    def expression(self) -> str:
        """The query as SQLite's FTS5 takes it, with each phrase quoted."""
        quoted = ['"' + " ".join(phrase) + '"' for phrase in self.phrases]
        return " ".join(quoted) + (" *" if self.is_open else "")


def parse_query(typed: str) -> Query:
    """Make a query of what was typed: words, and "phrases" in quotation marks.

    What holds no letter and no digit is passed over.
    """
    phrases: list[tuple[str, ...]] = []
    is_quoted = False
    typed = fold(typed)
    for part in _PART.finditer(typed):
        is_quoted = part[1] is not None
        if tokens := tuple(_TOKEN.findall(part[1] if is_quoted else part[2])):
            phrases.append(tokens)
    is_open = bool(phrases) and not is_quoted and not typed[-1:].isspace()
    return Query(tuple(phrases), is_open and len(phrases[-1][-1]) >= _LEAST_BEGINNING)


def find_hits(text: str, query: Query) -> list[Span]:
    """Find where the phrases of a query stand.

    Args:
        text: an article's text.
        query: what is looked for.

    Returns:
        Spans in code points, half-open, in text order.
    """
    return [span for span, _ in _hits(text, query)]


def best_hit(text: str, query: Query) -> Span | None:
    """Find the hit to be shown: where the most of the phrases stand together, the first of those.

    Args:
        text: an article's text.
        query: what is looked for.

    Returns:
        A span in code points, half-open; None where there is no hit.
    """
    best, most = None, 0
    near: deque[tuple[Span, int]] = deque()
    for hit in _hits(text, query):
        near.append(hit)
        while hit[0].end - near[0][0].start > _TOGETHER:
            near.popleft()
        if (count := len({phrase for _, phrase in near})) > most:
            # What belongs to it may have begun with a word that comes again nearer by.
            while any(phrase == near[0][1] for _, phrase in list(near)[1:]):
                near.popleft()
            best, most = near[0][0], count
            if most == len(set(query.phrases)):
                break
    return best


def _hits(text: str, query: Query) -> Iterator[tuple[Span, int]]:
    """Find hits, each with the number of its phrase."""
    if query:
        searched = folded(text)
        for match in _pattern(query).finditer(searched.text):
            yield searched.span(*match.span()), match.lastindex or 0


def _pattern(query: Query) -> re.Pattern[str]:
    phrases = []
    for number, phrase in enumerate(query.phrases, start=1):
        words = r"[\W_]+".join(map(re.escape, phrase))
        is_beginning = query.is_open and number == len(query.phrases)
        phrases.append(words + ("" if is_beginning else r"(?![^\W_])"))
    alternatives = "|".join(f"({phrase})" for phrase in phrases)
    return re.compile(rf"(?<![^\W_])(?:{alternatives})")


def hit_context(text: str, hit: Span, width: int) -> tuple[str, str, str]:
    """Give a hit with so many code points of what stands before and after it."""
    return (
        text[max(0, hit.start - width) : hit.start],
        hit.of(text),
        text[hit.end : hit.end + width],
    )
