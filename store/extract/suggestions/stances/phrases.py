"""What a position is about, and how far the words reach that carry it."""

from __future__ import annotations

from hedgerow.store.extract.attributions.noun_phrases import in_verb_group
from hedgerow.store.extract.prose.sentences import Sentence
from hedgerow.store.extract.prose.tokens import TokenRange
from hedgerow.store.extract.prose.word_classes import (
    AUXILIARIES,
    CLAUSE_WORDS,
    DASHES,
    DETERMINERS,
    OBJECT_PRONOUNS,
    PERSONAL_PRONOUNS,
    PREPOSITIONS,
    QUOTATION_MARKS,
    SENTENCE_ENDS,
)
from hedgerow.store.extract.suggestions.stances.frames import NEGATIONS

# Sizes in tokens, generous for prose; they keep odd text cheap.
_LONGEST_TARGET = 12
_LONGEST_PASSAGE = 40

TARGET_PREPOSITIONS = frozenset(
    "about over at for of on to toward towards against with by upon".split()
)
"""What may stand between a word of position and what it is about."""

_PASSAGE_ENDS = frozenset(",;:") | SENTENCE_ENDS | DASHES
_FIRST_WORDS = AUXILIARIES | NEGATIONS
_INSIDE_NAMES = frozenset("-’'$£€%&")
# A word that heads a cue more often than this begins another clause.
_CUE_SHARE = 0.3


def target_at(sentence: Sentence, index: int) -> TokenRange | None:
    """Return the noun phrase at `index`, behind a preposition or a mark if there is one."""
    tokens = sentence.tokens
    first = index
    while first < sentence.end and (
        tokens[first].text in QUOTATION_MARKS or tokens[first].lower in TARGET_PREPOSITIONS
    ):
        first += 1
    stop = first
    last = min(sentence.end, first + _LONGEST_TARGET)
    while stop < last and _continues_target(sentence, stop, first):
        stop += 1
    while stop > first and not tokens[stop - 1].is_word:
        stop -= 1
    names_nothing = all(token.lower in DETERMINERS for token in tokens[first:stop])
    return None if names_nothing else TokenRange(first, stop)


def past_marks(sentence: Sentence, index: int) -> int:
    """Return the first position from `index` on that is no quotation mark."""
    while index < sentence.end and sentence.tokens[index].text in QUOTATION_MARKS:
        index += 1
    return index


def _continues_target(sentence: Sentence, index: int, first: int) -> bool:
    token = sentence.tokens[index]
    if token.text in QUOTATION_MARKS or token.text in _INSIDE_NAMES:
        return True
    if not token.is_word:
        return False
    word = token.lower
    if index == first and word in PREPOSITIONS:
        return False
    if word in ("and", "or"):
        following = sentence.tokens[index + 1] if index + 1 < sentence.end else None
        return index > first and following is not None and following.capitalised
    if word in ("of", "the", "its", "his", "her", "their"):
        return True
    if sentence.tokens[index - 1].lower in OBJECT_PRONOUNS and index > first:
        return False
    if word in CLAUSE_WORDS or word in AUXILIARIES or word in PERSONAL_PRONOUNS:
        return False
    return not (index > first and (word in PREPOSITIONS or word in TARGET_PREPOSITIONS))


def words_before(sentence: Sentence, index: int) -> TokenRange | None:
    """Return the words before `index` in a quotation, where no phrase is told apart otherwise."""
    tokens = sentence.tokens
    first = index
    while first > max(sentence.first, index - _LONGEST_TARGET):
        before = tokens[first - 1]
        if before.lower in CLAUSE_WORDS or before.text in ",.;:":
            break
        first -= 1
    while first < index and not tokens[first].is_word:
        first += 1
    return TokenRange(first, index) if first < index else None


def passage_end(sentence: Sentence, head: int) -> int:
    """Return where the passage ends that the position at `head` belongs to: its clause."""
    tokens = sentence.tokens
    last = min(sentence.clause_end(head), head + _LONGEST_PASSAGE, sentence.end)
    for index in range(head + 1, last):
        token = tokens[index]
        if token.text in _PASSAGE_ENDS:
            return index
        if token.lower in ("and", "but", "while") and _starts_clause(sentence, index + 1, last):
            return index
    while last > head + 1 and tokens[last - 1].text in QUOTATION_MARKS | {","}:
        last -= 1
    return last


def _starts_clause(sentence: Sentence, index: int, last: int) -> bool:
    """Say whether a verb or a pronoun follows a conjunction: another clause, not another noun."""
    if index >= last:
        return False
    token = sentence.tokens[index]
    return (
        token.lower in PERSONAL_PRONOUNS
        or token.lower in AUXILIARIES
        or sentence.cue_share(index) > _CUE_SHARE
        or (not token.capitalised and token.lower.endswith(("ed", "ing")))
    )


def group_start(sentence: Sentence, index: int) -> int:
    """Return where the verb group begins whose verb stands at `index` ("has never condemned")."""
    tokens = sentence.tokens
    first = index
    while first > sentence.first and in_verb_group(tokens[first - 1]):
        first -= 1
    # An adverb before the group ("also urged") is no part of the position.
    while first < index and tokens[first].lower not in _FIRST_WORDS:
        first += 1
    return first
