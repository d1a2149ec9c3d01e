"""Annotations from JSON Lines into the journal: Hedgerow's own lines, and those made elsewhere."""

from __future__ import annotations

import codecs
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import PurePath
from typing import Any

from hedgerow.store.annotations import Annotations, Codebook
from hedgerow.store.corpus import Corpus
from hedgerow.store.exchange.claims import ClaimError, ClaimRule, Settled, is_claimed
from hedgerow.store.exchange.fields import latest_instant
from hedgerow.store.exchange.lines import LineParser, ReadLine, Texts, document_in, named_in
from hedgerow.store.journal import JournalTable, Record, Step, new_id, now
from hedgerow.store.problem import Problem, ProblemError

BATCH = 10_000
"""How many lines an import holds at once: some 30 MB. Each article of a batch is one save."""


_WANTED = '{"article", "start", "end", "label", …}'


@dataclass(frozen=True, slots=True)
class ImportChoice:
    """Which lines are wanted, and as whose.

    Attributes:
        only: the annotators whose lines are wanted; empty for everybody's.
        under: whose the tags are to be, whatever the lines say; None leaves it to them. Verdicts
            and what was adjudicated keep their names.
    """

    only: frozenset[str] = frozenset()
    under: str | None = None


@dataclass(slots=True)
class ImportResult:
    """What an import has done.

    Attributes:
        added: annotations that were new here.
        updated: the importer's own annotations that a newer line changed, or removed.
        known: annotations that stood here before, or had been removed.
        verdicts: those that were new here, or newer; with those that are `claimed`.
        claimed: verdicts of others than the importer, which are kept and count for nobody.
        passed_over: annotations of annotators who were not wanted.
        refused: lines that would have changed what stands here under another's name.
        problems: these, and all that could not be read, in the order of the lines.
    """

    added: int = 0
    updated: int = 0
    known: int = 0
    verdicts: int = 0
    claimed: int = 0
    passed_over: int = 0
    refused: int = 0
    problems: list[Problem] = field(default_factory=list)


def whose_lines(lines: Iterable[bytes]) -> Counter[str]:
    """Count the lines of each annotator that is named; those that name none are under "".

    Nothing is checked: a line that can't be read counts for nobody.
    """
    return Counter(named_in(document) for _, document in _documents(lines, []))


def import_lines(
    lines: Iterable[bytes],
    name: str,
    corpus: Corpus,
    annotations: Annotations,
    codebook: Codebook,
    choice: ImportChoice = ImportChoice(),
) -> ImportResult:
    """Read annotations from JSON Lines into the journal.

    A line of Hedgerow's own keeps its id, its instants and every field, so nothing is lost and
    nothing comes twice. A line made elsewhere needs `article`, `start`, `end` and `label`; it gets
    an id from its content, and the origin "import". What a line may do here is decided by
    `claims.ClaimRule`. All that is done is one step for undo, however many lines there are; at most
    `BATCH` of them are in memory at once.

    Args:
        lines: the lines, with or without newlines.
        name: what to call them in messages, a file's name.
        corpus: the corpus the annotations belong to.
        annotations: where they go; its annotator is who imports.
        codebook: the codebook in use, for lines that name none.
        choice: which lines are wanted, and as whose.

    Raises:
        OSError, ProblemError: the journal can't be saved to; what was saved until then stays.
    """
    importer = annotations.annotator
    step = Step(new_id(), importer, f"import from {PurePath(name).name}", at=now())
    parser = LineParser(Texts(corpus), codebook, importer, latest_instant(), choice.under)
    running = _Import(name, parser, choice, ClaimRule(importer, step.id, _ids(annotations)), step)
    read = running.read_all(lines)
    while by_article := _batch(read):
        for article in annotations.passing(by_article):
            running.save(annotations.journal.table(article), by_article[article])
        by_article.clear()  # before the next are read
    running.result.problems.sort(key=lambda problem: problem.line or 0)
    return running.result


