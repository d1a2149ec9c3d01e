"""The reader, key by key."""

from __future__ import annotations

import pytest
from textual import events

from hedgerow.tui.screens.library.screen import LibraryScreen

FIRST = "Beijing: China is deeply grieved"
SECOND = "The two ministers spoke"


async def test_at_first_the_first_sentence_is_selected(article):
    async with article() as reader:
        assert reader.selected.startswith(FIRST)


@pytest.mark.parametrize("key", ["j", "down"])
async def test_the_next_sentence_is_a_key_away(article, key):
    async with article() as reader:
        await reader.press(key)
        assert reader.selected.startswith(SECOND)


@pytest.mark.parametrize("key", ["k", "up"])
async def test_so_is_the_sentence_before(article, key):
    async with article() as reader:
        await reader.press("j", key)
        assert reader.selected.startswith(FIRST)


@pytest.mark.parametrize(("forward", "back"), [("w", "b"), ("right", "left")])
async def test_words_follow_one_another(article, forward, back):
    async with article() as reader:
        await reader.press(forward, forward)
        assert reader.selected == "China"
        await reader.press(back)
        assert reader.selected == "Beijing"


async def test_a_number_repeats_a_motion(article):
    async with article() as reader:
        await reader.press("1", "0", "w")
        assert reader.selected == "of"
        await reader.press("3", "j")
        assert reader.selected.startswith("In expressing")


async def test_braces_go_by_paragraphs(article):
    async with article() as reader:
        await reader.press("right_curly_bracket", "right_curly_bracket")
        assert reader.selected.startswith("Wang said that the situation")
        await reader.press("left_curly_bracket")
        assert reader.selected.startswith(SECOND)


@pytest.mark.parametrize("key", ["pagedown", "space"])
async def test_a_page_down_and_up_turns_the_page(article, key):
    async with article() as reader:
        top = reader.line(1)
        await reader.press(key)
        assert reader.line(1) != top
        assert not reader.selected.startswith(FIRST)
        await reader.press("pageup")
        assert reader.line(1) == top


@pytest.mark.parametrize(("end", "home"), [("G", "g"), ("end", "home")])
async def test_the_ends_of_the_article_are_a_key_away(article, end, home):
    async with article() as reader:
        await reader.press(end)
        assert reader.selected == "PTI"
        await reader.press(home)
        assert reader.selected.startswith(FIRST)


@pytest.mark.parametrize("key", ["J", "shift+down"])
async def test_the_selection_extends_by_a_sentence(article, key):
    async with article() as reader:
        await reader.press(key)
        assert reader.selected.startswith(FIRST)
        assert reader.selected.endswith("following an attack from Russia.")


@pytest.mark.parametrize("key", ["K", "shift+up"])
async def test_the_selection_extends_back_by_a_sentence(article, key):
    async with article() as reader:
        await reader.press("j", key)
        assert reader.selected.startswith(FIRST)
        assert reader.selected.endswith("following an attack from Russia.")


@pytest.mark.parametrize(("forward", "back"), [("W", "B"), ("shift+right", "shift+left")])
async def test_the_selection_extends_by_words_both_ways(article, forward, back):
    async with article() as reader:
        await reader.press("w", "w", forward, forward)
        assert reader.selected == "China is deeply"
        await reader.press(back)
        assert reader.selected == "China is"
        await reader.press(back, back)
        assert reader.selected == "Beijing: China"


async def test_equals_widens_and_minus_narrows(article):
    async with article() as reader:
        await reader.press("apostrophe", "w", "equals_sign")
        assert reader.selected == "“extremely concerned”"
        await reader.press("equals_sign")
        assert reader.selected.startswith(FIRST)
        await reader.press("minus")
        assert reader.selected == "“extremely concerned”"


async def test_an_apostrophe_goes_to_the_next_quotation_and_a_quotation_mark_back(article):
    async with article() as reader:
        await reader.press("apostrophe", "apostrophe", "apostrophe")
        assert reader.selected == "“special military operation”"
        await reader.press("quotation_mark")
        assert reader.selected == "“extremely concerned”"


async def test_comma_and_full_stop_move_the_start(article):
    async with article() as reader:
        await reader.press("apostrophe", "comma")
        assert reader.selected == "and “extremely concerned”"
        await reader.press("full_stop", "full_stop")
        assert reader.selected == "concerned”"


async def test_less_and_greater_move_the_end(article):
    async with article() as reader:
        await reader.press("apostrophe", "greater_than_sign")
        assert reader.selected == "“extremely concerned” over"
        await reader.press("less_than_sign", "less_than_sign")
        assert reader.selected == "“extremely"


