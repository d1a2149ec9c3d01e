"""Undo and redo: steps back and forth, each a new line."""

from __future__ import annotations

import os
import time

import pytest
from effort import lines_run
from hypothesis import given, settings, strategies as st
from refusal import saving_refused

from hedgerow.store.journal import ConflictError, new_id
from hedgerow.store.journal.database import Journal
from hedgerow.store.journal.history import History


def held(journal, article="article") -> dict:
    """What another program finds in the article's table."""
    records = Journal(journal.storage.folder).table(article).records()
    return {record.id: record.document for record in records}


def test_a_step_says_what_stood_before_and_after(history):
    history.save("article", "claim", {"a": {"n": 1}})
    change = history.save("article", "two at once", {"a": {"n": 2}, "b": {"n": 3}})
    assert change.what == "two at once"
    assert change.before == {"article": {"a": {"n": 1}, "b": None}}
    assert change.after == {"article": {"a": {"n": 2}, "b": {"n": 3}}}


def test_undoing_an_addition_removes_it(history, journal):
    history.save("article", "claim", {"a": {"n": 1}})
    assert history.undo().what == "claim"
    assert held(journal) == {}


def test_undoing_a_removal_brings_the_document_back(history, journal):
    history.save("article", "claim", {"a": {"n": 1}})
    history.save("article", "remove", {"a": None})
    history.undo()
    assert held(journal) == {"a": {"n": 1}}


def test_a_step_on_several_documents_is_undone_as_one(history, journal):
    history.save("article", "first", {"a": {"n": 1}})
    history.save("article", "second", {"a": {"n": 2}, "b": {"n": 3}})
    history.undo()
    assert held(journal) == {"a": {"n": 1}}


def test_redo_does_the_step_again(history, journal):
    history.save("article", "claim", {"a": {"n": 1}})
    history.undo()
    assert history.redo().what == "claim"
    assert held(journal) == {"a": {"n": 1}}


def test_undo_and_redo_append_and_erase_nothing(history, journal):
    history.save("article", "claim", {"a": {"n": 1}})
    path = journal.table("article").file.path
    for step in (history.undo, history.redo, history.undo):
        before = path.read_bytes()
        step()
        added = path.read_bytes().removeprefix(before)
        assert (path.read_bytes().startswith(before), added.count(b"\n")) == (True, 1)


def test_a_new_step_ends_what_could_be_redone(history, journal):
    history.save("article", "first", {"a": {"n": 1}})
    history.undo()
    history.save("article", "second", {"b": {"n": 2}})
    assert history.redo() is None
    assert held(journal) == {"b": {"n": 2}}


def test_there_is_nothing_to_undo_or_redo_at_first(history):
    assert (history.newest, history.undo(), history.redo()) == (None, None, None)


def test_steps_on_several_articles_are_undone_in_the_order_they_were_made(history, journal):
    history.save("one", "first", {"a": {"n": 1}})
    history.save("two", "second", {"b": {"n": 2}})
    assert history.undo().articles == ("two",)
    assert (held(journal, "one"), held(journal, "two")) == ({"a": {"n": 1}}, {})


def test_undo_does_not_overwrite_what_someone_else_has_changed_since(history, journal):
    history.save("article", "claim", {"a": {"n": 1}})
    Journal(journal.storage.folder).table("article").change({"a": {"n": "theirs"}})
    with pytest.raises(ConflictError):
        history.undo()
    assert held(journal) == {"a": {"n": "theirs"}}


def test_undo_does_not_bring_back_what_someone_else_has_removed(history, journal):
    history.save("article", "first", {"a": {"n": 1}})
    history.save("article", "second", {"a": {"n": 2}})
    Journal(journal.storage.folder).table("article").change({"a": None})
    with pytest.raises(ConflictError):
        history.undo()
    assert held(journal) == {}


