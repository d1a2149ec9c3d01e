"""The index of a corpus: what its articles are called and say, so that none is read at a start.

It stands in the user's cache folder, one file a corpus, and holds nothing that can't be found
again: it may be deleted at any time. What it says of an article holds for a file of one size and
time, or for a line of one length and checksum. Several processes may use it at once.
"""

from __future__ import annotations

import hashlib
import json
import os
import time
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import orjson

from hedgerow.store.corpus import AS_IT_IS, ArticleLines, FileLines, ReadAs
from hedgerow.store.files import real_path
from hedgerow.store.folding import fold
from hedgerow.store.index.catalogue import Facts
from hedgerow.store.index.index_file import IndexFile
from hedgerow.store.index.search import Query
from hedgerow.store.problem import Problem, Remedy

VERSION = 2
"""The version of what the index holds; each version has files of its own."""

MOST_FOUND = 10_000
"""Articles that a search gives at most."""

TICK = 20_000_000
"""Nanoseconds by which a file's time may lag: two changes within can't be told apart."""

_SCHEMA = """
CREATE TABLE articles (
    number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, size INTEGER, mark INTEGER,
    title TEXT, outlet TEXT, published TEXT, words INTEGER, is_readable INTEGER,
    text_sha256 TEXT, problems BLOB
);
CREATE TABLE listings (
    file BLOB PRIMARY KEY, size INTEGER, mtime_ns INTEGER, ids BLOB, numbers BLOB, offsets BLOB,
    lengths BLOB, checksums BLOB, problems BLOB, taken BLOB, why_unread TEXT
);
CREATE TABLE headway (
    article TEXT NOT NULL, annotator TEXT NOT NULL, stamp TEXT, counts BLOB,
    PRIMARY KEY (article, annotator)
) WITHOUT ROWID;
CREATE TABLE opened (
    article TEXT NOT NULL, annotator TEXT NOT NULL, PRIMARY KEY (article, annotator)
) WITHOUT ROWID;
CREATE VIRTUAL TABLE texts USING fts5(
    text, content='', prefix='3', tokenize="unicode61 remove_diacritics 2"
)"""

_COLUMNS = ("numbers", "offsets", "lengths", "checksums")
_UNUSED = 2  # times as many texts as there are articles, from which on the index is made anew
_FEW = 1000

_Made = TypeVar("_Made")

BytesMark = tuple[int, int]
"""Size and time (ns) of an article's file, or length and checksum of its line."""


class Indexed(NamedTuple):
    """An article as it is put into the index; `mark` is that of the bytes it was read from."""

    article: str
    mark: BytesMark
    facts: Facts
    text: str = ""
    text_sha256: str = ""
    problems: tuple[Problem, ...] = ()


class ArticlesFound(NamedTuple):
    """What a search has found: ids of articles, and whether there are more."""

    articles: list[str]
    is_cut: bool = False


def cache_folder() -> Path:
    """Say where indexes are kept: `HEDGEROW_CACHE`, else the user's cache folder."""
    if named := os.environ.get("HEDGEROW_CACHE"):
        return Path(named)
    from platformdirs import user_cache_path

    return user_cache_path("hedgerow", appauthor=False)


def is_in_cache(path: Path) -> bool:
    """Say whether a file is, or would be, one of those in which indexes are kept.

    Raises:
        OSError: the path leads to itself.
    """
    return real_path(path).is_relative_to(real_path(cache_folder()))


