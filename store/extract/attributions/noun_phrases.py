"""Finds the noun phrase that names a source, beside its cue or at the head of its sentence."""

from __future__ import annotations

from store.extract.prose.sentences import Sentence
from store.extract.prose.tokens import Token, TokenRange
from store.extract.prose.word_classes import (
    APPOSITION_STARTS,
    ASIDE_STARTS,
    AUXILIARIES,
    CLAUSE_WORDS,
    DASHES,
    DAYS,
    DETERMINERS,
    PERSONAL_PRONOUNS,
    PHRASE_ENDS,
    PREPOSITIONS,
    QUOTATION_MARKS,
    SENTENCE_ENDS,
    VERB_GROUP_ADVERBS,
)

# Sizes in tokens, generous for prose; they keep odd text cheap.
_LONGEST_PHRASE = 40
_LONGEST_ASIDE = 26
_LONGEST_SUBJECT = 10
_MOST_ASIDES = 3
# A lower-case word that heads a cue more often than this is the verb of another clause.
_VERB_SHARE = 0.25

_ASIDE_MARKS = frozenset((",", "—", "–", "--", "-"))
_NAME_MARKS = frozenset("’'&-.")
_AFTER_PHRASE = SENTENCE_ENDS | DASHES | QUOTATION_MARKS | frozenset(";:")
_LINKING_WORDS = frozenset(("meanwhile", "however", "still"))
# Words that are the whole source before a verb ("which says") or a noun ("their claim").
_SOLE_WORDS = frozenset("which his her their its my our".split())
_INSIDE_NAMES = frozenset(("of", "for", "and", "the"))


def in_verb_group(token: Token) -> bool:
    """Say whether the token may stand between a subject and its verb ("has also repeatedly")."""
    return token.quotation < 0 and (
        token.lower in AUXILIARIES
        or token.lower in VERB_GROUP_ADVERBS
        or token.lower.endswith(("ly", "n't", "n’t"))
    )


def phrase_before(sentence: Sentence, index: int) -> TokenRange | None:
    """Return the noun phrase that ends before the verb group at `index`, or None.

    A description set off by commas or brackets belongs to it ("Wang, a spokesman, has said"); an
    aside of time or place doesn't ("Wang, in a briefing, Wednesday, said" gives "Wang").
    """
    tokens = sentence.tokens
    last = _before_verb_group(sentence, index)
    if any(token.lower == "to" for token in tokens[last + 1 : index]):
        last = _before_governor(sentence, last)
    stop = last + 1
    for _ in range(_MOST_ASIDES):
        if last < sentence.first or tokens[last].quotation >= 0:
            return None
        if tokens[last].text == ")":
            last = _opening_bracket(sentence, last) - 1
            break
        if tokens[last].text not in _ASIDE_MARKS:
            break
        opening = _opening_mark(sentence, last)
        if opening is None:
            return None
        if tokens[opening + 1].lower not in ASIDE_STARTS:
            stop, last = last, opening - 1
            break
        last = opening if _closes_aside(sentence, opening) else opening - 1
        stop = last + 1
    head = _phrase_ending_at(sentence, last)
    return TokenRange(head, stop) if head is not None else None


def _before_verb_group(sentence: Sentence, index: int) -> int:
    """Return the last token before the auxiliaries and adverbs that stand before `index`."""
    last = index - 1
    while last >= sentence.first and in_verb_group(sentence.tokens[last]):
        last -= 1
    return last


def _before_governor(sentence: Sentence, last: int) -> int:
    """Return the last token before the word at `last`, if an infinitive depends on that word.

    "Wang was careful not to blame …" and "Wang wants to say …" have the subject "Wang".
    """
    if last <= sentence.first + 1:
        return last
    governor, before = sentence.tokens[last], sentence.tokens[last - 1]
    if not governor.is_word or governor.capitalised or governor.lower in PERSONAL_PRONOUNS:
        return last
    is_predicate = in_verb_group(before) and before.lower != "to"
    if is_predicate or governor.lower in sentence.cue_shares:
        return _before_verb_group(sentence, last)
    return last


