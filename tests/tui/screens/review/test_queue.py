"""Building a queue, key by key."""

from __future__ import annotations

import json
import shutil

import pytest

from hedgerow.store.review import Queue
from hedgerow.tui.screens.library.screen import LibraryScreen
from hedgerow.tui.screens.review.queue import QueueScreen
from hedgerow.tui.screens.review.screen import ReviewScreen
from hedgerow.tui.widgets.line_list import Cell, LineList, Row

TAGGED = "001_40ebd96be52325bb"
PLACES = ((96, 117, "claim"), (200, 230, "hedge"), (300, 330, "claim"), (400, 440, "stance"))


@pytest.fixture
def tagged(corpus, hedgerow):
    """Four tags of ann's, and two of bob's."""
    for number, (start, end, label) in enumerate(PLACES):
        given = ("--start", start, "--end", end, "--label", label)
        hedgerow("tag", corpus, TAGGED, *given)
        if number < 2:
            hedgerow("tag", corpus, TAGGED, *given, "--annotator", "bob")
    return corpus


@pytest.fixture
def building(reading, tagged):
    """Open the screen that builds a queue."""

    async def build(session):
        await session.press("f")
        await session.expect(lambda: isinstance(session.app.screen, QueueScreen))
        await session.expect_shown("4 items")

    return build


async def go_to(session, row):
    """Go down to a row, and wait for its choices."""
    for _ in range(20):
        if session.app.screen._criteria.value == row:
            await session.expect(lambda: session.app.screen._choices or row == "name")
            return
        await session.press("down")
    raise AssertionError(row)


@pytest.mark.parametrize("size", [(80, 24), (160, 45)])
async def test_it_says_what_to_press_and_how_many_items_there_are(reading, building, size):
    async with reading(size=size) as session:
        await building(session)
        await session.expect_shown("→ ←  take its next choice")
        assert "4 items" in session.line(0)
        assert "enter choose  b begin" in session.line(size[1] - 1)
        assert all(len(line) <= size[0] for line in session.screen_text().split("\n"))


async def test_each_choice_has_its_count(reading, building):
    async with reading() as session:
        await building(session)
        await go_to(session, "label")
        lines = {tuple(line.split()) for line in session.screen_text().split("\n")}
        assert {("any", "4"), ("stance", "1"), ("hedge", "1"), ("claim", "2")} <= lines


async def test_arrows_take_a_choice_and_b_begins(reading, building):
    async with reading() as session:
        await building(session)
        await go_to(session, "label")
        await session.press("left")
        await session.expect_shown("your tags labelled claim")
        await session.expect_shown("2 items")
        await session.press("b")
        await session.expect(lambda: isinstance(session.app.screen, ReviewScreen))
        await session.expect_shown("0/2 reviewed · claim")


async def test_enter_begins_from_the_first_row(reading, building):
    async with reading() as session:
        await building(session)
        await session.press("enter")
        await session.expect_shown("0/4 reviewed")


async def test_another_annotators_tags_can_be_chosen(reading, building):
    async with reading() as session:
        await building(session)
        await go_to(session, "what")
        await session.press("right", "right")
        await session.expect_shown("bob’s tags")
        await session.expect_shown("2 items")
        await session.press("b")
        await session.expect_shown("0/2 reviewed · bob’s")


async def test_typing_narrows_a_long_list_of_choices(reading, building):
    async with reading() as session:
        await building(session)
        await go_to(session, "label")
        await session.press("enter")
        await session.expect_shown("type to narrow the list")
        await session.press(*"hed", "enter")
        await session.expect_shown("your tags labelled hedge")
        await session.expect_shown("1 item")


async def test_where_nothing_matches_one_types_on(reading, building):
    async with reading() as session:
        await building(session)
        await go_to(session, "label")
        await session.press("enter")
        await session.press(*"zz", "enter", "backspace", "backspace", *"hed", "enter")
        await session.expect(lambda: "1 item" in session.line(0))
        assert "hedge" in session.line(0)


async def test_what_is_typed_wrongly_is_told(reading, building):
    async with reading() as session:
        await building(session)
        await go_to(session, "since")
        await session.press("enter")
        await session.expect_shown("Published since")
        await session.press(*"soon", "enter")
        await session.expect_shown("“soon” is no day")
        await session.press("escape", "x")
        await session.expect(lambda: session.app.screen._queue == Queue())


async def test_a_name_keeps_the_queue_and_the_library_offers_it(reading, building):
    async with reading() as session:
        await building(session)
        await go_to(session, "name")
        await session.press("enter", *"monday", "enter", "b")
        await session.expect_shown("0/4 reviewed · monday")
        await session.press("a")
        await session.expect_shown("1/4 reviewed")
        there = session.selected
        await session.press("q")
        await session.expect(lambda: isinstance(session.app.screen, LibraryScreen))
        await session.press("r")
        await session.expect_shown("“monday”: your tags (1/4 reviewed)")
        await session.press("5")
        await session.expect_shown("1/4 reviewed · monday")
        assert session.selected == there


async def test_an_empty_queue_is_not_begun(reading, building):
    async with reading() as session:
        await building(session)
        await go_to(session, "difficult")
        await session.press("right")
        await session.expect_shown("0 items")
        await session.press("b")
        await session.expect_shown("There is nothing to review")
        assert isinstance(session.app.screen, QueueScreen)


