"""What extraction finds in an article, as a record and as a line of JSON.

`mentions_of` is for other people's pipelines: a text goes in, a dictionary comes out. What each key
holds is in docs/mentions.md.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import orjson

from hedgerow.store.corpus import Article, Metadata, Reading, Source, article_from, parse_date
from hedgerow.store.extract import (
    Attribution,
    DateMention,
    Extractor,
    Speaker,
    Suggestion,
    extract,
    extract_mentions,
)
from hedgerow.store.span import Span


def mentions_of(
    text: str,
    *,
    article: str = "",
    published: str | datetime.date | None = None,
    suggestions: bool = False,
    extractor: Extractor = extract,
) -> dict[str, Any]:
    """Find who says what and when in a text; a pure function, for a step of any pipeline.

    Args:
        text: the article's reading text.
        article: its id, which is handed on.
        published: the day it appeared: a date, or text such as "2022-03-02" or
            "2022-03-02T10:00Z". Without it (or where it is no day of the calendar), the day is
            taken from a date line at the head of the text, if there is one.
        suggestions: whether to propose passages to tag, too.
        extractor: what finds it all; Hedgerow's own rules unless another is named.

    Returns:
        What `hedgerow mentions` writes as one line. Offsets are code points of `text`, half-open.
    """
    day = parse_date(published)
    stated = Metadata(published=day, published_from="given") if day else Metadata()
    made = article_from(Reading(text, metadata=stated), Source(Path(article), article))
    return mentions_record(made, suggestions=suggestions, extractor=extractor)


def mentions_line(
    article: Article, *, suggestions: bool = False, extractor: Extractor = extract
) -> bytes:
    """Extract from an article, and write the result as one line of JSON with its newline.

    Args:
        article: the article.
        suggestions: whether to propose passages to tag, too.
        extractor: what finds it all.
    """
    record = mentions_record(article, suggestions=suggestions, extractor=extractor)
    try:
        return orjson.dumps(record) + b"\n"
    except TypeError:  # a lone surrogate is no UTF-8, but JSON can say it in ASCII
        return json.dumps(record, separators=(",", ":")).encode("ascii") + b"\n"


def mentions_record(
    article: Article, *, suggestions: bool = False, extractor: Extractor = extract
) -> dict[str, Any]:
    """Extract from an article; the arguments are those of `mentions_line`."""
    text = article.text
    if extractor is extract and not suggestions:
        extractor = extract_mentions
    found = extractor(text, article.publication_date)
    record = {
        "article": article.id,
        "text_sha256": article.text_sha256,
        "published": article.published,
        "published_from": article.published_from,
        "speakers": [_speaker(speaker, text) for speaker in found.speakers],
        "attributions": [_attribution(attribution, text) for attribution in found.attributions],
        "dates": [_date(date, text) for date in found.dates],
    }
    if suggestions:
        record["suggestions"] = [_suggestion(one, text) for one in found.suggestions]
    return record


def _speaker(speaker: Speaker, text: str) -> dict[str, Any]:
    return {
        "name": speaker.name,
        "kind": speaker.kind,
        "mentions": _spans(speaker.mentions, text),
        "confidence": _rounded(speaker.confidence),
    }


def _attribution(attribution: Attribution, text: str) -> dict[str, Any]:
    return {
        "source": _spans(attribution.source, text),
        "cue": _spans(attribution.cue, text),
        "content": _spans(attribution.content, text),
        "speaker": attribution.speaker,
        "kind": attribution.kind,
        "confidence": _rounded(attribution.confidence),
        "level": attribution.level,
        "speaker_confidence": _rounded(attribution.speaker_confidence),
    }


def _date(date: DateMention, text: str) -> dict[str, Any]:
    return {
        **_span(date.span, text),
        "type": date.type,
        "value": date.value,
        "confidence": _rounded(date.confidence),
    }


def _suggestion(suggestion: Suggestion, text: str) -> dict[str, Any]:
    return {
        **_span(suggestion.span, text),
        "label": suggestion.label,
        "reason": suggestion.reason,
        "attributes": dict(suggestion.attributes),
        "confidence": _rounded(suggestion.confidence),
        "speaker": suggestion.speaker,
        "source": _span(suggestion.source, text) if suggestion.source is not None else None,
    }


def _spans(spans: Iterable[Span], text: str) -> list[dict[str, Any]]:
    return [_span(span, text) for span in spans]


def _span(span: Span, text: str) -> dict[str, Any]:
    return {"start": span.start, "end": span.end, "text": span.of(text)}


def _rounded(confidence: float) -> float:
    return round(float(confidence), 2)  # another's extractor may count in a number type of its own
