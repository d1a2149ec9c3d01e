"""Annotations: what people mark in articles, as documents in the corpus's journal."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from operator import itemgetter
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple
from weakref import WeakKeyDictionary

from hedgerow.store.annotations.annotation import Annotation, annotation_from, is_usable
from hedgerow.store.problem import Problem

if TYPE_CHECKING:
    from hedgerow.store.journal import Document, Journal, Line, LineFile, Record, Snapshot

_MANY = 200_000  # bytes of a table whose annotations take more time than half a frame
_TABLES_PARSED = 8


class _Parsed(NamedTuple):
    """What came of reading a record as an annotation; `made` is the fault where it is none."""

    record: Record
    made: Annotation | str


class Annotations:
    """All that has been marked in one corpus, by whomever, one journal table an article.

    Attributes:
        folder: the folder of the journal.
        annotator: whose marks the ones made here are.
    """

    def __init__(self, folder: Path, annotator: str, *, create_dirs: bool = False) -> None:
        """Use a folder of annotations, which is made with the first save.

        Args:
            folder: the folder.
            annotator: who works here.
            create_dirs: make the folders above it, too.
        """
        self.folder = folder
        self.annotator = annotator
        self._create_dirs = create_dirs
        self._journal: Journal | None = None
        self._opening = Lock()
        self._parsed: WeakKeyDictionary[LineFile, dict[str, _Parsed]] = WeakKeyDictionary()

    @property
    def journal(self) -> Journal:
        """The TinyDB database behind it; TinyDB is loaded when it is first asked for."""
        if self._journal is None:
            with self._opening:  # two threads must not have two, each with a lock of its own
                if self._journal is None:
                    from hedgerow.store.journal import Journal

                    self._journal = Journal(self.folder, create_dirs=self._create_dirs)
        return self._journal

    def records(self, article: str) -> Iterator[Record]:
        """Give the journal's records of an article's annotations, in the order of its text."""
        yield from sorted(self._of_type(article, "annotation"), key=text_order)

    def of(self, article: str) -> list[Annotation]:
        """Give the annotations of an article, in text order; unreadable ones are in `problems`."""
        parsed = sorted(self._read_all(article), key=lambda one: text_order(one.record))
        return [one.made for one in parsed if isinstance(one.made, Annotation)]

    def are_many(self, article: str) -> bool:
        """Say whether reading an article's annotations would hold up a frame; none is read."""
        try:
            return self.journal.table(article).file.path.stat().st_size > _MANY
        except OSError:
            return False

    def get(self, article: str, key: str) -> Annotation | None:
        """Give one annotation as it stands now; None if it has been removed or can't be used."""
        file = self.journal.table(article).file
        file.refresh()
        return self.read(key, file.document(key))

    def is_removed(self, article: str, key: str) -> bool:
        """Say whether an annotation is not there, as far as is known without reading a file."""
        return self.journal.table(article).file.document(key) is None

    def read(self, key: str, document: Document | None) -> Annotation | None:
        """Read a document; None where there is none, or it is no annotation that can be used."""
        try:
            return annotation_from(key, document) if document is not None else None
        except ValueError:
            return None

    def lines(self, article: str, until: str | None = None) -> tuple[list[Line], list[Problem]]:
        """Read an article's annotations as an export has them, without keeping any in memory.

        Args:
            article: the article's id.
            until: the instant after which the change of a line is a problem, as in `problems`.

        Returns:
            Those that stand, in the order of the text, and what `problems` would give.

        Raises:
            ProblemError: they can't be read.
        """
        return self._lines(article, self.journal.snapshot(article), until)

    def reviewed_lines(self, article: str) -> tuple[list[Line], list[Problem], list[Line]]:
        """Read an article's annotations as `lines` does, and its reviews as they stand there.

        Raises:
            ProblemError: they can't be read.
        """
        snapshot = self.journal.snapshot(article)
        reviews = [line for line in snapshot.lines if line.get("type") == "review"]
        return *self._lines(article, snapshot), reviews

    def _lines(
        self, article: str, snapshot: Snapshot, until: str | None = None
    ) -> tuple[list[Line], list[Problem]]:
        lines = [line for line in snapshot.lines if line.get("type") == "annotation"]
        is_in_time = until is None or snapshot.latest <= until
        if is_in_time and not snapshot.unreadable and all(map(is_usable, lines)):
            lines.sort(key=_PLAIN_ORDER)
            return lines, []
        lines.sort(key=_line_order)
        return lines, self.problems(article, until)

    def passing(self, articles: Iterable[str]) -> Iterator[str]:
        """Give articles one after the other, and keep no more in memory than was kept before."""
        return self.journal.passing(articles)

    def placements(self, article: str) -> Iterator[Record]:
        """Give what was found when an article's text had changed; `placement` reads it."""
        return self._of_type(article, "placement")

    def published(self, article: str) -> str | None:
        """Give the publication date that an annotator has set for an article, ISO 8601."""
        said = list(self._of_type(article, "published"))
        newest = max(said, key=lambda record: (record.at, record.id), default=None)
        return str((newest.document or {}).get("published")) if newest else None

    def may_be_dated(self, article: str) -> bool:
        """Say whether `published` might give a date, in less time where there are many lines."""
        return self.journal.table(article).file.mentions(b'"published"')

    def publication(self, article: str, published: str) -> Document:
        """Make the document that sets the publication date of an article (ISO 8601)."""
        return {
            "type": "published",
            "article": article,
            "published": published,
            "annotator": self.annotator,
        }

    def articles(self) -> set[str]:
        """Name the articles that have a table, whether the corpus has them or not."""
        return self.journal.tables()

    def problems(self, article: str, until: str | None = None) -> list[Problem]:
        """Name each line of an article's table that can't be read, or is no annotation.

        Args:
            article: the article's id.
            until: tell, too, of the documents whose last change was made after this instant.
        """
        from hedgerow.store.journal import fault_of

        file = self.journal.table(article).file
        file.refresh()
        problems = [
            Problem(file.path, fault_of(line), "the line is kept; correct it or take it out", n)
            for n, line in file.unreadable
        ]
        unusable = {
            record.id: f"annotation {record.id} can't be used: {fault}"
            for record, fault in self._read_all(article)
            if isinstance(fault, str)
        }
        # What only follows such a change has an instant of its own, and is none.
        late = [one for one in file.records.values() if until is not None and one.made_at > until]
        lines = file.line_numbers() if unusable or late else {}
        remedy = "it is kept; correct it or remove it"
        for key, what in unusable.items():
            problems.append(Problem(file.path, what, remedy, lines.get(key)))
        if late:
            last = max(late, key=lambda one: (one.made_at, one.id))
            what = f"a clock that runs ahead has dated changes here, {len(late):,} in all"
            what += f", the last {last.made_at}"
            remedy = "they are kept; see to that machine's clock"
            problems.append(Problem(file.path, what, remedy, lines.get(last.id)))
        return problems

    def _read_all(self, article: str) -> Iterator[_Parsed]:
        """Read each record that should be an annotation, once for as long as it stands."""
        known = self._known(self.journal.table(article).file)
        for record in self._of_type(article, "annotation"):
            parsed = known.get(record.id)
            if parsed is None or parsed.record is not record:
                parsed = known[record.id] = _parsed(record)
            yield parsed

    def _known(self, file: LineFile) -> dict[str, _Parsed]:
        """Give what has been read of a table before; of few tables, as one works on few at once."""
        known = self._parsed.get(file)
        if known is None:
            for other in list(self._parsed)[: 1 - _TABLES_PARSED]:
                self._parsed.pop(other, None)
            known = self._parsed.setdefault(file, {})
        return known

    def _of_type(self, article: str, document_type: str) -> Iterator[Record]:
        for record in self.journal.table(article).records():
            if record.document is not None and record.document.get("type") == document_type:
                yield record


def _parsed(record: Record) -> _Parsed:
    try:
        return _Parsed(record, annotation_from(record.id, record.document or {}))
    except ValueError as error:
        return _Parsed(record, str(error))


def text_order(record: Record) -> tuple[int, int, str, str]:
    """Give what annotations are ordered by: their span, then their label."""
    return _text_order(record.document or {}, record.id)


def _line_order(line: Line) -> tuple[int, int, str, str]:
    return _text_order(line, line["id"])


_PLAIN_ORDER = itemgetter("start", "end", "label", "id")
"""The same of a line that is known to be usable."""


def _text_order(document: Document, key: str) -> tuple[int, int, str, str]:
    start, end = document.get("start"), document.get("end")
    return (
        start if isinstance(start, int) else 0,
        end if isinstance(end, int) else 0,
        str(document.get("label")),
        key,
    )


def default_annotator() -> str:
    """Name the person at the keyboard: `HEDGEROW_ANNOTATOR`, else the login name."""
    if name := os.environ.get("HEDGEROW_ANNOTATOR"):
        return os.fsencode(name).decode("utf-8", "replace")
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # a container may give its user no name
        return "reader"
