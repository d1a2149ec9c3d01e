"""Attributions: who says what in an article, found by patterns and weighed by a linear scorer."""

from __future__ import annotations

from store.extract.attributions.content_ends import shorten
from store.extract.attributions.continuations import RunningQuotations
from store.extract.attributions.features import features_of
from store.extract.attributions.found import FoundAttribution, as_found
from store.extract.attributions.levels import with_levels
from store.extract.attributions.patterns import find_frames
from store.extract.attributions.scorer import fitted_model
from store.extract.prose.paragraphs import Paragraph, split_paragraphs

__all__ = ["AttributionReader", "FoundAttribution", "find_attributions"]


class AttributionReader:
    """Finds the attributions of one article, whose paragraphs it is given in order.

    `threshold` is the least confidence, 0 to 1, of what is found.
    """

    def __init__(self, threshold: float = 0.5) -> None:
        self._model = fitted_model()
        self._threshold = threshold
        self._running = RunningQuotations()
        self._found: list[FoundAttribution] = []

    def read(self, paragraph: Paragraph) -> list[FoundAttribution]:
        """Find the attributions of the next paragraph.

        A quotation that goes on in later paragraphs is whole only in `found`.
        """
        self._running.add(paragraph)
        model = self._model
        found = []
        for frame in find_frames(paragraph):
            facts = features_of(frame, paragraph, model.cue_shares)
            confidence = model.frames.probability(facts)
            if confidence >= self._threshold:
                shorten(frame, paragraph.tokens, model.content_ends, model.cue_shares)
                found.append(as_found(frame, paragraph, confidence))
        self._found += found
        return found

    def found(self) -> tuple[FoundAttribution, ...]:
        """Return all attributions, ordered by where the earlier of cue and content starts."""
        return tuple(with_levels(sorted(self._running.complete(self._found), key=_position)))


def find_attributions(text: str, threshold: float = 0.5) -> tuple[FoundAttribution, ...]:
    """Find the attributions of an article: their source, cue and content, after PARC 3 and PolNeAR.

    `text` is the article's reading text; spans are half-open and in its code points. `threshold`
    is the least confidence, 0 to 1, of what is returned. The result is ordered by where the
    earlier of cue and content starts.
    """
    reader = AttributionReader(threshold)
    for paragraph in split_paragraphs(text, fitted_model().cue_shares):
        reader.read(paragraph)
    return reader.found()


def _position(attribution: FoundAttribution) -> tuple[int, int]:
    cue, content = attribution.cue[0], attribution.content[0]
    return min(cue.start, content.start), cue.start