async def test_q_goes_back_with_nothing_begun(reading, building):
    async with reading() as session:
        await building(session)
        await session.press("q")
        await session.expect(lambda: isinstance(session.app.screen, LibraryScreen))


async def test_f_in_a_review_builds_another_and_goes_on_with_it(reading, building):
    async with reading() as session:
        await building(session)
        await session.press("enter")
        await session.expect_shown("0/4 reviewed")
        await session.press("f")
        await session.expect_shown("Build a queue")
        await go_to(session, "label")
        await session.press("left")
        await session.expect_shown("labelled claim")
        await session.press("b")
        await session.expect_shown("0/2 reviewed")


async def test_bobs_tag_stays_as_it_was_and_ones_change_is_shown(reading, tagged, hedgerow):
    async with reading(review=Queue(of="bob")) as session:
        await session.expect_shown("0/2 reviewed")
        await session.press("right_curly_bracket")
        await session.expect_shown("they keep theirs")
        assert session.selected.startswith("“extremely concerned”")
        assert len(session.selected) == len("“extremely concerned”") + 1
        await session.press("m", *"hm", "enter")
        await session.expect_shown("your memo: hm")
    lines = [json.loads(line) for line in hedgerow("export", tagged).stdout.splitlines()]
    (theirs,) = [line for line in lines if line["annotator"] == "bob" and line["start"] == 96]
    assert (theirs["quote"], theirs["memo"]) == ("“extremely concerned”", "")
    assert theirs["reviews"][0]["end"] == 118


async def test_what_is_alike_is_shown_and_accepted_as_one_step(reading, corpus, hedgerow):
    for label in ("claim", "claim", "hedge"):
        hedgerow("tag", corpus, TAGGED, "--start", 96, "--end", 117, "--label", label)
    async with reading(review=Queue()) as session:
        await session.expect_shown("0/3 reviewed")
        await session.press("A")
        await session.expect_shown("2 alike: claim on")
        await session.expect_shown("a accept all 2")
        await session.press("a")
        await session.expect_shown("2/3 reviewed")
        await session.press("u")
        await session.expect_shown("0/3 reviewed")


async def test_all_that_was_accepted_as_alike_is_counted_in_the_library(reading, corpus, hedgerow):
    shutil.copy(corpus / f"{TAGGED}.txt", corpus / "copy.txt")
    for article in (TAGGED, "copy"):
        hedgerow("tag", corpus, article, "--start", 96, "--end", 117, "--label", "claim")

    def counts(session):
        lines = session.screen_text().split("\n")[2:]
        return [line.split()[-1] for line in lines if line.endswith(("0/1", "1/1"))]

    async with reading() as session:
        await session.expect(lambda: counts(session) == ["0/1", "0/1"])
        await session.press("r", "1")
        await session.expect_shown("0/2 reviewed")
        await session.press("A")
        await session.expect_shown("a accept all 2")
        await session.press("a")
        await session.expect_shown("2 tags reviewed")
        await session.press("q")
        await session.expect(lambda: counts(session) == ["1/1", "1/1"])


async def test_the_summary_is_saved_and_never_over_a_file_unasked(reading, tagged, tmp_path):
    path = tmp_path / "summary.txt"
    path.write_text("precious")
    async with reading(review=Queue()) as session:
        await session.expect_shown("0/4 reviewed")
        await session.press("x", "3")
        await session.expect_shown("1/4 reviewed")
        await session.press("i")
        await session.expect_shown("Reasons for rejecting")
        await session.press("e")
        await session.expect_shown("Save the summary")
        session.app.screen.query_one("Input").value = str(path)
        await session.press("enter")
        await session.expect_shown("exists.")
        await session.press("1")
        await session.expect_shown("Not saved.")
        assert path.read_text() == "precious"
        await session.press("e")
        await session.expect_shown("Save the summary")
        session.app.screen.query_one("Input").value = str(path)
        await session.press("enter")
        await session.expect_shown("exists.")
        await session.press("2")
        await session.expect_shown("Saved: ")
    assert "slip (1 claim)" in path.read_text()


async def test_a_difficult_tag_is_flagged(reading, tagged):
    async with reading(review=Queue()) as session:
        await session.expect_shown("0/4 reviewed")
        await session.press("d")
        await session.expect_shown("flagged as difficult")
        await session.press("d")
        await session.expect(lambda: "flagged" not in session.screen_text())


@pytest.mark.parametrize("width", [120, 160])
async def test_the_title_does_not_touch_the_date(reading, corpus, hedgerow, width):
    dated = "000_a3fc5418d35ef088"
    hedgerow("tag", corpus, dated, "--start", 96, "--end", 117, "--label", "claim")
    async with reading(size=(width, 45), review=Queue()) as session:
        await session.expect_shown("0/1 reviewed")
        where = session.app.screen.article.published
        await session.expect(lambda: f"  {where}  " in session.line(0))


async def test_a_window_changes_its_size_while_the_choices_are_not_there_yet(reading):
    async with reading() as session:
        await session.press("f")
        await session.expect(lambda: isinstance(session.app.screen, QueueScreen))
        choices = session.app.screen.query_one("#choices", LineList)
        choices.show([Row((Cell("label"),))])
        choices.cursor = -1
        await session.pilot.resize_terminal(60, 12)
        await session.expect_shown("Build a queue")
        assert choices.cursor == -1
