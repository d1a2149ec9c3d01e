"""Paragraphs: the lines of a text, or several where its lines were wrapped."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from hedgerow.store.passages.line_ends import Wrapping, goes_on, wrapping_of
from hedgerow.store.span import Span

# What ends a line besides a line feed. Word's line break and Unicode's line separator do so only
# where a text has no other line ends; elsewhere they stand within a paragraph.
_LINE_ENDS: Final = ("\x0c", "\x1c", "\x1d", "\x1e", "\x85", "\u2029")
_WITHIN: Final = ("\x0b", "\u2028")
_LONE_RETURN: Final = re.compile(r"\r(?!\n)")


def paragraphs_in(text: str) -> list[Span]:
    """Find the paragraphs of a text.

    A line is a paragraph. Where the text was wrapped, by hand or by a program, a paragraph is what
    was wrapped: blank lines divide, and so do lines that end early, that begin further in, or that
    begin an item of a list.
    """
    text = with_line_feeds(text)
    return list(paragraphs_between(text, 0, len(text), wrapping_of(text)))


def with_line_feeds(text: str) -> str:
    """Write a line feed for whatever ends a line, one for one; a return before one stays."""
    if "\r" in text:
        text = _LONE_RETURN.sub("\n", text)
    for end in _LINE_ENDS:
        if end in text:
            text = text.replace(end, "\n")
    for end in _WITHIN:
        if end in text:
            text = text.replace(end, "\n") if "\n" not in text else text.replace(end * 2, "\n\n")
    return text


def paragraphs_between(
    text: str, start: int, end: int, wrapping: Wrapping | None
) -> Iterator[Span]:
    """Find the paragraphs between two places at which none goes on.

    Args:
        text: with line feeds between its lines.
        start: in code points, as `end`.
        end: what stands there is not looked at.
        wrapping: how the whole text was wrapped.
    """
    last: Span | None = None
    previous = 0
    position = start
    while position <= end:
        line_feed = text.find("\n", position, end)
        stop = line_feed if line_feed >= 0 else end
        first, final = trimmed(text, position, stop)
        if (
            first < final
            and last is not None
            and _continues(text, Span(previous, position - 1), Span(position, stop), wrapping)
        ):
            last = Span(last.start, final)
        else:
            if last is not None:
                yield last
            last = Span(first, final) if first < final else None
        previous = position
        position = stop + 1
    if last is not None:
        yield last


def block_starts(text: str, wrapping: Wrapping | None, block: int) -> Iterator[int]:
    """Give places at which no paragraph goes on, about so far from each other; and the end."""
    start = 0
    yield start
    while len(text) - start > block:
        # A long paragraph is a block of its own, so that its pieces are those of nothing else.
        last = text.rfind("\n", start, start + block) + 1
        while last > start and _goes_on(text, last, wrapping):
            last = text.rfind("\n", start, last - 1) + 1
        if last <= start:
            last = text.find("\n", start + block) + 1
            while last and _goes_on(text, last, wrapping):
                last = text.find("\n", last) + 1
        if not 0 < last < len(text):
            break
        start = last
        yield start
    yield len(text)


def _goes_on(text: str, line_start: int, wrapping: Wrapping | None) -> bool:
    """Say whether a line goes on with the paragraph of the line before it."""
    end = text.find("\n", line_start)
    following = Span(line_start, end if end >= 0 else len(text))
    previous = Span(text.rfind("\n", 0, line_start - 1) + 1, line_start - 1)
    if not (following.of(text).strip() and previous.of(text).strip()):
        return False
    return _continues(text, previous, following, wrapping)


def _continues(text: str, line: Span, following: Span, wrapping: Wrapping | None) -> bool:
    """Say whether one paragraph holds two lines that follow each other and show something."""
    if wrapping is None:
        first, _ = trimmed(text, *following)
        if not text[first].islower():  # nearly every line of a text that was not wrapped
            return False
    return goes_on(line.of(text), following.of(text), wrapping)


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Take the white space off both ends."""
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end
