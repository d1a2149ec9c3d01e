"""How a queue is put together: what can be chosen, and how many items each choice would give."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from hedgerow.store.review.choosing import confidences, count_queue_items, count_values
from hedgerow.store.review.pool import Pool
from hedgerow.store.review.queue import VERDICTS, Queue, is_day

QUEUE_CRITERIA: Final = (
    "what", "label", "speaker", "outlet", "since", "until", "article", "verdict", "confidence",
    "difficult", "sample", "seed", "name",
)  # fmt: skip
"""What there is to choose, in this order."""

CRITERION_QUESTIONS: Final = {
    "since": "Published since (2022-03-02, 2022-03 or 2022; nothing: any day):",
    "until": "Published until (2022-03-02, 2022-03 or 2022; nothing: any day):",
    "confidence": "Confidence below (0 to 1; nothing: any):",
    "sample": "How many by chance (nothing: all):",
    "seed": "Seed of the sample (a whole number):",
    "name": "Name of the queue (nothing: none):",
}
"""What is typed rather than picked, with the question for it."""

_VERDICTS: Final = {
    "unreviewed": "not reviewed yet",
    "accepted": "accepted",
    "rejected": "rejected",
    "revised": "revised",
    "any": "reviewed or not",
}
_BOUNDS: Final = (0.9, 0.8, 0.7, 0.6, 0.5)
_SAMPLES: Final = (10, 20, 50, 100, 200)


class QueueChoice(NamedTuple):
    """Something that can be chosen: in words, the queue it makes, and how many items that has.

    Where `items` is None, that is not known without reading the corpus.
    """

    words: str
    queue: Queue
    items: int | None


def queue_choices(
    pool: Pool, queue: Queue, criterion: str, labels: Iterable[str] = ()
) -> list[QueueChoice]:
    """Give what can be chosen for a criterion, the first being what nothing is left out by.

    Args:
        pool: what has been gathered.
        queue: what is chosen so far; all but this criterion goes into the counts.
        criterion: one of `QUEUE_CRITERIA`.
        labels: the codebook's labels, which come first in their order.
    """
    makers: dict[str, Callable[[], Iterator[QueueChoice]]] = {
        "what": lambda: _of_what(pool, queue),
        "label": lambda: _values(pool, queue, "label", labels),
        "speaker": lambda: _values(pool, queue, "speaker"),
        "outlet": lambda: _values(pool, queue, "outlet"),
        "article": lambda: _values(pool, queue, "article"),
        "since": lambda: _months(pool, queue, "since"),
        "until": lambda: _months(pool, queue, "until"),
        "verdict": lambda: _verdicts(pool, queue),
        "confidence": lambda: _confidences(pool, queue),
        "difficult": lambda: _difficult(pool, queue),
        "sample": lambda: _samples(pool, queue),
    }
    made = makers.get(criterion)
    return (
        list(made())
        if made
        else [QueueChoice(criterion_in_words(pool, queue, criterion), queue, None)]
    )


def criterion_in_words(pool: Pool, queue: Queue, criterion: str) -> str:
    """Say what is chosen for a criterion."""
    if criterion == "what":
        return str(Queue(suggested=queue.suggested, of=queue.of, doubtful=queue.doubtful))
    if criterion == "verdict":
        return _VERDICTS[queue.verdict]
    if criterion == "confidence":
        return f"below {queue.confidence_below}" if queue.confidence_below else "any"
    if criterion == "difficult":
        return "flagged only" if queue.difficult else "any"
    if criterion == "sample":
        return f"{queue.sample:,} by chance" if queue.sample else "all of them"
    if criterion == "seed":
        return str(queue.seed) if queue.sample else "—"
    if criterion == "name":
        return queue.name or "none"
    if criterion == "article" and queue.article:
        return pool.about(queue.article).title
    return str(getattr(queue, criterion) or "any")


def queue_with_answer(queue: Queue, criterion: str, answer: str) -> Queue:
    """Give the queue that an answer makes of it.

    Raises:
        ValueError: it makes none; the message says why.
    """
    answer = answer.strip()
    if criterion in ("since", "until"):
        if answer and not is_day(answer):
            raise ValueError(f"“{answer}” is no day: write 2022-03-02, 2022-03 or 2022")
        made = _with(queue, criterion, answer or None)
    elif criterion == "confidence":
        made = replace(queue, confidence_below=_number(answer) if answer else None)
    elif criterion == "sample":
        made = replace(queue, sample=_whole_number(answer) if answer else None)
    elif criterion == "seed":
        made = replace(queue, seed=_whole_number(answer or "1"))
    else:
        made = replace(queue, name=answer or None)
    if made.fault:
        raise ValueError(made.fault)
    return made


def queue_without(queue: Queue, criterion: str) -> Queue:
    """Give the queue with nothing chosen for a criterion."""
    if criterion == "what":
        return replace(queue, suggested=False, of=None, doubtful=False)
    return _with(queue, criterion, None)


def answer_so_far(queue: Queue, criterion: str) -> str:
    """Give what stands in the field in which a criterion is typed."""
    name = "confidence_below" if criterion == "confidence" else criterion
    value = getattr(queue, name)
    return "" if value is None else str(value)


def _with(queue: Queue, criterion: str, value: str | None) -> Queue:
    if criterion == "verdict":
        return replace(queue, verdict="unreviewed")
    if criterion == "confidence":
        return replace(queue, confidence_below=None)
    if criterion == "difficult":
        return replace(queue, difficult=False)
    if criterion == "sample":
        return replace(queue, sample=None)
    if criterion == "seed":
        return replace(queue, seed=1)
    return replace(queue, **{criterion: value})  # type: ignore[arg-type]


def _number(answer: str) -> float:
    try:
        return float(answer)
    except ValueError as error:
        raise ValueError(f"“{answer}” is no number") from error


def _whole_number(answer: str) -> int:
    try:
        return int(answer)
    except ValueError as error:
        raise ValueError(f"“{answer}” is no whole number") from error


def _of_what(pool: Pool, queue: Queue) -> Iterator[QueueChoice]:
    plain = replace(queue, suggested=False, of=None, doubtful=False)
    made = [plain, replace(plain, doubtful=True)]
    made += [replace(plain, of=annotator) for annotator in pool.annotators()]
    made.append(replace(plain, suggested=True))
    for one in made:
        count = count_queue_items(pool, one) if pool.is_gathered_for(one) else None
        yield QueueChoice(criterion_in_words(pool, one, "what"), one, count)


def _values(
    pool: Pool, queue: Queue, field: str, first: Iterable[str] = ()
) -> Iterator[QueueChoice]:
    anything = _with(queue, field, None)
    counts = count_values(pool, queue, field)
    yield QueueChoice("any", anything, counts.total())
    ordered = dict.fromkeys([*first, *(value for value, _ in counts.most_common())])
    for value in ordered:
        if value:
            one = _with(queue, field, value)
            yield QueueChoice(criterion_in_words(pool, one, field), one, counts[value])


def _months(pool: Pool, queue: Queue, field: str) -> Iterator[QueueChoice]:
    """Offer the months in which anything was published, with what a bound there would leave."""
    anything = _with(queue, field, None)
    counts = count_values(pool, anything, "month")
    yield QueueChoice("any", anything, counts.total())
    for month in sorted(month for month in counts if month[:4].isdecimal()):
        one = _with(queue, field, month)
        if one.fault is None:
            is_within = month.__le__ if field == "since" else month.__ge__
            yield QueueChoice(
                month, one, sum(counts[other] for other in counts if is_within(other))
            )


def _verdicts(pool: Pool, queue: Queue) -> Iterator[QueueChoice]:
    counts = count_values(pool, queue, "verdict")
    for verdict in VERDICTS:
        yield QueueChoice(_VERDICTS[verdict], replace(queue, verdict=verdict), counts[verdict])


def _confidences(pool: Pool, queue: Queue) -> Iterator[QueueChoice]:
    anything = replace(queue, confidence_below=None)
    yield QueueChoice("any", anything, count_queue_items(pool, anything))
    known: Sequence[float] = confidences(pool, queue)
    for bound in _BOUNDS:
        one = replace(queue, confidence_below=bound)
        yield QueueChoice(f"below {bound}", one, sum(1 for value in known if value < bound))


def _difficult(pool: Pool, queue: Queue) -> Iterator[QueueChoice]:
    counts = count_values(pool, queue, "difficult")
    yield QueueChoice("any", replace(queue, difficult=False), counts.total())
    yield QueueChoice("flagged only", replace(queue, difficult=True), counts["yes"])


def _samples(pool: Pool, queue: Queue) -> Iterator[QueueChoice]:
    everything = replace(queue, sample=None)
    count = count_queue_items(pool, everything)
    yield QueueChoice("all of them", everything, count)
    for size in _SAMPLES:
        if size < count:
            yield QueueChoice(f"{size:,} by chance", replace(queue, sample=size), size)
