"""Tagging: how a passage becomes an annotation, and what it takes along without being asked."""

from __future__ import annotations

import re
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
    _require_passage(article, span)
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


def relabel(annotation: Annotation, label: str, codebook: Codebook) -> Annotation:
    """Give an annotation another label; it keeps the attributes that this one has, too."""
    values = {one.name: one.values for one in codebook.label(label).attributes}
    kept = {
        name: value
        for name, value in annotation.attributes.items()
        if name in values and (not values[name] or value in values[name])
    }
    return replace(annotation, label=label, attributes=kept)


def respan(
    annotation: Annotation, article: Article, span: Span, displacement: int = 0
) -> Annotation:
    """Give an annotation another span, with the quote and the context that go with it.

    Args:
        annotation: the annotation.
        article: its article, in whose present text the span lies.
        span: the span, in code points, half-open.
        displacement: by how many code points the annotation's passage has moved since it was made;
            the words that it refers to are taken to have moved along.

    Raises:
        ValueError: the span is empty or lies outside the text.
    """
    _require_passage(article, span)
    prefix, suffix = context_of(article.text, span)
    return replace(
        displaced(annotation, displacement),
        start=span.start,
        end=span.end,
        quote=span.of(article.text),
        prefix=prefix,
        suffix=suffix,
        text_sha256=article.text_sha256,
        is_history=False,
    )


def settle(
    annotation: Annotation, article: Article, span: Span, found: Extraction, codebook: Codebook
) -> Annotation:
    """Put an annotation where its passage is in another text, with the words that it refers to.

    What extraction had given it is given anew. A speaker that a person has pointed it to stays;
    where the text doesn't name them any more, their span is empty, at the passage's start.

    Args:
        annotation: the annotation, as it was made on a former text.
        article: its article, in whose present text the span lies.
        span: the passage, in code points, half-open.
        found: what extraction found in the present text.
        codebook: the codebook in use.

    Raises:
        ValueError: the span is empty or lies outside the text.
    """
    bare = replace(respan(annotation, article, span), speaker=None, cue=None, date=None)
    taken = take_along(bare, article, found, codebook)
    moved_by = span.start - annotation.start
    speaker, cue, date = annotation.speaker, annotation.cue, annotation.date
    return replace(
        taken,
        attributes=annotation.attributes,
        speaker=_anew(
            speaker,
            taken.speaker,
            _mentions_of(speaker, found) or _places_of(speaker, article.text),
            span,
            moved_by,
        ),
        cue=_anew(cue, taken.cue, _places_of(cue, article.text), span, moved_by),
        date=_anew(date, taken.date, _dates_like(date, found), span, moved_by),
    )


def _anew(
    said: Said | None, taken: Said | None, places: Iterable[Span], span: Span, moved_by: int
) -> Said | None:
    """Say where the words stand now that an annotation refers to; the nearest are meant."""
    if said is None or (taken is not None and said.origin == "extracted"):
        return taken
    expected = said.start + moved_by
    place = min(places, key=lambda place: abs(place.start - expected), default=None)
    if place is not None:
        return replace(said, start=place.start, end=place.end)
    return None if said.origin == "extracted" else replace(said, start=span.start, end=span.start)


def _mentions_of(said: Said | None, found: Extraction) -> list[Span]:
    named = (speaker for speaker in found.speakers if said and speaker.name == said.value)
    return [mention for speaker in named for mention in speaker.mentions]


def _dates_like(said: Said | None, found: Extraction) -> list[Span]:
    return [date.span for date in found.dates if said and date.value == said.value]


def _places_of(said: Said | None, text: str) -> list[Span]:
    if said is None or not said.value:
        return []
    pattern = rf"(?<!\w){re.escape(said.value)}(?!\w)"
    return [Span(*match.span()) for match in re.finditer(pattern, text)]


def displaced(annotation: Annotation, by: int) -> Annotation:
    """Move the speaker, cue and date that an annotation refers to by some code points."""

    def moved(said: Said | None) -> Said | None:
        return said and replace(said, start=said.start + by, end=said.end + by)

    return replace(
        annotation,
        speaker=moved(annotation.speaker),
        cue=moved(annotation.cue),
        date=moved(annotation.date),
    )


def _require_passage(article: Article, span: Span) -> None:
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
