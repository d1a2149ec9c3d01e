"""A file of documents, one line a change: appended and fsynced, never rewritten but to compact it.

What stands in the file is kept in memory, and read again when the file has changed: only what was
appended, where it was appended to.
"""

from __future__ import annotations

import itertools
import os
import threading
import weakref
import zlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from hedgerow.store.files import (
    JOURNAL,
    FolderLock,
    Stamp,
    open_to_read,
    read_settled,
    read_whole,
    stamp_of,
    write_whole,
)
from hedgerow.store.journal.appending import Appender
from hedgerow.store.journal.compaction import worth_keeping
from hedgerow.store.journal.instants import END_OF_COUNTING, just_after, now
from hedgerow.store.journal.lines import (
    ENVELOPE,
    Document,
    Record,
    Step,
    as_line,
    differs,
    parse_line,
    wins,
)
from hedgerow.store.journal.table_names import header, is_header, needs_header
from hedgerow.store.problem import Problem, ProblemError


class BadLine(NamedTuple):
    """A line that can't be read: its number, from 1, and its bytes. It is never dropped."""

    number: int
    content: bytes


_generations = itertools.count()


class LineFile:
    """The documents of one file.

    Attributes:
        path: the file; it is made with the first save.
        records: each id's last line, removals included, in the order of the ids' first lines.
        trail: the lines that belong to somebody's step, in the order of the file.
        unreadable: the lines that could not be read.
        generation: changes whenever the file is read from its beginning, and `trail` begins anew;
            no other file, and no other object for this one, ever has the same.
    """

    records: dict[str, Record]
    trail: list[Record]
    unreadable: list[BadLine]
    generation: int

    _older: dict[str, list[Record]]  # the lines that count no more, by id
    _latest: str  # the greatest instant that isn't forged; empty where there is none
    _has_header: bool
    _stamp: Stamp | None  # of the file as it is in memory; None while that isn't known
    _size: int  # of what is in memory, in bytes; and its lines and checksum
    _lines: int
    _checksum: int
    _is_closed: bool  # whether its last line has an end

    def __init__(self, path: Path, table: str, lock: FolderLock | None = None) -> None:
        """Prepare the file of a table; nothing is read or made yet.

        Args:
            path: the file.
            table: the table it holds.
            lock: the lock of its folder, if the files of the folder share one.
        """
        self.path = path
        self._name = str(path)
        self.table = table
        self._lock = lock or FolderLock(path.parent)
        self._needs_header = needs_header(table)
        self._own_stamp: Stamp | None = None
        self._appender = Appender(path)
        self._mutex = threading.RLock()
        self._locked = _Locked(self, self._lock, self._mutex)
        self._forget()

    # Reading

    def refresh(self) -> dict[str, Record]:
        """Read the file, unless what is in memory is what the file holds.

        Raises:
            ProblemError: the file is there and can't be read.
        """
        with self._mutex:
            try:
                # Not `path.stat()`: it is called at each save, and a Path costs as much again.
                if stamp_of(os.stat(self._name)) != self._stamp:  # noqa: PTH116
                    self._read()
            except (FileNotFoundError, NotADirectoryError):
                if self._stamp is not None or self._lines:
                    self._forget()
            except OSError as error:
                remedy = "check who may read it; nothing was changed"
                what = f"annotations can't be read ({error.strerror})"
                raise ProblemError(Problem(self.path, what, remedy)) from error
            return self.records

    @property
    def lines(self) -> int:
        """The number of lines that are in memory."""
        return self._lines

    def document(self, key: str) -> Document | None:
        """Give a document as it was last read or saved; None where there is none."""
        record = self.records.get(key)
        return record.document if record else None

    def version(self, key: str, at: str) -> Record | None:
        """Give the line that a document had at an instant; None if there is no such line."""
        versions = (self.records.get(key), *self._older.get(key, ()))
        return next((record for record in versions if record and record.at == at), None)

    def is_known(self, stamp: Stamp) -> bool:
        """Say whether a file with this stamp is what is in memory."""
        return self._stamp == stamp

    def is_own(self, stamp: Stamp | None) -> bool:
        """Say whether the last to change the file was a save made here, which left this stamp."""
        return stamp is not None and self._own_stamp == stamp

    def mentions(self, words: bytes) -> bool:
        """Say whether some bytes stand anywhere in the file, without taking it into memory."""
        try:
            return words in read_whole(self._name)
        except OSError:
            return True  # reading it will tell why not

    def line_numbers(self) -> dict[str, int]:
        """Find the number, from 1, of the line that counts for each id; the file is read anew."""
        numbers: dict[str, int] = {}
        with suppress(FileNotFoundError), open_to_read(self.path, JOURNAL) as file:
            for number, content in enumerate(file, start=1):
                record = parse_line(content)
                if record is not None and record == self.records.get(record.id):
                    numbers[record.id] = number
        return numbers

    # Saving

    def locked(self) -> _Locked:
        """Keep every other process from saving in this folder; all that they saved is read.

        Raises (on entering):
            ProblemError: another process holds the lock and doesn't give it back.
            OSError: the folder can't be made or written.
        """
        return self._locked

    def save(self, changes: Mapping[str, Document | None], step: Step | None = None) -> None:
        """Append a line for each change (None removes): on the disk first, then in memory.

        Call it within `locked`. One write and one fsync, however many changes there are.

        Args:
            changes: the documents by id.
            step: the step that the changes make; each line says on its own what it was `over`.

        Raises:
            OSError: nothing was saved, and nothing is left behind.
            ProblemError: a document's last change has the last instant there is, as only a forged
                line can have; nothing was saved.
            ValueError: a document can't be written as JSON, or uses a name of the envelope.
        """
        present = now()
        # Ahead of all that was changed here before, even where another machine's clock runs ahead,
        # or this one's was set back: what was said last of a passage is what counts.
        following = just_after(self._latest) if self._latest >= present else present
        records = []
        for key, document in changes.items():
            document = _without_foreign_step(document)
            if taken := next((name for name in ENVELOPE if name in (document or ())), None):
                raise ValueError(
                    f"a document can't have a field “{taken}”: it is the journal's own"
                )
            last = self.records.get(key)
            is_forged = last is not None and last.at >= following
            at = just_after(last.at) if last is not None and is_forged else following
            if last is not None and last.at >= at:
                raise ProblemError(self._at_the_end_of_time(last))
            made = step._replace(at=step.at or present) if step and at != present else step
            records.append(Record(key, at, document, self._over(key, made)))
        self._append(records)

    def merge(self, records: Iterable[Record], step: Step | None = None) -> list[Record]:
        """Append records that were made elsewhere, with the instants they have.

        Call it within `locked`.

        Returns:
            Those that were new here, or newer than what stood here; the others are not written.

        Raises:
            OSError: nothing was saved, and nothing is left behind.
        """
        fresh: dict[str, Record] = {}
        for record in records:
            known = fresh.get(record.id) or self.records.get(record.id)
            is_known = known and known.at == record.at
            if is_known and known and not differs(known.document, record.document):
                continue
            if wins(record, known):
                fresh[record.id] = record._replace(step=self._over(record.id, step))
        self._append(list(fresh.values()))
        return list(fresh.values())

    def steps_kept(self, since: str) -> set[str]:
        """Name the steps of which compacting would keep a line here."""
        try:
            lines = read_whole(self._name).split(b"\n")
        except FileNotFoundError:
            return set()
        records = map(parse_line, worth_keeping(lines, since))
        return {r.step.id for r in records if r is not None and r.step and r.step.way == "do"}

    def compact(self, since: str, steps: Collection[str] = ()) -> int:
        """Write the file anew without the lines that nothing needs any more.

        What stays: each id's last line, removals too (a merge must not bring back what was
        removed); every line from `since` on and what stood before it, so that those steps can be
        undone; and every line that can't be read. The file is replaced in one move, or not at all.

        Args:
            since: an instant as the journal writes it.
            steps: steps whose lines are kept, too.

        Returns:
            How many lines were dropped.

        Raises:
            OSError: its documents are as they were.
        """
        with self.locked():
            if not self.path.exists():
                return 0
            lines = read_whole(self._name).split(b"\n")
            kept = list(worth_keeping(lines, since, steps))
            dropped = sum(1 for line in lines if line.strip()) - len(kept)
            if dropped:
                content = (line + b"\n" for line in kept)
                write_whole(self.path, content, replace=True, follow=False)
                self._read()
            return dropped

    def _over(self, key: str, step: Step | None) -> Step | None:
        """Give a step as the line of a document has it: it says what the line is over."""
        last = self.records.get(key)
        if step is None or last is None:
            return step
        if last.step and (last.step.id, last.step.way) == (step.id, step.way):
            return step._replace(over=last.step.over)  # a step goes back to what stood before it
        return Step(step.id, step.by, step.what, step.way, last.at, step.at)

    def _at_the_end_of_time(self, last: Record) -> Problem:
        what = f"{last.id} can't be changed: its last change is of {last.at}"
        remedy = "no clock says that; take the line out"
        return Problem(self.path, what, remedy, self.line_numbers().get(last.id))

    def _append(self, records: list[Record]) -> None:
        if not records:
            return
        data = b"".join(map(as_line, records))
        if self._needs_header and not self._has_header:
            data = header(self.table) + data
        # Until all is on the disk, what is in memory is no longer known to be what the file holds.
        self._stamp = None
        appended = self._appender.append(data, self._size if self._is_closed else None)
        self._own_stamp = appended.stamp
        if appended.start != self._size:
            self._read()
        else:
            self._take(appended.data)
            self._stamp = appended.stamp

    # Memory

    def _read(self) -> None:
        """Read what was appended since; all of the file, if it was changed in any other way."""
        with open_to_read(self.path, JOURNAL) as file:
            stamp, data = read_settled(file)
        known = memoryview(data)[: self._size]
        if self._is_closed and len(data) > self._size and zlib.crc32(known) == self._checksum:
            self._take(data[self._size :])
        else:
            self._forget()
            self._take(data)
        self._stamp = stamp

    def _take(self, data: bytes) -> None:
        lines = data.split(b"\n")
        for number, content in enumerate(lines, start=self._lines + 1):
            if not content.strip():
                continue
            record = parse_line(content)
            if record is not None:
                self._take_record(record)
            elif is_header(content):
                self._has_header = True
            else:
                self.unreadable.append(BadLine(number, content))
        self._lines += len(lines) - 1
        self._size += len(data)
        self._checksum = zlib.crc32(data, self._checksum)
        self._is_closed = data.endswith(b"\n") or (not data and self._is_closed)

    def _take_record(self, record: Record) -> None:
        known = self.records.get(record.id)
        if wins(record, known):
            self.records[record.id] = record
            record_before = known
        else:
            record_before = record
        if record_before is not None:
            self._older.setdefault(record.id, []).append(record_before)
        if self._latest < record.at < END_OF_COUNTING:
            self._latest = record.at
        if record.step is not None:
            self.trail.append(record)

    def _forget(self) -> None:
        self.generation = next(_generations)
        self.records, self._older = {}, {}
        self.trail, self.unreadable = [], []
        self._latest = ""
        self._has_header = False
        self._stamp = None
        self._size = self._lines = self._checksum = 0
        self._is_closed = False


def documents(file: LineFile) -> Iterator[tuple[str, Document]]:
    """Give the documents that a file holds now, by id, as far as they have been read."""
    for key, record in list(file.records.items()):
        if record.document is not None:
            yield key, record.document


class _Locked:
    """A file that nobody else saves to, and of which all is read; it may be entered again."""

    def __init__(self, file: LineFile, lock: FolderLock, mutex: threading.RLock) -> None:
        self._file = weakref.proxy(file)
        self._lock = lock
        self._mutex = mutex

    def __enter__(self) -> None:
        # The mutex comes second: a thread that merely reads never waits for another process.
        self._lock.__enter__()
        try:
            self._mutex.acquire()
            try:
                self._file.refresh()
            except BaseException:
                self._mutex.release()
                raise
        except BaseException:
            self._lock.__exit__()
            raise

    def __exit__(self, *_: object) -> None:
        self._mutex.release()
        self._lock.__exit__()


def _without_foreign_step(document: Document | None) -> Document | None:
    """Take out a field “step” that a line from elsewhere had, and that is no step of a change.

    It is kept while the document is as it came; a change has a step of its own in that place.
    """
    if document is None or "step" not in document:
        return document
    return {name: value for name, value in document.items() if name != "step"}
