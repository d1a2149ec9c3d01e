"""Tagging in the reader: tags are made, changed and removed, key by key."""

from __future__ import annotations

import asyncio
import os
import time
from concurrent.futures import Future
from dataclasses import replace
from types import SimpleNamespace

import pytest

from hedgerow.tui.screens.reader.tagging import Tagging

FIRST = "Beijing: China is deeply grieved"
SECOND = "The two ministers spoke"


async def test_a_tag_is_one_key_and_takes_its_speaker_along(article):
    async with article() as reader:
        await reader.press("apostrophe", "c")
        (line,) = await reader.saved(1)
        assert line["label"] == "claim"
        assert line["quote"] == "“extremely concerned”"
        assert line["speaker"]["name"] == "Wang Yi"
        assert reader.app.screen.article.text[line["start"] : line["end"]] == line["quote"]


@pytest.mark.parametrize(("key", "label"), [("s", "stance"), ("h", "hedge"), ("c", "claim")])
async def test_each_label_has_its_key_and_its_letter_in_the_gutter(article, key, label):
    async with article() as reader:
        await reader.press("apostrophe", key)
        (line,) = await reader.saved(1)
        assert line["label"] == label
        await reader.expect(lambda: reader.line(2)[:4].strip() == key)


async def test_the_same_passage_is_not_tagged_twice_with_one_label(article):
    async with article() as reader:
        await reader.press("apostrophe", "c")
        await reader.saved(1)
        await reader.expect(lambda: not reader.app.screen.view.pending)
        await reader.press("c")
        await reader.expect_shown("tagged as claim already")
        assert len(reader.exported()) == 1


async def test_two_labels_may_overlap_and_both_letters_show(article):
    async with article() as reader:
        await reader.press("apostrophe", "c", "h")
        await reader.saved(2)
        await reader.expect(lambda: reader.line(2)[:4].strip() == "hc")


async def test_x_removes_the_tag_at_the_caret_and_u_brings_it_back(article):
    async with article() as reader:
        await reader.press("apostrophe", "c")
        before = await reader.saved(1)
        await reader.expect(lambda: not reader.app.screen.view.pending)
        await reader.press("x")
        await reader.saved(0)
        await reader.press("u")
        after = await reader.saved(1)
        assert after[0]["id"] == before[0]["id"]


async def test_u_takes_a_tag_back_and_ctrl_r_brings_it_again(article):
    async with article() as reader:
        await reader.press("apostrophe", "c")
        await reader.saved(1)
        await reader.press("j", "j", "u")
        await reader.saved(0)
        await reader.expect_shown("Undone: claim")
        await reader.press("ctrl+r")
        await reader.saved(1)
        await reader.expect(lambda: reader.selected == "“extremely concerned”")


async def test_a_memo_is_kept(article):
    async with article() as reader:
        await reader.press("apostrophe", "c")
        await reader.saved(1)
        await reader.expect(lambda: not reader.app.screen.view.pending)
        await reader.press("m", *"check", "enter")
        await reader.expect(lambda: reader.exported()[0]["memo"] == "check")


async def test_attributes_are_chosen_from_the_codebook(article):
    async with article() as reader:
        await reader.press("apostrophe", "c")
        await reader.saved(1)
        await reader.expect(lambda: not reader.app.screen.view.pending)
        await reader.press("a", "down", "enter", "escape")
        await reader.expect(lambda: reader.exported()[0]["attributes"].get("checkable") == "yes")


async def test_p_points_a_tag_to_another_speaker(article):
    async with article() as reader:
        await reader.press("apostrophe", "c")
        await reader.saved(1)
        await reader.expect(lambda: not reader.app.screen.view.pending)
        await reader.press("p", "2")
        await reader.expect(lambda: reader.exported()[0]["speaker"]["origin"] == "human")
        assert reader.exported()[0]["speaker"]["name"] == "Dmytro Kuleba"


