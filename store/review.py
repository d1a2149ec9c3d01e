"""Review: going back over tags one at a time, with a verdict on each that is kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from store.annotations import Annotation, Annotations
from store.history import Change, History
from store.journal import Journal, JournalTable
from store.lines import Document, new_id, now

Verdict = Literal["accept", "reject", "revise"]

REASONS = ("ambiguous text", "guideline gap", "slip", "edge case", "judgement")
"""The usual reasons for a rejection; any other may be given in one's own words."""


@dataclass(frozen=True, slots=True)
class Review:
    """One verdict of one reviewer on one annotation.

    `at` is the instant of the verdict, ISO 8601 in UTC. A revision names the label and the span
    (code points, half-open) that the reviewer gave the annotation.
    """

    id: str
    annotation: str
    article: str
    verdict: Verdict
    reviewer: str
    at: str
    reason: str = ""
    revision: tuple[str, int, int] | None = None

    def document(self) -> Document:
        """Write the review as its journal document."""
        label, start, end = self.revision or (None, None, None)
        return {
            "type": "review",
            "schema": 1,
            "article": self.article,
            "annotation": self.annotation,
            "verdict": self.verdict,
            "reason": self.reason,
            "reviewer": self.reviewer,
            "label": label,
            "start": start,
            "end": end,
        }


def reviews_of(annotations: Annotations, article: str) -> dict[str, Review]:
    """Give each annotation's newest verdict, whoever gave it, by the annotation's id."""
    newest: dict[str, Review] = {}
    for review in _reviews(annotations.journal.table(article)):
        known = newest.get(review.annotation)
        if known is None or known.at < review.at:
            newest[review.annotation] = review
    return newest


def _reviews(table: JournalTable) -> Iterator[Review]:
    for record in table.records():
        document = record.document or {}
        if document.get("type") != "review" or document.get("verdict") not in _VERDICTS:
            continue
        revision = (document.get("label"), document.get("start"), document.get("end"))
        yield Review(
            id=record.id,
            annotation=str(document.get("annotation")),
            article=str(document.get("article")),
            verdict=document["verdict"],
            reviewer=str(document.get("reviewer")),
            at=record.at,
            reason=str(document.get("reason") or ""),
            revision=None if None in revision else revision,  # type: ignore[arg-type]
        )


_VERDICTS = frozenset({"accept", "reject", "revise"})


@dataclass(frozen=True, slots=True)
class Item:
    """One tag in the queue, by the ids of its article and its annotation."""

    article: str
    annotation: str


@dataclass(slots=True)
class _State:
    """What is kept of a session between two sittings."""

    started: str
    current: str | None = None
    skipped: list[str] = field(default_factory=list)
    again: bool = False
    finished: bool = False


