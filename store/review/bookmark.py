"""Where review sessions stand between two sittings: kept beside the annotations, by reviewer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from hedgerow.store.annotations import Annotations
from hedgerow.store.journal import Document, Journal, derived_id, new_id, now
from hedgerow.store.problem import Problem, ProblemError
from hedgerow.store.review.queue import Queue, queue_from


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a session stands.

    `started` is an instant (ISO 8601), and names the run of the queue; `current` is the id of the
    item to judge. `done` and `total` count items. `again` says that items with a verdict are
    offered, too.
    """

    started: str
    current: str | None = None
    again: bool = False
    finished: bool = False
    done: int = 0
    total: int = 0


@dataclass(frozen=True)
class Kept:
    """A session as it was left: its queue, where it stands, what was skipped and sampled.

    `skips` hold, by the id of the item, when it was skipped: the greater the number, the later.
    `older` are those of them that stand in the session's own line, as they once did, and have to be
    saved anew with the next. `sample` holds the ids of the items that were drawn, None where none
    were.
    """

    key: str
    queue: Queue
    standing: Standing
    skips: dict[str, int] = field(default_factory=dict)
    older: dict[str, int] = field(default_factory=dict)
    sample: list[str] | None = None


class ReviewPlaces:
    """The sessions of one reviewer, in `annotations/sessions/`, a table a reviewer.

    Where a session was left is the reviewer's own affair, not an article's. What changes with each
    step is one short line, whatever the length of the queue: an item that was skipped, and a sample
    that was drawn, are documents of their own.
    """

    def __init__(self, annotations: Annotations) -> None:
        """Use the sessions of the annotator, beside their annotations."""
        self._reviewer = annotations.annotator
        self._table = review_sessions_of(annotations).table(self._reviewer)

    def all(self) -> list[Kept]:
        """Give the sessions that are kept, the oldest first; one that can't be read is left out.

        Raises:
            ProblemError: the file can't be read.
        """
        records = self._table.records()
        documents: list[tuple[str, Any]] = [(one.id, one.document) for one in records]
        sessions: dict[str, Kept] = {}
        for key, document in documents:
            if document.get("type") != "session":
                continue
            try:
                kept = Kept(key, queue_from(document), _standing_from(document))
            except (ValueError, TypeError):
                continue  # a later version's: it is kept, and not taken for another queue
            skipped = map(str, document.get("skipped") or ())
            kept.older.update((item, number) for number, item in enumerate(skipped, start=1))
            kept.skips.update(kept.older)
            sessions[key] = kept
        for _, document in documents:
            kept_one = sessions.get(str(document.get("session")))
            if kept_one is None or document.get("started") != kept_one.standing.started:
                continue
            if document.get("type") == "skip" and isinstance(document.get("order"), int):
                kept_one.skips[str(document.get("annotation"))] = document["order"]
            elif document.get("type") == "sample":
                items = [str(item) for item in document.get("annotations") or ()]
                sessions[kept_one.key] = replace(kept_one, sample=items)
        return list(sessions.values())

    def named(self) -> Iterator[Kept]:
        """Give the sessions whose queues have a name."""
        return (kept for kept in self.all() if kept.queue.name)

    def resume(self, queue: Queue, *, again: bool = False) -> Kept:
        """Give the session of a queue as it was left, or a new one, of which nothing is saved yet.

        Args:
            queue: what is reviewed. A name alone stands for the queue that is kept under it.
            again: whether a session that is begun anew offers what has a verdict, too.

        Raises:
            ProblemError: another queue has the name, or the file can't be read.
        """
        anew = Standing(now(), again=again)
        kept = next((one for one in self.all() if _is_session_of(one, queue)), None)
        if kept is None:
            return Kept(new_id(), queue, anew)
        is_other = not queue.is_plain and kept.queue != queue
        if kept.standing.finished:
            return Kept(kept.key, queue if is_other else kept.queue, anew)
        if is_other:
            what = f"the queue “{queue.name}” is under way over {kept.queue}"
            remedy = f"give another name, or go on with it: --name {queue.name} alone"
            raise ProblemError(Problem(self._table.file.path, what, remedy))
        return kept

    def save(
        self,
        kept: Kept,
        standing: Standing,
        skips: dict[str, int | None] | None = None,
        sample: list[str] | None = None,
    ) -> None:
        """Save where a session stands.

        Args:
            kept: the session.
            standing: where it stands now.
            skips: items that have been skipped, and when; None takes a skip back.
            sample: the ids of the items that have been drawn.

        Raises:
            OSError, ProblemError: it was not saved.
        """
        run: dict[str, Any] = {"session": kept.key, "started": standing.started}
        documents: dict[str, Document | None] = {kept.key: self._document(kept.queue, standing)}
        for item, order in (skips or {}).items():
            key = derived_id("skip", kept.key, standing.started, item)
            body = {"type": "skip", **run, "annotation": item, "order": order}
            documents[key] = body if order is not None else None
        if sample is not None:
            key = derived_id("sample", kept.key, standing.started)
            documents[key] = {"type": "sample", **run, "annotations": sample}
        self._table.change(documents)

    def _document(self, queue: Queue, standing: Standing) -> Document:
        return {
            "type": "session",
            "reviewer": self._reviewer,
            "label": queue.label,
            "suggested": queue.suggested,
            "queue": queue.document(),
            "started": standing.started,
            "current": standing.current,
            "again": standing.again,
            "finished": standing.finished,
            "done": standing.done,
            "total": standing.total,
        }


def review_sessions_of(annotations: Annotations) -> Journal:
    """Give the journal of review sessions: a table a reviewer, in a folder beside the articles'."""
    return Journal(annotations.folder / "sessions")


def _is_session_of(kept: Kept, queue: Queue) -> bool:
    return kept.queue.name == queue.name and (queue.name is not None or kept.queue == queue)


def _standing_from(document: Document) -> Standing:
    current = document.get("current")
    return Standing(
        started=str(document.get("started") or now()),
        current=current if isinstance(current, str) else None,
        again=bool(document.get("again")),
        finished=bool(document.get("finished")),
        done=_count(document.get("done")),
        total=_count(document.get("total")),
    )


def _count(value: object) -> int:
    return value if isinstance(value, int) else 0
