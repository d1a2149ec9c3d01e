"""Finds verbs of saying that the fitted lexicon doesn't hold, by where they stand."""

from __future__ import annotations

from hedgerow.store.extract.prose.paragraphs import Paragraph
from hedgerow.store.extract.prose.tokens import Token
from hedgerow.store.extract.prose.word_classes import PERSONAL_PRONOUNS, in_verb_group

# What stands before the closing mark of a quotation whose speaker follows.
_BEFORE_CLOSE = frozenset(",?!…") | {"..."}
_LONGEST_SPEAKER = 8
_VERB_ENDINGS = ("ed", "s")
_IRREGULAR_VERBS = frozenset("shot went put spat sang swore".split())


def unlisted_cues(paragraph: Paragraph) -> list[int]:
    """Return the positions of unknown verbs that follow a quotation and a name or a pronoun.

    - `“Never!” Jones thundered.`
    - `“Never,” he shot back.`
    """
    listed = set(paragraph.cues)
    found = []
    for quotation in paragraph.quotations.ranges:
        if paragraph.tokens[quotation.stop - 2].text in _BEFORE_CLOSE:
            index = _verb_behind(paragraph.tokens, quotation.stop, listed)
            if index is not None:
                found.append(index)
    return found


def _verb_behind(tokens: list[Token], first: int, listed: set[int]) -> int | None:
    for index in range(first, min(len(tokens), first + _LONGEST_SPEAKER)):
        token = tokens[index]
        if index in listed or not token.is_word or token.quotation >= 0:
            return None
        before = tokens[index - 1]
        if _looks_like_verb(token) and (before.capitalised or before.lower in PERSONAL_PRONOUNS):
            return index
    return None


def _looks_like_verb(token: Token) -> bool:
    if token.capitalised or in_verb_group(token):
        return False
    return token.lower.endswith(_VERB_ENDINGS) or token.lower in _IRREGULAR_VERBS
