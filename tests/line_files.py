"""Files of documents for tests of the journal: made, saved to, and read by another program."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hedgerow.store.journal.line_file import LineFile
from hedgerow.store.journal.lines import Record
from hedgerow.store.journal.table_names import file_name

EARLY = "2020-01-01T00:00:00.000000Z"
LATE = "2030-01-01T00:00:00.000000Z"


def line_file(folder: Path, table: str = "t") -> LineFile:
    return LineFile(folder / file_name(table), table)


def save(file: LineFile, changes: dict) -> None:
    with file.locked():
        file.save(changes)


def held(folder: Path, table: str = "t") -> dict:
    """What a program that opens the file now finds in it."""
    records = line_file(folder, table).refresh().values()
    return {record.id: record.document for record in records if record.document is not None}


def records_of(content: bytes) -> dict[str, Record]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "t.jsonl"
        path.write_bytes(content)
        return LineFile(path, "t").refresh()
