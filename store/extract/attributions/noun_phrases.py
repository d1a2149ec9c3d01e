"""Finds the noun phrase that ends before a verb: the source in "Wang, a spokesman, has said"."""

from __future__ import annotations

from hedgerow.store.extract.prose.sentences import Sentence
from hedgerow.store.extract.prose.tokens import Token, TokenRange
from hedgerow.store.extract.prose.word_classes import (
    APPOSITION_STARTS,
    ASIDE_STARTS,
    AUXILIARIES,
    CLAUSE_WORDS,
    COMMUNICATIONS,
    DAYS,
    DETERMINERS,
    PERSONAL_PRONOUNS,
    PREPOSITIONS,
    VERB_GROUP_ADVERBS,
    in_verb_group,
)

__all__ = ["in_verb_group", "phrase_before"]

# Sizes in tokens, generous for prose; they keep odd text cheap.
_LONGEST_PHRASE = 40
_LONGEST_ASIDE = 26
_LONGEST_ADVERBIAL = 6
_LONGEST_NAME = 6
_LONGEST_JOINED = 6
_MOST_ASIDES = 3
# A lower-case word that heads a cue more often than this is the verb of another clause.
_VERB_SHARE = 0.25

_ASIDE_MARKS = frozenset((",", "—", "–", "--", "-"))
_NAME_MARKS = frozenset("’'&-.")
_LINKING_WORDS = frozenset(("meanwhile", "however", "still"))
# Words that are the whole source before a verb ("which says") or a noun ("their claim").
_SOLE_WORDS = frozenset("which his her their its my our".split())
_RELATIVE_PRONOUNS = frozenset(("who", "whose", "which", "whom"))
_BEFORE_PREDICATES = frozenset(("who", "which", "that", "and"))
_PAST_TENSES = frozenset("spent made took gave held went began used sent left met came".split())
_TIMES_OF_DAY = frozenset("morning afternoon evening night".split())
_BEFORE_DAYS = frozenset(("on", "late", "early", "since"))
RELEASING_PARTICIPLES = frozenset("released issued published posted signed written".split())
_IN_COMMUNICATIONS = frozenset(("in", "at", "during"))


def phrase_before(sentence: Sentence, index: int) -> TokenRange | None:
    """Return the noun phrase that ends before the verb group at `index`, or None.

    A description set off by commas or brackets belongs to it ("Wang, a spokesman, has said"); an
    aside of time or place doesn't ("Wang, in a briefing, Wednesday, said" gives "Wang").
    """
    phrase = _phrase_before(sentence, index)
    if phrase is not None and _opens_predicate(sentence, phrase.first):
        return _phrase_before(sentence, phrase.first)
    return phrase


def _phrase_before(sentence: Sentence, index: int) -> TokenRange | None:
    tokens = sentence.tokens
    last = _before_verb_group(sentence, index)
    if last + 1 < index and any(token.lower == "to" for token in tokens[last + 1 : index]):
        last = _before_governor(sentence, last)
    behind = last
    last = _before_adverbial(sentence, last)
    stop = behind + 1 if sentence.tokens[last].lower in RELEASING_PARTICIPLES else 0
    for _ in range(_MOST_ASIDES):
        if last < sentence.first or tokens[last].quotation >= 0:
            return None
        mark = tokens[last].text
        if mark == ")":
            stop = stop or last + 1
            last = _opening_bracket(sentence, last) - 1
            continue
        if mark not in _ASIDE_MARKS:
            break
        opening = _opening_mark(sentence, last)
        if opening is None:
            return None
        if tokens[opening + 1].lower not in ASIDE_STARTS:
            stop = stop or last
            last = _before_description(sentence, opening)
        else:
            last = opening if _closes_aside(sentence, opening) else opening - 1
    head = _phrase_ending_at(sentence, last)
    return TokenRange(head, stop or last + 1) if head is not None else None


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
    if last <= sentence.first:
        return last
    governor, before = sentence.tokens[last], sentence.tokens[last - 1]
    if not governor.is_word or governor.capitalised or governor.lower in PERSONAL_PRONOUNS:
        return last
    is_predicate = in_verb_group(before) and before.lower != "to"
    if is_predicate or governor.lower in sentence.cue_shares:
        return _before_verb_group(sentence, last)
    return last


