"""Mentions of a whole corpus: made from its beginning, or gone on with where a run broke off.

Nothing here grows with the corpus. What goes to another process is an article's id, and what comes
back is its line; the process reads the article itself, when its turn has come.
"""

from __future__ import annotations

import json
from collections.abc import Generator, Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field, replace
from typing import Any, Literal, NamedTuple

import orjson

from hedgerow.store.annotations import Annotations
from hedgerow.store.corpus import Article, Corpus
from hedgerow.store.exchange.mentions import mentions_line
from hedgerow.store.extract import Extractor, extract
from hedgerow.store.problem import Problem, ProblemError
from hedgerow.store.processes import in_order

REMADE = 64
"""One line in so many of an earlier run is made again and compared."""


class Outcome(NamedTuple):
    """What came of one article.

    "made": `line` is its line. "kept": an earlier run has written it. "passed over": it gets none,
    and `problems` say why.
    """

    article: str
    state: Literal["made", "kept", "passed over"]
    problems: tuple[Problem, ...] = ()
    line: bytes = b""


MentionsOutcomes = Generator[Outcome, None, None]


class KnownLine(NamedTuple):
    """A line that an earlier run has written, and whose it is."""

    article: str
    line: bytes


class ForeignLineError(Exception):
    """Raised where a line of an earlier run is not what this run would have written.

    `number` is the line's, from 1; `what` says what is wrong with it.
    """

    def __init__(self, number: int, what: str) -> None:
        super().__init__(number, what)
        self.number = number
        self.what = what


def known_mentions_line(line: bytes) -> KnownLine | None:
    """Read a line of an earlier run; None if it is torn, or no line of mentions."""
    article = _record(line).get("article")
    return KnownLine(article, line) if isinstance(article, str) else None


class _Check(NamedTuple):
    """A known line to be checked; it is empty where the earlier run passed the article over."""

    article: str
    number: int
    line: bytes = b""
    is_remade: bool = False


