"""All that could be reviewed in a corpus, gathered once and kept up to date in memory.

A queue is chosen from it, and counted in it, without a file being read again; what a verdict
changes is taken in one by one.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from typing import Any, NamedTuple

from hedgerow.store.annotations import Annotations, Review, review_from, text_order
from hedgerow.store.corpus import About
from hedgerow.store.journal import Document, Record
from hedgerow.store.problem import ProblemError
from hedgerow.store.review.queue import VERDICTS, Queue, is_published
from hedgerow.store.review.remarks import NO_REMARKS, Remarks, with_document
from hedgerow.store.tagging import Proposals


class Candidate(NamedTuple):
    """A tag or a suggestion that may be reviewed.

    `id` is that of the annotation, or the one that the suggestion will have as an annotation;
    `annotator` is empty for what is only suggested. `start` is where it was made.
    """

    article: str
    id: str
    annotator: str
    label: str
    speaker: str
    confidence: float | None
    quote: str
    start: int
    origin: str = "human"


class Pool:
    """The tags of everybody, what is suggested, and what one reviewer has said of them.

    Attributes:
        reviewer: whose verdicts and remarks count here.
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
        self._articles = list(articles)
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
            yield 0, len(self._articles)
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
        for article in self._articles:
            if article in there:
                tags += self._read_table(article)
        self._tags = tags

    def _read_table(self, article: str) -> list[Candidate]:
        """Take in an article's verdicts and remarks; give its tags, in the order of the text."""
        tags = []
        for record in self._annotations.journal.table(article).records():
            document: Mapping[str, Any] = record.document or {}
            kind = document.get("type")
            if kind == "annotation":
                if document.get("origin") != "adjudication":
                    tags.append(record)
            elif document.get("reviewer") == self.reviewer:
                self._take_said(kind, record)
            elif kind == "review" and (review := review_from(record)) is not None:
                self._others.setdefault(review.annotation, []).append(review)
        tags.sort(key=text_order)
        candidates = (_candidate(article, record.id, record.document or {}) for record in tags)
        return [one for one in candidates if one is not None]

    def _take_said(self, kind: object, record: Record) -> None:
        """Take in a verdict or a remark of the reviewer's."""
        document = record.document or {}
        if kind == "review":
            review = review_from(record)
            known = self.reviews.get(review.annotation) if review else None
            if review and (known is None or (known.at, known.id) < (review.at, review.id)):
                self.reviews[review.annotation] = review
        elif kind in ("flag", "memo"):
            key = str(document.get("annotation"))
            self._remarks[key] = with_document(self.remarks(key), document)

    def _gather_suggestions(self, proposals: Proposals) -> Iterator[tuple[int, int]]:
        found: list[Candidate] = []
        for number, article in enumerate(self._articles, start=1):
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
            yield number, len(self._articles)
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
        articles = dict.fromkeys(one.article for one in self._source(queue))
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
            is of another kind, or another's.
        """
        record = self._annotations.journal.table(article).file.records.get(key)
        document = (record.document if record else None) or before or {}
        kind = document.get("type")
        if kind not in ("review", "flag", "memo") or document.get("reviewer") != self.reviewer:
            return None
        annotation = str(document.get("annotation"))
        if record is not None and record.document is not None:
            self._forget(kind, annotation)
            self._take_said(kind, record)
        else:
            self._forget(kind, annotation)
        return annotation

    def _forget(self, kind: str, annotation: str) -> None:
        remarks = self.remarks(annotation)
        if kind == "review":
            self.reviews.pop(annotation, None)
        elif kind == "flag":
            self._remarks[annotation] = remarks._replace(difficult=False)
        else:
            self._remarks[annotation] = remarks._replace(memo="")

    # Choosing

    def select(
        self, queue: Queue, judged_in: Callable[[Review], bool] | None = None
    ) -> list[Candidate]:
        """Choose the items of a queue, in the order of the corpus and its texts.

        Args:
            queue: what is asked for; `gather` has read what it takes.
            judged_in: says of a verdict that it was given in the session that goes on: its item
                stays in the queue, whatever has become of it.
        """
        judged = self._judged(queue, judged_in) if judged_in is not None else set()
        everything = self._with_judged(queue, judged)
        chosen = [one for one in everything if one.id in judged or self.matches(one, queue)]
        return _sampled(chosen, queue) if queue.sample else chosen

    def count(self, queue: Queue) -> int:
        """Count the items of a queue."""
        found = sum(1 for one in self._source(queue) if self.matches(one, queue))
        return min(found, queue.sample) if queue.sample else found

    def values(self, queue: Queue, field: str) -> Counter[str]:
        """Count, for each value that a filter can have, the items that all others leave.

        Args:
            queue: the queue, whose own value of the field counts for nothing.
            field: "label", "speaker", "outlet", "article", "verdict", "difficult"; or "month", the
                month of publication, which both bounds of the queue go for.
        """
        opened = replace(queue, **_OPENED[field])
        found: Counter[str] = Counter()
        for one in self._source(queue):
            if self.matches(one, opened):
                found.update(self._values_of(one, field))
        return found

    def confidences(self, queue: Queue) -> list[float]:
        """Give the confidences of the items that all other filters leave, in order."""
        opened = replace(queue, confidence_below=None)
        items = (one for one in self._source(queue) if self.matches(one, opened))
        return sorted(one.confidence for one in items if one.confidence is not None)

    def matches(self, one: Candidate, queue: Queue) -> bool:
        """Say whether an item of a queue's source passes its filters."""
        if queue.label is not None and one.label != queue.label:
            return False
        if queue.verdict != "any" and not self._has_verdict(one.id, queue.verdict):
            return False
        if queue.speaker is not None and one.speaker != queue.speaker:
            return False
        if queue.article is not None and one.article != queue.article:
            return False
        if queue.difficult and not self.remarks(one.id).difficult:
            return False
        below = queue.confidence_below
        if below is not None and (one.confidence is None or one.confidence >= below):
            return False
        if queue.doubtful and one.id not in (self._lost or ()):
            return False
        if not queue.knows_articles:
            return True
        about = self.about(one.article)
        is_of_outlet = queue.outlet in (None, about.outlet)
        return is_of_outlet and is_published(about.published, queue.since, queue.until)

    def _values_of(self, one: Candidate, field: str) -> Iterator[str]:
        if field == "verdict":
            yield from (value for value in VERDICTS if self._has_verdict(one.id, value))
        elif field == "outlet":
            yield self.about(one.article).outlet or ""
        elif field == "month":
            yield (self.about(one.article).published or "")[:7]
        elif field == "difficult":
            yield "yes" if self.remarks(one.id).difficult else "no"
        else:
            yield getattr(one, field)

    def _has_verdict(self, annotation: str, wanted: str) -> bool:
        review = self.reviews.get(annotation)
        if review is None:
            return wanted in ("unreviewed", "any")
        return wanted in (review.outcome, "any") or (
            wanted == "revised" and review.verdict == "revise"
        )

    def _source(self, queue: Queue) -> Iterator[Candidate]:
        if queue.suggested:
            return iter(self._suggested or ())
        owner = queue.of or self.reviewer
        return (one for one in self._tags or () if one.annotator == owner)

    def _judged(self, queue: Queue, is_of_session: Callable[[Review], bool]) -> set[str]:
        judged = {key for key, review in self.reviews.items() if is_of_session(review)}
        if queue.suggested:
            return judged
        owner = queue.of or self.reviewer
        return {one.id for one in self._tags or () if one.annotator == owner and one.id in judged}

    def _with_judged(self, queue: Queue, judged: Iterable[str]) -> Iterable[Candidate]:
        """Give a queue's source, with the suggestions that the session has settled among them."""
        source = list(self._source(queue))
        if not queue.suggested or not judged:
            return source
        judged = set(judged) - {one.id for one in source}
        made = [one for one in self._tags or () if one.id in judged and one.origin == "suggestion"]
        settled = [self.reviews[key] for key in judged]
        dismissed = [_dismissed(review) for review in settled if review.suggestion is not None]
        order = {article: number for number, article in enumerate(self._articles)}
        everything = (one for one in (*source, *made, *dismissed) if one.article in order)
        return sorted(everything, key=lambda one: (order[one.article], one.start, one.id))


