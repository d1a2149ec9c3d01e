"""Undo and redo without end: every change keeps what it took the place of, and a new one undoes it.

The history is in the journal itself: each line says whose step it belongs to and which line it took
the place of (`store.lines.Step`). So it outlives the program, and merges as the lines do.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import NamedTuple

import orjson

from store.journal import ConflictError, Journal
from store.line_file import Stamp
from store.lines import Document, Record, Step, Way, as_line, new_id, now, written
from store.problem import ProblemError

Changes = Mapping[str, Mapping[str, Document | None]]
"""Documents by the ids of their articles and their own; None where there is none."""

_FEW_TABLES = 8  # read at the start; the others when somebody goes back that far
_LARGEST_BATCH = 64

_CLOCK_TOLERANCE = datetime.timedelta(minutes=2)
"""By how much a file's time may lag behind the instants that are written in it."""


@dataclass(frozen=True, slots=True)
class Change:
    """One step of a person's work, which is undone as one.

    `what` says it in words ("claim on “extremely concerned”"). `before` and `after` hold the
    documents that differ. `is_saved` is false of a step that never reached the disk.
    """

    id: str
    what: str
    before: Changes
    after: Changes
    is_saved: bool = True

    @property
    def articles(self) -> tuple[str, ...]:
        """The articles that it touched."""
        return tuple(self.after)

    def documents(self, kind: str) -> Iterator[Document]:
        """Give the documents of a kind ("annotation", "review", "published") that it touched."""
        for changes in (self.before, self.after):
            for documents in changes.values():
                for document in documents.values():
                    if document is not None and document.get("type") == kind:
                        yield document


class StepConflictError(ConflictError):
    """Raised where a step can't be undone or redone: someone else has changed the same since."""

    def __init__(self, change: Change) -> None:
        super().__init__(change.what)
        self.change = change


