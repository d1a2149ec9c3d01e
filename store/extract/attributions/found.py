"""Turns a scored frame into spans of the article: what callers of this package get."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from hedgerow.store.extract.attributions.frames import Frame
from hedgerow.store.extract.attributions.media import is_medium
from hedgerow.store.extract.findings import AttributionKind, AttributionLevel
from hedgerow.store.extract.prose.paragraphs import Paragraph
from hedgerow.store.extract.prose.tokens import TokenRange
from hedgerow.store.span import Span


class FoundAttribution(NamedTuple):
    """An attribution whose speaker has yet to be resolved from its source.

    Roles are as in `store.extract.findings.Attribution`, spans half-open in code points and in
    text order. `source` may be empty; `cue` and `content` never are. `frame` has them as tokens of
    the paragraph in which they were found. `relays` says that the source is a medium or a document.
    """

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    kind: AttributionKind
    confidence: float
    frame: Frame
    relays: bool = False
    level: AttributionLevel = "main"


def as_found(frame: Frame, paragraph: Paragraph, confidence: float) -> FoundAttribution:
    """Return the attribution that `frame`, found in `paragraph`, stands for."""
    return FoundAttribution(
        source=(paragraph.span_of(frame.source),) if frame.source else (),
        cue=(paragraph.span_of(frame.cue),),
        content=_spans(frame.content, paragraph),
        kind=_kind(frame, paragraph),
        confidence=confidence,
        frame=frame,
        relays=frame.source is not None and is_medium(paragraph.tokens, frame.source),
    )


def _spans(parts: list[TokenRange], paragraph: Paragraph) -> tuple[Span, ...]:
    if len(parts) == 1:
        return (paragraph.span_of(parts[0]),)
    return tuple(paragraph.span_of(part) for part in sorted(parts))


def _kind(frame: Frame, paragraph: Paragraph) -> AttributionKind:
    """Say how many of the content's words stand in quotation marks: all, some or none."""
    quotations = paragraph.quotations
    if not quotations.unclosed.stop and not any(map(quotations.touch, frame.content)):
        return "indirect"
    found = set()
    for part in frame.content:
        for is_quoted in _words_quoted(part, paragraph):
            found.add(is_quoted)
            if len(found) == 2:
                return "mixed"
    return "direct" if True in found else "indirect"


def _words_quoted(part: TokenRange, paragraph: Paragraph) -> Iterator[bool]:
    """Yield for each quotation, and each word outside of one, whether it counts as quoted."""
    tokens, quotations = paragraph.tokens, paragraph.quotations
    index = part.first
    while index < part.stop:
        token = tokens[index]
        if token.quotation >= 0:
            yield True
            index = quotations.ranges[token.quotation].stop
        else:
            if token.is_word:
                yield quotations.unclosed.first <= index < quotations.unclosed.stop
            index += 1
