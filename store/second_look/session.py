"""The session of a blind second look: one place after the other, to be left and resumed at will."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress

from hedgerow.store.annotations import Annotation, Annotations
from hedgerow.store.corpus import Article
from hedgerow.store.journal import Change, Document, History, new_id
from hedgerow.store.problem import ProblemError
from hedgerow.store.second_look.answers import (
    SCHEMA,
    SECOND_LOOK,
    Answer,
    SecondLookPlace,
    SecondLookSample,
    answer_from,
    draw,
    places_to_ask_of,
    second_looks,
    standing_in,
)
from hedgerow.store.second_look.bookmark import SecondLookBookmark, SecondLookState
from hedgerow.store.span import Span


class SecondLook:
    """A session over a sample of one annotator's tags.

    The sample is drawn once; where the session stands is saved with each step, beside the
    annotations, and it is resumed exactly there. A place that holds several tags is asked of once.
    A step that can't be saved raises OSError or ProblemError, and the session stands where it
    stood.

    Attributes:
        annotator: whose second look it is.
    """

    def __init__(
        self,
        annotations: Annotations,
        articles: Iterable[str],
        read: Callable[[str], Article],
        sample: SecondLookSample | None = None,
        history: History | None = None,
    ) -> None:
        """Resume the session that was left, or draw a sample for a new one.

        Args:
            annotations: the corpus's annotations; its annotator takes the second look.
            articles: the corpus's article ids.
            read: gives an article by its id.
            sample: which tags are offered, if the session is a new one.
            history: takes the answers, so that they can be undone elsewhere as well.
        """
        self.annotator = annotations.annotator
        self._annotations = annotations
        self._history = history or History(annotations.journal, self.annotator)
        self._bookmark = SecondLookBookmark(annotations)
        self._answers: dict[str, list[Answer]] = {}
        self._skips: list[tuple[SecondLookState, str | None]] = []
        self._undone = 0
        self._state = self._bookmark.resume() or SecondLookState(())
        self._take_up()
        if self.current is None:
            if self.places:  # all were answered, and only the end could not be saved
                self._bookmark.begin_another()
            self._state = SecondLookState(
                tuple(draw(annotations, articles, read, sample or SecondLookSample()))
            )
            self._take_up()

    # Where it stands

    @property
    def places(self) -> tuple[SecondLookPlace, ...]:
        """All that is asked of, in its order."""
        return self._state.places

    @property
    def current(self) -> SecondLookPlace | None:
        """The place to look at; None when all are done."""
        return self._open(self._state.current)

    @property
    def answers_here(self) -> list[Answer]:
        """What has been chosen so far in the current place, if more than one passage is."""
        return self._answers.get(self._state.current or "", [])

    @property
    def is_for_more(self) -> bool:
        """Whether the next passage that is chosen leaves the session in its place."""
        return self._state.more

    @property
    def done(self) -> int:
        """How many places have been answered."""
        done = sum(1 for one in self.places if one.annotation in self._answers)
        return done - (1 if self.current is not None and self.answers_here else 0)

    @property
    def skipped(self) -> int:
        """How many places wait at the end, since they were skipped."""
        return sum(1 for key in self._state.skipped if key not in self._answers)

    @property
    def can_undo(self) -> bool:
        """Whether there is a step of this second look to take back, as far as is known."""
        return bool(self._skips) or bool(self._answers)

    # Steps

    def choose(self, article: Article, label: str, answered: Annotation) -> Change:
        """Say that a passage of the current place deserves a label, and go on.

        Args:
            article: the place's article, as it was shown.
            label: the label.
            answered: the passage as the annotation that it would be; its attributes are kept.
        """
        return self._answer(article, label, answered.span, answered.attributes)

    def choose_nothing(self, article: Article) -> Change:
        """Say that there is nothing to tag in the current place, and go on."""
        return self._answer(article, None, None, {})

    def stay_for_more(self) -> None:
        """Have the next passage that is chosen leave the session in its place."""
        self._enter(self._state._replace(more=True))

    def finish_place(self) -> None:
        """Go on from a place in which something has been chosen."""
        if self.answers_here:
            self._enter(self._state._replace(current=self._following(self.current), more=False))

    def skip(self) -> None:
        """Leave the current place for the end."""
        here = self._require_current()
        before = self._state
        others = tuple(key for key in before.skipped if key != here.annotation)
        skipping = before._replace(skipped=(*others, here.annotation), more=False)
        self._state = skipping
        try:
            self._enter(skipping._replace(current=self._following(here)))
        except (OSError, ProblemError):
            self._state = before
            raise
        self._skips.append((before, self._history.newest_id))

    def drop(self) -> None:
        """Take the current place out: its tag, its passage or its article has gone."""
        here = self._require_current()
        following = self._following(here)
        places = tuple(one for one in self.places if one != here)
        self._state = self._state._replace(places=places, current=following)
        with suppress(OSError, ProblemError):  # otherwise it is met again, and dropped again
            self._enter(self._state)

    def place_in(self, article: Article) -> SecondLookPlace | None:
        """Give the current place as it stands in its article now; None if it has gone."""
        here = self._require_current()
        if here.text_sha256 != article.text_sha256:
            moved = next(places_to_ask_of(self._annotations, article, {here.annotation}), None)
            if moved is None:
                return None
            places = tuple(moved if one == here else one for one in self.places)
            self._state = self._state._replace(places=places)
            here = moved
        return here if standing_in(self._annotations, article, here) else None

    def undo(self) -> Change | None:
        """Take back the last step and return to its place; the tags themselves are never touched.

        Returns:
            The answer that was taken back; None where it was a skip, or there is nothing.
        """
        newest = self._history.newest_id
        if self._skips and self._skips[-1][1] == newest:
            before, _ = self._skips[-1]
            self._enter(before)
            self._skips.pop()
            return None
        change = self._history.newest
        if change is None or not any(change.documents(SECOND_LOOK)):
            return None
        change = self._history.undo()
        if change is not None:
            self._undone += 1
            self._return_to(change)
        return change

    def redo(self) -> Change | None:
        """Give the answer again that was undone last in this sitting."""
        if not self._undone:
            return None
        change = self._history.redo()
        self._undone -= 1
        if change is not None:
            self._return_to(change)
            self.finish_place()
        return change

    # Answers

    def _take_up(self) -> None:
        """Read what has been answered, and stand at a place."""
        self._answers.clear()
        for article in {one.article for one in self.places}:
            self._read_answers(article)
        if self._open(self._state.current) is None:
            self._state = self._state._replace(current=self._following(None), more=False)

    def _answer(
        self, article: Article, label: str | None, span: Span | None, attributes: Mapping[str, str]
    ) -> Change:
        here = self._require_current()
        document: Document = {
            "type": SECOND_LOOK,
            "schema": SCHEMA,
            "article": here.article,
            "annotation": here.annotation,
            "annotator": self.annotator,
            "text_sha256": article.text_sha256,
            "shown": list(here.shown),
            "label": label,
            "start": span.start if span else None,
            "end": span.end if span else None,
            "attributes": dict(attributes),
            "first": standing_in(self._annotations, article, here),
        }
        number = self.places.index(here) + 1
        what = f"the second look at place {number}"
        change = self._history.save(here.article, what, {new_id(): document})
        self._undone = 0
        self._read_answers(here.article)
        state = self._state._replace(more=False)
        if not self._state.more:
            state = state._replace(current=self._following(here))
        try:
            self._enter(state)
        except (OSError, ProblemError):  # the answer is saved, and tells where to go on
            self._state = state
        return change

    def _read_answers(self, article: str) -> None:
        asked = {one.annotation for one in self.places if one.article == article}
        for key in asked:
            self._answers.pop(key, None)
        for key, document in second_looks(self._annotations, article, self.annotator):
            if document["annotation"] in asked:
                self._answers.setdefault(document["annotation"], []).append(
                    answer_from(key, document)
                )

    def _return_to(self, change: Change) -> None:
        for document in change.documents(SECOND_LOOK):
            self._read_answers(str(document["article"]))
            if any(one.annotation == document["annotation"] for one in self.places):
                self._enter(self._state._replace(current=str(document["annotation"]), more=False))

    # The order

    def _following(self, here: SecondLookPlace | None) -> str | None:
        """Give the next place without an answer, by its tag: those that were skipped last."""
        last = {key: position for position, key in enumerate(self._state.skipped)}
        order = sorted(self.places, key=lambda one: last.get(one.annotation, -1))
        at = order.index(here) + 1 if here in order else 0
        around = (one.annotation for one in (*order[at:], *order[:at]) if one != here)
        following = next((key for key in around if key not in self._answers), None)
        is_open = here is not None and here.annotation not in self._answers
        return following or (here.annotation if here is not None and is_open else None)

    def _open(self, annotation: str | None) -> SecondLookPlace | None:
        return next((one for one in self.places if one.annotation == annotation), None)

    def _require_current(self) -> SecondLookPlace:
        if (here := self.current) is None:
            raise LookupError("all places are done")
        return here

    def _enter(self, state: SecondLookState) -> None:
        """Save where the session stands, and only then stand there."""
        self._bookmark.save(state)
        self._state = state
