"""A file of documents, one JSON line a change: appended and fsynced, never rewritten.

A line is `{"id": …, "at": …, …document…}`, or `{"id": …, "at": …, "removed": true}`. For one id the
line with the greatest `at` wins, wherever it stands; so the lines form a set, and two people's
files merge by keeping the lines of both, in any order, with one result.
"""

from __future__ import annotations

import errno
import hashlib
import os
import re
import secrets
import threading
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote, unquote

import orjson
from filelock import FileLock, Timeout

from store.problem import Problem, ProblemError

Document = Mapping[str, Any]

ENVELOPE = ("id", "at", "removed")
"""The names that belong to the line, not to the document in it."""

LOCK_TIMEOUT = 10.0
"""Seconds to wait for another process to finish its save (one takes a millisecond)."""

_INSTANT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{6}Z", re.ASCII)
_LAST_YEAR = 9998  # there is always an instant after it
_HEADER_START = b'{"table"'
_TICK = timedelta(microseconds=1)
_LONGEST_NAME = 180  # file systems take 255 bytes; leave room for an ending and a lock's


class Record(NamedTuple):
    """One line that counts: a document's id, the instant of its last change, and the document.

    `at` is ISO 8601 in UTC with microseconds, so that instants compare as text.
    """

    id: str
    at: str
    document: Document | None


class BadLine(NamedTuple):
    """A line that can't be read: its number, from 1, and its bytes. It is never dropped."""

    number: int
    content: bytes


def new_id() -> str:
    """Make a UUIDv7 (RFC 9562): 48 bits of milliseconds, then chance, so that ids sort by age."""
    number = time.time_ns() // 1_000_000 << 80 | secrets.randbits(80)
    number = number & ~(0xF << 76) | 0x7 << 76
    number = number & ~(0b11 << 62) | 0b10 << 62
    digits = f"{number:032x}"
    return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))


def now() -> str:
    """Give the present instant as the journal writes it."""
    return _written(datetime.now(UTC))


def is_instant(value: object) -> bool:
    """Say whether a value is an instant as the journal writes it."""
    if not isinstance(value, str) or _INSTANT.fullmatch(value) is None:
        return False
    try:
        return datetime.fromisoformat(value).year <= _LAST_YEAR
    except ValueError:
        return False


def _written(instant: datetime) -> str:
    return instant.strftime("%Y-%m-%dT%H:%M:%S.%fZ")


