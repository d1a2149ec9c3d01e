"""The file of an index: opened, put aside where it is damaged, and done without where it can't be.

Nothing in it is needed, so no fault of it stops anyone: the fault is told once, and the work goes
on as if there were no file.
"""

from __future__ import annotations

import sqlite3
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from hedgerow.store.problem import Problem

_APPLICATION = 0x48454447  # "HEDG": SQLite keeps it in the file, to say which program made it
_WAIT = 10.0  # seconds for another process's save
_CACHE = -8_000  # KiB that a connection keeps of the file


class IndexFile:
    """An SQLite database that may go at any time.

    Each thread has a connection of its own, and reading never waits for a save.

    Where it can't be kept, there is one in a temporary folder, for as long as the program runs.

    Attributes:
        path: the database.
        problem: why it isn't kept, if it isn't.
    """

    def __init__(self, path: Path, schema: str, version: int) -> None:
        """Name the file; it is opened, and made, when it is first used.

        Args:
            path: the file; its folder is made, for its owner only.
            schema: the statements that make the tables, divided by ";" at the end of a line.
            version: of the schema; a file of another version is put aside.
        """
        self.path = path
        self.problem: Problem | None = None
        self._schema = schema
        self._version = version
        self._is_open = False
        self._is_there = True
        self._passing: tempfile.TemporaryDirectory[str] | None = None
        self._opening = threading.RLock()
        self._here = threading.local()

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection | None]:
        """Give a connection, or None where there is no file.

        A fault ends the block, not the caller, and from then on there is no file.
        """
        try:
            yield self._connection()
        except sqlite3.Error as error:
            if not isinstance(error, sqlite3.OperationalError):  # not a full disk or a long lock
                with suppress(OSError):
                    self._put_aside()
            self._do_without(str(error))

    @contextmanager
    def saving(self) -> Iterator[sqlite3.Connection | None]:
        """Give a connection as `reading` does, for changes that are made together or not at all."""
        with self.reading() as connection:
            if connection is None:
                yield None
                return
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute("COMMIT")
            finally:
                if connection.in_transaction:
                    connection.rollback()

    def begin_anew(self) -> None:
        """Put the file aside and make a new one."""
        try:
            self._put_aside()
            self._prepare()
        except (OSError, sqlite3.Error) as error:
            self._do_without(str(error))

    def _connection(self) -> sqlite3.Connection | None:
        with self._opening:
            if not self._is_open:
                self._open()
        if not self._is_there:
            return None
        if not hasattr(self._here, "connection"):
            self._here.connection = self._connect()
        connection: sqlite3.Connection = self._here.connection
        return connection

    def _open(self) -> None:
        self._is_open = True
        try:
            self._make()
        except (OSError, sqlite3.Error) as error:
            self._do_without(str(error))
            try:
                self._passing = tempfile.TemporaryDirectory(prefix="hedgerow-")
                self.path = Path(self._passing.name) / self.path.name
                self._make()
                self._is_there = True
            except (OSError, sqlite3.Error):
                return  # what was wrong first is what is told

    def _make(self) -> None:
        """Open the file; put it aside and make another, if it is damaged or somebody else's.

        Raises:
            OSError, sqlite3.Error: there can be none.
        """
        self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        if self.path.exists() and not self.path.is_file():  # SQLite would wait at a pipe
            self._put_aside()
        try:
            self._prepare()
        except sqlite3.OperationalError:
            raise
        except sqlite3.DatabaseError:
            self._put_aside()
            self._prepare()

    def _prepare(self) -> None:
        """Make the tables, unless they are there.

        Raises:
            sqlite3.DatabaseError: the file is damaged, or not an index of this version.
        """
        connection = self._connect()
        try:
            connection.execute("BEGIN IMMEDIATE")
            if not _number(connection, "SELECT count(*) FROM sqlite_master"):
                for statement in self._schema.split(";\n"):
                    connection.execute(statement)
                connection.execute(f"PRAGMA application_id = {_APPLICATION}")
                connection.execute(f"PRAGMA user_version = {self._version}")
            whose = _number(connection, "PRAGMA application_id")
            if (whose, _number(connection, "PRAGMA user_version")) != (_APPLICATION, self._version):
                raise sqlite3.DatabaseError("not an index of this version")
            connection.execute("COMMIT")
        finally:
            if connection.in_transaction:
                connection.rollback()
            connection.close()

    def _put_aside(self) -> None:
        self.path.replace(self.path.with_name(f"{self.path.name}.damaged"))
        for ending in ("-wal", "-shm"):
            self.path.with_name(self.path.name + ending).unlink(missing_ok=True)
        self._here = threading.local()

    def _do_without(self, reason: str) -> None:
        remedy = "everything works, but each start reads every article; HEDGEROW_CACHE moves it"
        self.problem = Problem(self.path, f"no index can be kept ({reason})", remedy)
        self._is_there = False

    def _connect(self) -> sqlite3.Connection:
        # A thread's connection may be closed by the thread that collects it.
        connection = sqlite3.connect(
            self.path, timeout=_WAIT, isolation_level=None, check_same_thread=False
        )
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute(f"PRAGMA cache_size = {_CACHE}")
        return connection


def _number(connection: sqlite3.Connection, question: str) -> int:
    (answer,) = connection.execute(question).fetchone()
    return int(answer)
