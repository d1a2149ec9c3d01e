"""TinyDB on append-only lines: every table is one JSON Lines file, and every save one line.

    db = Journal("seeds/annotations")
    claims = db.table("001_40ebd96be52325bb").search(where("label") == "claim")

It is TinyDB with two of its seams used: a storage that keeps a file for each table, and a table
that reads and saves its own file only. What TinyDB does by rewriting its one file, this does by
appending what changed; a save costs the same beside a hundred documents as beside a hundred
thousand, and nothing that was saved is ever rewritten.

Ids are UUIDv7, as text. Several processes may save to one folder at once. TinyDB's query cache is
off, since what another process saves must be seen.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping, Set
from contextlib import AbstractContextManager, suppress
from copy import deepcopy
from functools import cached_property
from pathlib import Path
from typing import Any, cast

from tinydb import TinyDB
from tinydb.queries import QueryLike
from tinydb.storages import Storage
from tinydb.table import Document as Found, Table

from hedgerow.store.files import DRAFT_ENDING, FolderLock, Stamp, stamp_of
from hedgerow.store.journal.line_file import LineFile
from hedgerow.store.journal.lines import Document, Record, Step, differs, new_id
from hedgerow.store.journal.standing import Standing, read_standing
from hedgerow.store.journal.table_names import ENDING, file_name, table_of


class JournalStorage(Storage):
    """A folder of line files, as TinyDB's storage contract has it: `{table: {id: document}}`."""

    def __init__(self, path: str | Path, create_dirs: bool = False) -> None:
        """Use a folder, which is made with the first save; with those above it, if asked to."""
        self.folder = Path(path)
        self.lock = FolderLock(self.folder, create_dirs=create_dirs)
        self._files: dict[str, LineFile] = {}
        self._tables: dict[str, str] = {}

    def file(self, table: str) -> LineFile:
        """Give the file of a table, whether it exists yet or not."""
        known = self._files.get(table)
        if known is None:
            made = LineFile(self.folder / file_name(table), table, self.lock)
            known = self._files.setdefault(table, made)
        return known

    def tables(self) -> list[str]:
        """List the tables that have a file."""
        return sorted(self.stamps())

    def open_tables(self) -> Set[str]:
        """Name the tables whose files have been asked for, and may be in memory."""
        return self._files.keys()

    def let_go(self, table: str) -> None:
        """Keep nothing of a table in memory; who asks for it again reads its file again."""
        self._files.pop(table, None)

    def stamps(self) -> dict[str, Stamp]:
        """Give what tells that its file has changed, for each table; no file is read for it."""
        stamps: dict[str, Stamp] = {}
        with suppress(FileNotFoundError, NotADirectoryError), os.scandir(self.folder) as entries:
            for entry in entries:
                if entry.name.endswith(ENDING):
                    with suppress(FileNotFoundError):  # it has gone in the meantime
                        # Not `entry.stat()`: on Windows that has no inode.
                        stat = os.stat(entry.path)  # noqa: PTH116 - a Path costs as much again
                        stamps[self._table_of(entry.name)] = stamp_of(stat)
        return stamps

    def _table_of(self, name: str) -> str:
        if name not in self._tables:
            self._tables[name] = table_of(self.folder / name)
        return self._tables[name]

    def close(self) -> None:
        """Let go of the folder, as TinyDB asks of a storage."""
        self.lock.close()

    def read(self) -> dict[str, dict[str, Any]] | None:
        """Read every table, as TinyDB asks when it is asked for the whole database."""
        return {table: dict(documents(self.file(table))) for table in self.tables()} or None

    def write(self, data: dict[str, dict[str, Any]]) -> None:
        """Make the tables hold what `data` says, by appending what differs."""
        for table in {*data, *self.tables()}:
            wanted = {str(key): document for key, document in data.get(table, {}).items()}
            file = self.file(table)
            with file.locked():
                held = dict(documents(file))
                changes: dict[str, Document | None] = dict.fromkeys(held.keys() - wanted.keys())
                changes |= {key: doc for key, doc in wanted.items() if differs(held.get(key), doc)}
                file.save(changes)


