"""The hedges that are made of a subject and a verb: "we hope", "it is believed", "some say".

Each frame takes the tokens of a paragraph and where a word stands among them, as the contexts of
`hedge_contexts` do, and returns the whole hedge, or None where there is no such frame.
"""

from __future__ import annotations

from collections.abc import Sequence

from hedgerow.store.extract.prose.tokens import Token, TokenRange
from hedgerow.store.extract.prose.word_classes import (
    AUXILIARIES,
    CLAUSE_WORDS,
    DETERMINERS,
    PERSONAL_PRONOUNS,
    PREPOSITIONS,
    SENTENCE_ENDS,
)
from hedgerow.store.extract.suggestions.hedges.contexts import word_at

# How far, in tokens, a verb may stand from its subject, adverbs and auxiliaries between.
_REACH = 3
_NOUN_PHRASE = 3
_OBJECT = 3

_BE = frozenset(
    """
    is are was were be been being it's it’s he's he’s she's she’s they're they’re that's that’s
    """.split()
)
_BETWEEN = AUXILIARIES | frozenset("not also still now long always often n't even".split())
_BEFORE_BE = frozenset("it has have had will can may".split())
_IT = frozenset(("it", "it's", "it’s"))
_CLAUSE_STARTS = DETERMINERS | frozenset("he she they we there neither".split())
_BARE_PLURALS = frozenset(
    """
    officials investigators police experts analysts observers scientists researchers economists
    authorities prosecutors critics historians scholars detectives diplomats doctors many some most
    others insiders strategists lawyers people
    """.split()
)
_OPINION_VERBS = frozenset(
    """
    say says said saying argue argues argued believe believed think thinks thought claim claimed
    claims contend contended suggest suggested suggests fear feared suspect suspected speculate
    speculated worried see saw feel felt consider considered regard regarded view viewed
    expect expected predict predicted wonder wondered warn warned hope hoped maintain maintained
    question questioned note noted describe described accuse accused interpret interpreted
    complain complained doubt doubted assume assumed allege alleged indicate indicated call called
    """.split()
)
_NOT_AFTER_HOPE = frozenset("in of to for about back so with".split())
_GAINS = frozenset(
    """
    responsibility victory credit asylum prize title titles throne nomination seat seats win
    lives life ownership mantle delegates benefits refund compensation descent independence
    territory sovereignty land share crown medal gold silver bronze deduction deductions damages
    exemption status right rights
    """.split()
)
_NO_SAYERS = CLAUSE_WORDS | PERSONAL_PRONOUNS | PREPOSITIONS | frozenset(("about", "against"))
_OBJECTS_AHEAD = DETERMINERS | PERSONAL_PRONOUNS | frozenset("there “ \" ''".split())


def belief(tokens: Sequence[Token], words: TokenRange) -> TokenRange | None:
    """What "we" or people of a kind believe or hope: "we hope", "police believe"."""
    first, stop = words
    subject = _subject_before(tokens, first)
    if subject is None:
        return None
    if word_at(tokens, stop) in _NOT_AFTER_HOPE:
        return None
    who = tokens[subject].lower
    if who in ("i", "we"):
        # "Should we believe them?" believes nothing yet.
        asked = word_at(tokens, subject - 1) in AUXILIARIES
        return None if asked else TokenRange(subject, stop)
    return words if who in _BARE_PLURALS else None


def claim(tokens: Sequence[Token], words: TokenRange) -> TokenRange | None:
    """A "claimed" that keeps a distance; not who claims a prize, or responsibility."""
    first, stop = words
    following = word_at(tokens, stop)
    near = tokens[stop : stop + _OBJECT + 1]
    if any(token.lower in _GAINS for token in near):
        return None
    if following == "that":
        return words
    if word_at(tokens, first - 1) in DETERMINERS or word_at(tokens, first - 1).endswith(
        ("'s", "’s")
    ):
        return None
    if following in ("to", "he", "she", "it", "they", "there", "was", "were", "is", "had", "has"):
        return words
    if following in _OBJECTS_AHEAD or (near and near[0].capitalised):
        return words if _verb_in(tokens, stop + 1) else None
    return None


def passive(tokens: Sequence[Token], words: TokenRange) -> TokenRange | None:
    """An opinion without its holder: "it is hoped that", "is believed to"."""
    first, stop = words
    start = first
    while start > max(0, first - _REACH) and _may_stand_between(tokens[start - 1].lower):
        start -= 1
    begin = next((index for index in range(start, first) if tokens[index].lower in _BE), start - 1)
    if word_at(tokens, begin) not in _BE:
        return None
    for _ in range(_REACH):
        begin -= word_at(tokens, begin - 1) in _BEFORE_BE
    following = word_at(tokens, stop)
    if tokens[begin].lower in _IT:
        if following in ("that", "to"):
            return TokenRange(begin, stop + 1)
        return TokenRange(begin, stop) if following in _CLAUSE_STARTS else None
    return TokenRange(begin, stop) if following == "to" else None


def regarded(tokens: Sequence[Token], words: TokenRange) -> TokenRange | None:
    """A standing that nobody is named for: "is considered a", "is seen as"."""
    first, stop = words
    if word_at(tokens, stop) not in ("a", "an", "the", "as", "to"):
        return None
    near = tokens[max(0, first - _REACH) : first]
    return words if any(token.lower in _BE for token in near) else None


def who_say(tokens: Sequence[Token], words: TokenRange) -> TokenRange | None:
    """Sayers without a name: "some critics say", "many believe", "sources said"."""
    first, stop = words
    before = tokens[first - 1] if first else None
    if before is not None and _names_them(before):
        return None
    limit = min(len(tokens), stop + _NOUN_PHRASE + 1)
    for index in range(stop, limit):
        word = tokens[index].lower
        if word in _OPINION_VERBS:
            return TokenRange(first, index + 1)
        if not word[0].isalpha() or word in _NO_SAYERS:
            return None
    return None


def _names_them(before: Token) -> bool:
    """Say whether the word before "critics" says whose or which they are."""
    word = before.lower
    if word in DETERMINERS or word in ("of", "with", "by", "as", "for", "to"):
        return True
    return (before.capitalised and not before.text.isupper()) or word.endswith(("'s", "’s"))


def _subject_before(tokens: Sequence[Token], first: int) -> int | None:
    """Return the place of the subject of the verb at `first`, with at most a few words between."""
    for index in range(first - 1, max(-1, first - 1 - _REACH), -1):
        word = tokens[index].lower
        if not _may_stand_between(word):
            return index
    return None


def _may_stand_between(word: str) -> bool:
    return word in _BETWEEN or word.endswith("ly")


def _verb_in(tokens: Sequence[Token], index: int) -> bool:
    """Say whether a finite verb follows soon, so that a clause is claimed and not a thing."""
    for token in tokens[index : index + 6]:
        word = token.lower
        if word in SENTENCE_ENDS or word in (",", ";"):
            return False
        if (word in AUXILIARIES and word != "to") or (word.endswith("ed") and len(word) > 4):
            return True
    return False


FRAMES = {
    frame.__name__.replace("_", " "): frame for frame in (belief, claim, passive, regarded, who_say)
}
"""The frames by the names that the data file uses."""