def _before_adverbial(sentence: Sentence, last: int) -> int:
    """Return the last token before "on Monday" or "in a statement", if that ends at `last`."""
    tokens = sentence.tokens
    word = tokens[last].lower if last > sentence.first + 1 else ""
    if word in _TIMES_OF_DAY and tokens[last - 1].lower in DAYS:
        last -= 1
        word = tokens[last].lower
    if word in DAYS:
        last -= 1
        return last - 1 if tokens[last].lower in _BEFORE_DAYS else last
    if word in COMMUNICATIONS:
        lowest = max(sentence.first, last - _LONGEST_ADVERBIAL)
        for index in range(last - 1, lowest, -1):
            if tokens[index].lower in _IN_COMMUNICATIONS:
                return index - 1
            if tokens[index].quotation >= 0 or not tokens[index].is_word:
                break
    return last


def _before_description(sentence: Sentence, opening: int) -> int:
    """Return the token before the description whose comma or dash is at `opening`.

    The description may have a comma of its own: "Lee, who founded EDGE, a pressure group, said".
    """
    tokens = sentence.tokens
    earlier = _opening_mark(sentence, opening) if tokens[opening].text == "," else None
    if earlier is not None and tokens[earlier - 1].capitalised:
        described = tokens[earlier + 1].lower
        if described in _RELATIVE_PRONOUNS:
            return earlier - 1
        if described in APPOSITION_STARTS and _is_name_alone(sentence, earlier):
            return earlier - 1
    return opening - 1


def _is_name_alone(sentence: Sentence, stop: int) -> bool:
    """Say whether nothing but a name stands between the sentence's start and `stop`."""
    name = sentence.tokens[sentence.first : stop]
    return len(name) <= _LONGEST_NAME and all(
        token.capitalised and token.lower not in PREPOSITIONS and token.quotation < 0
        for token in name
    )


def _opens_predicate(sentence: Sentence, first: int) -> bool:
    """Say whether what was read as a phrase begins with the verb of its clause.

    So in "Lee, a physician, used part of his speech to call …" and "who used his speech to".
    """
    token = sentence.tokens[first]
    if first <= sentence.first or token.capitalised:
        return False
    if not (token.lower.endswith("ed") or token.lower in _PAST_TENSES):
        return False
    before = sentence.tokens[first - 1]
    return before.text == "," or before.lower in _BEFORE_PREDICATES


def _opening_mark(sentence: Sentence, closing: int) -> int | None:
    """Return the comma or dash that opens the aside which the like mark at `closing` closes."""
    tokens = sentence.tokens
    mark = tokens[closing].text
    lowest = max(sentence.first, closing - 1 - _LONGEST_ASIDE)
    index = closing - 1
    while index >= lowest:
        quotation = tokens[index].quotation
        if quotation >= 0:
            # A name or a title within the aside: "the film, called “Rain”, shows".
            index = sentence.quotations[quotation].first - 1
            if index < lowest or not tokens[index].is_word:
                return None
            continue
        if tokens[index].text == mark:
            return index if index > sentence.first else None
        index -= 1
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
    if token.lower in RELEASING_PARTICIPLES and index > sentence.first:
        return sentence.tokens[index - 1].lower not in COMMUNICATIONS
    return not token.capitalised and sentence.cue_shares.get(token.lower, 0.0) > _VERB_SHARE


def _joins_names(sentence: Sentence, index: int) -> bool:
    """Say whether the token joins two names, as in "China and India"."""
    tokens = sentence.tokens
    if tokens[index].lower not in ("and", "or") or index <= sentence.first:
        return False
    before, after = tokens[index - 1], tokens[index + 1]
    if before.capitalised and after.capitalised:
        return True
    return after.lower in DETERMINERS and _is_plain_phrase(sentence, index)


def _is_plain_phrase(sentence: Sentence, stop: int) -> bool:
    """Say whether the clause holds nothing but one short noun phrase up to `stop`."""
    tokens = sentence.tokens
    for index in range(stop - 1, max(sentence.first, stop - _LONGEST_JOINED) - 1, -1):
        token = tokens[index]
        if token.quotation >= 0 or token.text == ",":
            return index < stop - 1
        if not token.is_word or token.lower in CLAUSE_WORDS or in_verb_group(token):
            return False
        if token.lower in DETERMINERS:
            return index == sentence.first or not tokens[index - 1].is_word
        if not token.capitalised and (
            token.lower.endswith("ed") or sentence.cue_shares.get(token.lower, 0.0) > _VERB_SHARE
        ):
            return False
        if index == sentence.first:
            return token.capitalised
    return False


def _leads_in(token: Token) -> bool:
    """Say whether the token stands before a subject but is no part of it ("In", "Meanwhile")."""
    return (
        token.lower in PREPOSITIONS
        or token.lower in AUXILIARIES
        or (token.lower in VERB_GROUP_ADVERBS and token.lower not in DETERMINERS)
        or token.lower in _LINKING_WORDS
    )
