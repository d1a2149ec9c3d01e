"""The shape of a possible attribution in one paragraph, before it is scored."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hedgerow.store.extract.prose.sentences import Sentence
from hedgerow.store.extract.prose.tokens import Token, TokenRange
from hedgerow.store.extract.prose.word_classes import LOOSE_PUNCTUATION, in_verb_group

# Prepositions that belong to the cue rather than to the content, by the verb's stem.
_PARTICLES = {
    "advocat": ("for",),
    "appeal": ("for",),
    "bat": ("for",),
    "call": ("for", "on", "upon"),
    "ask": ("for",),
    "argu": ("for", "against"),
    "press": ("for",),
    "push": ("for",),
    "point": ("out",),
    "warn": ("of", "against"),
}
JOINED_BY = dict.fromkeys("declined declines declining refused refuses refusing".split(), "to")
JOINED_BY |= dict.fromkeys(("quoted", "cited"), "as")
"""Verbs that make one cue with the verb behind "to" or "as" ("declined to say", "cited as …")."""
_JOINED = frozenset((*JOINED_BY, "as"))

_VERB_ENDINGS = ("", "s", "e", "es", "ed", "ted", "ing", "ting")


@dataclass(slots=True)
class Frame:
    """A candidate: who (`source`), by which word (`cue`), says what (`content`).

    All are token ranges in the frame's paragraph. `head` is the position of the cue's main word
    and `pattern` names the construction that was recognised.
    """

    pattern: str
    head: int
    cue: TokenRange
    source: TokenRange | None
    content: list[TokenRange]


def trimmed(tokens: Sequence[Token], first: int, stop: int) -> list[TokenRange]:
    """Return the range without loose punctuation at its ends, in a list; empty if none is left."""
    while first < stop and (tokens[first].text in LOOSE_PUNCTUATION or tokens[first].text == "."):
        first += 1
    while stop > first and tokens[stop - 1].text in LOOSE_PUNCTUATION:
        stop -= 1
    return [TokenRange(first, stop)] if first < stop else []


def verb_cue(sentence: Sentence, head: int, subject: TokenRange | None) -> TokenRange:
    """Return the whole cue around the verb at `head`: "has also called" and "called on"."""
    tokens = sentence.tokens
    first, stop = head, head + 1
    lowest = subject.stop if subject is not None and subject.stop <= head else sentence.first
    while first > lowest and _belongs_to_cue(tokens[first - 1]):
        first -= 1
    if stop < sentence.end and _is_particle(tokens[head].lower, tokens[stop].lower):
        stop += 1
    return TokenRange(first, stop)


def _belongs_to_cue(token: Token) -> bool:
    return in_verb_group(token) or (token.lower in _JOINED and token.quotation < 0)


_PARTICLES_OF_VERB = {
    stem + ending: particles for stem, particles in _PARTICLES.items() for ending in _VERB_ENDINGS
}


def _is_particle(verb: str, word: str) -> bool:
    return word in _PARTICLES_OF_VERB.get(verb, ())
