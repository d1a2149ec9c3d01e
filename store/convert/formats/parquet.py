"""Parquet, by pyarrow: a record a row, some rows at a time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from hedgerow.store.convert.formats.records import record_found
from hedgerow.store.convert.found import Found, Tell, library_version
from hedgerow.store.convert.inputs import Input
from hedgerow.store.problem import ProblemError

_ROWS: Final = 256


def read(given: Input, tell: Tell) -> Iterator[Found]:
    """Give the articles of a file; see `FormatReader.read`.

    Raises:
        ImportError: pyarrow is not installed.
    """
    import pyarrow
    from pyarrow import parquet

    library = library_version("pyarrow")
    number = without = 0
    with given.open() as file:
        try:
            for batch in parquet.ParquetFile(file).iter_batches(batch_size=_ROWS):
                for row in batch.to_pylist():
                    number += 1
                    one = record_found(row, given)
                    if one is None:
                        without += 1
                        continue
                    one.place, one.library = f"row {number}", library
                    yield one
        except (pyarrow.ArrowException, OSError) as error:
            raise ProblemError(given.problem("no whole Parquet file", "fetch it again")) from error
    if without:
        what = f"{without:,} rows without a text"
        tell(given.problem(what, "name the column with the text “text”"))
