"""Finds where a content must stop because another clause with a cue of its own begins."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from store.extract.prose.tokens import Token

# How often a word must head a cue to begin a clause of its own: as a participle behind a comma,
# behind "and", or behind a subject. Chosen on a quarter of PolNeAR's training articles.
_PARTICIPLE_SHARE = 0.3
_COORDINATED_SHARE = 0.4
_MAIN_CLAUSE_SHARE = 0.5
# Sizes in tokens of the subject before such a cue, and of what may follow the sentence's last cue.
_LONGEST_SUBJECT = 8
_LONGEST_TAIL = 3
_CLAUSE_JOINERS = frozenset(("and", "but", "while"))


def find_clause_ends(
    tokens: Sequence[Token], first: int, stop: int, cue_shares: Mapping[str, float]
) -> list[int]:
    """Return, in order, the positions in `tokens[first:stop]` before which a content ends.

    - `… had failed, adding that …`
    - `… had failed and called on …`
    - `… had failed, and Jones said …`
    - `… had failed even as Jones asked …`
    - `… had failed, Reuters reported.`
    """
    ends = set()
    for index in range(first + 1, stop):
        token = tokens[index]
        if token.quotation >= 0:
            continue
        if token.lower == "as" and tokens[index - 1].lower == "even":
            ends.add(index - 1)
        share = cue_shares.get(token.lower)
        if share is None:
            continue
        if _continues_subject(tokens, index, share):
            ends.add(index - 1)
        elif share > _MAIN_CLAUSE_SHARE:
            end = _joiner_before(tokens, first, index)
            if end is None and index + 1 + _LONGEST_TAIL >= stop:
                end = _comma_before(tokens, first, index)
            if end is not None:
                ends.add(end)
    return sorted(ends)


def _continues_subject(tokens: Sequence[Token], index: int, share: float) -> bool:
    """Say whether the cue at `index` shares the subject before it (", adding", "and called")."""
    before = tokens[index - 1]
    if before.text == ",":
        return tokens[index].lower.endswith("ing") and share > _PARTICIPLE_SHARE
    if before.lower != "and":
        return False
    takes_that = index + 1 < len(tokens) and tokens[index + 1].lower == "that"
    return takes_that or share > _COORDINATED_SHARE


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
