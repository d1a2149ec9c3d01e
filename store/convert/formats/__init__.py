"""What is read: one file a format, each with `read(given, tell) -> Iterator[FoundArticle]`.

To add a format, add such a module and its line in `READ`. The help of the command and the page of
the docs are made from this list, or compared with it.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from typing import Final, NamedTuple, Protocol, cast

from hedgerow.store.convert.found import FoundArticle, Tell
from hedgerow.store.convert.inputs import SourceFile
from hedgerow.store.files import Format


class FormatReader(Protocol):
    """What a module of a format has."""

    def read(self, given: SourceFile, tell: Tell) -> Iterator[FoundArticle]:
        """Give the articles of a file; `tell` takes the faults of those that are left out.

        Raises:
            ProblemError: nothing of the file can be read.
            OSError: the system refuses it.
        """


class ReadFormat(NamedTuple):
    """A format that is read.

    Attributes:
        module: the module here that reads it, which is also its name.
        holds: what its files hold, by their first bytes.
        endings: the endings its files usually have.
        says: its name for a person.
        library: the package it needs, if it is one of the extra's.
    """

    module: str
    holds: tuple[Format, ...]
    endings: tuple[str, ...]
    says: str
    library: str | None = None


READ: Final = (
    ReadFormat("text", ("text",), (".txt", ".md", ".markdown"), "text and Markdown"),
    ReadFormat("page", ("html",), (".html", ".htm"), "HTML, also SingleFile"),
    ReadFormat(
        "records",
        ("json lines", "json array", "json object", "csv", "tsv"),
        (".jsonl", ".ndjson", ".json", ".csv", ".tsv"),
        "JSON, CSV; wallabag, Omnivore, Pocket and Instapaper lists",
    ),
    ReadFormat("docx", ("docx",), (".docx",), "Word"),
    ReadFormat("odt", ("odt",), (".odt",), "OpenDocument"),
    ReadFormat("rtf", ("rtf",), (".rtf",), "RTF", "striprtf"),
    ReadFormat("pdf", ("pdf",), (".pdf",), "PDF", "pypdf"),
    ReadFormat("mail", ("mail", "mbox"), (".eml", ".mbox", ".mhtml", ".mht"), "mail and MHTML"),
    ReadFormat("feed", ("feed",), (".rss", ".atom", ".xml"), "RSS and Atom", "feedparser"),
    ReadFormat("warc", ("warc",), (".warc",), "WARC", "warcio"),
    ReadFormat("epub", ("epub",), (".epub",), "EPUB"),
    ReadFormat("parquet", ("parquet",), (".parquet",), "Parquet", "pyarrow"),
)
"""The formats; an export of an archive (`ARCHIVES`) is read in whichever of them it comes."""

CONTAINERS: Final = {"gzip": ".gz", "zstd": ".zst", "zip": ".zip"}
"""What is unpacked, by what it holds."""


def format_for(holds: Format) -> ReadFormat | None:
    """Give the format of a file by what it holds; None where it isn't read."""
    return next((one for one in READ if holds in one.holds), None)


def reader_of(one: ReadFormat) -> FormatReader:
    """Load the module of a format."""
    return cast(FormatReader, import_module(f"{__name__}.{one.module}"))
