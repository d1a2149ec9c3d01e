"""The side panel of the reader."""

from __future__ import annotations

import pytest
from textual.geometry import Size

from hedgerow.store.span import Span
from hedgerow.tui.screens.reader.panel import Panel


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
        assert reader.selected == "remarks"


async def test_a_wide_terminal_shows_the_side_panel_unasked(article):
    async with article(size=(160, 45)) as reader:
        await reader.expect_shown("Speakers")


async def test_what_was_asked_for_outlives_another_width(article):
    async with article() as reader:
        await reader.press("i")
        await reader.pilot.resize_terminal(160, 30)
        await reader.press("i")
        await reader.pilot.resize_terminal(170, 30)
        await reader.expect(lambda: "Speakers" not in reader.screen_text())


async def test_a_panel_that_goes_gives_the_focus_back(article):
    async with article() as reader:
        await reader.press("tab", "i", "j")
        assert reader.selected.startswith("The two ministers spoke")


# The part by itself


@pytest.fixture
def panel(still):
    still.size = Size(80, 24)
    still.settled = []
    return Panel(still, take_in_hand=still.settled.append)


def test_a_row_leads_to_the_next_of_its_places_and_from_the_last_to_the_first(still, panel):
    text = still.article.text
    first, last = text.index("obody else"), text.index("obody spoke")
    places = (Span(last, last + 5), Span(first, first + 5))
    reached = []
    for _ in range(3):
        panel.choose(places)
        reached.append(still.selected.start)
    assert reached == [first, last, first]


def test_a_row_without_a_place_is_taken_in_hand(still, panel):
    panel.choose("the id of a tag")
    assert still.settled == ["the id of a tag"]


def test_a_heading_leads_nowhere(still, panel):
    before = still.selection
    panel.choose(())
    panel.choose(None)
    assert (still.selection, still.settled) == (before, [])
