"""Seeing what others do: their tags, and what becomes of the text that is being read."""

from __future__ import annotations

import os

import pytest

from hedgerow.store.journal import new_id
from hedgerow.store.workspace.watch import News, Watch
from hedgerow.store.workspace.workspace import Workspace

WANG = "001_40ebd96be52325bb"


@pytest.fixture
def mine(corpus):
    return Workspace(corpus, annotator="ann")


@pytest.fixture
def theirs(corpus):
    return Workspace(corpus, annotator="bob")


@pytest.fixture
def watch(mine):
    watch = Watch(mine.annotations, mine.corpus)
    watch.look()
    return watch


def save(workspace: Workspace, article: str = WANG, key: str | None = None) -> None:
    workspace.history.save(article, "tag", {key or new_id(): {"type": "annotation"}})


def test_nothing_is_news_at_first(mine, theirs):
    save(theirs)
    assert Watch(mine.annotations, mine.corpus).look() == News(frozenset(), frozenset())


def test_what_another_saves_is_seen_at_the_next_look_and_once(watch, theirs):
    save(theirs)
    assert watch.look().tagged == {WANG}
    assert not watch.look()


def test_what_another_saves_right_behind_a_look_is_seen(watch, theirs):
    for _ in range(20):
        save(theirs)
        assert watch.look().tagged == {WANG}


def test_what_is_saved_here_is_no_news(watch, mine):
    save(mine)
    assert not watch.look()


def test_what_another_saves_between_ones_own_saves_is_seen(watch, mine, theirs):
    save(mine)
    save(theirs)
    assert watch.look().tagged == {WANG}
    save(theirs, "other")
    save(mine)
    assert watch.look().tagged == {"other"}


def test_an_article_that_is_tagged_for_the_first_time_is_seen(watch, theirs):
    save(theirs, "another")
    assert watch.look().tagged == {"another"}


def test_a_table_that_a_merge_has_replaced_is_seen(watch, mine, theirs):
    save(theirs)
    watch.look()
    path = mine.annotations.journal.table(WANG).file.path
    draft = path.with_suffix(".merged")
    draft.write_bytes(path.read_bytes() + path.read_bytes())
    draft.replace(path)
    assert watch.look().tagged == {WANG}


def test_what_a_program_appends_without_the_lock_is_seen_before_long(watch, mine, theirs):
    save(theirs)
    watch.look()
    path = mine.annotations.journal.table(WANG).file.path
    with path.open("ab") as file:
        file.write(path.read_bytes())
    assert any(watch.look().tagged == {WANG} for _ in range(30))


def test_a_folder_that_has_gone_is_no_hindrance(watch, mine, theirs):
    save(theirs)
    watch.look()
    path = mine.annotations.journal.table(WANG).file.path
    path.unlink()
    assert watch.look().tagged == {WANG}
    (path.parent / ".lock").unlink()
    path.parent.rmdir()
    assert not watch.look()


def test_a_quiet_look_asks_no_more_of_the_disk_beside_many_tables_than_beside_one(
    watch, mine, theirs, monkeypatch
):
    looks = []
    for tables in (1, 200):
        for number in range(tables):
            save(theirs, f"article {number}")
        watch.look()
        asked = []
        with monkeypatch.context() as patch:
            for name in ("stat", "open", "scandir"):
                patch.setattr(os, name, counted(getattr(os, name), asked))
            watch.look()
        looks.append(len(asked))
    assert looks[0] == looks[1] <= 4


def counted(function, calls):
    def call(*args, **options):
        calls.append(args)
        return function(*args, **options)

    return call


def test_the_text_that_is_read_is_watched_and_no_other(watch, corpus):
    watch.read(WANG)
    other = corpus / "000_a3fc5418d35ef088.txt"
    other.write_bytes(b"Update. " + other.read_bytes())
    assert not watch.look()
    path = corpus / f"{WANG}.txt"
    path.write_bytes(b"Update. " + path.read_bytes())
    assert watch.look().rewritten == {WANG}
    assert not watch.look()


def test_a_text_that_goes_and_one_that_comes_back_are_seen(watch, corpus):
    watch.read(WANG)
    path = corpus / f"{WANG}.txt"
    text = path.read_bytes()
    path.unlink()
    assert watch.look().rewritten == {WANG}
    path.write_bytes(text)
    assert watch.look().rewritten == {WANG}


def test_a_text_that_nobody_reads_any_more_is_not_watched(watch, corpus):
    watch.read(WANG)
    watch.read(None)
    (corpus / f"{WANG}.txt").unlink()
    assert not watch.look()
