"""A document as blocks of lines, whatever its format: what the archives' exports are read from."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple, TextIO

from hedgerow.store.convert.inputs import SourceFile
from hedgerow.store.corpus import Source, decode
from hedgerow.store.problem import Problem, ProblemError

LONGEST_LINE = 20_000_000
"""Characters after which a line is divided, so that no file's line fills the memory."""


class Block(NamedTuple):
    """Lines that stand together: a paragraph, a heading, a field.

    Attributes:
        lines: without their line ends; in plain text their indentation is kept.
        line: the number of the first, from 1; of the block, where there are no lines.
        role: what the document says it is: "heading", "author"; "" where it says nothing.
    """

    lines: tuple[str, ...]
    line: int
    role: str = ""

    @property
    def text(self) -> str:
        """All of it on one line."""
        return " ".join(" ".join(line.split()) for line in self.lines).strip()

    @property
    def is_centred(self) -> bool:
        """Whether it is set in as the heads of plain text are."""
        return all(line.startswith(" " * 8) for line in self.lines)


def blocks_of_lines(lines: Iterable[str], first: int = 1) -> Iterator[Block]:
    """Divide lines into blocks at empty lines and form feeds."""
    gathered: list[str] = []
    start = first
    for number, line in enumerate(lines, first):
        line = line.rstrip("\r\n").replace("\f", "").replace("\ufeff", "")
        if line.strip():
            if not gathered:
                start = number
            gathered.append(line.rstrip())
        elif gathered:
            yield Block(tuple(gathered), start)
            gathered = []
    if gathered:
        yield Block(tuple(gathered), start)


def blocks_of_paragraphs(every: Iterable[tuple[str, str]]) -> Iterator[Block]:
    """Make a block of each paragraph with its role; breaks within one are lines."""
    for number, (text, role) in enumerate(every, 1):
        lines = tuple(line.rstrip() for line in text.split("\n") if line.strip())
        if lines:
            yield Block(lines, number, role)


def blocks_of_text(given: SourceFile, remarks: list[Problem]) -> Iterator[Block]:
    """Divide a text file, as it is read, without having it whole in memory if it is UTF-8.

    Args:
        given: the file.
        remarks: takes what is to be told of its encoding.

    Raises:
        ProblemError: it is in no encoding that is tried.
    """
    encoding = encoding_of(given)
    if not encoding.startswith("utf") and given.path.stat().st_size <= given.largest:
        text, problems = decode(
            given.data(), Source(Path(str(given.shown)), given.name, None, given.read_as.encoding)
        )
        remarks += [given.told_here(one) for one in problems]
        yield from blocks_of_lines(_bounded(io.StringIO(text)))
        return
    if not encoding.startswith("utf"):
        what = "not valid UTF-8, read as Windows-1252"
        remarks.append(given.problem(what, "if letters look wrong, save it as UTF-8"))
    with given.open() as file, io.TextIOWrapper(file, encoding) as stream:
        yield from blocks_of_lines(_bounded(stream))


def encoding_of(given: SourceFile) -> str:
    """Tell a text file's encoding: by its mark, else UTF-8 if all of it is, else Windows-1252."""
    head = given.head()
    for mark, encoding in ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if head.startswith(mark):
            return encoding
    try:
        with given.open() as file, io.TextIOWrapper(file, "utf-8") as text:
            while text.read(1 << 20):
                pass
    except UnicodeDecodeError:
        return "cp1252" if _fits(given, "cp1252") else "latin-1"
    return "utf-8-sig"


def _fits(given: SourceFile, encoding: str) -> bool:
    try:
        with given.open() as file, io.TextIOWrapper(file, encoding) as text:
            while text.read(1 << 20):
                pass
    except UnicodeDecodeError:
        return False
    return True


def _bounded(text: TextIO) -> Iterator[str]:
    while line := text.readline(LONGEST_LINE):
        yield line


def joined(lines: Iterable[str], width: int | None = None) -> list[str]:
    """Put the lines of a block together into paragraphs.

    Lines that were wrapped are one paragraph; else each is one. A line was wrapped where the next
    one's first word would not have fitted.

    Args:
        lines: the block's.
        width: how wide the document's lines are; that of the longest, if it isn't given.
    """
    rows = [*lines]
    starts = [at for at, line in enumerate(rows) if line[:2] in ("  ", "\t") or line[:1] == "\t"]
    if 0 < len(starts) < len(rows) and rows[0][:1].isspace():  # each paragraph is set in
        ends = [*starts[1:], len(rows)]
        return [joined_words(_plain(rows[a:b])) for a, b in zip(starts, ends, strict=True)]
    every = _plain(rows)
    if len(every) < 2:
        return every
    width = width or max(map(len, every))
    if width > 130 or all(_ENDS_SENTENCE.search(line) for line in every[:-1]):
        return every
    wrapped = sum(
        len(line) + 1 + len(after.split(" ", 1)[0]) > width - 2 for line, after in pairwise(every)
    )
    if wrapped * 10 >= 7 * (len(every) - 1):
        return [joined_words(every)]
    return every


def _plain(rows: Iterable[str]) -> list[str]:
    return [" ".join(line.split()) for line in rows]


_ENDS_SENTENCE = re.compile(r"""[.!?…:]["”“’»)\]]*$""")
_DIVIDED = re.compile(r"[^\W\d_]{2}[-\u00ad\u2010]$")


def joined_words(lines: Iterable[str]) -> str:
    """Join lines by spaces; a soft hyphen at a line's end joins the word."""
    whole = ""
    for line in lines:
        if whole.endswith("\u00ad"):
            whole = whole[:-1] + line
        else:
            whole = f"{whole} {line}" if whole else line
    return whole


def is_divided(line: str, after: str) -> bool:
    """Say whether a word goes on from the end of a line to the next."""
    return bool(_DIVIDED.search(line)) and after[:1].islower()


def html_paragraphs(given: SourceFile) -> Iterator[tuple[str, str]]:
    """Give the paragraphs of an HTML file with their roles.

    Raises:
        ProblemError: it is too large, or not text.
    """
    from hedgerow.store.convert.markup import paragraphs_of_html

    yield from paragraphs_of_html(text_of_bytes(given))


def text_of_bytes(given: SourceFile) -> str:
    """Decode a file that is read whole, as a page's.

    Raises:
        ProblemError: it is too large, or not text.
    """
    data = given.data()
    charset = re.search(rb"""<meta[^>]{0,200}?charset=["']?([\w-]{1,40})""", data[:8192], re.I)
    source = Source(Path(str(given.shown)), given.name, None, given.read_as.encoding)
    try:
        return decode(data, source, charset[1].decode() if charset else None).text
    except ProblemError as error:
        raise ProblemError(given.renamed(error.problem)) from error
