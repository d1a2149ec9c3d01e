"""Where annotators differ in one article, and what of it has been decided."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from hedgerow.store.adjudication.decisions import Decision, decisions_of
from hedgerow.store.agreement import group_marks, mark_of, tags_by_annotator
from hedgerow.store.annotations import Annotation, Annotations, Placed
from hedgerow.store.corpus import Article
from hedgerow.store.problem import Problem
from hedgerow.store.span import Span

NO_TAG = "nothing"
"""How an annotator differs who has no tag there."""


@dataclass(frozen=True)
class MarkedPlace:
    """A place that annotators have marked, alike or not: at most one tag of each.

    Attributes:
        article: the article's id.
        annotators: the sides in their order.
        tags: by annotator; annotators who have nothing there are left out.
        span: from the first to the last code point that is tagged, in the present text.
        before: the decisions on these tags that stand.
        news: what has changed since it was decided, in words; empty where nothing has.
    """

    article: str
    annotators: tuple[str, ...]
    tags: Mapping[str, Placed]
    span: Span
    before: tuple[Decision, ...] = ()
    news: str = ""

    @cached_property
    def annotations(self) -> frozenset[str]:
        """The ids of the tags."""
        return frozenset(placed.annotation.id for placed in self.tags.values())

    @property
    def key(self) -> frozenset[str]:
        """What tells the place from others: its tags, or the decision whose tags have gone."""
        return self.annotations or frozenset(one.id for one in self.before)

    @property
    def labels(self) -> set[str]:
        """The labels that anybody has given there."""
        return {placed.annotation.label for placed in self.tags.values()}

    @cached_property
    def differs_in(self) -> tuple[str, ...]:
        """Name in what the annotators differ: "nothing", "label", "span", "attributes"."""
        tags = list(self.tags.values())
        found = [] if len(tags) == len(self.annotators) else [NO_TAG]
        values: dict[str, set[Any]] = {
            "label": {placed.annotation.label for placed in tags},
            "span": {placed.span for placed in tags},
            "attributes": {_as_set(placed.annotation.attributes) for placed in tags},
        }
        return (*found, *(name for name, different in values.items() if len(different) > 1))

    @property
    def is_unanimous(self) -> bool:
        """Whether all have the same there."""
        return not self.differs_in

    @property
    def is_decided(self) -> bool:
        """Whether a decision on it stands that nothing has overtaken."""
        return bool(self.before) and not self.news


def _as_set(attributes: Mapping[str, str]) -> frozenset[tuple[str, str]]:
    return frozenset(attributes.items())


def places_in(
    article: Article,
    annotations: Annotations,
    annotators: Sequence[str],
    problems: list[Problem],
) -> list[MarkedPlace]:
    """Find the places that some annotators have marked, in text order.

    Each mark is in one place, with those of the others that fit it best (`agreement.matching`). So
    for two annotators the places that aren't unanimous are the differences of their comparison.

    Args:
        article: the article.
        annotations: the corpus's annotations.
        annotators: who is compared; two or more.
        problems: takes the tags whose passage is not certain, which are left out.

    Raises:
        ProblemError: what has been marked can't be read.
    """
    sides = tuple(annotators)
    found = tags_by_annotator(article, annotations, problems)
    own = [sorted(found.get(name, ()), key=_order) for name in sides]
    by_id = {placed.annotation.id: placed for tags in own for placed in tags}
    marks = [[mark_of(placed.annotation, *placed.span) for placed in tags] for tags in own]
    decisions = _Decisions(annotations, article.id)
    places = []
    for group in group_marks(marks):
        tags = {sides[who]: by_id[mark.key] for who, mark in group.items()}
        places.append(decisions.stand_on(article.id, sides, tags))
    places += decisions.without_tags(sides)
    return sorted(places, key=lambda place: place.span)


def _order(placed: Placed) -> tuple[int, int, str]:
    return *placed.span, placed.annotation.label


class _Decisions:
    """The decisions of an article, to be found by the tags that they were made on."""

    def __init__(self, annotations: Annotations, article: str) -> None:
        self._all = decisions_of(annotations, article)
        self._by_tag: dict[str, list[Decision]] = {}
        for one in self._all:
            for key in one.annotations:
                self._by_tag.setdefault(key, []).append(one)
        known = annotations.of(article) if self._all else []
        self._there = {annotation.id: annotation for annotation in known}

    def stand_on(
        self, article: str, sides: tuple[str, ...], tags: Mapping[str, Placed]
    ) -> MarkedPlace:
        """Make a place of some tags, with what was decided on them."""
        ids = [placed.annotation.id for placed in tags.values()]
        found = {one.id: one for key in ids for one in self._by_tag.get(key, ())}
        before = tuple(found.values())
        start = min(placed.span.start for placed in tags.values())
        end = max(placed.span.end for placed in tags.values())
        news = "; ".join(self._news(before, tags, sides))
        return MarkedPlace(article, sides, tags, Span(start, end), before, news)

    def without_tags(self, sides: tuple[str, ...]) -> Iterator[MarkedPlace]:
        """Give the places all of whose tags have been removed since they were decided on."""
        for one in self._all:
            if not any(key in self._there for key in one.annotations) and one.originals:
                news = "every tag there has been removed since"
                yield MarkedPlace(one.article, sides, {}, Span(one.start, one.end), (one,), news)

    def _news(
        self, before: Sequence[Decision], tags: Mapping[str, Placed], sides: Collection[str]
    ) -> Iterator[str]:
        if not before:
            return
        if len(before) > 1:
            yield "decided more than once, by " + " and by ".join(one.adjudicator for one in before)
            return
        (decision,) = before
        here = {placed.annotation.id: placed.annotation for placed in tags.values()}
        for original in decision.originals:
            if (now_there := self._there.get(original.id)) is None:
                yield f"{original.annotator or 'someone'} has removed their tag since"
            elif not original.is_as(now_there):
                yield f"{now_there.annotator} has changed their tag since"
            elif original.id not in here and now_there.annotator in sides:
                yield f"{now_there.annotator}’s tag is compared with another now"
        yield from (
            f"{annotation.annotator} has a tag here now"
            for annotation in here.values()
            if annotation.id not in decision.annotations
        )
        if any(key not in self._there for key in decision.results):
            yield "what was decided has been removed since"


def results_of(annotations: Annotations, decision: Decision) -> list[Annotation]:
    """Give what came of a decision, as it stands now."""
    found = (annotations.get(decision.article, key) for key in decision.results)
    return [annotation for annotation in found if annotation is not None]
