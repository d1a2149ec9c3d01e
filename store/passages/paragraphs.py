"""Paragraphs: the lines of a text, or its blocks where it was wrapped by hand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from hedgerow.store.span import Span

_TELLING: Final = 1_000_000  # code points from which it is clear how a text is wrapped
# Widths at which people and programs wrap lines; beyond them each line is a paragraph.
_NARROWEST_WRAP: Final = 30
_WIDEST_WRAP: Final = 99
_SHOWS: Final = re.compile(r"\S")


def paragraphs_in(text: str) -> list[Span]:
    """Find the paragraphs of a text.

    A line is a paragraph, unless the whole text was wrapped by hand (its longest line has 30 to 99
    code points, the lines are as full as a wrapping program would have made them, and some end
    within a sentence); then blank lines divide. A million code points are enough to tell.
    """
    return list(paragraphs_between(text, 0, len(text), wrap_width(text)))


def paragraphs_between(text: str, start: int, end: int, wrapped_at: int | None) -> Iterator[Span]:
    """Find the paragraphs between two places at which none goes on."""
    last: Span | None = None
    previous = ""
    position = start
    while position <= end:
        line_feed = text.find("\n", position, end)
        stop = line_feed if line_feed >= 0 else end
        first, final = trimmed(text, position, stop)
        line = text[position:stop] if wrapped_at is not None else ""
        if first < final and last is not None and _was_wrapped(previous, line, wrapped_at):
            last = Span(last.start, final)
        else:
            if last is not None:
                yield last
            last = Span(first, final) if first < final else None
        previous = line
        position = stop + 1
    if last is not None:
        yield last


def block_starts(text: str, wrapped_at: int | None, block: int) -> Iterator[int]:
    """Give places at which no paragraph goes on, about so far from each other; and the end."""
    start = 0
    yield start
    while len(text) - start > block:
        # A long paragraph is a block of its own, so that its pieces are those of nothing else.
        last = text.rfind("\n", start, start + block) + 1
        while last > start and _goes_on(text, last, wrapped_at):
            last = text.rfind("\n", start, last - 1) + 1
        if last <= start:
            last = text.find("\n", start + block) + 1
            while last and _goes_on(text, last, wrapped_at):
                last = text.find("\n", last) + 1
        if not 0 < last < len(text):
            break
        start = last
        yield start
    yield len(text)


def _goes_on(text: str, line_start: int, wrapped_at: int | None) -> bool:
    """Say whether a line goes on with the paragraph of the line before it."""
    if wrapped_at is None:
        return False
    end = text.find("\n", line_start)
    following = text[line_start : end if end >= 0 else len(text)]
    previous = text[text.rfind("\n", 0, line_start - 1) + 1 : line_start - 1]
    is_between = bool(previous.strip() and following.strip())
    return is_between and _was_wrapped(previous, following, wrapped_at)


def wrap_width(text: str) -> int | None:
    """Guess the width at which a text was wrapped by hand; None if it was not."""
    start, stop = 0, min(len(text), _TELLING)
    while stop - start > _WIDEST_WRAP:  # look for a long line first: nearly every text has one
        line_feed = text.rfind("\n", start, start + _WIDEST_WRAP + 1)
        if line_feed < 0:
            break
        start = line_feed + 1
    if stop - start > _WIDEST_WRAP and _is_wide(text, start):
        return None
    lines = [line.rstrip() for line in text[:stop].split("\n")]
    widest = max(map(len, lines))
    if not _NARROWEST_WRAP <= widest <= _WIDEST_WRAP:
        return None
    if all(line.endswith((".", "!", "?", "”", '"')) for line in lines if line):
        return None
    return widest


def _is_wide(text: str, start: int) -> bool:
    """Say whether more than its spaces stand beyond the widest wrap of a line."""
    end = text.find("\n", start)
    return _SHOWS.search(text, start + _WIDEST_WRAP, end if end >= 0 else len(text)) is not None


def _was_wrapped(line: str, following: str, width: int | None) -> bool:
    """Say whether a wrapping program would have broken after `line`: the next word had no room."""
    if width is None:
        return False
    next_word = following.split(maxsplit=1)[0]
    return len(line.rstrip()) + 1 + len(next_word) > width


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Take the white space off both ends."""
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end
