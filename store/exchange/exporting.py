"""JSON Lines: one annotation a line, as the journal has it."""

from __future__ import annotations

import codecs
import uuid
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import PurePath
from typing import Any

import orjson

from hedgerow.store.annotations import (
    ADJUDICATION,
    Annotations,
    Codebook,
    Placed,
    annotation_from,
    place,
    stand_as_made,
    text_order,
)
from hedgerow.store.corpus import Article, Corpus
from hedgerow.store.exchange.verdicts import by_annotation, outcome, taken_off, with_reviews
from hedgerow.store.journal import (
    Line,
    Record,
    Step,
    is_instant,
    new_id,
    now,
    record_of,
    written_line,
)
from hedgerow.store.problem import Problem, ProblemError
from hedgerow.store.span import Span
from hedgerow.store.tagging import displaced, tag

BATCH = 10_000
"""How many lines an import holds at once: some 30 MB. Each article of a batch is one save."""

_WANTED = '{"article", "start", "end", "label", …}'
_NAMESPACE = uuid.UUID("6f3b1c1e-6d8a-5e55-9d0e-2f9f6b7f1a10")
_BEFORE_ALL = "0001-01-01T00:00:00.000000Z"
_SETTLED = frozenset(
    "id at type schema article text_sha256 label start end quote prefix suffix annotator memo "
    "created modified origin codebook".split()
)


@dataclass(frozen=True, slots=True)
class Selection:
    """Which annotations are meant; None leaves a field open.

    `verdict` is "accepted", "rejected", "unreviewed" or "adjudicated". The results of adjudication
    are nobody's own tags: with an annotator's name they are given only if they are asked for.
    """

    label: str | None = None
    annotator: str | None = None
    article: str | None = None
    verdict: str | None = None


def export_lines(
    corpus: Corpus,
    annotations: Annotations,
    selection: Selection = Selection(),
    problems: list[Problem] | None = None,
) -> Iterator[bytes]:
    """Write annotations, ordered by article (as the corpus has them) and position.

    The lines are the journal's own, without the steps of undo; the verdicts on an annotation stand
    under "reviews", if there are any. Where the text has changed since a
    tag was made, an `anchor` says so, and the span and the quote are those of the present text as
    far as the passage was found for certain; imported again, such a line is what it was made as.
    Annotations of articles that the corpus no longer has come last.

    Args:
        corpus: the corpus.
        annotations: its annotations.
        selection: which of them.
        problems: takes what doesn't fit: an unreadable line, a tag whose passage is not certain.

    Yields:
        A line with its newline.
    """
    problems = [] if problems is None else problems
    marked = annotations.articles()
    ordered = [article for article in corpus if article in marked]
    ordered += sorted(marked - set(ordered))
    for article in annotations.passing(ordered):
        if selection.article not in (None, article):
            continue
        try:
            lines, faults, said = annotations.reviewed_lines(article)
            problems += faults
            reviews = by_annotation(said) if said else {}
            lines = _selected(lines, reviews, selection)
        except ProblemError as error:  # its annotations can't be read; the others can
            problems.append(error.problem)
            continue
        if lines and not _are_as_made(lines, corpus, article, problems):
            records = _in_present_text(lines, corpus, annotations, article, problems)
            lines = [{"id": one.id, "at": one.at, **(one.document or {})} for one in records]
        if reviews:
            lines = [with_reviews(line, reviews.get(line["id"], ())) for line in lines]
        yield from map(written_line, lines)


def _selected(
    lines: list[Line], reviews: Mapping[str, list[Line]], selection: Selection
) -> list[Line]:
    label, annotator, verdict = selection.label, selection.annotator, selection.verdict
    if label is not None:
        lines = [line for line in lines if line.get("label") == label]
    if annotator is not None:
        lines = [line for line in lines if line.get("annotator") == annotator]
    if annotator is not None or verdict is not None:
        wants_results = verdict == "adjudicated"
        lines = [line for line in lines if (line.get("origin") == ADJUDICATION) == wants_results]
    if verdict not in (None, "adjudicated"):
        lines = [line for line in lines if outcome(reviews.get(line["id"], ())) == verdict]
    return lines


def _are_as_made(lines: list[Line], corpus: Corpus, article: str, problems: list[Problem]) -> bool:
    """Say whether the text is the one that all these annotations were made on.

    Nothing but the text itself can say so: a file's size and time may stay as they were. Where it
    can't be read, there is no other place for them than the one they were made at.
    """
    try:
        text = corpus.text(article)
    except ProblemError as error:
        problems.append(error.problem)
        return True
    return stand_as_made(lines, text)


def _in_present_text(
    lines: list[Line],
    corpus: Corpus,
    annotations: Annotations,
    article: str,
    problems: list[Problem],
) -> list[Record]:
    """Say of each annotation where it stands in the text as it is now."""
    records = sorted(map(record_of, lines), key=text_order)
    read = corpus.read(article)
    there = {placed.annotation.id: placed for placed in place(annotations, read)}
    for record in records:
        placed = there.get(record.id)
        if placed is not None and placed.needs_a_person:
            known, status = placed.annotation, placed.anchor.status
            what = f"{known.label} {known.id} on “{known.quote}” is {status}"
            problems.append(Problem(read.path, what, "exported with the place that it had"))
    moved = [_exported(record, there.get(record.id), read) for record in records]
    return sorted(moved, key=text_order)


def _exported(record: Record, placed: Placed | None, article: Article) -> Record:
    """Write an annotation with its place in the present text, and how that was found."""
    if placed is None or placed.annotation.text_sha256 == article.text_sha256:
        return record
    made = placed.annotation
    origin = {name: getattr(made, name) for name in _FROM}
    anchor = {
        "status": placed.anchor.status,
        "score": round(placed.anchor.score, 3),
        "from": origin,
    }
    if not placed.is_anchored:
        return record._replace(document={**made.document(), "anchor": anchor})
    now_there = replace(
        displaced(made, placed.displacement),
        start=placed.span.start,
        end=placed.span.end,
        quote=placed.quote,
        text_sha256=article.text_sha256,
    )
    return record._replace(document={**now_there.document(), "anchor": anchor})


def _as_made(document: dict[str, Any]) -> dict[str, Any]:
    """Give an exported annotation the place back that it was made with."""
    anchor = document.pop("anchor", None)
    if anchor is None:
        return document
    origin = anchor.get("from") if isinstance(anchor, Mapping) else None
    if not isinstance(origin, Mapping) or not origin.keys() >= _FROM:
        raise ValueError('its "anchor" has no "from" with start, end, quote and text_sha256')
    exported = annotation_from("", document)
    made = displaced(exported, int(origin["start"]) - exported.start)
    return {**made.document(), **{name: origin[name] for name in _FROM}}


_FROM = frozenset({"start", "end", "quote", "text_sha256"})


@dataclass(slots=True)
class Imported:
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
) -> Imported:
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
    result = Imported()
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
    result: Imported,
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
    kind = document.get("type", "annotation")
    if kind != "annotation":
        raise ValueError(f'its "type" is “{kind}”, not "annotation"')
    key, at = document.pop("id", None), document.pop("at", None)
    document.pop("step", None)  # whose history it was, is not told from one journal to another
    if isinstance(key, str) and is_instant(at) and "type" in document:
        reviews = taken_off(key, document)
        return Record(key, at, _as_made(document)), reviews
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
