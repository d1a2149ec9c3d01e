"""What others do while somebody reads: tags that come, go and change."""

from __future__ import annotations

from contextlib import AsyncExitStack
from types import SimpleNamespace

import pytest

from hedgerow.store.annotations import Tally
from hedgerow.store.problem import Problem, ProblemError
from hedgerow.tui.screens.reader.following import Following
from tests.tui.screens.reader.changed_texts import ADDED, ARTICLE, path_of, text_of
from tests.tui.screens.reader.others import (
    PHRASE,
    QUOTE,
    Someone,
    save,
    tagged,
    tagged_after_O,
    write,
)

LATE = "The Cold War mentality"


async def test_anothers_tag_that_is_asked_for_goes_with_its_removal_and_comes_without_a_key(
    article, corpus
):
    async with article() as reader:
        someone = Someone(corpus)
        key = someone.tag(QUOTE)
        await tagged_after_O(reader)
        await reader.expect(lambda: reader.line(2)[:6].strip() == "cB")
        someone.remove(key)
        await reader.expect(lambda: reader.line(2)[:6].strip() == "")
        someone.tag(QUOTE, "hedge")
        await reader.expect(lambda: reader.line(2)[:6].strip() == "hB")


async def test_a_tag_that_was_saved_while_the_program_started_appears(reading, corpus):
    someone = Someone(corpus)
    async with reading() as reader:
        someone.tag(QUOTE)
        await reader.press("j", "enter")
        await tagged_after_O(reader)
        assert tagged(reader) == [QUOTE]


async def test_the_librarys_count_follows_what_is_saved_right_after_the_start(reading, corpus):
    someone = Someone(corpus, "ann")
    async with reading() as library:
        someone.tag(QUOTE)
        await library.expect_shown("0/1")


async def test_what_others_do_moves_neither_the_selection_nor_the_view(article, corpus):
    async with article() as reader:
        await reader.press("j", "j", "j", "w", "W")
        selection = reader.app.screen.selection
        top = reader.app.screen.pane.scroll_offset.y
        someone = Someone(corpus)
        someone.tag(QUOTE)
        someone.tag(LATE)
        await tagged_after_O(reader, 2)
        assert reader.app.screen.selection == selection
        assert reader.app.screen.pane.scroll_offset.y == top


async def test_the_librarys_counts_follow(reading, corpus):
    async with reading() as library:
        await library.expect(lambda: library.app._watching._watch._stamps is not None)
        me_elsewhere = Someone(corpus, "ann")
        key = me_elsewhere.tag(QUOTE)
        await library.expect_shown("0/1")
        me_elsewhere.remove(key)
        await library.expect(lambda: "0/1" not in library.screen_text())


async def test_a_command_in_another_process_is_seen(article, corpus, hedgerow):
    async with article() as reader:
        text = text_of(corpus)
        start = text.index(QUOTE)
        span = ("--start", start, "--end", start + len(QUOTE))
        made = hedgerow("tag", corpus, ARTICLE, *span, "--label", "hedge", "--annotator", "bob")
        assert made.returncode == 0, made.stderr
        await tagged_after_O(reader)
        await reader.expect(lambda: reader.line(2)[:6].strip() == "hB")


async def test_two_apps_see_each_other(corpus, article):
    async with AsyncExitStack() as stack:
        one = await stack.enter_async_context(article(annotator="ann"))
        other = await stack.enter_async_context(article(annotator="bob"))
        await one.press("apostrophe", "c")
        await tagged_after_O(other)
        await other.press("O", "apostrophe", "h")
        await other.expect(lambda: other.line(2)[:6].strip() == "cA hB")
        await one.expect(lambda: one.app.screen.view.tags.count == 2)
        await one.press("O", "O")
        await one.expect(lambda: one.line(2)[:6].strip() == "cA hB")
        await one.press("u")
        await other.expect(lambda: other.line(2)[:6].strip() == "hB")
        await one.press("u")
        await one.expect_shown("Nothing to undo.")
        assert [line["annotator"] for line in one.exported()] == ["bob"]


