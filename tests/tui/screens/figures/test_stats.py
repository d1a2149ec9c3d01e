"""The corpus view: what is counted, by which key, at which size."""

from __future__ import annotations

import pytest

from hedgerow.tui.screens.figures.stats import StatsScreen
from hedgerow.tui.screens.library.screen import LibraryScreen


async def opened(session):
    await session.press("apostrophe", "c", "apostrophe", "h", "apostrophe", "c")
    await session.saved(3)
    await session.expect(lambda: not session.app.screen.view.pending)
    await session.press("q")
    await session.expect(lambda: isinstance(session.app.screen, LibraryScreen))
    await session.press("c")
    await session.expect(lambda: isinstance(session.app.screen, StatsScreen))
    await session.expect_shown("1 of 5 articles have tags")


@pytest.mark.parametrize("size", [(80, 24), (160, 45)])
async def test_counts_and_bars_by_speaker_outlet_date_and_day(article, size):
    async with article(size=size) as session:
        await opened(session)
        await session.expect_shown("h hedge  c claim")
        await session.expect_shown("Wang Yi")
        await session.expect_shown("cc")
        assert "0 of 3 tags reviewed" in session.screen_text()
        for heading in ("tags by outlet", "tags by date", "what was done on each day"):
            await session.press("b")
            await session.expect_shown(heading)
        await session.expect_shown("ttt")
        await session.press("b")
        await session.expect_shown("tags by speaker")


async def test_the_status_line_says_what_to_press(article):
    async with article() as session:
        await opened(session)
        assert "b by …" in session.line(23)


async def test_a_labels_part_of_a_bar_has_its_colour_in_both_themes(article):
    async with article() as session:
        await opened(session)
        seen = set()
        for _ in range(2):
            strips = session.app.screen._compositor.render_strips()
            inks = {
                str(segment.style.color)
                for strip in strips
                for segment in strip
                if set(segment.text) == {"c"} and len(segment.text) > 1 and segment.style.color
            }
            assert inks
            seen |= inks
            await session.press("ctrl+t")
            await session.pilot.pause(0.1)
        assert len(seen) == 2


async def test_without_a_tag_it_says_so(reading):
    async with reading() as session:
        await session.press("c")
        await session.expect_shown("Nothing has been tagged so far.")
        await session.press("q")
        await session.expect(lambda: isinstance(session.app.screen, LibraryScreen))
