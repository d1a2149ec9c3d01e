"""Undo and redo: steps back and forth, each a new line."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from refusal import saving_refused

from store.history import History
from store.journal import ConflictError, Journal


@pytest.fixture
def journal(tmp_path):
    return Journal(tmp_path)


@pytest.fixture
def history(journal):
    return History(journal, "ann")


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
