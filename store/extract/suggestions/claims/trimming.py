"""Takes away what stands around a statement and isn't part of it: marks, "that", "Meanwhile,"."""

from __future__ import annotations

from collections.abc import Sequence

from hedgerow.store.extract.prose.paragraphs import Paragraph
from hedgerow.store.extract.prose.tokens import Token, TokenRange
from hedgerow.store.extract.prose.word_classes import (
    DASHES,
    LOOSE_PUNCTUATION,
    QUOTATION_MARKS,
    SENTENCE_ENDS,
)

_LOOSE_MARKS = LOOSE_PUNCTUATION | SENTENCE_ENDS | frozenset(("…", "...", "•", "*"))
_LEADING = _LOOSE_MARKS | frozenset(") that and but so or yet".split())
# Adverbs that belong to no statement if a comma follows.
_JOINING_ADVERBS = frozenset(
    """
    meanwhile however moreover furthermore besides therefore thus still also indeed instead
    additionally nevertheless nonetheless then well now yes no again overall separately similarly
    likewise notably importantly finally first firstly second secondly third lastly
    """.split()
)
_LONGEST_DATELINE = 8


def trimmed(paragraph: Paragraph, part: TokenRange) -> TokenRange:
    """Return what is left of a statement without the marks and words that only lead up to it.

    Quotation marks stay where they are around a piece of the statement only.
    """
    tokens = paragraph.tokens
    first, stop = part
    while first < stop:
        word = tokens[first].lower
        if word in _JOINING_ADVERBS and first + 1 < stop and tokens[first + 1].text == ",":
            first += 2
        elif word in _LEADING or _is_opened_for_all(paragraph, first, stop):
            first += 1
        else:
            break
    while stop > first and (
        tokens[stop - 1].text in _LOOSE_MARKS or _is_closed_for_all(paragraph, first, stop)
    ):
        stop -= 1
    return TokenRange(first, stop)


def behind_dateline(tokens: Sequence[Token], first: int) -> int:
    """Return where a report begins behind "LONDON (AP) —", or `first` where there is no such."""
    if not tokens[first].text.isupper():
        return first
    for index, token in enumerate(tokens[first + 1 : first + _LONGEST_DATELINE], first + 1):
        if token.text in DASHES:
            return index + 1
        if token.text[0].islower():
            break
    return first


def _is_opened_for_all(paragraph: Paragraph, first: int, stop: int) -> bool:
    """Say whether a quotation mark at `first` has no partner but at the statement's end."""
    token = paragraph.tokens[first]
    if token.text not in QUOTATION_MARKS:
        return False
    quotation = paragraph.quotations.ranges[token.quotation] if token.quoted else None
    # Behind the closing mark the full stop may follow.
    return quotation is None or quotation.first != first or quotation.stop >= stop - 1


def _is_closed_for_all(paragraph: Paragraph, first: int, stop: int) -> bool:
    """Say whether a quotation mark before `stop` has no partner within the statement."""
    token = paragraph.tokens[stop - 1]
    if token.text not in QUOTATION_MARKS:
        return False
    quotation = paragraph.quotations.ranges[token.quotation] if token.quoted else None
    return quotation is None or quotation.stop != stop or quotation.first < first
