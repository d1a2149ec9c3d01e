"""Annotations: what people mark in articles, as documents in the corpus's journal."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from operator import itemgetter
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, NamedTuple
from weakref import WeakKeyDictionary

from hedgerow.store.problem import Problem
from hedgerow.store.span import Span

if TYPE_CHECKING:
    from hedgerow.store.journal import Document, Journal, Line, LineFile, Record, Standing

_LONGEST_BRIEF = 32
_MANY = 200_000  # bytes of a table whose annotations take more time than half a frame
_TABLES_PARSED = 8
SCHEMA = 1
"""The version of the annotation document."""


@dataclass(frozen=True, slots=True)
class Said:
    """Words of the article that a tag refers to: a speaker's mention, a cue or a date.

    `start` and `end` are code points into the text, half-open. `value` is the speaker's canonical
    name, the cue's words or the date's TIMEX3 value. `origin` is "extracted", or "human" where
    someone has pointed the tag at it. `more` keeps fields that this version doesn't know.
    """

    value: str
    start: int
    end: int
    origin: str = "extracted"
    more: Mapping[str, Any] = field(default_factory=dict)


ADJUDICATION = "adjudication"
"""The origin of an annotation that is the result of a decision, and nobody's own tag."""


@dataclass(frozen=True, slots=True)
class Provenance:
    """How the result of an adjudication came about.

    `status` is "unanimous" or "adjudicated"; `made_from` are the ids of the annotations that were
    decided on. `more` keeps fields that this version doesn't know.
    """

    status: str
    by: str
    why: str = ""
    made_from: tuple[str, ...] = ()
    more: Mapping[str, Any] = field(default_factory=dict)

    def document(self) -> Document:
        """Write the provenance as it stands in an annotation's document."""
        return {
            "status": self.status,
            "by": self.by,
            "why": self.why,
            "from": list(self.made_from),
            **self.more,
        }


@dataclass(frozen=True, slots=True)
class Annotation:
    """A label on a span of an article, by an annotator.

    `text_sha256` says on which text the span was made; `quote` is that text's slice, `prefix` and
    `suffix` what stood around it. Instants are ISO 8601 in UTC. `is_history` is set where the
    passage has gone and the annotation is kept for what it was. `provenance` is that of the result
    of an adjudication. `more` keeps fields that this version doesn't know.
    """

    id: str
    article: str
    text_sha256: str
    label: str
    start: int
    end: int
    quote: str
    prefix: str
    suffix: str
    annotator: str
    created: str
    modified: str
    codebook: str
    speaker: Said | None = None
    cue: Said | None = None
    date: Said | None = None
    attributes: Mapping[str, str] = field(default_factory=dict)
    confidence: float | None = None
    memo: str = ""
    origin: str = "human"
    is_history: bool = False
    provenance: Provenance | None = None
    more: Mapping[str, Any] = field(default_factory=dict)

    @property
    def is_adjudicated(self) -> bool:
        """Whether it is what was decided where annotators differ, and so nobody's own tag."""
        return self.origin == ADJUDICATION

    def is_own_of(self, annotator: str) -> bool:
        """Whether an annotator has made it as a tag of their own."""
        return self.annotator == annotator and not self.is_adjudicated

    @property
    def span(self) -> Span:
        """The passage, in code points, half-open."""
        return Span(self.start, self.end)

    @property
    def brief(self) -> str:
        """The annotation in a few words: "claim on “extremely concerned”"."""
        return f"{self.label} on “{brief(self.quote)}”"

    def document(self) -> Document:
        """Write the annotation as its journal document (its id goes with the line)."""
        return {
            "type": "annotation",
            "schema": SCHEMA,
            "article": self.article,
            "text_sha256": self.text_sha256,
            "label": self.label,
            "start": self.start,
            "end": self.end,
            "quote": self.quote,
            "prefix": self.prefix,
            "suffix": self.suffix,
            "speaker": _said_document("name", self.speaker),
            "cue": _said_document("text", self.cue),
            "date": _said_document("value", self.date),
            "attributes": dict(self.attributes),
            "confidence": self.confidence,
            "memo": self.memo,
            "origin": self.origin,
            "annotator": self.annotator,
            "created": self.created,
            "modified": self.modified,
            "codebook": self.codebook,
            **({"history": True} if self.is_history else {}),
            **({"provenance": self.provenance.document()} if self.provenance else {}),
            **self.more,
        }


