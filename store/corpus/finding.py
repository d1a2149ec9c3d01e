"""Finding the articles under a path: which files are some, and why the others are not."""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from hedgerow.store.corpus.listing import ArticleLines, Listing
from hedgerow.store.corpus.readers import FORMATS
from hedgerow.store.problem import Problem, ProblemError

_WANTED = frozenset(ending.removeprefix(".") for ending in (*FORMATS, ".jsonl"))
_ENDINGS = ", ".join((*sorted(FORMATS), ".jsonl"))
_OPENING = 1 << 40  # entries of folders that may be looked at for a file that is to be opened


class KnownLines(Protocol):
    """Remembers where the lines of a JSON Lines file begin, so that it need not be gone through."""

    def lines_of(
        self, path: Path, size: int, mtime_ns: int
    ) -> tuple[ArticleLines, list[Problem]] | None:
        """Give the lines of a file, and its faults; None if it isn't known as it is now."""

    def keep_lines(
        self, path: Path, size: int, mtime_ns: int, lines: ArticleLines, problems: list[Problem]
    ) -> None:
        """Remember the lines of a file as it is now."""


def require_corpus(path: Path) -> None:
    """Make sure that a path is a folder, or a file that could hold articles.

    Raises:
        ProblemError: it is neither.
        OSError: it can't be looked at.
    """
    if path.is_dir():
        return
    if not path.exists():
        raise ProblemError(Problem(path, "no such file or folder", "check the path"))
    if _ending(path.name) not in _WANTED:
        what = f"not an article (an article ends in {_ENDINGS})"
        raise ProblemError(Problem(path, what, "name a folder, or a file of these kinds"))


def lines_in(path: Path, known_lines: KnownLines | None) -> tuple[ArticleLines, list[Problem]]:
    """Go through a JSON Lines file, or remember what was found when it was gone through.

    Args:
        path: the file.
        known_lines: remembers it, if anything does.

    Returns:
        The articles in it, as far as it can be read, and what is at fault.
    """
    from hedgerow.store.corpus.readers import jsonlines

    lines, problems = ArticleLines(), list[Problem]()
    try:
        before = path.stat()
        stamp = before.st_size, before.st_mtime_ns
        if known_lines and (known := known_lines.lines_of(path, *stamp)):
            return known
        for line in jsonlines.scan(path, problems):
            lines.add(*line)
        after = path.stat()
        if known_lines and stamp == (after.st_size, after.st_mtime_ns):
            known_lines.keep_lines(path, *stamp, lines, problems)
    except OSError as error:
        problems.insert(0, _unreadable(error))
    return lines, problems


@dataclass(frozen=True, slots=True)
class Finding:
    """Goes through a corpus and lists its articles.

    Attributes:
        path: the folder or file.
        annotations: the folder of its annotations, which is passed over.
        listing: where the articles are listed.
        lines_of: goes through a JSON Lines file, as `lines_in` does.
        tell: takes each fault.
    """

    path: Path
    annotations: Path
    listing: Listing
    lines_of: Callable[[Path], tuple[ArticleLines, list[Problem]]]
    tell: Callable[[Problem], None]

    def steps(self) -> Iterator[int]:
        """Find the articles step by step.

        Yields:
            What each step costs, before it is done, in entries of folders.
        """
        if self.path.is_dir():
            yield from self._below()
        elif self.path.suffix.lower() == ".jsonl":
            yield _OPENING
            self._within(self.path)
        else:
            self.listing.add(_article_id(self.path.with_suffix("").name), str(self.path))

    def _below(self) -> Iterator[int]:
        """Go through a folder: its own files by name, then its folders, one after the other."""
        waiting = [(self.path, "")]
        while waiting:
            here, name = waiting.pop()
            files, folders = yield from self._contents(here)
            for file in sorted(files, key=_name):
                if not self._is_usable(file):
                    continue
                ending = _ending(file.name)
                article = _article_id(name + file.name[: -len(ending) - 1])
                if ending == "jsonl":
                    yield _OPENING
                    self._within(Path(file.path))
                elif not self.listing.add(article, file.path):
                    self._tell_twice(article, file.path)
            waiting += [(here / one, f"{name}{one}/") for one in sorted(folders, reverse=True)]

    def _contents(
        self, folder: Path
    ) -> Generator[int, None, tuple[list[os.DirEntry[str]], list[str]]]:
        """Give the files of a folder that could be articles, and the folders to be visited."""
        files: list[os.DirEntry[str]] = []
        folders: list[str] = []
        try:
            with os.scandir(folder) as entries:
                for entry in entries:
                    yield 1
                    if entry.name.startswith("."):
                        continue
                    if _is_folder(entry):
                        if not entry.is_symlink() and self._is_visited(folder / entry.name):
                            folders.append(entry.name)
                    elif _ending(entry.name) in _WANTED:
                        files.append(entry)
        except OSError as error:
            self.tell(_unreadable(error))
        return files, folders

    def _is_visited(self, folder: Path) -> bool:
        if folder.name == "annotations" or folder.name.endswith(".annotations"):
            return False
        try:
            return not folder.samefile(self.annotations)
        except OSError:  # there is none yet, or what leads to it leads nowhere
            return True

    def _is_usable(self, file: os.DirEntry[str]) -> bool:
        """Symbolic links that lead out of the corpus are not followed, and pipes not read."""
        what = "not a file"
        try:
            if file.is_symlink() and not self._leads_within(Path(file.path)):
                what = "a link that leads out of the corpus"
            elif file.is_file():
                return True
        except OSError:  # a link that leads to itself
            what = "a link that leads nowhere"
        self.tell(Problem(Path(file.path), what, "passed over; put the file itself there"))
        return False

    def _leads_within(self, link: Path) -> bool:
        from hedgerow.store.files import real_path

        return real_path(link).is_relative_to(real_path(self.path))

    def _within(self, path: Path) -> None:
        """List the articles of a JSON Lines file."""
        lines, problems = self.lines_of(path)
        for problem in problems:
            self.tell(problem)
        file = str(path)
        for article, place in lines:
            if not self.listing.add_line(file, article, place):
                self._tell_twice(article, file, place[0])

    def _tell_twice(self, article: str, file: str, line: int | None = None) -> None:
        first = self.listing.get(article)
        there = f"{first.path}:{first.line}" if first and first.line else str(first and first.path)
        what = f"its id “{article}” is already that of {there}"
        self.tell(Problem(Path(file), what, "passed over; give one of the two another name", line))


def nothing_found(path: Path) -> Problem:
    """Say of a corpus that there are no articles in it."""
    what = f"no articles here (looked for {_ENDINGS})"
    return Problem(path, what, "put some in, or name another folder")


def _unreadable(error: OSError) -> Problem:
    what = f"can't be read ({error.strerror})"
    return Problem(str(error.filename), what, "passed over; check who may read it")


def _ending(name: str) -> str:
    """Give what follows the last full stop of a file's name, in small letters; "" without one."""
    _, stop, ending = name.rpartition(".")
    return ending.lower() if stop else ""


def _name(entry: os.DirEntry[str]) -> str:
    return entry.name


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link that leads to itself
        return False


def _article_id(name: str) -> str:
    """Make an id of a path below the corpus ("/" between folders): valid Unicode throughout."""
    if name.isascii():
        return name
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
