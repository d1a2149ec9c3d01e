"""What became of the tags of a changed text, as the library and its list say it."""

from __future__ import annotations

from hedgerow.tui.screens.library.screen import LibraryScreen
from tests.tui.screens.reader.changed_texts import (
    ADDED,
    DOUBTFUL,
    EARLY,
    GONE,
    LATER,
    REPORT,
    changed_text,
    tag_words,
    text_of,
    write,
)


async def test_the_library_says_what_became_of_the_tags_of_a_changed_text(reading, changed):
    async with reading(size=(120, 24)) as library:
        await library.expect_shown(f"Texts have changed. {REPORT}; A lists what is to settle.")


async def test_it_says_so_once(reading, changed):
    async with reading() as library:
        await library.expect_shown(REPORT)
    async with reading() as library:
        await library.expect_shown("A settle")
        assert "Texts have changed" not in library.screen_text()


async def test_texts_that_have_not_changed_are_not_spoken_of(reading, corpus):
    tag_words(corpus, EARLY)
    async with reading() as library:
        await library.expect_shown("0/1")
        assert "Texts have changed" not in library.screen_text()
        await library.press("A")
        await library.expect_shown("Each of your tags has its place.")


async def test_a_text_that_changes_while_the_library_is_open_is_spoken_of_when_it_is_opened(
    reading, corpus
):
    for words in (EARLY, LATER, DOUBTFUL, GONE):
        tag_words(corpus, words)
    async with reading(size=(120, 24)) as library:
        await library.expect(lambda: library.app.screen.is_complete)
        write(corpus, changed_text(text_of(corpus)))
        await library.press("j", "enter")
        await library.expect_shown("2 moved, 1 doubtful, 1 orphaned")


async def test_moved_tags_are_shown_in_their_new_place(reading, changed):
    async with reading() as reader:
        await reader.press("j", "enter", "t")
        assert reader.selected == EARLY
        assert reader.app.screen.selected.start > len(ADDED)
        await reader.press("t")
        assert reader.selected == LATER
        await reader.press("t")
        await reader.expect_shown("There is no tag further on.")


async def test_the_list_gives_each_unsettled_tag_with_its_state(reading, changed):
    async with reading() as library:
        await library.press("A")
        await library.expect_shown("2 tags")
        rows = library.screen_text().split("\n")[1:3]
        assert rows[0].split()[0] == "doubtful"
        assert DOUBTFUL[:20] in rows[0]
        assert rows[1].split()[0] == "orphaned"
        assert GONE[:20] in rows[1]
        await library.press("q")
        await library.expect(lambda: isinstance(library.app.screen, LibraryScreen))
