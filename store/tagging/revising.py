"""Changing a tag: its label, its span, the text in which it stands."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from hedgerow.store.anchors import context_of
from hedgerow.store.annotations import Annotation, Codebook, Said
from hedgerow.store.corpus import Article
from hedgerow.store.extract import Extraction
from hedgerow.store.span import Span
from hedgerow.store.tagging.tagging import require_passage, take_along


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
    require_passage(article, span)
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
