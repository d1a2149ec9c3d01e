"""Full-text search, key by key."""

from __future__ import annotations

import pytest

from hedgerow.tui.screens.library.screen import LibraryScreen
from hedgerow.tui.screens.library.searching import SearchScreen
from hedgerow.tui.screens.reader.screen import ReaderScreen


@pytest.fixture
async def searching(reading):
    async with reading(size=(110, 24)) as session:
        await session.press("ctrl+f")
        await session.expect(lambda: isinstance(session.app.screen, SearchScreen))
        yield session


async def test_hits_are_shown_in_context_as_one_types(searching):
    await searching.press(*"playing a mediation")
    await searching.expect_shown(" 1 article")
    await searching.expect_shown("playing a mediation role in achieving")


async def test_enter_opens_the_article_at_the_hit_and_n_goes_on(searching):
    await searching.press(*"political", "enter")
    await searching.expect_shown("other words")
    await searching.press("enter")
    await searching.expect(lambda: isinstance(searching.app.screen, ReaderScreen))
    assert searching.selected == "political"
    first = searching.app.screen.selection
    await searching.press("n")
    await searching.expect(lambda: searching.app.screen.selection != first)
    assert searching.selected == "political"


async def test_the_search_is_there_again_when_one_comes_back(searching):
    await searching.press(*"mediation", "enter", "enter")
    await searching.expect(lambda: isinstance(searching.app.screen, ReaderScreen))
    await searching.press("q")
    await searching.expect_shown("“mediation”")


async def test_esc_leaves_it_for_the_library(searching):
    await searching.press("escape")
    await searching.expect(lambda: isinstance(searching.app.screen, LibraryScreen))


async def test_words_that_stand_nowhere_find_nothing(searching):
    await searching.press(*"political")
    await searching.expect_shown("articles")
    await searching.press(*"xyz")
    await searching.expect_shown("0 articles")


async def test_an_article_that_has_changed_since_is_told_and_opens_all_the_same(searching, corpus):
    for path in corpus.glob("*.txt"):
        path.write_text("Nothing of that any more. It is all gone.")
    await searching.press(*"mediation")
    await searching.expect_shown("the text has changed since it was indexed")
    await searching.press("enter", "enter")
    await searching.expect(lambda: isinstance(searching.app.screen, ReaderScreen))


async def test_a_strangers_text_stays_text_in_a_hit(reading, tmp_path):
    folder = tmp_path / "bad"
    folder.mkdir()
    (folder / "a.txt").write_text("T \x1b[31m[bold]\n\nbefore\x1b]52;c\x07 needle \x9b[2J after\n")
    async with reading(folder) as session:
        await session.press("ctrl+f", *"needle")
        await session.expect_shown("needle �[2J")
        assert "\x1b" not in session.screen_text()


async def test_while_the_index_is_incomplete_it_says_how_much_is_covered(searching):
    screen = searching.app.screen
    screen._catalogue.update(
        [("000_a3fc5418d35ef088", screen._catalogue.facts(0)._replace(words=-1))]
    )
    screen._was_covered = False
    await searching.expect_shown("4 of 5 are indexed so far")


@pytest.mark.parametrize("typed", ['"', "AND (", "* ^", "'--"])
async def test_no_input_is_an_error(searching, typed):
    field = searching.app.screen.query_one("#field")
    field.value = typed
    await searching.pilot.pause(0.2)
    assert isinstance(searching.app.screen, SearchScreen)
