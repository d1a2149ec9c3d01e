"""A review session: tags or suggestions, one at a time, to be left and resumed at will."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from store.annotations import Annotation, Annotations
from store.extract.findings import Suggestion
from store.history import History
from store.journal import ConflictError, Journal
from store.lines import Document, new_id, now
from store.problem import ProblemError
from store.review import Review, Verdict, reviews_of
from store.suggesting import Proposals
from store.trail import Change


class Queue(NamedTuple):
    """What is reviewed: tags or what is only `suggested`; of one label, or of all."""

    label: str | None = None
    suggested: bool = False

    def __str__(self) -> str:
        label = f" labelled {self.label}" if self.label else ""
        return f"suggestions{label}" if self.suggested else f"your tags{label}"


EVERY_TAG = Queue()


@dataclass(frozen=True, slots=True)
class Item:
    """One tag in the queue, by the ids of its article and its annotation.

    A suggestion has the id that its annotation will have.
    """

    article: str
    annotation: str


@dataclass(frozen=True, slots=True)
class _State:
    """What is kept of a session between two sittings.

    `started` is an instant (ISO 8601); `current` and `skipped` are ids of annotations, the skipped
    ones in the order in which they come back.
    """

    started: str
    current: str | None = None
    skipped: tuple[str, ...] = ()
    again: bool = False
    finished: bool = False


@dataclass(frozen=True, slots=True)
class _Step:
    """A step of this sitting: the item, where the session stood, and what was saved, if it was.

    `newest` is the id of the history's newest change after the step.
    """

    item: Item
    before: _State
    change: Change | None
    newest: str | None


class ReviewSession:
    """A queue of one annotator's tags, or of what is suggested to them.

    The items are the annotator's tags (of one label, or of all) in the order of the corpus, less
    those on which they had given a verdict before the session began; or the suggestions that they
    have neither accepted nor dismissed. A suggestion that is accepted becomes a tag, with the
    verdict; one that is rejected stays dismissed. An item that is skipped comes
    back at the end. Where the session stands is saved with each step, beside the annotations.

    A step that can't be saved raises OSError or ProblemError; the session then stands where it
    stood. Where a verdict was saved and only the place in the queue could not be, the verdict
    counts, and a later sitting goes on at the first tag that has none.
    """

    def __init__(
        self,
        annotations: Annotations,
        articles: Iterable[str],
        *,
        queue: Queue = EVERY_TAG,
        again: bool = False,
        history: History | None = None,
        proposals: Proposals | None = None,
    ) -> None:
        """Start a session, or resume the one that was left.

        Args:
            annotations: the corpus's annotations; its annotator is the reviewer.
            articles: the corpus's article ids, in order.
            queue: what is reviewed.
            again: offer tags that have a verdict, too, if the session is a new one.
            history: takes the session's changes, so that they can be undone elsewhere as well.
            proposals: what is suggested, if the queue is of that.
        """
        self._annotations = annotations
        self._reviewer = annotations.annotator
        self._label = queue.label
        self._proposals = proposals if queue.suggested else None
        self._history = history or History(annotations.journal, self._reviewer)
        self._sessions = sessions_of(annotations).table(self._reviewer)
        self._key, self._state = self._resume(again)
        self._steps: list[_Step] = []
        self._newest_before = self._newest()
        self._verdicts: dict[str, Review] = {}
        self._items = [item for article in articles for item in self._items_of(article)]
        if not self._is_to_be_shown(self.current):
            self._state = replace(self._state, current=_key_of(self._next_open(self.items)))

    # The queue

    @property
    def items(self) -> list[Item]:
        """The queue: the tags in the order of the corpus, those that were skipped at the end."""
        last = {key: position for position, key in enumerate(self._state.skipped)}
        return sorted(self._items, key=lambda item: last.get(item.annotation, -1))

    @property
    def is_of_suggestions(self) -> bool:
        """Whether the queue holds what is suggested, rather than tags."""
        return self._proposals is not None

    @property
    def current(self) -> Item | None:
        """The item to judge; None when the queue is done."""
        return next((item for item in self._items if item.annotation == self._state.current), None)

    @property
    def done(self) -> int:
        """How many of the items have a verdict."""
        return sum(1 for item in self._items if item.annotation in self._verdicts)

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
        """Give the annotation of an item as it is now; None if it has been removed.

        A suggestion that is not accepted is given as the annotation that it would become.
        """
        saved = self._saved(item)
        if saved is None and self._proposals is not None:
            return self._proposals.annotation(item.article, item.annotation)
        return saved

    def suggestion_of(self, annotation: Annotation) -> Suggestion | None:
        """Give the suggestion that an annotation is made from, if it is not saved so far."""
        item = Item(annotation.article, annotation.id)
        if self._proposals is None or self._saved(item) is not None:
            return None
        return self._proposals.suggestion(annotation.article, annotation.id)

    def _saved(self, item: Item) -> Annotation | None:
        return next(
            (found for found in self._annotations.of(item.article) if found.id == item.annotation),
            None,
        )

    def verdict_on(self, item: Item) -> Review | None:
        """Give the verdict that this session has given on an item."""
        return self._verdicts.get(item.annotation)

    # Steps

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
            documents = self._judgement(item, verdict, reason)
            change = self._save(item, f"{verdict} {self._name(item)}", documents)
        else:
            self._steps.append(_Step(item, self._state, None, self._newest()))
        self._go_on(item, self._state, is_vital=False)
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
        documents = {revised.id: revised.document(), review.id: review.document()}
        change = self._save(item, what, documents)
        self._enter(self._state, is_vital=False)
        return change

    def skip(self) -> None:
        """Leave the current item for the end."""
        item = self._require_current()
        before = self._state
        others = tuple(key for key in before.skipped if key != item.annotation)
        self._go_on(item, replace(before, skipped=(*others, item.annotation)))
        self._steps.append(_Step(item, before, None, self._newest()))

    def return_to(self, annotation: str) -> None:
        """Go back to an item, after its verdict was taken back by other means."""
        if any(item.annotation == annotation for item in self._items):
            self._enter(replace(self._state, current=annotation))

    def drop(self) -> None:
        """Take the current item out of the queue: its annotation is no longer there."""
        item = self._require_current()
        following = self._next_open(self.items, item)
        self._items.remove(item)
        self._state = replace(self._state, current=_key_of(following))

    @property
    def can_undo(self) -> bool:
        """Whether this sitting has taken a step."""
        return bool(self._steps)

    def undo(self) -> str | None:
        """Take back the last step of this sitting and return to its item.

        Where something else was changed since (a memo), that is taken back first.

        Returns:
            What was taken back, in words; None where there is nothing.
        """
        if not self._steps:
            return None
        step = self._steps[-1]
        newest = self._newest()
        if newest not in (None, self._newest_before, *(known.newest for known in self._steps)):
            newer = self._history.undo()
            self._read_verdicts(step.item.article)
            return newer.what if newer else None
        if step.change is not None and newest == step.change.id:
            try:
                self._history.undo()
            except ConflictError:
                self._steps.pop()
                raise
            self._read_verdicts(step.item.article)
        self._steps.pop()
        there = replace(step.before, current=step.item.annotation)
        self._enter(there, is_vital=step.change is None)
        return step.change.what if step.change else f"skip {self._name(step.item)}"

    def _newest(self) -> str | None:
        newest = self._history.newest
        return newest.id if newest else None

    def _go_on(self, item: Item, state: _State, *, is_vital: bool = True) -> None:
        """Go to the first open item after this one; the order may have changed with the state."""
        before = self.items
        following = self._next_open(before[before.index(item) + 1 :])
        if following is None:
            order = sorted(before, key=lambda one: one.annotation == item.annotation)
            following = self._next_open(order)
        self._enter(replace(state, current=_key_of(following)), is_vital=is_vital)

    def _enter(self, state: _State, *, is_vital: bool = True) -> None:
        """Save where the session stands, and only then stand there.

        It is not vital where a verdict has just been saved, which tells as much.
        """
        state = replace(state, finished=state.current is None)
        try:
            self._sessions.change({self._key: self._document(state)})
        except (OSError, ProblemError):
            if is_vital:
                raise
        self._state = state

    def _next_open(self, items: Sequence[Item], but: Item | None = None) -> Item | None:
        open_items = (item for item in items if item.annotation not in self._verdicts)
        return next((item for item in open_items if item != but), None)

    def _is_to_be_shown(self, item: Item | None) -> bool:
        """An item that was only revised is still to be gone on from."""
        review = self.verdict_on(item) if item else None
        return item is not None and (review is None or review.verdict == "revise")

    def _save(self, item: Item, what: str, documents: dict[str, Document]) -> Change:
        before = self._state
        change = self._history.save(item.article, what, documents)
        self._steps.append(_Step(item, before, change, change.id))
        self._read_verdicts(item.article)
        return change

    def _judgement(self, item: Item, verdict: Verdict, reason: str) -> dict[str, Document]:
        """Give the documents that a verdict consists of."""
        review = self._review(item, verdict, reason)
        if self._proposals is None or self._saved(item) is not None:
            return {review.id: review.document()}
        proposed = self._proposals.annotation(item.article, item.annotation)
        if proposed is None:
            raise LookupError(item.annotation)
        if verdict == "reject":
            dismissal = self._proposals.dismissal(proposed, reason)
            return {review.id: replace(dismissal, id=review.id).document()}
        return {proposed.id: proposed.document(), review.id: review.document()}

    def _review(self, item: Item, verdict: Verdict, reason: str) -> Review:
        known = reviews_of(self._annotations, item.article, self._reviewer).get(item.annotation)
        key = known.id if known else new_id()
        return Review(key, item.annotation, item.article, verdict, self._reviewer, now(), reason)

    # Reading

    def _items_of(self, article: str) -> list[Item]:
        given = self._read_verdicts(article)
        if self._proposals is not None:
            return self._proposed_items(article, self._proposals)
        items = []
        for annotation in self._annotations.of(article):
            if not annotation.is_own_of(self._reviewer):
                continue
            is_of_session = annotation.id in self._verdicts
            # One that was relabelled in this session stays in its queue.
            is_asked_for = self._label in (None, annotation.label) or is_of_session
            is_new = annotation.id not in given or self._state.again or is_of_session
            if is_asked_for and is_new:
                items.append(Item(article, annotation.id))
        return items

    def _proposed_items(self, article: str, proposals: Proposals) -> list[Item]:
        """List what is suggested in an article, and what this session has judged of it."""
        places: dict[str, int] = {}
        for key, review in self._verdicts.items():
            if review.article == article and review.suggestion is not None:
                places[key] = int(review.suggestion["start"])
        for made in self._annotations.of(article):
            if made.id in self._verdicts and made.origin == "suggestion":
                places[made.id] = made.start
        try:
            suggested = proposals.open_in(article)
        except ProblemError:  # an article that can't be read is told where it is met
            suggested = {}
        for key, suggestion in suggested.items():
            if self._label in (None, suggestion.label):
                places.setdefault(key, suggestion.span.start)
        return [Item(article, key) for key in sorted(places, key=lambda key: (places[key], key))]

    def _read_verdicts(self, article: str) -> dict[str, Review]:
        """Take in the verdicts of this session; give all that the reviewer has given here."""
        given = reviews_of(self._annotations, article, self._reviewer)
        for key, review in self._verdicts.copy().items():
            if review.article == article:
                del self._verdicts[key]
        self._verdicts |= {
            key: review for key, review in given.items() if review.at >= self._state.started
        }
        return given

    def _require_current(self) -> Item:
        if self.current is None:
            raise LookupError("the queue is done")
        return self.current

    def _name(self, item: Item) -> str:
        annotation = self.annotation(item)
        return annotation.brief if annotation else "a removed tag"

    def _resume(self, again: bool) -> tuple[str, _State]:
        for record in self._sessions.records():
            document = record.document or {}
            if document.get("label") != self._label:
                continue
            if bool(document.get("suggested")) is not self.is_of_suggestions:
                continue
            if document.get("finished"):
                return record.id, _State(now(), again=again)
            return record.id, _state_from(document)
        return new_id(), _State(now(), again=again)

    def _document(self, state: _State) -> Document:
        return {
            "type": "session",
            "reviewer": self._reviewer,
            "label": self._label,
            "suggested": self.is_of_suggestions,
            "started": state.started,
            "current": state.current,
            "skipped": list(state.skipped),
            "again": state.again,
            "finished": state.finished,
        }


def sessions_of(annotations: Annotations) -> Journal:
    """Give the journal of review sessions: a table a reviewer, in a folder beside the articles'.

    Where a session was left is the reviewer's own affair, not an article's.
    """
    return Journal(annotations.folder / "sessions")


def _key_of(item: Item | None) -> str | None:
    return item.annotation if item else None


def _state_from(document: Document) -> _State:
    fields: dict[str, Any] = dict(document)
    return _State(
        started=str(fields.get("started") or now()),
        current=fields.get("current"),
        skipped=tuple(map(str, fields.get("skipped") or ())),
        again=bool(fields.get("again")),
    )
