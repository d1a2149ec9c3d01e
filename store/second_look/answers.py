"""A blind second look: one's own tags offered again, days later, without what one chose.

Of each place in a sample it is asked what is to tag there. What is chosen is kept as a document of
its own; the tags are left as they are. `session` asks, `consistency` compares the two.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from hedgerow.store.annotations import Annotation, Annotations, attributes_from, place, sample_rank
from hedgerow.store.corpus import Article
from hedgerow.store.journal import Document, written_instant
from hedgerow.store.passages import Passages
from hedgerow.store.problem import ProblemError
from hedgerow.store.span import Span, span_from

SECOND_LOOK = "second_look"
"""The type of the documents in which answers are kept."""

SIZE = 20
"""How many places are asked of, unless it is said."""

DAYS = 3
"""How old a tag is, in days, before it is offered again, unless it is said."""

SCHEMA = 1
"""The version of those documents."""


class SecondLookSample(NamedTuple):
    """Which of one's tags are offered: how many, by which seed, from which age (in days) on."""

    size: int = SIZE
    seed: int = 0
    days: float = DAYS


@dataclass(frozen=True, slots=True)
class SecondLookPlace:
    """What is asked of: the sentences `shown` (code points, half-open) around a tag, by its id."""

    article: str
    annotation: str
    text_sha256: str
    shown: Span


@dataclass(frozen=True, slots=True)
class Answer:
    """What was chosen in a place: a label on a span, or nothing (`label` and `span` are None)."""

    id: str
    label: str | None
    span: Span | None
    attributes: Mapping[str, str]


def draw(
    annotations: Annotations,
    articles: Iterable[str],
    read: Callable[[str], Article],
    sample: SecondLookSample,
) -> Iterator[SecondLookPlace]:
    """Draw places by chance, in an order that tells nothing of what was chosen.

    What has been looked at twice is left out, and so is a place that overlaps another.

    Args:
        annotations: the corpus's annotations; its annotator's tags are meant.
        articles: the corpus's article ids.
        read: gives an article by its id.
        sample: how many, by which seed, of which age.
    """
    tags = _candidates(annotations, articles, sample)
    taken: dict[str, list[Span]] = {}
    drawn = 0
    for article, key in tags:
        if drawn == sample.size:
            return
        try:
            text = read(article)
            found = next(places_to_ask_of(annotations, text, {key}), None)
        except ProblemError:
            continue  # an article that can't be read is told where it is met
        if article not in taken:
            taken[article] = [
                Span(*document["shown"])
                for _, document in second_looks(annotations, article, annotations.annotator)
                if document["text_sha256"] == text.text_sha256
            ]
        if found is None or any(found.shown.overlaps(shown) for shown in taken[article]):
            continue
        taken[article].append(found.shown)
        drawn += 1
        yield found


def places_to_ask_of(
    annotations: Annotations, article: Article, keys: set[str]
) -> Iterator[SecondLookPlace]:
    """Give the places around some of the annotator's tags, by their ids, in an article."""
    passages = None
    for annotation, span in own_tags(annotations, article):
        if annotation.id in keys:
            passages = passages or Passages(article.text)
            shown = sentences_around(passages, span)
            yield SecondLookPlace(article.id, annotation.id, article.text_sha256, shown)


def standing_in(
    annotations: Annotations, article: Article, here: SecondLookPlace
) -> list[Document]:
    """Give what the annotator's tags in a place are, as they will be compared."""
    return [
        {
            "annotation": annotation.id,
            "label": annotation.label,
            "start": span.start,
            "end": span.end,
            "attributes": dict(annotation.attributes),
        }
        for annotation, span in own_tags(annotations, article)
        if span.overlaps(here.shown)
    ]


def _candidates(
    annotations: Annotations, articles: Iterable[str], sample: SecondLookSample
) -> list[tuple[str, str]]:
    """List the tags that are old enough, by article and id, in the order of their ranks."""
    age = datetime.timedelta(days=sample.days)
    latest = written_instant(datetime.datetime.now(datetime.UTC) - age)
    there = annotations.articles()
    old_enough = (
        (article, annotation.id)
        for article in annotations.passing([one for one in articles if one in there])
        for annotation in annotations.of(article)
        if _is_own(annotation, annotations.annotator) and annotation.created <= latest
    )
    return sorted(old_enough, key=lambda tag: (sample_rank(sample.seed, tag[1]), tag))


def second_looks(
    annotations: Annotations, article: str, annotator: str | None = None
) -> Iterator[tuple[str, Document]]:
    """Give the answers of second looks in an article, with their ids, in the order of time.

    Args:
        annotations: the corpus's annotations.
        article: the article's id.
        annotator: only theirs; anyone's without it.
    """
    records = annotations.journal.table(article).records()
    for record in sorted(records, key=lambda one: (one.at, one.id)):
        document = record.document
        if document is None or document.get("type") != SECOND_LOOK or not _is_usable(document):
            continue
        if annotator in (None, document["annotator"]):
            yield record.id, document


def own_tags(annotations: Annotations, article: Article) -> Iterator[tuple[Annotation, Span]]:
    """Give the annotator's own tags whose passage is certain, with where it stands now."""
    for placed in place(annotations, article):
        if placed.is_anchored and _is_own(placed.annotation, annotations.annotator):
            yield placed.annotation, placed.span


def sentences_around(passages: Passages, span: Span) -> Span:
    """Give the sentences that a span touches, as one span that tells nothing of where it ends.

    Where it touches none (a row of stars), that is its paragraph, or else the whole text.
    """
    before = next(passages.preceding("sentence", span.start + 1), None)
    if before is None or before.end <= span.start:
        before = next(passages.following("sentence", span.start), None)
    last = next(passages.preceding("sentence", span.end), None)
    if before is not None and last is not None and before.start <= last.start:
        return Span(before.start, last.end)
    whole = Span(0, len(passages.text))
    return passages.around("paragraph", *span) or whole


def _is_own(annotation: Annotation, annotator: str) -> bool:
    return annotation.is_own_of(annotator) and not annotation.is_history


def _is_usable(document: Document) -> bool:
    shown, first = document.get("shown"), document.get("first")
    if not isinstance(shown, list) or len(shown) != 2 or not isinstance(first, list):
        return False
    try:
        span_from(*shown)
    except ValueError:
        return False
    return (
        all(isinstance(document.get(name), str) for name in _TEXTS)
        and all(isinstance(one, dict) and _is_marked(one) for one in first)
        and (document.get("label") is None or _is_marked(document))
    )


_TEXTS = ("annotation", "annotator", "article", "text_sha256")


def _is_marked(document: Document) -> bool:
    """Say whether a document has a label on a span, with attributes or without."""
    try:
        attributes_from(document.get("attributes"))
        span = span_from(document.get("start"), document.get("end"))
    except ValueError:
        return False
    return isinstance(document.get("label"), str) and span.length > 0


def answer_from(key: str, document: Document) -> Answer:
    """Read a document that `second_looks` has given."""
    label = document.get("label")
    span = Span(document["start"], document["end"]) if label is not None else None
    attributes = attributes_from(document.get("attributes")) if label is not None else {}
    return Answer(key, label, span, attributes)
