"""A corpus in one file: JSON Lines, an article a line."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import NamedTuple

import orjson

from hedgerow.store.corpus.readers.decoding import looks_binary
from hedgerow.store.corpus.readers.days import fault_of_day
from hedgerow.store.corpus.readers.metadata import metadata_from, stated_date
from hedgerow.store.corpus.readers.reading import Reading, Source
from hedgerow.store.files import ARTICLE_LINES, open_to_read, pass_over_line
from hedgerow.store.problem import Problem, ProblemError

EXPECTED = '{"id", "text", "title"?, "outlet"?, "published"?, "url"?}'
"""The fields of a line, as they are named in messages; those with a "?" may be missing."""

_LONGEST = ARTICLE_LINES.longest_line or 0


class Line(NamedTuple):
    """Where one article stands in the file: its id, its line from 1, its bytes and their CRC-32."""

    article: str
    number: int
    offset: int
    length: int
    checksum: int


def scan(path: Path, problems: list[Problem]) -> Iterator[Line]:
    """Go through the file and name its articles, without keeping their texts.

    Args:
        path: the file.
        problems: takes a line's fault; such a line is passed over.
    """
    offset = 0
    with open_to_read(path, ARTICLE_LINES) as file:
        if looks_binary(file.read(8192)):
            remedy = "passed over; take it out of the corpus or convert it"
            problems.append(Problem(path, "not a text file", remedy))
            return
        file.seek(0)
        for number in count(1):
            raw = file.readline(_LONGEST + 1)
            if not raw:
                return
            start, offset = offset, offset + len(raw)
            if len(raw) > _LONGEST:
                offset += 0 if raw.endswith(b"\n") else pass_over_line(file)
                what = f"a line of more than {_LONGEST // 1_000_000:,} MB"
                problems.append(Problem(path, what, "passed over; divide the article", number))
                continue
            if not raw.strip(b" \t\r\n\xef\xbb\xbf"):
                continue
            try:
                record = _parse(raw)
            except ValueError as error:
                problems.append(_bad_line(path, number, str(error)))
                continue
            yield Line(str(record["id"]), number, start, len(raw), zlib.crc32(raw))


def read_line(raw: bytes, source: Source) -> Reading:
    """Read the article on one line.

    Raises:
        ProblemError: the line is no longer what it was when the file was gone through.
    """
    try:
        record = _parse(raw)
    except ValueError as error:
        raise ProblemError(_bad_line(source.path, source.line, str(error))) from error
    if str(record["id"]) != source.article:
        changed = Problem(
            source.path, "the file has changed since it was opened", "open it again", source.line
        )
        raise ProblemError(changed)
    metadata = metadata_from(record)
    problems = []
    if metadata.published is None and (day := stated_date(record)):
        what = fault_of_day(day)
        problems.append(Problem(source.path, what, "write it as 2022-03-02", source.line))
    return Reading(str(record["text"]), metadata=metadata, problems=problems)


def _parse(raw: bytes) -> dict[str, object]:
    """Parse a line, or raise ValueError with a reason that a person understands."""
    try:
        record = orjson.loads(raw.removeprefix(b"\xef\xbb\xbf"))
    except orjson.JSONDecodeError as error:
        raise ValueError(f"not JSON ({error.msg})") from error
    if not isinstance(record, dict):
        raise ValueError("not a JSON object")
    if isinstance(record.get("id"), bool) or not isinstance(record.get("id"), str | int):
        raise ValueError('no "id"')
    if not isinstance(record.get("text"), str):
        raise ValueError('no "text"')
    return record


def _bad_line(path: Path, number: int | None, what: str) -> Problem:
    return Problem(path, what, f"the line was passed over; it should read {EXPECTED}", number)
