"""Adjudication and whose tags are shown, key by key."""

from __future__ import annotations

import json

import pytest

from hedgerow.store.exchange import ExportSelection, export_lines
from hedgerow.store.overview.headway import headway_of
from hedgerow.store.span import Span
from hedgerow.store.tagging import tag
from hedgerow.store.workspace import Workspace
from hedgerow.tui.beginning import Adjudicated
from hedgerow.tui.screens.adjudication.screen import AdjudicationScreen
from hedgerow.tui.screens.library.screen import LibraryScreen
from hedgerow.tui.screens.reader.screen import ReaderScreen

ARTICLE = "001_40ebd96be52325bb"
QUOTE = "“extremely concerned”"
PHRASE = "walking a fine line"


def tagged(corpus, who, words, label="claim", **more):
    """Have somebody tag some words of the article; give the tag's id."""
    workspace = Workspace(corpus, annotator=who)
    read = workspace.read(ARTICLE)
    start = read.text.index(words)
    span = Span(start, start + len(words))
    made = tag(read, span, label, annotator=who, codebook=workspace.codebook, **more)
    workspace.history.save(ARTICLE, made.brief, {made.id: made.document()})
    return made.id


@pytest.fixture
def two(corpus):
    """Two who differ in a label, then in that one has nothing, and agree once."""
    tagged(corpus, "ann", QUOTE)
    tagged(corpus, "ben", QUOTE, "stance")
    tagged(corpus, "ann", PHRASE, "hedge")
    for who in ("ann", "ben"):
        tagged(corpus, who, "The two ministers")


@pytest.fixture
def adjudicating(reading, two):
    """Open the adjudication from the library as dora."""

    class Opened:
        def __init__(self, **options):
            self._opening = reading(annotator="dora", **options)

        async def __aenter__(self):
            session = await self._opening.__aenter__()
            await session.press("d")
            await session.expect(lambda: isinstance(session.app.screen, AdjudicationScreen))
            await session.expect_shown("decided")
            return session

        async def __aexit__(self, *error):
            return await self._opening.__aexit__(*error)

    return Opened


def results(session):
    workspace = session.app.workspace
    lines = export_lines(
        workspace.corpus, workspace.annotations, ExportSelection(verdict="adjudicated")
    )
    return [json.loads(line) for line in lines]


async def test_both_sides_stand_side_by_side_with_what_to_press(adjudicating):
    async with adjudicating() as session:
        await session.expect_shown("0/2 decided · 1 agreed (A)")
        await session.expect_shown("1 ann (A)")
        await session.expect_shown("≠ claim")
        await session.expect_shown("≠ stance")
        await session.expect_shown("they differ: label")
        await session.expect_shown("1 ann’s  2 ben’s  b both  x neither  w why  space skip")
        assert any(line.startswith("cA sB") for line in session.screen_text().split("\n"))


@pytest.mark.parametrize(
    ("key", "labels"), [("1", ["claim"]), ("2", ["stance"]), ("b", ["claim", "stance"]), ("x", [])]
)
async def test_a_key_decides(adjudicating, key, labels):
    async with adjudicating() as session:
        await session.press(key)
        await session.expect_shown("1/2 decided")
        assert [line["label"] for line in results(session)] == labels


async def test_a_reason_goes_with_the_decision(adjudicating):
    async with adjudicating() as session:
        await session.press("w", *"too weak", "enter")
        await session.expect_shown("why: too weak")
        await session.press("1")
        await session.expect_shown("1/2 decided")
        (line,) = results(session)
        assert line["provenance"]["why"] == "too weak"
        await session.expect_shown("w writes it")


async def test_a_label_key_and_a_boundary_make_an_edited_tag(adjudicating):
    async with adjudicating() as session:
        await session.press("h", "greater_than_sign")
        await session.expect_shown("enter: edited")
        await session.expect_shown("enter keep the edited")
        assert results(session) == []
        await session.press("enter")
        await session.expect_shown("1/2 decided")
        (line,) = results(session)
        assert (line["label"], line["quote"]) == ("hedge", f"{QUOTE} over")


