"""Suggestions in the reader and in the review, key by key."""

from __future__ import annotations

import re
from functools import partial
from types import SimpleNamespace

import pytest

from hedgerow.store.annotations.verdicts import reviews_of
from hedgerow.store.tagging import accepted_suggestion, dismissal
from hedgerow.tui.screens.library.screen import LibraryScreen
from hedgerow.tui.screens.reader.suggesting import Suggesting
from hedgerow.tui.screens.review.screen import ReviewScreen
from tests.tui.screens.still import command


@pytest.fixture
def reading(reading):
    """Open the app with what is suggested marked in the text."""
    return partial(reading, suggestions=True)


def suggestions(reader) -> list[str]:
    """Give the passages that are suggested, in text order."""
    view = reader.app.screen.view
    return [one.span.of(view.article.text) for one in view.suggestions]


async def go_to(reader, words: str):
    """Press the key for the next suggestion until it is the one that begins with some words."""
    for _ in range(60):
        await reader.press("f")
        if reader.selected.startswith(words):
            return
    raise AssertionError(f"“{words}” is not suggested")


async def settled(reader, change):
    """Do something, and wait until one suggestion fewer is open."""
    before = len(suggestions(reader))
    await change()
    await reader.expect(lambda: len(suggestions(reader)) < before)


async def test_a_key_goes_to_the_next_suggestion_and_one_back(article):
    async with article() as reader:
        first, second = list(dict.fromkeys(reader.app.screen.view.suggestions.spans))[:2]
        text = reader.app.screen.article.text
        await reader.press("f")
        assert reader.selected == first.of(text)
        await reader.press("f")
        assert reader.selected == second.of(text)
        await reader.press("F")
        assert reader.selected == first.of(text)


async def test_the_context_line_says_why_it_is_suggested(article):
    async with article(size=(120, 30)) as reader:
        await go_to(reader, "laments")
        await reader.expect_shown("suggested stance: 'laments', China")


async def test_the_keys_for_it_are_shown_while_one_is_at_the_caret(article):
    async with article() as reader:
        await reader.press("f")
        assert re.search(r"v accept +d dismiss", reader.line(-1))


async def test_it_is_marked_by_a_dot_beside_the_text(article):
    async with article() as reader:
        assert any(line.strip().startswith("·") for line in reader.screen_text().split("\n"))


async def test_a_key_makes_a_tag_of_it_with_its_attributes(article):
    async with article() as reader:
        await go_to(reader, "laments")
        quote = reader.selected
        await reader.press("v")
        (line,) = await reader.saved(1)
        assert line["quote"] == quote
        assert line["origin"] == "suggestion"
        assert line["attributes"]["direction"] == "concern"
        assert line["speaker"]["name"] == "China"


async def test_what_was_accepted_is_suggested_no_more_until_it_is_undone(article):
    async with article() as reader:
        await reader.press("f")
        there = len(suggestions(reader))
        await settled(reader, lambda: reader.press("v"))
        await reader.saved(1)
        await reader.press("u")
        await reader.expect(lambda: len(suggestions(reader)) == there)
        assert reader.exported() == []


async def test_a_tag_of_ones_own_takes_its_place(article):
    async with article() as reader:
        await go_to(reader, "laments")
        quote = reader.selected
        await settled(reader, lambda: reader.press("s"))
        assert quote not in suggestions(reader)


async def test_a_key_dismisses_it_and_undo_brings_it_back(article):
    async with article() as reader:
        await reader.press("f")
        quote, there = reader.selected, len(suggestions(reader))
        await settled(reader, lambda: reader.press("d"))
        await reader.expect_shown("Dismissed:")
        await reader.press("g", "u")
        await reader.expect(lambda: len(suggestions(reader)) == there)
        assert reader.selected == quote


async def test_it_stays_dismissed_in_another_sitting(article):
    async with article() as reader:
        await reader.press("f")
        before = suggestions(reader)
        await settled(reader, lambda: reader.press("d"))
        await reader.expect_shown("Dismissed:")
    async with article() as again:
        assert len(suggestions(again)) == len(before) - 1
        assert again.exported() == []


