"""A file of records: what it is, the articles that stand in it, and one of them read."""

from __future__ import annotations

import zlib
from collections.abc import Generator, Iterator, Mapping
from contextlib import closing
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import Final, NamedTuple

from hedgerow.store.corpus.readers import JSON_LINES, records_ending
from hedgerow.store.corpus.readers.days import fault_of_day, possible_days
from hedgerow.store.corpus.readers.heads import read_head
from hedgerow.store.corpus.readers.reading import Metadata, Reading, Source
from hedgerow.store.corpus.records.columns import ColumnFinder, is_of_hedgerow
from hedgerow.store.corpus.records.facts import Record, RecordReader, most_used
from hedgerow.store.corpus.records.faults import EXPECTED, NO_TEXT, Faults
from hedgerow.store.corpus.records.pieces import (
    LONGEST,
    FaultyRecordError,
    RecordPiece,
    json_lines,
    json_values,
    parse_json,
    parse_row,
    table_rows,
    values_within,
)
from hedgerow.store.corpus.records.shape import Shape, list_within, shape_of
from hedgerow.store.corpus.records.unpacked import unpacked
from hedgerow.store.corpus.records.values import is_html
from hedgerow.store.problem import Problem, ProblemError

MONTH_FIRST: Final = "month-first"
DAY_ORDERS: Final = ("day-first", MONTH_FIRST)
"""How 3/2/2022 is to be read; said of the column of the day, as in "pub_date:month-first"."""

_SAMPLE: Final = 100
_LARGEST_SAMPLE: Final = 4_000_000
_MOST_DAYS: Final = 50_000
_TAGS: Final = frozenset(("article", "label", "start", "end", "quote"))
_MENTIONS: Final = frozenset(("article", "text_sha256", "speakers", "attributions"))


class RecordLine(NamedTuple):
    """Where one article stands in the file: its id, its line from 1, its bytes and their CRC-32."""

    article: str
    number: int
    offset: int
    length: int
    checksum: int


class Sample(NamedTuple):
    """What the first records of a file show.

    Attributes:
        records: how many there are.
        texts: how many of them have a text.
        excerpts: how many have a summary, where none has a text.
        used: the columns of each field, where they aren't Hedgerow's own.
        names: the names of the first record's columns.
        is_own_export: whether they are tags or mentions that Hedgerow has written.
        is_hedgerows: whether they have the form that Hedgerow writes articles in.
        is_alone: whether the file is one article, which has the file's name without an id.
    """

    records: int = 0
    texts: int = 0
    excerpts: int = 0
    used: Mapping[str, tuple[str, ...]] = {}
    names: tuple[str, ...] = ()
    is_own_export: bool = False
    is_hedgerows: bool = False
    is_alone: bool = False

    @property
    def taken(self) -> tuple[tuple[str, str], ...]:
        """The fields whose columns have other names, each with what it was taken from."""
        named = {
            field: " or ".join(f"“{one}”" for one in names) for field, names in self.used.items()
        }
        if self.excerpts:
            named["text"] += " (a summary)"
        if self.used and "id" not in self.used and not self.is_alone:
            named["id"] = "the text itself"
        return tuple((field, name) for field, name in named.items() if name != f"“{field}”")