class LineFile:
    """The documents of one file, kept in memory and read again when the file has changed.

    Attributes:
        path: the file; it is made with the first save.
        records: each id's last line, removals included, in the order of the ids' first lines.
        unreadable: the lines that could not be read.
    """

    def __init__(self, path: Path, table: str) -> None:
        """Prepare the file of a table; nothing is read or made yet."""
        self.path = path
        self.table = table
        self.records: dict[str, Record] = {}
        self.unreadable: list[BadLine] = []
        self._stamp: tuple[int, int, int] | None = None
        self._mutex = threading.RLock()
        self._lock = FileLock(path.parent / ".lock", timeout=LOCK_TIMEOUT)

    def refresh(self) -> dict[str, Record]:
        """Read the file, unless what is in memory is what the file holds.

        Raises:
            ProblemError: the file is there and can't be read.
        """
        with self._mutex:
            try:
                if (stamp := _stamp(self.path.stat())) != self._stamp:
                    data = self.path.read_bytes()
                    self._forget()
                    self._take(data)
                    self._stamp = stamp
            except (FileNotFoundError, NotADirectoryError):
                self._forget()
            except OSError as error:
                remedy = "check who may read it; nothing was changed"
                what = f"annotations can't be read ({error.strerror})"
                raise ProblemError(Problem(self.path, what, remedy)) from error
            return self.records

    def document(self, key: str) -> Document | None:
        """Give a document as it was last read or saved; None where there is none."""
        record = self.records.get(key)
        return record.document if record else None

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Keep every other process from saving in this folder; all that they saved is read.

        Raises:
            ProblemError: another process has held the lock for `LOCK_TIMEOUT` seconds.
            OSError: the folder can't be made or written.
        """
        self.path.parent.mkdir(parents=True, exist_ok=True)
        try:
            self._lock.acquire()
        except Timeout as error:
            what = f"another program has been saving here for {LOCK_TIMEOUT:.0f} s"
            problem = Problem(self.path.parent, what, "close it, then try again")
            raise ProblemError(problem) from error
        try:
            # Only now: a thread that merely reads never waits for another process.
            with self._mutex:
                self.refresh()
                yield
        finally:
            self._lock.release()

    def save(self, changes: Mapping[str, Document | None]) -> None:
        """Append a line for each change (None removes): on the disk first, then in memory.

        Call it within `locked`. One write and one fsync, however many changes there are.

        Raises:
            OSError: nothing was saved, and nothing is left behind.
            ValueError: a document can't be written as JSON, or uses a name of the envelope.
        """
        present = datetime.now(UTC)
        records = []
        for key, document in changes.items():
            if taken := next((name for name in ENVELOPE if name in (document or ())), None):
                raise ValueError(
                    f"a document can't have a field “{taken}”: it is the journal's own"
                )
            records.append(Record(key, self._next_instant(key, present), document))
        self._append(records)

    def merge(self, records: Iterable[Record]) -> list[Record]:
        """Append records that were made elsewhere, with the instants they have.

        Call it within `locked`.

        Returns:
            Those that were new here, or newer than what stood here; the others are not written.

        Raises:
            OSError: nothing was saved, and nothing is left behind.
        """
        fresh: dict[str, Record] = {}
        for record in records:
            if _wins(record, fresh.get(record.id) or self.records.get(record.id)):
                fresh[record.id] = record
        self._append(list(fresh.values()))
        return list(fresh.values())

    def _next_instant(self, key: str, present: datetime) -> str:
        """Stay ahead of the id's last change, even where another machine's clock runs ahead."""
        last = self.records.get(key)
        if last is not None and last.at >= _written(present):
            return _written(datetime.fromisoformat(last.at) + _TICK)
        return _written(present)

    def _append(self, records: list[Record]) -> None:
        if not records:
            return
        data = b"".join(map(as_line, records))
        # A link put in the file's place would lead the write elsewhere.
        flags = os.O_RDWR | os.O_APPEND | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)
        descriptor = os.open(self.path, flags | getattr(os, "O_BINARY", 0), 0o666)
        # Until all is on the disk, what is in memory is no longer known to be what the file holds.
        self._stamp = None
        try:
            size = os.fstat(descriptor).st_size
            if not size:
                data = self._header() + data
            elif _last_byte(descriptor, size) != b"\n":
                data = b"\n" + data  # a torn line spoils no other
            try:
                _write_through(descriptor, data)
            except OSError:
                self._take_back(descriptor, size)
                raise
            if not size:
                _fsync_folder(self.path.parent)
            self._stamp = _stamp(os.fstat(descriptor))
        finally:
            os.close(descriptor)
        self._take(data)

    def _take_back(self, descriptor: int, size: int) -> None:
        """Leave nothing of a save that has failed."""
        os.ftruncate(descriptor, size)
        if not size:
            self.path.unlink(missing_ok=True)

    def _header(self) -> bytes:
        """Name the table in the file where the file's own name can't hold it."""
        if table_of(self.path) == self.table:
            return b""
        return orjson.dumps({"table": self.table}) + b"\n"

    def _take(self, data: bytes) -> None:
        for number, content in enumerate(data.split(b"\n"), start=1):
            if not content.strip():
                continue
            record = parse_line(content)
            if record is None:
                if not _is_header(content):
                    self.unreadable.append(BadLine(number, content))
            elif _wins(record, self.records.get(record.id)):
                self.records[record.id] = record

    def _forget(self) -> None:
        self.records, self.unreadable, self._stamp = {}, [], None


def parse_line(content: bytes) -> Record | None:
    """Read one line; None where it is no journal line."""
    try:
        document = orjson.loads(content)
        key, at = document.pop("id"), document.pop("at")
        removed = document.pop("removed", False)
    except (ValueError, KeyError, AttributeError, TypeError):
        return None
    if not isinstance(key, str) or not is_instant(at):
        return None
    return Record(key, at, None if removed is True else document)


def fault_of(content: bytes) -> str:
    """Say why a line can't be read, for the person who will mend it."""
    try:
        document = orjson.loads(content)
    except orjson.JSONDecodeError as error:
        return f"not JSON ({error.msg})"
    if not isinstance(document, dict):
        return "not a JSON object"
    if not isinstance(document.get("id"), str):
        return 'it has no "id"'
    return 'its "at" is no instant (2026-11-22T09:30:00.123456Z)'


