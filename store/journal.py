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

from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping
from copy import deepcopy
from pathlib import Path
from typing import Any, cast

from tinydb import TinyDB
from tinydb.queries import QueryLike
from tinydb.storages import Storage
from tinydb.table import Document as Found
from tinydb.table import Table

from store.lines import Document, LineFile, Record, file_name, new_id, table_of


class JournalStorage(Storage):
    """A folder of line files, as TinyDB's storage contract has it: `{table: {id: document}}`."""

    def __init__(self, path: str | Path) -> None:
        """Use a folder, which is made with the first save."""
        self.folder = Path(path)
        self._files: dict[str, LineFile] = {}

    def file(self, table: str) -> LineFile:
        """Give the file of a table, whether it exists yet or not."""
        if table not in self._files:
            self._files[table] = LineFile(self.folder / file_name(table), table)
        return self._files[table]

    def tables(self) -> list[str]:
        """List the tables that have a file."""
        return sorted(table_of(path) for path in self.folder.glob("*.jsonl"))

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
                changes |= {key: doc for key, doc in wanted.items() if held.get(key) != doc}
                file.save(changes)


class JournalTable(Table):
    """A table that is one line file."""

    document_id_class = str  # type: ignore[assignment]  # TinyDB's ids are numbers by default

    def __init__(
        self, storage: Storage, name: str, cache_size: int = 0, persist_empty: bool = False
    ) -> None:
        """Use the table's file in a `JournalStorage`."""
        super().__init__(storage, name, cache_size, persist_empty)

    @property
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
    ) -> dict[str, Document | None]:
        """Save several documents (None removes one) as one step: one write, one fsync.

        Args:
            changes: the documents by id.
            only_over: what must stand under these ids now for the change to be made.

        Returns:
            What stood under the changed ids before.

        Raises:
            ConflictError: something else stands there than `only_over` says; nothing is saved.
            OSError: nothing was saved.
        """
        file = self.file
        with file.locked():
            for key, document in (only_over or {}).items():
                if file.document(key) != document:
                    raise ConflictError(key)
            before = {key: file.document(key) for key in changes}
            file.save({key: doc for key, doc in changes.items() if doc != before[key]})
        return before

    def merge(self, records: Iterable[Record]) -> list[Record]:
        """Add records made elsewhere, as they are; give those that changed something here."""
        file = self.file
        with file.locked():
            return file.merge(records)

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
        return set(cast(JournalStorage, self.storage).tables())


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
            if self._file.document(key) != document
        }