class JournalTable(Table):
    """A table that is one line file."""

    document_id_class = str  # type: ignore[assignment]  # TinyDB's ids are numbers by default

    def __init__(
        self, storage: Storage, name: str, cache_size: int = 0, persist_empty: bool = False
    ) -> None:
        """Use the table's file in a `JournalStorage`; there is no cache, whatever its size."""
        del cache_size  # what another process saves must be found
        super().__init__(storage, name, 0, persist_empty)

    @cached_property
    def file(self) -> LineFile:
        """The file behind the table."""
        return cast(JournalStorage, self._storage).file(self.name)

    def records(self) -> list[Record]:
        """Give each document with its id and the instant of its last change."""
        # A list first: another thread may save while this one looks.
        records = list(self.file.refresh().values())
        return [record for record in records if record.document is not None]

    def change(
        self,
        changes: Mapping[str, Document | None],
        only_over: Mapping[str, Document | None] | None = None,
        step: Step | None = None,
    ) -> dict[str, Document | None]:
        """Save several documents (None removes one) at once: one write, one fsync.

        Args:
            changes: the documents by id.
            only_over: what must stand under these ids now for the change to be made.
            step: the step of somebody's work that the change belongs to.

        Returns:
            What stood under the changed ids before.

        Raises:
            ConflictError: something else stands there than `only_over` says; nothing is saved.
            OSError: nothing was saved.
        """
        file = self.file
        with file.locked():
            self.require(only_over or {})
            before = {key: file.document(key) for key in changes}
            file.save({k: doc for k, doc in changes.items() if differs(doc, before[k])}, step)
        return before

    def require(self, held: Mapping[str, Document | None]) -> None:
        """Make sure that the table, as it was last read, holds what it should.

        Raises:
            ConflictError: something else stands there.
        """
        for key, document in held.items():
            if differs(self.file.document(key), document):
                raise ConflictError(key)

    def merge(self, records: Iterable[Record], step: Step | None = None) -> list[Record]:
        """Add records made elsewhere, as they are; give those that changed something here."""
        file = self.file
        with file.locked():
            return file.merge(records, step)

    # What is handed out is the caller's own: TinyDB copies a document, but not what is in it.

    def get(self, *args: Any, **options: Any) -> Any:
        """Get a document, or several, as TinyDB does."""
        return deepcopy(super().get(*args, **options))

    def search(self, cond: QueryLike) -> list[Found]:
        """Search as TinyDB does."""
        return deepcopy(super().search(cond))

    def __iter__(self) -> Iterator[Found]:
        return map(deepcopy, super().__iter__())

    # Documents are found first, so that only those that match are touched, and under the lock, so
    # that they still match.

    def update(
        self,
        fields: Mapping[str, Any] | Callable[[MutableMapping[str, Any]], None],
        cond: QueryLike | None = None,
        doc_ids: Iterable[int] | None = None,
    ) -> list[int]:
        """Update as TinyDB does."""
        with self.file.locked():
            if cond is not None and doc_ids is None:
                doc_ids = [found.doc_id for found in super().search(cond)]
            return super().update(fields, None, doc_ids)

    def remove(
        self, cond: QueryLike | None = None, doc_ids: Iterable[int] | None = None
    ) -> list[int]:
        """Remove as TinyDB does."""
        with self.file.locked():
            if cond is not None and doc_ids is None:
                doc_ids = [found.doc_id for found in super().search(cond)]
            return super().remove(None, doc_ids)

    def _get_next_id(self) -> Any:
        return new_id()

    def _read_table(self) -> dict[str, Any]:
        self.file.refresh()
        return dict(documents(self.file))

    def _update_table(self, updater: Callable[[dict[int, Mapping[Any, Any]]], None]) -> None:
        file = self.file
        with file.locked():
            draft = _Draft(file)
            updater(cast(dict[int, Mapping[Any, Any]], draft))
            file.save(draft.changes())