def as_line(record: Record) -> bytes:
    """Write one line, newline included."""
    body = {"removed": True} if record.document is None else record.document
    try:
        return orjson.dumps({"id": record.id, "at": record.at, **body}) + b"\n"
    except TypeError as error:  # orjson.JSONEncodeError, with a reason
        raise ValueError(f"a document can't be saved as JSON: {error}") from error


def _wins(record: Record, other: Record | None) -> bool:
    """Say whether a line counts beside another of the same id, the same way in any order."""
    if other is None or record.at != other.at:
        return other is None or record.at > other.at
    return as_line(record) > as_line(other)


def _is_header(content: bytes) -> bool:
    try:
        return list(orjson.loads(content)) == ["table"]
    except (ValueError, TypeError):
        return False


def _stamp(stat: os.stat_result) -> tuple[int, int, int]:
    return stat.st_ino, stat.st_size, stat.st_mtime_ns


def _last_byte(descriptor: int, size: int) -> bytes:
    os.lseek(descriptor, size - 1, os.SEEK_SET)
    return os.read(descriptor, 1)


def _write_through(descriptor: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        written = os.write(descriptor, view)
        if not written:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        view = view[written:]
    os.fsync(descriptor)


def _fsync_folder(folder: Path) -> None:
    """Make a new file's name last, where the system has folders that can be synced."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def file_name(table: str) -> str:
    """Name the file of a table so that no file system refuses it or takes it for another.

    The name is the table's own where that is plain; "/" and what is not ASCII are
    percent-encoded; capitals, which some systems fold, add a short digest; a long name is cut and
    ends in a digest (the file then names its table in its first line).
    """
    encoded = quote(table, safe=" !#$&'()+,;=@[]^`{}").replace("~", "%7E")
    if encoded.endswith((" ", ".")) or encoded.startswith(".") or not encoded:
        encoded += "%"
    digest = hashlib.sha256(table.encode("utf-8", "surrogatepass")).hexdigest()
    if len(encoded) > _LONGEST_NAME:
        return f"{encoded[: _LONGEST_NAME - 40]}~{digest[:32]}.jsonl"
    if encoded.lower().split(".")[0].rstrip(" ") in _RESERVED_ON_WINDOWS:
        encoded = f"%{ord(encoded[0]):02X}{encoded[1:]}"
    if encoded.lower() != encoded:
        return f"{encoded}~{digest[:8]}.jsonl"
    return f"{encoded}.jsonl"


_RESERVED_ON_WINDOWS = frozenset(
    [
        "con",
        "prn",
        "aux",
        "nul",
        "conin$",
        "conout$",
        *(f"{device}{n}" for device in ("com", "lpt") for n in range(10)),
    ]
)


def table_of(path: Path) -> str:
    """Give the table whose file this is; `file_name` the other way round."""
    encoded = path.name.removesuffix(".jsonl")
    encoded, _, digest = encoded.partition("~")
    if len(digest) == 32 and path.exists():
        with path.open("rb") as file:
            for line in file:  # a merge may have put the header anywhere
                if line.startswith(_HEADER_START) and _is_header(line):
                    return str(orjson.loads(line)["table"])
    return unquote(encoded.removesuffix("%"))
