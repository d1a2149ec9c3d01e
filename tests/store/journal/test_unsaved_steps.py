"""Steps that could not be saved are kept, in their order, until they can be."""

from __future__ import annotations

import orjson
import pytest
from line_files import held
from refusal import saving_refused

from hedgerow.store.journal import is_instant


@pytest.fixture
def refused(history, journal):
    """A history that has two steps waiting, after one that was saved."""
    history.save("article", "first", {"a": {"n": 1}})
    with saving_refused(journal.table("article").file.path):
        for number, key in enumerate("bc"):
            with pytest.raises(OSError):
                history.save("article", key, {key: {"n": number}}, keep=True)
    return history


def test_what_could_not_be_saved_is_kept_and_saved_when_tried_again(refused, journal):
    assert [change.what for change in refused.unsaved] == ["b", "c"]
    assert [change.what for change in refused.retry()] == ["b", "c"]
    assert held(journal.storage.folder, "article") == {"a": {"n": 1}, "b": {"n": 0}, "c": {"n": 1}}
    assert (refused.unsaved, refused.undo().what) == ([], "c")


def test_what_is_tried_again_in_vain_is_still_kept(refused, journal):
    with saving_refused(journal.table("article").file.path), pytest.raises(OSError):
        refused.retry()
    assert [change.what for change in refused.unsaved] == ["b", "c"]


def test_what_has_been_waiting_is_saved_before_anything_newer(refused, journal):
    refused.save("article", "d", {"d": {"n": 4}}, keep=True)
    assert refused.unsaved == []
    assert list(held(journal.storage.folder, "article")) == ["a", "b", "c", "d"]


def test_undoing_what_could_not_be_saved_gives_it_up(refused, journal):
    change = refused.undo()
    assert (change.what, change.is_saved) == ("c", False)
    assert [waiting.what for waiting in refused.unsaved] == ["b"]
    assert held(journal.storage.folder, "article") == {"a": {"n": 1}}


def test_what_could_not_be_saved_can_be_written_elsewhere(refused):
    lines = [orjson.loads(line) for line in refused.unsaved_lines().splitlines()]
    assert [(line["id"], line["n"]) for line in lines] == [("b", 0), ("c", 1)]
    assert all(is_instant(line["at"]) for line in lines)
