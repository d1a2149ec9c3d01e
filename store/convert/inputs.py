"""What is to be converted: a file on the disk, or one that was unpacked for the time being."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from hedgerow.store.convert.found import Tell
from hedgerow.store.corpus import AS_IT_IS, ReadAs
from hedgerow.store.files import ARTICLE, HEAD, Format, format_of, open_to_read
from hedgerow.store.problem import Problem, ProblemError, Remedy


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file to be read.

    Attributes:
        path: where its bytes are; a temporary file for what was in a container.
        shown: how a person knows it: a path, or "news.zip/2022/a.html".
        name: its name below what was given, with "/" between folders; ids are made from it.
        largest: the most bytes that one article, or a file that must be read whole, may have.
        depth: how many containers it was in.
        read_as: what a person has said of how files are to be read.
    """

    path: Path
    shown: Path | str
    name: str
    largest: int
    depth: int = 0
    read_as: ReadAs = AS_IT_IS

    @property
    def ending(self) -> str:
        """The lower-case ending of its name, with the full stop."""
        return os.path.splitext(self.name)[1].lower()  # noqa: PTH122 - a name, not a path

    def open(self) -> BinaryIO:
        """Open it.

        Raises:
            OSError: it can't be opened, or is no regular file.
        """
        return open_to_read(self.path, ARTICLE)

    def head(self) -> bytes:
        """Give its first bytes."""
        with self.open() as file:
            return file.read(HEAD)

    def format(self) -> Format:
        """Tell what it holds, by its first bytes."""
        return format_of(self.head())

    def data(self) -> bytes:
        """Read it whole.

        Raises:
            ProblemError: it is larger than `largest`.
            OSError: it can't be read.
        """
        with self.open() as file:
            data = file.read(self.largest + 1)
        if len(data) > self.largest:
            what = f"more than the {self.largest / 1e6:,.0f} MB that are read of a file"
            raise ProblemError(self.problem(what, Remedy.RAISE_LIMIT))
        return data

    def problem(self, what: str, remedy: str | Remedy, line: int | None = None) -> Problem:
        """Say what is wrong with it, under the name that a person knows."""
        return Problem(self.shown, what, remedy, line)

    def renamed(self, problem: Problem) -> Problem:
        """Tell a fault of the file on the disk under the name that a person knows."""
        is_it = isinstance(problem.where, Path) and problem.where.name == self.path.name
        return replace(problem, where=self.shown) if is_it else problem

    def told_here(self, problem: Problem, before: str = "") -> Problem:
        """Tell a fault that a reader met in some of its bytes; `before` says in which."""
        return replace(problem, where=self.shown, what=before + problem.what)

    def within(self, path: Path, name: str) -> SourceFile:
        """Give an input for what was unpacked from this one."""
        shown = f"{self.shown}/{name}"
        return SourceFile(
            path, shown, f"{self.name}/{name}", self.largest, self.depth + 1, self.read_as
        )


def inputs_below(
    source: Path,
    largest: int,
    but: frozenset[Path],
    tell: Tell,
    read_as: ReadAs = AS_IT_IS,
) -> Iterator[SourceFile]:
    """Give the files of a source: itself, or those of a folder and its folders, by name.

    Args:
        source: a file or a folder.
        largest: see `SourceFile`.
        but: real paths that are passed over without a word: the output.
        tell: takes what can't be looked at.
        read_as: what a person has said of how files are to be read.
    """
    if not source.is_dir():
        yield SourceFile(source, source, source.name, largest, read_as=read_as)
        return
    waiting = [(source, "")]
    while waiting:
        here, name = waiting.pop()
        folders: list[str] = []
        try:
            with os.scandir(here) as entries:
                there = sorted(entries, key=lambda entry: entry.name)
        except OSError as error:
            tell(Problem(here, f"can't be read ({error.strerror})", "check who may read it"))
            continue
        for entry in there:
            path = here / entry.name
            if entry.name.startswith(".") or path.resolve() in but:
                continue
            if entry.is_symlink():
                tell(Problem(path, "a link, which is not followed", "put the file itself there"))
            elif entry.is_dir():
                if not is_of_annotations(entry.name):
                    folders.append(entry.name)
            elif entry.is_file():
                name_below = _valid(name + entry.name)
                yield SourceFile(path, path, name_below, largest, read_as=read_as)
            else:
                tell(Problem(path, "not a file", "take it out"))
        waiting += [(here / one, f"{name}{one}/") for one in reversed(folders)]


def is_of_annotations(name: str) -> bool:
    """Say whether a folder's name is that of annotations."""
    return name == "annotations" or name.endswith(".annotations")


def _valid(name: str) -> str:
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
