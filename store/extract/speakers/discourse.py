"""Where sentences begin and which stretches stand in quotation marks.

Both are approximate on purpose: they only weigh which of several people a pronoun means.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache

from hedgerow.store.span import Span


@cache
def _sentence_end() -> re.Pattern[str]:
    """Match the gap between two sentences, but not the one after "Mr." or an initial."""
    abbreviation = "".join(
        rf"(?<!\b{word}\.)" for word in ("Mr", "Ms", "Dr", "Mrs", "Sen", "Rep", "Gov", "Gen", "Lt")
    )
    closing = "[\"'”’)]"
    gap = rf"(?=(?:{closing}{{1,3}})? {{1,3}}[^a-z\s])"
    return re.compile(
        rf"[\n.!?](?:(?<=\n)\n*|{gap}(?<!\b[A-Z]\.){abbreviation}{closing}{{0,3}} {{1,3}})"
    )


class Discourse:
    """The sentences and quotations of one text, asked by position (a code point offset)."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *(gap.end() for gap in _sentence_end().finditer(text))]
        self._quotations = _quotations(text)
        self._quotation_starts = [quotation.start for quotation in self._quotations]

    def sentence_at(self, position: int) -> int:
        """Return the running number of the sentence that holds `position`."""
        return bisect_right(self._starts, position) - 1

    def is_quoted(self, position: int) -> bool:
        """Say whether `position` stands within quotation marks."""
        before = bisect_right(self._quotation_starts, position) - 1
        return before >= 0 and position < self._quotations[before].end


def _quotations(text: str) -> list[Span]:
    """Pair double quotation marks, curly or straight, within a paragraph.

    A mark that is never closed quotes up to the end of its paragraph.
    """
    found: list[Span] = []
    opened: int | None = None
    for mark in re.finditer('["“”\n]', text):
        if mark[0] == "\n":
            closes, opens = True, False
        else:
            closes, opens = mark[0] == "”" or (mark[0] == '"' and opened is not None), True
        if opened is not None and closes:
            found.append(Span(opened, mark.end()))
            opened = None
        elif opened is None and opens and mark[0] != "”":
            opened = mark.start()
    if opened is not None:
        found.append(Span(opened, len(text)))
    return found