class ReviewSession:
    """A queue of one annotator's tags, left and resumed at will.

    The items are the annotator's tags (of one label, or of all) in the order of the corpus, less
    those that had a verdict before the session began. An item that is skipped comes back at the
    end. Where the session stands is saved with each step, beside the annotations.
    """

    def __init__(
        self,
        annotations: Annotations,
        articles: Iterable[str],
        *,
        label: str | None = None,
        again: bool = False,
        history: History | None = None,
    ) -> None:
        """Start a session, or resume the one that was left.

        Args:
            annotations: the corpus's annotations; its annotator is the reviewer.
            articles: the corpus's article ids, in order.
            label: only tags with this label.
            again: offer tags that have a verdict, too, if the session is a new one.
            history: takes the session's changes, so that they can be undone elsewhere as well.
        """
        self._annotations = annotations
        self._label = label
        self._history = history or History(annotations.journal)
        # Sessions are the reviewer's own affair: a folder beside the tables, not one of them.
        self._sessions = Journal(annotations.folder / "sessions").table(annotations.annotator)
        self._key, self._state = self._resume(again)
        self._steps: list[tuple[str, Item]] = []
        self.items: list[Item] = []
        self._verdicts: dict[str, Review] = {}
        for article in articles:
            self._add_items(article)
        self._order()

    @property
    def current(self) -> Item | None:
        """The item to judge; None when the queue is done."""
        return next((item for item in self.items if item.annotation == self._state.current), None)

    @property
    def done(self) -> int:
        """How many of the items have a verdict."""
        return sum(1 for item in self.items if item.annotation in self._verdicts)

    @property
    def skipped(self) -> int:
        """How many items are waiting at the end because they were skipped."""
        return sum(1 for key in self._state.skipped if key not in self._verdicts)

    @property
    def verdicts(self) -> Counter[str]:
        """How many verdicts of each kind the session has given."""
        return Counter(review.verdict for review in self._verdicts.values())

    @property
    def reasons(self) -> Counter[str]:
        """How often each reason was given for a rejection in this session."""
        return Counter(
            review.reason or "no reason given"
            for review in self._verdicts.values()
            if review.verdict == "reject"
        )

    def annotation(self, item: Item) -> Annotation | None:
        """Give the annotation of an item as it is now; None if it has been removed."""
        return next(
            (found for found in self._annotations.of(item.article) if found.id == item.annotation),
            None,
        )

    def verdict_on(self, item: Item) -> Review | None:
        """Give the verdict that this session has given on an item."""
        return self._verdicts.get(item.annotation)

    def judge(self, verdict: Verdict, reason: str = "") -> Change | None:
        """Give the verdict on the current item and go on to the next.

        Accepting an item that was revised just now leaves it revised.

        Returns:
            The change, or None where nothing had to be saved.
        """
        item = self._require_current()
        known = self._verdicts.get(item.annotation)
        change = None
        if not (verdict == "accept" and known is not None and known.verdict == "revise"):
            review = self._review(item, verdict, reason)
            change = self._save(item, f"{verdict} {self._name(item)}", review)
        self._go_on()
        return change

    def revise(self, change_it: Callable[[Annotation], Annotation], what: str) -> Change:
        """Change the current item's annotation, with the verdict "revise", and stay there.

        Args:
            change_it: gives the annotation its new label or span.
            what: the change in words, for undo.
        """
        item = self._require_current()
        annotation = self.annotation(item)
        if annotation is None:
            raise LookupError(item.annotation)
        revised = replace(change_it(annotation), modified=now())
        revision = (revised.label, revised.start, revised.end)
        review = replace(self._review(item, "revise", ""), revision=revision)
        return self._save(item, what, review, {revised.id: revised.document()})

    def skip(self) -> None:
        """Leave the current item for the end."""
        item = self._require_current()
        self._state.skipped = [k for k in self._state.skipped if k != item.annotation]
        self._state.skipped.append(item.annotation)
        self._steps.append(("skip", item))
        self._go_on()

    def drop(self) -> None:
        """Take the current item out of the queue: its annotation is no longer there."""
        item = self._require_current()
        self.items.remove(item)
        self._go_to(self._next_open())

    @property
    def can_undo(self) -> bool:
        """Whether this sitting has taken a step."""
        return bool(self._steps)

    def undo(self) -> str | None:
        """Take back the last step of this sitting and return to its item.

        Returns:
            The step in words; None where there is none.
        """
        if not self._steps:
            return None
        kind, item = self._steps.pop()
        if kind == "skip":
            self._state.skipped.remove(item.annotation)
            what = f"skip {self._name(item)}"
        else:
            change = self._history.undo()
            what = change.what if change else ""
            self._read_verdicts(item.article)
        self._order()
        self._go_to(item.annotation)
        return what

    def _review(self, item: Item, verdict: Verdict, reason: str) -> Review:
        known = next(
            (
                review
                for review in _reviews(self._annotations.journal.table(item.article))
                if review.annotation == item.annotation
                and review.reviewer == self._annotations.annotator
            ),
            None,
        )
        key = known.id if known else new_id()
        reviewer = self._annotations.annotator
        return Review(key, item.annotation, item.article, verdict, reviewer, now(), reason)

    def _save(
        self, item: Item, what: str, review: Review, more: dict[str, Document] | None = None
    ) -> Change:
        documents: dict[str, Document | None] = {**(more or {}), review.id: review.document()}
        change = self._history.save(item.article, what, documents)
        self._steps.append(("verdict", item))
        self._read_verdicts(item.article)
        return change

    def _add_items(self, article: str) -> None:
        given = reviews_of(self._annotations, article)
        for annotation in self._annotations.of(article):
            if annotation.annotator != self._annotations.annotator:
                continue
            review = given.get(annotation.id)
            is_asked_for = self._label in (None, annotation.label)
            # One that was relabelled in this session stays in its queue.
            if not is_asked_for and not self._is_of_session(review):
                continue
            if review is None or self._state.again or self._is_of_session(review):
                self.items.append(Item(article, annotation.id))
        self._read_verdicts(article, given)

    def _read_verdicts(self, article: str, given: dict[str, Review] | None = None) -> None:
        given = reviews_of(self._annotations, article) if given is None else given
        for item in self.items:
            if item.article != article:
                continue
            review = given.get(item.annotation)
            if review is not None and self._is_of_session(review):
                self._verdicts[item.annotation] = review
            else:
                self._verdicts.pop(item.annotation, None)

    def _is_of_session(self, review: Review | None) -> bool:
        return review is not None and review.at >= self._state.started

    def _order(self) -> None:
        """Put skipped items last, and stand on one that is still to be judged."""
        last = {key: position for position, key in enumerate(self._state.skipped)}
        self.items.sort(key=lambda item: last.get(item.annotation, -1))
        if self.current is None or self.current.annotation in self._verdicts:
            self._state.current = self._next_open()

    def _next_open(self, after: int = -1) -> str | None:
        waiting = [*self.items[after + 1 :], *self.items[: after + 1]]
        return next((i.annotation for i in waiting if i.annotation not in self._verdicts), None)

    def _go_on(self) -> None:
        item = self.current
        position = self.items.index(item) if item else -1
        if item is not None and item.annotation in self._state.skipped:
            self.items.append(self.items.pop(position))
            position -= 1
        self._go_to(self._next_open(position))

    def _go_to(self, key: str | None) -> None:
        self._state.current = key
        self._state.finished = key is None
        self._sessions.change({self._key: self._document()})

    def _require_current(self) -> Item:
        if self.current is None:
            raise LookupError("the queue is done")
        return self.current

    def _name(self, item: Item) -> str:
        annotation = self.annotation(item)
        return f"{annotation.label} on “{annotation.quote[:30]}”" if annotation else "a removed tag"

    def _resume(self, again: bool) -> tuple[str, _State]:
        for record in self._sessions.records():
            document = record.document or {}
            if document.get("label") != self._label:
                continue
            if document.get("finished"):
                return record.id, _State(now(), again=again)
            return record.id, _state_from(document)
        return new_id(), _State(now(), again=again)

    def _document(self) -> Document:
        return {
            "type": "session",
            "reviewer": self._annotations.annotator,
            "label": self._label,
            "started": self._state.started,
            "current": self._state.current,
            "skipped": list(self._state.skipped),
            "again": self._state.again,
            "finished": self._state.finished,
        }


def _state_from(document: Document) -> _State:
    fields: dict[str, Any] = dict(document)
    return _State(
        started=str(fields["started"]),
        current=fields.get("current"),
        skipped=list(fields.get("skipped") or []),
        again=bool(fields.get("again")),
    )