async def test_without_a_tag_at_the_caret_the_keys_that_need_one_say_so(article):
    async with article() as reader:
        for key in "xmap":
            await reader.press("j", key)
            await reader.expect_shown("There is no tag at the caret")


async def test_a_tag_that_cannot_be_saved_is_not_shown_as_saved(article, corpus):
    (corpus / "annotations").write_text("in the way")
    async with article() as reader:
        await reader.press("apostrophe", "c")
        await reader.expect_shown("Not saved")
        await reader.expect(lambda: not reader.app.screen.view.pending)
        assert reader.line(2)[:4].strip() == "!"
        assert reader.exported() == []


async def test_an_article_whose_file_has_gone_can_still_be_read_and_tagged(article, corpus):
    async with article() as reader:
        (corpus / "001_40ebd96be52325bb.txt").unlink()
        await reader.press("apostrophe", "c")
        await reader.expect_shown("has gone from the disk")
        assert len((corpus / "annotations" / "001_40ebd96be52325bb.jsonl").read_bytes()) > 0


async def test_a_memo_can_be_typed_in_one_breath_with_its_tag(article):
    async with article() as reader:
        await reader.pilot.press("apostrophe", "c", "m", *"hello", "enter")
        await reader.expect(lambda: [line["memo"] for line in reader.exported()] == ["hello"])
        assert reader.exported()[0]["speaker"]["name"] == "Wang Yi"


async def test_a_label_key_that_is_pressed_twice_tags_once(article):
    async with article() as reader:
        await reader.press("apostrophe", "c", "c")
        await reader.expect_shown("tagged as claim already")
        assert len(await reader.saved(1)) == 1


async def test_a_speaker_that_was_not_found_can_be_named(article):
    async with article() as reader:
        await reader.press("apostrophe", "c", "p")
        await reader.expect_shown("someone else")
        await reader.press("end", "up", "enter", *"Moscow", "enter")
        await reader.expect(lambda: reader.exported()[0]["speaker"]["name"] == "Moscow")
        said = reader.exported()[0]["speaker"]
        assert reader.app.screen.article.text[said["start"] : said["end"]] == "Moscow"


async def test_a_name_that_the_article_does_not_have_is_refused(article):
    async with article() as reader:
        await reader.press("apostrophe", "c", "p", "end", "up", "enter", *"Atlantis", "enter")
        await reader.expect_shown("“Atlantis” is not in this article")


async def test_a_label_on_a_punctuation_key_tags(article, corpus):
    (corpus / "codebook.toml").write_text('[[label]]\nname = "praise"\nkey = "+"\n')
    async with article() as reader:
        await reader.press("apostrophe", "plus")
        assert (await reader.saved(1))[0]["label"] == "praise"


async def test_removing_a_tag_twice_in_one_breath_is_one_step(article):
    async with article() as reader:
        await reader.press("apostrophe", "c")
        await reader.saved(1)
        await reader.expect(lambda: not reader.app.screen.view.pending)
        await reader.pilot.press("x", "x")
        await reader.saved(0)
        await reader.press("u")
        await reader.saved(1)


async def test_a_count_that_a_tag_doesnt_use_is_forgotten(article):
    async with article() as reader:
        await reader.press("3", "c", "j")
        assert reader.selected.startswith(SECOND)


async def test_tags_that_wait_for_a_slow_disk_are_saved_though_the_reader_is_left(
    article, monkeypatch
):
    def slowly(descriptor, fsync=os.fsync):
        time.sleep(0.2)
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", slowly)
    async with article() as reader:
        await reader.press("apostrophe", "c", "apostrophe", "c", "apostrophe", "c", "q")
        await reader.saved(3)
        await reader.expect(lambda: reader.line(3).endswith("0/3"))


async def test_a_failure_is_told_though_the_reader_was_left(article, corpus):
    (corpus / "annotations").write_text("in the way")
    async with article() as reader:
        await reader.press("apostrophe", "c", "q")
        await reader.expect_shown("Not saved")


