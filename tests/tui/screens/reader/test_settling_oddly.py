"""Settling in odd orders, others’ tags, odd quotes, and looks."""

from __future__ import annotations

import pytest
from refusal import saving_refused

from hedgerow.store.workspace import Workspace
from hedgerow.tui.text.selection import select
from tests.tui.screens.reader.changed_texts import (
    ADDED,
    ARTICLE,
    DOUBTFUL,
    REPORT,
    as_made,
    of,
    path_of,
    rewritten,
    settled,
    tag_words,
    text_of,
    write,
)


async def test_anothers_unsettled_tags_are_listed_and_not_offered(reading, changed):
    async with reading(annotator="bob", size=(160, 45)) as reader:
        await reader.expect_shown(REPORT)
        assert "A lists" not in reader.screen_text()
        await reader.press("A")
        await reader.expect_shown("Each of your tags has its place.")
        await reader.press("j", "enter", "O")
        await reader.expect_shown("To settle (A) 2")
        await reader.press("A")
        await reader.expect_shown("Each of your tags has its place.")


@pytest.mark.parametrize("key", ["enter", "M", "H"])
async def test_anothers_tag_is_not_settled_from_the_side_panel(reading, changed, key):
    async with reading(annotator="bob", size=(160, 45)) as reader:
        await reader.press("j", "enter", "O")
        await reader.expect_shown("To settle (A) 2")
        before = as_made(reader)
        await reader.press("tab", "end", "up", "enter", "tab", key)
        await reader.expect(lambda: not reader.app.screen.view.pending)
        assert reader.app.workspace.history.newest is None
        assert as_made(reader) == before


async def test_a_tag_chosen_in_the_side_panel_is_confirmed_with_enter(reading, changed):
    async with reading(size=(160, 45)) as reader:
        await reader.press("j", "enter")
        await reader.expect_shown("To settle (A) 2")
        await reader.press("tab", "end", "up", "enter")
        await reader.expect_shown("is it this one?")
        await reader.press("enter")
        await settled(reader, "confirm")


async def test_a_tag_in_hand_that_another_program_settles_is_put_away(settling, corpus):
    async with settling() as reader:
        other = Workspace(corpus, annotator="ann")
        (known,) = [one for one in other.annotations.of(ARTICLE) if one.quote == DOUBTFUL]
        other.history.save(ARTICLE, "remove", {known.id: None})
        await reader.expect(lambda: "is it this one?" not in reader.screen_text())
        assert len(reader.exported()) == 3


# Odd orders


async def test_a_label_key_tags_the_selection_and_leaves_the_tag_in_hand(settling):
    async with settling() as reader:
        await reader.press("h")
        await reader.expect_shown("Saved: hedge on “welcomes")
        assert "is it this one?" in reader.screen_text()
        await reader.press("enter")
        await settled(reader, "confirm")
        assert sorted(line["label"] for line in reader.exported()) == ["claim"] * 4 + ["hedge"]


async def test_m_on_white_space_is_refused_and_the_tag_stays_in_hand(settling):
    async with settling() as reader:
        screen = reader.app.screen
        at = screen.article.text.index("\n")
        screen.go(select(at, at + 1))
        await reader.press("M")
        await reader.expect_shown("There is nothing here to put it on.")
        assert "is it this one?" in reader.screen_text()


async def test_undo_waits_while_a_question_is_open(settling):
    async with settling() as reader:
        await reader.press("enter")
        await settled(reader, "confirm")
        before = as_made(reader)
        await reader.press("m", "u", "escape")
        assert as_made(reader) == before
        await reader.press("u")
        await reader.expect_shown("Undone: confirm")


async def test_settling_twice_in_one_breath_settles_once(settling):
    async with settling() as reader:
        await reader.pilot.press("enter", "enter", "M", "H")
        await reader.expect(lambda: of(reader, DOUBTFUL).get("anchor") is None)
        await reader.expect_shown("No tag is in hand")
        assert [line.get("history") for line in reader.exported()] == [None] * 4
        assert reader.app.workspace.history.newest.what.startswith("confirm")


