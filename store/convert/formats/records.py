"""JSON and CSV: lists that reading services export, or records with an article each."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from hedgerow.store.convert.blocks import encoding_of
from hedgerow.store.convert.formats import lists
from hedgerow.store.convert.formats.native import read_bytes, read_many
from hedgerow.store.convert.found import Found, Tell
from hedgerow.store.convert.inputs import Input
from hedgerow.store.corpus import Metadata, Reading, metadata_from
from hedgerow.store.files import Format
from hedgerow.store.problem import ProblemError

_ENDINGS: Final[dict[Format, str]] = {
    "json lines": ".jsonl",
    "json array": ".json",
    "json object": ".json",
    "csv": ".csv",
    "tsv": ".tsv",
}
_TEXTS: Final = (
    "text content body article full_text fulltext article_text articlebody content_text maintext"
    " main_text story document content_html html"
).split()
_IDS: Final = ("id", "uid", "guid", "_id", "url", "link")
_TITLES: Final = ("title", "headline", "name", "article_title")
_DAYS: Final = (
    "published publish_date pub_date date datepublished publishedat published_at publication_date"
    " webpublicationdate publisheddate date_published date_publish pubdate timestamp"
).split()
_OUTLETS: Final = "outlet source publisher publication newspaper site_name domain site".split()


def read(given: Input, tell: Tell) -> Iterator[Found]:
    """Give the articles of a file; see `FormatReader.read`."""
    holds = given.format()
    if holds == "text":  # a table whose names are none that are known
        holds = "tsv" if given.ending == ".tsv" else "csv"
    if holds in ("json array", "json object", "csv"):
        rows = _rows(given, holds) if given.path.stat().st_size <= given.largest else None
        if rows is not None and (every := lists.articles(rows, given, tell)) is not None:
            yield from every
            return
    every = read_many(given, _ENDINGS[holds], tell)
    if every is None:
        every = records(_rows(given, holds), given, tell)
    yield from every


def _rows(given: Input, holds: Format) -> list[Any]:
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


def _cells(given: Input, holds: Format) -> Iterator[dict[str, str | None]]:
    data = given.data().decode(encoding_of(given))
    first = data.split("\n", 1)[0]
    separator = "\t" if holds == "tsv" else max(",;", key=first.count)
    csv.field_size_limit(given.largest)
    try:
        yield from csv.DictReader(io.StringIO(data, newline=""), delimiter=separator)
    except csv.Error as error:
        raise ProblemError(given.problem(f"no CSV ({error})", "save it again")) from error


def records(rows: Iterable[Any], given: Input, tell: Tell, first: int = 1) -> Iterator[Found]:
    """Make an article of each record, whatever its fields are called.

    Args:
        rows: the records.
        given: the file they are in.
        tell: takes what is left out, in one message.
        first: the number of the first.
    """
    without = 0
    for number, row in enumerate(rows, first):
        one = record_found(row, given) if isinstance(row, Mapping) else None
        if one is None:
            without += 1
        else:
            one.place = f"record {number}"
            yield one
    if without:
        what = f"{without:,} records without a text (looked for {', '.join(_TEXTS[:6])} …)"
        tell(given.problem(what, "name the field with the text “text”"))


def record_found(row: Mapping[str, Any], given: Input) -> Found | None:
    """Make an article of a record; None where it has no text."""
    known = {str(name).lower().replace(" ", "_"): value for name, value in row.items()}
    text = next((known[name] for name in _TEXTS if _is_text(known.get(name))), None)
    if text is None:
        return None
    stated = {
        **{str(name): value for name, value in known.items()},
        "title": _first(known, _TITLES),
        "published": _first(known, _DAYS),
        "outlet": _first(known, _OUTLETS),
    }
    metadata = metadata_from({name: value for name, value in stated.items() if value is not None})
    identity = next((str(known[name]) for name in _IDS if known.get(name) not in (None, "")), None)
    reading = _reading(text, metadata, given)
    return Found(reading, id=identity)


def _reading(text: str, metadata: Metadata, given: Input) -> Reading:
    if text.lstrip().startswith("<") and "</" in text:
        reading = read_bytes(given, text.encode("utf-8", "surrogatepass"), ".html").reading
        return Reading(reading.text, reading.styles, metadata, reading.problems)
    return Reading(text, metadata=metadata)


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _first(known: Mapping[str, Any], names: Iterable[str]) -> object:
    return next((known[name] for name in names if known.get(name) not in (None, "")), None)
