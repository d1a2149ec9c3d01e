"""Looking for a queue's items: how far it has come, and what is left of it when nobody waits."""

from __future__ import annotations

import asyncio
import gc
import time

from hedgerow.tui.screens.library.screen import LibraryScreen
from hedgerow.tui.screens.review.looking import Looking

OPEN_SESSION = "hedgerow.tui.screens.review.looking.open_session"


def endless(workspace, queue, *, again, pool, told):
    """Look for ever, as in a corpus without an end."""
    while True:
        told(1, 5)
        time.sleep(0.01)


async def begun(session, monkeypatch):
    monkeypatch.setattr(OPEN_SESSION, endless)
    await session.press("r", "enter")
    await session.expect_shown("1 of 5 articles")


async def test_esc_gives_it_up(corpus, reading, monkeypatch):
    async with reading() as session:
        await begun(session, monkeypatch)
        await session.press("escape")
        await session.expect_shown("Given up.")
        assert isinstance(session.app.screen, LibraryScreen)


async def test_a_search_that_nobody_waits_for_ends_without_a_word(corpus, reading, monkeypatch):
    complaints = []
    asyncio.get_running_loop().set_exception_handler(lambda _, told: complaints.append(told))
    before = asyncio.all_tasks()
    async with reading() as session:
        await begun(session, monkeypatch)
        assert isinstance(session.app.screen, Looking)
        session.app.workers.cancel_all()
        await asyncio.sleep(0.1)
    while asyncio.all_tasks() - before:
        await asyncio.sleep(0.01)
    gc.collect()
    assert complaints == []
