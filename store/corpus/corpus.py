"""A corpus: a folder of articles, one article's file, or a file of many."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from hedgerow.store.corpus.finding import (
    Finding,
    KnownLines,
    article_id,
    lines_in,
    nothing_found,
    require_corpus,
)
from hedgerow.store.corpus.listing import FileLines, ListedArticle, Listing
from hedgerow.store.corpus.readers import ARCHIVE, article_from, bare_name, is_of_records, read_file
from hedgerow.store.corpus.told import Told
from hedgerow.store.problem import Problem, ProblemError, Remedy

if TYPE_CHECKING:
    from hedgerow.store.corpus.article import Article
    from hedgerow.store.corpus.readers import Reading, Source
    from hedgerow.store.corpus.records.record_file import RecordFile
    from hedgerow.store.corpus.unread import Unread

LARGEST_FILE = 20_000_000
"""Bytes beyond which a file, or a line of a JSON Lines file, is not read unless told to."""

# One for all corpora, so that a corpus can be sent to another process.
_FINDING = threading.RLock()
_FILES_KEPT = 64


class ReadAs(NamedTuple):
    """What a person has said of how the files of a corpus are to be read.

    Attributes:
        fields: each with the column that it is to be taken from, in files of many articles.
        encoding: how the texts are encoded; None to find out.
    """

    fields: tuple[tuple[str, str], ...] = ()
    encoding: str | None = None


AS_IT_IS = ReadAs()
"""Nothing has been said."""


class Corpus:
    """The articles under one path, found at once and read one at a time.

    What can't be used is named in `problems` and passed over; the rest goes on working.

    Attributes:
        path: what was opened.
        folder: the folder that holds the articles; article ids are paths below it.
        annotations: the folder in which what annotators mark is kept (it need not exist yet).
        known_lines: remembers what stands where in files of many articles, if anything does.
        read_as: what a person has said of how the files are to be read.
        tell: adds a fault to those of the corpus, once.
    """

    known_lines: KnownLines | None = None

    def __init__(
        self,
        path: str | os.PathLike[str],
        *,
        annotations: str | os.PathLike[str] | None = None,
        largest: int | None = LARGEST_FILE,
        read_as: ReadAs = AS_IT_IS,
        find: bool = True,
    ) -> None:
        """Find the articles under `path`.

        Args:
            path: a folder, an article's file or a file of many.
            annotations: another place for the annotations than the one beside the articles.
            largest: the most bytes an article may have; None lifts the limit.
            read_as: what a person has said of how the files are to be read.
            find: find the articles at once, not only when they are first asked for.

        Raises:
            ProblemError: there is no such path, or it is no corpus.
        """
        self.path = Path(path)
        self._told = Told()
        self.tell = self._told.tell
        self._files: dict[Path, RecordFile] = {}
        self._largest = largest
        self.read_as = read_as
        self._listing = Listing()
        self._is_found = False
        self._finding: Iterator[int] | None = None  # as far as it has come
        try:
            self.folder = self.path if self.path.is_dir() else self.path.parent
            self.annotations = Path(annotations) if annotations else self._beside()
            require_corpus(self.path)
        except OSError as error:
            what = f"can't be opened ({error.strerror})"
            raise ProblemError(Problem(self.path, what, "check the path")) from error
        if find:
            self.find()

    @property
    def is_found(self) -> bool:
        """Whether the articles have been found already; else who asks for them waits for it."""
        return self._is_found

    @property
    def listing(self) -> Listing:
        """Where each article stands."""
        return self._listing if self._is_found else self.find()

    @property
    def problems(self) -> list[Problem]:
        """The faults met so far, in the order in which they were met."""
        self.find()
        return [*self._told.problems]

    @property
    def remarks(self) -> list[Problem]:
        """Which columns were taken for which fields, in files of many; no faults."""
        self.find()
        return self._told.remarks

    @property
    def unread(self) -> list[Unread]:
        """What was not read, by ending and reason; files of other endings are opened for it."""
        self.find()
        return self._told.unread(self._names_in)

    def _names_in(self, file: Path) -> tuple[str, ...]:
        try:
            return self._file(file).sample.names
        except (OSError, ProblemError):
            return ()

    def find(self) -> Listing:
        """Find the articles, unless that has been done; wait for it where another thread does."""
        if not self._is_found:
            self._find(None)
        return self._listing

    def find_if_few(self, most: int) -> bool:
        """Find the articles if that is soon done; else leave the rest to `find`.

        Args:
            most: how many entries of folders may be looked at; no file is opened.

        Returns:
            Whether all have been found.
        """
        self._find(most)
        return self._is_found

    def _find(self, most: int | None) -> None:
        with _FINDING:
            if self._is_found:
                return
            if self._finding is None:
                self._finding = self._steps()
            for cost in self._finding:
                if most is not None and (most := most - cost) < 0:
                    return
            self._is_found = True
            self._finding = None

    def __len__(self) -> int:
        return len(self.listing)

    def __iter__(self) -> Iterator[str]:
        """Give the ids of the articles: a folder's own files by name, then its folders' files."""
        return iter(self.listing)

    def __contains__(self, article: object) -> bool:
        return article in self.listing

    @property
    def holds_many(self) -> bool:
        """Whether what was opened is a folder, or a file of many articles."""
        name = self.path.name
        return self.path.is_dir() or is_of_records(name) or name.lower().endswith(ARCHIVE)

    @property
    def codebook(self) -> Path:
        """Where a codebook of the corpus's own would stand."""
        return self.folder / "codebook.toml"

    def read(self, article: str) -> Article:
        """Read an article.

        Raises:
            ProblemError: there is no such article, it has gone, is no text or is too large.
        """
        return self.read_with_problems(article)[0]

    def read_with_problems(self, article: str) -> tuple[Article, list[Problem]]:
        """Read an article, with what is to be told of it (an odd encoding, broken front matter).

        Raises:
            ProblemError: as `read`.
        """
        source, reading = self._reading(article)
        return article_from(reading, source), reading.problems

    def text(self, article: str) -> str:
        """Read an article's text alone, without looking in it for a title and a day.

        Raises:
            ProblemError: as `read`.
        """
        return self._reading(article)[1].text

    def _reading(self, article: str) -> tuple[Source, Reading]:
        from hedgerow.store.corpus.readers import Source

        entry = self.listing.get(article)
        if entry is None:
            what = f"no article “{article}”"
            raise ProblemError(Problem(self.path, what, Remedy.LOOK_UP_ID))
        source = Source(entry.path, entry.id, entry.line, self.read_as.encoding)
        data = _bytes_of(entry, self._largest)
        if entry.line is None:
            from hedgerow.store.corpus.unread import refuse_disguised

            refuse_disguised(data, source.path)
            return source, read_file(data, source)
        try:
            return source, self._file(entry.path).read(data, source)
        except ProblemError:
            self.find_again(article)
            if self.listing.get(article) == entry:
                raise
            return self._reading(article)

    def _file(self, path: Path, *, anew: bool = False) -> RecordFile:
        """Give a file of many articles, with what is known of how it is written."""
        from hedgerow.store.corpus.records.record_file import RecordFile

        file = None if anew else self._files.get(path)
        if file is None:
            while len(self._files) >= _FILES_KEPT:
                self._files.pop(next(iter(self._files)), None)
            fields, encoding = dict(self.read_as.fields), self.read_as.encoding
            within = path.relative_to(self.folder) if path.is_relative_to(self.folder) else path
            name = article_id(within.with_name(bare_name(within.name)).as_posix())
            file = RecordFile(path, fields=fields, encoding=encoding, name=name)
            self._files[path] = file
        return file

    def is_there(self, article: str) -> bool:
        """Say whether the file of an article still exists."""
        entry = self.listing.get(article)
        return entry is not None and _on_disk(entry).exists()

    def stamp(self, article: str) -> tuple[int, int, int] | None:
        """Give what tells that an article's file has changed: inode, size and time (ns).

        None if the file has gone, or there is no such article.
        """
        entry = self.listing.get(article)
        try:
            there = _on_disk(entry).stat() if entry else None
        except OSError:
            return None
        return (there.st_ino, there.st_size, there.st_mtime_ns) if there else None

    def find_again(self, article: str) -> None:
        """Find where an article stands now, if its file holds many and has been changed."""
        entry = self.listing.get(article)
        if entry is None or entry.line is None:
            return
        self._told.forget(entry.path)
        found = self._lines_of(entry.path)
        for problem in found.problems:
            self.tell(problem)
        for known, place in found.lines:
            self.listing.move(str(entry.path), known, place)

    def holds(self, path: Path) -> bool:
        """Say whether a file is one of the corpus's own: an article, or kept with them.

        Raises:
            OSError: the path leads to itself.
        """
        from hedgerow.store.files import real_path

        there = real_path(path)
        if any(there.is_relative_to(kept) for kept in self._kept_with_them()):
            return True
        if not there.exists() or not there.is_relative_to(real_path(self.path)):
            return False  # nothing stands there that could be an article
        # By its name first: to ask the disk about each of 100,000 files takes seconds.
        names = (path.name, there.name)
        files = [file for file in self.listing.files() if any(name in file for name in names)]
        return any(real_path(_on_disk(Path(file))) == there for file in files)

    def _kept_with_them(self) -> Iterator[Path]:
        """Give where the annotations and the codebook stand, and what these paths lead to."""
        from hedgerow.store.files import real_path

        for path in (self.annotations, self.codebook):
            yield real_path(path.parent) / path.name
            with suppress(OSError):  # it leads to itself
                yield real_path(path)

    def _beside(self) -> Path:
        if self.holds_many and not self.path.is_dir():
            return self.path.with_name(bare_name(self.path.name) + ".annotations")
        return self.folder / "annotations"

    def _steps(self) -> Iterator[int]:
        """Find the articles step by step; give what each step costs before it is done."""
        listing = self._listing
        finding = Finding(
            self.path, self.annotations, listing, self._lines_of, self.tell, self._told.take_for,
            self._told.pass_over,
        )  # fmt: skip
        yield from finding.steps()
        if not listing and not self._told.problems:
            if self.path.is_dir() or not self._told.passes_over_any:
                self.tell(nothing_found(self.path))
            else:
                self.tell(self._told.unread(self._names_in)[0].problem(self.path))

    def _lines_of(self, path: Path) -> FileLines:
        return lines_in(self._file(path, anew=True), self.known_lines)