async def test_an_edited_tag_has_attributes_of_its_own(adjudicating):
    async with adjudicating() as session:
        await session.press("tab", "a", "right", "escape", "enter")
        await session.expect_shown("1/2 decided")
        assert [line["attributes"] for line in results(session)] == [{"mode": "direct"}]


async def test_esc_drops_what_is_edited_and_leaves_nothing(adjudicating):
    async with adjudicating() as session:
        await session.press("h", "escape")
        await session.expect(lambda: "enter: edited" not in session.screen_text())
        await session.press("enter")
        await session.expect_shown("Nothing is edited")
        assert isinstance(session.app.screen, AdjudicationScreen)


async def test_the_edited_tag_may_begin_with_the_next_ones(adjudicating):
    async with adjudicating() as session:
        await session.press("tab", "tab", "greater_than_sign", "enter")
        await session.expect_shown("1/2 decided")
        assert [line["label"] for line in results(session)] == ["stance"]


async def test_u_takes_a_decision_back_and_returns_to_its_place(adjudicating):
    async with adjudicating() as session:
        await session.press("1")
        await session.expect_shown("1/2 decided")
        await session.press("u")
        await session.expect_shown("0/2 decided")
        await session.expect_shown("≠ stance")
        assert results(session) == []
        await session.press("ctrl+r")
        await session.expect_shown("1/2 decided")


async def test_a_skip_is_taken_back_by_u(adjudicating):
    async with adjudicating() as session:
        await session.press("space")
        await session.expect_shown("1 skipped")
        await session.expect_shown("≠ nothing here")
        await session.press("u")
        await session.expect_shown("≠ stance")


async def test_keys_in_one_breath_decide_one_place_each(adjudicating):
    async with adjudicating() as session:
        await session.pilot.press("2", "1")
        await session.expect_shown("Every difference is decided.")
        assert sorted(line["label"] for line in results(session)) == ["hedge", "stance"]


async def test_all_that_agree_is_accepted_after_showing_how_many(adjudicating):
    async with adjudicating() as session:
        await session.press("A")
        await session.expect_shown("1 place is marked exactly alike by ann and ben.")
        await session.press("1")
        await session.expect(lambda: "agreed" not in session.line(0))
        assert [line["provenance"]["status"] for line in results(session)] == ["unanimous"]
        await session.press("u")
        await session.expect_shown("1 agreed (A)")


async def test_the_end_says_what_was_decided_and_can_be_undone(adjudicating):
    async with adjudicating() as session:
        await session.press("1")
        await session.expect_shown("1/2 decided")
        await session.press("x")
        await session.expect_shown("Every difference is decided.")
        await session.press("1")
        await session.expect_shown("2 places decided where ann and ben differ")
        await session.expect_shown("ann’s side taken")
        await session.press("q")
        await session.expect(lambda: isinstance(session.app.screen, LibraryScreen))


async def test_it_goes_on_where_it_was_left(adjudicating):
    async with adjudicating() as session:
        await session.press("1")
        await session.expect_shown("1/2 decided")
        await session.press("q")
        await session.expect(lambda: isinstance(session.app.screen, LibraryScreen))
        await session.press("d")
        await session.expect_shown("1/2 decided")
        await session.expect_shown("≠ nothing here")


async def test_what_has_changed_since_is_offered_again_and_says_so(reading, corpus, two):
    async with reading(annotator="dora", adjudicates=Adjudicated()) as session:
        await session.expect_shown("0/2 decided")
        await session.expect(lambda: session.app._watching._watch._stamps is not None)
        await session.press("1")
        await session.expect_shown("1/2 decided")
        tagged(corpus, "ben", "and “extremely concerned” over civilian", "claim")
        mine = Workspace(corpus, annotator="ann")
        known = next(one for one in mine.annotations.of(ARTICLE) if one.is_own_of("ann"))
        changed = {**known.document(), "label": "hedge"}
        mine.history.save(ARTICLE, "relabel", {known.id: changed})
        await session.expect_shown("0/")
        await session.press("q", "d", "space")
        await session.expect_shown("Offered again: ann has changed their tag since")


