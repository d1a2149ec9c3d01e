"""A quotation whose speaker stands behind it."""

from __future__ import annotations

from store.extract.attributions.frames import Frame, trimmed, verb_cue
from store.extract.attributions.noun_phrases import phrase_after
from store.extract.prose.sentences import Sentence
from store.extract.prose.tokens import TokenRange
from store.extract.prose.word_classes import (
    CLOSING_MARKS,
    DASHES,
    LOOSE_PUNCTUATION,
    SENTENCE_ENDS,
)

# Words before a quotation that may belong to its content.
_LONGEST_LEAD = 100
# How far behind its speaker a quotation may go on.
_RESUMPTION_WINDOW = 14
# A word that heads a cue more often than this has a content of its own before the quotation.
_CUE_SHARE = 0.3
_SEPARATORS = frozenset(",") | DASHES
_BEFORE_CLOSE = _SEPARATORS | SENTENCE_ENDS


def frame_after_quotation(
    sentence: Sentence, head: int, subject: TokenRange | None
) -> Frame | None:
    """Recognise the quotation before the verb at `head` and its `subject`.

    - `“It is over,” Jones said.`
    - `“It is over,” said Jones, a lawyer. “We lost.”`
    - `The case “is over,” Jones said.` (mixed: the content starts with the sentence)
    """
    number = _quotation_before_subject(sentence, subject)
    if number >= 0:
        pattern, source, resumed = "quotation-subject-verb", subject, head + 1
    else:
        number = _quotation_ending_at(sentence, head)
        if number < 0:
            return None
        source = phrase_after(sentence, head + 1)
        pattern = "quotation-verb-subject"
        resumed = source.stop if source else head + 1
    quotation = sentence.quotations[number]
    first = _content_start(sentence, quotation.first)
    content = trimmed(sentence.tokens, first, quotation.stop)
    content += _resumed_quotation(sentence, resumed)
    return Frame(pattern, head, verb_cue(sentence, head, source), source, content)


def _quotation_before_subject(sentence: Sentence, subject: TokenRange | None) -> int:
    """Return the number of the quotation that a separator sets off from `subject`, or -1."""
    if subject is None:
        return -1
    tokens = sentence.tokens
    close = subject.first - 1
    if close >= sentence.first and tokens[close].text in _SEPARATORS:
        close -= 1
    if close <= sentence.first:
        return -1
    separated = tokens[close - 1].text in _BEFORE_CLOSE or tokens[close + 1].text in _SEPARATORS
    return _quotation_ending_at(sentence, close + 1) if separated else -1


def _quotation_ending_at(sentence: Sentence, index: int) -> int:
    """Return the number of the quotation whose closing mark stands just before `index`, or -1."""
    if index <= sentence.first:
        return -1
    token = sentence.tokens[index - 1]
    return token.quotation if token.text in CLOSING_MARKS else -1


def _content_start(sentence: Sentence, opening: int) -> int:
    """Return where the content starts that ends with the quotation opened at `opening`.

    Words that run into the quotation without a comma are part of the content.
    """
    tokens = sentence.tokens
    if opening <= sentence.first or tokens[opening - 1].text in LOOSE_PUNCTUATION:
        return opening
    earliest = max(sentence.first, opening - _LONGEST_LEAD)
    has_other_cue = any(
        sentence.cue_share(index) > _CUE_SHARE for index in range(earliest, opening)
    )
    return opening if has_other_cue or earliest > sentence.first else sentence.first


def _resumed_quotation(sentence: Sentence, index: int) -> list[TokenRange]:
    """Return the quotation that goes on behind the speaker, in this sentence or as the next one.

    A following one that ends in a comma waits for a speaker of its own, one behind a participle
    has a cue of its own, and one behind a word is a name or a title ("on “Meet the Press”").
    """
    tokens = sentence.tokens
    for position in range(index, min(len(tokens), index + _RESUMPTION_WINDOW)):
        token = tokens[position]
        if token.quotation >= 0:
            quotation = sentence.quotations[token.quotation]
            if position == index or tokens[position - 1].is_word:
                return []
            waits = position >= sentence.stop and tokens[quotation.stop - 2].text == ","
            return [] if waits else [quotation]
        if token.lower.endswith("ing") and sentence.cue_share(position) > _CUE_SHARE:
            return []
        following = tokens[position + 1] if position + 1 < len(tokens) else token
        if token.text == "." and following.quotation < 0:
            return []
    return []
