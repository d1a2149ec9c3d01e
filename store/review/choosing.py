"""Choosing a queue from the pool: which items pass its filters, and how many each filter leaves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from hedgerow.store.annotations import Review, sample_rank
from hedgerow.store.review.candidates import Candidate, candidate_dismissed
from hedgerow.store.review.pool import Pool
from hedgerow.store.review.queue import VERDICTS, Queue, is_published

_OPENED: Mapping[str, Mapping[str, Any]] = {
    "label": {"label": None},
    "speaker": {"speaker": None},
    "outlet": {"outlet": None},
    "article": {"article": None},
    "verdict": {"verdict": "any"},
    "difficult": {"difficult": False},
    "month": {},
}
"""How a queue is opened in one field, to count what each of its values would give."""


def select_items(
    pool: Pool, queue: Queue, judged_in: Callable[[Review], bool] | None = None
) -> list[Candidate]:
    """Choose the items of a queue, in the order of the corpus and its texts.

    Args:
        pool: what has been gathered.
        queue: what is asked for; `gather` has read what it takes.
        judged_in: says of a verdict that it was given in the session that goes on: its item
            stays in the queue, whatever has become of it.
    """
    judged = _judged(pool, queue, judged_in) if judged_in is not None else set()
    everything = _with_judged(pool, queue, judged)
    chosen = [one for one in everything if one.id in judged or _passes(pool, one, queue)]
    return _sampled(chosen, queue) if queue.sample else chosen


def select_for_session(
    pool: Pool, queue: Queue, started: str, drawn: Iterable[str] | None, *, again: bool
) -> list[Candidate]:
    """Choose the items of a session that is begun or resumed; what it has judged stays among them.

    Args:
        pool: what has been gathered.
        queue: what the session is over.
        started: the instant (ISO 8601) at which it began, in whichever sitting.
        drawn: the ids that were drawn by chance when it began; None where none were.
        again: whether items with a verdict are offered, too.
    """

    def is_of_session(review: Review) -> bool:
        if review.session:
            return review.session == started
        return review.at >= started  # an older version kept no more

    if drawn is not None:
        ids = set(drawn)
        # What was drawn once stays, whatever has become of it since.
        everything = Queue(suggested=queue.suggested, of=queue.of, verdict="any")
        found = select_items(pool, everything, lambda review: review.annotation in ids)
        return [one for one in found if one.id in ids]
    if again:
        queue = replace(queue, verdict="any")
    return select_items(pool, queue, is_of_session)


def count_queue_items(pool: Pool, queue: Queue) -> int:
    """Count the items of a queue."""
    found = sum(1 for one in pool.unfiltered(queue) if _passes(pool, one, queue))
    return min(found, queue.sample) if queue.sample else found


def count_values(pool: Pool, queue: Queue, field: str) -> Counter[str]:
    """Count, for each value that a filter can have, the items that all others leave.

    Args:
        pool: what has been gathered.
        queue: the queue, whose own value of the field counts for nothing.
        field: "label", "speaker", "outlet", "article", "verdict", "difficult"; or "month", the
            month of publication, which both bounds of the queue go for.
    """
    opened = replace(queue, **_OPENED[field])
    found: Counter[str] = Counter()
    for one in pool.unfiltered(queue):
        if _passes(pool, one, opened):
            found.update(_values_of(pool, one, field))
    return found


def confidences(pool: Pool, queue: Queue) -> list[float]:
    """Give the confidences of the items that all other filters leave, in order."""
    opened = replace(queue, confidence_below=None)
    items = (one for one in pool.unfiltered(queue) if _passes(pool, one, opened))
    return sorted(one.confidence for one in items if one.confidence is not None)


def _passes(pool: Pool, one: Candidate, queue: Queue) -> bool:
    """Say whether an item that a queue may have passes its filters."""
    if queue.label is not None and one.label != queue.label:
        return False
    if queue.verdict != "any" and not _has_verdict(pool, one.id, queue.verdict):
        return False
    if queue.speaker is not None and one.speaker != queue.speaker:
        return False
    if queue.article is not None and one.article != queue.article:
        return False
    if queue.difficult and not pool.remarks(one.id).difficult:
        return False
    below = queue.confidence_below
    if below is not None and (one.confidence is None or one.confidence >= below):
        return False
    if queue.doubtful and not pool.is_lost(one.id):
        return False
    if not queue.knows_articles:
        return True
    about = pool.about(one.article)
    is_of_outlet = queue.outlet in (None, about.outlet)
    return is_of_outlet and is_published(about.published, queue.since, queue.until)


def _values_of(pool: Pool, one: Candidate, field: str) -> Iterator[str]:
    if field == "verdict":
        yield from (value for value in VERDICTS if _has_verdict(pool, one.id, value))
    elif field == "outlet":
        yield pool.about(one.article).outlet or ""
    elif field == "month":
        yield (pool.about(one.article).published or "")[:7]
    elif field == "difficult":
        yield "yes" if pool.remarks(one.id).difficult else "no"
    else:
        yield getattr(one, field)


def _has_verdict(pool: Pool, annotation: str, wanted: str) -> bool:
    review = pool.reviews.get(annotation)
    if review is None:
        return wanted in ("unreviewed", "any")
    return wanted in (review.outcome, "any") or (wanted == "revised" and review.verdict == "revise")


def _judged(pool: Pool, queue: Queue, is_of_session: Callable[[Review], bool]) -> set[str]:
    judged = {key for key, review in pool.reviews.items() if is_of_session(review)}
    if queue.suggested:
        return judged
    owner = queue.of or pool.reviewer
    return {one.id for one in pool.tags if one.annotator == owner and one.id in judged}


def _with_judged(pool: Pool, queue: Queue, judged: Iterable[str]) -> Iterable[Candidate]:
    """Give what a queue is of, with the suggestions that the session has settled among them."""
    unfiltered = list(pool.unfiltered(queue))
    if not queue.suggested or not judged:
        return unfiltered
    judged = set(judged) - {one.id for one in unfiltered}
    made = [one for one in pool.tags if one.id in judged and one.origin == "suggestion"]
    settled = [pool.reviews[key] for key in judged]
    dismissed = [candidate_dismissed(review) for review in settled if review.suggestion is not None]
    order = {article: number for number, article in enumerate(pool.articles)}
    everything = (one for one in (*unfiltered, *made, *dismissed) if one.article in order)
    return sorted(everything, key=lambda one: (order[one.article], one.start, one.id))


def _sampled(items: list[Candidate], queue: Queue) -> list[Candidate]:
    """Choose by chance, in such a way that an item more or less changes little of the choice."""
    ranked = sorted(items, key=lambda one: sample_rank(queue.seed, one.id))
    chosen = {one.id for one in ranked[: queue.sample]}
    return [one for one in items if one.id in chosen]
