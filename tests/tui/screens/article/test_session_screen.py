"""What a review, an adjudication and a second look have in common, in each of them."""

from __future__ import annotations

from threading import Event

import pytest
from refusal import saving_refused

from hedgerow.store.extract import Extraction
from hedgerow.store.processes import Apart
from hedgerow.store.review import Queue
from hedgerow.store.second_look import SecondLookSample
from hedgerow.store.span import Span
from hedgerow.store.tagging import tag
from hedgerow.store.workspace import Workspace
from hedgerow.tui.beginning import Adjudicated

ARTICLE = "001_40ebd96be52325bb"
QUOTE = "“extremely concerned”"
NEWS = "This report was brought up to date on Friday.\n\n"

REVIEW = {"annotator": "ann", "review": Queue()}
ADJUDICATION = {"annotator": "dora", "adjudicates": Adjudicated()}
SECOND_LOOK = {"annotator": "ann", "second_look": SecondLookSample(days=0)}
EACH = pytest.mark.parametrize(
    "options", [REVIEW, ADJUDICATION, SECOND_LOOK], ids=["review", "adjudication", "second look"]
)


@pytest.fixture
def differing(corpus):
    """One passage that ann and ben have tagged, each otherwise."""
    for who, label in (("ann", "claim"), ("ben", "hedge")):
        workspace = Workspace(corpus, annotator=who)
        read = workspace.read(ARTICLE)
        start = read.text.index(QUOTE)
        span = Span(start, start + len(QUOTE))
        made = tag(read, span, label, annotator=who, codebook=workspace.codebook)
        workspace.history.save(ARTICLE, made.brief, {made.id: made.document()})
    return corpus


def is_at_the_passage(session) -> bool:
    screen = session.app.screen
    passage = screen.article.text.index(QUOTE)
    return passage - 200 < screen.selection.start <= passage


@EACH
async def test_what_is_current_is_shown_again_in_a_text_that_has_changed(
    differing, reading, options
):
    path = differing / f"{ARTICLE}.txt"
    async with reading(**options) as session:
        await session.expect_shown("0/1")
        await session.expect(lambda: is_at_the_passage(session))
        before = session.app.screen.selection.start
        await session.expect(lambda: session.app._watching._watch._stamps is not None)
        whole = path.with_suffix(".new")
        whole.write_bytes(NEWS.encode() + path.read_bytes())
        whole.replace(path)  # at once, so that no half of it is read
        await session.expect_shown("The article has changed on the disk.")
        assert session.app.screen.article.text.startswith(NEWS)
        assert session.app.screen.selection.start == before + len(NEWS)


@pytest.fixture
def searched_for_long(differing, monkeypatch):
    """Make the article long, and let the search for who speaks in it go on until the test ends."""
    path = differing / f"{ARTICLE}.txt"
    path.write_text(
        path.read_text(encoding="utf-8") + "\nSo it went on." * 20_000, encoding="utf-8"
    )
    searches, is_over = [], Event()

    def going_on(self, *_given):
        searches.append(self)
        is_over.wait()
        return Extraction()

    monkeypatch.setattr(Apart, "extract", going_on)
    yield searches
    is_over.set()


@EACH
async def test_a_long_article_is_searched_in_a_process_that_ends_with_the_session(
    differing, searched_for_long, reading, options
):
    async with reading(**options) as session:
        await session.expect_shown("0/1")
        await session.expect(lambda: len(searched_for_long) == 1)
        assert not searched_for_long[0].is_over
        await session.press("q")
        await session.expect(lambda: searched_for_long[0].is_over)


async def test_an_answer_does_not_wait_for_the_search_of_a_long_article(
    differing, searched_for_long, reading
):
    async with reading(**SECOND_LOOK) as session:
        await session.expect_shown("0/1")
        await session.expect(lambda: len(searched_for_long) == 1)
        await session.press("w", "c")
        await session.expect_shown("Second look done")


@EACH
async def test_who_speaks_is_found_once_the_text_is_shown(differing, reading, options):
    async with reading(**options) as session:
        await session.expect_shown("0/1")
        await session.expect(lambda: session.app.screen.view.found.speakers)


@pytest.mark.parametrize("options", [REVIEW, ADJUDICATION], ids=["review", "adjudication"])
async def test_down_reads_on_and_selects_nothing_else(differing, reading, options):
    async with reading(**options) as session:
        await session.expect_shown("0/1")
        before = session.app.screen.selection, session.app.screen.pane.scroll_y
        await session.press("j")
        await session.expect(lambda: session.app.screen.pane.scroll_y == before[1] + 3)
        assert session.app.screen.selection == before[0]


async def test_a_refused_decision_leaves_what_is_edited(differing, reading):
    async with reading(**ADJUDICATION) as session:
        await session.expect_shown("0/1 decided")
        await session.press("s")
        await session.expect_shown("enter: edited")
        with saving_refused(differing / "annotations" / f"{ARTICLE}.jsonl"):
            await session.press("enter")
            await session.expect_shown("What was saved before is safe.")
            assert "0/1 decided" in session.screen_text()
            assert "enter: edited" in session.screen_text()
        await session.press("enter")
        await session.expect_shown("1 place decided")


async def test_a_refused_answer_leaves_the_selection(differing, reading):
    async with reading(**SECOND_LOOK) as session:
        await session.expect_shown("0/1")
        await session.press("w")
        selected = session.selected
        with saving_refused(differing / "annotations" / f"{ARTICLE}.jsonl"):
            await session.press("c")
            await session.expect_shown("What was saved before is safe.")
            assert session.selected == selected
        await session.press("c")
        await session.expect_shown("Second look done")
