"""Finds where a content must stop because another clause with a cue of its own begins."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from hedgerow.store.extract.prose.tokens import Token, TokenRange
from hedgerow.store.extract.prose.word_classes import in_verb_group

# How often a word must head a cue to begin a clause of its own: as a participle behind a comma,
# behind "and", or behind a subject. Chosen on a quarter of PolNeAR's training articles.
_PARTICIPLE_SHARE = 0.3
_COORDINATED_SHARE = 0.4
_MAIN_CLAUSE_SHARE = 0.5
# Sizes in tokens of the subject before such a cue, and of what may follow the sentence's last cue.
_LONGEST_SUBJECT = 8
_LONGEST_TAIL = 3
_LONGEST_VERB_GROUP = 4
_CLAUSE_JOINERS = frozenset(("and", "but", "while"))


def find_clause_ends(
    tokens: Sequence[Token],
    places: Iterable[int],
    bounds: TokenRange,
    cue_shares: Mapping[str, float],
) -> list[int]:
    """Return, in order, the positions within `bounds` before which a content ends.

    `places` are the positions there of every word that may head a cue and of every "as".

    - `… had failed, adding that …`
    - `… had failed and called on …`
    - `… had failed, and Jones said …`
    - `… had failed even as Jones asked …`
    - `… had failed, Reuters reported.`
    """
    ends = set()
    first, stop = bounds
    for index in places:
        token = tokens[index]
        if token.quotation >= 0:
            continue
        if token.lower == "as" and tokens[index - 1].lower == "even":
            ends.add(index - 1)
        share = cue_shares.get(token.lower)
        if share is None:
            continue
        end = _shared_subject_end(tokens, first, index, share)
        if end is not None:
            ends.add(end)
        elif share > _MAIN_CLAUSE_SHARE:
            end = _joiner_before(tokens, first, index)
            if end is None and index + 1 + _LONGEST_TAIL >= stop:
                end = _comma_before(tokens, first, index)
            if end is not None:
                ends.add(end)
    return sorted(ends)


def _shared_subject_end(
    tokens: Sequence[Token], first: int, index: int, share: float
) -> int | None:
    """Return what stands before a cue that shares the subject before it, or None if it doesn't.

    So does the cue at `index` in ", adding", "and called" and "and has also called".
    """
    before = index - 1
    if tokens[before].text == ",":
        is_participle = tokens[index].lower.endswith("ing")
        return before if is_participle and share > _PARTICIPLE_SHARE else None
    while before > first and before > index - _LONGEST_VERB_GROUP and in_verb_group(tokens[before]):
        before -= 1
    if tokens[before].lower != "and" or before < first:
        return None
    takes_that = index + 1 < len(tokens) and tokens[index + 1].lower == "that"
    return before if takes_that or share > _COORDINATED_SHARE else None


def _joiner_before(tokens: Sequence[Token], first: int, cue: int) -> int | None:
    """Return the comma before "and Jones said", whose cue is at `cue`, or None."""
    for index in range(cue - 1, max(first, cue - _LONGEST_SUBJECT - 1), -1):
        token = tokens[index]
        if token.quotation >= 0 or token.text == ",":
            return None
        if token.lower in _CLAUSE_JOINERS:
            return index - 1 if tokens[index - 1].text == "," else None
    return None


def _comma_before(tokens: Sequence[Token], first: int, cue: int) -> int | None:
    """Return the comma before "Reuters reported", whose cue is at `cue`, or None."""
    for index in range(cue - 1, max(first, cue - _LONGEST_SUBJECT - 1), -1):
        if tokens[index].quotation >= 0:
            return None
        if tokens[index].text == ",":
            return index
    return None
