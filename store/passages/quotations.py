"""Quotations: marks paired with each other, whatever their shape and however they nest.

Papers mix “ and ", open one way and close the other, open without closing, set spaces within the
marks, write two apostrophes or grave accents for one mark, and set an opening mark on each
paragraph of a long quotation but a closing one on the last only. So a mark is read by what stands
around it as much as by its shape.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from hedgerow.store.folding import UNSEEN
from hedgerow.store.passages.paragraphs import paragraphs_in, trimmed
from hedgerow.store.passages.quotation import Quotation
from hedgerow.store.passages.single_marks import single_quotations
from hedgerow.store.span import Span

_CLOSES: Final = {
    "“": '”"',
    '"': '"”',
    "”": "”",
    "«": "»",
    "»": "«",
    "„": '“”"',
    "「": "」",
    "『": "』",
}
"""What may close a quotation that a mark has opened."""

_ALWAYS_OPEN: Final = "“„「『"
_ALWAYS_CLOSE: Final = "」』"
OPENING_MARKS: Final = "\"“”«»„「『‘'`"
"""Every mark that a quotation may begin with."""

_DEEPEST: Final = 8  # quotations within quotations
_LONGEST_UNOPENED: Final = 350  # code points from a paragraph's start to a mark that only closes
# It begins with the marks themselves, so that a search finds them at once.
_MARKS: Final = re.compile(
    "[“”\"«»„「」『』`'‘’](?:(?<=[“”\"«»„「」『』])|(?<=`)`|(?<=')'(?!')|(?<=‘)‘|(?<=’)’)"
)
_SINGLE: Final = "‘'`"
# What two characters stand for.
_PAIRS: Final = {"``": "“", "''": '"', "‘‘": "“", "’’": "”"}
_IS_UNSEEN: Final = re.compile(f"[{UNSEEN}]")


def quotations_in(text: str) -> list[Span]:
    """Find the quotations of a text: curly, straight, mixed, nested, or never closed."""
    found: list[Span] = []
    for paragraph in paragraphs_in(text):
        found.extend(quotations_within(text, paragraph))
    return sorted(found)


def quotations_within(text: str, paragraph: Span) -> Iterator[Span]:
    """Find the quotations of one paragraph, in any order."""
    return (Span(one.start, one.end) for one in paired_marks(text, paragraph))


def paired_marks(text: str, paragraph: Span) -> list[Quotation]:
    """Pair the marks of one paragraph.

    What is still open at the paragraph's end runs to there: news writing leaves the closing mark
    out where the same speaker goes on.
    """
    has_singles = any(text.find(mark, *paragraph) >= 0 for mark in _SINGLE)
    singles = list(single_quotations(text, paragraph)) if has_singles else []
    if not singles:
        return list(_doubles(text, paragraph))
    found: list[Quotation] = []
    apart: list[Span] = []
    for start, end, _ in singles:
        # Marks that belong together within single ones have nothing to do with those around them.
        within = list(_doubles(text, Span(start + 1, end - 1)))
        if within and all(one.ending == "closed" for one in within):
            found += within
            apart.append(Span(start, end))
    found += _doubles(text, paragraph, apart)
    return [*found, *_crossing_none(singles, found)]


def _crossing_none(
    singles: Iterable[Quotation], doubles: Iterable[Quotation]
) -> Iterator[Quotation]:
    """Give the quotations in single marks that lie in the others, around them, or apart."""
    other_end = {at: end for start, end, _ in doubles for at, end in ((start, end), (end, start))}
    ends = sorted(other_end)
    for single in singles:
        start, end, _ = single
        within = ends[bisect_right(ends, start) : bisect_left(ends, end)]
        if all(start <= other_end[at] <= end for at in within):
            yield single


def _doubles(text: str, paragraph: Span, apart: Sequence[Span] = ()) -> Iterator[Quotation]:
    """Pair double marks, those of `apart` left out."""
    waiting: list[tuple[str, int]] = []
    is_first = True
    for match in _MARKS.finditer(text, *paragraph):
        if apart and _lies_in(apart, match.start()):
            continue
        mark = _PAIRS.get(match[0], match[0])
        at, stop = match.span()
        may_open, may_close = _can(text, mark, at, stop)
        depth = _closed_by(mark, waiting) if may_close or not may_open else None
        if depth is not None:
            opened = waiting[depth][1]
            del waiting[depth:]
            if at > opened + 1:
                yield Quotation(opened, stop)
        elif waiting and waiting[-1][0] == mark and may_open:
            # The same mark again: the one before was left open.
            opened = waiting.pop()[1]
            first, last = trimmed(text, opened, at)
            if last > first + 1:
                yield Quotation(first, last, "cut")
            waiting.append((mark, at))
        elif may_open or _opens_spaced(text, mark, at, paragraph):
            waiting.append((mark, at))
        elif is_first and mark in '”"' and _closes_unopened(text, at, paragraph):
            yield Quotation(paragraph.start, stop, "unopened")
        is_first = False
    for _, opened in waiting:
        if paragraph.end > opened + 1:
            yield Quotation(opened, paragraph.end, "open")


def _lies_in(spans: Sequence[Span], at: int) -> bool:
    before = bisect_right(spans, (at,)) - 1
    return before >= 0 and at < spans[before].end


def _can(text: str, mark: str, at: int, stop: int) -> tuple[bool, bool]:
    """Say whether a mark may open a quotation, and whether it may close one."""
    if mark in _ALWAYS_OPEN:
        return True, mark == "“"
    if mark in _ALWAYS_CLOSE:
        return False, True
    before, after = _beside(text, at, stop)
    opens = not after.isspace() and (before.isspace() or before in "([—–-‘'/")
    if mark in "«»":
        return opens or mark == "«", True
    return opens, not opens


def _closed_by(mark: str, waiting: list[tuple[str, int]]) -> int | None:
    """Find which open quotation a mark closes, if any."""
    for depth in range(len(waiting) - 1, max(-1, len(waiting) - 1 - _DEEPEST), -1):
        if mark in _CLOSES[waiting[depth][0]]:
            return depth
    return None


def _opens_spaced(text: str, mark: str, at: int, paragraph: Span) -> bool:
    """Say whether a straight mark opens that has space on both sides, or a word or mark before it.

    `He said : " We lost . "`, `He said:"We lost."`
    """
    if mark != '"':
        return False
    before, after = _beside(text, at, at + 1)
    if after.isspace():
        return before.isspace() and text.find('"', at + 2, paragraph.end) > 0
    return before in ",:;"


def _closes_unopened(text: str, at: int, paragraph: Span) -> bool:
    """Say whether a mark ends a quotation that began, without a mark, with its paragraph."""
    if not 1 < at - paragraph.start <= _LONGEST_UNOPENED:
        return False
    before, _ = _beside(text, at, at + 1)
    return before in ",.?!…"


def _beside(text: str, at: int, stop: int) -> tuple[str, str]:
    """Give the characters before and after a mark that anybody sees."""
    at -= 1
    while at >= 0 and _IS_UNSEEN.match(text, at):
        at -= 1
    while stop < len(text) and _IS_UNSEEN.match(text, stop):
        stop += 1
    return text[at] if at >= 0 else " ", text[stop] if stop < len(text) else " "
