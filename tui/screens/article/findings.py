"""What extraction found in an article, by position."""

from __future__ import annotations

from collections import Counter

from hedgerow.store.extract import (
    Attribution,
    DateMention,
    Extraction,
    Speaker,
    Suggestion,
)
from hedgerow.store.span import Span
from hedgerow.store.tagging import attribution_around
from hedgerow.tui.text.span_index import SpanIndex


class Findings:
    """Speakers, dates, attributions and suggestions, each found without looking at the others.

    Attributes:
        found: everything, in text order.
        mentions: the speakers' mentions and the dates, in text order.
        said: how many attributions each speaker has, by name.
        is_undated: whether a date has no value, for want of a publication date.
    """

    def __init__(self, found: Extraction) -> None:
        self.found = found
        self.said = Counter(one.speaker for one in found.attributions)
        self.is_undated = any(date.value is None for date in found.dates)
        named = [
            (*span, position)
            for position, speaker in enumerate(found.speakers)
            for span in speaker.mentions
        ]
        dated = [(*date.span, position) for position, date in enumerate(found.dates)]
        self.mentions = sorted({Span(start, end) for start, end, _ in (*named, *dated)})
        self._speakers = SpanIndex(named)
        self._dates = SpanIndex(dated)
        self._contents = SpanIndex(
            (*piece, position)
            for position, attribution in enumerate(found.attributions)
            for piece in attribution.content
        )
        self._suggestions = SpanIndex(
            (*suggestion.span, position) for position, suggestion in enumerate(found.suggestions)
        )

    def dates_at(self, offset: int) -> list[DateMention]:
        """Give the dates that cover an offset, in text order."""
        return [self.found.dates[position] for position in sorted(self._dates.at(offset))]

    def speaker_at(self, offset: int) -> Speaker | None:
        """Give the speaker who is named at an offset; of several, the one named first."""
        position = min(self._speakers.at(offset), default=None)
        return None if position is None else self.found.speakers[position]

    def attribution_around(self, span: Span) -> Attribution | None:
        """Find the attribution in whose content a passage lies."""
        # What holds the passage touches its beginning.
        near = self._contents.touching(span.start, min(span.end, span.start + 2))
        positions = sorted({position for _, _, position in near})
        return attribution_around(span, [self.found.attributions[one] for one in positions])

    def suggestions_touching(self, span: tuple[int, int]) -> list[tuple[int, Suggestion]]:
        """Give the suggestions that share a code point with a span, with their positions."""
        positions = sorted(position for _, _, position in self._suggestions.touching(*span))
        return [(position, self.found.suggestions[position]) for position in positions]
