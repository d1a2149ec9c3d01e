"""A text that changes on the disk while it is read, tagged, searched or reviewed."""

from __future__ import annotations

import pytest

from hedgerow.tui.screens.reader.screen import ReaderScreen
from hedgerow.tui.screens.review.screen import ReviewScreen
from tests.tui.screens.reader.changed_texts import ADDED, path_of, text_of
from tests.tui.screens.reader.others import PHRASE, QUOTE, Someone, tagged, tagged_after_O, write


def row_of_caret(reader):
    """Give the line of the screen on which the caret stands."""
    pane = reader.app.screen.pane
    return pane._rows.row_of(reader.app.screen.selection.caret) - pane.scroll_offset.y


async def find(reader, words):
    """Go to some words of the text, as a reader would."""
    await reader.press("slash", *words, "enter")
    await reader.expect(lambda: reader.selected == words)


async def test_the_reader_stays_at_its_passage_when_a_paragraph_is_inserted_above(article, corpus):
    async with article() as reader:
        await find(reader, PHRASE)
        row = row_of_caret(reader)
        write(path_of(corpus), ADDED * 3 + text_of(corpus))
        await reader.expect_shown("The article has changed on the disk.")
        assert reader.selected == PHRASE
        await reader.expect(lambda: row_of_caret(reader) == row)


async def test_its_tags_follow(article, corpus):
    async with article(size=(120, 24)) as reader:
        await reader.press("apostrophe", "c")
        await reader.saved(1)
        write(path_of(corpus), ADDED + text_of(corpus))
        await reader.expect_shown("0 kept, 1 moved, 0 doubtful, 0 orphaned")
        assert tagged(reader) == [QUOTE]
        (line,) = reader.exported()
        assert text_of(corpus)[line["start"] : line["end"]] == QUOTE


async def test_what_has_gone_can_be_settled_at_once(article, corpus):
    async with article(size=(120, 24)) as reader:
        await reader.press("apostrophe", "c")
        await reader.saved(1)
        write(path_of(corpus), text_of(corpus).replace("“extremely concerned”", "uneasy"))
        await reader.expect_shown("1 orphaned")
        await reader.press("A")
        await reader.expect_shown("its passage is not in the text any more")


async def test_text_that_is_deleted_above_keeps_the_passage_in_its_row(article, corpus):
    async with article() as reader:
        await find(reader, PHRASE)
        row = row_of_caret(reader)
        write(path_of(corpus), "\n".join(text_of(corpus).split("\n")[3:]))
        await reader.expect_shown("The article has changed on the disk.")
        assert reader.selected == PHRASE
        await reader.expect(lambda: row_of_caret(reader) == row)


async def test_a_much_shorter_text_can_be_read_on(article, corpus):
    async with article() as reader:
        await reader.press("G")
        write(path_of(corpus), "Short now.\n")
        await reader.expect_shown("The article has changed on the disk.")
        assert "Your place is kept" not in reader.screen_text()
        await reader.press("g")
        assert reader.selected == "Short now."
        await reader.press("c")
        assert (await reader.saved(1))[0]["quote"] == "Short now."


async def test_an_empty_file_and_then_its_text_again(article, corpus):
    text = text_of(corpus)
    async with article() as reader:
        await reader.press("apostrophe", "c")
        await reader.saved(1)
        write(path_of(corpus), "")
        await reader.expect_shown("The article has changed on the disk.")
        assert reader.app.screen.article.text == ""
        await reader.press("j", "w", "g", "G", "space", "equals_sign", "c", "x")
        write(path_of(corpus), text)
        await reader.expect(lambda: reader.app.screen.article.text == text)
        await reader.expect(lambda: tagged(reader) == [QUOTE])


async def test_a_file_that_goes_is_told_and_its_text_stays(article, corpus):
    text = text_of(corpus)
    async with article() as reader:
        await reader.press("apostrophe", "c")
        await reader.saved(1)
        path_of(corpus).unlink()
        await reader.expect_shown("has gone from the disk")
        assert reader.app.screen.article.text == text
        assert tagged(reader) == [QUOTE]
        write(path_of(corpus), ADDED + text)
        await reader.expect(lambda: reader.app.screen.article.text.startswith(ADDED))
        assert tagged(reader) == [QUOTE]


async def test_a_file_that_was_merely_touched_is_not_spoken_of(article, corpus):
    async with article() as reader:
        write(path_of(corpus), text_of(corpus))
        someone = Someone(corpus)
        someone.tag(QUOTE)
        await tagged_after_O(reader)
        assert "has changed on the disk" not in reader.screen_text()


