"""The side panel of the reader."""

from __future__ import annotations


async def test_i_shows_the_side_panel_and_hides_it(article):
    async with article() as reader:
        assert "Speakers" not in reader.screen_text()
        await reader.press("i")
        await reader.expect_shown("Speakers")
        await reader.press("i")
        await reader.expect(lambda: "Speakers" not in reader.screen_text())


async def test_from_the_side_panel_enter_jumps_to_what_is_named(article):
    async with article() as reader:
        await reader.press("tab", "j", "enter")
        assert reader.selected == "Dmytro Kuleba"
        await reader.press("enter")
        assert reader.selected == "Kuleba"
        await reader.press("tab", "w")
        assert reader.selected == "s" or reader.selected != "Kuleba"


async def test_a_wide_terminal_shows_the_side_panel_unasked(article):
    async with article(size=(160, 45)) as reader:
        await reader.expect_shown("Speakers")
