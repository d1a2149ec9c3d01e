"""Prepares an article's paragraphs for the attribution patterns: tokens, quotations, sentences."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import NamedTuple

from hedgerow.store.extract.prose.quotations import Quotations, mark_quotations
from hedgerow.store.extract.prose.sentences import Sentence, split_sentences
from hedgerow.store.extract.prose.tokens import Line, Token, TokenRange, positions, tokenise_line
from hedgerow.store.extract.prose.word_classes import QUOTATION_MARKS, SENTENCE_ENDS
from hedgerow.store.passages import Quotation, paired_marks, sentence_ends
from hedgerow.store.span import Span

_LINE = re.compile(r"[^\n]+")
_STRONG_SHARE = 0.4
# So many paragraphs are made ready before the first is handed out. What runs again and again before
# something else does is at hand in the processor's caches: it saves 3 % of all extraction.
_READ_AT_ONCE = 32
_NOTABLE_MARKS = QUOTATION_MARKS | SENTENCE_ENDS
_JOINERS_OF_CLAUSES = ("as",)


class Paragraph:
    """One paragraph, ready to be searched.

    `words` are the tokens in lower case, for what looks at nothing else. `cues` holds the
    positions, among `tokens`, of the words outside quotation marks that may head a cue;
    `strong_cues` of those that do so more than 40 % of the time; `sentence_starts` the first
    position of each sentence.
    """

    __slots__ = (
        "cues",
        "quotations",
        "sentence_starts",
        "sentences",
        "strong_cues",
        "tokens",
        "words",
    )

    def __init__(
        self,
        tokens: list[Token],
        words: list[str],
        quotations: Quotations,
        sentences: list[Sentence],
        cues: list[int],
        strong_cues: list[int],
    ) -> None:
        self.tokens = tokens
        self.words = words
        self.quotations = quotations
        self.sentences = sentences
        self.cues = cues
        self.strong_cues = strong_cues
        self.sentence_starts = [sentence.first for sentence in sentences]

    def span_of(self, part: TokenRange) -> Span:
        """Return the code points of the article that the tokens of `part` cover."""
        return Span(self.tokens[part.first].start, self.tokens[part.stop - 1].end)

    def sentence_at(self, index: int) -> Sentence:
        """Return the sentence that holds the token at `index`."""
        return self.sentences[bisect_right(self.sentence_starts, index) - 1]

    def strong_cues_beside(self, index: int) -> tuple[int, int]:
        """Count the strong cues before and behind `index` in its sentence."""
        sentence = self.sentence_at(index)
        cues = self.strong_cues
        before = bisect_left(cues, index) - bisect_left(cues, sentence.first)
        behind = bisect_left(cues, sentence.stop) - bisect_right(cues, index)
        return before, behind


class _Divided(NamedTuple):
    """A paragraph as texts are divided: its tokens, quotations and ends of sentences."""

    line: Line
    pairs: list[Quotation]
    ends: list[int]


def split_paragraphs(text: str, cue_shares: Mapping[str, float]) -> Iterator[Paragraph]:
    """Yield the paragraphs of `text` that hold at least one word or mark, in text order.

    `text` is one that `flowing` gives: each line is a paragraph. But a line that ends in a colon
    and the quotation on the next are one. `cue_shares` gives for a lower-case word how often it
    heads a cue.
    """
    notable = _NOTABLE_MARKS.union(cue_shares, _JOINERS_OF_CLAUSES)
    divided = _joined(text)
    while some := list(islice(divided, _READ_AT_ONCE)):
        yield from [_prepare(one, quoted, cue_shares, notable) for one, quoted in some]


def _joined(text: str) -> Iterator[tuple[_Divided, bool]]:
    """Yield each paragraph, and whether the next begins with a quotation mark."""
    last: _Divided | None = None
    for following in _divided(text):
        next_is_quoted = _begins_quoted(following)
        if last is None:
            last = following
        elif last.line.words[-1] == ":" and next_is_quoted:
            line = last.line.joined(following.line)
            last = _Divided(line, last.pairs + following.pairs, last.ends[:-1] + following.ends)
        else:
            yield last, next_is_quoted
            last = following
    if last is not None:
        yield last, False


def _begins_quoted(one: _Divided) -> bool:
    if one.line.words[0] in QUOTATION_MARKS:
        return True
    return bool(one.pairs) and any(pair.start == one.line.starts[0] for pair in one.pairs)


def _divided(text: str) -> Iterator[_Divided]:
    lines = _LINE.finditer(text)
    while some := list(islice(lines, _READ_AT_ONCE)):
        tokenised = [line for one in some if (line := tokenise_line(text, *one.span())).tokens]
        spans = [Span(tokens[0].start, tokens[-1].end) for tokens, _, _ in tokenised]
        paired = [paired_marks(text, span) for span in spans]
        ends = [list(sentence_ends(text, span, *span)) for span in spans]
        yield from map(_Divided, tokenised, paired, ends)


def _prepare(
    divided: _Divided,
    next_is_quoted: bool,
    cue_shares: Mapping[str, float],
    notable: frozenset[str],
) -> Paragraph:
    (tokens, words, starts), pairs, ends = divided
    quotations = mark_quotations(divided.line, pairs, next_is_quoted, cue_shares)
    # All that follows looks at these few places only, so that the tokens are gone over once.
    places = positions(words, notable)
    cues = [index for index in places if words[index] in cue_shares and tokens[index].quotation < 0]
    strong_cues = [index for index in cues if cue_shares[words[index]] > _STRONG_SHARE]
    stops = [bisect_left(starts, end) for end in ends]
    sentences = list(split_sentences(tokens, places, quotations.ranges, stops, cue_shares))
    return Paragraph(tokens, words, quotations, sentences, cues, strong_cues)