def test_a_conflict_over_one_document_of_a_step_undoes_none_of_it(history, journal):
    history.save("article", "both", {"a": {"n": 1}, "b": {"n": 1}})
    Journal(journal.storage.folder).table("article").change({"b": {"n": "theirs"}})
    with pytest.raises(ConflictError):
        history.undo()
    assert held(journal) == {"a": {"n": 1}, "b": {"n": "theirs"}}


def test_a_step_in_conflict_does_not_stand_in_the_way_of_the_one_before(history, journal):
    history.save("article", "first", {"a": {"n": 1}})
    history.save("article", "second", {"b": {"n": 2}})
    Journal(journal.storage.folder).table("article").change({"b": {"n": "theirs"}})
    with pytest.raises(ConflictError):
        history.undo()
    assert history.undo().what == "first"


def test_what_others_do_to_other_documents_is_no_conflict(history, journal):
    history.save("article", "claim", {"a": {"n": 1}})
    Journal(journal.storage.folder).table("article").change({"b": {"n": "theirs"}})
    history.undo()
    assert held(journal) == {"b": {"n": "theirs"}}


def test_redo_does_not_overwrite_what_someone_else_has_made_since(history, journal):
    history.save("article", "claim", {"a": {"n": 1}})
    history.undo()
    Journal(journal.storage.folder).table("article").change({"a": {"n": "theirs"}})
    with pytest.raises(ConflictError):
        history.redo()
    assert (held(journal), history.redo()) == ({"a": {"n": "theirs"}}, None)


def test_a_step_that_could_not_be_saved_can_not_be_undone(history, journal):
    history.save("article", "first", {"a": {"n": 1}})
    with saving_refused(journal.table("article").file.path), pytest.raises(OSError):
        history.save("article", "second", {"b": {"n": 2}})
    assert history.undo().what == "first"


def test_a_step_that_could_not_be_saved_leaves_what_can_be_redone(history, journal):
    history.save("article", "first", {"a": {"n": 1}})
    history.undo()
    with saving_refused(journal.table("article").file.path), pytest.raises(OSError):
        history.save("article", "second", {"b": {"n": 2}})
    assert history.redo().what == "first"


def test_an_undo_that_could_not_be_saved_can_be_tried_again(history, journal):
    history.save("article", "first", {"a": {"n": 1}})
    with saving_refused(journal.table("article").file.path), pytest.raises(OSError):
        history.undo()
    assert held(journal) == {"a": {"n": 1}}
    assert history.undo().what == "first"


def test_a_redo_that_could_not_be_saved_can_be_tried_again(history, journal):
    history.save("article", "first", {"a": {"n": 1}})
    history.undo()
    with saving_refused(journal.table("article").file.path), pytest.raises(OSError):
        history.redo()
    assert history.redo().what == "first"


bodies = st.none() | st.dictionaries(st.just("n"), st.integers(0, 9), min_size=1)
steps = st.dictionaries(st.sampled_from("abc"), bodies, min_size=1)


@given(st.lists(st.sampled_from(["undo", "redo"]) | steps, max_size=15))
@settings(deadline=None, max_examples=40)
def test_any_steps_back_and_forth_stand_where_a_list_of_states_would(tmp_path_factory, moves):
    journal = Journal(tmp_path_factory.mktemp("history"))
    history = History(journal, "ann")
    states, position = [{}], 0
    for move in moves:
        if move == "undo":
            history.undo()
            position = max(0, position - 1)
        elif move == "redo":
            history.redo()
            position = min(len(states) - 1, position + 1)
        else:
            history.save("article", "step", move)
            state = {k: v for k, v in {**states[position], **move}.items() if v is not None}
            if state != states[position]:  # what changes nothing is no step
                states[position + 1 :] = [state]
                position += 1
        assert held(journal) == states[position]


# After the program has ended


def reopened(journal, annotator="ann") -> History:
    """The history as another program, or another day, has it."""
    return History(Journal(journal.storage.folder), annotator)


