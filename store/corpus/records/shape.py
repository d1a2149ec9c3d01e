"""How a file of records is written, told by its beginning, not by its name."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import BinaryIO, Final, Literal, NamedTuple

from hedgerow.store.corpus.readers import JSON_LINES, records_ending
from hedgerow.store.corpus.records.pieces import (
    FaultyRecordError,
    TableForm,
    decoded,
    parse_json,
    rows_of,
)

Form = Literal["lines", "values", "object", "table"]
"""An object a line; an array, or objects in any lines; one object; rows of cells."""

HEAD: Final = 1 << 16

_TABLES: Final = (".csv", ".tsv")
_SEPARATORS: Final = (",", ";", "\t", "|")
_ARRAY: Final = re.compile(rb"(?:\xef\xbb\xbf)?\s*\[(?:\s*[{\]]|[ \t\r]*\n)")
_ROWS_LOOKED_AT: Final = 20


class Shape(NamedTuple):
    """How a file is written; `table` says more of a table."""

    form: Form
    table: TableForm = TableForm(",")
    encoding: str | None = None


def shape_of(stream: BinaryIO, path: Path, encoding: str | None) -> Shape:
    """Tell how a file is written.

    Args:
        stream: the file, at its beginning.
        path: its path, for what its beginning leaves open.
        encoding: how its text is encoded, where a person has said it.
    """
    head = stream.read(HEAD)
    is_whole = len(head) < HEAD
    kind = records_ending(path.name)
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
    if start == b"[" and _is_array(head):
        return Shape("values", encoding=encoding)
    if start != b"{":
        return _other_shape(head, kind, encoding, is_whole=is_whole)
    lines = [line for line in head.split(b"\n") if line.strip()]
    complete = lines if is_whole else lines[:-1]
    objects = sum(_is_object(line, encoding) for line in complete[:50])
    if not complete:  # one line of more than the head
        return Shape("lines" if kind in JSON_LINES else "object", encoding=encoding)
    if objects == 1 == len(complete) and is_whole:
        return Shape("object", encoding=encoding)
    if objects or (kind in JSON_LINES and len(complete) == 1):
        return Shape("lines", encoding=encoding)
    return Shape("object", encoding=encoding)


def _is_array(head: bytes) -> bool:
    """Whether a bracket opens an array of objects: lines that hold an array each are lines."""
    return _ARRAY.match(head) is not None


def _is_object(line: bytes, encoding: str | None) -> bool:
    try:
        return bool(parse_json(line, encoding))
    except FaultyRecordError:
        return False


def _other_shape(head: bytes, kind: str, encoding: str | None, *, is_whole: bool) -> Shape:
    if kind in _TABLES:
        return Shape("table", table_form(head, kind, encoding, is_whole=is_whole), encoding)
    return Shape("lines", encoding=encoding)


def table_form(head: bytes, kind: str, encoding: str | None, *, is_whole: bool) -> TableForm:
    """Tell how a table is written by its first lines.

    Args:
        head: the file's first bytes.
        kind: ".csv" or ".tsv", as its name says.
        encoding: how its text is encoded, where a person has said it.
        is_whole: whether that is all of the file.
    """
    encoding = encoding or _encoding_of(head, is_whole=is_whole)
    text = decoded(head, encoding)
    separators = ("\t", *_SEPARATORS) if kind == ".tsv" else _SEPARATORS
    forms = [TableForm(separator, (), is_quoted, encoding)
             for is_quoted in (True, False) for separator in separators]  # fmt: skip
    read = [(form, _first_rows(text, form, is_whole=is_whole)) for form in forms]
    form, rows = max(read, key=lambda pair: _evenness(pair[1]))
    names = rows[0] if rows else []
    return form._replace(names=tuple(name.strip().lstrip("\ufeff") for name in names))


def is_even_table(head: bytes, kind: str) -> bool:
    """Say whether bytes are a table whose rows are as long as its first one."""
    form = table_form(head, kind, None, is_whole=len(head) < HEAD)
    rows = _first_rows(decoded(head, form.encoding), form, is_whole=len(head) < HEAD)
    has_columns, evenness, *_ = _evenness(rows)
    is_prose = any(name.startswith(" ") for name in rows[0]) if rows else True
    return len(rows) > 1 and bool(has_columns) and evenness == 1.0 and not is_prose


def _encoding_of(head: bytes, *, is_whole: bool) -> str:
    from hedgerow.store.corpus.readers.detecting import detect

    whole_lines = head if is_whole else head[: head.rfind(b"\n") + 1]
    try:
        whole_lines.decode("utf-8")
    except UnicodeDecodeError:
        return detect(whole_lines)
    return "utf-8"


def _first_rows(text: str, form: TableForm, *, is_whole: bool) -> list[list[str]]:
    rows: list[list[str]] = []
    csv.field_size_limit(HEAD * 4)
    try:
        for cells in rows_of(text, form):
            if any(cells) and not (not rows and cells[0].lower().startswith("sep=")):
                rows.append(cells)
            if len(rows) > _ROWS_LOOKED_AT:
                break
    except csv.Error:
        return rows[:1]
    return rows if is_whole or len(rows) > _ROWS_LOOKED_AT else rows[:-1] or rows


def _evenness(rows: list[list[str]]) -> tuple[int, float, int, int]:
    """Rank a way to read a table: more than one column, then rows as long as the first one."""
    if not rows or len(rows[0]) < 2:
        return 0, 0.0, 0, 0
    even = sum(len(row) == len(rows[0]) for row in rows) / len(rows)
    return 1, even, len(rows[0]), len(rows)


def list_within(
    found: Mapping[str, object], has_text: Callable[[Mapping[str, object]], bool], depth: int = 3
) -> tuple[str, ...] | None:
    """Find the array of articles within an object, such as `{"status": "ok", "articles": […]}`.

    Args:
        found: the object.
        has_text: says of an element whether it has a text; else the longest array is taken.
        depth: how deep to look.

    Returns:
        The names that lead there; None where there is no array of objects.
    """
    arrays = list(_arrays(found, (), depth))
    if not arrays:
        return None
    best = max(arrays, key=lambda pair: (_texts(pair[1], has_text), len(pair[1])))
    return best[0]


def _arrays(
    found: Mapping[str, object], path: tuple[str, ...], depth: int
) -> list[tuple[tuple[str, ...], list[Mapping[str, object]]]]:
    arrays = []
    for name, value in found.items():
        if isinstance(value, list) and value and isinstance(value[0], dict):
            arrays.append(((*path, name), value))
        elif isinstance(value, dict) and depth > 1:
            arrays += _arrays(value, (*path, name), depth - 1)
    return arrays


def _texts(
    elements: list[Mapping[str, object]], has_text: Callable[[Mapping[str, object]], bool]
) -> int:
    return sum(has_text(one) for one in elements[:50] if isinstance(one, dict))
