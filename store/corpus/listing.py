"""Where each article of a corpus stands, kept in columns, since a corpus may hold a million."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, NamedTuple

from hedgerow.store.problem import Problem


class ListedArticle(NamedTuple):
    """Where an article stands: a whole file, or `length` bytes of one from `offset`.

    `checksum` is that of a line's bytes, which tells whether it is still the same in a file that
    has changed elsewhere.
    """

    id: str
    path: Path
    line: int | None = None
    offset: int = 0
    length: int | None = None
    checksum: int = 0


def _numbers() -> array[int]:
    return array("Q")


LinePlace = tuple[int, int, int, int]
"""A line's number from 1, its offset and length in bytes, and its checksum."""


@dataclass
class ArticleLines:
    """The articles of one JSON Lines file: their ids, their lines from 1, and their bytes."""

    ids: list[str] = field(default_factory=list)
    numbers: array[int] = field(default_factory=_numbers)
    offsets: array[int] = field(default_factory=_numbers)
    lengths: array[int] = field(default_factory=_numbers)
    checksums: array[int] = field(default_factory=_numbers)

    def add(self, article: str, number: int, offset: int, length: int, checksum: int) -> None:
        """Add a line."""
        self.ids.append(article)
        self.numbers.append(number)
        self.offsets.append(offset)
        self.lengths.append(length)
        self.checksums.append(checksum)

    def place(self, at: int) -> LinePlace:
        """Give where the article at a position stands."""
        return self.numbers[at], self.offsets[at], self.lengths[at], self.checksums[at]

    def replace(self, at: int, place: LinePlace) -> None:
        """Say where the article at a position stands now."""
        self.numbers[at], self.offsets[at], self.lengths[at], self.checksums[at] = place

    def __len__(self) -> int:
        return len(self.ids)

    def __iter__(self) -> Iterator[tuple[str, LinePlace]]:
        columns = (self.numbers, self.offsets, self.lengths, self.checksums)
        return zip(self.ids, zip(*columns, strict=True), strict=True)


WhyUnread = Literal["", "export", "no text", "archive", "in archive"]
"""Why a file is not read: it is an export of Hedgerow's, no column of it holds a text, it is an
archive without files of records, or stands in one. "" is for what has yet to be looked at."""


@dataclass
class FileLines:
    """What was found in a file of many articles.

    Attributes:
        lines: its articles.
        problems: what is at fault in it.
        taken: which fields were taken from which columns, where those aren't Hedgerow's own.
        why_unread: why no article of it is read, in a word; "" where they are.
    """

    lines: ArticleLines = field(default_factory=ArticleLines)
    problems: list[Problem] = field(default_factory=list)
    taken: tuple[tuple[str, str], ...] = ()
    why_unread: WhyUnread = ""


class Listing:
    """The entries of a corpus by id, in their order; each is made when it is asked for."""

    def __init__(self) -> None:
        self._positions: dict[str, int] = {}
        self._files: list[str] = []
        self._lines = ArticleLines()
        self._line_at = _numbers()  # which of the lines, from 1; 0 where it is the whole file

    def __len__(self) -> int:
        return len(self._positions)

    def __iter__(self) -> Iterator[str]:
        return iter(self._positions)

    def __contains__(self, article: object) -> bool:
        return article in self._positions

    def get(self, article: str) -> ListedArticle | None:
        """Give an article's entry; None where there is no such article."""
        at = self._positions.get(article)
        if at is None:
            return None
        path, line = Path(self._files[at]), self._line_at[at] - 1
        if line < 0:
            return ListedArticle(article, path)
        number, *place = self._lines.place(line)
        return ListedArticle(article, path, number, *place)

    def add(self, article: str, file: str) -> bool:
        """Add a file at the end; say whether its id was free, without which it is not added."""
        at = len(self._files)
        if self._positions.setdefault(article, at) != at:
            return False
        self._files.append(file)
        self._line_at.append(0)
        return True

    def add_line(self, file: str, article: str, place: LinePlace) -> bool:
        """Add a line of a file, as `add` does."""
        if not self.add(article, file):
            return False
        self._lines.add(article, *place)
        self._line_at[-1] = len(self._lines)
        return True

    def move(self, file: str, article: str, place: LinePlace) -> None:
        """Say where an article stands now, if it is one of the file's."""
        at = self._positions.get(article)
        if at is not None and self._files[at] == file and self._line_at[at]:
            self._lines.replace(self._line_at[at] - 1, place)

    def places(self) -> Iterator[tuple[str, str, int, int]]:
        """Give each article with its file, and length and checksum of its line (0 for a file)."""
        lengths, checksums = self._lines.lengths, self._lines.checksums
        for (article, file), line in zip(
            zip(self._positions, self._files, strict=True), self._line_at, strict=True
        ):
            if line:
                yield article, file, lengths[line - 1], checksums[line - 1]
            else:
                yield article, file, 0, 0

    def files(self) -> set[str]:
        """Name the files that hold the articles."""
        return set(self._files)