def _opening_mark(sentence: Sentence, closing: int) -> int | None:
    """Return the comma or dash that opens the aside which the like mark at `closing` closes."""
    tokens = sentence.tokens
    mark = tokens[closing].text
    lowest = max(sentence.first, closing - 1 - _LONGEST_ASIDE)
    for index in range(closing - 1, lowest - 1, -1):
        if tokens[index].quotation >= 0:
            return None
        if tokens[index].text == mark:
            return index if index > sentence.first else None
    return None


def _closes_aside(sentence: Sentence, comma: int) -> bool:
    """Say whether the comma closes another aside, rather than following the phrase itself."""
    opening = _opening_mark(sentence, comma)
    return opening is not None and sentence.tokens[opening + 1].lower in ASIDE_STARTS


def _opening_bracket(sentence: Sentence, closing: int) -> int:
    lowest = max(sentence.first, closing - _LONGEST_ASIDE)
    for index in range(closing, lowest, -1):
        if sentence.tokens[index].text == "(":
            return index
    return lowest


def _phrase_ending_at(sentence: Sentence, last: int) -> int | None:
    """Return the first token of the noun phrase whose last one is at `last`, or None."""
    tokens = sentence.tokens
    if last < sentence.first:
        return None
    token = tokens[last]
    if token.quotation >= 0:
        return None
    if token.lower in PERSONAL_PRONOUNS or token.lower in _SOLE_WORDS:
        return last
    if not token.is_word or token.lower in CLAUSE_WORDS or token.lower in PREPOSITIONS:
        return None
    first = last
    for index in range(last, max(sentence.first, last - _LONGEST_PHRASE) - 1, -1):
        if index < last and _bounds_phrase(sentence, index):
            break
        if tokens[index].is_word and tokens[index].lower not in CLAUSE_WORDS:
            first = index
    while first <= last and _leads_in(tokens[first]):
        first += 1
    return first if first <= last else None


def _bounds_phrase(sentence: Sentence, index: int) -> bool:
    """Say whether a noun phrase read from right to left stops before the token at `index`."""
    token = sentence.tokens[index]
    if token.quotation >= 0:
        return True
    if not token.is_word:
        return token.text not in _NAME_MARKS
    if token.lower in CLAUSE_WORDS:
        return not _joins_names(sentence, index)
    if token.lower in PERSONAL_PRONOUNS or token.lower in DAYS:
        return True
    return not token.capitalised and sentence.cue_shares.get(token.lower, 0.0) > _VERB_SHARE


def _joins_names(sentence: Sentence, index: int) -> bool:
    """Say whether the token joins two names, as in "China and India"."""
    tokens = sentence.tokens
    return (
        tokens[index].lower in ("and", "or")
        and index > sentence.first
        and tokens[index - 1].capitalised
        and tokens[index + 1].capitalised
    )


def _leads_in(token: Token) -> bool:
    """Say whether the token stands before a subject but is no part of it ("In", "Meanwhile")."""
    return (
        token.lower in PREPOSITIONS
        or token.lower in AUXILIARIES
        or (token.lower in VERB_GROUP_ADVERBS and token.lower not in DETERMINERS)
        or token.lower in _LINKING_WORDS
    )


def phrase_after(sentence: Sentence, index: int) -> TokenRange | None:
    """Return the noun phrase that starts at `index`, as in "said Robert Mason, a professor"."""
    tokens, stop = sentence.tokens, sentence.stop
    if index >= stop or tokens[index].quotation >= 0:
        return None
    opener = tokens[index]
    if opener.lower in PERSONAL_PRONOUNS:
        return TokenRange(index, index + 1)
    if not opener.capitalised and opener.lower not in DETERMINERS:
        return None
    last = min(stop, index + _LONGEST_PHRASE)
    for position in range(index, last):
        token = tokens[position]
        if token.text == "," and _describes(sentence, position + 1):
            return TokenRange(index, _description_end(sentence, position + 1))
        if position > index and _ends_source(token):
            return TokenRange(index, position)
    return TokenRange(index, last)


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
