"""Content that follows its cue, in the reporter's words or quoted."""

from __future__ import annotations

from hedgerow.store.extract.attributions.following_phrases import phrase_after
from hedgerow.store.extract.attributions.frames import Frame, trimmed, verb_cue
from hedgerow.store.extract.prose.sentences import Sentence
from hedgerow.store.extract.prose.tokens import TokenRange
from hedgerow.store.extract.prose.word_classes import (
    BROADCASTERS,
    CONTENT_OPENERS,
    DAYS,
    OBJECT_PRONOUNS,
    REQUESTING_VERBS,
    SAYING_VERBS,
    TELLING_VERBS,
    TIME_AND_PLACE,
    in_verb_group,
)

_BEFORE_TIMES = frozenset(("last", "this", "late", "early"))
# Sizes in tokens of what may stand between a cue and its content.
_LONGEST_RECIPIENT = 12
_LONGEST_GAP_TO_THAT = 7
_LONGEST_ADVERBIAL = 22
# A word that heads a cue more often than this begins a clause of its own ("said Berg had told").
_VERB_SHARE = 0.5


def frame_before_content(sentence: Sentence, head: int, subject: TokenRange | None) -> Frame | None:
    """Recognise the content behind the verb or noun at `head`, up to the next clause with a cue.

    - "The ministry said on Monday that the talks had failed."
    - "Jones told reporters the talks had failed."
    - `Jones said in a statement: “It is over.”`
    """
    tokens = sentence.tokens
    if head == sentence.first and tokens[head].lower in SAYING_VERBS:
        return _inverted_frame(sentence, head)
    cue = verb_cue(sentence, head, subject)
    after_recipient = _skip_recipient(sentence, head)
    index = _skip_time(sentence, after_recipient or cue.stop)
    index = _skip_according(sentence, index)
    if tokens[head].lower in SAYING_VERBS:
        index = _skip_adverbial(sentence, index)
    while index < sentence.end and tokens[index].text in (",", ":"):
        index += 1
    if index >= sentence.end:
        return None
    stop = sentence.clause_end(index)
    if subject is not None and _is_relative(sentence, subject):
        stop = _relative_end(sentence, index, stop)
    content = trimmed(tokens, index, stop)
    pattern = "verb-recipient-content" if after_recipient else "verb-content"
    return Frame(pattern, head, cue, subject, content)


def _inverted_frame(sentence: Sentence, head: int) -> Frame | None:
    """Recognise the verb that opens its sentence: "Said Lopez: “It is over.”"."""
    source = phrase_after(sentence, head + 1)
    if source is None:
        return None
    content = trimmed(sentence.tokens, source.stop, sentence.end)
    return Frame("verb-subject-content", head, TokenRange(head, head + 1), source, content)


def _skip_recipient(sentence: Sentence, head: int) -> int | None:
    """Return where the content of "told X that …" starts, or None if no recipient is seen."""
    tokens = sentence.tokens
    first = head + 1
    if tokens[head].lower not in TELLING_VERBS or first >= sentence.end:
        return None
    if tokens[first].quotation >= 0 or tokens[first].lower in ("that", "to"):
        return None
    if tokens[head].lower in REQUESTING_VERBS and _is_request(sentence, first):
        return first
    return _recipient_end(sentence, first)


def _is_request(sentence: Sentence, first: int) -> bool:
    """Say whether the recipient at `first` is asked to do something ("asked Wang to leave")."""
    for token in sentence.tokens[first : min(sentence.end, first + _LONGEST_RECIPIENT)]:
        if token.quotation >= 0:
            return False
        if token.lower in CONTENT_OPENERS:
            return token.lower == "to"
    return False


def _recipient_end(sentence: Sentence, first: int) -> int | None:
    """Return where the content starts behind the recipient at `first`, or None if unclear."""
    tokens = sentence.tokens
    for index in range(first, min(sentence.end, first + _LONGEST_RECIPIENT)):
        token = tokens[index]
        if token.quotation >= 0 or token.lower in CONTENT_OPENERS or token.text in (",", ":"):
            return index
        if token.text == ".":
            break
    recipient = tokens[first]
    if recipient.capitalised or recipient.lower in BROADCASTERS | OBJECT_PRONOUNS:
        return first + 1
    return None


def _skip_time(sentence: Sentence, first: int) -> int:
    """Return where the content starts behind a day or behind words that lead to "that" or ":"."""
    tokens = sentence.tokens
    start = first
    if first >= sentence.end or not _may_be_adverbial(sentence, first):
        return first
    for index in range(first, min(sentence.end, first + _LONGEST_GAP_TO_THAT)):
        token = tokens[index]
        if token.quotation >= 0 or sentence.cue_share(index) > _VERB_SHARE:
            break
        if token.lower == "that":
            return index
        if token.text == ":":
            return index + 1
        if token.lower in DAYS and index == start:
            start = index + 1
        if token.text == ",":
            break
    return start


def _may_be_adverbial(sentence: Sentence, first: int) -> bool:
    """Say whether the words at `first` may tell when or where, rather than what was said.

    In "advocated for a solution that …" the "that" belongs to the content.
    """
    token = sentence.tokens[first]
    return (
        token.lower in TIME_AND_PLACE
        or token.lower in DAYS
        or token.lower in _BEFORE_TIMES
        or in_verb_group(token)
        or sentence.tokens[first - 1].lower in SAYING_VERBS
    )


def _skip_according(sentence: Sentence, index: int) -> int:
    """Return where the content starts behind an aside such as ", according to the ministry,"."""
    tokens = sentence.tokens
    if index + 1 >= sentence.end or tokens[index].text != ",":
        return index
    if tokens[index + 1].lower != "according":
        return index
    for position in range(index + 2, min(sentence.end, index + _LONGEST_ADVERBIAL)):
        if tokens[position].text == "," and tokens[position].quotation < 0:
            return position
    return index


def _skip_adverbial(sentence: Sentence, first: int) -> int:
    """Return where the content starts behind "in a statement" or an aside between commas."""
    tokens = sentence.tokens
    if first >= sentence.end:
        return first
    if tokens[first].lower not in TIME_AND_PLACE:
        return first
    for index in range(first, min(sentence.end, first + _LONGEST_ADVERBIAL)):
        token = tokens[index]
        if token.quotation >= 0 or token.lower == "that":
            return index
        if token.text in (",", ":"):
            return index + 1
    return first


def _is_relative(sentence: Sentence, subject: TokenRange) -> bool:
    """Say whether the subject is in a relative clause ("who said", "which Wang called")."""
    tokens = sentence.tokens
    before = tokens[subject.first - 1].lower if subject.first > sentence.first else ""
    return tokens[subject.first].lower in ("who", "which") or before == "which"


def _relative_end(sentence: Sentence, index: int, stop: int) -> int:
    for position in range(index, stop):
        token = sentence.tokens[position]
        if token.quotation >= 0:
            return stop
        if token.text == ",":
            return position
    return stop
