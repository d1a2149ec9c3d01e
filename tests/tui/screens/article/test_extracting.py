"""The search for what an article mentions, and what comes of it where the article is left."""

from __future__ import annotations

from concurrent.futures import Future
from types import SimpleNamespace

import pytest

from hedgerow.store.extract import Extraction
from hedgerow.tui.screens.article.extracting import Extracting

NEAR, WHOLE = Extraction((), (), ()), Extraction((), (), ())


@pytest.fixture
def search(still):
    """A search that goes on as the test says: `near` is shown, `whole` is what it comes to."""
    still.app = SimpleNamespace(call_from_thread=lambda show, *given: show(*given))
    still.ended = []
    still.services.in_turn = still.ended.append
    search = SimpleNamespace(shown=[], whole=Future(), near=None)

    def begun(_work, _article, _start, show_near, _apart):
        search.near = show_near
        return search.whole

    still.once_drawn = begun
    search.extracting = Extracting(still, search.shown.append)
    return search


async def test_what_is_near_comes_before_the_whole(still, search):
    search.extracting.begin()
    assert not search.extracting.is_over
    search.near(NEAR)
    assert search.shown == [NEAR]
    search.whole.set_result(WHOLE)
    await still.workers[0]
    assert search.shown == [NEAR, WHOLE]
    assert search.extracting.is_over


async def test_what_was_found_in_an_article_is_not_shown_in_another(still, search):
    search.extracting.begin()
    still.take(still.workspace.read("b"))
    search.near(NEAR)
    search.whole.set_result(WHOLE)
    await still.workers[0]
    assert not search.shown


async def test_nothing_is_shown_on_a_screen_that_was_left(still, search):
    search.extracting.begin()
    still.is_attached = False
    search.near(NEAR)
    search.whole.set_result(WHOLE)
    await still.workers[0]
    assert not search.shown


def test_a_search_ends_behind_what_is_being_saved(still, search):
    search.extracting.end()
    assert not still.ended  # none was begun
    search.extracting.begin()
    search.extracting.end()
    assert len(still.ended) == 1
