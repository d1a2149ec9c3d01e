"""Steps of a review: taken back, refused by the disk, and what they leave."""

from __future__ import annotations

from dataclasses import replace

import pytest
from refusal import saving_refused

from hedgerow.store.annotations.verdicts import reviews_of
from hedgerow.store.journal import now
from hedgerow.store.journal.history import History
from hedgerow.store.review import Queue
from tests.store.review.tagged_words import later, mark, quote_at, relabelled, session


def test_undo_takes_a_verdict_back_and_returns_to_its_tag(four):
    sitting = session(four)
    item = sitting.current
    sitting.judge("reject", "slip")
    assert sitting.undo() == "reject claim on “alpha”"
    assert (sitting.current, sitting.done) == (item, 0)
    assert reviews_of(four, "two") == {}


def test_undo_of_a_second_verdict_brings_the_first_back(four):
    session(four, queue=Queue("claim")).judge("accept")
    again = session(four, again=True)
    item = again.current
    again.judge("reject")
    again.undo()
    assert reviews_of(four, "two")[item.annotation].verdict == "accept"


def test_undo_after_the_last_verdict_opens_the_session_again(four):
    sitting = session(four)
    for _ in range(4):
        sitting.judge("accept")
    sitting.undo()
    assert quote_at(sitting) == quote_at(later(four)) == "delta"


def test_undo_of_a_revision_gives_the_tag_its_label_back(four):
    sitting = session(four)
    item = sitting.current
    sitting.revise(relabelled("hedge"), "claim made hedge")
    assert sitting.undo() == "claim made hedge"
    assert sitting.known.annotation(item).label == "claim"
    assert (sitting.current, sitting.known.verdict_on(item)) == (item, None)


def test_undo_of_a_skip_returns_to_the_skipped_tag(four):
    sitting = session(four)
    sitting.skip()
    sitting.undo()
    assert (quote_at(sitting), sitting.skipped) == ("alpha", 0)


def test_a_tag_skipped_twice_can_be_unskipped_twice(annotations):
    mark(annotations, "one", "alpha")
    sitting = session(annotations)
    sitting.skip()
    sitting.skip()
    sitting.undo()
    sitting.undo()
    assert (quote_at(sitting), sitting.skipped) == ("alpha", 0)


def test_after_the_undo_of_a_skip_the_other_skipped_tags_still_come_last(four):
    sitting = session(four)
    sitting.skip()
    sitting.skip()
    sitting.undo()
    sitting.judge("accept")
    assert quote_at(sitting) == "bravo"


def test_there_is_nothing_to_undo_in_a_new_sitting(four):
    session(four).judge("accept")
    resumed = later(four)
    assert (resumed.can_undo, resumed.undo()) == (False, None)


def test_a_memo_written_during_the_session_keeps_no_verdict_from_being_undone(four):
    history = History(four.journal, four.annotator)
    sitting = session(four, history=history)
    judged = sitting.current
    sitting.judge("reject")
    annotation = sitting.known.annotation(sitting.current)
    changed = replace(annotation, memo="why?", modified=now())
    history.save("two", "memo", {annotation.id: changed.document()})
    sitting.undo()
    sitting.undo()
    assert sitting.known.verdict_on(judged) is None


def test_a_change_from_just_before_the_sitting_is_not_taken_back_by_it(four, monkeypatch):
    monkeypatch.setattr("time.time_ns", lambda: 2_000_000_000_000_000_000)  # all in a millisecond
    history = History(four.journal, four.annotator)
    key = session(four).current.annotation
    noted = replace(four.get("two", key), memo="why?", modified=now())
    history.save("two", "memo", {key: noted.document()})
    sitting = session(four, history=history)
    sitting.judge("accept")
    history.undo()  # elsewhere: in the reader, say
    sitting.undo()
    assert four.get("two", key).memo == "why?"


def test_an_undo_that_could_not_be_saved_can_be_tried_again(four):
    sitting = session(four)
    item = sitting.current
    sitting.judge("reject")
    with saving_refused(four.journal.table("two").file.path), pytest.raises(OSError):
        sitting.undo()
    sitting.undo()
    assert (sitting.current, reviews_of(four, "two")) == (item, {})


def test_a_verdict_that_could_not_be_saved_leaves_the_session_where_it_was(four):
    sitting = session(four)
    item = sitting.current
    with saving_refused(four.journal.table("two").file.path), pytest.raises(OSError):
        sitting.judge("reject")
    assert (sitting.current, sitting.done, sitting.can_undo) == (item, 0, False)


def test_a_verdict_that_was_saved_counts_though_the_place_could_not_be(four):
    sitting = session(four)
    sitting.skip()
    (sessions,) = (four.folder / "sessions").glob("*.jsonl")
    with saving_refused(sessions):
        sitting.judge("accept")
    assert (quote_at(sitting), sitting.done) == ("bravo", 1)
    assert (quote_at(later(four)), later(four).done) == ("bravo", 1)


def test_undo_takes_a_verdict_out_of_the_pace(four):
    sitting = session(four)
    sitting.judge("accept")
    sitting.judge("accept")
    sitting.undo()
    assert sitting.pace.count == 1


def test_a_skip_that_could_not_be_saved_leaves_the_session_where_it_was(four):
    sitting = session(four)
    sitting.judge("accept")
    item = sitting.current
    (sessions,) = (four.folder / "sessions").glob("*.jsonl")
    with saving_refused(sessions), pytest.raises(OSError):
        sitting.skip()
    assert (sitting.current, sitting.skipped) == (item, 0)
