"""Parquet, by pyarrow: its rows are written as lines of JSON, and read as those are."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

import orjson

from hedgerow.store.convert.formats.native import read_many
from hedgerow.store.convert.found import FoundArticle, Tell, library_version
from hedgerow.store.convert.inputs import SourceFile
from hedgerow.store.problem import ProblemError

_ROWS: Final = 256


def read(given: SourceFile, tell: Tell) -> Iterator[FoundArticle]:
    """Give the articles of a file; see `FormatReader.read`.

    Raises:
        ImportError: pyarrow is not installed.
    """
    library = library_version("pyarrow")
    with tempfile.TemporaryDirectory(prefix="hedgerow-") as folder:
        lines = Path(folder) / "rows.jsonl"
        _write_lines(given, lines)
        for one in read_many(replace(given, path=lines), ".jsonl", tell):
            one.place = one.place and one.place.replace("line", "row")
            one.library = library
            yield one


def _write_lines(given: SourceFile, path: Path) -> None:
    """Write each row as a line, some rows at a time.

    Raises:
        ProblemError: it is not whole.
    """
    import pyarrow
    from pyarrow import parquet

    with given.open() as file, path.open("wb") as lines:
        try:
            for batch in parquet.ParquetFile(file).iter_batches(batch_size=_ROWS):
                lines.writelines(_line(row) + b"\n" for row in batch.to_pylist())
        except (pyarrow.ArrowException, OSError) as error:
            raise ProblemError(given.problem("no whole Parquet file", "fetch it again")) from error


def _line(row: object) -> bytes:
    try:
        return orjson.dumps(row, default=_plain, option=orjson.OPT_NON_STR_KEYS)
    except TypeError:  # a number of more than 64 bits, half of a character
        return json.dumps(row, default=_plain).encode()


def _plain(value: object) -> str:
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