def test_a_step_can_be_undone_after_the_program_has_ended(history, journal):
    history.save("article", "claim", {"a": {"n": 1}})
    history.save("article", "memo", {"a": {"n": 2}})
    assert reopened(journal).undo().what == "memo"
    assert reopened(journal).undo().what == "claim"
    assert reopened(journal).undo() is None
    assert held(journal) == {}


def test_a_step_can_be_redone_after_the_program_has_ended(history, journal):
    history.save("article", "claim", {"a": {"n": 1}})
    history.save("article", "memo", {"a": {"n": 2}})
    reopened(journal).undo()
    reopened(journal).undo()
    assert reopened(journal).redo().what == "claim"
    assert reopened(journal).redo().what == "memo"
    assert reopened(journal).redo() is None
    assert held(journal) == {"a": {"n": 2}}


def test_a_step_after_the_program_has_ended_ends_what_could_be_redone(history, journal):
    history.save("article", "claim", {"a": {"n": 1}})
    history.undo()
    reopened(journal).save("other", "hedge", {"b": {"n": 2}})
    assert reopened(journal).redo() is None


def test_steps_on_several_articles_are_undone_in_order_after_the_program_has_ended(
    history, journal
):
    for article in ("one", "two", "one", "three"):
        history.save(article, article, {new_id(): {"n": 1}})
    again = reopened(journal)
    assert [again.undo().what for _ in range(4)] == ["three", "one", "two", "one"]


def test_what_can_be_undone_is_known_before_anything_is_undone(history, journal):
    history.save("article", "claim", {"a": {"n": 1}})
    again = reopened(journal)
    assert not again.can_undo
    again.look_back()
    assert again.can_undo


def test_another_annotators_step_is_never_undone(history, journal):
    history.save("article", "mine", {"a": {"n": 1}})
    reopened(journal, "bob").save("article", "theirs", {"b": {"n": 2}})
    assert history.undo().what == "mine"
    assert (history.undo(), held(journal)) == (None, {"b": {"n": 2}})


def test_a_step_made_in_another_program_of_ones_own_is_the_last_one_here_too(history, journal):
    history.save("article", "here", {"a": {"n": 1}})
    reopened(journal).save("other", "there", {"b": {"n": 2}})
    assert history.undo().what == "there"
    assert history.undo().what == "here"


def test_a_step_over_several_articles_is_undone_and_redone_as_one(history, journal):
    history.save_all("all alike", {"one": {"a": {"n": 1}}, "two": {"b": {"n": 2}, "c": {"n": 3}}})
    again = reopened(journal)
    assert again.undo().articles == ("one", "two")
    assert (held(journal, "one"), held(journal, "two")) == ({}, {})
    assert reopened(journal).redo().what == "all alike"
    assert held(journal, "two") == {"b": {"n": 2}, "c": {"n": 3}}


def test_a_step_over_several_articles_of_which_one_fails_leaves_none_of_it(history, journal):
    history.save("two", "first", {"x": {"n": 0}})
    with saving_refused(journal.table("two").file.path), pytest.raises(OSError):
        history.save_all("both", {"one": {"a": {"n": 1}}, "two": {"b": {"n": 2}}})
    assert (held(journal, "one"), held(journal, "two")) == ({}, {"x": {"n": 0}})
    assert history.undo().what == "first"


def test_a_conflict_in_one_article_keeps_a_step_from_being_undone_in_any(history, journal):
    history.save_all("both", {"one": {"a": {"n": 1}}, "two": {"b": {"n": 2}}})
    Journal(journal.storage.folder).table("two").change({"b": {"n": "theirs"}})
    with pytest.raises(ConflictError):
        history.undo()
    assert held(journal, "one") == {"a": {"n": 1}}


@pytest.mark.parametrize("way", ["undo", "redo"])
def test_a_step_that_a_crash_left_half_undone_or_redone_is_undone_whole(history, journal, way):
    history.save("two", "first", {"b": {"n": 0}})
    history.save_all("both", {"one": {"a": {"n": 1}}, "two": {"b": {"n": 2}}})
    history.undo()
    if way == "redo":
        history.redo()
    path = journal.table("two").file.path
    path.write_bytes(path.read_bytes().rstrip(b"\n").rpartition(b"\n")[0] + b"\n")
    again = reopened(journal)
    assert again.undo().what == "both"
    assert (held(journal, "one"), held(journal, "two")) == ({}, {"b": {"n": 0}})
    assert again.undo().what == "first"


