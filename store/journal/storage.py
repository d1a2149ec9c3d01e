"""A folder of line files as TinyDB's storage contract has it."""

from __future__ import annotations

import os
from collections.abc import Set
from contextlib import suppress
from pathlib import Path
from typing import Any

from tinydb.storages import Storage

from hedgerow.store.files import FolderLock, Stamp, stamp_of
from hedgerow.store.journal.line_file import LineFile, documents
from hedgerow.store.journal.lines import Document, differs
from hedgerow.store.journal.table_names import ENDING, file_name, table_of
from hedgerow.store.problem import Problem, ProblemError


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
        """Give what tells that its file has changed, for each table; no file is read for it.

        Raises:
            ProblemError: the folder is there and can't be read.
        """
        stamps: dict[str, Stamp] = {}
        try:
            with os.scandir(self.folder) as entries:
                for entry in entries:
                    if entry.name.endswith(ENDING):
                        with suppress(FileNotFoundError):  # it has gone in the meantime
                            stamps[self._table_of(entry.name)] = stamp_of(_stat(entry.path))
        except (FileNotFoundError, NotADirectoryError):
            pass
        except OSError as error:
            what = f"annotations can't be read ({error.strerror})"
            remedy = "check who may read the folder; nothing was changed"
            raise ProblemError(Problem(self.folder, what, remedy)) from error
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


def _stat(path: str) -> os.stat_result:
    """Look at a file; at the link, where that leads nowhere: reading its table will tell."""
    # Not a Path, which costs as much again; and not `DirEntry.stat`: on Windows it has no inode.
    try:
        return os.stat(path)  # noqa: PTH116
    except FileNotFoundError:
        raise
    except OSError:
        return os.lstat(path)
