"""The review session, key by key."""

from __future__ import annotations

from hedgerow.store.annotations.verdicts import reviews_of
from hedgerow.store.review import Queue
from hedgerow.store.workspace import Workspace
from hedgerow.tui.screens.library.screen import LibraryScreen
from hedgerow.tui.screens.review.screen import ReviewScreen
from hedgerow.tui.widgets.text_pane import TextPane

TAGGED = "001_40ebd96be52325bb"


async def tag_three(reader):
    """Tag the first three quotations as claim, hedge and claim."""
    await reader.press("apostrophe", "c", "apostrophe", "h", "apostrophe", "c")
    await reader.saved(3)
    await reader.expect(lambda: not reader.app.screen.view.pending)
    await reader.press("q")
    await reader.expect(lambda: isinstance(reader.app.screen, LibraryScreen))


async def begin(reader, choice="1"):
    await reader.press("r", choice)
    await reader.expect(lambda: isinstance(reader.app.screen, ReviewScreen))
    await reader.expect_shown("reviewed")


def verdicts(reader):
    return sorted(r.verdict for r in reviews_of(reader.app.workspace.annotations, TAGGED).values())


async def test_no_tag_is_placed_again_from_item_to_item(article, monkeypatch):
    async with article() as reader:
        await tag_three(reader)
        await begin(reader)
        placed = []
        place = Workspace.place
        monkeypatch.setattr(Workspace, "place", lambda *given: placed.append(1) or place(*given))
        await reader.press("a")
        await reader.expect_shown("1/3 reviewed")
        await reader.press("space")
        await reader.expect_shown("1 skipped")
        await reader.press("s")
        await reader.expect(lambda: reader.app.screen.view.tags.count == 3)
        await reader.press("u", "u", "u")
        await reader.expect_shown("0/3 reviewed")
        assert not placed
        assert reader.selected == "“extremely concerned”"


async def test_a_step_shows_where_it_leads_once(article, monkeypatch):
    async with article() as reader:
        await tag_three(reader)
        await begin(reader)
        selected = []
        select = TextPane.select
        monkeypatch.setattr(TextPane, "select", lambda *at: selected.append(at[1:3]) or select(*at))
        await reader.press("a")
        await reader.expect_shown("1/3 reviewed")
        await reader.press("s")
        await reader.expect_shown("revised so far")
        await reader.press("u")
        await reader.expect(lambda: "revised so far" not in reader.screen_text())
        assert len(selected) == 3
        assert len(set(selected)) == 1  # the second tag's passage, at each of the three steps


async def test_the_queue_shows_the_first_tag_in_its_context_with_its_definition(article):
    async with article(size=(80, 30)) as reader:
        await tag_three(reader)
        await begin(reader)
        assert reader.selected == "“extremely concerned”"
        assert "0/3 reviewed" in reader.line(0)
        await reader.expect_shown("A statement about the world")
        await reader.expect_shown("speaker: Wang Yi")


async def test_the_status_line_says_how_to_judge_at_eighty_columns(article):
    async with article() as reader:
        await tag_three(reader)
        await begin(reader)
        await reader.expect_shown("a accept  x reject  space skip")
        assert "? help" in reader.line(23)


async def test_a_accepts_and_goes_on(article):
    async with article() as reader:
        await tag_three(reader)
        await begin(reader)
        await reader.press("a")
        await reader.expect_shown("1/3 reviewed")
        assert verdicts(reader) == ["accept"]


async def test_x_rejects_with_a_reason(article):
    async with article() as reader:
        await tag_three(reader)
        await begin(reader)
        await reader.press("x", "3")
        await reader.expect_shown("1/3 reviewed")
        (review,) = reviews_of(reader.app.workspace.annotations, TAGGED).values()
        assert (review.verdict, review.reason) == ("reject", "slip")


async def test_a_label_key_relabels_and_stays(article):
    async with article() as reader:
        await tag_three(reader)
        await begin(reader)
        await reader.press("s")
        await reader.expect_shown("revised so far")
        assert reader.exported()[0]["label"] == "stance"
        await reader.press("a")
        await reader.expect(lambda: reader.selected != "“extremely concerned”" or verdicts(reader))
        assert verdicts(reader) == ["revise"]


async def test_a_boundary_moves_and_the_quote_follows(article):
    async with article() as reader:
        await tag_three(reader)
        await begin(reader)
        await reader.press("greater_than_sign")
        await reader.expect(lambda: reader.exported()[0]["quote"] == "“extremely concerned” over")
        await reader.press("comma")
        await reader.expect(lambda: reader.exported()[0]["quote"].startswith("and “"))
        await reader.press("full_stop")
        await reader.expect(lambda: reader.exported()[0]["quote"].startswith("“"))
        await reader.press("less_than_sign")
        await reader.expect(lambda: not reader.exported()[0]["quote"].endswith("over"))


async def test_a_skipped_tag_comes_back_at_the_end(article):
    async with article() as reader:
        await tag_three(reader)
        await begin(reader)
        first = reader.app.screen.selected
        await reader.press("space")
        await reader.expect_shown("1 skipped")
        await reader.press("a")
        await reader.expect_shown("1/3 reviewed")
        await reader.press("a")
        await reader.expect_shown("2/3 reviewed")
        assert reader.app.screen.selected == first


