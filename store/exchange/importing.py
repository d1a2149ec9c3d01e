"""Annotations from JSON Lines into the journal: Hedgerow's own lines, and those made elsewhere."""

from __future__ import annotations

import codecs
import uuid
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from pathlib import PurePath
from typing import Any

import orjson

from hedgerow.store.annotations import (
    Annotations,
    Codebook,
    annotation_from,
)
from hedgerow.store.corpus import Article, Corpus
from hedgerow.store.exchange.anchors import anchor_taken_off
from hedgerow.store.exchange.verdicts import taken_off
from hedgerow.store.journal import (
    Record,
    Step,
    is_instant,
    is_too_deep,
    new_id,
    now,
)
from hedgerow.store.problem import Problem, ProblemError
from hedgerow.store.span import Span
from hedgerow.store.tagging import tag

BATCH = 10_000
"""How many lines an import holds at once: some 30 MB. Each article of a batch is one save."""


_WANTED = '{"article", "start", "end", "label", …}'


_NAMESPACE = uuid.UUID("6f3b1c1e-6d8a-5e55-9d0e-2f9f6b7f1a10")


_BEFORE_ALL = "0001-01-01T00:00:00.000000Z"


_SETTLED = frozenset(
    "id at type schema article text_sha256 label start end quote prefix suffix annotator memo "
    "created modified origin codebook".split()
)


@dataclass(slots=True)
class ImportResult:
    """What an import has done: annotations added or brought up to date, known ones, faults.

    `verdicts` are those that were new here, or newer.
    """

    added: int = 0
    known: int = 0
    verdicts: int = 0
    problems: list[Problem] = field(default_factory=list)


def import_lines(
    lines: Iterable[bytes],
    source: str,
    corpus: Corpus,
    annotations: Annotations,
    codebook: Codebook,
) -> ImportResult:
    """Read annotations from JSON Lines into the journal.

    A line of Hedgerow's own keeps its id, its instants and every field, so nothing is lost and
    nothing comes twice. A line made elsewhere needs `article`, `start`, `end` and `label`; it gets
    an id from its content, and the origin "import". All that is added is one step for undo, however
    many lines there are; at most `BATCH` of them are in memory at once.

    Args:
        lines: the lines, with or without newlines.
        source: what to call them in messages, a file's name.
        corpus: the corpus the annotations belong to.
        annotations: where they go.
        codebook: the codebook in use, for lines that name none.

    Raises:
        OSError, ProblemError: the journal can't be saved to; what was saved until then stays.
    """
    result = ImportResult()
    what = f"import from {PurePath(source).name}"
    step = Step(new_id(), annotations.annotator, what, at=now())
    records = _read_all(lines, source, _Texts(corpus), annotations.annotator, codebook, result)
    while by_article := _batch(records):
        for article in annotations.passing(by_article):
            given = by_article[article]
            fresh = annotations.journal.table(article).merge(given, step)
            added = sum(map(_is_annotation, fresh))
            result.added += added
            result.known += sum(map(_is_annotation, given)) - added
            result.verdicts += len(fresh) - added
        by_article.clear()  # before the next are read
    return result


def _is_annotation(record: Record) -> bool:
    return (record.document or {}).get("type") == "annotation"


def _batch(records: Iterator[tuple[str, Record]]) -> dict[str, list[Record]]:
    """Take the next records, and put those of an article together."""
    by_article: dict[str, list[Record]] = {}
    for article, record in islice(records, BATCH):
        by_article.setdefault(article, []).append(record)
    return by_article


class _Texts:
    """The articles that lines are about, of which the last is kept: the next line is mostly on it.

    It has what of a corpus reading a line takes.
    """

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._last: Article | None = None

    def __contains__(self, article: str) -> bool:
        return article in self._corpus

    def read(self, article: str) -> Article:
        """Read an article, unless it is the last; raises as the corpus does."""
        if self._last is None or self._last.id != article:
            self._last = self._corpus.read(article)
        return self._last


