"""The app on a fresh copy of the samples, driven key by key."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.pilot import Pilot

from hedgerow.store.exchange import export_lines
from hedgerow.store.workspace import Settings, Workspace
from hedgerow.tui.app import HedgerowApp
from hedgerow.tui.beginning import Beginning
from hedgerow.tui.commands import taken_keys


class Reading:
    """A running app, and what a test asks of it."""

    def __init__(self, app: HedgerowApp, pilot: Pilot[None]) -> None:
        self.app = app
        self.pilot = pilot

    async def press(self, *keys: str) -> None:
        """Press keys, one after the other."""
        for key in keys:
            await self.pilot.press(key)

    async def expect(self, is_so: Callable[[], object]) -> None:
        """Wait until something is so; fail if it never is."""
        for _ in range(3_000):  # however busy the machine is
            if is_so():
                return
            await self.pilot.pause(0.01)
        raise AssertionError(f"this has not come about; the screen shows\n{self.screen_text()}")

    async def expect_shown(self, words: str) -> None:
        """Wait until the screen shows some words; fail if it never does."""
        await self.expect(lambda: words in self.screen_text())

    def screen_text(self) -> str:
        """Give what is on the screen, line by line."""
        strips = self.app.screen._compositor.render_strips()
        return "\n".join(strip.text.rstrip() for strip in strips)

    def line(self, position: int) -> str:
        """Give one line of the screen."""
        return self.screen_text().split("\n")[position]

    @property
    def selected(self) -> str:
        """The text that is selected."""
        screen = self.app.screen
        return screen.selected.of(screen.article.text)

    def exported(self) -> list[dict]:
        """Give what an export holds."""
        workspace = self.app.workspace
        return [json.loads(line) for line in export_lines(workspace.corpus, workspace.annotations)]

    async def saved(self, count: int) -> list[dict]:
        """Wait until so many annotations are exported, and give them."""
        await self.expect(lambda: len(self.exported()) == count)
        return self.exported()


@pytest.fixture(autouse=True)
def messages_that_stay(monkeypatch):
    """Let a message stay until another comes, however long a busy machine takes to look for it."""
    monkeypatch.setattr("hedgerow.tui.screens.base.status._MESSAGE_SECONDS", 10_000.0)


@pytest.fixture
def reading(corpus):
    """Open the app on the samples, or on another corpus; what is suggested is not marked."""

    @asynccontextmanager
    async def open_app(
        path: Path | None = None,
        size: tuple[int, int] = (80, 24),
        annotator: str = "ann",
        suggestions: bool = False,
        all_is_read: bool = True,
        light: bool = False,
        **begins_with,
    ) -> AsyncIterator[Reading]:
        workspace = Workspace(
            path or corpus,
            annotator=annotator,
            taken_keys=taken_keys(),
            settings=Settings(suggestions=suggestions),
            find=False,
        )
        app = HedgerowApp(workspace, light=light, begins_with=Beginning(**begins_with))
        async with app.run_test(size=size) as pilot:
            session = Reading(app, pilot)
            if all_is_read:
                await session.expect(lambda: {"Hedgerow", "Review"} & {*session.line(0).split()})
                await session.expect(lambda: "reading" not in session.line(0))
            yield session

    return open_app


@pytest.fixture
def article(reading):
    """Open the second sample article."""

    @asynccontextmanager
    async def open_article(**options) -> AsyncIterator[Reading]:
        async with reading(**options) as session:
            await session.press("j", "enter")
            await session.expect(lambda: hasattr(session.app.screen, "view"))
            await session.expect(lambda: session.app.screen.view.found.speakers)
            yield session

    return open_article
