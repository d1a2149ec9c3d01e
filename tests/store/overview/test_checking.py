"""Checking a corpus: what is counted, what needs a person, and how the journal is made smaller."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from hedgerow.store.journal import Record, written_instant
from hedgerow.store.overview import check_corpus, compact_journals
from hedgerow.store.overview.checking import COUNTS
from hedgerow.store.review import ReviewSession
from hedgerow.store.span import Span
from hedgerow.store.tagging import tag
from hedgerow.store.workspace import Workspace

WANG = "001_40ebd96be52325bb"
LONG = "extremely concerned” over civilian casualties"


@pytest.fixture
def workspace(corpus):
    return Workspace(corpus, annotator="ann")


def mark(workspace: Workspace, quote: str, article: str = WANG):
    read = workspace.read(article)
    start = read.text.index(quote)
    span = Span(start, start + len(quote))
    made = tag(read, span, "claim", annotator="ann", codebook=workspace.codebook)
    workspace.history.save(article, made.brief, {made.id: made.document()})
    return made


def rewrite(corpus, change) -> None:
    path = corpus / f"{WANG}.txt"
    path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")


def counted(corpus) -> dict[str, int]:
    """What a check counts, but for what is nought."""
    report = check_corpus(Workspace(corpus, annotator="ann"))
    assert tuple(report.counts) == COUNTS
    return {name: count for name, count in report.counts.items() if count}


def test_a_sound_corpus_needs_nobody(corpus, workspace):
    mark(workspace, LONG)
    assert counted(corpus) == {"articles": 5, "annotations": 1, "anchored": 1}
    assert not check_corpus(workspace).needs_a_person


def test_a_tag_that_has_moved_is_counted_apart_and_needs_nobody(corpus, workspace):
    mark(workspace, LONG)
    rewrite(corpus, lambda text: "Correction.\n\n" + text)
    assert counted(corpus) == {"articles": 5, "annotations": 1, "moved": 1}
    assert not check_corpus(Workspace(corpus)).needs_a_person


def test_a_tag_whose_passage_has_gone_is_told_with_its_file_and_line(corpus, workspace):
    mark(workspace, "Wang Yi")
    made = mark(workspace, LONG)
    rewrite(corpus, lambda text: text.replace(LONG, "sorry"))
    fresh = Workspace(corpus, annotator="ann")
    report = check_corpus(fresh)
    (problem,) = fresh.problems
    assert report.counts["orphaned"] == 1
    assert report.needs_a_person
    assert (problem.where.name, problem.line) == (f"{WANG}.jsonl", 2)
    assert made.id in problem.what


def test_checking_changes_nothing(corpus, workspace):
    mark(workspace, LONG)
    rewrite(corpus, lambda text: "Correction.\n\n" + text)
    before = {path: path.read_bytes() for path in (corpus / "annotations").rglob("*.jsonl")}
    counted(corpus)
    assert {p: p.read_bytes() for p in (corpus / "annotations").rglob("*.jsonl")} == before


def test_an_unreadable_line_is_counted_and_told_with_its_number(corpus, workspace):
    mark(workspace, LONG)
    path = workspace.annotations.journal.table(WANG).file.path
    path.write_bytes(path.read_bytes() + b"<<<<<<< HEAD\n")
    fresh = Workspace(corpus, annotator="ann")
    assert check_corpus(fresh).counts["unreadable_lines"] == 1
    assert [(p.where, p.line) for p in fresh.problems] == [(path, 2)]


def test_an_annotation_that_can_not_be_used_is_told_with_its_line(corpus, workspace):
    mark(workspace, LONG)
    table = workspace.annotations.journal.table(WANG)
    table.change({"broken": {"type": "annotation", "article": WANG}})
    fresh = Workspace(corpus, annotator="ann")
    check_corpus(fresh)
    (problem,) = fresh.problems
    assert (problem.line, "broken" in problem.what) == (2, True)


def test_what_belongs_to_an_article_that_has_gone_is_counted_with_its_lines(corpus, workspace):
    mark(workspace, LONG)
    path = workspace.annotations.journal.table(WANG).file.path
    path.write_bytes(b"junk\n" + path.read_bytes())
    (corpus / f"{WANG}.txt").unlink()
    expected = {"articles": 4, "annotations": 1, "missing_articles": 1, "unreadable_lines": 1}
    assert counted(corpus) == expected


def test_compacting_drops_what_was_undone_long_ago_and_tells_how_much(workspace, monkeypatch):
    mark(workspace, LONG)
    workspace.history.undo()
    workspace.history.redo()
    assert compact_journals(workspace) == {}
    monkeypatch.setattr("hedgerow.store.overview.checking.UNDO_DAYS", -1)
    assert compact_journals(workspace) == {WANG: 2}
    assert check_corpus(workspace).counts["anchored"] == 1


def test_compacting_takes_review_sessions_along(workspace, monkeypatch):
    for quote in ("Wang Yi", LONG):
        mark(workspace, quote)
    session = ReviewSession(workspace.annotations, workspace.corpus)
    session.skip()
    session.skip()
    monkeypatch.setattr("hedgerow.store.overview.checking.UNDO_DAYS", -1)
    assert compact_journals(workspace)["ann"] > 0
    assert ReviewSession(workspace.annotations, workspace.corpus).skipped == 2


def test_a_check_keeps_no_table_in_memory(corpus, workspace):
    mark(workspace, LONG)
    mark(workspace, "China", "003_76bc9269accb663a")
    rewrite(corpus, lambda text: text.replace("extremely", "very"))
    again = Workspace(corpus, annotator="ann")
    check_corpus(again)
    assert again.annotations.journal.open_tables() == set()


def test_a_line_of_a_clock_that_runs_ahead_is_told_with_its_number(corpus, workspace):
    made = mark(workspace, LONG)
    table = workspace.annotations.journal.table(WANG)
    an_hour, two_days = (
        written_instant(datetime.now(UTC) + timedelta(hours=hours)) for hours in (1, 48)
    )
    table.merge([Record(made.id, an_hour, made.document())])
    assert not check_corpus(Workspace(corpus, annotator="ann")).needs_a_person
    table.merge([Record(made.id, two_days, made.document())])
    again = Workspace(corpus, annotator="ann")
    assert check_corpus(again).needs_a_person
    assert [(problem.line, two_days in problem.what) for problem in again.problems] == [(3, True)]


def test_what_only_follows_a_clock_that_ran_ahead_is_not_told(corpus, workspace):
    made = mark(workspace, LONG)
    table = workspace.annotations.journal.table(WANG)
    table.merge([Record(made.id, "2100-01-01T00:00:00.000000Z", made.document())])
    mark(workspace, "Wang Yi")
    again = Workspace(corpus, annotator="ann")
    check_corpus(again)
    assert [problem.line for problem in again.problems] == [2]
    assert "1 in all, the last 2100" in again.problems[0].what
