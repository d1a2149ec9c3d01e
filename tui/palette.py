"""The command palette: every command of the screen at hand, by name."""

from __future__ import annotations

from contextlib import suppress
from functools import partial

from textual.command import CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

from hedgerow.tui.commands import Command, keys_shown
from hedgerow.tui.screens.base.leaving import LeftOnce
from hedgerow.tui.screens.base.work import WorkScreen
from hedgerow.tui.text.visible import visible


class Palette(CommandPalette, LeftOnce[None]):
    """Textual's palette, which can be left once, and whose list may have no line to go to."""

    # Textual's list can't wrap its lines where a window of a few columns leaves it none.
    DEFAULT_CSS = "Palette CommandList { min-width: 10; }"

    def _action_command_list(self, action: str) -> None:
        # Textual's list looks its lines up by number; empty, or in a tiny window, it has none.
        with suppress(LookupError):
            super()._action_command_list(action)


class CommandsOfScreen(Provider):
    """Offers the registry's commands, and the labels where they can be given."""

    async def discover(self) -> Hits:
        """Offer everything before a letter is typed."""
        for command in self._commands():
            yield DiscoveryHit(
                Content(_name(command)), partial(self._run, command), help=keys_shown(command)
            )

    async def search(self, query: str) -> Hits:
        """Offer what matches."""
        matcher = self.matcher(query)
        for command in self._commands():
            name = _name(command)
            if (score := matcher.match(name)) > 0:
                run = partial(self._run, command)
                yield Hit(score, matcher.highlight(name), run, help=keys_shown(command))

    def _commands(self) -> list[Command]:
        screen = self.screen
        if not isinstance(screen, WorkScreen):
            return []
        return [command for command in screen.commands() if command.action != "command_palette"]

    async def _run(self, command: Command) -> None:
        await self.screen.run_action(command.action)


def _name(command: Command) -> str:
    return visible(command.does.rstrip("."))
