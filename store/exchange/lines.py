"""Reads one line of an import: an annotation with its verdicts, a removal, or another's format."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

import orjson

from hedgerow.store.annotations import ADJUDICATION, Codebook, annotation_from
from hedgerow.store.corpus import Article, Corpus
from hedgerow.store.exchange.anchors import anchor_taken_off
from hedgerow.store.exchange.fields import require_past, require_places, require_types
from hedgerow.store.exchange.verdicts import taken_off
from hedgerow.store.journal import Record, is_instant, is_too_deep, written_line
from hedgerow.store.span import Span
from hedgerow.store.tagging import tag

_NAMESPACE = uuid.UUID("6f3b1c1e-6d8a-5e55-9d0e-2f9f6b7f1a10")


_BEFORE_ALL = "0001-01-01T00:00:00.000000Z"


_SETTLED = frozenset(
    "id at type schema article text_sha256 label start end quote prefix suffix annotator memo "
    "created modified origin codebook".split()
)


class ReadLine(NamedTuple):
    """What a line says: of an article, the record of an annotation and those of its verdicts.

    A record without a document says that the annotation was removed. `owner` is whose it says it
    is; empty where it doesn't say.
    """

    article: str
    owner: str
    record: Record
    reviews: list[Record]


def document_in(line: bytes) -> dict[str, Any]:
    """Read a line's JSON.

    Raises:
        ValueError: it is no JSON object.
    """
    try:
        document = orjson.loads(line)
    except orjson.JSONDecodeError as error:
        raise ValueError(f"not JSON ({error.msg})") from error
    if not isinstance(document, dict):
        raise ValueError("not a JSON object")
    if is_too_deep(line):
        raise ValueError("nested too deep")
    return document


def named_in(document: Mapping[str, Any]) -> str:
    """Name whose a line says it is; empty where it doesn't say."""
    name = document.get("annotator")
    return name if isinstance(name, str) else ""


class Texts:
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


@dataclass(frozen=True, slots=True)
class LineParser:
    """Reads lines for a corpus.

    Attributes:
        texts: the articles.
        codebook: the codebook in use, for lines that name none.
        importer: whose the lines are that name nobody.
        latest: the latest instant that a line may name.
        under: whose all tags are to be, whatever the lines say; None leaves it to them.
    """

    texts: Texts
    codebook: Codebook
    importer: str
    latest: str
    under: str | None = None

    def read(self, document: dict[str, Any]) -> ReadLine:
        """Read what a line holds.

        Args:
            document: the line, as `document_in` gives it; it is used up.

        Raises:
            ValueError, ProblemError: it can't be used.
        """
        document_type = document.get("type", "annotation")
        if document_type != "annotation":
            raise ValueError(f'its "type" is “{document_type}”, not "annotation"')
        key, at = document.pop("id", None), document.pop("at", None)
        document.pop("step", None)  # whose history it was, is not told from one journal to another
        is_removal = document.pop("removed", False) is True
        if isinstance(at, str):
            require_past(at, document, self.latest)
        if is_removal:
            return _removal(key, at, document)
        if self.under is not None and document.get("origin") != ADJUDICATION:
            document["annotator"] = self.under
        if isinstance(key, str) and is_instant(at) and "type" in document:
            require_types(document)
            reviews = taken_off(key, document)
            for review in reviews:
                self._check_review(review)
            record = Record(key, at, anchor_taken_off(document))
        else:
            document.pop("anchor", None)
            record, reviews = self._foreign(document), []
        article = self._checked(record)
        return ReadLine(article, named_in(record.document or {}), record, reviews)

    def _foreign(self, document: Mapping[str, Any]) -> Record:
        """Make an annotation of a line from another program."""
        article, label = document.get("article"), document.get("label")
        start, end = document.get("start"), document.get("end")
        if not isinstance(article, str) or not isinstance(label, str) or not label:
            raise ValueError('"article" or "label" is missing')
        if not isinstance(start, int) or not isinstance(end, int):
            raise ValueError('"start" or "end" is no whole number')
        require_past("", document, self.latest)
        made = tag(
            self.texts.read(article),
            Span(start, end),
            label,
            annotator=named_in(document) or self.importer,
            codebook=self.codebook,
            memo=str(document.get("memo") or ""),
        )
        quote = document.get("quote")
        if quote is not None and quote != made.quote:
            raise ValueError(f"the text at {start}–{end} is “{made.quote}”, not “{quote}”")
        # Whatever else the line says is kept; only who, where and what is settled by now.
        own = {name: value for name, value in document.items() if name not in _SETTLED}
        times = {name: str(document.get(name) or "") for name in ("created", "modified")}
        record = {**made.document(), **times, **own, "origin": "import"}
        require_types(record)
        content = f"{article}\n{label}\n{start}\n{end}\n{made.annotator}"
        # The oldest instant there is, so that the same line never wins over what was done with it
        # here.
        return Record(str(uuid.uuid5(_NAMESPACE, content)), _BEFORE_ALL, record)

    def _checked(self, record: Record) -> str:
        """Make sure of a record before it is saved; give its article's id."""
        document = record.document or {}
        annotation = annotation_from(record.id, document)
        require_places(document)
        written_line(document)  # what is nested too deep can be read, but not written
        if annotation.article in self.texts:
            article = self.texts.read(annotation.article)
            if annotation.text_sha256 == article.text_sha256:
                there = annotation.span.of(article.text)
                if there != annotation.quote:
                    raise ValueError(f"the text there is “{there}”, not “{annotation.quote}”")
        return annotation.article

    def _check_review(self, review: Record) -> None:
        document = review.document or {}
        try:
            require_past(review.at, document, self.latest)
            written_line(document)
        except ValueError as error:
            raise ValueError(f"a verdict on it can’t be taken: {error}") from error


def _removal(key: object, at: object, document: Mapping[str, Any]) -> ReadLine:
    article = document.get("article")
    if not isinstance(key, str) or not is_instant(at) or not isinstance(article, str):
        raise ValueError('it is "removed", and doesn’t say which annotation of which article')
    return ReadLine(article, named_in(document), Record(key, str(at), None), [])
