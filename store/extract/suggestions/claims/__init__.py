"""Finds the statements of an article that somebody could check.

A statement is a sentence, or what somebody is reported to say; a linear scorer tells by its words,
numbers, names and tenses how probably it can be checked.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from hedgerow.store.extract.attributions.found import FoundAttribution
from hedgerow.store.extract.prose.paragraphs import Paragraph
from hedgerow.store.extract.suggestions.claims.features import features_of
from hedgerow.store.extract.suggestions.claims.scorer import claim_model, claim_probability
from hedgerow.store.extract.suggestions.claims.signs import Checkable, signs_of
from hedgerow.store.extract.suggestions.claims.statements import find_statements
from hedgerow.store.span import Span

__all__ = ["FoundClaim", "claim_probability", "find_claims"]

# By how much the odds (their logarithm) differ in news from those of a sentence in a debate: so
# that, of what is worth showing, there is about one claim for three sentences. What somebody is
# reported to say is shorter, by which alone it seems less sure, and readers want to know of it.
_SHIFT_IN_SOMEBODYS_WORDS = 0.6
_SHIFT_IN_OWN_VOICE = -0.4
_LEAST_CONFIDENCE = 0.3


class FoundClaim(NamedTuple):
    """A statement that somebody could show to be true or false.

    `span` is the whole statement without the words that attribute it. `sign` says in a few words
    what makes it one ("a number"); `attribution` is the one whose content it is or belongs to, if
    any. `confidence` is the scorer's probability, by the odds that hold for news.
    """

    span: Span
    sign: str
    attribution: FoundAttribution | None
    checkable: Checkable
    confidence: float


def find_claims(
    paragraph: Paragraph, attributions: Sequence[FoundAttribution]
) -> Iterator[FoundClaim]:
    """Yield the claims of a paragraph in text order; none overlaps another.

    `attributions` are those found in the paragraph.
    """
    model = claim_model()
    for statement in find_statements(paragraph, attributions):
        part = slice(*statement.part)
        features = features_of(paragraph.tokens[part], paragraph.words[part])
        in_own_voice = statement.attribution is None
        shift = _SHIFT_IN_OWN_VOICE if in_own_voice else _SHIFT_IN_SOMEBODYS_WORDS
        confidence = model.probability(features, shift)
        if confidence < _LEAST_CONFIDENCE:
            continue
        signs = signs_of(features)
        if signs.checkable != "no":
            yield FoundClaim(
                paragraph.span_of(statement.part),
                signs.strongest,
                statement.attribution,
                signs.checkable,
                confidence,
            )