@dataclass(frozen=True)
class MentionsRun:
    """Mentions of the articles of a corpus, with all that decides what they will be.

    It is sent to each process, so every part of it can be pickled.

    Attributes:
        corpus: the articles.
        extractor: what finds speakers, attributions, dates and suggestions.
        published: the day (ISO 8601) for articles that state none of their own.
        suggestions: whether a line holds suggestions.
        given: the day that a reader has set, by article.
        unusable: what is wrong with an article's annotations, by article: the day that a reader
            may have set there is not known, so the article is passed over.
    """

    corpus: Corpus
    extractor: Extractor = extract
    published: str | None = None
    suggestions: bool = False
    given: Mapping[str, str] = field(default_factory=dict)
    unusable: Mapping[str, Problem] = field(default_factory=dict)

    def outcomes(self, known: Iterable[KnownLine] = (), jobs: int = 1) -> MentionsOutcomes:
        """Go through the corpus, in its order.

        The lines of an earlier run must be those that this run would have written. Each is compared
        with its article, in the order of the corpus: the text and the day must be the same. The
        first, the last and every `REMADE`th between are made anew, too, which finds that other
        options or another version have made them. All of it costs about a thirtieth of making them.

        Close the iterator when it is not gone through to the end.

        Args:
            known: the whole lines that an earlier run has written, as far as it came.
            jobs: how many processes to use.

        Yields:
            An outcome an article.

        Raises:
            ForeignLineError: a known line is not of this run.
            EndedError: a process was ended from outside.
        """
        articles = iter(self.corpus)
        with closing(in_order(self._check, self._checks(known, articles), jobs)) as checked:
            yield from checked
        with closing(in_order(self._make, articles, jobs)) as made:
            yield from made

    def _make(self, article: str) -> Outcome:
        try:
            read, problems = self._read(article)
        except ProblemError as error:
            return Outcome(article, "passed over", (error.problem,))
        try:
            line = mentions_line(read, suggestions=self.suggestions, extractor=self.extractor)
        except Exception as error:  # one article must not end a run over a million
            what = f"extraction has failed ({type(error).__name__}: {error})"
            fault = Problem(read.path, what, "passed over; the others are not", read.line)
            return Outcome(article, "passed over", (*problems, fault))
        return Outcome(article, "made", tuple(problems), line)

    def _read(self, article: str) -> tuple[Article, list[Problem]]:
        if fault := self.unusable.get(article):
            raise ProblemError(fault)
        read, problems = self.corpus.read_with_problems(article)
        if given := self.given.get(article):
            read = replace(read, published=given, published_from="given")
        elif self.published and read.publication_date is None:
            read = replace(read, published=self.published, published_from="given")
        return read, problems

    def _checks(self, known: Iterable[KnownLine], articles: Iterator[str]) -> Iterator[_Check]:
        """Find the article of each line, and those before it that have none."""
        last: _Check | None = None
        for number, (article, line) in enumerate(known, start=1):
            if last is not None:
                yield last
            for passed_over in self._until(article, number, articles):
                yield _Check(passed_over, number)
            last = _Check(article, number, line, is_remade=number % REMADE == 1)
        if last is not None:
            yield last._replace(is_remade=True)

    def _until(self, article: str, number: int, articles: Iterator[str]) -> list[str]:
        """Go on to an article; give those before it."""
        before: list[str] = []
        if article not in self.corpus:
            raise ForeignLineError(number, f"its article “{article}” is not in the corpus")
        for one in articles:
            if one == article:
                return before
            before.append(one)
        raise ForeignLineError(number, f"“{article}” comes in another place in the corpus")

    def _check(self, check: _Check) -> Outcome:
        article, number, line, _ = check
        if not line:
            return self._check_passed_over(article)
        try:
            read, problems = self._read(article)
        except ProblemError as error:
            what = f"its article “{article}” can't be read any more"
            raise ForeignLineError(number, what) from error
        record = _record(line)
        if record.get("text_sha256") != read.text_sha256:
            raise ForeignLineError(number, f"the text of “{article}” is another by now")
        day = record.get("published"), record.get("published_from")
        if day != (read.published, read.published_from):
            what = f"the day of “{article}” was {day[0]} ({day[1]}), and is {read.published} "
            raise ForeignLineError(number, f"{what}({read.published_from}) now")
        if check.is_remade and self._make(article).line != line:
            what = f"“{article}” was read with other options, or by another version"
            raise ForeignLineError(number, what)
        return Outcome(article, "kept", tuple(problems))

    def _check_passed_over(self, article: str) -> Outcome:
        """Try an article again that has no line; if it could get one now, say so."""
        outcome = self._make(article)
        if outcome.state != "made":
            return outcome
        what = f"“{article}” was passed over by the run that broke off, and can be read by now"
        problem = Problem(self.corpus.path, what, "it gets no line; begin anew to have one")
        return Outcome(article, "passed over", (problem,))


def dates_set_by_readers(
    corpus: Corpus, annotations: Annotations
) -> tuple[dict[str, str], dict[str, Problem], list[Problem]]:
    """Give the publication dates that readers have set.

    Returns:
        The days (ISO 8601) by article; what is wrong where annotations can't be read, by article;
        and what is to be told of single lines in them.
    """
    given: dict[str, str] = {}
    unusable: dict[str, Problem] = {}
    problems: list[Problem] = []
    for article in annotations.passing(sorted(annotations.articles())):
        if article not in corpus:
            continue
        try:
            problems += annotations.problems(article)
            if day := annotations.published(article):
                given[article] = day
        except ProblemError as error:
            unusable[article] = error.problem
    return given, unusable, problems


def _record(line: bytes) -> dict[str, Any]:
    """Read a line of JSON; an empty object stands for what is none."""
    try:
        record = orjson.loads(line)
    except orjson.JSONDecodeError:
        try:
            record = json.loads(line)  # knows lone surrogates
        except ValueError:
            return {}
    return record if isinstance(record, dict) else {}
