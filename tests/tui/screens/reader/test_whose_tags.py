"""Whose tags the reader shows: one's own, unless others' are asked for."""

from __future__ import annotations


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
