"""Whose tags the reader shows: one's own, unless others' are asked for."""

from __future__ import annotations

import pytest

from hedgerow.tui.screens.reader.whose_tags import WhoseTags
from tests.tui.screens.still import command


async def test_two_readers_see_each_others_tags_when_they_open_the_article_again(article, corpus):
    async with article() as one:
        await one.press("apostrophe", "c")
        await one.saved(1)
    async with article(annotator="bob") as other:
        assert other.line(2)[:4].strip() == ""
        await other.press("t")
        await other.expect_shown("There is no tag in this article.")
        await other.press("O")
        await other.expect(lambda: other.line(2)[:6].strip() == "cA")
        await other.press("t", "x")
        await other.expect_shown("is ann's, not yours")


async def test_another_annotators_tag_bears_their_name(article):
    async with article() as one:
        await one.press("apostrophe", "c")
        await one.saved(1)
    async with article(annotator="bob") as other:
        await other.press("O", "t")
        await other.expect_shown("claim by ann")


async def test_o_goes_to_everyone_else_in_turn_then_to_all_and_back_to_ones_own(article):
    async with article() as one:
        await one.press("apostrophe", "c")
        await one.saved(1)
    async with article(annotator="bob") as other:
        assert "your tags · O others’" in other.line(0)
        await other.press("O")
        await other.expect_shown("Shown: ann’s tags, 1 here. They can’t be changed here")
        assert "A ann’s tags" in other.line(0)
        await other.press("O")
        await other.expect_shown("Shown: all tags, 1 here.")
        assert "all: A ann · B bob" in other.line(0)
        await other.press("O")
        await other.expect_shown("Shown: your tags, 0 here.")
        assert "your tags · O others’" in other.line(0)


# The part by itself


@pytest.fixture
def whose_tags(still):
    part = WhoseTags(still)
    part.taken()
    return part


def spans(still):
    return [span.of(still.article.text) for span in still.view.shown_tags.spans]


def test_at_first_ones_own_tags_are_shown(still, whose_tags):
    still.put("It may rain", "bob")
    still.put("Bob regretted that")
    assert spans(still) == ["Bob regretted that"]


def test_where_nobody_else_has_tagged_the_key_says_so_and_changes_nothing(still, whose_tags):
    still.put("Bob regretted that")
    assert not whose_tags.is_possible(command("whose"))
    whose_tags.action_whose()
    assert still.told == ["Nobody else has tagged anything in this article."]
    assert not still.drawn
    assert whose_tags.may_tag()


def test_a_tag_may_be_made_where_it_would_be_seen(still, whose_tags):
    still.put("It may rain", "bob")
    may_tag = []
    for _ in range(3):
        whose_tags.action_whose()
        may_tag.append(whose_tags.may_tag())
    assert may_tag == [False, True, True]  # bob's, all, one's own again
    assert still.told[1] == "You are looking at bob’s tags, 1 here. O goes on to your own, to tag."


def test_the_same_article_is_taken_anew_with_whose_tags_were_shown(still, whose_tags):
    still.put("It may rain", "bob")
    whose_tags.action_whose()
    still.take(still.workspace.read("a"))
    whose_tags.taken()
    still.put("It may rain", "bob")
    assert spans(still) == ["It may rain"]


def test_another_article_begins_with_ones_own(still, whose_tags):
    still.put("It may rain", "bob")
    whose_tags.action_whose()
    still.take(still.workspace.read("b"))
    whose_tags.taken()
    still.put("It may rain", "bob")
    assert spans(still) == []
    assert [piece.text for piece in whose_tags.notes()][:2] == ["your tags · ", "O"]


def test_what_the_part_has_no_say_in_is_left_to_others(whose_tags):
    assert whose_tags.is_possible(command("copy")) is None
    assert not whose_tags.leave()
    assert not [*whose_tags.hints()]
