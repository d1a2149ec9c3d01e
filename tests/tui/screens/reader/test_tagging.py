"""Tagging in the reader: tags are made, changed and removed, key by key."""

from __future__ import annotations

import os
import time

import pytest

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
