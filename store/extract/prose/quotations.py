"""Finds what stands in double quotation marks in one paragraph, whatever way they were set.

News pages mix “ and ", open one way and close the other, open without closing, write two
apostrophes for one mark, and set an opening mark on each paragraph of a long quotation but a
closing one on the last only.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from hedgerow.store.extract.prose.tokens import Token, TokenRange
from hedgerow.store.extract.prose.word_classes import (
    CLOSING_MARK,
    OPENING_MARK,
    QUOTATION_MARKS,
    SENTENCE_ENDS,
    STRAIGHT_MARKS,
)

# A closing mark without an opening one counts from the paragraph's start, if that is so near.
_UNOPENED_LIMIT = 60
# An opening mark with fewer tokens behind it is a slip, not a quotation.
_UNCLOSED_MINIMUM = 4
# A word that heads a cue at least this often shows that the reporter is speaking again.
_REPORTING_SHARE = 0.6
_NOTHING = TokenRange(0, 0)


@dataclass(slots=True)
class Quotations:
    """The quotations of one paragraph.

    `ranges` are token ranges that include the marks. `runs_on` says that the last one was left
    open because the next paragraph continues it. `unclosed` is a sentence behind an opening mark
    to which no close was found: it is read as ordinary text, but its words count as quoted.
    """

    ranges: list[TokenRange]
    runs_on: bool = False
    unclosed: TokenRange = _NOTHING

    def touch(self, part: TokenRange) -> bool:
        """Say whether any token of `part` stands in quotation marks."""
        following = bisect_left(self.ranges, (part.stop, 0))
        return following > 0 and self.ranges[following - 1].stop > part.first


def mark_quotations(
    tokens: Sequence[Token],
    places: Iterable[int],
    next_is_quoted: bool,
    cue_shares: Mapping[str, float],
) -> Quotations:
    """Find the quotations of a paragraph and note in each token which one it stands in.

    `places` are positions in `tokens`, in order, among which every quotation mark is.
    `next_is_quoted` says whether the following paragraph begins with a quotation mark.
    """
    found = Quotations([])
    opened = -1
    for index in places:
        token = tokens[index]
        if token.text not in QUOTATION_MARKS:
            continue
        if token.text == OPENING_MARK or (token.text in STRAIGHT_MARKS and opened < 0):
            # A second “ leaves the first without a close.
            opened = index
        elif opened >= 0:
            found.ranges.append(TokenRange(opened, index + 1))
            opened = -1
        elif token.text == CLOSING_MARK and index < _UNOPENED_LIMIT and not found.ranges:
            found.ranges.append(TokenRange(0, index + 1))
    if opened >= 0:
        _settle_unclosed(tokens, opened, next_is_quoted, cue_shares, found)
    for number, quotation in enumerate(found.ranges):
        for token in tokens[quotation.first : quotation.stop]:
            token.quotation = number
    return found


def _settle_unclosed(
    tokens: Sequence[Token],
    opened: int,
    next_is_quoted: bool,
    cue_shares: Mapping[str, float],
    found: Quotations,
) -> None:
    """Decide how far a quotation reaches that its paragraph doesn't close."""
    if len(tokens) - opened <= _UNCLOSED_MINIMUM:
        return
    introduced = opened > 0 and tokens[opened - 1].text in (",", ":")
    reported = any(
        cue_shares.get(token.lower, 0.0) >= _REPORTING_SHARE for token in tokens[opened + 1 :]
    )
    if next_is_quoted or introduced or not reported:
        found.ranges.append(TokenRange(opened, len(tokens)))
        found.runs_on = next_is_quoted
        return
    ends = (i for i in range(opened, len(tokens)) if tokens[i].text in SENTENCE_ENDS)
    found.unclosed = TokenRange(opened, next(ends, len(tokens)))