def brief(passage: str) -> str:
    """Shorten a passage to a few words on one line, without the marks around it."""
    from hedgerow.store.passages import shorten

    return shorten(" ".join(passage.split()).strip('“”"'), _LONGEST_BRIEF)


def annotation_from(key: str, document: Document) -> Annotation:
    """Read a journal document.

    Raises:
        ValueError: it is no annotation; the message says which field is at fault.
    """
    fields = dict(document)
    if fields.pop("type", None) != "annotation":
        raise ValueError('its "type" is not "annotation"')
    if fields.get("schema") == SCHEMA:
        del fields["schema"]  # a later one stays among what this version doesn't know
    try:
        known: dict[str, Any] = {name: _text(fields, name) for name in _TEXTS}
        known |= {name: _offset(fields, name) for name in ("start", "end")}
        known |= {name: str(fields.pop(name, None) or "") for name in _OPTIONAL_TEXTS}
        known["speaker"] = _said_from(fields.pop("speaker", None), "name")
        known["cue"] = _said_from(fields.pop("cue", None), "text")
        known["date"] = _said_from(fields.pop("date", None), "value")
        known["attributes"] = dict(fields.pop("attributes", None) or {})
        known["confidence"] = fields.pop("confidence", None)
        known["is_history"] = fields.pop("history", None) is True
        if isinstance(fields.get("provenance"), Mapping):  # another's field may be called so
            known["provenance"] = _provenance_from(fields.pop("provenance"))
    except (KeyError, TypeError) as error:
        raise ValueError(str(error)) from error
    if not 0 <= known["start"] < known["end"]:
        raise ValueError('"start" and "end" are no span')
    if known["end"] - known["start"] != len(known["quote"]):
        raise ValueError('"quote" is not as long as its span')
    known["origin"] = known["origin"] or "human"
    return Annotation(id=key, **known, more=fields)


def is_usable(line: Line) -> bool:
    """Say whether `annotation_from` would read a line that is an annotation, in less time."""
    try:
        article, label, quote, start, end, attributes, speaker, cue, date = _CHECKED(line)
        if (
            type(start) is type(end) is int
            and type(article) is type(label) is type(quote) is str
            and 0 <= start < end == start + len(quote)
            and article
            and label
            and type(attributes) is dict
            and (speaker is None or _is_said(speaker, "name"))
            and (cue is None or _is_said(cue, "text"))
            and (date is None or _is_said(date, "value"))
        ):
            return True
    except KeyError:
        pass  # it may still be usable
    try:
        from hedgerow.store.journal import record_of

        annotation_from("", record_of(line).document or {})
    except ValueError:
        return False
    return True


_CHECKED = itemgetter(*"article label quote start end attributes speaker cue date".split())


def _is_said(value: Any, value_name: str) -> bool:
    return (
        type(value) is dict
        and value_name in value
        and type(value.get("start")) is type(value.get("end")) is int
    )


_TEXTS = ("article", "label", "quote")
_OPTIONAL_TEXTS = (
    "text_sha256 prefix suffix annotator created modified codebook memo origin".split()
)


def _text(fields: dict[str, Any], name: str) -> str:
    value = fields.pop(name, None)
    if not isinstance(value, str) or not value:
        raise ValueError(f'"{name}" is missing or no text')
    return value


def _offset(fields: dict[str, Any], name: str) -> int:
    value = fields.pop(name, None)
    if not isinstance(value, int) or isinstance(value, bool):
        raise ValueError(f'"{name}" is missing or no whole number')
    return value


