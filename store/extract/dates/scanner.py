"""Finding date expressions: from each word that may head one, left to where it may begin."""

from __future__ import annotations

import collections
import datetime
import functools
import re
from collections.abc import Iterator

from store.extract.dates import clock, days, durations, periods, relative, vague
from store.extract.dates.context import Context
from store.extract.dates.family import Family, Head, Reading
from store.extract.findings import DateMention
from store.span import Span

# Where two families match at the same place, the first one reads it.
FAMILIES: tuple[Family, ...] = (
    *days.FAMILIES,
    *clock.FAMILIES,
    *periods.FAMILIES,
    *relative.FAMILIES,
    *durations.FAMILIES,
    *vague.FAMILIES,
)

_HEADS: dict[str, Head] = {
    word: head
    for head, words in {
        Head.MONTH: "january february march april may june july august september october november "
        "december jan feb mar apr jun jul aug sept sep oct nov dec",
        Head.WEEKDAY: "monday tuesday wednesday thursday friday saturday sunday mondays tuesdays "
        "wednesdays thursdays fridays saturdays sundays "
        "mon tue tues wed thu thur thurs fri sat sun",
        Head.UNIT: "second seconds minute minutes hour hours day days week weeks weekend weekends "
        "month months quarter quarters year years decade decades century centuries "
        "weeklong yearlong daylong monthlong decadelong",
        Head.PART_OF_DAY: "morning afternoon evening night mornings afternoons evenings nights",
        Head.SEASON: "spring summer fall autumn winter",
        Head.PERIOD_NAME: "half q bc bce b ad ce twenties thirties forties fifties sixties "
        "seventies eighties nineties",
        Head.CLOCK: "noon midnight",
        Head.DEICTIC: "today yesterday tomorrow tonight now nowadays currently recently lately "
        "present moment past future times",
        Head.FREQUENCY: "daily weekly biweekly monthly quarterly yearly annually annual",
    }.items()
    for word in words.split()
}
# How many words before its head an expression may begin.
_LOOK_BACK = 7

_WORD = re.compile(r"(?<!\w)['’][0-9]{2}(?![0-9])|[0-9]+|[^\W\d_]+")
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n\s*")
_COPYRIGHT = re.compile(r"(?:©|\(c\)|copyright)\s{0,3}(?:[0-9]{4}\s?[-–]\s?)?$", re.IGNORECASE)
_CLOCK_GOES_ON = re.compile(r"[:.][0-5][0-9]|[\s\xa0]?[ap]\.?m\b", re.IGNORECASE)


def scan(text: str, published: datetime.date | None) -> Iterator[DateMention]:
    """Yield the date mentions of `text` in its order; none crosses a blank line."""
    context = Context(text, published)
    for start, end in _paragraphs(text):
        recent: collections.deque[int] = collections.deque(maxlen=_LOOK_BACK)
        for word in _WORD.finditer(text, start, end):
            recent.append(word.start())
            if word.start() < context.last_end:
                continue
            head = _head_of(word, context)
            mention = _read(head, word, recent, end, context) if head else None
            if mention is not None:
                told = None if _is_copyright(text, mention.span.start) else mention.value
                context.remember(told, mention.span.end)
                yield mention


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for gap in _BLANK_LINE.finditer(text):
        yield start, gap.start()
        start = gap.end()
    yield start, len(text)


def _head_of(word: re.Match[str], context: Context) -> Head | None:
    """Return what kind of expression the word may head, if any."""
    letters = word[0]
    if letters[0].isdecimal() or letters[0] in "'’":
        return _head_of_digits(word, context)
    head = _HEADS.get(letters.lower())
    if head in (Head.MONTH, Head.WEEKDAY) and letters[0].islower():
        return None  # "may", "march", "sat", "sun"
    return head


def _head_of_digits(word: re.Match[str], context: Context) -> Head | None:
    text, start, end = context.text, *word.span()
    if end - start == 4:
        return Head.YEAR
    if end - start == 3:
        return Head.SHORT_YEAR if word[0][0] in "'’" else None
    if end - start > 2:
        return None
    if text.startswith("/", end):
        return Head.SLASHED
    if _CLOCK_GOES_ON.match(text, end):
        return Head.CLOCK
    if 1 < start == context.last_end + 1 and text[start - 1] in "-–/":
        return Head.RANGE_END
    return Head.SHORT_YEAR if word[0][-1] == "0" else None


def _read(
    head: Head, word: re.Match[str], recent: collections.deque[int], limit: int, context: Context
) -> DateMention | None:
    """Return the mention that begins furthest left and covers the head word."""
    text = context.text
    families = _families_of(head)
    for start in recent:
        if start < context.last_end or not _may_begin(text, start):
            continue
        for family in families:
            match = family.compiled.match(text, start, limit)
            if match is None or match.end() < word.end():
                continue
            reading: Reading | None = family.resolve(match, context)
            if reading is not None:
                return DateMention(Span(*match.span()), reading.type, reading.value)
    return None


@functools.cache
def _families_of(head: Head) -> tuple[Family, ...]:
    return tuple(family for family in FAMILIES if head in family.heads)


def _is_copyright(text: str, start: int) -> bool:
    """Say whether "©" or its like stands before a year: it dates the page, not the story."""
    return _COPYRIGHT.search(text[max(0, start - 24) : start]) is not None


def _may_begin(text: str, start: int) -> bool:
    """Refuse a start inside a word or a number: "B1990", "$1990", "3.1990", "O'May"."""
    if start == 0:
        return True
    before = text[start - 1]
    if before.isalnum() or before in "_$£€#@":
        return False
    if before in ".,'’" and start > 1:
        return not (text[start - 2].isdigit() if before in ".," else text[start - 2].isalnum())
    return True
