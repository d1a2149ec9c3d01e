"""Where the passage of each annotation stands in the present text, and what is kept of finding it.

An annotation says where its passage stood in the text it was made on. In another text the passage
is looked for, once; what came of it is kept as a document beside the annotation, which itself is
left as it was made: from where to where, how well it fits, and on which texts.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

from hedgerow.store.anchors import Anchor, context_of
from hedgerow.store.annotations.annotation import Annotation
from hedgerow.store.annotations.annotations import Annotations
from hedgerow.store.annotations.tally import Tally
from hedgerow.store.corpus import Article, sha256_of
from hedgerow.store.journal import Document, Line, Record
from hedgerow.store.problem import ProblemError
from hedgerow.store.span import Span, span_from

_NAMESPACE = uuid.UUID("b0c2c8b4-5f0e-5a55-8f3a-0b7f6b1f7a22")
_TELLING = 16  # code points of context that are not found elsewhere by chance
_TEXTS = ("quote", "prefix", "suffix")
_STATUSES = ("anchored", "doubtful", "orphaned")


@dataclass(frozen=True, slots=True)
class Placed:
    """An annotation with where its passage stands in the article's present text.

    `quote` is what the text reads now at that place, or at the one that is in doubt; of an orphan,
    what it read when it was made.
    """

    annotation: Annotation
    anchor: Anchor
    quote: str

    @property
    def span(self) -> Span:
        """Where the passage stands now; where it stood, if it is not anchored."""
        return self.anchor.span

    @property
    def is_anchored(self) -> bool:
        """Whether the passage was found for certain."""
        return self.anchor.status == "anchored"

    @property
    def needs_a_person(self) -> bool:
        """Whether somebody has to say where it belongs; not if it was kept as history."""
        return not self.is_anchored and not self.annotation.is_history

    @property
    def displacement(self) -> int:
        """By how many code points the passage has moved since the annotation was made."""
        return (self.anchor.candidate or self.span).start - self.annotation.start


@dataclass(frozen=True, slots=True)
class Placements:
    """The annotations of an article in its present text.

    `fresh` are those of `placed` whose text has changed since they were last looked for.
    """

    placed: tuple[Placed, ...]
    fresh: tuple[Placed, ...]
    tally: Tally

    def __iter__(self) -> Iterator[Placed]:
        return iter(self.placed)


def place(annotations: Annotations, article: Article) -> Placements:
    """Find where an article's annotations stand now, those that are out of order included.

    Position comes first: on the text that an annotation was made on, its passage is where it was.
    On another, what was found when the text was first met counts; else it is looked for.
    """
    made = annotations.of(article.id)
    placed = [placed_as_made(annotation, article) for annotation in made]
    if all(placed):  # as nearly always, and then nothing that was found before is needed
        return Placements(tuple(filter(None, placed)), (), Tally())
    known = _known(made, annotations.placements(article.id))
    found: list[Placed] = []
    fresh: list[Placed] = []
    tally = Tally()
    for annotation, there in zip(made, placed, strict=True):
        if there is None:
            there, is_fresh = _place(annotation, article, known.get(annotation.id, ()))
            if is_fresh:
                fresh.append(there)
                tally = tally.plus(_counted(there, known.get(annotation.id, ())))
        found.append(there)
    return Placements(tuple(found), tuple(fresh), tally)


def stand_as_made(lines: Iterable[Line], text: str) -> bool:
    """Say whether annotations, as an export has them, all stand in the text they were made on."""
    digest = sha256_of(text)
    try:
        for made_on, start, end, quote in map(_PASSAGE, lines):
            if made_on != digest or text[start:end] != quote:
                return False
    except (KeyError, TypeError):
        return False  # one of them can't be used
    return True


_PASSAGE = itemgetter("text_sha256", "start", "end", "quote")


def find_place_again(before: Article, after: Article, span: Span) -> Span:
    """Find somebody's place in a text that has changed: a span to look at, never one to rely on."""
    from hedgerow.store.anchors import find_anchor

    if not span.length:
        return Span(0, 0)  # nothing was selected, as in an empty text
    anchor = find_anchor(after.text, span, span.of(before.text), *context_of(before.text, span))
    place = anchor.candidate or anchor.span
    end = min(place.end, len(after.text))
    return Span(min(place.start, end), end)


def likely_offset(annotation: Annotation, text: str) -> int:
    """Say about where in a text a lost passage would be: where its surroundings still stand."""
    before, after = annotation.prefix[-_TELLING:], annotation.suffix[:_TELLING]
    if len(before) == _TELLING and (at := text.find(before)) >= 0:
        return at + len(before)
    if len(after) == _TELLING and (at := text.find(after)) >= 0:
        return at
    return min(annotation.start, len(text))


def record(annotations: Annotations, article: Article, fresh: Iterable[Placed]) -> None:
    """Keep what came of looking for some annotations in an article's present text.

    Two programs that meet the same text write the same document, so that merging keeps one.

    Raises:
        OSError, ProblemError: it was not saved.
    """
    documents = {_key(placed.annotation, article): _document(placed, article) for placed in fresh}
    annotations.journal.table(article.id).change(documents)


def record_if_possible(annotations: Annotations, article: Article, fresh: Iterable[Placed]) -> bool:
    """Keep it unless nothing can be saved here; what was found holds without being kept."""
    try:
        record(annotations, article, fresh)
    except (OSError, ProblemError):
        return False
    return True


def placed_as_made(annotation: Annotation, article: Article) -> Placed | None:
    """Place an annotation that was made on the present text; None where it has to be looked for."""
    if annotation.text_sha256 != article.text_sha256:
        return None
    span = annotation.span
    if article.text[span.start : span.end] != annotation.quote:
        return None
    return Placed(annotation, Anchor("anchored", span, 1.0), annotation.quote)


