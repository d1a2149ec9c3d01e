"""Annotations as JSON Lines: one annotation a line, as the journal has it, in their order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from hedgerow.store.annotations import (
    ADJUDICATION,
    Annotations,
    place,
    stand_as_made,
    text_order,
)
from hedgerow.store.corpus import Corpus
from hedgerow.store.exchange.anchors import with_anchor
from hedgerow.store.exchange.verdicts import by_annotation, outcome, with_reviews
from hedgerow.store.journal import (
    Line,
    Record,
    record_of,
    written_line,
)
from hedgerow.store.problem import Problem, ProblemError


@dataclass(frozen=True, slots=True)
class ExportSelection:
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
    selection: ExportSelection = ExportSelection(),
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
    lines: list[Line], reviews: Mapping[str, list[Line]], selection: ExportSelection
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
    moved = [with_anchor(record, there.get(record.id), read) for record in records]
    return sorted(moved, key=text_order)
