"""A stream divided into records: each with its place, its bytes, and what it says or why not."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import count
from typing import BinaryIO, Final, NamedTuple

import orjson

from hedgerow.store.files import ARTICLE_LINES, pass_over_line

LONGEST: Final = ARTICLE_LINES.longest_line or 0
"""Bytes that a line, or a record, may have."""

_MARK: Final = b"\xef\xbb\xbf"
_BETWEEN: Final = re.compile(r"[\s,\[\]\x1e\xef\xbb\xbf]*")
_WINDOW: Final = 1 << 18
_NEAR_THE_END: Final = 16
_DECODER: Final = json.JSONDecoder(strict=False)


class RecordPiece(NamedTuple):
    """A record of a file.

    Attributes:
        number: its first line, from 1.
        offset: where its bytes begin.
        raw: its bytes.
        record: what it says; None where there is a `fault`.
        fault: why it can't be used.
    """

    number: int
    offset: int
    raw: bytes
    record: Mapping[str, object] | None
    fault: str = ""


class FaultyRecordError(ValueError):
    """Raised for bytes that are no record; its words say why, to a person."""


# JSON


def parse_json(raw: bytes, encoding: str | None = None) -> dict[str, object]:
    """Read an object.

    Args:
        raw: its bytes.
        encoding: how they are encoded, if not in UTF-8.

    Raises:
        FaultyRecordError: they are no JSON object.
    """
    if encoding is not None:
        try:
            raw = raw.decode(encoding).encode()
        except UnicodeError as error:
            raise FaultyRecordError(f"not {encoding} ({error})") from error
    try:
        record = orjson.loads(raw.removeprefix(_MARK))
    except orjson.JSONDecodeError as error:
        raise FaultyRecordError(f"not JSON ({error.msg})") from error
    if type(record) is not dict:
        raise FaultyRecordError("not a JSON object")
    return record


def json_lines(stream: BinaryIO, encoding: str | None = None) -> Iterator[RecordPiece]:
    """Divide JSON Lines; a line that is blank is none."""
    offset = 0
    for number in count(1):
        raw = stream.readline(LONGEST + 1)
        if not raw:
            return
        start, offset = offset, offset + len(raw)
        if len(raw) > LONGEST:
            offset += 0 if raw.endswith(b"\n") else pass_over_line(stream)
            yield RecordPiece(
                number, start, b"", None, f"a line of more than {LONGEST // 1_000_000:,} MB"
            )
        elif raw.strip(b" \t\r\n\xef\xbb\xbf"):
            try:
                yield RecordPiece(number, start, raw, parse_json(raw, encoding))
            except FaultyRecordError as error:
                yield RecordPiece(number, start, raw, None, str(error))


class _Window:
    """The part of a stream that is at hand: each byte as one character, so that offsets agree."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._size = _WINDOW
        self.text = ""
        self.base = 0  # the offset of the text's first character
        self._line, self._counted = 1, 0  # the line at a position of the text

    def more(self) -> bool:
        """Read further; say whether there was something left."""
        data = self._stream.read(self._size)
        self.text += data.decode("latin-1")
        self._size = max(_WINDOW, len(self.text))
        return bool(data)

    def line_at(self, at: int) -> int:
        """Give the line of a position, which is not before the one that was last asked for."""
        self._line += self.text.count("\n", self._counted, at)
        self._counted = at
        return self._line

    def drop(self, end: int) -> None:
        """Let go of what stands before a position."""
        self.line_at(end)
        self._counted = 0
        self.base += end
        self.text = self.text[end:]
        self._size = _WINDOW


def json_values(stream: BinaryIO, encoding: str | None = None) -> Iterator[RecordPiece]:
    """Divide an array of objects, or objects that follow one another on any lines."""
    window = _Window(stream)
    at = 0
    while True:
        at = _between(window.text, at)
        if at == len(window.text):
            window.drop(at)
            at = 0
            if not window.more():
                return
            continue
        end, fault = _value_end(window, at)
        number = window.line_at(at)
        if end is None:
            yield RecordPiece(number, window.base + at, b"", None, fault)
            return
        raw = window.text[at:end].encode("latin-1")
        yield _parsed(number, window.base + at, raw, encoding)
        if end > _WINDOW // 2:
            window.drop(end)
            end = 0
        at = end


def _between(text: str, at: int) -> int:
    found = _BETWEEN.match(text, at)
    return found.end() if found else at


def _value_end(window: _Window, at: int) -> tuple[int | None, str]:
    """Say where the value at a position ends, reading as far as that takes; else why it has none.

    A number may go on in the next window, but none is a record.
    """
    while True:
        try:
            return _DECODER.raw_decode(window.text, at)[1], ""
        except json.JSONDecodeError as error:
            is_cut = error.pos > len(window.text) - _NEAR_THE_END or "Unterminated" in error.msg
            if len(window.text) - at > LONGEST:
                return None, f"a record of more than {LONGEST // 1_000_000:,} MB"
            if not is_cut or not window.more():
                return None, f"not JSON from here on ({error.msg})"
        except RecursionError:
            return None, "nested too deeply"