class History:
    """What one annotator has done in a journal, with the way back and forth.

    It knows the steps of that annotator only, from whichever program or day; another's change is
    never undone, and never overwritten by an undo.

    Attributes:
        unsaved: steps that could not be saved, in their order, for `retry`.
    """

    def __init__(self, journal: Journal, annotator: str) -> None:
        """Use the history of an annotator; nothing is read yet."""
        self._journal = journal
        self._annotator = annotator
        self._trail = _Trail(journal, annotator)
        self.unsaved: list[Change] = []

    # Saving

    def save(
        self,
        article: str,
        what: str,
        after: Mapping[str, Document | None],
        *,
        keep: bool = False,
    ) -> Change:
        """Save a step in one article; what could be redone until now can't be any more.

        Args:
            article: the article whose table is changed.
            what: the step in words.
            after: the documents by id; None removes one.
            keep: keep the step in `unsaved` if it can't be saved.

        Raises:
            OSError, ProblemError: it was not saved, and the history is as before.
        """
        return self.save_all(what, {article: after}, keep=keep)

    def save_all(self, what: str, after: Changes, *, keep: bool = False) -> Change:
        """Save a step over several articles: all of it or, where the disk allows, none.

        Args, raises: as `save`.
        """
        if keep and self.unsaved:
            self._keep_order(what, after)
        try:
            return self._save(new_id(), what, after)
        except (OSError, ProblemError):
            if keep:
                self.unsaved.append(Change(new_id(), what, {}, after, is_saved=False))
            raise

    def retry(self) -> list[Change]:
        """Save what could not be saved, in its order.

        Returns:
            The steps that are saved now.

        Raises:
            OSError, ProblemError: one can't be saved yet; it and those behind it are still kept.
        """
        saved = []
        while self.unsaved:
            waiting = self.unsaved[0]
            saved.append(self._save(waiting.id, waiting.what, waiting.after))
            self.unsaved.remove(waiting)
        return saved

    def unsaved_lines(self) -> bytes:
        """Write the documents that could not be saved as JSON Lines, which `import` takes."""
        waiting = (documents for change in self.unsaved for documents in change.after.values())
        records = (Record(key, now(), doc) for docs in waiting for key, doc in docs.items() if doc)
        return b"".join(map(as_line, records))

    def _keep_order(self, what: str, after: Changes) -> None:
        """Save what has been waiting before anything newer."""
        try:
            self.retry()
        except (OSError, ProblemError):
            self.unsaved.append(Change(new_id(), what, {}, after, is_saved=False))
            raise

    def _save(self, key: str, what: str, after: Changes) -> Change:
        before = self._write(Step(key, self._annotator, what), after)
        return Change(key, what, before, after)

    # Back and forth

    @property
    def newest(self) -> Change | None:
        """The step that undo would take back; None where there is none. It reads what it must."""
        if self.unsaved:
            return self.unsaved[-1]
        self._trail.catch_up(for_undo=True)
        return next(self._undoable(), None)

    @property
    def can_undo(self) -> bool:
        """Whether there is something to undo, as far as that is known without reading a file."""
        return bool(self.unsaved) or next(self._trail.done(), None) is not None

    def look_back(self) -> None:
        """Learn from the tables that changed last whether there is something to undo."""
        self._trail.catch_up(for_undo=True, most=_FEW_TABLES)

    def undo(self) -> Change | None:
        """Take the last step back by saving what stood before; None where there is none.

        A step that could not be saved is given up.

        Raises:
            StepConflictError: someone else has changed the same since; the step is passed over
                from now on.
            OSError, ProblemError: nothing was saved, and the history is as before.
        """
        if self.unsaved:
            return self.unsaved.pop()
        self._trail.catch_up(for_undo=True)
        change = next(self._undoable(), None)
        if change is not None:
            self._replace(change, "undo", change.after, change.before)
        return change

    def redo(self) -> Change | None:
        """Do the step again that was undone last; None where there is none.

        Raises: as `undo`.
        """
        self._trail.catch_up(for_undo=False)
        changes = map(self._trail.change, self._trail.undone())
        change = next((known for known in changes if known is not None), None)
        if change is not None:
            self._replace(change, "redo", change.before, change.after)
        return change

    def _undoable(self) -> Iterator[Change]:
        for key in self._trail.done():
            change = self._trail.change(key)
            if change is None:
                return  # what it took the place of is no longer kept, nor are the steps before it
            yield change

    def _replace(self, change: Change, way: Way, held: Changes, wanted: Changes) -> None:
        try:
            self._write(Step(change.id, self._annotator, change.what, way), wanted, held)
        except ConflictError as error:
            self._trail.pass_over(change.id)
            raise StepConflictError(change) from error

    def _write(self, step: Step, wanted: Changes, held: Changes | None = None) -> Changes:
        """Save to several tables as one; where a later one fails, take the earlier ones back."""
        before: dict[str, Mapping[str, Document | None]] = {}
        held = held or {}
        with self._journal.locked():
            if len(held) > 1:  # a conflict in one table keeps the step out of all
                for article, documents in held.items():
                    self._journal.table(article).change({}, documents)
            try:
                for article, documents in wanted.items():
                    table = self._journal.table(article)
                    before[article] = table.change(documents, held.get(article), step)
            except (OSError, ProblemError):
                self._take_back(step, before)
                raise
            finally:
                self._trail.follow(before, are_read=True)
        return before

    def _take_back(self, step: Step, before: Changes) -> None:
        """Undo the part of a step that was saved, as far as the disk allows."""
        back: Way = "redo" if step.way == "undo" else "undo"
        with suppress(OSError, ProblemError):
            for article, documents in before.items():
                self._journal.table(article).change(documents, step=step._replace(way=back))
        if step.way == "do":
            self._trail.pass_over(step.id)


class _Event(NamedTuple):
    """A step was done, undone or redone."""

    at: str
    step: str
    way: Way