async def test_u_takes_a_verdict_back_and_returns_to_its_tag(article):
    async with article() as reader:
        await tag_three(reader)
        await begin(reader)
        first = reader.app.screen.selected
        await reader.press("a")
        await reader.expect_shown("1/3 reviewed")
        await reader.press("u")
        await reader.expect_shown("0/3 reviewed")
        assert reader.app.screen.selected == first
        assert verdicts(reader) == []


async def test_a_memo_can_be_written(article):
    async with article() as reader:
        await tag_three(reader)
        await begin(reader)
        await reader.press("m", *"hm", "enter")
        await reader.expect_shown("memo: hm")


async def test_leaving_and_coming_back_resumes_at_the_same_tag(article, reading):
    async with article() as reader:
        await tag_three(reader)
        await begin(reader)
        await reader.press("a")
        await reader.expect_shown("1/3 reviewed")
        there = reader.app.screen.selected
        await reader.press("q")
    async with reading(review=Queue()) as again:
        await again.expect_shown("1/3 reviewed")
        assert again.app.screen.selected == there


async def test_one_label_can_be_reviewed_alone(article):
    async with article() as reader:
        await tag_three(reader)
        await begin(reader, "2")
        await reader.expect_shown("0/1 reviewed")


async def test_at_the_end_there_is_a_summary(article):
    async with article() as reader:
        await tag_three(reader)
        await begin(reader)
        await reader.press("a")
        await reader.expect_shown("1/3 reviewed")
        await reader.press("a")
        await reader.expect_shown("2/3 reviewed")
        await reader.press("x", "1")
        await reader.expect_shown("3 tags reviewed")
        await reader.expect_shown("ambiguous text")
        await reader.press("q")
        await reader.expect(lambda: isinstance(reader.app.screen, LibraryScreen))
        await reader.expect(lambda: reader.line(3).endswith("3/3"))


async def test_the_last_verdict_can_be_undone_from_the_summary(article):
    async with article() as reader:
        await tag_three(reader)
        await begin(reader, "2")
        await reader.press("a")
        await reader.expect_shown("1 tag reviewed")
        await reader.press("u")
        await reader.expect_shown("0/1 reviewed")
        assert verdicts(reader) == []


async def test_a_verdict_can_be_undone_after_leaving_and_coming_back(article):
    async with article() as reader:
        await tag_three(reader)
        await begin(reader)
        first = reader.app.screen.selected
        await reader.press("a")
        await reader.expect_shown("1/3 reviewed")
        await reader.press("q")
        await begin(reader)
        await reader.press("u")
        await reader.expect_shown("0/3 reviewed")
        assert reader.app.screen.selected == first


async def test_a_reason_can_be_given_in_own_words(article):
    async with article() as reader:
        await tag_three(reader)
        await begin(reader)
        await reader.press("x", "6", *"too vague", "enter")
        await reader.expect_shown("1/3 reviewed")
        (review,) = reviews_of(reader.app.workspace.annotations, TAGGED).values()
        assert (review.verdict, review.reason) == ("reject", "too vague")


async def test_without_a_tag_there_are_only_suggestions_to_review(reading):
    async with reading() as session:
        await session.press("r")
        await session.expect_shown("all suggestions")
        assert "all my tags" not in session.screen_text()


async def test_a_boundary_moved_and_accepted_in_one_breath_is_that_tags(article):
    async with article() as reader:
        await tag_three(reader)
        await begin(reader)
        await reader.pilot.press("greater_than_sign", "greater_than_sign", "a")
        await reader.expect_shown("1/3 reviewed")
        quotes = [line["quote"] for line in reader.exported()]
        assert quotes[0] == "“extremely concerned” over civilian"
        assert quotes[1:] == ["“extremely concerned”", "“special military operation”"]


async def test_a_click_elsewhere_moves_no_boundary_there(article):
    async with article() as reader:
        await tag_three(reader)
        await begin(reader)
        await reader.pilot.click(reader.app.screen.pane, offset=(10, 6))
        await reader.press("greater_than_sign")
        await reader.expect(lambda: reader.exported()[0]["quote"] == "“extremely concerned” over")


async def test_tags_whose_article_has_gone_are_left_out_and_told(article, corpus):
    async with article() as reader:
        await tag_three(reader)
        (corpus / f"{TAGGED}.txt").unlink()
        await reader.press("r", "1")
        await reader.expect_shown("can't be read")


async def test_a_session_that_cannot_be_read_is_told(article, corpus):
    async with article() as reader:
        await tag_three(reader)
        (corpus / "annotations" / "sessions").mkdir()
        (corpus / "annotations" / "sessions" / "ann.jsonl").mkdir()
        await reader.press("r", "1")
        await reader.expect_shown("can't be read")
        assert isinstance(reader.app.screen, LibraryScreen)


async def test_a_memo_written_after_a_skip_is_undone_before_it(article):
    async with article() as reader:
        await tag_three(reader)
        await begin(reader)
        await reader.press("space")
        await reader.expect_shown("1 skipped")
        await reader.press("m", *"hm", "enter")
        await reader.expect(lambda: "hm" in [line["memo"] for line in reader.exported()])
        await reader.press("u")
        await reader.expect(lambda: "hm" not in [line["memo"] for line in reader.exported()])
        await reader.press("u")
        await reader.expect(lambda: "skipped" not in reader.line(0))