async def test_line_ends_that_change_keep_place_and_tags(article, corpus):
    async with article() as reader:
        await find(reader, PHRASE)
        await reader.press("c")
        await reader.saved(1)
        write(path_of(corpus), text_of(corpus).replace("\n", "\r\n"))
        await reader.expect_shown("The article has changed on the disk.")
        assert reader.selected == PHRASE
        assert tagged(reader) == [PHRASE]


@pytest.mark.parametrize("text", ["Short.\n", "", "China, again: China.\n"])
@pytest.mark.parametrize("key", ["escape", "enter"])
async def test_the_text_may_change_while_it_is_searched(article, corpus, text, key):
    async with article() as reader:
        await reader.press("G", "slash", *"kyiv")
        write(path_of(corpus), text)
        await reader.expect(lambda: reader.app.screen.article.text == text)
        await reader.press(key)
        start, end = reader.app.screen.selected
        assert 0 <= start <= end <= len(text)
        await reader.press("n", "N", "c", "g", "t")
        assert all(line["quote"] in text for line in reader.exported())


async def test_what_is_tagged_after_a_search_lies_in_the_text_there_is_now(article, corpus):
    text = "China is deeply grieved.\n"
    async with article() as reader:
        await reader.press("slash", *"kyiv")
        write(path_of(corpus), text)
        await reader.expect(lambda: reader.app.screen.article.text == text)
        await reader.press("escape", "c")
        (line,) = await reader.saved(1)
        assert text[line["start"] : line["end"]] == line["quote"]


async def test_the_text_may_change_while_a_selection_reaches_to_its_end(article, corpus):
    async with article() as reader:
        await reader.press("apostrophe", *["equals_sign"] * 5)
        write(path_of(corpus), "China is deeply grieved.\n")
        await reader.expect_shown("The article has changed on the disk.")
        await reader.press("c", "w", "c")
        assert isinstance(reader.app.screen, ReaderScreen)


async def test_a_change_is_seen_after_a_page_of_help(article, corpus):
    async with article() as reader:
        await reader.press("question_mark")
        write(path_of(corpus), ADDED + text_of(corpus))
        await reader.press("escape")
        await reader.expect(lambda: reader.app.screen.article.text.startswith(ADDED))


async def test_a_review_goes_on_in_the_changed_text(article, corpus):
    async with article() as reader:
        await reader.press("apostrophe", "c", "apostrophe", "c")
        await reader.saved(2)
        await reader.press("q", "r", "enter")
        await reader.expect_shown("0/2 reviewed")
        assert reader.selected == QUOTE
        write(path_of(corpus), ADDED + text_of(corpus))
        await reader.expect_shown("The article has changed on the disk.")
        assert isinstance(reader.app.screen, ReviewScreen)
        assert reader.selected == QUOTE
        await reader.press("greater_than_sign")
        await reader.expect(lambda: f"{QUOTE} over" in [x["quote"] for x in reader.exported()])
        await reader.press("a")
        await reader.expect_shown("1/2 reviewed")


async def test_a_review_survives_that_its_passage_goes(article, corpus):
    async with article() as reader:
        await reader.press("apostrophe", "c")
        await reader.saved(1)
        await reader.press("q", "r", "enter")
        await reader.expect_shown("0/1 reviewed")
        write(path_of(corpus), "Nothing of it is left.\n")
        await reader.expect_shown("orphaned")
        await reader.press("greater_than_sign", "comma", "s", "a")
        await reader.expect_shown("Review done")


async def test_a_review_survives_an_empty_file_and_a_missing_one(article, corpus):
    text = text_of(corpus)
    async with article() as reader:
        await reader.press("apostrophe", "c")
        await reader.saved(1)
        await reader.press("q", "r", "enter")
        await reader.expect_shown("0/1 reviewed")
        write(path_of(corpus), "")
        await reader.expect_shown("orphaned")
        path_of(corpus).unlink()
        await reader.expect_shown("can't be read")
        write(path_of(corpus), text)
        await reader.expect(lambda: reader.selected == QUOTE)


async def test_a_text_changes_while_a_rejection_is_being_explained(article, corpus):
    async with article() as reader:
        await reader.press("apostrophe", "c")
        await reader.saved(1)
        await reader.press("q", "r", "enter")
        await reader.expect_shown("0/1 reviewed")
        await reader.press("x")
        await reader.expect_shown("Why reject it?")
        write(path_of(corpus), ADDED + text_of(corpus))
        review = reader.app.screen_stack[-2]
        await reader.expect(lambda: review.article.text.startswith(ADDED))
        await reader.press("1")
        await reader.expect_shown("Review done")
