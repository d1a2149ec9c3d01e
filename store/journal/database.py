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
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from typing import Any, cast

from tinydb import TinyDB

from hedgerow.store.files import DRAFT_ENDING, Stamp
from hedgerow.store.journal.snapshot import Snapshot, read_snapshot
from hedgerow.store.journal.storage import JournalStorage
from hedgerow.store.journal.table import JournalTable
from hedgerow.store.journal.table_names import file_name


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

    def snapshot(self, table: str) -> Snapshot:
        """Read what stands in a table, without keeping it.

        Raises:
            ProblemError: its file is there and can't be read.
        """
        return read_snapshot(f"{self._lines.folder}{os.sep}{file_name(table)}")

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