def _batch(read: Iterator[tuple[int, ReadLine]]) -> dict[str, list[tuple[int, ReadLine]]]:
    """Take the next lines, and put those of an article together."""
    by_article: dict[str, list[tuple[int, ReadLine]]] = {}
    for number, line in islice(read, BATCH):
        by_article.setdefault(line.article, []).append((number, line))
    return by_article


def _ids(annotations: Annotations) -> frozenset[int]:
    """Give the hashes of all ids that stand in the corpus's tables: they take less than the ids."""
    journal = annotations.journal
    found: set[int] = set()
    for article in journal.tables():
        try:
            found.update(hash(line["id"]) for line in journal.snapshot(article).lines)
        except ProblemError:  # a table that can't be read is told where it is saved to
            continue
    return frozenset(found)


def _documents(
    lines: Iterable[bytes], faults: list[tuple[int, str]]
) -> Iterator[tuple[int, dict[str, Any]]]:
    """Read the JSON of lines, with their numbers from 1; what is none joins the faults."""
    for number, line in enumerate(lines, start=1):
        if number == 1:
            line = line.removeprefix(codecs.BOM_UTF8)
        if not line.strip():
            continue
        try:
            yield number, document_in(line)
        except ValueError as error:
            faults.append((number, str(error)))


@dataclass(slots=True)
class _Import:
    """One import under way."""

    name: str
    parser: LineParser
    choice: ImportChoice
    rule: ClaimRule
    step: Step
    result: ImportResult = field(default_factory=ImportResult)

    def read_all(self, lines: Iterable[bytes]) -> Iterator[tuple[int, ReadLine]]:
        """Read lines one by one; faults join the result's problems."""
        faults: list[tuple[int, str]] = []
        for number, document in _documents(lines, faults):
            only = self.choice.only
            if only and (named_in(document) or self.parser.importer) not in only:
                self.result.passed_over += 1
                continue
            try:
                yield number, self.parser.read(document)
            except (ValueError, ProblemError) as error:
                faults.append((number, str(error)))
        for number, what in faults:
            self._tell(number, what, f"passed over; a line should read {_WANTED}")

    def save(self, table: JournalTable, lines: Iterable[tuple[int, ReadLine]]) -> None:
        """Save what lines may do in the table of their article: one write."""
        fresh: dict[str, Record] = {}

        def standing(key: str) -> Record | None:
            return fresh.get(key) or table.file.records.get(key)

        def take(settled: Settled) -> None:
            if settled.fate != "known":
                fresh[settled.record.id] = settled.record._replace(step=self.step)

        with table.file.locked():
            for number, line in lines:
                try:
                    if line.record.document is None:
                        settled = self.rule.settle_removal(line.record, line.owner, standing)
                    else:
                        settled = self.rule.settle(line.record, standing)
                    take(settled)
                    self._count(settled)
                except ClaimError as error:
                    self._refuse(number, error)
                    continue
                now_there = standing(settled.record.id)
                if now_there is None or now_there.document is None:
                    continue  # it was removed here: nothing is left to say anything of
                for review in line.reviews:
                    on = {**(review.document or {}), "annotation": settled.record.id}
                    try:
                        said = self.rule.settle(review._replace(document=on), standing)
                        take(said)
                        self._count_verdict(said)
                    except ClaimError as error:
                        self._refuse(number, error)
            table.merge(fresh.values(), self.step)

    def _count(self, settled: Settled) -> None:
        self.result.added += settled.fate == "added"
        self.result.updated += settled.fate == "updated"
        self.result.known += settled.fate == "known"

    def _count_verdict(self, settled: Settled) -> None:
        if settled.fate != "known":
            self.result.verdicts += 1
            self.result.claimed += is_claimed(settled.record.document or {})

    def _refuse(self, number: int, error: ClaimError) -> None:
        self.result.refused += 1
        self._tell(number, str(error), "refused; to take over another journal, merge its files")

    def _tell(self, number: int, what: str, remedy: str) -> None:
        self.result.problems.append(Problem(self.name, what, remedy, number))
