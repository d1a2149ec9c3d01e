"""Cues that are nouns: "Kuleba’s remarks that …", "his claim that …", "criticism from Lopez"."""

from __future__ import annotations

from hedgerow.store.extract.attributions.following_phrases import phrase_after
from hedgerow.store.extract.attributions.frames import Frame, trimmed
from hedgerow.store.extract.attributions.noun_phrases import phrase_before
from hedgerow.store.extract.prose.sentences import Sentence
from hedgerow.store.extract.prose.tokens import Token, TokenRange
from hedgerow.store.extract.prose.word_classes import (
    AUXILIARIES,
    CLAUSE_WORDS,
    COMMUNICATIONS,
    DETERMINERS,
    PREPOSITIONS,
    in_verb_group,
)

_POSSESSIVES = frozenset("his her their its my our your whose".split())
_POSSESSIVE_ENDINGS = ("’s", "'s", "s’", "s'")
_MODIFIER_ENDINGS = ("ed", "al", "ous", "ive", "ic", "ful", "able", "ible", "ary")
_MODIFIERS = frozenset(
    "recent own latest first last new long past own false bold strong harsh clear early".split()
)
_VERB_ENDINGS = ("ed", "ing")
_NOUN_ENDINGS = ("tion", "tions", "sion", "sions", "ment", "ments", "ism", "isms", "ence")
_ARTICLES = frozenset(("the", "a", "an"))
_LIGHT_VERBS = frozenset(
    """
    give gives gave giving have has had level leveled levelled make makes made making put putting
    raise raises raised raising release releases released releasing take takes took voice voices
    voiced voicing cast casts heaped issue issues issued issuing renewed
    """.split()
)
_AFTER_AGENT = frozenset("that to of about for over against".split())
_CLAUSE_OPENERS = frozenset("that which who whether because when if while as and but or".split())
_FINITE_VERBS = frozenset(
    """
    is are was were has had will would can could may might should did does came drew went led made
    gave took met won lost raised sparked prompted caused angered
    """.split()
)
_BEFORE_AGENTS = frozenset(("by", "from"))
# "he’s" is no possessive.
_CONTRACTIONS = frozenset(
    word + mark + "s" for word in "he she it that who what there here let".split() for mark in "’'"
)
_MOST_MODIFIERS = 2
_LONGEST_POSSESSOR = 8


def noun_frame(sentence: Sentence, head: int) -> Frame | None:
    """Recognise the noun at `head` with whose it is, before it or behind "by" or "from".

    - "Kuleba’s repeated remarks that the talks had failed"
    - "a statement by the ministry that the talks had failed"
    """
    tokens = sentence.tokens
    if tokens[head].lower.endswith(_VERB_ENDINGS) or head + 1 >= sentence.end:
        return None
    source = _possessor(sentence, head)
    if source is not None:
        return _frame("noun-possessor", sentence, TokenRange(head, head + 1), source, head + 1)
    return (
        _object_frame(sentence, head)
        or _agent_frame(sentence, head)
        or _sourceless_frame(sentence, head)
    )


def _object_frame(sentence: Sentence, head: int) -> Frame | None:
    """Recognise the object of a verb that says little itself ("Lopez raised questions about")."""
    tokens = sentence.tokens
    first = _noun_phrase_start(sentence, head)
    verb = first - 1
    if verb <= sentence.first or tokens[verb].lower not in _LIGHT_VERBS:
        return None
    # "has said" is no noun with its verb.
    is_auxiliary = first == head and tokens[verb].lower in AUXILIARIES
    source = phrase_before(sentence, verb)
    if is_auxiliary or source is None or tokens[verb].quotation >= 0:
        return None
    return _frame("noun-object", sentence, TokenRange(verb, head + 1), source, head + 1)


def _agent_frame(sentence: Sentence, head: int) -> Frame | None:
    """Recognise the source behind "by" or "from" ("criticism from Lopez that …")."""
    tokens = sentence.tokens
    is_noun = tokens[head].lower.endswith(_NOUN_ENDINGS) or (
        _noun_phrase_start(sentence, head) < head
    )
    if not is_noun or tokens[head + 1].lower not in _BEFORE_AGENTS:
        return None
    source = phrase_after(sentence, head + 2)
    if source is None:
        return None
    source = _up_to_clause(sentence, source)
    return _frame("noun-agent", sentence, TokenRange(head, head + 1), source, source.stop)


