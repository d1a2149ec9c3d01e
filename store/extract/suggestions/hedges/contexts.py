"""The contexts in which a word hedges, told by the words beside it.

Each context takes the tokens of a paragraph and where the words stand among them, and returns
the hedge's range, or None where the words mean something else. `hedge_quantities` has those that
look for a number, `hedge_frames` those that look for a subject.
"""

from __future__ import annotations

from collections.abc import Sequence

from hedgerow.store.extract.prose.tokens import Token, TokenRange
from hedgerow.store.extract.prose.word_classes import (
    CLAUSE_WORDS,
    DETERMINERS,
    OBJECT_PRONOUNS,
    PERSONAL_PRONOUNS,
    PREPOSITIONS,
    SENTENCE_ENDS,
)

# How far, in tokens, a context looks for the word that decides.
_ADVERBS = 3
_CLAUSE = 25

_FUNCTION_WORDS = (
    DETERMINERS
    | PREPOSITIONS
    | CLAUSE_WORDS
    | PERSONAL_PRONOUNS
    | OBJECT_PRONOUNS
    | frozenset("into about around against through per via there here too only".split())
)
_LIGHT_ADVERBS = frozenset(
    """
    not also still even yet ever never soon now just once again always often sometimes already
    well very in fact indeed instead n't longer no perhaps all both either or may ultimately
    """.split()
)
_DETERMINERS_BEFORE_NOUN = DETERMINERS | frozenset(
    "whose such any every each of with by as for against about over under and or from".split()
)
_NOUNS_OF_MIGHT = frozenset("military economic financial political armed full whole such".split())
_ABILITY_AHEAD = frozenset("not no barely hardly scarcely never".split())
_ABILITY_BEFORE = frozenset("as best than so wherever whatever all how".split())
_SENSES = frozenset("see hear feel smell taste remember understand afford believe".split())
_VOTERS = frozenset("voters voter caucus-goers caucusgoers voting electorate".split())
_VERDICTS = frozenset(
    """
    confirmed true proven proved verified accurate correct substantiated approved adopted ratified
    passed enacted implemented finalized finalised upheld convicted
    """.split()
)
_WHETHER_VERBS = frozenset(
    """
    ask asks asked asking wonder wonders wondered wondering know knew known see sure unclear
    unsure doubt question clear test decide determine even as only whether what why idea
    """.split()
)
_OPINIONS = frozenset(
    """
    seen viewed regarded considered believed thought expected perceived assumed held accepted
    reported understood rumored rumoured
    """.split()
)
_BEFORE_A_KIND = frozenset(
    """
    a an the this that these those what which any same every no some each one two other another
    his her its their new my different certain many all right wrong only first
    """.split()
)
_IT_IS = frozenset(("it's", "it’s", "that's", "that’s", "he's", "he’s", "she's", "she’s"))
_CAN = frozenset(("can", "could", "can't", "can’t", "cannot", "couldn't", "couldn’t"))
_ANOTHER_SUBJECT = frozenset((",", ".", "he", "she", "who", "they", "i", "we"))
_EVIDENCE = frozenset(
    """
    report reports study studies poll polls polling data evidence result results figures figure
    research analysis survey surveys document documents records number numbers findings finding
    signs sign indications tests test images image this which that it these history experience
    estimates statistics trends emails email audit sources clues interviews math intelligence
    """.split()
)


def anywhere(_tokens: Sequence[Token], words: TokenRange) -> TokenRange | None:
    """These words hedge wherever they stand: "reportedly"."""
    return words


def before_verb(tokens: Sequence[Token], words: TokenRange) -> TokenRange | None:
    """A modal before its verb ("may have fled"), not the month, the might, or a permission."""
    first, stop = words
    before = word_at(tokens, first - 1)
    if before in ("you", "the", "of", "his", "their", "its", "our") or before in _NOUNS_OF_MIGHT:
        return None
    if tokens[first].lower == "may" and tokens[first].capitalised:
        # "May 3", and the wish "May he rest".
        return None
    if word_at(tokens, stop) == "as" and word_at(tokens, stop - 1) == "well":
        return None
    return words if _verb_follows(tokens, stop) else None


def possibility(tokens: Sequence[Token], words: TokenRange) -> TokenRange | None:
    """A "could" of what is possible, not of what somebody was able to do."""
    first, stop = words
    following, before = word_at(tokens, stop), word_at(tokens, first - 1)
    if following in _ABILITY_AHEAD and word_at(tokens, stop + 1) not in ("only", "have", "be"):
        return None
    if following in _SENSES or before in _ABILITY_BEFORE or before in ("i", "we"):
        return None
    if following in ("only", "always") or word_at(tokens, first - 2) in _ABILITY_BEFORE:
        return None
    return before_verb(tokens, words)


def prospect(tokens: Sequence[Token], words: TokenRange) -> TokenRange | None:
    """A "likely" that weighs what may come, not the pollsters' "likely voters"."""
    unforeseen = tokens[words.stop - 1].lower == "unlikely" and words.first == words.stop - 1
    if unforeseen and word_at(tokens, words.first - 1) in DETERMINERS:
        # "An unlikely ally" is one whom nobody expected.
        return None
    near = tokens[words.stop : words.stop + 3]
    return None if any(token.lower in _VOTERS for token in near) else words


def no_superlative(tokens: Sequence[Token], words: TokenRange) -> TokenRange | None:
    """A "possibly" of its own, not that of "as soon as you possibly can"."""
    if _CAN & {word_at(tokens, words.first - 1), word_at(tokens, words.stop)}:
        return None
    return words