async def test_and_stays_suggested_to_somebody_else(article):
    async with article() as reader:
        await reader.press("f")
        before = suggestions(reader)
        await settled(reader, lambda: reader.press("d"))
        await reader.expect_shown("Dismissed:")
    async with article(annotator="bob") as other:
        assert suggestions(other) == before


async def test_suggestions_are_never_exported(article):
    async with article() as reader:
        assert suggestions(reader)
        assert reader.exported() == []


async def test_a_key_takes_all_of_them_off_and_shows_them_again(article):
    async with article() as reader:
        shown = suggestions(reader)
        await reader.press("V")
        assert suggestions(reader) == []
        await reader.expect_shown("Suggestions are off")
        await reader.press("V")
        assert suggestions(reader) == shown


async def test_off_is_off_in_the_next_article_too(article):
    async with article() as reader:
        await reader.press("V", "q")
        await reader.expect(lambda: isinstance(reader.app.screen, LibraryScreen))
        await reader.press("j", "enter")
        await reader.expect(lambda: hasattr(reader.app.screen, "view"))
        await reader.expect(lambda: reader.app.screen.view.found.speakers)
        assert suggestions(reader) == []


@pytest.mark.parametrize("key", ["f", "v", "d"])
async def test_where_they_are_off_the_keys_say_so(article, key):
    async with article() as reader:
        await reader.press("V", "j", key)
        await reader.expect_shown("Suggestions are off: V shows them.")


class TestInReview:
    async def begin(self, session, name="all suggestions"):
        await session.press("r")
        await session.expect_shown(name)
        answers = [line for line in session.screen_text().split("\n") if "suggestions" in line]
        answer = next(line for line in answers if name in line)
        await session.press(re.search(r"(\d) ", answer)[1])
        await session.expect(lambda: isinstance(session.app.screen, ReviewScreen))
        await session.expect_shown("reviewed")

    async def test_the_queue_holds_what_is_suggested_with_the_reason(self, reading):
        async with reading(size=(120, 30)) as session:
            await self.begin(session)
            assert "suggestions" in session.line(0)
            await session.expect_shown("suggested")

    async def test_accepting_makes_a_tag_and_its_verdict(self, reading):
        async with reading() as session:
            await self.begin(session, "suggestions: hedge")
            quote = session.selected
            await session.press("a")
            (line,) = await session.saved(1)
            assert (line["quote"], line["label"], line["origin"]) == (quote, "hedge", "suggestion")
            (review,) = reviews_of(session.app.workspace.annotations, line["article"]).values()
            assert (review.annotation, review.verdict) == (line["id"], "accept")

    async def test_rejecting_dismisses_it_for_good(self, reading):
        async with reading() as session:
            await self.begin(session, "suggestions: hedge")
            quote = session.selected
            await session.press("x", "4")
            await session.expect(lambda: session.selected != quote)
            assert session.exported() == []
        async with reading() as again:
            await self.begin(again, "suggestions: hedge")
            assert again.selected != quote

    async def test_undo_makes_it_a_suggestion_again(self, reading):
        async with reading() as session:
            await self.begin(session, "suggestions: hedge")
            quote = session.selected
            await session.press("a")
            await session.saved(1)
            await session.press("u")
            await session.expect(lambda: session.selected == quote)
            assert session.exported() == []

    async def test_its_boundary_can_be_moved_before_it_is_accepted(self, reading):
        async with reading() as session:
            await self.begin(session, "suggestions: hedge")
            quote = session.selected
            await session.press("greater_than_sign")
            (line,) = await session.saved(1)
            assert line["quote"].startswith(quote)
            assert line["quote"] != quote

    async def test_it_can_be_given_another_label(self, reading):
        async with reading() as session:
            await self.begin(session, "suggestions: hedge")
            await session.press("s")
            (line,) = await session.saved(1)
            assert line["label"] == "stance"
            assert "type" not in line["attributes"]

    async def test_the_queue_can_be_changed_by_a_key(self, reading):
        async with reading() as session:
            await self.begin(session, "suggestions: hedge")
            await session.press("f")
            await session.expect_shown("Build a queue suggestions labelled hedge")
            await session.press("down", "down")
            await session.expect_shown("claim  ")
            await session.press("left")
            await session.expect_shown("suggestions labelled stance")
            await session.press("b")
            await session.expect(lambda: session.line(0).endswith("suggestions · stance"))

    async def test_it_is_resumed_where_it_was_left(self, reading):
        async with reading() as session:
            await self.begin(session)
            await session.press("a")
            await session.saved(1)
            await session.expect_shown("1/")
            there = session.selected
        async with reading() as again:
            await self.begin(again)
            await again.expect_shown("1/")
            assert again.selected == there


