"""What was decided where annotators differ: documents of their own, and what comes of them.

A decision names the tags that it was made on (the originals, which stay untouched) as they stood
then, so that it can be told later whether they still do. Its results are annotations of the
adjudicator, with their provenance.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from hedgerow.store.annotations import ADJUDICATION, Annotation, Annotations, attributes_from
from hedgerow.store.journal import Document, JournalTable, Record
from hedgerow.store.span import span_from

DECIDED_UNANIMOUS, DECIDED_BOTH, DECIDED_NEITHER, DECIDED_EDITED = (
    "unanimous",
    "both",
    "neither",
    "edited",
)
_FIRST_SIDE = ord("a")


def letter_of_side(position: int) -> str:
    """Name the decision for what the annotator at a position has: "a", "b" and so on."""
    return chr(_FIRST_SIDE + position)


@dataclass(frozen=True, slots=True)
class Original:
    """A tag as it stood when it was decided on; a document that tells only its id has no more."""

    id: str
    annotator: str = ""
    label: str = ""
    start: int = 0
    end: int = 0
    attributes: Mapping[str, str] = field(default_factory=dict)
    text_sha256: str = ""

    @classmethod
    def of(cls, annotation: Annotation) -> Original:
        """Take down an annotation as it stands."""
        return cls(
            annotation.id,
            annotation.annotator,
            annotation.label,
            annotation.start,
            annotation.end,
            dict(annotation.attributes),
            annotation.text_sha256,
        )

    def is_as(self, annotation: Annotation) -> bool:
        """Say whether the annotation still says the same of the same passage.

        One that was moved along with its passage into a text that has changed says the same.
        """
        if not self.annotator:
            return True
        same_text = self.text_sha256 == annotation.text_sha256
        has_place = (self.start, self.end) == (annotation.start, annotation.end) or not same_text
        return (
            has_place
            and self.end - self.start == annotation.end - annotation.start
            and self.label == annotation.label
            and dict(self.attributes) == dict(annotation.attributes)
        )

    def document(self) -> Document:
        """Write it as it stands in the decision's document."""
        return {
            "id": self.id,
            "annotator": self.annotator,
            "label": self.label,
            "start": self.start,
            "end": self.end,
            "attributes": dict(self.attributes),
            "text_sha256": self.text_sha256,
        }


@dataclass(frozen=True, slots=True)
class Decision:
    """What one adjudicator decided on one place.

    `start` and `end` are the place's, in code points of the text with that digest. `annotators` are
    the sides in their order; `decision` is "unanimous", "both", "neither", "edited", or the letter
    of the side that was taken, "a" for the first. `results` are the ids of what came of it. `at` is
    the instant at which it was saved, ISO 8601 in UTC.
    """

    id: str
    article: str
    text_sha256: str
    start: int
    end: int
    originals: tuple[Original, ...]
    annotators: tuple[str, ...]
    decision: str
    why: str
    adjudicator: str
    at: str = ""
    results: tuple[str, ...] = ()

    @property
    def annotations(self) -> frozenset[str]:
        """The ids of the originals."""
        return frozenset(one.id for one in self.originals)

    @property
    def taken(self) -> str | None:
        """The annotator whose side was taken; None where it was no one's alone."""
        if len(self.decision) != 1:
            return None
        position = ord(self.decision) - _FIRST_SIDE
        return self.annotators[position] if 0 <= position < len(self.annotators) else None

    def original(self, annotation: str) -> Original | None:
        """Give an original by its id."""
        return next((one for one in self.originals if one.id == annotation), None)

    def keeps(self, annotation: str) -> bool:
        """Say whether the decision has kept an original as it is."""
        if self.decision in (DECIDED_UNANIMOUS, DECIDED_BOTH):
            return True
        mine = self.original(annotation)
        taken = next((one for one in self.originals if one.annotator == self.taken), None)
        return mine is not None and taken is not None and _say_the_same(mine, taken)

    def document(self) -> Document:
        """Write the decision as its journal document."""
        return {
            "type": ADJUDICATION,
            "schema": 1,
            "article": self.article,
            "text_sha256": self.text_sha256,
            "start": self.start,
            "end": self.end,
            "annotations": [one.id for one in self.originals],
            "originals": [one.document() for one in self.originals],
            "annotators": list(self.annotators),
            "decision": self.decision,
            "why": self.why,
            "adjudicator": self.adjudicator,
            "results": list(self.results),
        }


def _say_the_same(one: Original, other: Original) -> bool:
    return (one.label, one.start, one.end, dict(one.attributes)) == (
        other.label,
        other.start,
        other.end,
        dict(other.attributes),
    )


def decisions_of(annotations: Annotations, article: str) -> list[Decision]:
    """Give the decisions that stand in an article, the oldest first."""
    return sorted(_decisions(annotations.journal.table(article)), key=lambda one: (one.at, one.id))


def decisions_on(annotations: Annotations, article: str) -> dict[str, Decision]:
    """Give the newest decision on each tag of an article, by the tag's id."""
    return {key: one for one in decisions_of(annotations, article) for key in one.annotations}


def _decisions(table: JournalTable) -> Iterator[Decision]:
    for record in table.records():
        document = record.document or {}
        if document.get("type") != ADJUDICATION:
            continue
        try:
            yield _decision_from(record, document)
        except (KeyError, TypeError, ValueError):
            continue  # not whole: its place is offered again


def _decision_from(record: Record, document: Document) -> Decision:
    fields: dict[str, Any] = dict(document)
    known = {str(one["id"]): one for one in fields.get("originals") or ()}
    span = span_from(fields["start"], fields["end"])
    return Decision(
        id=record.id,
        article=str(fields["article"]),
        text_sha256=str(fields.get("text_sha256") or ""),
        start=span.start,
        end=span.end,
        originals=tuple(_original_from(str(one), known) for one in fields["annotations"]),
        annotators=tuple(map(str, fields.get("annotators") or ())),
        decision=str(fields["decision"]),
        why=str(fields.get("why") or ""),
        adjudicator=str(fields.get("adjudicator") or ""),
        at=record.at,
        results=tuple(map(str, fields.get("results") or ())),
    )


def _original_from(key: str, known: Mapping[str, Mapping[str, Any]]) -> Original:
    if key not in known:
        return Original(key)
    one = known[key]
    span = span_from(one["start"], one["end"])
    return Original(
        key,
        str(one["annotator"]),
        str(one["label"]),
        span.start,
        span.end,
        attributes_from(one.get("attributes")),
        str(one.get("text_sha256") or ""),
    )


def decision_in_words(
    decision: Decision, annotation: str, results: Iterable[Annotation] = ()
) -> str:
    """Say in words what a decision came to for one of its originals, by whom and why.

    Args:
        decision: the decision.
        annotation: the original's id.
        results: the decision's results, where they are known; an edited one is named.
    """
    if decision.decision == DECIDED_UNANIMOUS:
        what = "kept, as all agree"
    elif decision.keeps(annotation):
        what = "kept"
    elif decision.decision == DECIDED_EDITED:
        what = " and ".join(f"made {one.brief}" for one in results) or "kept in another form"
    elif decision.decision == DECIDED_NEITHER:
        what = "not kept"
    else:
        what = f"not kept; {decision.taken}’s side was taken"
    why = f": {decision.why}" if decision.why else ""
    return f"{what}, by {decision.adjudicator}{why}"
