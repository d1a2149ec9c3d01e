"""WARC, by warcio: the pages among what a crawler was answered."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import redirect_stderr
from io import StringIO
from pathlib import Path
from typing import Any, Final

from hedgerow.store.convert.formats.page import page_of
from hedgerow.store.convert.found import FoundArticle, Tell, library_version
from hedgerow.store.convert.inputs import SourceFile
from hedgerow.store.corpus import Source, decode
from hedgerow.store.problem import ProblemError

_PAGES: Final = ("text/html", "application/xhtml+xml")
_LARGEST_PAGE: Final = 20_000_000


def read(given: SourceFile, tell: Tell) -> Iterator[FoundArticle]:
    """Give the articles of a file; see `FormatReader.read`.

    Raises:
        ImportError: warcio is not installed.
    """
    from warcio.archiveiterator import ArchiveIterator

    library = library_version("warcio")
    number = broken = 0
    with given.open() as file:
        records = ArchiveIterator(file)
        try:
            while (record := _next(records)) is not None:
                number += 1
                if records.err_count > broken:
                    broken = records.err_count
                    _tell_length(given, number - 1, tell)
                if not _is_page(record):
                    continue
                one = _page(record, given, number, tell)
                if one is not None:
                    one.place, one.library = f"record {number}", one.library or library
                    yield one
        except ProblemError:
            raise
        except Exception as error:
            what = f"broken after record {number} ({type(error).__name__})"
            tell(given.problem(what, "what came before is read; fetch the file again"))
        else:
            if records.err_count > broken:
                _tell_length(given, number, tell)


def _next(records: Any) -> Any:
    """Give the next record; what the library would write to the screen isn't shown."""
    with redirect_stderr(StringIO()):
        return next(records, None)


def _tell_length(given: SourceFile, number: int, tell: Tell) -> None:
    what = f"record {number} is longer than it says; the rest of it is left out"
    tell(given.problem(what, "fetch the file again"))


def _is_page(record: Any) -> bool:
    if record.rec_type not in ("response", "resource"):
        return False
    head = record.http_headers
    if head is None:
        kind = record.rec_headers.get_header("Content-Type") or ""
    elif (head.get_statuscode() or "200") != "200":
        return False
    else:
        kind = head.get_header("Content-Type") or ""
    return kind.split(";")[0].strip().lower() in _PAGES


def _page(record: Any, given: SourceFile, number: int, tell: Tell) -> FoundArticle | None:
    url = record.rec_headers.get_header("WARC-Target-URI")
    data = record.content_stream().read(_LARGEST_PAGE + 1)
    if len(data) > _LARGEST_PAGE:
        tell(given.problem(f"record {number} has more than 20 MB", "save that page by itself"))
        return None
    stated = _length(record)
    if getattr(record.raw_stream, "limit", 0) > 0:
        what = f"record {number} ends before its length of {stated:,} bytes"
        tell(given.problem(what, "fetch the file again"))
        return None
    try:
        markup = decode(data, Source(Path("page.html"), given.name)).text
        one = page_of(given, data, markup, url)
    except ProblemError as error:
        tell(given.told_here(error.problem, f"record {number}: "))
        return None
    one.id = url
    return one


def _length(record: Any) -> int:
    value = record.rec_headers.get_header("Content-Length") or ""
    return int(value) if value.isdigit() else 0
