"""Long articles: a key costs what stands at its place. Counts, at two sizes, are equal."""

from __future__ import annotations

from threading import Event

import pytest
from textual.screen import Screen

from hedgerow.store.annotations import annotation_from
from hedgerow.store.extract import extract
from hedgerow.store.extract.findings import DateMention, Extraction, Speaker
from hedgerow.store.span import Span
from hedgerow.store.tagging.tagging import tag
from hedgerow.store.workspace.workspace import Workspace
from hedgerow.tui.screens.article.knowing import Knowing
from hedgerow.tui.text.runs import Runs
from hedgerow.tui.text.selection import select
from hedgerow.tui.widgets.line_list import LineList
from hedgerow.tui.widgets.text_strips import TextStrips
from tests.effort import lines_run

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
    reader.app.workspace.extraction._loaded = (found_in, [])
    await reader.press("enter")
    await reader.expect(lambda: hasattr(reader.app.screen, "view"))
    await reader.expect(lambda: reader.app.screen.view.found.speakers)
    await reader.expect(lambda: reader.app.screen.passages.number(0))


DRAW = TextStrips.draw
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

            def counted(*given, **named):
                drawn[-1] += 1
                return DRAW(*given, **named)

            monkeypatch.setattr(TextStrips, "draw", counted)
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
        count = len(reader.app.screen.view.shown_tags.spans)
        await reader.press("j", "h")
        await reader.expect(lambda: len(reader.app.screen.view.shown_tags.spans) == count + 1)
        await reader.press("u")
        await reader.expect(lambda: len(reader.app.screen.view.shown_tags.spans) == count)
        assert not placed


async def test_a_tag_and_its_undo_lay_nothing_out_and_draw_few_rows_of_the_panel(
    long_article, monkeypatch
):
    async with long_article(300) as reader:
        await shown(reader)
        count = len(reader.app.screen.view.shown_tags.spans)
        await reader.press("j", "h")
        await reader.expect(lambda: len(reader.app.screen.view.shown_tags.spans) == count + 1)
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
        await reader.expect(lambda: len(reader.app.screen.view.shown_tags.spans) == count + 1)
        await reader.press("u")
        await reader.expect(lambda: len(reader.app.screen.view.shown_tags.spans) == count)
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
        reader.app.screen.panel.rows.refresh()
        await reader.pilot.pause(0.1)
        assert reader.screen_text() == before


# Before many tags are known


@pytest.fixture
async def unplaced(long_article, monkeypatch):
    """Open an article with many tags, which are not placed before `go_on` is called."""
    may_go_on, fill = Event(), Knowing.filled

    def filled(knowing, view):
        may_go_on.wait(30)
        return fill(knowing, view)

    monkeypatch.setattr(Knowing, "filled", filled)
    try:
        async with long_article(3_000) as reader:
            reader.app.workspace.extraction._loaded = (found_in, [])
            await reader.press("enter")
            await reader.expect(lambda: hasattr(reader.app.screen, "view"))
            reader.go_on = may_go_on.set
            yield reader
    finally:
        may_go_on.set()


def tags_shown(reader) -> int:
    return len(reader.app.screen.view.shown_tags.spans)


async def test_the_text_is_shown_before_its_many_tags_are_read(unplaced, monkeypatch):
    await unplaced.expect_shown("The minister said on Tuesday")
    assert tags_shown(unplaced) == 0
    unplaced.go_on()
    await unplaced.expect(lambda: tags_shown(unplaced) == 3_000)
    await unplaced.expect(lambda: unplaced.line(1).lstrip().startswith("c "))


async def test_the_next_tag_is_gone_to_once_it_is_known(unplaced):
    await unplaced.press("j", "t")
    await unplaced.expect_shown("The tags are still being read")
    unplaced.go_on()
    await unplaced.expect(lambda: unplaced.app.screen.selection.start == len(PARAGRAPH))
    assert unplaced.selected == "The minister"


async def test_who_has_gone_elsewhere_meanwhile_is_left_there(unplaced):
    await unplaced.press("t", "j", "j")
    selected = unplaced.app.screen.selection
    unplaced.go_on()
    await unplaced.expect(lambda: tags_shown(unplaced) == 3_000)
    await unplaced.pilot.pause(0.1)
    assert unplaced.app.screen.selection == selected