_OPENED: Mapping[str, Mapping[str, Any]] = {
    "label": {"label": None},
    "speaker": {"speaker": None},
    "outlet": {"outlet": None},
    "article": {"article": None},
    "verdict": {"verdict": "any"},
    "difficult": {"difficult": False},
    "month": {},
}
"""How a queue is opened in one field, to count what each of its values would give."""


def _candidate(article: str, key: str, document: Document) -> Candidate | None:
    """Read of an annotation what a queue asks for; None where it can't be used at all."""
    label, quote, start = (document.get(name) for name in ("label", "quote", "start"))
    if not isinstance(label, str) or not isinstance(quote, str) or not isinstance(start, int):
        return None  # the annotations' `problems` tell
    speaker, confidence = document.get("speaker"), document.get("confidence")
    return Candidate(
        article,
        key,
        str(document.get("annotator") or ""),
        label,
        str(speaker.get("name") or "") if isinstance(speaker, dict) else "",
        float(confidence) if isinstance(confidence, int | float) else None,
        quote,
        start,
        str(document.get("origin") or "human"),
    )


def _dismissed(review: Review) -> Candidate:
    passage = review.suggestion or {}
    label, quote = str(passage.get("label")), str(passage.get("quote"))
    start = int(passage.get("start") or 0)
    return Candidate(review.article, review.annotation, "", label, "", None, quote, start)


def _sampled(items: list[Candidate], queue: Queue) -> list[Candidate]:
    """Choose by chance, in such a way that an item more or less changes little of the choice."""

    def rank(one: Candidate) -> bytes:
        return hashlib.sha256(f"{queue.seed} {one.id}".encode()).digest()

    chosen = {one.id for one in sorted(items, key=rank)[: queue.sample]}
    return [one for one in items if one.id in chosen]
