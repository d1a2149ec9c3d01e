"""Long articles: a key costs what stands at its place. Counts, at two sizes, are equal."""

from __future__ import annotations

import pytest
from textual.screen import Screen

from store.extract.findings import DateMention, Extraction, Speaker
from store.span import Span
from store.tagging import tag
from store.workspace import Workspace
from tests.effort import lines_run
from tui.widgets.line_list import LineList
from tui.widgets.text_pane import TextPane

SENTENCE = "The minister said on Tuesday that “nothing was over”, and left for the capital. "
PARAGRAPH = SENTENCE * 3 + "\n\n"
SIZES = (300, 3_000)
"""Paragraphs, of 240 characters."""


def found_in(text, _published):
    starts = range(0, len(text) - 40, 100)
    speaker = Speaker("The minister", "person", tuple(Span(at, at + 12) for at in starts))
    dates = tuple(DateMention(Span(at + 20, at + 27), "DATE", "2022-03-01") for at in starts)
    return Extraction(speakers=(speaker,), dates=dates)


@pytest.fixture
def long_article(reading, tmp_path):
    """Open an article of so many paragraphs, with a tag in each."""

    def opened(paragraphs: int):
        folder = tmp_path / str(paragraphs)
        folder.mkdir()
        (folder / "long.txt").write_text(PARAGRAPH * paragraphs, encoding="utf-8")
        workspace = Workspace(folder, annotator="ann")
        read = workspace.read("long")
        spans = [Span(at, at + 12) for at in range(0, len(read.text), len(PARAGRAPH))]
        tags = [
            tag(read, span, "claim", annotator="ann", codebook=workspace.codebook) for span in spans
        ]
        table = workspace.annotations.journal.table("long")
        table.change({made.id: made.document() for made in tags})
        return reading(path=folder, size=(120, 30))

    return opened


async def shown(reader):
    """Wait until the article is there with all that is found in it."""
    reader.app.workspace._extractor = (found_in, [])
    await reader.press("enter")
    await reader.expect(lambda: hasattr(reader.app.screen, "view"))
    await reader.expect(lambda: reader.app.screen.view.found.speakers)
    await reader.expect(lambda: reader.app.screen.passages.number(0))


DRAW = TextPane._draw
KEYS = ["j", "J", "w", "pagedown", "t", "right_square_bracket", "k", "pageup"]


@pytest.mark.parametrize("key", KEYS)
async def test_a_key_draws_as_many_lines_in_a_long_article_as_in_a_short_one(
    long_article, monkeypatch, key
):
    drawn = []
    for paragraphs in SIZES:
        async with long_article(paragraphs) as reader:
            await shown(reader)
            await reader.press("j", "j", "j", key)
            drawn.append(0)

            def counted(*given):
                drawn[-1] += 1
                return DRAW(*given)

            monkeypatch.setattr(TextPane, "_draw", counted)
            await reader.press(key)
            monkeypatch.undo()
    assert drawn[0] == drawn[1]


async def test_the_end_of_a_long_article_is_reached_without_wrapping_what_is_between(long_article):
    async with long_article(3_000) as reader:
        await shown(reader)
        await reader.press("G")
        rows = reader.app.screen.pane._rows
        assert rows.wrapped < 30_000
        assert reader.selected == SENTENCE.strip()
        assert "left for the capital." in reader.screen_text()


async def test_what_is_known_of_a_place_takes_no_more_code_in_a_long_article(long_article):
    effort = []
    for paragraphs in SIZES:
        async with long_article(paragraphs) as reader:
            await shown(reader)
            screen = reader.app.screen
            await reader.press("t", "t")
            effort.append(lines_run(screen.view.context, screen.selected, screen.selection.caret))
    # A longer text has another level of bins or two.
    assert effort[1] <= 1.2 * effort[0]


async def test_a_tag_and_its_undo_place_no_other_tag(long_article, monkeypatch):
    async with long_article(300) as reader:
        await shown(reader)
        placed = []
        place = Workspace.place
        monkeypatch.setattr(Workspace, "place", lambda *given: placed.append(1) or place(*given))
        count = len(reader.app.screen.view.tag_spans)
        await reader.press("j", "h")
        await reader.expect(lambda: len(reader.app.screen.view.tag_spans) == count + 1)
        await reader.press("u")
        await reader.expect(lambda: len(reader.app.screen.view.tag_spans) == count)
        assert not placed


async def test_a_tag_and_its_undo_lay_nothing_out_and_draw_few_rows_of_the_panel(
    long_article, monkeypatch
):
    async with long_article(300) as reader:
        await shown(reader)
        count = len(reader.app.screen.view.tag_spans)
        await reader.press("j", "h")
        await reader.expect(lambda: len(reader.app.screen.view.tag_spans) == count + 1)
        await reader.press("u")
        await reader.expect_shown("Undone: hedge")
        done = []
        lay_out, draw = Screen._refresh_layout, LineList._segments
        monkeypatch.setattr(
            Screen, "_refresh_layout", lambda *given: done.append("layout") or lay_out(*given)
        )
        monkeypatch.setattr(
            LineList, "_segments", lambda *given: done.append("row") or draw(*given)
        )
        await reader.press("j", "h")
        await reader.expect(lambda: len(reader.app.screen.view.tag_spans) == count + 1)
        await reader.press("u")
        await reader.expect(lambda: len(reader.app.screen.view.tag_spans) == count)
        await reader.pilot.pause(0.1)
        assert "layout" not in done
        assert done.count("row") < 20


async def test_the_panel_shows_what_a_fresh_drawing_of_it_would(long_article):
    async with long_article(300) as reader:
        await shown(reader)
        await reader.press("j", "h", "j", "c", "u")
        await reader.expect_shown("Undone: claim")
        await reader.press("tab", "pagedown", "pagedown", "tab", "j", "h")
        await reader.expect_shown("Saved: hedge")
        await reader.pilot.pause(0.1)
        before = reader.screen_text()
        reader.app.screen.panel.refresh()
        await reader.pilot.pause(0.1)
        assert reader.screen_text() == before


async def test_the_view_stays_at_its_passage_when_the_window_changes(long_article):
    async with long_article(3_000) as reader:
        await shown(reader)
        await reader.press("G", *["pageup"] * 3)
        pane = reader.app.screen.pane
        top = pane._top
        await reader.pilot.resize_terminal(70, 30)
        await reader.expect(lambda: pane._rows.width < 70)
        assert abs(pane._top - top) < 100


async def test_what_is_drawn_after_many_keys_is_what_a_fresh_drawing_shows(long_article):
    async with long_article(3_000) as reader:
        await shown(reader)
        await reader.press("G", "pageup", "c", "k", "k", "h", "pageup", "u", "t", "T", "J")
        pane = reader.app.screen.pane
        await reader.pilot.pause(0.3)
        before = reader.screen_text()
        pane.mark(reader.app.screen.view.looks, reader.app.screen.view.marks())
        await reader.pilot.pause(0.1)
        assert reader.screen_text() == before
