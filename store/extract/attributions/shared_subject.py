"""Gives a cue without a subject of its own the subject of its sentence."""

from __future__ import annotations

from collections.abc import Sequence

from hedgerow.store.extract.attributions.datelines import dateline_end
from hedgerow.store.extract.attributions.following_phrases import subject_at
from hedgerow.store.extract.attributions.frames import Frame, trimmed, verb_cue
from hedgerow.store.extract.prose.sentences import Sentence
from hedgerow.store.extract.prose.tokens import TokenRange
from hedgerow.store.extract.prose.word_classes import (
    ASIDE_STARTS,
    AUXILIARIES,
    CLAUSE_WORDS,
    DETERMINERS,
    in_verb_group,
)

_CONJUNCTIONS = frozenset(("and", "but"))
_NOT_OF_CLAUSE = ("noun", "passive", "participle")
_CLAUSE_MARKS = frozenset((",", "—", "–", "--"))
_LINKS = frozenset("instead still then finally moreover furthermore separately recently".split())
_LEAD_INS = ASIDE_STARTS | CLAUSE_WORDS | {"even"}
# Words before a participle that opens a sentence: "In expressing …", "While noting …".
_LEADING_WORDS = 2
_LONGEST_LEAD_IN = 8
_LONGEST_LEADING_CLAUSE = 60
_LONGEST_LABEL = 8
_AFTERWARDS = frozenset(("later", "earlier", "ago", "afterwards"))


def is_participle(sentence: Sentence, head: int) -> bool:
    """Say whether the word at `head` is a participle on its own ("adding", not "was adding")."""
    if not sentence.tokens[head].lower.endswith("ing"):
        return False
    before = sentence.tokens[head - 1].lower if head > sentence.first else ""
    return before not in AUXILIARIES or before == "to"


def continues_clause(sentence: Sentence, head: int) -> bool:
    """Say whether a comma joins the participle at `head` to the clause before (", adding that")."""
    if not is_participle(sentence, head):
        return False
    before = head - 1
    while before > sentence.first and sentence.tokens[before].lower.endswith("ly"):
        before -= 1
    return before >= sentence.first and sentence.tokens[before].text in _CLAUSE_MARKS


def frame_of_leading_clause(sentence: Sentence, head: int) -> Frame | None:
    """Recognise a participle that opens its sentence, before the subject it belongs to.

    "In expressing concern over the war, Wang, however, was careful not to blame Russia."
    """
    tokens = sentence.tokens
    if not is_participle(sentence, head) or not _opens_clause(sentence, head):
        return None
    for comma in range(head + 2, min(sentence.end, head + _LONGEST_LEADING_CLAUSE)):
        if tokens[comma].text == "," and tokens[comma].quotation < 0:
            source = subject_at(sentence, comma + 1)
            if source is not None:
                cue = verb_cue(sentence, head, None)
                content = trimmed(tokens, cue.stop, comma)
                return Frame("leading-clause", head, cue, source, content)
    return None


def _opens_clause(sentence: Sentence, head: int) -> bool:
    """Say whether at most a preposition, or an adverbial and a comma, stand before `head`."""
    before = sentence.tokens[sentence.first : head]
    if len(before) > _LONGEST_LEAD_IN:
        return False
    if len(before) > _LEADING_WORDS:
        return before[-1].text == "," and before[0].lower in ASIDE_STARTS
    return all(token.text != "," for token in before)


def share_subject(sentence: Sentence, frame: Frame, earlier: Sequence[Frame]) -> None:
    """Give `frame` a source if it has none and its cue continues another clause.

    - "Wang praised the deal, adding that it was fair." (the source of an earlier cue)
    - "Mr. Wang was cited as saying it was fair." (the sentence's subject)
    """
    if frame.source is not None:
        return
    if not is_participle(sentence, frame.head) and not _follows_conjunction(sentence, frame.head):
        return
    with_source = [
        other
        for other in earlier
        if other.source is not None and not other.pattern.startswith(_NOT_OF_CLAUSE)
    ]
    if with_source:
        surest = max(with_source, key=lambda other: sentence.cue_share(other.head))
        frame.source = surest.source
        frame.pattern += "+shared"
        return
    subject = subject_of(sentence)
    if subject is not None and subject.stop <= frame.head:
        frame.source = subject
        frame.pattern += "+sentence-subject"


def _follows_conjunction(sentence: Sentence, head: int) -> bool:
    """Say whether "and" or "but" stands before the verb group of `head` ("and has also said")."""
    index = head - 1
    while index > sentence.first and in_verb_group(sentence.tokens[index]):
        index -= 1
    return index > sentence.first and sentence.tokens[index].lower in _CONJUNCTIONS


def subject_of(sentence: Sentence) -> TokenRange | None:
    """Return the subject that opens the sentence, or stands behind its lead-in ("On Monday, …")."""
    tokens = sentence.tokens
    first = sentence.first
    if tokens[first].lower in _CONJUNCTIONS:
        first += 1
    first = _skip_label(sentence, dateline_end(sentence) if first == sentence.first else first)
    if first + 1 < sentence.end and tokens[first + 1].text == "," and tokens[first].lower in _LINKS:
        first += 2
    if first >= sentence.end or not _leads_in(sentence, first):
        return subject_at(sentence, first)
    for index in range(first, min(sentence.end, first + _LONGEST_LEADING_CLAUSE)):
        if tokens[index].text == "," and tokens[index].quotation < 0:
            subject = subject_at(sentence, index + 1)
            if subject is None or not _continues_place(sentence, index, subject):
                return subject
    return None


def _leads_in(sentence: Sentence, first: int) -> bool:
    """Say whether an adverbial opens at `first`: "On Monday", "Hours later", "Speaking in"."""
    word = sentence.tokens[first].lower
    if word in _LEAD_INS or word.endswith("ing"):
        return True
    following = sentence.tokens[first + 1 : first + 3]
    return any(token.lower in _AFTERWARDS for token in following)


def _continues_place(sentence: Sentence, comma: int, subject: TokenRange) -> bool:
    """Say whether what follows `comma` is the second half of a place ("Salem, New Hampshire,")."""
    tokens = sentence.tokens
    return (
        subject.stop < sentence.end
        and tokens[subject.stop].text == ","
        and tokens[comma - 1].capitalised
        and all(tokens[index].capitalised for index in range(*subject))
    )


def _skip_label(sentence: Sentence, first: int) -> int:
    """Return where the sentence starts behind a stray label ("date 2022-03-02 Wang Yi held …")."""
    for index in range(first, min(sentence.end, first + _LONGEST_LABEL)):
        token = sentence.tokens[index]
        if token.lower in DETERMINERS or token.lower in _LEAD_INS:
            return first
        if token.capitalised:
            return index
    return first
