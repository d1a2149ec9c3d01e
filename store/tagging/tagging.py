"""Tagging: how a passage becomes an annotation, and what it takes along without being asked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from hedgerow.store.anchors import context_of
from hedgerow.store.annotations import Annotation, Codebook, Said
from hedgerow.store.corpus import Article
from hedgerow.store.extract import Attribution, Extraction
from hedgerow.store.journal import new_id, now
from hedgerow.store.passages import Passages
from hedgerow.store.span import Span


def tag(
    article: Article,
    span: Span,
    label: str,
    *,
    annotator: str,
    codebook: Codebook,
    found: Extraction | None = None,
    memo: str = "",
) -> Annotation:
    """Make an annotation of a passage.

    Args:
        article: the article it stands in.
        span: the passage, in code points, half-open.
        label: a label of the codebook.
        annotator: whose tag it is.
        codebook: the codebook in use.
        found: what extraction found in the article, if the tag is to take along what it can.
        memo: a note on the tag.

    Raises:
        ValueError: the span is empty or lies outside the text.
    """
    require_passage(article, span)
    instant = now()
    prefix, suffix = context_of(article.text, span)
    made = Annotation(
        id=new_id(),
        article=article.id,
        text_sha256=article.text_sha256,
        label=label,
        start=span.start,
        end=span.end,
        quote=span.of(article.text),
        prefix=prefix,
        suffix=suffix,
        annotator=annotator,
        created=instant,
        modified=instant,
        codebook=codebook.digest,
        memo=memo,
    )
    return made if found is None else take_along(made, article, found, codebook)


def take_along(
    annotation: Annotation, article: Article, found: Extraction, codebook: Codebook
) -> Annotation:
    """Give an annotation the speaker, cue and date of the attribution in whose content it lies.

    The attribute "mode" is filled in where its label has one.
    """
    attribution = attribution_around(annotation.span, found.attributions)
    if attribution is None:
        return annotation
    attributes = codebook.label(annotation.label).attributes
    has_mode = any(attribute.name == "mode" for attribute in attributes)
    return replace(
        annotation,
        speaker=_speaker_of(attribution),
        cue=_cue_of(attribution, article.text),
        date=_date_of(attribution, article.text, found),
        attributes={**annotation.attributes, **({"mode": attribution.kind} if has_mode else {})},
    )


def require_passage(article: Article, span: Span) -> None:
    """Raise ValueError where a span is empty or lies outside an article's text."""
    if not 0 <= span.start < span.end <= len(article.text):
        raise ValueError(f"no passage {span.start}–{span.end} in {len(article.text):,} characters")


def attribution_around(span: Span, attributions: Iterable[Attribution]) -> Attribution | None:
    """Find the attribution in whose content a passage lies.

    Where several hold it ("PTI reported that Wang said …"), the innermost is meant: the one whose
    content is shortest, since its source spoke the words.
    """
    holding = [
        attribution
        for attribution in attributions
        if any(_covers(piece, span) for piece in attribution.content)
    ]
    return min(holding, key=_content_length, default=None)


def _covers(piece: Span, span: Span) -> bool:
    """A passage may reach past a content by the marks around it: quotation marks, a full stop."""
    return piece.start - 1 <= span.start and span.end <= piece.end + 2 and piece.overlaps(span)


def _content_length(attribution: Attribution) -> int:
    return sum(piece.length for piece in attribution.content)


def _speaker_of(attribution: Attribution) -> Said | None:
    if attribution.speaker is None or not attribution.source:
        return None
    return Said(attribution.speaker, attribution.source[0].start, attribution.source[-1].end)


def _cue_of(attribution: Attribution, text: str) -> Said | None:
    if not attribution.cue:
        return None
    span = Span(attribution.cue[0].start, attribution.cue[-1].end)
    return Said(span.of(text), *span)


def _date_of(attribution: Attribution, text: str, found: Extraction) -> Said | None:
    """Find when it was said: the date nearest the cue, in its sentence, outside the content."""
    if not attribution.cue:
        return None
    cue = attribution.cue[0]
    sentence = Passages(text).around("sentence", *cue) or cue
    dates = [
        date
        for date in found.dates
        if sentence.contains(date.span)
        and date.type in ("DATE", "TIME")
        and date.value is not None
        and not any(piece.overlaps(date.span) for piece in attribution.content)
    ]
    nearest = min(dates, key=lambda date: abs(date.span.start - cue.start), default=None)
    if nearest is None or nearest.value is None:
        return None
    return Said(nearest.value, *nearest.span)
