"""What can't be saved: it is told, kept and not shown as saved, until it is saved or given up."""

from __future__ import annotations

import errno
import json
import shutil
import time
from contextlib import contextmanager
from unittest.mock import patch

import pyperclip
import pytest
from refusal import saving_refused
from textual.widgets import Input

from hedgerow.store.journal.history import History
from hedgerow.tui.last_resort import LastResort
from hedgerow.tui.screens.base.prompts import ChoicePrompt
from hedgerow.tui.screens.library.screen import LibraryScreen

ARTICLE = "001_40ebd96be52325bb"
OTHER = "002_3d22e94354fe1157"
QUOTE = "“extremely concerned”"


def gutter(reader, line=2):
    return reader.line(line)[:4].strip()


def file_of(corpus, article=ARTICLE):
    return corpus / "annotations" / f"{article}.jsonl"


@contextmanager
def a_file_in_the_way(corpus):
    """Put a file where the folder of annotations would stand."""
    folder = corpus / "annotations"
    folder.write_text("in the way")
    try:
        yield
    finally:
        folder.unlink()


@contextmanager
def folder_replaced(corpus):
    """Take the folder of annotations away, and put a file in its place."""
    folder, elsewhere = corpus / "annotations", corpus.parent / "elsewhere"
    folder.rename(elsewhere)
    folder.write_text("in the way")
    try:
        yield
    finally:
        folder.unlink()
        elsewhere.rename(folder)


async def tag_next(reader, key="c"):
    """Tag the next quotation, and wait until it could not be saved."""
    count = len(reader.app.workspace.history.unsaved)
    await reader.press("apostrophe", key)
    await reader.expect(lambda: len(reader.app.workspace.history.unsaved) == count + 1)
    await reader.expect(lambda: not reader.app.screen.view.pending)


async def test_the_message_says_why_what_is_safe_and_what_can_be_done(article, corpus):
    with a_file_in_the_way(corpus):
        async with article() as reader:
            await tag_next(reader)
            await reader.expect_shown("Not saved: ")
            text = " ".join(line.strip() for line in reader.screen_text().split("\n"))
            assert "Not saved: a file stands where a folder belongs" in text
            assert "What was saved before is safe." in text
            assert "Until you quit, the change is kept here: R tries again, Y copies." in text
            assert gutter(reader) == "!"
            assert reader.exported() == []


async def test_reading_goes_on(article, corpus):
    with a_file_in_the_way(corpus):
        async with article() as reader:
            await tag_next(reader)
            await reader.press("j")
            assert reader.selected.startswith("The two ministers")
            await reader.press("slash", *"kyiv", "enter")
            assert reader.selected.casefold() == "kyiv"
            await reader.press("q", "j", "enter")
            await reader.expect(lambda: hasattr(reader.app.screen, "article"))
            assert reader.app.screen.article.id == OTHER


@pytest.mark.parametrize(
    "place",
    [
        "hedgerow.store.journal.table.JournalTable.change",
        "hedgerow.tui.screens.reader.tagging.take_along",
    ],
)
async def test_a_tag_is_kept_whatever_its_saving_meets(article, monkeypatch, place):
    async with article() as reader:
        # As outside a test: the app goes on after what nobody had foreseen, and tells it.
        monkeypatch.setattr(reader.app, "_resort", LastResort(reader.app._tell_unexpected, str))
        with patch(place, side_effect=RuntimeError("nobody had foreseen it")):
            await tag_next(reader)
            await reader.expect_shown("Something went wrong (RuntimeError)")
            await reader.expect(lambda: gutter(reader) == "!")
        await reader.press("R")
        await reader.expect_shown("Saved: 1 change that had been waiting.")
        assert [line["quote"] for line in reader.exported()] == [QUOTE]


async def test_the_status_line_offers_the_way_out(article, corpus):
    with a_file_in_the_way(corpus):
        async with article(size=(160, 24)) as reader:
            assert "R try again" not in reader.screen_text()
            await tag_next(reader)
            reader.app.screen.status.end_message()
            await reader.expect_shown("R try again")
            await reader.expect_shown("Y copy it")


async def test_r_saves_it_once_that_works_again(article, corpus):
    async with article() as reader:
        with a_file_in_the_way(corpus):
            await tag_next(reader)
            await reader.press("R")
            await reader.expect_shown("Not saved")
            assert len(reader.app.workspace.history.unsaved) == 1
        await reader.press("R")
        await reader.expect_shown("Saved: 1 change that had been waiting.")
        assert [line["quote"] for line in reader.exported()] == [QUOTE]
        assert gutter(reader) == "c"
        await reader.press("u")
        await reader.saved(0)


async def test_r_without_anything_unsaved_says_so(article):
    async with article() as reader:
        await reader.press("R")
        await reader.expect_shown("Everything is saved.")
        await reader.press("Y")
        await reader.expect_shown("Everything is saved: there is nothing to copy.")


