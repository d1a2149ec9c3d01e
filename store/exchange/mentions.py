"""What extraction finds in an article, as a line of JSON."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import orjson

from store.article import Article
from store.extract import extract
from store.extract.findings import Attribution, DateMention, Speaker
from store.span import Span


def mentions_line(article: Article) -> bytes:
    """Extract from an article, and write the result as one line of JSON with its newline."""
    found = extract(article.text, article.publication_date)
    text = article.text
    record = {
        "article": article.id,
        "text_sha256": article.text_sha256,
        "published": article.published,
        "published_from": article.published_from,
        "speakers": [_speaker(speaker, text) for speaker in found.speakers],
        "attributions": [_attribution(attribution, text) for attribution in found.attributions],
        "dates": [_date(date, text) for date in found.dates],
    }
    return orjson.dumps(record) + b"\n"


def _speaker(speaker: Speaker, text: str) -> dict[str, Any]:
    return {"name": speaker.name, "kind": speaker.kind, "mentions": _spans(speaker.mentions, text)}


def _attribution(attribution: Attribution, text: str) -> dict[str, Any]:
    return {
        "source": _spans(attribution.source, text),
        "cue": _spans(attribution.cue, text),
        "content": _spans(attribution.content, text),
        "speaker": attribution.speaker,
        "kind": attribution.kind,
        "confidence": round(attribution.confidence, 2),
    }


def _date(date: DateMention, text: str) -> dict[str, Any]:
    return {**_span(date.span, text), "type": date.type, "value": date.value}


def _spans(spans: Iterable[Span], text: str) -> list[dict[str, Any]]:
    return [_span(span, text) for span in spans]


def _span(span: Span, text: str) -> dict[str, Any]:
    return {"start": span.start, "end": span.end, "text": span.of(text)}
