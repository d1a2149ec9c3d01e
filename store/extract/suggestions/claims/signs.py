"""Says in a few words what in a statement makes it a claim, and how far it can be checked."""

from __future__ import annotations

from collections.abc import Sequence, Set
from typing import Literal, NamedTuple

from hedgerow.store.extract.suggestions.claims.features import Feature, classes_among

Checkable = Literal["yes", "partly", "no"]

# The strongest sign first; classes as in `words`.
_SIGNS = (
    ("dollars", "an amount of money"),
    ("percent", "a percentage"),
    ("million", "a number"),
    ("number", "a number"),
    ("two", "a number"),
    ("most", "a superlative"),
    ("than", "a comparison"),
    ("more", "a comparison"),
    ("1999", "a date"),
    ("may", "a date"),
    ("past", "a past event"),
    ("was", "a past state"),
    ("had", "a past state"),
)
_OTHERWISE = "a present state"
# Classes of words by which somebody judges, doubts or looks ahead.
_LOOSENING = frozenset(("judging", "would", "will", "ought", "believe"))
_MEASURING = frozenset(("dollars", "percent", "million", "number", "two", "1999"))


class Signs(NamedTuple):
    """What the words of a statement show: its strongest sign, and how far it can be checked."""

    strongest: str
    checkable: Checkable


def signs_of(features: Sequence[Feature]) -> Signs:
    """Return what shows that a statement with these features can be checked."""
    classes = classes_among(features)
    strongest = next((sign for name, sign in _SIGNS if name in classes), _OTHERWISE)
    return Signs(strongest, _checkable(classes))


def _checkable(classes: Set[str]) -> Checkable:
    measured = not classes.isdisjoint(_MEASURING)
    if "ought" in classes and not measured:
        return "no"
    if not classes.isdisjoint(_LOOSENING) or ("abstract" in classes and not measured):
        return "partly"
    return "yes"