async def test_two_tags_for_one_place_are_settled_one_after_the_other(reading, corpus):
    tag_words(corpus, DOUBTFUL)
    tag_words(corpus, DOUBTFUL, label="stance")
    write(corpus, rewritten(DOUBTFUL))
    async with reading() as reader:
        await reader.press("j", "enter", "A")
        await reader.expect_shown("doubtful claim")
        await reader.press("A")
        await reader.expect_shown("doubtful stance")
        await reader.press("enter")
        await settled(reader, "confirm stance")
        await reader.press("A")
        await reader.expect_shown("doubtful claim")
        await reader.press("enter")
        await settled(reader, "confirm claim")
        places = [(line["start"], line["end"]) for line in reader.exported()]
        assert len(places) == 2
        assert len(set(places)) == 1


async def test_the_text_changes_while_a_tag_is_in_hand(settling, corpus):
    async with settling() as reader:
        write(corpus, ADDED + text_of(corpus))
        await reader.expect_shown("has changed on the disk")
        assert "is it this one?" in reader.screen_text()
        await reader.press("enter")
        await settled(reader, "confirm")
        line = of(reader, DOUBTFUL)
        assert text_of(corpus)[line["start"] : line["end"]] == DOUBTFUL


async def test_a_candidate_that_vanishes_is_not_confirmed(settling, corpus):
    async with settling() as reader:
        before = as_made(reader)
        write(corpus, text_of(corpus).replace(DOUBTFUL, "keeps silent"))
        await reader.expect_shown("has changed on the disk")
        await reader.press("enter")
        await reader.press("A")
        await reader.expect_shown("its passage is not in the text any more")
        assert as_made(reader) == before


@pytest.mark.parametrize("key", ["g", "G"])
async def test_a_reattached_tag_names_its_speaker_where_the_text_does(reading, corpus, key):
    quote = "“extremely concerned”"
    tag_words(corpus, quote)
    text = text_of(corpus)
    lines = text.split("\n")
    write(corpus, "\n".join([*lines[3:], "A last line."]))
    async with reading() as reader:
        await reader.press("j", "enter", "A")
        await reader.expect_shown("not in the text any more")
        await reader.press(key, "M")
        await settled(reader, "re-attach")
        (line,) = reader.exported()
        now = text_of(corpus)
        for name, field in (("speaker", "name"), ("cue", "text")):
            said = line[name]
            if said is None:
                continue
            assert 0 <= said["start"] < said["end"] <= len(now)
            there = now[said["start"] : said["end"]]
            assert said[field].split()[-1] in there


@pytest.mark.parametrize(
    "quote",
    [
        "a [bold]quote[/bold] with [@click=app.quit]markup[/] and [/] in it",
        "a quote with \x1b[31mcontrol\x1b[0m, \x07 characters and \u202ebidi\u202c in it",
        "a very long quote " + "that goes on and on and on " * 60 + "to its end",
        "他说" + "这是一段很长的引文，没有任何空格，" * 40 + "完。",
    ],
)
@pytest.mark.parametrize("size", [(80, 24), (160, 45)])
async def test_any_quote_can_be_compared(reading, corpus, quote, size):
    path_of(corpus).write_bytes(f"He began.\n\nThen he said {quote} and left.\n".encode())
    tag_words(corpus, quote)
    write(corpus, f"Anew.\n\n{'And more of it. ' * 30}\n\nWas it {quote}? Nobody knows.\n")
    async with reading(size=size) as reader:
        await reader.press("j", "enter", "A")
        await reader.expect_shown("is it this one?")
        assert "\x1b" not in reader.screen_text()
        assert "\u202e" not in reader.screen_text()
        await reader.expect_shown("enter confirm")
        pane = reader.app.screen.pane
        assert pane.size.height >= 6
        row = pane._rows.row_of(reader.app.screen.selection.start) - pane.scroll_offset.y
        assert 0 <= row < pane.size.height
        await reader.press("enter")
        await settled(reader, "confirm")
        assert reader.exported()[0]["quote"] == quote


async def test_settling_looks_the_same_without_colour_and_on_a_light_ground(settling, monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    async with settling(light=True) as reader:
        assert "doubtful claim" in reader.screen_text()
        await reader.press("enter")
        await settled(reader, "confirm")


async def test_what_cannot_be_saved_leaves_the_tag_unsettled(settling, corpus):
    async with settling() as reader:
        before = as_made(reader)
        with saving_refused(corpus / "annotations" / f"{ARTICLE}.jsonl"):
            await reader.press("enter")
            await reader.expect_shown("Not saved")
        assert as_made(reader) == before
        await reader.press("R")
        await reader.expect_shown("Saved: 1 change that had been waiting.")
        line = of(reader, DOUBTFUL)
        assert text_of(corpus)[line["start"] : line["end"]] == DOUBTFUL
