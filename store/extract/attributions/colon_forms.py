"""A source and its words joined by a colon alone: headlines, transcripts, subtitles."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from hedgerow.store.extract.attributions.frames import Frame, trimmed
from hedgerow.store.extract.attributions.shared_subject import subject_of
from hedgerow.store.extract.prose.sentences import Sentence
from hedgerow.store.extract.prose.tokens import Token, TokenRange
from hedgerow.store.extract.prose.word_classes import SENTENCE_ENDS

_LONGEST_NAME = 5
_LONGEST_HEADLINE_NAME = 3
_SHORTEST_CONTENT = 3
_INSIDE_NAMES = frozenset((".", "’"))
# Marks by which a page sets its own label apart from a headline: "Also Read | …".
_LABEL_MARKS = frozenset("|»•")


def speaker_before_colon(tokens: Sequence[Token]) -> Frame | None:
    """Recognise a paragraph that starts with its speaker's name: "Clinton: I disagree."."""
    length = _name_length(tokens[: _LONGEST_NAME + 1])
    if not length or len(tokens) - length <= _SHORTEST_CONTENT:
        return None
    content = trimmed(tokens, length + 1, len(tokens))
    is_headline = tokens[-1].is_word and length <= _LONGEST_HEADLINE_NAME
    pattern = "speaker-colon-headline" if is_headline else "speaker-colon"
    return _colon_frame(pattern, tokens, length, TokenRange(0, length), content)


def speaker_after_colon(tokens: Sequence[Token]) -> Frame | None:
    """Recognise a headline that ends with its speaker: "Also Read | City has fallen: Kremlin"."""
    length = _name_length(tokens[: -_LONGEST_NAME - 2 : -1])
    colon = len(tokens) - length - 1
    if not length or colon <= _SHORTEST_CONTENT or not tokens[-1].capitalised:
        return None
    if any(token.text in SENTENCE_ENDS for token in tokens):
        return None
    content = trimmed(tokens, _after_label(tokens, colon), colon)
    source = TokenRange(colon + 1, len(tokens))
    return _colon_frame("colon-speaker", tokens, colon, source, content)


def quotation_after_colon(sentence: Sentence, earlier: Sequence[Frame]) -> Frame | None:
    """Recognise a sentence that leads to a quotation without a cue: "Lopez was blunt: “No.”"."""
    tokens = sentence.tokens
    quotations = sentence.quotations
    number = bisect_left(quotations, (sentence.first + 2, 0))
    while number < len(quotations) and quotations[number].first < sentence.end:
        quotation = quotations[number]
        colon = quotation.first - 1
        if tokens[colon].text == ":" and tokens[colon].quotation < 0:
            if any(part.stop > quotation.first for frame in earlier for part in frame.content):
                return None
            cue = TokenRange(colon, colon + 1)
            return Frame("colon-quotation", colon, cue, subject_of(sentence), [quotation])
        number += 1
    return None


def _name_length(tokens: Sequence[Token]) -> int:
    """Return how many tokens of a name come before the first colon, 0 if other tokens do."""
    for length, token in enumerate(tokens):
        if token.text == ":":
            return length
        if not token.capitalised and token.text not in _INSIDE_NAMES:
            return 0
    return 0


def _colon_frame(
    pattern: str,
    tokens: Sequence[Token],
    colon: int,
    source: TokenRange,
    content: list[TokenRange],
) -> Frame | None:
    if tokens[colon].quotation >= 0 or not content:
        return None
    return Frame(pattern, colon, TokenRange(colon, colon + 1), source, content)


def _after_label(tokens: Sequence[Token], stop: int) -> int:
    for index in range(stop - 1, -1, -1):
        if tokens[index].text in _LABEL_MARKS:
            return index + 1
    return 0
