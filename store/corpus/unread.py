"""What of a corpus was not read: how many files of an ending, why, and the way out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Final, NamedTuple

from hedgerow.store.corpus.listing import WhyUnread
from hedgerow.store.problem import Problem, ProblemError, Remedy


class Why(NamedTuple):
    """Why a file was not read, and what to do about it.

    Attributes:
        what: what it is.
        remedy: the way out.
        needs_a_person: whether it may hold articles, so that somebody is to look at it.
    """

    what: str
    remedy: str | Remedy
    needs_a_person: bool = True


_OWN_EXPORT: Final = Why("what Hedgerow has exported, no articles", "nothing to do", False)
_BY_WORD: Final[dict[WhyUnread, Why]] = {
    "export": _OWN_EXPORT,
    "no text": Why("no column that holds a text", Remedy.NAME_FIELD),
    "archive": Why("a ZIP archive", Remedy.CONVERT),
    "in archive": Why("in a ZIP archive", Remedy.CONVERT),
}
_NOTHING: Final = Why("no article", "nothing to do", False)
_EMPTY: Final = Why("empty", "nothing to do", False)
_UNKNOWN: Final = Why("no text", "nothing to do, if it holds no article", False)
_NAMED: Final = 8  # columns that are named
_LOCKED: Final = Why("it can't be opened", "check who may read it")

_CONVERT: Final = {
    "pdf": "PDF",
    "docx": "Word",
    "odt": "OpenDocument",
    "rtf": "RTF",
    "mail": "mail",
    "mbox": "a mailbox",
    "feed": "a feed",
    "epub": "EPUB",
    "warc": "a web archive",
    "parquet": "Parquet",
    "zip": "a ZIP archive",
    "gzip": "packed",
    "zstd": "packed",
}
_RENAME: Final = {
    "text": ("text", ".txt"),
    "html": ("HTML", ".html"),
    "json array": ("JSON", ".json"),
    "json object": ("JSON", ".json"),
    "json lines": ("JSON Lines", ".jsonl"),
    "csv": ("a table", ".csv"),
    "tsv": ("a table", ".tsv"),
}
_OLD_OFFICE: Final = Why("an old Office file", "save it as .docx and convert that")
_NO_ARTICLES: Final = frozenset(
    "css js mjs map json5 png jpg jpeg gif svg webp avif ico bmp tif tiff heic woff woff2 ttf otf"
    " eot mp3 mp4 m4a m4v mov avi mkv webm wav ogg flac py pyc sh bat ps1 r rmd ipynb toml yaml"
    " yml ini cfg conf lock log bib sqlite sqlite-wal sqlite-shm db exe dll so bin partial tmp"
    " bak".split()
)
"""Endings of files that stand beside articles and hold none: they are counted, not opened."""


@dataclass(slots=True)
class Unread:
    """Files of one ending that were not read for one reason.

    Attributes:
        ending: what their names end in, such as ".docx"; "" where they have no ending.
        why: the reason.
        count: how many there are.
        first: the first of them.
    """

    ending: str
    why: Why
    count: int
    first: Path

    def problem(self, where: Path | None = None) -> Problem:
        """Tell it as a fault is told: how many of what, why, and the way out.

        Args:
            where: the file, where it is the only one.
        """
        kind = self.ending or "without an ending"
        what = f"not read: {self.why.what}"
        return Problem(where or f"{self.count:,} {kind}", what, self.why.remedy)


def count_unread(
    passed_over: Iterable[tuple[str, WhyUnread]], names_in: Callable[[Path], Iterable[str]]
) -> list[Unread]:
    """Count what was not read; a file of which it isn't known why is opened for it.

    Args:
        passed_over: the files, each with the reason if that is known.
        names_in: gives the names of the columns of a file of many articles.

    Returns:
        First what may hold articles, the most frequent first.
    """
    found: dict[tuple[str, Why], Unread] = {}
    for name, word in passed_over:
        path = Path(name)
        why = _BY_WORD[word] if word else _why_of(path)
        ending = path.suffix.lower()
        found.setdefault((ending, why), Unread(ending, why, 0, path)).count += 1
    for unread in found.values():
        if unread.why is _BY_WORD["no text"]:
            names = ", ".join(islice(names_in(unread.first), _NAMED))
            what = f"{unread.why.what} (there are: {names})" if names else unread.why.what
            unread.why = unread.why._replace(what=what)
    return sorted(
        found.values(),
        key=lambda one: (not one.why.needs_a_person, -one.count, one.ending, one.why.what),
    )


def _why_of(path: Path) -> Why:
    if path.suffix.lower().removeprefix(".") in _NO_ARTICLES:
        return _NOTHING
    from hedgerow.store.files import ARTICLE, HEAD, open_to_read

    try:
        with open_to_read(path, ARTICLE) as file:
            head = file.read(HEAD)
    except OSError:
        return _LOCKED
    return why_not(head) or _UNKNOWN


def why_not(head: bytes) -> Why | None:
    """Say by the first bytes of a file why it is not read; None where that is not known."""
    from hedgerow.store.files import format_of

    format_ = format_of(head)
    if format_ == "empty":
        return _EMPTY
    if format_ == "old office":
        return _OLD_OFFICE
    if format_ == "picture":
        return _NOTHING
    if format_ in _CONVERT:
        return Why(_CONVERT[format_], Remedy.CONVERT)
    if format_ == "json lines" and _is_own_export(head):
        return _OWN_EXPORT
    if format_ in _RENAME:
        what, ending = _RENAME[format_]
        return Why(f"{what} under another ending", f"rename it to end in {ending}")
    return None


def refuse_disguised(data: bytes, path: Path) -> None:
    """Make sure that a file is what its name says: one article.

    Args:
        data: its bytes.
        path: the file.

    Raises:
        ProblemError: it is plainly something else, such as a PDF or a table.
    """
    if why := _disguised(data[:_BEGINNING], path.suffix.lower()):
        raise ProblemError(Problem(path, why.what, why.remedy))


def _disguised(head: bytes, ending: str) -> Why | None:
    from hedgerow.store.files import format_of

    format_ = format_of(head)
    if format_ == "text":
        return _of_an_archive(head)
    if format_ in ("empty", "html", "xml", "binary"):
        return None
    if format_ in ("csv", "tsv") and not _is_table(head, format_):
        return None
    if format_.startswith("json") and not _JSON.match(head):
        return None  # a link of Markdown's, perhaps
    why = why_not(head)
    if why is None:
        return None
    return why._replace(what=f"{_A_KIND.get(format_, why.what)} under a name that ends in {ending}")


_BEGINNING: Final = 8192
_JSON: Final = re.compile(rb'(?:\xef\xbb\xbf)?\s*\[?\s*\{\s*"[^"\n]{1,100}"\s*:')
_A_KIND: Final = {
    "pdf": "a PDF",
    "docx": "a Word document",
    "odt": "an OpenDocument text",
    "rtf": "RTF",
    "gzip": "a packed file",
    "zstd": "a packed file",
    "json array": "JSON",
    "json object": "JSON",
    "json lines": "JSON Lines",
    "csv": "a table",
    "tsv": "a table",
    "picture": "a picture",
    "epub": "an EPUB",
    "parquet": "a Parquet file",
}


_EXPORTS: Final = {
    "Nexis": (
        re.compile(rb"(?m)^\s*(?:\d+ of \d+ DOCUMENTS|End of Document)\s*$|^\s*Download Request: "),
        re.compile(rb"(?m)^\s*(?:LENGTH|LOAD-DATE|BYLINE|SECTION|Length|Load-Date|Section): "),
    ),
    "Factiva": (
        re.compile(rb"(?m)^\s*(?:AN\s+)?Document [A-Z]{2,}[0-9a-zA-Z]{14,}\s*$"),
        re.compile(rb"(?m)^\s*(?:HD|PD)\s+\S|^\s*[\d,]+ words\s*$"),
    ),
    "ProQuest": (
        re.compile(rb"(?m)^\s*(?:Document \d+ of \d+|_{20,})\s*$"),
        re.compile(rb"(?m)^(?:Full text|ProQuest document ID|Publication title): "),
    ),
}
"""What stands between the articles of an archive's export, and in each; both are wanted."""


def _of_an_archive(head: bytes) -> Why | None:
    for name, signs in _EXPORTS.items():
        if all(sign.search(head) for sign in signs):
            return Why(f"an export of {name}, which may hold many articles", Remedy.CONVERT)
    return None


def _is_table(head: bytes, format_: str) -> bool:
    """Whether more than the first line reads like a table."""
    from hedgerow.store.corpus.records.shape import is_even_table

    return is_even_table(head, f".{format_}")


def _is_own_export(head: bytes) -> bool:
    from hedgerow.store.corpus.records.pieces import FaultyRecordError, parse_json
    from hedgerow.store.corpus.records.record_file import is_own_export

    try:
        return is_own_export(parse_json(head.partition(b"\n")[0]))
    except FaultyRecordError:
        return False
