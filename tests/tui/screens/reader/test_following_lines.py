"""A corpus in one file whose lines move, and a publication day that is given."""

from __future__ import annotations

import json

import pytest

from tests.tui.screens.reader.others import Someone, tagged, write


@pytest.fixture
def lines(tmp_path):
    """A corpus of JSON Lines with three articles."""
    path = tmp_path / "news.jsonl"
    write(path, "".join(map(line_of, "abc")))
    return path


def line_of(article, before=""):
    text = f"{before}Article {article} begins. It was said to be “so {article}” on Tuesday.\nEnd."
    return json.dumps({"id": article, "title": f"Title {article}", "text": text}) + "\n"


async def test_a_line_that_moves_in_its_file_is_no_change(reading, lines):
    async with reading(lines) as reader:
        await reader.press("j", "enter", "apostrophe", "c")
        await reader.saved(1)
        write(lines, "".join(map(line_of, "acbd")))
        Someone(lines).tag("Article b begins.", article="b")
        await reader.expect(lambda: reader.app.screen.view.tags.count == 2)
        assert "has changed on the disk" not in reader.screen_text()
        await reader.press("q")
        await reader.press("j", "enter")
        await reader.expect_shown("Article c begins.")


async def test_a_line_that_moves_and_changes_is_followed(reading, lines):
    async with reading(lines) as reader:
        await reader.press("j", "enter", "apostrophe", "c")
        await reader.saved(1)
        write(lines, line_of("c") + line_of("a") + line_of("b", before="Anew. "))
        await reader.expect_shown("The article has changed on the disk.")
        assert reader.selected == "“so b”"
        assert tagged(reader) == ["“so b”"]


async def test_a_line_that_goes_is_told(reading, lines):
    async with reading(lines) as reader:
        await reader.press("j", "enter")
        await reader.expect_shown("Article b begins.")
        write(lines, line_of("a") + line_of("c"))
        await reader.expect_shown("tags are kept")
        assert reader.app.screen.article.id == "b"


async def test_lines_that_moved_while_the_library_was_open_can_be_opened(reading, lines):
    async with reading(lines) as reader:
        write(lines, line_of("z") + "".join(map(line_of, "abc")))
        await reader.press("j", "enter")
        await reader.expect_shown("Article b begins.")


async def test_a_fault_of_the_file_is_listed_once_however_often_it_is_read(reading, lines):
    write(lines, line_of("a") + "no article\n")
    async with reading(lines) as reader:
        await reader.press("enter")
        await reader.expect_shown("Article a begins.")
        for before in ("Anew. ", "Once more. "):
            write(lines, line_of("a", before) + "no article\n")
            await reader.expect(lambda text=before: reader.app.screen.article.text.startswith(text))
        assert len(reader.app.workspace.problems) == 1


# The publication date


async def test_a_publication_date_gives_the_dates_their_values(article):
    async with article() as reader:
        await reader.press("D", *"2022-03-02", "enter")
        await reader.expect_shown("Saved: published on 2022-03-02")
        view = reader.app.screen.view
        await reader.expect(lambda: reader.app.screen.view.found.dates)
        view = reader.app.screen.view
        assert [date.value for date in view.found.dates] == [
            "2022-03-01",
            "2022-03-02",
            "2022-03-01",
        ]


async def test_a_day_that_is_none_is_refused(article):
    async with article() as reader:
        await reader.press("D", *"2022-02-30", "enter")
        await reader.expect_shown("is no day of the calendar")