def _provenance_from(value: Mapping[str, Any]) -> Provenance:
    fields = dict(value)
    texts = {name: str(fields.pop(name, None) or "") for name in ("status", "by", "why")}
    made_from = fields.pop("from", None)
    ids = map(str, made_from) if isinstance(made_from, list) else ()
    return Provenance(**texts, made_from=tuple(ids), more=fields)


def _said_document(value_name: str, said: Said | None) -> dict[str, Any] | None:
    if said is None:
        return None
    return {
        value_name: said.value,
        "start": said.start,
        "end": said.end,
        "origin": said.origin,
        **said.more,
    }


def _said_from(value: Any, value_name: str) -> Said | None:
    if value is None:
        return None
    if not isinstance(value, Mapping):
        raise TypeError(f"{value!r} is not an object")
    fields = dict(value)
    return Said(
        str(fields.pop(value_name)),
        int(fields.pop("start")),
        int(fields.pop("end")),
        str(fields.pop("origin", "extracted")),
        fields,
    )


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
        yield from sorted(self._of_type(article, "annotation"), key=position)

    def of(self, article: str) -> list[Annotation]:
        """Give the annotations of an article, in text order; unreadable ones are in `problems`."""
        parsed = sorted(self._read_all(article), key=lambda one: position(one.record))
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

    def lines(self, article: str) -> tuple[list[Line], list[Problem]]:
        """Read an article's annotations as an export has them, without keeping any in memory.

        Returns:
            Those that stand, in the order of the text, and what `problems` would give.

        Raises:
            ProblemError: they can't be read.
        """
        return self._lines(article, self.journal.standing(article))

    def reviewed_lines(self, article: str) -> tuple[list[Line], list[Problem], list[Line]]:
        """Read an article's annotations as `lines` does, and its reviews as they stand there.

        Raises:
            ProblemError: they can't be read.
        """
        standing = self.journal.standing(article)
        reviews = [line for line in standing.lines if line.get("type") == "review"]
        return *self._lines(article, standing), reviews

    def _lines(self, article: str, standing: Standing) -> tuple[list[Line], list[Problem]]:
        lines = [line for line in standing.lines if line.get("type") == "annotation"]
        if not standing.unreadable and all(map(is_usable, lines)):
            lines.sort(key=_PLAIN_POSITION)
            return lines, []
        lines.sort(key=_line_position)
        return lines, self.problems(article)

    def passing(self, articles: Iterable[str]) -> Iterator[str]:
        """Give articles one after the other, and keep no more in memory than was kept before."""
        return self.journal.passing(articles)

    def placements(self, article: str) -> Iterator[Record]:
        """Give what was found when an article's text had changed; `placement` reads it."""
        return self._of_type(article, "placement")

    def published(self, article: str) -> str | None:
        """Give the publication date that a reader has set for an article, ISO 8601."""
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

    def problems(self, article: str) -> list[Problem]:
        """Name each line of an article's table that can't be read, or is no annotation."""
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
        lines = file.line_numbers() if unusable else {}
        remedy = "it is kept; correct it or remove it"
        for key, what in unusable.items():
            problems.append(Problem(file.path, what, remedy, lines.get(key)))
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

    def _of_type(self, article: str, kind: str) -> Iterator[Record]:
        for record in self.journal.table(article).records():
            if record.document is not None and record.document.get("type") == kind:
                yield record


def _parsed(record: Record) -> _Parsed:
    try:
        return _Parsed(record, annotation_from(record.id, record.document or {}))
    except ValueError as error:
        return _Parsed(record, str(error))


def position(record: Record) -> tuple[int, int, str, str]:
    """Give what annotations are ordered by: their span, then their label."""
    return _position(record.document or {}, record.id)


def _line_position(line: Line) -> tuple[int, int, str, str]:
    return _position(line, line["id"])


_PLAIN_POSITION = itemgetter("start", "end", "label", "id")
"""The same of a line that is known to be usable."""


def _position(document: Document, key: str) -> tuple[int, int, str, str]:
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