class RecordFile:
    """One file of records.

    Attributes:
        path: the file; in an archive, below its path.
    """

    def __init__(
        self,
        path: Path,
        *,
        fields: Mapping[str, str] | None = None,
        encoding: str | None = None,
        name: str | None = None,
    ) -> None:
        """Name a file; nothing is opened before it is used.

        Args:
            path: the file.
            fields: the column of a field, where a person has named it.
            encoding: how its text is encoded, where a person has said it.
            name: the id of an article that is alone in its file, where it states none.
        """
        self.path = path
        self._fields = dict(fields or {})
        column, _, order = self._fields.get("published", "").rpartition(":")
        self._day_order = order if order in DAY_ORDERS else ""
        if self._day_order and column:
            self._fields["published"] = column
        elif self._day_order:
            del self._fields["published"]
        self._encoding = encoding
        self._name = name

    # What the file is

    @cached_property
    def shape(self) -> Shape:
        """How it is written.

        Raises:
            OSError, ProblemError: it can't be opened.
        """
        with unpacked(self.path) as stream:
            return shape_of(stream, self.path, self._encoding)

    @cached_property
    def sample(self) -> Sample:
        """What its first records show.

        Raises:
            OSError, ProblemError: it can't be opened.
        """
        records: list[Record] = []
        size = 0
        with closing(self._pieces()) as pieces:
            for piece in islice(pieces, _SAMPLE):
                if piece.record is not None:
                    records.append(piece.record)
                size += len(piece.raw)
                if size > _LARGEST_SAMPLE:
                    break
        return self._sampled(records)

    def _sampled(self, records: list[Record]) -> Sample:
        if not records:
            return Sample()
        first = records[0]
        finder = ColumnFinder(self._fields)
        reader = self._reader_with(finder)
        texts = sum(reader.text(record) is not None for record in records)
        excerpts = 0
        if not texts:
            finder = ColumnFinder(self._fields, takes_excerpts=True)
            reader = self._reader_with(finder)
            excerpts = sum(reader.text(record) is not None for record in records)
        used = most_used([reader.used(record) for record in records])
        hedgerows = all(finder.columns_of(record).are_hedgerows for record in records)
        return Sample(
            len(records),
            texts,
            excerpts,
            used={} if hedgerows else used,
            names=tuple(first),
            is_own_export=is_own_export(first),
            is_hedgerows=is_of_hedgerow(first),
            is_alone=self._is_alone,
        )

    @cached_property
    def _reader(self) -> RecordReader:
        is_excerpt = bool(self.sample.excerpts)
        return self._reader_with(ColumnFinder(self._fields, takes_excerpts=is_excerpt))

    def _reader_with(self, finder: ColumnFinder) -> RecordReader:
        return RecordReader(finder, self._name if self._is_alone else None)

    # Its records

    @cached_property
    def _whole(self) -> tuple[bytes, tuple[str, ...] | None]:
        """An object that fills the file, and the names that lead to the articles within it.

        Where it is itself the article, or holds none, no names lead anywhere.
        """
        with unpacked(self.path) as stream:
            data = stream.read(LONGEST + 1)
        if len(data) > LONGEST:
            return data[:1], None
        try:
            record = parse_json(data, self._encoding)
        except FaultyRecordError:
            return data, None
        plain = RecordReader(ColumnFinder(self._fields))
        if plain.text(record) is not None:
            return data, None
        with_excerpts = RecordReader(ColumnFinder(self._fields, takes_excerpts=True))
        path = list_within(record, lambda one: with_excerpts.text(one) is not None)
        return data, path

    @property
    def _is_alone(self) -> bool:
        is_object = self.shape.form == "object" and self._whole[1] is None
        return is_object and not self._is_of_lines

    @property
    def _is_one_line(self) -> bool:
        """Whether the object is the only line of a file of lines, and itself the article."""
        data, path = self._whole
        return self._is_of_lines and path is None and b"\n" not in data.strip()

    @property
    def _is_of_lines(self) -> bool:
        """Whether its name says that each line is a record, also where there is only one."""
        return records_ending(self.path.name) in JSON_LINES

    def _pieces(self) -> Generator[RecordPiece, None, None]:
        shape = self.shape
        if shape.form == "object" and not self._is_one_line:
            yield from self._pieces_of_object()
            return
        with unpacked(self.path) as stream:
            if shape.form == "table":
                yield from table_rows(stream, shape.table)
            elif shape.form == "values":
                yield from json_values(stream, shape.encoding)
            else:
                yield from json_lines(stream, shape.encoding)

    def _pieces_of_object(self) -> Iterator[RecordPiece]:
        data, path = self._whole
        if path is not None:
            yield from values_within(data, path, self.shape.encoding)
            return
        try:
            yield RecordPiece(1, 0, data, parse_json(data, self.shape.encoding))
        except FaultyRecordError:  # objects that follow one another, or none
            with unpacked(self.path) as stream:
                yield from json_values(stream, self.shape.encoding)

    def articles(self, faults: Faults) -> Iterator[RecordLine]:
        """Go through the file and name its articles, without keeping their texts.

        Args:
            faults: takes what is wrong with records; those are passed over.

        Raises:
            OSError, ProblemError: it can't be read, or not to its end.
        """
        for line, _, _ in self._lines(faults):
            yield line

    def records(self, faults: Faults) -> Iterator[tuple[RecordLine, Reading]]:
        """Go through the file and read its articles, one after the other.

        Args:
            faults: as in `articles`.

        Raises:
            OSError, ProblemError: as `articles`.
        """
        for line, record, text in self._lines(faults):
            yield line, self._reading(record, text)

    def _lines(self, faults: Faults) -> Iterator[tuple[RecordLine, Record, str]]:
        listed = self._reader.listed
        for number, offset, raw, record, fault in self._pieces():
            if record is None:
                faults.add(fault, number)
                continue
            text, id_, days = listed(record)
            if text is None:
                faults.add(NO_TEXT, number)
                continue
            if days and self._day(days) is None:
                stated = self._reader.days(record)
                if self._day(stated) is None:
                    faults.add_day(fault_of_day(str(stated[0])), number)
            yield RecordLine(id_, number, offset, len(raw), zlib.crc32(raw)), record, text

    @cached_property
    def _days(self) -> dict[object, tuple[str, ...]]:
        return {}

    def _day(self, stated: list[object]) -> str | None:
        """Give the first day that is stated; none where that may be two."""
        known = self._days
        for value in stated:
            if value not in known:
                if len(known) > _MOST_DAYS:
                    known.clear()
                known[value] = self._possible(value)
            if days := known[value]:
                return days[0] if len(days) == 1 else None
        return None

    def _possible(self, value: object) -> tuple[str, ...]:
        days = possible_days(value)
        if len(days) == 2 and self._day_order:  # the first of the two is that with the day first
            return (days[self._day_order == MONTH_FIRST],)
        return days

    # One of them

    def read(self, raw: bytes, source: Source) -> Reading:
        """Read an article.

        Args:
            raw: the bytes of its record.
            source: where it stands, and the id under which it was found.

        Raises:
            ProblemError: it is no longer what it was when the file was gone through.
        """
        changed = Problem(
            source.path, "the file has changed since it was opened", "open it again", source.line
        )
        try:
            if self.shape.form == "table":
                record = parse_row(raw, self.shape.table)
            else:
                record = parse_json(raw, self.shape.encoding)
        except FaultyRecordError as error:
            remedy = f"the line was passed over; it should read {EXPECTED}"
            raise ProblemError(Problem(source.path, str(error), remedy, source.line)) from error
        text = self._reader.text(record)
        if text is None or self._reader.id(record, text) != source.article:
            raise ProblemError(changed)
        return self._reading(record, text)

    def _reading(self, record: Record, text: str) -> Reading:
        published = self._day(self._reader.days(record))
        metadata = Metadata(
            title=self._reader.title(record),
            outlet=self._reader.outlet(record),
            published=published,
            published_from="metadata" if published else "unknown",
            url=self._reader.url(record),
        )
        if not self.sample.is_hedgerows and is_html(text):
            from hedgerow.store.corpus.records.shown import shown_in

            shown, styles = shown_in(text)
            if shown.strip():
                return Reading(shown, styles, metadata)
        read_head(text).complete(metadata)
        return Reading(text, metadata=metadata)


def is_own_export(record: Mapping[str, object]) -> bool:
    """Say whether a record is a tag or an article's mentions as Hedgerow exports them."""
    return record.keys() >= _TAGS or record.keys() >= _MENTIONS
