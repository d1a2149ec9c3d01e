"""Finds the noun phrase that starts at a place: a source behind its cue, or a clause's subject."""

from __future__ import annotations

from hedgerow.store.extract.attributions.noun_phrases import RELEASING_PARTICIPLES
from hedgerow.store.extract.prose.sentences import Sentence
from hedgerow.store.extract.prose.tokens import Token, TokenRange
from hedgerow.store.extract.prose.word_classes import (
    APPOSITION_STARTS,
    CLAUSE_WORDS,
    DASHES,
    DAYS,
    DETERMINERS,
    PERSONAL_PRONOUNS,
    PHRASE_ENDS,
    PREPOSITIONS,
    QUOTATION_MARKS,
    SENTENCE_ENDS,
    in_verb_group,
)

# Sizes in tokens, generous for prose; they keep odd text cheap.
_LONGEST_PHRASE = 40
_LONGEST_SUBJECT = 10
_LONGEST_LEAD_TO_NAME = 4
# A lower-case word that heads a cue more often than this is the verb of another clause.
_VERB_SHARE = 0.25
_AFTER_PHRASE = SENTENCE_ENDS | DASHES | QUOTATION_MARKS | frozenset(";:")
_INSIDE_NAMES = frozenset(("of", "for", "and", "the"))


def phrase_after(sentence: Sentence, index: int) -> TokenRange | None:
    """Return the noun phrase that starts at `index`, as in "said Robert Mason, a professor"."""
    tokens, stop = sentence.tokens, sentence.stop
    if index >= stop or tokens[index].quotation >= 0:
        return None
    opener = tokens[index]
    if opener.lower in PERSONAL_PRONOUNS:
        return TokenRange(index, index + 1)
    is_clear = opener.capitalised or opener.lower in DETERMINERS
    if not is_clear and not _leads_to_name(sentence, index):
        return None
    last = min(stop, index + _LONGEST_PHRASE)
    for position in range(index, last):
        token = tokens[position]
        if token.text == "," and _describes(sentence, position + 1):
            return TokenRange(index, _description_end(sentence, position + 1))
        if position > index and _ends_source(token):
            if token.lower == "by" and tokens[position - 1].lower in RELEASING_PARTICIPLES:
                continue
            return TokenRange(index, position)
    return TokenRange(index, last)


def _leads_to_name(sentence: Sentence, index: int) -> bool:
    """Say whether a name follows lower-case words at `index` ("said former Mayor Ana Lopez")."""
    for token in sentence.tokens[index : min(sentence.stop, index + _LONGEST_LEAD_TO_NAME)]:
        if token.quotation >= 0 or not token.is_word:
            return False
        if token.capitalised:
            return True
        if (
            in_verb_group(token)
            or token.lower in PREPOSITIONS
            or token.lower in CLAUSE_WORDS
            or token.lower in PHRASE_ENDS
            or token.lower in DAYS
        ):
            return False
    return False


def _ends_source(token: Token) -> bool:
    return (
        token.quotation >= 0
        or token.text == ","
        or token.text in _AFTER_PHRASE
        or token.lower in PHRASE_ENDS
        or token.lower in DAYS
    )


def _describes(sentence: Sentence, index: int) -> bool:
    """Say whether a description of the person just named starts at `index`."""
    if index >= sentence.stop:
        return False
    token = sentence.tokens[index]
    return token.quotation < 0 and token.lower in APPOSITION_STARTS


def _description_end(sentence: Sentence, index: int) -> int:
    last = min(sentence.stop, index + _LONGEST_PHRASE)
    for position in range(index, last):
        token = sentence.tokens[position]
        if token.quotation >= 0 or token.text in SENTENCE_ENDS or token.text in ",;:":
            return position
    return last


def subject_at(sentence: Sentence, index: int) -> TokenRange | None:
    """Return the short noun phrase at `index` that is the subject of the clause starting there.

    It ends before the first word that looks like a verb: "Mr. Wang was cited as …" gives
    "Mr. Wang", "the Chinese foreign minister, however" the part before the comma.
    """
    tokens = sentence.tokens
    if index >= sentence.end or tokens[index].quotation >= 0:
        return None
    opener = tokens[index]
    if opener.lower in PERSONAL_PRONOUNS:
        return TokenRange(index, index + 1)
    if opener.lower in PREPOSITIONS or not (opener.capitalised or opener.lower in DETERMINERS):
        return None
    position = index + 1
    last = min(sentence.end, index + _LONGEST_SUBJECT)
    while position < last and _continues_subject(sentence, position):
        position += 1
    return TokenRange(index, position)


def _continues_subject(sentence: Sentence, index: int) -> bool:
    token = sentence.tokens[index]
    if token.quotation >= 0 or not token.is_word:
        return False
    if token.capitalised or token.lower in _INSIDE_NAMES:
        return True
    return not (
        in_verb_group(token)
        or token.lower in PREPOSITIONS
        or token.lower in CLAUSE_WORDS
        or token.lower.endswith("ed")
        or sentence.cue_shares.get(token.lower, 0.0) > _VERB_SHARE
    )