class Journal(TinyDB):
    """A folder of annotations as a TinyDB database.

    Its default table would be a file like any other; Hedgerow uses one table an article.
    """

    table_class = JournalTable
    default_storage_class = JournalStorage  # type: ignore[assignment]  # TinyDB names its own here

    def table(self, name: str, **options: Any) -> JournalTable:
        """Give a table of the database."""
        return cast(JournalTable, super().table(name, **options))

    def tables(self) -> set[str]:
        """Name the tables, without reading them."""
        return set(self._lines.tables())

    def standing(self, table: str) -> Standing:
        """Read what stands in a table, without keeping it.

        Raises:
            ProblemError: its file is there and can't be read.
        """
        return read_standing(f"{self._lines.folder}{os.sep}{file_name(table)}")

    def open_tables(self) -> set[str]:
        """Name the tables that may be in memory."""
        return set(self._lines.open_tables())

    def passing(self, tables: Iterable[str]) -> Iterator[str]:
        """Give tables one after the other, and let go of each that was not in use before.

        So the memory for going through all of them is that for one.
        """
        for table in tables:
            is_in_use = table in self._lines.open_tables()
            yield table
            if not is_in_use:
                self._lines.let_go(table)
                self._tables.pop(table, None)

    def stamps(self) -> dict[str, Stamp]:
        """Give what tells that a table has changed, for each of them, without reading them."""
        return self._lines.stamps()

    def news(self) -> tuple[int, int]:
        """Give what changes when another process saves, and when a file comes, goes or is replaced.

        It takes two looks at the disk, however many tables there are.
        """
        try:
            # Not `folder.stat()`: every undo asks, and a Path costs as much again.
            changed = os.stat(self._lines.folder).st_mtime_ns  # noqa: PTH116
            return self._lines.lock.others(), changed
        except OSError:
            return 0, 0

    def locked(self) -> AbstractContextManager[None]:
        """Keep everyone else from saving to any table, for a change to several of them."""
        return self._lines.lock

    def compact(self, since: str) -> dict[str, int]:
        """Drop the lines that nothing needs any more, table by table.

        Args:
            since: an instant as the journal writes it; what was changed from then on can still be
                undone afterwards.

        Returns:
            How many lines each table has lost; those that lost none are left out.

        Raises:
            OSError, ProblemError: a table could not be written; its documents are as they were.
        """
        with self.locked():
            tables = self._lines.tables()
            # A step stays or goes as a whole, so that no half of it can be undone.
            steps = set[str]()
            for table in self.passing(tables):
                steps |= self._lines.file(table).steps_kept(since)
            dropped = {
                table: self._lines.file(table).compact(since, steps)
                for table in self.passing(tables)
            }
            # Those of a run that was broken off.
            for draft in self._lines.folder.glob(f".*{DRAFT_ENDING}"):
                draft.unlink(missing_ok=True)
        return {table: count for table, count in dropped.items() if count}

    @property
    def _lines(self) -> JournalStorage:
        return cast(JournalStorage, self.storage)


class ConflictError(Exception):
    """Raised where a document has been changed by someone else in the meantime."""


def documents(file: LineFile) -> Iterator[tuple[str, Document]]:
    """Give the documents that a file holds now, by id, as far as they have been read."""
    for key, record in list(file.records.items()):
        if record.document is not None:
            yield key, record.document


class _Draft(MutableMapping[str, Any]):
    """A table as an updater sees it: reads fall through, and what it touches stays here."""

    def __init__(self, file: LineFile) -> None:
        self._file = file
        self._touched: dict[str, Any] = {}

    def __getitem__(self, key: str) -> Any:
        key = str(key)
        if key not in self._touched:
            # An updater may change a document in place; the one in memory must not change with it.
            self._touched[key] = deepcopy(self._file.document(key))
        if self._touched[key] is None:
            raise KeyError(key)
        return self._touched[key]

    def __setitem__(self, key: str, document: Any) -> None:
        self._touched[str(key)] = document

    def __delitem__(self, key: str) -> None:
        self[key]
        self._touched[str(key)] = None

    def __contains__(self, key: object) -> bool:
        key = str(key)
        if key in self._touched:
            return self._touched[key] is not None
        return self._file.document(key) is not None

    def __iter__(self) -> Iterator[str]:
        return (key for key in {**self._file.records, **self._touched} if key in self)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def changes(self) -> dict[str, Document | None]:
        """Say what differs from the table as it was."""
        return {
            key: document
            for key, document in self._touched.items()
            if differs(self._file.document(key), document)
        }
