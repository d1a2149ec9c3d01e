"""Quotations: marks paired with each other, whatever their shape and however they nest."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from hedgerow.store.passages.paragraphs import paragraphs_in, trimmed
from hedgerow.store.span import Span

_PAIRS: Final = {"“": "”", "«": "»", "»": "«", "„": "“”", "「": "」", "『": "』"}
OPENING_MARKS: Final = '“"«»„「『‘'
"""Every mark that a quotation may begin with."""

_DEEPEST: Final = 8  # quotations within quotations
_MARKS: Final = re.compile('[“”"«»„「」『』]|(?<!\\w)‘(?=\\w)|’(?!\\w)')


def quotations_in(text: str) -> list[Span]:
    """Find the quotations of a text: curly, straight, mixed, nested, or never closed."""
    found: list[Span] = []
    for paragraph in paragraphs_in(text):
        found.extend(quotations_within(text, paragraph))
    return sorted(found)


def quotations_within(text: str, paragraph: Span) -> Iterator[Span]:
    """Pair the marks of one paragraph.

    A mark is read by what stands around it as much as by its shape, since papers open with “ and
    close with ". What is still open at the paragraph's end runs to there: news writing leaves
    the closing mark out where the same speaker goes on.
    """
    waiting: list[tuple[str, int]] = []
    for match in _MARKS.finditer(text, paragraph.start, paragraph.end):
        mark, at = match[0], match.start()
        depth = _closed_by(mark, at, text, waiting)
        if depth is not None:
            opened = waiting[depth][1]
            del waiting[depth:]
            if at > opened + 1:
                yield Span(opened, at + 1)
        elif mark in "“«„「『‘" or _may_open(text, at):
            if waiting and waiting[-1][0] == mark:
                # The same mark again: the one before was left open.
                opened = waiting.pop()[1]
                first, last = trimmed(text, opened, at)
                if last > first + 1:
                    yield Span(first, last)
            waiting.append((mark, at))
    for mark, opened in waiting:
        if mark != "‘" and paragraph.end > opened + 1:  # a lone ‘ is more often an apostrophe
            yield Span(opened, paragraph.end)


def _closed_by(mark: str, at: int, text: str, waiting: list[tuple[str, int]]) -> int | None:
    """Find which open quotation a mark closes, if any."""
    for depth in range(len(waiting) - 1, max(-1, len(waiting) - 1 - _DEEPEST), -1):
        opened = waiting[depth][0]
        if mark == '"':
            if opened in '"“„' and not _may_open(text, at):
                return depth
        elif mark == "’":
            if opened == "‘":
                return depth
        elif mark in _PAIRS.get(opened, "") or (mark == "”" and opened == '"'):
            return depth
    return None


def _may_open(text: str, at: int) -> bool:
    """A straight mark opens where a word follows it and none stands before it."""
    before = text[at - 1] if at else " "
    after = text[at + 1] if at + 1 < len(text) else " "
    return not after.isspace() and (before.isspace() or before in "([—–-‘'")
