"""Settling a tag whose passage is not certain: with the keyboard, and taken back."""

from __future__ import annotations

import pytest

from hedgerow.tui.screens.library.screen import LibraryScreen
from hedgerow.tui.screens.library.unsettled import UnsettledScreen
from hedgerow.tui.screens.reader.screen import ReaderScreen
from tests.tui.screens.reader.changed_texts import (
    ADDED,
    ARTICLE,
    DOUBTFUL,
    GONE,
    as_made,
    of,
    path_of,
    rewritten,
    settled,
    tag_words,
    text_of,
    write,
)

OTHER = "003_76bc9269accb663a"


async def test_a_tag_in_hand_shows_what_it_read_and_what_the_text_reads_now(settling):
    async with settling() as reader:
        text = reader.screen_text()
        was, now = text.index("was  …"), text.index("now  …")
        assert was < now
        assert f"the Ukraine crisis and [{DOUBTFUL[:20]}" in text[was:now]
        assert f"by some that Beijing [{DOUBTFUL[:20]}" in text[now:]
        for hint in ("enter confirm", "M move", "H keep as history", "esc later"):
            assert hint in text
        assert reader.selected == DOUBTFUL


@pytest.mark.parametrize("size", [(80, 24), (100, 30), (160, 45)])
async def test_the_passage_in_question_stays_in_sight(settling, size):
    async with settling(size=size) as reader:
        pane = reader.app.screen.pane
        assert pane.size.height >= size[1] // 3
        row = pane._rows.row_of(reader.app.screen.selection.start) - pane.scroll_offset.y
        assert 0 <= row < pane.size.height


async def test_enter_confirms_a_doubtful_tag(settling, corpus):
    async with settling() as reader:
        await reader.press("enter")
        await settled(reader, "confirm claim on “welcomes Russia")
        text = text_of(corpus)
        line = of(reader, DOUBTFUL)
        assert text[line["start"] : line["end"]] == DOUBTFUL
        assert line["start"] != 0
        assert "is it this one?" not in reader.screen_text()
        assert DOUBTFUL in [p.of(text) for p in reader.app.screen.view.shown_tags.spans]


async def test_a_confirmed_tag_is_certain_in_the_next_session(settling, reading, corpus):
    async with settling() as reader:
        await reader.press("enter")
        await settled(reader, "confirm")
    async with reading() as library:
        await library.press("A")
        await library.expect_shown("1 tag")
        assert DOUBTFUL[:10] not in library.screen_text()


async def test_m_reattaches_an_orphan_to_the_selection(settling, corpus):
    async with settling() as reader:
        await reader.press("A")
        await reader.expect_shown("its passage is not in the text any more")
        assert "enter confirm" not in reader.screen_text()
        await reader.expect_shown("M re-attach")
        await reader.press("g", "M")
        await settled(reader, "re-attach claim on “The Cold War")
        line = of(reader, ADDED.strip())
        assert (line["start"], line["end"]) == (0, len(ADDED.strip()))
        assert len(reader.exported()) == 4


async def test_m_moves_a_doubtful_tag_to_another_place_than_the_one_shown(settling):
    async with settling() as reader:
        await reader.press("g", "w", "W", "M")
        await settled(reader, "move claim on “welcomes")
        assert of(reader, "A first")["start"] == 0


async def test_h_keeps_a_tag_as_history(settling):
    async with settling(size=(160, 45)) as reader:
        await reader.press("A")
        await reader.expect_shown("not in the text any more")
        await reader.press("H")
        await settled(reader, "keep claim on “The Cold War")
        await reader.expect_shown("Kept as history 1")
        assert of(reader, GONE)["history"] is True
        await reader.press("A")
        await reader.expect_shown("is it this one?")


@pytest.mark.parametrize("key", ["escape", "q"])
async def test_esc_puts_the_tag_away_and_then_goes_back(settling, key):
    async with settling() as reader:
        before = as_made(reader)
        await reader.press(key)
        await reader.expect(lambda: "is it this one?" not in reader.screen_text())
        assert isinstance(reader.app.screen, ReaderScreen)
        assert as_made(reader) == before
        await reader.press(key)
        await reader.expect(lambda: isinstance(reader.app.screen, UnsettledScreen))


@pytest.mark.parametrize("key", ["enter", "M", "H"])
async def test_without_a_tag_in_hand_the_keys_that_settle_change_nothing(reading, changed, key):
    async with reading() as reader:
        await reader.press("j", "enter")
        before = as_made(reader)
        await reader.press(key)
        if key != "enter":
            await reader.expect_shown("No tag is in hand")
        assert as_made(reader) == before


