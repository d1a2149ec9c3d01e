"""A corpus: a folder of articles, one article's file, or a JSON Lines file of many."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from store.problem import Problem, ProblemError
from store.readers import FORMATS, article_from, read_file

if TYPE_CHECKING:
    from store.article import Article
    from store.readers.reading import Reading, Source

LARGEST_FILE = 20_000_000
"""Bytes beyond which a file, or a line of a JSON Lines file, is not read unless told to."""

_ENDINGS = ", ".join((*sorted(FORMATS), ".jsonl"))


@dataclass(frozen=True, slots=True)
class Entry:
    """Where an article stands: a whole file, or `length` bytes of one from `offset`."""

    id: str
    path: Path
    line: int | None = None
    offset: int = 0
    length: int | None = None


class Corpus:
    """The articles under one path, found at once and read one at a time.

    What can't be used is named in `problems` and passed over; the rest goes on working.

    Attributes:
        path: what was opened.
        folder: the folder that holds the articles; article ids are paths below it.
        annotations: the folder in which what readers mark is kept (it need not exist yet).
        problems: faults met so far, in the order in which they were met.
    """

    def __init__(
        self,
        path: str | os.PathLike[str],
        *,
        annotations: str | os.PathLike[str] | None = None,
        largest: int | None = LARGEST_FILE,
    ) -> None:
        """Find the articles under `path`.

        Args:
            path: a folder, an article's file or a `.jsonl` file.
            annotations: another place for the annotations than the one beside the articles.
            largest: the most bytes an article may have; None lifts the limit.

        Raises:
            ProblemError: there is no such path, or it is no corpus.
        """
        self.path = Path(path)
        self.problems: list[Problem] = []
        self._largest = largest
        self._entries: dict[str, Entry] = {}
        try:
            self.folder = self.path if self.path.is_dir() else self.path.parent
            self.annotations = Path(annotations) if annotations else self._beside()
            for entry in self._find():
                self._add(entry)
        except OSError as error:
            what = f"can't be opened ({error.strerror})"
            raise ProblemError(Problem(self.path, what, "check the path")) from error
        except RecursionError:
            self.tell(Problem(self.path, "folders are nested too deep", "open one further down"))
        if not self._entries and not self.problems:
            what = f"no articles here (looked for {_ENDINGS})"
            self.problems.append(Problem(self.path, what, "put some in, or name another folder"))

    def __len__(self) -> int:
        return len(self._entries)

    def __iter__(self) -> Iterator[str]:
        """Give the ids of the articles: a folder's own files by name, then its folders' files."""
        return iter(self._entries)

    def __contains__(self, article: object) -> bool:
        return article in self._entries

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
        from store.readers.reading import Source

        entry = self._entries.get(article)
        if entry is None:
            what = f"no article “{article}”"
            raise ProblemError(Problem(self.path, what, "the library lists the ids there are"))
        data = self._bytes_of(entry)
        source = Source(entry.path, entry.id, entry.line)
        if entry.line is None:
            return source, read_file(data, source)
        from store.readers import jsonlines

        try:
            return source, jsonlines.read_line(data, source)
        except ProblemError:
            self.find_again(article)
            if self._entries[article] == entry:
                raise
            return self._reading(article)

    def is_there(self, article: str) -> bool:
        """Say whether the file of an article still exists."""
        entry = self._entries.get(article)
        return entry is not None and entry.path.exists()

    def stamp(self, article: str) -> tuple[int, int, int] | None:
        """Give what tells that an article's file has changed: inode, size and time (ns).

        None if the file has gone, or there is no such article.
        """
        entry = self._entries.get(article)
        try:
            there = entry.path.stat() if entry else None
        except OSError:
            return None
        return (there.st_ino, there.st_size, there.st_mtime_ns) if there else None

    def find_again(self, article: str) -> None:
        """Find where an article stands now, if its file holds many and has been changed."""
        entry = self._entries.get(article)
        if entry is None or entry.line is None:
            return
        self.problems = [one for one in self.problems if one.where != entry.path]
        found = {made.id: made for made in self._entries_in_lines(entry.path)}
        for known in [e for e in self._entries.values() if e.path == entry.path]:
            if known.id in found:
                self._entries[known.id] = found[known.id]

    def holds(self, path: Path) -> bool:
        """Say whether a file is one of the corpus's own: an article, or kept with them."""
        there = path.resolve()
        if there.is_relative_to(self.annotations.resolve()) or there == self.codebook.resolve():
            return True
        files = {entry.path for entry in self._entries.values()}  # a .jsonl holds many articles
        return any(path.resolve() == there for path in files)

    def tell(self, problem: Problem) -> None:
        """Add a problem to those of the corpus, once."""
        if problem not in self.problems:
            self.problems.append(problem)

    def _beside(self) -> Path:
        if self.path.suffix.lower() == ".jsonl":
            return self.path.with_name(self.path.stem + ".annotations")
        return self.folder / "annotations"

    def _find(self) -> Iterable[Entry]:
        if self.path.is_dir():
            return self._entries_below(self.path)
        if not self.path.exists():
            raise ProblemError(Problem(self.path, "no such file or folder", "check the path"))
        if self.path.suffix.lower() == ".jsonl":
            return self._entries_in_lines(self.path)
        if self.path.suffix.lower() in FORMATS:
            return [Entry(_article_id(self.path.with_suffix("").name), self.path)]
        what = f"not an article (an article ends in {_ENDINGS})"
        raise ProblemError(Problem(self.path, what, "name a folder, or a file of these kinds"))

    def _entries_below(self, folder: Path) -> Iterator[Entry]:
        for parent, folders, files in os.walk(folder, onerror=self._tell_unreadable):
            here = Path(parent)
            folders[:] = sorted(name for name in folders if self._is_visited(here / name))
            for name in sorted(files):
                path = here / name
                ending = path.suffix.lower()
                if name.startswith(".") or (ending not in FORMATS and ending != ".jsonl"):
                    continue
                if not self._is_usable(path):
                    continue
                if ending == ".jsonl":
                    yield from self._entries_in_lines(path)
                else:
                    yield Entry(_article_id(path.relative_to(folder).with_suffix("")), path)

    def _is_visited(self, folder: Path) -> bool:
        if folder.name.startswith(".") or folder.resolve() == self.annotations.resolve():
            return False
        return not (folder.name == "annotations" or folder.name.endswith(".annotations"))

    def _is_usable(self, path: Path) -> bool:
        """Symbolic links that lead out of the corpus are not followed, and pipes not read."""
        what = "not a file"
        try:
            if path.is_symlink() and not path.resolve().is_relative_to(self.folder.resolve()):
                what = "a link that leads out of the corpus"
            elif path.is_file():
                return True
        except (OSError, RuntimeError):  # a link that leads to itself
            what = "a link that leads nowhere"
        self.tell(Problem(path, what, "passed over; put the file itself there"))
        return False

    def _entries_in_lines(self, path: Path) -> Iterator[Entry]:
        from store.readers import jsonlines

        try:
            for line in jsonlines.scan(path, self.problems):
                yield Entry(line.article, path, line.number, line.offset, line.length)
        except OSError as error:
            self._tell_unreadable(error)

    def _add(self, entry: Entry) -> None:
        first = self._entries.setdefault(entry.id, entry)
        if first is not entry:
            place = f"{first.path}:{first.line}" if first.line else str(first.path)
            what = f"its id “{entry.id}” is already that of {place}"
            remedy = "passed over; give one of the two another name"
            self.problems.append(Problem(entry.path, what, remedy, entry.line))

    def _bytes_of(self, entry: Entry) -> bytes:
        try:
            size = entry.length if entry.length is not None else entry.path.stat().st_size
            if self._largest is not None and size > self._largest:
                raise ProblemError(_too_large(entry, size, self._largest))
            with entry.path.open("rb") as file:
                file.seek(entry.offset)
                return file.read(entry.length if entry.length is not None else -1)
        except OSError as error:
            what = f"can't be read ({error.strerror})"
            remedy = "put it back, or open the corpus again without it"
            raise ProblemError(Problem(entry.path, what, remedy, entry.line)) from error

    def _tell_unreadable(self, error: OSError) -> None:
        what = f"can't be read ({error.strerror})"
        self.problems.append(
            Problem(str(error.filename), what, "passed over; check who may read it")
        )


def _article_id(path: Path | str) -> str:
    """Make an id of a path below the corpus: "/" between folders, and valid Unicode throughout."""
    name = path.as_posix() if isinstance(path, Path) else path
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def _too_large(entry: Entry, size: int, largest: int) -> Problem:
    what = f"{size / 1e6:,.1f} MB, more than the {largest / 1e6:,.0f} MB that are read"
    return Problem(entry.path, what, "pass --max-size with more, or 0 for no limit", entry.line)
