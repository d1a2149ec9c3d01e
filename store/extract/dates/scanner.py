"""Finding date expressions: from each word that may head one, left to where it may begin."""

from __future__ import annotations

import datetime
import functools
import re
from collections.abc import Iterator
from typing import NamedTuple

from hedgerow.store.extract.dates import (
    clock,
    days,
    durations,
    holidays,
    periods,
    relative,
    vague,
)
from hedgerow.store.extract.dates.confidence import confidence_of
from hedgerow.store.extract.dates.context import Context, Leaning
from hedgerow.store.extract.dates.family import DateHead, DateReading, Family
from hedgerow.store.extract.dates.heads import find_heads, starts_before
from hedgerow.store.extract.findings import DateMention, DateType
from hedgerow.store.span import Span

# Where two families match at the same place, the first one reads it.
FAMILIES: tuple[Family, ...] = (
    *days.FAMILIES,
    *clock.FAMILIES,
    *periods.FAMILIES,
    *relative.FAMILIES,
    *durations.FAMILIES,
    *vague.FAMILIES,
    *holidays.FAMILIES,
)

_BLANK_LINE = re.compile(r"\n[^\S\n]*\n\s*")
_COMPARED = re.compile(r"year[\s-](?:earlier|ago)", re.IGNORECASE)
_COPYRIGHT = re.compile(r"(?:©|\(c\)|copyright)\s{0,3}(?:[0-9]{4}\s?[-–]\s?)?$", re.IGNORECASE)


class FoundDate(NamedTuple):
    """A date mention, with the name of the family that read it and what its value leans on."""

    span: Span
    type: DateType
    value: str | None
    family: str
    leans_on: Leaning


def scan(text: str, published: datetime.date | None) -> Iterator[DateMention]:
    """Yield the date mentions of `text` in its order; none crosses a blank line."""
    for span, kind, value, family, leans_on in find(text, published):
        yield DateMention(span, kind, value, confidence_of(family, leans_on, value is not None))


def find(text: str, published: datetime.date | None) -> Iterator[FoundDate]:
    """Yield the mentions of `scan` with how they were read."""
    context = Context(text, published)
    paragraphs = _paragraphs(text)
    first, limit = next(paragraphs)
    for word, head in find_heads(context):
        while word.start >= limit:
            first, limit = next(paragraphs)
        found = _read(word, head, Span(max(first, context.last_end), limit), context)
        if found is not None:
            told = None if _is_aside(text, found.span) else found.value
            context.remember(told, found.span.end)
            yield found


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for gap in _BLANK_LINE.finditer(text):
        yield start, gap.start()
        start = gap.end()
    yield start, len(text)


def _read(word: Span, head: DateHead, paragraph: Span, context: Context) -> FoundDate | None:
    """Return the mention that begins furthest left and covers the head word."""
    text = context.text
    for start in starts_before(word, paragraph.start, text):
        for family in _families_of(head):
            match = family.compiled.match(text, start, paragraph.end)
            if match is None or match.end() < word.end:
                continue
            context.leans_on = "nothing"
            reading: DateReading | None = family.resolve(match, context)
            if reading is not None:
                span = Span(start, match.end())
                return FoundDate(span, reading.type, reading.value, family.name, context.leans_on)
    return None


@functools.cache
def _families_of(head: DateHead) -> tuple[Family, ...]:
    return tuple(family for family in FAMILIES if head in family.heads)


def _is_aside(text: str, span: Span) -> bool:
    """Say whether no other words lean on this date, since it is none of the story's.

    "© 2024" dates the page, and "a year earlier" is there to compare with.
    """
    if _COMPARED.search(text, span.start, span.end):
        return True
    return _COPYRIGHT.search(text[max(0, span.start - 24) : span.start]) is not None
