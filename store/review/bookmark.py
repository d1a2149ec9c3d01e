"""Where review sessions stand between two sittings: kept beside the annotations, by reviewer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from hedgerow.store.annotations import Annotations
from hedgerow.store.journal import Document, Journal, derived_id, new_id, now
from hedgerow.store.problem import Problem, ProblemError, Remedy
from hedgerow.store.review.items import SessionItems
from hedgerow.store.review.queue import Queue, queue_from


@dataclass(frozen=True, slots=True)
class SessionStanding:
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
    standing: SessionStanding
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
            skipped = _texts(document.get("skipped"))
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
                items = _texts(document.get("annotations"))
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
        anew = SessionStanding(now(), again=again)
        kept = next((one for one in self.all() if _is_session_of(one, queue)), None)
        if kept is None:
            return Kept(new_id(), queue, anew)
        is_other = not queue.is_plain and kept.queue != queue
        if kept.standing.finished:
            return Kept(kept.key, queue if is_other else kept.queue, anew)
        if is_other:
            what = f"the queue “{queue.name}” is under way over {kept.queue}"
            where, name = self._table.file.path, queue.name or ""
            raise ProblemError(Problem(where, what, Remedy.OTHER_NAME, named=name))
        return kept

    def save(
        self,
        kept: Kept,
        standing: SessionStanding,
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

    def _document(self, queue: Queue, standing: SessionStanding) -> Document:
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


class Bookmark:
    """Where one session stands: saved with each step, so that it is resumed exactly there."""

    def __init__(self, places: ReviewPlaces, queue: Queue, *, again: bool) -> None:
        """Find the session of a queue as it was left, or begin one, as `ReviewPlaces.resume` does.

        Args:
            places: the reviewer's sessions.
            queue: what is reviewed.
            again: whether a session that is begun anew offers what has a verdict, too.

        Raises:
            ProblemError: another queue has the name, or the file can't be read.
        """
        self._places = places
        self._kept = places.resume(queue, again=again)
        self._standing = self._kept.standing
        self._unsaved_skips: dict[str, int | None] = dict(self._kept.older)

    @property
    def queue(self) -> Queue:
        """What is reviewed."""
        return self._kept.queue

    @property
    def skips(self) -> Mapping[str, int]:
        """When items were skipped in earlier sittings, by their ids."""
        return self._kept.skips

    @property
    def drawn(self) -> list[str] | None:
        """The ids of the items that were drawn by chance, None where none have been."""
        return self._kept.sample

    @property
    def started(self) -> str:
        """The instant (ISO 8601) at which the session began."""
        return self._standing.started

    @property
    def again(self) -> bool:
        """Whether items with a verdict are offered, too."""
        return self._standing.again

    @property
    def current(self) -> str | None:
        """The id of the item to judge; None when the queue is done."""
        return self._standing.current

    def stand_at(self, current: str | None) -> None:
        """Go to an item, which is saved with the next step only."""
        self._standing = replace(self._standing, current=current)

    def save(
        self, current: str | None, items: SessionItems, skips: Mapping[str, int | None]
    ) -> None:
        """Save where the session stands, and only then stand there.

        Args:
            current: the id of the item to judge.
            items: the queue as it is now; what was drawn by chance is saved once.
            skips: items that have just been skipped, and when; None takes a skip back. Those that
                could not be saved are saved with the next step.

        Raises:
            OSError, ProblemError: it was not saved.
        """
        standing = replace(
            self._standing,
            current=current,
            finished=current is None,
            done=items.done,
            total=items.total,
        )
        is_first = self.queue.sample is not None and self.drawn is None
        sample = [item.annotation for item in items.drawn] if is_first else None
        self._places.save(self._kept, standing, {**self._unsaved_skips, **skips}, sample)
        self._unsaved_skips = {}
        if sample is not None:
            self._kept = replace(self._kept, sample=sample)
        self._standing = standing


def review_sessions_of(annotations: Annotations) -> Journal:
    """Give the journal of review sessions: a table a reviewer, in a folder beside the articles'."""
    return Journal(annotations.folder / "sessions")


def _is_session_of(kept: Kept, queue: Queue) -> bool:
    return kept.queue.name == queue.name and (queue.name is not None or kept.queue == queue)


def _standing_from(document: Document) -> SessionStanding:
    current = document.get("current")
    return SessionStanding(
        started=str(document.get("started") or now()),
        current=current if isinstance(current, str) else None,
        again=bool(document.get("again")),
        finished=bool(document.get("finished")),
        done=_count(document.get("done")),
        total=_count(document.get("total")),
    )


def _texts(value: object) -> list[str]:
    return [str(one) for one in value] if isinstance(value, list) else []


def _count(value: object) -> int:
    return value if isinstance(value, int) else 0
