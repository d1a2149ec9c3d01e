"""Finding the articles under a path: which files are some, and why the others are not."""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from hedgerow.store.corpus.listing import FileLines, Listing, WhyUnread
from hedgerow.store.corpus.readers import ARCHIVE, FORMATS, PACKED, RECORDS, is_of_records
from hedgerow.store.problem import Problem, ProblemError

if TYPE_CHECKING:
    from hedgerow.store.corpus.records.record_file import RecordFile

_WANTED = frozenset(ending.removeprefix(".") for ending in (*FORMATS, *RECORDS, ARCHIVE))
_ENDINGS = ", ".join((*sorted(FORMATS), *RECORDS))
_OPENING = 1 << 40  # entries of folders that may be looked at for a file that is to be opened


class KnownLines(Protocol):
    """Remembers where the lines of a JSON Lines file begin, so that it need not be gone through."""

    def lines_of(self, path: Path, size: int, mtime_ns: int) -> FileLines | None:
        """Give what was found in a file; None if it isn't known as it is now."""

    def keep_lines(self, path: Path, size: int, mtime_ns: int, found: FileLines) -> None:
        """Remember what was found in a file as it is now."""


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
    if not _is_wanted(path.name):
        what = f"not an article (an article ends in {_ENDINGS})"
        raise ProblemError(Problem(path, what, "name a folder, or a file of these kinds"))


def lines_in(file: RecordFile, known_lines: KnownLines | None) -> FileLines:
    """Go through a file of many articles, or remember what was found when it was gone through.

    Args:
        file: the file.
        known_lines: remembers it, if anything does.

    Returns:
        The articles in it, as far as it can be read, and what is to be told of it.
    """
    from hedgerow.store.corpus.records.unpacked import on_disk

    found = FileLines()
    try:
        there = on_disk(file.path)
        before = there.stat()
        stamp = before.st_size, before.st_mtime_ns
        if known_lines and (known := known_lines.lines_of(file.path, *stamp)):
            return known
        _go_through(file, found)
        after = there.stat()
        if known_lines and stamp == (after.st_size, after.st_mtime_ns):
            known_lines.keep_lines(file.path, *stamp, found)
    except OSError as error:
        found.problems.insert(0, _unreadable(error))
    return found


def _go_through(file: RecordFile, found: FileLines) -> None:
    from hedgerow.store.corpus.records.faults import Faults

    faults = Faults()
    try:
        sample = file.sample
        if sample.is_own_export:
            found.why_unread = "export"
            return
        if sample.records and not sample.texts and not sample.excerpts:
            found.why_unread = "no text"
            return
        found.taken = sample.taken
        for line in file.articles(faults):
            found.lines.add(*line)
    except ProblemError as error:
        found.problems.append(error.problem)
    found.problems += faults.problems(file.path)


@dataclass(frozen=True, slots=True)
class Finding:
    """Goes through a corpus and lists its articles.

    Attributes:
        path: the folder or file.
        annotations: the folder of its annotations, which is passed over.
        listing: where the articles are listed.
        lines_of: goes through a file of many articles, as `lines_in` does.
        tell: takes each fault.
        remark: takes which columns of a file were taken for which fields.
        pass_over: takes what is not read, and why, in a word ("" where that is to be looked at).
    """

    path: Path
    annotations: Path
    listing: Listing
    lines_of: Callable[[Path], FileLines]
    tell: Callable[[Problem], None]
    remark: Callable[[Path, tuple[tuple[str, str], ...]], None]
    pass_over: Callable[[str, WhyUnread], None]

    def steps(self) -> Iterator[int]:
        """Find the articles step by step.

        Yields:
            What each step costs, before it is done, in entries of folders.
        """
        if self.path.is_dir():
            yield from self._below()
        elif is_of_records(self.path.name) or self.path.suffix.lower() == ARCHIVE:
            yield _OPENING
            self._within(self.path)
        else:
            self.listing.add(article_id(self.path.with_suffix("").name), str(self.path))

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
                article = article_id(name + file.name[: -len(ending) - 1])
                if "." + ending not in FORMATS:
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
                    elif _is_wanted(entry.name):
                        files.append(entry)
                    elif entry.name != "codebook.toml" or folder != self.path:
                        self.pass_over(entry.path, "")
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
        """List the articles of a file of many, or of those in an archive."""
        if path.suffix.lower() == ARCHIVE:
            self._within_archive(path)
        elif (found := self._found_in(path)) is not None:
            file, taken = str(path), Taken()
            for article, place in found.lines:
                if not self.listing.add_line(file, article, place):
                    taken.add(article, place[0])
            if taken.count:
                self._tell_twice(taken.first, file, taken.line, taken.count - 1)

    def _found_in(self, path: Path) -> FileLines | None:
        found = self.lines_of(path)
        for problem in found.problems:
            self.tell(problem)
        if found.why_unread:
            self.pass_over(str(path), found.why_unread)
            return None
        if found.taken:
            self.remark(path, found.taken)
        return found

    def _within_archive(self, path: Path) -> None:
        from hedgerow.store.corpus.records.unpacked import members_of

        try:
            members = [path / name for name in members_of(path)]
        except ProblemError as error:
            self.tell(error.problem)
            return
        except OSError as error:
            self.tell(_unreadable(error))
            return
        known = [member for member in members if is_of_records(member.name)]
        for member in known:
            self._within(member)
        if not known:
            self.pass_over(str(path), "archive")
        for member in members if known else ():
            if not is_of_records(member.name) and not member.name.startswith("."):
                self.pass_over(str(member), "in archive")

    def _tell_twice(
        self, article: str, file: str, line: int | None = None, others: int = 0
    ) -> None:
        first = self.listing.get(article)
        there = f"{first.path}:{first.line}" if first and first.line else str(first and first.path)
        what = f"its id “{article}” is already that of {there}"
        if others:
            what += f", and so it is with {others:,} more"
        self.tell(Problem(Path(file), what, "passed over; give one of the two another name", line))


@dataclass(slots=True)
class Taken:
    """Articles of a file whose id is that of another: how many, and which is the first."""

    count: int = 0
    first: str = ""
    line: int = 0

    def add(self, article: str, line: int) -> None:
        """Take one more."""
        if not self.count:
            self.first, self.line = article, line
        self.count += 1


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


def _is_wanted(name: str) -> bool:
    """Say by its name whether a file could hold articles."""
    ending = _ending(name)
    return ending in _WANTED or ("." + ending in PACKED and is_of_records(name))


def _name(entry: os.DirEntry[str]) -> str:
    return entry.name


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link that leads to itself
        return False


def article_id(name: str) -> str:
    """Make an id of a path below the corpus ("/" between folders): valid Unicode throughout."""
    if name.isascii():
        return name
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