def test_compacting_keeps_the_steps_of_late(history, journal):
    history.save("article", "claim", {"a": {"n": 1}})
    history.save("article", "memo", {"a": {"n": 2}})
    journal.compact("2000-01-01T00:00:00.000000Z")
    again = reopened(journal)
    assert (again.undo().what, held(journal)) == ("memo", {"a": {"n": 1}})


def test_what_compacting_has_dropped_is_not_undone(history, journal):
    history.save("article", "claim", {"a": {"n": 1}})
    history.save("article", "memo", {"a": {"n": 2}})
    assert journal.compact("2999-01-01T00:00:00.000000Z") == {"article": 1}
    assert (reopened(journal).undo(), held(journal)) == (None, {"a": {"n": 2}})


def test_the_last_step_is_found_without_reading_the_tables_that_changed_before_it(history, journal):
    for number in range(40):
        history.save(f"old {number}", "old", {new_id(): {"n": number}})
    an_hour_ago = time.time() - 3600
    for path in journal.storage.folder.glob("old*.jsonl"):
        os.utime(path, (an_hour_ago, an_hour_ago))
    history.save("new", "new", {new_id(): {"n": 1}})
    again = reopened(journal)
    assert again.undo().what == "new"
    assert [table for table, file in files_read(again) if file.records] == ["new"]


def test_a_file_that_is_read_again_and_again_makes_no_step_cost_more(history, journal):
    for number in range(20):
        history.save("article", str(number), {new_id(): {"n": number}})
    path = journal.table("article").file.path

    def look_at_a_file_that_was_replaced():
        copy = path.with_suffix(".copy")
        copy.write_bytes(path.read_bytes())
        copy.replace(path)
        assert history.newest.what == "19"

    look_at_a_file_that_was_replaced()
    first = lines_run(look_at_a_file_that_was_replaced)
    for _ in range(3):
        look_at_a_file_that_was_replaced()
    assert lines_run(look_at_a_file_that_was_replaced) <= 1.05 * first


def files_read(history: History):
    return history._journal.storage._files.items()


def test_a_table_that_does_not_name_the_annotator_is_not_taken_into_memory(history, journal):
    reopened(journal, "bob").save("theirs", "claim", {new_id(): {"n": 1}})
    assert history.undo() is None
    assert [table for table, file in files_read(history) if file.records] == []


def test_steps_without_end_are_undone_and_redone(history, journal):
    for number in range(300):
        history.save("article", str(number), {"a": {"n": number}})
    assert [reopened(journal).undo().what for _ in range(3)] == ["299", "298", "297"]
    again = reopened(journal)
    assert [again.undo().what for _ in range(297)][-1] == "0"
    assert [again.redo().what for _ in range(300)][-1] == "299"
    assert held(journal) == {"a": {"n": 299}}


@given(st.lists(st.sampled_from(["undo", "redo", "reopen"]) | steps, max_size=15))
@settings(deadline=None, max_examples=40)
def test_any_steps_back_and_forth_stand_where_they_would_without_restarts(tmp_path_factory, moves):
    journal = Journal(tmp_path_factory.mktemp("history"))
    history = History(journal, "ann")
    states, position = [{}], 0
    for move in moves:
        if move == "reopen":
            history = reopened(journal)
        elif move == "undo":
            history.undo()
            position = max(0, position - 1)
        elif move == "redo":
            history.redo()
            position = min(len(states) - 1, position + 1)
        else:
            history.save("article", "step", move)
            state = {k: v for k, v in {**states[position], **move}.items() if v is not None}
            if state != states[position]:
                states[position + 1 :] = [state]
                position += 1
        assert held(journal) == states[position]
