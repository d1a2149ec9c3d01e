"""What the scorer of claims knows about a sentence: its words, their classes and their order.

A feature is a word, or a pair: of classes that follow one another (`("they", "past")`, as in "he
voted"), or of a class and how often it occurs (`("number", 2)`). Every feature is defined in this
file, in a way that lets most of the work be done by built-in functions: a page of news must not
wait for it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain, pairwise

from hedgerow.store.extract.prose.tokens import Token
from hedgerow.store.extract.suggestions.claims.words import GRAMMAR, MEANING

Feature = str | tuple[str, str | int]
Classes = tuple[str, ...]

MOST_COUNTED = 2
"""A class is there once or more than once, which counts as twice."""

_START, _END = "^", "$"
_MARKS = ",:;?!"
_NAME: Classes = ("name",)
_NUMBER: Classes = ("number",)
_YEAR: Classes = ("1999",)
_OTHER: Classes = ("other",)
_NOTHING: Classes = ()
# Classes of words that no list has, by their last two letters. Not every word in "-ed" is a verb,
# but most that aren't are in a list.
_ENDINGS: Mapping[str, Classes] = {
    "ed": ("past",),
    "ng": ("being",),
    "ly": ("really",),
    **dict.fromkeys(
        ("es", "rs", "ts", "ns", "ds", "ls", "ys", "ms", "ks", "ps", "gs"), ("others",)
    ),
}
_NO_ENDINGS = """
    need indeed feed speed seed proceed exceed succeed united thing nothing something anything
    everything king bring strong long wrong young among song family apply supply reply early
    always perhaps its us
"""
_SHORT_FORMS = {"ve": "have", "ll": "will", "d": "would", "re": "be", "m": "be", "s": "be"}
_TAKE_SHORT_FORMS = "i we you they he she it that there who what here"
# What "not" is joined to ("don't").
_NEGATED = {
    "will": "wo",
    "would": "would could ca can might",
    "ought": "should must need",
    "do": "do does",
    "past": "did",
    "have": "have has",
    "had": "had",
    "be": "is are ai",
    "was": "was were",
}

_AUXILIARIES = frozenset("be was have had will would do ought".split())
# Past participles that are no past tense: "the damage done", not "the damage did".
_PARTICIPLES = frozenset(
    """
    done gone seen taken given known begun chosen drawn driven fallen flown forgotten frozen grown
    risen shaken spoken stolen thrown written worn broken been become
    """.split()
)
_OBJECT_STARTS = frozenset("the it they name number two half that not".split())


def features_of(tokens: Sequence[Token], words: Sequence[str]) -> list[Feature]:
    """Return the features of a sentence or of part of one, each once, in a fixed order.

    `words` are the `tokens` in lower case.
    """
    order = [_START]
    for token, word, known in zip(tokens, words, map(_GRAMMAR.get, words), strict=True):
        if known is not None:
            order += known
        elif token.text != word:
            # A name of several words counts once.
            if order[-1] != "name":
                order.append("name")
        else:
            order += _ENDINGS.get(word[-2:]) or _classes_by_first(word)
    order.append(_END)
    counts: dict[str, int] = {}
    for name in chain(order[1:-1], *filter(None, map(_MEANING.get, words))):
        counts[name] = MOST_COUNTED if name in counts else 1
    features: list[Feature] = list(counts.items())
    features += dict.fromkeys(pairwise(order))
    features += dict.fromkeys(words)
    return features


def classes_among(features: Sequence[Feature]) -> set[str]:
    """Return the classes of the words that have these features, in the order given above."""
    classes = set()
    for feature in features:
        # Classes that follow one another come behind those that are counted.
        if isinstance(feature[1], str):
            break
        classes.add(feature[0])
    return classes


def has_verb(tokens: Sequence[Token]) -> bool:
    """Say whether a verb seems to be among the words that makes a statement of them.

    It is an auxiliary, a past tense that no article stands before, or a word in -s before what
    looks like an object ("Beijing supports the talks").
    """
    before = _START
    for token in tokens:
        word = token.lower
        for name in _GRAMMAR.get(word) or _classes_by_shape(token):
            if name in _AUXILIARIES:
                return True
            if name == "past" and before != "the" and word not in _PARTICIPLES:
                return True
            if before == "others" and name in _OBJECT_STARTS:
                return True
            before = name
    return False


def is_auxiliary(token: Token) -> bool:
    """Say whether a word is a form of "be", "have", "will" and their like."""
    known = _GRAMMAR.get(token.lower)
    return known is not None and known[0] in _AUXILIARIES


def _classes_by_shape(token: Token) -> Classes:
    """Return the class of a word that no list has, or nothing for a mark that tells nothing."""
    if token.text != token.lower:
        return _NAME
    return _ENDINGS.get(token.lower[-2:]) or _classes_by_first(token.lower)


def _classes_by_first(word: str) -> Classes:
    if word[0].isalpha():
        return _OTHER
    if not word[0].isdigit():
        return _NOTHING
    return _YEAR if len(word) == 4 and word[:2] in ("18", "19", "20") else _NUMBER


def _grammar() -> dict[str, Classes]:
    classes: dict[str, Classes] = {}
    for name, words in GRAMMAR.items():
        for word in words.split():
            classes.setdefault(word, (name,))
    for word in _TAKE_SHORT_FORMS.split():
        for ending, name in _SHORT_FORMS.items():
            for apostrophe in "'’":
                classes[word + apostrophe + ending] = (*classes.get(word, _OTHER), name)
    for name, words in _NEGATED.items():
        for word in words.split():
            for apostrophe in "'’":
                classes[f"{word}n{apostrophe}t"] = (name, "not")
    marks = {mark: (mark,) for mark in _MARKS}
    return dict.fromkeys(_NO_ENDINGS.split(), _OTHER) | marks | classes


def _meanings() -> dict[str, Classes]:
    meanings: dict[str, Classes] = {}
    for name, words in MEANING.items():
        for word in words.split():
            meanings[word] = (*meanings.get(word, ()), name)
    return meanings


_GRAMMAR = _grammar()
_MEANING = _meanings()