async def test_the_first_undo_is_offered_only_if_there_is_something_to_undo(reading, corpus):
    Someone(corpus, "bob").tag(QUOTE)
    async with reading(annotator="ann") as library:
        await library.press("u")
        await library.expect_shown("Nothing to undo.")
        assert "u undo" not in library.screen_text()
    async with reading(annotator="bob") as library:
        await library.expect_shown("u undo")


async def test_an_undo_of_what_someone_has_changed_since_says_so(article, corpus):
    async with article() as reader:
        await reader.press("apostrophe", "c")
        (line,) = await reader.saved(1)
        await reader.expect(lambda: not reader.app.screen.view.pending)
        bob = Someone(corpus)
        document = bob.workspace.annotations.get(ARTICLE, line["id"]).document()
        bob.workspace.history.save(ARTICLE, "memo", {line["id"]: {**document, "memo": "hers"}})
        await reader.press("u")
        await reader.expect_shown("Not undone: someone has since changed the same tag")
        assert reader.exported()[0]["memo"] == "hers"


async def test_a_removal_while_a_memo_is_written_is_told(article, corpus):
    async with article() as reader:
        await reader.press("apostrophe", "c")
        (line,) = await reader.saved(1)
        await reader.expect(lambda: not reader.app.screen.view.pending)
        await reader.press("m", *"too late")
        Someone(corpus, "ann").remove(line["id"])
        await reader.press("enter")
        await reader.expect_shown("the tag has been removed meanwhile")
        assert reader.exported() == []


async def test_a_memo_that_is_being_written_is_not_disturbed(article, corpus):
    async with article() as reader:
        await reader.press("apostrophe", "c")
        await reader.saved(1)
        await reader.expect(lambda: not reader.app.screen.view.pending)
        await reader.press("m", *"half ")
        Someone(corpus).tag(PHRASE, "hedge")
        write(path_of(corpus), ADDED + text_of(corpus))
        reader_screen = reader.app.screen_stack[-2]
        await reader.expect(lambda: reader_screen.article.text.startswith(ADDED))
        await reader.press(*"done", "enter")
        await reader.expect(lambda: "half done" in [one["memo"] for one in reader.exported()])


@pytest.fixture
def following(still):
    """The part, with what it shows and takes in hand on `still`."""
    still.shown, still.in_hand, still.taken = [], "a tag", []
    knowing = SimpleNamespace(tally=Tally(), once_placed=lambda do: do())

    def show(article, selection=None):
        still.shown.append((article.id, selection))
        still.take(article)

    return Following(
        still,
        knowing,
        show=show,
        in_hand=lambda: still.in_hand,
        take_in_hand=still.taken.append,
    )


def test_an_undo_leads_to_the_passage_even_where_its_tag_has_gone(still, following):
    made, change = save(still, "a", "Nobody else came")
    still.go_to("Ann Lee")
    following.follow(change)
    assert still.selected == made.span
    still.view.change_tags({made.id: None})
    still.go_to("Ann Lee")
    following.follow(still.workspace.history.undo())
    assert still.selected == made.span
    assert not still.shown


def test_an_undo_in_another_article_shows_that_one(still, following):
    made, change = save(still, "b", "Nobody else came")
    following.follow(change)
    assert still.shown == [("b", None)]
    assert still.selected == made.span


def test_an_article_that_cannot_be_read_is_told_and_none_is_shown(still, following, monkeypatch):
    def broken(*_):
        raise ProblemError(Problem("b.txt", "is no text", "mend it"))

    monkeypatch.setattr(still.workspace, "read_to_show", broken)
    assert not following.go_to_article("b")
    assert (still.told, still.shown) == (["is no text"], [])


async def test_a_text_that_has_not_changed_is_left_as_it_is(still, following):
    following.reload()
    await still.workers[0]
    assert not still.shown
    assert not still.told
