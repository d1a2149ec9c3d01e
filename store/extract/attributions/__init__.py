"""Attributions: who says what in an article, found by patterns and weighed by a linear scorer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from hedgerow.store.extract.attributions.content_ends import shorten
from hedgerow.store.extract.attributions.continuations import RunningQuotations
from hedgerow.store.extract.attributions.features import features_of
from hedgerow.store.extract.attributions.found import FoundAttribution, as_found
from hedgerow.store.extract.attributions.frames import Frame
from hedgerow.store.extract.attributions.levels import with_levels
from hedgerow.store.extract.attributions.patterns import find_frames
from hedgerow.store.extract.attributions.scorer import fitted_model
from hedgerow.store.extract.prose.paragraphs import Paragraph, split_paragraphs

__all__ = ["AttributionReader", "FoundAttribution", "find_attributions"]

# So many paragraphs are searched before the first one's frames are weighed. What runs again and
# again before something else does is at hand in the processor's caches: it saves 3 % of extraction.
_READ_AT_ONCE = 32


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
        ((_, found),) = self.read_all((paragraph,))
        return found

    def read_all(
        self, paragraphs: Iterable[Paragraph]
    ) -> Iterator[tuple[Paragraph, list[FoundAttribution]]]:
        """Yield each of the next paragraphs with what `read` finds in it, in less time."""
        paragraphs = iter(paragraphs)
        while some := list(islice(paragraphs, _READ_AT_ONCE)):
            framed = [(paragraph, list(find_frames(paragraph))) for paragraph in some]
            for paragraph, sure in [(one, self._sure(one, frames)) for one, frames in framed]:
                self._running.add(paragraph)
                found = [as_found(frame, paragraph, confidence) for frame, confidence in sure]
                self._found += found
                yield paragraph, found

    def _sure(self, paragraph: Paragraph, frames: Iterable[Frame]) -> list[tuple[Frame, float]]:
        """Return the frames that are attributions, cut where their content ends, and how surely."""
        model = self._model
        sure = []
        for frame in frames:
            facts = features_of(frame, paragraph, model.cue_shares)
            confidence = model.frames.probability(facts)
            if confidence >= self._threshold:
                sure.append((frame, confidence))
        for frame, _ in sure:
            shorten(frame, paragraph, model.content_ends, model.cue_shares)
        return sure

    def found(self) -> tuple[FoundAttribution, ...]:
        """Return all attributions, ordered by where the earlier of cue and content starts."""
        return tuple(with_levels(sorted(self._running.complete(self._found), key=_position)))


def find_attributions(text: str, threshold: float = 0.5) -> tuple[FoundAttribution, ...]:
    """Find the attributions of an article: their source, cue and content, after PARC 3 and PolNeAR.

    `text` is the article's as it flows: each line is a paragraph. Spans are half-open and in its
    code points. `threshold` is the least confidence, 0 to 1, of what is returned. The result is
    ordered by where the earlier of cue and content starts.
    """
    reader = AttributionReader(threshold)
    for _ in reader.read_all(split_paragraphs(text, fitted_model().cue_shares)):
        pass
    return reader.found()


def _position(attribution: FoundAttribution) -> tuple[int, int]:
    cue, content = attribution.cue[0], attribution.content[0]
    return min(cue.start, content.start), cue.start
