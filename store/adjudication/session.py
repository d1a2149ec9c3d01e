"""Going through the places where annotators differ, and deciding what is to stand there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import NamedTuple

from hedgerow.store.adjudication.deciding import decide
from hedgerow.store.adjudication.decisions import (
    DECIDED_BOTH,
    DECIDED_EDITED,
    DECIDED_NEITHER,
    DECIDED_UNANIMOUS,
    Decision,
)
from hedgerow.store.adjudication.places import MarkedPlace, places_in, results_of
from hedgerow.store.agreement import annotators_of
from hedgerow.store.annotations import Annotation, Annotations, in_brief
from hedgerow.store.corpus import Article
from hedgerow.store.journal import Change, Document, History
from hedgerow.store.problem import Problem, ProblemError, Remedy

_FEWEST = 2  # it takes two to differ


class _Skip(NamedTuple):
    """A place that was skipped, and the history's newest change at the time."""

    key: frozenset[str]
    newest: str | None


class AdjudicationSession:
    """The places where annotators differ, in the order of the corpus, with what was decided.

    What has been decided is known from the documents beside the articles, whoever decided it; so a
    session goes on at the first place that is open. A place is open again where its tags have
    changed since. One that is skipped comes back at the end of the sitting.

    A step that can't be saved raises OSError or ProblemError; the session stands where it stood.

    Attributes:
        annotators: the sides in their order.
        everybody: all who have tags of their own in the corpus.
    """

    def __init__(
        self,
        articles: Iterable[str],
        read: Callable[[str], Article],
        annotations: Annotations,
        history: History,
        *,
        annotators: Sequence[str] = (),
        label: str | None = None,
        problems: list[Problem] | None = None,
    ) -> None:
        """Find the places.

        Args:
            articles: the corpus's article ids, in order.
            read: gives an article by its id.
            annotations: the corpus's annotations; its annotator is the adjudicator.
            history: takes the decisions, so that they can be undone elsewhere as well.
            annotators: whose tags are compared; all who have any without it.
            label: only places at which somebody has given this label.
            problems: takes what can't be read or compared.

        Raises:
            ProblemError: what has been marked can't be read, or fewer than two have marked it.
        """
        self._articles = list(articles)
        self._read = read
        self._annotations = annotations
        self._history = history
        self._label = label
        self._problems = [] if problems is None else problems
        self.everybody = annotators_of(annotations, self._articles)
        self.annotators = tuple(dict.fromkeys(annotators)) or tuple(self.everybody)
        self._require_two()
        self._differing: dict[str, list[MarkedPlace]] = {}
        self._agreed: dict[str, int] = {}
        tables = annotations.articles()
        for article in annotations.passing([one for one in self._articles if one in tables]):
            self._look_at(article, self._problems)
        self._skips: list[_Skip] = []
        self._current: frozenset[str] | None = None
        self._go_on()

    def _require_two(self) -> None:
        if unknown := [name for name in self.annotators if name not in self.everybody]:
            what = f"nothing is marked by {', '.join(unknown)}"
            names = ", ".join(self.everybody) or "nobody"
            remedy: str | Remedy = f"those who have marked something: {names}"
        elif len(self.annotators) < _FEWEST:
            only = self.annotators[0] if self.annotators else "nobody"
            what = f"only {only} has marked anything" if self.annotators else "nothing is marked"
            remedy = Remedy.IMPORT_ANOTHERS
        else:
            return
        raise ProblemError(Problem(self._annotations.folder, what, remedy))

    # The places

    @property
    def places(self) -> list[MarkedPlace]:
        """All places at which the annotators differ, decided or not."""
        return [place for places in self._differing.values() for place in places]

    @property
    def current(self) -> MarkedPlace | None:
        """The place to decide on; None when all are decided."""
        return self._place(self._current)

    def _place(self, key: frozenset[str] | None) -> MarkedPlace | None:
        return next((place for place in self.places if place.key == key), None)

    @property
    def done(self) -> int:
        """How many places are decided."""
        return sum(1 for place in self.places if place.is_decided)

    @property
    def skipped(self) -> int:
        """How many open places are waiting at the end because they were skipped."""
        keys = {skip.key for skip in self._skips}
        return sum(1 for place in self.places if place.key in keys and not place.is_decided)

    @property
    def agreed(self) -> int:
        """How many places all have marked exactly alike that nobody has accepted yet."""
        return sum(self._agreed.values())

    @property
    def decisions(self) -> Counter[str]:
        """How many places have been decided in which way, in words."""
        return Counter(_way(place.before[0]) for place in self.places if place.is_decided)

    def go_to(self, annotations: Collection[str]) -> bool:
        """Go to the place of some tags, decided or not; say whether there is one."""
        wanted = set(annotations)
        for place in self.places:
            if place.annotations & wanted or place.key & wanted:
                self._current = place.key
                return True
        return False

    def refresh(self, article: str) -> None:
        """Look at one article again, in which something has changed."""
        if article not in self._articles:
            return
        before = self._place(self._current)
        self._look_at(article, [])  # what is wrong with it has been told
        if self._place(self._current) is None:
            is_there = before is not None and self.go_to(before.annotations)
            now_at = self._place(self._current) if is_there else None
            if now_at is None or now_at.is_decided:
                self._go_on()

    def _look_at(self, article: str, problems: list[Problem]) -> None:
        try:
            found = self._places_in(article, problems)
        except ProblemError as error:
            problems.append(error.problem)
            found = []
        differing = [place for place in found if not place.is_unanimous]
        self._agreed[article] = sum(
            1 for place in found if place.is_unanimous and not place.is_decided
        )
        is_new = article not in self._differing
        self._differing[article] = differing
        if is_new and len(self._differing) > 1:
            self._differing = {
                key: self._differing[key] for key in self._articles if key in self._differing
            }

    def _places_in(self, article: str, problems: list[Problem]) -> list[MarkedPlace]:
        """Find the places of an article that have the label that is asked for, if one is."""
        found = places_in(self._read(article), self._annotations, self.annotators, problems)
        if self._label is None:
            return found
        return [place for place in found if self._label in place.labels]

    # Steps

    def decide(self, choice: str, why: str = "", edited: Annotation | None = None) -> Change:
        """Decide on the current place, and go on to the next.

        What was decided on it before is taken back in the same step.

        Args:
            choice: what is decided, as `Decision.decision` has it.
            why: the reason; it may be empty.
            edited: what is to stand there, where the choice is "edited".
        """
        place = self._require_current()
        documents = self._decided(place, choice, why, edited)
        change = self._history.save(place.article, f"decide {name(place)}: {choice}", documents)
        self._skips = [skip for skip in self._skips if skip.key != place.key]
        self._look_at(place.article, [])
        self._go_on(after=place.key)
        return change

    def accept_agreed(self) -> Change | None:
        """Accept every place that all have marked exactly alike, as one step for undo."""
        changes: dict[str, dict[str, Document | None]] = {}
        count = self.agreed
        for article in [key for key, number in self._agreed.items() if number]:
            documents: dict[str, Document | None] = {}
            for place in self._places_in(article, []):
                if place.is_unanimous and not place.is_decided:
                    documents |= self._decided(place, DECIDED_UNANIMOUS)
            changes[article] = documents
        if not changes:
            return None
        plural = "place" if count == 1 else "places"
        change = self._history.save_all(f"accept {count:,} {plural} that all agree on", changes)
        for article in changes:
            self._look_at(article, [])
        return change

    def skip(self) -> None:
        """Leave the current place for the end."""
        place = self._require_current()
        self._skips = [skip for skip in self._skips if skip.key != place.key]
        self._skips.append(_Skip(place.key, self._history.newest_id))
        self._go_on(after=place.key)

    def undo_skip(self) -> bool:
        """Go back to the place that was skipped, if that was the last that was done."""
        if not self._skips or self._skips[-1].newest != self._history.newest_id:
            return False
        self._current = self._skips.pop().key
        return True

    @property
    def can_undo_skip(self) -> bool:
        """Whether something has been skipped."""
        return bool(self._skips)

    def _decided(
        self, place: MarkedPlace, choice: str, why: str = "", edited: Annotation | None = None
    ) -> dict[str, Document | None]:
        """Give the documents of a decision, with what it takes the place of removed."""
        documents: dict[str, Document | None] = {}
        for earlier in place.before:
            documents[earlier.id] = None
            documents |= {one.id: None for one in results_of(self._annotations, earlier)}
        if not place.tags and choice != DECIDED_EDITED:
            return documents  # the tags have gone, and now the decision on them has, too
        decision, results = decide(
            self._read(place.article),
            place.span,
            place.tags,
            place.annotators,
            choice,
            adjudicator=self._annotations.annotator,
            why=why,
            edited=edited,
        )
        documents[decision.id] = decision.document()
        return documents | {one.id: one.document() for one in results}

    def _require_current(self) -> MarkedPlace:
        if (place := self.current) is None:
            raise LookupError("every place is decided")
        return place

    def _go_on(self, after: frozenset[str] | None = None) -> None:
        """Go to the first open place after another, round the end; to skipped ones last."""
        places = self.places
        at = next((number + 1 for number, one in enumerate(places) if one.key == after), 0)
        waiting = [skip.key for skip in self._skips]
        still_open = [one for one in (*places[at:], *places[:at]) if not one.is_decided]
        still_open.sort(key=lambda one: waiting.index(one.key) if one.key in waiting else -1)
        self._current = still_open[0].key if still_open else None


def name(place: MarkedPlace) -> str:
    """Give a place in a few words: the first passage that is tagged there."""
    for placed in place.tags.values():
        return f"“{in_brief(placed.quote)}”"
    return "a place without tags"


def _way(decision: Decision) -> str:
    if decision.taken is not None:
        return f"{decision.taken}’s side taken"
    ways = {
        DECIDED_UNANIMOUS: "unanimous",
        DECIDED_BOTH: "both kept",
        DECIDED_NEITHER: "neither kept",
        DECIDED_EDITED: "edited",
    }
    return ways.get(decision.decision, decision.decision)
