"""The commands that work on every screen and change nothing: help, faults, palette, theme."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Protocol

from textual.app import App

from hedgerow.store.workspace import Workspace
from hedgerow.tui.commands import Command

if TYPE_CHECKING:
    from hedgerow.tui.screens.base.services import Services


class ScreenWithCommands(Protocol):
    """What these commands ask of the screen that they are a part of."""

    workspace: Workspace

    @property
    def app(self) -> App[Any]:
        """The app, which has other screens."""

    @property
    def services(self) -> Services:
        """What the app does for the screen."""

    def commands(self) -> Iterator[Command]:
        """Give all commands that work here."""


class Everywhere:
    """The part of a screen that shows what can be done, and what was met."""

    def __init__(self, screen: ScreenWithCommands) -> None:
        self._screen = screen

    def action_help(self) -> None:
        """Show the keys and the codebook."""
        from hedgerow.tui.screens.base.help import HelpScreen

        screen = self._screen
        screen.app.push_screen(HelpScreen(list(screen.commands()), screen.workspace.codebook))

    def action_problems(self) -> None:
        """List the faults that were met in the corpus, and those that are met meanwhile."""
        from hedgerow.tui.screens.base.faults import fault_lines
        from hedgerow.tui.screens.base.page import PageScreen

        workspace = self._screen.workspace
        lines = fault_lines(workspace)
        page = PageScreen("Faults met in this corpus", lines, again=lambda: fault_lines(workspace))
        self._screen.app.push_screen(page)

    async def action_command_palette(self) -> None:
        """Open the command palette."""
        await self._screen.app.run_action("app.command_palette")

    async def action_suspend(self) -> None:
        """Stop, as the shell's `ctrl+z` has it."""
        await self._screen.app.run_action("app.suspend_process")

    def action_turn_theme(self) -> None:
        """Change between dark and light."""
        self._screen.services.turn_theme()
