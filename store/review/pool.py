"""All that could be reviewed in a corpus, gathered once and kept up to date in memory.

A queue is chosen from it, and counted in it, without a file being read again; what a verdict
changes is taken in one by one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from typing import Any

from hedgerow.store.annotations import (
    ADJUDICATION,
    Annotations,
    Review,
    keep_newest,
    review_from,
    text_order,
)
from hedgerow.store.corpus import About
from hedgerow.store.journal import Document, Record
from hedgerow.store.problem import ProblemError
from hedgerow.store.review.candidates import Candidate, candidate_from
from hedgerow.store.review.queue import Queue
from hedgerow.store.review.remarks import NO_REMARKS, Remarks, with_document
from hedgerow.store.tagging import Proposals


class Pool:
    """The tags of everybody, what is suggested, and what one reviewer has said of them.

    Attributes:
        reviewer: whose verdicts and remarks count here.
        articles: the corpus's article ids, in order.
        reviews: the reviewer's newest verdict, by the id of the annotation.
    """

    def __init__(
        self,
        annotations: Annotations,
        articles: Iterable[str],
        *,
        about: Callable[[str], About] | None = None,
        lost: Callable[[str], Iterable[str]] | None = None,
        proposals: Proposals | None = None,
    ) -> None:
        """Prepare a pool; `gather` reads what a queue needs.

        Args:
            annotations: the corpus's annotations; its annotator is the reviewer.
            articles: the corpus's article ids, in order.
            about: gives an article's title, outlet and day; raises ProblemError.
            lost: names the annotations of an article whose passage is not certain; raises
                ProblemError.
            proposals: what is suggested.
        """
        self.reviewer = annotations.annotator
        self.reviews: dict[str, Review] = {}
        self._annotations = annotations
        self.articles = list(articles)
        self._about_article = about
        self._lost_in = lost
        self._proposals = proposals
        self._tags: list[Candidate] | None = None
        self._suggested: list[Candidate] | None = None
        self._lost: set[str] | None = None
        self._about: dict[str, About] = {}
        self._remarks: dict[str, Remarks] = {}
        self._others: dict[str, list[Review]] = {}

    # Gathering

    def gather(self, queue: Queue) -> Iterator[tuple[int, int]]:
        """Read what it takes to choose a queue, as far as that has not been read before.

        Yields:
            How many articles have been looked at, of how many, after each.

        Raises:
            ProblemError: what has been marked can't be read.
        """
        if self._tags is None:
            self._gather_tags()
            yield 0, len(self.articles)
        if queue.suggested and self._suggested is None and self._proposals is not None:
            yield from self._gather_suggestions(self._proposals)
        if queue.doubtful and self._lost is None and self._lost_in is not None:
            yield from self._gather_lost(self._lost_in)
        if queue.knows_articles:
            yield from self.look_at_articles(queue)

    def is_gathered_for(self, queue: Queue) -> bool:
        """Say whether a queue can be chosen without anything being read."""
        if self._tags is None or (queue.suggested and self._suggested is None):
            return False
        if queue.doubtful and self._lost is None:
            return False
        return not (queue.knows_articles and self._unknown_articles(queue))

    def _gather_tags(self) -> None:
        tags: list[Candidate] = []
        there = self._annotations.articles()
        for article in self.articles:
            if article in there:
                tags += self._read_table(article)
        self._tags = tags

    def _read_table(self, article: str) -> list[Candidate]:
        """Take in an article's verdicts and remarks; give its tags, in the order of the text."""
        tags = []
        for record in self._annotations.journal.table(article).records():
            document: Mapping[str, Any] = record.document or {}
            document_type = document.get("type")
            if document_type == "annotation":
                if document.get("origin") != ADJUDICATION:
                    tags.append(record)
            elif document.get("reviewer") == self.reviewer:
                self._take_said(document_type, record)
            elif document_type == "review" and (review := review_from(record)) is not None:
                self._others.setdefault(review.annotation, []).append(review)
        tags.sort(key=text_order)
        candidates = (candidate_from(article, record.id, record.document or {}) for record in tags)
        return [one for one in candidates if one is not None]

    def _take_said(self, document_type: object, record: Record) -> None:
        """Take in a verdict or a remark of the reviewer's."""
        document = record.document or {}
        if document_type == "review":
            if (review := review_from(record)) is not None:
                keep_newest(self.reviews, review)
        elif document_type in ("flag", "memo"):
            key = str(document.get("annotation"))
            self._remarks[key] = with_document(self.remarks(key), document)

    def _gather_suggestions(self, proposals: Proposals) -> Iterator[tuple[int, int]]:
        found: list[Candidate] = []
        for number, article in enumerate(self.articles, start=1):
            try:
                suggested = proposals.open_in(article)
            except ProblemError:  # an article that can't be read is told where it is met
                suggested = {}
            for key, one in suggested.items():
                speaker, quote = one.speaker or "", proposals.quote(article, one)
                confidence, start = one.confidence, one.span.start
                found.append(
                    Candidate(article, key, "", one.label, speaker, confidence, quote, start)
                )
            yield number, len(self.articles)
        self._suggested = found

    def _gather_lost(self, lost_in: Callable[[str], Iterable[str]]) -> Iterator[tuple[int, int]]:
        lost: set[str] = set()
        articles = list(dict.fromkeys(one.article for one in self._tags or ()))
        for number, article in enumerate(articles, start=1):
            with suppress(ProblemError):  # one that can't be read is told where it is met
                lost.update(lost_in(article))
            yield number, len(articles)
        self._lost = lost

    def look_at_articles(self, queue: Queue) -> Iterator[tuple[int, int]]:
        """Learn the outlets and days of the articles that a queue could be from."""
        unknown = self._unknown_articles(queue)
        for number, article in enumerate(unknown, start=1):
            try:
                about = self._about_article(article) if self._about_article else About()
            except ProblemError:
                about = About(article)
            self._about[article] = about
            yield number, len(unknown)

    def _unknown_articles(self, queue: Queue) -> list[str]:
        articles = dict.fromkeys(one.article for one in self.unfiltered(queue))
        return [article for article in articles if article not in self._about]

    # What is known of an item

    def remarks(self, annotation: str) -> Remarks:
        """Give what the reviewer has noted on an annotation."""
        return self._remarks.get(annotation, NO_REMARKS)

    def others_on(self, annotation: str) -> list[Review]:
        """Give what other reviewers had said of an annotation when it was gathered."""
        return sorted(self._others.get(annotation, ()), key=lambda review: review.at)

    def about(self, article: str) -> About:
        """Give what has been learnt of an article."""
        return self._about.get(article, About(article))

    @property
    def tags(self) -> list[Candidate]:
        """The tags of everybody that have been gathered."""
        return self._tags or []

    def is_lost(self, annotation: str) -> bool:
        """Say whether a tag's passage is not certain, as far as that has been looked for."""
        return annotation in (self._lost or ())

    def annotators(self) -> list[str]:
        """Name all others who have tags here, as far as they have been gathered."""
        return sorted({one.annotator for one in self._tags or ()} - {self.reviewer, ""})

    def learn(self, article: str, key: str, before: Document | None) -> str | None:
        """Take in how a document stands now that was saved, or removed, just now.

        Args:
            article: its article.
            key: its id.
            before: what stood there before, or stands there: it says what it is about.

        Returns:
            The id of the annotation that the reviewer has said something of; None if the document
            is of another type, or another's.
        """
        record = self._annotations.journal.table(article).file.records.get(key)
        document = (record.document if record else None) or before or {}
        document_type = document.get("type")
        if (
            document_type not in ("review", "flag", "memo")
            or document.get("reviewer") != self.reviewer
        ):
            return None
        annotation = str(document.get("annotation"))
        if record is not None and record.document is not None:
            self._forget(document_type, annotation)
            self._take_said(document_type, record)
        else:
            self._forget(document_type, annotation)
        return annotation

    def _forget(self, document_type: str, annotation: str) -> None:
        remarks = self.remarks(annotation)
        if document_type == "review":
            self.reviews.pop(annotation, None)
        elif document_type == "flag":
            self._remarks[annotation] = remarks._replace(difficult=False)
        else:
            self._remarks[annotation] = remarks._replace(memo="")

    # What a queue is chosen from

    def unfiltered(self, queue: Queue) -> Iterator[Candidate]:
        """Give what a queue is of, before any of its filters."""
        if queue.suggested:
            return iter(self._suggested or ())
        owner = queue.of or self.reviewer
        return (one for one in self._tags or () if one.annotator == owner)
