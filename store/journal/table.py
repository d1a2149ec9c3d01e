"""A TinyDB table that is one line file, and reads and saves no other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping
from copy import deepcopy
from functools import cached_property
from typing import Any, cast

from tinydb.queries import QueryLike
from tinydb.storages import Storage
from tinydb.table import Document as Found, Table

from hedgerow.store.journal.ids import new_id
from hedgerow.store.journal.line_file import LineFile, documents
from hedgerow.store.journal.lines import Document, Record, Step, differs
from hedgerow.store.journal.storage import JournalStorage


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


class ConflictError(Exception):
    """Raised where a document has been changed by someone else in the meantime."""


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
