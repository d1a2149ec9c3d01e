"""Suggestions as an annotator meets them: which are still open, and what becomes of one.

A suggestion that is accepted becomes an annotation like any other. One that is dismissed gets the
verdict "reject", which is kept like any verdict: it stays dismissed, also when the text changes.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import accumulate

from hedgerow.store.anchors import context_of
from hedgerow.store.annotations import (
    Annotation,
    Annotations,
    Codebook,
    Review,
    Said,
    dismissals_of,
)
from hedgerow.store.corpus import Article
from hedgerow.store.extract import WORTH_SHOWING, Extraction, Suggestion
from hedgerow.store.journal import Document, derived_id, new_id, now
from hedgerow.store.span import Span
from hedgerow.store.tagging.tagging import tag

SettledPassage = tuple[str, Span]
"""A label and the passage for which it has been settled: tagged, or dismissed."""


def suggestion_id(article: Article, suggestion: Suggestion, annotator: str) -> str:
    """Give the id that a suggestion has for an annotator, and keeps as their annotation.

    It is made from the text, the passage and the label, so that it is the same in every session.
    """
    span = map(str, suggestion.span)
    return derived_id(article.id, article.text_sha256, annotator, suggestion.label, *span)


def accepted_suggestion(
    article: Article,
    suggestion: Suggestion,
    found: Extraction,
    *,
    annotator: str,
    codebook: Codebook,
) -> Annotation:
    """Make the annotation that a suggestion becomes, with its attributes filled in.

    Args:
        article: the article it stands in.
        suggestion: the suggestion.
        found: what extraction found there, from which the tag takes along what it can.
        annotator: whose tag it will be.
        codebook: the codebook in use; what it doesn't provide for is left out.
    """
    made = tag(
        article,
        suggestion.span,
        suggestion.label,
        annotator=annotator,
        codebook=codebook,
        found=found,
    )
    speaker = made.speaker
    if suggestion.speaker is not None and suggestion.source is not None:
        speaker = Said(suggestion.speaker, *suggestion.source)
    return replace(
        made,
        id=suggestion_id(article, suggestion, annotator),
        origin="suggestion",
        speaker=speaker,
        attributes={**made.attributes, **dict(_attributes(suggestion, codebook))},
    )


def _attributes(suggestion: Suggestion, codebook: Codebook) -> Iterator[tuple[str, str]]:
    wanted = {one.name: one.values for one in codebook.label(suggestion.label).attributes}
    for name, value in suggestion.attributes:
        if name in wanted and (not wanted[name] or value in wanted[name]):
            yield name, value


def dismissal(article: Article, proposed: Annotation, reviewer: str, reason: str = "") -> Review:
    """Make the verdict by which a suggestion, given as the annotation to be, stays dismissed."""
    return Review(
        id=new_id(),
        annotation=proposed.id,
        article=article.id,
        verdict="reject",
        reviewer=reviewer,
        at=now(),
        reason=reason,
        suggestion=_passage(article, proposed),
    )


def _passage(article: Article, proposed: Annotation) -> Document:
    prefix, suffix = context_of(article.text, proposed.span)
    return {
        "label": proposed.label,
        "start": proposed.start,
        "end": proposed.end,
        "quote": proposed.quote,
        "prefix": prefix,
        "suffix": suffix,
        "text_sha256": article.text_sha256,
    }


def dismissed_passages(annotations: Annotations, article: Article) -> list[SettledPassage]:
    """Give the passages of the present text for which this annotator has dismissed a label."""
    found = []
    for passage in dismissals_of(annotations, article.id, annotations.annotator):
        span = _place_now(passage, article)
        if span is not None:
            found.append((str(passage.get("label")), span))
    return found


def _place_now(passage: Document, article: Article) -> Span | None:
    try:
        span = Span(int(passage["start"]), int(passage["end"]))
        quote = str(passage["quote"])
    except (KeyError, TypeError, ValueError):
        return None
    if span.of(article.text) == quote and passage.get("text_sha256") == article.text_sha256:
        return span
    from hedgerow.store.anchors import find_anchor

    sides = (str(passage.get(name) or "") for name in ("prefix", "suffix"))
    anchor = find_anchor(article.text, span, quote, *sides)
    return anchor.span if anchor.status == "anchored" else None


def suggestions_still_open(
    suggestions: Iterable[Suggestion], taken: Iterable[SettledPassage], codebook: Codebook
) -> list[Suggestion]:
    """Give the suggestions worth showing that nothing has settled yet, for labels of the codebook.

    A suggestion is settled where the same label has been given to, or dismissed for, a passage
    that shares half of the shorter one of the two.
    """
    passages: dict[str, list[Span]] = {}
    for label, span in taken:
        passages.setdefault(label, []).append(span)
    settled = {label: _Passages(spans) for label, spans in passages.items()}
    return [
        one
        for one in suggestions
        if one.confidence >= WORTH_SHOWING
        and one.label in codebook
        and not (one.label in settled and settled[one.label].share_half_of(one.span))
    ]


class _Passages:
    """Passages in order, in which those that overlap another are found without reading all."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self._spans = sorted(spans)
        self._furthest_ends = list(accumulate((span.end for span in self._spans), max))

    def share_half_of(self, span: Span) -> bool:
        """Say whether one of the passages shares with `span` half of the shorter one."""
        index = bisect_left(self._spans, (span.end,)) - 1
        while index >= 0 and self._furthest_ends[index] > span.start:
            other = self._spans[index]
            shared = min(span.end, other.end) - max(span.start, other.start)
            if 2 * shared >= min(span.length, other.length) and shared > 0:
                return True
            index -= 1
        return False