async def test_a_goes_round_all_that_is_unsettled(settling):
    async with settling() as reader:
        await reader.press("A")
        await reader.expect_shown("its passage is not in the text any more")
        await reader.press("A")
        await reader.expect_shown("is it this one?")


async def test_a_goes_on_in_the_next_article(reading, corpus):
    tag_words(corpus, DOUBTFUL)
    sentence = text_of(corpus, OTHER)[:60]
    tag_words(corpus, sentence, article=OTHER)
    write(corpus, rewritten(DOUBTFUL))
    write(corpus, "Nothing is left of what was here before.\n", OTHER)
    async with reading() as reader:
        await reader.press("j", "enter", "A")
        await reader.expect_shown("is it this one?")
        await reader.press("A")
        await reader.expect_shown("its passage is not in the text any more")
        assert reader.app.screen.article.id == OTHER
        await reader.press("H")
        await settled(reader, "keep")
        await reader.press("A")
        await reader.expect_shown("is it this one?")
        assert reader.app.screen.article.id == ARTICLE
        await reader.press("enter")
        await settled(reader, "confirm")
        await reader.press("A")
        await reader.expect_shown("Each of your tags has its place.")


async def test_a_passes_over_an_article_that_can_not_be_read(reading, corpus):
    tag_words(corpus, DOUBTFUL)
    tag_words(corpus, text_of(corpus, OTHER)[:60], article=OTHER)
    write(corpus, rewritten(DOUBTFUL))
    write(corpus, "Nothing is left of what was here before.\n", OTHER)
    async with reading() as reader:
        await reader.press("j", "enter", "A")
        await reader.expect_shown("is it this one?")
        path_of(corpus, OTHER).unlink()
        await reader.press("A")
        await reader.expect_shown("can't be read")
        assert reader.app.screen.article.id == ARTICLE


async def test_the_last_one_settled_the_list_says_so(settling):
    async with settling() as reader:
        await reader.press("enter")
        await settled(reader, "confirm")
        await reader.press("A")
        await reader.expect_shown("its passage is not in the text any more")
        await reader.press("H")
        await settled(reader, "keep")
        await reader.press("q")
        await reader.expect_shown("0 tags")
        await reader.press("q")
        await reader.expect(lambda: isinstance(reader.app.screen, LibraryScreen))
        assert "A settle" not in reader.screen_text()


async def test_check_fails_while_something_is_to_settle_and_not_afterwards(
    settling, corpus, hedgerow
):
    async with settling() as reader:
        assert hedgerow("check", corpus).returncode == 1
        await reader.press("enter")
        await settled(reader, "confirm")
        await reader.press("A")
        await reader.expect_shown("its passage is not in the text any more")
        await reader.press("g", "M")
        await settled(reader, "re-attach")
        checked = hedgerow("check", corpus, "--json")
        assert checked.returncode == 0
        assert b"doubtful" in checked.stdout


# Undo


@pytest.mark.parametrize(
    ("keys", "message"),
    [(["enter"], "confirm"), (["g", "M"], "move"), (["H"], "keep")],
)
async def test_u_takes_back_what_settled_a_tag(settling, keys, message):
    async with settling() as reader:
        before = as_made(reader)
        await reader.press(*keys)
        await settled(reader, message)
        assert as_made(reader) != before
        await reader.press("u")
        await reader.expect_shown(f"Undone: {message}")
        assert as_made(reader) == before
        await reader.press("A")
        await reader.expect_shown("is it this one?")
        await reader.press("ctrl+r")
        await reader.expect_shown(f"Redone: {message}")
        await reader.expect(lambda: "is it this one?" not in reader.screen_text())


async def test_u_takes_it_back_after_a_restart(settling, reading, corpus):
    async with settling() as reader:
        before = as_made(reader)
        await reader.press("enter")
        await settled(reader, "confirm")
    async with reading() as library:
        await library.press("u")
        await library.expect_shown("Undone: confirm claim on “welcomes")
        assert as_made(library) == before
        await library.press("A")
        await library.expect_shown("2 tags")


async def test_u_in_the_list_brings_the_tag_back_into_it(settling):
    async with settling() as reader:
        for keys, message in ((["enter"], "confirm"), (["A", "H"], "keep")):
            await reader.press(*keys)
            await settled(reader, message)
        await reader.press("q")
        await reader.expect_shown("0 tags")
        await reader.press("u")
        await reader.expect_shown("Undone: keep")
        await reader.expect_shown("1 tag")
        await reader.expect_shown("orphaned")