class CorpusIndex:
    """The index of one corpus. Where it can't be kept, it knows nothing, and `problem` says why."""

    def __init__(
        self, corpus: Path, folder: Path | None = None, *, read_as: ReadAs = AS_IT_IS
    ) -> None:
        """Name the index of a corpus; nothing is opened before it is used.

        Args:
            corpus: what was opened as a corpus.
            folder: where indexes are kept; `cache_folder()` without it.
            read_as: what was said of how it is to be read; each way has an index of its own.
        """
        named = os.fsencode(corpus.resolve())
        if read_as != AS_IT_IS:
            named += b"\0" + repr(read_as).encode("utf-8", "surrogatepass")
        digest = hashlib.sha256(named).hexdigest()[:24]
        path = (folder or cache_folder()) / f"{digest}.v{VERSION}.sqlite"
        self._file = IndexFile(path, _SCHEMA, VERSION)

    @property
    def path(self) -> Path:
        """The file."""
        return self._file.path

    @property
    def problem(self) -> Problem | None:
        """Why no index is kept, if none is."""
        return self._file.problem

    # Articles

    def rows(self) -> Iterator[tuple[str, BytesMark, Facts]]:
        """Give all that is known of articles, one after the other; take them at one go."""
        with self._file.reading() as database:
            if database is not None and self._is_mostly_unused(database):
                self._file.begin_anew()
            elif database is not None:
                for article, size, mark, *facts in database.execute(
                    "SELECT id, size, mark, title, outlet, published, words, is_readable "
                    "FROM articles"
                ):
                    yield article, (size, mark), facts

    def problems(self) -> list[tuple[str, Problem]]:
        """Give what was at fault when articles were read, with the article's id."""
        found: list[tuple[str, Problem]] = []
        with self._file.reading() as database:
            if database is not None:
                question = "SELECT id, problems FROM articles WHERE problems IS NOT NULL"
                for article, document in database.execute(question):
                    found += [(article, problem) for problem in _problems(document)]
        return found

    def marks_of(self, articles: Iterable[str]) -> dict[str, BytesMark]:
        """Say for which bytes the index knows some articles, as it is at this moment."""
        marks: dict[str, BytesMark] = {}
        with self._file.reading() as database:
            question = "SELECT size, mark FROM articles WHERE id = ?"
            for article in articles:
                if database is None:
                    break
                if row := database.execute(question, (article,)).fetchone():
                    marks[article] = row
        return marks

    def facts_of(self, article: str) -> Facts | None:
        """Give the facts of an article, as the index has them at this moment."""
        return self._row("title, outlet, published, words, is_readable", article, Facts._make)

    def text_sha256(self, article: str, mark: BytesMark) -> str | None:
        """Give the digest of an article's text, if the index knows it for those bytes."""
        row: tuple[Any, ...] | None = self._row("text_sha256, size, mark", article, tuple)
        return row[0] if row and row[1:] == mark and row[0] else None

    def save(self, batch: Sequence[Indexed]) -> None:
        """Take in articles; those that another process has taken in meanwhile are passed over."""
        known = self.marks_of(one.article for one in batch)
        with self._file.saving() as database:
            if database is None:
                return
            for one in batch:
                if known.get(one.article) == one.mark:
                    continue
                made = database.execute(
                    "INSERT OR REPLACE INTO articles (id, size, mark, title, outlet, published, "
                    "words, is_readable, text_sha256, problems) VALUES (?,?,?,?,?,?,?,?,?,?)",
                    (
                        one.article,
                        *one.mark,
                        *map(_storable, one.facts[:3]),
                        *one.facts[3:],
                        one.text_sha256,
                        _document(one.problems) if one.problems else None,
                    ),
                )
                # The number is new even where the article is not: what was said before leads
                # nowhere from then on, since a table without content can't take it out.
                database.execute(
                    "INSERT INTO texts (rowid, text) VALUES (?, ?)",
                    (made.lastrowid, _storable(fold(one.text))),
                )

    def forget(self, articles: Iterable[str]) -> None:
        """Take out articles that the corpus doesn't have any more."""
        with self._file.saving() as database:
            if database is not None:
                rows = ((article,) for article in articles)
                database.executemany("DELETE FROM articles WHERE id = ?", rows)

    def search(self, query: Query) -> ArticlesFound:
        """Give the articles whose text matches, those that were taken in first before others."""
        if not query:
            return ArticlesFound([])
        with self._file.reading() as database:
            if database is not None:
                rows = database.execute(
                    "SELECT articles.id FROM texts JOIN articles ON articles.number = texts.rowid "
                    "WHERE texts MATCH ? ORDER BY texts.rowid LIMIT ?",
                    (query.expression, MOST_FOUND + 1),
                ).fetchall()
                return ArticlesFound(
                    [article for (article,) in rows[:MOST_FOUND]], len(rows) > MOST_FOUND
                )
        return ArticlesFound([])

    # Lines of JSON Lines files

    def lines_of(self, path: Path, size: int, mtime_ns: int) -> FileLines | None:
        """Give what was found in a file; None if it isn't known as it is now."""
        with self._file.reading() as database:
            row = (
                database
                and database.execute(
                    f"SELECT ids, {', '.join(_COLUMNS)}, problems, taken, why_unread "  # noqa: S608 - ours
                    "FROM listings "
                    "WHERE file = ? AND size = ? AND mtime_ns = ?",
                    (_file_key(path), size, mtime_ns),
                ).fetchone()
            )
            if row:
                ids = orjson.loads(row[0])
                lines = ArticleLines(ids, *map(_column, row[1:5]))
                taken = tuple((field, column) for field, column in orjson.loads(row[6]))
                return FileLines(lines, _problems(row[5]), taken, row[7])
        return None

    def keep_lines(self, path: Path, size: int, mtime_ns: int, found: FileLines) -> None:
        """Remember what was found in a file as it is now."""
        if time.time_ns() - mtime_ns < TICK:
            return
        lines = found.lines
        columns = [getattr(lines, name).tobytes() for name in _COLUMNS]
        row = (_file_key(path), size, mtime_ns, orjson.dumps(lines.ids), *columns)
        with self._file.saving() as database:
            if database is not None:
                database.execute(
                    "INSERT OR REPLACE INTO listings VALUES (?,?,?,?,?,?,?,?,?,?,?)",
                    (*row, _document(found.problems), orjson.dumps(found.taken), found.why_unread),
                )

    # How far a person has come

    def headway(self, annotator: str) -> dict[str, tuple[str, bytes]]:
        """Give what was kept of a person's work on articles: a stamp, and what held for it."""
        with self._file.reading() as database:
            if database is not None:
                question = "SELECT article, stamp, counts FROM headway WHERE annotator = ?"
                rows = database.execute(question, (_storable(annotator),))
                return {article: (stamp, counts) for article, stamp, counts in rows}
        return {}

    def keep_headway(self, annotator: str, headway: Mapping[str, tuple[str, bytes]]) -> None:
        """Remember a person's work on articles."""
        if not headway:
            return
        with self._file.saving() as database:
            if database is not None:
                database.executemany(
                    "INSERT OR REPLACE INTO headway VALUES (?, ?, ?, ?)",
                    ((key, _storable(annotator), *kept) for key, kept in headway.items()),
                )

    def opened(self, annotator: str) -> set[str]:
        """Name the articles that a person has opened."""
        with self._file.reading() as database:
            if database is not None:
                question = "SELECT article FROM opened WHERE annotator = ?"
                rows = database.execute(question, (_storable(annotator),))
                return {article for (article,) in rows}
        return set()

    def keep_opened(self, annotator: str, article: str) -> None:
        """Remember that a person has opened an article."""
        with self._file.saving() as database:
            if database is not None:
                row = (article, _storable(annotator))
                database.execute("INSERT OR IGNORE INTO opened VALUES (?, ?)", row)

    def _row(self, columns: str, article: str, make: Callable[[Any], _Made]) -> _Made | None:
        with self._file.reading() as database:
            if database is not None:
                question = f"SELECT {columns} FROM articles WHERE id = ?"  # noqa: S608 - ours
                row = database.execute(question, (article,)).fetchone()
                return make(row) if row else None
        return None

    def _is_mostly_unused(self, database: Any) -> bool:
        (there,) = database.execute("SELECT count(*) FROM articles").fetchone()
        made = database.execute("SELECT seq FROM sqlite_sequence WHERE name = 'articles'")
        (ever,) = made.fetchone() or (0,)
        return bool(ever > _UNUSED * there + _FEW)


def _file_key(path: Path) -> bytes:
    return os.fsencode(path.resolve())


def _storable(text: str) -> str:
    """Leave out what UTF-8, and so the database, can't hold: lone surrogates."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode("utf-8")


def _column(data: bytes) -> array[int]:
    column = array("Q")
    column.frombytes(data)
    return column


# Not orjson: the name of a file need not be valid Unicode.


def _document(problems: Iterable[Problem]) -> bytes:
    rows = [
        (str(one.where), one.what, _remedy_document(one.remedy), one.line, one.named)
        for one in problems
    ]
    return json.dumps(rows).encode()


def _problems(document: bytes) -> list[Problem]:
    rows = json.loads(document)
    return [
        Problem(Path(where), what, _remedy(remedy), line, *named)
        for where, what, remedy, line, *named in rows
    ]


def _remedy_document(remedy: str | Remedy) -> str | list[str]:
    """Write words as they are; a remedy without words stands in a list, to tell the two apart."""
    return remedy if isinstance(remedy, str) else [remedy.value]


def _remedy(document: str | list[str]) -> str | Remedy:
    return document if isinstance(document, str) else Remedy(document[0])
