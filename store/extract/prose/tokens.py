"""Words, numbers and marks of an article, with their places."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable
from itertools import accumulate, compress, count
from typing import NamedTuple

from hedgerow.store.passages import TITLES

_ABBREVIATED = "|".join(
    sorted(
        {word.capitalize() for word in TITLES}
        | set("Jr Sr No Inc Corp Co Ltd Jan Feb Mar Apr Aug Sept Sep Oct Nov Dec".split())
    )
)
# The one group makes `split` return the tokens besides what stands between them.
_TOKEN = re.compile(
    rf"""(
    [A-Za-z]++(?=[ ,])                                # most words; the rest is slower to tell
    | (?=[A-Z])(?:{_ABBREVIATED}|[A-Z])\.(?!\w)          # an abbreviation keeps its full stop
    | (?=[A-Za-z][.\-])(?:
        (?:[A-Z]-)?(?:[A-Za-z]\.){{2,}}                # U.S., a.m., D-N.Y.
        | [A-Z]-[A-Z]\.[A-Z]\b                         # D-N.Y
      )
    | [A-Za-zÀ-ɏ]+(?:['’\-][A-Za-zÀ-ɏ]+)*              # don't, China’s, state-run
    | \d+(?:[.,:]\d+)*                                # 6,000, 10:30
    | --                                              # a typewriter's dash
    | '(?=''(?!'))                                    # closes a quotation in a quotation
    | ''|``|‘‘|’’                                     # two characters for a quotation mark
    | …|\.\.\.
    | [^\w\s]                                         # any other mark stands alone
    | \w+                                             # words of other scripts
    )""",
    re.VERBOSE,
)


class TokenRange(NamedTuple):
    """`[first, stop)` as positions in a paragraph's list of tokens."""

    first: int
    stop: int


class Token:
    """One word, number or mark.

    `start` and `end` are code points into the article's text, half-open. `quotation` is the
    position of the quotation that the token stands in (its marks included) among the
    paragraph's quotations, or -1 outside of any.
    """

    __slots__ = ("end", "lower", "quotation", "start", "text")

    def __init__(self, text: str, lower: str, start: int, end: int) -> None:
        self.text = text
        self.lower = lower
        self.start = start
        self.end = end
        self.quotation = -1

    @property
    def capitalised(self) -> bool:
        """Whether the token starts with a capital."""
        return self.text[0].isupper()

    @property
    def quoted(self) -> bool:
        """Whether the token stands in quotation marks, or is one of the two."""
        return self.quotation >= 0

    @property
    def is_word(self) -> bool:
        """Whether the token is a word or a number rather than a mark."""
        return self.text[0].isalnum()


class Line(NamedTuple):
    """The tokens of a line, their texts in lower case, and where they start."""

    tokens: list[Token]
    words: list[str]
    starts: list[int]

    def joined(self, following: Line) -> Line:
        """Give one line of this and the next."""
        return Line(
            self.tokens + following.tokens,
            self.words + following.words,
            self.starts + following.starts,
        )


def tokenise(text: str, start: int, end: int) -> list[Token]:
    """Return the tokens of `text[start:end]` in text order; offsets count from `text`'s start."""
    return tokenise_line(text, start, end).tokens


def tokenise_line(text: str, start: int, end: int) -> Line:
    """Return what `tokenise` does, and what is known of all tokens without looking at each."""
    # All of it is done by built-in functions, since every word of an article comes by here.
    pieces = _TOKEN.split(text[start:end])
    bounds = list(accumulate(map(len, pieces), initial=start))
    words = pieces[1::2]
    lower = list(map(str.lower, words))
    starts = bounds[1::2]
    del starts[len(words) :]  # the end of the last one is no start
    return Line(list(map(Token, words, lower, starts, bounds[2::2])), lower, starts)


def positions(words: Iterable[str], wanted: Container[str]) -> list[int]:
    """Return, in order, at which of `words` one of those `wanted` stands."""
    return list(compress(count(), map(wanted.__contains__, words)))
