"""What stands in quotation marks in one paragraph, and whether it is really quoted.

The marks are paired by the one division of texts (`passages`). Here is judged what it leaves open,
by who speaks beside it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hedgerow.store.extract.prose.tokens import Line, Token, TokenRange
from hedgerow.store.extract.prose.word_classes import (
    CLOSING_MARK,
    OPENING_MARK,
    QUOTATION_MARKS,
    SENTENCE_ENDS,
)
from hedgerow.store.passages import Quotation

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
    line: Line,
    pairs: Sequence[Quotation],
    next_is_quoted: bool,
    cue_shares: Mapping[str, float],
) -> Quotations:
    """Find the quotations of a paragraph and note in each token which one it stands in.

    `pairs` are the quotations as marks pair them; those within others count for nothing.
    `next_is_quoted` says whether the following paragraph begins with a quotation mark.
    """
    found = Quotations([])
    if not pairs:
        return found
    tokens, _, starts = line
    opened = -1
    # An opening mark that another follows is left without a close: nothing is quoted by it.
    for start, end, ending in sorted(pairs, key=_outer_first):
        first, stop = bisect_left(starts, start), bisect_left(starts, end)
        if first >= stop or (found.ranges and first < found.ranges[-1].stop):
            continue
        if ending == "open":
            opened = first if opened < 0 else opened
        elif ending != "cut":
            found.ranges.append(TokenRange(first, stop))
            if ending == "closed":
                _write(line, first, OPENING_MARK)
            _write(line, stop - 1, CLOSING_MARK)
    if opened >= 0:
        _write(line, opened, OPENING_MARK)
        _settle_unclosed(tokens, opened, next_is_quoted, cue_shares, found)
    for number, quotation in enumerate(found.ranges):
        for token in tokens[quotation.first : quotation.stop]:
            token.quotation = number
    return found


def _outer_first(quotation: Quotation) -> tuple[int, int]:
    return quotation.start, -quotation.end


def _write(line: Line, index: int, mark: str) -> None:
    """Give a mark of any shape the text of a double one."""
    token = line.tokens[index]
    if token.text not in QUOTATION_MARKS:
        token.text = token.lower = line.words[index] = mark


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
        found.ranges[:] = [one for one in found.ranges if one.first < opened]
        found.ranges.append(TokenRange(opened, len(tokens)))
        found.runs_on = next_is_quoted
        return
    ends = (i for i in range(opened, len(tokens)) if tokens[i].text in SENTENCE_ENDS)
    found.unclosed = TokenRange(opened, next(ends, len(tokens)))
