"""What was found in a text as it flows, put back to where it stands in the article's."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from hedgerow.store.extract.findings import Extraction
from hedgerow.store.folding import Rewritten
from hedgerow.store.span import Span


def in_text(found: Extraction, reading: Rewritten) -> Extraction:
    """Give what was found with the spans of the text that `reading` was made of."""
    if reading.is_same:
        return found

    def there(spans: Iterable[Span]) -> tuple[Span, ...]:
        return tuple(reading.span(*span) for span in spans)

    return Extraction(
        speakers=tuple(replace(one, mentions=there(one.mentions)) for one in found.speakers),
        attributions=tuple(
            replace(one, source=there(one.source), cue=there(one.cue), content=there(one.content))
            for one in found.attributions
        ),
        dates=tuple(replace(one, span=reading.span(*one.span)) for one in found.dates),
        suggestions=tuple(
            replace(
                one,
                span=reading.span(*one.span),
                source=reading.span(*one.source) if one.source is not None else None,
            )
            for one in found.suggestions
        ),
    )