@pytest.mark.parametrize("size", [(80, 24), (160, 45)])
async def test_the_context_line_fits_the_screen(article, size):
    async with article(size=size) as reader:
        for _ in range(6):
            await reader.press("f")
            assert all(len(line) <= size[0] for line in reader.screen_text().split("\n"))


# The part by itself


@pytest.fixture
def knowing():
    return SimpleNamespace(is_placed=True, is_found=True)


@pytest.fixture
def suggesting(still, knowing):
    still.find()
    still.saved = []
    part = Suggesting(still, knowing, save_tag=still.saved.append)
    part.sift_what_is_shown()
    return part


def test_none_is_shown_before_the_tags_are(still, suggesting, knowing):
    assert len(still.view.suggestions) == 2
    knowing.is_placed = False
    suggesting.sift_what_is_shown()
    assert not [*still.view.suggestions]
    suggesting.go(1)
    assert still.told == ["The tags are still being read: try again in a moment."]


def test_its_keys_work_and_come_first_where_one_is_at_the_caret(still, suggesting):
    keys = [command("accept_suggestion"), command("dismiss_suggestion")]
    assert not any(map(suggesting.is_possible, keys))
    assert not [*suggesting.hints()]
    still.go_to("regretted that")
    assert all(map(suggesting.is_possible, keys))
    assert [*suggesting.hints()] == keys


def test_the_status_line_is_drawn_anew_only_where_one_begins_or_ends(still, suggesting):
    drawn = []
    for words in ("Nobody else", "regretted that", "regretted", "Nobody else"):
        still.go_to(words)
        suggesting.follow_caret()
        drawn.append(still.drawn)
    assert drawn == [0, 1, 1, 2]


def test_what_is_accepted_is_saved_as_a_tag_of_that_passage(still, suggesting):
    still.go_to("regretted that")
    suggesting.accept()
    (made,) = still.saved
    assert (made.label, made.quote, made.annotator) == ("stance", "regretted that", "ann")


@pytest.mark.parametrize(
    ("state", "message"),
    [
        ({"is_found": False}, "The article is still being searched: try again in a moment."),
        ({"is_placed": False}, "The article is still being searched: try again in a moment."),
        ({}, "There is no suggestion at the caret: f goes to the next one."),
    ],
)
def test_without_one_the_key_says_why(still, suggesting, knowing, state, message):
    vars(knowing).update(state)
    still.go_to("Nobody else")
    suggesting.accept()
    suggesting.dismiss()
    assert still.told == [message, message]
    assert not still.saved


def test_what_was_dismissed_is_put_into_a_view_and_not_open_there(still, suggesting, workspace):
    still.go_to("regretted that")
    view = still.view
    proposed = next(one for one in view.suggestions if one.label == "stance")
    made = accepted_suggestion(
        still.article, proposed, view.found, annotator="ann", codebook=view.codebook
    )
    review = dismissal(still.article, made, "ann")
    workspace.history.save("a", "dismiss", {review.id: review.document()})
    fresh = view.successor()
    suggesting.fill(fresh)
    suggesting.sift(fresh)
    assert [one.label for one in fresh.suggestions] == ["hedge"]
