"""Which way a sentence looks from the day it was published: ahead, or back.

"Tuesday" in "will meet on Tuesday" is the next one, in "met on Tuesday" the last one. The
nearest cue decides; one that stands before the date outweighs any that follows it.
"""

from __future__ import annotations

import functools
import re

_BEFORE = 120  # code points of the sentence that are read before the date …
_AFTER = 60  # … and after it


@functools.cache
def _ahead() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:(?:will|shall)(?!\s+have)|won['’]t|going\s+to|upcoming|deadline|payable|effective"
        r"|(?:is|are|was|were|be)\s+(?:scheduled|due|set|slated|expected|planned|to)"
        r"|due\s+(?:at|by|in|on)|scheduled|plan(?:s|ned|ning)?\s+to|intends?\s+to|hopes?\s+to|as\s+(?:early|soon)\s+as"
        r"|expire[sd]?|reconvenes?|begins|starts|ends|opens|no\s+later\s+than)\b|['’]ll\b",
        re.IGNORECASE,
    )


@functools.cache
def _back() -> re.Pattern[str]:
    # A participle after "will be" or "is" tells nothing of the past: "will be opened on …".
    return re.compile(
        r"\b(?:said|was|were|had|did|told|met|went|came|took|gave|made|began|held|won|lost|fell"
        r"|rose|left|sent|saw|spoke|got|led|cut|shot|fought|broke|became|found|heard|kept|knew"
        r"|put|ran|sold|bought|brought|stood|thought|wrote"
        r"|(?<!\bbe\s)(?<!\bto\s)(?<!\bis\s)(?<!\bare\s)(?<!\bwill\s)(?<!\bbeen\s)(?<!\bwould\s)"
        r"[a-z]{2,20}ed)\b",
        re.IGNORECASE,
    )


@functools.cache
def _sentence_end() -> re.Pattern[str]:
    # A full stop after one to three letters with a capital is an abbreviation: "U.S. ", "Gov. ".
    return re.compile(
        r"(?<!\b[A-Z]\.)(?<!\b[A-Z][a-z]\.)(?<!\b[A-Z][a-z]{2}\.)(?<![.!?])[.!?][\"”’']{0,2}\s"
        r"|(?<=[.!?])[.!?]{1,3}[\"”’']{0,2}\s|\n\s{0,9}\n"
    )


def sentence_before(text: str, start: int) -> str:
    """Return what the sentence says before `start`, at most its last 120 code points."""
    before = text[max(0, start - _BEFORE) : start]
    ends = [match.end() for match in _sentence_end().finditer(before)]
    return before[ends[-1] :] if ends else before


def sentence_after(text: str, end: int) -> str:
    """Return what the sentence says after `end`, at most its next 60 code points."""
    after = text[end : end + _AFTER]
    stop = _sentence_end().search(after)
    return after[: stop.start()] if stop else after


def looks_ahead(text: str, start: int, end: int) -> bool:
    """Say whether the sentence around `[start, end)` speaks of the future."""
    return direction(text, start, end) > 0


def direction(text: str, start: int, end: int) -> int:
    """Return 1 where the sentence around `[start, end)` speaks of the future, -1 of the past.

    It is 0 where no word tells.
    """
    before = sentence_before(text, start)
    ahead = max((match.end() for match in _ahead().finditer(before)), default=-1)
    back = max((match.end() for match in _back().finditer(before)), default=-1)
    if ahead >= 0 or back >= 0:
        # "is set to": the longer cue ends where "set" does, or later
        return 1 if ahead >= back else -1
    after = sentence_after(text, end)
    cue = _ahead().search(after)
    counter = _back().search(after)
    if cue is None:
        return 0 if counter is None else -1
    return 1 if counter is None or cue.start() < counter.start() else -1
