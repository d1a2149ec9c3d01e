"""Tells single quotation marks, as British papers set them, from apostrophes.

‘It’s the farmers’ bridge,’ she said: only the last ’ closes the quotation.
"""

from __future__ import annotations

from collections.abc import Sequence

from hedgerow.store.extract.prose.tokens import Token
from hedgerow.store.extract.prose.word_classes import CLOSING_MARK, OPENING_MARK, QUOTATION_MARKS

_OPENING = "‘"
_CLOSING = "’"
_STRAIGHT = "'"
_OPENING_MARKS = frozenset((_OPENING, _STRAIGHT))
# What stands before the closing mark where it can't be an apostrophe.
_INSIDE_CLOSE = frozenset(",.?!…;") | {"...", ")", "—", "–"}
# Shortened words that some pages set with an opening mark: ‘em, ‘til.
_SHORTENED = frozenset("em til tis twas cause n bout round".split())
# A quotation in single marks has at most so many tokens; keeps the work linear.
_LONGEST = 400


def read_single_marks(tokens: Sequence[Token]) -> None:
    """Give the single marks around quotations the text of double ones, if `tokens` has none.

    Within double marks single ones set off a quotation in a quotation, which isn't looked at.
    """
    openings = [index for index, token in enumerate(tokens) if token.text in _OPENING_MARKS]
    if not openings or any(token.text in QUOTATION_MARKS for token in tokens):
        return
    last = -1
    for index in openings:
        if index <= last or not _may_open(tokens, index):
            continue
        close = _closing_mark(tokens, index)
        if close is not None:
            _write(tokens[index], OPENING_MARK)
            _write(tokens[close], CLOSING_MARK)
            last = close
        elif index == 0 and tokens[index].text == _OPENING:
            # The first of several paragraphs, of which only the last has a closing mark.
            _write(tokens[index], OPENING_MARK)


def _write(token: Token, mark: str) -> None:
    token.text = token.lower = mark


def _may_open(tokens: Sequence[Token], index: int) -> bool:
    if index + 1 >= len(tokens) or not _touches_next(tokens, index):
        return False
    following = tokens[index + 1]
    if not following.text[0].isalpha() and following.text not in ("…", "..."):
        return False
    if index and _touches_next(tokens, index - 1) and tokens[index - 1].text not in ("(", "—", "–"):
        return False
    return following.lower not in _SHORTENED


def _closing_mark(tokens: Sequence[Token], opening: int) -> int | None:
    """Return the mark that closes the quotation, or None: then `opening` is an apostrophe.

    A mark behind a comma or full stop closes for certain; one behind a word may be a plural's
    apostrophe, as in "the farmers’ bridge", and counts only if none of the first kind follows.
    """
    mark = _CLOSING if tokens[opening].text == _OPENING else _STRAIGHT
    possible = None
    for index in range(opening + 2, min(len(tokens), opening + _LONGEST)):
        text = tokens[index].text
        if text == tokens[opening].text != mark:
            break
        if text != mark or not _touches_next(tokens, index - 1):
            continue
        if index + 1 < len(tokens) and _touches_next(tokens, index) and tokens[index + 1].is_word:
            continue
        if tokens[index - 1].text in _INSIDE_CLOSE:
            return index
        is_plural = tokens[index - 1].lower.endswith("s") and (
            index + 1 < len(tokens) and tokens[index + 1].is_word
        )
        if not is_plural:
            return index
        if possible is None:
            possible = index
    return possible


def _touches_next(tokens: Sequence[Token], index: int) -> bool:
    return tokens[index].end == tokens[index + 1].start