async def test_the_next_save_takes_what_is_waiting_along_in_order(article, corpus):
    async with article() as reader:
        with a_file_in_the_way(corpus):
            await tag_next(reader, "c")
            await tag_next(reader, "h")
        await reader.press("apostrophe", "s")
        lines = await reader.saved(3)
        written = map(json.loads, file_of(corpus).read_text(encoding="utf-8").splitlines())
        made = [line["label"] for line in written if line.get("type") == "annotation"]
        assert made == ["claim", "hedge", "stance"]
        assert all(line["annotator"] == "ann" for line in lines)
        await reader.expect(lambda: not reader.app.screen.view.unsaved)
        for count in (2, 1, 0):
            await reader.press("u")
            await reader.saved(count)


async def test_what_waits_of_another_article_is_counted_when_it_is_saved(article, corpus):
    async with article() as reader:
        with a_file_in_the_way(corpus):
            await tag_next(reader)
            await reader.press("q")
            await reader.expect(lambda: isinstance(reader.app.screen, LibraryScreen))
        await reader.press("j", "enter")
        await reader.expect(lambda: hasattr(reader.app.screen, "article"))
        await reader.press("c")
        await reader.saved(2)
        await reader.press("q")
        await reader.expect(lambda: reader.line(4).endswith("0/1"))
        await reader.expect(lambda: reader.line(3).endswith("0/1"))


async def test_u_gives_it_up(article, corpus):
    with a_file_in_the_way(corpus):
        async with article() as reader:
            await tag_next(reader)
            await reader.press("u")
            await reader.expect_shown("Given up, unsaved: claim on “extremely concerned”")
            await reader.expect(lambda: gutter(reader) == "")
            assert reader.app.workspace.history.unsaved == []
            await reader.press("q", "q")
            await reader.expect(lambda: not reader.app.is_running)


async def test_u_gives_up_the_last_one_first(article, corpus):
    async with article() as reader:
        with a_file_in_the_way(corpus):
            await tag_next(reader, "c")
            await tag_next(reader, "h")
            await reader.press("u")
            await reader.expect_shown("Given up, unsaved: hedge")
        await reader.press("R")
        await reader.expect_shown("Saved: 1 change")
        assert [line["label"] for line in reader.exported()] == ["claim"]


@pytest.mark.parametrize("has_clipboard", [True, False])
async def test_y_copies_it_as_lines_that_import_takes(
    article, corpus, monkeypatch, hedgerow, has_clipboard
):
    copied = []

    def copy(text):
        if not has_clipboard:
            raise pyperclip.PyperclipException
        copied.append(text)

    monkeypatch.setattr(pyperclip, "copy", copy)
    async with article() as reader:
        with a_file_in_the_way(corpus):
            await tag_next(reader, "c")
            await tag_next(reader, "h")
            await reader.press("Y")
            await reader.expect_shown("2 lines for `hedgerow import`")
        lines = copied[0] if has_clipboard else reader.app.clipboard
        assert [json.loads(line)["label"] for line in lines.splitlines()] == ["claim", "hedge"]
        imported = hedgerow("import", corpus, stdin=lines.encode())
        assert imported.returncode == 0, imported.stderr
        assert [line["label"] for line in await reader.saved(2)] == ["claim", "hedge"]
        # Saved once more from here, they are still the same two.
        await reader.press("R")
        await reader.expect_shown("Saved: 2 changes that had been waiting.")
        assert len(reader.exported()) == 2


async def test_one_line_is_one_line(article, corpus, monkeypatch):
    monkeypatch.setattr(pyperclip, "copy", lambda text: None)
    with a_file_in_the_way(corpus):
        async with article() as reader:
            await tag_next(reader)
            await reader.press("Y")
            await reader.expect_shown(": 1 line for")


async def test_a_tag_that_waits_is_not_made_twice(article, corpus):
    async with article() as reader:
        with a_file_in_the_way(corpus):
            await tag_next(reader)
            await reader.press("c")
            await reader.expect(lambda: not reader.app.screen.view.pending)
        await reader.press("R")
        await reader.expect_shown("that had been waiting")
        assert len(reader.exported()) == 1


async def test_a_tag_that_waits_has_no_memo_yet(article, corpus):
    with a_file_in_the_way(corpus):
        async with article() as reader:
            await tag_next(reader)
            await reader.press("m")
            await reader.expect_shown("not saved yet: R tries again, u gives it up")


async def test_a_refused_removal_leaves_the_tag_and_waits(article, corpus):
    async with article() as reader:
        await reader.press("apostrophe", "c")
        await reader.saved(1)
        await reader.expect(lambda: not reader.app.screen.view.pending)
        with saving_refused(file_of(corpus)):
            await reader.press("x")
            await reader.expect_shown("Not saved")
            assert gutter(reader) == "c"
            assert len(reader.exported()) == 1
        await reader.press("R")
        await reader.expect_shown("Saved: 1 change")
        await reader.saved(0)


async def test_a_refused_memo_waits(article, corpus):
    async with article() as reader:
        await reader.press("apostrophe", "c")
        await reader.saved(1)
        await reader.expect(lambda: not reader.app.screen.view.pending)
        with saving_refused(file_of(corpus)):
            await reader.press("m", *"check", "enter")
            await reader.expect_shown("Not saved")
        await reader.press("R")
        await reader.expect(lambda: reader.exported()[0]["memo"] == "check")


