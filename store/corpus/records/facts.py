"""What a record says of an article, column by column."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from typing import Final, TypeVar

from hedgerow.store.corpus.records.columns import FIELDS, ColumnFinder, ColumnsOfRecords
from hedgerow.store.corpus.records.values import (
    address_in,
    day_value,
    id_in,
    id_of_content,
    name_in,
    outlet_in,
    text_in,
)

Record = Mapping[str, object]
_Value = TypeVar("_Value")
_LONGEST_NULL: Final = 10  # characters of which "undefined" and the like have fewer
_DEEPEST: Final = 2  # records within records that are looked into


class RecordReader:
    """Reads records of one file.

    Attributes:
        finder: finds the columns of each.
        name: the id of an article that is alone in its file, where it states none.
    """

    def __init__(self, finder: ColumnFinder, name: str | None = None) -> None:
        self.finder = finder
        self.name = name

    def text(self, record: Record) -> str | None:
        """Give the text as it stands in the record; None where there is none."""
        if text := self._first(record, "text", _text):
            return text
        empty = None if "text" in self.finder.given else record.get("text")
        return empty if isinstance(empty, str) else None

    def title(self, record: Record) -> str | None:
        """Give the title."""
        return self._first(record, "title", name_in)

    def outlet(self, record: Record) -> str | None:
        """Give the outlet."""
        return self._first(record, "outlet", outlet_in)

    def url(self, record: Record) -> str | None:
        """Give the address."""
        return self._first(record, "url", address_in)

    def id(self, record: Record, text: str) -> str:
        """Give the id that the record states, else one that is made of what it says."""
        if self.name is not None:
            return self._first(record, "id", _own_id) or self.name
        return self._first(record, "id", id_in) or id_of_content(text, self.title(record))

    def listed(self, record: Record) -> tuple[str | None, str, list[object]]:
        """Give the text, the id and what is stated as the day, all at one go.

        Nearly all records state them as plain texts; what else there is takes longer.
        """
        columns = self.finder.columns_of(record)
        text = record[columns.text[0]] if columns.text else None
        if type(text) is not str or not text or text.isspace():
            text = self.text(record)
            if text is None:
                return None, "", []
        id_ = record[columns.id[0]] if columns.id and self.name is None else None
        if type(id_) is not str or not id_ or len(id_) < _LONGEST_NULL:
            id_ = self.id(record, text)
        day = record[columns.published[0]] if columns.published else None
        days: list[object] = [day] if type(day) is str and day else self.days(record)
        return text, id_, days

    def days(self, record: Record) -> list[object]:
        """Give what the record states as its day, column by column."""
        stated = self._all(record, "published", lambda value: day_value(value) or None)
        parts = [_part(record, name) for name in ("year", "month", "day")]
        return ["-".join(parts), *stated] if all(parts) else stated

    def _first(
        self, record: Record, field: str, read: Callable[[object], _Value | None], depth: int = 0
    ) -> _Value | None:
        columns = self.finder.columns_of(record)
        for name in getattr(columns, field):
            if value := read(record[name]):
                return value
        if columns.within and depth < _DEEPEST:
            for inner in _inner_records(record, columns):
                if value := self._first(inner, field, read, depth + 1):
                    return value
        return None

    def _all(
        self, record: Record, field: str, read: Callable[[object], _Value | None], depth: int = 0
    ) -> list[_Value]:
        columns = self.finder.columns_of(record)
        found = [value for name in getattr(columns, field) if (value := read(record[name]))]
        if not found and columns.within and depth < _DEEPEST:
            for inner in _inner_records(record, columns):
                found += self._all(inner, field, read, depth + 1)
        return found

    # What was taken for what

    def used(self, record: Record, depth: int = 0) -> dict[str, str]:
        """Name the column that each field was taken from."""
        found: dict[str, str] = {}
        columns = self.finder.columns_of(record)
        read: dict[str, Callable[[object], object]] = {
            "text": _text, "title": name_in, "outlet": outlet_in, "published": day_value,
            "url": address_in, "id": _own_id if self.name is not None else id_in,
        }  # fmt: skip
        for field in FIELDS:
            names = getattr(columns, field)
            if name := next((name for name in names if read[field](record[name])), None):
                found[field] = name
        for wrapper in columns.within if depth < _DEEPEST else ():
            if isinstance(inner := record.get(wrapper), Mapping):
                for field, name in self.used(inner, depth + 1).items():
                    found.setdefault(field, f"{wrapper}.{name}")
        return found


def _inner_records(record: Record, columns: ColumnsOfRecords) -> list[Record]:
    inner = (record[name] for name in columns.within)
    return [value for value in inner if isinstance(value, Mapping)]


def _text(value: object) -> str | None:
    text = value if isinstance(value, str) else text_in(value)
    return text if text and not text.isspace() else None


def _part(record: Record, name: str) -> str:
    """Give a part of a day that has a column of its own."""
    value = record.get(name) or record.get(name.capitalize()) or ""
    return str(value) if isinstance(value, int | str) and str(value).isdigit() else ""


def _own_id(value: object) -> str | None:
    """Give an id that is no address: an article that is alone is called by its file before that."""
    own = id_in(value)
    return None if own is None or "://" in own else own


def most_used(used: list[dict[str, str]]) -> dict[str, tuple[str, ...]]:
    """Say of each field from which columns it was taken, the most frequent first."""
    counts = {field: Counter(one[field] for one in used if field in one) for field in FIELDS}
    return {
        field: tuple(name for name, _ in count.most_common(2))
        for field, count in counts.items()
        if count
    }
