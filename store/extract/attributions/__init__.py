"""Attributions: who says what in an article, found by patterns and weighed by a linear scorer."""

from __future__ import annotations

from store.extract.attributions.continuations import RunningQuotations
from store.extract.attributions.features import features_of
from store.extract.attributions.found import FoundAttribution, as_found
from store.extract.attributions.paragraphs import split_paragraphs
from store.extract.attributions.patterns import find_frames
from store.extract.attributions.scorer import fitted_model

__all__ = ["FoundAttribution", "find_attributions"]


def find_attributions(text: str, threshold: float = 0.5) -> tuple[FoundAttribution, ...]:
    """Find the attributions of an article: their source, cue and content, after PARC 3 and PolNeAR.

    `text` is the article's reading text; spans are half-open and in its code points. `threshold`
    is the least confidence, 0 to 1, of what is returned. The result is ordered by where the
    earlier of cue and content starts.
    """
    model = fitted_model()
    found = []
    running = RunningQuotations()
    for paragraph in split_paragraphs(text, model.cue_shares):
        running.add(paragraph)
        for frame in find_frames(paragraph):
            confidence = model.probability(features_of(frame, paragraph, model.cue_shares))
            if confidence >= threshold:
                found.append(as_found(frame, paragraph, confidence))
    return tuple(sorted(running.complete(found), key=_position))


def _position(attribution: FoundAttribution) -> tuple[int, int]:
    cue, content = attribution.cue[0], attribution.content[0]
    return min(cue.start, content.start), cue.start