def _place(
    annotation: Annotation, article: Article, known: Iterable[Document]
) -> tuple[Placed, bool]:
    """Place one annotation; say, too, whether it had to be looked for."""
    anchor = _kept_as_history(annotation, article)
    for document in known:
        if anchor is None and document["to"]["text_sha256"] == article.text_sha256:
            anchor = _anchor_from(document, annotation, article.text)
    is_fresh = anchor is None
    anchor = anchor or _look_for(annotation, article, known)
    return Placed(annotation, anchor, _reading(anchor, annotation, article.text)), is_fresh


def _kept_as_history(annotation: Annotation, article: Article) -> Anchor | None:
    """Say where an annotation stood, if it is kept for what it was on another text."""
    is_of_another = annotation.text_sha256 != article.text_sha256
    if annotation.is_history and is_of_another:
        return Anchor("orphaned", annotation.span, 0.0)
    return None


def _look_for(annotation: Annotation, article: Article, known: Iterable[Document]) -> Anchor:
    """Look from where the passage was last found for certain, else from where it was made."""
    from hedgerow.store.anchors import (
        find_anchor,  # it takes a library, and is seldom needed
    )

    for document in known:
        if document["status"] == "anchored":
            last = document["to"]
            span, context = Span(last["start"], last["end"]), (last["prefix"], last["suffix"])
            anchor = find_anchor(article.text, span, last["quote"], *context)
            if anchor.status == "anchored":
                return anchor
            break
    return find_anchor(
        article.text, annotation.span, annotation.quote, annotation.prefix, annotation.suffix
    )


def _reading(anchor: Anchor, annotation: Annotation, text: str) -> str:
    place = anchor.span if anchor.status == "anchored" else anchor.candidate
    return place.of(text) if place else annotation.quote


def _counted(placed: Placed, known: Iterable[Document]) -> Tally:
    if placed.anchor.status == "doubtful":
        return Tally(doubtful=1)
    if placed.anchor.status == "orphaned":
        return Tally(orphaned=1)
    last = next((doc["to"] for doc in known if doc["status"] == "anchored"), None)
    before = Span(last["start"], last["end"]) if last else placed.annotation.span
    return Tally(kept=1) if placed.span == before else Tally(moved=1)


# What is kept


def _known(
    made: Iterable[Annotation], records: Iterable[Record]
) -> Mapping[str, tuple[Document, ...]]:
    """Give what was found before, by annotation, the newest first."""
    by_id = {annotation.id: annotation for annotation in made}
    found: dict[str, list[Record]] = {}
    for one in records:
        document = one.document or {}
        annotation = by_id.get(str(document.get("annotation")))
        if annotation is not None and _is_of(document, annotation):
            found.setdefault(annotation.id, []).append(one)
    return {
        key: tuple(
            one.document
            for one in sorted(versions, key=lambda one: (one.at, one.id), reverse=True)
            if one.document is not None
        )
        for key, versions in found.items()
    }


def _is_of(document: Document, annotation: Annotation) -> bool:
    """Say whether a document is whole, and about the annotation as it stands now."""
    made, to = document.get("from"), document.get("to")
    if not isinstance(made, Mapping) or not isinstance(to, Mapping):
        return False
    if (made.get("start"), made.get("end"), made.get("text_sha256")) != _made(annotation):
        return False
    status, score = document.get("status"), document.get("score")
    if status not in _STATUSES or not (score is None or type(score) in (int, float)):
        return False
    texts = ("text_sha256",) if status == "orphaned" else ("text_sha256", *_TEXTS)
    return all(isinstance(to.get(name), str) for name in texts) and (
        status == "orphaned" or _has_place(to)
    )


def _has_place(to: Mapping[str, Any]) -> bool:
    try:
        return span_from(to.get("start"), to.get("end")).length == len(to["quote"])
    except ValueError:
        return False


def _made(annotation: Annotation) -> tuple[int, int, str]:
    return annotation.start, annotation.end, annotation.text_sha256


def _key(annotation: Annotation, article: Article) -> str:
    content = "\n".join(map(str, (annotation.id, *_made(annotation), article.text_sha256)))
    return str(uuid.uuid5(_NAMESPACE, content))


def _document(placed: Placed, article: Article) -> Document:
    annotation, anchor = placed.annotation, placed.anchor
    place = anchor.span if placed.is_anchored else anchor.candidate
    to: dict[str, Any] = {"start": None, "end": None, "text_sha256": article.text_sha256}
    if place is not None:
        prefix, suffix = context_of(article.text, place)
        to |= {"start": place.start, "end": place.end, "quote": placed.quote}
        to |= {"prefix": prefix, "suffix": suffix}
    start, end, text = _made(annotation)
    return {
        "type": "placement",
        "schema": 1,
        "article": article.id,
        "annotation": annotation.id,
        "status": anchor.status,
        "score": round(anchor.score, 3),
        "from": {"start": start, "end": end, "text_sha256": text},
        "to": to,
    }


def _anchor_from(document: Document, annotation: Annotation, text: str) -> Anchor | None:
    """Read what was found in a text; None where the text doesn't read so there."""
    status, score, to = document["status"], float(document.get("score") or 0), document["to"]
    if status == "orphaned":
        return Anchor("orphaned", annotation.span, score)
    place = Span(to["start"], to["end"])
    if place.of(text) != to["quote"]:
        return None
    if status == "anchored":
        return Anchor("anchored", place, score)
    return Anchor("doubtful", annotation.span, score, place)