# The part by itself


@pytest.fixture
def knowing():
    return SimpleNamespace(is_placed=True, extraction=None, show_saved_tag=lambda _: None)


@pytest.fixture
def tagging(still, knowing):
    """The part, with all that it has saved done at once and told on `still.followed`."""
    still.followed, still.may_tag = [], True

    def in_turn(work, *given, **options):
        done = Future()
        try:
            done.set_result(work(*given, **options))
        except Exception as error:
            done.set_exception(error)
        return asyncio.wrap_future(done)

    async def saved(saving):
        return await saving

    still.services.in_turn = in_turn
    still.services.changed = lambda *articles: still.followed.extend(articles)
    still.follow_up, still.saved = still.workers.append, saved
    return Tagging(still, knowing, may_tag=lambda: still.may_tag)


def position(still, label):
    return [one.name for one in still.workspace.codebook.labels].index(label)


async def test_a_tag_is_shown_as_pending_until_it_is_saved(still, tagging, workspace):
    still.go_to("Nobody else came")
    tagging.tag(position(still, "claim"))
    assert [one.quote for one in still.view.pending] == ["Nobody else came"]
    await still.workers[0]
    assert not still.view.pending
    assert still.followed == ["a"]
    assert still.told == ["Saved: claim on “Nobody else came”"]
    assert [one.quote for one in workspace.annotations.of("a")] == ["Nobody else came"]


async def test_where_it_would_not_be_seen_none_is_made(still, tagging, workspace):
    still.may_tag = False
    still.go_to("Nobody else came")
    tagging.tag(position(still, "claim"))
    assert not still.workers
    assert not still.view.pending
    assert not workspace.annotations.of("a")


async def test_before_the_tags_are_known_the_saved_ones_are_looked_through(
    still, tagging, knowing, workspace
):
    still.go_to("Nobody else came")
    tagging.tag(position(still, "claim"))
    await still.workers[0]
    knowing.is_placed = False  # as in another process, in which nothing is in the view
    tagging.tag(position(still, "claim"))
    await still.workers[1]
    assert still.told[-1].startswith("This passage is tagged as claim already")
    assert len(workspace.annotations.of("a")) == 1


async def test_a_suggestion_that_was_accepted_takes_nothing_else_along(still, tagging, knowing):
    still.find()
    knowing.extraction = Future()
    knowing.extraction.set_result(still.view.found)
    start = still.article.text.index("It may rain")
    made = still.put("It may rain")
    for origin in ("human", "suggestion"):
        tagging.save(replace(made, id=origin, origin=origin))
        await still.workers[-1]
    first, second = still.workspace.annotations.of("a")
    assert (first.start, first.speaker.value, second.speaker) == (start, "Ann Lee", None)


def test_the_tag_that_is_selected_is_meant_before_a_smaller_one_at_its_start(still, tagging):
    still.put("Nobody else came")
    still.put("Nobody")
    still.go_to("Nobody else came")
    assert tagging._own_tag_here().quote == "Nobody else came"
    still.go_to("Nobody else")
    assert tagging._own_tag_here().quote == "Nobody"


@pytest.mark.parametrize(
    ("owner", "is_placed", "message"),
    [
        (None, True, "There is no tag at the caret: t goes to the next one."),
        (None, False, "The tags are still being read: try again in a moment."),
        ("bob", True, "The tag here is bob's, not yours."),
    ],
)
def test_what_is_not_ones_own_is_left_alone(still, tagging, knowing, owner, is_placed, message):
    knowing.is_placed = is_placed
    still.go_to("Nobody")
    if owner:
        still.put("Nobody", owner)
    for change in (tagging.remove, tagging.write_memo, tagging.set_attributes, tagging.point):
        change()
    assert still.told == [message] * 4
    assert not still.workers
