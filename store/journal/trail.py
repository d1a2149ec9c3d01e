"""The trail of one annotator's steps: read from the journal's lines, the newest tables first.

A table whose file has not changed since an instant holds nothing from then on; so files are read
from the newest on, and only until the next step to undo, or to redo, is certain.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

import orjson

from hedgerow.store.files import Stamp
from hedgerow.store.journal.changes import Change, Changes
from hedgerow.store.journal.database import Journal
from hedgerow.store.journal.instants import just_after, now, written_instant
from hedgerow.store.journal.lines import Document, Record, StepWay

_LARGEST_BATCH = 64

_CLOCK_TOLERANCE = datetime.timedelta(minutes=2)
"""By how much a file's time may lag behind the instants that are written in it."""


class _Event(NamedTuple):
    """A step was done, undone or redone, as far as one of its documents (table, id) goes."""

    at: str
    step: str
    way: StepWay
    document: tuple[str, str]


class Trail:
    """What one annotator has done, undone and redone, in its order."""

    def __init__(self, journal: Journal, annotator: str) -> None:
        self._journal = journal
        self._annotator = annotator
        self._read: dict[str, tuple[int, int]] = {}  # by table: generation and length of its trail
        self._foreign: dict[str, Stamp] = {}  # tables in which the annotator has done nothing
        self._events: list[_Event] = []
        self._lines: dict[str, dict[tuple[str, str], Record]] = {}  # by step, table and id
        self._passed_over: set[str] = set()
        self._void: set[str] = set()
        self._parts: dict[str, dict[tuple[str, str], bool]] = {}  # of each step: which are done
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

    def instant_of_next(self) -> str | None:
        """Give the instant that the next step needs to come last, where the clock doesn't give it.

        A clock that has been set back must not put a step before those that were made earlier.
        """
        if not self._events or (last := self._events[-1].at) < now():
            return None
        return just_after(last)

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

    def standing(self, change: Change) -> Changes:
        """Give what should stand where a change was made, of which a crash may have undone half."""
        parts = self._parts.get(change.id, {})
        return {
            table: {
                key: document if parts.get((table, key), True) else change.before[table][key]
                for key, document in documents.items()
            }
            for table, documents in change.after.items()
        }

    def catch_up(self, *, for_undo: bool, most: int | None = None) -> None:
        """Read what it takes to know the next step to undo, or to redo.

        Args:
            for_undo: which of the two.
            most: how many tables to read at most; all that it takes without it.
        """
        if (news := self._journal.news()) == self._news and self.is_certain(for_undo=for_undo):
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
        while unread and not self.is_certain(for_undo=for_undo) and (most is None or most > 0):
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
        if void := {event.step for event in added if event.way == "void"}:
            self._void |= void
            is_anew = True
        if is_anew or (added and self._events and added[0].at <= self._events[-1].at):
            # A line may be read again, or stand twice in a file: it says no more than once.
            self._events = sorted({*self._events, *added})
            self._done, self._undone, self._parts = {}, {}, {}
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
                yield _Event(record.made_at, step.id, step.way, (table, record.id))

    def _apply(self, event: _Event) -> None:
        """Move a step to where an event puts it.

        It counts as undone only when all of it is: one that a crash has left half undone, or half
        redone, is still to be undone, which completes it.
        """
        step = event.step
        if step in self._void:
            return
        parts = self._parts.setdefault(step, {})
        parts[event.document] = event.way != "undo"
        if event.way == "do":
            if step not in self._done:
                self._undone.clear()
            self._done[step] = event.at
        elif event.way == "undo" and step in self._done and not any(parts.values()):
            del self._done[step]
            self._undone[step] = event.at
        elif event.way == "redo" and self._undone.pop(step, None) is not None:
            self._done[step] = event.at

    def is_certain(self, *, for_undo: bool) -> bool:
        """Say whether nothing that has not been read can be later than what decides."""
        step = next(self.done() if for_undo else self.undone(), None)
        if step is not None:
            return (self._done if for_undo else self._undone)[step] >= self._unread_until
        has_steps = not for_undo and bool(self._events)
        return has_steps and self._events[-1].at >= self._unread_until


def _instant(nanoseconds: int) -> str:
    """Give a file's time as an instant, later by what clocks may differ."""
    time = datetime.datetime.fromtimestamp(nanoseconds / 1e9, datetime.UTC)
    return written_instant(time + _CLOCK_TOLERANCE)