def _read_all(
    lines: Iterable[bytes],
    source: str,
    corpus: _Texts,
    annotator: str,
    codebook: Codebook,
    result: ImportResult,
) -> Iterator[tuple[str, Record]]:
    """Read lines one by one, with the article of each; faults join the result's problems."""
    for number, line in enumerate(lines, start=1):
        if number == 1:
            line = line.removeprefix(codecs.BOM_UTF8)
        if not line.strip():
            continue
        try:
            record, reviews = _read(line, corpus, annotator, codebook)
            article = _checked(record, corpus)
            yield article, record
            yield from ((article, review) for review in reviews)
        except (ValueError, ProblemError) as error:
            remedy = f"passed over; a line should read {_WANTED}"
            result.problems.append(Problem(source, str(error), remedy, number))


def _read(
    line: bytes, corpus: _Texts, annotator: str, codebook: Codebook
) -> tuple[Record, list[Record]]:
    """Read a line: the record of an annotation, and those of the verdicts on it."""
    try:
        document = orjson.loads(line)
    except orjson.JSONDecodeError as error:
        raise ValueError(f"not JSON ({error.msg})") from error
    if not isinstance(document, dict):
        raise ValueError("not a JSON object")
    if is_too_deep(line):
        raise ValueError("nested too deep")
    kind = document.get("type", "annotation")
    if kind != "annotation":
        raise ValueError(f'its "type" is “{kind}”, not "annotation"')
    key, at = document.pop("id", None), document.pop("at", None)
    document.pop("step", None)  # whose history it was, is not told from one journal to another
    if isinstance(key, str) and is_instant(at) and "type" in document:
        reviews = taken_off(key, document)
        return Record(key, at, anchor_taken_off(document)), reviews
    document.pop("anchor", None)
    return _foreign(document, corpus, annotator, codebook), []


def _foreign(
    document: Mapping[str, Any], corpus: _Texts, annotator: str, codebook: Codebook
) -> Record:
    """Make an annotation of a line from another program."""
    article, label = document.get("article"), document.get("label")
    start, end = document.get("start"), document.get("end")
    if not isinstance(article, str) or not isinstance(label, str) or not label:
        raise ValueError('"article" or "label" is missing')
    if not isinstance(start, int) or not isinstance(end, int):
        raise ValueError('"start" or "end" is no whole number')
    text = corpus.read(article)
    who = document.get("annotator")
    made = tag(
        text,
        Span(start, end),
        label,
        annotator=who if isinstance(who, str) and who else annotator,
        codebook=codebook,
        memo=str(document.get("memo") or ""),
    )
    quote = document.get("quote")
    if quote is not None and quote != made.quote:
        raise ValueError(f"the text at {start}–{end} is “{made.quote}”, not “{quote}”")
    # Whatever else the line says is kept; only who, where and what is settled by now.
    own = {name: value for name, value in document.items() if name not in _SETTLED}
    times = {name: str(document.get(name) or "") for name in ("created", "modified")}
    record = {**made.document(), **times, **own, "origin": "import"}
    content = f"{article}\n{label}\n{start}\n{end}\n{made.annotator}"
    # The oldest instant there is, so that the same line never wins over what was done with it here.
    return Record(str(uuid.uuid5(_NAMESPACE, content)), _BEFORE_ALL, record)


def _checked(record: Record, corpus: _Texts) -> str:
    """Make sure of a record before it is saved; give its article's id."""
    annotation = annotation_from(record.id, record.document or {})
    if annotation.article in corpus:
        article = corpus.read(annotation.article)
        if annotation.text_sha256 == article.text_sha256:
            there = annotation.span.of(article.text)
            if there != annotation.quote:
                raise ValueError(f"the text there is “{there}”, not “{annotation.quote}”")
    return annotation.article