class _Trail:
    """The events of one annotator's steps, read from the tables that changed last.

    A table whose file has not changed since an instant holds no event from then on; so files are
    read from the newest on, and only until the next step is certain.
    """

    def __init__(self, journal: Journal, annotator: str) -> None:
        self._journal = journal
        self._annotator = annotator
        self._read: dict[str, tuple[int, int]] = {}  # by table: generation and length of its trail
        self._foreign: dict[str, Stamp] = {}  # tables in which the annotator has done nothing
        self._events: list[_Event] = []
        self._lines: dict[str, dict[tuple[str, str], Record]] = {}  # by step, table and id
        self._passed_over: set[str] = set()
        self._news: tuple[int, int] | None = None  # of the journal when it was last looked at
        self._unread_until = ""  # the instant after which no table that is not read was changed
        # The steps in their order, each with the instant at which it was last done or undone.
        self._done: dict[str, str] = {}
        self._undone: dict[str, str] = {}

    def done(self) -> Iterator[str]:
        """Give the steps that can be undone, the next one first."""
        return (step for step in reversed(self._done) if step not in self._passed_over)

    def undone(self) -> Iterator[str]:
        """Give the steps that can be redone, the next one first."""
        return (step for step in reversed(self._undone) if step not in self._passed_over)

    def pass_over(self, step: str) -> None:
        """Leave a step out from now on."""
        self._passed_over.add(step)

    def change(self, step: str) -> Change | None:
        """Give what a step changed; None where that is no longer kept."""
        before: dict[str, dict[str, Document | None]] = {}
        after: dict[str, dict[str, Document | None]] = {}
        what = ""
        for (article, key), record in sorted(self._lines.get(step, {}).items()):
            assert record.step is not None  # noqa: S101 - only such lines are taken
            what = record.step.what
            over = None
            if record.step.over is not None:
                over = self._journal.table(article).file.version(key, record.step.over)
                if over is None:
                    return None
            before.setdefault(article, {})[key] = over.document if over else None
            after.setdefault(article, {})[key] = record.document
        return Change(step, what, before, after) if after else None

    def catch_up(self, *, for_undo: bool, most: int | None = None) -> None:
        """Read what it takes to know the next step to undo, or to redo.

        Args:
            for_undo: which of the two.
            most: how many tables to read at most; all that it takes without it.
        """
        if (news := self._journal.news()) == self._news and self._is_certain(for_undo=for_undo):
            return
        stamps = self._journal.stamps()
        self.follow(table for table in self._read if self._has_more(table, stamps.get(table)))
        unread = [
            (stamp[2], table)
            for table, stamp in stamps.items()
            if table not in self._read and self._foreign.get(table) != stamp
        ]
        unread.sort()
        batch = 1
        self._unread_until = _instant(unread[-1][0]) if unread else ""
        while unread and not self._is_certain(for_undo=for_undo) and (most is None or most > 0):
            self._begin([table for _, table in unread[-batch:]], stamps)
            del unread[-batch:]
            self._unread_until = _instant(unread[-1][0]) if unread else ""
            most = None if most is None else most - batch
            batch = min(2 * batch, _LARGEST_BATCH)
        self._news = news

    def follow(self, tables: Iterable[str], *, are_read: bool = False) -> None:
        """Take in the events that some tables have got; `are_read` of files just read or saved."""
        added: list[_Event] = []
        is_anew = False
        for table in tables:
            file = self._journal.table(table).file
            if not are_read:
                file.refresh()
            generation, length = self._read.get(table, (file.generation, 0))
            if generation != file.generation:
                is_anew, length = True, 0
            trail = file.trail[length:]
            self._read[table] = (file.generation, length + len(trail))
            added += self._events_of(table, trail)
        added.sort()
        if is_anew or (added and self._events and added[0].at <= self._events[-1].at):
            # A line may be read again, or stand twice in a file: it says no more than once.
            self._events = sorted({*self._events, *added})
            self._done, self._undone = {}, {}
            added = self._events
        else:
            self._events += added
        for event in added:
            self._apply(event)

    def _begin(self, tables: Iterable[str], stamps: Mapping[str, Stamp]) -> None:
        """Read tables for the first time, but for those in which the annotator is not named."""
        name = orjson.dumps(self._annotator)
        named = []
        for table in tables:
            if self._journal.table(table).file.mentions(name):
                named.append(table)
            else:
                self._foreign[table] = stamps[table]
        self.follow(named)

    def _has_more(self, table: str, stamp: Stamp | None) -> bool:
        file = self._journal.table(table).file
        is_read = self._read[table] == (file.generation, len(file.trail))
        return stamp is not None and not (is_read and file.is_known(stamp))

    def _events_of(self, table: str, trail: Iterable[Record]) -> Iterator[_Event]:
        for record in trail:
            step = record.step
            if step is not None and step.by == self._annotator:
                if step.way == "do":
                    self._lines.setdefault(step.id, {})[table, record.id] = record
                yield _Event(record.made_at, step.id, step.way)

    def _apply(self, event: _Event) -> None:
        """Move a step to where an event puts it; each of its lines tells the same."""
        if event.way == "do":
            if event.step not in self._done:
                self._undone.clear()
            self._done[event.step] = event.at
        elif event.way == "undo" and self._done.pop(event.step, None) is not None:
            self._undone[event.step] = event.at
        elif event.way == "redo" and self._undone.pop(event.step, None) is not None:
            self._done[event.step] = event.at

    def _is_certain(self, *, for_undo: bool) -> bool:
        """Say whether nothing that has not been read can be later than what decides."""
        step = next(self.done() if for_undo else self.undone(), None)
        if step is not None:
            return (self._done if for_undo else self._undone)[step] >= self._unread_until
        has_steps = not for_undo and bool(self._events)
        return has_steps and self._events[-1].at >= self._unread_until


def _instant(nanoseconds: int) -> str:
    """Give a file's time as an instant, later by what clocks may differ."""
    time = datetime.datetime.fromtimestamp(nanoseconds / 1e9, datetime.UTC)
    return written(time + _CLOCK_TOLERANCE)