def _parsed(number: int, offset: int, raw: bytes, encoding: str | None) -> RecordPiece:
    try:
        return RecordPiece(number, offset, raw, parse_json(raw, encoding))
    except FaultyRecordError as error:
        return RecordPiece(number, offset, raw, None, str(error))


def values_within(
    data: bytes, path: Sequence[str], encoding: str | None = None
) -> Iterator[RecordPiece]:
    """Divide the array that stands in an object, under names within names.

    Args:
        data: the object.
        path: the names that lead to the array.
        encoding: how it is encoded, if not in UTF-8.
    """
    text = data.decode("latin-1")
    at = text.find("{") + 1
    for depth, name in enumerate(path):
        at = _value_of(text, at, name)
        if depth < len(path) - 1:
            at = text.find("{", at) + 1
    at = text.find("[", at) + 1
    line, counted = 1, 0
    while True:
        at = _SPACES.match(text, at).end()  # type: ignore[union-attr]  # it matches nothing, too
        if text[at : at + 1] in ("]", ""):
            return
        end = _DECODER.raw_decode(text, at)[1]
        line, counted = line + text.count("\n", counted, at), at
        yield _parsed(line, at, text[at:end].encode("latin-1"), encoding)
        at = end


_SPACES: Final = re.compile(r"[\s,:]*")


def _value_of(text: str, at: int, name: str) -> int:
    """Go through the members of an object from its first; say where the value of one begins."""
    raw_name = name.encode().decode("latin-1")
    while True:
        at = _SPACES.match(text, at).end()  # type: ignore[union-attr]
        key, at = _DECODER.raw_decode(text, at)
        at = _SPACES.match(text, at).end()  # type: ignore[union-attr]
        if key in (name, raw_name):
            return at
        at = _DECODER.raw_decode(text, at)[1]


# Tables


class TableForm(NamedTuple):
    """How a table is written.

    Attributes:
        separator: what stands between two cells.
        names: those of the columns; none before they are known.
        is_quoted: whether a cell may stand in quotation marks.
        encoding: how its text is encoded.
    """

    separator: str
    names: tuple[str, ...] = ()
    is_quoted: bool = True
    encoding: str = "utf-8"


class _TableLines:
    """The lines of a table as they are asked for; those of the row at hand are kept."""

    def __init__(self, stream: BinaryIO, encoding: str) -> None:
        self._stream = stream
        self._encoding = encoding
        self.taken: list[bytes] = []
        self.offset = 0
        self.number = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        raw = self._stream.readline(LONGEST)
        if not raw:
            raise StopIteration
        self.taken.append(raw)
        self.offset += len(raw)
        self.number += 1
        return decoded(raw, self._encoding)


def decoded(raw: bytes, encoding: str) -> str:
    """Decode cells; what is not in the encoding is replaced."""
    return raw.removeprefix(_MARK).decode(encoding, "replace").replace("\0", "\ufffd")


def table_rows(stream: BinaryIO, form: TableForm) -> Iterator[RecordPiece]:
    """Divide a table; its first row has the names of the columns, and is no record."""
    csv.field_size_limit(LONGEST)
    lines = _TableLines(stream, form.encoding)
    rows = _cells(lines, form)
    is_first = True
    while True:
        number, offset = lines.number + 1, lines.offset
        lines.taken.clear()
        try:
            cells = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            yield RecordPiece(number, offset, b"", None, f"not a row of a table ({error})")
            continue
        if is_first and not _is_hint(cells):
            is_first = False
        elif not is_first and any(cells):
            yield _row(number, offset, b"".join(lines.taken), cells, form.names)


def parse_row(raw: bytes, form: TableForm) -> dict[str, object]:
    """Read a row from its bytes.

    Raises:
        FaultyRecordError: it is none.
    """
    csv.field_size_limit(LONGEST)
    try:
        cells = next(rows_of(decoded(raw, form.encoding), form), [])
    except csv.Error as error:
        raise FaultyRecordError(f"not a row of a table ({error})") from error
    piece = _row(0, 0, raw, cells, form.names)
    if piece.record is None:
        raise FaultyRecordError(piece.fault)
    return dict(piece.record)


def rows_of(text: str, form: TableForm) -> Iterator[list[str]]:
    """Give the rows of a text, as cells."""
    return _cells(io.StringIO(text, newline="\n"), form)


def _cells(lines: Iterator[str], form: TableForm) -> Iterator[list[str]]:
    if form.is_quoted:
        return csv.reader(lines, delimiter=form.separator)
    return csv.reader(lines, delimiter=form.separator, quoting=csv.QUOTE_NONE)


def _is_hint(cells: list[str]) -> bool:
    """Whether this is Excel's hint "sep=;", or a line without anything."""
    return not any(cells) or (cells[0].lower().startswith("sep=") and len(cells[0]) <= 5)


def _row(
    number: int, offset: int, raw: bytes, cells: list[str], names: tuple[str, ...]
) -> RecordPiece:
    if any(cells[len(names) :]):
        return RecordPiece(number, offset, raw, None, "more cells than the first row has names")
    return RecordPiece(number, offset, raw, dict(zip(names, cells, strict=False)))
