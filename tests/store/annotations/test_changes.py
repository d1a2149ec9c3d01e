"""What has been saved of an article's tags since they were placed."""

from __future__ import annotations

import pytest

from hedgerow.store.annotations.changes import TagNews
from hedgerow.store.annotations.placement import place
from hedgerow.store.annotations.verdicts import Review
from hedgerow.store.journal import new_id, now
from hedgerow.store.span import Span
from hedgerow.store.tagging import dismissal, tag
from hedgerow.store.workspace import Workspace

TEXT = "Wang said that it was over. Nobody left the building, and nobody spoke."


@pytest.fixture
def workspace(tmp_path):
    (tmp_path / "one.txt").write_text(TEXT, encoding="utf-8")
    return Workspace(tmp_path, annotator="ann")


def save(workspace, start, label="claim", annotator="ann"):
    read = workspace.read("one")
    span = Span(start, start + 4)
    made = tag(read, span, label, annotator=annotator, codebook=workspace.codebook)
    workspace.history.save("one", made.brief, {made.id: made.document()})
    return made


def placed(workspace):
    return {one.annotation.id: one for one in place(workspace.annotations, workspace.read("one"))}


def after(known, changes):
    """Give what is known once some changes have been taken in."""
    return {key: one for key, one in {**known, **changes}.items() if one is not None}


def test_steps_tell_what_they_changed_and_nothing_else(workspace):
    first = save(workspace, 0)
    news, known = TagNews(workspace.annotations, workspace.read("one")), placed(workspace)

    second = save(workspace, 5)
    changes = news.since(known)
    assert set(changes) == {second.id}
    known = after(known, changes)
    workspace.history.undo()
    assert news.since(known) == {second.id: None}
    del known[second.id]
    workspace.history.redo()
    assert news.since(known) == {second.id: placed(workspace)[second.id]}
    assert first.id in placed(workspace)


def test_nothing_has_changed_where_nothing_was_saved(workspace):
    save(workspace, 0)
    news = TagNews(workspace.annotations, workspace.read("one"))

    assert news.since(placed(workspace)) == {}


def test_what_another_program_saves_is_told(workspace):
    save(workspace, 0)
    news, known = TagNews(workspace.annotations, workspace.read("one")), placed(workspace)
    theirs = save(Workspace(workspace.corpus.path, annotator="bob"), 5, annotator="bob")

    assert set(news.since(known)) == {theirs.id}


def test_all_are_placed_again_where_a_line_belongs_to_no_step(workspace):
    save(workspace, 0)
    news, known = TagNews(workspace.annotations, workspace.read("one")), placed(workspace)
    document = workspace.annotations.publication("one", "2022-03-02")
    workspace.annotations.journal.table("one").change({"an-id": document})

    assert news.since(known) is None


def test_all_are_placed_again_where_a_tag_was_made_on_another_text(workspace):
    made = save(workspace, 0)
    news, known = TagNews(workspace.annotations, workspace.read("one")), placed(workspace)
    document = {**made.document(), "text_sha256": "another"}
    workspace.history.save("one", "elsewhere", {made.id: document})

    assert news.since(known) is None


def test_all_are_placed_again_where_the_file_was_written_anew(workspace):
    made = save(workspace, 0)
    news, known = TagNews(workspace.annotations, workspace.read("one")), placed(workspace)
    path = workspace.annotations.journal.table("one").file.path
    path.write_bytes(b"")

    assert made.id in known
    assert news.since(known) is None


def test_a_verdict_and_its_undo_change_no_tag(workspace):
    made = save(workspace, 0)
    news, known = TagNews(workspace.annotations, workspace.read("one")), placed(workspace)
    review = Review(new_id(), made.id, "one", "accept", "ann", now())

    workspace.history.save("one", "accept", {review.id: review.document()})
    assert news.since(known) == {}
    workspace.history.undo()
    assert news.since(known) == {}


def test_a_dismissed_suggestion_changes_what_is_open(workspace):
    read = workspace.read("one")
    proposed = tag(read, Span(5, 9), "claim", annotator="ann", codebook=workspace.codebook)
    news = TagNews(workspace.annotations, read)
    review = dismissal(read, proposed, "ann")

    workspace.history.save("one", "dismiss", {review.id: review.document()})
    assert news.since({}) is None
    workspace.history.undo()
    assert news.since({}) is None