def possible(tokens: Sequence[Token], words: TokenRange) -> TokenRange | None:
    """A "possible" of doubt, not of ability ("as soon as possible", "made it possible to")."""
    before, following = word_at(tokens, words.first - 1), word_at(tokens, words.stop)
    if before in ("as", "if", "whenever", "wherever", "every", "where", "best", "when", "not"):
        return None
    if following == "that":
        return words
    if before in ("it's", "it’s", "is", "was", "it", "be") and following in ("to", "for"):
        return None
    return before_noun(tokens, words)


def before_noun(tokens: Sequence[Token], words: TokenRange) -> TokenRange | None:
    """An adjective before its noun: "an alleged plot", not "he alleged"."""
    if not _is_content_word(tokens, words.stop):
        return None
    before = word_at(tokens, words.first - 1)
    leads = before in _DETERMINERS_BEFORE_NOUN or before.endswith(("'s", "’s")) or not before
    return words if leads or before in SENTENCE_ENDS or before in (",", "“", '"') else None


def seeming(tokens: Sequence[Token], words: TokenRange) -> TokenRange | None:
    """What seems or appears so; not who appears somewhere."""
    following = word_at(tokens, words.stop)
    if following == "to":
        return words if _verb_follows(tokens, words.stop + 1) else None
    if following in ("that", "as", "like", "likely", "unlikely"):
        return words
    if tokens[words.first].lower.startswith(("appear", "look")):
        return None
    return words if _is_content_word(tokens, words.stop) else None


def evidence(tokens: Sequence[Token], words: TokenRange) -> TokenRange | None:
    """What a thing suggests ("data suggest"); a person who suggests only proposes."""
    near = tokens[max(0, words.first - 3) : words.first]
    if not any(token.lower in _EVIDENCE for token in near):
        return None
    return None if any(token.lower in _ANOTHER_SUBJECT for token in near) else words


def before_verdict(tokens: Sequence[Token], words: TokenRange) -> TokenRange | None:
    """An "if" without a subject, which leaves open whether it is so: "if confirmed"."""
    if word_at(tokens, words.stop) not in _VERDICTS:
        return None
    return TokenRange(words.first, words.stop + 1)


def clause(tokens: Sequence[Token], words: TokenRange) -> TokenRange | None:
    """A condition, not the "if" of "asked if" or "as if"."""
    return None if word_at(tokens, words.first - 1) in _WHETHER_VERBS else words


def with_if(tokens: Sequence[Token], words: TokenRange) -> TokenRange | None:
    """A "would" that hangs on an "if" of the same sentence."""
    first, stop = words
    if not _verb_follows(tokens, stop) or word_at(tokens, first - 2) in _WHETHER_VERBS:
        return None
    for step in (-1, 1):
        for index in range(first + step, first + step * _CLAUSE, step):
            word = word_at(tokens, index)
            if not word or word in SENTENCE_ENDS:
                break
            if word in ("if", "unless") and word_at(tokens, index - 1) not in _WHETHER_VERBS:
                return words
    return None


def before_opinion(tokens: Sequence[Token], words: TokenRange) -> TokenRange | None:
    """An opinion that nobody is named for: "widely seen"."""
    if word_at(tokens, words.stop) not in _OPINIONS:
        return None
    return TokenRange(words.first, words.stop + 1)


def adverbial(tokens: Sequence[Token], words: TokenRange) -> TokenRange | None:
    """The "sort of" of "it sort of works", not that of "this sort of work"."""
    before = word_at(tokens, words.first - 1)
    if before in _IT_IS or before == ",":
        return words
    if before in _BEFORE_A_KIND or before.endswith("est") or not before.isalpha():
        return None
    return words if word_at(tokens, words.stop).isalpha() else None


def superlative(tokens: Sequence[Token], words: TokenRange) -> TokenRange | None:
    """A rank among some that are not told: "one of the most", "one of the finest"."""
    word = word_at(tokens, words.stop)
    return words if word == "most" or (word.endswith("est") and len(word) > 5) else None


def some_of_them(tokens: Sequence[Token], words: TokenRange) -> TokenRange | None:
    """So many of a kind that nobody counts: "many linguists"."""
    before, following = word_at(tokens, words.first - 1), word_at(tokens, words.stop)
    if before in ("the", "how", "so", "as", "too", "at", "these", "those", "his", "their", "her"):
        return None
    return words if following == "of" or _is_content_word(tokens, words.stop) else None


def word_at(tokens: Sequence[Token], index: int) -> str:
    """Return the token at `index` in lower case, or nothing outside of the paragraph."""
    return tokens[index].lower if 0 <= index < len(tokens) else ""


def _verb_follows(tokens: Sequence[Token], index: int) -> bool:
    for position in range(index, min(len(tokens), index + _ADVERBS + 1)):
        word = tokens[position].lower
        if word in _LIGHT_ADVERBS or word.endswith("ly"):
            continue
        return word[0].islower() and word not in _FUNCTION_WORDS
    return False


def _is_content_word(tokens: Sequence[Token], index: int) -> bool:
    word = word_at(tokens, index)
    return word[:1].isalpha() and word not in _FUNCTION_WORDS


CONTEXTS = {
    context.__name__.replace("_", " "): context
    for context in (
        *(anywhere, before_verb, possibility, prospect, no_superlative, possible, before_noun),
        *(seeming, evidence, before_verdict, clause, with_if, before_opinion, adverbial),
        *(superlative, some_of_them),
    )
}
"""The contexts by the names that the data file uses."""
