"""Checking a corpus: every file, every line and every anchor, and making its journal smaller."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from hedgerow.store.annotations import Placed, place, stand_as_made
from hedgerow.store.corpus import Article
from hedgerow.store.journal import far_ahead, written_instant
from hedgerow.store.problem import Problem, ProblemError, Remedy
from hedgerow.store.review import review_sessions_of
from hedgerow.store.second_look import second_look_sessions_of as second_looks_of
from hedgerow.store.workspace import Workspace

UNDO_DAYS = 30
"""For how many days what was changed can still be undone after compacting."""

COUNTS = (
    "articles",
    "annotations",
    "anchored",
    "moved",
    "doubtful",
    "orphaned",
    "unreadable_lines",
    "missing_articles",
    "unread_files",
)
"""What is counted. An annotation of an article that is there is anchored, moved, doubtful or
orphaned; one that was kept as history is orphaned, and needs nobody. A file
that was not read counts where it may hold articles."""


@dataclass(slots=True)
class Report:
    """What a check has found: the counts, and whether anything needs a person."""

    counts: dict[str, int] = field(default_factory=lambda: dict.fromkeys(COUNTS, 0))
    needs_a_person: bool = False


def check_corpus(workspace: Workspace) -> Report:
    """Read everything there is, and change nothing.

    Each finding joins the problems of the corpus, with its file and its line.
    """
    report = Report()
    for article in workspace.annotations.passing(workspace.corpus):
        report.counts["articles"] += 1
        try:
            read, problems = workspace.corpus.read_with_problems(article)
            for problem in problems:
                workspace.corpus.tell(problem)
            _check_tags(workspace, read, report)
        except ProblemError as error:
            workspace.corpus.tell(error.problem)
    for article in workspace.annotations.passing(workspace.missing_articles()):
        report.counts["missing_articles"] += 1
        _check_lines(workspace, article, report)
    for unread in workspace.unread:
        if unread.why.needs_a_person:
            report.counts["unread_files"] += unread.count
            workspace.corpus.tell(unread.problem())
    report.needs_a_person = bool(workspace.problems)
    return report


def compact_journals(workspace: Workspace) -> dict[str, int]:
    """Drop the lines of the journal that nothing needs any more, table by table.

    Returns:
        How many lines each table has lost; those that lost none are left out.

    Raises:
        OSError, ProblemError: a table could not be written; it is as it was.
    """
    since = written_instant(datetime.now(UTC) - timedelta(days=UNDO_DAYS))
    annotations = workspace.annotations
    dropped = Counter(annotations.journal.compact(since))
    dropped.update(review_sessions_of(annotations).compact(since))
    dropped.update(second_looks_of(annotations).compact(since))
    return dropped


def _check_tags(workspace: Workspace, article: Article, report: Report) -> None:
    lines, faults = workspace.annotations.lines(article.id, far_ahead())
    if not faults and stand_as_made(lines, article.text):  # as nearly all do
        report.counts["annotations"] += len(lines)
        report.counts["anchored"] += len(lines)
        return
    for problem in faults:  # before what came of looking for passages
        workspace.corpus.tell(problem)
    placements = place(workspace.annotations, article)
    for placed in placements:
        report.counts[_count_of(placed)] += 1
    unsettled = [placed for placed in placements if placed.needs_a_person]
    file = workspace.annotations.journal.table(article.id).file
    numbers = file.line_numbers() if unsettled else {}
    for placed in unsettled:
        known = placed.annotation
        what = f"{known.label} {known.id} on “{known.quote}” is {placed.anchor.status}"
        line = numbers.get(known.id)
        workspace.corpus.tell(Problem(file.path, what, Remedy.SETTLE, line))
    _check_lines(workspace, article.id, report)


def _count_of(placed: Placed) -> str:
    if placed.is_anchored and placed.span != placed.annotation.span:
        return "moved"
    return placed.anchor.status


def _check_lines(workspace: Workspace, article: str, report: Report) -> None:
    annotations = workspace.annotations
    try:
        report.counts["annotations"] += len(annotations.of(article))
        for problem in annotations.problems(article, far_ahead()):
            workspace.corpus.tell(problem)
        file = annotations.journal.table(article).file
        report.counts["unreadable_lines"] += len(file.unreadable)
    except ProblemError as error:
        workspace.corpus.tell(error.problem)