def _on_disk(entry: ListedArticle | Path) -> Path:
    path = entry if isinstance(entry, Path) else entry.path
    if ".zip" not in str(path).lower():
        return path
    from hedgerow.store.corpus.records.unpacked import on_disk

    return on_disk(path)


def _too_large(entry: ListedArticle, size: int, largest: int) -> Problem:
    what = f"{size / 1e6:,.1f} MB, more than the {largest / 1e6:,.0f} MB that are read"
    return Problem(entry.path, what, Remedy.RAISE_LIMIT, entry.line)


def _bytes_of(entry: ListedArticle, largest: int | None) -> bytes:
    from hedgerow.store.files import ARTICLE, open_to_read

    try:
        if entry.length is not None:
            if largest is not None and entry.length > largest:
                raise ProblemError(_too_large(entry, entry.length, largest))
            from hedgerow.store.corpus.records.unpacked import bytes_at

            return bytes_at(entry.path, entry.offset, entry.length)
        with open_to_read(entry.path, ARTICLE) as file:
            size = os.fstat(file.fileno()).st_size
            if largest is not None and size > largest:
                raise ProblemError(_too_large(entry, size, largest))
            return file.read(size)
    except OSError as error:
        what = f"can't be read ({error.strerror})"
        remedy = "put it back, or open the corpus again without it"
        raise ProblemError(Problem(entry.path, what, remedy, entry.line)) from error
