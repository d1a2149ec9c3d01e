"""JSON and CSV: lists that reading services export, or records with an article each."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from typing import Any, Final

from hedgerow.store.convert.blocks import encoding_of
from hedgerow.store.convert.formats import lists
from hedgerow.store.convert.formats.native import read_many
from hedgerow.store.convert.found import FoundArticle, Tell
from hedgerow.store.convert.inputs import SourceFile
from hedgerow.store.files import Format
from hedgerow.store.problem import ProblemError

_ENDINGS: Final[dict[Format, str]] = {
    "json lines": ".jsonl",
    "json array": ".json",
    "json object": ".json",
    "csv": ".csv",
    "tsv": ".tsv",
}


def read(given: SourceFile, tell: Tell) -> Iterator[FoundArticle]:
    """Give the articles of a file; see `FormatReader.read`."""
    holds = given.format()
    if holds == "text":  # a table whose names are none that are known
        holds = "tsv" if given.ending == ".tsv" else "csv"
    if holds in ("json array", "json object", "csv"):
        rows = _rows(given, holds) if given.path.stat().st_size <= given.largest else None
        if rows is not None and (every := lists.articles(rows, given, tell)) is not None:
            yield from every
            return
    yield from read_many(given, _ENDINGS[holds], tell)


def _rows(given: SourceFile, holds: Format) -> list[Any]:
    """Read a file's records.

    Raises:
        ProblemError: it is not what its beginning says.
    """
    if holds in ("csv", "tsv"):
        return list(_cells(given, holds))
    try:
        value = json.loads(given.data().decode(encoding_of(given)))
    except (ValueError, RecursionError) as error:
        what = f"not JSON ({error})" if isinstance(error, ValueError) else "nested too deeply"
        raise ProblemError(given.problem(what, "export it again")) from error
    if isinstance(value, dict):
        for name in ("articles", "results", "items", "entries", "data", "docs", "stories"):
            if isinstance(value.get(name), list):
                return list(value[name])
        return [value]
    return value if isinstance(value, list) else []


def _cells(given: SourceFile, holds: Format) -> Iterator[dict[str, str | None]]:
    data = given.data().decode(encoding_of(given))
    first = data.split("\n", 1)[0]
    separator = "\t" if holds == "tsv" else max(",;", key=first.count)
    csv.field_size_limit(given.largest)
    try:
        yield from csv.DictReader(io.StringIO(data, newline=""), delimiter=separator)
    except csv.Error as error:
        raise ProblemError(given.problem(f"no CSV ({error})", "save it again")) from error
