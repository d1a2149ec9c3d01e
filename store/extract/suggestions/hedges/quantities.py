"""The contexts in which a word says that a quantity is not exact: "about 300", "at least half".

They are of the form that `hedge_contexts` describes.
"""

from __future__ import annotations

from collections.abc import Sequence

from hedgerow.store.extract.prose.tokens import Token, TokenRange
from hedgerow.store.extract.suggestions.hedges.contexts import word_at

# How far behind a number "or so" may stand, in tokens: "forty young people or so".
_REACH = 3

_NUMBER_WORDS = frozenset(
    """
    one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
    sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety
    hundred thousand million billion trillion
    """.split()
)
_VAGUE_NUMBERS = frozenset(
    """
    half dozen dozens hundreds thousands millions billions tens twice double triple several
    two-thirds three-quarters one-third one-half midnight noon
    """.split()
)
_FRACTIONS = frozenset(
    """
    half third quarter fifth sixth seventh eighth tenth dozen hundred thousand million billion
    couple few year month week day decade century hour minute mile score trillion percentage
    """.split()
)
_CURRENCIES = frozenset(("$", "€", "£", "¥", "us$", "rs", "rs.", "₹"))
_WHOLES = frozenset(
    """
    all every everyone everybody everything nothing nobody no none any anything entirely always
    never certain impossible identical
    """.split()
)
_ABOUT_VERBS = frozenset(
    """
    talk talks talked talking speak spoke spoken speaking think thinks thought thinking worry
    worries worried worrying concerned concern concerns ask asks asked asking know knows knew learn
    learned hear heard write wrote written tell told tells joke joked joking complain complained
    care cares information questions question story stories news debate bill how what all
    """.split()
)
_PHRASAL = frozenset(
    """
    lead leads led leading run build built living lived live stand stood standing catch catching
    owned own woke cozy run-up add adds measure measured
    """.split()
)


def before_quantity(tokens: Sequence[Token], words: TokenRange) -> TokenRange | None:
    """Before a number, an amount, a share or a length of time: "about a third"."""
    if tokens[words.first].lower == "about" and word_at(tokens, words.first - 1) in _ABOUT_VERBS:
        return None
    return words if _quantity_at(tokens, words.stop) else None


def before_number(tokens: Sequence[Token], words: TokenRange) -> TokenRange | None:
    """Before a number alone: "some 300 people"."""
    return words if _number_at(tokens, words.stop) else None


def before_amount(tokens: Sequence[Token], words: TokenRange) -> TokenRange | None:
    """Before a number that counts something, where a year would be a date: "up to 300"."""
    if word_at(tokens, words.first - 1) in _PHRASAL or _is_year(tokens, words.stop):
        return None
    return words if _quantity_at(tokens, words.stop) else None


def after_quantity(tokens: Sequence[Token], words: TokenRange) -> TokenRange | None:
    """Behind a number or what it counts: "forty people or so"."""
    near = range(max(0, words.first - _REACH), words.first)
    return words if any(_quantity_at(tokens, index) for index in near) else None


def before_whole(tokens: Sequence[Token], words: TokenRange) -> TokenRange | None:
    """Before a word for all or nothing: "almost every"."""
    return words if word_at(tokens, words.stop) in _WHOLES else None


def _number_at(tokens: Sequence[Token], index: int) -> bool:
    word = word_at(tokens, index)
    if word in _CURRENCIES:
        return word_at(tokens, index + 1)[:1].isdigit()
    return word[:1].isdigit() or word in _NUMBER_WORDS or word.partition("-")[0] in _NUMBER_WORDS


def _quantity_at(tokens: Sequence[Token], index: int) -> bool:
    word = word_at(tokens, index)
    if word in ("a", "an", "the"):
        return word_at(tokens, index + 1) in _FRACTIONS
    return word in _VAGUE_NUMBERS or _number_at(tokens, index)


def _is_year(tokens: Sequence[Token], index: int) -> bool:
    text = word_at(tokens, index)
    return len(text) == 4 and text.isdigit() and text[:2] in ("17", "18", "19", "20")


QUANTITIES = {
    context.__name__.replace("_", " "): context
    for context in (before_quantity, before_number, before_amount, after_quantity, before_whole)
}
"""The contexts by the names that the data file uses."""
