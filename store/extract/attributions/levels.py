"""Tells who speaks from who passes it on, and from who is quoted within another's words.

In "Lopez noted that the talks had failed, PTI reported citing Xinhua" both agencies are outer; in
"Lopez said that Berg had promised help" Berg's promise is nested.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from hedgerow.store.extract.attributions.found import FoundAttribution
from hedgerow.store.extract.findings import AttributionLevel
from hedgerow.store.span import Span


def with_levels(found: Sequence[FoundAttribution]) -> list[FoundAttribution]:
    """Return `found` with the level of each, in the same order.

    A medium or a document is "outer" where its content holds the cue of another attribution, or
    is also another's content. An attribution is "nested" where its cue stands in the content of
    somebody who speaks. All others are "main". The work is that of sorting.
    """
    cues = sorted(attribution.cue[0].start for attribution in found)
    told = _reach_of_speech(found)
    last_with = {attribution.content: number for number, attribution in enumerate(found)}
    spoken = {attribution.content for attribution in found if not attribution.relays}
    levels: list[AttributionLevel] = []
    for number, attribution in enumerate(found):
        if _stands_within(attribution.cue[0].start, told):
            levels.append("nested")
        elif attribution.relays and (
            attribution.content in spoken
            or last_with[attribution.content] != number
            or any(_holds_any(part, cues) for part in attribution.content)
        ):
            levels.append("outer")
        else:
            levels.append("main")
    return [
        attribution if level == "main" else attribution._replace(level=level)
        for attribution, level in zip(found, levels, strict=True)
    ]


def _reach_of_speech(found: Sequence[FoundAttribution]) -> list[Span]:
    """Return the contents of those who speak, each as far as any that started before it goes."""
    parts = sorted(
        part
        for attribution in found
        if attribution.source and not attribution.relays
        for part in attribution.content
    )
    reach = 0
    reaches = []
    for part in parts:
        reach = max(reach, part.end)
        reaches.append(Span(part.start, reach))
    return reaches


def _stands_within(place: int, reaches: Sequence[Span]) -> bool:
    following = bisect_left(reaches, (place + 1, 0))
    return following > 0 and reaches[following - 1].end > place


def _holds_any(part: Span, places: Sequence[int]) -> bool:
    following = bisect_left(places, part.start)
    return following < len(places) and places[following] < part.end