def _sourceless_frame(sentence: Sentence, head: int) -> Frame | None:
    """Recognise a noun behind an article: "the claim that …"."""
    if head == sentence.first or sentence.tokens[head - 1].lower not in _ARTICLES:
        return None
    return _frame("noun", sentence, TokenRange(head, head + 1), None, head + 1)


def _frame(
    pattern: str, sentence: Sentence, cue: TokenRange, source: TokenRange | None, content: int
) -> Frame | None:
    """Return the frame of the noun that ends `cue`, whose content starts at `content`."""
    if content >= sentence.end:
        return None
    stop = sentence.clause_end(content)
    if source is not None and min(source.first, cue.first) == sentence.first:
        stop = _before_main_verb(sentence, content, stop)
    part = trimmed(sentence.tokens, content, stop)
    return Frame(pattern, cue.stop - 1, cue, source, part) if part else None


def _up_to_clause(sentence: Sentence, source: TokenRange) -> TokenRange:
    """Return a source behind "by" or "from" without the words it is the source of."""
    for index in range(source.first + 1, source.stop):
        if sentence.tokens[index].lower in _AFTER_AGENT:
            return TokenRange(source.first, index)
    return source


def _before_main_verb(sentence: Sentence, first: int, stop: int) -> int:
    """Return where the clause behind a noun ends, if the noun is the subject of its sentence.

    In "His claim that it was safe is false" that is before "is", the second verb.
    """
    tokens = sentence.tokens
    if tokens[first].lower != "that":
        return stop
    verbs_left = 1
    for index in range(first + 1, stop):
        token = tokens[index]
        if token.quotation >= 0:
            continue
        if token.lower in _CLAUSE_OPENERS:
            verbs_left += 1
        elif token.lower in _FINITE_VERBS and tokens[index - 1].lower not in AUXILIARIES:
            if not verbs_left:
                return index
            verbs_left -= 1
    return stop


def issued_statement(sentence: Sentence, head: int) -> int | None:
    """Return the verb by which somebody issued the statement that `head` gives the words of.

    In "Lopez released a statement saying …" it is Lopez who says.
    """
    tokens = sentence.tokens
    if head - 2 < sentence.first or tokens[head - 1].lower not in COMMUNICATIONS:
        return None
    if not tokens[head].lower.endswith("ing"):
        return None
    verb = _noun_phrase_start(sentence, head - 1) - 1
    return verb if verb > sentence.first and tokens[verb].lower in _LIGHT_VERBS else None


def _noun_phrase_start(sentence: Sentence, head: int) -> int:
    tokens = sentence.tokens
    index = head
    while (
        index - 1 > sentence.first
        and head - index < _MOST_MODIFIERS
        and _modifies(tokens[index - 1])
    ):
        index -= 1
    if index > sentence.first and tokens[index - 1].lower in DETERMINERS:
        index -= 1
    return index


def _modifies(token: Token) -> bool:
    return (
        token.quotation < 0
        and (token.lower.endswith(_MODIFIER_ENDINGS) or token.lower in _MODIFIERS)
        and token.lower not in _LIGHT_VERBS
    )


def _possessor(sentence: Sentence, head: int) -> TokenRange | None:
    tokens = sentence.tokens
    for index in range(head - 1, max(sentence.first, head - 1 - _MOST_MODIFIERS) - 1, -1):
        token = tokens[index]
        if token.quotation >= 0:
            return None
        if token.lower in _POSSESSIVES:
            return TokenRange(index, index + 1)
        if (token.lower.endswith(_POSSESSIVE_ENDINGS) and token.lower not in _CONTRACTIONS) or (
            token.text in "’'"
            and index > sentence.first
            and tokens[index - 1].is_word
            and tokens[index - 1].end == token.start
        ):
            return TokenRange(_phrase_start(sentence, index), index + 1)
        if not _modifies(token):
            return None
    return None


def _phrase_start(sentence: Sentence, last: int) -> int:
    tokens = sentence.tokens
    first = last
    if tokens[last].text in "’'":
        first -= 1
    for index in range(first - 1, max(sentence.first, last - _LONGEST_POSSESSOR) - 1, -1):
        if not _inside_name(tokens[index]):
            break
        first = index
        if tokens[index].lower in DETERMINERS:
            break
    return max(first, sentence.first)


def _inside_name(token: Token) -> bool:
    return (
        token.is_word
        and token.quotation < 0
        and not in_verb_group(token)
        and token.lower not in PREPOSITIONS
        and token.lower not in CLAUSE_WORDS
        and (token.capitalised or not token.lower.endswith(_VERB_ENDINGS))
    )