async def test_a_memo_waits_too_while_the_folder_is_away(article, corpus):
    async with article() as reader:
        await reader.press("apostrophe", "c")
        await reader.saved(1)
        await reader.expect(lambda: not reader.app.screen.view.pending)
        with folder_replaced(corpus):
            await reader.press("m", *"check", "enter")
            await reader.expect_shown("Not saved")
            assert "has been removed" not in reader.screen_text()
        await reader.press("R")
        await reader.expect(lambda: reader.exported()[0]["memo"] == "check")


async def test_a_refused_undo_changes_nothing_and_can_be_done_later(article, corpus):
    async with article() as reader:
        await reader.press("apostrophe", "c")
        await reader.saved(1)
        await reader.expect(lambda: not reader.app.screen.view.pending)
        with saving_refused(file_of(corpus)):
            await reader.press("u")
            await reader.expect_shown("Nothing was changed.")
            assert len(reader.exported()) == 1
        await reader.press("u")
        await reader.saved(0)


async def test_a_folder_that_was_removed_is_made_again(article, corpus):
    async with article() as reader:
        await reader.press("apostrophe", "c")
        await reader.saved(1)
    async with article() as reader:
        await reader.expect(lambda: gutter(reader) == "c")
        shutil.rmtree(corpus / "annotations")
        await reader.expect(lambda: gutter(reader) == "")
        await reader.press("apostrophe", "h")
        assert [line["label"] for line in await reader.saved(1)] == ["hedge"]


async def test_a_refused_verdict_leaves_the_review_where_it_is(article, corpus):
    async with article() as reader:
        await reader.press("apostrophe", "c")
        await reader.saved(1)
        await reader.press("q", "r", "enter")
        await reader.expect_shown("0/1 reviewed")
        with saving_refused(file_of(corpus)):
            await reader.press("a")
            await reader.expect_shown("What was saved before is safe.")
            assert "0/1 reviewed" in reader.screen_text()
        await reader.press("a")
        await reader.expect_shown("Review done")


# Quitting


async def quitting(reader):
    await reader.press("q")
    await reader.expect(lambda: isinstance(reader.app.screen, LibraryScreen))
    await reader.press("q")
    await reader.expect(lambda: isinstance(reader.app.screen, ChoicePrompt))


async def test_quitting_asks_and_one_can_stay(article, corpus):
    with a_file_in_the_way(corpus):
        async with article() as reader:
            await tag_next(reader)
            await quitting(reader)
            for words in (
                "1 change is not saved.",
                "stay",
                "try again",
                "write to a file",
                "quit without",
            ):
                assert words in reader.screen_text()
            await reader.press("1")
            await reader.expect(lambda: isinstance(reader.app.screen, LibraryScreen))
            assert reader.app.is_running
            await reader.press("q", "escape")
            await reader.expect(lambda: isinstance(reader.app.screen, LibraryScreen))


async def test_quitting_can_try_again(article, corpus):
    async with article() as reader:
        with a_file_in_the_way(corpus):
            await tag_next(reader)
            await quitting(reader)
        await reader.press("2")
        await reader.expect_shown("Saved: 1 change")
        await reader.saved(1)
        await reader.press("q")
        await reader.expect(lambda: not reader.app.is_running)


async def test_quitting_can_lose_it(article, corpus):
    with a_file_in_the_way(corpus):
        async with article() as reader:
            await tag_next(reader)
            await quitting(reader)
            await reader.press("4")
            await reader.expect(lambda: not reader.app.is_running)


async def test_quitting_can_write_a_file_that_import_reads(article, corpus, tmp_path, hedgerow):
    target = tmp_path / "unsaved.jsonl"
    with a_file_in_the_way(corpus):
        async with article() as reader:
            await tag_next(reader)
            await quitting(reader)
            await reader.press("3")
            await reader.expect_shown("~/hedgerow-unsaved.jsonl")
            reader.app.screen.query_one(Input).value = str(tmp_path / "no" / "such.jsonl")
            await reader.press("enter")
            await reader.expect_shown("Not written")
            await reader.press("q", "3")
            reader.app.screen.query_one(Input).value = str(target)
            await reader.press("enter")
            await reader.expect_shown("Written to")
    imported = hedgerow("import", corpus, target)
    assert imported.returncode == 0, imported.stderr
    exported = hedgerow("export", corpus).stdout.splitlines()
    assert [json.loads(line)["quote"] for line in exported] == [QUOTE]


async def test_ctrl_q_asks_too(article, corpus):
    with a_file_in_the_way(corpus):
        async with article() as reader:
            await tag_next(reader)
            await reader.press("ctrl+q")
            await reader.expect_shown("1 change is not saved.")


async def test_quitting_waits_for_a_save_that_may_fail(article, monkeypatch):
    def refuse(self, *_, **__):
        time.sleep(0.3)
        raise OSError(errno.ENOSPC, "No space left on device")

    async with article() as reader:
        monkeypatch.setattr(History, "_save", refuse)
        await reader.press("apostrophe", "c", "q", "q")
        await reader.expect_shown("1 change is not saved.")
