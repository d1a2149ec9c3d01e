"""Making a decision: what is kept of the tags at a place, as results of the adjudicator's."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from hedgerow.store.adjudication.decisions import (
    DECIDED_BOTH,
    DECIDED_EDITED,
    DECIDED_NEITHER,
    DECIDED_UNANIMOUS,
    Decision,
    Original,
)
from hedgerow.store.annotations import ADJUDICATION, Annotation, Placed, Provenance
from hedgerow.store.corpus import Article
from hedgerow.store.journal import new_id, now
from hedgerow.store.span import Span
from hedgerow.store.tagging import respan


def decide(
    article: Article,
    place: Span,
    tags: Mapping[str, Placed],
    annotators: Iterable[str],
    decision: str,
    *,
    adjudicator: str,
    why: str = "",
    edited: Annotation | None = None,
) -> tuple[Decision, list[Annotation]]:
    """Make a decision on a place, and its results.

    Args:
        article: the article, in its present text.
        place: the place, in code points of that text.
        tags: what each annotator has there; annotators who have nothing are left out.
        annotators: the sides in their order.
        decision: what is decided, as `Decision.decision` has it.
        adjudicator: who decides.
        why: the reason; it may be empty.
        edited: what is to stand there, where that is decided.

    Raises:
        ValueError: the decision names no side, or nothing is given for an edited one.
    """
    annotators = tuple(annotators)
    made = Decision(
        id=new_id(),
        article=article.id,
        text_sha256=article.text_sha256,
        start=place.start,
        end=place.end,
        originals=tuple(Original.of(tags[name].annotation) for name in annotators if name in tags),
        annotators=annotators,
        decision=decision,
        why=why,
        adjudicator=adjudicator,
    )
    status = DECIDED_UNANIMOUS if decision == DECIDED_UNANIMOUS else "adjudicated"
    provenance = Provenance(status, adjudicator, why, tuple(one.id for one in made.originals))
    chosen = [edited] if decision == DECIDED_EDITED else _chosen(article, tags, made)
    if None in chosen:
        raise ValueError("an edited decision needs the annotation that is to stand")
    results = [_result(one, provenance) for one in chosen if one is not None]
    return replace(made, results=tuple(one.id for one in results)), results


def _chosen(
    article: Article, tags: Mapping[str, Placed], made: Decision
) -> list[Annotation | None]:
    """Give what a decision keeps, each different one once, in the present text."""
    if made.decision == DECIDED_NEITHER:
        return []
    names = [name for name in made.annotators if name in tags]
    if made.decision not in (DECIDED_UNANIMOUS, DECIDED_BOTH):
        if made.taken is None:
            raise ValueError(f"no decision is called “{made.decision}”")
        names = [name for name in names if name == made.taken]
    kept: list[Annotation | None] = []
    for placed in (tags[name] for name in names):
        here = in_present_text(article, placed)
        if not any(one is not None and say_the_same(one, here) for one in kept):
            kept.append(here)
    return kept


def in_present_text(article: Article, placed: Placed) -> Annotation:
    """Give a tag as if it had been made on the article's present text."""
    if placed.annotation.text_sha256 == article.text_sha256:
        return placed.annotation
    return respan(placed.annotation, article, placed.span, placed.displacement)


def say_the_same(one: Annotation, other: Annotation) -> bool:
    """Say whether two tags on one text have the same label, span and attributes."""
    return (one.label, one.span, dict(one.attributes)) == (
        other.label,
        other.span,
        dict(other.attributes),
    )


def _result(chosen: Annotation, provenance: Provenance) -> Annotation:
    """Make the result: a memo is its annotator's own note, and stays with the original."""
    instant = now()
    return replace(
        chosen,
        id=new_id(),
        annotator=provenance.by,
        created=instant,
        modified=instant,
        confidence=None,
        memo="",
        origin=ADJUDICATION,
        provenance=provenance,
        more={},
    )
