"""A quotation whose speaker stands behind it."""

from __future__ import annotations

from hedgerow.store.extract.attributions.following_phrases import phrase_after
from hedgerow.store.extract.attributions.frames import Frame, trimmed, verb_cue
from hedgerow.store.extract.prose.sentences import Sentence
from hedgerow.store.extract.prose.tokens import TokenRange
from hedgerow.store.extract.prose.word_classes import (
    ASIDE_STARTS,
    CLOSING_MARKS,
    DASHES,
    LOOSE_PUNCTUATION,
    SENTENCE_ENDS,
)

# Words before a quotation that may belong to its content.
_LONGEST_LEAD = 100
_LONGEST_LEAD_IN = 14
# How far behind its speaker a quotation may go on.
_RESUMPTION_WINDOW = 40
# A word that heads a cue more often than this has a content of its own before the quotation.
_CUE_SHARE = 0.3
# A word that heads a cue more often than this is surely a verb of saying.
_VERB_SHARE = 0.7
_SEPARATORS = frozenset(",") | DASHES
_BEFORE_CLOSE = _SEPARATORS | SENTENCE_ENDS | {"…", "..."}
_INNER_MARKS = frozenset(("’", "'"))


def frame_after_quotation(
    sentence: Sentence, head: int, subject: TokenRange | None
) -> Frame | None:
    """Recognise the quotation before the verb at `head` and its `subject`.

    - `“It is over,” Jones said.`
    - `“It is over,” said Jones, a lawyer. “We lost.”`
    - `The case “is over,” Jones said.` (mixed: the content starts with the sentence)
    """
    number = _quotation_before_subject(sentence, head, subject)
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
    if _names_a_title(sentence, quotation.first, head):
        return None
    first = _content_start(sentence, quotation.first)
    content = trimmed(sentence.tokens, first, quotation.stop)
    content += _resumed_quotation(sentence, resumed)
    return Frame(pattern, head, verb_cue(sentence, head, source), source, content)


def _quotation_before_subject(sentence: Sentence, head: int, subject: TokenRange | None) -> int:
    """Return the number of the quotation that a separator sets off from `subject`, or -1."""
    if subject is None:
        return -1
    tokens = sentence.tokens
    close = subject.first - 1
    if close >= sentence.first and tokens[close].text in _SEPARATORS:
        close -= 1
    if close <= sentence.first:
        return -1
    last = close - 1
    if tokens[last].text in _INNER_MARKS:
        last -= 1
    separated = (
        tokens[last].text in _BEFORE_CLOSE
        or tokens[close + 1].text in _SEPARATORS
        or _ends_clause(sentence, head)
    )
    return _quotation_ending_at(sentence, close + 1) if separated else -1


def _ends_clause(sentence: Sentence, head: int) -> bool:
    """Say whether a sure verb of saying ends the sentence (`It is “over” Jones said.`)."""
    return head + 1 >= sentence.end and sentence.cue_share(head) > _VERB_SHARE


def _quotation_ending_at(sentence: Sentence, index: int) -> int:
    """Return the number of the quotation whose closing mark stands just before `index`, or -1."""
    if index <= sentence.first:
        return -1
    token = sentence.tokens[index - 1]
    return token.quotation if token.text in CLOSING_MARKS else -1


def _names_a_title(sentence: Sentence, opening: int, head: int) -> bool:
    """Say whether the quotation at `opening` belongs to a lead-in (`On “Today,” Jones said`)."""
    tokens = sentence.tokens
    if opening <= sentence.first or not tokens[opening - 1].is_word:
        return False
    if (
        tokens[sentence.first].lower not in ASIDE_STARTS
        or opening - sentence.first > _LONGEST_LEAD_IN
    ):
        return False
    return (
        head + 1 < sentence.end
        and tokens[head + 1].is_word
        and (tokens[head + 1].lower not in ASIDE_STARTS)
    )


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
    has_cue = False
    position = index
    last = min(len(tokens), index + _RESUMPTION_WINDOW)
    while position < last:
        token = tokens[position]
        if token.quotation >= 0:
            quotation = sentence.quotations[token.quotation]
            if tokens[position - 1].is_word and position > index:
                # A name or a title: the words may yet go on behind it.
                if position < sentence.stop and quotation.stop < last:
                    position = quotation.stop
                    continue
                return []
            if position == index or (has_cue and position < sentence.stop):
                return []
            waits = position >= sentence.stop and tokens[quotation.stop - 2].text == ","
            return [] if waits else [quotation]
        has_cue = has_cue or (
            token.lower.endswith("ing") and sentence.cue_share(position) > _CUE_SHARE
        )
        following = tokens[position + 1] if position + 1 < len(tokens) else token
        if token.text == "." and following.quotation < 0:
            return []
        position += 1
    return []
