"""A source phrase taken apart: its head, the names in it, and what it is called without a name."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from hedgerow.store.extract.speakers.names import NameMention
from hedgerow.store.span import Span

_LONGEST_DESCRIPTION = 80
_DEFINITE = frozenset("the this that his her its their our my whose".split())
_OPENING = re.compile(r"^(?:by )?(?:the|an?|this|that|these|those) ", re.IGNORECASE)


class Phrase(NamedTuple):
    """One source phrase.

    `head` is its first part, up to a comma, a preposition or a relative clause that no name
    holds. `description` goes on over prepositions, up to a comma or relative clause. `names` are
    the indices of all name mentions in the phrase, `head_names` of those in its head. `tail` is
    what follows the last name of the head there ("news agency"), `noun` the head's last word in
    lower case.
    """

    head: Span
    description: Span
    names: range
    head_names: range
    tail: str
    noun: str
    definite: bool


@cache
def _after_head() -> re.Pattern[str]:
    return re.compile(
        r"[,;:()\n]| (?:of|for|to|from|in|at|on|with|by|about|near|who|which|that|whose|released"
        r"|issued|published|posted|quoted|familiar|close)(?= )"
    )


@cache
def _after_description() -> re.Pattern[str]:
    return re.compile(r"[,;:()\n]| (?:who|which|that|whose)(?= )")


class PhraseReader:
    """Takes phrases of one text apart.

    `mentions` are the text's names, in order; `starts` and `ends`, parallel, are where they are.
    """

    def __init__(
        self,
        text: str,
        mentions: Sequence[NameMention],
        starts: Sequence[int],
        ends: Sequence[int],
    ) -> None:
        self._text = text
        self._mentions = mentions
        self._starts = starts
        self._ends = ends

    def name_at(self, source: Span) -> int | None:
        """Return the index of the name that `source` is, if it is one and nothing else."""
        index = bisect_left(self._starts, source.start)
        if index < len(self._starts) and self._mentions[index].span == source:
            return index
        return None

    def read(self, source: Span) -> Phrase:
        """Take the phrase at `source` apart."""
        names = range(
            bisect_left(self._ends, source.start + 1), bisect_left(self._starts, source.end)
        )
        start, end = source
        cut = self._cut(start, end, names, _after_head())
        head = description = self._bare(start, cut)
        if cut < end:
            cut = self._cut(cut - 1, end, names, _after_description())
            description = self._bare(start, cut)
        inside = sum(1 for index in names if self._starts[index] < head.end)
        head_names = names[:inside]
        text = head.of(self._text)
        after_name = max(self._ends[head_names[-1]], head.start) if head_names else head.start
        words = text.lower().split(" ")
        return Phrase(
            head=head,
            description=Span(head.start, min(description.end, head.start + _LONGEST_DESCRIPTION)),
            names=names,
            head_names=head_names,
            tail=self._text[after_name : head.end] if head_names else text,
            noun=words[-1],
            definite=words[0] in _DEFINITE or "'s" in text,
        )

    def _cut(self, start: int, end: int, names: range, pattern: re.Pattern[str]) -> int:
        """Return where the first match of `pattern` outside a name ends the phrase."""
        for match in pattern.finditer(self._text, start + 1, end):
            at = match.start()
            if not any(self._starts[i] <= at < self._ends[i] for i in names[:8]):
                return at
        return end

    def _bare(self, start: int, end: int) -> Span:
        """Return the span without spaces, quotation marks and a possessive at its edges."""
        text = self._text
        while start < end and text[start] in " \n\"“”'‘(,":
            start += 1
        while start < end and text[end - 1] in " \n\"“”'’),.":
            end -= 1
        if text.endswith("'s", start, end):
            end -= 2
        return Span(start, end)


def without_article(phrase: str) -> str:
    """Return a description as a name: one line, no "the" or "a" before it."""
    return _OPENING.sub("", " ".join(phrase.split()))