async def test_brackets_go_to_speakers_and_dates(article):
    async with article() as reader:
        await reader.press("right_square_bracket")
        assert reader.selected == "Chinese Foreign Minister Wang Yi"
        seen = []
        for _ in range(3):
            await reader.press("right_square_bracket")
            seen.append(reader.selected)
        assert "Tuesday" in seen
        await reader.press("left_square_bracket", "left_square_bracket", "left_square_bracket")
        assert reader.selected == "Chinese Foreign Minister Wang Yi"


async def test_t_goes_from_tag_to_tag(article):
    async with article() as reader:
        await reader.press("apostrophe", "c", "apostrophe", "h")
        await reader.saved(2)
        await reader.expect(lambda: not reader.app.screen.view.pending)
        await reader.press("g", "t", "t")
        second = reader.app.screen.selected
        await reader.press("T")
        assert reader.selected == "“extremely concerned”"
        assert reader.app.screen.selected < second


async def test_search_goes_to_a_match_as_one_types_and_n_goes_on(article):
    async with article() as reader:
        await reader.press("slash", *"kuleba")
        await reader.expect(lambda: reader.selected == "Kuleba")
        first = reader.app.screen.selected
        await reader.press("enter", "n")
        assert reader.app.screen.selected > first
        await reader.press("N")
        assert reader.app.screen.selected == first


async def test_a_search_that_is_left_goes_back_to_where_it_began(article):
    async with article() as reader:
        await reader.press("slash", *"kuleba", "escape")
        await reader.expect(lambda: reader.selected.startswith(FIRST))


async def test_y_copies_the_passage_with_its_source(article, monkeypatch):
    import pyperclip

    copied = []
    monkeypatch.setattr(pyperclip, "copy", copied.append)
    async with article() as reader:
        await reader.press("apostrophe", "y")
        await reader.expect_shown("Copied to the system's clipboard")
        assert copied[0].startswith("“extremely concerned”\n— Wang Yi, “China is deeply")


async def test_y_uses_the_terminal_where_there_is_no_clipboard(article, monkeypatch):
    import pyperclip

    def refuse(_text):
        raise pyperclip.PyperclipException

    monkeypatch.setattr(pyperclip, "copy", refuse)
    async with article() as reader:
        await reader.press("apostrophe", "y")
        await reader.expect_shown("Copied through the terminal (OSC 52)")
        assert reader.app.clipboard.startswith("“extremely concerned”")


async def test_the_value_of_a_date_is_shown_when_the_caret_is_on_it(reading):
    async with reading() as session:
        await session.press("enter")
        await session.expect(lambda: session.app.screen.view.found.dates)
        for _ in range(8):
            await session.press("right_square_bracket")
            if session.selected == "Tuesday, March 1":
                break
        assert "2022-03-01" in session.line(22)


async def test_a_click_places_the_caret_and_a_drag_selects(article):
    async with article() as reader:
        pane = reader.app.screen.pane
        await reader.pilot.click(pane, offset=(4 + 9, 0))
        assert reader.app.screen.selection.caret == 9
        await reader.pilot.mouse_down(pane, offset=(4 + 9, 0))
        await reader.pilot.hover(pane, offset=(4 + 13, 0))
        await reader.pilot.mouse_up(pane, offset=(4 + 13, 0))
        assert reader.selected == "China"


async def test_the_wheel_scrolls_and_leaves_the_selection(article):
    async with article() as reader:
        top, selected = reader.line(1), reader.selected
        pane = reader.app.screen.pane
        await reader.pilot._post_mouse_events([events.MouseScrollDown], pane, button=0)
        await reader.expect(lambda: reader.line(1) != top)
        assert reader.selected == selected


@pytest.mark.parametrize("key", ["q", "escape"])
async def test_q_and_esc_go_back_to_the_library(article, key):
    async with article() as reader:
        await reader.press(key)
        await reader.expect(lambda: isinstance(reader.app.screen, LibraryScreen))


async def test_keys_typed_in_one_breath_go_into_the_search(article):
    async with article() as reader:
        await reader.pilot.press("slash", *"china", "enter")
        await reader.expect_shown("matches: n for the next")
        assert reader.exported() == []


async def test_a_count_is_shown_while_it_is_typed(article):
    async with article() as reader:
        await reader.press("1", "2")
        assert " 12 " in reader.line(0)


async def test_a_hint_goes_with_the_next_motion(article):
    async with article() as reader:
        await reader.press("k")
        await reader.expect_shown("This is the first sentence.")
        await reader.press("j")
        await reader.expect(lambda: "This is the first" not in reader.screen_text())
