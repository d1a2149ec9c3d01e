"""Puts a paragraph's sentences together to those that the attribution patterns look at.

A sentence here never ends inside a quotation, so that one holds "he said" together with all that
was quoted beside it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence

from hedgerow.store.extract.prose.clause_ends import find_clause_ends
from hedgerow.store.extract.prose.tokens import Token, TokenRange
from hedgerow.store.extract.prose.word_classes import (
    QUOTATION_MARKS,
    SENTENCE_ENDS,
)

# No sentence of an article has more words in its own voice; keeps the work on text without full
# stops linear.
_MOST_UNQUOTED_TOKENS = 250
# How far behind a quoted question or exclamation its "she asked" may stand.
_CUE_WINDOW = 14
_BRACKETS = frozenset(")]")
_MOST_BRACKETS = 4


class Sentence:
    """A sentence as the patterns see it: a window on its paragraph's tokens.

    `first` and `stop` delimit it among `tokens`; `end` is `stop` without the closing
    punctuation. `quotations` are the paragraph's, by number. `cue_shares` gives for a lower-case
    word how often it heads a cue.
    """

    __slots__ = (
        "_clause_ends",
        "_places",
        "cue_shares",
        "end",
        "first",
        "quotations",
        "stop",
        "tokens",
    )

    def __init__(
        self,
        tokens: Sequence[Token],
        quotations: Sequence[TokenRange],
        places: Sequence[int],
        bounds: TokenRange,
        cue_shares: Mapping[str, float],
    ) -> None:
        self.tokens = tokens
        self.quotations = quotations
        self._places = places
        self.first, self.stop = bounds
        self.cue_shares = cue_shares
        self.end = self.stop
        while self.end > self.first + 1 and self._is_final_mark(self.end - 1):
            self.end -= 1
        self._clause_ends: list[int] | None = None

    def _is_final_mark(self, index: int) -> bool:
        token = self.tokens[index]
        return token.text in SENTENCE_ENDS and token.quotation < 0

    def cue_share(self, index: int) -> float:
        """Return how often the word at `index` heads a cue; 0 if it stands in a quotation."""
        token = self.tokens[index]
        return self.cue_shares.get(token.lower, 0.0) if token.quotation < 0 else 0.0

    def clause_end(self, index: int) -> int:
        """Return where a content that starts at `index` must stop at the latest."""
        if self._clause_ends is None:
            places = self._places
            within = places[bisect_right(places, self.first) : bisect_left(places, self.end)]
            self._clause_ends = find_clause_ends(
                self.tokens, within, TokenRange(self.first, self.end), self.cue_shares
            )
        following = bisect_left(self._clause_ends, index + 1)
        return self._clause_ends[following] if following < len(self._clause_ends) else self.end


def split_sentences(
    tokens: Sequence[Token],
    places: Sequence[int],
    quotations: Sequence[TokenRange],
    ends: Sequence[int],
    cue_shares: Mapping[str, float],
) -> Iterator[Sentence]:
    """Yield the sentences of a paragraph in order; together they cover it without a gap.

    `places` are the positions in `tokens`, in order, of every mark, of every word that may head
    a cue, and of every "as". `ends` are the positions of the tokens before which, as texts are
    divided, a sentence has ended.
    """
    first = 0
    for stop in _with_cuts(tokens, ends) if len(tokens) >= _MOST_UNQUOTED_TOKENS else ends:
        if first < stop < len(tokens) and _ends_sentence(tokens, quotations, stop, cue_shares):
            yield Sentence(tokens, quotations, places, TokenRange(first, stop), cue_shares)
            first = stop
    if first < len(tokens):
        yield Sentence(tokens, quotations, places, TokenRange(first, len(tokens)), cue_shares)


def _with_cuts(tokens: Sequence[Token], ends: Sequence[int]) -> list[int]:
    """Return `ends`, and where to cut what goes on for too long without any, in order."""
    places = []
    unquoted = 0
    following = iter((*ends, len(tokens)))
    end = next(following)
    for index, token in enumerate(tokens):
        if index == end:
            places.append(index)
            end = next(following)
            if token.quotation < 0:
                unquoted = 0
        elif unquoted >= _MOST_UNQUOTED_TOKENS and token.quotation < 0:
            places.append(index)
            unquoted = 0
        unquoted += token.quotation < 0
    return places


def _ends_sentence(
    tokens: Sequence[Token],
    quotations: Sequence[TokenRange],
    stop: int,
    cue_shares: Mapping[str, float],
) -> bool:
    """Say whether what ends before `stop` isn't quoted, and belongs to nobody who follows."""
    last = stop - 1
    least = max(0, last - _MOST_BRACKETS)
    while last > least and tokens[last].quotation < 0 and tokens[last].text in _BRACKETS:
        last -= 1
    quotation = tokens[last].quotation
    if quotation < 0:
        return True
    if quotations[quotation].stop != last + 1:
        return False
    return not _attribution_follows(tokens, last, cue_shares)


def _attribution_follows(
    tokens: Sequence[Token], close: int, cue_shares: Mapping[str, float]
) -> bool:
    """Say whether the sentence goes on behind a quotation that ends with its own full stop.

    `“Is it true?” Jones asked.` goes on; `“It is true.” Jones left.` doesn't.
    """
    following = tokens[close + 1 : close + _CUE_WINDOW]
    if following and following[0].text[0].islower():
        return True
    if tokens[close - 1].text == ".":
        return False
    for distance, token in enumerate(following):
        if token.text in ".,;:" or token.text in QUOTATION_MARKS:
            return False
        if distance and token.lower in cue_shares:
            return True
    return False