async def test_one_annotator_alone_is_told_what_is_missing(reading, corpus):
    tagged(corpus, "ann", QUOTE)
    async with reading(annotator="dora") as session:
        await session.press("d")
        await session.expect_shown("only ann has marked anything")
        assert isinstance(session.app.screen, LibraryScreen)


async def test_two_of_three_can_be_chosen(reading, corpus, two):
    tagged(corpus, "cem", QUOTE, "hedge")
    async with reading(annotator="dora", size=(120, 30)) as session:
        await session.press("d")
        await session.expect_shown("3 cem (C)")
        await session.press("f")
        await session.expect_shown("ann, ben and cem")
        await session.press("2")
        await session.expect(lambda: "cem" not in session.screen_text())
        await session.expect_shown("0/2 decided")


# What the annotator sees


async def test_the_annotator_sees_what_was_decided_and_why(adjudicating, reading):
    async with adjudicating() as session:
        await session.press("w", *"not a claim", "enter", "2")
        await session.expect_shown("1/2 decided")
    async with reading(annotator="ann", size=(130, 40)) as ann:
        await ann.press("D")
        await ann.expect_shown("On your tags 1")
        await ann.expect_shown("not kept; ben’s side was taken, by dora: not a claim")
        await ann.press("enter")
        await ann.expect(lambda: isinstance(ann.app.screen, ReaderScreen))
        await ann.expect_shown("claim · decided: not kept; ben’s side was taken, by dora: not a c")
        await ann.expect_shown("Decided on 1")


async def test_decisions_are_listed_and_can_be_gone_back_to(adjudicating):
    async with adjudicating() as session:
        await session.press("1")
        await session.expect_shown("1/2 decided")
        await session.press("D")
        await session.expect_shown("On others’ tags 2")
        await session.press("enter")
        await session.expect_shown("Deciding again takes its place.")
        await session.press("2")
        await session.expect(lambda: [one["label"] for one in results(session)] == ["stance"])


async def test_a_folder_of_annotations_that_leads_to_itself_is_told_with_no_decision(
    reading, corpus
):
    (corpus / "annotations").symlink_to(corpus / "annotations")
    async with reading() as session:
        await session.press("D")
        await session.expect(lambda: type(session.app.screen).__name__ == "DecisionsScreen")
        await session.expect(lambda: session.app.workspace.problems)
        await session.press("q")
        await session.expect(lambda: type(session.app.screen).__name__ == "LibraryScreen")


# Whose tags are shown


async def test_o_goes_through_whose_tags_are_shown(adjudicating, reading):
    async with adjudicating() as session:
        await session.press("b")
        await session.expect_shown("1/2 decided")
    async with reading(annotator="ann") as ann:
        await ann.press("j", "enter")
        await ann.expect_shown("your tags · O others’")
        shown = []
        for _ in range(4):
            shown.append(ann.line(2).split("Ukraine")[0].strip())
            await ann.press("O")
        assert shown == ["c", "sB", "s✓ c✓", "cA+"]
        assert ann.line(2).split("Ukraine")[0].strip() == "c"


async def test_keys_change_ones_own_tags_only_in_each_view(adjudicating, reading):
    async with adjudicating() as session:
        await session.press("1")
        await session.expect_shown("1/2 decided")
    async with reading(annotator="dora") as dora:
        await dora.press("j", "enter", "O", "t", "x")
        await dora.expect_shown("The tag here is ann's, not yours")
        await dora.press("h")
        await dora.expect_shown("You are looking at ann’s tags")
        await dora.press("O", "O", "t", "x")
        await dora.expect_shown("The tag here is what was decided")
        await dora.press("O", "apostrophe", "h")
        await dora.expect_shown("Saved: hedge")
        assert dora.line(0).endswith("%")


async def test_what_is_decided_is_not_counted_as_the_adjudicators(adjudicating):
    async with adjudicating() as session:
        await session.press("b")
        await session.expect_shown("1/2 decided")
        await session.press("q")
        await session.expect(lambda: isinstance(session.app.screen, LibraryScreen))
        annotations = session.app.workspace.annotations
        assert not headway_of(annotations, ARTICLE).tags
        await session.press("r")
        await session.expect_shown("all suggestions")
        assert "all my tags" not in session.screen_text()