async def test_a_tag_and_its_undo_are_shown_before_the_others_are_known(unplaced):
    before = len(unplaced.exported())
    await unplaced.press("j", "h")
    await unplaced.expect_shown("Saved: hedge")
    assert tags_shown(unplaced) == 1
    await unplaced.press("u")
    await unplaced.expect_shown("Undone: hedge")
    assert tags_shown(unplaced) == 0
    await unplaced.press("j", "h")
    await unplaced.expect_shown("Saved: hedge")
    unplaced.go_on()
    await unplaced.expect(lambda: tags_shown(unplaced) == 3_001)
    assert len(unplaced.exported()) == before + 1


async def test_no_second_tag_is_made_where_one_is_that_is_not_known_yet(unplaced):
    unplaced.app.screen.go(select(0, 12))
    before = len(unplaced.exported())
    await unplaced.press("c")
    await unplaced.expect_shown("tagged as claim already")
    assert len(unplaced.exported()) == before
    assert not unplaced.app.screen.view.pending


async def test_a_tag_that_is_not_known_yet_is_not_denied(unplaced):
    unplaced.app.screen.go(select(0, 12))
    await unplaced.press("x")
    await unplaced.expect_shown("The tags are still being read")
    unplaced.go_on()
    await unplaced.expect(lambda: tags_shown(unplaced) == 3_000)
    await unplaced.press("x")
    await unplaced.expect_shown("Removed: claim")


async def test_no_annotation_is_read_twice_by_opening_its_article(long_article, monkeypatch):
    read = []

    def counted(*given):
        read.append(given[0])
        return annotation_from(*given)

    monkeypatch.setattr("hedgerow.store.annotations.annotations.annotation_from", counted)
    async with long_article(3_000) as reader:
        # The library counts them.
        await reader.expect(lambda: len(read) >= 3_000 and reader.app.screen.is_complete)
        read.clear()
        await shown(reader)
        await reader.expect(lambda: tags_shown(reader) == 3_000)
    assert len(read) == len(set(read)) <= 3_000


async def test_what_is_in_view_is_found_first_and_the_rest_takes_its_place(
    long_article, monkeypatch
):
    may_go_on = Event()

    def slowly_found(text, published):
        if len(text) > 20_000:
            may_go_on.wait(30)
        return found_in(text, published)

    async with long_article(1_000) as reader:
        reader.app.workspace.extraction._loaded = (slowly_found, [])
        await reader.press("enter")
        try:
            await reader.expect_shown("searching on")
            near = reader.app.screen.view.findings.mentions
            assert 50 < len(near) < 200
            await reader.press("3", "0", "0", "right_square_bracket")
            await reader.expect_shown("still being searched")
        finally:
            may_go_on.set()
        await reader.expect(lambda: len(reader.app.screen.view.findings.mentions) > 4_000)
        assert "searching" not in reader.screen_text()


async def test_a_tag_is_on_the_disk_however_long_its_article_is_searched(long_article, monkeypatch):
    may_go_on = Event()

    def slowly_found(text, published):
        if len(text) > 20_000:
            may_go_on.wait(30)
        return extract(text, published)

    async with long_article(1_000) as reader:
        reader.app.workspace.extraction._loaded = (slowly_found, [])
        await reader.press("enter")
        try:
            await reader.expect_shown("searching on")
            await reader.expect(lambda: tags_shown(reader) == 1_000)
            await reader.press("3", "0", "0", "j", "'", "c")
            await reader.expect_shown("Saved: claim")
            assert not reader.app.screen.knowing.extraction.done()
            (made,) = [one for one in reader.exported() if one["quote"].startswith("“")]
        finally:
            may_go_on.set()
    assert made["speaker"]["name"] == "minister"
    assert made["start"] > 20_000


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
        looks, marks = reader.app.screen.view.looks, reader.app.screen.view.marks()
        pane.mark(looks, Runs(marks, looks.kinds))
        await reader.pilot.pause(0.1)
        assert reader.screen_text() == before
